/* lint_marks.c - marks that no note explains: "(*)", "*" after a word, a dagger, "[1]".
 *
 * A note stands in the table or section of its mark, or in a section around it: as <note mark="*">, or as a
 * text that begins with the mark. Numbers that are raised are not looked at: squares and ordinals are, too.
 */
#include "report/lint.h"

/* A mark that waits for a note: in its table, or in the section around it. */
typedef struct use {
    const char *mark; /* "*" */
    const char *as; /* "(*)", as the text has it */
    mkr_where where;
} use;

struct mkr_lint_marks {
    mkr_arena *arena;
    MKR_VEC(use) uses;
    MKR_VEC(const char *) explained;
    size_t from; /* of the uses, the first of this table or section */
};

mkr_lint_marks *mkr_lint_marks_new(mkr_arena *arena) {
    mkr_lint_marks *m = mkr_alloc(arena, sizeof *m);
    m->arena = arena;
    return m;
}

mkr_lint_scope mkr_lint_scope_begin(mkr_lint *l) {
    mkr_lint_marks *m = l->marks;
    mkr_lint_scope outer = {m->from, m->explained.n};
    m->from = m->uses.n;
    return outer;
}

static bool is_explained(const mkr_lint_marks *m, size_t from, const char *mark) {
    for (size_t i = from; i < m->explained.n; i++)
        if (!strcmp(m->explained.at[i], mark))
            return true;
    return false;
}

/* What the notes of a table do not explain, those of the section around it may. */
void mkr_lint_scope_end(mkr_lint *l, mkr_lint_scope outer) {
    mkr_lint_marks *m = l->marks;
    size_t kept = m->from;
    for (size_t i = m->from; i < m->uses.n; i++)
        if (!is_explained(m, outer.explained, m->uses.at[i].mark))
            m->uses.at[kept++] = m->uses.at[i];
    m->uses.n = kept;
    m->explained.n = outer.explained;
    m->from = outer.from;
}

void mkr_lint_without_note(mkr_lint *l) {
    for (size_t i = 0; i < l->marks->uses.n; i++)
        mkr_lint_say_at(l, l->marks->uses.at[i].where, MKR_E_MARK_UNEXPLAINED, l->marks->uses.at[i].as);
}

static size_t mark_length(const char *s) {
    if (*s == '*')
        return strspn(s, "*");
    if (!strncmp(s, "\u2020", 3) || !strncmp(s, "\u2021", 3))
        return 3;
    size_t n = *s == '[' ? strspn(s + 1, "0123456789") : 0;
    return n && n < 3 && s[n + 1] == ']' ? n + 2 : 0;
}

void mkr_lint_scope_explain(mkr_lint *l, const char *text) {
    mkr_lint_marks *m = l->marks;
    text += strspn(text, " \t\r\n(");
    size_t n = mark_length(text);
    const char *mark = n && n < 8 ? mkr_strndup(m->arena, text, n) : NULL;
    enum { SEVERAL = 64 }; /* looked through for the same mark */
    if (mark && !is_explained(m, m->explained.n > SEVERAL ? m->explained.n - SEVERAL : 0, mark))
        *MKR_PUSH(m->arena, &m->explained) = mark;
}

/* Once for each table or section. */
static void add_use(mkr_lint *l, mkr_lint_text *t, uint32_t at, size_t n) {
    enum { SEVERAL = 64 }; /* uses that are looked through for the same mark */
    mkr_lint_marks *m = l->marks;
    bool round = mkr_lint_before(t, at) == '(' && t->at[at + n] == ')';
    const char *mark = mkr_strndup(m->arena, t->at + at, n);
    for (size_t i = m->uses.n, k = 0; i-- > m->from && k < SEVERAL; k++)
        if (!strcmp(m->uses.at[i].mark, mark))
            return;
    *MKR_PUSH(m->arena, &m->uses) = (use){mark, round ? mkr_printf(m->arena, "(%s)", mark) : mark,
                                          mkr_prose_where(&t->prose, at - round)};
}

/* Does the text begin there, so that it is the note? */
static bool begins(const mkr_lint_text *t, uint32_t at) {
    while (at && (mkr_is_space(t->at[at - 1]) || t->at[at - 1] == '('))
        at--;
    return !at;
}

/* "A*" is a grade, "5*" a hotel (except in a table), and "*this*" stresses a word. A dagger may stand apart
 * in a cell only. */
static bool is_attached(const mkr_lint_text *t, uint32_t at) {
    uint32_t from = mkr_lint_word_before(t, at);
    bool grade = at - from == 1 && t->at[from] == 'A', apart = mkr_is_space(mkr_lint_before(t, at));
    if (t->at[at] != '*')
        return t->kind == MKR_LINT_CELL || !apart;
    if (mkr_lint_before(t, from) == '*')
        return false;
    return t->kind == MKR_LINT_CELL ? !apart && !grade : at - from > 2;
}

void mkr_lint_star(mkr_lint *l, mkr_lint_text *t, uint32_t at) {
    size_t n = mark_length(t->at + at);
    bool star = t->at[at] == '*';
    if (!n || (star && (n > 2 || mkr_lint_before(t, at) == '*')))
        return;
    char next = t->at[at + n];
    bool round = mkr_lint_before(t, at) == '(' && next == ')';
    bool alone = t->kind == MKR_LINT_CELL && t->n == n;
    if (alone || (!begins(t, at) && !mkr_lint_is_word(next) && (round || is_attached(t, at))))
        add_use(l, t, at, n);
}

void mkr_lint_note_number(mkr_lint *l, mkr_lint_text *t, uint32_t at) {
    size_t n = mark_length(t->at + at);
    if (n && !begins(t, at))
        add_use(l, t, at, n);
}

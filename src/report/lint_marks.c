/* lint_marks.c - marks that no note explains: "(*)", "*" after a word, a dagger, "[1]"; and notes of marks
 * that are not there.
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

enum {
    LONGEST_MARK = 8, /* so many stars are a rule, and no mark */
    SEVERAL = 128 /* looked through for the same mark: there are fewer different ones */
};

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

/* Stars are counted up to LONGEST_MARK. */
static size_t mark_length(const char *s) {
    size_t stars = 0;
    while (stars < LONGEST_MARK && s[stars] == '*')
        stars++;
    if (stars)
        return stars;
    if (!strncmp(s, "\u2020", 3) || !strncmp(s, "\u2021", 3))
        return 3;
    size_t n = *s == '[' ? strspn(s + 1, "0123456789") : 0;
    return n && n < 3 && s[n + 1] == ']' ? n + 2 : 0;
}

void mkr_lint_scope_explain(mkr_lint *l, const char *text) {
    mkr_lint_marks *m = l->marks;
    text += strspn(text, " \t\r\n(");
    size_t n = mark_length(text);
    const char *mark = n && n < LONGEST_MARK ? mkr_strndup(m->arena, text, n) : NULL;
    if (mark && !is_explained(m, m->explained.n > SEVERAL ? m->explained.n - SEVERAL : 0, mark))
        *MKR_PUSH(m->arena, &m->explained) = mark;
}

/* Once for each table or section. */
static void add_use(mkr_lint *l, mkr_lint_text *t, uint32_t at, size_t n) {
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

/* The second star of "*this or that*". */
static bool ends_stress(const mkr_lint_text *t, uint32_t at) {
    enum { LONGEST = 200 };
    for (uint32_t i = at; i-- > 0 && at - i < LONGEST;)
        if (t->at[i] == '*')
            return (!i || strchr(" \t\n(", t->at[i - 1])) && !mkr_is_space(t->at[i + 1]);
    return false;
}

/* "5*": a figure of one digit that stands alone may be stars. */
static bool may_be_stars(const mkr_lint_text *t, uint32_t at) {
    return at && mkr_is_digit(t->at[at - 1]) && (at == 1 || mkr_is_space(t->at[at - 2]));
}

/* Does what a mark can follow stand before it: a word of three letters or more, a figure with its unit, a
 * stop, a bracket, a quotation mark? */
static bool follows_words(const mkr_lint_text *t, uint32_t at) {
    uint32_t from = mkr_lint_word_before(t, at), letters = at - from;
    char before = mkr_lint_before(t, at);
    if (letters)
        return letters > 2 || mkr_is_digit(mkr_lint_before(t, from));
    bool quoted = at > 2 && (!memcmp(t->at + at - 3, "\u201D", 3) || !memcmp(t->at + at - 3, "\u2019", 3));
    return before && (quoted || strchr(".,;:!?)]%\"'", before) || mkr_lint_is_word(before));
}

/* "A*" is a grade, "5*" a hotel (except in a table), and "*this*" stresses a word. A dagger may stand apart
 * in a cell only. */
static bool is_attached(const mkr_lint_text *t, uint32_t at) {
    uint32_t from = mkr_lint_word_before(t, at);
    bool grade = at - from == 1 && t->at[from] == 'A' && !mkr_is_digit(mkr_lint_before(t, from)),
         apart = mkr_is_space(mkr_lint_before(t, at)), in_cell = t->kind == MKR_LINT_CELL;
    if (t->at[at] != '*')
        return in_cell || !apart;
    if (apart || grade || ends_stress(t, at))
        return false;
    return in_cell || (follows_words(t, at) && !may_be_stars(t, at));
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

/* ---- notes without a mark */

/* Does the mark stand there, not as part of a word? In a text that is computed it may. */
static bool holds(const char *text, const char *mark) {
    size_t n = strlen(mark);
    bool letters = mkr_lint_is_word(mark[0]);
    if (strchr(text, '{'))
        return true;
    for (const char *p = text; (p = strstr(p, mark)); p++)
        if (!letters || ((p == text || !mkr_is_letter(p[-1])) && !mkr_lint_is_word(p[n])))
            return true;
    return false;
}

static bool is_used(const mkr_node *node, const char *mark) {
    for (const mkr_attr *a = node->attrs; a; a = a->next)
        if (holds(a->value, mark))
            return true;
    for (const mkr_node *n = node->first; n; n = n->next)
        if (n->name ? !mkr_node_is(n, "note") && is_used(n, mark) : holds(n->text, mark))
            return true;
    return false;
}

void mkr_lint_unused_notes(mkr_lint *l, const mkr_node *table) {
    enum { MOST = 40 }; /* notes: for each all of the table is looked through */
    int notes = 0;
    for (const mkr_node *n = mkr_node_child(table, "note"); n && notes < MOST;
         n = mkr_node_after(n, "note")) {
        const mkr_attr *mark = mkr_node_find_attr(n, "mark");
        if (!mark || !*mark->value)
            continue;
        notes++;
        if (!is_used(table, mark->value))
            mkr_lint_say_at(l, mark->where, MKR_E_MARK_UNUSED, mkr_printf(l->arena, "\"%s\"", mark->value));
    }
}

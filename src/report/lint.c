/* lint.c - look over all that was typed for slips of the pen: which texts there are, and which checks see
 * which.
 *
 * Nothing is changed: every finding is a message at the character it is about. A check is called only where a
 * text has one of its bytes, so that plain words cost one look at a table for each byte. Nothing is said of
 * what an expression has put into a text: it comes from the data, where it is looked at in its cell.
 * check="no" switches off all checks of the element. Not here: whether figures are right (claims.c). */
#include "report/lint.h"

#include <stdarg.h>
#include <stdio.h>

#include "data/cell.h"

/* ---- checks */

#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

static const struct {
    const char *bytes; /* that the check is for */
    mkr_lint_check *look;
    uint8_t kinds; /* of text */
    bool begins; /* only where a word begins */
    bool english;
} checks[] = {
    {".", mkr_lint_stop, MKR_LINT_ALL, false, false},
    {",;", mkr_lint_comma, MKR_LINT_ALL, false, false},
    {":!?", mkr_lint_end_mark, MKR_LINT_ALL, false, true},
    {"?", mkr_lint_question, MKR_LINT_ALL, false, false},
    {"()[]", mkr_lint_bracket, MKR_LINT_ALL & ~MKR_LINT_HEADING, false, false},
    {"\xE2", mkr_lint_quotation, MKR_LINT_ALL, false, true},
    {"\"'", mkr_lint_straight, MKR_LINT_ALL, false, true},
    {"\xC2", mkr_lint_no_break, MKR_LINT_TYPED, false, false},
    {"<", mkr_lint_tag, MKR_LINT_ALL, false, false},
    {"&", mkr_lint_escape, MKR_LINT_ALL, false, false},
    {"_", mkr_lint_excel, MKR_LINT_ALL, false, false},
    {"\xC3", mkr_lint_encoded, MKR_LINT_TYPED, false, false},
    {"\xC3\xEE\xEF", mkr_lint_symbol, MKR_LINT_TYPED | MKR_LINT_SHEET, false, false},
    {"\xC2\xE2\xEF", mkr_lint_odd, MKR_LINT_ALL, false, false},
    {"TtXxLECc", mkr_lint_placeholder, MKR_LINT_ALL, true, false},
    {"[", mkr_lint_square, MKR_LINT_ALL, false, false},
    {"#", mkr_lint_error_value, MKR_LINT_TYPED | MKR_LINT_WORDING, false, false},
    {"JFMASOND", mkr_lint_month, MKR_LINT_ALL, true, true},
    {"/", mkr_lint_slash, MKR_LINT_ALL, false, true},
    {"*\xE2", mkr_lint_star, MKR_LINT_TYPED, false, false},
    {"[", mkr_lint_note_number, MKR_LINT_TYPED, false, false},
    {CAPITALS, mkr_lint_acronym, MKR_LINT_ALL, true, true},
};
enum {
    CHECKS = sizeof checks / sizeof *checks
}; /* and one more, of references, by the words of the house style */
#define IN_WORD (1u << 31) /* among the triggers: the byte is part of a word */

static void trigger(mkr_lint *l, bool begins, const char *bytes, unsigned check) {
    for (const char *c = bytes; *c; c++)
        l->triggers[begins][(unsigned char)*c] |= 1u << check;
}

static void trigger_references(mkr_lint *l, unsigned check) {
    for (size_t i = 0; i < MKR_LINT_REFERENCES; i++) {
        const char *label = l->b->style->labels[mkr_lint_references[i]];
        char first = label[0], small = mkr_lower(first);
        char capital = mkr_is_letter(small) ? (char)(small - 'a' + 'A') : first;
        trigger(l, true, (char[]){small, capital, '\0'}, check);
        l->references[i][0] = small;
        l->references[i][1] = first ? mkr_lower(label[1]) : '\0';
    }
}

static void set_triggers(mkr_lint *l) {
    for (unsigned c = 0; c < 256; c++)
        if (mkr_lint_is_word((char)c))
            l->triggers[0][c] |= IN_WORD;
    for (unsigned k = 0; k < CHECKS; k++)
        if (l->english || !checks[k].english)
            trigger(l, checks[k].begins, checks[k].bytes, k);
    trigger_references(l, CHECKS);
}

static void run(mkr_lint *l, mkr_lint_text *t, uint32_t at, uint32_t called) {
    for (; called; called &= called - 1) {
        int k = __builtin_ctz(called);
        if (k == CHECKS)
            mkr_lint_reference(l, t, at);
        else if (checks[k].kinds & t->kind)
            checks[k].look(l, t, at);
    }
}

/* ---- one text */

static void look(mkr_lint *l, mkr_lint_text *t, const mkr_node *node) {
    uint32_t word = 0; /* where the last one begins */
    bool inside = false;
    t->at = mkr_buffer_text(&t->prose.text);
    t->n = (uint32_t)t->prose.text.n;
    for (uint32_t i = 0; i < t->n; i++) {
        unsigned char c = (unsigned char)t->at[i];
        uint32_t called = l->triggers[0][c];
        if ((c & 0xC0) == 0x80)
            continue; /* inside a character */
        if (called & IN_WORD && !inside) {
            called |= l->triggers[1][c];
            if (i && mkr_lower(t->at[word]) == (char)c && l->english)
                mkr_lint_twice(l, t, i);
            word = i;
        }
        inside = called & IN_WORD;
        if (called & ~IN_WORD)
            run(l, t, i, called & ~IN_WORD);
        while (inside && l->triggers[0][(unsigned char)t->at[i + 1]] == IN_WORD)
            i++; /* plain letters */
    }
    mkr_lint_end(l, t, node);
}

static mkr_lint_text text_of(mkr_lint *l, uint8_t kind) {
    return (mkr_lint_text){.prose = mkr_prose_new(l->arena, l->b->expr, true), .kind = kind};
}

static void look_at_node(mkr_lint *l, const mkr_node *node, uint8_t kind) {
    mkr_lint_text t = text_of(l, kind);
    mkr_prose_add(&t.prose, node);
    if (!t.prose.lost && t.prose.text.n) {
        const char *text = mkr_buffer_text(&t.prose.text);
        if (kind != MKR_LINT_CELL || strchr(text, ' ')) /* a mark alone explains nothing */
            mkr_lint_scope_explain(l, text);
        if (kind == MKR_LINT_HEADING)
            mkr_lint_capitals(l, &t);
        look(l, &t, node);
    }
    mkr_arena_reset(l->arena);
}

static void look_at_attr(mkr_lint *l, const mkr_node *node, const mkr_attr *attr) {
    mkr_lint_text t = text_of(l, MKR_LINT_HEADING);
    mkr_prose_add_attr(&t.prose, attr);
    if (!t.prose.lost && t.prose.text.n) {
        mkr_lint_capitals(l, &t);
        look(l, &t, node);
    }
    mkr_arena_reset(l->arena);
}

static void look_at_cell(mkr_lint *l, const char *text, mkr_where where, uint8_t kind) {
    mkr_lint_text t = text_of(l, kind);
    mkr_prose_add_cell(&t.prose, text, where);
    look(l, &t, NULL);
    mkr_arena_reset(l->arena);
}

/* ---- the report */

static void look_at_attrs(mkr_lint *l, const mkr_node *node) {
    static const char *const worded[] = {"heading", "subtitle", "caption", "alt",    "label",
                                         "lead",    "area",     "reason",  "source", NULL};
    for (const mkr_attr *a = node->attrs; a; a = a->next)
        for (const char *const *name = worded; *name; name++)
            if (!strcmp(a->name, *name))
                look_at_attr(l, node, a);
}

static bool has_words(const mkr_node *node) {
    for (const mkr_node *n = node->first; n; n = n->next)
        if (n->name ? mkr_prose_is_inline(n) : !mkr_is_blank(n->text))
            return true;
    return false;
}

static uint8_t kind_of(const mkr_node *node) {
    static const char *const cells[] = {"cell", "field", "key-decision", "forward-plan", NULL},
                             *const headings[] = {"title", "subtitle", "short-title", NULL};
    return mkr_node_is(node, "p")               ? MKR_LINT_PARAGRAPH
           : mkr_node_is_one_of(node, cells)    ? MKR_LINT_CELL
           : mkr_node_is_one_of(node, headings) ? MKR_LINT_HEADING
                                                : MKR_LINT_ITEM;
}

/* What explains an abbreviation or a mark. */
static void take_explanation(mkr_lint *l, const mkr_node *n) {
    if (mkr_node_is(n, "abbr"))
        mkr_lint_explained(l, mkr_node_string(l->b->arena, n));
    else if (mkr_node_is(n, "term"))
        mkr_lint_explained(l, mkr_node_attr(n, "short"));
    else if (mkr_node_is(n, "note") && mkr_node_attr(n, "mark"))
        mkr_lint_scope_explain(l, mkr_node_attr(n, "mark"));
}

static void walk(mkr_lint *l, const mkr_node *node) {
    static const char *const scopes[] = {"section",     "summary",    "recommendations", "reasons",
                                         "implication", "appendix",   "assurance",       "table",
                                         "finance",     "data-table", "indicators",      "risk-register",
                                         NULL},
                             *const nothing[] = {"people", "data", NULL};
    for (const mkr_node *n = node->first; n; n = n->next) {
        if (!n->name || mkr_prose_is_exempt(n) || mkr_node_is_one_of(n, nothing))
            continue;
        bool scoped = mkr_node_is_one_of(n, scopes);
        mkr_lint_scope outer = scoped ? mkr_lint_scope_begin(l) : (mkr_lint_scope){0};
        take_explanation(l, n);
        look_at_attrs(l, n);
        if (mkr_node_is(n, "a") || mkr_node_is(n, "paper"))
            mkr_lint_link(l, n);
        if (!mkr_prose_is_inline(n) && has_words(n))
            look_at_node(l, n, kind_of(n));
        walk(l, n);
        if (scoped)
            mkr_lint_scope_end(l, outer);
        if (mkr_node_is(n, "table") || mkr_node_is(n, "assurance"))
            mkr_lint_unused_notes(l, n);
    }
}

/* Is the number of a paragraph that of the whole report? */
static bool is_continuous(const mkr_node *node) {
    for (const mkr_node *n = node->first; n; n = n->next) {
        const char *own = mkr_node_is(n, "section") ? mkr_node_attr(n, "numbering") : NULL;
        if (own && strcmp(own, "continuous") != 0 && strcmp(own, "none") != 0)
            return false;
        if ((mkr_node_is(n, "section") || mkr_node_is(n, "appendix")) && !is_continuous(n))
            return false;
    }
    return true;
}

/* ---- the data */

static void look_at_indicators(mkr_lint *l, const mkr_data *data) {
    for (size_t n = 0; n < data->n; n++)
        for (mkr_wording w = 0; w < MKR_WORDINGS; w++) {
            mkr_where where;
            const char *text = mkr_data_wording(data, &data->indicators[n], w, &where);
            if (*text)
                look_at_cell(l, text, where, MKR_LINT_WORDING);
        }
}

/* Of further data only what is more than a word, a code or a figure. */
static void look_at_sheet(mkr_lint *l, const mkr_table *table) {
    for (const mkr_row *row = table->rows; row < table->rows + table->n; row++)
        for (const mkr_cell *cell = row->cells; cell < row->cells + row->n; cell++)
            if (strchr(cell->text, ' '))
                look_at_cell(l, cell->text, mkr_cell_where(table, row, cell), MKR_LINT_SHEET);
}

void mkr_build_lint(mkr_builder *b, const mkr_node *root) {
    mkr_lint l = {.b = b, .arena = mkr_arena_child(b->arena)};
    l.english = mkr_same_letters(b->doc->lang, "en") == 2;
    l.continuous = b->style->numbering == MKR_NUMBERS_CONTINUOUS && is_continuous(root);
    l.acronyms = mkr_lint_acronyms_new(b->arena);
    l.marks = mkr_lint_marks_new(b->arena);
    set_triggers(&l);
    mkr_lint_know_appendices(&l);
    mkr_lint_scope outer = mkr_lint_scope_begin(&l);
    walk(&l, root);
    mkr_lint_scope_end(&l, outer);
    mkr_lint_without_note(&l);
    if (b->data)
        look_at_indicators(&l, b->data);
    for (size_t i = 0; i < b->sources->n_tables; i++)
        look_at_sheet(&l, &b->sources->tables[i].table);
    mkr_lint_unexplained(&l);
    mkr_lint_mixed(&l);
    mkr_lint_invisible(&l);
    mkr_arena_free(l.arena);
}

/* ---- for all checks */

void mkr_lint_say_at(mkr_lint *l, mkr_where where, mkr_code code, const char *details) {
    if (l->said[code] > MKR_LINT_MOST)
        return;
    bool last = ++l->said[code] > MKR_LINT_MOST;
    mkr_say(l->b->diag, code, where, "%s%s", details,
            last ? "; there may be more, which are not listed" : "");
}

void mkr_lint_say(mkr_lint *l, mkr_lint_text *t, uint32_t at, mkr_code code, const char *details, ...) {
    char text[512];
    va_list args;
    if (l->said[code] > MKR_LINT_MOST || mkr_prose_is_computed(&t->prose, at))
        return;
    va_start(args, details);
    vsnprintf(text, sizeof text, details, args);
    va_end(args);
    mkr_lint_say_at(l, mkr_prose_where(&t->prose, at), code, text);
}

const char *mkr_lint_quote(mkr_lint *l, const mkr_lint_text *t, uint32_t from, uint32_t to) {
    mkr_buffer line = mkr_buffer_new(l->arena);
    for (uint32_t i = from; i < to; i++) {
        if (!mkr_is_space(t->at[i]))
            mkr_buffer_putc(&line, t->at[i]);
        else if (line.n && line.at[line.n - 1] != ' ')
            mkr_buffer_putc(&line, ' ');
    }
    return mkr_strdup(l->arena, mkr_cell_excerpt(mkr_buffer_text(&line)).text);
}

uint32_t mkr_lint_back(const mkr_lint_text *t, uint32_t at) {
    uint32_t from = at;
    while (from && at - from < 40 && (at - from < 12 || !mkr_is_space(t->at[from - 1])))
        from--;
    while (((unsigned char)t->at[from] & 0xC0) == 0x80)
        from++;
    return mkr_lint_skip_blanks(t, from);
}

uint32_t mkr_lint_word_before(const mkr_lint_text *t, uint32_t at) {
    while (at && mkr_is_letter(t->at[at - 1]))
        at--;
    return at;
}

uint32_t mkr_lint_skip_blanks(const mkr_lint_text *t, uint32_t at) {
    for (size_t n; at < t->n && (n = mkr_blank(t->at + at)) > 0;)
        at += (uint32_t)n;
    return at;
}

uint32_t mkr_lint_skip_blanks_back(const mkr_lint_text *t, uint32_t at) {
    for (;;) {
        if (at && mkr_is_space(t->at[at - 1]))
            at--;
        else if (at > 1 && !memcmp(t->at + at - 2, "\u00A0", 2))
            at -= 2;
        else
            return at;
    }
}

uint32_t mkr_lint_words(const mkr_lint_text *t, uint32_t at, const char *words) {
    while (*words) {
        if (*words == ' ') {
            uint32_t next = mkr_lint_skip_blanks(t, at);
            if (next == at)
                return 0;
            at = next;
        } else if (mkr_lower(t->at[at]) != mkr_lower(*words)) {
            return 0;
        } else {
            at++;
        }
        words++;
    }
    return at;
}

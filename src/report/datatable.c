/* datatable.c - any other table of data, as it is: the first row is its head, text is kept to the letter.
 *
 * A column of figures is aligned on the decimal point. Not here: tables whose figures follow from one another
 * (finance.c, risks.c, indicators.c). */
#include <string.h>

#include "data/sheet.h"
#include "report/build.h"

enum { MOST_COLUMNS = 64, ROOMY = 7 };

typedef struct printer {
    mkr_builder *b;
    const mkr_node *node;
    mkr_sheet sheet;
    uint32_t cells[MOST_COLUMNS]; /* of the file, in the order wanted */
    bool figures[MOST_COLUMNS];
    uint16_t n;
    bool small;
} printer;

/* ---- which columns */

static bool take(printer *p, uint32_t cell, mkr_where where) {
    if (p->n == MOST_COLUMNS)
        return mkr_say(p->b->diag, MKR_E_TABLE_TOO_WIDE, where, "at most %d columns", MOST_COLUMNS);
    p->cells[p->n++] = cell;
    return true;
}

/* All columns but those that are blank from top to bottom. */
static bool take_all(printer *p) {
    const mkr_row *head = p->sheet.head;
    for (uint32_t i = 0; i < head->n; i++) {
        mkr_where where = mkr_sheet_where(&p->sheet, head, i);
        if (*head->cells[i].text
                ? !take(p, i, where)
                : mkr_sheet_has_text(&p->sheet, i) &&
                      !mkr_say(p->b->diag, MKR_E_SHEET_NO_HEADING, where, "column %u", i + 1))
            return false;
    }
    return true;
}

static bool say_unknown(printer *p, const char *name, mkr_where where) {
    const mkr_row *head = p->sheet.head;
    const char **names = mkr_alloc_array(p->b->arena, (size_t)head->n + 1, sizeof *names);
    for (uint32_t i = 0; i < head->n; i++)
        names[i] = head->cells[i].text;
    const char *near = mkr_nearest(name, names);
    return near ? mkr_say(p->b->diag, MKR_E_SHEET_COLUMN, where, "\"%s\"; did you mean \"%s\"?", name,
                          mkr_cell_excerpt(near).text)
                : mkr_say(p->b->diag, MKR_E_SHEET_COLUMN, where, "\"%s\"", name);
}

/* The column, from `from` on, whose heading is `name`, or has its key; MKR_NO_CELL without one. */
static uint32_t find_column(const printer *p, uint32_t from, const char *name, const char *wanted) {
    const mkr_row *head = p->sheet.head;
    char key[MKR_WORD_KEY];
    for (uint32_t i = from; i < head->n; i++) {
        const char *text = mkr_sheet_text(p->b->arena, head, i);
        if (wanted ? mkr_word_key(text, key) && !strcmp(key, wanted) : !strcmp(text, name))
            return i;
    }
    return MKR_NO_CELL;
}

/* One heading of @columns: as it stands in the file, or but for case and punctuation. Of two alike nobody
 * knows which is meant. */
static bool take_named(printer *p, const char *name, mkr_where where) {
    char key[MKR_WORD_KEY];
    const char *wanted = NULL;
    uint32_t found = find_column(p, 0, name, NULL), next;
    if (found == MKR_NO_CELL && mkr_word_key(name, key) && *key)
        found = find_column(p, 0, name, wanted = key);
    if (found == MKR_NO_CELL)
        return say_unknown(p, name, where);
    next = find_column(p, found + 1, name, wanted);
    if (next == MKR_NO_CELL)
        return take(p, found, where);
    mkr_sheet_say_two(p->b->diag, &p->sheet, found, next);
    return false;
}

static bool choose_columns(printer *p) {
    const mkr_attr *columns = mkr_node_find_attr(p->node, "columns");
    if (!columns)
        return take_all(p);
    bool ok = true;
    for (const char *s = columns->value; *s && p->n < MOST_COLUMNS;) {
        size_t n = strcspn(s, ";");
        const char *name = mkr_cell_text(p->b->arena, mkr_strndup(p->b->arena, s, n));
        if (*name)
            ok &= take_named(p, name, columns->where);
        s += n;
        s += *s == ';';
    }
    return ok && (p->n || mkr_say(p->b->diag, MKR_E_SHEET_COLUMN, columns->where, "columns=\"%s\" names none",
                                  columns->value));
}

/* Does a column hold figures only, and one at least? */
static bool is_of_figures(const printer *p, uint32_t cell) {
    bool some = false;
    for (size_t i = p->sheet.first; i < p->sheet.table->n; i++) {
        const char *text = mkr_sheet_text(p->b->arena, &p->sheet.table->rows[i], cell);
        mkr_cell_value v;
        if (!*text)
            continue;
        mkr_cell_read(text, &p->b->style->scheme.reading, &v);
        if (v.kind == MKR_CELL_WRONG || v.month)
            return false;
        some = some || v.kind == MKR_CELL_NUMBER;
    }
    return some;
}

/* ---- printing */

static void add_cell(printer *p, mkr_grid_cell *cell, uint32_t tr, const mkr_row *row, uint16_t column,
                     bool head) {
    mkr_where where = mkr_sheet_where(&p->sheet, row, p->cells[column]);
    bool th = head || column == 0;
    mkr_role_id role = head ? (p->small ? MKR_ROLE_INDICATOR_HEAD : MKR_ROLE_TABLE_HEAD)
                            : (p->small ? MKR_ROLE_INDICATOR : MKR_ROLE_TABLE_TEXT);
    mkr_align align = !p->figures[column] ? MKR_ALIGN_LEFT : head ? MKR_ALIGN_RIGHT : MKR_ALIGN_DECIMAL;
    mkr_block *text = mkr_build_cell(p->b, cell, tr, th ? MKR_TH : MKR_TD,
                                     head ? MKR_SCOPE_COLUMN
                                     : th ? MKR_SCOPE_ROW
                                          : MKR_SCOPE_NONE,
                                     role, align, where);
    mkr_build_span(p->b, &text->spans, mkr_sheet_text(p->b->arena, row, p->cells[column]), text->elem, 0,
                   where);
}

static void add_row(printer *p, mkr_table_parts *t, const mkr_row *row, bool head) {
    mkr_builder *b = p->b;
    mkr_grid_cell *cells = mkr_grid_row_add(b, t->grid, head ? MKR_ROW_HEAD : MKR_ROW_BODY, p->n)->cells;
    uint32_t tr = mkr_tree_add(b->tree, head ? t->head : t->body, MKR_TR);
    for (uint16_t i = 0; i < p->n; i++)
        add_cell(p, &cells[i], tr, row, i, head);
}

void mkr_build_data_table(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    const mkr_table *table = mkr_build_source(b, node, "");
    printer p = {.b = b, .node = node};
    if (!table)
        return;
    if (table->n < 2) {
        mkr_say(b->diag, MKR_E_DATA_NO_ROWS, (mkr_where){.file = table->file}, NULL);
        return;
    }
    p.sheet = (mkr_sheet){table, &table->rows[0], 1};
    bool ok = true;
    for (size_t i = 1; i < table->n; i++)
        ok &= mkr_sheet_fits(b->diag, &p.sheet, &table->rows[i]);
    if (!ok || !choose_columns(&p))
        return;
    for (uint16_t i = 0; i < p.n; i++)
        p.figures[i] = i && is_of_figures(&p, p.cells[i]);
    p.small = p.n > ROOMY;
    mkr_table_parts t = mkr_build_table_begin(b, node, mkr_build_attr(b, node, "caption"),
                                              p.small ? MKR_LOOK_INDICATOR : MKR_LOOK_TABLE, p.n,
                                              MKR_MEASURE_FRAME, to, elem);
    for (uint16_t i = 1; i < p.n; i++)
        if (p.figures[i - 1] && !p.figures[i])
            t.grid->columns[i].lead = MKR_PT(9); /* words do not touch the figures before them */
    t.head = mkr_tree_add(b->tree, t.table, MKR_THEAD);
    add_row(&p, &t, p.sheet.head, true);
    t.body = mkr_tree_add(b->tree, t.table, MKR_TBODY);
    for (size_t i = p.sheet.first; i < table->n; i++)
        add_row(&p, &t, &table->rows[i], false);
    mkr_build_notes(b, node, to, elem);
}

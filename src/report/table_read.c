/* table_read.c - tables as the author writes them: columns, rows, cells that span both.
 *
 * Every place of the grid must have exactly one cell: a cell too many, a hole, two cells on one place or a
 * rowspan past its part of the table is an error. */
#include <stdlib.h>
#include <string.h>

#include "report/build.h"

enum { MOST_COLUMNS = 64, MOST_SPAN = 1000, MOST_WEIGHT = 1000 };

/* 1 where none is given; 0 when it cannot be used. */
static uint16_t span_of(const mkr_node *cell, const char *name) {
    const char *text = mkr_node_attr(cell, name);
    long n = text ? strtol(text, NULL, 10) : 1;
    return n >= 1 && n <= MOST_SPAN ? (uint16_t)n : 0;
}

static bool spans_are_usable(mkr_builder *b, const mkr_node *row) {
    static const char *const names[] = {"colspan", "rowspan"};
    bool ok = true;
    for (const mkr_node *c = mkr_node_child(row, "cell"); c; c = mkr_node_after(c, "cell"))
        for (int i = 0; i < 2; i++)
            if (!span_of(c, names[i])) {
                const mkr_attr *a = mkr_node_find_attr(c, names[i]);
                ok = mkr_say(b->diag, MKR_E_BAD_SPAN, a->where, "%s=\"%s\"", names[i], a->value);
            }
    return ok;
}

static bool all_spans_are_usable(mkr_builder *b, const mkr_node *table) {
    const mkr_node *head = mkr_node_child(table, "head");
    bool ok = true;
    for (const mkr_node *row = head ? mkr_node_child(head, "row") : NULL; row;
         row = mkr_node_after(row, "row"))
        ok &= spans_are_usable(b, row);
    for (const mkr_node *row = mkr_node_child(table, "row"); row; row = mkr_node_after(row, "row"))
        ok &= spans_are_usable(b, row);
    return ok;
}

static uint32_t width_of(const mkr_node *row) {
    uint32_t n = 0;
    for (const mkr_node *c = mkr_node_child(row, "cell"); c; c = mkr_node_after(c, "cell"))
        n += span_of(c, "colspan");
    return n;
}

static bool is_of_kind(const mkr_node *row, const char *kind) {
    const char *own = mkr_node_attr(row, "kind");
    return own && !strcmp(own, kind);
}

static bool says(const mkr_node *node, const char *name, bool otherwise) {
    const char *text = mkr_node_attr(node, name);
    return text ? !strcmp(text, "yes") : otherwise;
}

static mkr_align align_of(const mkr_node *node, mkr_align otherwise) {
    const char *align = mkr_node_attr(node, "align");
    if (!align)
        return otherwise;
    return align[0] == 'r' ? MKR_ALIGN_RIGHT : align[0] == 'd' ? MKR_ALIGN_DECIMAL : MKR_ALIGN_LEFT;
}

typedef struct table_reader {
    mkr_builder *b;
    mkr_table_parts *parts;
    mkr_grid *grid;
    uint16_t open[MOST_COLUMNS]; /* rows that a cell above still covers, by column */
    const mkr_node *opener[MOST_COLUMNS]; /* that cell */
    mkr_align aligns[MOST_COLUMNS]; /* of body cells that do not say */
    mkr_align head_aligns[MOST_COLUMNS]; /* of head cells */
    bool complex; /* Scope would not say which heads a cell has */
} table_reader;

/* ---- columns */

static uint16_t weight_of(table_reader *t, const mkr_node *column) {
    const mkr_attr *a = mkr_node_find_attr(column, "weight");
    long n = a ? strtol(a->value, NULL, 10) : 0;
    if (a && (n < 1 || n > MOST_WEIGHT)) {
        mkr_say(t->b->diag, MKR_E_BAD_NUMBER, a->where, "weight=\"%s\"; a whole number from 1 to %d",
                a->value, MOST_WEIGHT);
        return 0;
    }
    return (uint16_t)n;
}

/* The columns of which it says so name the rows; where it says nothing, the first does. */
static bool read_columns(table_reader *t, const mkr_node *table) {
    const mkr_node *columns = mkr_node_child(table, "columns");
    mkr_column *out = t->grid->columns;
    uint32_t n = 0;
    bool said = false;
    for (const mkr_node *c = columns ? mkr_node_child(columns, "column") : NULL; c;
         c = mkr_node_after(c, "column"), n++) {
        if (n >= t->grid->n_columns)
            continue;
        out[n].width = mkr_build_points(t->b, c, "width");
        out[n].least = mkr_build_points(t->b, c, "least");
        out[n].weight = weight_of(t, c);
        out[n].key = says(c, "head", false);
        said = said || mkr_node_attr(c, "head");
        t->aligns[n] = align_of(c, MKR_ALIGN_LEFT);
        t->head_aligns[n] = t->aligns[n] ? MKR_ALIGN_RIGHT : MKR_ALIGN_LEFT;
    }
    if (columns && n != t->grid->n_columns)
        return mkr_say(t->b->diag, MKR_E_COLUMN_COUNT, columns->where, "%u described, the table has %u", n,
                       t->grid->n_columns);
    if (!said)
        out[0].key = true;
    return true;
}

/* Where the columns do not say, heads follow the first row below them. */
static void find_aligns(table_reader *t, const mkr_node *table) {
    uint16_t column = 0;
    const mkr_node *row = mkr_node_child(table, "row");
    while (row && mkr_node_attr(row, "kind"))
        row = mkr_node_after(row, "row");
    for (const mkr_node *c = row ? mkr_node_child(row, "cell") : NULL; c; c = mkr_node_after(c, "cell"))
        for (uint16_t i = span_of(c, "colspan"); i && column < MOST_COLUMNS; i--, column++)
            t->head_aligns[column] = align_of(c, t->aligns[column]) ? MKR_ALIGN_RIGHT : MKR_ALIGN_LEFT;
}

/* ---- cells */

static bool is_blank(const mkr_block *b) {
    if (b->kind != MKR_BLOCK_TEXT && b->kind != MKR_BLOCK_STACK)
        return false;
    for (size_t i = 0; i < b->spans.n; i++)
        if (b->spans.at[i].icon || b->spans.at[i].ref || b->spans.at[i].late ||
            b->spans.at[i].text[strspn(b->spans.at[i].text, " \n")])
            return false;
    for (const mkr_block *k = b->first; k; k = k->next)
        if (!is_blank(k))
            return false;
    return true;
}

/* A head without words would leave the figures below it without a name. On the page it stays blank: the ink
 * it needs to be heard is a space that does not break. */
static void name_blank_head(table_reader *t, mkr_grid_cell *cell, uint32_t elem, mkr_where where) {
    mkr_builder *b = t->b;
    const char *name = t->grid->columns[cell->column].key
                           ? b->style->labels[MKR_LABEL_ROW_HEADS]
                           : mkr_style_say(b->arena, b->style, MKR_LABEL_COLUMN_HEAD, "n",
                                           mkr_printf(b->arena, "%u", cell->column + 1), NULL);
    mkr_say(b->diag, MKR_E_EMPTY_HEAD, where, "screen readers say \"%s\"", name);
    cell->content = mkr_build_text(b, MKR_ROLE_TABLE_HEAD, elem, "\xC2\xA0", where);
    mkr_tree_more(b->tree, elem)->actual = name;
}

static void embolden(mkr_block *b) {
    for (size_t i = 0; i < b->spans.n; i++)
        b->spans.at[i].look |= MKR_BOLD;
    for (mkr_block *k = b->first; k; k = k->next)
        embolden(k);
}

static void read_cell(table_reader *t, const mkr_node *c, mkr_grid_cell *cell, uint32_t tr, bool head,
                      bool total) {
    mkr_builder *b = t->b;
    bool th = says(c, "head", head || t->grid->columns[cell->column].key);
    mkr_role_id role = head ? MKR_ROLE_TABLE_HEAD : MKR_ROLE_TABLE_TEXT;
    mkr_align usual = !head                ? t->aligns[cell->column]
                      : cell->colspan == 1 ? t->head_aligns[cell->column]
                                           : MKR_ALIGN_LEFT;
    uint32_t elem = mkr_build_cell(b, cell, tr, th ? MKR_TH : MKR_TD,
                                   !th    ? MKR_SCOPE_NONE
                                   : head ? MKR_SCOPE_COLUMN
                                          : MKR_SCOPE_ROW,
                                   role, align_of(c, usual), c->where)
                        ->elem;
    cell->underline = head && cell->colspan > 1;
    cell->content = mkr_build_stack(b, c->where);
    mkr_build_mixed(b, c, cell->content, elem, role);
    if (cell->content->first && cell->content->first->next)
        mkr_build_spread(cell->content, MKR_PT(3));
    if (th && is_blank(cell->content)) {
        if (head)
            name_blank_head(t, cell, elem, c->where);
        else { /* it names nothing */
            mkr_tree_at(b->tree, elem)->tag = MKR_TD;
            mkr_tree_at(b->tree, elem)->scope = MKR_SCOPE_NONE;
            cell->head = false;
        }
    }
    t->complex =
        t->complex || (head && (cell->colspan > 1 || cell->rowspan > 1)) || (cell->head && cell->rowspan > 1);
    if (total)
        embolden(cell->content);
}

/* There is no column left for the cell; which of them are covered by cells of rows above? */
static bool say_all_taken(const table_reader *t, const mkr_node *c) {
    uint16_t n = t->grid->n_columns, above = 0;
    for (uint16_t k = 0; k < n; k++)
        above = (uint16_t)(above + (t->opener[k]->parent != c->parent));
    const char *from =
        !above       ? ""
        : above == 1 ? ", one by a cell above"
                     : mkr_printf(t->b->arena, ", %s by cells above", mkr_build_count(t->b->arena, above));
    return mkr_say(t->b->diag, MKR_E_CELL_TOO_WIDE, c->where, "all %u columns are taken%s", n, from);
}

static bool place_cell(table_reader *t, const mkr_node *c, const mkr_grid_cell *cell) {
    uint16_t n_columns = t->grid->n_columns;
    if (cell->column == n_columns)
        return say_all_taken(t, c);
    if (cell->colspan > n_columns - cell->column)
        return mkr_say(t->b->diag, MKR_E_CELL_TOO_WIDE, c->where, "colspan %u, %u columns left",
                       cell->colspan, n_columns - cell->column);
    for (uint16_t k = cell->column; k < cell->column + cell->colspan; k++) {
        if (t->open[k])
            return mkr_say(t->b->diag, MKR_E_CELL_OVERLAP, c->where, "column %u is covered from above",
                           k + 1);
        t->open[k] = cell->rowspan;
        t->opener[k] = c;
    }
    return true;
}

/* ---- rows */

static uint16_t count_cells(const mkr_node *row) {
    uint32_t n = 0;
    for (const mkr_node *c = mkr_node_child(row, "cell"); c && n <= MOST_COLUMNS;
         c = mkr_node_after(c, "cell"))
        n++;
    return (uint16_t)n; /* one too many is enough to be reported */
}

static bool read_row(table_reader *t, const mkr_node *row, uint32_t group, bool head) {
    mkr_builder *b = t->b;
    bool total = is_of_kind(row, "total");
    uint16_t column = 0;
    mkr_grid_row *out = mkr_grid_row_add(b, t->grid,
                                         head    ? MKR_ROW_HEAD
                                         : total ? MKR_ROW_TOTAL
                                                 : MKR_ROW_BODY,
                                         count_cells(row));
    mkr_grid_cell *cells = out->cells;
    out->keep = says(row, "keep", false);
    uint32_t tr = mkr_tree_add(b->tree, group, MKR_TR);
    for (const mkr_node *c = mkr_node_child(row, "cell"); c; c = mkr_node_after(c, "cell"), cells++) {
        while (column < t->grid->n_columns && t->open[column])
            column++;
        *cells = (mkr_grid_cell){
            .column = column, .colspan = span_of(c, "colspan"), .rowspan = span_of(c, "rowspan")};
        if (!place_cell(t, c, cells))
            return false;
        read_cell(t, c, cells, tr, head, total);
        column = (uint16_t)(column + cells->colspan);
    }
    for (uint16_t k = 0; k < t->grid->n_columns; k++) {
        if (!t->open[k])
            return mkr_say(b->diag, MKR_E_ROW_TOO_SHORT, row->where, "column %u of %u has no cell", k + 1,
                           t->grid->n_columns);
        t->open[k]--;
    }
    return true;
}

static bool no_rows_open(table_reader *t) {
    for (uint16_t k = 0; k < t->grid->n_columns; k++)
        if (t->open[k])
            return mkr_say(t->b->diag, MKR_E_SPAN_TOO_LONG, t->opener[k]->where, "column %u", k + 1);
    return true;
}

/* A row of one cell that names what follows. */
static bool read_group(table_reader *t, const mkr_node *row) {
    const mkr_node *cell = mkr_node_child(row, "cell"), *second = mkr_node_after(cell, "cell");
    if (second)
        return mkr_say(t->b->diag, MKR_E_CELL_TOO_WIDE, second->where,
                       "a group row has one cell, as wide as the table");
    const mkr_attr *rows = mkr_node_find_attr(cell, "rowspan"),
                   *columns = mkr_node_find_attr(cell, "colspan");
    if (rows && strcmp(rows->value, "1") != 0)
        return mkr_say(t->b->diag, MKR_E_BAD_SPAN, rows->where,
                       "rowspan=\"%s\" in a group row, which is one row", rows->value);
    if (columns && span_of(cell, "colspan") != t->parts->grid->n_columns)
        return mkr_say(t->b->diag, MKR_E_BAD_SPAN, columns->where,
                       "colspan=\"%s\" in a group row, whose cell is as wide as the table", columns->value);
    if (!no_rows_open(t))
        return false;
    mkr_block *text = mkr_build_group_row(t->b, t->parts, mkr_build_string(t->b, cell), row->where);
    text->spans.n = 0; /* the cell may hold more than words; what repeats does not */
    mkr_build_inline(t->b, cell, &text->spans, text->elem, 0, NULL);
    return true;
}

static bool read_head(table_reader *t, const mkr_node *head) {
    size_t n = 0;
    t->parts->head = mkr_tree_add(t->b->tree, t->parts->table, MKR_THEAD);
    for (const mkr_node *row = mkr_node_child(head, "row"); row; row = mkr_node_after(row, "row"), n++)
        if (!read_row(t, row, t->parts->head, true))
            return false;
    t->complex = t->complex || n > 1;
    return no_rows_open(t);
}

static bool read_body(table_reader *t, const mkr_node *table) {
    mkr_table_parts *parts = t->parts;
    for (const mkr_node *row = mkr_node_child(table, "row"); row; row = mkr_node_after(row, "row")) {
        if (is_of_kind(row, "group")) {
            if (!read_group(t, row))
                return false;
            continue;
        }
        if (!parts->body)
            parts->body = mkr_tree_add(t->b->tree, parts->table, MKR_TBODY);
        if (!read_row(t, row, parts->body, false))
            return false;
    }
    return no_rows_open(t);
}

/* How many columns the first row that is not a group's has, and so all. */
static uint32_t columns_of(const mkr_node *table) {
    const mkr_node *head = mkr_node_child(table, "head"), *first = mkr_node_child(table, "row");
    while (mkr_node_after(first, "row") && is_of_kind(first, "group"))
        first = mkr_node_after(first, "row");
    return width_of(head ? mkr_node_child(head, "row") : first);
}

static mkr_too_wide too_wide_of(const mkr_node *table) {
    const char *wide = mkr_node_attr(table, "wide");
    return !wide ? MKR_WIDE_AUTO : !strcmp(wide, "fold") ? MKR_WIDE_FOLD : MKR_WIDE_LANDSCAPE;
}

void mkr_build_table(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    const mkr_node *head = mkr_node_child(node, "head");
    if (!all_spans_are_usable(b, node))
        return;
    uint32_t n_columns = columns_of(node);
    if (n_columns > MOST_COLUMNS) {
        mkr_say(b->diag, MKR_E_TABLE_TOO_WIDE, node->where, "%u columns, at most %d", n_columns,
                MOST_COLUMNS);
        return;
    }
    mkr_table_parts parts =
        mkr_build_table_begin(b, node, mkr_build_attr(b, node, "caption"), MKR_LOOK_TABLE,
                              (uint16_t)n_columns, n_columns > 4 ? MKR_MEASURE_FRAME : b->measure, to, elem);
    table_reader t = {.b = b, .parts = &parts, .grid = parts.grid};
    parts.grid->wide = (uint8_t)too_wide_of(node);
    if (!read_columns(&t, node))
        return;
    find_aligns(&t, node);
    if ((head && !read_head(&t, head)) || !read_body(&t, node))
        return;
    if (t.complex)
        mkr_build_heads(b, parts.table, (uint16_t)n_columns);
    mkr_build_notes(b, node, to, elem);
}

/* table.c - grids, captions, and tables as the author writes them. */
#include <stdlib.h>
#include <string.h>

#include "report/build.h"

mkr_grid *mkr_grid_new(mkr_builder *b, mkr_grid_look look, uint16_t n_columns, mkr_where where,
                       mkr_block **block) {
    mkr_grid *grid = mkr_alloc(b->arena, sizeof *grid);
    grid->look = (uint8_t)look;
    grid->n_columns = n_columns;
    grid->columns = mkr_alloc_array(b->arena, n_columns, sizeof *grid->columns);
    for (uint16_t i = 0; i + 1 < n_columns; i++)
        grid->columns[i].gap = look == MKR_LOOK_TABLE || look == MKR_LOOK_FORM ? MKR_PT(9)
                               : look == MKR_LOOK_INDICATOR                    ? MKR_PT(6)
                                                                               : 0;
    *block = mkr_block_new(b->arena, MKR_BLOCK_GRID, MKR_ROLE_TABLE_TEXT, 0, where);
    (*block)->measure = (uint8_t)b->measure;
    (*block)->grid = grid;
    return grid;
}

void mkr_grid_column(mkr_grid *grid, uint16_t column, mkr_len width, bool fits, bool gives_way) {
    mkr_column *c = &grid->columns[column];
    c->width = width;
    c->fits = fits;
    c->gives_way = gives_way;
}

mkr_grid_row *mkr_grid_row_add(mkr_builder *b, mkr_grid *grid, mkr_row_kind kind, uint16_t n_cells) {
    mkr_grid_row *row = MKR_PUSH(b->arena, &grid->rows);
    row->kind = (uint8_t)kind;
    row->n = n_cells;
    row->cells = mkr_alloc_array(b->arena, n_cells, sizeof *row->cells);
    for (uint16_t i = 0; i < n_cells; i++)
        row->cells[i] = (mkr_grid_cell){.column = i, .colspan = 1, .rowspan = 1};
    return row;
}

const char *mkr_build_number(mkr_builder *b, mkr_label_id word, uint32_t number) {
    return mkr_printf(b->arena, "%s %s%u", b->style->labels[word], b->prefix, number);
}

mkr_block *mkr_build_caption(mkr_builder *b, mkr_label_id word, uint32_t number, const char *text,
                             uint32_t elem, mkr_where where) {
    mkr_block *block = mkr_block_new(b->arena, MKR_BLOCK_TEXT, MKR_ROLE_CAPTION_TEXT, elem, where);
    block->measure = (uint8_t)b->measure;
    block->keep_next = true;
    mkr_build_span(b, &block->spans, mkr_build_number(b, word, number), elem, MKR_BOLD, where);
    mkr_build_span(b, &block->spans, " ", elem, 0, where);
    block->spans.at[1].slot = MKR_PT(6);
    mkr_build_span(b, &block->spans, text, elem, 0, where);
    return block;
}

/* The caption as it repeats: an artifact with "(continued)". */
static mkr_block *caption_again(mkr_builder *b, const mkr_block *caption) {
    mkr_block *again = mkr_block_new(b->arena, MKR_BLOCK_TEXT, MKR_ROLE_CAPTION_TEXT, 0, caption->where);
    again->measure = caption->measure;
    for (size_t i = 0; i < caption->spans.n; i++) {
        *MKR_PUSH(b->arena, &again->spans) = caption->spans.at[i];
        again->spans.at[i].elem = 0;
    }
    mkr_build_span(b, &again->spans, mkr_printf(b->arena, " %s", b->style->labels[MKR_LABEL_CONTINUED]), 0, 0,
                   caption->where);
    return again;
}

enum { AFTER_TABLE = MKR_PT(12) }; /* to the text below a table and its notes */

mkr_table_parts mkr_build_table_begin(mkr_builder *b, const mkr_node *node, const char *caption,
                                      mkr_grid_look look, uint16_t n_columns, mkr_measure measure,
                                      mkr_block *to, uint32_t elem) {
    mkr_table_parts t = {.table = mkr_tree_add(b->tree, elem, MKR_TABLE)};
    t.grid = mkr_grid_new(b, look, n_columns, node->where, &t.block);
    t.block->measure = (uint8_t)measure;
    t.block->space_after = AFTER_TABLE;
    const char *label = "";
    if (caption) {
        uint32_t number = ++b->tables;
        mkr_block *text = mkr_build_caption(b, MKR_LABEL_TABLE_WORD, number, caption,
                                            mkr_tree_add(b->tree, t.table, MKR_CAPTION), node->where);
        text->measure = (uint8_t)measure;
        t.grid->caption_continued = caption_again(b, text);
        mkr_block_add(to, t.caption = text);
        label = mkr_build_number(b, MKR_LABEL_TABLE_WORD, number);
    }
    mkr_build_anchor(b, mkr_node_find_attr(node, "id"), label, t.table);
    mkr_block_add(to, t.block);
    return t;
}

mkr_block *mkr_build_cell(mkr_builder *b, mkr_grid_cell *cell, uint32_t row, mkr_tag tag, mkr_scope scope,
                          mkr_role_id role, mkr_align align, mkr_where where) {
    uint32_t e = mkr_tree_add(b->tree, row, tag);
    mkr_elem *elem = mkr_tree_at(b->tree, e);
    elem->scope = (uint8_t)scope;
    elem->colspan = cell->colspan;
    elem->rowspan = cell->rowspan;
    cell->align = (uint8_t)align;
    cell->content = mkr_block_new(b->arena, MKR_BLOCK_TEXT, role, e, where);
    return cell->content;
}

mkr_block *mkr_build_group_row(mkr_builder *b, mkr_table_parts *t, const char *label, mkr_where where) {
    t->body = mkr_tree_add(b->tree, t->table, MKR_TBODY);
    mkr_grid_row *row = mkr_grid_row_add(b, t->grid, MKR_ROW_GROUP, 1);
    row->cells[0].colspan = t->grid->n_columns;
    uint32_t tr = mkr_tree_add(b->tree, t->body, MKR_TR);
    mkr_block *text = mkr_build_cell(b, &row->cells[0], tr, MKR_TH, MKR_SCOPE_COLUMN, MKR_ROLE_GROUP,
                                     MKR_ALIGN_LEFT, where);
    mkr_build_span(b, &text->spans, label, text->elem, 0, where);
    row->continued = mkr_block_new(b->arena, MKR_BLOCK_TEXT, MKR_ROLE_GROUP, 0, where);
    mkr_build_span(b, &row->continued->spans,
                   mkr_printf(b->arena, "%s %s", label, b->style->labels[MKR_LABEL_CONTINUED]), 0, 0, where);
    return text;
}

void mkr_build_under(mkr_block *to, mkr_block *note) {
    to->last->keep_next = true;
    to->last->space_after = 0;
    note->space_after = AFTER_TABLE;
    mkr_block_add(to, note);
}

void mkr_build_notes(mkr_builder *b, const mkr_node *table, mkr_block *to, uint32_t elem) {
    for (const mkr_node *n = mkr_node_child(table, "note"); n; n = mkr_node_after(n, "note")) {
        const char *mark = mkr_node_attr(n, "mark");
        uint32_t note = mkr_tree_add(b->tree, elem, MKR_NOTE);
        mkr_tree_more(b->tree, note)->id = mkr_printf(b->arena, "note-%u", note); /* ISO 14289-1, 7.9 */
        mkr_block *block = mkr_block_new(b->arena, MKR_BLOCK_TEXT, MKR_ROLE_NOTE_TEXT, note, n->where);
        mkr_span label = {.text = mark ? mkr_printf(b->arena, "[%s] ", mark) : "", .where = n->where};
        *MKR_PUSH(b->arena, &block->spans) = label;
        mkr_build_inline(b, n, &block->spans, note, 0, &label);
        block->spans.at[0].elem = label.elem;
        block->measure = to->last->measure;
        mkr_build_under(to, block);
    }
}

/* ---- tables in the description */

enum { MOST_COLUMNS = 64, MOST_SPAN = 1000 };

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

static mkr_align align_of(const mkr_node *cell, mkr_align otherwise) {
    const char *align = mkr_node_attr(cell, "align");
    if (!align)
        return otherwise;
    return align[0] == 'r' ? MKR_ALIGN_RIGHT : align[0] == 'd' ? MKR_ALIGN_DECIMAL : MKR_ALIGN_LEFT;
}

typedef struct table_reader {
    mkr_builder *b;
    mkr_table_parts *parts;
    uint16_t open[MOST_COLUMNS]; /* rows that a cell above still covers, by column */
    const mkr_node *opener[MOST_COLUMNS]; /* that cell */
    mkr_align aligns[MOST_COLUMNS]; /* of the first body row: heads follow it */
} table_reader;

static void read_cell(table_reader *t, const mkr_node *c, mkr_grid_cell *cell, uint32_t tr, bool head,
                      bool total) {
    mkr_builder *b = t->b;
    const char *is_head = mkr_node_attr(c, "head");
    bool th = is_head ? !strcmp(is_head, "yes") : head || cell->column == 0;
    mkr_role_id role = head ? MKR_ROLE_TABLE_HEAD : MKR_ROLE_TABLE_TEXT;
    mkr_align align = align_of(c, head && cell->colspan == 1 ? t->aligns[cell->column] : MKR_ALIGN_LEFT);
    mkr_block *text = mkr_build_cell(b, cell, tr, th ? MKR_TH : MKR_TD,
                                     !th    ? MKR_SCOPE_NONE
                                     : head ? MKR_SCOPE_COLUMN
                                            : MKR_SCOPE_ROW,
                                     role, align, c->where);
    cell->underline = head && cell->colspan > 1;
    cell->content = mkr_build_stack(b, c->where);
    mkr_build_mixed(b, c, cell->content, text->elem, role);
    if (total)
        for (mkr_block *k = cell->content->first; k; k = k->next)
            for (size_t i = 0; i < k->spans.n; i++)
                k->spans.at[i].look |= MKR_BOLD;
}

static bool read_row(table_reader *t, const mkr_node *row, uint32_t group, bool head) {
    mkr_builder *b = t->b;
    const char *kind = mkr_node_attr(row, "kind");
    bool total = kind && !strcmp(kind, "total");
    uint16_t n_columns = t->parts->grid->n_columns, n = 0, column = 0;
    for (const mkr_node *c = mkr_node_child(row, "cell"); c; c = mkr_node_after(c, "cell"))
        n++;
    mkr_grid_row *out = mkr_grid_row_add(b, t->parts->grid,
                                         head    ? MKR_ROW_HEAD
                                         : total ? MKR_ROW_TOTAL
                                                 : MKR_ROW_BODY,
                                         n);
    mkr_grid_cell *cells = out->cells;
    uint32_t tr = mkr_tree_add(b->tree, group, MKR_TR);
    for (const mkr_node *c = mkr_node_child(row, "cell"); c; c = mkr_node_after(c, "cell"), cells++) {
        while (column < n_columns && t->open[column])
            column++;
        *cells = (mkr_grid_cell){
            .column = column, .colspan = span_of(c, "colspan"), .rowspan = span_of(c, "rowspan")};
        if (column == n_columns)
            return mkr_say(b->diag, MKR_E_CELL_TOO_WIDE, c->where, "all %u columns are taken", n_columns);
        if (cells->colspan > n_columns - column)
            return mkr_say(b->diag, MKR_E_CELL_TOO_WIDE, c->where, "colspan %u, %u columns left",
                           cells->colspan, n_columns - column);
        for (uint16_t k = column; k < column + cells->colspan; k++) {
            if (t->open[k])
                return mkr_say(b->diag, MKR_E_CELL_OVERLAP, c->where, "column %u is covered from above",
                               k + 1);
            t->open[k] = cells->rowspan;
            t->opener[k] = c;
        }
        read_cell(t, c, cells, tr, head, total);
        column = (uint16_t)(column + cells->colspan);
    }
    for (uint16_t k = 0; k < n_columns; k++) {
        if (!t->open[k])
            return mkr_say(b->diag, MKR_E_ROW_TOO_SHORT, row->where, "column %u of %u has no cell", k + 1,
                           n_columns);
        t->open[k]--;
    }
    return true;
}

static void find_aligns(table_reader *t, const mkr_node *table) {
    uint16_t column = 0;
    const mkr_node *row = mkr_node_child(table, "row");
    while (row && mkr_node_attr(row, "kind"))
        row = mkr_node_after(row, "row");
    for (const mkr_node *c = row ? mkr_node_child(row, "cell") : NULL; c; c = mkr_node_after(c, "cell"))
        for (uint16_t i = span_of(c, "colspan"); i && column < MOST_COLUMNS; i--)
            t->aligns[column++] = align_of(c, MKR_ALIGN_LEFT) ? MKR_ALIGN_RIGHT : MKR_ALIGN_LEFT;
}

static bool no_rows_open(table_reader *t) {
    for (uint16_t k = 0; k < t->parts->grid->n_columns; k++)
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
    if (!no_rows_open(t))
        return false;
    mkr_block *text = mkr_build_group_row(t->b, t->parts, mkr_build_string(t->b, cell), row->where);
    text->spans.n = 0; /* the cell may hold more than words; what repeats does not */
    mkr_build_inline(t->b, cell, &text->spans, text->elem, 0, NULL);
    return true;
}

void mkr_build_table(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    const mkr_node *head = mkr_node_child(node, "head"), *first = mkr_node_child(node, "row");
    if (!all_spans_are_usable(b, node))
        return;
    while (first && mkr_node_after(first, "row") && mkr_node_attr(first, "kind"))
        first = mkr_node_after(first, "row");
    uint32_t n_columns = width_of(head ? mkr_node_child(head, "row") : first);
    if (n_columns > MOST_COLUMNS) {
        mkr_say(b->diag, MKR_E_TABLE_TOO_WIDE, node->where, "%u columns, at most %d", n_columns,
                MOST_COLUMNS);
        return;
    }
    mkr_table_parts parts =
        mkr_build_table_begin(b, node, mkr_build_attr(b, node, "caption"), MKR_LOOK_TABLE,
                              (uint16_t)n_columns, n_columns > 4 ? MKR_MEASURE_FRAME : b->measure, to, elem);
    table_reader t = {.b = b, .parts = &parts};
    find_aligns(&t, node);
    if (head) {
        parts.head = mkr_tree_add(b->tree, parts.table, MKR_THEAD);
        for (const mkr_node *row = mkr_node_child(head, "row"); row; row = mkr_node_after(row, "row"))
            if (!read_row(&t, row, parts.head, true))
                return;
        if (!no_rows_open(&t))
            return;
    }
    for (const mkr_node *row = mkr_node_child(node, "row"); row; row = mkr_node_after(row, "row")) {
        const char *kind = mkr_node_attr(row, "kind");
        if (kind && !strcmp(kind, "group")) {
            if (!read_group(&t, row))
                return;
            continue;
        }
        if (!parts.body)
            parts.body = mkr_tree_add(b->tree, parts.table, MKR_TBODY);
        if (!read_row(&t, row, parts.body, false))
            return;
    }
    no_rows_open(&t);
    mkr_build_notes(b, node, to, elem);
}

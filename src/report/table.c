/* table.c - what all tables are made of: grids, captions, group rows, notes. */
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
    grid->columns[0].key = look == MKR_LOOK_TABLE;
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
    block->right_to_left = mkr_build_right_to_left(b);
    block->measure = (uint8_t)b->measure;
    block->keep_next = true;
    bool foreign = mkr_build_is_foreign(b, b->style->lang, b->lang);
    uint32_t number_elem = foreign ? mkr_tree_add(b->tree, elem, MKR_SPAN) : elem,
             text_elem = foreign ? mkr_tree_add(b->tree, elem, MKR_CONTENT) : elem;
    mkr_build_span(b, &block->spans, mkr_build_number(b, word, number), number_elem, MKR_BOLD, where);
    mkr_build_span(b, &block->spans, " ", text_elem, 0, where);
    block->spans.at[1].slot = MKR_PT(6);
    mkr_build_span(b, &block->spans, text, text_elem, 0, where);
    if (foreign)
        block->spans.at[0].lang = mkr_tree_more(b->tree, number_elem)->lang = b->style->lang;
    *MKR_PUSH(b->arena, &b->captions) = (mkr_captioned){word, block->spans.at[0].text, text, elem};
    return block;
}

/* The caption as it repeats: an artifact with "(continued)". */
static mkr_block *caption_again(mkr_builder *b, const mkr_block *caption) {
    mkr_block *again = mkr_block_new(b->arena, MKR_BLOCK_TEXT, MKR_ROLE_CAPTION_TEXT, 0, caption->where);
    again->measure = caption->measure;
    again->right_to_left = caption->right_to_left;
    for (size_t i = 0; i < caption->spans.n; i++) {
        *MKR_PUSH(b->arena, &again->spans) = caption->spans.at[i];
        again->spans.at[i].elem = 0;
    }
    mkr_block_continue(b->arena, b->doc, again);
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

enum { CAPTION_TEXT = 2 }; /* the span after number and gap */

void mkr_build_caption_late(mkr_builder *b, mkr_table_parts *t, const char *text) {
    t->caption->spans.at[CAPTION_TEXT].text = text;
    t->grid->caption_continued->spans.at[CAPTION_TEXT].text = text;
    for (size_t i = b->captions.n; i-- > 0;)
        if (b->captions.at[i].elem == t->caption->elem) {
            b->captions.at[i].text = text;
            return;
        }
}

mkr_block *mkr_build_cell(mkr_builder *b, mkr_grid_cell *cell, uint32_t row, mkr_tag tag, mkr_scope scope,
                          mkr_role_id role, mkr_align align, mkr_where where) {
    uint32_t e = mkr_tree_add(b->tree, row, tag);
    mkr_elem *elem = mkr_tree_at(b->tree, e);
    elem->scope = (uint8_t)scope;
    elem->colspan = cell->colspan;
    elem->rowspan = cell->rowspan;
    cell->align = (uint8_t)align;
    cell->head = tag == MKR_TH;
    cell->content = mkr_block_new(b->arena, MKR_BLOCK_TEXT, role, e, where);
    cell->content->right_to_left = mkr_build_right_to_left(b);
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
    row->continued->right_to_left = text->right_to_left;
    mkr_build_span(b, &row->continued->spans, label, 0, 0, where);
    mkr_block_continue(b->arena, b->doc, row->continued);
    return text;
}

void mkr_build_under(mkr_block *to, mkr_block *note) {
    if (to->last) {
        to->last->keep_next = true;
        to->last->space_after = 0;
    }
    note->space_after = AFTER_TABLE;
    mkr_block_add(to, note);
}

void mkr_build_notes(mkr_builder *b, const mkr_node *table, mkr_block *to, uint32_t elem) {
    for (const mkr_node *n = mkr_node_child(table, "note"); n; n = mkr_node_after(n, "note")) {
        const char *mark = mkr_node_attr(n, "mark");
        uint32_t note = mkr_build_note(b, elem);
        mkr_block *block = mkr_block_new(b->arena, MKR_BLOCK_TEXT, MKR_ROLE_NOTE_TEXT, note, n->where);
        block->right_to_left = mkr_build_right_to_left(b);
        mkr_span label = {
            .text = mark ? mkr_printf(b->arena, "[%s] ", mark) : "", .lang = b->lang, .where = n->where};
        *MKR_PUSH(b->arena, &block->spans) = label;
        mkr_build_inline(b, n, &block->spans, note, 0, &label);
        block->spans.at[0].elem = label.elem;
        block->measure = to->last ? to->last->measure : to->measure;
        mkr_build_under(to, block);
    }
}

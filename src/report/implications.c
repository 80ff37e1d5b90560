/* implications.c - implications in the order given, with risk scores; the house style says which may not be
 * missing. */
#include <stdlib.h>
#include <string.h>

#include "report/build.h"

static const mkr_implication_kind *find_kind(mkr_builder *b, const mkr_attr *kind) {
    const char **names = mkr_alloc_array(b->arena, b->style->n_implications + 1, sizeof *names);
    for (size_t i = 0; i < b->style->n_implications; i++) {
        names[i] = b->style->implications[i].kind;
        if (!strcmp(names[i], kind->value))
            return &b->style->implications[i];
    }
    const char *near = mkr_nearest(kind->value, names);
    mkr_say(b->diag, MKR_E_UNKNOWN_IMPLICATION, kind->where,
            near ? "\"%s\"; did you mean \"%s\"?" : "\"%s\"%s", kind->value, near ? near : "");
    return NULL;
}

/* One axis of a score: 1 to the scale's size. False when absent or blank, or after a message. */
static bool read_axis(mkr_builder *b, const mkr_node *risk, const char *name, uint32_t *out) {
    const mkr_attr *a = mkr_node_find_attr(risk, name);
    if (!a || !a->value[strspn(a->value, " ")])
        return false;
    mkr_decimal d;
    if (mkr_decimal_parse(a->value, &d) && !d.places && d.units >= 1 && d.units <= b->style->risk_size) {
        *out = (uint32_t)d.units;
        return true;
    }
    mkr_say(b->diag, MKR_E_BAD_RISK, a->where, "%s=\"%s\"; a whole number from 1 to %u", name, a->value,
            b->style->risk_size);
    return false;
}

/* Both axes; a score with only one is an error. */
static bool read_score(mkr_builder *b, const mkr_node *risk, uint32_t out[2]) {
    size_t before = b->diag->said[MKR_ERROR];
    bool l = read_axis(b, risk, "likelihood", &out[0]), i = read_axis(b, risk, "impact", &out[1]);
    if (l != i && b->diag->said[MKR_ERROR] == before)
        mkr_say(b->diag, MKR_E_BAD_RISK, risk->where, "%s is given, %s is not", l ? "likelihood" : "impact",
                l ? "impact" : "likelihood");
    return l && i;
}

static void add_score_row(mkr_builder *b, mkr_table_parts *t, bool projected, bool scored,
                          const uint32_t score[2], mkr_where where) {
    const mkr_style *s = b->style;
    mkr_grid_cell *cells = mkr_grid_row_add(b, t->grid, MKR_ROW_BODY, scored ? 5 : 2)->cells;
    uint32_t tr = mkr_tree_add(b->tree, t->body, MKR_TR);
    mkr_block *text =
        mkr_build_cell(b, &cells[0], tr, MKR_TH, MKR_SCOPE_ROW, MKR_ROLE_TABLE_TEXT, MKR_ALIGN_LEFT, where);
    mkr_build_span(b, &text->spans, s->labels[projected ? MKR_LABEL_PROJECTED : MKR_LABEL_CURRENT],
                   text->elem, 0, where);
    text->spans.at[0].icon = projected ? MKR_ICON_RISK_PROJECTED : MKR_ICON_RISK_CURRENT;
    if (!scored) {
        cells[1].colspan = 4;
        text = mkr_build_cell(b, &cells[1], tr, MKR_TD, MKR_SCOPE_NONE, MKR_ROLE_TABLE_TEXT, MKR_ALIGN_LEFT,
                              where);
        mkr_build_span(b, &text->spans, s->labels[MKR_LABEL_NOT_SCORED], text->elem, MKR_MUTED, where);
        return;
    }
    uint32_t product = score[0] * score[1];
    const mkr_band *band = mkr_style_band(s, product);
    const char *values[] = {mkr_printf(b->arena, "%u", score[0]), mkr_printf(b->arena, "%u", score[1]),
                            mkr_printf(b->arena, "%u", product), band ? band->word : ""};
    for (int i = 0; i < 4; i++) {
        text = mkr_build_cell(b, &cells[i + 1], tr, MKR_TD, MKR_SCOPE_NONE, MKR_ROLE_TABLE_TEXT,
                              i < 3 ? MKR_ALIGN_RIGHT : MKR_ALIGN_LEFT, where);
        mkr_build_span(b, &text->spans, values[i], text->elem,
                       i < 2    ? 0
                       : i == 2 ? MKR_BOLD
                                : MKR_SEMIBOLD,
                       where);
    }
}

static void add_score_table(mkr_builder *b, const mkr_node *node, const mkr_score *score, const bool given[2],
                            mkr_block *to, uint32_t elem) {
    static const mkr_label_id heads[] = {MKR_LABEL_ASSESSMENT, MKR_LABEL_LIKELIHOOD, MKR_LABEL_IMPACT,
                                         MKR_LABEL_SCORE, MKR_LABEL_RISK_LEVEL};
    static const mkr_len widths[] = {MKR_PT(150), MKR_PT(70), MKR_PT(58), MKR_PT(54), MKR_PT(76)};
    mkr_table_parts t = mkr_build_table_begin(b, node, b->style->labels[MKR_LABEL_RISK_CAPTION],
                                              MKR_LOOK_TABLE, 5, b->measure, to, elem);
    mkr_grid_cell *cells = mkr_grid_row_add(b, t.grid, MKR_ROW_HEAD, 5)->cells;
    uint32_t tr = mkr_tree_add(b->tree, mkr_tree_add(b->tree, t.table, MKR_THEAD), MKR_TR);
    t.grid->columns[4].lead = MKR_PT(15);
    for (int i = 0; i < 5; i++) {
        mkr_grid_column(t.grid, (uint16_t)i, widths[i], true, i == 0);
        mkr_block *text = mkr_build_cell(b, &cells[i], tr, MKR_TH, MKR_SCOPE_COLUMN, MKR_ROLE_TABLE_HEAD,
                                         i >= 1 && i <= 3 ? MKR_ALIGN_RIGHT : MKR_ALIGN_LEFT, node->where);
        mkr_build_span(b, &text->spans, b->style->labels[heads[i]], text->elem, 0, node->where);
    }
    t.body = mkr_tree_add(b->tree, t.table, MKR_TBODY);
    if (given[0])
        add_score_row(b, &t, false, score->has_current, score->current, node->where);
    if (given[1])
        add_score_row(b, &t, true, score->has_projected, score->projected, node->where);
}

static void add_matrix(mkr_builder *b, const mkr_node *node, const mkr_score *score, mkr_block *to,
                       uint32_t elem) {
    char *size = mkr_printf(b->arena, "%u", b->style->risk_size);
    const char *caption = mkr_style_say(b->arena, b->style, MKR_LABEL_MATRIX_CAPTION, "n", size, NULL);
    mkr_block_add(to, mkr_build_caption(b, MKR_LABEL_FIGURE_WORD, ++b->figures, caption,
                                        mkr_tree_add(b->tree, elem, MKR_P), node->where));
    mkr_block *block = mkr_block_new(b->arena, MKR_BLOCK_DRAWING, MKR_ROLE_BODY,
                                     mkr_tree_add(b->tree, elem, MKR_FIGURE), node->where);
    block->measure = (uint8_t)b->measure;
    block->space_before = MKR_PT(6);
    block->space_after = MKR_PT(21);
    block->drawing = mkr_alloc(b->arena, sizeof *block->drawing);
    *block->drawing = (mkr_drawing){.kind = MKR_DRAW_MATRIX, .score = *score, .needs_alt = true};
    mkr_block_add(to, block);
}

static void add_risks(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    mkr_score score = {0};
    bool given[2] = {false, false};
    for (const mkr_node *r = mkr_node_child(node, "risk"); r; r = mkr_node_after(r, "risk")) {
        bool projected = !strcmp(mkr_node_attr(r, "when"), "projected");
        if (given[projected])
            mkr_say(b->diag, MKR_E_BAD_RISK, r->where, "a second %s score",
                    projected ? "projected" : "current");
        given[projected] = true;
        size_t errors = b->diag->said[MKR_ERROR];
        bool scored = read_score(b, r, projected ? score.projected : score.current);
        if (!scored && b->diag->said[MKR_ERROR] == errors)
            mkr_say(b->diag, MKR_E_NOT_SCORED, r->where, "%s", projected ? "projected" : "current");
        *(projected ? &score.has_projected : &score.has_current) = scored;
    }
    if (given[0] || given[1])
        add_score_table(b, mkr_node_child(node, "risk"), &score, given, to, elem);
    if (score.has_current || score.has_projected)
        add_matrix(b, mkr_node_child(node, "risk"), &score, to, elem);
}

static void add_not_completed(mkr_builder *b, const mkr_node *node, const mkr_implication_kind *kind,
                              mkr_block *to, uint32_t sect) {
    mkr_say(b->diag, MKR_E_IMPLICATION_MISSING, node->where, "\"%s\"", kind->kind);
    uint32_t p = mkr_tree_add(b->tree, sect, MKR_P);
    mkr_block_add(
        to, mkr_build_text(b, MKR_ROLE_BODY, p, b->style->labels[MKR_LABEL_NOT_COMPLETED], node->where));
}

static void add_implication(mkr_builder *b, const mkr_node *n, mkr_block *to, uint32_t elem, bool *present) {
    const mkr_attr *kind = mkr_node_find_attr(n, "kind");
    const mkr_implication_kind *known = find_kind(b, kind);
    if (!known)
        return;
    bool empty = true;
    for (const mkr_node *c = n->first; c; c = c->next)
        empty = empty && !c->name;
    if (present[known - b->style->implications])
        mkr_say(b->diag, MKR_E_DUPLICATE_IMPLICATION, kind->where, "\"%s\"", kind->value);
    present[known - b->style->implications] = true;
    uint8_t level = b->level;
    const char *heading = mkr_build_attr(b, n, "heading");
    uint32_t sect = mkr_tree_add(b->tree, elem, MKR_SECT);
    mkr_build_heading(b, heading ? heading : known->heading, mkr_node_find_attr(n, "id"), to, sect, n->where);
    if (empty)
        add_not_completed(b, n, known, to, sect);
    mkr_build_blocks(b, n, to, sect);
    add_risks(b, n, to, sect);
    b->level = level;
}

static void add_missing(mkr_builder *b, const mkr_node *node, const mkr_implication_kind *kind, mkr_block *to,
                        uint32_t elem) {
    uint8_t level = b->level;
    uint32_t sect = mkr_tree_add(b->tree, elem, MKR_SECT);
    mkr_build_heading(b, kind->heading, NULL, to, sect, node->where);
    add_not_completed(b, node, kind, to, sect);
    b->level = level;
}

void mkr_build_implications(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    uint8_t level = b->level;
    const char *heading = mkr_build_attr(b, node, "heading");
    uint32_t sect = mkr_tree_add(b->tree, elem, MKR_SECT);
    bool *present = mkr_alloc_array(b->arena, b->style->n_implications + 1, sizeof *present);
    mkr_build_heading(b, heading ? heading : b->style->labels[MKR_LABEL_IMPLICATIONS], NULL, to, sect,
                      node->where);
    for (const mkr_node *n = mkr_node_child(node, "implication"); n; n = mkr_node_after(n, "implication"))
        add_implication(b, n, to, sect, present);
    for (size_t i = 0; i < b->style->n_implications; i++)
        if (b->style->implications[i].required && !present[i])
            add_missing(b, node, &b->style->implications[i], to, sect);
    b->level = level;
}

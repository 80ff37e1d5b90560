/* implications.c - implications in the order given, with risk scores; the house style says which may not be
 * missing. */
#include <stdlib.h>
#include <string.h>

#include "report/build.h"

static const char *list_kinds(mkr_builder *b) {
    mkr_buffer list = mkr_buffer_new(b->arena);
    for (size_t i = 0; i < b->style->n_implications; i++)
        mkr_buffer_printf(&list, i ? ", %s" : "%s", b->style->implications[i].kind);
    return list.n ? mkr_buffer_text(&list) : "none";
}

static const mkr_implication_kind *find_kind(mkr_builder *b, const mkr_attr *kind) {
    const char **names = mkr_alloc_array(b->arena, b->style->n_implications + 1, sizeof *names);
    for (size_t i = 0; i < b->style->n_implications; i++) {
        names[i] = b->style->implications[i].kind;
        if (!strcmp(names[i], kind->value))
            return &b->style->implications[i];
    }
    const char *near = mkr_nearest(kind->value, names);
    if (near)
        mkr_say(b->diag, MKR_E_UNKNOWN_IMPLICATION, kind->where, "\"%s\"; did you mean \"%s\"?", kind->value,
                near);
    else
        mkr_say(b->diag, MKR_E_UNKNOWN_IMPLICATION, kind->where, "\"%s\"; \"%s\" has %s", kind->value,
                b->style->name, list_kinds(b));
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
    mkr_label_id caption = !given[1]   ? MKR_LABEL_RISK_CAPTION_CURRENT
                           : !given[0] ? MKR_LABEL_RISK_CAPTION_PROJECTED
                                       : MKR_LABEL_RISK_CAPTION;
    mkr_table_parts t =
        mkr_build_table_begin(b, node, b->style->labels[caption], MKR_LOOK_TABLE, 5, b->measure, to, elem);
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
    mkr_score *shown = mkr_alloc(b->arena, sizeof *shown);
    *shown = *score;
    mkr_figure_parts f = mkr_build_figure_begin(b, node, caption, NULL, elem);
    mkr_drawing drawing = {.kind = MKR_DRAW_MATRIX, .score = shown, .needs_alt = true};
    mkr_block_add(to, f.caption);
    mkr_block_add(to, mkr_build_drawing(b, drawing, f.figure, node->where));
}

/* The scores of an implication, checked. */
typedef struct scores {
    const mkr_node *first; /* <risk>, or NULL */
    mkr_score score;
    bool given[2]; /* current, projected */
} scores;

static scores read_scores(mkr_builder *b, const mkr_node *node) {
    scores s = {.first = mkr_node_child(node, "risk")};
    for (const mkr_node *r = s.first; r; r = mkr_node_after(r, "risk")) {
        bool projected = !strcmp(mkr_node_attr(r, "when"), "projected");
        if (s.given[projected])
            mkr_say(b->diag, MKR_E_BAD_RISK, r->where, "a second %s score",
                    projected ? "projected" : "current");
        s.given[projected] = true;
        size_t errors = b->diag->said[MKR_ERROR];
        bool scored = read_score(b, r, projected ? s.score.projected : s.score.current);
        if (!scored && b->diag->said[MKR_ERROR] == errors)
            mkr_say(b->diag, MKR_E_NOT_SCORED, r->where, "%s", projected ? "projected" : "current");
        *(projected ? &s.score.has_projected : &s.score.has_current) = scored;
    }
    return s;
}

static void add_risks(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    scores s = read_scores(b, node);
    if (s.given[0] || s.given[1])
        add_score_table(b, s.first, &s.score, s.given, to, elem);
    if (s.score.has_current || s.score.has_projected)
        add_matrix(b, s.first, &s.score, to, elem);
}

/* ---- the strip of scores on a cover */

static void add_strip_pair(mkr_builder *b, mkr_grid_cell *cell, uint32_t list, mkr_label_id label,
                           const char *value, mkr_where where) {
    uint32_t li = mkr_tree_add(b->tree, list, MKR_LI), lbl = mkr_tree_add(b->tree, li, MKR_LBL),
             body = mkr_tree_add(b->tree, li, MKR_LBODY);
    mkr_block *name = mkr_block_new(b->arena, MKR_BLOCK_TEXT, MKR_ROLE_FORM_HEAD, lbl, where),
              *text = mkr_block_new(b->arena, MKR_BLOCK_TEXT, MKR_ROLE_FORM, body, where);
    mkr_build_span(b, &name->spans, mkr_printf(b->arena, "%s ", b->style->labels[label]), lbl,
                   MKR_REGULAR | MKR_MUTED, where);
    mkr_build_span(b, &text->spans, value, body, MKR_SEMIBOLD, where);
    cell->content = mkr_build_stack(b, where);
    mkr_block_add(cell->content, name);
    mkr_block_add(cell->content, text);
}

/* Likelihood, impact and score; before them what they assess, where there are two. */
static void add_strip(mkr_builder *b, const scores *s, bool projected, mkr_block *to, uint32_t elem) {
    const mkr_style *st = b->style;
    const uint32_t *score = projected ? s->score.projected : s->score.current, product = score[0] * score[1];
    bool scored = projected ? s->score.has_projected : s->score.has_current, named = projected || s->given[1];
    const mkr_band *band = scored ? mkr_style_band(st, product) : NULL;
    const char *nil = st->labels[MKR_LABEL_NOT_SCORED];
    uint16_t n = named ? 4 : 3, at = 0;
    uint32_t list = mkr_tree_add(b->tree, elem, MKR_L);
    mkr_block *block;
    mkr_grid *grid = mkr_grid_new(b, MKR_LOOK_STRIP, n, s->first->where, &block);
    mkr_grid_cell *cells = mkr_grid_row_add(b, grid, MKR_ROW_BODY, n)->cells;
    block->space_before = MKR_PT(6);
    if (named)
        add_strip_pair(b, &cells[at++], list, MKR_LABEL_ASSESSMENT,
                       st->labels[projected ? MKR_LABEL_PROJECTED : MKR_LABEL_CURRENT], s->first->where);
    add_strip_pair(b, &cells[at++], list, MKR_LABEL_LIKELIHOOD,
                   scored ? mkr_printf(b->arena, "%u", score[0]) : nil, s->first->where);
    add_strip_pair(b, &cells[at++], list, MKR_LABEL_IMPACT,
                   scored ? mkr_printf(b->arena, "%u", score[1]) : nil, s->first->where);
    add_strip_pair(b, &cells[at], list, MKR_LABEL_SCORE,
                   scored ? mkr_printf(b->arena, "%u, %s", product, band ? band->word : "") : nil,
                   s->first->where);
    mkr_block_add(to, block);
}

static void add_not_completed(mkr_builder *b, mkr_where where, const mkr_implication_kind *kind,
                              mkr_role_id role, mkr_block *to, uint32_t elem) {
    mkr_say(b->diag, MKR_E_IMPLICATION_MISSING, where, "\"%s\"", kind->kind);
    uint32_t p = mkr_tree_add(b->tree, elem, MKR_P);
    mkr_block_add(to, mkr_build_text(b, role, p, b->style->labels[MKR_LABEL_NOT_COMPLETED], where));
}

static bool is_empty(const mkr_node *n) {
    return !n || !mkr_build_has_content(n);
}

/* ---- all of them */

mkr_implications mkr_build_list_implications(mkr_builder *b, const mkr_node *node) {
    const mkr_style *s = b->style;
    mkr_implications list = {0};
    bool *present = mkr_alloc_array(b->arena, s->n_implications + 1, sizeof *present);
    for (const mkr_node *n = mkr_node_child(node, "implication"); n; n = mkr_node_after(n, "implication")) {
        const mkr_attr *kind = mkr_node_find_attr(n, "kind");
        const mkr_implication_kind *known = find_kind(b, kind);
        if (!known)
            continue;
        if (present[known - s->implications])
            mkr_say(b->diag, MKR_E_DUPLICATE_IMPLICATION, kind->where, "\"%s\"", kind->value);
        present[known - s->implications] = true;
        const char *heading = mkr_build_attr(b, n, "heading");
        *MKR_PUSH(b->arena, &list) = (mkr_implication){known, n, heading ? heading : known->heading};
    }
    for (size_t i = 0; i < s->n_implications; i++)
        if (s->implications[i].required && !present[i])
            *MKR_PUSH(b->arena, &list) =
                (mkr_implication){&s->implications[i], NULL, s->implications[i].heading};
    return list;
}

static void add_implication(mkr_builder *b, const mkr_node *parent, const mkr_implication *i, mkr_block *to,
                            uint32_t elem) {
    const mkr_node *n = i->node;
    uint8_t level = b->level;
    uint32_t sect = mkr_tree_add(b->tree, elem, MKR_SECT);
    mkr_where where = n ? n->where : parent->where;
    mkr_build_heading(b, i->heading, n ? mkr_node_find_attr(n, "id") : NULL, to, sect, where);
    if (is_empty(n)) {
        add_not_completed(b, where, i->kind, MKR_ROLE_BODY, to, sect);
    } else {
        mkr_build_blocks(b, n, to, sect);
        add_risks(b, n, to, sect);
    }
    b->level = level;
}

void mkr_build_implications(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    uint8_t level = b->level;
    const char *heading = mkr_build_attr(b, node, "heading");
    uint32_t sect = mkr_tree_add(b->tree, elem, MKR_SECT);
    mkr_build_heading(b, heading ? heading : b->style->labels[MKR_LABEL_IMPLICATIONS], NULL, to, sect,
                      node->where);
    mkr_implications list = mkr_build_list_implications(b, node);
    for (size_t i = 0; i < list.n; i++)
        add_implication(b, node, &list.at[i], to, sect);
    b->level = level;
}

void mkr_build_implication_cell(mkr_builder *b, const mkr_node *parent, const mkr_implication *i,
                                mkr_block *to, uint32_t elem) {
    const mkr_node *n = i->node;
    if (is_empty(n)) {
        add_not_completed(b, n ? n->where : parent->where, i->kind, MKR_ROLE_FORM, to, elem);
        return;
    }
    mkr_build_blocks(b, n, to, elem);
    scores s = read_scores(b, n);
    for (int projected = 0; projected < 2; projected++)
        if (s.given[projected])
            add_strip(b, &s, projected, to, elem);
}

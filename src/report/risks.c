/* risks.c - the risk register: what may happen, how likely and how grave it is, and which way that is going.
 *
 * Arrows follow the score: up is a higher risk, which is worse; the word beside the arrow says so. */
#include "data/risk.h"

#include <string.h>

#include "report/build.h"

typedef struct printer {
    mkr_builder *b;
    const mkr_node *node;
    const mkr_register *g;
    mkr_table_parts t;
    bool directions; /* some risk has one */
    uint16_t n_columns;
} printer;

static const mkr_label_id stage_labels[MKR_RISK_STAGES] = {MKR_LABEL_RISK_INHERENT, MKR_LABEL_RISK_CURRENT,
                                                           MKR_LABEL_RISK_PREVIOUS, MKR_LABEL_RISK_TARGET};

static const char *word(const printer *p, mkr_label_id label) {
    return p->b->style->labels[label];
}

/* ---- cells */

static mkr_block *add_cell(printer *p, mkr_grid_cell *cell, uint32_t tr, mkr_where where) {
    return mkr_build_cell(p->b, cell, tr, MKR_TD, MKR_SCOPE_NONE, MKR_ROLE_INDICATOR, MKR_ALIGN_LEFT, where);
}

/* A paragraph of a cell, begun by a word in semibold. */
static void add_paragraph(printer *p, mkr_block *stack, uint32_t td, const char *lead, const char *text,
                          mkr_where where) {
    mkr_builder *b = p->b;
    if (!*text)
        return;
    uint32_t elem = mkr_tree_add(b->tree, td, MKR_P);
    mkr_block *block = mkr_block_new(b->arena, MKR_BLOCK_TEXT, MKR_ROLE_INDICATOR, elem, where);
    if (lead && *lead)
        mkr_build_span(b, &block->spans, mkr_printf(b->arena, "%s ", lead), elem, MKR_SEMIBOLD, where);
    mkr_build_span(b, &block->spans, text, elem, lead ? 0 : MKR_SEMIBOLD, where);
    block->space_before = stack->first ? MKR_PT(3) : 0;
    mkr_block_add(stack, block);
}

/* "Visit landlords (by 31 March 2025, overdue)". The date of an action that is still open may not have passed
 * by the time of the meeting. */
static const char *action_text(printer *p, const mkr_risk *risk) {
    mkr_builder *b = p->b;
    if (!risk->action_date.month)
        return risk->action;
    const char *date = mkr_build_print_date(b, risk->action_date), *late = "";
    if (b->meeting.month && risk->direction != MKR_RISK_IS_CLOSED &&
        mkr_date_compare(risk->action_date, b->meeting) < 0) {
        mkr_say(b->diag, MKR_E_RISK_OVERDUE, risk->date_where, "%s", date);
        late = mkr_printf(b->arena, ", %s", word(p, MKR_LABEL_OVERDUE));
    }
    const char *by = mkr_style_say(b->arena, b->style, MKR_LABEL_ACTION_BY, "date", date, NULL);
    return *risk->action ? mkr_printf(b->arena, "%s (%s%s)", risk->action, by, late)
                         : mkr_printf(b->arena, "%s%s", by, late);
}

static void add_risk(printer *p, mkr_grid_cell *cell, uint32_t tr, const mkr_risk *risk) {
    mkr_where where = risk->where;
    uint32_t td = mkr_build_cell(p->b, cell, tr, p->g->has_ref ? MKR_TD : MKR_TH,
                                 p->g->has_ref ? MKR_SCOPE_NONE : MKR_SCOPE_ROW, MKR_ROLE_INDICATOR,
                                 MKR_ALIGN_LEFT, where)
                      ->elem;
    cell->content = mkr_build_stack(p->b, where);
    add_paragraph(p, cell->content, td, NULL, risk->title, where);
    add_paragraph(p, cell->content, td, "", risk->description, where);
    add_paragraph(p, cell->content, td, word(p, MKR_LABEL_CAUSE), risk->cause, where);
    add_paragraph(p, cell->content, td, word(p, MKR_LABEL_CONSEQUENCE), risk->consequence, where);
    add_paragraph(p, cell->content, td, word(p, MKR_LABEL_CONTROLS), risk->controls, where);
    add_paragraph(p, cell->content, td, word(p, MKR_LABEL_ACTION), action_text(p, risk), where);
    add_paragraph(p, cell->content, td, word(p, MKR_LABEL_OWNER), risk->owner, where);
    add_paragraph(p, cell->content, td, word(p, MKR_LABEL_STATUS), risk->status, where);
}

/* "12 High" above "3 × 4". */
static void add_score(printer *p, mkr_grid_cell *cell, uint32_t tr, const mkr_risk_score *s,
                      mkr_label_id none, mkr_where where) {
    mkr_builder *b = p->b;
    mkr_block *text = add_cell(p, cell, tr, where);
    if (!s->score) {
        mkr_build_span(b, &text->spans, word(p, none), text->elem, MKR_MUTED, where);
        return;
    }
    const mkr_band *band = mkr_style_band(b->style, s->score);
    mkr_build_span(b, &text->spans, mkr_printf(b->arena, "%u", s->score), text->elem, MKR_BOLD, where);
    mkr_build_span(b, &text->spans, mkr_printf(b->arena, " %s", band ? band->word : ""), text->elem, 0,
                   where);
    if (s->likelihood)
        mkr_build_span(b, &text->spans, mkr_printf(b->arena, "\n%u\u00a0×\u00a0%u", s->likelihood, s->impact),
                       text->elem, MKR_MUTED, where);
}

static void add_direction(printer *p, mkr_grid_cell *cell, uint32_t tr, const mkr_risk *risk) {
    static const struct {
        mkr_label_id label;
        mkr_travel arrow;
    } directions[MKR_RISK_DIRECTIONS] = {
        [MKR_RISK_INCREASED] = {MKR_LABEL_RISK_INCREASED, MKR_IMPROVING}, /* the arrow up */
        [MKR_RISK_REDUCED] = {MKR_LABEL_RISK_REDUCED, MKR_DECLINING},
        [MKR_RISK_UNCHANGED] = {MKR_LABEL_RISK_UNCHANGED, MKR_STABLE},
        [MKR_RISK_IS_NEW] = {MKR_LABEL_RISK_NEW, MKR_NEW},
        [MKR_RISK_IS_CLOSED] = {MKR_LABEL_RISK_CLOSED, MKR_NO_COMPARISON},
    };
    mkr_builder *b = p->b;
    mkr_block *text = add_cell(p, cell, tr, risk->where);
    if (!risk->direction) {
        mkr_build_span(b, &text->spans, b->style->travel_word[MKR_NO_COMPARISON], text->elem, MKR_MUTED,
                       risk->where);
        return;
    }
    mkr_build_span(b, &text->spans, word(p, directions[risk->direction].label), text->elem, 0, risk->where);
    text->spans.at[0].icon = (uint8_t)(MKR_ICON_TRAVEL + (int)directions[risk->direction].arrow);
}

static void add_row(printer *p, const mkr_risk *risk) {
    mkr_builder *b = p->b;
    mkr_grid_cell *cells = mkr_grid_row_add(b, p->t.grid, MKR_ROW_BODY, p->n_columns)->cells;
    uint32_t tr = mkr_tree_add(b->tree, p->t.body, MKR_TR);
    if (p->g->has_ref) {
        mkr_block *ref = mkr_build_cell(b, cells++, tr, MKR_TH, MKR_SCOPE_ROW, MKR_ROLE_INDICATOR,
                                        MKR_ALIGN_LEFT, risk->where);
        mkr_build_span(b, &ref->spans, risk->ref, ref->elem, 0, risk->where);
    }
    add_risk(p, cells++, tr, risk);

    for (int s = 0; s < MKR_RISK_STAGES; s++)
        if (p->g->has[s])
            add_score(p, cells++, tr, &risk->scores[s],
                      s == MKR_RISK_CURRENT ? MKR_LABEL_NOT_SCORED : MKR_LABEL_RISK_NO_SCORE, risk->where);
    if (p->directions)
        add_direction(p, cells, tr, risk);
}

/* ---- the head */

typedef struct head {
    mkr_grid_cell *cells;
    uint32_t tr;
    uint16_t n;
} head;

static void add_head(printer *p, head *h, mkr_label_id label, mkr_len width) {
    mkr_builder *b = p->b;
    mkr_block *text = mkr_build_cell(b, &h->cells[h->n], h->tr, MKR_TH, MKR_SCOPE_COLUMN,
                                     MKR_ROLE_INDICATOR_HEAD, MKR_ALIGN_LEFT, p->node->where);
    mkr_build_span(b, &text->spans, word(p, label), text->elem, 0, p->node->where);
    mkr_grid_column(p->t.grid, h->n++, width, true, !width);
}

static void add_heads(printer *p) {
    mkr_builder *b = p->b;
    head h = {.cells = mkr_grid_row_add(b, p->t.grid, MKR_ROW_HEAD, p->n_columns)->cells};
    h.tr = mkr_tree_add(b->tree, mkr_tree_add(b->tree, p->t.table, MKR_THEAD), MKR_TR);
    if (p->g->has_ref)
        add_head(p, &h, MKR_LABEL_REF, MKR_PT(28));
    add_head(p, &h, MKR_LABEL_RISK, 0);

    for (int s = 0; s < MKR_RISK_STAGES; s++)
        if (p->g->has[s])
            add_head(p, &h, stage_labels[s], MKR_PT(62));
    if (p->directions)
        add_head(p, &h, MKR_LABEL_DIRECTION, MKR_PT(62));
}

static void count_columns(printer *p) {
    const mkr_register *g = p->g;
    for (size_t i = 0; i < g->n; i++)
        p->directions = p->directions || g->risks[i].direction;
    p->n_columns = (uint16_t)(1 + g->has_ref + p->directions);
    for (int s = 0; s < MKR_RISK_STAGES; s++)
        p->n_columns = (uint16_t)(p->n_columns + g->has[s]);
}

const mkr_register *mkr_build_register(mkr_builder *b, const mkr_node *node) {
    const mkr_table *table = mkr_build_source(b, node, "risks");
    for (size_t i = 0; i < b->registers.n; i++)
        if (b->registers.at[i].table == table)
            return b->registers.at[i].read;
    if (!table)
        return NULL;
    mkr_register *g = mkr_alloc(b->arena, sizeof *g);
    bool ok = mkr_risk_read(b->arena, b->diag, table, &b->style->scheme.reading, b->style->risk_size, g);
    *MKR_PUSH(b->arena, &b->registers) = (mkr_known_register){table, ok ? g : NULL};
    return ok ? g : NULL;
}

void mkr_build_no_scores(mkr_builder *b, const mkr_node *node, const char *words, mkr_block *to,
                         uint32_t elem) {
    mkr_block *text =
        mkr_build_text(b, MKR_ROLE_BODY, mkr_tree_add(b->tree, elem, MKR_P), words, node->where);
    mkr_say(b->diag, MKR_E_CHART_NOTHING, node->where, "no risk has a score");
    mkr_block_add(to, text);
    mkr_build_anchor(b, mkr_node_find_attr(node, "id"), "", text->elem);
}

void mkr_build_risks(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    const mkr_register *g = mkr_build_register(b, node);
    const mkr_style *s = b->style;
    if (!g)
        return;
    printer p = {.b = b, .node = node, .g = g};
    const char *caption = mkr_build_attr(b, node, "caption");
    count_columns(&p);
    p.t = mkr_build_table_begin(b, node, caption ? caption : word(&p, MKR_LABEL_RISKS_CAPTION),
                                MKR_LOOK_INDICATOR, p.n_columns, MKR_MEASURE_FRAME, to, elem);
    add_heads(&p);
    p.t.body = mkr_tree_add(b->tree, p.t.table, MKR_TBODY);
    for (size_t i = 0; i < g->n; i++)
        add_row(&p, &g->risks[i]);
    const char *scoring = mkr_style_say(b->arena, s, MKR_LABEL_RISK_SCORING, "n",
                                        mkr_printf(b->arena, "%u", s->risk_size), NULL);
    if (g->has[MKR_RISK_PREVIOUS])
        scoring = mkr_printf(b->arena, "%s %s", scoring, word(&p, MKR_LABEL_RISK_BASIS));
    mkr_build_table_note(b, scoring, to, elem, node->where);
}

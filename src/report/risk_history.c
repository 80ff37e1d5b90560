/* risk_history.c - <risk-history>: how the scores of risks went from period to period, a small chart for each
 * risk, all on one scale, and a table of the same. */
#include "data/risk.h"

#include <string.h>

#include "report/chart_build.h"

enum {
    MOST_CHARTS = 100,
    MOST_ACROSS = 8, /* periods or risks as columns of the table */
    ACROSS = 2, /* charts side by side */
    ABOVE = MKR_PT(6), /* caption to chart */
    BELOW = MKR_PT(15), /* between rows of charts */
    BESIDE = MKR_PT(15),
};

typedef struct history {
    mkr_builder *b;
    const mkr_node *node;
    const mkr_register *g;
    const mkr_risk **risks; /* wanted */
    size_t n;
    const mkr_period *periods; /* shown */
    size_t first, n_periods; /* the first of them in the register; how many */
} history;

static const char *label(const history *h, mkr_label_id id) {
    return h->b->style->labels[id];
}

static uint16_t score(const history *h, const mkr_risk *risk, size_t period) {
    return risk->history[h->first + period];
}

static bool has_scores(const history *h, const mkr_risk *risk) {
    for (size_t i = 0; i < h->n_periods; i++)
        if (score(h, risk, i))
            return true;
    return false;
}

/* "R1 Failure of a contractor" */
static const char *name_of(const history *h, const mkr_risk *risk) {
    return *risk->ref ? mkr_printf(h->b->arena, "%s %s", risk->ref, risk->title) : risk->title;
}

/* ---- which risks, which periods */

static const mkr_risk *find_risk(const history *h, const char *ref) {
    for (size_t i = 0; i < h->g->n; i++)
        if (!strcmp(h->g->risks[i].ref, ref))
            return &h->g->risks[i];
    return NULL;
}

static bool say_unknown(const history *h, mkr_where where, const char *ref) {
    const char **refs = mkr_alloc_array(h->b->arena, h->g->n + 1, sizeof *refs); /* the last stays NULL */
    for (size_t i = 0; i < h->g->n; i++)
        refs[i] = h->g->risks[i].ref;
    const char *near = mkr_nearest(ref, refs);
    return near ? mkr_say(h->b->diag, MKR_E_RISK_REF, where, "\"%s\"; did you mean \"%s\"?", ref, near)
                : mkr_say(h->b->diag, MKR_E_RISK_REF, where, "\"%s\"", ref);
}

/* @ref: one reference, or several parted by blanks. */
static bool find_named(history *h, const mkr_attr *refs) {
    bool ok = true, *drawn = mkr_alloc_array(h->b->arena, h->g->n, sizeof *drawn);
    h->risks = mkr_alloc_array(h->b->arena, strlen(refs->value) / 2 + 1, sizeof *h->risks);
    if ((h->risks[0] = find_risk(h, refs->value))) {
        h->n = 1;
        return true;
    }
    const char *part;
    size_t length;
    for (const char *s = refs->value; mkr_build_list_next(&s, ' ', &part, &length);) {
        const char *ref = mkr_strndup(h->b->arena, part, length);
        const mkr_risk *risk = find_risk(h, ref);
        ok &= risk || say_unknown(h, refs->where, ref);
        if (risk && drawn[risk - h->g->risks])
            mkr_say(h->b->diag, MKR_E_CHART_REF_TWICE, refs->where, "\"%s\"", mkr_cell_excerpt(ref).text);
        else if (risk)
            h->risks[h->n++] = risk;
        if (risk)
            drawn[risk - h->g->risks] = true;
    }
    return ok && (h->n || say_unknown(h, refs->where, refs->value));
}

static bool find_risks(history *h) {
    const mkr_attr *refs = mkr_node_find_attr(h->node, "ref");
    if (refs)
        return find_named(h, refs);
    h->risks = mkr_alloc_array(h->b->arena, h->g->n, sizeof *h->risks);
    for (size_t i = 0; i < h->g->n; i++)
        h->risks[h->n++] = &h->g->risks[i];
    return true;
}

/* The latest of the register, as many as @span says, or as a chart can show. */
static bool find_periods(history *h) {
    size_t n = 0;
    if (h->g->n_periods == 0)
        return mkr_say(h->b->diag, MKR_E_RISK_HISTORY, h->node->where, "no column is named by a period");
    if (!mkr_build_span_of_time(h->b, h->node, h->g->periods[0].kind, &n))
        return false;
    if (n == 0 || n > MKR_PERIODS_MOST)
        n = MKR_PERIODS_MOST;
    h->n_periods = n < h->g->n_periods ? n : h->g->n_periods;
    h->first = h->g->n_periods - h->n_periods;
    h->periods = h->g->periods + h->first;
    return true;
}

/* Leave out the risks that have no score in these periods; gives their names for a note. */
static const char *leave_out_empty(history *h) {
    mkr_buffer out = mkr_buffer_new(h->b->arena);
    size_t kept = 0;
    for (size_t i = 0; i < h->n; i++) {
        const mkr_risk *risk = h->risks[i];
        if (has_scores(h, risk))
            h->risks[kept++] = risk;
        else
            mkr_buffer_printf(&out, "%s%s", out.n ? ", " : "", *risk->ref ? risk->ref : risk->title);
    }
    h->n = kept;
    return mkr_buffer_text(&out);
}

/* ---- charts */

static const mkr_guide *new_target(const history *h, const mkr_risk *risk) {
    mkr_guide *target = mkr_alloc(h->b->arena, sizeof *target);
    mkr_datum *at = mkr_alloc_array(h->b->arena, h->n_periods, sizeof *at);
    for (size_t i = 0; i < h->n_periods; i++)
        at[i] = (mkr_datum){.v = {.units = risk->scores[MKR_RISK_TARGET].score}, .given = true};
    *target = (mkr_guide){.name = label(h, MKR_LABEL_RISK_TARGET), .role = MKR_GUIDE_TARGET, .at = at};
    return target;
}

/* On one scale, from nothing to the highest score there can be. A lower score is better. */
static mkr_drawing chart_of(const history *h, const mkr_risk *risk) {
    mkr_builder *b = h->b;
    mkr_trend *trend = mkr_alloc(b->arena, sizeof *trend);
    mkr_curve *curve = mkr_alloc(b->arena, sizeof *curve);
    mkr_datum *at = mkr_alloc_array(b->arena, h->n_periods, sizeof *at);
    for (size_t i = 0; i < h->n_periods; i++)
        at[i] = (mkr_datum){.v = {.units = score(h, risk, i)}, .given = score(h, risk, i) > 0};
    bool has_target = risk->scores[MKR_RISK_TARGET].score > 0;
    *curve = (mkr_curve){.name = "", .role = MKR_CURVE_OWN, .at = at};
    *trend = (mkr_trend){.name = name_of(h, risk),
                         .axis = label(h, MKR_LABEL_SCORE),
                         .unit = "",
                         .polarity = MKR_LOWER,
                         .travel = MKR_NO_COMPARISON,
                         .periods = h->periods,
                         .n = h->n_periods,
                         .curves = curve,
                         .n_curves = 1,
                         .guides = has_target ? new_target(h, risk) : NULL,
                         .n_guides = has_target,
                         .has_range = true,
                         .high = {.units = (int64_t)b->style->risk_size * b->style->risk_size}};
    return (mkr_drawing){.kind = MKR_DRAW_TREND, .needs_alt = true, .trend = trend};
}

/* Its name, and under it the chart; in the tree the chart follows its name. */
static void add_chart(const history *h, mkr_grid *grid, uint16_t column, const mkr_risk *risk,
                      uint32_t elem) {
    mkr_builder *b = h->b;
    mkr_where where = h->node->where;
    mkr_block *name = mkr_block_new(b->arena, MKR_BLOCK_TEXT, MKR_ROLE_INDICATOR,
                                    mkr_tree_add(b->tree, elem, MKR_P), where);
    mkr_build_span(b, &name->spans, name_of(h, risk), name->elem, MKR_SEMIBOLD, where);
    name->keep_next = true;
    mkr_block *chart =
        mkr_build_drawing(b, chart_of(h, risk), mkr_tree_add(b->tree, elem, MKR_FIGURE), where);
    chart->space_before = ABOVE;
    chart->space_after = 0;
    grid->rows.at[0].cells[column].content = name;
    grid->rows.at[1].cells[column].content = chart;
}

/* Half of the frame is wide enough for a chart; half of the text column is not. */
static uint8_t measure_of(const history *h) {
    return h->b->measure == MKR_MEASURE_COLUMN ? MKR_MEASURE_FRAME : (uint8_t)h->b->measure;
}

static void add_row(const history *h, size_t from, mkr_block *to, uint32_t elem) {
    mkr_builder *b = h->b;
    mkr_block *block;
    mkr_grid *grid = mkr_grid_new(b, MKR_LOOK_FIGURES, ACROSS, h->node->where, &block);
    block->measure = measure_of(h);
    block->space_before = from ? BELOW : ABOVE;
    block->space_after = BELOW;
    grid->columns[0].gap = BESIDE;
    mkr_grid_row_add(b, grid, MKR_ROW_BODY, ACROSS)->keep = true;
    mkr_grid_row_add(b, grid, MKR_ROW_BODY, ACROSS);
    for (uint16_t i = 0; i < ACROSS && from + i < h->n; i++)
        add_chart(h, grid, i, h->risks[from + i], elem);
    mkr_block_add(to, block);
}

/* One number and caption for all charts; each is a figure of its own. */
static void add_charts(const history *h, const char *caption, mkr_block *to, uint32_t elem) {
    mkr_builder *b = h->b;
    uint32_t number = ++b->figures, group = mkr_tree_add(b->tree, elem, MKR_DIV);
    mkr_block *text = mkr_build_caption(b, MKR_LABEL_FIGURE_WORD, number, caption,
                                        mkr_tree_add(b->tree, group, MKR_CAPTION), h->node->where);
    text->measure = measure_of(h);
    mkr_block_add(to, text);
    mkr_build_anchor(b, mkr_node_find_attr(h->node, "id"), mkr_build_number(b, MKR_LABEL_FIGURE_WORD, number),
                     group);
    if (mkr_node_attr(h->node, "alt"))
        mkr_say(b->diag, MKR_E_CHART_ALTS, mkr_node_find_attr(h->node, "alt")->where, NULL);
    for (size_t i = 0; i < h->n; i += ACROSS)
        add_row(h, i, to, group);
}

/* ---- the table */

static const char *score_text(const history *h, uint16_t n) {
    return n ? mkr_printf(h->b->arena, "%u", n) : label(h, MKR_LABEL_RISK_NO_SCORE);
}

/* A row for each risk and a column for each period; the other way round where that is narrower. */
static void build_table(const history *h, const char *caption, mkr_block *to, uint32_t elem) {
    mkr_builder *b = h->b;
    bool turned = h->n_periods > MOST_ACROSS && h->n <= MOST_ACROSS, targets = false;
    for (size_t i = 0; i < h->n; i++)
        targets = targets || h->risks[i]->scores[MKR_RISK_TARGET].score;
    size_t last = h->n_periods + targets, down = turned ? last : h->n, across = turned ? h->n : last;
    const char **cells = mkr_alloc_array(b->arena, (down + 1) * (across + 1), sizeof *cells);
    cells[0] = label(h, MKR_LABEL_RISK);
    for (size_t r = 0; r < h->n; r++) {
        const mkr_risk *risk = h->risks[r];
        cells[turned ? r + 1 : (r + 1) * (across + 1)] = turned && *risk->ref ? risk->ref : name_of(h, risk);
        for (size_t p = 0; p < last; p++) {
            uint16_t n = p < h->n_periods ? score(h, risk, p) : risk->scores[MKR_RISK_TARGET].score;
            cells[turned ? (p + 1) * (across + 1) + r + 1 : (r + 1) * (across + 1) + p + 1] =
                score_text(h, n);
        }
    }
    for (size_t p = 0; p < last; p++)
        cells[turned ? (p + 1) * (across + 1) : p + 1] =
            p < h->n_periods ? mkr_period_print(b->arena, h->periods[p]) : label(h, MKR_LABEL_RISK_TARGET);
    const mkr_chart_figures figures = {
        .caption = caption, .cells = cells, .n_rows = down + 1, .n_columns = (uint16_t)(across + 1)};
    mkr_build_chart_table(b, h->node, &figures, to, elem);
}

/* ---- */

static const char *with_range(const history *h, mkr_label_id id, const char *risks) {
    mkr_arena *arena = h->b->arena;
    return mkr_style_say(arena, h->b->style, id, "from", mkr_period_print(arena, h->periods[0]), "to",
                         mkr_period_print(arena, h->periods[h->n_periods - 1]), "risks", risks, NULL);
}

void mkr_build_risk_history(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    history h = {.b = b, .node = node, .g = mkr_build_register(b, node)};
    if (!h.g || !find_periods(&h) || !find_risks(&h))
        return;
    const char *empty = leave_out_empty(&h), *own = mkr_build_attr(b, node, "caption");
    if (h.n == 0) {
        mkr_build_no_scores(b, node, with_range(&h, MKR_LABEL_RISK_NO_HISTORY, empty), to, elem);
        return;
    }
    if (h.n > MOST_CHARTS) {
        mkr_say(b->diag, MKR_E_TOO_MANY, node->where, "%zu risks; name at most %d in ref", h.n, MOST_CHARTS);
        return;
    }
    const char *caption = own ? own : with_range(&h, MKR_LABEL_RISK_HISTORY_CAPTION, "");
    if (h.n == 1)
        mkr_build_chart(b, node, caption, chart_of(&h, h.risks[0]), to, elem);
    else
        add_charts(&h, caption, to, elem);
    if (*empty)
        mkr_build_table_note(b, with_range(&h, MKR_LABEL_RISK_NO_HISTORY, empty), to, elem, node->where);
    build_table(&h, with_range(&h, MKR_LABEL_RISK_HISTORY_TABLE, ""), to, elem);
}

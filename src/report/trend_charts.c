/* trend_charts.c - <trend-charts>: small multiples, two side by side, a chart for each measure under its
 * name, on one scale or each on its own; then their figures in one table. */
#include <string.h>

#include "report/chart_build.h"

#define BESIDE MKR_PT(15) /* between charts side by side: page design, section 8 */
#define BELOW MKR_PT(15)
enum { MOST_NAMED = 10 }; /* measures in a message */

typedef struct charts {
    mkr_builder *b;
    const mkr_node *node;
    const mkr_indicator **i;
    mkr_trend_made *made;
    size_t n;
    mkr_trend_wish wish;
} charts;

/* ---- one scale */

static void widen(const mkr_datum *at, size_t n, bool *any, mkr_decimal *low, mkr_decimal *high) {
    for (size_t k = 0; at && k < n; k++) {
        if (!at[k].given)
            continue;
        *low = *any && mkr_decimal_compare(*low, at[k].v) <= 0 ? *low : at[k].v;
        *high = *any && mkr_decimal_compare(*high, at[k].v) >= 0 ? *high : at[k].v;
        *any = true;
    }
}

static void share_scale(charts *c) {
    mkr_decimal low = {0, 0}, high = {0, 0};
    bool any = false;
    for (size_t m = 0; m < c->n; m++) {
        const mkr_trend *t = c->made[m].trend;
        for (size_t k = 0; k < t->n_curves; k++)
            widen(t->curves[k].at, t->n, &any, &low, &high);
        for (size_t k = 0; k < t->n_guides; k++)
            widen(t->guides[k].at, t->n, &any, &low, &high);
        for (size_t k = 0; k < 2; k++)
            widen(t->band[k], t->n, &any, &low, &high);
    }
    for (size_t m = 0; m < c->n && any; m++) {
        c->made[m].trend->has_range = true;
        c->made[m].trend->low = low;
        c->made[m].trend->high = high;
    }
}

/* ---- the charts */

static const char *name_of(const charts *c, size_t m) {
    return mkr_printf(c->b->arena, "%s  %s", c->i[m]->ref, c->i[m]->measure);
}

/* The chart of a measure, or why it has none. */
static mkr_block *build_one(charts *c, size_t m, uint32_t group) {
    mkr_builder *b = c->b;
    mkr_trend *t = c->made[m].trend;
    if (t->n == 0)
        return mkr_build_text(b, MKR_ROLE_FORM, mkr_tree_add(b->tree, group, MKR_P),
                              mkr_trend_nothing(b, c->i[m]), c->node->where);
    uint32_t figure = mkr_tree_add(b->tree, group, MKR_FIGURE);
    mkr_block *drawing = mkr_build_drawing(
        b, (mkr_drawing){.kind = MKR_DRAW_TREND, .needs_alt = true, .trend = t}, figure, c->node->where);
    drawing->space_before = 0;
    drawing->space_after = 0;
    return drawing;
}

static void add_row(charts *c, mkr_grid *grid, mkr_block **content, bool keep) {
    mkr_grid_row *row = mkr_grid_row_add(c->b, grid, MKR_ROW_BODY, 2);
    for (uint16_t k = 0; k < 2; k++)
        row->cells[k].content = content[k];
    row->keep = keep;
}

/* Two measures: their names in a row of their own, so that the charts begin at one height. */
static void add_pair(charts *c, size_t first, uint32_t group, mkr_block *to) {
    mkr_builder *b = c->b;
    mkr_block *names[2] = {NULL}, *drawings[2] = {NULL}, *block;
    mkr_grid *grid = mkr_grid_new(b, MKR_LOOK_FIGURES, 2, c->node->where, &block);
    for (size_t k = 0; k < 2 && first + k < c->n; k++) {
        names[k] = mkr_build_text(b, MKR_ROLE_FORM, mkr_tree_add(b->tree, group, MKR_P),
                                  name_of(c, first + k), c->node->where);
        names[k]->spans.at[0].look = MKR_SEMIBOLD;
        names[k]->keep_next = true;
        drawings[k] = build_one(c, first + k, group);
    }
    grid->columns[0].gap = BESIDE;
    grid->columns[1].gap = 0;
    block->measure = MKR_MEASURE_FRAME;
    block->space_after = BELOW;
    add_row(c, grid, names, true);
    add_row(c, grid, drawings, false);
    mkr_block_add(to, block);
}

/* ---- the table */

enum { MOST_DOWN = 5 }; /* lines that stand side by side */

typedef struct line { /* of a chart */
    size_t m, curve;
} line;

static bool is_attached(const charts *c) {
    return mkr_build_table_place(c->node) == MKR_TABLE_ATTACHED;
}

/* The first and last period of the charts whose periods are of a kind; *n is how many lie between. */
static bool find_range(const charts *c, mkr_period_kind kind, mkr_period *first, size_t *n) {
    mkr_period last = {0};
    *first = (mkr_period){0};
    for (size_t m = 0; m < c->n; m++) {
        const mkr_trend *t = c->made[m].trend;
        if (t->n == 0 || t->periods[0].kind != kind)
            continue;
        if (!first->kind || mkr_period_compare(t->periods[0], *first) < 0)
            *first = t->periods[0];
        if (!last.kind || mkr_period_compare(t->periods[t->n - 1], last) > 0)
            last = t->periods[t->n - 1];
    }
    *n = first->kind ? (size_t)mkr_period_distance(*first, last) + 1 : 0;
    return *n > 0;
}

static const char *target_of(const charts *c, size_t m) {
    const mkr_trend *t = c->made[m].trend;
    const mkr_datum *last = t->n_guides ? &t->guides[0].at[t->n - 1] : NULL;
    if (!last || !last->given)
        return t->has_other_targets ? "–" : c->b->style->labels[MKR_LABEL_NO_TARGET];
    mkr_indicator as = *c->i[m];
    as.places = t->places;
    return mkr_indicator_print_unit(c->b->arena, &as, last->v);
}

/* The cells of a table whose lines are its rows, or, with `down`, its columns. */
typedef struct plan {
    const char **cells;
    size_t n_rows, n_columns;
    bool down;
} plan;

static const char **cell_at(const plan *p, size_t number, size_t period) {
    return p->down ? &p->cells[period * p->n_columns + number] : &p->cells[number * p->n_columns + period];
}

/* "C1  Answers in time"; of a comparator "C1  England (2023/24)" */
static const char *line_name(const charts *c, line l) {
    const mkr_curve *curve = &c->made[l.m].trend->curves[l.curve];
    return l.curve == 0 ? name_of(c, l.m) : mkr_printf(c->b->arena, "%s  %s", c->i[l.m]->ref, curve->name);
}

static void put_line(const charts *c, const plan *p, line l, size_t number, mkr_period first, size_t n) {
    mkr_builder *b = c->b;
    const mkr_trend_made *made = &c->made[l.m];
    *cell_at(p, number, 0) = line_name(c, l);
    for (size_t k = 0; k < n; k++, first = mkr_period_after(first)) {
        size_t at = mkr_period_find(made->trend->periods, made->trend->n, first);
        bool shown = at < made->trend->n;
        *cell_at(p, number, k + 1) = shown ? mkr_trend_print(b, c->i[l.m], made, l.curve, at) : "–";
    }
    *cell_at(p, number, n + 1) = l.curve == 0 ? target_of(c, l.m) : "–";
}

static void put_heads(const charts *c, const plan *p, mkr_period first, size_t n) {
    mkr_builder *b = c->b;
    *cell_at(p, 0, 0) = b->style->labels[p->down ? MKR_LABEL_PERIOD : MKR_LABEL_MEASURE];
    for (size_t k = 0; k < n; k++, first = mkr_period_after(first))
        *cell_at(p, 0, k + 1) = mkr_period_print(b->arena, first);
    *cell_at(p, 0, n + 1) = b->style->labels[MKR_LABEL_TARGET];
}

static const char *table_caption(const charts *c, const plan *p, const line *list, size_t lines, size_t n) {
    mkr_builder *b = c->b;
    const char *figure = mkr_build_number(b, MKR_LABEL_FIGURE_WORD, b->figures);
    const char *name = name_of(c, list[0].m);
    size_t measures = 0;
    for (size_t k = 0; k < lines; k++)
        measures += k == 0 || list[k].m != list[k - 1].m;
    if (measures > 1)
        name = mkr_style_say(b->arena, b->style, MKR_LABEL_TREND_CHARTS_CAPTION, "n",
                             mkr_build_figure(b->arena, measures), "from", *cell_at(p, 0, 1), "to",
                             *cell_at(p, 0, n), NULL);
    return mkr_style_say(b->arena, b->style, MKR_LABEL_TREND_TABLE, "figure", figure, "measure", name, NULL);
}

/* A table of so many lines, whose periods are of one kind. */
static void add_part(charts *c, const line *list, size_t lines, mkr_period first, size_t n, bool down,
                     mkr_block *to, uint32_t elem) {
    mkr_builder *b = c->b;
    plan p = {.n_rows = down ? n + 2 : lines + 1, .n_columns = down ? lines + 1 : n + 2, .down = down};
    p.cells = mkr_alloc_array(b->arena, p.n_rows * p.n_columns, sizeof *p.cells);
    put_heads(c, &p, first, n);
    for (size_t k = 0; k < lines; k++)
        put_line(c, &p, list[k], k + 1, first, n);
    mkr_chart_figures f = {.caption = table_caption(c, &p, list, lines, n),
                           .cells = p.cells,
                           .n_rows = p.n_rows,
                           .n_columns = (uint16_t)p.n_columns,
                           .short_heads = down};
    mkr_build_chart_table(b, c->node, &f, to, elem);
}

/* The measures whose periods are of one kind, each with what it is compared with: a row for each line; where
 * the periods are many, a column, and as many tables as that needs. */
static void add_table(charts *c, mkr_period_kind kind, mkr_block *to, uint32_t elem) {
    mkr_period first;
    size_t n, lines = 0;
    line *list = mkr_alloc_array(c->b->arena, c->n * MKR_CURVES_MOST, sizeof *list);
    if (!find_range(c, kind, &first, &n))
        return;
    for (size_t m = 0; m < c->n; m++)
        for (size_t k = 0; c->made[m].trend->n && c->made[m].trend->periods[0].kind == kind &&
                           k < c->made[m].trend->n_curves;
             k++)
            list[lines++] = (line){m, k};
    bool down = !mkr_trend_is_across(first, n);
    size_t most = down && !is_attached(c) ? MOST_DOWN : lines;
    for (size_t k = 0; k < lines; k += most)
        add_part(c, list + k, lines - k < most ? lines - k : most, first, n, down, to, elem);
}

/* ---- all together */

/* Months from the first of all years to the beginning or, `end`, to the end of a period: periods of several
 * kinds in order. */
static int month_of(mkr_period p, bool end) {
    static const int months[] = {[MKR_NO_PERIOD] = 0, [MKR_MONTH] = 1, [MKR_QUARTER] = 3, [MKR_YEAR] = 12};
    return p.year * 12 + (p.index + end) * months[p.kind];
}

/* All of the time that some chart shows. */
static const char *usual_caption(const charts *c) {
    mkr_builder *b = c->b;
    mkr_period from = {0}, to = {0}, now = b->data->periods[b->data->current];
    for (size_t m = 0; m < c->n; m++) {
        const mkr_trend *t = c->made[m].trend;
        if (t->n == 0)
            continue;
        mkr_period first = t->periods[0], last = t->periods[t->n - 1];
        from = !from.kind || month_of(first, false) < month_of(from, false) ? first : from;
        to = !to.kind || month_of(last, true) > month_of(to, true) ? last : to;
    }
    return mkr_style_say(b->arena, b->style, MKR_LABEL_TREND_CHARTS_CAPTION, "n",
                         mkr_build_figure(b->arena, c->n), "from",
                         mkr_period_print(b->arena, from.kind ? from : now), "to",
                         mkr_period_print(b->arena, to.kind ? to : now), NULL);
}

static uint32_t add_caption(charts *c, mkr_block *to, uint32_t elem) {
    mkr_builder *b = c->b;
    const char *caption = mkr_build_attr(b, c->node, "caption");
    uint32_t group = mkr_tree_add(b->tree, elem, MKR_DIV), number = ++b->figures;
    mkr_block *block =
        mkr_build_caption(b, MKR_LABEL_FIGURE_WORD, number, caption ? caption : usual_caption(c),
                          mkr_tree_add(b->tree, group, MKR_CAPTION), c->node->where);
    block->measure = MKR_MEASURE_FRAME;
    mkr_build_anchor(b, mkr_node_find_attr(c->node, "id"), mkr_build_number(b, MKR_LABEL_FIGURE_WORD, number),
                     block->elem);
    mkr_block_add(to, block);
    return group;
}

/* Say which measures have no chart: once, whatever their number. */
static void say_nothing(const charts *c) {
    mkr_buffer list = mkr_buffer_new(c->b->arena);
    size_t none = 0;
    for (size_t m = 0; m < c->n; m++)
        if (c->made[m].trend->n == 0 && none++ < MOST_NAMED)
            mkr_buffer_printf(&list, "%s%s", list.n ? ", " : "", c->i[m]->ref);
    if (none)
        mkr_say(c->b->diag, MKR_E_CHART_NOTHING, c->node->where, "%s%s", mkr_buffer_text(&list),
                none > MOST_NAMED ? " ..." : "");
}

static bool make_all(charts *c) {
    mkr_builder *b = c->b;
    const char *scale = mkr_node_attr(c->node, "scale");
    bool same = scale && !strcmp(scale, "same");
    if (same &&
        !mkr_trend_same_units(b, c->node, mkr_node_attr(c->node, "refs") ? "refs" : "scale", c->i, c->n))
        return false;
    if (!mkr_trend_wish_read(b, c->node, c->i, c->n, &c->wish))
        return false;
    c->made = mkr_alloc_array(b->arena, c->n, sizeof *c->made);
    for (size_t m = 0; m < c->n; m++) {
        if (!mkr_trend_read_span(b, c->node, c->i[m], &c->wish)) /* each in its own periods */
            return false;
        c->made[m] = mkr_trend_make(b, &c->i[m], 1, &c->wish);
        if (!mkr_trend_check(b, c->node, &c->i[m], 1, &c->wish, &c->made[m]))
            return false;
    }
    if (same)
        share_scale(c);
    say_nothing(c);
    return true;
}

/* The rule by which longer periods are made, once for all that have it. */
static void add_note(charts *c, mkr_block *to, uint32_t elem) {
    for (size_t m = 0; m < c->n; m++) {
        const char *note = mkr_trend_note(c->b, &c->wish, &c->made[m]);
        if (!*note)
            continue;
        mkr_build_table_note(c->b, note, to, elem, c->node->where);
        return;
    }
}

void mkr_build_trend_charts(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    charts c = {.b = b, .node = node};
    c.i = mkr_build_measures(b, node, "refs", &c.n);
    if (!c.i || !make_all(&c))
        return;
    uint32_t group = add_caption(&c, to, elem);
    for (size_t m = 0; m < c.n; m += 2)
        add_pair(&c, m, group, to);
    add_note(&c, to, elem);
    for (int kind = MKR_MONTH; kind <= MKR_YEAR; kind++)
        add_table(&c, (mkr_period_kind)kind, to, elem);
}

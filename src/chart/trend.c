/* trend.c - the trend chart of one indicator: its frame, its lines and its points.
 *
 * What is painted first lies underneath: grid, axes, target, white grounds of the labels, series, labels. The
 * axis of time is in trend_time.c, the labels in trend_label.c. */
#include "chart/plot.h"

#include <string.h>

enum {
    TITLE_BASE = MKR_PT(10),
    PLOT_TOP = MKR_PT(24),
    BELOW_PLOT = MKR_PT(31), /* names of periods and years */
    BELOW_PLOT_ROWS = MKR_PT(49), /* with one row of data */
    ROW = MKR_PT(16),
    LABEL_SIZE = MKR_PT(9),
    TICK_GAP = MKR_PT(6), /* between a tick's label and the plot */
    TICK_DROP = 3100, /* baseline of a tick's label below its gridline */
    END_GAP = MKR_PT(7), /* between the plot and the labels at its end */
    FACTS_OVERHANG = MKR_PT(9) /* half of the gap between the chart and the facts beside it */
};

typedef struct shape {
    mkr_len width, height, left, right;
} shape;

static const shape shapes[] = {
    [MKR_TREND_FACTS] = {MKR_PT(345), MKR_PT(152), MKR_PT(34), MKR_PT(78)},
    [MKR_TREND_HALF] = {MKR_PT(231), MKR_PT(114), MKR_PT(28), MKR_PT(62)},
    [MKR_TREND_LARGE_PRINT] = {MKR_PT(324), MKR_PT(152), MKR_PT(34), MKR_PT(78)},
    [MKR_TREND_FULL] = {MKR_PT(487), MKR_PT(114), MKR_PT(28), MKR_PT(72)},
};
static const shape full_with_rows = {MKR_PT(487), MKR_PT(138), MKR_PT(44), MKR_PT(74)};

static mkr_len larger(mkr_len a, mkr_len b) {
    return a > b ? a : b;
}
static mkr_len smaller(mkr_len a, mkr_len b) {
    return a < b ? a : b;
}

/* A full width chart grows by its data rows: one, or two where there are targets. */
static shape shape_of(const mkr_indicator_trend *trend, const mkr_series *s) {
    if (!mkr_plot_has_rows(trend, s))
        return shapes[trend->size];
    shape with_rows = full_with_rows;
    with_rows.height += mkr_series_has_target(s) ? ROW : 0;
    return with_rows;
}

void mkr_trend_extent(const mkr_indicator_trend *trend, mkr_len *width, mkr_len *height) {
    mkr_series s;
    if (!mkr_series_window(trend, true, &s)) {
        *width = *height = 0;
        return;
    }
    shape of = shape_of(trend, &s);
    *width = of.width;
    *height = of.height;
}

mkr_len mkr_plot_edge(const mkr_plot *p, size_t i) {
    return p->left + (mkr_len)((int64_t)(p->right - p->left) * (int64_t)i / (int64_t)p->series.n);
}

mkr_len mkr_plot_middle(const mkr_plot *p, size_t i) {
    return p->left +
           (mkr_len)((int64_t)(p->right - p->left) * (int64_t)(2 * i + 1) / (int64_t)(2 * p->series.n));
}

mkr_len mkr_plot_y(const mkr_plot *p, mkr_decimal v) {
    return p->bottom - mkr_decimal_place(v, p->axis.low, p->axis.high, p->bottom - p->top);
}

/* The axis covers the values, the targets and the comparator. A single point is no line: its axis begins at
 * zero. */
static mkr_axis choose_axis(const mkr_indicator_trend *trend, const mkr_series *s) {
    mkr_decimal low = mkr_actual(&s->at[s->latest]), high = low;
    for (size_t i = 0; i < s->n; i++) {
        if (s->at[i].has_actual)
            mkr_widen(mkr_actual(&s->at[i]), &low, &high);
        if (s->at[i].has_target)
            mkr_widen(mkr_target(&s->at[i]), &low, &high);
    }
    if (mkr_trend_compares(trend))
        mkr_widen(trend->indicator->comparisons[0].value, &low, &high);
    return mkr_axis_choose(low, high, s->points == 1);
}

/* ---- the frame */

static mkr_label axis_label(const mkr_plot *p) {
    return (mkr_label){p->style->regular, LABEL_SIZE, p->style->ink2};
}

typedef struct tick_labels {
    const char *text[8];
    mkr_len widest;
} tick_labels;

static tick_labels print_ticks(const mkr_plot *p) {
    tick_labels labels = {{0}, 0};
    mkr_label look = axis_label(p);
    for (unsigned i = 0; i < p->axis.ticks; i++) {
        labels.text[i] = mkr_decimal_print(p->scratch, mkr_axis_tick(&p->axis, i), p->axis.places);
        mkr_len width = mkr_text_width(p->style->fonts, &look, labels.text[i], p->where);
        labels.widest = larger(labels.widest, width);
    }
    return labels;
}

/* Margins are those of the design, wider only where a label would not fit otherwise. */
static void set_margins(mkr_plot *p, const shape *of, mkr_len ticks, mkr_end_labels *ends) {
    mkr_len overhang = p->trend->size == MKR_TREND_FACTS ? FACTS_OVERHANG : 0;
    p->width = of->width;
    p->left = larger(of->left, ticks + TICK_GAP);
    mkr_len widest = smaller(of->width * 2 / 5, of->width - p->left - MKR_PT(30)) - END_GAP + overhang;
    mkr_plot_end_labels(p, widest, ends);
    p->right = of->width - larger(of->right, END_GAP + ends->widest - overhang);
}

static void draw_grid(const mkr_plot *p, const tick_labels *ticks) {
    mkr_label look = axis_label(p);
    mkr_sketch grid = mkr_sketch_lines(p->to->arena, p->axis.ticks);
    for (unsigned i = 0; i < p->axis.ticks; i++) {
        mkr_len y = mkr_plot_y(p, mkr_axis_tick(&p->axis, i));
        mkr_sketch_line(&grid, p->left, y, p->right, y);
        mkr_draw_text(p->to, p->style->fonts, p->elem, &look, MKR_RIGHT, p->left - TICK_GAP, y + TICK_DROP,
                      ticks->text[i], p->where);
    }
    mkr_sketch_paint(&grid, p->to, p->elem, mkr_pen_line(p->style->hair, 500));

    mkr_sketch axis = mkr_sketch_lines(p->to->arena, 2);
    mkr_sketch_line(&axis, p->left, p->bottom, p->right, p->bottom);
    if (p->axis.low.units < 0 && mkr_axis_has_zero(&p->axis)) {
        mkr_len zero = mkr_plot_y(p, (mkr_decimal){0, 0});
        mkr_sketch_line(&axis, p->left, zero, p->right, zero);
    }
    mkr_sketch_paint(&axis, p->to, p->elem, mkr_pen_line(p->style->ink2, 750));
}

/* The unit line, which is the axis title, says when the axis does not begin at zero. */
static void draw_title(mkr_plot *p) {
    const char *title = p->indicator->axis   ? p->indicator->axis
                        : p->indicator->unit ? p->indicator->unit
                                             : "";
    const char *start = "";
    mkr_label look = axis_label(p);
    if (!mkr_axis_has_zero(&p->axis)) {
        const char *lowest = mkr_decimal_print(p->scratch, p->axis.low, p->axis.places);
        start = mkr_printf(p->scratch, "%s %s", *title ? ", axis starts at" : "Axis starts at", lowest);
    }
    mkr_len room = p->width - mkr_text_width(p->style->fonts, &look, start, p->where);
    title = mkr_text_fit(p->scratch, p->style->fonts, &look, title, room, p->where);
    const char *line = *start ? mkr_printf(p->scratch, "%s%s", title, start) : title;
    if (*line)
        p->title_width =
            mkr_draw_text(p->to, p->style->fonts, p->elem, &look, MKR_LEFT, 0, TITLE_BASE, line, p->where);
}

/* ---- the lines */

/* The target stands across each cell, so that a step falls between periods; dots join its two levels. */
static void draw_target(const mkr_plot *p) {
    const mkr_series *s = &p->series;
    mkr_sketch levels = mkr_sketch_lines(p->to->arena, s->n), steps = mkr_sketch_lines(p->to->arena, s->n);
    for (size_t from = 0, end; from < s->n; from = end) {
        end = from + 1;
        if (!s->at[from].has_target)
            continue;
        end = mkr_series_level_end(s, from);
        mkr_len y = mkr_plot_y(p, mkr_target(&s->at[from])), x = mkr_plot_edge(p, end);
        mkr_sketch_line(&levels, mkr_plot_edge(p, from), y, x, y);
        if (end < s->n && s->at[end].has_target)
            mkr_sketch_line(&steps, x, y, x, mkr_plot_y(p, mkr_target(&s->at[end])));
    }
    mkr_sketch_paint(&levels, p->to, p->elem, mkr_pen_dashed(p->style->ink, MKR_PT(1), MKR_PT(4), MKR_PT(3)));
    mkr_sketch_paint(&steps, p->to, p->elem, mkr_pen_dashed(p->style->ink, 500, 1500, MKR_PT(2)));
}

/* Only the comparator's current value is known, so it is no line but a mark at the plot's end, beside its
 * label. */
static void draw_comparator(const mkr_plot *p) {
    if (!mkr_trend_compares(p->trend))
        return;
    mkr_len y = mkr_plot_y(p, p->indicator->comparisons[0].value);
    mkr_draw_line(p->to, p->elem, p->right - MKR_PT(6), y, p->right, y, mkr_pen_line(p->style->grey, 1250));
}

static void draw_definition_rule(const mkr_plot *p) {
    if (p->series.definition == 0)
        return;
    mkr_len x = mkr_plot_edge(p, p->series.definition);
    mkr_draw_line(p->to, p->elem, x, p->top - MKR_PT(4), x, p->bottom, mkr_pen_line(p->style->ink3, 750));
}

static bool starts_run(const mkr_series *s, size_t i) {
    return i == 0 || !s->at[i - 1].has_actual || i == s->definition;
}

/* One polyline for each run of periods that have values; a new definition begins a run too. */
static void draw_series(const mkr_plot *p) {
    const mkr_series *s = &p->series;
    mkr_pen pen = mkr_pen_line(p->style->accent, 1900);
    pen.cap = pen.join = 1;
    mkr_point points[60];
    mkr_sketch dots = mkr_sketch_lines(p->to->arena, s->n), lone = mkr_sketch_lines(p->to->arena, s->n);
    size_t run = 0;
    for (size_t i = 0; i < s->n; i++) {
        if (!s->at[i].has_actual)
            continue;
        if (starts_run(s, i))
            run = 0;
        points[run++] = (mkr_point){mkr_plot_middle(p, i), mkr_plot_y(p, mkr_actual(&s->at[i]))};
        bool ends = i + 1 == s->n || !s->at[i + 1].has_actual || starts_run(s, i + 1);
        bool alone = ends && run == 1;
        if (ends && run > 1)
            mkr_draw_points(p->to, p->elem, points, run, false, pen);
        if (i != s->latest && (alone || s->n <= 13))
            mkr_sketch_dot(alone ? &lone : &dots, points[run - 1].x, points[run - 1].y);
    }
    mkr_sketch_paint(&dots, p->to, p->elem, mkr_pen_dot(p->style->accent, 1600));
    mkr_sketch_paint(&lone, p->to, p->elem, mkr_pen_dot(p->style->accent, 2400));

    mkr_len x = mkr_plot_middle(p, s->latest), y = mkr_plot_y(p, mkr_actual(&s->at[s->latest]));
    mkr_draw_circle(p->to, p->elem, x, y, 3800, mkr_pen_fill(p->style->paper)); /* the white ring */
    mkr_draw_circle(p->to, p->elem, x, y, 2800, mkr_pen_fill(p->style->accent));
}

/* ---- labels inside the plot: the ground goes under the series, the words over it */

static void draw_mark_grounds(const mkr_plot *p) {
    for (size_t i = 0; i < p->n_marks; i++) {
        const mkr_box *b = &p->marks[i].box;
        mkr_draw_rect(p->to, p->elem, b->x0, b->y0, b->x1 - b->x0, b->y1 - b->y0,
                      mkr_pen_fill(p->style->paper));
    }
}

static void draw_marks(const mkr_plot *p) {
    for (size_t i = 0; i < p->n_marks; i++) {
        const mkr_mark *m = &p->marks[i];
        mkr_label look = {p->style->regular, LABEL_SIZE, m->colour};
        mkr_draw_text(p->to, p->style->fonts, p->elem, &look, MKR_LEFT, m->x, m->y, m->text, p->where);
    }
}

static void draw(mkr_plot *p) {
    shape of = shape_of(p->trend, &p->series);
    tick_labels ticks = print_ticks(p);
    mkr_end_labels ends;
    p->top = PLOT_TOP;
    set_margins(p, &of, ticks.widest, &ends);
    bool rows = mkr_plot_has_rows(p->trend, &p->series);
    p->bottom = rows ? full_with_rows.height - BELOW_PLOT_ROWS : of.height - BELOW_PLOT;
    mkr_plot_mark_gaps(p);
    mkr_plot_mark_definition(p);
    mkr_plot_mark_targets(p);

    draw_title(p);
    draw_grid(p, &ticks);
    mkr_plot_time_axis(p);
    draw_target(p);
    draw_comparator(p);
    draw_mark_grounds(p);
    draw_definition_rule(p);
    draw_series(p);
    draw_marks(p);
    mkr_plot_end_labels_draw(p, &ends);
    if (rows)
        mkr_plot_rows(p);
}

void mkr_trend_draw(const mkr_chart_style *style, const mkr_indicator_trend *trend, mkr_items *to,
                    uint32_t elem) {
    mkr_plot p;
    memset(&p, 0, sizeof p);
    if (!mkr_series_window(trend, true, &p.series))
        return;
    p.style = style;
    p.trend = trend;
    p.indicator = trend->indicator;
    p.to = to;
    p.elem = elem;
    p.where = trend->indicator->where;
    p.axis = choose_axis(trend, &p.series);
    p.scratch = mkr_arena_child(to->arena);
    draw(&p);
    mkr_arena_free(p.scratch);
}

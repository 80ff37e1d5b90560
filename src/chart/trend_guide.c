/* trend_guide.c - what a trend chart holds its figures against: targets, means and limits, the tolerated
 * band; and the rules where a definition changes. */
#include "chart/trend.h"

/* ---- guides */

typedef struct guide_look {
    mkr_pen level, step;
} guide_look;

static guide_look look_of(const mkr_plot *p, uint8_t role) {
    const mkr_chart_style *style = p->style;
    switch (role) {
    case MKR_GUIDE_TARGET:
        return (guide_look){mkr_pen_dashed(style->ink, MKR_PT(1), MKR_PT(4), MKR_PT(3)),
                            mkr_pen_dashed(style->ink, 500, 1500, MKR_PT(2))};
    case MKR_GUIDE_MEAN:
        return (guide_look){mkr_pen_line(style->ink2, MKR_PT(1)), {.stroke = MKR_NO_COLOUR}};
    default:
        return (guide_look){mkr_pen_dashed(style->ink2, 800, 1500, 2500), {.stroke = MKR_NO_COLOUR}};
    }
}

/* A guide stands across each cell, so that a step falls between periods; dots join two levels of a target,
 * while mean and limits are reckoned anew where they change. */
static void draw_guide(const mkr_plot *p, const mkr_datum *at, guide_look look) {
    const mkr_series *s = &p->series;
    mkr_sketch levels = mkr_sketch_lines(p->to->arena, s->n), steps = mkr_sketch_lines(p->to->arena, s->n);
    for (size_t from = 0, end; from < s->n; from = end) {
        end = from + 1;
        if (!at[from].given)
            continue;
        end = mkr_series_level_end(s, at, from);
        mkr_len y = mkr_plot_y(p, at[from].v), x = mkr_plot_edge(p, end);
        mkr_sketch_line(&levels, mkr_plot_edge(p, from), y, x, y);
        if (end < s->n && at[end].given)
            mkr_sketch_line(&steps, x, y, x, mkr_plot_y(p, at[end].v));
    }
    mkr_sketch_paint(&levels, p->to, p->elem, look.level);
    if (look.step.stroke != MKR_NO_COLOUR)
        mkr_sketch_paint(&steps, p->to, p->elem, look.step);
}

void mkr_plot_guides(const mkr_plot *p) {
    for (size_t g = 0; g < p->series.n_guides; g++)
        draw_guide(p, p->series.guide[g], look_of(p, p->trend->guides[g].role));
}

/* ---- the band of what is tolerated */

/* The edge of cells from to end - 1, a step between two levels; n points so far. */
static size_t add_edge(const mkr_plot *p, const mkr_datum *at, size_t i, bool backwards, mkr_point *points,
                       size_t n) {
    mkr_len y = mkr_plot_y(p, at[i].v), x0 = mkr_plot_edge(p, i), x1 = mkr_plot_edge(p, i + 1);
    points[n] = (mkr_point){backwards ? x1 : x0, y};
    points[n + 1] = (mkr_point){backwards ? x0 : x1, y};
    return n + 2;
}

/* Has the edge the line of the target on it? */
static bool is_target(const mkr_plot *p, const mkr_datum *edge, size_t from, size_t end) {
    const mkr_datum *target = mkr_series_target(&p->series);
    for (size_t i = from; i < end; i++)
        if (!target || !target[i].given || mkr_decimal_compare(edge[i].v, target[i].v) != 0)
            return false;
    return true;
}

static void draw_band_run(const mkr_plot *p, const mkr_datum *low, const mkr_datum *high, size_t from,
                          size_t end) {
    mkr_point points[4 * MKR_PERIODS_MOST];
    size_t upper = 0;
    for (size_t i = from; i < end; i++)
        upper = add_edge(p, high, i, false, points, upper);
    size_t n = upper;
    for (size_t i = end; i-- > from;)
        n = add_edge(p, low, i, true, points, n);
    mkr_draw_points(p->to, p->elem, points, n, true, mkr_pen_fill(p->style->tint));
    const mkr_pen edge = mkr_pen_line(p->style->ink3, 750); /* a tint may be lost in print, this is not */
    if (!is_target(p, high, from, end))
        mkr_draw_points(p->to, p->elem, points, upper, false, edge);
    if (!is_target(p, low, from, end))
        mkr_draw_points(p->to, p->elem, points + upper, n - upper, false, edge);
}

void mkr_plot_band(const mkr_plot *p) {
    const mkr_series *s = &p->series;
    const mkr_datum *low = s->band[0], *high = s->band[1];
    if (!low || !high)
        return;
    for (size_t from = 0, end; from < s->n; from = end) {
        end = from;
        while (end < s->n && low[end].given && high[end].given)
            end++;
        if (end > from)
            draw_band_run(p, low, high, from, end);
        else
            end++;
    }
}

/* ---- breaks */

void mkr_plot_breaks(const mkr_plot *p) {
    mkr_sketch rules = mkr_sketch_lines(p->to->arena, p->series.n);
    for (size_t i = 1; i < p->series.n; i++) {
        if (p->series.breaks[i])
            mkr_sketch_line(&rules, mkr_plot_edge(p, i), p->top - MKR_PT(4), mkr_plot_edge(p, i), p->bottom);
    }
    mkr_sketch_paint(&rules, p->to, p->elem, mkr_pen_line(p->style->ink3, 750));
}

/* trend_curve.c - the figures of a trend chart as lines and bars.
 *
 * Curves are told apart by dash, marker and label; colour only helps. The first own curve is the strongest,
 * comparators are grey. */
#include "chart/trend.h"

#include <string.h>

enum {
    DOT = 1600, /* radius of the marker at an ordinary point */
    LONE = 2400, /* at a point that no line reaches */
    LAST = 2800, /* at the last one */
    RING = 1000, /* white round that */
    MARKERS_WANTED = 8, /* of a curve of many points */
    BAR_WIDEST = MKR_PT(18),
};

/* ---- looks */

static const struct {
    mkr_len width, dash[2];
    uint8_t marker;
} own_looks[MKR_CURVES_MOST] =
    {
        {1900, {0, 0}, MKR_MARKER_DISC},
        {1600, {6000, 2500}, MKR_MARKER_SQUARE},
        {1600, {2000, 2500}, MKR_MARKER_DIAMOND},
        {1300, {0, 0}, MKR_MARKER_RING},
        {1300, {10000, 3000}, MKR_MARKER_OPEN_SQUARE},
        {1300, {4000, 2000}, MKR_MARKER_OPEN_DIAMOND},
},
  other_looks[MKR_CURVES_MOST] = {
      {1250, {0, 0}, MKR_MARKER_NONE},
      {1250, {1500, 2500}, MKR_MARKER_NONE},
      {1250, {6000, 2500}, MKR_MARKER_SQUARE},
      {1250, {0, 0}, MKR_MARKER_OPEN_DIAMOND},
      {1250, {10000, 3000}, MKR_MARKER_OPEN_SQUARE},
      {1250, {3000, 2000}, MKR_MARKER_RING},
};

/* How many curves of its role stand before it. */
static size_t rank_of(const mkr_trend *t, size_t curve) {
    size_t rank = 0;
    for (size_t c = 0; c < curve; c++)
        rank += t->curves[c].role == t->curves[curve].role ? 1 : 0;
    return rank;
}

mkr_curve_look mkr_plot_look(const mkr_plot *p, size_t curve) {
    const mkr_chart_style *style = p->style;
    size_t rank = rank_of(p->trend, curve);
    switch (p->trend->curves[curve].role) {
    case MKR_CURVE_OWN: {
        const mkr_colour colours[] = {style->accent, style->ink2, style->accent,
                                      style->ink3,   style->ink2, style->ink3};
        return (mkr_curve_look){colours[rank],
                                rank == 0 ? style->accent : style->ink,
                                own_looks[rank].width,
                                {own_looks[rank].dash[0], own_looks[rank].dash[1]},
                                own_looks[rank].marker};
    }
    case MKR_CURVE_LAST_YEAR:
        return (mkr_curve_look){style->ink3, style->ink2, 1100, {3000, 2000}, MKR_MARKER_NONE};
    default:
        return (mkr_curve_look){style->grey,
                                style->ink2,
                                other_looks[rank].width,
                                {other_looks[rank].dash[0], other_looks[rank].dash[1]},
                                other_looks[rank].marker};
    }
}

bool mkr_plot_has_bars(const mkr_trend *t) {
    return t->marks != MKR_TREND_LINE && !t->logarithmic;
}

/* ---- lines */

mkr_point mkr_plot_point(const mkr_plot *p, size_t curve, size_t i) {
    return (mkr_point){mkr_plot_middle(p, i), mkr_plot_y(p, p->series.curve[curve][i].v)};
}

static bool is_alone(const mkr_series *s, const mkr_datum *at, size_t i) {
    return !mkr_series_joins(s, at, i) && !mkr_series_joins(s, at, i + 1);
}

/* One polyline for each run of periods that have figures; a new definition begins a run too. */
static void draw_line(const mkr_plot *p, size_t c, const mkr_curve_look *look) {
    const mkr_series *s = &p->series;
    mkr_pen pen = mkr_pen_dashed(look->line, look->width, look->dash[0], look->dash[1]);
    pen.join = 1;
    pen.cap = look->dash[0] ? 0 : 1; /* round ends would fill the gaps of a dash */
    mkr_point points[MKR_PERIODS_MOST];
    size_t run = 0;
    for (size_t i = 0; i < s->n; i++) {
        if (!s->curve[c][i].given)
            continue;
        run = mkr_series_joins(s, s->curve[c], i) ? run : 0;
        points[run++] = mkr_plot_point(p, c, i);
        if (run > 1 && !mkr_series_joins(s, s->curve[c], i + 1))
            mkr_draw_points(p->to, p->elem, points, run, false, pen);
    }
}

/* Markers at every point or, where they are many, at every second, third ...; always where no line comes. */
static void draw_markers(const mkr_plot *p, size_t c, const mkr_curve_look *look, bool many) {
    const mkr_series *s = &p->series;
    size_t stride = s->n <= MKR_PLOT_DOTTED ? 1 : (s->n + MARKERS_WANTED - 1) / MARKERS_WANTED;
    mkr_point points[MKR_PERIODS_MOST], lone[MKR_PERIODS_MOST];
    size_t n = 0, n_lone = 0;
    for (size_t i = 0; i < s->n; i++) {
        if (!s->curve[c][i].given || i == s->latest[c])
            continue;
        if (is_alone(s, s->curve[c], i))
            lone[n_lone++] = mkr_plot_point(p, c, i);
        else if (stride == 1 || (many && (s->latest[c] - i) % stride == 0))
            points[n++] = mkr_plot_point(p, c, i);
    }
    uint8_t marker = look->marker == MKR_MARKER_NONE ? MKR_MARKER_DISC : look->marker;
    mkr_plot_draw_markers(p, look->marker, look->line, many ? DOT * 5 / 4 : DOT, points, n);
    mkr_plot_draw_markers(p, marker, look->line, look->marker == MKR_MARKER_NONE ? DOT : LONE, lone, n_lone);
}

static void draw_last(const mkr_plot *p, size_t c, const mkr_curve_look *look) {
    mkr_point last = mkr_plot_point(p, c, p->series.latest[c]);
    mkr_draw_circle(p->to, p->elem, last.x, last.y, LAST + RING, mkr_pen_fill(p->style->paper));
    if (look->marker == MKR_MARKER_DISC)
        mkr_draw_circle(p->to, p->elem, last.x, last.y, LAST, mkr_pen_fill(look->line));
    else
        mkr_plot_draw_markers(p, look->marker, look->line, LAST, &last, 1);
}

static bool has_many(const mkr_plot *p, uint8_t role) {
    size_t n = 0;
    for (size_t c = 0; c < p->series.n_curves; c++)
        n += p->trend->curves[c].role == role ? 1 : 0;
    return n > 1;
}

static void draw_own(const mkr_plot *p, size_t c) {
    mkr_curve_look look = mkr_plot_look(p, c);
    bool bars = c == 0 && mkr_plot_has_bars(p->trend);
    if (p->series.points[c] == 0 || (bars && p->trend->marks == MKR_TREND_BARS))
        return;
    draw_line(p, c, &look);
    draw_markers(p, c, &look, has_many(p, MKR_CURVE_OWN));
    draw_last(p, c, &look);
}

/* The first curve is painted last, over all others. */
void mkr_plot_own(const mkr_plot *p) {
    for (size_t c = p->series.n_curves; c-- > 0;) {
        if (p->trend->curves[c].role == MKR_CURVE_OWN)
            draw_own(p, c);
    }
}

/* One figure, for the last period, is a mark at the plot's end, beside its label. */
static void draw_end_mark(const mkr_plot *p, size_t c) {
    mkr_curve_look look = mkr_plot_look(p, c);
    mkr_len y = mkr_plot_y(p, p->series.curve[c][p->series.n - 1].v);
    mkr_draw_line(p->to, p->elem, p->right - MKR_PT(6), y, p->right, y, mkr_pen_line(look.line, look.width));
}

static void draw_other(const mkr_plot *p, size_t c) {
    mkr_curve_look look = mkr_plot_look(p, c);
    if (p->series.points[c] == 0)
        return;
    draw_line(p, c, &look);
    draw_markers(p, c, &look, has_many(p, MKR_CURVE_COMPARATOR));
    mkr_point last = mkr_plot_point(p, c, p->series.latest[c]);
    bool alone = is_alone(&p->series, p->series.curve[c], p->series.latest[c]);
    mkr_plot_draw_markers(p, alone && look.marker == MKR_MARKER_NONE ? MKR_MARKER_DISC : look.marker,
                          look.line, DOT * 5 / 4, &last, 1);
}

void mkr_plot_others(const mkr_plot *p) {
    for (size_t c = p->series.n_curves; c-- > 0;) {
        if (p->trend->curves[c].role == MKR_CURVE_OWN)
            continue;
        if (mkr_series_is_mark(&p->series, c))
            draw_end_mark(p, c);
        else
            draw_other(p, c);
    }
}

/* ---- bars: those of the first curve, from zero up or down */

mkr_box mkr_plot_bar(const mkr_plot *p, size_t i) {
    mkr_len cell = mkr_plot_edge(p, i + 1) - mkr_plot_edge(p, i), half = cell * 31 / 100;
    half = half < BAR_WIDEST / 2 ? half : BAR_WIDEST / 2;
    mkr_len x = mkr_plot_middle(p, i), y = mkr_plot_y(p, p->series.curve[0][i].v);
    mkr_len zero = mkr_plot_y(p, (mkr_decimal){0, 0});
    return (mkr_box){x - half, y < zero ? y : zero, x + half, y < zero ? zero : y};
}

void mkr_plot_bars(const mkr_plot *p) {
    const mkr_series *s = &p->series;
    if (!mkr_plot_has_bars(p->trend))
        return;
    char *verbs = mkr_alloc(p->to->arena, 5 * s->n + 1);
    mkr_point *points = mkr_alloc_array(p->to->arena, 4 * s->n, sizeof *points);
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        if (!s->curve[0][i].given)
            continue;
        mkr_box b = mkr_plot_bar(p, i);
        const mkr_point corners[] = {{b.x0, b.y0}, {b.x1, b.y0}, {b.x1, b.y1}, {b.x0, b.y1}};
        memcpy(verbs + 5 * n, "MLLLZ", 5);
        memcpy(points + 4 * n++, corners, sizeof corners);
    }
    bool both = p->trend->marks == MKR_TREND_BOTH; /* the line over them is the stronger */
    if (n > 0)
        mkr_path_push(p->to, p->elem, verbs, points, mkr_pen_fill(both ? p->style->grey : p->style->accent));
}

/* spark.c - the sparkline of a table row: 40 x 17, no axis. The row holds the numbers. */
#include "chart/plot.h"

enum {
    LEFT = MKR_PT(2),
    RIGHT = MKR_PT(36), /* 40 less 4, for the last dot */
    TOP = MKR_PT(3),
    BOTTOM = MKR_PT(14),
    TARGET_LEFT = MKR_PT(1), /* the target reaches a little past the series */
    TARGET_RIGHT = MKR_PT(38),
};

typedef struct spark {
    mkr_series series;
    const mkr_datum *at; /* of the first curve */
    mkr_decimal low, high;
} spark;

static mkr_len place_x(const spark *k, size_t i) {
    size_t n = k->series.n;
    return n < 2 ? RIGHT : LEFT + (mkr_len)((size_t)(RIGHT - LEFT) * i / (n - 1));
}

static mkr_len place_y(const spark *k, mkr_decimal v) {
    if (mkr_decimal_compare(k->low, k->high) == 0)
        return (TOP + BOTTOM) / 2;
    return BOTTOM - mkr_decimal_place(v, k->low, k->high, BOTTOM - TOP);
}

static void draw_series(const spark *k, const mkr_canvas *canvas) {
    const mkr_series *s = &k->series;
    mkr_pen pen = mkr_pen_line(canvas->style->ink3, 1100);
    pen.cap = pen.join = 1;
    mkr_point points[MKR_PERIODS_MOST];
    mkr_sketch alone = mkr_sketch_lines(canvas->to->arena, s->n);
    size_t run = 0;
    for (size_t i = 0; i < s->n; i++) {
        if (!k->at[i].given)
            continue;
        run = mkr_series_joins(s, k->at, i) ? run : 0;
        points[run++] = (mkr_point){place_x(k, i), place_y(k, k->at[i].v)};
        if (mkr_series_joins(s, k->at, i + 1))
            continue;
        if (run > 1)
            mkr_draw_points(canvas->to, canvas->elem, points, run, false, pen);
        else if (i + 1 < s->n)
            mkr_sketch_dot(&alone, points[0].x, points[0].y);
    }
    mkr_sketch_paint(&alone, canvas->to, canvas->elem, mkr_pen_dot(canvas->style->ink3, 900));
}

/* The scale covers the series and the latest target, which stands across the whole. The dot marks the last
 * period's value; where that is missing there is none. */
void mkr_sparkline_draw(const mkr_canvas *canvas, const mkr_trend *trend) {
    spark k;
    if (!mkr_series_window(trend, false, &k.series) || k.series.points[0] == 0)
        return;
    const mkr_series *s = &k.series;
    k.at = s->curve[0];
    k.low = k.high = k.at[s->latest[0]].v;
    for (size_t i = 0; i < s->n; i++) {
        if (k.at[i].given)
            mkr_widen(k.at[i].v, &k.low, &k.high);
    }
    const mkr_datum *targets = mkr_series_target(s);
    if (targets && targets[s->n - 1].given) {
        mkr_widen(targets[s->n - 1].v, &k.low, &k.high);
        mkr_len y = place_y(&k, targets[s->n - 1].v);
        mkr_draw_line(canvas->to, canvas->elem, TARGET_LEFT, y, TARGET_RIGHT, y,
                      mkr_pen_dashed(canvas->style->ink2, 600, MKR_PT(2), 1600));
    }
    draw_series(&k, canvas);
    if (k.at[s->n - 1].given)
        mkr_draw_circle(canvas->to, canvas->elem, place_x(&k, s->n - 1), place_y(&k, k.at[s->n - 1].v),
                        MKR_PT(2), mkr_pen_fill(canvas->style->ink));
}

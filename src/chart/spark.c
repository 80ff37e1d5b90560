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
    const mkr_series *series;
    mkr_decimal low, high;
} spark;

static mkr_len place_x(const spark *s, size_t i) {
    size_t n = s->series->n;
    return n < 2 ? RIGHT : LEFT + (mkr_len)((size_t)(RIGHT - LEFT) * i / (n - 1));
}

static mkr_len place_y(const spark *s, mkr_decimal v) {
    if (mkr_decimal_compare(s->low, s->high) == 0)
        return (TOP + BOTTOM) / 2;
    return BOTTOM - mkr_decimal_place(v, s->low, s->high, BOTTOM - TOP);
}

static void draw_series(const spark *k, const mkr_chart_style *style, mkr_items *to, uint32_t elem) {
    const mkr_series *s = k->series;
    mkr_pen pen = mkr_pen_line(style->ink3, 1100);
    pen.cap = pen.join = 1;
    mkr_point points[60];
    mkr_sketch alone = mkr_sketch_lines(to->arena, s->n);
    size_t run = 0;
    for (size_t i = 0; i < s->n; i++) {
        if (!s->at[i].has_actual || i == s->definition)
            run = 0;
        if (!s->at[i].has_actual)
            continue;
        points[run++] = (mkr_point){place_x(k, i), place_y(k, mkr_actual(&s->at[i]))};
        if (i + 1 < s->n && s->at[i + 1].has_actual && i + 1 != s->definition)
            continue;
        if (run > 1)
            mkr_draw_points(to, elem, points, run, false, pen);
        else if (i + 1 < s->n)
            mkr_sketch_dot(&alone, points[0].x, points[0].y);
    }
    mkr_sketch_paint(&alone, to, elem, mkr_pen_dot(style->ink3, 900));
}

/* The scale covers the series and the latest target, which stands across the whole. The dot marks the last
 * period's value; where that is missing there is none. */
void mkr_sparkline_draw(const mkr_chart_style *style, const mkr_indicator_trend *trend, mkr_items *to,
                        uint32_t elem) {
    mkr_series s;
    if (!mkr_series_window(trend, false, &s))
        return;
    const mkr_value *end = &s.at[s.n - 1];
    spark k = {&s, mkr_actual(&s.at[s.latest]), mkr_actual(&s.at[s.latest])};
    for (size_t i = 0; i < s.n; i++) {
        if (s.at[i].has_actual)
            mkr_widen(mkr_actual(&s.at[i]), &k.low, &k.high);
    }
    if (end->has_target) {
        mkr_widen(mkr_target(end), &k.low, &k.high);
        mkr_len y = place_y(&k, mkr_target(end));
        mkr_draw_line(to, elem, TARGET_LEFT, y, TARGET_RIGHT, y,
                      mkr_pen_dashed(style->ink2, 600, MKR_PT(2), 1600));
    }
    draw_series(&k, style, to, elem);
    if (end->has_actual)
        mkr_draw_circle(to, elem, place_x(&k, s.n - 1), place_y(&k, mkr_actual(end)), MKR_PT(2),
                        mkr_pen_fill(style->ink));
}

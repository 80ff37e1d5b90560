/* plot.h - what the files of the chart stage share: the scale of an axis, the window of a series, paths of
 * many pieces. Private to src/chart. */
#ifndef MKR_CHART_PLOT_H
#define MKR_CHART_PLOT_H

#include "chart/chart.h"

/* ---- axis.c: the scale of the value axis */
typedef struct mkr_axis {
    mkr_decimal low, high; /* multiples of the step */
    int64_t step; /* in units of 10^-low.places: 1, 2, 2.5 or 5 times a power of ten */
    unsigned ticks; /* 3 to 6 */
    uint8_t places; /* decimals that the step needs, and so the labels */
} mkr_axis;

/* The scale that covers low to high. `from_zero`: it begins at zero whatever the data. */
mkr_axis mkr_axis_choose(mkr_decimal low, mkr_decimal high, bool from_zero);
mkr_decimal mkr_axis_tick(const mkr_axis *axis, unsigned i); /* from 0, lowest first */
bool mkr_axis_has_zero(const mkr_axis *axis);

/* ---- series.c: the stretch of an indicator's values that a chart shows */
typedef struct mkr_series {
    const mkr_value *at; /* n periods */
    const mkr_period *periods; /* of each */
    size_t n;
    size_t points; /* of them with an actual */
    size_t latest; /* the last of those */
    size_t definition; /* the first period under a new definition; 0: none but that at the beginning */
} mkr_series;

/* The periods up to trend->last, at most trend->most and 60 of them; `trim` leaves out those before the first
 * value. False when no period has a value. */
bool mkr_series_window(const mkr_indicator_trend *trend, bool trim, mkr_series *out);
bool mkr_series_has_target(const mkr_series *s);

/* One past the last period of the stretch that begins at `from` (which has a target) and keeps its target. */
size_t mkr_series_level_end(const mkr_series *s, size_t from);

/* Is the comparator known for the period that ends the chart? Only its current value is. */
bool mkr_trend_compares(const mkr_indicator_trend *trend);

void mkr_widen(mkr_decimal v, mkr_decimal *low, mkr_decimal *high); /* so that low <= v <= high */

/* The number as chart labels print it: only a per cent sign is added, as the axis title names other units. */
const char *mkr_chart_number(mkr_arena *arena, const mkr_indicator *i, mkr_decimal v);

/* "[x]", or the shorthand that the data give for a period without a value. */
const char *mkr_missing_mark(mkr_arena *arena, const mkr_value *v);

/* ---- sketch.c: one path of many lines, or of many circles, so that a chart needs few items */
typedef struct mkr_sketch {
    char *verbs;
    mkr_point *points;
    size_t n_verbs, n_points, most_verbs;
} mkr_sketch;

mkr_sketch mkr_sketch_lines(mkr_arena *arena, size_t most);
void mkr_sketch_line(mkr_sketch *s, mkr_len x0, mkr_len y0, mkr_len x1, mkr_len y1);
void mkr_sketch_dot(mkr_sketch *s, mkr_len x, mkr_len y); /* to be painted with mkr_pen_dot */
void mkr_sketch_paint(const mkr_sketch *s, mkr_items *to, uint32_t elem,
                      mkr_pen pen); /* nothing when empty */

/* Put a path on the list as it is: verbs and points must live as long as the list. */
void mkr_path_push(mkr_items *to, uint32_t elem, const char *verbs, const mkr_point *points, mkr_pen pen);

mkr_pen mkr_pen_dashed(mkr_colour colour, mkr_len width, mkr_len on, mkr_len off);

/* `text`, or its beginning and "…" where it is wider than `width`. */
const char *mkr_text_fit(mkr_arena *arena, mkr_fonts *fonts, const mkr_label *label, const char *text,
                         mkr_len width, mkr_where where);

/* ---- trend.c, trend_time.c, trend_label.c: one trend chart while it is drawn */
typedef struct mkr_box {
    mkr_len x0, y0, x1, y1;
} mkr_box;

enum {
    MKR_PLOT_MARKS = 128
}; /* labels inside the plot: at most 60 gaps, 60 target levels, one new definition */

typedef struct mkr_mark { /* a label inside the plot, drawn over the lines on a white ground */
    mkr_box box;
    const char *text;
    mkr_colour colour;
    mkr_len x, y; /* left end of the baseline */
} mkr_mark;

typedef struct mkr_plot {
    const mkr_chart_style *style;
    const mkr_indicator_trend *trend;
    const mkr_indicator *indicator;
    mkr_items *to;
    uint32_t elem;
    mkr_arena *scratch; /* strings, until the chart is drawn */
    mkr_where where;
    mkr_series series;
    mkr_axis axis;
    mkr_len width; /* of the whole chart */
    mkr_len left, top, right, bottom; /* edges of the plot */
    mkr_len title_width; /* of the unit line */
    mkr_mark marks[MKR_PLOT_MARKS];
    size_t n_marks;
} mkr_plot;

mkr_len mkr_plot_edge(const mkr_plot *p, size_t i); /* left edge of cell i; i == n: the plot's right edge */
mkr_len mkr_plot_middle(const mkr_plot *p, size_t i); /* where the point of period i stands */
mkr_len mkr_plot_y(const mkr_plot *p, mkr_decimal v);

void mkr_plot_time_axis(const mkr_plot *p);
bool mkr_plot_has_rows(const mkr_indicator_trend *trend, const mkr_series *s);
void mkr_plot_rows(const mkr_plot *p);

typedef struct mkr_end_labels { /* what stands right of the plot; the own value first */
    const char *text[3];
    mkr_label look[3];
    mkr_decimal value[3];
    size_t n;
    mkr_len widest;
} mkr_end_labels;

void mkr_plot_end_labels(const mkr_plot *p, mkr_len widest, mkr_end_labels *out);
void mkr_plot_end_labels_draw(const mkr_plot *p, const mkr_end_labels *labels);

/* Choose the places of the labels inside the plot. */
void mkr_plot_mark_gaps(mkr_plot *p);
void mkr_plot_mark_definition(mkr_plot *p);
void mkr_plot_mark_targets(mkr_plot *p);

#endif

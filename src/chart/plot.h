/* plot.h - what the files of the chart stage share: the scale of an axis, the stretch of periods shown, paths
 * of many pieces. Private to src/chart. */
#ifndef MKR_CHART_PLOT_H
#define MKR_CHART_PLOT_H

#include "chart/chart.h"
#include "text/line.h"

static inline mkr_len mkr_larger(mkr_len a, mkr_len b) {
    return a > b ? a : b;
}
static inline mkr_len mkr_smaller(mkr_len a, mkr_len b) {
    return a < b ? a : b;
}
static inline mkr_len mkr_magnitude(mkr_len a) {
    return a < 0 ? -a : a;
}

/* ---- axis.c, axis_log.c: the scale of the value axis */
typedef struct mkr_axis {
    mkr_decimal low, high; /* multiples of the step, above zero where it is logarithmic */
    int64_t step; /* in units of 10^-low.places: 1, 2, 2.5, 5, or else 3, times a power of ten */
    unsigned ticks; /* 3 to 6 */
    uint8_t places; /* decimals that the step needs, and so the labels */
    bool logarithmic;
    int first; /* logarithmic: index of the lowest tick, and step counts indices */
} mkr_axis;

/* The scale that covers low to high. `from_zero`: it begins at zero whatever the data. Where it begins above
 * zero, nothing comes near its lowest line. */
mkr_axis mkr_axis_choose(mkr_decimal low, mkr_decimal high, bool from_zero);
bool mkr_axis_choose_log(mkr_decimal low, mkr_decimal high,
                         mkr_axis *out); /* false unless low is above zero */

mkr_decimal mkr_axis_tick(const mkr_axis *axis, unsigned i); /* from 0, lowest first */
uint8_t mkr_axis_tick_places(const mkr_axis *axis, unsigned i); /* decimals of its label */
bool mkr_axis_has_zero(const mkr_axis *axis);
/* How far above the lowest line v stands, when the highest is `span` above it: right to 0.1 pt and the same
 * on every machine. A logarithmic axis has nothing at or below zero: such a v stands on the line. */
mkr_len mkr_axis_place(const mkr_axis *axis, mkr_decimal v, mkr_len span);

mkr_decimal mkr_axis_log_tick(const mkr_axis *axis, unsigned i);
mkr_len mkr_axis_log_place(const mkr_axis *axis, mkr_decimal v, mkr_len span);

/* ---- series.c: the stretch of a trend's periods that a chart shows */
enum { MKR_GUIDES_MOST = 6 };

typedef struct mkr_series {
    const mkr_trend *trend;
    size_t from, n; /* its periods: those of the trend from `from` on */
    const mkr_period *periods;
    size_t n_curves, n_guides;
    const mkr_datum *curve[MKR_CURVES_MOST], *guide[MKR_GUIDES_MOST]; /* of n periods each */
    size_t points[MKR_CURVES_MOST]; /* how many figures the curve has */
    size_t latest[MKR_CURVES_MOST]; /* the last of those */
    size_t own; /* figures of the own curves together */
    const mkr_datum *band[2]; /* or NULL */
    const uint8_t *signals; /* or NULL */
    bool breaks[MKR_PERIODS_MOST]; /* a new definition begins with the period */
} mkr_series;

/* The last periods of the trend, 60 of them at most; `trim` leaves out those before the first figure of an
 * own curve, but not where charts side by side share their axes. False when no own curve has a figure. */
bool mkr_series_window(const mkr_trend *trend, bool trim, mkr_series *out);

const mkr_datum *mkr_series_target(const mkr_series *s); /* NULL: no period has one */

/* One past the last period of the stretch that begins at `from` (which is given) and keeps its level. */
size_t mkr_series_level_end(const mkr_series *s, const mkr_datum *at, size_t from);

/* Is it but one figure, for the last period? Then it is no line but a mark at the end of the plot. */
bool mkr_series_is_mark(const mkr_series *s, size_t curve);

/* Does a line reach period i from the one before? Not over a gap, nor into a new definition,
 * nor into the year in which figures of the year to date begin anew. */
bool mkr_series_joins(const mkr_series *s, const mkr_datum *at, size_t i);

void mkr_widen(mkr_decimal v, mkr_decimal *low, mkr_decimal *high); /* so that low <= v <= high */

/* The number as chart labels print it: only a per cent sign is added, as the axis title names other units. */
const char *mkr_chart_number(mkr_arena *arena, const mkr_trend *t, mkr_decimal v);

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

mkr_pen mkr_pen_dashed(mkr_colour colour, mkr_len width, mkr_len on, mkr_len off);

/* `text`, or its beginning and "…" where it is wider than `width`. */
const char *mkr_text_fit(mkr_arena *arena, mkr_fonts *fonts, const mkr_label *label, const char *text,
                         mkr_len width, mkr_where where);

/* ---- words.c: text that may need more than one line */
typedef struct mkr_words { /* broken into lines, wherever it will stand */
    mkr_lines lines; /* none for no text */
    mkr_len leading;
} mkr_words;

/* Break text (NULL is none) into lines of at most `width`; lines.widest says how wide they are. A word wider
 * than that is broken anywhere, with a warning: ask mkr_words_extent first where there is a choice. */
mkr_words mkr_words_break(const mkr_canvas *c, const char *text, mkr_label look, mkr_len leading,
                          mkr_len width);
/* x is the left end, middle or right end of every line by `align`, y the baseline of the first. */
void mkr_words_put(const mkr_canvas *c, const mkr_words *words, int align, mkr_len x, mkr_len y);
mkr_len mkr_words_drop(const mkr_words *words); /* from the first baseline to the last */
/* Width of the longest word, and of all of it in one line; both 0 for no text. False after an error. */
bool mkr_words_extent(const mkr_canvas *c, const char *text, mkr_label look, mkr_len *least, mkr_len *most);

/* One line of text and its width, both 0 at least; align as for mkr_draw_text. */
mkr_len mkr_canvas_width(const mkr_canvas *c, mkr_label look, const char *text);
mkr_len mkr_canvas_text(const mkr_canvas *c, mkr_label look, int align, mkr_len x, mkr_len y,
                        const char *text);

/* ---- say.c: patterns of the house style */
/* The pattern with the value in place of "{name}". */
const char *mkr_chart_say(mkr_arena *arena, const char *pattern, const char *name, const char *value);
/* What the title of an axis without a zero says of it: where it starts, or ends. It goes on from a title, or
 * begins with a capital (ASCII). */
const char *mkr_chart_axis_note(mkr_arena *arena, const char *pattern, const char *value, bool after_title);

/* ---- bars.c, bars_alt.c */
mkr_len mkr_bars_draw(const mkr_canvas *canvas, const mkr_bars *bars);
char *mkr_bars_alt(mkr_arena *arena, const mkr_chart_style *style, const mkr_bars *bars);

/* ---- thread.c: a chain of nodes, rings on a line */
mkr_len mkr_thread_draw(const mkr_canvas *c, const mkr_diagram *chain);
char *mkr_thread_alt(mkr_arena *arena, const mkr_chart_style *style, const mkr_diagram *chain);

/* ---- diagram.c: nodes and the arrows between them */
mkr_len mkr_diagram_draw(const mkr_canvas *c, const mkr_diagram *diagram);
char *mkr_diagram_alt(mkr_arena *arena, const mkr_chart_style *style, const mkr_diagram *diagram);

/* ---- timeline.c: actions on a line of time */
mkr_len mkr_timeline_draw(const mkr_canvas *c, const mkr_timeline *timeline);
char *mkr_timeline_alt(mkr_arena *arena, const mkr_chart_style *style, const mkr_timeline *timeline);

/* ---- spc.c: a control chart, with its verdicts in words and icons above it */
mkr_len mkr_control_draw(const mkr_canvas *canvas, const mkr_control_chart *chart);
char *mkr_control_alt(mkr_arena *arena, const mkr_control_chart *chart);

/* ---- wheel.c */
mkr_len mkr_wheel_draw(const mkr_canvas *canvas, const mkr_wheel *wheel);
char *mkr_wheel_alt(mkr_arena *arena, const mkr_chart_style *style, const mkr_wheel *wheel);
/* The rule above an area of concern, in the colour of its rating. */
mkr_len mkr_concern_rule_draw(const mkr_canvas *canvas, mkr_rating rating);

#endif

/* plot.h - what the files of the chart stage share: the scale of an axis, the stretch of periods shown, paths
 * of many pieces. Private to src/chart. */
#ifndef MKR_CHART_PLOT_H
#define MKR_CHART_PLOT_H

#include "chart/chart.h"
#include "text/line.h"

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
enum { MKR_PERIODS_MOST = 60, MKR_GUIDES_MOST = 6 };

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

/* Does a line reach period i from the one before? Not over a gap, nor into a new definition. */
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

/* Put a path on the list as it is: verbs and points must live as long as the list. */
void mkr_path_push(mkr_items *to, uint32_t elem, const char *verbs, const mkr_point *points, mkr_pen pen);

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

/* ---- the files of a trend chart: one chart while it is drawn */
typedef struct mkr_box {
    mkr_len x0, y0, x1, y1;
} mkr_box;

enum {
    MKR_PLOT_MARKS = 192
}; /* labels inside the plot: at most 60 gaps, 60 target levels, 60 new definitions */

typedef struct mkr_mark { /* a label inside the plot, drawn over the lines on a white ground */
    mkr_box box;
    const char *text;
    mkr_colour colour;
    mkr_len x, y; /* left end of the baseline */
} mkr_mark;

typedef struct mkr_note { /* a remark */
    size_t at; /* period of the trend */
    const char *text;
    const char *letter; /* where it stands for the text */
    mkr_len x, width; /* of what stands above the plot */
    bool outside; /* its period is not drawn */
    bool hidden; /* nothing stands above the plot */
} mkr_note;

typedef struct mkr_notes {
    mkr_note *at;
    size_t n;
    bool lettered; /* the words stand under the chart */
} mkr_notes;

typedef struct mkr_plot {
    const mkr_chart_style *style;
    const mkr_trend *trend;
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
    mkr_notes *notes;
} mkr_plot;

mkr_len mkr_plot_edge(const mkr_plot *p, size_t i); /* left edge of cell i; i == n: the plot's right edge */
mkr_len mkr_plot_middle(const mkr_plot *p, size_t i); /* where the point of period i stands */
mkr_len mkr_plot_y(const mkr_plot *p, mkr_decimal v);
mkr_point mkr_plot_point(const mkr_plot *p, size_t curve, size_t i);

/* trend_time.c */
void mkr_plot_time_axis(const mkr_plot *p);
mkr_len mkr_plot_time_height(const mkr_plot *p); /* of all its names */

/* trend_rows.c: the figures in rows under the axis */
bool mkr_plot_has_rows(const mkr_plot *p);
mkr_len mkr_plot_rows_left(const mkr_plot *p); /* the left margin that their names need */
mkr_len mkr_plot_rows(const mkr_plot *p); /* gives where they end */

/* trend_guide.c */
void mkr_plot_band(const mkr_plot *p);
void mkr_plot_guides(const mkr_plot *p);
void mkr_plot_breaks(const mkr_plot *p);

/* trend_marker.c */
typedef enum mkr_curve_marker {
    MKR_MARKER_NONE,
    MKR_MARKER_DISC,
    MKR_MARKER_SQUARE,
    MKR_MARKER_DIAMOND,
    MKR_MARKER_RING,
    MKR_MARKER_OPEN_SQUARE,
    MKR_MARKER_OPEN_DIAMOND
} mkr_curve_marker;
void mkr_plot_draw_markers(const mkr_plot *p, uint8_t marker, mkr_colour colour, mkr_len r,
                           const mkr_point *middles, size_t n);
void mkr_plot_signals(const mkr_plot *p);

/* trend_curve.c */
enum { MKR_PLOT_DOTTED = 13 }; /* up to so many periods each point is marked */

typedef struct mkr_curve_look {
    mkr_colour line, text;
    mkr_len width, dash[2];
    uint8_t marker; /* mkr_curve_marker */
} mkr_curve_look;

mkr_curve_look mkr_plot_look(const mkr_plot *p, size_t curve);
bool mkr_plot_has_bars(const mkr_trend *t);
mkr_box mkr_plot_bar(const mkr_plot *p, size_t i);
void mkr_plot_bars(const mkr_plot *p);
void mkr_plot_others(const mkr_plot *p); /* comparators, last year */
void mkr_plot_own(const mkr_plot *p);

/* trend_end.c: what stands right of the plot */
enum { MKR_END_LABELS = MKR_CURVES_MOST + MKR_GUIDES_MOST + 1 };

typedef struct mkr_end_labels { /* the first curve's before all others */
    const char *text[MKR_END_LABELS], *second[MKR_END_LABELS]; /* lines; the second may be NULL */
    mkr_label look[MKR_END_LABELS];
    mkr_decimal value[MKR_END_LABELS];
    size_t curve[MKR_END_LABELS]; /* whose it is; MKR_CURVES_MOST: of none */
    size_t n;
    mkr_len indent; /* room for a sample of the curve before the text */
    mkr_len widest; /* with that */
    mkr_len apart; /* between the levels of two, at least */
} mkr_end_labels;

mkr_len mkr_plot_end_share(const mkr_plot *p); /* of the width, for the labels at most */
void mkr_plot_end_labels(const mkr_plot *p, mkr_len widest, mkr_end_labels *out);
mkr_len mkr_plot_end_labels_need(const mkr_end_labels *labels); /* how high the plot must be */
void mkr_plot_end_labels_draw(const mkr_plot *p, const mkr_end_labels *labels);

/* trend_label.c: choose the places of the labels inside the plot */
void mkr_plot_mark_gaps(mkr_plot *p);
void mkr_plot_mark_breaks(mkr_plot *p);
void mkr_plot_mark_targets(mkr_plot *p);

/* trend_note.c: remarks */
void mkr_plot_read_notes(const mkr_plot *p);
void mkr_plot_place_notes(const mkr_plot *p);
void mkr_plot_leaders(const mkr_plot *p);
void mkr_plot_notes(const mkr_plot *p);
mkr_len mkr_plot_note_words(const mkr_plot *p, mkr_len y);

/* ---- risk_grid.c: the ground that risks stand on */
enum {
    MKR_RISK_TO_BASE = 3300, /* from the middle of a cell, marker or line of the key down to its baseline */
    MKR_RISK_KEY_TEXT = MKR_PT(18), /* from the key's left edge to its words */
    MKR_RISK_KEY_STEP = MKR_PT(18),
    MKR_RISK_KEY_WIDTH = MKR_PT(98),
    MKR_RISK_BAND_WIDTH = MKR_PT(122), /* of one column of the bands, where there are several */
};

typedef struct mkr_risk_cells { /* sizes wanted */
    mkr_len row; /* height of a cell */
    mkr_len widest; /* cell */
    mkr_len beside; /* width of a cell that is given up for a key beside the grid, rather than below it */
    mkr_len most; /* width of all cells */
} mkr_risk_cells;

typedef struct mkr_risk_grid {
    const mkr_canvas *canvas;
    const mkr_risk_scale *scale;
    mkr_arena *scratch; /* strings, until it is drawn */
    mkr_len left; /* edge of the cells */
    mkr_len cell, row; /* width and height of one */
    bool key_below;
} mkr_risk_grid;

/* A place is likelihood and impact. */
bool mkr_risk_on_scale(const mkr_risk_scale *scale, const uint32_t place[2]);
mkr_risk_grid mkr_risk_grid_fit(const mkr_canvas *canvas, mkr_arena *scratch, const mkr_risk_cells *cells);
mkr_point mkr_risk_middle(const mkr_risk_grid *g, const uint32_t place[2]);
mkr_len mkr_risk_bottom(const mkr_risk_grid *g); /* of the cells */
mkr_len mkr_risk_foot(const mkr_risk_grid *g); /* below the words of the impacts */
mkr_point mkr_risk_key_place(const mkr_risk_grid *g); /* left end and middle of the key's first line */
void mkr_risk_ground_draw(const mkr_risk_grid *g); /* the bands and the lines between them */
void mkr_risk_words_draw(const mkr_risk_grid *g); /* of the axes */
void mkr_risk_product_draw(const mkr_risk_grid *g, const uint32_t place[2]);
/* From `after` behind one point to `before` ahead of another; nothing when that leaves nothing. */
void mkr_risk_arrow(const mkr_risk_grid *g, mkr_point from, mkr_point to, mkr_len after, mkr_len before);
/* The bands with their scores, highest first, in columns, from a line with its middle at y on; gives the
 * middle of the line after them. */
mkr_len mkr_risk_bands_draw(const mkr_risk_grid *g, mkr_len x, mkr_len y, size_t columns);
void mkr_risk_text(const mkr_risk_grid *g, mkr_label look, int align, mkr_len x, mkr_len y, const char *s);
const char *mkr_risk_number(const mkr_risk_grid *g, uint32_t n);

/* ---- arc.c: angles in millionths of a degree, clockwise from 12 o'clock; sectors of rings */
typedef int32_t mkr_angle;
#define MKR_DEGREE 1000000
#define MKR_TURN (360 * MKR_DEGREE)

typedef struct mkr_sector {
    mkr_point centre;
    mkr_len inner, outer; /* radii */
    mkr_angle from, to; /* at most a turn */
} mkr_sector;

mkr_point mkr_polar(mkr_point centre, mkr_len r, mkr_angle a);
/* How far right of the ray from the centre a point lies, for who looks along it. */
mkr_len mkr_angle_beside(mkr_point centre, mkr_angle a, mkr_point p);
void mkr_sector_draw(mkr_items *to, uint32_t elem, const mkr_sector *sector, mkr_pen pen);

/* ---- wheel_label.c: what stands in the segments of a wheel, so that all of it lies within them */
typedef enum mkr_wheel_stacking {
    MKR_WHEEL_COLUMN, /* reference, shape and word under one another */
    MKR_WHEEL_TWO_LINES, /* shape and reference beside one another, word below */
    MKR_WHEEL_LINE
} mkr_wheel_stacking;

typedef struct mkr_wheel_label {
    const char *ref; /* cut where nothing else helps; "" in the narrowest of segments */
    mkr_point ref_at, word_at; /* middles of baselines */
    mkr_point shape; /* its middle */
} mkr_wheel_label;

typedef struct mkr_wheel_labels {
    mkr_wheel_label *at; /* by segment */
    mkr_len ref_size;
    bool words; /* else the shapes stand for the words, which the middle of the wheel gives beside them */
} mkr_wheel_labels;

enum { MKR_WHEEL_WORD = MKR_PT(9), MKR_WHEEL_SHAPE = MKR_PT(8) }; /* type sizes */

/* `sectors`: of the segments, in their order. */
mkr_wheel_labels mkr_wheel_labels_place(mkr_arena *arena, const mkr_canvas *canvas, const mkr_wheel *wheel,
                                        const mkr_sector *sectors);

/* ---- wheel.c */
mkr_len mkr_wheel_draw(const mkr_canvas *canvas, const mkr_wheel *wheel);
char *mkr_wheel_alt(mkr_arena *arena, const mkr_chart_style *style, const mkr_wheel *wheel);
/* The rule above an area of concern, in the colour of its rating. */
mkr_len mkr_concern_rule_draw(const mkr_canvas *canvas, mkr_rating rating);

#endif

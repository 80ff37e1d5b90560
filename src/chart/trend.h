/* trend.h - what the files of a trend chart share: one chart while it is drawn. Private to src/chart. */
#ifndef MKR_CHART_TREND_H
#define MKR_CHART_TREND_H

#include "chart/plot.h"

typedef struct mkr_box {
    mkr_len x0, y0, x1, y1;
} mkr_box;

enum {
    MKR_PLOT_MARKS = 192
}; /* labels inside the plot: at most 60 gaps, 60 target levels, 60 new definitions */

typedef struct mkr_plot_label { /* a label inside the plot, drawn over the lines on a white ground */
    mkr_box box;
    const char *text;
    mkr_colour colour;
    mkr_len x, y; /* left end of the baseline */
} mkr_plot_label;

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
    mkr_plot_label marks[MKR_PLOT_MARKS];
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
void mkr_signals_draw(mkr_items *to, uint32_t elem, const mkr_chart_style *style, mkr_signal signal,
                      const mkr_point *points, size_t n);

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
enum { MKR_END_LABELS = MKR_CURVES_MOST + MKR_GUIDES_MOST + 1, MKR_END_LINES = 3 };

typedef struct mkr_end_labels { /* the first curve's before all others */
    const char *text[MKR_END_LABELS][MKR_END_LINES]; /* NULL: there are no more lines */
    mkr_label look[MKR_END_LABELS];
    mkr_decimal value[MKR_END_LABELS];
    size_t curve[MKR_END_LABELS]; /* whose it is; MKR_CURVES_MOST: of none */
    size_t n;
    mkr_len indent; /* room for a sample of the curve before the text */
    mkr_len widest; /* with that */
    mkr_len lines; /* the most that one has */
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

#endif

/* bars.h - what the files that draw bars share: the frame that all rows of a figure stand in. Private to
 * src/chart. */
#ifndef MKR_CHART_BARS_H
#define MKR_CHART_BARS_H

#include "chart/plot.h"

enum {
    MKR_BARS_SMALL = MKR_PT(9), /* title of the axis, figures of its ticks */
    MKR_BARS_TEXT = 9500, /* labels, values, words of the key */
    MKR_BARS_LEADING = MKR_PT(12),
    MKR_BARS_MARKER = MKR_PT(4), /* half a marker across */
    MKR_BARS_GAP = MKR_PT(4), /* between a bar and its value */
    MKR_BARS_OUTLINE = 1200, /* of markers and open bars */
    MKR_BARS_OPEN_LEAST = MKR_PT(5), /* width of an open bar, so that its core is seen */
};

typedef struct mkr_bars_frame {
    const mkr_canvas *canvas;
    const mkr_bars *bars;
    mkr_arena *scratch; /* until the drawing is done */
    bool above; /* labels stand above their bars: they are too long for a column */
    mkr_len labels_at, labels; /* left edge and width of a label */
    mkr_len left, right; /* edges of the plot */
    mkr_len values; /* the most that a value may take */
    bool has_axis; /* some row has a figure */
    bool broken; /* totals are so long beside the steps between them that their bars are cut */
    mkr_axis axis;
} mkr_bars_frame;

static inline mkr_label mkr_bars_look(const mkr_bars_frame *f, bool bold, mkr_colour colour) {
    const mkr_chart_style *s = f->canvas->style;
    return (mkr_label){bold ? s->bold : s->regular, MKR_BARS_TEXT, colour};
}

static inline mkr_len mkr_bars_width(const mkr_bars_frame *f, mkr_label look, const char *text) {
    return mkr_canvas_width(f->canvas, look, text);
}

/* bars_part.c: one part of a bar, alike in figures and in cells of tables */
enum {
    MKR_BAR_OF_RATINGS = MKR_PT(15), /* height: page design, section 7 */
    MKR_BAR_PARTS_APART = 1500, /* white between the parts of a bar */
    MKR_BAR_PART_LEAST = 750, /* width of a part, however small the figure */
    MKR_BAR_INSIDE_TEXT = 9500,
};
/* From (x, y) on; `inside` is printed where there is room, and may be NULL. */
void mkr_bar_part_draw(const mkr_canvas *canvas, mkr_len x, mkr_len y, mkr_len width, mkr_len height,
                       uint8_t tone, const char *inside);
mkr_pen mkr_bars_pen(const mkr_chart_style *style, uint8_t tone);
bool mkr_bars_is_outlined(uint8_t tone);

/* bars_label.c: labels in one line or two */
bool mkr_bars_label_fits(const mkr_bars_frame *f, const char *text, mkr_label look, mkr_len width);
/* The label in at most two lines; cut short, with "…", where it needs more. */
mkr_words mkr_bars_label_break(const mkr_bars_frame *f, const char *text, mkr_label look, mkr_len width);

/* bars_axis.c: the frame and the scale */
mkr_bars_frame mkr_bars_frame_make(const mkr_canvas *canvas, const mkr_bars *bars, mkr_arena *scratch);
mkr_len mkr_bars_x(const mkr_bars_frame *f, mkr_decimal v);
mkr_len mkr_bars_origin(const mkr_bars_frame *f); /* where bars begin: zero, or the end nearest to it */
/* What stands beside the bar of a row; `width` receives how wide it is. NULL: nothing. */
const char *mkr_bars_value(const mkr_bars_frame *f, const mkr_bar *row, mkr_len *width);
bool mkr_bars_value_left(const mkr_bars_frame *f, const mkr_bar *row); /* of its bar: it is negative */
/* Title of the axis above the plot: how far down it reaches. */
mkr_len mkr_bars_title_draw(const mkr_bars_frame *f);
/* Gridlines, and the line of zero, from y0 to y1. */
void mkr_bars_grid_draw(const mkr_bars_frame *f, mkr_len y0, mkr_len y1);
/* Figures of the ticks below y: how far down they reach. */
mkr_len mkr_bars_ticks_draw(const mkr_bars_frame *f, mkr_len y);

/* bars_key.c: what the shapes stand for, and the shapes */
mkr_len mkr_bars_key_draw(const mkr_bars_frame *f, mkr_len y);
/* The marker of a series of dots; MKR_BARS_OWN_MARKER is a filled disc. */
enum { MKR_BARS_OWN_MARKER = 0 };
void mkr_bars_marker_draw(const mkr_bars_frame *f, size_t marker, mkr_colour colour, mkr_len x, mkr_len y);
size_t mkr_bars_marker_of(const mkr_bars *bars, size_t series);
void mkr_bars_tick_draw(const mkr_bars_frame *f, mkr_len x, mkr_len y0, mkr_len y1); /* a target */

#endif

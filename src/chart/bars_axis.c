/* bars_axis.c - the frame that the rows of bars stand in: how wide labels and values may be, the scale, its
 * gridlines and figures.
 *
 * Labels take a column at the left; where two lines of it do not hold them, or it would leave too little for
 * the bars, they stand above their bars. */
#include "chart/bars.h"

#include <string.h>

enum {
    LABELS_GAP = MKR_PT(9), /* between the labels and the plot */
    LABELS_PERCENT = 40, /* of the width: the most that labels take */
    VALUES_PERCENT = 50, /* the same for values */
    PLOT_LEAST = MKR_PT(90),
    TITLE_BASE = MKR_PT(10), /* page design, section 8 */
    TITLE_HEIGHT = MKR_PT(16),
    TICKS_BASE = 11500, /* below the plot */
    TICKS_HEIGHT = 14500,
    TICKS_APART = MKR_PT(6), /* between the figures of two ticks */
    GRIDLINE = 500,
    ZERO_LINE = 750,
    ROUNDING = 500, /* so that the widest label is not broken for a thousandth */
    WHOLE = 1000000, /* parts of a plot */
    PASSES = 8, /* each side gives way to the other a little less; then they have met */
    BREAK_TIMES = 5, /* totals are cut that are so many times the range of what leads from one to the other */
    BREAK_LEFT = 4, /* and a quarter of this range is left of them at least */
    LONGEST = 400 /* bytes of a label that is measured: more are wider than any column */
};

/* ---- the scale */

typedef struct range {
    bool any;
    mkr_decimal low, high;
} range;

static void cover(range *r, mkr_decimal v) {
    if (!r->any)
        *r = (range){true, v, v};
    mkr_widen(v, &r->low, &r->high);
}

static range range_of(const mkr_bars *bars) {
    range r = {0};
    for (size_t i = 0; i < bars->n; i++) {
        const mkr_bar *row = &bars->rows[i];
        for (size_t k = 0; k < row->n_parts; k++) {
            if (!bars->points)
                cover(&r, row->parts[k].from);
            cover(&r, row->parts[k].to);
        }
        for (size_t k = 0; k < row->n_dots; k++)
            cover(&r, row->dots[k].v);
        if (row->has_target)
            cover(&r, row->target);
    }
    return r;
}

/* A waterfall that may be broken, and whose totals are much longer than its steps: what all its ends lie
 * between. */
static bool is_broken(const mkr_bars *bars, range *ends) {
    mkr_decimal span = {0, 0}, times;
    for (size_t i = 0; i < bars->n; i++)
        for (size_t k = 0; k < bars->rows[i].n_parts; k++)
            cover(ends, bars->rows[i].parts[k].to);
    return bars->joined && bars->may_break && ends->any && ends->low.units > 0 &&
           mkr_decimal_subtract(ends->high, ends->low, &span) && span.units > 0 &&
           mkr_decimal_multiply(span, (mkr_decimal){BREAK_TIMES, 0}, &times) &&
           mkr_decimal_compare(ends->low, times) > 0;
}

/* Room for what is left of totals that are cut. */
static mkr_decimal below(range ends) {
    mkr_decimal span, low;
    if (!mkr_decimal_subtract(ends.high, ends.low, &span))
        return ends.low;
    span.units = -(span.units / BREAK_LEFT + 1);
    return mkr_decimal_add(ends.low, span, &low) ? low : ends.low;
}

static mkr_axis choose_axis(mkr_bars_frame *f, range all) {
    range ends = {0};
    f->broken = is_broken(f->bars, &ends);
    return f->broken ? mkr_axis_choose(below(ends), ends.high, false)
                     : mkr_axis_choose(all.low, all.high, !f->bars->points);
}

/* The begin of a bar that is cut stands at the edge of the plot. */
mkr_len mkr_bars_x(const mkr_bars_frame *f, mkr_decimal v) {
    mkr_len x = mkr_axis_place(&f->axis, v, f->right - f->left);
    return f->left + (f->broken && x < 0 ? 0 : x);
}

/* Where zero, or the end of the axis that is nearest to it, stands in a plot of a width. */
static mkr_len zero_of(const mkr_bars_frame *f, mkr_len width) {
    if (f->axis.low.units >= 0)
        return 0;
    return f->axis.high.units <= 0 ? width : mkr_axis_place(&f->axis, (mkr_decimal){0, 0}, width);
}

mkr_len mkr_bars_origin(const mkr_bars_frame *f) {
    return f->left + (f->has_axis ? zero_of(f, f->right - f->left) : 0);
}

/* ---- widths */

bool mkr_bars_value_left(const mkr_bars_frame *f, const mkr_bar *row) {
    return !f->bars->points && row->n_parts > 0 && row->parts[0].from.units == 0 &&
           row->parts[row->n_parts - 1].to.units < 0;
}

/* The farthest place that something stands at in a row, at the side of its value: in parts of the plot. */
static mkr_len reach_of(const mkr_bars_frame *f, const mkr_bar *row, bool left) {
    mkr_len reach = f->bars->points ? 0 : zero_of(f, WHOLE);
    for (size_t i = 0; i < 2 * row->n_parts + row->n_dots + row->has_target; i++) {
        size_t k = i / 2, dot = i - 2 * row->n_parts;
        mkr_decimal v = i < 2 * row->n_parts
                            ? (i % 2 || f->bars->points ? row->parts[k].to : row->parts[k].from)
                        : dot < row->n_dots ? row->dots[dot].v
                                            : row->target;
        mkr_len x = mkr_axis_place(&f->axis, v, WHOLE);
        reach = (left ? x < reach : x > reach) ? x : reach;
    }
    return reach;
}

const char *mkr_bars_value(const mkr_bars_frame *f, const mkr_bar *row, mkr_len *width) {
    const mkr_canvas *c = f->canvas;
    mkr_label look = mkr_bars_look(f, row->bold, 0);
    const char *text = row->value;
    if (!text || !*text)
        return NULL;
    *width = mkr_bars_width(f, look, text);
    if (*width > f->values) {
        text = mkr_text_fit(f->scratch, c->style->fonts, &look, row->brief ? row->brief : text, f->values,
                            c->where);
        *width = mkr_bars_width(f, look, text);
    }
    return text;
}

/* May the bar be drawn longer than it is, at the side of its value? */
static bool may_grow(const mkr_bar *row, bool left) {
    const mkr_bar_part *last = row->n_parts > 0 ? &row->parts[row->n_parts - 1] : NULL;
    return last && last->tone == MKR_BAR_FAVOURABLE &&
           (mkr_decimal_compare(last->to, last->from) < 0) == left;
}

/* Draw in the edges of the plot until each value has room beside its bar: for a value of width w behind a bar
 * that ends at the part p of a plot from L to R, L + p (R - L) + w must be within the room. */
static void fit_values(mkr_bars_frame *f, mkr_len least) {
    const mkr_len marks = f->bars->n_dots > 0 || f->bars->points ? MKR_BARS_MARKER
                          : f->bars->target_word                 ? 1000
                                                                 : 0;
    f->left = least + marks;
    f->right = f->canvas->room - marks;
    for (int pass = 0; pass < PASSES && f->has_axis; pass++)
        for (size_t i = 0; i < f->bars->n; i++) {
            const mkr_bar *row = &f->bars->rows[i];
            bool left = mkr_bars_value_left(f, row);
            mkr_len width;
            if (!mkr_bars_value(f, row, &width))
                continue;
            width += MKR_BARS_GAP + MKR_BARS_MARKER;
            if (may_grow(row, left))
                width += MKR_BARS_OPEN_LEAST;
            int64_t reach = reach_of(f, row, left);
            if (left && reach < WHOLE) {
                int64_t edge = ((int64_t)(least + width) * WHOLE - reach * f->right) / (WHOLE - reach);
                f->left = edge > f->right ? f->right : edge > f->left ? (mkr_len)edge : f->left;
            } else if (!left && reach > 0) {
                int64_t edge = f->left + (int64_t)(f->canvas->room - width - f->left) * WHOLE / reach;
                f->right = edge < f->left ? f->left : edge < f->right ? (mkr_len)edge : f->right;
            }
        }
}

static bool labels_fit(const mkr_bars_frame *f, mkr_len width) {
    for (size_t i = 0; i < f->bars->n; i++)
        if (!mkr_bars_label_fits(f, f->bars->rows[i].label, mkr_bars_look(f, f->bars->rows[i].bold, 0),
                                 width))
            return false;
    return true;
}

/* The widest label in one line, or `most`. */
static mkr_len widest_label(const mkr_bars_frame *f, mkr_len most) {
    mkr_len widest = 0;
    for (size_t i = 0; i < f->bars->n && widest < most; i++) {
        const mkr_bar *row = &f->bars->rows[i];
        mkr_label look = mkr_bars_look(f, row->bold, 0);
        mkr_len width = strlen(row->label) > LONGEST ? most : mkr_bars_width(f, look, row->label);
        widest = width + ROUNDING > widest ? width + ROUNDING : widest;
    }
    return widest < most ? widest : most;
}

mkr_bars_frame mkr_bars_frame_make(const mkr_canvas *canvas, const mkr_bars *bars, mkr_arena *scratch) {
    mkr_bars_frame f = {.canvas = canvas, .bars = bars, .scratch = scratch};
    range r = range_of(bars);
    f.has_axis = r.any;
    if (r.any)
        f.axis = choose_axis(&f, r);
    f.values = canvas->room / 100 * VALUES_PERCENT;
    f.labels = widest_label(&f, canvas->room / 100 * LABELS_PERCENT);
    fit_values(&f, f.labels + (f.labels ? LABELS_GAP : 0));
    if (f.right - f.left < PLOT_LEAST || !labels_fit(&f, f.labels)) {
        f.above = true;
        fit_values(&f, 0);
        if (f.has_axis && mkr_bars_origin(&f) == f.left) /* the line that bars begin at runs past them */
            f.labels_at = f.left + MKR_BARS_GAP;
        f.labels = canvas->room - f.labels_at;
    }
    if (f.right <= f.left) /* a column too narrow for anything */
        f.right = f.left + 1;
    return f;
}

/* ---- drawing */

mkr_len mkr_bars_title_draw(const mkr_bars_frame *f) {
    const mkr_canvas *c = f->canvas;
    mkr_label look = {c->style->regular, MKR_BARS_SMALL, c->style->ink2};
    const char *title = f->bars->axis;
    if (f->has_axis && !mkr_axis_has_zero(&f->axis)) {
        bool low = f->axis.low.units > 0;
        const char *end = mkr_decimal_print(f->scratch, low ? f->axis.low : f->axis.high, f->axis.places);
        title = mkr_printf(
            f->scratch, "%s%s", title,
            mkr_chart_axis_note(f->scratch, low ? c->style->axis_starts : c->style->axis_ends, end, *title));
    }
    if (!*title)
        return 0;
    mkr_draw_text(c->to, c->style->fonts, c->elem, &look, MKR_LEFT, 0, TITLE_BASE,
                  mkr_text_fit(f->scratch, c->style->fonts, &look, title, c->room, c->where), c->where);
    return TITLE_HEIGHT;
}

void mkr_bars_grid_draw(const mkr_bars_frame *f, mkr_len y0, mkr_len y1) {
    const mkr_canvas *c = f->canvas;
    if (!f->has_axis)
        return;
    mkr_sketch lines = mkr_sketch_lines(c->to->arena, f->axis.ticks);
    for (unsigned i = 0; i < f->axis.ticks; i++) {
        mkr_len x = mkr_bars_x(f, mkr_axis_tick(&f->axis, i));
        mkr_sketch_line(&lines, x, y0, x, y1);
    }
    mkr_sketch_paint(&lines, c->to, c->elem, mkr_pen_line(c->style->hair, GRIDLINE));
    if (mkr_axis_has_zero(&f->axis)) {
        mkr_len x = mkr_bars_x(f, (mkr_decimal){0, 0});
        mkr_draw_line(c->to, c->elem, x, y0, x, y1, mkr_pen_line(c->style->ink2, ZERO_LINE));
    }
}

/* Every how many ticks a figure has room; counted from zero, which always has one, or from the first. */
static unsigned stride_of(const mkr_bars_frame *f, mkr_label look, unsigned *first) {
    mkr_len widest = 0, apart = (f->right - f->left) / (mkr_len)(f->axis.ticks - 1);
    *first = 0;
    for (unsigned i = 0; i < f->axis.ticks; i++) {
        mkr_decimal tick = mkr_axis_tick(&f->axis, i);
        mkr_len width =
            mkr_bars_width(f, look, mkr_decimal_print(f->scratch, tick, mkr_axis_tick_places(&f->axis, i)));
        widest = width > widest ? width : widest;
        *first = tick.units == 0 ? i : *first;
    }
    unsigned stride = 1;
    while (stride < f->axis.ticks && (int64_t)apart * stride < (int64_t)widest * 3 / 2 + TICKS_APART)
        stride++; /* half as much again: figures at the ends are moved into the frame */
    *first %= stride;
    return stride;
}

mkr_len mkr_bars_ticks_draw(const mkr_bars_frame *f, mkr_len y) {
    const mkr_canvas *c = f->canvas;
    mkr_label look = {c->style->regular, MKR_BARS_SMALL, c->style->ink2};
    unsigned first;
    if (!f->has_axis)
        return y;
    unsigned stride = stride_of(f, look, &first);
    for (unsigned i = first; i < f->axis.ticks; i += stride) {
        mkr_decimal tick = mkr_axis_tick(&f->axis, i);
        const char *text = mkr_text_fit(
            f->scratch, c->style->fonts, &look,
            mkr_decimal_print(f->scratch, tick, mkr_axis_tick_places(&f->axis, i)), c->room, c->where);
        mkr_len width = mkr_bars_width(f, look, text), x = mkr_bars_x(f, tick) - width / 2;
        x = x < 0 ? 0 : x + width > c->room ? c->room - width : x;
        mkr_draw_text(c->to, c->style->fonts, c->elem, &look, MKR_LEFT, x, y + TICKS_BASE, text, c->where);
    }
    return y + TICKS_HEIGHT;
}

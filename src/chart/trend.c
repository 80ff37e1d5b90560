/* trend.c - the trend chart: figures over time, its frame and what is painted when.
 *
 * What is painted first lies underneath: band, grid, bars, guides, comparators, white grounds of the labels,
 * own curves, labels. The axis of time is in trend_time.c, guides and band are in trend_guide.c, curves and
 * bars in trend_curve.c with their shapes in trend_marker.c; the labels at the end of the plot are in
 * trend_end.c, those inside it in trend_label.c, remarks above it in trend_note.c, figures under it in
 * trend_rows.c. */
#include "chart/trend.h"

#include <string.h>

enum {
    TITLE_BASE = MKR_PT(10),
    PLOT_TOP = MKR_PT(24),
    LABEL_SIZE = MKR_PT(9),
    TICK_GAP = MKR_PT(6), /* between a tick's label and the plot */
    TICK_DROP = 3100, /* baseline of a tick's label below its gridline */
    END_GAP = MKR_PT(7), /* between the plot and the labels at its end */
    FACTS_WIDTH = MKR_PT(345),
    FACTS_OVERHANG = MKR_PT(9), /* half of the gap between the chart and the facts beside it */
    HALF_WIDTH = MKR_PT(300), /* up to here a chart is one of two side by side */
    WIDE = MKR_PT(600), /* from here on it stands on a page turned on its side */
    NOTES = MKR_PT(13), /* height of a line of remarks */
    PLOT = MKR_PT(59), /* height of the plot */
    PLOT_ROWS = MKR_PT(65), /* with data rows under it */
    PLOT_BUSY = MKR_PT(97), /* beside facts, and with much in it */
    PLOT_WIDE = MKR_PT(150),
};

typedef struct shape { /* height without the margins above and below; margins beside */
    mkr_len plot, left, right;
} shape;

static mkr_len width_for(const mkr_canvas *canvas, const mkr_trend *trend) {
    mkr_len width = canvas->room / 1000 * 1000; /* whole points */
    return trend->beside_facts ? mkr_smaller(width, FACTS_WIDTH) : width;
}

/* Several curves or guides, a band or signals need height to be told apart. */
static bool is_busy(const mkr_plot *p) {
    const mkr_series *s = &p->series;
    size_t lines = s->n_guides;
    for (size_t c = 0; c < s->n_curves; c++)
        lines += mkr_series_is_mark(s, c) ? 0 : 1;
    return p->trend->beside_facts || lines > 2 || s->band[0] || s->signals || p->notes->n > 0;
}

static shape shape_of(const mkr_plot *p, bool rows) {
    mkr_len plot = rows ? PLOT_ROWS : PLOT;
    if (p->width > WIDE)
        plot = PLOT_WIDE;
    else if (is_busy(p))
        plot = PLOT_BUSY;
    if (p->trend->beside_facts)
        return (shape){plot, MKR_PT(34), MKR_PT(78)};
    if (rows)
        return (shape){plot, mkr_plot_rows_left(p), MKR_PT(74)};
    return (shape){plot, MKR_PT(28), p->width < HALF_WIDTH ? MKR_PT(62) : MKR_PT(72)};
}

mkr_len mkr_plot_edge(const mkr_plot *p, size_t i) {
    return p->left + (mkr_len)((int64_t)(p->right - p->left) * (int64_t)i / (int64_t)p->series.n);
}

mkr_len mkr_plot_middle(const mkr_plot *p, size_t i) {
    return p->left +
           (mkr_len)((int64_t)(p->right - p->left) * (int64_t)(2 * i + 1) / (int64_t)(2 * p->series.n));
}

mkr_len mkr_plot_y(const mkr_plot *p, mkr_decimal v) {
    return p->bottom - mkr_axis_place(&p->axis, v, p->bottom - p->top);
}

/* ---- the scale */

typedef struct extent {
    mkr_decimal low, high;
    bool any;
} extent;

static void cover(extent *e, mkr_decimal v) {
    if (!e->any)
        *e = (extent){v, v, true};
    mkr_widen(v, &e->low, &e->high);
}

static void cover_all(extent *e, const mkr_datum *at, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (at[i].given)
            cover(e, at[i].v);
    }
}

/* Charts on one scale from zero to a whole number, such as the highest score, have it as their highest line
 * where that makes a round step. */
static bool choose_exact(const mkr_trend *t, const extent *e, mkr_axis *axis) {
    static const unsigned ticks[] = {5, 6, 4, 3};
    if (!t->has_range || t->low.units != 0 || e->low.units < 0 || t->high.places > 0 || t->high.units <= 0 ||
        mkr_decimal_compare(e->high, t->high) != 0)
        return false;
    for (size_t i = 0; i < sizeof ticks / sizeof *ticks; i++) {
        int64_t steps = ticks[i] - 1, step = t->high.units / steps, head = step;
        while (head > 0 && head % 10 == 0)
            head /= 10;
        if (t->high.units % steps == 0 && (head == 1 || head == 2 || head == 5 || head == 25)) {
            *axis = (mkr_axis){.low = {0, 0}, .high = t->high, .step = step, .ticks = ticks[i]};
            return true;
        }
    }
    return false;
}

/* No percentage is above 100: an axis that would be ends there, with the round step that leaves least empty.
 */
static mkr_axis end_at_hundred(const extent *e, mkr_axis usual) {
    static const int steps[] = {1, 2, 5, 10, 20, 25};
    enum { HUNDRED = 100, LEAST = 3, MOST = 6 };
    const mkr_decimal hundred = {HUNDRED, 0};
    if (e->low.units < 0 || mkr_decimal_compare(e->high, hundred) > 0 ||
        mkr_decimal_compare(usual.high, hundred) <= 0)
        return usual;
    for (size_t s = 0; s < sizeof steps / sizeof *steps; s++)
        for (int ticks = LEAST; ticks <= MOST; ticks++) {
            mkr_decimal low = {HUNDRED - steps[s] * (ticks - 1), 0};
            if (low.units >= 0 && mkr_decimal_compare(low, e->low) <= 0)
                return (mkr_axis){.low = low, .high = hundred, .step = steps[s], .ticks = (unsigned)ticks};
        }
    return usual;
}

/* The axis covers all curves, guides and the band. Bars begin at zero, always; and so does the axis of a
 * single point, which is no line. */
static mkr_axis choose_axis(const mkr_series *s) {
    extent e = {.any = false};
    mkr_axis axis;
    for (size_t c = 0; c < s->n_curves; c++)
        cover_all(&e, s->curve[c], s->n);
    for (size_t g = 0; g < s->n_guides; g++)
        cover_all(&e, s->guide[g], s->n);
    for (size_t k = 0; k < 2 && s->band[0]; k++)
        cover_all(&e, s->band[k], s->n);
    if (s->trend->has_range) {
        cover(&e, s->trend->low);
        cover(&e, s->trend->high);
    }
    if (s->trend->logarithmic && mkr_axis_choose_log(e.low, e.high, &axis))
        return axis;
    if (choose_exact(s->trend, &e, &axis))
        return axis;
    bool from_zero = s->own == 1 || mkr_plot_has_bars(s->trend);
    axis = mkr_axis_choose(e.low, e.high, from_zero);
    if (from_zero)
        cover(&e, (mkr_decimal){0, 0});
    return strcmp(s->trend->unit, "%") == 0 ? end_at_hundred(&e, axis) : axis;
}

/* ---- the frame */

static mkr_label axis_label(const mkr_plot *p) {
    return (mkr_label){p->style->regular, LABEL_SIZE, p->style->ink2};
}

typedef struct tick_labels {
    const char *text[8];
    mkr_len widest;
} tick_labels;

static tick_labels print_ticks(const mkr_plot *p) {
    tick_labels labels = {{0}, 0};
    mkr_label look = axis_label(p);
    for (unsigned i = 0; i < p->axis.ticks; i++) {
        labels.text[i] =
            mkr_decimal_print(p->scratch, mkr_axis_tick(&p->axis, i), mkr_axis_tick_places(&p->axis, i));
        mkr_len width = mkr_text_width(p->style->fonts, &look, labels.text[i], p->where);
        labels.widest = mkr_larger(labels.widest, width);
    }
    return labels;
}

/* Margins are those of the design, wider only where a label would not fit otherwise. */
static void set_margins(mkr_plot *p, const shape *of, mkr_len ticks, mkr_end_labels *ends) {
    mkr_len overhang = p->trend->beside_facts && !p->style->large_print ? FACTS_OVERHANG : 0;
    p->left = mkr_larger(of->left, ticks + TICK_GAP);
    mkr_len share = mkr_plot_end_share(p);
    mkr_len widest = mkr_smaller(share, p->width - p->left - MKR_PT(30)) - END_GAP + overhang;
    mkr_plot_end_labels(p, widest, ends);
    p->right = p->width - mkr_larger(of->right, END_GAP + ends->widest - overhang);
}

static void draw_grid(const mkr_plot *p, const tick_labels *ticks) {
    mkr_label look = axis_label(p);
    mkr_sketch grid = mkr_sketch_lines(p->to->arena, p->axis.ticks);
    for (unsigned i = 0; i < p->axis.ticks; i++) {
        mkr_len y = mkr_plot_y(p, mkr_axis_tick(&p->axis, i));
        mkr_sketch_line(&grid, p->left, y, p->right, y);
        mkr_draw_text(p->to, p->style->fonts, p->elem, &look, MKR_RIGHT, p->left - TICK_GAP, y + TICK_DROP,
                      ticks->text[i], p->where);
    }
    mkr_sketch_paint(&grid, p->to, p->elem, mkr_pen_line(p->style->hair, 500));
}

/* The lowest line, and that of zero where figures are negative. */
static void draw_axis(const mkr_plot *p) {
    mkr_sketch axis = mkr_sketch_lines(p->to->arena, 2);
    mkr_sketch_line(&axis, p->left, p->bottom, p->right, p->bottom);
    if (p->axis.low.units < 0 && mkr_axis_has_zero(&p->axis)) {
        mkr_len zero = mkr_plot_y(p, (mkr_decimal){0, 0});
        mkr_sketch_line(&axis, p->left, zero, p->right, zero);
    }
    mkr_sketch_paint(&axis, p->to, p->elem, mkr_pen_line(p->style->ink2, 750));
}

/* The unit line, which is the axis title, says when the axis does not begin at zero. */
static void draw_title(mkr_plot *p) {
    const char *title = p->trend->axis, *start = "";
    mkr_label look = axis_label(p);
    if (!mkr_axis_has_zero(&p->axis)) {
        const char *lowest =
            mkr_decimal_print(p->scratch, mkr_axis_tick(&p->axis, 0), mkr_axis_tick_places(&p->axis, 0));
        const char *words = p->axis.logarithmic ? p->style->axis_starts_logarithmic : p->style->axis_starts;
        start = mkr_chart_axis_note(p->scratch, words, lowest, *title);
    }
    mkr_len room = p->width - mkr_text_width(p->style->fonts, &look, start, p->where);
    title = mkr_text_fit(p->scratch, p->style->fonts, &look, title, room, p->where);
    const char *line = *start ? mkr_printf(p->scratch, "%s%s", title, start) : title;
    if (*line)
        p->title_width =
            mkr_draw_text(p->to, p->style->fonts, p->elem, &look, MKR_LEFT, 0, TITLE_BASE, line, p->where);
}

/* ---- labels inside the plot: the ground goes under the curves, the words over them */

static void draw_mark_grounds(const mkr_plot *p) {
    for (size_t i = 0; i < p->n_marks; i++) {
        const mkr_box *b = &p->marks[i].box;
        mkr_draw_rect(p->to, p->elem, b->x0, b->y0, b->x1 - b->x0, b->y1 - b->y0,
                      mkr_pen_fill(p->style->paper));
    }
}

static void draw_marks(const mkr_plot *p) {
    for (size_t i = 0; i < p->n_marks; i++) {
        const mkr_plot_label *m = &p->marks[i];
        mkr_label look = {p->style->regular, LABEL_SIZE, m->colour};
        mkr_draw_text(p->to, p->style->fonts, p->elem, &look, MKR_LEFT, m->x, m->y, m->text, p->where);
    }
}

static void lay_out(mkr_plot *p, const tick_labels *ticks, bool rows, mkr_end_labels *ends) {
    shape of = shape_of(p, rows);
    set_margins(p, &of, ticks->widest, ends);
    p->top = PLOT_TOP + (p->notes->n > 0 ? NOTES : 0);
    p->bottom = p->top + mkr_larger(of.plot, mkr_plot_end_labels_need(ends));
    mkr_plot_place_notes(p);
    mkr_plot_mark_gaps(p);
    mkr_plot_mark_breaks(p);
    mkr_plot_mark_targets(p);
}

static mkr_len draw(mkr_plot *p) {
    bool rows = mkr_plot_has_rows(p);
    tick_labels ticks = print_ticks(p);
    mkr_end_labels ends;
    lay_out(p, &ticks, rows, &ends);

    draw_title(p);
    mkr_plot_band(p);
    draw_grid(p, &ticks);
    mkr_plot_bars(p);
    draw_axis(p);
    mkr_plot_time_axis(p);
    mkr_plot_guides(p);
    mkr_plot_others(p);
    mkr_plot_leaders(p);
    draw_mark_grounds(p);
    mkr_plot_breaks(p);
    mkr_plot_own(p);
    mkr_plot_signals(p);
    draw_marks(p);
    mkr_plot_notes(p);
    mkr_plot_end_labels_draw(p, &ends);
    mkr_len end = rows ? mkr_plot_rows(p) : p->bottom + mkr_plot_time_height(p);
    return mkr_plot_note_words(p, end);
}

mkr_len mkr_trend_draw(const mkr_canvas *canvas, const mkr_trend *trend) {
    mkr_plot p;
    mkr_notes notes = {.n = 0};
    memset(&p, 0, sizeof p);
    if (!mkr_series_window(trend, true, &p.series))
        return 0;
    p.style = canvas->style;
    p.trend = trend;
    p.to = canvas->to;
    p.elem = canvas->elem;
    p.where = canvas->where;
    p.width = width_for(canvas, trend);
    p.axis = choose_axis(&p.series);
    p.scratch = mkr_arena_child(canvas->to->arena);
    p.notes = &notes;
    mkr_plot_read_notes(&p);
    mkr_len height = draw(&p);
    mkr_arena_free(p.scratch);
    return height;
}

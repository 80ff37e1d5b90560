/* timeline.c - actions on a line of time: a row each, its words at the left, its dates as a bar and a marker,
 * and how far it is as a word at the right. In large print both words stand above the bar, so that the time
 * has the whole width.
 *
 * The state is told by that word, by the shape of the marker, and last by its colour. The axis stands above,
 * in months, quarters, financial years or several years, whichever are the shortest whose names have room. A
 * place is the middle of its day. A part of a timeline has the axis and the widths of the whole, so that
 * parts one below the other read as one. */
#include "base/buffer.h"
#include "base/period.h"
#include "chart/plot.h"

enum {
    LABEL_SIZE = 9500,
    LABEL_LEADING = 12500,
    AXIS_SIZE = MKR_PT(9),
    ROW_TOP = MKR_PT(15), /* from the top of a row to its first baseline, */
    ROW_FOOT = MKR_PT(7.5), /* and from its last baseline to its end */
    MARK_RISE = 3300, /* of markers and bars above the first baseline, */
    MARK_DROP = MKR_PT(12), /* or below the last one */
    YEARS_BASE = MKR_PT(9), /* baselines of the names of the axis */
    NAMES_BASE = MKR_PT(21),
    AXIS_DROP = MKR_PT(5.25), /* of the line of the axis below the last names */
    TODAY_BASE = MKR_PT(12), /* baseline of the words for today below the rows */
    FOOT = MKR_PT(3),
    BESIDE = MKR_PT(12), /* between words, plot and words */
    MARGIN = MKR_PT(7), /* of the plot, so that markers stay inside */
    SHAPE = MKR_PT(15), /* from a shape to its word */
    NAME_GAP = MKR_PT(5), /* between names on the axis */
    BAR = MKR_PT(4),
    TICK = 2500,
    STEPS = 14
};

/* Lengths of a cell of the axis, in months. The ones of a year and more begin in April. */
static const int steps[STEPS] = {1, 3, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000, 60000};

typedef struct axis {
    int step; /* months of a cell */
    int first, n; /* month in which the first cell begins, counted from year 0; cells */
    mkr_date begin;
    int64_t days; /* in all */
} axis;

typedef struct plot {
    const mkr_canvas *c;
    const mkr_timeline *t;
    mkr_words *labels;
    mkr_len left, width; /* of the time, from its first day to its last */
    mkr_len status; /* left edge of the words at the right */
    mkr_len under; /* from the last baseline of the words of a row down to its bar, where it stands below */
    mkr_len top; /* of the rows: the line of the axis */
    mkr_len bottom;
    axis axis;
} plot;

static mkr_label row_label(const mkr_canvas *c) {
    return (mkr_label){c->style->regular, LABEL_SIZE, c->style->ink};
}
static mkr_label status_label(const mkr_canvas *c) {
    return (mkr_label){c->style->semibold, LABEL_SIZE, c->style->ink};
}
static mkr_label axis_label(const mkr_canvas *c) {
    return (mkr_label){c->style->regular, AXIS_SIZE, c->style->ink2};
}

/* ---- the axis */

/* The first day of a month that is counted from January of year 0. */
static mkr_date month_begin(int month) {
    return (mkr_date){(int16_t)(month / 12), (uint8_t)(month % 12 + 1), 1};
}

/* The month in which the cell with this day begins; in year 0 where a cell reaches back before year 1. */
static int cell_begin(mkr_date d, int step) {
    enum { APRIL = 3 };
    int month = d.year * 12 + d.month - 1, from = step < 12 ? 0 : APRIL;
    return (month - from) / step * step + from;
}

static void widen(mkr_date d, mkr_date *low, mkr_date *high) {
    if (!d.month)
        return;
    if (!low->month || mkr_date_compare(d, *low) < 0)
        *low = d;
    if (!high->month || mkr_date_compare(d, *high) > 0)
        *high = d;
}

/* One month, or quarter, by itself would be no axis: it has one on either side. */
static axis axis_of(mkr_date low, mkr_date high, int step) {
    axis a = {.step = step, .first = cell_begin(low, step)};
    a.n = (cell_begin(high, step) - a.first) / step + 1;
    if (a.n == 1 && step < 12) {
        a.first -= step;
        a.n = 3;
    }
    a.begin = month_begin(a.first);
    a.days = mkr_date_days(a.begin, month_begin(a.first + a.n * step));
    return a;
}

/* The financial year of a month, as 2024/25, or 24/25 where that is too long. */
static const char *year_name(const plot *p, int month, mkr_len room) {
    enum { MARCH = 3, CENTURY = 2 }; /* months before April; figures of the century */
    mkr_period year = {.kind = MKR_YEAR, .year = (int16_t)((month - MARCH) / 12)};
    const char *name = mkr_period_year(p->c->to->arena, year);
    return mkr_canvas_width(p->c, axis_label(p->c), name) > room && year.year >= 1000 ? name + CENTURY : name;
}

/* "Apr", "Q1", "2024/25". */
static const char *cell_name(const plot *p, int month, int step) {
    mkr_arena *arena = p->c->to->arena;
    if (step == 1)
        return mkr_date_print(arena, month_begin(month), "MMM");
    if (step == 3)
        return mkr_printf(arena, "Q%d", (month / 3 + 3) % 4 + 1);
    return year_name(p, month, MKR_PT(1000));
}

/* What a cell needs: the widest name, and under months and quarters the short name of a year. */
static mkr_len least_cell(const plot *p, int step) {
    static const char *const widest[] = {"Mar", "24/25", "2024/25"};
    const char *name = widest[step == 1 ? 1 : step == 3 ? 0 : 2];
    return mkr_canvas_width(p->c, axis_label(p->c), name) + NAME_GAP;
}

static void choose_axis(plot *p) {
    mkr_date low = {0}, high = {0};
    for (size_t i = 0; i < p->t->n; i++) {
        widen(p->t->events[i].from, &low, &high);
        widen(p->t->events[i].to, &low, &high);
    }
    widen(p->t->today, &low, &high);
    for (int i = 0; i < STEPS; i++) {
        p->axis = axis_of(low, high, steps[i]);
        if (p->axis.n <= p->width / least_cell(p, steps[i]))
            return;
    }
}

static bool has_years(const plot *p) { /* in a line above shorter cells */
    return p->axis.step < 12;
}

static mkr_len place_of_day(const plot *p, int32_t halves) { /* half days since the axis begins */
    return p->left + (mkr_len)((int64_t)p->width * halves / (2 * p->axis.days));
}
static mkr_len place_of(const plot *p, mkr_date d) {
    return place_of_day(p, 2 * mkr_date_days(p->axis.begin, d) + 1);
}
static mkr_len place_of_cell(const plot *p, int i) {
    return place_of_day(p, 2 * mkr_date_days(p->axis.begin, month_begin(p->axis.first + i * p->axis.step)));
}

static void put_text(const plot *p, mkr_label look, int align, mkr_len x, mkr_len y, const char *text) {
    mkr_canvas_text(p->c, look, align, x, y, text);
}

/* A name in the middle of its stretch of the axis, if there is room. */
static void put_name(const plot *p, mkr_len x0, mkr_len x1, mkr_len y, const char *name) {
    if (mkr_canvas_width(p->c, axis_label(p->c), name) <= x1 - x0)
        put_text(p, axis_label(p->c), MKR_CENTRE, (x0 + x1) / 2, y, name);
}

static mkr_len height_of_row(const plot *p, size_t i) {
    return mkr_heights(ROW_TOP + ROW_FOOT + p->under, mkr_words_drop(&p->labels[i]));
}

/* A line through all rows, but not through the words where these stand above the bars. */
static void put_vertical(const plot *p, mkr_len x, mkr_len top, mkr_len bottom, mkr_pen pen) {
    if (!p->under) {
        mkr_draw_line(p->c->to, p->c->elem, x, top, x, bottom, pen);
        return;
    }
    mkr_len y = p->top;
    if (top < y)
        mkr_draw_line(p->c->to, p->c->elem, x, top, x, y, pen);
    for (size_t i = p->t->begin; i < p->t->end; i++) {
        y = mkr_heights(y, height_of_row(p, i));
        mkr_draw_line(p->c->to, p->c->elem, x, y - ROW_FOOT - p->under / 2, x, y, pen);
    }
    if (bottom > y)
        mkr_draw_line(p->c->to, p->c->elem, x, y, x, bottom, pen);
}

/* Names of the financial years, each above its cells, and a rule where one begins. */
static void put_years(const plot *p) {
    const axis *a = &p->axis;
    for (int i = 0, next; i < a->n; i = next) {
        int month = a->first + i * a->step, april = (month - 3) / 12 * 12 + 15;
        next = (april - a->first) / a->step;
        next = next < a->n ? next : a->n;
        mkr_len x0 = place_of_cell(p, i), x1 = place_of_cell(p, next);
        put_name(p, x0, x1, YEARS_BASE, year_name(p, month, x1 - x0));
        if (i > 0)
            put_vertical(p, x0, 0, p->bottom, mkr_pen_line(p->c->style->hair, MKR_PT(0.5)));
    }
}

/* Months, quarters and years have their names above their cells; of longer cells the years are named that
 * begin at their ends. */
static void put_cell_name(const plot *p, int i, mkr_len x) {
    const axis *a = &p->axis;
    mkr_len y = has_years(p) ? NAMES_BASE : YEARS_BASE;
    const char *name = cell_name(p, a->first + i * a->step, a->step);
    if (a->step > 12)
        put_text(p, axis_label(p->c), MKR_CENTRE, x, y, name);
    else if (i < a->n)
        put_name(p, x, place_of_cell(p, i + 1), y, name);
}

static void put_axis(const plot *p) {
    const axis *a = &p->axis;
    mkr_sketch ticks = mkr_sketch_lines(p->c->to->arena, (size_t)a->n + 1);
    if (has_years(p))
        put_years(p);
    for (int i = 0; i <= a->n; i++) {
        mkr_len x = place_of_cell(p, i);
        mkr_sketch_line(&ticks, x, p->top - TICK, x, p->top);
        put_cell_name(p, i, x);
    }
    mkr_sketch_paint(&ticks, p->c->to, p->c->elem, mkr_pen_line(p->c->style->ink2, MKR_PT(0.5)));
    mkr_draw_line(p->c->to, p->c->elem, p->left, p->top, p->left + p->width, p->top,
                  mkr_pen_line(p->c->style->ink2, MKR_PT(0.75)));
}

static void put_today(const plot *p) {
    if (!p->t->today.month)
        return;
    mkr_len x = place_of(p, p->t->today), room = p->c->room;
    mkr_len half = mkr_canvas_width(p->c, axis_label(p->c), p->t->today_word) / 2 + 1;
    mkr_len middle = x + half > room ? room - half : x;
    put_vertical(p, x, p->top, p->bottom + FOOT,
                 mkr_pen_dashed(p->c->style->ink, MKR_PT(1), MKR_PT(4), MKR_PT(3)));
    put_text(p, axis_label(p->c), MKR_CENTRE, middle < half ? half : middle, p->bottom + TODAY_BASE,
             p->t->today_word);
}

/* ---- rows */

/* The shapes have equal areas, as those of ratings have (page design, section 6). */
static void put_shape(const plot *p, mkr_event_state state, mkr_len x, mkr_len y) {
    const mkr_chart_style *style = p->c->style;
    enum { DISC = 4300, DIAMOND = 5400, SQUARE = 3850, RING = 3700 };
    const mkr_point diamond[] = {{x, y - DIAMOND}, {x + DIAMOND, y}, {x, y + DIAMOND}, {x - DIAMOND, y}};
    mkr_pen ring = mkr_pen_line(style->ink2, 1200);
    ring.fill = style->paper;
    switch (state) {
    case MKR_EVENT_PLANNED:
        mkr_draw_circle(p->c->to, p->c->elem, x, y, RING, ring);
        break;
    case MKR_EVENT_UNDER_WAY:
        mkr_draw_points(p->c->to, p->c->elem, diamond, 4, true, mkr_pen_fill(style->accent));
        break;
    case MKR_EVENT_DONE:
        mkr_draw_points(p->c->to, p->c->elem, (mkr_point[]){{x, y}, {x, y}}, 2, false,
                        mkr_pen_dot(style->accent, DISC));
        break;
    case MKR_EVENT_OVERDUE:
        mkr_draw_rect(p->c->to, p->c->elem, x - SQUARE, y - SQUARE, 2 * SQUARE, 2 * SQUARE,
                      mkr_pen_fill(style->rating[MKR_RED]));
        break;
    }
}

static mkr_len put_row(const plot *p, size_t i, mkr_len y) {
    const mkr_event *e = &p->t->events[i];
    const mkr_canvas *c = p->c;
    mkr_len base = y + ROW_TOP, level = base - MARK_RISE, x = place_of(p, e->to);
    mkr_len bar = p->under ? mkr_heights(base + p->under, mkr_words_drop(&p->labels[i])) : level;
    mkr_len end = mkr_heights(y, height_of_row(p, i));
    mkr_words_put(c, &p->labels[i], MKR_LEFT, 0, base);
    if (e->from.month && mkr_date_compare(e->from, e->to) < 0)
        mkr_draw_line(c->to, c->elem, place_of(p, e->from), bar, x, bar, mkr_pen_line(c->style->grey, BAR));
    put_shape(p, (mkr_event_state)e->state, x, bar);
    if (!p->under) /* over the time it would be taken for a date */
        put_shape(p, (mkr_event_state)e->state, p->status + MKR_PT(5.5), level);
    put_text(p, status_label(c), MKR_LEFT, p->status + SHAPE, base, e->status);
    mkr_draw_line(c->to, c->elem, 0, end, c->room, end, mkr_pen_line(c->style->hair, MKR_PT(0.5)));
    return end;
}

/* ---- all of it */

/* The words have two fifths of the room at most, and what the states leave; in large print all that these
 * leave, as the time is below. */
static void choose_widths(plot *p) {
    mkr_len words = 0, states = 0, least, most, room = p->c->room;
    for (size_t i = 0; i < p->t->n; i++) {
        mkr_len state = mkr_canvas_width(p->c, status_label(p->c), p->t->events[i].status);
        mkr_words_extent(p->c, p->t->events[i].label, row_label(p->c), &least, &most);
        words = most > words ? most : words;
        states = state > states ? state : states;
    }
    p->status = room - states - SHAPE;
    if (p->c->style->large_print) {
        words = p->status - BESIDE;
        p->under = MARK_DROP;
        p->left = MARGIN;
        p->width = room - 2 * MARGIN;
    } else {
        words = words < room * 2 / 5 ? words : room * 2 / 5;
        p->left = words + BESIDE + MARGIN;
        p->width = p->status - BESIDE - MARGIN - p->left;
    }
    for (size_t i = 0; i < p->t->n; i++)
        p->labels[i] = mkr_words_break(p->c, p->t->events[i].label, row_label(p->c), LABEL_LEADING, words);
}

static mkr_len height_of_rows(const plot *p) {
    mkr_len sum = 0;
    for (size_t i = p->t->begin; i < p->t->end; i++)
        sum = mkr_heights(sum, height_of_row(p, i));
    return sum;
}

mkr_len mkr_timeline_draw(const mkr_canvas *c, const mkr_timeline *t) {
    plot p = {.c = c, .t = t};
    if (t->n == 0)
        return 0;
    p.labels = mkr_alloc_array(c->to->arena, t->n, sizeof *p.labels);
    choose_widths(&p);
    choose_axis(&p);
    p.top = (has_years(&p) ? NAMES_BASE : YEARS_BASE) + AXIS_DROP;
    p.bottom = mkr_heights(p.top, height_of_rows(&p));
    put_axis(&p);
    put_today(&p);
    mkr_len y = p.top;
    for (size_t i = t->begin; i < t->end; i++)
        y = put_row(&p, i, y);
    return p.bottom + (t->today.month ? TODAY_BASE : 0) + FOOT;
}

/* ---- in words */

static size_t count(const mkr_timeline *t, mkr_event_state state) {
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++)
        n += t->events[i].state == state;
    return n;
}

/* "Overdue: 1 (Buy lorries)": the first few by name where `named`. */
static void say_state(mkr_buffer *out, const mkr_timeline *t, mkr_event_state state, bool named) {
    enum { MOST_NAMED = 3 };
    size_t n = count(t, state), said = 0;
    for (size_t i = 0; i < t->n; i++) {
        const mkr_event *e = &t->events[i];
        if (e->state != state || (said && (!named || said == MOST_NAMED)))
            continue;
        if (!said)
            mkr_buffer_printf(out, " %s: %zu", e->status, n);
        if (named)
            mkr_buffer_printf(out, "%s%s", said ? "; " : " (", e->label);
        said++;
    }
    if (said)
        mkr_buffer_puts(out, !named ? "." : n > said ? "; and others)." : ").");
}

char *mkr_timeline_alt(mkr_arena *arena, const mkr_chart_style *style, const mkr_timeline *t) {
    static const char pattern[] = "D MMMM YYYY";
    mkr_buffer out = mkr_buffer_new(arena);
    mkr_date low = {0}, high = {0};
    (void)style;
    for (size_t i = 0; i < t->n; i++) {
        widen(t->events[i].from, &low, &high);
        widen(t->events[i].to, &low, &high);
    }
    mkr_buffer_printf(&out, "Timeline of %zu action%s", t->n, t->n == 1 ? "" : "s");
    if (low.month)
        mkr_buffer_printf(&out, " from %s to %s", mkr_date_print(arena, low, pattern),
                          mkr_date_print(arena, high, pattern));
    mkr_buffer_putc(&out, '.');
    say_state(&out, t, MKR_EVENT_OVERDUE, true);
    say_state(&out, t, MKR_EVENT_UNDER_WAY, false);
    say_state(&out, t, MKR_EVENT_PLANNED, false);
    say_state(&out, t, MKR_EVENT_DONE, false);
    if (t->today.month)
        mkr_buffer_printf(&out, " A dashed line marks %s, %s.", t->today_is,
                          mkr_date_print(arena, t->today, pattern));
    return mkr_strdup(arena, mkr_buffer_text(&out));
}

/* spc.c - a control chart: the trend with its mean and limits, and above it, in words beside two icons, what
 * kind of variation the last figure shows and whether the target will be met.
 *
 * The icons are decoration: the words say the same. They tell their kinds apart by shape first: a disc is
 * good, a square is not, a ring or a diamond is neither. */
#include "chart/trend.h"

#include <string.h>

#include "base/buffer.h"
#include "data/unit.h"

enum {
    ICON = MKR_PT(20), /* a box, whose middle is that of the icon */
    TEXT = MKR_PT(27), /* from the icon's left edge */
    HEAD_BASE = 7500,
    WORD_BASE = MKR_PT(19),
    LEADING = MKR_PT(13),
    BELOW = MKR_PT(12), /* to the chart */
    BETWEEN = MKR_PT(15),
    SIDE_BY_SIDE = MKR_PT(300), /* with so much room */
    STROKE = 1500,
    KEY_SIZE = 9500,
    KEY_BASE = MKR_PT(9), /* of the key of signals, from its top */
    KEY_RISE = 3300, /* of a signal above the baseline of its word */
    KEY_MIDDLE = MKR_PT(5.5), /* of a signal, right of its left edge */
    KEY_TEXT = MKR_PT(14),
    KEY_APART = MKR_PT(14),
    KEY_HEIGHT = MKR_PT(21) /* with the space below */
};

/* ---- icons */

typedef struct icon {
    const mkr_canvas *c;
    mkr_point middle;
    mkr_colour ink; /* of what is drawn on the shape */
} icon;

static void draw_stroke(const icon *i, const mkr_point *points, size_t n) {
    mkr_point moved[8];
    for (size_t k = 0; k < n; k++)
        moved[k] = (mkr_point){i->middle.x + points[k].x, i->middle.y + points[k].y};
    mkr_draw_points(i->c->to, i->c->elem, moved, n, false, mkr_pen_line(i->ink, STROKE));
}

static void draw_disc(icon *i, mkr_colour fill) {
    mkr_draw_circle(i->c->to, i->c->elem, i->middle.x, i->middle.y, 9000, mkr_pen_fill(fill));
    i->ink = i->c->style->paper;
}

static void draw_square(icon *i, mkr_colour fill) {
    mkr_pen pen = {.fill = fill, .stroke = i->c->style->ink, .width = 1000};
    mkr_draw_rect(i->c->to, i->c->elem, i->middle.x - 7800, i->middle.y - 7800, 15600, 15600, pen);
    i->ink = i->c->style->ink;
}

static void draw_ring(icon *i) {
    mkr_pen pen = {.fill = i->c->style->paper, .stroke = i->c->style->ink2, .width = STROKE};
    mkr_draw_circle(i->c->to, i->c->elem, i->middle.x, i->middle.y, 8300, pen);
    i->ink = i->c->style->ink2;
}

static void draw_diamond(icon *i) {
    mkr_point corners[] = {{i->middle.x, i->middle.y - 9800},
                           {i->middle.x + 9800, i->middle.y},
                           {i->middle.x, i->middle.y + 9800},
                           {i->middle.x - 9800, i->middle.y}};
    mkr_pen pen = {.fill = i->c->style->paper, .stroke = i->c->style->ink2, .width = STROKE};
    mkr_draw_points(i->c->to, i->c->elem, corners, 4, true, pen);
    i->ink = i->c->style->ink2;
}

/* Figures that rise to a high one, or fall to a low one. */
static void draw_arrow(const icon *i, bool low) {
    int s = low ? -1 : 1;
    const mkr_point stem[] = {{0, s * 4600}, {0, s * -4200}};
    const mkr_point head[] = {{-3300, s * -900}, {0, s * -4400}, {3300, s * -900}};
    draw_stroke(i, stem, 2);
    draw_stroke(i, head, 3);
}

/* Up and down, about a mean. */
static void draw_wave(const icon *i) {
    const mkr_point wave[] = {{-5000, 0}, {-3300, -2200}, {0, 2200}, {3300, -2200}, {5000, 0}};
    draw_stroke(i, wave, 5);
}

/* Once above a target, once below it. */
static void draw_swing(const icon *i) {
    const mkr_point target[] = {{-6800, 0}, {6800, 0}};
    const mkr_point swing[] = {{-5000, 0}, {-2600, -4600}, {2600, 4600}, {5000, 0}};
    draw_stroke(i, target, 2);
    draw_stroke(i, swing, 4);
}

static void draw_tick(const icon *i) {
    const mkr_point tick[] = {{-4300, 200}, {-1300, 3500}, {4400, -3500}};
    draw_stroke(i, tick, 3);
}

static void draw_cross(const icon *i) {
    const mkr_point down[] = {{-3800, -3800}, {3800, 3800}}, up[] = {{-3800, 3800}, {3800, -3800}};
    draw_stroke(i, down, 2);
    draw_stroke(i, up, 2);
}

static void draw_variation(icon i, const mkr_control_chart *chart) {
    switch ((mkr_variation)chart->variation) {
    case MKR_VARIATION_COMMON_CAUSE:
        draw_ring(&i);
        draw_wave(&i);
        return;
    case MKR_VARIATION_IMPROVEMENT:
        draw_disc(&i, i.c->style->accent);
        break;
    case MKR_VARIATION_CONCERN:
        draw_square(&i, i.c->style->rating[MKR_AMBER]);
        break;
    case MKR_VARIATION_NEUTRAL:
        draw_diamond(&i);
        break;
    case MKR_VARIATION_UNKNOWN:
        return;
    }
    draw_arrow(&i, chart->low);
}

static void draw_capability(icon i, const mkr_control_chart *chart) {
    switch ((mkr_capability)chart->capability) {
    case MKR_CAPABILITY_PASS:
        draw_disc(&i, i.c->style->accent);
        draw_tick(&i);
        break;
    case MKR_CAPABILITY_FAIL:
        draw_square(&i, i.c->style->rating[MKR_AMBER]);
        draw_cross(&i);
        break;
    case MKR_CAPABILITY_HIT_OR_MISS:
        draw_ring(&i);
        draw_swing(&i);
        break;
    case MKR_CAPABILITY_UNKNOWN:
        break;
    }
}

/* ---- words beside them */

/* A verdict from x on, its top at y; gives its height. */
static mkr_len draw_verdict(const mkr_canvas *c, const mkr_control_chart *chart, bool variation, mkr_len x,
                            mkr_len y, mkr_len width) {
    const mkr_chart_style *style = c->style;
    const mkr_label head = {style->regular, MKR_PT(9), style->ink2},
                    look = {style->semibold, MKR_PT(10), style->ink};
    icon i = {c, {x + ICON / 2, y + ICON / 2}, style->ink};
    if (variation)
        draw_variation(i, chart);
    else
        draw_capability(i, chart);
    mkr_draw_text(c->to, style->fonts, c->elem, &head, MKR_LEFT, x + TEXT, y + HEAD_BASE,
                  variation ? chart->variation_head : chart->capability_head, c->where);
    mkr_words words = mkr_words_break(c, variation ? chart->variation_word : chart->capability_word, look,
                                      LEADING, width - TEXT);
    mkr_words_put(c, &words, MKR_LEFT, x + TEXT, y + WORD_BASE);
    return WORD_BASE + mkr_words_drop(&words);
}

/* Side by side where there is room, else under one another; gives the height with the space below. */
static mkr_len draw_verdicts(const mkr_canvas *c, const mkr_control_chart *chart) {
    if (!*chart->variation_word)
        return 0;
    bool two = *chart->capability_word, beside = two && c->room >= SIDE_BY_SIDE;
    mkr_len width = beside ? (c->room - BETWEEN) / 2 : c->room;
    mkr_len height = draw_verdict(c, chart, true, 0, 0, width);
    if (two && beside) {
        mkr_len other = draw_verdict(c, chart, false, width + BETWEEN, 0, width);
        height = other > height ? other : height;
    } else if (two) {
        mkr_len y = height + BELOW;
        height = y + draw_verdict(c, chart, false, 0, y, width);
    }
    return height + BELOW;
}

/* ---- the key of the signals that occur */

static bool occurs(const mkr_trend *t, uint8_t signal) {
    for (size_t i = 0; t->signals && i < t->n; i++)
        if (t->signals[i] == signal)
            return true;
    return false;
}

/* A shape and its word for each kind, in a line; gives the height with the space below. */
static mkr_len draw_key(const mkr_canvas *c, const mkr_control_chart *chart, mkr_len y) {
    mkr_label look = {c->style->regular, KEY_SIZE, c->style->ink};
    mkr_len x = 0;
    for (uint8_t signal = MKR_SIGNAL_IMPROVEMENT; signal < MKR_SIGNALS; signal++) {
        if (!occurs(chart->trend, signal))
            continue;
        mkr_point at = {x + KEY_MIDDLE, y + KEY_BASE - KEY_RISE};
        mkr_signals_draw(c->to, c->elem, c->style, (mkr_signal)signal, &at, 1);
        const char *word = mkr_text_fit(c->to->arena, c->style->fonts, &look, chart->signal_word[signal],
                                        c->room - x - KEY_TEXT, c->where);
        x += KEY_TEXT + KEY_APART +
             mkr_draw_text(c->to, c->style->fonts, c->elem, &look, MKR_LEFT, x + KEY_TEXT, y + KEY_BASE, word,
                           c->where);
    }
    return x ? KEY_HEIGHT : 0;
}

mkr_len mkr_control_draw(const mkr_canvas *canvas, const mkr_control_chart *chart) {
    mkr_len above = draw_verdicts(canvas, chart);
    above += draw_key(canvas, chart, above);
    size_t from = canvas->to->list.n;
    mkr_len height = mkr_trend_draw(canvas, chart->trend);
    mkr_items_move(canvas->to, from, 0, above);
    return above + height;
}

/* ---- the alternative text */

typedef struct alt {
    const mkr_control_chart *chart;
    const mkr_trend *trend;
    mkr_arena *scratch;
    mkr_buffer out;
} alt;

static const char *value_text(const alt *a, mkr_decimal v, unsigned places) {
    return mkr_unit_print(a->scratch, a->trend->unit, v, (uint8_t)(places < 9 ? places : 9));
}

static const char *period_text(const alt *a, size_t i) {
    return mkr_period_print(a->scratch, a->trend->periods[i]);
}

static void say_what(alt *a) {
    const mkr_trend *t = a->trend;
    size_t last = mkr_datum_last(t->curves[0].at, t->n);
    mkr_buffer_printf(&a->out, "Control chart (XmR) of %s", t->name);
    if (*t->axis && strcmp(t->axis, t->name) != 0)
        mkr_buffer_printf(&a->out, ", %s", t->axis);
    mkr_buffer_printf(&a->out, ", %s to %s.", period_text(a, 0), period_text(a, t->n - 1));
    if (last < t->n)
        mkr_buffer_printf(&a->out, " Last figure %s in %s.",
                          value_text(a, t->curves[0].at[last].v, t->places), period_text(a, last));
}

/* Those in force at the end: "Mean 23.2, limits 8.8 to 37.6." The guides have the lower limit first. */
static void say_limits(alt *a) {
    const mkr_trend *t = a->trend;
    const char *limits[2] = {NULL, NULL}, *mean = NULL;
    size_t found = 0;
    for (size_t g = 0; g < t->n_guides; g++) {
        const mkr_guide *guide = &t->guides[g];
        size_t last = mkr_datum_last(guide->at, t->n);
        if (last == t->n || guide->role == MKR_GUIDE_TARGET)
            continue;
        const char *text = value_text(a, guide->at[last].v, mkr_limit_places(t->places));
        if (guide->role == MKR_GUIDE_MEAN)
            mean = text;
        else if (found < 2)
            limits[found++] = text;
    }
    if (mean && found == 2)
        mkr_buffer_printf(&a->out, " %sean %s, limits %s to %s.",
                          a->chart->provisional ? "Provisional m" : "M", mean, limits[0], limits[1]);
    else
        mkr_buffer_puts(&a->out, " Too few figures for limits.");
}

/* "Signals: 7 figures of concern, the last in June 2024; 1 of improvement, in May 2023." */
static void say_signals(alt *a) {
    static const char *const kinds[] = {[MKR_SIGNAL_IMPROVEMENT] = "improvement",
                                        [MKR_SIGNAL_CONCERN] = "concern",
                                        [MKR_SIGNAL_NEUTRAL] = "change"};
    const mkr_trend *t = a->trend;
    const char *lead = " Signals:";
    for (uint8_t kind = MKR_SIGNAL_IMPROVEMENT; t->signals && kind <= MKR_SIGNAL_NEUTRAL; kind++) {
        size_t count = 0, last = 0;
        for (size_t i = 0; i < t->n; i++)
            if (t->signals[i] == kind) {
                count++;
                last = i;
            }
        if (!count)
            continue;
        mkr_buffer_printf(&a->out, "%s %zu of %s, %s %s", lead, count, kinds[kind],
                          count > 1 ? "the last in" : "in", period_text(a, last));
        lead = ";";
    }
    mkr_buffer_puts(&a->out, *lead == ';' ? "." : *a->chart->variation_word ? " No signals." : "");
}

static void say_verdict(alt *a, const char *head, const char *word) {
    if (*word)
        mkr_buffer_printf(&a->out, " %s: %s.", head, word);
}

static void say_target(alt *a) {
    const mkr_trend *t = a->trend;
    size_t last =
        t->n_guides && t->guides[0].role == MKR_GUIDE_TARGET ? mkr_datum_last(t->guides[0].at, t->n) : t->n;
    if (last < t->n)
        mkr_buffer_printf(&a->out, " %s %s.", t->guides[0].name,
                          value_text(a, t->guides[0].at[last].v, t->places));
    else
        mkr_buffer_puts(&a->out, " No target is set.");
}

char *mkr_control_alt(mkr_arena *arena, const mkr_control_chart *chart) {
    alt a = {.chart = chart, .trend = chart->trend, .scratch = mkr_arena_child(arena)};
    a.out = mkr_buffer_new(a.scratch);
    say_what(&a);
    say_limits(&a);
    say_signals(&a);
    say_verdict(&a, chart->variation_head, chart->variation_word);
    say_target(&a);
    say_verdict(&a, chart->capability_head, chart->capability_word);
    char *text = mkr_strdup(arena, mkr_buffer_text(&a.out));
    mkr_arena_free(a.scratch);
    return text;
}

/* trend_alt.c - what a trend chart shows, in words (WCAG 2.2, 1.1.1).
 *
 * Kind of chart, measure, unit and range; first and last value, high and low; target; change; comparator;
 * gaps. With one or two points nothing is said of a trend. The essential sentences come first; others are
 * added while the whole stays short enough to be listened to. */
#include "chart/plot.h"

#include <string.h>

#include "base/buffer.h"

enum { LONGEST = 400, MOST_GAPS_NAMED = 3 };

typedef struct alt {
    const mkr_chart_style *style;
    const mkr_indicator_trend *trend;
    const mkr_indicator *indicator;
    mkr_series series;
    mkr_arena *scratch;
    mkr_buffer out;
} alt;

static const char *value_text(const alt *a, mkr_decimal v) {
    return mkr_indicator_print_unit(a->scratch, a->indicator, v);
}

/* A difference of percentages is in percentage points. */
static const char *difference_text(const alt *a, mkr_decimal from, mkr_decimal to) {
    mkr_decimal difference;
    if (!mkr_decimal_subtract(to, from, &difference))
        return "more than can be printed";
    difference = mkr_decimal_abs(difference);
    if (a->indicator->unit && strcmp(a->indicator->unit, "%") == 0) {
        const char *number = mkr_indicator_print(a->scratch, a->indicator, difference);
        return mkr_printf(a->scratch, "%s percentage point%s", number, strcmp(number, "1") == 0 ? "" : "s");
    }
    return value_text(a, difference);
}

static const char *period_text(const alt *a, size_t i) {
    return mkr_period_print(a->scratch, a->series.periods[i]);
}

/* Add a sentence, unless it is one that may be left out and the whole becomes too long. */
static void say(alt *a, bool essential, const char *sentence) {
    if (!essential && a->out.n + 1 + strlen(sentence) > LONGEST)
        return;
    if (a->out.n > 0)
        mkr_buffer_putc(&a->out, ' ');
    mkr_buffer_puts(&a->out, sentence);
}

static void say_what(alt *a) {
    const mkr_series *s = &a->series;
    const mkr_indicator *i = a->indicator;
    const char *unit = i->axis && *i->axis ? i->axis : i->unit ? i->unit : "";
    const char *what = mkr_printf(a->scratch, "%s of %s%s%s", s->points == 1 ? "Chart" : "Line chart",
                                  i->measure, *unit ? ", " : "", unit);
    const char *last = period_text(a, s->n - 1);
    say(a, true,
        s->n == 1 ? mkr_printf(a->scratch, "%s, %s.", what, last)
                  : mkr_printf(a->scratch, "%s, %s to %s.", what, period_text(a, 0), last));
}

/* The first place of the highest (sign 1) or lowest (sign -1) value. */
static size_t extreme(const mkr_series *s, int sign) {
    size_t best = 0;
    for (size_t i = 1; i < s->n; i++) {
        if (s->at[i].has_actual &&
            mkr_decimal_compare(mkr_actual(&s->at[i]), mkr_actual(&s->at[best])) * sign > 0)
            best = i;
    }
    return best;
}

/* ", with a high of 61.5% in July 2023", unless the first or the latest value is as extreme. */
static const char *extreme_text(const alt *a, int sign, const char *lead) {
    const mkr_series *s = &a->series;
    size_t i = extreme(s, sign);
    if (mkr_decimal_compare(mkr_actual(&s->at[i]), mkr_actual(&s->at[0])) == 0 ||
        mkr_decimal_compare(mkr_actual(&s->at[i]), mkr_actual(&s->at[s->latest])) == 0)
        return "";
    return mkr_printf(a->scratch, "%s a %s of %s in %s", lead, sign > 0 ? "high" : "low",
                      value_text(a, mkr_actual(&s->at[i])), period_text(a, i));
}

static bool all_equal(const mkr_series *s) {
    return mkr_decimal_compare(mkr_actual(&s->at[extreme(s, 1)]), mkr_actual(&s->at[extreme(s, -1)])) == 0;
}

static void say_course(alt *a) {
    const mkr_series *s = &a->series;
    const char *first = value_text(a, mkr_actual(&s->at[0])),
               *last = value_text(a, mkr_actual(&s->at[s->latest]));
    const char *when =
        s->latest + 1 == s->n ? "" : mkr_printf(a->scratch, " in %s", period_text(a, s->latest));
    if (s->points == 1) {
        say(a, true, mkr_printf(a->scratch, "One value: %s%s.", last, when));
    } else if (s->points == 2) {
        say(a, true, mkr_printf(a->scratch, "Two values: %s, then %s%s.", first, last, when));
    } else if (all_equal(s)) {
        say(a, true, mkr_printf(a->scratch, "Every value is %s.", last));
    } else {
        const char *high = extreme_text(a, 1, ", with");
        const char *low = extreme_text(a, -1, *high ? " and" : ", with");
        say(a, true,
            mkr_printf(a->scratch, "It starts at %s and ends at %s%s%s%s.", first, last, when, high, low));
    }
}

/* Whether the latest value meets its target, by the indicator's polarity. */
static void say_target(alt *a) {
    const mkr_value *v = &a->series.at[a->series.latest];
    if (!v->has_target ||
        a->series.latest + 1 != a->series.n) /* an older value says nothing of today's target */
        return;
    int c = mkr_decimal_compare(mkr_actual(v), mkr_target(v));
    const char *target = value_text(a, mkr_target(v)), *by = difference_text(a, mkr_target(v), mkr_actual(v));
    const char *verdict;
    if (c == 0)
        verdict = "met exactly";
    else if (a->indicator->polarity == MKR_POLARITY_NONE)
        verdict = mkr_printf(a->scratch, "the value is %s %s it", by, c > 0 ? "above" : "below");
    else if ((c > 0) == (a->indicator->polarity == MKR_HIGHER))
        verdict = mkr_printf(a->scratch, "bettered by %s", by);
    else
        verdict = mkr_printf(a->scratch, "missed by %s", by);
    say(a, true, mkr_printf(a->scratch, "%s %s: %s.", a->style->target_word, target, verdict));
}

/* The change on the period before the last one, with the word for the direction of travel where that was
 * judged. */
static void say_change(alt *a) {
    const mkr_series *s = &a->series;
    if (s->points < 3 || all_equal(s) || !s->at[s->n - 1].has_actual || !s->at[s->n - 2].has_actual)
        return;
    mkr_decimal before = mkr_actual(&s->at[s->n - 2]), now = mkr_actual(&s->at[s->n - 1]);
    int c = mkr_decimal_compare(now, before);
    const char *change =
        c == 0 ? "no change"
               : mkr_printf(a->scratch, "%s by %s", c > 0 ? "up" : "down", difference_text(a, before, now));
    mkr_travel travel = a->indicator->travel;
    bool judged = a->trend->last == a->trend->data->current &&
                  (travel == MKR_IMPROVING || travel == MKR_STABLE || travel == MKR_DECLINING);
    say(a, true,
        judged ? mkr_printf(a->scratch, "Since %s: %s (%s).", period_text(a, s->n - 2), change,
                            a->style->travel_word[travel])
               : mkr_printf(a->scratch, "Since %s: %s.", period_text(a, s->n - 2), change));
}

/* "No value for Q1 2023/24 and Q4 2023/24.", or how many where they are more than a listener can use. */
static void say_gaps(alt *a) {
    const mkr_series *s = &a->series;
    size_t gaps = s->n - s->points, named = 0;
    if (gaps == 0)
        return;
    if (gaps > MOST_GAPS_NAMED) {
        say(a, true, mkr_printf(a->scratch, "No value for %zu of the %zu periods.", gaps, s->n));
        return;
    }
    const char *list = "";
    for (size_t i = 0; i < s->n; i++) {
        if (s->at[i].has_actual)
            continue;
        const char *joint = named == 0 ? "" : named + 1 == gaps ? " and " : ", ";
        list = mkr_printf(a->scratch, "%s%s%s", list, joint, period_text(a, i));
        named++;
    }
    say(a, true, mkr_printf(a->scratch, "No value for %s.", list));
}

static void say_rest(alt *a) {
    const mkr_series *s = &a->series;
    if (s->definition > 0)
        say(a, false, mkr_printf(a->scratch, "New definition from %s.", period_text(a, s->definition)));
    if (mkr_trend_compares(a->trend))
        say(a, false,
            mkr_printf(a->scratch, "%s: %s.", a->indicator->comparisons[0].with->label,
                       value_text(a, a->indicator->comparisons[0].value)));
}

char *mkr_trend_alt(mkr_arena *arena, const mkr_chart_style *style, const mkr_indicator_trend *trend) {
    alt a = {.style = style, .trend = trend, .indicator = trend->indicator};
    a.scratch = mkr_arena_child(arena);
    a.out = mkr_buffer_new(a.scratch);
    if (mkr_series_window(trend, true, &a.series)) {
        say_what(&a);
        say_course(&a);
        say_target(&a);
        say_change(&a);
        say_gaps(&a);
        say_rest(&a);
    } else {
        say(&a, true, mkr_printf(a.scratch, "%s: %s.", trend->indicator->measure, style->not_available_word));
    }
    char *text = mkr_strdup(arena, mkr_buffer_text(&a.out));
    mkr_arena_free(a.scratch);
    return text;
}

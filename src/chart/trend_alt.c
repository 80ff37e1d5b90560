/* trend_alt.c - what a trend chart shows, in words (WCAG 2.2, 1.1.1).
 *
 * Kind of chart, measure, unit and range; first and last value, high and low, or the first and last of each
 * of several curves; target, or that there is none; change; signals; gaps; remarks; what it is compared with.
 * With one or two points nothing is said of a trend. The essential sentences come first; others are added
 * while the whole stays short enough to be listened to: all figures are in the table. */
#include "chart/trend.h"

#include <string.h>

#include "base/buffer.h"
#include "data/unit.h"

enum { LONGEST = 400, LONGEST_OF_MANY = 600, MOST_PERIODS_NAMED = 3 };

typedef struct alt {
    const mkr_chart_style *style;
    const mkr_trend *trend;
    mkr_series series;
    const mkr_datum *at; /* of the first curve */
    size_t latest; /* the last of its figures */
    size_t own; /* curves of one's own */
    mkr_arena *scratch;
    mkr_buffer out;
} alt;

static const char *value_text(const alt *a, mkr_decimal v) {
    return mkr_unit_print(a->scratch, a->trend->unit, v, a->trend->places);
}

/* A difference of percentages is in percentage points; one too small to print is less than the least that
 * is. */
static const char *difference_text(const alt *a, mkr_decimal from, mkr_decimal to) {
    mkr_decimal difference;
    if (!mkr_decimal_subtract(to, from, &difference))
        return "more than can be printed";
    difference = mkr_decimal_abs(difference);
    const char *less = "";
    if (difference.units != 0 && mkr_decimal_round(difference, a->trend->places).units == 0) {
        difference = (mkr_decimal){1, a->trend->places};
        less = "less than ";
    }
    if (strcmp(a->trend->unit, "%") == 0) {
        const char *number = mkr_unit_print_number(a->scratch, a->trend->unit, difference, a->trend->places);
        return mkr_printf(a->scratch, "%s%s percentage point%s", less, number,
                          strcmp(number, "1") == 0 ? "" : "s");
    }
    return mkr_printf(a->scratch, "%s%s", less, value_text(a, difference));
}

static const char *period_text(const alt *a, size_t i) {
    return mkr_period_print(a->scratch, a->series.periods[i]);
}

/* Add a sentence, unless it is one that may be left out and the whole becomes too long. */
static void say(alt *a, bool essential, const char *sentence) {
    size_t longest = a->own > 1 || a->series.n_guides > 1 ? LONGEST_OF_MANY : LONGEST;
    if (!essential && a->out.n + 1 + strlen(sentence) > longest)
        return;
    if (a->out.n > 0)
        mkr_buffer_putc(&a->out, ' ');
    mkr_buffer_puts(&a->out, sentence);
}

static const char *kind_text(const alt *a) {
    if (mkr_plot_has_bars(a->trend))
        return a->trend->marks == MKR_TREND_BOTH ? "Bar and line chart" : "Bar chart";
    return a->series.own == 1 ? "Chart" : "Line chart";
}

static void say_what(alt *a) {
    const mkr_series *s = &a->series;
    const char *unit = *a->trend->axis ? a->trend->axis : a->trend->unit;
    unit = mkr_unit_is_bare(unit) ? "" : unit; /* "Number" says nothing after the name */
    const char *what =
        mkr_printf(a->scratch, "%s of %s%s%s%s", kind_text(a), a->trend->name, *unit ? ", " : "", unit,
                   a->trend->logarithmic ? ", on a logarithmic scale" : "");
    const char *last = period_text(a, s->n - 1);
    say(a, true,
        s->n == 1 ? mkr_printf(a->scratch, "%s, %s.", what, last)
                  : mkr_printf(a->scratch, "%s, %s to %s.", what, period_text(a, 0), last));
    if (a->trend->n > MKR_PERIODS_MOST)
        say(a, true, mkr_printf(a->scratch, "The last %d of %zu periods.", MKR_PERIODS_MOST, a->trend->n));
}

/* " in Q1 2023/24" for a figure that is not of the last period. */
static const char *when_text(const alt *a, size_t i) {
    return i + 1 == a->series.n ? "" : mkr_printf(a->scratch, " in %s", period_text(a, i));
}

/* The first place of the highest (sign 1) or lowest (sign -1) figure. */
static size_t extreme(const alt *a, int sign) {
    size_t best = a->latest;
    for (size_t i = a->series.n; i-- > 0;) {
        if (a->at[i].given && mkr_decimal_compare(a->at[i].v, a->at[best].v) * sign >= 0)
            best = i;
    }
    return best;
}

static size_t first_given(const alt *a) {
    size_t i = 0;
    while (!a->at[i].given)
        i++;
    return i;
}

static bool equal(const alt *a, size_t i, size_t j) {
    return mkr_decimal_compare(a->at[i].v, a->at[j].v) == 0;
}

/* ", with a high of 61.5% in July 2023", unless the first or the latest figure is as extreme. */
static const char *extreme_text(const alt *a, int sign, const char *lead) {
    size_t i = extreme(a, sign);
    if (equal(a, i, first_given(a)) || equal(a, i, a->latest))
        return "";
    return mkr_printf(a->scratch, "%s a %s of %s in %s", lead, sign > 0 ? "high" : "low",
                      value_text(a, a->at[i].v), period_text(a, i));
}

static bool all_equal(const alt *a) {
    return equal(a, extreme(a, 1), extreme(a, -1));
}

static void say_course(alt *a) {
    const mkr_series *s = &a->series;
    const char *first = value_text(a, a->at[first_given(a)].v), *last = value_text(a, a->at[a->latest].v);
    const char *when = when_text(a, a->latest);
    if (s->points[0] == 1) {
        say(a, true, mkr_printf(a->scratch, "One value: %s%s.", last, when));
    } else if (s->points[0] == 2) {
        say(a, true, mkr_printf(a->scratch, "Two values: %s, then %s%s.", first, last, when));
    } else if (all_equal(a)) {
        say(a, true, mkr_printf(a->scratch, "Every value is %s.", last));
    } else {
        const char *high = extreme_text(a, 1, ", with");
        const char *low = extreme_text(a, -1, *high ? " and" : ", with");
        say(a, true,
            mkr_printf(a->scratch, "It starts at %s and ends at %s%s%s%s.", first, last, when, high, low));
    }
}

/* First and last figure of each of several curves. */
static void say_curves(alt *a) {
    const mkr_series *s = &a->series;
    for (size_t c = 0; c < s->n_curves; c++) {
        const char *name = a->trend->curves[c].name;
        const mkr_datum *at = s->curve[c];
        if (a->trend->curves[c].role != MKR_CURVE_OWN)
            continue;
        size_t first = 0, last = s->latest[c];
        while (first < last && !at[first].given)
            first++;
        if (s->points[c] == 0)
            say(a, true, mkr_printf(a->scratch, "%s: no value.", name));
        else if (s->points[c] == 1)
            say(a, true,
                mkr_printf(a->scratch, "%s: %s%s.", name, value_text(a, at[last].v), when_text(a, last)));
        else
            say(a, true,
                mkr_printf(a->scratch, "%s: from %s to %s%s.", name, value_text(a, at[first].v),
                           value_text(a, at[last].v), when_text(a, last)));
    }
}

/* Whether the latest figure meets its target, by the polarity of the measure. */
static void say_target(alt *a) {
    const mkr_datum *targets = mkr_series_target(&a->series);
    if (!targets) {
        if (!a->trend->has_other_targets)
            say(a, true, "No target is set.");
        else if (a->own > 1)
            say(a, true, "Targets differ.");
        return;
    }
    if (a->own > 1) { /* one target for all of them */
        size_t last = a->series.n - 1;
        if (targets[last].given)
            say(a, true,
                mkr_printf(a->scratch, "%s %s.", a->trend->guides[0].name, value_text(a, targets[last].v)));
        return;
    }
    if (!targets[a->latest].given ||
        a->latest + 1 != a->series.n) /* an older figure says nothing of today's target */
        return;
    mkr_decimal now = a->at[a->latest].v, target = targets[a->latest].v;
    int c = mkr_decimal_compare(now, target);
    const char *by = difference_text(a, target, now), *verdict;
    if (c == 0)
        verdict = "met exactly";
    else if (a->trend->polarity == MKR_POLARITY_NONE)
        verdict = mkr_printf(a->scratch, "the value is %s %s it", by, c > 0 ? "above" : "below");
    else if (a->trend->polarity != MKR_ON_PLAN && (c > 0) == (a->trend->polarity == MKR_HIGHER))
        verdict = mkr_printf(a->scratch, "bettered by %s", by);
    else
        verdict = mkr_printf(a->scratch, "missed by %s", by);
    say(a, true,
        mkr_printf(a->scratch, "%s %s: %s.", a->trend->guides[0].name, value_text(a, target), verdict));
}

/* What the last figure is compared with, and its period; false: nothing, or across a gap. */
static bool find_before(const alt *a, mkr_decimal *before, mkr_period *when) {
    const mkr_series *s = &a->series;
    const mkr_datum *at = a->trend->on_year_before ? &a->trend->year_before : &a->at[s->n - 2];
    *before = at->v;
    *when = s->periods[s->n - 2];
    if (a->trend->on_year_before) {
        *when = s->periods[s->n - 1];
        when->year--;
    }
    return at->given && a->at[s->n - 1].given;
}

/* The change on the period before the last one, or on the year before, with the word for the direction of
 * travel where that was judged. */
static void say_change(alt *a) {
    const mkr_series *s = &a->series;
    mkr_decimal before;
    mkr_period when;
    if (s->points[0] < 3 || all_equal(a) || !find_before(a, &before, &when))
        return;
    mkr_decimal now = a->at[s->n - 1].v;
    int c = mkr_decimal_compare(now, before);
    const char *change =
        c == 0 ? "no change"
               : mkr_printf(a->scratch, "%s by %s", c > 0 ? "up" : "down", difference_text(a, before, now));
    uint8_t travel = a->trend->travel;
    bool judged = travel == MKR_IMPROVING || travel == MKR_STABLE || travel == MKR_DECLINING;
    const char *word = judged ? mkr_printf(a->scratch, " (%s)", a->style->travel_word[travel]) : "";
    say(a, true, mkr_printf(a->scratch, "Since %s: %s%s.", mkr_period_print(a->scratch, when), change, word));
}

/* How many points of the first curve have the signal. */
static size_t count_signals(const alt *a, mkr_signal signal) {
    size_t n = 0;
    for (size_t i = 0; i < a->series.n; i++)
        n += a->at[i].given && a->series.signals[i] == signal ? 1 : 0;
    return n;
}

static void say_signals(alt *a) {
    if (!a->series.signals)
        return;
    static const struct {
        mkr_signal signal;
        const char *word;
    } kinds[] = {{MKR_SIGNAL_IMPROVEMENT, "improvement"},
                 {MKR_SIGNAL_CONCERN, "concern"},
                 {MKR_SIGNAL_NEUTRAL, "change"}};
    const char *list = "";
    for (size_t k = 0; k < 3; k++) {
        size_t n = count_signals(a, kinds[k].signal);
        if (n > 0)
            list = mkr_printf(a->scratch, "%s%s%s %zu", list, *list ? ", " : "", kinds[k].word, n);
    }
    say(a, true, *list ? mkr_printf(a->scratch, "Points that signal %s.", list) : "No point is a signal.");
}

typedef bool is_named(const alt *a, size_t i);

/* "Q1 2023/24 and Q4 2023/24", or NULL where they are more than a listener can use; *n: how many. */
static const char *list_periods(const alt *a, is_named *wanted, size_t *n) {
    size_t named = 0;
    *n = 0;
    for (size_t i = 0; i < a->series.n; i++)
        *n += wanted(a, i) ? 1 : 0;
    if (*n > MOST_PERIODS_NAMED)
        return NULL;
    const char *list = "";
    for (size_t i = 0; i < a->series.n; i++) {
        if (!wanted(a, i))
            continue;
        const char *joint = named == 0 ? "" : named + 1 == *n ? " and " : ", ";
        list = mkr_printf(a->scratch, "%s%s%s", list, joint, period_text(a, i));
        named++;
    }
    return list;
}

static bool is_gap(const alt *a, size_t i) {
    return !a->at[i].given;
}
static bool is_break(const alt *a, size_t i) {
    return a->series.breaks[i];
}

static void say_gaps(alt *a) {
    size_t n;
    const char *list = list_periods(a, is_gap, &n);
    if (!list)
        say(a, true, mkr_printf(a->scratch, "No value for %zu of the %zu periods.", n, a->series.n));
    else if (n > 0)
        say(a, true, mkr_printf(a->scratch, "No value for %s.", list));
}

static void say_breaks(alt *a) {
    size_t n;
    const char *list = list_periods(a, is_break, &n);
    if (!list)
        say(a, false, mkr_printf(a->scratch, "The definition changes %zu times.", n));
    else if (n > 0)
        say(a, false, mkr_printf(a->scratch, "New definition from %s.", list));
}

/* What the author says of periods stands in the picture, which a screen reader does not read: so it is all
 * said here. */
static void say_remarks(alt *a) {
    for (size_t i = 0; i < a->trend->n_remarks; i++) {
        const mkr_remark *r = &a->trend->remarks[i];
        size_t n = strlen(r->text);
        if (r->at < a->trend->n)
            say(a, true,
                mkr_printf(a->scratch, "%s: %s%s", mkr_period_print(a->scratch, a->trend->periods[r->at]),
                           r->text, n > 0 && strchr(".!?", r->text[n - 1]) ? "" : "."));
    }
}

static void say_others(alt *a) {
    const mkr_series *s = &a->series;
    for (size_t c = 0; c < s->n_curves; c++) {
        if (a->trend->curves[c].role == MKR_CURVE_OWN || s->points[c] == 0)
            continue;
        size_t last = s->latest[c];
        const char *name = a->trend->curves[c].name; /* "England (2023/24)" has its period */
        say(a, false,
            mkr_printf(a->scratch, "%s: %s%s.", name, value_text(a, s->curve[c][last].v),
                       strstr(name, period_text(a, last)) ? "" : when_text(a, last)));
    }
}

/* Mean, limits and band, as they are at the end. */
static void say_guides(alt *a) {
    const mkr_series *s = &a->series;
    size_t last = s->n - 1;
    for (size_t g = 0; g < s->n_guides; g++) {
        if (a->trend->guides[g].role != MKR_GUIDE_TARGET && s->guide[g][last].given)
            say(a, false,
                mkr_printf(a->scratch, "%s %s.", a->trend->guides[g].name,
                           value_text(a, s->guide[g][last].v)));
    }
    if (s->band[0] && s->band[0][last].given && s->band[1][last].given)
        say(a, false,
            mkr_printf(a->scratch, "Tolerated: %s to %s.", value_text(a, s->band[0][last].v),
                       value_text(a, s->band[1][last].v)));
}

static void say_all(alt *a) {
    say_what(a);
    if (a->own > 1)
        say_curves(a);
    else
        say_course(a);
    say_target(a);
    if (a->own == 1) {
        say_change(a);
        say_signals(a);
        say_gaps(a);
    }
    say_remarks(a);
    say_breaks(a);
    say_others(a);
    say_guides(a);
}

char *mkr_trend_alt(mkr_arena *arena, const mkr_chart_style *style, const mkr_trend *trend) {
    alt a = {.style = style, .trend = trend};
    a.scratch = mkr_arena_child(arena);
    a.out = mkr_buffer_new(a.scratch);
    if (mkr_series_window(trend, true, &a.series)) {
        a.at = a.series.curve[0];
        a.latest = a.series.latest[0];
        for (size_t c = 0; c < a.series.n_curves; c++)
            a.own += trend->curves[c].role == MKR_CURVE_OWN ? 1 : 0;
        say_all(&a);
    } else {
        say(&a, true, mkr_printf(a.scratch, "%s: %s.", trend->name, style->not_available_word));
    }
    char *text = mkr_strdup(arena, mkr_buffer_text(&a.out));
    mkr_arena_free(a.scratch);
    return text;
}

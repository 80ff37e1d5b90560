/* trend_figures.c - the figures of an indicator, or of several, over time, as a chart shows them.
 *
 * The periods are those in which the indicator is reported, or longer ones made of them; then every line gets
 * its figure of each. What is not reported has the mark that says why. Not here: what the author of a chart
 * may ask for (trend_chart.c). */
#include <string.h>

#include "data/unit.h"
#include "report/chart_build.h"

typedef struct figures {
    mkr_builder *b;
    const mkr_trend_wish *wish;
    const mkr_stretch *stretches; /* all of them; the chart shows n, beginning with `from` */
    size_t n_all, from, n;
    uint8_t places; /* of a mean */
    mkr_known *room; /* as many as the data has periods */
} figures;

static mkr_aggregate aggregate_of(const figures *f, const mkr_indicator *i) {
    return f->wish->how == MKR_AGGREGATE_NONE && i->cumulative ? MKR_AGGREGATE_LAST : f->wish->how;
}

/* Why a stretch has no figure: what is said of its last part that says anything. A part that is suppressed
 * makes all of it so; that one is not due says nothing while others are. */
static const char *why_missing(const figures *f, const mkr_stretch *s, const mkr_indicator *i) {
    const mkr_value *why = &i->values[s->from];
    size_t not_due = 0;
    for (size_t p = s->from; p < s->from + s->n; p++) {
        const mkr_value *here = &i->values[p];
        not_due += mkr_value_nil(here) == MKR_NOT_DUE;
        if (mkr_value_nil(here) != MKR_NIL_NONE && mkr_value_nil(why) != MKR_CONFIDENTIAL)
            why = here;
    }
    bool whole = s->parts == 1; /* a limit is one of the whole */
    mkr_nil nil = mkr_value_nil(why);
    if ((nil == MKR_NOT_DUE && not_due < s->n) || (!whole && (nil == MKR_BELOW || nil == MKR_ABOVE)))
        nil = MKR_NIL_NONE;
    return mkr_nil_print(f->b->arena, nil, mkr_unit_print(f->b->arena, i->unit, mkr_actual(why), f->places));
}

/* The stretches of a measure's own: of those of the chart each has as many parts as the measure has figures
 * in it. */
static const mkr_stretch *stretches_of(const figures *f, const mkr_indicator *i) {
    mkr_stretch *own;
    mkr_stretches(f->b->arena, f->b->data, i, f->b->data->current, (mkr_period_kind)f->wish->by, &own);
    return own;
}

/* The figures of one line, by stretch from the first of all. */
static mkr_datum *figures_of(const figures *f, const mkr_indicator *i, const mkr_stretch *own,
                             const mkr_known *at) {
    mkr_datum *out = mkr_alloc_array(f->b->arena, f->n_all, sizeof *out);
    for (size_t k = 0; k < f->n_all; k++)
        out[k].given = mkr_stretch_figure(&own[k], i->step, aggregate_of(f, i), f->places, at, &out[k].v);
    return out;
}

/* A figure that is reported is drawn as it is printed. */
static mkr_datum *actuals_of(const figures *f, const mkr_indicator *i, const mkr_stretch *own) {
    bool reported = own->parts == 1;
    for (size_t p = 0; p <= f->b->data->current; p++) {
        const mkr_value *v = &i->values[p];
        f->room[p].given = v->has_actual;
        f->room[p].v = reported && v->has_actual ? mkr_value_shown(f->b->data, i, v) : mkr_actual(v);
    }
    mkr_datum *out = figures_of(f, i, own, f->room);
    for (size_t k = 0; k < f->n_all; k++)
        if (!out[k].given)
            out[k].mark = why_missing(f, &own[k], i);
    return out;
}

static mkr_datum *targets_of(const figures *f, const mkr_indicator *i, const mkr_stretch *own) {
    for (size_t p = 0; p <= f->b->data->current; p++)
        f->room[p] = (mkr_known){mkr_target(&i->values[p]), i->values[p].has_target};
    return figures_of(f, i, own, f->room);
}

/* Where the only figure of a comparator stands: at the period that its heading names, where that is shown,
 * else at the end. */
static size_t place_of(const figures *f, const mkr_comparator *c) {
    mkr_period p;
    if (mkr_period_parse(c->period, &p))
        for (size_t k = 0; k < f->n; k++)
            if (mkr_period_same(f->stretches[f->from + k].period, p))
                return k;
    return f->n - 1;
}

/* A comparator with but one figure has one point; a sum cannot be compared with it. NULL: nothing to
 * show. */
static const mkr_datum *comparison_of(const figures *f, const mkr_indicator *i, const mkr_comparison *c) {
    if (c->series)
        return figures_of(f, i, f->stretches, c->series) + f->from;
    bool longer = f->stretches[f->from + f->n - 1].parts > 1;
    if (longer && aggregate_of(f, i) == MKR_AGGREGATE_SUM)
        return NULL;
    mkr_datum *out = mkr_alloc_array(f->b->arena, f->n, sizeof *out);
    out[place_of(f, c->with)] = (mkr_datum){c->value, true, NULL};
    return out;
}

/* ---- periods */

static bool has_break(const figures *f, const mkr_indicator *i, size_t stretch) {
    const mkr_stretch *s = &f->stretches[stretch];
    for (size_t p = s->from; p < s->from + s->n; p++)
        if (i->values[p].marks & MKR_MARK('b'))
            return true;
    return false;
}

/* Figures of the periods a year before; none across a break. */
static const mkr_datum *last_year_of(const figures *f, const mkr_indicator *i, const mkr_datum *own) {
    mkr_datum *out = mkr_alloc_array(f->b->arena, f->n, sizeof *out);
    size_t last_break = 0; /* the first stretch after the latest break, + 1 */
    for (size_t k = 0, before = 0; k < f->from + f->n; k++) {
        mkr_period p = f->stretches[k].period;
        if (has_break(f, i, k))
            last_break = k + 1;
        p.year--;
        while (before < k && mkr_period_compare(f->stretches[before].period, p) < 0)
            before++;
        bool same = mkr_period_same(f->stretches[before].period, p) && before + 1 >= last_break;
        if (k >= f->from && same && own[before].given)
            out[k - f->from] = (mkr_datum){own[before].v, true, NULL};
    }
    return out;
}

static const size_t *list_breaks(const figures *f, const mkr_indicator *i, size_t *n) {
    size_t *breaks = NULL;
    *n = 0;
    for (size_t k = 1; k < f->n; k++) {
        if (!has_break(f, i, f->from + k))
            continue;
        if (!breaks)
            breaks = mkr_alloc_array(f->b->arena, f->n, sizeof *breaks);
        breaks[(*n)++] = k;
    }
    return breaks;
}

static const mkr_period *list_periods(const figures *f) {
    mkr_period *periods = mkr_alloc_array(f->b->arena, f->n, sizeof *periods);
    for (size_t k = 0; k < f->n; k++)
        periods[k] = f->stretches[f->from + k].period;
    return periods;
}

/* Is there a figure in a stretch, or a reason why it is not shown? */
static bool says_anything(mkr_datum *const *own, size_t n, size_t k) {
    for (size_t i = 0; i < n; i++)
        if (own[i][k].given || strcmp(own[i][k].mark, "[x]") != 0)
            return true;
    return false;
}

static bool any_given(mkr_datum *const *own, size_t n, size_t from, size_t end) {
    for (size_t k = from; k < end; k++)
        for (size_t i = 0; i < n; i++)
            if (own[i][k].given)
                return true;
    return false;
}

/* Choose the stretches: as many as wanted, without the last where the data does not reach its end, and
 * without the first ones of which nothing is said, unless the whole is wanted. */
static void choose_window(figures *f, mkr_datum *const *own, size_t n_own, mkr_trend_made *made) {
    size_t end = f->n_all;
    if (end > 1 && !f->stretches[end - 1].over)
        made->left_out = f->stretches[--end].period;
    f->from = end > f->wish->most ? end - f->wish->most : 0;
    while (f->from < end && !f->wish->whole && !says_anything(own, n_own, f->from))
        f->from++;
    f->n = f->wish->whole || any_given(own, n_own, f->from, end) ? end - f->from : 0;
}

/* ---- lines */

typedef struct curves {
    mkr_curve *at;
    size_t n;
} curves;

static void add_curve(curves *to, const char *name, mkr_curve_role role, const mkr_datum *at) {
    to->at[to->n++] = (mkr_curve){name, (uint8_t)role, at};
}

static bool has_figure(const mkr_datum *at, size_t n) {
    for (size_t k = 0; k < n; k++)
        if (at[k].given)
            return true;
    return false;
}

static void add_others(const figures *f, const mkr_indicator *i, const mkr_datum *own, curves *to) {
    const mkr_builder *b = f->b;
    if (f->wish->last_year)
        add_curve(to, b->style->labels[MKR_LABEL_LAST_YEAR], MKR_CURVE_LAST_YEAR, last_year_of(f, i, own));
    size_t others = 0;
    for (size_t c = 0; c < i->n_comparisons; c++) {
        const mkr_comparison *with = &i->comparisons[c];
        size_t number = (size_t)(with->with - b->data->comparators);
        if (f->wish->comparators && !f->wish->comparators[number])
            continue;
        const mkr_datum *at = comparison_of(f, i, with);
        if (at && has_figure(at, f->n) && (!f->wish->most_others || others++ < f->wish->most_others))
            add_curve(to, mkr_comparator_print(b->arena, with->with, false), MKR_CURVE_COMPARATOR, at);
    }
}

static bool same_targets(const mkr_datum *a, const mkr_datum *b, size_t n) {
    for (size_t k = 0; k < n; k++)
        if (a[k].given != b[k].given || (a[k].given && mkr_decimal_compare(a[k].v, b[k].v) != 0))
            return false;
    return true;
}

/* Has a measure a target in the time that is shown, whether a line can be made of it or not? */
static bool has_target(const figures *f, const mkr_indicator *i) {
    const mkr_stretch *last = &f->stretches[f->from + f->n - 1];
    for (size_t p = f->stretches[f->from].from; p < last->from + last->n; p++)
        if (i->values[p].has_target)
            return true;
    return false;
}

/* Several measures have one line of targets, if it is that of all. */
static void set_target(const figures *f, const mkr_indicator *const *i, size_t n,
                       const mkr_stretch *const *own, mkr_trend *t) {
    const mkr_datum *at = targets_of(f, i[0], own[0]) + f->from;
    bool same = true, any = has_target(f, i[0]);
    for (size_t k = 1; k < n; k++) {
        same = same && same_targets(at, targets_of(f, i[k], own[k]) + f->from, f->n);
        any = any || has_target(f, i[k]);
    }
    t->has_other_targets = any && !(same && has_figure(at, f->n));
    if (!same || !has_figure(at, f->n))
        return;
    mkr_guide *guide = mkr_alloc(f->b->arena, sizeof *guide);
    *guide = (mkr_guide){f->b->style->labels[MKR_LABEL_TARGET], MKR_GUIDE_TARGET, at};
    t->guides = guide;
    t->n_guides = 1;
}

static const char *print_edge(const figures *f, const mkr_trend *t, mkr_decimal v) {
    bool percent =
        strcmp(t->unit, "%") == 0; /* as the labels of a chart have it: the axis names other units */
    return (percent ? mkr_unit_print : mkr_unit_print_number)(f->b->arena, t->unit, v, t->places);
}

/* "Tolerated from 53.8%": up to the target, down to it, or without one. */
static const char *name_band(const figures *f, const mkr_trend *t) {
    const mkr_datum *low = &t->band[0][f->n - 1], *high = &t->band[1][f->n - 1];
    const mkr_datum *target = t->n_guides ? &t->guides[0].at[f->n - 1] : NULL;
    if (!low->given)
        return NULL;
    const char *from = print_edge(f, t, low->v), *to = print_edge(f, t, high->v);
    if (target && target->given && mkr_decimal_compare(target->v, high->v) == 0)
        return mkr_style_say(f->b->arena, f->b->style, MKR_LABEL_TOLERATED_FROM, "value", from, NULL);
    if (target && target->given && mkr_decimal_compare(target->v, low->v) == 0)
        return mkr_style_say(f->b->arena, f->b->style, MKR_LABEL_TOLERATED_TO, "value", to, NULL);
    return mkr_style_say(f->b->arena, f->b->style, MKR_LABEL_TOLERATED, "from", from, "to", to, NULL);
}

static void set_band(const figures *f, const mkr_indicator *i, mkr_trend *t) {
    const mkr_datum *target = t->n_guides ? t->guides[0].at : NULL;
    mkr_datum *low = mkr_alloc_array(f->b->arena, f->n, sizeof *low);
    mkr_datum *high = mkr_alloc_array(f->b->arena, f->n, sizeof *high);
    for (size_t k = 0; k < f->n; k++) {
        mkr_known at = target ? (mkr_known){target[k].v, target[k].given} : (mkr_known){0};
        low[k].given = high[k].given = mkr_indicator_band(i, &at, &low[k].v, &high[k].v);
    }
    if (has_figure(low, f->n)) {
        t->band[0] = low;
        t->band[1] = high;
        t->band_name = name_band(f, t);
    }
}

/* ---- all together */

/* Are two indicators reported at the same times? */
static bool same_time(const mkr_stretch *a, size_t n_a, const mkr_stretch *b, size_t n_b) {
    if (n_a != n_b)
        return false;
    for (size_t k = 0; k < n_a; k++)
        if (!mkr_period_same(a[k].period, b[k].period))
            return false;
    return true;
}

bool mkr_trend_same_time(mkr_builder *b, const mkr_indicator *i, const mkr_indicator *k, mkr_period_kind by) {
    mkr_stretch *first, *second;
    size_t n = mkr_stretches(b->arena, b->data, i, b->data->current, by, &first);
    size_t m = mkr_stretches(b->arena, b->data, k, b->data->current, by, &second);
    return same_time(first, n, second, m);
}

/* The name of several: their measures, as a list. */
static const char *list_names(mkr_builder *b, const mkr_indicator *const *i, size_t n) {
    const char *list = i[0]->measure;
    for (size_t k = 1; k < n; k++)
        list = k + 1 < n
                   ? mkr_printf(b->arena, "%s, %s", list, i[k]->measure)
                   : mkr_printf(b->arena, "%s %s %s", list, b->style->labels[MKR_LABEL_AND], i[k]->measure);
    return list;
}

static void set_facts(const figures *f, const mkr_indicator *const *i, size_t n, mkr_trend *t) {
    t->name = list_names(f->b, i, n);
    t->axis = n == 1 ? i[0]->axis : i[0]->unit;
    t->unit = i[0]->unit;
    t->polarity = (uint8_t)i[0]->polarity;
    bool judged = n == 1 && f->stretches[f->from + f->n - 1].parts == 1;
    t->travel = judged ? (uint8_t)i[0]->travel : MKR_NO_COMPARISON;
    t->places = f->places;
    t->marks = f->wish->marks;
    t->logarithmic = f->wish->logarithmic;
}

/* Figures of the year to date begin anew with each year, and tell of a change only beside those of a year
 * before; so does any figure where direction of travel rests on last year's. */
static void set_course(const figures *f, const mkr_indicator *i, const mkr_datum *own, mkr_trend *t) {
    bool shorter = t->periods[0].kind != MKR_YEAR;
    t->restarts = i->cumulative && shorter;
    t->on_year_before = t->restarts || (shorter && f->b->data->scheme->basis == MKR_BASIS_LAST_YEAR);
    if (t->on_year_before)
        t->year_before = last_year_of(f, i, own)[f->n - 1];
}

static void set_curves(const figures *f, const mkr_indicator *const *i, size_t n, mkr_datum *const *own,
                       mkr_trend *t) {
    mkr_builder *b = f->b;
    size_t most = n + 1;
    for (size_t k = 0; k < n; k++)
        most += i[k]->n_comparisons;
    curves to = {.at = mkr_alloc_array(b->arena, most, sizeof *to.at)};
    for (size_t k = 0; k < n; k++)
        add_curve(&to, n > 1 ? i[k]->measure : "", MKR_CURVE_OWN, own[k] + f->from);
    if (n == 1)
        add_others(f, i[0], own[0], &to);
    if (n == 1 && to.n > 1 && b->doc->council)
        to.at[0].name = b->doc->council;
    t->curves = to.at;
    t->n_curves = to.n;
}

static uint8_t places_of(const mkr_indicator *const *i, size_t n, const mkr_trend_wish *wish, bool longer) {
    uint8_t places = 0;
    for (size_t k = 0; k < n; k++)
        places = i[k]->places > places ? i[k]->places : places;
    return wish->how == MKR_AGGREGATE_MEAN && longer && places < 9 ? places + 1 : places;
}

mkr_trend_made mkr_trend_make(mkr_builder *b, const mkr_indicator *const *i, size_t n,
                              const mkr_trend_wish *wish) {
    mkr_trend_made made = {0};
    mkr_trend *t = mkr_alloc(b->arena, sizeof *t);
    mkr_datum **own = mkr_alloc_array(b->arena, n, sizeof *own);
    const mkr_stretch **parts = mkr_alloc_array(b->arena, n, sizeof *parts);
    mkr_stretch *stretches;
    figures f = {.b = b, .wish = wish};
    f.n_all = mkr_stretches(b->arena, b->data, i[0], b->data->current, wish->by, &stretches);
    f.stretches = stretches;
    f.room = mkr_alloc_array(b->arena, b->data->n_periods, sizeof *f.room);
    made.parts = 1;
    for (size_t k = 0; k < n; k++) {
        parts[k] = stretches_of(&f, i[k]);
        made.parts = f.n_all && parts[k]->parts > made.parts ? parts[k]->parts : made.parts;
    }
    f.places = places_of(i, n, wish, made.parts > 1);
    for (size_t k = 0; k < n; k++)
        own[k] = actuals_of(&f, i[k], parts[k]);
    choose_window(&f, own, n, &made);
    made.trend = t;
    made.stretches = stretches + f.from;
    if (f.n == 0) {
        t->name = list_names(b, i, n);
        return made;
    }
    t->periods = list_periods(&f);
    t->n = f.n;
    set_facts(&f, i, n, t);
    set_curves(&f, i, n, own, t);
    set_target(&f, i, n, parts, t);
    if (n == 1)
        set_course(&f, i[0], own[0], t);
    for (size_t k = 1; k < n && t->periods[0].kind != MKR_YEAR; k++)
        t->restarts = t->restarts || i[k]->cumulative;
    if (wish->band && n == 1)
        set_band(&f, i[0], t);
    t->breaks = list_breaks(&f, i[0], &t->n_breaks);
    return made;
}

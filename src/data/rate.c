/* rate.c - from values to ratings, directions of travel and counts.
 *
 * A relative tolerance or dead band is compared as a product, value * 100 against base * (100 -+ per cent):
 * nothing is divided, so nothing is rounded, and the boundary itself is amber (or stable) exactly. Not here:
 * the wording of ratings (the house style), drawing them (chart/). */
#include "data/data.h"

#include <string.h>

#include "data/cell.h"
#include "data/unit.h"

static const mkr_decimal hundred = {100, 0};

/* 100 - p and 100 + p for a percentage p. */
typedef struct {
    mkr_decimal less, more;
} band;

static bool make_band(mkr_decimal percent, band *out) {
    return mkr_decimal_subtract(hundred, percent, &out->less) &&
           mkr_decimal_add(hundred, percent, &out->more);
}

/* Compare a with the lower (upper) end of the band about a base: base -+ per cent of |base|. */
static int compare_with_lower(mkr_decimal a, mkr_decimal base, const band *b) {
    return mkr_decimal_compare_products(a, hundred, base, base.units < 0 ? b->more : b->less);
}
static int compare_with_upper(mkr_decimal a, mkr_decimal base, const band *b) {
    return mkr_decimal_compare_products(a, hundred, base, base.units < 0 ? b->less : b->more);
}

typedef struct {
    mkr_arena *arena;
    mkr_diag *diag;
    const mkr_rule *rule;
    mkr_data *data;
    band dead; /* the rule's dead band */
    band usual; /* the rule's own tolerance as a band, for MKR_RELATIVE */
    bool ok;
} rater;

/* The tolerance that applies to one indicator. */
typedef struct {
    mkr_decimal tolerance;
    band band; /* MKR_RELATIVE only */
} margin;

static bool has_any_target(const rater *r, const mkr_indicator *i) {
    for (size_t p = 0; p < r->data->n_periods; p++)
        if (i->values[p].has_target)
            return true;
    return false;
}

static bool has_zero_target(const rater *r, const mkr_indicator *i) {
    for (size_t p = 0; p < r->data->n_periods; p++)
        if (i->values[p].has_target && i->values[p].target.units == 0)
            return true;
    return false;
}

static bool say(const rater *r, mkr_code code, const mkr_indicator *i) {
    return mkr_say(r->diag, code, i->where, "\"%s\"", mkr_cell_excerpt(i->ref).text);
}

/* Whether the rule can be applied to an indicator that has a target; its margin. */
static bool find_margin(const rater *r, const mkr_indicator *i, margin *out) {
    mkr_tolerance_kind kind = r->rule->kind;
    if (!i->polarity_given)
        return say(r, MKR_E_DATA_POLARITY_MISSING, i);
    out->tolerance = i->has_tolerance ? i->tolerance : r->rule->tolerance;
    if (i->polarity == MKR_POLARITY_NONE || kind == MKR_THRESHOLD)
        return true;
    if (kind == MKR_POINTS && !mkr_unit_is_percent(i->unit))
        return say(r, MKR_E_DATA_POINTS_UNIT, i);
    if (kind != MKR_RELATIVE)
        return true;
    if (out->tolerance.units != 0 && has_zero_target(r, i))
        return say(r, MKR_E_DATA_ZERO_TARGET, i);
    out->band = r->usual;
    return !i->has_tolerance || make_band(i->tolerance, &out->band) || say(r, MKR_E_DATA_RANGE, i);
}

/* Is a missed target missed by no more than the margin? *ok turns false when the numbers are too large to
 * tell. */
static bool within(const rater *r, const mkr_indicator *i, const mkr_value *v, const margin *m, bool *ok) {
    bool higher = i->polarity == MKR_HIGHER;
    mkr_decimal limit = i->amber;
    switch (r->rule->kind) {
    case MKR_RELATIVE:
        return higher ? compare_with_lower(v->actual, v->target, &m->band) >= 0
                      : compare_with_upper(v->actual, v->target, &m->band) <= 0;
    case MKR_THRESHOLD:
        if (!i->has_amber)
            return false;
        break;
    case MKR_ABSOLUTE:
    case MKR_POINTS:
        if (!(higher ? mkr_decimal_subtract : mkr_decimal_add)(v->target, m->tolerance, &limit)) {
            *ok = false;
            return false;
        }
    }
    int side = mkr_decimal_compare(v->actual, limit);
    return higher ? side >= 0 : side <= 0;
}

static mkr_rating rate_value(const rater *r, const mkr_indicator *i, const mkr_value *v, const margin *m,
                             bool *ok) {
    if (!v->has_actual || !v->has_target)
        return MKR_UNRATED;
    int side = mkr_decimal_compare(v->actual, v->target);
    if (i->polarity == MKR_HIGHER ? side >= 0 : side <= 0)
        return MKR_GREEN;
    return within(r, i, v, m, ok) ? MKR_AMBER : MKR_RED;
}

static bool is_flagged_new(const mkr_indicator *i) {
    return strchr(i->flags, 'n') != NULL;
}

/* Flagged so, or with its first value at the current period although the data goes further back. */
static bool is_new(const rater *r, const mkr_indicator *i) {
    size_t now = r->data->current;
    if (is_flagged_new(i))
        return true;
    if (now == 0 || !i->values[now].has_actual)
        return false;
    for (size_t p = 0; p < now; p++)
        if (i->values[p].has_actual)
            return false;
    return true;
}

static mkr_travel find_travel(const rater *r, const mkr_indicator *i) {
    size_t now = r->data->current;
    if (is_new(r, i))
        return MKR_NEW;
    if (i->polarity == MKR_POLARITY_NONE)
        return MKR_NOT_ASSESSED;
    if (now == 0 || !i->values[now].has_actual || !i->values[now - 1].has_actual)
        return MKR_NO_COMPARISON;
    mkr_decimal value = i->values[now].actual, before = i->values[now - 1].actual;
    if (compare_with_lower(value, before, &r->dead) >= 0 && compare_with_upper(value, before, &r->dead) <= 0)
        return MKR_STABLE;
    bool rose = mkr_decimal_compare(value, before) > 0;
    return rose == (i->polarity == MKR_HIGHER) ? MKR_IMPROVING : MKR_DECLINING;
}

static mkr_unrated find_reason(const mkr_indicator *i, const mkr_value *now) {
    if (now->rating != MKR_UNRATED)
        return MKR_RATED;
    if (i->polarity_given && i->polarity == MKR_POLARITY_NONE)
        return MKR_CONTEXTUAL;
    return now->has_target ? MKR_NO_VALUE : MKR_NO_TARGET;
}

static bool rate_values(const rater *r, mkr_indicator *i) {
    margin m = {0};
    bool ok = true;
    if (!has_any_target(r, i))
        return true;
    if (!find_margin(r, i, &m))
        return false;
    if (i->polarity == MKR_POLARITY_NONE)
        return true;
    for (size_t p = 0; p < r->data->n_periods; p++)
        i->values[p].rating = (uint8_t)rate_value(r, i, &i->values[p], &m, &ok);
    return ok || say(r, MKR_E_DATA_RANGE, i);
}

static void rate_indicator(rater *r, mkr_indicator *i) {
    size_t now = r->data->current;
    if (!rate_values(r, i))
        r->ok = false;
    i->rating = i->values[now].rating;
    i->previous_rating = now == 0 || is_flagged_new(i) ? MKR_UNRATED : i->values[now - 1].rating;
    i->unrated = find_reason(i, &i->values[now]);
    i->travel = find_travel(r, i);
}

static void count(mkr_counts *c, const mkr_indicator *i) {
    c->all++;
    c->rating[i->rating]++;
    c->previous_rating[i->previous_rating]++;
    c->travel[i->travel]++;
}

static void count_all(mkr_data *d) {
    d->counts = (mkr_counts){0};
    for (size_t n = 0; n < d->n; n++)
        count(&d->counts, &d->indicators[n]);
    for (size_t g = 0; g < d->n_groups; g++) {
        d->groups[g].counts = (mkr_counts){0};
        for (size_t n = 0; n < d->groups[g].n; n++)
            count(&d->groups[g].counts, d->groups[g].indicators[n]);
    }
}

/* The last period in which any indicator has a value; the last of all when none has. */
static size_t find_latest(const mkr_data *d) {
    for (size_t p = d->n_periods; p-- > 0;)
        for (size_t n = 0; n < d->n; n++)
            if (d->indicators[n].values[p].has_actual)
                return p;
    return d->n_periods - 1;
}

static bool choose_period(rater *r, mkr_period current, mkr_where asked) {
    mkr_data *d = r->data;
    if (current.kind == MKR_NO_PERIOD) {
        d->current = find_latest(d);
        return true;
    }
    for (size_t p = 0; p < d->n_periods; p++)
        if (mkr_period_same(d->periods[p], current)) {
            d->current = p;
            return true;
        }
    return mkr_say(r->diag, MKR_E_DATA_PERIOD_ABSENT, asked, "%s; there are %s to %s",
                   mkr_period_print(r->arena, current), mkr_period_print(r->arena, d->periods[0]),
                   mkr_period_print(r->arena, d->periods[d->n_periods - 1]));
}

bool mkr_data_rate(mkr_arena *arena, mkr_diag *diag, const mkr_rule *rule, mkr_period current,
                   mkr_where asked, mkr_data *data) {
    rater r = {.arena = arena, .diag = diag, .rule = rule, .data = data, .ok = true};
    if (!choose_period(&r, current, asked))
        return false;
    bool relative = rule->kind == MKR_RELATIVE;
    if (!make_band(rule->dead_band, &r.dead) || (relative && !make_band(rule->tolerance, &r.usual)))
        return mkr_say(diag, MKR_E_DATA_RANGE, asked, "the rule's tolerance or dead band");
    for (size_t n = 0; n < data->n; n++)
        rate_indicator(&r, &data->indicators[n]);
    count_all(data);
    return r.ok;
}

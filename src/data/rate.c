/* rate.c - from values to ratings, directions of travel and counts.
 *
 * Each row is first checked against what its rule demands; then every figure is judged, and what is said in
 * the file beside the figures (a rating, a direction) is compared with what follows from them. Not here: one
 * figure under one rule (rule.c), the wording of ratings (the house style), drawing them (chart/). */
#include "data/rate.h"

#include "data/unit.h"

typedef struct {
    mkr_arena *arena;
    mkr_diag *diag;
    mkr_data *data;
    mkr_decimal *room; /* as many as there are periods, for mkr_travel_find */
    bool ok;
} rater;

static bool say(const rater *r, mkr_code code, const mkr_indicator *i) {
    return mkr_say(r->diag, code, i->where, "\"%s\"", mkr_cell_excerpt(i->ref).text);
}

static bool is_zero(mkr_decimal v) {
    return v.units == 0;
}

/* ---- what rule and row demand of each other */

static bool has_any_target(const rater *r, const mkr_indicator *i) {
    mkr_decimal target;
    for (size_t p = 0; p < r->data->n_periods; p++)
        if (mkr_rule_target(i, &i->values[p], &target))
            return true;
    return false;
}

/* Is a point from which misses are measured 0? */
static bool has_zero_point(const rater *r, const mkr_indicator *i) {
    mkr_decimal target;
    if (i->polarity == MKR_ON_PLAN && i->has_lower && i->has_upper)
        return is_zero(i->lower) || is_zero(i->upper);
    for (size_t p = 0; p < r->data->n_periods; p++)
        if (mkr_rule_target(i, &i->values[p], &target) && is_zero(target))
            return true;
    return false;
}

/* Is a margin of the rule a share of the target, and nothing but that? Beside a larger amount the share of a
 * zero target does no harm. A row's own tolerance of 0 is none. */
static bool depends_on_share(const mkr_indicator *i) {
    const mkr_rule *rule = i->rule;
    for (size_t n = 0; n < rule->n; n++) {
        const mkr_rule_level *level = &rule->levels[n];
        bool own = i->has_tolerance && level == mkr_rule_last_margin(rule);
        if (level->when == MKR_WITHIN && level->has_percent && !(level->has_amount && level->larger) &&
            !is_zero(own ? i->tolerance : level->percent))
            return true;
    }
    return false;
}

static bool has_points(const mkr_rule *rule) {
    for (size_t n = 0; n < rule->n; n++)
        if (rule->levels[n].has_points)
            return true;
    return false;
}

/* Is the floor better than the target of the current period? */
static bool is_floor_above_target(const rater *r, const mkr_indicator *i) {
    mkr_decimal target;
    if (!mkr_rule_target(i, &i->values[r->data->current], &target))
        return false;
    int order = mkr_decimal_compare(i->amber, target);
    return i->polarity == MKR_HIGHER ? order > 0 : order < 0;
}

static bool check_floor(const rater *r, const mkr_indicator *i) {
    if (!i->has_amber || !mkr_rule_asks(i->rule, MKR_FLOOR))
        return true;
    if (i->polarity == MKR_ON_PLAN)
        return say(r, MKR_E_DATA_FLOOR_ON_PLAN, i);
    return !is_floor_above_target(r, i) || say(r, MKR_E_DATA_FLOOR_SIDE, i);
}

static bool needs_polarity(const mkr_rule *rule) {
    return mkr_rule_asks(rule, MKR_MET) || mkr_rule_asks(rule, MKR_WITHIN) ||
           mkr_rule_asks(rule, MKR_FLOOR) || mkr_rule_asks(rule, MKR_LAST_YEAR);
}

static bool check(const rater *r, const mkr_indicator *i) {
    if (i->has_lower && i->has_upper && mkr_decimal_compare(i->lower, i->upper) > 0)
        return say(r, MKR_E_DATA_BOUNDS, i);
    if (!needs_polarity(i->rule))
        return true;
    bool target = has_any_target(r, i);
    if (target && !i->polarity_given)
        return say(r, MKR_E_DATA_POLARITY_MISSING, i);
    if (i->polarity == MKR_POLARITY_NONE)
        return true;
    if (target && has_points(i->rule) && !mkr_unit_is_percent(i->unit))
        return say(r, MKR_E_DATA_POINTS_UNIT, i);
    if (depends_on_share(i) && has_zero_point(r, i))
        return say(r, MKR_E_DATA_ZERO_TARGET, i);
    return check_floor(r, i);
}

/* ---- what the file says beside the figures */

static bool is_direction(mkr_travel t) {
    return t == MKR_IMPROVING || t == MKR_STABLE || t == MKR_DECLINING;
}

static void compare_with_stated(const rater *r, const mkr_indicator *i) {
    mkr_rating rating = (mkr_rating)i->stated_rating;
    mkr_travel travel = (mkr_travel)i->stated_travel;
    mkr_excerpt ref = mkr_cell_excerpt(i->ref);
    if (rating != MKR_UNRATED && rating != i->calculated && rating != i->rating)
        mkr_say(r->diag, MKR_E_DATA_RATING_DIFFERS, i->where, "\"%s\": %s in the file, %s by rule \"%s\"",
                ref.text, mkr_rating_name(rating), mkr_rating_name(i->calculated), i->rule->name);
    if (travel != MKR_NO_COMPARISON && travel != i->travel &&
        (is_direction(travel) || is_direction(i->travel)))
        mkr_say(r->diag, MKR_E_DATA_TRAVEL_DIFFERS, i->where, "\"%s\": %s in the file, %s by rule", ref.text,
                mkr_travel_name(travel), mkr_travel_name(i->travel));
}

/* A figure that misses its target may be printed as equal to it: 39.98 and 40 with one decimal. */
static void report_tie(const rater *r, const mkr_indicator *i) {
    const mkr_value *now = &i->values[r->data->current];
    mkr_wide miss;
    mkr_decimal from;
    if (r->data->scheme->never_across || !now->has_actual || i->calculated == MKR_UNRATED ||
        i->calculated == MKR_GREEN || !mkr_rule_miss(i, now, &miss, &from) || miss <= 0)
        return;
    if (mkr_decimal_compare(mkr_decimal_round(mkr_actual(now), i->places),
                            mkr_decimal_round(from, i->places)) == 0)
        mkr_say(r->diag, MKR_E_DATA_ROUNDED_TIE, i->where, "\"%s\": %s, %s", mkr_cell_excerpt(i->ref).text,
                mkr_indicator_print_unit(r->arena, i, from), mkr_rating_name(i->calculated));
}

/* ---- rating */

static void count_reds(const rater *r, mkr_indicator *i) {
    i->reds = i->rating == MKR_RED;
    for (size_t p = r->data->current; i->reds && i->reds < UINT8_MAX; i->reds++)
        if (!mkr_indicator_before(r->data, i, p, &p) || mkr_value_rating(&i->values[p]) != MKR_RED)
            return;
}

static void rate_values(const rater *r, mkr_indicator *i) {
    for (size_t p = 0; p < r->data->n_periods; p++) {
        mkr_unrated why;
        mkr_set_rating(&i->values[p], mkr_rule_judge(r->data, i, p, &why));
        if (p == r->data->current)
            i->unrated = why;
    }
}

static void rate_indicator(rater *r, mkr_indicator *i) {
    size_t now = r->data->current, before;
    if (!check(r, i)) {
        r->ok = false;
        return;
    }
    rate_values(r, i);
    i->calculated = mkr_value_rating(&i->values[now]);
    i->rating = i->override ? (mkr_rating)i->override : i->calculated;
    if (i->rating != MKR_UNRATED)
        i->unrated = MKR_RATED;
    i->travel = mkr_travel_find(r->data, i, r->room, &i->long_travel);
    i->added = i->travel == MKR_NEW;
    i->previous_rating = !i->added && mkr_indicator_before(r->data, i, now, &before)
                             ? mkr_value_rating(&i->values[before])
                             : MKR_UNRATED;
    count_reds(r, i);
    compare_with_stated(r, i);
    report_tie(r, i);
}

/* The ratings that a key has to explain: those that some rule can give, and those that officers have given.
 */
static void find_used(mkr_data *d) {
    const mkr_rule *last = NULL;
    for (size_t n = 0; n < d->n; n++) {
        const mkr_indicator *i = &d->indicators[n];
        d->rating_used[i->rating] = true;
        for (size_t k = 0; i->rule != last && k < i->rule->n; k++)
            d->rating_used[i->rule->levels[k].rating] = true;
        last = i->rule;
    }
}

/* ---- the current period */

/* The last period in which any indicator has a figure; the last of all when none has. */
static size_t find_latest(const mkr_data *d) {
    for (size_t p = d->n_periods; p-- > 0;)
        for (size_t n = 0; n < d->n; n++)
            if (mkr_is_reported(&d->indicators[n].values[p]))
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

/* What a series is compared with now: its latest figure up to the current period. */
static void settle_comparisons(mkr_data *d) {
    for (size_t n = 0; n < d->n; n++)
        for (size_t k = 0; k < d->indicators[n].n_comparisons; k++) {
            mkr_comparison *c = &d->indicators[n].comparisons[k];
            size_t p = d->current + 1;
            while (c->series && p > 0 && !c->series[p - 1].given)
                p--;
            if (c->series && p > 0)
                c->value = c->series[p - 1].v;
        }
}

bool mkr_data_rate(mkr_arena *arena, mkr_diag *diag, mkr_period current, mkr_where asked, mkr_data *data) {
    rater r = {.arena = mkr_arena_child(arena), .diag = diag, .data = data, .ok = true};
    r.room = mkr_alloc_array(r.arena, data->n_periods, sizeof *r.room);
    if (choose_period(&r, current, asked)) {
        settle_comparisons(data);
        for (size_t n = 0; n < data->n; n++)
            rate_indicator(&r, &data->indicators[n]);
        find_used(data);
        mkr_count_all(data);
    } else
        r.ok = false;
    mkr_arena_free(r.arena);
    return r.ok;
}

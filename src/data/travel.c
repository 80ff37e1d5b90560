/* travel.c - direction of travel: is performance improving, stable or declining?
 *
 * A change is measured as performance: with the value where higher is better, against it where lower is, and
 * on plan as the distance from the target or from the expected range. Nothing is compared across a break of
 * the series. */
#include "data/rate.h"
#include "data/spc.h"
#include "data/unit.h"

bool mkr_indicator_before(const mkr_data *data, const mkr_indicator *i, size_t period, size_t *before) {
    (void)data;
    *before = period - i->step;
    return period >= i->step;
}

/* The index of the same period of last year, whatever the frequency of the indicator. */
static bool find_year_before(const mkr_data *data, size_t period, size_t *before) {
    size_t year = data->periods[period].kind == MKR_MONTH     ? 12
                  : data->periods[period].kind == MKR_QUARTER ? 4
                                                              : 1;
    *before = period - year;
    return period >= year;
}

/* Does the series begin anew after `before` and up to `now`, or is one of the two marked as not comparable?
 */
static bool is_broken(const mkr_indicator *i, size_t before, size_t now) {
    for (size_t p = before; p <= now; p++)
        if (mkr_value_nil(&i->values[p]) == MKR_INCOMPARABLE ||
            (p > before && i->values[p].marks & MKR_MARK('b')))
            return true;
    return false;
}

const mkr_value *mkr_travel_year_before(const mkr_data *data, const mkr_indicator *i, size_t period) {
    size_t before;
    if (!find_year_before(data, period, &before) || !i->values[before].has_actual ||
        is_broken(i, before, period))
        return NULL;
    return &i->values[before];
}

bool mkr_indicator_compared(const mkr_data *data, const mkr_indicator *i, size_t period, size_t *with) {
    bool year = i->cumulative || data->scheme->basis == MKR_BASIS_LAST_YEAR;
    bool found = year ? find_year_before(data, period, with) : mkr_indicator_before(data, i, period, with);
    return found && !is_broken(i, *with, period);
}

/* Marked as new, or with its first value at the current period although the data goes further back. */
static bool is_new(const mkr_data *data, const mkr_indicator *i) {
    size_t now = data->current;
    if ((i->marks | i->values[now].marks) & MKR_MARK('n'))
        return true;
    if (now == 0 || !mkr_is_reported(&i->values[now]))
        return false;
    for (size_t p = 0; p < now; p++)
        if (mkr_is_reported(&i->values[p]))
            return false;
    return true;
}

/* ---- two figures */

/* How good a figure is, as a number that grows with it. On plan: how far from plan, negative; inside an
 * expected range 0. */
static bool find_performance(const mkr_indicator *i, const mkr_value *v, mkr_wide *out) {
    mkr_wide value = mkr_wide_of(mkr_actual(v));
    mkr_decimal from;
    *out = i->polarity == MKR_LOWER ? -value : value;
    if (i->polarity != MKR_ON_PLAN)
        return true;
    if (!mkr_rule_miss(i, v, out, &from))
        return false;
    *out = *out > 0 ? -*out : 0;
    return true;
}

/* Is a figure as good as it can be: the row's maximum, or 100% and more; 0 where lower is better? */
static bool is_at_best(const mkr_indicator *i, const mkr_value *v) {
    static const mkr_decimal hundred = {100, 0};
    if (i->polarity == MKR_LOWER)
        return v->actual_units <= 0;
    if (i->polarity != MKR_HIGHER || !(i->has_maximum || mkr_unit_is_percent(i->unit)))
        return false;
    return mkr_decimal_compare(mkr_actual(v), i->has_maximum ? i->maximum : hundred) >= 0;
}

/* Is a change so small that it counts as none? */
static bool is_in_dead_band(const mkr_scheme *scheme, mkr_wide change, const mkr_value *earlier) {
    mkr_wide size = mkr_wide_abs(change);
    if (scheme->band_is_amount)
        return size <= mkr_wide_of(scheme->dead_band);
    return mkr_wide_compare_share(size, mkr_actual(earlier), scheme->dead_band) <= 0;
}

static mkr_travel compare(const mkr_data *data, const mkr_indicator *i, size_t before, size_t now) {
    const mkr_value *earlier = &i->values[before], *later = &i->values[now];
    mkr_wide then, at;
    if (is_broken(i, before, now))
        return MKR_NOT_COMPARABLE;
    if (!earlier->has_actual || !later->has_actual || !find_performance(i, earlier, &then) ||
        !find_performance(i, later, &at))
        return MKR_NO_COMPARISON;
    if (is_in_dead_band(data->scheme, at - then, earlier))
        return data->scheme->at_maximum && is_at_best(i, later) ? MKR_IMPROVING : MKR_STABLE;
    return at > then ? MKR_IMPROVING : MKR_DECLINING;
}

static mkr_travel compare_with_last_year(const mkr_data *data, const mkr_indicator *i) {
    size_t before;
    if (!find_year_before(data, data->current, &before))
        return MKR_NO_COMPARISON;
    return compare(data, i, before, data->current);
}

/* A figure for the year to date only grows within the year, so it is set beside that of a year ago. */
static mkr_travel compare_with_previous(const mkr_data *data, const mkr_indicator *i) {
    size_t before;
    if (i->cumulative)
        return compare_with_last_year(data, i);
    if (!mkr_indicator_before(data, i, data->current, &before))
        return MKR_NO_COMPARISON;
    return compare(data, i, before, data->current);
}

/* ---- several figures */

/* Improving when no change of the last n values points down and one at least up; declining likewise. */
static mkr_travel find_trend(const mkr_data *data, const mkr_indicator *i) {
    bool up = false, down = false, known = true;
    size_t now = data->current, before;
    for (size_t n = 1; n < data->scheme->trend_periods; n++, now = before) {
        if (!mkr_indicator_before(data, i, now, &before))
            return MKR_NO_COMPARISON;
        mkr_travel t = compare(data, i, before, now);
        if (t == MKR_NOT_COMPARABLE)
            return t;
        known = known && t != MKR_NO_COMPARISON;
        up = up || t == MKR_IMPROVING;
        down = down || t == MKR_DECLINING;
    }
    if (!known)
        return MKR_NO_COMPARISON;
    return up == down ? MKR_STABLE : up ? MKR_IMPROVING : MKR_DECLINING;
}

/* The number of the process chart for a figure: the value; on plan the distance from plan. */
static bool find_charted(const mkr_indicator *i, const mkr_value *v, mkr_decimal *out) {
    mkr_wide miss;
    mkr_decimal from;
    *out = mkr_actual(v);
    if (!v->has_actual)
        return false;
    if (i->polarity != MKR_ON_PLAN)
        return true;
    if (!mkr_rule_miss(i, v, &miss, &from))
        return false;
    if (miss <= 0) {
        *out = (mkr_decimal){0, 0};
        return true;
    }
    if (!mkr_decimal_subtract(*out, from, out))
        return false;
    *out = mkr_decimal_abs(*out);
    return true;
}

/* The figures since the last break of the series, up to now; gaps are passed over. */
static size_t gather(const mkr_data *data, const mkr_indicator *i, mkr_decimal *room) {
    size_t n = 0;
    for (size_t p = 0; p <= data->current; p++) {
        const mkr_value *v = &i->values[p];
        if (v->marks & MKR_MARK('b') || mkr_value_nil(v) == MKR_INCOMPARABLE)
            n = 0;
        if (find_charted(i, v, &room[n]))
            n++;
    }
    return n;
}

static mkr_travel find_signal(const mkr_data *data, const mkr_indicator *i, mkr_decimal *room) {
    const mkr_value *now = &i->values[data->current];
    mkr_spc spc;
    if (mkr_value_nil(now) == MKR_INCOMPARABLE)
        return MKR_NOT_COMPARABLE;
    if (!now->has_actual || !mkr_spc_judge(room, gather(data, i, room), &spc))
        return MKR_NO_COMPARISON;
    if (spc.signal == MKR_SPC_COMMON_CAUSE)
        return MKR_STABLE;
    return (spc.direction > 0) == (i->polarity == MKR_HIGHER) ? MKR_IMPROVING : MKR_DECLINING;
}

mkr_travel mkr_travel_find(const mkr_data *data, const mkr_indicator *i, mkr_decimal *room,
                           mkr_travel *longer) {
    mkr_basis basis = data->scheme->basis;
    *longer = MKR_NO_COMPARISON;
    if (is_new(data, i)) {
        *longer = basis == MKR_BASIS_BOTH ? MKR_NEW : MKR_NO_COMPARISON;
        return MKR_NEW;
    }
    if (basis == MKR_BASIS_JUDGEMENT)
        return (mkr_travel)i->stated_travel;
    if (i->polarity == MKR_POLARITY_NONE) {
        *longer = basis == MKR_BASIS_BOTH ? MKR_NOT_ASSESSED : MKR_NO_COMPARISON;
        return MKR_NOT_ASSESSED;
    }
    switch (basis) {
    case MKR_BASIS_LAST_YEAR:
        return compare_with_last_year(data, i);
    case MKR_BASIS_TREND:
        return i->cumulative ? compare_with_last_year(data, i) : find_trend(data, i);
    case MKR_BASIS_SPC:
        return find_signal(data, i, room);
    case MKR_BASIS_BOTH:
        *longer = compare_with_last_year(data, i);
        break;
    default:
        break;
    }
    return compare_with_previous(data, i);
}

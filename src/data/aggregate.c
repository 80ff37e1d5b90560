/* aggregate.c - longer periods made of shorter ones: years of quarters, quarters of months.
 *
 * First the time of an indicator is parted into stretches, each a period that is shown; then each gets its
 * figure. Sums are exact, in 128 bits; a mean is rounded once. A figure that cannot be made of all its parts
 * is not made: it would be wrong, and what a suppressed part adds to a sum could be worked out. */
#include "data/data.h"
#include "data/rate.h"

enum { MOST_DIGITS = 17 }; /* of a decimal: its units are at most ten to this */

static size_t months_of(mkr_period_kind kind) {
    static const size_t months[] = {[MKR_NO_PERIOD] = 0, [MKR_MONTH] = 1, [MKR_QUARTER] = 3, [MKR_YEAR] = 12};
    return months[kind];
}

/* The kind of period that lasts so many months; MKR_NO_PERIOD: there is none. */
static mkr_period_kind kind_of(size_t months) {
    return months == 1 ? MKR_MONTH : months == 3 ? MKR_QUARTER : months == 12 ? MKR_YEAR : MKR_NO_PERIOD;
}

/* The period of a longer kind in which a period lies. */
static mkr_period period_around(mkr_period p, mkr_period_kind kind) {
    size_t month = p.index * months_of((mkr_period_kind)p.kind);
    return (mkr_period){(uint8_t)kind, (uint8_t)(month / months_of(kind)), p.year};
}

/* Is it the last of its kind in that longer period? */
static bool ends(mkr_period p, mkr_period_kind kind) {
    return p.kind == kind ||
           !mkr_period_same(period_around(p, kind), period_around(mkr_period_after(p), kind));
}

/* The first period, counting from 0, in which an indicator is reported: as far from its latest figure as a
 * whole number of steps. */
static size_t find_phase(const mkr_indicator *i, size_t last) {
    for (size_t p = last + 1; p-- > 0;)
        if (mkr_is_reported(&i->values[p]))
            return p % i->step;
    return last % i->step;
}

/* What it is reported by: a longer kind of period, where its figures stand at the ends of these. */
static mkr_period_kind reported_by(const mkr_data *data, const mkr_indicator *i, size_t phase) {
    mkr_period_kind own = (mkr_period_kind)data->periods[0].kind;
    mkr_period_kind longer = kind_of(months_of(own) * i->step);
    return longer && ends(data->periods[phase], longer) ? longer : MKR_NO_PERIOD;
}

static size_t part_by_kind(const mkr_data *data, size_t last, mkr_period_kind kind, mkr_stretch *s) {
    size_t n = 0;
    for (size_t p = 0; p <= last; p++) {
        mkr_period period = period_around(data->periods[p], kind);
        if (n == 0 || !mkr_period_same(period, s[n - 1].period))
            s[n++] = (mkr_stretch){.period = period, .from = p};
        s[n - 1].n++;
        s[n - 1].over = ends(data->periods[p], kind);
    }
    return n;
}

/* Half-years and the like, which have no name: the periods in which they end. */
static size_t part_by_step(const mkr_data *data, size_t last, size_t step, size_t phase, mkr_stretch *s) {
    size_t n = 0;
    for (size_t p = phase; p <= last; p += step)
        s[n++] = (mkr_stretch){.period = data->periods[p], .from = p, .n = 1, .over = true};
    return n;
}

size_t mkr_stretches(mkr_arena *arena, const mkr_data *data, const mkr_indicator *i, size_t last,
                     mkr_period_kind by, mkr_stretch **out) {
    mkr_period_kind own = (mkr_period_kind)data->periods[0].kind;
    size_t phase = find_phase(i, last), n = 0;
    mkr_period_kind reported = reported_by(data, i, phase);
    mkr_stretch *s = mkr_alloc_array(arena, last + 1, sizeof *s);
    mkr_period_kind kind = months_of(by) > months_of(reported) && months_of(by) > months_of(own) ? by
                           : i->step == 1                                                        ? own
                                                                                                 : reported;
    n = kind ? part_by_kind(data, last, kind, s) : part_by_step(data, last, i->step, phase, s);
    size_t every = months_of(own) * i->step;
    for (size_t k = 0; k < n; k++)
        s[k].parts = (uint16_t)(kind && months_of(kind) > every ? months_of(kind) / every : 1);
    *out = s;
    return n;
}

bool mkr_indicator_not_due(const mkr_indicator *i, size_t period) {
    const mkr_value *v = &i->values[period];
    if (v->has_actual || mkr_value_nil(v) != MKR_NIL_NONE)
        return mkr_value_nil(v) == MKR_NOT_DUE;
    for (size_t p = period; p > 0 && period - p + 1 < i->step; p--)
        if (mkr_is_reported(&i->values[p - 1]))
            return true;
    return false;
}

/* Round a sum divided by a small number half away from zero. */
static bool divide(mkr_wide sum, size_t by, uint8_t places, mkr_decimal *out) {
    mkr_wide unit = (mkr_wide)mkr_ten_to[MKR_WIDE_PLACES - places] * (mkr_wide)by, size = mkr_wide_abs(sum);
    mkr_wide rounded = (2 * size + unit) / (2 * unit);
    if (rounded > mkr_ten_to[MOST_DIGITS])
        return false;
    *out = (mkr_decimal){(int64_t)(sum < 0 ? -rounded : rounded), places};
    return true;
}

/* The sum of the figures, with the most decimals that any of them has: of each part the last that is given,
 * for targets may stand in every period of a measure that is reported less often. */
static size_t add_up(const mkr_stretch *s, size_t step, const mkr_known *at, mkr_wide *sum, uint8_t *places) {
    size_t given = 0, end = s->from + s->n, whole = s->parts * step;
    size_t first = s->over ? (s->n < whole ? (whole - s->n) % step : 0) : 0; /* of a part cut off in front */
    *sum = 0;
    *places = 0;
    for (size_t p = s->from, next; p < end; p = next) {
        next = p + step - (p == s->from ? first : 0);
        next = next < end ? next : end;
        size_t last = next;
        while (last > p && !at[last - 1].given)
            last--;
        if (last == p)
            continue;
        *sum += mkr_wide_of(at[last - 1].v);
        *places = at[last - 1].v.places > *places ? at[last - 1].v.places : *places;
        given++;
    }
    return given;
}

/* The last figure of a stretch that is over: it stands where its last part would. */
static bool find_last(const mkr_stretch *s, size_t step, const mkr_known *at, mkr_decimal *out) {
    for (size_t p = s->from + s->n; s->over && p-- > s->from && p + step >= s->from + s->n;)
        if (at[p].given) {
            *out = at[p].v;
            return true;
        }
    return false;
}

bool mkr_stretch_figure(const mkr_stretch *s, size_t step, mkr_aggregate how, uint8_t places,
                        const mkr_known *at, mkr_decimal *out) {
    mkr_wide sum;
    uint8_t most;
    if (s->parts == 1 || how == MKR_AGGREGATE_LAST)
        return find_last(s, step, at, out);
    size_t given = add_up(s, step, at, &sum, &most);
    if (how == MKR_AGGREGATE_NONE || given != s->parts)
        return false;
    return divide(sum, how == MKR_AGGREGATE_MEAN ? given : 1, how == MKR_AGGREGATE_MEAN ? places : most, out);
}

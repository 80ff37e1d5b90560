/* spc.c - XmR charts: mean, process limits and signals.
 *
 * Constants and rules are those of the NHS Making Data Count method as its R package NHSRplotthedots has
 * them: limits at the mean -+ 2.66 times the mean moving range, from which ranges beyond 3.267 times their
 * mean have been screened once; of the signals the first in the order of mkr_spc_signal counts. A run marks
 * all of its figures, so whether one has a signal depends on up to six after it, too. A mean is
 * kept as sum and number, and both sides of a comparison are multiplied out: with 10,000 figures of 10^26
 * they stay below 10^38. */
#include "data/spc.h"

#include "data/wide.h"

enum { MOST_FIGURES = 10000, RUN = 7, NEAR = 3 };

/* A series with its mean, sum / n, and mean moving range, ranges / n_ranges. */
typedef struct {
    const mkr_decimal *figures;
    mkr_wide n, sum, ranges, n_ranges;
} series;

static mkr_wide range_at(const series *s, size_t at) {
    return mkr_wide_abs(mkr_wide_of(s->figures[at]) - mkr_wide_of(s->figures[at - 1]));
}

static series measure(const mkr_decimal *figures, size_t n) {
    series s = {.figures = figures, .n = (mkr_wide)n, .n_ranges = (mkr_wide)n - 1};
    mkr_wide all = 0, screened = 0;
    for (size_t f = 0; f < n; f++)
        s.sum += mkr_wide_of(figures[f]);
    for (size_t f = 1; f < n; f++)
        all += range_at(&s, f);
    s.ranges = all;
    for (size_t f = 1; f < n; f++) {
        mkr_wide range = range_at(&s, f);
        if (range * 1000 * ((mkr_wide)n - 1) > 3267 * all) {
            s.ranges -= range;
            screened++;
        }
    }
    s.n_ranges -= screened;
    return s;
}

/* n times the deviation of a value from the mean. */
static mkr_wide deviation(const series *s, mkr_decimal v) {
    return mkr_wide_of(v) * s->n - s->sum;
}

static int side(const series *s, mkr_decimal v) {
    mkr_wide d = deviation(s, v);
    return (d > 0) - (d < 0);
}

/* Does a value lie further from the mean than `thirds` thirds of the way to its limit? */
static bool is_beyond(const series *s, mkr_decimal v, int thirds) {
    return mkr_wide_abs(deviation(s, v)) * s->n_ranges * 300 > s->ranges * s->n * 266 * thirds;
}

static bool is_near_limit(const series *s, size_t at) {
    return is_beyond(s, s->figures[at], 2) && !is_beyond(s, s->figures[at], 3);
}

/* 1 when RUN figures up to `last` rise each time, -1 when they fall, else 0. */
static int find_rise(const series *s, size_t last) {
    int direction = 0;
    for (size_t f = last; f + RUN - 1 > last; f--) {
        int step = mkr_decimal_compare(s->figures[f], s->figures[f - 1]);
        if (step == 0 || step * direction < 0)
            return 0;
        direction = step > 0 ? 1 : -1;
    }
    return direction;
}

/* The side of the mean on which all of the k figures up to `last` lie, else 0. */
static int find_side(const series *s, size_t last, size_t k) {
    int of_last = side(s, s->figures[last]);
    for (size_t f = last; f + k > last + 1; f--)
        if (side(s, s->figures[f - 1]) != of_last)
            return 0;
    return of_last;
}

static int find_run_on_side(const series *s, size_t last) {
    return find_side(s, last, RUN);
}

static int find_near_limit(const series *s, size_t last) {
    int near = 0;
    for (size_t f = last; f + NEAR > last; f--)
        near += is_near_limit(s, f);
    return near >= 2 ? find_side(s, last, NEAR) : 0;
}

/* What `find` says of a stretch of k figures that holds the one at `at`: of the latest such stretch, as a
 * figure where a fall ends and a rise begins belongs to the rise. */
static int find_around(const series *s, size_t at, size_t k, int (*find)(const series *, size_t)) {
    size_t n = (size_t)s->n;
    for (size_t last = at + k <= n ? at + k - 1 : n - 1; last + 1 >= k && last + 1 > at; last--) {
        int found = find(s, last);
        if (found)
            return found;
    }
    return 0;
}

static mkr_spc_mark mark_of(const series *s, size_t at) {
    mkr_decimal v = s->figures[at];
    int found;
    if (is_beyond(s, v, 3))
        return (mkr_spc_mark){MKR_SPC_OUTSIDE, (int8_t)side(s, v)};
    if ((found = find_around(s, at, RUN, find_rise)))
        return (mkr_spc_mark){MKR_SPC_TREND, (int8_t)found};
    if (is_near_limit(s, at) && (found = find_around(s, at, NEAR, find_near_limit)))
        return (mkr_spc_mark){MKR_SPC_NEAR_LIMIT, (int8_t)found};
    if ((found = find_around(s, at, RUN, find_run_on_side)))
        return (mkr_spc_mark){MKR_SPC_ONE_SIDE, (int8_t)found};
    return (mkr_spc_mark){MKR_SPC_COMMON_CAUSE, 0};
}

/* A fraction in units of 10^-9 as a decimal, rounded half away from zero. A number too long for that many
 * places has fewer; one that is out of range becomes the end of it. */
static mkr_decimal round_fraction(mkr_wide above, mkr_wide below, unsigned places, bool *beyond) {
    const mkr_wide most = 100000000000000000;
    for (unsigned p = MKR_WIDE_PLACES; p > places; p--)
        below *= 10;
    for (;; places--, below *= 10) {
        mkr_wide units = (above + (above < 0 ? -below : below) / 2) / below;
        if (mkr_wide_abs(units) <= most)
            return (mkr_decimal){(int64_t)units, (uint8_t)places};
        if (places == 0) {
            *beyond = true;
            return (mkr_decimal){(int64_t)(units < 0 ? -most : most), 0};
        }
    }
}

static void find_limits(const series *s, mkr_spc *out) {
    unsigned places = 0;
    for (size_t f = 0; f < (size_t)s->n; f++)
        if (s->figures[f].places > places)
            places = s->figures[f].places;
    places = places + 2 < MKR_WIDE_PLACES ? places + 2 : MKR_WIDE_PLACES;
    mkr_wide centre = s->sum * s->n_ranges * 100, reach = s->ranges * s->n * 266,
             below = s->n * s->n_ranges * 100;
    out->beyond = false;
    out->mean = round_fraction(centre, below, places, &out->beyond);
    out->lower = round_fraction(centre - reach, below, places, &out->beyond);
    out->upper = round_fraction(centre + reach, below, places, &out->beyond);
}

static void sum_up(const series *s, mkr_spc_mark last, mkr_spc *out) {
    find_limits(s, out);
    out->signal = (mkr_spc_signal)last.signal;
    out->direction = last.direction;
}

bool mkr_spc_judge(const mkr_decimal *figures, size_t n, mkr_spc *out) {
    if (n < MKR_SPC_LEAST || n > MOST_FIGURES)
        return false;
    series s = measure(figures, n);
    sum_up(&s, mark_of(&s, n - 1), out);
    return true;
}

bool mkr_spc_chart(const mkr_decimal *figures, size_t n, mkr_spc *out, mkr_spc_mark *marks) {
    if (n < MKR_SPC_FEWEST || n > MOST_FIGURES)
        return false;
    series s = measure(figures, n);
    for (size_t f = 0; f < n; f++)
        marks[f] = mark_of(&s, f);
    sum_up(&s, marks[n - 1], out);
    return true;
}

int mkr_spc_side(const mkr_decimal *figures, size_t n, mkr_decimal value) {
    series s = measure(figures, n);
    return is_beyond(&s, value, 3) ? side(&s, value) : 0;
}

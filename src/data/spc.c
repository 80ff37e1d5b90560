/* spc.c - XmR charts: mean, process limits and signals.
 *
 * Constants and rules are those of the NHS Making Data Count method as its R package NHSRplotthedots has
 * them: limits at the mean -+ 2.66 times the mean moving range, from which ranges beyond 3.267 times their
 * mean have been screened once; of the signals the first in the order of mkr_spc_signal counts. A mean is
 * kept as sum and number, and both sides of a comparison are multiplied out: with 10,000 figures of 10^26
 * they stay below 10^38. */
#include "data/spc.h"

#include "data/wide.h"

enum { MOST_FIGURES = 10000, RUN = 7 };

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

/* n times the deviation of a figure from the mean. */
static mkr_wide deviation(const series *s, size_t at) {
    return mkr_wide_of(s->figures[at]) * s->n - s->sum;
}

static int side(const series *s, size_t at) {
    mkr_wide d = deviation(s, at);
    return (d > 0) - (d < 0);
}

/* Does a figure lie further from the mean than `thirds` thirds of the way to its limit? */
static bool is_beyond(const series *s, size_t at, int thirds) {
    return mkr_wide_abs(deviation(s, at)) * s->n_ranges * 300 > s->ranges * s->n * 266 * thirds;
}

static bool is_near_limit(const series *s, size_t at) {
    return is_beyond(s, at, 2) && !is_beyond(s, at, 3);
}

/* 1 when the last RUN figures rise each time, -1 when they fall, else 0. */
static int find_trend(const series *s, size_t last) {
    int direction = 0;
    for (size_t f = last; f + RUN - 1 > last; f--) {
        int step = mkr_decimal_compare(s->figures[f], s->figures[f - 1]);
        if (step == 0 || step * direction < 0)
            return 0;
        direction = step > 0 ? 1 : -1;
    }
    return direction;
}

/* The side of the mean on which all of the last k figures lie, else 0. */
static int find_side(const series *s, size_t last, size_t k) {
    for (size_t f = last; f + k > last + 1; f--)
        if (side(s, f - 1) != side(s, last))
            return 0;
    return side(s, last);
}

static int find_near_limit(const series *s, size_t last) {
    if (!is_near_limit(s, last) || !(is_near_limit(s, last - 1) || is_near_limit(s, last - 2)))
        return 0;
    return find_side(s, last, 3);
}

static void find_signal(const series *s, mkr_spc *out) {
    size_t last = (size_t)s->n - 1;
    const struct {
        mkr_spc_signal signal;
        int direction;
    } signals[] = {{MKR_SPC_OUTSIDE, is_beyond(s, last, 3) ? side(s, last) : 0},
                   {MKR_SPC_TREND, find_trend(s, last)},
                   {MKR_SPC_NEAR_LIMIT, find_near_limit(s, last)},
                   {MKR_SPC_ONE_SIDE, find_side(s, last, RUN)}};
    out->signal = MKR_SPC_COMMON_CAUSE;
    out->direction = 0;
    for (size_t k = 0; k < sizeof signals / sizeof *signals && !out->direction; k++)
        if (signals[k].direction) {
            out->signal = signals[k].signal;
            out->direction = signals[k].direction;
        }
}

/* A fraction in units of 10^-9 as a decimal, rounded half away from zero. A number too long for that many
 * places has fewer. */
static mkr_decimal round_fraction(mkr_wide above, mkr_wide below, unsigned places) {
    const mkr_wide most = 100000000000000000;
    for (unsigned p = MKR_WIDE_PLACES; p > places; p--)
        below *= 10;
    for (;; places--, below *= 10) {
        mkr_wide units = (above + (above < 0 ? -below : below) / 2) / below;
        if (mkr_wide_abs(units) <= most || places == 0)
            return (mkr_decimal){(int64_t)units, (uint8_t)places};
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
    out->mean = round_fraction(centre, below, places);
    out->lower = round_fraction(centre - reach, below, places);
    out->upper = round_fraction(centre + reach, below, places);
}

bool mkr_spc_judge(const mkr_decimal *figures, size_t n, mkr_spc *out) {
    if (n < MKR_SPC_LEAST || n > MOST_FIGURES)
        return false;
    series s = measure(figures, n);
    find_limits(&s, out);
    find_signal(&s, out);
    return true;
}

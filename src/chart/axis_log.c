/* axis_log.c - the scale of a logarithmic axis, for figures above zero: ticks at 1, 2, 5, 10 ... or at every
 * power of ten, or every second, third ...
 *
 * Numbers of the row 1, 2, 5, 10 ... are known by their index: 0 is 1, 1 is 2, 2 is 5, 3 is 10, -1 is 0.5.
 * Logarithms are made by squaring, in integers, so that a chart is the same on every machine. */
#include "chart/plot.h"

enum {
    LEAST_TICKS = 3,
    MOST_TICKS = 6,
    ROW = 3, /* indices of a power of ten */
    LOWEST = -9 * ROW, /* 10^-9 to 10^17 are what mkr_decimal holds */
    HIGHEST = 17 * ROW
};

static int power_of(int index) {
    return index >= 0 ? index / ROW : -((-index + ROW - 1) / ROW);
}

static mkr_decimal number_at(int index) {
    static const int64_t first[] = {1, 2, 5};
    int power = power_of(index);
    int64_t digit = first[index - power * ROW];
    if (power < 0)
        return (mkr_decimal){digit, (uint8_t)-power};
    return (mkr_decimal){digit * mkr_ten_to[power], 0};
}

/* Index of the last number of the row that is not above v, or below it when `under`. */
static int index_below(mkr_decimal v, bool under) {
    int index = LOWEST;
    while (index < HIGHEST) {
        int side = mkr_decimal_compare(number_at(index + 1), v);
        if (side > 0 || (under && side == 0))
            break;
        index++;
    }
    return index;
}

static int index_above(mkr_decimal v) {
    int index = LOWEST;
    while (index < HIGHEST && mkr_decimal_compare(number_at(index), v) < 0)
        index++;
    return index;
}

bool mkr_axis_choose_log(mkr_decimal least, mkr_decimal most, mkr_axis *out) {
    if (least.units <= 0)
        return false;
    /* Nothing lies on the axis line itself: it is not zero. */
    int low = index_below(least, true), high = index_above(most), step = 1;
    while (high - low + 1 < LEAST_TICKS) {
        if (high < HIGHEST)
            high++;
        else
            low--;
    }
    if (high - low + 1 > MOST_TICKS) { /* whole powers of ten */
        low = power_of(low) * ROW;
        high = -power_of(-high) * ROW;
        for (step = ROW; (high - low + step - 1) / step + 1 > MOST_TICKS;)
            step += ROW;
    }
    int end = low + (high - low + step - 1) / step * step;
    if (end <= HIGHEST)
        high = end;
    *out = (mkr_axis){.low = number_at(low),
                      .high = number_at(high),
                      .step = step,
                      .ticks = (unsigned)((high - low) / step) + 1,
                      .places = number_at(low).places,
                      .logarithmic = true,
                      .first = low};
    return true;
}

mkr_decimal mkr_axis_log_tick(const mkr_axis *axis, unsigned i) {
    return number_at(axis->first + (int)axis->step * (int)i);
}

/* ---- places */

enum { FRACTION = 30 }; /* bits */

/* The logarithm of n > 0 to base 2, in 2^-30: the fraction bit by bit, as squaring a number between 1 and 2
 * doubles its logarithm. Right to 2^-28. */
static int64_t log2_of(uint64_t n) {
    int64_t whole = 0;
    for (uint64_t m = n; m > 1; m >>= 1)
        whole++;
    uint64_t x = whole > FRACTION ? n >> (whole - FRACTION) : n << (FRACTION - whole);
    int64_t fraction = 0;
    for (int bit = 0; bit < FRACTION; bit++) {
        x = x * x >> FRACTION;
        bool two = x >> (FRACTION + 1);
        fraction = 2 * fraction + two;
        x >>= two;
    }
    return (whole << FRACTION) + fraction;
}

static int64_t log_of(mkr_decimal v) {
    return log2_of((uint64_t)v.units) - v.places * log2_of(10);
}

mkr_len mkr_axis_log_place(const mkr_axis *axis, mkr_decimal v, mkr_len span) {
    if (v.units <= 0)
        return 0;
    int64_t low = log_of(axis->low), whole = (log_of(axis->high) - low) >> 8; /* products stay in 64 bits */
    return (mkr_len)((((log_of(v) - low) >> 8) * span + whole / 2) / whole);
}

/* axis.c - the scale of a value axis: 3 to 6 ticks at round numbers.
 *
 * Everything is counted in whole units of one decimal place, the finest that the data use, so a tick is exact
 * and the step never has more decimals than the figures beside it. */
#include "chart/plot.h"

#define LARGEST INT64_C(100000000000000000) /* 10^17, the range of mkr_decimal */

enum { MOST_TICKS = 6, LEAST_TICKS = 3 };

static int64_t power_of_ten(unsigned n) {
    int64_t p = 1;
    while (n--)
        p *= 10;
    return p;
}

static int64_t floor_divide(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}
static int64_t ceiling_divide(int64_t a, int64_t b) {
    return -floor_divide(-a, b);
}
static int64_t magnitude(int64_t a) {
    return a < 0 ? -a : a;
}

static bool fits(mkr_decimal v, uint8_t places) {
    return places <= v.places || magnitude(v.units) <= LARGEST / power_of_ten((unsigned)(places - v.places));
}

/* The finest place in which both can be counted. */
static uint8_t common_places(mkr_decimal a, mkr_decimal b) {
    uint8_t places = a.places > b.places ? a.places : b.places;
    while (places > 0 && !(fits(a, places) && fits(b, places)))
        places--;
    return places;
}

static int64_t units_down(mkr_decimal v, uint8_t places) {
    if (places >= v.places)
        return v.units * power_of_ten((unsigned)(places - v.places));
    return floor_divide(v.units, power_of_ten((unsigned)(v.places - places)));
}

static int64_t units_up(mkr_decimal v, uint8_t places) {
    return -units_down((mkr_decimal){-v.units, v.places}, places);
}

static int64_t tick_count(int64_t low, int64_t high, int64_t step) {
    return ceiling_divide(high, step) - floor_divide(low, step) + 1;
}

/* The next of 1, 2, 2.5, 5, 10 ... after `step`; 2.5 only where it is a whole number of units. */
static int64_t next_step(int64_t step, int64_t *decade) {
    if (step == *decade)
        return 2 * *decade;
    if (step == 2 * *decade && *decade >= 10)
        return *decade / 10 * 25;
    if (step < 5 * *decade)
        return 5 * *decade;
    return *decade *= 10;
}

/* The smallest step that needs no more ticks than are wanted. */
static int64_t step_for(int64_t low, int64_t high) {
    int64_t decade = 1;
    while ((high - low) / decade >= 10 * MOST_TICKS) /* no step of this decade can be enough */
        decade *= 10;
    int64_t step = decade;
    while (tick_count(low, high, step) > MOST_TICKS)
        step = next_step(step, &decade);
    return step;
}

/* Is `near`, the value nearest to zero, under 45 % of where an axis from zero to `far` would end? Both
 * positive. */
static bool near_zero(int64_t near, int64_t far) {
    int64_t step = step_for(0, far);
    int64_t end = ceiling_divide(far, step) * step;
    return end <= INT64_MAX / 100 ? near * 100 < end * 45 : near < end / 100 * 45;
}

/* All values are v: open the axis round it by the round step from a twentieth of v on, but not across zero.
 * Returns the step. */
static int64_t open_round(int64_t v, int64_t *low, int64_t *high) {
    int64_t decade = 1, step = 1;
    while (step < magnitude(v) / 20)
        step = next_step(step, &decade);
    *low = v >= 0 && v < step ? 0 : v - step;
    *high = v < 0 && v > -step ? 0 : v + step;
    if (*low < -LARGEST)
        *low = -LARGEST;
    if (*high > LARGEST)
        *high = LARGEST;
    return step;
}

static uint8_t places_of_step(int64_t step, uint8_t places) {
    while (places > 0 && step % 10 == 0) {
        step /= 10;
        places--;
    }
    return places;
}

mkr_axis mkr_axis_choose(mkr_decimal least, mkr_decimal most, bool from_zero) {
    uint8_t places = common_places(least, most);
    int64_t low = units_down(least, places), high = units_up(most, places);
    const int64_t lowest = low;
    if (low > 0 && (from_zero || near_zero(low, high)))
        low = 0;
    else if (high < 0 && (from_zero || near_zero(-high, -low)))
        high = 0;
    int64_t step = low == high ? open_round(low, &low, &high) : step_for(low, high);
    low = floor_divide(low, step) * step;
    high = ceiling_divide(high, step) * step;
    if (low > 0 && low == lowest && (high - low) / step + 1 < MOST_TICKS)
        low -= step; /* a target or a line on the axis itself could not be seen */
    while ((high - low) / step + 1 < LEAST_TICKS) {
        if (high <= LARGEST - step && high != 0)
            high += step;
        else
            low -= step;
    }
    return (mkr_axis){{low, places},
                      {high, places},
                      step,
                      (unsigned)((high - low) / step) + 1,
                      places_of_step(step, places)};
}

mkr_decimal mkr_axis_tick(const mkr_axis *axis, unsigned i) {
    return (mkr_decimal){axis->low.units + axis->step * i, axis->low.places};
}

bool mkr_axis_has_zero(const mkr_axis *axis) {
    return axis->low.units <= 0 && axis->high.units >= 0;
}

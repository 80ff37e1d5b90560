/* axis.c - the scale of a value axis: 3 to 6 ticks at round numbers.
 *
 * Of all scales that cover the figures the one is taken that costs least, by the four criteria of Talbot, Lin
 * and Hanrahan, "An Extension of Wilkinson's Algorithm for Positioning Tick Labels on Axes" (IEEE
 * Transactions on Visualization and Computer Graphics 16, 2010):
 *   simplicity   how round the step is;
 *   density      how far the number of ticks is from five;
 *   coverage     how much of the scale stays empty;
 *   legibility   whether labels need a further decimal, and whether a figure comes close to the axis line.
 * The weights are such that every axis on the pages of the design comes out as drawn there.
 *
 * Everything is counted in tenths of a unit of one decimal place, the finest that the data use; a step is a
 * whole number of units. So a tick is exact, has no more decimals than the figures beside it, and is the same
 * on every machine. */
#include "chart/plot.h"

#include <limits.h>

#define LARGEST INT64_C(100000000000000000) /* 10^17 units, the range of mkr_decimal */
#define LARGEST_TENTHS (10 * LARGEST)

enum { LEAST_TICKS = 3, MOST_TICKS = 6, TENTHS = 10 };

/* ---- what a scale costs, in hundredths */

typedef struct step_kind {
    int tenths; /* of its power of ten */
    int cost;
} step_kind;

/* Three is not among the steps of the rule, but the page design has an axis of 0, 300 ... 1,200: so only from
 * zero, and last. */
enum { THREE = 30 };
static const step_kind kinds[] = {{10, 0}, {20, 200}, {25, 800}, {THREE, 2500}, {50, 1000}};
enum { KINDS = sizeof kinds / sizeof *kinds };

static const int tick_cost[MOST_TICKS + 1] = {[3] = 2000, [4] = 500, [5] = 0, [6] = 1000};

enum {
    COST_EMPTY = 10000, /* of a scale that is wholly empty; others in proportion */
    COST_SIX_FROM_ZERO = 1000, /* a scale from zero is read with fewer lines */
    COST_DECIMAL = 1000, /* labels need a decimal more than they would with another step */
    COST_ON_LINE = 5000, /* a figure is within a sixth of the axis line, which is not zero */
    COST_ON_LINE_BELOW = 2000, /* the same where the line of zero is drawn too */
    CLEAR = 6
};

typedef struct scale {
    int64_t low, step; /* in tenths of a unit */
    int ticks;
} scale;

static int64_t floor_divide(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}
static int64_t ceiling_divide(int64_t a, int64_t b) {
    return -floor_divide(-a, b);
}
static int64_t magnitude(int64_t a) {
    return a < 0 ? -a : a;
}

static int64_t end_of(scale s) {
    return s.low + s.step * (s.ticks - 1);
}

static int empty_cost(int64_t empty, int64_t whole) {
    if (whole > INT64_MAX / COST_EMPTY) { /* so long that the last digits do not matter */
        empty /= COST_EMPTY;
        whole /= COST_EMPTY;
    }
    return (int)(empty * COST_EMPTY / whole);
}

/* Cost of the place of the scale round the figures from low to high. */
static int place_cost(scale s, int64_t low, int64_t high) {
    int64_t end = end_of(s), whole = end - s.low;
    int cost = empty_cost(whole - (high - low), whole);
    if (s.ticks == MOST_TICKS && (s.low == 0 || end == 0))
        cost += COST_SIX_FROM_ZERO;
    if (s.low != 0 && low - s.low < whole / CLEAR)
        cost += s.low < 0 && end >= 0 ? COST_ON_LINE_BELOW : COST_ON_LINE;
    return cost;
}

/* Covers the figures, stays in range and does not cross zero when they do not. */
static bool is_possible(scale s, int64_t low, int64_t high) {
    int64_t end = end_of(s);
    return s.low >= -LARGEST_TENTHS && end <= LARGEST_TENTHS && s.low <= low && end >= high &&
           !(low >= 0 && s.low < 0) && !(high <= 0 && end > 0);
}

typedef struct search {
    int64_t low, high; /* to be covered */
    scale best;
    int cost;
} search;

/* All scales of one step. `cost` is that of the step. */
static void try_step(search *s, int64_t step, int cost) {
    bool halves = step % TENTHS != 0; /* 2.5 units */
    int64_t first = floor_divide(s->low, step), last = ceiling_divide(s->high, step);
    for (int ticks = halves ? 5 : LEAST_TICKS; ticks <= MOST_TICKS; ticks++) {
        int known = cost + tick_cost[ticks];
        if (known >= s->cost)
            continue;
        for (int64_t at = last - ticks + 1; at <= first; at++) {
            scale candidate = {at * step, step, ticks};
            if (!is_possible(candidate, s->low, s->high))
                continue;
            int all = known + place_cost(candidate, s->low, s->high);
            if (all < s->cost) {
                s->cost = all;
                s->best = candidate;
            }
        }
    }
}

/* A step of 2.5 units would stand between whole numbers: every second tick is left. */
static scale without_halves(scale s) {
    int64_t step = 2 * s.step, low = floor_divide(s.low, step), high = ceiling_divide(end_of(s), step);
    return (scale){low * step, step, (int)(high - low) + 1};
}

/* `one` is a whole one, in tenths of a unit. */
static scale best_scale(int64_t low, int64_t high, int64_t one) {
    search s = {low, high, {0, 0, 0}, INT_MAX};
    int64_t decade = TENTHS;
    while ((high - low) / decade >= 10 * TENTHS) /* its steps are too short */
        decade *= 10;
    for (int decades = 0; decades < 3 && decade <= LARGEST_TENTHS / 10; decades++, decade *= 10)
        for (int k = 0; k < KINDS; k++) {
            int64_t step = decade / TENTHS * kinds[k].tenths;
            if (kinds[k].tenths == THREE && low != 0)
                continue;
            bool further = kinds[k].tenths == 25 && decade > TENTHS && decade <= one;
            try_step(&s, step, kinds[k].cost + (further ? COST_DECIMAL : 0));
        }
    return s.best.step % TENTHS ? without_halves(s.best) : s.best;
}

/* ---- figures that are all equal */

/* The next of 1, 2, 5, 10 ... */
static int64_t next_step(int64_t step, int64_t *decade) {
    if (step == *decade)
        return 2 * *decade;
    if (step == 2 * *decade)
        return 5 * *decade;
    return *decade *= 10;
}

/* The axis is opened one step round the value, by the round step from a twentieth of it on, but not across
 * zero. */
static scale scale_round(int64_t value) {
    int64_t decade = TENTHS, step = TENTHS;
    while (step < magnitude(value) / 20 / TENTHS * TENTHS)
        step = next_step(step, &decade);
    int64_t low = floor_divide(value + step / 2, step) * step - step;
    if ((value >= 0 && low < 0) || low < -LARGEST_TENTHS)
        low += step;
    else if ((value < 0 && low + 2 * step > 0) || low + 2 * step > LARGEST_TENTHS)
        low -= step;
    return (scale){low, step, LEAST_TICKS};
}

/* ---- counting in units of one place */

static bool fits(mkr_decimal v, uint8_t places) {
    return places <= v.places || magnitude(v.units) <= LARGEST / mkr_ten_to[places - v.places];
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
        return v.units * mkr_ten_to[places - v.places];
    return floor_divide(v.units, mkr_ten_to[v.places - places]);
}

static int64_t units_up(mkr_decimal v, uint8_t places) {
    return -units_down((mkr_decimal){-v.units, v.places}, places);
}

static uint8_t places_of_step(int64_t step, uint8_t places) {
    while (places > 0 && step % 10 == 0) {
        step /= 10;
        places--;
    }
    return places;
}

/* Is `near`, the value nearest to zero, under 45 % of where an axis from zero to `far` would end? Both
 * positive. */
static bool is_near_zero(int64_t near, int64_t far, int64_t one) {
    int64_t end = end_of(best_scale(0, far, one));
    return near / 9 < end / 20 || (near / 9 == end / 20 && near % 9 * 20 < end % 20 * 9);
}

/* What is out of the range of mkr_decimal stands at the end of it. */
static mkr_decimal in_range(mkr_decimal v) {
    if (v.units > LARGEST || v.units < -LARGEST)
        v.units = v.units < 0 ? -LARGEST : LARGEST;
    return v;
}

mkr_axis mkr_axis_choose(mkr_decimal least, mkr_decimal most, bool from_zero) {
    least = in_range(least);
    most = in_range(most);
    if (mkr_decimal_compare(least, most) > 0)
        return mkr_axis_choose(most, least, from_zero);
    uint8_t places = common_places(least, most);
    int64_t low = TENTHS * units_down(least, places), high = TENTHS * units_up(most, places);
    int64_t one = TENTHS * mkr_ten_to[places];
    if (low > 0 && (from_zero || is_near_zero(low, high, one)))
        low = 0;
    else if (high < 0 && (from_zero || is_near_zero(-high, -low, one)))
        high = 0;
    scale s = low == high ? scale_round(low) : best_scale(low, high, one);
    return (mkr_axis){.low = {s.low / TENTHS, places},
                      .high = {end_of(s) / TENTHS, places},
                      .step = s.step / TENTHS,
                      .ticks = (unsigned)s.ticks,
                      .places = places_of_step(s.step / TENTHS, places)};
}

/* ---- reading it */

mkr_decimal mkr_axis_tick(const mkr_axis *axis, unsigned i) {
    if (axis->logarithmic)
        return mkr_axis_log_tick(axis, i);
    return (mkr_decimal){axis->low.units + axis->step * i, axis->low.places};
}

uint8_t mkr_axis_tick_places(const mkr_axis *axis, unsigned i) {
    return axis->logarithmic ? mkr_axis_log_tick(axis, i).places : axis->places;
}

bool mkr_axis_has_zero(const mkr_axis *axis) {
    return axis->low.units <= 0 && axis->high.units >= 0;
}

mkr_len mkr_axis_place(const mkr_axis *axis, mkr_decimal v, mkr_len span) {
    return axis->logarithmic ? mkr_axis_log_place(axis, v, span)
                             : mkr_decimal_place(v, axis->low, axis->high, span);
}

/* rate.c - tests of ratings and counts.
 *
 * Rules are those that councils have published (Havering, Maidstone, Belfast, Brighton & Hove, Kent, East
 * Sussex, North Norfolk); each is tried on, just inside and just outside its boundaries, worked out by hand.
 * Properties are tried on random decimals. */
#include "data/rate.h"

#include "judged.h"

/* ---- published rules */

typedef struct {
    int rule;
    mkr_polarity polarity;
    const char *target, *actual;
    mkr_rating want;
    mkr_unrated why;
    const char *tolerance, *amber, *lower, *upper, *forecast, *last_year;
    uint8_t quartile;
} example;

static bench *set_example(const example *e) {
    bench *b = set_bench(e->rule, e->polarity);
    set_decimal(e->tolerance, &b->i.has_tolerance, &b->i.tolerance);
    set_decimal(e->amber, &b->i.has_amber, &b->i.amber);
    set_decimal(e->lower, &b->i.has_lower, &b->i.lower);
    set_decimal(e->upper, &b->i.has_upper, &b->i.upper);
    set_decimal(e->forecast, &b->i.has_forecast, &b->i.forecast);
    b->i.quartile = e->quartile;
    b->data.n_periods = 5;
    b->data.current = 4;
    if (e->target)
        for (int p = 0; p < 5; p++)
            set_target(&b->values[p], e->target);
    set_actual(&b->values[4], e->actual);
    if (e->last_year)
        set_actual(&b->values[0], e->last_year);
    return b;
}

static void rates_by_published_rules(void **state) {
    (void)state;
    const mkr_polarity up = MKR_HIGHER, down = MKR_LOWER, plan = MKR_ON_PLAN, none = MKR_POLARITY_NONE;
    const example examples[] = {
        {MAIDSTONE, up, "40", "40", MKR_GREEN},
        {MAIDSTONE, up, "40", "39.999999999", MKR_AMBER},
        {MAIDSTONE, up, "40", "36", MKR_AMBER},
        {MAIDSTONE, up, "40", "35.999999999", MKR_RED},
        {MAIDSTONE, down, "40", "44", MKR_AMBER},
        {MAIDSTONE, down, "40", "44.000000001", MKR_RED},
        {MAIDSTONE, down, "10", "0", MKR_GREEN},
        {MAIDSTONE, up, "-40", "-44", MKR_AMBER}, /* 10% of 40 below -40 */
        {MAIDSTONE, up, "-40", "-44.1", MKR_RED},
        {MAIDSTONE, down, "-40", "-36", MKR_AMBER},
        {MAIDSTONE, down, "-40", "-35.9", MKR_RED},
        {MAIDSTONE, up, "40", "38", MKR_AMBER, 0, "5"},
        {MAIDSTONE, up, "40", "37.99", MKR_RED, 0, "5"},
        {MAIDSTONE, up, NULL, "40", MKR_UNRATED, MKR_NO_TARGET},
        {MAIDSTONE, up, "40", "", MKR_UNRATED, MKR_NO_VALUE},
        {MAIDSTONE, up, NULL, "", MKR_UNRATED, MKR_NO_TARGET},
        {MAIDSTONE, none, "40", "40", MKR_UNRATED, MKR_CONTEXTUAL},
        {MAIDSTONE, up, "40", "[c]", MKR_UNRATED, MKR_SUPPRESSED},
        {MAIDSTONE, up, "40", "[nd]", MKR_UNRATED, MKR_NOT_YET_DUE},
        {MAIDSTONE, plan, "50", "55", MKR_AMBER}, /* 5 from plan is 10% */
        {MAIDSTONE, plan, "50", "44.9", MKR_RED},
        {MAIDSTONE, plan, NULL, "50", MKR_GREEN, 0, .lower = "50", .upper = "60"},
        {MAIDSTONE, plan, NULL, "45", MKR_AMBER, 0, .lower = "50", .upper = "60"},
        {MAIDSTONE, plan, NULL, "44.9", MKR_RED, 0, .lower = "50", .upper = "60"},
        {MAIDSTONE, plan, NULL, "66", MKR_AMBER, 0, .lower = "50", .upper = "60"}, /* 10% of 60 */
        {MAIDSTONE, plan, NULL, "66.1", MKR_RED, 0, .lower = "50", .upper = "60"},
        {MAIDSTONE, plan, NULL, "50", MKR_UNRATED, MKR_NO_TARGET, .lower = "50"},
        {HAVERING, up, "80", "72", MKR_GREEN, 0, .last_year = "99"},
        {HAVERING, up, "80", "71.9", MKR_AMBER, 0, .last_year = "71.9"},
        {HAVERING, up, "80", "71.9", MKR_RED, 0, .last_year = "71.91"},
        {HAVERING, down, "80", "88.1", MKR_AMBER, 0, .last_year = "88.1"},
        {HAVERING, down, "80", "88.1", MKR_RED, 0, .last_year = "88.09"},
        {HAVERING, up, "80", "71.9", MKR_UNRATED, MKR_NO_BASIS},
        {HAVERING, up, "80", "72", MKR_GREEN},
        {HAVERING, plan, "80", "70", MKR_AMBER, 0, .last_year = "90"}, /* ten from plan, then and now */
        {HAVERING, plan, "80", "69.9", MKR_RED, 0, .last_year = "90"},
        {HAVERING_OWN, up, "80", "78.4", MKR_GREEN, 0, "2"},
        {HAVERING_OWN, up, "80", "78.3", MKR_RED, 0, "2"},
        {BELFAST, up, "100", "99", MKR_GREEN},
        {BELFAST, up, "100", "98.99", MKR_AMBER},
        {BELFAST, up, "100", "95.01", MKR_AMBER},
        {BELFAST, up, "100", "95", MKR_RED}, /* adrift by 5 per cent or more */
        {BELFAST, up, "0.1", "0.1", MKR_GREEN},
        {BRIGHTON, up, "90", "90", MKR_GREEN, 0, .amber = "80"},
        {BRIGHTON, up, "90", "80", MKR_AMBER, 0, .amber = "80"},
        {BRIGHTON, up, "90", "79.99", MKR_RED, 0, .amber = "80"},
        {BRIGHTON, down, "10", "15", MKR_AMBER, 0, .amber = "15"},
        {BRIGHTON, down, "10", "15.01", MKR_RED, 0, .amber = "15"},
        {BRIGHTON, up, "90", "89", MKR_RED},
        {STRICT, up, "90", "90", MKR_AMBER, 0, .amber = "80"},
        {STRICT, up, "90", "90.01", MKR_GREEN, 0, .amber = "80"},
        {STRICT, up, "90", "80", MKR_RED, 0, .amber = "80"},
        {POINTS_2, up, "50", "47.5", MKR_AMBER},
        {POINTS_2, up, "50", "47.49", MKR_RED},
        {POINTS_2, down, "0", "2.5", MKR_AMBER},
        {KENT_RANGE, none, NULL, "100", MKR_GREEN, 0, .lower = "100", .upper = "200"},
        {KENT_RANGE, none, NULL, "200", MKR_GREEN, 0, .lower = "100", .upper = "200"},
        {KENT_RANGE, none, NULL, "99.9", MKR_RED, 0, .lower = "100", .upper = "200"},
        {KENT_RANGE, none, NULL, "200.1", MKR_RED, 0, .lower = "100", .upper = "200"},
        {KENT_RANGE, none, NULL, "150", MKR_UNRATED, MKR_NO_BASIS, .upper = "200"},
        {EAST_SUSSEX, up, "80", "[nd]", MKR_BLUE},
        {EAST_SUSSEX, none, "80", "[nd]", MKR_UNRATED, MKR_CONTEXTUAL},
        {EAST_SUSSEX, up, "80", "80", MKR_GREEN},
        {EAST_SUSSEX, up, "80", "79.9", MKR_RED},
        {EAST_SUSSEX, up, "80", "", MKR_UNRATED, MKR_NO_VALUE},
        {NORTH_NORFOLK, up, NULL, "5", MKR_GREEN, 0, .quartile = 1},
        {NORTH_NORFOLK, up, NULL, "5", MKR_LIGHT_GREEN, 0, .quartile = 2},
        {NORTH_NORFOLK, up, NULL, "5", MKR_AMBER, 0, .quartile = 3},
        {NORTH_NORFOLK, up, NULL, "5", MKR_RED, 0, .quartile = 4},
        {NORTH_NORFOLK, up, NULL, "5", MKR_UNRATED, MKR_NO_BASIS},
        {BRACKNELL, up, "10", "100", MKR_GREEN, 0, .forecast = "100"},
        {BRACKNELL, up, "10", "95", MKR_AMBER, 0, .forecast = "100"},
        {BRACKNELL, up, "10", "94.9", MKR_RED, 0, .forecast = "100"},
        {BRACKNELL, up, "10", "94.9", MKR_UNRATED, MKR_NO_BASIS},
        {FINANCE, down, "1000", "1000", MKR_GREEN},
        {FINANCE, down, "1000", "1049.9", MKR_AMBER},
        {FINANCE, down, "1000", "1050", MKR_RED}, /* 5% of 1,000 is below 100 */
        {FINANCE, down, "4000", "4099.9", MKR_AMBER},
        {FINANCE, down, "4000", "4100", MKR_RED}, /* 100 is below 5% of 4,000 */
        {FINANCE, down, "-3870", "-3776.6", MKR_AMBER}, /* 93.4 of 100 */
        {FINANCE, down, "-1000", "-950", MKR_RED},
        {FINANCE_LARGER, down, "1000", "1100", MKR_AMBER},
        {FINANCE_LARGER, down, "1000", "1100.1", MKR_RED},
        {FINANCE_LARGER, down, "4000", "4200", MKR_AMBER},
        {FINANCE_LARGER, down, "4000", "4200.1", MKR_RED},
        {FINANCE_LARGER, down, "0", "100", MKR_AMBER},
    };
    for (size_t n = 0; n < sizeof examples / sizeof *examples; n++) {
        const example *e = &examples[n];
        bench *b = set_example(e);
        mkr_unrated why = MKR_UNRATED_REASONS;
        mkr_rating got = mkr_rule_judge(&b->data, &b->i, 4, &why);
        if (got != e->want || why != e->why)
            fail_msg("%zu %s, target %s, actual %s: %s, reason %d", n, rules[e->rule].name, e->target,
                     e->actual, mkr_rating_name(got), why);
    }
}

/* A figure known only as less (more) than something is rated when all figures it may be are rated alike. */
static void rates_open_figures(void **state) {
    (void)state;
    const mkr_polarity up = MKR_HIGHER, down = MKR_LOWER, plan = MKR_ON_PLAN;
    const example examples[] = {
        {MAIDSTONE, up, "40", ">40", MKR_GREEN},
        {MAIDSTONE, up, "40", ">39.9", MKR_UNRATED, MKR_NO_VALUE},
        {MAIDSTONE, up, "40", "<36", MKR_RED},
        {MAIDSTONE, up, "40", "<36.1", MKR_UNRATED, MKR_NO_VALUE},
        {MAIDSTONE, down, "40", "<40", MKR_GREEN},
        {MAIDSTONE, down, "40", "<40.1", MKR_UNRATED, MKR_NO_VALUE},
        {MAIDSTONE, down, "40", ">44", MKR_RED},
        {MAIDSTONE, down, "40", ">43.9", MKR_UNRATED, MKR_NO_VALUE},
        {MAIDSTONE, down, NULL, "<5", MKR_UNRATED, MKR_NO_TARGET},
        {STRICT, up, "90", ">90", MKR_GREEN, 0, .amber = "80"},
        {STRICT, up, "90", "<80", MKR_RED, 0, .amber = "80"},
        {BRIGHTON, up, "90", "<90", MKR_RED}, /* no amber value: all below 90 are red */
        {KENT_RANGE, MKR_POLARITY_NONE, NULL, "<100", MKR_RED, 0, .lower = "100", .upper = "200"},
        {KENT_RANGE, MKR_POLARITY_NONE, NULL, "<101", MKR_UNRATED, MKR_NO_VALUE, .lower = "100",
         .upper = "200"},
        {KENT_RANGE, MKR_POLARITY_NONE, NULL, ">200", MKR_RED, 0, .lower = "100", .upper = "200"},
        {KENT_RANGE, MKR_POLARITY_NONE, NULL, ">99", MKR_UNRATED, MKR_NO_VALUE, .lower = "100",
         .upper = "200"},
        {MAIDSTONE, plan, "50", "<45", MKR_RED},
        {MAIDSTONE, plan, "50", "<46", MKR_UNRATED, MKR_NO_VALUE},
        {MAIDSTONE, plan, "50", "<70", MKR_UNRATED, MKR_NO_VALUE},
        {MAIDSTONE, plan, "50", ">55", MKR_RED},
        {NORTH_NORFOLK, up, NULL, "<5", MKR_LIGHT_GREEN, 0, .quartile = 2},
    };
    for (size_t n = 0; n < sizeof examples / sizeof *examples; n++) {
        const example *e = &examples[n];
        bench *b = set_example(e);
        mkr_unrated why = MKR_UNRATED_REASONS;
        mkr_rating got = mkr_rule_judge(&b->data, &b->i, 4, &why);
        if (got != e->want || why != e->why)
            fail_msg("%zu %s, target %s, actual %s: %s, reason %d", n, rules[e->rule].name, e->target,
                     e->actual, mkr_rating_name(got), why);
    }
}

/* ---- properties */

/* A linear congruential generator (Knuth's MMIX constants): the same numbers in every run. */
static uint32_t next(uint32_t below) {
    static uint64_t seed = 20241202;
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

/* A decimal near 50, on a coarse grid, so that boundaries are hit. */
static mkr_decimal random_decimal(void) {
    uint8_t places = (uint8_t)next(3);
    static const int64_t one[] = {1, 10, 100};
    return (mkr_decimal){
        50 * one[places] + ((int64_t)next(81) - 40) * (int64_t)(next(2) ? one[places] / 2 + 1 : 1), places};
}

static void set_random(bench *b) {
    mkr_decimal target = random_decimal();
    b->data.n_periods = 5;
    b->data.current = 4;
    for (int p = 0; p < 5; p++) {
        b->values[p].has_target = true;
        b->values[p].target_units = target.units;
        b->values[p].target_places = target.places;
    }
    set_actual(&b->values[0], next(2) ? "47" : "53.5");
    b->i.has_tolerance = next(3) == 0;
    b->i.tolerance = (mkr_decimal){(int64_t)next(20), 0};
    b->i.has_forecast = b->i.has_lower = b->i.has_upper = true;
    b->i.forecast = random_decimal();
    b->i.has_amber = b->i.polarity != MKR_ON_PLAN && next(2);
    int side = b->i.polarity == MKR_HIGHER ? -1 : 1;
    assert_true(mkr_decimal_add(target, (mkr_decimal){side * (int64_t)next(9), 0}, &b->i.amber));
    b->i.lower = random_decimal();
    assert_true(mkr_decimal_add(b->i.lower, (mkr_decimal){(int64_t)next(9), 0}, &b->i.upper));
    b->i.quartile = (uint8_t)(1 + next(4));
    if (b->i.polarity == MKR_ON_PLAN && next(2))
        b->i.has_lower = false;
}

static mkr_rating rating_at(bench *b, mkr_decimal actual, mkr_nil nil) {
    mkr_unrated why;
    b->values[4].actual_units = actual.units;
    b->values[4].actual_places = actual.places;
    b->values[4].has_actual = nil == MKR_NIL_NONE;
    mkr_set_nil(&b->values[4], nil);
    return mkr_rule_judge(&b->data, &b->i, 4, &why);
}

static int64_t in_thousandths(mkr_decimal v) {
    for (; v.places < 3; v.places++)
        v.units *= 10;
    return v.units;
}

/* How bad a figure is, by its place alone: worse is more. */
static int64_t badness(const bench *b, bool range, mkr_decimal figure) {
    int64_t f = in_thousandths(figure), low = in_thousandths(b->i.lower), high = in_thousandths(b->i.upper);
    mkr_decimal target = b->i.rule->forecast ? b->i.forecast : mkr_target(&b->values[4]);
    if (range && b->i.has_lower)
        return low - f > f - high ? low - f : f - high;
    if (b->i.polarity == MKR_ON_PLAN)
        return llabs(f - in_thousandths(target));
    return b->i.polarity == MKR_HIGHER ? -f : f;
}

/* A better figure never has a worse rating. The ratings stand in order, best first, and unrated is never
 * mixed with them but under the rule that needs last year. In the range rule of a measure a figure outside is
 * bad, however far. Two-sided percentages are of different ends, so only one side of a range on plan is
 * compared. */
static void better_is_never_rated_worse(void **state) {
    (void)state;
    static const mkr_polarity polarities[] = {MKR_HIGHER, MKR_LOWER, MKR_ON_PLAN};
    for (int rule = 0; rule < RULES; rule++)
        for (int k = 0; k < 3; k++)
            for (int n = 0; n < 3000; n++) {
                bench *b = set_bench(rule, polarities[k]);
                set_random(b);
                bool range = rule == KENT_RANGE || polarities[k] == MKR_ON_PLAN;
                mkr_decimal x = random_decimal(), y = random_decimal();
                if (range && b->i.has_lower && rule != KENT_RANGE &&
                    (mkr_decimal_compare(x, b->i.lower) < 0) != (mkr_decimal_compare(y, b->i.lower) < 0))
                    continue;
                mkr_rating rx = rating_at(b, x, MKR_NIL_NONE), ry = rating_at(b, y, MKR_NIL_NONE);
                if (badness(b, range, x) <= badness(b, range, y) ? rx > ry : ry > rx)
                    fail_msg("rule %s, polarity %d: %lld/%d %s, %lld/%d %s", rules[rule].name, k,
                             (long long)x.units, x.places, mkr_rating_name(rx), (long long)y.units, y.places,
                             mkr_rating_name(ry));
            }
}

/* The same figures in a unit ten or a thousand times smaller, written with as many places or fewer, are rated
 * the same. */
static void unit_does_not_matter(void **state) {
    (void)state;
    static const int scaled[] = {MAIDSTONE, HAVERING,   HAVERING_OWN, BELFAST,
                                 BRIGHTON,  KENT_RANGE, BRACKNELL,    STRICT};
    for (size_t k = 0; k < sizeof scaled / sizeof *scaled; k++)
        for (int n = 0; n < 2000; n++) {
            bench *b = set_bench(scaled[k], next(2) ? MKR_HIGHER : next(2) ? MKR_LOWER : MKR_ON_PLAN);
            set_random(b);
            mkr_decimal x = random_decimal();
            mkr_rating rating = rating_at(b, x, MKR_NIL_NONE);
            int64_t by = next(2) ? 10 : 1000;
            for (int p = 0; p < 5; p++) {
                b->values[p].target_units *= by;
                b->values[p].actual_units *= by;
            }
            b->i.amber.units *= by;
            b->i.lower.units *= by;
            b->i.upper.units *= by;
            b->i.forecast.units *= by;
            assert_int_equal(rating_at(b, (mkr_decimal){x.units * by, x.places}, MKR_NIL_NONE), rating);
            assert_int_equal(
                rating_at(b, (mkr_decimal){x.units * by * 1000, (uint8_t)(x.places + 3)}, MKR_NIL_NONE),
                rating);
        }
}

/* What is rated as "less than b" is rated so for every figure less than b. */
static void open_figures_agree_with_figures(void **state) {
    (void)state;
    static const mkr_polarity polarities[] = {MKR_HIGHER, MKR_LOWER, MKR_ON_PLAN};
    size_t rated = 0;
    for (int rule = 0; rule < RULES; rule++)
        for (int n = 0; n < 6000; n++) {
            bench *b = set_bench(rule, polarities[n % 3]);
            set_random(b);
            bool below = next(2);
            mkr_decimal bound = random_decimal(), x = random_decimal();
            int order = mkr_decimal_compare(x, bound);
            mkr_rating open = rating_at(b, bound, below ? MKR_BELOW : MKR_ABOVE);
            if (open == MKR_UNRATED || (below ? order >= 0 : order <= 0))
                continue;
            rated++;
            assert_int_equal(rating_at(b, x, MKR_NIL_NONE), open);
        }
    assert_true(rated > 1000);
}

/* ---- sums too large for 64 bits */

static void compares_shares_exactly(void **state) {
    (void)state;
    static const struct {
        const char *a, *base, *percent;
        int want;
    } cases[] = {
        {"5", "100", "5", 0},
        {"5.000000001", "100", "5", 1},
        {"4.999999999", "-100", "5", -1},
        {"100000000000000000", "100000000000000000", "100", 0},
        {"99999999999999999", "100000000000000000", "100", -1},
        {"100000000000000000", "100000000000000000", "100000000000000000", -1},
        {"0.000000001", "0.000000001", "0.000000001", 1},
        {"0", "0.000000001", "0.000000001", -1},
        {"-1", "0", "100000000000000000", -1},
        {"0", "0", "5", 0},
        {"0.000000001", "0.00000001", "10", 0},
    };
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        int got =
            mkr_wide_compare_share(mkr_wide_of(dec(cases[n].a)), dec(cases[n].base), dec(cases[n].percent));
        if (got != cases[n].want)
            fail_msg("%s against %s%% of %s: %d", cases[n].a, cases[n].percent, cases[n].base, got);
    }
}

/* ---- whole data */

static bool rate_bench(world *w, bench *b) {
    hush(w);
    bool ok = mkr_data_rate(w->arena, &w->diag, (mkr_period){0}, (mkr_where){"t.xml", 1, 1}, &b->data);
    assert_int_equal(ok, !mkr_diag_failed(&w->diag));
    return ok;
}

static void hears(void **state, bench *b, const char *want) {
    world *w = *state;
    rate_bench(w, b);
    if (strcmp(w->heard, want) != 0)
        fail_msg("%s", w->heard);
}

static void checks_rows(void **state) {
    bench *b = set_example(&(example){MAIDSTONE, MKR_LOWER, "0", "1"});
    hears(state, b,
          "x.csv:2:1 DATA_ZERO_TARGET a tolerance in per cent of a target of 0 means nothing: \"A\"\n");
    b = set_example(&(example){MAIDSTONE, MKR_LOWER, "0", "1", .tolerance = "0"});
    hears(state, b, "");
    assert_int_equal(b->i.rating, MKR_RED);
    b = set_example(&(example){FINANCE, MKR_LOWER, "0", "1"});
    hears(state, b,
          "x.csv:2:1 DATA_ZERO_TARGET a tolerance in per cent of a target of 0 means nothing: \"A\"\n");
    b = set_example(&(example){FINANCE_LARGER, MKR_LOWER, "0", "1"});
    hears(state, b, "");
    b = set_example(&(example){MAIDSTONE, MKR_ON_PLAN, NULL, "1", .lower = "0", .upper = "9"});
    hears(state, b,
          "x.csv:2:1 DATA_ZERO_TARGET a tolerance in per cent of a target of 0 means nothing: \"A\"\n");
    b = set_example(&(example){BRIGHTON, MKR_LOWER, "0", "0", .amber = "5"});
    hears(state, b, "");
    b = set_example(&(example){MAIDSTONE, MKR_POLARITY_NONE, "5", "5"});
    b->i.polarity_given = false;
    hears(state, b, "x.csv:2:1 DATA_POLARITY_MISSING the indicator has a target but no polarity: \"A\"\n");
    b = set_example(&(example){POINTS_2, MKR_HIGHER, "5", "5"});
    b->i.unit = "days";
    hears(state, b, "x.csv:2:1 DATA_POINTS_UNIT a tolerance in percentage points needs the unit %: \"A\"\n");
    b = set_example(&(example){KENT_RANGE, MKR_POLARITY_NONE, NULL, "5", .lower = "9", .upper = "8"});
    hears(state, b,
          "x.csv:2:1 DATA_BOUNDS the lower end of an expected range lies above its upper end: \"A\"\n");
    b = set_example(&(example){BRIGHTON, MKR_HIGHER, "80", "5", .amber = "80.1"});
    hears(state, b, "x.csv:2:1 DATA_FLOOR_SIDE the amber value is better than the target: \"A\"\n");
    b = set_example(&(example){BRIGHTON, MKR_HIGHER, "80", "5", .amber = "80"});
    hears(state, b, "");
    b = set_example(&(example){BRIGHTON, MKR_ON_PLAN, "80", "5", .amber = "80"});
    hears(
        state, b,
        "x.csv:2:1 DATA_FLOOR_ON_PLAN an amber value does not go with a measure that is meant to be on plan: "
        "\"A\"\n");
}

static void compares_with_what_is_stated(void **state) {
    bench *b = set_example(&(example){MAIDSTONE, MKR_HIGHER, "40", "39", .last_year = "39"});
    b->i.stated_rating = MKR_RED;
    hears(
        state, b,
        "x.csv:2:1 DATA_RATING_DIFFERS the rating in the file is not the one that follows from its figures: "
        "\"A\": red in the file, amber by rule \"maidstone\"\n");
    assert_int_equal(b->i.rating, MKR_AMBER);
    b->i.stated_rating = MKR_AMBER;
    hears(state, b, "");
    b->i.override = MKR_GREEN; /* the column may hold either */
    hears(state, b, "");
    assert_true(b->i.rating == MKR_GREEN && b->i.calculated == MKR_AMBER);
    b->i.stated_rating = MKR_GREEN;
    hears(state, b, "");
    b->i.stated_travel = MKR_DECLINING;
    hears(state, b,
          "x.csv:2:1 DATA_TRAVEL_DIFFERS the direction in the file is not the one that follows from its "
          "figures: "
          "\"A\": declining in the file, no-comparison by rule\n");
    b->i.stated_travel = MKR_NOT_COMPARABLE; /* both say that there is none */
    hears(state, b, "");
}

static void reports_rounded_ties(void **state) {
    const char *tie = "x.csv:2:1 DATA_ROUNDED_TIE a figure that misses its target is printed as equal to it: "
                      "\"A\": 95.0%, amber\n";
    bench *b = set_example(&(example){MAIDSTONE, MKR_HIGHER, "95", "94.95"});
    b->i.places = 1;
    hears(state, b, tie);
    b->scheme.never_across = true;
    hears(state, b, "");
    b->scheme.never_across = false;
    b->i.places = 2;
    hears(state, b, "");
    b = set_example(&(example){HAVERING, MKR_HIGHER, "95", "94.95"}); /* green: nothing is hidden */
    b->i.places = 1;
    hears(state, b, "");
}

static void counts_reds_in_a_row(void **state) {
    world *w = *state;
    bench *b = set_bench(MAIDSTONE, MKR_HIGHER);
    set_journey(b, &(journey){.values = "1 40 1 1 1", .target = "40"});
    rate_bench(w, b);
    assert_int_equal(b->i.reds, 3);
    b->i.step = 2;
    rate_bench(w, b);
    assert_int_equal(b->i.reds, 3); /* the first, the third and the fifth */
    b->i.step = 1;
    b->i.override = MKR_AMBER;
    rate_bench(w, b);
    assert_int_equal(b->i.reds, 0);
}

/* Random indicators: every count is what its indicators say; sums agree in whole and groups. */
static void counts_add_up(void **state) {
    world *w = *state;
    enum { N = 500, P = 6, GROUPS = 3 };
    static mkr_indicator is[N];
    static mkr_value values[N][P];
    static const mkr_indicator *members[GROUPS][N];
    mkr_group groups[GROUPS] = {{.name = "a"}, {.name = "b"}, {.name = "c"}};
    bench *b = set_bench(0, MKR_HIGHER);
    memset(values, 0, sizeof values);
    for (size_t n = 0; n < N; n++) {
        is[n] = b->i;
        is[n].rule = &rules[n % 3 ? MAIDSTONE : EAST_SUSSEX];
        is[n].polarity = (mkr_polarity)next(4);
        is[n].marks = next(9) ? 0 : MKR_MARK('n');
        is[n].values = values[n];
        for (int p = 0; p < P; p++) {
            static const char *const cells[] = {"",   "[nd]", "[nc]", "[c]", "40",
                                                "38", "36",   "30",   "45",  "<30"};
            set_actual(&values[n][p], cells[next(10)]);
            if (next(8))
                set_target(&values[n][p], "40");
        }
        mkr_group *g = &groups[next(GROUPS)];
        g->indicators = members[g - groups];
        members[g - groups][g->n++] = &is[n];
    }
    b->data.indicators = is;
    b->data.n = N;
    b->data.n_periods = P;
    b->data.groups = groups;
    b->data.n_groups = GROUPS;
    b->scheme.basis = MKR_BASIS_BOTH;
    assert_true(rate_bench(w, b));
    const mkr_counts *all = &b->data.counts;
    size_t moved = 0, rated = 0;
    assert_int_equal(all->all, N);
    for (int from = 0; from < MKR_RATINGS; from++) {
        size_t row = 0, column = 0, added_here = 0, in_groups = 0;
        for (int to = 0; to < MKR_RATINGS; to++) {
            row += all->moved[from][to];
            column += all->moved[to][from];
        }
        for (size_t n = 0; n < N; n++)
            added_here += is[n].travel == MKR_NEW && is[n].rating == (mkr_rating)from;
        for (int g = 0; g < GROUPS; g++)
            in_groups += groups[g].counts.rating[from];
        assert_int_equal(row + (from == MKR_UNRATED ? all->added : 0), all->previous_rating[from]);
        assert_int_equal(column + added_here, all->rating[from]);
        assert_int_equal(in_groups, all->rating[from]);
        moved += row;
        rated += all->rating[from];
    }
    assert_int_equal(moved + all->added, N);
    assert_int_equal(rated, N);
    assert_true(all->added > 0);
    assert_int_equal(mkr_counts_rated(all), N - all->rating[MKR_UNRATED] - all->rating[MKR_BLUE]);
    size_t travels = 0, longer = 0;
    for (int t = 0; t < MKR_TRAVELS; t++) {
        travels += all->travel[t];
        longer += all->long_travel[t];
    }
    assert_true(travels == N && longer == N);
    assert_int_equal(mkr_counts_compared(all),
                     all->travel[MKR_IMPROVING] + all->travel[MKR_STABLE] + all->travel[MKR_DECLINING]);
    assert_true(b->data.rating_used[MKR_BLUE] && b->data.rating_used[MKR_GREEN] &&
                b->data.rating_used[MKR_RED]);
    assert_false(b->data.rating_used[MKR_LIGHT_GREEN]);
}

static void chooses_the_period(void **state) {
    world *w = *state;
    bench *b = set_bench(MAIDSTONE, MKR_HIGHER);
    set_journey(b, &(journey){.values = "40 30 .", .target = "40"});
    rate_bench(w, b);
    assert_int_equal(b->data.current, 1); /* the last with a value */
    assert_true(b->i.rating == MKR_RED && b->i.previous_rating == MKR_GREEN);
    hush(w);
    assert_true(mkr_data_rate(w->arena, &w->diag, (mkr_period){MKR_QUARTER, 0, 2000},
                              (mkr_where){"t.xml", 1, 1}, &b->data));
    assert_true(b->i.rating == MKR_GREEN && b->i.previous_rating == MKR_UNRATED);
    assert_false(mkr_data_rate(w->arena, &w->diag, (mkr_period){MKR_QUARTER, 3, 2010},
                               (mkr_where){"t.xml", 1, 1}, &b->data));
    assert_string_equal(w->heard,
                        "t.xml:1:1 DATA_PERIOD_ABSENT the data has no such period: Q4 2010/11; there are Q1 "
                        "2000/01 to Q3 2000/01\n");
}

static void finds_rules_by_name(void **state) {
    (void)state;
    mkr_scheme scheme = {.rules = rules, .n_rules = RULES};
    assert_ptr_equal(mkr_scheme_find(&scheme, "belfast"), &rules[BELFAST]);
    assert_null(mkr_scheme_find(&scheme, "Belfast"));
    assert_string_equal(mkr_rating_name(MKR_LIGHT_GREEN), "light-green");
    assert_string_equal(mkr_travel_name(MKR_NOT_COMPARABLE), "not-comparable");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rates_by_published_rules),
        cmocka_unit_test(rates_open_figures),
        cmocka_unit_test(better_is_never_rated_worse),
        cmocka_unit_test(unit_does_not_matter),
        cmocka_unit_test(open_figures_agree_with_figures),
        cmocka_unit_test(compares_shares_exactly),
        cmocka_unit_test_setup_teardown(checks_rows, open_world, close_world),
        cmocka_unit_test_setup_teardown(compares_with_what_is_stated, open_world, close_world),
        cmocka_unit_test_setup_teardown(reports_rounded_ties, open_world, close_world),
        cmocka_unit_test_setup_teardown(counts_reds_in_a_row, open_world, close_world),
        cmocka_unit_test_setup_teardown(counts_add_up, open_world, close_world),
        cmocka_unit_test_setup_teardown(chooses_the_period, open_world, close_world),
        cmocka_unit_test(finds_rules_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

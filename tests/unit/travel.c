/* travel.c - tests of directions of travel and process charts.
 *
 * Process limits were worked out with fractions in another language. */
#include "data/spc.h"
#include "judged.h"

static void finds_direction(void **state) {
    (void)state;
    const mkr_polarity up = MKR_HIGHER, down = MKR_LOWER, plan = MKR_ON_PLAN;
    const mkr_basis P = MKR_BASIS_PREVIOUS, Y = MKR_BASIS_LAST_YEAR, B = MKR_BASIS_BOTH, T = MKR_BASIS_TREND,
                    S = MKR_BASIS_SPC;
    const journey journeys[] = {
        {P, up, "80 80", MKR_STABLE, 0},
        {P, up, "80 80.1", MKR_IMPROVING, 0},
        {P, down, "80 80.1", MKR_DECLINING, 0},
        {P, down, "80 79", MKR_IMPROVING, 0},
        {P, up, "80 80.8", MKR_STABLE, 0, "1"},
        {P, up, "80 80.800000001", MKR_IMPROVING, 0, "1"},
        {P, up, "-80 -80.8", MKR_STABLE, 0, "1"},
        {P, up, "-80 -80.9", MKR_DECLINING, 0, "1"},
        {P, up, "80 81", MKR_STABLE, 0, "1", .amount = true},
        {P, up, "80 81.1", MKR_IMPROVING, 0, "1", .amount = true},
        {P, up, "0 0.1", MKR_IMPROVING, 0, "1"},
        {P, MKR_POLARITY_NONE, "80 81", MKR_NOT_ASSESSED, 0},
        {P, up, "80", MKR_NO_COMPARISON, 0},
        {P, up, ". 80", MKR_NEW, 0},
        {P, up, "79 . 80", MKR_NO_COMPARISON, 0},
        {P, up, "79 .", MKR_NO_COMPARISON, 0},
        {P, up, "[c] 80", MKR_NO_COMPARISON, 0}, /* there was one, though it is not shown */
        {P, up, "80 81b", MKR_NOT_COMPARABLE, 0},
        {P, up, "80b 81", MKR_IMPROVING, 0},
        {P, up, "80 [nc]", MKR_NOT_COMPARABLE, 0},
        {P, up, "[nc] 80", MKR_NOT_COMPARABLE, 0},
        {P, up, "<5 80", MKR_NO_COMPARISON, 0},
        {P, up, "78 . . 80", MKR_IMPROVING, 0, .step = 3},
        {P, up, "78 90b . 80", MKR_NOT_COMPARABLE, 0, .step = 3},
        {P, up, "100 100", MKR_IMPROVING, 0, .at_maximum = true},
        {P, up, "100 100", MKR_STABLE, 0},
        {P, up, "99.9 99.9", MKR_STABLE, 0, .at_maximum = true},
        {P, up, "50 50", MKR_IMPROVING, 0, .maximum = "50", .at_maximum = true},
        {P, up, "100 100", MKR_STABLE, 0, .maximum = "120", .at_maximum = true},
        {P, down, "0 0", MKR_IMPROVING, 0, .at_maximum = true},
        {P, down, "100 100", MKR_STABLE, 0, .at_maximum = true},
        {P, plan, "45 54", MKR_IMPROVING, 0, .target = "50"}, /* 5 from plan, then 4 */
        {P, plan, "45 55", MKR_STABLE, 0, .target = "50"},
        {P, plan, "49 52", MKR_DECLINING, 0, .target = "50"},
        {P, plan, "49 52", MKR_NO_COMPARISON, 0},
        {Y, up, "80 1 1 1 81", MKR_IMPROVING, 0},
        {Y, up, "80 1 1 81", MKR_NO_COMPARISON, 0},
        {Y, up, "80 1 1b 1 81", MKR_NOT_COMPARABLE, 0},
        {B, up, "80 1 1 82 81", MKR_DECLINING, MKR_IMPROVING},
        {B, up, "82 81", MKR_DECLINING, MKR_NO_COMPARISON},
        {B, MKR_POLARITY_NONE, "82 81", MKR_NOT_ASSESSED, MKR_NOT_ASSESSED},
        {T, up, "80 81 82", MKR_IMPROVING, 0},
        {T, up, "80 80 82", MKR_IMPROVING, 0},
        {T, up, "80 82 82", MKR_IMPROVING, 0},
        {T, up, "80 80 80", MKR_STABLE, 0},
        {T, up, "80 82 81", MKR_STABLE, 0},
        {T, down, "80 81 82", MKR_DECLINING, 0},
        {T, up, "99 80 81 82", MKR_STABLE, 0, .periods = 4},
        {T, up, "99 . 81 82", MKR_NO_COMPARISON, 0, .periods = 4},
        {T, up, "81 82", MKR_NO_COMPARISON, 0},
        {T, up, "80 81b 82", MKR_NOT_COMPARABLE, 0},
        {S, up, "10 12 11 13 12 11 10 12 11 13 12", MKR_NO_COMPARISON, 0}, /* eleven figures */
        {S, up, "10 12 11 13 12 11 10 12 11 13 12 11", MKR_STABLE, 0},
        {S, up, "10 12 11 13 12 11 10 12 11 13 12 20", MKR_IMPROVING, 0},
        {S, down, "10 12 11 13 12 11 10 12 11 13 12 20", MKR_DECLINING, 0},
        {S, up, "10 12 11 13 12 11 . 10 12 11 13 12 20", MKR_IMPROVING, 0},
        {S, up, "10 12 11 13 12b 11 10 12 11 13 12 20", MKR_NO_COMPARISON, 0},
        {S, plan, "10 12 11 13 12 11 10 12 11 13 12 20", MKR_DECLINING, 0, .target = "10"},
    };
    for (size_t n = 0; n < sizeof journeys / sizeof *journeys; n++) {
        bench *b = set_bench(MAIDSTONE, journeys[n].polarity);
        mkr_decimal room[MOST];
        mkr_travel longer;
        set_journey(b, &journeys[n]);
        mkr_travel got = mkr_travel_find(&b->data, &b->i, room, &longer);
        if (got != journeys[n].want || longer != journeys[n].longer)
            fail_msg("%zu \"%s\": %s, %s", n, journeys[n].values, mkr_travel_name(got),
                     mkr_travel_name(longer));
    }
}

/* A figure for the year to date is compared with that of a year ago: 30 is more than 25, though not than 90.
 */
static void sums_to_date_are_of_a_year_ago(void **state) {
    (void)state;
    const journey journeys[] = {
        {MKR_BASIS_PREVIOUS, MKR_HIGHER, "25 50 70 90 30", MKR_IMPROVING, 0},
        {MKR_BASIS_PREVIOUS, MKR_LOWER, "25 50 70 90 30", MKR_DECLINING, 0},
        {MKR_BASIS_PREVIOUS, MKR_HIGHER, "50 70 90 30", MKR_NO_COMPARISON, 0},
        {MKR_BASIS_PREVIOUS, MKR_HIGHER, "25 50b 70 90 30", MKR_NOT_COMPARABLE, 0},
        {MKR_BASIS_BOTH, MKR_HIGHER, "25 50 70 90 30", MKR_IMPROVING, MKR_IMPROVING},
        {MKR_BASIS_BOTH, MKR_HIGHER, "70 90 30", MKR_NO_COMPARISON, MKR_NO_COMPARISON},
        {MKR_BASIS_TREND, MKR_HIGHER, "25 50 70 90 30", MKR_IMPROVING, 0},
        {MKR_BASIS_TREND, MKR_HIGHER, "50 70 90", MKR_NO_COMPARISON, 0},
    };
    for (size_t n = 0; n < sizeof journeys / sizeof *journeys; n++) {
        bench *b = set_bench(MAIDSTONE, journeys[n].polarity);
        mkr_travel longer;
        set_journey(b, &journeys[n]);
        b->i.cumulative = true;
        if (mkr_travel_find(&b->data, &b->i, NULL, &longer) != journeys[n].want ||
            longer != journeys[n].longer)
            fail_msg("%zu", n);
    }
}

static void judgement_is_the_officers(void **state) {
    (void)state;
    bench *b = set_bench(MAIDSTONE, MKR_HIGHER);
    mkr_travel longer;
    journey j = {.basis = MKR_BASIS_JUDGEMENT, .values = "80 70"};
    set_journey(b, &j);
    assert_int_equal(mkr_travel_find(&b->data, &b->i, NULL, &longer), MKR_NO_COMPARISON);
    b->i.stated_travel = MKR_IMPROVING;
    assert_int_equal(mkr_travel_find(&b->data, &b->i, NULL, &longer), MKR_IMPROVING);
    b->i.marks = MKR_MARK('n');
    assert_int_equal(mkr_travel_find(&b->data, &b->i, NULL, &longer), MKR_NEW);
}

/* ---- process charts */

static size_t read_figures(const char *values, mkr_decimal *out) {
    char text[400], *save = NULL;
    size_t n = 0;
    snprintf(text, sizeof text, "%s", values);
    for (char *v = strtok_r(text, " ", &save); v; v = strtok_r(NULL, " ", &save))
        out[n++] = dec(v);
    return n;
}

static void draws_process_limits(void **state) {
    (void)state;
    static const struct {
        const char *values, *mean, *lower, *upper;
        mkr_spc_signal signal;
        int direction;
    } cases[] = {
        {"10 12 11 13 12 11 10 12 11 13 12 11", "11.50", "7.87", "15.13", MKR_SPC_COMMON_CAUSE, 0},
        {"10 12 11 13 12 11 10 12 11 13 12 20", "12.25", "8.53", "15.97", MKR_SPC_OUTSIDE, 1},
        {"10 12 30 11 13 12 11 10 12 11 13 12 4", "12.38", "6.80", "17.97", MKR_SPC_OUTSIDE, -1},
        {"20.5 21 19.5 22 20 18 19 20 21 22 23 24", "20.833", "17.327", "24.340", MKR_SPC_TREND, 1},
        {"20 30 20 30 20 30 15 16 17 18 19 20 21", "21.23", "5.49", "36.97", MKR_SPC_TREND, 1},
        {"30 20 30 20 30 21 20 19 18 17 16 15 14", "20.77", "8.36", "33.18", MKR_SPC_TREND, -1},
        {"-5 5 -5 5 -5 5 -5 5 -5 5 0 16.5 12", "2.192", "-23.521", "27.906", MKR_SPC_COMMON_CAUSE, 0},
        {"1 2 1 2 1 2 1 2 3 3 3 3 3 3 3", "2.20", "0.68", "3.72", MKR_SPC_ONE_SIDE, 1},
        {"5 5 5 5 5 5 5 5 5 5 5 5", "5.00", "5.00", "5.00", MKR_SPC_COMMON_CAUSE, 0},
        {"5 5 5 5 5 5 5 5 5 5 5 6", "5.08", "5.08", "5.08", MKR_SPC_OUTSIDE, 1},
        {"10 14 9 13 10 14 9 13 16 12 17 15.9", "12.742", "2.561", "22.922", MKR_SPC_COMMON_CAUSE, 0},
        {"10 14 9 13 10 14 9 13 10 12 17.4 17.2", "12.383", "2.807", "21.959", MKR_SPC_COMMON_CAUSE, 0},
        {"10 14 9 13 10 14 9 13 10 12 6 6.2", "10.517", "0.796", "20.238", MKR_SPC_COMMON_CAUSE, 0},
        {"10 14 9 13 10 14 9 13 10 14 9 13 13 19.2 19.2", "12.627", "2.899", "22.355", MKR_SPC_NEAR_LIMIT, 1},
        {"9 14 9 14 9 14 13 12 13 12 13 12 13", "12.08", "4.98", "19.17", MKR_SPC_COMMON_CAUSE, 0},
    };
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        mkr_decimal figures[MOST];
        mkr_spc spc;
        assert_true(mkr_spc_judge(figures, read_figures(cases[n].values, figures), &spc));
        if (mkr_decimal_compare(spc.mean, dec(cases[n].mean)) ||
            mkr_decimal_compare(spc.lower, dec(cases[n].lower)) ||
            mkr_decimal_compare(spc.upper, dec(cases[n].upper)) || spc.signal != cases[n].signal ||
            spc.direction != cases[n].direction)
            fail_msg("%zu: mean %lld lower %lld upper %lld signal %d direction %d", n,
                     (long long)spc.mean.units, (long long)spc.lower.units, (long long)spc.upper.units,
                     spc.signal, spc.direction);
    }
}

static void process_limits_of_the_largest_numbers(void **state) {
    (void)state;
    mkr_decimal figures[MOST];
    mkr_spc spc;
    for (size_t n = 0; n < 12; n++)
        figures[n] = dec(n % 2 ? "100000000000000000" : "-100000000000000000");
    assert_true(mkr_spc_judge(figures, 12, &spc));
    assert_true(mkr_decimal_compare(spc.mean, dec("0")) == 0 && spc.signal == MKR_SPC_COMMON_CAUSE);
    assert_false(mkr_spc_judge(figures, 11, &spc));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_direction),
        cmocka_unit_test(sums_to_date_are_of_a_year_ago),
        cmocka_unit_test(judgement_is_the_officers),
        cmocka_unit_test(draws_process_limits),
        cmocka_unit_test(process_limits_of_the_largest_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

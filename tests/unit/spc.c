/* spc.c - tests of control charts against published worked examples, and against the definition of the
 * signals.
 *
 * [MDC] "SPC Charts - XmR: Testing", by which the NHS Making Data Count team checks other tools against its
 *       Single Chart Tool 5.0 (github.com/NHSDigital/fdp-react-design-system, src/components/
 *       DataVisualisation/charts/SPC/SPCChart/test-data). It takes six figures for a run where we, as its R
 *       package, take seven; it screens no moving ranges, and none of these examples has one to screen.
 * [Wheeler] the in-process inventory of D. J. Wheeler's Making Sense of Data, worked in "How to Plot an XmR
 *       Chart" (xmrit.com/articles/plot-xmr-chart-instructions).
 * [R]   the tests of NHSRplotthedots (github.com/nhs-r-community/NHSRplotthedots,
 *       tests/testthat/test-ptd_spc_standard.R). */
#include "data/spc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 64 };

static mkr_decimal dec(const char *s) {
    mkr_decimal d;
    assert_true(mkr_decimal_parse(s, &d));
    return d;
}

static size_t read_figures(const char *values, mkr_decimal *out) {
    char text[400], *save = NULL;
    size_t n = 0;
    snprintf(text, sizeof text, "%s", values);
    for (char *v = strtok_r(text, " ", &save); v; v = strtok_r(NULL, " ", &save))
        out[n++] = dec(v);
    return n;
}

/* "." for common cause; O T N S for the signals in their order, + and - for their direction. */
static void print_marks(const mkr_spc_mark *marks, size_t n, char *out) {
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            *out++ = ' ';
        *out++ = ".OTNS"[marks[i].signal];
        if (marks[i].direction)
            *out++ = marks[i].direction > 0 ? '+' : '-';
    }
    *out = '\0';
}

static void expect(const char *values, const char *mean, const char *lower, const char *upper,
                   const char *marks) {
    mkr_decimal figures[MOST];
    mkr_spc_mark found[MOST];
    mkr_spc spc;
    char text[4 * MOST];
    size_t n = read_figures(values, figures);
    assert_true(mkr_spc_chart(figures, n, &spc, found));
    uint8_t places = dec(mean).places;
    if (mkr_decimal_compare(mkr_decimal_round(spc.mean, places), dec(mean)) ||
        mkr_decimal_compare(mkr_decimal_round(spc.lower, places), dec(lower)) ||
        mkr_decimal_compare(mkr_decimal_round(spc.upper, places), dec(upper)))
        fail_msg("mean %lld lower %lld upper %lld", (long long)spc.mean.units, (long long)spc.lower.units,
                 (long long)spc.upper.units);
    print_marks(found, n, text);
    assert_string_equal(text, marks);
    assert_int_equal(spc.signal, found[n - 1].signal);
    assert_int_equal(spc.direction, found[n - 1].direction);
}

/* [MDC] "Process limits": mean moving range 5.43, mean 23.20, limits 8.76 and 37.64. */
static void limits_of_making_data_count(void **state) {
    (void)state;
    expect("20 24 20 26 22 16 18 16 31 28 34 26 30 19 18", "23.20", "8.76", "37.64",
           ". . . . . . . . . . . . . . .");
}

/* [Wheeler] mean 20.39, mean moving range 4.7, upper limit 32.89; the lower one is 20.387 - 12.502. */
static void limits_of_wheeler(void **state) {
    (void)state;
    expect("19 27 20 16 18 25 22 24 17 25 15 17 20 22 19 16 22 19 25 22 18 20 16 17 20 15 27 25 17 19 28",
           "20.39", "7.89", "32.89", ". . . . . . . . . . . . . . . . . . . . . . . . . . . . . . .");
}

/* [MDC] "Special cause conflict": the first two are above the upper limit, 1 to 8 fall and 8 to 14 rise. Sum
 * 516, moving ranges 101. */
static void a_fall_and_a_rise(void **state) {
    (void)state;
    expect("43 41 37 36 31 23 15 13 15 18 23 27 31 36 27 19 17 27 15 22", "25.80", "11.66", "39.94",
           "O+ O+ T- T- T- T- T- T+ T+ T+ T+ T+ T+ T+ . . . . . .");
}

/* [MDC] "Special cause - single point": the first and last; mean 343/15, mean moving range 78/14. */
static void single_points(void **state) {
    (void)state;
    expect("45 29 20 22 25 20 27 24 22 23 20 26 20 15 5", "22.87", "8.05", "37.69",
           "O+ . . . . . . . . . . . . . O-");
}

/* [MDC] "Special cause - shift", by seven: the last seven lie below the mean. "Trend": the last seven fall,
 * and the six that rise at its beginning are one too few. */
static void runs_of_seven(void **state) {
    (void)state;
    expect("31 35 34 29 29 32 26 26 32 35 30 18 31 25 27 22 18 25 25 17", "27.35", "14.75", "39.95",
           ". . . . . . . . . . . . . S- S- S- S- S- S- S-");
    expect("11 14 18 20 22 23 18 21 17 23 26 20 16 25 23 22 19 16 15 12", "19.05", "9.95", "28.15",
           ". . . . . . . . . . . . . T- T- T- T- T- T- T-");
}

/* [MDC] "Special cause - two-sigma": 42 40 39 26 39 at the beginning; with a 7 for a 2 the limits change and
 * the last low figures are outside them or alone. */
static void two_of_three_near_a_limit(void **state) {
    (void)state;
    expect("42 40 39 26 39 24 22 29 32 22 20 23 25 26 22 24 27 7 19 24 7 7 32", "25.13", "7.78", "42.48",
           "N+ N+ N+ . N+ . . . . . . . . . . . . O- . . O- O- .");
    expect("42 40 39 26 39 24 22 29 32 22 20 23 25 26 22 24 27 7 19 24 7 2 32", "24.91", "6.93", "42.90",
           "N+ N+ N+ . N+ . . . . . . . . . . . . . . . . O- .");
}

/* [R] "it only reports special cause for 2 of 3 points close to limits when they are on the same side": both
 * last are common cause. The range of 11 is above 3.267 * 2.9 and screened out; the others' mean is 32.5/14.
 */
static void screening(void **state) {
    (void)state;
    expect("1 -1 1 -1 1 -1 1 -1 1 -1 1 -1 1 -1 5.5 -5.5", "0.000", "-6.175", "6.175",
           ". . . . . . . . . . . . . . . .");
}

static void few_figures(void **state) {
    (void)state;
    mkr_decimal figures[MOST];
    mkr_spc_mark marks[MOST];
    mkr_spc spc;
    size_t n = read_figures("3 4 3 4 12", figures);
    assert_false(mkr_spc_chart(figures, n - 1, &spc, marks));
    assert_false(mkr_spc_chart(figures, 0, &spc, marks));
    assert_true(mkr_spc_chart(figures, n, &spc, marks)); /* mean 5.2, ranges 1 1 1 8: 2.75 */
    assert_int_equal(mkr_decimal_compare(spc.upper, dec("12.52")), 0);
    assert_int_equal(marks[4].signal, MKR_SPC_COMMON_CAUSE);
    assert_int_equal(mkr_spc_side(figures, n, dec("12.515")), 0);
    assert_int_equal(mkr_spc_side(figures, n, dec("12.516")), 1);
    assert_int_equal(mkr_spc_side(figures, n, dec("-2.116")), -1);
}

/* ---- the definition, figure by figure: with limits known, which signals apply? */

static int sign_of(mkr_decimal a, mkr_decimal b) {
    return mkr_decimal_compare(a, b);
}

static bool all_on_side(const mkr_decimal *f, size_t from, size_t k, mkr_decimal mean, int side) {
    for (size_t i = from; i < from + k; i++)
        if (sign_of(f[i], mean) != side)
            return false;
    return true;
}

static bool all_step(const mkr_decimal *f, size_t from, int side) {
    for (size_t i = from + 1; i < from + 7; i++)
        if (sign_of(f[i], f[i - 1]) != side)
            return false;
    return true;
}

/* Figures are whole; mean and limits are known to a hundredth. */
static bool is_in_doubt(mkr_decimal figure, const mkr_spc *spc) {
    const mkr_decimal lines[] = {spc->mean, spc->lower, spc->upper};
    for (int i = 0; i < 3; i++)
        if (llabs(figure.units * 100 - lines[i].units) <= 1)
            return true;
    return false;
}

static void marks_follow_the_definition(void **state) {
    (void)state;
    srand(23);
    for (int round = 0; round < 5000; round++) {
        mkr_decimal f[40];
        mkr_spc_mark marks[40];
        mkr_spc spc;
        size_t n = 12 + (size_t)rand() % 28;
        int64_t level = 1000, drift = rand() % 61 - 30;
        for (size_t i = 0; i < n; i++) {
            level += i % 9 < 5 ? drift : 0;
            f[i] = (mkr_decimal){level + rand() % 101 - 50, 0};
        }
        assert_true(mkr_spc_chart(f, n, &spc, marks));
        bool doubt = false;
        for (size_t i = 0; i < n; i++)
            doubt = doubt || is_in_doubt(f[i], &spc);
        for (size_t i = 0; i < n && !doubt; i++) {
            bool outside = sign_of(f[i], spc.upper) > 0 || sign_of(f[i], spc.lower) < 0;
            bool trend = false, side = false;
            for (size_t from = i >= 6 ? i - 6 : 0; from <= i && from + 7 <= n; from++)
                for (int s = -1; s <= 1; s += 2) {
                    trend = trend || all_step(f, from, s);
                    side = side || all_on_side(f, from, 7, spc.mean, s);
                }
            if (outside != (marks[i].signal == MKR_SPC_OUTSIDE))
                fail_msg("round %d figure %zu outside", round, i);
            if (!outside && trend != (marks[i].signal == MKR_SPC_TREND))
                fail_msg("round %d figure %zu trend", round, i);
            if (!outside && !trend && side && marks[i].signal == MKR_SPC_COMMON_CAUSE)
                fail_msg("round %d figure %zu side", round, i);
            if (!outside && !trend && !side && marks[i].signal == MKR_SPC_ONE_SIDE)
                fail_msg("round %d figure %zu no side", round, i);
            assert_true((marks[i].direction == 0) == (marks[i].signal == MKR_SPC_COMMON_CAUSE));
        }
    }
}

/* Mean 3 x 10^17 / 12; moving ranges of 10^17, 0, 0 ... as often as the figure comes: limits past 10^17 stand
 * at its end, and it is said that they do. */
static void limits_out_of_range(void **state) {
    (void)state;
    mkr_decimal figures[12] = {{0, 0}};
    mkr_spc spc;
    figures[0] = figures[4] = figures[8] = (mkr_decimal){100000000000000000, 0};
    assert_true(mkr_spc_judge(figures, 12, &spc));
    assert_true(spc.beyond);
    assert_int_equal(spc.mean.units, 25000000000000000);
    assert_int_equal(spc.upper.units, 100000000000000000);
    assert_int_equal(spc.upper.places, 0);
    figures[0] = figures[4] = figures[8] = (mkr_decimal){10000000000000000, 0};
    assert_true(mkr_spc_judge(figures, 12, &spc));
    assert_false(spc.beyond);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_of_making_data_count),
        cmocka_unit_test(limits_of_wheeler),
        cmocka_unit_test(a_fall_and_a_rise),
        cmocka_unit_test(single_points),
        cmocka_unit_test(runs_of_seven),
        cmocka_unit_test(two_of_three_near_a_limit),
        cmocka_unit_test(screening),
        cmocka_unit_test(few_figures),
        cmocka_unit_test(marks_follow_the_definition),
        cmocka_unit_test(limits_out_of_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

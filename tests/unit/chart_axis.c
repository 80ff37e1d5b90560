/* chart_axis.c - the scale of a value axis. Expected scales worked out by hand from the rule of the page
 * design. */
#include "chart.h"

#include <stdlib.h>

#include "chart/plot.h"

static void expect_ticks(const mkr_axis *axis, const char *ticks) {
    jmp_buf full;
    mkr_arena *arena = mkr_arena_new(1u << 20, &full);
    mkr_buffer out = mkr_buffer_new(arena);
    for (unsigned i = 0; i < axis->ticks; i++)
        mkr_buffer_printf(&out, "%s%s", i ? " " : "",
                          mkr_decimal_print(arena, mkr_axis_tick(axis, i), mkr_axis_tick_places(axis, i)));
    assert_string_equal(mkr_buffer_text(&out), ticks);
    mkr_arena_free(arena);
}

static void expect(const char *low, const char *high, bool from_zero, const char *ticks) {
    mkr_axis axis = mkr_axis_choose(number(low), number(high), from_zero);
    expect_ticks(&axis, ticks);
}

/* Every axis on the pages of the design. Three of them begin at zero although their figures do not come near
 * it: the caller says so. */
static void test_the_pages_of_the_design(void **state) {
    (void)state;
    expect("6", "9", true, "0 5 10"); /* one point */
    expect("68", "81", false, "60 70 80 90"); /* a gap */
    expect("-2.3", "4.4", false, "−4 −2 0 2 4 6"); /* negative values */
    expect("28", "54", true, "0 20 40 60"); /* a change of definition */
    expect("30.5", "65.0", false, "0 20 40 60 80"); /* full width, and H8: 30.5 is under 45 % of 80 */
    expect("49.0", "61.5", false, "45 50 55 60 65"); /* long series */
    expect("885", "1118", true, "0 300 600 900 1,200"); /* H7 */
}

static void test_zero(void **state) {
    (void)state;
    expect("9", "1118", false, "0 300 600 900 1,200");
    expect("885", "1118", false, "800 900 1,000 1,100 1,200");
    expect("-9", "-6", true, "−10 −5 0");
    expect("-81", "-68", false, "−85 −80 −75 −70 −65");
    expect("-65", "-3", false, "−80 −60 −40 −20 0");
    expect("45", "100", false, "20 40 60 80 100"); /* 45 % of 100 is not under 45 % */
    expect("44", "100", false, "0 25 50 75 100");
    expect("0", "47", false, "0 10 20 30 40 50");
}

static void test_negative(void **state) {
    (void)state;
    expect("-0.35", "14.21", false, "−5 0 5 10 15");
    expect("-100", "100", false, "−100 −50 0 50 100");
    expect("-3", "1000", true, "−250 0 250 500 750 1,000");
}

static void test_decimals_of_the_step(void **state) {
    (void)state;
    expect("0.12", "0.98", false, "0.00 0.25 0.50 0.75 1.00");
    expect("90.0", "102.0", false, "85 90 95 100 105");
    expect("0", "9", false, "0 5 10"); /* whole numbers have no halves between them */
    expect("0.001", "0.002", true, "0.000 0.001 0.002");
    expect("0.000000001", "0.000000003", false, "0.000000000 0.000000001 0.000000002 0.000000003");
}

/* Where the scale begins above zero, the lowest figure is clear of the axis line, with six ticks too. */
static void test_nothing_on_the_axis_line(void **state) {
    (void)state;
    expect("91", "102", false, "85 90 95 100 105");
    expect("90", "102", false, "85 90 95 100 105");
    expect("850", "1118", false, "700 800 900 1,000 1,100 1,200");
    expect("50", "100", false, "40 60 80 100");
    srand(11);
    for (int round = 0; round < 20000; round++) {
        int64_t low = 1 + rand() % 100000, high = low + rand() % 100000;
        mkr_axis axis = mkr_axis_choose((mkr_decimal){low, 1}, (mkr_decimal){high, 1}, false);
        if (axis.low.units > 0 && (low - axis.low.units) * 6 < axis.high.units - axis.low.units)
            fail_msg("%d to %d from %d", (int)low, (int)high, (int)axis.low.units);
    }
}

static void test_all_equal(void **state) {
    (void)state;
    expect("50", "50", false, "48 50 52");
    expect("0", "0", false, "0 1 2");
    expect("1", "1", false, "0 1 2");
    expect("0.0", "0.0", false, "0.0 0.1 0.2");
    expect("-1", "-1", false, "−2 −1 0");
    expect("1118", "1118", false, "1,000 1,100 1,200");
    expect("9", "9", true, "0 5 10");
}

static void test_extremes(void **state) {
    (void)state;
    expect("100000000000000000", "100000000000000000", false,
           "90,000,000,000,000,000 95,000,000,000,000,000 100,000,000,000,000,000");
    expect(
        "-100000000000000000", "100000000000000000", false,
        "−100,000,000,000,000,000 −50,000,000,000,000,000 0 50,000,000,000,000,000 100,000,000,000,000,000");
    expect("0.000000001", "100000000000000000", false,
           "0 25,000,000,000,000,000 50,000,000,000,000,000 75,000,000,000,000,000 100,000,000,000,000,000");
    expect("99999999999999999", "100000000000000000", false,
           "99,999,999,999,999,998 99,999,999,999,999,999 100,000,000,000,000,000");
    expect("47", "51000", false, "0 20,000 40,000 60,000"); /* a spike a thousand times as high */
}

static int64_t random_units(void) {
    uint64_t bits = 0;
    for (int i = 0; i < 5; i++)
        bits = bits << 15 ^ (uint64_t)rand();
    return (int64_t)bits >> rand() % 64;
}

/* Any two decimals have an axis, in whatever order, and beyond the range of mkr_decimal too. */
static void test_any_two_decimals(void **state) {
    (void)state;
    expect("81", "68", false, "60 70 80 90");
    mkr_axis axis = mkr_axis_choose((mkr_decimal){INT64_MIN, 0}, (mkr_decimal){INT64_MAX, 0}, false);
    expect_ticks(
        &axis,
        "−100,000,000,000,000,000 −50,000,000,000,000,000 0 50,000,000,000,000,000 100,000,000,000,000,000");
    srand(17);
    for (int round = 0; round < 50000; round++) {
        mkr_decimal a = {random_units(), (uint8_t)(rand() % 10)},
                    b = {random_units(), (uint8_t)(rand() % 10)};
        axis = mkr_axis_choose(a, b, rand() % 2);
        assert_in_range(axis.ticks, 3, 6);
        assert_true(mkr_decimal_compare(axis.low, axis.high) < 0);
        (void)mkr_axis_place(&axis, a, MKR_PT(1000));
        (void)mkr_axis_place(&axis, b, MKR_PT(1000));
    }
}

/* ---- logarithmic */

static void expect_log(const char *low, const char *high, const char *ticks) {
    mkr_axis axis;
    assert_true(mkr_axis_choose_log(number(low), number(high), &axis));
    assert_false(mkr_axis_has_zero(&axis));
    expect_ticks(&axis, ticks);
}

static void test_logarithmic_ticks(void **state) {
    (void)state;
    expect_log("3", "40", "2 5 10 20 50");
    expect_log("2", "40", "1 2 5 10 20 50"); /* nothing lies on the axis line */
    expect_log("0.3", "1500", "0.1 1 10 100 1,000 10,000");
    expect_log("3", "3", "2 5 10");
    expect_log("0.012", "0.03", "0.01 0.02 0.05");
    expect_log("5", "2000000", "1 100 10,000 1,000,000 100,000,000");
    expect_log("0.000000001", "100000000000000000",
               "0.000000001 0.001 1,000 1,000,000,000 1,000,000,000,000,000");
    expect_log("100000000000000000", "100000000000000000",
               "20,000,000,000,000,000 50,000,000,000,000,000 100,000,000,000,000,000");
    mkr_axis axis;
    assert_false(mkr_axis_choose_log(number("0"), number("5"), &axis));
    assert_false(mkr_axis_choose_log(number("-5"), number("5"), &axis));
}

/* log10(2) = 0.30103, log10(3) = 0.47712, log10(7) = 0.84510. */
static void test_logarithmic_places(void **state) {
    (void)state;
    mkr_axis axis;
    assert_true(mkr_axis_choose_log(number("3"), number("700"), &axis));
    expect_ticks(&axis, "1 10 100 1,000");
    const struct {
        const char *v;
        double place;
    } cases[] = {{"1", 0},         {"2", 100.343}, {"3.000", 159.040}, {"10", 333.333},
                 {"700", 948.366}, {"1000", 1000}, {"0.5", -100.343},  {"0.001", -1000}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_len(mkr_axis_place(&axis, number(cases[i].v), MKR_PT(1000)), cases[i].place);
    assert_int_equal(mkr_axis_place(&axis, number("0"), MKR_PT(1000)), 0);
    assert_int_equal(mkr_axis_place(&axis, number("-4"), MKR_PT(1000)), 0);
}

static void test_every_logarithmic_axis_is_sound(void **state) {
    (void)state;
    srand(5);
    for (int round = 0; round < 20000; round++) {
        mkr_decimal a = {1 + rand() % 1000, (uint8_t)(rand() % 10)};
        mkr_decimal b = {(1 + rand() % 1000) * mkr_ten_to[rand() % 15], (uint8_t)(rand() % 10)};
        if (mkr_decimal_compare(a, b) > 0) {
            mkr_decimal c = a;
            a = b;
            b = c;
        }
        mkr_axis axis;
        assert_true(mkr_axis_choose_log(a, b, &axis));
        assert_true(axis.ticks >= 3 && axis.ticks <= 6);
        assert_true(mkr_decimal_compare(axis.low, a) <= 0 && mkr_decimal_compare(axis.high, b) >= 0);
        mkr_len before = -1;
        for (unsigned i = 0; i < axis.ticks; i++) {
            mkr_len place = mkr_axis_place(&axis, mkr_axis_tick(&axis, i), MKR_PT(200));
            assert_true(place > before && place <= MKR_PT(200));
            before = place;
        }
        mkr_len place_a = mkr_axis_place(&axis, a, MKR_PT(200)),
                place_b = mkr_axis_place(&axis, b, MKR_PT(200));
        assert_true(place_a >= 0 && place_a <= place_b && place_b <= MKR_PT(200));
    }
}

/* Is the step 1, 2, 2.5, 5, or 3 as on the page design's H7, times a power of ten? */
static bool is_round(int64_t step) {
    while (step % 10 == 0)
        step /= 10;
    return step == 1 || step == 2 || step == 25 || step == 5 || step == 3;
}

static void test_every_axis_is_sound(void **state) {
    (void)state;
    srand(7);
    for (int round = 0; round < 200000; round++) {
        uint8_t places = (uint8_t)(rand() % 4);
        int64_t scale = 1;
        for (int i = rand() % 12; i > 0; i--)
            scale *= 10;
        mkr_decimal a = {(rand() % 2001 - 1000) * scale + rand() % 7, places};
        mkr_decimal b = {(rand() % 2001 - 1000) * scale, (uint8_t)(rand() % 4)};
        if (mkr_decimal_compare(a, b) > 0) {
            mkr_decimal c = a;
            a = b;
            b = c;
        }
        mkr_axis axis = mkr_axis_choose(a, b, rand() % 2);
        assert_true(axis.ticks >= 3 && axis.ticks <= 6);
        assert_true(mkr_decimal_compare(axis.low, a) <= 0 && mkr_decimal_compare(axis.high, b) >= 0);
        assert_true(is_round(axis.step));
        assert_int_equal(axis.low.units % axis.step, 0);
        assert_int_equal(axis.low.units + axis.step * (axis.ticks - 1), axis.high.units);
        /* The printed ticks are exact. */
        mkr_decimal second = mkr_axis_tick(&axis, 1);
        assert_int_equal(mkr_decimal_compare(mkr_decimal_round(second, axis.places), second), 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_pages_of_the_design),
        cmocka_unit_test(test_zero),
        cmocka_unit_test(test_negative),
        cmocka_unit_test(test_decimals_of_the_step),
        cmocka_unit_test(test_nothing_on_the_axis_line),
        cmocka_unit_test(test_all_equal),
        cmocka_unit_test(test_extremes),
        cmocka_unit_test(test_any_two_decimals),
        cmocka_unit_test(test_logarithmic_ticks),
        cmocka_unit_test(test_logarithmic_places),
        cmocka_unit_test(test_every_logarithmic_axis_is_sound),
        cmocka_unit_test(test_every_axis_is_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

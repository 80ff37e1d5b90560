/* chart_axis.c - the scale of a value axis. Expected scales worked out by hand from the rule of the page
 * design. */
#include "chart.h"

#include <stdlib.h>

#include "chart/plot.h"

static void expect(const char *low, const char *high, bool from_zero, const char *ticks) {
    jmp_buf full;
    mkr_arena *arena = mkr_arena_new(1u << 20, &full);
    mkr_axis axis = mkr_axis_choose(number(low), number(high), from_zero);
    mkr_buffer out = mkr_buffer_new(arena);
    for (unsigned i = 0; i < axis.ticks; i++)
        mkr_buffer_printf(&out, "%s%s", i ? " " : "",
                          mkr_decimal_print(arena, mkr_axis_tick(&axis, i), axis.places));
    assert_string_equal(mkr_buffer_text(&out), ticks);
    mkr_arena_free(arena);
}

static void test_zero(void **state) {
    (void)state;
    expect("30.5", "65.0", false, "0 20 40 60 80"); /* 30.5 is under 45 % of 80 */
    expect("9", "1118", false, "0 250 500 750 1,000 1,250");
    expect("49.0", "61.5", false, "45 50 55 60 65");
    expect("68", "81", false, "65 70 75 80 85");
    expect("6", "9", true, "0 2 4 6 8 10");
    expect("-9", "-6", true, "−10 −8 −6 −4 −2 0");
    expect("-81", "-68", false, "−85 −80 −75 −70 −65");
    expect("-65", "-3", false, "−80 −60 −40 −20 0");
}

static void test_negative(void **state) {
    (void)state;
    expect("-2.3", "4.4", false, "−4 −2 0 2 4 6");
    expect("-0.35", "14.21", false, "−5 0 5 10 15");
}

static void test_decimals_of_the_step(void **state) {
    (void)state;
    expect("0.12", "0.98", false, "0.0 0.2 0.4 0.6 0.8 1.0");
    expect("90.0", "102.0", false, "90.0 92.5 95.0 97.5 100.0 102.5");
    expect("91", "102", false, "90 95 100 105"); /* whole numbers have no halves between them */
    expect("90", "102", false, "85 90 95 100 105"); /* nothing lies on the axis itself */
    expect("0.001", "0.002", true, "0.000 0.001 0.002");
}

static void test_all_equal(void **state) {
    (void)state;
    expect("50", "50", false, "48 50 52");
    expect("0", "0", false, "0 1 2");
    expect("1", "1", false, "0 1 2");
    expect("0.0", "0.0", false, "0.0 0.1 0.2");
    expect("-1", "-1", false, "−2 −1 0");
    expect("1118", "1118", false, "1,000 1,100 1,200 1,300");
    expect("9", "9", true, "0 2 4 6 8 10");
}

static void test_extremes(void **state) {
    (void)state;
    expect("100000000000000000", "100000000000000000", false,
           "90,000,000,000,000,000 95,000,000,000,000,000 100,000,000,000,000,000");
    expect(
        "-100000000000000000", "100000000000000000", false,
        "−100,000,000,000,000,000 −50,000,000,000,000,000 0 50,000,000,000,000,000 100,000,000,000,000,000");
    expect("0.000000001", "100000000000000000", false,
           "0 20,000,000,000,000,000 40,000,000,000,000,000 60,000,000,000,000,000 80,000,000,000,000,000 "
           "100,000,000,000,000,000");
}

/* Is the step 1, 2, 2.5 or 5 times a power of ten? */
static bool is_round(int64_t step) {
    while (step % 10 == 0)
        step /= 10;
    return step == 1 || step == 2 || step == 25 || step == 5;
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
        cmocka_unit_test(test_zero),
        cmocka_unit_test(test_negative),
        cmocka_unit_test(test_decimals_of_the_step),
        cmocka_unit_test(test_all_equal),
        cmocka_unit_test(test_extremes),
        cmocka_unit_test(test_every_axis_is_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* decimal.c - tests of exact decimals. Expected values are worked out by hand. */
#include "base/decimal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static jmp_buf full;
static mkr_arena *arena;

static int set_up(void **state) {
    (void)state;
    arena = mkr_arena_new((size_t)1 << 20, &full);
    return arena ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    mkr_arena_free(arena);
    return 0;
}

static mkr_decimal d(const char *s) {
    mkr_decimal v;
    if (!mkr_decimal_parse(s, &v))
        fail_msg("cannot read %s", s);
    return v;
}

static void parses(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int64_t units;
        uint8_t places;
    } good[] = {
        {"0", 0, 0},
        {"85", 85, 0},
        {"85.0", 850, 1},
        {"+7.25", 725, 2},
        {"-0.350", -350, 3},
        {"\u2212"
         "12",
         -12, 0},
        {"000123", 123, 0},
        {"0.123456789", 123456789, 9},
        {"100000000000000000", INT64_C(100000000000000000), 0},
        {"-100000000.000000000", INT64_C(-100000000000000000), 9},
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        mkr_decimal v = d(good[i].text);
        assert_true(v.units == good[i].units);
        assert_int_equal(v.places, good[i].places);
    }
    static const char *const bad[] = {"",
                                      "-",
                                      ".",
                                      ".5",
                                      "5.",
                                      " 5",
                                      "5 ",
                                      "1,234",
                                      "1e5",
                                      "--5",
                                      "0x10",
                                      "5.5.5",
                                      "nan",
                                      "inf",
                                      "\u2013"
                                      "5",
                                      "5%",
                                      "+-5",
                                      "0.1234567890",
                                      "100000000000000001",
                                      "1000000000000000000",
                                      "99999999999999999999999999999999999"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        mkr_decimal v;
        if (mkr_decimal_parse(bad[i], &v))
            fail_msg("read %s", bad[i]);
    }
}

static int sign(int v) {
    return (v > 0) - (v < 0);
}

static void compares(void **state) {
    (void)state;
    static const struct {
        const char *a, *b;
        int want;
    } cases[] = {
        {"1.0", "1", 0},
        {"0.1", "0.10", 0},
        {"-0", "0", 0},
        {"38.98", "40", -1},
        {"-1.5", "-1.25", -1},
        {"-0.5", "0.25", -1},
        {"0.9", "1", -1},
        {"94.95", "95", -1},
        {"100000000000000000", "0.000000001", 1},
        {"-100000000000000000", "-99999999.999999999", -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(sign(mkr_decimal_compare(d(cases[i].a), d(cases[i].b))), cases[i].want);
        assert_int_equal(sign(mkr_decimal_compare(d(cases[i].b), d(cases[i].a))), -cases[i].want);
    }
}

static void computes(void **state) {
    (void)state;
    mkr_decimal v;
    assert_true(mkr_decimal_add(d("0.1"), d("0.2"), &v));
    assert_int_equal(mkr_decimal_compare(v, d("0.3")), 0);
    assert_true(mkr_decimal_subtract(d("40"), d("38.98"), &v));
    assert_int_equal(v.units, 102);
    assert_int_equal(v.places, 2);
    assert_true(mkr_decimal_multiply(d("1.5"), d("-0.25"), &v));
    assert_int_equal(mkr_decimal_compare(v, d("-0.375")), 0);
    /* 18 places, all but one of them zeros */
    assert_true(mkr_decimal_multiply(d("2.000000000"), d("0.250000000"), &v));
    assert_int_equal(mkr_decimal_compare(v, d("0.5")), 0);
    /* 10^17 with nine zeros after the point comes down to what fits */
    assert_true(mkr_decimal_add(d("99999999999999999"), d("1.000000000"), &v));
    assert_true(v.units == INT64_C(100000000000000000) && v.places == 0);
    assert_false(mkr_decimal_add(d("100000000000000000"), d("1"), &v));
    assert_false(mkr_decimal_add(d("100000000000000000"), d("0.1"), &v));
    assert_false(mkr_decimal_multiply(d("0.000000001"), d("0.1"), &v));
    assert_false(mkr_decimal_multiply(d("1000000000"), d("1000000000"), &v));
    assert_true(mkr_decimal_abs(d("-3.5")).units == 35);
}

static void compares_products(void **state) {
    (void)state;
    static const struct {
        const char *a, *b, *c, *d;
        int want;
    } cases[] = {
        {"36", "100", "40", "90", 0}, /* exactly 10 per cent below 40 */
        {"35.999999999", "100", "40", "90", -1},
        {"-2", "3", "-3", "2", 0},
        {"0.000000001", "0.000000001", "0", "5", 1},
        {"100000000000000000", "100000000000000000", "0.000000001", "0.000000001", 1},
        {"0.000000001", "0.000000001", "-100000000000000000", "100000000000000000", 1},
        {"100000000000000000", "99999999.999999999", "10000000000000000", "999999999.99999999", 0},
        {"100000000000000000", "100000000.000000000", "10000000000", "1000000000000000", 0}, /* both 10^25 */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mkr_decimal a = d(cases[i].a), b = d(cases[i].b), c = d(cases[i].c), e = d(cases[i].d);
        assert_int_equal(sign(mkr_decimal_compare_products(a, b, c, e)), cases[i].want);
        assert_int_equal(sign(mkr_decimal_compare_products(c, e, a, b)), -cases[i].want);
    }
}

static void rounds_and_prints(void **state) {
    (void)state;
    static const struct {
        const char *text;
        uint8_t places;
        const char *want;
    } cases[] = {
        {"0", 0, "0"},
        {"0", 2, "0.00"},
        {"1118", 0, "1,118"},
        {"999", 0, "999"},
        {"1000000", 1, "1,000,000.0"},
        {"37.75", 1, "37.8"},
        {"37.74", 1, "37.7"},
        {"-37.75", 1,
         "\u2212"
         "37.8"},
        {"2.5", 0, "3"},
        {"-2.5", 0,
         "\u2212"
         "3"},
        {"-1234.5", 1,
         "\u2212"
         "1,234.5"},
        {"-0.04", 1, "0.0"},
        {"-0.05", 1,
         "\u2212"
         "0.1"},
        {"99.999", 2, "100.00"},
        {"0.005", 3, "0.005"},
        {"9.46", 4, "9.4600"},
        {"100000000000000000", 9, "100,000,000,000,000,000.000000000"},
        {"-100000000000000000", 9,
         "\u2212"
         "100,000,000,000,000,000.000000000"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(mkr_decimal_print(arena, d(cases[i].text), cases[i].places), cases[i].want);
}

static void places(void **state) {
    (void)state;
    assert_int_equal(mkr_decimal_place(d("50"), d("0"), d("100"), 1000), 500);
    assert_int_equal(mkr_decimal_place(d("0"), d("0"), d("3"), 1000), 0);
    assert_int_equal(mkr_decimal_place(d("1"), d("0"), d("3"), 1000), 333);
    assert_int_equal(mkr_decimal_place(d("2"), d("0"), d("3"), 1000), 667);
    assert_int_equal(mkr_decimal_place(d("-10"), d("0"), d("100"), 1000), -100);
    assert_int_equal(mkr_decimal_place(d("120.5"), d("100"), d("110"), 1000), 2050);
    assert_int_equal(mkr_decimal_place(d("-0.5"), d("-1"), d("0"), 7), 4); /* 3.5 */
    assert_int_equal(mkr_decimal_place(d("100000000000000000"), d("0"), d("0.000000001"), 1000), INT32_MAX);
    assert_int_equal(mkr_decimal_place(d("-100000000000000000"), d("0"), d("0.000000001"), 1000), -INT32_MAX);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parses),
        cmocka_unit_test(compares),
        cmocka_unit_test(computes),
        cmocka_unit_test(compares_products),
        cmocka_unit_test(rounds_and_prints),
        cmocka_unit_test(places),
    };
    return cmocka_run_group_tests_name("decimal", tests, set_up, tear_down);
}

/* period.c - tests of reporting periods. */
#include "base/period.h"

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

static mkr_period p(const char *s) {
    mkr_period v;
    if (!mkr_period_parse(s, &v))
        fail_msg("cannot read %s", s);
    return v;
}

static void parses_and_prints(void **state) {
    (void)state;
    static const struct {
        const char *text, *print, *key, *shortly, *year;
    } cases[] = {
        {"Q2 2024/25", "Q2 2024/25", "2024/25 Q2", "Q2", "2024/25"},
        {"2024/25 Q2", "Q2 2024/25", "2024/25 Q2", "Q2", "2024/25"},
        {"Q3 2023/2024", "Q3 2023/24", "2023/24 Q3", "Q3", "2023/24"},
        {"Qtr 2 24-25", "Q2 2024/25", "2024/25 Q2", "Q2", "2024/25"},
        {"quarter 4, 2024-25", "Q4 2024/25", "2024/25 Q4", "Q4", "2024/25"},
        {"q3 21/22", "Q3 2021/22", "2021/22 Q3", "Q3", "2021/22"},
        {"Q1 2024\u2013"
         "25",
         "Q1 2024/25", "2024/25 Q1", "Q1", "2024/25"},
        {"Q1 99/00", "Q1 1999/00", "1999/00 Q1", "Q1", "1999/00"},
        {"  Q1\u00a0"
         "2011-12 ",
         "Q1 2011/12", "2011/12 Q1", "Q1", "2011/12"},
        {"2024/25", "2024/25", "2024/25", "", "2024/25"},
        {"2024/2025", "2024/25", "2024/25", "", "2024/25"},
        {"1999/00", "1999/00", "1999/00", "", "1999/00"},
        {"2024-25", "2024/25", "2024/25", "", "2024/25"},
        {"Sep-24", "September 2024", "2024-09", "Sep", "2024/25"},
        {"Sep 2024", "September 2024", "2024-09", "Sep", "2024/25"},
        {"Sept 2024", "September 2024", "2024-09", "Sep", "2024/25"},
        {"SEPTEMBER 2024", "September 2024", "2024-09", "Sep", "2024/25"},
        {"2024-09", "September 2024", "2024-09", "Sep", "2024/25"},
        {"2024-03", "March 2024", "2024-03", "Mar", "2023/24"},
        {"Apr-24", "April 2024", "2024-04", "Apr", "2024/25"},
        {"Jan-25", "January 2025", "2025-01", "Jan", "2024/25"},
        {"2011-12", "December 2011", "2011-12", "Dec", "2011/12"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mkr_period v = p(cases[i].text);
        assert_string_equal(mkr_period_print(arena, v), cases[i].print);
        assert_string_equal(mkr_period_key(arena, v), cases[i].key);
        assert_string_equal(mkr_period_short(v), cases[i].shortly);
        assert_string_equal(mkr_period_year(arena, v), cases[i].year);
    }
    assert_string_equal(mkr_period_print(arena, (mkr_period){0}), "");
}

static void refuses(void **state) {
    (void)state;
    static const char *const bad[] = {"",
                                      "Q5 2024/25",
                                      "Q0 2024/25",
                                      "Q12 2024/25",
                                      "Q2 2024",
                                      "Q2",
                                      "Q2 2024/26",
                                      "2024/26",
                                      "2024/2026",
                                      "2024",
                                      "24/25",
                                      "2024-13",
                                      "2024-00",
                                      "Sep",
                                      "Sep 024",
                                      "Sepember 2024",
                                      "Octobers 2024",
                                      "Se 24",
                                      "2024/25 Q2 x",
                                      "Q2 2024/25 provisional",
                                      "Target Q2 2024/25",
                                      "2024/25 Q",
                                      "Q2 24/2025",
                                      "20244/25",
                                      "Quarters 2 2024/25",
                                      "2024-09-01",
                                      "1/2",
                                      "-"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        mkr_period v;
        if (mkr_period_parse(bad[i], &v))
            fail_msg("read %s", bad[i]);
    }
}

static void orders(void **state) {
    (void)state;
    static const char *const ascending[] = {"Mar-24",     "Apr-24",     "Dec-24",  "Jan-25", "Q4 2023/24",
                                            "Q1 2024/25", "Q3 2024/25", "2023/24", "2024/25"};
    size_t n = sizeof ascending / sizeof *ascending;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            int c = mkr_period_compare(p(ascending[i]), p(ascending[j]));
            assert_int_equal((c > 0) - (c < 0), (i > j) - (i < j));
            assert_int_equal(mkr_period_same(p(ascending[i]), p(ascending[j])), i == j);
        }
    assert_int_equal(mkr_period_distance(p("Q3 2023/24"), p("Q2 2024/25")), 3);
    assert_int_equal(mkr_period_distance(p("Q2 2024/25"), p("Q3 2023/24")), -3);
    assert_int_equal(mkr_period_distance(p("Mar-24"), p("Apr-24")), 1);
    assert_int_equal(mkr_period_distance(p("2020/21"), p("2024/25")), 4);
}

static void steps(void **state) {
    (void)state;
    static const struct {
        const char *before, *after;
    } cases[] = {{"Q1 2024/25", "Q2 2024/25"}, {"Q4 2023/24", "Q1 2024/25"}, {"Mar-24", "Apr-24"},
                 {"Dec-24", "Jan-25"},         {"Sep-24", "Oct-24"},         {"1999/00", "2000/01"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(mkr_period_same(mkr_period_before(p(cases[i].after)), p(cases[i].before)));
        assert_true(mkr_period_same(mkr_period_after(p(cases[i].before)), p(cases[i].after)));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parses_and_prints),
        cmocka_unit_test(refuses),
        cmocka_unit_test(orders),
        cmocka_unit_test(steps),
    };
    return cmocka_run_group_tests_name("period", tests, set_up, tear_down);
}

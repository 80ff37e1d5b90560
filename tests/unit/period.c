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
        {"FY 2024/25", "2024/25", "2024/25", "", "2024/25"},
        {"FY24/25", "2024/25", "2024/25", "", "2024/25"},
        {"fy2024-25", "2024/25", "2024/25", "", "2024/25"},
        {"Q2 FY24/25", "Q2 2024/25", "2024/25 Q2", "Q2", "2024/25"},
        {"FY 2024/25 Q2", "Q2 2024/25", "2024/25 Q2", "Q2", "2024/25"},
        {"Quarter 2 2024-25", "Q2 2024/25", "2024/25 Q2", "Q2", "2024/25"},
        {"End of May 2017", "May 2017", "2017-05", "May", "2017/18"},
        {"end Mar-25", "March 2025", "2025-03", "Mar", "2024/25"},
        {"30/09/2024", "September 2024", "2024-09", "Sep", "2024/25"},
        {"2024-09-30", "September 2024", "2024-09", "Sep", "2024/25"},
        {"29/02/2024", "February 2024", "2024-02", "Feb", "2023/24"},
        {"31-Mar-25", "March 2025", "2025-03", "Mar", "2024/25"},
        {"30 June 2024", "June 2024", "2024-06", "Jun", "2024/25"},
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
    static const char none[] = "not a period such as Q2 2024/25, Sep-24 or 2024/25",
                      quarters[] = "quarters are Q1 to Q4",
                      second[] = "the second year is not the one after the first",
                      which[] = "a quarter of the calendar or of the financial year?",
                      short_year[] = "write the year in full: 2024/25",
                      calendar[] = "a year of the calendar; a financial year is written 2024/25",
                      day[] = "a day; only the last day of a month stands for that month";
    static const struct {
        const char *text, *why;
    } cases[] = {
        {"", none},
        {"Q5 2024/25", quarters},
        {"Q0 2024/25", quarters},
        {"Q12 2024/25", quarters},
        {"2024/25 Q5", quarters},
        {"Q2 2024", which},
        {"2024 Q2", which},
        {"Q2 24", which},
        {"Q2", none},
        {"Q2 2024/26", second},
        {"2024/26", second},
        {"2024/2026", second},
        {"FY24/26", second},
        {"2024", calendar},
        {"FY2024", none},
        {"FY25", none},
        {"24/25", short_year},
        {"2024-13", second},
        {"2024-00", second},
        {"Sep", none},
        {"Sep 024", none},
        {"Sepember 2024", none},
        {"Octobers 2024", none},
        {"Se 24", none},
        {"End of 2024", none},
        {"Endless May 2017", none},
        {"September 2024 YTD", none},
        {"2024/25 Q2 x", none},
        {"Q2 2024/25 provisional", none},
        {"Target Q2 2024/25", none},
        {"2024/25 Q", none},
        {"Q2 24/2025", none},
        {"20244/25", none},
        {"Quarters 2 2024/25", none},
        {"2024-09-01", day},
        {"29/09/2024", day},
        {"30/02/2024", none},
        {"1/2", none},
        {"-", none},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mkr_period v;
        const char *why = "";
        if (mkr_period_parse(cases[i].text, &v) || mkr_period_parse_as(cases[i].text, false, &v, &why))
            fail_msg("read %s", cases[i].text);
        if (strcmp(why, cases[i].why) != 0)
            fail_msg("%s: %s", cases[i].text, why);
    }
}

static void reads_calendar_quarters(void **state) {
    (void)state;
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"Q1 2024", "Q4 2023/24"}, {"Q2 2024", "Q1 2024/25"},    {"2024 Q3", "Q2 2024/25"},
        {"Q4 24", "Q3 2024/25"},   {"Q2 2024/25", "Q2 2024/25"},
    };
    mkr_period v;
    const char *why = "";
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (!mkr_period_parse_as(cases[i].text, true, &v, &why))
            fail_msg("%s: %s", cases[i].text, why);
        assert_string_equal(mkr_period_print(arena, v), cases[i].want);
    }
    assert_false(mkr_period_parse_as("Q5 2024", true, &v, &why));
    assert_string_equal(why, "quarters are Q1 to Q4");
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
        assert_true(mkr_period_same(mkr_period_earlier(p(cases[i].after), 1), p(cases[i].before)));
        assert_true(mkr_period_same(mkr_period_after(p(cases[i].before)), p(cases[i].after)));
    }
}

static void goes_back(void **state) {
    (void)state;
    static const struct {
        const char *from;
        int n;
        const char *to;
    } cases[] = {
        {"Q2 2024/25", 0, "Q2 2024/25"}, {"Q2 2024/25", 4, "Q2 2023/24"},  {"Q2 2024/25", 6, "Q4 2022/23"},
        {"Sep-24", 12, "Sep-23"},        {"Sep-24", 6, "Mar-24"},          {"Jan-25", 10, "Mar-24"},
        {"2024/25", 5, "2019/20"},       {"Q4 2023/24", -1, "Q1 2024/25"}, {"Mar-24", -13, "Apr-25"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (!mkr_period_same(mkr_period_earlier(p(cases[i].from), cases[i].n), p(cases[i].to)))
            fail_msg("%s, %d", cases[i].from, cases[i].n);
}

static void ends(void **state) {
    (void)state;
    static const struct {
        const char *period, *last;
    } cases[] = {
        {"Q1 2024/25", "2024-06-30"}, {"Q2 2024/25", "2024-09-30"}, {"Q3 2024/25", "2024-12-31"},
        {"Q4 2024/25", "2025-03-31"}, {"2024/25", "2025-03-31"},    {"Feb-24", "2024-02-29"},
        {"Feb-25", "2025-02-28"},     {"Apr-24", "2024-04-30"},     {"Dec-24", "2024-12-31"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(mkr_date_print(arena, mkr_period_end(p(cases[i].period)), "YYYY-MM-DD"),
                            cases[i].last);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parses_and_prints),
        cmocka_unit_test(refuses),
        cmocka_unit_test(orders),
        cmocka_unit_test(steps),
        cmocka_unit_test(reads_calendar_quarters),
        cmocka_unit_test(goes_back),
        cmocka_unit_test(ends),
    };
    return cmocka_run_group_tests_name("period", tests, set_up, tear_down);
}

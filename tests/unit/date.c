/* date.c - tests of calendar dates. Weekdays are those of the source documents and of `cal`. */
#include "base/date.h"

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

static void parses(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int year, month, day;
    } cases[] = {
        {"2024-12-02", 2024, 12, 2},
        {"02/12/2024", 2024, 12, 2},
        {"2/12/24", 2024, 12, 2},
        {"2 December 2024", 2024, 12, 2},
        {"2nd Dec 2024", 2024, 12, 2},
        {"Monday 2 December 2024", 2024, 12, 2},
        {"Mon, 2nd December 2024", 2024, 12, 2},
        {"2nd of december 2024", 2024, 12, 2},
        {"  26th\u00a0June 2017 ", 2017, 6, 26},
        {"03/04/2017", 2017, 4, 3},
        {"21.01.2010", 2010, 1, 21},
        {"1-Sep-99", 1999, 9, 1},
        {"29/02/2024", 2024, 2, 29},
        {"29 February 2000", 2000, 2, 29},
        {"31/12/9999", 9999, 12, 31},
        {"2 Dec 24", 2024, 12, 2},
        {"2 Sept 2024", 2024, 9, 2},
        {"1/1/00", 2000, 1, 1},
        {"1/1/69", 2069, 1, 1}, /* the pivot */
        {"1/1/70", 1970, 1, 1},
        {"Thursday 21.1.10", 2010, 1, 21},
        {"3rd Mar 2023", 2023, 3, 3},
        {"1st-Apr-2024", 2024, 4, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mkr_date d;
        const char *why = "";
        if (!mkr_date_parse(arena, cases[i].text, &d, &why))
            fail_msg("%s: %s", cases[i].text, why);
        assert_int_equal(d.year, cases[i].year);
        assert_int_equal(d.month, cases[i].month);
        assert_int_equal(d.day, cases[i].day);
        mkr_date again;
        assert_true(mkr_date_read(cases[i].text, &again));
        assert_int_equal(mkr_date_compare(d, again), 0);
    }
}

static void refuses(void **state) {
    (void)state;
    static const char none[] = "not a date such as 2 December 2024 or 02/12/2024";
    static const struct {
        const char *text, *why;
    } cases[] = {
        {"31/02/2024", "31 February does not exist"},
        {"31/06/2024", "31 June does not exist"},
        {"29/02/2023", "29 February 2023 does not exist"},
        {"29 February 1900", "29 February 1900 does not exist"},
        {"0/12/2024", "0 December does not exist"},
        {"12/25/2024", "month 25: dates are day/month/year"},
        {"2024-13-01", "month 13: dates are day/month/year"},
        {"Monday 3 December 2024", "3 December 2024 is a Tuesday"},
        {"2/12/124", "the year needs two or four digits"},
        {"2/12/0000", "there is no year 0"},
        {"", none},
        {"n/a", none},
        {"45261", none},
        {"2 Decembr 2024", none},
        {"2 De 2024", none},
        {"2 December", none},
        {"December 2024", none},
        {"2024-12-02T10:00", none},
        {"2 December 2024 at ten", none},
        {"99999999999999999999/1/1", none},
        {"2024-", none},
        {"2024", none},
        {"Fri 2/12/24", "2 December 2024 is a Monday"},
        {"2nd De. 2024", none},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mkr_date d;
        const char *why = "";
        if (mkr_date_parse(arena, cases[i].text, &d, &why))
            fail_msg("read %s", cases[i].text);
        assert_string_equal(why, cases[i].why);
        assert_false(mkr_date_read(cases[i].text, &d));
    }
}

static void knows_weekdays(void **state) {
    (void)state;
    assert_int_equal(mkr_date_weekday((mkr_date){2024, 12, 2}), 0); /* the meeting of S1, a Monday */
    assert_int_equal(mkr_date_weekday((mkr_date){2017, 7, 10}), 0); /* that of S2 */
    assert_int_equal(mkr_date_weekday((mkr_date){2024, 6, 5}), 2); /* Wednesday 5 June 2024 */
    assert_int_equal(mkr_date_weekday((mkr_date){2024, 11, 22}), 4); /* its publication, a Friday */
    assert_int_equal(mkr_date_weekday((mkr_date){2000, 2, 29}), 1);
    assert_int_equal(mkr_date_weekday((mkr_date){1900, 3, 1}), 3);
}

/* Every day of 800 years follows the one before in the week, and compares after it. */
static void counts_days(void **state) {
    (void)state;
    assert_int_equal(mkr_date_days((mkr_date){2017, 4, 3}, (mkr_date){2017, 7, 10}), 98); /* section 10 */
    assert_int_equal(mkr_date_days((mkr_date){2024, 2, 28}, (mkr_date){2024, 3, 1}), 2);
    assert_int_equal(mkr_date_days((mkr_date){2023, 2, 28}, (mkr_date){2023, 3, 1}), 1);
    assert_int_equal(mkr_date_days((mkr_date){2024, 1, 1}, (mkr_date){2023, 1, 1}), -365);
    assert_int_equal(mkr_date_days((mkr_date){1, 1, 1}, (mkr_date){9999, 12, 31}), 3652058);
}

static void weekdays_run_on(void **state) {
    (void)state;
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    mkr_date before = {1599, 12, 31};
    for (int y = 1600; y < 2400; y++)
        for (int m = 1; m <= 12; m++) {
            bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
            for (int k = 1; k <= days[m - 1] + (m == 2 && leap); k++) {
                mkr_date now = {(int16_t)y, (uint8_t)m, (uint8_t)k};
                assert_int_equal(mkr_date_weekday(now), (mkr_date_weekday(before) + 1) % 7);
                assert_true(mkr_date_compare(before, now) < 0 && mkr_date_compare(now, before) > 0);
                before = now;
            }
        }
    assert_int_equal(mkr_date_compare(before, before), 0);
}

/* Known points of the count of days: 36526 is 1 January 2000, 45292 is 1 January 2024. */
static void knows_serials(void **state) {
    (void)state;
    static const struct {
        int32_t serial;
        int year, month, day;
    } cases[] = {
        {1, 1900, 1, 1},      {59, 1900, 2, 28},     {60, 1900, 2, 28},       {61, 1900, 3, 1},
        {366, 1900, 12, 31},  {367, 1901, 1, 1},     {36526, 2000, 1, 1},     {45292, 2024, 1, 1},
        {45351, 2024, 2, 29}, {45657, 2024, 12, 31}, {2958465, 9999, 12, 31},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mkr_date d = mkr_date_from_serial(cases[i].serial);
        if (d.year != cases[i].year || d.month != cases[i].month || d.day != cases[i].day)
            fail_msg("%d: %d-%d-%d", cases[i].serial, d.year, d.month, d.day);
    }
    assert_int_equal(mkr_date_days_in(2, 1900), 28);
    assert_int_equal(mkr_date_days_in(2, 2000), 29);
    assert_int_equal(mkr_date_days_in(9, 2024), 30);
}

static void prints(void **state) {
    (void)state;
    mkr_date d = {2024, 12, 2};
    assert_string_equal(mkr_date_print(arena, d, "D MMMM YYYY"), "2 December 2024");
    assert_string_equal(mkr_date_print(arena, d, "DD/MM/YYYY"), "02/12/2024");
    assert_string_equal(mkr_date_print(arena, d, "WWWW D MMM YYYY"), "Monday 2 Dec 2024");
    assert_string_equal(mkr_date_print(arena, (mkr_date){987, 1, 31}, "YYYY-M-D"), "0987-1-31");
    assert_string_equal(mkr_date_print(arena, d, "YY \u2013 WW"), "YY \u2013 WW");
    assert_string_equal(mkr_date_print(arena, d, ""), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parses),      cmocka_unit_test(refuses),         cmocka_unit_test(knows_weekdays),
        cmocka_unit_test(counts_days), cmocka_unit_test(weekdays_run_on), cmocka_unit_test(knows_serials),
        cmocka_unit_test(prints),
    };
    return cmocka_run_group_tests_name("date", tests, set_up, tear_down);
}

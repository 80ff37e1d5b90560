/* unit.c - tests of figures in the unit of their column, read and printed. */
#include "data/unit.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/cell.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

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

/* The same number, however many noughts it ends in. */
static bool is(mkr_decimal d, const char *text) {
    mkr_decimal want;
    assert_true(mkr_decimal_parse(text, &want));
    return mkr_decimal_compare(d, want) == 0;
}

static mkr_cell_value cell(const char *text) {
    mkr_cell_value v;
    memset(&v, 0xa5, sizeof v); /* what is not set shows */
    mkr_cell_read(text, NULL, &v);
    return v;
}

/* ---- units */

static void converts(void **state) {
    (void)state;
    static const struct {
        const char *text, *unit, *want; /* NULL: refused */
    } cases[] = {
        {"85", "%", "85"},
        {"9.46", "£m", "9.46"},
        {"12", "", "12"},
        /* pounds */
        {"£1.2m", "£m", "1.2"},
        {"£1.2m", "£'000", "1200"},
        {"£1.2m", "£k", "1200"},
        {"£1.2m", "£000s", "1200"},
        {"£1.2m", "£ thousand", "1200"},
        {"£1.2m", "£", "1200000"},
        {"£1.2m", "", "1200000"},
        {"£1,250k", "£m", "1.25"},
        {"£1,200k", "£ million", "1.2"},
        {"£3k", "£bn", "0.000003"},
        {"£0.5bn", "£m", "500"},
        {"(£1.2m)", "£k", "-1200"},
        {"1.2m", "£k", "1200"},
        {"1.2 million", "£", "1200000"},
        {"£1,234", "£", "1234"},
        {"£1,234", "", "1234"},
        {"£1,234", "£'000", NULL}, /* pounds, or thousands with a pound sign? */
        {"£0", "£m", "0"},
        {"1,234", "£'000", "1234"},
        {"£350 per week", "£ per week", "350"},
        {"£350", "£ per week", "350"},
        {"£350 per year", "£ per week", NULL},
        {"£5", "%", NULL},
        {"£5", "days", NULL},
        {"£0.000000001k", "£bn", NULL}, /* 10^-15 */
        {"£99999999999999999bn", "£", NULL},
        /* other scales */
        {"12k", "number", "12000"},
        {"1.2 million", "million", "1.2"},
        {"1.2 million", "thousands", "1200"},
        {"1.2m", "million", "1.2"},
        {"1.2m", "m", "1.2"}, /* metres */
        {"1.2m", "number", NULL},
        {"12 tonnes", "000 tonnes", NULL},
        {"12k tonnes", "000 tonnes", "12"},
        {"12k", "%", NULL},
        /* per cent */
        {"85%", "%", "85"},
        {"85%", "Percentage", "85"},
        {"85%", "", "85"},
        {"0.85", "%", "0.85"},
        {"85%", "days", NULL},
        {"85%", "% of homes", "85"},
        {"3 percentage points", "percentage points", "3"},
        {"3%", "percentage points", NULL},
        {"94% (47/50)", "%", "94"},
        {">99%", "%", "99"},
        {">99%", "days", NULL},
        {"1 in 20", "%", "5"},
        {"1 in 8", "per cent", "12.5"},
        {"1 in 2.5", "%", "40"},
        {"1 in 3", "%", NULL}, /* 33.333... */
        {"1 in 20", "1 in", "20"},
        {"1 in 20", "1 in n", "20"},
        {"20", "1 in", "20"},
        {"1 in 20", "number", NULL},
        {"85%", "1 in", NULL},
        /* words */
        {"12 days", "days", "12"},
        {"1 day", "Days", "1"},
        {"12 days", "day", "12"},
        {"12 days", "working days", "12"},
        {"12 days", "working days per case", "12"},
        {"12 working days", "days", NULL},
        {"12 days", "weeks", NULL},
        {"12 weeks", "days per week", NULL},
        {"12 days", "", NULL},
        {"12 days", "number", NULL},
        {"3 hrs", "hours", "3"},
        {"3 minutes", "mins", "3"},
        {"<5 days", "days", "5"},
        {"350 per week", "£ per week", "350"},
        /* durations */
        {"3:45", "mm:ss", "225"},
        {"3:45", "h:mm", "225"},
        {"3:45", "minutes", "3.75"},
        {"3:45", "hours", "3.75"},
        {"3:45", "hrs", "3.75"},
        {"0:20", "hours", NULL}, /* 0.333... */
        {"3:45", "seconds", "225"},
        {"3:45", "h:mm:ss", NULL},
        {"1:02:03", "h:mm:ss", "3723"},
        {"1:02:00", "h:mm", "62"},
        {"1:02:30", "h:mm", "62.5"},
        {"1:02:00", "minutes", "62"},
        {"0:45:00", "hours", "0.75"},
        {"3:45", "days", NULL},
        {"3:45", "", NULL},
        {"225", "mm:ss", NULL}, /* minutes or seconds? */
        {"0", "h:mm", "0"},
        /* no figure */
        {"n/a", "%", NULL},
        {"#REF!", "%", NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        mkr_cell_value v = cell(cases[i].text);
        mkr_decimal d;
        const char *why = NULL;
        bool ok = mkr_cell_in_unit(&v, cases[i].unit, &d, &why);
        if (ok != (cases[i].want != NULL))
            fail_msg("%s in %s: %s", cases[i].text, cases[i].unit, ok ? "converted" : why);
        if (ok ? !is(d, cases[i].want) : !why)
            fail_msg("%s in %s", cases[i].text, cases[i].unit);
    }
    mkr_cell_value v = cell("£1,200k");
    mkr_decimal d;
    const char *why;
    assert_true(mkr_cell_in_unit(&v, "£m", &d, &why) && d.places == 1); /* 1.2, not 1.200 */
}

static void prints_units(void **state) {
    (void)state;
    static const struct {
        const char *unit;
        uint8_t places;
        const char *value, *want, *number;
    } cases[] = {
        {"%", 1, "37.8", "37.8%", "37.8"},
        {"% of homes", 1, "37.8", "37.8%", "37.8"},
        {"per cent", 0, "-37.8", "−38%", "−38"},
        {"£m", 2, "9.46", "£9.46m", "9.46"},
        {"£m", 2, "-0.35", "−£0.35m", "−0.35"},
        {"£m", 1, "-0.04", "£0.0m", "0.0"},
        {"£ m", 1, "9.4", "£9.4m", "9.4"},
        {"£ million", 1, "9.4", "£9.4 million", "9.4"},
        {"£m per year", 1, "9.4", "£9.4m per year", "9.4"},
        {"£", 0, "1118", "£1,118", "1,118"},
        {"£k", 0, "-9460", "−£9,460k", "−9,460"},
        {"£ per week", 2, "350.5", "£350.50 per week", "350.50"},
        {"£000", 0, "9460", "9,460", "9,460"},
        {"£'000", 0, "-9460", "−9,460", "−9,460"},
        {"£’000s", 0, "9460", "9,460", "9,460"},
        {"000s", 0, "12", "12", "12"},
        {"million", 1, "3.2", "3.2 million", "3.2"},
        {"thousand", 0, "12", "12 thousand", "12"},
        {"million homes", 1, "3.2", "3.2 million homes", "3.2"},
        {"bn", 1, "3.2", "3.2bn", "3.2"},
        {"m", 1, "3.2", "3.2 m", "3.2"},
        {"days", 0, "36", "36 days", "36"},
        {"Days", 1, "-36", "−36.0 Days", "−36.0"},
        {"number", 0, "1118", "1,118", "1,118"},
        {"", 0, "1118", "1,118", "1,118"},
        {"per 1,000", 1, "3.14", "3.1", "3.1"},
        {"average number of days to let a home", 0, "36", "36", "36"},
        {"1 in", 0, "20", "1 in 20", "20"},
        {"1 in n", 1, "1250", "1 in 1,250.0", "1,250.0"},
        {"h:mm", 0, "225", "3:45", "3:45"},
        {"mm:ss", 0, "5", "0:05", "0:05"},
        {"mm:ss", 1, "-65", "−1:05", "−1:05"},
        {"h:mm", 0, "60000", "1,000:00", "1,000:00"},
        {"h:mm", 0, "59.5", "1:00", "1:00"},
        {"h:mm", 0, "-0.4", "0:00", "0:00"},
        {"h:mm:ss", 0, "3723", "1:02:03", "1:02:03"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        mkr_decimal d;
        assert_true(mkr_decimal_parse(cases[i].value, &d));
        assert_string_equal(mkr_unit_print(arena, cases[i].unit, d, cases[i].places), cases[i].want);
        assert_string_equal(mkr_unit_print_number(arena, cases[i].unit, d, cases[i].places), cases[i].number);
    }
    assert_true(mkr_unit_is_percent("Per cent"));
    assert_true(mkr_unit_is_percent("% of homes"));
    assert_true(mkr_unit_is_percent("Percentage of calls"));
    assert_false(mkr_unit_is_percent("percentage points"));
    assert_false(mkr_unit_is_percent("% points"));
}

/* Whatever a cell holds, reading it ends and stays inside it: every piece of the cases above, and random ones
 * of their characters. Under the sanitizers this shows what the tables cannot. */
static void survives_anything(void **state) {
    (void)state;
    static const char *const pieces[] = {
        "1", "23",     ",",  ".", "£",    "%",        "(",  ")", "-", "–",    "[p]", "[x]",
        " ", "in",     "E+", ":", "/",    "<",        "'",  "m", "k", "days", "000", "O",
        "é", "\u00a0", "[",  "]", "\xc3", "\xe2\x80", "of", "#", "*", "per",  "Jan", "\xef"};
    static const char *const units[] = {"",     "%",       "£m",     "days",      "1 in",
                                        "h:mm", "h:mm:ss", "number", "£ per week"};
    uint32_t seed = 1;
    for (int i = 0; i < 200000; i++) {
        char text[64] = "";
        for (size_t n = seed >> 29; n < 8; n++) {
            seed = seed * 1664525u + 1013904223u;
            strcat(text, pieces[(seed >> 16) % COUNT(pieces)]);
        }
        char *copy = malloc(strlen(text) + 1); /* exactly as long as the text */
        assert_non_null(copy);
        strcpy(copy, text);
        mkr_cell_value v = cell(copy);
        mkr_decimal d;
        const char *why;
        assert_int_equal(v.kind == MKR_CELL_WRONG, v.why != NULL);
        if (mkr_cell_in_unit(&v, units[(seed >> 20) % COUNT(units)], &d, &why))
            assert_true(d.places <= 9);
        mkr_marks marks;
        mkr_cell_marks(copy, &marks);
        mkr_cell_is_lost_symbol(copy);
        free(copy);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(converts),
        cmocka_unit_test(prints_units),
        cmocka_unit_test(survives_anything),
    };
    return cmocka_run_group_tests_name("unit", tests, set_up, tear_down);
}

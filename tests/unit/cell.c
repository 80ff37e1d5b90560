/* cell.c - tests of cells of figures, dates and text. Expected values are worked out by hand. */
#include "data/cell.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

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

/* ---- figures */

static void reads_plain_digits(void **state) {
    (void)state;
    static const struct {
        const char *text, *want;
        uint8_t places;
    } cases[] = {
        {"0", "0", 0},
        {"85", "85", 0},
        {"85.0", "85", 1},
        {"-5", "-5", 0},
        {"-0.0", "0", 1},
        {"0.350", "0.35", 3},
        {"1.234", "1.234", 3},
        {"007", "7", 0},
        {"0.123456789", "0.123456789", 9},
        {"100000000000000000", "100000000000000000", 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        mkr_cell_value v = cell(cases[i].text);
        if (v.kind != MKR_CELL_NUMBER || !is(v.number, cases[i].want) || v.number.places != cases[i].places)
            fail_msg("%s", cases[i].text);
        assert_null(v.how);
        assert_true(v.nil == MKR_NIL_NONE && v.marks == 0 && v.scale == 0);
        assert_false(v.pounds || v.percent || v.one_in || v.duration || v.seconds || v.exponent || v.month ||
                     v.has_parts);
        assert_null(v.word);
        assert_null(v.why);
    }
}

static void reads_dressed_figures(void **state) {
    (void)state;
    static const char brackets[] = "brackets read as minus", dash[] = "a dash read as minus",
                      behind[] = "the minus behind brought forward",
                      blanks[] = "the blanks around it taken off", pounds[] = "£ taken off",
                      percent[] = "% taken off", digits[] = "rounded to what can be held, at most 9 decimals",
                      groups[] = "thousands closed up", both[] = "£ taken off, thousands closed up",
                      plus[] = "the plus sign taken off",
                      mark[] = "the apostrophe taken off that makes it text";
    static const struct {
        const char *text, *want, *how;
    } cases[] = {
        {"1,234.5", "1234.5", groups},
        {"0.33333333333333331", "0.333333333", digits},
        {"57.3333333335", "57.333333334", digits},
        {"-0.6666666665", "-0.666666667", digits},
        {"12345678901234567.5", "12345678901234568", digits},
        {"1,234,567", "1234567", groups},
        {"12,345", "12345", groups},
        {"-1,234", "-1234", groups},
        {"1\u00a0234", "1234", groups},
        {"1\u2009234\u2009"
         "567.25",
         "1234567.25", groups},
        {"12\u202f345", "12345", groups},
        {"£1,234", "1234", both},
        {"£ 1,234.50", "1234.5", both},
        {"£5", "5", pounds},
        {"85%", "85", percent},
        {"85 %", "85", percent},
        {"85\u00a0%", "85", percent},
        {"85 per cent", "85", percent},
        {"85 Percent", "85", percent},
        {"1,000%", "1000", percent},
        {"–5", "-5", dash},
        {"−5", "-5", dash},
        {"–£5", "-5", "a dash read as minus, £ taken off"},
        {"−1,234", "-1234", "a dash read as minus, thousands closed up"},
        {"+5", "5", plus},
        {"(978)", "-978", brackets},
        {"( 978 )", "-978", brackets},
        {"(£978)", "-978", "brackets read as minus, £ taken off"},
        {"£(1,978)", "-1978", "brackets read as minus, £ taken off, thousands closed up"},
        {"(3,870)", "-3870", "brackets read as minus, thousands closed up"},
        {"(5%)", "-5", "brackets read as minus, % taken off"},
        {"(5)%", "-5", "brackets read as minus, % taken off"},
        {"5-", "-5", behind},
        {"1,234.50-", "-1234.5", "the minus behind brought forward, thousands closed up"},
        {"5–", "-5", behind},
        {"£5−", "-5", "the minus behind brought forward, £ taken off"},
        {"5%-", "-5", "the minus behind brought forward, % taken off"},
        {"-£5", "-5", pounds},
        {"£-5", "-5", pounds},
        {"£ -5", "-5", pounds},
        {"\u00a0"
         "5\u00a0",
         "5", blanks},
        {"\n5\n", "5", blanks},
        {"\u2009"
         "5\ufeff",
         "5", blanks},
        {" -5", "-5", blanks},
        {".5", "0.5", "a nought put before the point"},
        {"-.5", "-0.5", "a nought put before the point"},
        {"'007", "7", mark},
        {"'-5", "-5", mark},
        {"'85%", "85", percent},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        mkr_cell_value v = cell(cases[i].text);
        if (v.kind != MKR_CELL_NUMBER || !is(v.number, cases[i].want))
            fail_msg("\"%s\": %s", cases[i].text, v.why ? v.why : "another number");
        assert_string_equal(v.how, cases[i].how);
        assert_int_equal(v.percent, strchr(cases[i].text, '%') || strstr(cases[i].text, "er"));
        assert_int_equal(v.pounds, strstr(cases[i].text, "£") != NULL);
        assert_true(v.nil == MKR_NIL_NONE && v.scale == 0 && !v.word);
    }
}

static void reads_scales(void **state) {
    (void)state;
    static const struct {
        const char *text, *want;
        int scale;
        bool pounds;
    } cases[] = {
        {"£1.2m", "1.2", 6, true},    {"£1.2 million", "1.2", 6, true}, {"£8.692M", "8.692", 6, true},
        {"£1.2mn", "1.2", 6, true},   {"£450k", "450", 3, true},        {"£450 thousand", "450", 3, true},
        {"£2bn", "2", 9, true},       {"£2 billion", "2", 9, true},     {"-£1.2m", "-1.2", 6, true},
        {"(£1.2m)", "-1.2", 6, true}, {"£(1.2)m", "-1.2", 6, true},     {"£1.2m-", "-1.2", 6, true},
        {"12k", "12", 3, false},      {"1.2 million", "1.2", 6, false}, {"3 thousand", "3", 3, false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        mkr_cell_value v = cell(cases[i].text);
        if (v.kind != MKR_CELL_NUMBER || !is(v.number, cases[i].want))
            fail_msg("\"%s\": %s", cases[i].text, v.why ? v.why : "another number");
        assert_int_equal(v.scale, cases[i].scale);
        assert_int_equal(v.pounds, cases[i].pounds);
        assert_null(v.word);
        assert_string_equal(v.how, "a word for thousands, millions or billions worked out");
    }
}

static void reads_words_behind(void **state) {
    (void)state;
    static const struct {
        const char *text, *want, *word;
        int scale;
    } cases[] = {
        {"12 days", "12", "days", 0},
        {"12days", "12", "days", 0},
        {"12\u00a0days ", "12", "days", 0},
        {"-3 working days", "-3", "working days", 0},
        {"1.2m", "1.2", "m", 0},
        {"12 l", "12", "l", 0},
        {"£350 per week", "350", "per week", 0},
        {"£1.2m per year", "1.2", "per year", 6},
        {"1.5 million homes", "1.5", "homes", 6},
        {"(12 days)", "-12", "days", 0},
        {"12 days [p]", "12", "days", 0},
        {"5Inches", "5", "Inches", 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        mkr_cell_value v = cell(cases[i].text);
        if (v.kind != MKR_CELL_NUMBER || !is(v.number, cases[i].want) || !v.word)
            fail_msg("\"%s\": %s", cases[i].text, v.why ? v.why : "another number");
        assert_int_equal(v.word_end - v.word, strlen(cases[i].word));
        assert_memory_equal(v.word, cases[i].word, strlen(cases[i].word));
        assert_int_equal(v.scale, cases[i].scale);
        assert_true(v.how != NULL);
    }
}

static void reads_special_figures(void **state) {
    (void)state;
    mkr_cell_value v = cell("3:45");
    assert_true(v.kind == MKR_CELL_NUMBER && v.duration && !v.seconds && is(v.number, "225"));
    assert_string_equal(v.how, "read as a duration");
    v = cell("-0:05");
    assert_true(v.duration && is(v.number, "-5"));
    v = cell("1:02:03"); /* 3600 + 120 + 3 */
    assert_true(v.duration && v.seconds && is(v.number, "3723"));
    v = cell("1,000:30");
    assert_true(v.duration && is(v.number, "60030"));

    v = cell("1 in 20");
    assert_true(v.kind == MKR_CELL_NUMBER && v.one_in && is(v.number, "20"));
    assert_string_equal(v.how, "read as 1 in so many");
    v = cell("1 in 1,250");
    assert_true(v.one_in && is(v.number, "1250"));

    v = cell("94% (47/50)");
    assert_true(v.kind == MKR_CELL_NUMBER && v.percent && is(v.number, "94"));
    assert_true(v.has_parts && is(v.part, "47") && is(v.whole, "50"));
    assert_string_equal(v.how, "the fraction beside it set apart");
    v = cell("94 (47 of 50)");
    assert_true(!v.percent && v.has_parts && is(v.whole, "50"));
    v = cell("66.7% (1,000 out of 1,500)");
    assert_true(v.has_parts && is(v.part, "1000") && is(v.whole, "1500"));
    assert_int_equal(cell("66% (2/3)").kind, MKR_CELL_NUMBER); /* 66.67 cut off */
    assert_int_equal(cell("67% (2/3)").kind, MKR_CELL_NUMBER);
    assert_int_equal(cell("0% (0/7)").kind, MKR_CELL_NUMBER);

    v = cell("1.2E+05");
    assert_true(v.kind == MKR_CELL_NUMBER && v.exponent && is(v.number, "120000") && v.number.places == 0);
    assert_string_equal(v.how, "an exponent worked out");
    assert_true(is(cell("1.234567E+03").number, "1234.567"));
    assert_true(is(cell("-2.5e-03").number, "-0.0025"));
    assert_true(is(cell("1E5").number, "100000"));
    assert_true(is(cell("0.00E+00").number, "0"));

    v = cell("<5");
    assert_true(v.kind == MKR_CELL_NIL && v.nil == MKR_BELOW && is(v.number, "5"));
    assert_string_equal(v.how, "read as less than");
    v = cell("> 99%");
    assert_true(v.kind == MKR_CELL_NIL && v.nil == MKR_ABOVE && v.percent && is(v.number, "99"));
    assert_string_equal(v.how, "read as more than");
}

static void reads_marks_behind(void **state) {
    (void)state;
    mkr_cell_value v = cell("85.2 [p] [r]");
    assert_true(v.kind == MKR_CELL_NUMBER && is(v.number, "85.2"));
    assert_int_equal(v.marks, MKR_MARK('p') | MKR_MARK('r'));
    assert_string_equal(v.how, "a marker taken off");
    v = cell("85%[E]");
    assert_true(v.percent && v.marks == MKR_MARK('e'));
    v = cell("(978) (provisional)");
    assert_true(is(v.number, "-978") && v.marks == MKR_MARK('p'));
    v = cell("94% (47/50) [r]");
    assert_true(v.has_parts && v.marks == MKR_MARK('r'));
    v = cell("[x] [r]");
    assert_true(v.kind == MKR_CELL_NIL && v.nil == MKR_NOT_AVAILABLE && v.marks == MKR_MARK('r'));
    v = cell("<5 [e]");
    assert_true(v.nil == MKR_BELOW && v.marks == MKR_MARK('e'));
    v = cell("0 [low]");
    assert_true(v.kind == MKR_CELL_NIL && v.nil == MKR_LOW);
    v = cell("3 [c]"); /* the figure is nowhere in what is handed on */
    assert_true(v.kind == MKR_CELL_NIL && v.nil == MKR_CONFIDENTIAL && v.number.units == 0 && !v.how);
}

static void says_what_is_wrong(void **state) {
    (void)state;
    static const char nan[] = "not a number", comma[] = "a comma that does not part thousands",
                      decimal[] = "a comma as decimal point?",
                      two[] = "two figures, or a blank between thousands?",
                      unit[] = "a unit without a figure", fraction[] = "a fraction or a date?",
                      rest[] = "something is left over after the figure", range[] = "a range or a date?",
                      nought[] = "the letter O for a nought?", one[] = "the letter l for a one?",
                      limit[] = "\"at most\" or \"less than\"? Write < or >",
                      clock[] = "minutes and seconds have two digits, 00 to 59",
                      unknown[] = "unknown shorthand in square brackets",
                      exponent[] = "an exponent that is too large", logical[] = "a logical value",
                      lost[] = "a sign of a symbol font that is lost",
                      failed[] = "NaN, the result of a calculation that failed",
                      infinite[] = "an infinite number, the result of a calculation that failed",
                      formula[] = "a formula, not its result", open[] = "a bracket that is not closed",
                      large[] = "too many digits", currency[] = "another currency", figures[] = "two figures";
    static const struct {
        const char *text, *why;
    } cases[] = {
        {"1.234,5", decimal},
        {"12,5", decimal},
        {"0,123", decimal},
        {"1,23,456", comma},
        {",123", nan},
        {"1,234,", comma},
        {"1,234,5", comma},
        {"1234,567", comma},
        {"1,234\u00a0567", two},
        {"1\u00a0"
         "23",
         two},
        {"1 234", two},
        {"1.2.3", "two decimal points"},
        {"21.01.2010", "two decimal points"},
        {"5.", "a decimal point without decimals"},
        {"100000000000000001", large},
        {"1111111111111111111111111111111111111111111111111111111111111111111111111111111111111", large},
        {"1O5", nought},
        {"1OO%", nought},
        {"O.5", nought},
        {"8o", nought},
        {"l2", one},
        {"3l", one},
        {"1I", "the letter I for a one?"},
        {"1E99", exponent},
        {"1E18", exponent},
        {"1E-10", exponent},
        {"--5", nan},
        {"+-5", nan},
        {"-(5)", nan},
        {"(-5)", "brackets and a sign"},
        {"-5-", rest},
        {"5 -", rest},
        {"(5", open},
        {"5)", rest},
        {"()", nan},
        {"£", unit},
        {"£'000", unit},
        {"£000", unit},
        {"'000", unit},
        {"£m", unit},
        {"%", unit},
        {"£-", "a dash for nought, or for nothing?"},
        {"£5%", nan},
        {"5%%", rest},
        {"85% of homes", rest},
        {"$5", currency},
        {"€5", currency},
        {"5-10", range},
        {"5 – 10", range},
        {"2024-09-01", range},
        {"47/50", fraction},
        {"47/50 (94%)", fraction},
        {"01/02/2024", fraction},
        {"94% (47)", figures},
        {"94% (93/50)", "the percentage is not that of the fraction beside it"},
        {"49% (11/21)", "the percentage is not that of the fraction beside it"},
        {"0% (0/0)", "a fraction of nothing"},
        {"3:4", clock},
        {"3:60", clock},
        {"3:450", clock},
        {"1:02:3", clock},
        {"3:45%", nan},
        {"3:45 pm", nan},
        {"1 in 0", "1 in nothing"},
        {"1 in twenty", nan},
        {"1 in 20 homes", rest},
        {"≤5", limit},
        {"<=5", limit},
        {"≥5", limit},
        {"<", nan},
        {"85*", "an asterisk: write [p] for provisional, [r] for revised"},
        {"*", "an asterisk alone: write [c] for suppressed, [x] for not available"},
        {"[q]", unknown},
        {"85 [q]", unknown},
        {"85 [note 1]", unknown},
        {"85 [p] [q]", unknown},
        {"[p]", "a marker without a figure"},
        {"85 [x]", "a figure, and shorthand for none"},
        {"2 [low]", "a figure, and shorthand for none"},
        {"#DIV/0!", "the spreadsheet's error #DIV/0!: divided by nothing"},
        {"#ref!", "the spreadsheet's error #REF!: a cell that is gone"},
        {"#VALUE!", "the spreadsheet's error #VALUE!: text where a figure was wanted"},
        {"#NAME?", "the spreadsheet's error #NAME?: an unknown function or name"},
        {"#NUM!", "the spreadsheet's error #NUM!: no such number"},
        {"#NULL!", "the spreadsheet's error #NULL!: ranges that do not meet"},
        {"#SPILL!", "the spreadsheet's error #SPILL!: no room for the result"},
        {"#N/A", "the spreadsheet's error #N/A: nothing was found"},
        {"#BUSY!", "an error value of the spreadsheet"},
        {"######", "a column too narrow for its figure in the spreadsheet"},
        {"TRUE", logical},
        {"false", logical},
        {"NaN", failed},
        {"inf", infinite},
        {"-Infinity", infinite},
        {"=A1/B1", formula},
        {"@SUM(A1)", formula},
        {"é", lost},
        {"\uf0e9", lost},
        {"high", nan},
        {"\u0665", nan},
        {"²", nan},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        mkr_cell_value v = cell(cases[i].text);
        if (v.kind != MKR_CELL_WRONG)
            fail_msg("\"%s\" was read", cases[i].text);
        if (strcmp(v.why, cases[i].why) != 0)
            fail_msg("\"%s\": %s", cases[i].text, v.why);
    }
}

/* ---- dates */

static void reads_dates(void **state) {
    (void)state;
    static const char serial[] = "a spreadsheet's serial number; format the column as a date",
                      none[] = "not a date such as 2 December 2024 or 02/12/2024";
    static const struct {
        const char *text;
        bool serials;
        int year, month, day;
        const char *why;
    } cases[] = {
        {"02/12/2024", false, 2024, 12, 2, NULL},
        {"Mon 2 Dec 2024", false, 2024, 12, 2, NULL},
        {"Sep-24", false, 2024, 9, 30, NULL},
        {"September 2024", false, 2024, 9, 30, NULL},
        {"Feb-24", false, 2024, 2, 29, NULL},
        {"End of May 2017", false, 2017, 5, 31, NULL},
        {"end Feb 2023", false, 2023, 2, 28, NULL},
        {"2024-03", false, 2024, 3, 31, NULL},
        {"31/03/2025", false, 2025, 3, 31, NULL},
        {"45261", false, 0, 0, 0, serial},
        {"45261", true, 2023, 12, 1, NULL}, /* LibreOffice shows 45261 as 1 December 2023 */
        {" 45261 ", true, 2023, 12, 1, NULL},
        {"4526", true, 0, 0, 0, none},
        {"31/02/2024", false, 0, 0, 0, "31 February does not exist"},
        {"Q2 2024/25", false, 0, 0, 0, none},
        {"2024/25", false, 0, 0, 0, none},
        {"n/a", false, 0, 0, 0, none},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        mkr_reading reading = {.serial_dates = cases[i].serials};
        mkr_date d;
        const char *why = "";
        if (mkr_cell_date(arena, cases[i].text, &reading, &d, &why) != !cases[i].why)
            fail_msg("%s: %s", cases[i].text, why);
        if (cases[i].why)
            assert_string_equal(why, cases[i].why);
        else if (d.year != cases[i].year || d.month != cases[i].month || d.day != cases[i].day)
            fail_msg("%s: %d-%d-%d", cases[i].text, d.year, d.month, d.day);
    }
    mkr_date d;
    const char *why = "";
    assert_false(mkr_cell_date(arena, "45261", NULL, &d, &why));
    assert_string_equal(why, serial);
}

/* ---- text */

static void reads_text(void **state) {
    (void)state;
    assert_string_equal(mkr_cell_text(arena, "\u00a0 a b \n"), "a b");
    assert_string_equal(mkr_cell_text(arena, "007"), "007");
    assert_string_equal(mkr_cell_text(arena, "=HYPERLINK(\"a\")"), "=HYPERLINK(\"a\")");
    assert_string_equal(mkr_cell_text(arena, " \ufeff\u2009 "), "");
    assert_string_equal(mkr_cell_text(arena, "é"), "é");
    char key[MKR_WORD_KEY];
    assert_true(mkr_word_key("Target (%) \u2013 Q2_x", key));
    assert_string_equal(key, "targetq2x");
    assert_false(mkr_word_key("café", key));
    assert_string_equal(mkr_cell_excerpt("a\nb\tc").text, "a b c");
    mkr_excerpt e = mkr_cell_excerpt("é23456789é23456789é23456789é23456789é23456789é23456789é23456789");
    /* 68 bytes: é is two */
    assert_string_equal(e.text, "é23456789é23456789é23456789é23456789é23456789é23456789é234567...");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_plain_digits),
        cmocka_unit_test(reads_dressed_figures),
        cmocka_unit_test(reads_scales),
        cmocka_unit_test(reads_words_behind),
        cmocka_unit_test(reads_special_figures),
        cmocka_unit_test(reads_marks_behind),
        cmocka_unit_test(says_what_is_wrong),
        cmocka_unit_test(reads_dates),
        cmocka_unit_test(reads_text),
    };
    return cmocka_run_group_tests_name("cell", tests, set_up, tear_down);
}

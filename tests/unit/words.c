/* words.c - tests of cells that hold a word from a list. */
#include "data/cell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

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

/* ---- why there is no number */

static void reads_nil_words(void **state) {
    (void)state;
    static const struct {
        const char *text;
        mkr_nil want;
    } cases[] = {
        {"", MKR_NOT_AVAILABLE},
        {" \u00a0 ", MKR_NOT_AVAILABLE},
        {"'", MKR_NOT_AVAILABLE},
        {"-", MKR_NOT_AVAILABLE},
        {"–", MKR_NOT_AVAILABLE},
        {"—", MKR_NOT_AVAILABLE},
        {" - ", MKR_NOT_AVAILABLE},
        {".", MKR_NOT_AVAILABLE},
        {"..", MKR_NOT_AVAILABLE},
        {"...", MKR_NOT_AVAILABLE},
        {"…", MKR_NOT_AVAILABLE},
        {"TBC", MKR_NOT_AVAILABLE},
        {"tba", MKR_NOT_AVAILABLE},
        {"Not available", MKR_NOT_AVAILABLE},
        {"not\u00a0 available", MKR_NOT_AVAILABLE},
        {"No data", MKR_NOT_AVAILABLE},
        {"Data not available", MKR_NOT_AVAILABLE},
        {"late", MKR_NOT_AVAILABLE},
        {"Data late", MKR_NOT_AVAILABLE},
        {"[x]", MKR_NOT_AVAILABLE},
        {"[ X ]", MKR_NOT_AVAILABLE},
        {"n/a", MKR_NOT_APPLICABLE},
        {"N/A", MKR_NOT_APPLICABLE},
        {"na", MKR_NOT_APPLICABLE},
        {"Not Applicable", MKR_NOT_APPLICABLE},
        {"Data Only", MKR_NOT_APPLICABLE},
        {"[z]", MKR_NOT_APPLICABLE},
        {"Suppressed", MKR_CONFIDENTIAL},
        {"[c]", MKR_CONFIDENTIAL},
        {"[low]", MKR_LOW},
        {"Not due", MKR_NOT_DUE},
        {"not yet due", MKR_NOT_DUE},
        {"Annual Indicator", MKR_NOT_DUE},
        {"annual", MKR_NOT_DUE},
        {"CO", MKR_NOT_DUE},
        {"Carry over", MKR_NOT_DUE},
        {"[nd]", MKR_NOT_DUE},
        {"NC", MKR_INCOMPARABLE},
        {"not comparable", MKR_INCOMPARABLE},
        {"[nc]", MKR_INCOMPARABLE},
        {"n/a [r]", MKR_NOT_APPLICABLE},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        mkr_cell_value v = cell(cases[i].text);
        if (v.kind != MKR_CELL_NIL || v.nil != cases[i].want || v.month)
            fail_msg("\"%s\": %s", cases[i].text, v.why ? v.why : "another reason");
    }
    assert_null(cell("").how);
    assert_null(cell("[x]").how);
    assert_string_equal(cell("CO").how, "read as not due");
    assert_string_equal(mkr_nil_shorthand(MKR_NOT_AVAILABLE), "x");
    assert_string_equal(mkr_nil_shorthand(MKR_INCOMPARABLE), "nc");
    assert_string_equal(mkr_nil_shorthand(MKR_NIL_NONE), "");
    assert_string_equal(mkr_nil_shorthand(MKR_ABOVE), "");
}

static void reads_nil_words_of_a_style(void **state) {
    (void)state;
    static const mkr_nil_word words[] = {{"#N/A", MKR_NOT_AVAILABLE}, {"Awaiting census", MKR_NOT_DUE},
                                         {"n/a", MKR_NOT_AVAILABLE},  {"999", MKR_LOW},
                                         {"*", MKR_CONFIDENTIAL},     {"[q]", MKR_INCOMPARABLE}};
    mkr_reading reading = {.nils = words, .n_nils = COUNT(words)};
    static const struct {
        const char *text;
        mkr_nil want;
    } cases[] = {{"#N/A", MKR_NOT_AVAILABLE}, {"awaiting  Census ", MKR_NOT_DUE}, {"N/A", MKR_NOT_AVAILABLE},
                 {"*", MKR_CONFIDENTIAL},     {"[q]", MKR_INCOMPARABLE},          {"TBC", MKR_NOT_AVAILABLE}};
    mkr_cell_value v;
    for (size_t i = 0; i < COUNT(cases); i++) {
        mkr_cell_read(cases[i].text, &reading, &v);
        if (v.kind != MKR_CELL_NIL || v.nil != cases[i].want)
            fail_msg("\"%s\"", cases[i].text);
    }
    mkr_cell_read("999", &reading, &v); /* a word of digits is a word too */
    assert_true(v.kind == MKR_CELL_NIL && v.nil == MKR_LOW);
    mkr_cell_read("99", &reading, &v);
    assert_true(v.kind == MKR_CELL_NUMBER && is(v.number, "99"));
}

static void finds_months(void **state) {
    (void)state;
    static const char *const months[] = {"Jan-24", "jan-24", "24-Jan", "1-Dec", "SEP-24"};
    static const char *const others[] = {"Jan-2024", "Jan", "Jax-24", "24-Jax", "124-Jan", "Jan-2", "Jan 24"};
    for (size_t i = 0; i < COUNT(months); i++) {
        mkr_cell_value v = cell(months[i]);
        if (!v.month || v.kind != MKR_CELL_NIL || v.nil != MKR_NOT_AVAILABLE || !v.how)
            fail_msg("%s", months[i]);
    }
    for (size_t i = 0; i < COUNT(others); i++)
        if (cell(others[i]).month)
            fail_msg("%s", others[i]);
}

/* ---- words */

static void reads_marks(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool all;
        const char *letters;
    } cases[] = {
        {"", true, ""},
        {"p", true, "p"},
        {"[n] [p]", true, "np"},
        {"N, provisional", true, "np"},
        {"[p][r]", true, "pr"},
        {"Amended; re-based/revised", true, "abr"},
        {"(new)", true, "n"},
        {"n\u00a0p", true, "np"},
        {"removed estimated forecast unreliable backdated", true, "bdefu"},
        {"nx", false, ""},
        {"bad", false, ""}, /* a word, not three letters */
        {"p, q", false, "p"},
        {"*", false, ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        mkr_marks got, want = 0;
        for (const char *c = cases[i].letters; *c; c++)
            want |= MKR_MARK(*c);
        if (mkr_cell_marks(cases[i].text, &got) != cases[i].all || got != want)
            fail_msg("%s: %x", cases[i].text, got);
    }
}

static void reads_polarities(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool ok, given;
        mkr_polarity want;
    } cases[] = {
        {"high", true, true, MKR_HIGHER},
        {"Higher is better", true, true, MKR_HIGHER},
        {"high is good", true, true, MKR_HIGHER},
        {"Bigger values are best", true, true, MKR_HIGHER},
        {"Up", true, true, MKR_HIGHER},
        {"aim to maximise", true, true, MKR_HIGHER},
        {"low", true, true, MKR_LOWER},
        {"lower-is-better", true, true, MKR_LOWER},
        {"Smaller values are best", true, true, MKR_LOWER},
        {"Aim to minimise", true, true, MKR_LOWER},
        {"on plan", true, true, MKR_ON_PLAN},
        {"On-target is best", true, true, MKR_ON_PLAN},
        {"within range", true, true, MKR_ON_PLAN},
        {"none", true, true, MKR_POLARITY_NONE},
        {"Contextual", true, true, MKR_POLARITY_NONE},
        {"Data only", true, true, MKR_POLARITY_NONE},
        {"n/a", true, true, MKR_POLARITY_NONE},
        {"", true, false, MKR_POLARITY_NONE},
        {" - ", true, false, MKR_POLARITY_NONE},
        {"[x]", true, false, MKR_POLARITY_NONE},
        {"sideways", false, false, MKR_POLARITY_NONE},
        {"higher is worse", false, false, MKR_POLARITY_NONE},
        {"5", false, false, MKR_POLARITY_NONE},
        {"é", false, false, MKR_POLARITY_NONE},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        mkr_polarity got;
        bool given;
        if (mkr_cell_polarity(cases[i].text, &got, &given) != cases[i].ok || got != cases[i].want ||
            given != cases[i].given)
            fail_msg("%s", cases[i].text);
    }
}

static void reads_yes_and_no(void **state) {
    (void)state;
    static const char *const yes[] = {"yes", "Y", "TRUE", "1", "Cumulative", " yes ", "YTD"};
    static const char *const no[] = {"no", "N", "false", "0", "", "-", "n/a", "in-period", "Non-cumulative"};
    static const char *const neither[] = {"maybe", "2", "é", "10"};
    bool b;
    for (size_t i = 0; i < COUNT(yes); i++)
        assert_true(mkr_cell_yes(yes[i], &b) && b);
    for (size_t i = 0; i < COUNT(no); i++)
        assert_true(mkr_cell_yes(no[i], &b) && !b);
    for (size_t i = 0; i < COUNT(neither); i++)
        assert_false(mkr_cell_yes(neither[i], &b));
}

static void finds_lost_symbols(void **state) {
    (void)state;
    static const char *const lost[] = {"é",      "ê",      " è ",    "ñ",
                                       "\uf0e9", "\uf000", "\uf0ff", "\uf0b7 first point"};
    static const char *const sound[] = {"",  "e", "café",   "éé",     "É",
                                        "▲", "↑", "\uf100", "\ufeff", "Improving"};
    for (size_t i = 0; i < COUNT(lost); i++)
        if (!mkr_cell_is_lost_symbol(lost[i]))
            fail_msg("%s", lost[i]);
    for (size_t i = 0; i < COUNT(sound); i++)
        if (mkr_cell_is_lost_symbol(sound[i]))
            fail_msg("%s", sound[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_nil_words),    cmocka_unit_test(reads_nil_words_of_a_style),
        cmocka_unit_test(finds_months),       cmocka_unit_test(reads_marks),
        cmocka_unit_test(reads_polarities),   cmocka_unit_test(reads_yes_and_no),
        cmocka_unit_test(finds_lost_symbols),
    };
    return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}

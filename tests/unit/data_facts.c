/* data_facts.c - tests of what is read of one indicator: words, units, warnings, coercions. */
#include "data.h"

#include "data/reader.h"

/* The messages for one cell under one heading, beside a plain figure. */
static void says_of(const char *heading, const char *cell, const char *want) {
    mkr_data d;
    try_read(mkr_printf(arena, "ref,measure,unit,%s,Q1 2024/25\nA,a,%%,\"%s\",5\n", heading, cell), &d);
    if (strcmp(said, want) != 0)
        fail_msg("%s \"%s\": %s (%s)", heading, cell, said, text);
}

static void checks_words(void **state) {
    (void)state;
    static const struct {
        const char *heading, *cell, *want;
    } cases[] = {
        {"people", "maybe", "DATA_YES_NO 2:4; "},
        {"people", "yes", ""},
        {"cumulative", "x", "DATA_YES_NO 2:4; "},
        {"cumulative", "No", ""},
        {"data as at", "31/02/2024", "DATA_NOT_A_DATE 2:4; "},
        {"data as at", "End of May 2017", ""},
        {"data as at", "n/a", ""},
        {"data as at", "45261", "DATA_NOT_A_DATE 2:4; "},
        {"rule", "othr", "DATA_RULE_UNKNOWN 2:4; "},
        {"rule", "other", ""},
        {"frequency", "quarterly", ""},
        {"frequency", "Annual", ""},
        {"frequency", "monthly", "DATA_FREQUENCY 2:4; "},
        {"frequency", "weekly", "DATA_FREQUENCY 2:4; "},
        {"frequency", "now and then", "DATA_FREQUENCY_UNKNOWN 2:4; "},
        {"quartile", "5", "DATA_QUARTILE 2:4; "},
        {"quartile", "Bottom quartile", ""},
        {"quartile", "..", ""},
        {"rag", "Purple", "DATA_RATING_UNKNOWN 2:4; "},
        {"rag", "Light Green", ""},
        {"rag", "n/a", ""},
        {"dot", "sideways", "DATA_TRAVEL_UNKNOWN 2:4; "},
        {"dot", "\u25B2", ""},
        {"dot", "\u2193 Down", ""},
        {"dot", "\u2193 Up", "DATA_TRAVEL_UNKNOWN 2:4; "},
        {"dot", "\xC3\xA9", "DATA_LOST_SYMBOL 2:4; "},
        {"dot", "\xEF\x83\xAA", "DATA_LOST_SYMBOL 2:4; "}, /* U+F0EA */
        {"rag", "\xEF\x81\xAC", "DATA_LOST_SYMBOL 2:4; "}, /* U+F06C */
        {"commentary", "\xEF\x82\xB7 one", "DATA_LOST_SYMBOL 2:4; "}, /* U+F0B7 */
        {"commentary", "\xEE\x80\x80", "DATA_LOST_SYMBOL 2:4; "}, /* U+E000 */
        {"commentary", "\xEF\xAC\x81ne caf\xC3\xA9", ""}, /* U+FB01 is a ligature */
        {"override", "Amber", "DATA_OVERRIDE 2:4; "},
        {"override", "", ""},
        {"override", "n/a", ""},
        {"dp", "10", "DATA_PLACES 2:4; "},
        {"dp", "1.5", "DATA_PLACES 2:4; "},
        {"dp", "one", "DATA_PLACES 2:4; "},
        {"dp", "2", ""},
        {"tolerance", "-5", "DATA_NEGATIVE_TOLERANCE 2:4; "},
        {"tolerance", "5%", ""},
        {"tolerance", "much", "DATA_NOT_A_NUMBER 2:4; "},
        {"amber", "<5", "DATA_NOT_A_NUMBER 2:4; "},
        {"target", "<5", "DATA_NOT_A_NUMBER 2:4; "},
        {"target", "n/a", ""},
        {"flags", "q", "DATA_FLAG_UNKNOWN 2:4; "},
        {"part of", "Z", "DATA_PART_OF 2:4; "},
        {"part of", "A", "DATA_PART_OF 2:4; "},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
        says_of(cases[k].heading, cases[k].cell, cases[k].want);
    says_of("rule", "othr", "DATA_RULE_UNKNOWN 2:4; ");
    assert_non_null(strstr(text, "\"othr\"; did you mean \"other\"?"));
    says_of("dot", "\xC3\xA9", "DATA_LOST_SYMBOL 2:4; ");
    assert_non_null(strstr(text, "was probably an arrow up"));
    says_of("dot", "\xC3\xAA", "DATA_LOST_SYMBOL 2:4; ");
    assert_non_null(strstr(text, "was probably an arrow down"));
    says_of("dot", "\xC3\xA8", "DATA_LOST_SYMBOL 2:4; ");
    assert_non_null(strstr(text, "was probably an arrow to the right"));
    says_of("commentary", "\xEF\x82\xB7 one", "DATA_LOST_SYMBOL 2:4; ");
    assert_non_null(strstr(text, "it was probably a bullet"));
}

static void knows_stated_words(void **state) {
    (void)state;
    static const struct {
        const char *word;
        mkr_rating want;
    } ratings[] = {{"Green", MKR_GREEN}, {"G", MKR_GREEN},     {"light-green", MKR_LIGHT_GREEN},
                   {"AMBER", MKR_AMBER}, {"a", MKR_AMBER},     {"r", MKR_RED},
                   {"Blue", MKR_BLUE},   {"grey", MKR_UNRATED}};
    static const struct {
        const char *word;
        mkr_travel want;
    } travels[] = {{"Improved", MKR_IMPROVING}, {"\u2191", MKR_IMPROVING},         {"No change", MKR_STABLE},
                   {"\u25BA", MKR_STABLE},      {"\u27A1\uFE0F same", MKR_STABLE}, {"\u25BC", MKR_DECLINING},
                   {"Worse", MKR_DECLINING},    {"NC", MKR_NOT_COMPARABLE},        {"new", MKR_NEW},
                   {"", MKR_NO_COMPARISON}};
    for (size_t k = 0; k < sizeof ratings / sizeof *ratings; k++) {
        mkr_rating got;
        assert_true(mkr_stated_rating(ratings[k].word, &got));
        assert_int_equal(got, ratings[k].want);
    }
    for (size_t k = 0; k < sizeof travels / sizeof *travels; k++) {
        mkr_travel got;
        assert_true(mkr_stated_travel(travels[k].word, &got));
        assert_int_equal(got, travels[k].want);
    }
}

static void finds_steps(void **state) {
    (void)state;
    static const struct {
        const char *frequency, *period;
        int want;
    } cases[] = {
        {"monthly", "Sep-24", 1},         {"quarterly", "Sep-24", 3},
        {"half-yearly", "Sep-24", 6},     {"annual", "Sep-24", 12},
        {"half-yearly", "Q1 2024/25", 2}, {"annual", "Q1 2024/25", 4},
        {"biennial", "Q1 2024/25", 8},    {"annual", "2024/25", 1},
        {"biennial", "2024/25", 2},       {"", "2024/25", 1},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        mkr_data d = read(
            mkr_printf(arena, "ref,measure,frequency,%s\nA,a,%s,5\n", cases[k].period, cases[k].frequency));
        assert_int_equal(d.indicators[0].step, cases[k].want);
    }
}

static void keeps_overrides(void **state) {
    (void)state;
    static const char head[] = "ref,measure,override,override reason,override by,Q1 2024/25\n";
    mkr_data d = read(mkr_printf(arena, "%sA,a,Amber,on course,J. Smith,5\nB,b,,,,5\n", head));
    assert_int_equal(d.indicators[0].override, MKR_AMBER);
    assert_string_equal(d.indicators[0].override_reason, "on course");
    assert_string_equal(d.indicators[0].override_by, "J. Smith");
    assert_int_equal(d.indicators[1].override, MKR_UNRATED);
    says(mkr_printf(arena, "%sA,a,Amber,,J. Smith,5\nB,b,Red,why,,5\nC,c,Purple,why,who,5\n", head),
         "DATA_OVERRIDE 2:3; DATA_OVERRIDE 3:3; DATA_OVERRIDE 4:3; ");
}

/* One figure under "Q1 2024/25". */
static mkr_value figure(const char *unit, const char *cell, const char *want) {
    mkr_data d;
    try_read(mkr_printf(arena, "ref,measure,unit,Q1 2024/25\nA,a,%s,\"%s\"\n", unit, cell), &d);
    if (strcmp(said, want) != 0)
        fail_msg("\"%s\" in %s: %s (%s)", cell, unit, said, text);
    return d.indicators[0].values[0];
}

static void reads_figures_in_units(void **state) {
    (void)state;
    mkr_value v = figure("%", "85% [p]", "");
    assert_true(v.has_actual && is(mkr_actual(&v), "85") && v.marks == MKR_MARK('p'));
    v = figure("\u00a3m", "\u00a31.2m", "");
    assert_true(v.has_actual && is(mkr_actual(&v), "1.2"));
    v = figure("%", "<5", "");
    assert_true(!v.has_actual && mkr_value_nil(&v) == MKR_BELOW && is(mkr_actual(&v), "5"));
    v = figure("%", ">99%", "");
    assert_true(!v.has_actual && mkr_value_nil(&v) == MKR_ABOVE && is(mkr_actual(&v), "99"));
    v = figure("number", "1.2E+05", "DATA_EXPONENT 2:4; ");
    assert_true(v.has_actual && is(mkr_actual(&v), "120000"));
    v = figure("number", "Jan-24", "DATA_MONTH 2:4; ");
    assert_true(!v.has_actual && mkr_value_nil(&v) == MKR_NOT_AVAILABLE);
    v = figure("days", "85%", "DATA_NOT_A_NUMBER 2:4; ");
    assert_false(v.has_actual);
    v = figure("number", "", "");
    assert_true(!v.has_actual && mkr_value_nil(&v) == MKR_NIL_NONE);
    v = figure("number", "Not due", "");
    assert_int_equal(mkr_value_nil(&v), MKR_NOT_DUE);
    v = figure("number", "#DIV/0!", "DATA_NOT_A_NUMBER 2:4; ");
    assert_non_null(strstr(text, "\"#DIV/0!\" under \"Q1 2024/25\""));
}

static void warns_of_fractions(void **state) {
    (void)state;
    static const char head[] = "ref,measure,unit,target,Q1 2024/25,Q2 2024/25,Q3 2024/25\n";
    static const struct {
        const char *row, *want;
    } cases[] = {
        {"A,a,%,,84,0.85,86", "DATA_FRACTION 2:6; "},
        {"A,a,%,85,0.85,,", "DATA_FRACTION 2:5; "},
        {"A,a,%,,0.84,0.85,0.86", "DATA_FRACTION 2:5; "}, /* cells that have lost their format */
        {"A,a,%,0.9,0.1,0,0.2", "DATA_FRACTION 2:4; "},
        {"A,a,%,,0.1,0.2,0.49", ""}, /* small percentages */
        {"A,a,%,,0.84,0.85%,0.86", ""},
        {"A,a,%,,-0.84,0.85,0.86", ""},
        {"A,a,days,,0.84,0.85,0.86", ""},
        {"A,a,%,,0.9,1.2,2.1", ""}, /* a small percentage */
        {"A,a,%,,0.9,1.8,2.1", ""}, /* 90 is far from 2.1 */
        {"A,a,%,,84,0.85%,86", ""},
        {"A,a,days,,84,0.85,86", ""},
        {"A,a,%,,84,1,0", ""},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
        says(mkr_printf(arena, "%s%s\n", head, cases[k].row), cases[k].want);
}

static void warns_of_signs(void **state) {
    (void)state;
    static const char head[] = "ref,measure,unit,target,Q1 2024/25,Q2 2024/25\n";
    static const struct {
        const char *row, *want;
    } cases[] = {
        {"A,a,,,85%,86%", "DATA_NO_UNIT 2:5; "},
        {"A,a,,85%,,", "DATA_NO_UNIT 2:4; "},
        {"A,a,,,85,\u00a386", "DATA_NO_UNIT 2:6; "},
        {"A,a,%,,85%,86%", ""},
        {"A,a,\u00a3,,\u00a385,86", ""},
        {"A,a,,,85,86", ""},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
        says(mkr_printf(arena, "%s%s\n", head, cases[k].row), cases[k].want);
    says("ref,measure,people,Q1 2024/25\nA,a,yes,85%\n", "DATA_NO_UNIT 2:4; ");
    assert_non_null(strstr(text, "\"a figure of people\" of \"A\""));
}

static void logs_coercions(void **state) {
    (void)state;
    read("ref,measure,unit,polarity,cumulative,data as at,Q1 2024/25,Q2 2024/25,Q3 2024/25,Q4 2024/25\n"
         "A,a,%,Bigger is better,Y,Sep-24,85,\"85%\",n/a,<5\n");
    assert_non_null(strstr(coerced, "a polarity|Bigger is better|higher; "));
    assert_non_null(strstr(coerced, "yes or no|Y|yes; "));
    assert_non_null(strstr(coerced, "a date|Sep-24|30 September 2024; "));
    assert_non_null(strstr(coerced, "|85%|85; "));
    assert_non_null(strstr(coerced, "|n/a|[z]; "));
    assert_non_null(strstr(coerced, "|<5|<5; "));
    assert_null(strstr(coerced, "|85|"));
}

/* In the long layout a text stands until a later one replaces it; markers are those of the last row. */
static void takes_the_latest(void **state) {
    (void)state;
    mkr_data d = read("ref,period,value,measure,polarity,rag,flags,unit,quartile\n"
                      "A,Q3 2024/25,3,late,,Red,,,\n"
                      "A,Q1 2024/25,\"1%\",early,high,Green,\"n, p\",%,2\n"
                      "B,Q2 2024/25,5,b,low,,,,\n"
                      "A,Q2 2024/25,2,,high,,e,,3\n");
    const mkr_indicator *a = &d.indicators[0];
    assert_string_equal(said, "");
    assert_string_equal(a->measure, "late");
    assert_string_equal(a->unit, "%");
    assert_true(a->polarity == MKR_HIGHER && a->stated_rating == MKR_RED && a->quartile == 3);
    assert_int_equal(a->marks, 0);
    assert_int_equal(a->values[0].marks, MKR_MARK('p')); /* new is said of the measure */
    assert_int_equal(a->values[1].marks, MKR_MARK('e'));
    assert_int_equal(a->values[2].marks, 0);
    assert_int_equal(a->where.line, 2);
    says("ref,period,value,polarity\nA,Q1 2024/25,1,high\nA,Q2 2024/25,1,odd\nA,Q3 2024/25,1,odd\n",
         "DATA_POLARITY_UNKNOWN 3:4; "); /* once for cells that repeat it */
}

static void survives_random_tables(void **state) {
    (void)state;
    static const char *const cells[] = {
        "ref", "measure", "Q1 2024/25", "Target", "period", "actual", "2024/25", "Q1",      "A",
        "B",   "5",       "<5",         "[c]",    "Total",  "yes",    "people",  "part of", "England",
        "0.5", "n/a",     "",           "",       "high",   "unit",   "%",       "Jan-24",  "94% (3/50)",
        "rag", "dot",     "previous",   "Sep-24", "rule",   "other",  "flags"};
    unsigned seed = 5;
    scheme.suppress_below = 5;
    for (int round = 0; round < 4000; round++) {
        mkr_buffer b[2] = {mkr_buffer_new(arena), mkr_buffer_new(arena)};
        for (int t = 0; t < 2; t++) {
            if (round % 2)
                mkr_buffer_puts(&b[t], "ref,measure,people,part of,Q1 2024/25,Q2 2024/25,period,actual\n");
            for (int k = 0; k < 40; k++) {
                seed = seed * 1664525u + 1013904223u;
                mkr_buffer_printf(&b[t], "%s%c", cells[(seed >> 8) % (sizeof cells / sizeof *cells)],
                                  k % 8 == 7 ? '\n' : ',');
            }
        }
        mkr_data d;
        if (try_read_two(mkr_buffer_text(&b[0]), round % 3 ? NULL : mkr_buffer_text(&b[1]), &d) &&
            rate(&d, NULL)) {
            mkr_buffer out = mkr_buffer_new(arena);
            mkr_data_dump(&d, &out);
            mkr_data_emit(&d, &out);
        }
    }
    scheme.suppress_below = 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(checks_words),
        cmocka_unit_test(knows_stated_words),
        cmocka_unit_test(finds_steps),
        cmocka_unit_test(keeps_overrides),
        cmocka_unit_test(reads_figures_in_units),
        cmocka_unit_test(warns_of_fractions),
        cmocka_unit_test(warns_of_signs),
        cmocka_unit_test(logs_coercions),
        cmocka_unit_test(takes_the_latest),
        cmocka_unit_test(survives_random_tables),
    };
    return cmocka_run_group_tests_name("data_facts", tests, set_up, tear_down);
}

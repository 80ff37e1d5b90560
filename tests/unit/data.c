/* data.c - tests of indicators: reading, rating, direction of travel, counting, printing.
 *
 * Ratings are worked out by hand from published rules: Maidstone (met; missed within 10%; by more), Brighton
 * (an amber value), a tolerance in percentage points. */
#include "data/data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"

static jmp_buf full;
static mkr_arena *arena;
static char said[2000]; /* all messages: "CODE row:col; " */
static char text[1100]; /* the text of the last one */

static void note(void *user, mkr_level level, const char *code, mkr_where where, const char *message) {
    (void)user;
    (void)level;
    size_t n = strlen(said);
    snprintf(said + n, sizeof said - n, "%s %u:%u; ", code, where.line, where.col);
    snprintf(text, sizeof text, "%s", message);
}

static int set_up(void **state) {
    (void)state;
    arena = mkr_arena_new((size_t)1 << 28, &full);
    return arena ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    mkr_arena_free(arena);
    return 0;
}

static mkr_diag new_diag(void) {
    *said = *text = '\0';
    return (mkr_diag){.say = note};
}

static bool try_read(const char *csv, mkr_data *out) {
    mkr_diag diag = new_diag();
    mkr_table table;
    assert_true(mkr_csv_read(arena, &diag, "x.csv", csv, strlen(csv), &table));
    bool ok = mkr_data_read(arena, &diag, &table, out);
    assert_int_equal(ok, !mkr_diag_failed(&diag));
    return ok;
}

static mkr_data read(const char *csv) {
    mkr_data data;
    if (!try_read(csv, &data))
        fail_msg("%s (%s)", said, text);
    return data;
}

static void says(const char *csv, const char *want) {
    mkr_data data;
    try_read(csv, &data);
    assert_string_equal(said, want);
}

static mkr_decimal dec(const char *s) {
    mkr_decimal v;
    assert_true(mkr_decimal_parse(s, &v));
    return v;
}

static bool is(mkr_decimal v, const char *s) {
    return mkr_decimal_compare(v, dec(s)) == 0;
}

static mkr_rule rule(mkr_tolerance_kind kind, const char *tolerance, const char *dead_band) {
    return (mkr_rule){kind, dec(tolerance), dec(dead_band)};
}

static bool rate(mkr_data *data, mkr_rule r, const char *period) {
    mkr_diag diag = new_diag();
    mkr_period current = {0};
    if (period)
        assert_true(mkr_period_parse(period, &current));
    bool ok = mkr_data_rate(arena, &diag, &r, current, (mkr_where){"t.xml", 7, 1}, data);
    assert_int_equal(ok, !mkr_diag_failed(&diag));
    return ok;
}

/* ---- reading */

static void reads_wide(void **state) {
    (void)state;
    mkr_data d =
        read("Ref,Measure,Priority,Unit,Polarity,Target,Tolerance,Q1 2024/25,Q2 2024/25,Commentary,England\n"
             "HC01,\"Reviews,\ndone\",Healthy,%,Higher is better,85,5%,79.9,81.20,\" Up again. \",80.1\n"
             "HC02,Waits,Healthy,days,low,,,12,n/a,,..\n"
             "GR01,Homes,Green,number,contextual,,,\"1,118\",-,,\n");
    assert_string_equal(said, "");
    assert_int_equal(d.n, 3);
    assert_int_equal(d.n_periods, 2);
    const mkr_indicator *i = mkr_data_find(&d, "HC01");
    assert_ptr_equal(i, &d.indicators[0]);
    assert_string_equal(i->measure, "Reviews,\ndone");
    assert_string_equal(i->group, "Healthy");
    assert_string_equal(i->unit, "%");
    assert_string_equal(i->axis, "%");
    assert_string_equal(i->commentary, "Up again.");
    assert_string_equal(i->owner, "");
    assert_string_equal(i->flags, "");
    assert_string_equal(i->comparator, "England");
    assert_true(i->has_comparator && is(i->comparator_value, "80.1"));
    assert_true(i->has_tolerance && is(i->tolerance, "5"));
    assert_true(i->polarity == MKR_HIGHER && i->polarity_given);
    assert_int_equal(i->places, 2);
    assert_int_equal(i->where.line, 2);
    assert_int_equal(i->where.col, 1);
    const mkr_value *v = mkr_indicator_at(&d, i, 1);
    assert_true(v->has_actual && is(v->actual, "81.2") && v->has_target && is(v->target, "85"));
    assert_string_equal(mkr_period_print(arena, v->period), "Q2 2024/25");
    i = mkr_data_find(&d, "HC02");
    assert_true(i->polarity == MKR_LOWER && !i->has_tolerance && !i->has_comparator);
    assert_false(mkr_indicator_at(&d, i, 1)->has_actual);
    assert_string_equal(mkr_indicator_at(&d, i, 1)->missing, "z");
    i = mkr_data_find(&d, "GR01");
    assert_true(i->polarity == MKR_POLARITY_NONE && i->polarity_given);
    assert_true(is(i->values[0].actual, "1118"));
    assert_string_equal(i->values[1].missing, "x");
    assert_null(mkr_data_find(&d, "HC03"));
    assert_null(mkr_data_find(&d, "HC0"));
    assert_null(mkr_data_find(&d, ""));
    assert_int_equal(d.n_groups, 2);
    assert_string_equal(d.groups[0].name, "Healthy");
    assert_int_equal(d.groups[0].n, 2);
    assert_ptr_equal(d.groups[0].indicators[1], &d.indicators[1]);
    assert_string_equal(d.groups[1].name, "Green");
}

static void reads_targets_of_periods(void **state) {
    (void)state;
    mkr_data d = read("ref,measure,target,Q1 2024/25,Q2 2024/25,Target Q2 2024/25,2024/25 Q4 target\n"
                      "A,a,80,1,2,85,90\n"
                      "B,b,80,1,2,n/a,\n"
                      "C,c,,1,2,85,\n");
    static const char *const want[3][4] = {
        {"80", "85", "80", "90"}, {"80", "80", "80", "80"}, {NULL, "85", NULL, NULL}};
    assert_int_equal(d.n_periods, 4); /* Q3 has no column at all */
    for (size_t n = 0; n < 3; n++)
        for (size_t p = 0; p < 4; p++) {
            const mkr_value *v = &d.indicators[n].values[p];
            assert_int_equal(v->has_target, want[n][p] != NULL);
            assert_true(!want[n][p] || is(v->target, want[n][p]));
            assert_int_equal(v->has_actual, p < 2);
            assert_int_equal(v->period.index, p);
            assert_null(v->missing);
        }
    assert_int_equal(d.n_groups, 1); /* no column for groups: one without a name */
    assert_string_equal(d.groups[0].name, "");
    assert_int_equal(d.groups[0].n, 3);
}

static void reads_long(void **state) {
    (void)state;
    mkr_data d = read("KPI ref,Reporting period,Outturn,Target,Indicator,Unit,Good is,Narrative\n"
                      "A,Q3 2024/25,83,85,Reviews (new name),%,high,Now\n"
                      "A,Q1 2024/25,80,84,Reviews,%,high,Then\n"
                      "B,Q1 2024/25,5,,Waits,days,low,\n"
                      "A,Q4 2024/25,84,,,,,\n");
    assert_int_equal(d.n, 2);
    assert_int_equal(d.n_periods, 4);
    const mkr_indicator *a = mkr_data_find(&d, "A"), *b = mkr_data_find(&d, "B");
    assert_string_equal(a->measure, "Reviews (new name)"); /* the latest that has one */
    assert_string_equal(a->commentary, "Now");
    assert_true(is(a->values[0].actual, "80") && is(a->values[0].target, "84"));
    assert_true(!a->values[1].has_actual && !a->values[1].missing && !a->values[1].has_target);
    assert_true(is(a->values[2].actual, "83") && is(a->values[2].target, "85"));
    assert_true(is(a->values[3].actual, "84") && !a->values[3].has_target);
    assert_true(is(b->values[0].actual, "5") && !b->values[0].has_target && b->polarity == MKR_LOWER);
    says("ref,period,value\nA,Q1 2024/25,1\nB,Q1 2024/25,1\nA,Q2 2024/25,2\n A ,2024/25 Q1,3\n",
         "DATA_DUPLICATE_PERIOD 5:2; ");
    assert_non_null(strstr(text, "in row 2 too"));
    says("ref,period,value\nA,Q5 2024/25,1\nA,Sep-24,1\nA,2024/25,2\n",
         "DATA_NOT_A_PERIOD 2:2; DATA_MIXED_PERIODS 4:2; ");
    says("ref,period,value\nA,Q1 1924/25,1\nA,Q2 2024/25,2\n", "DATA_PERIOD_SPAN 3:2; ");
}

static void finds_the_header(void **state) {
    (void)state;
    mkr_data d = read("Corporate performance,,\nAs at 30 September 2024,,\n\nPI "
                      "code,PERFORMANCE_INDICATOR,sep-24\nA,b,1\n");
    assert_string_equal(d.indicators[0].measure, "b");
    assert_int_equal(d.indicators[0].where.line, 5);
    d = read("id,Q1 2024/25\nA,1\n"); /* a reference and periods are enough */
    assert_string_equal(d.indicators[0].measure, "");
    says("", "DATA_NO_HEADER 0:0; ");
    says("one,two\nref,three\n", "DATA_NO_HEADER 2:1; ");
    assert_non_null(strstr(text, "\"ref\", \"three\""));
    says("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\nref,measure,Q1 2024/25\nA,b,1\n", "DATA_NO_HEADER 1:1; ");
    says("ref,measure,Q1 2024/25\n", "DATA_NO_ROWS 1:1; ");
    says("ref,measure,actual\nA,b,1\n", "DATA_NO_PERIODS 1:1; ");
}

static void knows_headings(void **state) {
    (void)state;
    mkr_data d = read(
        "Ref.,Title,Definition,Format,d.p.,Better-if,Council Plan priority,Responsible officer(s),axis title,"
        "Narrative,Corrective action,Data source,Floor standard,Markers,CIPFA nearest neighbours,Target (%),"
        "Actual Q2 2024/25\n"
        "007,m,def,days,1,Smaller values are best,g,o,% of plans,c,a,s,9,[n] [p],3,4,5\n");
    const mkr_indicator *i = &d.indicators[0];
    assert_string_equal(said, "");
    assert_string_equal(i->ref, "007");
    assert_string_equal(i->measure, "m");
    assert_string_equal(i->definition, "def");
    assert_string_equal(i->unit, "days");
    assert_string_equal(i->axis, "% of plans");
    assert_int_equal(i->places, 1);
    assert_true(i->polarity == MKR_LOWER);
    assert_string_equal(i->group, "g");
    assert_string_equal(i->owner, "o");
    assert_string_equal(i->commentary, "c");
    assert_string_equal(i->action, "a");
    assert_string_equal(i->source, "s");
    assert_true(i->has_amber && is(i->amber, "9"));
    assert_string_equal(i->flags, "np");
    assert_string_equal(i->comparator, "CIPFA nearest neighbours");
    assert_true(is(i->comparator_value, "3") && is(i->values[0].target, "4") && is(i->values[0].actual, "5"));
}

static void reports_columns(void **state) {
    (void)state;
    says("ref,measure,Rank,Q1 2024/25,,Portfolio,\nA,b,1,2,note,x,\n", "DATA_UNUSED_COLUMNS 1:1; ");
    assert_non_null(strstr(text, "\"Rank\", \"Portfolio\", column 5 (no heading)"));
    says("ref,ID,Measure,Q1 2024/25\nA,A,b,1\n", "DATA_TWO_COLUMNS 1:2; ");
    assert_non_null(strstr(text, "\"ref\" in column 1 and \"ID\" in column 2"));
    says("ref,measure,Q1 2024/25,2024/25 Q1\nA,b,1,2\n", "DATA_TWO_COLUMNS 1:4; ");
    says("ref,measure,England,South West,Q1 2024/25\nA,b,1,2,3\n", "DATA_TWO_COLUMNS 1:4; ");
    says("ref,measure,Q1 2024/25,Sep-24\nA,b,1,2\n", "DATA_MIXED_PERIODS 1:4; ");
    says("ref,measure,Q1 2024/25,Q1 2204/05\nA,b,1,2\n", "DATA_PERIOD_SPAN 1:3; ");
    says("ref,measure,Q2 2024/25,Q1 2024/25\nA,b,2,1\n", "DATA_PERIODS_REORDERED 1:4; ");
    says("ref,measure,actual,period,Q1 2024/25\nA,b,2,x,1\n", "DATA_UNUSED_COLUMNS 1:1; ");
    mkr_data d = read("ref,measure,Q2 2024/25,Q1 2024/25\nA,b,2,1\n");
    assert_true(is(d.indicators[0].values[0].actual, "1") && is(d.indicators[0].values[1].actual, "2"));
}

static void reports_rows(void **state) {
    (void)state;
    says("ref,measure,Q1 2024/25\nA,b,1\n\nC,d\nE,f,1,2\nG,h,3\n",
         "DATA_CELL_COUNT 4:2; DATA_CELL_COUNT 5:4; ");
    assert_non_null(strstr(text, "found 4, expected 3"));
    says("ref,measure,Q1 2024/25\nA,b,1\nC,d,2\n A,e,3\n", "DATA_DUPLICATE_REF 4:1; ");
    assert_non_null(strstr(text, "\"A\" is also in row 2"));
    says("ref,measure,Q1 2024/25\nA,b,1\n,Total,1\n", "DATA_NO_REF 3:1; ");
    says("ref,measure,theme,Q1 2024/25\nA,b,g,1\nB,c,,1\n", "DATA_NO_GROUP 3:1; ");
    says("ref,measure,polarity,dp,tolerance,flags,Q1 2024/25\nA,b,sideways,10,-5,q,#DIV/0!\n",
         "DATA_NEGATIVE_TOLERANCE 2:5; DATA_PLACES 2:4; DATA_POLARITY_UNKNOWN 2:3; DATA_FLAG_UNKNOWN 2:6; "
         "DATA_NOT_A_NUMBER 2:7; ");
    assert_non_null(strstr(text, "\"#DIV/0!\" under \"Q1 2024/25\""));
}

static void reads_numbers(void **state) {
    (void)state;
    static const struct {
        const char *cell, *want; /* a number, "[x]" for a nil, NULL for an error */
    } cases[] = {
        {"85", "85"},
        {"1,234.5", "1234.5"},
        {"1,234,567", "1234567"},
        {"\u00a3"
         "1,234",
         "1234"},
        {"85%", "85"},
        {"85 %", "85"},
        {"-5", "-5"},
        {"\u2212"
         "5",
         "-5"},
        {"\u2013"
         "5",
         "-5"},
        {"+5", "5"},
        {"(978)", "-978"},
        {"(\u00a3"
         "978)",
         "-978"},
        {"\u00a3(1,978)", "-1978"},
        {"-\u00a3"
         "5",
         "-5"},
        {"\u00a3-5", "-5"},
        {"(5%)", "-5"},
        {"(5)%", "-5"},
        {"\u00a0"
         "5\u00a0",
         "5"},
        {"\n5\n", "5"},
        {".5", "0.5"},
        {"0.350", "0.35"},
        {"0", "0"},
        {"-0.0", "0"},
        {"", "[x]"},
        {"  ", "[x]"},
        {"n/a", "[z]"},
        {"N/A", "[z]"},
        {"-", "[x]"},
        {"\u2013", "[x]"},
        {"..", "[x]"},
        {"tbc", "[x]"},
        {"TBC", "[x]"},
        {"[x]", "[x]"},
        {"[Z]", "[z]"},
        {"[c]", "[c]"},
        {"[q]", NULL},
        {"#DIV/0!", NULL},
        {"#N/A", NULL},
        {"NaN", NULL},
        {"inf", NULL},
        {"1.2E+05", NULL},
        {"1e5", NULL},
        {"12 days", NULL},
        {"TRUE", NULL},
        {"1.234,5", NULL},
        {"12,5", NULL},
        {"1,23,456", NULL},
        {",123", NULL},
        {"1,234,", NULL},
        {"1234,567", NULL},
        {"5-", NULL},
        {"--5", NULL},
        {"-(5)", NULL},
        {"(-5)", NULL},
        {"(5", NULL},
        {"5)", NULL},
        {"()", NULL},
        {"\u00a3", NULL},
        {"%", NULL},
        {"\u00a3"
         "5%",
         NULL},
        {"5%%", NULL},
        {"5.", NULL},
        {"1.2.3", NULL},
        {"O.5", NULL},
        {"<5", NULL},
        {"0.1234567890", NULL},
        {"100000000000000001", NULL},
        {"\u0665", NULL},
        {"1111111111111111111111111111111111111111111111111111111111111111111111111111111111111", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mkr_data d;
        const char *csv = mkr_printf(arena, "ref,measure,Q1 2024/25\nA,b,\"%s\"\n", cases[i].cell);
        bool ok = try_read(csv, &d);
        if (ok != (cases[i].want != NULL))
            fail_msg("\"%s\": %s", cases[i].cell, ok ? "read" : text);
        const mkr_value *v = ok ? &d.indicators[0].values[0] : NULL;
        if (!ok)
            assert_string_equal(said, "DATA_NOT_A_NUMBER 2:3; ");
        else if (*cases[i].want == '[') {
            assert_false(v->has_actual);
            assert_memory_equal(v->missing, cases[i].want + 1, 1);
        } else if (!v->has_actual || !is(v->actual, cases[i].want))
            fail_msg("\"%s\" is not %s", cases[i].cell, cases[i].want);
    }
}

static void reads_polarities(void **state) {
    (void)state;
    static const struct {
        const char *cell;
        mkr_polarity want;
        bool given;
    } cases[] = {
        {"high", MKR_HIGHER, true},
        {"Higher", MKR_HIGHER, true},
        {"HIGHER IS BETTER", MKR_HIGHER, true},
        {"bigger", MKR_HIGHER, true},
        {"Up", MKR_HIGHER, true},
        {"aim to maximise", MKR_HIGHER, true},
        {"low", MKR_LOWER, true},
        {"lower-is-better", MKR_LOWER, true},
        {"Smaller values are best", MKR_LOWER, true},
        {"minimise", MKR_LOWER, true},
        {"none", MKR_POLARITY_NONE, true},
        {"Contextual", MKR_POLARITY_NONE, true},
        {"n/a", MKR_POLARITY_NONE, true},
        {"", MKR_POLARITY_NONE, false},
        {"-", MKR_POLARITY_NONE, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mkr_data d = read(mkr_printf(arena, "ref,measure,polarity,Q1 2024/25\nA,b,%s,1\n", cases[i].cell));
        assert_int_equal(d.indicators[0].polarity, cases[i].want);
        assert_int_equal(d.indicators[0].polarity_given, cases[i].given);
    }
    says("ref,measure,polarity,Q1 2024/25\nA,b,on plan,1\n", "DATA_POLARITY_UNKNOWN 2:3; ");
}

/* ---- rating */

/* The rating of one actual against one target. */
static mkr_rating rating_of(mkr_rule r, const char *unit, const char *polarity, const char *target,
                            const char *tolerance, const char *amber, const char *actual) {
    mkr_data d = read(mkr_printf(
        arena, "ref,measure,unit,polarity,target,tolerance,amber,Q1 2024/25\nA,b,%s,%s,%s,%s,%s,%s\n", unit,
        polarity, target, tolerance, amber, actual));
    if (!rate(&d, r, NULL))
        fail_msg("%s", said);
    assert_int_equal(d.indicators[0].rating, d.indicators[0].values[0].rating);
    return d.indicators[0].rating;
}

static void rates_as_published(void **state) {
    (void)state;
    mkr_rule maidstone = rule(MKR_RELATIVE, "10", "0");
    mkr_rule points = rule(MKR_POINTS, "2.5", "0"), absolute = rule(MKR_ABSOLUTE, "3", "0");
    mkr_rule brighton = rule(MKR_THRESHOLD, "99", "0");
    const struct {
        mkr_rule rule;
        const char *unit, *polarity, *target, *tolerance, *amber, *actual;
        mkr_rating want;
    } cases[] = {
        /* Maidstone: met; missed within 10% (40 less 10% is 36); by more. It printed 38.98 against 40 as a
           miss. */
        {maidstone, "%", "high", "40", "", "", "40", MKR_GREEN},
        {maidstone, "%", "high", "40", "", "", "40.01", MKR_GREEN},
        {maidstone, "%", "high", "40.00", "", "", "38.98", MKR_AMBER},
        {maidstone, "%", "high", "40", "", "", "39.999999999", MKR_AMBER},
        {maidstone, "%", "high", "40", "", "", "36", MKR_AMBER},
        {maidstone, "%", "high", "40", "", "", "36.000", MKR_AMBER},
        {maidstone, "%", "high", "40", "", "", "35.99", MKR_RED},
        {maidstone, "%", "high", "40", "", "", "0", MKR_RED},
        {maidstone, "days", "low", "40", "", "", "40", MKR_GREEN},
        {maidstone, "days", "low", "40", "", "", "0", MKR_GREEN},
        {maidstone, "days", "low", "40", "", "", "44", MKR_AMBER},
        {maidstone, "days", "low", "40", "", "", "44.01", MKR_RED},
        /* a tenth of a number that binary fractions cannot hold: 0.7 less 10% is 0.63 */
        {maidstone, "number", "high", "0.7", "", "", "0.63", MKR_AMBER},
        {maidstone, "number", "low", "0.7", "", "", "0.77", MKR_AMBER},
        /* below nought, 10% of the target still lies on the bad side */
        {maidstone, "number", "high", "-10", "", "", "-10", MKR_GREEN},
        {maidstone, "number", "high", "-10", "", "", "-11", MKR_AMBER},
        {maidstone, "number", "high", "-10", "", "", "-11.1", MKR_RED},
        {maidstone, "number", "low", "-10", "", "", "-9", MKR_AMBER},
        {maidstone, "number", "low", "-10", "", "", "-8.9", MKR_RED},
        /* the row's own tolerance; an amber value means nothing here */
        {maidstone, "%", "high", "40", "5", "", "38", MKR_AMBER},
        {maidstone, "%", "high", "40", "5%", "", "37.99", MKR_RED},
        {maidstone, "%", "high", "40", "0", "", "39.9", MKR_RED},
        {maidstone, "%", "high", "40", "", "39", "36", MKR_AMBER},
        {maidstone, "number", "high", "0", "0", "", "0", MKR_GREEN},
        {maidstone, "number", "high", "0", "0", "", "-1", MKR_RED},
        {points, "%", "high", "85", "", "", "82.5", MKR_AMBER},
        {points, "Percent", "high", "85", "", "", "82.4", MKR_RED},
        {points, "%", "low", "5", "", "", "7.5", MKR_AMBER},
        {points, "%", "low", "5", "1", "", "6.1", MKR_RED},
        {absolute, "days", "low", "36", "", "", "39", MKR_AMBER},
        {absolute, "days", "low", "36", "", "", "40", MKR_RED},
        {absolute, "days", "low", "0", "", "", "3", MKR_AMBER},
        /* Brighton: between the amber value and the target; beyond the amber value */
        {brighton, "%", "high", "90", "", "80", "90", MKR_GREEN},
        {brighton, "%", "high", "90", "", "80", "80", MKR_AMBER},
        {brighton, "%", "high", "90", "", "80", "79.9", MKR_RED},
        {brighton, "days", "low", "10", "", "12", "12", MKR_AMBER},
        {brighton, "days", "low", "10", "", "12", "12.5", MKR_RED},
        {brighton, "days", "low", "10", "", "", "10.5", MKR_RED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mkr_rating got = rating_of(cases[i].rule, cases[i].unit, cases[i].polarity, cases[i].target,
                                   cases[i].tolerance, cases[i].amber, cases[i].actual);
        if (got != cases[i].want)
            fail_msg("%zu: %s against %s is %s", i, cases[i].actual, cases[i].target, mkr_rating_name(got));
    }
}

static void refuses_to_rate(void **state) {
    (void)state;
    static const char head[] = "ref,measure,unit,polarity,target,Q1 2024/25,Q2 2024/25\n";
    mkr_data d = read(
        mkr_printf(arena, "%sA,a,%%,,85,1,2\nB,b,%%,,,1,2\nC,c,%%,high,0,1,2\nD,d,days,none,0,1,2\n", head));
    assert_false(rate(&d, rule(MKR_RELATIVE, "5", "0"), NULL));
    assert_string_equal(said, "DATA_POLARITY_MISSING 2:1; DATA_ZERO_TARGET 4:1; ");
    d = read(mkr_printf(arena, "%sA,a,days,high,85,1,2\nB,b,days,none,85,1,2\nC,c,%%,high,85,1,2\n", head));
    assert_false(rate(&d, rule(MKR_POINTS, "5", "0"), NULL));
    assert_string_equal(said, "DATA_POINTS_UNIT 2:1; ");
    assert_false(rate(&d, rule(MKR_RELATIVE, "5", "0"), "Q3 2024/25"));
    assert_string_equal(said, "DATA_PERIOD_ABSENT 7:1; ");
    assert_non_null(strstr(text, "Q3 2024/25; there are Q1 2024/25 to Q2 2024/25"));
    assert_false(rate(&d, rule(MKR_RELATIVE, "5", "0"), "Sep-24"));
    d = read(mkr_printf(arena, "%sA,a,,high,100000000000000000,1,2\n", head));
    assert_false(rate(&d, rule(MKR_ABSOLUTE, "0.5", "0"), NULL));
    assert_string_equal(said, "DATA_RANGE 2:1; ");
}

static void finds_reasons(void **state) {
    (void)state;
    mkr_data d = read("ref,measure,polarity,target,Target Q1 2024/25,Q1 2024/25,Q2 2024/25\n"
                      "A,no target,high,,,1,2\n"
                      "B,no value,high,85,,90,[c]\n"
                      "C,contextual,none,,,1,2\n"
                      "D,contextual with target,none,85,,1,2\n"
                      "E,target then,low,,85,1,2\n"
                      "F,neither,high,,,1,\n"
                      "G,rated,high,2,,1,2\n");
    assert_true(rate(&d, rule(MKR_RELATIVE, "5", "0"), NULL));
    static const mkr_unrated want[] = {MKR_NO_TARGET, MKR_NO_VALUE,  MKR_CONTEXTUAL, MKR_CONTEXTUAL,
                                       MKR_NO_TARGET, MKR_NO_TARGET, MKR_RATED};
    for (size_t n = 0; n < d.n; n++)
        assert_int_equal(d.indicators[n].unrated, want[n]);
    assert_int_equal(d.indicators[1].previous_rating, MKR_GREEN);
    assert_int_equal(d.indicators[4].previous_rating, MKR_GREEN);
    assert_int_equal(d.indicators[6].rating, MKR_GREEN);
    assert_int_equal(d.indicators[6].previous_rating, MKR_RED);
}

/* The direction of travel from one value to the next. */
static mkr_travel travel_of(const char *dead_band, const char *polarity, const char *flags, const char *first,
                            const char *before, const char *now) {
    mkr_data d =
        read(mkr_printf(arena,
                        "ref,measure,polarity,flags,Q1 2024/25,Q2 2024/25,Q3 2024/25\nA,b,%s,%s,%s,%s,%s\n"
                        "Z,z,high,,1,1,1\n",
                        polarity, flags, first, before, now));
    assert_true(rate(&d, rule(MKR_RELATIVE, "5", dead_band), NULL));
    assert_int_equal(d.current, 2);
    return d.indicators[0].travel;
}

static void finds_travel(void **state) {
    (void)state;
    static const struct {
        const char *dead_band, *polarity, *flags, *first, *before, *now;
        mkr_travel want;
    } cases[] = {
        {"0", "high", "", "1", "50", "50.0", MKR_STABLE},
        {"0", "high", "", "1", "50", "50.000000001", MKR_IMPROVING},
        {"0", "high", "", "1", "50", "49", MKR_DECLINING},
        {"0", "low", "", "1", "50", "49", MKR_IMPROVING},
        {"0", "low", "", "1", "50", "51", MKR_DECLINING},
        {"2", "high", "", "1", "50", "51", MKR_STABLE}, /* 2% of 50 is 1 */
        {"2", "high", "", "1", "50", "49", MKR_STABLE},
        {"2", "high", "", "1", "50", "51.01", MKR_IMPROVING},
        {"2", "low", "", "1", "50", "48.99", MKR_IMPROVING},
        {"2", "high", "", "1", "-50", "-49", MKR_STABLE},
        {"2", "high", "", "1", "-50", "-51", MKR_STABLE},
        {"2", "high", "", "1", "-50", "-48.9", MKR_IMPROVING},
        {"2", "high", "", "1", "-50", "-51.1", MKR_DECLINING},
        {"2", "high", "", "1", "0", "0", MKR_STABLE},
        {"2", "high", "", "1", "0", "0.001", MKR_IMPROVING},
        {"2", "low", "", "1", "0", "0.001", MKR_DECLINING},
        {"0", "high", "", "", "", "5", MKR_NEW},
        {"0", "none", "", "", "", "5", MKR_NEW},
        {"0", "high", "n", "1", "2", "3", MKR_NEW},
        {"0", "high", "[p] new", "1", "2", "3", MKR_NEW},
        {"0", "high", "p", "1", "2", "3", MKR_IMPROVING},
        {"0", "high", "", "1", "", "3", MKR_NO_COMPARISON},
        {"0", "high", "", "1", "2", "", MKR_NO_COMPARISON},
        {"0", "none", "", "1", "2", "3", MKR_NOT_ASSESSED},
        {"0", "", "", "1", "2", "3", MKR_NOT_ASSESSED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mkr_travel got = travel_of(cases[i].dead_band, cases[i].polarity, cases[i].flags, cases[i].first,
                                   cases[i].before, cases[i].now);
        if (got != cases[i].want)
            fail_msg("%zu: %s to %s is %s", i, cases[i].before, cases[i].now, mkr_travel_name(got));
    }
    mkr_data d =
        read("ref,measure,polarity,Q1 2024/25\nA,b,high,1\n"); /* one period: nothing to compare with */
    assert_true(rate(&d, rule(MKR_RELATIVE, "5", "0"), NULL));
    assert_int_equal(d.indicators[0].travel, MKR_NO_COMPARISON);
}

static void chooses_the_period(void **state) {
    (void)state;
    mkr_data d = read(
        "ref,measure,polarity,target,Q1 2024/25,Q2 2024/25,Q3 2024/25\nA,b,high,5,4,5,\nB,c,high,5,5,n/a,\n");
    mkr_rule r = rule(MKR_RELATIVE, "5", "0");
    assert_true(rate(&d, r, NULL));
    assert_int_equal(d.current, 1);
    assert_int_equal(d.counts.rating[MKR_GREEN], 1);
    assert_int_equal(d.counts.previous_rating[MKR_RED], 1);
    assert_true(rate(&d, r, "Q1 2024/25"));
    assert_int_equal(d.current, 0);
    assert_int_equal(d.counts.rating[MKR_RED], 1);
    assert_int_equal(d.counts.previous_rating[MKR_UNRATED], 2);
    assert_true(rate(&d, r, "2024/25 Q3"));
    assert_int_equal(d.counts.rating[MKR_UNRATED], 2);
    d = read("ref,measure,Q1 2024/25,Q2 2024/25\nA,b,,\n");
    assert_true(rate(&d, r, NULL));
    assert_int_equal(d.current, 1);
}

static void forgets_the_past_of_the_new(void **state) {
    (void)state;
    mkr_data d =
        read("ref,measure,polarity,target,flags,Q1 2024/25,Q2 2024/25\nA,b,high,5,n,5,5\nB,c,high,5,,5,5\n");
    assert_true(rate(&d, rule(MKR_RELATIVE, "5", "0"), NULL));
    assert_int_equal(d.indicators[0].previous_rating, MKR_UNRATED);
    assert_int_equal(d.indicators[0].values[0].rating, MKR_GREEN);
    assert_int_equal(d.indicators[1].previous_rating, MKR_GREEN);
    assert_int_equal(d.counts.previous_rating[MKR_GREEN], 1);
}

/* ---- properties over random indicators */

static uint32_t seed;
static int random_below(int n) {
    seed = seed * 1664525u + 1013904223u;
    return (int)((seed >> 8) % (uint32_t)n);
}

/* In hundredths: the rule of a relative tolerance, |target - actual| * 100 <= tolerance * |target|, in whole
 * numbers. */
static mkr_rating by_hand(bool higher, int64_t target, int64_t tolerance, int64_t actual) {
    if (higher ? actual >= target : actual <= target)
        return MKR_GREEN;
    int64_t miss = target > actual ? target - actual : actual - target;
    return miss * 100 <= tolerance * (target < 0 ? -target : target) ? MKR_AMBER : MKR_RED;
}

static void random_ratings_agree(void **state) {
    (void)state;
    seed = 7;
    for (int round = 0; round < 200; round++) {
        bool higher = random_below(2);
        int target = random_below(4001) - 2000, tolerance = target ? random_below(30) : 0;
        mkr_buffer b = mkr_buffer_new(arena);
        mkr_buffer_puts(&b, "ref,measure,polarity,target,tolerance,Q1 2024/25\n");
        int from = target - 500, n = 1000;
        for (int k = 0; k < n; k++)
            mkr_buffer_printf(&b, "R%d,m,%s,%s%d.%02d,%d,%s%d.%02d\n", k, higher ? "high" : "low",
                              target < 0 ? "-" : "", abs(target) / 100, abs(target) % 100, tolerance,
                              from + k < 0 ? "-" : "", abs(from + k) / 100, abs(from + k) % 100);
        mkr_data d = read(mkr_buffer_text(&b));
        assert_true(rate(&d, rule(MKR_RELATIVE, "1", "0"), NULL));
        static const int goodness[] = {-1, 2, 1, 0};
        for (int k = 0; k < n; k++) {
            assert_int_equal(d.indicators[k].rating, by_hand(higher, target, tolerance, from + k));
            if (k > 0) { /* a better actual is never rated worse */
                int step = goodness[d.indicators[k].rating] - goodness[d.indicators[k - 1].rating];
                assert_true(higher ? step >= 0 : step <= 0);
            }
        }
    }
}

static void check_counts(const mkr_counts *c, size_t all) {
    size_t now = 0, before = 0, travel = 0;
    for (size_t r = 0; r < MKR_RATINGS; r++) {
        now += c->rating[r];
        before += c->previous_rating[r];
    }
    for (size_t t = 0; t < MKR_TRAVELS; t++)
        travel += c->travel[t];
    assert_true(c->all == all && now == all && before == all && travel == all);
}

static void random_counts_add_up(void **state) {
    (void)state;
    seed = 11;
    static const char *const values[] = {"", "n/a", "[c]", "80", "81.5", "90", "95.25", "70"};
    static const char *const polarities[] = {"high", "low", "none"};
    static const char *const flags[] = {"", "", "", "n", "p", "b"};
    for (int round = 0; round < 30; round++) {
        mkr_buffer b = mkr_buffer_new(arena);
        mkr_buffer_puts(&b, "ref,measure,priority,polarity,flags,target,Q1 2024/25,Q2 2024/25,Q3 2024/25\n");
        int n = 1 + random_below(300);
        for (int k = 0; k < n; k++)
            mkr_buffer_printf(&b, "R%d,m,G%d,%s,%s,%s,%s,%s,%s\n", k, random_below(6),
                              polarities[random_below(3)], flags[random_below(6)],
                              random_below(3) ? "85" : "", values[random_below(8)], values[random_below(8)],
                              values[random_below(8)]);
        mkr_data d = read(mkr_buffer_text(&b));
        assert_true(rate(&d, rule(MKR_RELATIVE, "5", "1"), "Q3 2024/25"));
        check_counts(&d.counts, d.n);
        size_t all = 0, rating[MKR_RATINGS] = {0};
        for (size_t g = 0; g < d.n_groups; g++) {
            check_counts(&d.groups[g].counts, d.groups[g].n);
            all += d.groups[g].n;
            for (size_t r = 0; r < MKR_RATINGS; r++)
                rating[r] += d.groups[g].counts.rating[r];
            for (size_t k = 0; k < d.groups[g].n; k++)
                assert_string_equal(d.groups[g].indicators[k]->group, d.groups[g].name);
        }
        assert_int_equal(all, d.n);
        assert_memory_equal(rating, d.counts.rating, sizeof rating);
        for (size_t k = 0; k < d.n; k++) {
            const mkr_indicator *i = &d.indicators[k];
            assert_ptr_equal(mkr_data_find(&d, i->ref), i);
            assert_int_equal(i->rating == MKR_UNRATED, i->unrated != MKR_RATED);
        }
    }
}

/* ---- printing */

static void prints_units(void **state) {
    (void)state;
    static const struct {
        const char *unit;
        uint8_t places;
        const char *value, *want;
    } cases[] = {
        {"%", 1, "37.8", "37.8%"},
        {"per cent", 0, "-37.8",
         "\u2212"
         "38%"},
        {"\u00a3m", 2, "9.46",
         "\u00a3"
         "9.46m"},
        {"\u00a3m", 2, "-0.35",
         "\u2212\u00a3"
         "0.35m"},
        {"\u00a3m", 1, "-0.04",
         "\u00a3"
         "0.0m"},
        {"\u00a3", 0, "1118",
         "\u00a3"
         "1,118"},
        {"\u00a3k", 0, "-9460",
         "\u2212\u00a3"
         "9,460k"},
        {"\u00a3 per week", 2, "350.5",
         "\u00a3"
         "350.50 per week"},
        {"\u00a3"
         "000",
         0, "9460", "9,460"},
        {"days", 0, "36", "36 days"},
        {"Days", 1, "-36",
         "\u2212"
         "36.0 Days"},
        {"number", 0, "1118", "1,118"},
        {"Number", 0, "1118", "1,118"},
        {"", 0, "1118", "1,118"},
        {"per 1,000", 1, "3.14", "3.1"},
        {"Per 1,000 children", 1, "3.14", "3.1"},
        {"average number of days to let a home", 0, "36", "36"},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        mkr_indicator i = {.unit = cases[k].unit, .places = cases[k].places};
        assert_string_equal(mkr_indicator_print_unit(arena, &i, dec(cases[k].value)), cases[k].want);
    }
    mkr_indicator i = {.unit = "%", .places = 1};
    assert_string_equal(mkr_indicator_print(arena, &i, dec("-1037.75")), "\u2212"
                                                                         "1,037.8");
}

static void dumps(void **state) {
    (void)state;
    mkr_data d = read("ref,measure,priority,unit,polarity,target,flags,Q1 2024/25,Q2 2024/25\n"
                      "HC01,a,Healthy,%,high,85,,79.9,81.2\n"
                      "\"HC\n2\",b,Healthy,\xC2\xA3m,low,,n,,-0.35\n"
                      "GR01,c,Green,days,none,,,3,[c]\n");
    assert_true(rate(&d, rule(MKR_RELATIVE, "5", "0"), NULL));
    mkr_buffer b = mkr_buffer_new(arena);
    mkr_data_dump(&d, &b);
    assert_string_equal(
        mkr_buffer_text(&b),
        "periods: Q1 2024/25, Q2 2024/25\n"
        "current: Q2 2024/25\n"
        "previous: Q1 2024/25\n"
        "all: 3\n"
        "  now: green 0, amber 1, red 0, unrated 2\n"
        "  previous: green 0, amber 0, red 1, unrated 2\n"
        "  travel: no-comparison 0, improving 1, stable 0, declining 0, new 1, not-assessed 1\n"
        "group Healthy: 2\n"
        "  now: green 0, amber 1, red 0, unrated 1\n"
        "  previous: green 0, amber 0, red 1, unrated 1\n"
        "  travel: no-comparison 0, improving 1, stable 0, declining 0, new 1, not-assessed 0\n"
        "group Green: 1\n"
        "  now: green 0, amber 0, red 0, unrated 1\n"
        "  previous: green 0, amber 0, red 0, unrated 1\n"
        "  travel: no-comparison 0, improving 0, stable 0, declining 0, new 0, not-assessed 1\n"
        "HC01: amber, previous red, travel improving, value 81.2%, target 85.0%\n"
        "HC 2: unrated, previous unrated, travel new, reason no-target, value \u2212\u00a3"
        "0.35m, target none\n"
        "GR01: unrated, previous unrated, travel not-assessed, reason contextual, value [c], target none\n");
}

/* Many indicators whose names share long beginnings: found one and all. */
static void finds_among_many(void **state) {
    (void)state;
    mkr_buffer b = mkr_buffer_new(arena);
    mkr_buffer_puts(&b, "ref,measure,Q1 2024/25\n");
    for (int k = 0; k < 20000; k++)
        mkr_buffer_printf(&b, "%.*s%d,m,%d\n", k % 50, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                          k, k);
    mkr_data d = read(mkr_buffer_text(&b));
    assert_int_equal(d.n, 20000);
    for (size_t k = 0; k < d.n; k++)
        assert_ptr_equal(mkr_data_find(&d, d.indicators[k].ref), &d.indicators[k]);
    assert_null(mkr_data_find(&d, "aaaa"));
    assert_null(mkr_data_find(&d, "20000"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_wide),
        cmocka_unit_test(reads_targets_of_periods),
        cmocka_unit_test(reads_long),
        cmocka_unit_test(finds_the_header),
        cmocka_unit_test(knows_headings),
        cmocka_unit_test(reports_columns),
        cmocka_unit_test(reports_rows),
        cmocka_unit_test(reads_numbers),
        cmocka_unit_test(reads_polarities),
        cmocka_unit_test(rates_as_published),
        cmocka_unit_test(refuses_to_rate),
        cmocka_unit_test(finds_reasons),
        cmocka_unit_test(finds_travel),
        cmocka_unit_test(chooses_the_period),
        cmocka_unit_test(forgets_the_past_of_the_new),
        cmocka_unit_test(random_ratings_agree),
        cmocka_unit_test(random_counts_add_up),
        cmocka_unit_test(prints_units),
        cmocka_unit_test(dumps),
        cmocka_unit_test(finds_among_many),
    };
    return cmocka_run_group_tests_name("data", tests, set_up, tear_down);
}

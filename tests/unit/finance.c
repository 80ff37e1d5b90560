/* finance.c - tests of budgets and risk registers. Sums, percentages and ratings were worked out by hand; the
 * two-limb rule is that of Brighton & Hove's budget monitoring of month 7, 2021/22. */
#include "data/finance.h"

#include "data/risk.h"
#include "heard.h"

/* 5% or £0.1m, whichever is less: at or beyond that red. */
static const mkr_rule rules[] = {
    {.name = "service",
     .levels = {{.rating = MKR_GREEN, .when = MKR_MET},
                {.rating = MKR_AMBER,
                 .when = MKR_WITHIN,
                 .outside = true,
                 .has_percent = true,
                 .percent = {5, 0},
                 .has_amount = true,
                 .amount = {100000, 0}},
                {.rating = MKR_RED}},
     .n = 3},
    {.name = "percent",
     .levels = {{.rating = MKR_GREEN, .when = MKR_MET},
                {.rating = MKR_AMBER, .when = MKR_WITHIN, .has_percent = true, .percent = {5, 0}},
                {.rating = MKR_RED}},
     .n = 3},
    {.name = "floor", .levels = {{.rating = MKR_GREEN, .when = MKR_FLOOR}, {.rating = MKR_RED}}, .n = 2},
};
static const mkr_scheme scheme = {.rules = rules, .n_rules = 3, .usual = rules};

static bool read_csv(world *w, const char *csv, const mkr_rule *rule, const char *unit, mkr_finance *f) {
    mkr_table table;
    mkr_dialect dialect = {0};
    mkr_finance_options options = {.scheme = &scheme, .rule = rule, .rule_where = {"r", 1, 1}, .unit = unit};
    hush(w);
    assert_true(mkr_table_read(w->arena, &w->diag, "b.csv", csv, strlen(csv), &dialect, &table));
    return mkr_finance_read(w->arena, &w->diag, &table, &options, f);
}

static mkr_finance reads(world *w, const char *csv) {
    mkr_finance f;
    if (!read_csv(w, csv, NULL, NULL, &f))
        fail_msg("%s", w->heard);
    return f;
}

static void refuses(world *w, const char *csv, const char *message) {
    mkr_finance f;
    assert_false(read_csv(w, csv, NULL, NULL, &f));
    if (!strstr(w->heard, message))
        fail_msg("%s", w->heard);
}

/* A figure in whole pounds. */
static void is_pounds(const mkr_finance *f, size_t row, size_t column, int64_t pounds) {
    assert_true(f->rows[row].money[column].known);
    assert_true(f->rows[row].money[column].nano == (mkr_wide)pounds * 1000000000);
}

static void is_percent(const mkr_finance *f, size_t row, int64_t tenths) {
    assert_true(f->rows[row].has_percent);
    assert_int_equal(f->rows[row].percent.units, tenths);
    assert_int_equal(f->rows[row].percent.places, 1);
}

/* ---- units */

static void units_of_headings(void **state) {
    static const char *const heads[] = {"Budget £'000", "Budget (£\u2019000)", "Budget £k",
                                        "£000 Budget",  "Budget £ thousand",   "Budget '000s"};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        char csv[128];
        snprintf(csv, sizeof csv, "Service,%s,Forecast £m\nA,12,0.013\n", heads[i]);
        mkr_finance f = reads(*state, csv);
        assert_string_equal(f.columns[0].heading, "Budget");
        assert_int_equal(f.columns[0].scale, 3);
        assert_int_equal(f.columns[1].scale, 6);
        is_pounds(&f, 0, 0, 12000);
        is_pounds(&f, 0, 1, 13000);
        is_pounds(&f, 0, 2, 1000);
    }
}

static void mixed_units(void **state) {
    mkr_finance f =
        reads(*state, "Service,Budget £'000,Forecast £'000\nA,£1.2m,\"1,250\"\nB,500,£0.5m\nTotal,,\n");
    is_pounds(&f, 0, 0, 1200000);
    is_pounds(&f, 2, 0, 1700000);
    is_pounds(&f, 2, 1, 1750000);
    assert_int_equal(f.scale, 3);
    f = reads(*state, "Scheme,Unit,Budget,Forecast\nA,£m,1.5,1.75\nB,£,250000,250000\n");
    is_pounds(&f, 0, 2, 250000); /* the variance */
    is_pounds(&f, 1, 0, 250000);
    f = reads(*state, "Scheme,Budget,Forecast\n,£'000,£m\nA,1500,1.75\n"); /* units below the header */
    is_pounds(&f, 0, 2, 250000);
}

static void units_refused(void **state) {
    refuses(*state, "Service,Budget £'000,Actual £m,Forecast\nA,1,1,1\n",
            "b.csv:1:4 FINANCE_UNIT the unit of money is not known: \"Forecast\" has none");
    refuses(*state, "Service,Budget £'000,Forecast £'000\nA,£1200,1\n", "b.csv:2:2 DATA_NOT_A_NUMBER");
    refuses(*state, "Service,Budget,Forecast\nA,12%,1\n", "b.csv:2:2 DATA_NOT_A_NUMBER");
    refuses(*state, "Service,Unit,Budget,Forecast\nA,tonnes,1,1\n", "b.csv:2:2 FINANCE_UNIT");
    refuses(*state, "Service,Budget £bn,Forecast £bn\nA,10000,1\n",
            "b.csv:2:2 DATA_RANGE"); /* 10^13 pounds */
}

/* ---- names */

static void narrowest_name(void **state) {
    world *w = *state;
    static const char *const broad[] = {"Directorate", "Department", "Division", "Portfolio"};
    for (size_t i = 0; i < sizeof broad / sizeof *broad; i++) {
        char csv[128], notice[128];
        snprintf(csv, sizeof csv, "%s,Service,Budget\nPeople,Adults,1\n", broad[i]);
        snprintf(notice, sizeof notice, "b.csv:1:1 DATA_UNUSED_COLUMNS columns that are not used: \"%s\"\n",
                 broad[i]);
        mkr_finance f = reads(w, csv);
        assert_string_equal(f.name, "Service");
        assert_string_equal(f.rows[0].name, "Adults");
        assert_string_equal(w->heard, notice);
    }
    mkr_finance f = reads(w, "Line,Service,Portfolio,Budget\nFees,Adults,Health,1\n");
    assert_string_equal(f.name, "Line");
    f = reads(w, "Directorate,Budget\nPeople,1\n");
    assert_string_equal(f.name, "Directorate");
    refuses(w, "Portfolio,Line,Description,Budget\nA,B,C,1\n",
            "b.csv:1:3 DATA_TWO_COLUMNS"); /* either could be meant */
}

/* ---- totals */

static void totals_are_filled_in(void **state) {
    mkr_finance f =
        reads(*state, "Service,Level,Budget,Actual\n"
                      "Adults,group,,\nA,line,10,12\nB,,20,19\nAdults,subtotal,,\n"
                      "Children,group,,\nC,line,5,5\nChildren,subtotal,,\n"
                      "D,line,1,0\nTotal,total,,\nHousing,line,7,8\nHRA,total,,\nGrand,total,,\n");
    is_pounds(&f, 3, 0, 30);
    is_pounds(&f, 3, 1, 31);
    is_pounds(&f, 6, 0, 5);
    is_pounds(&f, 8, 0, 36); /* 30 + 5 + 1 */
    is_pounds(&f, 8, 1, 36);
    is_pounds(&f, 10, 0, 7);
    is_pounds(&f, 11, 0, 43);
    is_pounds(&f, 11, 2, 1);
}

static void totals_are_checked(void **state) {
    refuses(*state, "Service,Level,Budget,Actual\nA,line,100.0,1\nB,line,200.0,1\nT,total,301.0,2\n",
            "b.csv:4:3 FINANCE_SUM a total is not the sum of its lines: \"T\", Budget: 301, but its lines "
            "add up to 300\n");
    /* three addends and a total to the nearest thousand: up to 2 may be rounding, 3 may not */
    reads(*state, "Service,Level,Budget £'000\nA,line,1\nB,line,1\nC,line,1\nT,total,5\n");
    refuses(*state, "Service,Level,Budget £'000\nA,line,1\nB,line,1\nC,line,1\nT,total,6\n",
            "b.csv:5:3 FINANCE_SUM");
    /* a computed subtotal carries the halves of its lines: 2 lines and 1 line, and the total: 2 */
    reads(*state, "Service,Level,Budget\nA,line,1\nB,line,1\nS,subtotal,\nC,line,1\nT,total,5\n");
    refuses(*state, "Service,Level,Budget\nA,line,1\nB,line,1\nS,subtotal,\nC,line,1\nT,total,6\n",
            "b.csv:6:3 FINANCE_SUM");
}

static void totals_without_levels(void **state) {
    mkr_finance f = reads(*state, "Service,Budget,Actual\nAdults,,\nA,1,2\nSub-total,,\nTotal,,\n");
    assert_int_equal(f.rows[0].kind, MKR_FINANCE_GROUP);
    assert_int_equal(f.rows[2].kind, MKR_FINANCE_SUBTOTAL);
    assert_int_equal(f.rows[3].kind, MKR_FINANCE_TOTAL);
    is_pounds(&f, 3, 1, 2);
    assert_non_null(strstr(((world *)*state)->heard, "b.csv:5:1 FINANCE_KIND"));
}

static void gaps_are_told(void **state) {
    mkr_finance f = reads(*state, "Service,Level,Budget,Actual\nA,line,1,2\nB,line,,3\nT,total,,\n");
    assert_false(f.rows[2].money[0].known);
    assert_false(f.rows[2].money[2].known); /* nor its variance */
    assert_non_null(strstr(((world *)*state)->heard, "b.csv:4:3 FINANCE_GAP"));
    f = reads(*state,
              "Service,Level,Budget,Actual\nA,line,1,2\nB,line,-,3\nT,total,,\n"); /* a dash is nought */
    assert_string_equal(((world *)*state)->heard, "");
}

/* ---- variances */

static void variances(void **state) {
    mkr_finance f =
        reads(*state, "Service,Budget £'000,Forecast £'000,Movement £'000\n"
                      "Transport,\"(3,870)\",\"(3,640)\",12\nWaste,0,12,-\nLibraries,800,760.4,-1\n");
    assert_int_equal(f.variance, 2); /* beside what it compares */
    assert_null(f.columns[2].heading);
    is_pounds(&f, 0, 2, 230000); /* less income than planned is adverse */
    is_percent(&f, 0, 59); /* 230 of 3,870: 5.943 */
    is_pounds(&f, 1, 2, 12000);
    assert_false(f.rows[1].has_percent);
    assert_true(f.zero_base);
    is_pounds(&f, 2, 2, -39600);
    is_percent(&f, 2, -50); /* -4.95, half away from zero */
}

static void which_is_compared(void **state) {
    mkr_finance f = reads(
        *state, "Service,Annual budget,Budget to date,Actual to date,Variance to date,Forecast,Variance\n"
                "A,100,50,60,10,105,\n");
    is_pounds(&f, 0, f.variance, 5);
    refuses(
        *state,
        "Service,Annual budget,Budget to date,Actual to date,Variance to date,Forecast\nA,100,50,60,15,105\n",
        "b.csv:2:5 FINANCE_VARIANCE");
    f = reads(*state, "Service,Budget to date,Actual to date,Annual budget\nA,50,60,100\n");
    is_pounds(&f, 0, f.variance, 10);
    f = reads(*state,
              "Service,Budget,Forecast Variance Month 5,Forecast Outturn Month 7,Forecast Variance Month 7\n"
              "A,100,3,104,4\n"); /* the later month is the variance, the other a column like others */
    assert_string_equal(f.columns[f.variance].heading, "Forecast Variance Month 7");
    refuses(*state, "Service,Budget,Variance,Forecast,Forecast variance\nA,1,1,1,1\n",
            "b.csv:1:5 DATA_TWO_COLUMNS");
}

static void variances_are_checked(void **state) {
    refuses(*state, "Service,Budget,Forecast,Variance\nA,100.0,110.0,11.0\n",
            "b.csv:2:4 FINANCE_VARIANCE a variance does not follow from its figures: \"A\": 11; \"Forecast\" "
            "110 less "
            "\"Budget\" 100 is 10\n");
    reads(*state, "Service,Budget £m,Forecast £m,Variance £m\nA,1.2,1.3,0.2\n"); /* 0.1 and 3 halves of 0.1 */
    refuses(*state, "Service,Budget £m,Forecast £m,Variance £m\nA,1.2,1.3,0.3\n",
            "b.csv:2:4 FINANCE_VARIANCE");
    reads(*state, "Service,Budget,Forecast,Variance,Variance %\nA,1000,1026,26,2.6%\n");
    refuses(*state, "Service,Budget,Forecast,Variance,Variance %\nA,1000,1026,26,3.6%\n",
            "b.csv:2:5 FINANCE_VARIANCE");
    refuses(*state, "Service,Budget,Forecast,Variance,Variance %\nA,0,26,26,100%\n",
            "none, for the budget is 0");
}

static void other_sign(void **state) {
    mkr_finance f = reads(
        *state,
        "Service,Budget,Forecast,Variance,Variance %\nA,100,110,-10,-10%\nB,100,80,20,20%\nC,5,5,0,0%\n");
    is_pounds(&f, 0, 2, 10);
    is_pounds(&f, 1, 2, -20);
    is_percent(&f, 1, -200);
    assert_non_null(strstr(((world *)*state)->heard, "b.csv:2:4 FINANCE_SIGNS"));
    refuses(*state, "Service,Budget,Forecast,Variance\nA,100,110,-10\nB,100,80,-20\n",
            "b.csv:2:4 FINANCE_VARIANCE");
}

static void sides(void **state) { /* Bath and North East Somerset, 2005: "(40) FAV", "82 ADV" */
    mkr_finance f = reads(
        *state,
        "Service,Budget to date,Actual to date,Variance\nA,100,60,(40) FAV\nB,100,182,82 ADV\nC,9,7,2 fav\n");
    is_pounds(&f, 0, 2, -40);
    is_pounds(&f, 1, 2, 82);
    is_pounds(&f, 2, 2, -2);
}

/* ---- ratings */

static void ratings(void **state) {
    static const char csv[] = "Service,Budget £'000,Forecast £'000\n"
                              "A,1000,1000\n" /* met */
                              "B,1000,1049.9\n" /* less than 5% */
                              "C,1000,1050\n" /* 5% itself is red */
                              "D,9000,9099\n" /* less than £0.1m */
                              "E,9000,9100\n" /* £0.1m, though 1.1% */
                              "F,(1000),(950)\n" /* an income 5% short */
                              "G,(1000),(1001)\n" /* more income */
                              "H,0,99\nI,0,100\nJ,0,0\n"; /* no percentage: the amount alone */
    static const mkr_rating expected[] = {MKR_GREEN, MKR_AMBER, MKR_RED,   MKR_AMBER, MKR_RED,
                                          MKR_RED,   MKR_GREEN, MKR_AMBER, MKR_RED,   MKR_GREEN};
    world *w = *state;
    mkr_finance f;
    assert_true(read_csv(w, csv, &rules[0], NULL, &f));
    for (size_t i = 0; i < f.n_rows; i++)
        assert_int_equal(f.rows[i].rating, expected[i]);
    assert_true(read_csv(w, "Service,Budget,Forecast\nA,0,1\nB,0,-1\n", &rules[1], NULL, &f));
    assert_int_equal(f.rows[0].rating, MKR_UNRATED); /* nothing but a percentage, and there is none */
    assert_int_equal(f.rows[1].rating, MKR_GREEN);
}

static void rules_and_typed_ratings(void **state) {
    world *w = *state;
    mkr_finance f = reads(w, "Service,Budget,Forecast,Rule,RAG\nA,100,103,percent,Amber\nB,1,2,,R\n");
    assert_int_equal(f.rows[0].rating, MKR_AMBER);
    assert_int_equal(f.rows[1].rating, MKR_RED); /* as typed */
    refuses(w, "Service,Budget,Forecast,Rule,RAG\nA,100,103,percent,Green\n",
            "b.csv:2:5 FINANCE_RATING a typed rating is not the one the rule gives: \"A\": green; the rule "
            "\"percent\" gives amber");
    refuses(w, "Service,Budget,Forecast,Rule\nA,100,103,nobody\n", "b.csv:2:4 FINANCE_RULE");
    refuses(w, "Service,Budget,Forecast,RAG\nA,100,103,mauve\n", "b.csv:2:4 FINANCE_RATING");
    assert_false(read_csv(w, "Service,Budget,Forecast\nA,1,1\n", &rules[2], NULL, &f));
    assert_non_null(strstr(w->heard, "r:1:1 FINANCE_RULE"));
    assert_false(read_csv(w, "Service,Budget\nA,1\n", &rules[0], NULL, &f));
}

/* ---- rows, printing */

static void rows_refused(void **state) {
    refuses(*state, "Service,Budget,Actual\n,1,2\n", "b.csv:2:1 FINANCE_NO_NAME");
    refuses(*state, "Service,Level,Budget,Actual\nA,sum,1,2\n", "b.csv:2:2 FINANCE_LEVEL");
    refuses(*state, "Service,Level,Budget,Actual\nA,group,1,2\n", "b.csv:2:1 FINANCE_LEVEL");
    refuses(*state, "Name,Colour\nA,1\n", "b.csv:1:1 SHEET_NO_HEADER");
    refuses(*state, "Service,Budget\n", "b.csv:1:1 DATA_NO_ROWS");
    reads(*state, "Service,Budget,Colour,Actual\nA,1,red,2\n");
    assert_string_equal(((world *)*state)->heard,
                        "b.csv:1:1 DATA_UNUSED_COLUMNS columns that are not used: \"Colour\"\n");
}

static void prints(void **state) {
    world *w = *state;
    const mkr_wide pound = 1000000000;
    assert_string_equal(mkr_money_print(w->arena, 1234500 * pound, 3, 0, false), "1,235");
    assert_string_equal(mkr_money_print(w->arena, -1234500 * pound, 3, 0, false), "\u22121,235");
    assert_string_equal(mkr_money_print(w->arena, -1234500 * pound, 6, 2, true), "(1.23)");
    assert_string_equal(mkr_money_print(w->arena, -400 * pound, 3, 0, true),
                        "0"); /* no bracket around nought */
    mkr_finance f = reads(w, "Service,Budget £'000\nA,1250\nB,500\n");
    assert_int_equal(mkr_finance_places(&f, 0), 0);
    assert_int_equal(mkr_finance_places(&f, 3), 0);
    assert_int_equal(mkr_finance_places(&f, 6), 2);
    assert_true(mkr_finance_rounds(&f, 6, 1));
    assert_false(mkr_finance_rounds(&f, 6, 2));
}

/* ---- risks */

static bool read_risks(world *w, const char *csv, mkr_register *g) {
    mkr_table table;
    mkr_dialect dialect = {0};
    hush(w);
    assert_true(mkr_table_read(w->arena, &w->diag, "r.csv", csv, strlen(csv), &dialect, &table));
    return mkr_risk_read(w->arena, &w->diag, &table, NULL, 5, g);
}

static void refuses_risk(world *w, const char *csv, const char *message) {
    mkr_register g;
    assert_false(read_risks(w, csv, &g));
    if (!strstr(w->heard, message))
        fail_msg("%s", w->heard);
}

static void risks(void **state) {
    world *w = *state;
    mkr_register g;
    assert_true(read_risks(
        w,
        "Ref,Risk,Gross likelihood,Gross impact,Likelihood,Impact,Score,Previous score,Target score,Action "
        "date,Status\n"
        "1,Up,5,5,3,4,12,9,6,31/03/2025,\n2,Down,5,5,2,2,,6,,,\n3,Same,5,5,2,3,,6,,,\n4,New,5,5,1,1,,,,,\n"
        "5,Gone,5,5,,,,8,,,Closed\n",
        &g));
    assert_string_equal(w->heard, "");
    static const mkr_risk_direction expected[] = {MKR_RISK_INCREASED, MKR_RISK_REDUCED, MKR_RISK_UNCHANGED,
                                                  MKR_RISK_IS_NEW, MKR_RISK_IS_CLOSED};
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(g.risks[i].direction, expected[i]);
    assert_int_equal(g.risks[0].scores[MKR_RISK_INHERENT].score, 25);
    assert_int_equal(g.risks[1].scores[MKR_RISK_CURRENT].score, 4);
    assert_int_equal(g.risks[0].scores[MKR_RISK_TARGET].score, 6);
    assert_int_equal(g.risks[0].action_date.year, 2025);
}

static void risks_refused(void **state) {
    world *w = *state;
    static const char *const bad[] = {"0", "6", "High", "2.5", "40%", "<3"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char csv[96];
        snprintf(csv, sizeof csv, "Risk,Likelihood,Impact\nA,2,%s\n", bad[i]);
        refuses_risk(w, csv, "r.csv:2:3 BAD_RISK");
        assert_non_null(strstr(w->heard, "a whole number from 1 to 5"));
    }
    refuses_risk(w, "Risk,Likelihood,Impact\nA,2,\n",
                 "r.csv:2:3 BAD_RISK the risk score cannot be used: likelihood is given, impact is not");
    refuses_risk(w, "Risk,Likelihood,Impact,Score\nA,3,4,14\n",
                 "score 14; likelihood 3 times impact 4 is 12");
    refuses_risk(w, "Risk,Score\nA,7\n", "r.csv:2:2 BAD_RISK"); /* 7 times 1 is off the scale */
    refuses_risk(w, "Risk,Score\n,4\n", "r.csv:2:1 BAD_RISK");
    refuses_risk(w, "Risk,Score,Due date\nA,4,31/02/2025\n", "r.csv:2:3 BAD_DATE");
    refuses_risk(w, "Risk,Score,Current score\nA,4,4\n", "r.csv:1:3 DATA_TWO_COLUMNS");
    refuses_risk(w, "Name,Colour\nA,red\n", "r.csv:1:1 SHEET_NO_HEADER");
}

static void risks_doubted(void **state) {
    world *w = *state;
    mkr_register g;
    assert_true(read_risks(w, "Description,Inherent score,Residual score\nA,4,6\nB,4,\n", &g));
    assert_string_equal(w->heard, "r.csv:2:1 RISK_RESIDUAL a risk scores higher with its controls than "
                                  "without: \"A\": 6 with, 4 without\n"
                                  "r.csv:3:1 NOT_SCORED a risk is not scored: \"B\"\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(units_of_headings, open_world, close_world),
        cmocka_unit_test_setup_teardown(mixed_units, open_world, close_world),
        cmocka_unit_test_setup_teardown(units_refused, open_world, close_world),
        cmocka_unit_test_setup_teardown(narrowest_name, open_world, close_world),
        cmocka_unit_test_setup_teardown(totals_are_filled_in, open_world, close_world),
        cmocka_unit_test_setup_teardown(totals_are_checked, open_world, close_world),
        cmocka_unit_test_setup_teardown(totals_without_levels, open_world, close_world),
        cmocka_unit_test_setup_teardown(gaps_are_told, open_world, close_world),
        cmocka_unit_test_setup_teardown(variances, open_world, close_world),
        cmocka_unit_test_setup_teardown(which_is_compared, open_world, close_world),
        cmocka_unit_test_setup_teardown(variances_are_checked, open_world, close_world),
        cmocka_unit_test_setup_teardown(other_sign, open_world, close_world),
        cmocka_unit_test_setup_teardown(sides, open_world, close_world),
        cmocka_unit_test_setup_teardown(ratings, open_world, close_world),
        cmocka_unit_test_setup_teardown(rules_and_typed_ratings, open_world, close_world),
        cmocka_unit_test_setup_teardown(rows_refused, open_world, close_world),
        cmocka_unit_test_setup_teardown(prints, open_world, close_world),
        cmocka_unit_test_setup_teardown(risks, open_world, close_world),
        cmocka_unit_test_setup_teardown(risks_refused, open_world, close_world),
        cmocka_unit_test_setup_teardown(risks_doubted, open_world, close_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* chart_alt.c - the words for trend charts. */
#include "chart.h"

#include "chart/plot.h"

static const char *const ehcp = "58.2 55.1 49.7 44.0 41.2 36.9 33.8 30.5 31.2 34.6 36.7 37.8";

static void expect(world *w, const mkr_trend *t, const char *words) {
    mkr_chart_style style = style_of(w);
    assert_string_equal(mkr_trend_alt(w->arena, &style, t), words);
}

static void test_whole(void **state) {
    world *w = *state;
    mkr_data *d =
        data_of(w->arena, "Q3 2021/22", ehcp, "65.0 65.0 65.0 65.0 65.0 65.0 60.0", "%", "% of new plans");
    d->indicators->travel = MKR_IMPROVING;
    compare_with(w->arena, d->indicators, "England", number("50.3"));
    mkr_trend t = trend_of(w->arena, d, 12);
    expect(w, &t,
           "Line chart of Plans issued in time, % of new plans, Q3 2021/22 to Q2 2024/25. It starts at 58.2% "
           "and ends at "
           "37.8%, with a low of 30.5% in Q2 2023/24. Target 60.0%: missed by 22.2 percentage points. Since "
           "Q1 2024/25: "
           "up by 1.1 percentage points (Improving). England: 50.3%.");
    /* England's figures of some periods: the last one is said */
    mkr_datum *other = (mkr_datum *)t.curves[1].at;
    other[11].given = false;
    other[9] = (mkr_datum){number("51.1"), true, NULL};
    t.n = 10;
    t.travel = MKR_NO_COMPARISON;
    expect(w, &t,
           "Line chart of Plans issued in time, % of new plans, Q3 2021/22 to Q4 2023/24. It starts at 58.2% "
           "and ends at 34.6%, with a low of 30.5% in Q2 2023/24. Target 60.0%: missed by 25.4 percentage "
           "points. Since Q3 2023/24: up by 3.4 percentage points. England: 51.1%.");
}

static void test_polarity(void **state) {
    world *w = *state;
    mkr_data *d = data_of(w->arena, "Q1 2024/25", "54 51 52 36", "28", "Number", "Homes");
    mkr_trend t = trend_of(w->arena, d, 12);
    const char *start =
        "Line chart of Plans issued in time, Homes, Q1 2024/25 to Q4 2024/25. It starts at 54 and ends at "
        "36. Target 28: ";
    const char *end = " Since Q3 2024/25: down by 16.";
    t.polarity = MKR_LOWER;
    expect(w, &t, mkr_printf(w->arena, "%smissed by 8.%s", start, end));
    t.polarity = MKR_HIGHER;
    expect(w, &t, mkr_printf(w->arena, "%sbettered by 8.%s", start, end));
    t.polarity = MKR_POLARITY_NONE;
    expect(w, &t, mkr_printf(w->arena, "%sthe value is 8 above it.%s", start, end));
}

static void test_met_exactly(void **state) {
    world *w = *state;
    mkr_trend t = trend_of(w->arena, data_of(w->arena, "Q1 2024/25", "79 81 80", "80", "%", "%"), 12);
    expect(w, &t,
           "Line chart of Plans issued in time, %, Q1 2024/25 to Q3 2024/25. It starts at 79% and ends at "
           "80%, with a high "
           "of 81% in Q2 2024/25. Target 80%: met exactly. Since Q2 2024/25: down by 1 percentage point.");
}

static void test_gaps(void **state) {
    world *w = *state;
    mkr_trend t =
        trend_of(w->arena, data_of(w->arena, "Q3 2022/23", "71 68 . 74 76 . 78 78", "", "%", "%"), 12);
    expect(w, &t,
           "Line chart of Plans issued in time, %, Q3 2022/23 to Q2 2024/25. It starts at 71% and ends at "
           "78%, with a low "
           "of 68% in Q4 2022/23. No target is set. Since Q1 2024/25: no change. No value for Q1 2023/24 and "
           "Q4 2023/24.");
    t = trend_of(w->arena, data_of(w->arena, "Q3 2022/23", "71 . . . . 78 73 .", "", "%", "%"), 12);
    expect(w, &t,
           "Line chart of Plans issued in time, %, Q3 2022/23 to Q2 2024/25. It starts at 71% and ends at "
           "73% in Q1 "
           "2024/25, with a high of 78% in Q4 2023/24. No target is set. No value for 5 of the 8 periods.");
}

static void test_few_points(void **state) {
    world *w = *state;
    mkr_trend t = trend_of(w->arena, data_of(w->arena, "Q1 2024/25", ". 9", "6", "Number", "Carers"), 12);
    expect(w, &t,
           "Chart of Plans issued in time, Carers, Q2 2024/25. One value: 9. Target 6: bettered by 3.");
    t = trend_of(w->arena, data_of(w->arena, "Q1 2024/25", "4 9", "", "Number", "Carers"), 12);
    expect(w, &t,
           "Line chart of Plans issued in time, Carers, Q1 2024/25 to Q2 2024/25. Two values: 4, then 9. "
           "No target is set.");
    t = trend_of(w->arena, data_of(w->arena, "Q1 2024/25", "4 4 4", "", "Number", ""), 12);
    expect(w, &t,
           "Line chart of Plans issued in time, Q1 2024/25 to Q3 2024/25. Every value is 4. No "
           "target is set.");
    t = trend_of(w->arena, data_of(w->arena, "Q1 2024/25", ". .", "", "Number", "Carers"), 12);
    expect(w, &t, "Plans issued in time: Not available.");
}

static void test_new_definition(void **state) {
    world *w = *state;
    mkr_trend t = trend_of(w->arena, data_of(w->arena, "Q1 2024/25", "9 8 7 8", "", "Number", "Days"), 12);
    t.breaks = (const size_t[]){2};
    t.n_breaks = 1;
    expect(w, &t,
           "Line chart of Plans issued in time, Days, Q1 2024/25 to Q4 2024/25. It starts at 9 and ends at "
           "8, with a low of "
           "7 in Q3 2024/25. No target is set. Since Q3 2024/25: up by 1. New definition from Q3 2024/25.");
}

/* What may be left out is, when the measure is long. */
static void test_length(void **state) {
    world *w = *state;
    mkr_data *d = data_of(w->arena, "Q3 2021/22", ehcp, "60.0", "%", "% of new plans");
    compare_with(w->arena, d->indicators, "England", number("0"));
    char measure[201];
    memset(measure, 'm', 200);
    measure[200] = '\0';
    d->indicators->measure = measure;
    mkr_trend t = trend_of(w->arena, d, 12);
    mkr_chart_style style = style_of(w);
    assert_null(strstr(mkr_trend_alt(w->arena, &style, &t), "England"));
}

/* ---- what a richer chart says */

static void test_kinds(void **state) {
    world *w = *state;
    mkr_trend t = plain_trend(w->arena, "Q1 2024/25", "10 30 20", 3);
    const char *rest =
        " of Calls answered, % of calls, Q1 2024/25 to Q3 2024/25. It starts at 10% and ends at "
        "20%, with a high of 30% in Q2 2024/25. No target is set. Since Q2 2024/25: down by 10 "
        "percentage points.";
    t.marks = MKR_TREND_BARS;
    expect(w, &t, mkr_printf(w->arena, "Bar chart%s", rest));
    t.marks = MKR_TREND_BOTH;
    expect(w, &t, mkr_printf(w->arena, "Bar and line chart%s", rest));
    t.logarithmic = true; /* bars would have no zero to begin at */
    expect(w, &t,
           "Line chart of Calls answered, % of calls, on a logarithmic scale, Q1 2024/25 to Q3 2024/25. It "
           "starts at 10% and ends at 20%, with a high of 30% in Q2 2024/25. No target is set. Since Q2 "
           "2024/25: down by 10 percentage points.");
}

static void test_last_of_many(void **state) {
    world *w = *state;
    mkr_trend t = plain_trend(w->arena, "2015-04", "7", 100);
    expect(w, &t,
           "Line chart of Calls answered, % of calls, August 2018 to July 2023. The last 60 of 100 periods. "
           "Every value is 7%. No target is set.");
}

static void test_several_curves(void **state) {
    world *w = *state;
    mkr_trend t = plain_trend(w->arena, "Q1 2024/25", "10 30 20", 3);
    name_own(&t, "Homes");
    add_curve(w->arena, &t, "Roads", MKR_CURVE_OWN, ". 40 .");
    add_curve(w->arena, &t, "Parks", MKR_CURVE_OWN, "5 6 .");
    add_curve(w->arena, &t, "Rates", MKR_CURVE_OWN, ". . .");
    add_curve(w->arena, &t, "England", MKR_CURVE_COMPARATOR, "50 51 .");
    add_guide(w->arena, &t, "Target", MKR_GUIDE_TARGET, "25");
    expect(
        w, &t,
        "Line chart of Calls answered, % of calls, Q1 2024/25 to Q3 2024/25. Homes: from 10% to 20%. Roads: "
        "40% in Q2 2024/25. Parks: from 5% to 6% in Q2 2024/25. Rates: no value. Target 25%. England: 51% "
        "in Q2 2024/25.");
}

static void test_control_chart(void **state) {
    world *w = *state;
    mkr_trend t = plain_trend(w->arena, "Q1 2024/25", "10 30 20 22", 4);
    add_guide(w->arena, &t, "Mean", MKR_GUIDE_MEAN, "20 20 21");
    add_guide(w->arena, &t, "Upper limit", MKR_GUIDE_LIMIT, "29");
    t.signals = (const uint8_t[]){MKR_SIGNAL_CONCERN, MKR_SIGNAL_IMPROVEMENT, 0, 0};
    const char *start =
        "Line chart of Calls answered, % of calls, Q1 2024/25 to Q4 2024/25. It starts at 10% "
        "and ends at 22%, with a high of 30% in Q2 2024/25. No target is set. Since Q3 2024/25: "
        "up by 2 percentage points. ";
    expect(w, &t,
           mkr_printf(w->arena, "%sPoints that signal improvement 1, concern 1. Mean 21%%. Upper limit 29%%.",
                      start));
    t.signals = (const uint8_t[]){0, 0, 0, 0};
    expect(w, &t, mkr_printf(w->arena, "%sNo point is a signal. Mean 21%%. Upper limit 29%%.", start));
    t.signals = (const uint8_t[]){0, MKR_SIGNAL_NEUTRAL, 0, 0};
    expect(w, &t, mkr_printf(w->arena, "%sPoints that signal change 1. Mean 21%%. Upper limit 29%%.", start));
}

static void test_remarks_and_band(void **state) {
    world *w = *state;
    mkr_trend t = plain_trend(w->arena, "Q1 2024/25", "4 4 4 4 4 4", 6);
    t.remarks = (const mkr_remark[]){{1, "New system"}, {2, "Strike."}, {99, "Not a period"}};
    t.n_remarks = 3;
    t.band[0] = data_row(w->arena, "3", 6);
    t.band[1] = data_row(w->arena, "6", 6);
    t.breaks = (const size_t[]){1, 2, 3, 5};
    t.n_breaks = 4;
    add_curve(w->arena, &t, "2023/24", MKR_CURVE_LAST_YEAR, "3");
    expect(
        w, &t,
        "Line chart of Calls answered, % of calls, Q1 2024/25 to Q2 2025/26. Every value is 4%. No target is "
        "set. Q2 2024/25: New system. Q3 2024/25: Strike. The definition changes 4 times. 2023/24: 3%. "
        "Tolerated: 3% to 6%.");
}

static void test_on_plan(void **state) {
    world *w = *state;
    mkr_trend t = plain_trend(w->arena, "Q1 2024/25", "20 22", 2);
    t.polarity = MKR_ON_PLAN;
    add_guide(w->arena, &t, "Plan", MKR_GUIDE_TARGET, "25");
    expect(
        w, &t,
        "Line chart of Calls answered, % of calls, Q1 2024/25 to Q2 2024/25. Two values: 20%, then 22%. Plan "
        "25%: missed by 3 percentage points.");
}

/* A miss that is smaller than what is printed is none of 0. */
static void test_less_than_printed(void **state) {
    world *w = *state;
    mkr_trend t = trend_of(w->arena, data_of(w->arena, "Q1 2024/25", "90.1 94.96", "95", "%", "%"), 12);
    t.places = 0;
    t.polarity = MKR_HIGHER;
    expect(w, &t,
           "Line chart of Plans issued in time, %, Q1 2024/25 to Q2 2024/25. Two values: 90%, then 95%. "
           "Target 95%: missed by less than 1 percentage point.");
}

/* Targets that no line stands for: nothing is said of one measure's. */
static void test_other_targets(void **state) {
    world *w = *state;
    mkr_trend t = trend_of(w->arena, data_of(w->arena, "Q1 2024/25", "4 9", "", "Number", "Carers"), 12);
    t.has_other_targets = true;
    expect(w, &t,
           "Line chart of Plans issued in time, Carers, Q1 2024/25 to Q2 2024/25. Two values: 4, then 9.");
}

/* Figures of the year to date: the change is on the year before, where that is known. */
static void test_year_to_date(void **state) {
    world *w = *state;
    mkr_trend t = trend_of(w->arena, data_of(w->arena, "Q2 2023/24", "20 30 40 11 24", "", "Number", ""), 12);
    const char *course = "Line chart of Plans issued in time, Q2 2023/24 to Q2 2024/25. It starts at "
                         "20 and ends at 24, with a high of 40 in Q4 2023/24 and a low of 11 in Q1 2024/25. "
                         "No target is set.";
    t.restarts = t.on_year_before = true;
    expect(w, &t, course);
    t.year_before = (mkr_datum){number("20"), true, NULL};
    t.travel = MKR_IMPROVING;
    expect(w, &t, mkr_printf(w->arena, "%s Since Q2 2023/24: up by 4 (Improving).", course));
}

/* The line of figures of the year to date ends with March. */
static void test_restarts(void **state) {
    world *w = *state;
    mkr_trend t = trend_of(w->arena, data_of(w->arena, "Q2 2023/24", "20 30 40 11 24", "", "Number", ""), 12);
    mkr_series s;
    for (int restarts = 0; restarts < 2; restarts++) {
        t.restarts = restarts;
        assert_true(mkr_series_window(&t, true, &s));
        assert_true(mkr_series_joins(&s, s.curve[0], 2));
        assert_int_equal(mkr_series_joins(&s, s.curve[0], 3), !restarts); /* Q1 2024/25 */
        assert_true(mkr_series_joins(&s, s.curve[0], 4));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),         cmocka_unit_test(test_polarity),
        cmocka_unit_test(test_met_exactly),   cmocka_unit_test(test_gaps),
        cmocka_unit_test(test_few_points),    cmocka_unit_test(test_new_definition),
        cmocka_unit_test(test_length),        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_last_of_many),  cmocka_unit_test(test_several_curves),
        cmocka_unit_test(test_control_chart), cmocka_unit_test(test_remarks_and_band),
        cmocka_unit_test(test_on_plan),       cmocka_unit_test(test_less_than_printed),
        cmocka_unit_test(test_other_targets), cmocka_unit_test(test_year_to_date),
        cmocka_unit_test(test_restarts),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}

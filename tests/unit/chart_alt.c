/* chart_alt.c - the words for trend charts. */
#include "chart.h"

static const char *const ehcp = "58.2 55.1 49.7 44.0 41.2 36.9 33.8 30.5 31.2 34.6 36.7 37.8";

static void expect(world *w, const mkr_indicator_trend *t, const char *words) {
    mkr_chart_style style = style_of(w);
    assert_string_equal(mkr_trend_alt(w->arena, &style, t), words);
}

static void test_whole(void **state) {
    world *w = *state;
    mkr_data *d =
        data_of(w->arena, "Q3 2021/22", ehcp, "65.0 65.0 65.0 65.0 65.0 65.0 60.0", "%", "% of new plans");
    d->indicators->travel = MKR_IMPROVING;
    compare_with(w->arena, d->indicators, "England", number("50.3"));
    mkr_indicator_trend t = trend_of(d, MKR_TREND_FACTS, 12);
    expect(w, &t,
           "Line chart of Plans issued in time, % of new plans, Q3 2021/22 to Q2 2024/25. It starts at 58.2% "
           "and ends at "
           "37.8%, with a low of 30.5% in Q2 2023/24. Target 60.0%: missed by 22.2 percentage points. Since "
           "Q1 2024/25: "
           "up by 1.1 percentage points (Improving). England: 50.3%.");
    t.last = 5; /* an earlier chart: neither the direction nor the comparator of now belongs to it */
    expect(w, &t,
           "Line chart of Plans issued in time, % of new plans, Q3 2021/22 to Q4 2022/23. It starts at 58.2% "
           "and ends at "
           "36.9%. Target 65.0%: missed by 28.1 percentage points. Since Q3 2022/23: down by 4.3 percentage "
           "points.");
}

static void test_polarity(void **state) {
    world *w = *state;
    mkr_data *d = data_of(w->arena, "Q1 2024/25", "54 51 52 36", "28", "Number", "Homes");
    mkr_indicator_trend t = trend_of(d, MKR_TREND_FACTS, 12);
    const char *start =
        "Line chart of Plans issued in time, Homes, Q1 2024/25 to Q4 2024/25. It starts at 54 and ends at "
        "36. Target 28: ";
    const char *end = " Since Q3 2024/25: down by 16.";
    d->indicators->polarity = MKR_LOWER;
    expect(w, &t, mkr_printf(w->arena, "%smissed by 8.%s", start, end));
    d->indicators->polarity = MKR_HIGHER;
    expect(w, &t, mkr_printf(w->arena, "%sbettered by 8.%s", start, end));
    d->indicators->polarity = MKR_POLARITY_NONE;
    expect(w, &t, mkr_printf(w->arena, "%sthe value is 8 above it.%s", start, end));
}

static void test_met_exactly(void **state) {
    world *w = *state;
    mkr_indicator_trend t = trend_of(data_of(w->arena, "Q1 2024/25", "79 81 80", "80", "%", "%"), MKR_TREND_HALF, 12);
    expect(w, &t,
           "Line chart of Plans issued in time, %, Q1 2024/25 to Q3 2024/25. It starts at 79% and ends at "
           "80%, with a high "
           "of 81% in Q2 2024/25. Target 80%: met exactly. Since Q2 2024/25: down by 1 percentage point.");
}

static void test_gaps(void **state) {
    world *w = *state;
    mkr_indicator_trend t =
        trend_of(data_of(w->arena, "Q3 2022/23", "71 68 . 74 76 . 78 78", "", "%", "%"), MKR_TREND_HALF, 12);
    expect(w, &t,
           "Line chart of Plans issued in time, %, Q3 2022/23 to Q2 2024/25. It starts at 71% and ends at "
           "78%, with a low "
           "of 68% in Q4 2022/23. Since Q1 2024/25: no change. No value for Q1 2023/24 and Q4 2023/24.");
    t = trend_of(data_of(w->arena, "Q3 2022/23", "71 . . . . 78 73 .", "", "%", "%"), MKR_TREND_HALF, 12);
    expect(w, &t,
           "Line chart of Plans issued in time, %, Q3 2022/23 to Q2 2024/25. It starts at 71% and ends at "
           "73% in Q1 "
           "2024/25, with a high of 78% in Q4 2023/24. No value for 5 of the 8 periods.");
}

static void test_few_points(void **state) {
    world *w = *state;
    mkr_indicator_trend t =
        trend_of(data_of(w->arena, "Q1 2024/25", ". 9", "6", "Number", "Carers"), MKR_TREND_HALF, 12);
    expect(w, &t,
           "Chart of Plans issued in time, Carers, Q2 2024/25. One value: 9. Target 6: bettered by 3.");
    t = trend_of(data_of(w->arena, "Q1 2024/25", "4 9", "", "Number", "Carers"), MKR_TREND_HALF, 12);
    expect(w, &t,
           "Line chart of Plans issued in time, Carers, Q1 2024/25 to Q2 2024/25. Two values: 4, then 9.");
    t = trend_of(data_of(w->arena, "Q1 2024/25", "4 4 4", "", "Number", NULL), MKR_TREND_HALF, 12);
    expect(w, &t, "Line chart of Plans issued in time, Number, Q1 2024/25 to Q3 2024/25. Every value is 4.");
    t = trend_of(data_of(w->arena, "Q1 2024/25", ". .", "", "Number", "Carers"), MKR_TREND_HALF, 12);
    expect(w, &t, "Plans issued in time: Not available.");
}

static void test_new_definition(void **state) {
    world *w = *state;
    mkr_indicator_trend t =
        trend_of(data_of(w->arena, "Q1 2024/25", "9 8 7 8", "", "Number", "Days"), MKR_TREND_HALF, 12);
    t.definition_from = 2;
    expect(w, &t,
           "Line chart of Plans issued in time, Days, Q1 2024/25 to Q4 2024/25. It starts at 9 and ends at "
           "8, with a low of "
           "7 in Q3 2024/25. Since Q3 2024/25: up by 1. New definition from Q3 2024/25.");
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
    mkr_indicator_trend t = trend_of(d, MKR_TREND_FACTS, 12);
    mkr_chart_style style = style_of(w);
    assert_null(strstr(mkr_trend_alt(w->arena, &style, &t), "England"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),       cmocka_unit_test(test_polarity),
        cmocka_unit_test(test_met_exactly), cmocka_unit_test(test_gaps),
        cmocka_unit_test(test_few_points),  cmocka_unit_test(test_new_definition),
        cmocka_unit_test(test_length),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}

/* series.c - figures of others by period, longer periods made of shorter ones, and the band that a rule
 * tolerates. Expected values are worked out by hand beside each case. */
#include "data.h"

static mkr_data rated(const char *csv) {
    mkr_data d = read(csv);
    mkr_diag diag = new_diag();
    assert_true(mkr_data_rate(arena, &diag, (mkr_period){0}, (mkr_where){0}, &d));
    return d;
}

/* "80 81 -": the figures of a comparator by period. */
static const char *series_text(const mkr_data *d, const mkr_comparison *c) {
    mkr_buffer out = mkr_buffer_new(arena);
    char plain[MKR_DECIMAL_PLAIN];
    for (size_t p = 0; c->series && p < d->n_periods; p++) {
        mkr_decimal_plain(plain, c->series[p].v);
        mkr_buffer_printf(&out, "%s%s", p ? " " : "", c->series[p].given ? plain : "-");
    }
    return mkr_buffer_text(&out);
}

static void reads_long_series(void **state) {
    (void)state;
    mkr_data d = rated("ref,measure,unit,period,value,England,Comparator: Core Cities (2023/24)\n"
                       "A,a,%,Q1 2024/25,1,80,70\nA,a,%,Q2 2024/25,1,81,70\nA,a,%,Q3 2024/25,1,,70\n"
                       "B,b,%,Q3 2024/25,1,60,\n");
    const mkr_indicator *a = &d.indicators[0], *b = &d.indicators[1];
    assert_int_equal(a->n_comparisons, 2);
    assert_string_equal(series_text(&d, &a->comparisons[0]), "80 81 -");
    assert_true(is(a->comparisons[0].value, "81")); /* the latest up to Q3 */
    assert_null(a->comparisons[1].series); /* its heading names its period */
    assert_true(is(a->comparisons[1].value, "70"));
    assert_null(b->comparisons[0].series); /* one figure is no series */
}

static void reads_wide_series(void **state) {
    (void)state;
    mkr_data d =
        rated("ref,measure,unit,Q1 2024/25,Q2 2024/25,England Q1 2024/25,Q2 2024/25 England,"
              "Comparator: Core Cities Q1 2024/25,Comparator: Core Cities Q2 2024/25,South West 2023/24\n"
              "A,a,%,1,2,80,81,70,,50\n");
    const mkr_indicator *a = &d.indicators[0];
    assert_int_equal(d.n_comparators, 3);
    assert_int_equal(a->n_comparisons, 3);
    assert_string_equal(d.comparators[1].label, "Core Cities");
    assert_string_equal(d.comparators[2].period, "2023/24"); /* a year beside quarters is one figure */
    assert_string_equal(series_text(&d, &a->comparisons[0]), "80 81");
    assert_true(is(a->comparisons[1].value, "70"));
    says("ref,measure,Q1 2024/25,England Q1 2024/25,England Q1 2024/25\nA,a,1,2,3\n",
         "DATA_TWO_COLUMNS 1:5; ");
    says("ref,measure,Q1 2024/25,England Q3 2024/25\nA,a,1,2\n", "DATA_UNUSED_COLUMNS 1:1; ");
}

static void reads_two_heads(void **state) {
    (void)state;
    mkr_data d = rated(
        ",,,Q1 2024/25,,Q2 2024/25,\nref,measure,unit,Actual,England,Actual,England\nA,a,%,1,80,2,81\n");
    assert_string_equal(series_text(&d, &d.indicators[0].comparisons[0]), "80 81");
}

static void reads_series_of_values(void **state) {
    (void)state;
    mkr_data d;
    assert_true(try_read_two("ref,measure,unit,South West\nA,a,%,60\n",
                             "ref,period,value,England\nA,Q1 2024/25,1,80\nA,Q2 2024/25,2,81\n", &d));
    assert_int_equal(d.indicators[0].n_comparisons, 2);
    assert_string_equal(series_text(&d, &d.indicators[0].comparisons[1]), "80 81");
}

static void hides_small_numbers_of_others(void **state) {
    (void)state;
    scheme.suppress_below = 5;
    mkr_data d = rated("ref,measure,people,period,value,England\n"
                       "A,a,yes,Q1 2024/25,10,3\nA,a,yes,Q2 2024/25,10,60\nA,a,yes,Q3 2024/25,10,70\n");
    scheme.suppress_below = 0;
    assert_string_equal(series_text(&d, &d.indicators[0].comparisons[0]), "- 60 70");
}

static void writes_series(void **state) {
    (void)state;
    mkr_data d = rated("ref,measure,unit,period,value,England\n"
                       "A,a,%,Q1 2024/25,1,80\nA,a,%,Q2 2024/25,2,81\nA,a,%,Q3 2024/25,3,\n");
    mkr_buffer out = mkr_buffer_new(arena);
    mkr_data_emit(&d, &out);
    mkr_data again = rated(mkr_buffer_text(&out));
    assert_string_equal(series_text(&again, &again.indicators[0].comparisons[0]), "80 81 -");
}

/* ---- longer periods */

/* "2023/24=10 2024/25=-": the stretches of the first indicator and their figures. */
static const char *stretches_text(const mkr_data *d, mkr_period_kind by, mkr_aggregate how, uint8_t places) {
    const mkr_indicator *i = &d->indicators[0];
    mkr_known *at = mkr_alloc_array(arena, d->n_periods, sizeof *at);
    mkr_stretch *s;
    mkr_buffer out = mkr_buffer_new(arena);
    char plain[MKR_DECIMAL_PLAIN];
    for (size_t p = 0; p < d->n_periods; p++)
        at[p] = (mkr_known){mkr_actual(&i->values[p]), i->values[p].has_actual};
    size_t n = mkr_stretches(arena, d, i, d->current, by, &s);
    for (size_t k = 0; k < n; k++) {
        mkr_decimal v = {0, 0};
        bool given = mkr_stretch_figure(&s[k], i->step, how, places, at, &v);
        mkr_decimal_plain(plain, v);
        mkr_buffer_printf(&out, "%s%s=%s%s", k ? " " : "", mkr_period_print(arena, s[k].period),
                          given ? plain : "-", s[k].over ? "" : "...");
    }
    return mkr_buffer_text(&out);
}

static void makes_years(void **state) {
    (void)state;
    mkr_data d = rated("ref,measure,Q1 2023/24,Q2 2023/24,Q3 2023/24,Q4 2023/24,Q1 2024/25,Q2 2024/25\n"
                       "A,a,1.5,2,3,4,5,6\n");
    assert_string_equal(stretches_text(&d, MKR_YEAR, MKR_AGGREGATE_SUM, 1), "2023/24=10.5 2024/25=-...");
    /* 10.5 / 4 = 2.625: half away from zero */
    assert_string_equal(stretches_text(&d, MKR_YEAR, MKR_AGGREGATE_MEAN, 2), "2023/24=2.63 2024/25=-...");
    assert_string_equal(stretches_text(&d, MKR_YEAR, MKR_AGGREGATE_LAST, 1), "2023/24=4 2024/25=-...");
    assert_string_equal(stretches_text(&d, MKR_YEAR, MKR_AGGREGATE_NONE, 1), "2023/24=- 2024/25=-...");
    d = rated("ref,measure,Q1 2023/24,Q2 2023/24,Q3 2023/24,Q4 2023/24\nA,a,-1.5,-2,-3,-4\n");
    assert_string_equal(stretches_text(&d, MKR_YEAR, MKR_AGGREGATE_MEAN, 2), "2023/24=-2.63");
}

/* A sum or a mean with a hidden part would give it away, or be wrong. */
static void makes_nothing_of_gaps(void **state) {
    (void)state;
    mkr_data d = rated("ref,measure,Q1 2023/24,Q2 2023/24,Q3 2023/24,Q4 2023/24\nA,a,1,[c],3,4\n");
    assert_string_equal(stretches_text(&d, MKR_YEAR, MKR_AGGREGATE_SUM, 0), "2023/24=-");
    assert_string_equal(stretches_text(&d, MKR_YEAR, MKR_AGGREGATE_MEAN, 1), "2023/24=-");
    d = rated("ref,measure,Q1 2023/24,Q2 2023/24,Q3 2023/24,Q4 2023/24\nA,a,1,2,3,\nB,b,1,2,3,4\n");
    assert_string_equal(stretches_text(&d, MKR_YEAR, MKR_AGGREGATE_LAST, 0), "2023/24=-");
}

static void knows_how_often_it_is_reported(void **state) {
    (void)state;
    mkr_data d =
        rated("ref,measure,frequency,Apr 2024,May 2024,Jun 2024,Jul 2024,Aug 2024,Sep 2024,Oct 2024\n"
              "A,a,quarterly,,,7,,,8,\nB,b,monthly,1,2,3,4,5,6,7\n");
    assert_string_equal(stretches_text(&d, MKR_NO_PERIOD, MKR_AGGREGATE_NONE, 0),
                        "Q1 2024/25=7 Q2 2024/25=8 Q3 2024/25=-...");
    d = rated("ref,measure,frequency,Apr 2024,May 2024,Jun 2024,Jul "
              "2024\nA,a,quarterly,7,,,8\nB,b,monthly,1,2,3,4\n");
    assert_string_equal(stretches_text(&d, MKR_NO_PERIOD, MKR_AGGREGATE_NONE, 0), "April 2024=7 July 2024=8");
    d = rated("ref,measure,frequency,Q1 2023/24,Q2 2023/24,Q3 2023/24,Q4 2023/24\nA,a,half-yearly,,1,,2\n");
    assert_string_equal(stretches_text(&d, MKR_NO_PERIOD, MKR_AGGREGATE_NONE, 0),
                        "Q2 2023/24=1 Q4 2023/24=2");
    assert_string_equal(stretches_text(&d, MKR_YEAR, MKR_AGGREGATE_SUM, 0), "2023/24=3");
}

/* Targets stand in every month of a measure of quarters: a year has four of them, not twelve. */
static void takes_figures_at_their_own_step(void **state) {
    (void)state;
    mkr_data d =
        rated("ref,measure,polarity,frequency,target,Apr 2023,May 2023,Jun 2023,Jul 2023,Aug 2023,Sep 2023,"
              "Oct 2023,Nov 2023,Dec 2023,Jan 2024,Feb 2024,Mar 2024\n"
              "A,a,higher,quarterly,85,,,70,,,71,,,72,,,73\nB,b,higher,monthly,1,1,1,1,1,1,1,1,1,1,1,1,1\n");
    const mkr_indicator *a = &d.indicators[0];
    mkr_known at[12];
    mkr_stretch *s;
    mkr_decimal v;
    for (size_t p = 0; p < 12; p++)
        at[p] = (mkr_known){mkr_target(&a->values[p]), a->values[p].has_target};
    assert_true(at[0].given && at[11].given);
    assert_int_equal(mkr_stretches(arena, &d, a, d.current, MKR_YEAR, &s), 1);
    assert_true(mkr_stretch_figure(s, a->step, MKR_AGGREGATE_SUM, 0, at, &v) && is(v, "340")); /* 4 x 85 */
    assert_true(mkr_stretch_figure(s, a->step, MKR_AGGREGATE_MEAN, 1, at, &v) && is(v, "85"));
    at[3].given = at[4].given = at[5].given = false; /* a quarter without any */
    assert_false(mkr_stretch_figure(s, a->step, MKR_AGGREGATE_SUM, 0, at, &v));
}

static void knows_what_is_not_due(void **state) {
    (void)state;
    mkr_data d =
        rated("ref,measure,frequency,Apr 2024,May 2024,Jun 2024,Jul 2024,Aug 2024,Sep 2024,Oct 2024\n"
              "A,a,quarterly,,,7,,,,\nB,b,monthly,1,2,3,4,5,6,[nd]\n");
    const mkr_indicator *a = &d.indicators[0], *b = &d.indicators[1];
    assert_false(mkr_indicator_not_due(a, 1)); /* nothing says when it begins */
    assert_false(mkr_indicator_not_due(a, 2));
    assert_true(mkr_indicator_not_due(a, 3) && mkr_indicator_not_due(a, 4));
    assert_false(mkr_indicator_not_due(a, 5)); /* September ends a quarter */
    assert_false(mkr_indicator_not_due(b, 5));
    assert_true(mkr_indicator_not_due(b, 6));
}

/* ---- the band */

static void finds_bands(void **state) {
    (void)state;
    mkr_decimal low, high;
    mkr_known target = {dec("80"), true};
    mkr_data d =
        rated("ref,measure,unit,polarity,tolerance,lower,upper,Q1 2024/25,target\n"
              "A,a,%,higher,,,,1,80\nB,b,%,lower,10,,,1,80\nC,c,%,on plan,,70,90,1,80\nD,d,%,none,,,,1,\n");
    assert_true(mkr_indicator_band(&d.indicators[0], &target, &low, &high)); /* 5 % of 80 */
    assert_true(is(low, "76") && is(high, "80"));
    assert_true(mkr_indicator_band(&d.indicators[1], &target, &low, &high));
    assert_true(is(low, "80") && is(high, "88"));
    assert_true(mkr_indicator_band(&d.indicators[2], &target, &low, &high));
    assert_true(is(low, "70") && is(high, "90"));
    assert_false(mkr_indicator_has_band(&d.indicators[3]));
    target.v = dec("-80"); /* the share is of its size */
    assert_true(mkr_indicator_band(&d.indicators[0], &target, &low, &high));
    assert_true(is(low, "-84") && is(high, "-80"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(reads_long_series, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reads_wide_series, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reads_two_heads, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reads_series_of_values, set_up, tear_down),
        cmocka_unit_test_setup_teardown(hides_small_numbers_of_others, set_up, tear_down),
        cmocka_unit_test_setup_teardown(writes_series, set_up, tear_down),
        cmocka_unit_test_setup_teardown(makes_years, set_up, tear_down),
        cmocka_unit_test_setup_teardown(makes_nothing_of_gaps, set_up, tear_down),
        cmocka_unit_test_setup_teardown(knows_how_often_it_is_reported, set_up, tear_down),
        cmocka_unit_test_setup_teardown(takes_figures_at_their_own_step, set_up, tear_down),
        cmocka_unit_test_setup_teardown(knows_what_is_not_due, set_up, tear_down),
        cmocka_unit_test_setup_teardown(finds_bands, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

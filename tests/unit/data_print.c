/* data_print.c - tests of what is written of the data: figures, the dump, tidy CSV, changes since last time.
 */
#include "data.h"

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
    assert_true(rate(&d, NULL));
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
        "0.35m, target none, marked n\n"
        "GR01: unrated, previous unrated, travel not-assessed, reason contextual, value [c], target none\n");
}

static void prints_values(void **state) {
    (void)state;
    static const struct {
        const char *unit, *polarity, *target, *dp, *actual, *want, *kept; /* kept: never across the target */
    } cases[] = {
        {"%", "high", "95", "1", "94.96", "95.0%", "94.9%"},
        {"%", "high", "95", "1", "94.94", "94.9%", "94.9%"},
        {"%", "high", "95", "1", "95.04", "95.0%", "95.0%"}, /* met, and printed as met */
        {"%", "low", "5", "0", "5.4", "5%", "6%"},
        {"%", "low", "5", "0", "5", "5%", "5%"},
        {"%", "on plan", "5", "0", "4.6", "5%", "4%"},
        {"%", "none", "5", "0", "4.6", "5%", "5%"},
        {"%", "high", "", "0", "4.6", "5%", "5%"},
        {"number", "high", "-1", "0", "-1.4", "\u22121", "\u22122"},
        {"number", "high", "0.04", "1", "0.01", "0.0", "0.0"}, /* rounding down crosses nothing */
        {"number", "high", "4.45", "1", "4.449", "4.4", "4.4"},
        {"number", "high", "4.42", "1", "4.41", "4.4", "4.4"},
        {"%", "high", "95", "0", "<5", "<5%", "<5%"},
        {"%", "high", "95", "0", ">99", ">99%", ">99%"},
        {"%", "high", "95", "0", "[low]", "[low]", "[low]"},
        {"%", "high", "95", "0", "", "[x]", "[x]"},
        {"%", "high", "95", "0", "n/a", "[z]", "[z]"},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        mkr_data d =
            read(mkr_printf(arena, "ref,measure,unit,polarity,target,dp,Q1 2024/25\nA,a,%s,%s,%s,%s,%s\n",
                            cases[k].unit, cases[k].polarity, cases[k].target, cases[k].dp, cases[k].actual));
        const mkr_indicator *i = &d.indicators[0];
        scheme.never_across = false;
        assert_string_equal(mkr_value_print(arena, &d, i, &i->values[0], true), cases[k].want);
        scheme.never_across = true;
        assert_string_equal(mkr_value_print(arena, &d, i, &i->values[0], true), cases[k].kept);
        scheme.never_across = false;
    }
}

/* What is drawn is what is printed: 94.96 of 95 with no decimals is 94. */
static void shows_what_is_printed(void **state) {
    (void)state;
    mkr_data d = read("ref,measure,unit,polarity,target,dp,Q1 2024/25\nA,a,%,high,95,0,94.96\n");
    const mkr_indicator *i = &d.indicators[0];
    assert_int_equal(mkr_decimal_compare(mkr_value_shown(&d, i, i->values), (mkr_decimal){9496, 2}), 0);
    scheme.never_across = true;
    assert_int_equal(mkr_decimal_compare(mkr_value_shown(&d, i, i->values), (mkr_decimal){94, 0}), 0);
    scheme.never_across = false;
}

static void prints_what_stands_for_a_figure(void **state) {
    (void)state;
    const mkr_comparator whole = {"South West", "2024/25", "LG Inform"}, bare = {"England", "", ""};
    assert_string_equal(mkr_nil_print(arena, MKR_NIL_NONE, "5"), "[x]");
    assert_string_equal(mkr_nil_print(arena, MKR_CONFIDENTIAL, "5"), "[c]");
    assert_string_equal(mkr_nil_print(arena, MKR_NOT_DUE, "5"), "[nd]");
    assert_string_equal(mkr_nil_print(arena, MKR_BELOW, "5"), "<5");
    assert_string_equal(mkr_nil_print(arena, MKR_ABOVE, "99%"), ">99%");
    assert_string_equal(mkr_comparator_print(arena, &whole, false), "South West (2024/25)");
    assert_string_equal(mkr_comparator_print(arena, &whole, true), "South West (2024/25; LG Inform)");
    assert_string_equal(mkr_comparator_print(arena, &bare, true), "England");
}

static void dumps_more(void **state) {
    (void)state;
    mkr_data d = read(
        "ref,measure,unit,polarity,target,rule,override,override reason,override by,flags,people,cumulative,"
        "data as at,frequency,quartile,England,maximum,Q3 2023/24,Q1 2024/25,Q3 2024/25\n"
        "A,a,%,high,85,other,Amber,on course,J. Smith,p,,yes,30/09/2024,annual,2,80,100,80,79.9 [r],81.2\n");
    assert_true(rate(&d, NULL));
    mkr_buffer b = mkr_buffer_new(arena);
    mkr_data_dump(&d, &b);
    const char *line = strstr(mkr_buffer_text(&b), "\nA: ");
    assert_non_null(line);
    assert_string_equal(line,
                        "\nA: amber, previous red, travel improving, value 81.2%, target 85.0%, rule other, "
                        "calculated red, override by J. Smith, marked p, every 4 periods, cumulative, "
                        "as at 30 September 2024, maximum 100.0%, quartile 2, England 80.0%\n");
}

static void emits(void **state) {
    (void)state;
    scheme.suppress_below = 5;
    mkr_data d = read("ref,measure,priority,unit,polarity,people,target,flags,England (2023/24; DfE),Q1 "
                      "2024/25,Q2 2024/25\n"
                      "HC01,\"Calls \"\"answered\"\",\nall\",Healthy,%,high,,85,n,80.0,79.9 [p],81.20\n"
                      "HC02,=SUM(A1),Healthy,number,low,yes,,,,3,\n"
                      "HC03,c,Healthy,\u00a3m,low,,-0.5,,,\"(1,234.5)\",<5\n");
    scheme.suppress_below = 0;
    assert_true(rate(&d, NULL));
    mkr_buffer b = mkr_buffer_new(arena);
    mkr_data_emit(&d, &b);
    const char *csv = mkr_buffer_text(&b);
    assert_string_equal(
        csv,
        "ref,measure,definition,priority,service,directorate,portfolio,owner,unit,polarity,frequency,"
        "cumulative,"
        "people,as at,source,period,actual,target,rating,reason,markers,Comparator: England (2023/24; DfE)\n"
        "HC01,\"Calls \"\"answered\"\",\nall\",,Healthy,,,,,%,higher,,,,,,Q1 2024/25,79.9 [p],85,red,,,\n"
        "HC01,\"Calls \"\"answered\"\",\nall\",,Healthy,,,,,%,higher,,,,,,Q2 "
        "2024/25,81.20,85,amber,,[n],80.0\n"
        "HC02,=SUM(A1),,Healthy,,,,,number,lower,,,yes,,,Q1 2024/25,[c],,unrated,,,\n"
        "HC02,=SUM(A1),,Healthy,,,,,number,lower,,,yes,,,Q2 2024/25,,,unrated,no-target,,\n"
        "HC03,c,,Healthy,,,,,\u00a3m,lower,,,,,,Q1 2024/25,-1234.5,-0.5,green,,,\n"
        "HC03,c,,Healthy,,,,,\u00a3m,lower,,,,,,Q2 2024/25,<5,-0.5,unrated,no-value,,\n");
    mkr_data again = read(csv); /* what was written is understood, and written the same */
    assert_string_equal(said, "DATA_UNUSED_COLUMNS 1:1; "); /* the reason */
    assert_true(rate(&again, NULL));
    mkr_buffer twice = mkr_buffer_new(arena);
    mkr_data_emit(&again, &twice);
    assert_string_equal(mkr_buffer_text(&twice), csv);
    d = read("ref,measure,Q1 2024/25\nA,a,1\n"); /* without priorities */
    assert_true(rate(&d, NULL));
    b.n = 0;
    mkr_data_emit(&d, &b);
    assert_null(strstr(mkr_buffer_text(&b), "priority"));
}

static void prints_plain_numbers(void **state) {
    (void)state;
    static const char *const numbers[] = {
        "0", "0.0", "-0.05", "12.345678901", "100000000000000000", "-99999999.999999999", "7"};
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
        mkr_data d = read(mkr_printf(arena, "ref,measure,Q1 2024/25\nA,a,%s\n", numbers[k]));
        assert_true(rate(&d, NULL));
        mkr_buffer b = mkr_buffer_new(arena);
        mkr_data_emit(&d, &b);
        assert_non_null(strstr(mkr_buffer_text(&b), mkr_printf(arena, ",%s,", numbers[k])));
    }
}

/* The changes as text: "added C; removed B; target A 85% to 90%; ". */
static const char *changes(const mkr_data *d) {
    static const char *const kinds[MKR_CHANGE_KINDS] = {"added",   "removed", "target",  "definition",
                                                        "measure", "unit",    "polarity"};
    mkr_buffer b = mkr_buffer_new(arena);
    for (size_t k = 0; k < d->n_changes; k++) {
        const mkr_change *c = &d->changes[k];
        mkr_buffer_printf(&b, "%s %s", kinds[c->kind], c->now ? c->now->ref : c->before->ref);
        if (c->was)
            mkr_buffer_printf(&b, " %s to %s", c->was, c->is);
        mkr_buffer_puts(&b, "; ");
    }
    return mkr_buffer_text(&b);
}

static void compares_reports(void **state) {
    (void)state;
    mkr_data last = read("ref,measure,definition,unit,polarity,Q1 2024/25,Target Q1 2024/25\n"
                         "A,a,All calls,%,high,90,85\n"
                         "B,b,,%,high,90,85\n"
                         "C,c,,%,high,80,90\n"
                         "D,d,,days,low,9,10\n");
    assert_true(rate(&last, NULL));
    mkr_data d = read(
        "ref,measure,definition,unit,polarity,Q1 2024/25,Q2 2024/25,Target Q1 2024/25,Target Q2 2024/25\n"
        "E,e,,%,high,90,90,85,85\n"
        "C,c,,%,high,80,90,90.0,91\n" /* the target of last time's period is the same */
        "A,a,All calls and mails,%,high,90,90,95,95\n" /* at Q1: red by today's target, green then */
        "D,d days,,hours,high,9,9,,10\n"
        "F,f,,%,high,,90,,85\n");
    assert_true(rate(&d, NULL));
    mkr_diag diag = new_diag();
    assert_true(mkr_data_compare(arena, &diag, &last, &d));
    assert_string_equal(said, "");
    assert_string_equal(changes(&d),
                        "added E; added F; removed B; definition A All calls to All calls and mails; "
                        "target A 85% to 95%; measure D d to d days; unit D days to hours; "
                        "polarity D lower to higher; target D 10 days to ; ");
    assert_int_equal(d.n_removed, 1);
    assert_ptr_equal(d.last, &last);
    const mkr_indicator *a = mkr_data_find(&d, "A");
    assert_ptr_equal(a->last, mkr_data_find(&last, "A"));
    assert_int_equal(a->previous_rating, MKR_GREEN);
    assert_int_equal(mkr_data_find(&d, "C")->previous_rating, MKR_RED);
    assert_null(mkr_data_find(&d, "E")->last);
    assert_int_equal(mkr_data_find(&d, "E")->previous_rating, MKR_UNRATED);
    assert_int_equal(d.counts.previous_rating[MKR_GREEN], 2); /* A, D */
    assert_int_equal(d.counts.previous_rating[MKR_RED], 1);
    assert_int_equal(d.counts.all, 5);
    mkr_buffer b = mkr_buffer_new(arena);
    mkr_data_dump(&d, &b);
    assert_non_null(strstr(mkr_buffer_text(&b), "\nchange A: target \"85%\" to \"95%\"\n"));
    diag = new_diag();
    assert_true(mkr_data_compare(arena, &diag, &d, &last));
    assert_string_equal(said, "DATA_LAST_REPORT 0:0; ");
    assert_non_null(strstr(text, "it is of Q2 2024/25, this one of Q1 2024/25"));
}

static void groups_by_text(void **state) {
    (void)state;
    mkr_data d =
        read("ref,measure,service,owner,polarity,target,Q1 2024/25\n"
             "A,a,Roads,X,high,5,5\nB,b,Parks,Y,high,5,5\nC,c,Roads,X,high,5,4.9\nD,d,,Y,high,5,5\n");
    assert_true(rate(&d, NULL));
    size_t n;
    mkr_group *g = mkr_data_group(arena, &d, MKR_BY_SERVICE, &n);
    assert_int_equal(n, 3);
    assert_string_equal(g[0].name, "Roads");
    assert_true(g[0].n == 2 && g[0].indicators[1] == &d.indicators[2]);
    assert_true(g[0].counts.all == 2 && g[0].counts.rating[MKR_GREEN] == 1 &&
                g[0].counts.rating[MKR_AMBER] == 1);
    assert_string_equal(g[2].name, "");
    mkr_data_group(arena, &d, MKR_BY_OWNER, &n);
    assert_int_equal(n, 2);
    mkr_data_group(arena, &d, MKR_BY_PORTFOLIO, &n);
    assert_int_equal(n, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prints_units),
        cmocka_unit_test(prints_values),
        cmocka_unit_test(dumps),
        cmocka_unit_test(shows_what_is_printed),
        cmocka_unit_test(prints_what_stands_for_a_figure),
        cmocka_unit_test(dumps_more),
        cmocka_unit_test(emits),
        cmocka_unit_test(prints_plain_numbers),
        cmocka_unit_test(compares_reports),
        cmocka_unit_test(groups_by_text),
    };
    return cmocka_run_group_tests_name("data_print", tests, set_up, tear_down);
}

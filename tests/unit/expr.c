/* expr.c - tests of text value templates (XSLT 3.0, 5.6) over the data tree. Counts were made by hand from
 * the table below; how numbers become text is XPath 1.0, 4.2. */
#include "heard.h"
#include "report/build.h"

static const char csv[] = "ref,measure,unit,polarity,priority,target,Q1 2024/25,Q2 2024/25\n"
                          "W1,Recycled,%,higher,Greener,57.0,57.2,58.1\n" /* green, green */
                          "W2,Residual,kg,lower,Greener,104,107,105\n" /* amber, amber */
                          "S1,Cleared,%,higher,Safer,90,84,-79.50\n" /* red, red */
                          "S2,\"Says \"\"now\"\"\",,none,Safer,,,3\n"; /* not rated */

static const mkr_where here = {"r", 10, 5};

/* Met is green, missed by up to 10% amber, else red. */
static const mkr_rule rule = {
    .name = "usual",
    .levels = {{.rating = MKR_GREEN, .when = MKR_MET},
               {.rating = MKR_AMBER, .when = MKR_WITHIN, .has_percent = true, .percent = {10, 0}},
               {.rating = MKR_RED, .when = MKR_OTHERWISE}},
    .n = 3};
static const mkr_scheme scheme = {.rules = &rule, .n_rules = 1, .usual = &rule, .dead_band = {1, 0}};

static mkr_data *read_data(world *w) {
    mkr_table table;
    mkr_data *data = mkr_alloc(w->arena, sizeof *data);
    assert_true(mkr_table_read(w->arena, &w->diag, "d.csv", csv, sizeof csv - 1, &(mkr_dialect){0}, &table));
    assert_true(mkr_data_read(w->arena, &w->diag, &table, NULL, &scheme, data));
    assert_true(mkr_data_rate(w->arena, &w->diag, (mkr_period){0}, here, data));
    return data;
}

static const char budget[] = "Budget 2024/25\n"
                             "Service,Budget (£m),Forecast,2023/24,Forecast,Note\n"
                             "Adults,1.5,\"£1,200\",(978),7,\n"
                             "Children,2.25,£1.2m,n/a,8,\"5 (10%)\"\n";

static const char *fill(world *w, const char *text) {
    hush(w);
    mkr_sources *sources = mkr_alloc(w->arena, sizeof *sources);
    mkr_named_table *table = mkr_alloc(w->arena, sizeof *table);
    table->name = "budget";
    assert_true(mkr_table_read(w->arena, &w->diag, "b.csv", budget, sizeof budget - 1, &(mkr_dialect){0},
                               &table->table));
    *sources = (mkr_sources){.data = read_data(w), .tables = table, .n_tables = 1};
    return mkr_expr_fill(mkr_expr_new(w->arena, &w->diag, sources), text, here);
}

static void gives(world *w, const char *text, const char *expected) {
    const char *got = fill(w, text);
    assert_string_equal(w->heard, "");
    assert_string_equal(got, expected);
}

static void refuses(world *w, const char *text, const char *message) {
    char line[512];
    assert_null(fill(w, text));
    snprintf(line, sizeof line, "r:%s\n", message);
    assert_string_equal(w->heard, line);
}

static void text_alone(void **state) {
    static const char plain[] = "No braces, \xC2\xA3"
                                "5.4m";
    gives(*state, "", "");
    assert_ptr_equal(fill(*state, plain), plain); /* no copy where there is nothing to fill in */
}

static void braces(void **state) {
    gives(*state, "a {{b}} c", "a {b} c");
    gives(*state, "{{{1 + 1}}}", "{2}");
    gives(*state, "{'}'}{\"{'\"}", "}{'"); /* a brace or quote within quotes is text */
    gives(*state, "{1}{2}", "12");
}

static void values(void **state) {
    gives(*state, "{count(//indicator)} of which {count(//indicator[@rag])} rated", "4 of which 3 rated");
    gives(*state,
          "{count(//indicator[@rag = 'green'])}{count(//indicator[@rag = 'amber'])}"
          "{count(//indicator[@rag = 'red'])}",
          "111");
    gives(*state, "{//indicator[@ref = 'W1']/@actual}% of {//indicator[@ref='W1']/@target}%",
          "58.1% of 57.0%");
    gives(*state, "{//indicator[@ref = 'S1']/@actual}", "-79.50"); /* as many places as the table has */
    gives(*state, "{//indicator[@ref = 'S2']/@measure}", "Says \"now\"");
    gives(*state, "{//indicator[@ref = 'S2']/@unrated}", "contextual");
    gives(*state, "<{//indicator[@ref = 'none']/@actual}>", "<>"); /* nothing found is no text */
    gives(*state, "{count(/data/group)} {/data/group[2]/@name}", "2 Safer");
}

static void all_periods(void **state) {
    gives(*state, "{//indicator[@ref = 'W2']/value[@period = '2024/25 Q1']/@actual}", "107");
    gives(*state, "{count(//value)}", "8"); /* four indicators, two quarters */
    gives(*state, "{count(//group | //group//*)}", "14"); /* 2 groups, 4 indicators, 8 values */
}

static void periods(void **state) {
    gives(*state, "{$period}, {$previous}", "Q2 2024/25, Q1 2024/25");
    gives(*state, "{/data/@period}", "2024/25 Q2");
}

static void numbers(void **state) {
    gives(*state, "{1 div 4} {10 div 2} {0 - 3} {2 * 0.5}", "0.25 5 -3 1");
    gives(*state, "{true()} {1 = 2}", "true false");
}

static void counts(void **state) {
    gives(*state, "{/data/@all} {/data/@rated} {/data/@unrated} {/data/@green} {/data/@amber} {/data/@red}",
          "4 3 1 1 1 1");
    gives(*state, "{//group[@name = 'Safer']/@all}{//group[1]/@red}", "20");
    /* W1 57.2 to 58.1 and W2 107 to 105 are better by more than 1%, S1 is worse, S2 is not judged */
    gives(*state, "{/data/@improving} {/data/@declining} {/data/@stable} {/data/@compared}", "2 1 0 3");
    gives(*state, "{/data/@previous-amber} {/data/@light-green}",
          "2 "); /* S1 84 of 90 was amber; no rule gives it */
    gives(*state, "{//movement[@from = 'amber'][@to = 'red']/@n} {count(//change)}", "1 0");
    gives(*state, "{//indicator[@ref = 'S1']/@reds}", "1");
}

/* "total" etc. stand in the head of a table: the first row of more than one cell. */
static void tables(void **state) {
    gives(*state, "{/data/table[@name = 'budget']/row[@service = 'Adults']/@budget-m}", "1.5");
    gives(*state, "{//table/row[1]/@forecast} {//table/row[2]/@forecast}", "1200 1200000");
    gives(*state, "{//row[1]/@_2023-24} {//table/row[2]/@_2023-24}", "-978 n/a");
    gives(*state, "{//table/row[2]/@column-5} {//table/row[2]/@note} {//table/row[2]/@line}", "8 5 (10%) 4");
    gives(*state, "{count(//table/row)} {total(//table/row/@budget-m)}", "2 3.75");
}

static void words_of_figures(void **state) {
    gives(*state, "{words(0)} {words(1)} {words(10)} {words(11)} {words('1200')} {Words(2)}",
          "no one ten 11 1,200 Two");
    gives(*state,
          "{ordinal(1)} {ordinal(2)} {ordinal(3)} {ordinal(4)} {ordinal(11)} {ordinal(12)} {ordinal(13)}",
          "1st 2nd 3rd 4th 11th 12th 13th");
    gives(*state, "{ordinal(21)} {ordinal(30)} {ordinal(111)} {ordinal(1002)}", "21st 30th 111th 1,002nd");
    gives(*state, "{plural(1, 'measure', 'measures')} {plural(0, 'measure', 'measures')}",
          "measure measures");
    gives(
        *state,
        "{list(//indicator/@ref)}; {list(//group/@name)}; {list(//indicator[1][@rag]/@ref)}; {list(//none)}.",
        "W1, W2, S1 and S2; Greener and Safer; W1 and S1; .");
}

static void figures(void **state) {
    gives(*state,
          "{figure(1234.5)} {figure('1234.50')} {figure(0.125, 2)} {figure(-0.125, 2)} {figure(7, 2)}",
          "1,234.5 1,234.50 0.13 \u22120.13 7.00");
    gives(*state, "{figure(//indicator[@ref = 'W1']/@target)}", "57.0");
    gives(*state, "{figure(0.1 + 0.2)} {0.1 + 0.2}", "0.3 0.3"); /* 0.30000000000000004 in binary */
    gives(*state, "{percent(14, 60)} {percent(1, 8)} {percent(1, 8, 1)} {percent(-1, 3, 2)}",
          "23% 13% 12.5% \u221233.33%");
    gives(*state, "{percent('100000000000000000', '100000000000000000')}", "100%");
    gives(*state, "{share(14, 60)} {share(/data/@red, /data/@rated, 1)}", "14 of 60 (23%) 1 of 3 (33.3%)");
    gives(*state, "{total(//indicator[@rag]/@target)}", "251.0"); /* 57.0 + 104 + 90 */
    gives(*state, "{sum(//indicator[@rag]/@target)}", "251");
}

static void amounts(void **state) {
    gives(*state, "{money(8692000)} {money(1234)} {money(400000, '£m')} {money(0)}",
          "£8.692m £1,234 £0.4m £0");
    gives(*state, "{money(999999)} {money(1000000)} {money(1234.5)} {money('1234.50')}",
          "£999,999 £1m £1,234.50 £1,234.50");
    gives(*state, "{money(-978000, '£k')} {money(5400000, '£m', 2)} {money(2500000000, '£bn')}",
          "\u2212£978k £5.40m £2.5bn");
    gives(*state, "{money(8692499)} {money(-400, '£k')}", "£8.692m £0k");
}

static void refuses_arguments(void **state) {
#define WRONG "10:5 EXPRESSION the expression cannot be evaluated: "
    refuses(*state, "{percent(1, 0)}", WRONG "{percent(1, 0)}: percent(): division by zero");
    refuses(*state, "{share(1, '0.0')}", WRONG "{share(1, '0.0')}: share(): division by zero");
    refuses(*state, "{words()}", WRONG "{words()}: words() takes 1 argument, not 0");
    refuses(*state, "{figure(1, 2, 3)}", WRONG "{figure(1, 2, 3)}: figure() takes 1 to 2 arguments, not 3");
    refuses(*state, "{words('many')}", WRONG "{words('many')}: words(): \"many\" is not a number");
    refuses(*state, "{words(1.5)}", WRONG "{words(1.5)}: words(): \"1.5\" is not a count");
    refuses(*state, "{words(0 - 1)}", WRONG "{words(0 - 1)}: words(): \"-1\" is not a count");
    refuses(*state, "{figure(//none)}",
            WRONG "{figure(//none)}: figure(): there is nothing where a number should be");
    refuses(*state, "{figure(1 div 0)}", WRONG "{figure(1 div 0)}: figure(): an argument is not a number");
    refuses(*state, "{figure(1, 10)}", WRONG "{figure(1, 10)}: figure(): decimals go from 0 to 9");
    refuses(*state, "{money(1, '€')}",
            WRONG "{money(1, '€')}: money(): \"€\" is not a unit; write £, £k, £m or £bn");
    refuses(*state, "{list('x')}", WRONG "{list('x')}: list(): the argument is not a path");
    refuses(*state, "{total(//indicator/@ref)}",
            WRONG "{total(//indicator/@ref)}: total(): \"W1\" is not a number");
    refuses(*state, "{words(total(//indicator/@ref))}",
            WRONG "{words(total(//indicator/@ref))}: total(): \"W1\" is not a number");
}

/* Where a filled text comes from: offsets of both texts at each seam. */
static void seams(void **state) {
    world *w = *state;
    hush(w);
    mkr_sources sources = {.data = read_data(w)};
    mkr_expr *e = mkr_expr_new(w->arena, &w->diag, &sources);
    const char *text = mkr_strdup(w->arena, "ab{1 + 9}c{{d");
    assert_null(mkr_expr_filled(e, text).text);
    assert_string_equal(mkr_expr_fill(e, text, here), "ab10c{d");
    mkr_filled filled = mkr_expr_filled(e, text);
    assert_string_equal(filled.text, "ab10c{d");
    static const mkr_seam expected[] = {{2, 2}, {9, 4}, {12, 6}};
    assert_int_equal(filled.n, 3);
    assert_memory_equal(filled.seams, expected, sizeof expected);
}

static void refuses_braces_alone(void **state) {
    refuses(*state, "ab {1", "10:8 BRACE a brace stands alone: \"{\" is not closed");
    refuses(*state, "\xC2\xA3\n\xE2\x80\x93 }", "11:3 BRACE a brace stands alone: \"}\" without \"{\"");
    refuses(*state, "{'}", "10:5 BRACE a brace stands alone: \"{\" is not closed");
}

static void refuses_what_is_not_xpath(void **state) {
    refuses(*state, "x {1 +}", "10:7 EXPRESSION the expression cannot be evaluated: {1 +}: not XPath 1.0");
    refuses(*state, "{f(1)}", "10:5 EXPRESSION the expression cannot be evaluated: {f(1)}: unknown function");
    refuses(*state, "{$x}", "10:5 EXPRESSION the expression cannot be evaluated: {$x}: unknown variable");
    refuses(*state, "{0 div 0}",
            "10:5 EXPRESSION the expression cannot be evaluated: {0 div 0}: the result is not a number");
    refuses(*state, "{1 div 0}",
            "10:5 EXPRESSION the expression cannot be evaluated: {1 div 0}: the result is not a number");
}

static void tells_all_mistakes(void **state) {
    world *w = *state;
    assert_null(fill(w, "{f()} {1} {$x}"));
    assert_non_null(strstr(w->heard, "r:10:5 EXPRESSION"));
    assert_non_null(strstr(w->heard, "r:10:15 EXPRESSION"));
}

static void needs_data(void **state) {
    world *w = *state;
    hush(w);
    mkr_sources nothing = {0};
    mkr_expr *e = mkr_expr_new(w->arena, &w->diag, &nothing);
    assert_string_equal(mkr_expr_fill(e, "{{}}", here), "{}");
    assert_null(mkr_expr_fill(e, "{1}", here));
    assert_string_equal(w->heard, "r:10:5 NO_DATA there is no data to take this from: {1}\n");
}

static void bounds_the_time(void **state) {
    world *w = *state;
    assert_null(fill(w, "{count(//*[count(//*[count(//*[count(//*[count(//*[count(//*[//*])])])])])])}"));
    assert_non_null(strstr(w->heard, "r:10:5 EXPRESSION"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_alone),
        cmocka_unit_test(braces),
        cmocka_unit_test(values),
        cmocka_unit_test(all_periods),
        cmocka_unit_test(periods),
        cmocka_unit_test(numbers),
        cmocka_unit_test(counts),
        cmocka_unit_test(tables),
        cmocka_unit_test(words_of_figures),
        cmocka_unit_test(figures),
        cmocka_unit_test(amounts),
        cmocka_unit_test(refuses_arguments),
        cmocka_unit_test(seams),
        cmocka_unit_test(refuses_braces_alone),
        cmocka_unit_test(refuses_what_is_not_xpath),
        cmocka_unit_test(tells_all_mistakes),
        cmocka_unit_test(needs_data),
        cmocka_unit_test(bounds_the_time),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}

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

static mkr_data *read_data(world *w) {
    mkr_table table;
    mkr_data *data = mkr_alloc(w->arena, sizeof *data);
    mkr_rule rule = {MKR_RELATIVE, {10, 0}, {1, 0}};
    assert_true(mkr_csv_read(w->arena, &w->diag, "d", csv, sizeof csv - 1, &table));
    assert_true(mkr_data_read(w->arena, &w->diag, &table, data));
    assert_true(mkr_data_rate(w->arena, &w->diag, &rule, (mkr_period){0}, here, data));
    return data;
}

static const char *fill(world *w, const char *text) {
    hush(w);
    return mkr_expr_fill(mkr_expr_new(w->arena, &w->diag, read_data(w)), text, here);
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
    gives(*state, "{count(//*)}", "15"); /* data, 2 groups, 4 indicators, 8 values */
}

static void periods(void **state) {
    gives(*state, "{$period}, {$previous}", "Q2 2024/25, Q1 2024/25");
    gives(*state, "{/data/@period}", "2024/25 Q2");
}

static void numbers(void **state) {
    gives(*state, "{1 div 4} {10 div 2} {0 - 3} {2 * 0.5}", "0.25 5 -3 1");
    gives(*state, "{true()} {1 = 2}", "true false");
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
    mkr_expr *e = mkr_expr_new(w->arena, &w->diag, NULL);
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
        cmocka_unit_test(refuses_braces_alone),
        cmocka_unit_test(refuses_what_is_not_xpath),
        cmocka_unit_test(tells_all_mistakes),
        cmocka_unit_test(needs_data),
        cmocka_unit_test(bounds_the_time),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}

/* data_suppress.c - tests of the suppression of small numbers of people.
 *
 * What is suppressed must not come back by subtraction, and must stand in nothing that is written. */
#include "data.h"

static void set_limit(void) {
    set_scheme(relative("5"));
    scheme.suppress_below = 5;
}

/* The current period's figures as printed, in file order: "[c] 12 ". */
static const char *shown(mkr_data *d, size_t period) {
    mkr_buffer b = mkr_buffer_new(arena);
    for (size_t n = 0; n < d->n; n++)
        mkr_buffer_printf(
            &b, "%s ", mkr_value_print(arena, d, &d->indicators[n], &d->indicators[n].values[period], true));
    return mkr_buffer_text(&b);
}

static void suppresses_counts(void **state) {
    (void)state;
    set_limit();
    mkr_data d =
        read("ref,measure,unit,people,Q1 2024/25\nA,a,number,yes,1\nB,b,number,yes,4\nC,c,number,yes,5\n"
             "D,d,number,yes,0\nE,e,number,no,3\nF,f,number,,3\nG,g,%,yes,3\nH,h,%,yes,6% (3/50)\n"
             "I,i,%,yes,94% (47/50)\nJ,j,number,yes,<5\nK,k,number,yes,[c]\nL,l,number,yes,-2\n"
             "M,m,number,yes,<3\nN,n,number,no,<3\nO,o,number,yes,>3\n");
    assert_string_equal(shown(&d, 0), "[c] [c] 5 0 3 3 3% [c] 94% <5 [c] \u2212"
                                      "2 [c] <3 >3 ");
    assert_string_equal(said, "DATA_SUPPRESSED 0:0; ");
    assert_non_null(strstr(text, ": 4 below 5"));
    assert_true(rate(&d, NULL));
    assert_int_equal(d.indicators[0].unrated, MKR_SUPPRESSED);
    scheme.suppress_below = 0;
    d = read("ref,measure,people,Q1 2024/25\nA,a,yes,1\n");
    assert_string_equal(shown(&d, 0), "1 ");
    scheme.suppress_below = 5;
}

/* Every number that is taken away has digits that stand nowhere else. */
static void leaves_no_trace(void **state) {
    (void)state;
    set_limit();
    scheme.suppress_below = 80;
    mkr_data d =
        read("ref,measure,unit,people,part of,cumulative,polarity,target,previous,period,actual,England\n"
             "A,a,number,yes,,,low,100,\"63.00\",Q2 2024/25,\"71.000\",200\n"
             "B,b,%,yes,,,low,100,,Q2 2024/25,\"10% (77/770)\",200\n"
             "C,c,number,yes,,Yes,low,100,\"500\",Q2 2024/25,\"566.0\",200\n"
             "T,t,number,yes,,,low,100,,Q2 2024/25,\"1,045.6\",200\n"
             "T1,t1,number,yes,T,,low,100,,Q2 2024/25,\"74.6\",200\n"
             "T2,t2,number,yes,T,,low,100,,Q2 2024/25,\"388.0\",200\n"
             "T3,t3,number,yes,T,,low,100,,Q2 2024/25,\"583.0\",200\n");
    static const char *const secrets[] = {"63", "71", "77", "566", "74.6", "388"};
    char messages[sizeof every], log[sizeof coerced];
    strcpy(messages, every);
    strcpy(log, coerced);
    assert_true(rate(&d, NULL));
    mkr_buffer out = mkr_buffer_new(arena);
    mkr_data_dump(&d, &out);
    mkr_data_emit(&d, &out);
    for (size_t k = 0; k < sizeof secrets / sizeof *secrets; k++)
        if (strstr(messages, secrets[k]) || strstr(log, secrets[k]) || strstr(every, secrets[k]) ||
            strstr(mkr_buffer_text(&out), secrets[k]))
            fail_msg("%s is there: %s|%s|%s", secrets[k], messages, log, mkr_buffer_text(&out));
    assert_string_equal(shown(&d, d.current), "[c] [c] [c] 1,045.6 [c] [c] 583.0 ");
}

static void hides_wrong_cells(void **state) {
    (void)state;
    set_limit();
    mkr_data d;
    try_read("ref,measure,people,Q1 2024/25,Q2 2024/25\nA,a,yes,3 or so,1.2E+00\n", &d);
    assert_string_equal(said, "DATA_NOT_A_NUMBER 2:4; DATA_EXPONENT 2:5; DATA_SUPPRESSED 0:0; ");
    assert_null(strstr(every, "3 or"));
    assert_null(strstr(every, "1.2E"));
    assert_non_null(strstr(every, "\"a figure of people\" under \"Q1 2024/25\""));
}

static void suppresses_parts(void **state) {
    (void)state;
    set_limit();
    static const struct {
        const char *rows, *want;
    } cases[] = {
        /* one part of three: the next smallest goes too, not the nought */
        {"T,t,yes,,40\nA,a,yes,T,3\nB,b,yes,T,0\nC,c,yes,T,20\nD,d,yes,T,17\n", "40 [c] 0 20 [c] "},
        /* two suppressed parts hide each other */
        {"T,t,yes,,27\nA,a,yes,T,3\nB,b,yes,T,4\nC,c,yes,T,20\n", "27 [c] [c] 20 "},
        /* nothing but a nought left to take */
        {"T,t,yes,,3\nA,a,yes,T,3\nB,b,yes,T,0\n", "[c] [c] 0 "},
        {"T,t,no,,3\nA,a,yes,T,3\nB,b,yes,T,0\n", "3 [c] [c] "},
        /* no total shown: nothing can be worked out */
        {"T,t,yes,,\nA,a,yes,T,3\nB,b,yes,T,9\n", "[x] [c] 9 "},
        /* a part without a figure may be nought and hides nothing: 23 - 20 = 3 */
        {"T,t,yes,,23\nA,a,yes,T,3\nB,b,yes,T,20\nD,d,yes,T,n/a\n", "23 [c] [c] [z] "},
        {"T,t,yes,,23\nA,a,yes,T,3\nB,b,yes,T,20\nD,d,yes,T,\n", "23 [c] [c] [x] "},
        {"T,t,yes,,23\nA,a,yes,T,3\nB,b,yes,T,20\nD,d,yes,T,[x]\n", "23 [c] [c] [x] "},
        {"T,t,yes,,23\nA,a,yes,T,3\nB,b,yes,T,20\nD,d,yes,T,<5\n", "23 [c] [c] <5 "},
        {"T,t,yes,,23\nA,a,yes,T,3\nB,b,yes,T,20\nD,d,yes,T,>3\n", "23 [c] [c] >3 "},
        /* 22 - 20 = 2 is 1 + 1, 28 - 20 = 8 is 4 + 4; 3 and 7 leave a choice of two, 1 + 2 and 3 + 4 */
        {"T,t,yes,,22\nA,a,yes,T,1\nB,b,yes,T,1\nC,c,yes,T,20\n", "22 [c] [c] [c] "},
        {"T,t,yes,,28\nA,a,yes,T,4\nB,b,yes,T,4\nC,c,yes,T,20\n", "28 [c] [c] [c] "},
        {"T,t,yes,,23\nA,a,yes,T,1\nB,b,yes,T,2\nC,c,yes,T,20\n", "23 [c] [c] 20 "},
        /* with decimals, and three of them: 23 - 20 = 3 */
        {"T,t,yes,,23.0\nA,a,yes,T,1\nB,b,yes,T,1.00\nC,c,yes,T,1\nD,d,yes,T,20\n", "23.0 [c] [c] [c] [c] "},
        /* no part left to take: 8 = 4 + 4 */
        {"T,t,yes,,8\nA,a,yes,T,4\nB,b,yes,T,4\n", "[c] [c] [c] "},
        /* 5 goes for 3, but 3 + 5 = 8 could only be 4 + 4 if both were small: the 20 goes too */
        {"T,t,yes,,48\nA,a,yes,T,3\nB,b,yes,T,5\nC,c,yes,T,20\nD,d,yes,T,20\n", "48 [c] [c] [c] 20 "},
        /* the total that goes for 4 + 4 is a part of D: 50 - 42 = 8 would give it back */
        {"D,d,yes,,50\nT,t,yes,D,8\nE,e,yes,D,42\nA,a,yes,T,4\nB,b,yes,T,4\n", "50 [c] [c] [c] [c] "},
        /* four parts of 1 that count no people change nothing: 2 + 4 = 6 is six of 1; then the total goes */
        {"T,t,no,,7\nA,a,yes,T,1\nB,b,yes,T,1\nC,c,no,T,1\nD,d,no,T,1\nE,e,no,T,1\nF,f,no,T,1\nG,g,no,T,1\n",
         "[c] [c] [c] [c] [c] [c] [c] 1 "},
        /* nothing suppressed */
        {"T,t,yes,,40\nA,a,yes,T,30\nB,b,yes,T,10\n", "40 30 10 "},
        /* a suppressed total with parts that are shown, because they do not count people */
        {"T,t,yes,,4\nA,a,no,T,3\nB,b,no,T,1\n", "[c] 3 [c] "},
        /* one part alone is no equation */
        {"T,t,yes,,40\nA,a,yes,T,3\n", "40 [c] "},
        /* typed by hand */
        {"T,t,yes,,40\nA,a,yes,T,[c]\nB,b,yes,T,19\nC,c,yes,T,18\n", "40 [c] 19 [c] "},
        {"T,t,yes,,40\nA,a,yes,T,<5\nB,b,yes,T,19\nC,c,yes,T,18\n", "40 <5 [c] [c] "},
        /* a part that is a total itself: its loss leaves one unknown below, [x] being taken as nothing */
        {"T,t,yes,,40\nA,a,yes,T,3\nB,b,yes,T,10\nC,c,yes,T,27\nB1,b1,yes,B,6\nB2,b2,yes,B,[x]\nC1,c,yes,B,"
         "5\n",
         "40 [c] [c] 27 6 [x] [c] "},
        {"T,t,yes,,40\nA,a,yes,T,3\nB,b,yes,T,10\nC,c,yes,T,27\nB1,b1,yes,B,4\nB2,b2,yes,B,6\n",
         "40 [c] [c] 27 [c] 6 "},
        {"T,t,yes,,40\nA,a,yes,T,3\nB,b,yes,T,11\nC,c,yes,T,26\nB1,b1,yes,B,5\nB2,b2,yes,B,6\n",
         "40 [c] [c] 26 [c] 6 "},
        /* parts of each other */
        {"A,a,yes,B,3\nB,b,yes,A,9\nC,c,yes,A,9\nD,d,yes,B,9\n", "[c] [c] 9 9 "},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        mkr_data d = read(mkr_printf(arena, "ref,measure,people,part of,Q1 2024/25\n%s", cases[k].rows));
        if (strcmp(shown(&d, 0), cases[k].want) != 0)
            fail_msg("%zu: %s, not %s", k, shown(&d, 0), cases[k].want);
    }
    says("ref,measure,people,part of,Q1 2024/25\nT,t,yes,,40\nA,a,yes,T,3\nB,b,yes,T,17\nC,c,yes,T,20\n",
         "DATA_SUPPRESSED_TOO 4:1; DATA_SUPPRESSED 0:0; ");
    assert_non_null(strstr(every, "\"B\", Q1 2024/25: "));
}

static void suppresses_differences(void **state) {
    (void)state;
    set_limit();
    mkr_data d =
        read("ref,measure,people,cumulative,Q1 2024/25,Q2 2024/25,Q3 2024/25,Q4 2024/25,Q1 2025/26\n"
             "A,a,yes,yes,10,12,13,20,22\n" /* 2 and 3 more than the 10; the new year starts afresh */
             "B,b,yes,no,10,12,13,20,22\n"
             "C,c,yes,yes,3,8,8,,2\n");
    assert_string_equal(shown(&d, 0), "10 10 [c] ");
    assert_string_equal(shown(&d, 1), "[c] 12 8 ");
    assert_string_equal(shown(&d, 2), "[c] 13 8 ");
    assert_string_equal(shown(&d, 3), "20 20 [x] ");
    assert_string_equal(shown(&d, 4), "22 22 [c] ");
}

static void checks_commentary(void **state) {
    (void)state;
    set_limit();
    static const struct {
        const char *comment;
        bool tells;
    } cases[] = {
        {"There were 3 cases.", true},
        {"Three children left.", true},
        {"3", true},
        {"(3)", true},
        {"Up by 3%", true},
        {"Better than Q3", false},
        {"3.5 days", false},
        {"in 2023", false},
        {"1,003 in all", false},
        {"13 of 33", false},
        {"threefold", false},
        {"nothing", false},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        mkr_data d;
        try_read(mkr_printf(arena,
                            "ref,measure,people,Q1 2024/25,Q2 2024/25,Commentary\nA,a,yes,9,3,\"%s\"\n",
                            cases[k].comment),
                 &d);
        bool tells = strstr(said, "DATA_SMALL_NUMBER 2:6; ") != NULL;
        if (tells != cases[k].tells)
            fail_msg("%s: %s", cases[k].comment, said);
        assert_null(strstr(every, ": 3"));
    }
    static const struct {
        const char *rows, *want;
    } others[] = {
        /* of an earlier period; the text is told of once, though 3 stands there twice and 4 too */
        {"A,a,yes,,,3,9,3 more,,\n", "DATA_SMALL_NUMBER 2:8; DATA_SUPPRESSED 0:0; "},
        {"A,a,yes,,,3,3,\"3, then 3\",,\n", "DATA_SMALL_NUMBER 2:8; DATA_SUPPRESSED 0:0; "},
        {"A,a,yes,,,3,4,4 more,Find all three,\n",
         "DATA_SMALL_NUMBER 2:9; DATA_SMALL_NUMBER 2:8; DATA_SUPPRESSED 0:0; "},
        {"A,a,yes,,,3,9,,,All 3 were found\n", "DATA_SMALL_NUMBER 2:10; DATA_SUPPRESSED 0:0; "},
        /* a bound, a figure of parts, and a figure that would give another back (40 - 3 - 17 = 20) */
        {"A,a,yes,,,<3,9,fewer than 3,,\n", "DATA_SMALL_NUMBER 2:8; DATA_SUPPRESSED 0:0; "},
        {"A,a,yes,,,20% (1/5),9,20% in time,,\n",
         "DATA_SMALL_NUMBER 2:8; DATA_NO_UNIT 2:6; DATA_SUPPRESSED 0:0; "},
        {"T,t,yes,,,40,,,,\nA,a,yes,T,,3,,,,\nB,b,yes,T,,17.0,,Seventeen left,,\nC,c,yes,T,,20,,20,,\n",
         "DATA_SUPPRESSED_TOO 4:1; DATA_SMALL_NUMBER 4:8; DATA_SUPPRESSED 0:0; "},
        /* what came in the second quarter: 14 - 12 */
        {"A,a,yes,,yes,12,14,Two left,,\n", "DATA_SMALL_NUMBER 2:8; DATA_SUPPRESSED_TOO 2:1; "},
    };
    for (size_t k = 0; k < sizeof others / sizeof *others; k++)
        says(mkr_printf(arena,
                        "ref,measure,people,part of,cumulative,Q1 2024/25,Q2 2024/25,Commentary,Action,"
                        "Override reason\n%s",
                        others[k].rows),
             others[k].want);
}

/* Random tables: after suppression no equation has one unknown, nor hidden parts whose sum is as small or as
 * large as small numbers can make it. */
static void random_totals_hold(void **state) {
    (void)state;
    set_limit();
    unsigned seed = 3;
    for (int round = 0; round < 300; round++) {
        mkr_buffer b = mkr_buffer_new(arena);
        mkr_buffer_puts(&b, "ref,measure,people,part of,Q1 2024/25\n");
        int parent[40], n = 40;
        for (int k = 0; k < n; k++) {
            seed = seed * 1664525u + 1013904223u;
            parent[k] = k == 0 || (seed >> 8) % 4 == 0 ? -1 : (int)((seed >> 12) % (unsigned)k);
            mkr_buffer_printf(&b, "R%d,m,%s,", k, (seed >> 20) % 3 ? "yes" : "no");
            if (parent[k] >= 0)
                mkr_buffer_printf(&b, "R%d", parent[k]);
            mkr_buffer_printf(&b, ",%u\n", (seed >> 24) % 12);
        }
        mkr_data d = read(mkr_buffer_text(&b));
        for (int t = 0; t < n; t++) {
            const mkr_value *total = &d.indicators[t].values[0];
            int parts = 0, hidden = 0;
            int64_t sum = total->actual_units;
            for (int k = 0; k < n; k++)
                if (parent[k] == t) {
                    parts++;
                    hidden += !d.indicators[k].values[0].has_actual;
                    sum -= d.indicators[k].values[0].actual_units;
                }
            assert_true(parts < 2 || hidden + !total->has_actual != 1);
            assert_true(parts < 2 || hidden == 0 || !total->has_actual ||
                        (sum > hidden && sum != 4 * hidden));
        }
    }
}

/* ---- tables that show what is suppressed */

static bool may_print(const char *csv, const mkr_data *d) {
    mkr_diag diag = new_diag();
    mkr_table table;
    const mkr_dialect dialect = {0};
    assert_true(mkr_csv_read(arena, &diag, "t.csv", csv, strlen(csv), &dialect, &table));
    return mkr_data_may_print(arena, &diag, &table, d, &scheme);
}

static void finds_tables_of_people(void **state) {
    (void)state;
    set_limit();
    /* a word says it; 1 and 0 do in a column of nothing else, and are counts in any other */
    assert_false(may_print("Ref,People,Q1\nA,no,30\nB,Yes,30\n", NULL));
    assert_string_equal(said, "DATA_PEOPLE_TABLE 3:2; ");
    assert_false(may_print("A title\nRef,Small numbers\nA,0\nB,1\n", NULL));
    assert_false(may_print("Ref,People\nA,12\nB,yes\n", NULL));
    assert_true(may_print("Ward,People\nA,0\nB,1\nC,2\n", NULL));
    assert_true(may_print("Ref,People\nA,no\nB,\n", NULL));
    assert_true(may_print("Ref,People\nA,0\nB,0\n", NULL));
    scheme.suppress_below = 0;
    assert_true(may_print("Ref,People,Q1\nA,yes,3\n", NULL));
}

static void finds_suppressed_figures(void **state) {
    (void)state;
    set_limit();
    mkr_data d = read("ref,measure,unit,people,part of,Q1 "
                      "2024/25,England\nT,Total,number,no,,23,\nA,North,number,yes,T,3,\n"
                      "B,South,number,yes,T,20,\nC,Wards,%,yes,,6% (2/33),\n7,East,number,yes,,2,\n"
                      "D,West,number,yes,,40,4\nE,Other,number,no,,3,3\n");
    static const char *const secrets[] = {"ref,q1\nA,3\n",
                                          "name,q1\nNorth,3.00\n",
                                          "name,q1\n North ,\"3 [p]\"\n",
                                          "name,n,q1\nSouth,x,20\n",
                                          "name,n\nWards,2\n",
                                          "name,n\nWards,33\n",
                                          "name,n\nWards,6% (2/33)\n",
                                          "name,n\nWest,4\n",
                                          "period,North\nQ1,3\n",
                                          "Title\nperiod,x,A\nQ1,9,9\nQ2,9,3\n",
                                          "id,q1\n7,2\n"};
    static const char *const open[] = {"ref,q1\nA,4\n",
                                       "name,q1\nTotal,23\n",
                                       "name,q1\nOther,3\n",
                                       "name,q1\nNorthern,3\n",
                                       "name,q1,Ward\nX,3,2\nNorth,9,9\n",
                                       "name,n\nWards,7\n",
                                       "n,m\n8,2\n"};
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++) {
        if (may_print(secrets[i], &d))
            fail_msg("printed: %s", secrets[i]);
        assert_memory_equal(said, "DATA_PEOPLE_TABLE ", 18);
    }
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        if (!may_print(open[i], &d))
            fail_msg("refused: %s", open[i]);
    mkr_data now = {.last = &d}; /* those of the last report are no less secret */
    assert_false(may_print("ref,q1\nA,3\n", &now));
    assert_string_equal(
        text, "the table would show small numbers of people: \"A\" stands with a figure that is suppressed");
}

static void finds_figures_in_texts(void **state) {
    (void)state;
    set_limit();
    mkr_data d = read("ref,measure,unit,people,Q1 2024/25,Q2 2024/25\nA,a,number,yes,3.0,9\n");
    const mkr_indicator *i = &d.indicators[0];
    assert_true(mkr_data_names_suppressed(arena, i, "It was 3."));
    assert_true(mkr_data_names_suppressed(arena, i, "Three more"));
    assert_true(mkr_data_names_suppressed(arena, i, "3.0"));
    assert_false(mkr_data_names_suppressed(arena, i, "Q3 of 2023, 3.5, 9 and 1,003"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(suppresses_counts),        cmocka_unit_test(leaves_no_trace),
        cmocka_unit_test(hides_wrong_cells),        cmocka_unit_test(suppresses_parts),
        cmocka_unit_test(suppresses_differences),   cmocka_unit_test(checks_commentary),
        cmocka_unit_test(random_totals_hold),       cmocka_unit_test(finds_tables_of_people),
        cmocka_unit_test(finds_suppressed_figures), cmocka_unit_test(finds_figures_in_texts),
    };
    return cmocka_run_group_tests_name("data_suppress", tests, set_up, tear_down);
}

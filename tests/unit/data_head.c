/* data_head.c - tests of the head and the foot of a table: headings, titles, two rows, totals, notes. */
#include "data.h"

#include "data/header.h"

static void finds_the_header(void **state) {
    (void)state;
    mkr_data d = read("Corporate performance,,\nAs at 30 September 2024,,\n\nPI "
                      "code,PERFORMANCE_INDICATOR,sep-24\nA,b,1\n");
    assert_string_equal(d.indicators[0].measure, "b");
    assert_int_equal(d.indicators[0].where.line, 5);
    assert_string_equal(said, "DATA_ABOVE_HEADER 1:1; ");
    assert_non_null(strstr(text, "rows 1 to 2: \"Corporate performance\", \"As at 30 September 2024\""));
    d = read("id,Q1 2024/25\nA,1\n"); /* a reference and periods are enough */
    assert_string_equal(d.indicators[0].measure, "");
    says("", "DATA_NO_HEADER 0:0; ");
    says("one,two\nref,three\n", "DATA_NO_HEADER 2:1; ");
    assert_non_null(strstr(text, "\"ref\", \"three\""));
    says("ref,measure,Q1 2024/25\n", "DATA_NO_ROWS 1:1; ");
    says("ref,measure,actual\nA,b,1\n", "DATA_NO_PERIODS 1:1; ");
    mkr_buffer b = mkr_buffer_new(arena);
    for (int k = 1; k < 30; k++)
        mkr_buffer_printf(&b, "%d\n", k);
    mkr_buffer_puts(&b, "ref,measure,Q1 2024/25\nA,b,1\n");
    says(mkr_buffer_text(&b), "DATA_ABOVE_HEADER 1:1; ");
    says(mkr_printf(arena, "0\n%s", mkr_buffer_text(&b)), "DATA_NO_HEADER 1:1; ");
}

static void knows_headings(void **state) {
    (void)state;
    mkr_data d = read(
        "Ref.,Title,Definition,Format,d.p.,Better-if,Council Plan priority,Responsible officer(s),axis title,"
        "Narrative,Corrective action,Data source,Floor standard,Markers,CIPFA nearest neighbours,Target (%),"
        "Actual Q2 2024/25,Service area,Department,Lead Member,Reporting frequency,Is cumulative?,Data as at,"
        "Rating rule,Expected range: from,Expected range: to,Forecast outturn,Max,Quartile,RAG status,"
        "Direction of travel\n"
        "007,m,def,days,1,Smaller values are best,g,o,% of plans,c,a,s,9,[n] [p],3,4,5,"
        "sv,dp,lm,quarterly,Yes,30/09/2024,other,1,2,6,7,2,LG,\u25B2 Improving\n");
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
    assert_int_equal(i->marks, MKR_MARK('n') | MKR_MARK('p'));
    assert_string_equal(i->comparisons[0].with->label, "CIPFA nearest neighbours");
    assert_true(is(i->comparisons[0].value, "3") && is(mkr_target(&i->values[0]), "4") &&
                is(mkr_actual(&i->values[0]), "5"));
    assert_string_equal(i->service, "sv");
    assert_string_equal(i->directorate, "dp");
    assert_string_equal(i->portfolio, "lm");
    assert_string_equal(i->frequency, "quarterly");
    assert_true(i->cumulative && i->step == 1 && !i->people);
    assert_true(i->as_at.year == 2024 && i->as_at.month == 9 && i->as_at.day == 30);
    assert_ptr_equal(i->rule, &rules[1]);
    assert_true(i->has_lower && is(i->lower, "1") && i->has_upper && is(i->upper, "2"));
    assert_true(i->has_forecast && is(i->forecast, "6") && i->has_maximum && is(i->maximum, "7"));
    assert_int_equal(i->quartile, 2);
    assert_int_equal(i->stated_rating, MKR_LIGHT_GREEN);
    assert_int_equal(i->stated_travel, MKR_IMPROVING);
}

static void reads_one_heading(void **state) {
    (void)state;
    static const struct {
        const char *text;
        mkr_field field;
        const char *period; /* NULL: none */
        bool no_year;
    } cases[] = {
        {"Q2 2024/25", MKR_FIELD_ACTUAL, "Q2 2024/25", false},
        {"2024/25 Q2 (%)", MKR_FIELD_ACTUAL, "Q2 2024/25", false},
        {"Target Q2 2024/25", MKR_FIELD_TARGET, "Q2 2024/25", false},
        {"Q2 2024/25 target", MKR_FIELD_TARGET, "Q2 2024/25", false},
        {"target_Q2_2024/25", MKR_FIELD_TARGET, "Q2 2024/25", false},
        {"Actual\nQ2 2024/25", MKR_FIELD_ACTUAL, "Q2 2024/25", false},
        {"Actual (Q2 2024/25)", MKR_FIELD_ACTUAL, "Q2 2024/25", false},
        {"Outturn Sep-24", MKR_FIELD_ACTUAL, "September 2024", false},
        {"Target 2024/25", MKR_FIELD_TARGET, "2024/25", false},
        {"target_q2", MKR_FIELD_TARGET, "Q2 2024/25", true},
        {"Quarter 3", MKR_FIELD_ACTUAL, "Q3 2024/25", true},
        {"Sep", MKR_FIELD_ACTUAL, "September 2024", true},
        {"KPI", MKR_FIELD_MEASURE, NULL, false},
        {"KPI name", MKR_FIELD_MEASURE, NULL, false},
        {"PI", MKR_FIELD_MEASURE, NULL, false},
        {"Indicator title", MKR_FIELD_MEASURE, NULL, false},
        {"Annual target", MKR_FIELD_TARGET, NULL, false},
        {"Year target", MKR_FIELD_TARGET, NULL, false},
        {"Year-end target", MKR_FIELD_TARGET, NULL, false},
        {"Annual target 2024/25", MKR_FIELD_TARGET, "2024/25", false},
        {"Target \u00a3", MKR_FIELD_TARGET, NULL, false},
        {"TARGET (%)", MKR_FIELD_TARGET, NULL, false},
        {"Quarter", MKR_FIELD_PERIOD, NULL, false},
        {"Comparator: Core Cities", MKR_FIELD_COMPARATOR, NULL, false},
        {"Benchmark : Core Cities (2023/24)", MKR_FIELD_COMPARATOR, NULL, false},
        {"England (2023/24; Fingertips)", MKR_FIELD_COMPARATOR, NULL, false},
        {"South West", MKR_FIELD_COMPARATOR, NULL, false},
        {"Benchmarking notes", MKR_FIELD_UNKNOWN, NULL, false},
        {"Target (national)", MKR_FIELD_UNKNOWN, NULL, false}, /* another target, not the one to be met */
        {"Rank", MKR_FIELD_UNKNOWN, NULL, false},
        {"RAG Q2 2024/25", MKR_FIELD_UNKNOWN, NULL, false},
        {"Q5 2024/25", MKR_FIELD_UNKNOWN, NULL, false},
        {"", MKR_FIELD_UNKNOWN, NULL, false},
        {"a b c d e f g h i j k Q2 2024/25", MKR_FIELD_UNKNOWN, NULL, false},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        mkr_heading h = mkr_heading_read(cases[k].text, NULL);
        const char *period = h.period.kind ? mkr_period_print(arena, h.period) : "";
        if (h.field != cases[k].field || h.no_year != cases[k].no_year ||
            strcmp(period, cases[k].period ? cases[k].period : "") != 0)
            fail_msg("\"%s\": field %d, period %s", cases[k].text, (int)h.field, period);
    }
    mkr_reading calendar = {.calendar_quarters = true}; /* April to June */
    assert_string_equal(mkr_period_print(arena, mkr_heading_read("Q2 2024", &calendar).period), "Q1 2024/25");
}

static void reads_comparators(void **state) {
    (void)state;
    static const struct {
        const char *text, *label, *period, *source;
    } cases[] = {
        {"England", "England", "", ""},
        {"England (2023/24; Fingertips)", "England", "2023/24", "Fingertips"},
        {"England (Fingertips)", "England", "", "Fingertips"},
        {"England (Q2 2024/25)", "England", "Q2 2024/25", ""},
        {"England (2022 to 2023)", "England", "2022 to 2023", ""},
        {"Comparator: Core Cities (2023/24; LG Inform)", "Core Cities", "2023/24", "LG Inform"},
        {"bench_nn", "Nearest neighbours", "", ""},
        {"England (2023/24", "England", "", ""},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        mkr_comparator c = mkr_heading_comparator(arena, cases[k].text);
        assert_string_equal(c.label, cases[k].label);
        assert_string_equal(c.period, cases[k].period);
        assert_string_equal(c.source, cases[k].source);
    }
    mkr_data d = read("ref,measure,unit,England (2023/24; Fingertips),South West,Q1 2024/25\n"
                      "A,a,%,80,81%,1\nB,b,%,,..,1\nC,c,%,,70,1\n");
    assert_int_equal(d.n_comparators, 2);
    assert_int_equal(d.indicators[0].n_comparisons, 2);
    assert_int_equal(d.indicators[1].n_comparisons, 0);
    assert_int_equal(d.indicators[2].n_comparisons, 1);
    assert_ptr_equal(d.indicators[2].comparisons[0].with, &d.comparators[1]);
    assert_true(is(d.indicators[0].comparisons[1].value, "81"));
    says("ref,measure,England,England,Q1 2024/25\nA,b,1,2,3\n", "DATA_TWO_COLUMNS 1:4; ");
}

static void reports_columns(void **state) {
    (void)state;
    says("ref,measure,Rank,Q1 2024/25,,Notes,\nA,b,1,2,note,x,\n", "DATA_UNUSED_COLUMNS 1:1; ");
    assert_non_null(strstr(text, "\"Rank\", \"Notes\", column 5 (no heading)"));
    says("ref,ID,Measure,Q1 2024/25\nA,A,b,1\n", "DATA_TWO_COLUMNS 1:2; ");
    assert_non_null(strstr(text, "\"ref\" in column 1 and \"ID\" in column 2"));
    says("ref,measure,Q1 2024/25,2024/25 Q1\nA,b,1,2\n", "DATA_TWO_COLUMNS 1:4; ");
    says("ref,measure,Q1 2024/25,Sep-24\nA,b,1,2\n", "DATA_MIXED_PERIODS 1:4; ");
    says("ref,measure,Q1 2024/25,Q1 2204/05\nA,b,1,2\n", "DATA_PERIOD_SPAN 1:3; ");
    says("ref,measure,Q2 2024/25,Q1 2024/25\nA,b,2,1\n", "DATA_PERIODS_REORDERED 1:4; ");
    says("ref,measure,actual,period,Q1 2024/25\nA,b,2,x,1\n", "DATA_UNUSED_COLUMNS 1:1; ");
    mkr_data d = read("ref,measure,Q2 2024/25,Q1 2024/25\nA,b,2,1\n");
    assert_true(is(mkr_actual(&d.indicators[0].values[0]), "1") &&
                is(mkr_actual(&d.indicators[0].values[1]), "2"));
}

/* The figures of the first indicator, one letter or digit each; '.' for none. */
static const char *figures(const mkr_data *d) {
    mkr_buffer b = mkr_buffer_new(arena);
    mkr_buffer_printf(&b, "%s: ", mkr_period_print(arena, d->periods[0]));
    for (size_t p = 0; p < d->n_periods; p++) {
        const mkr_value *v = &d->indicators[0].values[p];
        mkr_buffer_printf(&b, "%s/", v->has_actual ? mkr_decimal_print(arena, mkr_actual(v), 0) : ".");
        mkr_buffer_printf(&b, "%s ", v->has_target ? mkr_decimal_print(arena, mkr_target(v), 0) : ".");
    }
    return mkr_buffer_text(&b);
}

static void joins_two_rows(void **state) {
    (void)state;
    static const struct {
        const char *csv, *want, *says;
    } cases[] = {
        /* a year over merged quarters; what follows without a text above is not of that year */
        {",,2023/24,,,,2024/25,,\nref,measure,Q1,Q2,Q3,Q4,Q1,Q2,Target\nA,a,1,2,3,4,5,6,9\n",
         "Q1 2023/24: 1/9 2/9 3/9 4/9 5/9 6/9 ", "DATA_TWO_HEADERS 1:1; "},
        /* a quarter over merged kinds */
        {"Titles,,\n,,Q1 2024/25,,Q2 2024/25,\nref,measure,Actual,Target,Actual,Target\nA,a,1,8,2,9\n",
         "Q1 2024/25: 1/8 2/9 ", "DATA_TWO_HEADERS 2:1; DATA_ABOVE_HEADER 1:1; "},
        /* the names in the upper row, the quarters in the lower */
        {"ref,measure,2024/25,,Target\n,,Q1,Q2,\nA,a,1,2,9\n", "Q1 2024/25: 1/9 2/9 ",
         "DATA_TWO_HEADERS 1:1; "},
        /* years over actual and target */
        {",,2023/24,,2024/25,\nref,measure,Actual,Target,Actual,Target\nA,a,1,8,2,9\n", "2023/24: 1/8 2/9 ",
         "DATA_TWO_HEADERS 1:1; "},
        /* a year's target beside quarters */
        {"ref,measure,Q1 2023/24,Q1 2024/25,Q2 2024/25,Target 2024/25,Target Q2 2024/25\nA,a,1,2,3,8,9\n",
         "Q1 2023/24: 1/. ./. ./. ./. 2/8 3/9 ", ""},
        /* the year of "target_q2" is in sight */
        {"ref,measure,Q1 2024/25,Q2 2024/25,target_q2,Q3\nA,a,1,2,9,3\n", "Q1 2024/25: 1/. 2/9 3/. ", ""},
        /* months under a financial year: March is of the next calendar year */
        {",,2024/25,\nref,measure,Feb,Mar\nA,a,1,2\n", "February 2025: 1/. 2/. ", "DATA_TWO_HEADERS 1:1; "},
        /* cells merged downwards, which repeat their text */
        {"ref,measure,Q1 2024/25,Q1 2024/25\nref,measure,Target,Actual\nA,a,8,1\n", "Q1 2024/25: 1/8 ",
         "DATA_TWO_HEADERS 1:1; "},
        {"ref,measure,2024/25,2024/25,RAG\nref,measure,Q1,Q2,RAG\nA,a,1,2,\n", "Q1 2024/25: 1/. 2/. ",
         "DATA_TWO_HEADERS 1:1; "},
        {"ref,measure,Q1 2024/25,Q1 2024/25\n,measure,Target,Actual\nA,a,8,1\n", "Q1 2024/25: 1/8 ",
         "DATA_TWO_HEADERS 1:1; "},
        /* a title in the first column is none */
        {"2024/25,,\nref,measure,Q1 2024/25\nA,a,1\n", "Q1 2024/25: 1/. ", "DATA_ABOVE_HEADER 1:1; "},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        mkr_data d;
        bool ok = try_read(cases[k].csv, &d);
        assert_string_equal(said, cases[k].says);
        assert_true(ok);
        assert_string_equal(figures(&d), cases[k].want);
    }
    says("ref,measure,Q1,Q2\nA,a,1,2\n", "DATA_NO_YEAR 1:3; ");
    says("ref,measure,Q1 2023/24,Q1 2024/25,Target Q1\nA,a,1,2,3\n", "DATA_NO_YEAR 1:5; ");
    says(",,2024/25,,\n\nref,measure,Q1,Q2\nA,a,1,2\n", "DATA_ABOVE_HEADER 1:1; DATA_NO_YEAR 3:3; ");
}

static void reads_earlier_columns(void **state) {
    (void)state;
    mkr_data d = read("ref,measure,frequency,period,actual,previous,same period last year\n"
                      "A,a,,Q2 2024/25,5,4,1\n");
    assert_string_equal(figures(&d), "Q2 2023/24: 1/. ./. ./. 4/. 5/. ");
    d = read("ref,measure,period,actual,previous\nA,a,Q2 2024/25,5,4\n"); /* no room that nobody fills */
    assert_string_equal(figures(&d), "Q1 2024/25: 4/. 5/. ");
    d = read("ref,measure,period,actual,previous\nA,a,Q2 2024/25,5,n/a\n");
    assert_string_equal(figures(&d), "Q1 2024/25: ./. 5/. ");
    d = read("ref,measure,frequency,period,actual,previous\nA,a,half-yearly,Q3 2024/25,5,4\n");
    assert_string_equal(figures(&d), "Q1 2024/25: 4/. ./. 5/. ");
    d = read("ref,measure,previous,Q2 2024/25,same quarter last year\nA,a,4,5,1\n");
    assert_string_equal(figures(&d), "Q2 2023/24: 1/. ./. ./. 4/. 5/. ");
    says("ref,measure,period,actual,previous\nA,a,Q2 2024/25,5,4\nA,a,Q1 2024/25,3,\n", "DATA_DIFFERS 2:5; ");
    assert_non_null(strstr(text, "4 here, 3 for Q1 2024/25"));
    says("ref,measure,period,actual,previous\nA,a,Q2 2024/25,5,4\nA,a,Q1 2024/25,4.0,\n", "");
    says("ref,measure,actual,previous\nA,a,5,4\n", "DATA_NO_PERIODS 1:1; ");
    says("ref,measure,Q1 2024/25,Q2 2024/25,previous\nA,a,5,4,1\n", "DATA_UNUSED_COLUMNS 1:1; ");
}

static void leaves_out_the_foot(void **state) {
    (void)state;
    mkr_data d;
    static const char head[] = "ref,measure,Q1 2024/25,Q2 2024/25\nA,a,1,2\n\n";
    try_read(mkr_printf(arena, "%sTotal,,1,2\n,Average,,1\nSource: JCAD,,,\n,,,\n", head), &d);
    assert_string_equal(said, "DATA_FOOTNOTE 6:1; DATA_TOTALS 5:2; DATA_TOTALS 4:1; ");
    assert_int_equal(d.n, 1);
    try_read(mkr_printf(arena, "%sData extracted on 1 October 2024\n", head), &d); /* a short row */
    assert_string_equal(said, "DATA_FOOTNOTE 4:1; ");
    try_read(mkr_printf(arena, "%sB9,,,\n", head), &d); /* a reference alone */
    assert_string_equal(said, "DATA_HEADING_ROW 4:1; ");
    assert_int_equal(d.n, 1);
    says(mkr_printf(arena, "%s,Calls lost,1,2\n", head), "DATA_NO_REF 4:1; ");
    says(mkr_printf(arena, "%s,Total,1,2\nB,b,1,2\n", head), "DATA_NO_REF 4:1; "); /* not at the foot */
    says(mkr_printf(arena, "%sTotals,total of what,1,2\nB,b,1,2\n", head),
         ""); /* a reference like any other */
    says("measure,ref,Q1 2024/25\na,A,1\nTotal,B,2\n", ""); /* a measure of that name */
    says(mkr_printf(arena, "%sB,b,1,2,,\nC,c,1,2,,x\nD,d,1\n", head),
         "DATA_CELL_COUNT 5:6; DATA_CELL_COUNT 6:3; ");
}

static void leaves_out_headings(void **state) {
    (void)state;
    mkr_data d =
        read("ref,measure,Q1 2024/25\nAdults and Health,,\nA,a,1\nChildren\nB,b,\nGreen,,\nTotal,,1\n");
    assert_string_equal(
        said, "DATA_TOTALS 7:1; DATA_HEADING_ROW 6:1; DATA_HEADING_ROW 2:1; DATA_HEADING_ROW 4:1; ");
    assert_non_null(strstr(every, "row 2, \"Adults and Health\""));
    assert_int_equal(d.n, 2);
    d = read("id,Q1 2024/25\nA,1\nB,\n"); /* a figure that is to come */
    assert_int_equal(d.n, 2);
    d = read("ref,measure,period,value\nHomes,,,\nA,a,Q1 2024/25,1\n");
    assert_string_equal(said, "DATA_HEADING_ROW 2:1; ");
    assert_int_equal(d.n, 1);
    assert_true(try_read_two("ref,measure\nA,a\n", "ref,period,value\nHomes,,\nA,Q1 2024/25,1\n", &d));
    assert_string_equal(said, "DATA_HEADING_ROW 2:1; ");
    says("ref,measure,Q1 2024/25\nA,,\n", "DATA_HEADING_ROW 2:1; DATA_NO_ROWS 1:1; ");
}

static void refuses_headings(void **state) {
    (void)state;
    static const struct {
        const char *text, *why; /* NULL: it may be anything */
    } cases[] = {
        {"Q2 2024", "financial year?"},
        {"Target Q2 2024", "financial year?"},
        {"Q2 2024 (%)", "financial year?"},
        {"Q5 2024/25", "Q1 to Q4"},
        {"2024/26", "not the one after"},
        {"24/25", "in full"},
        {"2024", "of the calendar"},
        {"01/07/2024", "last day"},
        {"Actual 01/07/24", "last day"},
        {"24-Jul", "wrong way round"},
        {"Target 24-Jul", "wrong way round"},
        {"Q10", NULL},
        {"Census 2021", NULL},
        {"RAG Q2 2024", NULL},
        {"Rank", NULL},
        {"Q2 2024/25", NULL},
        {"", NULL},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        const char *why = mkr_heading_fault(cases[k].text, NULL);
        if (!why != !cases[k].why || (why && !strstr(why, cases[k].why)))
            fail_msg("\"%s\": %s", cases[k].text, why ? why : "none");
    }
    mkr_reading calendar = {.calendar_quarters = true};
    assert_null(mkr_heading_fault("Q2 2024", &calendar));
    says("ref,measure,Q1 2024/25,Q2 2024,24-Jul\nA,a,1,2,3\n",
         "DATA_NOT_A_PERIOD 1:4; DATA_NOT_A_PERIOD 1:5; ");
    says("id,Q2 2024\nA,1\n", "DATA_NOT_A_PERIOD 1:2; ");
    says("ref,measure,period,value,2024\nA,a,Q1 2024/25,1,2\n", "DATA_UNUSED_COLUMNS 1:1; ");
}

static void reads_quarter_ends(void **state) {
    (void)state;
    mkr_data d = read("ref,measure,frequency,Mar-24,Jun-24,Sep-24,target Sep-24\nA,a,quarterly,1,2,3,9\n");
    assert_string_equal(figures(&d), "Q4 2023/24: 1/. 2/. 3/9 ");
    assert_string_equal(said, "DATA_QUARTER_ENDS 1:4; ");
    assert_non_null(strstr(text, "\"Mar-24\" is Q4 2023/24"));
    assert_int_equal(d.indicators[0].step, 1);
    static const char *const months[] = {
        "ref,measure,frequency,Mar-24,Jun-24\nA,a,,1,2\nB,b,Monthly,1,2\n",
        "ref,measure,Sep-24\nA,a,1\n", /* alone, it tells nothing */
        "ref,measure,Mar-24,Jun-24,Dec-24\nA,a,1,2,3\n",
        "ref,measure,Mar-24,Jun-24,Jul-24\nA,a,1,2,3\n",
        "ref,measure,Mar-24,Jun-24,target Jul-24\nA,a,1,2,3\n",
    };
    for (size_t k = 0; k < sizeof months / sizeof *months; k++) {
        d = read(months[k]);
        assert_string_equal(said, "");
        assert_int_equal(d.periods[0].kind, MKR_MONTH);
    }
    assert_true(try_read_two("ref,measure,frequency\nA,a,monthly\n", "ref,Mar-24,Jun-24\nA,1,2\n", &d));
    assert_int_equal(d.periods[0].kind, MKR_MONTH);
}

static void warns_of_references(void **state) {
    (void)state;
    says("ref,measure,Q1 2024/25\nJan-24,a,1\n01/02/2024,b,2\nKPI-1,c,3\n2024,d,4\nHC/1,e,5\n",
         "DATA_REF_IS_DATE 2:1; DATA_REF_IS_DATE 3:1; ");
}

static void reads_two_tables(void **state) {
    (void)state;
    mkr_data d;
    static const char facts[] = "ref,measure,unit,polarity,target\nA,a,%,high,85\nB,b,days,low,\n";
    assert_true(try_read_two(facts,
                             "ref,period,value,target,marks\nB,Q2 2024/25,5,6,\nA,Q1 2024/25,85%,,p\n"
                             "A,Q2 2024/25,80 [r],,e\n",
                             &d));
    assert_string_equal(said, "");
    assert_int_equal(d.n, 2);
    assert_string_equal(figures(&d), "Q1 2024/25: 85/85 80/85 ");
    assert_int_equal(d.indicators[0].values[0].marks, MKR_MARK('p'));
    assert_int_equal(d.indicators[0].values[1].marks, MKR_MARK('r') | MKR_MARK('e'));
    assert_int_equal(d.indicators[0].marks, 0);
    assert_true(is(mkr_target(&d.indicators[1].values[1]), "6") && !d.indicators[1].values[0].has_target);
    assert_true(try_read_two(facts, "ref,Q1 2024/25,Q2 2024/25\nB,1,2\nA,3,4\n", &d));
    assert_string_equal(figures(&d), "Q1 2024/25: 3/85 4/85 ");
    try_read_two(facts, "ref,period,value\nC,Q1 2024/25,1\nA,Q1 2024/25,2\nA,Q1 2024/25,3\n", &d);
    assert_string_equal(said, "DATA_REF_UNKNOWN 2:1; DATA_DUPLICATE_PERIOD 4:2; DATA_NO_VALUES 3:1; ");
    try_read_two("ref,measure,Q1 2024/25\nA,a,1\n", "ref,period,value\nA,Q1 2024/25,1\n", &d);
    assert_string_equal(said, "DATA_TWO_TABLES 1:3; ");
    try_read_two(facts, "ref,period,value,unit\nA,Q1 2024/25,1,%\nB,Q1 2024/25,1,%\n", &d);
    assert_string_equal(said, "DATA_UNUSED_COLUMNS 1:1; ");
    try_read_two(facts, "ref,period\nA,Q1 2024/25\n", &d);
    assert_string_equal(said, "DATA_NO_PERIODS 1:1; ");
    try_read_two("ref,measure\nA,a\nA,b\n", "ref,period,value\nA,Q1 2024/25,1\n", &d);
    assert_string_equal(said, "DATA_DUPLICATE_REF 3:1; ");
}

static void logs_periods(void **state) {
    (void)state;
    read("ref,measure,Sep-24,October 2024\nA,a,1,2\n");
    assert_string_equal(coerced, "a period|Sep-24|September 2024; ");
    read("ref,period,value\nA,2024/25 Q1,1\nA,Q2 2024/25,2\n");
    assert_string_equal(coerced, "a period|2024/25 Q1|Q1 2024/25; ");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_header),      cmocka_unit_test(knows_headings),
        cmocka_unit_test(reads_one_heading),     cmocka_unit_test(reads_comparators),
        cmocka_unit_test(reports_columns),       cmocka_unit_test(joins_two_rows),
        cmocka_unit_test(reads_earlier_columns), cmocka_unit_test(leaves_out_the_foot),
        cmocka_unit_test(warns_of_references),   cmocka_unit_test(reads_two_tables),
        cmocka_unit_test(logs_periods),          cmocka_unit_test(leaves_out_headings),
        cmocka_unit_test(refuses_headings),      cmocka_unit_test(reads_quarter_ends),
    };
    return cmocka_run_group_tests_name("data_head", tests, set_up, tear_down);
}

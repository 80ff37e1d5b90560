/* claims.c - tests of the check of typed counts and percentages. The figures are published ones (see each
 * set); what sentences say about them was judged by hand. */
#include "report/claims.h"

#include "heard.h"

typedef struct figures { /* green, amber, red, unrated; the same before; improving, stable, declining, none */
    size_t now[4], before[4], travel[4];
} figures;

/* Kent County Council, quarter 3 2025/26: "18 Green (2 fewer than the previous quarter)" of 39. */
static const figures kent = {{18, 15, 6, 0}, {20, 13, 6, 0}, {6, 29, 4, 0}};
/* Somerset Council, quarter 3 2023/24: green from 19 to 28, red from 17 to 5; the amber ones are made up. */
static const figures somerset = {{28, 12, 5, 58}, {19, 9, 17, 58}, {20, 15, 10, 58}};
/* East Sussex: 60 measures, of which 46 can be compared; 14 of these improved. */
static const figures east_sussex = {{46, 4, 10, 0}, {46, 4, 10, 0}, {14, 20, 12, 14}};
/* Maidstone, quarter 1 2019/20: direction up 11, across 1, down 9, none 3. */
static const figures maidstone = {{12, 5, 4, 3}, {10, 6, 5, 3}, {11, 1, 9, 3}};

static void set_counts(mkr_counts *c, const figures *f, size_t times) {
    static const mkr_rating ratings[] = {MKR_GREEN, MKR_AMBER, MKR_RED, MKR_UNRATED};
    static const mkr_travel travels[] = {MKR_IMPROVING, MKR_STABLE, MKR_DECLINING, MKR_NO_COMPARISON};
    *c = (mkr_counts){0};
    for (int i = 0; i < 4; i++) {
        c->rating[ratings[i]] = f->now[i] * times;
        c->previous_rating[ratings[i]] = f->before[i] * times;
        c->travel[travels[i]] = f->travel[i] * times;
        c->all += f->now[i] * times;
    }
}

/* What is said about a text when the data are these: all of them, and twice as many under a second group. */
static const char *check(world *w, const figures *f, const char *text) {
    static const mkr_scheme scheme = {.basis = MKR_BASIS_PREVIOUS};
    static mkr_period periods[] = {{MKR_QUARTER, 1, 2025}, {MKR_QUARTER, 2, 2025}};
    mkr_group groups[] = {{.name = "A greener Kent"}, {.name = "Homes"}};
    mkr_data data = {
        .scheme = &scheme, .periods = periods, .n_periods = 2, .current = 1, .groups = groups, .n_groups = 2};
    mkr_style style = {.rating_word = {"Unrated", "Green", "Light green", "Amber", "Red", "Carried over"},
                       .travel_word = {"No comparison", "Improving", "Stable", "Declining", "New"},
                       .council = "Kent County Council"};
    set_counts(&data.counts, f, 1);
    set_counts(&groups[0].counts, f, 2);
    set_counts(&groups[1].counts, f, 3);
    hush(w);
    mkr_sources sources = {.style = &style, .data = &data};
    mkr_builder b = {.arena = w->arena, .diag = &w->diag, .style = &style, .data = &data};
    b.expr = mkr_expr_new(w->arena, &w->diag, &sources);
    mkr_claims c = {.b = &b,
                    .arena = w->arena,
                    .data = &data,
                    .english = true,
                    .has_previous = true,
                    .current = periods[1],
                    .previous = periods[0],
                    .lexicon = mkr_lexicon_new(w->arena)};
    mkr_node content = {.text = text, .where = {"r", 1, 1}}, node = {.name = "p", .first = &content};
    mkr_prose prose = mkr_prose_new(c.arena, b.expr, false);
    mkr_claim_scope scope = {MKR_SCOPE_ALL, NULL};
    unsigned when = 0;
    mkr_prose_add(&prose, &node);
    mkr_claims_prose(&c, &prose, &scope, &when);
    return w->heard;
}

static void quiet(world *w, const figures *f, const char *text) {
    if (*check(w, f, text))
        fail_msg("%s\n%s", text, w->heard);
}

/* The one message about a text: place and details. */
static void says(world *w, const figures *f, const char *text, const char *expected) {
    static const char fixed[] = "CLAIM the text disagrees with the data: ";
    char wanted[512];
    const char *space = strchr(expected, ' ');
    snprintf(wanted, sizeof wanted, "r:%.*s %s%s\n", (int)(space - expected), expected, fixed, space + 1);
    if (strcmp(check(w, f, text), wanted) != 0)
        fail_msg("%s\nexpected %sgot %s", text, wanted, w->heard);
}

static void true_statements(void **state) {
    world *w = *state;
    quiet(w, &kent, "The report contains 39 indicators. Of these, 18 are Green, 15 Amber and six Red.");
    quiet(w, &kent, "Of the 39 KPIs, 18 (46%) are Green, 15 (38%) are Amber and 6 (15%) are Red.");
    quiet(w, &kent, "There are 18 Green (2 fewer than the previous quarter), 15 Amber (2 more) and 6 Red.");
    quiet(w, &kent, "Six indicators improved, 29 were stable and four declined.");
    quiet(w, &kent, "No indicators are unrated; 33 are Green or Amber.");
    quiet(w, &somerset,
          "The report showed a positive picture with an increase in the number of green indicators from 19 "
          "to 28 "
          "and a decrease of red indicators from 17 to 5.");
    quiet(w, &somerset, "Between Q2 and Q3 2025/26 Green rose from 19 to 28 while Red fell from 17 to 5.");
    quiet(w, &somerset, "45 have a Red, Amber or Green rating; the other 58 are not rated.");
    quiet(w, &somerset, "In Q2, 19 indicators were Green.");
    quiet(w, &somerset, "28 of the 45 rated indicators (62%) are Green, compared with 19 in Q2.");
    quiet(w, &east_sussex, "Of the 46 comparable measures, 14 (30%) improved.");
    quiet(w, &maidstone, "46% (11) of the indicators improved, which is 52% of the 21 that can be compared.");
}

static void published_slips(void **state) {
    world *w = *state;
    says(w, &maidstone, "For direction, 49% (11) of indicators improved.",
         "1:16 \"49% (11) of indicators improved\": the data has 11: 46% of 24 all, 52% of 21 rated, 52% of "
         "21 compared");
    says(w, &east_sussex, "Of the 46 comparable measures, 14 (23%) improved.",
         "1:32 \"14 (23%)\": 14 of 46 is 30%");
    says(w, &kent, "64 (55%) of 114 actions are complete.", "1:1 \"64 (55%) of 114\": 64 of 114 is 56%");
    says(w, &kent, "Of 114 actions 64 (55%) are complete, 49 (43%) under way and 1 (<1%) not begun.",
         "1:16 \"64 (55%)\": 64 of 114 is 56%");
}

static void wrong_counts(void **state) {
    world *w = *state;
    says(w, &kent, "There are 17 Green indicators.", "1:11 \"17 Green\": the data has 18 in Q3 2025/26");
    says(w, &kent, "Seven indicators are rated Red.",
         "1:1 \"Seven indicators are rated Red\": the data has 6 in Q3 2025/26");
    says(w, &kent, "The report contains 40 measures.",
         "1:21 \"40 measures\": the data has 39, 39 of them rated");
    says(w, &kent, "None of the indicators is Red.",
         "1:1 \"None of the indicators is Red\": the data has 6 in Q3 2025/26");
    says(w, &kent, "Five indicators improved.",
         "1:1 \"Five indicators improved\": the data has 6 in Q3 2025/26");
    says(w, &kent, "In Q2 19 indicators were Green.",
         "1:7 \"19 indicators were Green\": the data has 20 in Q2 2025/26");
    says(w, &kent, "19 indicators were Green, against 20 last quarter.",
         "1:1 \"19 indicators were Green\": the data has 20 in Q2 2025/26 and 18 in Q3 2025/26");
    says(w, &somerset, "Red fell from 17 to 6.",
         "1:10 \"from 17 to 6\": the data has 17 in Q2 2025/26 and 5 in Q3 2025/26");
    says(w, &somerset, "44 are rated.", "1:1 \"44 are rated\": the data has 45 in Q3 2025/26");
    says(w, &somerset, "30% of indicators are Green.",
         "1:1 \"30% of indicators are Green\": the data has 28: 27% of 103 all, 62% of 45 rated, 62% of 45 "
         "compared");
}

static void groups(void **state) {
    world *w = *state;
    quiet(w, &kent, "Under ‘A greener Kent’ 36 indicators are Green.");
    quiet(w, &kent, "12 indicators are Red under the priority ‘A greener Kent’.");
    quiet(w, &kent, "There are 18 Red indicators in Homes.");
    says(w, &kent, "A greener Kent has 18 Green indicators.",
         "1:20 \"18 Green\": the data has 36 in Q3 2025/26 under \"A greener Kent\"");
    says(w, &kent, "There are 6 Red indicators in Homes.",
         "1:11 \"6 Red\": the data has 18 in Q3 2025/26 under \"Homes\"");
    quiet(w, &kent, "Homes has 5 Red indicators."); /* the word begins a sentence: it may be no name */
}

/* Where it is not certain what is counted, nothing is said. */
static void doubtful(void **state) {
    static const char *const texts[] = {
        "Three indicators have limits of their own: G4 and L4 turn Red when they are more than 2% behind "
        "target.",
        "Housing has 5 Red indicators.",
        "In social care 5 indicators are Red.",
        "5 of the Red indicators improved.",
        "Five Red indicators are described below.",
        "There are 3 green spaces and two Green Flag parks.",
        "The park won 5 Green awards.",
        "5 more indicators are Green.",
        "Nearly 20 are Green.",
        "Green rose by 5 indicators.",
        "In 2019/20 5 indicators were Green.",
        "By March 2027 30 should be Green.",
        "The forecast is that 30 indicators will be Green.",
        "Of the Red indicators, 3 improved.",
        "There are 6 Red indicators. Of these 3 improved.",
        "Paragraph 5 Red, page 7 Amber.",
        "Green 19 Amber 5 Red 3.",
        "Green: 19 Amber: 5 Red: 3.",
        "One Red indicator is about homes.",
        "£5 Green, 5-10 Amber, 7th Red, 2.5 Green, 5% more.",
        "5 moved from Red to Amber.",
        "The five indicators are read together.",
        "A sample of 12 indicators was audited.",
        "Waste services perform well. 3 indicators are Green.",
        "12 indicators declined, including 5 Red ones.",
        "14 (23%) of these improved.",
        "1 in 20 is Red.",
        "A year ago 7 were Red.",
        "Of 39 indicators, 33 (85%) are Green or Amber, 18 (55%) of them Green.",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        quiet(*state, &kent, texts[i]);
}

static void shares(void **state) {
    mkr_decimal p33 = {33, 0}, p34 = {34, 0}, p333 = {333, 1};
    (void)state;
    assert_true(mkr_claims_is_share(p33, false, 1, 3, false));
    assert_false(mkr_claims_is_share(p34, false, 1, 3, false));
    assert_true(mkr_claims_is_share(p34, false, 1, 3, true)); /* made to add up to 100 */
    assert_true(mkr_claims_is_share(p333, false, 1, 3, false));
    assert_true(mkr_claims_is_share((mkr_decimal){12, 0}, false, 1, 8, false)); /* 12.5: either way */
    assert_true(mkr_claims_is_share((mkr_decimal){13, 0}, false, 1, 8, false));
    assert_true(mkr_claims_is_share((mkr_decimal){1, 0}, true, 1, 114, false)); /* <1% */
    assert_false(mkr_claims_is_share((mkr_decimal){1, 0}, true, 2, 114, false));
}

static void words(void **state) {
    world *w = *state;
    mkr_lexicon *l = mkr_lexicon_new(w->arena);
    assert_true(mkr_lexicon_find(l, "Indicators", 10).bits & MKR_WORD_NOUN);
    assert_int_equal(mkr_lexicon_find(l, "housing", 7).bits, 0);
    assert_int_equal(mkr_lexicon_find(l, "Twenty-one", 10).number, 21);
    assert_int_equal(mkr_lexicon_find(l, "none", 4).number, 0);
    assert_int_equal(mkr_lexicon_find(l, "ninety", 6).number, 90);
    assert_int_equal(mkr_lexicon_find(l, "twenty-ten", 10).number, -1);
    assert_int_equal(mkr_lexicon_find(l, "often", 5).number, -1);
    assert_int_equal(mkr_lexicon_find(l, "Improved", 8).states, MKR_STATE_TRAVEL(MKR_IMPROVING));
}

/* Time grows with the text, whatever it says. */
static void long_texts(void **state) {
    static const char *const units[] = {
        "1 Red, ",        "Red and ",      "1 of ", "(5%) ", "from 1 to 2 ",  "Red 1, ", "All indicators ",
        "number of Red ", "of the 5 Red ", "{{",    ". ",    "KPI 5, 6 and ", "KPI "};
    world *w = *state;
    enum { TIMES = 20000 };
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        size_t n = strlen(units[u]);
        char *text = calloc(TIMES, n + 1);
        for (size_t i = 0; i < TIMES; i++)
            memcpy(text + i * n, units[u], n);
        check(w, &kent, text);
        free(text);
    }
}

/* Of 20 indicators 17 are rated: 8 Green, 6 Amber, 3 Red; 7, 6 and 4 a quarter ago; 9 of 17 improved. */
static const figures twenty = {{8, 6, 3, 3}, {7, 6, 4, 3}, {9, 5, 3, 3}};

/* 8 of 17 is 47.1%, 8 of 20 is 40%. */
static void other_forms(void **state) {
    static const char *const right[] = {
        "47% of rated indicators are Green.",
        "There are 20 indicators in this report.",
        "There are 17 indicators in total.",
        "All indicators are Green, Amber or Red.",
        "RAG: Green 8, Amber 6, Red 3.",
        "Green (8), Amber (6) and Red (3).",
        "Amber indicators: 6",
        "Number of Amber indicators: 6",
        "The number of red indicators is 3, while the number of green indicators has increased by one.",
        "The number of red indicators decreased by one.",
        "Three Red indicators, down from four in Q2.",
        "Performance improved for 9 of 17 indicators.",
        "Performance declined for three indicators.",
        "3 indicators are showing as Red.",
        "The proportion of Green indicators is 40%.",
        "We have three red measures this quarter.",
        "Of the 17 rated indicators, 8 are on target (Green).",
    };
    static const char *const unsure[] = {
        "Not all indicators are Green.",
        "Nearly all indicators are Green.",
        "All indicators are Green but one.",
        "All housing indicators are Green.",
        "All indicators rated Red are described in the appendix.",
        "All indicators that are Red are described in the appendix.",
        "All indicators were Green last year.",
        "All indicators should be Green.",
        "Of all indicators, Green ones are few.",
        "There are 5 indicators in this category.",
        "There are 5 indicators in Appendix B of this report.",
        "Under this priority there are 5 indicators in total.",
        "Under this priority there are 5 Red indicators.",
        "Green: 95% and above, Amber: 90% to 95%.",
        "Over the year the number of red indicators increased by two.",
        "The number of red indicators increased by two each quarter.",
        "The number of red indicators increased by two thirds.",
        "A number of Red indicators was 5 days late.",
        "Performance improved for 12 of 17 schools.",
        "Five Red schools, up from four in Q2.",
        "The proportion of Green homes is 30%.",
        "The target is 9 (Green).",
    };
    world *w = *state;
    for (size_t i = 0; i < sizeof right / sizeof *right; i++)
        quiet(w, &twenty, right[i]);
    for (size_t i = 0; i < sizeof unsure / sizeof *unsure; i++)
        quiet(w, &twenty, unsure[i]);
#define SHARES "the data has 8: 40% of 20 all, 47% of 17 rated, 47% of 17 compared"
    says(w, &twenty, "60% of rated indicators are Green.",
         "1:1 \"60% of rated indicators are Green\": " SHARES);
    says(w, &twenty, "40% of rated indicators are Green.",
         "1:1 \"40% of rated indicators are Green\": " SHARES);
    says(w, &twenty, "There are 18 indicators in this report.",
         "1:11 \"18 indicators\": the data has 20, 17 of them rated");
    says(w, &twenty, "All indicators are Green.", "1:1 \"All indicators are Green\": " SHARES);
    says(w, &twenty, "RAG: Green 8, Amber 6, Red 4.", "1:24 \"Red 4\": the data has 3 in Q3 2025/26");
    says(w, &twenty, "Amber indicators: 7", "1:1 \"Amber indicators: 7\": the data has 6 in Q3 2025/26");
    says(w, &twenty, "The number of red indicators increased by two.",
         "1:5 \"number of red indicators increased by two\": the data has 4 in Q2 2025/26 and 3 in Q3 "
         "2025/26");
    says(w, &twenty, "Five Red indicators, up from four in Q2.",
         "1:1 \"Five Red indicators, up from four\": the data has 4 in Q2 2025/26 and 3 in Q3 2025/26");
    says(w, &twenty, "Three Red indicators, up from four in Q2.",
         "1:1 \"Three Red indicators, up from four\": the data has 4 in Q2 2025/26 and 3 in Q3 2025/26");
    says(w, &twenty, "Performance improved for 12 of 17 indicators.",
         "1:26 \"12 of 17 indicators\": the data has 9 in Q3 2025/26");
    says(w, &twenty, "Performance improved for 9 of 18 indicators.",
         "1:26 \"9 of 18 indicators\": the data has 20, 17 of them rated");
    says(w, &twenty, "6 indicators are showing as Red.",
         "1:1 \"6 indicators are showing as Red\": the data has 3 in Q3 2025/26");
    says(w, &twenty, "The proportion of Green indicators is 30%.",
         "1:5 \"proportion of Green indicators is 30%\": " SHARES);
    says(w, &twenty, "We have five red measures this quarter.",
         "1:9 \"five red\": the data has 3 in Q3 2025/26");
    says(w, &twenty, "Of the 17 rated indicators, 9 are on target (Green).",
         "1:29 \"9 are on target (Green)\": the data has 8 in Q3 2025/26");
#undef SHARES
}

/* Of three indicators one is Green and two are Red. */
static const figures three = {{1, 0, 2, 0}, {1, 0, 2, 0}, {1, 1, 1, 0}};

/* What a count is not, how far it may go, and numbers that name indicators. */
static void no_counts(void **state) {
    static const char *const texts[] = {
        "Not one indicator is Amber.",
        "Up to five indicators are Red.",
        "Of these, up to 90% of indicators are Red.",
        "At most five indicators are Red.",
        "At least one indicator is Red.",
        "More than one indicator is Red.",
        "Fewer than three indicators are Red.",
        "No more than five indicators are Red.",
        "As many as five indicators are Red.",
        "All but one indicators are Red.",
        "Between one and three indicators are Red.",
        "One to three indicators are Red.",
        "One or three indicators are Red.",
        "Indicator 3 is Red.",
        "KPI 5 is Red.",
        "KPI No 5 is Red.",
        "Indicators 1 and 3 are Red.",
        "Indicators 1, 2 and 3 are Red.",
        "Indicators 1 to 3 are Red.",
        "Key performance indicators 1 & 3 are Red.",
        "Priorities 1 and 3 are Red.",
        "Red KPI 5, Green KPI 6.",
        "Indicator 3 of 20 is Red.",
        "KPI 5 has 4 Red measures.",
    };
    world *w = *state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        quiet(w, &three, texts[i]);
    says(w, &three, "Three indicators are Red.",
         "1:1 \"Three indicators are Red\": the data has 2 in Q3 2025/26");
    says(w, &three, "Of the 3 indicators 1 is Red.", "1:21 \"1 is Red\": the data has 2 in Q3 2025/26");
    says(w, &three, "Of the indicators none is Red.", "1:19 \"none is Red\": the data has 2 in Q3 2025/26");
    says(w, &three, "Green indicators 1, Red indicators 3.",
         "1:21 \"Red indicators 3\": the data has 2 in Q3 2025/26");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(true_statements), cmocka_unit_test(published_slips), cmocka_unit_test(wrong_counts),
        cmocka_unit_test(groups),          cmocka_unit_test(doubtful),        cmocka_unit_test(shares),
        cmocka_unit_test(words),           cmocka_unit_test(long_texts),      cmocka_unit_test(other_forms),
        cmocka_unit_test(no_counts),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}

/* chart_shapes.c - sparklines, rating shapes, arrows, bars, the risk matrix and the thread. Places are those
 * measured on the pages of the design. */
#include "chart.h"

static const mkr_risk_band bands[] = {{"Low", 1, 4, 0xf1f4f3},
                                      {"Medium", 5, 9, 0xf6e7bf},
                                      {"High", 10, 15, 0xefbf8b},
                                      {"Very high", 16, 25, 0xdc8577}};

static mkr_risk_scale scale_of_five(void) {
    return (mkr_risk_scale){
        .size = 5,
        .likelihood = {"Rare", "Unlikely", "Possible", "Likely", "Almost certain"},
        .impact = {"Minimal", "Minor", "Moderate", "Major", "Severe"},
        .bands = bands,
        .n_bands = 4,
        .likelihood_word = "Likelihood",
        .impact_word = "Impact",
        .current_word = "Current",
        .projected_word = "Projected",
    };
}

/* ---- in a line */

static void test_rating_shapes(void **state) {
    world *w = *state;
    mkr_chart_style style = style_of(w);
    mkr_items items = {.arena = w->arena};
    for (int r = 0; r < MKR_RATINGS; r++)
        mkr_rating_draw(&style, (mkr_rating)r, MKR_PT(10), MKR_PT(100), MKR_PT(50), &items);
    /* The centre is at 100 + 5.5, 50 - 3.7. */
    const mkr_path *ring = path_at(&items, MKR_UNRATED), *disc = path_at(&items, MKR_GREEN);
    const mkr_path *diamond = path_at(&items, MKR_AMBER), *square = path_at(&items, MKR_RED);
    assert_point(ring, 0, 109.2, 46.3);
    assert_int_equal(ring->fill, MKR_NO_COLOUR);
    assert_int_equal(ring->line_width, 1200);
    assert_dot(disc, 0x08795f, 4300, 105.5, 46.3);
    assert_point(diamond, 0, 105.5, 40.9);
    assert_point(diamond, 1, 110.9, 46.3);
    assert_point(square, 0, 101.65, 42.45);
    assert_point(square, 2, 109.35, 50.15);
    for (size_t i = 0; i < items.list.n; i++)
        assert_int_equal(items.list.at[i].elem, 0);
}

static void test_shapes_scale(void **state) {
    world *w = *state;
    mkr_chart_style style = style_of(w);
    mkr_items items = {.arena = w->arena};
    mkr_rating_draw(&style, MKR_GREEN, MKR_PT(20), 0, 0, &items);
    assert_dot(path_at(&items, 0), 0x08795f, 8600, 11, -7.4);
}

static void test_arrows(void **state) {
    world *w = *state;
    mkr_chart_style style = style_of(w);
    mkr_items items = {.arena = w->arena};
    for (int t = 0; t < MKR_TRAVELS; t++)
        mkr_travel_draw(&style, (mkr_travel)t, MKR_PT(10), -5500, 3700, &items); /* centre at 0, 0 */
    assert_int_equal(items.list.n, 6); /* nothing where not assessed */
    const mkr_path *up = path_at(&items, MKR_IMPROVING), *right = path_at(&items, MKR_STABLE);
    const mkr_path *down = path_at(&items, MKR_DECLINING), *dash = path_at(&items, MKR_NEW);
    assert_string_equal(up->verbs, "MLMLL");
    assert_point(up, 0, 0, 4.2);
    assert_point(up, 3, 0, -4.1);
    assert_point(right, 0, -4.2, 0);
    assert_point(right, 3, 4.1, 0);
    assert_point(down, 0, 0, -4.2);
    assert_point(down, 3, 0, 4.1);
    assert_point(dash, 0, -3, 0);
    assert_point(dash, 1, 3, 0);
}

static void test_boxes(void **state) {
    world *w = *state;
    mkr_chart_style style = style_of(w);
    mkr_items items = {.arena = w->arena};
    mkr_outstanding_draw(&style, MKR_PT(10), 0, 0, &items);
    mkr_risk_mark_draw(&style, false, MKR_PT(10), 0, 0, &items);
    mkr_risk_mark_draw(&style, true, MKR_PT(10), 0, 0, &items);
    assert_point(path_at(&items, 0), 0, 1.2, -8);
    assert_int_equal(path_at(&items, 0)->stroke, 0x9b1420);
    assert_dot(path_at(&items, 1), 0x17212b, 4600, 5.5, -3.7);
    assert_int_equal(path_at(&items, 2)->fill, 0xffffff);
}

/* ---- bar of counts */

static void test_bar(void **state) {
    world *w = *state;
    mkr_chart_style style = style_of(w);
    mkr_items items = {.arena = w->arena};
    mkr_counts counts = {.rating = {[MKR_GREEN] = 7, [MKR_AMBER] = 2, [MKR_RED] = 1}};
    mkr_len width = mkr_rating_bar_draw(&style, &counts, MKR_PT(140) / 19, &items, 3);
    assert_len(width, 72.18);
    assert_point(path_at(&items, 0), 0, 0, 0);
    assert_point(path_at(&items, 2), 0, 51.58, 0); /* 245.83 less 194.25 */
    assert_point(path_at(&items, 2), 2, 64.81, 15);
    assert_text(w, &items, "2", 55.43, 10.8);
    assert_null(text_find(w->arena, &items, "1")); /* too narrow */
    assert_int_equal(text_saying(w->arena, &items, "7")->colour, 0xffffff);
    assert_int_equal(text_saying(w->arena, &items, "2")->colour, 0x17212b);
    assert_string_equal(mkr_rating_bar_alt(w->arena, &style, &counts), "7 Green, 2 Amber, 1 Red.");
}

static void test_bar_without_room(void **state) {
    world *w = *state;
    mkr_chart_style style = style_of(w);
    mkr_items items = {.arena = w->arena};
    mkr_counts counts = {.rating = {[MKR_GREEN] = 100, [MKR_RED] = 1}};
    assert_len(mkr_rating_bar_draw(&style, &counts, 200, &items, 3), 18.5 + 1.5 + 0.75);
    assert_int_equal(items.list.n, 2); /* 18.5 is less than three figures need */
    counts = (mkr_counts){0};
    assert_int_equal(mkr_rating_bar_draw(&style, &counts, 200, &items, 3), 0);
    assert_string_equal(mkr_rating_bar_alt(w->arena, &style, &counts), "None rated.");
}

/* ---- sparkline */

static void test_sparkline(void **state) {
    world *w = *state;
    mkr_chart_style style = style_of(w);
    mkr_items items = {.arena = w->arena};
    mkr_data *d =
        data_of(w->arena, "Q3 2021/22", "58.2 55.1 49.7 44.0 41.2 36.9 33.8 30.5 31.2 34.6 36.7 37.8",
                "65.0 65.0 65.0 65.0 65.0 65.0 60.0", "%", "%");
    mkr_indicator_trend t = trend_of(d, MKR_TREND_FACTS, 12);
    mkr_sparkline_draw(&style, &t, &items, 0);
    /* The page has its origin at (384.76, 186): target 189.0, first point 189.67, lowest 200.0, last 197.27.
     */
    const mkr_path *target = path_of(&items, 0x46525e, 600, 0), *series = path_of(&items, 0x5b6773, 1100, 0);
    assert_point(target, 0, 1, 3);
    assert_point(target, 1, 38, 3);
    assert_point(series, 0, 2, 3.67);
    assert_point(series, 7, 23.64, 14);
    assert_point(series, 11, 36, 11.28);
    assert_one_dot(&items, 0x17212b, 2000, 36, 11.28);
    assert_int_equal(items.list.n, 3);
}

static void test_sparkline_of_little(void **state) {
    world *w = *state;
    mkr_chart_style style = style_of(w);
    mkr_items items = {.arena = w->arena};
    mkr_data *d = data_of(w->arena, "Q3 2021/22", ". . . . . . . . . . 4 9", "6", "%", "%");
    mkr_indicator_trend t = trend_of(d, MKR_TREND_FACTS, 12);
    mkr_sparkline_draw(&style, &t, &items, 0);
    assert_point(path_of(&items, 0x5b6773, 1100, 0), 0, 32.91, 14); /* 417.65 less 384.76 */
    d = data_of(w->arena, "Q3 2021/22", "5 5 5 .", "", "%", "%");
    t = trend_of(d, MKR_TREND_FACTS, 12);
    items = (mkr_items){.arena = w->arena};
    mkr_sparkline_draw(&style, &t, &items, 0);
    assert_int_equal(items.list.n, 1); /* no dot where the last value is missing */
    assert_point(path_at(&items, 0), 0, 2, 8.5);
    d = data_of(w->arena, "Q3 2021/22", ". .", "5", "%", "%");
    t = trend_of(d, MKR_TREND_FACTS, 12);
    items = (mkr_items){.arena = w->arena};
    mkr_sparkline_draw(&style, &t, &items, 0);
    assert_int_equal(items.list.n, 0);
}

/* ---- risk matrix */

static void test_matrix(void **state) {
    world *w = *state;
    mkr_chart_style style = style_of(w);
    mkr_items items = {.arena = w->arena};
    mkr_risk_scale scale = scale_of_five();
    mkr_score risk = {true, true, {3, 4}, {2, 4}};
    mkr_matrix_draw(&style, &scale, &risk, MKR_PT(408), &items, 4);
    /* The page has its grid at (180, 358.25); here it is at (84, 16). */
    assert_point(path_at(&items, 0), 0, 84.6, 124.6);
    assert_text(w, &items, "Likelihood", 36.07, 9);
    assert_text(w, &items, "Rare 1", 51.58, 140.69);
    assert_text(w, &items, "Impact", 49.79, 163);
    assert_text(w, &items, "Moderate", 169.64, 174);
    assert_text(w, &items, "25", 267.48, 32.8);
    assert_text(w, &items, "Current, 12", 328, 28.3);
    assert_text(w, &items, "Very high, 16 to 25", 328, 81.3);
    assert_text(w, &items, "Low, 1 to 4", 328, 135.3);
    assert_one_dot(&items, 0x17212b, 9000, 231, 83.5);
    assert_one_dot(&items, 0x17212b, 6000, 316, 25); /* in the key */
    assert_point(path_of(&items, 0x17212b, 1600, 0), 0, 239.3, 110.5);
    const mkr_path *arrow = path_of(&items, 0x17212b, 1300, 0);
    assert_point(arrow, 0, 231, 93.5);
    assert_point(arrow, 3, 231, 101.5);
    size_t steps = strlen(path_of(&items, 0x46525e, 900, 0)->verbs) / 2;
    assert_int_equal(steps, 20); /* counted on the page */
    for (size_t i = 0; i < items.list.n; i++)
        assert_int_equal(items.list.at[i].elem, 4);
    assert_string_equal(
        mkr_matrix_alt(w->arena, &scale, &risk),
        "Risk matrix, 5 by 5. Current: Likelihood 3 (Possible), Impact 4 (Major), score 12, High. "
        "Projected: Likelihood 2 (Unlikely), Impact 4 (Major), score 8, Medium.");
}

static void test_matrix_in_place(void **state) {
    world *w = *state;
    mkr_chart_style style = style_of(w);
    mkr_items items = {.arena = w->arena};
    mkr_risk_scale scale = scale_of_five();
    mkr_score risk = {true, true, {3, 3}, {3, 3}};
    mkr_matrix_draw(&style, &scale, &risk, MKR_PT(408), &items, 4);
    assert_null(path_find(&items, 0x17212b, 1300, 0)); /* no arrow: a ring round the disc */
    const mkr_path *ring = path_of(&items, 0x17212b, 1600, 0);
    assert_int_equal(point_of(ring, 0).x - point_of(ring, 6).x, 22400);
    assert_point(ring, 0, 200.2, 83.5);
    assert_one_dot(&items, 0x17212b, 9000, 189, 83.5);
}

static void test_matrix_not_scored(void **state) {
    world *w = *state;
    mkr_chart_style style = style_of(w);
    mkr_items items = {.arena = w->arena};
    mkr_risk_scale scale = scale_of_five();
    mkr_score risk = {.has_current = true, .current = {6, 0}};
    mkr_matrix_draw(&style, &scale, &risk, MKR_PT(408), &items, 4);
    assert_string_equal(mkr_matrix_alt(w->arena, &scale, &risk),
                        "Risk matrix, 5 by 5. Current: not scored. Projected: not scored.");
}

/* Words wider than their cells do not touch. */
static void test_matrix_long_words(void **state) {
    world *w = *state;
    mkr_chart_style style = style_of(w);
    mkr_items items = {.arena = w->arena};
    mkr_risk_scale scale = scale_of_five();
    for (int i = 0; i < 5; i++)
        scale.impact[i] = "Extraordinarily catastrophic";
    scale.likelihood[4] = "Almost certain within the financial year";
    mkr_matrix_draw(&style, &scale, &(mkr_score){0}, MKR_PT(408), &items, 4);
    const mkr_text *line[2] = {NULL, NULL};
    for (size_t i = 0; i < items.list.n; i++) {
        const mkr_text *t = &items.list.at[i].text;
        if (items.list.at[i].kind != MKR_ITEM_TEXT)
            continue;
        assert_true(t->x >= 0);
        if (t->y != 174000 && t->y != 185000)
            continue;
        const mkr_text **before = &line[t->y == 185000];
        assert_true(!*before || (*before)->x + (*before)->width <= t->x);
        *before = t;
    }
    assert_non_null(line[1]);
}

static void test_bands(void **state) {
    (void)state;
    mkr_risk_scale scale = scale_of_five();
    assert_string_equal(mkr_risk_band_of(&scale, 15)->word, "High");
    assert_string_equal(mkr_risk_band_of(&scale, 16)->word, "Very high");
    assert_null(mkr_risk_band_of(&scale, 26));
}

/* ---- thread */

static const mkr_node_text nodes[] = {
    {"Council priorities", "What residents need and members decide"},
    {"Delivery actions", "What services will do, and by when"},
    {"Risk management", "What could stop us and how we respond"},
    {"Performance", "How far we have got and what to change"},
    {"Review", NULL},
    {"Learning", ""},
    {"Planning again", "With the next budget"},
};

static void test_thread(void **state) {
    world *w = *state;
    mkr_chart_style style = style_of(w);
    mkr_items items = {.arena = w->arena};
    mkr_thread_draw(&style, nodes, 4, MKR_PT(408), &items, 9, here);
    /* The page has its line at y 301.5, here at 8, and its left edge at 96. */
    assert_point(path_of(&items, 0xa8780c, 2500, 0), 0, 7, 8);
    const mkr_path *chevron = path_of(&items, 0xa8780c, 2000, 0);
    assert_point(chevron, 0, 55.5, 3.5);
    assert_point(chevron, 1, 61, 8);
    assert_text(w, &items, "Delivery actions", 102, 36);
    assert_text(w, &items, "What services will do, ", 102, 50.5);
    assert_text(w, &items, "and by when", 102, 63);
    mkr_len height;
    mkr_thread_extent(w->arena, &style, nodes, 4, MKR_PT(408), &height, here);
    assert_len(height, 66.5);
    assert_string_equal(
        mkr_thread_alt(w->arena, nodes, 4),
        "Chain of 4: Council priorities (What residents need and members decide), leads to Delivery "
        "actions (What services will do, and by when), leads to Risk management (What could stop us and "
        "how we respond), leads to Performance (How far we have got and what to change).");
}

static void test_thread_downwards(void **state) {
    world *w = *state;
    mkr_chart_style style = style_of(w);
    mkr_items items = {.arena = w->arena};
    mkr_len height, last = 0;
    mkr_thread_draw(&style, nodes, 7, MKR_PT(408), &items, 9, here);
    mkr_thread_extent(w->arena, &style, nodes, 7, MKR_PT(408), &height, here);
    for (size_t i = 0; i < items.list.n; i++) {
        if (items.list.at[i].kind != MKR_ITEM_TEXT)
            continue;
        assert_int_equal(items.list.at[i].text.x, 24000);
        assert_true(items.list.at[i].text.y > last);
        last = items.list.at[i].text.y;
    }
    assert_true(height > last);
    /* Six with a word that is wider than a share stand downwards too, without a warning. */
    items = (mkr_items){.arena = w->arena};
    mkr_thread_draw(&style, nodes, 6, MKR_PT(408), &items, 9, here);
    assert_int_equal(text_saying(w->arena, &items, "Performance")->x, 24000);
    assert_string_equal(w->heard, "");
}

static void test_thread_of_nothing(void **state) {
    world *w = *state;
    mkr_chart_style style = style_of(w);
    mkr_items items = {.arena = w->arena};
    mkr_len height;
    mkr_thread_draw(&style, nodes, 0, MKR_PT(408), &items, 9, here);
    mkr_thread_extent(w->arena, &style, nodes, 0, MKR_PT(408), &height, here);
    assert_int_equal(items.list.n, 0);
    assert_int_equal(height, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rating_shapes),
        cmocka_unit_test(test_shapes_scale),
        cmocka_unit_test(test_arrows),
        cmocka_unit_test(test_boxes),
        cmocka_unit_test(test_bar),
        cmocka_unit_test(test_bar_without_room),
        cmocka_unit_test(test_sparkline),
        cmocka_unit_test(test_sparkline_of_little),
        cmocka_unit_test(test_matrix),
        cmocka_unit_test(test_matrix_in_place),
        cmocka_unit_test(test_matrix_not_scored),
        cmocka_unit_test(test_matrix_long_words),
        cmocka_unit_test(test_bands),
        cmocka_unit_test(test_thread),
        cmocka_unit_test(test_thread_downwards),
        cmocka_unit_test(test_thread_of_nothing),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}

/* chart_shapes.c - sparklines, rating shapes, arrows, bars and the risk matrix. Places are those
 * measured on the pages of the design. */
#include "chart.h"

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

static void spark(const mkr_chart_style *style, const mkr_trend *t, mkr_items *items) {
    mkr_sparkline_draw(&(mkr_canvas){style, items, 0, here, MKR_PT(54)}, t);
}

static void test_sparkline(void **state) {
    world *w = *state;
    mkr_chart_style style = style_of(w);
    mkr_items items = {.arena = w->arena};
    mkr_data *d =
        data_of(w->arena, "Q3 2021/22", "58.2 55.1 49.7 44.0 41.2 36.9 33.8 30.5 31.2 34.6 36.7 37.8",
                "65.0 65.0 65.0 65.0 65.0 65.0 60.0", "%", "%");
    mkr_trend t = trend_of(w->arena, d, 12);
    spark(&style, &t, &items);
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
    mkr_trend t = trend_of(w->arena, d, 12);
    spark(&style, &t, &items);
    assert_point(path_of(&items, 0x5b6773, 1100, 0), 0, 32.91, 14); /* 417.65 less 384.76 */
    d = data_of(w->arena, "Q3 2021/22", "5 5 5 .", "", "%", "%");
    t = trend_of(w->arena, d, 12);
    items = (mkr_items){.arena = w->arena};
    spark(&style, &t, &items);
    assert_int_equal(items.list.n, 1); /* no dot where the last value is missing */
    assert_point(path_at(&items, 0), 0, 2, 8.5);
    d = data_of(w->arena, "Q3 2021/22", ". .", "5", "%", "%");
    t = trend_of(w->arena, d, 12);
    items = (mkr_items){.arena = w->arena};
    spark(&style, &t, &items);
    assert_int_equal(items.list.n, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rating_shapes), cmocka_unit_test(test_shapes_scale),
        cmocka_unit_test(test_arrows),        cmocka_unit_test(test_boxes),
        cmocka_unit_test(test_bar),           cmocka_unit_test(test_bar_without_room),
        cmocka_unit_test(test_sparkline),     cmocka_unit_test(test_sparkline_of_little),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}

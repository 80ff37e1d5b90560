/* chart_spc.c - tests of control charts: verdicts above the chart, icons told apart by shape, alternatives.
 */
#include "chart.h"

#include <stdlib.h>

#include "chart/plot.h"

enum { PERIODS = 15 };

typedef struct example {
    mkr_period periods[PERIODS];
    mkr_datum figures[PERIODS], target[PERIODS], mean[PERIODS], lower[PERIODS], upper[PERIODS];
    uint8_t signals[PERIODS];
    mkr_curve curve;
    mkr_guide guides[4];
    mkr_trend trend;
    mkr_control_chart chart;
} example;

static void set(mkr_datum *at, const char *v) {
    for (size_t i = 0; i < PERIODS; i++)
        at[i] = (mkr_datum){number(v), true, NULL};
}

/* The worked example of the NHS Making Data Count team: see tests/unit/spc.c. */
static example *example_of(world *w) {
    static const int values[PERIODS] = {20, 24, 20, 26, 22, 16, 18, 16, 31, 28, 34, 26, 30, 19, 18};
    example *e = mkr_alloc(w->arena, sizeof *e);
    mkr_period p;
    assert_true(mkr_period_parse("2024-01", &p));
    for (size_t i = 0; i < PERIODS; i++, p = period_after(p)) {
        e->periods[i] = p;
        e->figures[i] = (mkr_datum){{values[i], 0}, true, NULL};
    }
    set(e->target, "40");
    set(e->mean, "23.20");
    set(e->lower, "8.76");
    set(e->upper, "37.64");
    e->curve = (mkr_curve){"", MKR_CURVE_OWN, e->figures};
    e->guides[0] = (mkr_guide){"Target", MKR_GUIDE_TARGET, e->target};
    e->guides[1] = (mkr_guide){"Mean", MKR_GUIDE_MEAN, e->mean};
    e->guides[2] = (mkr_guide){"Lower limit", MKR_GUIDE_LIMIT, e->lower};
    e->guides[3] = (mkr_guide){"Upper limit", MKR_GUIDE_LIMIT, e->upper};
    e->trend = (mkr_trend){.name = "Plans issued",
                           .axis = "Plans a month",
                           .unit = "number",
                           .polarity = MKR_HIGHER,
                           .travel = MKR_NO_COMPARISON,
                           .periods = e->periods,
                           .n = PERIODS,
                           .curves = &e->curve,
                           .n_curves = 1,
                           .guides = e->guides,
                           .n_guides = 4,
                           .limits_name = "Mean and limits",
                           .signals = e->signals};
    e->chart = (mkr_control_chart){.trend = &e->trend,
                                   .variation = MKR_VARIATION_COMMON_CAUSE,
                                   .capability = MKR_CAPABILITY_FAIL,
                                   .signal_word = {"", "Improvement", "Concern", "Change"},
                                   .variation_head = "Variation",
                                   .capability_head = "Assurance",
                                   .variation_word = "Common cause",
                                   .capability_word = "Fail: the target will be missed"};
    return e;
}

static mkr_len draw(world *w, const example *e, mkr_len room, mkr_items *items) {
    const mkr_chart_style style = style_of(w);
    *items = (mkr_items){.arena = w->arena};
    return mkr_chart_draw(&(mkr_canvas){&style, items, 9, here, room},
                          &(mkr_drawing){.kind = MKR_DRAW_CONTROL_CHART, .control = &e->chart});
}

static void test_verdicts(void **state) {
    world *w = *state;
    example *e = example_of(w);
    mkr_items items;
    mkr_len height = draw(w, e, MKR_PT(408), &items);
    assert_text(w, &items, "Variation", 27, 7.5);
    assert_text(w, &items, "Common cause", 27, 19);
    assert_text(w, &items, "Assurance", 238.5, 7.5); /* (408 - 15) / 2 + 15 + 27 */
    assert_text(w, &items, "Fail: the target will be missed", 238.5, 19);
    /* The chart stands 12 below; its unit line has its baseline at 10. */
    assert_text(w, &items, "Plans a month", 0, 41);
    mkr_items trend = {.arena = w->arena};
    const mkr_chart_style style = style_of(w);
    assert_int_equal(
        height, MKR_PT(31) + mkr_trend_draw(&(mkr_canvas){&style, &trend, 9, here, MKR_PT(408)}, &e->trend));
}

/* Only what occurs is in the key, its shapes with their middles 5.5 right of the edge and 3.3 above the
 * baselines. */
static void test_key(void **state) {
    world *w = *state;
    example *e = example_of(w);
    mkr_items items;
    draw(w, e, MKR_PT(408), &items);
    assert_null(text_find(w->arena, &items, "Improvement"));
    e->signals[8] = MKR_SIGNAL_CONCERN;
    draw(w, e, MKR_PT(408), &items);
    /* The verdicts are 31 high with the space below, the key 21. */
    assert_text(w, &items, "Concern", 14, 40);
    assert_null(text_find(w->arena, &items, "Improvement"));
    assert_text(w, &items, "Plans a month", 0, 62);
    e->signals[9] = MKR_SIGNAL_IMPROVEMENT;
    draw(w, e, MKR_PT(408), &items);
    assert_text(w, &items, "Improvement", 14, 40);
    const mkr_text *first = text_saying(w->arena, &items, "Improvement");
    assert_text(w, &items, "Concern", 42 + first->width / 1000.0, 40); /* 14 apart, and 14 for the shape */
}

/* Mean and limits have one decimal more than the figures, and one label where they are one level. */
static void test_levels(void **state) {
    world *w = *state;
    example *e = example_of(w);
    mkr_items items;
    draw(w, e, MKR_PT(408), &items);
    text_saying(w->arena, &items, "Mean 23.2");
    text_saying(w->arena, &items, "Lower limit 8.8");
    set(e->mean, "20");
    set(e->lower, "20");
    set(e->upper, "20");
    draw(w, e, MKR_PT(408), &items);
    text_saying(w->arena, &items, "Mean and limits 20.0");
    assert_null(text_find(w->arena, &items, "Mean 20.0"));
    assert_null(text_find(w->arena, &items, "Upper limit 20.0"));
}

/* A percentage that is 100 throughout has an axis that ends there. */
static void test_hundred(void **state) {
    world *w = *state;
    example *e = example_of(w);
    mkr_items items;
    e->trend.unit = "%";
    e->trend.n_guides = 0;
    for (size_t i = 0; i < PERIODS; i++)
        e->figures[i] = (mkr_datum){{100, 0}, true, NULL};
    draw(w, e, MKR_PT(408), &items);
    text_saying(w->arena, &items, "100");
    for (int above = 101; above <= 125; above++)
        assert_null(text_find(w->arena, &items, mkr_printf(w->arena, "%d", above)));
}

static void test_narrow_ones_stand_under_one_another(void **state) {
    world *w = *state;
    example *e = example_of(w);
    mkr_items items;
    draw(w, e, MKR_PT(231), &items);
    assert_text(w, &items, "Common cause", 27, 19);
    assert_text(w, &items, "Assurance", 27, 38.5);
    assert_text(w, &items, "Fail: the target will be missed", 27, 50);
}

static void test_no_verdict(void **state) {
    world *w = *state;
    example *e = example_of(w);
    mkr_items items;
    e->chart.variation_word = e->chart.capability_word = "";
    e->chart.variation = MKR_VARIATION_UNKNOWN;
    e->chart.capability = MKR_CAPABILITY_UNKNOWN;
    draw(w, e, MKR_PT(408), &items);
    assert_null(text_find(w->arena, &items, "Variation"));
    e->chart.variation_word = "Common cause";
    draw(w, e, MKR_PT(408), &items);
    assert_non_null(text_find(w->arena, &items, "Variation"));
    assert_null(text_find(w->arena, &items, "Assurance"));
}

/* Verbs of the paths drawn before the first text: the icon. */
static const char *shape_of(world *w, uint8_t variation, bool low, uint8_t capability) {
    example *e = example_of(w);
    mkr_items items;
    mkr_buffer out = mkr_buffer_new(w->arena);
    e->chart.variation = variation;
    e->chart.low = low;
    e->chart.capability = capability;
    draw(w, e, MKR_PT(408), &items);
    size_t texts = 0, wanted = capability ? 2 : 0; /* the second icon follows the words of the first */
    for (size_t i = 0; i < items.list.n && texts <= wanted; i++) {
        const mkr_item *item = &items.list.at[i];
        if (item->kind == MKR_ITEM_TEXT)
            texts++;
        else if (texts == wanted)
            for (const char *v = item->path.verbs; *v; v++)
                mkr_buffer_printf(&out, "%c%d,%d", *v, item->path.points[0].x, item->path.points[0].y);
    }
    return mkr_strdup(w->arena, mkr_buffer_text(&out));
}

static void test_icons_differ_in_shape(void **state) {
    world *w = *state;
    const char *shapes[10];
    size_t n = 0;
    shapes[n++] = shape_of(w, MKR_VARIATION_COMMON_CAUSE, false, 0);
    for (uint8_t kind = MKR_VARIATION_IMPROVEMENT; kind <= MKR_VARIATION_NEUTRAL; kind++)
        for (int low = 0; low < 2; low++)
            shapes[n++] = shape_of(w, kind, low, 0);
    for (uint8_t kind = MKR_CAPABILITY_PASS; kind <= MKR_CAPABILITY_HIT_OR_MISS; kind++)
        shapes[n++] = shape_of(w, MKR_VARIATION_COMMON_CAUSE, false, kind);
    for (size_t a = 0; a < n; a++) {
        assert_true(*shapes[a]);
        for (size_t b = 0; b < a; b++)
            assert_string_not_equal(shapes[a], shapes[b]);
    }
}

static const char *alt_of(world *w, const example *e) {
    const mkr_chart_style style = style_of(w);
    return mkr_chart_alt(w->arena, &style,
                         &(mkr_drawing){.kind = MKR_DRAW_CONTROL_CHART, .control = &e->chart});
}

static void test_alternative(void **state) {
    world *w = *state;
    example *e = example_of(w);
    assert_string_equal(
        alt_of(w, e), "Control chart (XmR) of Plans issued, Plans a month, January 2024 to March 2025. Last "
                      "figure 18 in March 2025. Mean 23.2, limits 8.8 to 37.6. No signals. Variation: Common "
                      "cause. Target 40. Assurance: Fail: the target will be missed.");
    e->signals[3] = MKR_SIGNAL_CONCERN;
    e->signals[8] = e->signals[9] = MKR_SIGNAL_IMPROVEMENT;
    e->chart.provisional = true;
    e->trend.guides = e->guides + 1;
    e->trend.n_guides = 3;
    e->chart.capability_word = "";
    assert_string_equal(
        alt_of(w, e), "Control chart (XmR) of Plans issued, Plans a month, January 2024 to March 2025. Last "
                      "figure 18 in March 2025. Provisional mean 23.2, limits 8.8 to 37.6. Signals: 2 of "
                      "improvement, the last in October 2024; 1 of concern, in April 2024. Variation: Common "
                      "cause. No target is set.");
    e->trend.n_guides = 0;
    e->trend.signals = NULL;
    e->chart.variation_word = "";
    e->trend.unit = e->trend.axis = "%";
    e->figures[14].given = false;
    assert_string_equal(
        alt_of(w, e),
        "Control chart (XmR) of Plans issued, %, January 2024 to March 2025. Last figure 19% in "
        "February 2025. Too few figures for limits. No target is set.");
}

/* ---- what holds for every chart */

/* The words of the verdicts stay in the room, apart from one another and above the chart. */
static void test_words_never_collide(void **state) {
    world *w = *state;
    srand(31);
    for (int round = 0; round < 300; round++) {
        example *e = example_of(w);
        char words[2][161];
        for (int k = 0; k < 2; k++) {
            size_t n = (size_t)(1 + rand() % 160);
            for (size_t i = 0; i < n; i++)
                words[k][i] = i > 0 && i + 1 < n && rand() % 6 == 0 && words[k][i - 1] != ' ' ? ' ' : 'n';
            words[k][n] = '\0';
        }
        e->chart.variation_word = words[0];
        e->chart.capability_word = words[1];
        mkr_len room = MKR_PT(200 + rand() % 540);
        mkr_items items;
        draw(w, e, room, &items);
        mkr_len y[2] = {0, 0};
        size_t n = 0;
        for (size_t i = 0; i < items.list.n; i++) {
            const mkr_text *t = &items.list.at[i].text;
            if (items.list.at[i].kind != MKR_ITEM_TEXT || t->size != MKR_PT(10) || t->colour != 0x17212b)
                continue;
            bool right = t->x > room / 2;
            if (t->x < MKR_PT(27) || t->x + t->width > room + 50)
                fail_msg("round %d: beyond the room", round);
            if (!right && room >= MKR_PT(300) && t->x + t->width > room / 2)
                fail_msg("round %d: into the other half", round);
            if (t->y <= y[right])
                fail_msg("round %d: one line on another", round);
            y[right] = t->y;
            n++;
        }
        assert_true(n >= 2);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_verdicts),
        cmocka_unit_test(test_key),
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_hundred),
        cmocka_unit_test(test_narrow_ones_stand_under_one_another),
        cmocka_unit_test(test_no_verdict),
        cmocka_unit_test(test_icons_differ_in_shape),
        cmocka_unit_test(test_alternative),
        cmocka_unit_test(test_words_never_collide),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}

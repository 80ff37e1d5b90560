/* chart_trend.c - trend charts. Places are those measured on the pages of the design; what must hold for
 * every chart is tried on random ones. */
#include "chart.h"

#include <stdlib.h>

static const char *const ehcp = "58.2 55.1 49.7 44.0 41.2 36.9 33.8 30.5 31.2 34.6 36.7 37.8";
static const char *const ehcp_targets = "65.0 65.0 65.0 65.0 65.0 65.0 60.0";

typedef struct drawn {
    mkr_items items;
    mkr_len height;
} drawn;

static drawn draw_in(world *w, const mkr_trend *trend, mkr_len room) {
    drawn d = {.items = {.arena = w->arena}};
    mkr_chart_style style = style_of(w);
    mkr_canvas canvas = canvas_of(&style, &d.items, room);
    d.height = mkr_trend_draw(&canvas, trend);
    return d;
}

static mkr_items draw(world *w, const mkr_trend *trend, mkr_len room) {
    return draw_in(w, trend, room).items;
}

/* Where the last value stands: an accent dot straight on a white one, which is r 3.3 with a ring of 1 along
 * its edge. Nothing of the series is painted over them. */
static mkr_point last_point(const mkr_items *items) {
    size_t ring = dots_index(items, 0xffffff, 3800);
    const mkr_path *white = path_at(items, ring), *dot = path_at(items, ring + 1);
    mkr_point middle = point_of(white, 0);
    assert_dot(dot, 0x0d4a63, 2800, middle.x / 1000.0, middle.y / 1000.0);
    assert_int_equal(point_of(dot, 0).x, middle.x);
    assert_int_equal(point_of(dot, 0).y, middle.y);
    assert_int_equal(dots_in(white), 1);
    for (size_t i = ring + 2; i < items->list.n; i++)
        assert_true(items->list.at[i].kind != MKR_ITEM_PATH || items->list.at[i].path.stroke != 0x0d4a63);
    return middle;
}

/* ---- the pages of the design */

static void test_beside_facts(void **state) {
    world *w = *state;
    mkr_data *d = data_of(w->arena, "Q3 2021/22", ehcp, ehcp_targets, "%", "% of new plans");
    compare_with(w->arena, d->indicators, "England", number("50.3"));
    mkr_trend t = trend_of(w->arena, d, 12);
    name_own(&t, "Somerset");
    t.beside_facts = true;
    mkr_items items = draw(w, &t, FACTS);

    assert_len(draw_in(w, &t, FACTS).height, 152);
    assert_text(w, &items, "% of new plans", 0, 10);
    assert_text(w, &items, "80", 17.55, 27.09);
    assert_text(w, &items, "0", 22.77, 124.09);
    assert_text(w, &items, "2021/22", 35.73, 146);
    assert_text(w, &items, "Target 65.0%", 96.74, 38.19);
    /* Target and England are too close and each moves 0.37. */
    assert_text(w, &items, "Target 60.0%", 274, 51.17);
    assert_text(w, &items, "England 50.3%", 274, 63.67);
    assert_text(w, &items, "Somerset 37.8%", 274, 78.45);

    const mkr_path *series = path_of(&items, 0x0d4a63, 1900, 0);
    assert_string_equal(series->verbs, "MLLLLLLLLLLL");
    assert_point(series, 0, 43.71, 50.43);
    assert_point(series, 7, 179.63, 84.02);
    assert_point(series, 11, 257.29, 75.17);
    assert_at(last_point(&items), 257.29, 75.17);
    assert_int_equal(dots_in(dots_of(&items, 0x0d4a63, 1600)), 11);
    assert_int_equal(count_dots(&items, 0x0d4a63), 12);
    const mkr_path *target = path_of(&items, 0x17212b, 1000, 0);
    assert_string_equal(target->verbs, "MLML");
    assert_int_equal(target->dash[0], 4000);
    assert_int_equal(target->dash[1], 3000);
    assert_point(target, 1, 150.5, 42.19);
    assert_point(target, 2, 150.5, 48.25);
    assert_point(target, 3, 267, 48.25);
    const mkr_path *rules = path_of(&items, 0xc5ccd3, 500, 0);
    assert_point(rules, 0, 72.83, 121);
    assert_point(rules, 1, 72.83, 145);
    /* The comparator's one value is a tick of 6, not a line. */
    const mkr_path *comparator = path_of(&items, 0x7b8794, 1250, 0);
    assert_point(comparator, 0, 261, 60.01);
    assert_point(comparator, 1, 267, 60.01);
}

static void test_full_width_with_its_data(void **state) {
    world *w = *state;
    mkr_data *d = data_of(w->arena, "Q3 2021/22", ehcp, ehcp_targets, "%", "% of new plans");
    mkr_trend t = trend_of(w->arena, d, 12);
    t.rows = true;
    mkr_items items = draw(w, &t, FULL);
    assert_len(draw_in(w, &t, FULL).height, 154);
    assert_text(w, &items, "Target 65.0%", 174.73, 32.19);
    assert_text(w, &items, "Target 60.0%", 420, 43.55);
    assert_text(w, &items, "37.8%", 420, 61.58);
    assert_text(w, &items, "Actual", 0, 133);
    assert_text(w, &items, "58.2", 51.58, 133);
    assert_text(w, &items, "37.8", 389.82, 133);
    assert_text(w, &items, "Target", 0, 149);
    assert_text(w, &items, "65.0", 51.58, 149);
    const mkr_path *row = path_of(&items, 0xc5ccd3, 500, 1);
    assert_point(row, 0, 0, 121.5);
    assert_point(row, 1, 413, 121.5);
}

static void test_full_width_without_targets(void **state) {
    world *w = *state;
    mkr_trend t = trend_of(w->arena, data_of(w->arena, "Q3 2021/22", ehcp, "", "%", "%"), 12);
    t.rows = true;
    assert_len(draw_in(w, &t, FULL).height, 138);
    t.rows = true;
    mkr_items items = draw(w, &t, FULL);
    assert_null(text_find(w->arena, &items, "Target"));
}

static void test_months(void **state) {
    world *w = *state;
    mkr_data *d =
        data_of(w->arena, "2021-04",
                "50.8 53.9 56.6 55.5 56.1 55.9 52.3 51.4 51.1 49.0 50.7 50.6 53.8 57.0 56.9 58.4 59.1 56.1 "
                "55.3 54.6 51.5 52.2 51.1 53.8 56.7 57.2 59.9 61.5 59.5 59.2 58.3 54.8 54.4 52.4 54.2 56.7",
                "57.0", "%", "% recycled, composted or reused");
    mkr_trend t = trend_of(w->arena, d, 60);
    t.rows = true;
    mkr_items items = draw(w, &t, FULL);
    assert_text(w, &items, "% recycled, composted or reused, axis starts at 45", 0, 10);
    assert_text(w, &items, "Apr", 26.56, 95.5);
    assert_text(w, &items, "Jul", 60.52, 95.5);
    assert_text(w, &items, "2021/22", 74.8, 108);
    assert_text(w, &items, "Target 57.0%", 422, 39.28);
    assert_text(w, &items, "56.7%", 422, 51.78);
    assert_null(text_find(w->arena, &items, "May"));
    assert_int_equal(text_saying(w->arena, &items, "Apr")->size, 8500);
    const mkr_path *series = path_of(&items, 0x0d4a63, 1900, 0);
    assert_point(series, 0, 33.38, 65.89);
    last_point(&items);
    assert_int_equal(count_dots(&items, 0x0d4a63), 1); /* no dots but the last */
    const mkr_path *rules = path_of(&items, 0xc5ccd3, 500, 0);
    assert_string_equal(rules->verbs, "MLML");
    assert_point(rules, 0, 157, 99);
    assert_point(rules, 1, 157, 110);
}

static void test_negative(void **state) {
    world *w = *state;
    mkr_data *d =
        data_of(w->arena, "Q3 2022/23", "3.2 1.9 4.4 2.1 -0.6 -1.8 0.9 -2.3", "0.0", "£m", "Variance, £m");
    mkr_trend t = trend_of(w->arena, d, 12);
    mkr_items items = draw(w, &t, HALF);
    assert_text(w, &items, "−4", 11.55, 86.09);
    assert_text(w, &items, "6", 16.77, 27.09);
    assert_text(w, &items, "Target 0.0", 176, 62.69);
    assert_text(w, &items, "−2.3", 176, 76.27);
    assert_text(w, &items, "Q3", 30.59, 95.5);
    const mkr_path *axes = path_of(&items, 0x46525e, 750, 0);
    assert_string_equal(axes->verbs, "MLML");
    assert_point(axes, 0, 28, 83);
    assert_point(axes, 2, 28, 59.4);
    assert_point(path_of(&items, 0x0d4a63, 1900, 0), 0, 36.81, 40.52);
}

/* ---- the table of cases */

static void test_gap(void **state) {
    world *w = *state;
    mkr_data *d = data_of(w->arena, "Q3 2022/23", "71 68 . 74 . 76 78 81", "80", "%", "%");
    mkr_trend t = trend_of(w->arena, d, 12);
    mkr_items items = draw(w, &t, HALF);
    assert_text(w, &items, "[x]", 67.25, 79);
    assert_string_equal(path_of(&items, 0x0d4a63, 1900, 0)->verbs, "ML");
    assert_string_equal(path_of(&items, 0x0d4a63, 1900, 1)->verbs, "MLL");
    assert_null(path_find(&items, 0x0d4a63, 1900, 2));
    /* Cells are 17.625 wide from 28 on; 60 stands at 83 and a unit is 59 / 30 high. Dots of one radius are
     * one path: four of 1.6, the lone one of 2.4, and the last. */
    const mkr_path *dots = dots_of(&items, 0x0d4a63, 1600);
    assert_int_equal(dots_in(dots), 4);
    assert_dot_at(dots, 0, 36.81, 61.37);
    assert_dot_at(dots, 1, 54.44, 67.27);
    assert_dot_at(dots, 2, 124.94, 51.53);
    assert_dot_at(dots, 3, 142.56, 47.6);
    assert_one_dot(&items, 0x0d4a63, 2400, 89.69, 55.47);
    assert_at(last_point(&items), 160.19, 41.7);
    assert_int_equal(count_dots(&items, 0x0d4a63), 6);
}

static void test_missing_at_the_end(void **state) {
    world *w = *state;
    mkr_data *d = data_of(w->arena, "Q3 2022/23", "71 68 74 .", "80", "%", "%");
    compare_with(w->arena, d->indicators, "", number("0"));
    mkr_trend t = trend_of(w->arena, d, 12);
    mkr_items items = draw(w, &t, HALF);
    assert_non_null(text_saying(w->arena, &items, "74% (Q1)"));
    assert_non_null(text_saying(w->arena, &items, "[x]"));
}

static void test_one_point(void **state) {
    world *w = *state;
    mkr_data *d = data_of(w->arena, "Q3 2023/24", ". . . 9", "6", "Number", "Carers approved");
    mkr_trend t = trend_of(w->arena, d, 12);
    mkr_items items = draw(w, &t, HALF);
    assert_text(w, &items, "Q2", 92.28, 95.5);
    assert_text(w, &items, "2024/25", 80.8, 108);
    assert_text(w, &items, "9", 176, 33.19);
    assert_text(w, &items, "Target 6", 176, 50.89);
    assert_null(path_find(&items, 0x0d4a63, 1900, 0));
    assert_null(text_find(w->arena, &items, "[x]")); /* the chart begins with the first value */
    assert_at(last_point(&items), 98.5, 29.9);
    assert_int_equal(count_dots(&items, 0x0d4a63), 1);
}

static void test_no_value(void **state) {
    world *w = *state;
    mkr_trend t = trend_of(w->arena, data_of(w->arena, "Q3 2023/24", ". . .", "6", "%", "%"), 12);
    assert_int_equal(draw_in(w, &t, HALF).height, 0);
    assert_int_equal(draw(w, &t, HALF).list.n, 0);
    t.n = 0;
    assert_int_equal(draw_in(w, &t, HALF).height, 0);
}

static void test_new_definition(void **state) {
    world *w = *state;
    mkr_trend t = trend_of(
        w->arena, data_of(w->arena, "Q3 2022/23", "54 51 52 50 41 38 35 36", "28", "Days", "Days"), 12);
    t.breaks = (const size_t[]){4};
    t.n_breaks = 1;
    mkr_items items = draw(w, &t, HALF);
    assert_text(w, &items, "New definition", 102, 27);
    const mkr_path *rule = path_of(&items, 0x5b6773, 750, 0);
    assert_point(rule, 0, 98.5, 20);
    assert_point(rule, 1, 98.5, 83);
    assert_string_equal(path_of(&items, 0x0d4a63, 1900, 0)->verbs, "MLLL");
    assert_string_equal(path_of(&items, 0x0d4a63, 1900, 1)->verbs, "MLLL");
}

static void test_year_of_one_cell(void **state) {
    world *w = *state;
    mkr_trend t = trend_of(w->arena, data_of(w->arena, "Q4 2021/22", ehcp, "", "%", "%"), 12);
    t.beside_facts = true;
    mkr_items items = draw(w, &t, FACTS);
    const mkr_text *name = text_saying(w->arena, &items, "21/22");
    const mkr_path *rules = path_of(&items, 0xc5ccd3, 500, 0);
    assert_true(name->x + name->width < point_of(rules, 0).x);
}

static void test_last_sixty(void **state) {
    world *w = *state;
    char values[400] = "";
    for (int i = 0; i < 100; i++)
        strcat(values, i == 99 ? "9 " : "5 ");
    mkr_trend t = trend_of(w->arena, data_of(w->arena, "2015-04", values, "", "%", "%"), 1000);
    t.rows = true;
    mkr_items items = draw(w, &t, FULL);
    assert_int_equal(strlen(path_of(&items, 0x0d4a63, 1900, 0)->verbs), 60);
}

/* ---- what holds for every chart */

typedef struct box {
    mkr_len x0, y0, x1, y1;
} box;

/* Figures and capitals are 0.72 em high; a tenth of an em below the baseline reaches the comma. */
static box box_of(const mkr_text *t) {
    return (box){t->x, t->y - t->size * 72 / 100, t->x + t->width, t->y + t->size / 10};
}

static void assert_apart(world *w, const mkr_items *items, int round) {
    box boxes[400];
    const mkr_text *texts[400];
    size_t n = 0;
    for (size_t i = 0; i < items->list.n; i++) {
        if (items->list.at[i].kind == MKR_ITEM_TEXT) {
            assert_true(n < 400);
            texts[n] = &items->list.at[i].text;
            boxes[n++] = box_of(&items->list.at[i].text);
        }
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < i; j++) {
            const box *a = &boxes[i], *b = &boxes[j];
            if (a->x0 < b->x1 && b->x0 < a->x1 && a->y0 < b->y1 && b->y0 < a->y1)
                fail_msg("round %d: \"%s\" (%d %d) overlaps \"%s\" (%d %d)", round,
                         words_of(w->arena, texts[i]), texts[i]->x, texts[i]->y, words_of(w->arena, texts[j]),
                         texts[j]->x, texts[j]->y);
        }
    }
}

static mkr_decimal random_value(int span, uint8_t places) {
    return (mkr_decimal){rand() % span + (rand() % 8 == 0 ? -span / 2 : 0), places};
}

static mkr_data *random_data(mkr_arena *arena) {
    static const char *const firsts[] = {"Q1 2015/16", "Q2 2018/19", "Q4 2021/22",
                                         "2019-06",    "2021-04",    "2001/02"};
    mkr_data *d = data_of(arena, firsts[rand() % 6],
                          "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 "
                          "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
                          "", rand() % 2 ? "%" : "Number", "% of new plans");
    mkr_indicator *i = d->indicators;
    int spans[] = {3, 20, 1000, 200000, 2000000000}, span = spans[rand() % 5], steps = rand() % 12,
        gaps = rand() % 3;
    i->places = (uint8_t)(rand() % 3);
    d->n_periods = (size_t)(rand() % 4 ? 1 + rand() % 14 : 1 + rand() % 66);
    d->current = d->n_periods - 1;
    mkr_decimal target = random_value(span, i->places);
    bool has_target = rand() % 4 > 0;
    mkr_value *values = mkr_alloc_array(arena, d->n_periods, sizeof *values);
    for (size_t p = 0; p < d->n_periods; p++) {
        bool has_actual = gaps == 0 || rand() % 5 > gaps - 1;
        set_actual(&values[p], random_value(span, i->places));
        values[p].has_actual = has_actual;
        if (steps > 6 && rand() % 12 < steps - 6)
            target = random_value(span, i->places);
        set_target(&values[p], target);
        values[p].has_target = has_target && rand() % 30 > 0;
    }
    i->values = values;
    const char *label = rand() % 4 ? "England" : "All other unitary authorities";
    if (rand() % 2)
        compare_with(arena, i, label, rand() % 2 ? target : random_value(span, i->places));
    return d;
}

/* Every datum stands within a tenth of a point of its place in binary floating point, worked out from the
 * gridlines. */
static void assert_places(const mkr_items *items, const mkr_trend *t, mkr_len left, mkr_len right, double low,
                          double high, mkr_len top, mkr_len bottom) {
    const mkr_datum *v = t->curves[0].at;
    size_t end = t->n, from = end > 60 ? end - 60 : 0;
    while (!v[from].given)
        from++;
    double cell = (double)(right - left) / (double)(end - from);
    size_t run = 0, lines = 0;
    for (size_t i = from; i < end; i++) {
        if (!v[i].given)
            continue;
        run = i > from && v[i - 1].given ? run + 1 : 0;
        bool is_drawn = run > 0 || (i + 1 < end && v[i + 1].given);
        if (!is_drawn)
            continue;
        const mkr_path *line = path_of(items, 0x0d4a63, 1900, run == 0 ? lines++ : lines - 1);
        double value = (double)v[i].v.units;
        for (uint8_t k = 0; k < v[i].v.places; k++)
            value /= 10;
        double x = left + cell * ((double)(i - from) + 0.5);
        double y = bottom - (value - low) / (high - low) * (bottom - top);
        mkr_point p = point_of(line, run);
        if (p.x < x - 100 || p.x > x + 100 || p.y < y - 100 || p.y > y + 100)
            fail_msg("(%d, %d) is not (%f, %f)", p.x, p.y, x, y);
    }
}

/* "Somerset 37.8% (Q1)" */
static double read_label(mkr_arena *arena, const char *words) {
    const char *period = strstr(words, " (");
    words = period ? mkr_strndup(arena, words, (size_t)(period - words)) : words;
    const char *number = strrchr(words, ' ');
    return tick_value(number ? number + 1 : words);
}

/* Labels at the end of the plot: at least 12.5 between any two, the greater figure higher. The own value is
 * level with its point unless another keeps it away. The lines of one stand 10 apart round its level. */
static void assert_end_labels(world *w, const mkr_items *items, mkr_len right) {
    mkr_len levels[3], nearest = INT32_MAX, line = 0;
    double values[3];
    size_t n = 0;
    mkr_point last = last_point(items);
    for (size_t i = 0; i < items->list.n; i++) {
        const mkr_item *item = &items->list.at[i];
        if (item->kind != MKR_ITEM_TEXT || item->text.x != right + 7000)
            continue;
        double value = read_label(w->arena, words_of(w->arena, &item->text));
        bool goes_on = n > 0 && item->text.y == line + 10000; /* the same label's next line */
        line = item->text.y;
        if (goes_on) {
            levels[n - 1] += 5000;
            values[n - 1] = value;
            continue;
        }
        values[n] = value;
        assert_true(n < 3);
        levels[n++] = item->text.y;
    }
    assert_true(n > 0);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++) {
            mkr_len apart = levels[k] - levels[i];
            assert_true(abs(apart) >= 12500);
            assert_false(values[k] > values[i] ? apart > 0 : values[k] < values[i] && apart < 0);
            nearest = k == 0 && abs(apart) < nearest ? abs(apart) : nearest;
        }
    if (levels[0] - 3300 != last.y)
        assert_in_range(nearest, 12500, 31000);
}

static void test_random_charts(void **state) {
    world *w = *state;
    static const double heights[] = {152, 114, 154};
    mkr_chart_style style = style_of(w);
    srand(11);
    for (int round = 0; round < 4000; round++) {
        mkr_arena *whole = w->arena, *mine = w->arena = mkr_arena_child(whole);
        mkr_data *d = random_data(mine);
        mkr_trend t = trend_of(mine, d, 60);
        int size = rand() % 3;
        t.beside_facts = size == 0;
        t.rows = size == 2;
        name_own(&t, rand() % 2 ? "Somerset" : "");
        drawn done = draw_in(w, &t, (const mkr_len[]){FACTS, HALF, FULL}[size]);
        mkr_items items = done.items;
        if (done.height > 0) {
            assert_apart(w, &items, round);
            const mkr_path *grid = path_of(&items, 0xdde2e7, 500, 0);
            size_t ticks = strlen(grid->verbs) / 2;
            const mkr_text *labels[8];
            size_t n = 0;
            assert_in_range(ticks, 1, 8);
            for (size_t i = 0; i < items.list.n && n < ticks; i++) {
                if (items.list.at[i].kind == MKR_ITEM_TEXT && items.list.at[i].text.y != 10000)
                    labels[n++] = &items.list.at[i].text;
            }
            assert_int_equal(n, ticks);
            assert_places(&items, &t, point_of(grid, 0).x, point_of(grid, 1).x,
                          tick_value(words_of(mine, labels[0])),
                          tick_value(words_of(mine, labels[ticks - 1])), point_of(grid, 2 * ticks - 2).y,
                          point_of(grid, 0).y);
            assert_end_labels(w, &items, point_of(grid, 1).x);
            for (size_t i = 0; i < items.list.n; i++)
                assert_int_equal(items.list.at[i].elem, 5);
            assert_true(done.height <= heights[size] * 1000);
            char *alt = mkr_trend_alt(mine, &style, &t);
            assert_in_range(strlen(alt), 20, 420);
        }
        w->arena = whole;
        mkr_arena_free(mine);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_beside_facts),
        cmocka_unit_test(test_full_width_with_its_data),
        cmocka_unit_test(test_full_width_without_targets),
        cmocka_unit_test(test_months),
        cmocka_unit_test(test_negative),
        cmocka_unit_test(test_gap),
        cmocka_unit_test(test_missing_at_the_end),
        cmocka_unit_test(test_one_point),
        cmocka_unit_test(test_no_value),
        cmocka_unit_test(test_new_definition),
        cmocka_unit_test(test_year_of_one_cell),
        cmocka_unit_test(test_last_sixty),
        cmocka_unit_test(test_random_charts),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}

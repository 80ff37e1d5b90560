/* chart_curves.c - trend charts of more than one line: several curves, bars, guides, band, signals, remarks,
 * scales. What must hold for every one of them is tried on random ones. */
#include "chart.h"

#include <stdlib.h>

typedef struct drawn {
    mkr_items items;
    mkr_len height;
} drawn;

static drawn draw_in(world *w, const mkr_trend *t, mkr_len room, bool large_print) {
    drawn d = {.items = {.arena = w->arena}};
    mkr_chart_style style = style_of(w);
    style.large_print = large_print;
    mkr_canvas canvas = canvas_of(&style, &d.items, room);
    d.height = mkr_trend_draw(&canvas, t);
    return d;
}

static mkr_items draw(world *w, const mkr_trend *t, mkr_len room) {
    return draw_in(w, t, room, false).items;
}

/* A whole-number place in a plot of four cells from `left` on, each `cell` wide. */
static void assert_line(const mkr_path *path, size_t n, double left, double cell, double bottom, double unit,
                        const double *figures) {
    for (size_t i = 0; i < n; i++)
        assert_point(path, i, left + cell * ((double)i + 0.5), bottom - figures[i] * unit);
}

/* ---- curves */

static void test_own_curves_differ(void **state) {
    world *w = *state;
    mkr_trend t = plain_trend(w->arena, "Q1 2024/25", "40 42 44 46", 4);
    name_own(&t, "Homes");
    add_curve(w->arena, &t, "Roads", MKR_CURVE_OWN, "30 32 34 36");
    add_curve(w->arena, &t, "Parks", MKR_CURVE_OWN, "20 22 24 26");
    add_curve(w->arena, &t, "Rates", MKR_CURVE_OWN, "50 52 54 56");
    add_curve(w->arena, &t, "Rents", MKR_CURVE_OWN, "10 12 14 16");
    add_curve(w->arena, &t, "Roofs", MKR_CURVE_OWN, "5 6 7 8");
    mkr_items items = draw(w, &t, FULL);
    /* Each is told by its dash, width and marker, whatever the colour. */
    const mkr_path *lines[] = {path_of(&items, 0x0d4a63, 1900, 0), path_of(&items, 0x46525e, 1600, 0),
                               path_of(&items, 0x0d4a63, 1600, 0), path_of(&items, 0x5b6773, 1300, 1),
                               path_of(&items, 0x46525e, 1300, 0), path_of(&items, 0x5b6773, 1300, 0)};
    const mkr_len dashes[] = {0, 6000, 2000, 0, 10000, 4000};
    for (int i = 0; i < 6; i++) {
        assert_string_equal(lines[i]->verbs, "MLLL");
        assert_int_equal(lines[i]->dash[0], dashes[i]);
    }
    const char *labels[] = {"Homes 46%", "Roads 36%", "Parks 26%", "Rates 56%", "Rents 16%", "Roofs 8%"};
    for (int i = 0; i < 6; i++)
        assert_non_null(text_saying(w->arena, &items, labels[i]));
    /* Scale 0 to 60 on 97 points down to 121; the labels' markers leave 9 before their words. */
    const mkr_text *label = text_saying(w->arena, &items, "Homes 46%");
    assert_len(label->y, 121 - 46 * 97 / 60.0 + 3.3);
    const mkr_path *grid = path_of(&items, 0xdde2e7, 500, 0);
    assert_int_equal(label->x, point_of(grid, 1).x + 7000 + 9000);
    double left = point_of(grid, 0).x / 1000.0, cell = (point_of(grid, 1).x / 1000.0 - left) / 4;
    assert_line(lines[4], 4, left, cell, 121, 97 / 60.0, (const double[]){10, 12, 14, 16});
}

static void test_comparators_as_lines(void **state) {
    world *w = *state;
    mkr_trend t = plain_trend(w->arena, "Q1 2024/25", "40 42 44 46", 4);
    add_curve(w->arena, &t, "England", MKR_CURVE_COMPARATOR, "50 51 52 .");
    add_curve(w->arena, &t, "South West", MKR_CURVE_COMPARATOR, "45 44 43 42");
    add_curve(w->arena, &t, "Peers", MKR_CURVE_COMPARATOR, ". . . 30");
    add_curve(w->arena, &t, "2023/24", MKR_CURVE_LAST_YEAR, "38 39 . 37");
    mkr_items items = draw(w, &t, FULL);
    assert_string_equal(path_of(&items, 0x7b8794, 1250, 1)->verbs, "MLLL");
    assert_int_equal(path_of(&items, 0x7b8794, 1250, 1)->dash[0], 1500);
    assert_string_equal(path_of(&items, 0x7b8794, 1250, 2)->verbs, "MLL");
    assert_int_equal(path_of(&items, 0x7b8794, 1250, 2)->dash[0], 0);
    /* One figure, for the last period, is a mark of 6 at the plot's end. */
    const mkr_path *mark = path_of(&items, 0x7b8794, 1250, 0);
    assert_int_equal(point_of(mark, 1).x - point_of(mark, 0).x, 6000);
    assert_string_equal(path_of(&items, 0x5b6773, 1100, 0)->verbs, "ML");
    assert_int_equal(path_of(&items, 0x5b6773, 1100, 0)->dash[0], 3000);
    assert_non_null(text_saying(w->arena, &items, "England 52% (Q3)"));
    assert_non_null(text_saying(w->arena, &items, "2023/24 37%"));
}

/* A label that has to move more than a line has a leader. */
static void test_leaders(void **state) {
    world *w = *state;
    mkr_trend t = plain_trend(w->arena, "Q1 2024/25", "10 41 42 30", 4);
    t.beside_facts = true;
    mkr_items items = draw(w, &t, FACTS);
    assert_null(path_find(&items, 0x5b6773, 500, 0));
    add_curve(w->arena, &t, "A", MKR_CURVE_COMPARATOR, "31");
    add_curve(w->arena, &t, "B", MKR_CURVE_COMPARATOR, "32");
    add_curve(w->arena, &t, "C", MKR_CURVE_COMPARATOR, "33");
    items = draw(w, &t, FACTS);
    /* From 0 to 50 on 97 one per cent is 1.94: A moves by 10.6, B by 21 and C by 32. */
    assert_string_equal(path_of(&items, 0x5b6773, 500, 0)->verbs, "MLML");
    mkr_len own = text_saying(w->arena, &items, "30%")->y;
    assert_int_equal(text_saying(w->arena, &items, "A 31%")->y, own - 12500);
    assert_int_equal(text_saying(w->arena, &items, "B 32%")->y, own - 25000);
    assert_int_equal(text_saying(w->arena, &items, "C 33%")->y, own - 37500);
}

/* ---- bars */

static void test_bars_begin_at_zero(void **state) {
    world *w = *state;
    mkr_trend t = plain_trend(w->arena, "Q1 2024/25", "80 -20 . 85", 4);
    t.marks = MKR_TREND_BARS;
    mkr_items items = draw(w, &t, HALF);
    const mkr_path *bars = path_of(&items, 0x0d4a63, 0, 0);
    assert_string_equal(bars->verbs, "MLLLZMLLLZMLLLZ");
    /* From -50 to 100 on 59 down to 83. Cells are 35.25: bars 18 wide at most. */
    assert_point(bars, 0, 28 + 17.625 - 9, 83 - 130 * 59 / 150.0);
    assert_point(bars, 2, 28 + 17.625 + 9, 83 - 50 * 59 / 150.0);
    assert_point(bars, 4, 28 + 52.875 - 9, 83 - 50 * 59 / 150.0);
    assert_point(bars, 6, 28 + 52.875 + 9, 83 - 30 * 59 / 150.0);
    assert_null(path_find(&items, 0x0d4a63, 1900, 0));
    /* Positive figures close together have their zero too, unlike a line. */
    t = plain_trend(w->arena, "Q1 2024/25", "80 81 82 85", 4);
    items = draw(w, &t, HALF);
    assert_null(text_find(w->arena, &items, "0"));
    t.marks = MKR_TREND_BOTH;
    items = draw(w, &t, HALF);
    assert_non_null(text_saying(w->arena, &items, "0"));
    assert_string_equal(path_of(&items, 0x0d4a63, 1900, 0)->verbs, "MLLL");
    assert_string_equal(path_of(&items, 0x7b8794, 0, 0)->verbs, "MLLLZMLLLZMLLLZMLLLZ");
}

/* ---- guides, band, signals */

static void test_guides(void **state) {
    world *w = *state;
    mkr_trend t = plain_trend(w->arena, "Q1 2024/25", "40 42 44 46", 4);
    add_guide(w->arena, &t, "Mean", MKR_GUIDE_MEAN, "42 42 44");
    add_guide(w->arena, &t, "Upper limit", MKR_GUIDE_LIMIT, "50");
    add_guide(w->arena, &t, "Lower limit", MKR_GUIDE_LIMIT, "35");
    mkr_items items = draw(w, &t, FULL);
    const mkr_path *mean = path_of(&items, 0x46525e, 1000, 0), *limit = path_of(&items, 0x46525e, 800, 0);
    assert_string_equal(mean->verbs, "MLML");
    assert_int_equal(mean->dash[0], 0);
    assert_int_equal(limit->dash[0], 1500);
    const char *labels[] = {"Mean 44.0%", "Upper limit 50.0%", "Lower limit 35.0%"}; /* reckoned */
    for (int i = 0; i < 3; i++)
        assert_non_null(text_saying(w->arena, &items, labels[i]));
    assert_null(path_find(&items, 0x17212b, 500, 0)); /* no dots join two levels of a mean */
}

static void test_band(void **state) {
    world *w = *state;
    mkr_trend t = plain_trend(w->arena, "Q1 2024/25", "40 42 44 46", 4);
    t.band[0] = data_row(w->arena, "30 30 . 20", 4);
    t.band[1] = data_row(w->arena, "50 50 50 40", 4);
    t.band_name = "Tolerated";
    mkr_items items = draw(w, &t, HALF);
    const mkr_path *first = path_of(&items, 0xf2f5f7, 0, 0), *second = path_of(&items, 0xf2f5f7, 0, 1);
    assert_string_equal(first->verbs, "MLLLLLLLZ");
    assert_string_equal(second->verbs, "MLLLZ");
    const mkr_path *edge = path_of(&items, 0x5b6773, 750, 0);
    assert_string_equal(edge->verbs, "MLLL");
    assert_int_equal(point_of(edge, 0).y, point_of(edge, 3).y);
    assert_non_null(text_saying(w->arena, &items, "Tolerated"));
    t.band[0] = NULL; /* half a band is none */
    items = draw(w, &t, HALF);
    assert_null(path_find(&items, 0xf2f5f7, 0, 0));
}

static void test_signals_have_shapes(void **state) {
    world *w = *state;
    mkr_trend t = plain_trend(w->arena, "Q1 2024/25", "40 42 44 46", 4);
    t.signals =
        (const uint8_t[]){MKR_SIGNAL_CONCERN, MKR_SIGNAL_IMPROVEMENT, MKR_SIGNAL_NEUTRAL, MKR_SIGNAL_CONCERN};
    mkr_items items = draw(w, &t, FULL);
    const mkr_path *squares = path_of(&items, 0x17212b, 800, 0), *diamond = path_of(&items, 0x46525e, 800, 0);
    assert_string_equal(squares->verbs, "MLLLZMLLLZ");
    assert_int_equal(squares->fill, 0xc77a00);
    assert_int_equal(point_of(squares, 0).y, point_of(squares, 1).y); /* level: a square */
    assert_string_equal(diamond->verbs, "MLLLZ");
    assert_true(point_of(diamond, 0).y < point_of(diamond, 1).y);
    mkr_point second = point_of(path_of(&items, 0x0d4a63, 1900, 0), 1);
    assert_one_dot(&items, 0x0d4a63, 5200, second.x / 1000.0, second.y / 1000.0);
    assert_one_dot(&items, 0xffffff, 4100, second.x / 1000.0, second.y / 1000.0);
}

/* ---- remarks */

static void test_remarks_in_words(void **state) {
    world *w = *state;
    mkr_trend t = plain_trend(w->arena, "2024-04", "40 42 44 46 41 40 39 38", 8);
    t.remarks = (const mkr_remark[]){{1, "New system"}, {6, "Strike"}};
    t.n_remarks = 2;
    drawn d = draw_in(w, &t, FULL, false);
    assert_len(text_saying(w->arena, &d.items, "New system")->y, 28); /* the plot begins at 37 */
    const mkr_path *leaders = path_of(&d.items, 0x5b6773, 500, 0);
    mkr_point point = point_of(path_of(&d.items, 0x0d4a63, 1900, 0), 1);
    assert_string_equal(leaders->verbs, "MLML");
    assert_int_equal(point_of(leaders, 0).x, point.x);
    assert_len(point_of(leaders, 0).y, 30.5);
    assert_int_equal(point_of(leaders, 1).y, point.y - 5000);
    assert_len(d.height, 37 + 97 + 31);
}

static void test_remarks_by_letter(void **state) {
    world *w = *state;
    mkr_trend t = plain_trend(w->arena, "2024-04", "40 42 44 46 41 40 39 38", 8);
    const char *strike = "A strike of those who answer, over three weeks, and then a further one in the week "
                         "before the holidays, when calls are most";
    t.remarks = (const mkr_remark[]){{1, "New system"}, {2, strike}, {2, "More callers"}};
    t.n_remarks = 3;
    drawn d = draw_in(w, &t, HALF, false);
    const mkr_text *a = text_saying(w->arena, &d.items, "a"), *b = text_saying(w->arena, &d.items, "b");
    assert_len(a->y, 28);
    assert_true(a->x + a->width < b->x);
    assert_non_null(text_saying(w->arena, &d.items, "May 2024: New system"));
    assert_true(d.height > MKR_PT(37 + 97 + 31 + 3 * 12));
    t.remarks = (const mkr_remark[]){{0, "Before"}};
    t.n_remarks = 1;
    mkr_datum *own = (mkr_datum *)t.curves[0].at;
    own[0].given = own[1].given = false; /* the chart begins later: the remark is not lost */
    d = draw_in(w, &t, HALF, false);
    assert_non_null(text_saying(w->arena, &d.items, "April 2024: Before"));
}

/* ---- scale, breaks, rows, time */

static void test_logarithmic(void **state) {
    world *w = *state;
    mkr_trend t = plain_trend(w->arena, "Q1 2024/25", "10 100 1000 10000", 4);
    t.logarithmic = true;
    mkr_items items = draw(w, &t, FULL);
    assert_non_null(text_find(w->arena, &items, "1,000"));
    const mkr_path *line = path_of(&items, 0x0d4a63, 1900, 0); /* equal steps */
    mkr_len step = point_of(line, 0).y - point_of(line, 1).y;
    assert_true(step > 5000);
    for (size_t i = 1; i < 3; i++)
        assert_in_range(point_of(line, i).y - point_of(line, i + 1).y, step - 100, step + 100);
    ((mkr_datum *)t.curves[0].at)[0].v = number("0"); /* has no logarithm: an ordinary axis */
    items = draw(w, &t, FULL);
    assert_non_null(text_find(w->arena, &items, "0"));
}

static void test_one_scale_for_many(void **state) {
    world *w = *state;
    mkr_trend t = plain_trend(w->arena, "Q1 2024/25", "4 5 6 7", 4);
    t.has_range = true;
    t.low = number("0");
    t.high = number("90");
    mkr_items items = draw(w, &t, HALF);
    assert_non_null(text_saying(w->arena, &items, "100"));
}

static void test_several_breaks(void **state) {
    world *w = *state;
    mkr_trend t = plain_trend(w->arena, "Q1 2022/23", "4 5 6 7 8 9 8 7", 8);
    t.breaks = (const size_t[]){2, 5};
    t.n_breaks = 2;
    mkr_items items = draw(w, &t, FULL);
    assert_string_equal(path_of(&items, 0x5b6773, 750, 0)->verbs, "MLML");
    assert_string_equal(path_of(&items, 0x0d4a63, 1900, 0)->verbs, "ML");
    assert_string_equal(path_of(&items, 0x0d4a63, 1900, 1)->verbs, "MLL");
    assert_string_equal(path_of(&items, 0x0d4a63, 1900, 2)->verbs, "MLL");
}

static void test_rows_of_all_curves(void **state) {
    world *w = *state;
    mkr_trend t = plain_trend(w->arena, "Q1 2024/25", "40 42 44 46", 4);
    name_own(&t, "Homes");
    add_curve(w->arena, &t, "Nearest neighbours", MKR_CURVE_COMPARATOR, "51 . 53 54");
    add_guide(w->arena, &t, "Target", MKR_GUIDE_TARGET, "47");
    t.rows = true;
    drawn d = draw_in(w, &t, FULL, false);
    assert_len(text_saying(w->arena, &d.items, "Homes")->y, 121 + 44);
    assert_len(text_saying(w->arena, &d.items, "Nearest neighbours")->y, 121 + 60);
    assert_len(text_saying(w->arena, &d.items, "Target")->y, 121 + 76);
    assert_non_null(text_saying(w->arena, &d.items, "[x]"));
    assert_len(d.height, 121 + 81);
    mkr_len rowless = draw_in(w, &t, HALF, false).height; /* no room for the names */
    assert_len(rowless, 24 + 97 + 31);
}

/* Charts side by side share their axes: all periods, and the highest score as the highest line. */
static void test_shared_axes(void **state) {
    world *w = *state;
    mkr_trend t = plain_trend(w->arena, "Q1 2024/25", ". . 9 12", 4);
    t.unit = "";
    drawn alone = draw_in(w, &t, HALF, false);
    assert_null(text_find(w->arena, &alone.items, "Q1"));
    t.has_range = true;
    t.high = number("25");
    drawn d = draw_in(w, &t, HALF, false);
    assert_non_null(text_saying(w->arena, &d.items, "Q1"));
    assert_non_null(text_saying(w->arena, &d.items, "25"));
    assert_non_null(text_saying(w->arena, &d.items, "20"));
    assert_null(text_find(w->arena, &d.items, "30"));
}

/* A long name at the end stands in two lines, its figure after the second. */
static void test_long_end_label(void **state) {
    world *w = *state;
    mkr_trend t = plain_trend(w->arena, "Q1 2024/25", "40 42 44 46", 4);
    add_curve(w->arena, &t, "Nearest statistical neighbours", MKR_CURVE_COMPARATOR, "51 52 53 54");
    drawn d = draw_in(w, &t, HALF, false);
    const mkr_text *first = text_saying(w->arena, &d.items, "Nearest statistical");
    const mkr_text *second = text_saying(w->arena, &d.items, "neighbours 54%");
    assert_int_equal(first->x, second->x);
    assert_len(second->y - first->y, 10);
    /* Two lines hold the name, but not with its figure, which stands below. */
    t.curves =
        &(mkr_curve){.name = "Bath and North East Somerset", .role = MKR_CURVE_OWN, .at = t.curves[0].at};
    t.n_curves = 1;
    d = draw_in(w, &t, HALF, false);
    first = text_saying(w->arena, &d.items, "Bath and North");
    second = text_saying(w->arena, &d.items, "East Somerset");
    assert_len(second->y - first->y, 10);
    assert_len(text_saying(w->arena, &d.items, "46%")->y - second->y, 10);
}

/* Of five labels in 97 points those above the own one need more room than there is: it makes way, so that all
 * are in the order of their values, highest first, and none nearer than 12.5. */
static void test_end_labels_in_order(void **state) {
    world *w = *state;
    mkr_trend t = plain_trend(w->arena, "Q1 2024/25", "40 42 44 95", 4);
    static const char *const names[] = {"A 99%", "B 98%", "C 97%", "D 96%", "95%", "E 94%"};
    add_curve(w->arena, &t, "C", MKR_CURVE_COMPARATOR, "51 52 53 97");
    add_curve(w->arena, &t, "A", MKR_CURVE_COMPARATOR, "51 52 53 99");
    add_curve(w->arena, &t, "E", MKR_CURVE_COMPARATOR, "51 52 53 94");
    add_curve(w->arena, &t, "B", MKR_CURVE_COMPARATOR, "51 52 53 98");
    add_curve(w->arena, &t, "D", MKR_CURVE_COMPARATOR, "51 52 53 96");
    drawn d = draw_in(w, &t, FULL, false);
    mkr_len above = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        mkr_len y = text_saying(w->arena, &d.items, names[i])->y;
        assert_true(i == 0 || y - above >= 12500);
        above = y;
    }
}

static void test_years(void **state) {
    world *w = *state;
    mkr_trend t = plain_trend(w->arena, "2019/20", "40 42 44 46", 4);
    t.rows = true;
    drawn d = draw_in(w, &t, FULL, false);
    assert_len(text_saying(w->arena, &d.items, "2022/23")->y, 24 + 65 + 12.5);
    assert_len(d.height, 24 + 65 + 18 + 1.5 + 11.5 + 5);
}

static void test_rooms(void **state) {
    world *w = *state;
    mkr_trend t = plain_trend(w->arena, "Q1 2024/25", "40 42 44 46", 4);
    assert_len(draw_in(w, &t, HALF, false).height, 114);
    assert_len(draw_in(w, &t, FULL, false).height, 114);
    assert_len(draw_in(w, &t, MKR_PT(734), false).height, 24 + 150 + 31);
    t.beside_facts = true;
    assert_len(draw_in(w, &t, 324850, true).height, 152);
}

/* ---- what holds for every chart */

typedef struct box {
    mkr_len x0, y0, x1, y1;
} box;

static box box_of(const mkr_text *t) {
    return (box){t->x, t->y - t->size * 72 / 100, t->x + t->width, t->y + t->size / 10};
}

/* Labels neither touch each other nor leave the frame; beside facts they may use half of the gap. */
static void assert_labels(world *w, const drawn *d, mkr_len width, int round) {
    box boxes[600];
    const mkr_text *texts[600];
    size_t n = 0;
    for (size_t i = 0; i < d->items.list.n; i++) {
        if (d->items.list.at[i].kind != MKR_ITEM_TEXT)
            continue;
        assert_true(n < 600);
        texts[n] = &d->items.list.at[i].text;
        boxes[n] = box_of(texts[n]);
        box b = boxes[n++];
        if (b.x0 < -1000 || b.x1 > width || b.y0 < 0 || b.y1 > d->height)
            fail_msg("round %d: \"%s\" (%d to %d, %d) leaves the frame of %d by %d", round,
                     words_of(w->arena, texts[n - 1]), b.x0, b.x1, b.y1, width, d->height);
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

static double value_of(mkr_decimal d) {
    double v = (double)d.units;
    for (uint8_t k = 0; k < d.places; k++)
        v /= 10;
    return v;
}

static bool near(double a, double b) {
    return a - b < 100 && b - a < 100;
}

/* Is there a point of a path, or the middle of a quadrilateral (a marker) or of its upper or lower side (a
 * bar), within a tenth of a point? */
static bool has_point(const mkr_items *items, double x, double y) {
    for (size_t i = 0; i < items->list.n; i++) {
        const mkr_path *path = &items->list.at[i].path;
        if (items->list.at[i].kind != MKR_ITEM_PATH)
            continue;
        const mkr_point *p = path->points;
        for (const char *v = path->verbs; *v; v++) {
            size_t n = *v == 'C' ? 3 : *v == 'Z' ? 0 : 1;
            for (size_t k = 0; k < n; k++)
                if (near(p[k].x, x) && near(p[k].y, y))
                    return true;
            p += n;
            if (*v != 'Z' || p - path->points < 4)
                continue;
            double mx = (p[-4].x + p[-2].x) / 2.0, my = (p[-4].y + p[-2].y) / 2.0;
            if (near(mx, x) && (near(my, y) || near(p[-4].y, y) || near(p[-2].y, y)))
                return true;
        }
    }
    return false;
}

typedef struct scale {
    double low, high, left, right, top, bottom;
} scale;

static scale read_scale(world *w, const mkr_items *items) {
    const mkr_path *grid = path_of(items, 0xdde2e7, 500, 0);
    size_t ticks = strlen(grid->verbs) / 2, n = 0;
    const mkr_text *labels[8];
    assert_in_range(ticks, 2, 8);
    for (size_t i = 0; i < items->list.n && n < ticks; i++) {
        if (items->list.at[i].kind == MKR_ITEM_TEXT && items->list.at[i].text.y != 10000)
            labels[n++] = &items->list.at[i].text;
    }
    return (scale){tick_value(words_of(w->arena, labels[0])),
                   tick_value(words_of(w->arena, labels[ticks - 1])),
                   point_of(grid, 0).x,
                   point_of(grid, 1).x,
                   point_of(grid, 2 * ticks - 1).y,
                   point_of(grid, 0).y};
}

static bool own_given(const mkr_trend *t, size_t i) {
    for (size_t c = 0; c < t->n_curves; c++)
        if (t->curves[c].role == MKR_CURVE_OWN && t->curves[c].at[i].given)
            return true;
    return false;
}

/* Every datum is where the gridlines say, reckoned in binary floating point. */
static void assert_places(world *w, const mkr_items *items, const mkr_trend *t, int round) {
    scale s = read_scale(w, items);
    size_t from = t->n > 60 ? t->n - 60 : 0;
    while (!own_given(t, from))
        from++;
    double cell = (s.right - s.left) / (double)(t->n - from);
    for (size_t c = 0; c < t->n_curves; c++) {
        for (size_t i = from; i < t->n; i++) {
            const mkr_datum *d = &t->curves[c].at[i];
            double x = s.left + cell * ((double)(i - from) + 0.5);
            double y = s.bottom - (value_of(d->v) - s.low) / (s.high - s.low) * (s.bottom - s.top);
            bool mark = t->curves[c].role == MKR_CURVE_COMPARATOR && i + 1 == t->n; /* perhaps the only one */
            if (d->given && !has_point(items, x, y) && !(mark && has_point(items, s.right, y)))
                fail_msg("round %d: nothing at (%f, %f) for curve %zu, period %zu", round, x, y, c, i);
        }
    }
}

static mkr_datum *random_row(world *w, size_t n, int span, int gaps) {
    mkr_datum *at = mkr_alloc_array(w->arena, n, sizeof *at);
    for (size_t i = 0; i < n; i++) {
        if (rand() % 10 < gaps)
            continue;
        at[i] = (mkr_datum){{rand() % span - (rand() % 9 == 0 ? span / 3 : 0), 1}, true, NULL};
    }
    return at;
}

static mkr_datum *random_level(world *w, size_t n, int span) {
    mkr_datum *at = random_row(w, n, span, 0);
    for (size_t i = 1; i < n; i++)
        if (rand() % 6)
            at[i] = at[i - 1];
    return at;
}

static const char *random_text(void) {
    static const char *const words[] = {
        "England",    "Somerset", "Nearest neighbours",
        "South West", "Strike",   "A name of sixty letters, as long as names of measures can be",
        "Peers"};
    return words[rand() % 7];
}

static mkr_trend random_trend(world *w) {
    static const char *const firsts[] = {"Q1 2015/16", "Q4 2021/22", "2019-06", "2001/02"};
    static const int spans[] = {3, 60, 2000, 3000000};
    size_t n = (size_t)(rand() % 4 ? 1 + rand() % 14 : 1 + rand() % 64);
    int span = spans[rand() % 4], gaps = rand() % 4;
    mkr_trend t = plain_trend(w->arena, firsts[rand() % 4], "1", n);
    t.places = 1;
    t.unit = rand() % 2 ? "%" : "Number";
    size_t most = 1 + (size_t)(rand() % MKR_CURVES_MOST);
    for (t.n_curves = 0; t.n_curves < most; t.n_curves++)
        ((mkr_curve *)t.curves)[t.n_curves] =
            (mkr_curve){most > 1 ? random_text() : "", (uint8_t)(t.n_curves ? rand() % 3 : MKR_CURVE_OWN),
                        random_row(w, n, span, gaps)};
    for (size_t g = (size_t)(rand() % 5); g > 0; g--)
        ((mkr_guide *)t.guides)[t.n_guides++] = (mkr_guide){
            random_text(), (uint8_t)(t.n_guides ? 1 + rand() % 2 : rand() % 3), random_level(w, n, span)};
    for (int k = 0; k < 2 && n % 3 == 0; k++)
        t.band[k] = random_level(w, n, span);
    t.band_name = rand() % 2 ? random_text() : NULL;
    size_t *breaks = mkr_alloc_array(w->arena, n, sizeof *breaks);
    mkr_remark *remarks = mkr_alloc_array(w->arena, n, sizeof *remarks);
    uint8_t *signals = mkr_alloc_array(w->arena, n, 1);
    int often = rand() % 3;
    for (size_t i = 1; i < n; i++) {
        if (rand() % 12 < often)
            breaks[t.n_breaks++] = i;
        if (rand() % 9 < often)
            remarks[t.n_remarks++] = (mkr_remark){i, random_text()};
        signals[i] = (uint8_t)(rand() % 4);
    }
    t.breaks = breaks;
    t.remarks = remarks;
    t.signals = rand() % 3 ? NULL : signals;
    t.marks = (uint8_t)(rand() % 3);
    t.rows = rand() % 2;
    t.beside_facts = rand() % 3 == 0;
    return t;
}

static void test_random_charts(void **state) {
    world *w = *state;
    static const mkr_len rooms[] = {HALF, 324850, MKR_PT(408), FULL, MKR_PT(734)};
    mkr_chart_style style = style_of(w);
    srand(5);
    for (int round = 0; round < 2000; round++) {
        mkr_arena *whole = w->arena, *mine = w->arena = mkr_arena_child(whole);
        mkr_trend t = random_trend(w);
        mkr_len room = t.beside_facts ? MKR_PT(345) : rooms[rand() % 5];
        drawn d = draw_in(w, &t, room, false);
        if (d.height > 0) {
            assert_labels(w, &d, room + (t.beside_facts ? MKR_PT(9) : 0), round);
            assert_places(w, &d.items, &t, round);
            assert_true(strlen(mkr_trend_alt(mine, &style, &t)) > 20);
            for (size_t i = 0; i < d.items.list.n; i++)
                assert_int_equal(d.items.list.at[i].elem, 5);
        }
        w->arena = whole;
        mkr_arena_free(mine);
    }
    assert_string_equal(w->heard, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_own_curves_differ),
        cmocka_unit_test(test_comparators_as_lines),
        cmocka_unit_test(test_leaders),
        cmocka_unit_test(test_bars_begin_at_zero),
        cmocka_unit_test(test_guides),
        cmocka_unit_test(test_band),
        cmocka_unit_test(test_signals_have_shapes),
        cmocka_unit_test(test_remarks_in_words),
        cmocka_unit_test(test_remarks_by_letter),
        cmocka_unit_test(test_logarithmic),
        cmocka_unit_test(test_one_scale_for_many),
        cmocka_unit_test(test_several_breaks),
        cmocka_unit_test(test_rows_of_all_curves),
        cmocka_unit_test(test_shared_axes),
        cmocka_unit_test(test_long_end_label),
        cmocka_unit_test(test_end_labels_in_order),
        cmocka_unit_test(test_years),
        cmocka_unit_test(test_rooms),
        cmocka_unit_test(test_random_charts),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}

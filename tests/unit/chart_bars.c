/* chart_bars.c - bars, dots and waterfalls: places worked out by hand, and what must hold of any of them,
 * tried on random ones. */
#include "chart.h"

#include "chart/plot.h"

#include <stdlib.h>

enum { ROOM = MKR_PT(408) };

static mkr_len draw_in(world *w, const mkr_bars *bars, mkr_len room, mkr_items *items) {
    mkr_chart_style *style = mkr_alloc(w->arena, sizeof *style);
    *style = style_of(w);
    *items = (mkr_items){.arena = w->arena};
    return mkr_bars_draw(&(mkr_canvas){style, items, 5, here, room}, bars);
}

static mkr_bar_part *part(world *w, const char *from, const char *to, uint8_t tone) {
    mkr_bar_part *p = mkr_alloc(w->arena, sizeof *p);
    *p = (mkr_bar_part){.from = number(from), .to = number(to), .tone = tone};
    return p;
}

static mkr_bar plain(world *w, const char *label, const char *v, uint8_t tone) {
    return (mkr_bar){.label = label, .parts = part(w, "0", v, tone), .n_parts = 1, .value = v};
}

static mkr_bars all_of(const mkr_bar *rows, size_t n) {
    return (mkr_bars){.name = "Recycling", .axis = "%", .unit = "%", .rows = rows, .n = n, .to = n};
}

/* ---- what is on the list of items */

/* The nth rectangle that is a bar: not the white ground of a value. */
static const mkr_path *bar_of(const mkr_items *items, size_t nth) {
    for (size_t i = 0; i < items->list.n; i++) {
        const mkr_item *item = &items->list.at[i];
        if (item->kind == MKR_ITEM_PATH && !strcmp(item->path.verbs, "MLLLZ") &&
            !(item->path.fill == 0xffffff && item->path.stroke == MKR_NO_COLOUR) && nth-- == 0)
            return &item->path;
    }
    return NULL;
}

typedef struct scale { /* read back from the gridlines and the figures under them */
    mkr_len x0, x1;
    mkr_decimal v0, v1;
    mkr_len left; /* the first gridline */
} scale;

static mkr_len place(const scale *s, mkr_decimal v) {
    return s->x0 + mkr_decimal_place(v, s->v0, s->v1, s->x1 - s->x0);
}

/* "1,250", "\u2212 0.5" as they are printed. */
static bool read_tick(const char *words, mkr_decimal *out) {
    char plain[64];
    size_t n = 0;
    for (; *words && n + 1 < sizeof plain; words++) {
        if (!strncmp(words, "\u2212", 3)) {
            plain[n++] = '-';
            words += 2;
        } else if (*words != ',') {
            plain[n++] = *words;
        }
    }
    plain[n] = '\0';
    return mkr_decimal_parse(plain, out);
}

/* The gridline that a figure stands under; NULL where it has been moved into the frame. */
static const mkr_point *line_over(const mkr_path *grid, const mkr_text *t) {
    for (size_t i = 0; i < strlen(grid->verbs); i += 2)
        if (abs(grid->points[i].x - (t->x + t->width / 2)) <= 2)
            return &grid->points[i];
    return NULL;
}

/* The first and the last figure under the axis that stand under their lines; false: there are no two. */
static bool read_scale(world *w, const mkr_items *items, mkr_len height, scale *out) {
    const mkr_path *grid = path_of(items, 0xdde2e7, 500, 0);
    size_t n = 0;
    out->left = point_of(grid, 0).x;
    for (size_t i = 0; i < items->list.n; i++) {
        const mkr_text *t = &items->list.at[i].text;
        mkr_decimal v;
        if (items->list.at[i].kind != MKR_ITEM_TEXT || t->size != MKR_PT(9) || t->y != height - 3000 ||
            !read_tick(words_of(w->arena, t), &v) || !line_over(grid, t))
            continue;
        if (n++ == 0) {
            out->x0 = line_over(grid, t)->x;
            out->v0 = v;
        }
        out->x1 = line_over(grid, t)->x;
        out->v1 = v;
    }
    return n > 1;
}

static scale scale_of(world *w, const mkr_items *items, mkr_len height) {
    scale s;
    assert_true(read_scale(w, items, height, &s));
    return s;
}

/* ---- places */

static void test_places(void **state) {
    world *w = *state;
    const mkr_bar rows[] = {plain(w, "Westmarch", "48", MKR_BAR_OWN),
                            plain(w, "England", "40", MKR_BAR_OTHER)};
    mkr_bars bars = all_of(rows, 2);
    mkr_items items;
    mkr_len height = draw_in(w, &bars, ROOM, &items);
    /* Title 16; two rows of 12 with 7.5 between; the axis 3.75 and 14.5 below them. */
    assert_len(height, 16 + 12 + 7.5 + 12 + 3.75 + 14.5);
    assert_text(w, &items, "%", 0, 10);
    const mkr_path *own = bar_of(&items, 0), *other = bar_of(&items, 1);
    assert_int_equal(own->fill, 0x0d4a63);
    assert_int_equal(other->fill, 0x7b8794);
    /* The longer label is 47.47 wide, half a point is added for rounding, and 9 lie between it and the plot.
     * The axis is 0, 10 ... 50, and behind 48, which is 24/25 of it, stand 4, the value, 11.02 wide, and 4 to
     * the edge at 408. */
    assert_point(own, 0, 56.97, 16);
    assert_point(own, 2, 388.98, 28);
    assert_point(other, 0, 56.97, 35.5);
    mkr_len long_one = point_of(own, 2).x - point_of(own, 0).x,
            short_one = point_of(other, 2).x - point_of(other, 0).x;
    assert_in_range(long_one * 40 / 48 - short_one + 2, 0, 4); /* proportional, to a thousandth */
    assert_len(text_saying(w->arena, &items, "48")->x, point_of(own, 2).x / 1000.0 + 4);
    assert_text(w, &items, "Westmarch", 0, 16 + 6 - 6 + 9.3);
}

static void test_negative(void **state) {
    world *w = *state;
    const mkr_bar rows[] = {plain(w, "Schools", "-3", MKR_BAR_FAVOURABLE),
                            plain(w, "Roads", "2", MKR_BAR_ADVERSE)};
    mkr_bars bars = all_of(rows, 2);
    mkr_items items;
    draw_in(w, &bars, ROOM, &items);
    const mkr_path *left = bar_of(&items, 0), *right = bar_of(&items, 1);
    const mkr_path *zero = path_of(&items, 0x46525e, 750, 0);
    assert_int_equal(left->fill, 0xffffff); /* an outline, drawn half its width inside */
    assert_int_equal(left->stroke, 0x0d4a63);
    assert_len(point_of(left, 2).x, (point_of(zero, 0).x - 600) / 1000.0);
    assert_len(point_of(right, 0).x, point_of(zero, 0).x / 1000.0);
    const mkr_text *value = text_saying(w->arena, &items, "-3");
    assert_true(value->x + value->width < point_of(left, 0).x);
}

static void test_ratings(void **state) {
    world *w = *state;
    mkr_bar_part parts[] = {{{0, 0}, {7, 0}, MKR_BAR_RATING + MKR_GREEN, "7"},
                            {{7, 0}, {8, 0}, MKR_BAR_RATING + MKR_RED, "1"},
                            {{8, 0}, {40, 0}, MKR_BAR_RATING + MKR_UNRATED, "32"}};
    const mkr_bar row = {
        .label = "Homes", .parts = parts, .n_parts = 3, .value = "40", .said = "7 Green, 1 Red, 32 Unrated"};
    mkr_bars bars = all_of(&row, 1);
    bars.axis = "Number of measures";
    bars.tones = 1u << MKR_GREEN | 1u << MKR_RED | 1u << MKR_UNRATED;
    mkr_items items;
    mkr_len height = draw_in(w, &bars, ROOM, &items);
    scale s = scale_of(w, &items, height);
    /* The square of Red in the key is a rectangle too. */
    const mkr_path *green = bar_of(&items, 1), *unrated = bar_of(&items, 3);
    assert_int_equal(green->fill, 0x08795f);
    assert_len(point_of(green, 2).x, (place(&s, (mkr_decimal){7, 0}) - 1500) / 1000.0);
    assert_len(point_of(green, 2).y - point_of(green, 0).y, 15);
    assert_int_equal(unrated->stroke, 0x5b6773);
    assert_non_null(text_find(w->arena, &items, "7"));
    assert_null(text_find(w->arena, &items, "1")); /* too narrow */
    assert_non_null(text_find(w->arena, &items, "Green"));
    assert_non_null(text_find(w->arena, &items, "Unrated"));
    assert_null(text_find(w->arena, &items, "Amber"));
    assert_string_equal(mkr_bars_alt(w->arena, &(mkr_chart_style){0}, &bars),
                        "Stacked bar chart of Recycling. Homes: 7 Green, 1 Red, 32 Unrated.");
}

static void test_waterfall(void **state) {
    world *w = *state;
    mkr_bar rows[] = {plain(w, "Budget", "10", MKR_BAR_TOTAL),
                      {.label = "Roads", .value = "+2"},
                      {.label = "Schools", .value = "-5"},
                      plain(w, "Forecast", "7", MKR_BAR_TOTAL)};
    rows[1].parts = part(w, "10", "12", MKR_BAR_ADVERSE);
    rows[2].parts = part(w, "12", "7", MKR_BAR_FAVOURABLE);
    rows[1].n_parts = rows[2].n_parts = 1;
    mkr_bars bars = all_of(rows, 4);
    bars.joined = true;
    bars.tone_word[MKR_BAR_ADVERSE] = "Adverse";
    mkr_items items;
    mkr_len height = draw_in(w, &bars, ROOM, &items);
    scale s = scale_of(w, &items, height);
    const mkr_path *joints = path_of(&items, 0x46525e, 500, 0);
    assert_string_equal(joints->verbs, "MLMLML");
    assert_len(point_of(joints, 0).x, place(&s, number("10")) / 1000.0);
    assert_len(point_of(joints, 2).x, place(&s, number("12")) / 1000.0);
    assert_len(point_of(joints, 4).x, place(&s, number("7")) / 1000.0);
    assert_len(point_of(joints, 0).y, point_of(bar_of(&items, 1), 2).y / 1000.0); /* 0 is in the key */
    assert_len(point_of(joints, 1).y, point_of(bar_of(&items, 2), 0).y / 1000.0);
    assert_string_equal(mkr_bars_alt(w->arena, &(mkr_chart_style){0}, &bars),
                        "Waterfall chart of Recycling, %. Budget: 10; Roads: +2; Schools: -5; Forecast: 7.");
}

/* Totals near 96 and steps of a quarter: the axis starts above zero, totals are cut and say so, and the steps
 * are wide enough to be told apart. */
static void test_broken(void **state) {
    world *w = *state;
    mkr_bar rows[] = {plain(w, "Budget", "96.0", MKR_BAR_TOTAL),
                      {.label = "Roads", .value = "+0.25"},
                      {.label = "Parks", .value = "0"},
                      {.label = "Schools", .value = "-0.05"},
                      plain(w, "Forecast", "96.2", MKR_BAR_TOTAL)};
    rows[1].parts = part(w, "96", "96.25", MKR_BAR_ADVERSE);
    rows[2].parts = part(w, "96.25", "96.25", MKR_BAR_FAVOURABLE);
    rows[3].parts = part(w, "96.25", "96.20", MKR_BAR_FAVOURABLE);
    rows[1].n_parts = rows[2].n_parts = rows[3].n_parts = 1;
    mkr_bars bars = all_of(rows, 5);
    bars.joined = true;
    mkr_items items;
    draw_in(w, &bars, ROOM, &items);
    assert_non_null(path_find(&items, 0x46525e, 750, 0)); /* bars begin at zero, */
    bars.may_break = true; /* but for an author who wants otherwise */
    mkr_len height = draw_in(w, &bars, ROOM, &items);
    scale s = scale_of(w, &items, height);
    assert_null(path_find(&items, 0x46525e, 750, 0)); /* no line of zero */
    const mkr_path *budget = bar_of(&items, 0), *roads = bar_of(&items, 1), *schools = bar_of(&items, 2);
    assert_int_equal(point_of(budget, 0).x, s.left);
    assert_len(point_of(budget, 2).x, place(&s, number("96")) / 1000.0);
    assert_true(point_of(budget, 2).x - s.left > MKR_PT(20));
    assert_true(point_of(roads, 2).x - point_of(roads, 0).x > MKR_PT(60));
    assert_true(point_of(schools, 2).x - point_of(schools, 0).x + 1200 >= MKR_PT(5));
    for (size_t i = 0; i < 2; i++) { /* two strokes across each total */
        const mkr_path *strokes = path_of(&items, 0xffffff, 1600, i), *bar = i ? bar_of(&items, 3) : budget;
        assert_string_equal(strokes->verbs, "MLML");
        assert_true(point_of(strokes, 0).y > point_of(bar, 2).y &&
                    point_of(strokes, 1).y < point_of(bar, 0).y);
        assert_in_range(point_of(strokes, 0).x, s.left, point_of(bar, 2).x);
        assert_in_range(point_of(strokes, 3).x, s.left, point_of(bar, 2).x);
    }
    /* The connector goes on through the row without a step: from under Roads to Schools. */
    const mkr_path *joints = path_of(&items, 0x46525e, 500, 0);
    assert_len(point_of(joints, 2).y, point_of(roads, 2).y / 1000.0);
    assert_true(point_of(joints, 4).y <= point_of(joints, 3).y);
    assert_len(point_of(joints, 5).y, point_of(schools, 0).y / 1000.0 - 0.6);
    bool said = false;
    for (size_t i = 0; i < items.list.n; i++)
        said = said || (items.list.at[i].kind == MKR_ITEM_TEXT &&
                        !strncmp(words_of(w->arena, &items.list.at[i].text), "%, axis starts at 9", 19));
    assert_true(said);
}

/* Two drawings of one figure have one scale, and the hairline goes on from the first to the second. */
static void test_parts(void **state) {
    world *w = *state;
    const mkr_bar rows[] = {plain(w, "One", "10", MKR_BAR_TOTAL),
                            plain(w, "A rather longer label", "40", MKR_BAR_TOTAL)};
    mkr_bars first = all_of(rows, 2), second = all_of(rows, 2);
    first.joined = second.joined = true;
    first.to = second.from = 1;
    mkr_items a, b;
    mkr_len height = draw_in(w, &first, ROOM, &a);
    draw_in(w, &second, ROOM, &b);
    assert_non_null(text_find(w->arena, &a, "%"));
    assert_null(text_find(w->arena, &b, "%"));
    assert_null(text_find(w->arena, &a, "20"));
    assert_non_null(text_find(w->arena, &b, "20"));
    assert_int_equal(point_of(bar_of(&a, 0), 0).x, point_of(bar_of(&b, 0), 0).x);
    const mkr_path *down = path_of(&a, 0x46525e, 500, 0), *on = path_of(&b, 0x46525e, 500, 0);
    assert_int_equal(point_of(down, 0).x, point_of(on, 0).x);
    assert_int_equal(point_of(down, 1).y, height);
    assert_int_equal(point_of(on, 0).y, 0);
}

/* Sixty letters in a narrow column stand above their bar, a whole page of them is cut. */
static void test_long_labels(void **state) {
    world *w = *state;
    char endless[4001];
    for (size_t i = 0; i < 4000; i++)
        endless[i] = i % 9 == 8 ? ' ' : 'a';
    endless[4000] = '\0';
    const mkr_bar rows[] = {
        plain(w, "Adults who use services and say that they feel safe enough", "81.5", MKR_BAR_OWN),
        plain(w, endless, "70", MKR_BAR_OWN)};
    mkr_bars bars = all_of(rows, 1);
    mkr_items items;
    draw_in(w, &bars, MKR_PT(150), &items);
    assert_text(w, &items, "81.5", text_saying(w->arena, &items, "81.5")->x / 1000.0, 16 + 24 + 3 + 6 + 3.4);
    bars = all_of(rows, 2);
    assert_true(draw_in(w, &bars, ROOM, &items) < MKR_PT(110));
    assert_string_equal(w->heard, "");
}

static void test_nothing(void **state) {
    world *w = *state;
    const mkr_bar rows[] = {{.label = "One", .value = "[x]"}, {.label = "Two", .value = "[c]"}};
    mkr_bars bars = all_of(rows, 2);
    mkr_items items;
    assert_len(draw_in(w, &bars, ROOM, &items), 16 + 12 + 7.5 + 12 + 3.75);
    assert_null(path_find(&items, 0xdde2e7, 500, 0));
    bars.n = bars.to = 0;
    draw_in(w, &bars, ROOM, &items);
    assert_string_equal(
        mkr_bars_alt(w->arena, &(mkr_chart_style){.not_available_word = "Not available"}, &bars),
        "Bar chart of Recycling, %. Not available.");
}

/* ---- any figure */

static unsigned random_below(uint32_t *seed, unsigned n) {
    return random_of(seed, 8) % n;
}

static const char *random_label(world *w, uint32_t *seed) {
    static const char *const words[] = {
        "Housing", "and",   "care",   "of",   "Westmarch", "Kindertransportgedenken",
        "a",       "roads", "people", "1,000"};
    const char *label = "Fund";
    unsigned most = random_below(seed, 60);
    while (strlen(label) < most)
        label = mkr_printf(w->arena, "%s %s", label, words[random_below(seed, 10)]);
    return label;
}

static mkr_decimal random_figure(uint32_t *seed) {
    static const int64_t sizes[] = {10, 100, 1000, 100000, 1000000000, 100000000000000};
    int64_t v = (int64_t)random_below(seed, 10000) * sizes[random_below(seed, 3)] / 10000;
    if (random_below(seed, 40) == 0)
        v *= sizes[3 + random_below(seed, 3)];
    return (mkr_decimal){v, (uint8_t)random_below(seed, 3)};
}

typedef enum figure_kind { PLAIN, SIGNED, RATINGS, POINTS, BENCHMARKS, WATERFALL, FIGURE_KINDS } figure_kind;

static mkr_bar random_row(world *w, uint32_t *seed, figure_kind kind, mkr_decimal *running) {
    mkr_bar row = {.label = random_label(w, seed), .bold = random_below(seed, 5) == 0};
    if (random_below(seed, 10) == 0 && kind != WATERFALL) {
        row.value = "[x]";
        return row;
    }
    mkr_bar_part *parts = mkr_alloc_array(w->arena, 6, sizeof *parts);
    mkr_decimal v = random_figure(seed), zero = {0, 0};
    if (kind == SIGNED && random_below(seed, 2))
        v.units = -v.units;
    parts[0] = (mkr_bar_part){.from = zero, .to = v, .tone = (uint8_t)random_below(seed, 5)};
    row.n_parts = 1;
    if (kind == WATERFALL) {
        parts[0].from = *running;
        if (!mkr_decimal_add(*running, random_below(seed, 2) ? v : (mkr_decimal){-v.units, v.places},
                             &parts[0].to))
            parts[0].to = zero;
        *running = parts[0].to;
    }
    for (size_t i = 0; kind == RATINGS && i < 6; i++) {
        size_t from = i ? (size_t)parts[i - 1].to.units : 0, n = random_below(seed, 12);
        parts[i] = (mkr_bar_part){.from = {(int64_t)from, 0},
                                  .to = {(int64_t)(from + n), 0},
                                  .tone = (uint8_t)(MKR_BAR_RATING + (i + 1) % 6),
                                  .inside = mkr_printf(w->arena, "%zu", n)};
        row.n_parts = i + 1;
    }
    mkr_bar_dot *dots = mkr_alloc_array(w->arena, 6, sizeof *dots);
    for (size_t i = 0; (kind == POINTS || kind == BENCHMARKS) && i < random_below(seed, 7); i++)
        dots[row.n_dots++] = (mkr_bar_dot){random_below(seed, 3) ? random_figure(seed) : v, (uint8_t)i};
    row.parts = parts;
    row.dots = dots;
    row.has_target = kind == PLAIN && random_below(seed, 2);
    row.target = random_below(seed, 4) ? random_figure(seed) : v;
    row.value = mkr_decimal_print(w->arena, parts[row.n_parts - 1].to, 2);
    if (kind == PLAIN && random_below(seed, 6) == 0)
        row.group = random_label(w, seed);
    return row;
}

static mkr_bars random_bars(world *w, uint32_t *seed, figure_kind kind) {
    static const char *const names[] = {"England", "South West", "Nearest neighbours",
                                        "Hartley", "South Fen",  "Vale"};
    size_t n = 1 + random_below(seed, 12);
    mkr_bar *rows = mkr_alloc_array(w->arena, n, sizeof *rows);
    mkr_decimal running = {0, 0};
    for (size_t i = 0; i < n; i++)
        rows[i] = random_row(w, seed, kind, &running);
    mkr_bars bars = all_of(rows, n);
    bars.points = kind == POINTS;
    bars.joined = kind == WATERFALL;
    bars.tones = kind == RATINGS ? 0x3f : 0;
    bars.target_word = kind == PLAIN ? "Target" : NULL;
    bars.dots = names;
    bars.n_dots = kind == POINTS || kind == BENCHMARKS ? 6 : 0;
    return bars;
}

typedef struct box {
    mkr_len x0, y0, x1, y1;
} box;

static box box_of(const mkr_text *t) {
    return (box){t->x, t->y - t->size * 7 / 10, t->x + t->width, t->y + t->size / 5};
}

static bool overlap(box a, box b) {
    const mkr_len touch = 300;
    return a.x0 + touch < b.x1 && b.x0 + touch < a.x1 && a.y0 + touch < b.y1 && b.y0 + touch < a.y1;
}

static void check_labels(world *w, const mkr_items *items, mkr_len room, mkr_len height, unsigned seed) {
    for (size_t i = 0; i < items->list.n; i++) {
        if (items->list.at[i].kind != MKR_ITEM_TEXT)
            continue;
        box a = box_of(&items->list.at[i].text);
        if (a.x0 < -100 || a.x1 > room + 100 || a.y0 < 0 || a.y1 > height + 1000)
            fail_msg("case %u: \"%s\" leaves the frame: %d to %d of %d", seed,
                     words_of(w->arena, &items->list.at[i].text), a.x0, a.x1, room);
        for (size_t k = i + 1; k < items->list.n; k++)
            if (items->list.at[k].kind == MKR_ITEM_TEXT && overlap(a, box_of(&items->list.at[k].text)))
                fail_msg("case %u: \"%s\" meets \"%s\"", seed, words_of(w->arena, &items->list.at[i].text),
                         words_of(w->arena, &items->list.at[k].text));
    }
}

static void check_near(mkr_len have, mkr_len wanted, unsigned seed, const char *what) {
    if (abs(have - wanted) > 100)
        fail_msg("case %u: %s stands at %d, not %d", seed, what, have, wanted);
}

static bool starts_row(const mkr_items *items, size_t i) {
    const mkr_path *p = &items->list.at[i].path;
    return items->list.at[i].kind == MKR_ITEM_PATH && items->list.at[i].elem == 5 &&
           !strcmp(p->verbs, "MLLLZ") && !(p->fill == 0xffffff && p->stroke == MKR_NO_COLOUR) &&
           p->stroke != 0x17212b && p->points[2].y - p->points[0].y > 10500; /* not in the key */
}

/* Each part that has a length has its rectangle, in order, from one end to the other. */
static void check_parts(const mkr_bars *bars, const mkr_items *items, const scale *s, unsigned seed) {
    size_t at = 0;
    for (size_t i = 0; i < bars->n; i++)
        for (size_t k = 0; k < bars->rows[i].n_parts; k++) {
            const mkr_bar_part *p = &bars->rows[i].parts[k];
            if (mkr_decimal_compare(p->from, p->to) == 0)
                continue;
            while (at < items->list.n && !starts_row(items, at))
                at++;
            assert_true(at < items->list.n);
            const mkr_path *path = &items->list.at[at++].path;
            mkr_len half = path->stroke != MKR_NO_COLOUR ? path->line_width / 2 : 0;
            mkr_len x0 = place(s, p->from), x1 = place(s, p->to), left = x0 < x1 ? x0 : x1,
                    right = x0 < x1 ? x1 : x0;
            right -= k + 1 < bars->rows[i].n_parts ? 1500 : 0;
            if (bars->joined && left < s->left)
                left = s->left; /* a bar that is cut */
            if (p->tone == MKR_BAR_FAVOURABLE && right - left < 5000) { /* an outline grows to be seen */
                bool up = mkr_decimal_compare(p->from, p->to) < 0;
                left = up ? left : right - 5000;
                right = left + 5000;
            }
            if (right - left < 750) { /* the least that is drawn */
                assert_true(abs(point_of(path, 0).x - left) < 1300);
                continue;
            }
            if (right - left <= 2400)
                half = 0; /* too narrow for an inset */
            check_near(point_of(path, 0).x, left + half, seed, "the beginning of a bar");
            check_near(point_of(path, 2).x, right - half, seed, "the end of a bar");
        }
}

/* No label stands on a bar or a marker. */
static void check_marks(world *w, const mkr_items *items, unsigned seed) {
    for (size_t i = 0; i < items->list.n; i++) {
        if (items->list.at[i].kind != MKR_ITEM_PATH)
            continue;
        const mkr_path *p = &items->list.at[i].path;
        bool mark = (starts_row(items, i) || p->stroke == 0x17212b) && strlen(p->verbs) < 8;
        box b = {INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
        size_t points = strchr(p->verbs, 'C') ? 13 : strlen(p->verbs) - (strchr(p->verbs, 'Z') != NULL);
        for (size_t k = 0; mark && k < points; k++) {
            mkr_point at = p->points[k];
            b = (box){at.x < b.x0 ? at.x : b.x0, at.y < b.y0 ? at.y : b.y0, at.x > b.x1 ? at.x : b.x1,
                      at.y > b.y1 ? at.y : b.y1};
        }
        for (size_t k = 0; mark && k < items->list.n; k++)
            if (items->list.at[k].kind == MKR_ITEM_TEXT && overlap(b, box_of(&items->list.at[k].text)))
                fail_msg("case %u: \"%s\" stands on a bar or a marker", seed,
                         words_of(w->arena, &items->list.at[k].text));
    }
}

/* The place of each dot is found again: markers are drawn round it. */
static void check_dots(const mkr_bars *bars, const mkr_items *items, const scale *s, unsigned seed) {
    for (size_t i = 0; i < bars->n; i++)
        for (size_t k = 0; k < bars->rows[i].n_dots; k++) {
            mkr_len x = place(s, bars->rows[i].dots[k].v);
            bool found = false;
            for (size_t n = 0; n < items->list.n && !found; n++) {
                const mkr_path *p = &items->list.at[n].path;
                if (items->list.at[n].kind != MKR_ITEM_PATH || p->stroke != 0x17212b)
                    continue;
                mkr_len low = INT32_MAX, high = INT32_MIN;
                size_t points = 0;
                for (const char *v = p->verbs; *v; v++)
                    points += *v == 'C' ? 3 : *v == 'Z' ? 0 : 1;
                for (size_t q = 0; q < points; q++) {
                    low = p->points[q].x < low ? p->points[q].x : low;
                    high = p->points[q].x > high ? p->points[q].x : high;
                }
                found = abs((low + high) / 2 - x) <= 100;
            }
            if (!found)
                fail_msg("case %u: no dot at %d", seed, x);
        }
}

static void test_any(void **state) {
    static const mkr_len rooms[] = {MKR_PT(120), MKR_PT(231), MKR_PT(324),
                                    MKR_PT(408), MKR_PT(487), MKR_PT(734)};
    world *w = *state;
    unsigned unread = 0; /* without two figures that stand under their lines */
    for (unsigned n = 0; n < 600; n++) {
        uint32_t seed = 2024 + n * 7919;
        figure_kind kind = (figure_kind)random_below(&seed, FIGURE_KINDS);
        mkr_len room = rooms[random_below(&seed, 6)];
        mkr_bars bars = random_bars(w, &seed, kind);
        mkr_items items;
        mkr_len height = draw_in(w, &bars, room, &items);
        check_labels(w, &items, room, height, n);
        if (kind != RATINGS)
            check_marks(w, &items, n);
        scale s;
        if (!path_find(&items, 0xdde2e7, 500, 0) || !read_scale(w, &items, height, &s)) {
            unread++;
            continue;
        }
        if (!bars.points)
            check_parts(&bars, &items, &s, n);
        check_dots(&bars, &items, &s, n);
        assert_true(strlen(mkr_bars_alt(w->arena, &(mkr_chart_style){0}, &bars)) <= 400);
    }
    assert_true(unread < 60);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_places, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_negative, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_ratings, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_waterfall, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_broken, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_parts, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_long_labels, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_nothing, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_any, open_world, close_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* chart_wheel.c - the performance wheel: places measured on the page of the design, and what must hold of any
 * wheel: all ink of a segment lies within it, nothing overlaps, every segment has its share. */
#include "chart.h"

#include <math.h>
#include <stdlib.h>

#include "chart/wheel.h"

enum { MOST_BOXES = 200 };

typedef struct sketched { /* a wheel that has been drawn */
    mkr_items items;
    mkr_len height;
} sketched;

static sketched draw(world *w, const mkr_wheel *wheel, mkr_len room) {
    mkr_chart_style *style = mkr_alloc(w->arena, sizeof *style);
    sketched out = {.items = {.arena = w->arena}};
    *style = style_of(w);
    mkr_canvas canvas = {style, &out.items, 7, here, room};
    out.height = mkr_wheel_draw(&canvas, wheel);
    return out;
}

/* ---- the wheel of the page design: P1 to P7, C1 to C4, V1 */

static const mkr_wheel_segment twelve[] = {
    {"P1", "Help vulnerable and elderly people", 0, MKR_RED, MKR_STABLE},
    {"P2", "Roads and transport", 0, MKR_GREEN, MKR_IMPROVING},
    {"P3", "Safer children and better care", 0, MKR_RED, MKR_STABLE},
    {"P4", "Learning and skills", 0, MKR_AMBER, MKR_IMPROVING},
    {"P5", "Jobs and business", 0, MKR_GREEN, MKR_STABLE},
    {"P6", "Healthy lives", 0, MKR_AMBER, MKR_STABLE},
    {"P7", "Environment and waste", 0, MKR_GREEN, MKR_IMPROVING},
    {"C1", "Listening to residents", 1, MKR_GREEN, MKR_IMPROVING},
    {"C2", "Supporting our staff", 1, MKR_GREEN, MKR_IMPROVING},
    {"C3", "Working with our partners", 1, MKR_AMBER, MKR_DECLINING},
    {"C4", "Managing our business", 1, MKR_RED, MKR_STABLE},
    {"V1", "Vision Volunteers", 2, MKR_GREEN, MKR_STABLE},
};
static const mkr_wheel_group three[] = {
    {"P", "People's Priorities"}, {"C", "The Council"}, {"V", "Vision Volunteers"}};

static mkr_wheel wheel_of_twelve(void) {
    return (mkr_wheel){twelve, 12, three, 3, "objectives"};
}

/* The page has the middle of the wheel at 193, 283.5; here it is at 139, 145.25. */
static void at_page(world *w, const mkr_items *items, const char *words, double x, double y) {
    assert_text(w, items, words, x - 54, y - 138.25);
}

static void test_design(void **state) {
    world *w = *state;
    mkr_wheel wheel = wheel_of_twelve();
    sketched s = draw(w, &wheel, MKR_PT(298));
    at_page(w, &s.items, "P1", 211.16, 181.84);
    at_page(w, &s.items, "P4", 280.45, 301.86);
    at_page(w, &s.items, "V1", 160.00, 181.84);
    at_page(w, &s.items, "Red", 210.72, 205.34);
    at_page(w, &s.items, "Green", 250.15, 230.72);
    at_page(w, &s.items, "12", 177.92, 261.5);
    at_page(w, &s.items, "objectives", 170.83, 277.5);
    at_page(w, &s.items, "6 Green", 178, 297.75);
    at_page(w, &s.items, "3 Red", 178, 326.75);
    at_page(w, &s.items, "P  People's Priorities", 67, 444.75);
    at_page(w, &s.items, "C  The Council", 178.50, 444.75); /* 14 apart, */
    at_page(w, &s.items, "V  Vision Volunteers", 67, 458.25); /* and no further than the ring, 331 */
    assert_int_equal(text_saying(w->arena, &s.items, "P1")->colour, 0xffffff);
    assert_int_equal(text_saying(w->arena, &s.items, "P4")->colour, 0x17212b);
    assert_len(s.height, 323);
    for (size_t i = 0; i < s.items.list.n; i++)
        assert_int_equal(s.items.list.at[i].elem, 7);
}

/* P1 begins 0.55 degrees after 12 o'clock: 128 sin 0.55 = 1.229, 128 cos 0.55 = 127.994; it ends at 29.45. */
static void test_segment(void **state) {
    world *w = *state;
    mkr_wheel wheel = wheel_of_twelve();
    sketched s = draw(w, &wheel, MKR_PT(298));
    const mkr_path *first = path_at(&s.items, 0);
    assert_string_equal(first->verbs, "MCLCZ");
    assert_int_equal(first->fill, 0x9b1420);
    assert_point(first, 0, 140.229, 17.256);
    assert_point(first, 3, 139 + 62.933, 145.25 - 111.460);
    assert_point(first, 4, 139 + 29.500, 145.25 - 52.247);
    assert_point(first, 7, 139 + 0.576, 145.25 - 59.997);
}

static void test_groups(void **state) {
    world *w = *state;
    mkr_wheel wheel = wheel_of_twelve();
    sketched s = draw(w, &wheel, MKR_PT(298));
    const mkr_path *people = path_of(&s.items, 0x0d4a63, 0, 0), *vision = path_of(&s.items, 0x46525e, 0, 0);
    assert_point(people, 0, 139 + 1.315, 145.25 - 136.994);
    assert_point(vision, 0, 125.64 - 54, 164.20 - 138.25);
    /* 31 per cent of white in the accent: 13 + 75, 74 + 56, 99 + 48 */
    assert_non_null(path_find(&s.items, 0x588293, 0, 0));
    wheel.n_groups = 0;
    s = draw(w, &wheel, MKR_PT(298));
    assert_null(path_find(&s.items, 0x0d4a63, 0, 0));
    assert_null(text_find(w->arena, &s.items, "C  The Council"));
}

/* A key that is too long for one line has two, and never leaves the room. */
static void test_key(void **state) {
    world *w = *state;
    const mkr_wheel_group groups[] = {
        {"P", "People who live in the county and their priorities"},
        {"C", "The Council"},
        {"V", "Vision Volunteers, who are told here with a name that is too long for a line"}};
    mkr_wheel wheel = wheel_of_twelve();
    wheel.groups = groups;
    sketched s = draw(w, &wheel, MKR_PT(298));
    for (size_t i = 0; i < s.items.list.n; i++)
        if (s.items.list.at[i].kind == MKR_ITEM_TEXT)
            assert_true(s.items.list.at[i].text.x + s.items.list.at[i].text.width <= MKR_PT(298));
    assert_len(s.height, 309.5 + 27);
}

static void test_unrated(void **state) {
    world *w = *state;
    const mkr_wheel_segment two[] = {{"A1", "One", 0, MKR_UNRATED, MKR_STABLE},
                                     {"A2", "Two", 0, MKR_BLUE, MKR_STABLE}};
    mkr_wheel wheel = {two, 2, NULL, 0, "measures"};
    sketched s = draw(w, &wheel, MKR_PT(298));
    const mkr_path *outline = path_at(&s.items, 0);
    assert_int_equal(outline->fill, 0xffffff);
    assert_int_equal(outline->stroke, 0x5b6773);
    assert_int_equal(text_saying(w->arena, &s.items, "A1")->colour, 0x17212b);
    assert_non_null(text_find(w->arena, &s.items, "Unrated"));
    assert_non_null(text_find(w->arena, &s.items, "1 Carried over"));
}

static void test_nothing(void **state) {
    world *w = *state;
    mkr_wheel wheel = {.noun = "measures"};
    sketched s = draw(w, &wheel, MKR_PT(298));
    assert_int_equal(s.items.list.n, 0);
    assert_int_equal(s.height, 0);
}

/* ---- words */

static void test_alternative(void **state) {
    world *w = *state;
    mkr_chart_style style = style_of(w);
    mkr_wheel wheel = wheel_of_twelve();
    assert_string_equal(mkr_wheel_alt(w->arena, &style, &wheel),
                        "Performance wheel of 12 objectives: 6 Green, 3 Amber, 3 Red. Groups: People's "
                        "Priorities, 7; The Council, 4; "
                        "Vision Volunteers, 1. Red: P1 Help vulnerable and elderly people, P3 Safer children "
                        "and better care, C4 "
                        "Managing our business. Declining: C3 Working with our partners.");
    wheel.n = 1;
    wheel.n_groups = 0;
    assert_string_equal(
        mkr_wheel_alt(w->arena, &style, &wheel),
        "Performance wheel of one segment: 1 Red. Red: P1 Help vulnerable and elderly people.");
}

/* Twenty red and declining with long names: references alone. */
static void test_long_alternative(void **state) {
    world *w = *state;
    mkr_chart_style style = style_of(w);
    mkr_wheel_segment all[20];
    for (size_t i = 0; i < 20; i++)
        all[i] = (mkr_wheel_segment){mkr_printf(w->arena, "AB%zu", i + 1), twelve[0].name, 0, MKR_RED,
                                     MKR_DECLINING};
    mkr_wheel wheel = {all, 20, NULL, 0, "measures"};
    const char *alt = mkr_wheel_alt(w->arena, &style, &wheel);
    assert_true(strlen(alt) <= 400);
    assert_non_null(strstr(alt, "20 Red. Red: AB1, AB2, "));
    assert_non_null(strstr(alt, "AB20. Declining: AB1, "));
}

/* ---- angles and arcs */

static void test_angles(void **state) {
    (void)state;
    const mkr_point origin = {0, 0};
    for (int i = -400; i <= 800; i++) {
        double a = i * 0.97 * 3.14159265358979323846 / 180;
        mkr_point p = mkr_polar(origin, MKR_PT(128), i * 970000);
        assert_true(fabs(p.x - 128000 * sin(a)) < 1 && fabs(p.y + 128000 * cos(a)) < 1);
    }
}

/* Every curve of every arc keeps to its circle: at its middle, and at a quarter. */
static void test_arcs(void **state) {
    world *w = *state;
    for (int degrees = 1; degrees <= 359; degrees += 7) {
        mkr_items items = {.arena = w->arena};
        mkr_sector sector = {{0, 0}, MKR_PT(60), MKR_PT(128), 3 * MKR_DEGREE, (3 + degrees) * MKR_DEGREE};
        mkr_sector_draw(&items, 1, &sector, mkr_pen_fill(0));
        const mkr_path *path = path_at(&items, 0);
        const mkr_point *p = path->points;
        double r = 128000;
        for (const char *v = path->verbs + 1; *v != 'Z'; v++) {
            for (int q = 1; *v == 'C' && q < 4; q++) {
                double t = q / 4.0, u = 1 - t;
                double x =
                    u * u * u * p[0].x + 3 * u * u * t * p[1].x + 3 * u * t * t * p[2].x + t * t * t * p[3].x;
                double y =
                    u * u * u * p[0].y + 3 * u * u * t * p[1].y + 3 * u * t * t * p[2].y + t * t * t * p[3].y;
                assert_true(fabs(hypot(x, y) - r) < 5);
            }
            r = *v == 'L' ? 60000 : r;
            p += *v == 'C' ? 3 : 1;
        }
    }
}

/* ---- what holds of any wheel */

typedef struct inked { /* where ink is */
    double x0, y0, x1, y1;
} inked;

typedef struct found {
    inked at[MOST_BOXES];
    size_t n;
    double cx, cy, outer;
} found;

static void add_box(found *f, double x0, double y0, double x1, double y1) {
    assert_true(f->n < MOST_BOXES);
    f->at[f->n++] = (inked){x0, y0, x1, y1};
}

/* Texts, from 0.2 of their size below the baseline to the height of capitals, and shapes: what is no larger
 * than 13 points. Swatches of the key are 5 high and stand with its texts. */
static void gather(const mkr_items *items, found *f) {
    for (size_t i = 0; i < items->list.n; i++) {
        const mkr_item *item = &items->list.at[i];
        if (item->kind == MKR_ITEM_TEXT) {
            const mkr_text *t = &item->text;
            add_box(f, t->x, t->y - 0.717 * t->size, t->x + t->width, t->y + 0.2 * t->size);
            continue;
        }
        double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY,
               half = item->path.line_width / 2.0;
        size_t n = 0;
        for (const char *v = item->path.verbs; *v; v++)
            n += *v == 'C' ? 3 : *v == 'Z' ? 0 : 1;
        for (size_t k = 0; k < n; k++) {
            mkr_point p = item->path.points[k];
            x0 = fmin(x0, p.x - half), x1 = fmax(x1, p.x + half);
            y0 = fmin(y0, p.y - half), y1 = fmax(y1, p.y + half);
        }
        if (x1 - x0 < 13000 && y1 - y0 < 13000)
            add_box(f, x0, y0, x1, y1);
    }
}

static void assert_apart(const found *f) {
    for (size_t i = 0; i < f->n; i++)
        for (size_t k = 0; k < i; k++) {
            const inked *a = &f->at[i], *b = &f->at[k];
            if (a->x0 < b->x1 && b->x0 < a->x1 && a->y0 < b->y1 && b->y0 < a->y1)
                fail_msg("boxes %zu and %zu overlap at %.0f, %.0f", k, i, a->x0, a->y0);
        }
}

static double angle_of(const found *f, double x, double y) {
    double a = atan2(x - f->cx, f->cy - y) * 180 / 3.14159265358979323846;
    return a < 0 ? a + 360 : a;
}

/* How the labels of a wheel are arranged: bit 0, a shape stands below its reference; bit 1, left of it. */
static unsigned arrangements(world *w, const sketched *s, const mkr_wheel *wheel) {
    unsigned seen = 0;
    for (size_t i = 0; i < wheel->n; i++) {
        const mkr_text *ref = text_saying(w->arena, &s->items, wheel->segments[i].ref);
        const mkr_text *word = NULL;
        for (size_t k = 0; k < s->items.list.n; k++) { /* the word of a segment follows its reference */
            const mkr_text *t = &s->items.list.at[k].text;
            if (s->items.list.at[k].kind == MKR_ITEM_TEXT && t == ref && !word)
                for (size_t j = k + 1; j < s->items.list.n && !word; j++)
                    word = s->items.list.at[j].kind == MKR_ITEM_TEXT ? &s->items.list.at[j].text : NULL;
        }
        mkr_len middle = ref->x + ref->width / 2, other = word->x + word->width / 2;
        seen |= abs(middle - other) <= 200 ? 1u : 2u; /* one below the other, or moved aside by a shape */
    }
    return seen;
}

/* The labels of a wheel of the usual ratings are arranged alike. */
static void test_alike(void **state) {
    world *w = *state;
    for (size_t n = 4; n <= 15; n++) {
        mkr_wheel_segment all[20];
        for (size_t i = 0; i < n; i++)
            all[i] = (mkr_wheel_segment){mkr_printf(w->arena, "SC%zu", i + 1), "Name", 0,
                                         (uint8_t[]){MKR_GREEN, MKR_AMBER, MKR_RED}[i % 3], MKR_STABLE};
        mkr_wheel wheel = {all, n, NULL, 0, "objectives"};
        sketched s = draw(w, &wheel, MKR_PT(298));
        if (arrangements(w, &s, &wheel) == 3)
            fail_msg("a wheel of %zu has two arrangements", n);
    }
}

/* In the middle, in the key below, or within one segment. Gives which segment, or -1. */
static int assert_held(const found *f, const inked *b, size_t n) {
    double x[] = {b->x0, b->x1, b->x1, b->x0}, y[] = {b->y0, b->y0, b->y1, b->y1};
    double mx = (b->x0 + b->x1) / 2, my = (b->y0 + b->y1) / 2, r = hypot(mx - f->cx, my - f->cy);
    if (b->y0 > f->cy + f->outer)
        return -1;
    double share = 360.0 / (double)n;
    int segment = (int)(angle_of(f, mx, my) / share);
    for (int i = 0; i < 4; i++) {
        double far = hypot(x[i] - f->cx, y[i] - f->cy), a = angle_of(f, x[i], y[i]);
        if (r < 60000 && far > 60000)
            fail_msg("the middle of %zu is left at %.0f, %.0f", n, x[i], y[i]);
        if (r < 60000)
            continue;
        if (far < 60000 || far > f->outer || a < segment * share + 0.55 || a > (segment + 1) * share - 0.55)
            fail_msg("segment %d of %zu is left: radius %.0f, angle %.2f", segment, n, far, a);
    }
    return r < 60000 ? -1 : segment;
}

static mkr_wheel random_wheel(world *w, size_t n) {
    static const char *const letters[] = {"P", "HC", "V", "ASC", "Q"};
    mkr_wheel_segment *s = mkr_alloc_array(w->arena, n, sizeof *s);
    mkr_wheel_group *groups = mkr_alloc_array(w->arena, 5, sizeof *groups);
    size_t group = 0;
    int kind = rand() % 3;
    for (size_t i = 0; i < n; i++) {
        if (i && group < 4 && rand() % 4 == 0)
            group++;
        s[i] = (mkr_wheel_segment){
            kind == 2 ? mkr_printf(w->arena, "%c%dW-%02d", 'A' + rand() % 26, rand() % 10, rand() % 100)
                      : mkr_printf(w->arena, "%s%zu", letters[group], i + 1),
            "A measure", group, (uint8_t)(kind ? rand() % MKR_RATINGS : MKR_GREEN + rand() % 4),
            (uint8_t)(rand() % MKR_TRAVELS)};
        groups[group] = (mkr_wheel_group){letters[group], "A group of measures"};
    }
    return (mkr_wheel){s, n, groups, kind == 1 ? group + 1 : 0,
                       rand() % 2 ? "objectives" : "key performance indicators"};
}

static void test_any_wheel(void **state) {
    world *w = *state;
    srand(20261123);
    for (size_t i = 0; i < 400; i++) {
        size_t n = 1 + i % 20, shapes[20] = {0};
        mkr_len room = i % 5 == 4 ? MKR_PT(231) : MKR_PT(298);
        mkr_wheel wheel = random_wheel(w, n);
        sketched s = draw(w, &wheel, room);
        found f = {.outer = room < MKR_PT(278) ? room / 2 - MKR_PT(11) : MKR_PT(128)};
        f.cx = f.outer + MKR_PT(11);
        f.cy = f.outer + 17250;
        gather(&s.items, &f);
        assert_apart(&f);
        for (size_t k = 0; k < f.n; k++) {
            int segment = assert_held(&f, &f.at[k], n);
            if (segment >= 0)
                shapes[segment]++;
            assert_true(f.at[k].x0 >= 0 && f.at[k].x1 <= room && f.at[k].y1 <= s.height);
        }
        for (size_t k = 0; k < n; k++) /* reference and shape at least; with the word three */
            assert_true(shapes[k] >= 2);
    }
    assert_string_equal(w->heard, "");
}

/* With the three usual ratings the words stand in the segments, as on the page of the design, up to 16. */
static void test_words_stay(void **state) {
    world *w = *state;
    for (size_t n = 1; n <= 16; n++) {
        mkr_wheel_segment all[20];
        for (size_t i = 0; i < n; i++)
            all[i] = (mkr_wheel_segment){mkr_printf(w->arena, "P%zu", i + 1), "Name", 0,
                                         (uint8_t[]){MKR_GREEN, MKR_AMBER, MKR_RED}[i % 3], MKR_STABLE};
        mkr_wheel wheel = {all, n, NULL, 0, "objectives"};
        sketched s = draw(w, &wheel, MKR_PT(298));
        if (!text_find(w->arena, &s.items, "Green"))
            fail_msg("%zu segments have no words", n);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_design),
        cmocka_unit_test(test_segment),
        cmocka_unit_test(test_groups),
        cmocka_unit_test(test_key),
        cmocka_unit_test(test_alike),
        cmocka_unit_test(test_unrated),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_alternative),
        cmocka_unit_test(test_long_alternative),
        cmocka_unit_test(test_angles),
        cmocka_unit_test(test_arcs),
        cmocka_unit_test(test_any_wheel),
        cmocka_unit_test(test_words_stay),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}

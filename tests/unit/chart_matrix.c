/* chart_matrix.c - the matrix of one risk and the map of many. Places are those measured on the pages of the
 * design. */
#include "chart.h"

#include <stdlib.h>

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
        .range = "{from} to {to}",
    };
}

/* ---- risk matrix */

static void test_matrix(void **state) {
    world *w = *state;
    mkr_chart_style style = style_of(w);
    mkr_items items = {.arena = w->arena};
    mkr_risk_scale scale = scale_of_five();
    mkr_score risk = {true, true, {3, 4}, {2, 4}};
    style.scale = scale;
    mkr_matrix_draw(&(mkr_canvas){&style, &items, 4, here, MKR_PT(408)}, &risk);
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
        mkr_matrix_alt(w->arena, &style, &risk),
        "Risk matrix, 5 by 5. Current: Likelihood 3 (Possible), Impact 4 (Major), score 12, High. "
        "Projected: Likelihood 2 (Unlikely), Impact 4 (Major), score 8, Medium.");
}

static void test_matrix_in_place(void **state) {
    world *w = *state;
    mkr_chart_style style = style_of(w);
    mkr_items items = {.arena = w->arena};
    mkr_risk_scale scale = scale_of_five();
    mkr_score risk = {true, true, {3, 3}, {3, 3}};
    style.scale = scale;
    mkr_matrix_draw(&(mkr_canvas){&style, &items, 4, here, MKR_PT(408)}, &risk);
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
    style.scale = scale;
    mkr_matrix_draw(&(mkr_canvas){&style, &items, 4, here, MKR_PT(408)}, &risk);
    assert_string_equal(mkr_matrix_alt(w->arena, &style, &risk),
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
    style.scale = scale;
    mkr_matrix_draw(&(mkr_canvas){&style, &items, 4, here, MKR_PT(408)}, &(mkr_score){0});
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

/* ---- map of a register */

static mkr_len draw_map(world *w, mkr_items *items, const mkr_risk_scale *scale, const mkr_risk_map *map,
                        mkr_len room) {
    mkr_chart_style *style = mkr_alloc(w->arena, sizeof *style);
    *style = style_of(w);
    style->scale = *scale;
    *items = (mkr_items){.arena = w->arena};
    return mkr_risk_map_draw(&(mkr_canvas){style, items, 4, here, room}, map);
}

static mkr_risk_map map_of(const mkr_risk_point *risks, size_t n) {
    return (mkr_risk_map){.risks = risks,
                          .n = n,
                          .at_word = "Current score",
                          .move_word = "From the last report to now",
                          .summary = "",
                          .counts = ""};
}

static size_t count_texts(mkr_arena *arena, const mkr_items *items, const char *words) {
    size_t n = 0;
    for (size_t i = 0; i < items->list.n; i++)
        n += items->list.at[i].kind == MKR_ITEM_TEXT &&
             !strcmp(words_of(arena, &items->list.at[i].text), words);
    return n;
}

/* The note below the map, its lines joined. */
static const char *note_of(mkr_arena *arena, const mkr_items *items) {
    mkr_buffer out = mkr_buffer_new(arena);
    for (size_t i = 0; i < items->list.n; i++) {
        const mkr_item *item = &items->list.at[i];
        if (item->kind == MKR_ITEM_TEXT && item->text.x == 0 && item->text.size == 9000)
            mkr_buffer_puts(&out, words_of(arena, &item->text));
    }
    return mkr_strdup(arena, mkr_buffer_text(&out));
}

/* The solid head of the nth arrow. */
static const mkr_path *head_of(const mkr_items *items, size_t nth) {
    for (size_t i = 0; i < items->list.n; i++) {
        const mkr_item *item = &items->list.at[i];
        if (item->kind == MKR_ITEM_PATH && !strcmp(item->path.verbs, "MLLZ") && item->path.fill == 0x17212b &&
            nth-- == 0)
            return &item->path;
    }
    fail_msg("no head of an arrow");
    return NULL;
}

/* Open dots: where an arrow leaves a cell without a plate. */
static size_t count_rings(const mkr_items *items) {
    size_t n = 0;
    while (path_find(items, 0x17212b, 1000, n))
        n++;
    return n;
}

/* In the text column the key stands below, so five cells of 64 by 40 begin at (84, 16). */
static void test_map(void **state) {
    world *w = *state;
    mkr_items items;
    mkr_risk_scale scale = scale_of_five();
    const mkr_risk_point risks[] = {
        {.ref = "R1", .at = {3, 4}}, {.ref = "R2", .at = {3, 4}}, {.ref = "R3", .at = {1, 1}}};
    const mkr_risk_move moves[] = {{{5, 4}, {3, 4}, ""}};
    mkr_risk_map map = map_of(risks, 3);
    map.moves = moves;
    map.n_moves = 1;
    draw_map(w, &items, &scale, &map, MKR_PT(408));
    /* (3, 4) reaches from 84 + 3 * 64 and 16 + 2 * 40 on; its score stands 3 inside, its figures 6.5 high;
     * the middle of the plate is half of both below that of the cell, 4.75; a baseline is 3 lower. */
    const mkr_text *both = text_saying(w->arena, &items, "R1, R2");
    assert_len(both->x + both->width / 2, 308);
    assert_len(both->y, 123.75);
    assert_int_equal(both->size, 8500);
    assert_int_equal(count_texts(w->arena, &items, "12"), 2); /* of (4, 3) and (3, 4) */
    bool corner = false;
    for (size_t i = 0; i < items.list.n; i++) {
        const mkr_text *t = &items.list.at[i].text;
        if (items.list.at[i].kind == MKR_ITEM_TEXT && !strcmp(words_of(w->arena, t), "12") &&
            t->size == 9000) {
            assert_len(t->x, 279);
            assert_len(t->y, 105.5);
            corner = true;
        }
    }
    assert_true(corner);
    /* From the score of (5, 4), 6 and a gap of 1 below its middle at 36, a ring of 5 and the line; to the
     * plate, which ends 6 above its middle at 120.75: its line is 10 high, 1 more above and below it, and a
     * gap of 1. The head is 6 long, and the line goes 1 into it. Two lanes of 4 aside it passes the score of
     * (4, 4). */
    const mkr_path *line = path_of(&items, 0x17212b, 1300, 0);
    assert_point(line, 0, 316, 48);
    assert_point(line, 1, 316, 108.75);
    assert_point(head_of(&items, 0), 1, 316, 113.75);
    assert_int_equal(count_rings(&items), 1);
    for (size_t i = 0; i < items.list.n; i++)
        assert_int_equal(items.list.at[i].elem, 4);
}

/* An arrow that has the plate of another risk in its way goes round it, and its tail says whose it is. */
static void test_map_round_a_plate(void **state) {
    world *w = *state;
    mkr_items items;
    mkr_risk_scale scale = scale_of_five();
    const mkr_risk_point risks[] = {
        {.ref = "R1", .at = {2, 4}}, {.ref = "R2", .at = {3, 4}}, {.ref = "R3", .at = {4, 4}}};
    const mkr_risk_move moves[] = {{{4, 4}, {2, 4}, "R1"}};
    mkr_risk_map map = map_of(risks, 3);
    map.moves = moves;
    map.n_moves = 1;
    draw_map(w, &items, &scale, &map, MKR_PT(408));
    const mkr_path *line = path_of(&items, 0x17212b, 1300, 0);
    assert_string_equal(line->verbs, "MLLL"); /* out, down and in */
    assert_int_equal(count_texts(w->arena, &items, "R1"), 2);
    assert_string_equal(note_of(w->arena, &items), "");
}

/* At most three references, then how many more; the note has them all. */
static void test_map_overflow(void **state) {
    world *w = *state;
    mkr_items items;
    mkr_risk_scale scale = scale_of_five();
    mkr_risk_point risks[13];
    for (int i = 0; i < 13; i++)
        risks[i] = (mkr_risk_point){.ref = mkr_printf(w->arena, "R%d", i + 1),
                                    .at = {i < 12 ? 4 : 1, i < 12 ? 4 : 2}};
    risks[12].ref = "A reference of forty characters, all told";
    mkr_risk_map map = map_of(risks, 13);
    draw_map(w, &items, &scale, &map, MKR_PT(408));
    text_saying(w->arena, &items, "R1, R2, R3");
    text_saying(w->arena, &items, "+9");
    assert_string_equal(
        note_of(w->arena, &items),
        "Likelihood 4, Impact 4: R1, R2, R3, R4, R5, R6, R7, R8, R9, R10, R11, R12. Likelihood "
        "1, Impact 2: A reference of forty characters, all told.");
    text_saying(w->arena, &items, "A referenc…");
    assert_string_equal(w->heard, "");
}

/* What the report lists below the map is not said twice, and of what is not listed nothing is cut. */
static void test_map_listed(void **state) {
    world *w = *state;
    mkr_items items;
    mkr_risk_scale scale = scale_of_five();
    mkr_risk_point risks[404];
    for (int i = 0; i < 404; i++)
        risks[i] = (mkr_risk_point){
            .ref = mkr_printf(w->arena, "R%d", i), .at = {i < 4 ? 1 : 4, 4}, .listed = i >= 4};
    mkr_risk_map map = map_of(risks, 404);
    draw_map(w, &items, &scale, &map, MKR_PT(408));
    text_saying(w->arena, &items, "+397");
    assert_string_equal(note_of(w->arena, &items), "Likelihood 1, Impact 4: R0, R1, R2, R3.");
    for (int i = 4; i < 404; i++)
        risks[i].listed = false;
    draw_map(w, &items, &scale, &map, MKR_PT(408));
    assert_non_null(strstr(note_of(w->arena, &items), "R403. Likelihood 1"));
}

/* A turned page of large print is 314 high: the map of ten steps leaves room for its caption. */
static void test_map_on_a_turned_page(void **state) {
    world *w = *state;
    mkr_items items = {.arena = w->arena};
    mkr_chart_style style = style_of(w);
    style.scale = scale_of_five();
    style.large_print = true;
    for (uint32_t size = 5; size <= 10; size++) {
        style.scale.size = size;
        for (uint32_t i = 5; i < size; i++)
            style.scale.likelihood[i] = style.scale.impact[i] = "Catastrophic";
        mkr_risk_point risks[8];
        for (uint32_t i = 0; i < 8; i++)
            risks[i] = (mkr_risk_point){.ref = "R123", .at = {1 + i / 4, 1 + i / 4}};
        mkr_risk_map map = map_of(risks, 8);
        assert_true(mkr_risk_map_draw(&(mkr_canvas){&style, &items, 4, here, 489260}, &map) <= MKR_PT(290));
    }
}

/* Two arrows on one line run side by side, 8 on either side of the score between them. */
static void test_map_lanes(void **state) {
    world *w = *state;
    mkr_items items;
    mkr_risk_scale scale = scale_of_five();
    const mkr_risk_point risks[] = {{.ref = "R1", .at = {2, 1}}, {.ref = "R2", .at = {4, 1}}};
    const mkr_risk_move moves[] = {{{4, 1}, {2, 1}, ""}, {{2, 1}, {4, 1}, ""}, {{2, 5}, {4, 5}, ""}};
    mkr_risk_map map = map_of(risks, 2);
    map.moves = moves;
    map.n_moves = 3;
    draw_map(w, &items, &scale, &map, MKR_PT(408));
    mkr_point down = point_of(head_of(&items, 0), 1), up = point_of(head_of(&items, 1), 1);
    assert_len(down.x, 124);
    assert_int_equal(up.x > down.x ? up.x - down.x : down.x - up.x, 16000);
    assert_true(down.y > up.y);
    assert_len(point_of(head_of(&items, 2), 1).x, 364);
    assert_int_equal(count_rings(&items), 1); /* the others leave plates */
}

static void test_map_alt(void **state) {
    world *w = *state;
    mkr_chart_style style = style_of(w);
    style.scale = scale_of_five();
    mkr_risk_point risks[120] = {
        {.ref = "R1", .at = {5, 5}}, {.ref = "R2", .at = {2, 3}}, {.ref = "R3", .at = {3, 2}}};
    mkr_risk_map map = map_of(risks, 3);
    map.summary = "From the last report to now: Increased 1 (R2).";
    map.counts = "From the last report to now: Increased 1.";
    assert_string_equal(mkr_risk_map_alt(w->arena, &style, &map),
                        "Risk map, 5 by 5. Current score of 3 risks. Very high: R1. Medium: R2, R3. From the "
                        "last report to now: Increased 1 (R2).");
    for (int i = 3; i < 120; i++)
        risks[i] = (mkr_risk_point){.ref = "R100", .at = {1, 2}};
    map.n = 120;
    assert_string_equal(mkr_risk_map_alt(w->arena, &style, &map),
                        "Risk map, 5 by 5. Current score of 120 risks. Very high: 1. Medium: 2. Low: 117. "
                        "From the last report to now: Increased 1 (R2).");
    map.summary = mkr_printf(w->arena, "From the last report to now: Increased 120 (%0400d).", 0);
    assert_string_equal(mkr_risk_map_alt(w->arena, &style, &map),
                        "Risk map, 5 by 5. Current score of 120 risks. Very high: 1. Medium: 2. Low: 117. "
                        "From the last report to now: Increased 1.");
}

/* ---- what holds of any map */

typedef struct box {
    mkr_len x0, y0, x1, y1;
} box;

static bool overlap(box a, box b) {
    return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

/* A text from the height of its capitals to its baseline. */
static box box_of(const mkr_text *t) {
    return (box){t->x, t->y - t->size * 7 / 10, t->x + t->width, t->y};
}

static bool is_plate(const mkr_item *item) {
    return item->kind == MKR_ITEM_PATH && item->path.fill == 0xffffff && item->path.line_width == 800;
}

static uint32_t next_random(uint32_t *seed) {
    return random_of(seed, 16);
}

static mkr_risk_scale random_scale(uint32_t *seed) {
    mkr_risk_scale scale = scale_of_five();
    scale.size = 2 + next_random(seed) % 9;
    for (uint32_t i = 5; i < scale.size; i++)
        scale.likelihood[i] = scale.impact[i] = "Catastrophic";
    return scale;
}

static const char *random_ref(mkr_arena *arena, uint32_t *seed, int round) {
    uint32_t number = next_random(seed) % 500;
    switch (round % 7) {
    case 0:
        return mkr_printf(arena, "A reference of several words %u", number);
    case 1:
        return mkr_printf(arena, "%u", number);
    case 2:
        return mkr_printf(arena, "CORP/2024/%04u", number);
    case 3:
        return mkr_printf(arena, "SR%02u", number);
    default:
        return mkr_printf(arena, "R%u", number);
    }
}

/* Texts neither stand on one another nor leave the room. */
static void check_items(world *w, const mkr_items *items, mkr_len room, mkr_len height) {
    for (size_t i = 0; i < items->list.n; i++) {
        const mkr_item *item = &items->list.at[i];
        if (item->kind != MKR_ITEM_TEXT)
            continue;
        box a = box_of(&item->text);
        if (a.x0 < 0 || a.x1 > room + 100 || a.y0 < 0 || a.y1 > height)
            fail_msg("\"%s\" at %d to %d leaves %d by %d", words_of(w->arena, &item->text), a.x0, a.x1, room,
                     height);
        for (size_t k = 0; k < i; k++)
            if (items->list.at[k].kind == MKR_ITEM_TEXT && overlap(a, box_of(&items->list.at[k].text)))
                fail_msg("\"%s\" stands on \"%s\"", words_of(w->arena, &item->text),
                         words_of(w->arena, &items->list.at[k].text));
    }
}

static box bounds_of(const mkr_path *path) {
    box b = {INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
    size_t n = strlen(path->verbs) - (strchr(path->verbs, 'Z') != NULL);
    for (size_t i = 0; i < n; i++) {
        mkr_point p = path->points[i];
        b = (box){p.x < b.x0 ? p.x : b.x0, p.y < b.y0 ? p.y : b.y0, p.x > b.x1 ? p.x : b.x1,
                  p.y > b.y1 ? p.y : b.y1};
    }
    return b;
}

/* Does a stretch of a line pass through a box? Looked for at a hundred places. */
static bool passes(mkr_point a, mkr_point b, box plate) {
    for (int64_t i = 0; i <= 100; i++) {
        mkr_len x = a.x + (mkr_len)((b.x - a.x) * i / 100), y = a.y + (mkr_len)((b.y - a.y) * i / 100);
        if (x > plate.x0 && x < plate.x1 && y > plate.y0 && y < plate.y1)
            return true;
    }
    return false;
}

/* Plates do not touch, and no arrow passes behind one. */
static void check_plates(const mkr_items *items, mkr_len room) {
    for (size_t i = 0; i < items->list.n; i++) {
        if (!is_plate(&items->list.at[i]))
            continue;
        box plate = bounds_of(&items->list.at[i].path);
        assert_true(plate.x0 >= 0 && plate.x1 <= room);
        for (size_t k = 0; k < items->list.n; k++) {
            const mkr_item *item = &items->list.at[k];
            if (k > i && is_plate(item))
                assert_false(overlap(plate, bounds_of(&item->path)));
            if (item->kind != MKR_ITEM_PATH || item->path.line_width != 1300)
                continue;
            for (size_t p = 1; p < strlen(item->path.verbs); p++)
                assert_false(passes(item->path.points[p - 1], item->path.points[p], plate));
        }
    }
}

/* The grounds of the cells come first. Every risk has a plate in its cell, and in its middle from side to
 * side, and every cell has its score. */
static void check_places(const mkr_items *items, const mkr_risk_scale *scale, const mkr_risk_map *map) {
    for (size_t i = 0; i < map->n; i++) {
        const uint32_t *at = map->risks[i].at;
        box cell = bounds_of(path_at(items, (at[0] - 1) * scale->size + at[1] - 1));
        bool found = false;
        for (size_t k = 0; k < items->list.n && !found; k++) {
            if (!is_plate(&items->list.at[k]))
                continue;
            box plate = bounds_of(&items->list.at[k].path);
            found = abs(plate.x0 + plate.x1 - cell.x0 - cell.x1) <= 200 && plate.y0 >= cell.y0 &&
                    plate.y1 <= cell.y1;
        }
        assert_true(found);
    }
    size_t scores = 0;
    for (size_t k = 0; k < items->list.n; k++) {
        const mkr_text *t = &items->list.at[k].text;
        scores += items->list.at[k].kind == MKR_ITEM_TEXT && t->x >= 22000 &&
                  atoi(words_of(items->arena, t)) && (t->size == 9500 || t->size == 9000) &&
                  t->y < 16000 + (mkr_len)scale->size * 40000;
    }
    assert_true(scores >= (size_t)scale->size * scale->size);
}

static void test_map_property(void **state) {
    world *w = *state;
    static const mkr_len rooms[] = {MKR_PT(408), 487280, MKR_PT(324), MKR_PT(231), MKR_PT(734)};
    uint32_t seed = 20241202;
    for (int round = 0; round < 300; round++) {
        mkr_risk_scale scale = random_scale(&seed);
        mkr_len room = rooms[round % 5];
        size_t n = next_random(&seed) % (round % 10 ? 30 : 200);
        mkr_risk_point *risks = mkr_alloc_array(w->arena, n, sizeof *risks);
        for (size_t i = 0; i < n; i++) {
            risks[i] = (mkr_risk_point){
                .ref = random_ref(w->arena, &seed, round),
                .at = {1 + next_random(&seed) % scale.size, 1 + next_random(&seed) % scale.size}};
        }
        mkr_risk_move moves[8];
        mkr_risk_map map = map_of(risks, n);
        map.moves = moves;
        for (map.n_moves = 0; map.n_moves < next_random(&seed) % 9; map.n_moves++) {
            mkr_risk_move *m = &moves[map.n_moves];
            for (int k = 0; k < 2; k++) {
                m->from[k] = 1 + next_random(&seed) % scale.size;
                m->to[k] = 1 + next_random(&seed) % scale.size;
            }
            m->refs = next_random(&seed) % 3 ? random_ref(w->arena, &seed, round) : "";
            m->to[0] =
                m->from[0] == m->to[0] && m->from[1] == m->to[1] ? m->from[0] % scale.size + 1 : m->to[0];
        }
        mkr_items items;
        mkr_len height = draw_map(w, &items, &scale, &map, room);
        check_items(w, &items, room, height);
        check_plates(&items, room);
        check_places(&items, &scale, &map);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_matrix),
        cmocka_unit_test(test_matrix_in_place),
        cmocka_unit_test(test_matrix_not_scored),
        cmocka_unit_test(test_matrix_long_words),
        cmocka_unit_test(test_bands),
        cmocka_unit_test(test_map),
        cmocka_unit_test(test_map_round_a_plate),
        cmocka_unit_test(test_map_overflow),
        cmocka_unit_test(test_map_listed),
        cmocka_unit_test(test_map_on_a_turned_page),
        cmocka_unit_test(test_map_lanes),
        cmocka_unit_test(test_map_alt),
        cmocka_unit_test(test_map_property),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}

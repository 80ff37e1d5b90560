/* Unit tests of threads and diagrams. Places in threads are those of the pages of the design, which say them
 * to a hundredth of a point. */
#include "chart.h"

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

static mkr_len thread_of(world *w, mkr_items *to, size_t n) {
    const mkr_chart_style style = style_of(w);
    const mkr_diagram chain = {.nodes = nodes, .n_nodes = n};
    return mkr_chart_draw(&(mkr_canvas){&style, to, 9, here, MKR_PT(408)},
                          &(mkr_drawing){.kind = MKR_DRAW_THREAD, .diagram = &chain});
}

static void test_thread(void **state) {
    world *w = *state;
    mkr_items items = {.arena = w->arena};
    mkr_len height = thread_of(w, &items, 4);
    /* The page has its line at y 301.5, here at 8, and its left edge at 96. */
    assert_point(path_of(&items, 0xa8780c, 2500, 0), 0, 7, 8);
    const mkr_path *chevron = path_of(&items, 0xa8780c, 2000, 0);
    assert_point(chevron, 0, 55.5, 3.5);
    assert_point(chevron, 1, 61, 8);
    assert_text(w, &items, "Delivery actions", 102, 36);
    assert_text(w, &items, "What services will do, ", 102, 50.5);
    assert_text(w, &items, "and by when", 102, 63);
    assert_len(height, 66.5);
    mkr_chart_style style = style_of(w);
    assert_string_equal(
        mkr_chart_alt(
            w->arena, &style,
            &(mkr_drawing){.kind = MKR_DRAW_THREAD, .diagram = &(mkr_diagram){.nodes = nodes, .n_nodes = 4}}),
        "Chain of 4: Council priorities (What residents need and members decide) leads to Delivery "
        "actions (What services will do, and by when) leads to Risk management (What could stop us and "
        "how we respond) leads to Performance (How far we have got and what to change).");
}

static void test_thread_downwards(void **state) {
    world *w = *state;
    mkr_items items = {.arena = w->arena};
    mkr_len height = thread_of(w, &items, 7), last = 0;
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
    thread_of(w, &items, 6);
    assert_int_equal(text_saying(w->arena, &items, "Performance")->x, 24000);
    assert_string_equal(w->heard, "");
}

static void test_thread_of_nothing(void **state) {
    world *w = *state;
    mkr_items items = {.arena = w->arena};
    assert_int_equal(thread_of(w, &items, 0), 0);
    assert_int_equal(items.list.n, 0);
}

/* ---- diagrams */

enum { MOST = 40, ROOM = MKR_PT(408) };

typedef struct graph {
    mkr_node_text nodes[MOST];
    mkr_edge edges[2 * MOST];
    mkr_diagram d;
} graph;

/* A graph from words such as "A>B B>C:if C<A": an edge, one with a label, one that leads back (from C to A).
 */
static graph *graph_of(mkr_arena *arena, size_t n, const char *edges) {
    static const char *const names[] = {"A", "B", "C", "D", "E", "F"};
    graph *g = mkr_alloc(arena, sizeof *g);
    for (size_t i = 0; i < n; i++)
        g->nodes[i] = (mkr_node_text){names[i], ""};
    g->d = (mkr_diagram){.nodes = g->nodes, .n_nodes = n, .edges = g->edges};
    for (char *word; (word = word_of(arena, &edges)); g->d.n_edges++)
        g->edges[g->d.n_edges] = (mkr_edge){(size_t)(word[0] - 'A'), (size_t)(word[2] - 'A'),
                                            word[3] ? word + 4 : "", word[1] == '<'};
    return g;
}

static mkr_len draw(world *w, const mkr_diagram *d, mkr_len room, mkr_items *to) {
    const mkr_chart_style style = style_of(w);
    return mkr_chart_draw(&(mkr_canvas){&style, to, 5, here, room},
                          &(mkr_drawing){.kind = MKR_DRAW_DIAGRAM, .diagram = d});
}

static const char *alt_of(world *w, const mkr_diagram *d) {
    const mkr_chart_style style = style_of(w);
    return mkr_chart_alt(w->arena, &style, &(mkr_drawing){.kind = MKR_DRAW_DIAGRAM, .diagram = d});
}

static size_t count_heads(const mkr_items *items) {
    size_t n = 0;
    for (size_t i = 0; i < items->list.n; i++)
        n += items->list.at[i].kind == MKR_ITEM_PATH && items->list.at[i].path.fill == 0x46525e;
    return n;
}

static void test_chain_across(void **state) {
    world *w = *state;
    graph *g = graph_of(w->arena, 3, "A>B B>C");
    mkr_items items = {.arena = w->arena};
    mkr_len height = draw(w, &g->d, ROOM, &items);
    assert_len(height, 22); /* 15 to the baseline, 7 below it */
    assert_text(w, &items, "A", 7, 15);
    assert_true(text_saying(w->arena, &items, "B")->x > MKR_PT(40));
    assert_int_equal(text_saying(w->arena, &items, "C")->y, MKR_PT(15));
    assert_int_equal(count_heads(&items), 2);
    assert_string_equal(alt_of(w, &g->d), "Diagram of 3 boxes. A leads to B. B leads to C.");
}

static void test_chain_down(void **state) {
    world *w = *state;
    graph *g = graph_of(w->arena, 3, "A>B B>C");
    mkr_items items = {.arena = w->arena};
    g->d.direction = MKR_DIAGRAM_DOWN;
    assert_len(draw(w, &g->d, ROOM, &items), 3 * 22 + 2 * 26);
    assert_len(text_saying(w->arena, &items, "B")->y, 15 + 22 + 26);
}

/* A second edge goes past B, not through it; the label stands between A and B. */
static void test_long_edge(void **state) {
    world *w = *state;
    graph *g = graph_of(w->arena, 3, "A>B:if B>C A>C");
    mkr_items items = {.arena = w->arena};
    draw(w, &g->d, ROOM, &items);
    const mkr_text *label = text_saying(w->arena, &items, "if");
    assert_true(label->x > text_saying(w->arena, &items, "A")->x);
    assert_true(label->x < text_saying(w->arena, &items, "B")->x);
    assert_int_equal(count_heads(&items), 3);
    assert_string_equal(alt_of(w, &g->d),
                        "Diagram of 3 boxes. A leads to B, labelled “if”, and to C. B leads to C.");
}

/* The last edge leads from C back to A, beside B: its head is at the lower side of A, and all three stand on
 * one line, 22 high. */
static void test_cycle(void **state) {
    world *w = *state;
    graph *g = graph_of(w->arena, 3, "A>B B>C C<A");
    mkr_items items = {.arena = w->arena};
    assert_len(draw(w, &g->d, ROOM, &items), 22 + 12);
    assert_true(text_saying(w->arena, &items, "A")->x < text_saying(w->arena, &items, "B")->x);
    for (int i = 0; i < 3; i++)
        assert_len(text_saying(w->arena, &items, g->nodes[i].name)->y, 15);
    assert_int_equal(count_heads(&items), 3);
    size_t at_a = 0;
    for (size_t i = 0; i < items.list.n; i++) {
        const mkr_path *path = &items.list.at[i].path;
        if (items.list.at[i].kind == MKR_ITEM_PATH && path->fill == 0x46525e)
            at_a += path->points[0].y == MKR_PT(22) && path->points[1].y == MKR_PT(28);
    }
    assert_int_equal(at_a, 1);
    assert_string_equal(alt_of(w, &g->d), "Diagram of 3 boxes. A leads to B. B leads to C. C leads to A.");
}

/* The longest way, A B C D, is on one line though A leads to all. */
static void test_main_way(void **state) {
    world *w = *state;
    graph *g = graph_of(w->arena, 4, "A>C A>B A>D B>C C>D");
    mkr_items items = {.arena = w->arena};
    draw(w, &g->d, ROOM, &items);
    mkr_len y = text_saying(w->arena, &items, "A")->y;
    for (int i = 1; i < 4; i++)
        assert_int_equal(text_saying(w->arena, &items, g->nodes[i].name)->y, y);
}

/* A stands above the middle of B and C, which are equally wide, as far as a hair. */
static void test_parent(void **state) {
    world *w = *state;
    graph *g = graph_of(w->arena, 3, "A>B A>C");
    mkr_items items = {.arena = w->arena};
    g->nodes[0].name = g->nodes[1].name = g->nodes[2].name = "Same";
    g->d.direction = MKR_DIAGRAM_DOWN;
    draw(w, &g->d, ROOM, &items);
    mkr_len x[3];
    for (size_t i = 0, n = 0; i < items.list.n; i++)
        if (items.list.at[i].kind == MKR_ITEM_TEXT)
            x[n++] = items.list.at[i].text.x;
    assert_in_range(2 * x[0] - x[1] - x[2] + 20, 0, 40);
}

static void test_alone(void **state) {
    world *w = *state;
    graph *g = graph_of(w->arena, 2, "");
    mkr_items items = {.arena = w->arena};
    g->nodes[1].note = "a note";
    draw(w, &g->d, ROOM, &items);
    assert_string_equal(alt_of(w, &g->d),
                        "Diagram of 2 boxes. A stands by itself. B (a note) stands by itself.");
    g->d.n_nodes = 0;
    assert_int_equal(draw(w, &g->d, ROOM, &items), 0);
}

/* Across, the columns have no room: seven long words. */
static void test_turns_down(void **state) {
    world *w = *state;
    graph *g = graph_of(w->arena, 6, "A>B B>C C>D D>E E>F");
    mkr_items items = {.arena = w->arena};
    for (size_t i = 0; i < 6; i++)
        g->nodes[i].name = "Responsibilities";
    g->d.direction = MKR_DIAGRAM_ACROSS;
    assert_len(draw(w, &g->d, ROOM, &items), 6 * 22 + 5 * 26);
}

/* ---- what must hold of any */

typedef struct extent {
    mkr_len x0, y0, x1, y1;
} extent;

/* Letters reach from 0.72 of their size above the baseline to 0.2 below it. */
static extent extent_of_text(const mkr_text *t) {
    return (extent){t->x, t->y - t->size * 18 / 25, t->x + t->width, t->y + t->size / 5};
}

static bool meet(extent a, extent b) {
    return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

/* Does a piece of line pass through a box, less its edge? Its points are tried every hundredth of its length.
 */
static bool passes(const mkr_point *p, extent box) {
    for (int64_t i = 0; i <= 100; i++) {
        mkr_len x = (mkr_len)(p[0].x + (p[1].x - p[0].x) * i / 100),
                y = (mkr_len)(p[0].y + (p[1].y - p[0].y) * i / 100);
        if (x > box.x0 + 50 && x < box.x1 - 50 && y > box.y0 + 50 && y < box.y1 - 50)
            return true;
    }
    return false;
}

static bool is_box(const mkr_path *path) {
    return path->stroke == 0x7b8794;
}

static extent extent_of_box(const mkr_path *path) {
    extent e = {INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
    for (size_t i = 0; i < 4; i++) {
        mkr_point p = path->points[i];
        e.x0 = p.x < e.x0 ? p.x : e.x0;
        e.y0 = p.y < e.y0 ? p.y : e.y0;
        e.x1 = p.x > e.x1 ? p.x : e.x1;
        e.y1 = p.y > e.y1 ? p.y : e.y1;
    }
    return e;
}

static void check_apart(const mkr_items *items, mkr_len room, mkr_len height) {
    extent texts[1024], boxes[MOST];
    const mkr_path *lines = NULL;
    size_t n_texts = 0, n_boxes = 0;
    for (size_t i = 0; i < items->list.n; i++) {
        const mkr_item *item = &items->list.at[i];
        if (item->kind == MKR_ITEM_TEXT && n_texts < 1024 && item->text.width > 0)
            texts[n_texts++] = extent_of_text(&item->text);
        else if (item->kind == MKR_ITEM_PATH && is_box(&item->path))
            boxes[n_boxes++] = extent_of_box(&item->path);
        else if (item->kind == MKR_ITEM_PATH && item->path.line_width == 1100)
            lines = &item->path;
    }
    for (size_t i = 0; i < n_boxes; i++)
        for (size_t j = 0; j < i; j++)
            assert_false(meet(boxes[i], boxes[j]));
    for (size_t i = 0; i < n_texts; i++) {
        assert_true(texts[i].x0 >= 0 && texts[i].x1 <= room && texts[i].y0 >= 0 && texts[i].y1 <= height);
        for (size_t j = 0; j < i; j++)
            assert_false(meet(texts[i], texts[j]));
    }
    for (size_t i = 0; lines && i < strlen(lines->verbs); i += 2) {
        const mkr_point *p = lines->points + i; /* halves of boxes are rounded up: less than 0.01 pt */
        assert_true(p[0].x == p[1].x || p[0].y == p[1].y);
        assert_true(p[0].x >= 0 && p[0].x <= room + 10 && p[0].y >= 0 && p[0].y <= height);
        for (size_t j = 0; j < n_boxes; j++)
            assert_false(passes(lines->points + i, boxes[j]));
        for (size_t j = 0; j < n_texts; j++)
            assert_false(passes(lines->points + i, texts[j]));
    }
}

static uint32_t next_random(uint32_t *seed) {
    return random_of(seed, 8);
}

static const char *random_words(mkr_arena *arena, uint32_t *seed, uint32_t n) {
    static const char *const words[] = {"plan",    "budget", "scrutiny", "Executive",
                                        "members", "of",     "delivery", "a"};
    const char *text = "";
    for (uint32_t i = 0; i < n; i++)
        text = mkr_printf(arena, "%s%s%s", text, i ? " " : "", words[next_random(seed) % 8]);
    return text;
}

static void test_random_diagrams(void **state) {
    world *w = *state;
    uint32_t seed = 20241202;
    for (int round = 0; round < 200; round++) {
        graph *g = mkr_alloc(w->arena, sizeof *g);
        uint32_t n = 1 + next_random(&seed) % (round % 8 ? 12 : MOST);
        mkr_len room = MKR_PT(round % 3 ? 408 : 231);
        mkr_items items = {.arena = w->arena};
        for (uint32_t i = 0; i < n; i++)
            g->nodes[i] = (mkr_node_text){random_words(w->arena, &seed, 1 + next_random(&seed) % 5),
                                          random_words(w->arena, &seed, next_random(&seed) % 6)};
        g->d = (mkr_diagram){g->nodes, n, g->edges, 0, (uint8_t)(round % 3)};
        for (uint32_t wanted = next_random(&seed) % (2 * n + 1); g->d.n_edges < wanted; g->d.n_edges++) {
            uint32_t a = next_random(&seed) % n, b = next_random(&seed) % n;
            if (a == b)
                break;
            const char *label = random_words(w->arena, &seed, round % 2 ? next_random(&seed) % 3 : 0);
            g->edges[g->d.n_edges] = (mkr_edge){a, b, label, a > b};
        }
        mkr_len height = draw(w, &g->d, room, &items);
        check_apart(&items, room, height);
    }
    assert_string_equal(w->heard, "");
}

/* As many nodes as a description may have in the least room: narrow, but inside it and apart. */
static void test_crowded(void **state) {
    world *w = *state;
    graph *g = mkr_alloc(w->arena, sizeof *g);
    mkr_items items = {.arena = w->arena};
    g->d = (mkr_diagram){g->nodes, MOST, g->edges, 0, MKR_DIAGRAM_DOWN};
    for (size_t i = 0; i < MOST; i++) {
        g->nodes[i] = (mkr_node_text){"Extraordinarily long responsibilities of all of the Council", ""};
        if (i + 1 < MOST)
            g->edges[g->d.n_edges++] = (mkr_edge){i, i + 1, "", false};
        if (i + 2 < MOST)
            g->edges[g->d.n_edges++] = (mkr_edge){i, MOST - 1, "", false};
    }
    mkr_len height = draw(w, &g->d, MKR_PT(231), &items);
    check_apart(&items, MKR_PT(231), height);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_thread),
        cmocka_unit_test(test_thread_downwards),
        cmocka_unit_test(test_thread_of_nothing),
        cmocka_unit_test(test_chain_across),
        cmocka_unit_test(test_chain_down),
        cmocka_unit_test(test_long_edge),
        cmocka_unit_test(test_cycle),
        cmocka_unit_test(test_main_way),
        cmocka_unit_test(test_parent),
        cmocka_unit_test(test_alone),
        cmocka_unit_test(test_turns_down),
        cmocka_unit_test(test_random_diagrams),
        cmocka_unit_test(test_crowded),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}

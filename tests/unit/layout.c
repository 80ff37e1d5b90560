/* layout.c - tests of the layout: widths of columns, spaces between blocks, page breaks, rows that go on.
 *
 * Documents are built by hand, with the house style that comes with mkreport. Numbers are those of the page
 * design: the frame begins at x 54, the text column at 96; a page holds y 54 to 771, which is 717 points or
 * 39 lines of 12/18; a baseline stands at top + (leading - 1.2 size) / 2 + 0.987 size, for 12/18 at 13.644.
 */
#include "layout/layout.h"

#include "heard.h"
#include "input/xml.h"
#include "layout/set.h"
#include "page/extent.h"

#define TOP MKR_PT(54)
#define BASELINE 13644

typedef struct page_world {
    world *w;
    mkr_style style;
    mkr_fonts *fonts;
    mkr_document doc;
    mkr_pages pages;
} page_world;

static const mkr_where here = {"test.xml", 1, 1};

static int open_pages(void **state) {
    static char xml[65536];
    static page_world p;
    FILE *f = fopen("templates/executive.xml", "rb");
    size_t n = f ? fread(xml, 1, sizeof xml, f) : 0;
    if (!f || fclose(f) || open_world(state))
        return -1;
    p = (page_world){.w = *state};
    *state = &p;
    const mkr_node *root = mkr_xml_read(p.w->arena, &p.w->diag, "style", xml, n, NULL);
    if (!root || !mkr_style_read(p.w->arena, &p.w->diag, &root, 1, &p.style) ||
        !mkr_fonts_open(p.w->arena, &p.w->diag, ".", &p.fonts))
        return -1;
    p.doc = (mkr_document){.short_title = "Foot",
                           .lang = "en-GB",
                           .style = &p.style,
                           .tree = mkr_tree_new(p.w->arena),
                           .body = mkr_block_new(p.w->arena, MKR_BLOCK_STACK, MKR_ROLE_BODY, 0, here)};
    return 0;
}

static int close_pages(void **state) {
    page_world *p = *state;
    *state = p->w;
    return close_world(state);
}

/* ---- building */

/* A text block of n lines, "WORD 1" to "WORD n". */
static mkr_block *lines_block(page_world *p, mkr_role_id role, const char *word, int n) {
    uint32_t elem = mkr_tree_add(p->doc.tree, 1, MKR_P);
    mkr_buffer text = mkr_buffer_new(p->w->arena);
    for (int i = 1; i <= n; i++)
        mkr_buffer_printf(&text, "%s%s %d", i > 1 ? "\n" : "", word, i);
    mkr_block *b = mkr_block_new(p->w->arena, MKR_BLOCK_TEXT, role, elem, here);
    *MKR_PUSH(p->w->arena, &b->spans) =
        (mkr_span){.text = mkr_buffer_text(&text), .elem = elem, .where = here};
    return b;
}

static mkr_block *add(page_world *p, mkr_role_id role, const char *word, int n) {
    mkr_block *b = lines_block(p, role, word, n);
    mkr_block_add(p->doc.body, b);
    return b;
}

static mkr_block *add_heading(page_world *p, mkr_role_id role, const char *word) {
    mkr_block *b = add(p, role, word, 1);
    b->heading = b->keep_next = true;
    return b;
}

static mkr_grid *new_grid(page_world *p, mkr_grid_look look, uint16_t n_columns, size_t n_rows) {
    mkr_arena *a = p->w->arena;
    mkr_grid *g = mkr_alloc(a, sizeof *g);
    g->look = (uint8_t)look;
    g->n_columns = n_columns;
    g->columns = mkr_alloc_array(a, n_columns, sizeof *g->columns);
    for (size_t r = 0; r < n_rows; r++) {
        mkr_grid_row *row = MKR_PUSH(a, &g->rows);
        *row = (mkr_grid_row){.kind = MKR_ROW_BODY, .n = n_columns};
        row->cells = mkr_alloc_array(a, n_columns, sizeof *row->cells);
        for (uint16_t c = 0; c < n_columns; c++)
            row->cells[c] = (mkr_grid_cell){.column = c, .colspan = 1, .rowspan = 1};
    }
    return g;
}

static void put_cell(page_world *p, mkr_grid *g, size_t row, size_t column, const char *word, int n) {
    g->rows.at[row].cells[column].content = lines_block(p, MKR_ROLE_TABLE_TEXT, word, n);
}

static mkr_block *grid_block(page_world *p, mkr_grid *g) {
    mkr_block *b = mkr_block_new(p->w->arena, MKR_BLOCK_GRID, MKR_ROLE_TABLE_TEXT, 0, here);
    b->grid = g;
    b->measure = MKR_MEASURE_FRAME;
    return b;
}

/* ---- looking */

static void lay_out(page_world *p) {
    bool ok = mkr_layout(p->w->arena, &p->w->diag, &p->doc, p->fonts, 1000, &p->pages);
    assert_string_equal(p->w->heard, "");
    assert_true(ok);
}

static bool shows(const mkr_item *item, const char *text) {
    const mkr_face_code *codes;
    char got[256] = "";
    if (item->kind != MKR_ITEM_TEXT)
        return false;
    mkr_face_codes(item->text.face, &codes);
    for (uint32_t i = 0; i < item->text.n && strlen(got) < 200; i++)
        strcat(got, codes[item->text.glyphs[i].code].text);
    size_t n = strlen(got);
    while (n && (got[n - 1] == ' ' || got[n - 1] == '\n'))
        got[--n] = '\0';
    return !strcmp(got, text);
}

/* The item that shows a text on a page, counted from 1; NULL when there is none. */
static const mkr_item *find(const page_world *p, size_t page, const char *text) {
    if (page > p->pages.at.n)
        return NULL;
    const mkr_page *at = p->pages.at.at[page - 1];
    for (size_t i = 0; i < at->items.list.n; i++)
        if (shows(&at->items.list.at[i], text))
            return &at->items.list.at[i];
    return NULL;
}

static void assert_on(const page_world *p, size_t page, const char *text) {
    for (size_t i = 1; i <= p->pages.at.n; i++)
        if (!find(p, i, text) != (i != page))
            fail_msg("\"%s\" on page %zu, expected on %zu alone", text, i, page);
}

/* The text stands on this page with its line's top at y; size/leading is that of 12/18 body. */
static void assert_body_at(const page_world *p, size_t page, const char *text, mkr_len top) {
    const mkr_item *item = find(p, page, text);
    assert_non_null(item);
    assert_int_equal(item->text.y, top + BASELINE);
}

/* ---- places */

static void first_line(void **state) {
    page_world *p = *state;
    add(p, MKR_ROLE_BODY, "line", 2);
    lay_out(p);
    assert_int_equal(p->pages.at.n, 1);
    assert_int_equal(p->pages.at.at[0]->width, 595280);
    assert_int_equal(p->pages.at.at[0]->height, 841890);
    assert_int_equal(find(p, 1, "line 1")->text.x, MKR_PT(96));
    assert_body_at(p, 1, "line 1", TOP); /* 67.644 */
    assert_body_at(p, 1, "line 2", TOP + MKR_PT(18));
}

static void measures(void **state) {
    page_world *p = *state;
    add(p, MKR_ROLE_BODY, "frame", 1)->measure = MKR_MEASURE_FRAME;
    add(p, MKR_ROLE_BODY, "wide", 1)->measure = MKR_MEASURE_WIDE;
    mkr_block *list = mkr_block_new(p->w->arena, MKR_BLOCK_STACK, MKR_ROLE_BODY, 0, here);
    mkr_block *item = lines_block(p, MKR_ROLE_LIST_ITEM, "item", 1);
    item->indent = MKR_PT(21);
    mkr_block_add(list, item);
    mkr_block_add(p->doc.body, list);
    lay_out(p);
    assert_int_equal(find(p, 1, "frame 1")->text.x, MKR_PT(54));
    assert_int_equal(find(p, 1, "wide 1")->text.x, MKR_PT(54));
    assert_int_equal(find(p, 1, "item 1")->text.x, MKR_PT(96 + 21));
}

static void paragraph_number(void **state) {
    page_world *p = *state;
    mkr_block *b = add(p, MKR_ROLE_BODY, "line", 1);
    b->hang = MKR_HANG_NUMBER;
    b->hang_by = MKR_PT(42);
    *MKR_PUSH(p->w->arena, &b->label) = (mkr_span){.text = "16.", .elem = b->elem, .where = here};
    lay_out(p);
    assert_int_equal(find(p, 1, "16.")->text.x, MKR_PT(54));
    assert_body_at(p, 1, "16.", TOP);
    assert_int_equal(find(p, 1, "16.")->text.colour, 0x46525e); /* ink 2 */
}

static void feet(void **state) {
    page_world *p = *state;
    add(p, MKR_ROLE_BODY, "first", 1);
    mkr_block *b = add(p, MKR_ROLE_BODY, "second", 1);
    b->page_before = true;
    b->foot = "Appendix A";
    lay_out(p);
    assert_int_equal(p->pages.at.n, 2);
    const mkr_item *left = find(p, 1, "Foot");
    assert_int_equal(left->text.x, MKR_PT(54));
    assert_int_equal(left->text.y, MKR_PT(803));
    assert_true(left->pagination);
    assert_int_equal(left->elem, 0); /* an artifact */
    assert_non_null(find(p, 2, "Appendix A"));
    assert_null(find(p, 2, "Foot"));
    const mkr_page *last = p->pages.at.at[1];
    const mkr_item *end = &last->items.list.at[last->items.list.n - 1]; /* of "Page 2 of 2" */
    assert_in_range(end->text.x + end->text.width, 541270, 541290);
}

/* ---- spaces: the larger of "after" above and "before" below */

static void spaces(void **state) {
    page_world *p = *state;
    add(p, MKR_ROLE_BODY, "body", 1);
    add(p, MKR_ROLE_BODY, "next", 1); /* 9 and 0 */
    add_heading(p, MKR_ROLE_HEADING_3, "head"); /* 9 and 13.5 */
    add(p, MKR_ROLE_BODY, "under", 1); /* 3 */
    lay_out(p);
    assert_body_at(p, 1, "next 1", TOP + MKR_PT(18 + 9));
    assert_body_at(p, 1, "head 1", TOP + MKR_PT(18 + 9 + 18 + 13.5));
    assert_body_at(p, 1, "under 1", TOP + MKR_PT(18 + 9 + 18 + 13.5 + 18 + 3));
}

static void heading_under_heading(void **state) {
    page_world *p = *state;
    add_heading(p, MKR_ROLE_HEADING_1, "one"); /* at the top of a page nothing stands above: 24 high, 9 */
    add_heading(p, MKR_ROLE_HEADING_3, "three"); /* the upper one's "after", not 13.5 */
    add(p, MKR_ROLE_BODY, "body", 1);
    lay_out(p);
    assert_int_equal(find(p, 1, "one 1")->text.y, TOP + 18966); /* 18/24: 1.2 + 17.766 */
    assert_body_at(p, 1, "three 1", TOP + MKR_PT(24 + 9));
    assert_body_at(p, 1, "body 1", TOP + MKR_PT(24 + 9 + 18 + 3));
}

static void own_spaces(void **state) {
    page_world *p = *state;
    add(p, MKR_ROLE_BODY, "above", 1)->space_after = 0;
    add(p, MKR_ROLE_BODY, "below", 1)->space_before = MKR_PT(6);
    lay_out(p);
    assert_body_at(p, 1, "below 1", TOP + MKR_PT(18 + 6));
}

/* Page design, section 9: ground across the frame, a bar of 3 at its left, text 12 below its top. */
static void panel(void **state) {
    page_world *p = *state;
    mkr_block *box = mkr_block_new(p->w->arena, MKR_BLOCK_PANEL, MKR_ROLE_BODY, 0, here);
    mkr_block_add(box, lines_block(p, MKR_ROLE_BODY, "asked", 1));
    mkr_block_add(p->doc.body, box);
    lay_out(p);
    const mkr_item *items = p->pages.at.at[0]->items.list.at;
    assert_int_equal(items[0].path.fill, 0xf2f5f7);
    assert_int_equal(items[0].path.points[0].x, MKR_PT(54));
    assert_int_equal(items[0].path.points[0].y, TOP);
    assert_int_equal(items[0].path.points[2].x, 541280);
    assert_int_equal(items[1].path.fill, 0x0d4a63);
    assert_int_equal(items[1].path.points[2].x - items[1].path.points[0].x, MKR_PT(3));
    assert_int_equal(items[0].elem, 0);
    assert_body_at(p, 1, "asked 1", TOP + MKR_PT(12));
    assert_int_equal(find(p, 1, "asked 1")->text.x, MKR_PT(96));
}

/* ---- page breaks */

static void page_holds_39_lines(void **state) {
    page_world *p = *state;
    add(p, MKR_ROLE_BODY, "line", 39);
    lay_out(p);
    assert_int_equal(p->pages.at.n, 1);
    assert_body_at(p, 1, "line 39", TOP + MKR_PT(38 * 18));
}

/* Two lines at least on each side of a break: the 40th does not go alone. */
static void no_widow(void **state) {
    page_world *p = *state;
    add(p, MKR_ROLE_BODY, "line", 40);
    lay_out(p);
    assert_on(p, 1, "line 38");
    assert_on(p, 2, "line 39");
    assert_body_at(p, 2, "line 39", TOP);
    assert_body_at(p, 2, "line 40", TOP + MKR_PT(18));
}

/* 38 lines and 9: a line would fit, but one line alone does not stay. */
static void no_orphan(void **state) {
    page_world *p = *state;
    add(p, MKR_ROLE_BODY, "above", 38);
    add(p, MKR_ROLE_BODY, "line", 4);
    lay_out(p);
    assert_on(p, 1, "above 38");
    assert_on(p, 2, "line 1");
    assert_body_at(p, 2, "line 1", TOP); /* no space above at the top of a page */
}

/* 36 lines and 9: three of four would fit; two stay, two go. */
static void two_and_two(void **state) {
    page_world *p = *state;
    add(p, MKR_ROLE_BODY, "above", 36);
    add(p, MKR_ROLE_BODY, "line", 4);
    lay_out(p);
    assert_on(p, 1, "line 2");
    assert_on(p, 2, "line 3");
}

/* 37 lines and 9: two of three would fit, but three lines stay together. */
static void three_lines_stay_whole(void **state) {
    page_world *p = *state;
    add(p, MKR_ROLE_BODY, "above", 37);
    add(p, MKR_ROLE_BODY, "line", 3);
    lay_out(p);
    assert_on(p, 2, "line 1");
}

/* 35 lines, 13.5, heading 18, 3: two lines end at 700.5. 36 lines: they would end at 718.5, past 717. */
static void heading_keeps_two_lines(void **state) {
    page_world *p = *state;
    add(p, MKR_ROLE_BODY, "above", 35);
    add_heading(p, MKR_ROLE_HEADING_3, "head");
    add(p, MKR_ROLE_BODY, "line", 4);
    lay_out(p);
    assert_on(p, 1, "head 1");
    assert_on(p, 1, "line 2");
    assert_on(p, 2, "line 3");
}

static void heading_goes_with_its_text(void **state) {
    page_world *p = *state;
    add(p, MKR_ROLE_BODY, "above", 36);
    add_heading(p, MKR_ROLE_HEADING_3, "head");
    add(p, MKR_ROLE_BODY, "line", 4);
    lay_out(p);
    assert_on(p, 1, "above 36");
    assert_on(p, 2, "head 1");
    assert_body_at(p, 2, "line 1", TOP + MKR_PT(18 + 3));
}

/* A head of 23.25 and rows of 24.75: after 36 lines of 18 there is room for the head and one row, after 34
 * for two; a page does not end with the head and one. */
static void head_keeps_two_rows(void **state) {
    for (int above = 36; above >= 34; above -= 2) {
        close_pages(state);
        open_pages(state);
        page_world *p = *state;
        mkr_grid *g = new_grid(p, MKR_LOOK_TABLE, 1, 6);
        g->rows.at[0].kind = MKR_ROW_HEAD;
        for (size_t r = 0; r < 6; r++)
            put_cell(p, g, r, 0, r == 0 ? "head" : r == 1 ? "first" : r == 2 ? "second" : "further", 1);
        add(p, MKR_ROLE_BODY, "above", above);
        mkr_block_add(p->doc.body, grid_block(p, g));
        lay_out(p);
        assert_non_null(find(p, above == 36 ? 2 : 1, "head 1")); /* it may come again */
        assert_on(p, above == 36 ? 2 : 1, "first 1");
        assert_on(p, above == 36 ? 2 : 1, "second 1");
    }
}

/* A priority starts a page when less than 40 % of it, 286.8, is left: after 22 lines and 22.5 there is 298.5,
 * after 23 only 280.5. */
static void priority_with_room(void **state) {
    page_world *p = *state;
    add(p, MKR_ROLE_BODY, "above", 22);
    add_heading(p, MKR_ROLE_HEADING_2, "head")->group_before = true;
    add(p, MKR_ROLE_BODY, "line", 2);
    lay_out(p);
    assert_on(p, 1, "head 1");
}

static void priority_without_room(void **state) {
    page_world *p = *state;
    add(p, MKR_ROLE_BODY, "above", 23);
    add_heading(p, MKR_ROLE_HEADING_2, "head")->group_before = true;
    add(p, MKR_ROLE_BODY, "line", 2);
    lay_out(p);
    assert_on(p, 2, "head 1");
}

static void elements_know_their_place(void **state) {
    page_world *p = *state;
    uint32_t first = add(p, MKR_ROLE_BODY, "above", 38)->elem,
             second = add(p, MKR_ROLE_BODY, "line", 4)->elem;
    lay_out(p);
    assert_int_equal(mkr_tree_at(p->doc.tree, first)->page, 1);
    assert_int_equal(mkr_tree_at(p->doc.tree, first)->y, TOP);
    assert_int_equal(mkr_tree_at(p->doc.tree, second)->page, 2);
    assert_int_equal(mkr_tree_at(p->doc.tree, 1)->page, 1); /* the document begins where its first ink is */
}

/* ---- tables on several pages */

/* A table with a head and n rows of one line. */
static mkr_grid *long_table(page_world *p, int n) {
    mkr_grid *g = new_grid(p, MKR_LOOK_TABLE, 1, (size_t)n + 1);
    g->rows.at[0].kind = MKR_ROW_HEAD;
    put_cell(p, g, 0, 0, "head", 1);
    for (int i = 1; i <= n; i++)
        put_cell(p, g, (size_t)i, 0, mkr_printf(p->w->arena, "row %d,", i), 1);
    g->caption_continued = lines_block(p, MKR_ROLE_CAPTION_TEXT, "continued", 1);
    mkr_block_add(p->doc.body, grid_block(p, g));
    return g;
}

static void head_repeats(void **state) {
    page_world *p = *state;
    mkr_grid *g = long_table(p, 70);
    lay_out(p);
    assert_true(p->pages.at.n >= 3); /* a row takes 24 at least: 29 on a page */
    for (int i = 1; i <= 70; i++) { /* every row once */
        int times = 0;
        char text[32];
        snprintf(text, sizeof text, "row %d, 1", i);
        for (size_t page = 1; page <= p->pages.at.n; page++)
            times += find(p, page, text) != NULL;
        assert_int_equal(times, 1);
    }
    assert_null(find(p, 1, "continued 1"));
    assert_int_equal(find(p, 1, "head 1")->elem, g->rows.at[0].cells[0].content->elem);
    for (size_t page = 2; page <= p->pages.at.n; page++) {
        const mkr_item *caption = find(p, page, "continued 1"), *head = find(p, page, "head 1");
        assert_non_null(caption);
        assert_non_null(head);
        assert_int_equal(caption->text.y, TOP + 11757); /* 11/15: 0.9 + 10.857 */
        assert_true(head->text.y > caption->text.y);
        assert_true(caption->pagination && !caption->elem && head->pagination && !head->elem);
    }
}

static void last_two_rows_stay_together(void **state) {
    page_world *p = *state;
    for (int n = 26; n <= 32; n++) { /* wherever the page ends */
        p->doc.body->first = p->doc.body->last = NULL;
        long_table(p, n);
        lay_out(p);
        char last[32], before[32];
        snprintf(last, sizeof last, "row %d, 1", n);
        snprintf(before, sizeof before, "row %d, 1", n - 1);
        assert_int_equal(!find(p, 1, last), !find(p, 1, before));
        assert_true(p->pages.at.n == 1 || find(p, 2, last));
    }
}

static void group_repeats(void **state) {
    page_world *p = *state;
    mkr_grid *g = long_table(p, 60);
    g->rows.at[1].kind = MKR_ROW_GROUP;
    g->rows.at[1].continued = lines_block(p, MKR_ROLE_GROUP, "Greener, continued", 1);
    lay_out(p);
    assert_null(find(p, 1, "Greener, continued 1"));
    const mkr_item *group = find(p, 2, "Greener, continued 1");
    assert_non_null(group);
    assert_true(group->pagination && !group->elem);
}

/* A row over a third of a page breaks between its lines; none is lost, and each half has its padding, 5.25.
 */
static void tall_row_breaks(void **state) {
    page_world *p = *state;
    add(p, MKR_ROLE_BODY, "above", 20)->measure = MKR_MEASURE_FRAME;
    mkr_grid *g = new_grid(p, MKR_LOOK_FORM, 2, 1);
    put_cell(p, g, 0, 0, "left", 2);
    put_cell(p, g, 0, 1, "right", 60);
    mkr_block_add(p->doc.body, grid_block(p, g));
    lay_out(p);
    assert_on(p, 1, "left 1");
    int on_first = 0;
    for (int i = 1; i <= 60; i++) {
        char text[32];
        snprintf(text, sizeof text, "right %d", i);
        size_t page = find(p, 1, text) ? 1 : 2;
        assert_on(p, page, text);
        on_first += page == 1;
        if (page == 2 && i == on_first + 1) /* 10/13.5: 0.75 + 9.87 */
            assert_int_equal(find(p, 2, text)->text.y, TOP + MKR_PT(5.25) + 10620);
    }
    /* From 360 + 9 there are 348 points: less padding 10.5 that is 25 lines of 13.5, or 24 with a rule. */
    assert_in_range(on_first, 24, 25);
}

/* Up to a third of a page, 239, a row goes whole: 16 lines of 13.5 and padding are 226.5. */
static void short_row_stays_whole(void **state) {
    page_world *p = *state;
    add(p, MKR_ROLE_BODY, "above", 30);
    mkr_grid *g = new_grid(p, MKR_LOOK_FORM, 1, 1);
    put_cell(p, g, 0, 0, "line", 16);
    mkr_block_add(p->doc.body, grid_block(p, g));
    lay_out(p);
    assert_on(p, 2, "line 1");
    assert_on(p, 2, "line 16");
}

/* What cannot break and is higher than a page: chart and facts of a detail block. */
static void too_tall(void **state) {
    page_world *p = *state;
    mkr_grid *g = new_grid(p, MKR_LOOK_DETAIL, 1, 1);
    put_cell(p, g, 0, 0, "line", 60); /* 810 */
    mkr_block_add(p->doc.body, grid_block(p, g));
    assert_false(mkr_layout(p->w->arena, &p->w->diag, &p->doc, p->fonts, 1000, &p->pages));
    assert_non_null(strstr(p->w->heard, "test.xml:1:1 TOO_TALL "));
}

/* The message names the thing and its height: 60 lines of 13.5 are 810. */
static void too_tall_head(void **state) {
    page_world *p = *state;
    mkr_grid *g = new_grid(p, MKR_LOOK_TABLE, 1, 2);
    g->rows.at[0].kind = MKR_ROW_HEAD;
    put_cell(p, g, 0, 0, "head", 60);
    put_cell(p, g, 1, 0, "row", 1);
    mkr_block_add(p->doc.body, grid_block(p, g));
    assert_false(mkr_layout(p->w->arena, &p->w->diag, &p->doc, p->fonts, 1000, &p->pages));
    const char *first = strstr(p->w->heard, "TOO_TALL");
    assert_non_null(first);
    assert_non_null(strstr(first, "the head of a table, 819 points high; a page holds 717"));
    assert_null(strstr(first + 1, "TOO_TALL"));
}

/* A head of 50 lines, 675 points and 9.75, leaves its rows no room: it stands above the first of them only.
 */
static void high_head_does_not_repeat(void **state) {
    page_world *p = *state;
    mkr_grid *g = new_grid(p, MKR_LOOK_TABLE, 1, 60);
    g->rows.at[0].kind = MKR_ROW_HEAD;
    put_cell(p, g, 0, 0, "head", 50);
    for (size_t r = 1; r < 60; r++)
        put_cell(p, g, r, 0, r < 59 ? "row" : "last", 1);
    mkr_block_add(p->doc.body, grid_block(p, g));
    lay_out(p);
    assert_on(p, 1, "head 50");
    assert_on(p, 4, "last 1"); /* one row of 24.75, then 28 a page: 717 / 24.75 */
}

/* The first row stays with the head, but rather not than what the author keeps: 17, 17 and 16 lines of 13.5,
 * thrice 11.25, and 23.25 for the head are 732. */
static void kept_before_first(void **state) {
    page_world *p = *state;
    mkr_grid *g = new_grid(p, MKR_LOOK_TABLE, 1, 6);
    g->rows.at[0].kind = MKR_ROW_HEAD;
    g->rows.at[2].keep = true;
    for (size_t r = 0; r < 6; r++)
        put_cell(p, g, r, 0, (const char *[]){"head", "one", "two", "three", "four", "five"}[r],
                 r == 1 || r == 2 ? 17
                 : r == 3         ? 16
                                  : 1);
    mkr_block_add(p->doc.body, grid_block(p, g));
    lay_out(p);
    assert_on(p, 1, "one 17");
    assert_on(p, 2, "two 1");
    assert_on(p, 2, "three 1");
}

/* A chart with remarks that reach over the page goes on where nothing crosses: boxes of 100 points, 20 apart,
 * the first part 250 high at most and the others 350. */
static void cut_between(void **state) {
    page_world *p = *state;
    mkr_setter s;
    mkr_galley to = {0};
    assert_true(mkr_setter_open(&s, p->w->arena, &p->w->diag, &p->doc, p->fonts));
    mkr_piece *whole = mkr_piece_begin(&s, &to);
    for (int i = 6; i-- > 0;) /* painted from the bottom */
        mkr_draw_rect(&s.items, 7, 0, MKR_PT(120 * i), MKR_PT(50), MKR_PT(100), mkr_pen_fill(0));
    mkr_piece_end(&s, whole, MKR_PT(700));
    mkr_piece_cut(&s, &to, MKR_PT(250), MKR_PT(350));
    const mkr_len heights[] = {MKR_PT(240), MKR_PT(360), MKR_PT(100)};
    const uint32_t boxes[] = {2, 3, 1};
    assert_int_equal(to.n, 3);
    for (size_t i = 0; i < to.n; i++) {
        assert_int_equal(to.at[i].height, heights[i]);
        assert_int_equal(to.at[i].to - to.at[i].from, boxes[i]);
        mkr_extent ink = MKR_NO_EXTENT;
        for (uint32_t k = to.at[i].from; k < to.at[i].to; k++)
            mkr_extent_add(&ink, &s.items.list.at[k]);
        assert_int_equal(ink.y0, 0);
    }
    mkr_draw_rect(&s.items, 7, 0, 0, MKR_PT(50), MKR_PT(800), mkr_pen_fill(0)); /* nothing parts this */
    to.at[2].to++;
    to.at[2].height = MKR_PT(800);
    mkr_piece_cut(&s, &to, MKR_PT(250), MKR_PT(350));
    assert_int_equal(to.n, 3);
}

/* ---- widths of columns */

static const mkr_len *widths_of(page_world *p, mkr_grid *g, mkr_len width) {
    static mkr_setter s;
    assert_true(mkr_setter_open(&s, p->w->arena, &p->w->diag, &p->doc, p->fonts));
    return mkr_grid_plan_columns(&s, grid_block(p, g), width).widths;
}

static void fixed_widths(void **state) {
    page_world *p = *state;
    mkr_grid *g = new_grid(p, MKR_LOOK_TABLE, 3, 1); /* assurance: 168, 124, 116 */
    g->columns[0].gives_way = true;
    g->columns[1].width = MKR_PT(124);
    g->columns[2].width = MKR_PT(116);
    const mkr_len *w = widths_of(p, g, MKR_PT(408));
    assert_int_equal(w[0], MKR_PT(168));
    assert_int_equal(w[1], MKR_PT(124));
    assert_int_equal(w[2], MKR_PT(116));
}

/* A word wider than its column widens it, at the cost of the one that gives way. */
static void long_word_widens(void **state) {
    page_world *p = *state;
    mkr_grid *g = new_grid(p, MKR_LOOK_TABLE, 2, 1);
    g->columns[0].gives_way = true;
    g->columns[1].width = MKR_PT(20);
    g->columns[1].fits = true;
    put_cell(p, g, 0, 1, "Incomprehensibilities", 1);
    const mkr_len *w = widths_of(p, g, MKR_PT(408));
    assert_in_range(w[1], MKR_PT(21 * 4), MKR_PT(21 * 7)); /* letters of 10 points are 4 to 7 wide here */
    assert_int_equal(w[0] + w[1], MKR_PT(408));
    g->columns[1].fits = false;
    w = widths_of(p, g, MKR_PT(408));
    assert_int_equal(w[1], MKR_PT(20));
}

/* Columns without wishes fill the width; more text has more of it. */
static void natural_widths(void **state) {
    page_world *p = *state;
    mkr_grid *g = new_grid(p, MKR_LOOK_TABLE, 3, 1);
    put_cell(p, g, 0, 0, "a", 1);
    put_cell(p, g, 0, 1, "some more words", 1);
    put_cell(p, g, 0, 2, "so many words that they could never stand on one line of this narrow table", 1);
    for (mkr_len width = MKR_PT(200); width <= MKR_PT(800); width += MKR_PT(300)) {
        const mkr_len *w = widths_of(p, g, width);
        assert_int_equal(w[0] + w[1] + w[2], width);
        assert_true(w[0] > 0 && w[0] < w[1] && w[1] < w[2]);
    }
}

/* Equal text, equal columns; gaps count. */
static void equal_widths(void **state) {
    page_world *p = *state;
    mkr_grid *g = new_grid(p, MKR_LOOK_TABLE, 2, 1);
    put_cell(p, g, 0, 0, "same", 1);
    put_cell(p, g, 0, 1, "same", 1);
    const mkr_len *w = widths_of(p, g, MKR_PT(400));
    assert_int_equal(w[0], MKR_PT(200));
    mkr_grid *facts = new_grid(p, MKR_LOOK_FACTS, 4, 1);
    w = widths_of(p, facts, MKR_PT(480));
    for (int i = 0; i < 4; i++)
        assert_int_equal(w[i], MKR_PT(120));
}

/* What is left over goes by weight: 400 less 50 is 350, one part 70, four 280. */
static void weights(void **state) {
    page_world *p = *state;
    mkr_grid *g = new_grid(p, MKR_LOOK_TABLE, 3, 1);
    for (int i = 0; i < 3; i++)
        g->columns[i].least = MKR_PT(50);
    g->columns[1].weight = 1;
    g->columns[2].weight = 4;
    const mkr_len *w = widths_of(p, g, MKR_PT(400));
    assert_int_equal(w[0], MKR_PT(50));
    assert_int_equal(w[1], MKR_PT(70));
    assert_int_equal(w[2], MKR_PT(280));
    w = widths_of(p, g, MKR_PT(200)); /* 150 left: parts of 30 and 120, but no less than 50 */
    assert_int_equal(w[1], MKR_PT(50));
    assert_int_equal(w[2], MKR_PT(100));
}

/* The wide column gives way; the narrow one keeps its words on one line. */
static void widest_gives_way(void **state) {
    page_world *p = *state;
    mkr_grid *g = new_grid(p, MKR_LOOK_TABLE, 2, 1);
    put_cell(p, g, 0, 0, "No comparison", 1);
    put_cell(p, g, 0, 1, "so many words that they could never stand on one line of this narrow table", 1);
    mkr_len narrow = widths_of(p, g, MKR_PT(300))[0];
    assert_in_range(narrow, MKR_PT(15 * 4), MKR_PT(15 * 7));
    assert_int_equal(widths_of(p, g, MKR_PT(250))[0], narrow);
}

/* What must be whole is, though it gives way: the other column's lines break. */
static void whole_lines(void **state) {
    page_world *p = *state;
    mkr_grid *g = new_grid(p, MKR_LOOK_TABLE, 2, 1);
    put_cell(p, g, 0, 0, "Children and families", 1);
    put_cell(p, g, 0, 1, "so many words that they could never stand on one line of this narrow table", 1);
    mkr_len most = widths_of(p, g, MKR_PT(300))[0]; /* the narrow column keeps its most */
    g->columns[0].gives_way = g->columns[0].fits = g->columns[1].fits = true;
    assert_true(widths_of(p, g, MKR_PT(300))[0] < most);
    g = new_grid(p, MKR_LOOK_TABLE, 2, 1);
    put_cell(p, g, 0, 0, "Children and families", 1);
    put_cell(p, g, 0, 1, "so many words that they could never stand on one line of this narrow table", 1);
    g->columns[0].gives_way = g->columns[0].fits = g->columns[1].fits = g->columns[0].whole = true;
    assert_int_equal(widths_of(p, g, MKR_PT(300))[0], most);
}

/* A cell across two columns asks for 300: both get half of what they lack. */
static void spanning_cell(void **state) {
    page_world *p = *state;
    mkr_grid *g = new_grid(p, MKR_LOOK_TABLE, 2, 1), *inner = new_grid(p, MKR_LOOK_TABLE, 1, 1);
    inner->columns[0].width = MKR_PT(300);
    g->rows.at[0].n = 1;
    g->rows.at[0].cells[0].colspan = 2;
    g->rows.at[0].cells[0].content = grid_block(p, inner);
    const mkr_len *w = widths_of(p, g, MKR_PT(300));
    assert_int_equal(w[0], MKR_PT(150));
    assert_int_equal(w[1], MKR_PT(150));
}

static void too_many_columns(void **state) {
    page_world *p = *state;
    mkr_grid *g = new_grid(p, MKR_LOOK_TABLE, 3, 1);
    g->columns[0].gives_way = true;
    g->columns[1].width = g->columns[2].width = MKR_PT(367); /* a landscape frame is 733.89 wide */
    mkr_block_add(p->doc.body, grid_block(p, g));
    assert_false(mkr_layout(p->w->arena, &p->w->diag, &p->doc, p->fonts, 1000, &p->pages));
    assert_non_null(strstr(p->w->heard, "TABLE_DOES_NOT_FIT"));
    assert_non_null(strstr(p->w->heard, "column 1 of 3 has no room left"));
}

/* As the last resort a generated grid breaks its long words: a name of 200 letters beside four figures. */
static void breaks_long_word(void **state) {
    page_world *p = *state;
    mkr_grid *g = new_grid(p, MKR_LOOK_TABLE, 5, 1);
    char word[201];
    memset(word, 'W', 200);
    word[200] = '\0';
    put_cell(p, g, 0, 0, word, 1);
    g->columns[0].gives_way = g->columns[0].fits = true;
    for (uint16_t c = 1; c < 5; c++) {
        put_cell(p, g, 0, c, "1,234.5", 1);
        g->columns[c].width = MKR_PT(24);
        g->columns[c].fits = true;
    }
    mkr_block_add(p->doc.body, grid_block(p, g));
    assert_true(mkr_layout(p->w->arena, &p->w->diag, &p->doc, p->fonts, 1000, &p->pages));
    assert_non_null(strstr(p->w->heard, "WORD_TOO_LONG")); /* and nothing worse */
    assert_null(strstr(p->w->heard, "DOES_NOT_FIT"));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_pages, close_pages)

/* Rows tied by a cell stay together up to a third of their page's height, here 471 points of a turned one:
 * three of 5 lines, 13.5 apart, with 11.25 of space, are 236.25. Beside 16 lines of 18 there is room for two.
 */
static void tied_rows_turned(void **state) {
    page_world *p = *state;
    mkr_grid *g = new_grid(p, MKR_LOOK_TABLE, 2, 3);
    put_cell(p, g, 0, 0, "name", 1);
    g->rows.at[0].cells[0].rowspan = 3;
    put_cell(p, g, 0, 1, "one", 5);
    for (size_t r = 1; r < 3; r++) { /* the first column is taken */
        put_cell(p, g, r, 1, r == 1 ? "two" : "three", 5);
        g->rows.at[r].cells++;
        g->rows.at[r].n = 1;
    }
    add(p, MKR_ROLE_BODY, "line", 16)->landscape = true;
    mkr_block *b = grid_block(p, g);
    b->landscape = true;
    mkr_block_add(p->doc.body, b);
    lay_out(p);
    assert_on(p, 1, "two 5");
    assert_on(p, 2, "three 1");
}

/* Looks that set the weight have a font each. */
static void weight_of_look(void **state) {
    page_world *p = *state;
    add(p, MKR_ROLE_HEADING_1, "semibold", 1)->spans.at[0].look = MKR_SEMIBOLD;
    add(p, MKR_ROLE_HEADING_1, "regular", 1)->spans.at[0].look = MKR_REGULAR;
    lay_out(p);
    assert_ptr_not_equal(find(p, 1, "semibold 1")->text.face, find(p, 1, "regular 1")->text.face);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(first_line),
        TEST(measures),
        TEST(paragraph_number),
        TEST(feet),
        TEST(spaces),
        TEST(heading_under_heading),
        TEST(own_spaces),
        TEST(panel),
        TEST(page_holds_39_lines),
        TEST(no_widow),
        TEST(no_orphan),
        TEST(two_and_two),
        TEST(three_lines_stay_whole),
        TEST(heading_keeps_two_lines),
        TEST(head_keeps_two_rows),
        TEST(heading_goes_with_its_text),
        TEST(priority_with_room),
        TEST(priority_without_room),
        TEST(elements_know_their_place),
        TEST(head_repeats),
        TEST(last_two_rows_stay_together),
        TEST(group_repeats),
        TEST(tall_row_breaks),
        TEST(short_row_stays_whole),
        TEST(too_tall),
        TEST(too_tall_head),
        TEST(high_head_does_not_repeat),
        TEST(kept_before_first),
        TEST(cut_between),
        TEST(fixed_widths),
        TEST(long_word_widens),
        TEST(natural_widths),
        TEST(equal_widths),
        TEST(weights),
        TEST(widest_gives_way),
        TEST(whole_lines),
        TEST(spanning_cell),
        TEST(too_many_columns),
        TEST(breaks_long_word),
        TEST(tied_rows_turned),
        TEST(weight_of_look),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

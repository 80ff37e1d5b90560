/* draw.c - the display list's vocabulary and its dump. */
#include "text.h"

#include "page/draw.h"

static mkr_page page_of(world *w) {
    return (mkr_page){.width = 595280, .height = 841890, .items = {.arena = w->arena}};
}

static void check_dump(world *w, mkr_page *page, const char *expected) {
    mkr_pages pages = {0};
    mkr_buffer b = mkr_buffer_new(w->arena);
    *MKR_PUSH(w->arena, &pages.at) = page;
    mkr_pages_dump(&pages, &b);
    assert_string_equal(mkr_buffer_text(&b), expected);
}

static void test_paths(void **state) {
    mkr_page page = page_of(*state);
    mkr_pen dashed = {.fill = MKR_NO_COLOUR, .stroke = 0xc5ccd3, .width = 1250, .dash = {4000, 3000}};
    const mkr_point points[] = {{0, 0}, {3000, 0}, {0, 4000}};
    mkr_draw_line(&page.items, 0, 54000, 130000, 541280, 130000, dashed);
    mkr_draw_rect(&page.items, 3, 1000, 2000, 30000, 40500, mkr_pen_fill(0x0d4a63));
    mkr_draw_points(&page.items, 4, points, 3, true, mkr_pen_line(0, 1000));
    mkr_draw_points(&page.items, 4, points, 2, false, mkr_pen_line(0, 1000));
    mkr_draw_points(&page.items, 4, points, 0, false, mkr_pen_line(0, 1000)); /* nothing */
    page.items.list.at[0].pagination = true;
    *MKR_PUSH(page.items.arena, &page.links) = (mkr_page_link){12, 96000, 110000, 40000, 18000};
    check_dump(*state, &page,
               "page 1 595.28 841.89\n"
               "path pagination fill none stroke #c5ccd3 width 1.25 dash 4 3 M 54 130 L 541.28 130\n"
               "path 3 fill #0d4a63 stroke none M 1 2 L 31 2 L 31 42.5 L 1 42.5 Z\n"
               "path 4 fill none stroke #000000 width 1 M 0 0 L 3 0 L 0 4 Z\n"
               "path 4 fill none stroke #000000 width 1 M 0 0 L 3 0\n"
               "link 12 96 110 40 18\n");
}

/* A filled circle is a dot at its centre, as wide as the line whose round caps make it. */
static void test_dot(void **state) {
    mkr_page page = page_of(*state);
    mkr_draw_circle(&page.items, 0, 10000, 20000, 7500, mkr_pen_fill(0x08795f));
    check_dump(*state, &page,
               "page 1 595.28 841.89\n"
               "path artifact fill none stroke #08795f width 15 M 10 20 L 10 20\n");
    assert_int_equal(page.items.list.at[0].path.cap, 1);
    assert_int_equal(page.items.list.at[0].path.dash[0], 0);
}

/* A circle with a line round it is four curves, filled or not. */
static void test_circle(void **state) {
    mkr_page page = page_of(*state);
    mkr_pen filled = {.fill = 0xffffff, .stroke = 0x17212b, .width = 1600};
    mkr_draw_circle(&page.items, 0, 10000, 20000, 10000, mkr_pen_line(0, 1200));
    mkr_draw_circle(&page.items, 0, 10000, 20000, 10000, filled);
    check_dump(*state, &page,
               "page 1 595.28 841.89\n"
               "path artifact fill none stroke #000000 width 1.2 M 20 20 "
               "C 20 25.523 15.523 30 10 30 C 4.477 30 0 25.523 0 20 "
               "C 0 14.477 4.477 10 10 10 C 15.523 10 20 14.477 20 20 Z\n"
               "path artifact fill #ffffff stroke #17212b width 1.6 M 20 20 "
               "C 20 25.523 15.523 30 10 30 C 4.477 30 0 25.523 0 20 "
               "C 0 14.477 4.477 10 10 10 C 15.523 10 20 14.477 20 20 Z\n");
}

/* Lato's "Report" is 5944 units of 2000 to the em wide, a space 512, "AV" 2600 (fontTools). */
static void test_text(void **state) {
    world *w = *state;
    mkr_page page = page_of(w);
    mkr_label label = {font_of(w, "Lato", 400, 0), 12000, 0x17212b};
    assert_int_equal(
        mkr_draw_text(&page.items, w->fonts, 7, &label, MKR_LEFT, 96000, 120000, "Report  AV", here),
        (5944 + 2 * 512 + 2600) * 6);
    assert_int_equal(mkr_draw_text(&page.items, w->fonts, 7, &label, MKR_RIGHT, 500000, 120000, "AV", here),
                     15600);
    assert_int_equal(mkr_draw_text(&page.items, w->fonts, 7, &label, MKR_CENTRE, 300000, 120000, "AV", here),
                     15600);
    check_dump(w, &page,
               "page 1 595.28 841.89\n"
               "text 7 96 120 size 12 width 57.408 #17212b Lato-Regular \"Report  AV\"\n"
               "text 7 484.4 120 size 12 width 15.6 #17212b Lato-Regular \"AV\"\n"
               "text 7 292.2 120 size 12 width 15.6 #17212b Lato-Regular \"AV\"\n");
    assert_int_equal(mkr_text_width(w->fonts, &label, "Report  AV", here), 57408);
    assert_int_equal(mkr_text_width(w->fonts, &label, "", here), 0);
}

/* A character of the fallback font makes an item of its own: U+2713 is 1716 of 2048 wide in DejaVu Sans. */
static void test_text_of_two_faces(void **state) {
    world *w = *state;
    mkr_page page = page_of(w);
    mkr_label label = {font_of(w, "Lato", 400, 0), 10000, 0};
    mkr_len width =
        mkr_draw_text(&page.items, w->fonts, 1, &label, MKR_RIGHT, 100000, 0, "AV \xE2\x9C\x93", here);
    assert_int_equal(width, (2600 + 512) * 5 + 8379);
    assert_int_equal(mkr_text_width(w->fonts, &label, "AV \xE2\x9C\x93", here), width);
    check_dump(w, &page,
               "page 1 595.28 841.89\n"
               "text 1 76.061 0 size 10 width 15.56 #000000 Lato-Regular \"AV \"\n"
               "text 1 91.621 0 size 10 width 8.379 #000000 DejaVuSans \"\xE2\x9C\x93\"\n");
}

static void test_missing_glyph(void **state) {
    world *w = *state;
    mkr_page page = page_of(w);
    mkr_label label = {font_of(w, "Lato", 400, 0), 10000, 0};
    assert_true(mkr_draw_text(&page.items, w->fonts, 1, &label, MKR_LEFT, 0, 0, "n \xE4\xB8\xAD", here) < 0);
    assert_true(mkr_text_width(w->fonts, &label, "\xE4\xB8\xAD", here) < 0);
    assert_int_equal(w->diag.said[MKR_ERROR], 1); /* one place, one complaint */
}

static void test_lists(void **state) {
    world *w = *state;
    mkr_page page = page_of(w);
    static const mkr_picture picture;
    mkr_label label = {font_of(w, "Lato", 400, 0), 10000, 0};
    mkr_draw_line(&page.items, 1, 0, 0, 1000, 1000, mkr_pen_line(0, 1000));
    mkr_draw_line(&page.items, 2, 0, 0, 1000, 1000, mkr_pen_line(0, 1000));
    mkr_draw_text(&page.items, w->fonts, 3, &label, MKR_LEFT, 0, 0, "AV", here);
    mkr_item *image = MKR_PUSH(w->arena, &page.items.list);
    image->kind = MKR_ITEM_IMAGE;
    image->elem = 4;
    image->picture.image = &picture;
    image->picture.width = image->picture.height = 8000;

    mkr_items_move(&page.items, 1, 10000, 20000);
    check_dump(w, &page,
               "page 1 595.28 841.89\n"
               "path 1 fill none stroke #000000 width 1 M 0 0 L 1 1\n"
               "path 2 fill none stroke #000000 width 1 M 10 20 L 11 21\n"
               "text 3 10 20 size 10 width 13 #000000 Lato-Regular \"AV\"\n"
               "image 4 10 20 8 8\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_paths, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_dot, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_circle, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_text, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_text_of_two_faces, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_missing_glyph, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_lists, open_world, close_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

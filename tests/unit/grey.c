/* Colours and their greys: the column "grey" of the page design, which was worked out with another program.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "page/draw.h"
#include "page/grey.h"

static mkr_colour grey_of(mkr_arena *arena, mkr_colour colour) {
    mkr_page page = {.items = {.arena = arena}}, *list = &page;
    mkr_pages pages = {{&list, 1, 1}};
    mkr_draw_rect(&page.items, 0, 0, 0, 1000, 1000, mkr_pen_fill(colour));
    mkr_pages_grey(arena, &pages);
    assert_true(page.items.list.at[0].path.stroke == MKR_NO_COLOUR);
    return page.items.list.at[0].path.fill;
}

static void colours(void **state) {
    static const mkr_colour pairs[][2] = {{0x17212b, 0x202020}, {0x46525e, 0x515151}, {0x5b6773, 0x666666},
                                          {0x7b8794, 0x868686}, {0xc5ccd3, 0xcbcbcb}, {0xdde2e7, 0xe1e1e1},
                                          {0xf2f5f7, 0xf5f5f5}, {0x0d4a63, 0x454545}, {0x1a5a96, 0x585858},
                                          {0x9b1420, 0x4e4e4e}, {0x08795f, 0x6a6a6a}, {0xc77a00, 0x8c8c8c},
                                          {0xa8780c, 0x818181}, {0x000000, 0x000000}, {0xffffff, 0xffffff}};
    mkr_arena *arena = mkr_arena_new(1 << 20, NULL);
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_int_equal(grey_of(arena, pairs[i][0]), pairs[i][1]);
    mkr_arena_free(arena);
}

/* Pure red, green and blue by hand: 0.2126 of full luminance is the shade 1.055 x 0.2126^(1/2.4) - 0.055 =
 * 0.498 of 255 = 127; 0.7152 gives 220 and 0.0722 gives 76. */
static void pictures(void **state) {
    static const uint8_t rgb[] = {255, 0, 0, 0, 255, 0, 0, 0, 255};
    mkr_arena *arena = mkr_arena_new(1 << 20, NULL);
    mkr_picture picture = {.width = 3, .height = 1, .channels = 3, .pixels = rgb};
    mkr_item items[2] = {{.kind = MKR_ITEM_IMAGE}, {.kind = MKR_ITEM_IMAGE}};
    items[0].picture.image = items[1].picture.image = &picture;
    mkr_page page = {.items = {arena, {items, 2, 2}}}, *list = &page;
    mkr_pages pages = {{&list, 1, 1}};
    (void)state;
    mkr_pages_grey(arena, &pages);
    const mkr_picture *grey = items[0].picture.image;
    assert_int_equal(grey->channels, 1);
    assert_int_equal(grey->pixels[0], 127);
    assert_int_equal(grey->pixels[1], 220);
    assert_int_equal(grey->pixels[2], 76);
    assert_ptr_equal(items[1].picture.image, grey);
    mkr_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(colours), cmocka_unit_test(pictures)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

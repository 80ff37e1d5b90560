/* colour.c - luminance and contrast: the published examples of WCAG 2.2, and figures worked out in floating
 * point from IEC 61966-2-1 with another program. */
#include "base/colour.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void luminance_runs_from_black_to_white(void **state) {
    (void)state;
    assert_int_equal(mkr_luminance(0x000000), 0);
    assert_int_equal(mkr_luminance(0xFFFFFF), MKR_LUMINANCE_OF_WHITE);
    assert_int_equal(mkr_luminance(0xFF0000), MKR_LUMINANCE_OF_WHITE / 10000 * 2126);
    uint32_t before = 0;
    for (uint32_t grey = 1; grey < 256; grey++) {
        assert_true(mkr_luminance(grey * 0x10101) > before);
        before = mkr_luminance(grey * 0x10101);
    }
}

/* WCAG 2.2, understanding 1.4.3: #767676 on white is 4.54 to 1, #777777 4.48. */
static void contrast_is_that_of_wcag(void **state) {
    (void)state;
    static const struct {
        mkr_colour a, b;
        uint32_t contrast;
    } known[] = {{0x000000, 0xFFFFFF, 21000}, {0xFFFFFF, 0x000000, 21000}, {0x123456, 0x123456, 1000},
                 {0x767676, 0xFFFFFF, 4542},  {0x777777, 0xFFFFFF, 4478},  {0x9B1420, 0xFFFFFF, 8351},
                 {0x08795F, 0xFFFFFF, 5370},  {0xC77A00, 0x08795F, 1589},  {0xC77A00, 0xFFFFFF, 3380}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_in_range(mkr_contrast(known[i].a, known[i].b), known[i].contrast - 1, known[i].contrast + 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(luminance_runs_from_black_to_white),
        cmocka_unit_test(contrast_is_that_of_wcag),
    };
    return cmocka_run_group_tests_name("colour", tests, NULL, NULL);
}

/* language.c - what is known of a language by its tag. */
#include "base/language.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_direction(void **state) {
    (void)state;
    static const char *const left[] = {"ar", "AR-EG", "he", "ckb-IQ", "ur-PK"};
    static const char *const right[] = {"en-GB", "cy", "arn", "a", "", "ckbx"};
    for (size_t i = 0; i < sizeof left / sizeof *left; i++)
        assert_true(mkr_language_right_to_left(left[i]));
    for (size_t i = 0; i < sizeof right / sizeof *right; i++)
        assert_false(mkr_language_right_to_left(right[i]));
}

static void test_same(void **state) {
    (void)state;
    assert_true(mkr_language_same("en-GB", "en-US"));
    assert_true(mkr_language_same("en", "EN-gb"));
    assert_true(mkr_language_same("cy", "cy"));
    assert_false(mkr_language_same("en", "cy"));
    assert_false(mkr_language_same("ar", "arn"));
    assert_false(mkr_language_same("e", "en"));
    assert_false(mkr_language_same("", "en"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_direction),
        cmocka_unit_test(test_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

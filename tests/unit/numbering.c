/* numbering.c - tests of numbers: letters, roman figures, the room of a list, typed numbers, telephone links.
 */
#include "heard.h"
#include "report/build.h"

static void assert_item(world *w, char type, uint32_t n, const char *expected) {
    assert_string_equal(mkr_number_item(w->arena, type, n), expected);
}

static void letters(void **state) {
    assert_item(*state, 'a', 1, "a)");
    assert_item(*state, 'a', 26, "z)");
    assert_item(*state, 'a', 27, "aa)");
    assert_item(*state, 'a', 52, "az)");
    assert_item(*state, 'a', 53, "ba)");
    assert_item(*state, 'a', 702, "zz)");
    assert_item(*state, 'a', 703, "aaa)");
    assert_item(*state, 'a', UINT32_MAX, "mwlqkwu)"); /* 2^32 - 1 in bijective base 26 */
}

static void roman(void **state) {
    assert_item(*state, 'i', 4, "iv)");
    assert_item(*state, 'i', 39, "xxxix)");
    assert_item(*state, 'i', 40, "xl)");
    assert_item(*state, 'i', 1949, "mcmxlix)");
    assert_item(*state, 'i', 3999, "mmmcmxcix)");
    assert_item(*state, 'i', 4000, "4000.");
    assert_item(*state, '1', 12, "12.");
}

static void rooms(void **state) {
    world *w = *state;
    const mkr_len usual = MKR_PT(21), size = MKR_PT(12);
    assert_int_equal(mkr_number_room(w->arena, '1', 1, 99, usual, size), usual); /* "10.": 1.43 em and 2.5 */
    /* "100.": 3 x 0.58 + 0.27 = 2.01 em = 24.12, and 2.5 = 26.62, up to a multiple of 0.75 */
    assert_int_equal(mkr_number_room(w->arena, '1', 1, 100, usual, size), MKR_PT(27));
    assert_int_equal(mkr_number_room(w->arena, 'a', 1, 3, usual, size), usual);
}

static void typed(void **state) {
    (void)state;
    static const char *const yes[] = {
        "13. Key considerations", " 2.1. Costs",       "3.2 Costs", "1) Options", "(a) Options",
        "Section 3: More",        "section 3.1 – More"};
    static const char *const no[] = {
        "2017 in figures", "Costs",       "2024/25 outturn",       "5 year plan",
        "3 Rivers",        "1.5 degrees", "2.5 MW of solar power", "Section 106 funds",
        "Sections 3: More"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (!mkr_number_is_typed(yes[i], "section"))
            fail_msg("%s", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (mkr_number_is_typed(no[i], "section"))
            fail_msg("%s", no[i]);
    assert_int_equal(mkr_number_bare("2 Options"), 2);
    assert_int_equal(mkr_number_bare("3 Rivers"), 3);
    assert_int_equal(mkr_number_bare("5 year plan"), 0);
    assert_int_equal(mkr_number_bare("106 Agreements"), 0);
    assert_int_equal(mkr_number_bare("2 MW"), 0);
}

static void assert_tel(world *w, const char *phone, const char *expected) {
    const char *tel = mkr_build_tel(w->arena, phone);
    if (expected)
        assert_string_equal(tel, expected);
    else
        assert_null(tel);
}

/* RFC 3966, E.164. */
static void telephones(void **state) {
    assert_tel(*state, "01823 359251", "tel:+441823359251");
    assert_tel(*state, "(01823) 359251", "tel:+441823359251");
    assert_tel(*state, "+44 1823 359251", "tel:+441823359251");
    assert_tel(*state, "+44 (0)1823-359251", "tel:+441823359251");
    assert_tel(*state, "0044 1823 359251", "tel:+441823359251");
    assert_tel(*state, "+353 1 679 6111", "tel:+35316796111");
    assert_tel(*state, "359251", NULL); /* no area code */
    assert_tel(*state, "1823 359251", NULL);
    assert_tel(*state, "01823 CALL", NULL);
    assert_tel(*state, "0123456789012345", NULL);
    assert_tel(*state, "", NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters), cmocka_unit_test(roman),      cmocka_unit_test(rooms),
        cmocka_unit_test(typed),   cmocka_unit_test(telephones),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}

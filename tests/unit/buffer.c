/* buffer.c - tests of growing bytes and of numbers as PDF writes them (ISO 32000-1, 7.3.3). */
#include "base/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static jmp_buf full;

static int set_up(void **state) {
    *state = mkr_arena_new((size_t)1 << 20, &full);
    return *state ? 0 : -1;
}

static int tear_down(void **state) {
    mkr_arena_free(*state);
    return 0;
}

static void bytes(void **state) {
    mkr_buffer b = mkr_buffer_new(*state);
    assert_string_equal(mkr_buffer_text(&b), "");
    mkr_buffer_add(&b, NULL, 0);
    mkr_buffer_puts(&b, "one");
    mkr_buffer_putc(&b, ' ');
    mkr_buffer_add(&b, "two\0three", 9);
    mkr_buffer_printf(&b, " %c%03d", 'x', 7);
    assert_int_equal(b.n, 18);
    assert_memory_equal(mkr_buffer_text(&b), "one two\0three x007", 19);
    assert_int_equal(b.n, 18); /* the end mark does not count */
}

static void grows(void **state) {
    mkr_buffer b = mkr_buffer_new(*state);
    for (int i = 0; i < 1000; i++) {
        mkr_buffer_putc(&b, (char)('a' + i % 26));
        if (i % 100 == 0)
            mkr_alloc(*state, 1); /* so that it has to move */
    }
    assert_int_equal(b.n, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(b.at[i], 'a' + i % 26);
    char *room = mkr_buffer_room(&b, 100000);
    memset(room, '.', 100000);
    b.n += 100000;
    assert_ptr_equal(room, b.at + 1000);
    assert_int_equal(b.at[999], 'a' + 999 % 26);
    mkr_buffer_printf(&b, "%5000s", "end"); /* longer than any fixed room */
    assert_int_equal(b.n, 106000);
    assert_memory_equal(b.at + b.n - 4, " end", 4);
}

static void whole_numbers(void **state) {
    static const struct {
        int64_t value;
        const char *text;
    } cases[] = {{0, "0"},
                 {7, "7"},
                 {-1, "-1"},
                 {1000000, "1000000"},
                 {INT64_MAX, "9223372036854775807"},
                 {INT64_MIN, "-9223372036854775808"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mkr_buffer b = mkr_buffer_new(*state);
        mkr_buffer_int(&b, cases[i].value);
        assert_string_equal(mkr_buffer_text(&b), cases[i].text);
    }
}

static void lengths(void **state) {
    static const struct {
        mkr_len value;
        const char *text;
    } cases[] = {{0, "0"},
                 {1, ".001"},
                 {-1, "-.001"},
                 {10, ".01"},
                 {100, ".1"},
                 {-250, "-.25"},
                 {999, ".999"},
                 {1000, "1"},
                 {-1000, "-1"},
                 {1001, "1.001"},
                 {1010, "1.01"},
                 {12500, "12.5"},
                 {595280, "595.28"},
                 {-72000, "-72"},
                 {INT32_MAX, "2147483.647"},
                 {INT32_MIN, "-2147483.648"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mkr_buffer b = mkr_buffer_new(*state);
        mkr_buffer_len(&b, cases[i].value);
        assert_string_equal(mkr_buffer_text(&b), cases[i].text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes),
        cmocka_unit_test(grows),
        cmocka_unit_test(whole_numbers),
        cmocka_unit_test(lengths),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

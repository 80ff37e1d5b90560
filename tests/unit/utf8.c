/* utf8.c - tests of UTF-8 against RFC 3629: the syntax of section 4, the examples of section 7. */
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Each length's first and last character, and those on both sides of the surrogates. */
static const struct {
    const char *bytes;
    uint32_t character;
} edges[] = {{"\x01", 0x01},
             {"\x7F", 0x7F},
             {"\xC2\x80", 0x80},
             {"\xDF\xBF", 0x7FF},
             {"\xE0\xA0\x80", 0x800},
             {"\xED\x9F\xBF", 0xD7FF},
             {"\xEE\x80\x80", 0xE000},
             {"\xEF\xBF\xBF", 0xFFFF},
             {"\xF0\x90\x80\x80", 0x10000},
             {"\xF4\x8F\xBF\xBF", 0x10FFFF}};

/* Read one character from a copy that ends exactly where the bytes do. */
static uint32_t read_one(const char *bytes, size_t n, size_t *stepped) {
    char *copy = malloc(n);
    assert_non_null(copy);
    memcpy(copy, bytes, n);
    const char *p = copy;
    uint32_t c = mkr_utf8_next(&p, copy + n);
    *stepped = (size_t)(p - copy);
    free(copy);
    return c;
}

static void reads_edges(void **state) {
    (void)state;
    size_t stepped;
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        size_t n = strlen(edges[i].bytes);
        assert_int_equal(read_one(edges[i].bytes, n, &stepped), edges[i].character);
        assert_int_equal(stepped, n);
    }
    assert_int_equal(read_one("", 1, &stepped), 0); /* U+0000 is a character */
    assert_int_equal(stepped, 1);
}

static void writes_edges(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        char out[4];
        size_t n = mkr_utf8_put(edges[i].character, out);
        assert_int_equal(n, strlen(edges[i].bytes));
        assert_memory_equal(out, edges[i].bytes, n);
    }
}

static void reads_the_examples(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        uint32_t characters[5];
    } cases[] = {{"\x41\xE2\x89\xA2\xCE\x91\x2E", {0x41, 0x2262, 0x391, 0x2E}},
                 {"\xED\x95\x9C\xEA\xB5\xAD\xEC\x96\xB4", {0xD55C, 0xAD6D, 0xC5B4}},
                 {"\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E", {0x65E5, 0x672C, 0x8A9E}},
                 {"\xEF\xBB\xBF\xF0\xA3\x8E\xB4", {0xFEFF, 0x233B4}}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *p = cases[i].bytes, *end = p + strlen(p);
        for (const uint32_t *c = cases[i].characters; *c; c++)
            assert_int_equal(mkr_utf8_next(&p, end), *c);
        assert_ptr_equal(p, end);
    }
}

static void writes_what_it_reads(void **state) {
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        char out[4];
        const char *p = out;
        if (c == 0xD800) /* surrogates are not characters */
            c = 0xE000;
        size_t n = mkr_utf8_put(c, out);
        if (mkr_utf8_next(&p, out + n) != c || p != out + n)
            fail_msg("U+%04X", c);
    }
}

static void refuses_malformed(void **state) {
    (void)state;
    static const char *const cases[] = {
        "\x80",
        "\xBF", /* continuation without a lead */
        "\xC0\x80",
        "\xC1\xBF",
        "\xE0\x80\xAF",
        "\xE0\x9F\xBF",
        "\xF0\x80\x80\xAF",
        "\xF0\x8F\xBF\xBF", /* longer than need be */
        "\xED\xA0\x80",
        "\xED\xBF\xBF", /* surrogates */
        "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80",
        "\xF8\x88\x80\x80",
        "\xFE\x80\x80\x80",
        "\xFF", /* past U+10FFFF */
        "\xC2",
        "\xE2\x82",
        "\xF0\x9F\x98", /* cut short */
        "\xC2\x41",
        "\xE2\x82\x41",
        "\xF0\x9F\x98\x41",
        "\xE2\xC2\x80", /* continued by something else */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t stepped;
        if (read_one(cases[i], strlen(cases[i]), &stepped) != MKR_UTF8_BAD || stepped != 1)
            fail_msg("case %zu", i);
    }
}

static void finds_the_first_malformed_byte(void **state) {
    (void)state;
    static const char plain[] = "\xC2\xA3"
                                "5.4m \xE2\x80\x93 rated";
    assert_int_equal(mkr_utf8_check(plain, sizeof plain - 1), sizeof plain - 1);
    assert_int_equal(mkr_utf8_check(plain, 1), 0); /* the pound sign cut in two */
    assert_int_equal(mkr_utf8_check(plain, 8), 7); /* the dash cut short */
    assert_int_equal(mkr_utf8_check("", 0), 0);
    assert_int_equal(mkr_utf8_check("\x2F\xC0\xAE\x2E\x2F", 5), 1); /* section 10 */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_edges),        cmocka_unit_test(writes_edges),
        cmocka_unit_test(reads_the_examples), cmocka_unit_test(writes_what_it_reads),
        cmocka_unit_test(refuses_malformed),  cmocka_unit_test(finds_the_first_malformed_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

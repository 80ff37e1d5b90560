/* encoding.c - tests of telling the encoding of a file. Expected characters are those of the standards'
 * tables. */
#include "input/encoding.h"

#include "heard.h"

/* What the bytes become, or what was said; both when there was a notice or warning. */
static const char *became(world *w, const char *asked, const char *bytes, size_t n) {
    hush(w);
    if (!mkr_encoding_read(w->arena, &w->diag, "x", asked, &bytes, &n))
        return w->heard;
    return mkr_printf(w->arena, "%s%.*s", w->heard, (int)n, bytes);
}

#define BECOMES(asked, bytes, want) assert_string_equal(became(*state, asked, bytes, sizeof(bytes) - 1), want)
#define CP_1252 "the file is not UTF-8 and was read as Windows-1252: "

static void follows_the_mark(void **state) {
    BECOMES(NULL, "\xEF\xBB\xBF\xC2\xA3", "\u00a3");
    BECOMES(NULL, "\xFF\xFE\xA3\x00\x19\x20", "\u00a3\u2019");
    BECOMES(NULL, "\xFE\xFF\x00\xA3\x20\x19", "\u00a3\u2019");
    BECOMES(NULL, "\xFF\xFE\x3D\xD8\x00\xDE", "\U0001F600");
    BECOMES(NULL, "\xEF\xBB\xBF", "");
    BECOMES(NULL, "\xFF\xFE", "");
    BECOMES(NULL, "", "");
}

static void knows_utf_16_by_its_nuls(void **state) {
    BECOMES(NULL, "R\0e\0f\0\t\0\x93\x21\n\0\x00\x4E", "Ref\t\u2193\n\u4e00");
    BECOMES(NULL, "\0R\0e\0f\0\n\0\xA3", "Ref\n\u00a3");
    char two[] = "a,b\n1,2\0\n"; /* one NUL does not make UTF-16 */
    const char *bytes = two;
    size_t n = 9;
    world *w = *state;
    hush(w);
    assert_true(mkr_encoding_read(w->arena, &w->diag, "x", NULL, &bytes, &n));
    assert_ptr_equal(bytes, two);
    assert_int_equal(n, 9);
}

static void keeps_utf_8(void **state) {
    BECOMES(NULL, "plain text of more than eight bytes", "plain text of more than eight bytes");
    BECOMES(NULL, "\u0175 \u2013 \u2265 \U0001F600", "\u0175 \u2013 \u2265 \U0001F600");
    BECOMES("utf-8", "\xEF\xBB\xBF\u0175", "\u0175");
}

static void falls_back_to_windows_1252(void **state) {
    BECOMES(NULL, "\x80 \x92\x96\xA3 \xE9",
            "x:1:1 CSV_ENCODING " CP_1252 "byte 80 became \"\u20ac\"\n"
            "\u20ac \u2019\u2013\u00a3 \u00e9");
    BECOMES(NULL, "a\r\n\"b\nc\"\r\nd\xA3",
            "x:3:1 CSV_ENCODING " CP_1252 "byte A3 became \"\u00a3\"\n"
            "a\r\n\"b\nc\"\r\nd\u00a3");
    BECOMES(NULL, "sep=;\na\n\xA3",
            "x:2:1 CSV_ENCODING " CP_1252 "byte A3 became \"\u00a3\"\nsep=;\na\n\u00a3");
    BECOMES("windows-1252", "\xC2\xA3", "\u00c2\u00a3");
}

#define BAD "bytes that are no text in the file's encoding: "

static void refuses_what_the_encoding_does_not_have(void **state) {
    BECOMES(NULL, "a\n\xA3\n\x9D", "x:3:1 CSV_BYTE " BAD "byte 9D in Windows-1252\n");
    BECOMES("utf-8", "a\n\xA3", "x:2:1 CSV_BYTE " BAD "byte A3 in UTF-8\n");
    BECOMES(NULL, "\xEF\xBB\xBF\xED\xA0\x80", "x:1:1 CSV_BYTE " BAD "byte ED in UTF-8\n");
    BECOMES(NULL,
            "\xFF\xFE"
            "a\0\n\0b",
            "x:2:1 CSV_BYTE " BAD "half a character at the end in UTF-16\n");
    BECOMES(NULL,
            "\xFF\xFE"
            "a\0\x00\xDC"
            "b\0",
            "x:1:1 CSV_BYTE " BAD "half a surrogate pair in UTF-16\n");
    BECOMES(NULL, "\xFE\xFF\0a\0\n\xD8\x3D", "x:2:1 CSV_BYTE " BAD "half a surrogate pair in UTF-16\n");
    BECOMES("latin-9", "a",
            "x:0:0 BAD_OPTION an option of the call cannot be used: no encoding is called \"latin-9\"\n");
}

static void refuses_a_mixture(void **state) {
    BECOMES(NULL, "caf\u00e9\ncaf\xE9\n",
            "x:2:1 CSV_MIXED the file mixes two encodings: byte E9 is not UTF-8, but row 1 has a character "
            "that is\n");
    BECOMES(NULL, "caf\xE9\n\ncaf\u00e9\n",
            "x:1:1 CSV_MIXED the file mixes two encodings: byte E9 is not UTF-8, but row 3 has a character "
            "that is\n");
}

#define TWICE "a character was encoded twice and looks like two or three: "

static void warns_of_text_encoded_twice(void **state) {
    BECOMES(NULL, "a\n\u00c2\u00a35",
            "x:2:1 CSV_TWICE " TWICE "it says \"\u00c2\u00a3\", probably for \"\u00a3\"\n"
            "a\n\u00c2\u00a35");
    BECOMES(NULL, "\u00e2\u20ac\u2122",
            "x:1:1 CSV_TWICE " TWICE
            "it says \"\u00e2\u20ac\u2122\", probably for \"\u2019\"\n\u00e2\u20ac\u2122");
    BECOMES(NULL, "caf\u00c3\u00a9 \u00c2\u00a3 \u00c5\u00b4",
            "x:1:1 CSV_TWICE " TWICE "it says \"\u00c3\u00a9\", probably for \"\u00e9\", and 2 more like it\n"
            "caf\u00c3\u00a9 \u00c2\u00a3 \u00c5\u00b4");
    /* a closing double quotation mark: its third byte, 9D, Windows-1252 leaves undefined */
    BECOMES(NULL, "\u00e2\u20ac\xC2\x9D",
            "x:1:1 CSV_TWICE " TWICE
            "it says \"\u00e2\u20ac\", probably for \"\u201d\"\n\u00e2\u20ac\xC2\x9D");
    BECOMES(NULL, "\u00f0\u0178\u02dc\u20ac",
            "x:1:1 CSV_TWICE " TWICE
            "it says \"\u00f0\u0178\u02dc\u20ac\", probably for \"\U0001F600\"\n\u00f0\u0178\u02dc\u20ac");
    /* none of these */
    BECOMES(NULL, "CAF\u00c9\u201d caf\u00e9\u201d\u2014 \u00c2ge p\u00e2te\u2026 \u00c4\u00d6",
            "CAF\u00c9\u201d caf\u00e9\u201d\u2014 \u00c2ge p\u00e2te\u2026 \u00c4\u00d6");
}

/* All 251 bytes that Windows-1252 defines come out as one character each. */
static void knows_every_byte(void **state) {
    world *w = *state;
    for (int c = 1; c < 256; c++) {
        char text[3] = {(char)c, (char)0xA3, '\0'};
        bool defined = c != 0x81 && c != 0x8D && c != 0x8F && c != 0x90 && c != 0x9D;
        const char *bytes = text;
        size_t n = 2;
        hush(w);
        assert_int_equal(mkr_encoding_read(w->arena, &w->diag, "x", "windows-1252", &bytes, &n), defined);
        if (defined)
            assert_int_equal(n, c < 0x80 ? 3
                                : c >= 0xA0 || c == 0x83 || c == 0x8A || c == 0x8C || c == 0x8E ||
                                        c == 0x88 || c == 0x98 || c == 0x9A || c == 0x9C || c == 0x9E ||
                                        c == 0x9F
                                    ? 4
                                    : 5);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(follows_the_mark),
        cmocka_unit_test(knows_utf_16_by_its_nuls),
        cmocka_unit_test(keeps_utf_8),
        cmocka_unit_test(falls_back_to_windows_1252),
        cmocka_unit_test(refuses_what_the_encoding_does_not_have),
        cmocka_unit_test(refuses_a_mixture),
        cmocka_unit_test(warns_of_text_encoded_twice),
        cmocka_unit_test(knows_every_byte),
    };
    return cmocka_run_group_tests_name("encoding", tests, open_world, close_world);
}

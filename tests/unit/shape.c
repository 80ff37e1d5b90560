/* shape.c - words to glyphs and codes. Runs the cases in tests/shape, and tests what a line of those cannot
 * say. */
#include "text.h"

#include <glob.h>
#include <stdlib.h>

#include "base/utf8.h"

/* ---- tests/shape */

/* Replace \uXXXX by the character, in place. */
static void unescape(char *s) {
    char *to = s;
    while (*s) {
        if (s[0] == '\\' && s[1] == 'u') {
            char digits[5] = {s[2], s[3], s[4], s[5], '\0'};
            to += mkr_utf8_put((uint32_t)strtoul(digits, NULL, 16), to);
            s += 6;
        } else {
            *to++ = *s++;
        }
    }
    *to = '\0';
}

static const char *glyphs_of(world *w, const mkr_font *font, const mkr_word *word) {
    mkr_buffer b = mkr_buffer_new(w->arena);
    for (uint32_t r = 0; r < word->n; r++) {
        const mkr_face *face = word->runs[r].face;
        const mkr_face_code *codes;
        mkr_face_codes(face, &codes);
        for (uint32_t g = 0; g < word->runs[r].n; g++) {
            mkr_glyph glyph = word->runs[r].glyphs[g];
            if (b.n > 0)
                mkr_buffer_putc(&b, '|');
            if (face != mkr_font_face(font))
                mkr_buffer_printf(&b, "%s:", mkr_face_measures(face)->name);
            mkr_buffer_int(&b, codes[glyph.code].gid);
            if (glyph.adjust != 0)
                mkr_buffer_printf(&b, "%+d", glyph.adjust);
        }
    }
    return mkr_buffer_text(&b);
}

static void check_case(world *w, const char *file, int line, char *text) {
    char *font_name = strtok(text, ";"), *shaped = strtok(NULL, ";"), *expected = strtok(NULL, ";\n");
    assert_non_null(expected);
    unsigned features = strstr(font_name, " tabular") ? MKR_TABULAR : 0;
    bool right_to_left = strstr(font_name, " rtl"), persian = strstr(font_name, " fa");
    char *weight = strpbrk(font_name, "123456789");
    assert_non_null(weight);
    weight[-1] = '\0';
    const mkr_font *font = font_of(w, font_name, atoi(weight), features);
    unescape(shaped);
    const mkr_shaping how = {font, persian ? mkr_fonts_language(w->fonts, "fa") : 0, right_to_left};
    const mkr_word *word = mkr_word_shape(w->fonts, &how, shaped, strlen(shaped), here);
    if (!word)
        fail_msg("%s:%d: %s", file, line, w->heard);
    const char *got = glyphs_of(w, font, word);
    if (strcmp(got, expected) != 0)
        fail_msg("%s:%d: \"%s\" is %s, not %s", file, line, shaped, got, expected);
}

static void test_cases(void **state) {
    glob_t files;
    assert_int_equal(glob("tests/shape/*.tests", 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        FILE *f = fopen(files.gl_pathv[i], "r");
        assert_non_null(f);
        char text[512];
        for (int line = 1; fgets(text, sizeof text, f); line++)
            if (*text != '#' && *text != '\n')
                check_case(*state, files.gl_pathv[i], line, text);
        fclose(f);
    }
    globfree(&files);
}

/* ---- the rest */

static const mkr_word *shape_of(world *w, const mkr_font *font, const char *text) {
    const mkr_word *word = mkr_word_shape(w->fonts, &(mkr_shaping){.font = font}, text, strlen(text), here);
    if (!word)
        fail_msg("%s", w->heard);
    return word;
}

static void check_text(world *w, const mkr_font *font, const char *text, const char *extracted) {
    const mkr_word *word = shape_of(w, font, text);
    mkr_buffer b = mkr_buffer_new(w->arena);
    for (uint32_t r = 0; r < word->n; r++)
        for (uint32_t g = 0; g < word->runs[r].n; g++)
            mkr_buffer_puts(&b, code_text(word->runs[r].face, word->runs[r].glyphs[g]));
    assert_string_equal(mkr_buffer_text(&b), extracted);
}

static void test_widths(void **state) {
    const mkr_font *lato = font_of(*state, "Lato", 400, 0);
    assert_int_equal(shape_of(*state, lato, "Report")->runs[0].width, 5944);
    assert_int_equal(shape_of(*state, lato, "office")->runs[0].width, 4987);
    assert_int_equal(shape_of(*state, lato, "2024/25")->runs[0].width, 7900);
    assert_int_equal(shape_of(*state, font_of(*state, "Lato", 400, MKR_TABULAR), "2024/25")->runs[0].width,
                     7864);
    assert_int_equal(shape_of(*state, font_of(*state, "Lato", 700, 0), "Report")->runs[0].width, 6062);
    assert_int_equal(mkr_font_scale(5944, 12000, mkr_font_face(lato)), 35664);
    assert_int_equal(mkr_font_scale(-1, 1000, mkr_font_face(lato)), -1); /* half away from zero */
}

/* Whatever the glyphs, the text comes back as it went in. */
static void test_texts(void **state) {
    static const char *const texts[] = {
        "Report",
        "n\xE2\x80\x91n",
        "n\xC2\xA0n",
        "n\xC2\xADn",
        "n\xE2\x80\x8Bn",
        "\t",
        "   ",
        "e\xCC\x81",
        "\xC3\xA9",
        /* x with a circumflex and an acute has no letter of its own */
        "x\xCC\x82\xCC\x81y",
        "\xE2\x96\xB2\xE2\x9C\x93",
        "\xC2\xBD\xE2\x88\x92\xE2\x89\xA5",
        "\xC5\xB5\xC5\xB7",
        "\xCE\xBCm",
        "https://www.example.gov.uk/a/b?c=d",
        "\xE1\xB8\xAF",
        "\xEF\xAC\x81" /* the ligature character fi */,
        "\xE2\x80\x8B",
        "\xCC\x81",
        "\xE2\x80\x8D\xE2\x80\x8D",
        "\xF0\x9D\x95\x8A",
        "",
    };
    const mkr_font *lato = font_of(*state, "Lato", 400, 0);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        check_text(*state, lato, texts[i], texts[i]);
    check_text(*state, lato,
               "a\xEF\xBB\xBF"
               "b",
               "a\xE2\x81\xA0"
               "b"); /* U+FEFF becomes U+2060 */
    check_text(*state, font_of(*state, "Lato", 400, MKR_LIGATURES), "office", "office");
}

/* A mark is placed by the anchors of the GPOS table: 610 on the x, which is 1212 wide, -512 on the
 * circumflex. */
static void test_placed_mark(void **state) {
    const mkr_word *word = shape_of(*state, font_of(*state, "DejaVu Sans", 400, 0), "x\xCC\x82");
    const mkr_face_code *codes;
    mkr_face_codes(word->runs[0].face, &codes);
    assert_int_equal(word->runs[0].n, 2);
    assert_int_equal(word->runs[0].width, 1212);
    assert_int_equal(codes[word->runs[0].glyphs[0].code].dx, 0);
    assert_int_equal(codes[word->runs[0].glyphs[1].code].dx, 610 - -512 - 1212);
    assert_int_equal(codes[word->runs[0].glyphs[1].code].dy, 0);
}

static void test_codes(void **state) {
    world *w = *state;
    const mkr_font *lato = font_of(w, "Lato", 400, 0);
    const mkr_face *const *faces;
    assert_int_equal(mkr_fonts_faces(w->fonts, &faces), 0);
    const mkr_word *plain = shape_of(w, lato, " "), *hard = shape_of(w, lato, "\xC2\xA0");
    const mkr_face_code *codes;
    assert_int_equal(mkr_face_codes(mkr_font_face(lato), &codes), 3);
    assert_int_equal(plain->runs[0].glyphs[0].code, 1);
    assert_int_equal(hard->runs[0].glyphs[0].code, 2); /* same glyph, other text */
    assert_int_equal(codes[1].gid, codes[2].gid);
    assert_int_equal(codes[1].advance, 512);
    shape_of(w, font_of(w, "Lato", 400, MKR_TABULAR), " "); /* the face's codes serve all its fonts */
    assert_int_equal(mkr_face_codes(mkr_font_face(lato), &codes), 3);
    assert_int_equal(mkr_fonts_faces(w->fonts, &faces), 1);
    assert_ptr_equal(faces[0], mkr_font_face(lato));
    assert_int_equal(mkr_face_index(faces[0]), 0);
}

static void test_cache(void **state) {
    const mkr_font *lato = font_of(*state, "Lato", 400, 0);
    assert_ptr_equal(shape_of(*state, lato, "Report"), shape_of(*state, lato, "Report"));
    assert_ptr_not_equal(shape_of(*state, lato, "Report"),
                         shape_of(*state, font_of(*state, "Lato", 700, 0), "Report"));
}

/* Runs end where a line may: after hyphens and slashes, not inside figures, not after a soft hyphen. */
static void test_breaks(void **state) {
    const mkr_font *lato = font_of(*state, "Lato", 400, 0);
    assert_int_equal(shape_of(*state, lato, "2024/25")->n, 1);
    assert_int_equal(shape_of(*state, lato, "12-14")->n, 1);
    assert_int_equal(shape_of(*state, lato, "n\xC2\xADn")->n, 1);
    assert_int_equal(shape_of(*state, lato, "n\xE2\x80\x91n")->n, 1);
    const mkr_word *word = shape_of(*state, lato, "well-being");
    assert_int_equal(word->n, 2);
    assert_true(word->break_after[0]);
    assert_false(word->break_after[1]);
    assert_int_equal(word->runs[0].n, 5);
    word = shape_of(*state, lato, "n\xE2\x80\x8Bn");
    assert_int_equal(word->n, 2);
    assert_true(word->break_after[0]);
    word = shape_of(*state, lato, "n\xE2\x9C\x93"); /* another font, but no break */
    assert_int_equal(word->n, 2);
    assert_false(word->break_after[0]);
}

static void check_refused(world *w, const char *text, size_t n, const char *message) {
    *w->heard = '\0';
    assert_null(mkr_word_shape(w->fonts, &(mkr_shaping){.font = font_of(w, "Lato", 400, 0)}, text, n, here));
    assert_string_equal(w->heard, message);
}

static void test_refusals(void **state) {
    check_refused(
        *state, "n\xE4\xB8\xAD!", 5,
        "MISSING_GLYPH: no font has this character: U+4E2D \"\xE4\xB8\xAD\" in \"n\xE4\xB8\xAD!\"\n");
    check_refused(*state, "\xE4\xB8\xAD", 3, ""); /* said of this place before */
    check_refused(*state, "a\x01", 2, "MISSING_GLYPH: no font has this character: U+0001 in \"a\x01\"\n");
    check_refused(*state, "a\xFF", 2, "MISSING_GLYPH: no font has this character: byte 0xFF is not UTF-8\n");
}

/* ---- right to left */

static void check_turned(world *w, const char *text) {
    const mkr_shaping how = {font_of(w, "Lato", 400, 0), 0, true};
    const mkr_word *word = mkr_word_shape(w->fonts, &how, text, strlen(text), here);
    mkr_buffer b = mkr_buffer_new(w->arena);
    if (!word)
        fail_msg("%s: %s", text, w->heard);
    for (uint32_t r = 0; r < word->n; r++)
        for (uint32_t g = 0; g < word->runs[r].n; g++)
            mkr_buffer_puts(&b, code_text(word->runs[r].face, word->runs[r].glyphs[g]));
    assert_string_equal(mkr_buffer_text(&b), text);
}

/* Every character once and in the order written: letters, ligatures, vowels, brackets, invisible joiners. */
static void test_turned_texts(void **state) {
    static const char *const texts[] = {
        "بيت",    "السلام",  "لَا",        "مُحَمَّدٌ",
        "لِلّٰه",    "(أبو",    "שָׁלוֹם",      "می\u200cخواهم", /* a non-joiner between two letters */
        "ﷺ",      "ٱلْقُرْآنُ",  "لـلا",      "،",
        "ہے۔",    "\u200fא", "عربيעברית", /* two scripts, two fonts */
        "؀١٢", /* a sign over digits, which the font puts together from parts */
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        check_turned(*state, texts[i]);
}

/* The vowel above BEH stands over its middle: anchors of the GPOS table read with fontTools. */
static void test_turned_mark(void **state) {
    world *w = *state;
    const mkr_shaping how = {font_of(w, "Noto Naskh Arabic", 400, 0), 0, true};
    const mkr_word *word = mkr_word_shape(w->fonts, &how, "بَ", 4, here);
    const mkr_face_code *codes;
    assert_non_null(word);
    mkr_face_codes(word->runs[0].face, &codes);
    assert_int_equal(word->runs[0].n, 2);
    assert_int_equal(word->runs[0].width, codes[word->runs[0].glyphs[0].code].advance);
    assert_int_equal(codes[word->runs[0].glyphs[1].code].dx, 365 - 90);
    assert_int_equal(codes[word->runs[0].glyphs[1].code].dy, 468 - 442);
}

/* Long words, long chains of marks, bytes at random: no crash, and nothing lost. */
static void test_hostile(void **state) {
    world *w = *state;
    const mkr_font *lato = font_of(w, "Lato", 400, 0);
    enum { LONG = 60000 };
    char *text = mkr_alloc(w->arena, LONG + 1);
    memset(text, 'n', LONG);
    check_text(w, lato, text, text);
    for (size_t i = 2; i + 2 <= LONG; i += 2)
        memcpy(text + i, "\xCC\x82", 2);
    check_text(w, lato, text, text);
    uint32_t random = 1;
    for (int round = 0; round < 3000; round++) {
        char bytes[24];
        size_t n = 0;
        while (n < 16) {
            random = random * 1664525 + 1013904223;
            n += mkr_utf8_put((random >> 8) % (round % 2 ? 0x2FFF : 0x700), bytes + n);
        }
        mkr_word_shape(w->fonts, &(mkr_shaping){.font = lato, .right_to_left = round % 3 == 0}, bytes, n,
                       (mkr_where){"x", (uint32_t)round, 1});
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_cases, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_widths, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_texts, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_placed_mark, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_codes, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_cache, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_breaks, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_refusals, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_turned_texts, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_turned_mark, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_hostile, open_world, close_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

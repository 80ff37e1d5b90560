/* bidi.c - embedding levels and the order of lines. Levels were worked out by hand with the rules of Unicode
 * Standard Annex 9, which are named; most texts are its own examples. As there, capitals stand for letters
 * that run right to left (here Hebrew ones); > and < begin right-to-left and left-to-right isolates, = ends
 * them, and } begins a right-to-left embedding. */
#include "text.h"

#include "base/utf8.h"
#include "text/bidi.h"
#include "text/fonts.h"

/* ---- levels */

static const char *letters_of(world *w, const char *text) {
    mkr_buffer b = mkr_buffer_new(w->arena);
    for (; *text; text++) {
        char c[5] = {0};
        uint32_t code = *text >= 'A' && *text <= 'V' ? 0x5D0 + (uint32_t)(*text - 'A')
                        : *text == '>'               ? 0x2067
                        : *text == '<'               ? 0x2066
                        : *text == '='               ? 0x2069
                        : *text == '}'               ? 0x202B
                                                     : (uint8_t)*text;
        mkr_utf8_put(code, c);
        mkr_buffer_puts(&b, c);
    }
    return mkr_buffer_text(&b);
}

/* The levels of the characters as digits, from those of the bytes; NULL when there are none. */
static char *levels_of(world *w, const char *text, bool right_to_left) {
    const mkr_run run = {.text = text, .n = strlen(text), .where = here};
    const uint8_t *levels;
    assert_true(mkr_bidi_levels(w->fonts, w->arena, &run, 1, right_to_left, &levels));
    if (!levels)
        return NULL;
    char *digits = mkr_alloc(w->arena, run.n + 1), *to = digits;
    for (size_t i = 0; i < run.n; i++)
        if ((text[i] & 0xC0) != 0x80)
            *to++ = (char)('0' + levels[i]);
        else
            assert_int_equal(levels[i], levels[i - 1]);
    return digits;
}

static void check_levels(world *w, const char *text, bool right_to_left, const char *expected) {
    const char *got = levels_of(w, letters_of(w, text), right_to_left);
    if (!got || strcmp(got, expected) != 0)
        fail_msg("%s\n%s expected\n%s got", text, expected, got ? got : "none");
}

static void test_levels(void **state) {
    world *w = *state;
    /* L2's examples */
    check_levels(w, "car means CAR.", false, "00000000001110");
    check_levels(w, "car MEANS CAR.", true, "22211111111111");
    check_levels(w, "he said \">car MEANS CAR=.\" \">IT DOES=,\" she agreed.", false,
                 "000000000"
                 "0"
                 "222"
                 "1111111111"
                 "0000"
                 "00"
                 "1111111"
                 "000"
                 "000000000000");
    /* I2: numbers in right-to-left text; W4, W5, W7: separators, terminators, Latin */
    check_levels(w, "AB 2024", true, "1112222");
    check_levels(w, "AB 1,234.5 CD", false, "1112222222111");
    check_levels(w, "AB 73.5% CD", false, "11122222111");
    check_levels(w, "AB c3% CD", true, "111222111"); /* the sign is neutral after Latin */
    /* N0: brackets */
    check_levels(w, "AB(CD[&ef]!)gh", true, "11111112211122");
    check_levels(w, "smith (fabrikam ARAB) HEB", true, "2222211222222221111111111");
    check_levels(w, "ARAB book(s)", true, "111112222222");
    check_levels(w, "see (AB) x", false, "0000011000");
    /* N1, N2: neutrals between two of a kind, and at the edge */
    check_levels(w, "AB CD, e", false, "11111000");
    check_levels(w, "a AB!", true, "21111");
    /* X5a, X6a: isolates do not leak */
    check_levels(w, "AB <c D= 1", true, "1111223112");
}

/* W2, W6: a European number after an Arabic letter is an Arabic one; a sign beside it is neutral. */
static void test_arabic_numbers(void **state) {
    assert_string_equal(levels_of(*state, "\u0628 12%", false), "11220");
    assert_string_equal(levels_of(*state, "\u05D1 12%", false), "11222");
    assert_string_equal(levels_of(*state, "\u0628 \u0661\u0662", false), "1122");
}

static void test_nothing_to_do(void **state) {
    static const char *const plain[] = {"",
                                        "Report",
                                        "\u00A35.4m \u2013 \u201C\u0175\u201D \u2265 \u2713 \uFB01",
                                        "\u4E2D\u6587",
                                        "\u0416\u03A9",
                                        "\U0001F600",
                                        "\xFF\xD7"};
    static const char *const turning[] = {"\u05D0", "12345678\u0628", "a\u200F",    "\u202E",
                                          "\u2067", "\uFB1D",         "\U00010800", "\U0001E900",
                                          "\u0710", "\u08A0",         "\uFEFC"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        assert_false(mkr_text_turns(plain[i], strlen(plain[i])));
        assert_null(levels_of(*state, plain[i], false));
    }
    for (size_t i = 0; i < sizeof turning / sizeof *turning; i++)
        assert_true(mkr_text_turns(turning[i], strlen(turning[i])));
    assert_string_equal(levels_of(*state, "ab", true), "22");
    assert_string_equal(levels_of(*state, "\xFF\xD7\u05D0", false), "001"); /* shaping refuses the bytes */
}

/* A line break is none of the paragraph, and an icon between two words is neutral. */
static void test_runs(void **state) {
    world *w = *state;
    const mkr_run runs[] = {{.text = "\u05D0", .n = 2, .where = here},
                            {.text = "", .fixed = 10, .where = here},
                            {.text = "\u05D1\n", .n = 3, .where = here},
                            {.text = "\u05D2", .n = 2, .where = here}};
    const uint8_t *levels, expected[] = {1, 1, 1, 1, 1, 1, 1, 1};
    assert_true(mkr_bidi_levels(w->fonts, w->arena, runs, 4, false, &levels));
    assert_memory_equal(levels, expected, 5);
    assert_int_equal(levels[6], 1);
}

/* The levels of the bytes of two runs around one in another language. */
static void check_isolated(world *w, const char *before, const char *lang, const char *inside,
                           const char *after, bool right_to_left, const char *expected) {
    const char *own = right_to_left ? "ar" : "en-GB";
    const mkr_run runs[] = {{.text = before, .n = strlen(before), .lang = own, .where = here},
                            {.text = inside, .n = strlen(inside), .lang = lang, .where = here},
                            {.text = after, .n = strlen(after), .lang = own, .where = here}};
    const uint8_t *levels;
    char digits[64] = "";
    size_t n = runs[0].n + runs[1].n + runs[2].n;
    assert_true(mkr_bidi_levels(w->fonts, w->arena, runs, 3, right_to_left, &levels));
    for (size_t i = 0; levels && i < n; i++)
        digits[i] = (char)('0' + levels[i]);
    assert_string_equal(digits, expected);
}

/* X5a, X5b, X6a, as if LRI or RLI and PDI stood around the run. An Arabic letter has two bytes, and so has
 * the pound sign. */
static void test_isolates(void **state) {
    world *w = *state;
    /* in the isolate numbers become Latin text (W7, level 2) with the space between them (N1); without, they
     * are Arabic numbers (W2), between which a space runs from right to left (N1) */
    check_isolated(w, "\u0628 ", "en-GB", "01823 355455", " \u0628", true, "111222222222222111");
    check_isolated(w, "\u0628 ", "ar", "01823 355455", " \u0628", true, "111222221222222111");
    /* a terminator beside a European number is one (W5), beside an Arabic number neutral (W6, N1) */
    check_isolated(w, "\u0628 ", "en-GB", "\u00A35", ".", true, "1112221");
    check_isolated(w, "\u0628 ", "ar", "\u00A35", ".", true, "1111121");
    /* a full stop at the end is Latin text's own inside (N2, level 2), the paragraph's outside */
    check_isolated(w, "\u0628 ", "cy", "ab.", ".", true, "1112221");
    /* Arabic in English: its number stays in it (level 2 inside 1), the one behind is the paragraph's */
    check_isolated(w, "a ", "ar", "\u0628 12", " 34", false,
                   "00111"
                   "22000");
    check_isolated(w, "a ", "en", "\u0628 12", " 34", false,
                   "00111"
                   "22122");
    /* a number alone runs as its language does, whatever its characters */
    check_isolated(w, "a ", "ar", "1 2", " b", false, "0021200");
    check_isolated(w, "a ", "cy", "1 2", " b", false, "");
}

/* A language in several runs is one isolate: bold type or a link in it changes nothing. */
static void test_isolate_of_runs(void **state) {
    world *w = *state;
    const mkr_run runs[] = {{.text = "\u0628", .n = 2, .lang = "ar", .where = here},
                            {.text = "12", .n = 2, .lang = "en", .where = here},
                            {.text = " ", .n = 1, .lang = "en", .where = here},
                            {.text = "34", .n = 2, .lang = "en", .where = here}};
    const uint8_t *levels, expected[] = {1, 1, 2, 2, 2, 2, 2};
    assert_true(mkr_bidi_levels(w->fonts, w->arena, runs, 4, true, &levels));
    assert_memory_equal(levels, expected, sizeof expected);
}

/* ---- order */

static void check_order(const char *text, const char *levels, const char *expected) {
    enum { MOST = 64 };
    uint8_t numbers[MOST];
    uint32_t order[MOST];
    char got[MOST + 1] = "";
    size_t n = strlen(text);
    assert_int_equal(strlen(levels), n);
    for (size_t i = 0; i < n; i++)
        numbers[i] = (uint8_t)(levels[i] - '0');
    mkr_bidi_order(numbers, n, order);
    for (size_t i = 0; i < n; i++)
        got[i] = text[order[i]];
    assert_string_equal(got, expected);
}

static void test_order(void **state) {
    (void)state;
    check_order("", "", "");
    check_order("abc", "000", "abc");
    check_order("abc", "222", "abc");
    check_order("car means CAR.", "00000000001110", "car means RAC.");
    check_order("car MEANS CAR.", "22211111111111", ".RAC SNAEM car");
    check_order("he said \"car MEANS CAR.\" \"IT DOES,\" she agreed.",
                "00000000022211111111110000111111100000000000000",
                "he said \"RAC SNAEM car.\" \"SEOD TI,\" she agreed.");
    /* the annex' last example, levels up to 4 */
    check_order("DID YOU SAY 'he said \"car MEANS CAR\"'?", "11111111111112222222224443333333333211",
                "?'he said \"RAC SNAEM car\"' YAS UOY DID");
}

/* ---- lines */

/* The left edge of each glyph of a segment, in font units from that of the segment. */
static int64_t left_of(const mkr_segment *g, uint32_t at) {
    const mkr_face_code *codes;
    mkr_face_codes(g->face, &codes);
    int64_t x = 0;
    for (uint32_t i = 0; i < at; i++)
        x += codes[g->glyphs[i].code].advance + g->glyphs[i].adjust;
    return x;
}

/* Glyphs of a right-to-left segment stand side by side, each left of the one before it, from its right edge
 * to its left one. */
static void check_turned(const mkr_segment *g) {
    const mkr_face_code *codes;
    mkr_face_codes(g->face, &codes);
    int64_t total = 0;
    for (uint32_t i = 0; i < g->n; i++) {
        if (i > 0)
            assert_int_equal(left_of(g, i) + codes[g->glyphs[i].code].advance, left_of(g, i - 1));
        total += codes[g->glyphs[i].code].advance;
    }
    assert_in_range(g->width - mkr_font_scale(total, g->run->size, g->face) + 1, 0, 2);
    assert_in_range(g->pen + mkr_font_scale(left_of(g, g->n - 1), g->run->size, g->face) + 1, 0, 2);
}

/* Two words of Arabic letters that do not join and are not kerned, in a paragraph of each direction: the
 * order is that of the text, the places are not. */
static void test_line(void **state) {
    world *w = *state;
    const mkr_run run = {.text = "ab \u062F\u0627\u0631 \u062F\u0631 cd",
                         .n = 17,
                         .font = font_of(w, "Lato", 400, 0),
                         .size = 10000,
                         .where = here};
    for (int right_to_left = 0; right_to_left < 2; right_to_left++) {
        mkr_lines lines;
        const mkr_paragraph p = {.runs = &run, .n = 1, .width = MKR_PT(500), .right_to_left = right_to_left};
        assert_true(mkr_lines_break(w->fonts, w->arena, &p, &lines));
        assert_int_equal(lines.n, 1);
        const mkr_line *line = lines.at;
        mkr_len x = right_to_left ? line->width : 0;
        for (uint32_t i = 0; i < line->n; i++) {
            const mkr_segment *g = &line->segments[i];
            if (g->level % 2)
                check_turned(g);
            else
                assert_int_equal(g->pen, 0);
            if (right_to_left)
                assert_int_equal(g->x, x -= g->width);
        }
        if (!right_to_left) { /* ab, three stretches of Arabic backwards, cd */
            assert_int_equal(line->n, 5);
            assert_int_equal(line->segments[0].x, 0);
            assert_int_equal(line->segments[3].x, line->segments[0].width);
            assert_int_equal(line->segments[2].x, line->segments[3].x + line->segments[3].width);
            assert_int_equal(line->segments[1].x, line->segments[2].x + line->segments[2].width);
            assert_int_equal(line->segments[4].x, line->segments[1].x + line->segments[1].width);
        }
        assert_int_equal(line->segments[line->n - 1].x,
                         right_to_left ? 0 : line->width - line->segments[line->n - 1].width);
    }
}

/* A paragraph of a hundred thousand characters of every kind: bounded time, no crash. */
static void test_hostile(void **state) {
    world *w = *state;
    enum { LONG = 100000 };
    static const char *const parts[] = {"\u2067", "(", "\u05D0", "a",      ")",
                                        "\u2069", "1", "\u202B", "\u202C", " "};
    mkr_buffer b = mkr_buffer_new(w->arena);
    uint32_t random = 1;
    for (size_t i = 0; i < LONG; i++) {
        random = random * 1664525 + 1013904223;
        mkr_buffer_puts(&b, parts[(random >> 16) % (i < LONG / 2 ? 2 : 10)]);
    }
    const mkr_run run = {.text = mkr_buffer_text(&b),
                         .n = b.n,
                         .font = font_of(w, "Lato", 400, 0),
                         .size = 10000,
                         .where = here};
    mkr_lines lines;
    assert_true(mkr_lines_break(w->fonts, w->arena,
                                &(mkr_paragraph){.runs = &run, .n = 1, .width = MKR_PT(500)}, &lines));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_levels, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_arabic_numbers, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_nothing_to_do, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_runs, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_isolates, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_isolate_of_runs, open_world, close_world),
        cmocka_unit_test(test_order),
        cmocka_unit_test_setup_teardown(test_line, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_hostile, open_world, close_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

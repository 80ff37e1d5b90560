/* line.c - breaking paragraphs into lines.
 *
 * Set at 2 pt, a unit of Lato (2000 to the em) is one mkr_len. n is 1116 wide, a space 512, and n does not
 * kern with n (fontTools). */
#include "text.h"

#include <stdlib.h>

#include "text/line.h"

enum { N = 1116, SPACE = 512, SIZE = 2000 };

static mkr_run run_of(world *w, const char *text) {
    return (mkr_run){
        .text = text, .n = strlen(text), .font = font_of(w, "Lato", 400, 0), .size = SIZE, .where = here};
}

/* The text of a line, fixed room as #. */
static void put_line(mkr_buffer *b, const mkr_line *line) {
    for (uint32_t s = 0; s < line->n; s++) {
        if (!line->segments[s].face)
            mkr_buffer_putc(b, '#');
        for (uint32_t g = 0; g < line->segments[s].n; g++)
            mkr_buffer_puts(b, code_text(line->segments[s].face, line->segments[s].glyphs[g]));
    }
}

/* What must hold of all lines: within the width, segments side by side, the spaces at the end without width.
 */
static void check_lines(const mkr_lines *lines, mkr_len width, bool may_overflow) {
    mkr_len widest = 0;
    for (uint32_t i = 0; i < lines->n; i++) {
        const mkr_line *line = &lines->at[i];
        mkr_len x = 0;
        for (uint32_t s = 0; s < line->n; s++) {
            assert_int_equal(line->segments[s].x, x);
            x += line->segments[s].width;
        }
        assert_int_equal(x, line->width);
        assert_true(may_overflow || line->width <= width);
        widest = line->width > widest ? line->width : widest;
    }
    assert_int_equal(lines->widest, widest);
}

static mkr_lines lines_of(world *w, const mkr_run *runs, size_t n, mkr_len width) {
    mkr_lines lines;
    if (!mkr_lines_break(w->fonts, w->arena, &(mkr_paragraph){.runs = runs, .n = n, .width = width}, &lines))
        fail_msg("%s", w->heard);
    check_lines(&lines, width, false);
    return lines;
}

/* Lines joined by |, which stands after the space a line ends with. */
static const char *broken(world *w, const mkr_run *runs, size_t n, mkr_len width) {
    mkr_lines lines = lines_of(w, runs, n, width);
    mkr_buffer b = mkr_buffer_new(w->arena);
    for (uint32_t i = 0; i < lines.n; i++) {
        if (i > 0)
            mkr_buffer_putc(&b, '|');
        put_line(&b, &lines.at[i]);
    }
    return mkr_buffer_text(&b);
}

static void check(world *w, const char *text, mkr_len width, const char *expected) {
    mkr_run run = run_of(w, text);
    assert_string_equal(broken(w, &run, 1, width), expected);
}

static mkr_len width_of(world *w, const char *text) {
    mkr_run run = run_of(w, text);
    mkr_len least, most;
    assert_true(mkr_lines_extent(w->fonts, &(mkr_paragraph){.runs = &run, .n = 1}, &least, &most));
    return most;
}

static void test_widths(void **state) {
    mkr_run run = run_of(*state, "nnn nn ");
    mkr_lines lines = lines_of(*state, &run, 1, MKR_PT(400));
    assert_int_equal(lines.n, 1);
    assert_int_equal(lines.at[0].width, 5 * N + SPACE); /* the last space has none */
    assert_int_equal(lines.at[0].segments[0].n, 7); /* but is there */
    run.tracking = -20;
    lines = lines_of(*state, &run, 1, MKR_PT(400));
    assert_int_equal(lines.at[0].width, 5 * N + SPACE - 6 * 20);
    run.tracking = 0;
    run.size = 12000;
    lines = lines_of(*state, &run, 1, MKR_PT(400));
    assert_int_equal(lines.at[0].width, 6 * (5 * N + SPACE));
}

static void test_extent(void **state) {
    world *w = *state;
    mkr_run run = run_of(w, "nnn nn\nnn-nnnn n");
    mkr_len least, most;
    assert_true(mkr_lines_extent(w->fonts, &(mkr_paragraph){.runs = &run, .n = 1}, &least, &most));
    assert_int_equal(least, 4 * N); /* nnnn, after the hyphen */
    assert_int_equal(most, 7 * N + 743 + SPACE); /* the second line; a hyphen is 743 wide */
    assert_int_equal(lines_of(w, &run, 1, most).n, 2);
    lines_of(w, &run, 1, least);
    assert_string_equal(w->heard, "");
}

static void test_total_fit(void **state) {
    /* Room for 5 n and a space, 6092. First fit leaves "nn" alone with 3860 to spare, at a cost of 3860^3.
     * Moving one "nn" down costs 2744^3 + 1116^3, less than half. */
    check(*state, "nnn nn nn nnnnn", 5 * N + SPACE, "nnn |nn nn |nnnnn");
    /* With no gain to be had, lines are full. */
    check(*state, "nnn nn nnnnn", 5 * N + SPACE, "nnn nn |nnnnn");
}

static void test_last_line(void **state) {
    mkr_len width = 8 * N + SPACE;
    check(*state, "nnnn nnnn nn", width, "nnnn |nnnn nn");
    check(*state, "nnnn nnnn nnnn.", 9 * N + SPACE, "nnnn |nnnn nnnn."); /* a full stop is no letter */
    check(*state, "nnnn nnnn nnnnn", width, "nnnn nnnn |nnnnn"); /* five letters may stand alone */
    check(*state, "nnnnnnnn nn", 8 * N, "nnnnnnnn |nn"); /* no other choice */
    check(*state, "nn", width, "nn");
}

static void test_spaces(void **state) {
    check(*state, "", 9 * N, "");
    check(*state, "   ", 9 * N, "   ");
    check(*state, "  nn   nnn  ", 9 * N, "  nn   nnn  ");
    check(*state, "nnnn   nnnnn", 5 * N, "nnnn   |nnnnn");
    check(*state, "nnnn\tnnnnn", 5 * N, "nnnn\t|nnnnn");
    mkr_run run = run_of(*state, " n");
    assert_int_equal(lines_of(*state, &run, 1, MKR_PT(100)).at[0].width, SPACE + N);
}

static void test_forced_breaks(void **state) {
    check(*state, "nn\nnnn", 99 * N, "nn |nnn");
    check(*state, "nn\n\nnnn", 99 * N, "nn | |nnn"); /* an empty line */
    check(*state, "nn\n", 99 * N, "nn "); /* ends the line it stands on */
    check(*state, "nn\n nn", 99 * N, "nn | nn");
    check(*state, "\nnn", 99 * N, " |nn");
}

static void test_annex_14(void **state) {
    check(*state, "nnnn-nnnnn", 6 * N, "nnnn-|nnnnn");
    check(*state, "nnnn/nnnnn", 6 * N, "nnnn/|nnnnn");
    check(*state, "nnnnn nn ( nnnnn", 9 * N + SPACE, "nnnnn nn |( nnnnn"); /* not after an opening bracket */
    check(*state, "nnnnn nnn !", 8 * N + SPACE, "nnnnn |nnn !"); /* nor before this, even over a space */
}

static void test_several_runs(void **state) {
    world *w = *state;
    mkr_run runs[] = {run_of(w, "nnnn "), run_of(w, "nnn"), run_of(w, ", nnnnn")};
    runs[1].font = font_of(w, "Lato", 700, 0);
    /* There is room for the bold word but not for its comma: they stay together though they are two runs. */
    mkr_len least, most;
    assert_true(mkr_lines_extent(w->fonts, &(mkr_paragraph){.runs = runs, .n = 2}, &least, &most));
    assert_string_equal(broken(w, runs, 3, most), "nnnn |nnn, |nnnnn");
    mkr_lines lines = lines_of(w, runs, 3, MKR_PT(100));
    assert_int_equal(lines.n, 1);
    assert_int_equal(lines.at[0].n, 3);
    assert_ptr_equal(lines.at[0].segments[1].run, &runs[1]);
    assert_int_equal(lines.at[0].segments[1].x, 4 * N + SPACE);
    /* A number and its unit are tied across runs too. */
    mkr_run tied[] = {run_of(w, "nnnnnnnnnnnn 1"), run_of(w, "2 days, nnnnn")};
    assert_string_equal(broken(w, tied, 2, width_of(w, "nnnnnnnnnnnn 12")), "nnnnnnnnnnnn |12 days, nnnnn");
}

static void test_fixed_room(void **state) {
    world *w = *state;
    mkr_run runs[] = {run_of(w, "nnnn "), {.fixed = 1500, .where = here}, run_of(w, "nnnnn nn")};
    assert_string_equal(broken(w, runs, 3, 1500 + 7 * N + SPACE), "nnnn |#nnnnn nn");
    mkr_lines lines = lines_of(w, runs, 3, MKR_PT(100));
    assert_null(lines.at[0].segments[1].face);
    assert_int_equal(lines.at[0].segments[1].width, 1500);
    assert_int_equal(lines.at[0].segments[2].x, 4 * N + SPACE + 1500);
}

/* Set `phrase` where a line would best end inside it, at each of its spaces in turn. */
static void check_tied(world *w, const char *phrase, bool tied) {
    static const char filler[] = "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn ";
    for (const char *space = strchr(phrase, ' '); space; space = strchr(space + 1, ' ')) {
        const char *text = mkr_printf(w->arena, "%s%s", filler, phrase);
        mkr_len width = width_of(w, mkr_printf(w->arena, "%s%.*s", filler, (int)(space - phrase), phrase));
        const char *expected =
            tied ? mkr_printf(w->arena, "%s|%s", filler, phrase)
                 : mkr_printf(w->arena, "%s%.*s |%s", filler, (int)(space - phrase), phrase, space + 1);
        check(w, text, width, expected);
    }
}

static void test_ties(void **state) {
    static const char *const tied[] = {
        "13 February 2023",
        "1st May 2024,",
        "(2 December 2024)",
        "Q2 2024/25",
        "quarter 2",
        "5 %",
        "12 days",
        "3 weeks.",
        "6 months",
        "10 years",
        "2 hours",
        "45 minutes",
        "3.5 miles",
        "12 km",
        "1,200 tonnes",
        "60 pence",
        "\xC2\xA3"
        "5.4 million",
        "\xC2\xA3"
        "1 billion",
        "\xC2\xA3"
        "5.4m (0.9%)",
        "\xC2\xA3"
        "5.4m (0.9%),",
        "Appendix A",
        "Appendix B2,",
        "Table 1",
        "Figure 2",
        "Section 3.0",
        "paragraph 4",
        "page 7",
        "pages 9 to 24",
        "(Pages 5 - 20)",
        "Cllr Revans",
        "Cllr. Revans",
        "Mr Jones",
        "Mrs Jones",
        "Ms Jones",
        "Dr Jones",
        "Smith [b]",
        "value, [12].",
    };
    static const char *const loose[] = {
        "whole council", "13, February", "may 2024/25", "table above", "Appendix, A1234", "12 indicators",
        "dr jones",      "to 12345",     "Q5 2024/25",  "45 February", "[b] value",
    };
    for (size_t i = 0; i < sizeof tied / sizeof *tied; i++)
        check_tied(*state, tied[i], true);
    for (size_t i = 0; i < sizeof loose / sizeof *loose; i++)
        check_tied(*state, loose[i], false);
}

/* A month may part from its year unless the day stands before it. A word follows, since a year alone would be
 * too short a last line. */
static void test_month_and_year(void **state) {
    world *w = *state;
    static const char filler[] = "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnn";
    const char *month = mkr_printf(w->arena, "%s September", filler);
    const char *date = mkr_printf(w->arena, "%s 2 September", filler);
    check(w, mkr_printf(w->arena, "%s 2024 nnnnn", month), width_of(w, month),
          mkr_printf(w->arena, "%s |2024 nnnnn", month));
    check(w, mkr_printf(w->arena, "%s 2024 nnnnn", date), width_of(w, date),
          mkr_printf(w->arena, "%s |2 September 2024 nnnnn", filler));
}

/* A tie that would leave a line half empty is dropped. */
static void test_wide_tie(void **state) {
    world *w = *state;
    mkr_len width = width_of(w, "nnnnn 13 February");
    check(w, "nnnnn 13 February nnnnn", width, "nnnnn 13 February |nnnnn");
    check(w, "nnnnn 13 February nnnnn", width_of(w, "nnnnn 13"), "nnnnn 13 |February |nnnnn");
}

static void test_long_word(void **state) {
    world *w = *state;
    check(w, "nn nnnnnnnnnnn nn", 5 * N + SPACE, "nn nnn|nnnnn|nnn nn"); /* no slack but a space's */
    assert_string_equal(w->heard, "WORD_TOO_LONG: a word is wider than its line and was broken anywhere: "
                                  "\"nnnnnnnnnnn\"\n");
    /* A line too narrow for a single letter gets one all the same. */
    mkr_run run = run_of(w, "nnn");
    mkr_lines lines;
    assert_true(
        mkr_lines_break(w->fonts, w->arena, &(mkr_paragraph){.runs = &run, .n = 1, .width = 10}, &lines));
    check_lines(&lines, 10, true);
    assert_int_equal(lines.n, 3);
    assert_true(
        mkr_lines_break(w->fonts, w->arena, &(mkr_paragraph){.runs = &run, .n = 1, .width = -5}, &lines));
    assert_int_equal(lines.n, 3);
}

/* A letter is not parted from its marks. */
/* A word of several stretches is quoted as a whole. */
static void test_long_word_quoted(void **state) {
    world *w = *state;
    const mkr_run runs[] = {run_of(w, "nnnn"), {.fixed = 100}, run_of(w, "????"), run_of(w, "nnnn")};
    broken(w, runs, 4, 3 * N);
    assert_string_equal(w->heard, "WORD_TOO_LONG: a word is wider than its line and was broken anywhere: "
                                  "\"nnnn????nnnn\"\n");
}

static void test_long_word_marks(void **state) {
    check(*state, "x\xCC\x82x\xCC\x82x\xCC\x82", 1000, "x\xCC\x82|x\xCC\x82|x\xCC\x82"); /* x is 996 wide */
}

static void test_missing_glyph(void **state) {
    world *w = *state;
    mkr_run run = run_of(w, "n \xE4\xB8\xAD n \xE4\xB8\xAD");
    mkr_lines lines;
    assert_false(mkr_lines_break(w->fonts, w->arena,
                                 &(mkr_paragraph){.runs = &run, .n = 1, .width = MKR_PT(100)}, &lines));
    assert_string_equal(w->heard, "MISSING_GLYPH: no font has this character: U+4E2D \"\xE4\xB8\xAD\" in "
                                  "\"\xE4\xB8\xAD\"\n");
}

/* Text of random words at random widths: nothing is lost, nothing overflows. */
static void test_random(void **state) {
    static const char *const parts[] = {" ",
                                        "  ",
                                        "n",
                                        "well-being",
                                        "12",
                                        "days",
                                        "Cllr",
                                        "[b]",
                                        "a",
                                        "\xE2\x9C\x93",
                                        "(",
                                        ")",
                                        "http://x.y/z",
                                        "\xE2\x80\x8B",
                                        "\xC2\xA0",
                                        " ",
                                        " ",
                                        " "};
    world *w = *state;
    uint32_t random = 7;
    for (int round = 0; round < 400; round++) {
        mkr_buffer b = mkr_buffer_new(w->arena), out = mkr_buffer_new(w->arena);
        for (int i = 0; i < 60; i++) {
            random = random * 1664525 + 1013904223;
            mkr_buffer_puts(&b, parts[(random >> 16) % (sizeof parts / sizeof *parts)]);
        }
        mkr_run run = run_of(w, mkr_buffer_text(&b));
        mkr_lines lines = lines_of(w, &run, 1, MKR_PT(3) + (mkr_len)(random >> 8) % MKR_PT(60));
        for (uint32_t i = 0; i < lines.n; i++)
            put_line(&out, &lines.at[i]);
        assert_string_equal(mkr_buffer_text(&out), mkr_buffer_text(&b));
    }
}

/* Time must grow with the text, whatever it is made of: a quadratic would take minutes here. */
static void test_large(void **state) {
    static const char *const parts[] = {"a ", "n", " ", "\n", "\xE2\x80\x8B", "! ", "n-", "\xCC\x81"};
    world *w = *state;
    enum { LARGE = 300000 };
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
        mkr_arena *arena = mkr_arena_child(w->arena);
        mkr_buffer b = mkr_buffer_new(arena);
        while (b.n < LARGE)
            mkr_buffer_puts(&b, parts[k]);
        mkr_run run = run_of(w, mkr_buffer_text(&b));
        run.where.line = (uint32_t)k;
        mkr_lines lines;
        assert_true(mkr_lines_break(w->fonts, arena,
                                    &(mkr_paragraph){.runs = &run, .n = 1, .width = MKR_PT(80)}, &lines));
        check_lines(&lines, MKR_PT(80), false);
        mkr_arena_free(arena);
    }
}

/* A million characters of words that never come twice do not fill the memory. */
static void test_bounded_cache(void **state) {
    world *w = *state;
    mkr_arena *arena = mkr_arena_child(w->arena);
    for (int i = 0, word = 0; i < 150; i++) {
        mkr_buffer b = mkr_buffer_new(arena);
        for (int k = 0; k < 1000; k++)
            mkr_buffer_printf(&b, "x%d ", word++);
        mkr_run run = run_of(w, mkr_buffer_text(&b));
        mkr_lines lines = lines_of(w, &run, 1, MKR_PT(100));
        mkr_buffer out = mkr_buffer_new(arena);
        for (uint32_t l = 0; l < lines.n; l++)
            put_line(&out, &lines.at[l]);
        assert_string_equal(mkr_buffer_text(&out), run.text);
        mkr_arena_reset(arena);
    }
    assert_true(mkr_arena_held(w->arena) < (size_t)32 << 20);
}

/* ---- words divided, lines filled */

static const char prose[] = "The performance framework sets out the arrangements for monitoring and "
                            "reporting the implementation of the "
                            "corporate plan and the recommendations of the committee. Sustainability, "
                            "accountability and neighbourhood "
                            "safeguarding are reported quarterly to the executive, with explanations for "
                            "indicators whose expenditure or "
                            "administration has departed considerably from the expected position at the "
                            "beginning of the financial year.";

/* As above, the lines made as `p` says, in English. */
static const char *set(world *w, const char *text, mkr_paragraph p, mkr_lines *lines) {
    static mkr_run run;
    mkr_buffer b = mkr_buffer_new(w->arena);
    run = run_of(w, text);
    run.lang = "en-GB";
    p.runs = &run;
    p.n = 1;
    assert_true(mkr_lines_break(w->fonts, w->arena, &p, lines));
    if (!strchr(text, '\xD7')) /* Hebrew stands in another order */
        check_lines(lines, p.width, false);
    for (uint32_t i = 0; i < lines->n; i++) {
        if (i > 0)
            mkr_buffer_putc(&b, '|');
        put_line(&b, &lines->at[i]);
    }
    return mkr_buffer_text(&b);
}

static bool ends_with_hyphen(const mkr_line *line) {
    const mkr_segment *g = &line->segments[line->n - 1];
    return g->n > 0 && strcmp(code_text(g->face, g->glyphs[g->n - 1]), "\xC2\xAD") == 0;
}

/* Room for per- and no more; 743 is the hyphen. Nothing else kerns here: fontTools. */
static void test_hyphen(void **state) {
    world *w = *state;
    mkr_lines lines;
    mkr_len per = width_of(w, "nnnnnnnn per-");
    mkr_paragraph p = {.width = per, .hyphenated = true};
    assert_string_equal(set(w, "nnnnnnnn performance nnn nnnnnnnn", p, &lines),
                        "nnnnnnnn per\xC2\xAD|formance nnn |nnnnnnnn");
    assert_int_equal(lines.at[0].width, per);
    assert_int_equal(lines.at[0].segments[0].n, 13); /* one segment, so the letters are kerned */
    p.width--; /* too narrow */
    assert_string_equal(set(w, "nnnnnnnn performance nnn nnnnnnnn", p, &lines),
                        "nnnnnnnn |performance |nnn nnnnnnnn");
    p.width++;
    assert_string_equal(set(w, "nnnnnnnn performance", p, &lines),
                        "nnnnnnnn |performance"); /* the last word */
    p.hyphenated = false;
    assert_string_equal(set(w, "nnnnnnnn performance nnn nnnnnnnn", p, &lines),
                        "nnnnnnnn |performance |nnn nnnnnnnn");
    assert_string_equal(w->heard, "");
}

/* A soft hyphen shows where a line ends with it, in place of its own glyph, whatever the paragraph says;
 * other places of that word are not used. */
static void test_soft_hyphen(void **state) {
    world *w = *state;
    mkr_lines lines;
    mkr_paragraph p = {.width = width_of(w, "nnnnnnnn perfor-"), .hyphenated = true};
    static const char text[] = "nnnnnnnn perfor\xC2\xADmance nnnnnnnn";
    for (int hyphenated = 0; hyphenated < 2; hyphenated++) {
        p.hyphenated = hyphenated;
        assert_string_equal(set(w, text, p, &lines), "nnnnnnnn perfor\xC2\xAD|mance nnnnnnnn");
        assert_int_equal(lines.at[0].width, p.width);
    }
    p.width = MKR_PT(200);
    assert_string_equal(set(w, text, p, &lines), text);
    assert_int_equal(lines.at[0].width, width_of(w, "nnnnnnnn performance nnnnnnnn")); /* it shows nothing */
    p.width = width_of(w, "nnnnnnnn per-");
    assert_string_equal(set(w, text, p, &lines), "nnnnnnnn |perfor\xC2\xADmance |nnnnnnnn");
}

/* No more than two lines in a row end with a hyphen, at any width that leaves a choice. */
static void test_hyphens_in_a_row(void **state) {
    world *w = *state;
    mkr_lines lines;
    unsigned all = 0;
    for (int k = 0; k < 200; k++) {
        unsigned row = 0;
        set(w, prose, (mkr_paragraph){.width = MKR_PT(22) + k * 300, .hyphenated = true, .justified = k % 2},
            &lines);
        for (uint32_t i = 0; i < lines.n; i++) {
            row = ends_with_hyphen(&lines.at[i]) ? row + 1 : 0;
            all += row > 0;
            assert_true(row <= 2);
        }
    }
    assert_true(all > 100);
}

/* A unit of the font is a thousandth of 2 pt here: half of one is what rounding may leave. */
static void test_flush(void **state) {
    world *w = *state;
    mkr_lines lines;
    for (int k = 0; k < 200; k++) {
        mkr_len width = MKR_PT(40) + k * 300;
        set(w, prose, (mkr_paragraph){.width = width, .hyphenated = true, .justified = true}, &lines);
        for (uint32_t i = 0; i + 1 < lines.n; i++)
            assert_in_range(lines.at[i].width, width - 1, width);
        assert_true(lines.at[lines.n - 1].width < width);
    }
}

/* Three n, a space, two n: room for 100 more goes to the one space, a no-break space takes its share, and the
 * last line is left alone. */
static void test_spaces_filled(void **state) {
    world *w = *state;
    mkr_lines lines;
    mkr_paragraph p = {.width = 5 * N + SPACE + 100, .justified = true};
    assert_string_equal(set(w, "nnn nn nnnnn", p, &lines), "nnn nn |nnnnn");
    assert_int_equal(lines.at[0].segments[0].glyphs[3].adjust, 100);
    assert_int_equal(lines.at[0].segments[0].glyphs[6].adjust, 0); /* the space the line ends with */
    assert_int_equal(lines.at[1].width, 5 * N);
    p.width = 6 * N + 2 * SPACE + 101;
    assert_string_equal(set(w, "nn nn\xC2\xA0nn nnnnnn", p, &lines), "nn nn\xC2\xA0nn |nnnnnn");
    assert_int_equal(lines.at[0].segments[0].glyphs[2].adjust, 51);
    assert_int_equal(lines.at[0].segments[0].glyphs[5].adjust, 50); /* 50.5, rounded, and the rest */
    /* Shrunk by a third at most: 170 of 512. */
    p.width = 5 * N + SPACE - 170;
    assert_string_equal(set(w, "nnn nn nnnnn", p, &lines), "nnn nn |nnnnn");
    assert_int_equal(lines.at[0].segments[0].glyphs[3].adjust, -170);
    p.width--;
    assert_string_equal(set(w, "nnn nn nnnnn", p, &lines), "nnn |nn |nnnnn");
    assert_int_equal(lines.at[0].width, 3 * N); /* without a space there is nothing to fill it with */
}

/* Whatever is divided and filled: nothing is lost but the hyphens that are ours, nothing overflows. */
static void test_random_filled(void **state) {
    static const char *const parts[] = {" ",
                                        " ",
                                        " ",
                                        "performance",
                                        "re\xC2\xAD"
                                        "com\xC2\xAD\xC2\xAD"
                                        "mend",
                                        "\xC2\xAD",
                                        "\n",
                                        "\xC2\xA0",
                                        "e\xCC\x81tablissement",
                                        "accountability-free",
                                        "\xE2\x80\x8B",
                                        "https://x.gov.uk/a/b?c=d",
                                        "\xD7\xA9\xD7\x9C\xC2\xAD\xD7\x9D",
                                        "committee,",
                                        "(",
                                        "12"};
    world *w = *state;
    uint32_t random = 11;
    for (int round = 0; round < 400; round++) {
        mkr_buffer b = mkr_buffer_new(w->arena);
        for (int i = 0; i < 50; i++) {
            random = random * 1664525 + 1013904223;
            mkr_buffer_puts(&b, parts[(random >> 16) % (sizeof parts / sizeof *parts)]);
        }
        mkr_lines lines;
        const char *in = mkr_buffer_text(&b),
                   *out = set(w, in,
                              (mkr_paragraph){.width = MKR_PT(3) + (mkr_len)(random >> 8) % MKR_PT(60),
                                              .hyphenated = round % 2,
                                              .justified = round % 3 > 0},
                              &lines);
        for (; *out; out++) {
            if (*out == *in || (*out == ' ' && *in == '\n'))
                in++;
            else if (strncmp(out, "\xC2\xAD|", 3) == 0)
                out++; /* ours */
            else
                assert_int_equal(*out, '|');
        }
        assert_string_equal(in, "");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_widths, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_extent, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_total_fit, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_last_line, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_spaces, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_forced_breaks, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_annex_14, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_several_runs, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_fixed_room, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_ties, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_month_and_year, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_wide_tie, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_long_word, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_long_word_quoted, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_long_word_marks, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_missing_glyph, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_random, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_large, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_bounded_cache, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_hyphen, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_soft_hyphen, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_hyphens_in_a_row, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_flush, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_spaces_filled, open_world, close_world),
        cmocka_unit_test_setup_teardown(test_random_filled, open_world, close_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* lint.c - tests of the checks of wording: each slip beside what only looks like it. Columns were counted by
 * hand. */
#include "report/build.h"

#include "heard.h"

/* What is said about a paragraph in a section of a report in this language, whose text begins in column 1. */
static const char *check_in(world *w, const char *lang, const char *text) {
    mkr_style style = {.numbering = MKR_NUMBERS_CONTINUOUS};
    for (size_t i = 0; i < MKR_STYLE_LABELS; i++)
        style.labels[i] = "Label";
    style.labels[MKR_LABEL_APPENDIX_WORD] = "Appendix";
    style.labels[MKR_LABEL_PARAGRAPH_WORD] = "paragraph";
    style.labels[MKR_LABEL_TABLE_WORD] = "Table";
    style.labels[MKR_LABEL_FIGURE_WORD] = "Figure";
    style.labels[MKR_LABEL_SECTION_WORD] = "section";
    mkr_document doc = {.lang = lang};
    mkr_sources sources = {0};
    mkr_builder b = {.arena = w->arena,
                     .diag = &w->diag,
                     .sources = &sources,
                     .style = &style,
                     .doc = &doc,
                     .paragraphs = 2,
                     .tables = 1,
                     .headings = {3}};
    b.expr = mkr_expr_new(w->arena, &w->diag, &sources);
    mkr_node content = {.text = text, .where = {"r", 1, 1}}, p = {.name = "p", .first = &content};
    mkr_node section = {.name = "section", .first = &p}, root = {.name = "report", .first = &section};
    hush(w);
    mkr_build_lint(&b, &root);
    return w->heard;
}

static void quiet(world *w, const char *text) {
    if (*check_in(w, "en-GB", text))
        fail_msg("%s\n%s", text, w->heard);
}

/* The only message: its column and code, "12 PROSE_TWICE". */
static void finds(world *w, const char *text, const char *expected) {
    char wanted[128];
    snprintf(wanted, sizeof wanted, "r:1:%s ", expected);
    const char *heard = check_in(w, "en-GB", text), *end = strchr(heard, '\n');
    if (strncmp(heard, wanted, strlen(wanted)) != 0 || (end && end[1]))
        fail_msg("%s\nexpected %s\n%s", text, wanted, heard);
}

static void punctuation(void **state) {
    world *w = *state;
    finds(w, "Calls fell .", "11 PROSE_SPACE");
    finds(w, "Calls fell ,but not all.", "11 PROSE_SPACE");
    finds(w, "Calls fell ; visits rose.", "11 PROSE_SPACE");
    finds(w, "Did calls fall ? Yes.", "15 PROSE_SPACE");
    finds(w, "Calls fell,but visits rose.", "12 PROSE_NO_SPACE");
    finds(w, "Calls fell.But visits rose.", "12 PROSE_NO_SPACE");
    finds(w, "Calls fell..", "12 PROSE_STOP");
    finds(w, "Calls fell. .", "13 PROSE_STOP");
    finds(w, "One is here. Two is there", "25 PROSE_NO_STOP");
    finds(w, "A\u00A0 blank.", "2 PROSE_BLANKS");
    finds(w, "A\u00A0\u00A0 \u00A0 blank.", "2 PROSE_BLANKS"); /* one for all of them */
    quiet(w, "Calls fell... and . . . rose, by 1,234.5, .5 or 3:1 or 1 : 2 at 10:30, e.g. at "
             "a.b@example.org,c@example.org.");
    quiet(
        w,
        "See www.example.org/a,b;c and https://example.org/A.Bc, or Smith et al. (2024), U.S.A. and G4,L4.");
    quiet(w, "A title without a stop");
    quiet(w, "He leads. See: https://example.org/a");
    quiet(w, "No. 5 is Mr Smith. All (of them) agree.");
    quiet(w, "10\u00A0000 and A\u00A0B.");
}

static void pairs(void **state) {
    world *w = *state;
    finds(w, "An (open bracket.", "4 PROSE_BRACKET");
    finds(w, "A closed] one.", "9 PROSE_BRACKET");
    finds(w, "An “open quotation.", "4 PROSE_QUOTE");
    finds(w, "A closed” one.", "9 PROSE_QUOTE");
    finds(w, "An \"open one.", "4 PROSE_QUOTE");
    quiet(w, "a) one, b) two, (c) three, iv) four [and (five)] :)");
    quiet(w, "“One”, ‘two’, and residents’ own ’90s.");
    quiet(w, "A 6\" pipe, 4' long, of \"Quarter 2\" and \"more\".");
    finds(w, "It's the residents’ wish, and the Council’s.", "3 PROSE_QUOTES_MIXED");
}

static void doubled(void **state) {
    world *w = *state;
    finds(w, "It is is so.", "7 PROSE_TWICE");
    finds(w, "The the end.", "5 PROSE_TWICE");
    finds(w, "It was a a start.", "10 PROSE_TWICE");
    quiet(w, "He had had enough; it is very very good. In Baden Baden that that’s so. Plan B b. The then. "
             "so-so so.");
}

static void remains(void **state) {
    world *w = *state;
    finds(w, "A <b>word</b>.", "3 PROSE_MARKUP");
    finds(w, "A <o:p> tag.", "3 PROSE_MARKUP");
    finds(w, "A <custom x=\"1\"> tag.", "3 PROSE_MARKUP");
    finds(w, "An&nbsp;escape.", "3 PROSE_ESCAPE");
    finds(w, "Costs of &#xA3;5.", "10 PROSE_ESCAPE");
    finds(w, "A line_x000D_ end.", "7 PROSE_ESCAPE");
    finds(w, "Costs of Â£5.", "10 PROSE_ENCODED_TWICE");
    finds(w, "A lost \uFFFD one.", "8 PROSE_LOST");
    finds(w, "Better: ê than before.", "9 PROSE_SYMBOL");
    finds(w, "A \uE000 sign.", "3 PROSE_LOST_FONT");
    finds(w, "A \u00ADword.", "3 PROSE_INVISIBLE");
    quiet(w, "If 5 < 6 and 7 > 6, then <x> is R&D; an AT&T; long_x_name, x_000D, café, crêpe è-t.");
    quiet(w, "A wo\u00ADrd and a very\u200Blong one.");
}

static void to_come(void **state) {
    world *w = *state;
    finds(w, "The cost is TBC.", "13 PROSE_PLACEHOLDER");
    finds(w, "The cost is £xx.", "14 PROSE_PLACEHOLDER");
    finds(w, "Agreed on XX/03/2024.", "11 PROSE_PLACEHOLDER");
    finds(w, "By [insert name] then.", "4 PROSE_PLACEHOLDER");
    finds(w, "By <insert name> then.", "4 PROSE_PLACEHOLDER");
    finds(w, "See Error! Reference source not found. Now.", "5 PROSE_PLACEHOLDER");
    finds(w, "See Appendix ?.", "5 PROSE_PLACEHOLDER");
    finds(w, "It rose by ??.", "12 PROSE_PLACEHOLDER");
    finds(w, "It rose by #DIV/0!.", "12 PROSE_PLACEHOLDER");
    quiet(w, "Not [x] available, xx-large, XXL, tbcs, [sic], why?");
}

static void dates(void **state) {
    world *w = *state;
    finds(w, "On Monday 3 December 2024.", "4 PROSE_DATE"); /* a Tuesday */
    finds(w, "On Monday, the 3rd of December 2024.", "4 PROSE_DATE");
    finds(w, "By 31 June.", "4 PROSE_DATE");
    finds(w, "By 29 February 2023.", "4 PROSE_DATE");
    finds(w, "By 31/06/2024.", "4 PROSE_DATE");
    quiet(w, "On Monday 2 December 2024, Tue 3 Dec 2024, Tuesday, the 3rd of December 2024 and 29 February.");
    quiet(w,
          "The 1,031 June visits, 2024 March, 32 May poles, 3.31 June, 1/2/2024/3, 31/06/20 and May 2024.");
}

static void references(void **state) {
    world *w = *state;
    finds(w, "See paragraph 3.", "5 PROSE_REFERENCE");
    finds(w, "As Table 2 shows.", "4 PROSE_REFERENCE");
    finds(w, "As Figure 1 shows.", "4 PROSE_REFERENCE");
    finds(w, "See section 4.", "5 PROSE_REFERENCE");
    finds(w, "See Appendix C.", "5 PROSE_REFERENCE");
    finds(w, "See Appendix C of this report.", "5 PROSE_REFERENCE");
    quiet(w, "See section 3, the section 151 officer, section 4 of the Act.");
    quiet(w, "See paragraphs 2, paragraph 2, Table 1, Table A9, paragraph 4.2 and Table 3a.");
    quiet(w, "See Appendix C of the Constitution, paragraph 9 to the code, Schedule 12A paragraph 3. An "
             "appendix a.");
}

static void acronyms(void **state) {
    world *w = *state;
    finds(w, "ASB, ASB, ASB and ASBs.", "1 PROSE_ACRONYM");
    quiet(w, "ASB, ASB and ASB.");
    quiet(w, "Antisocial behaviour (ASB): ASB, ASB, ASB and ASB.");
    quiet(w, "ASB (antisocial behaviour), ASB, ASB, ASB and ASB.");
    quiet(w, "UK, UK, UK, UK; IV, IV, IV, IV; H1N1, H1N1, H1N1, H1N1; THIS IS ALL SAID, THIS IS ALL SAID.");
}

static void marks(void **state) {
    world *w = *state;
    finds(w, "The survey* says.", "11 MARK_UNEXPLAINED");
    finds(w, "The survey (*) says.", "12 MARK_UNEXPLAINED");
    finds(w, "The survey† says.", "11 MARK_UNEXPLAINED");
    finds(w, "The survey [1] says.", "12 MARK_UNEXPLAINED");
    finds(w, "It came out on top.*", "20 MARK_UNEXPLAINED");
    finds(w, "Savings of £0.4m* are planned.", "17 MARK_UNEXPLAINED");
    finds(w, "It rose by 5%* again.", "14 MARK_UNEXPLAINED");
    finds(w, "They did (all of it)* at once.", "21 MARK_UNEXPLAINED");
    finds(w, "There were 1,234* of them.", "17 MARK_UNEXPLAINED");
    finds(w, "It is “green”* now.", "14 MARK_UNEXPLAINED");
    finds(w, "A <b>bold</b> <i>one</i>.", "3 PROSE_MARKUP");
    quiet(w, "A *few words.* 4* rating, 3*, all *.csv files, a * b, 5*5.");
    quiet(w, "An A* grade, a 5* hotel, 2*3, *this* word, [2019] UKSC 1, *** and a note; signs • † ™.");
    quiet(w, "* Of this survey* only.");
}

static void languages(void **state) {
    world *w = *state;
    assert_string_equal(check_in(w, "cy", "Mae mae yn yn. It's “so. ASB ASB ASB ASB ASB. 31 June 2024."), "");
    assert_non_null(strstr(check_in(w, "cy", "Felly ,wir TBC."), "PROSE_PLACEHOLDER"));
}

/* A slip that comes again and again is told 25 times, and once more that there may be others. */
static void many(void **state) {
    world *w = *state;
    char text[40 * 8 + 1] = "";
    size_t lines = 0;
    for (int i = 0; i < 40; i++)
        strcat(text, "well .. ");
    for (const char *p = check_in(w, "en-GB", text); (p = strchr(p, '\n')) != NULL; p++)
        lines++;
    assert_int_equal(lines, 26);
    assert_non_null(strstr(w->heard, "; there may be more, which are not listed\n"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(punctuation, open_world, close_world),
        cmocka_unit_test_setup_teardown(pairs, open_world, close_world),
        cmocka_unit_test_setup_teardown(doubled, open_world, close_world),
        cmocka_unit_test_setup_teardown(remains, open_world, close_world),
        cmocka_unit_test_setup_teardown(to_come, open_world, close_world),
        cmocka_unit_test_setup_teardown(dates, open_world, close_world),
        cmocka_unit_test_setup_teardown(references, open_world, close_world),
        cmocka_unit_test_setup_teardown(acronyms, open_world, close_world),
        cmocka_unit_test_setup_teardown(marks, open_world, close_world),
        cmocka_unit_test_setup_teardown(languages, open_world, close_world),
        cmocka_unit_test_setup_teardown(many, open_world, close_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* style.c - tests of house styles: the one that comes with mkreport, against the page design, and what is
 * refused in one that a council has changed. */
#include "report/style.h"

#include "heard.h"
#include "input/xml.h"

#define STYLE "templates/executive.xml"

static char original[65536]; /* the text of the house style */

static int open_style(void **state) {
    FILE *f = fopen(STYLE, "rb");
    size_t n = f ? fread(original, 1, sizeof original - 1, f) : 0;
    original[n] = '\0';
    return !f || fclose(f) || open_world(state);
}

static bool read_text(world *w, const char *xml, mkr_style *style) {
    hush(w);
    const mkr_node *root = mkr_xml_read(w->arena, &w->diag, "s", xml, strlen(xml), NULL);
    assert_non_null(root);
    return mkr_style_read(w->arena, &w->diag, &root, 1, style);
}

static void read_original(world *w, mkr_style *style) {
    assert_true(read_text(w, original, style));
    assert_string_equal(w->heard, "");
}

/* The house style with its first `old` replaced must be refused with `message` and no other. */
static void refuses(world *w, const char *old, const char *new, const char *message) {
    const char *at = strstr(original, old);
    mkr_style style;
    assert_non_null(at);
    bool ok = read_text(
        w, mkr_printf(w->arena, "%.*s%s%s", (int)(at - original), original, new, at + strlen(old)), &style);
    assert_false(ok);
    const char *heard = strchr(w->heard, ' '); /* after the place */
    assert_non_null(heard);
    assert_string_equal(heard + 1, mkr_printf(w->arena, "%s\n", message));
}

static void assert_role(const mkr_style *s, mkr_role_id id, double size, double leading, double before,
                        double after, int weight, mkr_colour_id colour) {
    const mkr_role *r = &s->roles[id];
    assert_int_equal(r->size, MKR_PT(size));
    assert_int_equal(r->leading, MKR_PT(leading));
    assert_int_equal(r->before, MKR_PT(before));
    assert_int_equal(r->after, MKR_PT(after));
    assert_int_equal(r->weight, weight);
    assert_int_equal(r->colour, s->colours[colour]);
}

/* Page design, section 4. */
static void roles(void **state) {
    mkr_style s;
    read_original(*state, &s);
    assert_role(&s, MKR_ROLE_COVER_TITLE, 28, 33, 33, 0, 700, MKR_STYLE_INK);
    assert_role(&s, MKR_ROLE_TITLE, 24, 30, 24, 16.5, 700, MKR_STYLE_INK);
    assert_role(&s, MKR_ROLE_KICKER, 12, 18, 9, 3, 600, MKR_STYLE_ACCENT);
    assert_role(&s, MKR_ROLE_HEADING_1, 18, 24, 27, 9, 700, MKR_STYLE_INK);
    assert_role(&s, MKR_ROLE_HEADING_2, 14, 18, 22.5, 6, 700, MKR_STYLE_INK);
    assert_role(&s, MKR_ROLE_HEADING_3, 12, 18, 13.5, 3, 700, MKR_STYLE_INK);
    assert_role(&s, MKR_ROLE_BODY, 12, 18, 0, 9, 400, MKR_STYLE_INK);
    assert_role(&s, MKR_ROLE_LIST_ITEM, 12, 18, 0, 4.5, 400, MKR_STYLE_INK);
    assert_role(&s, MKR_ROLE_CAPTION_TEXT, 11, 15, 18, 6, 400, MKR_STYLE_INK);
    assert_role(&s, MKR_ROLE_GROUP, 11, 15, 15, 4.5, 700, MKR_STYLE_ACCENT);
    assert_role(&s, MKR_ROLE_NOTE_TEXT, 9.5, 13.5, 6, 0, 400, MKR_STYLE_INK2);
    assert_role(&s, MKR_ROLE_FOOTER, 9, 12, 0, 0, 400, MKR_STYLE_INK2);
    assert_int_equal(s.roles[MKR_ROLE_TITLE].tracking, -200);
    assert_true(s.roles[MKR_ROLE_TABLE_TEXT].tabular);
    assert_false(s.roles[MKR_ROLE_BODY].tabular);
}

/* Page design, section 5. */
static void colours(void **state) {
    mkr_style s;
    read_original(*state, &s);
    assert_int_equal(s.colours[MKR_STYLE_INK], 0x17212b);
    assert_int_equal(s.colours[MKR_STYLE_ACCENT], 0x0d4a63);
    assert_int_equal(s.colours[MKR_STYLE_RED_FILL], 0x9b1420);
    assert_int_equal(s.colours[MKR_STYLE_AMBER_FILL], 0xc77a00);
    assert_int_equal(s.colours[MKR_STYLE_GREEN_FILL], 0x08795f);
}

static void rules(void **state) {
    mkr_style s;
    read_original(*state, &s);
    assert_string_equal(s.lang, "en-GB");
    assert_string_equal(s.family, "Lato");
    assert_int_equal(s.numbering, MKR_NUMBERS_CONTINUOUS);
    const mkr_rule *usual = s.scheme.usual;
    assert_string_equal(usual->name, "standard");
    assert_int_equal(usual->n, 3);
    assert_int_equal(usual->levels[0].when, MKR_MET);
    assert_int_equal(usual->levels[1].when, MKR_WITHIN);
    assert_true(usual->levels[1].has_percent && !usual->levels[1].outside);
    assert_int_equal(usual->levels[1].percent.units, 5);
    assert_int_equal(usual->levels[2].rating, MKR_RED);
    assert_int_equal(s.scheme.basis, MKR_BASIS_PREVIOUS);
    assert_int_equal(s.scheme.dead_band.units, 1);
    assert_int_equal(s.scheme.suppress_below, 5);
    assert_string_equal(s.rating_word[MKR_AMBER], "Amber");
    assert_string_equal(s.travel_word[MKR_DECLINING], "Declining");
    assert_int_equal(s.n_implications, 9);
    assert_true(s.implications[0].required);
}

static void bands(void **state) {
    mkr_style s;
    read_original(*state, &s);
    assert_int_equal(s.risk_size, 5);
    assert_string_equal(s.likelihood[0], "Rare");
    assert_string_equal(s.impact[4], "Severe");
    assert_string_equal(mkr_style_band(&s, 1)->word, "Low");
    assert_string_equal(mkr_style_band(&s, 4)->word, "Low");
    assert_string_equal(mkr_style_band(&s, 5)->word, "Medium");
    assert_string_equal(mkr_style_band(&s, 16)->word, "Very high");
    assert_string_equal(mkr_style_band(&s, 25)->word, "Very high");
    assert_null(mkr_style_band(&s, 0));
    assert_null(mkr_style_band(&s, 26));
}

static void says(void **state) {
    world *w = *state;
    mkr_style s;
    read_original(w, &s);
    assert_string_equal(mkr_style_say(w->arena, &s, MKR_LABEL_PAGE_OF, "n", "3", "N", "24", NULL),
                        "Page 3 of 24");
    s.labels[MKR_LABEL_PAGE_OF] = "{n}{n} {x";
    assert_string_equal(mkr_style_say(w->arena, &s, MKR_LABEL_PAGE_OF, "n", "{n}", NULL), "{n}{n} {x");
    s.labels[MKR_LABEL_PAGE_OF] = "";
    assert_string_equal(mkr_style_say(w->arena, &s, MKR_LABEL_PAGE_OF, NULL), "");
}

static void refuses_names(void **state) {
    refuses(*state, "<colour name=\"accent\"", "<colour name=\"acent\"",
            "STYLE_NAME the house style names something unknown: colour \"acent\"; did you mean \"accent\"?");
    refuses(*state, "<role name=\"body\"", "<role name=\"bodies\"",
            "STYLE_NAME the house style names something unknown: role \"bodies\"; did you mean \"body\"?");
    refuses(*state, "<label name=\"committee\"", "<label name=\"qqqqqqqqq\"",
            "STYLE_NAME the house style names something unknown: label \"qqqqqqqqq\"");
}

static void refuses_values(void **state) {
    refuses(
        *state, "name=\"body\" size=\"12\"", "name=\"body\" size=\"5.99\"",
        "STYLE_NUMBER the house style has a value that cannot be used: role \"body\": size below 6 points");
    refuses(
        *state, "name=\"body\" size=\"12\"", "name=\"body\" size=\"201\"",
        "STYLE_NUMBER the house style has a value that cannot be used: size=\"201\"; points, at most 200");
    refuses(
        *state, "value=\"#17212b\"", "value=\"#17212g\"",
        "STYLE_NUMBER the house style has a value that cannot be used: colour \"#17212g\"; write #rrggbb");
    refuses(*state, "percent=\"5\"", "percent=\"-5\"",
            "STYLE_NUMBER the house style has a value that cannot be used: percent=\"-5\"; a number from 0");
}

static void refuses_gaps(void **state) {
    refuses(*state, "<colour name=\"gold\" value=\"#a8780c\"/>", "",
            "STYLE_MISSING the house style is not complete: colour \"gold\"");
    refuses(*state, "<label name=\"on-page\">page {n}</label>", "",
            "STYLE_MISSING the house style is not complete: label \"on-page\"");
    refuses(*state, "<word for=\"red\">Red</word>", "",
            "STYLE_MISSING the house style is not complete: rating word \"red\"");
    refuses(*state, "<font family=\"Lato\"/>", "",
            "STYLE_MISSING the house style is not complete: element \"font\"");
    refuses(*state, "<impact>Severe</impact>", "",
            "STYLE_RISK the risk scale does not add up: as many impact as likelihood words are needed");
    refuses(*state, "from=\"5\" to=\"9\"", "from=\"6\" to=\"9\"",
            "STYLE_RISK the risk scale does not add up: band \"Medium\" should begin at 5");
    refuses(*state, "from=\"16\" to=\"25\"", "from=\"16\" to=\"24\"",
            "STYLE_RISK the risk scale does not add up: no band for scores from 25");
}

/* Reads a style that extends the original. */
static bool read_extending(world *w, const char *xml, mkr_style *style) {
    hush(w);
    const mkr_node *roots[2] = {mkr_xml_read(w->arena, &w->diag, "t", xml, strlen(xml), NULL),
                                mkr_xml_read(w->arena, &w->diag, "s", original, strlen(original), NULL)};
    assert_non_null(roots[0]);
    return mkr_style_read(w->arena, &w->diag, roots, 2, style);
}

static void extends(void **state) {
    world *w = *state;
    mkr_style s;
    assert_true(
        read_extending(w,
                       "<style name='t' extends='s'>"
                       "<colour name='accent' value='#000080'/><label name='yes'>Aye</label>"
                       "<numbering paragraphs='decimal'/>"
                       "<cover family='table' required=' author  summary '/>"
                       "<implication kind='hr' required='yes'>Staff</implication>"
                       "<rating><travel basis='judgement'/><word for='red'>Rot</word></rating></style>",
                       &s));
    assert_string_equal(w->heard, "");
    assert_string_equal(s.name, "t");
    assert_string_equal(s.lang, "en-GB");
    assert_int_equal(s.colours[MKR_STYLE_ACCENT], 0x000080);
    assert_int_equal(s.colours[MKR_STYLE_INK], 0x17212b);
    assert_int_equal(s.roles[MKR_ROLE_KICKER].colour, 0x000080); /* a role of the base in the new colour */
    assert_string_equal(s.labels[MKR_LABEL_YES], "Aye");
    assert_string_equal(s.labels[MKR_LABEL_NO], "No");
    assert_int_equal(s.numbering, MKR_NUMBERS_DECIMAL);
    assert_true(s.headings_numbered && s.cover_is_table);
    assert_int_equal(s.n_implications, 1); /* a list takes the place of a list */
    assert_string_equal(s.implications[0].heading, "Staff");
    assert_int_equal(s.scheme.basis, MKR_BASIS_JUDGEMENT);
    assert_int_equal(s.scheme.dead_band.units, 0); /* travel as a whole */
    assert_string_equal(s.scheme.usual->name, "standard"); /* rules stay */
    assert_int_equal(s.scheme.suppress_below, 5);
    assert_string_equal(s.rating_word[MKR_RED], "Rot");
    assert_string_equal(s.rating_word[MKR_AMBER], "Amber");
}

static void extends_rules(void **state) {
    world *w = *state;
    mkr_style s;
    assert_true(
        read_extending(w,
                       "<style name='t' extends='s'><rating rule='own' rounding='never-across'>"
                       "<rule name='own'><level rating='green' when='met'/><level rating='red'/></rule>"
                       "</rating></style>",
                       &s));
    assert_string_equal(s.scheme.usual->name, "own");
    assert_int_equal(s.scheme.n_rules, 1);
    assert_true(s.scheme.never_across);
    assert_int_equal(s.scheme.basis, MKR_BASIS_PREVIOUS);
    assert_int_equal(s.n_implications, 9);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(roles),          cmocka_unit_test(colours),      cmocka_unit_test(rules),
        cmocka_unit_test(bands),          cmocka_unit_test(says),         cmocka_unit_test(refuses_names),
        cmocka_unit_test(refuses_values), cmocka_unit_test(refuses_gaps), cmocka_unit_test(extends),
        cmocka_unit_test(extends_rules),
    };
    return cmocka_run_group_tests(tests, open_style, close_world);
}

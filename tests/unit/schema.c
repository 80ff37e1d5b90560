/* schema.c - what templates/mkreport.rng accepts, and the message for each kind of fault, with its place
 * counted by hand. Run in the root folder of the repository. */
#include "input/parse.h"

#include "heard.h"

typedef struct fixture {
    world *w;
    const mkr_schema *schema;
    mkr_node *rng;
} fixture;

static fixture f;

static char *read_file(const char *path, size_t *n) {
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    *n = (size_t)ftell(file);
    rewind(file);
    char *bytes = malloc(*n);
    assert_int_equal(fread(bytes, 1, *n, file), *n);
    fclose(file);
    return bytes;
}

static int open_schema(void **state) {
    open_world(state);
    f.w = *state;
    size_t n;
    char *bytes = read_file("templates/mkreport.rng", &n);
    f.schema = mkr_schema_read(f.w->arena, &f.w->diag, "rng", bytes, n);
    f.rng = mkr_xml_read(f.w->arena, &f.w->diag, "rng", bytes, n, NULL);
    free(bytes);
    assert_string_equal(f.w->heard, "");
    assert_non_null(f.schema);
    return 0;
}

static mkr_node *read_it(const char *xml) {
    hush(f.w);
    return mkr_xml_read(f.w->arena, &f.w->diag, "f", xml, strlen(xml), f.schema);
}

static void accepted(const char *xml) {
    mkr_node *root = read_it(xml);
    assert_string_equal(f.w->heard, "");
    assert_non_null(root);
}

static void refused(const char *xml, const char *messages) {
    assert_null(read_it(xml));
    assert_string_equal(f.w->heard, messages);
}

/* A report with a whole cover in line 1; what follows is in line 2 from column 1. */
#define COVER                                                                                                \
    "<cover><committee>Executive</committee><meeting date='2024-12-02'/><key-decision>no</key-decision>"     \
    "<title>T</title></cover>"
#define REPORT(rest) "<report xml:lang='en-GB'>" COVER "\n" rest "</report>"
/* The beginning of the list of what a section may hold. */
#define IN_SECTION(others)                                                                                   \
    "<p>, <ul>, <ol>, <quote>, <note>, <figure>, <figures>, <thread>, <diagram>, <table>, or any of " others \
    " others that docs/format.md lists"

#define SECTION(rest) REPORT("<section heading='h'>" rest "</section>") /* the rest from column 22 */

#define BLOCKS "<p>, <ul>, <ol>, <quote>, <note>, <figure>, <figures>, <thread>, <diagram> or <table>"
#define INLINE "text, <b>, <i>, <sup>, <sub>, <a>, <ref>, <br>, <span>, <abbr> or <footnote>"

static void test_accepted(void **state) {
    (void)state;
    accepted(REPORT(""));
    accepted(
        REPORT("<!-- c --><summary><p/></summary> <recommendations lead='x'><item id='i'>a<b>c</b></item>"
               "<item><p/><ul><li/></ul></item></recommendations><reasons heading='h'><p/></reasons>"));
    accepted(REPORT(
        "<assurance><signoff area='a'><officer name='n' date='d'/><not-required/></signoff>"
        "<group label='g'><signoff area='a'><officer person='p'/></signoff></group>"
        "<note mark='*'>n</note></assurance><section heading='h'/><appendices/><section heading='i'>"
        "<section heading='j'><p/></section></section><background-papers><p/><paper href='h'>p</paper>"
        "</background-papers><implications><implication kind='k'><p/><risk when='current'/></implication>"
        "</implications><appendix id='A' heading='h'><headline/><section heading='s'/></appendix>"));
    accepted(SECTION(
        "<p>{count(//x)} {{</p><ol type='i'><li>a<ul><li><p/><ol><li/></ol><p/></li></ul></li></ol>"
        "<table><head><row><cell/></row></head><row kind='group'><cell colspan='2' align='decimal'>1</cell>"
        "</row></table><thread><node name='n'/></thread><figure src='s' alt='a' width='99.5'/>"
        "<figure decorative='yes' src='s'/>"));
    accepted("<report xml:lang='en'><people/><cover> <title/> <chair person='p'/><author>A <i>b</i></author>"
             "<field label='l'> <p/> </field><field label='m'>x</field><meeting date='d' proposed='yes'/>"
             "<key-decision> yes </key-decision><author/><committee/></cover></report>");
    accepted(
        "<style name='n'><colour name='c' value='#a0B1c2'/><label name='l'>x</label>"
        "<colour name='d' value='#000000'/><rating rule='r'><rule name='r'><level "
        "rating='red' when='within' points='2.5'/></rule><word for='red' shape='star'>R</word></rating>"
        "<risk><likelihood>a</likelihood><impact>b</impact><band word='w' from='1' to='4' colour='c'/></risk>"
        "<implication kind='k' required='no'>K</implication></style>");
}

static void test_unknown_elements(void **state) {
    (void)state;
    refused(SECTION("<pp/>"), "f:2:22 XML_ELEMENT unknown element: <pp> in <section>; did you mean <p>?\n");
    refused(SECTION("<h1/>"),
            "f:2:22 XML_ELEMENT unknown element: <h1> in <section>; here may stand " IN_SECTION("22") "\n");
    refused(SECTION("<p>a<strong/></p>"),
            "f:2:26 XML_ELEMENT unknown element: <strong> in <p>; here may stand " INLINE "\n");
    refused("<raport xml:lang='en'>" COVER "</raport>",
            "f:1:1 XML_ELEMENT unknown element: <raport>; did you mean <report>?\n");
    refused("<html><p/></html>",
            "f:1:1 XML_ELEMENT unknown element: <html>; the outermost element is <report> or "
            "<style>\n");
    refused(SECTION("<q:p xmlns:q='u'/>"), "f:2:22 XML_ELEMENT unknown element: <q:p> in <section>; here may "
                                           "stand " IN_SECTION("22") "\n");
    /* what it was taken for is not missing, and its content is read */
    refused(
        "<report xml:lang='en'>\n<cover><comittee>x<b/></comittee><meeting date='d'/>"
        "<key-decision>no</key-decision><title/></cover></report>",
        "f:2:8 XML_ELEMENT unknown element: <comittee> in <cover>; did you mean <committee>?\n"
        "f:2:19 XML_PLACE an element is in the wrong place: <b> in <comittee>; here may stand only text\n");
}

static void test_attributes(void **state) {
    (void)state;
    refused(SECTION("<figure src='s' alt='a' widht='9'/>"),
            "f:2:53 XML_ATTRIBUTE unknown attribute: widht of <figure>; did you mean width?\n");
    refused(SECTION("<p class='x'/>"), "f:2:32 XML_ATTRIBUTE unknown attribute: class of <p>, which may have "
                                       "id, number, xml:lang or check\n");
    refused(SECTION("<p>é<b class='x'/></p>"),
            "f:2:36 XML_ATTRIBUTE unknown attribute: class of <b>, which has none\n");
    refused(SECTION("<p/>\n <figure alt='a'/>"),
            "f:3:2 XML_NO_ATTRIBUTE an attribute is missing: <figure> needs src\n");
    refused(SECTION("<figure/>"),
            "f:2:22 XML_NO_ATTRIBUTE an attribute is missing: <figure> needs src\n"
            "f:2:22 XML_NO_ATTRIBUTE an attribute is missing: <figure> needs alt or decorative\n");
    refused(SECTION("<figure src='s' alt='a' decorative='yes'/>"),
            "f:2:58 XML_CONFLICT two attributes exclude each other: alt and decorative of <figure>; give one "
            "of them\n");
    refused("<report xmlns='http://example.org/'\n xml:lang='en'>" COVER "</report>",
            "f:1:16 XML_ATTRIBUTE unknown attribute: xmlns of <report>, which may have xml:lang, style, "
            "period or status\n");
    /* a misspelt required attribute is not missing as well */
    refused(SECTION("<figure scr='s' alt='a'/>"),
            "f:2:35 XML_ATTRIBUTE unknown attribute: scr of <figure>; did you mean src?\n");
}

static void test_values(void **state) {
    (void)state;
    refused(SECTION("<p number='maybe'/>"),
            "f:2:33 XML_VALUE this value is not allowed: number=\"maybe\" of <p>; it must be yes or no\n");
    refused(SECTION("<table><row\n kind='sum'><cell/></row></table>"),
            "f:3:8 XML_VALUE this value is not allowed: kind=\"sum\" of <row>; it must be group or total\n");
    refused(SECTION("<table><row><cell colspan='0'/></row></table>"),
            "f:2:49 XML_VALUE this value is not allowed: colspan=\"0\" of <cell>; it must be a whole number "
            "from 1\n");
    refused(SECTION("<p id='a b'/>"),
            "f:2:29 XML_VALUE this value is not allowed: id=\"a b\" of <p>; it must be a name "
            "that begins with a letter and has no blanks or colons\n");
    refused(REPORT("<appendix id='AB' heading='h'><p/></appendix>"),
            "f:2:15 XML_VALUE this value is not allowed: id=\"AB\" of <appendix>; it must be one capital "
            "letter\n");
    refused("<style name='n'><colour name='c' value='#12345'/></style>",
            "f:1:41 XML_VALUE this value is not allowed: value=\"#12345\" of <colour>; it must be a colour "
            "as #rrggbb\n");
    refused(SECTION("<figure src='s' alt='a' width='0'/>"),
            "f:2:53 XML_VALUE this value is not allowed: width=\"0\" of <figure>; it must be a number of "
            "points above "
            "0\n");
    refused("<report xml:lang='en'><cover><committee/><meeting date='d'/><title/>\n<key-decision>\n  "
            "perhaps</key-decision>"
            "\n<key-decision/></cover></report>",
            "f:3:3 XML_VALUE this value is not allowed: \"perhaps\" in <key-decision>; it must be yes or no\n"
            "f:4:1 XML_REPEATED an element stands more often than it may: <key-decision> in <cover>; one "
            "stands in line "
            "2\n");
    refused("<report xml:lang='en'><cover><committee/><meeting "
            "date='d'/><title/>\n<key-decision/></cover></report>",
            "f:2:1 XML_VALUE this value is not allowed: <key-decision> is empty; it must be yes or no\n");
}

static void test_missing_elements(void **state) {
    (void)state;
    refused("<report xml:lang='en'/>",
            "f:1:1 XML_NO_ELEMENT an element is missing: <report> needs <cover>\n");
    refused("<report xml:lang='en'>\n<summary><p/></summary></report>",
            "f:1:1 XML_NO_ELEMENT an element is missing: <report> needs <cover> before <summary>\n");
    refused("<report xml:lang='en'>\n<cover><key-decision>no</key-decision><title/></cover></report>",
            "f:2:1 XML_NO_ELEMENT an element is missing: <cover> needs <committee>\n"
            "f:2:1 XML_NO_ELEMENT an element is missing: <cover> needs <meeting>\n");
    refused(SECTION("<table/>"), "f:2:22 XML_NO_ELEMENT an element is missing: <table> needs <row>\n");
    refused(REPORT("<summary/>"), "f:2:1 XML_NO_ELEMENT an element is missing: <summary> needs " BLOCKS "\n");
}

static void test_text(void **state) {
    (void)state;
    refused(SECTION("<p/>stray <p/>"),
            "f:2:26 XML_TEXT text is not allowed here: \"stray\" in <section>; here may stand " IN_SECTION(
                "22") "\n");
    refused(SECTION("<ul>\n  one\n  line too many to be quoted to the end of it<li/></ul>"),
            "f:3:3 XML_TEXT text is not allowed here: \"one line too many to be quoted to the e...\" in "
            "<ul>; here may "
            "stand <li>\n");
    refused(SECTION("<p>a<br>b</br></p>"),
            "f:2:30 XML_TEXT text is not allowed here: \"b\" in <br>; nothing more may stand here\n");
    refused("<report xml:lang='en'><cover><committee/><meeting "
            "date='d'/><title/><key-decision>no</key-decision>\n"
            "<chair person='p'>Cllr X</chair></cover></report>",
            "f:2:19 XML_TEXT text is not allowed here: \"Cllr X\" in <chair>; nothing more may stand here\n");
    refused(SECTION("<ul><li><p/>and</li></ul>"),
            "f:2:34 XML_TEXT text is not allowed here: \"and\" in <li>; here may "
            "stand <p>, <ul> or <ol>\n");
}

static void test_places(void **state) {
    (void)state;
    refused(REPORT("<recommendations><item/></recommendations>\n<summary><p/></summary>"),
            "f:3:1 XML_PLACE an element is in the wrong place: <summary> must stand before <recommendations> "
            "of line 2\n");
    refused(
        "<report xml:lang='en'>\n<summary><p/></summary>\n" COVER "</report>",
        "f:3:1 XML_PLACE an element is in the wrong place: <cover> must stand before <summary> of line 2\n");
    refused(
        REPORT(
            "<implications><implication kind='k'><risk when='current'/>\n<p/></implication></implications>"),
        "f:3:1 XML_PLACE an element is in the wrong place: <p> must stand before <risk> of line 2\n");
    refused(SECTION("<li/>"),
            "f:2:22 XML_PLACE an element is in the wrong place: <li> in <section>; it belongs in <ul> "
            "or <ol>; here may stand " IN_SECTION("22") "\n");
    refused(SECTION("<p><ul><li/></ul></p>"),
            "f:2:25 XML_PLACE an element is in the wrong place: <ul> in <p>; here may stand " INLINE "\n");
    refused(SECTION("<ul><li>x<p/></li></ul>"),
            "f:2:31 XML_PLACE an element is in the wrong place: <p> in "
            "<li>; here may stand text, <b>, <i>, <sup>, <sub>, "
            "<a>, <ref>, <br>, <span>, <abbr>, <footnote>, <ul> or <ol>\n");
}

static void test_repeated(void **state) {
    (void)state;
    refused(REPORT("<implications><implication kind='k'/></implications>\n<section heading='h'/>\n"
                   "<implications><implication kind='k'/></implications>"),
            "f:4:1 XML_REPEATED an element stands more often than it may: <implications> in <report>; one "
            "stands in line "
            "2\n");
    refused(REPORT("<cover/>"), "f:2:1 XML_REPEATED an element stands more often than it may: <cover> in "
                                "<report>; one stands in line 1\n");
}

/* All mistakes are told, as far as twenty; the rest of the document is looked at no more. */
static void test_many(void **state) {
    (void)state;
    char xml[4096] = "<report xml:lang='en'>" COVER "<section heading='h'>", *p = xml + strlen(xml);
    for (int i = 0; i < 30; i++)
        p += sprintf(p, "\n<p x='%d'/>", i);
    strcpy(p, "</section></report>");
    assert_null(read_it(xml));
    unsigned lines = 0;
    for (const char *s = f.w->heard; (s = strchr(s, '\n')); s++)
        lines++;
    assert_int_equal(lines, MKR_MOST_ERRORS);
}

/* Where libxml2's validator would need minutes, the walk judges alone. */
static void test_many_children(void **state) {
    (void)state;
    enum { CHILDREN = 100000 };
    char *xml = malloc(CHILDREN * 6 + 1000), *p = xml;
    p += sprintf(p, "<report xml:lang='en'>" COVER "\n<section heading='h'><p>");
    for (int i = 0; i < CHILDREN; i++)
        p += sprintf(p, "x<br/>");
    strcpy(p, "</p></section></report>");
    accepted(xml);
    strcpy(p, "</p><q/></section></report>");
    refused(xml, "f:2:600029 XML_ELEMENT unknown element: <q> in <section>; here may stand " IN_SECTION(
                     "22") "\n");
    free(xml);
}

/* Lists in lists: each level must not double the work. */
static void test_nested(void **state) {
    (void)state;
    char xml[8192] = "<report xml:lang='en'>" COVER "\n<section heading='h'>", *p = xml + strlen(xml);
    for (int i = 0; i < 90; i++)
        p += sprintf(p, "<ul><li>");
    p += sprintf(p, "<z/>");
    for (int i = 0; i < 90; i++)
        p += sprintf(p, "</li></ul>");
    strcpy(p, "</section></report>");
    assert_null(read_it(xml));
    assert_non_null(strstr(f.w->heard, "f:2:742 XML_ELEMENT unknown element: <z> in <li>"));
}

/* Should libxml2 ever object to what the walk finds right, its node is named. */
static void test_fallback(void **state) {
    world *w = *state;
    mkr_node *root = read_it(SECTION("<p/>"));
    assert_non_null(root);
    const mkr_node *section = mkr_node_child(root, "section");
    assert_int_equal(mkr_explain(w->arena, &w->diag, f.rng, root, NULL), 0);
    assert_int_equal(mkr_explain(w->arena, &w->diag, f.rng, root, section), 1);
    assert_string_equal(w->heard,
                        "f:2:1 XML_INVALID an element is not as the schema describes it: <section>; here may "
                        "stand " IN_SECTION("22") "\n");
}

static void bad_schema(world *w, const char *xml, const char *message) {
    hush(w);
    assert_null(mkr_schema_read(w->arena, &w->diag, "s", xml, strlen(xml)));
    assert_string_equal(w->heard, message);
}

static void test_bad_schemas(void **state) {
    world *w = *state;
    const char *head = "<grammar xmlns='http://relaxng.org/ns/structure/1.0'>";
    char xml[400];
    snprintf(xml, sizeof xml, "%s\n<include href='/etc/passwd'/></grammar>", head);
    bad_schema(w, xml, "s:2:1 SCHEMA the schema cannot be used: <include> is not used here\n");
    snprintf(xml, sizeof xml, "%s\n<start><element/></start></grammar>", head);
    bad_schema(w, xml, "s:2:8 SCHEMA the schema cannot be used: <element> needs a name\n");
    bad_schema(w, "<grammar",
               "s:1:1 XML_MALFORMED the XML is malformed: the tag <grammar has no > at its end\n");
    hush(w);
    snprintf(xml, sizeof xml, "%s<start><ref name='gone'/></start></grammar>", head);
    assert_null(mkr_schema_read(w->arena, &w->diag, "s", xml, strlen(xml)));
    assert_non_null(strstr(w->heard, "s:1:1 SCHEMA the schema cannot be used: "));
}

/* An exhausted arena leaves by its trap, with all that libxml2 holds released: the sanitizer checks that. */
static void test_no_memory(void **state) {
    (void)state;
    const char *xml = SECTION("<p number='maybe'/><h1/>stray<li/><figure/>");
    size_t n;
    char *bytes = read_file("templates/mkreport.rng", &n);
    for (size_t ceiling = 20000; ceiling < 1500000; ceiling = ceiling * 5 / 4) {
        jmp_buf full;
        mkr_arena *arena = mkr_arena_new(ceiling, &full);
        mkr_diag diag = {0};
        if (!setjmp(full)) {
            const mkr_schema *schema = mkr_schema_read(arena, &diag, "rng", bytes, n);
            assert_non_null(schema);
            assert_null(mkr_xml_read(arena, &diag, "f", xml, strlen(xml), schema));
        }
        mkr_arena_free(arena);
    }
    free(bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_accepted),
        cmocka_unit_test(test_unknown_elements),
        cmocka_unit_test(test_attributes),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_missing_elements),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_repeated),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_many_children),
        cmocka_unit_test(test_nested),
        cmocka_unit_test(test_fallback),
        cmocka_unit_test(test_bad_schemas),
        cmocka_unit_test(test_no_memory),
    };
    int failed = cmocka_run_group_tests(tests, open_schema, close_world);
    mkr_xml_cleanup();
    return failed;
}

/* xml.c - where things stand in a document, what is refused, and the words for malformed XML. Lines and
 * columns were counted by hand; sequences of bytes are written out where an editor would hide them. */
#include "input/xml.h"

#include "heard.h"

static mkr_node *read_bytes(world *w, const char *xml, size_t n) {
    /* a copy without a byte to spare, so that the sanitizer sees reading past the end */
    char *exact = malloc(n ? n : 1);
    memcpy(exact, xml, n);
    hush(w);
    mkr_node *root = mkr_xml_read(w->arena, &w->diag, "f", exact, n, NULL);
    free(exact);
    return root;
}

static mkr_node *read_text(world *w, const char *xml) {
    return read_bytes(w, xml, strlen(xml));
}

static mkr_node *read_good(world *w, const char *xml) {
    mkr_node *root = read_text(w, xml);
    assert_string_equal(w->heard, "");
    assert_non_null(root);
    return root;
}

static void refused(world *w, const char *xml, const char *message) {
    assert_null(read_text(w, xml));
    char line[512];
    snprintf(line, sizeof line, "f:%s\n", message);
    assert_string_equal(w->heard, line);
}

static void stands(mkr_where where, uint32_t line, uint32_t col) {
    assert_int_equal(where.line, line);
    assert_int_equal(where.col, col);
    assert_string_equal(where.file, "f");
}

/* ---- the tree */

static void test_tree(void **state) {
    const mkr_node *root = read_good(*state, "<a x='1' xml:lang=\"cy\">t<b/>u<b y=''>v<c>w</c></b></a>");
    assert_true(mkr_node_is(root, "a"));
    assert_false(mkr_node_is(root, "b"));
    assert_false(mkr_node_is(NULL, "a"));
    assert_false(mkr_node_is(root->first, "t"));
    assert_string_equal(mkr_node_attr(root, "x"), "1");
    assert_string_equal(mkr_node_attr(root, "xml:lang"), "cy");
    assert_null(mkr_node_attr(root, "lang"));
    const mkr_node *b = mkr_node_child(root, "b"), *second = mkr_node_after(b, "b");
    assert_ptr_equal(second->parent, root);
    assert_null(mkr_node_attr(b, "y"));
    assert_string_equal(mkr_node_attr(second, "y"), "");
    assert_null(mkr_node_after(second, "b"));
    assert_null(mkr_node_child(root, "c"));
    world *w = *state;
    assert_string_equal(mkr_node_string(w->arena, root), "tuvw");
    assert_string_equal(mkr_node_string(w->arena, b), "");
}

static void test_text_joins(void **state) {
    const mkr_node *a =
        read_good(*state, "<a>one<!-- no --> two<![CDATA[ <three> ]]><?p q?>&amp;&#xA3;&#10;four</a>");
    assert_string_equal(a->first->text, "one two <three> &\xC2\xA3\nfour");
    assert_null(a->first->next);
    a = read_good(*state, "<a><![CDATA[]]><b/><!-- x --><c/></a>");
    assert_string_equal(a->first->name, "b");
    assert_string_equal(a->first->next->name, "c");
}

static void test_values(void **state) {
    const mkr_node *a =
        read_good(*state, "<a p='&lt;&#9;&amp;&quot;' q='x\n\ty' r=\"it's > that\" s='&#160;'/>");
    assert_string_equal(mkr_node_attr(a, "p"), "<\t&\"");
    assert_string_equal(mkr_node_attr(a, "q"), "x  y"); /* XML 1.0 3.3.3 */
    assert_string_equal(mkr_node_attr(a, "r"), "it's > that");
    assert_string_equal(mkr_node_attr(a, "s"), "\xC2\xA0");
    a = read_good(*state, "<a>x\r\ny\rz</a>");
    assert_string_equal(a->first->text, "x\ny\nz"); /* XML 1.0 2.11 */
}

static void test_namespaces_do_not_matter(void **state) {
    const mkr_node *a = read_good(*state, "<a xmlns='u:1' xmlns:p='u:2' p:x='1'><p:b/><q:c q:d='2'/></a>");
    assert_string_equal(a->attrs->name, "xmlns");
    assert_string_equal(a->attrs->value, "u:1");
    assert_string_equal(mkr_node_attr(a, "xmlns:p"), "u:2");
    assert_string_equal(mkr_node_attr(a, "p:x"), "1");
    assert_string_equal(a->first->name, "p:b");
    assert_string_equal(mkr_node_attr(a->first->next, "q:d"), "2");
}

/* ---- places */

static void test_places(void **state) {
    const mkr_node *a = read_good(*state, "\n"
                                          "<!-- é\n"
                                          " --> <a one='1'\n"
                                          "   two =\n"
                                          " \"2\">\xE2\x82\xAC\xF0\x9F\x98\x80<b>x</b>\n"
                                          "\t<c/> </a>\n");
    /* a comment before the root is only possible without an XML declaration; the blank line too */
    stands(a->where, 3, 6);
    stands(a->attrs->where, 3, 14);
    stands(a->attrs->next->where, 5, 3);
    stands(a->first->where, 5, 6); /* the euro sign and the face are one column each */
    const mkr_node *b = mkr_node_child(a, "b"), *c = mkr_node_child(a, "c");
    stands(b->where, 5, 8);
    stands(b->first->where, 5, 11);
    stands(b->next->where, 5, 16); /* the line feed */
    stands(c->where, 6, 2);
    stands(c->next->where, 6, 6);
}

static void test_places_in_text(void **state) {
    const mkr_node *a = read_good(*state, "<a><![CDATA[\nx]]><b/>&#65;<c/><!-- y --><d/><?p\n?>z</a>");
    stands(a->first->where, 1, 13); /* behind "<![CDATA[" */
    stands(mkr_node_child(a, "b")->where, 2, 5);
    stands(mkr_node_child(a, "b")->next->where, 2, 9); /* the reference itself */
    stands(mkr_node_child(a, "d")->where, 2, 28);
    stands(mkr_node_child(a, "d")->next->where, 3, 3);
}

static void test_line_ends(void **state) {
    const mkr_node *a = read_good(*state, "<a>\r\n<b/>\r<c/>\n\r<d/></a>");
    stands(mkr_node_child(a, "b")->where, 2, 1);
    stands(mkr_node_child(a, "c")->where, 3, 1);
    stands(mkr_node_child(a, "d")->where, 5, 1);
}

static void test_byte_order_mark(void **state) {
    const mkr_node *a = read_good(*state, "\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8'?><a b='1'/>");
    stands(a->where, 1, 39);
    stands(a->attrs->where, 1, 45);
}

static void test_past_line_65535(void **state) {
    enum { LINES = 70000 };
    char *xml = malloc(LINES + 100);
    size_t n = 0;
    memcpy(xml, "<a>", 3);
    n = 3;
    memset(xml + n, '\n', LINES);
    n += LINES;
    strcpy(xml + n, "  <b c='d'>e</b></a>");
    const mkr_node *a = read_good(*state, xml), *b = mkr_node_child(a, "b");
    stands(b->where, LINES + 1, 3);
    stands(b->attrs->where, LINES + 1, 9);
    stands(b->first->where, LINES + 1, 12);
    strcpy(xml + n, "  <b c='d'>e</a>");
    char message[200];
    snprintf(message, sizeof message,
             "70001:13 XML_MALFORMED the XML is malformed: </a> cannot close <b> of line 70001, column 3");
    refused(*state, xml, message);
    free(xml);
}

/* Two million elements in one line: counting from the start of the line for each would take hours. */
static void test_one_long_line(void **state) {
    enum { ELEMENTS = 2000000 };
    char *xml = malloc(ELEMENTS * 4 + 20), *p = xml;
    p += sprintf(p, "<a>");
    for (int i = 0; i < ELEMENTS; i++, p += 4)
        memcpy(p, "<b/>", 4);
    strcpy(p, "<c/></a>");
    const mkr_node *a = read_good(*state, xml);
    stands(mkr_node_child(a, "c")->where, 1, ELEMENTS * 4 + 4);
    free(xml);
}

/* ---- refusals */

static void test_doctype(void **state) {
    refused(*state,
            "<?xml version='1.0'?>\n <!DOCTYPE a [<!ENTITY b 'bbbbbbbb'><!ENTITY c '&b;&b;&b;'>]><a>&c;</a>",
            "2:2 XML_DOCTYPE a document type declaration is not allowed: take <!DOCTYPE ...> away");
    refused(*state, "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>\n<a>&x;</a>",
            "1:1 XML_DOCTYPE a document type declaration is not allowed: take <!DOCTYPE ...> away");
    refused(*state, "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/a.dtd'><a/>",
            "1:1 XML_DOCTYPE a document type declaration is not allowed: take <!DOCTYPE ...> away");
    read_good(*state, "<!-- <!DOCTYPE a> --><a><![CDATA[<!DOCTYPE b>]]></a>");
}

static void test_encodings(void **state) {
    read_good(*state, "<?xml version='1.0' encoding='US-ASCII'?><a/>");
    read_good(*state, "<?xml version='1.0' encoding=\"Utf-8\" standalone='yes'?><a>\xC2\xA3</a>");
    refused(*state, "<?xml version='1.0' encoding='ISO-8859-1'?><a/>",
            "1:31 XML_ENCODING the file is not UTF-8 text: it is declared as ISO-8859-1");
    refused(*state, "<?xml version='1.0' encoding='us-ascii'?><a>\xC2\xA3</a>",
            "1:45 XML_ENCODING the file is not UTF-8 text: it is declared as US-ASCII, and this character is "
            "not in it");
    refused(*state, "<a>\n\xC2\xA3 caf\xE9</a>", "2:6 XML_ENCODING the file is not UTF-8 text: byte 0xE9");
    refused(*state, "<a>\xED\xA0\x80</a>",
            "1:4 XML_ENCODING the file is not UTF-8 text: byte 0xED"); /* a surrogate */
    refused(*state, "<a>\xC0\xBC</a>",
            "1:4 XML_ENCODING the file is not UTF-8 text: byte 0xC0"); /* overlong */
    refused(*state, "<a>\xE2\x82", "1:4 XML_ENCODING the file is not UTF-8 text: byte 0xE2");
    refused(*state, "\xFF\xFE<a/>", "1:1 XML_ENCODING the file is not UTF-8 text: it looks like UTF-16");
    world *w = *state;
    assert_null(read_bytes(w, "<a>x\0y</a>", 10));
    assert_string_equal(w->heard, "f:1:5 XML_ENCODING the file is not UTF-8 text: there is a NUL byte\n");
    assert_null(read_bytes(w, "<\0a\0/\0>\0", 8));
    assert_string_equal(w->heard, "f:1:2 XML_ENCODING the file is not UTF-8 text: there is a NUL byte\n");
}

static char *repeated(const char *before, const char *piece, size_t times, const char *after) {
    size_t n = strlen(piece);
    char *s = malloc(strlen(before) + n * times + strlen(after) + 1), *p = s;
    p += sprintf(p, "%s", before);
    for (size_t i = 0; i < times; i++, p += n)
        memcpy(p, piece, n);
    strcpy(p, after);
    return s;
}

static void refused_repeated(world *w, const char *before, const char *piece, size_t times,
                             const char *message) {
    char *xml = repeated(before, piece, times, "");
    refused(w, xml, message);
    free(xml);
}

static void test_limits(void **state) {
    world *w = *state;
    refused_repeated(
        w, "", "<a>", 10000,
        "1:601 XML_LIMIT the document is too much to read: more than 200 elements in one another");
    char *deepest = repeated("", "<a>", 200, "");
    char *whole = repeated(deepest, "</a>", 200, "");
    read_good(w, whole);
    free(deepest);
    free(whole);
    refused_repeated(w, "<a>\n<b", " c=''", 101,
                     "2:1 XML_LIMIT the document is too much to read: more than 100 attributes in one tag");
    refused_repeated(w, "<a>", "<b xmlns:c='d'/>", 21,
                     "1:324 XML_LIMIT the document is too much to read: more than 20 namespace declarations");
    refused_repeated(
        w, "<a>\n<b/>", "words ", 1000000,
        "2:5 XML_LIMIT the document is too much to read: more than 5000000 bytes in one text or tag");
    refused_repeated(
        w, "<a>", "<b/>", 4000000,
        "1:16000000 XML_LIMIT the document is too much to read: more than 4000000 elements and attributes");
    size_t large = MKR_XML_LARGEST + 1;
    char *bytes = calloc(1, large);
    hush(w);
    assert_null(mkr_xml_read(w->arena, &w->diag, "f", bytes, large, NULL));
    assert_string_equal(w->heard,
                        "f:0:0 TOO_LARGE the file is too large: 67108865 bytes, at most 67108864\n");
    free(bytes);
}

/* An exhausted arena leaves by its trap, with libxml2's memory released: the sanitizer checks that. */
static void test_no_memory(void **state) {
    (void)state;
    char *xml = repeated("<a>", "<b c='d'>e</b>", 5000, "</a>");
    for (size_t ceiling = 20000; ceiling < 2000000; ceiling = ceiling * 5 / 4) {
        jmp_buf full;
        mkr_arena *arena = mkr_arena_new(ceiling, &full);
        mkr_diag diag = {0};
        if (!setjmp(full))
            mkr_xml_read(arena, &diag, "f", xml, strlen(xml), NULL);
        mkr_arena_free(arena);
    }
    free(xml);
}

/* ---- malformed XML */

#define BAD(place, text) place " XML_MALFORMED the XML is malformed: " text

static void test_tags(void **state) {
    world *w = *state;
    refused(w, "<a>\n <b>x\n</a>", BAD("3:1", "</a> cannot close <b> of line 2, column 2"));
    refused(w, "<a>\n <b>x</b>\n", BAD("3:1", "the file ends, but <a> of line 1, column 1 is not closed"));
    refused(w, "<a><b>x</b><c>", BAD("1:15", "the file ends, but <c> of line 1, column 12 is not closed"));
    refused(w, "<a>\n<b", BAD("2:1", "the tag <b has no > at its end"));
    refused(w, "<a>\n<b\n<c/></a>", BAD("2:1", "the tag <b has no > at its end"));
    refused(w, "<a></a x>", BAD("1:8", "an end tag holds a name and nothing else, and ends with >"));
    refused(w, "<a/>\n</b>", BAD("2:1", "this end tag closes nothing"));
    refused(w, "<a/> <b/>", BAD("1:6", "a file has one outermost element, and this comes after its end"));
    refused(w, "text", BAD("1:1", "an element was expected here"));
    refused(w, "<!-- x -->\n", BAD("2:1", "an element was expected here"));
    refused(w, "", BAD("1:1", "the file is empty"));
    refused(w, "<a>1 < 2</a>", BAD("1:6", "for the sign < itself write &lt;"));
}

static void test_attributes(void **state) {
    world *w = *state;
    refused(w, "<a>\n <b width=5/></a>", BAD("2:11", "the value of width stands without quotes"));
    refused(w, "<a b='1' c/>", BAD("1:10", "the attribute c has no value"));
    refused(w, "<a b='1'\n c='2'\n b='3'/>", BAD("3:2", "the attribute b is given twice"));
    refused(w, "<a b='x<y'/>",
            BAD("1:8", "a value cannot hold <; write &lt;, or close the quotes before it"));
    refused(w, "<a b='1'c='2'/>",
            BAD("1:9", "a blank is missing here, or a quote stands inside a quoted value"));
    refused(w, "<a>\n<b c='x", BAD("2:1", "a value in this tag has no closing quote"));
    refused(w, "<a =\"x\"/>", BAD("1:4", "an attribute was expected here, in the tag <a"));
}

static void test_references(void **state) {
    world *w = *state;
    refused(w, "<a>\nR & D</a>", BAD("2:3", "for the sign & itself write &amp;"));
    refused(w, "<a>R&D</a>", BAD("1:5", "&D has no semicolon; for the sign & itself write &amp;"));
    refused(w, "<a b='R&D'/>", BAD("1:8", "&D has no semicolon; for the sign & itself write &amp;"));
    refused(w, "<a>5&nbsp;m</a>", "1:5 XML_ENTITY unknown entity: &nbsp; (write &#160; instead)");
    refused(w, "<a>\n<b c='&euro;'/></a>", "2:7 XML_ENTITY unknown entity: &euro; (write &#8364; instead)");
    refused(w, "<a>&council;</a>", "1:4 XML_ENTITY unknown entity: &council; (write the character itself)");
    refused(w, "<a>&#x1;</a>", BAD("1:4", "&#x1; stands for no character that XML allows"));
    refused(w, "<a>x&#0;</a>", BAD("1:5", "&#0; stands for no character that XML allows"));
    refused(w, "<a>&#xZ;</a>", BAD("1:4", "&#x stands for no character that XML allows"));
}

static void test_characters(void **state) {
    world *w = *state;
    refused(w, "<a>x\x01</a>", BAD("1:5", "the character U+0001 is not allowed in XML"));
    refused(w, "<a b='\x0B'/>", BAD("1:7", "the character U+000B is not allowed in XML"));
    refused(w, "<a>\xEF\xBF\xBE</a>", BAD("1:4", "the character U+FFFE is not allowed in XML"));
    refused(w, "<a>x]]></a>", BAD("1:5", "text cannot hold ]]>; write ]]&gt;"));
}

static void test_other_constructs(void **state) {
    world *w = *state;
    refused(w, "<a>\n<!-- x</a>", BAD("2:1", "the comment has no --> at its end"));
    refused(w, "<!-- a -- b --><a/>", BAD("1:8", "a comment cannot hold --"));
    refused(w, "<a> <![CDATA[x</a>", BAD("1:5", "the CDATA section has no ]]> at its end"));
    refused(w, "<a> <?pi </a>", BAD("1:5", "the processing instruction has no ?> at its end"));
    refused(w, "\n<?xml version='1.0'?><a/>",
            BAD("2:1", "<?xml ...?> may stand only at the very beginning of the file"));
    refused(w, "<?xml version='2.0'?><a/>",
            BAD("1:20", "the first line should be <?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tree),
        cmocka_unit_test(test_text_joins),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_namespaces_do_not_matter),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_places_in_text),
        cmocka_unit_test(test_line_ends),
        cmocka_unit_test(test_byte_order_mark),
        cmocka_unit_test(test_past_line_65535),
        cmocka_unit_test(test_one_long_line),
        cmocka_unit_test(test_doctype),
        cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_no_memory),
        cmocka_unit_test(test_tags),
        cmocka_unit_test(test_attributes),
        cmocka_unit_test(test_references),
        cmocka_unit_test(test_characters),
        cmocka_unit_test(test_other_constructs),
    };
    int failed = cmocka_run_group_tests(tests, open_world, close_world);
    mkr_xml_cleanup();
    return failed;
}

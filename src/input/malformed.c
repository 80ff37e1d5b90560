/* malformed.c - say in our own words why a document is not well-formed.
 *
 * libxml2 says what it expected where it stood; here the construct around that place is looked up again, so
 * that the message can name the tag, the attribute or the "&" that is to blame and stand where that begins.
 */
#include <libxml/xmlerror.h>
#include <string.h>

#include "base/utf8.h"
#include "input/parse.h"

enum { LONGEST_SHOWN = 60 };

int mkr_shown(const char *name, size_t bytes) {
    if (bytes > LONGEST_SHOWN) {
        bytes = LONGEST_SHOWN;
        while (((unsigned char)name[bytes] & 0xC0) == 0x80)
            bytes--;
    }
    return (int)bytes;
}

typedef struct scene {
    mkr_diag *diag;
    const mkr_malformed *why;
    const char *name, *bytes, *end;
    const char *at; /* where libxml2 stood */
    mkr_walk walk; /* the construct around it */
} scene;

static mkr_where where(const scene *s, const char *at) {
    mkr_place place = mkr_place_start(s->name, s->bytes, (size_t)(s->end - s->bytes));
    return mkr_place_move(&place, at);
}

static void say(const scene *s, const char *at, const char *text) {
    mkr_say(s->diag, MKR_E_XML_MALFORMED, where(s, at), "%s", text);
}

/* With one name put into the text. */
#define SAY_NAMED(s, at, format, name, bytes)                                                                \
    mkr_say((s)->diag, MKR_E_XML_MALFORMED, where(s, at), format, mkr_shown(name, bytes), name)

/* ---- tags */

static void say_mismatch(scene *s) {
    const mkr_lexeme *close = &s->walk.here;
    const mkr_lexeme *open = s->walk.depth ? &s->walk.open[s->walk.depth - 1] : close;
    mkr_where from = where(s, open->at);
    mkr_say(s->diag, MKR_E_XML_MALFORMED, where(s, close->at),
            "</%.*s> cannot close <%.*s> of line %u, column %u", mkr_shown(close->name, close->name_bytes),
            close->name, mkr_shown(open->name, open->name_bytes), open->name, from.line, from.col);
}

static void say_unclosed(scene *s) {
    const mkr_lexeme *open = s->walk.here.kind == MKR_LEX_OPEN || !s->walk.depth
                                 ? &s->walk.here
                                 : &s->walk.open[s->walk.depth - 1];
    mkr_where from = where(s, open->at);
    mkr_say(s->diag, MKR_E_XML_MALFORMED, where(s, s->end),
            "the file ends, but <%.*s> of line %u, column %u is not closed",
            mkr_shown(open->name, open->name_bytes), open->name, from.line, from.col);
}

static void say_tag_unfinished(scene *s) {
    const mkr_lexeme *tag = &s->walk.here;
    if (tag->name > tag->at + 1)
        say(s, s->at, "an end tag holds a name and nothing else, and ends with >");
    else
        SAY_NAMED(s, tag->at, "the tag <%.*s has no > at its end", tag->name, tag->name_bytes);
}

/* ---- attributes */

/* The name that ends before `at`, with "=" and blanks between. */
static const char *name_before(const scene *s, const char *at, size_t *bytes) {
    while (at > s->walk.here.at && strchr("= \t\r\n", at[-1]))
        at--;
    const char *end = at;
    while (at > s->walk.here.at && !strchr("\"'<> \t\r\n", at[-1]))
        at--;
    *bytes = (size_t)(end - at);
    return at;
}

static void say_unquoted(scene *s) {
    size_t n;
    const char *name = name_before(s, s->at, &n);
    SAY_NAMED(s, s->at, "the value of %.*s stands without quotes", name, n);
}

static void say_no_value(scene *s) {
    size_t n;
    const char *name = name_before(s, s->at, &n);
    SAY_NAMED(s, name, "the attribute %.*s has no value", name, n);
}

static bool same_name(const mkr_lex_attr *a, const mkr_lex_attr *b) {
    return a->name_bytes == b->name_bytes && !memcmp(a->name, b->name, a->name_bytes);
}

static void say_twice(scene *s) {
    const mkr_lexeme *tag = &s->walk.here;
    const char *at = tag->name + tag->name_bytes;
    mkr_lex_attr a, b;
    while (mkr_lex_next_attr(&at, tag->end, &a)) {
        const char *before = tag->name + tag->name_bytes;
        while (mkr_lex_next_attr(&before, a.name, &b)) {
            if (!same_name(&a, &b))
                continue;
            SAY_NAMED(s, a.name, "the attribute %.*s is given twice", a.name, a.name_bytes);
            return;
        }
    }
    say(s, tag->at, "an attribute is given twice");
}

/* ---- "&" and "<" in text */

static const char *ampersand(const scene *s) {
    const char *at = s->at;
    while (at > s->bytes && *--at != '&')
        continue;
    return at;
}

static void say_no_semicolon(scene *s) {
    const char *at = ampersand(s);
    SAY_NAMED(s, at, "%.*s has no semicolon; for the sign & itself write &amp;", at, (size_t)(s->at - at));
}

static void say_bad_reference(scene *s) {
    const char *at = ampersand(s);
    size_t n = (size_t)(s->at - at) + (s->at < s->end && *s->at == ';');
    SAY_NAMED(s, at, "%.*s stands for no character that XML allows", at, n);
}

static void say_entity(scene *s) {
    static const struct {
        const char *name;
        unsigned character;
    } known[] = {{"nbsp", 160},    {"pound", 163},  {"copy", 169},   {"deg", 176},    {"middot", 183},
                 {"frac12", 189},  {"times", 215},  {"eacute", 233}, {"ndash", 8211}, {"mdash", 8212},
                 {"lsquo", 8216},  {"rsquo", 8217}, {"ldquo", 8220}, {"rdquo", 8221}, {"bull", 8226},
                 {"hellip", 8230}, {"euro", 8364},  {"le", 8804},    {"ge", 8805}};
    const char *at = ampersand(s);
    size_t n = (size_t)(s->at - at);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (n != strlen(known[i].name) + 2 || memcmp(at + 1, known[i].name, n - 2))
            continue;
        mkr_say(s->diag, MKR_E_XML_ENTITY, where(s, at), "%.*s (write &#%u; instead)", (int)n, at,
                known[i].character);
        return;
    }
    mkr_say(s->diag, MKR_E_XML_ENTITY, where(s, at), "%.*s (write the character itself)", mkr_shown(at, n),
            at);
}

static void say_bad_character(scene *s) {
    if (strstr(s->why->text, "CharRef")) {
        say_bad_reference(s);
        return;
    }
    const char *p = s->at;
    uint32_t c = p < s->end ? mkr_utf8_next(&p, s->end) : 0;
    mkr_say(s->diag, MKR_E_XML_MALFORMED, where(s, s->at), "the character U+%04X is not allowed in XML", c);
}

/* libxml2 stands where the stretch of text began that it was about to hand on. */
static void say_cdata_end(scene *s) {
    const char *at = s->at;
    while (s->end - at > 3 && memcmp(at, "]]>", 3))
        at++;
    say(s, at, "text cannot hold ]]>; write ]]&gt;");
}

/* libxml2 expected a name: after "&", after "<", or in a tag. */
static void say_no_name(scene *s) {
    const mkr_lexeme *tag = &s->walk.here;
    char before = s->at > s->bytes ? s->at[-1] : 0, here = s->at < s->end ? *s->at : 0;
    if (before == '&')
        say(s, s->at - 1, "for the sign & itself write &amp;");
    else if (before == '<' && here == '/')
        say(s, s->at - 1, "this end tag closes nothing");
    else if (before == '<')
        say(s, s->at - 1, "for the sign < itself write &lt;");
    else if (here == '<' || here == 0)
        say_tag_unfinished(s);
    else
        SAY_NAMED(s, s->at, "an attribute was expected here, in the tag <%.*s", tag->name, tag->name_bytes);
}

static void say_after_end(scene *s) {
    if (s->end - s->at >= 2 && s->at[0] == '<' && s->at[1] == '/')
        say(s, s->at, "this end tag closes nothing");
    else
        say(s, s->at, "a file has one outermost element, and this comes after its end");
}

static void say_in_other_words(scene *s) {
    char text[sizeof s->why->text];
    size_t n = strcspn(s->why->text, "\n");
    memcpy(text, s->why->text, n);
    text[n] = 0;
    if (text[0] >= 'A' && text[0] <= 'Z' && !(text[1] >= 'A' && text[1] <= 'Z'))
        text[0] = (char)(text[0] - 'A' + 'a');
    say(s, s->at, text);
}

static const struct {
    int code;
    void (*say)(scene *s); /* or: */
    const char *text;
    bool from_start; /* place it at the construct's beginning */
} words[] = {
    {XML_ERR_TAG_NAME_MISMATCH, say_mismatch, NULL, false},
    {XML_ERR_TAG_NOT_FINISHED, say_unclosed, NULL, false},
    {XML_ERR_GT_REQUIRED, say_tag_unfinished, NULL, false},
    {XML_ERR_NAME_REQUIRED, say_no_name, NULL, false},
    {XML_ERR_DOCUMENT_END, say_after_end, NULL, false},
    {XML_ERR_DOCUMENT_EMPTY, NULL, "an element was expected here", false},
    {XML_ERR_ATTRIBUTE_NOT_STARTED, say_unquoted, NULL, false},
    {XML_ERR_ATTRIBUTE_NOT_FINISHED, NULL, "a value in this tag has no closing quote", true},
    {XML_ERR_ATTRIBUTE_WITHOUT_VALUE, say_no_value, NULL, false},
    {XML_ERR_ATTRIBUTE_REDEFINED, say_twice, NULL, false},
    {XML_ERR_LT_IN_ATTRIBUTE, NULL, "a value cannot hold <; write &lt;, or close the quotes before it",
     false},
    {XML_ERR_SPACE_REQUIRED, NULL, "a blank is missing here, or a quote stands inside a quoted value", false},
    {XML_ERR_ENTITYREF_SEMICOL_MISSING, say_no_semicolon, NULL, false},
    {XML_ERR_UNDECLARED_ENTITY, say_entity, NULL, false},
    {XML_ERR_INVALID_HEX_CHARREF, say_bad_reference, NULL, false},
    {XML_ERR_INVALID_DEC_CHARREF, say_bad_reference, NULL, false},
    {XML_ERR_INVALID_CHARREF, say_bad_reference, NULL, false},
    {XML_ERR_INVALID_CHAR, say_bad_character, NULL, false},
    {XML_ERR_MISPLACED_CDATA_END, say_cdata_end, NULL, false},
    {XML_ERR_COMMENT_NOT_FINISHED, NULL, "the comment has no --> at its end", true},
    {XML_ERR_HYPHEN_IN_COMMENT, NULL, "a comment cannot hold --", false},
    {XML_ERR_CDATA_NOT_FINISHED, NULL, "the CDATA section has no ]]> at its end", true},
    {XML_ERR_PI_NOT_FINISHED, NULL, "the processing instruction has no ?> at its end", true},
    {XML_ERR_RESERVED_XML_NAME, NULL, "<?xml ...?> may stand only at the very beginning of the file", true},
};

static void say_it(scene *s) {
    const char *first = s->bytes + mkr_lex_mark(s->bytes, (size_t)(s->end - s->bytes));
    if (s->walk.here.at == first && s->end - first > 5 && !memcmp(first, "<?xml", 5)) {
        say(s, s->at, "the first line should be <?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        return;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (words[i].code != s->why->code)
            continue;
        if (words[i].say)
            words[i].say(s);
        else
            say(s, words[i].from_start ? s->walk.here.at : s->at, words[i].text);
        return;
    }
    say_in_other_words(s);
}

void mkr_malformed_say(mkr_diag *diag, const char *name, const char *bytes, size_t n,
                       const mkr_malformed *why) {
    if (why->code == XML_ERR_NO_MEMORY) {
        mkr_say(diag, MKR_E_NO_MEMORY, (mkr_where){.file = name}, NULL);
        return;
    }
    scene s = {.diag = diag, .why = why, .name = name, .bytes = bytes, .end = bytes + n};
    s.at = bytes + (why->offset < n ? why->offset : n);
    /* an end tag is judged when it has been read: libxml2 then stands behind it */
    const char *within = why->code == XML_ERR_TAG_NAME_MISMATCH && s.at > bytes ? s.at - 1 : s.at;
    mkr_walk_start(&s.walk, bytes + mkr_lex_mark(bytes, n), s.end);
    while (s.walk.here.end <= within && mkr_walk_next(&s.walk))
        continue;
    say_it(&s);
}

/* xml.c - read an XML document from memory.
 *
 * Three passes. The survey looks at the bytes alone and refuses what libxml2 must not see (another encoding,
 * a document type declaration, so that no entity can be declared) and what would take it too long. libxml2
 * then decides whether the document is well-formed and makes its tree. Last, that tree and the constructs of
 * lex.c are walked side by side: values and text from the one, names and places from the other.
 *
 * Nothing of ours is allocated inside libxml2's callbacks: an exhausted arena jumps, and would leave its
 * frames. Not here: the words for malformed XML (malformed.c), validation (schema.c). */
#include "input/xml.h"

#include <assert.h>
#include <libxml/parser.h>
#include <string.h>

#include "base/utf8.h"
#include "input/parse.h"

enum {
    MOST_PIECES = 4000000, /* elements and attributes: libxml2's tree takes some 250 bytes each */
    MOST_STRETCH = 5000000, /* bytes of one text, tag or comment; libxml2's own limit is twice that */
    MOST_NAMESPACES = 20 /* declarations: our formats need none, a schema three; libxml2 searches them all */
};

typedef struct source {
    mkr_diag *diag;
    const char *name, *bytes;
    size_t n;
} source;

static bool refuse(const source *s, mkr_code code, const char *at, const char *details) {
    mkr_place place = mkr_place_start(s->name, s->bytes, s->n);
    return mkr_say(s->diag, code, mkr_place_move(&place, at), "%s", details);
}

/* ---- the survey */

static bool same_word(const char *word, const char *s, size_t n) {
    if (strlen(word) != n)
        return false;
    for (size_t i = 0; i < n; i++)
        if ((s[i] >= 'a' && s[i] <= 'z' ? s[i] - 'a' + 'A' : s[i]) != word[i])
            return false;
    return true;
}

static bool is_encoding_name(const char *s, size_t n) {
    bool is = n > 0;
    for (size_t i = 0; i < n; i++)
        is = is && ((s[i] >= 'a' && s[i] <= 'z') || (s[i] >= 'A' && s[i] <= 'Z') ||
                    (s[i] >= '-' && s[i] <= '9') || s[i] == '_');
    return is;
}

/* What the XML declaration says of the encoding must be true. */
static bool check_declared(const source *s) {
    const char *end = s->bytes + s->n, *at = s->bytes + mkr_lex_mark(s->bytes, s->n);
    if (end - at < 6 || memcmp(at, "<?xml", 5))
        return true;
    mkr_lexeme declaration = mkr_lex(at, end);
    mkr_lex_attr a;
    at += 5;
    while (mkr_lex_next_attr(&at, declaration.end, &a)) {
        if (a.name_bytes != 8 || memcmp(a.name, "encoding", 8) || same_word("UTF-8", a.value, a.value_bytes))
            continue;
        if (!is_encoding_name(a.value, a.value_bytes))
            return true; /* malformed: libxml2 will say so */
        if (!same_word("US-ASCII", a.value, a.value_bytes) && !same_word("ASCII", a.value, a.value_bytes)) {
            mkr_place place = mkr_place_start(s->name, s->bytes, s->n);
            return mkr_say(s->diag, MKR_E_XML_ENCODING, mkr_place_move(&place, a.value),
                           "it is declared as %.*s", mkr_shown(a.value, a.value_bytes), a.value);
        }
        for (const char *p = s->bytes; p < end; p++)
            if ((unsigned char)*p >= 0x80)
                return refuse(s, MKR_E_XML_ENCODING, p,
                              "it is declared as US-ASCII, and this character is not in it");
    }
    return true;
}

static bool check_bytes(const source *s) {
    if (s->n > MKR_XML_LARGEST) {
        mkr_where file = {.file = s->name};
        return mkr_say(s->diag, MKR_E_TOO_LARGE, file, "%zu bytes, at most %zu", s->n, MKR_XML_LARGEST);
    }
    if (!s->n)
        return refuse(s, MKR_E_XML_MALFORMED, s->bytes, "the file is empty");
    if (s->n >= 2 && (!memcmp(s->bytes, "\xFF\xFE", 2) || !memcmp(s->bytes, "\xFE\xFF", 2)))
        return refuse(s, MKR_E_XML_ENCODING, s->bytes, "it looks like UTF-16");
    const char *nul = memchr(s->bytes, 0, s->n);
    if (nul)
        return refuse(s, MKR_E_XML_ENCODING, nul, "there is a NUL byte");
    size_t bad = mkr_utf8_check(s->bytes, s->n);
    if (bad < s->n) {
        mkr_place place = mkr_place_start(s->name, s->bytes, s->n);
        return mkr_say(s->diag, MKR_E_XML_ENCODING, mkr_place_move(&place, s->bytes + bad), "byte 0x%02X",
                       (unsigned char)s->bytes[bad]);
    }
    return check_declared(s);
}

static unsigned namespaces_in(const mkr_lexeme *tag) {
    unsigned n = 0;
    const char *at = tag->name + tag->name_bytes;
    mkr_lex_attr a;
    while (mkr_lex_next_attr(&at, tag->end, &a))
        n += a.name_bytes >= 5 && !memcmp(a.name, "xmlns", 5);
    return n;
}

/* Does the end tag of the walk close the element that is open? */
static bool closes(const mkr_walk *walk) {
    const mkr_lexeme *close = &walk->here;
    if (!walk->depth)
        return false;
    const mkr_lexeme *open = &walk->open[walk->depth - 1];
    return open->name_bytes == close->name_bytes && !memcmp(open->name, close->name, close->name_bytes);
}

static bool refuse_more(const source *s, const char *at, int most, const char *things) {
    mkr_place place = mkr_place_start(s->name, s->bytes, s->n);
    return mkr_say(s->diag, MKR_E_XML_LIMIT, mkr_place_move(&place, at), "more than %d %s", most, things);
}

typedef struct counts {
    size_t pieces, stretch;
    unsigned namespaces;
} counts;

static bool check_tag(const source *s, const mkr_walk *walk, counts *so_far) {
    const mkr_lexeme *tag = &walk->here;
    if (walk->depth == MKR_XML_DEEPEST)
        return refuse_more(s, tag->at, MKR_XML_DEEPEST, "elements in one another");
    if (tag->attrs > MKR_LEX_MOST_ATTRS)
        return refuse_more(s, tag->at, MKR_LEX_MOST_ATTRS, "attributes in one tag");
    so_far->namespaces += tag->attrs ? namespaces_in(tag) : 0;
    if (so_far->namespaces > MOST_NAMESPACES)
        return refuse_more(s, tag->at, MOST_NAMESPACES, "namespace declarations");
    so_far->pieces += 1 + tag->attrs;
    return so_far->pieces <= MOST_PIECES || refuse_more(s, tag->at, MOST_PIECES, "elements and attributes");
}

/* Refuse what is too much. True as well at the first malformed construct seen: libxml2 will come no further.
 */
static bool survey(const source *s, mkr_walk *walk) {
    counts so_far = {0};
    mkr_walk_start(walk, s->bytes + mkr_lex_mark(s->bytes, s->n), s->bytes + s->n);
    while (mkr_walk_next(walk)) {
        const mkr_lexeme *x = &walk->here;
        bool opens = x->kind == MKR_LEX_OPEN || x->kind == MKR_LEX_EMPTY;
        if (x->kind == MKR_LEX_DOCTYPE)
            return refuse(s, MKR_E_XML_DOCTYPE, x->at, "take <!DOCTYPE ...> away");
        if (x->kind == MKR_LEX_BROKEN || (x->kind == MKR_LEX_CLOSE && !closes(walk)))
            return true;
        if (opens && !check_tag(s, walk, &so_far))
            return false;
        if (opens || x->kind == MKR_LEX_CLOSE)
            so_far.stretch = 0;
        so_far.stretch += (size_t)(x->end - x->at);
        if (so_far.stretch > MOST_STRETCH)
            return refuse_more(s, x->at, MOST_STRETCH, "bytes in one text or tag");
    }
    return true;
}

/* ---- libxml2 */

typedef struct handles {
    xmlParserCtxtPtr parser;
    xmlDocPtr doc;
} handles;

static void release_handles(void *p) {
    handles *h = p;
    xmlFreeParserCtxt(h->parser);
    xmlFreeDoc(h->doc);
}

/* Keep the first complaint and stop. Namespaces do not matter to us: a name with a prefix is an unknown name.
 * xmlStopParser would free the input under functions that go on reading it (2.9.14); the state alone is safe.
 */
static void complain(void *user, xmlErrorPtr error) {
    xmlParserCtxtPtr parser = user;
    mkr_malformed *why = parser->_private;
    if (error->level < XML_ERR_ERROR || error->domain == XML_FROM_NAMESPACE || why->code)
        return;
    why->code = error->code;
    if (parser->input)
        why->offset = parser->input->consumed + (size_t)(parser->input->cur - parser->input->base);
    if (error->message)
        strncpy(why->text, error->message, sizeof why->text - 1);
    parser->instate = XML_PARSER_EOF;
}

static bool parse(const source *s, handles *h) {
    mkr_malformed why = {0};
    h->parser = xmlNewParserCtxt();
    if (!h->parser)
        return mkr_say(s->diag, MKR_E_NO_MEMORY, (mkr_where){.file = s->name}, NULL);
    h->parser->_private = &why;
    h->parser->sax->serror = complain;
    h->parser->sax->comment = NULL; /* without a handler they leave no trace: the text around them joins */
    h->parser->sax->processingInstruction = NULL;
    /* NOENT: the five predefined entities, all there are, become text; it makes each value one text node. */
    int options = XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_NOCDATA | XML_PARSE_IGNORE_ENC;
    h->doc = xmlCtxtReadMemory(h->parser, s->bytes, (int)s->n, NULL, "UTF-8", options);
    h->parser->_private = NULL;
    if (why.code) {
        mkr_malformed_say(s->diag, s->name, s->bytes, s->n, &why);
        return false;
    }
    return h->doc || mkr_say(s->diag, MKR_E_NO_MEMORY, (mkr_where){.file = s->name}, NULL);
}

/* ---- side by side */

typedef struct builder {
    mkr_arena *arena;
    mkr_place place;
    xmlNodePtr element; /* the open element; NULL around the root */
    xmlNodePtr next; /* its child that comes next */
    mkr_node *parent; /* the same element as ours */
    mkr_where text; /* where the text that has begun begins; line 0: none has */
    const char *raw; /* the same in the bytes; for a CDATA section, where that begins */
    uint64_t squares;
    struct {
        mkr_node **tail; /* where the next child hangs */
        uint32_t children;
    } level[MKR_XML_DEEPEST + 1];
    unsigned depth;
} builder;

static mkr_node *add(builder *b, mkr_where where) {
    mkr_node *node = mkr_alloc(b->arena, sizeof *node);
    node->parent = b->parent;
    node->where = where;
    *b->level[b->depth].tail = node;
    b->level[b->depth].tail = &node->next;
    b->level[b->depth].children++;
    return node;
}

static void begin_text(builder *b, const mkr_lexeme *x, size_t skip) {
    if (!b->element || b->text.line)
        return;
    b->text = mkr_place_move(&b->place, x->at + skip);
    b->raw = x->at;
}

static void end_text(builder *b) {
    if (b->next && b->next->type == XML_TEXT_NODE) {
        if (*b->next->content) { /* an empty CDATA section may leave an empty node */
            mkr_node *node = add(b, b->text);
            node->text = mkr_strdup(b->arena, (const char *)b->next->content);
            node->raw = b->raw;
        }
        b->next = b->next->next;
    }
    b->text.line = 0;
}

/* The name that a declaration binds: the prefix of xmlns:prefix, NULL for xmlns. */
static const char *declared_namespace(xmlNodePtr element, const char *name) {
    const char *prefix = name[5] ? name + 6 : NULL;
    for (xmlNsPtr ns = element->nsDef; ns; ns = ns->next)
        if (prefix ? ns->prefix && !strcmp((const char *)ns->prefix, prefix) : !ns->prefix)
            return (const char *)ns->href;
    return NULL;
}

static bool is_namespace_name(const char *name) {
    return !strncmp(name, "xmlns", 5) && (!name[5] || name[5] == ':');
}

/* libxml2 keeps attributes in their order, and namespace declarations apart from them. */
static void add_attrs(builder *b, mkr_node *node, xmlNodePtr element, const mkr_lexeme *tag) {
    const char *at = tag->name + tag->name_bytes;
    mkr_attr **tail = &node->attrs;
    xmlAttrPtr next = element->properties;
    mkr_lex_attr raw;
    while (mkr_lex_next_attr(&at, tag->end, &raw)) {
        mkr_attr *a = mkr_alloc(b->arena, sizeof *a);
        const char *value = NULL;
        a->name = mkr_strndup(b->arena, raw.name, raw.name_bytes);
        a->where = mkr_place_move(&b->place, raw.value);
        if (is_namespace_name(a->name)) {
            value = declared_namespace(element, a->name);
        } else if (next) {
            value = next->children ? (const char *)next->children->content : NULL;
            next = next->next;
        }
        a->value = value ? mkr_strdup(b->arena, value) : "";
        *tail = a;
        tail = &a->next;
    }
}

static void open_element(builder *b, const mkr_lexeme *tag) {
    xmlNodePtr element = b->next;
    assert(element && element->type == XML_ELEMENT_NODE);
    mkr_node *node = add(b, mkr_place_move(&b->place, tag->at));
    node->name = mkr_strndup(b->arena, tag->name, tag->name_bytes);
    element->_private = node;
    add_attrs(b, node, element, tag);
    if (tag->kind == MKR_LEX_EMPTY) {
        b->next = element->next;
        return;
    }
    b->element = element;
    b->next = element->children;
    b->parent = node;
    b->depth++;
    b->level[b->depth].tail = &node->first;
    b->level[b->depth].children = 0;
}

static void close_element(builder *b) {
    uint64_t children = b->level[b->depth].children;
    b->squares += children * children;
    b->depth--;
    b->next = b->element->next;
    b->parent = b->parent->parent;
    b->element = b->parent ? b->element->parent : NULL;
}

static void build(const source *s, mkr_walk *walk, builder *b, mkr_parsed *out) {
    b->place = mkr_place_start(s->name, s->bytes, s->n);
    b->next = xmlDocGetRootElement(out->doc);
    b->level[0].tail = &out->root;
    mkr_walk_start(walk, b->place.at, b->place.end);
    while (mkr_walk_next(walk)) {
        const mkr_lexeme *x = &walk->here;
        if (x->kind == MKR_LEX_TEXT) {
            begin_text(b, x, 0);
        } else if (x->kind == MKR_LEX_CDATA && x->end - x->at > 12) {
            begin_text(b, x, 9);
        } else if (x->kind == MKR_LEX_OPEN || x->kind == MKR_LEX_EMPTY) {
            end_text(b);
            open_element(b, x);
        } else if (x->kind == MKR_LEX_CLOSE) {
            end_text(b);
            close_element(b);
        }
    }
    out->squares = b->squares;
}

bool mkr_xml_parse(mkr_arena *arena, mkr_arena *scratch, mkr_diag *diag, const char *name, const char *bytes,
                   size_t n, mkr_parsed *out) {
    source s = {diag, mkr_strdup(arena, name), bytes ? bytes : "", n};
    mkr_walk *walk = mkr_alloc(scratch, sizeof *walk);
    handles *h = mkr_alloc(scratch, sizeof *h);
    builder *b = mkr_alloc(scratch, sizeof *b);
    mkr_arena_defer(scratch, release_handles, h);
    xmlInitParser();
    if (!check_bytes(&s) || !survey(&s, walk) || !parse(&s, h))
        return false;
    b->arena = arena;
    out->doc = h->doc;
    build(&s, walk, b, out);
    return true;
}

mkr_node *mkr_xml_read(mkr_arena *arena, mkr_diag *diag, const char *name, const char *bytes, size_t n,
                       const mkr_schema *schema) {
    mkr_arena *scratch = mkr_arena_child(arena);
    mkr_parsed parsed = {0};
    bool ok = mkr_xml_parse(arena, scratch, diag, name, bytes, n, &parsed) &&
              (!schema || mkr_schema_check(schema, scratch, diag, &parsed));
    mkr_arena_free(scratch);
    return ok ? parsed.root : NULL;
}

void mkr_xml_cleanup(void) {
    xmlCleanupParser();
}

/* xml.c - a small, strict, non-validating XML reader.
 *
 * No document type, no external entity: a metadata packet has neither, and one that has is reported as not
 * well-formed. Depth is limited, and nothing here recurses. */
#include "xml.h"

#include <string.h>

#define DEPTH_MAX 64
#define ATTRIBUTES_MAX 256 /* of one element */
#define MIXED_MAX 4096 /* bytes of text kept where it is mixed with elements: metadata has none */
#define XMLNS "http://www.w3.org/2000/xmlns/"
#define XML_URI "http://www.w3.org/XML/1998/namespace"

typedef struct reader {
    arena *mem;
    const char *p, *end;
    xml_node *root, *open;
    unsigned depth;
    bool bad;
} reader;

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool at(const reader *r, const char *word) {
    size_t n = strlen(word);
    return (size_t)(r->end - r->p) >= n && !memcmp(r->p, word, n);
}

static void skip_space(reader *r) {
    while (r->p < r->end && is_space(*r->p))
        r->p++;
}

/* Moves behind the next occurrence of a word. */
static void skip_past(reader *r, const char *word) {
    while (r->p < r->end && !at(r, word))
        r->p++;
    if (r->p < r->end)
        r->p += strlen(word);
    else
        r->bad = true;
}

static const char *copy(reader *r, const char *s, size_t n) {
    char *out = arena_alloc(r->mem, n + 1);
    memcpy(out, s, n);
    out[n] = '\0';
    return out;
}

/* ---- names ---- */

static bool is_name_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.' || (unsigned char)c >= 128;
}

static xml_name read_name(reader *r) {
    xml_name name = {"", "", ""};
    const char *s = r->p;
    while (r->p < r->end && is_name_char(*r->p))
        r->p++;
    name.local = copy(r, s, (size_t)(r->p - s));
    if (r->p < r->end && *r->p == ':') {
        name.prefix = name.local;
        s = ++r->p;
        while (r->p < r->end && is_name_char(*r->p))
            r->p++;
        name.local = copy(r, s, (size_t)(r->p - s));
        r->bad |= !*name.prefix;
    }
    r->bad |= !*name.local || strchr("0123456789-.", *name.local) != NULL;
    return name;
}

/* The namespace a prefix stands for at an element; NULL when it is not declared. */
static const char *find_uri(const xml_node *node, const char *prefix) {
    if (!strcmp(prefix, "xml"))
        return XML_URI;
    for (; node; node = node->parent)
        for (const xml_attr *a = node->attrs; a; a = a->next) {
            bool declares = *prefix ? !strcmp(a->name.prefix, "xmlns") && !strcmp(a->name.local, prefix)
                                    : !*a->name.prefix && !strcmp(a->name.local, "xmlns");
            if (declares)
                return a->value;
        }
    return *prefix ? NULL : "";
}

static void resolve_names(reader *r, xml_node *node) {
    node->name.uri = find_uri(node, node->name.prefix);
    r->bad |= !node->name.uri;
    for (xml_attr *a = node->attrs; a; a = a->next) {
        if (!strcmp(a->name.prefix, "xmlns") || (!*a->name.prefix && !strcmp(a->name.local, "xmlns")))
            a->name.uri = XMLNS;
        else if (*a->name.prefix)
            a->name.uri = find_uri(node, a->name.prefix);
        r->bad |= !a->name.uri;
        a->name.uri = a->name.uri ? a->name.uri : "";
    }
    node->name.uri = node->name.uri ? node->name.uri : "";
}

/* ---- text ---- */

static char *put_utf8(char *out, unsigned long c) {
    if (c < 0x80) {
        *out++ = (char)c;
        return out;
    }
    static const unsigned char lead[4] = {0, 0xC0, 0xE0, 0xF0};
    unsigned more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    *out++ = (char)(lead[more] | (c >> (6 * more)));
    while (more--)
        *out++ = (char)(0x80 | (c >> (6 * more) & 63));
    return out;
}

static char *put_reference(reader *r, char *out, const char *s, size_t n) {
    static const struct {
        const char *name;
        char character;
    } named[] = {{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"apos", '\''}, {"quot", '"'}};
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (n == strlen(named[i].name) && !memcmp(s, named[i].name, n)) {
            *out++ = named[i].character;
            return out;
        }
    bool hex = n > 2 && s[0] == '#' && s[1] == 'x';
    unsigned long c = 0;
    r->bad |= n < 2 || s[0] != '#';
    for (size_t i = hex ? 2 : 1; i < n && c < 0x110000; i++) {
        unsigned digit = s[i] >= '0' && s[i] <= '9' ? (unsigned)(s[i] - '0') : 99;
        char low = (char)(s[i] | 0x20);
        if (hex && low >= 'a' && low <= 'f')
            digit = (unsigned)(low - 'a' + 10);
        r->bad |= digit > (hex ? 15u : 9u);
        c = c * (hex ? 16 : 10) + digit;
    }
    r->bad |= !c || c > 0x10FFFF;
    return r->bad ? out : put_utf8(out, c);
}

/* Text with its references replaced; a reference is never shorter than what it stands for. */
static const char *decode(reader *r, const char *s, size_t n) {
    char *text = arena_alloc(r->mem, n + 1), *out = text;
    for (size_t i = 0; i < n; i++) {
        if (s[i] != '&') {
            *out++ = s[i];
            continue;
        }
        const char *semicolon = memchr(s + i, ';', n - i);
        if (!semicolon) {
            r->bad = true;
            break;
        }
        out = put_reference(r, out, s + i + 1, (size_t)(semicolon - s) - i - 1);
        i = (size_t)(semicolon - s);
    }
    *out = '\0';
    return text;
}

static bool is_blank(const char *s) {
    while (is_space(*s))
        s++;
    return !*s;
}

static void add_text(reader *r, const char *text) {
    if (!r->open) {
        r->bad |= !is_blank(text);
        return;
    }
    size_t had = strlen(r->open->text), more = strlen(text);
    if (!more || had > MIXED_MAX || (r->open->first && is_blank(text)))
        return;
    char *joined = arena_alloc(r->mem, had + more + 1);
    memcpy(joined, r->open->text, had);
    memcpy(joined + had, text, more + 1);
    r->open->text = joined;
}

/* ---- tags ---- */

static void read_attributes(reader *r, xml_node *node) {
    xml_attr **tail = &node->attrs;
    for (size_t count = 0;; count++) {
        skip_space(r);
        r->bad |= count > ATTRIBUTES_MAX;
        if (r->bad || r->p >= r->end || *r->p == '>' || *r->p == '/')
            return;
        xml_attr *a = arena_array(r->mem, 1, sizeof *a);
        a->name = read_name(r);
        skip_space(r);
        r->bad |= r->p >= r->end || *r->p != '=';
        r->p += !r->bad;
        skip_space(r);
        char quote = r->p < r->end ? *r->p : 0;
        if (quote != '"' && quote != '\'') {
            r->bad = true;
            return;
        }
        const char *s = ++r->p;
        const char *close = memchr(s, quote, (size_t)(r->end - s));
        if (!close) {
            r->bad = true;
            return;
        }
        a->value = decode(r, s, (size_t)(close - s));
        r->p = close + 1;
        *tail = a;
        tail = &a->next;
    }
}

static void read_start(reader *r) {
    xml_node *node = arena_array(r->mem, 1, sizeof *node);
    r->p++;
    node->text = "";
    node->name = read_name(r);
    node->parent = r->open;
    read_attributes(r, node);
    resolve_names(r, node);
    if (r->open) {
        *(r->open->last ? &r->open->last->next : &r->open->first) = node;
        r->open->last = node;
    } else {
        r->bad |= r->root != NULL;
        r->root = node;
    }
    bool empty = r->p < r->end && *r->p == '/';
    r->p += empty;
    r->bad |= r->p >= r->end || *r->p != '>' || ++r->depth > DEPTH_MAX;
    r->p += !r->bad;
    if (empty)
        r->depth--;
    else
        r->open = node;
}

static void read_end(reader *r) {
    r->p += 2;
    xml_name name = read_name(r);
    skip_space(r);
    r->bad |= !r->open || strcmp(name.prefix, r->open->name.prefix) ||
              strcmp(name.local, r->open->name.local) || r->p >= r->end || *r->p != '>';
    if (r->bad)
        return;
    r->p++;
    r->open = r->open->parent;
    r->depth--;
}

static void read_cdata(reader *r) {
    const char *s = r->p += 9;
    skip_past(r, "]]>");
    if (!r->bad)
        add_text(r, copy(r, s, (size_t)(r->p - s) - 3));
}

static void read_markup(reader *r) {
    if (at(r, "<!--"))
        skip_past(r, "-->");
    else if (at(r, "<?"))
        skip_past(r, "?>");
    else if (at(r, "<![CDATA["))
        read_cdata(r);
    else if (at(r, "<!"))
        r->bad = true;
    else if (at(r, "</"))
        read_end(r);
    else
        read_start(r);
}

xml_node *xml_parse(arena *mem, const char *bytes, size_t n) {
    reader r = {.mem = mem, .p = bytes, .end = bytes + n};
    if (at(&r, "\xEF\xBB\xBF"))
        r.p += 3;
    r.bad |= n && memchr(bytes, 0, n) != NULL;
    while (!r.bad && r.p < r.end) {
        if (*r.p == '<') {
            read_markup(&r);
            continue;
        }
        const char *s = r.p, *next = memchr(s, '<', (size_t)(r.end - s));
        r.p = next ? next : r.end;
        add_text(&r, decode(&r, s, (size_t)(r.p - s)));
    }
    return r.bad || r.open ? NULL : r.root;
}

bool xml_is(const xml_name *name, const char *uri, const char *local) {
    return !strcmp(name->local, local) && !strcmp(name->uri, uri);
}

const xml_node *xml_child(const xml_node *node, const char *uri, const char *local) {
    const xml_node *k = node ? node->first : NULL;
    while (k && !xml_is(&k->name, uri, local))
        k = k->next;
    return k;
}

const char *xml_attr_value(const xml_node *node, const char *uri, const char *local) {
    for (const xml_attr *a = node ? node->attrs : NULL; a; a = a->next)
        if (xml_is(&a->name, uri, local))
            return a->value;
    return NULL;
}

const xml_node *xml_next(const xml_node *top, const xml_node *at_node) {
    if (at_node->first)
        return at_node->first;
    while (at_node && at_node != top && !at_node->next)
        at_node = at_node->parent;
    return !at_node || at_node == top ? NULL : at_node->next;
}

/* xmp.c - the metadata packet: identification, title, languages, extension schemas, agreement with Info. */
#include <stdlib.h>
#include <string.h>

#include "checks.h"
#include "xml.h"

#define PACKET_MAX ((size_t)4 << 20)

#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define XML_NS "http://www.w3.org/XML/1998/namespace"
#define DC "http://purl.org/dc/elements/1.1/"
#define XMP "http://ns.adobe.com/xap/1.0/"
#define PDF "http://ns.adobe.com/pdf/1.3/"
#define PDFUAID "http://www.aiim.org/pdfua/ns/id/"
#define PDFAID "http://www.aiim.org/pdfa/ns/id/"
#define EXTENSION "http://www.aiim.org/pdfa/ns/extension/"
#define SCHEMA "http://www.aiim.org/pdfa/ns/schema#"
#define PROPERTY "http://www.aiim.org/pdfa/ns/property#"

/* A property of the document: an element or an attribute of an rdf:Description. */
typedef struct property {
    const xml_name *name;
    const xml_node *node; /* NULL: written as an attribute */
    const char *value; /* text, that of the first item of a container; without space around */
} property;

typedef struct packet {
    doc *d;
    const cos *stream;
    arena mem;
    property *items;
    size_t n, cap;
    map declared; /* hashes of namespace and name that extension schemas declare */
} packet;

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static const char *trimmed(arena *mem, const char *s) {
    while (is_space(*s))
        s++;
    size_t n = strlen(s);
    while (n && is_space(s[n - 1]))
        n--;
    char *out = arena_alloc(mem, n + 1);
    memcpy(out, s, n);
    out[n] = '\0';
    return out;
}

/* The text of a property: its own, or that of the first rdf:li that has some. */
static const char *value_of(arena *mem, const xml_node *node) {
    for (const xml_node *at = node; at; at = xml_next(node, at)) {
        const char *s = trimmed(mem, at->text);
        if (*s)
            return s;
    }
    return "";
}

static void add(packet *p, const xml_name *name, const xml_node *node, const char *value) {
    p->items = grow(p->items, p->n, &p->cap, sizeof *p->items);
    p->items[p->n++] = (property){name, node, value};
}

static void collect(packet *p, const xml_node *rdf) {
    for (const xml_node *d = rdf->first; d; d = d->next) {
        if (!xml_is(&d->name, RDF, "Description"))
            continue;
        for (const xml_attr *a = d->attrs; a; a = a->next)
            if (*a->name.prefix && strcmp(a->name.prefix, "xmlns") && strcmp(a->name.uri, RDF) &&
                strcmp(a->name.uri, XML_NS))
                add(p, &a->name, NULL, trimmed(&p->mem, a->value));
        for (const xml_node *k = d->first; k; k = k->next)
            add(p, &k->name, k, value_of(&p->mem, k));
    }
}

static const property *find(const packet *p, const char *uri, const char *local) {
    for (size_t i = 0; i < p->n; i++)
        if (xml_is(p->items[i].name, uri, local))
            return &p->items[i];
    return NULL;
}

/* ---- identification: ISO 14289-1, 5; ISO 19005-2, 6.6.4 ---- */

static void check_prefix(packet *p, const char *uri, const char *local, const char *prefix, rule broken) {
    const property *found = find(p, uri, local);
    if (found && strcmp(found->name->prefix, prefix))
        fail(p->d->rep, broken, at_object(p->stream), "%s", found->name->prefix);
}

static void check_pdfua(packet *p) {
    static const char *const names[] = {"part", "amd", "corr"};
    const property *part = find(p, PDFUAID, "part");
    bool any = false;
    for (size_t i = 0; i < 3; i++)
        any |= find(p, PDFUAID, names[i]) != NULL;
    if (!any)
        fail_at(p->d->rep, R_5_1, at_object(p->stream));
    else if (!part || strcmp(part->value, "1"))
        fail_at(p->d->rep, R_5_2, at_object(p->stream));
    check_prefix(p, PDFUAID, "part", "pdfuaid", R_5_3);
    check_prefix(p, PDFUAID, "amd", "pdfuaid", R_5_4);
    check_prefix(p, PDFUAID, "corr", "pdfuaid", R_5_5);
}

static void check_pdfa(packet *p) {
    const property *part = find(p, PDFAID, "part"), *conformance = find(p, PDFAID, "conformance");
    check_prefix(p, PDFAID, "part", "pdfaid", R_A_6_6_4_4);
    check_prefix(p, PDFAID, "conformance", "pdfaid", R_A_6_6_4_4);
    if (!part) {
        fail_at(p->d->rep, R_A_6_6_4_1, at_object(p->stream));
        return;
    }
    if (!strcmp(part->value, "3"))
        p->d->part = 3;
    else if (strcmp(part->value, "2"))
        fail(p->d->rep, R_A_6_6_4_2, at_object(p->stream), "%s", part->value);
    if (!conformance || strcmp(conformance->value, "A"))
        fail_at(p->d->rep, R_A_6_6_4_3, at_object(p->stream));
}

/* ---- properties: ISO 19005-2, 6.6.2.3 ---- */

/* The schemas of the XMP specification; where properties are listed, no other may be used. */
static const struct {
    const char *uri, *properties; /* NULL: not listed here, any will do */
} known[] = {
    {DC,
     " contributor coverage creator date description format identifier language publisher relation rights "
     "source subject title type "},
    {XMP, " Advisory BaseURL CreateDate CreatorTool Identifier Label MetadataDate ModifyDate Nickname Rating "
          "Thumbnails "},
    {PDF, " Keywords PDFVersion Producer Trapped "},
    {"http://ns.adobe.com/xap/1.0/rights/", " Certificate Marked Owner UsageTerms WebStatement "},
    {PDFAID, " part amd corr conformance rev "},
    {EXTENSION, " schemas "},
    {"http://ns.adobe.com/xap/1.0/mm/", NULL},
    {"http://ns.adobe.com/xap/1.0/bj/", NULL},
    {"http://ns.adobe.com/xap/1.0/t/pg/", NULL},
    {"http://ns.adobe.com/xmp/1.0/DynamicMedia/", NULL},
    {"http://ns.adobe.com/photoshop/1.0/", NULL},
    {"http://ns.adobe.com/tiff/1.0/", NULL},
    {"http://ns.adobe.com/exif/1.0/", NULL},
    {"http://ns.adobe.com/exif/1.0/aux/", NULL},
    {"http://ns.adobe.com/camera-raw-settings/1.0/", NULL},
};

static bool is_listed(const char *words, const char *word) {
    size_t n = strlen(word);
    for (const char *at = strstr(words, word); at && n; at = strstr(at + 1, word))
        if (at > words && at[-1] == ' ' && at[n] == ' ')
            return true;
    return false;
}

static bool is_predefined(const xml_name *name) {
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(known[i].uri, name->uri))
            return !known[i].properties || is_listed(known[i].properties, name->local);
    return false;
}

/* A field of a structure: an element in it or an attribute of it; NULL when it has neither. */
static const char *field(arena *mem, const xml_node *node, const char *uri, const char *local) {
    const xml_node *child = xml_child(node, uri, local);
    return child ? value_of(mem, child) : xml_attr_value(node, uri, local);
}

/* The element that carries the fields of an array item: a Description in it, or the item itself. */
static const xml_node *fields_of(const xml_node *item) {
    const xml_node *inner = xml_child(item, RDF, "Description");
    return inner ? inner : item;
}

static const xml_node *first_item(const xml_node *container) {
    return container && container->first ? container->first->first : NULL;
}

static uint64_t hash_text(const char *s) {
    return hash_bytes(s, strlen(s));
}

static void require(packet *p, const xml_node *node, const char *uri, const char *local) {
    if (!field(&p->mem, node, uri, local))
        fail(p->d->rep, R_A_6_6_2_3_3, at_object(p->stream), "no %s", local);
}

static void read_declaration(packet *p, const xml_node *item, const char *uri) {
    const char *category = field(&p->mem, item, PROPERTY, "category"),
               *name = field(&p->mem, item, PROPERTY, "name");
    bool fresh;
    require(p, item, PROPERTY, "name");
    require(p, item, PROPERTY, "valueType");
    require(p, item, PROPERTY, "category");
    require(p, item, PROPERTY, "description");
    if (category && strcmp(category, "internal") && strcmp(category, "external"))
        fail(p->d->rep, R_A_6_6_2_3_3, at_object(p->stream), "category %s", category);
    if (uri && name)
        map_put(&p->declared, hash_text(uri), hash_text(name), 0, &fresh);
}

static void read_schema(packet *p, const xml_node *schema) {
    require(p, schema, SCHEMA, "schema");
    require(p, schema, SCHEMA, "namespaceURI");
    require(p, schema, SCHEMA, "prefix");
    require(p, schema, SCHEMA, "property");
    const char *uri = field(&p->mem, schema, SCHEMA, "namespaceURI");
    for (const xml_node *k = first_item(xml_child(schema, SCHEMA, "property")); k; k = k->next)
        read_declaration(p, fields_of(k), uri);
}

static void read_schemas(packet *p) {
    for (size_t i = 0; i < p->n; i++)
        if (p->items[i].node && xml_is(p->items[i].name, EXTENSION, "schemas"))
            for (const xml_node *k = first_item(p->items[i].node); k; k = k->next)
                read_schema(p, fields_of(k));
}

static void check_properties(packet *p) {
    for (size_t i = 0; i < p->n; i++) {
        const xml_name *name = p->items[i].name;
        if (!is_predefined(name) && !map_find(&p->declared, hash_text(name->uri), hash_text(name->local)))
            fail(p->d->rep, R_A_6_6_2_3_1, at_object(p->stream), "%s:%s", name->prefix, name->local);
    }
}

/* ---- languages: 7.2-33 ---- */

static void check_languages(packet *p) {
    for (size_t i = 0; i < p->n && !p->d->has_lang; i++) {
        bool other = false, any = false;
        const xml_node *top = p->items[i].node;
        for (const xml_node *at = top; at; at = xml_next(top, at)) {
            const char *lang = xml_is(&at->name, RDF, "li") ? xml_attr_value(at, XML_NS, "lang") : NULL;
            any |= lang != NULL;
            other |= lang && strcmp(lang, "x-default");
        }
        if (any && !other)
            fail(p->d->rep, R_7_2_33, at_object(p->stream), "%s", p->items[i].name->local);
    }
}

/* ---- agreement with the Info dictionary ---- */

/* The digits of a date in order, without the zone: what both ways of writing it share. The zone is compared
 * by turning both into minutes since the year 0 (of 31-day months: only equality matters within one month).
 */
static bool date_minutes(const char *s, int64_t *minutes) {
    static const size_t widths[6] = {4, 2, 2, 2, 2, 2};
    int64_t part[6] = {0, 1, 1, 0, 0, 0};
    if (!strncmp(s, "D:", 2))
        s += 2;
    for (size_t i = 0; i < 6; i++) {
        if (*s == '-' && i < 3 && i > 0)
            s++;
        s += (i == 3 && *s == 'T') || (i > 3 && *s == ':');
        if (*s < '0' || *s > '9')
            break;
        part[i] = 0;
        for (size_t k = 0; k < widths[i] && *s >= '0' && *s <= '9'; k++)
            part[i] = part[i] * 10 + (*s++ - '0');
    }
    if (*s == '.')
        for (s++; *s >= '0' && *s <= '9';)
            s++;
    int64_t zone = 0;
    if (*s == '+' || *s == '-') {
        int64_t sign = *s++ == '-' ? -1 : 1, digits = 0, value = 0;
        for (; *s && digits < 4; s++)
            if (*s >= '0' && *s <= '9') {
                value = value * 10 + (*s - '0');
                digits++;
            }
        zone = sign * (digits > 2 ? value / 100 * 60 + value % 100 : value * 60);
    }
    *minutes = (((part[0] * 12 + part[1]) * 31 + part[2]) * 24 + part[3]) * 60 + part[4] - zone;
    return part[0] > 0;
}

static bool same_date(const char *a, const char *b) {
    int64_t ma, mb;
    return date_minutes(a, &ma) && date_minutes(b, &mb) && ma == mb;
}

static void check_info(packet *p) {
    static const struct {
        const char *key, *uri, *local;
        bool date;
    } pairs[] = {{"Title", DC, "title", false},
                 {"Author", DC, "creator", false},
                 {"Subject", DC, "description", false},
                 {"Keywords", PDF, "Keywords", false},
                 {"Creator", XMP, "CreatorTool", false},
                 {"Producer", PDF, "Producer", false},
                 {"CreationDate", XMP, "CreateDate", true},
                 {"ModDate", XMP, "ModifyDate", true}};
    const cos *info = cos_get(p->d->trailer, "Info");
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const char *text = cos_text(&p->mem, cos_get(info, pairs[i].key));
        const property *found = find(p, pairs[i].uri, pairs[i].local);
        if (!text)
            continue;
        bool same = found && (pairs[i].date ? same_date(text, found->value)
                                            : !strcmp(trimmed(&p->mem, text), found->value));
        if (!same)
            fail(p->d->rep, R_A_6_6_3_1, at_object(info), "%s: %.60s, %.60s", pairs[i].key, text,
                 found ? found->value : "nothing");
    }
}

/* ---- the packet ---- */

/* The header <?xpacket begin="" id="..."?> must not have the old attributes bytes and encoding. */
static void check_header(packet *p, const char *bytes, size_t n) {
    const char *header = NULL, *end = NULL;
    for (size_t i = 0; i + 9 < n && !header; i++)
        if (!memcmp(bytes + i, "<?xpacket", 9))
            header = bytes + i;
    if (header)
        end = memchr(header, '>', n - (size_t)(header - bytes));
    for (const char *at = header; end && at + 10 < end; at++)
        if (is_space(*at) && (!strncmp(at + 1, "bytes=", 6) || !strncmp(at + 1, "encoding=", 9)))
            fail_at(p->d->rep, R_A_6_6_2_1_5, at_object(p->stream));
}

static const xml_node *find_rdf(const xml_node *root) {
    const xml_node *found = NULL;
    for (const xml_node *at = root; at; at = xml_next(root, at))
        if (xml_is(&at->name, RDF, "RDF")) {
            if (found)
                return NULL;
            found = at;
        }
    return found;
}

static void check_packet(packet *p) {
    const property *title = find(p, DC, "title");
    check_pdfua(p);
    check_pdfa(p);
    if (!title || !*title->value)
        fail_at(p->d->rep, R_7_1_9, at_object(p->stream));
    read_schemas(p);
    check_properties(p);
    check_languages(p);
    check_info(p);
}

void check_metadata(doc *d) {
    packet p = {.d = d, .stream = cos_get(d->root, "Metadata")};
    if (!p.stream->stream || !cos_is(cos_get(p.stream, "Type"), "Metadata") ||
        !cos_is(cos_get(p.stream, "Subtype"), "XML"))
        fail_at(d->rep, R_7_1_8, at_object(p.stream));
    size_t n;
    char *bytes = (char *)doc_stream(d, p.stream, &n);
    if (!bytes) {
        fail_at(d->rep, R_A_6_6_4_1, NOWHERE);
        return;
    }
    if (n > PACKET_MAX) {
        fail(d->rep, R_B_7_3_8_1, at_object(p.stream), "metadata of more than 4 MB");
        n = 0;
    }
    while (n && (is_space(bytes[n - 1]) || !bytes[n - 1]))
        n--;
    check_header(&p, bytes, n);
    const xml_node *root = xml_parse(&p.mem, bytes, n), *rdf = root ? find_rdf(root) : NULL;
    if (rdf)
        collect(&p, rdf);
    else
        fail_at(d->rep, R_A_6_6_2_1_4, at_object(p.stream));
    check_packet(&p);
    free(bytes);
    free(p.items);
    map_free(&p.declared);
    arena_free(&p.mem);
}

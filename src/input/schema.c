/* schema.c - compile a RELAX NG schema and validate documents with it.
 *
 * libxml2 (2.9.14) is the authority on what is valid; explain.c finds the words for what is not. One
 * exception: the time libxml2 takes grows with the square of the number of an element's children (100,000
 * paragraphs: 6 s), so a document with very many is judged by the walk of explain.c alone, which is linear
 * and knows the same schema. */
#include <libxml/relaxng.h>
#include <string.h>

#include "input/parse.h"

enum { MOST_SQUARES = 10000000 }; /* where libxml2 takes some 20 ms */

struct mkr_schema {
    xmlRelaxNGPtr compiled;
    const mkr_node *rng;
};

/* ---- compiling */

typedef struct compiling {
    xmlRelaxNGParserCtxtPtr parser;
    char text[160]; /* libxml2's first complaint, perhaps cut */
} compiling;

static void keep_first(void *user, xmlErrorPtr error) {
    compiling *c = user;
    if (c->text[0] || !error->message)
        return;
    strncpy(c->text, error->message, sizeof c->text - 1);
    c->text[strcspn(c->text, "\n")] = '\0';
}

static void release_compiling(void *p) {
    compiling *c = p;
    xmlRelaxNGFreeParserCtxt(c->parser);
}

static void release_schema(void *p) {
    mkr_schema *schema = p;
    xmlRelaxNGFree(schema->compiled);
}

/* The part of RELAX NG that pattern.c reads; it holds no way to load another file. */
static const char *const vocabulary[] = {
    "grammar",  "start",      "define",    "ref",   "element", "attribute", "choice", "group", "interleave",
    "optional", "zeroOrMore", "oneOrMore", "mixed", "text",    "empty",     "value",  "data",  "param"};

static bool check_vocabulary(mkr_diag *diag, const mkr_node *node) {
    if (!node->name || strchr(node->name, ':')) /* text; annotations */
        return true;
    bool known = false;
    for (size_t i = 0; i < sizeof vocabulary / sizeof *vocabulary; i++)
        known = known || !strcmp(node->name, vocabulary[i]);
    if (!known)
        return mkr_say(diag, MKR_E_SCHEMA, node->where, "<%s> is not used here", node->name);
    bool needs_name = strstr("define ref element attribute param", node->name) != NULL;
    if (needs_name && !mkr_node_attr(node, "name"))
        return mkr_say(diag, MKR_E_SCHEMA, node->where, "<%s> needs a name", node->name);
    for (const mkr_node *child = node->first; child; child = child->next)
        if (!check_vocabulary(diag, child))
            return false;
    return true;
}

mkr_schema *mkr_schema_read(mkr_arena *arena, mkr_diag *diag, const char *name, const char *bytes, size_t n) {
    mkr_arena *scratch = mkr_arena_child(arena);
    mkr_schema *schema = mkr_alloc(arena, sizeof *schema);
    compiling *c = mkr_alloc(scratch, sizeof *c);
    mkr_parsed parsed = {0};
    mkr_arena_defer(arena, release_schema, schema);
    mkr_arena_defer(scratch, release_compiling, c);
    bool ok =
        mkr_xml_parse(arena, scratch, diag, name, bytes, n, &parsed) && check_vocabulary(diag, parsed.root);
    if (ok) {
        schema->rng = parsed.root;
        c->parser = xmlRelaxNGNewDocParserCtxt(parsed.doc);
        if (c->parser) {
            xmlRelaxNGSetParserStructuredErrors(c->parser, keep_first, c);
            schema->compiled = xmlRelaxNGParse(c->parser);
        }
        ok = schema->compiled || mkr_say(diag, MKR_E_SCHEMA, parsed.root->where, "%s", c->text);
    }
    mkr_arena_free(scratch);
    return ok ? schema : NULL;
}

/* ---- validating */

typedef struct validating {
    xmlRelaxNGValidCtxtPtr validator;
    const mkr_node *culprit; /* the element of libxml2's first complaint */
} validating;

static void keep_culprit(void *user, xmlErrorPtr error) {
    validating *v = user;
    const xmlNode *node = error->node;
    while (node && node->type != XML_ELEMENT_NODE)
        node = node->parent;
    if (!v->culprit && node)
        v->culprit = node->_private;
}

static void release_validating(void *p) {
    validating *v = p;
    xmlRelaxNGFreeValidCtxt(v->validator);
}

bool mkr_schema_check(const mkr_schema *schema, mkr_arena *scratch, mkr_diag *diag,
                      const mkr_parsed *parsed) {
    if (parsed->squares > MOST_SQUARES)
        return !mkr_explain(scratch, diag, schema->rng, parsed->root, NULL);
    validating *v = mkr_alloc(scratch, sizeof *v);
    mkr_arena_defer(scratch, release_validating, v);
    v->validator = xmlRelaxNGNewValidCtxt(schema->compiled);
    if (!v->validator)
        return mkr_say(diag, MKR_E_NO_MEMORY, (mkr_where){.file = parsed->root->where.file}, NULL);
    xmlRelaxNGSetValidStructuredErrors(v->validator, keep_culprit, v);
    if (!xmlRelaxNGValidateDoc(v->validator, parsed->doc))
        return true;
    mkr_explain(scratch, diag, schema->rng, parsed->root, v->culprit ? v->culprit : parsed->root);
    return false;
}

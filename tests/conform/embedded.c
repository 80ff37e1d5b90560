/* embedded.c - files inside the file: 7.11; ISO 19005-2 and -3, 6.8; ISO 32000-1, 7.11.3 and 7.11.4, and the
 * name tree that readers list them from. */
#include "embedded.h"

#include <stdlib.h>

#define TREE_DEPTH 16
#define MD5_BYTES 16

/* ---- collecting ---- */

void embedded_collect(embedded *e, const cos *dictionary) {
    const cos *associated = cos_get(dictionary, "AF");
    bool fresh;
    for (size_t i = 0; i < cos_count(associated); i++) /* one that is no array associates nothing */
        map_put(&e->associated, cos_identity(cos_at(associated, i)), 0, 0, &fresh);
    if (cos_get(dictionary, "EF")->type != COS_DICT)
        return;
    e->specs = grow(e->specs, e->n_specs, &e->cap_specs, sizeof *e->specs);
    e->specs[e->n_specs++] = dictionary;
}

static bool is_first_time(embedded *e, const cos *v) {
    bool fresh;
    map_put(&e->seen, cos_identity(v), 0, 0, &fresh);
    return fresh;
}

/* ---- the stream (ISO 32000-1, 7.11.4) ---- */

/* The end of a token of RFC 2045, 5.1. */
static const char *token_end(const char *s, const char *end) {
    while (s<end && * s> ' ' && *s <= '~' && !strchr("()<>@,;:\\\"/[]?=", *s))
        s++;
    return s;
}

/* Two tokens with a slash between them. */
static bool is_media_type(const cos *v) {
    if (v->type != COS_NAME)
        return false;
    const char *end = v->u.s + v->n, *slash = token_end(v->u.s, end);
    return slash > v->u.s && end - slash > 1 && *slash == '/' && token_end(slash + 1, end) == end;
}

/* What Params says of the content, of which data are n bytes. */
static void check_parameters(report *rep, const cos *stream, size_t n) {
    const cos *params = cos_get(stream, "Params"), *sum = cos_get(params, "CheckSum");
    if (cos_has(params, "Size") && cos_int_or(cos_get(params, "Size"), -1) != (int64_t)n)
        fail(rep, R_B_7_11_4_2, at_object(stream), "Size, where there are %zu bytes", n);
    if (!cos_is_null(sum) && (sum->type != COS_STRING || sum->n != MD5_BYTES))
        fail(rep, R_B_7_11_4_2, at_object(stream), "CheckSum is not 16 bytes");
}

static void check_stream(embedded *e, doc *d, const cos *stream) {
    const cos *type = cos_get(stream, "Type");
    if (!is_first_time(e, stream))
        return;
    if (!stream->stream || !(cos_is_null(type) || cos_is(type, "EmbeddedFile"))) {
        fail_at(d->rep, R_B_7_11_4_1, at_object(stream));
        return;
    }
    if (!is_media_type(cos_get(stream, "Subtype")))
        fail_at(d->rep, R_A_6_8_1, at_object(stream));
    size_t n;
    uint8_t *data = doc_stream(d, stream, &n);
    if (data)
        check_parameters(d->rep, stream, n);
    if (d->part == 2 && !(data && n >= 5 && !memcmp(data, "%PDF-", 5)))
        fail_at(d->rep, R_A_6_8_5, at_object(stream));
    free(data);
}

/* ---- the file specification (ISO 32000-1, 7.11.3) ---- */

static void check_spec(embedded *e, doc *d, const cos *spec) {
    const cos *files = cos_get(spec, "EF");
    report *rep = d->rep;
    if (!cos_is(cos_get(spec, "Type"), "Filespec"))
        fail_at(rep, R_B_7_11_3_1, at_object(spec));
    if (!cos_has_text(cos_get(spec, "F")) || !cos_has_text(cos_get(spec, "UF")))
        fail_at(rep, R_7_11_1, at_object(spec));
    if (!cos_has(files, "F") && !cos_has(files, "UF"))
        fail(rep, R_B_7_11_4_1, at_object(spec), "EF has neither F nor UF");
    for (size_t i = 0; i < cos_pairs(files); i++)
        check_stream(e, d, cos_value(files, i));
    if (d->part == 3 && cos_get(spec, "AFRelationship")->type != COS_NAME)
        fail_at(rep, R_A_6_8_3, at_object(spec));
    if (d->part == 3 && !map_find(&e->associated, cos_identity(spec), 0))
        fail_at(rep, R_A_6_8_4, at_object(spec));
}

/* ---- the name tree (ISO 32000-1, 7.9.6) ---- */

static bool is_after(const cos *key, const cos *last) {
    return key->type == COS_STRING && (!last || cos_compare(last->u.s, last->n, key->u.s, key->n) < 0);
}

/* *last is the key before, NULL for none. Depth is limited, and no node is entered twice. */
static void check_names(embedded *e, doc *d, const cos *node, const cos **last, unsigned depth) {
    const cos *names = cos_get(node, "Names"), *kids = cos_get(node, "Kids");
    if (depth > TREE_DEPTH || !is_first_time(e, node) ||
        (names->type == COS_ARRAY) == (kids->type == COS_ARRAY)) {
        fail(d->rep, R_B_7_9_6_1, at_object(node), "not a node of a name tree");
        return;
    }
    for (size_t i = 0; i < cos_count(names); i += 2) {
        const cos *key = cos_at(names, i);
        if (!is_after(key, *last)) {
            fail(d->rep, R_B_7_9_6_1, at_object(node), "the order of the names");
            return;
        }
        *last = key;
        if (cos_at(names, i + 1)->type != COS_DICT)
            fail(d->rep, R_B_7_9_6_1, at_object(node), "a name of no file specification");
    }
    for (size_t i = 0; i < cos_count(kids); i++)
        check_names(e, d, cos_at(kids, i), last, depth + 1);
}

void embedded_check(embedded *e, doc *d) {
    const cos *tree = cos_get(cos_get(d->root, "Names"), "EmbeddedFiles"), *last = NULL;
    for (size_t i = 0; i < e->n_specs; i++)
        check_spec(e, d, e->specs[i]);
    if (!cos_is_null(tree))
        check_names(e, d, tree, &last, 0);
    free(e->specs);
    map_free(&e->associated);
    map_free(&e->seen);
}

/* doc.c - opening a file through libqpdf and copying its objects into plain values.
 *
 * libqpdf does what would be no use doing twice: cross-references, object streams, filters, decryption. It is
 * asked once per object, for the object's text; everything after that works on our own values, which is
 * faster by an order of magnitude than asking through its handles, and keeps cycles harmless. */
#include "doc.h"

#include <stdio.h>
#include <stdlib.h>

#include "lex.h"

#define OBJECTS_MAX 8388607u /* PDF/A's own limit */
#define STREAM_MAX ((int64_t)16 << 20) /* encoded bytes of a stream that is looked into */
#define DECODED_MAX ((size_t)1 << 30) /* bytes of all streams that are looked into, decoded */
#define FILE_MAX ((size_t)1 << 30)
#define PAGES_MAX 1000000u
#define PAGE_DEPTH 64

static uint8_t *read_file(const char *path, size_t *n) {
    FILE *f = fopen(path, "rb");
    if (!f)
        return NULL;
    uint8_t *bytes = NULL;
    size_t cap = 0, got;
    *n = 0;
    do {
        bytes = grow(bytes, *n, &cap, 1);
        got = fread(bytes + *n, 1, cap - *n, f);
        *n += got;
    } while (got && *n < FILE_MAX);
    bool whole = feof(f) && !ferror(f);
    fclose(f);
    if (!whole) {
        free(bytes);
        return NULL;
    }
    return bytes;
}

/* The value of an object, made on first mention and filled in when its turn comes. */
static const cos *refer(void *context, int32_t id, int32_t gen) {
    doc *d = context;
    bool fresh;
    uint32_t *at = map_put(&d->ids, (uint64_t)id, (uint64_t)gen, (uint32_t)d->n_objects, &fresh);
    if (!fresh)
        return d->objects[*at];
    if (d->n_objects >= OBJECTS_MAX)
        return &cos_null;
    cos *object = arena_alloc(&d->mem, sizeof *object);
    *object = (cos){.type = COS_NULL, .id = id, .gen = gen};
    d->objects = grow(d->objects, d->n_objects, &d->cap_objects, sizeof *d->objects);
    d->objects[d->n_objects++] = object;
    return object;
}

/* The text of an object as a value; strings point into the copy of the text. */
static cos parse(doc *d, const char *text, size_t n) {
    char *copy = arena_alloc(&d->mem, n + 1);
    memcpy(copy, text, n + 1);
    lex x;
    lex_open(&x, copy, n, &d->mem);
    x.refer = refer;
    x.context = d;
    while (lex_next(&x))
        x.errors++;
    cos value = x.n == 1 ? x.stack[0] : cos_null;
    lex_close(&x);
    return value.type == COS_REF ? cos_null : value;
}

static void load_object(doc *d, cos *object) {
    int32_t id = object->id, gen = object->gen;
    qpdf_oh oh = qpdf_get_object_by_id(d->qpdf, id, gen);
    bool stream = qpdf_oh_is_stream(d->qpdf, oh), dangling = qpdf_oh_is_null(d->qpdf, oh);
    if (!dangling) {
        qpdf_oh dict = stream ? qpdf_oh_get_dict(d->qpdf, oh) : oh;
        const char *text = qpdf_oh_unparse_resolved(d->qpdf, dict);
        *object = parse(d, text, strlen(text));
        object->id = id;
        object->gen = gen;
        object->stream = stream;
        if (stream)
            qpdf_oh_release(d->qpdf, dict);
    }
    qpdf_oh_release(d->qpdf, oh);
}

static void load_objects(doc *d) {
    qpdf_oh oh = qpdf_get_trailer(d->qpdf);
    const char *text = qpdf_oh_unparse_resolved(d->qpdf, oh);
    cos *trailer = arena_alloc(&d->mem, sizeof *trailer);
    *trailer = parse(d, text, strlen(text));
    qpdf_oh_release(d->qpdf, oh);
    d->trailer = trailer;
    for (size_t i = 0; i < d->n_objects; i++)
        load_object(d, d->objects[i]);
    if (d->n_objects >= OBJECTS_MAX)
        fail_at(d->rep, R_A_6_1_13_7, NOWHERE);
    d->root = cos_get(d->trailer, "Root");
}

static void add_page(doc *d, const cos *node, const cos *resources, const cos *media, const cos *crop) {
    d->pages = grow(d->pages, d->n_pages, &d->cap_pages, sizeof *d->pages);
    page_info *p = &d->pages[d->n_pages++];
    *p = (page_info){.object = node, .resources = resources};
    p->inherits_resources = !cos_has(node, "Resources");
    p->has_media = cos_rect(media, &p->media);
    if (!cos_rect(crop, &p->crop))
        p->crop = p->media;
    bool fresh;
    map_put(&d->page_of, cos_identity(node), 0, (uint32_t)d->n_pages, &fresh);
}

static const cos *or_inherited(const cos *node, const char *key, const cos *inherited) {
    const cos *own = cos_get(node, key);
    return cos_is_null(own) ? inherited : own;
}

typedef struct page_walk {
    doc *d;
    map seen;
} page_walk;

/* Depth is limited, and no node is entered twice, so the recursion ends. */
static void walk_pages(page_walk *w, const cos *node, const cos *const up[3], unsigned depth) {
    bool fresh;
    map_put(&w->seen, cos_identity(node), 0, 0, &fresh);
    if (node->type != COS_DICT || !fresh || depth > PAGE_DEPTH || w->d->n_pages >= PAGES_MAX) {
        fail(w->d->rep, R_B_7_7_3_1, at_object(node),
             fresh ? "not a page" : "a page stands twice in the tree");
        return;
    }
    /* up: Resources, MediaBox and CropBox as inherited so far */
    const cos *const down[3] = {or_inherited(node, "Resources", up[0]), or_inherited(node, "MediaBox", up[1]),
                                or_inherited(node, "CropBox", up[2])};
    const cos *kids = cos_get(node, "Kids");
    if (kids->type != COS_ARRAY) {
        add_page(w->d, node, down[0], down[1], down[2]);
        return;
    }
    for (size_t i = 0; i < cos_count(kids); i++)
        walk_pages(w, cos_at(kids, i), down, depth + 1);
}

static void load_pages(doc *d) {
    page_walk w = {.d = d};
    const cos *const nothing[3] = {&cos_null, &cos_null, &cos_null};
    const cos *top = cos_get(d->root, "Pages");
    walk_pages(&w, top, nothing, 0);
    map_free(&w.seen);
    if (cos_int_or(cos_get(top, "Count"), -1) != (int64_t)d->n_pages)
        fail(d->rep, R_B_7_7_3_1, at_object(top), "Count is not the number of pages, %zu", d->n_pages);
}

size_t doc_page_number(const doc *d, const cos *object) {
    const uint32_t *at = map_find(&d->page_of, cos_identity(object), 0);
    return at ? *at : 0;
}

static void report_warnings(doc *d) {
    while (qpdf_more_warnings(d->qpdf)) {
        qpdf_error e = qpdf_next_warning(d->qpdf);
        fail(d->rep, R_B_7_5_1, NOWHERE, "%s", qpdf_get_error_message_detail(d->qpdf, e));
    }
}

bool doc_open(doc *d, const char *path, report *rep, const char **why) {
    *d = (doc){.path = path, .rep = rep, .trailer = &cos_null, .root = &cos_null, .part = 2};
    d->raw = read_file(path, &d->raw_n);
    if (!d->raw) {
        *why = "cannot be read, or is larger than a gigabyte";
        return false;
    }
    d->qpdf = qpdf_init();
    qpdf_silence_errors(d->qpdf);
    qpdf_set_suppress_warnings(d->qpdf, QPDF_TRUE);
    if (qpdf_read_memory(d->qpdf, path, (const char *)d->raw, d->raw_n, NULL) & QPDF_ERRORS) {
        qpdf_get_error(d->qpdf); /* seen, or libqpdf says so on its own */
        *why = "is not a PDF that can be read";
        return false;
    }
    load_objects(d);
    if (d->root->type != COS_DICT) {
        *why = "has no catalog";
        return false;
    }
    d->has_lang = cos_get(d->root, "Lang")->type == COS_STRING;
    load_pages(d);
    if (qpdf_has_error(d->qpdf))
        fail(d->rep, R_B_7_5_1, NOWHERE, "%s",
             qpdf_get_error_message_detail(d->qpdf, qpdf_get_error(d->qpdf)));
    report_warnings(d);
    return true;
}

void doc_close(doc *d) {
    if (d->qpdf)
        qpdf_cleanup(&d->qpdf);
    map_free(&d->ids);
    map_free(&d->page_of);
    arena_free(&d->mem);
    free(d->objects);
    free(d->pages);
    free(d->raw);
}

uint8_t *doc_stream(doc *d, const cos *stream, size_t *n) {
    *n = 0;
    if (!stream->stream)
        return NULL;
    if (cos_int_or(cos_get(stream, "Length"), 0) > STREAM_MAX) {
        fail(d->rep, R_B_7_3_8_1, at_object(stream), "more than 16 MB");
        return NULL;
    }
    if (d->decoded > DECODED_MAX) {
        fail(d->rep, R_B_7_3_8_1, at_object(stream), "after a gigabyte of others");
        return NULL;
    }
    uint8_t *data = NULL;
    QPDF_BOOL filtered = QPDF_FALSE;
    qpdf_oh oh = qpdf_get_object_by_id(d->qpdf, stream->id, stream->gen);
    QPDF_ERROR_CODE code = qpdf_oh_get_stream_data(d->qpdf, oh, qpdf_dl_generalized, &filtered, &data, n);
    qpdf_oh_release(d->qpdf, oh);
    if (qpdf_has_error(d->qpdf))
        qpdf_get_error(d->qpdf);
    report_warnings(d);
    if ((code & QPDF_ERRORS) || !filtered) {
        fail_at(d->rep, R_B_7_3_8_1, at_object(stream));
        free(data);
        return NULL;
    }
    d->decoded += *n;
    return data ? data : calloc(1, 1);
}

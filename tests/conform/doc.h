/* doc.h - one open file: its bytes, every object reachable from the trailer, its pages. */
#ifndef CONFORM_DOC_H
#define CONFORM_DOC_H

#include <qpdf/qpdf-c.h>

#include "cos.h"
#include "report.h"

typedef struct page_info {
    const cos *object;
    const cos *resources; /* its own, or inherited; null where there are none */
    bool inherits_resources;
    rect media, crop;
    bool has_media;
} page_info;

struct tree;
struct font_set;
struct seen;

typedef struct doc {
    const char *path;
    qpdf_data qpdf;
    uint8_t *raw;
    size_t raw_n;
    arena mem;
    report *rep;
    map ids; /* (object number, generation) -> index in objects */
    cos **objects; /* in the order they were found */
    size_t n_objects, cap_objects;
    const cos *trailer, *root;
    page_info *pages;
    size_t n_pages, cap_pages;
    map page_of; /* page object -> index in pages */
    bool keep_text; /* collect what marked content shows */
    bool has_lang; /* the catalog has Lang */
    int part; /* of PDF/A, as the file says; 2 when it says nothing usable */
    size_t decoded; /* bytes of streams so far */
    unsigned intent; /* the device colour space of the output intent, a bit of colour.h; 0: none */
    struct tree *tree;
    struct font_set *fonts;
    struct seen *seen; /* by the walk of content streams */
} doc;

/* False when the file cannot be read as a PDF at all; then *why says so. Close it in both cases. */
bool doc_open(doc *d, const char *path, report *rep, const char **why);
void doc_close(doc *d);

/* The decoded data of a stream, to be freed; NULL after a report when it cannot be had. */
uint8_t *doc_stream(doc *d, const cos *stream, size_t *n);

/* The number of a page (from 1) by its object; 0 when it is none. */
size_t doc_page_number(const doc *d, const cos *object);

static inline uint64_t cos_identity(const cos *v) {
    return (uint64_t)(uintptr_t)v;
}

#endif

/* document.h - random reports: every element of running text, in every order, legal and small. */
#ifndef INVARIANTS_DOCUMENT_H
#define INVARIANTS_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MOST_PARTS = 64 };

/* What a report may have in it. */
typedef enum feature {
    FEATURE_LISTS = 1,
    FEATURE_TABLES = 2,
    FEATURE_SPANS = 4,
    FEATURE_TALL = 8, /* rows taller than a page, long paragraphs */
    FEATURE_FIGURES = 16,
    FEATURE_REFERENCES = 32,
    FEATURE_FOOTNOTES = 64,
    FEATURE_QUOTES = 128, /* quotations and notes */
    FEATURE_LANDSCAPE = 256,
    FEATURE_CONTENTS = 512,
    FEATURE_WIDE = 1024, /* tables wider than a page */
    FEATURE_NUMBERING = 2048, /* sections that number their paragraphs in their own way */
    FEATURE_STYLE = 4096, /* a house style of its own: hyphens, justified text, zebra */
    FEATURE_SCRIPTS = 8192, /* right-to-left text */
    FEATURE_EDITIONS = 16384, /* large print, greyscale, draft */
    FEATURE_KEEP = 32768, /* rows that keep with the next */
    FEATURE_LONG = 65536, /* words wider than their column */
    FEATURE_PARTS = 131072, /* summary, recommendations, reasons, sign-offs, appendices */
    FEATURES = 262144
} feature;

typedef struct document_plan {
    uint64_t seed;
    unsigned features;
    bool skip[MOST_PARTS]; /* parts that are left out, to find out which one is to blame */
    int rows, words; /* if not 0, at most so many in a table or a piece of text, for the same reason */
} document_plan;

/* What has been written, for comparison: pieces of running text without their white space, as UTF-8. */
typedef struct document_texts {
    char **in_order, **anywhere; /* footnotes and the cover stand where the design wants them */
    size_t n_in_order, n_anywhere;
    size_t parts; /* of the report, those left out included */
} document_texts;

/* Write report.xml, and style.xml and picture.png beside it. */
void document_write(const document_plan *plan, const char *folder, document_texts *texts);

#endif

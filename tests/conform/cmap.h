/* cmap.h - CMap files: how strings are cut into codes, codes to CIDs, codes to Unicode (ISO
 * 32000-1, 9.7.5, 9.10.3). */
#ifndef CONFORM_CMAP_H
#define CONFORM_CMAP_H

#include "cos.h"

#define CMAP_CODES 65536u

/* What ToUnicode says of a code. */
enum { UNICODE_KNOWN = 1, UNICODE_BAD = 2, UNICODE_PRIVATE = 4 };

typedef struct code_range {
    unsigned bytes;
    uint32_t low, high, cid; /* cid: of the lowest code; not for code spaces */
} code_range;

/* The Unicode value of a code: UTF-16 in the pool, with an amount added to its last unit. */
typedef struct unicode_value {
    uint32_t at;
    uint16_t n, add;
} unicode_value;

typedef struct cmap {
    code_range *spaces, *cids; /* cids sorted by length and lowest code */
    size_t n_spaces, cap_spaces, n_cids, cap_cids;
    uint8_t *unicode; /* CMAP_CODES flags */
    unicode_value *values; /* CMAP_CODES; NULL: only the flags are kept */
    buffer pool;
    int64_t wmode;
    bool has_wmode, uses_other;
    char other[64]; /* the name before usecmap */
    const char *fault; /* NULL: well-formed */
} cmap;

void cmap_read(cmap *m, const uint8_t *data, size_t n, bool keep_values);
void cmap_free(cmap *m);

/* Cuts one code off the front of a string of n > 0 bytes: its length, which is at most n. */
unsigned cmap_cut(const cmap *m, const uint8_t *s, size_t n, uint32_t *code);
/* 0 for a code without a CID. */
uint32_t cmap_cid(const cmap *m, unsigned bytes, uint32_t code);
bool cmap_has_code(const cmap *m, unsigned bytes, uint32_t code);
/* Appends the Unicode value of a code as UTF-8; false when it has none, or the values were not kept. */
bool cmap_text(const cmap *m, uint32_t code, buffer *out);

/* A predefined CMap of ISO 32000-1, table 118: its character collection; false when the name is none. */
bool cmap_predefined(const cos *name, const char **ordering, int64_t *supplement);

#endif

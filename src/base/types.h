/* types.h - the few types every stage shares. */
#ifndef MKR_BASE_TYPES_H
#define MKR_BASE_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int32_t mkr_len; /* a length: 1/1000 point; y grows downwards from the page top */
typedef uint32_t mkr_colour; /* 0xRRGGBB, sRGB */

#define MKR_PT(points) ((mkr_len)((points)*1000))
#define MKR_NO_COLOUR UINT32_MAX /* where a colour may be absent: do not fill, do not stroke */

/* Square root, rounded down (Newton's method from above): the same on every machine. */
static inline int64_t mkr_root(int64_t n) {
    if (n < 2)
        return n > 0 ? n : 0;
    int64_t x = n, next = n / 2 + 1;
    while (next < x) {
        x = next;
        next = (x + n / x) / 2;
    }
    return x;
}

/* Where something stands in the input. XML: line and column of the construct, counted in characters from 1.
 * CSV: line is the row as a spreadsheet counts it, col the column. line 0: the file as a whole. */
typedef struct mkr_where {
    const char *file;
    uint32_t line, col;
} mkr_where;

#endif

/* extent.h - how far the ink of items reaches. */
#ifndef MKR_PAGE_EXTENT_H
#define MKR_PAGE_EXTENT_H

#include "page/page.h"

typedef struct mkr_extent { /* left, top, right, bottom; y downwards */
    mkr_len x0, y0, x1, y1;
} mkr_extent;

/* That of nothing: every item widens it. */
#define MKR_NO_EXTENT ((mkr_extent){INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN})

/* Widen an extent by an item: text by ascent and descent, a path by half its pen, curves by their handles. */
void mkr_extent_add(mkr_extent *extent, const mkr_item *item);

#endif

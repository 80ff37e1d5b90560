/* page.h - the display list: what stands where on each page, and which element of the document tree it
 * belongs to.
 *
 * Every later stage (pdf, image) reads only this. Items are painted in order. elem 0 marks an artifact. */
#ifndef MKR_PAGE_PAGE_H
#define MKR_PAGE_PAGE_H

#include "base/picture.h"
#include "text/font.h"

typedef enum mkr_item_kind { MKR_ITEM_TEXT, MKR_ITEM_PATH, MKR_ITEM_IMAGE } mkr_item_kind;

typedef struct mkr_text {
    const mkr_face *face;
    const mkr_glyph *glyphs;
    uint32_t n;
    mkr_len x, y; /* left end of the baseline */
    mkr_len pen; /* from x to where the first glyph stands: 0 unless the text runs right to left */
    mkr_len size, tracking, width;
    mkr_colour colour;
} mkr_text;

/* A path: verbs with their points in order: 'M' 1, 'L' 1, 'C' 3, 'Z' 0. */
typedef struct mkr_point {
    mkr_len x, y;
} mkr_point;

typedef struct mkr_path {
    const char *verbs; /* terminated */
    const mkr_point *points;
    mkr_colour fill, stroke; /* MKR_NO_COLOUR: not */
    mkr_len line_width;
    mkr_len dash[2]; /* on, off; dash[0] == 0: solid */
    uint8_t cap; /* 0 butt, 1 round, 2 square */
    uint8_t join; /* 0 mitre, 1 round, 2 bevel */
} mkr_path;

typedef struct mkr_item {
    uint8_t kind;
    bool pagination; /* an artifact that repeats: running foot, repeated table head */
    uint32_t elem;
    union {
        mkr_text text;
        mkr_path path;
        struct {
            const mkr_picture *image;
            mkr_len x, y, width, height;
        } picture;
    };
} mkr_item;

typedef MKR_VEC(mkr_item) mkr_item_vec;

typedef struct mkr_items {
    mkr_arena *arena;
    mkr_item_vec list;
} mkr_items;

/* A place on a page that leads somewhere: the MKR_LINK element says where. */
typedef struct mkr_page_link {
    uint32_t elem;
    mkr_len x, y, width, height;
} mkr_page_link;

typedef struct mkr_page {
    mkr_len width, height;
    mkr_items items;
    MKR_VEC(mkr_page_link) links;
} mkr_page;

typedef struct mkr_pages {
    MKR_VEC(mkr_page *) at;
} mkr_pages;

struct mkr_buffer;
/* Print the items of pages for --dump=page: one line an item. */
void mkr_pages_dump(const mkr_pages *pages, struct mkr_buffer *out);

#endif

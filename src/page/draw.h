/* draw.h - put things on a display list: the vocabulary of charts, tables and page furniture. */
#ifndef MKR_PAGE_DRAW_H
#define MKR_PAGE_DRAW_H

#include "page/page.h"
#include "text/line.h"

/* Sums of heights end here, so that none leaves 32 bits: far above what a page,
 * a cell or a footnote may be. */
#define MKR_HIGHEST MKR_PT(1000000)

/* The sum of two heights, MKR_HIGHEST at most. */
static inline mkr_len mkr_heights(mkr_len a, mkr_len b) {
    return a < MKR_HIGHEST - b ? a + b : MKR_HIGHEST;
}

typedef struct mkr_pen { /* how a path is painted */
    mkr_colour fill, stroke;
    mkr_len width, dash[2];
    uint8_t cap, join;
} mkr_pen;

static inline mkr_pen mkr_pen_fill(mkr_colour c) {
    return (mkr_pen){.fill = c, .stroke = MKR_NO_COLOUR};
}
static inline mkr_pen mkr_pen_line(mkr_colour c, mkr_len width) {
    return (mkr_pen){.fill = MKR_NO_COLOUR, .stroke = c, .width = width};
}

/* A dot: a line without length has a round cap's disc on it (ISO 32000-1, 8.5.3.2). A tenth of the bytes of
 * four curves. */
static inline mkr_pen mkr_pen_dot(mkr_colour c, mkr_len r) {
    return (mkr_pen){.fill = MKR_NO_COLOUR, .stroke = c, .width = 2 * r, .cap = 1, .join = 1};
}

/* Put a path on the list as it is: verbs and points must live as long as the list. */
void mkr_path_push(mkr_items *to, uint32_t elem, const char *verbs, const mkr_point *points, mkr_pen pen);

void mkr_draw_line(mkr_items *to, uint32_t elem, mkr_len x0, mkr_len y0, mkr_len x1, mkr_len y1, mkr_pen pen);
void mkr_draw_rect(mkr_items *to, uint32_t elem, mkr_len x, mkr_len y, mkr_len width, mkr_len height,
                   mkr_pen pen);
void mkr_draw_circle(mkr_items *to, uint32_t elem, mkr_len cx, mkr_len cy, mkr_len r, mkr_pen pen);
/* A polyline, or with `closed` a polygon. The points are copied. */
void mkr_draw_points(mkr_items *to, uint32_t elem, const mkr_point *points, size_t n, bool closed,
                     mkr_pen pen);

typedef struct mkr_label { /* how one line of text is set */
    const mkr_font *font;
    mkr_len size;
    mkr_colour colour;
} mkr_label;

enum { MKR_LEFT, MKR_CENTRE, MKR_RIGHT };

/* One line of text without breaks; x is its left end, middle or right end by `align`, y its baseline. Returns
 * its width. A missing glyph has been reported when the width is negative. */
mkr_len mkr_draw_text(mkr_items *to, mkr_fonts *fonts, uint32_t elem, const mkr_label *label, int align,
                      mkr_len x, mkr_len y, const char *text, mkr_where where);
mkr_len mkr_text_width(mkr_fonts *fonts, const mkr_label *label, const char *text, mkr_where where);

/* A line that was broken out of a paragraph, from x on. */
void mkr_draw_line_of_text(mkr_items *to, uint32_t elem, const mkr_line *line, mkr_len x, mkr_len y);

/* Move every item from index `from` on. Path points are moved in place. */
void mkr_items_move(mkr_items *items, size_t from, mkr_len dx, mkr_len dy);

#endif

/* image.h - a page as a picture: PNG (drawn by cairo) for a look at it, SVG for the web. */
#ifndef MKR_IMAGE_IMAGE_H
#define MKR_IMAGE_IMAGE_H

#include "base/output.h"
#include "page/page.h"

/* dpi: 36 to 1200. False after a message. */
bool mkr_image_png(mkr_arena *arena, mkr_diag *diag, const mkr_page *page, unsigned dpi, mkr_output *out);

/* What an SVG says beside its drawing. */
typedef struct mkr_svg_words {
    const char *id; /* the names inside begin with it, so that several SVGs can stand in one web page */
    const char *title, *description; /* <title> and <desc>; description may be NULL */
    const char *lang; /* BCP 47 */
    bool outlines; /* text as shapes: looks the same without the fonts, but nobody can search or select it */
    bool reads; /* a page of text, to be read, rather than a picture with an alternative */
} mkr_svg_words;

/* SVG 1.1, second edition. False after a message. */
bool mkr_image_svg(mkr_arena *arena, mkr_diag *diag, const mkr_page *page, const mkr_svg_words *words,
                   mkr_output *out);

#endif

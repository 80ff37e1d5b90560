/* svg.h - an SVG in the making (private to image).
 *
 *   svg.c          the file, its numbers and paths
 *   svg_text.c     text, as text or as outlines
 *   svg_picture.c  pictures as data URIs */
#ifndef MKR_IMAGE_SVG_H
#define MKR_IMAGE_SVG_H

#include "base/buffer.h"
#include "image/image.h"

typedef struct mkr_svg_glyphs { /* the outlines of a face that have been defined */
    const mkr_face *face;
    uint32_t *number; /* by code, from 1; 0: not yet, MKR_SVG_NO_INK: it has no outline */
} mkr_svg_glyphs;

#define MKR_SVG_NO_INK UINT32_MAX

typedef struct mkr_svg_file {
    mkr_arena *arena;
    mkr_diag *diag;
    const mkr_svg_words *words;
    mkr_buffer out; /* not yet handed over */
    mkr_output *to;
    bool failed; /* the output's message has been said */
    mkr_len size; /* of text, and its family, where an element does not say otherwise */
    const char *family;
    MKR_VEC(mkr_svg_glyphs) glyphs;
    uint32_t n_glyphs;
    MKR_VEC(const mkr_picture *) pictures; /* defined so far */
    struct mkr_surface *canvas; /* for the pixels of pictures; NULL until one is met */
} mkr_svg_file;

/* ---- svg.c */

/* Numbers in 1/1000; after a digit a blank parts them, unless a sign does. */
void mkr_svg_number(mkr_buffer *out, int64_t thousandths);
void mkr_svg_attribute(mkr_buffer *out, const char *name, int64_t thousandths); /*  x="12.5" */
void mkr_svg_colour(mkr_buffer *out, const char *name, mkr_colour colour);
/* Text between tags or in quotes; what XML cannot hold (its 2.2) becomes U+FFFD. */
void mkr_svg_escaped(mkr_buffer *out, const char *text, size_t n);
/* An id: the file's own, a hyphen, the rest. */
void mkr_svg_name(mkr_svg_file *svg, const char *rest, uint32_t number);
bool mkr_svg_flush(mkr_svg_file *svg);

/* ---- svg_text.c */
void mkr_svg_define_glyphs(mkr_svg_file *svg, const mkr_page *page); /* <defs> of all outlines of the page */
void mkr_svg_text(mkr_svg_file *svg, const mkr_text *text);

/* ---- svg_picture.c */
void mkr_svg_picture(mkr_svg_file *svg, const mkr_item *item);

#endif

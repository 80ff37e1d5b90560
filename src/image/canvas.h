/* canvas.h - a cairo surface with what it takes to paint a display list on it.
 *
 * One holder owns every cairo handle of a drawing, and it is in the arena's care before the first handle is
 * made, so that none can leak. cairo's errors stick to the context: nothing here reports, the caller asks at
 * the end. */
#ifndef MKR_IMAGE_CANVAS_H
#define MKR_IMAGE_CANVAS_H

#include <cairo.h>

#include "page/page.h"

typedef struct mkr_surface_font {
    const mkr_face *face;
    cairo_font_face_t *font;
} mkr_surface_font;

typedef struct mkr_surface_picture {
    const mkr_picture *picture;
    cairo_surface_t *surface;
} mkr_surface_picture;

typedef struct mkr_surface {
    mkr_arena *arena;
    cairo_surface_t *surface;
    cairo_t *cr;
    MKR_VEC(mkr_surface_font) fonts; /* few: searched in order */
    MKR_VEC(mkr_surface_picture) pictures; /* those met so far, likewise */
} mkr_surface;

/* An empty canvas, released with `arena`: the caller sets `surface`. */
mkr_surface *mkr_surface_new(mkr_arena *arena);

/* Paint a page at `scale` surface units to the point, on white. */
void mkr_surface_paint(mkr_surface *canvas, const mkr_page *page, double scale);

/* The pixels of a picture; NULL when it has none or more in a row than cairo can count. Owned by the canvas.
 */
cairo_surface_t *mkr_surface_picture_of(mkr_surface *canvas, const mkr_picture *picture);

/* The cairo font that draws a face by its outlines; its size is that of the em. Owned by the canvas. */
cairo_font_face_t *mkr_surface_font_of(mkr_surface *canvas, const mkr_face *face);

#endif

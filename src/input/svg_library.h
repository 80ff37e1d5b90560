/* svg_library.h - draw SVG through librsvg (private to input). */
#ifndef MKR_INPUT_SVG_LIBRARY_H
#define MKR_INPUT_SVG_LIBRARY_H

#include "base/arena.h"

typedef struct mkr_svg mkr_svg;

/* Read an SVG from memory, released with the arena. NULL when it cannot be: *why says so, or is NULL when the
 * library is not installed. */
mkr_svg *mkr_svg_open(mkr_arena *arena, const uint8_t *bytes, size_t n, const char **why);

/* Its size in pixels, 96 to the inch; false when it says none. */
bool mkr_svg_size(const mkr_svg *svg, double *width, double *height);

/* Draw it on white, 3 bytes a pixel, as large as fits. False: *why says so. */
bool mkr_svg_draw(mkr_svg *svg, uint32_t width, uint32_t height, uint8_t *rgb, const char **why);

#endif

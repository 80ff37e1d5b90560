/* segments.h - make a line of units (private to text). */
#ifndef MKR_TEXT_SEGMENTS_H
#define MKR_TEXT_SEGMENTS_H

#include "text/units.h"

/* The line of units [u, u_end), with the hyphen it ends with; its spaces are stretched or shrunk until it is
 * `fill` wide (a position; 0: left as they are). Its glyphs are copied to *glyphs, which moves on; the
 * segments live in `arena`. */
mkr_line mkr_line_make(const mkr_units *s, mkr_arena *arena, size_t u, size_t u_end, int64_t fill,
                       mkr_glyph **glyphs);

#endif

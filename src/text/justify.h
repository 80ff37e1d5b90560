/* justify.h - fill a line by its spaces (private to text). */
#ifndef MKR_TEXT_JUSTIFY_H
#define MKR_TEXT_JUSTIFY_H

#include "text/units.h"

/* The spaces a line is filled by: space, no-break space, tab. Their number in a stretch, and their width. */
uint32_t mkr_spaces_count(const mkr_stretch *p);
int64_t mkr_spaces_width(const mkr_units *s, const mkr_stretch *p);

/* What is to be shared among spaces. */
typedef struct mkr_spread {
    int64_t room; /* to be filled; negative: to be saved */
    uint32_t spaces; /* in all */
    uint32_t done; /* of them */
    int64_t added;
} mkr_spread;

/* Give the spaces of a stretch, whose glyphs have been copied to `glyphs`, their share. Shares are whole font
 * units, and what is lost in rounding goes to the next: the line is filled to half a unit. */
void mkr_spread_over(mkr_spread *spread, const mkr_units *s, const mkr_stretch *p, mkr_glyph *glyphs);

#endif

/* units.h - a paragraph's runs as what lines are made of (private to text).
 *
 * Stretches are glyphs of one face that lie side by side. Stretches without a break opportunity between them
 * form a unit; a unit is marked as tied to the one before it where tie.c says that the two belong together.
 *
 * Positions are kept in 1/1024 of a mkr_len from the start of the paragraph, so that widths do not drift
 * however many words are added, and are rounded where a segment begins or ends. Sizes up to 1000 pt keep them
 * within 64 bits. */
#ifndef MKR_TEXT_UNITS_H
#define MKR_TEXT_UNITS_H

#include "text/line.h"

enum { MKR_FINE = 10 }; /* bits of a position below one mkr_len */

typedef struct mkr_stretch {
    const mkr_glyph *glyphs;
    const mkr_face *face; /* NULL: fixed room */
    uint32_t n, run;
    int64_t x; /* it ends where the next begins */
} mkr_stretch;

typedef struct mkr_unit {
    int64_t start, end; /* without the spaces that follow */
    uint32_t stretch; /* its first */
    bool tied; /* to the unit before it */
    bool last; /* before a forced break, or of all */
} mkr_unit;

typedef struct mkr_units {
    mkr_fonts *fonts;
    mkr_arena *scratch;
    const mkr_run *runs;
    int64_t x; /* the end of all */
    MKR_VEC(mkr_stretch) stretches;
    MKR_VEC(mkr_unit) units;
    size_t glyphs;
} mkr_units;

/* Read runs into stretches and units, in the scratch of the fonts. False after an error. */
bool mkr_units_read(mkr_fonts *fonts, const mkr_run *runs, size_t n, mkr_units *out);

int64_t mkr_stretch_end(const mkr_units *u, size_t i);
/* The stretch after the last of unit i, the spaces behind it included. */
size_t mkr_unit_stretches_end(const mkr_units *u, size_t i);
/* Width of glyphs whose advances add up to `units` of the face. */
int64_t mkr_fine_width(const mkr_run *run, const mkr_face *face, int64_t units, uint32_t glyphs);

#endif

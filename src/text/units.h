/* units.h - a paragraph's runs as what lines are made of (private to text).
 *
 * Stretches are glyphs of one face that lie side by side. Stretches without a break opportunity between them
 * form a unit; a unit is marked as tied to the one before it where tie.c says that the two belong together.
 * All stand in the order of the text, as if it ran from left to right; segments.c puts a line in order.
 * Words that may be divided are then made into several units.
 *
 * Positions are kept in 1/1024 of a mkr_len from the start of the paragraph, so that widths do not drift
 * however many words are added, and are rounded where a segment begins or ends. Sizes up to 1000 pt keep them
 * within 64 bits. */
#ifndef MKR_TEXT_UNITS_H
#define MKR_TEXT_UNITS_H

#include "text/line.h"

enum {
    MKR_FINE = 10, /* bits of a position below one mkr_len */
    MKR_MOST_RUNS = 0xFFFFFF /* more would not fit into the memory there may be */
};

typedef struct mkr_stretch {
    const mkr_glyph *glyphs;
    const mkr_face *face; /* NULL: fixed room */
    uint32_t n;
    uint32_t run : 24;
    uint32_t level : 8; /* odd: it runs right to left (Unicode Standard Annex 9) */
    int64_t x; /* it ends where the next begins */
} mkr_stretch;

typedef struct mkr_unit {
    int64_t start, end; /* without the spaces that follow */
    uint32_t stretch; /* its first */
    uint32_t hyphen : 30; /* shown when a line ends with it: 1 and up into mkr_units.hyphens, or 0 */
    uint32_t tied : 1; /* to the unit before it */
    uint32_t last : 1; /* before a forced break, or of all */
} mkr_unit;

/* What the end of a line looks like when a word is divided there. */
typedef struct mkr_hyphen {
    int64_t width; /* more than the unit's own */
    mkr_glyph letter, hyphen; /* the last letter, kerned with the hyphen; the hyphen */
    bool soft; /* it stands in the place of the soft hyphen the unit ends with */
} mkr_hyphen;

typedef struct mkr_units {
    mkr_fonts *fonts;
    mkr_arena *scratch;
    const mkr_run *runs;
    int64_t x; /* the end of all */
    MKR_VEC(mkr_stretch) stretches;
    MKR_VEC(const mkr_word *) words; /* where they may be divided: for each stretch, that it is of, or NULL */
    MKR_VEC(mkr_unit) units;
    MKR_VEC(mkr_hyphen) hyphens; /* none until the units are divided (divide.c) */
    size_t glyphs;
    bool bidirectional; /* not all levels are 0 */
    uint8_t base; /* the level of the paragraph */
} mkr_units;

/* Read the paragraph's runs into stretches and units, in the scratch of the fonts; with their words when they
 * may be divided. False after an error. */
bool mkr_units_read(mkr_fonts *fonts, const mkr_paragraph *paragraph, bool divided, mkr_units *out);

int64_t mkr_stretch_end(const mkr_units *u, size_t i);
/* The stretch after the last of unit i, the spaces behind it included. */
size_t mkr_unit_stretches_end(const mkr_units *u, size_t i);
/* What a line that ends with unit i shows behind it, or NULL. */
static inline const mkr_hyphen *mkr_unit_hyphen(const mkr_units *u, size_t i) {
    uint32_t hyphen = u->units.at[i].hyphen;
    return hyphen ? &u->hyphens.at[hyphen - 1] : NULL;
}
/* Width of glyphs whose advances add up to `units` of the face, `glyphs` of them tracked: none where text
 * runs right to left. */
int64_t mkr_fine_width(const mkr_run *run, const mkr_face *face, int64_t units, uint32_t glyphs);

#endif

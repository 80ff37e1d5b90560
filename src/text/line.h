/* line.h - break a paragraph into lines.
 *
 * Total fit. Ragged right, over all legal breaks the sum of the cubes of the lines' slack is least; the last
 * line is free, but not a single word of fewer than five letters where one other choice avoids it. Breaks are
 * those of Unicode Standard Annex 14, except inside what belongs together: a number and its unit, a date, "Q2
 * 2024/25", "Cllr X", "Appendix A", "Table 1", "£5.4m (0.9%)", a bracketed marker and the word before it. Web
 * and mail addresses break at places of their own (address.h), words at soft hyphens and, if the paragraph is
 * hyphenated, by the patterns of their language (hyphen.h). Justified, lines cost what they do in TeX
 * (fit.c). */
#ifndef MKR_TEXT_LINE_H
#define MKR_TEXT_LINE_H

#include "text/font.h"

/* A stretch of text in one style. '\n' in the text is a forced break. */
typedef struct mkr_run {
    const char *text;
    size_t n; /* 0 with `fixed` > 0: room for something drawn (a rating shape), not text */
    const mkr_font *font;
    mkr_len size, rise, tracking; /* size up to 1000 pt */
    mkr_len fixed;
    mkr_colour colour;
    uint32_t elem; /* the element its ink belongs to */
    const char *lang; /* BCP 47, or NULL: not known */
    uint8_t mark; /* for the caller: what to draw in the fixed room, or underline; carried along */
    const void *user; /* for the caller, too */
    mkr_where where;
} mkr_run;

typedef struct mkr_segment {
    const mkr_run *run;
    const mkr_face *face; /* NULL for fixed room */
    const mkr_glyph *glyphs;
    uint32_t n;
    mkr_len x, width; /* from the line's left edge; width without the spaces at a line's end */
    uint8_t level; /* odd: it runs right to left */
    mkr_len pen; /* from x to where the first glyph stands: 0 unless the text runs right to left */
} mkr_segment;

/* Segments come in the order of the text, each where it belongs; so do the glyphs of one that runs right to
 * left, whose adjustments move the pen back over the glyph just shown and the next.
 *
 * No character is lost: the spaces a line ends with are at the end of its last segment's glyphs, or in a
 * segment of no width behind it where their run or face is another; a forced break is kept as such a space.
 * Spaces at the start of a paragraph, and after a forced break, have their width. A forced break at the very
 * end starts no further line. A line that ends inside a word shows a hyphen, a glyph with the text U+00AD:
 * the author's own, or one more (ISO 32000-1, 14.8.2.2.3). */
typedef struct mkr_line {
    const mkr_segment *segments;
    uint32_t n;
    mkr_len width;
} mkr_line;

typedef struct mkr_lines {
    const mkr_line *at;
    uint32_t n; /* 0 for a paragraph without text */
    mkr_len widest;
} mkr_lines;

typedef struct mkr_paragraph {
    const mkr_run *runs;
    size_t n;
    mkr_len width;
    bool justified; /* lines but the last are as wide as the paragraph */
    bool hyphenated; /* words may be divided, by the patterns of their run's language */
    bool right_to_left; /* the direction of the paragraph as a whole (Unicode Standard Annex 9, P2) */
} mkr_paragraph;

/* Break a paragraph into lines of at most its width. Justified lines are as wide, to half a unit of the font,
 * unless they have no space. A word too wide for a line is broken anywhere, with a warning. False after an
 * error (missing glyph). The result and all it points to live in `arena`, runs included by reference. */
bool mkr_lines_break(mkr_fonts *fonts, mkr_arena *arena, const mkr_paragraph *paragraph, mkr_lines *out);

/* Least width that breaks no word other than where Annex 14 allows it, and width of the longest line when
 * only forced breaks are made, whatever the paragraph's width. False after an error. */
bool mkr_lines_extent(mkr_fonts *fonts, const mkr_paragraph *paragraph, mkr_len *least, mkr_len *most);

#endif

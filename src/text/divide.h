/* divide.h - units at the places where words may be divided (private to text). */
#ifndef MKR_TEXT_DIVIDE_H
#define MKR_TEXT_DIVIDE_H

#include "text/units.h"

/* Is there anything in the paragraph to divide? */
bool mkr_paragraph_divides(const mkr_paragraph *p);

/* Part units, read with their words, at soft hyphens and, if they are hyphenated, by the patterns of the
 * runs' languages; but the last word of a paragraph, and a word that goes on as another run, by soft hyphens
 * alone. No part is made that would be wider than `width` (a position) with its hyphen. */
void mkr_units_divide(mkr_units *s, bool hyphenated, int64_t width);

#endif

/* bidi.h - which way each character of a paragraph runs (Unicode Standard Annex 9). Private to text. */
#ifndef MKR_TEXT_BIDI_H
#define MKR_TEXT_BIDI_H

#include "text/line.h"

/* The embedding level of each byte of the runs' texts, one run after the other; fixed room counts as one
 * byte. An odd level runs from right to left. NULL where nothing does and the paragraph runs left to right. A
 * '\n' breaks a line, not the paragraph. Runs in a language written the other way are isolated. False when memory is used up (reported). Levels live in `arena`. */
bool mkr_bidi_levels(mkr_fonts *fonts, mkr_arena *arena, const mkr_run *runs, size_t n, bool right_to_left,
                     const uint8_t **levels);

/* Rule L2: the order in which n stretches of a line stand from left to right, as indices. */
void mkr_bidi_order(const uint8_t *levels, size_t n, uint32_t *order);

#endif

/* colour.h - how light a colour is, and how well two can be told apart (WCAG 2.2, "relative luminance" and
 * "contrast ratio"). */
#ifndef MKR_BASE_COLOUR_H
#define MKR_BASE_COLOUR_H

#include "base/types.h"

#define MKR_LUMINANCE_OF_WHITE 655350000u

/* Relative luminance, from 0 to MKR_LUMINANCE_OF_WHITE. */
uint32_t mkr_luminance(mkr_colour colour);

/* Contrast in thousandths, rounded down: 1000 for equal luminance, 21000 for black on white. */
uint32_t mkr_contrast(mkr_colour a, mkr_colour b);

#endif

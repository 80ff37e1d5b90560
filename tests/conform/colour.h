/* colour.h - which device colour spaces a colour really uses (ISO 19005-2, 6.2.4), as a set of bits. */
#ifndef CONFORM_COLOUR_H
#define CONFORM_COLOUR_H

#include "doc.h"

enum { DEVICE_GRAY = 1, DEVICE_RGB = 2, DEVICE_CMYK = 4 };

/* The device spaces that a colour space value or the name of one falls back on; resources may redefine them.
 */
unsigned colour_space(doc *d, const cos *space, const cos *resources);
/* Painting with these spaces on this page: they need an output intent that fits. */
void colour_use(doc *d, unsigned spaces, size_t page);

/* The device space an ICC profile stands for, 0 after reporting the rule when it is not valid. */
unsigned icc_check(doc *d, const cos *stream, rule broken, bool output_intent);
void check_intent(doc *d, const cos *intent, place where);

#endif

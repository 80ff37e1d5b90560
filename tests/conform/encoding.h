/* encoding.h - the character sets of simple fonts (ISO 32000-1, annex D) as far as the rules need them. */
#ifndef CONFORM_ENCODING_H
#define CONFORM_ENCODING_H

#include "cos.h"

typedef enum { ENCODING_NONE, ENCODING_WIN_ANSI, ENCODING_MAC_ROMAN, ENCODING_MAC_EXPERT } encoding;

encoding encoding_find(const cos *name);
/* The character of a code, 0 when the encoding has none. MacExpert is not known: always 0. */
uint32_t encoding_char(encoding e, uint8_t code);
/* The code of a character in MacRoman, -1 when it has none. */
int encoding_mac_code(uint32_t character);

/* The character a glyph name stands for: letters, ASCII names, uniXXXX and uXXXXXX; 0: a list would be
 * needed. */
uint32_t glyph_name_char(const cos *name);

#endif

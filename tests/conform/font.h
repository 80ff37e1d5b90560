/* font.h - fonts, and which character codes of each are shown. */
#ifndef CONFORM_FONT_H
#define CONFORM_FONT_H

#include "doc.h"

typedef struct font font;

/* The font of a font dictionary; the same one for the same dictionary. NULL: too many fonts. */
font *font_find(doc *d, const cos *dict);
/* A string is shown on a page. spoken: an ActualText around it says what it means. */
void font_show(doc *d, font *f, const cos *string, size_t page, bool visible, bool spoken);
/* Appends the text of a string as UTF-8, U+FFFD where the font does not say what a code means. */
void font_text(const font *f, const cos *string, buffer *out);
bool font_is_type3(const font *f);
/* True once for each font: its glyph procedures are to be looked into. */
bool font_enter_type3(font *f);

/* Everything about the fonts that were used, once all content has been read. */
void check_fonts(doc *d);
void fonts_free(doc *d);

#endif

/* cell.h - what the text of one cell says: a number, nothing (and why), a word from a list, or text. */
#ifndef MKR_DATA_CELL_H
#define MKR_DATA_CELL_H

#include "data/data.h"

typedef enum mkr_cell_kind { MKR_CELL_NUMBER, MKR_CELL_NIL, MKR_CELL_WRONG } mkr_cell_kind;

typedef struct mkr_cell_value {
    mkr_cell_kind kind;
    mkr_decimal number;
    const char *nil; /* shorthand: "x" not available, "z" not applicable, "c" suppressed */
    const char *why; /* what is wrong, in a few words */
} mkr_cell_value;

/* Read "1,234.5", "£12", "85%", "(978)", "−5", a nil word or a blank. This is the one place where the text of
 * a cell becomes a value. */
void mkr_cell_read(const char *text, mkr_cell_value *out);

/* The text without blanks around it (U+00A0 and line breaks included). */
const char *mkr_cell_text(mkr_arena *arena, const char *text);

/* "higher is better", "Low", "contextual" ... False when it is none of these; *given is false for a blank or
 * nil. */
bool mkr_cell_polarity(const char *text, mkr_polarity *out, bool *given);

/* "n", "[n] [p]", "new; provisional" as letters in that order: "np". False, with *out what is known, when
 * there is more. */
bool mkr_cell_flags(mkr_arena *arena, const char *text, const char **out);

/* A word stripped to what counts when it is compared: ASCII letters and digits in lower case. Blanks,
 * underscores, hyphens, dashes, brackets, £ and % are left out. False when other characters are in it, or it
 * is long. */
#define MKR_WORD_KEY 48
bool mkr_word_key(const char *text, char key[static MKR_WORD_KEY]);

/* The beginning of a cell's text on one line, for a message. */
typedef struct mkr_excerpt {
    char text[72];
} mkr_excerpt;
mkr_excerpt mkr_cell_excerpt(const char *text);

#endif

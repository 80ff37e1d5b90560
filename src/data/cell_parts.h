/* cell_parts.h - what the readers of cells (number.c, words.c, cell.c) share.
 *
 * A piece of a cell is given by its beginning and its end; it need not be followed by a NUL. */
#ifndef MKR_DATA_CELL_PARTS_H
#define MKR_DATA_CELL_PARTS_H

#include "data/cell.h"

/* How many bytes the blank at s has: mkr_blank, or one of the narrow blanks that stand between thousands
 * (U+2007, U+2009, U+202F), or a mark without width (U+200B, U+FEFF); 0 when there is none. */
size_t mkr_cell_blank(const char *s);

void mkr_cell_trim(const char **s, const char **end);

/* Step over `what`; false when something else stands there. */
bool mkr_cell_take(const char **s, const char *end, const char *what);

/* Step over a word in upper or lower case that no letter follows. */
bool mkr_cell_take_word(const char **s, const char *end, const char *word);

/* What was met among the digits of a figure. */
typedef struct mkr_digits {
    bool grouped; /* thousands parted */
    bool no_nought; /* ".5" */
    bool exponent;
    bool rounded; /* more decimals than can be held */
} mkr_digits;

/* Read "1,234.5" or "1.2E+05" and step over it; NULL, or what is wrong: mkr_not_a_number when there is no
 * digit. */
const char *mkr_digits_take(const char **s, const char *end, mkr_decimal *out, mkr_digits *met);

extern const char *const mkr_not_a_number, *const mkr_two_figures;

/* The reason there is no figure, when the whole piece is a word for it ("n/a", "", "TBC"). */
mkr_nil mkr_nil_find(const char *s, const char *end, const mkr_reading *reading);

/* Take one shorthand, "[p]" or "[x]", or a marker "(provisional)", off the end and add what it means. False
 * when there is none; *why is set when its letters are unknown. */
bool mkr_shorthand_take(const char *s, const char **end, mkr_marks *marks, mkr_nil *nil, const char **why);

/* What is wrong with a cell that is known not to be a figure ("#DIV/0!", TRUE, NaN); NULL when it is none of
 * these. */
const char *mkr_word_fault(const char *s, const char *end);

/* "Jan-24" or "24-Jan": what a spreadsheet makes of "1-24" when a file is opened. */
bool mkr_word_is_month(const char *s, const char *end);

#endif

/* cell.h - what the text of one cell says: a number, nothing (and why), a word from a list, or text. */
#ifndef MKR_DATA_CELL_H
#define MKR_DATA_CELL_H

#include "base/date.h"
#include "base/decimal.h"

/* ---- why there is no number */

typedef enum mkr_nil {
    MKR_NIL_NONE, /* there is a number, or no cell at all */
    MKR_NOT_AVAILABLE, /* [x]: blank, -, .., TBC, data late */
    MKR_NOT_APPLICABLE, /* [z]: n/a, data only */
    MKR_CONFIDENTIAL, /* [c]: suppressed */
    MKR_LOW, /* [low]: rounds to nothing */
    MKR_NOT_DUE, /* [nd]: not due, annual indicator, CO (carried over) */
    MKR_INCOMPARABLE, /* [nc]: NC, not comparable */
    MKR_BELOW, /* "<5": less than `number` */
    MKR_ABOVE, /* ">99%": more than `number` */
    MKR_NILS
} mkr_nil;

const char *mkr_nil_shorthand(mkr_nil nil); /* "x", "z", "c", "low", "nd", "nc"; "" for the others */

/* ---- markers: one bit a letter */

typedef uint32_t mkr_marks;
#define MKR_MARK(letter) (1u << ((letter) - 'a'))

/* Known: a amended, b re-based or backdated (a break in the series), d removed, e estimated, f forecast, n
 * new, p provisional, r revised, u unreliable. Words and letters are read, in brackets or not, one after
 * another. False, with *out what is known, when there is more. */
bool mkr_cell_marks(const char *text, mkr_marks *out);

/* ---- how a house style adds to the reading of cells */

typedef struct mkr_nil_word {
    const char *word; /* compared without regard to case */
    mkr_nil nil;
} mkr_nil_word;

typedef struct mkr_reading {
    const mkr_nil_word *nils; /* further words; they come before the built-in ones, and "#N/A" may be one */
    size_t n_nils;
    bool serial_dates; /* 45261 in a column of dates is a day counted from 1900 */
    bool calendar_quarters; /* "Q2 2024" is April to June 2024 */
} mkr_reading;

/* ---- a cell of figures */

typedef enum mkr_cell_kind { MKR_CELL_NUMBER, MKR_CELL_NIL, MKR_CELL_WRONG } mkr_cell_kind;

typedef struct mkr_cell_value {
    mkr_cell_kind kind;
    mkr_decimal number; /* also for MKR_BELOW and MKR_ABOVE */
    mkr_nil nil;
    mkr_marks marks; /* [p], [r] ... after the figure */
    bool pounds, percent, one_in, duration; /* dressed so; one_in: number is the n of "1 in n"; duration: in
                                               the smaller part of "3:45" */
    bool seconds; /* a duration of three parts, "1:02:03" */
    bool exponent; /* "1.2E+05": digits may be lost */
    bool month; /* "Jan-24" where a number should be: a spreadsheet has made a date of "1-24"; kind is
                   MKR_CELL_NIL */
    int8_t scale; /* "£1.2m": number is 1.2 and this 6; k 3, bn 9; else 0 */
    bool has_parts; /* "94% (47/50)" */
    mkr_decimal part, whole;
    const char *word, *word_end; /* "12 days": where "days" begins and ends in the text; NULL without */
    const char *how; /* what was taken for what, in a few words, for the log; NULL for plain digits */
    const char *why; /* MKR_CELL_WRONG: what is wrong, in a few words */
} mkr_cell_value;

/* This is the one place where the text of a cell becomes a value. `reading` may be NULL. */
void mkr_cell_read(const char *text, const mkr_reading *reading, mkr_cell_value *out);

/* The number in the unit of its column: £1.2m is 1.2 in £m, 1200 in £'000 and 1200000 in £; 85% is 85 in %; 1
 * in 20 is 5 in % and 20 in "1 in"; 3:45 is 225 in mm:ss or h:mm, and 3.75 in minutes or hours. False, with
 * *why in a few words, when figure and unit do not go together ("12 days" in weeks) or the result is not
 * exact. */
bool mkr_cell_in_unit(const mkr_cell_value *v, const char *unit, mkr_decimal *out, const char **why);

/* A date of a cell: all of mkr_date_parse; "Sep-24" and "September 2024" are the last day of that month, as
 * is "End of May 2017"; with reading->serial_dates 45261 too. False with *why. */
bool mkr_cell_date(mkr_arena *arena, const char *text, const mkr_reading *reading, mkr_date *out,
                   const char **why);

/* ---- other cells */

typedef enum mkr_polarity { MKR_POLARITY_NONE, MKR_HIGHER, MKR_LOWER, MKR_ON_PLAN } mkr_polarity;

/* "higher is better", "Low", "on plan", "contextual" ... False when it is none of these; *given is false for
 * a blank or nil. */
bool mkr_cell_polarity(const char *text, mkr_polarity *out, bool *given);

/* "yes", "Y", "true", "1", "cumulative" ...; "no", blank ... False when it is neither. */
bool mkr_cell_yes(const char *text, bool *out);

/* A letter or sign that an arrow of a lost symbol font (Wingdings) has left: a lone é, ê, è, or a character
 * from U+F000 to U+F0FF. */
bool mkr_cell_is_lost_symbol(const char *text);

/* The text without blanks around it (U+00A0 and line breaks included). */
const char *mkr_cell_text(mkr_arena *arena, const char *text);

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

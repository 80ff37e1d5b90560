/* unit.h - the unit of an indicator: what it says about its figures, and how they are printed with it. */
#ifndef MKR_DATA_UNIT_H
#define MKR_DATA_UNIT_H

#include "base/decimal.h"

typedef enum mkr_unit_kind {
    MKR_UNIT_NONE, /* blank */
    MKR_UNIT_WORD, /* "days", "number", "million" ... */
    MKR_UNIT_PERCENT,
    MKR_UNIT_POUNDS,
    MKR_UNIT_ONE_IN, /* "1 in": figures are the n of "1 in n" */
    MKR_UNIT_HOURS_MINUTES, /* "h:mm": figures are minutes */
    MKR_UNIT_MINUTES_SECONDS, /* "mm:ss": figures are seconds */
    MKR_UNIT_HOURS_MINUTES_SECONDS /* "h:mm:ss": figures are seconds */
} mkr_unit_kind;

/* "£m per year": pounds, scale 6, words "per year". */
typedef struct mkr_unit {
    mkr_unit_kind kind;
    int8_t scale; /* figures are in tens to this: 3 thousands, 6 millions, 9 billions */
    const char *scale_word, *scale_end; /* as it stands in the unit: "m", "'000", "thousand" */
    const char *words; /* the rest; the whole unit where it is a word */
} mkr_unit;

mkr_unit mkr_unit_read(const char *unit);

bool mkr_unit_is_percent(const char *unit); /* "%", "percent", "Percentage", "per cent", "% of homes" */
/* Does it say nothing but that figures are numbers: "Number", "count", "#"? */
bool mkr_unit_is_bare(const char *unit);
bool mkr_unit_is_clock(mkr_unit_kind kind); /* of hours, minutes and seconds */

/* A word for thousands, millions or billions at s ("m", "'000s", "billion"): how many bytes it has, 0 without
 * one. */
size_t mkr_scale_read(const char *s, int8_t *scale);

/* A figure with `places` decimals and its unit, when that belongs in it: "37.8%", "−£9.46m", "36 days",
 * "3:45", "1 in 20"; only the figure when the unit is unspoken ("number", "£'000", "per 1,000") or long. */
char *mkr_unit_print(mkr_arena *arena, const char *unit, mkr_decimal v, uint8_t places);

/* The same without its unit, for a column that is headed by it: "37.8", "−9.46", "36", "3:45", "20". */
char *mkr_unit_print_number(mkr_arena *arena, const char *unit, mkr_decimal v, uint8_t places);

#endif

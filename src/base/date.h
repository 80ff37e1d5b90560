/* date.h - calendar dates (proleptic Gregorian), read the British way and printed in long form. */
#ifndef MKR_BASE_DATE_H
#define MKR_BASE_DATE_H

#include "base/arena.h"

typedef struct mkr_date {
    int16_t year; /* 1 to 9999 */
    uint8_t month, day; /* from 1; month 0: no date */
} mkr_date;

/* Read 2024-12-02, 02/12/2024 (day first), 2/12/24, 2 December 2024, 2nd Dec 2024, with or without a weekday
 * in front (checked against the date). On failure false, and *why says what is wrong in a few words ("31
 * February does not exist", "month 25: dates are day/month/year"). */
bool mkr_date_parse(mkr_arena *arena, const char *s, mkr_date *out, const char **why);

/* The same, without the reason. */
bool mkr_date_read(const char *s, mkr_date *out);

int mkr_date_days_in(int month, int year); /* of a month, 1 to 12 */

/* The day a spreadsheet means by a serial number (1 is 1 January 1900, and 60 the 29 February 1900 that never
 * was: here 28 February, as 59). From 1 to 2,958,465, the last day of 9999. */
mkr_date mkr_date_from_serial(int32_t serial);

int mkr_date_compare(mkr_date a, mkr_date b);
int mkr_date_weekday(mkr_date d); /* 0 = Monday */
int32_t mkr_date_days(mkr_date from, mkr_date to); /* from the 3rd to the 5th: 2 */

/* Print by pattern: D day, DD two digits, M month, MM, MMM "Dec", MMMM "December", YYYY, WWWW weekday; other
 * characters as they are. "D MMMM YYYY" gives "2 December 2024". */
char *mkr_date_print(mkr_arena *arena, mkr_date d, const char *pattern);

#endif

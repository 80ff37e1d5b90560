/* period.h - reporting periods of the UK financial year (1 April to 31 March). */
#ifndef MKR_BASE_PERIOD_H
#define MKR_BASE_PERIOD_H

#include "base/date.h"

typedef enum mkr_period_kind { MKR_NO_PERIOD, MKR_MONTH, MKR_QUARTER, MKR_YEAR } mkr_period_kind;

typedef struct mkr_period {
    uint8_t kind;
    uint8_t index; /* month 0 = April .. 11 = March; quarter 0 .. 3; year 0 */
    int16_t year; /* the calendar year in which the financial year begins: 2024 for 2024/25 */
} mkr_period;

/* Read "Q2 2024/25", "2024/25 Q2", "Q3 2023/2024", "Qtr 2 24-25", "Q3 21/22", "2024/25", "FY24/25", "Sep-24",
 * "Sep 2024", "September 2024", "End of September 2024", "2024-09", and a month's last day ("30/09/2024") as
 * that month. Case does not matter. "2011-12" is December 2011; "2024-25" can only be a year. "Q2 2024" is
 * read with calendar_quarters, as April to June 2024, which is Q1 2024/25. False, with *why in a few words,
 * when it is none of these (Q5, 2024/26). */
bool mkr_period_parse_as(const char *s, bool calendar_quarters, mkr_period *out, const char **why);
bool mkr_period_parse(const char *s, mkr_period *out); /* without calendar quarters and the reason */

int mkr_period_compare(mkr_period a, mkr_period b); /* by kind, then time */
bool mkr_period_same(mkr_period a, mkr_period b);
mkr_period mkr_period_earlier(mkr_period p, int n); /* the one n periods before, of the same kind */
mkr_period mkr_period_after(mkr_period p); /* the one just after */
size_t mkr_period_find(const mkr_period *list, size_t n, mkr_period p); /* its index; n: it is not there */
int mkr_period_distance(mkr_period from, mkr_period to); /* how many periods later `to` is; same kind */
mkr_date mkr_period_end(mkr_period p); /* its last day */

char *mkr_period_print(mkr_arena *arena, mkr_period p); /* "Q2 2024/25", "September 2024", "2024/25" */
char *mkr_period_key(mkr_arena *arena,
                     mkr_period p); /* for the data tree: "2024/25 Q2", "2024-09", "2024/25" */
const char *mkr_period_short(mkr_period p); /* "Q2", "Sep", "" for a year */
char *mkr_period_year(mkr_arena *arena, mkr_period p); /* "2024/25" */

#endif

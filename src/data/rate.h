/* rate.h - what the parts of rating share (private to data).
 *
 * rule.c judges one figure; travel.c compares figures of several periods; count.c counts; rate.c checks what
 * rule and row demand of each other, and goes over all indicators. */
#ifndef MKR_DATA_RATE_H
#define MKR_DATA_RATE_H

#include "data/data.h"
#include "data/wide.h"

/* ---- rule.c */

/* The rating of an indicator's figure of one period; *why says why there is none. */
mkr_rating mkr_rule_judge(const mkr_data *data, const mkr_indicator *i, size_t period, mkr_unrated *why);

/* What a figure is compared with: the period's target, or the forecast when the rule says so. */
bool mkr_rule_target(const mkr_indicator *i, const mkr_value *v, mkr_decimal *out);

/* By how much a figure misses (> 0) or betters (< 0) its target. On plan: the distance from the target, or
 * from the nearer end of the expected range, which is negative inside it. *from is the point from which it is
 * measured. False when the row has neither, or no polarity. */
bool mkr_rule_miss(const mkr_indicator *i, const mkr_value *v, mkr_wide *miss, mkr_decimal *from);

/* Whether a level of the rule asks for that. */
bool mkr_rule_asks(const mkr_rule *rule, mkr_when when);

/* ---- travel.c */

/* The value of the same period of last year, or NULL when there is none or the series breaks in between. */
const mkr_value *mkr_travel_year_before(const mkr_data *data, const mkr_indicator *i, size_t period);

/* Is there a figure, be it only a bound, too small to show, suppressed, or not comparable? */
static inline bool mkr_is_reported(const mkr_value *v) {
    static const uint32_t reported =
        1u << MKR_CONFIDENTIAL | 1u << MKR_LOW | 1u << MKR_INCOMPARABLE | 1u << MKR_BELOW | 1u << MKR_ABOVE;
    return v->has_actual || (reported >> v->nil & 1u);
}

/* The direction of travel at the current period; *longer against last year under MKR_BASIS_BOTH. `room` holds
 * as many decimals as there are periods. */
mkr_travel mkr_travel_find(const mkr_data *data, const mkr_indicator *i, mkr_decimal *room,
                           mkr_travel *longer);

/* ---- count.c */

void mkr_count_all(mkr_data *data); /* all counts anew, of the whole and of its groups */

#endif

/* band.c - the figures that a rule still tolerates, as a band beside the target. */
#include "data/data.h"
#include "data/rate.h"

/* Back to a decimal, with no more places than it needs, and fewer where it is large. */
static bool narrow(mkr_wide a, mkr_decimal *out) {
    const mkr_wide most = mkr_ten_to[17];
    uint8_t places = MKR_WIDE_PLACES;
    while (places > 0 && (a % 10 == 0 || mkr_wide_abs(a) > most)) {
        a /= 10;
        places--;
    }
    *out = (mkr_decimal){(int64_t)a, places};
    return mkr_wide_abs(a) <= most;
}

/* A share of a target; false where it is too large to reckon with. */
static bool share_of(mkr_decimal target, mkr_decimal percent, mkr_wide *out) {
    if (percent.units < 0 || percent.units > mkr_ten_to[9])
        return false;
    *out = mkr_wide_abs(mkr_wide_of(target)) * percent.units / (100 * (mkr_wide)mkr_ten_to[percent.places]);
    return true;
}

/* How far a miss may go: as rule.c judges it. A row's tolerance takes the place of the first margin. */
static bool find_margin(const mkr_indicator *i, const mkr_rule_level *level, mkr_decimal target,
                        mkr_wide *out) {
    bool own = i->has_tolerance;
    mkr_wide share = 0;
    if (level->has_percent) {
        if (!share_of(target, own ? i->tolerance : level->percent, &share))
            return false;
        *out = share;
        if (!level->has_amount)
            return true;
        mkr_wide amount = mkr_wide_of(level->amount);
        *out = (share > amount) == level->larger ? share : amount;
        return true;
    }
    *out = mkr_wide_of(own ? i->tolerance : level->has_amount ? level->amount : level->points);
    return true;
}

static bool order(mkr_decimal a, mkr_decimal b, mkr_decimal *low, mkr_decimal *high) {
    bool less = mkr_decimal_compare(a, b) <= 0;
    *low = less ? a : b;
    *high = less ? b : a;
    return true;
}

bool mkr_indicator_has_band(const mkr_indicator *i) {
    bool range = i->has_lower && i->has_upper;
    if (range && (i->polarity == MKR_ON_PLAN || mkr_rule_asks(i->rule, MKR_RANGE)))
        return true;
    if (i->polarity == MKR_POLARITY_NONE)
        return false;
    return (mkr_rule_asks(i->rule, MKR_FLOOR) && i->has_amber) || mkr_rule_last_margin(i->rule);
}

bool mkr_indicator_band(const mkr_indicator *i, const mkr_known *target, mkr_decimal *low,
                        mkr_decimal *high) {
    bool range = i->has_lower && i->has_upper;
    mkr_wide margin;
    if (range && (i->polarity == MKR_ON_PLAN || mkr_rule_asks(i->rule, MKR_RANGE)))
        return order(i->lower, i->upper, low, high);
    if (!target->given || i->polarity == MKR_POLARITY_NONE)
        return false;
    if (mkr_rule_asks(i->rule, MKR_FLOOR) && i->has_amber)
        return order(i->amber, target->v, low, high);
    const mkr_rule_level *level = mkr_rule_last_margin(i->rule);
    if (!level || !find_margin(i, level, target->v, &margin))
        return false;
    mkr_wide at = mkr_wide_of(target->v);
    return narrow(i->polarity == MKR_LOWER ? at : at - margin, low) &&
           narrow(i->polarity == MKR_HIGHER ? at : at + margin, high);
}

/* rule.c - one figure, judged by one rule.
 *
 * Levels are tried in order. A figure known only as "less than 5" is a whole range of figures: a level then
 * holds for all of them, for none, or for some, and the figure is rated only when every way through the
 * levels ends at the same rating. Not here: what rule and row demand of each other (rate.c). */
#include "data/rule.h"

#include <string.h>

#include "data/rate.h"

const mkr_rule *mkr_scheme_find(const mkr_scheme *scheme, const char *name) {
    for (size_t n = 0; n < scheme->n_rules; n++)
        if (!strcmp(scheme->rules[n].name, name))
            return &scheme->rules[n];
    return NULL;
}

const uint8_t mkr_rating_order[MKR_RATINGS] = {MKR_GREEN, MKR_LIGHT_GREEN, MKR_AMBER,
                                               MKR_RED,   MKR_BLUE,        MKR_UNRATED};

const char *mkr_rating_name(mkr_rating r) {
    static const char *const names[] = {
        [MKR_UNRATED] = "unrated", [MKR_GREEN] = "green", [MKR_LIGHT_GREEN] = "light-green",
        [MKR_AMBER] = "amber",     [MKR_RED] = "red",     [MKR_BLUE] = "blue"};
    return names[r];
}

const char *mkr_travel_name(mkr_travel t) {
    static const char *const names[] = {[MKR_NO_COMPARISON] = "no-comparison",
                                        [MKR_IMPROVING] = "improving",
                                        [MKR_STABLE] = "stable",
                                        [MKR_DECLINING] = "declining",
                                        [MKR_NEW] = "new",
                                        [MKR_NOT_COMPARABLE] = "not-comparable",
                                        [MKR_NOT_ASSESSED] = "not-assessed"};
    return names[t];
}

bool mkr_rule_asks(const mkr_rule *rule, mkr_when when) {
    for (size_t n = 0; n < rule->n; n++)
        if (rule->levels[n].when == when)
            return true;
    return false;
}

const mkr_rule_level *mkr_rule_last_margin(const mkr_rule *rule) {
    for (size_t n = rule->n; n-- > 0;)
        if (rule->levels[n].when == MKR_WITHIN)
            return &rule->levels[n];
    return NULL;
}

bool mkr_rule_target(const mkr_indicator *i, const mkr_value *v, mkr_decimal *out) {
    *out = i->rule->forecast ? i->forecast : mkr_target(v);
    return i->rule->forecast ? i->has_forecast : v->has_target;
}

static bool has_range(const mkr_indicator *i) {
    return i->has_lower && i->has_upper;
}

/* By how much a figure is worse than a point: higher or lower is better. */
static mkr_wide worse_by(mkr_polarity polarity, mkr_wide figure, mkr_wide point) {
    return polarity == MKR_HIGHER ? point - figure : figure - point;
}

bool mkr_rule_miss(const mkr_indicator *i, const mkr_value *v, mkr_wide *miss, mkr_decimal *from) {
    mkr_wide figure = mkr_wide_of(mkr_actual(v));
    if (i->polarity == MKR_ON_PLAN && has_range(i)) {
        mkr_wide below = mkr_wide_of(i->lower) - figure, above = figure - mkr_wide_of(i->upper);
        *miss = below > above ? below : above;
        *from = below > above ? i->lower : i->upper;
        return true;
    }
    if (i->polarity == MKR_POLARITY_NONE || !mkr_rule_target(i, v, from))
        return false;
    mkr_wide target = mkr_wide_of(*from);
    *miss =
        i->polarity == MKR_ON_PLAN ? mkr_wide_abs(figure - target) : worse_by(i->polarity, figure, target);
    return true;
}

/* ---- one level */

typedef struct {
    const mkr_indicator *i;
    const mkr_value *v;
    const mkr_value *year_before; /* MKR_LAST_YEAR only; or NULL */
    bool current; /* the row's quartile is of this period */
    bool has_miss;
    mkr_wide miss; /* of the figure, or of the bound that is known of it; measured from: */
    mkr_decimal from;
} subject;

/* In 128 bits and units of 10^-18 each side has room: a * 100 is at most 2 * 10^37, and a product that would
 * pass 10^38 there is the larger. */
int mkr_wide_compare_share(mkr_wide a, mkr_decimal base, mkr_decimal percent) {
    int places = base.places + percent.places;
    mkr_wide product = mkr_wide_abs(base.units) * percent.units;
    if (product > (mkr_wide)mkr_ten_to[2 * MKR_WIDE_PLACES] * 100 * mkr_ten_to[places])
        return -1;
    mkr_wide left = a * 100 * mkr_ten_to[MKR_WIDE_PLACES],
             right = product * mkr_ten_to[2 * MKR_WIDE_PLACES - places];
    return (left > right) - (left < right);
}

static bool is_less(int order, bool strictly) {
    return strictly ? order < 0 : order <= 0;
}

static int sign(mkr_wide a) {
    return (a > 0) - (a < 0);
}

/* A miss compared with the margins of a level; a row's tolerance takes the place of the first margin of the
 * last level that has any. */
static bool is_within(const mkr_rule_level *level, const subject *s, bool strictly) {
    const mkr_indicator *i = s->i;
    bool own = i->has_tolerance && level == mkr_rule_last_margin(i->rule);
    if (level->has_percent) {
        mkr_decimal percent = own ? i->tolerance : level->percent;
        bool within = is_less(mkr_wide_compare_share(s->miss, s->from, percent), strictly);
        if (!level->has_amount || within == level->larger)
            return within;
        own = false;
    }
    mkr_decimal amount = own ? i->tolerance : level->has_amount ? level->amount : level->points;
    return is_less(sign(s->miss - mkr_wide_of(amount)), strictly);
}

/* On plan each figure is held against the plan of its own period. */
static bool is_no_worse_than_last_year(const subject *s, bool strictly) {
    mkr_wide then;
    mkr_decimal from;
    if (s->i->polarity == MKR_ON_PLAN)
        return s->has_miss && mkr_rule_miss(s->i, s->year_before, &then, &from) &&
               is_less(sign(s->miss - then), strictly);
    mkr_wide now = mkr_wide_of(mkr_actual(s->v));
    then = mkr_wide_of(mkr_actual(s->year_before));
    return is_less(sign(worse_by(s->i->polarity, now, then)), strictly);
}

static bool is_in_range(const subject *s, bool strictly) {
    mkr_wide figure = mkr_wide_of(mkr_actual(s->v));
    return is_less(sign(mkr_wide_of(s->i->lower) - figure), strictly) &&
           is_less(sign(figure - mkr_wide_of(s->i->upper)), strictly);
}

/* Does a condition hold for the figure itself? `strictly`: its boundary does not belong to it. */
static bool holds_at(const mkr_rule_level *level, const subject *s, bool strictly) {
    mkr_wide miss;
    switch ((mkr_when)level->when) {
    case MKR_MET:
        return s->has_miss && is_less(sign(s->miss), strictly);
    case MKR_WITHIN:
        return s->has_miss && is_within(level, s, strictly);
    case MKR_FLOOR:
        miss = worse_by(s->i->polarity, mkr_wide_of(mkr_actual(s->v)), mkr_wide_of(s->i->amber));
        return s->i->has_amber && is_less(sign(miss), strictly);
    case MKR_RANGE:
        return is_in_range(s, strictly);
    case MKR_LAST_YEAR:
        return is_no_worse_than_last_year(s, strictly);
    case MKR_QUARTILE:
        return s->i->quartile == level->quartile;
    case MKR_CARRIED:
        return false; /* there is a figure */
    case MKR_OTHERWISE:
        break;
    }
    return true;
}

/* ---- figures known to lie below or above a bound only */

typedef enum { NONE, SOME, ALL } extent;

/* A condition that holds between two ends, low and high: it holds for no figure beyond a bound that is itself
 * outside on that side, and never for all. */
static extent extent_between(const mkr_rule_level *level, const subject *s, bool below, mkr_decimal low,
                             mkr_decimal high) {
    int order = mkr_decimal_compare(mkr_actual(s->v), below ? low : high);
    bool beyond = below ? order <= 0 : order >= 0;
    return beyond && !holds_at(level, s, true) ? NONE : SOME;
}

/* For how many of the figures below (above) the bound does a condition hold? Towards the better end it holds
 * far away, so for all when it holds at the bound; towards the worse end for none unless it holds strictly at
 * the bound. */
static extent extent_of(const mkr_rule_level *level, const subject *s) {
    const mkr_indicator *i = s->i;
    bool below = mkr_value_nil(s->v) == MKR_BELOW;
    mkr_decimal target;
    if (level->when == MKR_OTHERWISE || level->when == MKR_QUARTILE)
        return holds_at(level, s, false) ? ALL : NONE;
    if (level->when == MKR_CARRIED || (level->when == MKR_FLOOR && !i->has_amber))
        return NONE;
    if (level->when == MKR_RANGE)
        return extent_between(level, s, below, i->lower, i->upper);
    if (i->polarity == MKR_ON_PLAN) {
        if (level->when == MKR_LAST_YEAR)
            return SOME;
        if (has_range(i))
            return extent_between(level, s, below, i->lower, i->upper);
        return mkr_rule_target(i, s->v, &target) ? extent_between(level, s, below, target, target) : SOME;
    }
    if (below == (i->polarity == MKR_LOWER))
        return holds_at(level, s, false) ? ALL : SOME;
    return holds_at(level, s, true) ? SOME : NONE;
}

static extent find_extent(const mkr_rule_level *level, const subject *s) {
    if (!s->v->has_actual)
        return extent_of(level, s);
    if (level->when == MKR_WITHIN && level->outside && s->has_miss && s->miss <= 0)
        return ALL; /* a margin of 0 leaves out what misses, not what meets */
    return holds_at(level, s, level->outside) ? ALL : NONE;
}

/* ---- all levels */

/* What a level needs and the row has not; MKR_RATED when nothing is missing. */
static mkr_unrated find_lack(const mkr_rule_level *level, const subject *s) {
    const mkr_indicator *i = s->i;
    mkr_decimal target;
    bool contextual = i->polarity == MKR_POLARITY_NONE;
    switch ((mkr_when)level->when) {
    case MKR_MET:
    case MKR_WITHIN:
        if (i->polarity == MKR_ON_PLAN && has_range(i))
            return MKR_RATED;
        if (contextual && i->polarity_given)
            return MKR_CONTEXTUAL;
        if (!mkr_rule_target(i, s->v, &target))
            return i->rule->forecast ? MKR_NO_BASIS : MKR_NO_TARGET;
        return contextual ? MKR_CONTEXTUAL : MKR_RATED;
    case MKR_FLOOR:
        return contextual ? MKR_CONTEXTUAL : MKR_RATED;
    case MKR_RANGE:
        return has_range(i) ? MKR_RATED : MKR_NO_BASIS;
    case MKR_LAST_YEAR:
        return contextual ? MKR_CONTEXTUAL : s->year_before ? MKR_RATED : MKR_NO_BASIS;
    case MKR_QUARTILE:
        return s->current && i->quartile ? MKR_RATED : MKR_NO_BASIS;
    case MKR_CARRIED:
    case MKR_OTHERWISE:
        break;
    }
    return MKR_RATED;
}

/* A cell without a figure: carried over where the rule knows that, else unrated. What the rule would lack for
 * any figure is the better reason. */
static mkr_rating judge_nil(const subject *s, mkr_unrated *why) {
    const mkr_rule *rule = s->i->rule;
    mkr_nil nil = mkr_value_nil(s->v);
    size_t n = 0;
    while (n < rule->n && rule->levels[n].when == MKR_CARRIED)
        n++;
    mkr_unrated lack = n < rule->n ? find_lack(&rule->levels[n], s) : MKR_RATED;
    if (nil == MKR_NOT_DUE && lack != MKR_CONTEXTUAL)
        for (n = 0; n < rule->n; n++)
            if (rule->levels[n].when == MKR_CARRIED) {
                *why = MKR_RATED;
                return (mkr_rating)rule->levels[n].rating;
            }
    bool lacking =
        lack == MKR_CONTEXTUAL || (lack == MKR_NO_TARGET && nil != MKR_NOT_DUE && nil != MKR_CONFIDENTIAL);
    *why = lacking                   ? lack
           : nil == MKR_NOT_DUE      ? MKR_NOT_YET_DUE
           : nil == MKR_CONFIDENTIAL ? MKR_SUPPRESSED
                                     : MKR_NO_VALUE;
    return MKR_UNRATED;
}

static mkr_rating judge_figure(const subject *s, mkr_unrated *why) {
    const mkr_rule *rule = s->i->rule;
    mkr_rating rating = MKR_UNRATED; /* of the levels that hold for some figures */
    for (size_t n = 0; n < rule->n; n++) {
        const mkr_rule_level *level = &rule->levels[n];
        *why = find_lack(level, s);
        if (*why != MKR_RATED)
            return MKR_UNRATED;
        extent e = find_extent(level, s);
        if (e == NONE)
            continue;
        if (rating != MKR_UNRATED && rating != (mkr_rating)level->rating) {
            *why = MKR_NO_VALUE; /* not known well enough */
            return MKR_UNRATED;
        }
        rating = (mkr_rating)level->rating;
        if (e == ALL)
            return rating;
    }
    *why = MKR_NO_BASIS;
    return MKR_UNRATED;
}

mkr_rating mkr_rule_judge(const mkr_data *data, const mkr_indicator *i, size_t period, mkr_unrated *why) {
    subject s = {.i = i, .v = &i->values[period], .current = period == data->current};
    mkr_nil nil = mkr_value_nil(s.v);
    if (!s.v->has_actual && nil != MKR_BELOW && nil != MKR_ABOVE)
        return judge_nil(&s, why);
    if (mkr_rule_asks(i->rule, MKR_LAST_YEAR))
        s.year_before = mkr_travel_year_before(data, i, period);
    s.has_miss = mkr_rule_miss(i, s.v, &s.miss, &s.from);
    return judge_figure(&s, why);
}

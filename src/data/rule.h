/* rule.h - how values become ratings and directions of travel: what a house style declares.
 *
 * A rule is a list of levels, tried in order; the first whose condition holds gives the rating, so the text
 * of the key can be made from the same list. Comparisons are exact: a margin in per cent is compared as a
 * product. */
#ifndef MKR_DATA_RULE_H
#define MKR_DATA_RULE_H

#include "base/types.h"
#include "data/cell.h"

typedef enum mkr_rating {
    MKR_UNRATED,
    MKR_GREEN,
    MKR_LIGHT_GREEN,
    MKR_AMBER,
    MKR_RED,
    MKR_BLUE, /* not judged yet: carried over, not due */
    MKR_RATINGS
} mkr_rating;

extern const uint8_t mkr_rating_order[MKR_RATINGS]; /* best first, the unrated last */

/* The shape beside the word of a rating; chart draws it. */
typedef enum mkr_shape {
    MKR_SHAPE_DISC,
    MKR_SHAPE_RING,
    MKR_SHAPE_DIAMOND,
    MKR_SHAPE_SQUARE,
    MKR_SHAPE_HEXAGON,
    MKR_SHAPE_TRIANGLE,
    MKR_SHAPE_STAR,
} mkr_shape;

/* Direction of travel: performance, not the value itself. */
typedef enum mkr_travel {
    MKR_NO_COMPARISON, /* no value, or no earlier value */
    MKR_IMPROVING,
    MKR_STABLE,
    MKR_DECLINING,
    MKR_NEW, /* marked new, or its first value is the latest */
    MKR_NOT_COMPARABLE, /* marked so: definition or series has changed */
    MKR_NOT_ASSESSED, /* polarity none */
    MKR_TRAVELS
} mkr_travel;

/* What must hold for a level. "Met", "missed by" are meant by polarity; on plan, a miss is the distance from
 * the target, or from the nearer end of the expected range. */
typedef enum mkr_when {
    MKR_OTHERWISE, /* always: the last level of a rule */
    MKR_MET, /* the target is met or bettered; outside: bettered */
    MKR_WITHIN, /* met, or missed by at most the margin; outside: by less than it */
    MKR_FLOOR, /* at the row's amber value (floor standard) or better; outside: better */
    MKR_RANGE, /* inside the row's expected range, ends included; outside: ends excluded */
    MKR_LAST_YEAR, /* not worse than in the same period of last year; outside: better */
    MKR_QUARTILE, /* the row's quartile is this one; 1 is best */
    MKR_CARRIED, /* the figure is not due yet */
} mkr_when;

typedef struct mkr_rule_level {
    uint8_t rating, when, quartile;
    bool outside; /* the boundary itself does not belong to this level */
    bool has_percent, has_amount, has_points; /* of the margin; with two of them the smaller counts ... */
    bool larger; /* ... or the larger */
    mkr_decimal percent; /* of the target, whatever its sign */
    mkr_decimal amount; /* in the indicator's unit */
    mkr_decimal points; /* percentage points; the unit must be % */
} mkr_rule_level;

enum { MKR_MOST_LEVELS = 8 };

typedef struct mkr_rule {
    const char *name;
    bool forecast; /* the value is compared with the forecast column, not the target */
    mkr_rule_level levels[MKR_MOST_LEVELS];
    uint8_t n;
    mkr_where where;
} mkr_rule;

/* What direction of travel compares with. */
typedef enum mkr_basis {
    MKR_BASIS_PREVIOUS, /* the period before */
    MKR_BASIS_LAST_YEAR, /* the same period of last year */
    MKR_BASIS_BOTH, /* both; the period before is the direction, the other the long-term one */
    MKR_BASIS_TREND, /* all changes over n periods point one way, or none */
    MKR_BASIS_SPC, /* a signal of an XmR chart */
    MKR_BASIS_JUDGEMENT, /* an officer's word in the direction column */
} mkr_basis;

/* Everything a house style says about figures. */
typedef struct mkr_scheme {
    const mkr_rule *rules;
    size_t n_rules;
    const mkr_rule *usual; /* for rows that name no rule */
    mkr_basis basis;
    uint8_t trend_periods; /* MKR_BASIS_TREND: 3 to 12 values */
    bool band_is_amount; /* the dead band is in the indicator's unit, not per cent of the earlier value */
    mkr_decimal dead_band; /* a change of at most this is stable; 0: only equality */
    bool at_maximum; /* staying at the best possible value counts as improving */
    bool never_across; /* print a value so that rounding never carries it to or past the target it misses */
    uint32_t suppress_below; /* counts of people from 1 to below this are suppressed; 0: none */
    mkr_reading reading;
} mkr_scheme;

const mkr_rule *mkr_scheme_find(const mkr_scheme *scheme, const char *name); /* or NULL */

/* The level whose margin a row's own tolerance replaces: the last that has one; or NULL. */
const mkr_rule_level *mkr_rule_last_margin(const mkr_rule *rule);

const char *mkr_rating_name(
    mkr_rating r); /* "unrated", "green", "light-green" ...: data tree, style, dumps */
const char *mkr_travel_name(mkr_travel t); /* "no-comparison", "improving" ... */

#endif

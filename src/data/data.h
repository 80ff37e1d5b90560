/* data.h - performance indicators: what the CSV says and what follows from it by rule.
 *
 * mkr_data_read makes the indicators from cells; mkr_data_rate applies the rating rule and the direction of
 * travel, and counts. Everything is exact decimals. */
#ifndef MKR_DATA_DATA_H
#define MKR_DATA_DATA_H

#include "base/decimal.h"
#include "base/diag.h"
#include "base/period.h"
#include "input/csv.h"

typedef enum mkr_rating { MKR_UNRATED, MKR_GREEN, MKR_AMBER, MKR_RED, MKR_RATINGS } mkr_rating;

/* Direction of travel: performance against the previous period, not the value itself. */
typedef enum mkr_travel {
    MKR_NO_COMPARISON, /* no value, or no previous value */
    MKR_IMPROVING,
    MKR_STABLE,
    MKR_DECLINING,
    MKR_NEW, /* flagged new, or its first value is the latest */
    MKR_NOT_ASSESSED, /* polarity none */
    MKR_TRAVELS
} mkr_travel;

typedef enum mkr_polarity { MKR_POLARITY_NONE, MKR_HIGHER, MKR_LOWER } mkr_polarity;

/* Why an indicator carries no rating. */
typedef enum mkr_unrated {
    MKR_RATED,
    MKR_NO_TARGET,
    MKR_NO_VALUE,
    MKR_CONTEXTUAL,
    MKR_UNRATED_REASONS
} mkr_unrated;

typedef enum mkr_tolerance_kind {
    MKR_RELATIVE, /* amber while the target is missed by at most tolerance per cent of the target */
    MKR_ABSOLUTE, /* ... by at most tolerance, in the indicator's unit */
    MKR_POINTS, /* ... by at most tolerance percentage points; only for unit % */
    MKR_THRESHOLD, /* amber up to and including the value in the amber column; a row without one has no amber
                    */
} mkr_tolerance_kind;

/* How values become ratings: declared in the house style. Green: target met or bettered. */
typedef struct mkr_rule {
    mkr_tolerance_kind kind;
    mkr_decimal tolerance; /* default where the row has none; per cent, unit or points by kind */
    mkr_decimal
        dead_band; /* a change of at most this per cent of the previous value is stable; 0: only equality */
} mkr_rule;

/* Kept small, 48 bytes: there may be millions. */
typedef struct mkr_value {
    mkr_period period;
    bool has_actual, has_target;
    uint8_t rating; /* mkr_rating, set by mkr_data_rate */
    mkr_decimal actual, target;
    const char *missing; /* shorthand where there is no actual: "x" not available, "z" not applicable, "c"
                            suppressed; NULL where there is no cell either */
} mkr_value;

/* Texts are "" where the file has none, unless said otherwise. */
typedef struct mkr_indicator {
    const char *axis; /* axis title of its chart: "% of new plans"; the axis column, else the unit */
    const char *ref, *measure, *definition, *unit, *group, *owner, *commentary, *action, *source;
    const char *flags; /* markers as letters: "n" new, "b" backdated, "p" provisional ...; "" for none */
    const char *comparator; /* label of the comparator column, e.g. "England", or NULL */
    bool has_comparator, has_tolerance, has_amber;
    mkr_decimal comparator_value, tolerance, amber;
    mkr_polarity polarity;
    bool polarity_given;
    uint8_t places; /* decimals to print: dp column, else the most found in its actuals and targets */
    mkr_value *values; /* one per period of mkr_data.periods, in order */
    mkr_where where; /* of its ref cell */

    /* set by mkr_data_rate, for the current period */
    mkr_rating rating, previous_rating;
    mkr_unrated unrated;
    mkr_travel travel;
} mkr_indicator;

typedef struct mkr_counts {
    size_t all, rating[MKR_RATINGS], travel[MKR_TRAVELS];
    size_t previous_rating[MKR_RATINGS]; /* the same indicators rated as at the previous period */
} mkr_counts;

typedef struct mkr_group {
    const char *name;
    const mkr_indicator **indicators;
    size_t n;
    mkr_counts counts;
} mkr_group;

typedef struct mkr_data {
    mkr_indicator *indicators; /* in file order */
    size_t n;
    mkr_period *periods; /* ascending, without gaps between first and last */
    size_t n_periods;
    size_t current; /* index into periods; previous is current - 1, if there is one */
    mkr_group *groups; /* in order of first appearance; one without a name when the file has no priority column */
    size_t n_groups;
    const struct mkr_names *refs; /* of the indicators, in file order: see mkr_data_find */
    mkr_counts counts;
} mkr_data;

/* Make indicators from a table: find the header row, map its names (requirements of the synonyms table),
 * accept wide layout (one column a period; "target Q2 2024/25" columns give targets per period) and long
 * layout (ref, period, value [, target]). False after messages: no recognisable header (names what was seen),
 * unequal field counts, duplicate ref (both rows named), a cell that should be a number and is not, mixed
 * kinds of period. In the long layout the rows of an indicator may differ in their texts: those of its latest
 * period that has them count; its flags are those of its latest row, for they are of that period. The texts
 * are those of the table, which must live as long as the data. */
bool mkr_data_read(mkr_arena *arena, mkr_diag *diag, const mkr_table *table, mkr_data *out);

/* Choose the current period (the zero period means the last that has any value), rate and count. False after
 * messages: a target but no polarity, relative tolerance on a zero target, points with a unit that is not %,
 * no such period (at `asked`, where the period was asked for). */
bool mkr_data_rate(mkr_arena *arena, mkr_diag *diag, const mkr_rule *rule, mkr_period current,
                   mkr_where asked, mkr_data *data);

const mkr_indicator *mkr_data_find(const mkr_data *data, const char *ref); /* or NULL */

/* The value of a period, by its index; never NULL. */
const mkr_value *mkr_indicator_at(const mkr_data *data, const mkr_indicator *i, size_t period);

/* Print a value with the indicator's decimals and its unit when it is short ("37.8%", "£9.46m", "1,118"). */
char *mkr_indicator_print(mkr_arena *arena, const mkr_indicator *i, mkr_decimal v); /* number only: "37.8" */
char *mkr_indicator_print_unit(mkr_arena *arena, const mkr_indicator *i,
                               mkr_decimal v); /* "37.8%", "£9.46m", "36 days" */

const char *mkr_rating_name(mkr_rating r); /* "green" ... "unrated": for the data tree and dumps */
const char *mkr_travel_name(mkr_travel t); /* "improving" ... "not-assessed" */
const char *mkr_unrated_name(mkr_unrated u); /* "no-target" ...; "" for one that is rated */

struct mkr_buffer;

/* Print everything for --dump=data: periods, counts, groups and their counts, then one line for each
 * indicator. */
void mkr_data_dump(const mkr_data *data, struct mkr_buffer *out);

#endif

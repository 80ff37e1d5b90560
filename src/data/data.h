/* data.h - performance indicators: what the tables say and what follows from it by rule.
 *
 * mkr_data_read makes the indicators from cells; mkr_data_rate applies the rules and counts; mkr_data_compare
 * sets them beside those of the last report. Everything is exact decimals. */
#ifndef MKR_DATA_DATA_H
#define MKR_DATA_DATA_H

#include "base/diag.h"
#include "base/period.h"
#include "data/rule.h"
#include "input/table.h"

/* Why an indicator carries no rating. */
typedef enum mkr_unrated {
    MKR_RATED,
    MKR_NO_TARGET,
    MKR_NO_VALUE,
    MKR_CONTEXTUAL, /* polarity none */
    MKR_NOT_YET_DUE,
    MKR_SUPPRESSED,
    MKR_NO_BASIS, /* the rule compares with something that is missing: last year, a quartile, a floor */
    MKR_UNRATED_REASONS
} mkr_unrated;

/* Texts of an indicator that are written as prose. */
typedef enum mkr_wording {
    MKR_WORDING_MEASURE,
    MKR_WORDING_DEFINITION,
    MKR_WORDING_COMMENTARY,
    MKR_WORDING_ACTION,
    MKR_WORDING_REASON, /* of an officer's rating */
    MKR_WORDINGS
} mkr_wording;

/* One period of one indicator. Kept small, 24 bytes: there may be millions. Read it by the functions below.
 */
typedef struct mkr_value {
    int64_t actual_units, target_units;
    mkr_marks marks; /* of this figure: p provisional, r revised ... */
    uint8_t actual_places, target_places;
    uint8_t rating : 4, nil : 4; /* mkr_rating, set by mkr_data_rate; mkr_nil where there is no actual */
    bool has_actual : 1, has_target : 1;
} mkr_value;

static inline mkr_decimal mkr_actual(const mkr_value *v) {
    return (mkr_decimal){v->actual_units, v->actual_places};
}
static inline mkr_decimal mkr_target(const mkr_value *v) {
    return (mkr_decimal){v->target_units, v->target_places};
}
static inline mkr_nil mkr_value_nil(const mkr_value *v) {
    return (mkr_nil)v->nil;
}
static inline void mkr_set_nil(mkr_value *v, mkr_nil nil) {
    v->nil = (uint8_t)nil & 15u;
}
static inline mkr_rating mkr_value_rating(const mkr_value *v) {
    return (mkr_rating)v->rating;
}
static inline void mkr_set_rating(mkr_value *v, mkr_rating rating) {
    v->rating = (uint8_t)rating & 15u;
}

/* A column of figures to compare with: England, nearest neighbours ... */
typedef struct mkr_comparator {
    const char *label; /* "England" */
    const char *period, *source; /* as the heading gives them, "England (2023/24; Fingertips)"; or "" */
} mkr_comparator;

typedef struct mkr_known { /* a figure of a period, where there is one */
    mkr_decimal v;
    bool given;
} mkr_known;

typedef struct mkr_comparison {
    const mkr_comparator *with;
    mkr_decimal value; /* the latest; of a series, the latest up to the current period */
    const mkr_known *series; /* by period; NULL: the value is all there is */
} mkr_comparison;

/* Texts are "" where the file has none, unless said otherwise. */
typedef struct mkr_indicator {
    const char *ref, *measure, *definition, *unit, *group, *service, *directorate, *portfolio, *owner,
        *commentary, *action, *source, *frequency;
    const char *axis; /* axis title of its chart: "% of new plans"; the axis column, else the unit */
    const char *override_reason, *override_by;
    mkr_date as_at; /* month 0: not given */
    mkr_comparison *comparisons; /* those that have a figure, in column order */
    uint16_t n_comparisons;
    mkr_marks marks; /* of the measure: n new, b re-based ... */
    mkr_polarity polarity;
    bool polarity_given, cumulative;
    bool people; /* counts people: small numbers are suppressed */
    bool has_tolerance, has_amber, has_lower, has_upper, has_forecast, has_maximum;
    mkr_decimal tolerance, amber, lower, upper, forecast, maximum;
    uint8_t quartile; /* 1 to 4; 0: not given */
    uint8_t places; /* decimals to print: dp column, else the most found in its actuals and targets */
    uint8_t
        step; /* periods from one figure to the next: 1, or 3 for a quarterly measure in a file of months */
    const mkr_rule *rule; /* never NULL after reading */
    uint8_t override,
        stated_rating; /* mkr_rating: an officer's rating; the rag column. MKR_UNRATED: not given */
    uint8_t stated_travel; /* mkr_travel of the direction column; MKR_NO_COMPARISON: not given */
    mkr_value *values; /* one per period of mkr_data.periods, in order */
    mkr_where where; /* of its ref cell */
    uint32_t row[MKR_WORDINGS]; /* of its texts */

    /* set by mkr_data_rate, for the current period */
    mkr_rating rating; /* the override where there is one */
    mkr_rating calculated, previous_rating;
    mkr_unrated unrated;
    mkr_travel travel, long_travel; /* long_travel: MKR_BASIS_BOTH only */
    bool added; /* new: it has not moved from any rating */
    uint8_t reds; /* periods in a row, the current one included, that are red; at most 255 */

    const struct mkr_indicator *last; /* the same one in the last report, or NULL: set by mkr_data_compare */

    /* The figures that were suppressed, for no output and no message: only to find them in what is typed. */
    MKR_VEC(mkr_decimal) suppressed;
} mkr_indicator;

typedef struct mkr_counts {
    size_t all, rating[MKR_RATINGS], travel[MKR_TRAVELS], long_travel[MKR_TRAVELS];
    size_t previous_rating[MKR_RATINGS]; /* the same indicators rated as at the previous period */
    size_t moved[MKR_RATINGS][MKR_RATINGS]; /* from the previous rating to this one; without the new ones */
    size_t added; /* the new ones, which are in no row of moved */
} mkr_counts;

size_t mkr_counts_rated(const mkr_counts *c); /* green to red */
size_t mkr_counts_compared(const mkr_counts *c); /* improving, stable, declining */

typedef struct mkr_group {
    const char *name;
    const mkr_indicator **indicators;
    size_t n;
    mkr_counts counts;
} mkr_group;

typedef enum mkr_change_kind {
    MKR_CHANGE_ADDED,
    MKR_CHANGE_REMOVED,
    MKR_CHANGE_TARGET, /* for the period that both reports have */
    MKR_CHANGE_DEFINITION,
    MKR_CHANGE_MEASURE, /* its name */
    MKR_CHANGE_UNIT,
    MKR_CHANGE_POLARITY,
    MKR_CHANGE_KINDS
} mkr_change_kind;

typedef struct mkr_change {
    mkr_change_kind kind;
    const mkr_indicator *before, *now; /* NULL for an added (removed) one */
    const char *was, *is; /* what has changed, as printed; NULL for added and removed */
} mkr_change;

typedef struct mkr_data {
    const mkr_scheme *scheme;
    mkr_indicator *indicators; /* in file order */
    size_t n;
    mkr_period *periods; /* ascending, without gaps between first and last */
    size_t n_periods;
    size_t current; /* index into periods; previous is current - 1, if there is one */
    uint32_t column[MKR_WORDINGS]; /* of the texts, from 1 */
    const mkr_comparator *comparators; /* in column order */
    size_t n_comparators;
    mkr_group
        *groups; /* in order of first appearance; one without a name when the file has no priority column */
    size_t n_groups;
    const struct mkr_names *refs; /* of the indicators, in file order: see mkr_data_find */
    bool rating_used[MKR_RATINGS]; /* some rule of some indicator can give it */
    mkr_counts counts;
    const struct mkr_data *last; /* the last report's, or NULL */
    const mkr_change *changes; /* since then */
    size_t n_changes, n_removed;
} mkr_data;

/* Make indicators from a table of them and, where given, a table of their values (ref, period, value [,
 * target]). Find the header row, map its names (headings in docs/data.md), accept wide layout (one column a
 * period; "target Q2 2024/25" columns give targets per period) and long layout (ref, period, value [,
 * target]). Small numbers of people are suppressed here, before anything else can see them. False after
 * messages: no recognisable header (names what was seen), unequal field counts, duplicate ref (both rows
 * named), a cell that should be a number and is not, mixed kinds of period. In the long layout the rows of an
 * indicator may differ in their texts: those of its latest period that has them count; its marks n, a
 * and d are those of its latest row, and the others are of the figure in their row. The texts are those of
 * the table, which must live as long as the data, as must the scheme. */
bool mkr_data_read(mkr_arena *arena, mkr_diag *diag, const mkr_table *table, const mkr_table *values,
                   const mkr_scheme *scheme, mkr_data *out);

/* Choose the current period (the zero period means the last that has any value), rate and count. False after
 * messages: a target but no polarity, relative tolerance on a zero target, points with a unit that is not %,
 * an override without a reason, no such period (at `asked`, where the period was asked for). */
bool mkr_data_rate(mkr_arena *arena, mkr_diag *diag, mkr_period current, mkr_where asked, mkr_data *data);

/* Set the data beside those of the last report, which is read and rated: links, previous ratings as published
 * then, changes of the set of measures, counts. */
bool mkr_data_compare(mkr_arena *arena, mkr_diag *diag, const mkr_data *last, mkr_data *data);

/* The indicators in groups by one of their texts. */
typedef enum mkr_by {
    MKR_BY_GROUP,
    MKR_BY_SERVICE,
    MKR_BY_DIRECTORATE,
    MKR_BY_PORTFOLIO,
    MKR_BY_OWNER
} mkr_by;
mkr_group *mkr_data_group(mkr_arena *arena, const mkr_data *data, mkr_by by, size_t *n);

/* A text of an indicator, "" for none, and the cell it stands in. */
const char *mkr_data_wording(const mkr_data *data, const mkr_indicator *i, mkr_wording w, mkr_where *where);

void mkr_count(mkr_counts *counts, const mkr_indicator *i); /* add one to the counts */

const mkr_indicator *mkr_data_find(const mkr_data *data, const char *ref); /* or NULL */

/* The value of a period, by its index; never NULL. */
const mkr_value *mkr_indicator_at(const mkr_data *data, const mkr_indicator *i, size_t period);

/* The index of the period that indicator's figure of `period` is compared with, by its frequency; false:
 * none. */
bool mkr_indicator_before(const mkr_data *data, const mkr_indicator *i, size_t period, size_t *before);

/* The index of the figure that direction of travel at a period rests on: that of a year before where figures
 * are for the year to date, or where the basis is last year; else the one before. False: none, or the series
 * breaks in between. */
bool mkr_indicator_compared(const mkr_data *data, const mkr_indicator *i, size_t period, size_t *with);

/* Print a number with the indicator's decimals, without and with its unit when that is short ("37.8%",
 * "£9.46m", "36 days", "1,118"). */
char *mkr_indicator_print(mkr_arena *arena, const mkr_indicator *i, mkr_decimal v);
char *mkr_indicator_print_unit(mkr_arena *arena, const mkr_indicator *i, mkr_decimal v);

/* Print the actual of a value: by mkr_scheme.never_across kept on its side of the target; "<5", ">99"; or its
 * shorthand "[x]"; markers are not included. */
char *mkr_value_print(mkr_arena *arena, const mkr_data *data, const mkr_indicator *i, const mkr_value *v,
                      bool unit);

/* The actual as it is printed: itself, or by mkr_scheme.never_across the nearest figure with the indicator's
 * decimals that stands on its side of the target. What is drawn and said of it is drawn and said of this. */
mkr_decimal mkr_value_shown(const mkr_data *data, const mkr_indicator *i, const mkr_value *v);

/* What stands in place of a figure: "[c]", "[x]" where no reason is given, or "<5", where `limit` is "5". */
char *mkr_nil_print(mkr_arena *arena, mkr_nil nil, const char *limit);

/* "South West (2024/25)", with its source "South West (2024/25; LG Inform)": the figure of another period
 * never stands without it. */
char *mkr_comparator_print(mkr_arena *arena, const mkr_comparator *c, bool source);

const char *mkr_unrated_name(mkr_unrated u); /* "no-target" ...; "" for one that is rated */

/* ---- what is suppressed, elsewhere: suppress.c, people_table.c */

/* Does a text name a suppressed figure of the indicator, in digits or as a word? */
bool mkr_data_names_suppressed(mkr_arena *scratch, const mkr_indicator *i, const char *text);

/* May a table be printed as it is? Not when it says in a column that it counts people, as tables of
 * indicators do, nor when a suppressed figure stands in the row or column of its measure: false after a
 * message. `data` may be NULL. */
bool mkr_data_may_print(mkr_arena *arena, mkr_diag *diag, const mkr_table *table, const mkr_data *data,
                        const mkr_scheme *scheme);

/* ---- what a rule tolerates: band.c */

/* Has the indicator a rule and the facts from which there is a band about some target? */
bool mkr_indicator_has_band(const mkr_indicator *i);
/* The lowest and highest figure that is not worse than its rule's last level with a margin; the expected
 * range where it has one. `target` is that of the period. */
bool mkr_indicator_band(const mkr_indicator *i, const mkr_known *target, mkr_decimal *low, mkr_decimal *high);

/* ---- longer periods made of shorter ones: aggregate.c */

typedef enum mkr_aggregate {
    MKR_AGGREGATE_NONE,
    MKR_AGGREGATE_LAST,
    MKR_AGGREGATE_SUM,
    MKR_AGGREGATE_MEAN
} mkr_aggregate;

/* A period as a chart shows it, and the periods of the data that it is made of. */
typedef struct mkr_stretch {
    mkr_period period;
    size_t from, n; /* indices of the data's periods from .. from + n - 1 */
    uint16_t parts; /* figures that it has when it is complete */
    bool over; /* the data reaches its end */
} mkr_stretch;

/* The periods in which an indicator is reported, up to `last`: those of the data, or, where it is reported
 * less often, every third of a file of months as the quarter that it ends; of the kind `by` where that is
 * longer (MKR_NO_PERIOD: as reported). Ascending; of half-years the periods in which they end. */
size_t mkr_stretches(mkr_arena *arena, const mkr_data *data, const mkr_indicator *i, size_t last,
                     mkr_period_kind by, mkr_stretch **out);

/* The figure of a stretch. None of its figures are missing in a sum or a mean; the last one is there in
 * MKR_AGGREGATE_LAST. `at` gives the figures by period of the data; a mean is rounded half away from zero to
 * `places`. */
bool mkr_stretch_figure(const mkr_stretch *s, size_t step, mkr_aggregate how, uint8_t places,
                        const mkr_known *at, mkr_decimal *out);

/* Is a period without a figure one in which the measure is not reported: marked so, or, of a measure of
 * quarters in a file of months, between two quarters? */
bool mkr_indicator_not_due(const mkr_indicator *i, size_t period);

struct mkr_buffer;

/* Print everything for --dump=data: periods, counts, groups and their counts, then one line for each
 * indicator. */
void mkr_data_dump(const mkr_data *data, struct mkr_buffer *out);

/* Write the data as tidy CSV (RFC 4180, UTF-8): one row for each indicator and period that has a cell, in
 * file order. */
void mkr_data_emit(const mkr_data *data, struct mkr_buffer *out);

#endif

/* finance.h - a budget as a table of data gives it: money in pounds, totals and variances that agree.
 *
 * A positive variance is adverse: spending above the budget, or income below it, for the budget of income is
 * negative. Sums are exact; a typed figure may differ from a computed one by what rounding can explain. */
#ifndef MKR_DATA_FINANCE_H
#define MKR_DATA_FINANCE_H

#include "data/data.h"
#include "data/wide.h"

#define MKR_FINANCE_NONE UINT32_MAX

typedef enum mkr_finance_kind {
    MKR_FINANCE_LINE,
    MKR_FINANCE_GROUP, /* names the lines that follow; has no figures */
    MKR_FINANCE_SUBTOTAL, /* of the lines since the last subtotal, total or group */
    MKR_FINANCE_TOTAL, /* of all since the last total; where there is nothing, of all totals before it */
} mkr_finance_kind;

typedef enum mkr_finance_field {
    MKR_FINANCE_OTHER, /* a further column of money */
    MKR_FINANCE_BUDGET,
    MKR_FINANCE_BUDGET_TO_DATE,
    MKR_FINANCE_ACTUAL,
    MKR_FINANCE_FORECAST,
    MKR_FINANCE_VARIANCE,
    MKR_FINANCE_VARIANCE_TO_DATE,
    MKR_FINANCE_MOVEMENT,
    /* columns that are not money */
    MKR_FINANCE_NAME,
    MKR_FINANCE_LEVEL,
    MKR_FINANCE_PERCENT,
    MKR_FINANCE_RATING,
    MKR_FINANCE_RULE,
    MKR_FINANCE_UNIT,
    MKR_FINANCE_NOTE,
    MKR_FINANCE_UNKNOWN,
    MKR_FINANCE_FIELDS
} mkr_finance_field;

typedef struct mkr_money {
    bool known;
    uint8_t nil; /* mkr_nil, where it is not known */
    mkr_marks marks;
    mkr_wide nano; /* 10^-9 pounds */
    mkr_wide
        slack; /* half a unit in the last place as typed; of a computed figure, those of its parts together */
} mkr_money;

typedef struct mkr_finance_column {
    const char *heading; /* without its unit; NULL: computed, a variance */
    mkr_finance_field field;
    uint32_t cell; /* of the header, or MKR_FINANCE_NONE when computed */
    int8_t scale; /* figures are in tens of pounds to this */
} mkr_finance_column;

typedef struct mkr_finance_row {
    mkr_finance_kind kind;
    const char *name, *note; /* note: its mark, without brackets; or "" */
    mkr_money *money; /* by column */
    bool has_percent;
    mkr_decimal percent; /* of the base, one decimal; none where the base is nought */
    const mkr_rule *rule; /* or NULL */
    mkr_rating rating;
    bool percent_typed;
    mkr_decimal typed_percent;
    mkr_rating typed_rating;
    mkr_where where; /* of its first cell */
} mkr_finance_row;

typedef struct mkr_finance {
    const char *name; /* heading of the names */
    mkr_finance_column *columns;
    size_t n_columns;
    mkr_finance_row *rows;
    size_t n_rows;
    uint32_t value, base, variance; /* columns: forecast less budget; MKR_FINANCE_NONE: there is none */
    uint32_t percent_cell, rating_cell; /* of the header */
    bool rated; /* some row has a rating */
    int8_t scale; /* the unit that most of its columns are in */
    bool zero_base; /* some percentage has none */
} mkr_finance;

typedef struct mkr_finance_options {
    const mkr_scheme *scheme;
    const mkr_rule *rule; /* for rows that name none; or NULL */
    mkr_where rule_where;
    const char *unit; /* of columns that say none, or NULL */
} mkr_finance_options;

/* False after messages: no header, a cell that is no money, a sum or variance that does not add up. */
bool mkr_finance_read(mkr_arena *arena, mkr_diag *diag, const mkr_table *table,
                      const mkr_finance_options *options, mkr_finance *out);

/* In tens of pounds to `scale`, with 0 to 3 decimals, rounded half away from zero; negatives in brackets or
 * with a minus sign. */
char *mkr_money_print(mkr_arena *arena, mkr_wide nano, int8_t scale, uint8_t places, bool brackets);

/* 0 to 3: decimals that all figures need in a unit. */
uint8_t mkr_finance_places(const mkr_finance *finance, int8_t scale);

/* Is some figure not a multiple of what is printed? */
bool mkr_finance_rounds(const mkr_finance *finance, int8_t scale, uint8_t places);

#endif

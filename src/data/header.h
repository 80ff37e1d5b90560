/* header.h - the header row of the data file: which column holds what. */
#ifndef MKR_DATA_HEADER_H
#define MKR_DATA_HEADER_H

#include "data/data.h"

typedef enum mkr_field {
    MKR_FIELD_UNKNOWN,
    MKR_FIELD_REF,
    MKR_FIELD_MEASURE,
    MKR_FIELD_DEFINITION,
    MKR_FIELD_UNIT,
    MKR_FIELD_PLACES,
    MKR_FIELD_POLARITY,
    MKR_FIELD_GROUP,
    MKR_FIELD_OWNER,
    MKR_FIELD_COMMENTARY,
    MKR_FIELD_ACTION,
    MKR_FIELD_SOURCE,
    MKR_FIELD_FLAGS,
    MKR_FIELD_AXIS,
    MKR_FIELD_COMPARATOR,
    MKR_FIELD_TOLERANCE,
    MKR_FIELD_AMBER,
    MKR_FIELD_PERIOD,
    MKR_FIELD_TARGET, /* with or without a period */
    MKR_FIELD_ACTUAL, /* with or without a period */
    MKR_FIELDS
} mkr_field;

/* A column that holds one period's actuals or targets. */
typedef struct mkr_series {
    uint32_t cell; /* index into the cells of a row */
    mkr_field field;
    mkr_period period;
} mkr_series;

#define MKR_NO_COLUMN UINT32_MAX

typedef struct mkr_header {
    size_t row; /* index of the header row in the table */
    uint32_t width; /* cells in every row */
    uint32_t cell[MKR_FIELDS]; /* where each field without a period stands, or MKR_NO_COLUMN */
    bool wide; /* one column a period; otherwise one row a period */
    mkr_series *series; /* wide layout only */
    size_t n_series;
    mkr_period first, last; /* of the series; no period in the long layout */
} mkr_header;

enum { MKR_MOST_PERIODS = 400 }; /* a hundred years of quarters; more is a slip in a year */

/* What one heading means, and the period in it ("Q2 2024/25", "Target Q2 2024/25"). This is the one place
 * where the text of a heading becomes a field. */
mkr_field mkr_heading_field(const char *text, mkr_period *period);

/* Find the header row and map its columns. False after messages. */
bool mkr_header_read(mkr_arena *arena, mkr_diag *diag, const mkr_table *table, mkr_header *out);

const char *mkr_header_heading(const mkr_table *table, const mkr_header *header, uint32_t cell);

#endif

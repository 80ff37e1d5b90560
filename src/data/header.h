/* header.h - the head of a table of figures: which column holds what. */
#ifndef MKR_DATA_HEADER_H
#define MKR_DATA_HEADER_H

#include "data/data.h"

typedef enum mkr_field {
    MKR_FIELD_UNKNOWN,
#define X(field, headings) MKR_FIELD_##field,
#include "data/fields.def"
#undef X
    MKR_FIELDS
} mkr_field;

/* What one heading means. */
typedef struct mkr_heading {
    mkr_field field;
    mkr_period period; /* "Q2 2024/25", "Target Q2 2024/25"; no period in most */
    bool no_year; /* "Q2", "target_q2", "Sep": the year of the period is unknown */
    uint8_t label_from, label_n; /* the bytes of its text that name the comparator, beside a period */
} mkr_heading;

/* This is the one place where the text of a heading becomes a field. `reading` may be NULL. */
mkr_heading mkr_heading_read(const char *text, const mkr_reading *reading);

/* Why a heading that clearly is meant as a period or a date ("Q2 2024", "01/07/2024", "Target 24-Jul") is
 * none that can be used; NULL for all other headings. */
const char *mkr_heading_fault(const char *text, const mkr_reading *reading);

/* The two parts of MKR_FIELD_COMPARATOR: "England (2023/24; Fingertips)", "Benchmark: Core Cities". */
mkr_comparator mkr_heading_comparator(mkr_arena *arena, const char *text);

/* A column that holds one period's actuals or targets. */
typedef struct mkr_series {
    uint32_t cell; /* index into the cells of a row */
    mkr_field field; /* MKR_FIELD_ACTUAL or MKR_FIELD_TARGET */
    mkr_period period; /* a target's may be the year of several periods */
} mkr_series;

/* A column that holds a comparator's figures of one period. */
typedef struct mkr_comparator_series {
    uint32_t cell;
    uint16_t comparator; /* index into mkr_header.comparators */
    mkr_period period;
} mkr_comparator_series;

#define MKR_NO_COLUMN UINT32_MAX

/* What a table is read for: one table of everything, or one of facts and one of figures. */
typedef enum mkr_table_role { MKR_TABLE_ALL, MKR_TABLE_FACTS, MKR_TABLE_VALUES } mkr_table_role;

typedef struct mkr_header {
    size_t upper, lower; /* indexes of the rows of the header in the table; mostly one row */
    uint32_t width; /* cells in every row */
    uint32_t cell[MKR_FIELDS]; /* where each field without a period stands, or MKR_NO_COLUMN */
    bool wide; /* one column a period; otherwise one row a period */
    mkr_series *series; /* wide layout only */
    size_t n_series;
    mkr_comparator *comparators;
    uint32_t *comparator_cells; /* where each stands without a period, or MKR_NO_COLUMN */
    size_t n_comparators; /* at most 255 */
    mkr_comparator_series *comparator_series; /* wide layout only */
    size_t n_comparator_series;
    bool monthly; /* a row says in its frequency that it is reported monthly */
    mkr_period first, last; /* of the actuals; in the long layout the rows tell */
} mkr_header;

enum { MKR_MOST_PERIODS = 400 }; /* a hundred years of quarters; more is a slip in a year */

/* Find the header and map its columns; `facts` is the header of the table of facts where this one is of
 * values, else NULL. False after messages. */
bool mkr_header_read(mkr_arena *arena, mkr_diag *diag, const mkr_table *table, mkr_table_role role,
                     const mkr_reading *reading, const mkr_header *facts, mkr_header *out);

const char *mkr_header_heading(const mkr_table *table, const mkr_header *header, uint32_t cell);

#endif

/* header_parts.h - what the parts of reading a header share (private to header*.c).
 *
 * header.c finds the row and maps its columns; header_periods.c tells the layout and the range of periods;
 * header_comparators.c the columns of figures to compare with. */
#ifndef MKR_DATA_HEADER_PARTS_H
#define MKR_DATA_HEADER_PARTS_H

#include "base/buffer.h"
#include "data/header.h"

typedef struct mkr_mapper {
    mkr_arena *arena, *scratch;
    mkr_diag *diag;
    const mkr_table *table;
    const mkr_reading *reading;
    mkr_table_role role;
    const mkr_header *facts; /* of the other table, or NULL */
    mkr_header *header;
    mkr_heading *headings; /* of the columns */
    mkr_buffer unused; /* the headings that mean nothing to us */
    bool refused; /* a heading is meant as a period and cannot be read as one */
    bool crowded; /* there are too many comparators: it has been said */
    bool ok;
} mkr_mapper;

/* ---- header.c */

static inline const char *mkr_mapper_text(const mkr_row *row, uint32_t cell) {
    return cell < row->n ? row->cells[cell].text : "";
}
const char *mkr_mapper_heading(const mkr_mapper *m, uint32_t cell);
mkr_where mkr_mapper_where(const mkr_mapper *m, uint32_t cell);
void mkr_mapper_unused(mkr_mapper *m, uint32_t cell); /* note that the column is not used */
void mkr_mapper_two(mkr_mapper *m, uint32_t first, uint32_t second); /* say that both claim one field */

/* ---- header_periods.c */

/* Wide or long, and which columns that leaves unused; then, in the wide layout, the range of the periods. */
void mkr_mapper_layout(mkr_mapper *m);

/* ---- header_comparators.c */

/* Room for the comparators among the headings. */
void mkr_mapper_count_comparators(mkr_mapper *m);
/* Headings that name one comparator more than once, each below a period, are its figures by period. */
void mkr_mapper_comparators_below(mkr_mapper *m, const mkr_period *above);
void mkr_mapper_comparator(mkr_mapper *m, uint32_t cell); /* a column of its figures, or of one by period */
/* The columns by period, when the periods of the actuals are known. */
void mkr_mapper_comparator_periods(mkr_mapper *m);
void mkr_mapper_leave_comparator_periods(mkr_mapper *m); /* they are not used */

#endif

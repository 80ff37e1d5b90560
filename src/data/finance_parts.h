/* finance_parts.h - what the readers of budgets share (private to data).
 *
 * finance_head.c finds what the columns are, finance.c reads the rows, finance_check.c adds up, compares and
 * rates. */
#ifndef MKR_DATA_FINANCE_PARTS_H
#define MKR_DATA_FINANCE_PARTS_H

#include "data/finance.h"
#include "data/sheet.h"

/* The header of a budget, mapped. */
typedef struct mkr_finance_head {
    mkr_sheet sheet;
    uint32_t cell[MKR_FINANCE_FIELDS]; /* where each field stands, or MKR_NO_CELL */
} mkr_finance_head;

bool mkr_finance_map(mkr_arena *arena, mkr_diag *diag, const mkr_table *table,
                     const mkr_finance_options *options, mkr_finance_head *head, mkr_finance *out);

/* "£'000" as tens of pounds: 3. False when it is no unit of money. */
bool mkr_finance_unit(const char *text, int8_t *scale);
const char *mkr_finance_unit_name(int8_t scale);

enum { MKR_FINANCE_LARGEST = 13 }; /* figures are below 10 to this, in pounds */
bool mkr_finance_in_range(mkr_wide nano);
mkr_wide mkr_finance_ten_to(int power); /* 0 to 38 */

void mkr_finance_add_up(mkr_arena *arena, mkr_diag *diag, mkr_finance *f); /* totals: filled in or checked */
void mkr_finance_compare(mkr_arena *arena, mkr_diag *diag, mkr_finance *f); /* variances and percentages */
void mkr_finance_rate(mkr_diag *diag, const mkr_finance_options *options, mkr_finance *f);

#endif

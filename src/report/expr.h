/* expr.h - what the three parts of text value templates share (private to report/expr*.c). */
#ifndef MKR_REPORT_EXPR_H
#define MKR_REPORT_EXPR_H

#include <libxml/xpath.h>

#include "report/build.h"

/* expr_tree.c: the data as a document, in the care of the arena; NULL when libxml2 has no memory left.
 * `whole`: with what most expressions do not look at: values of all periods, comparators, movements, changes
 * and the tables of further data. */
xmlDocPtr mkr_expr_tree(mkr_arena *arena, const mkr_sources *sources, bool whole);

/* The period that the current one is compared with: that of the last report where it was given. False when
 * there is none. */
bool mkr_expr_previous(const mkr_data *data, mkr_period *out);

/* expr_functions.c */
typedef struct mkr_functions mkr_functions;
mkr_functions *mkr_functions_new(mkr_arena *arena, xmlXPathContextPtr context);
/* Why the last call failed, "percent(): division by zero"; NULL when none has since the last time this was
 * asked. */
const char *mkr_functions_fault(mkr_functions *f);

/* The nearest decimal of at most nine places; false for NaN, infinities and what is too large to be exact. */
bool mkr_decimal_from_double(double x, mkr_decimal *out);

/* "-1234.50": as numbers stand in the tree. */
const char *mkr_expr_number(mkr_arena *arena, mkr_decimal d);

#endif

/* unit.h - how the unit of an indicator is printed with its figures. */
#ifndef MKR_DATA_UNIT_H
#define MKR_DATA_UNIT_H

#include "base/types.h"

bool mkr_unit_is_percent(const char *unit); /* "%", "percent", "Percentage", "per cent" */

/* What is printed around a figure: "%" after it; pounds before and "m" after it; a blank and "days" after it;
 * or nothing, when the unit does not belong in the figure ("number", "per 1,000", a long unit). */
typedef struct mkr_unit_parts {
    bool pounds, blank;
    const char *after; /* part of the unit, or static */
} mkr_unit_parts;

mkr_unit_parts mkr_unit_split(const char *unit);

#endif

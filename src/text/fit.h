/* fit.h - total fit: which units lines begin with (private to text). */
#ifndef MKR_TEXT_FIT_H
#define MKR_TEXT_FIT_H

#include "text/units.h"

/* Choose the lines of all units, each at most `width` (a position) wide where one unit is: starts[k] is set
 * for each unit that begins a line. Returns how many do. */
size_t mkr_units_fit(const mkr_units *s, int64_t width, bool justified, bool *starts);

#endif

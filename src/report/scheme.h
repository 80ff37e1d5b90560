/* scheme.h - read what a house style says about figures: <rating> and <reading> (private to report). */
#ifndef MKR_REPORT_SCHEME_H
#define MKR_REPORT_SCHEME_H

#include "report/style.h"

/* <rating>: rules, direction of travel, suppression, words and shapes. */
void mkr_scheme_read(mkr_arena *arena, mkr_diag *diag, const mkr_node *rating, mkr_style *out);

/* <reading>: further words for missing figures, dates and quarters. */
void mkr_reading_read(mkr_arena *arena, const mkr_node *reading, mkr_reading *out);

#endif

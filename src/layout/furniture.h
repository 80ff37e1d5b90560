/* furniture.h - what pages have besides their content: all of it artifacts (private to layout). */
#ifndef MKR_LAYOUT_FURNITURE_H
#define MKR_LAYOUT_FURNITURE_H

#include "layout/flow.h"

/* Paint "Draft" or the like across a page that is still empty. */
void mkr_page_across(mkr_setter *s, mkr_page *page);

/* Foot, running head and classification mark of all pages; the first n_front are of kinds `front`, the others
 * of kinds `rear`. */
void mkr_furnish(mkr_setter *s, const mkr_pages *pages, const mkr_page_kind *front, size_t n_front,
                 const mkr_page_kind *rear);

#endif

/* structure.h - the structure tree of a tagged PDF (ISO 32000-1, 14.7). */
#ifndef MKR_PDF_STRUCTURE_H
#define MKR_PDF_STRUCTURE_H

#include "pdf/marks.h"
#include "pdf/saver.h"

/* Write the structure tree root under its reserved number, all elements, the parent tree (keys: pages from 0,
 * then links in the order of marks->links) and the ID tree. page_numbers are those of the page objects. False
 * after a message: two elements have the same id. */
bool mkr_structure_write(mkr_arena *arena, mkr_diag *diag, const mkr_marks *marks,
                         const uint32_t *page_numbers, uint32_t root, mkr_saver *saver);

#endif

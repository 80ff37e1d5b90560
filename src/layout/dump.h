/* dump.h - print where everything stands. */
#ifndef MKR_LAYOUT_DUMP_H
#define MKR_LAYOUT_DUMP_H

#include "base/buffer.h"
#include "page/page.h"
#include "report/tree.h"

/* By page, each line of text with its left end, baseline, width, size and tag, and the extent of each
 * drawing. */
void mkr_layout_dump(const mkr_pages *pages, const mkr_tree *tree, mkr_buffer *out);

#endif

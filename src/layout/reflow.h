/* reflow.h - large print: what no longer fits beside each other is set one under another (private to layout).
 *
 * Done once, before anything is set, to the blocks of the document: what comes out are ordinary blocks and
 * grids. The elements of the tree stay as they are, only their ink stands elsewhere: a screen reader finds
 * the same document. */
#ifndef MKR_LAYOUT_REFLOW_H
#define MKR_LAYOUT_REFLOW_H

#include "layout/set.h"

/* All blocks of a stack that is `width` wide. */
void mkr_reflow(mkr_setter *s, mkr_block *stack, mkr_len width);

/* list.c: make a table that is `width` wide a list of labels and values: for every row its name, then for
 * every further column a line with the column's head and the cell. */
void mkr_list_table(mkr_setter *s, mkr_block *block, mkr_len width);

#endif

/* tree.h - the document tree: what the tags of the PDF are made from.
 *
 * The report stage makes one element for each block and inline that has meaning, in reading order. Everything
 * the layout paints names the element it belongs to (0: an artifact). Pages never make elements: a paragraph
 * or table cut by a page end stays one element.
 *
 * An element either has children or receives ink itself; where text and inline elements alternate, the text
 * pieces are children of role MKR_CONTENT, which have no tag of their own. */
#ifndef MKR_REPORT_TREE_H
#define MKR_REPORT_TREE_H

#include "base/arena.h"

typedef enum mkr_tag {
    MKR_CONTENT, /* text of the parent, between its inline elements */
    MKR_DOCUMENT,
    MKR_PART,
    MKR_SECT,
    MKR_DIV,
    MKR_H1,
    MKR_H2,
    MKR_H3,
    MKR_H4,
    MKR_H5,
    MKR_H6,
    MKR_P,
    MKR_L,
    MKR_LI,
    MKR_LBL,
    MKR_LBODY,
    MKR_TABLE,
    MKR_CAPTION,
    MKR_THEAD,
    MKR_TBODY,
    MKR_TR,
    MKR_TH,
    MKR_TD,
    MKR_FIGURE,
    MKR_NOTE,
    MKR_LINK,
    MKR_SPAN,
    MKR_BLOCKQUOTE,
    MKR_REFERENCE,
    MKR_TOC,
    MKR_TOCI,
    MKR_TAGS
} mkr_tag;

typedef enum mkr_scope { MKR_SCOPE_NONE, MKR_SCOPE_ROW, MKR_SCOPE_COLUMN, MKR_SCOPE_BOTH } mkr_scope;
typedef enum mkr_numbering { MKR_UNNUMBERED, MKR_DISC, MKR_ARABIC, MKR_LETTERS, MKR_ROMAN } mkr_numbering;

/* Facts few elements have. */
typedef struct mkr_elem_more {
    const char *alt, *actual, *lang; /* /Alt, /ActualText, /Lang */
    const char *expansion; /* /E: what an abbreviation stands for */
    const char *id; /* unique; named by headers, and what references point to */
    const char *const *headers; /* ids of the header cells of a TH or TD, NULL-terminated */
    const char *title; /* headings that become bookmarks: their text */
    const char *uri; /* MKR_LINK to the outside */
    uint32_t target; /* MKR_LINK inside the document: the element it leads to */
    const char *contents; /* MKR_LINK: /Contents of its annotations */
    const char *around[2]; /* MKR_LINK whose contents name a page: what stands before and after it; or NULL */
} mkr_elem_more;

typedef struct mkr_elem {
    uint32_t parent, first, last, next; /* indices; 0 = none */
    uint8_t tag, scope, numbering;
    uint16_t colspan, rowspan; /* 0 means 1 */
    uint32_t page; /* from 1, where its first ink stands; 0: not placed. Set by layout */
    mkr_len y; /* top of that ink */
    mkr_elem_more *more; /* or NULL */
} mkr_elem;

typedef struct mkr_tree {
    mkr_arena *arena;
    MKR_VEC(mkr_elem) elems; /* at[0] is unused, at[1] the root (MKR_DOCUMENT) */
} mkr_tree;

mkr_tree *mkr_tree_new(mkr_arena *arena);

/* Append an element to `parent` and return its index. Pointers into elems do not survive this. */
uint32_t mkr_tree_add(mkr_tree *tree, uint32_t parent, mkr_tag tag);

/* The same, but after the child `before` of `parent` (0: as the first). */
uint32_t mkr_tree_insert(mkr_tree *tree, uint32_t parent, uint32_t before, mkr_tag tag);

mkr_elem *mkr_tree_at(const mkr_tree *tree, uint32_t index);
mkr_elem_more *mkr_tree_more(mkr_tree *tree, uint32_t index); /* made on first use */

const char *mkr_tag_name(mkr_tag tag); /* as PDF writes it: "H1", "LBody" */

#endif

/* marks.h - which ink and which links belong to which element.
 *
 * Consecutive items of one element on a page are one piece of marked content; its number on the page is its
 * MCID. The document tree and the pages are brought together here, once, before anything is written; the
 * structure tree, the page streams and the dump of tags all read the result. */
#ifndef MKR_PDF_MARKS_H
#define MKR_PDF_MARKS_H

#include "page/extent.h"
#include "report/tree.h"

/* A piece of marked content. Index 0 of the list is not in use. */
typedef struct mkr_mark {
    uint32_t elem, page; /* page from 0 */
    uint32_t next; /* of the same element, or 0 */
} mkr_mark;

/* A link annotation: one rectangle of one page. Index 0 is not in use. */
typedef struct mkr_mark_link {
    uint32_t elem, page, next;
    uint32_t number; /* of the annotation object, set when it is made */
    const mkr_page_link *at;
} mkr_mark_link;

typedef struct mkr_elem_marks {
    uint32_t first, last; /* marks of the element itself */
    uint32_t first_link, last_link; /* its links */
    uint32_t owner; /* itself, or for MKR_CONTENT the element whose text it is */
    uint32_t figure; /* the figure it is part of, or 0 */
    uint32_t place; /* the first element placed on a page among it and those below; 0: none */
    uint32_t file; /* number of the specification of the file with its data, or 0 */
    bool kept; /* does the structure tree have it? */
} mkr_elem_marks;

typedef struct mkr_marks {
    const mkr_pages *pages;
    const mkr_tree *tree;
    MKR_VEC(mkr_mark) marks;
    MKR_VEC(mkr_mark_link) links;
    uint32_t *first; /* for each page, and one past: its first mark */
    mkr_elem_marks *elems; /* as many as the tree has */
    mkr_extent *boxes; /* of figures on their first page, by element; made only when there are figures */
    uint32_t *box_pages; /* that page, from 1 */
} mkr_marks;

/* Index after the run of items that begins at `from` and belongs to one element (or is one kind of artifact).
 */
size_t mkr_run_end(const mkr_item_vec *items, size_t from);

/* Bring tree and pages together. An item or link of an element the tree does not have is passed over here. */
mkr_marks *mkr_marks_collect(mkr_arena *arena, const mkr_pages *pages, const mkr_tree *tree);

/* Is the result a legal tagged document? False after messages. */
bool mkr_marks_check(const mkr_marks *marks, mkr_diag *diag);

/* Key of a link in the parent tree, its /StructParent: pages come first. */
static inline int32_t mkr_marks_link_key(const mkr_marks *marks, size_t link) {
    return (int32_t)(marks->pages->at.n + link - 1);
}

#endif

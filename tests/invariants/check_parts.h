/* check_parts.h - what the files of the checker share. */
#ifndef INVARIANTS_CHECK_PARTS_H
#define INVARIANTS_CHECK_PARTS_H

#include "base/buffer.h"
#include "check.h"

enum { MOST_FAULTS = 12 };

/* What is known of an element of the document tree. */
typedef struct fact {
    mkr_buffer said; /* its text as the blocks have it, without white space */
    mkr_buffer inked; /* its text as the pages have it */
    uint32_t block; /* 1 + the text block outside tables it belongs to, or 0 */
    uint32_t first_page, last_page; /* of its ink, from 1; 0: none */
    bool late; /* its text is known only after layout */
    bool drawn; /* a drawing makes its ink */
    bool if_long, in_list;
    bool spans_rows; /* in a cell that ends with a row further down than it begins in */
    uint32_t row; /* 1 + the row that keeps with the next one, which it is in; or 0 */
} fact;

typedef struct checker {
    mkr_arena *arena;
    const char *name;
    const mkr_document *doc;
    const mkr_pages *pages;
    const document_texts *texts;
    fact *facts; /* by element */
    MKR_VEC(const mkr_block *) blocks; /* of text outside tables, in order */
    MKR_VEC(const mkr_block *) grids;
    MKR_VEC(uint32_t) rows; /* of those that keep with the next: the last page with ink of them */
    size_t faults;
} checker;

void complain(checker *c, const char *format, ...) __attribute__((format(printf, 2, 3)));

const mkr_elem *elem_at(const checker *c, uint32_t elem);
const char *tag_at(const checker *c, uint32_t elem); /* of the element, or of the one whose text it is */
bool is_below(const checker *c, uint32_t elem, mkr_tag tag); /* is it, or is it within, such an element? */

/* Add a text without white space, soft hyphens and marks of direction. */
void add_bare(mkr_buffer *to, const char *text);
void add_ink(mkr_buffer *to, const mkr_text *text);

/* check_words.c: every character once, in the order of the document */
const char *check_words(checker *c); /* returns all text in that order */
/* check_places.c: frame, overlaps, page ends, lines, feet */
void check_places(checker *c);
/* check_tables.c: regular, repeated heads */
void check_tables(checker *c);

#endif

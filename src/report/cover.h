/* cover.h - what the two families of covers share (private to report/cover*.c). */
#ifndef MKR_REPORT_COVER_H
#define MKR_REPORT_COVER_H

#include "report/build.h"

typedef struct mkr_cover {
    mkr_builder *b;
    const mkr_node *node;
    mkr_block *to;
    uint32_t elem, list; /* list: the L of the strip of facts */
    const char *committee;
    mkr_date published; /* in the forward plan; month 0: not known */
    mkr_grid *facts;
    bool local_in_strip, plan_in_strip; /* <local-members>, <forward-plan>: short enough for the strip */
} mkr_cover;

/* The strip of facts: the committee, the date and what a family adds; at most four. */
void mkr_cover_strip_begin(mkr_cover *c);
void mkr_cover_fact(mkr_cover *c, mkr_label_id label, const char *text, mkr_where where);
bool mkr_cover_fits_strip(const char *text);

/* A pair of the shared list; `value` is the element of the value. */
mkr_block *mkr_cover_pair(mkr_cover *c, const char *label, mkr_role_id role, uint32_t *value,
                          mkr_where where);

/* The text of a simple element; "Not stated", after a message, when it is empty. */
const char *mkr_cover_text(mkr_cover *c, const mkr_node *n);
/* Who is named by @person or in words: name, office. */
void mkr_cover_person(mkr_cover *c, const mkr_node *n, mkr_spans *to, uint32_t elem);
/* Words or blocks of an element that may hold both. */
void mkr_cover_mixed(mkr_cover *c, const mkr_node *n, mkr_block *stack, uint32_t elem, mkr_role_id role);
/* "First published in the forward plan dated ..."; NULL when that is not known. */
const char *mkr_cover_notice(mkr_cover *c);

/* cover_list.c, cover_table.c: all below the title */
void mkr_cover_build_list(mkr_cover *c);
void mkr_cover_build_table(mkr_cover *c);

#endif

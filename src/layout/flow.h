/* flow.h - pieces onto pages (private to layout). */
#ifndef MKR_LAYOUT_FLOW_H
#define MKR_LAYOUT_FLOW_H

#include "layout/set.h"

/* Lines of footnotes, up to and with those of one pending piece. */
typedef struct mkr_noted {
    size_t least; /* as many as must stand on the page of the piece: its last note may go on overleaf */
    size_t all;
} mkr_noted;

/* The footnotes of the page being filled. */
typedef struct mkr_notes {
    mkr_galley lines; /* y: from the end of the text, with the rule's room; first those left over, then those
                         of the pending pieces in order */
    size_t left_over; /* from the page before */
    MKR_VEC(mkr_noted) of; /* by pending piece, as far as they have been asked for */
} mkr_notes;

/* What is known of a page for what is added at the end: foot, running head. */
typedef struct mkr_page_kind {
    const mkr_sheet *sheet;
    const char *foot; /* left */
} mkr_page_kind;

typedef struct mkr_flow {
    mkr_setter *setter;
    mkr_galley pending; /* not yet on a page */
    size_t gone; /* pieces before them in memory, which are on pages */
    mkr_notes notes;
    size_t fitted; /* of the pending pieces, how many are known to fit */
    mkr_len y; /* below the last that fits */
    bool full; /* the last that fits has a footnote that takes what is left */
    mkr_pages pages;
    MKR_VEC(mkr_page_kind) kinds; /* of the pages */
    const char *foot;
    const mkr_sheet *sheet; /* of the newest page */
    uint32_t page_base; /* pages before the first of this flow */
} mkr_flow;

void mkr_flow_begin(mkr_flow *flow, mkr_setter *setter, const char *foot, uint32_t page_base);

/* Put the pieces of a block on pages as far as it is decided where they stand. */
void mkr_flow_block(mkr_flow *flow, const mkr_block *block);

void mkr_flow_end(mkr_flow *flow);

/* notes.c */
/* Set the footnotes of pending pieces up to and with piece k, unless they are there. False when they are more
 * than any page can hold; then those of piece k are not there. */
bool mkr_notes_reach(mkr_flow *flow, size_t k);
/* The footnotes of piece k, however many. */
void mkr_notes_add(mkr_flow *flow, size_t k);
/* Forget those of piece k and of all after it. */
void mkr_notes_cut(mkr_notes *notes, size_t k);
/* Height of the first n lines, with the rule above them. */
mkr_len mkr_notes_height(const mkr_notes *notes, size_t n);
/* How many lines the first k pending pieces have, with those left over. */
size_t mkr_notes_before(const mkr_notes *notes, size_t k);
/* Of the first n lines, how many to put on a page with so much room. */
size_t mkr_notes_fit(const mkr_notes *notes, size_t n, mkr_len room);
/* The first n lines have gone to a page, and those from `end` on are not wanted yet. */
void mkr_notes_drop(mkr_notes *notes, size_t n, size_t end);

/* tall.c */
void mkr_say_too_tall(mkr_setter *setter, const mkr_piece *piece);

#endif

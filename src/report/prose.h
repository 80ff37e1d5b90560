/* prose.h - typed text put together from its nodes, that knows where each of its characters stands (private
 * to report: for checks of what is written). */
#ifndef MKR_REPORT_PROSE_H
#define MKR_REPORT_PROSE_H

#include "base/buffer.h"
#include "report/build.h"

typedef struct mkr_prose_piece {
    uint32_t at; /* in the text */
    mkr_filled filled;
    const char *raw; /* as it stands in the file; NULL: as filled.source */
    mkr_where where; /* of the beginning of filled.source */
    bool whole; /* a cell: all of it stands there */
} mkr_prose_piece;

typedef struct mkr_prose {
    const mkr_expr *expr;
    mkr_buffer text;
    MKR_VEC(mkr_prose_piece) pieces;
    struct { /* the place found last; asked for in ascending order, places cost one pass */
        size_t piece;
        uint32_t source;
        const char *raw;
        bool cdata;
        mkr_where where;
    } reached;
    bool objects; /* U+FFFC stands for what has no words of its own: empty references, marks of notes */
    bool breaks; /* there is a <br> */
    bool lost; /* an expression could not be filled in: there is nothing to check */
} mkr_prose;

mkr_prose mkr_prose_new(mkr_arena *arena, const mkr_expr *expr, bool objects);
/* Add the inline content of a node: not that of blocks and footnotes in it, nor other languages. */
void mkr_prose_add(mkr_prose *prose, const mkr_node *node);
void mkr_prose_add_attr(mkr_prose *prose, const mkr_attr *attr);
void mkr_prose_add_cell(mkr_prose *prose, const char *text, mkr_where where);

bool mkr_prose_is_inline(const mkr_node *node); /* an element that is part of the text around it */
bool mkr_prose_is_exempt(const mkr_node *node); /* check="no": what is written there is not looked at */

/* Is the character at `offset` of the text one that an expression has put there? */
bool mkr_prose_is_computed(const mkr_prose *prose, uint32_t offset);

/* Where the character at `offset` of the text stands. */
mkr_where mkr_prose_where(mkr_prose *prose, uint32_t offset);

#endif

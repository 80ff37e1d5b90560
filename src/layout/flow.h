/* flow.h - pieces onto pages (private to layout). */
#ifndef MKR_LAYOUT_FLOW_H
#define MKR_LAYOUT_FLOW_H

#include "layout/set.h"

typedef struct mkr_flow {
    mkr_setter *setter;
    mkr_galley pending; /* not yet on a page */
    mkr_arena *other; /* takes over from the setter's arena of pieces at the end of a page */
    size_t fitted; /* of the pending pieces, how many are known to fit */
    mkr_len y; /* below the last that fits */
    mkr_pages pages;
    MKR_VEC(const char *) feet; /* left of the foot, by page */
    const char *foot;
    uint32_t page_base; /* pages before the first of this flow */
} mkr_flow;

void mkr_flow_begin(mkr_flow *flow, mkr_setter *setter, const char *foot);

/* Put the pieces of a block on pages as far as it is decided where they stand. */
void mkr_flow_block(mkr_flow *flow, const mkr_block *block);

void mkr_flow_end(mkr_flow *flow);

/* Page geometry (page design, section 3). */
#define MKR_PAGE_WIDTH 595280
#define MKR_PAGE_HEIGHT 841890
#define MKR_FRAME_X MKR_PT(54)
#define MKR_FRAME_WIDTH 487280
#define MKR_CONTENT_TOP MKR_PT(54)
#define MKR_CONTENT_BOTTOM MKR_PT(771)
#define MKR_FOOT_BASELINE MKR_PT(803)

#endif

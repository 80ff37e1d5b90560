/* grey.h - a proof in shades of grey. */
#ifndef MKR_PAGE_GREY_H
#define MKR_PAGE_GREY_H

#include "page/page.h"

/* Give every colour and picture the grey of its luminance (IEC 61966-2-1). */
void mkr_pages_grey(mkr_arena *arena, mkr_pages *pages);

#endif

/* layout.h - blocks become pages of positioned items. */
#ifndef MKR_LAYOUT_LAYOUT_H
#define MKR_LAYOUT_LAYOUT_H

#include "page/page.h"
#include "report/block.h"

enum { MKR_MOST_PAGES = 20000 };

/* Lay out the document, everything but paper and margins at `scale` thousandths of its size. Elements of its
 * tree learn their page and place, figures their alternative texts. False after messages. */
bool mkr_layout(mkr_arena *arena, mkr_diag *diag, mkr_document *doc, mkr_fonts *fonts, uint32_t scale,
                mkr_pages *out);

/* Lay out one figure of the report on a page of its own size; `out` is the document of that page, with the
 * figure's caption, or the first sentence of its alternative, for its title. Neither mark nor draft is
 * printed on it. False after messages. */
bool mkr_layout_figure(mkr_arena *arena, mkr_diag *diag, mkr_document *report, const mkr_lone_figure *figure,
                       mkr_fonts *fonts, uint32_t scale, mkr_document *out, mkr_pages *pages);

#endif

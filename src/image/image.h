/* image.h - draw a page through cairo: PNG for a look at it, SVG for the web. */
#ifndef MKR_IMAGE_IMAGE_H
#define MKR_IMAGE_IMAGE_H

#include "base/output.h"
#include "page/page.h"

/* dpi: 36 to 1200. False after a message. */
bool mkr_image_png(mkr_arena *arena, mkr_diag *diag, const mkr_page *page, unsigned dpi, mkr_output *out);
bool mkr_image_svg(mkr_arena *arena, mkr_diag *diag, const mkr_page *page, mkr_output *out);

#endif

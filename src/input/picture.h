/* picture.h - read PNG and JPEG files. */
#ifndef MKR_INPUT_PICTURE_H
#define MKR_INPUT_PICTURE_H

#include "base/diag.h"
#include "base/picture.h"

enum { MKR_PICTURE_MOST_PIXELS = 50000000 };

/* Decode a whole file. False after a message at `where` (not a picture, corrupt, truncated, too many pixels).
 * The jpeg of the result points into `bytes`, which must live as long. */
bool mkr_picture_read(mkr_arena *arena, mkr_diag *diag, mkr_where where, const char *name, const void *bytes,
                      size_t n, mkr_picture *out);

#endif

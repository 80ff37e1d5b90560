/* picture.h - read PNG, JPEG and SVG files. */
#ifndef MKR_INPUT_PICTURE_H
#define MKR_INPUT_PICTURE_H

#include "base/diag.h"
#include "base/picture.h"

enum {
    MKR_PICTURE_MOST_PIXELS = 200000000, /* the largest cameras of telephones have 200 million */
    MKR_PICTURE_DENSITY = 300 /* pixels an inch in print: no more are kept */
};

/* Read a whole file for a place. What the eye cannot see there is not kept: a picture of more than 300 pixels
 * an inch is made smaller. False after a message at `where` (not a picture, corrupt, truncated, too many
 * pixels). The jpeg of the result may point into `bytes`, which must live as long. */
bool mkr_picture_read(mkr_arena *arena, mkr_diag *diag, mkr_where where, const char *name, const void *bytes,
                      size_t n, mkr_picture_place place, mkr_picture *out);

#endif

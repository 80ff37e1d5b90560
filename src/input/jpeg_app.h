/* jpeg_app.h - what application segments of a JPEG say (private to input). */
#ifndef MKR_INPUT_JPEG_APP_H
#define MKR_INPUT_JPEG_APP_H

#include <stdio.h>

#include <jpeglib.h>

#include "base/arena.h"

typedef struct mkr_exif {
    uint8_t turn; /* as in mkr_picture */
    bool has_location;
} mkr_exif;

/* Of a decoder that has read the header and saved the markers APP1 and APP2. What is malformed says nothing.
 */
mkr_exif mkr_exif_read(const struct jpeg_decompress_struct *d);

/* The ICC profile, put together from its segments (ICC.1:2010, B.4); NULL when there is none or a part of it
 * is missing. */
const uint8_t *mkr_jpeg_profile(mkr_arena *arena, const struct jpeg_decompress_struct *d, size_t *n);

#endif

/* picture.h - a picture, already decoded. */
#ifndef MKR_BASE_PICTURE_H
#define MKR_BASE_PICTURE_H

#include "base/types.h"

typedef struct mkr_picture {
    uint32_t width, height; /* pixels */
    const uint8_t *rgb; /* 8-bit sRGB rows without padding; transparency has been laid on white */
    const uint8_t *jpeg; /* or NULL: the bytes of a JPEG file that may be passed through as it is */
    size_t jpeg_bytes;
} mkr_picture;

#endif

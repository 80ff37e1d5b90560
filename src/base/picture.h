/* picture.h - a picture: the pixels of its file, or the file itself where a PDF shows it as it is. */
#ifndef MKR_BASE_PICTURE_H
#define MKR_BASE_PICTURE_H

#include "base/arena.h"

typedef struct mkr_picture mkr_picture;

struct mkr_picture {
    uint32_t width, height; /* pixels, as stored */
    uint8_t channels; /* 1 grey, 3 sRGB; where there is a profile, its colours */
    uint8_t turn; /* how it is to be seen: the orientation of EXIF (JEITA CP-3451, 4.6.4) less 1 */
    mkr_len natural_width, natural_height; /* when seen: 96 pixels of the file to the inch */
    const uint8_t *pixels; /* rows of 8-bit samples without padding, laid on white; NULL: there is `jpeg` */
    const uint8_t *jpeg; /* or NULL: a JPEG file that a PDF can show (ISO 32000-1, 7.4.8) */
    size_t jpeg_bytes;
    const uint8_t *profile; /* ICC profile of the jpeg, or NULL: sRGB or its greys */
    size_t profile_bytes;
    /* Decode the jpeg into sRGB, 3 bytes a pixel; it has been proved sound. */
    void (*decode)(const mkr_picture *picture, mkr_arena *scratch, uint8_t *rgb);
};

/* The room a picture is given. */
typedef struct mkr_picture_place {
    mkr_len wanted; /* width; 0: natural */
    mkr_len width, height; /* at most */
} mkr_picture_place;

/* The size at which a picture of a natural size is printed; at least one unit each way. */
void mkr_picture_fit(mkr_len natural_width, mkr_len natural_height, mkr_picture_place place, mkr_len *width,
                     mkr_len *height);

/* The pixels in sRGB, 3 bytes each, as stored; made in `arena` unless they are there already. */
const uint8_t *mkr_picture_rgb(mkr_arena *arena, const mkr_picture *picture);

/* How the unit square of the stored picture (x right, y up) lies in that of the picture as seen: the numbers
 * a to f of a PDF matrix, each -1, 0 or 1. */
const int8_t *mkr_picture_matrix(const mkr_picture *picture);

#endif

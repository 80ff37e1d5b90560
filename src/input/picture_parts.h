/* picture_parts.h - what the readers of pictures share (private to input). */
#ifndef MKR_INPUT_PICTURE_PARTS_H
#define MKR_INPUT_PICTURE_PARTS_H

#include "input/picture.h"

typedef struct mkr_profile mkr_profile;

typedef struct mkr_picture_source {
    mkr_arena *arena; /* for what the picture keeps */
    mkr_arena *scratch; /* freed when it has been read */
    mkr_diag *diag;
    mkr_where where;
    const char *name;
    const uint8_t *bytes;
    size_t n;
    mkr_picture_place place;
} mkr_picture_source;

/* Each gives a picture, or false after a message. */
bool mkr_png_read(const mkr_picture_source *s, mkr_picture *out);
bool mkr_jpeg_read(const mkr_picture_source *s, mkr_picture *out);
bool mkr_svg_read(const mkr_picture_source *s, mkr_picture *out);

/* Say that the file is damaged, and why; false. */
bool mkr_picture_damaged(const mkr_picture_source *s, const char *why);

/* Warn of what is printed too small to be seen; true when that was said. */
bool mkr_picture_say_tiny(const mkr_picture_source *s, mkr_len wide, mkr_len high);

/* The header has been read: may so many pixels be decoded? False after a message. `out` gets the natural
 * size, from the size and turn it has, and the size in pixels to keep, as stored. */
bool mkr_picture_plan(const mkr_picture_source *s, uint32_t width, uint32_t height, mkr_picture *out);

/* The profile of a file, or NULL for sRGB; a notice where it cannot be used. */
const mkr_profile *mkr_picture_profile(const mkr_picture_source *s, const uint8_t *bytes, size_t n,
                                       unsigned channels, bool inverted);

/* ---- profile.c: colours by an embedded ICC profile */

/* A profile for pixels of so many channels (1, 3 or 4; `inverted`: 255 is no ink). False where it cannot be
 * used; *out is NULL where it is that of sRGB. */
bool mkr_profile_open(mkr_arena *arena, const uint8_t *bytes, size_t n, unsigned channels, bool inverted,
                      const mkr_profile **out);
/* May it stand in a PDF (ISO 32000-1, 8.6.5.5)? */
bool mkr_profile_embeds(const mkr_profile *profile);
/* n pixels into sRGB, 3 bytes each. */
void mkr_profile_apply(const mkr_profile *profile, const uint8_t *from, uint8_t *rgb, size_t n);

/* ---- reduce.c: fewer pixels */

typedef struct mkr_reducer mkr_reducer;

/* Rows of `width` pixels come, `height` of them; to_width by to_height pixels are kept, not more either way.
 * The result lies in `arena`. */
mkr_reducer *mkr_reducer_new(mkr_arena *arena, uint32_t width, uint32_t height, uint32_t to_width,
                             uint32_t to_height, unsigned channels);
void mkr_reducer_row(mkr_reducer *r, const uint8_t *row);
const uint8_t *mkr_reducer_pixels(const mkr_reducer *r);

#endif

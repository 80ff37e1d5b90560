/* picture.c - sizes, orientations and pixels of pictures. */
#include "base/picture.h"

void mkr_picture_fit(mkr_len natural_width, mkr_len natural_height, mkr_picture_place place, mkr_len *width,
                     mkr_len *height) {
    int64_t wide = place.wanted ? place.wanted : natural_width;
    if (wide > place.width)
        wide = place.width;
    int64_t high = wide * natural_height / natural_width;
    if (high > place.height) {
        wide = wide * place.height / high;
        high = place.height;
    }
    *width = wide > 0 ? (mkr_len)wide : 1;
    *height = high > 0 ? (mkr_len)high : 1;
}

const uint8_t *mkr_picture_rgb(mkr_arena *arena, const mkr_picture *picture) {
    if (picture->pixels && picture->channels == 3)
        return picture->pixels;
    size_t n = (size_t)picture->width * picture->height;
    uint8_t *rgb = mkr_alloc_array(arena, n, 3);
    if (picture->pixels) {
        for (size_t i = 0; i < n; i++)
            rgb[3 * i] = rgb[3 * i + 1] = rgb[3 * i + 2] = picture->pixels[i];
    } else {
        mkr_arena *scratch = mkr_arena_child(arena);
        picture->decode(picture, scratch, rgb);
        mkr_arena_free(scratch);
    }
    return rgb;
}

const int8_t *mkr_picture_matrix(const mkr_picture *picture) {
    static const int8_t turns[8][6] = {
        {1, 0, 0, 1, 0, 0}, /* upright */
        {-1, 0, 0, 1, 1, 0}, /* mirrored */
        {-1, 0, 0, -1, 1, 1}, /* upside down */
        {1, 0, 0, -1, 0, 1}, /* upside down and mirrored */
        {0, -1, -1, 0, 1, 1}, /* the first row at the left, its start at the top */
        {0, -1, 1, 0, 0, 1}, /* at the right, at the top */
        {0, 1, 1, 0, 0, 0}, /* at the right, at the bottom */
        {0, 1, -1, 0, 1, 0}, /* at the left, at the bottom */
    };
    return turns[picture->turn];
}

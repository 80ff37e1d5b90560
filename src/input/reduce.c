/* reduce.c - make a picture smaller, row by row.
 *
 * A box filter: each pixel kept is the mean of the area it covers, edge pixels in proportion. The mean is
 * taken of sRGB samples, not of light, as browsers and office programs do; that keeps thin dark lines on
 * white dark. All sums are exact whole numbers. Besides the result it holds two rows. */
#include <string.h>

#include "input/picture_parts.h"

struct mkr_reducer {
    uint32_t width, height, to_width, to_height;
    unsigned channels;
    uint64_t *row; /* one row, reduced across: sums of samples times to_width */
    uint64_t *sums; /* of rows, times to_height */
    uint32_t left; /* of the height a row of the result covers, in 1/to_height of a pixel */
    uint8_t *pixels, *next;
};

mkr_reducer *mkr_reducer_new(mkr_arena *arena, uint32_t width, uint32_t height, uint32_t to_width,
                             uint32_t to_height, unsigned channels) {
    mkr_reducer *r = mkr_alloc(arena, sizeof *r);
    size_t samples = (size_t)to_width * channels;
    *r = (mkr_reducer){width, height, to_width, to_height, .channels = channels, .left = height};
    r->row = mkr_alloc_array(arena, samples, sizeof *r->row);
    r->sums = mkr_alloc_array(arena, samples, sizeof *r->sums);
    r->next = r->pixels = mkr_alloc_array(arena, to_height, samples);
    return r;
}

/* Counted in 1/to_width of a pixel, a pixel is to_width wide and a kept one covers `width`: at least as much,
 * so a pixel falls into one or two. */
static void reduce_across(mkr_reducer *r, const uint8_t *from) {
    unsigned n = r->channels;
    uint64_t *to = r->row;
    uint32_t left = r->width;
    memset(to, 0, (size_t)r->to_width * n * sizeof *to);
    for (uint32_t x = 0; x < r->width; x++, from += n) {
        uint32_t first = left < r->to_width ? left : r->to_width, rest = r->to_width - first;
        for (unsigned k = 0; k < n; k++)
            to[k] += (uint64_t)from[k] * first;
        left -= first;
        if (left)
            continue;
        to += n;
        left = r->width - rest;
        for (unsigned k = 0; rest && k < n; k++)
            to[k] += (uint64_t)from[k] * rest;
    }
}

static void add_row(mkr_reducer *r, uint32_t weight) {
    size_t samples = (size_t)r->to_width * r->channels;
    for (size_t i = 0; i < samples; i++)
        r->sums[i] += r->row[i] * weight;
}

static void finish_row(mkr_reducer *r) {
    size_t samples = (size_t)r->to_width * r->channels;
    uint64_t area = (uint64_t)r->width * r->height;
    for (size_t i = 0; i < samples; i++)
        *r->next++ = (uint8_t)((r->sums[i] + area / 2) / area);
    memset(r->sums, 0, samples * sizeof *r->sums);
}

void mkr_reducer_row(mkr_reducer *r, const uint8_t *row) {
    if (r->width == r->to_width && r->height == r->to_height) {
        size_t samples = (size_t)r->width * r->channels;
        memcpy(r->next, row, samples);
        r->next += samples;
        return;
    }
    reduce_across(r, row);
    uint32_t first = r->left < r->to_height ? r->left : r->to_height, rest = r->to_height - first;
    add_row(r, first);
    r->left -= first;
    if (r->left)
        return;
    finish_row(r);
    r->left = r->height - rest;
    if (rest)
        add_row(r, rest);
}

const uint8_t *mkr_reducer_pixels(const mkr_reducer *r) {
    return r->pixels;
}

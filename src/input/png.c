/* png.c - decode PNG (ISO/IEC 15948) with libpng, row by row.
 *
 * Samples become 8 bits, palettes colours; colours become sRGB by the file's ICC profile or its gamma; what
 * is transparent is laid on white, since PDF/A files are safest without transparency. An interlaced picture
 * is only complete after its last pass: it is held whole, and may have fewer pixels. */
#include <png.h>
#include <stdio.h>
#include <string.h>

#include "input/picture_parts.h"

enum { MOST_INTERLACED = 50000000 };

typedef struct reading {
    const mkr_picture_source *s;
    size_t at; /* in the file */
    png_structp png;
    png_infop info;
    unsigned colours; /* channels without alpha */
    bool has_alpha;
    uint32_t width, height; /* of the file */
    const mkr_profile *profile;
    uint8_t *colour, *alpha; /* one row each */
    uint8_t *rgb; /* the row in sRGB: `colour` where there is no profile */
    mkr_reducer *reducer;
    char message[128];
} reading;

static void fail(png_structp png, png_const_charp why) {
    reading *r = png_get_error_ptr(png);
    snprintf(r->message, sizeof r->message, "%s", why);
    longjmp(png_jmpbuf(png), 1);
}

static void ignore(png_structp png, png_const_charp why) {
    (void)png;
    (void)why;
}

static void give(png_structp png, png_bytep to, size_t n) {
    reading *r = png_get_io_ptr(png);
    if (n > r->s->n - r->at)
        png_error(png, "the file ends too early");
    memcpy(to, r->s->bytes + r->at, n);
    r->at += n;
}

static void release(void *p) {
    reading *r = p;
    png_destroy_read_struct(&r->png, &r->info, NULL);
}

/* Chunks up to the first of the picture: does one say that it moves? */
static bool is_animated(const mkr_picture_source *s) {
    for (size_t at = 8; s->n - at >= 12;) {
        const uint8_t *chunk = s->bytes + at;
        size_t length =
            (size_t)chunk[0] << 24 | (size_t)chunk[1] << 16 | (size_t)chunk[2] << 8 | (size_t)chunk[3];
        if (!memcmp(chunk + 4, "acTL", 4))
            return true;
        if (!memcmp(chunk + 4, "IDAT", 4) || length > s->n - at - 12)
            return false;
        at += length + 12;
    }
    return false;
}

/* A profile comes before a gamma, and without either it is sRGB (11.3.3). 16 bits are not taken for linear
 * light. */
static void plan_colours(reading *r) {
    png_charp name;
    png_bytep bytes;
    png_uint_32 n;
    double gamma;
    int way;
    if (png_get_iCCP(r->png, r->info, &name, &way, &bytes, &n))
        r->profile = mkr_picture_profile(r->s, bytes, n, r->colours, false);
    else if (!png_get_valid(r->png, r->info, PNG_INFO_sRGB) && png_get_gAMA(r->png, r->info, &gamma))
        png_set_gamma(r->png, PNG_DEFAULT_sRGB, gamma); /* leaves alone what is near enough */
}

static bool read_head(reading *r) {
    if (setjmp(png_jmpbuf(r->png)))
        return mkr_picture_damaged(r->s, r->message);
    png_set_read_fn(r->png, r, give);
    png_set_user_limits(r->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX); /* ours come next, with a better message */
    png_read_info(r->png, r->info);
    r->width = png_get_image_width(r->png, r->info);
    r->height = png_get_image_height(r->png, r->info);
    int type = png_get_color_type(r->png, r->info);
    r->colours = type & PNG_COLOR_MASK_COLOR ? 3 : 1;
    r->has_alpha = type & PNG_COLOR_MASK_ALPHA || png_get_valid(r->png, r->info, PNG_INFO_tRNS);
    return true;
}

/* From here on a row is `colours` bytes a pixel, and one of alpha. */
static void set_up(reading *r, mkr_picture *out) {
    plan_colours(r);
    png_set_expand(r->png);
    png_set_scale_16(r->png);
    out->channels = r->profile ? 3 : (uint8_t)r->colours;
    r->colour = mkr_alloc_array(r->s->scratch, r->width, r->colours);
    r->alpha = mkr_alloc_array(r->s->scratch, r->width, 1);
    r->rgb = r->profile ? mkr_alloc_array(r->s->scratch, r->width, 3) : r->colour;
    r->reducer = mkr_reducer_new(r->s->arena, r->width, r->height, out->width, out->height, out->channels);
}

static void part_alpha(reading *r, const uint8_t *row) {
    uint8_t *colour = r->colour;
    for (uint32_t x = 0; x < r->width; x++) {
        for (unsigned k = 0; k < r->colours; k++)
            *colour++ = *row++;
        r->alpha[x] = *row++;
    }
}

static void lay_on_white(reading *r, unsigned channels) {
    uint8_t *at = r->rgb;
    for (uint32_t x = 0; x < r->width; x++) {
        uint32_t alpha = r->alpha[x];
        for (unsigned k = 0; k < channels; k++, at++)
            *at = (uint8_t)((*at * alpha + 255 * (255 - alpha) + 127) / 255);
    }
}

static void take_row(reading *r, const uint8_t *row, unsigned channels) {
    if (!r->has_alpha && !r->profile) {
        mkr_reducer_row(r->reducer, row);
        return;
    }
    if (r->has_alpha)
        part_alpha(r, row);
    if (r->profile)
        mkr_profile_apply(r->profile, r->has_alpha ? r->colour : row, r->rgb, r->width);
    if (r->has_alpha)
        lay_on_white(r, channels);
    mkr_reducer_row(r->reducer, r->rgb);
}

/* All passes over the whole picture, then its rows. */
static void read_interlaced(reading *r, int passes, size_t row_bytes, unsigned channels) {
    uint8_t *all = mkr_alloc_array(r->s->scratch, r->height, row_bytes);
    for (int pass = 0; pass < passes; pass++)
        for (uint32_t y = 0; y < r->height; y++)
            png_read_row(r->png, all + y * row_bytes, NULL);
    for (uint32_t y = 0; y < r->height; y++)
        take_row(r, all + y * row_bytes, channels);
}

static bool read_rest(reading *r, mkr_picture *out) {
    if (setjmp(png_jmpbuf(r->png)))
        return mkr_picture_damaged(r->s, r->message);
    set_up(r, out);
    int passes = png_set_interlace_handling(r->png);
    png_read_update_info(r->png, r->info);
    size_t row_bytes = png_get_rowbytes(r->png, r->info);
    if (passes > 1) {
        read_interlaced(r, passes, row_bytes, out->channels);
    } else {
        uint8_t *row = mkr_alloc(r->s->scratch, row_bytes);
        for (uint32_t y = 0; y < r->height; y++) {
            png_read_row(r->png, row, NULL);
            take_row(r, row, out->channels);
        }
    }
    png_read_end(r->png, NULL);
    out->pixels = mkr_reducer_pixels(r->reducer);
    return true;
}

static bool may_interlace(const reading *r) {
    if (png_get_interlace_type(r->png, r->info) == PNG_INTERLACE_NONE ||
        (uint64_t)r->width * r->height <= MOST_INTERLACED)
        return true;
    return mkr_say(r->s->diag, MKR_E_PICTURE_LARGE, r->s->where, "%s: %u by %u, interlaced: at most %d",
                   r->s->name, r->width, r->height, MOST_INTERLACED);
}

bool mkr_png_read(const mkr_picture_source *s, mkr_picture *out) {
    reading *r = mkr_alloc(s->scratch, sizeof *r);
    r->s = s;
    mkr_arena_defer(s->scratch, release, r);
    r->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, r, fail, ignore);
    r->info = r->png ? png_create_info_struct(r->png) : NULL;
    if (!r->info)
        return mkr_picture_damaged(s, "libpng cannot begin");
    if (!read_head(r) || !may_interlace(r) || !mkr_picture_plan(s, r->width, r->height, out))
        return false;
    if (is_animated(s))
        mkr_say(s->diag, MKR_E_PICTURE_ANIMATED, s->where, "%s", s->name);
    return read_rest(r, out);
}

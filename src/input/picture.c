/* picture.c - decode PNG (libpng's simplified interface) and JPEG (libjpeg).
 *
 * Every picture is decoded to its last row, also a JPEG whose bytes go into the PDF as they are: that proves
 * it sound. Colour profiles are not applied; what libpng knows as another gamma becomes sRGB. */
#include "input/picture.h"

#include <jerror.h>
#include <png.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

enum {
    MOST_SCANS = 100
}; /* of a progressive JPEG: a small file can ask for thousands, each over all pixels */

typedef struct source {
    mkr_arena *arena;
    mkr_diag *diag;
    mkr_where where;
    const char *name;
    const uint8_t *bytes;
    size_t n;
} source;

static bool damaged(const source *s, const char *why) {
    return mkr_say(s->diag, MKR_E_PICTURE_DAMAGED, s->where, "%s: %s", s->name, why);
}

static bool check_size(const source *s, uint32_t width, uint32_t height) {
    if ((uint64_t)width * height <= MKR_PICTURE_MOST_PIXELS)
        return true;
    return mkr_say(s->diag, MKR_E_PICTURE_LARGE, s->where, "%s: %u by %u, at most %d in all", s->name, width,
                   height, MKR_PICTURE_MOST_PIXELS);
}

/* ---- PNG */

static void release_png(void *p) {
    png_image_free(p);
}

/* Lay RGBA on white and close the rows up to RGB, in place. */
static void lay_on_white(uint8_t *pixels, size_t n) {
    const uint8_t *from = pixels;
    for (uint8_t *to = pixels; n--; from += 4) {
        uint32_t alpha = from[3];
        for (int i = 0; i < 3; i++)
            *to++ = (uint8_t)((from[i] * alpha + 255 * (255 - alpha) + 127) / 255);
    }
}

static bool read_png(const source *s, mkr_picture *out) {
    png_image *image = mkr_alloc(s->arena, sizeof *image);
    mkr_arena_defer(s->arena, release_png, image);
    image->version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_memory(image, s->bytes, s->n))
        return damaged(s, image->message);
    if (!check_size(s, image->width, image->height)) {
        png_image_free(image);
        return false;
    }
    bool has_alpha = image->format & PNG_FORMAT_FLAG_ALPHA;
    image->format = has_alpha ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB;
    image->flags |=
        PNG_IMAGE_FLAG_16BIT_sRGB; /* where the file does not say; else libpng takes it for linear light */
    size_t pixels = (size_t)image->width * image->height;
    uint8_t *rgb = mkr_alloc_array(s->arena, pixels, has_alpha ? 4 : 3);
    if (!png_image_finish_read(image, NULL, rgb, 0, NULL)) /* releases its state, done or failed */
        return damaged(s, image->message);
    if (has_alpha)
        lay_on_white(rgb, pixels);
    *out = (mkr_picture){.width = image->width, .height = image->height, .rgb = rgb};
    return true;
}

/* ---- JPEG */

typedef struct jpeg {
    struct jpeg_decompress_struct d;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf failed;
    bool unclean; /* bytes that do not belong there: shown well, but not passed through */
    char message[JMSG_LENGTH_MAX];
} jpeg;

static void jpeg_fail(j_common_ptr d) {
    jpeg *j = d->client_data;
    d->err->format_message(d, j->message);
    longjmp(j->failed, 1);
}

/* libjpeg goes on after corrupt data with a warning; to us that is damage, but for stray bytes between
 * segments. */
static void jpeg_warn(j_common_ptr d, int level) {
    jpeg *j = d->client_data;
    if (level >= 0) /* a trace */
        return;
    if (d->err->msg_code != JWRN_EXTRANEOUS_DATA)
        jpeg_fail(d);
    j->unclean = true;
}

static void jpeg_count_scans(j_common_ptr d) {
    jpeg *j = d->client_data;
    if (j->d.input_scan_number <= MOST_SCANS)
        return;
    snprintf(j->message, sizeof j->message, "it has more than %d scans", MOST_SCANS);
    longjmp(j->failed, 1);
}

static void release_jpeg(void *p) {
    jpeg *j = p;
    jpeg_destroy_decompress(&j->d);
}

static bool jpeg_head(jpeg *j, const source *s) {
    if (setjmp(j->failed))
        return false;
    jpeg_create_decompress(&j->d); /* it keeps err and client_data */
    j->progress.progress_monitor = jpeg_count_scans;
    j->d.progress = &j->progress;
    jpeg_mem_src(&j->d, s->bytes, (unsigned long)s->n);
    jpeg_read_header(&j->d, TRUE);
    bool four_inks = j->d.jpeg_color_space == JCS_CMYK || j->d.jpeg_color_space == JCS_YCCK;
    j->d.out_color_space = four_inks ? JCS_CMYK : JCS_RGB;
    return true;
}

/* Inks to light, without a profile. Adobe's programs store how much paper shows, others how much ink. */
static void inks_to_rgb(const uint8_t *cmyk, uint8_t *rgb, size_t n, bool adobe) {
    uint8_t flip = adobe ? 0 : 255;
    for (; n--; cmyk += 4)
        for (int i = 0; i < 3; i++)
            *rgb++ = (uint8_t)(((cmyk[i] ^ flip) * (cmyk[3] ^ flip) + 127) / 255);
}

/* `inks` has room for one row of CMYK, or is NULL for RGB. */
static bool jpeg_rows(jpeg *j, uint8_t *rgb, uint8_t *inks) {
    if (setjmp(j->failed))
        return false;
    jpeg_start_decompress(&j->d);
    while (j->d.output_scanline < j->d.output_height) {
        uint8_t *to = rgb + (size_t)j->d.output_scanline * j->d.output_width * 3;
        JSAMPROW row = inks ? inks : to;
        jpeg_read_scanlines(&j->d, &row, 1);
        if (inks)
            inks_to_rgb(inks, to, j->d.output_width, j->d.saw_Adobe_marker);
    }
    jpeg_finish_decompress(&j->d);
    return true;
}

/* May a PDF show these bytes as they are (ISO 32000-1 7.4.8)? Three components without an Adobe marker are
 * YCbCr there, and arithmetic coding is unknown. */
static bool passes_through(const jpeg *j) {
    J_COLOR_SPACE space = j->d.jpeg_color_space;
    bool colours =
        space == JCS_GRAYSCALE || space == JCS_YCbCr || (space == JCS_RGB && j->d.saw_Adobe_marker);
    return colours && j->d.data_precision == 8 && !j->d.arith_code && !j->unclean;
}

static bool read_jpeg(const source *s, mkr_picture *out) {
    jpeg *j = mkr_alloc(s->arena, sizeof *j);
    mkr_arena_defer(s->arena, release_jpeg, j);
    j->d.err = jpeg_std_error(&j->errors);
    j->errors.error_exit = jpeg_fail;
    j->errors.emit_message = jpeg_warn;
    j->d.client_data = j;
    if (!jpeg_head(j, s))
        return damaged(s, j->message);
    if (!check_size(s, j->d.image_width, j->d.image_height))
        return false;
    size_t width = j->d.image_width;
    uint8_t *rgb = mkr_alloc_array(s->arena, width * j->d.image_height, 3);
    uint8_t *inks = j->d.out_color_space == JCS_CMYK ? mkr_alloc_array(s->arena, width, 4) : NULL;
    if (!jpeg_rows(j, rgb, inks))
        return damaged(s, j->message);
    *out = (mkr_picture){.width = j->d.image_width, .height = j->d.image_height, .rgb = rgb};
    if (passes_through(j)) {
        out->jpeg = s->bytes;
        out->jpeg_bytes = s->n;
    }
    return true;
}

/* ---- which of the two */

static bool begins(const source *s, const char *with, size_t n) {
    return s->n >= n && !memcmp(s->bytes, with, n);
}

/* What else people take for a picture. */
static const char *other_kind(const source *s) {
    static const struct {
        const char *begins, *kind;
    } kinds[] = {{"GIF8", "a GIF"},  {"BM", "a BMP"},     {"II*", "a TIFF"},
                 {"MM", "a TIFF"},   {"RIFF", "a WebP"},  {"%PDF", "a PDF"},
                 {"<svg", "an SVG"}, {"<?xml", "an SVG"}, {"\xD7\xCD\xC6", "a WMF"}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (begins(s, kinds[i].begins, strlen(kinds[i].begins)))
            return kinds[i].kind;
    return s->n ? "something else" : "empty";
}

bool mkr_picture_read(mkr_arena *arena, mkr_diag *diag, mkr_where where, const char *name, const void *bytes,
                      size_t n, mkr_picture *out) {
    source s = {arena, diag, where, name, bytes, n};
    if (begins(&s, "\x89PNG\r\n\x1A\n", 8))
        return read_png(&s, out);
    if (begins(&s, "\xFF\xD8\xFF", 3))
        return read_jpeg(&s, out);
    return mkr_say(diag, MKR_E_PICTURE_KIND, where, "%s is %s", name, other_kind(&s));
}

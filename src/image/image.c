/* image.c - a page as a PNG or SVG file. */
#include "image/image.h"

#include <assert.h>
#include <cairo-svg.h>
#include <stdio.h>
#include <string.h>

#include "image/canvas.h"

enum {
    LEAST_DPI = 36,
    MOST_DPI = 1200,
    MOST_SIDE = 32767, /* pixels; cairo's own limit */
    MOST_PIXELS = 150000000, /* A4 at 1200 dpi has 139 million */
};

/* Where cairo's bytes go. Closed until the drawing is known to be good: an SVG surface that is destroyed
 * writes itself out, which must not happen on the way out of a failure. */
typedef struct sink {
    mkr_output *out;
    bool open, failed;
} sink;

static bool put(sink *to, const void *bytes, size_t n) {
    to->failed = to->failed || !mkr_output_write(to->out, bytes, n);
    return !to->failed;
}

static cairo_status_t take_png(void *user, const unsigned char *bytes, unsigned n) {
    return put(user, bytes, n) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

/* Report what cairo says, unless it only repeats what mkr_output has reported. */
static bool good(mkr_diag *diag, const sink *to, cairo_status_t status) {
    if (status == CAIRO_STATUS_SUCCESS || to->failed)
        return !to->failed;
    mkr_code code = status == CAIRO_STATUS_NO_MEMORY ? MKR_E_NO_MEMORY : MKR_E_CANNOT_DRAW;
    return mkr_say(diag, code, (mkr_where){0}, "%s", cairo_status_to_string(status));
}

/* Pixels of a side, the last one perhaps only partly covered. */
static int64_t pixels(mkr_len side, unsigned dpi) {
    const int64_t inch = MKR_PT(72);
    return ((int64_t)side * dpi + inch - 1) / inch;
}

static bool fits(mkr_diag *diag, int64_t width, int64_t height, unsigned dpi) {
    if (dpi < LEAST_DPI || dpi > MOST_DPI)
        return mkr_say(diag, MKR_E_DPI_RANGE, (mkr_where){0}, "%u", dpi);
    if (width < 1 || height < 1 || width > MOST_SIDE || height > MOST_SIDE || width * height > MOST_PIXELS)
        return mkr_say(diag, MKR_E_IMAGE_SIZE, (mkr_where){0}, "%lld x %lld pixels at %u dpi",
                       (long long)width, (long long)height, dpi);
    return true;
}

/* The pixels come from the arena, so its ceiling counts them. */
static bool write_png(mkr_arena *scratch, mkr_diag *diag, const mkr_page *page, unsigned dpi,
                      mkr_output *out) {
    int64_t w = pixels(page->width, dpi), h = pixels(page->height, dpi);
    if (!fits(diag, w, h, dpi))
        return false;
    int width = (int)w, height = (int)h, stride = cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, width);
    unsigned char *raster = mkr_alloc_array(scratch, (size_t)height, (size_t)stride);
    mkr_canvas *canvas = mkr_canvas_new(scratch);
    canvas->surface = cairo_image_surface_create_for_data(raster, CAIRO_FORMAT_RGB24, width, height, stride);
    mkr_canvas_paint(canvas, page, dpi / 72.0);
    sink to = {out, true, false};
    cairo_status_t status = cairo_status(canvas->cr);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_write_to_png_stream(canvas->surface, take_png, &to);
    return good(diag, &to, status);
}

/* ---- SVG
 *
 * cairo names the page and its pictures after a counter of the whole process ("surface63", "image70"). So
 * that a page gives the same bytes whatever was drawn before it, the numbers are changed on their way out: 1,
 * 2 ... in the order of appearance. Such a name is the first thing within quotes, after "#" where it is a
 * reference; no other text of cairo's begins so. Bytes come in pieces of any size, and nothing may be
 * allocated here: a full arena would jump out of cairo. */

enum { LONGEST_NAME = 8 };

typedef struct svg_sink {
    sink to;
    char name[LONGEST_NAME]; /* letters since the quote; terminated */
    size_t letters; /* how many; LONGEST_NAME: this is not a name */
    unsigned long number, *numbers; /* the one being read, 0 if none; those met, in order */
    size_t n, room;
} svg_sink;

static bool is_numbered(const char *name) {
    return !strcmp(name, "surface") || !strcmp(name, "image");
}

static void put_new_number(svg_sink *svg) {
    size_t i = 0;
    while (i < svg->n && svg->numbers[i] != svg->number)
        i++;
    if (i == svg->n) {
        assert(svg->n < svg->room);
        svg->numbers[svg->n++] = svg->number;
    }
    char digits[24];
    put(&svg->to, digits, (size_t)snprintf(digits, sizeof digits, "%zu", i + 1));
    svg->number = 0;
}

/* Follow one character that is not swallowed. */
static void follow(svg_sink *svg, char c) {
    if (c == '"')
        svg->letters = 0;
    else if (svg->letters == LONGEST_NAME || (c == '#' && svg->letters == 0))
        return;
    else if (c >= 'a' && c <= 'z' && svg->letters < LONGEST_NAME - 1)
        svg->name[svg->letters++] = c;
    else
        svg->letters = LONGEST_NAME;
    if (svg->letters < LONGEST_NAME)
        svg->name[svg->letters] = '\0';
}

static cairo_status_t take_svg(void *user, const unsigned char *bytes, unsigned n) {
    svg_sink *svg = user;
    if (!svg->to.open)
        return CAIRO_STATUS_SUCCESS;
    unsigned start = 0; /* of what is still to be written */
    for (unsigned i = 0; i < n; i++) {
        bool digit = bytes[i] >= '0' && bytes[i] <= '9';
        if (digit && svg->letters < LONGEST_NAME && is_numbered(svg->name)) {
            put(&svg->to, bytes + start, i - start);
            svg->number = svg->number * 10 + (unsigned long)(bytes[i] - '0');
            start = i + 1;
            continue;
        }
        if (svg->number)
            put_new_number(svg);
        follow(svg, (char)bytes[i]);
    }
    return put(&svg->to, bytes + start, n - start) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static bool write_svg(mkr_arena *scratch, mkr_diag *diag, const mkr_page *page, mkr_output *out) {
    svg_sink *svg = mkr_alloc(scratch, sizeof *svg); /* outlives the surface on every road */
    *svg = (svg_sink){.to.out = out, .letters = LONGEST_NAME};
    mkr_canvas *canvas = mkr_canvas_new(scratch);
    canvas->vector = true;
    canvas->surface = cairo_svg_surface_create_for_stream(take_svg, svg, (double)page->width / MKR_PT(1),
                                                          (double)page->height / MKR_PT(1));
    mkr_canvas_paint(canvas, page, 1);
    svg->room = canvas->pictures.n + 1;
    svg->numbers = mkr_alloc_array(scratch, svg->room, sizeof *svg->numbers);
    cairo_status_t status = cairo_status(canvas->cr);
    if (status == CAIRO_STATUS_SUCCESS) {
        svg->to.open = true;
        cairo_surface_finish(canvas->surface);
        status = cairo_surface_status(canvas->surface);
        svg->to.open = false;
    }
    return good(diag, &svg->to, status);
}

bool mkr_image_png(mkr_arena *arena, mkr_diag *diag, const mkr_page *page, unsigned dpi, mkr_output *out) {
    mkr_arena *scratch = mkr_arena_child(arena);
    bool done = write_png(scratch, diag, page, dpi, out);
    mkr_arena_free(scratch);
    return done;
}

bool mkr_image_svg(mkr_arena *arena, mkr_diag *diag, const mkr_page *page, mkr_output *out) {
    mkr_arena *scratch = mkr_arena_child(arena);
    bool done = write_svg(scratch, diag, page, out);
    mkr_arena_free(scratch);
    return done;
}

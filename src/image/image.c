/* image.c - a page as a PNG file. */
#include "image/image.h"

#include "image/canvas.h"

enum {
    LEAST_DPI = 36,
    MOST_DPI = 1200,
    MOST_SIDE = 32767, /* pixels; cairo's own limit */
    MOST_PIXELS = 150000000, /* A4 at 1200 dpi has 139 million */
};

/* Where cairo's bytes go. */
typedef struct sink {
    mkr_output *out;
    bool failed;
} sink;

static cairo_status_t take(void *user, const unsigned char *bytes, unsigned n) {
    sink *to = user;
    to->failed = to->failed || !mkr_output_write(to->out, bytes, n);
    return to->failed ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
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
    mkr_surface *canvas = mkr_surface_new(scratch);
    canvas->surface = cairo_image_surface_create_for_data(raster, CAIRO_FORMAT_RGB24, width, height, stride);
    mkr_surface_paint(canvas, page, dpi / 72.0);
    sink to = {out, false};
    cairo_status_t status = cairo_status(canvas->cr);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_write_to_png_stream(canvas->surface, take, &to);
    return good(diag, &to, status);
}

bool mkr_image_png(mkr_arena *arena, mkr_diag *diag, const mkr_page *page, unsigned dpi, mkr_output *out) {
    mkr_arena *scratch = mkr_arena_child(arena);
    bool done = write_png(scratch, diag, page, dpi, out);
    mkr_arena_free(scratch);
    return done;
}

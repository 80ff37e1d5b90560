/* svg_picture.c - pictures in an SVG: the file of a photograph as it is, anything else as PNG, in base 64
 * (RFC 2397, RFC 4648).
 *
 * A picture is defined once, a unit wide and high, and put in its places by matrices. cairo writes the PNG;
 * nothing may be allocated while it does, since a full arena would jump out of it, so the bytes go straight
 * to the output. */
#include "image/canvas.h"
#include "image/svg.h"

enum { LINE = 960 }; /* characters handed over at once; a multiple of 4 */

typedef struct coder {
    mkr_svg_file *svg;
    unsigned char left[3]; /* bytes that wait for their third */
    unsigned n_left;
    char line[LINE];
    size_t n;
} coder;

static void hand_over(coder *c) {
    c->svg->failed = c->svg->failed || !mkr_output_write(c->svg->to, c->line, c->n);
    c->n = 0;
}

/* Three bytes, the last of which may be missing, as four characters. */
static void put_group(coder *c) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint32_t v = (uint32_t)(c->left[0] << 16 | c->left[1] << 8 | c->left[2]);
    for (unsigned i = 0; i < 4; i++)
        c->line[c->n++] = i > c->n_left ? '=' : digits[v >> (18 - 6 * i) & 63];
    c->left[0] = c->left[1] = c->left[2] = 0;
    c->n_left = 0;
    if (c->n == LINE)
        hand_over(c);
}

static cairo_status_t encode(void *user, const unsigned char *bytes, unsigned n) {
    coder *c = user;
    for (unsigned i = 0; i < n; i++) {
        c->left[c->n_left++] = bytes[i];
        if (c->n_left == 3)
            put_group(c);
    }
    return c->svg->failed ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static void end(coder *c) {
    if (c->n_left)
        put_group(c);
    hand_over(c);
}

/* A turned photograph is written as pixels: some readers would turn it themselves, others not. */
static bool as_it_is(const mkr_picture *picture) {
    return picture->jpeg && !picture->turn;
}

static void put_pixels(mkr_svg_file *svg, const mkr_picture *picture, coder *c) {
    if (!svg->canvas)
        svg->canvas = mkr_surface_new(svg->arena);
    cairo_surface_t *surface = mkr_surface_picture_of(svg->canvas, picture);
    cairo_status_t status =
        surface ? cairo_surface_write_to_png_stream(surface, encode, c) : CAIRO_STATUS_INVALID_SIZE;
    if (status == CAIRO_STATUS_SUCCESS || svg->failed)
        return;
    svg->failed = true;
    mkr_say(svg->diag, status == CAIRO_STATUS_NO_MEMORY ? MKR_E_NO_MEMORY : MKR_E_CANNOT_DRAW, (mkr_where){0},
            "%s", cairo_status_to_string(status));
}

static void define(mkr_svg_file *svg, const mkr_picture *picture, uint32_t number) {
    coder *c = mkr_alloc(svg->arena, sizeof *c);
    c->svg = svg;
    mkr_buffer_puts(&svg->out, "<defs><image id=\"");
    mkr_svg_name(svg, "i", number);
    mkr_buffer_printf(
        &svg->out,
        "\" width=\"1\" height=\"1\" preserveAspectRatio=\"none\" xlink:href=\"data:image/%s;base64,",
        as_it_is(picture) ? "jpeg" : "png");
    mkr_svg_flush(svg);
    if (as_it_is(picture))
        for (size_t from = 0, n; from < picture->jpeg_bytes; from += n) {
            n = picture->jpeg_bytes - from < LINE ? picture->jpeg_bytes - from : LINE;
            encode(c, picture->jpeg + from, (unsigned)n);
        }
    else
        put_pixels(svg, picture, c);
    end(c);
    mkr_buffer_puts(&svg->out, "\"/></defs>\n");
}

/* The number of a picture, which is defined when it is met for the first time. */
static uint32_t number_of(mkr_svg_file *svg, const mkr_picture *picture) {
    for (uint32_t i = 0; i < svg->pictures.n; i++)
        if (svg->pictures.at[i] == picture)
            return i + 1;
    *MKR_PUSH(svg->arena, &svg->pictures) = picture;
    define(svg, picture, (uint32_t)svg->pictures.n);
    return (uint32_t)svg->pictures.n;
}

void mkr_svg_picture(mkr_svg_file *svg, const mkr_item *item) {
    const mkr_len w = item->picture.width, h = item->picture.height;
    if (w <= 0 || h <= 0 || !item->picture.image->width || !item->picture.image->height)
        return;
    uint32_t number = number_of(svg, item->picture.image);
    const int8_t *m = mkr_picture_matrix(item->picture.image); /* of the unit square, y upwards */
    const int64_t matrix[] = {(int64_t)w * m[0],
                              (int64_t)h * -m[1],
                              (int64_t)w * -m[2],
                              (int64_t)h * m[3],
                              item->picture.x + (int64_t)w * (m[2] + m[4]),
                              item->picture.y + (int64_t)h * (1 - m[3] - m[5])};
    mkr_buffer_puts(&svg->out, "<use xlink:href=\"#");
    mkr_svg_name(svg, "i", number);
    mkr_buffer_puts(&svg->out, "\" transform=\"matrix(");
    for (int i = 0; i < 6; i++)
        mkr_svg_number(&svg->out, matrix[i]);
    mkr_buffer_puts(&svg->out, ")\"/>\n");
}

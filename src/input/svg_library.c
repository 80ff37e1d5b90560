/* svg_library.c - librsvg, loaded when the first SVG is met.
 *
 * Linked like the others it would take 4.6 ms of every run (of 7.9 with it left out: it brings pango, glib
 * and a dozen more), and most reports have no SVG. So it is opened with dlopen. It is never closed: glib
 * cannot be unloaded. Its header gives the types.
 *
 * An SVG is read from memory and without an address, which makes librsvg refuse other files and the network.
 */
#include "input/svg_library.h"

#include <cairo.h>
#include <dlfcn.h>
#include <librsvg/rsvg.h>
#include <string.h>

struct mkr_svg {
    mkr_arena *arena;
    void *library;
    RsvgHandle *handle;
    __typeof__(rsvg_handle_new_from_data) *load;
    __typeof__(rsvg_handle_get_intrinsic_size_in_pixels) *size;
    __typeof__(rsvg_handle_get_intrinsic_dimensions) *dimensions;
    __typeof__(rsvg_handle_render_document) *render;
    __typeof__(g_object_unref) *unref;
    __typeof__(g_error_free) *free_error;
};

/* POSIX lets dlsym's pointer be one to a function; C has no conversion for that. */
static bool find(void *library, const char *name, void *to) {
    void *symbol = dlsym(library, name);
    memcpy(to, &symbol, sizeof symbol);
    return symbol;
}

static bool load_library(mkr_svg *svg) {
    void *l = svg->library = dlopen("librsvg-2.so.2", RTLD_NOW | RTLD_LOCAL);
    return l && find(l, "rsvg_handle_new_from_data", &svg->load) &&
           find(l, "rsvg_handle_get_intrinsic_size_in_pixels", &svg->size) &&
           find(l, "rsvg_handle_get_intrinsic_dimensions", &svg->dimensions) &&
           find(l, "rsvg_handle_render_document", &svg->render) && find(l, "g_object_unref", &svg->unref) &&
           find(l, "g_error_free", &svg->free_error);
}

static void release(void *p) {
    mkr_svg *svg = p;
    if (svg->handle)
        svg->unref(svg->handle);
}

static const char *take_error(mkr_svg *svg, GError *error) {
    const char *why = mkr_strdup(svg->arena, error ? error->message : "librsvg does not say why");
    if (error)
        svg->free_error(error);
    return why;
}

mkr_svg *mkr_svg_open(mkr_arena *arena, const uint8_t *bytes, size_t n, const char **why) {
    mkr_svg *svg = mkr_alloc(arena, sizeof *svg);
    GError *error = NULL;
    svg->arena = arena;
    *why = NULL;
    if (!load_library(svg))
        return NULL;
    mkr_arena_defer(arena, release, svg);
    svg->handle = svg->load(bytes, n, &error);
    if (!svg->handle)
        *why = take_error(svg, error);
    return svg->handle ? svg : NULL;
}

bool mkr_svg_size(const mkr_svg *svg, double *width, double *height) {
    gboolean has_width, has_height, has_box;
    RsvgLength w, h;
    RsvgRectangle box;
    if (svg->size(svg->handle, width, height))
        return true;
    svg->dimensions(svg->handle, &has_width, &w, &has_height, &h, &has_box, &box);
    *width = box.width;
    *height = box.height;
    return has_box;
}

typedef struct canvas {
    cairo_surface_t *surface;
    cairo_t *cr;
} canvas;

static void release_canvas(void *p) {
    canvas *c = p;
    cairo_destroy(c->cr);
    cairo_surface_destroy(c->surface);
}

/* cairo's rows are numbers of 32 bits. */
static void copy_row(const uint8_t *from, uint8_t *rgb, uint32_t width) {
    for (uint32_t x = 0; x < width; x++, from += sizeof(uint32_t)) {
        uint32_t pixel;
        memcpy(&pixel, from, sizeof pixel);
        *rgb++ = (uint8_t)(pixel >> 16);
        *rgb++ = (uint8_t)(pixel >> 8);
        *rgb++ = (uint8_t)pixel;
    }
}

bool mkr_svg_draw(mkr_svg *svg, uint32_t width, uint32_t height, uint8_t *rgb, const char **why) {
    canvas *c = mkr_alloc(svg->arena, sizeof *c);
    mkr_arena_defer(svg->arena, release_canvas, c);
    size_t stride = (size_t)cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, (int)width);
    uint8_t *raster = mkr_alloc_array(svg->arena, height, stride);
    memset(raster, 255, height * stride);
    c->surface =
        cairo_image_surface_create_for_data(raster, CAIRO_FORMAT_RGB24, (int)width, (int)height, (int)stride);
    c->cr = cairo_create(c->surface);
    GError *error = NULL;
    RsvgRectangle all = {0, 0, width, height};
    bool drawn = svg->render(svg->handle, c->cr, &all, &error);
    *why = drawn ? NULL : take_error(svg, error);
    cairo_status_t status = cairo_status(c->cr);
    if (drawn && status) { /* librsvg may go on without what cairo could not do */
        *why = cairo_status_to_string(status);
        drawn = false;
    }
    cairo_surface_flush(c->surface);
    for (uint32_t y = 0; drawn && y < height; y++)
        copy_row(raster + y * stride, rgb + (size_t)y * width * 3, width);
    return drawn;
}

/* glyphs.c - a font file's outlines as a cairo font.
 *
 * cairo asks for the shape of each glyph once per size and keeps it, so a page costs little more than its
 * different glyphs. The outlines come from the text stage, which knows the font file; cairo never opens one.
 */
#include "image/canvas.h"

/* Where the pen stands: a quadratic curve is raised to a cubic one from there. */
typedef struct pen {
    cairo_t *cr;
    double x, y;
} pen;

static void move(void *user, float x, float y) {
    pen *p = user;
    cairo_move_to(p->cr, p->x = x, p->y = y);
}

static void line(void *user, float x, float y) {
    pen *p = user;
    cairo_line_to(p->cr, p->x = x, p->y = y);
}

static void cubic(void *user, float ax, float ay, float bx, float by, float x, float y) {
    pen *p = user;
    cairo_curve_to(p->cr, ax, ay, bx, by, p->x = x, p->y = y);
}

static void quad(void *user, float cx, float cy, float x, float y) {
    pen *p = user;
    double x0 = p->x, y0 = p->y;
    cairo_curve_to(p->cr, (x0 + 2 * cx) / 3, (y0 + 2 * cy) / 3, (x + 2 * cx) / 3, (y + 2 * cy) / 3, p->x = x,
                   p->y = y);
}

static void close(void *user) {
    pen *p = user;
    cairo_close_path(p->cr);
}

static const cairo_user_data_key_t face_key;

/* cairo calls this with an em of 1, y downwards. */
static cairo_status_t draw_glyph(cairo_scaled_font_t *scaled, unsigned long gid, cairo_t *cr,
                                 cairo_text_extents_t *extents) {
    (void)extents; /* cairo measures the ink itself */
    static const mkr_outline_sink sink = {move, line, quad, cubic, close};
    const mkr_face *face = cairo_font_face_get_user_data(cairo_scaled_font_get_font_face(scaled), &face_key);
    double em = mkr_face_measures(face)->units_per_em;
    pen p = {cr, 0, 0};
    cairo_scale(cr, 1 / em, -1 / em);
    mkr_face_outline(face, (uint32_t)gid, &sink, &p);
    cairo_fill(cr);
    return CAIRO_STATUS_SUCCESS;
}

cairo_font_face_t *mkr_surface_font_of(mkr_surface *canvas, const mkr_face *face) {
    for (size_t i = 0; i < canvas->fonts.n; i++)
        if (canvas->fonts.at[i].face == face)
            return canvas->fonts.at[i].font;
    mkr_surface_font *kept = MKR_PUSH(canvas->arena, &canvas->fonts);
    *kept = (mkr_surface_font){face, cairo_user_font_face_create()};
    cairo_user_font_face_set_render_glyph_func(kept->font, draw_glyph);
    cairo_font_face_set_user_data(kept->font, &face_key, (void *)(uintptr_t)face, NULL);
    return kept->font;
}

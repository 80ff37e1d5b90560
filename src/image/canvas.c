/* canvas.c - paint the items of a page through cairo, in order.
 *
 * cairo's user space is the display list's own: 1/1000 point, y downwards.
 * Not here: how a glyph gets its shape (glyphs.c), files (image.c). */
#include "image/canvas.h"

#include <assert.h>

enum { GLYPHS_AT_ONCE = 256 };

static void release(void *handle) {
    mkr_surface *canvas = handle;
    cairo_destroy(canvas->cr); /* cairo allows NULL in all of these */
    for (size_t i = 0; i < canvas->fonts.n; i++)
        cairo_font_face_destroy(canvas->fonts.at[i].font);
    for (size_t i = 0; i < canvas->pictures.n; i++)
        cairo_surface_destroy(canvas->pictures.at[i].surface);
    cairo_surface_destroy(canvas->surface);
}

mkr_surface *mkr_surface_new(mkr_arena *arena) {
    mkr_surface *canvas = mkr_alloc(arena, sizeof *canvas);
    canvas->arena = arena;
    mkr_arena_defer(arena, release, canvas);
    return canvas;
}

static void set_colour(cairo_t *cr, mkr_colour c) {
    cairo_set_source_rgb(cr, (double)(c >> 16 & 0xFF) / 255, (double)(c >> 8 & 0xFF) / 255,
                         (double)(c & 0xFF) / 255);
}

/* ---- text */

/* Each glyph is filled on its own: shown glyphs would be moved to whole pixels, and a path of
 * many glyphs takes cairo half as long again to fill. */
static void paint_glyphs(mkr_surface *canvas, const cairo_glyph_t *glyphs, int n) {
    for (int i = 0; i < n; i++) {
        cairo_glyph_path(canvas->cr, &glyphs[i], 1);
        cairo_fill(canvas->cr);
    }
}

/* Where each glyph stands is kept in exact units until the last moment, so a long line does not drift. */
static void paint_text(mkr_surface *canvas, const mkr_text *text) {
    if (text->size <= 0)
        return; /* no ink */
    const mkr_face_code *codes;
    mkr_face_codes(text->face, &codes);
    double unit = (double)text->size / mkr_face_measures(text->face)->units_per_em;
    int64_t advance = 0; /* font units */

    cairo_set_font_face(canvas->cr, mkr_surface_font_of(canvas, text->face));
    cairo_set_font_size(canvas->cr, text->size);
    set_colour(canvas->cr, text->colour);
    for (uint32_t done = 0; done < text->n;) {
        cairo_glyph_t glyphs[GLYPHS_AT_ONCE];
        int n = 0;
        for (; n < GLYPHS_AT_ONCE && done < text->n; n++, done++) {
            const mkr_glyph *glyph = &text->glyphs[done];
            const mkr_face_code *code = &codes[glyph->code];
            glyphs[n].index = code->gid;
            glyphs[n].x =
                text->x + text->pen + (double)(advance + code->dx) * unit + (double)done * text->tracking;
            glyphs[n].y = text->y - code->dy * unit;
            advance += code->advance + glyph->adjust;
        }
        paint_glyphs(canvas, glyphs, n);
    }
}

/* ---- paths */

static void trace(cairo_t *cr, const mkr_path *path) {
    const mkr_point *p = path->points;
    for (const char *verb = path->verbs; *verb; verb++)
        switch (*verb) {
        case 'M':
            cairo_move_to(cr, p->x, p->y);
            p++;
            break;
        case 'L':
            cairo_line_to(cr, p->x, p->y);
            p++;
            break;
        case 'C':
            cairo_curve_to(cr, p[0].x, p[0].y, p[1].x, p[1].y, p[2].x, p[2].y);
            p += 3;
            break;
        default:
            assert(*verb == 'Z');
            cairo_close_path(cr);
        }
}

static void set_pen(cairo_t *cr, const mkr_path *path) {
    static const cairo_line_cap_t caps[] = {CAIRO_LINE_CAP_BUTT, CAIRO_LINE_CAP_ROUND, CAIRO_LINE_CAP_SQUARE};
    static const cairo_line_join_t joins[] = {CAIRO_LINE_JOIN_MITER, CAIRO_LINE_JOIN_ROUND,
                                              CAIRO_LINE_JOIN_BEVEL};
    const double dash[] = {path->dash[0], path->dash[1]};
    assert(path->cap < 3 && path->join < 3);
    cairo_set_line_width(cr, path->line_width);
    cairo_set_line_cap(cr, caps[path->cap]);
    cairo_set_line_join(cr, joins[path->join]);
    cairo_set_dash(cr, dash, path->dash[0] ? 2 : 0, 0);
}

static void paint_path(cairo_t *cr, const mkr_path *path) {
    trace(cr, path);
    if (path->fill != MKR_NO_COLOUR) {
        set_colour(cr, path->fill);
        cairo_fill_preserve(cr);
    }
    if (path->stroke != MKR_NO_COLOUR) {
        set_colour(cr, path->stroke);
        set_pen(cr, path);
        cairo_stroke_preserve(cr);
    }
    cairo_new_path(cr);
}

/* ---- pictures */

static void copy_pixels(const mkr_picture *picture, const uint8_t *from, unsigned char *to, size_t stride) {
    for (uint32_t y = 0; y < picture->height; y++) {
        uint32_t *row = (uint32_t *)(void *)(to + y * stride); /* cairo's strides keep rows aligned */
        for (uint32_t x = 0; x < picture->width; x++, from += 3)
            row[x] = (uint32_t)from[0] << 16 | (uint32_t)from[1] << 8 | from[2];
    }
}

/* The picture's own cairo surface; a picture that stands on a page several times is converted once. NULL when
 * it has no pixels or more in a row than cairo can count. */
cairo_surface_t *mkr_surface_picture_of(mkr_surface *canvas, const mkr_picture *picture) {
    for (size_t i = 0; i < canvas->pictures.n; i++)
        if (canvas->pictures.at[i].picture == picture)
            return canvas->pictures.at[i].surface;
    mkr_surface_picture *kept = MKR_PUSH(canvas->arena, &canvas->pictures);
    kept->picture = picture;
    int stride = picture->width <= INT32_MAX / 4
                     ? cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, (int)picture->width)
                     : -1;
    if (stride <= 0 || picture->height == 0 || picture->height > INT32_MAX)
        return NULL;
    unsigned char *pixels = mkr_alloc_array(canvas->arena, picture->height, (size_t)stride);
    mkr_arena *scratch = mkr_arena_child(canvas->arena);
    copy_pixels(picture, mkr_picture_rgb(scratch, picture), pixels, (size_t)stride);
    mkr_arena_free(scratch);
    kept->surface = cairo_image_surface_create_for_data(pixels, CAIRO_FORMAT_RGB24, (int)picture->width,
                                                        (int)picture->height, stride);
    return kept->surface;
}

/* A matrix of the unit square, with y downwards. */
static void turn(cairo_t *cr, const int8_t *m) {
    cairo_matrix_t matrix = {
        .xx = m[0], .yx = -m[1], .xy = -m[2], .yy = m[3], .x0 = m[2] + m[4], .y0 = 1 - m[3] - m[5]};
    cairo_transform(cr, &matrix);
}

static void paint_picture(mkr_surface *canvas, const mkr_item *item) {
    const mkr_picture *image = item->picture.image;
    cairo_surface_t *surface = mkr_surface_picture_of(canvas, image);
    if (!surface || item->picture.width <= 0 || item->picture.height <= 0)
        return;
    cairo_save(canvas->cr);
    cairo_translate(canvas->cr, item->picture.x, item->picture.y);
    cairo_scale(canvas->cr, item->picture.width, item->picture.height);
    turn(canvas->cr, mkr_picture_matrix(image));
    cairo_scale(canvas->cr, 1.0 / image->width, 1.0 / image->height);
    cairo_set_source_surface(canvas->cr, surface, 0, 0);
    cairo_pattern_set_extend(cairo_get_source(canvas->cr), CAIRO_EXTEND_PAD); /* no soft edges */
    cairo_rectangle(canvas->cr, 0, 0, image->width, image->height);
    cairo_fill(canvas->cr);
    cairo_restore(canvas->cr);
}

void mkr_surface_paint(mkr_surface *canvas, const mkr_page *page, double scale) {
    canvas->cr = cairo_create(canvas->surface);
    cairo_set_source_rgb(canvas->cr, 1, 1, 1);
    cairo_paint(canvas->cr);
    cairo_scale(canvas->cr, scale / MKR_PT(1), scale / MKR_PT(1));
    for (size_t i = 0; i < page->items.list.n; i++) {
        const mkr_item *item = &page->items.list.at[i];
        switch ((mkr_item_kind)item->kind) {
        case MKR_ITEM_TEXT:
            paint_text(canvas, &item->text);
            break;
        case MKR_ITEM_PATH:
            paint_path(canvas->cr, &item->path);
            break;
        case MKR_ITEM_IMAGE:
            paint_picture(canvas, item);
            break;
        }
    }
}

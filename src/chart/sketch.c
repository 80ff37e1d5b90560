/* sketch.c - paths of many pieces, dashed pens, and text cut to a width. */
#include "chart/plot.h"

#include <assert.h>
#include <string.h>

mkr_sketch mkr_sketch_lines(mkr_arena *arena, size_t most) {
    return (mkr_sketch){
        .verbs = mkr_alloc(arena, 2 * most + 1),
        .points = mkr_alloc_array(arena, 2 * most, sizeof(mkr_point)),
        .most_verbs = 2 * most,
    };
}

void mkr_sketch_line(mkr_sketch *s, mkr_len x0, mkr_len y0, mkr_len x1, mkr_len y1) {
    assert(s->n_verbs + 2 <= s->most_verbs);
    s->verbs[s->n_verbs++] = 'M';
    s->verbs[s->n_verbs++] = 'L';
    s->points[s->n_points++] = (mkr_point){x0, y0};
    s->points[s->n_points++] = (mkr_point){x1, y1};
}

void mkr_sketch_dot(mkr_sketch *s, mkr_len x, mkr_len y) {
    mkr_sketch_line(s, x, y, x, y);
}

void mkr_sketch_paint(const mkr_sketch *s, mkr_items *to, uint32_t elem, mkr_pen pen) {
    if (s->n_verbs > 0)
        mkr_path_push(to, elem, s->verbs, s->points, pen);
}

mkr_pen mkr_pen_dashed(mkr_colour colour, mkr_len width, mkr_len on, mkr_len off) {
    mkr_pen pen = mkr_pen_line(colour, width);
    pen.dash[0] = on;
    pen.dash[1] = off;
    return pen;
}

/* The first n bytes of text, cut back to a whole character, with "…". */
static const char *cut(mkr_arena *arena, const char *text, size_t n) {
    while (n > 0 && ((unsigned char)text[n] & 0xC0u) == 0x80u)
        n--;
    while (n > 0 && text[n - 1] == ' ')
        n--;
    return mkr_printf(arena, "%.*s…", (int)n, text);
}

const char *mkr_text_fit(mkr_arena *arena, mkr_fonts *fonts, const mkr_label *label, const char *text,
                         mkr_len width, mkr_where where) {
    /* A character is at least a fifth of its size wide, so much longer texts need no measuring. */
    size_t n = strlen(text), most = (size_t)(width > 0 ? width : 0) / (size_t)(label->size / 5) * 4;
    if (n <= most && mkr_text_width(fonts, label, text, where) <= width)
        return text;
    size_t low = 0, high = n < most ? n : most; /* low bytes fit, or are none; more than high do not */
    while (low < high) {
        size_t middle = low + (high - low + 1) / 2;
        if (mkr_text_width(fonts, label, cut(arena, text, middle), where) <= width)
            low = middle;
        else
            high = middle - 1;
    }
    return cut(arena, text, low);
}

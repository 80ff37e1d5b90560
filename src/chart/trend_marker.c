/* trend_marker.c - the shapes that stand at points of a trend chart: those that tell curves apart and those
 * that signal improvement or concern. Shapes of one kind are one path. */
#include "chart/trend.h"

#include <string.h>

/* ---- markers of curves */

static mkr_point at(mkr_point p, mkr_len dx, mkr_len dy) {
    return (mkr_point){p.x + dx, p.y + dy};
}

typedef struct outline { /* of many quadrilaterals */
    char *verbs;
    mkr_point *points;
} outline;

static outline squares_or_diamonds(mkr_arena *arena, const mkr_point *middles, size_t n, mkr_len r,
                                   bool diamond) {
    outline o = {mkr_alloc(arena, 5 * n + 1), mkr_alloc_array(arena, 4 * n, sizeof(mkr_point))};
    for (size_t i = 0; i < n; i++) {
        mkr_point m = middles[i], *to = o.points + 4 * i;
        memcpy(o.verbs + 5 * i, "MLLLZ", 5);
        to[0] = diamond ? at(m, 0, -r) : at(m, -r, -r);
        to[1] = diamond ? at(m, r, 0) : at(m, r, -r);
        to[2] = diamond ? at(m, 0, r) : at(m, r, r);
        to[3] = diamond ? at(m, -r, 0) : at(m, -r, r);
    }
    return o;
}

static void draw_dots(mkr_items *to, uint32_t elem, const mkr_point *middles, size_t n, mkr_len r,
                      mkr_colour colour) {
    mkr_sketch dots = mkr_sketch_lines(to->arena, n);
    for (size_t i = 0; i < n; i++)
        mkr_sketch_dot(&dots, middles[i].x, middles[i].y);
    mkr_sketch_paint(&dots, to, elem, mkr_pen_dot(colour, r));
}

static void draw_corners(mkr_items *to, uint32_t elem, const mkr_point *middles, size_t n, mkr_len r,
                         bool diamond, mkr_pen pen) {
    outline o = squares_or_diamonds(to->arena, middles, n, r, diamond);
    mkr_path_push(to, elem, o.verbs, o.points, pen);
}

/* r is that of the disc; the others have about its area. */
void mkr_plot_draw_markers(const mkr_plot *p, uint8_t marker, mkr_colour colour, mkr_len r,
                           const mkr_point *middles, size_t n) {
    enum { LINE = 900 };
    mkr_pen filled = mkr_pen_fill(colour), open = mkr_pen_line(colour, LINE);
    open.fill = p->style->paper;
    if (n == 0)
        return;
    switch (marker) {
    case MKR_MARKER_DISC:
        draw_dots(p->to, p->elem, middles, n, r, colour);
        break;
    case MKR_MARKER_RING:
        draw_dots(p->to, p->elem, middles, n, r, colour);
        draw_dots(p->to, p->elem, middles, n, r - LINE, p->style->paper);
        break;
    case MKR_MARKER_SQUARE:
        draw_corners(p->to, p->elem, middles, n, r * 9 / 10, false, filled);
        break;
    case MKR_MARKER_OPEN_SQUARE:
        draw_corners(p->to, p->elem, middles, n, r * 9 / 10, false, open);
        break;
    case MKR_MARKER_DIAMOND:
        draw_corners(p->to, p->elem, middles, n, r * 5 / 4, true, filled);
        break;
    case MKR_MARKER_OPEN_DIAMOND:
        draw_corners(p->to, p->elem, middles, n, r * 5 / 4, true, open);
        break;
    default:
        break;
    }
}

/* ---- signals: shape first, so that they are told apart without colour */

void mkr_signals_draw(mkr_items *to, uint32_t elem, const mkr_chart_style *style, mkr_signal signal,
                      const mkr_point *points, size_t n) {
    enum { RING = 5200, GAP = 4100, DISC = 3000, SQUARE = 3600, DIAMOND = 4200, LINE = 800 };
    mkr_pen square = mkr_pen_line(style->ink, LINE), diamond = mkr_pen_line(style->ink2, LINE);
    square.fill = style->rating[MKR_AMBER];
    diamond.fill = style->paper;
    if (n == 0)
        return;
    switch (signal) {
    case MKR_SIGNAL_IMPROVEMENT: /* a disc in a ring */
        draw_dots(to, elem, points, n, RING, style->accent);
        draw_dots(to, elem, points, n, GAP, style->paper);
        draw_dots(to, elem, points, n, DISC, style->accent);
        break;
    case MKR_SIGNAL_CONCERN:
        draw_corners(to, elem, points, n, SQUARE, false, square);
        break;
    case MKR_SIGNAL_NEUTRAL:
        draw_corners(to, elem, points, n, DIAMOND, true, diamond);
        break;
    default:
        break;
    }
}

static size_t points_with(const mkr_plot *p, mkr_signal signal, mkr_point *points) {
    const mkr_series *s = &p->series;
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        if (s->signals[i] == signal && s->curve[0][i].given)
            points[n++] = mkr_plot_point(p, 0, i);
    }
    return n;
}

void mkr_plot_signals(const mkr_plot *p) {
    mkr_point points[MKR_PERIODS_MOST];
    for (int k = MKR_SIGNAL_IMPROVEMENT; p->series.signals && k < MKR_SIGNALS; k++)
        mkr_signals_draw(p->to, p->elem, p->style, (mkr_signal)k, points,
                         points_with(p, (mkr_signal)k, points));
}

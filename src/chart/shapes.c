/* shapes.c - the shapes of ratings, the arrows of directions, the box of what is outstanding, the bar of
 * counts.
 *
 * The shapes are decoration: the word beside each says the same. Their measures are for text of 10 points. */
#include "chart/bars.h"

#include "base/buffer.h"

/* A length given for 10 point text, at another size. */
static mkr_len scaled(mkr_len length, mkr_len size) {
    int64_t twice = 2 * (int64_t)length * size;
    return (mkr_len)((twice + (twice < 0 ? -MKR_PT(10) : MKR_PT(10))) / MKR_PT(20));
}

/* The middle of the box whose left edge stands at x on the baseline y: 1.1 em wide, 0.37 em above. */
static mkr_point middle(mkr_len size, mkr_len x, mkr_len y) {
    return (mkr_point){x + scaled(5500, size), y - scaled(3700, size)};
}

static void draw_box(mkr_items *to, mkr_point c, mkr_len half, mkr_pen pen) {
    mkr_draw_rect(to, 0, c.x - half, c.y - half, 2 * half, 2 * half, pen);
}

static void draw_shape(mkr_items *to, mkr_point c, mkr_len size, const mkr_point *shape, size_t n,
                       mkr_pen pen) {
    mkr_point points[10];
    for (size_t i = 0; i < n; i++)
        points[i] = (mkr_point){c.x + scaled(shape[i].x, size), c.y + scaled(shape[i].y, size)};
    mkr_draw_points(to, 0, points, n, true, pen);
}

void mkr_rating_draw(const mkr_chart_style *style, mkr_rating rating, mkr_len size, mkr_len x, mkr_len y,
                     mkr_items *to) {
    static const mkr_point diamond[] = {{0, -5400}, {5400, 0}, {0, 5400}, {-5400, 0}};
    static const mkr_point triangle[] = {{0, -4800}, {5000, 3900}, {-5000, 3900}};
    static const mkr_point hexagon[] = {{2500, -4330}, {5000, 0},  {2500, 4330},
                                        {-2500, 4330}, {-5000, 0}, {-2500, -4330}};
    static const mkr_point star[] = {{0, -5200},     {1230, -1700}, {4950, -1610}, {2000, 650},
                                     {3060, 4210},   {0, 2100},     {-3060, 4210}, {-2000, 650},
                                     {-4950, -1610}, {-1230, -1700}};
    mkr_point c = middle(size, x, y);
    mkr_pen pen = mkr_pen_fill(style->rating[rating]);
    switch ((mkr_shape)style->rating_shape[rating]) {
    case MKR_SHAPE_DISC:
        mkr_draw_circle(to, 0, c.x, c.y, scaled(4300, size), pen);
        break;
    case MKR_SHAPE_RING:
        mkr_draw_circle(to, 0, c.x, c.y, scaled(3700, size),
                        mkr_pen_line(style->rating[rating], scaled(1200, size)));
        break;
    case MKR_SHAPE_DIAMOND:
        draw_shape(to, c, size, diamond, 4, pen);
        break;
    case MKR_SHAPE_SQUARE:
        draw_box(to, c, scaled(3850, size), pen);
        break;
    case MKR_SHAPE_HEXAGON:
        draw_shape(to, c, size, hexagon, 6, pen);
        break;
    case MKR_SHAPE_TRIANGLE:
        draw_shape(to, c, size, triangle, 3, pen);
        break;
    case MKR_SHAPE_STAR:
        draw_shape(to, c, size, star, 10, pen);
    }
}

/* Improving points up, stable right and declining down; the stem reaches short of the tip, which the head
 * draws. */
static void draw_arrow(const mkr_chart_style *style, mkr_travel travel, mkr_len size, mkr_point c,
                       mkr_items *to) {
    static const mkr_point up[] = {{0, 4200}, {0, -3600}, {-3300, -600}, {0, -4100}, {3300, -600}};
    mkr_point *points = mkr_alloc_array(to->arena, 5, sizeof *points);
    for (size_t i = 0; i < 5; i++) {
        mkr_len dx = scaled(up[i].x, size), dy = scaled(up[i].y, size);
        points[i] = travel == MKR_IMPROVING   ? (mkr_point){c.x + dx, c.y + dy}
                    : travel == MKR_DECLINING ? (mkr_point){c.x + dx, c.y - dy}
                                              : (mkr_point){c.x - dy, c.y + dx};
    }
    mkr_path_push(to, 0, "MLMLL", points, mkr_pen_line(style->ink, scaled(1300, size)));
}

/* New, without comparison and not comparable are a dash; not assessed is only the words. */
void mkr_travel_draw(const mkr_chart_style *style, mkr_travel travel, mkr_len size, mkr_len x, mkr_len y,
                     mkr_items *to) {
    mkr_point c = middle(size, x, y);
    mkr_len half = scaled(3000, size);
    if (travel == MKR_NEW || travel == MKR_NO_COMPARISON || travel == MKR_NOT_COMPARABLE)
        mkr_draw_line(to, 0, c.x - half, c.y, c.x + half, c.y, mkr_pen_line(style->ink, scaled(1300, size)));
    else if (travel != MKR_NOT_ASSESSED)
        draw_arrow(style, travel, size, c, to);
}

void mkr_outstanding_draw(const mkr_chart_style *style, mkr_len size, mkr_len x, mkr_len y, mkr_items *to) {
    mkr_pen pen = {.fill = style->paper, .stroke = style->rating[MKR_RED], .width = scaled(1300, size)};
    draw_box(to, middle(size, x, y), scaled(4300, size), pen);
}

void mkr_risk_mark_draw(const mkr_chart_style *style, bool projected, mkr_len size, mkr_len x, mkr_len y,
                        mkr_items *to) {
    mkr_point c = middle(size, x, y);
    mkr_pen open = {.fill = style->paper, .stroke = style->ink, .width = scaled(1600, size)};
    if (projected)
        mkr_draw_circle(to, 0, c.x, c.y, scaled(3900, size), open);
    else
        mkr_draw_circle(to, 0, c.x, c.y, scaled(4600, size), mkr_pen_fill(style->ink));
}

/* ---- the bar of counts */

mkr_len mkr_rating_bar_draw(const mkr_chart_style *style, const mkr_counts *counts, mkr_len unit,
                            mkr_items *to, uint32_t elem) {
    const mkr_canvas canvas = {.style = style, .to = to, .elem = elem};
    mkr_len x = 0, end = 0;
    for (mkr_rating rating = MKR_GREEN; rating <= MKR_RED; rating++) {
        size_t count = counts->rating[rating];
        if (count == 0)
            continue;
        mkr_len width = (mkr_len)((int64_t)count * unit) - MKR_BAR_PARTS_APART;
        if (width < MKR_BAR_PART_LEAST)
            width = MKR_BAR_PART_LEAST;
        mkr_bar_part_draw(&canvas, x, 0, width, MKR_BAR_OF_RATINGS, (uint8_t)(MKR_BAR_RATING + rating),
                          mkr_printf(to->arena, "%zu", count));
        end = x + width;
        x = end + MKR_BAR_PARTS_APART;
    }
    return end;
}

/* "7 Green, 2 Amber, 1 Red." */
char *mkr_rating_bar_alt(mkr_arena *arena, const mkr_chart_style *style, const mkr_counts *counts) {
    mkr_buffer out = mkr_buffer_new(arena);
    for (mkr_rating rating = MKR_GREEN; rating <= MKR_RED; rating++) {
        size_t count = counts->rating[rating];
        if (count > 0)
            mkr_buffer_printf(&out, "%s%zu %s", out.n > 0 ? ", " : "", count, style->rating_word[rating]);
    }
    mkr_buffer_puts(&out, out.n > 0 ? "." : "None rated.");
    return mkr_strdup(arena, mkr_buffer_text(&out));
}

/* bars.c - bars from left to right, or dots on lines: a row each, with its label at the left and its figure
 * behind the bar.
 *
 * Bars begin at zero, whatever the figures. A figure of many rows is drawn in several drawings, all in one
 * frame (bars_axis.c), so that it can go on overleaf: the first has title and key, the last the axis. */
#include "chart/bars.h"

#include <string.h>

enum {
    BAR = MKR_PT(12), /* height of a bar */
    BAR_OF_RATINGS = MKR_PT(15), /* page design, section 7 */
    BETWEEN = 7500, /* rows */
    UNDER_LABEL = 3000, /* from a label above its bar to the bar */
    ABOVE_GROUP = 4500,
    UNDER_GROUP = 3000,
    PARTS_APART = 1500, /* white between the parts of a bar */
    PART_LEAST = 750, /* of a part, however small the figure */
    TEXT_MIDDLE = 3400, /* of capitals above the baseline of MKR_BARS_TEXT */
    FIRST_BASE = 9300, /* baseline of the first line below the top of a label */
    INSIDE_FIRST = MKR_PT(11), /* a count stands in its part from this width on */
    INSIDE_MORE = MKR_PT(4), /* and so much more for each further figure */
    TICK_BEYOND = MKR_PT(3), /* a target stands out above and below its bar */
    LANE = MKR_PT(9), /* between dots that would touch */
    CONNECTOR = 500,
    LINE_OF_DOTS = 1000,
};

typedef struct row { /* one of the drawing */
    const mkr_bar *bar;
    mkr_words label, group;
    uint8_t *lanes; /* of each dot */
    mkr_len top; /* of the label or the band of the bar, below the name of its group */
    mkr_len band, height; /* top and height of what the bar and its dots take */
    mkr_len middle; /* of the bar */
    size_t n_lanes;
} row;

static mkr_len bar_height(const mkr_bars_frame *f) {
    return f->bars->tones ? BAR_OF_RATINGS : BAR;
}

static mkr_len magnitude(mkr_len a) {
    return a < 0 ? -a : a;
}

/* ---- places */

static bool has_own_point(const mkr_bars_frame *f, const mkr_bar *bar) {
    return f->bars->points && bar->n_parts > 0;
}

/* Dots that would touch stand in lanes one under another; returns how many. */
static size_t choose_lanes(const mkr_bars_frame *f, row *r) {
    const mkr_bar *bar = r->bar;
    const mkr_len near = 2 * MKR_BARS_MARKER + 1000;
    size_t n_lanes = 1;
    r->lanes = mkr_alloc(f->scratch, bar->n_dots + 1);
    for (size_t i = 0; i < bar->n_dots; i++) {
        mkr_len x = mkr_bars_x(f, bar->dots[i].v), lane = 0;
        if (has_own_point(f, bar) && magnitude(x - mkr_bars_x(f, bar->parts[0].to)) < near)
            lane = 1;
        for (size_t k = 0; k < i; k++)
            if (r->lanes[k] == lane && magnitude(x - mkr_bars_x(f, bar->dots[k].v)) < near) {
                lane++;
                k = SIZE_MAX; /* look at all again */
            }
        r->lanes[i] = (uint8_t)lane;
        n_lanes = (size_t)lane + 1 > n_lanes ? (size_t)lane + 1 : n_lanes;
    }
    return n_lanes;
}

static mkr_len lane_y(const row *r, size_t lane) {
    return r->middle + LANE * (mkr_len)lane - LANE * (mkr_len)(r->n_lanes - 1) / 2;
}

static mkr_len height_of(const mkr_words *words) {
    return words->lines.n ? mkr_heights(mkr_words_drop(words), MKR_BARS_LEADING) : 0;
}

/* Find the places of a row that begins at y; returns where it ends. */
static mkr_len place_row(const mkr_bars_frame *f, row *r, mkr_len y) {
    const mkr_bar *bar = r->bar;
    const mkr_colour ink = f->canvas->style->ink;
    if (bar->group) {
        mkr_label look = {f->canvas->style->semibold, MKR_BARS_TEXT, ink};
        r->group = mkr_bars_label_break(f, bar->group, look, f->canvas->room);
        y = mkr_heights(y, mkr_heights(ABOVE_GROUP + UNDER_GROUP, height_of(&r->group)));
    }
    r->label = mkr_bars_label_break(f, bar->label, mkr_bars_look(f, bar->bold, ink), f->labels);
    r->n_lanes = f->has_axis ? choose_lanes(f, r) : 1;
    mkr_len label = height_of(&r->label), dots = 2 * MKR_BARS_MARKER + LANE * (mkr_len)(r->n_lanes - 1);
    r->top = r->band = y;
    r->height = dots > bar_height(f) ? dots : bar_height(f);
    if (f->above && label > 0)
        r->band = mkr_heights(y, mkr_heights(label, UNDER_LABEL));
    else if (label > r->height)
        r->height = label;
    r->middle = r->band + r->height / 2;
    return mkr_heights(r->band, mkr_heights(r->height, BETWEEN));
}

/* ---- one row */

static mkr_len room_inside(const char *text) {
    return INSIDE_FIRST + INSIDE_MORE * (mkr_len)(strlen(text) - 1);
}

static void draw_part(const mkr_bars_frame *f, const row *r, size_t i) {
    const mkr_canvas *c = f->canvas;
    const mkr_bar_part *part = &r->bar->parts[i];
    mkr_len x0 = mkr_bars_x(f, part->from), x1 = mkr_bars_x(f, part->to), height = bar_height(f);
    if (x1 < x0) {
        mkr_len x = x0;
        x0 = x1;
        x1 = x;
    }
    if (mkr_decimal_compare(part->from, part->to) == 0)
        return;
    mkr_len width = x1 - x0 - (i + 1 < r->bar->n_parts ? PARTS_APART : 0);
    if (width < PART_LEAST)
        width = PART_LEAST;
    mkr_pen pen = mkr_bars_pen(c->style, part->tone);
    mkr_len inset = mkr_bars_is_outlined(part->tone) && width > 2 * pen.width ? pen.width / 2 : 0;
    mkr_draw_rect(c->to, c->elem, x0 + inset, r->middle - height / 2 + inset, width - 2 * inset,
                  height - 2 * inset, pen);
    if (part->inside && *part->inside && width >= room_inside(part->inside)) {
        mkr_colour ink = part->tone >= MKR_BAR_RATING ? c->style->rating_text[part->tone - MKR_BAR_RATING]
                                                      : c->style->paper;
        mkr_label look = mkr_bars_look(f, true, ink);
        mkr_draw_text(c->to, c->style->fonts, c->elem, &look, MKR_CENTRE, x0 + width / 2,
                      r->middle + TEXT_MIDDLE, part->inside, c->where);
    }
}

static void draw_dots(const mkr_bars_frame *f, const row *r) {
    const mkr_canvas *c = f->canvas;
    const mkr_bar *bar = r->bar;
    for (size_t i = 0; i < bar->n_dots; i++)
        mkr_bars_marker_draw(f, mkr_bars_marker_of(f->bars, bar->dots[i].series), c->style->accent,
                             mkr_bars_x(f, bar->dots[i].v), lane_y(r, r->lanes[i]));
}

/* From the lowest to the highest of the dots of a row, so that the eye finds them. */
static void draw_line_of_dots(const mkr_bars_frame *f, const row *r) {
    const mkr_canvas *c = f->canvas;
    const mkr_bar *bar = r->bar;
    mkr_len low = INT32_MAX, high = 0;
    for (size_t i = 0; i < bar->n_dots + has_own_point(f, bar); i++) {
        mkr_len x = mkr_bars_x(f, i < bar->n_dots ? bar->dots[i].v : bar->parts[0].to);
        low = x < low ? x : low;
        high = x > high ? x : high;
    }
    if (low < high)
        mkr_draw_line(c->to, c->elem, low, r->middle, high, r->middle,
                      mkr_pen_line(c->style->rule, LINE_OF_DOTS));
}

/* The farther end of a bar, at the side where its value stands. */
static mkr_len end_of(const mkr_bars_frame *f, const mkr_bar *bar, bool left) {
    mkr_len end = mkr_bars_origin(f);
    if (f->bars->points)
        end = bar->n_parts > 0 ? mkr_bars_x(f, bar->parts[0].to) + MKR_BARS_MARKER : f->left;
    for (size_t i = 0; i < bar->n_parts && !f->bars->points; i++) {
        mkr_len from = mkr_bars_x(f, bar->parts[i].from), to = mkr_bars_x(f, bar->parts[i].to);
        mkr_len far = (from > to) == left ? to : from;
        end = i == 0 || (left ? far < end : far > end) ? far : end;
    }
    return end;
}

/* Where the text of a value `width` wide begins: past whatever stands in its way, a target or dots. */
static mkr_len clear_of_marks(const mkr_bars_frame *f, const mkr_bar *bar, mkr_len end, mkr_len width,
                              bool left) {
    for (size_t i = 0; i < bar->n_dots + bar->has_target; i++) {
        mkr_len x = mkr_bars_x(f, i < bar->n_dots ? bar->dots[i].v : bar->target);
        mkr_len near = left ? end - x : x - end; /* how far beyond the end */
        if (near > -MKR_BARS_MARKER && near < width + 2 * MKR_BARS_GAP + MKR_BARS_MARKER) {
            mkr_len past = left ? x - MKR_BARS_MARKER : x + MKR_BARS_MARKER;
            if (left ? past < end : past > end) {
                end = past;
                i = SIZE_MAX; /* what was far away may be near now */
            }
        }
    }
    return left ? end - MKR_BARS_GAP - width : end + MKR_BARS_GAP;
}

static void draw_value(const mkr_bars_frame *f, const row *r) {
    const mkr_canvas *c = f->canvas;
    const mkr_bar *bar = r->bar;
    if (!bar->value || !*bar->value)
        return;
    mkr_label look = mkr_bars_look(f, bar->bold, bar->n_parts > 0 ? c->style->ink : c->style->ink2);
    const char *text = mkr_text_fit(f->scratch, c->style->fonts, &look, bar->value, f->values, c->where);
    mkr_len width = mkr_bars_width(f, look, text);
    bool left = mkr_bars_value_left(f, bar);
    mkr_len x = f->has_axis ? clear_of_marks(f, bar, end_of(f, bar, left), width, left) : f->left;
    if (mkr_bars_crosses_grid(f, x, x + width)) /* white under it */
        mkr_draw_rect(c->to, c->elem, x - 1000, r->middle - MKR_BARS_TEXT / 2, width + 2000, MKR_BARS_TEXT,
                      mkr_pen_fill(c->style->paper));
    mkr_draw_text(c->to, c->style->fonts, c->elem, &look, MKR_LEFT, x, r->middle + TEXT_MIDDLE, text,
                  c->where);
}

static void draw_bar(const mkr_bars_frame *f, const row *r) {
    const mkr_canvas *c = f->canvas;
    const mkr_bar *bar = r->bar;
    mkr_len half = bar_height(f) / 2;
    draw_value(f, r);
    if (f->bars->points)
        draw_line_of_dots(f, r);
    for (size_t i = 0; i < bar->n_parts && !f->bars->points; i++)
        draw_part(f, r, i);
    if (bar->has_target)
        mkr_bars_tick_draw(f, mkr_bars_x(f, bar->target), r->middle - half - TICK_BEYOND,
                           r->middle + half + TICK_BEYOND);
    if (has_own_point(f, bar))
        mkr_bars_marker_draw(f, MKR_BARS_OWN_MARKER, mkr_bars_pen(c->style, bar->parts[0].tone).fill,
                             mkr_bars_x(f, bar->parts[0].to), lane_y(r, 0));
    draw_dots(f, r);
}

static void draw_words(const mkr_bars_frame *f, const row *r) {
    mkr_words_put(f->canvas, &r->group, MKR_LEFT, 0,
                  r->top - UNDER_GROUP - height_of(&r->group) + FIRST_BASE);
    mkr_len top = f->above ? r->top : r->middle - height_of(&r->label) / 2;
    mkr_words_put(f->canvas, &r->label, MKR_LEFT, 0, top + FIRST_BASE);
}

/* ---- all of them */

/* Gridlines are broken where words stand across them. */
static void draw_grid(const mkr_bars_frame *f, const row *rows, size_t n) {
    for (size_t i = 0, first = 0; i < n; i++) {
        bool last = i + 1 == n || f->above || rows[i + 1].bar->group;
        if (!last)
            continue;
        const row *from = &rows[first], *to = &rows[i];
        mkr_len above = f->above ? UNDER_LABEL / 2 : from->bar->group ? 0 : BETWEEN / 2;
        mkr_bars_grid_draw(f, from->band - above, to->band + to->height + BETWEEN / 2);
        first = i + 1;
    }
}

/* From the end of a bar to the beginning of the next, which may be in another drawing. */
static void draw_connectors(const mkr_bars_frame *f, const row *rows, size_t n, mkr_len top, mkr_len bottom) {
    const mkr_canvas *c = f->canvas;
    const mkr_bars *bars = f->bars;
    const mkr_bar *before = bars->from > 0 ? &bars->rows[bars->from - 1] : NULL;
    const mkr_len half = bar_height(f) / 2;
    mkr_sketch lines = mkr_sketch_lines(c->to->arena, n + 1);
    for (size_t i = 0; i <= n; i++) {
        mkr_len y0 = i > 0 ? rows[i - 1].middle + half : top, y1 = i < n ? rows[i].middle - half : bottom;
        if (before && before->n_parts > 0 && bars->from + i < bars->n) {
            mkr_len x = mkr_bars_x(f, before->parts[before->n_parts - 1].to);
            mkr_sketch_line(&lines, x, y0, x, y1);
        }
        before = i < n ? rows[i].bar : NULL;
    }
    mkr_sketch_paint(&lines, c->to, c->elem, mkr_pen_line(c->style->ink2, CONNECTOR));
}

mkr_len mkr_bars_draw(const mkr_canvas *canvas, const mkr_bars *bars) {
    mkr_arena *scratch = mkr_arena_child(canvas->to->arena);
    mkr_bars_frame f = mkr_bars_frame_make(canvas, bars, scratch);
    size_t n = bars->to - bars->from;
    row *rows = mkr_alloc_array(scratch, n, sizeof *rows);
    mkr_len top = bars->from > 0 ? 0 : mkr_bars_key_draw(&f, mkr_bars_title_draw(&f)), y = top;
    for (size_t i = 0; i < n; i++) {
        rows[i].bar = &bars->rows[bars->from + i];
        y = place_row(&f, &rows[i], y);
    }
    draw_grid(&f, rows, n);
    if (bars->joined && f.has_axis)
        draw_connectors(&f, rows, n, top, y);
    for (size_t i = 0; i < n; i++) {
        draw_words(&f, &rows[i]); /* first: text is read in the order of painting */
        draw_bar(&f, &rows[i]);
    }
    if (bars->to == bars->n)
        y = mkr_bars_ticks_draw(&f, y - BETWEEN / 2);
    mkr_arena_free(scratch);
    return y;
}

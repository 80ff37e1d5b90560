/* bars.c - bars from left to right, or dots on lines: a row each, with its label at the left and its figure
 * behind the bar.
 *
 * Bars begin at zero, whatever the figures. A figure of many rows is drawn in several drawings, all in one
 * frame (bars_axis.c), so that it can go on overleaf: the first has title and key, the last the axis. */
#include "chart/bars.h"

#include <string.h>

enum {
    BAR = MKR_PT(12), /* height of a bar */
    BETWEEN = 7500, /* rows */
    UNDER_LABEL = 3000, /* from a label above its bar to the bar */
    ABOVE_GROUP = 4500,
    UNDER_GROUP = 3000,
    BREAK_AT = MKR_PT(7), /* from the left edge of a bar to the first of two strokes that say it is cut */
    BREAK_NEXT = MKR_PT(4), /* to the second */
    BREAK_SLANT = MKR_PT(2),
    BREAK_STROKE = 1600,
    GROUND = 1000, /* white round words that stand on lines */
    TEXT_MIDDLE = 3400, /* of capitals above the baseline of MKR_BARS_TEXT */
    FIRST_BASE = 9300, /* baseline of the first line below the top of a label */
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
    return f->bars->tones ? MKR_BAR_OF_RATINGS : BAR;
}

/* ---- places */

static bool has_own_point(const mkr_bars_frame *f, const mkr_bar *bar) {
    return f->bars->points && bar->n_parts > 0;
}

/* Dots that would touch stand in lanes one under another; returns how many. The ring of the first series may
 * lie on the own disc, which shows within it. */
static size_t choose_lanes(const mkr_bars_frame *f, row *r) {
    const mkr_bar *bar = r->bar;
    const mkr_len near = 2 * MKR_BARS_MARKER + 1000;
    size_t n_lanes = 1;
    r->lanes = mkr_alloc(f->scratch, bar->n_dots + 1);
    for (size_t i = 0; i < bar->n_dots; i++) {
        mkr_len x = mkr_bars_x(f, bar->dots[i].v), lane = 0;
        if (i > 0 && has_own_point(f, bar) && mkr_magnitude(x - mkr_bars_x(f, bar->parts[0].to)) < near)
            lane = 1;
        for (size_t k = 0; k < i; k++)
            if (r->lanes[k] == lane && mkr_magnitude(x - mkr_bars_x(f, bar->dots[k].v)) < near) {
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
        r->group = mkr_bars_label_break(f, bar->group, look, f->canvas->room - f->labels_at);
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

/* From where to where a part reaches; nothing where its figure is zero. An outline that is too narrow to be
 * seen as one grows, away from where it begins. */
static mkr_len part_from(const mkr_bars_frame *f, const mkr_bar_part *part, mkr_len *to) {
    mkr_len from = mkr_bars_x(f, part->from), end = mkr_bars_x(f, part->to);
    int order = mkr_decimal_compare(part->from, part->to);
    if (part->tone == MKR_BAR_FAVOURABLE && order && mkr_magnitude(end - from) < MKR_BARS_OPEN_LEAST)
        end = from + (order > 0 ? -MKR_BARS_OPEN_LEAST : MKR_BARS_OPEN_LEAST);
    *to = end;
    return from;
}

/* Two slanted strokes across a bar that does not begin at zero. */
static void draw_break(const mkr_bars_frame *f, mkr_len x, mkr_len y, mkr_len height) {
    const mkr_canvas *c = f->canvas;
    mkr_sketch strokes = mkr_sketch_lines(c->to->arena, 2);
    for (int i = 0; i < 2; i++) {
        mkr_len at = x + BREAK_AT + i * BREAK_NEXT;
        mkr_sketch_line(&strokes, at - BREAK_SLANT, y + height + 500, at + BREAK_SLANT, y - 500);
    }
    mkr_sketch_paint(&strokes, c->to, c->elem, mkr_pen_line(c->style->paper, BREAK_STROKE));
}

static void draw_part(const mkr_bars_frame *f, const row *r, size_t i) {
    const mkr_bar_part *part = &r->bar->parts[i];
    mkr_len to, from = part_from(f, part, &to), height = bar_height(f);
    mkr_len x = from < to ? from : to, y = r->middle - height / 2;
    if (mkr_decimal_compare(part->from, part->to) == 0)
        return;
    mkr_len width = mkr_magnitude(to - from) - (i + 1 < r->bar->n_parts ? MKR_BAR_PARTS_APART : 0);
    if (width < MKR_BAR_PART_LEAST)
        width = MKR_BAR_PART_LEAST;
    mkr_bar_part_draw(f->canvas, x, y, width, height, part->tone, part->inside);
    if (f->broken && part->tone == MKR_BAR_TOTAL)
        draw_break(f, x, y, height);
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
        return bar->n_parts > 0 ? mkr_bars_x(f, bar->parts[0].to) + MKR_BARS_MARKER : f->left;
    for (size_t i = 0; i < bar->n_parts; i++) {
        mkr_len to, from = part_from(f, &bar->parts[i], &to);
        mkr_len far = (from > to) == left ? to : from;
        end = i == 0 || (left ? far < end : far > end) ? far : end;
    }
    return end;
}

/* Does a mark of the row, a target or a dot, stand between x0 and x1? */
static bool meets_mark(const mkr_bars_frame *f, const mkr_bar *bar, mkr_len x0, mkr_len x1) {
    for (size_t i = 0; i < bar->n_dots + bar->has_target; i++) {
        mkr_len x = mkr_bars_x(f, i < bar->n_dots ? bar->dots[i].v : bar->target);
        if (x + MKR_BARS_MARKER > x0 && x - MKR_BARS_MARKER < x1)
            return true;
    }
    return false;
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

/* Beside the bar or the own dot; of a dot at its left where only there it is clear of the others. */
static mkr_len place_value(const mkr_bars_frame *f, const mkr_bar *bar, mkr_len width) {
    bool left = mkr_bars_value_left(f, bar);
    mkr_len end = end_of(f, bar, left), x = clear_of_marks(f, bar, end, width, left);
    if (has_own_point(f, bar) && x > end + MKR_BARS_GAP) {
        mkr_len other = end - 2 * MKR_BARS_MARKER - MKR_BARS_GAP - width;
        if (other >= f->left && !meets_mark(f, bar, other - MKR_BARS_GAP, other + width + MKR_BARS_GAP))
            return other;
    }
    return x;
}

/* White under words, so that no line runs through them. */
static void draw_ground(const mkr_bars_frame *f, mkr_len x, mkr_len y, mkr_len width, mkr_len height) {
    const mkr_canvas *c = f->canvas;
    if (f->has_axis && x + width > f->left)
        mkr_draw_rect(c->to, c->elem, x, y, width, height, mkr_pen_fill(c->style->paper));
}

static void draw_value(const mkr_bars_frame *f, const row *r) {
    const mkr_canvas *c = f->canvas;
    const mkr_bar *bar = r->bar;
    mkr_len width;
    const char *text = mkr_bars_value(f, bar, &width);
    if (!text)
        return;
    mkr_label look = mkr_bars_look(f, bar->bold, bar->n_parts > 0 ? c->style->ink : c->style->ink2);
    mkr_len x = f->has_axis ? place_value(f, bar, width) : f->left;
    draw_ground(f, x - GROUND, r->middle - MKR_BARS_TEXT / 2, width + 2 * GROUND, MKR_BARS_TEXT);
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

static void put_words(const mkr_bars_frame *f, const mkr_words *words, mkr_len top) {
    for (uint32_t i = 0; i < words->lines.n; i++)
        draw_ground(f, f->labels_at, top + (mkr_len)i * MKR_BARS_LEADING,
                    words->lines.at[i].width + 2 * GROUND, MKR_BARS_LEADING);
    mkr_words_put(f->canvas, words, MKR_LEFT, f->labels_at, top + FIRST_BASE);
}

static void draw_words(const mkr_bars_frame *f, const row *r) {
    put_words(f, &r->group, r->top - UNDER_GROUP - height_of(&r->group));
    put_words(f, &r->label, f->above ? r->top : r->middle - height_of(&r->label) / 2);
}

/* ---- all of them */

/* From the end of a bar to the beginning of the next, which may be in another drawing; on through a row
 * without a bar. */
static void draw_connectors(const mkr_bars_frame *f, const row *rows, size_t n, mkr_len top, mkr_len bottom) {
    const mkr_canvas *c = f->canvas;
    const mkr_bars *bars = f->bars;
    const mkr_bar *before = bars->from > 0 ? &bars->rows[bars->from - 1] : NULL;
    const mkr_len half = bar_height(f) / 2;
    mkr_sketch lines = mkr_sketch_lines(c->to->arena, n + 1);
    for (size_t i = 0; i <= n; i++) {
        mkr_len y0 = i > 0 ? rows[i - 1].middle + half : top, y1 = i < n ? rows[i].middle - half : bottom;
        if (before && before->n_parts > 0 && bars->from + i < bars->n) {
            const mkr_bar_part *last = &before->parts[before->n_parts - 1];
            mkr_len x = mkr_bars_x(f, last->to);
            bool through = i > 0 && mkr_decimal_compare(last->from, last->to) == 0;
            mkr_sketch_line(&lines, x, through ? y0 - 2 * half : y0, x, y1);
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
    if (n > 0)
        mkr_bars_grid_draw(&f, top, bars->to == bars->n ? y - BETWEEN / 2 : y);
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

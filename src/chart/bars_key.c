/* bars_key.c - what the shapes in a figure of bars stand for, and the shapes: a line of them above the rows,
 * made of those that occur.
 *
 * A benchmark has a marker of its own, white with an outline in ink, so that it is seen on a bar as well as
 * beside it; the markers differ in shape, not in colour. */
#include "chart/bars.h"

enum {
    LINE_HEIGHT = MKR_PT(15),
    BASE = MKR_PT(10), /* baseline below the top of a line */
    BELOW = 4500,
    SHAPE = 14500, /* from the left edge of a shape to its word */
    APART = MKR_PT(15), /* between a word and the next shape */
    MIDDLE = 3500, /* of a shape above the baseline */
    SWATCH = MKR_PT(9),
    HALO = MKR_PT(1),
    RING_EDGE = 1200,
    TICK = MKR_PT(2), /* width of a target */
    TICK_HIGH = MKR_PT(11),
};

/* ---- shapes */

size_t mkr_bars_marker_of(const mkr_bars *bars, size_t series) {
    bool own = !bars->points;
    for (size_t i = 0; i < bars->n && !own; i++)
        own = bars->rows[i].n_parts > 0;
    return series + own; /* beside own figures, the filled disc is theirs */
}

static void draw_cross(const mkr_bars_frame *f, mkr_len x, mkr_len y) {
    const mkr_canvas *c = f->canvas;
    const mkr_len r = MKR_BARS_MARKER - MKR_BARS_OUTLINE / 2;
    for (int halo = 1; halo >= 0; halo--) {
        mkr_pen pen = halo ? mkr_pen_line(c->style->paper, MKR_BARS_OUTLINE + 2 * HALO)
                           : mkr_pen_line(c->style->ink, MKR_BARS_OUTLINE + 400);
        mkr_draw_line(c->to, c->elem, x - r, y - r, x + r, y + r, pen);
        mkr_draw_line(c->to, c->elem, x - r, y + r, x + r, y - r, pen);
    }
}

/* A white edge parts the ring from the bar, or the disc, that it lies on; of a disc the middle still shows.
 */
static void draw_ring(const mkr_bars_frame *f, mkr_len x, mkr_len y) {
    const mkr_canvas *c = f->canvas;
    const mkr_len r = 3200;
    mkr_draw_circle(c->to, c->elem, x, y, r, mkr_pen_line(c->style->paper, MKR_BARS_OUTLINE + 2 * RING_EDGE));
    mkr_pen pen = mkr_pen_line(c->style->ink, MKR_BARS_OUTLINE);
    if (!f->bars->points)
        pen.fill = c->style->paper;
    mkr_draw_circle(c->to, c->elem, x, y, r, pen);
}

/* The point where a marker stands is the mean of its corners, so that it can be read back. */
void mkr_bars_marker_draw(const mkr_bars_frame *f, size_t marker, mkr_colour colour, mkr_len x, mkr_len y) {
    static const struct {
        uint8_t n;
        mkr_point at[4];
    } shapes[] = {
        {4, {{0, -3800}, {3800, 0}, {0, 3800}, {-3800, 0}}},
        {4, {{-2800, -2800}, {2800, -2800}, {2800, 2800}, {-2800, 2800}}},
        {3, {{0, -3600}, {3600, 2800}, {-3600, 2800}}},
        {3, {{0, 3600}, {3600, -2800}, {-3600, -2800}}},
    };
    const mkr_canvas *c = f->canvas;
    mkr_pen pen = {.fill = c->style->paper, .stroke = c->style->ink, .width = MKR_BARS_OUTLINE};
    mkr_point points[4];
    if (marker == MKR_BARS_OWN_MARKER) {
        mkr_draw_circle(c->to, c->elem, x, y, 3300, mkr_pen_fill(colour));
    } else if (marker == 1) {
        draw_ring(f, x, y);
    } else if (marker > sizeof shapes / sizeof *shapes + 1) {
        draw_cross(f, x, y);
    } else {
        size_t n = shapes[marker - 2].n;
        for (size_t i = 0; i < n; i++)
            points[i] = (mkr_point){x + shapes[marker - 2].at[i].x, y + shapes[marker - 2].at[i].y};
        mkr_draw_points(c->to, c->elem, points, n, true, pen);
    }
}

/* White at both sides, so that it is seen on a dark bar. */
void mkr_bars_tick_draw(const mkr_bars_frame *f, mkr_len x, mkr_len y0, mkr_len y1) {
    const mkr_canvas *c = f->canvas;
    mkr_draw_line(c->to, c->elem, x, y0, x, y1, mkr_pen_line(c->style->paper, TICK + 2 * HALO));
    mkr_draw_line(c->to, c->elem, x, y0, x, y1, mkr_pen_line(c->style->ink, TICK));
}

/* ---- the key */

typedef enum entry_kind { ENTRY_RATING, ENTRY_TONE, ENTRY_TARGET, ENTRY_MARKER } entry_kind;

typedef struct key {
    const mkr_bars_frame *f;
    mkr_len x, y; /* where the next entry begins; top of its line */
    bool any;
} key;

static void draw_swatch(const mkr_bars_frame *f, uint8_t tone, mkr_len x, mkr_len y) {
    const mkr_canvas *c = f->canvas;
    mkr_len inset = mkr_bars_is_outlined(tone) ? MKR_BARS_OUTLINE / 2 : 0, side = SWATCH - 2 * inset;
    mkr_draw_rect(c->to, c->elem, x + inset, y - SWATCH / 2 + inset, side, side,
                  mkr_bars_pen(c->style, tone));
}

/* The shape beside a word is decoration; here it is part of the figure. */
static void draw_rating(const mkr_canvas *c, mkr_rating rating, mkr_len x, mkr_len y) {
    size_t from = c->to->list.n;
    mkr_rating_draw(c->style, rating, MKR_BARS_TEXT, x, y, c->to);
    for (size_t i = from; i < c->to->list.n; i++)
        c->to->list.at[i].elem = c->elem;
}

static void draw_shape(const key *k, entry_kind kind, size_t which, mkr_len y) {
    const mkr_bars_frame *f = k->f;
    const mkr_canvas *c = f->canvas;
    mkr_len x = k->x + MKR_BARS_MARKER, middle = y - MIDDLE;
    switch (kind) {
    case ENTRY_RATING:
        draw_rating(c, (mkr_rating)which, k->x, y);
        break;
    case ENTRY_TONE:
        if (f->bars->points)
            mkr_bars_marker_draw(f, MKR_BARS_OWN_MARKER, mkr_bars_pen(c->style, (uint8_t)which).fill, x,
                                 middle);
        else
            draw_swatch(f, (uint8_t)which, k->x, middle);
        break;
    case ENTRY_TARGET:
        mkr_bars_tick_draw(f, x, middle - TICK_HIGH / 2, middle + TICK_HIGH / 2);
        break;
    case ENTRY_MARKER:
        mkr_bars_marker_draw(f, mkr_bars_marker_of(f->bars, which), c->style->accent, x, middle);
    }
}

/* A shape and its word, on the next line where this one has no room left. */
static void add_entry(key *k, entry_kind kind, size_t which, const char *word) {
    const mkr_canvas *c = k->f->canvas;
    mkr_label look = {c->style->semibold, MKR_BARS_TEXT, c->style->ink};
    word = mkr_text_fit(k->f->scratch, c->style->fonts, &look, word, c->room - SHAPE, c->where);
    mkr_len width = SHAPE + mkr_bars_width(k->f, look, word);
    if (k->x > 0 && k->x + width > c->room) {
        k->x = 0;
        k->y += LINE_HEIGHT;
    }
    draw_shape(k, kind, which, k->y + BASE);
    mkr_draw_text(c->to, c->style->fonts, c->elem, &look, MKR_LEFT, k->x + SHAPE, k->y + BASE, word,
                  c->where);
    k->x += width + APART;
    k->any = true;
}

mkr_len mkr_bars_key_draw(const mkr_bars_frame *f, mkr_len y) {
    const mkr_bars *bars = f->bars;
    key k = {.f = f, .y = y};
    for (size_t i = 0; i < MKR_RATINGS; i++)
        if (bars->tones & 1u << mkr_rating_order[i])
            add_entry(&k, ENTRY_RATING, mkr_rating_order[i],
                      f->canvas->style->rating_word[mkr_rating_order[i]]);
    for (size_t i = 0; i < MKR_BAR_RATING; i++)
        if (bars->tone_word[i])
            add_entry(&k, ENTRY_TONE, i, bars->tone_word[i]);
    if (bars->target_word)
        add_entry(&k, ENTRY_TARGET, 0, bars->target_word);
    for (size_t i = 0; i < bars->n_dots; i++)
        add_entry(&k, ENTRY_MARKER, i, bars->dots[i]);
    return k.any ? k.y + LINE_HEIGHT + BELOW : y;
}

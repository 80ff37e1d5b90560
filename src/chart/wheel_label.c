/* wheel_label.c - where reference, shape and word stand in the segments of a wheel.
 *
 * Text is level, so what fits depends on the way a segment lies: near the top it is high and narrow, at the
 * sides wide and low. The page design stacks the three in the middle of each segment. A label for which there
 * is no room there may stand nearer to the rim or the hub. Where that does not do for some segment, the
 * references of all are set smaller, and then all stand in two lines, or in one: one arrangement holds for
 * all the wheel. Only where none of these does, segments are arranged each by itself; then all go without the
 * word, for the shapes and the middle of the wheel tell them; at last the references are cut. No ink ever
 * leaves its segment. */
#include "chart/wheel.h"

#include <string.h>

enum {
    MARGIN = 1250, /* between ink and the edge of its segment */
    USUAL = MKR_PT(98), /* radius of the middle of a label */
    STEP = MKR_PT(1), /* from there, when that does not do */
    STACKINGS = MKR_WHEEL_LINE + 1,
    CAPITAL = 727, /* height of capitals and figures, thousandths of the size: ascenders are so high */
    DESCENDER = 200,
    HALF_SHAPE = 4400, /* of its box */
    SHAPE_GAP = MKR_PT(3),
    WORD_GAP = MKR_PT(4),
};

/* Baselines below the middle of the label, by stacking, with the word and without. */
static const struct {
    mkr_len ref, shape, word; /* shape: its middle */
} lines[2][STACKINGS] = {
    {{-MKR_PT(0.5), MKR_PT(8.5), 0}, {MKR_PT(4), 0, 0}, {MKR_PT(4), 0, 0}},
    {{-MKR_PT(7), MKR_PT(2), MKR_PT(16.5)},
     {-MKR_PT(1.5), -MKR_PT(5.5), MKR_PT(9.5)},
     {MKR_PT(4), 0, MKR_PT(4)}},
};

typedef struct placing {
    const mkr_canvas *canvas;
    const mkr_sector *sector; /* of the segment whose label is being placed */
    mkr_len ref_size, ref_width, word_width;
    bool words;
    mkr_wheel_stacking first, last; /* the stackings allowed */
} placing;

static mkr_len width_of(const mkr_canvas *canvas, const mkr_font *font, mkr_len size, const char *text) {
    return mkr_canvas_width(canvas, (mkr_label){font, size, 0}, text);
}

/* ---- is it in the segment? */

static int64_t square(mkr_len length) {
    return (int64_t)length * length;
}

static mkr_len nearest(mkr_len low, mkr_len high, mkr_len to) {
    return to < low ? low : to > high ? high : to;
}

static bool holds_point(const mkr_sector *s, mkr_point p) {
    if (square(p.x - s->centre.x) + square(p.y - s->centre.y) > square(s->outer - MARGIN))
        return false;
    if (s->to - s->from > MKR_TURN / 2) /* nearly the whole ring: its edges are far from its middle */
        return true;
    return mkr_angle_beside(s->centre, s->from, p) >= MARGIN &&
           mkr_angle_beside(s->centre, s->to, p) <= -MARGIN;
}

static bool holds(const mkr_sector *s, mkr_len x0, mkr_len y0, mkr_len x1, mkr_len y1) {
    mkr_len x = nearest(x0, x1, s->centre.x), y = nearest(y0, y1, s->centre.y);
    if (square(x - s->centre.x) + square(y - s->centre.y) < square(s->inner + MARGIN))
        return false;
    const mkr_point corners[] = {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};
    for (size_t i = 0; i < 4; i++)
        if (!holds_point(s, corners[i]))
            return false;
    return true;
}

static bool holds_text(const mkr_sector *s, mkr_point at, mkr_len width, mkr_len size) {
    return width == 0 || holds(s, at.x - width / 2, at.y - size * CAPITAL / 1000, at.x + width / 2,
                               at.y + size * DESCENDER / 1000);
}

static bool holds_label(const placing *p, const mkr_wheel_label *label) {
    mkr_point shape = label->shape;
    return holds_text(p->sector, label->ref_at, p->ref_width, p->ref_size) &&
           holds_text(p->sector, label->word_at, p->words ? p->word_width : 0, MKR_WHEEL_WORD) &&
           holds(p->sector, shape.x - HALF_SHAPE, shape.y - HALF_SHAPE, shape.x + HALF_SHAPE,
                 shape.y + HALF_SHAPE);
}

/* ---- the label of one segment */

/* The label as it stands round a point: what is beside one another is centred together. */
static void arrange(const placing *p, mkr_point at, mkr_wheel_stacking stacking, mkr_wheel_label *out) {
    mkr_len shape = 2 * HALF_SHAPE + (p->ref_width ? SHAPE_GAP : 0),
            word = p->words && stacking == MKR_WHEEL_LINE ? WORD_GAP + p->word_width : 0,
            left = at.x - (shape + p->ref_width + word) / 2;
    out->ref_at = (mkr_point){at.x, at.y + lines[p->words][stacking].ref};
    out->shape = (mkr_point){at.x, at.y + lines[p->words][stacking].shape};
    out->word_at = (mkr_point){at.x, at.y + lines[p->words][stacking].word};
    if (stacking == MKR_WHEEL_COLUMN)
        return;
    out->shape.x = left + HALF_SHAPE;
    out->ref_at.x = left + shape + p->ref_width / 2;
    if (stacking == MKR_WHEEL_LINE)
        out->word_at.x = left + shape + p->ref_width + WORD_GAP + p->word_width / 2;
}

/* From the usual radius outwards and inwards by turns; of the stackings the first that fits somewhere. */
static bool place(const placing *p, mkr_wheel_label *out) {
    const mkr_sector *s = p->sector;
    mkr_angle middle = s->from + (s->to - s->from) / 2;
    mkr_len usual = s->inner + (mkr_len)((int64_t)(s->outer - s->inner) * (USUAL - MKR_PT(60)) / MKR_PT(68));
    for (mkr_wheel_stacking stacking = p->first; stacking <= p->last; stacking++)
        for (mkr_len away = 0; away < s->outer - s->inner; away += STEP)
            for (int side = 0; side < (away ? 2 : 1); side++) {
                mkr_len r = side ? usual - away : usual + away;
                if (r < s->inner || r > s->outer)
                    continue;
                arrange(p, mkr_polar(s->centre, r, middle), stacking, out);
                if (holds_label(p, out))
                    return true;
            }
    return false;
}

/* ---- of all */

static bool place_all(placing *p, const mkr_wheel *wheel, const mkr_sector *sectors, mkr_wheel_labels *out) {
    const mkr_chart_style *style = p->canvas->style;
    out->ref_size = p->ref_size;
    out->words = p->words;
    for (size_t i = 0; i < wheel->n; i++) {
        p->sector = &sectors[i];
        out->at[i].ref = wheel->segments[i].ref;
        p->ref_width = width_of(p->canvas, style->bold, p->ref_size, out->at[i].ref);
        p->word_width = width_of(p->canvas, style->semibold, MKR_WHEEL_WORD,
                                 style->rating_word[wheel->segments[i].rating]);
        if (!place(p, &out->at[i]))
            return false;
    }
    return true;
}

/* A reference cut until it fits; what is left of it may be nothing. */
static void place_cut(mkr_arena *arena, placing *p, const char *ref, mkr_wheel_label *out) {
    mkr_label look = {p->canvas->style->bold, p->ref_size, 0};
    out->ref = ref;
    for (mkr_len room = MKR_PT(60); room >= 0; room -= MKR_PT(4)) {
        p->ref_width = width_of(p->canvas, look.font, look.size, out->ref);
        if (place(p, out))
            return;
        out->ref =
            room ? mkr_text_fit(arena, p->canvas->style->fonts, &look, ref, room, p->canvas->where) : "";
    }
    p->ref_width = 0;
    place(p, out);
}

/* All of them, in the largest size in which they have room, by stackings from `first` to `last`. */
static bool place_in_sizes(placing *p, const mkr_wheel *wheel, const mkr_sector *sectors,
                           mkr_wheel_stacking first, mkr_wheel_stacking last, mkr_wheel_labels *out) {
    static const mkr_len sizes[] = {MKR_PT(12), MKR_PT(10.5), MKR_PT(9)};
    p->first = first;
    p->last = last;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        p->ref_size = sizes[i];
        if (place_all(p, wheel, sectors, out))
            return true;
    }
    return false;
}

mkr_wheel_labels mkr_wheel_labels_place(mkr_arena *arena, const mkr_canvas *canvas, const mkr_wheel *wheel,
                                        const mkr_sector *sectors) {
    mkr_wheel_labels out = {.at = mkr_alloc_array(arena, wheel->n, sizeof *out.at)};
    placing p = {.canvas = canvas};
    for (int words = 1; words >= 0; words--) {
        p.words = words;
        for (mkr_wheel_stacking s = MKR_WHEEL_COLUMN; s <= MKR_WHEEL_LINE; s++)
            if (place_in_sizes(&p, wheel, sectors, s, s, &out))
                return out;
        if (place_in_sizes(&p, wheel, sectors, MKR_WHEEL_COLUMN, MKR_WHEEL_LINE, &out))
            return out;
    }
    for (size_t i = 0; i < wheel->n; i++) {
        p.sector = &sectors[i];
        place_cut(arena, &p, wheel->segments[i].ref, &out.at[i]);
    }
    return out;
}

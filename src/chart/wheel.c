/* wheel.c - the performance wheel: a segment for each measure round a middle that counts the ratings, a ring
 * of groups about it with its key, and what all that says in words.
 *
 * Text stays level; wheel_label.c finds room for it. Measures are those of the page design, section 8. */
#include "chart/wheel.h"

#include <string.h>

#include "base/buffer.h"

enum {
    OUTER = MKR_PT(128),
    INNER = MKR_PT(60),
    GAP = 55 * MKR_DEGREE / 100, /* of a segment, at each of its ends */
    RING_GAP = MKR_PT(4), /* from the segments to the ring of groups, which is 5 wide */
    RING = MKR_PT(9),
    LEFT = MKR_PT(11), /* of the segments */
    ABOVE = 17250,
    BELOW = MKR_PT(12),
    OUTLINE = 1200, /* of a segment without rating */
    KEY_BASE = 33250, /* first baseline below the segments */
    KEY_STEP = 13500,
    KEY_FOOT = MKR_PT(3),
    KEY_SIZE = 9500,
    KEY_SWATCH = MKR_PT(10),
    KEY_TEXT = MKR_PT(13), /* right of the left edge of its swatch */
    KEY_GAP = MKR_PT(14), /* between two */
    KEY_WIDEST = MKR_PT(277), /* where the ring ends: what stands beside the wheel is well apart */
    TINT = 31, /* per cent of paper in the lighter accent */
    LONGEST = 400 /* an alternative text that would be longer says less */
};

typedef struct drawing {
    const mkr_canvas *canvas;
    const mkr_wheel *wheel;
    const mkr_chart_style *style;
    mkr_arena *scratch;
    mkr_point centre;
    mkr_len outer;
    mkr_len room; /* for the key */
} drawing;

static mkr_len put(const drawing *d, const mkr_font *font, mkr_len size, mkr_colour colour, int align,
                   mkr_len x, mkr_len y, const char *text) {
    return mkr_canvas_text(d->canvas, (mkr_label){font, size, colour}, align, x, y, text);
}

/* The shape of a rating round a point: here it is part of the figure. */
static void put_shape(const drawing *d, const mkr_chart_style *style, uint8_t rating, mkr_len size,
                      mkr_point at) {
    size_t first = d->canvas->to->list.n;
    mkr_rating_draw(style, (mkr_rating)rating, size, at.x - size * 55 / 100, at.y + size * 37 / 100,
                    d->canvas->to);
    for (size_t i = first; i < d->canvas->to->list.n; i++)
        d->canvas->to->list.at[i].elem = d->canvas->elem;
}

/* ---- segments */

static mkr_angle edge(const mkr_wheel *wheel, size_t i) {
    return (mkr_angle)((int64_t)MKR_TURN * (int64_t)i / (int64_t)wheel->n);
}

static mkr_sector sector_of(const drawing *d, size_t from, size_t to, mkr_len inner, mkr_len outer) {
    return (mkr_sector){d->centre, inner, outer, edge(d->wheel, from) + GAP, edge(d->wheel, to) - GAP};
}

static mkr_colour text_on(const mkr_chart_style *style, uint8_t rating) {
    return rating == MKR_UNRATED ? style->ink : style->rating_text[rating];
}

/* What is not rated is a ring in the tables, and an outline here. */
static void put_segment(const drawing *d, const mkr_sector *sector, uint8_t rating) {
    const mkr_canvas *c = d->canvas;
    if (rating != MKR_UNRATED) {
        mkr_sector_draw(c->to, c->elem, sector, mkr_pen_fill(d->style->rating[rating]));
        return;
    }
    mkr_sector within = *sector;
    within.outer -= OUTLINE / 2;
    within.inner += OUTLINE / 2;
    mkr_pen pen = {.fill = d->style->paper, .stroke = d->style->rating[rating], .width = OUTLINE};
    mkr_sector_draw(c->to, c->elem, &within, pen);
}

static void put_segments(const drawing *d) {
    const mkr_wheel *wheel = d->wheel;
    mkr_sector *sectors = mkr_alloc_array(d->scratch, wheel->n, sizeof *sectors);
    for (size_t i = 0; i < wheel->n; i++)
        sectors[i] = sector_of(d, i, i + 1, INNER, d->outer);
    mkr_wheel_labels labels = mkr_wheel_labels_place(d->scratch, d->canvas, wheel, sectors);
    mkr_chart_style on_fill = *d->style; /* shapes have the colour of the text beside them */
    for (uint8_t r = 0; r < MKR_RATINGS; r++)
        on_fill.rating[r] = text_on(d->style, r);
    for (size_t i = 0; i < wheel->n; i++) {
        uint8_t rating = wheel->segments[i].rating;
        const mkr_wheel_label *l = &labels.at[i];
        put_segment(d, &sectors[i], rating);
        put(d, d->style->bold, labels.ref_size, on_fill.rating[rating], MKR_CENTRE, l->ref_at.x, l->ref_at.y,
            l->ref);
        put_shape(d, &on_fill, rating, MKR_WHEEL_SHAPE, l->shape);
        if (labels.words)
            put(d, d->style->semibold, MKR_WHEEL_WORD, on_fill.rating[rating], MKR_CENTRE, l->word_at.x,
                l->word_at.y, d->style->rating_word[rating]);
    }
}

/* ---- the middle */

static void count(const mkr_wheel *wheel, size_t counts[MKR_RATINGS]) {
    memset(counts, 0, MKR_RATINGS * sizeof *counts);
    for (size_t i = 0; i < wheel->n; i++)
        counts[wheel->segments[i].rating]++;
}

typedef struct hub { /* how the middle is set, by how many ratings there are: baselines from its centre */
    mkr_len size, total, noun, first, step;
} hub;

static hub hub_for(size_t lines) {
    if (lines <= 3)
        return (hub){MKR_PT(26), -MKR_PT(22), -MKR_PT(6), MKR_PT(14.25), MKR_PT(14.5)};
    if (lines == 4)
        return (hub){MKR_PT(26), -MKR_PT(26), -MKR_PT(11.5), MKR_PT(7), MKR_PT(12.75)};
    return (hub){MKR_PT(20), -MKR_PT(31), -MKR_PT(19), -MKR_PT(5.5), MKR_PT(10.5)};
}

/* Half the width of the hub between two heights, less a margin. */
static mkr_len half_width(mkr_len top, mkr_len bottom) {
    int64_t r = INNER - MKR_PT(3), far = top < 0 && -top > bottom ? top : bottom;
    return (mkr_len)mkr_root(r * r - far * far);
}

enum {
    LINE_SIZE = 9500,
    LINE_SHAPE = 8500,
    LINE_LEFT = -MKR_PT(15), /* of its word */
    LINE_TEXT = 14750 /* from the left of its shape to its word */
};

/* Where the words of the ratings begin: where the page design has them, or centred with their shapes. */
static mkr_len left_of_lines(const drawing *d, const char *const *texts, size_t n) {
    mkr_len widest = 0;
    mkr_label look = {d->style->semibold, LINE_SIZE, d->style->ink};
    for (size_t i = 0; i < n; i++) {
        mkr_len width = mkr_text_width(d->style->fonts, &look, texts[i], d->canvas->where);
        widest = width > widest ? width : widest;
    }
    return LINE_LEFT + widest <= MKR_PT(28) ? LINE_LEFT : (LINE_TEXT - widest) / 2;
}

static void put_line(const drawing *d, const char *text, uint8_t rating, mkr_len left, mkr_len base) {
    mkr_label look = {d->style->semibold, LINE_SIZE, d->style->ink};
    mkr_len half = half_width(base - LINE_SIZE * 73 / 100, base + MKR_PT(2));
    if (left < LINE_TEXT - half) /* the shape stays inside */
        left = LINE_TEXT - half;
    text = mkr_text_fit(d->scratch, d->style->fonts, &look, text, half - left, d->canvas->where);
    put_shape(d, d->style, rating, LINE_SHAPE,
              (mkr_point){d->centre.x + left - MKR_PT(10), d->centre.y + base - MKR_PT(3.25)});
    put(d, look.font, look.size, look.colour, MKR_LEFT, d->centre.x + left, d->centre.y + base, text);
}

static void put_hub(const drawing *d) {
    const mkr_chart_style *s = d->style;
    size_t counts[MKR_RATINGS], n = 0;
    uint8_t rating[MKR_RATINGS];
    const char *texts[MKR_RATINGS];
    count(d->wheel, counts);
    for (size_t i = 0; i < MKR_RATINGS; i++)
        if (counts[mkr_rating_order[i]]) {
            texts[n] = mkr_printf(d->scratch, "%zu %s", counts[mkr_rating_order[i]],
                                  s->rating_word[mkr_rating_order[i]]);
            rating[n++] = mkr_rating_order[i];
        }
    hub h = hub_for(n);
    mkr_label noun = {s->regular, MKR_PT(10), s->ink};
    mkr_len room = 2 * half_width(h.noun - MKR_PT(7.5), h.noun + MKR_PT(2));
    put(d, s->bold, h.size, s->ink, MKR_CENTRE, d->centre.x, d->centre.y + h.total,
        mkr_printf(d->scratch, "%zu", d->wheel->n));
    put(d, noun.font, noun.size, noun.colour, MKR_CENTRE, d->centre.x, d->centre.y + h.noun,
        mkr_text_fit(d->scratch, s->fonts, &noun, d->wheel->noun, room, d->canvas->where));
    mkr_len left = left_of_lines(d, texts, n);
    for (size_t i = 0; i < n; i++)
        put_line(d, texts[i], rating[i], left, h.first + h.step * (mkr_len)i);
}

/* ---- the ring of groups, and its key */

static mkr_colour lighter(mkr_colour c, mkr_colour paper) {
    mkr_colour mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        uint32_t ink = c >> shift & 0xffu, ground = paper >> shift & 0xffu;
        mixed |= (ink * (100 - TINT) + ground * TINT + 50) / 100 << shift;
    }
    return mixed;
}

/* Four colours by turns; the last group differs from the first, which is its neighbour, too. */
static mkr_colour group_colour(const drawing *d, size_t group) {
    const mkr_chart_style *s = d->style;
    const mkr_colour colours[] = {s->accent, lighter(s->accent, s->paper), s->ink2, s->grey};
    bool last = group + 1 == d->wheel->n_groups;
    return colours[last && group > 0 && group % 4 == 0 ? 1 : group % 4];
}

static void put_ring(const drawing *d) {
    const mkr_wheel *wheel = d->wheel;
    for (size_t i = 0, end; i < wheel->n; i = end) {
        size_t group = wheel->segments[i].group;
        for (end = i + 1; end < wheel->n && wheel->segments[end].group == group; end++)
            ;
        mkr_sector ring = sector_of(d, i, end, d->outer + RING_GAP, d->outer + RING);
        mkr_sector_draw(d->canvas->to, d->canvas->elem, &ring, mkr_pen_fill(group_colour(d, group)));
    }
}

static const char *key_text(const drawing *d, size_t group, mkr_len *width) {
    mkr_label look = {d->style->regular, KEY_SIZE, d->style->ink};
    const mkr_wheel_group *g = &d->wheel->groups[group];
    const char *text =
        mkr_text_fit(d->scratch, d->style->fonts, &look, mkr_printf(d->scratch, "%s  %s", g->key, g->name),
                     d->room - KEY_TEXT, d->canvas->where);
    *width = KEY_TEXT + mkr_text_width(d->style->fonts, &look, text, d->canvas->where);
    return text;
}

/* In one line where that is possible. Gives the last baseline. */
static mkr_len put_key(const drawing *d) {
    mkr_len x = 0, y = d->centre.y + d->outer + KEY_BASE;
    for (size_t g = 0; g < d->wheel->n_groups; g++) {
        mkr_len width;
        const char *text = key_text(d, g, &width);
        if (x > 0 && x + width > d->room) {
            x = 0;
            y += KEY_STEP;
        }
        mkr_draw_rect(d->canvas->to, d->canvas->elem, x, y - MKR_PT(6.75), KEY_SWATCH, MKR_PT(5),
                      mkr_pen_fill(group_colour(d, g)));
        put(d, d->style->regular, KEY_SIZE, d->style->ink, MKR_LEFT, x + KEY_TEXT, y, text);
        x += width + KEY_GAP;
    }
    return y;
}

/* ---- */

mkr_len mkr_wheel_draw(const mkr_canvas *canvas, const mkr_wheel *wheel) {
    drawing d = {.canvas = canvas, .wheel = wheel, .style = canvas->style, .outer = OUTER};
    if (wheel->n == 0)
        return 0;
    if (canvas->room < 2 * (OUTER + LEFT))
        d.outer = canvas->room / 2 - LEFT;
    if (d.outer < INNER + MKR_PT(24)) /* narrower than any column there is */
        d.outer = INNER + MKR_PT(24);
    d.room = canvas->room < KEY_WIDEST ? canvas->room : KEY_WIDEST;
    d.scratch = mkr_arena_child(canvas->to->arena);
    d.centre = (mkr_point){LEFT + d.outer, ABOVE + d.outer};
    put_segments(&d);
    put_hub(&d);
    mkr_len height = d.centre.y + d.outer + BELOW;
    if (wheel->n_groups > 0) {
        put_ring(&d);
        height = put_key(&d) + KEY_FOOT;
    }
    mkr_arena_free(d.scratch);
    return height;
}

mkr_len mkr_concern_rule_draw(const mkr_canvas *canvas, mkr_rating rating) {
    enum { RULE = MKR_PT(2) };
    mkr_draw_line(canvas->to, 0, 0, RULE / 2, canvas->room, RULE / 2,
                  mkr_pen_line(canvas->style->rating[rating], RULE));
    return RULE;
}

/* ---- words */

enum { SAY_REFS, SAY_NAMES, SAY_GROUPS }; /* the last says all of it */

static void say_counts(mkr_buffer *out, const mkr_chart_style *style, const mkr_wheel *wheel) {
    size_t counts[MKR_RATINGS];
    const char *before = ": ";
    count(wheel, counts);
    for (size_t i = 0; i < MKR_RATINGS; i++)
        if (counts[mkr_rating_order[i]]) {
            mkr_buffer_printf(out, "%s%zu %s", before, counts[mkr_rating_order[i]],
                              style->rating_word[mkr_rating_order[i]]);
            before = ", ";
        }
    mkr_buffer_putc(out, '.');
}

static void say_groups(mkr_buffer *out, const mkr_wheel *wheel) {
    for (size_t g = 0; g < wheel->n_groups; g++) {
        size_t n = 0;
        for (size_t i = 0; i < wheel->n; i++)
            n += wheel->segments[i].group == g;
        mkr_buffer_printf(out, "%s%s, %zu", g ? "; " : " Groups: ", wheel->groups[g].name, n);
    }
    if (wheel->n_groups)
        mkr_buffer_putc(out, '.');
}

static bool is_red(const mkr_wheel_segment *s) {
    return s->rating == MKR_RED;
}
static bool is_declining(const mkr_wheel_segment *s) {
    return s->travel == MKR_DECLINING;
}

static void say_which(mkr_buffer *out, const mkr_wheel *wheel, const char *word,
                      bool (*is)(const mkr_wheel_segment *), bool names) {
    bool any = false;
    for (size_t i = 0; i < wheel->n; i++) {
        const mkr_wheel_segment *s = &wheel->segments[i];
        if (!is(s))
            continue;
        if (any)
            mkr_buffer_puts(out, ", ");
        else
            mkr_buffer_printf(out, " %s: ", word);
        mkr_buffer_printf(out, names ? "%s %s" : "%s", s->ref, s->name);
        any = true;
    }
    if (any)
        mkr_buffer_putc(out, '.');
}

/* "Performance wheel of 12 objectives: 6 Green, 3 Amber, 3 Red. Groups: … Red: P1 …, P3 …. Declining: …." */
char *mkr_wheel_alt(mkr_arena *arena, const mkr_chart_style *style, const mkr_wheel *wheel) {
    mkr_buffer out = mkr_buffer_new(arena);
    for (int all = SAY_GROUPS; all >= SAY_REFS; all--) {
        out.n = 0;
        if (wheel->n == 1)
            mkr_buffer_puts(&out, "Performance wheel of one segment");
        else
            mkr_buffer_printf(&out, "Performance wheel of %zu %s", wheel->n, wheel->noun);
        say_counts(&out, style, wheel);
        if (all == SAY_GROUPS)
            say_groups(&out, wheel);
        say_which(&out, wheel, style->rating_word[MKR_RED], is_red, all >= SAY_NAMES);
        say_which(&out, wheel, style->travel_word[MKR_DECLINING], is_declining, all >= SAY_NAMES);
        if (out.n <= LONGEST)
            break;
    }
    return mkr_strdup(arena, mkr_buffer_text(&out));
}

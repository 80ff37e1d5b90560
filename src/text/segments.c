/* segments.c - the segments of one line, from the units chosen for it. */
#include "text/segments.h"

#include <string.h>

#include "text/bidi.h"
#include "text/justify.h"

static mkr_len rounded(int64_t position) {
    return (mkr_len)((position + (1 << (MKR_FINE - 1))) >> MKR_FINE);
}

/* The spaces that end a line run as the paragraph does (Unicode Standard Annex 9, L1). */
static uint8_t level_of(const mkr_units *s, const mkr_stretch *p, int64_t end) {
    return p->x < end ? p->level : s->base;
}

/* May stretch i go into the segment of the stretch before it? */
static inline bool continues_segment(const mkr_units *s, size_t i, int64_t end) {
    const mkr_stretch *p = &s->stretches.at[i];
    return p->face && p[-1].face == p->face && p[-1].run == p->run &&
           (!s->bidirectional || level_of(s, p, end) == level_of(s, p - 1, end));
}

/* ---- lines that hold something that runs right to left */

static int16_t within_16_bits(int64_t units) {
    return (int16_t)(units < INT16_MIN ? INT16_MIN : units > INT16_MAX ? INT16_MAX : units);
}

/* Let the pen go from right to left over a segment: it starts at the left edge of the first glyph, and is
 * moved back over each glyph shown and over the next. Tracking, which would tear Arabic letters apart, is
 * taken out. */
static void turn_segment(mkr_segment *g, mkr_glyph *glyphs) {
    const mkr_face_code *codes;
    const mkr_run *run = g->run;
    int64_t em = mkr_face_measures(g->face)->units_per_em;
    int64_t tracked = run->size > 0 ? (int64_t)run->tracking * em / run->size : 0;
    mkr_face_codes(g->face, &codes);
    if (g->n > 0)
        g->pen = g->width - mkr_font_scale(codes[glyphs->code].advance + glyphs->adjust, run->size, g->face);
    for (uint32_t i = 0; i < g->n; i++) {
        int64_t back = codes[glyphs[i].code].advance + tracked;
        if (i + 1 < g->n)
            back += codes[glyphs[i + 1].code].advance + glyphs[i + 1].adjust;
        glyphs[i].adjust = within_16_bits(-back);
    }
}

/* Put segments where their levels want them. */
static void order_segments(const mkr_units *s, mkr_segment *segments, size_t n, mkr_glyph *glyphs) {
    uint32_t *order = mkr_alloc_array(s->scratch, n, sizeof *order);
    uint8_t *levels = mkr_alloc_array(s->scratch, n, sizeof *levels);
    mkr_len x = 0;
    for (size_t i = 0; i < n; i++)
        levels[i] = segments[i].level;
    mkr_bidi_order(levels, n, order);
    for (size_t i = 0; i < n; i++) {
        mkr_segment *g = &segments[order[i]];
        g->x = x;
        x += g->width;
    }
    for (size_t i = 0; i < n; glyphs += segments[i++].n)
        if (segments[i].face && levels[i] % 2)
            turn_segment(&segments[i], glyphs);
}

/* ---- lines */

/* The room that the spaces of the line are to take up. */
static mkr_spread spread_of(const mkr_units *s, size_t from, size_t to, int64_t end, int64_t room) {
    mkr_spread spread = {.room = room};
    for (size_t i = from; i < to && s->stretches.at[i].x < end; i++)
        spread.spaces += mkr_spaces_count(&s->stretches.at[i]);
    return spread;
}

/* Show the hyphen behind the glyphs of the line's last segment, or in the place of the last, a soft one. */
static void put_hyphen(const mkr_hyphen *h, mkr_segment *to, mkr_glyph **end) {
    mkr_glyph *at = *end - h->soft;
    at[-1] = h->letter;
    at[0] = h->hyphen;
    *end = at + 1;
    to->n += !h->soft;
}

static void copy_stretch(const mkr_units *s, const mkr_stretch *p, bool inked, mkr_spread *spread,
                         mkr_segment *to, mkr_glyph **glyphs) {
    if (p->n > 0)
        memcpy(*glyphs, p->glyphs, p->n * sizeof **glyphs);
    if (inked && spread->spaces > 0)
        mkr_spread_over(spread, s, p, *glyphs);
    *glyphs += p->n;
    to->n += p->n;
}

mkr_line mkr_line_make(const mkr_units *s, mkr_arena *arena, size_t u, size_t u_end, int64_t fill,
                       mkr_glyph **glyphs) {
    const mkr_hyphen *hyphen = mkr_unit_hyphen(s, u_end - 1);
    size_t from = s->units.at[u].stretch, to = mkr_unit_stretches_end(s, u_end - 1), n = 0;
    int64_t start = s->units.at[u].start, end = s->units.at[u_end - 1].end,
            width = end - start + (hyphen ? hyphen->width : 0);
    mkr_spread spread = fill ? spread_of(s, from, to, end, fill - width) : (mkr_spread){0};
    for (size_t i = from; i < to; i++)
        n += i == from || !continues_segment(s, i, end);
    mkr_segment *segments = mkr_alloc_array(arena, n, sizeof *segments), *g = segments - (n > 0);
    mkr_glyph *first = *glyphs;
    for (size_t i = from; i < to; i++) {
        const mkr_stretch *p = &s->stretches.at[i];
        if (i == from || !continues_segment(s, i, end)) {
            g++;
            *g = (mkr_segment){.run = &s->runs[p->run],
                               .face = p->face,
                               .glyphs = p->face ? *glyphs : NULL,
                               .level = level_of(s, p, end)};
            g->x = rounded((p->x < end ? p->x : end) - start + spread.added);
        }
        copy_stretch(s, p, p->x < end, &spread, g, glyphs);
        int64_t stop = mkr_stretch_end(s, i);
        g->width = rounded((stop < end ? stop : end) - start + spread.added) - g->x;
    }
    width += spread.added;
    if (hyphen) {
        put_hyphen(hyphen, g, glyphs);
        g->width = rounded(width) - g->x;
    }
    if (s->bidirectional)
        order_segments(s, segments, n, first);
    return (mkr_line){segments, (uint32_t)n, rounded(width)};
}

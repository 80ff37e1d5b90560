/* truetype.c - reading head, maxp, hhea, hmtx, loca, glyf and cmap (OpenType 1.9).
 *
 * A read outside the data gives 0: what matters is checked when the program is opened. */
#include "truetype.h"

#include <string.h>

static unsigned u16(const truetype *t, size_t at) {
    return at + 2 <= t->n && at + 2 > at ? (unsigned)(t->data[at] << 8 | t->data[at + 1]) : 0;
}

static uint32_t u32(const truetype *t, size_t at) {
    return (uint32_t)u16(t, at) << 16 | u16(t, at + 2);
}

/* Where a table lies; false when there is none or it leaves the file. */
static bool find_table(const truetype *t, const char *tag, size_t *at, size_t *n) {
    unsigned count = u16(t, 4);
    for (unsigned i = 0; i < count; i++) {
        size_t record = 12 + 16 * (size_t)i;
        if (record + 16 > t->n)
            return false;
        if (memcmp(t->data + record, tag, 4))
            continue;
        *at = u32(t, record + 8);
        *n = u32(t, record + 12);
        return *at <= t->n && *n <= t->n - *at;
    }
    return false;
}

static void read_cmaps(truetype *t) {
    size_t at, n;
    if (!find_table(t, "cmap", &at, &n))
        return;
    unsigned count = u16(t, at + 2);
    for (unsigned i = 0; i < count && t->n_cmaps < TRUETYPE_CMAPS; i++) {
        size_t record = at + 4 + 8 * (size_t)i;
        t->cmaps[t->n_cmaps].platform = u16(t, record);
        t->cmaps[t->n_cmaps].encoding = u16(t, record + 2);
        t->cmaps[t->n_cmaps++].at = at + u32(t, record + 4);
    }
}

const char *truetype_open(truetype *t, const uint8_t *data, size_t n) {
    *t = (truetype){.data = data, .n = n};
    size_t head, head_n, maxp, maxp_n, hhea, hhea_n;
    if (n < 12 || (u32(t, 0) != 0x00010000 && u32(t, 0) != 0x74727565))
        return "it does not begin like a TrueType program";
    if (!find_table(t, "head", &head, &head_n) || head_n < 54)
        return "no table head";
    if (!find_table(t, "maxp", &maxp, &maxp_n) || maxp_n < 6)
        return "no table maxp";
    if (!find_table(t, "hhea", &hhea, &hhea_n) || hhea_n < 36)
        return "no table hhea";
    if (!find_table(t, "hmtx", &t->hmtx, &t->hmtx_n))
        return "no table hmtx";
    if (!find_table(t, "loca", &t->loca, &t->loca_n) || !find_table(t, "glyf", &t->glyf, &t->glyf_n))
        return "no tables loca and glyf";
    t->units = u16(t, head + 18);
    t->long_loca = u16(t, head + 50) != 0;
    t->glyphs = u16(t, maxp + 4);
    t->metrics = u16(t, hhea + 34);
    if (t->units < 16 || t->units > 16384 || u32(t, head + 12) != 0x5F0F3CF5)
        return "its table head is damaged";
    if (!t->glyphs || !t->metrics || t->metrics > t->glyphs || t->hmtx_n < 4 * (size_t)t->metrics)
        return "its table hmtx is damaged";
    if (t->loca_n < (t->glyphs + (size_t)1) * (t->long_loca ? 4 : 2))
        return "its table loca is too short";
    read_cmaps(t);
    return NULL;
}

static size_t glyph_offset(const truetype *t, unsigned glyph) {
    return t->long_loca ? u32(t, t->loca + 4 * (size_t)glyph)
                        : 2 * (size_t)u16(t, t->loca + 2 * (size_t)glyph);
}

bool truetype_has_glyph(const truetype *t, unsigned glyph) {
    if (glyph >= t->glyphs)
        return false;
    size_t from = glyph_offset(t, glyph), to = glyph_offset(t, glyph + 1);
    return from <= to && to <= t->glyf_n;
}

double truetype_width(const truetype *t, unsigned glyph) {
    unsigned at = glyph < t->metrics ? glyph : t->metrics - 1;
    return u16(t, t->hmtx + 4 * (size_t)at) * 1000.0 / t->units;
}

/* ---- cmap subtables ---- */

static unsigned lookup_segments(const truetype *t, size_t at, uint32_t c) {
    unsigned segments = u16(t, at + 6) / 2;
    size_t ends = at + 14, starts = ends + 2 * (size_t)segments + 2, deltas = starts + 2 * (size_t)segments,
           offsets = deltas + 2 * (size_t)segments;
    for (unsigned i = 0; i < segments; i++) {
        if (c > u16(t, ends + 2 * (size_t)i))
            continue;
        unsigned start = u16(t, starts + 2 * (size_t)i), offset = u16(t, offsets + 2 * (size_t)i);
        if (c < start)
            return 0;
        unsigned delta = u16(t, deltas + 2 * (size_t)i);
        if (!offset)
            return (c + delta) & 0xFFFF;
        unsigned glyph = u16(t, offsets + 2 * (size_t)i + offset + 2 * (size_t)(c - start));
        return glyph ? (glyph + delta) & 0xFFFF : 0;
    }
    return 0;
}

static unsigned lookup_groups(const truetype *t, size_t at, uint32_t c) {
    uint32_t low = 0, high = u32(t, at + 12);
    if (high > t->n / 12)
        return 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        size_t group = at + 16 + 12 * (size_t)middle;
        if (c < u32(t, group))
            high = middle;
        else if (c > u32(t, group + 4))
            low = middle + 1;
        else
            return (u32(t, group + 8) + c - u32(t, group)) & 0xFFFF;
    }
    return 0;
}

static unsigned lookup_at(const truetype *t, size_t at, uint32_t c) {
    switch (u16(t, at)) {
    case 0:
        return c < 256 && at + 6 + c < t->n ? t->data[at + 6 + c] : 0;
    case 4:
        return c < 65536 ? lookup_segments(t, at, c) : 0;
    case 6: {
        unsigned first = u16(t, at + 6);
        return c >= first && c - first < u16(t, at + 8) ? u16(t, at + 10 + 2 * (size_t)(c - first)) : 0;
    }
    case 12:
        return lookup_groups(t, at, c);
    default:
        return 0;
    }
}

bool truetype_has_cmap(const truetype *t, unsigned platform, unsigned encoding) {
    for (size_t i = 0; i < t->n_cmaps; i++)
        if (t->cmaps[i].platform == platform && t->cmaps[i].encoding == encoding)
            return true;
    return false;
}

unsigned truetype_lookup(const truetype *t, unsigned platform, unsigned encoding, uint32_t character) {
    for (size_t i = 0; i < t->n_cmaps; i++)
        if (t->cmaps[i].platform == platform && t->cmaps[i].encoding == encoding)
            return lookup_at(t, t->cmaps[i].at, character);
    return 0;
}

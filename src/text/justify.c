/* justify.c - share the room of a line among its spaces. */
#include "text/justify.h"

#include "text/fonts.h"

static bool is_space(const mkr_face_code *codes, mkr_glyph glyph) {
    const char *text = codes[glyph.code].text;
    return *text == ' ' || *text == '\t' || (text[0] == '\xC2' && text[1] == '\xA0');
}

uint32_t mkr_spaces_count(const mkr_stretch *p) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < p->n; i++)
        n += is_space(p->face->codes.at, p->glyphs[i]);
    return n;
}

int64_t mkr_spaces_width(const mkr_units *s, const mkr_stretch *p) {
    int64_t units = 0;
    uint32_t n = 0;
    for (uint32_t i = 0; i < p->n; i++)
        if (is_space(p->face->codes.at, p->glyphs[i])) {
            units += p->face->codes.at[p->glyphs[i].code].advance + p->glyphs[i].adjust;
            n++;
        }
    return n ? mkr_fine_width(&s->runs[p->run], p->face, units, p->level % 2 ? 0 : n) : 0;
}

/* Whole units nearest to a width; no glyph can be moved by more than 16 bits say. */
static int64_t whole_units(int64_t width, int64_t per_thousand) {
    int64_t half = width < 0 ? -per_thousand / 2 : per_thousand / 2,
            units = (width * 1000 + half) / per_thousand;
    return units < INT16_MIN / 2 ? INT16_MIN / 2 : units > INT16_MAX / 2 ? INT16_MAX / 2 : units;
}

void mkr_spread_over(mkr_spread *spread, const mkr_units *s, const mkr_stretch *p, mkr_glyph *glyphs) {
    const mkr_run *run = &s->runs[p->run];
    int64_t per_thousand = p->face ? mkr_fine_width(run, p->face, 1000, 0) : 0;
    if (per_thousand == 0)
        return;
    for (uint32_t i = 0; i < p->n; i++) {
        if (!is_space(p->face->codes.at, glyphs[i]))
            continue;
        int64_t due = spread->room * ++spread->done / spread->spaces - spread->added;
        int64_t units = whole_units(due, per_thousand);
        glyphs[i].adjust = (int16_t)(glyphs[i].adjust + units);
        spread->added += mkr_fine_width(run, p->face, units, 0);
    }
}

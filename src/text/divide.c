/* divide.c - part units where words may be divided.
 *
 * Each unit is copied; one that is parted ends with a hyphen that is shown only when a line ends there. The
 * places themselves come with the shaped word, where they are found once. */
#include "text/divide.h"

#include <string.h>

#include "base/utf8.h"
#include "text/fonts.h"
#include "text/hyphen.h"

typedef struct divider {
    mkr_units *s;
    const mkr_unit *units; /* as they were, */
    size_t n;
    const mkr_stretch *stretches; /* and these */
    size_t n_stretches;
    int64_t width; /* of a line */
    const char *lang;
    const mkr_dictionary *dictionary; /* of lang */
} divider;

bool mkr_paragraph_divides(const mkr_paragraph *p) {
    if (p->hyphenated)
        return true;
    for (size_t i = 0; i < p->n; i++) { /* soft hyphens */
        const char *s = p->runs[i].text, *end = s + p->runs[i].n;
        while (s < end && (s = memchr(s, 0xC2, (size_t)(end - s))))
            if (++s < end && (uint8_t)*s == 0xAD)
                return true;
    }
    return false;
}

static size_t stretches_end(const divider *d, size_t unit) {
    return unit + 1 < d->n ? d->units[unit + 1].stretch : d->n_stretches;
}

/* Does a word go on over this glyph of another run? */
static bool is_joined(const mkr_stretch *p, uint32_t glyph) {
    const char *text = p->face ? p->face->codes.at[p->glyphs[glyph].code].text : " ";
    uint32_t c = mkr_utf8_next(&text, text + strlen(text));
    hb_unicode_general_category_t k = hb_unicode_general_category(hb_unicode_funcs_get_default(), c);
    return k <= HB_UNICODE_GENERAL_CATEGORY_OTHER_NUMBER || c == '-' || c == '@' || c == '_';
}

/* The dictionary for the word that begins with stretch i of the token [from, to): NULL when letters of
 * another run touch it. */
static const mkr_dictionary *dictionary_of(divider *d, size_t i, size_t from, size_t to) {
    const mkr_stretch *p = &d->stretches[i];
    const mkr_run *run = &d->s->runs[p->run];
    size_t next = i + d->s->words.at[i]->n;
    if ((i > from && p[-1].n > 0 && is_joined(p - 1, p[-1].n - 1)) ||
        (next < to && d->stretches[next].n > 0 && is_joined(&d->stretches[next], 0)))
        return NULL;
    if (run->lang != d->lang) {
        d->lang = run->lang;
        d->dictionary = mkr_dictionary_find(d->s->fonts, run->lang, run->where);
    }
    return d->dictionary;
}

static mkr_unit *newest_unit(divider *d) {
    return &d->s->units.at[d->s->units.n - 1];
}

static void begin_unit(divider *d, int64_t x) {
    *MKR_PUSH(d->s->scratch, &d->s->units) = (mkr_unit){.start = x, .stretch = (uint32_t)d->s->stretches.n};
}

static void copy_glyphs(divider *d, const mkr_stretch *p, uint32_t from, uint32_t to, int64_t x) {
    mkr_stretch *part = MKR_PUSH(d->s->scratch, &d->s->stretches);
    *part = *p;
    part->glyphs += from;
    part->n = to - from;
    part->x = x;
}

/* Copy stretch p, which is run r of its word, in parts. */
static void part_stretch(divider *d, const mkr_stretch *p, uint32_t r, const mkr_divisions *divisions) {
    const mkr_run *run = &d->s->runs[p->run];
    uint32_t from = 0;
    int64_t x = p->x;
    for (uint32_t i = 0; i < divisions->n; i++) {
        const mkr_division *place = &divisions->at[i];
        if (place->run != r || place->n - place->soft <= from) /* soft hyphens side by side */
            continue;
        int64_t end = p->x + mkr_fine_width(run, p->face, place->width, place->n);
        mkr_hyphen hyphen = {.width = mkr_fine_width(run, p->face, place->more, !place->soft),
                             .letter = place->letter,
                             .hyphen = place->hyphen,
                             .soft = place->soft};
        if (end + hyphen.width - newest_unit(d)->start > d->width)
            continue;
        copy_glyphs(d, p, from, place->n, x);
        *MKR_PUSH(d->s->scratch, &d->s->hyphens) = hyphen;
        newest_unit(d)->end = end;
        newest_unit(d)->hyphen = (uint32_t)d->s->hyphens.n & 0x3FFFFFFF;
        begin_unit(d, end);
        from = place->n;
        x = end;
    }
    copy_glyphs(d, p, from, p->n, x);
}

/* Copy the units [u, v) between two spaces. */
static void divide_token(divider *d, size_t u, size_t v, bool hyphenated) {
    size_t from = d->units[u].stretch, to = stretches_end(d, v - 1);
    static const mkr_divisions none;
    const mkr_divisions *divisions = &none;
    uint32_t r = 0;
    for (; u < v; u++) {
        const mkr_unit *unit = &d->units[u];
        begin_unit(d, unit->start);
        newest_unit(d)->tied = unit->tied;
        for (size_t i = unit->stretch; i < stretches_end(d, u); i++) {
            const mkr_stretch *p = &d->stretches[i];
            const mkr_word *word = d->s->words.at[i];
            if (!word || p->glyphs == word->runs->glyphs) {
                bool divided = word && p->level % 2 == 0 && p->x < unit->end; /* not spaces behind it */
                r = 0;
                divisions = !divided ? &none
                                     : mkr_word_divisions(d->s->fonts, &d->s->runs[p->run], word,
                                                          hyphenated ? dictionary_of(d, i, from, to) : NULL);
            }
            part_stretch(d, p, r++, divisions);
        }
        newest_unit(d)->end = unit->end;
        newest_unit(d)->last = unit->last;
    }
}

void mkr_units_divide(mkr_units *s, bool hyphenated, int64_t width) {
    divider d = {.s = s,
                 .units = s->units.at,
                 .n = s->units.n,
                 .stretches = s->stretches.at,
                 .n_stretches = s->stretches.n,
                 .width = width};
    memset(&s->units, 0, sizeof s->units);
    memset(&s->stretches, 0, sizeof s->stretches);
    for (size_t u = 0, v; u < d.n; u = v) {
        for (v = u + 1; v < d.n && d.units[v].start == d.units[v - 1].end && !d.units[v - 1].last; v++)
            ;
        divide_token(&d, u, v, hyphenated && !d.units[v - 1].last);
    }
}

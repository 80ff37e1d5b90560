/* line.c - break a paragraph into lines.
 *
 * The runs become units (units.h): what no line may break in. Words that may be divided become several
 * (divide.h). Tied units are joined unless that would be wider than a line, and a unit wider than that is cut
 * between letters. Then the best units to begin lines with are chosen (fit.h), and lines
 * made of them (segments.h). */
#include "text/line.h"

#include <string.h>

#include "text/divide.h"
#include "text/fit.h"
#include "text/fonts.h"
#include "text/segments.h"

#define WIDEST_TIE MKR_PT(100) /* a column is made so wide that a date stands on one line */

static mkr_unit *newest_unit(mkr_units *s) {
    return &s->units.at[s->units.n - 1];
}

/* ---- units too wide, units tied */

enum { EXCERPT = 60 }; /* bytes quoted of a word */

/* Add the text of a stretch to that quoted so far, n bytes. False when it is cut short. */
static bool quote(const mkr_stretch *p, char *text, size_t *n) {
    const mkr_face_code *codes;
    mkr_face_codes(p->face, &codes);
    for (uint32_t i = 0; i < p->n; i++) {
        const char *more = codes[p->glyphs[i].code].text;
        size_t bytes = strlen(more);
        if (*n + bytes > EXCERPT) {
            memcpy(text + *n, "...", 4);
            return false;
        }
        memcpy(text + *n, more, bytes + 1);
        *n += bytes;
    }
    return true;
}

static void warn_too_long(mkr_units *s, size_t u) {
    const mkr_unit *unit = &s->units.at[u];
    const mkr_stretch *p = &s->stretches.at[unit->stretch],
                      *end = s->stretches.at + mkr_unit_stretches_end(s, u);
    char text[EXCERPT + sizeof "..."];
    size_t n = 0;
    while (p < end && !p->face)
        p++;
    if (p == end || !mkr_fonts_first(s->fonts, s->runs[p->run].where, 0))
        return;
    mkr_where where = s->runs[p->run].where;
    for (bool whole = true; whole && p < end && p->x < unit->end; p++)
        whole = !p->face || quote(p, text, &n);
    mkr_say(s->fonts->diag, MKR_E_WORD_TOO_LONG, where, "\"%s\"", text);
}

/* Copy stretch p of the old list letter by letter, each a unit. A glyph of no width stays with the letter
 * before it. */
static void cut_stretch(mkr_units *s, const mkr_stretch *p) {
    const mkr_face_code *codes;
    mkr_face_codes(p->face, &codes);
    int64_t units = 0;
    for (uint32_t i = 0, next; i < p->n; i = next) {
        int64_t x = p->x + mkr_fine_width(&s->runs[p->run], p->face, units, p->level % 2 ? 0 : i);
        next = i;
        do {
            units += codes[p->glyphs[next].code].advance + p->glyphs[next].adjust;
            next++;
        } while (next < p->n && codes[p->glyphs[next].code].advance + p->glyphs[next].adjust <= 0);
        *MKR_PUSH(s->scratch, &s->units) = (mkr_unit){.start = x, .stretch = (uint32_t)s->stretches.n};
        *MKR_PUSH(s->scratch, &s->stretches) =
            (mkr_stretch){p->glyphs + i, p->face, next - i, p->run, p->level, x};
    }
}

static void cut_unit(mkr_units *s, const mkr_unit *u, const mkr_stretch *from, const mkr_stretch *to) {
    size_t first = s->units.n;
    for (const mkr_stretch *p = from; p < to; p++) {
        if (p->x < u->end && p->face) {
            cut_stretch(s, p);
            continue;
        }
        if (p->x < u->end || s->units.n == first)
            *MKR_PUSH(s->scratch, &s->units) = (mkr_unit){.start = p->x, .stretch = (uint32_t)s->stretches.n};
        *MKR_PUSH(s->scratch, &s->stretches) = *p;
    }
    for (size_t i = first; i < s->units.n; i++)
        s->units.at[i].end = i + 1 < s->units.n ? s->units.at[i + 1].start : u->end;
    newest_unit(s)->hyphen = u->hyphen;
    newest_unit(s)->last = u->last;
}

/* Cut the units wider than a line, if there are any. */
static void cut_wide_units(mkr_units *s, int64_t width) {
    size_t wide = 0, n = s->units.n, n_stretches = s->stretches.n;
    for (size_t i = 0; i < n; i++)
        if (s->units.at[i].end - s->units.at[i].start > width) {
            warn_too_long(s, i);
            wide++;
        }
    if (wide == 0)
        return;
    const mkr_unit *old = s->units.at;
    const mkr_stretch *old_stretches = s->stretches.at;
    memset(&s->units, 0, sizeof s->units);
    memset(&s->stretches, 0, sizeof s->stretches);
    for (size_t i = 0; i < n; i++) {
        const mkr_stretch *from = old_stretches + old[i].stretch,
                          *to = old_stretches + (i + 1 < n ? old[i + 1].stretch : n_stretches);
        if (old[i].end - old[i].start > width) {
            cut_unit(s, &old[i], from, to);
            continue;
        }
        *MKR_PUSH(s->scratch, &s->units) = old[i];
        newest_unit(s)->stretch = (uint32_t)s->stretches.n;
        for (; from < to; from++)
            *MKR_PUSH(s->scratch, &s->stretches) = *from;
    }
}

/* Make one unit of those that belong together, as long as it is no wider than a line. */
static void join_tied_units(mkr_units *s, int64_t width) {
    size_t n = 0;
    for (size_t i = 0; i < s->units.n; i++) {
        const mkr_unit u = s->units.at[i];
        mkr_unit *before = n > 0 ? &s->units.at[n - 1] : NULL;
        if (u.tied && before && !before->last && u.end - before->start <= width) {
            before->end = u.end;
            before->hyphen = u.hyphen;
            before->last = u.last;
        } else {
            s->units.at[n++] = u;
        }
    }
    s->units.n = n;
}

/* ---- paragraphs */

bool mkr_lines_break(mkr_fonts *fonts, mkr_arena *arena, const mkr_paragraph *p, mkr_lines *out) {
    mkr_units s;
    int64_t fine_limit = (int64_t)(p->width > 0 ? p->width : 0) * (1 << MKR_FINE);
    *out = (mkr_lines){0};
    bool divided = mkr_paragraph_divides(p);
    if (!mkr_units_read(fonts, p, divided, &s))
        return false;
    if (divided)
        mkr_units_divide(&s, p->hyphenated, fine_limit);
    cut_wide_units(&s, fine_limit);
    join_tied_units(&s, fine_limit);

    bool *starts = mkr_alloc_array(s.scratch, s.units.n + 1, sizeof *starts);
    size_t lines = mkr_units_fit(&s, fine_limit, p->justified, starts);
    mkr_line *line = mkr_alloc_array(arena, lines, sizeof *line);
    mkr_glyph *glyphs = mkr_alloc_array(arena, s.glyphs + s.hyphens.n, sizeof *glyphs);
    *out = (mkr_lines){.at = line, .n = (uint32_t)lines};
    for (size_t u = 0, u_end; u < s.units.n; u = u_end, line++) {
        for (u_end = u + 1; u_end < s.units.n && !starts[u_end]; u_end++)
            ;
        bool fill = p->justified && !s.units.at[u_end - 1].last;
        *line = mkr_line_make(&s, arena, u, u_end, fill ? fine_limit : 0, &glyphs);
        if (line->width > out->widest)
            out->widest = line->width;
    }
    return true;
}

static mkr_len rounded_up(int64_t position) {
    int64_t up = (position + (1 << MKR_FINE) - 1) >> MKR_FINE;
    return up < INT32_MAX ? (mkr_len)up : INT32_MAX;
}

bool mkr_lines_extent(mkr_fonts *fonts, const mkr_paragraph *p, mkr_len *least, mkr_len *most) {
    mkr_units s;
    bool ok = mkr_units_read(fonts, p, false, &s);
    *least = *most = 0;
    join_tied_units(&s, (int64_t)WIDEST_TIE << MKR_FINE);
    for (size_t i = 0, first = 0; i < s.units.n; i++) {
        const mkr_unit *u = &s.units.at[i];
        mkr_len word = rounded_up(u->end - u->start), line = rounded_up(u->end - s.units.at[first].start);
        *least = word > *least ? word : *least;
        *most = line > *most ? line : *most;
        if (u->last)
            first = i + 1;
    }
    return ok;
}

/* line.c - break a paragraph into lines.
 *
 * The runs become units (units.h): what no line may break in. Tied units are joined unless that would be
 * wider than half a line, and a unit wider than a whole line is cut between letters. Then total fit: the best
 * way to end a line after unit j is the best over all units i that a line ending there can begin with, where
 * a line costs the cube of its slack. Only the few units that fit on a line are looked at, so time grows with
 * the length of the text alone.
 *
 * Why the cube: the square lets one short line in among full ones, higher powers only watch the worst line.
 * Why no cost for breaking after a hyphen: ragged-right text needs few such breaks, and takes them only where
 * they help. */
#include "text/line.h"

#include <string.h>

#include "text/fonts.h"
#include "text/units.h"

enum {
    MOST_UNITS = 1000, /* on one line: bounds the search where glyphs have no width */
    SLACK_BITS =
        13, /* slack is measured in 1/8192 of a line or coarser, so cubes of 16 million lines add up */
    SHORT_WORD = 5 /* letters that make a last word long enough to stand alone */
};

static mkr_unit *newest_unit(mkr_units *s) {
    return &s->units.at[s->units.n - 1];
}

/* ---- units too wide, units tied */

static void warn_too_long(mkr_units *s, size_t u) {
    const mkr_stretch *p = &s->stretches.at[s->units.at[u].stretch];
    const mkr_run *run = &s->runs[p->run];
    enum { EXCERPT = 60 };
    char text[EXCERPT + 4];
    size_t n = 0;
    const mkr_face_code *codes;
    if (!p->face || !mkr_fonts_first(s->fonts, run->where, 0))
        return;
    mkr_face_codes(p->face, &codes);
    for (uint32_t i = 0; i < p->n; i++) {
        size_t more = strlen(codes[p->glyphs[i].code].text);
        if (n + more > EXCERPT) {
            more = 3;
            memcpy(text + n, "...", more);
            n += more;
            break;
        }
        memcpy(text + n, codes[p->glyphs[i].code].text, more);
        n += more;
    }
    text[n] = '\0';
    mkr_say(s->fonts->diag, MKR_E_WORD_TOO_LONG, run->where, "\"%s\"", text);
}

/* Copy stretch p of the old list letter by letter, each a unit. A glyph of no width stays with the letter
 * before it. */
static void cut_stretch(mkr_units *s, const mkr_stretch *p) {
    const mkr_face_code *codes;
    mkr_face_codes(p->face, &codes);
    int64_t units = 0;
    for (uint32_t i = 0, next; i < p->n; i = next) {
        int64_t x = p->x + mkr_fine_width(&s->runs[p->run], p->face, units, i);
        next = i;
        do {
            units += codes[p->glyphs[next].code].advance + p->glyphs[next].adjust;
            next++;
        } while (next < p->n && codes[p->glyphs[next].code].advance + p->glyphs[next].adjust <= 0);
        *MKR_PUSH(s->scratch, &s->units) = (mkr_unit){.start = x, .stretch = (uint32_t)s->stretches.n};
        *MKR_PUSH(s->scratch, &s->stretches) = (mkr_stretch){p->glyphs + i, p->face, next - i, p->run, x};
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

/* Make one unit of those that belong together, as long as it is no wider than half a line. */
static void join_tied_units(mkr_units *s, int64_t width) {
    size_t n = 0;
    for (size_t i = 0; i < s->units.n; i++) {
        const mkr_unit u = s->units.at[i];
        mkr_unit *before = n > 0 ? &s->units.at[n - 1] : NULL;
        if (u.tied && before && !before->last && u.end - before->start <= width / 2) {
            before->end = u.end;
            before->last = u.last;
        } else {
            s->units.at[n++] = u;
        }
    }
    s->units.n = n;
}

/* ---- total fit */

/* Is the unit a single word of few letters? Punctuation does not count. */
static bool is_short_word(const mkr_units *s, size_t u) {
    size_t letters = 0;
    for (size_t i = s->units.at[u].stretch;
         i < mkr_unit_stretches_end(s, u) && s->stretches.at[i].x < s->units.at[u].end; i++) {
        const mkr_stretch *p = &s->stretches.at[i];
        const mkr_face_code *codes;
        if (!p->face)
            return false;
        mkr_face_codes(p->face, &codes);
        for (uint32_t g = 0; g < p->n && letters < SHORT_WORD; g++) {
            uint8_t c = (uint8_t)*codes[p->glyphs[g].code].text;
            if (c == ' ' || c == '\t')
                return false; /* two words */
            letters +=
                c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        }
    }
    return letters < SHORT_WORD;
}

/* best[i]: least cost of the lines before unit i. from[i]: where the last of them begins. */
typedef struct fit {
    int64_t width;
    unsigned shift; /* from positions to units of slack */
    int64_t *best;
    uint32_t *from;
} fit;

static int64_t line_cost(const fit *f, int64_t used) {
    int64_t slack = (f->width - used) >> f->shift;
    return slack * slack * slack;
}

/* The best line that ends with unit j, in the paragraph that begins with unit first. */
static void fit_line(const mkr_units *s, fit *f, size_t first, size_t j) {
    const mkr_unit *units = s->units.at;
    size_t least = j - first < MOST_UNITS ? first : j - MOST_UNITS, from = j;
    int64_t end = units[j].end, used = end - units[j].start;
    int64_t best = f->best[j] + (used < f->width ? line_cost(f, used) : 0); /* alone it has to fit */
    for (size_t i = j; i-- > least && (used = end - units[i].start) <= f->width;) {
        int64_t cost = f->best[i] + line_cost(f, used);
        if (cost < best) {
            best = cost;
            from = i;
        }
    }
    f->best[j + 1] = best;
    f->from[j + 1] = (uint32_t)from;
}

/* The last line costs nothing, but should not be one short word. */
static void fit_last_line(const mkr_units *s, fit *f, size_t first, size_t j) {
    const mkr_unit *units = s->units.at;
    size_t least = j - first < MOST_UNITS ? first : j - MOST_UNITS, from = j;
    bool avoid = j > first && is_short_word(s, j);
    for (size_t i = j; i-- > least && units[j].end - units[i].start <= f->width;)
        if (avoid || f->best[i] < f->best[from]) {
            from = i;
            avoid = false;
        }
    f->best[j + 1] = f->best[from];
    f->from[j + 1] = (uint32_t)from;
}

/* Choose the lines of the paragraph of units [first, last]: starts[k] is set for each unit that begins a
 * line. Returns how many do. */
static size_t fit_paragraph(const mkr_units *s, fit *f, size_t first, size_t last, bool *starts) {
    size_t lines = 0;
    f->best[first] = 0;
    for (size_t j = first; j < last; j++)
        fit_line(s, f, first, j);
    fit_last_line(s, f, first, last);
    for (size_t i = last + 1; i > first; lines++) {
        i = f->from[i];
        starts[i] = true;
    }
    return lines;
}

static size_t fit_all(const mkr_units *s, int64_t width, bool *starts) {
    size_t n = s->units.n, lines = 0, first = 0;
    fit f = {.width = width,
             .best = mkr_alloc_array(s->scratch, n + 1, sizeof *f.best),
             .from = mkr_alloc_array(s->scratch, n + 1, sizeof *f.from)};
    while (width >> f.shift >= 1 << SLACK_BITS)
        f.shift++;
    for (size_t i = 0; i < n; i++)
        if (s->units.at[i].last) {
            lines += fit_paragraph(s, &f, first, i, starts);
            first = i + 1;
        }
    return lines;
}

/* ---- making the lines */

static mkr_len rounded(int64_t position) {
    return (mkr_len)((position + (1 << (MKR_FINE - 1))) >> MKR_FINE);
}

/* May stretch i go into the segment of the stretch before it? */
static bool continues_segment(const mkr_units *s, size_t i) {
    const mkr_stretch *p = &s->stretches.at[i];
    return p->face && p[-1].face == p->face && p[-1].run == p->run;
}

/* Make a line of units [u, u_end), its glyphs copied to *glyphs, which moves on. */
static mkr_line make_line(const mkr_units *s, mkr_arena *arena, size_t u, size_t u_end, mkr_glyph **glyphs) {
    size_t from = s->units.at[u].stretch, to = mkr_unit_stretches_end(s, u_end - 1), n = 0;
    int64_t start = s->units.at[u].start, end = s->units.at[u_end - 1].end;
    for (size_t i = from; i < to; i++)
        n += i == from || !continues_segment(s, i);
    mkr_segment *segments = mkr_alloc_array(arena, n, sizeof *segments), *g = segments - (n > 0);
    for (size_t i = from; i < to; i++) {
        const mkr_stretch *p = &s->stretches.at[i];
        if (i == from || !continues_segment(s, i)) {
            g++;
            *g = (mkr_segment){.run = &s->runs[p->run], .face = p->face, .glyphs = p->face ? *glyphs : NULL};
            g->x = rounded((p->x < end ? p->x : end) - start);
        }
        if (p->n > 0)
            memcpy(*glyphs, p->glyphs, p->n * sizeof **glyphs);
        *glyphs += p->n;
        g->n += p->n;
        int64_t stop = mkr_stretch_end(s, i);
        g->width = rounded((stop < end ? stop : end) - start) - g->x;
    }
    return (mkr_line){segments, (uint32_t)n, rounded(end - start)};
}

bool mkr_lines_break(mkr_fonts *fonts, mkr_arena *arena, const mkr_paragraph *p, mkr_lines *out) {
    mkr_units s;
    int64_t fine_limit = (int64_t)(p->width > 0 ? p->width : 0) * (1 << MKR_FINE);
    *out = (mkr_lines){0};
    if (!mkr_units_read(fonts, p->runs, p->n, &s))
        return false;
    cut_wide_units(&s, fine_limit);
    join_tied_units(&s, fine_limit);

    bool *starts = mkr_alloc_array(s.scratch, s.units.n + 1, sizeof *starts);
    size_t lines = fit_all(&s, fine_limit, starts);
    mkr_line *line = mkr_alloc_array(arena, lines, sizeof *line);
    mkr_glyph *glyphs = mkr_alloc_array(arena, s.glyphs, sizeof *glyphs);
    *out = (mkr_lines){.at = line, .n = (uint32_t)lines};
    for (size_t u = 0, u_end; u < s.units.n; u = u_end, line++) {
        for (u_end = u + 1; u_end < s.units.n && !starts[u_end]; u_end++)
            ;
        *line = make_line(&s, arena, u, u_end, &glyphs);
        if (line->width > out->widest)
            out->widest = line->width;
    }
    return true;
}

static mkr_len rounded_up(int64_t position) {
    int64_t up = (position + (1 << MKR_FINE) - 1) >> MKR_FINE;
    return up < INT32_MAX ? (mkr_len)up : INT32_MAX;
}

bool mkr_lines_extent(mkr_fonts *fonts, const mkr_run *runs, size_t n, mkr_len *least, mkr_len *most) {
    mkr_units s;
    bool ok = mkr_units_read(fonts, runs, n, &s);
    *least = *most = 0;
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

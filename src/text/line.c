/* line.c - break a paragraph into lines.
 *
 * The runs become pieces: glyphs of one face that lie side by side. Pieces without a break opportunity
 * between them form a unit; a tie (tie.c) joins two units unless the stretch so formed is wider than half a
 * line, and a unit wider than a whole line is cut between letters. Then total fit: the best way to end a line
 * after unit j is the best over all units i that a line ending there can begin with, where a line costs the
 * cube of its slack. Only the few units that fit on a line are looked at, so time grows with the length of
 * the text alone.
 *
 * Why the cube: the square lets one short line in among full ones, higher powers only watch the worst line.
 * Why no cost for breaking after a hyphen: ragged-right text needs few such breaks, and takes them only where
 * they help.
 *
 * Positions are kept in 1/1024 of a mkr_len from the start of the paragraph, so that widths do not drift
 * however many words are added, and are rounded where a segment begins or ends. Sizes up to 1000 pt keep them
 * within 64 bits. */
#include "text/line.h"

#include <string.h>

#include "text/fonts.h"
#include "text/tie.h"

enum {
    FINE = 10, /* bits of a position below one mkr_len */
    MOST_UNITS = 1000, /* on one line: bounds the search where glyphs have no width */
    SLACK_BITS =
        13, /* slack is measured in 1/8192 of a line or coarser, so cubes of 16 million lines add up */
    SHORT_WORD = 5 /* letters that make a last word long enough to stand alone */
};

typedef struct piece {
    const mkr_glyph *glyphs;
    const mkr_face *face; /* NULL: fixed room */
    uint32_t n, run;
    int64_t x; /* it ends where the next begins */
} piece;

typedef struct unit {
    int64_t start, end; /* without the spaces that follow */
    uint32_t piece; /* its first */
    bool tied; /* to the unit before it */
    bool last; /* before a forced break, or of all */
} unit;

/* A word in the reader's sense: what stands between spaces, in one run or several. */
typedef struct token {
    uint32_t role;
    uint32_t unit; /* where it begins, or NO_UNIT when no line may begin there */
} token;

enum { NO_UNIT = UINT32_MAX, TOKEN_ROOM = 32 };

typedef struct setter {
    mkr_fonts *fonts;
    mkr_arena *scratch;
    const mkr_run *runs;
    int64_t x;
    MKR_VEC(piece) pieces;
    MKR_VEC(unit) units;
    size_t glyphs;
    bool open, inked; /* since the last forced break a unit has begun, and something but spaces has come */
    bool spaced; /* spaces stand before the next ink */
    uint32_t last_role; /* of the last mkr_word */
    token tokens[3]; /* newest first; role 0 where none is */
    size_t parts; /* of the newest token, 0 when it has ended */
    const char *part; /* its only part so far, */
    size_t part_n;
    char text[TOKEN_ROOM]; /* or all of them */
    size_t text_n;
} setter;

/* ---- pieces and units */

static int64_t fine(int64_t units, mkr_len size, const mkr_face *face) {
    return units * (((int64_t)size << 20) / mkr_face_measures(face)->units_per_em) >> (20 - FINE);
}

static int64_t fine_width(const mkr_run *run, const mkr_face *face, int64_t units, uint32_t glyphs) {
    return fine(units, run->size, face) + (int64_t)run->tracking * glyphs * (1 << FINE);
}

static void add_piece(setter *s, uint32_t run, const mkr_glyph_run *g) {
    *MKR_PUSH(s->scratch, &s->pieces) = (piece){g->glyphs, g->face, g->n, run, s->x};
    s->glyphs += g->n;
    s->x += fine_width(&s->runs[run], g->face, g->width, g->n);
}

static void add_pieces(setter *s, uint32_t run, const mkr_word *word) {
    for (uint32_t i = 0; i < word->n; i++)
        add_piece(s, run, &word->runs[i]);
}

static void begin_unit(setter *s) {
    *MKR_PUSH(s->scratch, &s->units) = (unit){.start = s->x, .end = s->x, .piece = (uint32_t)s->pieces.n};
    s->open = true;
}

static unit *newest_unit(setter *s) {
    return &s->units.at[s->units.n - 1];
}

/* Ink with this role comes next. Returns whether a line may begin with it. */
static bool begin_ink(setter *s, uint32_t role) {
    bool held = s->last_role & MKR_ROLE_HOLDS_NEXT || role & MKR_ROLE_HOLDS_PREVIOUS;
    bool begins = !s->open || (s->spaced && !held);
    if (begins)
        begin_unit(s);
    s->spaced = false;
    s->inked = true;
    return begins;
}

/* ---- tokens and ties */

static void begin_token(setter *s, bool begins_unit) {
    s->tokens[2] = s->tokens[1];
    s->tokens[1] = s->tokens[0];
    s->tokens[0] = (token){0, begins_unit ? (uint32_t)s->units.n - 1 : NO_UNIT};
}

/* Add a part to the newest token; a NULL text is fixed room. */
static void add_part(setter *s, const char *text, size_t n, uint32_t role) {
    if (s->parts++ == 0) {
        s->part = text;
        s->part_n = n;
        s->text_n = 0;
        s->tokens[0].role = role;
        return;
    }
    if (s->parts == 2) {
        s->text_n = s->part && s->part_n < TOKEN_ROOM ? s->part_n : TOKEN_ROOM;
        memcpy(s->text, s->part ? s->part : "", s->text_n < TOKEN_ROOM ? s->text_n : 0);
    }
    bool fits = text && s->text_n + n < TOKEN_ROOM;
    if (fits)
        memcpy(s->text + s->text_n, text, n);
    s->text_n = fits ? s->text_n + n : TOKEN_ROOM;
    s->tokens[0].role = fits ? mkr_word_role(s->text, s->text_n) : 0;
}

static void tie(setter *s, const token *t) {
    if (t->unit != NO_UNIT)
        s->units.at[t->unit].tied = true;
}

static void end_token(setter *s) {
    const token *t = s->tokens;
    if (s->parts == 0)
        return;
    s->parts = 0;
    if (mkr_roles_tie(t[1].role, t[0].role))
        tie(s, &t[0]);
    if (mkr_roles_date(t[2].role, t[1].role, t[0].role))
        tie(s, &t[0]);
    if (mkr_roles_range(t[2].role, t[1].role, t[0].role)) {
        tie(s, &t[1]);
        tie(s, &t[0]);
    }
}

/* ---- reading the runs */

static void add_word(setter *s, uint32_t run, const char *text, size_t n, const mkr_word *word) {
    bool begins = begin_ink(s, word->role);
    if (s->parts == 0)
        begin_token(s, begins);
    add_part(s, text, n, word->role);
    for (uint32_t i = 0; i < word->n; i++) {
        if (i > 0 && word->break_after[i - 1]) {
            newest_unit(s)->end = s->x;
            begin_unit(s);
        }
        add_piece(s, run, &word->runs[i]);
    }
    newest_unit(s)->end = s->x;
    s->last_role = word->role;
}

static void add_room(setter *s, uint32_t run) {
    bool begins = begin_ink(s, 0);
    if (s->parts == 0)
        begin_token(s, begins);
    add_part(s, NULL, 0, 0);
    *MKR_PUSH(s->scratch, &s->pieces) = (piece){.run = run, .x = s->x};
    s->x += (int64_t)s->runs[run].fixed * (1 << FINE);
    newest_unit(s)->end = s->x;
    s->last_role = 0;
}

/* Spaces end a token. At the start of a paragraph they count as ink. */
static void add_spaces(setter *s, uint32_t run, const mkr_word *spaces) {
    end_token(s);
    if (!s->open)
        begin_unit(s);
    add_pieces(s, run, spaces);
    if (s->inked)
        s->spaced = true;
    else
        newest_unit(s)->end = s->x;
}

/* A forced break is kept as a space at the end of its line, so that a reader finds two words, not one. */
static void end_line(setter *s, uint32_t run, const mkr_word *space) {
    end_token(s);
    memset(s->tokens, 0, sizeof s->tokens);
    if (!s->open)
        begin_unit(s);
    if (space)
        add_pieces(s, run, space);
    newest_unit(s)->last = true;
    s->open = s->inked = s->spaced = false;
}

static bool is_space(char c) {
    return c == ' ' || c == '\t';
}

static bool is_word(char c) {
    return !is_space(c) && c != '\n';
}

static bool read_text(setter *s, uint32_t at) {
    const mkr_run *run = &s->runs[at];
    const char *p = run->text, *end = p + run->n;
    bool ok = true;
    while (p < end) {
        const char *start = p;
        bool space = is_space(*p);
        if (*p == '\n')
            p++;
        else
            while (p < end && (space ? is_space(*p) : is_word(*p)))
                p++;
        bool forced = *start == '\n';
        size_t n = (size_t)(p - start);
        const mkr_word *word = mkr_word_shape(s->fonts, run->font, forced ? " " : start, n, run->where);
        if (!word)
            ok = false;
        else if (forced)
            end_line(s, at, word);
        else if (space)
            add_spaces(s, at, word);
        else
            add_word(s, at, start, n, word);
    }
    return ok;
}

/* Read all runs into pieces and units. False after an error. */
static bool read_runs(setter *s, const mkr_run *runs, size_t n) {
    mkr_words_trim(s->fonts);
    mkr_arena_reset(s->scratch);
    s->runs = runs;
    bool ok = true;
    for (size_t i = 0; i < n; i++) {
        if (runs[i].n == 0 && runs[i].fixed > 0)
            add_room(s, (uint32_t)i);
        else
            ok = read_text(s, (uint32_t)i) && ok;
    }
    if (s->open)
        end_line(s, 0, NULL);
    return ok;
}

static int64_t piece_end(const setter *s, size_t i) {
    return i + 1 < s->pieces.n ? s->pieces.at[i + 1].x : s->x;
}

/* The piece after the last of unit i, the spaces behind it included. */
static size_t unit_pieces_end(const setter *s, size_t i) {
    return i + 1 < s->units.n ? s->units.at[i + 1].piece : s->pieces.n;
}

/* ---- units too wide, units tied */

static void warn_too_long(setter *s, size_t u) {
    const piece *p = &s->pieces.at[s->units.at[u].piece];
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

/* Copy piece p of the old list letter by letter, each a unit. A glyph of no width stays with the letter
 * before it. */
static void cut_piece(setter *s, const piece *p) {
    const mkr_face_code *codes;
    mkr_face_codes(p->face, &codes);
    int64_t units = 0;
    for (uint32_t i = 0, next; i < p->n; i = next) {
        int64_t x = p->x + fine_width(&s->runs[p->run], p->face, units, i);
        next = i;
        do {
            units += codes[p->glyphs[next].code].advance + p->glyphs[next].adjust;
            next++;
        } while (next < p->n && codes[p->glyphs[next].code].advance + p->glyphs[next].adjust <= 0);
        *MKR_PUSH(s->scratch, &s->units) = (unit){.start = x, .piece = (uint32_t)s->pieces.n};
        *MKR_PUSH(s->scratch, &s->pieces) = (piece){p->glyphs + i, p->face, next - i, p->run, x};
    }
}

static void cut_unit(setter *s, const unit *u, const piece *from, const piece *to) {
    size_t first = s->units.n;
    for (const piece *p = from; p < to; p++) {
        if (p->x < u->end && p->face) {
            cut_piece(s, p);
            continue;
        }
        if (p->x < u->end || s->units.n == first)
            *MKR_PUSH(s->scratch, &s->units) = (unit){.start = p->x, .piece = (uint32_t)s->pieces.n};
        *MKR_PUSH(s->scratch, &s->pieces) = *p;
    }
    for (size_t i = first; i < s->units.n; i++)
        s->units.at[i].end = i + 1 < s->units.n ? s->units.at[i + 1].start : u->end;
    newest_unit(s)->last = u->last;
}

/* Cut the units wider than a line, if there are any. */
static void cut_wide_units(setter *s, int64_t width) {
    size_t wide = 0, n = s->units.n, n_pieces = s->pieces.n;
    for (size_t i = 0; i < n; i++)
        if (s->units.at[i].end - s->units.at[i].start > width) {
            warn_too_long(s, i);
            wide++;
        }
    if (wide == 0)
        return;
    const unit *old = s->units.at;
    const piece *old_pieces = s->pieces.at;
    memset(&s->units, 0, sizeof s->units);
    memset(&s->pieces, 0, sizeof s->pieces);
    for (size_t i = 0; i < n; i++) {
        const piece *from = old_pieces + old[i].piece,
                    *to = old_pieces + (i + 1 < n ? old[i + 1].piece : n_pieces);
        if (old[i].end - old[i].start > width) {
            cut_unit(s, &old[i], from, to);
            continue;
        }
        *MKR_PUSH(s->scratch, &s->units) = old[i];
        newest_unit(s)->piece = (uint32_t)s->pieces.n;
        for (; from < to; from++)
            *MKR_PUSH(s->scratch, &s->pieces) = *from;
    }
}

/* Make one unit of those that belong together, as long as it is no wider than half a line. */
static void join_tied_units(setter *s, int64_t width) {
    size_t n = 0;
    for (size_t i = 0; i < s->units.n; i++) {
        const unit u = s->units.at[i];
        unit *before = n > 0 ? &s->units.at[n - 1] : NULL;
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
static bool is_short_word(const setter *s, size_t u) {
    size_t letters = 0;
    for (size_t i = s->units.at[u].piece; i < unit_pieces_end(s, u) && s->pieces.at[i].x < s->units.at[u].end;
         i++) {
        const piece *p = &s->pieces.at[i];
        const mkr_face_code *codes;
        if (!p->face)
            return false;
        mkr_face_codes(p->face, &codes);
        for (uint32_t g = 0; g < p->n && letters < SHORT_WORD; g++) {
            uint8_t c = (uint8_t)*codes[p->glyphs[g].code].text;
            if (is_space((char)c))
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
static void fit_line(const setter *s, fit *f, size_t first, size_t j) {
    const unit *units = s->units.at;
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
static void fit_last_line(const setter *s, fit *f, size_t first, size_t j) {
    const unit *units = s->units.at;
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
static size_t fit_paragraph(const setter *s, fit *f, size_t first, size_t last, bool *starts) {
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

static size_t fit_all(const setter *s, int64_t width, bool *starts) {
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
    return (mkr_len)((position + (1 << (FINE - 1))) >> FINE);
}

/* May piece i go into the segment of the piece before it? */
static bool continues_segment(const setter *s, size_t i) {
    const piece *p = &s->pieces.at[i];
    return p->face && p[-1].face == p->face && p[-1].run == p->run;
}

/* Make a line of units [u, u_end), its glyphs copied to *glyphs, which moves on. */
static mkr_line make_line(const setter *s, mkr_arena *arena, size_t u, size_t u_end, mkr_glyph **glyphs) {
    size_t from = s->units.at[u].piece, to = unit_pieces_end(s, u_end - 1), n = 0;
    int64_t start = s->units.at[u].start, end = s->units.at[u_end - 1].end;
    for (size_t i = from; i < to; i++)
        n += i == from || !continues_segment(s, i);
    mkr_segment *segments = mkr_alloc_array(arena, n, sizeof *segments), *g = segments - (n > 0);
    for (size_t i = from; i < to; i++) {
        const piece *p = &s->pieces.at[i];
        if (i == from || !continues_segment(s, i)) {
            g++;
            *g = (mkr_segment){.run = &s->runs[p->run], .face = p->face, .glyphs = p->face ? *glyphs : NULL};
            g->x = rounded((p->x < end ? p->x : end) - start);
        }
        if (p->n > 0)
            memcpy(*glyphs, p->glyphs, p->n * sizeof **glyphs);
        *glyphs += p->n;
        g->n += p->n;
        int64_t stop = piece_end(s, i);
        g->width = rounded((stop < end ? stop : end) - start) - g->x;
    }
    return (mkr_line){segments, (uint32_t)n, rounded(end - start)};
}

bool mkr_lines_break(mkr_fonts *fonts, mkr_arena *arena, const mkr_run *runs, size_t n, mkr_len width,
                     mkr_lines *out) {
    setter s = {.fonts = fonts, .scratch = fonts->breaking};
    int64_t fine_limit = (int64_t)(width > 0 ? width : 0) * (1 << FINE);
    *out = (mkr_lines){0};
    if (!read_runs(&s, runs, n))
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
    int64_t up = (position + (1 << FINE) - 1) >> FINE;
    return up < INT32_MAX ? (mkr_len)up : INT32_MAX;
}

bool mkr_lines_extent(mkr_fonts *fonts, const mkr_run *runs, size_t n, mkr_len *least, mkr_len *most) {
    setter s = {.fonts = fonts, .scratch = fonts->breaking};
    bool ok = read_runs(&s, runs, n);
    *least = *most = 0;
    for (size_t i = 0, first = 0; i < s.units.n; i++) {
        const unit *u = &s.units.at[i];
        mkr_len word = rounded_up(u->end - u->start), line = rounded_up(u->end - s.units.at[first].start);
        *least = word > *least ? word : *least;
        *most = line > *most ? line : *most;
        if (u->last)
            first = i + 1;
    }
    return ok;
}

/* units.c - read a paragraph's runs: words are shaped, stretches and units come of them, ties are found. */
#include "text/units.h"

#include <string.h>

#include "text/bidi.h"
#include "text/fonts.h"
#include "text/tie.h"

/* A word in the reader's sense: what stands between spaces, in one run or several. */
typedef struct token {
    uint32_t role;
    uint32_t unit; /* where it begins, or NO_UNIT when no line may begin there */
} token;

enum { NO_UNIT = UINT32_MAX, TOKEN_ROOM = 32 };

typedef struct reader {
    mkr_units *out;
    const uint8_t *levels; /* of what is still to be read; NULL: all 0 */
    uint8_t level; /* of what is being read */
    bool open, inked; /* since the last forced break a unit has begun, and something but spaces has come */
    bool divided; /* words may be */
    bool spaced; /* spaces stand before the next ink */
    uint32_t last_role; /* of the last mkr_word */
    token tokens[3]; /* newest first; role 0 where none is */
    size_t parts; /* of the newest token, 0 when it has ended */
    const char *part; /* its only part so far, */
    size_t part_n;
    char text[TOKEN_ROOM]; /* or all of them */
    size_t text_n;
} reader;

/* ---- stretches and units */

static int64_t fine(int64_t units, mkr_len size, const mkr_face *face) {
    return units * (((int64_t)size << 20) / mkr_face_measures(face)->units_per_em) >> (20 - MKR_FINE);
}

int64_t mkr_fine_width(const mkr_run *run, const mkr_face *face, int64_t units, uint32_t glyphs) {
    return fine(units, run->size, face) + (int64_t)run->tracking * glyphs * (1 << MKR_FINE);
}

static void push_word(reader *s, const mkr_word *word) {
    *MKR_PUSH(s->out->scratch, &s->out->words) = word;
}

static inline void push_stretch(reader *s, mkr_stretch stretch, const mkr_word *word) {
    *MKR_PUSH(s->out->scratch, &s->out->stretches) = stretch;
    if (s->divided)
        push_word(s, word);
}

static void add_stretch(reader *s, uint32_t run, const mkr_word *word, uint32_t i) {
    const mkr_glyph_run *g = &word->runs[i];
    push_stretch(s,
                 (mkr_stretch){.glyphs = g->glyphs,
                               .face = g->face,
                               .n = g->n,
                               .run = run & MKR_MOST_RUNS,
                               .level = s->level,
                               .x = s->out->x},
                 word);
    s->out->glyphs += g->n;
    s->out->x += mkr_fine_width(&s->out->runs[run], g->face, g->width, s->level % 2 ? 0 : g->n);
}

static void add_stretches(reader *s, uint32_t run, const mkr_word *word) {
    for (uint32_t i = 0; i < word->n; i++)
        add_stretch(s, run, word, i);
}

static void begin_unit(reader *s) {
    *MKR_PUSH(s->out->scratch, &s->out->units) =
        (mkr_unit){.start = s->out->x, .end = s->out->x, .stretch = (uint32_t)s->out->stretches.n};
    s->open = true;
}

static mkr_unit *newest_unit(reader *s) {
    return &s->out->units.at[s->out->units.n - 1];
}

/* Ink with this role comes next. Returns whether a line may begin with it. */
static bool begin_ink(reader *s, uint32_t role) {
    bool held = s->last_role & MKR_ROLE_HOLDS_NEXT || role & MKR_ROLE_HOLDS_PREVIOUS;
    bool begins = !s->open || (s->spaced && !held);
    if (begins)
        begin_unit(s);
    s->spaced = false;
    s->inked = true;
    return begins;
}

/* ---- tokens and ties */

static void begin_token(reader *s, bool begins_unit) {
    s->tokens[2] = s->tokens[1];
    s->tokens[1] = s->tokens[0];
    s->tokens[0] = (token){0, begins_unit ? (uint32_t)s->out->units.n - 1 : NO_UNIT};
}

/* Add a part to the newest token; a NULL text is fixed room. */
static void add_part(reader *s, const char *text, size_t n, uint32_t role) {
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

static void tie(reader *s, const token *t) {
    if (t->unit != NO_UNIT)
        s->out->units.at[t->unit].tied = true;
}

static void end_token(reader *s) {
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

static void add_word(reader *s, uint32_t run, const char *text, size_t n, const mkr_word *word) {
    bool begins = begin_ink(s, word->role);
    if (s->parts == 0)
        begin_token(s, begins);
    add_part(s, text, n, word->role);
    for (uint32_t i = 0; i < word->n; i++) {
        if (i > 0 && word->break_after[i - 1]) {
            newest_unit(s)->end = s->out->x;
            begin_unit(s);
        }
        add_stretch(s, run, word, i);
    }
    newest_unit(s)->end = s->out->x;
    s->last_role = word->role;
}

static void add_room(reader *s, uint32_t run) {
    bool begins = begin_ink(s, 0);
    if (s->parts == 0)
        begin_token(s, begins);
    add_part(s, NULL, 0, 0);
    push_stretch(s, (mkr_stretch){.run = run & MKR_MOST_RUNS, .level = s->level, .x = s->out->x}, NULL);
    s->out->x += (int64_t)s->out->runs[run].fixed * (1 << MKR_FINE);
    newest_unit(s)->end = s->out->x;
    s->last_role = 0;
}

/* Spaces end a token. At the start of a paragraph they count as ink. */
static void add_spaces(reader *s, uint32_t run, const mkr_word *spaces) {
    end_token(s);
    if (!s->open)
        begin_unit(s);
    add_stretches(s, run, spaces);
    if (s->inked)
        s->spaced = true;
    else
        newest_unit(s)->end = s->out->x;
}

/* A forced break is kept as a space at the end of its line, so that a reader finds two words, not one. */
static void end_line(reader *s, uint32_t run, const mkr_word *space) {
    end_token(s);
    memset(s->tokens, 0, sizeof s->tokens);
    if (!s->open)
        begin_unit(s);
    if (space)
        add_stretches(s, run, space);
    newest_unit(s)->last = true;
    s->open = s->inked = s->spaced = false;
}

static bool is_space(char c) {
    return c == ' ' || c == '\t';
}

/* The end of what can be shaped at once: spaces, or characters of a word that have one level. */
static const char *piece_end(const reader *s, const char *p, const char *end) {
    const char *start = p;
    bool space = is_space(*p);
    if (*p++ == '\n')
        return p;
    while (p < end && *p != '\n' && is_space(*p) == space &&
           (!s->levels || s->levels[p - start] == s->levels[0]))
        p++;
    return p;
}

/* Step over n bytes of text, or over one for fixed room. */
static void step(reader *s, size_t n) {
    if (s->levels)
        s->levels += n;
}

static bool read_text(reader *s, uint32_t at) {
    const mkr_run *run = &s->out->runs[at];
    mkr_shaping how = {.font = run->font, .language = mkr_fonts_language(s->out->fonts, run->lang)};
    bool ok = true;
    for (const char *p = run->text, *end = p + run->n, *next; p < end; p = next) {
        next = piece_end(s, p, end);
        size_t n = (size_t)(next - p);
        bool forced = *p == '\n';
        s->level = s->levels ? *s->levels : 0;
        how.right_to_left = s->level % 2;
        const mkr_word *word = mkr_word_shape(s->out->fonts, &how, forced ? " " : p, n, run->where);
        if (!word)
            ok = false;
        else if (forced)
            end_line(s, at, word);
        else if (is_space(*p))
            add_spaces(s, at, word);
        else
            add_word(s, at, p, n, word);
        step(s, n);
    }
    return ok;
}

bool mkr_units_read(mkr_fonts *fonts, const mkr_paragraph *paragraph, bool divided, mkr_units *out) {
    const mkr_run *runs = paragraph->runs;
    size_t n = paragraph->n;
    *out = (mkr_units){
        .fonts = fonts, .scratch = fonts->breaking, .runs = runs, .base = paragraph->right_to_left};
    reader s = {.out = out, .divided = divided};
    mkr_words_trim(fonts);
    mkr_arena_reset(fonts->breaking);
    bool ok = mkr_bidi_levels(fonts, fonts->breaking, runs, n, paragraph->right_to_left, &s.levels);
    out->bidirectional = s.levels;
    for (size_t i = 0; i < n; i++) {
        s.level = s.levels ? *s.levels : 0;
        if (runs[i].n > 0 || runs[i].fixed <= 0) {
            ok = read_text(&s, (uint32_t)i) && ok;
            continue;
        }
        add_room(&s, (uint32_t)i);
        step(&s, 1);
    }
    if (s.open)
        end_line(&s, 0, NULL);
    return ok;
}

int64_t mkr_stretch_end(const mkr_units *u, size_t i) {
    return i + 1 < u->stretches.n ? u->stretches.at[i + 1].x : u->x;
}

/* The stretch after the last of unit i, the spaces behind it included. */
size_t mkr_unit_stretches_end(const mkr_units *u, size_t i) {
    return i + 1 < u->units.n ? u->units.at[i + 1].stretch : u->stretches.n;
}

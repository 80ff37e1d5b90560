/* shape.c - words to glyphs.
 *
 * HarfBuzz is called once for each different word of a font; after that the word is found in a cache, which
 * is what makes setting a page cheap. The cache is emptied between paragraphs when it has grown too large.
 *
 * A word is shaped in one go with its own font. Where that font lacks a character, the whole letter with its
 * marks goes to the first font of the fallback chain that can show it. Glyphs and characters are matched by
 * HarfBuzz's clusters: of a cluster with n characters and m <= n glyphs, each glyph but the last stands for
 * one character and the last for the rest, so a reader extracts each character once. A cluster with more
 * glyphs than characters (a letter a font puts together from parts) has no such match: then the font counts
 * as one that lacks the character.
 *
 * Breaks inside words are those of Unicode Standard Annex 14 (libunibreak), found once per word; between
 * words its rules about one side only (no break after an opening bracket, none before an exclamation mark)
 * become role bits. Right-to-left scripts are refused: glyphs would come out in the wrong order. */
#include "text/fonts.h"

#include <linebreak.h>
#include <string.h>

#include "base/utf8.h"
#include "text/tie.h"

enum {
    PIECE = 1024, /* characters given to HarfBuzz at once */
    MOST_CACHED = 8 << 20, /* bytes of cached words before the cache is emptied */
    LONGEST_PROBE = 16, /* slots looked at; also bounds the harm of words made to collide */
    WORD_JOINER = 0x2060,
    SOFT_HYPHEN = 0xAD
};

typedef struct mkr_cache_entry {
    const mkr_font *font;
    const char *text;
    size_t n;
    mkr_word word;
} entry;

/* One character of the piece being shaped. */
typedef struct letter {
    uint32_t c; /* what is extracted */
    uint32_t shown; /* what is asked of the font */
    uint32_t end; /* offset in the word */
    uint8_t level; /* which font: 0 the word's own, then the chain */
    bool continues; /* belongs to the letter before it */
    bool break_after;
} letter;

typedef struct shaper {
    mkr_fonts *fonts;
    const mkr_font *font;
    const mkr_chain *chain; /* NULL while the word's own font does */
    const char *s;
    size_t n;
    mkr_where where;
    bool ascii;
    letter *letters;
    size_t n_letters;
    MKR_VEC(mkr_glyph) glyphs;
    MKR_VEC(mkr_glyph_run) runs; /* glyphs are set at the end, when they have stopped moving */
    MKR_VEC(bool) break_after;
    bool closed; /* the next glyph begins a run */
} shaper;

/* ---- reading characters */

static bool is_control(uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

static bool is_continuing(uint32_t c) {
    hb_unicode_general_category_t k = hb_unicode_general_category(hb_unicode_funcs_get_default(), c);
    return k == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
           k == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK || k == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK ||
           c == 0x200D || c == WORD_JOINER;
}

static bool is_right_to_left(uint32_t c) {
    hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), c);
    return hb_script_get_horizontal_direction(script) == HB_DIRECTION_RTL;
}

static bool font_has(const mkr_font *font, uint32_t c) {
    hb_codepoint_t gid;
    return hb_font_get_nominal_glyph(font->face->hb, c, &gid);
}

/* The character whose glyph c borrows. HarfBuzz itself lends U+2010 to U+2011 and widths to the other spaces.
 */
static uint32_t shown_as(const mkr_font *font, uint32_t c) {
    if (c == '\t')
        return ' ';
    if (c == 0x2011 && !font_has(font, 0x2011) && !font_has(font, 0x2010))
        return '-';
    return c;
}

/* Say that a character cannot be set; always false. */
static bool refuse(const shaper *w, mkr_code code, uint32_t c) {
    char shown[5] = "";
    if (!mkr_fonts_first(w->fonts, w->where, c))
        return false;
    if (!is_control(c))
        mkr_utf8_put(c, shown);
    size_t n = w->n < 60 ? w->n : 60; /* enough of the word to find it by */
    while (n < w->n && n > 0 && (w->s[n] & 0xC0) == 0x80)
        n--;
    return mkr_say(w->fonts->diag, code, w->where, "U+%04X%s%s%s in \"%.*s\"", (unsigned)c,
                   *shown ? " \"" : "", shown, *shown ? "\"" : "", (int)n, w->s);
}

/* Read characters from offset *at until the piece is full, and then to the end of the letter. */
static bool read_piece(shaper *w, size_t *at) {
    const char *p = w->s + *at, *end = w->s + w->n;
    bool ok = true;
    for (w->n_letters = 0; p < end && w->n_letters < PIECE; w->n_letters++) {
        const char *start = p;
        uint32_t c = mkr_utf8_next(&p, end);
        bool continues = c >= 0x300 && c != MKR_UTF8_BAD && is_continuing(c);
        if (w->n_letters >= PIECE - 32 && !continues) { /* room for the marks of the last letter */
            p = start;
            break;
        }
        if (c == MKR_UTF8_BAD)
            return mkr_say(w->fonts->diag, MKR_E_MISSING_GLYPH, w->where, "byte 0x%02X is not UTF-8",
                           (unsigned)(uint8_t)*start);
        if (is_control(c) && c != '\t')
            ok = refuse(w, MKR_E_MISSING_GLYPH, c);
        if (ok && c >= 0x590 && is_right_to_left(c)) /* once a word */
            ok = refuse(w, MKR_E_RIGHT_TO_LEFT, c);
        if (c == 0xFEFF)
            c = WORD_JOINER;
        w->letters[w->n_letters] = (letter){
            .c = c, .shown = shown_as(w->font, c), .end = (uint32_t)(p - w->s), .continues = continues};
    }
    *at = (size_t)(p - w->s);
    return ok;
}

/* ---- breaks */

static bool may_break(const char *s, size_t n, size_t after) {
    char breaks[8];
    set_linebreaks_utf8((const utf8_t *)s, n, "en", breaks);
    return breaks[after] == LINEBREAK_ALLOWBREAK;
}

static void find_breaks(shaper *w, const char *breaks) {
    for (letter *l = w->letters; l < w->letters + w->n_letters; l++)
        l->break_after = l->end < w->n && breaks[l->end - 1] == LINEBREAK_ALLOWBREAK && l->c != SOFT_HYPHEN;
}

static bool is_alphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Annex 14 across a space: does the word's end or beginning forbid the break? */
static uint32_t holds(const char *s, size_t n) {
    char around[8]; /* a character of four bytes, a space and a letter */
    size_t first = 1, last = n - 1;
    uint32_t role = 0;
    while (first < n && (s[first] & 0xC0) == 0x80)
        first++;
    while (last > 0 && (s[last] & 0xC0) == 0x80)
        last--;
    if (!is_alphanumeric(s[last])) {
        memcpy(around, s + last, n - last);
        memcpy(around + (n - last), " a", 2);
        role |= may_break(around, n - last + 2, n - last) ? 0 : MKR_ROLE_HOLDS_NEXT;
    }
    if (!is_alphanumeric(*s)) {
        memcpy(around, "a ", 2);
        memcpy(around + 2, s, first);
        role |= may_break(around, first + 2, 1) ? 0 : MKR_ROLE_HOLDS_PREVIOUS;
    }
    return role;
}

/* ---- shaping */

static const mkr_font *font_at(const shaper *w, size_t level) {
    return level == 0 ? w->font : w->chain->at[level - 1];
}

/* Shape letters [from, to) with one font; clusters are indices of letters. False when memory is used up. */
static bool run_harfbuzz(const shaper *w, const mkr_font *font, size_t from, size_t to) {
    hb_buffer_t *buffer = w->fonts->buffer;
    hb_buffer_clear_contents(buffer);
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_buffer_set_language(buffer, w->fonts->language);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    for (size_t i = from; i < to; i++)
        hb_buffer_add(buffer, w->letters[i].shown, (unsigned)i);
    if (w->ascii)
        hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
    else
        hb_buffer_guess_segment_properties(buffer);
    hb_shape(font->face->hb, buffer, font->shaping, MKR_FEATURES);
    return hb_buffer_allocation_successful(buffer) ||
           mkr_say(w->fonts->diag, MKR_E_NO_MEMORY, w->where, "shaping text");
}

/* A cluster: glyphs [g, g_end) of the buffer for letters [i, i_end). */
typedef struct cluster {
    size_t g, g_end, i, i_end;
    bool shown; /* all glyphs are there, and not more than characters */
} cluster;

static cluster cluster_at(const hb_glyph_info_t *info, size_t n, size_t g, size_t to) {
    cluster c = {.g = g, .g_end = g, .i = info[g].cluster, .shown = true};
    for (; c.g_end < n && info[c.g_end].cluster == c.i; c.g_end++)
        c.shown = c.shown && info[c.g_end].codepoint != 0;
    c.i_end = c.g_end < n ? info[c.g_end].cluster : to;
    c.shown = c.shown && c.g_end - c.g <= c.i_end - c.i;
    return c;
}

static void add_glyph(shaper *w, mkr_face *face, uint16_t code, int32_t advance) {
    bool fresh = w->runs.n == 0 || w->closed || w->runs.at[w->runs.n - 1].face != face;
    if (fresh) {
        *MKR_PUSH(w->fonts->shaping, &w->runs) = (mkr_glyph_run){.face = face};
        *MKR_PUSH(w->fonts->shaping, &w->break_after) = false;
        w->closed = false;
    }
    int32_t adjust = advance - face->codes.at[code].advance;
    adjust = adjust < INT16_MIN ? INT16_MIN : adjust > INT16_MAX ? INT16_MAX : adjust;
    mkr_glyph_run *run = &w->runs.at[w->runs.n - 1];
    *MKR_PUSH(w->fonts->shaping, &w->glyphs) = (mkr_glyph){code, (int16_t)adjust};
    run->n++;
    run->width += face->codes.at[code].advance + adjust;
}

/* UTF-8 of letters [from, to), U+FEFF replaced. */
static size_t text_of(const shaper *w, size_t from, size_t to, char *out) {
    size_t n = 0;
    for (size_t i = from; i < to; i++)
        n += mkr_utf8_put(w->letters[i].c, out + n);
    return n;
}

static bool add_cluster(shaper *w, mkr_face *face, cluster c) {
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(w->fonts->buffer, NULL);
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(w->fonts->buffer, NULL);
    char text[PIECE * 4];
    for (size_t g = c.g, i = c.i; g < c.g_end; g++, i++) {
        size_t n = text_of(w, i, g + 1 < c.g_end ? i + 1 : c.i_end, text);
        uint16_t code = mkr_face_encode(face, info[g].codepoint, text, n, at[g].x_offset, at[g].y_offset);
        if (code == 0)
            return refuse(w, MKR_E_TOO_MANY_GLYPHS, w->letters[c.i].c);
        add_glyph(w, face, code, at[g].x_advance);
    }
    if (w->letters[c.i_end - 1].break_after) {
        w->closed = true;
        w->break_after.at[w->runs.n - 1] = true;
    }
    return true;
}

/* Add what the buffer holds for letters [.., to). */
static bool add_shaped(shaper *w, mkr_face *face, size_t to) {
    unsigned n;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(w->fonts->buffer, &n);
    for (size_t g = 0; g < n;) {
        cluster c = cluster_at(info, n, g, to);
        if (!c.shown)
            return refuse(w, MKR_E_MISSING_GLYPH, w->letters[c.i].c);
        if (!add_cluster(w, face, c))
            return false;
        g = c.g_end;
    }
    return true;
}

static void set_level(shaper *w, size_t from, size_t to, size_t level) {
    for (size_t i = from; i < to; i++)
        w->letters[i].level = (uint8_t)level;
}

/* Send those of letters [from, to) the buffer could not show, marks and all, to the next font. True when
 * there were none. */
static bool demote(shaper *w, size_t level, size_t from, size_t to) {
    unsigned n;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(w->fonts->buffer, &n);
    bool all = n > 0;
    if (n == 0) /* nothing but invisible characters, and no space glyph to stand for them */
        set_level(w, from, to, level + 1);
    for (size_t g = 0; g < n;) {
        cluster c = cluster_at(info, n, g, to);
        g = c.g_end;
        if (c.shown)
            continue;
        all = false;
        while (c.i > 0 && w->letters[c.i].continues)
            c.i--;
        while (c.i_end < w->n_letters && w->letters[c.i_end].continues)
            c.i_end++;
        set_level(w, c.i, c.i_end, level + 1);
    }
    return all;
}

static size_t same_level(const shaper *w, size_t from) {
    size_t to = from + 1;
    while (to < w->n_letters && w->letters[to].level == w->letters[from].level)
        to++;
    return to;
}

/* No font has these letters: say which characters are to blame. */
static bool refuse_letters(const shaper *w, size_t from, size_t to) {
    bool said = false;
    for (size_t i = from; i < to; i++) {
        bool has = false;
        for (size_t level = 0; level <= w->chain->n && !has; level++)
            has = font_has(font_at(w, level), w->letters[i].shown);
        if (!has) {
            refuse(w, MKR_E_MISSING_GLYPH, w->letters[i].c);
            said = true;
        }
    }
    return said ? false
                : refuse(w, MKR_E_MISSING_GLYPH, w->letters[from].c); /* no one font has letter and marks */
}

/* Find the font of every letter, then shape each stretch of one font in order. */
static bool shape_with_fallback(shaper *w) {
    w->chain = mkr_font_chain(w->font, w->where);
    for (size_t level = 1; level <= w->chain->n; level++)
        for (size_t from = 0, to; from < w->n_letters; from = to) {
            to = same_level(w, from);
            if (w->letters[from].level != level)
                continue;
            if (!run_harfbuzz(w, font_at(w, level), from, to))
                return false;
            demote(w, level, from, to);
        }
    bool ok = true;
    for (size_t from = 0, to; from < w->n_letters; from = to) {
        to = same_level(w, from);
        const size_t level = w->letters[from].level;
        if (level > w->chain->n)
            ok = refuse_letters(w, from, to);
        else if (ok)
            ok = run_harfbuzz(w, font_at(w, level), from, to) && add_shaped(w, font_at(w, level)->face, to);
    }
    return ok;
}

static bool shape_piece(shaper *w) {
    if (w->n_letters == 0 || !run_harfbuzz(w, w->font, 0, w->n_letters))
        return w->n_letters == 0;
    return demote(w, 0, 0, w->n_letters) ? add_shaped(w, w->font->face, w->n_letters)
                                         : shape_with_fallback(w);
}

static bool is_ascii(const char *s, size_t n) {
    for (size_t i = 0; i < n; i++)
        if ((uint8_t)s[i] >= 0x80)
            return false;
    return true;
}

static bool shape(shaper *w) {
    mkr_arena *scratch = w->fonts->shaping;
    char *breaks = mkr_alloc(scratch, w->n + 1);
    bool simple = true; /* letters and digits alone have no breaks */
    for (size_t i = 0; i < w->n && simple; i++)
        simple = is_alphanumeric(w->s[i]);
    if (simple)
        memset(breaks, LINEBREAK_NOBREAK, w->n);
    else if (mkr_utf8_check(w->s, w->n) == w->n)
        set_linebreaks_utf8((const utf8_t *)w->s, w->n, "en", breaks);
    w->letters = mkr_alloc_array(scratch, w->n < PIECE ? w->n + 1 : PIECE, sizeof *w->letters);
    w->ascii = is_ascii(w->s, w->n);
    bool ok = true;
    for (size_t at = 0; at < w->n && ok;) {
        ok = read_piece(w, &at);
        find_breaks(w, breaks);
        w->closed = true;
        ok = ok && shape_piece(w);
    }
    return ok;
}

/* ---- the cache */

static uint64_t hash(const mkr_font *font, const char *s, size_t n) {
    uint64_t h = (uint64_t)(uintptr_t)font ^ n, chunk;
    for (; n >= sizeof chunk; s += sizeof chunk, n -= sizeof chunk) {
        memcpy(&chunk, s, sizeof chunk);
        h = (h ^ chunk) * 0x9E3779B97F4A7C15u;
        h ^= h >> 29;
    }
    chunk = 0;
    for (size_t i = 0; i < n; i++)
        chunk = chunk << 8 | (uint8_t)s[i];
    h = (h ^ chunk) * 0x9E3779B97F4A7C15u;
    return h ^ h >> 32;
}

void mkr_words_trim(mkr_fonts *fonts) {
    if (fonts->word_bytes < MOST_CACHED)
        return;
    mkr_arena_reset(fonts->words);
    fonts->slots = NULL;
    fonts->n_slots = fonts->n_words = fonts->word_bytes = 0;
}

/* Put an entry where it will be found; when the slots near its own are taken, in place of the word in its
 * own. */
static void remember(mkr_fonts *fonts, uint64_t h, entry *e) {
    size_t mask = fonts->n_slots - 1, slot = h & mask;
    for (size_t i = 0; i < LONGEST_PROBE; i++)
        if (!fonts->slots[(h + i) & mask].entry) {
            slot = (h + i) & mask;
            break;
        }
    fonts->slots[slot] = (mkr_cache_slot){h, e};
}

static void enlarge(mkr_fonts *fonts) {
    size_t old_n = fonts->n_slots;
    const mkr_cache_slot *old = fonts->slots;
    fonts->n_slots = old_n ? old_n * 2 : 4096;
    fonts->slots = mkr_alloc_array(fonts->words, fonts->n_slots, sizeof *fonts->slots);
    for (size_t i = 0; i < old_n; i++)
        if (old[i].entry)
            remember(fonts, old[i].hash, old[i].entry);
}

/* Copy the shaped word out of the scratch into one piece of memory of the cache. */
static entry *keep(shaper *w) {
    size_t glyphs = w->glyphs.n * sizeof *w->glyphs.at, runs = w->runs.n * sizeof *w->runs.at;
    size_t whole = sizeof(entry) + runs + glyphs + w->runs.n * sizeof(bool) + w->n;
    char *at = mkr_alloc(w->fonts->words, whole);
    w->fonts->word_bytes += whole;
    entry *e = (entry *)(void *)at;
    mkr_glyph_run *run = (mkr_glyph_run *)(void *)(at += sizeof *e);
    mkr_glyph *glyph = (mkr_glyph *)(void *)(at += runs);
    bool *break_after = (bool *)(at += glyphs);
    char *text = at + w->runs.n * sizeof(bool);
    if (w->runs.n > 0) {
        memcpy(run, w->runs.at, runs);
        memcpy(glyph, w->glyphs.at, glyphs);
        memcpy(break_after, w->break_after.at, w->runs.n * sizeof(bool));
    }
    memcpy(text, w->s, w->n);
    *e = (entry){w->font, text, w->n, {run, break_after, (uint32_t)w->runs.n, 0}};
    for (size_t i = 0; i < w->runs.n; i++) {
        run[i].glyphs = glyph;
        glyph += run[i].n;
    }
    if (w->n > 0)
        e->word.role = mkr_word_role(w->s, w->n) | holds(w->s, w->n);
    return e;
}

static const mkr_word *shape_new(mkr_fonts *fonts, const mkr_font *font, const char *s, size_t n, uint64_t h,
                                 mkr_where where) {
    mkr_arena_reset(fonts->shaping);
    shaper w = {.fonts = fonts, .font = font, .s = s, .n = n, .where = where};
    if (!shape(&w))
        return NULL;
    entry *e = keep(&w);
    if (fonts->n_words++ * 2 >= fonts->n_slots)
        enlarge(fonts);
    remember(fonts, h, e);
    return &e->word;
}

const mkr_word *mkr_word_shape(mkr_fonts *fonts, const mkr_font *font, const char *s, size_t n,
                               mkr_where where) {
    uint64_t h = hash(font, s, n);
    size_t mask = fonts->n_slots - 1;
    for (size_t i = 0; i < LONGEST_PROBE && fonts->n_slots > 0; i++) {
        const mkr_cache_slot *slot = &fonts->slots[(h + i) & mask];
        if (!slot->entry)
            break;
        const entry *e = slot->entry;
        if (slot->hash == h && e->n == n && e->font == font && memcmp(e->text, s, n) == 0)
            return &e->word;
    }
    return shape_new(fonts, font, s, n, h, where);
}

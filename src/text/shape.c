/* shape.c - words to glyphs.
 *
 * A word is shaped in one go with its own font. Where that font lacks a character, the whole letter with its
 * marks goes to the first fallback of the catalogue that can show it. Glyphs and characters are matched by
 * HarfBuzz's clusters: of a cluster with n characters and m <= n glyphs, each glyph but the last stands for
 * one character and the last for the rest, so a reader extracts each character once. A cluster with more
 * glyphs than characters (a letter a font puts together from parts) has no such match: then the font counts
 * as one that lacks the character.
 *
 * HarfBuzz gives the glyphs of a right-to-left word from left to right. Here they are put back into the order
 * of the characters, which is the one a page's text must have for those who listen to it; segments.c makes
 * the pen go backwards over them. Where a glyph stands beside the pen is the same in both orders.
 *
 * Breaks inside words are those of Unicode Standard Annex 14 (libunibreak), found once per word. */
#include "text/fonts.h"

#include <linebreak.h>
#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "text/address.h"

enum {
    PIECE = 1024, /* characters given to HarfBuzz at once */
    WORD_JOINER = 0x2060,
    SOFT_HYPHEN = 0xAD
};

/* One character of the piece being shaped. */
typedef struct letter {
    uint32_t c; /* what is extracted */
    uint32_t end; /* offset in the word */
    uint8_t level; /* which font: 0 the word's own, then the fallbacks */
    bool continues; /* belongs to the letter before it */
    bool break_after;
} letter;

typedef struct shaper {
    mkr_fonts *fonts;
    const mkr_shaping *how;
    const char *s;
    size_t n;
    mkr_where where;
    bool ascii;
    letter *letters;
    uint32_t *shown; /* for each letter, what is asked of the font */
    size_t n_letters;
    mkr_shaped *out;
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
        if (c == 0xFEFF)
            c = WORD_JOINER;
        w->letters[w->n_letters] = (letter){.c = c, .end = (uint32_t)(p - w->s), .continues = continues};
        w->shown[w->n_letters] = shown_as(w->how->font, c);
    }
    *at = (size_t)(p - w->s);
    return ok;
}

/* ---- breaks */

static void find_breaks(shaper *w, const char *breaks) {
    for (letter *l = w->letters; l < w->letters + w->n_letters; l++)
        l->break_after = l->end < w->n && breaks[l->end - 1] == LINEBREAK_ALLOWBREAK && l->c != SOFT_HYPHEN;
}

/* ---- shaping */

/* Shape letters [from, to) with one font; clusters are indices of letters. The letters around them decide how
 * an Arabic letter at an end joins. False when memory is used up. */
static bool run_harfbuzz(const shaper *w, const mkr_font *font, size_t from, size_t to) {
    hb_buffer_t *buffer = w->fonts->buffer;
    hb_buffer_clear_contents(buffer);
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_buffer_set_language(buffer, w->fonts->languages[w->how->language].language);
    hb_buffer_set_direction(buffer, w->how->right_to_left ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_add_codepoints(buffer, w->shown, (int)w->n_letters, (unsigned)from, (int)(to - from));
    if (w->ascii)
        hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
    else
        hb_buffer_guess_segment_properties(buffer);
    hb_shape(font->face->hb, buffer, font->shaping, MKR_FEATURES);
    if (w->how->right_to_left)
        hb_buffer_reverse(buffer);
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
    bool fresh = w->out->runs.n == 0 || w->closed || w->out->runs.at[w->out->runs.n - 1].face != face;
    if (fresh) {
        *MKR_PUSH(w->fonts->shaping, &w->out->runs) = (mkr_glyph_run){.face = face};
        *MKR_PUSH(w->fonts->shaping, &w->out->break_after) = false;
        w->closed = false;
    }
    int32_t adjust = advance - face->codes.at[code].advance;
    adjust = adjust < INT16_MIN ? INT16_MIN : adjust > INT16_MAX ? INT16_MAX : adjust;
    mkr_glyph_run *run = &w->out->runs.at[w->out->runs.n - 1];
    *MKR_PUSH(w->fonts->shaping, &w->out->glyphs) = (mkr_glyph){code, (int16_t)adjust};
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
        w->out->break_after.at[w->out->runs.n - 1] = true;
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

/* Digits, punctuation and vowels that Arabic shares with scripts like it have no script of their own in
 * Unicode, but stand in its block. */
static hb_script_t script_of(uint32_t c) {
    return c >= 0x600 && c <= 0x6FF ? HB_SCRIPT_ARABIC : hb_unicode_script(hb_unicode_funcs_get_default(), c);
}

/* The font to try at a level for letters [from, to), or NULL. A file that is there for one script alone is
 * not opened for others. */
static const mkr_font *font_for(const shaper *w, size_t level, size_t from, size_t to) {
    if (level == 0)
        return w->how->font;
    hb_script_t script = w->fonts->catalogue.fallback.at[level - 1].script;
    while (from < to && script != HB_SCRIPT_INVALID && script_of(w->letters[from].c) != script)
        from++;
    return from < to ? mkr_font_fallback(w->how->font, level - 1, w->where) : NULL;
}

/* No font has these letters: say which characters are to blame. */
static bool refuse_letters(const shaper *w, size_t from, size_t to) {
    bool said = false;
    for (size_t i = from; i < to; i++) {
        bool has = false;
        for (size_t level = 0; level <= w->fonts->catalogue.fallback.n && !has; level++) {
            const mkr_font *font = font_for(w, level, i, i + 1);
            has = font && font_has(font, w->shown[i]);
        }
        if (!has) {
            refuse(w, MKR_E_MISSING_GLYPH, w->letters[i].c);
            said = true;
        }
    }
    return said ? false
                : refuse(w, MKR_E_MISSING_GLYPH, w->letters[from].c); /* no one font has letter and marks */
}

/* Let one fallback try the letters that came down to its level. */
static bool try_fallback(shaper *w, size_t level) {
    for (size_t from = 0, to; from < w->n_letters; from = to) {
        to = same_level(w, from);
        if (w->letters[from].level != level)
            continue;
        const mkr_font *font = font_for(w, level, from, to);
        if (!font) {
            set_level(w, from, to, level + 1);
            continue;
        }
        if (!run_harfbuzz(w, font, from, to))
            return false;
        demote(w, level, from, to);
    }
    return true;
}

/* Find the font of every letter, then shape each stretch of one font in order. */
static bool shape_with_fallback(shaper *w) {
    size_t fallbacks = w->fonts->catalogue.fallback.n;
    for (size_t level = 1; level <= fallbacks; level++)
        if (!try_fallback(w, level))
            return false;
    bool ok = true;
    for (size_t from = 0, to; from < w->n_letters; from = to) {
        to = same_level(w, from);
        const size_t level = w->letters[from].level;
        const mkr_font *font = level > fallbacks ? NULL : font_for(w, level, from, to);
        if (!font)
            ok = refuse_letters(w, from, to);
        else if (ok)
            ok = run_harfbuzz(w, font, from, to) && add_shaped(w, font->face, to);
    }
    return ok;
}

static bool shape_piece(shaper *w) {
    const mkr_font *font = w->how->font;
    if (w->n_letters == 0 || !run_harfbuzz(w, font, 0, w->n_letters))
        return w->n_letters == 0;
    return demote(w, 0, 0, w->n_letters) ? add_shaped(w, font->face, w->n_letters) : shape_with_fallback(w);
}

static bool is_ascii(const char *s, size_t n) {
    for (size_t i = 0; i < n; i++)
        if ((uint8_t)s[i] >= 0x80)
            return false;
    return true;
}

/* Where Annex 14 lets a line end: a byte of libunibreak's for each of the word. */
static const char *word_breaks(const shaper *w) {
    char *breaks = mkr_alloc(w->fonts->shaping, w->n + 1);
    bool simple = true; /* letters and digits alone have no breaks */
    for (size_t i = 0; i < w->n && simple; i++)
        simple = mkr_is_letter(w->s[i]) || mkr_is_digit(w->s[i]);
    if (simple)
        memset(breaks, LINEBREAK_NOBREAK, w->n);
    else if (mkr_utf8_check(w->s, w->n) == w->n)
        set_linebreaks_utf8((const utf8_t *)w->s, w->n, "en", breaks);
    mkr_address_breaks(w->s, w->n, breaks);
    return breaks;
}

bool mkr_shape(mkr_fonts *fonts, const mkr_shaping *how, const char *s, size_t n, mkr_where where,
               mkr_shaped *out) {
    shaper w = {.fonts = fonts, .how = how, .s = s, .n = n, .where = where, .out = out};
    size_t room = n < PIECE ? n + 1 : PIECE;
    const char *breaks = word_breaks(&w);
    w.letters = mkr_alloc_array(fonts->shaping, room, sizeof *w.letters);
    w.shown = mkr_alloc_array(fonts->shaping, room, sizeof *w.shown);
    w.ascii = is_ascii(s, n);
    *out = (mkr_shaped){0};
    bool ok = true;
    for (size_t at = 0; at < n && ok;) {
        ok = read_piece(&w, &at);
        find_breaks(&w, breaks);
        w.closed = true;
        ok = ok && shape_piece(&w);
    }
    return ok;
}

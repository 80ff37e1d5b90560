/* hyphen.c - dictionaries of hyphenation patterns, and the divisions of a word.
 *
 * libhyphen is asked about letters alone, in lower case, never about a whole word with its punctuation: its
 * own rules for hyphens and apostrophes are not ours. It loads a file without checking it and writes to
 * standard error, so the file is checked here first. Patterns that change the spelling (Schiff-fahrt) are not
 * supported. */
#include "text/hyphen.h"

#include <hyphen.h>
#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "text/address.h"
#include "text/fonts.h"

enum {
    LARGEST_DICTIONARY = 4 << 20, /* bytes; the largest known is half of one */
    LONGEST_PATTERN = MAX_CHARS - 2, /* libhyphen's */
    LEAST_LETTERS = 5, /* of a word that is divided */
    MOST_LETTERS = 100, /* longer words are not of any language */
    LEAST_BEFORE = 2, /* letters, whatever the patterns say */
    LEAST_AFTER = 3,
    BESIDE_HYPHEN = 4, /* letters on either side of a hyphen that is there anyhow */
    SOFT_HYPHEN = 0xAD
};

static const char soft_hyphen[] = "\xC2\xAD";

/* ---- dictionaries */

static bool lines_are_short(const char *s, size_t n) {
    for (const char *end = s + n; s < end;) {
        const char *stop = memchr(s, '\n', (size_t)(end - s));
        stop = stop ? stop : end;
        if (stop - s > LONGEST_PATTERN)
            return false;
        s = stop + 1;
    }
    return true;
}

/* Patterns in UTF-8 without replacements, as libhyphen can bear them? */
static bool is_usable(const char *s, unsigned n) {
    return n <= LARGEST_DICTIONARY && n > 6 && memcmp(s, "UTF-8", 5) == 0 && (s[5] == '\n' || s[5] == '\r') &&
           mkr_utf8_check(s, n) == n && !memchr(s, 0, n) && !memchr(s, '/', n) && lines_are_short(s, n);
}

/* The file at path, if it is there. NULL with *found set when it is no use. */
static HyphenDict *load(mkr_fonts *fonts, const char *path, bool *found) {
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
    *found = blob;
    if (!blob)
        return NULL;
    unsigned n;
    const char *bytes = hb_blob_get_data(blob, &n);
    HyphenDict *patterns = is_usable(bytes, n) ? hnj_hyphen_load(path) : NULL;
    hb_blob_destroy(blob);
    if (patterns)
        mkr_arena_defer(fonts->arena, (void (*)(void *))hnj_hyphen_free, patterns);
    return patterns;
}

static void open_dictionary(mkr_fonts *fonts, mkr_dictionary *d, mkr_where where) {
    bool found = false;
    for (size_t i = 0; i < fonts->catalogue.folders.n && !found; i++)
        d->patterns =
            load(fonts, mkr_printf(fonts->arena, "%s/%s", fonts->catalogue.folders.at[i], d->file), &found);
    d->failed = !d->patterns;
    if (!found)
        mkr_say(fonts->diag, MKR_E_HYPHENATION, where, "%s is not installed (Debian package %s)", d->file,
                d->package);
    else if (d->failed)
        mkr_say(fonts->diag, MKR_E_HYPHENATION, where, "%s is no list of patterns in UTF-8", d->file);
}

static size_t primary_subtag(const char *lang) {
    return strcspn(lang, "-_");
}

mkr_dictionary *mkr_dictionary_find(mkr_fonts *fonts, const char *lang, mkr_where where) {
    size_t n = lang ? primary_subtag(lang) : 0;
    for (size_t i = 0; i < fonts->catalogue.dictionaries.n && n > 0; i++) {
        mkr_dictionary *d = &fonts->catalogue.dictionaries.at[i];
        if (primary_subtag(d->lang) != n || mkr_same_letters(d->lang, lang) < n)
            continue;
        if (!d->patterns && !d->failed)
            open_dictionary(fonts, d, where);
        return d->patterns ? d : NULL;
    }
    return NULL;
}

/* ---- words */

typedef enum kind { LETTER, CAPITAL, APOSTROPHE, HYPHEN, FIGURE, OTHER } kind;

static kind kind_of(uint32_t c) {
    if (c < 0x80)
        return c >= '0' && c <= '9'   ? FIGURE
               : c >= 'A' && c <= 'Z' ? CAPITAL
               : c >= 'a' && c <= 'z' ? LETTER
               : c == '\''            ? APOSTROPHE
               : c == '-'             ? HYPHEN
                                      : OTHER;
    if (c == 0x2019)
        return APOSTROPHE;
    if (c == 0x2010 || c == 0x2011)
        return HYPHEN;
    switch (hb_unicode_general_category(hb_unicode_funcs_get_default(), c)) {
    case HB_UNICODE_GENERAL_CATEGORY_LOWERCASE_LETTER:
    case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK:
        return LETTER;
    case HB_UNICODE_GENERAL_CATEGORY_UPPERCASE_LETTER:
    case HB_UNICODE_GENERAL_CATEGORY_TITLECASE_LETTER:
        return CAPITAL;
    case HB_UNICODE_GENERAL_CATEGORY_DECIMAL_NUMBER:
    case HB_UNICODE_GENERAL_CATEGORY_OTHER_NUMBER:
        return FIGURE;
    default:
        return OTHER;
    }
}

/* A stretch of letters in a word. */
typedef struct letters {
    size_t start, end; /* bytes */
    size_t n; /* characters */
    bool capital; /* the first is one */
    bool hyphen_before, hyphen_after;
} letters;

/* Ask libhyphen about letters [l.start, l.end) of s. */
static void divide_letters(const HyphenDict *patterns, const char *s, const letters *l, bool *after) {
    char word[MOST_LETTERS * 4 + 1], marks[sizeof word + 5], **rep = NULL;
    int *pos = NULL, *cut = NULL;
    size_t bytes = l->end - l->start, before = l->hyphen_before ? BESIDE_HYPHEN : LEAST_BEFORE,
           behind = l->hyphen_after ? BESIDE_HYPHEN : LEAST_AFTER;
    if (l->n < LEAST_LETTERS || l->n > MOST_LETTERS || (l->capital && (uint8_t)s[l->start] >= 0x80))
        return;
    memcpy(word, s + l->start, bytes);
    word[bytes] = '\0';
    word[0] = mkr_lower(word[0]);
    if (hnj_hyphen_hyphenate2((HyphenDict *)patterns, word, (int)bytes, marks, NULL, &rep, &pos, &cut) != 0)
        return;
    for (size_t i = 0, c = 0; i < bytes; i++) { /* marks go by characters */
        if (i + 1 < bytes && (word[i + 1] & 0xC0) == 0x80)
            continue;
        c++;
        after[l->start + i] = c >= before && l->n - c >= behind && marks[c - 1] & 1;
    }
}

/* Has the word no figures, and no capitals but where a part of it begins? */
static bool is_plain(const char *s, size_t n) {
    kind before = OTHER;
    for (const char *p = s; p < s + n;) {
        kind k = kind_of(mkr_utf8_next(&p, s + n));
        if (k == FIGURE || (k == CAPITAL && before != OTHER && before != HYPHEN))
            return false;
        before = k == APOSTROPHE && before == OTHER ? OTHER : k;
    }
    return true;
}

void mkr_word_hyphens(const mkr_dictionary *dictionary, const char *s, size_t n, bool *after) {
    letters l = {0};
    if (n < LEAST_LETTERS || mkr_is_address(s, n) || !is_plain(s, n))
        return;
    for (const char *p = s; p < s + n;) {
        size_t at = (size_t)(p - s);
        kind k = kind_of(mkr_utf8_next(&p, s + n));
        if (k == LETTER || k == CAPITAL) {
            if (l.n++ == 0) {
                l.start = at;
                l.capital = k == CAPITAL;
            }
            l.end = (size_t)(p - s);
            continue;
        }
        l.hyphen_after = k == HYPHEN;
        divide_letters(dictionary->patterns, s, &l, after);
        l = (letters){.hyphen_before = k == HYPHEN};
    }
    divide_letters(dictionary->patterns, s, &l, after);
}

/* ---- divisions of a shaped word */

typedef struct divider {
    mkr_fonts *fonts;
    const mkr_run *in;
    const mkr_word *word;
    MKR_VEC(mkr_division) found; /* in the arena of words */
} divider;

static const char *text_of(const mkr_glyph_run *run, uint32_t glyph) {
    return run->face->codes.at[run->glyphs[glyph].code].text;
}

static int32_t width_of(const mkr_glyph_run *run, uint32_t n) {
    int32_t width = 0;
    for (uint32_t i = 0; i < n; i++)
        width += run->face->codes.at[run->glyphs[i].code].advance + run->glyphs[i].adjust;
    return width;
}

/* Add the place after n glyphs of run r: the letter before it is shaped anew, with a hyphen. */
static void add_division(divider *d, uint32_t r, uint32_t n, bool soft) {
    const mkr_glyph_run *run = &d->word->runs[r];
    uint32_t at = n - soft; /* glyphs that stay as they are, the last of them the letter */
    if (at == 0 || n >= run->n || run->face != d->in->font->face)
        return;
    mkr_glyph letter = run->glyphs[at - 1];
    const char *text = mkr_printf(d->fonts->breaking, "%s-", text_of(run, at - 1));
    const mkr_shaping how = {.font = d->in->font, .language = mkr_fonts_language(d->fonts, d->in->lang)};
    const mkr_word *shown = mkr_word_shape(d->fonts, &how, text, strlen(text), d->in->where);
    if (!shown || shown->n != 1 || shown->runs->face != run->face || shown->runs->n < 2)
        return;
    const mkr_glyph *pair = shown->runs->glyphs + shown->runs->n - 2;
    mkr_face *face = d->in->font->face;
    const mkr_face_code *hyphen = &face->codes.at[pair[1].code];
    int32_t width = width_of(run, n), advance = hyphen->advance;
    uint16_t code = mkr_face_encode(face, hyphen->gid, soft_hyphen, 2, hyphen->dx, hyphen->dy);
    if (code == 0)
        return;
    int32_t kern = pair[0].code == letter.code ? pair[0].adjust - letter.adjust : 0;
    letter.adjust = (int16_t)(letter.adjust + kern);
    *MKR_PUSH(d->fonts->words, &d->found) =
        (mkr_division){.run = r,
                       .n = n,
                       .width = width,
                       .more = advance + kern - (width - width_of(run, at)),
                       .letter = letter,
                       .hyphen = {code, 0},
                       .soft = soft};
}

/* The word's text, put together from its glyphs; NULL when it is too long to be one. */
static const char *text_of_word(const divider *d, size_t *n, bool *soft) {
    enum { MOST = MOST_LETTERS * 4 };
    char *text = mkr_alloc(d->fonts->breaking, MOST + 1);
    *n = 0;
    *soft = false;
    for (uint32_t r = 0; r < d->word->n; r++)
        for (uint32_t i = 0; i < d->word->runs[r].n; i++) {
            const char *more = text_of(&d->word->runs[r], i);
            size_t length = strlen(more);
            *soft = *soft || strcmp(more, soft_hyphen) == 0;
            if (*n + length <= MOST)
                memcpy(text + *n, more, length);
            *n += length;
        }
    return *n <= MOST ? text : NULL;
}

static void find_soft_hyphens(divider *d) {
    for (uint32_t r = 0; r < d->word->n; r++)
        for (uint32_t i = 0; i < d->word->runs[r].n; i++)
            if (strcmp(text_of(&d->word->runs[r], i), soft_hyphen) == 0)
                add_division(d, r, i + 1, true);
}

static void find_hyphens(divider *d, const mkr_dictionary *dictionary, const char *s, size_t n) {
    bool *after = mkr_alloc(d->fonts->breaking, n + 1);
    mkr_word_hyphens(dictionary, s, n, after);
    size_t at = 0;
    for (uint32_t r = 0; r < d->word->n; r++)
        for (uint32_t i = 0; i < d->word->runs[r].n; i++) {
            at += strlen(text_of(&d->word->runs[r], i));
            if (after[at - 1]) /* not inside a ligature, which stays whole */
                add_division(d, r, i + 1, false);
        }
}

const mkr_divisions *mkr_word_divisions(mkr_fonts *fonts, const mkr_run *run, const mkr_word *word,
                                        const mkr_dictionary *dictionary) {
    for (const mkr_divisions *known = word->divisions; known; known = known->next)
        if (known->by == dictionary)
            return known;
    divider d = {.fonts = fonts, .in = run, .word = word};
    size_t n;
    bool soft;
    const char *text = text_of_word(&d, &n, &soft);
    if (soft)
        find_soft_hyphens(&d);
    else if (dictionary && text)
        find_hyphens(&d, dictionary, text, n);
    mkr_divisions *found = mkr_alloc(fonts->words, sizeof *found);
    *found = (mkr_divisions){word->divisions, dictionary, d.found.at, (uint32_t)d.found.n};
    fonts->word_bytes += sizeof *found + d.found.cap * sizeof *d.found.at;
    ((mkr_word *)word)->divisions = found; /* words are constant to all but their cache */
    return found;
}

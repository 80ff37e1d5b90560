/* words.c - a cache of shaped words.
 *
 * HarfBuzz is called once for each different word of a font; after that the word is found here, which is what
 * makes setting a page cheap. The cache is emptied between paragraphs when it has grown too large.
 *
 * Between words the rules of Unicode Standard Annex 14 about one side only (no break after an opening
 * bracket, none before an exclamation mark) become bits of the words' roles. */
#include <linebreak.h>
#include <string.h>

#include "base/ascii.h"
#include "text/fonts.h"
#include "text/tie.h"

enum {
    MOST_CACHED = 8 << 20, /* bytes of cached words before the cache is emptied */
    LONGEST_PROBE = 16 /* slots looked at; also bounds the harm of words made to collide */
};

typedef struct mkr_cache_entry {
    mkr_shaping how;
    const char *text;
    size_t n;
    mkr_word word;
} entry;

/* ---- roles */

static bool may_break(const char *s, size_t n, size_t after) {
    char breaks[8];
    set_linebreaks_utf8((const utf8_t *)s, n, "en", breaks);
    return breaks[after] == LINEBREAK_ALLOWBREAK;
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
    if (!(mkr_is_letter(s[last]) || mkr_is_digit(s[last]))) {
        memcpy(around, s + last, n - last);
        memcpy(around + (n - last), " a", 2);
        role |= may_break(around, n - last + 2, n - last) ? 0 : MKR_ROLE_HOLDS_NEXT;
    }
    if (!(mkr_is_letter(*s) || mkr_is_digit(*s))) {
        memcpy(around, "a ", 2);
        memcpy(around + 2, s, first);
        role |= may_break(around, first + 2, 1) ? 0 : MKR_ROLE_HOLDS_PREVIOUS;
    }
    return role;
}

/* ---- the cache */

static uint64_t hash(const mkr_shaping *how, const char *s, size_t n) {
    uint64_t h = (uint64_t)(uintptr_t)how->font ^ n ^ (uint64_t)how->language << 48, chunk;
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
static entry *keep(mkr_fonts *fonts, const mkr_shaping *how, const char *s, size_t n,
                   const mkr_shaped *shaped) {
    size_t glyphs = shaped->glyphs.n * sizeof *shaped->glyphs.at,
           runs = shaped->runs.n * sizeof *shaped->runs.at;
    size_t whole = sizeof(entry) + runs + glyphs + shaped->runs.n * sizeof(bool) + n;
    char *at = mkr_alloc(fonts->words, whole);
    fonts->word_bytes += whole;
    entry *e = (entry *)(void *)at;
    mkr_glyph_run *run = (mkr_glyph_run *)(void *)(at += sizeof *e);
    mkr_glyph *glyph = (mkr_glyph *)(void *)(at += runs);
    bool *break_after = (bool *)(at += glyphs);
    char *text = at + shaped->runs.n * sizeof(bool);
    if (shaped->runs.n > 0) {
        memcpy(run, shaped->runs.at, runs);
        memcpy(glyph, shaped->glyphs.at, glyphs);
        memcpy(break_after, shaped->break_after.at, shaped->runs.n * sizeof(bool));
    }
    memcpy(text, s, n);
    *e = (entry){*how, text, n, {run, break_after, (uint32_t)shaped->runs.n, 0, NULL}};
    for (size_t i = 0; i < shaped->runs.n; i++) {
        run[i].glyphs = glyph;
        glyph += run[i].n;
    }
    if (n > 0)
        e->word.role = mkr_word_role(s, n) | holds(s, n);
    return e;
}

static const mkr_word *shape_new(mkr_fonts *fonts, const mkr_shaping *how, const char *s, size_t n,
                                 uint64_t h, mkr_where where) {
    mkr_shaped shaped;
    mkr_arena_reset(fonts->shaping);
    if (!mkr_shape(fonts, how, s, n, where, &shaped))
        return NULL;
    entry *e = keep(fonts, how, s, n, &shaped);
    if (fonts->n_words++ * 2 >= fonts->n_slots)
        enlarge(fonts);
    remember(fonts, h, e);
    return &e->word;
}

static bool same_shaping(const mkr_shaping *a, const mkr_shaping *b) {
    return a->font == b->font && a->language == b->language && a->right_to_left == b->right_to_left;
}

const mkr_word *mkr_word_shape(mkr_fonts *fonts, const mkr_shaping *how, const char *s, size_t n,
                               mkr_where where) {
    uint64_t h = hash(how, s, n);
    size_t mask = fonts->n_slots - 1;
    for (size_t i = 0; i < LONGEST_PROBE && fonts->n_slots > 0; i++) {
        const mkr_cache_slot *slot = &fonts->slots[(h + i) & mask];
        if (!slot->entry)
            break;
        const entry *e = slot->entry;
        if (slot->hash == h && e->n == n && same_shaping(&e->how, how) && memcmp(e->text, s, n) == 0)
            return &e->word;
    }
    return shape_new(fonts, how, s, n, h, where);
}

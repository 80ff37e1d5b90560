/* bidi.c - levels by FriBidi, and the order of a line.
 *
 * Most paragraphs hold nothing that runs right to left. That is found out first, eight bytes at a time, so
 * that they cost next to nothing.
 *
 * Runs in a language that is written the other way than the paragraph are isolated (Unicode Standard Annex 9,
 * 2.4): levels are found as if LRI or RLI stood before them and PDI after them. */
#include "text/bidi.h"

#include <fribidi.h>
#include <string.h>

#include "base/language.h"
#include "base/utf8.h"
#include "text/fonts.h"

enum { LINE_SEPARATOR = 0x2028, OBJECT = 0xFFFC, LRI = 0x2066, RLI = 0x2067, PDI = 0x2069 };

/* ---- is there anything to do? */

/* Characters that run right to left, or make others do so, begin at U+0590 and with these bytes. */
static bool may_lead(uint8_t byte) {
    return byte >= 0xD6 && (byte <= 0xE2 || byte >= 0xEF);
}

static bool is_plain(const char *s) {
    uint64_t eight;
    memcpy(&eight, s, sizeof eight);
    return !(eight & 0x8080808080808080u);
}

bool mkr_text_turns(const char *s, size_t n) {
    const char *end = s + n;
    while (s < end) {
        if (end - s >= 8 && is_plain(s)) {
            s += 8;
            continue;
        }
        if (!may_lead((uint8_t)*s)) {
            s++;
            continue;
        }
        uint32_t c = mkr_utf8_next(&s, end);
        if (c != MKR_UTF8_BAD && FRIBIDI_IS_RTL(fribidi_get_bidi_type(c)))
            return true;
    }
    return false;
}

/* Is the run's language written the other way than the paragraph? */
static bool is_isolated(const mkr_run *run, bool right_to_left) {
    return run->lang && mkr_language_right_to_left(run->lang) != right_to_left;
}

static bool any_turns(const mkr_run *runs, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (mkr_text_turns(runs[i].text, runs[i].n) || is_isolated(&runs[i], false))
            return true;
    return false;
}

/* ---- levels */

static bool is_room(const mkr_run *run) {
    return run->n == 0 && run->fixed > 0;
}

/* Neighbours in one language stand in one isolate. */
static bool same_language(const mkr_run *a, const mkr_run *b) {
    return a->lang && b->lang && !strcmp(a->lang, b->lang);
}

static bool begins_isolate(const mkr_run *runs, size_t i, bool right_to_left) {
    return is_isolated(&runs[i], right_to_left) && !(i && same_language(&runs[i - 1], &runs[i]));
}

static bool ends_isolate(const mkr_run *runs, size_t n, size_t i, bool right_to_left) {
    return is_isolated(&runs[i], right_to_left) && !(i + 1 < n && same_language(&runs[i], &runs[i + 1]));
}

/* The characters of the runs and of the isolates around them. Returns their number. */
static size_t decode(const mkr_run *runs, size_t n, bool right_to_left, FriBidiChar *out) {
    size_t to = 0;
    for (size_t i = 0; i < n; i++) {
        const char *p = runs[i].text, *end = p + runs[i].n;
        if (begins_isolate(runs, i, right_to_left))
            out[to++] = right_to_left ? LRI : RLI;
        if (is_room(&runs[i]))
            out[to++] = OBJECT;
        while (p < end) {
            uint32_t c = mkr_utf8_next(&p, end);
            out[to++] = c == '\n' ? LINE_SEPARATOR : c == MKR_UTF8_BAD ? 0xFFFD : c;
        }
        if (ends_isolate(runs, n, i, right_to_left))
            out[to++] = PDI;
    }
    return to;
}

/* Give each byte the level of its character. */
static void spread(const mkr_run *runs, size_t n, bool right_to_left, const FriBidiLevel *levels,
                   uint8_t *out) {
    for (size_t i = 0; i < n; i++) {
        const char *p = runs[i].text, *end = p + runs[i].n;
        levels += begins_isolate(runs, i, right_to_left);
        if (is_room(&runs[i]))
            *out++ = (uint8_t)*levels++;
        while (p < end) {
            const char *start = p;
            mkr_utf8_next(&p, end);
            memset(out, *levels++, (size_t)(p - start));
            out += p - start;
        }
        levels += ends_isolate(runs, n, i, right_to_left);
    }
}

bool mkr_bidi_levels(mkr_fonts *fonts, mkr_arena *arena, const mkr_run *runs, size_t n, bool right_to_left,
                     const uint8_t **levels) {
    *levels = NULL;
    if (n == 0 || (!right_to_left && !any_turns(runs, n)))
        return true;
    size_t bytes = 0;
    for (size_t i = 0; i < n; i++)
        bytes += is_room(&runs[i]) ? 1 : runs[i].n;
    size_t most = bytes + 2 * n; /* with the isolates */
    FriBidiChar *text = mkr_alloc_array(arena, most, sizeof *text);
    FriBidiCharType *types = mkr_alloc_array(arena, most, sizeof *types);
    FriBidiBracketType *brackets = mkr_alloc_array(arena, most, sizeof *brackets);
    FriBidiLevel *of_character = mkr_alloc_array(arena, most, sizeof *of_character);
    uint8_t *of_byte = mkr_alloc_array(arena, bytes + 1, 1);
    FriBidiStrIndex characters = (FriBidiStrIndex)decode(runs, n, right_to_left, text);
    FriBidiParType base = right_to_left ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    if (characters == 0)
        return true;
    fribidi_get_bidi_types(text, characters, types);
    fribidi_get_bracket_types(text, characters, types, brackets);
    if (!fribidi_get_par_embedding_levels_ex(types, brackets, characters, &base, of_character))
        return mkr_say(fonts->diag, MKR_E_NO_MEMORY, runs[0].where, "finding the direction of text");
    spread(runs, n, right_to_left, of_character, of_byte);
    *levels = of_byte;
    return true;
}

/* ---- the order of a line */

static void reverse(uint32_t *from, uint32_t *to) {
    for (; from < to; from++) {
        uint32_t first = *from;
        *from = *--to;
        *to = first;
    }
}

void mkr_bidi_order(const uint8_t *levels, size_t n, uint32_t *order) {
    uint8_t most = 0, least_odd = UINT8_MAX;
    for (size_t i = 0; i < n; i++) {
        order[i] = (uint32_t)i;
        most = levels[i] > most ? levels[i] : most;
        least_odd = levels[i] % 2 && levels[i] < least_odd ? levels[i] : least_odd;
    }
    for (uint8_t level = most; level >= least_odd; level--)
        for (size_t i = 0, end; i < n; i = end + 1) {
            for (; i < n && levels[i] < level; i++)
                ;
            for (end = i; end < n && levels[end] >= level; end++)
                ;
            reverse(order + i, order + end);
        }
}

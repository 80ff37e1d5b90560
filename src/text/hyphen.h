/* hyphen.h - where words may be divided (private to text).
 *
 * A word is divided where its author put soft hyphens, and if there is none, where the patterns of its
 * language allow it (Liang's method; libhyphen). Left alone are words with figures or with capitals other
 * than the first letter, addresses, and the three letters on each side of a hyphen that is there anyhow. */
#ifndef MKR_TEXT_HYPHEN_H
#define MKR_TEXT_HYPHEN_H

#include "text/line.h"

typedef struct mkr_dictionary mkr_dictionary;

/* The patterns for a language (BCP 47, matched by its primary subtag), loaded at the first call. NULL when
 * there are none; that they are listed in the catalogue but cannot be used is said once, as a warning. */
mkr_dictionary *mkr_dictionary_find(mkr_fonts *fonts, const char *lang, mkr_where where);

/* Where a word of n bytes may be divided, soft hyphens left out of account: after[i] is set where a line may
 * end after byte i. The caller clears `after`. */
void mkr_word_hyphens(const mkr_dictionary *dictionary, const char *s, size_t n, bool *after);

/* ---- divisions of a shaped word */

/* A line may end after `n` glyphs of run `run` of the word. */
typedef struct mkr_division {
    uint32_t run, n;
    int32_t width; /* of these glyphs, font units */
    int32_t more; /* how much wider the line's end is than they are, font units */
    mkr_glyph letter,
        hyphen; /* their last letter, kerned with the hyphen; the hyphen, with the text U+00AD */
    bool soft; /* the last of these glyphs is a soft hyphen, whose place the hyphen takes */
} mkr_division;

typedef struct mkr_divisions {
    struct mkr_divisions *next; /* of another dictionary */
    const mkr_dictionary *by; /* NULL: soft hyphens alone */
    const mkr_division *at; /* in order */
    uint32_t n;
} mkr_divisions;

/* Found once for each word and dictionary and kept with the word, which stands in `run` and runs from left to
 * right. */
const mkr_divisions *mkr_word_divisions(mkr_fonts *fonts, const mkr_run *run, const mkr_word *word,
                                        const mkr_dictionary *dictionary);

#endif

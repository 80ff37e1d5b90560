/* claims_sentence.h - a sentence that is compared with the data: what has been read of it, and the parts that
 * every form of claim is made of (private to report/claims*.c). */
#ifndef MKR_REPORT_CLAIMS_SENTENCE_H
#define MKR_REPORT_CLAIMS_SENTENCE_H

#include <string.h>

#include "report/claims.h"

/* The nearest item of a kind from here on: indices, at most that of the end of the sentence. */
typedef struct ahead {
    uint32_t end, stop, unknown, group, state, number; /* stop: where a new thought begins */
} ahead;

typedef enum antecedent { NOTHING, THE_WHOLE, A_PART } antecedent; /* what "of these" would mean */

enum { MOST_NUMBERS = 8 };

typedef struct checker {
    mkr_claims *c;
    mkr_prose *prose;
    const char *text;
    const mkr_item *at;
    size_t n;
    const ahead *ahead;
    mkr_claim_scope base, scope; /* of the headings; here */
    unsigned base_when, carried; /* periods that the headings, the sentences before name */
    antecedent antecedent;
    mkr_states states_before; /* of the sentence before */
    /* of this sentence */
    unsigned when;
    bool opens_previous; /* begins with "In Q1," */
    bool spans; /* speaks of a year or the like: a change may be over that */
    bool unsure, loose; /* speaks of what may be; its percentages add up to 100 */
    mkr_states states, nearest; /* named so far; the last one, until a number comes */
    int64_t numbers[MOST_NUMBERS]; /* named so far */
    size_t n_numbers;
    int64_t named_base; /* of "of the M measures"; 0: none */
} checker;

typedef struct quantity {
    size_t from, to; /* items */
    size_t quoted; /* what a message quotes ends before this item; 0: with the state */
    bool has_n, part_of_states; /* "5 of the Red ones": no count of its own */
    const mkr_item *percent; /* or NULL */
    int64_t n, base; /* base 0: none */
    unsigned bases; /* "of rated indicators": what a share may be of; 0: anything */
} quantity;

static inline bool is_word(const checker *k, size_t i, const char *word) {
    size_t n = strlen(word);
    const mkr_item *item = &k->at[i];
    if (i >= k->n || item->kind != MKR_ITEM_WORD || item->end - item->at != n)
        return false;
    return k->text[item->at + n - 1] == word[n - 1] && ((k->text[item->at] | 0x20) == word[0]) &&
           !strncmp(k->text + item->at + 1, word + 1, n - 1);
}

static inline bool has(const checker *k, size_t i, unsigned bits) {
    return i < k->n && k->at[i].kind == MKR_ITEM_WORD && (k->at[i].word & bits);
}

static inline bool is(const checker *k, size_t i, mkr_item_kind kind) {
    return i < k->n && k->at[i].kind == kind;
}

static inline bool is_mark(const checker *k, size_t i, char mark) {
    return is(k, i, MKR_ITEM_MARK) && k->at[i].mark == mark;
}

/* What a number or a percentage at i looks like. */
quantity mkr_sentence_quantity(const checker *k, size_t i);
/* The item after "performance indicators", "rated indicators" and the like. */
size_t mkr_sentence_skip_qualities(const checker *k, size_t i);
/* The states listed from i on: "Red, Amber or Green". Sets the item after them; 0 when the list runs into
 * other figures. */
mkr_states mkr_sentence_states(const checker *k, size_t i, size_t *to);

/* Periods that a count here may be of; 0: it cannot be told. */
unsigned mkr_sentence_periods(const checker *k);
/* What a figure before item `to` counts, by what stands before and after it. False: it cannot be told. */
bool mkr_sentence_scope(const checker *k, size_t to, mkr_claim_scope *out);
/* Ratings and directions of travel in one sentence may qualify each other: "of the Red ones three improved".
 */
bool mkr_sentence_mixes(const checker *k, mkr_states states);
/* Does what follows the state narrow the count down: "5 Red indicators improved"? */
bool mkr_sentence_narrowed(const checker *k, size_t to);
/* "this priority", "each table": a part of the report that is not named. */
bool mkr_sentence_is_part(const checker *k, size_t i);

/* Compare a quantity, and the states that are said of it before item `to`, with the data. */
void mkr_sentence_check_state(checker *k, const quantity *q, mkr_states states, size_t to, bool percent_too);
void mkr_sentence_note_number(checker *k, int64_t n);

/* claims_forms.c: a claim that does not begin with its figure. The item after it; i when none is there. */
size_t mkr_sentence_check_form(checker *k, size_t i);

/* Say that items [from, to) are wrong, and the truth. */
void mkr_sentence_complain(checker *k, size_t from, size_t to, const char *truth);

#endif

/* lex.h - one tokeniser for objects, content streams and CMaps (ISO 32000-1, 7.2 and 7.3).
 *
 * It collects operands until a keyword: an operator of a content stream or CMap. In the text of an object
 * there is none but R. Names and strings point into the source where they can, so the source must outlive
 * them. */
#ifndef CONFORM_LEX_H
#define CONFORM_LEX_H

#include "cos.h"

#define LEX_DEPTH 100 /* of arrays and dictionaries in one another */

/* Finds the object "id gen R" refers to. */
typedef const cos *lex_refer(void *context, int32_t id, int32_t gen);

typedef struct lex {
    const uint8_t *p, *end;
    arena *mem; /* for arrays, dictionaries and strings that need decoding */
    lex_refer *refer; /* NULL: R is a keyword like any other */
    void *context;
    cos *stack; /* the operands before the keyword; freed by lex_close */
    size_t n, cap;
    size_t frames[LEX_DEPTH]; /* where in the stack each open array or dictionary begins */
    bool is_dict[LEX_DEPTH];
    size_t depth;
    const char *word; /* the keyword */
    size_t word_n;
    unsigned errors; /* brackets that do not match, depth, stray bytes */
} lex;

void lex_open(lex *x, const void *source, size_t n, arena *mem);
void lex_close(lex *x);
/* Reads up to the next keyword; false at the end, with what is left on the stack. Call lex_drop between. */
bool lex_next(lex *x);
void lex_drop(lex *x);

static inline bool lex_word_is(const lex *x, const char *word) {
    return x->word_n == strlen(word) && !memcmp(x->word, word, x->word_n);
}
bool lex_is_space(uint8_t c);

#endif

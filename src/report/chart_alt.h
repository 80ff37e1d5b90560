/* chart_alt.h - what the parts of the check of an author's alternative texts share (private to
 * report/chart_alt_*.c). */
#ifndef MKR_REPORT_CHART_ALT_H
#define MKR_REPORT_CHART_ALT_H

#include "report/chart_build.h"
#include "report/claims.h"

/* ---- words (chart_alt_words.c) */

enum {
    MKR_ALT_WORD = 24, /* bytes of a word that matter, with the zero */
    MKR_ALT_MOST = 120, /* words of a sentence that are looked at */
};

bool mkr_alt_is_word_part(char c);
bool mkr_alt_has_word(const char *list, const char *word); /* list: " rose risen ", in small letters */

/* Words of what is shown mean nothing else: "Calls dropped". */
bool mkr_alt_is_in_name(const char *name, const char *word);
const char *mkr_alt_sentence_end(const char *s); /* a stop between digits ends nothing */

typedef struct mkr_alt_words {
    char word[MKR_ALT_MOST][MKR_ALT_WORD]; /* of the sentence, in small letters */
    size_t n;
    bool is_question;
} mkr_alt_words;

/* Take the words of the next sentence; where it ends. */
const char *mkr_alt_take_sentence(mkr_alt_words *w, const char *s);

typedef enum mkr_alt_count_kind { MKR_ALT_NO_COUNT, MKR_ALT_EXACTLY, MKR_ALT_ALL } mkr_alt_count_kind;
typedef struct mkr_alt_count {
    mkr_alt_count_kind kind;
    size_t n;
} mkr_alt_count;
/* What the word counts: "three", "12", "none", "all". */
mkr_alt_count mkr_alt_read_count(const mkr_alt_words *w, const mkr_lexicon *lexicon, size_t at);

/* ---- figures (chart_alt_figures.c) */

/* The figures that a chart shows, in its unit: what a text may state. */
typedef struct mkr_alt_figures {
    mkr_builder *b;
    mkr_where where; /* of the text */
    const char *unit;
    bool sums; /* a sentence may speak of sums and means of them: then it is not judged */
    bool differences; /* the figures are differences: "by £2m" is one of them */
    MKR_VEC(mkr_decimal) shown;
} mkr_alt_figures;

void mkr_alt_add(mkr_alt_figures *f, mkr_decimal v);
void mkr_alt_add_text(mkr_alt_figures *f, const char *text); /* all numbers in it; or NULL */
void mkr_alt_add_trend(mkr_alt_figures *f, const mkr_trend *trend);
/* Warn of figures in the text that have the unit and are not among those shown. */
void mkr_alt_check_figures(const mkr_alt_figures *f, const char *text);

#endif

/* chart_alt.h - what the parts of the check of an author's alternative texts share (private to
 * report/chart_alt_*.c). */
#ifndef MKR_REPORT_CHART_ALT_H
#define MKR_REPORT_CHART_ALT_H

#include "report/build.h"

enum { MKR_ALT_WORD = 24 }; /* bytes of a word that matter, with the zero */

bool mkr_alt_is_word_part(char c);
bool mkr_alt_has_word(const char *list, const char *word); /* list: " rose risen ", in small letters */

/* Words of what is shown mean nothing else: "Calls dropped". */
bool mkr_alt_is_in_name(const char *name, const char *word);
const char *mkr_alt_sentence_end(const char *s); /* a stop between digits ends nothing */

/* The figures that a chart shows, in its unit: what a text may state. */
typedef struct mkr_alt_figures {
    mkr_builder *b;
    mkr_where where; /* of the text */
    const char *unit;
    bool sums; /* a sentence may speak of sums and means of them: then it is not judged */
    MKR_VEC(mkr_decimal) shown;
} mkr_alt_figures;

void mkr_alt_add(mkr_alt_figures *f, mkr_decimal v);
void mkr_alt_add_text(mkr_alt_figures *f, const char *text); /* all numbers in it; or NULL */
void mkr_alt_add_trend(mkr_alt_figures *f, const mkr_trend *trend);
/* Warn of figures in the text that have the unit and are not among those shown. */
void mkr_alt_check_figures(const mkr_alt_figures *f, const char *text);

#endif

/* late.c - texts that depend on where things come to stand: "12", "pages 7 to 76".
 *
 * A pass prints the pages of the pass before and notes which of them it printed; layout.c compares these with
 * what came out. */
#include "layout/set.h"

enum { GUESS = 10 }; /* where nothing is known yet, most pages have two figures */

static uint32_t ask(mkr_setter *s, uint32_t elem) {
    uint32_t page = s->places.pages[elem];
    s->places.asked[elem] = page + 1;
    return page ? page : GUESS;
}

static const char *figure(mkr_setter *s, uint32_t page) {
    return mkr_printf(s->scratch, "%u", page);
}

/* An appendix ends where the next begins, the last with the report. */
static const char *range(mkr_setter *s, uint32_t appendix) {
    const mkr_appendix *a = &s->doc->appendices.at[appendix];
    bool is_last = appendix + 1 == s->doc->appendices.n;
    uint32_t first = ask(s, a->elem), last = is_last ? ask(s, 0) : ask(s, a[1].elem) - 1;
    if (first >= last)
        return mkr_style_say(s->scratch, s->style, MKR_LABEL_ON_PAGE, "n", figure(s, first), NULL);
    return mkr_style_say(s->scratch, s->style, MKR_LABEL_PAGES_RANGE, "from", figure(s, first), "to",
                         figure(s, last), NULL);
}

const char *mkr_late_text(mkr_setter *s, const mkr_span *span) {
    switch ((mkr_late)span->late) {
    case MKR_LATE_RANGE:
        return range(s, span->late_of);
    case MKR_LATE_PAGE:
        return figure(s, ask(s, span->late_of));
    case MKR_LATE_NOT:
        break;
    }
    return span->text;
}

/* chart_alt_counts.c - an author's own alternative text that counts, held against its chart (F-03): ratings
 * over the periods, risks that went up or down, signals of a control chart.
 *
 * A count is compared where nothing but plain words stands between it and what is counted, and nothing after
 * that narrows it down: a warning must be right. */
#include "data/risk.h"

#include <string.h>

#include "base/ascii.h"
#include "report/chart_alt.h"

typedef struct counter {
    mkr_builder *b;
    mkr_where where;
    const char *text;
    const mkr_lexicon *lexicon;
    mkr_alt_words words;
} counter;

/* NULL: there is no text to check. */
static counter *begin(mkr_builder *b, const mkr_node *node) {
    const mkr_attr *attr = mkr_node_find_attr(node, "alt");
    const char *text = attr ? mkr_build_attr(b, node, "alt") : NULL;
    if (!text)
        return NULL;
    counter *c = mkr_alloc(b->arena, sizeof *c);
    *c = (counter){.b = b, .where = attr->where, .text = text, .lexicon = mkr_lexicon_new(b->arena)};
    return c;
}

/* The word from here on that is none of the plain ones. */
static size_t skip_plain(const mkr_alt_words *w, size_t at, const char *plain) {
    while (at < w->n && mkr_alt_has_word(plain, w->word[at]))
        at++;
    return at;
}

/* Does a statement end before this word? What goes on may narrow it down. */
static bool ends(const mkr_alt_words *w, size_t at) {
    return at >= w->n || mkr_alt_has_word(" and while whereas since in over from between ", w->word[at]);
}

/* ---- ratings */

static int rating_of(const mkr_builder *b, const char *word) {
    for (int r = 0; r < MKR_RATINGS; r++)
        if (b->style->rating_word[r] && mkr_same_letters(b->style->rating_word[r], word) == strlen(word) &&
            !b->style->rating_word[r][strlen(word)])
            return r;
    return -1;
}

static bool some_bar_has(const mkr_bars *bars, int rating, size_t n) {
    for (size_t i = 0; i < bars->n; i++) {
        size_t count = 0;
        for (size_t k = 0; k < bars->rows[i].n_parts; k++) {
            const mkr_bar_part *part = &bars->rows[i].parts[k];
            if (part->tone == MKR_BAR_RATING + rating)
                count = (size_t)(part->to.units - part->from.units);
        }
        if (count == n)
            return true;
    }
    return false;
}

void mkr_build_check_alt_ratings(mkr_builder *b, const mkr_node *node, const mkr_bars *bars) {
    static const char plain[] = " measures measure indicators indicator kpis are is were was rated of the ";
    counter *c = begin(b, node);
    for (const char *s = c ? c->text : ""; *s;) {
        const mkr_alt_words *w = &c->words;
        s = mkr_alt_take_sentence(&c->words, s);
        for (size_t k = 0; k < w->n && !w->is_question; k++) {
            mkr_alt_count count = mkr_alt_read_count(w, c->lexicon, k);
            size_t at = skip_plain(w, k + 1, plain);
            int rating = at < w->n ? rating_of(b, w->word[at]) : -1;
            if (count.kind == MKR_ALT_EXACTLY && rating >= 0 && ends(w, at + 1) &&
                !(k > 0 && mkr_alt_has_word(" than by about to ", w->word[k - 1])) &&
                !some_bar_has(bars, rating, count.n))
                mkr_say(b->diag, MKR_E_CHART_ALT, c->where, "\"%s ... %s\"; no bar has so many", w->word[k],
                        w->word[at]);
        }
    }
}

/* ---- risks */

static mkr_risk_direction direction_at(const mkr_alt_words *w, size_t at, size_t *after) {
    static const char up[] = " increased rose risen worsened ", down[] = " reduced fell fallen decreased ";
    const char *word = at < w->n ? w->word[at] : "", *next = at + 1 < w->n ? w->word[at + 1] : "";
    bool moved = mkr_alt_has_word(" went gone moved ", word);
    *after = at + 1 + moved;
    return mkr_alt_has_word(up, word) || (moved && !strcmp(next, "up"))       ? MKR_RISK_INCREASED
           : mkr_alt_has_word(down, word) || (moved && !strcmp(next, "down")) ? MKR_RISK_REDUCED
           : !strcmp(word, "unchanged")                                       ? MKR_RISK_UNCHANGED
                                                                              : MKR_RISK_NO_DIRECTION;
}

static size_t count_risks(const mkr_risk_course *risks, size_t n, mkr_risk_direction direction) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += risks[i].direction == direction;
    return count;
}

static const mkr_risk_course *find_risk(const mkr_risk_course *risks, size_t n, const char *word) {
    for (size_t i = 0; i < n; i++)
        if (mkr_same_letters(risks[i].ref, word) == strlen(word) && !risks[i].ref[strlen(word)])
            return &risks[i];
    return NULL;
}

static void check_risks_at(const counter *c, const mkr_risk_course *risks, size_t n, size_t k) {
    static const char plain[] = " of the our risk risks scores have has were was are is been ";
    const mkr_alt_words *w = &c->words;
    size_t at = skip_plain(w, k + 1, plain), after;
    const mkr_risk_course *risk = find_risk(risks, n, w->word[k]);
    mkr_alt_count count = mkr_alt_read_count(w, c->lexicon, k);
    mkr_risk_direction said = direction_at(w, at, &after);
    if (said == MKR_RISK_NO_DIRECTION || !ends(w, after))
        return;
    size_t have = count_risks(risks, n, said);
    if (risk                        ? risk->direction != said
        : count.kind == MKR_ALT_ALL ? have != n
                                    : count.kind == MKR_ALT_EXACTLY && have != count.n)
        mkr_say(c->b->diag, MKR_E_CHART_ALT, c->where,
                "\"%s ... %s\"; of %zu risks: %zu increased, %zu reduced, %zu unchanged", w->word[k],
                w->word[after - 1], n, count_risks(risks, n, MKR_RISK_INCREASED),
                count_risks(risks, n, MKR_RISK_REDUCED), count_risks(risks, n, MKR_RISK_UNCHANGED));
}

void mkr_build_check_alt_risks(mkr_builder *b, const mkr_node *node, const mkr_risk_course *risks, size_t n) {
    counter *c = begin(b, node);
    for (const char *s = c ? c->text : ""; *s;) {
        s = mkr_alt_take_sentence(&c->words, s);
        for (size_t k = 0; k < c->words.n && !c->words.is_question; k++)
            check_risks_at(c, risks, n, k);
    }
}

/* ---- signals */

void mkr_build_check_alt_control(mkr_builder *b, const mkr_node *node, const mkr_trend *trend) {
    counter *c = begin(b, node);
    size_t signals = 0;
    mkr_build_check_alt(b, node, trend);
    for (size_t k = 0; trend->signals && k < trend->n; k++)
        signals += trend->signals[k] != MKR_SIGNAL_NONE;
    for (const char *s = c ? c->text : ""; *s;) {
        const mkr_alt_words *w = &c->words;
        s = mkr_alt_take_sentence(&c->words, s);
        for (size_t k = 0; k + 1 < w->n && !w->is_question; k++) {
            bool counted = !strcmp(w->word[k + 1], "signals") || !strcmp(w->word[k + 1], "signal");
            mkr_alt_count count = mkr_alt_read_count(w, c->lexicon, k);
            if (counted && ends(w, k + 2) && count.kind == MKR_ALT_EXACTLY &&
                (count.n == 0) != (signals == 0))
                mkr_say(b->diag, MKR_E_CHART_ALT, c->where, "\"%s %s\"; %zu of the figures are signals",
                        w->word[k], w->word[k + 1], signals);
        }
    }
}

/* chart_alt_bars.c - an author's own alternative text of bars, held against their figures (F-03), and how it
 * says that one figure stands to another.
 *
 * Of a comparison two statements are understood: that the own figure lies above or below that of one
 * comparator, and how it stands to its target. As for trends, a sentence is looked at by itself, and words
 * that make its meaning doubtful silence the check. */
#include <string.h>

#include "base/ascii.h"
#include "data/unit.h"
#include "report/chart_alt.h"

/* ---- figures */

static void add_bar(mkr_alt_figures *f, const mkr_bar *bar) {
    const char *const texts[] = {bar->group, bar->label, bar->value, bar->said};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        mkr_alt_add_text(f, texts[i]);
    for (size_t i = 0; i < bar->n_parts; i++) {
        mkr_alt_add(f, bar->parts[i].from);
        mkr_alt_add(f, bar->parts[i].to);
    }
    for (size_t i = 0; i < bar->n_dots; i++)
        mkr_alt_add(f, bar->dots[i].v);
    if (bar->has_target)
        mkr_alt_add(f, bar->target);
}

static mkr_alt_figures figures_of(mkr_builder *b, mkr_where where, const mkr_bars *bars,
                                  const char *const *cells, size_t n_cells) {
    mkr_alt_figures f = {.b = b, .where = where, .unit = bars->unit, .sums = true};
    for (size_t i = 0; i < bars->n; i++)
        add_bar(&f, &bars->rows[i]);
    for (size_t i = 0; i < n_cells; i++)
        mkr_alt_add_text(&f, cells[i]);
    for (size_t i = 0; i < bars->n_dots; i++)
        mkr_alt_add_text(&f, bars->dots[i]);
    mkr_alt_add_text(&f, bars->name);
    mkr_alt_add_text(&f, bars->summary);
    return f;
}

void mkr_build_check_alt_bars(mkr_builder *b, const mkr_node *node, const mkr_bars *bars,
                              const char *const *cells, size_t n_cells) {
    const mkr_attr *attr = mkr_node_find_attr(node, "alt");
    const char *text = attr ? mkr_build_attr(b, node, "alt") : NULL;
    if (!text)
        return;
    mkr_alt_figures f = figures_of(b, attr->where, bars, cells, n_cells);
    mkr_alt_check_figures(&f, text);
}

/* ---- over or under budget */

static bool names_row(const mkr_bars *bars, const char *s, const char *end) {
    for (size_t i = 0; i < bars->n; i++) {
        size_t n = strlen(bars->rows[i].label);
        for (const char *p = s; n && p + n <= end; p++)
            if (mkr_same_letters(p, bars->rows[i].label) >= n)
                return true;
    }
    return false;
}

/* 1: over budget, -1: under it, by a word of the sentence; 0: it does not say, or both, or doubtfully. */
static int side_of(const mkr_alt_words *w, const char **word) {
    static const char over[] = " overspend overspends overspent overspending adverse ",
                      under[] = " underspend underspends underspent underspending favourable ",
                      doubt[] = " not no never neither nor without but although though while whereas until "
                                "except if would should could might some most excluding before after "
                                "offset partly against was were had ";
    bool said_over = false, said_under = false;
    for (size_t k = 0; k < w->n; k++) {
        bool budget = k + 1 < w->n && !strcmp(w->word[k + 1], "budget");
        bool is_over = mkr_alt_has_word(over, w->word[k]) || (budget && !strcmp(w->word[k], "over"));
        bool is_under = mkr_alt_has_word(under, w->word[k]) || (budget && !strcmp(w->word[k], "under"));
        said_over |= is_over;
        said_under |= is_under;
        *word = is_over || is_under ? w->word[k] : *word;
        if (mkr_alt_has_word(doubt, w->word[k]))
            return 0;
    }
    return w->is_question ? 0 : said_over - said_under;
}

void mkr_build_check_alt_budget(mkr_builder *b, const mkr_node *node, const mkr_bars *bars,
                                const char *const *cells, size_t n_cells, mkr_decimal net) {
    const mkr_attr *attr = mkr_node_find_attr(node, "alt");
    const char *text = attr ? mkr_build_attr(b, node, "alt") : NULL;
    mkr_alt_words *w = mkr_alloc(b->arena, sizeof *w);
    if (!text)
        return;
    mkr_alt_figures f = figures_of(b, attr->where, bars, cells, n_cells);
    f.differences = true;
    mkr_alt_add(&f, net);
    mkr_alt_check_figures(&f, text);
    for (const char *from = text, *end; *from; from = end) {
        end = mkr_alt_take_sentence(w, from);
        const char *word = "";
        int side = side_of(w, &word), order = (net.units > 0) - (net.units < 0);
        if (side && side != order && !names_row(bars, from, end))
            mkr_say(b->diag, MKR_E_CHART_ALT, attr->where, "\"%s\"; %s", word, bars->summary);
    }
}

/* ---- one figure and another */

typedef enum meaning { UP, DOWN, BETTER, WORSE, MET, MISSED, TARGET, DOUBT, MEANINGS } meaning;

static const char *const vocabulary[MEANINGS] = {
    [UP] = " above higher ",
    [DOWN] = " below lower ",
    [BETTER] = " better ",
    [WORSE] = " worse ",
    [MET] = " met meets achieved ",
    [MISSED] = " missed misses ",
    [TARGET] = " target ",
    [DOUBT] = " not no never neither nor without but although though while whereas until till before after "
              "except if would should could might expected almost nearly broadly roughly about mostly once "
              "was were had ",
};

typedef struct sentence {
    const char *said[MEANINGS]; /* where a word of that meaning stands; or NULL */
    int ways; /* how many of them up to MISSED */
    char word[MKR_ALT_WORD]; /* the last of these */
} sentence;

typedef struct comparison {
    mkr_builder *b;
    mkr_where where;
    const mkr_bars *bars; /* the own row first, one comparator a row */
    int better; /* 1: higher figures are better, -1: lower ones, 0: neither */
} comparison;

static sentence read_sentence(const char *name, const char *s, const char *end) {
    sentence out = {.ways = 0};
    char word[MKR_ALT_WORD];
    for (size_t n; s < end; s += n ? n : 1) {
        for (n = 0; s + n < end && mkr_alt_is_word_part(s[n]); n++)
            if (n < sizeof word - 1)
                word[n] = mkr_lower(s[n]);
        word[n < sizeof word ? n : sizeof word - 1] = '\0';
        for (int m = 0; n && m < MEANINGS; m++)
            if (mkr_alt_has_word(vocabulary[m], word) && !mkr_alt_is_in_name(name, word)) {
                out.said[m] = s;
                out.ways += m <= MISSED;
                if (m <= MISSED)
                    memcpy(out.word, word, sizeof word);
            }
    }
    return out;
}

static int order_of(const mkr_bar *a, mkr_decimal b) {
    int order = mkr_decimal_compare(a->parts[0].to, b);
    return (order > 0) - (order < 0);
}

/* Which way the sentence says that the figure lies; 0: it does not. */
static int wanted(const comparison *c, const sentence *s) {
    return s->said[UP]       ? 1
           : s->said[DOWN]   ? -1
           : s->said[BETTER] ? c->better
           : s->said[WORSE]  ? -c->better
                             : 0;
}

/* The only comparator that a sentence names, and where; NULL: none, or several. */
static const mkr_bar *find_named(const comparison *c, const char *s, const char *end, const char **at) {
    const mkr_bar *found = NULL;
    for (size_t k = 1; k < c->bars->n; k++) {
        const char *label = c->bars->rows[k].label;
        size_t n = strlen(label);
        for (const char *p = s; n && p + n <= end; p++) {
            if (mkr_same_letters(p, label) < n)
                continue;
            if (found)
                return NULL;
            found = &c->bars->rows[k];
            *at = p;
            break;
        }
    }
    return found;
}

static const char *printed(const comparison *c, mkr_decimal v) {
    return mkr_unit_print(c->b->arena, c->bars->unit, v, c->bars->places);
}

static void check_target(const comparison *c, const sentence *s) {
    const mkr_bar *own = &c->bars->rows[0];
    if (!own->has_target)
        return;
    int order = order_of(own, own->target), way = wanted(c, s);
    bool met = order == 0 || order == c->better, says = s->said[MET] || s->said[MISSED];
    if ((way && order != way) || (says && c->better && met != (s->said[MET] != NULL)))
        mkr_say(c->b->diag, MKR_E_CHART_ALT, c->where, "\"%s ... target\"; %s has %s, target %s", s->word,
                own->label, printed(c, own->parts[0].to), printed(c, own->target));
}

static void check_sentence(const comparison *c, const char *from, const char *end) {
    sentence s = read_sentence(c->bars->name, from, end);
    const char *at = NULL;
    if (s.said[DOUBT] || s.ways != 1 || end[-1] == '?')
        return;
    const mkr_bar *with = find_named(c, from, end, &at), *own = &c->bars->rows[0];
    if (s.said[TARGET]) {
        if (!with)
            check_target(c, &s);
        return;
    }
    int way = wanted(c, &s);
    if (!with || !way)
        return;
    const char *word = s.said[UP]       ? s.said[UP]
                       : s.said[DOWN]   ? s.said[DOWN]
                       : s.said[BETTER] ? s.said[BETTER]
                                        : s.said[WORSE];
    int order = order_of(own, with->parts[0].to);
    if ((at < word ? -order : order) != way) /* "England is lower" speaks of England */
        mkr_say(c->b->diag, MKR_E_CHART_ALT, c->where, "\"%s\"; %s has %s, %s has %s", s.word, own->label,
                printed(c, own->parts[0].to), with->label, with->value);
}

void mkr_build_check_alt_sides(mkr_builder *b, const mkr_node *node, const mkr_bars *bars,
                               mkr_polarity polarity) {
    const mkr_attr *attr = mkr_node_find_attr(node, "alt");
    const char *text = attr ? mkr_build_attr(b, node, "alt") : NULL;
    comparison c = {.b = b,
                    .bars = bars,
                    .better = polarity == MKR_HIGHER  ? 1
                              : polarity == MKR_LOWER ? -1
                                                      : 0};
    if (!text || bars->n == 0 || bars->rows[0].n_parts == 0)
        return;
    c.where = attr->where;
    for (const char *end; *text; text = end) {
        end = mkr_alt_sentence_end(text);
        check_sentence(&c, text, end);
    }
}

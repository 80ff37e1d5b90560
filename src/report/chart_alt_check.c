/* chart_alt_check.c - an author's own alternative text, held against the figures of its chart (F-03).
 *
 * Three kinds of statement are understood: where the line goes ("rose", "unchanged", "improved"), how the
 * last figure stands to its target ("met", "below target"), and figures with the unit of the chart
 * (chart_alt_figures.c). A sentence is looked at by itself. Words that make its meaning doubtful, such as
 * "not", "until" or the name of a comparator, silence the check: a warning must be right. */
#include <string.h>

#include "base/ascii.h"
#include "data/unit.h"
#include "report/chart_alt.h"

typedef enum meaning {
    UP,
    DOWN,
    DECLINED, /* the value or the performance */
    IMPROVED,
    WORSENED,
    SAME,
    MET,
    MISSED,
    ABOVE,
    BELOW,
    TARGET,
    PERIOD, /* names one: the sentence is about part of the time */
    DOUBT,
    NOTHING
} meaning;

static const char *const vocabulary[] = {
    [UP] = " rose risen rises rising increased increases increasing grew grown climbed higher ",
    [DOWN] = " fell fallen falls falling decreased decreases decreasing dropped lower ",
    [DECLINED] = " declined declining ",
    [IMPROVED] = " improved improving improves ",
    [WORSENED] = " worsened worsening deteriorated worse ",
    [SAME] = " unchanged ",
    [MET] = " met meets met achieved ",
    [MISSED] = " missed misses ",
    [ABOVE] = " above ",
    [BELOW] = " below ",
    [TARGET] = " target ",
    [PERIOD] =
        " q1 q2 q3 q4 quarter month january february march april may june july august september october "
        "november december ",
    [DOUBT] =
        " not no never neither nor without but although though while whereas until till before after then "
        "first since except if would should could might expected forecast almost nearly broadly largely "
        "roughly about around mostly usually often sometimes each every some most than better best again "
        "earlier later mainly overall peak highest lowest between average once twice half ",
};

typedef struct check {
    mkr_builder *b;
    mkr_where where;
    const mkr_trend *t;
    mkr_alt_words words; /* of the sentence */
} check;

/* ---- words */

static meaning meaning_of(const check *c, const char *word) {
    size_t n = strlen(word);
    if ((n > 3 && !strcmp(word + n - 3, "n't")) || (n > 5 && !strcmp(word + n - 5, "n’t")))
        return DOUBT;
    if (strchr(word, '/'))
        return PERIOD;
    for (int m = 0; m < NOTHING; m++)
        if (mkr_alt_has_word(vocabulary[m], word))
            return m < TARGET && mkr_alt_is_in_name(c->t->name, word) ? NOTHING : (meaning)m;
    return NOTHING;
}

/* ---- what the figures say */

/* The first and the last figure of the line, and the one before the last; false with fewer than two. */
static bool find_course(const mkr_trend *t, int *overall, int *latest) {
    const mkr_datum *at = t->curves[0].at;
    size_t first = t->n, last = t->n, before = t->n;
    for (size_t k = 0; k < t->n; k++) {
        if (!at[k].given)
            continue;
        first = first == t->n ? k : first;
        before = last;
        last = k;
    }
    if (before == t->n)
        return false;
    *overall = mkr_decimal_compare(at[last].v, at[first].v);
    *latest = mkr_decimal_compare(at[last].v, at[before].v);
    return true;
}

static int sign(int a) {
    return (a > 0) - (a < 0);
}

/* Does neither the whole line nor its last step go that way? */
static bool contradicts_course(const check *c, meaning m) {
    int overall, latest, better = c->t->polarity == MKR_HIGHER ? 1 : c->t->polarity == MKR_LOWER ? -1 : 0;
    if (!find_course(c->t, &overall, &latest))
        return false;
    int wanted = m == UP ? 1 : m == DOWN ? -1 : m == IMPROVED ? better : m == WORSENED ? -better : 0;
    if (m == DECLINED)
        return contradicts_course(c, DOWN) && contradicts_course(c, WORSENED) && better != 0;
    if (m != SAME && wanted == 0)
        return false;
    return sign(overall) != wanted && sign(latest) != wanted;
}

/* The last figure and its target, if both are there. */
static bool find_target(const mkr_trend *t, int *order) {
    const mkr_datum *last = &t->curves[0].at[t->n - 1];
    if (t->n_guides == 0 || t->guides[0].role != MKR_GUIDE_TARGET || !t->guides[0].at[t->n - 1].given ||
        !last->given)
        return false;
    *order = sign(mkr_decimal_compare(last->v, t->guides[0].at[t->n - 1].v));
    return true;
}

static bool contradicts_target(const check *c, meaning m) {
    int order, better = c->t->polarity == MKR_HIGHER ? 1 : c->t->polarity == MKR_LOWER ? -1 : 0;
    if (!find_target(c->t, &order))
        return false;
    if (m == ABOVE || m == BELOW)
        return order != (m == ABOVE ? 1 : -1);
    bool met = order == 0 || order == better;
    return better != 0 && met != (m == MET);
}

/* ---- sentences */

static bool names_comparator(const check *c, const char *from, const char *to) {
    for (size_t k = 0; k < c->t->n_curves; k++) {
        size_t n = strlen(c->t->curves[k].name);
        for (const char *s = from; n && c->t->curves[k].role != MKR_CURVE_OWN && s + n <= to; s++)
            if (mkr_same_letters(s, c->t->curves[k].name) >= n)
                return true;
    }
    return false;
}

/* Is a sentence that names periods about the whole time: its first and its last? */
static bool spans_all(const check *c, const char *from, const char *to) {
    mkr_arena *arena = c->b->arena;
    const char *text = mkr_strndup(arena, from, (size_t)(to - from));
    return strstr(text, mkr_period_print(arena, c->t->periods[0])) &&
           strstr(text, mkr_period_print(arena, c->t->periods[c->t->n - 1]));
}

static void say(const check *c, const char *word) {
    mkr_builder *b = c->b;
    const mkr_trend *t = c->t;
    const mkr_datum *at = t->curves[0].at;
    size_t first = 0, last = t->n - 1;
    while (first < last && !at[first].given)
        first++;
    while (last > first && !at[last].given)
        last--;
    const char *target = "";
    if (t->n_guides && t->guides[0].role == MKR_GUIDE_TARGET && t->guides[0].at[last].given)
        target = mkr_printf(b->arena, ", target %s",
                            mkr_unit_print(b->arena, t->unit, t->guides[0].at[last].v, t->places));
    mkr_say(b->diag, MKR_E_CHART_ALT, c->where, "\"%s\"; the figures go from %s in %s to %s in %s%s", word,
            mkr_unit_print(b->arena, t->unit, at[first].v, t->places),
            mkr_period_print(b->arena, t->periods[first]),
            mkr_unit_print(b->arena, t->unit, at[last].v, t->places),
            mkr_period_print(b->arena, t->periods[last]), target);
}

/* What each word of the sentence means. "No signals" of a control chart says nothing of its course, and
 * "under the target" is below it, but "over the year" is not above. */
static void read_meanings(const check *c, meaning *of) {
    const mkr_alt_words *w = &c->words;
    for (size_t k = 0; k < w->n; k++) {
        const char *next = k + 1 < w->n ? w->word[k + 1] : "";
        size_t after = k + 1 + mkr_alt_has_word(" the its our their this a ", next);
        bool to_target = after < w->n && !strcmp(w->word[after], "target");
        of[k] = mkr_alt_has_word(" no without ", w->word[k]) && !strncmp(next, "signal", 6) ? NOTHING
                : to_target && !strcmp(w->word[k], "under")                                 ? BELOW
                : to_target && !strcmp(w->word[k], "over")                                  ? ABOVE
                                                           : meaning_of(c, w->word[k]);
    }
}

/* The first word of some meanings; the number of words: there is none, or several mean different things. */
static size_t find_only(const check *c, const meaning *of, meaning from, meaning to) {
    size_t found = c->words.n;
    for (size_t k = 0; k < c->words.n; k++) {
        if (of[k] < from || of[k] > to)
            continue;
        if (found < c->words.n && of[k] != of[found])
            return c->words.n;
        found = found < c->words.n ? found : k;
    }
    return found;
}

static void check_sentence(check *c, const char *from, const char *to) {
    meaning of[MKR_ALT_MOST];
    const mkr_alt_words *w = &c->words;
    bool said[DOUBT + 1] = {false};
    read_meanings(c, of);
    for (size_t k = 0; k < w->n; k++)
        if (of[k] != NOTHING)
            said[of[k]] = true;
    bool part = said[PERIOD] && !spans_all(c, from, to);
    if (w->is_question || said[DOUBT] || part || names_comparator(c, from, to))
        return;
    size_t way = find_only(c, of, UP, SAME), judged = find_only(c, of, MET, BELOW);
    /* "fell and missed the target" says two things, "fell below the target" and "the target rose" one */
    bool apart =
        judged < w->n && of[judged] <= MISSED && way < judged && find_only(c, of, TARGET, TARGET) > judged;
    if (way < w->n && (!said[TARGET] || apart) && contradicts_course(c, of[way]))
        say(c, w->word[way]);
    if (judged < w->n && said[TARGET] && contradicts_target(c, of[judged]))
        say(c, mkr_printf(c->b->arena, "%s ... target", w->word[judged]));
}

void mkr_build_check_alt(mkr_builder *b, const mkr_node *node, const mkr_trend *trend) {
    const mkr_attr *attr = mkr_node_find_attr(node, "alt");
    const char *text = attr ? mkr_build_attr(b, node, "alt") : NULL;
    if (!text || trend->n == 0)
        return;
    check *c = mkr_alloc(b->arena, sizeof *c);
    c->b = b;
    c->where = attr->where;
    c->t = trend;
    bool several = trend->n_curves > 1 && trend->curves[1].role == MKR_CURVE_OWN;
    for (const char *s = text; *s && !several;) {
        const char *from = s;
        s = mkr_alt_take_sentence(&c->words, s);
        check_sentence(c, from, s);
    }
    mkr_alt_figures figures = {.b = b, .where = attr->where, .unit = trend->unit};
    mkr_alt_add_trend(&figures, trend);
    mkr_alt_check_figures(&figures, text);
}

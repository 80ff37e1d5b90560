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

enum { LONGEST_WORD = MKR_ALT_WORD, MOST_WORDS = 120 };

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
    char words[MOST_WORDS][LONGEST_WORD]; /* of the sentence, in small letters */
    size_t n;
    bool is_question;
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

/* Take the words of the next sentence; where it ends. A stop between digits ends nothing. */
static const char *take_sentence(check *c, const char *s) {
    c->n = 0;
    for (; *s; s++) {
        if ((*s == '.' && !mkr_is_digit(s[1])) || *s == '?' || *s == '!' || *s == ';') {
            c->is_question = *s == '?';
            return s + 1;
        }
        if (!mkr_alt_is_word_part(*s))
            continue;
        size_t n = 0;
        for (; mkr_alt_is_word_part(s[n]); n++)
            if (n < LONGEST_WORD - 1 && c->n < MOST_WORDS)
                c->words[c->n][n] = mkr_lower(s[n]);
        if (c->n < MOST_WORDS)
            c->words[c->n++][n < LONGEST_WORD ? n : LONGEST_WORD - 1] = '\0';
        s += n - 1;
    }
    c->is_question = false;
    return s;
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

static void check_sentence(check *c, const char *from, const char *to) {
    const char *said[DOUBT + 1] = {NULL};
    for (size_t k = 0; k < c->n; k++) {
        meaning m = meaning_of(c, c->words[k]);
        if (m != NOTHING)
            said[m] = c->words[k];
    }
    bool part = said[PERIOD] && !spans_all(c, from, to);
    if (c->is_question || said[DOUBT] || part || names_comparator(c, from, to))
        return;
    int ways = 0;
    for (int m = UP; m <= SAME; m++)
        ways += said[m] != NULL;
    for (int m = UP; m <= SAME && ways == 1 && !said[TARGET]; m++)
        if (said[m] && contradicts_course(c, (meaning)m))
            say(c, said[m]);
    ways = 0;
    for (int m = MET; m <= BELOW; m++)
        ways += said[m] != NULL;
    for (int m = MET; m <= BELOW && ways == 1 && said[TARGET]; m++)
        if (said[m] && contradicts_target(c, (meaning)m))
            say(c, mkr_printf(c->b->arena, "%s ... target", said[m]));
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
        s = take_sentence(c, s);
        check_sentence(c, from, s);
    }
    mkr_alt_figures figures = {.b = b, .where = attr->where, .unit = trend->unit};
    mkr_alt_add_trend(&figures, trend);
    mkr_alt_check_figures(&figures, text);
}

/* chart_alt_check.c - an author's own alternative text, held against the figures of its chart (F-03).
 *
 * Three kinds of statement are understood: where the line goes ("rose", "unchanged", "improved"), how the
 * last figure stands to its target ("met", "below target"), and figures with the unit of the chart. A
 * sentence is looked at by itself. Words that make its meaning doubtful, such as "not", "until" or the name
 * of a comparator, silence the check: a warning must be right. */
#include <string.h>

#include "base/ascii.h"
#include "data/unit.h"
#include "report/build.h"

enum { LONGEST_WORD = 24, MOST_WORDS = 120 };

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

static bool is_word_part(char c) {
    return mkr_is_letter(c) || mkr_is_digit(c) || c == '\'' || c == '/' || (unsigned char)c >= 0x80;
}

static bool has_word(const char *list, const char *word) {
    size_t n = strlen(word);
    for (const char *s = strstr(list, word); n && s; s = strstr(s + 1, word))
        if (s > list && s[-1] == ' ' && s[n] == ' ')
            return true;
    return false;
}

/* Words of the measure's own name mean nothing else: "Calls dropped". */
static bool is_in_name(const check *c, const char *word) {
    size_t n = strlen(word);
    for (const char *s = c->t->name; *s; s++)
        if (mkr_same_letters(s, word) >= n && (s == c->t->name || !is_word_part(s[-1])) &&
            !is_word_part(s[n]))
            return true;
    return false;
}

static meaning meaning_of(const check *c, const char *word) {
    size_t n = strlen(word);
    if ((n > 3 && !strcmp(word + n - 3, "n't")) || (n > 5 && !strcmp(word + n - 5, "n’t")))
        return DOUBT;
    if (strchr(word, '/'))
        return PERIOD;
    for (int m = 0; m < NOTHING; m++)
        if (has_word(vocabulary[m], word))
            return m < TARGET && is_in_name(c, word) ? NOTHING : (meaning)m;
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
        if (!is_word_part(*s))
            continue;
        size_t n = 0;
        for (; is_word_part(s[n]); n++)
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

/* ---- figures */

/* Is a figure of the chart, rounded as the text rounds, this number? */
static bool is_among(const mkr_datum *at, size_t n, mkr_decimal number) {
    for (size_t k = 0; at && k < n; k++)
        if (at[k].given && mkr_decimal_compare(mkr_decimal_round(mkr_decimal_abs(at[k].v), number.places),
                                               mkr_decimal_abs(number)) == 0)
            return true;
    return false;
}

static bool is_shown(const mkr_trend *t, mkr_decimal number) {
    for (size_t k = 0; k < t->n_curves; k++)
        if (is_among(t->curves[k].at, t->n, number))
            return true;
    for (size_t k = 0; k < t->n_guides; k++)
        if (is_among(t->guides[k].at, t->n, number))
            return true;
    return is_among(t->band[0], t->n, number) || is_among(t->band[1], t->n, number);
}

/* The bytes of a number in digits, with commas and a point. */
static size_t number_length(const char *s) {
    size_t n = 0;
    while (mkr_is_digit(s[n]) || ((s[n] == ',' || s[n] == '.') && mkr_is_digit(s[n + 1])))
        n++;
    return n;
}

static bool read_number(mkr_arena *arena, const char *s, size_t n, mkr_decimal *out) {
    char *digits = mkr_alloc(arena, n + 1);
    size_t length = 0;
    for (size_t k = 0; k < n; k++)
        if (s[k] != ',')
            digits[length++] = s[k];
    return mkr_decimal_parse(digits, out);
}

/* Is the figure a difference or said roughly, by the word before it? */
static bool is_loose(const char *text, const char *at) {
    static const char loose[] =
        " by about around over under than nearly almost roughly some least most within up to "
        "between approximately rise fall increase decrease drop change reduction ";
    char word[LONGEST_WORD];
    for (int back = 0; back < 2; back++) {
        while (at > text && !is_word_part(at[-1]))
            at--;
        const char *end = at;
        while (at > text && is_word_part(at[-1]))
            at--;
        size_t n = (size_t)(end - at);
        if (n >= sizeof word)
            return false;
        for (size_t k = 0; k < n; k++)
            word[k] = mkr_lower(at[k]);
        word[n] = '\0';
        bool to = !strcmp(word, "to"); /* "from 45% to 60%" is exact, "up to 60%" is not */
        if (n && !to && has_word(loose, word))
            return true;
        if (strcmp(word, "of") != 0 && !to)
            return false;
    }
    return false;
}

/* The bytes of the unit after a percentage; 0: it is none, or one of percentage points. */
static size_t percent_length(const char *s) {
    const char *from = s;
    s += strspn(s, " ");
    if (*s == '%')
        return (size_t)(s + 1 - from);
    static const char *const words[] = {"per cent", "percent"};
    for (size_t k = 0; k < 2; k++)
        if (mkr_same_letters(s, words[k]) >= strlen(words[k]) && !is_word_part(s[strlen(words[k])]))
            return (size_t)(s - from) + strlen(words[k]);
    return 0;
}

/* Has the number at s the unit of the chart? Pounds are compared where text and chart have one scale. */
static bool has_unit(const mkr_trend *t, const char *text, const char *s, size_t n) {
    mkr_unit unit = mkr_unit_read(t->unit);
    int8_t scale = 0;
    if (unit.kind == MKR_UNIT_PERCENT)
        return percent_length(s + n) > 0;
    if (unit.kind == MKR_UNIT_POUNDS) {
        bool pounds = s >= text + 2 && !memcmp(s - 2, "£", 2);
        mkr_scale_read(s + n + strspn(s + n, " "), &scale);
        return pounds && scale == unit.scale;
    }
    size_t length = unit.kind == MKR_UNIT_WORD ? strlen(unit.words) : 0;
    const char *after = s + n + strspn(s + n, " ");
    return length > 2 && mkr_same_letters(after, unit.words) >= length && !is_word_part(after[length]);
}

static void check_figures(const check *c, const char *text) {
    mkr_decimal number;
    for (const char *s = text; *s;) {
        size_t n = number_length(s);
        bool whole = n && (s == text || !(mkr_is_letter(s[-1]) || s[-1] == '/'));
        if (whole && has_unit(c->t, text, s, n) && !is_loose(text, s) &&
            read_number(c->b->arena, s, n, &number) && !is_shown(c->t, number) &&
            !strstr(c->t->name, mkr_strndup(c->b->arena, s, n)))
            mkr_say(c->b->diag, MKR_E_CHART_ALT, c->where, "no figure is %.*s", (int)n, s);
        s += n ? n : 1;
    }
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
    check_figures(c, text);
}

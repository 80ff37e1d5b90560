/* claims_forms.c - claims that do not begin with their figure.
 *
 *   the number of S indicators is N | the proportion of S indicators is P%
 *   the number of S indicators rose, fell ... by N
 *   all | every [indicators] are S
 *   performance improved, declined for N [of M] indicators
 *   S: N | S N, S N and S N                                    "RAG: Green 5, Amber 6, Red 4"
 *
 * and figures that are none, for they name indicators: "KPI 5", "indicators 1 and 3".
 *
 * N, P, S, M and what silences the check are explained in claims_prose.c. */
#include "report/claims_sentence.h"

static bool is_one_of(const checker *k, size_t i, const char *const *words) {
    for (; *words; words++)
        if (is_word(k, i, *words))
            return true;
    return false;
}

/* Does nothing stand before i that what follows could belong to? */
static bool begins_thought(const checker *k, size_t i) {
    static const char *const joins[] = {"and", "but", "that", "while", "whilst", "overall", NULL};
    return !i || is(k, i - 1, MKR_ITEM_END) || is(k, i - 1, MKR_ITEM_PERIOD) ||
           (is(k, i - 1, MKR_ITEM_MARK) && strchr(",:;(", k->at[i - 1].mark)) || is_one_of(k, i - 1, joins);
}

/* Is the figure before i complete? Not so in "6 more", "5 in every 10", "2 or 3". */
static bool ends_figure(const checker *k, size_t i) {
    static const char *const goes_on[] = {"and",     "while",   "whilst", "but", "compared",
                                          "against", "overall", "this",   "up",  "down",
                                          "since",   "over",    NULL};
    if (is(k, i, MKR_ITEM_MARK))
        return strchr(",;)", k->at[i].mark) != NULL;
    if (has(k, i, MKR_WORD_PLACE))
        return !is(k, i + 1, MKR_ITEM_NUMBER) && !is_word(k, i + 1, "every");
    return is(k, i, MKR_ITEM_END) || is(k, i, MKR_ITEM_PERIOD) || is_one_of(k, i, goes_on);
}

static void note(checker *k, const quantity *q, mkr_states states) {
    k->states |= states;
    k->nearest = 0;
    k->antecedent = A_PART;
    if (q->has_n)
        mkr_sentence_note_number(k, q->n);
}

/* ---- the number of S */

/* "rose", "has increased": 1; "fell": -1; 0: neither. */
static int direction_at(const checker *k, size_t i) {
    static const char *const up[] = {"increased", "rose", "risen", "grew", "grown", "climbed", NULL},
                             *const down[] = {"decreased", "fell", "fallen", "dropped", "reduced", NULL};
    bool declined = is(k, i, MKR_ITEM_STATE) && k->at[i].states == MKR_STATE_TRAVEL(MKR_DECLINING);
    return is_one_of(k, i, up) ? 1 : declined || is_one_of(k, i, down) ? -1 : 0;
}

/* "increased by two" at i, said of the number of states; `from` begins the claim. */
static size_t check_change(checker *k, size_t from, size_t i, mkr_states states) {
    size_t n = i + 2, to = n + 1;
    int direction = direction_at(k, i);
    if (!direction || !is_word(k, i + 1, "by") || !is(k, n, MKR_ITEM_NUMBER))
        return from;
    to += has(k, to, MKR_WORD_NOUN);
    mkr_claim_scope scope;
    bool known = !(states & MKR_STATES_OF_TRAVEL) && k->c->has_previous && !k->opens_previous && !k->spans &&
                 ends_figure(k, to) && mkr_sentence_periods(k) && !mkr_sentence_mixes(k, states) &&
                 mkr_sentence_scope(k, to, &scope);
    if (known && !mkr_claims_change_agrees(k->c, scope, states, direction * k->at[n].number.units))
        mkr_sentence_complain(k, from, to,
                              mkr_claims_tell(k->c, scope, states, MKR_AT_PREVIOUS | MKR_AT_CURRENT));
    k->states |= states;
    k->nearest = 0;
    return to;
}

/* "the number of Red indicators is 5", "... increased by two", with "number" at i. */
static size_t check_number_of(checker *k, size_t i) {
    static const char *const shares[] = {"proportion", "percentage", "share", NULL},
                             *const verbs[] = {"is",    "was",     "are",      "were", "stands",
                                               "stood", "remains", "remained", NULL};
    bool share = is_one_of(k, i, shares),
         article = i && (is_word(k, i - 1, "the") || is_word(k, i - 1, "total"));
    if ((!share && !is_word(k, i, "number")) || !is_word(k, i + 1, "of") ||
        !(article || begins_thought(k, i)))
        return i;
    size_t j = i + 2;
    j += has(k, j, MKR_WORD_ARTICLE);
    mkr_states states = is(k, j, MKR_ITEM_STATE) ? mkr_sentence_states(k, j, &j) : 0;
    j = states ? mkr_sentence_skip_qualities(k, j) : j;
    if (!states || states == MKR_STATE_RATED)
        return i;
    size_t moved = is_word(k, j, "has") || is_word(k, j, "have") ? j + 1 : j;
    if (direction_at(k, moved))
        return check_change(k, i, moved, states);
    if (!is_mark(k, j, ':') && !is_one_of(k, j, verbs))
        return i;
    j += is_word(k, j + 1, "at") || is_word(k, j + 1, "currently") ? 2 : 1;
    if (!is(k, j, share ? MKR_ITEM_PERCENT : MKR_ITEM_NUMBER))
        return i;
    quantity q = mkr_sentence_quantity(k, j);
    if (!ends_figure(k, q.to))
        return i;
    q.from = i;
    mkr_sentence_check_state(k, &q, states, q.to, true);
    note(k, &q, states);
    return q.to;
}

/* ---- all of them are S */

/* The state said of all, from i on: its item, or 0. A verb must say it: not "all indicators rated Red". */
static size_t find_said(const checker *k, size_t i) {
    enum { MOST_WORDS = 5 };
    bool verb = false;
    for (size_t j = i; j < i + MOST_WORDS; j++) {
        bool rated = is(k, j, MKR_ITEM_STATE) && k->at[j].states == MKR_STATE_RATED;
        if (verb && rated && (is(k, j + 1, MKR_ITEM_STATE) || is_word(k, j + 1, "as")))
            continue;
        if (is(k, j, MKR_ITEM_STATE))
            return verb || (j == i && k->at[j].states & MKR_STATES_OF_TRAVEL) ? j : 0;
        if (!has(k, j, MKR_WORD_LINK) || has(k, j, MKR_WORD_BACK) || is_word(k, j, "of") ||
            is_word(k, j, "with"))
            return 0;
        verb |= has(k, j, MKR_WORD_VERB);
    }
    return 0;
}

/* "All indicators are Green", with "all" at i. */
static size_t check_all(checker *k, size_t i) {
    bool each = is_word(k, i, "every") || is_word(k, i, "each");
    if ((!each && !is_word(k, i, "all")) || !begins_thought(k, i))
        return i;
    size_t j = i + 1;
    j += is_word(k, j, "of");
    j += has(k, j, MKR_WORD_ARTICLE);
    size_t nouns = mkr_sentence_skip_qualities(k, j), to;
    size_t said = nouns > j && has(k, nouns - 1, MKR_WORD_NOUN) ? find_said(k, nouns) : 0;
    mkr_states states = said ? mkr_sentence_states(k, said, &to) : 0;
    if (!states)
        return i;
    mkr_claim_scope scope;
    unsigned when = mkr_sentence_periods(k);
    bool exception = k->ahead[to].number < k->ahead[to].end; /* "but one" */
    if (when && !exception && !mkr_sentence_mixes(k, states) && !mkr_sentence_narrowed(k, to) &&
        mkr_sentence_scope(k, to, &scope) && !mkr_claims_all_agree(k->c, scope, states, when))
        mkr_sentence_complain(k, i, to, mkr_claims_tell_shares(k->c, scope, states));
    k->states |= states;
    k->nearest = 0;
    k->antecedent = A_PART;
    return to;
}

/* ---- performance improved for N */

static size_t check_performance(checker *k, size_t i) {
    size_t j = i + 1;
    j += is_word(k, j, "has") || is_word(k, j, "have") ? 1 : 0;
    if (!is_word(k, i, "performance") || !is(k, j, MKR_ITEM_STATE) ||
        !(k->at[j].states & MKR_STATES_OF_TRAVEL) || !(is_word(k, j + 1, "for") || is_word(k, j + 1, "in")) ||
        !is(k, j + 2, MKR_ITEM_NUMBER))
        return i;
    mkr_states states = k->at[j].states;
    quantity q = mkr_sentence_quantity(k, j + 2);
    size_t to = mkr_sentence_skip_qualities(k, q.to);
    mkr_claim_scope scope;
    if (!has(k, to - 1, MKR_WORD_NOUN) || !ends_figure(k, to))
        return i;
    bool total = q.base && mkr_sentence_periods(k) == MKR_AT_CURRENT && mkr_sentence_scope(k, to, &scope);
    if (total && !mkr_claims_total_agrees(k->c, scope, q.base))
        mkr_sentence_complain(k, q.from, to, mkr_claims_tell(k->c, scope, 0, MKR_AT_CURRENT));
    else
        mkr_sentence_check_state(k, &q, states, to, true);
    note(k, &q, states);
    return to;
}

/* ---- indicators 1 and 3 */

static bool is_singular(const checker *k, size_t noun) {
    return (k->text[k->at[noun].end - 1] | 0x20) != 's';
}

/* "the 46 comparable measures", with the noun at i: a number after it counts some of these. */
static bool is_counted(const checker *k, size_t i) {
    enum { MOST_QUALITIES = 4 };
    for (size_t back = 1; back <= i && back <= MOST_QUALITIES; back++) {
        const mkr_item *item = &k->at[i - back];
        bool rated = item->kind == MKR_ITEM_STATE && item->states == MKR_STATE_RATED;
        if (!rated && !has(k, i - back, MKR_WORD_NOUN | MKR_WORD_QUALITY | MKR_WORD_COMPARABLE))
            return item->kind == MKR_ITEM_NUMBER;
    }
    return false;
}

/* The item after the next number of a list: ", 2", "and 3", "to 5" at i; or i. */
static size_t next_reference(const checker *k, size_t i) {
    size_t j = i + (is_mark(k, i, ',') || is_mark(k, i, '&'));
    j += is_word(k, j, "and") || is_word(k, j, "or") || is_word(k, j, "to");
    return j > i && is(k, j, MKR_ITEM_NUMBER) ? j + 1 : i;
}

/* "Indicator 3", "KPI no 5", "priorities 1, 2 and 4", with the noun at i. What follows is about these. */
static size_t skip_reference(checker *k, size_t i) {
    static const char *const others[] = {"priority", "priorities", "quarters", NULL};
    bool noun = has(k, i, MKR_WORD_NOUN) || is_one_of(k, i, others);
    if (!noun || is_counted(k, i) || !is(k, i + 1, MKR_ITEM_NUMBER))
        return i;
    size_t to = i + 2;
    if (!k->at[i + 1].number.units && !is(k, to++, MKR_ITEM_NUMBER)) /* "of the indicators none is Red" */
        return i;
    for (size_t next; (next = next_reference(k, to)) > to;)
        to = next;
    k->scope.extent = MKR_SCOPE_OPEN;
    k->antecedent = A_PART;
    k->nearest = 0;
    return to;
}

/* ---- S: N */

enum { MOST_PAIRS = 8 };

typedef struct pair { /* "Amber: 7" */
    quantity q;
    mkr_states states;
    bool marked; /* by a colon, or the like, between the two */
} pair;

/* The pair at i; the item after it, or i. */
static size_t read_pair(const checker *k, size_t i, pair *out) {
    if (!is(k, i, MKR_ITEM_STATE))
        return i;
    size_t j = mkr_sentence_skip_qualities(k, i + 1);
    out->marked = is_mark(k, j, ':') || is_mark(k, j, '=');
    j += out->marked;
    bool bracket = !out->marked && is_mark(k, j, '(');
    j += bracket;
    bool reference = has(k, j - 1, MKR_WORD_NOUN) && is_singular(k, j - 1); /* "Red KPI 5" */
    if (!is(k, j, MKR_ITEM_NUMBER) || reference)
        return i;
    out->states = k->at[i].states;
    out->q = mkr_sentence_quantity(k, j);
    out->q.from = i;
    if (bracket && !is_mark(k, out->q.to, ')'))
        return i;
    out->q.to += bracket;
    out->q.quoted = out->q.to;
    return out->q.to;
}

/* "Green 5, Amber 6 and Red 4" at i. One alone must be marked: "Amber: 7". */
static size_t check_pairs(checker *k, size_t i) {
    pair pairs[MOST_PAIRS];
    size_t n = 0, to = i;
    bool counted = i > 1 && is_word(k, i - 1, "of") && is_word(k, i - 2, "number");
    if (!is(k, i, MKR_ITEM_STATE) || !(counted || begins_thought(k, i)))
        return i;
    for (size_t next = i; n < MOST_PAIRS; next = to) {
        if (n)
            next += is_mark(k, next, ',') || is_mark(k, next, ';');
        if (n)
            next += is_word(k, next, "and");
        if (n && next == to)
            break;
        size_t end = read_pair(k, next, &pairs[n]);
        if (end == next)
            break;
        to = end;
        n++;
    }
    if (!n || n == MOST_PAIRS || (n == 1 && !pairs[0].marked) || !ends_figure(k, to))
        return i;
    for (size_t p = 0; p < n; p++) {
        mkr_sentence_check_state(k, &pairs[p].q, pairs[p].states, to, true);
        note(k, &pairs[p].q, pairs[p].states);
    }
    return to;
}

size_t mkr_sentence_check_form(checker *k, size_t i) {
    size_t (*const forms[])(checker *, size_t) = {check_number_of, check_all, check_performance, check_pairs,
                                                  skip_reference};
    size_t to = i;
    for (size_t f = 0; f < sizeof forms / sizeof *forms && to == i; f++)
        to = forms[f](k, i);
    return to;
}

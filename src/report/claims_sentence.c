/* claims_sentence.c - the parts that claims are made of: figures, states, what is counted, and when. */
#include "report/claims_sentence.h"

enum { MOST_TRAIL = 8 };

void mkr_sentence_complain(checker *k, size_t from, size_t to, const char *truth) {
    uint32_t at = k->at[from].at;
    mkr_claims_say(k->c, mkr_prose_where(k->prose, at), k->text + at, k->at[to - 1].end - at, truth);
}

/* ---- what a figure looks like */

/* "(23%)" at i: the item after it, or i. */
static size_t take_percent(const checker *k, size_t i, quantity *q) {
    if (!is_mark(k, i, '(') || !is(k, i + 1, MKR_ITEM_PERCENT) || !is_mark(k, i + 2, ')') || q->percent)
        return i;
    q->percent = &k->at[i + 1];
    return i + 3;
}

size_t mkr_sentence_skip_qualities(const checker *k, size_t i) {
    for (int n = 0; n < 4; n++, i++)
        if (!has(k, i, MKR_WORD_NOUN | MKR_WORD_QUALITY | MKR_WORD_COMPARABLE) &&
            !(is(k, i, MKR_ITEM_STATE) && k->at[i].states == MKR_STATE_RATED))
            break;
    return i;
}

/* "of 60", "out of the 46 comparable measures", "/50" at i: the item after it, or i. */
static size_t take_base(const checker *k, size_t i, quantity *q) {
    size_t j = is_word(k, i, "out") ? i + 1 : i;
    bool slash = is_mark(k, i, '/');
    if (!slash && !is_word(k, j, "of"))
        return i;
    j++;
    if (has(k, j, MKR_WORD_ARTICLE))
        j++;
    bool rated = is(k, j, MKR_ITEM_STATE) && k->at[j].states == MKR_STATE_RATED;
    if (!slash && (rated || has(k, j, MKR_WORD_COMPARABLE)) && has(k, j + 1, MKR_WORD_NOUN)) {
        q->bases = rated ? MKR_OF_RATED : MKR_OF_COMPARED;
        return j + 2;
    }
    if (is(k, j, MKR_ITEM_STATE) && k->at[j].states != MKR_STATE_RATED)
        q->part_of_states = true;
    if (!is(k, j, MKR_ITEM_NUMBER))
        return i;
    if (is(k, j + 1, MKR_ITEM_STATE) && k->at[j + 1].states != MKR_STATE_RATED) {
        q->part_of_states = true;
        return i;
    }
    q->base = k->at[j].number.units;
    return slash ? j + 1 : mkr_sentence_skip_qualities(k, j + 1);
}

quantity mkr_sentence_quantity(const checker *k, size_t i) {
    quantity q = {.from = i, .to = i + 1};
    if (k->at[i].kind == MKR_ITEM_NUMBER) {
        q.has_n = true;
        q.n = k->at[i].number.units;
        size_t nouns = mkr_sentence_skip_qualities(k, q.to), after = take_percent(k, nouns, &q);
        q.to = after > nouns ? after : q.to;
        q.to = take_base(k, q.to, &q);
        q.to = take_percent(k, q.to, &q);
        return q;
    }
    q.percent = &k->at[i];
    if (is_mark(k, i + 1, '(') && is(k, i + 2, MKR_ITEM_NUMBER)) {
        quantity inner = {0};
        size_t close = take_base(k, i + 3, &inner);
        if (is_mark(k, close, ')')) {
            q.has_n = true;
            q.n = k->at[i + 2].number.units;
            q.base = inner.base;
            q.to = close + 1;
        }
    }
    if (!q.base)
        q.to = take_base(k, q.to, &q);
    return q;
}

/* ---- what is counted */

/* Periods that a count here may be of; 0: it cannot be told. */
unsigned mkr_sentence_periods(const checker *k) {
    unsigned inherited = k->carried ? k->carried : k->base_when, when = k->when ? k->when : inherited;
    if ((when & MKR_AT_OTHER) || k->unsure || !k->c->data)
        return 0;
    if (when == MKR_AT_PREVIOUS && k->opens_previous)
        return MKR_AT_PREVIOUS;
    return when & MKR_AT_PREVIOUS ? MKR_AT_CURRENT | MKR_AT_PREVIOUS : MKR_AT_CURRENT;
}

/* Ratings and directions of travel in one sentence may qualify each other: "of the Red ones three improved".
 */
bool mkr_sentence_mixes(const checker *k, mkr_states states) {
    mkr_states other =
        states & MKR_STATES_OF_TRAVEL ? (mkr_states)~MKR_STATES_OF_TRAVEL : MKR_STATES_OF_TRAVEL;
    bool single = !(k->states_before & (k->states_before - 1));
    return (k->states & other) || (single && (k->states_before & other));
}

/* Only words that lead to a group's name stand between i and it. */
static bool leads_to(const checker *k, size_t i, size_t group) {
    bool place = false;
    if (group - i > MOST_TRAIL)
        return false;
    for (; i < group; i++) {
        place |= has(k, i, MKR_WORD_PLACE);
        bool quote = is_mark(k, i, '"') || is_mark(k, i, '\'');
        if (!quote && !has(k, i, MKR_WORD_PLACE | MKR_WORD_NOUN | MKR_WORD_ARTICLE) &&
            !is_word(k, i, "priority"))
            return false;
    }
    return place;
}

/* What a figure in items [from, to) counts, by what stands before and after it. False: it cannot be told. */
bool mkr_sentence_scope(const checker *k, size_t to, mkr_claim_scope *out) {
    const ahead *next = &k->ahead[to];
    *out = k->scope;
    if (k->scope.extent == MKR_SCOPE_OPEN || next->unknown < next->stop)
        return false;
    if (k->scope.extent == MKR_SCOPE_GROUP) /* another may come in the next thought */
        return next->group >= next->stop || k->at[next->group].group == k->scope.group;
    if (next->group < next->end) {
        *out = (mkr_claim_scope){MKR_SCOPE_GROUP, k->at[next->group].group};
        return next->group < next->number && leads_to(k, to, next->group);
    }
    return true;
}

/* Does what follows the state narrow the count down: "5 Red indicators improved"? */
bool mkr_sentence_narrowed(const checker *k, size_t to) {
    const ahead *next = &k->ahead[to];
    return next->state < next->stop && next->state < next->number;
}

/* The states listed from i on: "Red, Amber or Green". Sets the item after them; 0 when the list runs into
 * other figures. */
mkr_states mkr_sentence_states(const checker *k, size_t i, size_t *to) {
    mkr_states states = k->at[i].states;
    size_t j = i + 1;
    bool list = false;
    for (;;) {
        size_t next = is_mark(k, j, ',') || is_mark(k, j, '/') || is_mark(k, j, '&') ? j + 1 : j;
        if (is_word(k, next, "and") || is_word(k, next, "or"))
            next++;
        if (next == j || !is(k, next, MKR_ITEM_STATE))
            break;
        states |= k->at[next].states;
        j = next + 1;
        list = true;
    }
    *to = j;
    bool mixed = (states & MKR_STATES_OF_TRAVEL) && (states & ~MKR_STATES_OF_TRAVEL);
    bool figures = is(k, j, MKR_ITEM_NUMBER) || is(k, j, MKR_ITEM_PERCENT) || is_mark(k, j, '(') ||
                   is_mark(k, j, ':') || is_word(k, j, "from");
    return mixed || (list && figures) ? 0 : states;
}

bool mkr_sentence_is_part(const checker *k, size_t i) {
    static const char *const ones[] = {"this", "that", "each", "every", "same"}, *const parts[] = {
                                                                                     "priority", "priorities",
                                                                                     "table",    "chart",
                                                                                     "appendix", "annex"};
    for (size_t o = 0; o < sizeof ones / sizeof *ones; o++)
        for (size_t p = 0; is_word(k, i, ones[o]) && p < sizeof parts / sizeof *parts; p++)
            if (is_word(k, i + 1, parts[p]))
                return true;
    return false;
}

/* ---- a figure and a state */

/* Is the percentage of a number that the sentence has named? */
static bool is_share_of_named(const checker *k, const quantity *q) {
    for (size_t i = 0; q->has_n && i < k->n_numbers; i++)
        if (mkr_claims_is_share(q->percent->number, q->percent->below, q->n, k->numbers[i], k->loose))
            return true;
    return false;
}

/* ", up from four in Q1" at i: the number's item, or 0. The period may be left out where nothing follows. */
static size_t find_earlier(const checker *k, size_t i, bool *up) {
    while (has(k, i, MKR_WORD_NOUN))
        i++;
    if (is_mark(k, i, ',') || is_mark(k, i, '('))
        i++;
    *up = is_word(k, i, "up");
    size_t n = i + 2;
    if ((!*up && !is_word(k, i, "down")) || !is_word(k, i + 1, "from") || !is(k, n, MKR_ITEM_NUMBER))
        return 0;
    bool ends = is(k, n + 1, MKR_ITEM_END) || is_mark(k, n + 1, ',') || is_mark(k, n + 1, ')');
    return ends || (k->when & MKR_AT_PREVIOUS) ? n : 0;
}

/* "Five are Red, up from four": true when it is such a claim. */
static bool is_rise_checked(checker *k, const quantity *q, mkr_states states, size_t to,
                            mkr_claim_scope scope) {
    bool up;
    size_t earlier = find_earlier(k, to, &up);
    if (!earlier || !q->has_n || (states & MKR_STATES_OF_TRAVEL) || !k->c->has_previous || k->opens_previous)
        return false;
    int64_t before = k->at[earlier].number.units;
    if ((up ? before >= q->n : before <= q->n) ||
        !mkr_claims_agrees(k->c, scope, states, MKR_AT_CURRENT, q->n) ||
        !mkr_claims_agrees(k->c, scope, states, MKR_AT_PREVIOUS, before))
        mkr_sentence_complain(k, q->from, earlier + 1,
                              mkr_claims_tell(k->c, scope, states, MKR_AT_PREVIOUS | MKR_AT_CURRENT));
    return true;
}

void mkr_sentence_check_state(checker *k, const quantity *q, mkr_states states, size_t to, bool percent_too) {
    unsigned when = mkr_sentence_periods(k);
    size_t quoted = q->quoted ? q->quoted : to;
    bool travel = (states & MKR_STATES_OF_TRAVEL) != 0;
    mkr_claim_scope scope;
    if (travel && when & MKR_AT_PREVIOUS) {
        if (when == MKR_AT_PREVIOUS || k->c->data->scheme->basis != MKR_BASIS_PREVIOUS)
            return;
        when = MKR_AT_CURRENT;
    }
    if (!when || mkr_sentence_mixes(k, states) || mkr_sentence_narrowed(k, to) ||
        !mkr_sentence_scope(k, to, &scope))
        return;
    if (is_rise_checked(k, q, states, to, scope))
        return;
    if (q->has_n && !mkr_claims_agrees(k->c, scope, states, when, q->n))
        mkr_sentence_complain(k, q->from, quoted, mkr_claims_tell(k->c, scope, states, when));
    else if (q->percent && percent_too && !q->base && !k->named_base && !is_share_of_named(k, q) &&
             !mkr_claims_share_agrees(k->c, scope, states, when, q->percent, q->bases, k->loose))
        mkr_sentence_complain(k, q->from, quoted, mkr_claims_tell_shares(k->c, scope, states));
}

void mkr_sentence_note_number(checker *k, int64_t n) {
    if (k->n_numbers < MOST_NUMBERS)
        k->numbers[k->n_numbers++] = n;
}

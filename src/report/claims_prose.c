/* claims_prose.c - what sentences say about counts of indicators, compared with the data.
 *
 * Read are, where N is a count ("19", "three", "no"), P a percentage, S a state (a rating of the house style,
 * "rated", "unrated", "improved", "stable", "declined" ...) and M a base:
 *   N [(P%)] [of [the] M] [indicators] [are, were, rated ...] S [, S and S]      "18 (39%) are Green"
 *   P% [(N)] [of the [M] indicators] [are ...] S                                 "49% (11) improved"
 *   S [indicators ...] from N to N                                               "Red fell from 17 to 5"
 *   contains | all | a total of | of [the]  N  indicators                        "the report contains 114
 * measures"
 * N of M (P%), N (P%) of M, P% (N of M); and N (P%) after "of the M ..."       arithmetic alone
 * Claims that do not begin with their figure are in claims_forms.c. Arithmetic is checked everywhere. Counts
 * are compared only where it is certain what is counted: every word since the paragraph (or the word
 * "report", "overall" ...) began is known not to narrow it down, and so is every word up to the end of the
 * thought. A group's name, before or after, takes its counts. A sentence that names another period than the
 * current and the previous one, or speaks of what may be, is not compared.
 *
 * Time: what lies ahead of an item is found for all items in one pass backwards. */
#include "report/claims_sentence.h"

enum { MOST_LINKS = 7 };

/* ---- arithmetic: N of M is P% */

static bool points_back(const checker *k, size_t i) {
    return has(k, i, MKR_WORD_BACK) || (is_mark(k, i, ',') && i && has(k, i - 1, MKR_WORD_BACK));
}

/* False after a message. */
static bool check_arithmetic(checker *k, const quantity *q) {
    bool back = (q->from && points_back(k, q->from - 1)) ||
                (is_word(k, q->to, "of") && has(k, q->to + 1, MKR_WORD_BACK));
    int64_t base = q->base ? q->base : back ? 0 : k->named_base;
    if (!q->has_n || !q->percent || !base || q->n > base)
        return true;
    const mkr_item *p = q->percent;
    bool right = mkr_claims_is_share(p->number, p->below, q->n, base, k->loose);
    for (size_t i = 0; !q->base && !right && i < k->n_numbers; i++)
        right =
            k->numbers[i] >= q->n && mkr_claims_is_share(p->number, p->below, q->n, k->numbers[i], k->loose);
    if (right)
        return true;
    mkr_arena *a = k->c->arena;
    mkr_sentence_complain(k, q->from, q->to,
                          mkr_printf(a, "%lld of %lld is %s", (long long)q->n, (long long)base,
                                     mkr_claims_tell_share(k->c, q->n, base, p->number.places)));
    return false;
}

/* ---- N are S */

/* "Green: 19 Amber: 5": the number belongs to what stands before it. */
static bool follows_state(const checker *k, size_t i) {
    if (i > 1 && is(k, i - 1, MKR_ITEM_MARK) && k->at[i - 1].mark != ',')
        i--;
    return i && is(k, i - 1, MKR_ITEM_STATE);
}

/* Does the figure at i say only how far a count may go, or what it is not? "Not one", "up to five", "as many
 * as five", "all but five", "two to five", "two or five", "between two and five". */
static bool is_bound(const checker *k, size_t i) {
    if (!i)
        return false;
    if (is_word(k, i - 1, "not"))
        return true;
    if (i < 2)
        return false;
    bool figure = is(k, i - 2, MKR_ITEM_NUMBER) || is(k, i - 2, MKR_ITEM_PERCENT);
    if (is_word(k, i - 1, "to"))
        return figure || is_word(k, i - 2, "up");
    if (is_word(k, i - 1, "and"))
        return figure && i > 2 && is_word(k, i - 3, "between");
    return (is_word(k, i - 1, "or") && figure) || (is_word(k, i - 1, "as") && is_word(k, i - 2, "many")) ||
           (is_word(k, i - 1, "but") && is_word(k, i - 2, "all"));
}

/* May a count stand here? */
static bool is_count(const checker *k, const quantity *q) {
    size_t i = q->from;
    if (q->part_of_states || is_bound(k, i) || (i && has(k, i - 1, MKR_WORD_NOT_COUNT)))
        return false;
    if (i && is(k, i - 1, MKR_ITEM_MARK) && !strchr(",(:;\"'", k->at[i - 1].mark))
        return false;
    bool one_in = i > 1 && is_word(k, i - 1, "in") && is(k, i - 2, MKR_ITEM_NUMBER); /* "1 in 20" */
    if (one_in || follows_state(k, i))
        return false;
    if (i && points_back(k, i - 1)) {
        size_t of = is_mark(k, i - 1, ',') ? 3 : 2;
        return k->antecedent == THE_WHOLE && i >= of && is_word(k, i - of, "of");
    }
    return true;
}

/* "on target (Green)" at i. */
static bool is_standing(const checker *k, size_t i) {
    static const char *const sides[] = {"on", "off", "below", "above", "behind", "near", "within", "under"};
    bool side = false;
    for (size_t s = 0; s < sizeof sides / sizeof *sides; s++)
        side |= is_word(k, i, sides[s]);
    return side && (is_word(k, i + 1, "target") || is_word(k, i + 1, "track")) && is_mark(k, i + 2, '(') &&
           is(k, i + 3, MKR_ITEM_STATE) && is_mark(k, i + 4, ')');
}

/* The state that is said of a quantity: its first item, or 0. */
static size_t find_state(const checker *k, const quantity *q, bool *verb) {
    size_t j = q->to;
    *verb = false;
    for (int links = 0; links < MOST_LINKS; links++, j++) {
        if (is(k, j, MKR_ITEM_STATE) && k->at[j].states == MKR_STATE_RATED && has(k, j + 1, MKR_WORD_LINK))
            continue; /* "rated as Green" */
        if (is(k, j, MKR_ITEM_STATE) && k->at[j].states == MKR_STATE_RATED && is(k, j + 1, MKR_ITEM_STATE))
            continue; /* "rated Green" */
        if (is(k, j, MKR_ITEM_STATE))
            return j;
        if (!has(k, j, MKR_WORD_LINK | MKR_WORD_NOUN | MKR_WORD_QUALITY))
            return 0;
        if (has(k, j, MKR_WORD_LINK) && is_standing(k, j + 1))
            return j + 4; /* "are on target (Green)" */
        bool of = is_word(k, j, "of");
        size_t noun = has(k, j + 1, MKR_WORD_ARTICLE | MKR_WORD_BACK) ? j + 2 : j + 1;
        if (of && is(k, noun, MKR_ITEM_STATE))
            return 0; /* "5 of the Red ones" */
        *verb |= has(k, j, MKR_WORD_VERB);
    }
    return 0;
}

/* "one Red indicator" may be any one of several. */
static bool is_any_one(const checker *k, const quantity *q, bool verb) {
    const mkr_item *item = &k->at[q->from];
    if (verb || !q->has_n || q->n != 1 || !item->spelled)
        return false;
    size_t i = q->from;
    return !(i && (is_word(k, i - 1, "and") || is_word(k, i - 1, "only") || is_word(k, i - 1, "just")));
}

/* ---- all of them */

/* "There are N indicators in this report": a sentence that begins and ends so, N at i. */
static bool opens_whole(const checker *k, size_t i) {
    bool there = is_word(k, i - 1, "are") && i > 1 && is_word(k, i - 2, "there");
    if (!there || (i > 2 && !is(k, i - 3, MKR_ITEM_END)))
        return false;
    size_t to = mkr_sentence_skip_qualities(k, i + 1);
    if (is_word(k, to, "in"))
        to += has(k, to + 1, MKR_WORD_ARTICLE) || is_word(k, to + 1, "this") ? 2 : 1;
    return has(k, to, MKR_WORD_WHOLE) && (is(k, to + 1, MKR_ITEM_END) || is_mark(k, to + 1, ',') ||
                                          is_mark(k, to + 1, ':') || is_mark(k, to + 1, ';'));
}

static bool introduces_total(const checker *k, size_t i) {
    if (!i)
        return false;
    size_t before = has(k, i - 1, MKR_WORD_ARTICLE) && i > 1 && is_word(k, i - 2, "of") ? i - 2 : i - 1;
    bool report = is_word(k, i - 1, "has") || is_word(k, i - 1, "presents");
    return (report && i > 1 && is_word(k, i - 2, "report")) || opens_whole(k, i) ||
           has(k, i - 1, MKR_WORD_CONTAINS) || is_word(k, i - 1, "all") || is_word(k, before, "of");
}

/* "the report contains 114 indicators": true when it is such a claim. */
static bool check_total(checker *k, const quantity *q) {
    size_t to = q->from + 1;
    while (has(k, to, MKR_WORD_QUALITY))
        to++;
    if (!q->has_n || q->percent || !introduces_total(k, q->from) || !has(k, to, MKR_WORD_NOUN))
        return false;
    to++;
    mkr_claim_scope scope;
    bool ends = is(k, to, MKR_ITEM_END) || is_mark(k, to, ',') || is_mark(k, to, ':') ||
                is_mark(k, to, ';') || is_word(k, to, "in") || is_word(k, to, "of") ||
                has(k, to, MKR_WORD_WHOLE);
    if (!ends || mkr_sentence_periods(k) != MKR_AT_CURRENT || mkr_sentence_narrowed(k, to) ||
        !mkr_sentence_scope(k, to, &scope))
        return false;
    if (!mkr_claims_total_agrees(k->c, scope, q->n))
        mkr_sentence_complain(k, q->from, to, mkr_claims_tell(k->c, scope, 0, MKR_AT_CURRENT));
    return true;
}

/* ---- from N to N */

/* The item after the claim; i when there is none. */
static size_t check_movement(checker *k, size_t i) {
    if (!is_word(k, i, "from") || !is(k, i + 1, MKR_ITEM_NUMBER) || !is_word(k, i + 2, "to") ||
        !is(k, i + 3, MKR_ITEM_NUMBER))
        return i;
    size_t to = i + 4;
    mkr_states states = k->nearest;
    if (!states && is(k, to, MKR_ITEM_STATE))
        states = mkr_sentence_states(k, to, &to);
    k->nearest = 0;
    mkr_claim_scope scope;
    bool narrowed = mkr_sentence_narrowed(k, to) && !has(k, to, MKR_WORD_TURN);
    if (!states || (states & MKR_STATES_OF_TRAVEL) || !mkr_sentence_periods(k) || !k->c->has_previous ||
        mkr_sentence_mixes(k, states) || narrowed || !mkr_sentence_scope(k, to, &scope))
        return to;
    if (!mkr_claims_agrees(k->c, scope, states, MKR_AT_PREVIOUS, k->at[i + 1].number.units) ||
        !mkr_claims_agrees(k->c, scope, states, MKR_AT_CURRENT, k->at[i + 3].number.units))
        mkr_sentence_complain(k, i, to,
                              mkr_claims_tell(k->c, scope, states, MKR_AT_PREVIOUS | MKR_AT_CURRENT));
    k->states |= states;
    k->antecedent = A_PART;
    return to;
}

/* ---- sentence by sentence */

/* "Of the 46 comparable measures": percentages that follow are of these. */
static void note_base(checker *k, const quantity *q) {
    size_t i = q->from;
    bool article = i > 1 && has(k, i - 1, MKR_WORD_ARTICLE) && is_word(k, i - 2, "of");
    bool of = article || (i && is_word(k, i - 1, "of"));
    bool opens = of && (i == 1 || k->at[i - 2].kind == MKR_ITEM_END); /* "Of 114 actions 64 ..." */
    if (q->base)
        k->named_base = q->base;
    else if (q->has_n && !q->percent && of &&
             (article || opens || mkr_sentence_skip_qualities(k, i + 1) > i + 1))
        k->named_base = q->n;
}

/* A number or percentage stands at i; returns the item after what was read. */
static size_t check_quantity(checker *k, size_t i) {
    quantity q = mkr_sentence_quantity(k, i);
    size_t to = q.to;
    bool verb, right = check_arithmetic(k, &q);
    size_t state = is_count(k, &q) ? find_state(k, &q, &verb) : 0;
    mkr_states states = state ? mkr_sentence_states(k, state, &to) : 0;
    if (states && is_mark(k, state - 1, '(') && is_mark(k, to, ')'))
        to++;
    k->antecedent = A_PART;
    if (states && !is_any_one(k, &q, verb)) {
        mkr_sentence_check_state(k, &q, states, to, right);
        if (states == MKR_STATE_RATED)
            k->antecedent = THE_WHOLE;
    } else if (!states && is_count(k, &q) && check_total(k, &q)) {
        k->antecedent = THE_WHOLE;
    }
    if (!states)
        to = q.to;
    k->states |= states;
    k->nearest = 0;
    note_base(k, &q);
    if (q.has_n)
        mkr_sentence_note_number(k, q.n);
    return to;
}

/* A stretch of time that is not the period reported: "over the year", "each quarter". */
static bool is_span(const checker *k, size_t i) {
    static const char *const spans[] = {"year",   "years", "yearly", "annual", "quarters", "month",
                                        "months", "each",  "every",  "start",  "plan",     "date"};
    for (size_t s = 0; s < sizeof spans / sizeof *spans; s++)
        if (is_word(k, i, spans[s]))
            return true;
    return false;
}

static void look_over(checker *k, size_t i) {
    mkr_decimal sum = {0, 0}, hundred = {100, 0};
    size_t first = i;
    bool leads = true, sums = true;
    k->carried = k->when ? k->when : k->carried;
    k->states_before = k->states;
    k->states = k->nearest = 0;
    k->when = 0;
    k->opens_previous = k->unsure = k->spans = false;
    k->n_numbers = 0;
    k->named_base = 0;
    for (; i < k->n && k->at[i].kind != MKR_ITEM_END; i++) {
        const mkr_item *item = &k->at[i];
        if (item->kind == MKR_ITEM_PERIOD) {
            k->opens_previous |= !k->when && leads && item->when == MKR_AT_PREVIOUS && i < first + 4;
            k->when |= item->when;
        }
        leads &= has(k, i, MKR_WORD_PLACE | MKR_WORD_ARTICLE);
        k->unsure |= has(k, i, MKR_WORD_UNSURE) && !(i > first && is_standing(k, i - 1));
        k->spans |= is_span(k, i);
        if (item->kind == MKR_ITEM_PERCENT)
            sums &= mkr_decimal_add(sum, item->number, &sum);
    }
    k->loose = sums && mkr_decimal_compare(sum, hundred) == 0;
}

/* A word that is not part of a figure moves the scope. Returns the next item. */
static size_t step(checker *k, size_t i) {
    const mkr_item *item = &k->at[i];
    size_t to = i + 1;
    bool part = k->scope.extent == MKR_SCOPE_ALL && mkr_sentence_is_part(k, i);
    if (item->kind == MKR_ITEM_UNKNOWN || part)
        k->scope.extent = MKR_SCOPE_OPEN;
    else if (item->kind == MKR_ITEM_GROUP && k->base.extent != MKR_SCOPE_OPEN)
        k->scope = (mkr_claim_scope){MKR_SCOPE_GROUP, item->group};
    else if (has(k, i, MKR_WORD_WHOLE))
        k->scope = k->base;
    else if (item->kind == MKR_ITEM_STATE)
        k->states |= k->nearest = mkr_sentence_states(k, i, &to);
    return to;
}

static const ahead *look_ahead(const checker *k) {
    ahead *all = mkr_alloc_array(k->c->arena, k->n + 1, sizeof *all);
    uint32_t end = (uint32_t)k->n;
    ahead next = {end, end, end, end, end, end};
    all[k->n] = next;
    for (size_t i = k->n; i-- > 0;) {
        const mkr_item *item = &k->at[i];
        uint32_t here = (uint32_t)i;
        if (item->kind == MKR_ITEM_END)
            next = (ahead){here, here, here, here, here, here};
        else if (is_mark(k, i, ';') || (is_mark(k, i, ',') && has(k, i + 1, MKR_WORD_TURN)))
            next.stop = here;
        if (item->kind == MKR_ITEM_UNKNOWN ||
            (k->scope.extent == MKR_SCOPE_ALL && mkr_sentence_is_part(k, i)))
            next.unknown = here;
        else if (item->kind == MKR_ITEM_GROUP)
            next.group = here;
        else if (item->kind == MKR_ITEM_STATE)
            next.state = here;
        else if (item->kind == MKR_ITEM_NUMBER || item->kind == MKR_ITEM_PERCENT)
            next.number = here;
        all[i] = next;
    }
    return all;
}

void mkr_claims_prose(mkr_claims *c, mkr_prose *prose, mkr_claim_scope *scope, unsigned *when) {
    mkr_items items = {0};
    const char *text = mkr_buffer_text(&prose->text);
    mkr_claims_read(c, text, &items);
    checker k = {.c = c, .prose = prose, .text = text, .at = items.at, .n = items.n};
    k.base = k.scope = *scope;
    k.base_when = *when;
    k.ahead = look_ahead(&k);
    look_over(&k, 0);
    for (size_t i = 0; i < k.n;) {
        size_t moved = check_movement(&k, i);
        moved = moved > i ? moved : mkr_sentence_check_form(&k, i);
        if (moved > i)
            i = moved;
        else if (k.at[i].kind == MKR_ITEM_END)
            look_over(&k, ++i);
        else if (k.at[i].kind == MKR_ITEM_NUMBER || k.at[i].kind == MKR_ITEM_PERCENT)
            i = check_quantity(&k, i);
        else
            i = step(&k, i);
    }
    *scope = k.scope;
    *when = k.carried ? k.carried : *when;
}

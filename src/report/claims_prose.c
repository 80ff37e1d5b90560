/* claims_prose.c - what sentences say about counts of indicators, compared with the data.
 *
 * Read are, where N is a count ("19", "three", "no"), P a percentage, S a state (a rating of the house style,
 * "rated", "unrated", "improved", "stable", "declined" ...) and M a base:
 *   N [(P%)] [of [the] M] [indicators] [are, were, rated ...] S [, S and S]      "18 (39%) are Green"
 *   P% [(N)] [of the [M] indicators] [are ...] S                                 "49% (11) improved"
 *   S [indicators ...] from N to N                                               "Red fell from 17 to 5"
 *   contains | all | a total of | of [the]  N  indicators                        "the report contains 114
 * measures" N of M (P%), N (P%) of M, P% (N of M); and N (P%) after "of the M ..."       arithmetic alone
 * Arithmetic is checked everywhere. Counts are compared only where it is certain what is counted: every word
 * since the paragraph (or the word "report", "overall" ...) began is known not to narrow it down, and so is
 * every word up to the end of the thought. A group's name, before or after, takes its counts. A sentence that
 * names another period than the current and the previous one, or speaks of what may be, is not compared.
 *
 * Time: what lies ahead of an item is found for all items in one pass backwards. */
#include <string.h>

#include "report/claims.h"

/* The nearest item of a kind from here on: indices, at most that of the end of the sentence. */
typedef struct ahead {
    uint32_t end, stop, unknown, group, state, number; /* stop: where a new thought begins */
} ahead;

typedef enum antecedent { NOTHING, THE_WHOLE, A_PART } antecedent; /* what "of these" would mean */

enum { MOST_NUMBERS = 8, MOST_LINKS = 5, MOST_TRAIL = 8 };

typedef struct checker {
    mkr_claims *c;
    mkr_prose *prose;
    const char *text;
    const mkr_item *at;
    size_t n;
    const ahead *ahead;
    mkr_claim_scope base, scope; /* of the headings; here */
    unsigned base_when, carried; /* periods that the headings, the sentences before name */
    antecedent antecedent;
    mkr_states states_before; /* of the sentence before */
    /* of this sentence */
    unsigned when;
    bool opens_previous; /* begins with "In Q1," */
    bool unsure, loose; /* speaks of what may be; its percentages add up to 100 */
    mkr_states states, nearest; /* named so far; the last one, until a number comes */
    int64_t numbers[MOST_NUMBERS]; /* named so far */
    size_t n_numbers;
    int64_t named_base; /* of "of the M measures"; 0: none */
} checker;

static bool is_word(const checker *k, size_t i, const char *word) {
    size_t n = strlen(word);
    const mkr_item *item = &k->at[i];
    if (i >= k->n || item->kind != MKR_ITEM_WORD || item->end - item->at != n)
        return false;
    return k->text[item->at + n - 1] == word[n - 1] && ((k->text[item->at] | 0x20) == word[0]) &&
           !strncmp(k->text + item->at + 1, word + 1, n - 1);
}

static bool has(const checker *k, size_t i, unsigned bits) {
    return i < k->n && k->at[i].kind == MKR_ITEM_WORD && (k->at[i].word & bits);
}

static bool is(const checker *k, size_t i, mkr_item_kind kind) {
    return i < k->n && k->at[i].kind == kind;
}

static bool is_mark(const checker *k, size_t i, char mark) {
    return is(k, i, MKR_ITEM_MARK) && k->at[i].mark == mark;
}

static void complain(checker *k, size_t from, size_t to, const char *truth) {
    uint32_t at = k->at[from].at;
    mkr_claims_say(k->c, mkr_prose_where(k->prose, at), k->text + at, k->at[to - 1].end - at, truth);
}

/* ---- what a figure looks like */

typedef struct quantity {
    size_t from, to; /* items */
    bool has_n, part_of_states; /* "5 of the Red ones": no count of its own */
    const mkr_item *percent; /* or NULL */
    int64_t n, base; /* base 0: none */
} quantity;

/* "(23%)" at i: the item after it, or i. */
static size_t take_percent(const checker *k, size_t i, quantity *q) {
    if (!is_mark(k, i, '(') || !is(k, i + 1, MKR_ITEM_PERCENT) || !is_mark(k, i + 2, ')') || q->percent)
        return i;
    q->percent = &k->at[i + 1];
    return i + 3;
}

static size_t skip_qualities(const checker *k, size_t i) {
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
    if (is(k, j, MKR_ITEM_STATE) && k->at[j].states != MKR_STATE_RATED)
        q->part_of_states = true;
    if (!is(k, j, MKR_ITEM_NUMBER))
        return i;
    if (is(k, j + 1, MKR_ITEM_STATE) && k->at[j + 1].states != MKR_STATE_RATED) {
        q->part_of_states = true;
        return i;
    }
    q->base = k->at[j].number.units;
    return slash ? j + 1 : skip_qualities(k, j + 1);
}

static quantity read_quantity(const checker *k, size_t i) {
    quantity q = {.from = i, .to = i + 1};
    if (k->at[i].kind == MKR_ITEM_NUMBER) {
        q.has_n = true;
        q.n = k->at[i].number.units;
        size_t nouns = skip_qualities(k, q.to), after = take_percent(k, nouns, &q);
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
    complain(k, q->from, q->to,
             mkr_printf(a, "%lld of %lld is %s", (long long)q->n, (long long)base,
                        mkr_claims_tell_share(k->c, q->n, base, p->number.places)));
    return false;
}

/* ---- what is counted */

/* Periods that a count here may be of; 0: it cannot be told. */
static unsigned acceptable(const checker *k) {
    unsigned inherited = k->carried ? k->carried : k->base_when, when = k->when ? k->when : inherited;
    if ((when & MKR_AT_OTHER) || k->unsure || !k->c->data)
        return 0;
    if (when == MKR_AT_PREVIOUS && k->opens_previous)
        return MKR_AT_PREVIOUS;
    return when & MKR_AT_PREVIOUS ? MKR_AT_CURRENT | MKR_AT_PREVIOUS : MKR_AT_CURRENT;
}

/* Ratings and directions of travel in one sentence may qualify each other: "of the Red ones three improved".
 */
static bool mixes(const checker *k, mkr_states states) {
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
static bool find_scope(const checker *k, size_t to, mkr_claim_scope *out) {
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
static bool is_narrowed(const checker *k, size_t to) {
    const ahead *next = &k->ahead[to];
    return next->state < next->stop && next->state < next->number;
}

/* The states listed from i on: "Red, Amber or Green". Sets the item after them; 0 when the list runs into
 * other figures. */
static mkr_states read_states(const checker *k, size_t i, size_t *to) {
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

/* ---- N are S */

/* "Green: 19 Amber: 5": the number belongs to what stands before it. */
static bool follows_state(const checker *k, size_t i) {
    if (i > 1 && is(k, i - 1, MKR_ITEM_MARK) && k->at[i - 1].mark != ',')
        i--;
    return i && is(k, i - 1, MKR_ITEM_STATE);
}

/* May a count stand here? */
static bool is_count(const checker *k, const quantity *q) {
    size_t i = q->from;
    if (q->part_of_states || (i && has(k, i - 1, MKR_WORD_NOT_COUNT)))
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

/* Is the percentage of a number that the sentence has named? */
static bool is_share_of_named(const checker *k, const quantity *q) {
    for (size_t i = 0; q->has_n && i < k->n_numbers; i++)
        if (mkr_claims_is_share(q->percent->number, q->percent->below, q->n, k->numbers[i], k->loose))
            return true;
    return false;
}

static void check_state(checker *k, const quantity *q, mkr_states states, size_t to, bool percent_too) {
    unsigned when = acceptable(k);
    bool travel = (states & MKR_STATES_OF_TRAVEL) != 0;
    mkr_claim_scope scope;
    if (travel && when & MKR_AT_PREVIOUS) {
        if (when == MKR_AT_PREVIOUS || k->c->data->scheme->basis != MKR_BASIS_PREVIOUS)
            return;
        when = MKR_AT_CURRENT;
    }
    if (!when || mixes(k, states) || is_narrowed(k, to) || !find_scope(k, to, &scope))
        return;
    if (q->has_n && !mkr_claims_agrees(k->c, scope, states, when, q->n))
        complain(k, q->from, to, mkr_claims_tell(k->c, scope, states, when));
    else if (q->percent && percent_too && !q->base && !k->named_base && !is_share_of_named(k, q) &&
             !mkr_claims_share_agrees(k->c, scope, states, when, q->percent, k->loose))
        complain(k, q->from, to, mkr_claims_tell_shares(k->c, scope, states));
}

/* ---- all of them */

static bool introduces_total(const checker *k, size_t i) {
    if (!i)
        return false;
    size_t before = has(k, i - 1, MKR_WORD_ARTICLE) && i > 1 && is_word(k, i - 2, "of") ? i - 2 : i - 1;
    return has(k, i - 1, MKR_WORD_CONTAINS) || is_word(k, i - 1, "all") || is_word(k, before, "of");
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
                is_mark(k, to, ';') || is_word(k, to, "in") || is_word(k, to, "of");
    if (!ends || acceptable(k) != MKR_AT_CURRENT || is_narrowed(k, to) || !find_scope(k, to, &scope))
        return false;
    if (!mkr_claims_total_agrees(k->c, scope, q->n))
        complain(k, q->from, to, mkr_claims_tell(k->c, scope, 0, MKR_AT_CURRENT));
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
        states = read_states(k, to, &to);
    k->nearest = 0;
    mkr_claim_scope scope;
    bool narrowed = is_narrowed(k, to) && !has(k, to, MKR_WORD_TURN);
    if (!states || (states & MKR_STATES_OF_TRAVEL) || !acceptable(k) || !k->c->has_previous ||
        mixes(k, states) || narrowed || !find_scope(k, to, &scope))
        return to;
    if (!mkr_claims_agrees(k->c, scope, states, MKR_AT_PREVIOUS, k->at[i + 1].number.units) ||
        !mkr_claims_agrees(k->c, scope, states, MKR_AT_CURRENT, k->at[i + 3].number.units))
        complain(k, i, to, mkr_claims_tell(k->c, scope, states, MKR_AT_PREVIOUS | MKR_AT_CURRENT));
    k->states |= states;
    k->antecedent = A_PART;
    return to;
}

/* ---- sentence by sentence */

static void note_number(checker *k, int64_t n) {
    if (k->n_numbers < MOST_NUMBERS)
        k->numbers[k->n_numbers++] = n;
}

/* "Of the 46 comparable measures": percentages that follow are of these. */
static void note_base(checker *k, const quantity *q) {
    size_t i = q->from;
    bool article = i > 1 && has(k, i - 1, MKR_WORD_ARTICLE) && is_word(k, i - 2, "of");
    bool of = article || (i && is_word(k, i - 1, "of"));
    bool opens = of && (i == 1 || k->at[i - 2].kind == MKR_ITEM_END); /* "Of 114 actions 64 ..." */
    if (q->base)
        k->named_base = q->base;
    else if (q->has_n && !q->percent && of && (article || opens || skip_qualities(k, i + 1) > i + 1))
        k->named_base = q->n;
}

/* A number or percentage stands at i; returns the item after what was read. */
static size_t check_quantity(checker *k, size_t i) {
    quantity q = read_quantity(k, i);
    size_t to = q.to;
    bool verb, right = check_arithmetic(k, &q);
    size_t state = is_count(k, &q) ? find_state(k, &q, &verb) : 0;
    mkr_states states = state ? read_states(k, state, &to) : 0;
    k->antecedent = A_PART;
    if (states && !is_any_one(k, &q, verb)) {
        check_state(k, &q, states, to, right);
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
        note_number(k, q.n);
    return to;
}

static void look_over(checker *k, size_t i) {
    mkr_decimal sum = {0, 0}, hundred = {100, 0};
    size_t first = i;
    bool leads = true, sums = true;
    k->carried = k->when ? k->when : k->carried;
    k->states_before = k->states;
    k->states = k->nearest = 0;
    k->when = 0;
    k->opens_previous = k->unsure = false;
    k->n_numbers = 0;
    k->named_base = 0;
    for (; i < k->n && k->at[i].kind != MKR_ITEM_END; i++) {
        const mkr_item *item = &k->at[i];
        if (item->kind == MKR_ITEM_PERIOD) {
            k->opens_previous |= !k->when && leads && item->when == MKR_AT_PREVIOUS && i < first + 4;
            k->when |= item->when;
        }
        leads &= has(k, i, MKR_WORD_PLACE | MKR_WORD_ARTICLE);
        k->unsure |= has(k, i, MKR_WORD_UNSURE);
        if (item->kind == MKR_ITEM_PERCENT)
            sums &= mkr_decimal_add(sum, item->number, &sum);
    }
    k->loose = sums && mkr_decimal_compare(sum, hundred) == 0;
}

/* A word that is not part of a figure moves the scope. Returns the next item. */
static size_t step(checker *k, size_t i) {
    const mkr_item *item = &k->at[i];
    size_t to = i + 1;
    if (item->kind == MKR_ITEM_UNKNOWN)
        k->scope.extent = MKR_SCOPE_OPEN;
    else if (item->kind == MKR_ITEM_GROUP && k->base.extent != MKR_SCOPE_OPEN)
        k->scope = (mkr_claim_scope){MKR_SCOPE_GROUP, item->group};
    else if (has(k, i, MKR_WORD_WHOLE))
        k->scope = k->base;
    else if (item->kind == MKR_ITEM_STATE)
        k->states |= k->nearest = read_states(k, i, &to);
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
        if (item->kind == MKR_ITEM_UNKNOWN)
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
    mkr_prose_read(c, text, &items);
    checker k = {.c = c, .prose = prose, .text = text, .at = items.at, .n = items.n};
    k.base = k.scope = *scope;
    k.base_when = *when;
    k.ahead = look_ahead(&k);
    look_over(&k, 0);
    for (size_t i = 0; i < k.n;) {
        size_t moved = check_movement(&k, i);
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

/* claims.c - compare typed counts, percentages and totals with the data: where they stand, and what is true.
 *
 * Typed text is read from the description itself (with what expressions have put into it), so that every
 * message has its place; what is made from data is not read. check="no" on <p>, <table> or <section> says
 * that the figures there are about something else. Not here: slips of the pen (lint.c). */
#include "report/claims.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"

/* ---- counts */

/* How many of `ratings` (and `travel`, or NULL) are in one of the states. */
static size_t sum(mkr_states states, const size_t *ratings, const size_t *travel) {
    size_t n = 0;
    for (int r = 0; r < MKR_RATINGS; r++)
        if (states & MKR_STATE_RATING(r) || (states & MKR_STATE_RATED && r != MKR_UNRATED && r != MKR_BLUE))
            n += ratings[r];
    for (int t = 0; travel && t < MKR_TRAVELS; t++)
        if (states & MKR_STATE_TRAVEL(t))
            n += travel[t];
    return n;
}

static const mkr_counts *counts_of(const mkr_claims *c, mkr_claim_scope scope) {
    return scope.extent == MKR_SCOPE_GROUP ? &scope.group->counts : &c->data->counts;
}

/* The counts that the last report gave, or NULL. */
static const mkr_counts *last_counts(const mkr_claims *c, mkr_claim_scope scope) {
    const mkr_data *last = c->data->last;
    if (!last || scope.extent != MKR_SCOPE_GROUP)
        return last ? &last->counts : NULL;
    for (size_t g = 0; g < last->n_groups; g++)
        if (!strcmp(last->groups[g].name, scope.group->name))
            return &last->groups[g].counts;
    return NULL;
}

static bool is_count(size_t n, mkr_states states, const size_t *ratings, const size_t *travel) {
    size_t count = sum(states, ratings, travel);
    return n == count || (states == MKR_STATE_RATED && n == count + ratings[MKR_BLUE]);
}

bool mkr_claims_agrees(const mkr_claims *c, mkr_claim_scope scope, mkr_states states, unsigned when,
                       int64_t n) {
    const mkr_counts *now = counts_of(c, scope), *last = last_counts(c, scope);
    if ((when & MKR_AT_CURRENT) && is_count((size_t)n, states, now->rating, now->travel))
        return true;
    if (!(when & MKR_AT_PREVIOUS))
        return false;
    return !c->has_previous || (states & MKR_STATES_OF_TRAVEL) ||
           is_count((size_t)n, states, now->previous_rating, NULL) ||
           (last && is_count((size_t)n, states, last->rating, last->travel));
}

bool mkr_claims_all_agree(const mkr_claims *c, mkr_claim_scope scope, mkr_states states, unsigned when) {
    const mkr_counts *k = counts_of(c, scope);
    size_t n = sum(states, k->rating, k->travel);
    bool travel = (states & MKR_STATES_OF_TRAVEL) != 0;
    return (when & MKR_AT_PREVIOUS) || n == k->all || (!travel && n == mkr_counts_rated(k)) ||
           (travel && n == mkr_counts_compared(k));
}

bool mkr_claims_change_agrees(const mkr_claims *c, mkr_claim_scope scope, mkr_states states, int64_t change) {
    const mkr_counts *now = counts_of(c, scope), *last = last_counts(c, scope);
    int64_t before = (int64_t)sum(states, now->rating, NULL) - change;
    return before == (int64_t)sum(states, now->previous_rating, NULL) ||
           (last && before == (int64_t)sum(states, last->rating, NULL));
}

bool mkr_claims_total_agrees(const mkr_claims *c, mkr_claim_scope scope, int64_t n) {
    const mkr_counts *k = counts_of(c, scope);
    size_t count = (size_t)n, rated = mkr_counts_rated(k);
    return count == k->all || count == rated || count == rated + k->rating[MKR_BLUE] ||
           count == mkr_counts_compared(k);
}

bool mkr_claims_is_share(mkr_decimal percent, bool below, int64_t n, int64_t m, bool loose) {
    typedef __int128 wide;
    wide exact = (wide)n * 100, stated = (wide)percent.units * m;
    for (int i = 0; i < percent.places; i++)
        exact *= 10;
    wide off = exact > stated ? exact - stated : stated - exact;
    if (below)
        return n > 0 && exact < stated;
    return loose ? off < m : 2 * off <= m;
}

static bool is_share_of(const mkr_item *percent, size_t n, size_t m, bool loose) {
    return m && mkr_claims_is_share(percent->number, percent->below, (int64_t)n, (int64_t)m, loose);
}

bool mkr_claims_share_agrees(const mkr_claims *c, mkr_claim_scope scope, mkr_states states, unsigned when,
                             const mkr_item *percent, unsigned bases, bool loose) {
    const mkr_counts *k = counts_of(c, scope);
    size_t n = sum(states, k->rating, k->travel);
    if (when & MKR_AT_PREVIOUS) /* which indicators there were then is not certain */
        return true;
    size_t rated = mkr_counts_rated(k);
    bases = bases ? bases : MKR_OF_ALL | MKR_OF_RATED | MKR_OF_COMPARED;
    return !k->all || (bases & MKR_OF_ALL && is_share_of(percent, n, k->all, loose)) ||
           (bases & MKR_OF_RATED && (is_share_of(percent, n, rated, loose) ||
                                     is_share_of(percent, n, rated + k->rating[MKR_BLUE], loose))) ||
           (bases & MKR_OF_COMPARED && is_share_of(percent, n, mkr_counts_compared(k), loose));
}

/* ---- messages */

static const char *under(const mkr_claims *c, mkr_claim_scope scope) {
    return scope.extent == MKR_SCOPE_GROUP ? mkr_printf(c->arena, " under \"%s\"", scope.group->name) : "";
}

const char *mkr_claims_tell(const mkr_claims *c, mkr_claim_scope scope, mkr_states states, unsigned when) {
    const mkr_counts *k = counts_of(c, scope);
    if (!states)
        return mkr_printf(c->arena, "the data has %zu%s, %zu of them rated", k->all, under(c, scope),
                          mkr_counts_rated(k));
    mkr_buffer b = mkr_buffer_new(c->arena);
    mkr_buffer_puts(&b, "the data has");
    if (when & MKR_AT_PREVIOUS && c->has_previous)
        mkr_buffer_printf(&b, " %zu in %s", sum(states, k->previous_rating, NULL),
                          mkr_period_print(c->arena, c->previous));
    if (when == (MKR_AT_CURRENT | MKR_AT_PREVIOUS) && c->has_previous)
        mkr_buffer_puts(&b, " and");
    if (when & MKR_AT_CURRENT)
        mkr_buffer_printf(&b, " %zu in %s", sum(states, k->rating, k->travel),
                          mkr_period_print(c->arena, c->current));
    mkr_buffer_puts(&b, under(c, scope));
    return mkr_buffer_text(&b);
}

const char *mkr_claims_tell_share(const mkr_claims *c, int64_t n, int64_t m, uint8_t places) {
    typedef __int128 wide;
    wide units = (wide)n * 200;
    places = places > 2 ? 2 : places;
    for (int i = 0; i < places; i++)
        units *= 10;
    mkr_decimal share = {(int64_t)((units + m) / (2 * (wide)m)), places};
    return mkr_printf(c->arena, "%s%%", mkr_decimal_print(c->arena, share, places));
}

const char *mkr_claims_tell_shares(const mkr_claims *c, mkr_claim_scope scope, mkr_states states) {
    const mkr_counts *k = counts_of(c, scope);
    size_t n = sum(states, k->rating, k->travel);
    size_t bases[] = {k->all, mkr_counts_rated(k), mkr_counts_compared(k)};
    static const char *const names[] = {"all", "rated", "compared"};
    mkr_buffer b = mkr_buffer_new(c->arena);
    mkr_buffer_printf(&b, "the data has %zu%s", n, under(c, scope));
    for (int i = 0; i < 3; i++)
        if (bases[i])
            mkr_buffer_printf(&b, "%s %s of %zu %s", i ? "," : ":",
                              mkr_claims_tell_share(c, (int64_t)n, (int64_t)bases[i], 0), bases[i], names[i]);
    return mkr_buffer_text(&b);
}

void mkr_claims_say(mkr_claims *c, mkr_where where, const char *quote, size_t n, const char *truth) {
    char *line = mkr_strndup(c->arena, quote, n), *end = line;
    for (const char *p = line; *p;) { /* on one line, single blanks */
        size_t blank = mkr_blank(p);
        if (!blank)
            *end++ = *p++;
        else if (end > line && end[-1] != ' ')
            *end++ = ' ';
        p += blank;
    }
    *end = '\0';
    mkr_say(c->b->diag, MKR_E_CLAIM, where, "\"%s\": %s", mkr_cell_excerpt(line).text, truth);
}

/* ---- headings */

/* Periods and group that a heading or caption names; sets the extent open when it has unknown words. */
static void take_heading(mkr_claims *c, const char *text, mkr_claim_scope *scope, unsigned *when) {
    mkr_items items = {0};
    unsigned named = 0;
    mkr_claims_read(c, text, &items);
    for (size_t i = 0; i < items.n; i++) {
        const mkr_item *item = &items.at[i];
        if (item->kind == MKR_ITEM_UNKNOWN)
            scope->extent = MKR_SCOPE_OPEN;
        else if (item->kind == MKR_ITEM_GROUP && scope->extent != MKR_SCOPE_OPEN)
            *scope = (mkr_claim_scope){MKR_SCOPE_GROUP, item->group};
        else if (item->kind == MKR_ITEM_PERIOD)
            named |= item->when;
    }
    *when = named ? named : *when;
}

static void read_heading(mkr_claims *c, const mkr_node *node, const char *name, mkr_claim_scope *scope,
                         unsigned *when) {
    const char *raw = mkr_node_attr(node, name);
    const char *text = raw ? mkr_expr_filled(c->b->expr, raw).text : NULL;
    if (text)
        take_heading(c, text, scope, when);
}

/* ---- the walk */

typedef struct context {
    mkr_claim_scope scope;
    unsigned when;
} context;

static void walk(mkr_claims *c, const mkr_node *node, context here);

enum {
    LONGEST_TEXT = 100000
}; /* bytes; no paragraph is longer, and reading takes a hundred bytes for each */

/* What a list after this text is about is returned. */
static context check_text(mkr_claims *c, const mkr_node *node, context here) {
    mkr_prose prose = mkr_prose_new(c->arena, c->b->expr, false);
    mkr_prose_add(&prose, node);
    if (!prose.lost && prose.text.n && c->english && prose.text.n <= LONGEST_TEXT)
        mkr_claims_prose(c, &prose, &here.scope, &here.when);
    mkr_arena_reset(c->arena);
    return here;
}

static void check_row_texts(mkr_claims *c, const mkr_node *row, context here) {
    here.scope.extent = MKR_SCOPE_OPEN; /* what a cell counts, its row and column say */
    for (const mkr_node *cell = mkr_node_child(row, "cell"); cell; cell = mkr_node_after(cell, "cell")) {
        check_text(c, cell, here);
        walk(c, cell, here);
    }
}

static void check_table(mkr_claims *c, const mkr_node *table, context here) {
    if (mkr_prose_is_exempt(table))
        return;
    read_heading(c, table, "caption", &here.scope, &here.when);
    mkr_claims_table(c, table, here.scope, here.when);
    mkr_arena_reset(c->arena);
    const mkr_node *head = mkr_node_child(table, "head");
    for (const mkr_node *r = head ? mkr_node_child(head, "row") : NULL; r; r = mkr_node_after(r, "row"))
        check_row_texts(c, r, here);
    for (const mkr_node *r = mkr_node_child(table, "row"); r; r = mkr_node_after(r, "row"))
        check_row_texts(c, r, here);
    for (const mkr_node *n = mkr_node_child(table, "note"); n; n = mkr_node_after(n, "note"))
        check_text(c, n, here);
}

/* The author's own words for a chart that counts ratings; not over periods: the figures are of many. */
static void check_alt(mkr_claims *c, const mkr_node *chart, context here) {
    const mkr_attr *alt = mkr_node_find_attr(chart, "alt");
    mkr_prose prose = mkr_prose_new(c->arena, c->b->expr, false);
    if (!alt || mkr_node_find_attr(chart, "over") || !c->english)
        return;
    mkr_prose_add_attr(&prose, alt);
    if (!prose.lost && prose.text.n && prose.text.n <= LONGEST_TEXT)
        mkr_claims_prose(c, &prose, &here.scope, &here.when);
    mkr_arena_reset(c->arena);
}

static void check_part(mkr_claims *c, const mkr_node *node, context here) {
    if (mkr_prose_is_exempt(node))
        return;
    if (mkr_node_is(node, "performance-wheel") || mkr_node_is(node, "rating-chart"))
        check_alt(c, node, here);
    if (mkr_node_is(node, "exceptions"))
        here.scope.extent = MKR_SCOPE_OPEN; /* what is said there is about one indicator */
    read_heading(c, node, "heading", &here.scope, &here.when);
    read_heading(c, node, "subtitle", &here.scope, &here.when);
    mkr_arena_reset(c->arena);
    walk(c, node, here);
}

/* Everything below a node. A list is about what the paragraph before it was about. */
static void walk(mkr_claims *c, const mkr_node *node, context here) {
    static const char *const texts[] = {"p", "paper", NULL}, *const items[] = {"li", "item", NULL},
                             *const nothing[] = {"cover", "people", "thread", "diagram", "timeline",
                                                 "a",     "ref",    "span",   NULL};
    context list = here;
    for (const mkr_node *n = node->first; n; n = n->next) {
        if (!n->name || mkr_node_is_one_of(n, nothing))
            continue;
        if (mkr_node_is_one_of(n, texts)) {
            list = mkr_prose_is_exempt(n) ? here : check_text(c, n, here);
        } else if (mkr_node_is_one_of(n, items)) {
            walk(c, n, check_text(c, n, here));
        } else if (mkr_node_is(n, "ul") || mkr_node_is(n, "ol")) {
            walk(c, n, list);
        } else if (mkr_node_is(n, "table")) {
            check_table(c, n, here);
        } else {
            check_part(c, n, here);
        }
    }
}

void mkr_build_check_claims(mkr_builder *b, const mkr_node *root) {
    mkr_claims c = {.b = b, .arena = mkr_arena_child(b->arena), .data = b->data};
    c.lexicon = mkr_lexicon_new(b->arena);
    c.english = mkr_same_letters(b->doc->lang, "en") == 2;
    if (b->data) {
        c.current = b->data->periods[b->data->current];
        c.has_previous = b->data->last || b->data->current;
        if (c.has_previous)
            c.previous = b->data->last ? b->data->last->periods[b->data->last->current]
                                       : b->data->periods[b->data->current - 1];
    }
    walk(&c, root, (context){{MKR_SCOPE_ALL, NULL}, 0});
    mkr_arena_free(c.arena);
}

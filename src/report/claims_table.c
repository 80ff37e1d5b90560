/* claims_table.c - figures of a typed table.
 *
 * A row of kind "total" holds the sums of the rows above it: all of them, those since the total or the group
 * before, or the totals above it. A cell under a rating or a direction, in the row of a group or in the total
 * of all groups, is a count of the data. A row of percentages under a total is made of its shares.
 *
 * Columns that do not add up by their nature (percentages, averages) and columns with a cell that is no
 * number are left alone. Figures with decimals, and money, may be rounded: each adds half a unit of the last
 * place. */
#include <string.h>

#include "base/ascii.h"
#include "report/claims.h"

enum { MOST_COLUMNS = 64, MOST_SPAN = 1000, NO_BAND = 0xFFFF };

typedef struct figure {
    const mkr_node *node; /* NULL: no cell begins here */
    const char *text;
    bool number, nil, percent; /* nil: nothing, which adds nothing */
    bool told; /* there was a message about it */
    mkr_decimal value;
} figure;

typedef struct column {
    mkr_states states; /* its head is a rating or a direction; or 0 */
    unsigned when; /* periods its heads name */
    uint16_t band; /* the wide head above it; NO_BAND: none */
    const char *head; /* the lowest, for messages */
    bool adds, rounded;
} column;

/* A sum in the making. */
typedef struct tally {
    mkr_decimal sum;
    int64_t n;
    bool unknown; /* something that is no number is in it */
} tally;

typedef struct sums {
    tally all, since_total, since_group, totals;
} sums;

typedef struct sheet {
    mkr_claims *c;
    mkr_claim_scope scope;
    unsigned when;
    uint16_t n; /* columns */
    column columns[MOST_COLUMNS];
    sums sums[MOST_COLUMNS];
    uint16_t open[MOST_COLUMNS]; /* rows that a cell above still covers */
    figure *row; /* the row being looked at */
    figure *total; /* the total row just above */
    bool under_total;
    size_t groups_seen;
    bool other_rows; /* rows of figures that are no group's */
} sheet;

static uint16_t span_of(const mkr_node *cell, const char *name) {
    const char *text = mkr_node_attr(cell, name);
    unsigned n = 0;
    for (; text && mkr_is_digit(*text) && n <= MOST_SPAN; text++)
        n = n * 10 + (unsigned)(*text - '0');
    return text && n >= 1 && n <= MOST_SPAN ? (uint16_t)n : 1;
}

/* ---- cells */

static const char *cell_text(mkr_claims *c, const mkr_node *cell) {
    mkr_prose prose = mkr_prose_new(c->arena, c->b->expr, false);
    mkr_prose_add(&prose, cell);
    for (const mkr_node *p = mkr_node_child(cell, "p"); p; p = mkr_node_after(p, "p"))
        mkr_prose_add(&prose, p);
    return prose.lost ? "?" : mkr_cell_text(c->arena, mkr_buffer_text(&prose.text));
}

static figure read_figure(mkr_claims *c, const mkr_node *cell) {
    figure f = {.node = cell, .text = cell_text(c, cell)};
    mkr_cell_value v;
    mkr_cell_read(f.text, &c->b->style->scheme.reading, &v);
    bool known = v.nil != MKR_CONFIDENTIAL && v.nil != MKR_LOW && v.nil != MKR_BELOW && v.nil != MKR_ABOVE;
    f.nil = v.kind == MKR_CELL_NIL && known && !v.month;
    f.percent = v.percent;
    f.number = v.kind == MKR_CELL_NUMBER && !v.word && !v.one_in && !v.duration && !v.has_parts;
    f.value = v.number;
    for (int i = 0; f.number && i < v.scale; i++)
        f.number = mkr_decimal_multiply(f.value, (mkr_decimal){10, 0}, &f.value);
    return f;
}

/* Lay the cells of a row into columns; those that a wider or taller cell covers have no node. False: the row
 * does not fit, which table.c has said. */
static bool lay(sheet *s, const mkr_node *row, figure *out) {
    uint16_t at = 0;
    for (uint16_t k = 0; k < s->n; k++)
        out[k] = (figure){.text = ""};
    for (const mkr_node *c = mkr_node_child(row, "cell"); c; c = mkr_node_after(c, "cell")) {
        uint16_t wide = span_of(c, "colspan"), tall = span_of(c, "rowspan");
        while (at < s->n && s->open[at])
            at++;
        if (wide > s->n - at)
            return false;
        out[at] = read_figure(s->c, c);
        for (uint16_t k = at; k < at + wide; k++) {
            s->open[k] = tall;
            if (wide > 1 && k > 0)
                out[k].number = out[k].nil = false;
        }
        at = (uint16_t)(at + wide);
    }
    for (uint16_t k = 0; k < s->n; k++)
        if (s->open[k])
            s->open[k]--;
    return true;
}

/* ---- heads */

static bool contains(const char *text, const char *word) {
    for (; *text; text++)
        if (mkr_same_letters(text, word) == strlen(word))
            return true;
    return false;
}

static bool contains_one(const char *text, const char *const *words) {
    for (; *words; words++)
        if (contains(text, *words))
            return true;
    return false;
}

static const char *const not_added[] = {"%",    "per cent", "average", "mean",  "median",
                                        "rate", "ratio",    "rank",    "score", "per ",
                                        "year", "ref",      "target",  "index", NULL};
static const char *const money[] = {"£", "$", "€", "000", "million", "thousand", NULL};

static void read_head(sheet *s, column *col, const char *text) {
    mkr_items items = {0};
    mkr_claims_read(s->c, text, &items);
    mkr_states states = 0;
    size_t words = 0;
    for (size_t i = 0; i < items.n; i++) {
        if (items.at[i].kind == MKR_ITEM_STATE)
            states |= items.at[i].states;
        if (items.at[i].kind == MKR_ITEM_PERIOD)
            col->when |= items.at[i].when;
        words += items.at[i].kind != MKR_ITEM_END && items.at[i].kind != MKR_ITEM_PERIOD;
    }
    col->states = words == 1 ? states : 0;
    col->adds &= !contains_one(text, not_added);
    col->rounded |= contains_one(text, money);
    col->head = *text ? text : col->head;
}

static bool read_heads(sheet *s, const mkr_node *head) {
    const mkr_node *above[MOST_COLUMNS] = {NULL};
    const char *texts[MOST_COLUMNS] = {NULL};
    for (const mkr_node *row = mkr_node_child(head, "row"); row; row = mkr_node_after(row, "row")) {
        bool covered[MOST_COLUMNS];
        for (uint16_t k = 0; k < s->n; k++)
            covered[k] = s->open[k] > 0;
        if (!lay(s, row, s->row))
            return false;
        for (uint16_t k = 0; k < s->n; k++) {
            if (covered[k])
                continue;
            if (s->row[k].node) {
                above[k] = s->row[k].node;
                texts[k] = s->row[k].text;
            } else if (k > 0) { /* part of the cell at its left */
                above[k] = above[k - 1];
                texts[k] = texts[k - 1];
            }
            if (!texts[k])
                return false;
            bool is_wide = span_of(above[k], "colspan") > 1;
            if (is_wide && s->columns[k].band == NO_BAND)
                s->columns[k].band =
                    (uint16_t)(k > 0 && above[k] == above[k - 1] ? s->columns[k - 1].band : k);
            read_head(s, &s->columns[k], texts[k]);
        }
    }
    return true;
}

/* ---- totals */

static void tally_add(tally *t, const figure *f) {
    if (f->number && !f->percent)
        t->unknown |= !mkr_decimal_add(t->sum, f->value, &t->sum);
    else
        t->unknown |= !f->nil;
    t->n += f->number;
}

/* Could a printed total be this sum? True also where it cannot be known. */
static bool is_total(const tally *t, const figure *f, bool rounded) {
    mkr_decimal off, one = {1, 0};
    if (t->unknown || !mkr_decimal_subtract(f->value, t->sum, &off))
        return true;
    if (off.units == 0)
        return t->n > 0;
    if (!rounded && !f->value.places && !t->sum.places)
        return false;
    one.places = f->value.places;
    return mkr_decimal_compare_products(mkr_decimal_abs(off), (mkr_decimal){2, 0}, (mkr_decimal){t->n + 1, 0},
                                        one) <= 0;
}

static void complain(sheet *s, figure *f, const char *truth) {
    f->told = true;
    mkr_claims_say(s->c, f->node->where, f->text, strlen(f->text), truth);
}

static void check_total(sheet *s, uint16_t k) {
    figure *f = &s->row[k];
    const column *col = &s->columns[k];
    const sums *above = &s->sums[k];
    if (!col->adds || !f->node || !f->number || f->percent || above->all.n == 0 || above->all.unknown)
        return;
    if (is_total(&above->all, f, col->rounded) || is_total(&above->since_total, f, col->rounded) ||
        is_total(&above->since_group, f, col->rounded) || is_total(&above->totals, f, col->rounded))
        return;
    const tally *shown = above->since_total.n ? &above->since_total : &above->all;
    complain(s, f,
             mkr_printf(s->c->arena, "the rows above add up to %s",
                        mkr_decimal_print(s->c->arena, shown->sum, shown->sum.places)));
}

/* ---- counts */

static const mkr_group *group_named(const sheet *s, const char *text) {
    const mkr_data *d = s->c->data;
    enum { MOST_GROUPS = 64 };
    for (size_t g = 0; d && d->n_groups <= MOST_GROUPS && g < d->n_groups; g++)
        if (*text && !strcmp(d->groups[g].name, text))
            return &d->groups[g];
    return NULL;
}

static void check_counts(sheet *s, mkr_claim_scope scope) {
    for (uint16_t k = 1; k < s->n; k++) {
        const column *col = &s->columns[k];
        figure *f = &s->row[k];
        unsigned when = col->when ? col->when : s->when ? s->when : MKR_AT_CURRENT;
        if (f->told || !col->states || !f->node || !f->number || f->percent || f->value.places ||
            f->value.units < 0 || (when & MKR_AT_OTHER))
            continue;
        if (!mkr_claims_agrees(s->c, scope, col->states, when, f->value.units))
            complain(s, f,
                     mkr_printf(s->c->arena, "under %s %s", col->head,
                                mkr_claims_tell(s->c, scope, col->states, when)));
    }
}

/* ---- shares */

/* The numbers in the head of a row of percentages: "Share of 12 objectives". */
static bool is_share_of_named(const sheet *s, const figure *f, int64_t n, bool loose) {
    mkr_items items = {0};
    mkr_claims_read(s->c, s->row[0].text, &items);
    for (size_t i = 0; i < items.n; i++) {
        int64_t m = items.at[i].number.units;
        if (items.at[i].kind == MKR_ITEM_NUMBER && m >= n &&
            mkr_claims_is_share(f->value, false, n, m, loose))
            return true;
    }
    return false;
}

typedef struct band { /* columns under one wide head, or all the others */
    mkr_decimal sum; /* of the totals */
    mkr_decimal percentages;
} band;

static band add_band(const sheet *s, uint16_t which) {
    band b = {{0, 0}, {0, 0}};
    for (uint16_t k = 1; k < s->n; k++)
        if (s->columns[k].band == which && s->total[k].number && !s->total[k].percent && s->row[k].number) {
            if (!mkr_decimal_add(b.sum, s->total[k].value, &b.sum) ||
                !mkr_decimal_add(b.percentages, s->row[k].value, &b.percentages))
                return (band){{0, 0}, {0, 0}};
        }
    return b;
}

static bool is_share_of_columns(const sheet *s, const figure *f, int64_t n, bool loose) {
    for (uint16_t k = 1; k < s->n; k++) {
        const figure *t = &s->total[k];
        if (t->number && !t->value.places && t->value.units > n &&
            mkr_claims_is_share(f->value, false, n, t->value.units, loose))
            return true;
    }
    return false;
}

static void check_share(sheet *s, uint16_t k) {
    figure *f = &s->row[k];
    const figure *t = &s->total[k];
    mkr_states states = s->columns[k].states;
    if (!f->node || !f->number || !t->number || t->percent || t->value.places || t->value.units < 0)
        return;
    band b = add_band(s, s->columns[k].band);
    bool loose = mkr_decimal_compare(b.percentages, (mkr_decimal){100, 0}) == 0;
    int64_t n = t->value.units, m = b.sum.units;
    mkr_item percent = {.number = f->value};
    if (b.sum.places || m <= 0 || mkr_claims_is_share(f->value, false, n, m, loose) ||
        is_share_of_named(s, f, n, loose) || is_share_of_columns(s, f, n, loose))
        return;
    if (states && s->c->data && mkr_claims_agrees(s->c, s->scope, states, MKR_AT_CURRENT, n) &&
        mkr_claims_share_agrees(s->c, s->scope, states, MKR_AT_CURRENT, &percent, 0, loose))
        return;
    complain(s, f,
             mkr_printf(s->c->arena, "%lld of %lld is %s", (long long)n, (long long)m,
                        mkr_claims_tell_share(s->c, n, m, f->value.places)));
}

/* All its figures are percentages, and it has some. */
static bool is_percent_row(const sheet *s) {
    bool any = false;
    for (uint16_t k = 1; k < s->n; k++) {
        if (s->row[k].number && !s->row[k].percent)
            return false;
        any |= s->row[k].percent;
    }
    return any;
}

/* ---- row by row */

static bool has_figures(const sheet *s) {
    for (uint16_t k = 1; k < s->n; k++)
        if (s->row[k].number)
            return true;
    return false;
}

static void end_group(sheet *s) {
    for (uint16_t k = 0; k < s->n; k++)
        s->sums[k].since_group = (tally){0};
    s->under_total = false;
}

static void take_total(sheet *s) {
    bool counts = s->c->data && s->scope.extent == MKR_SCOPE_ALL && !s->other_rows && s->groups_seen &&
                  s->groups_seen == s->c->data->n_groups;
    for (uint16_t k = 1; k < s->n; k++) {
        check_total(s, k);
        tally_add(&s->sums[k].totals, &s->row[k]);
        s->sums[k].since_total = s->sums[k].since_group = (tally){0};
    }
    if (counts)
        check_counts(s, s->scope);
}

static void take_row(sheet *s) {
    const mkr_group *group = group_named(s, s->row[0].text);
    for (uint16_t k = 1; k < s->n; k++) {
        tally_add(&s->sums[k].all, &s->row[k]);
        tally_add(&s->sums[k].since_total, &s->row[k]);
        tally_add(&s->sums[k].since_group, &s->row[k]);
    }
    s->groups_seen += group != NULL;
    s->other_rows |= !group && has_figures(s);
    if (group && s->scope.extent == MKR_SCOPE_ALL)
        check_counts(s, (mkr_claim_scope){MKR_SCOPE_GROUP, group});
}

static void read_row(sheet *s, const mkr_node *row, bool total) {
    if (!lay(s, row, s->row))
        return;
    if (s->under_total && is_percent_row(s)) {
        for (uint16_t k = 1; k < s->n; k++)
            check_share(s, k);
        return;
    }
    if (total)
        take_total(s);
    else
        take_row(s);
    s->under_total = total;
    if (total)
        memcpy(s->total, s->row, s->n * sizeof *s->row);
}

static void read_rows(sheet *s, const mkr_node *table) {
    for (const mkr_node *row = mkr_node_child(table, "row"); row; row = mkr_node_after(row, "row")) {
        const char *kind = mkr_node_attr(row, "kind");
        if (kind && !strcmp(kind, "group"))
            end_group(s);
        else
            read_row(s, row, kind != NULL);
    }
}

static uint32_t width_of(const mkr_node *row) {
    uint32_t n = 0;
    for (const mkr_node *c = mkr_node_child(row, "cell"); c && n <= MOST_COLUMNS;
         c = mkr_node_after(c, "cell"))
        n += span_of(c, "colspan");
    return n;
}

void mkr_claims_table(mkr_claims *c, const mkr_node *table, mkr_claim_scope scope, unsigned when) {
    const mkr_node *head = mkr_node_child(table, "head"), *first = mkr_node_child(table, "row");
    while (first && mkr_node_attr(first, "kind") && mkr_node_after(first, "row"))
        first = mkr_node_after(first, "row");
    uint32_t n = width_of(head ? mkr_node_child(head, "row") : first);
    if (n < 2 || n > MOST_COLUMNS)
        return;
    const char *caption = mkr_node_attr(table, "caption");
    sheet *s = mkr_alloc(c->arena, sizeof *s);
    *s = (sheet){.c = c, .scope = scope, .when = when, .n = (uint16_t)n};
    s->row = mkr_alloc_array(c->arena, n, sizeof *s->row);
    s->total = mkr_alloc_array(c->arena, n, sizeof *s->total);
    for (uint16_t k = 0; k < n; k++)
        s->columns[k] = (column){
            .band = NO_BAND, .adds = true, .head = "", .rounded = caption && contains_one(caption, money)};
    if (!head || read_heads(s, head))
        read_rows(s, table);
}

/* expr_tree.c - the data as a document, for XPath to look at. Its shape: docs/format.md, Computed text.
 *
 * A fact that is not there has no attribute. Suppressed figures never get here: data/read.c has taken them
 * away. */
#include <string.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "report/expr.h"

typedef struct grower {
    mkr_arena *scratch;
    const mkr_data *data;
    bool whole;
} grower;

static void set(xmlNodePtr node, const char *name, const char *value) {
    if (node && value)
        xmlNewProp(node, BAD_CAST name, BAD_CAST value);
}

static void set_text(xmlNodePtr node, const char *name, const char *value) {
    set(node, name, value && *value ? value : NULL);
}

const char *mkr_expr_number(mkr_arena *arena, mkr_decimal d) {
    char plain[MKR_DECIMAL_PLAIN];
    mkr_decimal_plain(plain, d);
    return mkr_strdup(arena, plain);
}

static void set_number(const grower *g, xmlNodePtr node, const char *name, mkr_decimal d) {
    set(node, name, mkr_expr_number(g->scratch, d));
}

static void set_count(const grower *g, xmlNodePtr node, const char *name, size_t n) {
    set_number(g, node, name, (mkr_decimal){(int64_t)n, 0});
}

static const char *rating_or_null(mkr_rating r) {
    return r == MKR_UNRATED ? NULL : mkr_rating_name(r);
}

static const char *marks_or_null(mkr_marks marks, char text[static 27]) {
    size_t n = 0;
    for (char c = 'a'; c <= 'z'; c++)
        if (marks & MKR_MARK(c))
            text[n++] = c;
    text[n] = '\0';
    return n ? text : NULL;
}

static void add_value(const grower *g, xmlNodePtr to, const mkr_indicator *i, size_t period) {
    char marks[27];
    const mkr_value *v = mkr_indicator_at(g->data, i, period);
    xmlNodePtr node = xmlNewChild(to, NULL, BAD_CAST "value", NULL);
    set(node, "period", mkr_period_key(g->scratch, g->data->periods[period]));
    if (v->has_actual)
        set_number(g, node, "actual", mkr_actual(v));
    if (v->has_target)
        set_number(g, node, "target", mkr_target(v));
    set(node, "rag", rating_or_null(mkr_value_rating(v)));
    set_text(node, "nil", mkr_nil_shorthand(mkr_value_nil(v)));
    set(node, "marks", marks_or_null(v->marks, marks));
}

static void add_comparator(const grower *g, xmlNodePtr to, const mkr_comparison *c) {
    xmlNodePtr node = xmlNewChild(to, NULL, BAD_CAST "comparator", NULL);
    set(node, "label", c->with->label);
    set_number(g, node, "value", c->value);
    set_text(node, "period", c->with->period);
    set_text(node, "source", c->with->source);
}

static void set_judgement(xmlNodePtr node, const mkr_indicator *i) {
    if (i->override == MKR_UNRATED)
        return;
    set(node, "calculated-rag", rating_or_null(i->calculated));
    set_text(node, "override-by", i->override_by);
    set_text(node, "override-reason", i->override_reason);
}

static void set_description(const grower *g, xmlNodePtr node, const mkr_indicator *i) {
    static const char *const polarity[] = {[MKR_POLARITY_NONE] = "none",
                                           [MKR_HIGHER] = "higher",
                                           [MKR_LOWER] = "lower",
                                           [MKR_ON_PLAN] = "on-plan"};
    set(node, "ref", i->ref);
    set(node, "measure", i->measure);
    set(node, "unit", i->unit);
    set(node, "polarity", polarity[i->polarity]);
    set(node, "owner", i->owner);
    set(node, "commentary", i->commentary);
    set_text(node, "definition", i->definition);
    set_text(node, "service", i->service);
    set_text(node, "directorate", i->directorate);
    set_text(node, "portfolio", i->portfolio);
    set_text(node, "action", i->action);
    set_text(node, "source", i->source);
    set_text(node, "frequency", i->frequency);
    if (i->as_at.month)
        set(node, "as-at",
            mkr_printf(g->scratch, "%04d-%02d-%02d", i->as_at.year, i->as_at.month, i->as_at.day));
}

static void add_indicator(const grower *g, xmlNodePtr to, const mkr_indicator *i) {
    char marks[27];
    xmlNodePtr node = xmlNewChild(to, NULL, BAD_CAST "indicator", NULL);
    const mkr_value *now = mkr_indicator_at(g->data, i, g->data->current);
    set_description(g, node, i);
    if (now->has_target)
        set_number(g, node, "target", mkr_target(now));
    if (now->has_actual)
        set_number(g, node, "actual", mkr_actual(now));
    set_text(node, "nil", mkr_nil_shorthand(mkr_value_nil(now)));
    set(node, "marks", marks_or_null(i->marks | now->marks, marks));
    set(node, "rag", rating_or_null(i->rating));
    set(node, "previous-rag", rating_or_null(i->previous_rating));
    set_judgement(node, i);
    if (i->reds)
        set_count(g, node, "reds", i->reds);
    set(node, "travel", mkr_travel_name(i->travel));
    if (g->data->scheme->basis == MKR_BASIS_BOTH)
        set(node, "long-travel", mkr_travel_name(i->long_travel));
    if (i->rating == MKR_UNRATED)
        set(node, "unrated", mkr_unrated_name(i->unrated));
    for (size_t c = 0; g->whole && c < i->n_comparisons; c++)
        add_comparator(g, node, &i->comparisons[c]);
    for (size_t p = 0; g->whole && p < g->data->n_periods; p++)
        add_value(g, node, i, p);
}

/* Ratings that no rule can give are left out; the directions are all there. */
static void set_counts(const grower *g, xmlNodePtr node, const mkr_counts *c) {
    set_count(g, node, "all", c->all);
    set_count(g, node, "rated", mkr_counts_rated(c));
    set_count(g, node, "compared", mkr_counts_compared(c));
    for (int r = 0; r < MKR_RATINGS; r++) {
        if (r != MKR_UNRATED && !g->data->rating_used[r] && !c->rating[r] && !c->previous_rating[r])
            continue;
        const char *name = mkr_rating_name((mkr_rating)r);
        set_count(g, node, name, c->rating[r]);
        set_count(g, node, mkr_printf(g->scratch, "previous-%s", name), c->previous_rating[r]);
    }
    for (int t = 0; t < MKR_TRAVELS; t++)
        set_count(g, node, mkr_travel_name((mkr_travel)t), c->travel[t]);
}

static void add_movements(const grower *g, xmlNodePtr root) {
    for (int from = 0; from < MKR_RATINGS; from++)
        for (int to = 0; to < MKR_RATINGS; to++) {
            size_t n = g->data->counts.moved[from][to];
            if (!n)
                continue;
            xmlNodePtr node = xmlNewChild(root, NULL, BAD_CAST "movement", NULL);
            set(node, "from", mkr_rating_name((mkr_rating)from));
            set(node, "to", mkr_rating_name((mkr_rating)to));
            set_count(g, node, "n", n);
        }
}

static void add_changes(const grower *g, xmlNodePtr root) {
    static const char *const kinds[] = {
        [MKR_CHANGE_ADDED] = "added",      [MKR_CHANGE_REMOVED] = "removed",
        [MKR_CHANGE_TARGET] = "target",    [MKR_CHANGE_DEFINITION] = "definition",
        [MKR_CHANGE_MEASURE] = "measure",  [MKR_CHANGE_UNIT] = "unit",
        [MKR_CHANGE_POLARITY] = "polarity"};
    for (size_t i = 0; i < g->data->n_changes; i++) {
        const mkr_change *c = &g->data->changes[i];
        xmlNodePtr node = xmlNewChild(root, NULL, BAD_CAST "change", NULL);
        set(node, "kind", kinds[c->kind]);
        set(node, "ref", c->now ? c->now->ref : c->before->ref);
        set_text(node, "was", c->was);
        set_text(node, "is", c->is);
    }
}

bool mkr_expr_previous(const mkr_data *data, mkr_period *out) {
    if (data->last)
        *out = data->last->periods[data->last->current];
    else if (data->current)
        *out = data->periods[data->current - 1];
    return data->last || data->current;
}

static void add_indicators(const grower *g, xmlNodePtr root) {
    const mkr_data *data = g->data;
    mkr_period previous;
    set(root, "period", mkr_period_key(g->scratch, data->periods[data->current]));
    if (mkr_expr_previous(data, &previous))
        set(root, "previous", mkr_period_key(g->scratch, previous));
    set_counts(g, root, &data->counts);
    for (size_t n = 0; n < data->n_groups; n++) {
        const mkr_group *group = &data->groups[n];
        xmlNodePtr node = xmlNewChild(root, NULL, BAD_CAST "group", NULL);
        set(node, "name", group->name);
        set_counts(g, node, &group->counts);
        for (size_t i = 0; i < group->n; i++)
            add_indicator(g, node, group->indicators[i]);
    }
    if (!g->whole)
        return;
    add_movements(g, root);
    add_changes(g, root);
}

/* ---- tables of further data */

enum {
    HEADING_ROWS = 10, /* the header is looked for in these */
    MOST_NAMED = 256, /* libxml2 walks along all attributes of an element to add one */
};

/* The first row of more than one filled cell: titles above it have one. */
static size_t find_header(const mkr_table *table) {
    for (size_t r = 0; r < table->n && r < HEADING_ROWS; r++) {
        size_t filled = 0;
        for (uint32_t c = 0; c < table->rows[r].n; c++)
            filled += table->rows[r].cells[c].text[0] != '\0';
        if (filled > 1)
            return r;
    }
    return table->n;
}

/* A heading as an XML name: "Forecast outturn (£m)" is forecast-outturn-m, "2024/25" _2024-25. */
static const char *heading_name(mkr_arena *arena, const char *heading) {
    mkr_buffer b = mkr_buffer_new(arena);
    bool gap = false;
    for (const char *p = heading; *p; p++) {
        if (!mkr_is_letter(*p) && !mkr_is_digit(*p)) {
            gap = true;
            continue;
        }
        if (gap && b.n)
            mkr_buffer_putc(&b, '-');
        if (!b.n && mkr_is_digit(*p))
            mkr_buffer_putc(&b, '_');
        gap = false;
        mkr_buffer_putc(&b, mkr_lower(*p));
    }
    return mkr_buffer_text(&b);
}

static const char **heading_names(mkr_arena *arena, const mkr_row *header, uint32_t n) {
    const char **names = mkr_alloc_array(arena, n, sizeof *names);
    for (uint32_t c = 0; c < n; c++) {
        const char *name = heading_name(arena, header->cells[c].text);
        bool taken = *name == '\0' || !strcmp(name, "line");
        for (uint32_t k = 0; k < c && !taken; k++)
            taken = !strcmp(names[k], name);
        names[c] = taken ? mkr_printf(arena, "column-%u", c + 1) : name;
    }
    return names;
}

/* What a cell says: a figure that is dressed, as in "£1.2m", "1,234" or "(978)", as a plain number. */
static const char *cell_text(mkr_arena *arena, const char *text) {
    mkr_cell_value v;
    mkr_decimal d;
    if (mkr_decimal_parse(text, &d))
        return text;
    mkr_cell_read(text, NULL, &v);
    if (v.kind != MKR_CELL_NUMBER || v.word || v.one_in || v.duration || v.marks || v.has_parts || v.exponent)
        return text;
    int64_t factor = 1;
    for (int i = 0; i < v.scale; i++)
        factor *= 10;
    if (!mkr_decimal_multiply(v.number, (mkr_decimal){factor, 0}, &d))
        return text;
    uint8_t scale = (uint8_t)v.scale, places = d.places > scale ? (uint8_t)(d.places - scale) : 0;
    return mkr_expr_number(arena, mkr_decimal_round(d, places)); /* the factor has made zeros of the rest */
}

static void add_table(const grower *g, xmlNodePtr root, const mkr_named_table *named) {
    const mkr_table *table = &named->table;
    xmlNodePtr node = xmlNewChild(root, NULL, BAD_CAST "table", NULL);
    set(node, "name", named->name);
    size_t header = find_header(table);
    if (header == table->n)
        return;
    uint32_t n = table->rows[header].n < MOST_NAMED ? table->rows[header].n : MOST_NAMED;
    const char **names = heading_names(g->scratch, &table->rows[header], n);
    mkr_arena *scratch = mkr_arena_child(g->scratch);
    for (size_t r = header + 1; r < table->n; r++, mkr_arena_reset(scratch)) {
        const mkr_row *row = &table->rows[r];
        xmlNodePtr line = xmlNewChild(node, NULL, BAD_CAST "row", NULL);
        set_count(g, line, "line", row->row);
        for (uint32_t c = 0; c < row->n && c < n; c++)
            set_text(line, names[c], cell_text(scratch, row->cells[c].text));
    }
    mkr_arena_free(scratch);
}

static void release_doc(void *doc) {
    xmlFreeDoc(doc);
}

xmlDocPtr mkr_expr_tree(mkr_arena *arena, const mkr_sources *sources, bool whole) {
    xmlDocPtr doc = xmlNewDoc(BAD_CAST "1.0");
    if (!doc)
        return NULL;
    mkr_arena_defer(arena, release_doc, doc);
    grower g = {mkr_arena_child(arena), sources->data, whole};
    xmlNodePtr root = xmlNewNode(NULL, BAD_CAST "data");
    if (!root)
        return NULL;
    xmlDocSetRootElement(doc, root);
    if (g.data)
        add_indicators(&g, root);
    for (size_t t = 0; whole && t < sources->n_tables; t++)
        add_table(&g, root, &sources->tables[t]);
    mkr_arena_free(g.scratch);
    return doc;
}

/* detail.c - appendices, and the block of each indicator: heading, note, chart beside facts, commentary. */
#include <string.h>

#include "data/unit.h"
#include "report/chart_build.h"

/* ---- facts beside the chart */

typedef struct side {
    mkr_builder *b;
    mkr_block *stack;
    uint32_t list;
    mkr_where where;
} side;

static mkr_span *add_fact(side *s, const char *label, const char *value, int icon) {
    mkr_builder *b = s->b;
    uint32_t li = mkr_tree_add(b->tree, s->list, MKR_LI);
    uint32_t lbl = mkr_tree_add(b->tree, li, MKR_LBL), body = mkr_tree_add(b->tree, li, MKR_LBODY);
    mkr_block *block; /* a grid each: a long label and a long value seldom meet in one row */
    mkr_grid *grid = mkr_grid_new(b, MKR_LOOK_SIDE, 2, s->where, &block);
    mkr_grid_column(grid, 0, 0, false, true);
    mkr_grid_cell *c = mkr_grid_row_add(b, grid, MKR_ROW_BODY, 2)->cells;
    mkr_block_add(s->stack, block);
    c[0].content = mkr_build_text(b, MKR_ROLE_FORM, lbl, mkr_printf(b->arena, "%s ", label), s->where);
    c[0].content->spans.at[0].look = MKR_MUTED;
    c[1].content = mkr_build_text(b, MKR_ROLE_FORM, body, value, s->where);
    mkr_build_spoken(b, c[1].content);
    c[1].align = MKR_ALIGN_RIGHT;
    c[1].content->spans.at[0].icon = (uint8_t)icon;
    return &c[1].content->spans.at[0];
}

static const char *target_text(mkr_builder *b, const mkr_indicator *i, const mkr_value *now) {
    if (!now->has_target)
        return b->style->labels[MKR_LABEL_NO_TARGET];
    const char *value = mkr_indicator_print_unit(b->arena, i, mkr_target(now));
    bool count = !i->places && (!strcmp(i->unit, "Number") || !strcmp(i->unit, "number"));
    if (!count || i->polarity == MKR_POLARITY_NONE)
        return value;
    return mkr_style_say(b->arena, b->style,
                         i->polarity == MKR_LOWER ? MKR_LABEL_OR_FEWER : MKR_LABEL_OR_MORE, "n", value, NULL);
}

static void add_change(side *s, const mkr_indicator *i, const mkr_value *now) {
    mkr_builder *b = s->b;
    const mkr_data *d = b->data;
    size_t at;
    const mkr_value *before =
        mkr_indicator_compared(d, i, d->current, &at) ? mkr_indicator_at(d, i, at) : NULL;
    mkr_decimal change;
    if (!before || !before->has_actual || !now->has_actual ||
        !mkr_decimal_subtract(mkr_actual(now), mkr_actual(before), &change))
        return;
    bool next = d->current - at == i->step; /* "Q1" can only be the last one */
    const char *name =
        next ? mkr_build_period_name(b->arena, d->periods[at]) : mkr_period_print(b->arena, d->periods[at]);
    const char *sign = change.units > 0 ? "+" : "";
    add_fact(s, mkr_style_say(b->arena, b->style, MKR_LABEL_CHANGE_ON, "period", name, NULL),
             mkr_printf(b->arena, "%s%s", sign, mkr_indicator_print(b->arena, i, change)), 0);
}

/* Why there is no value: what its shorthand stands for. */
const char *mkr_build_missing(mkr_builder *b, const mkr_indicator *i, const mkr_value *v) {
    static const mkr_label_id labels[MKR_NILS] = {
        [MKR_NIL_NONE] = MKR_LABEL_NOT_AVAILABLE, [MKR_NOT_AVAILABLE] = MKR_LABEL_NOT_AVAILABLE,
        [MKR_NOT_APPLICABLE] = MKR_LABEL_MARK_Z,  [MKR_CONFIDENTIAL] = MKR_LABEL_MARK_C,
        [MKR_LOW] = MKR_LABEL_MARK_LOW,           [MKR_NOT_DUE] = MKR_LABEL_MARK_ND,
        [MKR_INCOMPARABLE] = MKR_LABEL_MARK_NC};
    if (v->nil == MKR_BELOW || v->nil == MKR_ABOVE)
        return mkr_value_print(b->arena, b->data, i, v, true);
    bool not_due = mkr_indicator_not_due(i, (size_t)(v - i->values));
    return mkr_build_capital(b->arena, b->style->labels[not_due ? MKR_LABEL_MARK_ND : labels[v->nil]]);
}

const mkr_value *mkr_build_due(mkr_builder *b, const mkr_indicator *i, const char **when) {
    const mkr_value *now = mkr_indicator_at(b->data, i, b->data->current);
    mkr_stretch *s;
    *when = "";
    if (!mkr_indicator_not_due(i, b->data->current))
        return now;
    for (size_t k = mkr_stretches(b->arena, b->data, i, b->data->current, MKR_NO_PERIOD, &s); k-- > 0;)
        for (size_t p = s[k].from + s[k].n; p-- > s[k].from;)
            if (i->values[p].has_actual) {
                *when = mkr_period_print(b->arena, s[k].period);
                return &i->values[p];
            }
    return now;
}

const char *mkr_build_judgement(mkr_builder *b, const mkr_indicator *i) {
    const char *const *words = b->style->rating_word;
    return mkr_style_say(b->arena, b->style, MKR_LABEL_JUDGED, "rating", words[i->rating], "name",
                         i->override_by, "calculated", words[i->calculated], "reason", i->override_reason,
                         NULL);
}

/* A figure too long for its large type is set smaller rather than broken. */
static mkr_role_id figure_role(const mkr_value *now, const char *figure) {
    enum { LARGE = 8, MIDDLE = 11 }; /* bytes that fit beside a chart */
    size_t n = strlen(figure);
    if (!now->has_actual || n > MIDDLE)
        return MKR_ROLE_HEADING_3;
    return n > LARGE ? MKR_ROLE_HEADING_1 : MKR_ROLE_FIGURE_DETAIL;
}

static mkr_block *build_side(mkr_builder *b, const mkr_indicator *i, const mkr_value *now, uint32_t elem) {
    const mkr_style *st = b->style;
    mkr_block *stack = mkr_build_stack(b, i->where);
    bool worded = mkr_unit_read(i->unit).kind == MKR_UNIT_WORD; /* no words in a big figure */
    const char *when, *figure = mkr_build_missing(b, i, now);
    const mkr_value *due = mkr_build_due(b, i, &when);
    if (due->has_actual)
        figure = mkr_value_print(b->arena, b->data, i, due, !worded);
    if (*when)
        figure = mkr_printf(b->arena, "%s (%s)", figure, when);
    mkr_block_add(stack, mkr_build_text(b, figure_role(now, figure), mkr_tree_add(b->tree, elem, MKR_P),
                                        figure, i->where));
    mkr_build_spoken(b, stack->last);
    side s = {b, stack, mkr_tree_add(b->tree, elem, MKR_L), i->where};
    if (*when) /* the figure is of another period: why there is none of this one */
        add_fact(&s, mkr_period_print(b->arena, b->data->periods[b->data->current]),
                 mkr_build_missing(b, i, now), 0);
    add_fact(&s, st->labels[MKR_LABEL_RATING], st->rating_word[i->rating], MKR_ICON_RATING + (int)i->rating)
        ->look = MKR_SEMIBOLD;
    add_fact(&s, st->labels[MKR_LABEL_TARGET], target_text(b, i, now), 0);
    bool assessed = i->travel != MKR_NOT_ASSESSED;
    add_fact(&s, st->labels[MKR_LABEL_DIRECTION], st->travel_word[i->travel],
             assessed ? MKR_ICON_TRAVEL + (int)i->travel : 0);
    if (b->data->scheme->basis == MKR_BASIS_BOTH && assessed)
        add_fact(&s, st->labels[MKR_LABEL_LONG_TERM], st->travel_word[i->long_travel],
                 MKR_ICON_TRAVEL + (int)i->long_travel);
    for (size_t c = 0; c < i->n_comparisons; c++)
        add_fact(&s, mkr_comparator_print(b->arena, i->comparisons[c].with, true),
                 mkr_indicator_print_unit(b->arena, i, i->comparisons[c].value), 0);
    if (!i->n_comparisons)
        add_change(&s, i, now);
    if (i->as_at.month)
        add_fact(&s, st->labels[MKR_LABEL_AS_AT], mkr_build_print_date(b, i->as_at), 0);
    return stack;
}

/* ---- commentary: each line a paragraph; a known lead-in is bold */

static void add_commentary(mkr_builder *b, const mkr_indicator *i, const char *text, const char *lead,
                           mkr_block *to, uint32_t elem) {
    const mkr_label_id leads[] = {MKR_LABEL_LEAD_HAPPENED, MKR_LABEL_LEAD_DOING};
    for (const char *p = text; *p;) {
        size_t n = strcspn(p, "\r\n");
        if (n > strspn(p, " \t")) {
            char *line = mkr_strndup(b->arena, p, n);
            mkr_block *block =
                mkr_build_text(b, MKR_ROLE_BODY, mkr_tree_add(b->tree, elem, MKR_P), "", i->where);
            if (lead)
                mkr_build_span(b, &block->spans, mkr_printf(b->arena, "%s ", lead), block->elem, MKR_BOLD,
                               i->where);
            for (int k = 0; k < 2 && !lead; k++) {
                size_t m = strlen(b->style->labels[leads[k]]);
                if (!strncmp(line, b->style->labels[leads[k]], m)) {
                    mkr_build_span(b, &block->spans, mkr_strndup(b->arena, line, m), block->elem, MKR_BOLD,
                                   i->where);
                    line += m;
                    break;
                }
            }
            mkr_build_span(b, &block->spans, line, block->elem, 0, i->where);
            block->space_after = MKR_PT(6);
            mkr_block_add(to, block);
            lead = NULL;
        }
        p += n;
        p += *p == '\r' && p[1] == '\n' ? 2 : *p != '\0';
    }
}

void mkr_build_commentary(mkr_builder *b, const mkr_indicator *i, mkr_block *to, uint32_t elem) {
    add_commentary(b, i, i->commentary, *i->action ? b->style->labels[MKR_LABEL_LEAD_HAPPENED] : NULL, to,
                   elem);
    if (*i->action)
        add_commentary(b, i, i->action, b->style->labels[MKR_LABEL_LEAD_DOING], to, elem);
}

static const char *definition_note(mkr_builder *b, const mkr_indicator *i) {
    const char *definition = i->definition, *good = mkr_build_polarity(b, i->polarity);
    if (!good)
        return definition;
    size_t n = strlen(definition);
    const char *stop = n && !strchr(".!?", definition[n - 1]) ? "." : "";
    return mkr_printf(b->arena, "%s%s%s%s.", definition, stop, n ? " " : "",
                      mkr_build_capital(b->arena, good));
}

static mkr_block *drawing(mkr_builder *b, mkr_drawing_kind kind, uint32_t elem, mkr_where where) {
    mkr_block *block = mkr_block_new(b->arena, MKR_BLOCK_DRAWING, MKR_ROLE_BODY, elem, where);
    block->measure = MKR_MEASURE_FRAME;
    block->drawing = mkr_alloc(b->arena, sizeof *block->drawing);
    block->drawing->kind = kind;
    block->keep_next = true;
    return block;
}

static bool has_any_value(const mkr_data *d, const mkr_indicator *i) {
    for (size_t p = 0; p <= d->current; p++)
        if (mkr_indicator_at(d, i, p)->has_actual)
            return true;
    return false;
}

static void build_detail(mkr_builder *b, const mkr_indicator *i, mkr_block *to, uint32_t elem) {
    const mkr_data *d = b->data;
    const mkr_value *now = mkr_indicator_at(d, i, d->current);
    uint32_t sect = mkr_tree_add(b->tree, elem, MKR_SECT);
    uint8_t level = b->level;
    mkr_block *heading =
        mkr_build_heading(b, mkr_printf(b->arena, "%s  %s", i->ref, i->measure), NULL, to, sect, i->where);
    heading->role = MKR_ROLE_HEADING_2;
    const char *note = definition_note(b, i);
    heading->space_after = *note ? MKR_PT(1.5) : MKR_PT(7.5);
    if (*note) {
        mkr_block *text =
            mkr_build_text(b, MKR_ROLE_NOTE_TEXT, mkr_tree_add(b->tree, sect, MKR_P), note, i->where);
        text->measure = MKR_MEASURE_FRAME;
        text->space_before = 0;
        text->keep_next = true;
        mkr_block_add(to, text);
    }
    mkr_block *rule = drawing(b, MKR_DRAW_RULE, 0, i->where), *grid_block;
    rule->space_before = MKR_PT(7.5);
    rule->space_after = MKR_PT(9);
    mkr_block_add(to, rule);
    mkr_grid *grid = mkr_grid_new(b, MKR_LOOK_DETAIL, 2, i->where, &grid_block);
    mkr_grid_column(grid, 0, MKR_PT(363), false, false);
    mkr_grid_column(grid, 1, 0, false, true);
    grid_block->measure = MKR_MEASURE_FRAME;
    grid_block->keep_next = *i->commentary || *i->action;
    grid_block->space_after = MKR_PT(10.5);
    mkr_grid_cell *cells = mkr_grid_row_add(b, grid, MKR_ROW_BODY, 2)->cells;
    if (has_any_value(d, i)) {
        cells[0].content = drawing(b, MKR_DRAW_TREND, mkr_tree_add(b->tree, sect, MKR_FIGURE), i->where);
        cells[0].content->drawing->trend = mkr_trend_of_indicator(b, i, MKR_TREND_PERIODS);
        cells[0].content->drawing->needs_alt = true;
    }
    cells[1].content = build_side(b, i, now, sect);
    mkr_block_add(to, grid_block);
    if (i->override)
        add_commentary(b, i, mkr_build_judgement(b, i), NULL, to, sect);
    mkr_build_commentary(b, i, to, sect);
    to->last->space_after = MKR_PT(22.5);
    b->level = level;
}

void mkr_build_details(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    mkr_build_check_commentary(b);
    size_t n;
    const mkr_group *groups = mkr_data_group(b->arena, b->data, mkr_build_by(node), &n);
    for (size_t g = 0; g < n; g++) {
        const mkr_group *group = &groups[g];
        uint32_t sect = mkr_tree_add(b->tree, elem, MKR_SECT);
        uint8_t level = b->level;
        if (*group->name) {
            mkr_block *heading = mkr_build_heading(b, group->name, NULL, to, sect, node->where);
            heading->role = MKR_ROLE_HEADING_1;
            heading->group_before = true;
        }
        for (size_t i = 0; i < group->n; i++)
            build_detail(b, group->indicators[i], to, sect);
        b->level = level;
    }
}

/* ---- appendices */

static void build_part(mkr_builder *b, const mkr_node *n, mkr_block *to, uint32_t elem) {
    if (mkr_node_is(n, "section"))
        mkr_build_section(b, n, to, elem);
    else if (n->name)
        mkr_build_block(b, n, to, elem);
}

void mkr_build_appendix(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    const mkr_attr *id = mkr_node_find_attr(node, "id");
    mkr_appendix *entry = &b->doc->appendices.at[b->appendix++];
    const char *title = entry->title;
    const char *kicker = mkr_printf(b->arena, "%s %s", b->style->labels[MKR_LABEL_APPENDIX_WORD], id->value);
    if (!title[strspn(title, " \t\n")])
        mkr_say(b->diag, MKR_E_EMPTY_HEADING, node->where, "<appendix>");
    uint8_t level = b->level;
    mkr_measure measure = b->measure;
    uint32_t tables = b->tables, figures = b->figures, part = mkr_tree_add(b->tree, elem, MKR_SECT);
    b->prefix = id->value;
    b->tables = b->figures = 0;
    b->measure = MKR_MEASURE_FRAME;

    uint32_t h2 = mkr_tree_add(b->tree, part, MKR_H2);
    mkr_block *block = mkr_build_text(b, MKR_ROLE_KICKER, mkr_tree_add(b->tree, h2, MKR_CONTENT),
                                      mkr_printf(b->arena, "%s ", kicker), node->where);
    mkr_block *first = block;
    block->keep_next = true;
    if (!b->style->cover_is_table) /* page design, section 9: no second masthead after a form */
        mkr_block_add(to, first = drawing(b, MKR_DRAW_MASTHEAD, 0, node->where));
    first->page_before = true;
    first->foot = mkr_printf(b->arena, "%s: %s", kicker, title);
    mkr_block_add(to, block);
    block = mkr_build_text(b, MKR_ROLE_TITLE, mkr_tree_add(b->tree, h2, MKR_CONTENT), title, node->where);
    block->keep_next = true;
    block->space_before = b->style->roles[MKR_ROLE_KICKER].after;
    mkr_block_add(to, block);
    mkr_tree_more(b->tree, h2)->title = mkr_printf(b->arena, "%s: %s", kicker, title);
    *MKR_PUSH(b->arena, &b->doc->bookmarks) = (mkr_bookmark){mkr_tree_more(b->tree, h2)->title, h2, 2};
    mkr_build_anchor(b, id, kicker, h2);
    entry->elem = h2;

    b->measure = MKR_MEASURE_WIDE;
    b->level = 2;
    for (const mkr_node *n = node->first; n; n = n->next)
        build_part(b, n, to, part);
    b->level = level;
    b->measure = measure;
    b->prefix = "";
    b->tables = tables;
    b->figures = figures;
}

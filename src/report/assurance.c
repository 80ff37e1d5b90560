/* assurance.c - the sign-off table: who assured what and when. A date, "not required" or outstanding: never
 * blank. */
#include <string.h>

#include "report/build.h"

typedef struct assurance {
    mkr_builder *b;
    const mkr_node *node;
    mkr_table_parts t;
    size_t done, not_required, outstanding;
} assurance;

static size_t count_children(const mkr_node *n, const char *name) {
    size_t count = 0;
    for (const mkr_node *c = mkr_node_child(n, name); c; c = mkr_node_after(c, name))
        count++;
    return count;
}

static const char *officer_name(mkr_builder *b, const mkr_node *officer) {
    if (mkr_node_attr(officer, "name"))
        return mkr_build_attr(b, officer, "name");
    const mkr_person *p = mkr_build_person(b, officer);
    return p ? p->name : "";
}

/* A date may not lie after the meeting (requirement B-05). */
static const char *signed_on(mkr_builder *b, const mkr_node *node) {
    mkr_date date = mkr_build_date(b, node);
    if (!date.month)
        return "";
    if (b->meeting.month && mkr_date_compare(date, b->meeting) > 0)
        mkr_say(b->diag, MKR_E_SIGNED_LATE, mkr_node_find_attr(node, "date")->where,
                "%s, the meeting is on %s", mkr_build_print_date(b, date),
                mkr_build_print_date(b, b->meeting));
    return mkr_build_print_date(b, date);
}

static const mkr_node *find_note(const assurance *a, const char *mark) {
    for (const mkr_node *n = mkr_node_child(a->node, "note"); n; n = mkr_node_after(n, "note"))
        if (!strcmp(mkr_node_attr(n, "mark"), mark))
            return n;
    return NULL;
}

static void add_area(assurance *a, mkr_grid_cell *cell, uint32_t tr, const mkr_node *n) {
    mkr_builder *b = a->b;
    mkr_block *text =
        mkr_build_cell(b, cell, tr, MKR_TH, MKR_SCOPE_ROW, MKR_ROLE_FORM, MKR_ALIGN_LEFT, n->where);
    const char *qualifier = mkr_build_attr(b, n, "qualifier"), *area = mkr_build_attr(b, n, "area");
    const mkr_attr *mark = mkr_node_find_attr(n, "mark");
    mkr_build_span(b, &text->spans, area ? area : "", text->elem, 0, n->where);
    if (qualifier)
        mkr_build_span(b, &text->spans, mkr_printf(b->arena, " (%s)", qualifier), text->elem, 0, n->where);
    if (mark) {
        mkr_build_span(b, &text->spans, mkr_printf(b->arena, " [%s]", mark->value), text->elem, 0, n->where);
        if (!find_note(a, mark->value))
            mkr_say(b->diag, MKR_E_MARK_UNEXPLAINED, mark->where, "\"%s\"", mark->value);
    }
}

static void add_lines(assurance *a, mkr_grid_cell *cell, uint32_t tr, const char *text, const char *second,
                      uint8_t look, uint8_t icon, mkr_where where) {
    mkr_builder *b = a->b;
    mkr_block *block =
        mkr_build_cell(b, cell, tr, MKR_TD, MKR_SCOPE_NONE, MKR_ROLE_FORM, MKR_ALIGN_LEFT, where);
    mkr_build_span(b, &block->spans, text, block->elem, look, where);
    block->spans.at[0].icon = icon;
    if (second)
        mkr_build_span(b, &block->spans, mkr_printf(b->arena, "\n%s", second), block->elem, MKR_MUTED, where);
}

static void add_state(assurance *a, mkr_grid_cell *cell, uint32_t tr, const mkr_node *n, size_t officers) {
    mkr_builder *b = a->b;
    const mkr_node *done = mkr_node_child(n, "completed"), *nil = mkr_node_child(n, "not-required");
    if (done) {
        const char *words = mkr_build_count(b->arena, officers);
        char *shared =
            officers > 2 ? mkr_style_say(b->arena, b->style, MKR_LABEL_SHARED_DATE, "n", words, NULL) : NULL;
        add_lines(a, cell, tr, signed_on(b, done), shared, 0, 0, n->where);
        a->done++;
    } else if (nil) {
        add_lines(a, cell, tr, b->style->labels[MKR_LABEL_NOT_REQUIRED], mkr_build_attr(b, nil, "reason"),
                  MKR_MUTED, 0, n->where);
        a->not_required++;
    } else {
        add_lines(a, cell, tr, b->style->labels[MKR_LABEL_OUTSTANDING], NULL, MKR_BOLD, MKR_ICON_OUTSTANDING,
                  n->where);
        a->outstanding++;
    }
}

/* Each officer with a date of their own: a row each, the area spanning them. */
static void add_paired(assurance *a, const mkr_node *n, size_t officers) {
    mkr_builder *b = a->b;
    bool first = true;
    for (const mkr_node *o = mkr_node_child(n, "officer"); o; o = mkr_node_after(o, "officer")) {
        mkr_grid_cell *cells = mkr_grid_row_add(b, a->t.grid, MKR_ROW_BODY, first ? 3 : 2)->cells;
        uint32_t tr = mkr_tree_add(b->tree, a->t.body, MKR_TR);
        if (first) {
            cells[0].rowspan = (uint16_t)officers;
            add_area(a, cells++, tr, n);
        }
        cells[0].column = 1;
        cells[1].column = 2;
        add_lines(a, &cells[0], tr, officer_name(b, o), NULL, 0, 0, o->where);
        add_lines(a, &cells[1], tr, signed_on(b, o), NULL, 0, 0, o->where);
        first = false;
    }
    a->done++;
}

static void add_signoff(assurance *a, const mkr_node *n) {
    mkr_builder *b = a->b;
    size_t officers = count_children(n, "officer"), dated = 0;
    for (const mkr_node *o = mkr_node_child(n, "officer"); o; o = mkr_node_after(o, "officer"))
        dated += mkr_node_attr(o, "date") != NULL;
    const mkr_node *state =
        mkr_node_child(n, "completed") ? mkr_node_child(n, "completed") : mkr_node_child(n, "not-required");
    if (dated && state) {
        mkr_say(b->diag, MKR_E_UNPAIRED_DATES, n->where,
                "the officers have dates of their own, and <%s> stands too", state->name);
        return;
    }
    if (dated && dated != officers) {
        mkr_say(b->diag, MKR_E_UNPAIRED_DATES, n->where, "%zu officers, %zu date%s", officers, dated,
                dated == 1 ? "" : "s");
        return;
    }
    if (dated) {
        add_paired(a, n, officers);
        return;
    }
    mkr_grid_cell *cells = mkr_grid_row_add(b, a->t.grid, MKR_ROW_BODY, 3)->cells;
    uint32_t tr = mkr_tree_add(b->tree, a->t.body, MKR_TR);
    add_area(a, &cells[0], tr, n);
    mkr_block *names =
        mkr_build_cell(b, &cells[1], tr, MKR_TD, MKR_SCOPE_NONE, MKR_ROLE_FORM, MKR_ALIGN_LEFT, n->where);
    for (const mkr_node *o = mkr_node_child(n, "officer"); o; o = mkr_node_after(o, "officer"))
        mkr_build_span(b, &names->spans,
                       mkr_printf(b->arena, names->spans.n ? "\n%s" : "%s", officer_name(b, o)), names->elem,
                       0, o->where);
    add_state(a, &cells[2], tr, n, officers);
}

static void add_head(assurance *a) {
    static const mkr_label_id heads[] = {MKR_LABEL_ASSURANCE_AREA, MKR_LABEL_ASSURANCE_NAME,
                                         MKR_LABEL_ASSURANCE_DATE};
    static const mkr_len widths[] = {MKR_PT(168), MKR_PT(124), MKR_PT(116)};
    mkr_builder *b = a->b;
    mkr_grid_cell *cells = mkr_grid_row_add(b, a->t.grid, MKR_ROW_HEAD, 3)->cells;
    uint32_t tr = mkr_tree_add(b->tree, mkr_tree_add(b->tree, a->t.table, MKR_THEAD), MKR_TR);
    for (int i = 0; i < 3; i++) {
        mkr_grid_column(a->t.grid, (uint16_t)i, widths[i], true, i == 0);
        mkr_block *text = mkr_build_cell(b, &cells[i], tr, MKR_TH, MKR_SCOPE_COLUMN, MKR_ROLE_FORM_HEAD,
                                         MKR_ALIGN_LEFT, a->node->where);
        mkr_build_span(b, &text->spans, b->style->labels[heads[i]], text->elem, 0, a->node->where);
    }
}

/* "7 complete, 1 not required, 1 outstanding", known only after the rows. */
static const char *caption_of(assurance *a) {
    mkr_builder *b = a->b;
    const char *own = mkr_build_attr(b, a->node, "caption");
    return own ? own
               : mkr_style_say(b->arena, b->style, MKR_LABEL_ASSURANCE_CAPTION, "complete",
                               mkr_printf(b->arena, "%zu", a->done), "not-required",
                               mkr_printf(b->arena, "%zu", a->not_required), "outstanding",
                               mkr_printf(b->arena, "%zu", a->outstanding), NULL);
}

void mkr_build_assurance(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    assurance a = {.b = b, .node = node};
    uint8_t level = b->level;
    const char *heading = mkr_build_attr(b, node, "heading");
    uint32_t sect = mkr_tree_add(b->tree, elem, MKR_SECT);
    mkr_build_heading(b, heading ? heading : b->style->labels[MKR_LABEL_ASSURANCE], NULL, to, sect,
                      node->where);
    a.t = mkr_build_table_begin(b, node, " ", MKR_LOOK_FORM, 3, b->measure, to, sect);
    add_head(&a);
    for (const mkr_node *n = node->first; n; n = n->next) {
        if (mkr_node_is(n, "group")) {
            mkr_build_group_row(b, &a.t, mkr_build_attr(b, n, "label"), n->where);
            for (const mkr_node *s = mkr_node_child(n, "signoff"); s; s = mkr_node_after(s, "signoff"))
                add_signoff(&a, s);
        } else if (mkr_node_is(n, "signoff")) {
            if (!a.t.body)
                a.t.body = mkr_tree_add(b->tree, a.t.table, MKR_TBODY);
            add_signoff(&a, n);
        }
    }
    a.t.caption->spans.at[2].text = a.t.grid->caption_continued->spans.at[2].text = caption_of(&a);
    mkr_build_notes(b, node, to, sect);
    b->level = level;
}

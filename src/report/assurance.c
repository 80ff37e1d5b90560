/* assurance.c - the sign-off table: who assured what and when. A date, "not required" or outstanding: never
 * blank. */
#include <string.h>

#include "report/build.h"

typedef struct assurance {
    mkr_builder *b;
    const mkr_node *node;
    mkr_grid *grid;
    uint32_t body; /* element that takes the rows */
    uint16_t column; /* of the areas: 0, or 1 beside the label of a cover's form */
    const char *heads[3]; /* on a cover: ids of the heads */
    mkr_table_parts t; /* the table of its own; not on a cover */
    size_t done, not_required, outstanding;
} assurance;

static size_t count_children(const mkr_node *n, const char *name) {
    size_t count = 0;
    for (const mkr_node *c = mkr_node_child(n, name); c; c = mkr_node_after(c, name))
        count++;
    return count;
}

static const char *officer_name(mkr_builder *b, const mkr_node *officer) {
    const mkr_node *signoff = officer->parent;
    const mkr_person *p = mkr_node_attr(officer, "name") ? NULL : mkr_build_person(b, officer);
    const char *name = p ? p->name : mkr_build_attr(b, officer, "name");
    if (name && mkr_build_is_blank(name))
        mkr_say(b->diag, MKR_E_OFFICER_NAMELESS, officer->where, "sign-off \"%s\"",
                mkr_build_attr(b, signoff, "area"));
    return name ? name : "";
}

/* A date may not lie after the meeting, and should not lie after the publication. */
static const char *signed_on(mkr_builder *b, const mkr_node *node) {
    mkr_date date = mkr_build_date(b, node);
    if (!date.month)
        return "";
    if (b->published.month && mkr_date_compare(date, b->published) > 0 &&
        mkr_date_compare(b->published, b->meeting) <= 0)
        mkr_say(b->diag, MKR_E_SIGNED_AFTER_PUBLICATION, mkr_node_find_attr(node, "date")->where,
                "%s, it was published on %s", mkr_build_print_date(b, date),
                mkr_build_print_date(b, b->published));
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

/* A row of `n` cells from column `first` of the sign-offs on; *tr is its element. On a cover all rows have
 * one label, until the last is known. */
static mkr_grid_cell *add_row(assurance *a, uint16_t first, uint16_t n, uint32_t *tr) {
    mkr_grid_row *row = mkr_grid_row_add(a->b, a->grid, MKR_ROW_BODY, n);
    row->joins = a->column ? MKR_JOIN_LABEL : MKR_JOIN_NOTHING;
    for (uint16_t i = 0; i < n; i++)
        row->cells[i].column = (uint16_t)(a->column + first + i);
    *tr = mkr_tree_add(a->b->tree, a->body, MKR_TR);
    return row->cells;
}

/* Returns the id of the area, which the cells of its row name on a cover. */
static const char *add_area(assurance *a, mkr_grid_cell *cell, uint32_t tr, const mkr_node *n) {
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
    return a->column ? mkr_build_head_id(b, text->elem) : NULL;
}

static mkr_block *add_cell(assurance *a, mkr_grid_cell *cell, uint32_t tr, const char *area,
                           mkr_where where) {
    mkr_block *block =
        mkr_build_cell(a->b, cell, tr, MKR_TD, MKR_SCOPE_NONE, MKR_ROLE_FORM, MKR_ALIGN_LEFT, where);
    if (area)
        mkr_build_headers(a->b, block->elem, a->heads[cell->column - a->column], area, NULL);
    return block;
}

/* Several texts of one cell are paragraphs below one another, so that nobody hears them as one. */
static void add_paragraph(assurance *a, mkr_grid_cell *cell, uint32_t td, const char *text, uint8_t look,
                          mkr_where where) {
    mkr_builder *b = a->b;
    if (cell->content->kind != MKR_BLOCK_STACK)
        cell->content = mkr_build_stack(b, where);
    mkr_block *block = mkr_build_text(b, MKR_ROLE_FORM, mkr_tree_add(b->tree, td, MKR_P), text, where);
    block->space_before = block->space_after = 0;
    for (size_t i = 0; i < block->spans.n; i++)
        block->spans.at[i].look = look;
    mkr_block_add(cell->content, block);
}

static void add_text(assurance *a, mkr_block *block, const char *text, uint8_t look) {
    mkr_build_span(a->b, &block->spans, text, block->elem, look, block->where);
}

/* A text, and under it what is to be said of it. */
static void add_with(assurance *a, mkr_grid_cell *cell, const char *text, const char *second, uint8_t look) {
    mkr_block *own = cell->content;
    if (!second) {
        add_text(a, own, text, look);
        return;
    }
    add_paragraph(a, cell, own->elem, text, look, own->where);
    add_paragraph(a, cell, own->elem, second, MKR_MUTED, own->where);
}

static void add_state(assurance *a, mkr_grid_cell *cell, const mkr_node *n, size_t officers) {
    mkr_builder *b = a->b;
    const mkr_node *done = mkr_node_child(n, "completed"), *nil = mkr_node_child(n, "not-required");
    if (done) {
        const char *words = mkr_build_count(b->arena, officers);
        char *shared =
            officers > 2 ? mkr_style_say(b->arena, b->style, MKR_LABEL_SHARED_DATE, "n", words, NULL) : NULL;
        add_with(a, cell, signed_on(b, done), shared, 0);
        a->done++;
    } else if (nil) {
        add_with(a, cell, b->style->labels[MKR_LABEL_NOT_REQUIRED], mkr_build_attr(b, nil, "reason"),
                 MKR_MUTED);
        a->not_required++;
    } else {
        mkr_open(b->diag, MKR_E_NOT_SIGNED, n->where,
                 mkr_printf(b->arena, "\"%s\"", mkr_build_attr(b, n, "area")));
        add_text(a, cell->content, b->style->labels[MKR_LABEL_OUTSTANDING], MKR_BOLD);
        cell->content->spans.at[0].icon = MKR_ICON_OUTSTANDING;
        a->outstanding++;
    }
}

/* Each officer with a date of their own: a row each, the area spanning them. */
static void add_paired(assurance *a, const mkr_node *n, size_t officers) {
    mkr_builder *b = a->b;
    const char *area = NULL;
    size_t left = officers;
    for (const mkr_node *o = mkr_node_child(n, "officer"); o; o = mkr_node_after(o, "officer"), left--) {
        uint32_t tr;
        uint16_t skip = left < officers;
        mkr_grid_cell *cells = add_row(a, skip, (uint16_t)(3 - skip), &tr);
        if (a->column && left > 1)
            a->grid->rows.at[a->grid->rows.n - 1].joins = MKR_JOIN_LINES;
        if (!skip) {
            cells[0].rowspan = (uint16_t)officers;
            area = add_area(a, cells++, tr, n);
        }
        add_text(a, add_cell(a, &cells[0], tr, area, o->where), officer_name(b, o), 0);
        add_text(a, add_cell(a, &cells[1], tr, area, o->where), signed_on(b, o), 0);
    }
    a->done++;
}

static void add_names(assurance *a, mkr_grid_cell *cell, const mkr_node *n, size_t officers) {
    mkr_block *own = cell->content;
    for (const mkr_node *o = mkr_node_child(n, "officer"); o; o = mkr_node_after(o, "officer"))
        if (officers > 1)
            add_paragraph(a, cell, own->elem, officer_name(a->b, o), 0, o->where);
        else
            add_text(a, own, officer_name(a->b, o), 0);
}

/* A table can hold so many officers with dates beside one area: rows that one cell spans. */
enum { MOST_OFFICERS = 1000 };

static const mkr_node *first_without_date(const mkr_node *signoff) {
    const mkr_node *o = mkr_node_child(signoff, "officer");
    while (mkr_node_attr(o, "date"))
        o = mkr_node_after(o, "officer");
    return o;
}

/* Do the officers' dates stand with each of them, or is there one state for all? */
static bool is_paired(assurance *a, const mkr_node *n, size_t officers, size_t dated, bool *ok) {
    const mkr_node *state =
        mkr_node_child(n, "completed") ? mkr_node_child(n, "completed") : mkr_node_child(n, "not-required");
    *ok = true;
    if (dated && state)
        *ok = mkr_say(a->b->diag, MKR_E_UNPAIRED_DATES, n->where,
                      "the officers have dates of their own, and <%s> stands too", state->name);
    else if (dated && dated != officers)
        *ok = mkr_say(a->b->diag, MKR_E_UNPAIRED_DATES, n->where, "%zu officers, %zu date%s; \"%s\" has none",
                      officers, dated, dated == 1 ? "" : "s", officer_name(a->b, first_without_date(n)));
    else if (officers > MOST_OFFICERS)
        *ok = mkr_say(a->b->diag, MKR_E_TOO_MANY, n->where, "%zu officers for one area, at most %d", officers,
                      MOST_OFFICERS);
    return dated > 0;
}

static void add_signoff(assurance *a, const mkr_node *n) {
    size_t officers = count_children(n, "officer"), dated = 0;
    for (const mkr_node *o = mkr_node_child(n, "officer"); o; o = mkr_node_after(o, "officer"))
        dated += mkr_node_attr(o, "date") != NULL;
    bool ok, paired = is_paired(a, n, officers, dated, &ok);
    if (ok && paired)
        add_paired(a, n, officers);
    if (!ok || paired)
        return;
    uint32_t tr;
    mkr_grid_cell *cells = add_row(a, 0, officers ? 3 : 2, &tr);
    const char *area = add_area(a, &cells[0], tr, n);
    if (!officers) /* it is nobody's: not required */
        cells[1].colspan = 2;
    add_cell(a, &cells[1], tr, area, n->where);
    if (officers) {
        add_names(a, &cells[1], n, officers);
        add_cell(a, &cells[2], tr, area, n->where);
    }
    add_state(a, &cells[officers ? 2 : 1], n, officers);
}

/* The heads, in cells from the given one on. */
static void add_heads(assurance *a, mkr_grid_cell *cells, uint32_t tr) {
    static const mkr_label_id heads[] = {MKR_LABEL_ASSURANCE_AREA, MKR_LABEL_ASSURANCE_NAME,
                                         MKR_LABEL_ASSURANCE_DATE};
    mkr_builder *b = a->b;
    for (int i = 0; i < 3; i++) {
        mkr_block *text = mkr_build_cell(b, &cells[i], tr, MKR_TH, MKR_SCOPE_COLUMN, MKR_ROLE_FORM_HEAD,
                                         MKR_ALIGN_LEFT, a->node->where);
        mkr_build_span(b, &text->spans, b->style->labels[heads[i]], text->elem, 0, a->node->where);
        if (a->column) {
            a->heads[i] = mkr_build_head_id(b, text->elem);
            cells[i].underline = true;
        }
    }
}

/* The heads go before the sign-offs on every page that these reach. */
static void repeat_heads(assurance *a, mkr_grid_row *row) {
    mkr_block *again;
    mkr_grid *grid = mkr_grid_new(a->b, MKR_LOOK_COVER, a->grid->n_columns, a->node->where, &again);
    *MKR_PUSH(a->b->arena, &grid->rows) = (mkr_grid_row){.cells = row->cells + a->column,
                                                         .n = (uint16_t)(row->n - a->column),
                                                         .kind = row->kind,
                                                         .joins = row->joins};
    row->continued = again;
    row->keep = true;
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

/* A row that names the sign-offs below it. */
static void add_group(assurance *a, const mkr_node *n) {
    mkr_builder *b = a->b;
    const char *label = mkr_build_attr(b, n, "label");
    if (!a->column) {
        mkr_build_group_row(b, &a->t, label, n->where);
        a->body = a->t.body;
        return;
    }
    uint32_t tr;
    mkr_grid_cell *cell = add_row(a, 0, 1, &tr);
    cell->colspan = 3;
    mkr_block *text =
        mkr_build_cell(b, cell, tr, MKR_TH, MKR_SCOPE_ROW, MKR_ROLE_FORM, MKR_ALIGN_LEFT, n->where);
    mkr_build_span(b, &text->spans, label, text->elem, MKR_SEMIBOLD, n->where);
}

static void add_all(assurance *a) {
    for (const mkr_node *n = a->node->first; n; n = n->next) {
        if (mkr_node_is(n, "group")) {
            add_group(a, n);
            for (const mkr_node *s = mkr_node_child(n, "signoff"); s; s = mkr_node_after(s, "signoff"))
                add_signoff(a, s);
        } else if (mkr_node_is(n, "signoff")) {
            if (!a->body)
                a->body = a->t.body = mkr_tree_add(a->b->tree, a->t.table, MKR_TBODY);
            add_signoff(a, n);
        }
    }
}

void mkr_build_assurance(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    static const mkr_len widths[] = {MKR_PT(168), MKR_PT(124), MKR_PT(116)};
    assurance a = {.b = b, .node = node};
    uint8_t level = b->level;
    const char *heading = mkr_build_attr(b, node, "heading");
    uint32_t sect = mkr_tree_add(b->tree, elem, MKR_SECT);
    mkr_build_heading(b, heading ? heading : b->style->labels[MKR_LABEL_ASSURANCE], NULL, to, sect,
                      node->where);
    a.t = mkr_build_table_begin(b, node, " ", MKR_LOOK_FORM, 3, b->measure, to, sect);
    a.grid = a.t.grid;
    for (uint16_t i = 0; i < 3; i++)
        mkr_grid_column(a.grid, i, widths[i], true, i == 0);
    mkr_grid_cell *heads = mkr_grid_row_add(b, a.grid, MKR_ROW_HEAD, 3)->cells;
    add_heads(&a, heads, mkr_tree_add(b->tree, mkr_tree_add(b->tree, a.t.table, MKR_THEAD), MKR_TR));
    add_all(&a);
    mkr_build_caption_late(b, &a.t, caption_of(&a));
    mkr_build_notes(b, node, to, sect);
    b->level = level;
}

/* What explains the marks, in the last row. */
static void add_notes(assurance *a) {
    uint32_t tr;
    if (!mkr_node_child(a->node, "note"))
        return;
    mkr_grid_cell *cell = add_row(a, 0, 1, &tr);
    cell->colspan = 3;
    uint32_t td = add_cell(a, cell, tr, NULL, a->node->where)->elem;
    cell->content = mkr_build_stack(a->b, a->node->where);
    mkr_build_notes(a->b, a->node, cell->content, td);
    cell->content->last->space_after = 0;
}

void mkr_build_signoffs(mkr_builder *b, const mkr_node *node, const char *label, mkr_grid *grid,
                        uint32_t body) {
    assurance a = {.b = b, .node = node, .grid = grid, .body = body, .column = 1};
    size_t first = grid->rows.n;
    mkr_grid_cell *cells = mkr_grid_row_add(b, grid, MKR_ROW_BODY, 4)->cells;
    grid->rows.at[first].joins = MKR_JOIN_LABEL;
    uint32_t tr = mkr_tree_add(b->tree, body, MKR_TR);
    mkr_block *text =
        mkr_build_cell(b, &cells[0], tr, MKR_TH, MKR_SCOPE_ROW, MKR_ROLE_FORM, MKR_ALIGN_LEFT, node->where);
    mkr_build_span(b, &text->spans, label, text->elem, MKR_MUTED, node->where);
    mkr_build_anchor(b, mkr_node_find_attr(node, "id"), label, text->elem);
    add_heads(&a, &cells[1], tr);
    repeat_heads(&a, &grid->rows.at[first]);
    add_all(&a);
    add_notes(&a);
    size_t rows = grid->rows.n - first;
    if (rows > UINT16_MAX)
        mkr_say(b->diag, MKR_E_TOO_MANY, node->where, "%zu rows of sign-offs", rows);
    grid->rows.at[grid->rows.n - 1].joins = MKR_JOIN_NOTHING;
    cells[0].rowspan = mkr_tree_at(b->tree, text->elem)->rowspan = (uint16_t)rows;
}

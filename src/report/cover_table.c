/* cover_table.c - the cover in table form: below the strip of facts one form, label and content, that also
 * holds the sign-offs, the summary, the recommendations, the reasons and the implications, on as many pages
 * as it needs.
 *
 * The form is one table of four columns: the label, and three that the sign-offs stand in; every other
 * content spans those. Because the sign-offs have heads of their own, all cells name their heads. */
#include <string.h>

#include "report/cover.h"

#define BETWEEN MKR_PT(3) /* paragraphs and list items of one cell */

typedef struct form {
    mkr_cover *c;
    mkr_grid *grid;
    uint32_t body;
    bool lead_is_author; /* one row is enough for both */
} form;

/* A row; the caller fills the returned stack with ink of *value, its cell. */
static mkr_block *add_row(form *f, const char *label, uint32_t *value, mkr_where where) {
    mkr_builder *b = f->c->b;
    mkr_grid_cell *cells = mkr_grid_row_add(b, f->grid, MKR_ROW_BODY, 2)->cells;
    uint32_t tr = mkr_tree_add(b->tree, f->body, MKR_TR);
    mkr_block *text =
        mkr_build_cell(b, &cells[0], tr, MKR_TH, MKR_SCOPE_ROW, MKR_ROLE_FORM, MKR_ALIGN_LEFT, where);
    mkr_build_span(b, &text->spans, label, text->elem, MKR_MUTED, where);
    cells[1].colspan = 3;
    *value =
        mkr_build_cell(b, &cells[1], tr, MKR_TD, MKR_SCOPE_NONE, MKR_ROLE_FORM, MKR_ALIGN_LEFT, where)->elem;
    mkr_build_headers(b, *value, mkr_build_head_id(b, text->elem), NULL, NULL);
    return cells[1].content = mkr_build_stack(b, where);
}

/* Paragraphs and lists as they stand in the form: small and close. Returns the last text. */
static mkr_block *close_up(mkr_block *stack) {
    mkr_block *last = NULL;
    for (mkr_block *k = stack->first; k; k = k->next) {
        if (k->kind == MKR_BLOCK_STACK) {
            mkr_block *inner = close_up(k);
            last = inner ? inner : last;
        } else if (k->kind == MKR_BLOCK_TEXT) {
            k->role = k->role == MKR_ROLE_BODY ? MKR_ROLE_FORM : k->role;
            k->space_after = BETWEEN;
            k->align = MKR_ALIGN_LEFT;
            last = k;
        }
    }
    return last;
}

static void end_row(mkr_block *stack) {
    mkr_block *last = close_up(stack);
    if (last)
        last->space_after = 0;
}

static void add_string(form *f, mkr_label_id label, const mkr_node *n) {
    mkr_builder *b = f->c->b;
    uint32_t value;
    mkr_block *stack = add_row(f, b->style->labels[label], &value, n->where);
    mkr_block_add(stack, mkr_build_text(b, MKR_ROLE_FORM, value, mkr_cover_text(f->c, n), n->where));
}

/* ---- people */

static mkr_block *add_paragraph(form *f, mkr_block *stack, uint32_t cell, mkr_where where) {
    mkr_builder *b = f->c->b;
    mkr_block *text = mkr_build_text(b, MKR_ROLE_FORM, mkr_tree_add(b->tree, cell, MKR_P), "", where);
    mkr_block_add(stack, text);
    return text;
}

/* ". Telephone 01823 359251" with a link. `lead`: what stands before the word. */
static void add_link(form *f, mkr_block *text, uint32_t p, mkr_where where, const char *lead,
                     mkr_label_id word, const char *shown, const char *uri) {
    mkr_builder *b = f->c->b;
    const char *label = b->style->labels[word];
    bool sentence = *lead == '.';
    mkr_build_span(b, &text->spans,
                   mkr_printf(b->arena, "%s%s ", lead, sentence ? mkr_build_capital(b->arena, label) : label),
                   mkr_tree_add(b->tree, p, MKR_CONTENT), 0, where);
    uint32_t link = mkr_tree_add(b->tree, p, MKR_LINK);
    mkr_elem_more *more = mkr_tree_more(b->tree, link);
    more->uri = uri;
    more->contents = mkr_printf(b->arena, "%s %s", label, shown);
    mkr_build_span(b, &text->spans, shown, link, MKR_LINKED, where);
}

/* A person, and how to reach them. */
static void add_reachable(form *f, const mkr_node *n, mkr_block *stack, uint32_t cell) {
    mkr_builder *b = f->c->b;
    mkr_block *text = add_paragraph(f, stack, cell, n->where);
    const mkr_person *who = mkr_node_attr(n, "person") ? mkr_build_person(b, n) : NULL;
    const char *tel = who && who->phone ? mkr_build_tel(b->arena, who->phone) : NULL;
    bool reachable = who && (tel || who->email);
    if (mkr_node_attr(n, "person") && !who)
        return;
    uint32_t p = text->elem;
    mkr_cover_person(f->c, n, &text->spans, reachable ? mkr_tree_add(b->tree, p, MKR_CONTENT) : p);
    if (tel)
        add_link(f, text, p, n->where, ". ", MKR_LABEL_TELEPHONE, who->phone, tel);
    if (who && who->email)
        add_link(f, text, p, n->where, tel ? ", " : ". ", MKR_LABEL_EMAIL, who->email,
                 mkr_printf(b->arena, "mailto:%s", who->email));
}

static size_t count(const mkr_node *parent, const char *name) {
    size_t n = 0;
    for (const mkr_node *k = mkr_node_child(parent, name); k; k = mkr_node_after(k, name))
        n++;
    return n;
}

/* All elements of one name in one row, at the place of the first. */
static void add_persons(form *f, const mkr_node *first, mkr_label_id one, mkr_label_id many, bool reachable) {
    const mkr_builder *b = f->c->b;
    uint32_t value;
    bool several = count(f->c->node, first->name) > 1;
    mkr_block *stack = add_row(f, b->style->labels[several ? many : one], &value, first->where);
    for (const mkr_node *n = first; n; n = mkr_node_after(n, first->name)) {
        if (reachable) {
            add_reachable(f, n, stack, value);
        } else {
            mkr_block *text = add_paragraph(f, stack, value, n->where);
            mkr_cover_person(f->c, n, &text->spans, text->elem);
        }
    }
}

/* Is the only lead officer the only author, too? */
static bool is_author(const mkr_node *cover) {
    const mkr_node *lead = mkr_node_child(cover, "executive-director"),
                   *author = mkr_node_child(cover, "author");
    const char *a = lead ? mkr_node_attr(lead, "person") : NULL,
               *b = author ? mkr_node_attr(author, "person") : NULL;
    return a && b && !strcmp(a, b) && count(cover, "executive-director") == 1 && count(cover, "author") == 1;
}

static bool is_first(const mkr_node *n) {
    return mkr_node_child(n->parent, n->name) == n;
}

/* ---- the other rows */

/* "Not applicable" is no content: it stands back. */
static void mute_nil(form *f, mkr_block *stack) {
    mkr_block *only = stack->first;
    if (!only->next && only->kind == MKR_BLOCK_TEXT && only->spans.n == 1 &&
        !strcmp(only->spans.at[0].text, f->c->b->style->labels[MKR_LABEL_NOT_REQUIRED]))
        only->spans.at[0].look |= MKR_MUTED;
}

static void add_mixed(form *f, const char *label, const mkr_node *n) {
    uint32_t value;
    mkr_block *stack = add_row(f, label, &value, n->where);
    mkr_cover_mixed(f->c, n, stack, value, MKR_ROLE_FORM);
    mute_nil(f, stack);
    end_row(stack);
}

static void add_forward_plan(form *f, const mkr_node *n) {
    mkr_builder *b = f->c->b;
    const char *notice = mkr_cover_notice(f->c);
    if (f->c->plan_in_strip && !notice)
        return;
    uint32_t value;
    mkr_block *stack = add_row(f, b->style->labels[MKR_LABEL_FORWARD_PLAN_NOTICE], &value, n->where);
    mkr_block *text = mkr_build_text(b, MKR_ROLE_FORM, value, "", n->where);
    if (!f->c->plan_in_strip)
        mkr_build_span(b, &text->spans, mkr_printf(b->arena, notice ? "%s. " : "%s", mkr_cover_text(f->c, n)),
                       value, 0, n->where);
    if (notice)
        mkr_build_span(b, &text->spans, notice, value, 0, n->where);
    mkr_block_add(stack, text);
}

/* Summary or reasons. */
static void add_blocks(form *f, const mkr_node *n, mkr_label_id label) {
    mkr_builder *b = f->c->b;
    const char *heading = n ? mkr_build_attr(b, n, "heading") : NULL;
    uint32_t value;
    if (!n)
        return;
    mkr_block *stack = add_row(f, heading ? heading : b->style->labels[label], &value, n->where);
    if (!mkr_build_not_completed(b, n, MKR_ROLE_FORM, stack, value))
        mkr_build_blocks(b, n, stack, value);
    end_row(stack);
}

static void add_recommendations(form *f, const mkr_node *n) {
    mkr_builder *b = f->c->b;
    const char *heading = n ? mkr_build_attr(b, n, "heading") : NULL;
    uint32_t value;
    if (!n)
        return;
    mkr_block *stack =
        add_row(f, heading ? heading : b->style->labels[MKR_LABEL_RECOMMENDATIONS], &value, n->where);
    if (!mkr_build_not_completed(b, n, MKR_ROLE_FORM, stack, value)) {
        mkr_block *lead = add_paragraph(f, stack, value, n->where);
        mkr_build_span(b, &lead->spans, mkr_build_lead(b, n), lead->elem, 0, n->where);
        lead->keep_next = true;
        mkr_build_blocks(b, n, stack, value);
    }
    end_row(stack);
}

static void add_implications(form *f, const mkr_node *node) {
    mkr_builder *b = f->c->b;
    if (!node)
        return;
    mkr_implications list = mkr_build_list_implications(b, node);
    for (size_t i = 0; i < list.n; i++) {
        const mkr_implication *k = &list.at[i];
        uint32_t value;
        mkr_block *stack = add_row(f, k->heading, &value, k->node ? k->node->where : node->where);
        mkr_build_anchor(b, k->node ? mkr_node_find_attr(k->node, "id") : NULL, k->heading, value);
        mkr_build_implication_cell(b, node, k, stack, value);
        end_row(stack);
    }
}

static void add_fields(form *f, bool at_end) {
    mkr_builder *b = f->c->b;
    const mkr_node *n = mkr_node_child(f->c->node, "field");
    for (; n; n = mkr_node_after(n, "field")) {
        const char *place = mkr_node_attr(n, "place");
        if ((place && !strcmp(place, "end")) == at_end)
            add_mixed(f, mkr_build_attr(b, n, "label"), n);
    }
}

/* The rows that the cover's own elements make, in their order. */
static void add_own_row(form *f, const mkr_node *n) {
    const mkr_cover *c = f->c;
    if (mkr_node_is(n, "key-decision")) {
        mkr_builder *b = c->b;
        uint32_t value;
        mkr_block *stack = add_row(f, b->style->labels[MKR_LABEL_KEY_DECISION], &value, n->where);
        bool no = strcmp(mkr_build_string(b, n), "yes") != 0;
        mkr_block_add(stack, mkr_build_text(b, MKR_ROLE_FORM, value,
                                            b->style->labels[no ? MKR_LABEL_NO : MKR_LABEL_YES], n->where));
    } else if (mkr_node_is(n, "chair")) {
        add_persons(f, n, MKR_LABEL_CHAIR, MKR_LABEL_CHAIR, false);
    } else if (mkr_node_is(n, "executive-member") && is_first(n)) {
        add_persons(f, n, MKR_LABEL_EXECUTIVE_MEMBER, MKR_LABEL_EXECUTIVE_MEMBERS, false);
    } else if (mkr_node_is(n, "executive-director") && is_first(n)) {
        add_persons(f, n, f->lead_is_author ? MKR_LABEL_DIRECTOR_AND_AUTHOR : MKR_LABEL_EXECUTIVE_DIRECTOR,
                    MKR_LABEL_EXECUTIVE_DIRECTORS, true);
    } else if (mkr_node_is(n, "author") && is_first(n) && !f->lead_is_author) {
        add_persons(f, n, MKR_LABEL_AUTHOR, MKR_LABEL_AUTHORS, true);
    } else if (mkr_node_is(n, "local-members") && !c->local_in_strip) {
        add_string(f, MKR_LABEL_DIVISIONS, n);
    } else if (mkr_node_is(n, "contact")) {
        add_mixed(f, c->b->style->labels[MKR_LABEL_CONTACT], n);
    } else if (mkr_node_is(n, "classification")) {
        add_string(f, MKR_LABEL_CLASSIFICATION, n);
    }
}

static void add_strip(mkr_cover *c) {
    mkr_builder *b = c->b;
    const mkr_node *local = mkr_node_child(c->node, "local-members"),
                   *plan = mkr_node_child(c->node, "forward-plan");
    const char *divisions = mkr_build_string(b, local), *reference = mkr_build_string(b, plan);
    mkr_cover_strip_begin(c);
    c->local_in_strip = *divisions && mkr_cover_fits_strip(divisions);
    c->plan_in_strip = *reference && mkr_cover_fits_strip(reference);
    if (c->local_in_strip)
        mkr_cover_fact(c, MKR_LABEL_DIVISIONS, divisions, local->where);
    if (c->plan_in_strip)
        mkr_cover_fact(c, MKR_LABEL_FORWARD_PLAN, reference, plan->where);
}

/* What stands above the form on its further pages: "Title, period (continued)", the title bold where the
 * short title begins with it. */
static mkr_block *title_again(mkr_cover *c) {
    mkr_builder *b = c->b;
    const char *title = mkr_build_string(b, mkr_node_child(c->node, "title")), *whole = b->doc->short_title;
    size_t n = strlen(title);
    if (strncmp(whole, title, n) != 0)
        n = strlen(whole);
    mkr_block *block = mkr_block_new(b->arena, MKR_BLOCK_TEXT, MKR_ROLE_CAPTION_TEXT, 0, c->node->where);
    block->measure = MKR_MEASURE_FRAME;
    mkr_build_span(b, &block->spans, mkr_strndup(b->arena, whole, n), 0, MKR_BOLD, c->node->where);
    mkr_build_span(b, &block->spans, whole + n, 0, 0, c->node->where);
    mkr_block_continue(b->arena, b->doc, block);
    return block;
}

static mkr_block *begin(form *f) {
    static const mkr_len widths[] = {MKR_PT(122), MKR_PT(163), MKR_PT(125), MKR_PT(77)}; /* look, section 9 */
    mkr_cover *c = f->c;
    mkr_block *block;
    f->grid = mkr_grid_new(c->b, MKR_LOOK_COVER, 4, c->node->where, &block);
    for (uint16_t i = 0; i < 4; i++) {
        mkr_grid_column(f->grid, i, widths[i], i > 0, i == 1);
        f->grid->columns[i].gap = MKR_PT(9);
    }
    f->grid->caption_continued = title_again(c);
    f->body = mkr_tree_add(c->b->tree, mkr_tree_add(c->b->tree, c->elem, MKR_TABLE), MKR_TBODY);
    return block;
}

void mkr_cover_build_table(mkr_cover *c) {
    mkr_builder *b = c->b;
    const mkr_node *root = b->sources->root, *assurance = mkr_node_child(root, "assurance"),
                   *plan = mkr_node_child(c->node, "forward-plan");
    mkr_role_id list_role = b->list_role;
    form f = {.c = c, .lead_is_author = is_author(c->node)};
    add_strip(c);
    mkr_block *block = begin(&f);
    b->list_role = MKR_ROLE_FORM;
    b->in_form = true;
    for (const mkr_node *n = c->node->first; n; n = n->next)
        if (n->name)
            add_own_row(&f, n);
    if (assurance) {
        const char *heading = mkr_build_attr(b, assurance, "heading");
        mkr_build_signoffs(b, assurance, heading ? heading : b->style->labels[MKR_LABEL_ASSURANCE], f.grid,
                           f.body);
    }
    if (plan)
        add_forward_plan(&f, plan);
    add_blocks(&f, mkr_node_child(root, "summary"), MKR_LABEL_SUMMARY);
    add_recommendations(&f, mkr_node_child(root, "recommendations"));
    add_blocks(&f, mkr_node_child(root, "reasons"), MKR_LABEL_REASONS);
    add_fields(&f, false);
    add_implications(&f, mkr_node_child(root, "implications"));
    add_fields(&f, true);
    b->in_form = false;
    b->list_role = list_role;
    if (f.grid->rows.n)
        mkr_block_add(c->to, block);
}

/* cover_list.c - the cover in list form: the strip of facts and the list of people are one list. */
#include <string.h>

#include "report/cover.h"

static void add_strip(mkr_cover *c) {
    mkr_builder *b = c->b;
    const mkr_node *key = mkr_node_child(c->node, "key-decision"),
                   *local = mkr_node_child(c->node, "local-members");
    mkr_cover_strip_begin(c);
    if (key)
        mkr_cover_fact(
            c, MKR_LABEL_KEY_DECISION,
            b->style->labels[strcmp(mkr_build_string(b, key), "yes") ? MKR_LABEL_NO : MKR_LABEL_YES],
            key->where);
    c->local_in_strip = local && mkr_cover_fits_strip(mkr_build_string(b, local));
    if (c->local_in_strip)
        mkr_cover_fact(c, MKR_LABEL_DIVISIONS, mkr_cover_text(c, local), local->where);
}

/* A row of the people list; the caller fills the returned stack with ink of *value. */
static mkr_block *add_row(mkr_cover *c, mkr_grid *people, const char *label, uint32_t *value,
                          mkr_where where) {
    mkr_grid_cell *cells = mkr_grid_row_add(c->b, people, MKR_ROW_BODY, 2)->cells;
    cells[0].content = mkr_cover_pair(c, label, MKR_ROLE_PEOPLE_LABEL, value, where);
    return cells[1].content = mkr_build_stack(c->b, where);
}

static void fill_row(mkr_cover *c, const mkr_node *n, char kind, mkr_block *stack, uint32_t value) {
    mkr_builder *b = c->b;
    if (kind == 'f') {
        mkr_cover_mixed(c, n, stack, value, MKR_ROLE_PEOPLE_VALUE);
        return;
    }
    mkr_block *text = mkr_build_text(b, MKR_ROLE_PEOPLE_VALUE, value, "", n->where);
    mkr_block_add(stack, text);
    if (kind == 'p') {
        mkr_cover_person(c, n, &text->spans, value);
        return;
    }
    mkr_build_span(b, &text->spans, mkr_cover_text(c, n), value, 0, n->where);
    const char *notice = mkr_node_is(n, "forward-plan") ? mkr_cover_notice(c) : NULL;
    if (notice)
        mkr_build_span(b, &text->spans, mkr_printf(b->arena, ". %s", notice), value, 0, n->where);
}

void mkr_cover_build_list(mkr_cover *c) {
    static const struct {
        const char *name;
        mkr_label_id label;
        char kind; /* p person, s string, f rich field */
    } rows[] = {{"local-members", MKR_LABEL_DIVISIONS, 's'},
                {"chair", MKR_LABEL_CHAIR, 'p'},
                {"executive-member", MKR_LABEL_EXECUTIVE_MEMBER, 'p'},
                {"executive-director", MKR_LABEL_EXECUTIVE_DIRECTOR, 'p'},
                {"author", MKR_LABEL_AUTHOR, 'p'},
                {"contact", MKR_LABEL_CONTACT, 'f'},
                {"forward-plan", MKR_LABEL_FORWARD_PLAN, 's'},
                {"classification", MKR_LABEL_CLASSIFICATION, 's'},
                {"field", MKR_STYLE_LABELS, 'f'}};
    mkr_builder *b = c->b;
    mkr_block *block;
    add_strip(c);
    mkr_grid *people = mkr_grid_new(b, MKR_LOOK_PEOPLE, 2, c->node->where, &block);
    people->columns[0].width = MKR_PT(122);
    people->columns[1].gives_way = true;
    for (const mkr_node *n = c->node->first; n; n = n->next)
        for (size_t i = 0; n->name && i < sizeof rows / sizeof *rows; i++) {
            if (strcmp(n->name, rows[i].name) != 0 || (mkr_node_is(n, "local-members") && c->local_in_strip))
                continue;
            bool own = rows[i].label == MKR_STYLE_LABELS;
            uint32_t value;
            mkr_block *stack =
                add_row(c, people, own ? mkr_build_attr(b, n, "label") : b->style->labels[rows[i].label],
                        &value, n->where);
            fill_row(c, n, rows[i].kind, stack, value);
        }
    if (people->rows.n)
        mkr_block_add(c->to, block);
}

/* cover.c - the cover in list form: masthead, title, the strip of facts, the list of people. */
#include <string.h>

#include "report/build.h"

enum { LONGEST_FACT = 36 }; /* characters that fit two lines of a quarter of the frame */

void mkr_build_people(mkr_builder *b, const mkr_node *people) {
    for (const mkr_node *p = people->first; p; p = p->next) {
        if (!p->name)
            continue;
        const mkr_attr *id = mkr_node_find_attr(p, "id");
        for (size_t i = 0; i < b->people.n; i++)
            if (!strcmp(b->people.at[i].id, id->value))
                mkr_say(b->diag, MKR_E_DUPLICATE_ID, id->where, "person \"%s\"", id->value);
        *MKR_PUSH(b->arena, &b->people) =
            (mkr_person){id->value, mkr_build_attr(b, p, "name"), mkr_build_attr(b, p, "office")};
    }
}

const mkr_person *mkr_build_person(mkr_builder *b, const mkr_node *node) {
    const mkr_attr *who = mkr_node_find_attr(node, "person");
    for (size_t i = 0; i < b->people.n; i++)
        if (!strcmp(b->people.at[i].id, who->value))
            return &b->people.at[i];
    const char **ids = mkr_alloc_array(b->arena, b->people.n + 1, sizeof *ids);
    for (size_t i = 0; i < b->people.n; i++)
        ids[i] = b->people.at[i].id;
    const char *near = mkr_nearest(who->value, ids);
    mkr_say(b->diag, MKR_E_UNKNOWN_PERSON, who->where, near ? "\"%s\"; did you mean \"%s\"?" : "\"%s\"%s",
            who->value, near ? near : "");
    return NULL;
}

mkr_date mkr_build_date(mkr_builder *b, const mkr_node *node) {
    const mkr_attr *a = mkr_node_find_attr(node, "date");
    mkr_date date = {0};
    const char *why;
    if (!mkr_date_parse(b->arena, a->value, &date, &why)) {
        mkr_say(b->diag, MKR_E_BAD_DATE, a->where, "\"%s\": %s", a->value, why);
        return (mkr_date){0};
    }
    return date;
}

char *mkr_build_print_date(mkr_builder *b, mkr_date date) {
    return mkr_date_print(b->arena, date, b->style->date_pattern);
}

typedef struct cover {
    mkr_builder *b;
    mkr_block *to;
    uint32_t elem, list; /* list: the L that facts and people share */
    mkr_grid *facts, *people;
    const char *committee;
    const mkr_node *in_strip; /* <local-members>, when short enough for the strip */
    mkr_block *facts_block, *people_block;
} cover;

static void warn_if_empty(cover *c, const mkr_node *n, const char *text) {
    if (!*text)
        mkr_say(c->b->diag, MKR_E_EMPTY_FIELD, n->where, "<%s>", n->name);
}

static const char *field_text(cover *c, const mkr_node *n) {
    const char *text = mkr_build_string(c->b, n);
    warn_if_empty(c, n, text);
    return text;
}

static void add_masthead(cover *c, const mkr_node *node) {
    mkr_builder *b = c->b;
    const mkr_node *council = mkr_node_child(node, "council"), *class = mkr_node_child(node, "class");
    mkr_block *bar = mkr_block_new(b->arena, MKR_BLOCK_DRAWING, MKR_ROLE_COUNCIL, 0, node->where);
    bar->measure = MKR_MEASURE_FRAME;
    bar->drawing = mkr_alloc(b->arena, sizeof *bar->drawing);
    bar->drawing->kind = MKR_DRAW_MASTHEAD;
    mkr_block_add(c->to, bar);

    mkr_block *line;
    mkr_grid *grid = mkr_grid_new(b, MKR_LOOK_KEY, 2, node->where, &line);
    line->space_before = b->style->roles[MKR_ROLE_COUNCIL].before;
    grid->columns[0].gives_way = true;
    mkr_grid_row *row = mkr_grid_row_add(b, grid, MKR_ROW_BODY, 2);
    const char *left = council ? mkr_build_string(b, council) : b->style->council;
    b->doc->council = council ? left : b->style->council_short; /* the name of its own series in charts */
    const char *right =
        class ? mkr_build_string(b, class)
              : mkr_style_say(b->arena, b->style, MKR_LABEL_REPORT_TO, "committee", c->committee, NULL);
    row->cells[0].content =
        mkr_build_text(b, MKR_ROLE_COUNCIL, mkr_tree_add(b->tree, c->elem, MKR_P), left, node->where);
    row->cells[1].content =
        mkr_build_text(b, MKR_ROLE_CLASS, mkr_tree_add(b->tree, c->elem, MKR_P), right, node->where);
    row->cells[1].align = MKR_ALIGN_RIGHT;
    mkr_block_add(c->to, line);
}

/* Title and subtitle are one heading of two lines. */
static void add_title(cover *c, const mkr_node *node) {
    mkr_builder *b = c->b;
    const mkr_node *title = mkr_node_child(node, "title"), *sub = mkr_node_child(node, "subtitle");
    const char *text = mkr_build_string(b, title), *second = mkr_build_string(b, sub);
    if (!*text)
        mkr_say(b->diag, MKR_E_EMPTY_HEADING, title->where, "<title>");
    uint32_t h1 = mkr_tree_add(b->tree, c->elem, MKR_H1), ink = h1;
    if (*second) {
        ink = mkr_tree_add(b->tree, h1, MKR_CONTENT);
        text = mkr_printf(b->arena, "%s ", text);
    }
    mkr_block *block = mkr_build_text(b, MKR_ROLE_COVER_TITLE, ink, text, title->where);
    block->measure = MKR_MEASURE_FRAME;
    block->keep_next = true;
    mkr_block_add(c->to, block);
    if (*second) {
        block->space_after = 0;
        block = mkr_build_text(b, MKR_ROLE_COVER_SUBTITLE, mkr_tree_add(b->tree, h1, MKR_CONTENT), second,
                               sub->where);
        block->measure = MKR_MEASURE_FRAME;
        block->keep_next = true;
        mkr_block_add(c->to, block);
    } else { /* the rule below stands off as far as from a subtitle */
        block->space_after = b->style->roles[MKR_ROLE_COVER_SUBTITLE].after;
    }
    mkr_elem_more *more = mkr_tree_more(b->tree, h1);
    more->title = *second ? mkr_printf(b->arena, "%s, %s", mkr_build_string(b, title), second) : text;
    *MKR_PUSH(b->arena, &b->doc->bookmarks) = (mkr_bookmark){more->title, h1, 1};
    b->doc->title = more->title;
    const mkr_node *brief = mkr_node_child(node, "short-title");
    b->doc->short_title = brief ? mkr_build_string(b, brief) : more->title;
}

/* A pair in the shared list: the label's and the value's element. */
static void add_pair(cover *c, mkr_label_id label, const char *own, mkr_role_id role, uint32_t *value,
                     mkr_block **label_block, mkr_where where) {
    mkr_builder *b = c->b;
    uint32_t li = mkr_tree_add(b->tree, c->list, MKR_LI), lbl = mkr_tree_add(b->tree, li, MKR_LBL);
    *value = mkr_tree_add(b->tree, li, MKR_LBODY);
    const char *text = own ? own : b->style->labels[label];
    *label_block = mkr_build_text(b, role, lbl, mkr_printf(b->arena, "%s ", text), where);
}

static void add_fact(cover *c, mkr_label_id label, const char *text, mkr_where where) {
    mkr_builder *b = c->b;
    mkr_grid_row *row = &c->facts->rows.at[0];
    uint32_t value;
    mkr_block *name, *stack = mkr_build_stack(b, where);
    add_pair(c, label, NULL, MKR_ROLE_FACT_LABEL, &value, &name, where);
    mkr_block_add(stack, name);
    mkr_block_add(stack, mkr_build_text(b, MKR_ROLE_FACT_VALUE, value, text, where));
    row->cells[row->n++].content = stack;
}

/* A row of the people list; the caller fills the returned stack with ink of *value. */
static mkr_block *add_row(cover *c, mkr_label_id label, const char *own, uint32_t *value, mkr_where where) {
    mkr_grid_row *row = mkr_grid_row_add(c->b, c->people, MKR_ROW_BODY, 2);
    mkr_grid_cell *cells = row->cells;
    add_pair(c, label, own, MKR_ROLE_PEOPLE_LABEL, value, &cells[0].content, where);
    return cells[1].content = mkr_build_stack(c->b, where);
}

static void add_person(cover *c, mkr_label_id label, const mkr_node *n) {
    mkr_builder *b = c->b;
    uint32_t value;
    mkr_block *stack = add_row(c, label, NULL, &value, n->where);
    mkr_block *text = mkr_build_text(b, MKR_ROLE_PEOPLE_VALUE, value, "", n->where);
    mkr_block_add(stack, text);
    if (!mkr_node_attr(n, "person")) {
        mkr_build_inline(b, n, &text->spans, value, 0, NULL);
        warn_if_empty(c, n, text->spans.n ? "-" : "");
        return;
    }
    const mkr_person *p = mkr_build_person(b, n);
    if (!p)
        return;
    mkr_build_span(b, &text->spans, p->name, value, MKR_SEMIBOLD, n->where);
    if (p->office)
        mkr_build_span(b, &text->spans, mkr_printf(b->arena, ", %s", p->office), value, 0, n->where);
}

static void add_string(cover *c, mkr_label_id label, const mkr_node *n) {
    uint32_t value;
    mkr_block *stack = add_row(c, label, NULL, &value, n->where);
    mkr_block_add(stack, mkr_build_text(c->b, MKR_ROLE_PEOPLE_VALUE, value, field_text(c, n), n->where));
}

static void add_field(cover *c, const mkr_node *n, const char *own, mkr_label_id label) {
    uint32_t value;
    mkr_block *stack = add_row(c, label, own, &value, n->where);
    mkr_build_mixed(c->b, n, stack, value, MKR_ROLE_PEOPLE_VALUE);
    if (!stack->first)
        mkr_say(c->b->diag, MKR_E_EMPTY_FIELD, n->where, own ? "\"%s\"" : "<%s>", own ? own : n->name);
}

static void add_facts(cover *c, const mkr_node *node) {
    mkr_builder *b = c->b;
    const mkr_node *meeting = mkr_node_child(node, "meeting"), *key = mkr_node_child(node, "key-decision");
    const mkr_node *local = mkr_node_child(node, "local-members");
    c->facts = mkr_grid_new(b, MKR_LOOK_FACTS, 4, node->where, &c->facts_block);
    mkr_grid_row_add(b, c->facts, MKR_ROW_BODY, 4)->n = 0;
    add_fact(c, MKR_LABEL_COMMITTEE, c->committee, mkr_node_child(node, "committee")->where);
    b->meeting = mkr_build_date(b, meeting);
    const char *proposed = mkr_node_attr(meeting, "proposed");
    if (b->meeting.month)
        add_fact(c, proposed && !strcmp(proposed, "yes") ? MKR_LABEL_PROPOSED_DATE : MKR_LABEL_MEETING_DATE,
                 mkr_build_print_date(b, b->meeting), meeting->where);
    if (key)
        add_fact(c, MKR_LABEL_KEY_DECISION,
                 b->style->labels[strcmp(mkr_build_string(b, key), "yes") ? MKR_LABEL_NO : MKR_LABEL_YES],
                 key->where);
    const char *divisions = mkr_build_string(b, local);
    if (local && strlen(divisions) <= LONGEST_FACT) {
        add_fact(c, MKR_LABEL_DIVISIONS, divisions, local->where);
        c->in_strip = local;
    }
    mkr_block_add(c->to, c->facts_block);
}

static void add_author(mkr_builder *b, const mkr_node *n) {
    const mkr_person *p = mkr_node_attr(n, "person") ? mkr_build_person(b, n) : NULL;
    const char *name = p ? p->name : mkr_build_string(b, n);
    b->doc->author = b->doc->author ? mkr_printf(b->arena, "%s, %s", b->doc->author, name) : name;
}

static void add_people(cover *c, const mkr_node *node) {
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
                {"classification", MKR_LABEL_CLASSIFICATION, 's'}};
    c->people = mkr_grid_new(c->b, MKR_LOOK_PEOPLE, 2, node->where, &c->people_block);
    c->people->columns[0].width = MKR_PT(122);
    c->people->columns[1].gives_way = true;
    for (const mkr_node *n = node->first; n; n = n->next) {
        if (mkr_node_is(n, "author"))
            add_author(c->b, n);
        if (mkr_node_is(n, "field"))
            add_field(c, n, mkr_build_attr(c->b, n, "label"), MKR_LABEL_COMMITTEE);
        for (size_t i = 0; n->name && i < sizeof rows / sizeof *rows; i++) {
            if (strcmp(n->name, rows[i].name) || n == c->in_strip)
                continue;
            if (rows[i].kind == 'p')
                add_person(c, rows[i].label, n);
            else if (rows[i].kind == 's')
                add_string(c, rows[i].label, n);
            else
                add_field(c, n, NULL, rows[i].label);
        }
    }
    if (c->people->rows.n)
        mkr_block_add(c->to, c->people_block);
}

void mkr_build_cover(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    cover c = {.b = b, .to = to, .elem = elem};
    mkr_measure measure = b->measure;
    b->measure = MKR_MEASURE_FRAME;
    c.committee = field_text(&c, mkr_node_child(node, "committee"));
    b->committee = c.committee;
    add_masthead(&c, node);
    add_title(&c, node);
    c.list = mkr_tree_add(b->tree, elem, MKR_L);
    add_facts(&c, node);
    add_people(&c, node);
    b->measure = measure;
}

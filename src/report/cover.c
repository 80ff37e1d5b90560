/* cover.c - what all covers begin with: masthead, title, the strip of facts; and the people they name. */
#include "report/cover.h"

#include <string.h>

#include "base/buffer.h"

enum {
    LONGEST_FACT = 36, /* characters that fit two lines of a quarter of the frame */
    MOST_FACTS = 4,
    MOST_PEOPLE = 1000, /* they are looked up one by one */
    NOTICE_DAYS = 28 /* clear days: SI 2012/2089, regulation 9 */
};

/* ---- people */

static void check_person(mkr_builder *b, const mkr_node *node, const mkr_person *p) {
    const char *at = p->email ? strchr(p->email, '@') : NULL;
    if (p->email && (!at || at == p->email || !at[1] || strpbrk(p->email, " \t\n<>")))
        mkr_say(b->diag, MKR_E_BAD_EMAIL, mkr_node_find_attr(node, "email")->where, "\"%s\"", p->email);
    if (p->phone && !mkr_build_tel(b->arena, p->phone))
        mkr_say(b->diag, MKR_E_BAD_PHONE, mkr_node_find_attr(node, "phone")->where, "\"%s\"", p->phone);
    for (size_t i = 0; i < b->people.n; i++) {
        const mkr_person *other = &b->people.at[i];
        if (p->office && other->office && !strcmp(p->name, other->name) &&
            strcmp(p->office, other->office) != 0)
            mkr_say(b->diag, MKR_E_TWO_OFFICES, node->where, "\"%s\": \"%s\" and \"%s\"", p->name,
                    other->office, p->office);
    }
}

void mkr_build_people(mkr_builder *b, const mkr_node *people) {
    for (const mkr_node *p = mkr_node_child(people, "person"); p; p = mkr_node_after(p, "person")) {
        if (b->people.n == MOST_PEOPLE) {
            mkr_say(b->diag, MKR_E_TOO_MANY, p->where, "more than %d people", MOST_PEOPLE);
            return;
        }
        const mkr_attr *id = mkr_node_find_attr(p, "id");
        mkr_person person = {id->value, mkr_build_attr(b, p, "name"), mkr_build_attr(b, p, "office"),
                             mkr_build_attr(b, p, "phone"), mkr_build_attr(b, p, "email")};
        for (size_t i = 0; i < b->people.n; i++)
            if (!strcmp(b->people.at[i].id, id->value))
                mkr_say(b->diag, MKR_E_DUPLICATE_ID, id->where, "person \"%s\"", id->value);
        check_person(b, p, &person);
        *MKR_PUSH(b->arena, &b->people) = person;
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

/* RFC 3966: digits only, after the country code. A number as dialled in the United Kingdom begins with 0. */
const char *mkr_build_tel(mkr_arena *arena, const char *phone) {
    enum { LEAST = 7, MOST = 15 }; /* ITU-T E.164 */
    const char *p = phone + strspn(phone, " (");
    bool abroad = *p == '+' || !strncmp(p, "00", 2);
    mkr_buffer digits = mkr_buffer_new(arena);
    for (p += *p == '+' ? 1 : abroad ? 2 : 0; *p; p++) {
        if (abroad && !strncmp(p, "(0)", 3)) /* dialled only within the country */
            p += 2;
        else if (*p >= '0' && *p <= '9')
            mkr_buffer_add(&digits, p, 1);
        else if (!strchr(" ()-.\t\n", *p))
            return NULL;
    }
    const char *number = mkr_buffer_text(&digits);
    size_t n = strlen(number);
    if (n < LEAST || n > MOST || (!abroad && number[0] != '0'))
        return NULL;
    return abroad ? mkr_printf(arena, "tel:+%s", number) : mkr_printf(arena, "tel:+44%s", number + 1);
}

/* ---- dates */

static mkr_date read_date(mkr_builder *b, const mkr_attr *a) {
    mkr_date date = {0};
    const char *why;
    if (a && !mkr_date_parse(b->arena, a->value, &date, &why)) {
        mkr_say(b->diag, MKR_E_BAD_DATE, a->where, "\"%s\": %s", a->value, why);
        return (mkr_date){0};
    }
    return date;
}

mkr_date mkr_build_date(mkr_builder *b, const mkr_node *node) {
    return read_date(b, mkr_node_find_attr(node, "date"));
}

char *mkr_build_print_date(mkr_builder *b, mkr_date date) {
    return mkr_date_print(b->arena, date, b->style->date_pattern);
}

static void read_dates(mkr_cover *c) {
    mkr_builder *b = c->b;
    const mkr_node *meeting = mkr_node_child(c->node, "meeting"),
                   *plan = mkr_node_child(c->node, "forward-plan");
    const mkr_attr *published = mkr_node_find_attr(meeting, "published"),
                   *noticed = plan ? mkr_node_find_attr(plan, "first-published") : NULL;
    b->meeting = mkr_build_date(b, meeting);
    b->published = read_date(b, published);
    c->published = read_date(b, noticed);
    if (!b->meeting.month)
        return;
    if (b->published.month && mkr_date_compare(b->published, b->meeting) > 0)
        mkr_say(b->diag, MKR_E_PUBLISHED_LATE, published->where, "%s, the meeting is on %s",
                mkr_build_print_date(b, b->published), mkr_build_print_date(b, b->meeting));
    int32_t clear = c->published.month ? mkr_date_days(c->published, b->meeting) - 1 : NOTICE_DAYS;
    if (clear < NOTICE_DAYS)
        mkr_say(b->diag, MKR_E_NOTICE_SHORT, noticed->where, "%s to %s: %d",
                mkr_build_print_date(b, c->published), mkr_build_print_date(b, b->meeting),
                clear > 0 ? (int)clear : 0);
}

const char *mkr_cover_notice(mkr_cover *c) {
    if (!c->published.month)
        return NULL;
    return mkr_style_say(c->b->arena, c->b->style, MKR_LABEL_FIRST_PUBLISHED, "date",
                         mkr_build_print_date(c->b, c->published), NULL);
}

/* ---- values */

static const char *not_stated(mkr_cover *c, const mkr_node *n) {
    const char *label = mkr_node_attr(n, "label");
    mkr_say(c->b->diag, MKR_E_EMPTY_FIELD, n->where, label ? "\"%s\"" : "<%s>", label ? label : n->name);
    return c->b->style->labels[MKR_LABEL_NOT_STATED];
}

const char *mkr_cover_text(mkr_cover *c, const mkr_node *n) {
    const char *text = mkr_build_string(c->b, n);
    return *text ? text : not_stated(c, n);
}

void mkr_cover_person(mkr_cover *c, const mkr_node *n, mkr_spans *to, uint32_t elem) {
    mkr_builder *b = c->b;
    if (!mkr_node_attr(n, "person")) {
        mkr_build_inline(b, n, to, elem, 0, NULL);
        if (!to->n)
            mkr_build_span(b, to, not_stated(c, n), elem, 0, n->where);
        return;
    }
    const mkr_person *p = mkr_build_person(b, n);
    if (!p)
        return;
    bool named = !mkr_build_is_blank(p->name);
    mkr_build_span(b, to, named ? p->name : not_stated(c, n), elem,
                   b->style->cover_is_table ? 0 : MKR_SEMIBOLD, n->where);
    if (p->office)
        mkr_build_span(b, to, mkr_printf(b->arena, ", %s", p->office), elem, 0, n->where);
}

void mkr_cover_mixed(mkr_cover *c, const mkr_node *n, mkr_block *stack, uint32_t elem, mkr_role_id role) {
    mkr_build_mixed(c->b, n, stack, elem, role);
    if (!stack->first)
        mkr_block_add(stack, mkr_build_text(c->b, role, elem, not_stated(c, n), n->where));
}

/* ---- masthead and title */

static void add_bar(mkr_cover *c) {
    mkr_builder *b = c->b;
    mkr_block *bar = mkr_block_new(b->arena, MKR_BLOCK_DRAWING, MKR_ROLE_COUNCIL, 0, c->node->where);
    bar->measure = MKR_MEASURE_FRAME;
    bar->drawing = mkr_alloc(b->arena, sizeof *bar->drawing);
    bar->drawing->kind = MKR_DRAW_MASTHEAD;
    mkr_block_add(c->to, bar);
}

/* Bar and council, or a logo; the kind of document at the right. */
static void add_masthead(mkr_cover *c) {
    mkr_builder *b = c->b;
    const mkr_node *node = c->node, *council = mkr_node_child(node, "council"),
                   *class = mkr_node_child(node, "class"), *logo = mkr_node_child(node, "logo");
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
    if (logo) {
        mkr_build_logo(b, logo, c->to, c->elem);
    } else {
        add_bar(c);
        row->cells[0].content =
            mkr_build_text(b, MKR_ROLE_COUNCIL, mkr_tree_add(b->tree, c->elem, MKR_P), left, node->where);
    }
    row->cells[1].content =
        mkr_build_text(b, MKR_ROLE_CLASS, mkr_tree_add(b->tree, c->elem, MKR_P), right, node->where);
    row->cells[1].align = MKR_ALIGN_RIGHT;
    mkr_block_add(c->to, line);
}

/* Title and subtitle are one heading of two lines. */
static void add_title(mkr_cover *c) {
    mkr_builder *b = c->b;
    const mkr_node *title = mkr_node_child(c->node, "title"), *sub = mkr_node_child(c->node, "subtitle");
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
    const mkr_node *brief = mkr_node_child(c->node, "short-title");
    b->doc->short_title = brief ? mkr_build_string(b, brief) : more->title;
}

/* ---- the strip of facts */

mkr_block *mkr_cover_pair(mkr_cover *c, const char *label, mkr_role_id role, uint32_t *value,
                          mkr_where where) {
    mkr_builder *b = c->b;
    uint32_t li = mkr_tree_add(b->tree, c->list, MKR_LI), lbl = mkr_tree_add(b->tree, li, MKR_LBL);
    *value = mkr_tree_add(b->tree, li, MKR_LBODY);
    return mkr_build_text(b, role, lbl, mkr_printf(b->arena, "%s ", label), where);
}

bool mkr_cover_fits_strip(const char *text) {
    return strlen(text) <= LONGEST_FACT;
}

void mkr_cover_fact(mkr_cover *c, mkr_label_id label, const char *text, mkr_where where) {
    mkr_builder *b = c->b;
    mkr_grid_row *row = &c->facts->rows.at[0];
    uint32_t value;
    mkr_block *stack = mkr_build_stack(b, where);
    mkr_block_add(stack, mkr_cover_pair(c, b->style->labels[label], MKR_ROLE_FACT_LABEL, &value, where));
    mkr_block_add(stack, mkr_build_text(b, MKR_ROLE_FACT_VALUE, value, text, where));
    row->cells[row->n++].content = stack;
}

void mkr_cover_strip_begin(mkr_cover *c) {
    mkr_builder *b = c->b;
    const mkr_node *meeting = mkr_node_child(c->node, "meeting");
    const char *proposed = mkr_node_attr(meeting, "proposed");
    mkr_block *block;
    c->facts = mkr_grid_new(b, MKR_LOOK_FACTS, MOST_FACTS, c->node->where, &block);
    mkr_grid_row_add(b, c->facts, MKR_ROW_BODY, MOST_FACTS)->n = 0;
    mkr_cover_fact(c, MKR_LABEL_COMMITTEE, c->committee, mkr_node_child(c->node, "committee")->where);
    if (b->meeting.month)
        mkr_cover_fact(
            c, proposed && !strcmp(proposed, "yes") ? MKR_LABEL_PROPOSED_DATE : MKR_LABEL_MEETING_DATE,
            mkr_build_print_date(b, b->meeting), meeting->where);
    mkr_block_add(c->to, block);
}

/* ---- what may not be missing */

static void say_missing(mkr_cover *c, const char *name) {
    static const char *const parts[] = {"summary", "recommendations", "reasons", "implications", "assurance"};
    const mkr_builder *b = c->b;
    bool is_part = false;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        is_part = is_part || !strcmp(parts[i], name);
    if (is_part)
        mkr_say(b->diag, MKR_E_COVER_MISSING, b->sources->root->where, "<%s>, after the cover", name);
    else
        mkr_say(b->diag, MKR_E_COVER_MISSING, c->node->where, "<%s>, in the cover", name);
}

static void check_required(mkr_cover *c) {
    mkr_builder *b = c->b;
    for (const char *p = b->style->cover_required; p && *p;) {
        p += strspn(p, " \t\r\n");
        size_t n = strcspn(p, " \t\r\n");
        const char *name = mkr_strndup(b->arena, p, n);
        if (n && !mkr_node_child(c->node, name) && !mkr_node_child(b->sources->root, name))
            say_missing(c, name);
        p += n;
    }
    const mkr_node *key = mkr_node_child(c->node, "key-decision"),
                   *plan = mkr_node_child(c->node, "forward-plan");
    const char *reference = plan ? mkr_node_string(b->arena, plan) : "";
    if (key && !strcmp(mkr_build_string(b, key), "yes") && !reference[strspn(reference, " \t\r\n")])
        mkr_say(b->diag, MKR_E_NO_FORWARD_PLAN, key->where, NULL);
}

static void name_authors(mkr_cover *c) {
    mkr_builder *b = c->b;
    for (const mkr_node *n = mkr_node_child(c->node, "author"); n; n = mkr_node_after(n, "author")) {
        const mkr_attr *who = mkr_node_find_attr(n, "person");
        const char *name = who ? NULL : mkr_build_string(b, n);
        for (size_t i = 0; who && i < b->people.n; i++)
            if (!strcmp(b->people.at[i].id, who->value))
                name = b->people.at[i].name;
        if (name && *name)
            b->doc->author = b->doc->author ? mkr_printf(b->arena, "%s, %s", b->doc->author, name) : name;
    }
}

void mkr_build_cover(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    mkr_cover c = {.b = b, .node = node, .to = to, .elem = elem};
    mkr_measure measure = b->measure;
    b->measure = MKR_MEASURE_FRAME;
    c.committee = mkr_cover_text(&c, mkr_node_child(node, "committee"));
    b->committee = c.committee;
    check_required(&c);
    read_dates(&c);
    name_authors(&c);
    add_masthead(&c);
    add_title(&c);
    c.list = mkr_tree_add(b->tree, elem, MKR_L);
    if (b->style->cover_is_table)
        mkr_cover_build_table(&c);
    else
        mkr_cover_build_list(&c);
    b->measure = measure;
}

/* flow.c - paragraphs, lists, headings and sections. */
#include <string.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "report/chart_build.h"

#define NUMBER_ROOM MKR_PT(42)

mkr_block *mkr_build_stack(mkr_builder *b, mkr_where where) {
    mkr_block *stack = mkr_block_new(b->arena, MKR_BLOCK_STACK, MKR_ROLE_BODY, 0, where);
    stack->measure = (uint8_t)b->measure;
    stack->right_to_left = mkr_build_right_to_left(b);
    return stack;
}

/* A paragraph takes a number where numbering is on, unless it says number="no". */
static bool takes_number(const mkr_builder *b, const mkr_node *node) {
    const char *number = mkr_node_attr(node, "number");
    return number ? !strcmp(number, "yes") : b->numbering != MKR_NUMBERS_NONE;
}

bool mkr_build_is_blank(const char *text) {
    for (size_t n; (n = mkr_blank(text)) > 0;)
        text += n;
    return !*text;
}

/* Elements that print something, or are reported, whatever stands inside. */
static bool speaks_for_itself(const mkr_node *node) {
    static const char *const names[] = {"a",      "ref",     "abbr",    "footnote", "figure",
                                        "thread", "diagram", "figures", "risk"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (mkr_node_is(node, names[i]))
            return true;
    return false;
}

bool mkr_build_has_content(const mkr_node *node) {
    for (const mkr_node *n = node->first; n; n = n->next)
        if (n->name ? speaks_for_itself(n) || mkr_build_has_content(n) : !mkr_build_is_blank(n->text))
            return true;
    return false;
}

/* A number in the column for numbers; where there is none, in an indent. */
static void hang_number(mkr_builder *b, mkr_block *block, const char *number) {
    block->hang = MKR_HANG_NUMBER;
    block->hang_by = NUMBER_ROOM;
    block->indent = b->measure == MKR_MEASURE_COLUMN ? 0 : NUMBER_ROOM;
    mkr_build_span(b, &block->label, number, block->elem, 0, block->where);
}

/* Text that is justified where the house style says so: prose, but not in a table or on the cover. */
static uint8_t prose_align(const mkr_builder *b, mkr_role_id role) {
    bool prose = role == MKR_ROLE_BODY || role == MKR_ROLE_LIST_ITEM;
    return prose && b->style->justified ? MKR_ALIGN_JUSTIFIED : MKR_ALIGN_LEFT;
}

mkr_block *mkr_build_paragraph(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    const mkr_attr *id = mkr_node_find_attr(node, "id");
    if (!mkr_build_has_content(node)) {
        mkr_say(b->diag, MKR_E_EMPTY_PARAGRAPH, node->where, "<%s>", node->name);
        return NULL;
    }
    uint32_t p = mkr_tree_add(b->tree, elem, MKR_P);
    mkr_block *block = mkr_block_new(b->arena, MKR_BLOCK_TEXT, MKR_ROLE_BODY, p, node->where);
    block->align = prose_align(b, MKR_ROLE_BODY);
    block->measure = (uint8_t)b->measure;
    const char *label = "";
    if (takes_number(b, node)) {
        mkr_number number = mkr_number_paragraph(b, node->where);
        hang_number(b, block, number.printed);
        label = mkr_printf(b->arena, "%s %s", b->style->labels[MKR_LABEL_PARAGRAPH_WORD], number.cited);
    }
    const char *outer = mkr_build_enter_lang(b, node, p);
    block->right_to_left = mkr_build_right_to_left(b);
    mkr_build_inline(b, node, &block->spans, p, 0, block->label.n ? &block->label.at[0] : NULL);
    if (block->label.n)
        mkr_number_check(b, block);
    b->lang = outer;
    mkr_build_anchor(b, id, label, p);
    mkr_block_add(to, block);
    return block;
}

/* "1." and "a)" are cited as "1" and "a". */
static const char *without_stop(mkr_builder *b, const char *label) {
    return mkr_strndup(b->arena, label, strlen(label) - 1);
}

typedef struct list { /* being built */
    char type; /* '*' bullets, '1', 'a', 'i' */
    uint32_t n; /* of the item */
    mkr_len indent; /* of its text */
} list;

/* Marks of lists in lists: disc, dash, ring, and again. */
static const char *bullet_at(size_t depth) {
    static const char *const bullets[] = {"\xE2\x80\xA2", "\xE2\x80\x93", "\xE2\x97\xA6"};
    return bullets[depth % (sizeof bullets / sizeof *bullets)];
}

static void item_label(mkr_builder *b, mkr_block *block, uint32_t lbl, const list *l, mkr_where where) {
    bool bullet = l->type == '*';
    block->label = (mkr_spans){0};
    block->hang = bullet ? MKR_HANG_BULLET : MKR_HANG_ITEM;
    block->hang_by = bullet ? l->indent * 96 / 100 : l->indent;
    mkr_build_span(b, &block->label,
                   bullet ? bullet_at(b->bullets) : mkr_number_item(b->arena, l->type, l->n), lbl, 0, where);
    if (!bullet)
        mkr_number_check(b, block);
}

enum { MOST_START = 10000 };

/* What @start says; 1 without it, or after a message. */
static uint32_t first_number(mkr_builder *b, const mkr_node *node) {
    const mkr_attr *a = mkr_node_find_attr(node, "start");
    mkr_decimal d;
    if (!a || (mkr_decimal_parse(a->value, &d) && !d.places && d.units >= 1 && d.units <= MOST_START))
        return a ? (uint32_t)d.units : 1;
    mkr_say(b->diag, MKR_E_BAD_NUMBER, a->where, "start=\"%s\"; a whole number from 1 to %d", a->value,
            MOST_START);
    return 1;
}

/* A bullet's text stands 15 further right, a number's 21, or more when the numbers of the list need it; in
 * the form of a cover 16. */
static mkr_len list_indent(mkr_builder *b, char type, uint32_t first, uint32_t n) {
    if (type == '*')
        return MKR_PT(15);
    return mkr_number_room(b->arena, type, first, first + n - 1, b->in_form ? MKR_PT(16) : MKR_PT(21),
                           b->style->roles[b->list_role].size);
}

#define NESTED_ABOVE MKR_PT(3)
#define LIST_ABOVE MKR_PT(4.5)

/* The last line of a list, nested ones included, has a paragraph's space below it. */
static void end_list(mkr_block *block, mkr_len after) {
    while (block->kind == MKR_BLOCK_STACK && block->last)
        block = block->last;
    block->space_after = after;
}

static uint32_t count_items(const mkr_node *first, const char *item_name) {
    uint32_t n = 0;
    for (const mkr_node *item = first; item; item = mkr_node_after(item, item_name))
        n++;
    return n;
}

static mkr_block *build_item(mkr_builder *b, const mkr_node *item, const list *l, uint32_t li) {
    uint32_t lbl = l->indent ? mkr_tree_add(b->tree, li, MKR_LBL) : 0,
             body = mkr_tree_add(b->tree, li, MKR_LBODY);
    mkr_block *content = mkr_build_stack(b, item->where);
    bool bullet = l->type == '*', in_item = b->in_item;
    b->bullets += bullet;
    b->in_item = true;
    mkr_build_mixed(b, item, content, body, b->list_role);
    b->in_item = in_item;
    b->bullets -= bullet;
    content->indent = l->indent;
    if (content->first && lbl)
        item_label(b, content->first, lbl, l, item->where);
    bool named = !bullet && content->first && content->first->label.n;
    mkr_build_anchor(b, mkr_node_find_attr(item, "id"),
                     named ? without_stop(b, content->first->label.at[0].text) : "", body);
    return content;
}

/* A single recommendation has no number. */
static void build_list(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem,
                       const char *item_name) {
    const char *kind = mkr_node_attr(node, "type");
    const mkr_node *first_item = mkr_node_child(node, item_name);
    list l = {.type = mkr_node_is(node, "ul") ? '*' : kind ? kind[0] : '1', .n = first_number(b, node)};
    uint32_t count = count_items(first_item, item_name), tag = mkr_tree_add(b->tree, elem, MKR_L);
    bool is_recommendation = !strcmp(item_name, "item");
    if (count > 1 || !is_recommendation)
        l.indent = list_indent(b, l.type, l.n, count);
    mkr_tree_at(b->tree, tag)->numbering = l.type == '*'   ? MKR_DISC
                                           : l.type == 'a' ? MKR_LETTERS
                                           : l.type == 'i' ? MKR_ROMAN
                                                           : MKR_ARABIC;
    mkr_block *stack = mkr_build_stack(b, node->where), *last = NULL;
    for (const mkr_node *item = first_item; item; item = mkr_node_after(item, item_name)) {
        if (!mkr_build_has_content(item)) {
            mkr_say(b->diag, is_recommendation ? MKR_E_EMPTY_PART : MKR_E_EMPTY_PARAGRAPH, item->where,
                    "<%s>", item->name);
            continue;
        }
        mkr_block_add(stack, last = build_item(b, item, &l, mkr_tree_add(b->tree, tag, MKR_LI)));
        l.n++;
    }
    if (to->last &&
        to->last->kind == MKR_BLOCK_TEXT) /* the item that this list is part of, or what leads to it */
        to->last->space_after = b->in_item ? NESTED_ABOVE : LIST_ABOVE;
    if (last && last->last && !b->in_item)
        end_list(last->last, b->style->roles[MKR_ROLE_BODY].after);
    mkr_block_add(to, stack);
}

bool mkr_build_not_completed(mkr_builder *b, const mkr_node *part, mkr_role_id role, mkr_block *to,
                             uint32_t elem) {
    if (mkr_build_has_content(part))
        return false;
    uint32_t p = mkr_tree_add(b->tree, elem, MKR_P);
    mkr_say(b->diag, MKR_E_EMPTY_PART, part->where, "<%s>", part->name);
    mkr_block_add(to, mkr_build_text(b, role, p, b->style->labels[MKR_LABEL_NOT_COMPLETED], part->where));
    return true;
}

bool mkr_build_block(mkr_builder *b, const mkr_node *n, mkr_block *to, uint32_t elem) {
    if (mkr_node_is(n, "p"))
        mkr_build_paragraph(b, n, to, elem);
    else if (mkr_node_is(n, "ul") || mkr_node_is(n, "ol"))
        build_list(b, n, to, elem, "li");
    else if (mkr_node_is(n, "figure"))
        mkr_build_picture(b, n, to, elem);
    else if (mkr_node_is(n, "figures"))
        mkr_build_pictures(b, n, to, elem);
    else if (mkr_node_is(n, "thread"))
        mkr_build_thread(b, n, to, elem);
    else if (mkr_node_is(n, "diagram"))
        mkr_build_diagram(b, n, to, elem);
    else if (mkr_node_is(n, "table"))
        mkr_build_table(b, n, to, elem);
    else if (mkr_node_is(n, "quote"))
        mkr_build_quote(b, n, to, elem);
    else if (mkr_node_is(n, "note"))
        mkr_build_aside(b, n, to, elem);
    else
        return mkr_build_generated(b, n, to, elem);
    return true;
}

void mkr_build_blocks(mkr_builder *b, const mkr_node *parent, mkr_block *to, uint32_t elem) {
    if (mkr_node_is(parent, "recommendations")) {
        build_list(b, parent, to, elem, "item");
        return;
    }
    for (const mkr_node *n = parent->first; n; n = n->next)
        if (n->name)
            mkr_build_block(b, n, to, elem);
}

static bool is_block(const mkr_node *n) {
    return mkr_node_is(n, "p") || mkr_node_is(n, "ul") || mkr_node_is(n, "ol") || mkr_node_is(n, "table") ||
           mkr_node_is(n, "figure") || mkr_node_is(n, "figures") || mkr_node_is(n, "thread") ||
           mkr_node_is(n, "diagram") || mkr_node_is(n, "quote") || mkr_node_is(n, "note");
}

/* Is there inline content before the first block? */
static bool begins_inline(const mkr_node *node) {
    for (const mkr_node *n = node->first; n && !is_block(n); n = n->next)
        if (n->name || n->text[strspn(n->text, " \t\r\n")])
            return true;
    return false;
}

void mkr_build_mixed(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem, mkr_role_id role) {
    mkr_paragraph_numbers numbering = b->numbering;
    bool only_inline = true;
    mkr_role_id list_role = b->list_role;
    b->numbering = MKR_NUMBERS_NONE;
    b->list_role = role;
    for (const mkr_node *n = node->first; n; n = n->next)
        only_inline &= !is_block(n);
    if (begins_inline(node)) {
        uint32_t ink = only_inline ? elem : mkr_tree_add(b->tree, elem, MKR_P);
        mkr_block *block = mkr_block_new(b->arena, MKR_BLOCK_TEXT, role, ink, node->where);
        block->align = prose_align(b, role);
        block->measure = (uint8_t)b->measure;
        block->right_to_left = mkr_build_right_to_left(b);
        mkr_build_inline(b, node, &block->spans, ink, 0, NULL);
        mkr_block_add(to, block);
    }
    mkr_block *before = to->last;
    if (!only_inline)
        for (const mkr_node *n = node->first; n; n = n->next)
            if (n->name)
                mkr_build_block(b, n, to, elem);
    for (mkr_block *k = before ? before->next : to->first; k; k = k->next)
        if (k->kind == MKR_BLOCK_TEXT) {
            k->role = (uint8_t)role;
            k->align = prose_align(b, role);
        }
    b->numbering = numbering;
    b->list_role = list_role;
}

mkr_block *mkr_build_spread(mkr_block *stack, mkr_len between) {
    mkr_block *last = NULL;
    for (mkr_block *k = stack->first; k; k = k->next) {
        mkr_block *inner = k->kind == MKR_BLOCK_TEXT    ? k
                           : k->kind == MKR_BLOCK_STACK ? mkr_build_spread(k, between)
                                                        : NULL;
        if (inner)
            (last = inner)->space_after = between;
    }
    return last;
}

mkr_block *mkr_build_heading(mkr_builder *b, const char *text, const mkr_attr *id, mkr_block *to,
                             uint32_t elem, mkr_where where) {
    static const mkr_role_id roles[] = {MKR_ROLE_HEADING_1, MKR_ROLE_HEADING_2, MKR_ROLE_HEADING_3};
    if (!text || !text[strspn(text, " \t\r\n")]) {
        mkr_say(b->diag, MKR_E_EMPTY_HEADING, where, NULL);
        text = "";
    }
    b->level++;
    size_t depth = b->level - 2u;
    const char *number = mkr_number_heading(b, depth), *label = text, *title = text;
    uint32_t h = mkr_tree_add(b->tree, elem, MKR_H1 + (b->level < 6 ? b->level - 1 : 5));
    mkr_block *block = mkr_build_text(b, roles[depth < 2 ? depth : 2], h, text, where);
    block->heading = block->keep_next = true;
    if (number) {
        char *printed = mkr_printf(b->arena, depth ? "%s" : "%s.", number);
        hang_number(b, block, printed);
        label = mkr_printf(b->arena, "%s %s", b->style->labels[MKR_LABEL_SECTION_WORD], number);
        title = mkr_printf(b->arena, "%s %s", printed, text);
    }
    mkr_tree_more(b->tree, h)->title = title;
    *MKR_PUSH(b->arena, &b->doc->bookmarks) = (mkr_bookmark){title, h, b->level};
    mkr_build_anchor(b, id, label, h);
    mkr_block_add(to, block);
    return block;
}

/* "2 Options" may be a number or a count ("3 Rivers"): it is a number where headings have one already, and
 * beside a heading that begins with the number before or after. */
static bool is_number_typed(mkr_builder *b, const mkr_node *section, const char *heading, bool numbered) {
    const char *word = b->style->labels[MKR_LABEL_SECTION_WORD];
    const mkr_node *next = mkr_node_after(section, "section");
    uint32_t bare = mkr_number_bare(heading), before = b->bare_number;
    b->bare_number = bare;
    return mkr_number_is_typed(heading, word) ||
           (bare && (numbered || (before && before + 1 == bare) ||
                     (next && mkr_number_bare(mkr_node_attr(next, "heading")) == bare + 1)));
}

void mkr_build_section(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    uint8_t level = b->level;
    mkr_paragraph_numbers numbering = b->numbering;
    uint32_t counted = b->counted;
    const char *own = mkr_node_attr(node, "numbering");
    uint32_t sect = mkr_tree_add(b->tree, elem, MKR_SECT);
    const char *outer = mkr_build_enter_lang(b, node, sect);
    if (own) {
        b->numbering = mkr_style_numbers(own);
        b->counted = 0;
    }
    const char *landscape = mkr_node_attr(node, "landscape");
    if (landscape && !strcmp(landscape, "yes")) {
        mkr_block *pages = mkr_build_stack(b, node->where);
        pages->landscape = true;
        mkr_block_add(to, pages);
        to = pages;
    }
    const char *heading = mkr_build_attr(b, node, "heading");
    mkr_block *block = mkr_build_heading(b, heading, mkr_node_find_attr(node, "id"), to, sect, node->where);
    if (heading && is_number_typed(b, node, heading, block->label.n > 0))
        mkr_say(b->diag, MKR_E_HEADING_NUMBER, mkr_node_find_attr(node, "heading")->where, "\"%s\"", heading);
    for (const mkr_node *n = node->first; n; n = n->next) {
        if (mkr_node_is(n, "section"))
            mkr_build_section(b, n, to, sect);
        else if (n->name)
            mkr_build_block(b, n, to, sect);
    }
    if (own) { /* the section around goes on where it was */
        b->numbering = numbering;
        b->counted = counted;
    }
    b->level = level;
    b->lang = outer;
}

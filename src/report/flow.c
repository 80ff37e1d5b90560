/* flow.c - paragraphs, lists, figures, the thread, headings and sections. */
#include <string.h>

#include "base/buffer.h"
#include "input/picture.h"
#include "report/build.h"

#define NUMBER_ROOM MKR_PT(42)

mkr_block *mkr_build_stack(mkr_builder *b, mkr_where where) {
    mkr_block *stack = mkr_block_new(b->arena, MKR_BLOCK_STACK, MKR_ROLE_BODY, 0, where);
    stack->measure = (uint8_t)b->measure;
    return stack;
}

/* A paragraph takes a number where numbering is on, unless it says number="no". */
static bool takes_number(const mkr_builder *b, const mkr_node *node) {
    const char *number = mkr_node_attr(node, "number");
    return number ? !strcmp(number, "yes") : b->numbering != MKR_NUMBERS_NONE;
}

/* Does anything but white space stand here? */
static bool has_content(const mkr_node *node) {
    for (const mkr_node *n = node->first; n; n = n->next)
        if (n->name ? !mkr_node_is(n, "br") : n->text[strspn(n->text, " \t\r\n")] != '\0')
            return true;
    return false;
}

mkr_block *mkr_build_paragraph(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    const mkr_attr *id = mkr_node_find_attr(node, "id");
    if (!has_content(node)) {
        mkr_say(b->diag, MKR_E_EMPTY_PARAGRAPH, node->where, "<%s>", node->name);
        return NULL;
    }
    uint32_t p = mkr_tree_add(b->tree, elem, MKR_P);
    mkr_block *block = mkr_block_new(b->arena, MKR_BLOCK_TEXT, MKR_ROLE_BODY, p, node->where);
    block->measure = (uint8_t)b->measure;
    const char *label = "";
    if (takes_number(b, node)) {
        char *number = mkr_printf(b->arena, "%u.", ++b->paragraphs);
        block->hang = MKR_HANG_NUMBER;
        block->indent =
            b->measure == MKR_MEASURE_COLUMN ? 0 : NUMBER_ROOM; /* there is no column for numbers */
        mkr_build_span(b, &block->label, number, p, 0, node->where);
        label = mkr_printf(b->arena, "%s %u", b->style->labels[MKR_LABEL_PARAGRAPH_WORD], b->paragraphs);
    }
    mkr_build_inline(b, node, &block->spans, p, 0, block->label.n ? &block->label.at[0] : NULL);
    mkr_build_anchor(b, id, label, p);
    mkr_block_add(to, block);
    return block;
}

/* "1." and "a)" are cited as "1" and "a". */
static const char *without_stop(mkr_builder *b, const char *label) {
    return mkr_strndup(b->arena, label, strlen(label) - 1);
}

static void item_label(mkr_builder *b, mkr_block *block, uint32_t lbl, char type, uint32_t n,
                       mkr_where where) {
    block->label = (mkr_spans){0};
    if (type == '*') {
        block->hang = MKR_HANG_BULLET;
        mkr_build_span(b, &block->label, "\xE2\x80\xA2", lbl, 0, where);
        return;
    }
    static const char *const tens[] = {"", "x", "xx", "xxx"}, *const ones[] = {"",     "i", "ii", "iii",
                                                                               "iv",   "v", "vi", "vii",
                                                                               "viii", "ix"};
    char *text = type == 'a' && n <= 26   ? mkr_printf(b->arena, "%c)", (char)('a' + n - 1))
                 : type == 'i' && n <= 39 ? mkr_printf(b->arena, "%s%s)", tens[n / 10], ones[n % 10])
                                          : mkr_printf(b->arena, "%u.", n);
    block->hang = MKR_HANG_ITEM;
    mkr_build_span(b, &block->label, text, lbl, 0, where);
}

static mkr_len list_indent(char type) {
    return type == '*' ? MKR_PT(15) : MKR_PT(21);
}

#define NESTED_ABOVE MKR_PT(3)

/* The last line of a list, nested ones included, has a paragraph's space below it. */
static void end_list(mkr_block *block, mkr_len after) {
    while (block->kind == MKR_BLOCK_STACK && block->last)
        block = block->last;
    block->space_after = after;
}

static void build_list(mkr_builder *b, const mkr_node *list, mkr_block *to, uint32_t elem,
                       const char *item_name) {
    const char *kind = mkr_node_attr(list, "type");
    char type = mkr_node_is(list, "ul") ? '*' : kind ? kind[0] : '1';
    uint32_t l = mkr_tree_add(b->tree, elem, MKR_L), n = 0;
    mkr_tree_at(b->tree, l)->numbering = type == '*'   ? MKR_DISC
                                         : type == 'a' ? MKR_LETTERS
                                         : type == 'i' ? MKR_ROMAN
                                                       : MKR_ARABIC;
    mkr_block *stack = mkr_build_stack(b, list->where), *last = NULL;
    const mkr_node *first_item = mkr_node_child(list, item_name);
    bool single = first_item && !mkr_node_after(first_item, item_name) && !strcmp(item_name, "item");
    for (const mkr_node *item = first_item; item; item = mkr_node_after(item, item_name)) {
        if (!has_content(item)) {
            mkr_say(b->diag, MKR_E_EMPTY_PARAGRAPH, item->where, "<%s>", item->name);
            continue;
        }
        uint32_t li = mkr_tree_add(b->tree, l, MKR_LI), lbl = single ? 0 : mkr_tree_add(b->tree, li, MKR_LBL);
        uint32_t body = mkr_tree_add(b->tree, li, MKR_LBODY);
        mkr_block *content = mkr_build_stack(b, item->where);
        mkr_build_mixed(b, item, content, body, b->list_role);
        content->indent = single ? 0 : list_indent(type);
        n++;
        if (content->first && !single)
            item_label(b, content->first, lbl, type, n, item->where);
        bool named = type != '*' && content->first && content->first->label.n;
        mkr_build_anchor(b, mkr_node_find_attr(item, "id"),
                         named ? without_stop(b, content->first->label.at[0].text) : "", body);
        mkr_block_add(stack, content);
        last = content;
    }
    if (to->last && to->last->kind == MKR_BLOCK_TEXT && to->last->hang)
        to->last->space_after = NESTED_ABOVE; /* the item that this list is part of */
    else if (last && last->last)
        end_list(last->last, b->style->roles[MKR_ROLE_BODY].after);
    mkr_block_add(to, stack);
}

static void build_thread(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    const char *caption = mkr_build_attr(b, node, "caption");
    uint32_t number = ++b->figures;
    if (caption)
        mkr_block_add(to, mkr_build_caption(b, MKR_LABEL_FIGURE_WORD, number, caption,
                                            mkr_tree_add(b->tree, elem, MKR_P), node->where));
    uint32_t figure = mkr_tree_add(b->tree, elem, MKR_FIGURE);
    mkr_build_anchor(b, mkr_node_find_attr(node, "id"), mkr_build_number(b, MKR_LABEL_FIGURE_WORD, number),
                     figure);
    MKR_VEC(mkr_node_text) nodes = {0};
    for (const mkr_node *n = mkr_node_child(node, "node"); n; n = mkr_node_after(n, "node"))
        *MKR_PUSH(b->arena, &nodes) = (mkr_node_text){mkr_build_attr(b, n, "name"), mkr_build_string(b, n)};
    mkr_block *block = mkr_block_new(b->arena, MKR_BLOCK_DRAWING, MKR_ROLE_BODY, figure, node->where);
    block->measure = (uint8_t)b->measure;
    block->space_before = MKR_PT(6);
    block->space_after = MKR_PT(21);
    block->drawing = mkr_alloc(b->arena, sizeof *block->drawing);
    *block->drawing =
        (mkr_drawing){.kind = MKR_DRAW_THREAD, .nodes = nodes.at, .n_nodes = nodes.n, .needs_alt = true};
    mkr_block_add(to, block);
}

static void build_figure(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    const mkr_attr *src = mkr_node_find_attr(node, "src"), *width = mkr_node_find_attr(node, "width");
    const char *caption = mkr_build_attr(b, node, "caption"), *alt = mkr_build_attr(b, node, "alt"), *bytes;
    size_t n;
    mkr_picture *picture = mkr_alloc(b->arena, sizeof *picture);
    if (!b->sources->read(b->sources->user, src->where, src->value, &bytes, &n) ||
        !mkr_picture_read(b->arena, b->diag, src->where, src->value, bytes, n, picture))
        return;
    if (!mkr_node_attr(node, "decorative") && (!alt || !alt[strspn(alt, " \t\n")]))
        mkr_say(b->diag, MKR_E_EMPTY_ALT, node->where, "\"%s\"", src->value);
    uint32_t number = caption ? ++b->figures : 0, figure = 0;
    if (caption)
        mkr_block_add(to, mkr_build_caption(b, MKR_LABEL_FIGURE_WORD, number, caption,
                                            mkr_tree_add(b->tree, elem, MKR_P), node->where));
    if (alt) {
        figure = mkr_tree_add(b->tree, elem, MKR_FIGURE);
        mkr_tree_more(b->tree, figure)->alt = alt;
    }
    mkr_build_anchor(b, mkr_node_find_attr(node, "id"),
                     number ? mkr_build_number(b, MKR_LABEL_FIGURE_WORD, number) : "", figure);
    mkr_block *block = mkr_block_new(b->arena, MKR_BLOCK_DRAWING, MKR_ROLE_BODY, figure, node->where);
    mkr_decimal points;
    mkr_len wanted = 0;
    if (width) {
        if (mkr_decimal_parse(width->value, &points) && points.units > 0 &&
            mkr_decimal_compare(points, (mkr_decimal){10000, 0}) < 0)
            wanted = (mkr_len)mkr_decimal_round((mkr_decimal){points.units * 1000, points.places}, 0).units;
        else
            mkr_say(b->diag, MKR_E_BAD_NUMBER, width->where, "width=\"%s\"; points, below 10000",
                    width->value);
    }
    block->measure = (uint8_t)b->measure;
    block->space_before = MKR_PT(6);
    block->space_after = MKR_PT(21);
    block->drawing = mkr_alloc(b->arena, sizeof *block->drawing);
    *block->drawing = (mkr_drawing){.kind = MKR_DRAW_PICTURE, .picture = picture, .width = wanted};
    mkr_block_add(to, block);
}

bool mkr_build_block(mkr_builder *b, const mkr_node *n, mkr_block *to, uint32_t elem) {
    if (mkr_node_is(n, "p"))
        mkr_build_paragraph(b, n, to, elem);
    else if (mkr_node_is(n, "ul") || mkr_node_is(n, "ol"))
        build_list(b, n, to, elem, "li");
    else if (mkr_node_is(n, "figure"))
        build_figure(b, n, to, elem);
    else if (mkr_node_is(n, "thread"))
        build_thread(b, n, to, elem);
    else if (mkr_node_is(n, "table"))
        mkr_build_table(b, n, to, elem);
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
           mkr_node_is(n, "figure") || mkr_node_is(n, "thread");
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
        block->measure = (uint8_t)b->measure;
        mkr_build_inline(b, node, &block->spans, ink, 0, NULL);
        mkr_block_add(to, block);
    }
    mkr_block *before = to->last;
    if (!only_inline)
        for (const mkr_node *n = node->first; n; n = n->next)
            if (n->name)
                mkr_build_block(b, n, to, elem);
    for (mkr_block *k = before ? before->next : to->first; k; k = k->next)
        if (k->kind == MKR_BLOCK_TEXT)
            k->role = (uint8_t)role;
    b->numbering = numbering;
    b->list_role = list_role;
}

mkr_block *mkr_build_heading(mkr_builder *b, const char *text, const mkr_attr *id, mkr_block *to,
                             uint32_t elem, mkr_where where) {
    static const mkr_role_id roles[] = {MKR_ROLE_COVER_TITLE, MKR_ROLE_HEADING_1, MKR_ROLE_HEADING_2,
                                        MKR_ROLE_HEADING_3};
    if (!text || !text[strspn(text, " \t\r\n")]) {
        mkr_say(b->diag, MKR_E_EMPTY_HEADING, where, NULL);
        text = "";
    }
    b->level++;
    int step = b->level - 1;
    uint32_t h = mkr_tree_add(b->tree, elem, MKR_H1 + (b->level < 6 ? b->level - 1 : 5));
    mkr_block *block = mkr_build_text(b, roles[step < 3 ? step : 3], h, text, where);
    block->heading = block->keep_next = true;
    mkr_tree_more(b->tree, h)->title = text;
    *MKR_PUSH(b->arena, &b->doc->bookmarks) = (mkr_bookmark){text, h, b->level};
    mkr_build_anchor(b, id, text, h);
    mkr_block_add(to, block);
    return block;
}

/* "13. Key considerations": a typed number, which looks like a paragraph's and agrees with none. */
static bool begins_with_number(const char *heading) {
    const char *s = heading + strspn(heading, " \t\r\n");
    size_t n = strspn(s, "0123456789.");
    return n > 1 && s[0] != '.' && s[n - 1] == '.' && s[n] == ' ';
}

void mkr_build_section(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    uint8_t level = b->level;
    mkr_paragraph_numbers numbering = b->numbering;
    const char *own = mkr_node_attr(node, "numbering");
    uint32_t sect = mkr_tree_add(b->tree, elem, MKR_SECT);
    if (own)
        b->numbering = mkr_style_numbers(own);
    const char *heading = mkr_build_attr(b, node, "heading");
    if (heading && begins_with_number(heading))
        mkr_say(b->diag, MKR_E_HEADING_NUMBER, mkr_node_find_attr(node, "heading")->where, "\"%s\"", heading);
    mkr_build_heading(b, heading, mkr_node_find_attr(node, "id"), to, sect, node->where);
    for (const mkr_node *n = node->first; n; n = n->next) {
        if (mkr_node_is(n, "section"))
            mkr_build_section(b, n, to, sect);
        else if (n->name)
            mkr_build_block(b, n, to, sect);
    }
    b->level = level;
    b->numbering = numbering;
}

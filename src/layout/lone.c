/* lone.c - lay out one figure of a report on a page as large as its ink.
 *
 * It is set as wide as in the report, on a sheet as high as a page may be (ISO 32000-1, annex C: 14,400
 * units), and the page is then cut to the ink. Its tree is the part of the report's that has this ink: the
 * rest of a tree would be tables without content. */
#include <string.h>

#include "layout/flow.h"
#include "layout/layout.h"
#include "layout/reflow.h"
#include "page/extent.h"

#define AROUND MKR_PT(6)
#define HIGHEST MKR_PT(14400)

enum { FIRST = 2 }; /* the element below the root of a new tree */

/* ---- the tree */

typedef struct pruner {
    const mkr_tree *from;
    mkr_tree *to;
    uint32_t *index; /* by old element: the new one, 0 for none */
} pruner;

/* What layout has placed of an element and all below it. */
static void prune(pruner *p, uint32_t elem, uint32_t parent) {
    const mkr_elem *old = mkr_tree_at(p->from, elem);
    if (!old->page)
        return;
    uint32_t made = mkr_tree_add(p->to, parent, (mkr_tag)old->tag);
    mkr_elem *e = mkr_tree_at(p->to, made);
    mkr_elem links = *e;
    *e = *old;
    e->parent = links.parent;
    e->first = e->last = e->next = 0;
    p->index[elem] = made;
    for (uint32_t child = old->first; child; child = mkr_tree_at(p->from, child)->next)
        prune(p, child, made);
}

static mkr_tree *lone_tree(mkr_arena *arena, const mkr_tree *from, uint32_t elem, mkr_page *page) {
    pruner p = {from, mkr_tree_new(arena), mkr_alloc_array(arena, from->elems.n, sizeof(uint32_t))};
    prune(&p, elem, 1);
    mkr_tree_at(p.to, 1)->page = 1;
    for (size_t i = 0; i < page->items.list.n; i++)
        page->items.list.at[i].elem = p.index[page->items.list.at[i].elem];
    for (size_t i = 0; i < page->links.n; i++)
        page->links.at[i].elem = p.index[page->links.at[i].elem];
    return p.to;
}

/* ---- the page */

static void cut_to_ink(mkr_page *page, mkr_tree *tree) {
    mkr_extent ink = MKR_NO_EXTENT;
    for (size_t i = 0; i < page->items.list.n; i++)
        mkr_extent_add(&ink, &page->items.list.at[i]);
    if (!page->items.list.n)
        ink = (mkr_extent){0, 0, 0, 0};
    mkr_len dx = AROUND - ink.x0, dy = AROUND - ink.y0;
    mkr_items_move(&page->items, 0, dx, dy);
    for (size_t i = 0; i < page->links.n; i++) {
        page->links.at[i].x += dx;
        page->links.at[i].y += dy;
    }
    for (uint32_t i = 1; i < tree->elems.n; i++)
        mkr_tree_at(tree, i)->y += dy;
    page->width = ink.x1 - ink.x0 + 2 * AROUND;
    page->height = ink.y1 - ink.y0 + 2 * AROUND;
}

/* Copies of the figure's blocks, which begin no page and turn none. */
static mkr_block *stack_of(mkr_arena *arena, const mkr_lone_figure *figure) {
    mkr_block *stack = mkr_block_new(arena, MKR_BLOCK_STACK, MKR_ROLE_BODY, 0, figure->first->where);
    for (const mkr_block *b = figure->first; b; b = b == figure->last ? NULL : b->next) {
        mkr_block *block = mkr_alloc(arena, sizeof *block);
        *block = *b;
        block->next = NULL;
        block->landscape = block->page_before = block->group_before = false;
        mkr_block_add(stack, block);
    }
    return stack;
}

static mkr_page *set_alone(mkr_setter *s, const mkr_lone_figure *figure) {
    mkr_flow flow;
    mkr_block *stack = stack_of(s->arena, figure);
    if (mkr_is_large_print(s))
        mkr_reflow(s, stack, s->portrait.frame_width);
    mkr_grids_place(s, stack, s->portrait.frame_width, 0);
    mkr_flow_begin(&flow, s, s->doc->short_title, 0);
    for (const mkr_block *b = stack->first; b; b = b->next)
        mkr_flow_block(&flow, b);
    mkr_flow_end(&flow);
    if (flow.pages.at.n > 1)
        mkr_say(s->diag, MKR_E_TOO_TALL, figure->first->where, "the figure by itself needs %zu pages",
                flow.pages.at.n);
    return mkr_diag_failed(s->diag) ? NULL : flow.pages.at.at[0];
}

/* ---- the document */

/* A figure without caption is named by the first sentence of its alternative. */
static const char *first_sentence(mkr_arena *arena, const char *text) {
    const char *end = text ? strstr(text, ". ") : NULL;
    return end ? mkr_strndup(arena, text, (size_t)(end - text)) : text;
}

static const char *alternative_of(const mkr_tree *tree, uint32_t elem) {
    for (uint32_t i = elem; i < tree->elems.n; i++) {
        const mkr_elem_more *more = mkr_tree_at(tree, i)->more;
        if (mkr_tree_at(tree, i)->tag == MKR_FIGURE && more && more->alt)
            return more->alt;
    }
    return NULL;
}

static void make_document(mkr_arena *arena, const mkr_document *report, const mkr_lone_figure *figure,
                          mkr_tree *tree, mkr_document *out) {
    *out = *report;
    memset(&out->bookmarks, 0, sizeof out->bookmarks);
    memset(&out->appendices, 0, sizeof out->appendices);
    memset(&out->anchors, 0, sizeof out->anchors);
    memset(&out->attachments, 0, sizeof out->attachments);
    for (size_t i = 0; i < report->attachments.n; i++)
        if (report->attachments.at[i].figure == figure->elem) {
            *MKR_PUSH(arena, &out->attachments) = report->attachments.at[i];
            out->attachments.at[out->attachments.n - 1].figure = FIRST;
        }
    out->tree = tree;
    out->lang = figure->lang;
    const char *alt = alternative_of(tree, 1);
    const char *title = figure->caption ? figure->caption : first_sentence(arena, alt);
    out->title = out->short_title = title ? title : report->title;
}

bool mkr_layout_figure(mkr_arena *arena, mkr_diag *diag, mkr_document *report, const mkr_lone_figure *figure,
                       mkr_fonts *fonts, uint32_t scale, mkr_document *out, mkr_pages *pages) {
    mkr_setter *s = mkr_alloc(arena, sizeof *s);
    report->across = NULL;
    if (!mkr_setter_open(s, arena, diag, report, fonts))
        return false;
    mkr_sheets_make(s, scale);
    s->chart.large_print = mkr_is_large_print(s);
    if (report->late) /* pages that nobody knows are printed as 0 */
        s->places = (mkr_places){mkr_alloc_array(arena, report->tree->elems.n, sizeof(uint32_t)),
                                 mkr_alloc_array(arena, report->tree->elems.n, sizeof(uint32_t))};
    s->portrait.frame_x = s->portrait.top = 0;
    s->portrait.bottom = (mkr_len)((int64_t)(HIGHEST - 2 * AROUND) * MKR_USUAL_PRINT / s->portrait.scale);
    s->landscape = s->portrait;
    mkr_page *page = set_alone(s, figure);
    if (!page)
        return false;
    mkr_tree *tree = lone_tree(arena, report->tree, figure->elem, page);
    cut_to_ink(page, tree);
    make_document(arena, report, figure, tree, out);
    *pages = (mkr_pages){0};
    *MKR_PUSH(arena, &pages->at) = page;
    return true;
}

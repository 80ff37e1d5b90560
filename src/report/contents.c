/* contents.c - the list of contents, and lists of tables and figures.
 *
 * Its place in the document is kept when the builders come to it; it is filled from the bookmarks and
 * captions at the end. Each entry is a link with a page number that layout fills in. */
#include <stdlib.h>
#include <string.h>

#include "report/build.h"

#define PAGE_WIDTH MKR_PT(36) /* the column of page numbers */
#define TITLE_GAP MKR_PT(18) /* between a title and its page */
#define LEVEL_INDENT MKR_PT(15)
#define GROUP_ABOVE MKR_PT(6) /* above an entry of the first level */

struct mkr_contents {
    const mkr_node *node; /* <contents>, or NULL */
    mkr_block *stack; /* NULL: there is to be none */
    uint32_t parent, before; /* elements: what it stands in, and the last there before it */
    uint32_t sect;
    unsigned levels;
};

enum { DEEPEST = 6 }; /* level of headings in PDF */

static unsigned levels_of(const mkr_builder *b, const mkr_node *node) {
    const char *own = node ? mkr_node_attr(node, "levels") : NULL;
    unsigned long levels = own ? strtoul(own, NULL, 10) : b->style->contents_levels;
    if (own && levels > DEEPEST)
        mkr_say(b->diag, MKR_E_BAD_NUMBER, mkr_node_find_attr(node, "levels")->where,
                "levels=\"%s\"; at most %d", own, DEEPEST);
    return levels < 1 ? 1 : levels > DEEPEST ? DEEPEST : (unsigned)levels;
}

void mkr_build_contents_place(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    const char *when = node ? mkr_node_attr(node, "when") : NULL;
    if (b->contents)
        return;
    b->contents = mkr_alloc(b->arena, sizeof *b->contents);
    if (node ? when && !strcmp(when, "never") : !b->style->contents_from)
        return;
    *b->contents = (mkr_contents){.node = node,
                                  .stack = mkr_build_stack(b, node ? node->where : to->where),
                                  .parent = elem,
                                  .before = mkr_tree_at(b->tree, elem)->last,
                                  .levels = levels_of(b, node)};
    b->contents->stack->if_long = !when || strcmp(when, "always") != 0;
    mkr_block_add(to, b->contents->stack);
}

/* A heading that is not listed itself. */
static void add_heading(mkr_builder *b, mkr_tag tag, mkr_role_id role, const char *text) {
    mkr_contents *c = b->contents;
    mkr_block *block = mkr_build_text(b, role, mkr_tree_add(b->tree, c->sect, tag), text, c->stack->where);
    block->measure = MKR_MEASURE_COLUMN;
    block->heading = block->keep_next = true;
    block->group_before = role == MKR_ROLE_HEADING_1; /* no few entries at the foot of the cover */
    mkr_block_add(c->stack, block);
}

typedef struct entry {
    const char *label, *title; /* label: "Table 1", or NULL */
    uint32_t target;
    unsigned level; /* from 1 */
    bool strong;
} entry;

static mkr_block *add_cell(mkr_builder *b, mkr_grid_cell *cell, uint32_t link) {
    return cell->content = mkr_build_text(b, MKR_ROLE_CONTENTS, link, "", b->contents->stack->where);
}

static void fill_title(mkr_builder *b, mkr_block *cell, const entry *e, uint8_t look) {
    if (e->label) {
        mkr_build_span(b, &cell->spans, e->label, cell->elem, look | MKR_SEMIBOLD, cell->where);
        mkr_build_span(b, &cell->spans, " ", cell->elem, look, cell->where);
        cell->spans.at[1].slot = MKR_PT(6);
    }
    mkr_build_span(b, &cell->spans, mkr_printf(b->arena, "%s ", e->title), cell->elem, look, cell->where);
}

static void fill_page(mkr_builder *b, mkr_block *cell, const entry *e, uint8_t look) {
    mkr_build_span(b, &cell->spans, "", cell->elem, look, cell->where);
    cell->spans.at[0].late = MKR_LATE_PAGE;
    cell->spans.at[0].late_of = e->target;
    b->doc->late = true;
}

/* Title and page, in a TOCI of `toc`; returns the TOCI. */
static uint32_t add_entry(mkr_builder *b, uint32_t toc, const entry *e) {
    uint8_t look = (uint8_t)(MKR_LINKED | (e->strong ? MKR_SEMIBOLD : 0));
    uint32_t toci = mkr_tree_add(b->tree, toc, MKR_TOCI);
    uint32_t link = mkr_tree_add(b->tree, mkr_tree_add(b->tree, toci, MKR_REFERENCE), MKR_LINK);
    mkr_block *block;
    mkr_grid *grid = mkr_grid_new(b, MKR_LOOK_KEY, 2, b->contents->stack->where, &block);
    block->measure = MKR_MEASURE_COLUMN;
    block->indent = (mkr_len)(e->level - 1) * LEVEL_INDENT;
    block->space_before = e->strong ? GROUP_ABOVE : 0;
    grid->columns[0].gap = TITLE_GAP;
    mkr_grid_column(grid, 0, 0, false, true);
    mkr_grid_column(grid, 1, PAGE_WIDTH, true, false);
    mkr_grid_row *row = mkr_grid_row_add(b, grid, MKR_ROW_BODY, 2);
    fill_title(b, add_cell(b, &row->cells[0], link), e, look);
    fill_page(b, add_cell(b, &row->cells[1], link), e, look);
    row->cells[1].align = MKR_ALIGN_RIGHT;
    mkr_elem_more *more = mkr_tree_more(b->tree, link);
    more->target = e->target;
    more->contents = e->label ? mkr_printf(b->arena, "%s %s", e->label, e->title) : e->title;
    mkr_block_add(b->contents->stack, block);
    return toci;
}

static const char *heading_of(mkr_builder *b) {
    const mkr_node *node = b->contents->node;
    const char *own = node ? mkr_build_attr(b, node, "heading") : NULL;
    return own ? own : b->style->labels[MKR_LABEL_CONTENTS];
}

/* The headings below the document's own; what is deeper stands in a list within the entry above it. */
static void list_headings(mkr_builder *b) {
    enum { TITLE_LEVEL = 1, MOST = 6 };
    mkr_contents *c = b->contents;
    uint32_t toc[MOST + 1] = {0}, toci[MOST + 1] = {c->sect};
    unsigned depth = 0; /* of the entry before */
    for (size_t i = 0; i < b->doc->bookmarks.n; i++) {
        const mkr_bookmark *m = &b->doc->bookmarks.at[i];
        unsigned level = m->level > TITLE_LEVEL ? m->level - TITLE_LEVEL : 0;
        if (!level || level > c->levels)
            continue;
        if (!depth)
            add_heading(b, MKR_H2, MKR_ROLE_HEADING_1, heading_of(b));
        unsigned at = level <= depth ? level : depth + 1; /* a level that is skipped is not made up */
        if (at > depth)
            toc[at] = mkr_tree_add(b->tree, toci[at - 1], MKR_TOC);
        depth = at;
        const entry e = {.title = m->title, .target = m->elem, .level = level, .strong = level == 1};
        toci[at] = add_entry(b, toc[at], &e);
    }
}

static void list_captions(mkr_builder *b, const char *attr, mkr_label_id word, mkr_label_id heading) {
    const mkr_node *node = b->contents->node;
    const char *wanted = node ? mkr_node_attr(node, attr) : NULL;
    uint32_t toc = 0;
    for (size_t i = 0; wanted && !strcmp(wanted, "yes") && i < b->captions.n; i++) {
        const mkr_captioned *c = &b->captions.at[i];
        if (c->word != word)
            continue;
        if (!toc) {
            add_heading(b, MKR_H3, MKR_ROLE_HEADING_2, b->style->labels[heading]);
            toc = mkr_tree_add(b->tree, b->contents->sect, MKR_TOC);
        }
        const entry e = {.label = c->label, .title = c->text, .target = c->elem, .level = 1};
        add_entry(b, toc, &e);
    }
}

void mkr_build_contents(mkr_builder *b) {
    mkr_contents *c = b->contents;
    if (!c || !c->stack)
        return;
    c->sect = mkr_tree_insert(b->tree, c->parent, c->before, MKR_SECT);
    list_headings(b);
    list_captions(b, "tables", MKR_LABEL_TABLE_WORD, MKR_LABEL_LIST_OF_TABLES);
    list_captions(b, "figures", MKR_LABEL_FIGURE_WORD, MKR_LABEL_LIST_OF_FIGURES);
    if (c->stack->last)
        c->stack->last->space_after = b->style->roles[MKR_ROLE_BODY].after;
}

/* lone.c - find one figure of a report, for a page by itself.
 *
 * An id leads to an element of the tree, and that to the blocks whose ink it is. A group of figures, such as
 * small multiples, is a Div around them. */
#include <string.h>

#include "base/buffer.h"
#include "report/block.h"

enum { MOST_LISTED = 60 }; /* ids in a message */

typedef struct search {
    const mkr_tree *tree;
    uint32_t elem; /* what is looked for, with all below it */
    const mkr_block *first, *last; /* the shortest run of neighbours with all that has been met */
} search;

static bool is_within(const mkr_tree *tree, uint32_t elem, uint32_t above) {
    while (elem > above) /* an element stands after its parent */
        elem = mkr_tree_at(tree, elem)->parent;
    return elem == above;
}

/* ---- from the element to the blocks */

static bool holds_drawing(search *s, const mkr_block *block);

/* Where several parts of a stack hold some, what stands between them belongs to it. */
static bool stack_holds(search *s, const mkr_block *stack) {
    const mkr_block *first = NULL;
    for (const mkr_block *b = stack->first; b; b = b->next) {
        if (!holds_drawing(s, b))
            continue;
        if (first) {
            s->first = first;
            s->last = b;
        } else {
            first = b;
        }
    }
    return first;
}

/* Where several cells hold some, the grid is wanted as a whole. */
static bool grid_holds(search *s, const mkr_block *block) {
    size_t cells = 0;
    for (size_t r = 0; r < block->grid->rows.n; r++)
        for (uint16_t i = 0; i < block->grid->rows.at[r].n; i++) {
            const mkr_block *content = block->grid->rows.at[r].cells[i].content;
            cells += content && holds_drawing(s, content);
        }
    if (cells > 1)
        s->first = s->last = block;
    return cells > 0;
}

static bool holds_drawing(search *s, const mkr_block *block) {
    if (block->grid)
        return grid_holds(s, block);
    if (block->kind != MKR_BLOCK_DRAWING)
        return stack_holds(s, block);
    if (!block->elem || !is_within(s->tree, block->elem, s->elem))
        return false;
    s->first = s->last = block;
    return true;
}

/* The text block whose ink is that element's. */
static const mkr_block *find_text(const mkr_block *block, uint32_t elem) {
    const mkr_block *found = NULL;
    if (block->kind == MKR_BLOCK_TEXT && block->elem == elem)
        return block;
    for (const mkr_block *b = block->first; b && !found; b = b->next)
        found = find_text(b, elem);
    for (size_t r = 0; block->grid && r < block->grid->rows.n && !found; r++)
        for (uint16_t i = 0; i < block->grid->rows.at[r].n && !found; i++)
            if (block->grid->rows.at[r].cells[i].content)
                found = find_text(block->grid->rows.at[r].cells[i].content, elem);
    return found;
}

/* The caption stands before its Figure, in the Div of both. */
static uint32_t caption_elem(const mkr_tree *tree, uint32_t elem) {
    const mkr_elem *e = mkr_tree_at(tree, elem);
    uint32_t group = e->tag == MKR_FIGURE ? e->parent : elem, first = mkr_tree_at(tree, group)->first;
    if (!first || mkr_tree_at(tree, first)->tag != MKR_CAPTION)
        return 0;
    return e->tag == MKR_FIGURE && mkr_tree_at(tree, first)->next != elem ? 0 : first;
}

static const char *caption_of(const mkr_document *doc, uint32_t elem) {
    uint32_t caption = caption_elem(doc->tree, elem);
    const mkr_block *text = caption ? find_text(doc->body, caption) : NULL;
    return text && text->spans.n ? text->spans.at[text->spans.n - 1].text : NULL; /* after "Figure 1" */
}

static const char *lang_of(const mkr_document *doc, uint32_t elem) {
    for (; elem; elem = mkr_tree_at(doc->tree, elem)->parent) {
        const mkr_elem_more *more = mkr_tree_at(doc->tree, elem)->more;
        if (more && more->lang)
            return more->lang;
    }
    return doc->lang;
}

/* ---- from the id to the element */

/* References to a group of figures may lead to its caption, which has a page: the group is around it. */
static uint32_t group_of(const mkr_tree *tree, uint32_t elem) {
    const mkr_elem *e = mkr_tree_at(tree, elem);
    return elem && e->tag == MKR_CAPTION ? e->parent : elem;
}

static bool is_figure(const mkr_tree *tree, uint32_t elem) {
    const mkr_elem *e = mkr_tree_at(tree, elem);
    bool found = elem && e->tag == MKR_FIGURE;
    for (uint32_t i = elem && e->tag == MKR_DIV ? e->first : 0; i && !found; i = mkr_tree_at(tree, i)->next)
        found = is_figure(tree, i);
    return found;
}

/* The ids of figures, parted by commas; NULL when there are none. */
static const char *list_ids(mkr_arena *arena, const mkr_document *doc, const char *wanted,
                            const char **nearest) {
    mkr_buffer list = mkr_buffer_new(arena);
    const char **ids = mkr_alloc_array(arena, doc->anchors.n + 1, sizeof *ids);
    size_t n = 0;
    for (size_t i = 0; i < doc->anchors.n; i++)
        if (is_figure(doc->tree, group_of(doc->tree, doc->anchors.at[i].elem)))
            ids[n++] = doc->anchors.at[i].id;
    for (size_t i = 0; i < n && i < MOST_LISTED; i++)
        mkr_buffer_printf(&list, "%s%s", i ? ", " : "", ids[i]);
    if (n > MOST_LISTED)
        mkr_buffer_printf(&list, " and %zu more", n - MOST_LISTED);
    *nearest = *wanted ? mkr_nearest(wanted, ids) : NULL;
    return n ? mkr_buffer_text(&list) : NULL;
}

static bool complain(mkr_arena *arena, mkr_diag *diag, const mkr_document *doc, const char *id,
                     mkr_where where) {
    const char *near, *list = list_ids(arena, doc, id, &near);
    if (!list)
        return mkr_say(diag, MKR_E_FIGURE_NONE, where, NULL);
    if (!*id)
        return mkr_say(diag, MKR_E_FIGURE_WHICH, where, "%s", list);
    if (near)
        return mkr_say(diag, MKR_E_FIGURE_UNKNOWN, where, "\"%s\"; did you mean \"%s\"? There are: %s", id,
                       near, list);
    return mkr_say(diag, MKR_E_FIGURE_UNKNOWN, where, "\"%s\"; there are: %s", id, list);
}

bool mkr_figure_find(mkr_arena *arena, mkr_diag *diag, const mkr_document *doc, const char *id,
                     mkr_where where, mkr_lone_figure *out) {
    for (size_t i = 0; i < doc->anchors.n; i++) {
        const mkr_anchor *a = &doc->anchors.at[i];
        uint32_t elem = group_of(doc->tree, a->elem);
        search s = {.tree = doc->tree, .elem = elem};
        if (strcmp(a->id, id) != 0 || !is_figure(doc->tree, elem) || !holds_drawing(&s, doc->body))
            continue;
        *out = (mkr_lone_figure){a->id, s.first, s.last, elem, caption_of(doc, elem), lang_of(doc, elem)};
        return true;
    }
    return complain(arena, diag, doc, id, where);
}

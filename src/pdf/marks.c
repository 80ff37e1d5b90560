/* marks.c - walk the pages once and note for each element where its ink is.
 *
 * An element is kept in the structure tree when it or something below it has ink or a link, and always when
 * it is the root, a table cell (a row must keep its columns), a TBody (a THead needs one, ISO 14289-1 7.5) or
 * an LBody. Everything else without content, such as an empty P, would only be a stumbling block to a reader
 * and is dropped; what is dropped never holds something kept, so the tree stays legal. */
#include "pdf/marks.h"

size_t mkr_run_end(const mkr_item_vec *items, size_t from) {
    const mkr_item *first = &items->at[from];
    size_t i = from + 1;
    while (i < items->n && items->at[i].elem == first->elem &&
           (first->elem || items->at[i].pagination == first->pagination))
        i++;
    return i;
}

static void measure_figure(mkr_marks *m, uint32_t figure, uint32_t page, const mkr_item *items, size_t n) {
    if (!m->box_pages[figure])
        m->boxes[figure] = MKR_NO_EXTENT;
    else if (m->box_pages[figure] != page + 1)
        return;
    m->box_pages[figure] = page + 1;
    for (size_t i = 0; i < n; i++)
        mkr_extent_add(&m->boxes[figure], &items[i]);
}

static void add_mark(mkr_arena *arena, mkr_marks *m, uint32_t elem, uint32_t page) {
    mkr_elem_marks *e = &m->elems[elem];
    uint32_t index = (uint32_t)m->marks.n;
    *MKR_PUSH(arena, &m->marks) = (mkr_mark){.elem = elem, .page = page};
    if (e->last)
        m->marks.at[e->last].next = index;
    else
        e->first = index;
    e->last = index;
}

static void add_link(mkr_arena *arena, mkr_marks *m, const mkr_page_link *link, uint32_t page) {
    mkr_elem_marks *e = &m->elems[link->elem];
    uint32_t index = (uint32_t)m->links.n;
    *MKR_PUSH(arena, &m->links) = (mkr_mark_link){.elem = link->elem, .page = page, .at = link};
    if (e->last_link)
        m->links.at[e->last_link].next = index;
    else
        e->first_link = index;
    e->last_link = index;
}

static void collect_page(mkr_arena *arena, mkr_marks *m, uint32_t page) {
    const mkr_page *p = m->pages->at.at[page];
    const mkr_item_vec *items = &p->items.list;
    for (size_t from = 0, to; from < items->n; from = to) {
        uint32_t elem = items->at[from].elem;
        to = mkr_run_end(items, from);
        if (!elem || elem >= m->tree->elems.n)
            continue;
        add_mark(arena, m, elem, page);
        if (m->elems[elem].figure)
            measure_figure(m, m->elems[elem].figure, page, &items->at[from], to - from);
    }
    for (size_t i = 0; i < p->links.n; i++)
        if (p->links.at[i].elem < m->tree->elems.n)
            add_link(arena, m, &p->links.at[i], page);
}

/* From the root downwards; an element always stands after its parent. True when there is a figure. */
static bool inherit(mkr_marks *m) {
    const mkr_elem *elems = m->tree->elems.at;
    bool figures = false;
    for (uint32_t i = 1; i < m->tree->elems.n; i++) {
        uint32_t up = elems[i].parent;
        m->elems[i].owner = elems[i].tag == MKR_CONTENT ? m->elems[up].owner : i;
        m->elems[i].figure = elems[i].tag == MKR_FIGURE ? i : m->elems[up].figure;
        figures = figures || elems[i].tag == MKR_FIGURE;
    }
    return figures;
}

static bool stays_empty(uint8_t tag) {
    return tag == MKR_TD || tag == MKR_TH || tag == MKR_TBODY || tag == MKR_LBODY;
}

/* From the leaves upwards. */
static void settle(mkr_marks *m) {
    const mkr_elem *elems = m->tree->elems.at;
    for (uint32_t i = (uint32_t)m->tree->elems.n; --i;) {
        mkr_elem_marks *e = &m->elems[i], *up = &m->elems[elems[i].parent];
        e->kept = e->kept || e->first || e->first_link || stays_empty(elems[i].tag) || i == 1;
        up->kept = up->kept || e->kept;
        if (elems[i].page)
            e->place = i;
        if (e->place)
            up->place = e->place; /* of siblings the first is seen last */
    }
}

mkr_marks *mkr_marks_collect(mkr_arena *arena, const mkr_pages *pages, const mkr_tree *tree) {
    mkr_marks *m = mkr_alloc(arena, sizeof *m);
    uint32_t n_pages = (uint32_t)pages->at.n;
    m->pages = pages;
    m->tree = tree;
    m->first = mkr_alloc_array(arena, n_pages + 1, sizeof *m->first);
    m->elems = mkr_alloc_array(arena, tree->elems.n, sizeof *m->elems);
    (void)MKR_PUSH(arena, &m->marks);
    (void)MKR_PUSH(arena, &m->links);
    if (inherit(m)) {
        m->boxes = mkr_alloc_array(arena, tree->elems.n, sizeof *m->boxes);
        m->box_pages = mkr_alloc_array(arena, tree->elems.n, sizeof *m->box_pages);
    }
    for (uint32_t page = 0; page < n_pages; page++) {
        m->first[page] = (uint32_t)m->marks.n;
        collect_page(arena, m, page);
    }
    m->first[n_pages] = (uint32_t)m->marks.n;
    settle(m);
    return m;
}

/* structure.c - elements, parent tree, ID tree, printed straight into object streams.
 *
 * A long report has 60,000 elements. As libharu dictionaries, built key by key, they would take 1 KB and
 * several allocations each; so they get object numbers after libharu's own and are printed from the document
 * tree in reading order, about 40 bytes each, compressed with their neighbours. */
#include "pdf/structure.h"

#include <stdlib.h>

#include "pdf/literal.h"

enum { PAGES_A_LEAF = 32, LINKS_A_LEAF = 500, IDS_A_LEAF = 64 };

typedef struct writer {
    mkr_arena *arena;
    const mkr_marks *marks;
    const mkr_elem *elems;
    const uint32_t *pages; /* object numbers */
    uint32_t *numbers; /* of the elements; 0: dropped, or text of its parent */
    uint32_t root;
    mkr_saver *saver;
} writer;

/* ---- kids */

typedef struct kids {
    mkr_buffer *out;
    size_t start, n;
} kids;

static kids kids_begin(mkr_buffer *out) {
    mkr_buffer_puts(out, "/K[");
    return (kids){.out = out, .start = out->n};
}

static void kid(kids *k) {
    if (k->n++)
        mkr_buffer_putc(k->out, ' ');
}

/* One kid needs no array, and none no entry. */
static void kids_end(kids *k) {
    if (!k->n)
        k->out->n = k->start - 3;
    else if (k->n == 1)
        k->out->at[k->start - 1] = ' ';
    else
        mkr_buffer_putc(k->out, ']');
}

static void kids_of_marks(const writer *w, kids *k, uint32_t elem, uint32_t page) {
    const mkr_marks *m = w->marks;
    for (uint32_t i = m->elems[elem].first; i; i = m->marks.at[i].next) {
        const mkr_mark *mark = &m->marks.at[i];
        uint32_t mcid = i - m->first[mark->page];
        kid(k);
        if (mark->page == page) {
            mkr_buffer_int(k->out, mcid);
            continue;
        }
        mkr_buffer_puts(k->out, "<</Type/MCR/Pg ");
        mkr_pdf_ref(k->out, w->pages[mark->page]);
        mkr_buffer_puts(k->out, "/MCID ");
        mkr_buffer_int(k->out, mcid);
        mkr_buffer_puts(k->out, ">>");
    }
}

static void kids_of_links(const writer *w, kids *k, uint32_t elem, uint32_t page) {
    const mkr_marks *m = w->marks;
    for (uint32_t i = m->elems[elem].first_link; i; i = m->links.at[i].next) {
        const mkr_mark_link *link = &m->links.at[i];
        kid(k);
        mkr_buffer_puts(k->out, "<</Type/OBJR/Obj ");
        mkr_pdf_ref(k->out, link->number);
        if (link->page != page) {
            mkr_buffer_puts(k->out, "/Pg ");
            mkr_pdf_ref(k->out, w->pages[link->page]);
        }
        mkr_buffer_puts(k->out, ">>");
    }
}

/* The page that kids are on unless they say otherwise: that of the first. UINT32_MAX without ink or link. */
static uint32_t own_page(const writer *w, uint32_t elem) {
    const mkr_marks *m = w->marks;
    if (m->elems[elem].first)
        return m->marks.at[m->elems[elem].first].page;
    for (uint32_t i = w->elems[elem].first; i; i = w->elems[i].next)
        if (w->elems[i].tag == MKR_CONTENT && m->elems[i].first)
            return m->marks.at[m->elems[i].first].page;
    if (m->elems[elem].first_link)
        return m->links.at[m->elems[elem].first_link].page;
    return UINT32_MAX;
}

static void print_kids(const writer *w, mkr_buffer *out, uint32_t elem) {
    uint32_t page = own_page(w, elem);
    if (page != UINT32_MAX) {
        mkr_buffer_puts(out, "/Pg ");
        mkr_pdf_ref(out, w->pages[page]);
    }
    kids k = kids_begin(out);
    kids_of_marks(w, &k, elem, page);
    for (uint32_t i = w->elems[elem].first; i; i = w->elems[i].next) {
        if (w->elems[i].tag == MKR_CONTENT)
            kids_of_marks(w, &k, i, page);
        else if (w->numbers[i]) {
            kid(&k);
            mkr_pdf_ref(out, w->numbers[i]);
        }
    }
    kids_of_links(w, &k, elem, page);
    kids_end(&k);
}

/* ---- attributes (ISO 32000-1, 14.8.5) */

static void print_cell(mkr_buffer *out, const mkr_elem *e) {
    static const char *const scopes[] = {NULL, "Row", "Column", "Both"};
    const char *const *headers = e->more ? e->more->headers : NULL;
    if (!e->scope && e->colspan < 2 && e->rowspan < 2 && !headers)
        return;
    mkr_buffer_puts(out, "/A<</O/Table");
    if (e->scope) {
        mkr_buffer_puts(out, "/Scope/");
        mkr_buffer_puts(out, scopes[e->scope]);
    }
    if (e->colspan > 1) {
        mkr_buffer_puts(out, "/ColSpan ");
        mkr_buffer_int(out, e->colspan);
    }
    if (e->rowspan > 1) {
        mkr_buffer_puts(out, "/RowSpan ");
        mkr_buffer_int(out, e->rowspan);
    }
    if (headers) {
        mkr_buffer_puts(out, "/Headers[");
        for (; *headers; headers++)
            mkr_pdf_bytes(out, *headers, strlen(*headers));
        mkr_buffer_putc(out, ']');
    }
    mkr_buffer_puts(out, ">>");
}

static void print_list(mkr_buffer *out, const mkr_elem *e) {
    static const char *const numberings[] = {NULL, "Disc", "Decimal", "LowerAlpha", "LowerRoman"};
    if (e->numbering) {
        mkr_buffer_puts(out, "/A<</O/List/ListNumbering/");
        mkr_buffer_puts(out, numberings[e->numbering]);
        mkr_buffer_puts(out, ">>");
    }
}

/* Does a figure in such an element stand in a line of text? */
static bool holds_lines(uint8_t tag) {
    return (tag >= MKR_H1 && tag <= MKR_P) || tag == MKR_LBL || tag == MKR_CAPTION || tag == MKR_LINK ||
           tag == MKR_SPAN;
}

static void print_figure(const writer *w, mkr_buffer *out, uint32_t elem) {
    const mkr_marks *m = w->marks;
    uint32_t page = m->box_pages[elem];
    mkr_buffer_puts(out, "/A<</O/Layout");
    if (!holds_lines(w->elems[w->elems[elem].parent].tag)) /* Inline is what goes without saying */
        mkr_buffer_puts(out, "/Placement/Block");
    if (page) {
        const mkr_extent *box = &m->boxes[elem];
        mkr_len height = m->pages->at.at[page - 1]->height;
        mkr_len sides[] = {box->x0, height - box->y1, box->x1, height - box->y0};
        mkr_buffer_puts(out, "/BBox[");
        for (int i = 0; i < 4; i++) {
            mkr_buffer_len(out, sides[i]);
            mkr_buffer_putc(out, i < 3 ? ' ' : ']');
        }
    }
    mkr_buffer_puts(out, ">>");
    if (m->elems[elem].file) { /* ISO 19005-3, annex E */
        mkr_buffer_puts(out, "/AF[");
        mkr_pdf_ref(out, m->elems[elem].file);
        mkr_buffer_putc(out, ']');
    }
}

static void print_attributes(const writer *w, mkr_buffer *out, uint32_t elem) {
    const mkr_elem *e = &w->elems[elem];
    const mkr_elem_more *more = e->more;
    if (e->tag == MKR_TH || e->tag == MKR_TD)
        print_cell(out, e);
    else if (e->tag == MKR_L)
        print_list(out, e);
    else if (e->tag == MKR_FIGURE)
        print_figure(w, out, elem);
    if (!more)
        return;
    mkr_pdf_entry(out, "Alt", more->alt);
    mkr_pdf_entry(out, "ActualText", more->actual);
    mkr_pdf_entry(out, "E", more->expansion);
    mkr_pdf_entry(out, "Lang", more->lang);
    if (more->id) {
        mkr_buffer_puts(out, "/ID");
        mkr_pdf_bytes(out, more->id, strlen(more->id));
    }
}

/* ---- elements */

/* The next element in reading order, or 0 after the last. */
static uint32_t next_in_order(const mkr_elem *elems, uint32_t i) {
    if (elems[i].first)
        return elems[i].first;
    while (i && !elems[i].next)
        i = elems[i].parent;
    return i ? elems[i].next : 0;
}

static void number_elements(writer *w) {
    uint32_t n = 0, next;
    for (uint32_t i = 1; i; i = next_in_order(w->elems, i))
        n += w->marks->elems[i].kept && w->elems[i].tag != MKR_CONTENT;
    next = mkr_saver_reserve(w->saver, n);
    for (uint32_t i = 1; i; i = next_in_order(w->elems, i))
        if (w->marks->elems[i].kept && w->elems[i].tag != MKR_CONTENT)
            w->numbers[i] = next++;
}

static void print_element(const writer *w, uint32_t elem) {
    mkr_buffer *out = mkr_saver_object(w->saver, w->numbers[elem]);
    const mkr_elem *e = &w->elems[elem];
    mkr_buffer_puts(out, "<</S/");
    mkr_buffer_puts(out, mkr_tag_name(e->tag));
    mkr_buffer_puts(out, "/P ");
    mkr_pdf_ref(out, elem == 1 ? w->root : w->numbers[e->parent]);
    print_attributes(w, out, elem);
    print_kids(w, out, elem);
    mkr_buffer_puts(out, ">>");
}

/* ---- parent tree: from a mark or annotation to its element (14.7.4.4) */

static uint32_t number_of(const writer *w, uint32_t elem) {
    return w->numbers[w->marks->elems[elem].owner];
}

static void print_limits(mkr_buffer *out, size_t first, size_t last) {
    mkr_buffer_puts(out, "<</Limits[");
    mkr_buffer_int(out, (int64_t)first);
    mkr_buffer_putc(out, ' ');
    mkr_buffer_int(out, (int64_t)last);
    mkr_buffer_puts(out, "]/Nums[");
}

static void print_page_leaf(const writer *w, uint32_t number, size_t from, size_t to) {
    const mkr_marks *m = w->marks;
    mkr_buffer *out = mkr_saver_object(w->saver, number);
    print_limits(out, from, to - 1);
    for (size_t page = from; page < to; page++) {
        mkr_buffer_int(out, (int64_t)page);
        mkr_buffer_putc(out, '[');
        for (uint32_t i = m->first[page]; i < m->first[page + 1]; i++) {
            mkr_pdf_ref(out, number_of(w, m->marks.at[i].elem));
            mkr_buffer_putc(out, i + 1 < m->first[page + 1] ? ' ' : ']');
        }
        if (m->first[page] == m->first[page + 1])
            mkr_buffer_putc(out, ']');
    }
    mkr_buffer_puts(out, "]>>");
}

static void print_link_leaf(const writer *w, uint32_t number, size_t from, size_t to) {
    mkr_buffer *out = mkr_saver_object(w->saver, number);
    print_limits(out, (size_t)mkr_marks_link_key(w->marks, from),
                 (size_t)mkr_marks_link_key(w->marks, to - 1));
    for (size_t i = from; i < to; i++) {
        mkr_buffer_int(out, mkr_marks_link_key(w->marks, i));
        mkr_buffer_putc(out, ' ');
        mkr_pdf_ref(out, number_of(w, w->marks->links.at[i].elem));
        mkr_buffer_putc(out, i + 1 < to ? ' ' : ']');
    }
    mkr_buffer_puts(out, ">>");
}

static void print_kid_refs(const writer *w, uint32_t number, uint32_t first, size_t n) {
    mkr_buffer *out = mkr_saver_object(w->saver, number);
    mkr_buffer_puts(out, "<</Kids[");
    for (size_t i = 0; i < n; i++) {
        if (i)
            mkr_buffer_putc(out, ' ');
        mkr_pdf_ref(out, first + (uint32_t)i);
    }
    mkr_buffer_puts(out, "]>>");
}

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Print the parent tree and return its number. */
static uint32_t print_parent_tree(const writer *w) {
    size_t n_pages = w->marks->pages->at.n, n_links = w->marks->links.n; /* links count from 1 */
    size_t page_leaves = (n_pages + PAGES_A_LEAF - 1) / PAGES_A_LEAF;
    size_t link_leaves = (n_links - 1 + LINKS_A_LEAF - 1) / LINKS_A_LEAF;
    uint32_t tree = mkr_saver_reserve(w->saver, (uint32_t)(page_leaves + link_leaves) + 1), leaf = tree;
    print_kid_refs(w, tree, tree + 1, page_leaves + link_leaves);
    for (size_t i = 0; i < n_pages; i += PAGES_A_LEAF)
        print_page_leaf(w, ++leaf, i, smaller(i + PAGES_A_LEAF, n_pages));
    for (size_t i = 1; i < n_links; i += LINKS_A_LEAF)
        print_link_leaf(w, ++leaf, i, smaller(i + LINKS_A_LEAF, n_links));
    return tree;
}

/* ---- ID tree: from an identifier to its element (14.7.2) */

typedef struct id {
    const char *name;
    uint32_t elem;
} id;

static int compare_ids(const void *a, const void *b) {
    return strcmp(((const id *)a)->name, ((const id *)b)->name);
}

static void print_id_leaf(const writer *w, uint32_t number, const id *ids, size_t n) {
    mkr_buffer *out = mkr_saver_object(w->saver, number);
    mkr_buffer_puts(out, "<</Limits[");
    mkr_pdf_bytes(out, ids[0].name, strlen(ids[0].name));
    mkr_pdf_bytes(out, ids[n - 1].name, strlen(ids[n - 1].name));
    mkr_buffer_puts(out, "]/Names[");
    for (size_t i = 0; i < n; i++) {
        mkr_pdf_bytes(out, ids[i].name, strlen(ids[i].name));
        mkr_pdf_ref(out, w->numbers[ids[i].elem]);
    }
    mkr_buffer_puts(out, "]>>");
}

/* Print the ID tree; *tree stays 0 when nothing has an id. */
static bool print_id_tree(const writer *w, mkr_diag *diag, uint32_t *tree) {
    MKR_VEC(id) ids = {0};
    for (uint32_t i = 1; i < w->marks->tree->elems.n; i++)
        if (w->numbers[i] && w->elems[i].more && w->elems[i].more->id)
            *MKR_PUSH(w->arena, &ids) = (id){w->elems[i].more->id, i};
    if (!ids.n)
        return true;
    qsort(ids.at, ids.n, sizeof *ids.at, compare_ids);
    for (size_t i = 1; i < ids.n; i++)
        if (!compare_ids(&ids.at[i - 1], &ids.at[i]))
            return mkr_say(diag, MKR_E_PDF_STRUCTURE, (mkr_where){0}, "two elements have the id \"%s\"",
                           ids.at[i].name);
    size_t leaves = (ids.n + IDS_A_LEAF - 1) / IDS_A_LEAF;
    *tree = mkr_saver_reserve(w->saver, (uint32_t)leaves + 1);
    print_kid_refs(w, *tree, *tree + 1, leaves);
    for (size_t i = 0; i < leaves; i++) {
        size_t from = i * IDS_A_LEAF;
        print_id_leaf(w, *tree + 1 + (uint32_t)i, &ids.at[from], smaller(IDS_A_LEAF, ids.n - from));
    }
    return true;
}

static void print_root(const writer *w, uint32_t parent_tree, uint32_t id_tree) {
    mkr_buffer *out = mkr_saver_object(w->saver, w->root);
    mkr_buffer_puts(out, "<</Type/StructTreeRoot/K ");
    mkr_pdf_ref(out, w->numbers[1]);
    mkr_buffer_puts(out, "/ParentTree ");
    mkr_pdf_ref(out, parent_tree);
    mkr_buffer_puts(out, "/ParentTreeNextKey ");
    mkr_buffer_int(out, mkr_marks_link_key(w->marks, w->marks->links.n));
    if (id_tree) {
        mkr_buffer_puts(out, "/IDTree ");
        mkr_pdf_ref(out, id_tree);
    }
    mkr_buffer_puts(out, ">>");
}

bool mkr_structure_write(mkr_arena *arena, mkr_diag *diag, const mkr_marks *marks,
                         const uint32_t *page_numbers, uint32_t root, mkr_saver *saver) {
    uint32_t id_tree = 0;
    writer w = {.arena = arena,
                .marks = marks,
                .elems = marks->tree->elems.at,
                .pages = page_numbers,
                .root = root,
                .saver = saver};
    w.numbers = mkr_alloc_array(arena, marks->tree->elems.n, sizeof *w.numbers);
    number_elements(&w);
    for (uint32_t i = 1; i; i = next_in_order(w.elems, i))
        if (w.numbers[i])
            print_element(&w, i);
    uint32_t parent_tree = print_parent_tree(&w);
    if (!print_id_tree(&w, diag, &id_tree))
        return false;
    print_root(&w, parent_tree, id_tree);
    return true;
}

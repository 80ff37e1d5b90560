/* check.c - refuse what would not be a legal tagged document.
 *
 * Most of what is looked for here only a fault of an earlier stage can cause; it is better to say so than to
 * write a file that a screen reader cannot use. */
#include "pdf/marks.h"

static const mkr_where nowhere;

/* Structure types that only group others: ink directly in them has no meaning (ISO 32000-1, 14.8.4). */
static bool only_groups(uint8_t tag) {
    switch (tag) {
    case MKR_DOCUMENT:
    case MKR_PART:
    case MKR_SECT:
    case MKR_DIV:
    case MKR_L:
    case MKR_LI:
    case MKR_TABLE:
    case MKR_THEAD:
    case MKR_TBODY:
    case MKR_TR:
        return true;
    default:
        return false;
    }
}

static bool check_ink(const mkr_marks *m, mkr_diag *diag, uint32_t elem) {
    const mkr_elem *e = mkr_tree_at(m->tree, elem);
    const mkr_elem_marks *marks = &m->elems[elem];
    const mkr_elem *owner = mkr_tree_at(m->tree, marks->owner);
    if (e->tag == MKR_CONTENT && e->first)
        return mkr_say(diag, MKR_E_PDF_STRUCTURE, nowhere, "element %u: text with elements inside it", elem);
    if (!marks->first)
        return true;
    unsigned page = m->marks.at[marks->first].page + 1;
    if (only_groups(owner->tag))
        return mkr_say(diag, MKR_E_PDF_STRUCTURE, nowhere, "page %u: content directly in a %s", page,
                       mkr_tag_name(owner->tag));
    if (e->first)
        return mkr_say(diag, MKR_E_PDF_STRUCTURE, nowhere, "page %u: a %s with content beside its elements",
                       page, mkr_tag_name(e->tag));
    return true;
}

static bool check_element(const mkr_marks *m, mkr_diag *diag, uint32_t elem) {
    const mkr_elem *e = mkr_tree_at(m->tree, elem);
    const mkr_elem_more *more = e->more;
    bool ok = check_ink(m, diag, elem);
    if (!m->elems[elem].kept)
        return ok;
    if (e->tag == MKR_FIGURE && !(more && (more->alt || more->actual)))
        ok = mkr_say(diag, MKR_E_PDF_NO_ALT, nowhere, e->page ? "page %u" : NULL, e->page);
    if (e->tag == MKR_NOTE && !(more && more->id)) /* ISO 14289-1, 7.9 */
        ok = mkr_say(diag, MKR_E_PDF_STRUCTURE, nowhere, "a note without an identifier");
    return ok;
}

static bool check_link(const mkr_marks *m, mkr_diag *diag, const mkr_mark_link *link) {
    const mkr_elem *e = mkr_tree_at(m->tree, link->elem);
    unsigned page = link->page + 1;
    if (e->tag != MKR_LINK || !e->more || !e->more->contents)
        return mkr_say(diag, MKR_E_PDF_STRUCTURE, nowhere, "page %u: a link without a description", page);
    if (e->more->uri)
        return true;
    uint32_t target = e->more->target;
    if (!target || target >= m->tree->elems.n || !m->elems[target].place)
        return mkr_say(diag, MKR_E_PDF_LINK_TARGET, nowhere, "page %u: \"%s\"", page, e->more->contents);
    return true;
}

/* Every item and place must name an element there is, every placed element a page there is. */
static bool check_pages(const mkr_marks *m, mkr_diag *diag) {
    size_t n = m->tree->elems.n, n_pages = m->pages->at.n;
    for (size_t p = 0; p < n_pages; p++) {
        const mkr_page *page = m->pages->at.at[p];
        for (size_t i = 0; i < page->items.list.n; i++)
            if (page->items.list.at[i].elem >= n)
                return mkr_say(diag, MKR_E_PDF_STRUCTURE, nowhere, "page %zu: content of no element", p + 1);
        for (size_t i = 0; i < page->links.n; i++)
            if (!page->links.at[i].elem || page->links.at[i].elem >= n)
                return mkr_say(diag, MKR_E_PDF_STRUCTURE, nowhere, "page %zu: a link of no element", p + 1);
    }
    for (uint32_t i = 1; i < n; i++)
        if (mkr_tree_at(m->tree, i)->page > n_pages)
            return mkr_say(diag, MKR_E_PDF_STRUCTURE, nowhere, "element %u: on a page that does not exist",
                           i);
    return n_pages || mkr_say(diag, MKR_E_PDF_STRUCTURE, nowhere, "a document without pages");
}

bool mkr_marks_check(const mkr_marks *m, mkr_diag *diag) {
    bool ok = check_pages(m, diag);
    for (uint32_t i = 1; ok && i < m->tree->elems.n; i++)
        ok = check_element(m, diag, i);
    for (size_t i = 1; ok && i < m->links.n; i++)
        ok = check_link(m, diag, &m->links.at[i]);
    return ok;
}

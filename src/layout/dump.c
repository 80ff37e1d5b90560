/* dump.c - print where everything stands, a line of text or a drawing at a time. */
#include "layout/dump.h"

static const char *tag_of(const mkr_tree *tree, uint32_t elem) {
    if (!elem)
        return "artifact";
    while (mkr_tree_at(tree, elem)->tag == MKR_CONTENT)
        elem = mkr_tree_at(tree, elem)->parent;
    return mkr_tag_name((mkr_tag)mkr_tree_at(tree, elem)->tag);
}

static void put_point(mkr_buffer *out, mkr_len x, mkr_len y) {
    mkr_buffer_len(out, x);
    mkr_buffer_putc(out, ' ');
    mkr_buffer_len(out, y);
}

static void put_text(const mkr_text *t, mkr_buffer *out) {
    const mkr_face_code *codes;
    mkr_face_codes(t->face, &codes);
    for (uint32_t i = 0; i < t->n; i++)
        mkr_buffer_puts(out, codes[t->glyphs[i].code].text);
}

/* Text of one element on one baseline is one line of the dump. */
static size_t put_line(const mkr_item *item, size_t left, const mkr_tree *tree, mkr_buffer *out) {
    const mkr_text *first = &item->text;
    mkr_buffer_puts(out, "  ");
    put_point(out, first->x, first->y);
    mkr_buffer_puts(out, " size ");
    mkr_buffer_len(out, first->size);
    mkr_buffer_printf(out, " %s \"", tag_of(tree, item->elem));
    size_t n = 0;
    while (n < left && item[n].kind == MKR_ITEM_TEXT && item[n].elem == item->elem &&
           item[n].text.y == first->y)
        put_text(&item[n++].text, out);
    const mkr_text *last = &item[n - 1].text;
    mkr_buffer_puts(out, "\" to ");
    mkr_buffer_len(out, last->x + last->width);
    mkr_buffer_putc(out, '\n');
    return n;
}

/* All other ink of one element in a row: what it is and how many items. */
static size_t put_drawing(const mkr_item *item, size_t left, const mkr_tree *tree, mkr_buffer *out) {
    size_t n = 0;
    while (n < left && item[n].elem == item->elem && (item[n].kind != MKR_ITEM_TEXT || item->elem))
        n++;
    if (item->elem)
        mkr_buffer_printf(out, "  drawing %s of %zu items\n", tag_of(tree, item->elem), n);
    return n;
}

void mkr_layout_dump(const mkr_pages *pages, const mkr_tree *tree, mkr_buffer *out) {
    for (size_t p = 0; p < pages->at.n; p++) {
        const mkr_page *page = pages->at.at[p];
        const mkr_item *items = page->items.list.at;
        mkr_buffer_printf(out, "page %zu\n", p + 1);
        for (size_t i = 0; i < page->items.list.n;) {
            size_t left = page->items.list.n - i;
            i += items[i].kind == MKR_ITEM_TEXT ? put_line(&items[i], left, tree, out)
                                                : put_drawing(&items[i], left, tree, out);
        }
    }
}

/* dump.c - pages as text, one line an item, for --dump=page and the tests.
 *
 *   page 1 595.28 841.89
 *   text 7 96 120 size 12 width 31.2 #17212b Lato-Regular "Report"
 *   path artifact fill none stroke #c5ccd3 width 1.25 M 54 130 L 541.28 130
 *   image 9 96 200 408 300
 *   link 12 96 110 40 18
 *
 * The second word is the element, "artifact" when there is none, "pagination" for an artifact that repeats.
 */
#include "base/buffer.h"
#include "page/page.h"

static void put_len(mkr_buffer *out, mkr_len value) {
    mkr_buffer_putc(out, ' ');
    mkr_buffer_len(out, value);
}

static void put_colour(mkr_buffer *out, mkr_colour colour) {
    if (colour == MKR_NO_COLOUR)
        mkr_buffer_puts(out, " none");
    else
        mkr_buffer_printf(out, " #%06x", (unsigned)colour);
}

static void put_text(mkr_buffer *out, const mkr_text *text) {
    const mkr_face_code *codes;
    mkr_face_codes(text->face, &codes);
    put_len(out, text->x);
    put_len(out, text->y);
    mkr_buffer_puts(out, " size");
    put_len(out, text->size);
    if (text->tracking != 0) {
        mkr_buffer_puts(out, " tracking");
        put_len(out, text->tracking);
    }
    mkr_buffer_puts(out, " width");
    put_len(out, text->width);
    put_colour(out, text->colour);
    mkr_buffer_printf(out, " %s \"", mkr_face_measures(text->face)->name);
    for (uint32_t i = 0; i < text->n; i++)
        mkr_buffer_puts(out, codes[text->glyphs[i].code].text);
    mkr_buffer_putc(out, '"');
}

static void put_path(mkr_buffer *out, const mkr_path *path) {
    const mkr_point *p = path->points;
    mkr_buffer_puts(out, " fill");
    put_colour(out, path->fill);
    mkr_buffer_puts(out, " stroke");
    put_colour(out, path->stroke);
    if (path->stroke != MKR_NO_COLOUR) {
        mkr_buffer_puts(out, " width");
        put_len(out, path->line_width);
    }
    if (path->dash[0] > 0) {
        mkr_buffer_puts(out, " dash");
        put_len(out, path->dash[0]);
        put_len(out, path->dash[1]);
    }
    for (const char *verb = path->verbs; *verb; verb++) {
        mkr_buffer_putc(out, ' ');
        mkr_buffer_putc(out, *verb);
        for (int n = *verb == 'C' ? 3 : *verb == 'Z' ? 0 : 1; n > 0; n--, p++) {
            put_len(out, p->x);
            put_len(out, p->y);
        }
    }
}

static void put_item(mkr_buffer *out, const mkr_item *item) {
    static const char *const kinds[] = {"text", "path", "image"};
    mkr_buffer_printf(out, "%s ", kinds[item->kind]);
    if (item->elem > 0)
        mkr_buffer_int(out, item->elem);
    else
        mkr_buffer_puts(out, item->pagination ? "pagination" : "artifact");
    if (item->kind == MKR_ITEM_TEXT) {
        put_text(out, &item->text);
    } else if (item->kind == MKR_ITEM_PATH) {
        put_path(out, &item->path);
    } else {
        put_len(out, item->picture.x);
        put_len(out, item->picture.y);
        put_len(out, item->picture.width);
        put_len(out, item->picture.height);
    }
    mkr_buffer_putc(out, '\n');
}

void mkr_pages_dump(const mkr_pages *pages, struct mkr_buffer *out) {
    for (size_t i = 0; i < pages->at.n; i++) {
        const mkr_page *page = pages->at.at[i];
        mkr_buffer_printf(out, "page %zu", i + 1);
        put_len(out, page->width);
        put_len(out, page->height);
        mkr_buffer_putc(out, '\n');
        for (size_t k = 0; k < page->items.list.n; k++)
            put_item(out, &page->items.list.at[k]);
        for (size_t k = 0; k < page->links.n; k++) {
            const mkr_page_link *link = &page->links.at[k];
            mkr_buffer_printf(out, "link %u", (unsigned)link->elem);
            put_len(out, link->x);
            put_len(out, link->y);
            put_len(out, link->width);
            put_len(out, link->height);
            mkr_buffer_putc(out, '\n');
        }
    }
}

/* links.c - destinations, annotations, outline items. */
#include "pdf/links.h"

#include <string.h>

#include "pdf/literal.h"

enum {
    DEEPEST_BOOKMARK = 8,
    LONGEST_CONTENTS = 400 /* bytes of a link's words: every line of a long link carries them */
};

/* "/Dest[12 0 R/XYZ 0 700 null]": the target's top edge at the top of the window, zoom as it is. The target
 * is placed, or something below it is. */
static void put_destination(mkr_buffer *out, const mkr_marks *m, const HPDF_Dict *pages, uint32_t target) {
    const mkr_elem *e = mkr_tree_at(m->tree, m->elems[target].place);
    mkr_buffer_puts(out, "/Dest[");
    mkr_pdf_ref(out, mkr_dict_number(pages[e->page - 1]));
    mkr_buffer_puts(out, "/XYZ 0 ");
    mkr_buffer_len(out, m->pages->at.at[e->page - 1]->height - e->y);
    mkr_buffer_puts(out, " null]");
}

/* A URI is ASCII (ISO 32000-1, 12.6.4.7): other bytes, blanks and controls are percent-encoded (RFC
 * 3987, 3.1). */
static void put_uri(mkr_buffer *out, const char *uri) {
    mkr_buffer ascii = mkr_buffer_new(out->arena);
    for (; *uri; uri++) {
        if (*uri > ' ' && *uri < 0x7F)
            mkr_buffer_putc(&ascii, *uri);
        else
            mkr_buffer_printf(&ascii, "%%%02X", (unsigned char)*uri);
    }
    mkr_buffer_puts(out, "/A<</S/URI/URI");
    mkr_pdf_bytes(out, ascii.at, ascii.n);
    mkr_buffer_puts(out, ">>");
}

static void put_rectangle(mkr_buffer *out, const mkr_page_link *at, mkr_len page_height) {
    mkr_len sides[] = {at->x, page_height - at->y - at->height, at->x + at->width, page_height - at->y};
    mkr_buffer_puts(out, "/Rect[");
    for (int i = 0; i < 4; i++) {
        mkr_buffer_len(out, sides[i]);
        mkr_buffer_putc(out, i < 3 ? ' ' : ']');
    }
}

/* The words of a link, cut where they are many. */
static void put_contents(mkr_buffer *out, const char *words) {
    size_t n = words ? strlen(words) : 0;
    if (n <= LONGEST_CONTENTS) {
        mkr_pdf_entry(out, "Contents", words);
        return;
    }
    for (n = LONGEST_CONTENTS; ((unsigned char)words[n] & 0xC0) == 0x80;)
        n--;
    mkr_pdf_entry(out, "Contents", mkr_printf(out->arena, "%.*s\xE2\x80\xA6", (int)n, words));
}

static uint32_t annotate(mkr_store *store, const mkr_marks *m, const HPDF_Dict *pages, size_t index) {
    enum { PRINT = 4 }; /* the flag every annotation of a PDF/A has */
    const mkr_mark_link *link = &m->links.at[index];
    const mkr_elem_more *more = mkr_tree_at(m->tree, link->elem)->more;
    HPDF_Dict dict = mkr_store_dict(store);
    mkr_dict_name(store, dict, "Type", "Annot");
    mkr_dict_name(store, dict, "Subtype", "Link");
    mkr_dict_int(store, dict, "F", PRINT);
    mkr_dict_int(store, dict, "StructParent", mkr_marks_link_key(m, index));
    mkr_buffer *text = mkr_dict_text(store, dict);
    put_rectangle(text, link->at, m->pages->at.at[link->page]->height);
    mkr_buffer_puts(text, "/Border[0 0 0]");
    put_contents(text, more->contents);
    if (more->uri)
        put_uri(text, more->uri);
    else
        put_destination(text, m, pages, more->target);
    return mkr_dict_number(dict);
}

void mkr_links_annotate(mkr_store *store, mkr_marks *m, const HPDF_Dict *pages) {
    HPDF_Array of_page = NULL;
    for (size_t i = 1; i < m->links.n; i++) { /* they stand in page order */
        mkr_mark_link *link = &m->links.at[i];
        link->number = annotate(store, m, pages, i);
        if (i == 1 || link->page != link[-1].page)
            of_page = mkr_dict_array(store, pages[link->page], "Annots");
        mkr_array_ref(store, of_page, link->number);
    }
}

bool mkr_links_outline(mkr_store *store, mkr_diag *diag, const mkr_marks *m, const HPDF_Dict *pages,
                       const mkr_pdf_info *info) {
    HPDF_Outline path[DEEPEST_BOOKMARK + 1]; /* the last item of each level */
    unsigned depth = 0;
    for (size_t i = 0; i < info->n_bookmarks; i++) {
        const mkr_pdf_bookmark *b = &info->bookmarks[i];
        if (b->elem >= m->tree->elems.n || !m->elems[b->elem].place)
            return mkr_say(diag, MKR_E_PDF_LINK_TARGET, (mkr_where){0}, "bookmark \"%s\"", b->title);
        if (!i)
            path[0] = mkr_store_outlines(store);
        unsigned level =
            b->level <= depth ? b->level : depth + 1; /* a level that is skipped is not made up */
        depth = level < 1 ? 1 : level > DEEPEST_BOOKMARK ? DEEPEST_BOOKMARK : level;
        path[depth] = mkr_outline_add(store, path[depth - 1], depth == 1);
        mkr_buffer *text = mkr_dict_text(store, path[depth]);
        mkr_pdf_entry(text, "Title", b->title);
        put_destination(text, m, pages, b->elem);
    }
    return true;
}

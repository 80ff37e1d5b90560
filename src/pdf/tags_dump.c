/* tags_dump.c - the structure tree as text: what --dump=tags prints and the golden files compare. */
#include "pdf/pdf.h"

#include "base/buffer.h"
#include "pdf/marks.h"

/* A value in quotes, on one line. */
static void put_quoted(mkr_buffer *out, const char *name, const char *value) {
    if (!value)
        return;
    mkr_buffer_printf(out, " %s=\"", name);
    for (; *value; value++) {
        if (*value == '"' || *value == '\\')
            mkr_buffer_putc(out, '\\');
        if (*value == '\n')
            mkr_buffer_puts(out, "\\n");
        else
            mkr_buffer_putc(out, *value);
    }
    mkr_buffer_putc(out, '"');
}

static void put_headers(mkr_buffer *out, const char *const *headers) {
    for (const char *before = " headers="; headers && *headers; headers++, before = ",") {
        mkr_buffer_puts(out, before);
        mkr_buffer_puts(out, *headers);
    }
}

static void put_attributes(mkr_buffer *out, const mkr_elem *e) {
    static const char *const scopes[] = {NULL, "Row", "Column", "Both"};
    static const char *const numberings[] = {NULL, "Disc", "Decimal", "LowerAlpha", "LowerRoman"};
    if (e->scope)
        mkr_buffer_printf(out, " scope=%s", scopes[e->scope]);
    if (e->colspan > 1)
        mkr_buffer_printf(out, " colspan=%u", e->colspan);
    if (e->rowspan > 1)
        mkr_buffer_printf(out, " rowspan=%u", e->rowspan);
    if (e->numbering)
        mkr_buffer_printf(out, " numbering=%s", numberings[e->numbering]);
}

static void put_more(mkr_buffer *out, const mkr_tree *tree, const mkr_elem_more *more) {
    put_quoted(out, "id", more->id);
    put_headers(out, more->headers);
    put_quoted(out, "lang", more->lang);
    put_quoted(out, "alt", more->alt);
    put_quoted(out, "actual", more->actual);
    put_quoted(out, "expansion", more->expansion);
    put_quoted(out, "title", more->title);
    put_quoted(out, "uri", more->uri);
    if (more->target && more->target < tree->elems.n) {
        const mkr_elem_more *to = mkr_tree_at(tree, more->target)->more;
        if (to && to->id)
            put_quoted(out, "target", to->id);
        else
            mkr_buffer_printf(out, " target=p%u", mkr_tree_at(tree, more->target)->page);
    }
    put_quoted(out, "contents", more->contents);
}

/* " p1 p2": the pages with ink of the element itself, each once, in the order given. */
static void put_pages(mkr_buffer *out, const mkr_marks *m, uint32_t elem, uint32_t *last) {
    for (uint32_t i = m->elems[elem].first; i; i = m->marks.at[i].next) {
        uint32_t page = m->marks.at[i].page + 1;
        if (page != *last)
            mkr_buffer_printf(out, " p%u", page);
        *last = page;
    }
}

static void put_element(mkr_buffer *out, const mkr_marks *m, uint32_t elem, unsigned depth) {
    const mkr_elem *e = mkr_tree_at(m->tree, elem);
    uint32_t page = 0;
    for (unsigned i = 0; i < depth; i++)
        mkr_buffer_puts(out, "  ");
    mkr_buffer_puts(out, mkr_tag_name(e->tag));
    put_attributes(out, e);
    if (e->more)
        put_more(out, m->tree, e->more);
    put_pages(out, m, elem, &page);
    for (uint32_t i = e->first; i; i = mkr_tree_at(m->tree, i)->next) /* its text between inline elements */
        if (mkr_tree_at(m->tree, i)->tag == MKR_CONTENT)
            put_pages(out, m, i, &page);
    mkr_buffer_putc(out, '\n');
}

void mkr_tags_dump(const mkr_tree *tree, const mkr_pages *pages, mkr_buffer *out) {
    mkr_arena *scratch = mkr_arena_child(out->arena);
    const mkr_marks *m = mkr_marks_collect(scratch, pages, tree);
    uint32_t i = 1;
    for (unsigned depth = 0; i;) {
        const mkr_elem *e = mkr_tree_at(tree, i);
        bool shown = m->elems[i].kept && e->tag != MKR_CONTENT;
        if (shown)
            put_element(out, m, i, depth);
        if (shown && e->first) {
            i = e->first;
            depth++;
            continue;
        }
        while (i && !mkr_tree_at(tree, i)->next) {
            i = mkr_tree_at(tree, i)->parent;
            depth -= depth > 0;
        }
        if (i)
            i = mkr_tree_at(tree, i)->next;
    }
    mkr_arena_free(scratch);
}

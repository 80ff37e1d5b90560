/* check.c - collect what the blocks of a document say and what stands on its pages; then compare. */
#include "check_parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

void complain(checker *c, const char *format, ...) {
    va_list args;
    if (c->faults++ >= MOST_FAULTS)
        return;
    printf("%s: ", c->name);
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    putchar('\n');
}

const mkr_elem *elem_at(const checker *c, uint32_t elem) {
    return mkr_tree_at(c->doc->tree, elem);
}

const char *tag_at(const checker *c, uint32_t elem) {
    while (elem && elem_at(c, elem)->tag == MKR_CONTENT)
        elem = elem_at(c, elem)->parent;
    return mkr_tag_name((mkr_tag)elem_at(c, elem)->tag);
}

bool is_below(const checker *c, uint32_t elem, mkr_tag tag) {
    while (elem && elem_at(c, elem)->tag != tag)
        elem = elem_at(c, elem)->parent;
    return elem != 0;
}

/* ---- text */

/* Bytes of a character that does not count, or 0: white space, U+00A0, U+00AD, U+200B to U+200F, U+2028 to
 * U+202F, U+2060 to U+2069. */
static size_t blank(const char *s) {
    const unsigned char *p = (const unsigned char *)s;
    if (p[0] <= ' ')
        return 1;
    if (p[0] == 0xC2 && (p[1] == 0xA0 || p[1] == 0xAD))
        return 2;
    if (p[0] == 0xE2 && p[1] == 0x80 && ((p[2] >= 0x8B && p[2] <= 0x8F) || (p[2] >= 0xA8 && p[2] <= 0xAF)))
        return 3;
    return p[0] == 0xE2 && p[1] == 0x81 && p[2] >= 0xA0 && p[2] <= 0xA9 ? 3 : 0;
}

void add_bare(mkr_buffer *to, const char *text) {
    while (*text) {
        size_t n = blank(text);
        if (!n)
            mkr_buffer_putc(to, *text);
        text += n ? n : 1;
    }
}

void add_ink(mkr_buffer *to, const mkr_text *text) {
    const mkr_face_code *codes;
    mkr_face_codes(text->face, &codes);
    for (uint32_t i = 0; i < text->n; i++)
        add_bare(to, codes[text->glyphs[i].code].text);
}

/* ---- what the blocks say */

typedef struct place {
    bool in_table, in_list, if_long, spans_rows;
    uint32_t row;
} place;

static void collect_block(checker *c, const mkr_block *b, place at);

static void collect_spans(checker *c, const mkr_spans *spans, uint32_t block, place at) {
    for (size_t i = 0; i < spans->n; i++) {
        const mkr_span *s = &spans->at[i];
        fact *f = &c->facts[s->elem];
        if (s->footnote)
            collect_block(c, s->footnote, (place){0});
        if (!s->elem)
            continue;
        add_bare(&f->said, s->text);
        f->late |= s->late != MKR_LATE_NOT;
        f->if_long |= at.if_long;
        f->row = at.row;
        f->in_list = at.in_list;
        f->spans_rows = at.spans_rows;
        if (block)
            f->block = block;
    }
}

static void collect_grid(checker *c, const mkr_block *b, place at) {
    *MKR_PUSH(c->arena, &c->grids) = b;
    at.in_table = true;
    at.in_list = b->grid->list;
    for (size_t r = 0; r < b->grid->rows.n; r++) {
        const mkr_grid_row *row = &b->grid->rows.at[r];
        bool last = r + 1 == b->grid->rows.n;
        bool keeps = !last && b->grid->look == MKR_LOOK_TABLE && !b->grid->list &&
                     (row->kind == MKR_ROW_HEAD || row->kind == MKR_ROW_GROUP || row->keep);
        if (keeps)
            (void)MKR_PUSH(c->arena, &c->rows);
        at.row = keeps ? (uint32_t)c->rows.n : 0;
        for (uint16_t i = 0; i < row->n; i++) {
            at.spans_rows = row->cells[i].rowspan > 1;
            if (row->cells[i].content && !row->cells[i].again)
                collect_block(c, row->cells[i].content, at);
        }
    }
}

static void collect_block(checker *c, const mkr_block *b, place at) {
    at.if_long |= b->if_long;
    if (b->kind == MKR_BLOCK_TEXT) {
        if (!at.in_table)
            *MKR_PUSH(c->arena, &c->blocks) = b;
        collect_spans(c, &b->label, 0, at);
        collect_spans(c, &b->spans, at.in_table ? 0 : (uint32_t)c->blocks.n, at);
    } else if (b->kind == MKR_BLOCK_GRID) {
        collect_grid(c, b, at);
    } else if (b->kind == MKR_BLOCK_DRAWING) {
        c->facts[b->elem].drawn = true;
    }
    for (const mkr_block *k = b->first; k; k = k->next)
        collect_block(c, k, at);
}

/* ---- what the pages say */

static void collect_page(checker *c, uint32_t number) {
    const mkr_page *page = c->pages->at.at[number - 1];
    for (size_t i = 0; i < page->items.list.n; i++) {
        const mkr_item *item = &page->items.list.at[i];
        fact *f = &c->facts[item->elem];
        if (!item->elem)
            continue;
        f->first_page = f->first_page ? f->first_page : number;
        f->last_page = number;
        if (f->row)
            c->rows.at[f->row - 1] = number;
        if (item->kind == MKR_ITEM_TEXT)
            add_ink(&f->inked, &item->text);
    }
}

size_t check_layout(mkr_arena *arena, const char *name, const mkr_document *doc, const mkr_pages *pages,
                    const document_texts *texts, const char **read) {
    checker c = {.arena = arena, .name = name, .doc = doc, .pages = pages, .texts = texts};
    size_t n = doc->tree->elems.n;
    c.facts = mkr_alloc_array(arena, n, sizeof *c.facts);
    for (size_t i = 0; i < n; i++)
        c.facts[i].said = c.facts[i].inked = mkr_buffer_new(arena);
    for (const mkr_block *b = doc->body->first; b; b = b->next)
        collect_block(&c, b, (place){0});
    for (uint32_t p = 1; p <= pages->at.n; p++)
        collect_page(&c, p);
    *read = check_words(&c);
    check_places(&c);
    check_tables(&c);
    return c.faults;
}

/* check_tables.c - tables are regular in the tree, and their heads come again on every page. */
#include "check_parts.h"

#include <string.h>

enum { MOST_COLUMNS = 128 };

/* ---- the grid of rows and spans */

typedef struct grid {
    uint32_t busy[MOST_COLUMNS]; /* rows still taken from above */
    uint32_t columns; /* of the first row; 0: none yet */
} grid;

static uint32_t at_least_1(uint16_t span) {
    return span ? span : 1;
}

static void check_row(checker *c, grid *g, uint32_t tr) {
    uint32_t column = 0;
    for (uint32_t i = elem_at(c, tr)->first; i; i = elem_at(c, i)->next) {
        uint32_t across = at_least_1(elem_at(c, i)->colspan), down = at_least_1(elem_at(c, i)->rowspan);
        while (column < MOST_COLUMNS && g->busy[column])
            column++;
        for (uint32_t k = 0; k < across && column < MOST_COLUMNS; k++, column++) {
            if (g->busy[column])
                complain(c, "row element %u: two cells in column %u", tr, column + 1);
            g->busy[column] = down;
        }
    }
    while (column < MOST_COLUMNS && g->busy[column])
        column++;
    if (g->columns && column != g->columns)
        complain(c, "row element %u covers %u columns of %u", tr, column, g->columns);
    g->columns = column;
    for (uint32_t k = 0; k < MOST_COLUMNS; k++)
        g->busy[k] -= g->busy[k] > 0;
}

static void check_group(checker *c, grid *g, uint32_t parent) {
    for (uint32_t i = elem_at(c, parent)->first; i; i = elem_at(c, i)->next) {
        if (elem_at(c, i)->tag == MKR_TR)
            check_row(c, g, i);
        else if (elem_at(c, i)->tag == MKR_THEAD || elem_at(c, i)->tag == MKR_TBODY)
            check_group(c, g, i);
    }
    for (uint32_t k = 0; k < MOST_COLUMNS; k++)
        if (g->busy[k] && elem_at(c, parent)->tag != MKR_TABLE) {
            complain(c, "element %u: a cell reaches below the last row", parent);
            return;
        }
}

static void check_regular(checker *c) {
    for (uint32_t i = 1; i < c->doc->tree->elems.n; i++)
        if (elem_at(c, i)->tag == MKR_TABLE)
            check_group(c, &(grid){0}, i);
}

/* ---- repeated heads */

static void note_pages(const checker *c, const mkr_block *b, uint32_t *first, uint32_t *last) {
    for (size_t i = 0; b->kind == MKR_BLOCK_TEXT && i < b->spans.n; i++) {
        const fact *f = &c->facts[b->spans.at[i].elem];
        if (!f->first_page || !b->spans.at[i].elem)
            continue;
        if (!*first || f->first_page < *first)
            *first = f->first_page;
        if (f->last_page > *last)
            *last = f->last_page;
    }
    for (const mkr_block *k = b->first; k; k = k->next)
        note_pages(c, k, first, last);
}

static const char *said_by(checker *c, const mkr_block *b) {
    mkr_buffer said = mkr_buffer_new(c->arena);
    const mkr_block *text = b->first ? b->first : b;
    for (size_t i = 0; i < text->spans.n; i++)
        add_bare(&said, text->spans.at[i].text);
    return mkr_buffer_text(&said);
}

static bool repeats(checker *c, uint32_t number, const char *text) {
    const mkr_page *page = c->pages->at.at[number - 1];
    mkr_buffer said = mkr_buffer_new(c->arena);
    for (size_t i = 0; i < page->items.list.n; i++)
        if (page->items.list.at[i].kind == MKR_ITEM_TEXT && page->items.list.at[i].pagination)
            add_ink(&said, &page->items.list.at[i].text);
    return strstr(mkr_buffer_text(&said), text) != NULL;
}

static void complain_of(checker *c, const mkr_block *table, const mkr_block *cell, const char *what,
                        uint32_t page) {
    complain(c, "%u:%u: the head \"%.40s\" %s page %u", table->where.line, table->where.col, said_by(c, cell),
             what, page);
}

/* Each cell of a head is tagged once, and the first comes again, as an artifact, wherever its table goes on.
 * In a folded table the other cells have their first place further on. */
static void check_head(checker *c, const mkr_block *table) {
    const mkr_grid *g = table->grid;
    const mkr_block *label = NULL;
    uint32_t first = 0, last = 0;
    for (size_t r = 0; r < g->rows.n; r++)
        for (uint16_t i = 0; i < g->rows.at[r].n; i++) {
            const mkr_block *content = g->rows.at[r].cells[i].content;
            uint32_t from = 0, to = 0;
            if (!content || g->rows.at[r].cells[i].again)
                continue;
            note_pages(c, content, &from, &to);
            first = !first || (from && from < first) ? from : first;
            last = to > last ? to : last;
            if (g->rows.at[r].kind != MKR_ROW_HEAD)
                continue;
            label = label ? label : content;
            if (from != to)
                complain_of(c, table, content, "is tagged again on", to);
        }
    for (uint32_t p = first + 1; label && p <= last; p++)
        if (!repeats(c, p, said_by(c, label)))
            complain_of(c, table, label, "does not come again on", p);
}

void check_tables(checker *c) {
    check_regular(c);
    for (size_t i = 0; i < c->grids.n; i++)
        if (c->grids.at[i]->grid->look == MKR_LOOK_TABLE)
            check_head(c, c->grids.at[i]);
}

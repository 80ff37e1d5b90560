/* check_places.c - where things stand: inside the frame, not upon one another, and where a page may end. */
#include "check_parts.h"

#include <stdlib.h>
#include <string.h>

#define MARGIN 54000 /* of the page design, left, right and at the top */
#define FOOT 70890 /* the content ends so far above the page's lower edge */
#define SLACK 500

enum { WATERMARK = 60000 }; /* type as large as this lies across the page */

/* ---- frame and overlaps */

typedef struct box {
    const mkr_item *item;
    mkr_len x0, y0, x1, y1;
} box;

static box box_of(const mkr_item *item) {
    const mkr_text *t = &item->text;
    return (box){item, t->x, t->y - t->size * 7 / 10, t->x + t->width, t->y + t->size / 5};
}

static const char *text_of(checker *c, const mkr_item *item) {
    mkr_buffer b = mkr_buffer_new(c->arena);
    add_ink(&b, &item->text);
    return mkr_buffer_text(&b);
}

static void check_frame(checker *c, uint32_t number, const mkr_page *page, const mkr_item *item) {
    const mkr_text *t = &item->text;
    if (t->x < MARGIN - SLACK || t->x + t->width > page->width - MARGIN + SLACK)
        complain(c, "page %u: \"%.40s\" runs from %d to %d, the frame from %d to %d", number,
                 text_of(c, item), t->x, t->x + t->width, MARGIN, page->width - MARGIN);
    if (item->elem && (t->y - t->size * 7 / 10 < MARGIN - SLACK || t->y > page->height - FOOT + SLACK))
        complain(c, "page %u: \"%.40s\" stands at %d, the content ends at %d", number, text_of(c, item), t->y,
                 page->height - FOOT);
}

static int by_top(const void *a, const void *b) {
    mkr_len x = ((const box *)a)->y0, y = ((const box *)b)->y0;
    return (x > y) - (x < y);
}

static void check_overlaps(checker *c, uint32_t number, box *boxes, size_t n) {
    qsort(boxes, n, sizeof *boxes, by_top);
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n && boxes[k].y0 < boxes[i].y1 - SLACK; k++)
            if (boxes[i].x0 < boxes[k].x1 - 2 * SLACK && boxes[k].x0 < boxes[i].x1 - 2 * SLACK) {
                complain(c, "page %u: \"%.40s\" and \"%.40s\" stand upon one another", number,
                         text_of(c, boxes[i].item), text_of(c, boxes[k].item));
                return;
            }
}

/* A level line that is drawn through a text. */
static void check_line(checker *c, uint32_t number, const mkr_path *line, const box *boxes, size_t n) {
    const mkr_point *p = line->points;
    if (line->stroke == MKR_NO_COLOUR || strcmp(line->verbs, "ML") != 0 || p[0].y != p[1].y)
        return;
    mkr_len x0 = p[0].x < p[1].x ? p[0].x : p[1].x, x1 = p[0].x < p[1].x ? p[1].x : p[0].x;
    for (size_t i = 0; i < n; i++) {
        const mkr_text *t = &boxes[i].item->text;
        if (p[0].y > t->y - t->size * 45 / 100 && p[0].y < t->y - t->size / 20 &&
            x0 < boxes[i].x1 - 2 * SLACK && x1 > boxes[i].x0 + 2 * SLACK) {
            complain(c, "page %u: a line at %d goes through \"%.40s\"", number, p[0].y,
                     text_of(c, boxes[i].item));
            return;
        }
    }
}

static void check_page(checker *c, uint32_t number) {
    const mkr_page *page = c->pages->at.at[number - 1];
    const mkr_item_vec *items = &page->items.list;
    box *boxes = mkr_alloc_array(c->arena, items->n + 1, sizeof *boxes);
    size_t n = 0;
    for (size_t i = 0; i < items->n; i++)
        if (items->at[i].kind == MKR_ITEM_TEXT && items->at[i].text.size < WATERMARK) {
            check_frame(c, number, page, &items->at[i]);
            if (!is_below(c, items->at[i].elem, MKR_FIGURE) && items->at[i].text.width)
                boxes[n++] = box_of(&items->at[i]);
        }
    check_overlaps(c, number, boxes, n);
    for (size_t i = 0; i < items->n; i++)
        if (items->at[i].kind == MKR_ITEM_PATH && !items->at[i].elem)
            check_line(c, number, &items->at[i].path, boxes, n);
}

/* ---- where a page ends */

static bool is_heading(const checker *c, uint32_t elem) {
    for (mkr_tag tag = MKR_H1; tag <= MKR_H6; tag++)
        if (is_below(c, elem, tag))
            return true;
    return false;
}

static bool is_table_caption(const checker *c, uint32_t elem) {
    while (elem && elem_at(c, elem)->tag != MKR_CAPTION)
        elem = elem_at(c, elem)->parent;
    return elem && elem_at(c, elem_at(c, elem)->parent)->tag == MKR_TABLE;
}

/* Footnotes begin with their number; other notes stand in the text. */
static bool is_in_footnote(const checker *c, uint32_t elem) {
    while (elem && elem_at(c, elem)->tag != MKR_NOTE)
        elem = elem_at(c, elem)->parent;
    uint32_t first = elem ? elem_at(c, elem)->first : 0;
    return first && elem_at(c, first)->tag == MKR_LBL;
}

/* In the lists of large print, heads are labels beside cells. */
static bool is_table_head(const checker *c, uint32_t elem) {
    return is_below(c, elem, MKR_THEAD) && !c->facts[elem].in_list;
}

/* The lowest text of the page; notes at its foot do not count. */
static const mkr_item *last_text(const checker *c, const mkr_page *page) {
    const mkr_item *last = NULL;
    for (size_t i = 0; i < page->items.list.n; i++) {
        const mkr_item *item = &page->items.list.at[i];
        mkr_len y = item->kind == MKR_ITEM_TEXT    ? item->text.y
                    : item->kind == MKR_ITEM_IMAGE ? item->picture.y + item->picture.height
                                                   : 0;
        mkr_len lowest = !last                         ? 0
                         : last->kind == MKR_ITEM_TEXT ? last->text.y
                                                       : last->picture.y + last->picture.height;
        if (item->elem && !is_in_footnote(c, item->elem) && y >= lowest)
            last = item;
    }
    return last;
}

/* Could the page have ended anywhere above? Not where all that stands on it wants to stay with the next. */
static bool has_other_end(const checker *c, const mkr_page *page) {
    for (size_t i = 0; i < page->items.list.n; i++) {
        const mkr_item *item = &page->items.list.at[i];
        if (item->elem && item->kind == MKR_ITEM_TEXT && !is_in_footnote(c, item->elem) &&
            !c->facts[item->elem].row && !is_heading(c, item->elem) && !is_table_caption(c, item->elem) &&
            !is_below(c, item->elem, MKR_THEAD))
            return true;
    }
    return false;
}

static void check_end(checker *c, uint32_t number) {
    const mkr_item *last = last_text(c, c->pages->at.at[number - 1]);
    if (!last || last->kind != MKR_ITEM_TEXT)
        return;
    uint32_t row = c->facts[last->elem].spans_rows ? 0 : c->facts[last->elem].row;
    const char *what = is_heading(c, last->elem)              ? "a heading"
                       : is_table_caption(c, last->elem)      ? "the caption of a table"
                       : is_table_head(c, last->elem)         ? "the head of a table"
                       : row && c->rows.at[row - 1] == number ? "a row that keeps with the next"
                                                              : NULL;
    if (what && has_other_end(c, c->pages->at.at[number - 1]))
        complain(c, "page %u ends with %s: \"%.40s\"", number, what, text_of(c, last));
}

/* ---- lines of paragraphs */

typedef struct lines {
    uint32_t page, on_page, in_all;
    mkr_len y;
    bool lone; /* a page has one line alone */
    uint32_t pages;
} lines;

static void end_part(lines *l) {
    l->lone |= l->on_page == 1;
    l->on_page = 0;
}

static void check_lines(checker *c) {
    lines *all = mkr_alloc_array(c->arena, c->blocks.n + 1, sizeof *all);
    for (uint32_t p = 1; p <= c->pages->at.n; p++)
        for (size_t i = 0; i < c->pages->at.at[p - 1]->items.list.n; i++) {
            const mkr_item *item = &c->pages->at.at[p - 1]->items.list.at[i];
            lines *l = &all[c->facts[item->elem].block];
            if (item->kind != MKR_ITEM_TEXT || !item->elem)
                continue;
            bool turned = l->page != p;
            if (turned && l->page)
                end_part(l);
            if (turned || item->text.y > l->y + item->text.size * 6 / 10) {
                l->on_page++;
                l->in_all++;
                l->y = item->text.y;
            }
            l->pages += turned;
            l->page = p;
        }
    for (size_t b = 1; b <= c->blocks.n; b++) {
        lines *l = &all[b];
        const mkr_block *block = c->blocks.at[b - 1];
        end_part(l);
        if (l->pages < 2 || is_below(c, block->elem, MKR_NOTE))
            continue;
        if (l->in_all <= 3 || block->heading)
            complain(c, "%u:%u: a %s of %u lines is divided, before page %u", block->where.line,
                     block->where.col, tag_at(c, block->elem), l->in_all, l->page);
        else if (l->lone)
            complain(c, "%u:%u: a page has one line alone of %u, near page %u", block->where.line,
                     block->where.col, l->in_all, l->page);
    }
}

/* ---- order, feet, links */

/* Blocks stand on the pages in the order in which they are read. */
static void check_order(checker *c, uint32_t elem) {
    uint32_t page = 0;
    mkr_len y = 0;
    mkr_tag tag = (mkr_tag)elem_at(c, elem)->tag;
    bool ordered = tag == MKR_DOCUMENT || tag == MKR_PART || tag == MKR_SECT || tag == MKR_L;
    for (uint32_t i = elem_at(c, elem)->first; i; i = elem_at(c, i)->next) {
        const mkr_elem *e = elem_at(c, i);
        if (ordered && e->page && e->tag != MKR_NOTE && e->tag != MKR_FIGURE && e->tag != MKR_LI) {
            if (e->page < page || (e->page == page && e->y < y - 2 * SLACK))
                complain(c, "a %s on page %u stands before what is read before it", tag_at(c, i), e->page);
            page = e->page;
            y = e->y;
        }
        check_order(c, i);
    }
}

static void check_feet(checker *c) {
    for (uint32_t p = 1; p <= c->pages->at.n; p++) {
        const mkr_page *page = c->pages->at.at[p - 1];
        mkr_buffer said = mkr_buffer_new(c->arena);
        for (size_t i = 0; i < page->items.list.n; i++) {
            const mkr_item *item = &page->items.list.at[i];
            if (item->kind == MKR_ITEM_TEXT && item->pagination && item->text.y > page->height - FOOT)
                add_ink(&said, &item->text);
        }
        const char *foot = mkr_buffer_text(&said),
                   *wanted = mkr_printf(c->arena, "Page%uof%zu", p, c->pages->at.n);
        if (!strstr(foot, wanted))
            complain(c, "page %u: its foot says \"%s\"", p, foot);
    }
}

static bool covers(const mkr_page_link *link, const mkr_text *t) {
    mkr_len x = t->x + t->width / 2, y = t->y - t->size / 4;
    return link->x <= x && x <= link->x + link->width && link->y <= y && y <= link->y + link->height;
}

/* Text of a link can be clicked. */
static void check_links(checker *c, uint32_t number) {
    const mkr_page *page = c->pages->at.at[number - 1];
    for (size_t i = 0; i < page->items.list.n; i++) {
        const mkr_item *item = &page->items.list.at[i];
        uint32_t link = item->kind == MKR_ITEM_TEXT ? item->elem : 0;
        while (link && elem_at(c, link)->tag != MKR_LINK)
            link = elem_at(c, link)->parent;
        bool found = !link;
        for (size_t k = 0; k < page->links.n && !found; k++)
            found = page->links.at[k].elem == link && covers(&page->links.at[k], &item->text);
        if (!found)
            complain(c, "page %u: \"%.40s\" is no link", number, text_of(c, item));
    }
}

void check_places(checker *c) {
    for (uint32_t p = 1; p <= c->pages->at.n; p++) {
        check_page(c, p);
        check_links(c, p);
        if (p < c->pages->at.n)
            check_end(c, p);
    }
    check_lines(c);
    check_order(c, 1);
    check_feet(c);
}

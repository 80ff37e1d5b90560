/* furniture.c - feet, running heads, classification marks, and the words across the page.
 *
 * Page design, section 9. What is at the edge of a page is set in the units of its sheet, so that large print
 * enlarges it; the words across are as large as the paper allows in any print. */
#include "layout/furniture.h"

#include <string.h>

/* ---- at the edges */

typedef struct line_end { /* a text that is cut once for all pages of a kind */
    const mkr_sheet *sheet;
    const char *text, *cut;
} line_end;

typedef struct furnisher {
    mkr_setter *s;
    mkr_where where;
    mkr_label quiet, mark;
    line_end foot, left, right, top; /* left, right: of the running head; top: the classification mark */
} furnisher;

/* The first n bytes of text, cut back to a whole character, and an ellipsis. */
static const char *shortened(mkr_arena *arena, const char *text, size_t n) {
    while (n && ((unsigned char)text[n] & 0xC0) == 0x80)
        n--;
    return mkr_printf(arena, "%.*s\xE2\x80\xA6", (int)n, text);
}

#define USUAL_PAGE_OF 40 /* bytes: a longer label is measured */

/* Text cut to a width, ended by an ellipsis; whole when it fits. */
static const char *cut_to(mkr_setter *s, const mkr_label *label, const char *text, mkr_len width) {
    enum { LONGEST = 400 }; /* bytes of a line that could fit: longer text is not even measured */
    mkr_where where = s->doc->body->where;
    size_t low = 0, high = strlen(text);
    if (high < LONGEST && mkr_text_width(s->fonts, label, text, where) <= width)
        return text;
    for (high = high < LONGEST ? high : LONGEST; low < high;) {
        size_t middle = low + (high - low + 1) / 2;
        if (mkr_text_width(s->fonts, label, shortened(s->lasting, text, middle), where) <= width)
            low = middle;
        else
            high = middle - 1;
    }
    return shortened(s->lasting, text, low);
}

static const char *cut_once(mkr_setter *s, line_end *end, const mkr_label *label, const mkr_sheet *sheet,
                            const char *text, mkr_len width) {
    if (end->text != text || end->sheet != sheet)
        *end = (line_end){sheet, text, cut_to(s, label, text, width)};
    return end->cut;
}

static void put_foot(furnisher *f, mkr_items *to, const mkr_page_kind *kind, size_t page, size_t pages) {
    mkr_setter *s = f->s;
    const mkr_sheet *sheet = kind->sheet;
    const char *right =
        mkr_style_say(s->lasting, s->style, MKR_LABEL_PAGE_OF, "n", mkr_printf(s->lasting, "%zu", page), "N",
                      mkr_printf(s->lasting, "%zu", pages), NULL);
    if (strlen(right) > USUAL_PAGE_OF)
        right = cut_to(s, &f->quiet, right, sheet->frame_width / 2);
    const char *left = cut_once(s, &f->foot, &f->quiet, sheet, kind->foot, sheet->frame_width - MKR_PT(100));
    mkr_draw_text(to, s->fonts, 0, &f->quiet, MKR_LEFT, sheet->frame_x, sheet->foot, left, f->where);
    mkr_draw_text(to, s->fonts, 0, &f->quiet, MKR_RIGHT, sheet->frame_x + sheet->frame_width, sheet->foot,
                  right, f->where);
}

/* The classification mark is at the right; gives where what stands left of it ends. */
static mkr_len put_mark(furnisher *f, mkr_items *to, const mkr_sheet *sheet) {
    mkr_setter *s = f->s;
    mkr_len right = sheet->frame_x + sheet->frame_width;
    if (!s->doc->mark)
        return right;
    const char *mark = cut_once(s, &f->top, &f->mark, sheet, s->doc->mark, sheet->frame_width);
    mkr_len width = mkr_draw_text(to, s->fonts, 0, &f->mark, MKR_RIGHT, right, sheet->head, mark, f->where);
    return right - width - MKR_PT(18);
}

static void put_running_head(furnisher *f, mkr_items *to, const mkr_sheet *sheet, mkr_len right) {
    mkr_setter *s = f->s;
    mkr_len half = (right - sheet->frame_x - MKR_PT(18)) / 2;
    if (half <= 0)
        return;
    const char *council = cut_once(s, &f->left, &f->quiet, sheet, s->style->council, half),
               *document = cut_once(s, &f->right, &f->quiet, sheet, s->doc->short_title, half);
    mkr_draw_text(to, s->fonts, 0, &f->quiet, MKR_LEFT, sheet->frame_x, sheet->head, council, f->where);
    mkr_draw_text(to, s->fonts, 0, &f->quiet, MKR_RIGHT, right, sheet->head, document, f->where);
}

void mkr_furnish(mkr_setter *s, const mkr_pages *pages, const mkr_page_kind *front, size_t n_front,
                 const mkr_page_kind *rear) {
    const mkr_role *foot = &s->style->roles[MKR_ROLE_FOOTER], *mark = &s->style->roles[MKR_ROLE_MARK];
    furnisher f = {.s = s,
                   .where = s->doc->body->where,
                   .quiet = {mkr_set_font(s, MKR_ROLE_FOOTER, 0), foot->size, foot->colour},
                   .mark = {mkr_set_font(s, MKR_ROLE_MARK, 0), mark->size, mark->colour}};
    if (!f.quiet.font || !f.mark.font)
        return;
    for (size_t i = 0; i < pages->at.n; i++) {
        const mkr_page_kind *kind = i < n_front ? &front[i] : &rear[i - n_front];
        mkr_page *page = pages->at.at[i];
        size_t first = page->items.list.n;
        put_foot(&f, &page->items, kind, i + 1, pages->at.n);
        mkr_len right = put_mark(&f, &page->items, kind->sheet);
        if (s->style->running_head && i > 0)
            put_running_head(&f, &page->items, kind->sheet, right);
        mkr_sheet_enlarge(kind->sheet, page, first, page->links.n);
        for (; first < page->items.list.n; first++)
            page->items.list.at[first].pagination = true;
    }
}

/* ---- across the page */

/* Outlines along a diagonal. Its direction is (3, 4) on a portrait page and (4, 3) on a landscape one, 53 and
 * 37 degrees: within two of the diagonals of A4, and exact. */
typedef struct tracer {
    mkr_arena *arena;
    MKR_VEC(mkr_point) points;
    mkr_buffer verbs;
    int64_t em, size;
    int along, up; /* the direction, in fifths */
    mkr_len x, y; /* where the baseline begins, on the page */
    int64_t pen; /* from there, font units */
} tracer;

/* Font units to the page. Outlines have whole and half units, so doubling them is exact. */
static void add_point(tracer *t, float fx, float fy) {
    int64_t x2 = (int64_t)(fx * 2) + 2 * t->pen, y2 = (int64_t)(fy * 2);
    int64_t along = x2 * t->along - y2 * t->up, up = x2 * t->up + y2 * t->along;
    *MKR_PUSH(t->arena, &t->points) = (mkr_point){t->x + (mkr_len)(along * t->size / (10 * t->em)),
                                                  t->y - (mkr_len)(up * t->size / (10 * t->em))};
}

static void move_to(void *user, float x, float y) {
    tracer *t = user;
    mkr_buffer_putc(&t->verbs, 'M');
    add_point(t, x, y);
}

static void line_to(void *user, float x, float y) {
    tracer *t = user;
    mkr_buffer_putc(&t->verbs, 'L');
    add_point(t, x, y);
}

/* A quadratic as a cubic: its handles are two thirds of the way to the control point. */
static void quad_to(void *user, float cx, float cy, float x, float y) {
    tracer *t = user;
    mkr_buffer_putc(&t->verbs, 'C');
    mkr_point from = t->points.at[t->points.n - 1];
    add_point(t, cx, cy);
    add_point(t, x, y);
    (void)MKR_PUSH(t->arena, &t->points);
    mkr_point *p = &t->points.at[t->points.n - 3], control = p[0], end = p[1];
    p[0] = (mkr_point){from.x + (control.x - from.x) * 2 / 3, from.y + (control.y - from.y) * 2 / 3};
    p[1] = (mkr_point){end.x + (control.x - end.x) * 2 / 3, end.y + (control.y - end.y) * 2 / 3};
    p[2] = end;
}

static void cubic_to(void *user, float ax, float ay, float bx, float by, float x, float y) {
    tracer *t = user;
    mkr_buffer_putc(&t->verbs, 'C');
    add_point(t, ax, ay);
    add_point(t, bx, by);
    add_point(t, x, y);
}

static void close_path(void *user) {
    tracer *t = user;
    mkr_buffer_putc(&t->verbs, 'Z');
}

static void trace(tracer *t, const mkr_text *text) {
    static const mkr_outline_sink sink = {move_to, line_to, quad_to, cubic_to, close_path};
    const mkr_face_code *codes;
    mkr_face_codes(text->face, &codes);
    t->em = mkr_face_measures(text->face)->units_per_em;
    t->pen = ((int64_t)text->x + text->pen) * t->em / t->size;
    for (uint32_t i = 0; i < text->n; i++) {
        const mkr_glyph *g = &text->glyphs[i];
        mkr_face_outline(text->face, codes[g->code].gid, &sink, t);
        t->pen += codes[g->code].advance + g->adjust;
    }
}

/* The words on one line, as large as the page allows; gives their width. */
static mkr_len set_across(mkr_setter *s, mkr_items *words, mkr_len *size) {
    enum { LARGEST = MKR_PT(160), LONGEST = MKR_PT(680) };
    mkr_label label = {s->chart.bold, LARGEST, 0};
    mkr_where where = s->doc->body->where;
    mkr_len width = mkr_text_width(s->fonts, &label, s->doc->across, where);
    if (width > LONGEST)
        label.size = (mkr_len)((int64_t)LARGEST * LONGEST / width);
    *size = label.size;
    return mkr_draw_text(words, s->fonts, 0, &label, MKR_LEFT, 0, 0, s->doc->across, where);
}

static mkr_item *make_across(mkr_setter *s, mkr_len page_width, mkr_len page_height) {
    bool landscape = page_width > page_height;
    mkr_items words = {.arena = s->lasting};
    mkr_len size, width = set_across(s, &words, &size), high = size * 7 / 10; /* of a capital */
    tracer t = {.arena = s->lasting,
                .verbs = mkr_buffer_new(s->lasting),
                .size = size,
                .along = landscape ? 4 : 3,
                .up = landscape ? 3 : 4};
    t.x = page_width / 2 - (width * t.along / 5 - high * t.up / 5) / 2;
    t.y = page_height / 2 + (width * t.up / 5 + high * t.along / 5) / 2;
    for (size_t i = 0; i < words.list.n; i++)
        trace(&t, &words.list.at[i].text);
    mkr_item *item = mkr_alloc(s->lasting, sizeof *item);
    item->kind = MKR_ITEM_PATH;
    item->pagination = true;
    item->path = (mkr_path){.verbs = mkr_buffer_text(&t.verbs),
                            .points = t.points.at,
                            .fill = s->style->colours[MKR_STYLE_HAIR],
                            .stroke = MKR_NO_COLOUR};
    return item;
}

void mkr_page_across(mkr_setter *s, mkr_page *page) {
    if (!s->doc->across || !*s->doc->across)
        return;
    mkr_item **across = &s->across[page->width > page->height];
    if (!*across) /* all pages of a kind share its points, which are never changed again */
        *across = make_across(s, page->width, page->height);
    *MKR_PUSH(page->items.arena, &page->items.list) = **across;
}

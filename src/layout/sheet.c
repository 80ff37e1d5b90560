/* sheet.c - kinds of page: portrait and landscape A4, and both in large print (page design, section 3).
 *
 * In large print the sheet is smaller by what the type is larger: paper and margins stay, so a sheet's
 * lengths are those of the page divided by the scale. */
#include "layout/set.h"

static mkr_len in_units(mkr_len points, uint32_t scale) {
    return (mkr_len)(((int64_t)points * MKR_USUAL_PRINT + scale / 2) / scale);
}

static mkr_sheet scaled(mkr_sheet s, uint32_t scale) {
    s.scale = scale;
    s.frame_x = in_units(s.frame_x, scale);
    s.frame_width = in_units(s.frame_width, scale);
    s.top = in_units(s.top, scale);
    s.bottom = in_units(s.bottom, scale);
    s.head = in_units(s.head, scale);
    s.foot = in_units(s.foot, scale);
    return s;
}

void mkr_sheets_make(mkr_setter *s, uint32_t scale) {
    static const mkr_sheet portrait = {.width = 595280,
                                       .height = 841890,
                                       .frame_x = MKR_PT(54),
                                       .frame_width = 487280,
                                       .top = MKR_PT(54),
                                       .bottom = MKR_PT(771),
                                       .head = 39480,
                                       .foot = MKR_PT(803)},
                           landscape = {.width = 841890,
                                        .height = 595280,
                                        .frame_x = MKR_PT(54),
                                        .frame_width = 733890,
                                        .top = MKR_PT(54),
                                        .bottom = MKR_PT(525),
                                        .head = 39480,
                                        .foot = MKR_PT(557)};
    s->portrait = scaled(portrait, scale);
    s->landscape = scaled(landscape, scale);
    s->sheet = &s->portrait;
}

bool mkr_is_large_print(const mkr_setter *s) {
    return s->portrait.scale > MKR_USUAL_PRINT;
}

void mkr_sheets_choose(mkr_block *stack) {
    for (mkr_block *first = stack->first, *last; first; first = last->next) {
        bool landscape = first->landscape;
        for (last = first; last->keep_next && last->next; landscape |= last->landscape)
            last = last->next;
        for (mkr_block *b = first; landscape && b != last->next; b = b->next)
            b->landscape = true;
    }
}

/* ---- from units to points */

mkr_len mkr_sheet_points(const mkr_sheet *sheet, mkr_len length) {
    int64_t n = (int64_t)length * sheet->scale;
    return (mkr_len)((n + (n < 0 ? -MKR_USUAL_PRINT / 2 : MKR_USUAL_PRINT / 2)) / MKR_USUAL_PRINT);
}

static void enlarge_path(const mkr_sheet *sheet, mkr_path *path) {
    mkr_point *p = (mkr_point *)path->points; /* ours until the page is done */
    for (const char *v = path->verbs; *v; v++)
        for (int n = *v == 'C' ? 3 : *v == 'Z' ? 0 : 1; n; n--, p++) {
            p->x = mkr_sheet_points(sheet, p->x);
            p->y = mkr_sheet_points(sheet, p->y);
        }
    path->line_width = mkr_sheet_points(sheet, path->line_width);
    path->dash[0] = mkr_sheet_points(sheet, path->dash[0]);
    path->dash[1] = mkr_sheet_points(sheet, path->dash[1]);
}

static void enlarge_text(const mkr_sheet *sheet, mkr_text *text) {
    mkr_len *const lengths[] = {&text->x, &text->y, &text->pen, &text->size, &text->tracking, &text->width};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        *lengths[i] = mkr_sheet_points(sheet, *lengths[i]);
}

static void enlarge_item(const mkr_sheet *sheet, mkr_item *item) {
    if (item->kind == MKR_ITEM_PATH) {
        enlarge_path(sheet, &item->path);
    } else if (item->kind == MKR_ITEM_TEXT) {
        enlarge_text(sheet, &item->text);
    } else {
        item->picture.x = mkr_sheet_points(sheet, item->picture.x);
        item->picture.y = mkr_sheet_points(sheet, item->picture.y);
        item->picture.width = mkr_sheet_points(sheet, item->picture.width);
        item->picture.height = mkr_sheet_points(sheet, item->picture.height);
    }
}

void mkr_sheet_enlarge(const mkr_sheet *sheet, mkr_page *page, size_t first_item, size_t first_link) {
    if (sheet->scale == MKR_USUAL_PRINT)
        return;
    for (size_t i = first_item; i < page->items.list.n; i++)
        enlarge_item(sheet, &page->items.list.at[i]);
    for (size_t i = first_link; i < page->links.n; i++) {
        mkr_page_link *l = &page->links.at[i];
        l->x = mkr_sheet_points(sheet, l->x);
        l->y = mkr_sheet_points(sheet, l->y);
        l->width = mkr_sheet_points(sheet, l->width);
        l->height = mkr_sheet_points(sheet, l->height);
    }
}

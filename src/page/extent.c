/* extent.c - how far the ink of items reaches. */
#include "page/extent.h"

static void add_point(mkr_extent *e, mkr_len x, mkr_len y) {
    e->x0 = x < e->x0 ? x : e->x0;
    e->y0 = y < e->y0 ? y : e->y0;
    e->x1 = x > e->x1 ? x : e->x1;
    e->y1 = y > e->y1 ? y : e->y1;
}

static void add_path(mkr_extent *e, const mkr_path *path) {
    static const uint8_t points[128] = {['M'] = 1, ['L'] = 1, ['C'] = 3};
    mkr_len half = path->stroke == MKR_NO_COLOUR ? 0 : path->line_width / 2;
    const mkr_point *p = path->points;
    for (const char *verb = path->verbs; *verb; verb++)
        for (unsigned k = points[*verb & 127]; k; k--, p++) {
            add_point(e, p->x - half, p->y - half);
            add_point(e, p->x + half, p->y + half);
        }
}

void mkr_extent_add(mkr_extent *e, const mkr_item *item) {
    if (item->kind == MKR_ITEM_TEXT) {
        const mkr_text *t = &item->text;
        const mkr_face_metrics *m = mkr_face_measures(t->face);
        add_point(e, t->x, t->y - mkr_font_scale(m->ascent, t->size, t->face));
        add_point(e, t->x + t->width, t->y - mkr_font_scale(m->descent, t->size, t->face));
    } else if (item->kind == MKR_ITEM_PATH) {
        add_path(e, &item->path);
    } else {
        add_point(e, item->picture.x, item->picture.y);
        add_point(e, item->picture.x + item->picture.width, item->picture.y + item->picture.height);
    }
}

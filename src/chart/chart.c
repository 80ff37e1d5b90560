/* chart.c - one way to every drawing: which file draws which, and says it in words. */
#include "chart/plot.h"

mkr_len mkr_chart_draw(const mkr_canvas *canvas, const mkr_drawing *d) {
    const mkr_chart_style *style = canvas->style;
    mkr_len width, height = 0;
    switch (d->kind) {
    case MKR_DRAW_RATING_BAR:
        mkr_rating_bar_draw(style, d->counts, d->bar_unit, canvas->to, canvas->elem);
        return MKR_PT(15);
    case MKR_DRAW_MATRIX:
        mkr_matrix_extent(&style->scale, canvas->room, &width, &height);
        mkr_matrix_draw(style, &style->scale, d->score, canvas->room, canvas->to, canvas->elem);
        return height;
    case MKR_DRAW_THREAD:
        mkr_thread_extent(canvas->to->arena, style, d->diagram->nodes, d->diagram->n_nodes, canvas->room,
                          &height, canvas->where);
        mkr_thread_draw(style, d->diagram->nodes, d->diagram->n_nodes, canvas->room, canvas->to, canvas->elem,
                        canvas->where);
        return height;
    default:
        return 0;
    }
}

char *mkr_chart_alt(mkr_arena *arena, const mkr_chart_style *style, const mkr_drawing *d) {
    switch (d->kind) {
    case MKR_DRAW_RATING_BAR:
        return mkr_rating_bar_alt(arena, style, d->counts);
    case MKR_DRAW_MATRIX:
        return mkr_matrix_alt(arena, &style->scale, d->score);
    case MKR_DRAW_THREAD:
        return mkr_thread_alt(arena, d->diagram->nodes, d->diagram->n_nodes);
    default:
        return mkr_strdup(arena, "");
    }
}

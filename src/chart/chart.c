/* chart.c - one way to every drawing: which file draws which, and says it in words. */
#include "chart/plot.h"

mkr_len mkr_chart_draw(const mkr_canvas *canvas, const mkr_drawing *d) {
    const mkr_chart_style *style = canvas->style;
    switch (d->kind) {
    case MKR_DRAW_TREND:
        return mkr_trend_draw(canvas, d->trend);
    case MKR_DRAW_SPARKLINE:
        mkr_sparkline_draw(canvas, d->trend);
        return MKR_PT(17);
    case MKR_DRAW_CONTROL_CHART:
        return mkr_control_draw(canvas, d->control);
    case MKR_DRAW_RATING_BAR:
        mkr_rating_bar_draw(style, d->counts, d->bar_unit, canvas->to, canvas->elem);
        return MKR_PT(15);
    case MKR_DRAW_MATRIX:
        return mkr_matrix_draw(canvas, d->score);
    case MKR_DRAW_RISK_MAP:
        return mkr_risk_map_draw(canvas, d->map);
    case MKR_DRAW_THREAD:
        return mkr_thread_draw(canvas, d->diagram);
    case MKR_DRAW_DIAGRAM:
        return mkr_diagram_draw(canvas, d->diagram);
    case MKR_DRAW_TIMELINE:
        return mkr_timeline_draw(canvas, d->timeline);
    case MKR_DRAW_WHEEL:
        return mkr_wheel_draw(canvas, d->wheel);
    case MKR_DRAW_CONCERN_RULE:
        return mkr_concern_rule_draw(canvas, (mkr_rating)d->rating);
    case MKR_DRAW_BARS:
        return mkr_bars_draw(canvas, d->bars);
    default:
        return 0;
    }
}

char *mkr_chart_alt(mkr_arena *arena, const mkr_chart_style *style, const mkr_drawing *d) {
    switch (d->kind) {
    case MKR_DRAW_TREND:
        return mkr_trend_alt(arena, style, d->trend);
    case MKR_DRAW_CONTROL_CHART:
        return mkr_control_alt(arena, d->control);
    case MKR_DRAW_RATING_BAR:
        return mkr_rating_bar_alt(arena, style, d->counts);
    case MKR_DRAW_MATRIX:
        return mkr_matrix_alt(arena, style, d->score);
    case MKR_DRAW_RISK_MAP:
        return mkr_risk_map_alt(arena, style, d->map);
    case MKR_DRAW_THREAD:
        return mkr_thread_alt(arena, style, d->diagram);
    case MKR_DRAW_DIAGRAM:
        return mkr_diagram_alt(arena, style, d->diagram);
    case MKR_DRAW_TIMELINE:
        return mkr_timeline_alt(arena, style, d->timeline);
    case MKR_DRAW_WHEEL:
        return mkr_wheel_alt(arena, style, d->wheel);
    case MKR_DRAW_BARS:
        return mkr_bars_alt(arena, style, d->bars);
    default:
        return mkr_strdup(arena, "");
    }
}

/* bars_part.c - a part of a bar: its fill by tone, and the figure in it where there is room. The same in the
 * bars of a figure and in those of a table's cells. */
#include "chart/bars.h"

#include <string.h>

enum {
    INSIDE_FIRST = MKR_PT(11), /* a count stands in its part from this width on */
    INSIDE_MORE = MKR_PT(4), /* and so much more for each further figure */
    INSIDE_BASE = 3300, /* its baseline below the middle */
};

bool mkr_bars_is_outlined(uint8_t tone) {
    return tone == MKR_BAR_FAVOURABLE || tone == MKR_BAR_RATING + MKR_UNRATED;
}

mkr_pen mkr_bars_pen(const mkr_chart_style *style, uint8_t tone) {
    switch (tone) {
    case MKR_BAR_OWN:
    case MKR_BAR_ADVERSE:
        return mkr_pen_fill(style->accent);
    case MKR_BAR_OTHER:
        return mkr_pen_fill(style->grey);
    case MKR_BAR_FAVOURABLE:
        return (mkr_pen){.fill = style->paper, .stroke = style->accent, .width = MKR_BARS_OUTLINE};
    case MKR_BAR_TOTAL:
        return mkr_pen_fill(style->ink);
    case MKR_BAR_RATING + MKR_UNRATED:
        return (mkr_pen){
            .fill = style->paper, .stroke = style->rating[MKR_UNRATED], .width = MKR_BARS_OUTLINE};
    default:
        return mkr_pen_fill(style->rating[tone - MKR_BAR_RATING]);
    }
}

static mkr_len room_inside(const char *text) {
    return INSIDE_FIRST + INSIDE_MORE * (mkr_len)(strlen(text) - 1);
}

/* An outline is drawn half its width inside, unless that leaves nothing. */
void mkr_bar_part_draw(const mkr_canvas *c, mkr_len x, mkr_len y, mkr_len width, mkr_len height, uint8_t tone,
                       const char *inside) {
    mkr_pen pen = mkr_bars_pen(c->style, tone);
    mkr_len inset = mkr_bars_is_outlined(tone) && width > 2 * pen.width ? pen.width / 2 : 0;
    mkr_draw_rect(c->to, c->elem, x + inset, y + inset, width - 2 * inset, height - 2 * inset, pen);
    if (!inside || !*inside || width < room_inside(inside))
        return;
    mkr_colour ink = tone >= MKR_BAR_RATING ? c->style->rating_text[tone - MKR_BAR_RATING] : c->style->paper;
    mkr_label look = {c->style->bold, MKR_BAR_INSIDE_TEXT, ink};
    mkr_draw_text(c->to, c->style->fonts, c->elem, &look, MKR_CENTRE, x + width / 2,
                  y + height / 2 + INSIDE_BASE, inside, c->where);
}

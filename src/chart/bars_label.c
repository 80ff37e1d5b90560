/* bars_label.c - labels of rows: in one line, in two, or cut short as a last resort. */
#include "chart/bars.h"

#include <string.h>

enum {
    MOST_LINES = 2,
    LONGEST = 1000 /* bytes: two lines of the widest page hold fewer, so longer ones need no measuring */
};

bool mkr_bars_label_fits(const mkr_bars_frame *f, const char *text, mkr_label look, mkr_len width) {
    mkr_items trial = {.arena = f->scratch};
    mkr_canvas c = *f->canvas;
    mkr_len least, most;
    c.to = &trial;
    if (strlen(text) > LONGEST || width <= 0)
        return false;
    if (!mkr_words_extent(&c, text, look, &least, &most) || most <= width)
        return true;
    return least <= width && mkr_words_break(&c, text, look, 0, width).lines.n <= MOST_LINES;
}

/* As much of the text as two lines hold. */
static const char *shorten(const mkr_bars_frame *f, const char *text, mkr_label look, mkr_len width) {
    const mkr_canvas *c = f->canvas;
    for (mkr_len budget = MOST_LINES * width; budget > width; budget -= width / 8 + 1) {
        const char *cut = mkr_text_fit(c->to->arena, c->style->fonts, &look, text, budget, c->where);
        if (mkr_bars_label_fits(f, cut, look, width))
            return cut;
    }
    return mkr_text_fit(c->to->arena, c->style->fonts, &look, text, width, c->where);
}

mkr_words mkr_bars_label_break(const mkr_bars_frame *f, const char *text, mkr_label look, mkr_len width) {
    if (!mkr_bars_label_fits(f, text, look, width))
        text = shorten(f, text, look, width);
    return mkr_words_break(f->canvas, text, look, MKR_BARS_LEADING, width);
}

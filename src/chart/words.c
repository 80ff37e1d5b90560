/* words.c - text in a drawing that may need more than one line: a name under its ring, the label of a row. */
#include <string.h>

#include "chart/plot.h"

/* Lines refer to their run, so it lives as long as they do. */
static mkr_run *run_of(const mkr_canvas *c, const char *text, mkr_label look) {
    mkr_run *run = mkr_alloc(c->to->arena, sizeof *run);
    *run = (mkr_run){
        .text = text,
        .n = strlen(text),
        .font = look.font,
        .size = look.size,
        .colour = look.colour,
        .elem = c->elem,
        .where = c->where,
    };
    return run;
}

mkr_words mkr_words_break(const mkr_canvas *c, const char *text, mkr_label look, mkr_len leading,
                          mkr_len width) {
    mkr_words words = {.leading = leading};
    if (!text || !*text)
        return words;
    const mkr_paragraph paragraph = {.runs = run_of(c, text, look), .n = 1, .width = width};
    if (!mkr_lines_break(c->style->fonts, c->to->arena, &paragraph, &words.lines))
        words.lines.n = 0;
    return words;
}

/* Of n lines, however many. */
static mkr_len height_of(const mkr_words *words, uint32_t n) {
    int64_t height = (int64_t)n * words->leading;
    return height < MKR_HIGHEST ? (mkr_len)height : MKR_HIGHEST;
}

void mkr_words_put(const mkr_canvas *c, const mkr_words *words, int align, mkr_len x, mkr_len y) {
    for (uint32_t i = 0; i < words->lines.n; i++) {
        const mkr_line *line = &words->lines.at[i];
        mkr_len left = align == MKR_LEFT ? x : align == MKR_CENTRE ? x - line->width / 2 : x - line->width;
        mkr_draw_line_of_text(c->to, c->elem, line, left, mkr_heights(y, height_of(words, i)));
    }
}

mkr_len mkr_words_drop(const mkr_words *words) {
    return words->lines.n > 1 ? height_of(words, words->lines.n - 1) : 0;
}

bool mkr_words_extent(const mkr_canvas *c, const char *text, mkr_label look, mkr_len *least, mkr_len *most) {
    *least = *most = 0;
    if (!text || !*text)
        return true;
    const mkr_paragraph paragraph = {.runs = run_of(c, text, look), .n = 1};
    bool ok = mkr_lines_extent(c->style->fonts, &paragraph, least, most);
    *least = mkr_heights(*least, 0); /* widths end there, too: padding is added to them */
    *most = mkr_heights(*most, 0);
    return ok;
}

mkr_len mkr_canvas_width(const mkr_canvas *c, mkr_label look, const char *text) {
    mkr_len width = *text ? mkr_text_width(c->style->fonts, &look, text, c->where) : 0;
    return width > 0 ? width : 0; /* negative: a glyph is missing, which has been said */
}

mkr_len mkr_canvas_text(const mkr_canvas *c, mkr_label look, int align, mkr_len x, mkr_len y,
                        const char *text) {
    mkr_len width =
        *text ? mkr_draw_text(c->to, c->style->fonts, c->elem, &look, align, x, y, text, c->where) : 0;
    return width > 0 ? width : 0;
}

/* text.c - set a text block: spans become runs in fonts, runs become lines, each line a piece. */
#include <string.h>

#include "base/ascii.h"
#include "layout/set.h"

#define SMALLEST MKR_PT(9) /* that raised figures are in large print, where they become 13.5 */

enum { LINKED = 128, QUIET }; /* in a run's mark, beside the icon: a link with underline, and without */

/* Variants of a role's font: bold, italic, semibold, regular in one number. */
static uint8_t variant_of(uint8_t look) {
    return (uint8_t)((look & MKR_BOLD ? 1 : 0) | (look & MKR_ITALIC ? 2 : 0) | (look & MKR_SEMIBOLD ? 4 : 0) |
                     (look & MKR_REGULAR ? 8 : 0));
}

static unsigned features_of(const mkr_role *role) {
    return (role->tabular ? MKR_TABULAR : 0u) | (role->ligatures ? MKR_LIGATURES : 0u);
}

const mkr_font *mkr_set_font(mkr_setter *s, uint8_t role, uint8_t look) {
    const mkr_font **slot = &s->font[role][variant_of(look)];
    if (!*slot) {
        const mkr_role *r = &s->style->roles[role];
        int weight = look & MKR_BOLD ? 700 : look & MKR_SEMIBOLD ? 600 : look & MKR_REGULAR ? 400 : r->weight;
        *slot = mkr_font_find(s->fonts, s->style->family, weight, r->italic != !!(look & MKR_ITALIC),
                              features_of(r), s->style->family_where);
    }
    return *slot;
}

/* Room for an icon: its box of 11 for 10-point text, then a gap of 4; both scale. */
static mkr_len icon_room(mkr_len size) {
    return size * 15 / 10;
}

typedef MKR_VEC(mkr_run) run_vec;

static mkr_run *add_run(mkr_setter *s, run_vec *runs, const mkr_span *span, uint8_t role, const char *text) {
    const mkr_role *r = &s->style->roles[role];
    mkr_run *run = MKR_PUSH(s->scratch, runs);
    *run = (mkr_run){.text = text,
                     .n = strlen(text),
                     .font = mkr_set_font(s, role, span->look),
                     .size = r->size,
                     .tracking = r->tracking,
                     .colour = r->colour,
                     .elem = s->again ? 0 : span->elem,
                     .lang = span->lang ? span->lang : s->doc->lang,
                     .user = span->footnote,
                     .where = span->where};
    if (span->look & (MKR_SUP | MKR_SUB)) {
        run->rise = span->look & MKR_SUP ? r->size * 36 / 100 : -(r->size * 14 / 100);
        run->size = r->size * 65 / 100;
        if (mkr_is_large_print(s) && run->size < SMALLEST)
            run->size = SMALLEST;
    }
    if (span->look & MKR_MUTED)
        run->colour = s->style->colours[MKR_STYLE_INK2];
    if (span->icon == MKR_ICON_OUTSTANDING)
        run->colour = s->style->colours[MKR_STYLE_RED_FILL];
    if (span->look &
        MKR_LINKED) { /* a list of contents is all links; a raised figure has no room for a rule */
        bool listed = role == MKR_ROLE_CONTENTS;
        run->mark = listed || span->look & MKR_SUP ? QUIET : LINKED;
        if (!listed)
            run->colour = s->style->colours[MKR_STYLE_LINK_COLOUR];
    }
    return run;
}

/* False when a font is missing (reported). */
static bool make_runs(mkr_setter *s, const mkr_spans *spans, uint8_t role, run_vec *runs) {
    for (size_t i = 0; i < spans->n; i++) {
        const mkr_span *span = &spans->at[i];
        const char *text = span->late ? mkr_late_text(s, span) : span->text;
        if (span->icon) {
            mkr_run *room = add_run(s, runs, span, role, "");
            room->fixed = icon_room(room->size);
            room->mark = span->icon;
        }
        if (*text && !add_run(s, runs, span, role, text)->font)
            return false;
        if (span->slot) {
            mkr_len least, most;
            if (!mkr_lines_extent(s->fonts, &(mkr_paragraph){.runs = &runs->at[runs->n - 1], .n = 1}, &least,
                                  &most))
                return false;
            if (most < span->slot)
                add_run(s, runs, span, role, "")->fixed = span->slot - most;
        }
    }
    return true;
}

void mkr_text_extent(mkr_setter *s, const mkr_block *block, mkr_len *least, mkr_len *most) {
    run_vec runs = {0};
    *least = *most = 0;
    if (make_runs(s, &block->spans, block->role, &runs) && runs.n)
        mkr_lines_extent(
            s->fonts, &(mkr_paragraph){.runs = runs.at, .n = runs.n, .right_to_left = block->right_to_left},
            least, most);
    mkr_arena_reset(s->scratch);
}

/* Where the fraction of the first figure in a text begins: after the last digit of its whole part, so that
 * "12%" stands with its units under those of "1,234.5". What has no figure ends with the units. */
static const char *end_of_whole(const char *text) {
    const char *p = text + strcspn(text, "0123456789.");
    while (mkr_is_digit(*p) || (*p == ',' && mkr_is_digit(p[1])))
        p++;
    return p;
}

mkr_len mkr_text_fraction(mkr_setter *s, const mkr_block *block) {
    run_vec runs = {0};
    mkr_len least, most;
    const char *point = block->spans.n ? end_of_whole(block->spans.at[0].text) : "";
    if (!*point || !add_run(s, &runs, &block->spans.at[0], block->role, point)->font)
        return 0;
    bool ok = mkr_lines_extent(s->fonts, &(mkr_paragraph){.runs = runs.at, .n = 1}, &least, &most);
    mkr_arena_reset(s->scratch);
    return ok ? most : 0;
}

static void draw_icon(mkr_setter *s, const mkr_run *run, mkr_len x, mkr_len y) {
    unsigned icon = run->mark;
    if (icon >= MKR_ICON_RATING && icon < MKR_ICON_TRAVEL)
        mkr_rating_draw(&s->chart, (mkr_rating)(icon - MKR_ICON_RATING), run->size, x, y, &s->items);
    else if (icon >= MKR_ICON_TRAVEL && icon < MKR_ICON_OUTSTANDING)
        mkr_travel_draw(&s->chart, (mkr_travel)(icon - MKR_ICON_TRAVEL), run->size, x, y, &s->items);
    else if (icon == MKR_ICON_OUTSTANDING)
        mkr_outstanding_draw(&s->chart, run->size, x, y, &s->items);
    else if (icon)
        mkr_risk_mark_draw(&s->chart, icon == MKR_ICON_RISK_PROJECTED, run->size, x, y, &s->items);
}

/* Glyphs for the page: those of the lines go when the block is done. */
static const mkr_glyph *keep_glyphs(mkr_setter *s, const mkr_segment *g) {
    mkr_glyph *glyphs = mkr_alloc_array(s->arena, g->n, sizeof *glyphs);
    return memcpy(glyphs, g->glyphs, g->n * sizeof *glyphs);
}

static void put_segment(mkr_setter *s, const mkr_segment *g, const mkr_role *role, mkr_len x,
                        mkr_len baseline) {
    const mkr_run *run = g->run;
    x += g->x;
    if (!g->face) {
        if (run->mark < LINKED) /* else the slot of a link's text */
            draw_icon(s, run, x, baseline);
        return;
    }
    if (run->mark == LINKED)
        mkr_draw_line(&s->items, 0, x, baseline + MKR_PT(2.3), x + g->width, baseline + MKR_PT(2.3),
                      mkr_pen_line(run->colour, MKR_PT(0.6)));
    if (run->mark >= LINKED && !s->again)
        *MKR_PUSH(s->arena, &s->links) =
            (mkr_page_link){run->elem, x, baseline - role->size, g->width, role->leading};
    mkr_item *item = MKR_PUSH(s->arena, &s->items.list);
    item->kind = MKR_ITEM_TEXT;
    item->elem = run->elem;
    item->pagination = s->again;
    item->text = (mkr_text){.face = g->face,
                            .glyphs = keep_glyphs(s, g),
                            .n = g->n,
                            .x = x,
                            .pen = g->pen,
                            .y = baseline - run->rise,
                            .size = run->size,
                            .tracking = run->tracking,
                            .width = g->width,
                            .colour = run->colour};
}

/* y of the baseline in a line of the role: the font's height is taken as 1.2 em, its ascent as 0.987 em. */
static mkr_len baseline_of(const mkr_role *r) {
    return (r->leading - r->size * 12 / 10) / 2 + (mkr_len)((int64_t)r->size * 987 / 1000);
}

/* Where a label begins that hangs `by` in front of a line of the text: at its right when that runs right to
 * left, but within the frame. */
static mkr_len hang_at(const mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width, mkr_len label,
                       mkr_len by) {
    mkr_len right = x + width + by;
    if (!block->right_to_left)
        return x - by;
    return (right < s->sheet->frame_width ? right : s->sheet->frame_width) - label;
}

/* What hangs in front of the first line; longer than its room, it begins further out. */
static void put_label(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width) {
    const mkr_role *base = &s->style->roles[block->role];
    mkr_span span = block->label.at[0];
    run_vec runs = {0};
    mkr_lines lines;
    bool numbers_text = block->hang == MKR_HANG_NUMBER && !block->heading;
    mkr_run *run = add_run(s, &runs, &span, numbers_text ? MKR_ROLE_NUMBER : block->role,
                           mkr_printf(s->scratch, "%s ", span.text));
    if (block->hang != MKR_HANG_BULLET && !numbers_text)
        run->colour = s->style->colours[MKR_STYLE_INK2];
    if (!run->font ||
        !mkr_lines_break(
            s->fonts, s->scratch,
            &(mkr_paragraph){
                .runs = runs.at, .n = runs.n, .width = MKR_PT(1000), .right_to_left = block->right_to_left},
            &lines) ||
        !lines.n)
        return;
    mkr_len by = lines.at[0].width > block->hang_by ? lines.at[0].width + MKR_PT(3) : block->hang_by;
    mkr_len left = hang_at(s, block, x, width, lines.at[0].width, by);
    for (uint32_t i = 0; i < lines.at[0].n; i++)
        put_segment(s, &lines.at[0].segments[i], base, left, baseline_of(base));
}

/* Where no page break may fall: short paragraphs stay whole, others keep two lines on each side. */
static void keep_lines(mkr_piece *first, uint32_t n, const mkr_block *block) {
    bool whole = n <= 3 || block->heading || block->role == MKR_ROLE_CAPTION_TEXT;
    for (uint32_t i = 0; i + 1 < n; i++)
        first[i].keep = whole || i == 0 || i + 2 == n;
    if (n)
        first[n - 1].keep = block->keep_next;
}

/* Text of sentences, whose words may be divided: no headings, names and figures. */
static bool is_prose(const mkr_block *block, mkr_align align) {
    return !block->heading && (align == MKR_ALIGN_LEFT || align == MKR_ALIGN_JUSTIFIED) &&
           (block->role == MKR_ROLE_BODY || block->role == MKR_ROLE_LIST_ITEM ||
            block->role == MKR_ROLE_TABLE_TEXT || block->role == MKR_ROLE_FORM ||
            block->role == MKR_ROLE_INDICATOR || block->role == MKR_ROLE_NOTE_TEXT ||
            block->role == MKR_ROLE_FOOTNOTE || block->role == MKR_ROLE_QUOTE);
}

static mkr_paragraph paragraph_of(const mkr_setter *s, const mkr_block *block, const run_vec *runs,
                                  mkr_len width, mkr_align align) {
    return (mkr_paragraph){.runs = runs->at,
                           .n = runs->n,
                           .width = width,
                           .justified = align == MKR_ALIGN_JUSTIFIED,
                           .hyphenated = s->style->hyphenated && is_prose(block, align),
                           .right_to_left = block->right_to_left};
}

/* The line holds the number of a footnote: all of it, or the rest of one that had to be broken. */
static void note_footnote(mkr_setter *s, mkr_piece *piece, const mkr_block *note, const mkr_block **last) {
    if (note && !s->again && note != *last)
        *MKR_PUSH(s->pieces, &piece->footnotes) = *last = note;
}

static void set_lines(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width, mkr_align align,
                      mkr_len short_of, mkr_galley *to) {
    const mkr_role *role = &s->style->roles[block->role];
    run_vec runs = {0};
    mkr_lines lines;
    if (!make_runs(s, &block->spans, block->role, &runs))
        return;
    const mkr_paragraph paragraph = paragraph_of(s, block, &runs, width, align);
    if (!mkr_lines_break(s->fonts, s->scratch, &paragraph, &lines))
        return;
    const mkr_block *note = NULL;
    mkr_len before = mkr_space_above(s, block),
            icon = runs.n && runs.at[0].mark && !runs.at[0].n ? runs.at[0].fixed : 0;
    size_t first = to->n;
    for (uint32_t i = 0; i < lines.n; i++) {
        const mkr_line *line = &lines.at[i];
        mkr_len hang =
            i && icon && line->width + icon <= width ? icon : 0; /* words stay clear of the icon above */
        bool ends_right = align == MKR_ALIGN_RIGHT || align == MKR_ALIGN_DECIMAL;
        mkr_len shift = ends_right || block->right_to_left ? width - line->width - short_of : hang;
        if (shift < 0)
            shift = 0; /* a number wider than its column */
        mkr_piece *piece = mkr_piece_begin(s, to);
        if (i == 0) {
            piece->before = before;
            if (block->hang && block->label.n)
                put_label(s, block, x, width);
        }
        for (uint32_t k = 0; k < line->n; k++) {
            put_segment(s, &line->segments[k], role, x + shift, baseline_of(role));
            note_footnote(s, piece, line->segments[k].run->user, &note);
        }
        mkr_piece_end(s, piece, role->leading);
    }
    keep_lines(to->at + first, lines.n, block);
    if (lines.n)
        mkr_space_below(s, block);
}

void mkr_set_text(mkr_setter *s, const mkr_block *block, mkr_len x, mkr_len width, mkr_align align,
                  mkr_len fraction, mkr_galley *to) {
    mkr_len short_of = align == MKR_ALIGN_DECIMAL ? fraction - mkr_text_fraction(s, block) : 0;
    set_lines(s, block, x, width, align, short_of, to);
    mkr_arena_reset(s->scratch);
}

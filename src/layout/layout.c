/* layout.c - lay out a document: the appendices first, then the body until its page references hold, then the
 * feet.
 *
 * Only the body prints page ranges, and they are those of the appendices, which start on fresh pages: so the
 * appendices are laid out once, and the (short) body again when its assumed numbers were wrong. */
#include "layout/layout.h"

#include <string.h>

#include "layout/flow.h"

enum { MOST_PASSES = 5 };

static bool find_chart_fonts(mkr_setter *s) {
    static const int weights[] = {400, 600, 700};
    const mkr_font **fonts[] = {&s->chart.regular, &s->chart.semibold, &s->chart.bold};
    for (int i = 0; i < 3; i++) {
        *fonts[i] =
            mkr_font_find(s->fonts, s->style->family, weights[i], false, MKR_TABULAR, s->style->family_where);
        if (!*fonts[i])
            return false;
    }
    return true;
}

static mkr_chart_style chart_style(mkr_setter *s) {
    static const mkr_colour_id fills[MKR_RATINGS] = {[MKR_UNRATED] = MKR_STYLE_INK3,
                                                     [MKR_GREEN] = MKR_STYLE_GREEN_FILL,
                                                     [MKR_LIGHT_GREEN] = MKR_STYLE_LIGHT_GREEN_FILL,
                                                     [MKR_AMBER] = MKR_STYLE_AMBER_FILL,
                                                     [MKR_RED] = MKR_STYLE_RED_FILL,
                                                     [MKR_BLUE] = MKR_STYLE_BLUE_FILL};
    const mkr_style *st = s->style;
    mkr_chart_style c = {.fonts = s->fonts,
                         .ink = st->colours[MKR_STYLE_INK],
                         .ink2 = st->colours[MKR_STYLE_INK2],
                         .ink3 = st->colours[MKR_STYLE_INK3],
                         .grey = st->colours[MKR_STYLE_GREY],
                         .rule = st->colours[MKR_STYLE_RULE],
                         .hair = st->colours[MKR_STYLE_HAIR],
                         .paper = st->colours[MKR_STYLE_PAPER],
                         .accent = st->colours[MKR_STYLE_ACCENT],
                         .gold = st->colours[MKR_STYLE_GOLD],
                         .target_word = st->labels[MKR_LABEL_TARGET],
                         .not_available_word = st->labels[MKR_LABEL_NOT_AVAILABLE]};
    for (int i = 0; i < MKR_RATINGS; i++) {
        bool dark = i == MKR_GREEN || i == MKR_RED || i == MKR_BLUE;
        c.rating[i] = st->colours[fills[i]];
        c.rating_text[i] = st->colours[dark ? MKR_STYLE_PAPER : MKR_STYLE_INK];
        c.rating_word[i] = st->rating_word[i];
        c.rating_shape[i] = st->rating_shape[i];
    }
    for (int i = 0; i < MKR_TRAVELS; i++)
        c.travel_word[i] = st->travel_word[i];
    return c;
}

static mkr_risk_scale risk_scale(mkr_setter *s) {
    const mkr_style *st = s->style;
    mkr_risk_band *bands = mkr_alloc_array(s->arena, st->n_bands, sizeof *bands);
    for (size_t i = 0; i < st->n_bands; i++)
        bands[i] =
            (mkr_risk_band){st->bands[i].word, st->bands[i].from, st->bands[i].to, st->bands[i].colour};
    mkr_risk_scale scale = {.size = st->risk_size,
                            .bands = bands,
                            .n_bands = st->n_bands,
                            .likelihood_word = st->labels[MKR_LABEL_LIKELIHOOD],
                            .impact_word = st->labels[MKR_LABEL_IMPACT],
                            .current_word = st->labels[MKR_LABEL_CURRENT],
                            .projected_word = st->labels[MKR_LABEL_PROJECTED]};
    for (uint32_t i = 0; i < st->risk_size; i++) {
        scale.likelihood[i] = st->likelihood[i];
        scale.impact[i] = st->impact[i];
    }
    return scale;
}

bool mkr_setter_open(mkr_setter *s, mkr_arena *arena, mkr_diag *diag, mkr_document *doc, mkr_fonts *fonts) {
    *s = (mkr_setter){.arena = arena,
                      .lasting = arena,
                      .diag = diag,
                      .doc = doc,
                      .style = doc->style,
                      .fonts = fonts,
                      .items = {.arena = arena},
                      .scratch = mkr_arena_child(arena),
                      .pieces = mkr_arena_child(arena)};
    s->chart = chart_style(s);
    s->scale = risk_scale(s);
    return find_chart_fonts(s);
}

/* Lay out blocks from `first` up to but without `end`. */
static void run(mkr_flow *flow, mkr_setter *s, const mkr_block *first, const mkr_block *end) {
    s->items.list.n = s->links.n = 0;
    s->after = 0;
    s->after_heading = false;
    mkr_flow_begin(flow, s, s->doc->short_title);
    for (const mkr_block *b = first; b != end; b = b->next) {
        mkr_flow_block(flow, b);
        if (flow->pages.at.n >= MKR_MOST_PAGES)
            return;
    }
    mkr_flow_end(flow);
}

static void forget_places(mkr_tree *tree, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        tree->elems.at[i].page = 0;
}

static void assume_ranges(mkr_setter *s, uint32_t shift) {
    for (size_t i = 0; i < s->doc->appendices.n; i++) {
        const mkr_appendix *a = &s->doc->appendices.at[i];
        char *from = mkr_printf(s->arena, "%u", a->first_page + shift),
             *to = mkr_printf(s->arena, "%u", a->last_page + shift);
        bool one = a->first_page == a->last_page;
        s->ranges[i] = mkr_style_say(s->arena, s->style, one ? MKR_LABEL_ON_PAGE : MKR_LABEL_PAGES_RANGE,
                                     "from", from, "to", to, "n", from, NULL);
    }
}

static void find_ranges(mkr_document *doc, size_t pages) {
    for (size_t i = 0; i < doc->appendices.n; i++)
        doc->appendices.at[i].first_page = mkr_tree_at(doc->tree, doc->appendices.at[i].elem)->page;
    for (size_t i = 0; i < doc->appendices.n; i++)
        doc->appendices.at[i].last_page =
            i + 1 < doc->appendices.n ? doc->appendices.at[i + 1].first_page - 1 : (uint32_t)pages;
}

/* The first n bytes of text, cut back to a whole character, and an ellipsis. */
static const char *shortened(mkr_arena *arena, const char *text, size_t n) {
    while (n && ((unsigned char)text[n] & 0xC0) == 0x80)
        n--;
    return mkr_printf(arena, "%.*s\xE2\x80\xA6", (int)n, text);
}

/* Text cut to a width, ended by an ellipsis; whole when it fits. */
static const char *cut_to(mkr_setter *s, const mkr_label *label, const char *text, mkr_len width) {
    enum { LONGEST = 400 }; /* bytes of a foot that could fit: longer text is not even measured */
    mkr_where where = s->doc->body->where;
    size_t low = 0, high = strlen(text);
    if (high < LONGEST && mkr_text_width(s->fonts, label, text, where) <= width)
        return text;
    for (high = high < LONGEST ? high : LONGEST; low < high;) {
        size_t middle = low + (high - low + 1) / 2;
        if (mkr_text_width(s->fonts, label, shortened(s->arena, text, middle), where) <= width)
            low = middle;
        else
            high = middle - 1;
    }
    return shortened(s->arena, text, low);
}

static void add_feet(mkr_setter *s, const mkr_pages *pages, const mkr_flow *front, const mkr_flow *rear) {
    const mkr_role *role = &s->style->roles[MKR_ROLE_FOOTER];
    mkr_label label = {mkr_set_font(s, MKR_ROLE_FOOTER, 0), role->size, role->colour};
    char *total = mkr_printf(s->arena, "%zu", pages->at.n);
    const char *seen = NULL, *cut = NULL;
    if (!label.font)
        return;
    for (size_t i = 0; i < pages->at.n; i++) {
        const char *left = i < front->feet.n ? front->feet.at[i] : rear->feet.at[i - front->feet.n];
        mkr_items *to = &pages->at.at[i]->items;
        size_t first = to->list.n;
        const char *right = mkr_style_say(s->arena, s->style, MKR_LABEL_PAGE_OF, "n",
                                          mkr_printf(s->arena, "%zu", i + 1), "N", total, NULL);
        if (left != seen) {
            cut = cut_to(s, &label, left, MKR_FRAME_WIDTH - MKR_PT(100));
            seen = left;
        }
        mkr_draw_text(to, s->fonts, 0, &label, MKR_LEFT, MKR_FRAME_X, MKR_FOOT_BASELINE, cut,
                      s->doc->body->where);
        mkr_draw_text(to, s->fonts, 0, &label, MKR_RIGHT, MKR_FRAME_X + MKR_FRAME_WIDTH, MKR_FOOT_BASELINE,
                      right, s->doc->body->where);
        for (; first < to->list.n; first++)
            to->list.at[first].pagination = true;
    }
}

static uint32_t first_elem(const mkr_document *doc) {
    return doc->appendices.n ? mkr_tree_at(doc->tree, doc->appendices.at[0].elem)->parent
                             : (uint32_t)doc->tree->elems.n;
}

bool mkr_layout(mkr_arena *arena, mkr_diag *diag, mkr_document *doc, mkr_fonts *fonts, mkr_pages *out) {
    mkr_setter *s = mkr_alloc(arena, sizeof *s);
    mkr_flow front, rear;
    const mkr_block *appendix = doc->body->first;
    size_t elems = doc->tree->elems.n, rear_elems = first_elem(doc);
    if (!mkr_setter_open(s, arena, diag, doc, fonts))
        return false;
    mkr_grids_place(s, doc->body, MKR_FRAME_WIDTH, 0);
    while (appendix && !appendix->page_before)
        appendix = appendix->next;
    run(&rear, s, appendix, NULL);
    find_ranges(doc, rear.pages.at.n);
    uint32_t assumed = 4, pass = 0;
    do {
        if (pass)
            assumed = (uint32_t)front.pages.at.n;
        forget_places(doc->tree, 1, rear_elems);
        assume_ranges(s, assumed);
        run(&front, s, doc->body->first, appendix);
    } while (front.pages.at.n != assumed && doc->late && ++pass < MOST_PASSES);
    if (pass == MOST_PASSES)
        mkr_say(diag, MKR_E_NOT_STABLE, doc->body->where, NULL);
    for (size_t i = rear_elems; i < elems; i++)
        if (doc->tree->elems.at[i].page)
            doc->tree->elems.at[i].page += (uint32_t)front.pages.at.n;
    *out = front.pages;
    for (size_t i = 0; i < rear.pages.at.n; i++)
        *MKR_PUSH(arena, &out->at) = rear.pages.at.at[i];
    find_ranges(doc, out->at.n);
    add_feet(s, out, &front, &rear);
    return !mkr_diag_failed(diag);
}

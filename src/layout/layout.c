/* layout.c - lay out a document: appendices and body, again until what they print about pages holds.
 *
 * The appendices start on fresh pages, so their own breaks do not depend on where they begin: they are laid
 * out by themselves, their pages counted from LATER until it is known how many come before. A part is laid
 * out again only when it has printed a page that is now another. So the long appendices are usually laid out
 * once, and the short body two or three times. The list of contents of a long report is left out the first
 * time: whether the report is long does not depend on it. */
#include "layout/layout.h"

#include <string.h>

#include "layout/flow.h"
#include "layout/furniture.h"
#include "layout/reflow.h"

enum {
    MOST_PASSES = 5,
    LATER = 1000000, /* more than any page number */
    FRONT_GUESS = 4 /* pages of a body that is not laid out yet */
};

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
                         .tint = st->colours[MKR_STYLE_TINT],
                         .paper = st->colours[MKR_STYLE_PAPER],
                         .accent = st->colours[MKR_STYLE_ACCENT],
                         .gold = st->colours[MKR_STYLE_GOLD],
                         .target_word = st->labels[MKR_LABEL_TARGET],
                         .no_target_word = st->labels[MKR_LABEL_NO_TARGET],
                         .actual_word = st->labels[MKR_LABEL_ACTUAL],
                         .new_definition_word = st->labels[MKR_LABEL_NEW_DEFINITION],
                         .axis_starts = st->labels[MKR_LABEL_AXIS_STARTS],
                         .axis_starts_logarithmic = st->labels[MKR_LABEL_AXIS_STARTS_LOGARITHMIC],
                         .axis_ends = st->labels[MKR_LABEL_AXIS_ENDS],
                         .not_available_word = st->labels[MKR_LABEL_NOT_AVAILABLE]};
    for (int i = 0; i < MKR_RATINGS; i++) {
        c.rating[i] = st->colours[fills[i]];
        c.rating_text[i] = st->colours[i == MKR_UNRATED ? MKR_STYLE_INK : mkr_style_colour_on(st, fills[i])];
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
                            .projected_word = st->labels[MKR_LABEL_PROJECTED],
                            .range = st->labels[MKR_LABEL_RISK_RANGE]};
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
                      .pieces = mkr_arena_child(arena),
                      .other = mkr_arena_child(arena)};
    s->chart = chart_style(s);
    s->chart.scale = risk_scale(s);
    return find_chart_fonts(s);
}

typedef struct part { /* of the report, laid out by itself */
    const mkr_block *first, *end; /* its blocks, up to but without `end` */
    mkr_arena *arena; /* its pages */
    mkr_flow flow;
    uint32_t page_base;
    uint32_t *asked; /* pages that it has printed, as in mkr_places */
    bool laid;
} part;

typedef struct layout {
    mkr_setter *s;
    part front, rear; /* body, appendices */
    bool whole; /* with what only long reports have */
} layout;

static size_t front_pages(const layout *l) {
    return l->front.laid ? l->front.flow.pages.at.n : FRONT_GUESS;
}

/* The page that an element is known to stand on; 0: none yet. */
static uint32_t page_of(const layout *l, size_t elem) {
    uint32_t page = l->s->doc->tree->elems.at[elem].page;
    return page > LATER ? page - LATER + (uint32_t)front_pages(l) : page;
}

static uint32_t pages_in_all(const layout *l) {
    return (uint32_t)(front_pages(l) + l->rear.flow.pages.at.n);
}

/* Has the part printed a page that is now another? */
static bool is_stale(const layout *l, const part *p) {
    if (!p->asked)
        return false;
    for (size_t i = 1; i < l->s->doc->tree->elems.n; i++)
        if (p->asked[i] && p->asked[i] != page_of(l, i) + 1)
            return true;
    return p->asked[0] && p->asked[0] != pages_in_all(l) + 1;
}

static void assume_places(layout *l, part *p) {
    mkr_places *places = &l->s->places;
    size_t n = l->s->doc->tree->elems.n;
    if (!p->asked)
        return;
    for (size_t i = 1; i < n; i++)
        places->pages[i] = page_of(l, i);
    places->pages[0] = pages_in_all(l);
    places->asked = p->asked;
    memset(p->asked, 0, n * sizeof *p->asked);
}

static void forget_places(mkr_tree *tree, const part *p) {
    for (size_t i = 1; i < tree->elems.n; i++)
        if ((tree->elems.at[i].page > LATER) == (p->page_base > 0))
            tree->elems.at[i].page = 0;
}

static void lay(layout *l, part *p) {
    mkr_setter *s = l->s;
    assume_places(l, p);
    forget_places(s->doc->tree, p);
    mkr_arena_reset(p->arena);
    s->arena = p->arena;
    s->items = (mkr_items){.arena = p->arena};
    memset(&s->links, 0, sizeof s->links);
    s->after = 0;
    s->after_heading = false;
    mkr_flow_begin(&p->flow, s, s->doc->short_title, p->page_base);
    for (const mkr_block *b = p->first; b != p->end && p->flow.pages.at.n <= MKR_MOST_PAGES; b = b->next)
        if (l->whole || !b->if_long)
            mkr_flow_block(&p->flow, b);
    mkr_flow_end(&p->flow);
    p->laid = true;
}

/* Is something missing that the house style has in reports of this length? */
static bool lacks_contents(const layout *l) {
    if (l->whole || pages_in_all(l) < l->s->style->contents_from)
        return false;
    const mkr_block *b = l->front.first;
    while (b != l->front.end && !b->if_long)
        b = b->next;
    return b != l->front.end;
}

/* Lay out until nothing that is printed has changed. */
static bool settle(layout *l) {
    for (int pass = 0; pass < MOST_PASSES; pass++) {
        bool done = true;
        part *parts[] = {&l->rear, &l->front};
        for (int i = 0; i < 2; i++)
            if (!parts[i]->laid || is_stale(l, parts[i])) {
                lay(l, parts[i]);
                done = false;
            }
        if (done || mkr_diag_failed(l->s->diag))
            return true;
        if (pass == 0 && lacks_contents(l)) {
            l->whole = true;
            lay(l, &l->front);
        }
    }
    return (!is_stale(l, &l->rear) && !is_stale(l, &l->front)) ||
           mkr_say(l->s->diag, MKR_E_NOT_STABLE, l->s->doc->body->where, NULL);
}

/* A link that prints nothing but a page is described by it. */
static void describe_links(mkr_setter *s) {
    mkr_tree *tree = s->doc->tree;
    for (uint32_t i = 1; i < tree->elems.n; i++) {
        const mkr_elem *e = mkr_tree_at(tree, i);
        if (e->tag == MKR_LINK && e->more && e->more->around[0])
            e->more->contents = mkr_printf(s->lasting, "%s%u%s", e->more->around[0],
                                           mkr_tree_at(tree, e->more->target)->page, e->more->around[1]);
    }
}

/* Number the appendices' pages after the body's. */
static void join(layout *l, mkr_pages *out) {
    mkr_document *doc = l->s->doc;
    for (uint32_t i = 1; i < doc->tree->elems.n; i++)
        mkr_tree_at(doc->tree, i)->page = page_of(l, i);
    mkr_tree_at(doc->tree, 1)->page = 1; /* the document begins where its first ink is */
    describe_links(l->s);
    const part *const parts[] = {&l->front, &l->rear};
    for (int k = 0; k < 2; k++)
        for (size_t i = 0; i < parts[k]->flow.pages.at.n; i++)
            *MKR_PUSH(l->s->lasting, &out->at) = parts[k]->flow.pages.at.at[i];
    for (size_t i = 0; i < doc->appendices.n; i++) {
        mkr_appendix *a = &doc->appendices.at[i];
        a->first_page = mkr_tree_at(doc->tree, a->elem)->page;
        a->last_page = (uint32_t)out->at.n;
        if (i)
            a[-1].last_page = a->first_page - 1;
    }
    if (out->at.n > MKR_MOST_PAGES)
        mkr_say(l->s->diag, MKR_E_TOO_MANY, doc->body->where, "%zu pages, at most %d", out->at.n,
                MKR_MOST_PAGES);
}

static void make_part(layout *l, part *p, const mkr_block *first, const mkr_block *end, uint32_t page_base) {
    mkr_arena *arena = l->s->lasting;
    *p = (part){.first = first, .end = end, .arena = mkr_arena_child(arena), .page_base = page_base};
    if (l->s->doc->late)
        p->asked = mkr_alloc_array(arena, l->s->doc->tree->elems.n, sizeof *p->asked);
}

bool mkr_layout(mkr_arena *arena, mkr_diag *diag, mkr_document *doc, mkr_fonts *fonts, uint32_t scale,
                mkr_pages *out) {
    mkr_setter *s = mkr_alloc(arena, sizeof *s);
    layout *l = mkr_alloc(arena, sizeof *l);
    if (!mkr_setter_open(s, arena, diag, doc, fonts))
        return false;
    mkr_sheets_make(s, scale);
    s->chart.large_print = mkr_is_large_print(s);
    if (doc->late)
        s->places = (mkr_places){mkr_alloc_array(arena, doc->tree->elems.n, sizeof(uint32_t)),
                                 mkr_alloc_array(arena, doc->tree->elems.n, sizeof(uint32_t))};
    if (mkr_is_large_print(s))
        mkr_reflow(s, doc->body, s->portrait.frame_width);
    mkr_grids_place(s, doc->body, s->portrait.frame_width, s->landscape.frame_width);
    mkr_sheets_choose(doc->body);
    const mkr_block *appendix = doc->body->first;
    while (appendix && !appendix->page_before)
        appendix = appendix->next;
    l->s = s;
    make_part(l, &l->front, doc->body->first, appendix, 0);
    make_part(l, &l->rear, appendix, NULL, LATER);
    *out = (mkr_pages){0};
    if (!settle(l))
        return false;
    join(l, out);
    mkr_furnish(s, out, l->front.flow.kinds.at, l->front.flow.kinds.n, l->rear.flow.kinds.at);
    return !mkr_diag_failed(diag);
}

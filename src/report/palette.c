/* palette.c - can the colours of a house style be told apart, by everyone and on a grey print?
 *
 * WCAG 2.2 wants 4.5 to 1 for text (1.4.3) and 3 to 1 for what graphics are understood by (1.4.11); these are
 * asked of all text, as most of it is small. Ratings that stand next to each other in a bar also differ by
 * 1.4 to 1, so that a grey print keeps them apart (page design, section 5). The ratings asked are those of
 * the usual rule: other rules of a style may never be used. */
#include "report/palette.h"

#include "base/colour.h"

enum { TEXT = 4500, GRAPHIC = 3000, NEIGHBOURS = 1400 }; /* thousandths */

typedef struct checker {
    mkr_diag *diag;
    const mkr_style *style;
    const mkr_palette_places *places;
} checker;

static const char *const colour_names[] = {
#define COLOUR(id, name) name,
#include "report/style.def"
};
static const char *const role_names[] = {
#define ROLE(id, name) name,
#include "report/style.def"
};

/* Whichever was given later is the one to change. */
static mkr_palette_place later(mkr_palette_place a, mkr_palette_place b) {
    return a.order > b.order ? a : b;
}

/* A contrast in thousandths as people write it, rounded down: it never looks like enough when it is not. */
#define RATIO(contrast) (contrast) / 1000, (contrast) / 10 % 100
#define LEAST(contrast) (contrast) / 1000, (contrast) / 100 % 10

/* ---- on the paper and on panels */

static void require(const checker *c, mkr_colour_id a, const char *how, mkr_colour_id b, uint32_t least) {
    mkr_colour p = c->style->colours[a], q = c->style->colours[b];
    uint32_t contrast = mkr_contrast(p, q);
    if (contrast < least)
        mkr_say(c->diag, MKR_E_PALETTE_CONTRAST, later(c->places->colours[a], c->places->colours[b]).where,
                "\"%s\" #%06x %s \"%s\" #%06x is %u.%02u to 1, at least %u.%u is needed", colour_names[a], p,
                how, colour_names[b], q, RATIO(contrast), LEAST(least));
}

/* The colours that are asked for themselves. */
static bool is_text(const mkr_style *s, mkr_colour colour) {
    return colour == s->colours[MKR_STYLE_INK] || colour == s->colours[MKR_STYLE_INK2] ||
           colour == s->colours[MKR_STYLE_ACCENT] || colour == s->colours[MKR_STYLE_LINK_COLOUR];
}

/* A role may be given any colour. */
static void check_roles(const checker *c) {
    mkr_colour paper = c->style->colours[MKR_STYLE_PAPER];
    mkr_palette_place ground = c->places->colours[MKR_STYLE_PAPER];
    for (size_t i = 0; i < MKR_STYLE_ROLES; i++) {
        mkr_colour colour = c->style->roles[i].colour;
        uint32_t contrast = mkr_contrast(colour, paper);
        if (contrast < TEXT && !is_text(c->style, colour))
            mkr_say(c->diag, MKR_E_PALETTE_CONTRAST, later(c->places->roles[i], ground).where,
                    "role \"%s\" in #%06x on \"paper\" #%06x is %u.%02u to 1, at least 4.5 is needed",
                    role_names[i], colour, paper, RATIO(contrast));
    }
}

static void check_paper(const checker *c) {
    static const mkr_colour_id graphics[] = {MKR_STYLE_INK3,       MKR_STYLE_GREY,
                                             MKR_STYLE_RED_FILL,   MKR_STYLE_GREEN_FILL,
                                             MKR_STYLE_AMBER_FILL, MKR_STYLE_LIGHT_GREEN_FILL,
                                             MKR_STYLE_BLUE_FILL,  MKR_STYLE_GOLD},
                               texts[] = {MKR_STYLE_INK, MKR_STYLE_INK2, MKR_STYLE_LINK_COLOUR};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        require(c, texts[i], "on", MKR_STYLE_PAPER, TEXT);
        require(c, texts[i], "on", MKR_STYLE_TINT, TEXT);
    }
    require(c, MKR_STYLE_ACCENT, "on", MKR_STYLE_PAPER, TEXT);
    for (size_t i = 0; i < sizeof graphics / sizeof *graphics; i++)
        require(c, graphics[i], "on", MKR_STYLE_PAPER, GRAPHIC);
}

/* ---- ratings */

mkr_colour_id mkr_style_colour_on(const mkr_style *style, mkr_colour_id ground) {
    const mkr_colour *of = style->colours;
    bool paper = mkr_contrast(of[MKR_STYLE_PAPER], of[ground]) >= mkr_contrast(of[MKR_STYLE_INK], of[ground]);
    return paper ? MKR_STYLE_PAPER : MKR_STYLE_INK;
}

static void check_text_on(const checker *c, mkr_colour_id fill) {
    const mkr_palette_place *places = c->places->colours;
    mkr_colour ground = c->style->colours[fill];
    uint32_t best = mkr_contrast(c->style->colours[mkr_style_colour_on(c->style, fill)], ground);
    if (best < TEXT)
        mkr_say(c->diag, MKR_E_PALETTE_CONTRAST,
                later(places[fill], later(places[MKR_STYLE_INK], places[MKR_STYLE_PAPER])).where,
                "\"ink\" and \"paper\" on \"%s\" #%06x are %u.%02u to 1 at best, at least 4.5 is needed",
                colour_names[fill], ground, RATIO(best));
}

static bool gives(const mkr_rule *rule, mkr_rating rating) {
    for (size_t i = 0; rule && i < rule->n; i++)
        if (rule->levels[i].rating == rating)
            return true;
    return false;
}

/* In the order of bars. */
static void check_ratings(const checker *c) {
    static const struct {
        mkr_rating rating;
        mkr_colour_id fill;
    } ratings[] = {{MKR_GREEN, MKR_STYLE_GREEN_FILL},
                   {MKR_LIGHT_GREEN, MKR_STYLE_LIGHT_GREEN_FILL},
                   {MKR_AMBER, MKR_STYLE_AMBER_FILL},
                   {MKR_RED, MKR_STYLE_RED_FILL},
                   {MKR_BLUE, MKR_STYLE_BLUE_FILL}};
    mkr_colour_id before = MKR_STYLE_PAPER;
    for (size_t i = 0; i < sizeof ratings / sizeof *ratings; i++) {
        mkr_colour_id fill = ratings[i].fill;
        check_text_on(c, fill);
        if (ratings[i].rating == MKR_BLUE || !gives(c->style->scheme.usual, ratings[i].rating))
            continue;
        if (before != MKR_STYLE_PAPER)
            require(c, before, "beside", fill, NEIGHBOURS);
        before = fill;
    }
}

/* ---- risk bands: light to dark, as scores rise, with the scores in ink on them */

static void check_bands(const checker *c) {
    const mkr_style *s = c->style;
    mkr_colour ink = s->colours[MKR_STYLE_INK];
    for (size_t i = 0; i < s->n_bands; i++) {
        const mkr_band *b = &s->bands[i];
        mkr_palette_place place = {b->where, c->places->risk.order};
        uint32_t contrast = mkr_contrast(ink, b->colour);
        if (contrast < TEXT)
            mkr_say(c->diag, MKR_E_PALETTE_CONTRAST, later(place, c->places->colours[MKR_STYLE_INK]).where,
                    "\"ink\" #%06x on the risk band \"%s\" #%06x is %u.%02u to 1, at least 4.5 is needed",
                    ink, b->word, b->colour, RATIO(contrast));
        if (i && mkr_luminance(b->colour) >= mkr_luminance(b[-1].colour))
            mkr_say(c->diag, MKR_E_PALETTE_BANDS, b->where, "\"%s\" #%06x is not darker than \"%s\" #%06x",
                    b->word, b->colour, b[-1].word, b[-1].colour);
    }
}

void mkr_palette_check(mkr_diag *diag, const mkr_style *style, const mkr_palette_places *places) {
    const checker c = {diag, style, places};
    check_paper(&c);
    check_roles(&c);
    check_ratings(&c);
    check_bands(&c);
}

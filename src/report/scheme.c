/* scheme.c - read the rating scheme of a house style.
 *
 * A rule is checked here for what no figure can make right: levels that can never be reached, a condition
 * without its margin, a rule that ends without judging. What depends on figures is left to data/rate.c. */
#include "report/scheme.h"

#include <string.h>

static const char *const when_names[] = {"otherwise", "met",       "within",   "floor",
                                         "range",     "last-year", "quartile", "carried"};
static const char *const basis_names[] = {"previous", "last-year", "both", "trend", "spc", "judgement"};
static const char *const shape_names[] = {"disc", "ring", "diamond", "square", "hexagon", "triangle", "star"};
static const char *const nil_names[] = {"", "x", "z", "c", "low", "nd", "nc"};

#define COUNT(names) (sizeof(names) / sizeof *(names))

typedef struct reader {
    mkr_arena *arena;
    mkr_diag *diag;
    mkr_style *style;
} reader;

/* Index of a name; the schema allows no others, so it is found. */
static size_t find(const char *const *names, size_t n, const char *name) {
    size_t i = 0;
    while (i + 1 < n && strcmp(names[i], name) != 0)
        i++;
    return i;
}

static bool is(const mkr_node *node, const char *attr, const char *value) {
    const char *given = mkr_node_attr(node, attr);
    return given && !strcmp(given, value);
}

/* A number that is not negative; false when the attribute is absent, or after a message. */
static bool read_margin(reader *r, const mkr_node *node, const char *attr, mkr_decimal *out) {
    const mkr_attr *a = mkr_node_find_attr(node, attr);
    if (!a)
        return false;
    if (mkr_decimal_parse(a->value, out) && out->units >= 0)
        return true;
    return mkr_say(r->diag, MKR_E_STYLE_NUMBER, a->where, "%s=\"%s\"; a number from 0", attr, a->value);
}

static mkr_rating find_rating(const char *name) {
    mkr_rating rating = MKR_GREEN;
    while (rating < MKR_BLUE && strcmp(mkr_rating_name(rating), name) != 0)
        rating++;
    return rating;
}

static void read_level(reader *r, const mkr_node *node, mkr_rule_level *level) {
    const char *when = mkr_node_attr(node, "when"), *quartile = mkr_node_attr(node, "quartile");
    level->rating = (uint8_t)find_rating(mkr_node_attr(node, "rating"));
    level->when = (uint8_t)find(when_names, COUNT(when_names), when ? when : "otherwise");
    level->outside = is(node, "boundary", "outside");
    level->larger = is(node, "take", "larger");
    level->has_percent = read_margin(r, node, "percent", &level->percent);
    level->has_amount = read_margin(r, node, "amount", &level->amount);
    level->has_points = read_margin(r, node, "points", &level->points);
    level->quartile = quartile ? (uint8_t)(quartile[0] - '0') : 0;
    bool margin =
        mkr_node_attr(node, "percent") || mkr_node_attr(node, "amount") || mkr_node_attr(node, "points");
    if (level->when == MKR_WITHIN && !margin)
        mkr_say(r->diag, MKR_E_STYLE_RULE, node->where, "when=\"within\" needs percent, points or amount");
    if (level->when != MKR_WITHIN && margin)
        mkr_say(r->diag, MKR_E_STYLE_RULE, node->where, "a margin belongs to when=\"within\"");
    if (level->has_points && (level->has_percent || level->has_amount))
        mkr_say(r->diag, MKR_E_STYLE_RULE, node->where, "points do not go with percent or amount");
    if ((level->when == MKR_QUARTILE) != (level->quartile > 0))
        mkr_say(r->diag, MKR_E_STYLE_RULE, node->where,
                "quartile=\"1\" to \"4\" goes with when=\"quartile\"");
}

static void read_rule(reader *r, const mkr_node *node, mkr_rule *rule) {
    *rule = (mkr_rule){.name = mkr_node_attr(node, "name"),
                       .forecast = is(node, "against", "forecast"),
                       .where = node->where};
    for (const mkr_node *n = mkr_node_child(node, "level"); n; n = mkr_node_after(n, "level")) {
        if (rule->n == MKR_MOST_LEVELS) {
            mkr_say(r->diag, MKR_E_STYLE_RULE, n->where, "more than %d levels", MKR_MOST_LEVELS);
            return;
        }
        if (rule->n && rule->levels[rule->n - 1].when == MKR_OTHERWISE)
            mkr_say(r->diag, MKR_E_STYLE_RULE, n->where, "rule \"%s\": no figure reaches this level",
                    rule->name);
        read_level(r, n, &rule->levels[rule->n++]);
    }
    uint8_t last = rule->levels[rule->n - 1].when;
    if (last != MKR_OTHERWISE && last != MKR_QUARTILE)
        mkr_say(r->diag, MKR_E_STYLE_RULE, node->where,
                "rule \"%s\": the last level needs no \"when\", or some figures would have no rating",
                rule->name);
}

static void read_rules(reader *r, const mkr_node *rating, mkr_scheme *scheme) {
    MKR_VEC(mkr_rule) rules = {0};
    for (const mkr_node *n = mkr_node_child(rating, "rule"); n; n = mkr_node_after(n, "rule")) {
        mkr_rule rule;
        read_rule(r, n, &rule);
        for (size_t i = 0; i < rules.n; i++)
            if (!strcmp(rules.at[i].name, rule.name))
                mkr_say(r->diag, MKR_E_STYLE_RULE, n->where, "rule \"%s\" is there twice", rule.name);
        *MKR_PUSH(r->arena, &rules) = rule;
    }
    scheme->rules = rules.at;
    scheme->n_rules = rules.n;
    const mkr_attr *usual = mkr_node_find_attr(rating, "rule"); /* the schema wants it beside rules */
    scheme->usual = mkr_scheme_find(scheme, usual->value);
    if (!scheme->usual)
        mkr_say(r->diag, MKR_E_STYLE_NAME, usual->where, "rule \"%s\"", usual->value);
}

static void read_travel(reader *r, const mkr_node *node, mkr_scheme *scheme) {
    const char *basis = mkr_node_attr(node, "basis"), *periods = mkr_node_attr(node, "periods");
    scheme->trend_periods = 4;
    scheme->dead_band = (mkr_decimal){0};
    scheme->basis = (mkr_basis)find(basis_names, COUNT(basis_names), basis ? basis : "previous");
    scheme->band_is_amount = is(node, "band", "amount");
    scheme->at_maximum = is(node, "at-maximum", "yes");
    read_margin(r, node, "dead-band", &scheme->dead_band);
    mkr_decimal n;
    if (periods && mkr_decimal_parse(periods, &n) && !n.places && n.units >= 3 && n.units <= 12)
        scheme->trend_periods = (uint8_t)n.units;
    else if (periods)
        mkr_say(r->diag, MKR_E_STYLE_NUMBER, node->where, "periods=\"%s\"; a whole number from 3 to 12",
                periods);
}

static void read_word(reader *r, const mkr_node *w) {
    const char *name = mkr_node_attr(w, "for"), *text = mkr_node_string(r->arena, w),
               *shape = mkr_node_attr(w, "shape");
    for (int i = 0; i < MKR_RATINGS; i++)
        if (!strcmp(name, mkr_rating_name((mkr_rating)i))) {
            r->style->rating_word[i] = text;
            if (shape)
                r->style->rating_shape[i] = (uint8_t)find(shape_names, COUNT(shape_names), shape);
        }
    for (int i = 0; i < MKR_TRAVELS; i++)
        if (!strcmp(name, mkr_travel_name((mkr_travel)i)))
            r->style->travel_word[i] = text;
}

static void set_suppression(reader *r, const mkr_node *node, mkr_decimal below, mkr_scheme *scheme) {
    enum { MOST = 1000 };
    if (below.places || below.units < 2 || below.units > MOST)
        mkr_say(r->diag, MKR_E_STYLE_NUMBER, mkr_node_find_attr(node, "below")->where,
                "below=\"%s\"; a whole number from 2 to %d", mkr_node_attr(node, "below"), MOST);
    else
        scheme->suppress_below = (uint32_t)below.units;
}

void mkr_scheme_read(mkr_arena *arena, mkr_diag *diag, const mkr_node *rating, mkr_style *out) {
    static const uint8_t usual_shapes[MKR_RATINGS] = {
        [MKR_UNRATED] = MKR_SHAPE_RING,  [MKR_GREEN] = MKR_SHAPE_DISC, [MKR_LIGHT_GREEN] = MKR_SHAPE_STAR,
        [MKR_AMBER] = MKR_SHAPE_DIAMOND, [MKR_RED] = MKR_SHAPE_SQUARE, [MKR_BLUE] = MKR_SHAPE_HEXAGON};
    reader r = {arena, diag, out};
    if (!out->scheme.n_rules) { /* there is no base whose choices stand */
        out->scheme.trend_periods = 4;
        memcpy(out->rating_shape, usual_shapes, sizeof usual_shapes);
    }
    if (mkr_node_attr(rating, "rounding"))
        out->scheme.never_across = is(rating, "rounding", "never-across");
    if (mkr_node_child(rating, "rule"))
        read_rules(&r, rating, &out->scheme);
    for (const mkr_node *n = rating->first; n; n = n->next) {
        mkr_decimal below;
        if (mkr_node_is(n, "travel"))
            read_travel(&r, n, &out->scheme);
        else if (mkr_node_is(n, "word"))
            read_word(&r, n);
        else if (mkr_node_is(n, "suppress") && read_margin(&r, n, "below", &below))
            set_suppression(&r, n, below, &out->scheme);
    }
}

void mkr_reading_read(mkr_arena *arena, const mkr_node *reading, mkr_reading *out) {
    MKR_VEC(mkr_nil_word) nils = {0};
    out->serial_dates = is(reading, "serial-dates", "yes");
    out->calendar_quarters = is(reading, "quarters", "calendar");
    for (const mkr_node *n = mkr_node_child(reading, "nil"); n; n = mkr_node_after(n, "nil"))
        *MKR_PUSH(arena, &nils) = (mkr_nil_word){
            mkr_node_string(arena, n), (mkr_nil)find(nil_names, COUNT(nil_names), mkr_node_attr(n, "means"))};
    out->nils = nils.at;
    out->n_nils = nils.n;
}

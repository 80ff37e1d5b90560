/* style.c - read a house style. */
#include "report/style.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "report/palette.h"
#include "report/scheme.h"

static const char *const colour_names[] = {
#define COLOUR(id, name) name,
#include "report/style.def"
    NULL};
static const char *const role_names[] = {
#define ROLE(id, name) name,
#include "report/style.def"
    NULL};
static const char *const label_names[] = {
#define LABEL(id, name) name,
#include "report/style.def"
    NULL};

typedef struct reader {
    mkr_arena *arena;
    mkr_diag *diag;
    mkr_style *style;
    const mkr_node *root;
    mkr_palette_places places;
} reader;

static mkr_palette_place next_place(reader *r, mkr_where where) {
    return (mkr_palette_place){where, ++r->places.n};
}

static int find(const char *const *names, const char *name) {
    for (int i = 0; names[i]; i++)
        if (!strcmp(names[i], name))
            return i;
    return -1;
}

/* Index of the value of an attribute among names; -1 after a message that offers the nearest. */
static int pick(reader *r, const mkr_node *node, const char *attr, const char *const *names) {
    const mkr_attr *a = mkr_node_find_attr(node, attr);
    int i = find(names, a->value);
    if (i < 0) {
        const char *near = mkr_nearest(a->value, names);
        if (near)
            mkr_say(r->diag, MKR_E_STYLE_NAME, a->where, "%s \"%s\"; did you mean \"%s\"?", node->name,
                    a->value, near);
        else
            mkr_say(r->diag, MKR_E_STYLE_NAME, a->where, "%s \"%s\"", node->name, a->value);
    }
    return i;
}

static mkr_len read_points(reader *r, const mkr_node *node, const char *attr, mkr_len most) {
    const mkr_attr *a = mkr_node_find_attr(node, attr);
    mkr_decimal d;
    if (!a)
        return 0;
    bool number = mkr_decimal_parse(a->value, &d) &&
                  mkr_decimal_compare(mkr_decimal_abs(d), (mkr_decimal){most / 1000, 0}) <= 0;
    if (!number) {
        mkr_say(r->diag, MKR_E_STYLE_NUMBER, a->where, "%s=\"%s\"; points, at most %d", attr, a->value,
                most / 1000);
        return 0;
    }
    return (mkr_len)mkr_decimal_round((mkr_decimal){d.units * 1000, d.places}, 0).units;
}

static bool read_colour(reader *r, const mkr_attr *a, mkr_colour *out) {
    char *end;
    if (a->value[0] == '#' && strlen(a->value) == 7 && strspn(a->value + 1, "0123456789abcdefABCDEF") == 6) {
        *out = (mkr_colour)strtoul(a->value + 1, &end, 16);
        return true;
    }
    return mkr_say(r->diag, MKR_E_STYLE_NUMBER, a->where, "colour \"%s\"; write #rrggbb", a->value);
}

static uint32_t read_count(reader *r, const mkr_node *node, const char *attr, uint32_t most) {
    const mkr_attr *a = mkr_node_find_attr(node, attr);
    mkr_decimal d;
    if (mkr_decimal_parse(a->value, &d) && !d.places && d.units >= 1 && d.units <= most)
        return (uint32_t)d.units;
    mkr_say(r->diag, MKR_E_STYLE_NUMBER, a->where, "%s=\"%s\"; a whole number from 1 to %u", attr, a->value,
            most);
    return 1;
}

static bool yes(const mkr_node *node, const char *attr) {
    const char *v = mkr_node_attr(node, attr);
    return v && !strcmp(v, "yes");
}

static void read_role(reader *r, const mkr_node *node) {
    int i = pick(r, node, "name", role_names), c = pick(r, node, "colour", colour_names);
    if (i < 0 || c < 0)
        return;
    r->places.roles[i] = next_place(r, node->where);
    r->style->roles[i] = (mkr_role){
        .size = read_points(r, node, "size", MKR_PT(200)),
        .leading = read_points(r, node, "leading", MKR_PT(300)),
        .before = read_points(r, node, "before", MKR_PT(300)),
        .after = read_points(r, node, "after", MKR_PT(300)),
        .tracking = read_points(r, node, "tracking", MKR_PT(5)),
        .weight = (uint16_t)read_count(r, node, "weight", 900),
        .italic = yes(node, "italic"),
        .tabular = yes(node, "tabular"),
        .ligatures = yes(node, "ligatures"),
        .colour = (mkr_colour)c, /* its number; resolved once every colour is known */
    };
    const mkr_role *role = &r->style->roles[i];
    if (role->leading && role->leading < role->size)
        mkr_say(r->diag, MKR_E_STYLE_NUMBER, node->where, "role \"%s\": leading below the size",
                role_names[i]);
    if (role->before < 0 || role->after < 0 || role->tracking < -role->size / 20)
        mkr_say(r->diag, MKR_E_STYLE_NUMBER, node->where, "role \"%s\": negative space", role_names[i]);
    if (r->style->roles[i].size && r->style->roles[i].size < MKR_PT(6))
        mkr_say(r->diag, MKR_E_STYLE_NUMBER, node->where, "role \"%s\": size below 6 points", role_names[i]);
}

static uint32_t read_scale(reader *r, const mkr_node *node, const char *name, const char **words) {
    uint32_t n = 0;
    for (const mkr_node *w = mkr_node_child(node, name); w; w = mkr_node_after(w, name)) {
        if (n == MKR_STYLE_RISK_MOST) {
            mkr_say(r->diag, MKR_E_STYLE_NUMBER, w->where, "more than %d steps of %s", MKR_STYLE_RISK_MOST,
                    name);
            break;
        }
        words[n++] = mkr_node_string(r->arena, w);
    }
    return n;
}

static void read_risk(reader *r, const mkr_node *node) {
    mkr_style *s = r->style;
    r->places.risk = next_place(r, node->where);
    s->risk_size = read_scale(r, node, "likelihood", s->likelihood);
    if (read_scale(r, node, "impact", s->impact) != s->risk_size)
        mkr_say(r->diag, MKR_E_STYLE_RISK, node->where, "as many impact as likelihood words are needed");
    MKR_VEC(mkr_band) bands = {0};
    uint32_t next = 1;
    for (const mkr_node *b = mkr_node_child(node, "band"); b; b = mkr_node_after(b, "band")) {
        mkr_band *band = MKR_PUSH(r->arena, &bands);
        band->word = mkr_node_attr(b, "word");
        band->from = read_count(r, b, "from", 100);
        band->to = read_count(r, b, "to", 100);
        band->where = mkr_node_find_attr(b, "colour")->where;
        read_colour(r, mkr_node_find_attr(b, "colour"), &band->colour);
        if (band->from != next || band->to < band->from)
            mkr_say(r->diag, MKR_E_STYLE_RISK, b->where, "band \"%s\" should begin at %u", band->word, next);
        next = band->to + 1;
    }
    if (next <= s->risk_size * s->risk_size)
        mkr_say(r->diag, MKR_E_STYLE_RISK, node->where, "no band for scores from %u", next);
    s->bands = bands.at;
    s->n_bands = bands.n;
}

/* What a report can be asked for: the elements of a cover, and the parts that a cover in table form holds. */
static const char *const cover_elements[] = {"logo",          "council",
                                             "class",         "key-decision",
                                             "subtitle",      "short-title",
                                             "chair",         "executive-member",
                                             "local-members", "executive-director",
                                             "author",        "contact",
                                             "forward-plan",  "classification",
                                             "summary",       "recommendations",
                                             "reasons",       "implications",
                                             "assurance",     NULL};

static void read_cover(reader *r, const mkr_node *node) {
    mkr_style *s = r->style;
    const mkr_attr *required = mkr_node_find_attr(node, "required");
    s->cover_is_table = !strcmp(mkr_node_attr(node, "family"), "table");
    s->cover_required = required ? required->value : NULL;
    for (const char *p = s->cover_required; p && *p;) {
        size_t n = strcspn(p, " \t\r\n");
        const char *name = mkr_strndup(r->arena, p, n);
        if (n && find(cover_elements, name) < 0) {
            const char *near = mkr_nearest(name, cover_elements);
            mkr_say(r->diag, MKR_E_STYLE_NAME, required->where,
                    near ? "cover element \"%s\"; did you mean \"%s\"?" : "cover element \"%s\"%s", name,
                    near ? near : "");
        }
        p += n + strspn(p + n, " \t\r\n");
    }
}

static void read_child(reader *r, const mkr_node *n) {
    mkr_style *s = r->style;
    int i;
    if (mkr_node_is(n, "colour")) {
        const mkr_attr *value = mkr_node_find_attr(n, "value");
        if ((i = pick(r, n, "name", colour_names)) >= 0) {
            read_colour(r, value, &s->colours[i]);
            r->places.colours[i] = next_place(r, value->where);
        }
    } else if (mkr_node_is(n, "role")) {
        read_role(r, n);
    } else if (mkr_node_is(n, "label")) {
        if ((i = pick(r, n, "name", label_names)) >= 0)
            s->labels[i] = mkr_node_string(r->arena, n);
    } else if (mkr_node_is(n, "council")) {
        s->council = mkr_node_attr(n, "name");
        s->council_short = mkr_node_attr(n, "short");
    } else if (mkr_node_is(n, "font")) {
        s->family = mkr_node_attr(n, "family");
        s->family_where = mkr_node_find_attr(n, "family")->where;
    } else if (mkr_node_is(n, "dates")) {
        s->date_pattern = mkr_node_attr(n, "print");
    } else if (mkr_node_is(n, "numbering")) {
        s->numbering = mkr_style_numbers(mkr_node_attr(n, "paragraphs"));
        s->headings_numbered = yes(n, "headings") || s->numbering == MKR_NUMBERS_DECIMAL;
    } else if (mkr_node_is(n, "cover")) {
        read_cover(r, n);
    } else if (mkr_node_is(n, "text")) {
        const char *align = mkr_node_attr(n, "align");
        s->justified = align && !strcmp(align, "justified");
        s->hyphenated = yes(n, "hyphenate");
    } else if (mkr_node_is(n, "tables")) {
        s->zebra = !strcmp(mkr_node_attr(n, "rows"), "zebra");
    } else if (mkr_node_is(n, "contents")) {
        s->contents_from = read_count(r, n, "pages", 10000);
        s->contents_levels = mkr_node_attr(n, "levels") ? read_count(r, n, "levels", 6) : 2;
    } else if (mkr_node_is(n, "page")) {
        s->running_head = yes(n, "running-head");
    } else if (mkr_node_is(n, "rating")) {
        mkr_scheme_read(r->arena, r->diag, n, s);
    } else if (mkr_node_is(n, "reading")) {
        mkr_reading_read(r->arena, n, &s->scheme.reading);
    } else if (mkr_node_is(n, "risk")) {
        read_risk(r, n);
    }
}

mkr_paragraph_numbers mkr_style_numbers(const char *name) {
    static const char *const names[] = {[MKR_NUMBERS_NONE] = "none",
                                        [MKR_NUMBERS_CONTINUOUS] = "continuous",
                                        [MKR_NUMBERS_RESTART] = "restart",
                                        [MKR_NUMBERS_DECIMAL] = "decimal",
                                        [MKR_NUMBERS_LETTERED] = "lettered"};
    for (int i = 0; i <= MKR_NUMBERS_LETTERED; i++)
        if (!strcmp(names[i], name))
            return (mkr_paragraph_numbers)i;
    return MKR_NUMBERS_NONE;
}

/* A style that names implications names them all. */
static void read_implications(reader *r) {
    MKR_VEC(mkr_implication_kind) kinds = {0};
    if (!mkr_node_child(r->root, "implication"))
        return;
    for (const mkr_node *n = mkr_node_child(r->root, "implication"); n; n = mkr_node_after(n, "implication"))
        *MKR_PUSH(r->arena, &kinds) = (mkr_implication_kind){
            mkr_node_attr(n, "kind"), mkr_node_string(r->arena, n), yes(n, "required")};
    r->style->implications = kinds.at;
    r->style->n_implications = kinds.n;
}

static bool complain(const reader *r, const char *what, const char *name) {
    return mkr_say(r->diag, MKR_E_STYLE_MISSING, r->root->where, "%s \"%s\"", what, name);
}

/* Does a rule give this rating? */
static bool is_used(const mkr_scheme *scheme, mkr_rating rating) {
    for (size_t i = 0; i < scheme->n_rules; i++)
        for (size_t k = 0; k < scheme->rules[i].n; k++)
            if (scheme->rules[i].levels[k].rating == rating)
                return true;
    return rating == MKR_UNRATED;
}

static void check_words(const reader *r) {
    const mkr_style *s = r->style;
    if (!s->scheme.n_rules)
        complain(r, "element", "rating");
    for (int i = 0; i < MKR_RATINGS; i++)
        if (is_used(&s->scheme, (mkr_rating)i) && (!s->rating_word[i] || !*s->rating_word[i]))
            complain(r, "rating word", mkr_rating_name((mkr_rating)i));
    for (int i = 0; i < MKR_TRAVELS; i++)
        if (!s->travel_word[i] || !*s->travel_word[i])
            complain(r, "rating word", mkr_travel_name((mkr_travel)i));
}

static void check_complete(reader *r) {
    mkr_style *s = r->style;
    for (size_t i = 0; i < MKR_STYLE_COLOURS; i++)
        if (s->colours[i] == MKR_NO_COLOUR)
            complain(r, "colour", colour_names[i]);
    for (size_t i = 0; i < MKR_STYLE_ROLES; i++) {
        if (!s->roles[i].size)
            complain(r, "role", role_names[i]);
        else
            s->roles[i].colour = s->colours[s->roles[i].colour];
    }
    for (size_t i = 0; i < MKR_STYLE_LABELS; i++)
        if (!s->labels[i] || !*s->labels[i])
            complain(r, "label", label_names[i]);
    check_words(r);
    if (!s->family)
        complain(r, "element", "font");
    if (!s->council)
        complain(r, "element", "council");
    if (!s->date_pattern)
        complain(r, "element", "dates");
    if (!s->risk_size)
        complain(r, "element", "risk");
}

bool mkr_style_read(mkr_arena *arena, mkr_diag *diag, const mkr_node *const *roots, size_t n_roots,
                    mkr_style *out) {
    size_t before = diag->said[MKR_ERROR];
    reader r = {.arena = arena, .diag = diag, .style = out};
    *out = (mkr_style){0};
    for (size_t i = 0; i < MKR_STYLE_COLOURS; i++)
        out->colours[i] = MKR_NO_COLOUR;
    for (size_t i = n_roots; i-- > 0;) {
        const char *lang = mkr_node_attr(roots[i], "xml:lang");
        r.root = roots[i];
        out->name = mkr_node_attr(r.root, "name");
        out->lang = lang ? lang : out->lang;
        for (const mkr_node *n = r.root->first; n; n = n->next)
            read_child(&r, n);
        read_implications(&r);
    }
    if (diag->said[MKR_ERROR] == before)
        check_complete(&r);
    if (diag->said[MKR_ERROR] == before)
        mkr_palette_check(diag, out, &r.places);
    return diag->said[MKR_ERROR] == before;
}

char *mkr_style_say(mkr_arena *arena, const mkr_style *style, mkr_label_id label, ...) {
    mkr_buffer b = mkr_buffer_new(arena);
    for (const char *p = style->labels[label]; *p;) {
        const char *open = strchr(p, '{'), *close = open ? strchr(open, '}') : NULL;
        if (!close) {
            mkr_buffer_puts(&b, p);
            break;
        }
        mkr_buffer_add(&b, p, (size_t)(open - p));
        va_list pairs;
        va_start(pairs, label);
        for (const char *name; (name = va_arg(pairs, const char *));) {
            const char *value = va_arg(pairs, const char *);
            if (strlen(name) == (size_t)(close - open - 1) && !strncmp(name, open + 1, strlen(name)))
                mkr_buffer_puts(&b, value);
        }
        va_end(pairs);
        p = close + 1;
    }
    mkr_buffer_text(&b);
    return b.at;
}

const mkr_band *mkr_style_band(const mkr_style *style, uint32_t score) {
    for (size_t i = 0; i < style->n_bands; i++)
        if (score >= style->bands[i].from && score <= style->bands[i].to)
            return &style->bands[i];
    return NULL;
}

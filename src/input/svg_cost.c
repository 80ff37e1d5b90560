/* svg_cost.c - how long an SVG takes to draw, reckoned before it is drawn.
 *
 * librsvg knows no limit of time, and a short file can take hours: what it defines can be drawn many times,
 * by elements that use elements. So every element gets a cost: its own, that of the elements in it, and that
 * of whatever it refers to, each as often as it is drawn. What a fill, a line or a marker refers to is
 * inherited, and so is counted for every element inside. What is only defined costs nothing where it stands.
 *
 * There are two costs. Paint grows with the pixels, so that a drawing with much of it gets fewer; the unit is
 * a shape as large as the picture in one colour, 0.3 ns a pixel. Bytes of outlines cost the same at any size.
 */
#include "input/svg_cost.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"

enum {
    PAINT_LAYER = 40, /* shapes as slow as one that is drawn apart and laid over the rest, or a gradient */
    PAINT_PATTERN = 1000,
    PAINT_CLIP = 4,
    MOST_PAINT = 80000,
    MOST_OUTLINE = 1 << 20, /* bytes, as often as they are drawn */
    MOST_MATCHES = 20000000, /* of rules of style and elements */
    MOST_LEVELS = 4 * MKR_SVG_DEEPEST, /* of elements in one another, through references */
    BYTES_A_CORNER = 4 /* of an outline, at least: where markers may stand */
};
static const uint64_t pixels_painted = 20000000000, /* in all: some 6 s at most */
    lots = 1000000000; /* no cost is larger, so that products fit */

typedef enum reach { ONCE, INHERITED, MARKED } reach;

typedef struct reference {
    const char *id;
    reach reach;
} reference;

typedef struct total { /* of an element with all that it holds and refers to */
    uint64_t paint, outline, shapes;
    uint32_t levels;
} total;

typedef struct part { /* an element */
    const char *id;
    uint32_t inside, next; /* the first element in it, the next beside it: index + 1 */
    uint64_t paint, outline; /* its own */
    size_t first; /* of its references */
    bool defines; /* not drawn where it stands */
    bool begun; /* to be counted */
    total total;
} part;

typedef struct name {
    const char *id;
    uint32_t part;
} name;

struct mkr_svg_cost {
    mkr_arena *arena;
    MKR_VEC(part) parts;
    MKR_VEC(reference) references, sheet_references;
    MKR_VEC(name) names;
    uint32_t open[MKR_SVG_DEEPEST + 1], last[MKR_SVG_DEEPEST + 1]; /* by depth: index + 1 */
    uint64_t sheet_paint; /* what style sheets may add to an element */
    size_t rules;
};

mkr_svg_cost *mkr_svg_cost_new(mkr_arena *arena) {
    mkr_svg_cost *c = mkr_alloc(arena, sizeof *c);
    c->arena = arena;
    return c;
}

/* ---- what there is */

static bool is_definition(const char *element) {
    static const char *const names[] = {"defs",    "symbol",         "clipPath",       "mask",  "marker",
                                        "pattern", "linearGradient", "radialGradient", "style", "metadata"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(element, names[i]))
            return true;
    return false;
}

static uint64_t own_paint(const char *element) {
    return !strcmp(element, "pattern")    ? PAINT_PATTERN
           : !strcmp(element, "clipPath") ? PAINT_CLIP
           : !strcmp(element, "mask") || !strcmp(element, "linearGradient") ||
                   !strcmp(element, "radialGradient")
               ? PAINT_LAYER
               : 1;
}

void mkr_svg_cost_element(mkr_svg_cost *c, const char *element, int depth) {
    part *new = MKR_PUSH(c->arena, &c->parts);
    uint32_t index = (uint32_t)c->parts.n;
    *new = (part){.paint = own_paint(element), .first = c->references.n, .defines = is_definition(element)};
    if (depth && !c->last[depth])
        c->parts.at[c->open[depth - 1] - 1].inside = index;
    else if (depth)
        c->parts.at[c->last[depth] - 1].next = index;
    c->open[depth] = c->last[depth] = index;
    if (depth < MKR_SVG_DEEPEST)
        c->last[depth + 1] = 0;
}

static reach reach_of(const char *property) {
    if (!strncmp(property, "marker", 6))
        return MARKED;
    return !strcmp(property, "fill") || !strcmp(property, "stroke") ? INHERITED : ONCE;
}

/* The name in "#name", up to what ends it; NULL: none. */
static const char *target(mkr_svg_cost *c, const char *value, const char *ends) {
    value += strspn(value, " \t\r\n\"'");
    return *value == '#' ? mkr_strndup(c->arena, value + 1, strcspn(value + 1, ends)) : NULL;
}

static const char *url_target(mkr_svg_cost *c, const char *value) {
    while (*value && mkr_same_letters(value, "url(") < 4)
        value++;
    return *value ? target(c, value + 4, ")\"' \t\r\n") : NULL;
}

/* Is it drawn apart, and laid over the rest? */
static bool makes_layer(const char *property, const char *value) {
    value += strspn(value, " \t\r\n");
    if (!strcmp(property, "opacity"))
        return strtod(value, NULL) < 1 || strchr(value, '%');
    return (!strcmp(property, "mix-blend-mode") && strncmp(value, "normal", 6)) ||
           (!strcmp(property, "isolation") && strncmp(value, "auto", 4));
}

void mkr_svg_cost_property(mkr_svg_cost *c, const char *property, const char *value) {
    part *p = &c->parts.at[c->parts.n - 1];
    bool href = !strcmp(property, "href");
    const char *id = href ? target(c, value, " \t\r\n") : url_target(c, value);
    if (id)
        *MKR_PUSH(c->arena, &c->references) = (reference){id, reach_of(property)};
    if (makes_layer(property, value))
        p->paint += PAINT_LAYER;
    if (!strcmp(property, "d") || !strcmp(property, "points"))
        p->outline = strlen(value);
    if (!strcmp(property, "id")) {
        p->id = mkr_strdup(c->arena, value);
        *MKR_PUSH(c->arena, &c->names) = (name){p->id, (uint32_t)c->parts.n - 1};
    }
}

void mkr_svg_cost_sheet_property(mkr_svg_cost *c, const char *property, const char *value) {
    const char *id = url_target(c, value);
    if (id)
        *MKR_PUSH(c->arena, &c->sheet_references) = (reference){id, ONCE};
    if (makes_layer(property, value))
        c->sheet_paint = PAINT_LAYER;
}

void mkr_svg_cost_rules(mkr_svg_cost *c, size_t n) {
    c->rules += n;
}

/* ---- what it costs */

static int compare_names(const void *a, const void *b) {
    return strcmp(((const name *)a)->id, ((const name *)b)->id);
}

static void add(total *to, const total *from, uint64_t times) {
    to->paint += from->paint * times;
    to->outline += from->outline * times;
    to->shapes += from->shapes * times;
    to->paint = to->paint < lots ? to->paint : lots;
    to->outline = to->outline < lots ? to->outline : lots;
    to->shapes = to->shapes < lots ? to->shapes : lots;
    to->levels = to->levels > from->levels + 1 ? to->levels : from->levels + 1;
}

static const total *total_of(mkr_svg_cost *c, uint32_t index, uint32_t level);

static const total *total_of_name(mkr_svg_cost *c, const char *id, uint32_t level) {
    static const total nothing;
    const name *found =
        c->names.n ? bsearch(&(name){.id = id}, c->names.at, c->names.n, sizeof *c->names.at, compare_names)
                   : NULL;
    return found ? total_of(c, found->part, level) : &nothing;
}

static void add_references(mkr_svg_cost *c, uint32_t index, total *sum, uint32_t level) {
    size_t end = index + 1 < c->parts.n ? c->parts.at[index + 1].first : c->references.n;
    total inside = *sum;
    for (size_t i = c->parts.at[index].first; i < end; i++) {
        const reference *r = &c->references.at[i];
        uint64_t corners = r->reach == MARKED ? inside.outline / BYTES_A_CORNER : 0;
        add(sum, total_of_name(c, r->id, level), r->reach == ONCE ? 1 : inside.shapes + corners);
    }
}

/* An element that refers to one around itself, which is not drawn, adds nothing there. Too many levels end
 * the count: they are in the result. */
static const total *total_of(mkr_svg_cost *c, uint32_t index, uint32_t level) {
    part *p = &c->parts.at[index];
    if (p->begun || level > MOST_LEVELS) {
        p->total.levels = p->begun ? p->total.levels : MOST_LEVELS;
        return &p->total;
    }
    total sum = {.paint = p->paint + c->sheet_paint, .outline = p->outline, .shapes = 1};
    p->begun = true;
    for (uint32_t i = p->inside; i; i = c->parts.at[i - 1].next)
        if (!c->parts.at[i - 1].defines)
            add(&sum, total_of(c, i - 1, level + 1), 1);
    add_references(c, index, &sum, level + 1);
    p->total = sum;
    return &p->total;
}

/* The most that style sheets make an element refer to: which one is not known here. */
static uint64_t most_of_sheets(mkr_svg_cost *c) {
    uint64_t most = 0;
    for (size_t i = 0; i < c->sheet_references.n; i++) {
        uint64_t paint = total_of_name(c, c->sheet_references.at[i].id, 0)->paint;
        most = paint > most ? paint : most;
    }
    for (size_t i = 0; i < c->parts.n; i++) { /* to be counted again, with that */
        c->parts.at[i].begun = false;
        c->parts.at[i].total = (total){0};
    }
    return most;
}

uint64_t mkr_svg_cost_pixels(mkr_svg_cost *c, const char **why) {
    static const total nothing;
    if (c->names.n)
        qsort(c->names.at, c->names.n, sizeof *c->names.at, compare_names);
    c->sheet_paint += most_of_sheets(c);
    const total *all = c->parts.n ? total_of(c, 0, 0) : &nothing;
    *why = c->rules * (uint64_t)c->parts.n > MOST_MATCHES ? "too many rules of style for so many elements"
           : all->levels >= MOST_LEVELS ? "elements use elements that use elements, too often"
           : all->outline > MOST_OUTLINE
               ? "its outlines have too many points, counted as often as they are drawn"
           : all->paint > MOST_PAINT
               ? "too many shapes, layers, gradients and patterns, counted as often as they are drawn"
               : NULL;
    return *why ? 0 : pixels_painted / (all->paint ? all->paint : 1);
}

/* chart.h - what the tests of charts share: a style with fonts, an indicator written in one line, and ways to
 * find things on a list of items. */
#ifndef MKR_TESTS_CHART_H
#define MKR_TESTS_CHART_H

#include "text.h"

#include "chart/chart.h"

static inline mkr_chart_style style_of(world *w) {
    return (mkr_chart_style){
        .fonts = w->fonts,
        .regular = font_of(w, "Lato", 400, MKR_TABULAR),
        .semibold = font_of(w, "Lato", 600, MKR_TABULAR),
        .bold = font_of(w, "Lato", 700, MKR_TABULAR),
        .ink = 0x17212b,
        .ink2 = 0x46525e,
        .ink3 = 0x5b6773,
        .grey = 0x7b8794,
        .rule = 0xc5ccd3,
        .hair = 0xdde2e7,
        .tint = 0xf2f5f7,
        .paper = 0xffffff,
        .accent = 0x0d4a63,
        .gold = 0xa8780c,
        .rating = {0x5b6773, 0x08795f, 0x5f9e2f, 0xc77a00, 0x9b1420, 0x3a78c9},
        .rating_text = {0x17212b, 0xffffff, 0x17212b, 0x17212b, 0xffffff, 0xffffff},
        .rating_word = {"Unrated", "Green", "Light green", "Amber", "Red", "Carried over"},
        .rating_shape = {MKR_SHAPE_RING, MKR_SHAPE_DISC, MKR_SHAPE_STAR, MKR_SHAPE_DIAMOND, MKR_SHAPE_SQUARE,
                         MKR_SHAPE_HEXAGON},
        .travel_word = {"No comparison", "Improving", "Stable", "Declining", "New", "Not comparable",
                        "Not assessed"},
        .target_word = "Target",
        .no_target_word = "None",
        .actual_word = "Actual",
        .new_definition_word = "New definition",
        .axis_starts = "axis starts at {value}",
        .axis_starts_logarithmic = "logarithmic axis starts at {value}",
        .axis_ends = "axis ends at {value}",
        .not_available_word = "Not available",
    };
}

static inline mkr_decimal number(const char *s) {
    mkr_decimal d;
    assert_true(mkr_decimal_parse(s, &d));
    return d;
}

static inline mkr_period period_after(mkr_period p) {
    int last = p.kind == MKR_MONTH ? 11 : p.kind == MKR_QUARTER ? 3 : 0;
    if (p.index++ == last) {
        p.index = 0;
        p.year++;
    }
    return p;
}

/* The next word of *s, or NULL. */
static inline char *word_of(mkr_arena *arena, const char **s) {
    *s += strspn(*s, " ");
    size_t n = strcspn(*s, " ");
    const char *word = *s;
    *s += n;
    return n > 0 ? mkr_strndup(arena, word, n) : NULL;
}

static inline void set_actual(mkr_value *v, mkr_decimal d) {
    v->has_actual = true;
    v->actual_units = d.units;
    v->actual_places = d.places;
}

static inline void set_target(mkr_value *v, mkr_decimal d) {
    v->has_target = true;
    v->target_units = d.units;
    v->target_places = d.places;
}

/* Give an indicator one figure to compare with. */
static inline void compare_with(mkr_arena *arena, mkr_indicator *i, const char *label, mkr_decimal value) {
    mkr_comparator *with = mkr_alloc(arena, sizeof *with);
    mkr_comparison *comparison = mkr_alloc(arena, sizeof *comparison);
    *with = (mkr_comparator){label, "", ""};
    *comparison = (mkr_comparison){.with = with, .value = value};
    i->comparisons = comparison;
    i->n_comparisons = 1;
}

/* Data of one indicator. Values stand side by side, "." where there is none; the last target holds to the
 * end. */
static inline mkr_data *data_of(mkr_arena *arena, const char *first, const char *actuals, const char *targets,
                                const char *unit, const char *axis) {
    struct {
        mkr_value at[128];
    } *values = mkr_alloc(arena, sizeof *values);
    mkr_period *periods = mkr_alloc_array(arena, 128, sizeof *periods), p;
    mkr_indicator *i = mkr_alloc(arena, sizeof *i);
    mkr_data *d = mkr_alloc(arena, sizeof *d);
    assert_true(mkr_period_parse(first, &p));
    const char *target = NULL;
    size_t n = 0;
    for (char *word; (word = word_of(arena, &actuals)); n++, p = period_after(p)) {
        assert_true(n < 128);
        mkr_value *v = &values->at[n];
        char *next = word_of(arena, &targets);
        target = next ? next : target;
        periods[n] = p;
        if (strcmp(word, ".") != 0)
            set_actual(v, number(word));
        else
            mkr_set_nil(v, MKR_NOT_AVAILABLE);
        if (target && strcmp(target, ".") != 0)
            set_target(v, number(target));
        if (v->actual_places > i->places)
            i->places = v->actual_places;
        if (v->target_places > i->places)
            i->places = v->target_places;
    }
    i->measure = "Plans issued in time";
    i->unit = unit;
    i->axis = axis;
    i->polarity = MKR_HIGHER;
    i->values = values->at;
    *d = (mkr_data){.indicators = i, .n = 1, .periods = periods, .n_periods = n, .current = n - 1};
    return d;
}

/* The trend of the only indicator over its last `most` periods, as reports make it (src/report/trend.c). */
static inline mkr_trend trend_of(mkr_arena *arena, const mkr_data *d, size_t most) {
    const mkr_indicator *i = d->indicators;
    size_t n = d->n_periods < most ? d->n_periods : most, from = d->n_periods - n;
    mkr_curve *curves = mkr_alloc_array(arena, 2, sizeof *curves);
    mkr_guide *guide = mkr_alloc(arena, sizeof *guide);
    mkr_datum *actual = mkr_alloc_array(arena, n + 1, sizeof *actual);
    mkr_datum *target = mkr_alloc_array(arena, n + 1, sizeof *target);
    mkr_datum *other = mkr_alloc_array(arena, n + 1, sizeof *other);
    bool has_target = false;
    for (size_t k = 0; k < n; k++) {
        const mkr_value *v = &i->values[from + k];
        actual[k] = (mkr_datum){v->has_actual ? mkr_actual(v) : (mkr_decimal){0, 0}, v->has_actual, NULL};
        target[k] = (mkr_datum){v->has_target ? mkr_target(v) : (mkr_decimal){0, 0}, v->has_target, NULL};
        has_target = has_target || v->has_target;
    }
    curves[0] = (mkr_curve){"", MKR_CURVE_OWN, actual};
    *guide = (mkr_guide){"Target", MKR_GUIDE_TARGET, target};
    if (i->n_comparisons > 0 && n > 0) {
        other[n - 1] = (mkr_datum){i->comparisons[0].value, true, NULL};
        curves[1] = (mkr_curve){i->comparisons[0].with->label, MKR_CURVE_COMPARATOR, other};
    }
    return (mkr_trend){.name = i->measure,
                       .axis = i->axis,
                       .unit = i->unit,
                       .places = i->places,
                       .polarity = (uint8_t)i->polarity,
                       .travel = (uint8_t)i->travel,
                       .periods = d->periods + from,
                       .n = n,
                       .curves = curves,
                       .n_curves = i->n_comparisons > 0 ? 2 : 1,
                       .guides = has_target ? guide : NULL,
                       .n_guides = has_target ? 1 : 0};
}

/* Figures side by side, "." where there is none; the last one holds to the end. */
static inline mkr_datum *data_row(mkr_arena *arena, const char *figures, size_t n) {
    mkr_datum *at = mkr_alloc_array(arena, n, sizeof *at);
    for (size_t i = 0; i < n; i++) {
        char *word = word_of(arena, &figures);
        at[i] = word ? (mkr_datum){.given = strcmp(word, ".") != 0} : at[i - 1];
        if (word && at[i].given)
            at[i].v = number(word);
    }
    return at;
}

/* A trend of one curve, with room for more. */
static inline mkr_trend plain_trend(mkr_arena *arena, const char *first, const char *figures, size_t n) {
    mkr_curve *curves = mkr_alloc_array(arena, MKR_CURVES_MOST, sizeof *curves);
    mkr_period *periods = mkr_alloc_array(arena, n, sizeof *periods);
    assert_true(mkr_period_parse(first, &periods[0]));
    for (size_t i = 1; i < n; i++)
        periods[i] = period_after(periods[i - 1]);
    curves[0] = (mkr_curve){"", MKR_CURVE_OWN, data_row(arena, figures, n)};
    return (mkr_trend){.name = "Calls answered",
                       .axis = "% of calls",
                       .unit = "%",
                       .polarity = MKR_HIGHER,
                       .periods = periods,
                       .n = n,
                       .curves = curves,
                       .n_curves = 1,
                       .guides = mkr_alloc_array(arena, 6, sizeof(mkr_guide))};
}

static inline void add_curve(mkr_arena *arena, mkr_trend *t, const char *name, mkr_curve_role role,
                             const char *figures) {
    ((mkr_curve *)t->curves)[t->n_curves++] =
        (mkr_curve){name, (uint8_t)role, data_row(arena, figures, t->n)};
}

static inline void add_guide(mkr_arena *arena, mkr_trend *t, const char *name, mkr_guide_role role,
                             const char *figures) {
    ((mkr_guide *)t->guides)[t->n_guides++] =
        (mkr_guide){name, (uint8_t)role, data_row(arena, figures, t->n)};
}

/* The own curve has a name: "Somerset 37.8%". */
static inline void name_own(mkr_trend *t, const char *name) {
    mkr_curve *own = (mkr_curve *)t->curves;
    own->name = name;
}

enum { FACTS = MKR_PT(345), HALF = MKR_PT(231), FULL = 487280 }; /* columns that charts sit in */

static inline mkr_canvas canvas_of(const mkr_chart_style *style, mkr_items *to, mkr_len room) {
    return (mkr_canvas){style, to, 5, here, room};
}

/* ---- looking at items */

static inline const char *words_of(mkr_arena *arena, const mkr_text *t) {
    mkr_buffer out = mkr_buffer_new(arena);
    for (uint32_t i = 0; i < t->n; i++)
        mkr_buffer_puts(&out, code_text(t->face, t->glyphs[i]));
    return mkr_strdup(arena, mkr_buffer_text(&out));
}

/* The first text that says `words`; NULL when there is none. */
static inline const mkr_text *text_find(mkr_arena *arena, const mkr_items *items, const char *words) {
    for (size_t i = 0; i < items->list.n; i++) {
        const mkr_item *item = &items->list.at[i];
        if (item->kind == MKR_ITEM_TEXT && strcmp(words_of(arena, &item->text), words) == 0)
            return &item->text;
    }
    return NULL;
}

static inline const mkr_text *text_saying(mkr_arena *arena, const mkr_items *items, const char *words) {
    const mkr_text *text = text_find(arena, items, words);
    if (!text)
        fail_msg("no text says \"%s\"", words);
    return text;
}

/* The nth (from 0) path with this stroke (or fill, for a path that is only filled) and line width; NULL when
 * there is none. */
static inline const mkr_path *path_find(const mkr_items *items, mkr_colour colour, mkr_len width,
                                        size_t nth) {
    for (size_t i = 0; i < items->list.n; i++) {
        const mkr_item *item = &items->list.at[i];
        if (item->kind != MKR_ITEM_PATH || item->path.line_width != width)
            continue;
        mkr_colour c = item->path.stroke != MKR_NO_COLOUR ? item->path.stroke : item->path.fill;
        if (c == colour && nth-- == 0)
            return &item->path;
    }
    return NULL;
}

static inline const mkr_path *path_of(const mkr_items *items, mkr_colour colour, mkr_len width, size_t nth) {
    const mkr_path *path = path_find(items, colour, width, nth);
    if (!path)
        fail_msg("no path %zu of colour #%06x, %d wide", nth, (unsigned)colour, width);
    return path;
}

/* Item i of the list, which must be a path. */
static inline const mkr_path *path_at(const mkr_items *items, size_t i) {
    if (i >= items->list.n || items->list.at[i].kind != MKR_ITEM_PATH)
        fail_msg("item %zu of %zu is no path", i, items->list.n);
    return &items->list.at[i].path;
}

static inline mkr_point point_of(const mkr_path *path, size_t i) {
    size_t n = 0;
    for (const char *verb = path->verbs; *verb; verb++)
        n += *verb == 'C' ? 3 : *verb == 'Z' ? 0 : 1;
    if (i >= n)
        fail_msg("no point %zu in \"%s\"", i, path->verbs);
    return path->points[i];
}

/* ---- dots: lines without length, each as far across as the line is wide, since its caps are round */

static inline bool is_dots(const mkr_path *path) {
    const mkr_point *p = path->points;
    for (const char *verb = path->verbs; *verb; verb += 2, p += 2) {
        if (strncmp(verb, "ML", 2) != 0 || p[0].x != p[1].x || p[0].y != p[1].y)
            return false;
    }
    return *path->verbs && path->fill == MKR_NO_COLOUR && path->stroke != MKR_NO_COLOUR && path->cap == 1 &&
           path->dash[0] == 0;
}

static inline size_t dots_in(const mkr_path *path) {
    return strlen(path->verbs) / 2;
}

/* How many dots of this colour there are, of whatever radius. */
static inline size_t count_dots(const mkr_items *items, mkr_colour colour) {
    size_t n = 0;
    for (size_t i = 0; i < items->list.n; i++) {
        const mkr_item *item = &items->list.at[i];
        if (item->kind == MKR_ITEM_PATH && item->path.stroke == colour && is_dots(&item->path))
            n += dots_in(&item->path);
    }
    return n;
}

/* Index of the one path that holds all dots of this colour and radius. */
static inline size_t dots_index(const mkr_items *items, mkr_colour colour, mkr_len r) {
    size_t found = 0, at = 0;
    for (size_t i = 0; i < items->list.n; i++) {
        const mkr_item *item = &items->list.at[i];
        if (item->kind == MKR_ITEM_PATH && item->path.stroke == colour && item->path.line_width == 2 * r &&
            is_dots(&item->path)) {
            at = i;
            found++;
        }
    }
    if (found != 1)
        fail_msg("%zu paths of dots of colour #%06x and radius %d", found, (unsigned)colour, r);
    return at;
}

static inline const mkr_path *dots_of(const mkr_items *items, mkr_colour colour, mkr_len r) {
    return path_at(items, dots_index(items, colour, r));
}

/* ---- places */

/* Within a twentieth of a point: the pages of the design are measured to a hundredth. */
static inline void assert_len(mkr_len have, double points) {
    if (have < points * 1000 - 50 || have > points * 1000 + 50)
        fail_msg("%d is not %.2f points", have, points);
}

static inline void assert_at(mkr_point p, double x, double y) {
    assert_len(p.x, x);
    assert_len(p.y, y);
}

static inline void assert_point(const mkr_path *path, size_t i, double x, double y) {
    assert_at(point_of(path, i), x, y);
}

/* The nth dot (from 0) of a path of dots: where its middle is. */
static inline void assert_dot_at(const mkr_path *dots, size_t nth, double x, double y) {
    assert_true(is_dots(dots));
    assert_point(dots, 2 * nth, x, y);
}

/* A path of a single dot. */
static inline void assert_dot(const mkr_path *path, mkr_colour colour, mkr_len r, double x, double y) {
    assert_dot_at(path, 0, x, y);
    assert_int_equal(dots_in(path), 1);
    assert_int_equal(path->stroke, colour);
    assert_int_equal(path->line_width, 2 * r);
}

/* The only dot of this colour and radius. */
static inline void assert_one_dot(const mkr_items *items, mkr_colour colour, mkr_len r, double x, double y) {
    assert_dot(dots_of(items, colour, r), colour, r, x, y);
}

static inline void assert_text(world *w, const mkr_items *items, const char *words, double x, double y) {
    const mkr_text *t = text_saying(w->arena, items, words);
    assert_len(t->x, x);
    assert_len(t->y, y);
}

/* The figure of a tick, "−2,500.5". */
static inline double tick_value(const char *s) {
    double v = 0, unit = 1;
    bool fraction = false, negative = strncmp(s, "−", 3) == 0;
    for (; *s; s++) {
        fraction = fraction || *s == '.';
        if (*s < '0' || *s > '9')
            continue;
        v = v * 10 + (*s - '0');
        unit = fraction ? unit * 10 : unit;
    }
    return (negative ? -v : v) / unit;
}

/* Random numbers that are the same with every C library; the low bits of such a generator are poor. */
static inline uint32_t random_of(uint32_t *seed, int shift) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> shift;
}

#endif

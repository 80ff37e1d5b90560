/* key.c - the key under an indicator table: what each rating means, by the rules that gave it; what direction
 * of travel compares; what the shorthand stands for.
 *
 * Nobody types a key, so none can contradict the colours: each line is made from one level of a rule. */
#include <string.h>

#include "base/buffer.h"
#include "data/unit.h"
#include "report/build.h"

enum { TREND_PERIODS = 12 };
enum { MOST_REFS = 12 }; /* refs that a note lists; of more it says how many */

/* ---- a level in words */

static const char *amount(mkr_arena *arena, mkr_decimal d, const char *unit) {
    return mkr_unit_print(arena, unit, d, d.places);
}

/* "5%", "2 percentage points", "5% or £100,000, whichever is less". */
static const char *margin(mkr_arena *arena, const mkr_style *style, const mkr_rule_level *l,
                          const char *unit) {
    if (l->has_points)
        return mkr_style_say(arena, style, MKR_LABEL_KEY_MARGIN_POINTS, "n", amount(arena, l->points, ""),
                             NULL);
    const char *percent = l->has_percent ? amount(arena, l->percent, "%") : NULL;
    const char *fixed = l->has_amount ? amount(arena, l->amount, unit) : NULL;
    if (!percent || !fixed)
        return percent ? percent : fixed;
    return mkr_style_say(arena, style, l->larger ? MKR_LABEL_KEY_MARGIN_LARGER : MKR_LABEL_KEY_MARGIN_SMALLER,
                         "a", percent, "b", fixed, NULL);
}

/* A margin of nought, which only a row's own tolerance replaces. */
static bool is_nought(const mkr_rule_level *l) {
    return l->when == MKR_WITHIN && !l->outside && !l->percent.units && !l->amount.units && !l->points.units;
}

/* What is left when no level before this one holds: told by the level just before. */
static mkr_label_id otherwise(const mkr_rule_level *before) {
    static const mkr_label_id labels[][2] = {
        [MKR_MET] = {MKR_LABEL_KEY_MISSED, MKR_LABEL_KEY_NOT_BETTERED},
        [MKR_WITHIN] = {MKR_LABEL_KEY_BEYOND, MKR_LABEL_KEY_BEYOND_OR_AT},
        [MKR_FLOOR] = {MKR_LABEL_KEY_BELOW_FLOOR, MKR_LABEL_KEY_BELOW_OR_AT_FLOOR},
        [MKR_RANGE] = {MKR_LABEL_KEY_OUTSIDE_RANGE, MKR_LABEL_KEY_NOT_INSIDE_RANGE},
        [MKR_LAST_YEAR] = {MKR_LABEL_KEY_WORSE_THAN_LAST_YEAR, MKR_LABEL_KEY_NOT_BETTER_THAN_LAST_YEAR}};
    bool told = before->when >= MKR_MET && before->when <= MKR_LAST_YEAR;
    if (is_nought(before))
        return MKR_LABEL_KEY_BEYOND_OWN;
    return told ? labels[before->when][before->outside] : MKR_LABEL_KEY_OTHERWISE;
}

/* Does a level before this one hold whenever the target is met? */
static bool met_before(const mkr_rule *rule, size_t level) {
    for (size_t i = 0; i < level; i++)
        if ((rule->levels[i].when == MKR_MET && !rule->levels[i].outside) ||
            rule->levels[i].when == MKR_WITHIN)
            return true;
    return false;
}

static mkr_label_id label_of(const mkr_rule *rule, size_t level) {
    static const mkr_label_id within[2][2] = {{MKR_LABEL_KEY_MET_OR_WITHIN, MKR_LABEL_KEY_MET_OR_UNDER},
                                              {MKR_LABEL_KEY_WITHIN, MKR_LABEL_KEY_UNDER}};
    static const mkr_label_id floor[2][2] = {{MKR_LABEL_KEY_AT_FLOOR, MKR_LABEL_KEY_OVER_FLOOR},
                                             {MKR_LABEL_KEY_FLOOR, MKR_LABEL_KEY_ABOVE_FLOOR}};
    const mkr_rule_level *l = &rule->levels[level];
    switch ((mkr_when)l->when) {
    case MKR_MET:
        return l->outside ? MKR_LABEL_KEY_BETTERED : MKR_LABEL_KEY_MET;
    case MKR_WITHIN:
        return is_nought(l) ? MKR_LABEL_KEY_WITHIN_OWN : within[met_before(rule, level)][l->outside];
    case MKR_FLOOR:
        return floor[met_before(rule, level)][l->outside];
    case MKR_RANGE:
        return l->outside ? MKR_LABEL_KEY_INSIDE_RANGE : MKR_LABEL_KEY_RANGE;
    case MKR_LAST_YEAR:
        return l->outside ? MKR_LABEL_KEY_BETTER_THAN_LAST_YEAR : MKR_LABEL_KEY_LAST_YEAR;
    case MKR_QUARTILE:
        return (mkr_label_id)(MKR_LABEL_KEY_QUARTILE_1 + l->quartile - 1);
    case MKR_CARRIED:
        return MKR_LABEL_KEY_CARRIED;
    case MKR_OTHERWISE:
        break;
    }
    return level ? otherwise(l - 1) : MKR_LABEL_KEY_OTHERWISE;
}

char *mkr_key_text(mkr_arena *arena, const mkr_style *style, const mkr_rule *rule, size_t level,
                   const char *unit) {
    const mkr_rule_level *l = &rule->levels[level];
    const char *n = l->when == MKR_WITHIN ? margin(arena, style, l, unit) : "";
    const char *target = style->labels[rule->forecast ? MKR_LABEL_KEY_FORECAST : MKR_LABEL_KEY_TARGET];
    return mkr_style_say(arena, style, label_of(rule, level), "target", target, "n", n, NULL);
}

/* The unit that all indicators under a rule have; "" when they differ. */
static const char *unit_of(const mkr_data *d, const mkr_rule *rule) {
    const char *unit = NULL;
    for (size_t i = 0; i < d->n; i++)
        if (d->indicators[i].rule == rule) {
            if (unit && strcmp(unit, d->indicators[i].unit) != 0)
                return "";
            unit = d->indicators[i].unit;
        }
    return unit ? unit : "";
}

/* Can a figure be unrated for want of something other than a target? */
static bool needs_more(const mkr_rule *rule) {
    bool more = rule->forecast;
    for (size_t i = 0; i < rule->n; i++)
        more = more || rule->levels[i].when == MKR_RANGE || rule->levels[i].when == MKR_LAST_YEAR ||
               rule->levels[i].when == MKR_QUARTILE;
    return more;
}

/* ---- the usual rule as a list in two columns */

typedef struct key {
    mkr_builder *b;
    mkr_grid *grid;
    mkr_grid_row *row; /* half full, or NULL */
    uint32_t list;
    mkr_where where;
} key;

static void add_meaning(key *k, mkr_rating rating, const char *text) {
    mkr_builder *b = k->b;
    bool left = !k->row;
    if (left) {
        k->row = mkr_grid_row_add(b, k->grid, MKR_ROW_BODY, 2);
        k->row->n = 0;
    }
    mkr_grid_cell *cell = &k->row->cells[k->row->n++];
    uint32_t li = mkr_tree_add(b->tree, k->list, MKR_LI);
    uint32_t lbl = mkr_tree_add(b->tree, li, MKR_LBL), body = mkr_tree_add(b->tree, li, MKR_LBODY);
    cell->content = mkr_build_text(b, MKR_ROLE_NOTE_TEXT, lbl,
                                   mkr_printf(b->arena, "%s ", b->style->rating_word[rating]), k->where);
    cell->content->space_before = 0;
    mkr_span *word = &cell->content->spans.at[0];
    word->icon = (uint8_t)(MKR_ICON_RATING + (int)rating);
    word->look = MKR_SEMIBOLD;
    mkr_build_span(b, &cell->content->spans, text, body, 0, k->where);
    if (!left)
        k->row = NULL;
}

static void add_rule(mkr_builder *b, const mkr_rule *rule, mkr_block *to, uint32_t elem, mkr_where where) {
    mkr_block *block;
    key k = {.b = b, .where = where, .list = mkr_tree_add(b->tree, elem, MKR_L)};
    k.grid = mkr_grid_new(b, MKR_LOOK_KEY, 2, where, &block);
    k.grid->columns[0].width = MKR_PT(190);
    k.grid->columns[1].gives_way = true;
    block->measure = MKR_MEASURE_FRAME;
    block->space_before = MKR_PT(9);
    const char *unit = unit_of(b->data, rule);
    for (size_t i = 0; i < rule->n; i++)
        add_meaning(&k, (mkr_rating)rule->levels[i].rating, mkr_key_text(b->arena, b->style, rule, i, unit));
    add_meaning(&k, MKR_UNRATED,
                b->style->labels[needs_more(rule) ? MKR_LABEL_KEY_UNRATED_OTHER : MKR_LABEL_KEY_UNRATED]);
    if (k.row) { /* an odd number: the last place stays empty */
        k.row->n = 2;
        k.row->cells[1].content = NULL;
    }
    mkr_build_under(to, block);
}

/* ---- what differs from the usual rule, as sentences */

typedef struct refs {
    mkr_buffer text;
    size_t n;
} refs;

static void add_ref(refs *list, const char *text, const char *sign) {
    if (list->n++ < MOST_REFS)
        mkr_buffer_printf(&list->text, "%s%s", list->n > 1 ? sign : "", text);
}

static const char *refs_text(refs *list) {
    if (list->n > MOST_REFS)
        mkr_buffer_printf(&list->text, " + %zu", list->n - MOST_REFS);
    return mkr_buffer_text(&list->text);
}

static const char *rule_text(mkr_builder *b, const mkr_rule *rule, const char *unit) {
    mkr_buffer out = mkr_buffer_new(b->arena);
    for (size_t i = 0; i < rule->n; i++)
        mkr_buffer_printf(&out, "%s%s %s", i ? "; " : "", b->style->rating_word[rule->levels[i].rating],
                          mkr_key_text(b->arena, b->style, rule, i, unit));
    return mkr_buffer_text(&out);
}

static void say_other_rules(mkr_builder *b, mkr_buffer *out) {
    const mkr_data *d = b->data;
    const mkr_scheme *s = d->scheme;
    for (size_t r = 0; r < s->n_rules; r++) {
        refs list = {mkr_buffer_new(b->arena), 0};
        const char *unit = unit_of(d, &s->rules[r]);
        for (size_t i = 0; i < d->n; i++)
            if (d->indicators[i].rule == &s->rules[r] && &s->rules[r] != s->usual)
                add_ref(&list, d->indicators[i].ref, ", ");
        if (list.n)
            mkr_buffer_printf(out, "%s ",
                              mkr_style_say(b->arena, b->style, MKR_LABEL_KEY_OTHER_RULE, "refs",
                                            refs_text(&list), "key", rule_text(b, &s->rules[r], unit), NULL));
    }
}

static const char *own_tolerance(mkr_builder *b, const mkr_indicator *i, const mkr_rule_level *l) {
    const char *unit = l->has_points ? "" : l->has_percent ? "%" : i->unit;
    const char *n = amount(b->arena, i->tolerance, unit);
    return l->has_points ? mkr_style_say(b->arena, b->style, MKR_LABEL_KEY_MARGIN_POINTS, "n", n, NULL) : n;
}

static void say_tolerances(mkr_builder *b, mkr_buffer *out) {
    refs list = {mkr_buffer_new(b->arena), 0};
    for (size_t i = 0; i < b->data->n; i++) {
        const mkr_indicator *in = &b->data->indicators[i];
        const mkr_rule_level *l = mkr_rule_last_margin(in->rule);
        if (in->has_tolerance && l && in->rating != MKR_UNRATED)
            add_ref(&list, mkr_printf(b->arena, "%s %s", in->ref, own_tolerance(b, in, l)), ", ");
    }
    if (list.n)
        mkr_buffer_printf(
            out, "%s ",
            mkr_style_say(b->arena, b->style, MKR_LABEL_KEY_OWN_TOLERANCE, "list", refs_text(&list), NULL));
}

/* Each with its reference, the reason without the stop that may end it. */
static const char *judgement(mkr_builder *b, const mkr_indicator *i) {
    const char *const *words = b->style->rating_word;
    size_t n = strlen(i->override_reason);
    const char *reason =
        mkr_strndup(b->arena, i->override_reason, n - (n && i->override_reason[n - 1] == '.'));
    return mkr_style_say(b->arena, b->style, MKR_LABEL_KEY_JUDGED, "ref", i->ref, "rating", words[i->rating],
                         "name", i->override_by, "calculated", words[i->calculated], "reason", reason, NULL);
}

static void say_judgements(mkr_builder *b, mkr_buffer *out) {
    refs list = {mkr_buffer_new(b->arena), 0};
    for (size_t i = 0; i < b->data->n; i++)
        if (b->data->indicators[i].override)
            add_ref(&list, judgement(b, &b->data->indicators[i]), "; ");
    if (list.n)
        mkr_buffer_printf(
            out, "%s ",
            mkr_style_say(b->arena, b->style, MKR_LABEL_KEY_JUDGEMENT, "list", refs_text(&list), NULL));
}

/* ---- the basis of direction, the trend, the legend */

static const char *period_word(const mkr_builder *b, bool many) {
    static const mkr_label_id words[][2] = {[MKR_MONTH] = {MKR_LABEL_MONTH, MKR_LABEL_MONTHS},
                                            [MKR_QUARTER] = {MKR_LABEL_QUARTER, MKR_LABEL_QUARTERS},
                                            [MKR_YEAR] = {MKR_LABEL_YEAR, MKR_LABEL_YEARS}};
    return b->style->labels[words[b->data->periods[b->data->current].kind][many]];
}

static const char *compared_with(mkr_builder *b) {
    static const mkr_label_id labels[] = {[MKR_BASIS_PREVIOUS] = MKR_LABEL_KEY_BASIS_PREVIOUS,
                                          [MKR_BASIS_LAST_YEAR] = MKR_LABEL_KEY_BASIS_LAST_YEAR,
                                          [MKR_BASIS_BOTH] = MKR_LABEL_KEY_BASIS_BOTH};
    const mkr_scheme *s = b->data->scheme;
    const char *basis =
        mkr_style_say(b->arena, b->style, labels[s->basis], "period", period_word(b, false), NULL);
    return mkr_style_say(
        b->arena, b->style, s->dead_band.units ? MKR_LABEL_KEY_DIRECTION : MKR_LABEL_KEY_DIRECTION_EXACT,
        "basis", basis, "n", amount(b->arena, s->dead_band, s->band_is_amount ? "" : "%"), NULL);
}

/* Figures for the year to date grow from period to period: they are compared with those of last year. */
static bool compares_cumulative(const mkr_data *d) {
    bool any = false;
    for (size_t i = 0; i < d->n; i++)
        any = any || (d->indicators[i].cumulative && d->indicators[i].polarity != MKR_POLARITY_NONE);
    return any && (d->scheme->basis == MKR_BASIS_PREVIOUS || d->scheme->basis == MKR_BASIS_BOTH ||
                   d->scheme->basis == MKR_BASIS_TREND);
}

const char *mkr_build_basis(mkr_builder *b) {
    const mkr_scheme *s = b->data->scheme;
    const char *text, *band = amount(b->arena, s->dead_band, s->band_is_amount ? "" : "%");
    switch (s->basis) {
    case MKR_BASIS_TREND:
        text =
            mkr_style_say(b->arena, b->style, MKR_LABEL_KEY_DIRECTION_TREND, "n",
                          mkr_build_count(b->arena, s->trend_periods), "periods", period_word(b, true), NULL);
        if (s->dead_band.units)
            text = mkr_printf(b->arena, "%s %s", text,
                              mkr_style_say(b->arena, b->style, MKR_LABEL_KEY_DEAD_BAND, "n", band, NULL));
        break;
    case MKR_BASIS_SPC:
        text = b->style->labels[MKR_LABEL_KEY_DIRECTION_SPC];
        break;
    case MKR_BASIS_JUDGEMENT:
        text = b->style->labels[MKR_LABEL_KEY_DIRECTION_JUDGEMENT];
        break;
    default:
        text = compared_with(b);
    }
    if (compares_cumulative(b->data))
        text = mkr_printf(b->arena, "%s %s", text,
                          mkr_style_say(b->arena, b->style, MKR_LABEL_KEY_CUMULATIVE, "period",
                                        period_word(b, false), NULL));
    return s->at_maximum ? mkr_printf(b->arena, "%s %s", text, b->style->labels[MKR_LABEL_KEY_AT_MAXIMUM])
                         : text;
}

static void say_trend(mkr_builder *b, mkr_buffer *out) {
    size_t shown = b->data->current + 1 < TREND_PERIODS ? b->data->current + 1 : TREND_PERIODS;
    mkr_buffer_puts(out, mkr_style_say(b->arena, b->style, MKR_LABEL_KEY_TREND, "n",
                                       mkr_build_figure(b->arena, shown), "periods",
                                       period_word(b, shown > 1), NULL));
}

/* In the order of the alphabet, a figure's markers and reasons for its absence together. */
void mkr_build_legend(mkr_builder *b, const mkr_shorthand *used, mkr_buffer *out) {
    static const struct {
        char mark;
        mkr_nil nil;
        mkr_label_id label;
    } legend[] = {
        {'a', 0, MKR_LABEL_MARK_A},
        {'b', 0, MKR_LABEL_MARK_B},
        {0, MKR_CONFIDENTIAL, MKR_LABEL_MARK_C},
        {'d', 0, MKR_LABEL_MARK_D},
        {'e', 0, MKR_LABEL_MARK_E},
        {'f', 0, MKR_LABEL_MARK_F},
        {0, MKR_LOW, MKR_LABEL_MARK_LOW},
        {'n', 0, MKR_LABEL_MARK_N},
        {0, MKR_INCOMPARABLE, MKR_LABEL_MARK_NC},
        {0, MKR_NOT_DUE, MKR_LABEL_MARK_ND},
        {'p', 0, MKR_LABEL_MARK_P},
        {'r', 0, MKR_LABEL_MARK_R},
        {'u', 0, MKR_LABEL_MARK_U},
        {0, MKR_NOT_AVAILABLE, MKR_LABEL_MARK_X},
        {0, MKR_NOT_APPLICABLE, MKR_LABEL_MARK_Z},
    };
    for (size_t i = 0; i < sizeof legend / sizeof *legend; i++) {
        char letter[2] = {legend[i].mark, '\0'};
        bool is_used = legend[i].mark ? used->marks & MKR_MARK(legend[i].mark) : used->nil[legend[i].nil];
        if (is_used)
            mkr_buffer_printf(out, " [%s] %s.", legend[i].mark ? letter : mkr_nil_shorthand(legend[i].nil),
                              b->style->labels[legend[i].label]);
    }
}

void mkr_build_key(mkr_builder *b, const mkr_shorthand *used, mkr_block *to, uint32_t elem, mkr_where where) {
    add_rule(b, b->data->scheme->usual, to, elem, where);
    mkr_buffer text = mkr_buffer_new(b->arena);
    say_other_rules(b, &text);
    say_tolerances(b, &text);
    say_judgements(b, &text);
    mkr_buffer_printf(&text, "%s ", mkr_build_basis(b));
    say_trend(b, &text);
    mkr_build_legend(b, used, &text);
    mkr_block *note = mkr_build_text(b, MKR_ROLE_NOTE_TEXT, mkr_tree_add(b->tree, elem, MKR_P),
                                     mkr_buffer_text(&text), where);
    note->measure = MKR_MEASURE_FRAME;
    mkr_build_under(to, note);
}

/* summary.c - the table of counts: how many indicators of each group have which rating and which direction of
 * travel, with totals and, where wanted, percentages of a base that the row names.
 *
 * Ratings alone have a bar for each group and the change since the previous period in brackets. Ratings and
 * directions together stand under heads of two levels, or in two tables when one would be too wide. */
#include <string.h>

#include "report/build.h"

typedef enum share_base { BASE_NONE, BASE_ALL, BASE_RATED } share_base;

/* What one column counts. */
typedef struct state {
    bool travel;
    uint8_t at; /* mkr_rating or mkr_travel */
    mkr_len width;
    const char *id; /* of its head, in a table of two levels */
} state;

enum { MOST_STATES = MKR_RATINGS + MKR_TRAVELS };

typedef struct sheet {
    mkr_builder *b;
    const mkr_node *node;
    mkr_table_parts t;
    const char *noun, *caption;
    mkr_by by;
    const mkr_group *groups;
    size_t n_groups;
    share_base of;
    bool to_100;
    bool bars; /* a bar for each group, changes in brackets */
    state states[MOST_STATES];
    uint16_t n, n_ratings; /* ratings come first */
    uint16_t first; /* column of the first state */
    mkr_len bar; /* width of the column of bars */
    mkr_len unit; /* of a bar: width of one indicator */
    const char *over[2]; /* ids of the upper heads: of ratings, of directions */
} sheet;

#define FRAME MKR_PT(487)
#define NAMES MKR_PT(140) /* the column of names ... */
#define NAMES_LEAST MKR_PT(110) /* ... beside directions of travel */
#define BARS MKR_PT(144)
#define GAP MKR_PT(16) /* between ratings and directions */

static bool has_both(const sheet *s) {
    return s->n_ratings && s->n_ratings < s->n;
}

static size_t count_of(const state *c, const mkr_counts *counts) {
    return c->travel ? counts->travel[c->at] : counts->rating[c->at];
}

/* ---- which columns there are */

static void add_state(sheet *s, bool travel, int at, mkr_len width) {
    s->states[s->n++] = (state){.travel = travel, .at = (uint8_t)at, .width = width};
    if (!travel)
        s->n_ratings = s->n;
}

static void add_ratings(sheet *s) {
    static const mkr_len with_changes[MKR_RATINGS] = {MKR_PT(43), MKR_PT(57), MKR_PT(54),
                                                      MKR_PT(54), MKR_PT(49), MKR_PT(54)};
    static const mkr_len alone[MKR_RATINGS] = {MKR_PT(56), MKR_PT(50), MKR_PT(56),
                                               MKR_PT(56), MKR_PT(46), MKR_PT(56)};
    const mkr_len *widths = s->bars ? with_changes : alone;
    mkr_ratings shown = mkr_build_ratings(s->b);
    for (size_t i = 0; i < shown.n; i++)
        add_state(s, false, shown.at[i], widths[shown.at[i]]);
    if (s->bars || s->b->data->counts.rating[MKR_UNRATED])
        add_state(s, false, MKR_UNRATED, widths[MKR_UNRATED]);
}

/* Improving, stable, declining; the others where some indicator is so. */
static void add_travels(sheet *s) {
    static const struct {
        uint8_t at;
        mkr_len width;
    } all[] = {{MKR_IMPROVING, MKR_PT(64)},     {MKR_STABLE, MKR_PT(58)},
               {MKR_DECLINING, MKR_PT(65)},     {MKR_NEW, MKR_PT(44)},
               {MKR_NO_COMPARISON, MKR_PT(72)}, {MKR_NOT_COMPARABLE, MKR_PT(72)},
               {MKR_NOT_ASSESSED, MKR_PT(62)}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (i < 3 || s->b->data->counts.travel[all[i].at])
            add_state(s, true, all[i].at, all[i].width);
}

static mkr_len width_of_states(const sheet *s) {
    mkr_len width = has_both(s) ? GAP : 0;
    for (uint16_t i = 0; i < s->n; i++)
        width += s->states[i].width;
    return width;
}

static void set_columns(sheet *s) {
    mkr_grid *g = s->t.grid;
    mkr_grid_column(g, 0, NAMES, false, true);
    if (s->bars)
        mkr_grid_column(g, 1, s->bar, false, false);
    for (uint16_t i = 0; i < s->n; i++) {
        uint16_t k = (uint16_t)(s->first + i);
        mkr_len gap = has_both(s) && i + 1 == s->n_ratings ? GAP : 0;
        mkr_grid_column(g, k, s->states[i].width + gap, true, false);
        g->columns[k].gap = gap;
    }
}

/* The bars give up half of what ratings beyond the usual three need, the names the other half. */
static void size_bars(sheet *s) {
    mkr_len usual = FRAME - NAMES - BARS, states = width_of_states(s);
    s->bar = BARS - (states > usual ? (states - usual) / 2 : 0);
    size_t most = 1;
    for (size_t g = 0; g < s->n_groups; g++) {
        const mkr_counts *c = &s->groups[g].counts;
        if (mkr_counts_rated(c) > most)
            most = mkr_counts_rated(c);
    }
    s->unit = (s->bar - MKR_PT(4)) / (mkr_len)most;
}

/* ---- heads */

static const char *name_head(const sheet *s) {
    static const mkr_label_id labels[] = {[MKR_BY_GROUP] = MKR_LABEL_PRIORITY,
                                          [MKR_BY_SERVICE] = MKR_LABEL_BY_SERVICE,
                                          [MKR_BY_DIRECTORATE] = MKR_LABEL_BY_DIRECTORATE,
                                          [MKR_BY_PORTFOLIO] = MKR_LABEL_BY_PORTFOLIO,
                                          [MKR_BY_OWNER] = MKR_LABEL_BY_OWNER};
    return s->b->style->labels[labels[s->by]];
}

static mkr_block *add_head(sheet *s, mkr_grid_cell *cell, uint16_t column, uint32_t tr, const char *text,
                           mkr_align align) {
    mkr_builder *b = s->b;
    cell->column = column;
    mkr_block *block =
        mkr_build_cell(b, cell, tr, MKR_TH, MKR_SCOPE_COLUMN, MKR_ROLE_TABLE_HEAD, align, s->node->where);
    mkr_build_span(b, &block->spans, text, block->elem, 0, s->node->where);
    return block;
}

static void add_state_head(sheet *s, mkr_grid_cell *cell, uint16_t i, uint32_t tr) {
    const mkr_style *style = s->b->style;
    state *c = &s->states[i];
    mkr_block *block =
        add_head(s, cell, (uint16_t)(s->first + i), tr,
                 c->travel ? style->travel_word[c->at] : style->rating_word[c->at], MKR_ALIGN_RIGHT);
    bool plain = c->travel ? c->at == MKR_NOT_ASSESSED : c->at == MKR_UNRATED;
    if (!plain)
        block->spans.at[0].icon = (uint8_t)((c->travel ? MKR_ICON_TRAVEL : MKR_ICON_RATING) + c->at);
    if (has_both(s)) {
        c->id = mkr_build_head_id(s->b, block->elem);
        mkr_build_headers(s->b, block->elem, s->over[c->travel], NULL, NULL);
    }
}

static void add_one_line_of_heads(sheet *s, uint32_t head) {
    mkr_builder *b = s->b;
    mkr_grid_cell *c = mkr_grid_row_add(b, s->t.grid, MKR_ROW_HEAD, (uint16_t)(s->first + s->n))->cells;
    uint32_t tr = mkr_tree_add(b->tree, head, MKR_TR);
    add_head(s, c++, 0, tr, name_head(s), MKR_ALIGN_LEFT);
    if (s->bars)
        add_head(s, c++, 1, tr,
                 mkr_style_say(b->arena, b->style, MKR_LABEL_RATED_INDICATORS, "of", s->noun, NULL),
                 MKR_ALIGN_LEFT);
    for (uint16_t i = 0; i < s->n; i++)
        add_state_head(s, c++, i, tr);
}

static void add_upper_head(sheet *s, mkr_grid_cell *cell, bool travel, uint32_t tr, const char *text) {
    cell->colspan = travel ? (uint16_t)(s->n - s->n_ratings) : s->n_ratings;
    cell->underline = true;
    uint16_t column = (uint16_t)(s->first + (travel ? s->n_ratings : 0));
    s->over[travel] = mkr_build_head_id(s->b, add_head(s, cell, column, tr, text, MKR_ALIGN_LEFT)->elem);
}

static void add_two_lines_of_heads(sheet *s, uint32_t head) {
    mkr_builder *b = s->b;
    mkr_grid_cell *c = mkr_grid_row_add(b, s->t.grid, MKR_ROW_HEAD, 3)->cells;
    uint32_t tr = mkr_tree_add(b->tree, head, MKR_TR);
    c[0].rowspan = 2;
    add_head(s, &c[0], 0, tr, name_head(s), MKR_ALIGN_LEFT);
    add_upper_head(s, &c[1], false, tr,
                   mkr_style_say(b->arena, b->style, MKR_LABEL_NUMBER_OF, "of", s->noun, NULL));
    add_upper_head(s, &c[2], true, tr, b->style->labels[MKR_LABEL_DIRECTION_OF_TRAVEL]);
    c = mkr_grid_row_add(b, s->t.grid, MKR_ROW_HEAD, s->n)->cells;
    tr = mkr_tree_add(b->tree, head, MKR_TR);
    for (uint16_t i = 0; i < s->n; i++)
        add_state_head(s, &c[i], i, tr);
}

/* ---- rows of counts */

typedef struct row {
    mkr_grid_row *grid;
    uint32_t tr;
    const char *id; /* of its head, in a table of two levels */
} row;

static row begin_row(sheet *s, mkr_row_kind kind, const char *name, uint16_t n_cells, uint16_t span) {
    mkr_builder *b = s->b;
    row r = {mkr_grid_row_add(b, s->t.grid, kind, n_cells), mkr_tree_add(b->tree, s->t.body, MKR_TR), NULL};
    r.grid->middle = s->bars;
    r.grid->cells[0].colspan = span;
    mkr_block *text = mkr_build_cell(b, &r.grid->cells[0], r.tr, MKR_TH, MKR_SCOPE_ROW, MKR_ROLE_TABLE_TEXT,
                                     MKR_ALIGN_LEFT, s->node->where);
    mkr_build_span(b, &text->spans, name, text->elem, kind == MKR_ROW_TOTAL ? MKR_BOLD : 0, s->node->where);
    if (has_both(s))
        r.id = mkr_build_head_id(b, text->elem);
    return r;
}

/* A cell of a state: the last ones of the row, whatever stands before them. */
static mkr_block *state_cell(sheet *s, row *r, uint16_t i) {
    mkr_grid_cell *cell = &r->grid->cells[r->grid->n - s->n + i];
    const state *c = &s->states[i];
    cell->column = (uint16_t)(s->first + i);
    mkr_block *text = mkr_build_cell(s->b, cell, r->tr, MKR_TD, MKR_SCOPE_NONE, MKR_ROLE_TABLE_TEXT,
                                     MKR_ALIGN_RIGHT, s->node->where);
    if (has_both(s))
        mkr_build_headers(s->b, text->elem, r->id, s->over[c->travel], c->id);
    return text;
}

static void add_count(sheet *s, row *r, uint16_t i, const mkr_counts *counts, bool total) {
    mkr_builder *b = s->b;
    const state *c = &s->states[i];
    bool change = s->bars && c->at != MKR_UNRATED && mkr_build_previous(b->arena, b->data);
    size_t now = count_of(c, counts);
    mkr_block *text = state_cell(s, r, i);
    mkr_build_span(b, &text->spans, mkr_build_figure(b->arena, now), text->elem,
                   change || total ? MKR_BOLD : 0, s->node->where);
    if (!change)
        return;
    size_t before = counts->previous_rating[c->at];
    const char *sign = now > before ? "+" : now < before ? "\xE2\x88\x92" : "";
    char *words = mkr_printf(b->arena, " (%s%zu)", sign, now > before ? now - before : before - now);
    mkr_build_span(b, &text->spans, words, text->elem, MKR_MUTED, s->node->where);
    text->spans.at[1].slot = MKR_PT(21);
}

static void add_bar(sheet *s, row *r, const mkr_counts *c, bool total) {
    mkr_builder *b = s->b;
    mkr_where where = s->node->where;
    mkr_grid_cell *cell = &r->grid->cells[1];
    mkr_block *text =
        mkr_build_cell(b, cell, r->tr, MKR_TD, MKR_SCOPE_NONE, MKR_ROLE_TABLE_TEXT, MKR_ALIGN_LEFT, where);
    if (total) {
        char *words = mkr_style_say(b->arena, b->style, MKR_LABEL_RATED_OF_ALL, "n",
                                    mkr_build_figure(b->arena, mkr_counts_rated(c)), "N",
                                    mkr_build_figure(b->arena, c->all), "of", s->noun, NULL);
        mkr_build_span(b, &text->spans, words, text->elem, 0, where);
    } else if (c->all == c->rating[MKR_UNRATED]) {
        mkr_build_span(b, &text->spans, "0", text->elem, MKR_MUTED, where);
    } else {
        mkr_block *bar = mkr_block_new(b->arena, MKR_BLOCK_DRAWING, MKR_ROLE_TABLE_TEXT,
                                       mkr_tree_add(b->tree, text->elem, MKR_FIGURE), where);
        bar->drawing = mkr_alloc(b->arena, sizeof *bar->drawing);
        *bar->drawing =
            (mkr_drawing){.kind = MKR_DRAW_RATING_BAR, .counts = c, .bar_unit = s->unit, .needs_alt = true};
        cell->content = bar;
    }
}

static void add_row(sheet *s, const char *name, const mkr_counts *counts, bool total) {
    row r = begin_row(s, total ? MKR_ROW_TOTAL : MKR_ROW_BODY, name, (uint16_t)(s->first + s->n), 1);
    if (s->bars)
        add_bar(s, &r, counts, total);
    for (uint16_t i = 0; i < s->n; i++)
        add_count(s, &r, i, counts, total);
}

/* ---- percentages */

static size_t base_of(const sheet *s, bool travel) {
    const mkr_counts *c = &s->b->data->counts;
    if (s->of == BASE_ALL)
        return c->all;
    return travel ? mkr_counts_compared(c) : mkr_counts_rated(c);
}

/* Is what the column counts part of the base? */
static bool is_in_base(const sheet *s, const state *c) {
    if (s->of == BASE_ALL)
        return true;
    return c->travel ? c->at == MKR_IMPROVING || c->at == MKR_STABLE || c->at == MKR_DECLINING
                     : c->at != MKR_UNRATED && c->at != MKR_BLUE;
}

typedef struct share {
    size_t percent, rest; /* rest: what was cut off, in parts of the base */
    bool counts, raised;
} share;

/* Shares of the ratings or of the directions, rounded to the nearest per cent; with to_100 cut off, and the
 * largest remainders raised until the sum is 100. True when that differs from the nearest. */
static bool find_shares(const sheet *s, bool travel, share *out) {
    size_t base = base_of(s, travel), sum = 0;
    bool differs = false;
    for (uint16_t i = 0; i < s->n; i++) {
        const state *c = &s->states[i];
        if (c->travel != travel || !base || !is_in_base(s, c))
            continue;
        size_t n = count_of(c, &s->b->data->counts) * 100;
        out[i] = (share){.percent = n / base, .rest = n % base, .counts = true};
        sum += out[i].percent;
    }
    for (; s->to_100 && base && sum < 100; sum++) {
        share *most = NULL;
        for (uint16_t i = 0; i < s->n; i++)
            if (out[i].counts && s->states[i].travel == travel && !out[i].raised &&
                (!most || out[i].rest > most->rest))
                most = &out[i];
        if (!most)
            break;
        most->raised = true;
    }
    for (uint16_t i = 0; i < s->n; i++) {
        bool nearest = out[i].rest * 2 >= base;
        if (!out[i].counts || s->states[i].travel != travel)
            continue;
        differs = differs || (s->to_100 && nearest != out[i].raised);
        out[i].percent += s->to_100 ? out[i].raised : nearest;
    }
    return differs;
}

static const char *share_head(sheet *s) {
    mkr_builder *b = s->b;
    bool all = s->of == BASE_ALL, ratings = s->n_ratings;
    mkr_label_id label = all           ? MKR_LABEL_SHARE_OF_ALL
                         : has_both(s) ? MKR_LABEL_SHARE_OF_BOTH
                         : ratings     ? MKR_LABEL_SHARE_OF_RATED
                                       : MKR_LABEL_SHARE_OF_COMPARED;
    return mkr_style_say(b->arena, b->style, label, "n", mkr_build_figure(b->arena, base_of(s, !ratings)),
                         "m", mkr_build_figure(b->arena, base_of(s, true)), "of", s->noun, NULL);
}

/* The row of percentages; true when a note must say that they are adjusted. */
static bool add_shares(sheet *s) {
    mkr_builder *b = s->b;
    share shares[MOST_STATES] = {0};
    bool adjusted = find_shares(s, false, shares);
    adjusted = find_shares(s, true, shares) || adjusted;
    row r = begin_row(s, MKR_ROW_BODY, share_head(s), (uint16_t)(1 + s->n), s->first);
    for (uint16_t i = 0; i < s->n; i++) {
        mkr_block *text = state_cell(s, &r, i);
        uint32_t ink = text->elem;
        const char *words = mkr_printf(b->arena, "%zu%%", shares[i].percent);
        if (!shares[i].counts) { /* a dash, which is read out as words */
            ink = mkr_tree_add(b->tree, text->elem, MKR_SPAN);
            mkr_tree_more(b->tree, ink)->actual = b->style->labels[MKR_LABEL_MARK_Z];
            words = "\xE2\x80\x93";
        }
        mkr_build_span(b, &text->spans, words, ink, 0, s->node->where);
        if (s->bars && s->states[i].at != MKR_UNRATED && mkr_build_previous(b->arena, b->data)) {
            mkr_build_span(b, &text->spans, "", text->elem, 0, s->node->where);
            text->spans.at[1].slot = MKR_PT(21); /* below the counts, not their changes */
        }
    }
    return adjusted;
}

/* ---- the table */

static const char *group_name(const sheet *s, const mkr_group *g) {
    return *g->name ? g->name : s->b->style->labels[MKR_LABEL_BY_NONE];
}

static void add_table(sheet *s, mkr_block *to, uint32_t elem) {
    mkr_builder *b = s->b;
    s->first = s->bars ? 2 : 1;
    s->t = mkr_build_table_begin(b, s->node, s->caption, MKR_LOOK_TABLE, (uint16_t)(s->first + s->n),
                                 MKR_MEASURE_FRAME, to, elem);
    if (s->bars)
        size_bars(s);
    set_columns(s);
    uint32_t head = mkr_tree_add(b->tree, s->t.table, MKR_THEAD);
    if (has_both(s))
        add_two_lines_of_heads(s, head);
    else
        add_one_line_of_heads(s, head);
    s->t.body = mkr_tree_add(b->tree, s->t.table, MKR_TBODY);
    bool grouped = s->n_groups > 1 || (s->n_groups && *s->groups[0].name); /* else only the total */
    for (size_t g = 0; g < s->n_groups && grouped; g++)
        add_row(s, group_name(s, &s->groups[g]), &s->groups[g].counts, false);
    mkr_label_id total = s->by == MKR_BY_GROUP ? MKR_LABEL_ALL_GROUPS : MKR_LABEL_ALL_TOGETHER;
    add_row(s, b->style->labels[total], &b->data->counts, true);
    bool adjusted = s->of != BASE_NONE && add_shares(s);
    if (s->n > s->n_ratings)
        mkr_build_table_note(b, mkr_build_basis(b), to, elem, s->node->where);
    if (adjusted)
        mkr_build_table_note(b, b->style->labels[MKR_LABEL_ROUNDED_TO_100], to, elem, s->node->where);
}

static const char *caption(sheet *s, mkr_label_id label) {
    mkr_builder *b = s->b;
    const char *previous = mkr_build_previous(b->arena, b->data);
    return mkr_style_say(b->arena, b->style, label, "of", mkr_build_capital(b->arena, s->noun), "period",
                         mkr_period_print(b->arena, b->data->periods[b->data->current]), "previous",
                         previous ? previous : "", NULL);
}

static void add_rating_table(sheet *s, mkr_block *to, uint32_t elem) {
    s->bars = true;
    if (!s->caption)
        s->caption =
            caption(s, mkr_build_previous(s->b->arena, s->b->data) ? MKR_LABEL_SUMMARY_CAPTION
                                                                   : MKR_LABEL_SUMMARY_CAPTION_FIRST);
    add_ratings(s);
    add_table(s, to, elem);
}

/* Ratings and directions in one table if they fit beside the names, else in two: the first has the id and the
 * author's caption. */
static void add_rating_and_travel(sheet *s, mkr_block *to, uint32_t elem) {
    sheet both = *s, second = *s;
    add_ratings(&both);
    add_travels(&both);
    if (width_of_states(&both) + NAMES_LEAST <= FRAME) {
        if (!both.caption)
            both.caption = caption(&both, MKR_LABEL_SUMMARY_BOTH_CAPTION);
        add_table(&both, to, elem);
        return;
    }
    mkr_node unnamed = {.name = s->node->name, .where = s->node->where};
    add_rating_table(s, to, elem);
    second.node = &unnamed;
    second.caption = caption(s, MKR_LABEL_SUMMARY_TRAVEL_CAPTION);
    add_travels(&second);
    add_table(&second, to, elem);
}

void mkr_build_rag_summary(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    const char *travel = mkr_node_attr(node, "travel"), *of = mkr_node_attr(node, "percentages"),
               *round = mkr_node_attr(node, "round");
    sheet s = {.b = b,
               .node = node,
               .noun = mkr_build_noun(b, node),
               .caption = mkr_build_attr(b, node, "caption"),
               .by = mkr_build_by(node),
               .to_100 = round && !strcmp(round, "to-100")};
    if (of)
        s.of = !strcmp(of, "all") ? BASE_ALL : !strcmp(of, "rated") ? BASE_RATED : BASE_NONE;
    s.groups = mkr_data_group(b->arena, b->data, s.by, &s.n_groups);
    if (travel && !strcmp(travel, "yes"))
        add_rating_and_travel(&s, to, elem);
    else
        add_rating_table(&s, to, elem);
}

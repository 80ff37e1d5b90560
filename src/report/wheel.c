/* wheel.c - the performance wheel: a segment for each indicator, boxes for those that give concern, and the
 * table of all.
 *
 * Concern is what exceptions call red and declining, in that order, then whatever else the author names. */
#include <string.h>

#include "base/ascii.h"
#include "report/chart_build.h"

enum {
    REF_MOST = 8, /* bytes of a reference that a segment has room for, */
    WORD_MOST = 14, /* and of a rating's word */
};

#define FIGURE_WIDTH MKR_PT(304) /* page design, section 8: the boxes stand right of it */
#define FIGURE_GAP MKR_PT(6)
#define BOX_WIDTH MKR_PT(183)

typedef struct builder {
    mkr_builder *b;
    const mkr_node *node;
    const mkr_group *groups;
    size_t n_groups;
    const char *noun, *counted; /* counted: the noun after the number of them, which may be one */
    const char *caption; /* the usual one */
    const mkr_node **words; /* <concern> by index of the indicator; NULL without one */
} builder;

static size_t index_of(const mkr_data *d, const mkr_indicator *i) {
    return (size_t)(i - d->indicators);
}

/* ---- the wheel */

/* The letters at the start of a reference. */
static size_t letters_of(const char *ref) {
    size_t n = 0;
    while ((ref[n] >= 'A' && ref[n] <= 'Z') || (ref[n] >= 'a' && ref[n] <= 'z'))
        n++;
    return n;
}

/* What the references of a group begin with, all of them; NULL when they do not. */
static const char *key_of(mkr_builder *b, const mkr_group *g) {
    const char *first = g->indicators[0]->ref;
    size_t n = letters_of(first);
    for (size_t i = 1; i < g->n; i++)
        if (letters_of(g->indicators[i]->ref) != n || strncmp(first, g->indicators[i]->ref, n) != 0)
            return NULL;
    return n ? mkr_strndup(b->arena, first, n) : NULL;
}

/* The ring and its key stand only where each of several groups has a name and a key of its own. */
static void add_groups(builder *w, mkr_wheel *wheel) {
    mkr_wheel_group *groups = mkr_alloc_array(w->b->arena, w->n_groups, sizeof *groups);
    if (w->n_groups < 2)
        return;
    for (size_t g = 0; g < w->n_groups; g++) {
        groups[g] = (mkr_wheel_group){key_of(w->b, &w->groups[g]), w->groups[g].name};
        if (!groups[g].key || !*groups[g].name)
            return;
        for (size_t before = 0; before < g; before++)
            if (!strcmp(groups[before].key, groups[g].key))
                return;
    }
    wheel->groups = groups;
    wheel->n_groups = w->n_groups;
}

static mkr_wheel *wheel_of(builder *w) {
    mkr_builder *b = w->b;
    mkr_wheel *wheel = mkr_alloc(b->arena, sizeof *wheel);
    mkr_wheel_segment *segments = mkr_alloc_array(b->arena, b->data->n, sizeof *segments);
    *wheel = (mkr_wheel){.segments = segments, .noun = w->counted};
    for (size_t g = 0; g < w->n_groups; g++)
        for (size_t i = 0; i < w->groups[g].n; i++) {
            const mkr_indicator *of = w->groups[g].indicators[i];
            segments[wheel->n++] =
                (mkr_wheel_segment){of->ref, of->measure, g, (uint8_t)of->rating, (uint8_t)of->travel};
        }
    add_groups(w, wheel);
    return wheel;
}

/* Can it be drawn? Else the notice says why not. */
static bool can_be_drawn(const builder *w) {
    mkr_builder *b = w->b;
    const mkr_data *d = b->data;
    const char *ref = NULL, *word = NULL;
    for (size_t i = 0; i < d->n; i++) {
        const mkr_indicator *of = &d->indicators[i];
        if (strlen(of->ref) > REF_MOST)
            ref = of->ref;
        if (strlen(b->style->rating_word[of->rating]) > WORD_MOST)
            word = b->style->rating_word[of->rating];
    }
    if (d->n > MKR_WHEEL_MOST)
        mkr_say(b->diag, MKR_E_WHEEL_TABLE_ONLY, w->node->where, "%zu measures, a wheel has room for %d",
                d->n, MKR_WHEEL_MOST);
    else if (ref || word)
        mkr_say(b->diag, MKR_E_WHEEL_TABLE_ONLY, w->node->where, "no room for \"%s\"", ref ? ref : word);
    return d->n <= MKR_WHEEL_MOST && !ref && !word;
}

/* ---- areas of concern */

static void read_concerns(builder *w) {
    const mkr_data *d = w->b->data;
    for (const mkr_node *n = mkr_node_child(w->node, "concern"); n; n = mkr_node_after(n, "concern")) {
        const mkr_attr *ref = mkr_node_find_attr(n, "ref");
        const mkr_indicator *i = mkr_data_find(d, ref->value);
        if (!i)
            mkr_say(w->b->diag, MKR_E_CONCERN_REF, ref->where, "\"%s\"", ref->value);
        else if (w->words[index_of(d, i)])
            mkr_say(w->b->diag, MKR_E_CONCERN_TWICE, ref->where, "\"%s\" also stands in line %u", ref->value,
                    w->words[index_of(d, i)]->where.line);
        else
            w->words[index_of(d, i)] = n;
    }
}

/* The author's words, else the first paragraph of the commentary. */
static const char *words_for(builder *w, const mkr_indicator *i) {
    mkr_builder *b = w->b;
    const mkr_node *own = w->words[index_of(b->data, i)];
    const char *words = own ? mkr_build_string(b, own) : "", *p = i->commentary;
    if (!mkr_build_is_blank(words))
        return words;
    p += strspn(p, " \t\r\n");
    words = mkr_strndup(b->arena, p, strcspn(p, "\r\n"));
    if (!mkr_build_is_blank(words))
        return words;
    mkr_say(b->diag, MKR_E_CONCERN_NO_WORDS, own ? own->where : w->node->where, "%s %s", i->ref, i->measure);
    return b->style->labels[MKR_LABEL_NOT_COMPLETED];
}

static mkr_block *add_text(builder *w, mkr_block *box, mkr_role_id role, uint32_t elem, const char *text,
                           mkr_len before, mkr_where where) {
    mkr_builder *b = w->b;
    mkr_block *block = mkr_build_text(b, role, mkr_tree_add(b->tree, elem, MKR_P), text, where);
    block->measure = (uint8_t)b->measure;
    block->right_to_left = mkr_build_right_to_left(b);
    block->space_before = before;
    block->space_after = 0;
    block->keep_next = true;
    mkr_block_add(box, block);
    return block;
}

static void add_icon_word(builder *w, mkr_block *block, const char *words, uint8_t look, int icon) {
    mkr_build_span(w->b, &block->spans, words, block->elem, look, w->node->where);
    block->spans.at[block->spans.n - 1].icon = (uint8_t)icon;
}

static void add_states(builder *w, const mkr_indicator *i, mkr_block *block) {
    const mkr_style *s = w->b->style;
    bool assessed = i->travel != MKR_NOT_ASSESSED;
    add_icon_word(w, block, s->rating_word[i->rating], MKR_SEMIBOLD, MKR_ICON_RATING + (int)i->rating);
    add_icon_word(w, block, "\u00a0\u00a0 ", 0, MKR_ICON_NONE);
    add_icon_word(w, block, s->travel_word[i->travel], assessed ? 0 : MKR_MUTED,
                  assessed ? MKR_ICON_TRAVEL + (int)i->travel : MKR_ICON_NONE);
}

/* A rule in the rating's colour, reference and name, rating and direction, words. */
static void add_box(builder *w, const mkr_indicator *i, mkr_block *to, uint32_t elem) {
    mkr_builder *b = w->b;
    mkr_block *box = mkr_build_stack(b, i->where);
    mkr_drawing rule = {.kind = MKR_DRAW_CONCERN_RULE, .rating = (uint8_t)i->rating};
    mkr_block *drawn = mkr_build_drawing(b, rule, 0, i->where);
    drawn->space_before = MKR_PT(7.5);
    drawn->space_after = 0;
    drawn->keep_next = true;
    mkr_block_add(box, drawn);
    add_text(w, box, MKR_ROLE_CONCERN_HEAD, elem, mkr_printf(b->arena, "%s\u00a0 %s", i->ref, i->measure),
             MKR_PT(4.5), i->where);
    add_states(w, i, add_text(w, box, MKR_ROLE_CONCERN, elem, "", MKR_PT(1.5), i->where));
    add_text(w, box, MKR_ROLE_CONCERN, elem, words_for(w, i), MKR_PT(3), i->where)->keep_next = false;
    mkr_block_add(to, box);
}

/* By rule first red, then declining; then those that only the author names. 0: none of these. */
static int class_of(const builder *w, const mkr_indicator *i, bool by_rule) {
    if (by_rule && i->rating == MKR_RED)
        return 1;
    if (by_rule && i->travel == MKR_DECLINING)
        return 2;
    return w->words[index_of(w->b->data, i)] ? 3 : 0;
}

static bool add_boxes(builder *w, bool by_rule, mkr_block *to, uint32_t elem) {
    const mkr_data *d = w->b->data;
    bool any = false;
    for (int class = 1; class <= 3; class ++)
        for (size_t i = 0; i < d->n; i++)
            if (class_of(w, &d->indicators[i], by_rule) == class) {
                add_box(w, &d->indicators[i], to, elem);
                any = true;
            }
    return any;
}

static void say_none(builder *w, mkr_block *to, uint32_t elem) {
    const mkr_style *s = w->b->style;
    const char *words =
        mkr_style_say(w->b->arena, s, MKR_LABEL_CONCERNS_NONE, "of", w->noun, "red", s->rating_word[MKR_RED],
                      "declining", s->travel_word[MKR_DECLINING], NULL);
    add_text(w, to, MKR_ROLE_CONCERN, elem, words, MKR_PT(4.5), w->node->where)->keep_next = false;
}

/* A stack of a heading and a box for each. It has no number where others have one. */
static mkr_block *build_concerns(builder *w, bool by_rule, uint32_t elem) {
    mkr_builder *b = w->b;
    mkr_block *stack = mkr_build_stack(b, w->node->where);
    uint32_t sect = mkr_tree_add(b->tree, elem, MKR_SECT);
    uint8_t level = b->level;
    bool numbered = b->in_numbered;
    const char *section = b->section;
    b->in_numbered = false;
    b->section = "";
    mkr_block *heading =
        mkr_build_heading(b, b->style->labels[MKR_LABEL_CONCERNS], NULL, stack, sect, w->node->where);
    b->in_numbered = numbered;
    b->section = section;
    heading->role = MKR_ROLE_HEADING_3;
    heading->measure = (uint8_t)b->measure;
    heading->space_after = MKR_PT(6);
    if (!add_boxes(w, by_rule, stack, sect))
        say_none(w, stack, sect);
    b->level = level;
    return stack;
}

/* ---- figure and boxes */

static mkr_measure measure_of(const mkr_builder *b) {
    return b->measure == MKR_MEASURE_COLUMN ? MKR_MEASURE_COLUMN : MKR_MEASURE_FRAME;
}

static void build_figure(builder *w, mkr_block *to, uint32_t elem) {
    mkr_drawing drawing = {.kind = MKR_DRAW_WHEEL, .wheel = wheel_of(w)};
    mkr_build_chart(w->b, w->node, w->caption, drawing, to, elem);
    to->last->measure = (uint8_t)measure_of(w->b);
}

/* `draws`: there is a figure for the boxes to stand beside. */
static void build_beside(builder *w, bool draws, bool by_rule, mkr_block *to, uint32_t elem) {
    mkr_builder *b = w->b;
    mkr_block *block;
    mkr_grid *grid = mkr_grid_new(b, MKR_LOOK_BESIDE, 2, w->node->where, &block);
    mkr_grid_column(grid, 0, FIGURE_WIDTH, false, false);
    mkr_grid_column(grid, 1, BOX_WIDTH, false, true);
    grid->columns[0].gap = FIGURE_GAP;
    block->measure = (uint8_t)measure_of(b);
    block->space_after = 0;
    mkr_grid_cell *cells = mkr_grid_row_add(b, grid, MKR_ROW_BODY, 2)->cells;
    if (draws) {
        cells[0].content = mkr_build_stack(b, w->node->where);
        build_figure(w, cells[0].content, elem);
        block->space_before = 0; /* its caption is as near to a title as text */
    }
    cells[1].content = build_concerns(w, by_rule, elem);
    mkr_block_add(to, block);
}

/* ---- the table */

typedef struct table {
    builder *w;
    mkr_table_parts t;
    bool grouped;
    uint32_t row;
    mkr_grid_cell *cell; /* the next one of the row */
} table;

static mkr_block *next_cell(table *k, mkr_tag tag, mkr_scope scope, const char *text, uint8_t look,
                            mkr_where where) {
    mkr_builder *b = k->w->b;
    mkr_role_id role = tag == MKR_TH && scope == MKR_SCOPE_COLUMN ? MKR_ROLE_TABLE_HEAD : MKR_ROLE_INDICATOR;
    mkr_block *block = mkr_build_cell(b, k->cell++, k->row, tag, scope, role, MKR_ALIGN_LEFT, where);
    mkr_build_span(b, &block->spans, text, block->elem, look, where);
    return block;
}

static void next_icon_cell(table *k, const char *word, uint8_t look, int icon) {
    next_cell(k, MKR_TD, MKR_SCOPE_NONE, word, look, k->w->node->where)->spans.at[0].icon = (uint8_t)icon;
}

static void begin_row(table *k, mkr_row_kind kind, uint32_t part) {
    mkr_builder *b = k->w->b;
    k->row = mkr_tree_add(b->tree, part, MKR_TR);
    k->cell = mkr_grid_row_add(b, k->t.grid, kind, k->t.grid->n_columns)->cells;
}

static void add_head(table *k) {
    mkr_builder *b = k->w->b;
    const mkr_label_id heads[] = {MKR_LABEL_REF, MKR_LABEL_WHEEL_MEASURE, MKR_LABEL_WHEEL_GROUP,
                                  MKR_LABEL_RATING, MKR_LABEL_DIRECTION};
    begin_row(k, MKR_ROW_HEAD, mkr_tree_add(b->tree, k->t.table, MKR_THEAD));
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (heads[i] != MKR_LABEL_WHEEL_GROUP || k->grouped)
            next_cell(k, MKR_TH, MKR_SCOPE_COLUMN, b->style->labels[heads[i]], 0, k->w->node->where);
}

static void add_row(table *k, const mkr_indicator *i) {
    const mkr_style *s = k->w->b->style;
    bool assessed = i->travel != MKR_NOT_ASSESSED;
    begin_row(k, MKR_ROW_BODY, k->t.body);
    next_cell(k, MKR_TH, MKR_SCOPE_ROW, i->ref, MKR_SEMIBOLD, i->where);
    next_cell(k, MKR_TD, MKR_SCOPE_NONE, i->measure, 0, i->where);
    if (k->grouped)
        next_cell(k, MKR_TD, MKR_SCOPE_NONE, i->group, 0, i->where);
    next_icon_cell(k, s->rating_word[i->rating], MKR_SEMIBOLD, MKR_ICON_RATING + (int)i->rating);
    next_icon_cell(k, s->travel_word[i->travel], assessed ? 0 : MKR_MUTED,
                   assessed ? MKR_ICON_TRAVEL + (int)i->travel : MKR_ICON_NONE);
}

static bool is_grouped(const builder *w) {
    return w->n_groups > 1 || *w->groups[0].name;
}

static void set_columns(table *k) {
    mkr_grid *g = k->t.grid;
    uint16_t i = 0;
    mkr_grid_column(g, i++, MKR_PT(30), true, false);
    mkr_grid_column(g, i++, 0, false, true);
    if (k->grouped)
        mkr_grid_column(g, i++, MKR_PT(122), true, false);
    mkr_grid_column(g, i++, MKR_PT(62), true, false);
    mkr_grid_column(g, i, MKR_PT(72), true, false);
    g->close = true;
}

/* Below the figure, or in its place. */
static void build_table(builder *w, bool alone, mkr_block *to, uint32_t elem) {
    mkr_builder *b = w->b;
    const mkr_node nameless = {.where = w->node->where};
    const char *own = alone ? mkr_build_attr(b, w->node, "caption") : NULL,
               *usual = alone ? w->caption : b->style->labels[MKR_LABEL_WHEEL_TABLE_CAPTION];
    table k = {.w = w, .grouped = is_grouped(w)};
    k.t = mkr_build_table_begin(b, alone ? w->node : &nameless, own ? own : usual, MKR_LOOK_TABLE,
                                k.grouped ? 5 : 4, measure_of(b), to, elem);
    set_columns(&k);
    add_head(&k);
    k.t.body = mkr_tree_add(b->tree, k.t.table, MKR_TBODY);
    for (size_t g = 0; g < w->n_groups; g++)
        for (size_t i = 0; i < w->groups[g].n; i++)
            add_row(&k, w->groups[g].indicators[i]);
    mkr_build_table_note(b, mkr_build_basis(b), to, elem, w->node->where);
}

static void attach(builder *w, mkr_block *to, uint32_t elem) {
    const mkr_style *s = w->b->style;
    const char *const heads[] = {s->labels[MKR_LABEL_REF], s->labels[MKR_LABEL_WHEEL_MEASURE],
                                 s->labels[MKR_LABEL_WHEEL_GROUP], s->labels[MKR_LABEL_RATING],
                                 s->labels[MKR_LABEL_DIRECTION]};
    enum { COLUMNS = 5 };
    const char **cells = mkr_alloc_array(w->b->arena, (w->b->data->n + 1) * COLUMNS, sizeof *cells),
               **next = cells;
    memcpy(next, heads, sizeof heads);
    next += COLUMNS;
    for (size_t g = 0; g < w->n_groups; g++)
        for (size_t i = 0; i < w->groups[g].n; i++, next += COLUMNS) {
            const mkr_indicator *of = w->groups[g].indicators[i];
            const char *const row[] = {of->ref, of->measure, of->group, s->rating_word[of->rating],
                                       s->travel_word[of->travel]};
            memcpy(next, row, sizeof row);
        }
    mkr_chart_figures figures = {.caption = s->labels[MKR_LABEL_WHEEL_TABLE_CAPTION],
                                 .cells = cells,
                                 .n_rows = w->b->data->n + 1,
                                 .n_columns = COLUMNS,
                                 .text = true};
    mkr_build_chart_table(w->b, w->node, &figures, to, elem);
}

void mkr_build_wheel(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    const char *concerns = mkr_node_attr(node, "concerns");
    mkr_table_place where = mkr_build_table_place(node);
    builder w = {.b = b,
                 .node = node,
                 .noun = mkr_build_noun(b, node),
                 .words = mkr_alloc_array(b->arena, b->data->n, sizeof *w.words)};
    w.groups = mkr_data_group(b->arena, b->data, MKR_BY_GROUP, &w.n_groups);
    bool one = b->data->n == 1;
    const char *singular = mkr_node_attr(node, "of") ? w.noun : b->style->labels[MKR_LABEL_INDICATOR_WORD];
    w.counted = one ? singular : w.noun;
    w.caption = mkr_style_say(b->arena, b->style, one ? MKR_LABEL_WHEEL_CAPTION_ONE : MKR_LABEL_WHEEL_CAPTION,
                              "n", mkr_build_figure(b->arena, b->data->n), "of", w.counted, NULL);
    read_concerns(&w);
    bool draws = can_be_drawn(&w), by_rule = !concerns || strcmp(concerns, "none") != 0;
    if (by_rule || mkr_node_child(node, "concern"))
        build_beside(&w, draws, by_rule, to, elem);
    else if (draws)
        build_figure(&w, to, elem);
    if (!draws || where == MKR_TABLE_BELOW || where == MKR_TABLE_ROWS)
        build_table(&w, !draws, to, elem);
    else if (where == MKR_TABLE_ATTACHED)
        attach(&w, to, elem);
}

/* exceptions.c - indicators that need attention: chosen by rule, counted in words, each with its narrative.
 *
 * The author writes narratives by reference; which of them are printed, and how many there are of each kind,
 * follows from the data. An indicator that falls in several classes is told once. */
#include <string.h>

#include "base/buffer.h"
#include "base/ascii.h"
#include "report/build.h"

typedef enum class_kind { RATED, DECLINING, NEWLY_RED, REDS } class_kind;

typedef struct class {
    class_kind kind;
    mkr_rating rating; /* RATED */
    uint8_t periods; /* REDS: in a row, at least so many */
} class;

typedef struct exceptions {
    mkr_builder *b;
    const mkr_node *node;
    const char *noun;
    const mkr_node **narratives; /* by index of the indicator; NULL without one */
    uint32_t *told; /* heading of an indicator that has been told; 0: not yet */
    bool told_any;
    mkr_block *to;
    uint32_t elem;
} exceptions;

static size_t index_of(const mkr_data *d, const mkr_indicator *i) {
    return (size_t)(i - d->indicators);
}

/* ---- classes */

static bool is_in(const class *c, const mkr_indicator *i) {
    switch (c->kind) {
    case DECLINING:
        return i->travel == MKR_DECLINING;
    case NEWLY_RED:
        return i->rating == MKR_RED && i->previous_rating != MKR_RED;
    case REDS:
        return i->rating == MKR_RED && i->reds >= c->periods;
    case RATED:
        break;
    }
    return i->rating == c->rating;
}

static bool read_class(const mkr_style *style, const char *word, class *out) {
    static const mkr_rating ratings[] = {MKR_RED, MKR_AMBER, MKR_LIGHT_GREEN};
    for (size_t i = 0; i < sizeof ratings / sizeof *ratings; i++)
        if (!strcmp(word, mkr_rating_name(ratings[i]))) {
            *out = (class){.kind = RATED, .rating = ratings[i]};
            return style->rating_word[ratings[i]] != NULL;
        }
    *out = (class){.kind = !strcmp(word, "declining") ? DECLINING : NEWLY_RED};
    if (out->kind == DECLINING)
        return true;
    if (!strncmp(word, "red-", 4) && word[4] >= '2' && word[4] <= '9' && !word[5])
        *out = (class){.kind = REDS, .periods = (uint8_t)(word[4] - '0')};
    return (out->kind == REDS || !strcmp(word, "newly-red")) && style->rating_word[MKR_RED];
}

/* "Red", "newly Red", "Red in each of the last three reporting periods", "Declining". */
static const char *words_of(mkr_builder *b, const class *c) {
    const mkr_style *s = b->style;
    const char *red = s->rating_word[MKR_RED];
    switch (c->kind) {
    case DECLINING:
        return s->travel_word[MKR_DECLINING];
    case NEWLY_RED:
        return mkr_style_say(b->arena, s, MKR_LABEL_EXCEPTIONS_NEWLY, "rating", red, NULL);
    case REDS:
        return mkr_style_say(b->arena, s, MKR_LABEL_EXCEPTIONS_IN_A_ROW, "rating", red, "n",
                             mkr_build_count(b->arena, c->periods), NULL);
    case RATED:
        break;
    }
    return s->rating_word[c->rating];
}

/* ---- one exception */

static mkr_block *add_paragraph(exceptions *e, uint32_t elem) {
    mkr_builder *b = e->b;
    mkr_block *block =
        mkr_build_text(b, MKR_ROLE_BODY, mkr_tree_add(b->tree, elem, MKR_P), "", e->node->where);
    mkr_block_add(e->to, block);
    return block;
}

static void add_words(exceptions *e, mkr_block *block, const char *words, uint8_t look, int icon) {
    mkr_build_span(e->b, &block->spans, words, block->elem, look, e->node->where);
    block->spans.at[block->spans.n - 1].icon = (uint8_t)icon;
}

/* What the rating was, where it was another: " (Amber in Q1)". */
static void add_rating_before(exceptions *e, const mkr_indicator *i, mkr_block *block) {
    mkr_builder *b = e->b;
    const char *previous = mkr_build_previous(b->arena, b->data);
    if (!previous || i->added || i->previous_rating == i->rating)
        return;
    const char *words = mkr_style_say(b->arena, b->style, MKR_LABEL_EXCEPTION_BEFORE, "rating",
                                      b->style->rating_word[i->previous_rating], "period", previous, NULL);
    add_words(e, block, mkr_printf(b->arena, " (%s)", words), 0, 0);
}

/* "51.0% against a target of 60.0%; Red (Amber in Q1); Declining." */
static void add_facts(exceptions *e, const mkr_indicator *i, uint32_t sect) {
    mkr_builder *b = e->b;
    const mkr_style *s = b->style;
    const mkr_value *now = mkr_indicator_at(b->data, i, b->data->current);
    const char *target = now->has_target ? mkr_indicator_print_unit(b->arena, i, mkr_target(now)) : NULL;
    const char *facts = mkr_style_say(
        b->arena, s, target ? MKR_LABEL_EXCEPTION_FACTS : MKR_LABEL_EXCEPTION_NO_TARGET, "value",
        mkr_value_print(b->arena, b->data, i, now, true), "target", target ? target : "", NULL);
    mkr_block *block = add_paragraph(e, sect);
    add_words(e, block, mkr_printf(b->arena, "%s; ", facts), 0, 0);
    add_words(e, block, s->rating_word[i->rating], MKR_SEMIBOLD, MKR_ICON_RATING + (int)i->rating);
    add_rating_before(e, i, block);
    add_words(e, block, "; ", 0, 0);
    bool assessed = i->travel != MKR_NOT_ASSESSED;
    add_words(e, block, mkr_printf(b->arena, "%s.", s->travel_word[i->travel]), 0,
              assessed ? MKR_ICON_TRAVEL + (int)i->travel : 0);
    if (i->override)
        add_words(e, block, mkr_printf(b->arena, " %s", mkr_build_judgement(b, i)), 0, 0);
    block->keep_next = true;
}

static void add_narrative(exceptions *e, const mkr_indicator *i, uint32_t sect) {
    mkr_builder *b = e->b;
    const mkr_node *narrative = e->narratives[index_of(b->data, i)];
    if (narrative) {
        mkr_build_blocks(b, narrative, e->to, sect);
    } else if (!mkr_is_blank(i->commentary) || !mkr_is_blank(i->action)) {
        mkr_build_commentary(b, i, e->to, sect);
    } else {
        if (i->rating != MKR_RED) /* of the red ones mkr_build_check_commentary speaks */
            mkr_say(b->diag, MKR_E_EXCEPTION_NO_NARRATIVE, e->node->where, "%s %s", i->ref, i->measure);
        add_words(e, add_paragraph(e, sect), b->style->labels[MKR_LABEL_NOT_COMPLETED], 0, 0);
    }
}

static void tell(exceptions *e, const mkr_indicator *i) {
    mkr_builder *b = e->b;
    uint8_t level = b->level;
    uint32_t sect = mkr_tree_add(b->tree, e->elem, MKR_SECT);
    const char *name = mkr_printf(b->arena, "%s  %s", i->ref, i->measure);
    e->told[index_of(b->data, i)] = mkr_build_heading(b, name, NULL, e->to, sect, i->where)->elem;
    add_facts(e, i, sect);
    add_narrative(e, i, sect);
    b->level = level;
}

/* One that has been told: a line that leads there. */
static void refer(exceptions *e, const mkr_indicator *i) {
    mkr_builder *b = e->b;
    mkr_block *block = add_paragraph(e, e->elem);
    uint32_t link = mkr_tree_add(b->tree, block->elem, MKR_LINK);
    uint32_t rest = mkr_tree_add(b->tree, block->elem, MKR_CONTENT);
    const char *name = mkr_printf(b->arena, "%s  %s", i->ref, i->measure);
    mkr_elem_more *more = mkr_tree_more(b->tree, link);
    more->target = e->told[index_of(b->data, i)];
    more->contents = name;
    mkr_build_span(b, &block->spans, name, link, MKR_LINKED, i->where);
    mkr_build_span(b, &block->spans,
                   mkr_printf(b->arena, ": %s", b->style->labels[MKR_LABEL_EXCEPTION_ABOVE]), rest, 0,
                   e->node->where);
}

/* ---- one class */

/* A paragraph as the author would write it, numbered where paragraphs are. Braces are doubled, for the words
 * have been filled in already. */
static mkr_block *add_lead(exceptions *e, const char *words) {
    mkr_buffer text = mkr_buffer_new(e->b->arena);
    for (const char *p = words; *p; p++) {
        if (*p == '{' || *p == '}')
            mkr_buffer_putc(&text, *p);
        mkr_buffer_putc(&text, *p);
    }
    mkr_node inside = {.text = mkr_buffer_text(&text), .where = e->node->where};
    mkr_node p = {.name = "p", .first = &inside, .where = e->node->where};
    return mkr_build_paragraph(e->b, &p, e->to, e->elem);
}

static void add_class(exceptions *e, const class *c) {
    mkr_builder *b = e->b;
    const mkr_data *d = b->data;
    size_t n = 0;
    for (size_t i = 0; i < d->n; i++)
        n += is_in(c, &d->indicators[i]);
    bool only = d->counts.all == 1;
    mkr_label_id label = only     ? (n ? MKR_LABEL_EXCEPTIONS_ONLY : MKR_LABEL_EXCEPTIONS_NOT_ONLY)
                         : n > 1  ? MKR_LABEL_EXCEPTIONS_MANY
                         : n == 1 ? MKR_LABEL_EXCEPTIONS_ONE
                                  : MKR_LABEL_EXCEPTIONS_NONE;
    const char *count = mkr_build_capital(b->arena, mkr_build_count(b->arena, n));
    mkr_block *lead = add_lead(e, mkr_style_say(b->arena, b->style, label, "n", count, "N",
                                                mkr_build_count(b->arena, d->counts.all), "of", e->noun,
                                                "what", words_of(b, c), NULL));
    if (lead && n)
        lead->keep_next = true;
    if (lead && e->told_any) /* as far from the narrative above as a heading */
        lead->space_before = b->style->roles[MKR_ROLE_HEADING_3].before;
    e->told_any = e->told_any || n;
    for (size_t i = 0; i < d->n; i++) {
        if (!is_in(c, &d->indicators[i]))
            continue;
        if (e->told[i])
            refer(e, &d->indicators[i]);
        else
            tell(e, &d->indicators[i]);
    }
}

static void add_classes(exceptions *e) {
    mkr_builder *b = e->b;
    const mkr_attr *show = mkr_node_find_attr(e->node, "show");
    const char *p = show ? show->value : "red declining newly-red";
    for (p += strspn(p, " \t\r\n"); *p; p += strspn(p, " \t\r\n")) {
        size_t n = strcspn(p, " \t\r\n");
        const char *word = mkr_strndup(b->arena, p, n);
        class c;
        p += n;
        if (!read_class(b->style, word, &c))
            mkr_say(b->diag, MKR_E_EXCEPTION_CLASS, show ? show->where : e->node->where, "\"%s\"", word);
        else if (c.kind == NEWLY_RED && !mkr_build_previous(b->arena, b->data))
            mkr_say(b->diag, MKR_E_NO_PREVIOUS, e->node->where, "\"%s\"", word);
        else
            add_class(e, &c);
    }
}

/* ---- narratives */

static void read_narratives(exceptions *e) {
    const mkr_data *d = e->b->data;
    for (const mkr_node *n = mkr_node_child(e->node, "narrative"); n; n = mkr_node_after(n, "narrative")) {
        const mkr_attr *ref = mkr_node_find_attr(n, "ref");
        const mkr_indicator *i = mkr_data_find(d, ref->value);
        if (!i)
            mkr_say(e->b->diag, MKR_E_NARRATIVE_REF, ref->where, "\"%s\"", ref->value);
        else if (e->narratives[index_of(d, i)])
            mkr_say(e->b->diag, MKR_E_NARRATIVE_TWICE, ref->where, "\"%s\" also stands in line %u",
                    ref->value, e->narratives[index_of(d, i)]->where.line);
        else
            e->narratives[index_of(d, i)] = n;
    }
}

static void report_unused(const exceptions *e) {
    const mkr_data *d = e->b->data;
    for (size_t i = 0; i < d->n; i++)
        if (e->narratives[i] && !e->told[i])
            mkr_say(e->b->diag, MKR_E_NARRATIVE_UNUSED, e->narratives[i]->where, "%s %s",
                    d->indicators[i].ref, d->indicators[i].measure);
}

void mkr_build_exceptions(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    exceptions e = {.b = b,
                    .node = node,
                    .noun = mkr_build_noun(b, node),
                    .narratives = mkr_alloc_array(b->arena, b->data->n, sizeof *e.narratives),
                    .told = mkr_alloc_array(b->arena, b->data->n, sizeof *e.told),
                    .to = to,
                    .elem = elem};
    mkr_build_check_commentary(b);
    read_narratives(&e);
    add_classes(&e);
    report_unused(&e);
}

/* ---- commentary that is missing */

/* Mark the indicators that have a narrative anywhere in the report. */
static void mark_narratives(const mkr_data *d, const mkr_node *node, bool *marked) {
    for (const mkr_node *n = node->first; n; n = n->next) {
        const char *ref = mkr_node_is(n, "narrative") ? mkr_node_attr(n, "ref") : NULL;
        const mkr_indicator *i = ref ? mkr_data_find(d, ref) : NULL;
        if (i)
            marked[index_of(d, i)] = true;
        mark_narratives(d, n, marked);
    }
}

void mkr_build_check_commentary(mkr_builder *b) {
    const mkr_data *d = b->data;
    if (b->commentary_checked)
        return;
    b->commentary_checked = true;
    bool *told = mkr_alloc_array(b->arena, d->n, sizeof *told);
    mark_narratives(d, b->sources->root, told);
    for (size_t k = 0; k < d->n; k++) {
        const mkr_indicator *i = &d->indicators[k];
        if (i->rating == MKR_RED && mkr_is_blank(i->commentary) && !told[k])
            mkr_say(b->diag, MKR_E_RED_NO_COMMENTARY, i->where, "%s %s", i->ref, i->measure);
    }
}

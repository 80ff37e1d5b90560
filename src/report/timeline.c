/* timeline.c - actions on a line of time, from a table of data or as written, and how far they are.
 *
 * What is overdue follows from the date of the meeting (or, without one, of publication), never from a clock:
 * the same description gives the same report. */
#include <string.h>

#include "data/action.h"
#include "report/chart_build.h"

enum {
    MOST_ACTIONS = 60, /* more cannot be followed */
    MOST_ROWS = 24, /* of one drawing: with short labels they fill most of a page */
    ROWS = 12 /* of each part where there are more, at most */
};

typedef struct printer {
    mkr_builder *b;
    const mkr_node *node;
    mkr_actions actions;
    mkr_event *events; /* of each action */
    mkr_date today; /* month 0: not known */
    bool ok;
} printer;

/* ---- actions as written */

static mkr_date read_date(printer *p, const mkr_node *n, const char *name) {
    const mkr_attr *attr = mkr_node_find_attr(n, name);
    const char *text = mkr_build_attr(p->b, n, name), *why;
    mkr_date date = {0};
    if (attr && text && !mkr_date_parse(p->b->arena, text, &date, &why))
        p->ok = mkr_say(p->b->diag, MKR_E_BAD_DATE, attr->where, "%s=\"%s\": %s", name, text, why);
    return date;
}

/* In the words of a table. */
static uint8_t read_status(printer *p, const mkr_attr *status) {
    uint8_t said = MKR_ACTION_NOT_SAID;
    if (status && !mkr_action_status_read(status->value, &p->b->style->scheme.reading, &said))
        p->ok = mkr_action_say_status(p->b->diag, status->where, status->value);
    return said;
}

static void read_action(printer *p, const mkr_node *n) {
    mkr_builder *b = p->b;
    const char *owner = mkr_build_attr(b, n, "owner");
    const mkr_attr *from = mkr_node_find_attr(n, "from"), *status = mkr_node_find_attr(n, "status");
    mkr_action action = {.label = mkr_build_string(b, n),
                         .owner = owner ? owner : "",
                         .from = read_date(p, n, "from"),
                         .to = read_date(p, n, "to"),
                         .status = read_status(p, status),
                         .where = n->where,
                         .from_where = from ? from->where : n->where,
                         .status_where = status ? status->where : n->where};
    if (mkr_build_is_blank(action.label))
        p->ok = mkr_say(b->diag, MKR_E_BAD_ACTION, n->where, "it has no words");
    if (action.to.month)
        *MKR_PUSH(b->arena, &p->actions) = action;
}

static void read_actions(printer *p) {
    mkr_builder *b = p->b;
    if (mkr_node_attr(p->node, "data")) {
        const mkr_table *table = mkr_build_source(b, p->node, "");
        p->ok = table && mkr_action_read(b->arena, b->diag, table, &b->style->scheme.reading, &p->actions);
        return;
    }
    for (const mkr_node *n = mkr_node_child(p->node, "action"); n; n = mkr_node_after(n, "action"))
        read_action(p, n);
}

/* ---- what follows from the dates */

static mkr_event_state state_of(const printer *p, const mkr_action *a) {
    bool known = p->today.month != 0;
    if (a->status == MKR_ACTION_DONE)
        return MKR_EVENT_DONE;
    if (a->status == MKR_ACTION_OVERDUE || (known && mkr_date_compare(a->to, p->today) < 0))
        return MKR_EVENT_OVERDUE;
    if (a->status == MKR_ACTION_NOT_SAID)
        return known && a->from.month && mkr_date_compare(a->from, p->today) <= 0 ? MKR_EVENT_UNDER_WAY
                                                                                  : MKR_EVENT_PLANNED;
    return a->status == MKR_ACTION_UNDER_WAY ? MKR_EVENT_UNDER_WAY : MKR_EVENT_PLANNED;
}

static void check(printer *p, const mkr_action *a) {
    mkr_builder *b = p->b;
    if (a->from.month && mkr_date_compare(a->from, a->to) > 0)
        p->ok = mkr_say(b->diag, MKR_E_BAD_ACTION, a->from_where, "it begins on %s and ends on %s",
                        mkr_build_print_date(b, a->from), mkr_build_print_date(b, a->to));
    if (a->status == MKR_ACTION_OVERDUE && p->today.month && mkr_date_compare(a->to, p->today) >= 0)
        p->ok = mkr_say(b->diag, MKR_E_BAD_ACTION, a->status_where, "it is not overdue before %s",
                        mkr_build_print_date(b, a->to));
}

static void make_events(printer *p) {
    static const mkr_label_id words[] = {[MKR_EVENT_PLANNED] = MKR_LABEL_TIMELINE_PLANNED,
                                         [MKR_EVENT_UNDER_WAY] = MKR_LABEL_TIMELINE_UNDER_WAY,
                                         [MKR_EVENT_DONE] = MKR_LABEL_TIMELINE_DONE,
                                         [MKR_EVENT_OVERDUE] = MKR_LABEL_TIMELINE_OVERDUE};
    p->events = mkr_alloc_array(p->b->arena, p->actions.n, sizeof *p->events);
    for (size_t i = 0; i < p->actions.n; i++) {
        const mkr_action *a = &p->actions.at[i];
        check(p, a);
        mkr_event_state state = state_of(p, a);
        p->events[i] =
            (mkr_event){a->label, p->b->style->labels[words[state]], a->from, a->to, (uint8_t)state};
    }
}

/* ---- the drawing and its table */

static const char *today_word(const printer *p) {
    mkr_builder *b = p->b;
    mkr_label_id label = b->meeting.month ? MKR_LABEL_TIMELINE_MEETING : MKR_LABEL_TIMELINE_PUBLISHED;
    return p->today.month
               ? mkr_style_say(b->arena, b->style, label, "date", mkr_build_print_date(b, p->today), NULL)
               : "";
}

static const char nothing[] = "\u2013"; /* no cell is blank */

static const char *date_text(const printer *p, mkr_date date) {
    return date.month ? mkr_build_print_date(p->b, date) : nothing;
}

/* Columns in which no action has anything are left out. */
static void build_table(printer *p, const char *caption, mkr_block *to, uint32_t elem) {
    enum { COLUMNS = 5 };
    mkr_builder *b = p->b;
    const char *const *labels = b->style->labels;
    bool owners = false, begins = false;
    for (size_t i = 0; i < p->actions.n; i++) {
        owners = owners || *p->actions.at[i].owner;
        begins = begins || p->actions.at[i].from.month;
    }
    const char **cells = mkr_alloc_array(b->arena, (p->actions.n + 1) * COLUMNS, sizeof *cells);
    size_t n = 0;
    for (size_t i = 0; i <= p->actions.n; i++) {
        const mkr_action *a = i ? &p->actions.at[i - 1] : NULL;
        cells[n++] = a ? a->label : labels[MKR_LABEL_TIMELINE_ACTION];
        if (owners)
            cells[n++] = !a ? labels[MKR_LABEL_TIMELINE_OWNER] : *a->owner ? a->owner : nothing;
        if (begins)
            cells[n++] = a ? date_text(p, a->from) : labels[MKR_LABEL_TIMELINE_FROM];
        cells[n++] = a ? date_text(p, a->to) : labels[MKR_LABEL_TIMELINE_TO];
        cells[n++] = a ? p->events[i - 1].status : labels[MKR_LABEL_TIMELINE_STATUS];
    }
    const mkr_chart_figures figures = {.caption = caption,
                                       .cells = cells,
                                       .n_rows = p->actions.n + 1,
                                       .n_columns = (uint16_t)(3 + owners + begins),
                                       .text = true};
    mkr_build_chart_table(b, p->node, &figures, to, elem);
}

/* A long timeline is made of several drawings of one Figure, each with its axis, so that a page can end
 * between them. */
static void build_parts(printer *p, mkr_block *to, uint32_t elem) {
    mkr_builder *b = p->b;
    size_t n = p->actions.n, parts = n > MOST_ROWS ? (n + ROWS - 1) / ROWS : 1;
    uint32_t figure = 0;
    for (size_t i = 0; i < parts; i++) {
        mkr_timeline *t = mkr_alloc(b->arena, sizeof *t);
        *t = (mkr_timeline){p->events,
                            n,
                            n * i / parts,
                            n * (i + 1) / parts,
                            p->today,
                            today_word(p),
                            b->meeting.month ? "the meeting" : "publication"};
        mkr_drawing drawing = {.kind = MKR_DRAW_TIMELINE, .timeline = t};
        if (i == 0)
            mkr_build_chart(b, p->node, b->style->labels[MKR_LABEL_TIMELINE_CAPTION], drawing, to, elem);
        else
            mkr_block_add(to, mkr_build_drawing(b, drawing, figure, p->node->where));
        figure = to->last->elem;
    }
}

void mkr_build_timeline(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    printer p = {.b = b, .node = node, .today = b->meeting.month ? b->meeting : b->published, .ok = true};
    read_actions(&p);
    if (p.actions.n > MOST_ACTIONS)
        p.ok = mkr_say(b->diag, MKR_E_TOO_MANY, node->where, "%zu actions on one timeline; %d are the most",
                       p.actions.n, MOST_ACTIONS);
    if (p.ok)
        make_events(&p);
    if (!p.ok)
        return;
    const char *own = mkr_build_attr(b, node, "caption");
    build_parts(&p, to, elem);
    build_table(&p, own ? own : b->style->labels[MKR_LABEL_TIMELINE_TABLE], to, elem);
}

/* change.c - this report's indicators beside those of the last: links, and what has changed in the set of
 * measures.
 *
 * The rating an indicator had is the one that was published, whatever today's rule makes of the old figure.
 * Not here: how ratings have moved (count.c). */
#include <string.h>

#include "data/rate.h"
#include "data/reader.h"

typedef struct {
    mkr_arena *arena;
    const mkr_data *last;
    mkr_data *data;
    MKR_VEC(mkr_change) changes;
    bool has_period; /* the last report's current period is in this data too: */
    size_t period;
} comparer;

static void add(comparer *c, mkr_change_kind kind, const mkr_indicator *before, const mkr_indicator *now,
                const char *was, const char *is) {
    *MKR_PUSH(c->arena, &c->changes) = (mkr_change){kind, before, now, was, is};
}

static void add_text(comparer *c, mkr_change_kind kind, const mkr_indicator *i, const char *was,
                     const char *is) {
    if (strcmp(was, is) != 0)
        add(c, kind, i->last, i, was, is);
}

/* The target of the last report's period, as printed, or "". */
static const char *print_target(const comparer *c, const mkr_indicator *i, const mkr_value *v) {
    return v->has_target ? mkr_indicator_print_unit(c->arena, i, mkr_target(v)) : "";
}

static void compare_targets(comparer *c, const mkr_indicator *i) {
    if (!c->has_period)
        return;
    const mkr_value *was = mkr_indicator_at(c->last, i->last, c->last->current);
    const mkr_value *is = mkr_indicator_at(c->data, i, c->period);
    bool same = was->has_target == is->has_target &&
                (!was->has_target || mkr_decimal_compare(mkr_target(was), mkr_target(is)) == 0);
    if (!same)
        add(c, MKR_CHANGE_TARGET, i->last, i, print_target(c, i->last, was), print_target(c, i, is));
}

static void link_all(comparer *c) {
    for (size_t n = 0; n < c->data->n; n++) {
        mkr_indicator *i = &c->data->indicators[n];
        i->last = mkr_data_find(c->last, i->ref);
        i->added = !i->last;
        i->previous_rating = i->last ? i->last->rating : MKR_UNRATED;
        if (!i->last)
            add(c, MKR_CHANGE_ADDED, NULL, i, NULL, NULL);
    }
}

static void find_removed(comparer *c) {
    for (size_t n = 0; n < c->last->n; n++) {
        const mkr_indicator *before = &c->last->indicators[n];
        if (mkr_data_find(c->data, before->ref))
            continue;
        add(c, MKR_CHANGE_REMOVED, before, NULL, NULL, NULL);
        c->data->n_removed++;
    }
}

static void compare_facts(comparer *c, const mkr_indicator *i) {
    const mkr_indicator *last = i->last;
    add_text(c, MKR_CHANGE_MEASURE, i, last->measure, i->measure);
    add_text(c, MKR_CHANGE_UNIT, i, last->unit, i->unit);
    add_text(c, MKR_CHANGE_POLARITY, i, mkr_polarity_name(last), mkr_polarity_name(i));
    add_text(c, MKR_CHANGE_DEFINITION, i, last->definition, i->definition);
    compare_targets(c, i);
}

static void find_period(comparer *c) {
    mkr_period period = c->last->periods[c->last->current];
    for (size_t p = 0; p < c->data->n_periods; p++)
        if (mkr_period_same(c->data->periods[p], period)) {
            c->has_period = true;
            c->period = p;
        }
}

/* The last report must be of an earlier period, and of the same kind. */
static void check_order(const comparer *c, mkr_diag *diag) {
    mkr_period was = c->last->periods[c->last->current], now = c->data->periods[c->data->current];
    if (was.kind == now.kind && mkr_period_compare(was, now) < 0)
        return;
    mkr_where where = {c->last->n ? c->last->indicators[0].where.file : NULL, 0, 0};
    mkr_say(diag, MKR_E_DATA_LAST_REPORT, where, "it is of %s, this one of %s",
            mkr_period_print(c->arena, was), mkr_period_print(c->arena, now));
}

bool mkr_data_compare(mkr_arena *arena, mkr_diag *diag, const mkr_data *last, mkr_data *data) {
    comparer c = {.arena = arena, .last = last, .data = data};
    check_order(&c, diag);
    find_period(&c);
    data->last = last;
    data->n_removed = 0;
    link_all(&c);
    find_removed(&c);
    for (size_t n = 0; n < data->n; n++)
        if (data->indicators[n].last)
            compare_facts(&c, &data->indicators[n]);
    data->changes = c.changes.at;
    data->n_changes = c.changes.n;
    mkr_count_all(data);
    return true;
}

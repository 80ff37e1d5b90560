/* dump.c - the text of --dump=data: what was understood, and what follows from it.
 *
 * Whatever most files do not have (blue ratings, other rules, markers, comparators ...) is a field only where
 * it is given. */
#include "base/buffer.h"
#include "data/reader.h"
#include "data/unit.h"

/* Text from the file, kept on one line. */
static void put_line(mkr_buffer *out, const char *text) {
    for (; *text; text++)
        mkr_buffer_putc(out, *text == '\n' || *text == '\r' || *text == '\t' ? ' ' : *text);
}

static void put_field(mkr_buffer *out, const char *name, const char *text) {
    mkr_buffer_printf(out, ", %s ", name);
    put_line(out, text);
}

/* ---- counts */

/* Ratings that only some rules give stand in the counts of a file that has them. */
static bool shows_rating(const mkr_data *data, size_t r) {
    return (r != MKR_LIGHT_GREEN && r != MKR_BLUE) || data->rating_used[r] || data->counts.previous_rating[r];
}

static bool shows_travel(const mkr_data *data, size_t t) {
    return t != MKR_NOT_COMPARABLE || data->counts.travel[t] || data->counts.long_travel[t];
}

static void put_ratings(mkr_buffer *out, const mkr_data *data, const char *head,
                        const size_t rating[MKR_RATINGS]) {
    mkr_buffer_printf(out, "\n  %s: ", head);
    for (mkr_rating r = MKR_GREEN; r < MKR_RATINGS; r++)
        if (shows_rating(data, r))
            mkr_buffer_printf(out, "%s %zu, ", mkr_rating_name(r), rating[r]);
    mkr_buffer_printf(out, "%s %zu", mkr_rating_name(MKR_UNRATED), rating[MKR_UNRATED]);
}

static void put_travels(mkr_buffer *out, const mkr_data *data, const char *head,
                        const size_t travel[MKR_TRAVELS]) {
    mkr_buffer_printf(out, "\n  %s: ", head);
    for (mkr_travel t = 0; t < MKR_TRAVELS; t++)
        if (shows_travel(data, t))
            mkr_buffer_printf(out, "%s%s %zu", t ? ", " : "", mkr_travel_name(t), travel[t]);
}

static void put_counts(mkr_buffer *out, const mkr_data *data, const mkr_counts *c) {
    mkr_buffer_printf(out, ": %zu", c->all);
    put_ratings(out, data, "now", c->rating);
    put_ratings(out, data, "previous", c->previous_rating);
    put_travels(out, data, "travel", c->travel);
    if (data->scheme->basis == MKR_BASIS_BOTH)
        put_travels(out, data, "long travel", c->long_travel);
    mkr_buffer_putc(out, '\n');
}

static void put_periods(mkr_buffer *out, mkr_arena *arena, const mkr_data *data) {
    mkr_buffer_puts(out, "periods:");
    for (size_t p = 0; p < data->n_periods; p++)
        mkr_buffer_printf(out, "%s %s", p ? "," : "", mkr_period_print(arena, data->periods[p]));
    mkr_buffer_printf(out, "\ncurrent: %s\n", mkr_period_print(arena, data->periods[data->current]));
    if (data->current > 0)
        mkr_buffer_printf(out, "previous: %s\n", mkr_period_print(arena, data->periods[data->current - 1]));
}

/* ---- an indicator */

static void put_marks(mkr_buffer *out, const char *name, mkr_marks marks) {
    if (!marks)
        return;
    mkr_buffer_printf(out, ", %s ", name);
    for (char letter = 'a'; letter <= 'z'; letter++)
        if (marks & MKR_MARK(letter))
            mkr_buffer_putc(out, letter);
}

/* With as many decimals as the file gives it, if these are more than the figures have. */
static void put_number(mkr_buffer *out, mkr_arena *arena, const mkr_indicator *i, const char *name, bool has,
                       mkr_decimal v) {
    if (has)
        put_field(out, name, mkr_unit_print(arena, i->unit, v, v.places > i->places ? v.places : i->places));
}

static void put_rule(mkr_buffer *out, const mkr_data *data, const mkr_indicator *i) {
    if (i->rule != data->scheme->usual)
        put_field(out, "rule", i->rule->name);
    if (i->override) {
        put_field(out, "calculated", mkr_rating_name(i->calculated));
        put_field(out, "override by", i->override_by);
    }
    if (i->reds > 1)
        mkr_buffer_printf(out, ", red for %u periods", i->reds);
    if (data->scheme->basis == MKR_BASIS_BOTH)
        put_field(out, "long travel", mkr_travel_name(i->long_travel));
}

/* " (Q1 2024/25 55.0, Q2 2024/25 56.1)" */
static void put_series(mkr_buffer *out, mkr_arena *arena, const mkr_data *data, const mkr_known *series) {
    char plain[MKR_DECIMAL_PLAIN];
    const char *before = " (";
    for (size_t p = 0; series && p < data->n_periods; p++) {
        if (!series[p].given)
            continue;
        mkr_decimal_plain(plain, series[p].v);
        mkr_buffer_printf(out, "%s%s %s", before, mkr_period_print(arena, data->periods[p]), plain);
        before = ", ";
    }
    mkr_buffer_puts(out, series ? ")" : "");
}

static void put_facts(mkr_buffer *out, mkr_arena *arena, const mkr_data *data, const mkr_indicator *i) {
    if (i->step > 1)
        mkr_buffer_printf(out, ", every %u periods", i->step);
    if (i->cumulative)
        mkr_buffer_puts(out, ", cumulative");
    if (i->people)
        mkr_buffer_puts(out, ", people");
    if (i->as_at.month)
        put_field(out, "as at", mkr_date_print(arena, i->as_at, "D MMMM YYYY"));
    put_number(out, arena, i, "amber", i->has_amber, i->amber);
    put_number(out, arena, i, "lower", i->has_lower, i->lower);
    put_number(out, arena, i, "upper", i->has_upper, i->upper);
    put_number(out, arena, i, "forecast", i->has_forecast, i->forecast);
    put_number(out, arena, i, "maximum", i->has_maximum, i->maximum);
    if (i->quartile)
        mkr_buffer_printf(out, ", quartile %u", i->quartile);
    for (size_t k = 0; k < i->n_comparisons; k++) {
        put_number(out, arena, i, i->comparisons[k].with->label, true, i->comparisons[k].value);
        put_series(out, arena, data, i->comparisons[k].series);
    }
}

static void put_indicator(mkr_buffer *out, mkr_arena *arena, const mkr_data *data, const mkr_indicator *i) {
    const mkr_value *now = mkr_indicator_at(data, i, data->current);
    put_line(out, i->ref);
    mkr_buffer_printf(out, ": %s, previous %s, travel %s", mkr_rating_name(i->rating),
                      mkr_rating_name(i->previous_rating), mkr_travel_name(i->travel));
    if (i->unrated != MKR_RATED)
        put_field(out, "reason", mkr_unrated_name(i->unrated));
    put_field(out, "value", mkr_value_print(arena, data, i, now, true));
    put_field(out, "target", now->has_target ? mkr_indicator_print_unit(arena, i, mkr_target(now)) : "none");
    put_rule(out, data, i);
    put_marks(out, "figure marked", now->marks);
    put_marks(out, "marked", i->marks);
    put_facts(out, arena, data, i);
    mkr_buffer_putc(out, '\n');
}

/* ---- changes since the last report */

static void put_changes(mkr_buffer *out, const mkr_data *data) {
    static const char *const kinds[MKR_CHANGE_KINDS] = {
        [MKR_CHANGE_ADDED] = "added",      [MKR_CHANGE_REMOVED] = "removed",
        [MKR_CHANGE_TARGET] = "target",    [MKR_CHANGE_DEFINITION] = "definition",
        [MKR_CHANGE_MEASURE] = "measure",  [MKR_CHANGE_UNIT] = "unit",
        [MKR_CHANGE_POLARITY] = "polarity"};
    for (size_t k = 0; k < data->n_changes; k++) {
        const mkr_change *c = &data->changes[k];
        mkr_buffer_puts(out, "change ");
        put_line(out, c->now ? c->now->ref : c->before->ref);
        mkr_buffer_printf(out, ": %s", kinds[c->kind]);
        if (c->was) {
            mkr_buffer_puts(out, " \"");
            put_line(out, c->was);
            mkr_buffer_puts(out, "\" to \"");
            put_line(out, c->is);
            mkr_buffer_putc(out, '"');
        }
        mkr_buffer_putc(out, '\n');
    }
}

void mkr_data_dump(const mkr_data *data, mkr_buffer *out) {
    if (data->n_periods == 0)
        return;
    mkr_arena *scratch = mkr_arena_child(out->arena);
    put_periods(out, scratch, data);
    mkr_buffer_puts(out, "all");
    put_counts(out, data, &data->counts);
    for (size_t g = 0; g < data->n_groups; g++) {
        mkr_buffer_puts(out, "group ");
        put_line(out, data->groups[g].name);
        put_counts(out, data, &data->groups[g].counts);
    }
    for (size_t n = 0; n < data->n; n++) {
        put_indicator(out, scratch, data, &data->indicators[n]);
        mkr_arena_reset(scratch);
    }
    put_changes(out, data);
    mkr_arena_free(scratch);
}

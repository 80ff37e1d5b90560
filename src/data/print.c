/* print.c - figures with their units, names of states, and the text of --dump=data. */
#include "data/data.h"

#include "base/buffer.h"
#include "data/unit.h"

char *mkr_indicator_print(mkr_arena *arena, const mkr_indicator *i, mkr_decimal v) {
    return mkr_decimal_print(arena, v, i->places);
}

char *mkr_indicator_print_unit(mkr_arena *arena, const mkr_indicator *i, mkr_decimal v) {
    mkr_unit_parts unit = mkr_unit_split(i->unit);
    bool minus = unit.pounds && mkr_decimal_round(v, i->places).units < 0;
    if (minus)
        v = mkr_decimal_abs(v); /* the sign goes before the pound sign */
    return mkr_printf(arena, "%s%s%s%s%s", minus ? "\u2212" : "", unit.pounds ? "£" : "",
                      mkr_decimal_print(arena, v, i->places), unit.blank ? " " : "", unit.after);
}

const char *mkr_rating_name(mkr_rating r) {
    static const char *const names[] = {"unrated", "green", "amber", "red"};
    return names[r];
}

const char *mkr_travel_name(mkr_travel t) {
    static const char *const names[] = {"no-comparison", "improving", "stable",
                                        "declining",     "new",       "not-assessed"};
    return names[t];
}

const char *mkr_unrated_name(mkr_unrated u) {
    static const char *const names[] = {"", "no-target", "no-value", "contextual"};
    return names[u];
}

/* Text from the file, kept on one line. */
static void put_line(mkr_buffer *out, const char *text) {
    for (; *text; text++)
        mkr_buffer_putc(out, *text == '\n' || *text == '\r' || *text == '\t' ? ' ' : *text);
}

static void put_ratings(mkr_buffer *out, const size_t rating[MKR_RATINGS]) {
    for (mkr_rating k = MKR_GREEN; k < MKR_RATINGS; k++)
        mkr_buffer_printf(out, "%s %zu, ", mkr_rating_name(k), rating[k]);
    mkr_buffer_printf(out, "%s %zu", mkr_rating_name(MKR_UNRATED), rating[MKR_UNRATED]);
}

static void put_counts(mkr_buffer *out, const mkr_counts *c) {
    mkr_buffer_printf(out, ": %zu\n  now: ", c->all);
    put_ratings(out, c->rating);
    mkr_buffer_puts(out, "\n  previous: ");
    put_ratings(out, c->previous_rating);
    mkr_buffer_puts(out, "\n  travel: ");
    for (mkr_travel t = 0; t < MKR_TRAVELS; t++)
        mkr_buffer_printf(out, "%s%s %zu", t ? ", " : "", mkr_travel_name(t), c->travel[t]);
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

static void put_indicator(mkr_buffer *out, mkr_arena *arena, const mkr_data *data, const mkr_indicator *i) {
    const mkr_value *now = mkr_indicator_at(data, i, data->current);
    put_line(out, i->ref);
    mkr_buffer_printf(out, ": %s, previous %s, travel %s", mkr_rating_name(i->rating),
                      mkr_rating_name(i->previous_rating), mkr_travel_name(i->travel));
    if (i->unrated != MKR_RATED)
        mkr_buffer_printf(out, ", reason %s", mkr_unrated_name(i->unrated));
    mkr_buffer_puts(out, ", value ");
    if (now->has_actual)
        put_line(out, mkr_indicator_print_unit(arena, i, now->actual));
    else
        mkr_buffer_printf(out, "[%s]", now->missing ? now->missing : "");
    mkr_buffer_puts(out, ", target ");
    put_line(out, now->has_target ? mkr_indicator_print_unit(arena, i, now->target) : "none");
    mkr_buffer_putc(out, '\n');
}

void mkr_data_dump(const mkr_data *data, mkr_buffer *out) {
    if (data->n_periods == 0)
        return;
    mkr_arena *scratch = mkr_arena_child(out->arena);
    put_periods(out, scratch, data);
    mkr_buffer_puts(out, "all");
    put_counts(out, &data->counts);
    for (size_t g = 0; g < data->n_groups; g++) {
        mkr_buffer_puts(out, "group ");
        put_line(out, data->groups[g].name);
        put_counts(out, &data->groups[g].counts);
    }
    for (size_t n = 0; n < data->n; n++) {
        put_indicator(out, scratch, data, &data->indicators[n]);
        mkr_arena_reset(scratch);
    }
    mkr_arena_free(scratch);
}

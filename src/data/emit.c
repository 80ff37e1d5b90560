/* emit.c - the data as tidy CSV: for each indicator a row for the report's period, and for every other that
 * has a figure, a reason why not, or a target.
 *
 * Columns: ref, measure, definition, priority (where the file has them), service, directorate, portfolio,
 * owner, unit, polarity, frequency, cumulative, people, as at, source, period, actual, target, rating,
 * reason, markers, and one for each comparator. Numbers have a point and no commas; where there is none the
 * shorthand stands, and markers follow in brackets: "85.2 [p]", "[x]", "<5". A suppressed figure is [c]. What
 * holds for the report's period only, the officer's rating, the reason why there is none, the markers of the
 * measure and the comparators, stands in the row of that period. RFC 4180 but for the line end, which is LF.
 * Text is written as it is: cells that begin with =, +, - or @ are not changed, although a spreadsheet may
 * take them for formulas. The file can be read again. */
#include "base/buffer.h"
#include "data/reader.h"

static void put_text(mkr_buffer *out, const char *text) {
    if (!text[strcspn(text, ",\"\r\n")]) {
        mkr_buffer_puts(out, text);
        return;
    }
    mkr_buffer_putc(out, '"');
    for (; *text; text++) {
        if (*text == '"')
            mkr_buffer_putc(out, '"');
        mkr_buffer_putc(out, *text);
    }
    mkr_buffer_putc(out, '"');
}

static void put_cell(mkr_buffer *out, const char *text) {
    mkr_buffer_putc(out, ',');
    put_text(out, text);
}

static void put_number(mkr_buffer *out, mkr_decimal v) {
    char plain[MKR_PLAIN];
    mkr_plain(plain, v);
    mkr_buffer_puts(out, plain);
}

static void put_marks(mkr_buffer *out, mkr_marks marks, const char *before) {
    for (char letter = 'a'; letter <= 'z'; letter++)
        if (marks & MKR_MARK(letter)) {
            mkr_buffer_printf(out, "%s[%c]", before, letter);
            before = " ";
        }
}

static void put_actual(mkr_buffer *out, const mkr_value *v) {
    mkr_nil nil = mkr_value_nil(v);
    bool limit = nil == MKR_BELOW || nil == MKR_ABOVE;
    mkr_buffer_putc(out, ',');
    if (limit)
        mkr_buffer_putc(out, nil == MKR_BELOW ? '<' : '>');
    if (v->has_actual || limit)
        put_number(out, mkr_actual(v));
    else if (nil != MKR_NIL_NONE)
        mkr_buffer_printf(out, "[%s]", mkr_nil_shorthand(nil));
    put_marks(out, v->marks, " ");
}

static void put_comparisons(mkr_buffer *out, const mkr_data *data, const mkr_indicator *i) {
    for (size_t k = 0, own = 0; k < data->n_comparators; k++) {
        mkr_buffer_putc(out, ',');
        if (i && own < i->n_comparisons && i->comparisons[own].with == &data->comparators[k])
            put_number(out, i->comparisons[own++].value);
    }
}

/* A file without priorities has one group without a name; an empty column would say that they are missing. */
static bool has_groups(const mkr_data *data) {
    return data->n_groups > 1 || (data->n_groups == 1 && *data->groups[0].name);
}

static void put_facts(mkr_buffer *out, mkr_arena *arena, const mkr_data *data, const mkr_indicator *i) {
    put_text(out, i->ref);
    put_cell(out, i->measure);
    put_cell(out, i->definition);
    if (has_groups(data))
        put_cell(out, i->group);
    put_cell(out, i->service);
    put_cell(out, i->directorate);
    put_cell(out, i->portfolio);
    put_cell(out, i->owner);
    put_cell(out, i->unit);
    put_cell(out, mkr_polarity_name(i));
    put_cell(out, i->frequency);
    put_cell(out, i->cumulative ? "yes" : "");
    put_cell(out, i->people ? "yes" : "");
    put_cell(out, i->as_at.month ? mkr_date_print(arena, i->as_at, "YYYY-MM-DD") : "");
    put_cell(out, i->source);
}

static void put_row(mkr_buffer *out, mkr_arena *arena, const mkr_data *data, const mkr_indicator *i,
                    size_t period) {
    const mkr_value *v = mkr_indicator_at(data, i, period);
    bool now = period == data->current;
    mkr_rating rating = now ? i->rating : mkr_value_rating(v);
    put_facts(out, arena, data, i);
    put_cell(out, mkr_period_print(arena, data->periods[period]));
    put_actual(out, v);
    mkr_buffer_putc(out, ',');
    if (v->has_target)
        put_number(out, mkr_target(v));
    put_cell(out, rating == MKR_UNRATED ? "" : mkr_rating_name(rating));
    put_cell(out, now ? mkr_unrated_name(i->unrated) : "");
    mkr_buffer_putc(out, ',');
    put_marks(out, now ? i->marks : 0, "");
    put_comparisons(out, data, now ? i : NULL);
    mkr_buffer_putc(out, '\n');
}

/* "England (2023/24; Fingertips)", or with the word that makes any label a comparator. */
static void put_comparator(mkr_buffer *out, mkr_arena *arena, const mkr_comparator *c) {
    const char *label = mkr_printf(arena, "Comparator: %s", c->label);
    bool period = *c->period, source = *c->source;
    if (period || source)
        label = mkr_printf(arena, "%s (%s%s%s)", label, c->period, source ? "; " : "", c->source);
    put_cell(out, label);
}

void mkr_data_emit(const mkr_data *data, mkr_buffer *out) {
    mkr_arena *scratch = mkr_arena_child(out->arena);
    mkr_buffer_printf(out,
                      "ref,measure,definition%s,service,directorate,portfolio,owner,unit,polarity,frequency,"
                      "cumulative,people,as at,source,period,actual,target,rating,reason,markers",
                      has_groups(data) ? ",priority" : "");
    for (size_t k = 0; k < data->n_comparators; k++)
        put_comparator(out, scratch, &data->comparators[k]);
    mkr_buffer_putc(out, '\n');
    for (size_t n = 0; n < data->n; n++) {
        const mkr_indicator *i = &data->indicators[n];
        for (size_t p = 0; p < data->n_periods; p++)
            if (p == data->current || i->values[p].has_actual || i->values[p].nil || i->values[p].has_target)
                put_row(out, scratch, data, i, p);
        mkr_arena_reset(scratch);
    }
    mkr_arena_free(scratch);
}

/* emit.c - the data as tidy CSV: for each indicator a row for the report's period, and for every other that
 * has a figure, a reason why not, a target, or a figure to compare with.
 *
 * Columns: ref, measure, definition, priority (where the file has them), service, directorate, portfolio,
 * owner, unit, polarity, frequency, cumulative, people, as at, source, period, actual, target, rating,
 * reason, markers, then what the rules need, where any indicator has it (rule, tolerance, amber, lower,
 * upper, forecast, maximum, quartile, override with its reason and name), and one for each comparator.
 * Numbers have a point and no commas; where there is none the shorthand stands, and markers follow in
 * brackets: "85.2 [p]", "[x]", "<5". A suppressed figure is [c]. What holds for the report's period only, the
 * officer's rating, the reason why there is none, the markers of the measure and a comparator's only figure,
 * stands in the row of that period. RFC 4180 but for the line end, which is LF. Text is written as it is:
 * cells that begin with =, +, - or @ are not changed, although a spreadsheet may take them for formulas. The
 * file can be read again. */
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
    char plain[MKR_DECIMAL_PLAIN];
    mkr_decimal_plain(plain, v);
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

/* ---- columns that only some files have: what the rules need to give the same ratings again */

static void put_known(mkr_buffer *out, bool known, mkr_decimal v) {
    if (known)
        put_number(out, v);
}
static void put_rule(mkr_buffer *out, const mkr_data *data, const mkr_indicator *i) {
    if (i->rule != data->scheme->usual)
        put_text(out, i->rule->name);
}
static void put_tolerance(mkr_buffer *out, const mkr_data *data, const mkr_indicator *i) {
    (void)data;
    put_known(out, i->has_tolerance, i->tolerance);
}
static void put_amber(mkr_buffer *out, const mkr_data *data, const mkr_indicator *i) {
    (void)data;
    put_known(out, i->has_amber, i->amber);
}
static void put_lower(mkr_buffer *out, const mkr_data *data, const mkr_indicator *i) {
    (void)data;
    put_known(out, i->has_lower, i->lower);
}
static void put_upper(mkr_buffer *out, const mkr_data *data, const mkr_indicator *i) {
    (void)data;
    put_known(out, i->has_upper, i->upper);
}
static void put_forecast(mkr_buffer *out, const mkr_data *data, const mkr_indicator *i) {
    (void)data;
    put_known(out, i->has_forecast, i->forecast);
}
static void put_maximum(mkr_buffer *out, const mkr_data *data, const mkr_indicator *i) {
    (void)data;
    put_known(out, i->has_maximum, i->maximum);
}
static void put_quartile(mkr_buffer *out, const mkr_data *data, const mkr_indicator *i) {
    (void)data;
    if (i->quartile)
        mkr_buffer_int(out, i->quartile);
}
static void put_override(mkr_buffer *out, const mkr_data *data, const mkr_indicator *i) {
    (void)data;
    if (i->override)
        put_text(out, mkr_rating_name((mkr_rating)i->override));
}
static void put_reason(mkr_buffer *out, const mkr_data *data, const mkr_indicator *i) {
    (void)data;
    put_text(out, i->override_reason);
}
static void put_name(mkr_buffer *out, const mkr_data *data, const mkr_indicator *i) {
    (void)data;
    put_text(out, i->override_by);
}

static const struct {
    const char *heading;
    void (*put)(mkr_buffer *out, const mkr_data *data, const mkr_indicator *i);
} extras[] = {
    {"rule", put_rule},         {"tolerance", put_tolerance},
    {"amber", put_amber},       {"lower", put_lower},
    {"upper", put_upper},       {"forecast", put_forecast},
    {"maximum", put_maximum},   {"quartile", put_quartile},
    {"override", put_override}, {"override reason", put_reason},
    {"override by", put_name},
};
enum { EXTRAS = sizeof extras / sizeof *extras };

/* Does any indicator have something to put there? */
static bool is_used(mkr_buffer *scratch, const mkr_data *data, size_t extra) {
    scratch->n = 0;
    for (size_t n = 0; n < data->n && !scratch->n; n++)
        extras[extra].put(scratch, data, &data->indicators[n]);
    return scratch->n > 0;
}

static void find_extras(mkr_arena *arena, const mkr_data *data, bool used[static EXTRAS]) {
    mkr_buffer scratch = mkr_buffer_new(arena);
    for (size_t e = 0; e < EXTRAS; e++)
        used[e] = is_used(&scratch, data, e);
}

static void put_comparisons(mkr_buffer *out, const mkr_data *data, const mkr_indicator *i, size_t period) {
    for (size_t k = 0, own = 0; k < data->n_comparators; k++) {
        mkr_buffer_putc(out, ',');
        if (own == i->n_comparisons || i->comparisons[own].with != &data->comparators[k])
            continue;
        const mkr_comparison *c = &i->comparisons[own++];
        if (c->series)
            put_known(out, c->series[period].given, c->series[period].v);
        else
            put_known(out, period == data->current, c->value);
    }
}

/* Is there anything to be said of a period? */
static bool has_row(const mkr_data *data, const mkr_indicator *i, size_t period) {
    const mkr_value *v = &i->values[period];
    if (period == data->current || v->has_actual || v->nil || v->has_target)
        return true;
    for (size_t k = 0; k < i->n_comparisons; k++)
        if (i->comparisons[k].series && i->comparisons[k].series[period].given)
            return true;
    return false;
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
                    size_t period, const bool used[static EXTRAS]) {
    const mkr_value *v = mkr_indicator_at(data, i, period);
    bool now = period == data->current;
    mkr_rating rating = now ? i->rating : mkr_value_rating(v);
    put_facts(out, arena, data, i);
    put_cell(out, mkr_period_print(arena, data->periods[period]));
    put_actual(out, v);
    mkr_buffer_putc(out, ',');
    if (v->has_target)
        put_number(out, mkr_target(v));
    put_cell(out, mkr_rating_name(rating));
    put_cell(out, now ? mkr_unrated_name(i->unrated) : "");
    mkr_buffer_putc(out, ',');
    put_marks(out, now ? i->marks : 0, "");
    for (size_t e = 0; e < EXTRAS; e++)
        if (used[e]) {
            mkr_buffer_putc(out, ',');
            extras[e].put(out, data, i);
        }
    put_comparisons(out, data, i, period);
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
    bool used[EXTRAS];
    find_extras(scratch, data, used);
    for (size_t e = 0; e < EXTRAS; e++)
        if (used[e])
            put_cell(out, extras[e].heading);
    for (size_t k = 0; k < data->n_comparators; k++)
        put_comparator(out, scratch, &data->comparators[k]);
    mkr_buffer_putc(out, '\n');
    for (size_t n = 0; n < data->n; n++) {
        const mkr_indicator *i = &data->indicators[n];
        for (size_t p = 0; p < data->n_periods; p++)
            if (has_row(data, i, p))
                put_row(out, scratch, data, i, p, used);
        mkr_arena_reset(scratch);
    }
    mkr_arena_free(scratch);
}

/* bars_alt.c - what a figure of bars shows, in words (WCAG 2.2, 1.1.1): kind and measure, what the report
 * stage says of the figures, and each row with its figure while the whole stays short enough to be listened
 * to; else the first and the last. All figures stand in the table. */
#include "chart/plot.h"

#include <string.h>

#include "base/buffer.h"

enum { LONGEST = 400 };

static const char *kind_of(const mkr_bars *bars) {
    if (bars->joined)
        return "Waterfall chart";
    if (bars->points)
        return "Dot plot";
    return bars->tones ? "Stacked bar chart" : "Bar chart";
}

/* "; Homes: 12", with what belongs to a group said after its name. */
static void add_row(mkr_buffer *out, const mkr_bar *row, bool first) {
    mkr_buffer_puts(out, first ? " " : "; ");
    if (row->group)
        mkr_buffer_printf(out, "%s, ", row->group);
    mkr_buffer_printf(out, "%s: %s", row->label, row->said ? row->said : row->value);
}

/* "First Q1 2022/23: 7 Green; last Q2 2024/25: 9 Green." of rows that have a figure. */
static void add_ends(mkr_buffer *out, const mkr_bars *bars) {
    size_t first = 0, last = bars->n - 1;
    while (!bars->rows[first].value && !bars->rows[first].said)
        first++;
    while (!bars->rows[last].value && !bars->rows[last].said)
        last--;
    mkr_buffer_puts(out, " First");
    add_row(out, &bars->rows[first], true);
    mkr_buffer_puts(out, "; last");
    add_row(out, &bars->rows[last], true);
    mkr_buffer_putc(out, '.');
}

char *mkr_bars_alt(mkr_arena *arena, const mkr_chart_style *style, const mkr_bars *bars) {
    mkr_arena *scratch = mkr_arena_child(arena);
    mkr_buffer out = mkr_buffer_new(scratch), rows = mkr_buffer_new(scratch);
    size_t n = 0;
    bool axis = *bars->axis && !bars->tones; /* counts have no unit */
    mkr_buffer_printf(&out, "%s of %s%s%s.", kind_of(bars), bars->name, axis ? ", " : "",
                      axis ? bars->axis : "");
    if (bars->summary && *bars->summary)
        mkr_buffer_printf(&out, " %s", bars->summary);
    for (size_t i = 0; i < bars->n && out.n + rows.n < LONGEST; i++)
        if (bars->rows[i].value || bars->rows[i].said)
            add_row(&rows, &bars->rows[i], n++ == 0);
    mkr_buffer_putc(&rows, '.');
    if (n > 0 && out.n + rows.n <= LONGEST)
        mkr_buffer_puts(&out, mkr_buffer_text(&rows));
    else if (n > 1)
        add_ends(&out, bars);
    else if (bars->n == 0 || (n == 0 && !bars->summary))
        mkr_buffer_printf(&out, " %s.", style->not_available_word);
    char *text = mkr_strdup(arena, mkr_buffer_text(&out));
    mkr_arena_free(scratch);
    return text;
}

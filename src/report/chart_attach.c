/* chart_attach.c - the figures of a chart as an attached CSV file (RFC 4180), for who wants to reckon with
 * them.
 *
 * Figures are plain: their unit stands in the heading, where all of a column have the same, and their marks
 * in a column of their own; a cell where there is nothing is empty. A column that is not of figures, or of
 * figures of several units, is as it is printed. */
#include <string.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "report/chart_build.h"

/* ---- a cell, read */

typedef struct part {
    const char *at;
    size_t n;
} part;

typedef struct figure {
    bool negative, pounds;
    part digits; /* with commas; n 0: there is no figure */
    part unit; /* what follows, without the mark */
    part mark; /* "p" of "12.3 [p]", "x" of "[x]" */
} figure;

static bool take(const char **s, const char *what) {
    size_t n = strlen(what);
    bool is = !strncmp(*s, what, n);
    *s += is ? n : 0;
    return is;
}

/* What follows a figure: "%", "m", " days"; a rank, "2nd", or a year, "2023/24", is no figure. */
static bool is_unit(const figure *f) {
    for (size_t k = 0; k < f->unit.n; k++)
        if (mkr_is_digit(f->unit.at[k]))
            return false;
    return f->unit.n == 0 || f->pounds || *f->unit.at == '%' || mkr_blank(f->unit.at);
}

/* "−£1.25m [p]"; false: it is neither a figure nor a mark nor empty. */
static bool read_figure(const char *s, figure *f) {
    *f = (figure){.negative = false};
    if (!*s || !strcmp(s, "–"))
        return true;
    (void)take(&s, "+");
    f->negative = take(&s, "−") || take(&s, "-");
    f->pounds = take(&s, "£");
    f->digits.at = s;
    while (mkr_is_digit(*s) || (f->digits.n && strchr(",.", *s) && mkr_is_digit(s[1])))
        f->digits.n = (size_t)(++s - f->digits.at);
    f->unit.at = s;
    const char *open = strchr(s, '['), *end = s + strlen(s);
    if (open && end[-1] == ']')
        f->mark = (part){open + 1, (size_t)(end - open - 2)};
    f->unit.n = (size_t)((open && end[-1] == ']' ? open : end) - s);
    while (f->unit.n && (s[f->unit.n - 1] == ' '))
        f->unit.n--;
    return f->digits.n ? is_unit(f) : f->mark.n && f->unit.n == 0 && !f->negative && !f->pounds;
}

/* ---- a column */

typedef struct column {
    bool figures, marks;
    figure unit; /* of the first figure: all have it */
} column;

static const char *cell_text(const mkr_chart_figures *f, size_t row, uint16_t at) {
    return f->cells[row * f->n_columns + at];
}

static bool same_unit(const figure *a, const figure *b) {
    return a->pounds == b->pounds && a->unit.n == b->unit.n && !strncmp(a->unit.at, b->unit.at, a->unit.n);
}

static column read_column(const mkr_chart_figures *f, uint16_t at) {
    column c = {.figures = false};
    for (size_t row = 1; row < f->n_rows && at > 0; row++) {
        figure cell;
        if (!read_figure(cell_text(f, row, at), &cell))
            return (column){.figures = false};
        c.marks = c.marks || cell.mark.n;
        if (!cell.digits.n)
            continue;
        if (c.figures && !same_unit(&cell, &c.unit))
            return (column){.figures = false};
        c.unit = cell;
        c.figures = true;
    }
    return c;
}

/* ---- the file */

typedef struct writer {
    mkr_builder *b;
    mkr_buffer out;
    bool begun; /* there is a field in this line */
} writer;

/* A field, in quotes where it must be. */
static void put_field(writer *w, const char *s) {
    if (w->begun)
        mkr_buffer_putc(&w->out, ',');
    w->begun = true;
    if (!s[strcspn(s, ",\"\r\n")]) {
        mkr_buffer_puts(&w->out, s);
        return;
    }
    mkr_buffer_putc(&w->out, '"');
    for (; *s; s++) {
        if (*s == '"')
            mkr_buffer_putc(&w->out, '"');
        mkr_buffer_putc(&w->out, *s);
    }
    mkr_buffer_putc(&w->out, '"');
}

static void end_line(writer *w) {
    mkr_buffer_puts(&w->out, "\r\n");
    w->begun = false;
}

/* "Forecast (£m)"; as it is where the heading says the unit itself. */
static const char *with_unit(writer *w, const char *head, const figure *unit) {
    const char *words = unit->unit.at;
    size_t n = unit->unit.n, blank = n ? mkr_blank(words) : 0;
    const char *text =
        mkr_printf(w->b->arena, "%s%.*s", unit->pounds ? "£" : "", (int)(n - blank), n ? words + blank : "");
    return !*text || strstr(head, text) ? head : mkr_printf(w->b->arena, "%s (%s)", head, text);
}

static void put_heads(writer *w, const mkr_chart_figures *f, const column *columns) {
    const mkr_style *s = w->b->style;
    for (uint16_t i = 0; i < f->n_columns; i++) {
        const char *head = cell_text(f, 0, i);
        put_field(w, columns[i].figures ? with_unit(w, head, &columns[i].unit) : head);
        if (columns[i].marks)
            put_field(w, mkr_style_say(w->b->arena, s, MKR_LABEL_CHART_MARKS, "column", head, NULL));
    }
    end_line(w);
}

static void put_number(writer *w, const figure *f) {
    mkr_buffer digits = mkr_buffer_new(w->b->arena);
    if (f->negative)
        mkr_buffer_putc(&digits, '-');
    for (size_t k = 0; k < f->digits.n; k++)
        if (f->digits.at[k] != ',')
            mkr_buffer_putc(&digits, f->digits.at[k]);
    put_field(w, mkr_buffer_text(&digits));
}

static void put_row(writer *w, const mkr_chart_figures *f, const column *columns, size_t row) {
    for (uint16_t i = 0; i < f->n_columns; i++) {
        const char *text = cell_text(f, row, i);
        figure cell;
        if (!columns[i].figures && !columns[i].marks) {
            put_field(w, strcmp(text, "–") ? text : "");
            continue;
        }
        (void)read_figure(text, &cell);
        if (cell.digits.n)
            put_number(w, &cell);
        else
            put_field(w, "");
        if (columns[i].marks)
            put_field(w,
                      cell.mark.n ? mkr_printf(w->b->arena, "[%.*s]", (int)cell.mark.n, cell.mark.at) : "");
    }
    end_line(w);
}

/* ---- its name */

static bool is_taken(const mkr_builder *b, const char *name) {
    for (size_t i = 0; i < b->doc->attachments.n; i++)
        if (!strcmp(b->doc->attachments.at[i].name, name))
            return true;
    return false;
}

/* Letters, digits, - and _ of ASCII alone: names that every system of files has. */
static bool is_plain_name(const char *id) {
    size_t n = 0;
    while (mkr_is_letter(id[n]) || mkr_is_digit(id[n]) || (id[n] && strchr("-_", id[n])))
        n++;
    return n > 0 && n <= 60 && !id[n];
}

/* By the id of the figure, "recycling.csv", else by its number, "figure-3.csv"; further tables of one figure
 * have a number of their own: "figure-3-2.csv". */
static const char *name_of_file(mkr_builder *b, const mkr_node *node) {
    const char *id = mkr_node_attr(node, "id");
    const char *stem =
        id && is_plain_name(id) ? id : mkr_printf(b->arena, "figure-%s%u", b->prefix, b->figures);
    const char *name = mkr_printf(b->arena, "%s.csv", stem);
    for (size_t k = 2; is_taken(b, name); k++)
        name = mkr_printf(b->arena, "%s-%zu.csv", stem, k);
    return name;
}

void mkr_build_attach(mkr_builder *b, const mkr_node *node, const mkr_chart_figures *f, mkr_block *to,
                      uint32_t elem) {
    writer w = {.b = b, .out = mkr_buffer_new(b->arena)};
    if (f->attached)
        f = f->attached;
    column *columns = mkr_alloc_array(b->arena, f->n_columns, sizeof *columns);
    for (uint16_t i = 0; i < f->n_columns; i++)
        columns[i] = read_column(f, i);
    put_heads(&w, f, columns);
    for (size_t row = 1; row < f->n_rows; row++)
        put_row(&w, f, columns, row);
    const char *name = name_of_file(b, node);
    *MKR_PUSH(b->arena, &b->doc->attachments) = (mkr_attachment){
        .name = name,
        .description = f->caption,
        .bytes = mkr_buffer_text(&w.out),
        .n = w.out.n,
        .figure = b->figure,
    };
    mkr_build_table_note(b, mkr_style_say(b->arena, b->style, MKR_LABEL_CHART_ATTACHED, "file", name, NULL),
                         to, elem, node->where);
}

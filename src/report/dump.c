/* dump.c - print the document: one block a line, with its tag and its text. */
#include "base/buffer.h"
#include "report/block.h"

static const char *const roles[] = {
#define ROLE(id, name) name,
#include "report/style.def"
};
static const char *const drawings[MKR_DRAWINGS] = {
    [MKR_DRAW_TREND] = "trend",
    [MKR_DRAW_SPARKLINE] = "sparkline",
    [MKR_DRAW_RATING_BAR] = "rating-bar",
    [MKR_DRAW_BARS] = "bars",
    [MKR_DRAW_MATRIX] = "matrix",
    [MKR_DRAW_RISK_MAP] = "risk-map",
    [MKR_DRAW_THREAD] = "thread",
    [MKR_DRAW_DIAGRAM] = "diagram",
    [MKR_DRAW_WHEEL] = "wheel",
    [MKR_DRAW_TIMELINE] = "timeline",
    [MKR_DRAW_PICTURE] = "picture",
    [MKR_DRAW_MASTHEAD] = "masthead",
    [MKR_DRAW_RULE] = "rule",
    [MKR_DRAW_CONCERN_RULE] = "concern-rule",
};
static const char *const rows[] = {"head", "group", "row", "total"};

typedef struct printer {
    const mkr_document *doc;
    mkr_buffer *out;
} printer;

static void put_spans(printer *p, const mkr_spans *spans) {
    for (size_t i = 0; i < spans->n; i++) {
        const mkr_span *s = &spans->at[i];
        if (s->look & MKR_BOLD)
            mkr_buffer_putc(p->out, '*');
        for (const char *c = s->text; *c; c++) {
            if (*c == '\n')
                mkr_buffer_puts(p->out, "\\n");
            else
                mkr_buffer_putc(p->out, *c);
        }
        if (s->late == MKR_LATE_RANGE)
            mkr_buffer_printf(p->out, "{pages of appendix %s}", p->doc->appendices.at[s->late_of].id);
        else if (s->late)
            mkr_buffer_printf(p->out, "{page of element %u}", s->late_of);
        if (s->look & MKR_BOLD)
            mkr_buffer_putc(p->out, '*');
    }
}

static void put_block(printer *p, const mkr_block *b, int depth);

static void put_grid(printer *p, const mkr_grid *g, int depth) {
    for (size_t r = 0; r < g->rows.n; r++) {
        const mkr_grid_row *row = &g->rows.at[r];
        mkr_buffer_printf(p->out, "%*s%s\n", depth * 2, "", rows[row->kind]);
        for (uint16_t i = 0; i < row->n; i++)
            if (row->cells[i].content)
                put_block(p, row->cells[i].content, depth + 1);
    }
}

static void put_block(printer *p, const mkr_block *b, int depth) {
    if (b->if_long) /* only layout knows whether it is there */
        return;
    const char *tag = b->elem ? mkr_tag_name((mkr_tag)mkr_tree_at(p->doc->tree, b->elem)->tag) : "artifact";
    mkr_buffer_printf(p->out, "%*s", depth * 2, "");
    switch ((mkr_block_kind)b->kind) {
    case MKR_BLOCK_TEXT:
        mkr_buffer_printf(p->out, "%s %s \"", roles[b->role], tag);
        put_spans(p, &b->label);
        mkr_buffer_puts(p->out, b->label.n ? " " : "");
        put_spans(p, &b->spans);
        mkr_buffer_puts(p->out, "\"\n");
        break;
    case MKR_BLOCK_DRAWING:
        mkr_buffer_printf(p->out, "drawing %s %s\n", drawings[b->drawing->kind], tag);
        break;
    case MKR_BLOCK_GRID:
        mkr_buffer_printf(p->out, "grid of %u columns\n", b->grid->n_columns);
        put_grid(p, b->grid, depth + 1);
        break;
    case MKR_BLOCK_STACK:
    case MKR_BLOCK_PANEL:
        mkr_buffer_puts(p->out, b->kind == MKR_BLOCK_PANEL ? "panel\n" : "stack\n");
        for (const mkr_block *c = b->first; c; c = c->next)
            put_block(p, c, depth + 1);
        break;
    }
}

void mkr_report_dump(const mkr_document *doc, mkr_buffer *out) {
    printer p = {doc, out};
    mkr_buffer_printf(out, "title \"%s\"\nauthor \"%s\"\nlanguage %s\n", doc->title,
                      doc->author ? doc->author : "", doc->lang);
    for (const mkr_block *b = doc->body->first; b; b = b->next)
        put_block(&p, b, 0);
}

/* svg.c - a page as SVG 1.1 (second edition), written item by item.
 *
 * User space is points, y downwards, as in the display list; all numbers are its own thousandths, so nothing
 * is rounded. Within a path coordinates are relative, which makes them short and, being whole thousandths,
 * exact. Neighbouring lines of one pen are one path. */
#include "image/svg.h"

#include <stdio.h>

#include "base/utf8.h"
#include "image/canvas.h"

/* ---- numbers and text */

static bool after_digit(const mkr_buffer *out) {
    char last = out->n ? out->at[out->n - 1] : ' ';
    return (last >= '0' && last <= '9') || last == '.';
}

void mkr_svg_number(mkr_buffer *out, int64_t thousandths) {
    uint64_t v = thousandths < 0 ? 0 - (uint64_t)thousandths : (uint64_t)thousandths;
    unsigned part = (unsigned)(v % 1000);
    if (thousandths < 0)
        mkr_buffer_putc(out, '-');
    else if (after_digit(out))
        mkr_buffer_putc(out, ' ');
    if (v >= 1000 || !part)
        mkr_buffer_int(out, (int64_t)(v / 1000));
    if (part)
        mkr_buffer_printf(out,
                          part % 100 == 0  ? ".%u"
                          : part % 10 == 0 ? ".%02u"
                                           : ".%03u",
                          part % 100 == 0  ? part / 100
                          : part % 10 == 0 ? part / 10
                                           : part);
}

void mkr_svg_attribute(mkr_buffer *out, const char *name, int64_t thousandths) {
    mkr_buffer_printf(out, " %s=\"", name);
    mkr_svg_number(out, thousandths);
    mkr_buffer_putc(out, '"');
}

/* #rgb stands for #rrggbb (CSS 2.1, 4.3.6). */
void mkr_svg_colour(mkr_buffer *out, const char *name, mkr_colour c) {
    bool is_short = (c >> 4 & 0x0F0F0F) == (c & 0x0F0F0F);
    if (is_short)
        mkr_buffer_printf(out, " %s=\"#%x%x%x\"", name, c >> 16 & 15, c >> 8 & 15, c & 15);
    else
        mkr_buffer_printf(out, " %s=\"#%06x\"", name, c & 0xFFFFFF);
}

static bool is_xml(uint32_t c) {
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xFFFD) ||
           (c >= 0x10000 && c <= 0x10FFFF);
}

void mkr_svg_escaped(mkr_buffer *out, const char *text, size_t n) {
    for (const char *p = text, *end = text + n, *from; p < end;) {
        from = p;
        uint32_t c = mkr_utf8_next(&p, end);
        if (c == '&')
            mkr_buffer_puts(out, "&amp;");
        else if (c == '<')
            mkr_buffer_puts(out, "&lt;");
        else if (c == '>')
            mkr_buffer_puts(out, "&gt;");
        else if (c == '"')
            mkr_buffer_puts(out, "&quot;");
        else if (is_xml(c))
            mkr_buffer_add(out, from, (size_t)(p - from));
        else
            mkr_buffer_puts(out, "\xEF\xBF\xBD");
    }
}

void mkr_svg_name(mkr_svg_file *svg, const char *rest, uint32_t number) {
    mkr_svg_escaped(&svg->out, svg->words->id, strlen(svg->words->id));
    mkr_buffer_printf(&svg->out, "-%s", rest);
    if (number)
        mkr_buffer_int(&svg->out, number);
}

bool mkr_svg_flush(mkr_svg_file *svg) {
    svg->failed = svg->failed || !mkr_output_write(svg->to, svg->out.at, svg->out.n);
    svg->out.n = 0;
    return !svg->failed;
}

/* ---- paths */

typedef struct pen { /* what has been written of a path */
    mkr_point at, start; /* of the current subpath */
    char verb; /* the last one written, in small letters; 0: none */
} pen;

static void put_verb(mkr_buffer *out, pen *p, char verb) {
    if (p->verb != verb || verb == 'm' || verb == 'z')
        mkr_buffer_putc(out, verb);
    p->verb = verb;
}

static void put_step(mkr_buffer *out, mkr_point from, mkr_point to) {
    mkr_svg_number(out, (int64_t)to.x - from.x);
    mkr_svg_number(out, (int64_t)to.y - from.y);
}

static void put_line(mkr_buffer *out, pen *p, mkr_point to) {
    if (to.y == p->at.y) {
        put_verb(out, p, 'h');
        mkr_svg_number(out, (int64_t)to.x - p->at.x);
    } else if (to.x == p->at.x) {
        put_verb(out, p, 'v');
        mkr_svg_number(out, (int64_t)to.y - p->at.y);
    } else {
        put_verb(out, p, 'l');
        put_step(out, p->at, to);
    }
    p->at = to;
}

/* The value of "d"; a pen that has been used goes on in the same attribute. */
static void put_outline(mkr_buffer *out, pen *p, const mkr_path *path) {
    const mkr_point *q = path->points;
    for (const char *verb = path->verbs; *verb; verb++)
        switch (*verb) {
        case 'M':
            put_verb(out, p, 'm'); /* the first of a path is absolute: it begins at 0 0 */
            put_step(out, p->at, *q);
            p->at = p->start = *q++;
            break;
        case 'L':
            put_line(out, p, *q++);
            break;
        case 'C':
            put_verb(out, p, 'c');
            for (int i = 0; i < 3; i++)
                put_step(out, p->at, q[i]);
            p->at = q[2];
            q += 3;
            break;
        default:
            put_verb(out, p, 'z');
            p->at = p->start;
        }
}

static void put_pen(mkr_buffer *out, const mkr_path *path) {
    static const char *const caps[] = {"butt", "round", "square"}, *const joins[] = {"miter", "round",
                                                                                     "bevel"};
    mkr_svg_colour(out, "stroke", path->stroke);
    if (path->line_width != MKR_PT(1))
        mkr_svg_attribute(out, "stroke-width", path->line_width);
    if (path->dash[0] > 0) {
        mkr_buffer_puts(out, " stroke-dasharray=\"");
        mkr_svg_number(out, path->dash[0]);
        mkr_svg_number(out, path->dash[1]);
        mkr_buffer_putc(out, '"');
    }
    if (path->cap)
        mkr_buffer_printf(out, " stroke-linecap=\"%s\"", caps[path->cap]);
    if (path->join)
        mkr_buffer_printf(out, " stroke-linejoin=\"%s\"", joins[path->join]);
}

/* Lines of one pen without a ground: as one path they look no different. */
static bool joins(const mkr_item *a, const mkr_item *b) {
    const mkr_path *p = &a->path, *q = &b->path;
    return b->kind == MKR_ITEM_PATH && p->fill == MKR_NO_COLOUR && q->fill == MKR_NO_COLOUR &&
           p->stroke == q->stroke && p->line_width == q->line_width && p->dash[0] == q->dash[0] &&
           p->dash[1] == q->dash[1] && p->cap == q->cap && p->join == q->join;
}

/* Gives the number of items it took. */
static size_t put_path(mkr_svg_file *svg, const mkr_item *items, size_t n) {
    const mkr_path *path = &items[0].path;
    size_t taken = 1;
    pen p = {0};
    while (taken < n && joins(&items[0], &items[taken]))
        taken++;
    if (path->fill == MKR_NO_COLOUR && path->stroke == MKR_NO_COLOUR)
        return taken;
    mkr_buffer_puts(&svg->out, "<path");
    if (path->fill != MKR_NO_COLOUR)
        mkr_svg_colour(&svg->out, "fill", path->fill);
    if (path->stroke != MKR_NO_COLOUR)
        put_pen(&svg->out, path);
    mkr_buffer_puts(&svg->out, " d=\"");
    for (size_t i = 0; i < taken; i++)
        put_outline(&svg->out, &p, &items[i].path);
    mkr_buffer_puts(&svg->out, "\"/>\n");
    return taken;
}

/* ---- the file */

static const mkr_text *first_text(const mkr_page *page) {
    for (size_t i = 0; i < page->items.list.n; i++)
        if (page->items.list.at[i].kind == MKR_ITEM_TEXT)
            return &page->items.list.at[i].text;
    return NULL;
}

/* Title and description come first, and name the picture (SVG 1.1, 5.4; WAI-ARIA 1.1, aria-labelledby). */
static void put_words(mkr_svg_file *svg) {
    const char *const tags[] = {"title", "desc"}, *const texts[] = {svg->words->title,
                                                                    svg->words->description};
    for (int i = 0; i < 2 && texts[i]; i++) {
        mkr_buffer_printf(&svg->out, "<%s id=\"", tags[i]);
        mkr_svg_name(svg, tags[i], 0);
        mkr_buffer_puts(&svg->out, "\">");
        mkr_svg_escaped(&svg->out, texts[i], strlen(texts[i]));
        mkr_buffer_printf(&svg->out, "</%s>\n", tags[i]);
    }
}

static void put_size(mkr_svg_file *svg, const mkr_page *page) {
    mkr_buffer *out = &svg->out;
    mkr_buffer_puts(out, " width=\"");
    mkr_svg_number(out, page->width);
    mkr_buffer_puts(out, "pt\" height=\"");
    mkr_svg_number(out, page->height);
    mkr_buffer_puts(out, "pt\" viewBox=\"0 0");
    mkr_svg_number(out, page->width);
    mkr_svg_number(out, page->height);
    mkr_buffer_putc(out, '"');
}

/* What most elements want is said once. A mitre is as long as in PDF and cairo. */
static void put_defaults(mkr_svg_file *svg, const mkr_page *page) {
    const mkr_text *text = svg->words->outlines ? NULL : first_text(page);
    mkr_buffer_puts(&svg->out, " fill=\"none\" stroke-miterlimit=\"10\"");
    if (!text)
        return;
    svg->size = text->size;
    svg->family = mkr_face_measures(text->face)->family;
    mkr_buffer_puts(&svg->out, " font-family=\"'");
    mkr_svg_escaped(&svg->out, svg->family, strlen(svg->family));
    mkr_buffer_puts(&svg->out, "',sans-serif\"");
    mkr_svg_attribute(&svg->out, "font-size", svg->size);
    mkr_buffer_puts(&svg->out, " style=\"font-variant:lining-nums tabular-nums no-common-ligatures\"");
}

static void put_head(mkr_svg_file *svg, const mkr_page *page) {
    mkr_buffer *out = &svg->out;
    mkr_buffer_puts(out,
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
    put_size(svg, page);
    mkr_buffer_printf(out, " role=\"%s\" aria-labelledby=\"", svg->words->reads ? "document" : "img");
    mkr_svg_name(svg, "title", 0);
    if (svg->words->description) {
        mkr_buffer_putc(out, ' ');
        mkr_svg_name(svg, "desc", 0);
    }
    mkr_buffer_puts(out, "\" xml:lang=\"");
    mkr_svg_escaped(out, svg->words->lang, strlen(svg->words->lang));
    mkr_buffer_putc(out, '"');
    put_defaults(svg, page);
    mkr_buffer_puts(out, ">\n");
    put_words(svg);
    mkr_buffer_puts(out, "<path fill=\"#fff\" d=\"m0 0h");
    mkr_svg_number(out, page->width);
    mkr_buffer_putc(out, 'v');
    mkr_svg_number(out, page->height);
    mkr_buffer_puts(out, "h");
    mkr_svg_number(out, -(int64_t)page->width);
    mkr_buffer_puts(out, "z\"/>\n");
}

static void put_items(mkr_svg_file *svg, const mkr_item_vec *items) {
    for (size_t i = 0, taken; i < items->n; i += taken) {
        const mkr_item *item = &items->at[i];
        taken = 1;
        if (item->kind == MKR_ITEM_PATH)
            taken = put_path(svg, item, items->n - i);
        else if (item->kind == MKR_ITEM_TEXT)
            mkr_svg_text(svg, &item->text);
        else
            mkr_svg_picture(svg, item);
    }
}

bool mkr_image_svg(mkr_arena *arena, mkr_diag *diag, const mkr_page *page, const mkr_svg_words *words,
                   mkr_output *out) {
    mkr_arena *scratch = mkr_arena_child(arena);
    mkr_svg_file svg = {.arena = scratch, .diag = diag, .words = words, .to = out};
    svg.out = mkr_buffer_new(scratch);
    put_head(&svg, page);
    if (words->outlines)
        mkr_svg_define_glyphs(&svg, page);
    put_items(&svg, &page->items.list);
    mkr_buffer_puts(&svg.out, "</svg>\n");
    bool done = mkr_svg_flush(&svg);
    mkr_arena_free(scratch);
    return done;
}

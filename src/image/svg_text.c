/* svg_text.c - the text of an SVG: as text, or as outlines that are defined once and used often.
 *
 * A text element is a run of one face. It says where it begins and how long it is (textLength), so that it
 * stands as it should even where another font takes the place of a missing one. */
#include "image/svg.h"

#define SOFT_HYPHEN "\xC2\xAD"

/* ---- as text */

/* What a code says. At the end of a line a soft hyphen is a hyphen to be seen. */
static const char *text_of(const mkr_face_code *code) {
    return code->advance && !strcmp(code->text, SOFT_HYPHEN) ? "-" : code->text;
}

/* Would a reader of XML make one blank of several (xml:space, SVG 1.1, 10.15)? */
static bool has_odd_blanks(const char *s, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (s[i] == '\t' || s[i] == '\n' || (s[i] == ' ' && i && s[i - 1] == ' '))
            return true;
    return false;
}

static void put_font(mkr_svg_file *svg, const mkr_text *text) {
    const mkr_face_metrics *m = mkr_face_measures(text->face);
    if (strcmp(m->family, svg->family) != 0) {
        mkr_buffer_puts(&svg->out, " font-family=\"'");
        mkr_svg_escaped(&svg->out, m->family, strlen(m->family));
        mkr_buffer_puts(&svg->out, "',sans-serif\"");
    }
    if (text->size != svg->size)
        mkr_svg_attribute(&svg->out, "font-size", text->size);
    if (m->weight != 400)
        mkr_svg_attribute(&svg->out, "font-weight", 1000 * m->weight);
    if (m->italic_angle)
        mkr_buffer_puts(&svg->out, " font-style=\"italic\"");
    if (text->tracking)
        mkr_svg_attribute(&svg->out, "letter-spacing", text->tracking);
}

static bool is_blank(const mkr_face_code *code) {
    return !strcmp(code->text, " ");
}

/* How far the pen goes over glyphs from..to, in points of the page. */
static mkr_len length_of(const mkr_text *text, const mkr_face_code *codes, uint32_t from, uint32_t to) {
    int64_t units = 0;
    for (uint32_t i = from; i < to; i++)
        units += codes[text->glyphs[i].code].advance + text->glyphs[i].adjust;
    return mkr_font_scale(units, text->size, text->face) + (mkr_len)(to - from) * text->tracking;
}

static void put_place(mkr_svg_file *svg, const mkr_text *text, mkr_len x, mkr_len length) {
    mkr_buffer *out = &svg->out;
    mkr_svg_attribute(out, "x", x);
    mkr_svg_attribute(out, "y", text->y);
    mkr_svg_colour(out, "fill", text->colour);
    put_font(svg, text);
    if (length > 0)
        mkr_svg_attribute(out, "textLength", length);
    if (text->pen)
        mkr_buffer_puts(out, " direction=\"rtl\" unicode-bidi=\"embed\"");
}

/* Blanks at the ends are left out. Right-to-left text begins at its right end, and keeps them. */
static void put_text(mkr_svg_file *svg, const mkr_text *text) {
    const mkr_face_code *codes;
    mkr_arena *scratch = mkr_arena_child(svg->arena);
    mkr_buffer words = mkr_buffer_new(scratch);
    uint32_t from = 0, to = text->n;
    mkr_face_codes(text->face, &codes);
    while (!text->pen && to > 0 && is_blank(&codes[text->glyphs[to - 1].code]))
        to--;
    while (!text->pen && from < to && is_blank(&codes[text->glyphs[from].code]))
        from++;
    for (uint32_t i = from; i < to; i++)
        mkr_buffer_puts(&words, text_of(&codes[text->glyphs[i].code]));
    if (words.n) {
        mkr_buffer_puts(&svg->out, "<text");
        put_place(svg, text, text->pen ? text->x + text->width : text->x + length_of(text, codes, 0, from),
                  text->pen ? text->width : length_of(text, codes, from, to));
        mkr_buffer_puts(&svg->out, has_odd_blanks(words.at, words.n) ? " xml:space=\"preserve\">" : ">");
        mkr_svg_escaped(&svg->out, words.at, words.n);
        mkr_buffer_puts(&svg->out, "</text>\n");
    }
    mkr_arena_free(scratch);
}

/* ---- as outlines */

typedef struct tracer { /* font units: whole and half ones, y upwards */
    mkr_buffer *out;
    float x, y;
} tracer;

static void put_step(tracer *t, char verb, const float *xy, int n) {
    if (verb)
        mkr_buffer_putc(t->out, verb);
    for (int i = 0; i < n; i += 2) {
        mkr_svg_number(t->out, (int64_t)((xy[i] - t->x) * 1000));
        mkr_svg_number(t->out, (int64_t)((xy[i + 1] - t->y) * 1000));
    }
    t->x = xy[n - 2];
    t->y = xy[n - 1];
}

/* Absolute: after the path before has been closed, the pen is back where that began. */
static void move(void *user, float x, float y) {
    tracer *t = user;
    t->x = t->y = 0;
    put_step(t, 'M', (const float[]){x, y}, 2);
}

static void line(void *user, float x, float y) {
    put_step(user, 'l', (const float[]){x, y}, 2);
}

static void quad(void *user, float cx, float cy, float x, float y) {
    put_step(user, 'q', (const float[]){cx, cy, x, y}, 4);
}

static void cubic(void *user, float ax, float ay, float bx, float by, float x, float y) {
    put_step(user, 'c', (const float[]){ax, ay, bx, by, x, y}, 6);
}

static void close(void *user) {
    mkr_buffer_putc(((tracer *)user)->out, 'z');
}

static mkr_svg_glyphs *glyphs_of(mkr_svg_file *svg, const mkr_face *face) {
    for (size_t i = 0; i < svg->glyphs.n; i++) /* few faces */
        if (svg->glyphs.at[i].face == face)
            return &svg->glyphs.at[i];
    const mkr_face_code *codes;
    mkr_svg_glyphs *g = MKR_PUSH(svg->arena, &svg->glyphs);
    *g = (mkr_svg_glyphs){face, mkr_alloc_array(svg->arena, mkr_face_codes(face, &codes), sizeof *g->number)};
    return g;
}

static void define(mkr_svg_file *svg, const mkr_face *face, uint32_t gid, uint32_t *number) {
    static const mkr_outline_sink sink = {move, line, quad, cubic, close};
    mkr_arena *scratch = mkr_arena_child(svg->arena);
    mkr_buffer outline = mkr_buffer_new(scratch);
    mkr_face_outline(face, gid, &sink, &(tracer){.out = &outline});
    *number = outline.n ? ++svg->n_glyphs : MKR_SVG_NO_INK;
    if (outline.n) {
        mkr_buffer_puts(&svg->out, "<path id=\"");
        mkr_svg_name(svg, "g", *number);
        mkr_buffer_puts(&svg->out, "\" d=\"");
        mkr_buffer_add(&svg->out, outline.at, outline.n);
        mkr_buffer_puts(&svg->out, "\"/>\n");
    }
    mkr_arena_free(scratch);
}

void mkr_svg_define_glyphs(mkr_svg_file *svg, const mkr_page *page) {
    mkr_buffer_puts(&svg->out, "<defs>\n");
    for (size_t i = 0; i < page->items.list.n; i++) {
        const mkr_item *item = &page->items.list.at[i];
        if (item->kind != MKR_ITEM_TEXT)
            continue;
        const mkr_face_code *codes;
        const mkr_face *face = item->text.face;
        mkr_svg_glyphs *g = glyphs_of(svg, face);
        mkr_face_codes(face, &codes);
        for (uint32_t k = 0; k < item->text.n; k++) {
            uint16_t code = item->text.glyphs[k].code;
            if (!g->number[code])
                define(svg, face, codes[code].gid, &g->number[code]);
        }
    }
    mkr_buffer_puts(&svg->out, "</defs>\n");
}

/* A size in points over the units of an em, with nine decimals: a line of a million units is then still
 * within a thousandth of a point. */
static void put_scale(mkr_buffer *out, mkr_len size, unsigned em) {
    uint64_t billionths = ((uint64_t)size * 1000000 + em / 2) / em;
    mkr_buffer_printf(out, "%llu.%09llu", (unsigned long long)(billionths / 1000000000),
                      (unsigned long long)(billionths % 1000000000));
    while (out->at[out->n - 1] == '0')
        out->n--;
}

static void put_matrix(mkr_svg_file *svg, const mkr_text *text, unsigned em) {
    mkr_buffer *out = &svg->out;
    mkr_buffer_puts(out, " transform=\"matrix(");
    put_scale(out, text->size, em);
    mkr_buffer_puts(out, " 0 0 -");
    put_scale(out, text->size, em);
    mkr_svg_number(out, (int64_t)text->x + text->pen);
    mkr_svg_number(out, text->y);
    mkr_buffer_puts(out, ")\">");
}

static void use(mkr_svg_file *svg, uint32_t number, int64_t x, int64_t y) {
    mkr_buffer_puts(&svg->out, "<use xlink:href=\"#");
    mkr_svg_name(svg, "g", number);
    mkr_buffer_putc(&svg->out, '"');
    if (x)
        mkr_svg_attribute(&svg->out, "x", x);
    if (y)
        mkr_svg_attribute(&svg->out, "y", y);
    mkr_buffer_puts(&svg->out, "/>");
}

static void put_outlines(mkr_svg_file *svg, const mkr_text *text) {
    const mkr_face_code *codes;
    const mkr_svg_glyphs *g = glyphs_of(svg, text->face);
    unsigned em = mkr_face_measures(text->face)->units_per_em;
    int64_t advance = 0, tracking = (int64_t)text->tracking * em * 1000 / text->size; /* 1/1000 of a unit */
    mkr_face_codes(text->face, &codes);
    mkr_buffer_puts(&svg->out, "<g");
    mkr_svg_colour(&svg->out, "fill", text->colour);
    put_matrix(svg, text, em);
    for (uint32_t i = 0; i < text->n; i++) {
        const mkr_glyph *glyph = &text->glyphs[i];
        const mkr_face_code *code = &codes[glyph->code];
        if (g->number[glyph->code] != MKR_SVG_NO_INK)
            use(svg, g->number[glyph->code], 1000 * (advance + code->dx) + i * tracking,
                1000 * (int64_t)code->dy);
        advance += code->advance + glyph->adjust;
    }
    mkr_buffer_puts(&svg->out, "</g>\n");
}

void mkr_svg_text(mkr_svg_file *svg, const mkr_text *text) {
    if (text->size <= 0)
        return; /* no ink */
    if (svg->words->outlines)
        put_outlines(svg, text);
    else
        put_text(svg, text);
}

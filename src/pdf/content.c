/* content.c - from the display list to page streams.
 *
 * One mark of marks.h becomes one marked-content sequence; the rest are artifacts, so that nothing is painted
 * outside one (ISO 14289-1, 7.1). Sequences never nest. A run of text items is marked inside a text object
 * that stays open from run to run; a run that also paints something else is marked around its text objects:
 * both nest properly (ISO 32000-1, 14.6.1). An operator that would repeat the current state is left out. Here
 * y turns upwards. */
#include "pdf/content.h"

typedef struct painter {
    mkr_content *content;
    mkr_buffer *out;
    mkr_len height;
    bool in_text;
    mkr_len line_x, line_y; /* where the current line of the text object began, y upwards */
    const mkr_face *face;
    mkr_len size, tracking;
    mkr_colour fill, stroke;
    mkr_len line_width, dash[2];
    uint8_t cap, join;
} painter;

static void number(painter *p, mkr_len value) {
    mkr_buffer_len(p->out, value);
    mkr_buffer_putc(p->out, ' ');
}

/* Places are written in hundredths of a point: 0.005 pt is a quarter of a device pixel at 3,600 dpi. */
static mkr_len hundredth(mkr_len place) {
    return (place + (place < 0 ? -5 : 5)) / 10 * 10;
}

static void op(painter *p, const char *name) {
    mkr_buffer_puts(p->out, name);
    mkr_buffer_putc(p->out, '\n');
}

/* 0 to 255 as 0 to 1 with three decimals, enough to come back as the same byte. */
static void component(painter *p, mkr_colour c, unsigned shift) {
    number(p, (mkr_len)(((c >> shift & 0xFF) * 1000 + 127) / 255));
}

static void colour(painter *p, mkr_colour *current, mkr_colour c, const char *grey, const char *rgb) {
    if (c == *current)
        return;
    *current = c;
    component(p, c, 16);
    if ((c & 0xFF) == (c >> 8 & 0xFF) && (c & 0xFF) == c >> 16) {
        op(p, grey);
        return;
    }
    component(p, c, 8);
    component(p, c, 0);
    op(p, rgb);
}

static void begin_text(painter *p) {
    if (p->in_text)
        return;
    op(p, "BT");
    p->in_text = true;
    p->line_x = p->line_y = 0;
}

static void end_text(painter *p) {
    if (p->in_text)
        op(p, "ET");
    p->in_text = false;
}

/* On first use: does any glyph stand beside the pen? */
static void use_face(mkr_content_face *face, const mkr_face *from) {
    if (face->used)
        return;
    face->used = true;
    size_t n = mkr_face_codes(from, &face->codes);
    for (size_t i = 1; i < n && !face->places_marks; i++)
        face->places_marks = face->codes[i].dx || face->codes[i].dy;
}

static void text_state(painter *p, const mkr_text *t) {
    if (t->face != p->face || t->size != p->size) {
        unsigned index = mkr_face_index(t->face);
        use_face(&p->content->faces[index], t->face);
        p->face = t->face;
        p->size = t->size;
        mkr_buffer_add(p->out, "/F", 2);
        mkr_buffer_int(p->out, index);
        mkr_buffer_putc(p->out, ' ');
        number(p, t->size);
        op(p, "Tf");
    }
    if (t->tracking != p->tracking) {
        p->tracking = t->tracking;
        number(p, t->tracking);
        op(p, "Tc");
    }
    colour(p, &p->fill, t->colour, "g", "rg");
}

/* One byte of a literal string. A carriage return would be read back as a line feed. */
static char *string_byte(char *s, unsigned byte) {
    if (byte == '(' || byte == ')' || byte == '\\')
        *s++ = '\\';
    else if (byte == '\r') {
        *s++ = '\\';
        byte = 'r';
    }
    *s++ = (char)byte;
    return s;
}

static char *decimal(char *s, int value) {
    char digits[12], *d = digits;
    unsigned v = value < 0 ? 0u - (unsigned)value : (unsigned)value;
    if (value < 0)
        *s++ = '-';
    do
        *d++ = (char)('0' + v % 10);
    while (v /= 10);
    while (d > digits)
        *s++ = *--d;
    return s;
}

/* Kerning in whole thousandths of the size; what rounding leaves is carried on, so that a line never drifts.
 */
static int kern(int64_t shift, int em, int64_t *moved) {
    int64_t exact = shift * 1000;
    int64_t whole = (exact + (exact < 0 ? -em : em) / 2) / em - *moved;
    *moved += whole;
    return (int)whole;
}

/* The pen along one text item, in font units beyond the natural advances. */
typedef struct text_pen {
    int64_t kerned; /* the sum of adjustments */
    int64_t shift; /* where the pen was last sent */
    int64_t moved; /* what of that has been written, in thousandths of the size */
} text_pen;

/* Show some glyphs. codes: only where glyphs may stand beside the pen. */
static void show(painter *p, const mkr_text *t, uint32_t from, uint32_t to, const mkr_face_code *codes,
                 text_pen *pen) {
    enum { MOST = 16 }; /* bytes for a glyph and the adjustment before it */
    int em = mkr_face_measures(t->face)->units_per_em;
    char *start = mkr_buffer_room(p->out, (size_t)(to - from) * MOST + MOST), *s = start;
    bool kerned = false;
    *s++ = '(';
    for (uint32_t i = from; i < to; i++) {
        int64_t shift = pen->kerned + (codes ? codes[t->glyphs[i].code].dx : 0);
        int by = shift == pen->shift ? 0 : kern(shift, em, &pen->moved);
        pen->shift = shift;
        if (by) {
            *s++ = ')';
            s = decimal(s, -by);
            *s++ = '(';
            kerned = true;
        }
        s = string_byte(s, t->glyphs[i].code >> 8);
        s = string_byte(s, t->glyphs[i].code & 0xFF);
        pen->kerned += t->glyphs[i].adjust;
    }
    *s++ = ')';
    if (kerned) {
        memmove(start + 1, start, (size_t)(s - start));
        *start = '[';
        s++;
        *s++ = ']';
    }
    p->out->n += (size_t)(s - start);
    op(p, kerned ? "TJ" : "Tj");
}

/* Show glyphs some of which are marks over letters: each change of height is a change of rise. */
static void show_risen(painter *p, const mkr_text *t, const mkr_face_code *codes) {
    text_pen pen = {0};
    mkr_len rise = 0;
    for (uint32_t i = 0, end; i < t->n; i = end) {
        int16_t dy = codes[t->glyphs[i].code].dy;
        for (end = i + 1; end < t->n && codes[t->glyphs[end].code].dy == dy;)
            end++;
        if (rise != mkr_font_scale(dy, t->size, t->face)) {
            rise = mkr_font_scale(dy, t->size, t->face);
            number(p, rise);
            op(p, "Ts");
        }
        show(p, t, i, end, codes, &pen);
    }
    if (rise)
        op(p, "0 Ts");
}

static void paint_text(painter *p, const mkr_text *t) {
    mkr_len x = hundredth(t->x + t->pen), y = hundredth(p->height - t->y);
    if (!t->n)
        return;
    begin_text(p);
    text_state(p, t);
    number(p, x - p->line_x);
    number(p, y - p->line_y);
    op(p, "Td");
    p->line_x = x;
    p->line_y = y;
    const mkr_content_face *face = &p->content->faces[mkr_face_index(t->face)];
    if (face->places_marks)
        show_risen(p, t, face->codes);
    else
        show(p, t, 0, t->n, NULL, &(text_pen){0});
}

static void point(painter *p, mkr_point at) {
    number(p, hundredth(at.x));
    number(p, hundredth(p->height - at.y));
}

static bool is_rectangle(const mkr_path *path) {
    const mkr_point *a = path->points;
    if (strcmp(path->verbs, "MLLLZ") || path->dash[0])
        return false;
    return (a[0].y == a[1].y && a[1].x == a[2].x && a[2].y == a[3].y && a[3].x == a[0].x) ||
           (a[0].x == a[1].x && a[1].y == a[2].y && a[2].x == a[3].x && a[3].y == a[0].y);
}

static void outline(painter *p, const mkr_path *path) {
    const mkr_point *a = path->points;
    if (is_rectangle(path)) {
        point(p, a[0]);
        number(p, hundredth(a[2].x) - hundredth(a[0].x));
        number(p, hundredth(p->height - a[2].y) - hundredth(p->height - a[0].y));
        op(p, "re");
        return;
    }
    for (const char *verb = path->verbs; *verb; verb++) {
        switch (*verb) {
        case 'M':
            point(p, *a++);
            op(p, "m");
            break;
        case 'L':
            point(p, *a++);
            op(p, "l");
            break;
        case 'C':
            point(p, *a++);
            point(p, *a++);
            point(p, *a++);
            op(p, "c");
            break;
        default:
            op(p, "h");
        }
    }
}

/* Caps and joins are plain integers. */
static void shape(painter *p, uint8_t value, uint8_t *current, const char *name) {
    if (value == *current)
        return;
    *current = value;
    mkr_buffer_int(p->out, value);
    mkr_buffer_putc(p->out, ' ');
    op(p, name);
}

static void dash(painter *p, const mkr_len on_off[2]) {
    if (on_off[0] == p->dash[0] && (on_off[1] == p->dash[1] || !on_off[0]))
        return;
    p->dash[0] = on_off[0];
    p->dash[1] = on_off[1];
    mkr_buffer_putc(p->out, '[');
    if (on_off[0]) {
        number(p, on_off[0]);
        mkr_buffer_len(p->out, on_off[1]);
    }
    op(p, "]0 d");
}

static void stroke_state(painter *p, const mkr_path *path) {
    colour(p, &p->stroke, path->stroke, "G", "RG");
    if (path->line_width != p->line_width) {
        p->line_width = path->line_width;
        number(p, path->line_width);
        op(p, "w");
    }
    shape(p, path->cap, &p->cap, "J");
    shape(p, path->join, &p->join, "j");
    dash(p, path->dash);
}

static void paint_path(painter *p, const mkr_path *path) {
    bool fills = path->fill != MKR_NO_COLOUR, strokes = path->stroke != MKR_NO_COLOUR;
    if (!*path->verbs || (!fills && !strokes))
        return;
    end_text(p);
    if (fills)
        colour(p, &p->fill, path->fill, "g", "rg");
    if (strokes)
        stroke_state(p, path);
    outline(p, path);
    op(p, fills && strokes ? "B" : fills ? "f" : "S");
}

/* Where the index of a picture is noted, or free. */
static uint32_t *image_slot(const mkr_content *content, const mkr_picture *picture) {
    size_t i = ((uintptr_t)picture >> 4) * 0x9E3779B1u & (content->n_slots - 1);
    while (content->slots[i] && content->images.at[content->slots[i] - 1].picture != picture)
        i = (i + 1) & (content->n_slots - 1);
    return &content->slots[i];
}

static void grow_image_slots(mkr_content *content) {
    content->n_slots = content->n_slots ? content->n_slots * 2 : 64;
    content->slots = mkr_alloc_array(content->arena, content->n_slots, sizeof *content->slots);
    for (size_t i = 0; i < content->images.n; i++)
        *image_slot(content, content->images.at[i].picture) = (uint32_t)i + 1;
}

/* Pictures are numbered as they are met: their addresses leave no trace in the file. */
static size_t image_index(mkr_content *content, const mkr_picture *picture) {
    if (content->images.n * 2 >= content->n_slots)
        grow_image_slots(content);
    uint32_t *slot = image_slot(content, picture);
    if (!*slot) {
        MKR_PUSH(content->arena, &content->images)->picture = picture;
        *slot = (uint32_t)content->images.n;
    }
    return *slot - 1;
}

static void paint_image(painter *p, const mkr_item *item) {
    mkr_len width = item->picture.width, height = item->picture.height;
    const int8_t *turn = mkr_picture_matrix(item->picture.image);
    end_text(p);
    mkr_buffer_puts(p->out, "q ");
    number(p, turn[0] * width);
    number(p, turn[1] * height);
    number(p, turn[2] * width);
    number(p, turn[3] * height);
    number(p, item->picture.x + turn[4] * width);
    number(p, p->height - item->picture.y - height + turn[5] * height);
    mkr_buffer_puts(p->out, "cm/I");
    mkr_buffer_int(p->out, (int64_t)image_index(p->content, item->picture.image));
    op(p, " Do Q");
}

static void paint(painter *p, const mkr_item *item) {
    if (item->kind == MKR_ITEM_TEXT)
        paint_text(p, &item->text);
    else if (item->kind == MKR_ITEM_PATH)
        paint_path(p, &item->path);
    else
        paint_image(p, item);
}

static bool only_text(const mkr_item *items, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (items[i].kind != MKR_ITEM_TEXT)
            return false;
    return true;
}

/* Open the marked content of a run; mcid is used for content alone. */
static void begin_mark(painter *p, const mkr_item *item, uint32_t mcid) {
    const mkr_marks *m = p->content->marks;
    if (!item->elem) {
        op(p, item->pagination ? "/Artifact<</Type/Pagination>>BDC" : "/Artifact BMC");
        return;
    }
    mkr_buffer_putc(p->out, '/');
    mkr_buffer_puts(p->out, mkr_tag_name(mkr_tree_at(m->tree, m->elems[item->elem].owner)->tag));
    mkr_buffer_puts(p->out, "<</MCID ");
    mkr_buffer_int(p->out, mcid);
    op(p, ">>BDC");
}

static void paint_run(painter *p, const mkr_item *items, size_t n, uint32_t mcid) {
    bool inside = only_text(items, n);
    if (inside)
        begin_text(p);
    else
        end_text(p);
    begin_mark(p, items, mcid);
    for (size_t i = 0; i < n; i++)
        paint(p, &items[i]);
    if (!inside)
        end_text(p);
    op(p, "EMC");
}

void mkr_content_print(mkr_content *content, uint32_t page, mkr_buffer *out) {
    const mkr_page *from = content->marks->pages->at.at[page];
    const mkr_item_vec *items = &from->items.list;
    painter p = {.content = content, .out = out, .height = from->height, .line_width = MKR_PT(1)};
    uint32_t mcid = 0;
    for (size_t i = 0, end; i < items->n; i = end) {
        end = mkr_run_end(items, i);
        paint_run(&p, &items->at[i], end - i, mcid);
        mcid += items->at[i].elem != 0;
    }
    end_text(&p);
}

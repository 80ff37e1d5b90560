/* draw.c - put lines, shapes and single lines of text on a display list. */
#include "page/draw.h"

#include <string.h>

void mkr_path_push(mkr_items *to, uint32_t elem, const char *verbs, const mkr_point *points, mkr_pen pen) {
    mkr_item *item = MKR_PUSH(to->arena, &to->list);
    item->kind = MKR_ITEM_PATH;
    item->elem = elem;
    item->path = (mkr_path){.verbs = verbs,
                            .points = points,
                            .fill = pen.fill,
                            .stroke = pen.stroke,
                            .line_width = pen.width,
                            .dash = {pen.dash[0], pen.dash[1]},
                            .cap = pen.cap,
                            .join = pen.join};
}

static const mkr_point *copy_points(mkr_arena *arena, const mkr_point *points, size_t n) {
    mkr_point *copy = mkr_alloc_array(arena, n, sizeof *copy);
    memcpy(copy, points, n * sizeof *copy);
    return copy;
}

void mkr_draw_line(mkr_items *to, uint32_t elem, mkr_len x0, mkr_len y0, mkr_len x1, mkr_len y1,
                   mkr_pen pen) {
    const mkr_point points[] = {{x0, y0}, {x1, y1}};
    mkr_path_push(to, elem, "ML", copy_points(to->arena, points, 2), pen);
}

void mkr_draw_rect(mkr_items *to, uint32_t elem, mkr_len x, mkr_len y, mkr_len width, mkr_len height,
                   mkr_pen pen) {
    const mkr_point points[] = {{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}};
    mkr_path_push(to, elem, "MLLLZ", copy_points(to->arena, points, 4), pen);
}

/* A filled disc is a dot. Any other circle is four cubics; their handles are 0.5523 of the radius, which
 * keeps within 0.03 % of the circle. */
void mkr_draw_circle(mkr_items *to, uint32_t elem, mkr_len cx, mkr_len cy, mkr_len r, mkr_pen pen) {
    if (pen.stroke == MKR_NO_COLOUR) {
        mkr_draw_line(to, elem, cx, cy, cx, cy, mkr_pen_dot(pen.fill, r));
        return;
    }
    mkr_len k = (mkr_len)(((int64_t)r * 5523 + 5000) / 10000);
    const mkr_point points[] = {
        {cx + r, cy},     {cx + r, cy + k}, {cx + k, cy + r}, {cx, cy + r},     {cx - k, cy + r},
        {cx - r, cy + k}, {cx - r, cy},     {cx - r, cy - k}, {cx - k, cy - r}, {cx, cy - r},
        {cx + k, cy - r}, {cx + r, cy - k}, {cx + r, cy},
    };
    mkr_path_push(to, elem, "MCCCCZ", copy_points(to->arena, points, 13), pen);
}

void mkr_draw_points(mkr_items *to, uint32_t elem, const mkr_point *points, size_t n, bool closed,
                     mkr_pen pen) {
    if (n == 0)
        return;
    char *verbs = mkr_alloc(to->arena, n + 2);
    memset(verbs, 'L', n);
    verbs[0] = 'M';
    verbs[n] = closed ? 'Z' : '\0';
    mkr_path_push(to, elem, verbs, copy_points(to->arena, points, n), pen);
}

/* ---- text */

/* The next word or the next space of a line of text; NULL after a message. A line feed counts as a space. */
static const mkr_word *next_word(mkr_fonts *fonts, const mkr_label *label, const char **text,
                                 mkr_where where) {
    const char *s = *text;
    size_t n = strcspn(s, " \n");
    *text += n > 0 ? n : 1;
    const mkr_shaping how = {.font = label->font};
    return n > 0 ? mkr_word_shape(fonts, &how, s, n, where) : mkr_word_shape(fonts, &how, " ", 1, where);
}

/* Words come one after another; glyphs of one face make one text item. */
typedef struct text_maker {
    mkr_items *to;
    uint32_t elem;
    const mkr_label *label;
    size_t first; /* index of the first item made */
    mkr_len x, y; /* the pen */
    const mkr_face *face;
    MKR_VEC(mkr_glyph) glyphs; /* of the item being made */
    int64_t units;
} text_maker;

static void end_item(text_maker *m) {
    if (m->glyphs.n == 0)
        return;
    mkr_item *item = MKR_PUSH(m->to->arena, &m->to->list);
    mkr_len width = mkr_font_scale(m->units, m->label->size, m->face);
    item->kind = MKR_ITEM_TEXT;
    item->elem = m->elem;
    item->text = (mkr_text){.face = m->face,
                            .glyphs = m->glyphs.at,
                            .n = (uint32_t)m->glyphs.n,
                            .x = m->x,
                            .y = m->y,
                            .size = m->label->size,
                            .width = width,
                            .colour = m->label->colour};
    m->x += width;
    m->units = 0;
    memset(&m->glyphs, 0, sizeof m->glyphs);
}

static void add_run(text_maker *m, const mkr_glyph_run *run) {
    if (run->face != m->face)
        end_item(m);
    m->face = run->face;
    m->units += run->width;
    for (uint32_t i = 0; i < run->n; i++)
        *MKR_PUSH(m->to->arena, &m->glyphs) = run->glyphs[i];
}

static bool turns(const char *text) {
    return mkr_text_turns(text, strlen(text));
}

/* Text some of which runs right to left: a paragraph of one line. False after a message. */
static bool turned_line(mkr_arena *arena, mkr_fonts *fonts, const mkr_label *label, const char *text,
                        mkr_where where, mkr_line *out) {
    mkr_run *run = mkr_alloc(arena, sizeof *run);
    char *flat = mkr_strdup(arena, text);
    mkr_lines lines;
    for (char *p = flat; (p = strchr(p, '\n'));)
        *p = ' ';
    *run = (mkr_run){.text = flat,
                     .n = strlen(flat),
                     .font = label->font,
                     .size = label->size,
                     .colour = label->colour,
                     .where = where};
    *out = (mkr_line){0};
    if (!mkr_lines_break(fonts, arena, &(mkr_paragraph){.runs = run, .n = 1, .width = INT32_MAX}, &lines))
        return false;
    *out = lines.at[0];
    return true;
}

void mkr_draw_line_of_text(mkr_items *to, uint32_t elem, const mkr_line *line, mkr_len x, mkr_len y) {
    for (uint32_t i = 0; i < line->n; i++) {
        const mkr_segment *s = &line->segments[i];
        mkr_item *item = MKR_PUSH(to->arena, &to->list);
        item->kind = MKR_ITEM_TEXT;
        item->elem = elem;
        item->text = (mkr_text){.face = s->face,
                                .glyphs = s->glyphs,
                                .n = s->n,
                                .x = x + s->x,
                                .y = y,
                                .pen = s->pen,
                                .size = s->run->size,
                                .width = s->width,
                                .colour = s->run->colour};
    }
}

static mkr_len left_end(int align, mkr_len x, mkr_len width) {
    return align == MKR_RIGHT ? x - width : align == MKR_CENTRE ? x - width / 2 : x;
}

static mkr_len draw_turned(mkr_items *to, mkr_fonts *fonts, uint32_t elem, const mkr_label *label, int align,
                           mkr_len x, mkr_len y, const char *text, mkr_where where) {
    mkr_line line;
    if (!turned_line(to->arena, fonts, label, text, where, &line))
        return -1;
    mkr_draw_line_of_text(to, elem, &line, left_end(align, x, line.width), y);
    return line.width;
}

mkr_len mkr_draw_text(mkr_items *to, mkr_fonts *fonts, uint32_t elem, const mkr_label *label, int align,
                      mkr_len x, mkr_len y, const char *text, mkr_where where) {
    if (turns(text))
        return draw_turned(to, fonts, elem, label, align, x, y, text, where);
    text_maker m = {.to = to, .elem = elem, .label = label, .first = to->list.n, .y = y};
    bool ok = true;
    mkr_words_trim(fonts);
    while (*text) {
        const mkr_word *word = next_word(fonts, label, &text, where);
        ok = ok && word;
        for (uint32_t i = 0; word && i < word->n; i++)
            add_run(&m, &word->runs[i]);
    }
    end_item(&m);
    mkr_len width = m.x; /* the pen began at 0 */
    mkr_items_move(to, m.first, left_end(align, x, width), 0);
    return ok ? width : -1;
}

static mkr_len turned_width(mkr_fonts *fonts, const mkr_label *label, const char *text, mkr_where where) {
    mkr_len width = 0, least, most;
    while (*text) {
        size_t n = strcspn(text, "\n");
        mkr_run run = {.text = n > 0 ? text : " ",
                       .n = n > 0 ? n : 1,
                       .font = label->font,
                       .size = label->size,
                       .where = where};
        if (!mkr_lines_extent(fonts, &(mkr_paragraph){.runs = &run, .n = 1}, &least, &most))
            return -1;
        width += most;
        text += run.n;
    }
    return width;
}

mkr_len mkr_text_width(mkr_fonts *fonts, const mkr_label *label, const char *text, mkr_where where) {
    if (turns(text))
        return turned_width(fonts, label, text, where);
    const mkr_face *face = NULL;
    int64_t units = 0;
    mkr_len width = 0;
    bool ok = true;
    mkr_words_trim(fonts);
    while (*text) {
        const mkr_word *word = next_word(fonts, label, &text, where);
        ok = ok && word;
        for (uint32_t i = 0; word && i < word->n; i++) {
            if (face && face != word->runs[i].face) {
                width += mkr_font_scale(units, label->size, face);
                units = 0;
            }
            face = word->runs[i].face;
            units += word->runs[i].width;
        }
    }
    if (face)
        width += mkr_font_scale(units, label->size, face);
    return ok ? width : -1;
}

/* ---- lists */

static size_t path_points(const char *verbs) {
    size_t n = 0;
    for (; *verbs; verbs++)
        n += *verbs == 'C' ? 3 : *verbs == 'Z' ? 0 : 1;
    return n;
}

static void shift(mkr_point *points, size_t n, mkr_len dx, mkr_len dy) {
    for (size_t i = 0; i < n; i++) {
        points[i].x += dx;
        points[i].y += dy;
    }
}

static void move_item(mkr_item *item, mkr_len dx, mkr_len dy) {
    if (item->kind == MKR_ITEM_TEXT) {
        item->text.x += dx;
        item->text.y += dy;
    } else if (item->kind == MKR_ITEM_IMAGE) {
        item->picture.x += dx;
        item->picture.y += dy;
    } else { /* the list made these points; const only guards its readers */
        shift((mkr_point *)item->path.points, path_points(item->path.verbs), dx, dy);
    }
}

void mkr_items_move(mkr_items *items, size_t from, mkr_len dx, mkr_len dy) {
    for (size_t i = from; i < items->list.n; i++)
        move_item(&items->list.at[i], dx, dy);
}

/* figure.c - pictures, alone and side by side, the logo of a cover, and the thread. */
#include <string.h>

#include "input/picture.h"
#include "report/build.h"

#define ABOVE MKR_PT(6) /* caption to figure: page design, section 8 */
#define BELOW MKR_PT(21)
#define BESIDE MKR_PT(15) /* between figures side by side */
#define LOGO_HEIGHT MKR_PT(42) /* page design, section 9 */
#define COLUMN_WIDTH MKR_PT(408)
#define FRAME_WIDTH 487280
#define HEIGHT MKR_PT(640) /* with a caption on a page */
#define LANDSCAPE_WIDTH MKR_PT(734)
#define LANDSCAPE_HEIGHT MKR_PT(400)

mkr_block *mkr_build_drawing(mkr_builder *b, mkr_drawing drawing, uint32_t elem, mkr_where where) {
    mkr_block *block = mkr_block_new(b->arena, MKR_BLOCK_DRAWING, MKR_ROLE_BODY, elem, where);
    block->measure = (uint8_t)b->measure;
    block->space_before = ABOVE;
    block->space_after = BELOW;
    block->drawing = mkr_alloc(b->arena, sizeof *block->drawing);
    *block->drawing = drawing;
    return block;
}

/* Caption and Figure are neighbours in a Div: a caption inside the Figure would be hidden by its alternative
 * text (ISO 32000-1, 14.9.3). */
mkr_figure_parts mkr_build_figure_begin(mkr_builder *b, const mkr_node *node, const char *caption,
                                        const char *alt, uint32_t elem) {
    mkr_figure_parts f = {.group = caption ? mkr_tree_add(b->tree, elem, MKR_DIV) : elem};
    const char *label = "";
    if (caption) {
        uint32_t number = ++b->figures;
        label = mkr_build_number(b, MKR_LABEL_FIGURE_WORD, number);
        f.caption = mkr_build_caption(b, MKR_LABEL_FIGURE_WORD, number, caption,
                                      mkr_tree_add(b->tree, f.group, MKR_CAPTION), node->where);
    }
    f.figure = b->figure = mkr_tree_add(b->tree, f.group, MKR_FIGURE);
    if (alt)
        mkr_tree_more(b->tree, f.figure)->alt = alt;
    mkr_build_anchor(b, mkr_node_find_attr(node, "id"), label, f.figure);
    return f;
}

void mkr_build_chart(mkr_builder *b, const mkr_node *node, const char *usual, mkr_drawing drawing,
                     mkr_block *to, uint32_t elem) {
    const char *caption = mkr_build_attr(b, node, "caption"), *alt = mkr_build_attr(b, node, "alt");
    mkr_figure_parts f = mkr_build_figure_begin(b, node, caption ? caption : usual, alt, elem);
    if (alt && !alt[strspn(alt, " \t\n")])
        mkr_say(b->diag, MKR_E_CHART_EMPTY_ALT, mkr_node_find_attr(node, "alt")->where, "<%s>", node->name);
    if (f.caption)
        mkr_block_add(to, f.caption);
    drawing.needs_alt = !alt;
    mkr_block_add(to, mkr_build_drawing(b, drawing, f.figure, node->where));
}

/* ---- pictures */

/* The largest place for a picture here. Tables, lists and figures side by side leave less, which layout sees
 * to; a picture keeps the pixels for this one. */
static mkr_picture_place place_for(const mkr_builder *b, const mkr_node *node, mkr_len wanted) {
    for (const mkr_node *n = node; n; n = n->parent)
        if (mkr_node_attr(n, "landscape") && !strcmp(mkr_node_attr(n, "landscape"), "yes"))
            return (mkr_picture_place){wanted, LANDSCAPE_WIDTH, LANDSCAPE_HEIGHT};
    return (mkr_picture_place){wanted, b->measure == MKR_MEASURE_COLUMN ? COLUMN_WIDTH : FRAME_WIDTH, HEIGHT};
}

/* The same file in the same room is read once. */
static const mkr_picture *read_picture(mkr_builder *b, const mkr_node *node, mkr_picture_place place) {
    const mkr_attr *src = mkr_node_find_attr(node, "src");
    const char *bytes;
    size_t n;
    for (size_t i = 0; i < b->pictures.n; i++) {
        const mkr_known_picture *k = &b->pictures.at[i];
        if (k->place.wanted == place.wanted && k->place.width == place.width &&
            k->place.height == place.height && !strcmp(k->src, src->value))
            return k->picture;
    }
    mkr_picture *picture = mkr_alloc(b->arena, sizeof *picture);
    if (!b->sources->read(b->sources->user, src->where, src->value, &bytes, &n) ||
        !mkr_picture_read(b->arena, b->diag, src->where, src->value, bytes, n, place, picture))
        return NULL;
    *MKR_PUSH(b->arena, &b->pictures) = (mkr_known_picture){src->value, place, picture};
    return picture;
}

/* What a picture says: NULL when it is decoration. */
static const char *alternative_of(mkr_builder *b, const mkr_node *node) {
    const char *alt = mkr_build_attr(b, node, "alt");
    if (!mkr_node_attr(node, "decorative") && (!alt || !alt[strspn(alt, " \t\n")]))
        mkr_say(b->diag, MKR_E_EMPTY_ALT, node->where, "\"%s\"", mkr_node_attr(node, "src"));
    return alt;
}

/* Decoration: only its caption, if any, can be read. */
static void build_decoration(mkr_builder *b, const mkr_node *node, const char *caption, uint32_t elem,
                             mkr_block **block) {
    *block = caption ? mkr_build_caption(b, MKR_LABEL_FIGURE_WORD, ++b->figures, caption,
                                         mkr_tree_add(b->tree, elem, MKR_P), node->where)
                     : NULL;
    mkr_build_anchor(b, mkr_node_find_attr(node, "id"),
                     caption ? mkr_build_number(b, MKR_LABEL_FIGURE_WORD, b->figures) : "",
                     caption ? (*block)->elem : 0);
}

/* The picture of a <figure>, and its caption or NULL; NULL after a message, but what refers to it is right.
 */
static mkr_block *new_picture(mkr_builder *b, const mkr_node *node, uint32_t elem, mkr_block **caption) {
    mkr_picture_place place = place_for(b, node, mkr_build_points(b, node, "width"));
    const mkr_picture *picture = read_picture(b, node, place);
    const char *alt = alternative_of(b, node), *text = mkr_build_attr(b, node, "caption");
    uint32_t figure = 0;
    if (alt) {
        mkr_figure_parts f = mkr_build_figure_begin(b, node, text, alt, elem);
        *caption = f.caption;
        figure = f.figure;
    } else {
        build_decoration(b, node, text, elem, caption);
    }
    mkr_drawing drawing = {.kind = MKR_DRAW_PICTURE, .picture = picture, .place = place};
    return picture ? mkr_build_drawing(b, drawing, figure, node->where) : NULL;
}

void mkr_build_picture(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    mkr_block *caption = NULL, *picture = new_picture(b, node, elem, &caption);
    if (caption)
        mkr_block_add(to, caption);
    if (picture)
        mkr_block_add(to, picture);
}

static void figures_row(mkr_builder *b, mkr_grid *grid, mkr_block **content) {
    mkr_grid_row *row = mkr_grid_row_add(b, grid, MKR_ROW_BODY, grid->n_columns);
    for (uint16_t i = 0; i < row->n; i++)
        row->cells[i].content = content[i];
}

/* Captions stand in a row of their own, so that pictures begin at one height. Each follows its caption in the
 * tree. */
void mkr_build_pictures(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    uint16_t n = 0;
    bool captioned = false;
    for (const mkr_node *f = mkr_node_child(node, "figure"); f; f = mkr_node_after(f, "figure"))
        n++;
    mkr_block **captions = mkr_alloc_array(b->arena, n, sizeof(mkr_block *));
    mkr_block **pictures = mkr_alloc_array(b->arena, n, sizeof(mkr_block *)), *block;
    mkr_grid *grid = mkr_grid_new(b, MKR_LOOK_FIGURES, n, node->where, &block);
    block->measure = (uint8_t)b->measure;
    block->space_after = BELOW - ABOVE; /* its rows end with the other part */
    uint16_t i = 0;
    for (const mkr_node *f = mkr_node_child(node, "figure"); f; f = mkr_node_after(f, "figure"), i++) {
        pictures[i] = new_picture(b, f, elem, &captions[i]);
        grid->columns[i].gap = i + 1 < n ? BESIDE : 0;
        captioned = captioned || captions[i];
    }
    if (captioned)
        figures_row(b, grid, captions);
    figures_row(b, grid, pictures);
    mkr_block_add(to, block);
}

/* The logo stands where the name stood: it must be read out. */
static void check_logo_alt(mkr_builder *b, const mkr_node *logo, const char *alt) {
    const mkr_node *own = mkr_node_child(logo->parent, "council");
    const char *name = own ? mkr_build_string(b, own) : b->style->council;
    if (alt && name && !strstr(alt, name))
        mkr_say(b->diag, MKR_E_LOGO_ALT, mkr_node_find_attr(logo, "alt")->where, "\"%s\" is not in \"%s\"",
                name, alt);
}

void mkr_build_logo(mkr_builder *b, const mkr_node *logo, mkr_block *to, uint32_t elem) {
    const mkr_picture_place place = {.width = FRAME_WIDTH / 2, .height = LOGO_HEIGHT};
    const mkr_picture *picture = read_picture(b, logo, place);
    if (!picture)
        return;
    const char *alt = alternative_of(b, logo);
    check_logo_alt(b, logo, alt);
    mkr_drawing drawing = {.kind = MKR_DRAW_PICTURE, .picture = picture, .place = place};
    uint32_t figure = alt ? mkr_build_figure_begin(b, logo, NULL, alt, elem).figure : 0;
    mkr_block *block = mkr_build_drawing(b, drawing, figure, logo->where);
    block->measure = MKR_MEASURE_FRAME;
    block->space_before = block->space_after = 0;
    mkr_block_add(to, block);
}

/* ---- the thread */

void mkr_build_thread(mkr_builder *b, const mkr_node *node, mkr_block *to, uint32_t elem) {
    MKR_VEC(mkr_node_text) nodes = {0};
    for (const mkr_node *n = mkr_node_child(node, "node"); n; n = mkr_node_after(n, "node"))
        *MKR_PUSH(b->arena, &nodes) = (mkr_node_text){mkr_build_attr(b, n, "name"), mkr_build_string(b, n)};
    mkr_diagram *chain = mkr_alloc(b->arena, sizeof *chain);
    *chain = (mkr_diagram){.nodes = nodes.at, .n_nodes = nodes.n};
    mkr_build_chart(b, node, NULL, (mkr_drawing){.kind = MKR_DRAW_THREAD, .diagram = chain}, to, elem);
}

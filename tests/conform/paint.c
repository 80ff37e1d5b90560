/* paint.c - what content streams paint and with what: paths, text, images, forms, graphics state, colours. */
#include "walk.h"

#include <stdlib.h>

#include "colour.h"
#include "content.h"

/* ---- resources and state ---- */

const cos *resource(stream_walk *w, const char *category, const cos *name) {
    const cos *found = cos_named(cos_get(w->resources, category), name);
    if (!cos_is_null(found))
        return found;
    fail(w->c->d->rep, R_A_6_2_2_2, here(w), "%s %.*s", category, name->n < 60 ? (int)name->n : 60,
         name->type == COS_NAME ? name->u.s : "");
    return &cos_null;
}

static void run_type3(stream_walk *w, const cos *dict) {
    const cos *procs = cos_get(dict, "CharProcs");
    for (size_t i = 0; i < cos_pairs(procs); i++)
        if (cos_value(procs, i)->stream)
            check_untagged_stream(w->c->d, cos_value(procs, i), w->c->page, false);
}

static void set_font(stream_walk *w, const cos *dict) {
    w->now.has_font = dict->type == COS_DICT;
    w->now.font = w->now.has_font ? font_find(w->c->d, dict) : NULL;
    if (w->now.font && font_is_type3(w->now.font) && font_enter_type3(w->now.font))
        run_type3(w, dict);
}

/* ISO 19005-2, 6.2.10: colours that blend need a space to blend in. */
static void use_transparency(content *c) {
    const cos *group = cos_get(c->d->pages[c->page - 1].object, "Group");
    if (c->d->intent || cos_has(group, "CS") || c->seen->transparent_page == c->page)
        return;
    c->seen->transparent_page = c->page;
    fail_at(c->d->rep, R_A_6_2_10_2, at_page(c->page));
}

static bool is_standard_blend(const cos *mode) {
    static const char *const modes[] = {"Normal",    "Compatible", "Multiply",   "Screen",    "Overlay",
                                        "Darken",    "Lighten",    "ColorDodge", "ColorBurn", "HardLight",
                                        "SoftLight", "Difference", "Exclusion",  "Hue",       "Saturation",
                                        "Color",     "Luminosity"};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (cos_is(mode, modes[i]))
            return true;
    return false;
}

static void set_graphics(stream_walk *w, const cos *gs) {
    content *c = w->c;
    double alpha;
    bool transparent = false;
    const cos *font_entry = cos_get(gs, "Font"), *blend = cos_get(gs, "BM"), *tr2 = cos_get(gs, "TR2");
    if (cos_count(font_entry))
        set_font(w, cos_at(font_entry, 0));
    if (cos_has(gs, "TR") || (!cos_is_null(tr2) && !cos_is(tr2, "Default")))
        fail_at(c->d->rep, R_A_6_2_5_1, on_page(c->page, gs));
    if (cos_has(gs, "HTO") || cos_has(gs, "HTP"))
        fail_at(c->d->rep, R_A_6_2_5_3, on_page(c->page, gs));
    check_intent(c->d, cos_get(gs, "RI"), on_page(c->page, gs));
    for (size_t i = 0; i < cos_list_count(blend); i++) {
        const cos *mode = cos_list_at(blend, i);
        if (!is_standard_blend(mode))
            fail_at(c->d->rep, R_A_6_2_10_1, on_page(c->page, gs));
        transparent |= !cos_is(mode, "Normal") && !cos_is(mode, "Compatible");
    }
    transparent |= cos_number(cos_get(gs, "CA"), &alpha) && alpha < 1;
    transparent |= cos_number(cos_get(gs, "ca"), &alpha) && alpha < 1;
    transparent |= cos_get(gs, "SMask")->type == COS_DICT;
    if (transparent)
        use_transparency(c);
}

static unsigned device(stream_walk *w, const char *name) {
    cos v = {.type = COS_NAME, .n = (uint32_t)strlen(name), .u.s = name};
    return colour_space(w->c->d, &v, w->resources);
}

static void set_pattern(stream_walk *w, const cos *name, unsigned *spaces) {
    if (name->type != COS_NAME)
        return;
    const cos *pattern = resource(w, "Pattern", name);
    *spaces = colour_space(w->c->d, cos_get(cos_get(pattern, "Shading"), "ColorSpace"), w->resources);
    if (pattern->stream)
        check_untagged_stream(w->c->d, pattern, w->c->page,
                              cos_int_or(cos_get(pattern, "PaintType"), 1) == 1);
}

static void set_colour(stream_walk *w, op_code op) {
    const cos *last = w->x.n ? &w->x.stack[w->x.n - 1] : &cos_null;
    switch (op) {
    case OP_g:
        w->now.fill = device(w, "DeviceGray");
        break;
    case OP_G:
        w->now.stroke = device(w, "DeviceGray");
        break;
    case OP_rg:
        w->now.fill = device(w, "DeviceRGB");
        break;
    case OP_RG:
        w->now.stroke = device(w, "DeviceRGB");
        break;
    case OP_k:
        w->now.fill = device(w, "DeviceCMYK");
        break;
    case OP_K:
        w->now.stroke = device(w, "DeviceCMYK");
        break;
    case OP_cs:
        w->now.fill = colour_space(w->c->d, last, w->resources);
        break;
    case OP_CS:
        w->now.stroke = colour_space(w->c->d, last, w->resources);
        break;
    case OP_scn:
        set_pattern(w, last, &w->now.fill);
        break;
    case OP_SCN:
        set_pattern(w, last, &w->now.stroke);
        break;
    default:
        break;
    }
}

void set_state(stream_walk *w, op_code op) {
    const cos *operand = w->x.n ? &w->x.stack[0] : &cos_null;
    switch (op) {
    case OP_Tf:
        set_font(w, resource(w, "Font", operand));
        break;
    case OP_Tr:
        w->now.text_mode = cos_int_or(operand, 0);
        break;
    case OP_gs:
        set_graphics(w, resource(w, "ExtGState", operand));
        break;
    case OP_ri:
        check_intent(w->c->d, operand, here(w));
        break;
    default:
        set_colour(w, op);
        break;
    }
}

/* ---- paths and text ---- */

void paint_path(stream_walk *w, op_code op) {
    bool fill = op != OP_S && op != OP_s, stroke = op != OP_f && op != OP_F && op != OP_f_star;
    if (op == OP_n)
        return;
    paint(w, "a path");
    if (fill)
        colour_use(w->c->d, w->now.fill, w->c->page);
    if (stroke)
        colour_use(w->c->d, w->now.stroke, w->c->page);
}

void show_text(stream_walk *w, const cos *v) {
    content *c = w->c;
    const mark *m = innermost(c);
    bool any = false, visible = w->now.text_mode != 3 && w->now.text_mode != 7, spoken = m && m->spoken;
    for (size_t i = 0; i < cos_list_count(v); i++) {
        const cos *s = cos_list_at(v, i);
        if (s->type != COS_STRING || !s->n)
            continue;
        any = true;
        if (w->now.font)
            font_show(c->d, w->now.font, s, c->page, visible, spoken);
        if (w->now.font && m && m->text)
            font_text(w->now.font, s, m->text);
    }
    if (!any)
        return;
    if (!w->now.has_font)
        fail_at(c->d->rep, R_B_9_3_1_1, here(w));
    paint(w, "text");
    if (c->tagging && !c->d->has_lang && !(m && (m->has_lang || m->artifact)))
        fail_at(c->d->rep, R_7_2_34, here(w));
    bool fill = w->now.text_mode % 2 == 0 && visible,
         stroke = w->now.text_mode % 4 == 1 || w->now.text_mode % 4 == 2;
    if (fill)
        colour_use(c->d, w->now.fill, c->page);
    if (stroke)
        colour_use(c->d, w->now.stroke, c->page);
}

void paint_shading(stream_walk *w, const cos *name) {
    doc *d = w->c->d;
    paint(w, "a shading");
    colour_use(d, colour_space(d, cos_get(resource(w, "Shading", name), "ColorSpace"), w->resources),
               w->c->page);
}

/* ---- XObjects and inline images ---- */

static void paint_image(stream_walk *w, const cos *image) {
    content *c = w->c;
    paint(w, "an image");
    if (cos_true(cos_get(image, "ImageMask")))
        colour_use(c->d, w->now.fill, c->page);
    else
        colour_use(c->d, colour_space(c->d, cos_get(image, "ColorSpace"), w->resources), c->page);
    check_intent(c->d, cos_get(image, "Intent"), on_page(c->page, image));
    if (cos_has(image, "SMask"))
        use_transparency(c);
}

/* A form painted again: only what it asks of its surroundings can differ. */
static void repaint_form(stream_walk *w, const cos *stream, const form_uses *f) {
    content *c = w->c;
    const mark *m = innermost(c);
    if (f->open) {
        fail_at(c->d->rep, R_B_8_10_1_1, on_page(c->page, stream));
        return;
    }
    if (f->needs_mark)
        paint(w, "a form XObject");
    if (f->tags)
        fail_at(c->d->rep, R_7_20_2, on_page(c->page, stream));
    if (f->tags && m && m->artifact)
        fail_at(c->d->rep, R_7_1_2, on_page(c->page, stream));
    if (f->artifacts && m && m->tagged)
        fail_at(c->d->rep, R_7_1_1, on_page(c->page, stream));
}

/* A form that is a structure element's kid as a whole (OBJR) brings its own mark. */
static void push_holder(content *c, const cos *stream) {
    const elem *holder = c->tagging ? tree_owner(c->d, stream) : NULL;
    if (!holder)
        return;
    const mark *outer = innermost(c);
    mark m = outer ? *outer : (mark){0};
    m.holder = holder;
    m.tagged = true;
    m.has_lang |= holder->has_lang;
    push_mark(c, m);
}

static void paint_form(stream_walk *w, const cos *stream) {
    content *c = w->c;
    seen *s = c->seen;
    bool fresh;
    uint32_t index = *map_put(&s->form_of, cos_identity(stream), c->tagging, (uint32_t)s->n_forms, &fresh);
    if (!fresh) {
        repaint_form(w, stream, &s->forms[index]);
        return;
    }
    s->forms = grow(s->forms, s->n_forms, &s->cap_forms, sizeof *s->forms);
    s->forms[s->n_forms++] = (form_uses){.open = true};
    if (s->nested >= FORM_DEPTH) {
        fail_at(c->d->rep, R_B_8_10_1_1, on_page(c->page, stream));
        return;
    }
    if (c->tagging)
        tree_claim(c->d, stream, "StructParents", c->page);
    const cos *resources = cos_get(stream, "Resources");
    colour_use(c->d, colour_space(c->d, cos_get(cos_get(stream, "Group"), "CS"), resources), c->page);
    size_t n, marks = c->n_marks;
    uint8_t *bytes = doc_stream(c->d, stream, &n);
    push_holder(c, stream);
    if (bytes)
        run_stream(c, stream, resources, bytes, n, index + 1, &w->now);
    c->n_marks = marks;
    free(bytes);
    s->forms[index].open = false;
    if (s->forms[index].needs_mark && w->form && marks == w->first_mark)
        s->forms[w->form - 1].needs_mark = true;
}

void paint_xobject(stream_walk *w) {
    const cos *x = resource(w, "XObject", w->x.n ? &w->x.stack[0] : &cos_null);
    const cos *subtype = cos_get(x, "Subtype");
    if (cos_is(subtype, "Image"))
        paint_image(w, x);
    else if (cos_is(subtype, "Form") && x->stream)
        paint_form(w, x);
}

static bool is_inline_filter(const cos *f) {
    static const char *const names[] = {"ASCIIHexDecode", "AHx", "ASCII85Decode",   "A85",
                                        "FlateDecode",    "Fl",  "RunLengthDecode", "RL",
                                        "CCITTFaxDecode", "CCF", "DCTDecode",       "DCT"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (cos_is(f, names[i]))
            return true;
    return false;
}

static const cos *either(const cos *dict, const char *key, const char *short_key) {
    return cos_get(dict, cos_has(dict, key) ? key : short_key);
}

void paint_inline_image(stream_walk *w) {
    content *c = w->c;
    cos dict = {.type = COS_DICT, .n = (uint32_t)(w->x.n / 2), .u.items = w->x.stack};
    const cos *filter = either(&dict, "Filter", "F");
    paint(w, "an inline image");
    for (size_t i = 0; i < cos_list_count(filter); i++)
        if (!is_inline_filter(cos_list_at(filter, i)))
            fail_at(c->d->rep, R_A_6_1_10_1, here(w));
    if (cos_true(either(&dict, "ImageMask", "IM")))
        colour_use(c->d, w->now.fill, c->page);
    else
        colour_use(c->d, colour_space(c->d, either(&dict, "ColorSpace", "CS"), w->resources), c->page);
    if (cos_true(either(&dict, "Interpolate", "I")))
        fail(c->d->rep, R_A_6_2_8_3, here(w), "an inline image");
    for (const uint8_t *p = w->x.p; p + 3 <= w->x.end; p++)
        if (lex_is_space(p[0]) && p[1] == 'E' && p[2] == 'I' && (p + 3 == w->x.end || lex_is_space(p[3]))) {
            w->x.p = p + 3;
            return;
        }
    fail(c->d->rep, R_B_7_8_2_1, here(w), "an inline image does not end");
    w->x.p = w->x.end;
}

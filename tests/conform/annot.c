/* annot.c - annotations and form fields (ISO 14289-1, 7.18; ISO 19005-2, 6.3 and 6.4). */
#include <stdlib.h>

#include "checks.h"
#include "content.h"

enum { FLAG_INVISIBLE = 1, FLAG_HIDDEN = 2, FLAG_PRINT = 4, FLAG_NO_VIEW = 32, FLAG_TOGGLE_NO_VIEW = 256 };

typedef struct annot {
    doc *d;
    const cos *object, *subtype;
    size_t page;
    const elem *holder; /* the element it belongs to; NULL: none */
    bool exempt; /* hidden, or outside the crop box: most of 7.18 does not ask for it */
    bool has_contents, has_alt;
} annot;

static place at_annot(const annot *a) {
    return (place){.object = a->object, .page = a->page, .elem = a->holder};
}

static std_type holder_type(const annot *a) {
    return a->holder ? a->holder->std : ST_NONE;
}

/* The TU of the widget's field, or of a field above it. A widget without T is only a kid of its field. Parent
 * chains end after a fixed number of steps. */
static bool has_field_name(const cos *field) {
    if (!cos_has(field, "T") && cos_has(field, "Parent"))
        field = cos_get(field, "Parent");
    for (size_t i = 0; field->type == COS_DICT && i < 50; i++, field = cos_get(field, "Parent"))
        if (cos_has_text(cos_get(field, "TU")))
            return true;
    return false;
}

static void check_widget(const annot *a) {
    if (holder_type(a) != ST_Form && !a->exempt)
        fail_at(a->d->rep, R_7_18_4_1, at_annot(a));
    if (!a->exempt && !a->has_alt && !has_field_name(a->object))
        fail_at(a->d->rep, R_7_18_1_3, at_annot(a));
    if (cos_has(a->object, "A") || cos_has(a->object, "AA"))
        fail_at(a->d->rep, R_A_6_4_1_1, at_annot(a));
}

static void check_link(const annot *a) {
    const cos *action = cos_get(a->object, "A"), *to = cos_get(a->object, "Dest");
    if (holder_type(a) != ST_Link && !a->exempt)
        fail_at(a->d->rep, R_7_18_5_1, at_annot(a));
    if (!a->has_contents && !a->exempt)
        fail_at(a->d->rep, R_7_18_5_2, at_annot(a));
    if (action->type != COS_DICT && !destination_exists(a->d, to))
        fail_at(a->d->rep, R_B_12_5_6_5, at_annot(a));
}

static void check_by_subtype(const annot *a) {
    bool widget = cos_is(a->subtype, "Widget"), popup = cos_is(a->subtype, "Popup");
    if (cos_is(a->subtype, "TrapNet")) {
        fail_at(a->d->rep, R_7_18_2_1, at_annot(a));
    } else if (cos_is(a->subtype, "PrinterMark")) {
        if (a->holder)
            fail_at(a->d->rep, R_7_18_8_1, at_annot(a));
    } else if (widget) {
        check_widget(a);
    } else if (cos_is(a->subtype, "Link")) {
        check_link(a);
    } else if (!popup && holder_type(a) != ST_Annot && !a->exempt) {
        fail_at(a->d->rep, R_7_18_1_1, at_annot(a));
    }
    if (!widget && !popup && !a->exempt && !a->has_contents && !a->has_alt)
        fail_at(a->d->rep, R_7_18_1_2, at_annot(a));
}

/* What an annotation or field says is not in the element, so only the element's own Lang is taken to cover
 * it. */
static bool has_own_language(const elem *holder) {
    return holder && cos_get(holder->object, "Lang")->type == COS_STRING;
}

static void check_languages(const annot *a) {
    const cos *lang = cos_get(a->object, "Lang");
    if (lang->type == COS_STRING && !is_language_tag(lang))
        fail_at(a->d->rep, R_7_2_29, at_annot(a));
    bool known = a->d->has_lang || lang->type == COS_STRING || has_own_language(a->holder);
    if (a->has_contents && !known)
        fail_at(a->d->rep, R_7_2_24, at_annot(a));
}

/* ---- media clips: 7.18.6.2 ---- */

static void check_clip(const annot *a, const cos *action) {
    const cos *clip = cos_get(cos_get(action, "R"), "C"), *alt = cos_get(clip, "Alt");
    if (!cos_is(cos_get(clip, "S"), "MCD"))
        return;
    if (cos_get(clip, "CT")->type != COS_STRING)
        fail_at(a->d->rep, R_7_18_6_2_1, on_page(a->page, clip));
    bool usable = cos_count(alt) && cos_count(alt) % 2 == 0; /* pairs of language and text */
    for (size_t i = 0; i < cos_count(alt); i++)
        usable &= cos_at(alt, i)->type == COS_STRING && (i % 2 == 0 || cos_has_text(cos_at(alt, i)));
    if (!usable)
        fail_at(a->d->rep, R_7_18_6_2_2, on_page(a->page, clip));
}

static void check_clips(const annot *a) {
    const cos *more = cos_get(a->object, "AA");
    check_clip(a, cos_get(a->object, "A"));
    for (size_t i = 0; i < cos_pairs(more); i++)
        check_clip(a, cos_value(more, i));
}

/* ---- PDF/A ---- */

static bool is_permitted(const cos *subtype) {
    static const char *const permitted[] = {
        "Text",        "Link",     "FreeText",  "Line",      "Square",         "Circle",
        "Polygon",     "PolyLine", "Highlight", "Underline", "Squiggly",       "StrikeOut",
        "Stamp",       "Caret",    "Ink",       "Popup",     "FileAttachment", "Widget",
        "PrinterMark", "TrapNet",  "Watermark", "Redact"};
    for (size_t i = 0; i < sizeof permitted / sizeof *permitted; i++)
        if (cos_is(subtype, permitted[i]))
            return true;
    return false;
}

static void check_appearance(const annot *a) {
    const cos *appearance = cos_get(a->object, "AP"), *normal = cos_get(appearance, "N");
    rect r;
    bool point = cos_rect(cos_get(a->object, "Rect"), &r) && r.x0 >= r.x1 && r.y0 >= r.y1;
    if (appearance->type != COS_DICT) {
        if (!cos_is(a->subtype, "Popup") && !cos_is(a->subtype, "Link") && !point)
            fail_at(a->d->rep, R_A_6_3_3_1, at_annot(a));
        return;
    }
    if (cos_pairs(appearance) != 1 || cos_is_null(normal))
        fail_at(a->d->rep, R_A_6_3_3_2, at_annot(a));
    if (normal->stream)
        check_untagged_stream(a->d, normal, a->page, true);
    for (size_t i = 0; !normal->stream && i < cos_pairs(normal); i++)
        if (cos_value(normal, i)->stream)
            check_untagged_stream(a->d, cos_value(normal, i), a->page, true);
}

static void check_archival(const annot *a) {
    const cos *flags = cos_get(a->object, "F");
    int64_t f = cos_int_or(flags, 0);
    if (!is_permitted(a->subtype))
        fail_at(a->d->rep, R_A_6_3_1_1, at_annot(a));
    if (!cos_is(a->subtype, "Popup")) {
        if (cos_is_null(flags))
            fail_at(a->d->rep, R_A_6_3_2_1, at_annot(a));
        else if (!(f & FLAG_PRINT) || f & (FLAG_INVISIBLE | FLAG_HIDDEN | FLAG_NO_VIEW | FLAG_TOGGLE_NO_VIEW))
            fail_at(a->d->rep, R_A_6_3_2_2, at_annot(a));
    }
    check_appearance(a);
}

/* ---- pages ---- */

static bool is_outside(const page_info *p, const cos *object) {
    rect r;
    return cos_rect(cos_get(object, "Rect"), &r) && p->has_media &&
           (r.x1 <= p->crop.x0 || r.x0 >= p->crop.x1 || r.y1 <= p->crop.y0 || r.y0 >= p->crop.y1);
}

static void check_annotation(doc *d, const cos *object, size_t number) {
    annot a = {.d = d, .object = object, .page = number, .subtype = cos_get(object, "Subtype")};
    a.holder = tree_owner(d, object);
    a.exempt = cos_int_or(cos_get(object, "F"), 0) & FLAG_HIDDEN || is_outside(&d->pages[number - 1], object);
    a.has_contents = cos_has_text(cos_get(object, "Contents"));
    a.has_alt = a.holder && cos_has_text(cos_get(a.holder->object, "Alt"));
    tree_claim(d, object, "StructParent", number);
    if (cos_has(object, "StructParent") && !map_find(&d->tree->object_of, cos_identity(object), 0))
        fail_at(d->rep, R_B_14_7_4_4_3, at_annot(&a));
    check_languages(&a);
    check_by_subtype(&a);
    check_clips(&a);
    check_archival(&a);
}

static void check_page(doc *d, map *shown, size_t number) {
    const cos *page = d->pages[number - 1].object, *annots = cos_get(page, "Annots");
    bool any = false;
    for (size_t i = 0; i < cos_count(annots); i++) {
        const cos *object = cos_at(annots, i);
        bool fresh;
        if (object->type != COS_DICT)
            continue;
        any = true;
        map_put(shown, cos_identity(object), 0, 0, &fresh);
        if (fresh)
            check_annotation(d, object, number);
    }
    if (any && !cos_is(cos_get(page, "Tabs"), "S"))
        fail_at(d->rep, R_7_18_3_1, at_page(number));
}

/* Every annotation that an OBJR names must be one that some page shows. */
static void check_references(doc *d, const map *shown) {
    for (size_t i = 0; i < d->tree->n; i++) {
        const elem *e = d->tree->order[i];
        for (size_t k = 0; k < e->n_kids; k++) {
            const cos *object = e->kids[k].object;
            if (e->kids[k].kind == KID_OBJECT && object->type == COS_DICT && !object->stream &&
                !map_find(shown, cos_identity(object), 0))
                fail_at(d->rep, R_B_14_7_4_3_2, at_elem(e));
        }
    }
}

/* ---- form fields ---- */

static bool speaks_a_language(doc *d, const cos *field) {
    const cos *kids = cos_get(field, "Kids");
    bool known = d->has_lang || has_own_language(tree_owner(d, field));
    for (size_t i = 0; i < cos_count(kids) && !known; i++)
        known = has_own_language(tree_owner(d, cos_at(kids, i)));
    return known;
}

static void check_field(doc *d, const cos *field) {
    if (cos_has_text(cos_get(field, "TU")) && !speaks_a_language(d, field))
        fail_at(d->rep, R_7_2_25, at_object(field));
    if (cos_has(field, "AA") && !cos_is(cos_get(field, "Subtype"), "Widget"))
        fail_at(d->rep, R_A_6_4_1_2, at_object(field));
}

static void check_fields(doc *d, const cos *fields) {
    const cos **stack = NULL;
    size_t n = 0, cap = 0;
    map seen = {0};
    bool fresh;
    stack = grow(stack, n, &cap, sizeof *stack);
    stack[n++] = fields;
    while (n) {
        const cos *list = stack[--n];
        for (size_t i = 0; i < cos_count(list); i++) {
            const cos *field = cos_at(list, i);
            map_put(&seen, cos_identity(field), 0, 0, &fresh);
            if (field->type != COS_DICT || !fresh)
                continue;
            check_field(d, field);
            stack = grow(stack, n, &cap, sizeof *stack);
            stack[n++] = cos_get(field, "Kids");
        }
    }
    map_free(&seen);
    free(stack);
}

/* 7.15: dynamicRender "required" in any part of the XFA. */
static bool needs_dynamic_rendering(doc *d, const cos *xfa) {
    static const char tag[] = "dynamicRender", value[] = "required";
    bool found = false;
    for (size_t i = 0; i < cos_list_count(xfa) && !found; i++) {
        size_t n;
        uint8_t *data = cos_list_at(xfa, i)->stream ? doc_stream(d, cos_list_at(xfa, i), &n) : NULL;
        for (size_t k = 0; data && k + sizeof tag + sizeof value < n && !found; k++) {
            if (memcmp(data + k, tag, sizeof tag - 1))
                continue;
            for (k += sizeof tag - 1; k + sizeof value < n && data[k] != '>';)
                k++;
            found = k + sizeof value < n && !memcmp(data + k + 1, value, sizeof value - 1);
        }
        free(data);
    }
    return found;
}

static void check_form(doc *d) {
    const cos *form = cos_get(d->root, "AcroForm"), *xfa = cos_get(form, "XFA");
    if (form->type != COS_DICT)
        return;
    check_fields(d, cos_get(form, "Fields"));
    if (cos_true(cos_get(form, "NeedAppearances")))
        fail_at(d->rep, R_A_6_4_1_3, at_object(form));
    if (cos_is_null(xfa))
        return;
    fail_at(d->rep, R_A_6_4_2_1, at_object(form));
    if (needs_dynamic_rendering(d, xfa))
        fail_at(d->rep, R_7_15_1, at_object(form));
}

void check_annotations(doc *d) {
    map shown = {0};
    for (size_t i = 1; i <= d->n_pages; i++)
        check_page(d, &shown, i);
    check_references(d, &shown);
    check_form(d);
    map_free(&shown);
}

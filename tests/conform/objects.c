/* objects.c - rules on any object, wherever it is: one pass over everything that was loaded. */
#include <stdlib.h>

#include "checks.h"
#include "colour.h"
#include "embedded.h"

typedef struct pass {
    doc *d;
    const cos **stack; /* direct values still to be looked into */
    size_t n, cap;
    const cos *owner; /* the indirect object they are in */
    embedded files;
} pass;

/* ---- streams: ISO 19005-2, 6.1.7 ---- */

static bool is_filter_permitted(const cos *filter, const cos *parms) {
    static const char *const permitted[] = {"ASCIIHexDecode",  "ASCII85Decode",  "FlateDecode",
                                            "RunLengthDecode", "CCITTFaxDecode", "JBIG2Decode",
                                            "DCTDecode",       "JPXDecode"};
    for (size_t i = 0; i < sizeof permitted / sizeof *permitted; i++)
        if (cos_is(filter, permitted[i]))
            return true;
    const cos *name = cos_get(parms, "Name");
    return cos_is(filter, "Crypt") && (cos_is_null(name) || cos_is(name, "Identity"));
}

static void check_stream(pass *p, const cos *o) {
    const cos *filters = cos_get(o, "Filter"), *parms = cos_get(o, "DecodeParms");
    for (size_t i = 0; i < cos_list_count(filters); i++)
        if (!is_filter_permitted(cos_list_at(filters, i), cos_list_at(parms, i)))
            fail_at(p->d->rep, R_A_6_1_7_4, at_object(o));
    if (cos_has(o, "F") || cos_has(o, "FFilter") || cos_has(o, "FDecodeParms"))
        fail_at(p->d->rep, R_A_6_1_7_3, at_object(o));
}

static void check_xobject(pass *p, const cos *o) {
    const cos *subtype = cos_get(o, "Subtype");
    report *rep = p->d->rep;
    if (cos_is(subtype, "Image")) {
        if (cos_has(o, "Alternates"))
            fail_at(rep, R_A_6_2_8_1, at_object(o));
        if (cos_has(o, "OPI"))
            fail_at(rep, R_A_6_2_8_2, at_object(o));
        if (cos_true(cos_get(o, "Interpolate")))
            fail_at(rep, R_A_6_2_8_3, at_object(o));
    } else if (cos_is(subtype, "Form")) {
        if (cos_has(o, "OPI") || cos_has(o, "PS") || cos_is(cos_get(o, "Subtype2"), "PS"))
            fail_at(rep, R_A_6_2_9_1, at_object(o));
        if (cos_has(o, "Ref"))
            fail_at(rep, R_7_20_1, at_object(o));
    } else if (cos_is(subtype, "PS")) {
        fail_at(rep, R_A_6_2_9_3, at_object(o));
    }
}

/* ---- any value ---- */

static void check_dictionary(pass *p, const cos *o) {
    const cos *more = cos_get(o, "AA");
    if (o->stream) {
        check_stream(p, o);
        check_xobject(p, o);
    }
    embedded_collect(&p->files, o);
    check_action(p->d, cos_get(o, "A"), p->owner);
    check_action(p->d, cos_get(o, "OpenAction"), p->owner);
    for (size_t i = 0; i < cos_pairs(more); i++)
        check_action(p->d, cos_value(more, i), p->owner);
}

/* Implementation limits (ISO 19005-2, 6.1.13). */
static void check_limits(pass *p, const cos *v) {
    report *rep = p->d->rep;
    if (v->type == COS_INT && (v->u.integer > INT32_MAX || v->u.integer < INT32_MIN))
        fail_at(rep, R_A_6_1_13_1, at_object(p->owner));
    else if (v->type == COS_STRING && v->n > 32767)
        fail_at(rep, R_A_6_1_13_3, at_object(p->owner));
    else if (v->type == COS_NAME && v->n > 127)
        fail_at(rep, R_A_6_1_13_4, at_object(p->owner));
}

static void push(pass *p, const cos *v) {
    p->stack = grow(p->stack, p->n, &p->cap, sizeof *p->stack);
    p->stack[p->n++] = v;
}

/* An object and the direct values in it; what it refers to has its own turn. */
static void check_object(pass *p, const cos *object) {
    p->owner = object;
    push(p, object);
    while (p->n) {
        const cos *v = p->stack[--p->n];
        check_limits(p, v);
        if (v->type == COS_DICT)
            check_dictionary(p, v);
        if (v->type == COS_ARRAY && cos_is(cos_at(v, 0), "ICCBased"))
            icc_check(p->d, cos_at(v, 1), R_A_6_2_4_2_1, false);
        size_t items = v->type == COS_DICT ? 2 * (size_t)v->n : v->type == COS_ARRAY ? v->n : 0;
        for (size_t i = 0; i < items; i++)
            if (v->u.items[i].type != COS_REF)
                push(p, &v->u.items[i]);
    }
}

static void check_scripts(doc *d) {
    const cos *scripts = cos_get(cos_get(d->root, "Names"), "JavaScript");
    if (!cos_is_null(scripts))
        fail(d->rep, R_A_6_5_1_1, at_object(scripts), "JavaScript in the name dictionary");
}

void check_objects(doc *d) {
    pass p = {.d = d};
    check_object(&p, d->trailer);
    for (size_t i = 0; i < d->n_objects; i++)
        check_object(&p, d->objects[i]);
    embedded_check(&p.files, d);
    check_scripts(d);
    free(p.stack);
}

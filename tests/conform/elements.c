/* elements.c - rules on single structure elements and on what may hold what. Tables' grids: table.c. */
#include "tree.h"

typedef uint64_t type_set; /* a bit for each standard type */
_Static_assert(ST_COUNT <= 64, "a set of types is 64 bits");
#define IN(type) ((type_set)1 << ST_##type)

/* What each of these types may hold (clause 7.2). Kids of no standard type are reported by 7.1-5 alone. */
static const struct {
    std_type type;
    type_set kids;
    rule broken;
} may_hold[] = {
    {ST_Table, IN(TR) | IN(THead) | IN(TBody) | IN(TFoot) | IN(Caption), R_7_2_3},
    {ST_TR, IN(TH) | IN(TD), R_7_2_10},
    {ST_L, IN(L) | IN(LI) | IN(Caption), R_7_2_19},
    {ST_LI, IN(Lbl) | IN(LBody), R_7_2_20},
    {ST_TOC, IN(TOC) | IN(TOCI) | IN(Caption), R_7_2_27},
    {ST_THead, IN(TR), R_7_2_36},
    {ST_TBody, IN(TR), R_7_2_37},
    {ST_TFoot, IN(TR), R_7_2_38},
};

/* In what each of these types must stand (clause 7.2). */
static const struct {
    std_type type;
    type_set parents;
    rule broken;
} must_be_in[] = {
    {ST_TR, IN(Table) | IN(THead) | IN(TBody) | IN(TFoot), R_7_2_4},
    {ST_THead, IN(Table), R_7_2_5},
    {ST_TBody, IN(Table), R_7_2_6},
    {ST_TFoot, IN(Table), R_7_2_7},
    {ST_TH, IN(TR), R_7_2_8},
    {ST_TD, IN(TR), R_7_2_9},
    {ST_LI, IN(L), R_7_2_17},
    {ST_LBody, IN(LI), R_7_2_18},
    {ST_TOCI, IN(TOC), R_7_2_26},
};

static void check_kids(doc *d, const elem *e, type_set allowed, rule broken) {
    for (size_t i = 0; i < e->n_kids; i++) {
        const elem *child = e->kids[i].child;
        if (e->kids[i].kind == KID_ELEM && child->std != ST_NONE && !((allowed >> child->std) & 1)) {
            fail(d->rep, broken, at_elem(e), "it holds %s", std_type_name(child->std));
            return;
        }
    }
}

static void check_containment(doc *d, const elem *e) {
    for (size_t i = 0; i < sizeof may_hold / sizeof *may_hold; i++)
        if (may_hold[i].type == e->std)
            check_kids(d, e, may_hold[i].kids, may_hold[i].broken);
    type_set parent = e->parent && e->parent->std ? (type_set)1 << e->parent->std : 0;
    for (size_t i = 0; i < sizeof must_be_in / sizeof *must_be_in; i++)
        if (must_be_in[i].type == e->std && !(must_be_in[i].parents & parent))
            fail_at(d->rep, must_be_in[i].broken, at_elem(e));
}

/* How many kids are of a type, and whether one of them stands elsewhere than first (or last). */
typedef struct kid_count {
    size_t n;
    bool late, in_the_middle;
} kid_count;

static kid_count count_kids(const elem *e, std_type type) {
    kid_count c = {0};
    size_t position = 0, elems = 0;
    for (size_t i = 0; i < e->n_kids; i++)
        elems += e->kids[i].kind == KID_ELEM;
    for (size_t i = 0; i < e->n_kids; i++) {
        if (e->kids[i].kind != KID_ELEM)
            continue;
        if (e->kids[i].child->std == type) {
            c.n++;
            c.late |= position > 0;
            c.in_the_middle |= position > 0 && position + 1 < elems;
        }
        position++;
    }
    return c;
}

static void check_table_parts(doc *d, const elem *e) {
    kid_count heads = count_kids(e, ST_THead), bodies = count_kids(e, ST_TBody),
              feet = count_kids(e, ST_TFoot), captions = count_kids(e, ST_Caption);
    if (heads.n > 1)
        fail_at(d->rep, R_7_2_11, at_elem(e));
    if (feet.n > 1)
        fail_at(d->rep, R_7_2_12, at_elem(e));
    if (feet.n && !bodies.n)
        fail_at(d->rep, R_7_2_13, at_elem(e));
    if (heads.n && !bodies.n)
        fail_at(d->rep, R_7_2_14, at_elem(e));
    if (captions.in_the_middle)
        fail_at(d->rep, R_7_2_16, at_elem(e));
    if (captions.n > 1)
        fail_at(d->rep, R_7_2_39, at_elem(e));
}

/* 7.18.4: a Form element is one widget, unless its Role says that it is a printed field. */
static void check_form(doc *d, const elem *e) {
    if (!cos_is_null(elem_attribute(d->tree, e, "PrintField", "Role")))
        return;
    if (e->n_kids != 1 || e->kids[0].kind != KID_OBJECT ||
        !cos_is(cos_get(e->kids[0].object, "Subtype"), "Widget"))
        fail(d->rep, R_7_18_4_2, at_elem(e), "%zu kids", e->n_kids);
}

/* What has been seen so far on the way through the document. */
typedef struct so_far {
    int level; /* of the last heading */
    bool h, hn;
    map notes; /* hash of an ID -> how many Notes have it */
} so_far;

static void check_heading(doc *d, const elem *e, so_far *s) {
    if (e->std == ST_H) {
        s->h = true;
        if (s->hn)
            fail_at(d->rep, R_7_4_4_2, at_elem(e));
        return;
    }
    int level = (int)e->std - ST_H1 + 1;
    if (level > s->level + 1) {
        if (s->level)
            fail(d->rep, R_7_4_2_1, at_elem(e), "H%d after H%d", level, s->level);
        else
            fail(d->rep, R_7_4_2_1, at_elem(e), "H%d comes first", level);
    }
    s->level = level;
    s->hn = true;
    if (s->h)
        fail_at(d->rep, R_7_4_4_3, at_elem(e));
}

static void check_note(doc *d, const elem *e, so_far *s) {
    const cos *id = cos_get(e->object, "ID");
    if (!cos_has_text(id)) {
        fail_at(d->rep, R_7_9_1, at_elem(e));
        return;
    }
    bool fresh;
    map_put(&s->notes, hash_bytes(id->u.s, id->n), id->n, 1, &fresh);
    if (!fresh)
        fail_at(d->rep, R_7_9_2, at_elem(e));
}

static void check_languages(doc *d, const elem *e) {
    if (d->has_lang || e->has_lang)
        return;
    if (cos_has_text(cos_get(e->object, "ActualText")))
        fail_at(d->rep, R_7_2_21, at_elem(e));
    if (cos_has_text(cos_get(e->object, "Alt")))
        fail_at(d->rep, R_7_2_22, at_elem(e));
    if (cos_has_text(cos_get(e->object, "E")))
        fail_at(d->rep, R_7_2_23, at_elem(e));
}

static void check_by_type(doc *d, const elem *e, so_far *s) {
    if (e->std >= ST_H && e->std <= ST_H6)
        check_heading(d, e, s);
    switch (e->std) {
    case ST_Table:
        check_table_parts(d, e);
        check_table(d, e);
        break;
    case ST_L:
        if (count_kids(e, ST_Caption).late)
            fail_at(d->rep, R_7_2_40, at_elem(e));
        break;
    case ST_TOC:
        if (count_kids(e, ST_Caption).late)
            fail_at(d->rep, R_7_2_28, at_elem(e));
        break;
    case ST_Figure:
        if (!elem_has_alternative(e))
            fail_at(d->rep, R_7_3_1, at_elem(e));
        break;
    case ST_Formula:
        if (!elem_has_alternative(e))
            fail_at(d->rep, R_7_7_1, at_elem(e));
        break;
    case ST_Note:
        check_note(d, e, s);
        break;
    case ST_Form:
        check_form(d, e);
        break;
    default:
        break;
    }
}

void check_elements(doc *d) {
    so_far s = {0};
    for (size_t i = 0; i < d->tree->n; i++) {
        const elem *e = d->tree->order[i];
        check_containment(d, e);
        check_languages(d, e);
        check_by_type(d, e, &s);
        if (count_kids(e, ST_H).n > 1)
            fail_at(d->rep, R_7_4_4_1, at_elem(e));
    }
    map_free(&s.notes);
}

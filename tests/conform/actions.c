/* actions.c - which actions a file may have (ISO 19005-2, 6.5), and that links lead somewhere (ISO
 * 32000-1, 12.3.2). */
#include "checks.h"

#define CHAIN_MAX 50 /* actions that follow one another through Next */

static bool is_forbidden(const cos *type) {
    static const char *const forbidden[] = {"Launch",     "Sound",      "Movie",       "ResetForm",
                                            "ImportData", "Hide",       "SetOCGState", "Rendition",
                                            "Trans",      "GoTo3DView", "JavaScript",  "set-state",
                                            "no-op",      "SetState",   "NoOp"};
    for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
        if (cos_is(type, forbidden[i]))
            return true;
    return false;
}

static void check_one(doc *d, const cos *action, const cos *owner) {
    const cos *type = cos_get(action, "S"), *name = cos_get(action, "N");
    if (is_forbidden(type))
        fail(d->rep, R_A_6_5_1_1, at_object(owner), "%.*s", (int)type->n, type->u.s);
    if (cos_is(type, "Named") && !cos_is(name, "NextPage") && !cos_is(name, "PrevPage") &&
        !cos_is(name, "FirstPage") && !cos_is(name, "LastPage"))
        fail_at(d->rep, R_A_6_5_1_2, at_object(owner));
    if (cos_is(type, "GoTo") && !destination_exists(d, cos_get(action, "D")))
        fail(d->rep, R_B_12_5_6_5, at_object(owner), "GoTo");
    if (cos_is(type, "URI") && !cos_has_text(cos_get(action, "URI")))
        fail(d->rep, R_B_12_5_6_5, at_object(owner), "URI");
}

/* Next is one action or an array of them; of an array only the first may go on, which keeps the work bounded.
 */
void check_action(doc *d, const cos *action, const cos *owner) {
    for (size_t i = 0; action->type == COS_DICT && i < CHAIN_MAX; i++) {
        const cos *next = cos_get(action, "Next");
        check_one(d, action, owner);
        for (size_t k = 1; k < cos_list_count(next); k++)
            check_one(d, cos_list_at(next, k), owner);
        action = cos_list_at(next, 0);
    }
}

/* ---- destinations ---- */

/* Named destinations: the old dictionary, and the name tree. Trees of names are few and shallow in honest
 * files; here every node is visited at most once for each name asked for, down to a fixed depth. */
#define NAME_DEPTH 16

/* Anything but a string comes first. */
static int compare(const cos *a, const cos *b) {
    bool sa = a->type == COS_STRING, sb = b->type == COS_STRING;
    return sa && sb ? cos_compare(a->u.s, a->n, b->u.s, b->n) : (int)sa - (int)sb;
}

/* The leaf entries are sorted; so are the kids, each with the Limits of what is in it (7.9.6). */
static const cos *in_leaf(const cos *names, const cos *key) {
    size_t low = 0, high = cos_count(names) / 2;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int c = compare(cos_at(names, 2 * middle), key);
        if (!c)
            return cos_at(names, 2 * middle + 1);
        if (c < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return &cos_null;
}

static const cos *kid_with(const cos *kids, const cos *key) {
    size_t low = 0, high = cos_count(kids);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const cos *node = cos_at(kids, middle), *limits = cos_get(node, "Limits");
        if (compare(key, cos_at(limits, 0)) < 0)
            high = middle;
        else if (compare(key, cos_at(limits, 1)) > 0)
            low = middle + 1;
        else
            return node;
    }
    return &cos_null;
}

static const cos *named_destination(const doc *d, const cos *name) {
    if (name->type == COS_NAME)
        return cos_named(cos_get(d->root, "Dests"), name);
    const cos *node = cos_get(cos_get(d->root, "Names"), "Dests");
    for (size_t depth = 0; depth < NAME_DEPTH; depth++) {
        const cos *names = cos_get(node, "Names");
        if (names->type == COS_ARRAY)
            return in_leaf(names, name);
        node = kid_with(cos_get(node, "Kids"), name);
    }
    return &cos_null;
}

bool destination_exists(const doc *d, const cos *destination) {
    if (destination->type == COS_NAME || destination->type == COS_STRING)
        destination = named_destination(d, destination);
    if (destination->type == COS_DICT) /* a named destination may be wrapped */
        destination = cos_get(destination, "D");
    return doc_page_number(d, cos_at(destination, 0)) > 0;
}

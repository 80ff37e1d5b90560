/* tree.c - reading the structure tree, the role map and the parent tree.
 *
 * The tree is walked with a stack of our own, and no element is entered twice, so neither depth nor cycles in
 * a hostile file matter. */
#include "tree.h"

#include <stdlib.h>

#define CLIMB_MAX                                                                                            \
    100 /* steps through P, or from type to type in the role map, before it counts as a circle */

static const char *const type_names[ST_COUNT] = {
    "",
#define X(type) #type,
#include "types.def"
#undef X
};

const char *std_type_name(std_type type) {
    return type == ST_NONE ? "a type that is not standard" : type_names[type];
}

static std_type standard_type(const cos *name) {
    for (std_type t = ST_NONE + 1; t < ST_COUNT; t++)
        if (cos_is(name, type_names[t]))
            return t;
    return ST_NONE;
}

bool is_language_tag(const cos *v) {
    size_t run = 0;
    bool first = true, wide = v->n >= 2 && !memcmp(v->u.s, "\xFE\xFF", 2); /* UTF-16 */
    for (size_t i = wide ? 3 : 0; i < v->n; i += wide ? 2 : 1) {
        char c = v->u.s[i];
        if (wide && v->u.s[i - 1])
            return false;
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'), digit = c >= '0' && c <= '9';
        if (c == '-') {
            if (!run)
                return false;
            run = 0;
            first = false;
        } else if (++run > 8 || !(letter || (digit && !first))) {
            return false;
        }
    }
    return run > 0;
}

/* ---- role map (14.7.3) ---- */

/* What is remembered of a type name: the standard type, and what is wrong with the way there. */
enum { ROLE_TYPE = 0xFF, ROLE_CIRCULAR = 0x100, ROLE_REMAPPED = 0x200 };

static const cos *mapped(const tree *t, const cos *name) {
    const cos *to = cos_named(t->role_map, name);
    return to->type == COS_NAME ? to : &cos_null;
}

static uint32_t resolve_role(const tree *t, const cos *name) {
    size_t steps = 0;
    std_type std;
    while (!(std = standard_type(name)) && name->type == COS_NAME && steps++ < CLIMB_MAX)
        name = mapped(t, name);
    if (std == ST_NONE)
        return name->type == COS_NAME ? ROLE_CIRCULAR : ST_NONE;
    if (cos_is_null(mapped(t, name)))
        return std;
    const cos *to = mapped(t, name);
    for (steps = 0; to->type == COS_NAME && steps < CLIMB_MAX; steps++)
        to = mapped(t, to);
    return std | (to->type == COS_NAME ? ROLE_CIRCULAR : ROLE_REMAPPED);
}

/* The role of a type name, looked up once. */
static uint32_t find_role(tree *t, const elem *e) {
    uint64_t key = e->type->type == COS_NAME ? hash_bytes(e->type->u.s, e->type->n) : 0;
    uint32_t *known = map_find(&t->roles, key, e->type->n);
    uint32_t role = known ? *known : resolve_role(t, e->type);
    bool fresh;
    if (!known)
        map_put(&t->roles, key, e->type->n, role, &fresh);
    return role;
}

static std_type role_of(doc *d, tree *t, const elem *e) {
    uint32_t role = find_role(t, e);
    std_type std = (std_type)(role & ROLE_TYPE);
    if (role & ROLE_CIRCULAR)
        fail_at(d->rep, R_7_1_6, at_elem(e));
    else if (std == ST_NONE)
        fail_at(d->rep, R_7_1_5, at_elem(e));
    if (role & ROLE_REMAPPED)
        fail_at(d->rep, R_7_1_7, at_elem(e));
    return std;
}

/* ---- kids ---- */

static elem *new_elem(doc *d, const cos *object, elem *parent) {
    static const cos no_name = {.type = COS_NULL, .u.s = ""};
    elem *e = arena_array(&d->mem, 1, sizeof *e);
    e->object = object;
    e->type = cos_get(object, "S");
    if (e->type->type != COS_NAME)
        e->type = &no_name;
    e->parent = parent;
    const cos *lang = cos_get(object, "Lang");
    e->has_lang = lang->type == COS_STRING || (parent && parent->has_lang);
    size_t page = doc_page_number(d, cos_get(object, "Pg"));
    e->page = page ? page : parent ? parent->page : 0;
    return e;
}

static void add_marked(doc *d, tree *t, elem *holder, kid *k, const cos *owner, const cos *mcid) {
    if (mcid->type != COS_INT || mcid->u.integer < 0 || (!owner->stream && !doc_page_number(d, owner))) {
        fail(d->rep, R_B_14_7_2_3, at_elem(holder), "marked content without a page or a number");
        return;
    }
    *k = (kid){.kind = KID_MARKED, .object = owner};
    bool fresh;
    k->marked = *map_put(&t->marked_of, cos_identity(owner), (uint64_t)mcid->u.integer, (uint32_t)t->n_marked,
                         &fresh);
    if (!fresh) {
        fail(d->rep, R_B_14_7_4_2_3, at_elem(holder), "MCID %lld", (long long)mcid->u.integer);
        return;
    }
    t->marked = grow(t->marked, t->n_marked, &t->cap_marked, sizeof *t->marked);
    t->marked[t->n_marked++] = (marked){.owner = owner, .mcid = mcid->u.integer, .holder = holder};
}

static void add_object(doc *d, tree *t, elem *holder, kid *k, const cos *object) {
    *k = (kid){.kind = KID_OBJECT, .object = object};
    bool fresh;
    map_put(&t->object_of, cos_identity(object), 0, (uint32_t)(t->n - 1), &fresh);
    if (object->type != COS_DICT)
        fail_at(d->rep, R_B_14_7_4_3_2, at_elem(holder));
    else if (!fresh)
        fail_at(d->rep, R_B_14_7_4_3_1, (place){.object = object, .elem = holder});
}

static const cos *page_object(const doc *d, const elem *e) {
    return e->page ? d->pages[e->page - 1].object : &cos_null;
}

/* One entry of K; true when it is an element, which the caller then walks into. */
static bool read_kid(doc *d, tree *t, elem *e, kid *k, const cos *v) {
    const cos *type = cos_get(v, "Type");
    if (v->type == COS_INT) {
        add_marked(d, t, e, k, page_object(d, e), v);
    } else if (cos_is(type, "MCR")) {
        const cos *stream = cos_get(v, "Stm"), *page = cos_get(v, "Pg");
        if (!e->page)
            e->page = doc_page_number(d, page);
        add_marked(d, t, e, k,
                   stream->stream      ? stream
                   : cos_is_null(page) ? page_object(d, e)
                                       : page,
                   cos_get(v, "MCID"));
    } else if (cos_is(type, "OBJR")) {
        if (!e->page)
            e->page = doc_page_number(d, cos_get(v, "Pg"));
        add_object(d, t, e, k, cos_get(v, "Obj"));
    } else if (v->type == COS_DICT) {
        *k = (kid){.kind = KID_ELEM, .child = new_elem(d, v, e)};
        return true;
    } else {
        fail_at(d->rep, R_B_14_7_2_3, at_elem(e));
    }
    return false;
}

/* ---- the walk ---- */

typedef struct walk {
    elem **stack;
    size_t n, cap;
} walk;

static void push_elem(walk *w, elem *e) {
    w->stack = grow(w->stack, w->n, &w->cap, sizeof(elem *));
    w->stack[w->n++] = e;
}

/* Enters the element into the tree; false when it stands there already. */
static bool enter(doc *d, tree *t, elem *e) {
    bool fresh;
    map_put(&t->elem_of, cos_identity(e->object), 0, (uint32_t)t->n, &fresh);
    if (!fresh) {
        fail_at(d->rep, R_B_14_7_2_2, at_elem(e));
        return false;
    }
    t->order = grow(t->order, t->n, &t->cap, sizeof(elem *));
    t->order[t->n++] = e;
    return true;
}

static void check_own_entries(doc *d, tree *t, elem *e) {
    e->std = role_of(d, t, e);
    const cos *up = cos_get(e->object, "P"), *lang = cos_get(e->object, "Lang");
    if (up->type != COS_DICT)
        fail_at(d->rep, R_7_1_12, at_elem(e));
    else if (up != (e->parent ? e->parent->object : t->root))
        fail_at(d->rep, R_B_14_7_2_1, at_elem(e));
    else
        e->rooted = !e->parent || e->parent->rooted;
    if (lang->type == COS_STRING && !is_language_tag(lang))
        fail(d->rep, R_7_2_29, at_elem(e), "%.*s", (int)lang->n, lang->u.s);
}

static void read_kids(doc *d, tree *t, elem *e, walk *w) {
    const cos *k = cos_get(e->object, "K");
    size_t count = cos_list_count(k), first = w->n;
    e->kids = arena_array(&d->mem, count, sizeof *e->kids);
    for (size_t i = 0; i < count; i++) {
        kid *slot = &e->kids[e->n_kids];
        slot->object = NULL;
        if (read_kid(d, t, e, slot, cos_list_at(k, i)))
            push_elem(w, slot->child);
        e->n_kids += slot->object || slot->child;
    }
    for (size_t i = first, j = w->n; i + 1 < j; i++) { /* the first kid is to be popped first */
        elem *swap = w->stack[i];
        w->stack[i] = w->stack[--j];
        w->stack[j] = swap;
    }
}

static void walk_tree(doc *d, tree *t) {
    walk w = {0};
    const cos *k = cos_get(t->root, "K");
    for (size_t i = cos_list_count(k); i-- > 0;)
        if (cos_list_at(k, i)->type == COS_DICT)
            push_elem(&w, new_elem(d, cos_list_at(k, i), NULL));
    while (w.n) {
        elem *e = w.stack[--w.n];
        if (!enter(d, t, e))
            continue;
        check_own_entries(d, t, e);
        read_kids(d, t, e, &w);
    }
    free(w.stack);
}

/* ---- parent tree (14.7.4.4) ---- */

static void read_numbers(doc *d, tree *t, const cos *nums, int64_t *last) {
    for (size_t i = 0; i + 1 < cos_count(nums); i += 2) {
        int64_t key;
        bool fresh;
        if (!cos_integer(cos_at(nums, i), &key) || key <= *last) {
            fail(d->rep, R_B_7_9_7_1, at_object(nums), "at entry %zu", i / 2);
            continue;
        }
        *last = key;
        map_put(&t->parents, (uint64_t)key, 0, (uint32_t)t->n_parents, &fresh);
        t->parents_values = grow(t->parents_values, t->n_parents, &t->cap_parents, sizeof(const cos *));
        t->parents_values[t->n_parents++] = cos_at(nums, i + 1);
    }
}

static void load_parent_tree(doc *d, tree *t) {
    const cos **stack = NULL;
    size_t n = 0, cap = 0;
    int64_t last = -1;
    map seen = {0};
    stack = grow(stack, n, &cap, sizeof *stack);
    stack[n++] = cos_get(t->root, "ParentTree");
    while (n) {
        const cos *node = stack[--n];
        bool fresh;
        map_put(&seen, cos_identity(node), 0, 0, &fresh);
        if (!fresh || node->type != COS_DICT) {
            fail_at(d->rep, R_B_7_9_7_1, at_object(node));
            continue;
        }
        read_numbers(d, t, cos_get(node, "Nums"), &last);
        const cos *kids = cos_get(node, "Kids");
        for (size_t i = cos_count(kids); i-- > 0;) {
            stack = grow(stack, n, &cap, sizeof *stack);
            stack[n++] = cos_at(kids, i);
        }
    }
    int64_t next;
    if (cos_integer(cos_get(t->root, "ParentTreeNextKey"), &next) && next <= last)
        fail(d->rep, R_B_14_7_4_4_4, at_object(t->root), "%lld, largest key %lld", (long long)next,
             (long long)last);
    free(stack);
    map_free(&seen);
}

void tree_load(doc *d) {
    tree *t = arena_array(&d->mem, 1, sizeof *t);
    d->tree = t;
    t->root = cos_get(d->root, "StructTreeRoot");
    t->role_map = cos_get(t->root, "RoleMap");
    t->class_map = cos_get(t->root, "ClassMap");
    if (t->root->type != COS_DICT) {
        fail_at(d->rep, R_7_1_11, NOWHERE);
        return;
    }
    walk_tree(d, t);
    load_parent_tree(d, t);
}

void tree_free(doc *d) {
    tree *t = d->tree;
    if (!t)
        return;
    for (size_t i = 0; i < t->n_marked; i++)
        free(t->marked[i].text.s);
    free(t->order);
    free(t->marked);
    free(t->detached);
    free(t->parents_values);
    map_free(&t->elem_of);
    map_free(&t->detached_of);
    map_free(&t->marked_of);
    map_free(&t->object_of);
    map_free(&t->roles);
    map_free(&t->parents);
    map_free(&t->keys);
}

/* ---- questions ---- */

marked *tree_marked(tree *t, const cos *owner, int64_t mcid) {
    const uint32_t *at = map_find(&t->marked_of, cos_identity(owner), (uint64_t)mcid);
    return at ? &t->marked[*at] : NULL;
}

static const cos *parent_tree_value(const tree *t, const cos *owner, const char *key) {
    int64_t number;
    if (!cos_integer(cos_get(owner, key), &number))
        return &cos_null;
    const uint32_t *at = map_find(&t->parents, (uint64_t)number, 0);
    return at ? t->parents_values[*at] : &cos_null;
}

static elem *find_elem(const tree *t, const cos *object) {
    const uint32_t *at = map_find(&t->elem_of, cos_identity(object), 0);
    return at ? t->order[*at] : NULL;
}

/* Climbs from element to element through P; as a rule the first one knows the answer. */
static bool leads_to_root(const tree *t, const cos *object) {
    for (size_t i = 0; object->type == COS_DICT && i < CLIMB_MAX; i++) {
        const elem *e = find_elem(t, object);
        if ((e && e->rooted) || (i && object == t->root))
            return true;
        object = cos_get(object, "P");
    }
    return false;
}

static const elem *detached_elem(doc *d, const cos *object) {
    tree *t = d->tree;
    bool fresh;
    uint32_t *at = map_put(&t->detached_of, cos_identity(object), 0, (uint32_t)t->n_detached, &fresh);
    if (!fresh)
        return t->detached[*at];
    elem *e = new_elem(d, object, NULL);
    e->std = (std_type)(find_role(t, e) & ROLE_TYPE);
    t->detached = grow(t->detached, t->n_detached, &t->cap_detached, sizeof(elem *));
    t->detached[t->n_detached++] = e;
    return e;
}

static const elem *holder_of(doc *d, const cos *entry) {
    if (!leads_to_root(d->tree, entry))
        return NULL;
    const elem *e = find_elem(d->tree, entry);
    return e ? e : detached_elem(d, entry);
}

const elem *tree_holder(doc *d, const cos *owner, int64_t mcid) {
    const cos *row = parent_tree_value(d->tree, owner, "StructParents");
    return mcid < 0 ? NULL : holder_of(d, cos_at(row, (size_t)mcid));
}

const elem *tree_owner(doc *d, const cos *object) {
    return holder_of(d, parent_tree_value(d->tree, object, "StructParent"));
}

void tree_claim(doc *d, const cos *owner, const char *key, size_t page) {
    int64_t number;
    bool fresh;
    if (!cos_integer(cos_get(owner, key), &number))
        return;
    map_put(&d->tree->keys, (uint64_t)number, 0, 0, &fresh);
    if (!fresh)
        fail(d->rep, R_B_14_7_4_4_5, on_page(page, owner), "key %lld", (long long)number);
}

/* Its own page or that of the first kid that has one, a few levels down. */
size_t elem_page(const elem *e) {
    size_t page = e->page;
    for (size_t depth = 0; !page && depth < 8 && e->n_kids && e->kids[0].child; depth++) {
        e = e->kids[0].child;
        page = e->page;
    }
    return page;
}

static const cos *attribute_in(const cos *list, const char *owner, const char *key) {
    for (size_t i = 0; i < cos_list_count(list); i++) {
        const cos *a = cos_list_at(list, i);
        if (cos_is(cos_get(a, "O"), owner) && cos_has(a, key))
            return cos_get(a, key);
    }
    return &cos_null;
}

const cos *elem_attribute(const tree *t, const elem *e, const char *owner, const char *key) {
    const cos *found = attribute_in(cos_get(e->object, "A"), owner, key), *classes = cos_get(e->object, "C");
    for (size_t i = 0; cos_is_null(found) && i < cos_list_count(classes); i++)
        found = attribute_in(cos_named(t->class_map, cos_list_at(classes, i)), owner, key);
    return found;
}

bool elem_has_alternative(const elem *e) {
    return cos_has_text(cos_get(e->object, "Alt")) || cos_get(e->object, "ActualText")->type == COS_STRING;
}

/* ---- agreement of tree, content and parent tree ---- */

/* From the tree to the content and back through the parent tree. */
static void check_marked(doc *d, const marked *m) {
    const cos *row = parent_tree_value(d->tree, m->owner, "StructParents");
    if (!m->shown)
        fail(d->rep, R_B_14_7_4_2_1, at_elem(m->holder), "MCID %lld", (long long)m->mcid);
    if (cos_at(row, (size_t)m->mcid) != m->holder->object)
        fail(d->rep, R_B_14_7_4_4_1, at_elem(m->holder), "MCID %lld", (long long)m->mcid);
}

/* From the parent tree to the tree: every entry of a page's row must be an element that names that content.
 */
static void check_row(doc *d, const cos *owner, size_t page) {
    const cos *row = parent_tree_value(d->tree, owner, "StructParents");
    for (size_t i = 0; i < cos_count(row); i++) {
        const cos *entry = cos_at(row, i);
        const marked *m = tree_marked(d->tree, owner, (int64_t)i);
        if (!cos_is_null(entry) && (!m || m->holder->object != entry))
            fail(d->rep, R_B_14_7_4_4_2, on_page(page, owner), "MCID %zu", i);
    }
}

static void check_object_reference(doc *d, const elem *e, const cos *object) {
    if (object->type == COS_DICT && tree_owner(d, object) != e)
        fail_at(d->rep, R_B_14_7_4_4_3, (place){.object = object, .elem = e});
}

void check_links_of_tree(doc *d) {
    tree *t = d->tree;
    for (size_t i = 0; i < t->n_marked; i++)
        check_marked(d, &t->marked[i]);
    for (size_t i = 0; i < d->n_pages; i++)
        check_row(d, d->pages[i].object, i + 1);
    for (size_t i = 0; i < t->n; i++)
        for (size_t k = 0; k < t->order[i]->n_kids; k++)
            if (t->order[i]->kids[k].kind == KID_OBJECT)
                check_object_reference(d, t->order[i], t->order[i]->kids[k].object);
}

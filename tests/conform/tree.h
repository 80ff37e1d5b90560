/* tree.h - the structure tree (ISO 32000-1, 14.7) in memory, and what the content streams say of it. */
#ifndef CONFORM_TREE_H
#define CONFORM_TREE_H

#include "doc.h"

/* The standard structure types, ISO 32000-1, 14.8.4. */
typedef enum {
    ST_NONE, /* not standard, and not mapped to a standard type */
#define X(type) ST_##type,
#include "types.def"
#undef X
    ST_COUNT
} std_type;

const char *std_type_name(std_type type);

typedef enum { KID_ELEM, KID_MARKED, KID_OBJECT } kid_kind;

typedef struct elem elem;

typedef struct kid {
    kid_kind kind;
    elem *child; /* KID_ELEM */
    const cos *object; /* KID_OBJECT: what the reference names; KID_MARKED: the page or stream */
    size_t marked; /* KID_MARKED: index in the tree's marked */
} kid;

struct elem {
    const cos *object;
    const cos *type; /* the name S as it stands in the file */
    std_type std;
    elem *parent; /* NULL at the top */
    kid *kids;
    size_t n_kids;
    bool has_lang; /* Lang on it or above it, below the catalog */
    bool rooted; /* the P of it and of all above it are what holds them */
    size_t page; /* from 1; 0: it and its ancestors name none */
};

/* One marked-content sequence that an element names. */
typedef struct marked {
    const cos *owner; /* the page, or the stream of a form */
    int64_t mcid;
    elem *holder;
    bool shown; /* the content has it */
    buffer text; /* what it shows, UTF-8, when the document keeps text */
} marked;

typedef struct tree {
    const cos *root, *role_map, *class_map;
    elem **order; /* every element, in reading order */
    size_t n, cap;
    map elem_of; /* element object -> index in order */
    elem **detached; /* elements that only the parent tree knows */
    size_t n_detached, cap_detached;
    map detached_of;
    marked *marked;
    size_t n_marked, cap_marked;
    map marked_of; /* (owner, MCID) -> index in marked */
    map object_of; /* object named by an OBJR -> index in order of its element */
    map roles; /* hash of a type name -> what is known of its mapping */
    const cos **parents_values;
    size_t n_parents, cap_parents;
    map parents; /* key of the parent tree -> index in parents_values */
    map keys; /* StructParent(s) in use, so that no two are alike */
} tree;

void tree_load(doc *d);
void tree_free(doc *d);

/* The marked content (owner, mcid) that an element names; NULL when none does. */
marked *tree_marked(tree *t, const cos *owner, int64_t mcid);
/* The element that marked content, or an annotation or XObject (by its StructParent), belongs to as a reader
 * finds it: through the parent tree, and from there up to the root through P. NULL when that leads nowhere.
 * An element that no K names is found too; that it is missing in the tree is another fault. */
const elem *tree_holder(doc *d, const cos *owner, int64_t mcid);
const elem *tree_owner(doc *d, const cos *object);
/* A page or form says which row of the parent tree is its own; each key may be claimed once. */
void tree_claim(doc *d, const cos *owner, const char *key, size_t page);

size_t elem_page(const elem *e);
/* An attribute of the given owner ("Table", ...), from A or the classes C; null when it has none. */
const cos *elem_attribute(const tree *t, const elem *e, const char *owner, const char *key);
bool elem_has_alternative(const elem *e);

bool is_language_tag(const cos *v);

/* After the content has been read: tree, content and parent tree must tell the same story. */
void check_links_of_tree(doc *d);
/* Rules on single elements and their kids (elements.c, table.c). */
void check_elements(doc *d);
void check_table(doc *d, const elem *table);

#endif

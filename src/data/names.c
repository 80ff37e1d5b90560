/* names.c - a set of names as a crit-bit tree (D. J. Bernstein).
 *
 * A branch names the first bit in which the names below it differ; bits are met in ascending order on the way
 * down, so a look-up costs no more than the length of the name. A hash table would be a little faster, but
 * whoever knows the hash can write a file in which every name collides; here no file is slow. */
#include "data/names.h"

#include <string.h>

#define LEAF 0x80000000u /* a link with this bit leads to a name, otherwise to a branch */

typedef struct {
    uint32_t child[2]; /* links: bit is 0, bit is 1 */
    uint32_t byte;
    uint8_t mask; /* the bit */
} branch;

struct mkr_names {
    mkr_arena *arena;
    uint32_t root;
    MKR_VEC(branch) branches;
    MKR_VEC(const char *) names;
};

mkr_names *mkr_names_new(mkr_arena *arena) {
    mkr_names *names = mkr_alloc(arena, sizeof *names);
    names->arena = arena;
    return names;
}

/* Bytes past the end are NUL, which no name contains. */
static unsigned side(const branch *b, const char *name, size_t n) {
    return b->byte < n && ((unsigned char)name[b->byte] & b->mask);
}

/* The one name that agrees with this in all the bits the tree asks about. */
static uint32_t nearest(const mkr_names *names, const char *name, size_t n) {
    uint32_t link = names->root;
    while (!(link & LEAF)) {
        const branch *b = &names->branches.at[link];
        link = b->child[side(b, name, n)];
    }
    return link & ~LEAF;
}

uint32_t mkr_names_find(const mkr_names *names, const char *name) {
    if (names->names.n == 0)
        return MKR_NO_NAME;
    uint32_t number = nearest(names, name, strlen(name));
    return strcmp(names->names.at[number], name) == 0 ? number : MKR_NO_NAME;
}

static uint8_t highest_bit(unsigned v) {
    unsigned bit = 0x80;
    while (!(v & bit))
        bit >>= 1;
    return (uint8_t)bit;
}

/* Put in a branch where `byte` and `mask` come in order; `leaf` goes to its side of it. */
static void insert(mkr_names *names, uint32_t leaf, const char *name, size_t n, uint32_t byte, uint8_t mask) {
    uint32_t made = (uint32_t)names->branches.n;
    branch *new =
        MKR_PUSH(names->arena, &names->branches); /* may move the branches: links are looked up after */
    uint32_t *link = &names->root;
    while (!(*link & LEAF)) {
        branch *b = &names->branches.at[*link];
        if (b->byte > byte || (b->byte == byte && b->mask < mask))
            break;
        link = &b->child[side(b, name, n)];
    }
    *new = (branch){.byte = byte, .mask = mask};
    unsigned own = side(new, name, n);
    new->child[own] = leaf;
    new->child[!own] = *link;
    *link = made;
}

uint32_t mkr_names_add(mkr_names *names, const char *name, bool *is_new) {
    uint32_t number = (uint32_t)names->names.n;
    size_t n = strlen(name);
    *is_new = true;
    if (number > 0) {
        uint32_t old = nearest(names, name, n);
        const char *other = names->names.at[old];
        size_t same = 0;
        while (name[same] && name[same] == other[same])
            same++;
        unsigned difference = (unsigned char)name[same] ^ (unsigned char)other[same];
        if (!difference) {
            *is_new = false;
            return old;
        }
        insert(names, number | LEAF, name, n, (uint32_t)same, highest_bit(difference));
    } else
        names->root = LEAF;
    *MKR_PUSH(names->arena, &names->names) = name;
    return number;
}

const char *mkr_names_at(const mkr_names *names, uint32_t number) {
    return names->names.at[number];
}

size_t mkr_names_count(const mkr_names *names) {
    return names->names.n;
}

/* arena.c - bump allocation in blocks, with a shared ceiling and a list of releases. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ALIGN 16u
#define FIRST_BLOCK ((size_t)16 << 10)
#define LARGEST_STEP ((size_t)1 << 20)

typedef struct block {
    struct block *next;
    size_t size, used;
    _Alignas(ALIGN) char bytes[];
} block;

typedef struct release {
    struct release *next;
    void (*fn)(void *);
    void *handle;
} release;

typedef struct {
    size_t ceiling, held;
    jmp_buf *full;
} budget;

struct mkr_arena {
    budget *budget;
    mkr_arena *parent, *children, *next_sibling;
    block *blocks;
    release *releases;
    budget own;
};

static block *block_new(mkr_arena *arena, size_t size) {
    budget *b = arena->budget;
    size_t whole;
    if (__builtin_add_overflow(size, sizeof(block), &whole) || whole > b->ceiling - b->held)
        return NULL;
    block *k = malloc(whole);
    if (!k)
        return NULL;
    b->held += whole;
    k->size = size;
    k->used = 0;
    return k;
}

static void block_free(mkr_arena *arena, block *k) {
    arena->budget->held -= k->size + sizeof *k;
    free(k);
}

mkr_arena *mkr_arena_new(size_t ceiling, jmp_buf *full) {
    mkr_arena *arena = calloc(1, sizeof *arena);
    if (!arena)
        return NULL;
    arena->own = (budget){ceiling, 0, full};
    arena->budget = &arena->own;
    return arena;
}

mkr_arena *mkr_arena_child(mkr_arena *parent) {
    mkr_arena *arena = calloc(1, sizeof *arena);
    if (!arena)
        longjmp(*parent->budget->full, 1);
    arena->budget = parent->budget;
    arena->parent = parent;
    arena->next_sibling = parent->children;
    parent->children = arena;
    return arena;
}

static void empty(mkr_arena *arena, block *keep) {
    while (arena->children)
        mkr_arena_free(arena->children);
    for (release *r = arena->releases; r; r = r->next) /* the records live in the blocks */
        r->fn(r->handle);
    arena->releases = NULL;
    for (block *k = arena->blocks, *next; k; k = next) {
        next = k->next;
        if (k != keep)
            block_free(arena, k);
    }
    arena->blocks = keep;
    if (keep) {
        keep->next = NULL;
        keep->used = 0;
    }
}

void mkr_arena_free(mkr_arena *arena) {
    if (!arena)
        return;
    empty(arena, NULL);
    if (arena->parent) {
        mkr_arena **link = &arena->parent->children;
        while (*link != arena)
            link = &(*link)->next_sibling;
        *link = arena->next_sibling;
    }
    free(arena);
}

void mkr_arena_reset(mkr_arena *arena) {
    block *largest = arena->blocks;
    for (block *k = arena->blocks; k; k = k->next)
        if (k->size > largest->size)
            largest = k;
    empty(arena, largest);
}

size_t mkr_arena_held(const mkr_arena *arena) {
    return arena->budget->held;
}

/* NULL when memory or the ceiling is used up. */
static void *take(mkr_arena *arena, size_t bytes) {
    block *k = arena->blocks;
    if (bytes > SIZE_MAX - ALIGN)
        return NULL;
    size_t need = (bytes + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    if (!k || k->size - k->used < need) {
        size_t step = k ? k->size * 2 : FIRST_BLOCK;
        if (step > LARGEST_STEP)
            step = LARGEST_STEP;
        if (k && need > step / 2) { /* large: a block of its own, behind the one still being filled */
            block *own = block_new(arena, need);
            if (!own)
                return NULL;
            own->used = need;
            own->next = k->next;
            k->next = own;
            return memset(own->bytes, 0, need);
        }
        k = block_new(arena, need > step ? need : step);
        if (!k)
            return NULL;
        k->next = arena->blocks;
        arena->blocks = k;
    }
    void *p = k->bytes + k->used;
    k->used += need;
    return memset(p, 0, need);
}

void *mkr_alloc(mkr_arena *arena, size_t bytes) {
    void *p = take(arena, bytes);
    if (!p)
        longjmp(*arena->budget->full, 1);
    return p;
}

void *mkr_alloc_array(mkr_arena *arena, size_t n, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(n, size, &bytes))
        longjmp(*arena->budget->full, 1);
    return mkr_alloc(arena, bytes);
}

void *mkr_grow(mkr_arena *arena, void *old, size_t old_n, size_t new_n, size_t size) {
    size_t bytes, had = old_n * size;
    if (__builtin_mul_overflow(new_n, size, &bytes) || bytes > SIZE_MAX - ALIGN)
        longjmp(*arena->budget->full, 1);
    block *k = arena->blocks;
    size_t old_room = (had + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    size_t new_room = (bytes + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    if (old && k && (char *)old + old_room == k->bytes + k->used &&
        new_room - old_room <= k->size - k->used) {
        memset((char *)old + had, 0, new_room - had);
        k->used += new_room - old_room;
        return old;
    }
    void *p = mkr_alloc(arena, bytes);
    if (had)
        memcpy(p, old, had);
    return p;
}

char *mkr_strndup(mkr_arena *arena, const char *s, size_t n) {
    char *copy = mkr_alloc(arena, n + 1);
    memcpy(copy, s, n);
    return copy;
}

char *mkr_strdup(mkr_arena *arena, const char *s) {
    return mkr_strndup(arena, s, strlen(s));
}

char *mkr_printf(mkr_arena *arena, const char *format, ...) {
    va_list args;
    va_start(args, format);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *s = mkr_alloc(arena, (size_t)n + 1);
    va_start(args, format);
    vsnprintf(s, (size_t)n + 1, format, args);
    va_end(args);
    return s;
}

void mkr_arena_defer(mkr_arena *arena, void (*fn)(void *), void *handle) {
    release *r = take(arena, sizeof *r);
    if (!r) {
        fn(handle); /* or nobody would */
        longjmp(*arena->budget->full, 1);
    }
    *r = (release){arena->releases, fn, handle};
    arena->releases = r;
}

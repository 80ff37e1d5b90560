/* mem.c - arena, growing arrays and the hash map of the checker. */
#include "mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ALIGN 16u
#define BLOCK ((size_t)64 << 10)

struct arena_block {
    arena_block *next;
    size_t size, used;
    _Alignas(ALIGN) char bytes[];
};

static _Noreturn void out_of_memory(void) {
    fputs("conform: out of memory\n", stderr);
    exit(2);
}

static arena_block *block_new(size_t size) {
    arena_block *b = size <= SIZE_MAX - sizeof *b ? malloc(sizeof *b + size) : NULL;
    if (!b)
        out_of_memory();
    b->next = NULL;
    b->size = size;
    b->used = 0;
    return b;
}

void *arena_alloc(arena *a, size_t size) {
    if (size > SIZE_MAX - BLOCK)
        out_of_memory();
    size = (size + ALIGN - 1) / ALIGN * ALIGN;
    arena_block *b = a->first;
    if (!b || b->size - b->used < size) {
        b = block_new(size > BLOCK ? size : BLOCK);
        b->next = a->first;
        a->first = b;
    }
    void *p = b->bytes + b->used;
    b->used += size;
    return p;
}

void *arena_array(arena *a, size_t count, size_t size) {
    size_t whole;
    if (__builtin_mul_overflow(count, size, &whole))
        out_of_memory();
    return memset(arena_alloc(a, whole), 0, whole);
}

static void free_blocks(arena_block *b) {
    while (b) {
        arena_block *next = b->next;
        free(b);
        b = next;
    }
}

void arena_reset(arena *a) {
    arena_block *b = a->first;
    if (!b)
        return;
    b->used = 0;
    if (b->next) {
        free_blocks(b->next);
        b->next = NULL;
    }
}

void arena_free(arena *a) {
    free_blocks(a->first);
    a->first = NULL;
}

void *grow(void *items, size_t count, size_t *cap, size_t size) {
    if (count < *cap)
        return items;
    size_t want = *cap ? *cap * 2 : 16, whole;
    if (__builtin_mul_overflow(want, size, &whole))
        out_of_memory();
    items = realloc(items, whole);
    if (!items)
        out_of_memory();
    *cap = want;
    return items;
}

void buffer_add(buffer *b, const char *s, size_t n) {
    while (b->cap - b->n < n)
        b->s = grow(b->s, b->cap, &b->cap, 1);
    if (n)
        memcpy(b->s + b->n, s, n);
    b->n += n;
}

static uint64_t mix(uint64_t a, uint64_t b) {
    uint64_t h = (a ^ (b * 0x9E3779B97F4A7C15u)) * 0xD6E8FEB86659FD93u;
    h ^= h >> 32;
    h *= 0xD6E8FEB86659FD93u;
    return h ^ (h >> 29);
}

static map_entry *slot(const map *m, uint64_t a, uint64_t b) {
    size_t i = (size_t)mix(a, b) & (m->cap - 1);
    while (m->entries[i].used && (m->entries[i].a != a || m->entries[i].b != b))
        i = (i + 1) & (m->cap - 1);
    return &m->entries[i];
}

static void widen(map *m) {
    map wider = {NULL, m->count, m->cap ? m->cap * 2 : 64};
    wider.entries = calloc(wider.cap, sizeof *wider.entries);
    if (!wider.entries)
        out_of_memory();
    for (size_t i = 0; i < m->cap; i++)
        if (m->entries[i].used)
            *slot(&wider, m->entries[i].a, m->entries[i].b) = m->entries[i];
    free(m->entries);
    *m = wider;
}

uint32_t *map_find(const map *m, uint64_t a, uint64_t b) {
    if (!m->cap)
        return NULL;
    map_entry *e = slot(m, a, b);
    return e->used ? &e->value : NULL;
}

uint32_t *map_put(map *m, uint64_t a, uint64_t b, uint32_t value, bool *fresh) {
    if (m->count * 2 >= m->cap)
        widen(m);
    map_entry *e = slot(m, a, b);
    *fresh = !e->used;
    if (!e->used) {
        *e = (map_entry){a, b, value, true};
        m->count++;
    }
    return &e->value;
}

void map_free(map *m) {
    free(m->entries);
    *m = (map){0};
}

uint64_t hash_bytes(const char *s, size_t n) {
    uint64_t h = 0xCBF29CE484222325u;
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)s[i]) * 0x100000001B3u;
    return h;
}

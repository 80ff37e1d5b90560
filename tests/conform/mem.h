/* mem.h - the checker's memory: an arena, a growing buffer, and a hash map from two numbers to one.
 *
 * A test tool may simply stop when memory runs out: these never return NULL. */
#ifndef CONFORM_MEM_H
#define CONFORM_MEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct arena_block arena_block;
typedef struct arena {
    arena_block *first;
} arena;

void *arena_alloc(arena *a, size_t size);
void *arena_array(arena *a, size_t count, size_t size); /* zeroed; stops on overflow */
void arena_reset(arena *a); /* keeps the largest block for what comes next */
void arena_free(arena *a);

/* Bytes that grow; begun as {0}, ended by free(s). */
typedef struct buffer {
    char *s; /* not terminated */
    size_t n, cap;
} buffer;

void buffer_add(buffer *b, const char *s, size_t n);

/* items, grown so that one more fits; *cap is in items of the given size. */
void *grow(void *items, size_t count, size_t *cap, size_t size);

typedef struct map_entry {
    uint64_t a, b;
    uint32_t value;
    bool used;
} map_entry;

typedef struct map {
    map_entry *entries;
    size_t count, cap;
} map;

uint32_t *map_find(const map *m, uint64_t a, uint64_t b);
/* Borrowed until the next put; *fresh says whether the entry is new (its value is then as given). */
uint32_t *map_put(map *m, uint64_t a, uint64_t b, uint32_t value, bool *fresh);
void map_free(map *m);

/* A key for bytes: FNV-1a, 64 bits. */
uint64_t hash_bytes(const char *s, size_t n);

#endif

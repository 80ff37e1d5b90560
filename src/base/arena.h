/* arena.h - memory that is released all at once.
 *
 * Every document owns one arena; a page or a parse may own a child. Allocation never returns NULL: when
 * memory or the ceiling is used up, control returns to the trap the root was made with (longjmp), whose owner
 * reports it and frees the root. Handles of other libraries are put in the arena's care with mkr_arena_defer,
 * so that nothing leaks on that road either. Only the thread that made an arena may use it. */
#ifndef MKR_BASE_ARENA_H
#define MKR_BASE_ARENA_H

#include <setjmp.h>

#include "base/types.h"

typedef struct mkr_arena mkr_arena;

/* Make a root arena that may hold `ceiling` bytes, children included. NULL when even that fails.
 * `full` must stay valid for the arena's life. */
mkr_arena *mkr_arena_new(size_t ceiling, jmp_buf *full);

/* Make a child: freed with its parent, or earlier. It shares the root's ceiling and trap. */
mkr_arena *mkr_arena_child(mkr_arena *parent);

/* Run the deferred releases, last first, then release everything. NULL is allowed. */
void mkr_arena_free(mkr_arena *arena);

/* Release everything but keep the arena (and its largest block) for reuse. */
void mkr_arena_reset(mkr_arena *arena);

/* Bytes now held by this arena's root and all its children. */
size_t mkr_arena_held(const mkr_arena *arena);

/* Zeroed memory aligned for any type. */
void *mkr_alloc(mkr_arena *arena, size_t bytes);
void *mkr_alloc_array(mkr_arena *arena, size_t n, size_t size);

/* Enlarge an array from old_n to new_n items, in place when it was the newest allocation; new items are
 * zeroed. */
void *mkr_grow(mkr_arena *arena, void *old, size_t old_n, size_t new_n, size_t size);

char *mkr_strdup(mkr_arena *arena, const char *s);
char *mkr_strndup(mkr_arena *arena, const char *s, size_t n);
char *mkr_printf(mkr_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Call release(handle) when the arena is freed or reset. */
void mkr_arena_defer(mkr_arena *arena, void (*release)(void *), void *handle);

/* A growing array: struct { T *at; size_t n, cap; } name. Pushes give the address of the new, zeroed item. */
#define MKR_VEC(T)                                                                                           \
    struct {                                                                                                 \
        T *at;                                                                                               \
        size_t n, cap;                                                                                       \
    }
#define MKR_PUSH(arena, v)                                                                                   \
    ((v)->n == (v)->cap                                                                                      \
         ? ((v)->at = mkr_grow((arena), (v)->at, (v)->cap, (v)->cap ? (v)->cap * 2 : 1, sizeof *(v)->at),    \
            (v)->cap = (v)->cap ? (v)->cap * 2 : 1, &(v)->at[(v)->n++])                                      \
         : &(v)->at[(v)->n++])

#endif

/* heard.h - what the tests of reading share: an arena, and every message with its place. */
#ifndef MKR_TESTS_HEARD_H
#define MKR_TESTS_HEARD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/diag.h"

typedef struct world {
    jmp_buf full;
    mkr_arena *arena;
    mkr_diag diag;
    char heard[16384]; /* file:line:col CODE text, one message a line */
} world;

static inline void hear(void *user, mkr_level level, const char *code, mkr_where where, const char *text) {
    world *w = user;
    size_t n = strlen(w->heard);
    (void)level;
    snprintf(w->heard + n, sizeof w->heard - n, "%s:%u:%u %s %s\n", where.file, where.line, where.col, code,
             text);
}

static inline int open_world(void **state) {
    world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    w->arena = mkr_arena_new((size_t)1 << 30, &w->full);
    w->diag = (mkr_diag){.say = hear, .user = w};
    *state = w;
    return 0;
}

static inline int close_world(void **state) {
    world *w = *state;
    mkr_arena_free(w->arena);
    free(w);
    return 0;
}

/* Forget what was said. */
static inline void hush(world *w) {
    w->diag = (mkr_diag){.say = hear, .user = w};
    w->heard[0] = '\0';
}

#endif

/* text.h - what the tests of fonts, shaping, lines and drawing share: open fonts, and the messages heard. */
#ifndef MKR_TESTS_TEXT_H
#define MKR_TESTS_TEXT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "text/font.h"

typedef struct world {
    jmp_buf full;
    mkr_arena *arena;
    mkr_diag diag;
    mkr_fonts *fonts;
    char heard[4096]; /* CODE: text, one message a line */
} world;

static const mkr_where here = {"test.xml", 3, 7};

static inline void hear(void *user, mkr_level level, const char *code, mkr_where where, const char *text) {
    world *w = user;
    size_t n = strlen(w->heard);
    (void)level, (void)where;
    snprintf(w->heard + n, sizeof w->heard - n, "%s: %s\n", code, text);
}

static inline void open_arena(world *w) {
    *w = (world){0};
    w->arena = mkr_arena_new((size_t)256 << 20, &w->full);
    w->diag = (mkr_diag){.say = hear, .user = w};
    assert_non_null(w->arena);
}

static inline int open_world(void **state) {
    static world w;
    open_arena(&w);
    *state = &w;
    return mkr_fonts_open(w.arena, &w.diag, ".", &w.fonts) ? 0 : -1;
}

static inline int close_world(void **state) {
    world *w = *state;
    mkr_arena_free(w->arena);
    return 0;
}

static inline const mkr_font *font_of(world *w, const char *family, int weight, unsigned features) {
    const mkr_font *font = mkr_font_find(w->fonts, family, weight, false, features, here);
    assert_non_null(font);
    return font;
}

static inline const char *code_text(const mkr_face *face, mkr_glyph glyph) {
    const mkr_face_code *codes;
    assert_true(glyph.code > 0 && glyph.code < mkr_face_codes(face, &codes));
    return codes[glyph.code].text;
}

#endif

/* cos.h - the objects of a PDF file (ISO 32000-1, 7.3) as plain values, and how to ask them things.
 *
 * Every question may be put to every value: the wrong type, a missing key and a dangling reference answer
 * like null. That keeps the rules free of type tests, whatever a hostile file holds. */
#ifndef CONFORM_COS_H
#define CONFORM_COS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "mem.h"

typedef enum {
    COS_NULL,
    COS_BOOL,
    COS_INT,
    COS_REAL,
    COS_NAME,
    COS_STRING,
    COS_ARRAY,
    COS_DICT,
    COS_REF
} cos_type;

typedef struct cos cos;
struct cos {
    uint8_t type;
    bool stream; /* a dictionary that has stream data */
    bool sorted; /* a dictionary with its keys in order */
    uint32_t n; /* bytes of a name or string, items of an array, pairs of a dictionary */
    int32_t id, gen; /* of an indirect object; id 0: the value is direct */
    union {
        bool flag;
        int64_t integer;
        double real;
        const char *s; /* not terminated */
        const cos *items; /* a dictionary's keys and values alternate */
        const cos *to; /* of a reference: the object, null where the file has none */
    } u;
};

extern const cos cos_null;

static inline const cos *cos_follow(const cos *v) {
    return v->type == COS_REF ? v->u.to : v;
}

const cos *cos_find(const cos *dict, const char *key, size_t n);
static inline const cos *cos_get(const cos *dict, const char *key) {
    return cos_find(dict, key, strlen(key));
}
/* The entry that a name stands for; null where it is no name. */
static inline const cos *cos_named(const cos *dict, const cos *name) {
    return name->type == COS_NAME ? cos_find(dict, name->u.s, name->n) : &cos_null;
}
/* Byte order of two keys or strings, as memcmp would have it if they were of one length. */
int cos_compare(const char *a, size_t na, const char *b, size_t nb);
const cos *cos_at(const cos *array, size_t i);
bool cos_has(const cos *dict, const char *key);

/* The keys and values of a dictionary by number. */
const cos *cos_key(const cos *dict, size_t i);
const cos *cos_value(const cos *dict, size_t i);

/* Many entries take one value or an array of them: read both as a list. */
size_t cos_list_count(const cos *v);
const cos *cos_list_at(const cos *v, size_t i);

static inline bool cos_is(const cos *v, const char *name) {
    return v->type == COS_NAME && v->n == strlen(name) && !memcmp(v->u.s, name, v->n);
}
static inline size_t cos_count(const cos *v) {
    return v->type == COS_ARRAY ? v->n : 0;
}
static inline size_t cos_pairs(const cos *v) {
    return v->type == COS_DICT ? v->n : 0;
}
static inline bool cos_true(const cos *v) {
    return v->type == COS_BOOL && v->u.flag;
}
static inline bool cos_is_null(const cos *v) {
    return v->type == COS_NULL;
}
bool cos_same_name(const cos *a, const cos *b);
bool cos_same_string(const cos *a, const cos *b);
bool cos_integer(const cos *v, int64_t *out);
bool cos_number(const cos *v, double *out);
int64_t cos_int_or(const cos *v, int64_t otherwise);

/* The four numbers of a rectangle as left, bottom, right, top; false when it is not one. */
typedef struct rect {
    double x0, y0, x1, y1;
} rect;
bool cos_rect(const cos *v, rect *out);

/* Appends a character as UTF-8, at most 4 bytes, and returns the end; U+FFFD for what is no character. */
char *cos_put_utf8(char *out, uint32_t c);
/* A text string (7.9.2.2) as UTF-8, terminated; NULL when v is no string. */
const char *cos_text(arena *mem, const cos *v);
/* A string with at least one character besides a byte order mark. */
bool cos_has_text(const cos *v);

#endif

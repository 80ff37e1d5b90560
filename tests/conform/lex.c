/* lex.c - the tokeniser. Not here: what operators mean (content.c, cmap.c). */
#include "lex.h"

#include <stdlib.h>

enum { REGULAR, SPACE, DELIMITER };

static int class_of(uint8_t c) {
    switch (c) {
    case 0:
    case '\t':
    case '\n':
    case '\f':
    case '\r':
    case ' ':
        return SPACE;
    case '(':
    case ')':
    case '<':
    case '>':
    case '[':
    case ']':
    case '{':
    case '}':
    case '/':
    case '%':
        return DELIMITER;
    default:
        return REGULAR;
    }
}

bool lex_is_space(uint8_t c) {
    return class_of(c) == SPACE;
}

void lex_open(lex *x, const void *source, size_t n, arena *mem) {
    memset(x, 0, sizeof *x);
    x->p = source;
    x->end = x->p + n;
    x->mem = mem;
}

void lex_close(lex *x) {
    free(x->stack);
    x->stack = NULL;
}

void lex_drop(lex *x) {
    x->n = x->depth = 0;
}

static void push(lex *x, cos v) {
    x->stack = grow(x->stack, x->n, &x->cap, sizeof *x->stack);
    x->stack[x->n++] = v;
}

static void push_bytes(lex *x, cos_type type, const char *s, size_t n) {
    push(x, (cos){.type = (uint8_t)type, .n = (uint32_t)n, .u.s = s});
}

static int hex_digit(uint8_t c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* At the slash. */
static void read_name(lex *x) {
    const uint8_t *s = ++x->p;
    bool escaped = false;
    while (x->p < x->end && class_of(*x->p) == REGULAR)
        escaped |= *x->p++ == '#';
    size_t n = (size_t)(x->p - s);
    if (!escaped) {
        push_bytes(x, COS_NAME, (const char *)s, n);
        return;
    }
    char *out = arena_alloc(x->mem, n);
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        if (s[i] == '#' && i + 2 < n && hex_digit(s[i + 1]) >= 0 && hex_digit(s[i + 2]) >= 0) {
            out[k++] = (char)(hex_digit(s[i + 1]) << 4 | hex_digit(s[i + 2]));
            i += 2;
        } else {
            out[k++] = (char)s[i];
        }
    }
    push_bytes(x, COS_NAME, out, k);
}

/* One escape sequence, the backslash already passed; -1: it stands for nothing. */
static int escape(const uint8_t **p, const uint8_t *end) {
    uint8_t c = *(*p)++;
    switch (c) {
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case '\n':
        return -1;
    case '\r':
        if (*p < end && **p == '\n')
            ++*p;
        return -1;
    default:
        break;
    }
    if (c < '0' || c > '7')
        return c;
    int value = c - '0';
    for (int i = 0; i < 2 && *p < end && **p >= '0' && **p <= '7'; i++)
        value = value * 8 + *(*p)++ - '0';
    return value & 255;
}

static void decode_string(lex *x, const uint8_t *s, const uint8_t *end) {
    char *out = arena_alloc(x->mem, (size_t)(end - s) + 1);
    size_t k = 0;
    while (s < end) {
        int c = *s++;
        if (c == '\\' && s < end)
            c = escape(&s, end);
        else if (c == '\r') { /* an end of line in a string reads as a line feed */
            c = '\n';
            if (s < end && *s == '\n')
                s++;
        }
        if (c >= 0)
            out[k++] = (char)c;
    }
    push_bytes(x, COS_STRING, out, k);
}

/* At the opening parenthesis. */
static void read_string(lex *x) {
    const uint8_t *s = ++x->p;
    bool plain = true;
    size_t open = 1;
    for (; x->p < x->end; x->p++) {
        uint8_t c = *x->p;
        if (c == '\\') {
            plain = false;
            x->p += x->p + 1 < x->end;
        } else if (c == '\r') {
            plain = false;
        } else if (c == '(') {
            open++;
        } else if (c == ')' && --open == 0) {
            break;
        }
    }
    const uint8_t *end = x->p;
    if (x->p < x->end)
        x->p++;
    else
        x->errors++;
    if (plain)
        push_bytes(x, COS_STRING, (const char *)s, (size_t)(end - s));
    else
        decode_string(x, s, end);
}

/* At the opening angle bracket. */
static void read_hex(lex *x) {
    const uint8_t *s = ++x->p;
    const uint8_t *end = memchr(s, '>', (size_t)(x->end - s));
    if (!end) {
        end = x->end;
        x->errors++;
    }
    char *out = arena_alloc(x->mem, (size_t)(end - s) / 2 + 1);
    size_t digits = 0;
    for (; s < end; s++) {
        int d = hex_digit(*s);
        if (d < 0) {
            x->errors += !lex_is_space(*s);
            continue;
        }
        if (digits % 2)
            out[digits / 2] = (char)(out[digits / 2] | d);
        else
            out[digits / 2] = (char)(d << 4);
        digits++;
    }
    x->p = end < x->end ? end + 1 : end;
    push_bytes(x, COS_STRING, out, (digits + 1) / 2);
}

/* True when the whole of s is a number; integers that do not fit become reals. */
static bool parse_number(const uint8_t *s, size_t n, cos *out) {
    size_t i = n && (*s == '+' || *s == '-');
    bool negative = i && *s == '-', real = false, digits = false;
    double value = 0, unit = 1;
    int64_t whole = 0;
    for (; i < n; i++) {
        if (s[i] == '.' && !real) {
            real = true;
        } else if (s[i] >= '0' && s[i] <= '9') {
            digits = true;
            value = value * 10 + (s[i] - '0');
            if (real)
                unit *= 10;
            else if (whole < INT64_MAX / 10 - 10)
                whole = whole * 10 + (s[i] - '0');
        } else {
            return false;
        }
    }
    if (!digits)
        return false;
    if (!real && value < 9e17)
        *out = (cos){.type = COS_INT, .u.integer = negative ? -whole : whole};
    else
        *out = (cos){.type = COS_REAL, .u.real = (negative ? -value : value) / unit};
    return true;
}

static void open_frame(lex *x, bool dict) {
    if (x->depth == LEX_DEPTH) {
        x->errors++;
        return;
    }
    x->is_dict[x->depth] = dict;
    x->frames[x->depth++] = x->n;
}

#define SORTED_FROM 16 /* pairs: below, looking at each key is as quick */

static bool is_sorted(const cos *items, size_t n) {
    if (n < 2 * SORTED_FROM)
        return false;
    for (size_t i = 2; i < n; i += 2)
        if (cos_compare(items[i - 2].u.s, items[i - 2].n, items[i].u.s, items[i].n) >= 0)
            return false;
    return true;
}

static void close_frame(lex *x, bool dict) {
    if (!x->depth || x->is_dict[x->depth - 1] != dict) {
        x->errors++;
        return;
    }
    size_t from = x->frames[--x->depth], n = x->n - from;
    if (dict && n % 2) {
        x->errors++;
        n--;
    }
    cos *items = arena_alloc(x->mem, n * sizeof *items + 1);
    if (n)
        memcpy(items, x->stack + from, n * sizeof *items);
    for (size_t i = 0; dict && i < n; i += 2)
        if (items[i].type != COS_NAME) { /* a key that is no name: never found, but harmless */
            x->errors++;
            items[i] = (cos){.type = COS_NAME, .u.s = ""};
        }
    x->n = from;
    push(x, (cos){.type = dict ? COS_DICT : COS_ARRAY,
                  .sorted = dict && is_sorted(items, n),
                  .n = (uint32_t)(dict ? n / 2 : n),
                  .u.items = items});
}

static bool pop_reference(lex *x) {
    size_t base = x->depth ? x->frames[x->depth - 1] : 0;
    if (x->n < base + 2)
        return false;
    const cos *id = &x->stack[x->n - 2], *gen = &x->stack[x->n - 1];
    if (id->type != COS_INT || gen->type != COS_INT || id->u.integer < 1 || id->u.integer > INT32_MAX ||
        gen->u.integer < 0 || gen->u.integer > 65535)
        return false;
    const cos *to = x->refer(x->context, (int32_t)id->u.integer, (int32_t)gen->u.integer);
    x->n -= 2;
    push(x, (cos){.type = COS_REF, .u.to = to});
    return true;
}

/* A run of regular characters: a number, true, false, null, R, or a keyword (then true). */
static bool read_word(lex *x) {
    const uint8_t *s = x->p;
    while (x->p < x->end && class_of(*x->p) == REGULAR)
        x->p++;
    x->word = (const char *)s;
    x->word_n = (size_t)(x->p - s);
    cos number;
    if ((*s <= '9') && parse_number(s, x->word_n, &number)) {
        push(x, number);
        return false;
    }
    if (lex_word_is(x, "true") || lex_word_is(x, "false")) {
        push(x, (cos){.type = COS_BOOL, .u.flag = *s == 't'});
        return false;
    }
    if (lex_word_is(x, "null")) {
        push(x, cos_null);
        return false;
    }
    if (x->refer && lex_word_is(x, "R") && pop_reference(x))
        return false;
    if (x->depth) { /* a keyword inside brackets: give up on them */
        x->errors++;
        lex_drop(x);
    }
    return true;
}

static void skip_comment(lex *x) {
    while (x->p < x->end && *x->p != '\n' && *x->p != '\r')
        x->p++;
}

static void read_delimiter(lex *x) {
    uint8_t c = *x->p, next = x->p + 1 < x->end ? x->p[1] : 0;
    if (c == '/') {
        read_name(x);
    } else if (c == '(') {
        read_string(x);
    } else if (c == '%') {
        skip_comment(x);
    } else if (c == '<' && next != '<') {
        read_hex(x);
    } else if (c == '<' || (c == '>' && next == '>')) {
        x->p += 2;
        if (c == '<')
            open_frame(x, true);
        else
            close_frame(x, true);
    } else {
        x->p++;
        if (c == '[')
            open_frame(x, false);
        else if (c == ']')
            close_frame(x, false);
        else
            x->errors++;
    }
}

bool lex_next(lex *x) {
    while (x->p < x->end) {
        int class = class_of(*x->p);
        if (class == SPACE)
            x->p++;
        else if (class == DELIMITER)
            read_delimiter(x);
        else if (read_word(x))
            return true;
    }
    if (x->depth) {
        x->errors++;
        x->depth = 0;
    }
    return false;
}

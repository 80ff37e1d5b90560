/* cos.c - questions to PDF objects. */
#include "cos.h"

const cos cos_null = {.type = COS_NULL};

int cos_compare(const char *a, size_t na, const char *b, size_t nb) {
    int c = memcmp(a, b, na < nb ? na : nb);
    return c ? c : na < nb ? -1 : na > nb;
}

static const cos *find_sorted(const cos *dict, const char *key, size_t n) {
    size_t low = 0, high = dict->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const cos *k = &dict->u.items[2 * middle];
        int c = cos_compare(key, n, k->u.s, k->n);
        if (!c)
            return cos_follow(k + 1);
        if (c < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return &cos_null;
}

const cos *cos_find(const cos *dict, const char *key, size_t n) {
    if (dict->type != COS_DICT)
        return &cos_null;
    if (dict->sorted)
        return find_sorted(dict, key, n);
    for (uint32_t i = 0; i < dict->n; i++) {
        const cos *k = &dict->u.items[2 * (size_t)i];
        if (k->n == n && !memcmp(k->u.s, key, n))
            return cos_follow(k + 1);
    }
    return &cos_null;
}

bool cos_has(const cos *dict, const char *key) {
    return !cos_is_null(cos_get(dict, key));
}

const cos *cos_at(const cos *array, size_t i) {
    return i < cos_count(array) ? cos_follow(&array->u.items[i]) : &cos_null;
}

const cos *cos_key(const cos *dict, size_t i) {
    return i < cos_pairs(dict) ? &dict->u.items[2 * i] : &cos_null;
}

const cos *cos_value(const cos *dict, size_t i) {
    return i < cos_pairs(dict) ? cos_follow(&dict->u.items[2 * i + 1]) : &cos_null;
}

size_t cos_list_count(const cos *v) {
    return v->type == COS_ARRAY ? v->n : !cos_is_null(v);
}

const cos *cos_list_at(const cos *v, size_t i) {
    return v->type == COS_ARRAY ? cos_at(v, i) : i ? &cos_null : v;
}

static bool same_bytes(const cos *a, const cos *b, cos_type type) {
    return a->type == type && b->type == type && a->n == b->n && !memcmp(a->u.s, b->u.s, a->n);
}

bool cos_same_name(const cos *a, const cos *b) {
    return same_bytes(a, b, COS_NAME);
}

bool cos_same_string(const cos *a, const cos *b) {
    return same_bytes(a, b, COS_STRING);
}

bool cos_integer(const cos *v, int64_t *out) {
    if (v->type != COS_INT)
        return false;
    *out = v->u.integer;
    return true;
}

int64_t cos_int_or(const cos *v, int64_t otherwise) {
    return v->type == COS_INT ? v->u.integer : otherwise;
}

bool cos_number(const cos *v, double *out) {
    if (v->type != COS_INT && v->type != COS_REAL)
        return false;
    *out = v->type == COS_INT ? (double)v->u.integer : v->u.real;
    return true;
}

bool cos_rect(const cos *v, rect *out) {
    double n[4];
    if (cos_count(v) != 4)
        return false;
    for (size_t i = 0; i < 4; i++)
        if (!cos_number(cos_at(v, i), &n[i]))
            return false;
    *out = (rect){n[0] < n[2] ? n[0] : n[2], n[1] < n[3] ? n[1] : n[3], n[0] < n[2] ? n[2] : n[0],
                  n[1] < n[3] ? n[3] : n[1]};
    return true;
}

/* PDFDocEncoding where it differs from Latin-1: 18h to 1Fh and 80h to A0h (Annex D.2). */
static const uint16_t doc_low[8] = {0x2D8, 0x2C7, 0x2C6, 0x2D9, 0x2DD, 0x2DB, 0x2DA, 0x2DC};
static const uint16_t doc_high[33] = {0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x192,  0x2044, 0x2039,
                                      0x203A, 0x2212, 0x2030, 0x201E, 0x201C, 0x201D, 0x2018, 0x2019, 0x201A,
                                      0x2122, 0xFB01, 0xFB02, 0x141,  0x152,  0x160,  0x178,  0x17D,  0x131,
                                      0x142,  0x153,  0x161,  0x17E,  0xFFFD, 0x20AC};

static uint32_t doc_char(uint8_t c) {
    if (c >= 0x18 && c < 0x20)
        return doc_low[c - 0x18];
    return c >= 0x80 && c <= 0xA0 ? doc_high[c - 0x80] : c;
}

char *cos_put_utf8(char *out, uint32_t c) {
    if ((c >= 0xD800 && c < 0xE000) || c > 0x10FFFF)
        c = 0xFFFD;
    if (c < 0x80) {
        *out++ = (char)c;
    } else if (c < 0x800) {
        *out++ = (char)(0xC0 | (c >> 6));
        *out++ = (char)(0x80 | (c & 63));
    } else if (c < 0x10000) {
        *out++ = (char)(0xE0 | (c >> 12));
        *out++ = (char)(0x80 | ((c >> 6) & 63));
        *out++ = (char)(0x80 | (c & 63));
    } else {
        *out++ = (char)(0xF0 | (c >> 18));
        *out++ = (char)(0x80 | ((c >> 12) & 63));
        *out++ = (char)(0x80 | ((c >> 6) & 63));
        *out++ = (char)(0x80 | (c & 63));
    }
    return out;
}

static char *put_utf16(char *out, const uint8_t *s, size_t n) {
    for (size_t i = 0; i + 1 < n; i += 2) {
        uint32_t c = (uint32_t)(s[i] << 8 | s[i + 1]);
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < n) {
            uint32_t low = (uint32_t)(s[i + 2] << 8 | s[i + 3]);
            if (low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        out = cos_put_utf8(out, c);
    }
    return out;
}

const char *cos_text(arena *mem, const cos *v) {
    if (v->type != COS_STRING)
        return NULL;
    const uint8_t *s = (const uint8_t *)v->u.s;
    size_t n = v->n;
    char *text = arena_alloc(mem, 3 * n + 1), *out = text;
    if (n >= 2 && s[0] == 0xFE && s[1] == 0xFF) {
        out = put_utf16(out, s + 2, n - 2);
    } else if (n >= 3 && s[0] == 0xEF && s[1] == 0xBB && s[2] == 0xBF) {
        memcpy(out, s + 3, n - 3);
        out += n - 3;
    } else {
        for (size_t i = 0; i < n; i++)
            out = cos_put_utf8(out, doc_char(s[i]));
    }
    *out = '\0';
    return text;
}

bool cos_has_text(const cos *v) {
    if (v->type != COS_STRING)
        return false;
    const uint8_t *s = (const uint8_t *)v->u.s;
    if (v->n >= 2 && s[0] == 0xFE && s[1] == 0xFF)
        return v->n > 3;
    if (v->n >= 3 && s[0] == 0xEF && s[1] == 0xBB && s[2] == 0xBF)
        return v->n > 3;
    return v->n > 0;
}

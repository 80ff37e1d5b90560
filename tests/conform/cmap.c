/* cmap.c - reading CMaps with the common tokeniser: their syntax is the same. */
#include "cmap.h"

#include <stdlib.h>

#include "lex.h"

#define BLOCK_MAX 100 /* entries between begin... and end... (Adobe technical note 5014) */
#define VALUE_MAX 512 /* bytes of one Unicode value */
#define MAPPINGS_MAX (4u * CMAP_CODES) /* beyond this, ranges only repeat themselves */

typedef struct reading {
    cmap *m;
    lex x;
    int64_t announced; /* the number before begin... */
    bool begun, ended;
    size_t mappings;
} reading;

static void fault(cmap *m, const char *what) {
    if (!m->fault)
        m->fault = what;
}

static uint32_t value_of(const cos *s) {
    uint32_t v = 0;
    for (size_t i = 0; i < s->n && i < 4; i++)
        v = v << 8 | (unsigned char)s->u.s[i];
    return v;
}

/* A code as one to four bytes; reports what is none. */
static bool is_code(cmap *m, const cos *s) {
    bool good = s->type == COS_STRING && s->n >= 1 && s->n <= 4;
    if (!good)
        fault(m, "a code is not a string of one to four bytes");
    return good;
}

static bool is_range(cmap *m, const cos *low, const cos *high) {
    if (!is_code(m, low) || !is_code(m, high))
        return false;
    bool good = low->n == high->n && value_of(low) <= value_of(high);
    if (!good)
        fault(m, "the ends of a range do not fit");
    return good;
}

static void check_count(reading *r, size_t each) {
    size_t n = r->x.n / each;
    if (r->x.n % each || (int64_t)n != r->announced)
        fault(r->m, "a block does not have as many entries as it says");
    if (n > BLOCK_MAX)
        fault(r->m, "a block has more than 100 entries");
}

/* ---- Unicode values ---- */

static uint32_t next_utf16(const uint8_t *s, size_t n, size_t *i) {
    uint32_t c = (uint32_t)(s[*i] << 8 | s[*i + 1]);
    *i += 2;
    if (c < 0xD800 || c >= 0xDC00 || *i + 1 >= n)
        return c;
    uint32_t low = (uint32_t)(s[*i] << 8 | s[*i + 1]);
    if (low < 0xDC00 || low > 0xDFFF)
        return c;
    *i += 2;
    return 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
}

static uint8_t flags_of(uint32_t c) {
    uint8_t flags = UNICODE_KNOWN;
    if (c == 0 || c == 0xFEFF || c == 0xFFFE)
        flags |= UNICODE_BAD;
    if ((c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000)
        flags |= UNICODE_PRIVATE;
    return flags;
}

/* UTF-16BE, with an amount added to the last unit (for ranges). One byte alone stands for itself. */
static uint8_t unicode_flags(cmap *m, const cos *s, uint32_t add) {
    if (s->type != COS_STRING || !s->n)
        return 0;
    if (s->n == 1)
        return flags_of((uint8_t)s->u.s[0] + add);
    if (s->n % 2 || s->n > VALUE_MAX) {
        fault(m, "a Unicode value is not UTF-16");
        return UNICODE_KNOWN | UNICODE_BAD;
    }
    uint8_t flags = 0;
    for (size_t i = 0; i + 1 < s->n;) {
        uint32_t c = next_utf16((const uint8_t *)s->u.s, s->n, &i);
        flags |= flags_of(i + 1 < s->n ? c : c + add);
        if (c >= 0xD800 && c < 0xE000)
            fault(m, "a Unicode value has half a surrogate pair");
    }
    return flags;
}

/* All codes of a range share what is kept here, so the pool is no larger than the file makes it. */
static unicode_value keep(cmap *m, const cos *s) {
    unicode_value v = {.at = (uint32_t)m->pool.n};
    if (m->values && s->type == COS_STRING && s->n <= VALUE_MAX) {
        v.n = (uint16_t)s->n;
        buffer_add(&m->pool, s->u.s, s->n);
    }
    return v;
}

static void set_unicode(cmap *m, uint32_t code, const cos *s, unicode_value v) {
    if (code >= CMAP_CODES)
        return;
    m->unicode[code] = unicode_flags(m, s, v.add);
    if (m->values)
        m->values[code] = v;
}

static void read_bfchar(reading *r) {
    check_count(r, 2);
    for (size_t i = 0; i + 1 < r->x.n; i += 2)
        if (is_code(r->m, &r->x.stack[i]))
            set_unicode(r->m, value_of(&r->x.stack[i]), &r->x.stack[i + 1], keep(r->m, &r->x.stack[i + 1]));
}

/* The destination is one value that counts up, or an array with one for each code. */
static void read_bfrange(reading *r) {
    check_count(r, 3);
    for (size_t i = 0; i + 2 < r->x.n; i += 3) {
        const cos *low = &r->x.stack[i], *to = low + 2;
        if (!is_range(r->m, low, low + 1))
            continue;
        uint32_t first = value_of(low), last = value_of(low + 1);
        if (to->type == COS_STRING && to->n && (uint8_t)to->u.s[to->n - 1] + (last - first) > 255)
            fault(r->m, "a range runs over the last byte of its Unicode value");
        unicode_value value = keep(r->m, to);
        for (uint32_t k = 0; k <= last - first && k < CMAP_CODES && r->mappings < MAPPINGS_MAX;
             k++, r->mappings++) {
            const cos *own = to->type == COS_ARRAY ? cos_at(to, k) : to;
            if (own != to)
                value = keep(r->m, own);
            else
                value.add = (uint16_t)k;
            set_unicode(r->m, first + k, own, value);
        }
    }
}

/* ---- code spaces and CIDs ---- */

static void add_range(code_range **list, size_t *n, size_t *cap, const cos *low, const cos *high,
                      uint32_t cid) {
    *list = grow(*list, *n, cap, sizeof **list);
    (*list)[(*n)++] = (code_range){low->n, value_of(low), value_of(high), cid};
}

static void read_spaces(reading *r) {
    check_count(r, 2);
    for (size_t i = 0; i + 1 < r->x.n; i += 2)
        if (is_range(r->m, &r->x.stack[i], &r->x.stack[i + 1]))
            add_range(&r->m->spaces, &r->m->n_spaces, &r->m->cap_spaces, &r->x.stack[i], &r->x.stack[i + 1],
                      0);
}

static void read_cids(reading *r, bool ranges) {
    size_t each = ranges ? 3 : 2;
    check_count(r, each);
    for (size_t i = 0; i + each <= r->x.n; i += each) {
        const cos *low = &r->x.stack[i], *high = ranges ? low + 1 : low, *cid = low + each - 1;
        if (is_range(r->m, low, high) && cid->type == COS_INT && cid->u.integer >= 0 &&
            cid->u.integer < CMAP_CODES)
            add_range(&r->m->cids, &r->m->n_cids, &r->m->cap_cids, low, high, (uint32_t)cid->u.integer);
        else
            fault(r->m, "a CID is not a number up to 65535");
    }
}

static int by_code(const void *va, const void *vb) {
    const code_range *a = va, *b = vb;
    if (a->bytes != b->bytes)
        return a->bytes < b->bytes ? -1 : 1;
    return a->low < b->low ? -1 : a->low > b->low;
}

static void read_keyword(reading *r) {
    cmap *m = r->m;
    lex *x = &r->x;
    if (x->word_n > 5 && !memcmp(x->word, "begin", 5)) {
        r->begun |= lex_word_is(x, "begincmap");
        r->announced = x->n ? cos_int_or(&x->stack[x->n - 1], -1) : -1;
    } else if (lex_word_is(x, "endcmap")) {
        r->ended = true;
    } else if (lex_word_is(x, "endcodespacerange")) {
        read_spaces(r);
    } else if (lex_word_is(x, "endbfchar")) {
        read_bfchar(r);
    } else if (lex_word_is(x, "endbfrange")) {
        read_bfrange(r);
    } else if (lex_word_is(x, "endcidchar") || lex_word_is(x, "endcidrange")) {
        read_cids(r, lex_word_is(x, "endcidrange"));
    } else if (lex_word_is(x, "usecmap")) {
        const cos *name = x->n ? &x->stack[x->n - 1] : &cos_null;
        m->uses_other = true;
        if (name->type == COS_NAME && name->n < sizeof m->other)
            memcpy(m->other, name->u.s, name->n);
    } else if (lex_word_is(x, "def") && x->n >= 2 && cos_is(&x->stack[x->n - 2], "WMode")) {
        m->has_wmode = cos_integer(&x->stack[x->n - 1], &m->wmode);
    }
}

void cmap_read(cmap *m, const uint8_t *data, size_t n, bool keep_values) {
    arena mem = {0};
    reading r = {.m = m};
    *m = (cmap){0};
    m->unicode = calloc(CMAP_CODES, 1);
    if (keep_values)
        m->values = calloc(CMAP_CODES, sizeof *m->values);
    if (!m->unicode || (keep_values && !m->values))
        abort();
    lex_open(&r.x, data, n, &mem);
    while (lex_next(&r.x)) {
        read_keyword(&r);
        lex_drop(&r.x);
        arena_reset(&mem);
    }
    if (r.x.errors)
        fault(m, "brackets or bytes that do not fit");
    if (!r.begun || !r.ended)
        fault(m, "no begincmap and endcmap");
    if (!m->n_spaces && !m->uses_other)
        fault(m, "no code space");
    if (m->n_cids)
        qsort(m->cids, m->n_cids, sizeof *m->cids, by_code);
    lex_close(&r.x);
    arena_free(&mem);
}

void cmap_free(cmap *m) {
    free(m->spaces);
    free(m->cids);
    free(m->unicode);
    free(m->values);
    free(m->pool.s);
    *m = (cmap){0};
}

/* Each byte of the code must lie between the same bytes of the ends (9.7.6.2). */
static bool in_space(const code_range *r, unsigned bytes, uint32_t code) {
    if (r->bytes != bytes)
        return false;
    for (unsigned shift = 0; shift < 8 * bytes; shift += 8) {
        uint32_t c = (code >> shift) & 255;
        if (c < ((r->low >> shift) & 255) || c > ((r->high >> shift) & 255))
            return false;
    }
    return true;
}

bool cmap_has_code(const cmap *m, unsigned bytes, uint32_t code) {
    for (size_t i = 0; i < m->n_spaces && i < 64; i++)
        if (in_space(&m->spaces[i], bytes, code))
            return true;
    return false;
}

unsigned cmap_cut(const cmap *m, const uint8_t *s, size_t n, uint32_t *code) {
    *code = 0;
    for (unsigned bytes = 1; bytes <= 4 && bytes <= n; bytes++) {
        *code = *code << 8 | s[bytes - 1];
        if (cmap_has_code(m, bytes, *code))
            return bytes;
    }
    *code = *s;
    return 1;
}

uint32_t cmap_cid(const cmap *m, unsigned bytes, uint32_t code) {
    size_t low = 0, high = m->n_cids;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const code_range *r = &m->cids[middle];
        if (r->bytes < bytes || (r->bytes == bytes && r->high < code))
            low = middle + 1;
        else
            high = middle;
    }
    const code_range *r = &m->cids[low];
    return low < m->n_cids && r->bytes == bytes && code >= r->low && code <= r->high
               ? r->cid + (code - r->low)
               : 0;
}

bool cmap_text(const cmap *m, uint32_t code, buffer *out) {
    if (!m->values || code >= CMAP_CODES || m->unicode[code] & UNICODE_BAD || !m->values[code].n)
        return false;
    unicode_value v = m->values[code];
    const uint8_t *s = (const uint8_t *)m->pool.s + v.at;
    for (size_t i = 0; i < v.n;) {
        char utf8[4];
        uint32_t c = v.n == 1 ? s[i++] : next_utf16(s, v.n, &i);
        buffer_add(out, utf8, (size_t)(cos_put_utf8(utf8, i < v.n ? c : c + v.add) - utf8));
    }
    return true;
}

/* Table 118. Each name but H and V is followed by -H or -V. */
static const struct {
    const char *name, *ordering;
    int supplement;
} predefined[] = {
    {"GB-EUC", "GB1", 0},
    {"GBpc-EUC", "GB1", 0},
    {"GBK-EUC", "GB1", 2},
    {"GBKp-EUC", "GB1", 2},
    {"GBK2K", "GB1", 4},
    {"UniGB-UCS2", "GB1", 4},
    {"UniGB-UTF16", "GB1", 5},
    {"B5pc", "CNS1", 0},
    {"HKscs-B5", "CNS1", 3},
    {"ETen-B5", "CNS1", 0},
    {"ETenms-B5", "CNS1", 0},
    {"CNS-EUC", "CNS1", 0},
    {"UniCNS-UCS2", "CNS1", 0},
    {"UniCNS-UTF16", "CNS1", 4},
    {"83pv-RKSJ", "Japan1", 1},
    {"90ms-RKSJ", "Japan1", 2},
    {"90msp-RKSJ", "Japan1", 2},
    {"90pv-RKSJ", "Japan1", 1},
    {"Add-RKSJ", "Japan1", 1},
    {"EUC", "Japan1", 1},
    {"Ext-RKSJ", "Japan1", 2},
    {"UniJIS-UCS2", "Japan1", 4},
    {"UniJIS-UCS2-HW", "Japan1", 4},
    {"UniJIS-UTF16", "Japan1", 5},
    {"KSC-EUC", "Korea1", 0},
    {"KSCms-UHC", "Korea1", 1},
    {"KSCms-UHC-HW", "Korea1", 1},
    {"KSCpc-EUC", "Korea1", 0},
    {"UniKS-UCS2", "Korea1", 1},
    {"UniKS-UTF16", "Korea1", 2},
};

bool cmap_predefined(const cos *name, const char **ordering, int64_t *supplement) {
    *ordering = "Japan1";
    *supplement = 1;
    if (cos_is(name, "H") || cos_is(name, "V"))
        return true;
    if (name->type != COS_NAME || name->n < 3 || name->u.s[name->n - 2] != '-' ||
        !strchr("HV", name->u.s[name->n - 1]))
        return false;
    cos stem = *name;
    stem.n -= 2;
    *ordering = "Identity";
    *supplement = 0;
    if (cos_is(&stem, "Identity"))
        return true;
    for (size_t i = 0; i < sizeof predefined / sizeof *predefined; i++)
        if (cos_is(&stem, predefined[i].name)) {
            *ordering = predefined[i].ordering;
            *supplement = predefined[i].supplement;
            return true;
        }
    return false;
}

/* file.c - rules on the bytes of the file: header, end, how objects and streams are set off (ISO
 * 19005-2, 6.1).
 *
 * libqpdf forgives most of what these rules forbid, so the bytes are scanned here: object by object, skipping
 * stream data by its Length, and checking that Length on the way. */
#include "checks.h"

#include "lex.h"

typedef struct scan {
    doc *d;
    const uint8_t *start, *p, *end;
} scan;

static bool is_digit(uint8_t c) {
    return c >= '0' && c <= '9';
}

static bool is_eol(uint8_t c) {
    return c == '\n' || c == '\r';
}

static bool starts(const uint8_t *p, const uint8_t *end, const char *word) {
    size_t n = strlen(word);
    return (size_t)(end - p) >= n && !memcmp(p, word, n);
}

/* One end of line at p; how long it is, 0 for none. */
static size_t eol_at(const uint8_t *p, const uint8_t *end) {
    if (p == end || !is_eol(*p))
        return 0;
    return *p == '\r' && p + 1 < end && p[1] == '\n' ? 2 : 1;
}

static void check_header(scan *s) {
    bool good = s->end - s->start > 9 && starts(s->start, s->end, "%PDF-1.") && s->start[7] >= '0' &&
                s->start[7] <= '7' && is_eol(s->start[8]);
    if (!good) {
        fail_at(s->d->rep, R_6_1_1, NOWHERE);
        return;
    }
    const uint8_t *p = s->start + 8 + eol_at(s->start + 8, s->end);
    bool comment = s->end - p > 5 && *p == '%';
    for (size_t i = 1; comment && i <= 4; i++)
        comment = p[i] > 127;
    if (!comment)
        fail_at(s->d->rep, R_A_6_1_2_2, NOWHERE);
}

static void check_end_of_file(scan *s) {
    const uint8_t *p = s->end;
    if (p > s->start && p[-1] == '\n')
        p--;
    if (p > s->start && p[-1] == '\r')
        p--;
    if (p - s->start < 5 || memcmp(p - 5, "%%EOF", 5))
        fail_at(s->d->rep, R_A_6_1_3_3, NOWHERE);
}

/* ---- objects ---- */

/* A hexadecimal string in the text of an object (6.1.6). */
static const uint8_t *check_hex(scan *s, const uint8_t *p, place where) {
    size_t digits = 0;
    bool odd_bytes = false;
    for (; p < s->end && *p != '>'; p++) {
        if (lex_is_space(*p))
            continue;
        uint8_t low = *p | 0x20;
        odd_bytes |= !is_digit(*p) && !(low >= 'a' && low <= 'f');
        digits++;
    }
    if (digits % 2)
        fail_at(s->d->rep, R_A_6_1_6_1, where);
    if (odd_bytes)
        fail_at(s->d->rep, R_A_6_1_6_2, where);
    return p;
}

static const uint8_t *skip_string(const uint8_t *p, const uint8_t *end) {
    size_t open = 0;
    for (; p < end; p++) {
        if (*p == '\\')
            p += p + 1 < end;
        else if (*p == '(')
            open++;
        else if (*p == ')' && --open == 0)
            return p + 1;
    }
    return end;
}

static const uint8_t *skip_comment(const uint8_t *p, const uint8_t *end) {
    while (p < end && !is_eol(*p))
        p++;
    return p;
}

/* From behind "obj" to the keyword that ends the object's text: stream or endobj, outside strings. */
static const uint8_t *object_end(scan *s, const uint8_t *p, place where) {
    while (p < s->end) {
        if (*p == '(') {
            p = skip_string(p, s->end);
        } else if (*p == '<' && p + 1 < s->end && p[1] != '<') {
            p = check_hex(s, p + 1, where);
        } else if (*p == '%') {
            p = skip_comment(p, s->end);
        } else if ((*p == 's' && starts(p, s->end, "stream")) || (*p == 'e' && starts(p, s->end, "endobj"))) {
            return p;
        } else if (*p == '<') {
            p += 2;
        } else if (*p == '/') { /* a name may hold either word */
            for (p++; p < s->end && !lex_is_space(*p) && !strchr("/<>[]()%", *p);)
                p++;
        } else {
            p++;
        }
    }
    return s->end;
}

static const uint8_t *find_endstream(const uint8_t *p, const uint8_t *end) {
    while (p < end && (p = memchr(p, 'e', (size_t)(end - p)))) {
        if (starts(p, end, "endstream"))
            return p;
        p++;
    }
    return end;
}

static int64_t read_digits(const uint8_t **p, const uint8_t *end) {
    int64_t value = -1;
    while (*p < end && lex_is_space(**p))
        ++*p;
    for (; *p < end && is_digit(**p) && value < INT32_MAX; ++*p)
        value = (value < 0 ? 0 : value * 10) + (**p - '0');
    return value;
}

/* Length as it stands in the text of an object (which may be an older version of it), -1 when it cannot be
 * told. */
static int64_t stream_length(const scan *s, const uint8_t *p, const uint8_t *end) {
    while (p < end && !(starts(p, end, "/Length") && p + 7 < end && (lex_is_space(p[7]) || is_digit(p[7]))))
        p++;
    if (p >= end)
        return -1;
    p += 7;
    int64_t length = read_digits(&p, end), gen = read_digits(&p, end);
    if (gen < 0)
        return length;
    const uint32_t *at = map_find(&s->d->ids, (uint64_t)length, (uint64_t)gen);
    return at ? cos_int_or(s->d->objects[*at], -1) : -1;
}

/* p is at "stream"; the answer is behind "endstream". Length counts the bytes up to the end of line before
 * endstream (6.1.7.1), which is the one thing that tells the two apart where data ends in a line feed. */
static const uint8_t *check_stream(scan *s, const uint8_t *p, int64_t length, place where) {
    p += 6;
    size_t eol = eol_at(p, s->end);
    if (!eol || (eol == 1 && *p == '\r'))
        fail(s->d->rep, R_A_6_1_7_2, where, "after stream");
    p += eol;
    bool known = length >= 0 && length <= s->end - p;
    const uint8_t *data_end = known ? p + length : p;
    size_t gap = eol_at(data_end, s->end);
    if (known && starts(data_end + gap, s->end, "endstream")) {
        if (!gap)
            fail(s->d->rep, R_A_6_1_7_2, where, "before endstream");
        return data_end + gap + 9;
    }
    const uint8_t *found = find_endstream(p, s->end);
    if (length >= 0)
        fail(s->d->rep, R_A_6_1_7_1, where, "%lld", (long long)length);
    return found < s->end ? found + 9 : s->end;
}

/* "id gen obj" that ends right before p: single spaces, at the beginning of a line. */
static bool spaced_well(const scan *s, const uint8_t *p, int64_t *id, int64_t *gen) {
    int64_t *numbers[2] = {gen, id};
    for (size_t i = 0; i < 2; i++) {
        int64_t unit = 1;
        *numbers[i] = 0;
        if (p == s->start || !lex_is_space(*--p) || p == s->start || !is_digit(p[-1]))
            return false;
        for (; p > s->start && is_digit(p[-1]) && unit < 1000000000000; unit *= 10)
            *numbers[i] += unit * (*--p - '0');
    }
    return p > s->start && is_eol(p[-1]);
}

/* s->p is at "obj". */
static void check_object(scan *s) {
    int64_t id = 0, gen = 0;
    bool good = spaced_well(s, s->p, &id, &gen) && eol_at(s->p + 3, s->end);
    const cos named = {.id = id < INT32_MAX ? (int32_t)id : 0};
    place where = at_object(&named);
    if (!good)
        fail_at(s->d->rep, R_A_6_1_9_1, where);
    const uint8_t *text = s->p + 3;
    s->p = object_end(s, text, where);
    if (starts(s->p, s->end, "stream")) {
        s->p = check_stream(s, s->p, stream_length(s, text, s->p), where);
        while (s->p < s->end && lex_is_space(*s->p))
            s->p++;
    }
    if (!starts(s->p, s->end, "endobj"))
        return;
    if (!is_eol(s->p[-1]) || !eol_at(s->p + 6, s->end))
        fail(s->d->rep, R_A_6_1_9_1, where, "endobj");
    s->p += 6;
}

/* Between objects stand only comments, cross-reference tables and trailers: none has the word obj. */
static void check_all_objects(scan *s) {
    while (s->p < s->end) {
        if (*s->p == '%')
            s->p = skip_comment(s->p, s->end);
        else if (*s->p == 'o' && starts(s->p, s->end, "obj"))
            check_object(s);
        else
            s->p++;
    }
}

void check_file(doc *d) {
    scan s = {.d = d, .start = d->raw, .p = d->raw, .end = d->raw + d->raw_n};
    check_header(&s);
    check_end_of_file(&s);
    check_all_objects(&s);
    const cos *id = cos_get(d->trailer, "ID");
    if (cos_count(id) != 2 || !cos_at(id, 0)->n || !cos_at(id, 1)->n || cos_at(id, 0)->type != COS_STRING ||
        cos_at(id, 1)->type != COS_STRING)
        fail_at(d->rep, R_A_6_1_3_1, NOWHERE);
    const cos *encrypt = cos_get(d->trailer, "Encrypt");
    if (cos_is_null(encrypt))
        return;
    fail_at(d->rep, R_A_6_1_3_2, NOWHERE);
    if (!(cos_int_or(cos_get(encrypt, "P"), 0) & 512)) /* bit 10, ISO 14289-1, 7.16 */
        fail_at(d->rep, R_7_16_1, NOWHERE);
}

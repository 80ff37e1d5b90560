/* report.c - collecting and printing violations.
 *
 * Places are kept as text, and only as many as can be printed: a file with a million violations costs no more
 * memory than one with twenty. */
#include "report.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "tree.h"

#define RULE(symbol, id, twin, text) {id, twin, text},
static const struct {
    const char *id, *twin, *text;
} rules[RULE_COUNT] = {
#include "rules.def"
};
#undef RULE

#define LINE 240
#define PATH_LEVELS 6

/* Appends to a line of LINE bytes; what does not fit is cut off. */
__attribute__((format(printf, 3, 4))) static void append(char *line, size_t *n, const char *format, ...) {
    va_list args;
    va_start(args, format);
    int wrote = vsnprintf(line + *n, LINE - *n, format, args);
    va_end(args);
    if (wrote > 0)
        *n = *n + (size_t)wrote < LINE ? *n + (size_t)wrote : LINE - 1;
}

static void append_path(char *line, size_t *n, const elem *e) {
    const elem *up[PATH_LEVELS];
    size_t levels = 0;
    for (; e && levels < PATH_LEVELS; e = e->parent)
        up[levels++] = e;
    append(line, n, e ? "..." : "");
    while (levels--)
        append(line, n, "/%.*s", up[levels]->type->n < 40 ? (int)up[levels]->type->n : 40,
               up[levels]->type->u.s);
}

static void append_place(char *line, size_t *n, place where) {
    const cos *object = where.object;
    if (where.elem) {
        append_path(line, n, where.elem);
        object = object ? object : where.elem->object;
        if (!where.page)
            where.page = elem_page(where.elem);
    }
    if (where.page)
        append(line, n, "%spage %zu", *n ? ", " : "", where.page);
    if (object && object->id)
        append(line, n, "%sobject %d", *n ? ", " : "", (int)object->id);
    if (!*n)
        append(line, n, "document");
}

/* How many bytes the UTF-8 character at s has; 0 when it is none, or a control character. */
static size_t utf8_length(const char *s) {
    unsigned char c = (unsigned char)*s;
    size_t n = c < 0x80                ? 1
               : c >= 0xC2 && c < 0xE0 ? 2
               : c >= 0xE0 && c < 0xF0 ? 3
               : c >= 0xF0 && c < 0xF5 ? 4
                                       : 0;
    if (c < ' ' || c == 127)
        return 0;
    for (size_t i = 1; i < n; i++)
        if (((unsigned char)s[i] & 0xC0) != 0x80)
            return 0;
    return n;
}

/* Bytes that would disturb a terminal become question marks. */
static void clean(char *s) {
    while (*s) {
        size_t n = utf8_length(s);
        if (!n)
            *s = '?';
        s += n ? n : 1;
    }
}

static void record(report *r, finding *f, place where, const char *detail) {
    f->count++;
    if (f->n_lines == REPORT_LINES)
        return;
    char line[LINE] = "";
    size_t n = 0;
    append_place(line, &n, where);
    if (*detail)
        append(line, &n, ": %s", detail);
    clean(line);
    char *copy = arena_alloc(&r->mem, n + 1);
    memcpy(copy, line, n + 1);
    f->lines[f->n_lines++] = copy;
}

void fail_at(report *r, rule broken, place where) {
    record(r, &r->failed[broken], where, "");
}

void fail(report *r, rule broken, place where, const char *detail, ...) {
    char text[LINE];
    va_list args;
    va_start(args, detail);
    vsnprintf(text, sizeof text, detail, args);
    va_end(args);
    record(r, &r->failed[broken], where, text);
}

void undecided(report *r, rule open, place where, const char *detail, ...) {
    char text[LINE];
    va_list args;
    va_start(args, detail);
    vsnprintf(text, sizeof text, detail, args);
    va_end(args);
    record(r, &r->undecided[open], where, text);
}

/* Every broken rule gets a line before any gets a second one, as far as the lines go. */
static size_t lines_each(size_t broken) {
    return broken && broken < REPORT_LINES ? REPORT_LINES / broken : 1;
}

static void print_rule(const char *file, size_t i, const finding *f, size_t lines) {
    if (lines > f->n_lines)
        lines = f->n_lines;
    for (size_t k = 0; k < lines; k++) {
        printf("%s: %s: %s (%s", file, rules[i].id, rules[i].text, f->lines[k]);
        if (k + 1 == lines && f->count > lines)
            printf("; and %" PRIu64 " more", f->count - lines);
        puts(")");
    }
}

bool report_print(const report *r, const char *file, int part) {
    size_t broken = 0, open = 0;
    uint64_t violations = 0;
    for (size_t i = 0; i < RULE_COUNT; i++) {
        broken += r->failed[i].count > 0;
        violations += r->failed[i].count;
    }
    size_t printed = 0;
    for (size_t i = 0; i < RULE_COUNT && printed < REPORT_LINES; i++)
        if (r->failed[i].count) {
            print_rule(file, i, &r->failed[i], lines_each(broken));
            printed += lines_each(broken) < r->failed[i].n_lines ? lines_each(broken) : r->failed[i].n_lines;
        }
    for (size_t i = 0; i < RULE_COUNT; i++)
        if (r->undecided[i].count) {
            open++;
            printf("%s: not decided: %s (%s)\n", file, rules[i].id, r->undecided[i].lines[0]);
        }
    if (violations)
        printf("%s: %" PRIu64 " violation%s\n", file, violations, violations == 1 ? "" : "s");
    else
        printf("%s: conforms to PDF/UA-1 and PDF/A-%da (%zu rules checked)\n", file, part, RULE_COUNT - open);
    return !violations;
}

/* Rules whose subject a generated report never has; they matter for imported files. */
static const char *note_on(rule r) {
    switch (r) {
    case R_7_10_1:
    case R_7_10_2:
    case R_A_6_9_2:
        return "checked, though reports have no optional content";
    case R_7_2_25:
    case R_7_15_1:
    case R_7_18_1_3:
    case R_7_18_4_1:
    case R_7_18_4_2:
    case R_A_6_4_1_1:
    case R_A_6_4_1_2:
    case R_A_6_4_1_3:
    case R_A_6_4_2_1:
        return "checked, though reports have no form fields";
    case R_7_18_2_1:
    case R_7_18_6_2_1:
    case R_7_18_6_2_2:
    case R_7_18_8_1:
        return "checked, though reports have only link annotations";
    case R_7_16_1:
        return "checked, though PDF/A forbids any encryption";
    case R_7_21_4_2_1:
        return "not decided where it occurs: Type 1 font programs are not read";
    case R_7_21_4_1_2:
    case R_7_21_4_2_2:
    case R_7_21_5_1:
    case R_7_21_8_1:
        return "checked in TrueType programs; not decided for Type 1 and CFF";
    case R_7_21_6_2:
    case R_7_21_7_1:
        return "checked; not decided where a glyph name list would be needed";
    default:
        return "checked";
    }
}

void report_list_rules(void) {
    for (size_t i = 0; i < RULE_COUNT; i++)
        printf("%s%s%s: %s [%s]\n", rules[i].id, *rules[i].twin ? " = " : "", rules[i].twin, rules[i].text,
               note_on((rule)i));
}

void report_free(report *r) {
    arena_free(&r->mem);
}

/* lex.c - find the constructs of XML, and count lines and columns (see lex.h). */
#include "input/lex.h"
#include "base/ascii.h"

#include <string.h>

static bool begins(const char *at, const char *end, const char *with) {
    size_t n = strlen(with);
    return (size_t)(end - at) >= n && !memcmp(at, with, n);
}

/* Behind the next occurrence of `what`, which ends with ">"; NULL when there is none. */
static const char *behind(const char *at, const char *end, const char *what) {
    size_t n = strlen(what);
    for (const char *p = at; p < end && (p = memchr(p, '>', (size_t)(end - p))); p++)
        if ((size_t)(p + 1 - at) >= n && !memcmp(p + 1 - n, what, n))
            return p + 1;
    return NULL;
}

static const char *skip_blanks(const char *at, const char *end) {
    while (at < end && mkr_is_space(*at))
        at++;
    return at;
}

static const char *skip_name(const char *at, const char *end) {
    while (at < end && !mkr_is_space(*at) && !strchr("<>/=\"'", *at))
        at++;
    return at;
}

/* Behind the ">" of a start tag: one that is not in quotes. */
static const char *behind_tag(const char *at, const char *end, unsigned *attrs) {
    for (; at < end && *at != '>'; at++) {
        if (*at != '"' && *at != '\'')
            continue;
        at = memchr(at + 1, *at, (size_t)(end - at - 1));
        if (!at)
            return NULL;
        if (++*attrs > MKR_LEX_MOST_ATTRS)
            return at + 1;
    }
    return at < end ? at + 1 : NULL;
}

static mkr_lexeme tag(const char *at, const char *end) {
    bool closes = at + 1 < end && at[1] == '/';
    mkr_lexeme x = {.kind = closes ? MKR_LEX_CLOSE : MKR_LEX_OPEN, .at = at, .name = at + 1 + closes};
    const char *name_end = skip_name(x.name, end);
    x.name_bytes = (size_t)(name_end - x.name);
    x.end = closes ? behind(name_end, end, ">") : behind_tag(name_end, end, &x.attrs);
    if (x.end && !closes && x.end[-2] == '/')
        x.kind = MKR_LEX_EMPTY;
    return x;
}

mkr_lexeme mkr_lex(const char *at, const char *end) {
    mkr_lexeme x = {.at = at};
    if (*at != '<') {
        const char *next = memchr(at, '<', (size_t)(end - at));
        x.kind = MKR_LEX_TEXT;
        x.end = next ? next : end;
    } else if (begins(at, end, "<!--")) {
        x.kind = MKR_LEX_ASIDE;
        x.end = behind(at + 4, end, "-->");
    } else if (begins(at, end, "<?")) {
        x.kind = MKR_LEX_ASIDE;
        x.end = behind(at + 2, end, "?>");
    } else if (begins(at, end, "<![CDATA[")) {
        x.kind = MKR_LEX_CDATA;
        x.end = behind(at + 9, end, "]]>");
    } else if (begins(at, end, "<!DOCTYPE")) {
        x.kind = MKR_LEX_DOCTYPE;
        x.end = at + 9;
    } else if (!begins(at, end, "<!")) {
        x = tag(at, end);
    }
    if (!x.end) {
        x.kind = MKR_LEX_BROKEN;
        x.end = end;
    }
    return x;
}

bool mkr_lex_next_attr(const char **at, const char *end, mkr_lex_attr *out) {
    out->name = skip_blanks(*at, end);
    const char *p = skip_name(out->name, end);
    out->name_bytes = (size_t)(p - out->name);
    p = skip_blanks(p, end);
    if (!out->name_bytes || p == end || *p != '=')
        return false;
    p = skip_blanks(p + 1, end);
    if (p == end || (*p != '"' && *p != '\''))
        return false;
    out->value = p + 1;
    const char *quote = memchr(p + 1, *p, (size_t)(end - p - 1));
    if (!quote)
        return false;
    out->value_bytes = (size_t)(quote - out->value);
    *at = quote + 1;
    return true;
}

void mkr_walk_start(mkr_walk *walk, const char *at, const char *end) {
    walk->end = end;
    walk->depth = 0;
    walk->here = (mkr_lexeme){.kind = MKR_LEX_ASIDE, .at = at, .end = at};
}

bool mkr_walk_next(mkr_walk *walk) {
    if (walk->here.kind == MKR_LEX_OPEN) {
        if (walk->depth == MKR_XML_DEEPEST)
            return false;
        walk->open[walk->depth++] = walk->here;
    } else if (walk->here.kind == MKR_LEX_CLOSE && walk->depth) {
        walk->depth--;
    }
    if (walk->here.end == walk->end)
        return false;
    walk->here = mkr_lex(walk->here.end, walk->end);
    return true;
}

size_t mkr_lex_mark(const char *bytes, size_t n) {
    return n >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3) ? 3 : 0;
}

mkr_place mkr_place_start(const char *file, const char *bytes, size_t n) {
    return (mkr_place){file, bytes + mkr_lex_mark(bytes, n), bytes + n, 1, 1};
}

mkr_where mkr_place_move(mkr_place *place, const char *to) {
    const char *p = place->at;
    uint32_t line = place->line, col = place->col;
    while (p < to) {
        char c = *p++;
        if (c == '\n' || (c == '\r' && (p == place->end || *p != '\n'))) {
            line++;
            col = 1;
        } else if (((unsigned char)c & 0xC0) != 0x80) { /* not inside a character */
            col++;
        }
    }
    place->at = p;
    place->line = line;
    place->col = col;
    return (mkr_where){place->file, line, col};
}

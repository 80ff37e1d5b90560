/* xlsx_part.c - a part of a workbook as a stream of tags and texts, by libxml2's reader, which keeps no tree.
 *
 * Before libxml2 sees a part it is looked through (lex.h) for what must not be (a document type declaration,
 * so that no entity can be declared) and for what libxml2 would take too long over. Names are compared
 * without namespace: the two variants of the standard (transitional and strict) differ in nothing else that
 * is read here. */
#include "input/workbook.h"

#include <libxml/xmlreader.h>
#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "input/lex.h"

enum {
    MOST_STRETCH = 1 << 19, /* bytes between two tags, or in one: a cell has at most 32,767 characters */
    MOST_NAMESPACES = 100 /* declarations that hold at one place */
};

bool mkr_xlsx_damaged(mkr_xlsx_part *part, const char *why) {
    part->failed = true;
    return mkr_say(part->book->diag, MKR_E_XLSX_DAMAGED, (mkr_where){.file = part->book->name}, "%s: %s",
                   part->path, why);
}

static bool too_much(mkr_xlsx_part *part, const char *what) {
    part->failed = true;
    return mkr_say(part->book->diag, MKR_E_XLSX_LIMIT, (mkr_where){.file = part->book->name}, "%s: %s",
                   part->path, what);
}

/* ---- the survey */

static uint32_t namespaces_in(const mkr_lexeme *tag) {
    uint32_t n = 0;
    const char *at = tag->name + tag->name_bytes;
    mkr_lex_attr a;
    while (mkr_lex_next_attr(&at, tag->end, &a))
        n += a.name_bytes >= 5 && memcmp(a.name, "xmlns", 5) == 0;
    return n;
}

static bool survey_constructs(mkr_xlsx_part *part, mkr_walk *walk) {
    uint32_t namespaces[MKR_XML_DEEPEST + 2] = {0}; /* at each depth */
    size_t stretch = 0;
    while (mkr_walk_next(walk)) {
        const mkr_lexeme *x = &walk->here;
        bool opens = x->kind == MKR_LEX_OPEN || x->kind == MKR_LEX_EMPTY;
        if (x->kind == MKR_LEX_DOCTYPE)
            return mkr_xlsx_damaged(part, "a document type declaration is not allowed");
        if (x->kind == MKR_LEX_BROKEN)
            return true; /* libxml2 will come no further and say why */
        if (x->attrs > MKR_LEX_MOST_ATTRS)
            return too_much(part, "a tag has too many attributes");
        if (opens && walk->depth == MKR_XML_DEEPEST)
            return too_much(part, "elements are nested too deep");
        if (opens)
            namespaces[walk->depth + 1] = namespaces[walk->depth] + namespaces_in(x);
        if (opens && namespaces[walk->depth + 1] > MOST_NAMESPACES)
            return too_much(part, "too many namespaces are declared");
        if (opens || x->kind == MKR_LEX_CLOSE)
            stretch = 0;
        stretch += (size_t)(x->end - x->at);
        if (stretch > MOST_STRETCH)
            return too_much(part, "a text or tag is too long");
    }
    return true;
}

static bool survey(mkr_xlsx_part *part, const char *s, size_t n) {
    if (memchr(s, 0, n) || mkr_utf8_check(s, n) < n)
        return mkr_xlsx_damaged(part, "it is not UTF-8");
    mkr_walk *walk = mkr_alloc(part->own, sizeof *walk);
    mkr_walk_start(walk, s + mkr_lex_mark(s, n), s + n);
    return survey_constructs(part, walk);
}

/* ---- the stream */

static void complain(void *user, xmlErrorPtr error) {
    mkr_xlsx_part *part = user;
    if (error->level < XML_ERR_ERROR || error->domain == XML_FROM_NAMESPACE || *part->why || !error->message)
        return;
    size_t n = strcspn(error->message, "\r\n");
    n = n < sizeof part->why - 1 ? n : sizeof part->why - 1;
    memcpy(part->why, error->message, n);
}

static void free_reader(void *reader) {
    xmlFreeTextReader(reader);
}

bool mkr_xlsx_part_open(mkr_xlsx *book, const char *path, mkr_xlsx_part *out) {
    const char *bytes;
    size_t n;
    *out = (mkr_xlsx_part){.book = book, .path = path, .own = mkr_arena_child(book->scratch)};
    xmlInitParser();
    if (mkr_zip_read(book->zip, out->own, path, &bytes, &n) && survey(out, bytes, n)) {
        /* NOENT: the five predefined entities, all there are, become text, and each value is one text node.
         */
        out->reader =
            xmlReaderForMemory(bytes, (int)n, NULL, "UTF-8",
                               XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_NOCDATA | XML_PARSE_IGNORE_ENC);
        if (!out->reader)
            mkr_say(book->diag, MKR_E_NO_MEMORY, (mkr_where){.file = book->name}, NULL);
    }
    if (!out->reader) {
        mkr_xlsx_part_close(out);
        return false;
    }
    mkr_arena_defer(out->own, free_reader, out->reader);
    return true;
}

void mkr_xlsx_part_close(mkr_xlsx_part *part) {
    mkr_arena_free(part->own);
    part->own = NULL;
}

bool mkr_xlsx_next(mkr_xlsx_part *part) {
    if (part->failed)
        return false;
    if (part->event == MKR_XLSX_START && part->empty) {
        part->event = MKR_XLSX_END;
        return true;
    }
    /* Set here, not when the part was opened: parts are returned by value and may have moved. */
    xmlTextReaderSetStructuredErrorHandler(part->reader, (xmlStructuredErrorFunc)complain, part);
    int got;
    while ((got = xmlTextReaderRead(part->reader)) == 1) {
        switch (xmlTextReaderNodeType(part->reader)) {
        case XML_READER_TYPE_ELEMENT:
            part->event = MKR_XLSX_START;
            part->empty = xmlTextReaderIsEmptyElement(part->reader);
            part->name = (const char *)xmlTextReaderCurrentNode(part->reader)->name;
            return true;
        case XML_READER_TYPE_END_ELEMENT:
            part->event = MKR_XLSX_END;
            part->name = (const char *)xmlTextReaderCurrentNode(part->reader)->name;
            return true;
        case XML_READER_TYPE_TEXT:
        case XML_READER_TYPE_CDATA:
        case XML_READER_TYPE_WHITESPACE:
        case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
            part->event = MKR_XLSX_TEXT;
            return true;
        default:
            break;
        }
    }
    return got == 0 ? false : mkr_xlsx_damaged(part, *part->why ? part->why : "its XML is malformed");
}

bool mkr_xlsx_starts(const mkr_xlsx_part *part, const char *name) {
    return part->event == MKR_XLSX_START && strcmp(part->name, name) == 0;
}

bool mkr_xlsx_ends(const mkr_xlsx_part *part, const char *name) {
    return part->event == MKR_XLSX_END && strcmp(part->name, name) == 0;
}

const char *mkr_xlsx_attr(const mkr_xlsx_part *part, const char *name) {
    for (xmlAttrPtr a = xmlTextReaderCurrentNode(part->reader)->properties; a; a = a->next)
        if (strcmp((const char *)a->name, name) == 0)
            return a->children ? (const char *)a->children->content : "";
    return NULL;
}

const char *mkr_xlsx_text(const mkr_xlsx_part *part) {
    return (const char *)xmlTextReaderConstValue(part->reader);
}

/* ---- values */

bool mkr_xlsx_is_on(const char *value) {
    return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0 || strcmp(value, "on") == 0);
}

bool mkr_xlsx_whole(const char *s, uint32_t *out) {
    size_t n = 0;
    *out = 0;
    for (; s && mkr_is_digit(s[n]) && n < 9; n++)
        *out = *out * 10 + (uint32_t)(s[n] - '0');
    return n > 0 && s[n] == '\0';
}

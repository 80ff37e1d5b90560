/* svg.c - SVG: look through it, then have it drawn in pixels.
 *
 * Drawn at 450 pixels an inch of its printed size, on white. Shapes alone are accepted: no other files; no
 * pictures inside, whose size nobody could bound; no filters, a single one of which can take hours. Words are
 * drawn with the fonts of this computer, and no reader can search or hear them, so they are reported; so is
 * what will not be drawn. Entities are not expanded here, and librsvg bounds them, and elements that use
 * elements, itself. */
#include <libxml/xmlreader.h>
#include <string.h>

#include "input/picture_parts.h"
#include "input/svg_library.h"

enum {
    LARGEST = 10 << 20, /* bytes */
    MOST_ELEMENTS = 20000,
    MOST_PIXELS = 8000000, /* larger ones have fewer to the inch */
    MOST_SIDE = 100000, /* of the drawing as it says, in pixels */
    DENSITY = 450,
    INCH = 72000
};

typedef struct survey {
    const mkr_picture_source *s;
    xmlTextReaderPtr reader;
    int elements;
    bool has_words, is_partial; /* said already */
    bool failed;
} survey;

static void release_reader(void *reader) {
    xmlFreeTextReader(reader);
}

static void ignore(void *user, const char *message, xmlParserSeverities severity,
                   xmlTextReaderLocatorPtr where) {
    (void)user;
    (void)message;
    (void)severity;
    (void)where;
}

static bool is_one_of(const char *name, const char *const *names) {
    while (*names && strcmp(name, *names))
        names++;
    return *names;
}

static int line_of(const survey *v) {
    return (int)xmlGetLineNo(xmlTextReaderCurrentNode(v->reader));
}

static void refuse(survey *v, const char *what, const char *target) {
    mkr_say(v->s->diag, MKR_E_PICTURE_NOT_SHAPES, v->s->where, "%s, line %d: %s%.80s", v->s->name, line_of(v),
            what, target);
    v->failed = true;
}

/* ---- what it needs from elsewhere */

static const char *skip_blanks(const char *s) {
    return s + strspn(s, " \t\r\n");
}

/* Style sheets import others, and properties name what they use: url(#here). */
static void check_style(survey *v, const char *text) {
    if (strstr(text, "@import"))
        refuse(v, "it imports a style sheet", "");
    for (const char *at = text; !v->failed && (at = strstr(at, "url(")); at += 4) {
        const char *target = skip_blanks(at + 4);
        target += strspn(target, "\"'");
        if (*target != '#')
            refuse(v, "it refers to ", target);
    }
}

static void check_attribute(survey *v, const char *element, const char *name, const char *value) {
    const char *target = skip_blanks(value);
    if (strcmp(name, "href"))
        check_style(v, value);
    else if (*target && *target != '#' && strcmp(element, "a"))
        refuse(v, strncmp(target, "data:", 5) ? "it refers to " : "it holds a picture, ", target);
}

static void check_attributes(survey *v, const char *element) {
    while (!v->failed && xmlTextReaderMoveToNextAttribute(v->reader) == 1) {
        const xmlChar *value = xmlTextReaderConstValue(v->reader);
        if (value)
            check_attribute(v, element, (const char *)xmlTextReaderConstLocalName(v->reader),
                            (const char *)value);
    }
    xmlTextReaderMoveToElement(v->reader);
}

/* ---- what a reader will miss */

static void report(survey *v, mkr_code code, bool *said, const char *element) {
    if (!*said)
        mkr_say(v->s->diag, code, v->s->where, "%s, line %d: <%s>", v->s->name, line_of(v), element);
    *said = true;
}

static void check_element(survey *v) {
    static const char *const words[] = {"text", "flowRoot", NULL}, *const undrawn[] = {
                                                                       "script",           "foreignObject",
                                                                       "animate",          "set",
                                                                       "animateTransform", "animateMotion",
                                                                       "discard",          NULL};
    const char *name = (const char *)xmlTextReaderConstLocalName(v->reader);
    if (++v->elements > MOST_ELEMENTS) {
        mkr_say(v->s->diag, MKR_E_PICTURE_LARGE, v->s->where, "%s: more than %d elements", v->s->name,
                MOST_ELEMENTS);
        v->failed = true;
        return;
    }
    if (!strcmp(name, "filter")) {
        refuse(v, "it has a ", "<filter>");
        return;
    }
    if (is_one_of(name, words))
        report(v, MKR_E_PICTURE_WORDS, &v->has_words, name);
    if (is_one_of(name, undrawn))
        report(v, MKR_E_PICTURE_PARTIAL, &v->is_partial, name);
    check_attributes(v, name);
}

static void check_node(survey *v) {
    int type = xmlTextReaderNodeType(v->reader);
    const char *value = (const char *)xmlTextReaderConstValue(v->reader);
    if (type == XML_READER_TYPE_ELEMENT)
        check_element(v);
    else if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA)
        check_style(v, value);
    else if (type == XML_READER_TYPE_PROCESSING_INSTRUCTION &&
             !xmlStrcmp(xmlTextReaderConstName(v->reader), BAD_CAST "xml-stylesheet"))
        refuse(v, "it refers to a style sheet, ", value ? value : "");
}

static bool look_through(const mkr_picture_source *s) {
    survey v = {.s = s};
    v.reader = xmlReaderForMemory((const char *)s->bytes, (int)s->n, NULL, NULL,
                                  XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (!v.reader)
        return mkr_picture_damaged(s, "libxml2 cannot begin");
    mkr_arena_defer(s->scratch, release_reader, v.reader);
    xmlTextReaderSetErrorHandler(v.reader, ignore, NULL);
    int more = 1;
    while (!v.failed && (more = xmlTextReaderRead(v.reader)) == 1)
        check_node(&v);
    if (more < 0)
        return mkr_picture_damaged(
            s, mkr_printf(s->scratch, "line %d is no XML", xmlTextReaderGetParserLineNumber(v.reader)));
    return !v.failed;
}

/* ---- how large */

static mkr_len natural(double pixels) {
    return (mkr_len)(pixels * 750 + 0.5); /* 1/1000 pt */
}

/* Pixels each way for a printed size, as many as DENSITY and MOST_PIXELS allow. */
static void choose_pixels(mkr_picture *out, mkr_len wide, mkr_len high) {
    uint64_t w = ((uint64_t)wide * DENSITY + INCH - 1) / INCH,
             h = ((uint64_t)high * DENSITY + INCH - 1) / INCH;
    while (w * h > MOST_PIXELS) {
        w = (w * 9 + 9) / 10;
        h = (h * 9 + 9) / 10;
    }
    out->width = (uint32_t)w;
    out->height = (uint32_t)h;
}

static bool plan(const mkr_picture_source *s, const mkr_svg *svg, mkr_picture *out) {
    double width, height;
    mkr_len wide, high;
    if (!mkr_svg_size(svg, &width, &height) || !(width > 0) || !(height > 0))
        return mkr_picture_damaged(s, "it has neither a size nor a viewBox");
    if (width > MOST_SIDE || height > MOST_SIDE)
        return mkr_say(s->diag, MKR_E_PICTURE_LARGE, s->where, "%s: a side of more than %d", s->name,
                       MOST_SIDE);
    out->natural_width = natural(width) ? natural(width) : 1;
    out->natural_height = natural(height) ? natural(height) : 1;
    mkr_picture_fit(out->natural_width, out->natural_height, s->place, &wide, &high);
    mkr_picture_say_tiny(s, wide, high);
    choose_pixels(out, wide, high);
    return true;
}

bool mkr_svg_read(const mkr_picture_source *s, mkr_picture *out) {
    const char *why;
    if (s->n > LARGEST)
        return mkr_say(s->diag, MKR_E_PICTURE_LARGE, s->where, "%s: more than %d bytes", s->name, LARGEST);
    if (!look_through(s))
        return false;
    mkr_svg *svg = mkr_svg_open(s->scratch, s->bytes, s->n, &why);
    if (!svg && !why)
        return mkr_say(s->diag, MKR_E_PICTURE_KIND, s->where,
                       "%s is an SVG; librsvg, which draws it, is not installed", s->name);
    if (!svg)
        return mkr_picture_damaged(s, why);
    if (!plan(s, svg, out))
        return false;
    uint8_t *rgb = mkr_alloc_array(s->arena, (size_t)out->width * out->height, 3);
    if (!mkr_svg_draw(svg, out->width, out->height, rgb, &why))
        return mkr_picture_damaged(s, why);
    out->channels = 3;
    out->pixels = rgb;
    return true;
}

/* svg.c - SVG: look through it, then have it drawn in pixels.
 *
 * Drawn at 450 pixels an inch of its printed size, on white. Shapes alone are accepted: no other files; no
 * pictures inside, whose size nobody could bound; no filters, a single one of which can take hours. Words are
 * drawn with the fonts of this computer, and no reader can search or hear them, so they are reported; so is
 * what will not be drawn. Entities are not expanded here, and librsvg bounds them itself. What takes long to
 * draw gets fewer pixels, or is refused (svg_cost.c). */
#include <libxml/xmlreader.h>
#include <string.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "input/picture_parts.h"
#include "input/svg_cost.h"
#include "input/svg_library.h"

enum {
    LARGEST = 10 << 20, /* bytes */
    MOST_ELEMENTS = 20000,
    MOST_PIXELS = 8000000, /* larger ones have fewer to the inch */
    MOST_STYLE = 64 << 10, /* bytes of style sheets */
    LONGEST_OUTLINE = 128 << 10, /* bytes of one: lines that cross take long to fill */
    MOST_SIDE = 100000, /* of the drawing as it says, in pixels */
    DENSITY = 450,
    INCH = 72000
};

typedef struct survey {
    const mkr_picture_source *s;
    xmlTextReaderPtr reader;
    mkr_svg_cost *cost;
    int elements;
    size_t style; /* bytes of style sheets */
    bool in_style;
    mkr_buffer sheet; /* the one that is being read */
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

static void refuse_large(survey *v, const char *what, int most) {
    mkr_say(v->s->diag, MKR_E_PICTURE_LARGE, v->s->where, "%s: more than %d %s", v->s->name, most, what);
    v->failed = true;
}

/* ---- what it needs from elsewhere */

static const char *skip_blanks(const char *s) {
    return s + strspn(s, " \t\r\n");
}

/* Properties name what they use: url(#here). */
static void check_targets(survey *v, const char *text) {
    for (const char *at = text; !v->failed && (at = strstr(at, "url(")); at += 4) {
        const char *target = skip_blanks(at + 4);
        target += strspn(target, "\"'");
        if (*target != '#')
            refuse(v, "it refers to ", target);
    }
}

/* "none", and nothing more. */
static bool is_none(const char *value) {
    value = skip_blanks(value);
    return !strncmp(value, "none", 4) && (!value[4] || strchr(" \t\r\n;}!", value[4]));
}

/* Filters in a style, wherever it seems to name one: strings and comments are not told apart. */
static void check_filters(survey *v, const char *text) {
    static const char name[] = "filter";
    for (const char *at = text; *at && !v->failed; at++) {
        if (mkr_same_letters(at, name) < strlen(name))
            continue;
        const char *after = skip_blanks(at + strlen(name));
        if (*after == '/' || (*after == ':' && !is_none(after + 1)))
            refuse(v, "it has a ", at);
    }
}

/* The properties of a style, "name: value; name: value". Of a style sheet what stands between the braces
 * comes in the same way. */
static void count_declarations(survey *v, bool of_sheet, const char *text) {
    char *copy = mkr_strdup(v->s->scratch, text), *next = NULL;
    for (char *one = strtok_r(copy, "{};/", &next); one; one = strtok_r(NULL, "{};/", &next)) {
        char *colon = strchr(one, ':');
        if (!colon)
            continue;
        *colon = '\0';
        one += strspn(one, "* \t\r\n"); /* a comment may end there */
        one[strcspn(one, " \t\r\n")] = '\0';
        for (char *c = one; *c; c++)
            *c = mkr_lower(*c);
        if (of_sheet)
            mkr_svg_cost_sheet_property(v->cost, one, colon + 1);
        else
            mkr_svg_cost_property(v->cost, one, colon + 1);
    }
}

static void check_style(survey *v, bool of_sheet, const char *text) {
    if (strstr(text, "@import"))
        refuse(v, "it imports a style sheet", "");
    else if (strchr(text, '\\')) /* anything can be spelt with them */
        refuse(v, "its style has a backslash", "");
    check_targets(v, text);
    check_filters(v, text);
    if (!v->failed)
        count_declarations(v, of_sheet, text);
}

static void check_sheet(survey *v) {
    const char *text = mkr_buffer_text(&v->sheet);
    size_t rules = 0;
    v->style += v->sheet.n;
    if (v->style > MOST_STYLE) {
        refuse_large(v, "bytes of style sheets", MOST_STYLE);
        return;
    }
    for (const char *c = text; *c; c++)
        rules += *c == '{' || *c == ',';
    mkr_svg_cost_rules(v->cost, rules);
    check_style(v, true, text);
}

static void check_presentation(survey *v, const char *name, const char *value) {
    if (!strcmp(name, "filter") && *skip_blanks(value) && !is_none(value))
        refuse(v, "it has the filter ", value);
    else if ((!strcmp(name, "d") || !strcmp(name, "points")) && strlen(value) > LONGEST_OUTLINE)
        refuse_large(v, "bytes in one outline", LONGEST_OUTLINE);
    else
        check_targets(v, value);
}

static void check_attribute(survey *v, const char *element, const char *name, const char *value) {
    const char *target = skip_blanks(value);
    bool link = !strcmp(name, "href");
    if (!strcmp(name, "style"))
        check_style(v, false, value);
    else if (!link)
        check_presentation(v, name, value);
    else if (*target && *target != '#' && strcmp(element, "a"))
        refuse(v, strncmp(target, "data:", 5) ? "it refers to " : "it holds a picture, ", target);
    if (!v->failed && strcmp(name, "style"))
        mkr_svg_cost_property(v->cost, name, value); /* of most properties there is an attribute */
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
    int depth = xmlTextReaderDepth(v->reader);
    if (++v->elements > MOST_ELEMENTS)
        refuse_large(v, "elements", MOST_ELEMENTS);
    else if (depth > MKR_SVG_DEEPEST)
        refuse_large(v, "elements in one another", MKR_SVG_DEEPEST);
    if (v->failed)
        return;
    mkr_svg_cost_element(v->cost, name, depth);
    v->in_style = !strcmp(name, "style") && !xmlTextReaderIsEmptyElement(v->reader);
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

/* Comments may stand within a style sheet. */
static void add_style(survey *v, const char *text) {
    if (v->in_style)
        mkr_buffer_puts(&v->sheet, text);
}

static void end_style(survey *v) {
    if (v->in_style)
        check_sheet(v);
    v->sheet.n = 0;
    v->in_style = false;
}

static void check_node(survey *v) {
    int type = xmlTextReaderNodeType(v->reader);
    const char *value = (const char *)xmlTextReaderConstValue(v->reader);
    if (type == XML_READER_TYPE_ELEMENT)
        check_element(v);
    else if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA)
        add_style(v, value);
    else if (type == XML_READER_TYPE_ENTITY_REFERENCE)
        refuse(v, "it has an entity, &", (const char *)xmlTextReaderConstName(v->reader));
    else if (type == XML_READER_TYPE_END_ELEMENT)
        end_style(v);
    else if (type == XML_READER_TYPE_PROCESSING_INSTRUCTION &&
             !xmlStrcmp(xmlTextReaderConstName(v->reader), BAD_CAST "xml-stylesheet"))
        refuse(v, "it refers to a style sheet, ", value ? value : "");
}

/* Also how many pixels it may be drawn with. */
static bool look_through(const mkr_picture_source *s, uint64_t *pixels) {
    survey v = {.s = s, .cost = mkr_svg_cost_new(s->scratch), .sheet = mkr_buffer_new(s->scratch)};
    const char *why;
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
    *pixels = v.failed ? 0 : mkr_svg_cost_pixels(v.cost, &why);
    if (!v.failed && !*pixels)
        return mkr_say(s->diag, MKR_E_PICTURE_LARGE, s->where, "%s: %s", s->name, why);
    return !v.failed;
}

/* ---- how large */

static mkr_len natural(double pixels) {
    return (mkr_len)(pixels * 750 + 0.5); /* 1/1000 pt */
}

/* Pixels each way for a printed size, as many as DENSITY, MOST_PIXELS and the time it takes allow. */
static void choose_pixels(mkr_picture *out, mkr_len wide, mkr_len high, uint64_t most) {
    uint64_t w = ((uint64_t)wide * DENSITY + INCH - 1) / INCH,
             h = ((uint64_t)high * DENSITY + INCH - 1) / INCH;
    while (w * h > MOST_PIXELS || (w * h > most && w * h > 1)) {
        w = (w * 9 + 9) / 10;
        h = (h * 9 + 9) / 10;
    }
    out->width = (uint32_t)w;
    out->height = (uint32_t)h;
}

static bool plan(const mkr_picture_source *s, const mkr_svg *svg, uint64_t pixels, mkr_picture *out) {
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
    choose_pixels(out, wide, high, pixels);
    return true;
}

bool mkr_svg_read(const mkr_picture_source *s, mkr_picture *out) {
    const char *why;
    uint64_t pixels;
    if (s->n > LARGEST)
        return mkr_say(s->diag, MKR_E_PICTURE_LARGE, s->where, "%s: more than %d bytes", s->name, LARGEST);
    if (!look_through(s, &pixels))
        return false;
    mkr_svg *svg = mkr_svg_open(s->scratch, s->bytes, s->n, &why);
    if (!svg && !why)
        return mkr_say(s->diag, MKR_E_PICTURE_KIND, s->where,
                       "%s is an SVG; librsvg, which draws it, is not installed", s->name);
    if (!svg)
        return mkr_picture_damaged(s, why);
    if (!plan(s, svg, pixels, out))
        return false;
    uint8_t *rgb = mkr_alloc_array(s->arena, (size_t)out->width * out->height, 3);
    if (!mkr_svg_draw(svg, out->width, out->height, rgb, &why))
        return mkr_picture_damaged(s, why);
    out->channels = 3;
    out->pixels = rgb;
    return true;
}

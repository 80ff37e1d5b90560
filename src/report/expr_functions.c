/* expr_functions.c - the functions that expressions have beyond those of XPath 1.0: figures as a council
 * writes them. docs/format.md lists them.
 *
 * An argument that is an attribute or a string is read as an exact decimal. Only what XPath itself has
 * computed (1 div 3, sum()) comes as a double, and is rounded to nine places at most.
 *
 * libxml2 calls these from the middle of an evaluation, over which the document's arena must not jump; so
 * they have an arena of their own whose trap is the call itself. */
#include <libxml/xpathInternals.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "report/expr.h"

enum {
    MOST_MEMORY = 32 << 20, /* bytes, of one call */
    MOST_ARGUMENTS = 3,
    MOST_PLACES = 9,
};

struct mkr_functions {
    mkr_arena *arena;
    jmp_buf full;
    bool failed;
    char fault[256];
};

typedef struct call {
    mkr_functions *f;
    const char *name;
    xmlXPathObjectPtr args[MOST_ARGUMENTS]; /* in the care of the functions' arena */
    int n;
} call;

static const char *fault(call *c, const char *why) {
    c->f->failed = true;
    snprintf(c->f->fault, sizeof c->f->fault, "%s(): %s", c->name, why);
    return NULL;
}

static const char *fault_about(call *c, const char *text, const char *why) {
    c->f->failed = true;
    snprintf(c->f->fault, sizeof c->f->fault, "%s(): \"%.*s\" %s", c->name, 60, text, why);
    return NULL;
}

/* ---- arguments */

bool mkr_decimal_from_double(double x, mkr_decimal *out) {
    const double most = 9007199254740992.0; /* 2^53: whole numbers up to here are exact */
    double size = x < 0 ? -x : x, scale = 1;
    uint8_t places = 0;
    if (!(size < most))
        return false;
    for (; places < MOST_PLACES && size * scale * 10 < most; places++)
        scale *= 10;
    int64_t units = (int64_t)(x * scale + (x < 0 ? -0.5 : 0.5));
    for (; places && units % 10 == 0; places--)
        units /= 10;
    *out = (mkr_decimal){units, places};
    return true;
}

static void release_text(void *text) {
    xmlFree(text);
}
static void release_object(void *object) {
    xmlXPathFreeObject(object);
}

/* The string value without blanks around it. */
static const char *text_of(call *c, xmlXPathObjectPtr object) {
    xmlChar *value = xmlXPathCastToString(object);
    if (!value)
        longjmp(c->f->full, 1);
    mkr_arena_defer(c->f->arena, release_text, value);
    const char *from = (const char *)value;
    from += strspn(from, " \t\r\n");
    size_t n = strlen(from);
    while (n && strchr(" \t\r\n", from[n - 1]))
        n--;
    return mkr_strndup(c->f->arena, from, n);
}

static bool read_number(call *c, const char *text, mkr_decimal *out) {
    if (mkr_decimal_parse(text, out))
        return true;
    return *text ? fault_about(c, text, "is not a number")
                 : fault(c, "there is nothing where a number should be");
}

static bool number_at(call *c, int i, mkr_decimal *out) {
    xmlXPathObjectPtr object = c->args[i];
    if (object->type == XPATH_NUMBER)
        return mkr_decimal_from_double(object->floatval, out) || fault(c, "an argument is not a number");
    return read_number(c, text_of(c, object), out);
}

/* An argument that is a whole number from 0. */
static bool count_at(call *c, int i, int64_t *out) {
    mkr_decimal d;
    if (!number_at(c, i, &d))
        return false;
    mkr_decimal whole = mkr_decimal_round(d, 0);
    *out = whole.units;
    if (d.units >= 0 && mkr_decimal_compare(d, whole) == 0)
        return true;
    return fault_about(c, mkr_expr_number(c->f->arena, d), "is not a count");
}

/* Decimals to print: argument i, or `usual` when it is not given. */
static bool places_at(call *c, int i, uint8_t usual, uint8_t *out) {
    int64_t places = usual;
    if (i < c->n && (!count_at(c, i, &places) || places > MOST_PLACES))
        return c->f->failed ? false : fault(c, "decimals go from 0 to 9");
    *out = (uint8_t)places;
    return true;
}

/* ---- figures */

static const char *say_words(call *c) {
    int64_t n;
    return count_at(c, 0, &n) ? mkr_build_count(c->f->arena, (size_t)n) : NULL;
}

static const char *say_capital_words(call *c) {
    const char *words = say_words(c);
    return words ? mkr_build_capital(c->f->arena, words) : NULL;
}

static const char *say_ordinal(call *c) {
    static const char *const endings[] = {"th", "st", "nd", "rd"};
    int64_t n;
    if (!count_at(c, 0, &n))
        return NULL;
    bool teen = n / 10 % 10 == 1;
    const char *figure = mkr_decimal_print(c->f->arena, (mkr_decimal){n, 0}, 0);
    return mkr_printf(c->f->arena, "%s%s", figure, endings[teen || n % 10 > 3 ? 0 : n % 10]);
}

static const char *say_figure(call *c) {
    mkr_decimal d;
    uint8_t places;
    if (!number_at(c, 0, &d) || !places_at(c, 1, d.places, &places))
        return NULL;
    return mkr_decimal_print(c->f->arena, d, places);
}

/* 100 * part / whole, rounded half away from zero; exact in 128 bits: below 10^17 * 10^9 * 10^2 * 10^9. */
static bool divide(call *c, mkr_decimal part, mkr_decimal whole, uint8_t places, mkr_decimal *out) {
    typedef __int128 wide;
    if (whole.units == 0)
        return fault(c, "division by zero");
    wide over = part.units, under = whole.units;
    for (int i = 0; i < whole.places + 2 + places; i++)
        over *= 10;
    for (int i = 0; i < part.places; i++)
        under *= 10;
    bool negative = (over < 0) != (under < 0);
    over = over < 0 ? -over : over;
    under = under < 0 ? -under : under;
    wide quotient = over / under;
    quotient += over % under >= under - over % under;
    if (quotient > INT64_C(100000000000000000))
        return fault(c, "the result is too large");
    *out = (mkr_decimal){(int64_t)(negative ? -quotient : quotient), places};
    return true;
}

static const char *percentage(call *c, mkr_decimal part, mkr_decimal whole) {
    mkr_decimal result;
    uint8_t places;
    if (!places_at(c, 2, 0, &places) || !divide(c, part, whole, places, &result))
        return NULL;
    return mkr_printf(c->f->arena, "%s%%", mkr_decimal_print(c->f->arena, result, places));
}

static const char *say_percent(call *c) {
    mkr_decimal part, whole;
    return number_at(c, 0, &part) && number_at(c, 1, &whole) ? percentage(c, part, whole) : NULL;
}

static const char *say_share(call *c) {
    mkr_decimal part, whole;
    if (!number_at(c, 0, &part) || !number_at(c, 1, &whole))
        return NULL;
    const char *percent = percentage(c, part, whole);
    if (!percent)
        return NULL;
    return mkr_printf(c->f->arena, "%s of %s (%s)", mkr_decimal_print(c->f->arena, part, part.places),
                      mkr_decimal_print(c->f->arena, whole, whole.places), percent);
}

/* ---- money */

static const struct {
    const char *unit, *suffix;
    uint8_t shift; /* powers of ten */
    uint8_t places; /* at most, when they are not given */
} units[] = {{"£", "", 0, 2}, {"£k", "k", 3, 0}, {"£m", "m", 6, 3}, {"£bn", "bn", 9, 3}};
enum { POUNDS, THOUSANDS, MILLIONS, BILLIONS };

static bool unit_at(call *c, int i, mkr_decimal pounds, size_t *out) {
    mkr_decimal million = {1000000, 0};
    *out = mkr_decimal_compare(mkr_decimal_abs(pounds), million) < 0 ? POUNDS : MILLIONS;
    if (i >= c->n)
        return true;
    const char *text = text_of(c, c->args[i]);
    for (*out = POUNDS; *out <= BILLIONS; ++*out)
        if (!strcmp(text, units[*out].unit))
            return true;
    return fault_about(c, text, "is not a unit; write £, £k, £m or £bn");
}

/* Without needless zeros: 0.400 is 0.4. Pounds have pence or none. */
static uint8_t places_needed(mkr_decimal d, size_t unit) {
    mkr_decimal least = mkr_decimal_round(d, units[unit].places);
    for (; least.places && least.units % 10 == 0; least.places--)
        least.units /= 10;
    return unit == POUNDS && least.places ? 2 : least.places;
}

static const char *say_money(call *c) {
    mkr_decimal d, part = {1, 0}, scaled;
    size_t unit;
    uint8_t places;
    if (!number_at(c, 0, &d) || !unit_at(c, 1, d, &unit))
        return NULL;
    part.places = units[unit].shift;
    if (!mkr_decimal_multiply(mkr_decimal_round(d, (uint8_t)(MOST_PLACES - part.places)), part, &scaled))
        return fault(c, "the amount is too large");
    if (!places_at(c, 2, places_needed(scaled, unit), &places))
        return NULL;
    const char *figure = mkr_decimal_print(c->f->arena, mkr_decimal_abs(scaled), places);
    bool negative = mkr_decimal_round(scaled, places).units < 0;
    return mkr_printf(c->f->arena, "%s£%s%s", negative ? "\u2212" : "", figure, units[unit].suffix);
}

/* ---- words */

static const char *say_plural(call *c) {
    mkr_decimal d;
    if (!number_at(c, 0, &d))
        return NULL;
    bool one = mkr_decimal_compare(mkr_decimal_abs(d), (mkr_decimal){1, 0}) == 0;
    return text_of(c, c->args[one ? 1 : 2]);
}

/* The nodes of an argument; NULL after a fault. */
static const xmlNodeSet *nodes_at(call *c, int i) {
    static const xmlNodeSet none;
    if (c->args[i]->type == XPATH_NODESET)
        return c->args[i]->nodesetval ? c->args[i]->nodesetval : &none;
    fault(c, "the argument is not a path");
    return NULL;
}

static const char *node_text(call *c, xmlNodePtr node) {
    xmlChar *value = xmlXPathCastNodeToString(node);
    if (!value)
        longjmp(c->f->full, 1);
    mkr_arena_defer(c->f->arena, release_text, value);
    return (const char *)value;
}

static const char *say_list(call *c) {
    const xmlNodeSet *nodes = nodes_at(c, 0);
    if (!nodes)
        return NULL;
    mkr_buffer b = mkr_buffer_new(c->f->arena);
    for (int i = 0; i < nodes->nodeNr; i++) {
        if (i)
            mkr_buffer_puts(&b, i + 1 < nodes->nodeNr ? ", " : " and ");
        mkr_buffer_puts(&b, node_text(c, nodes->nodeTab[i]));
    }
    return mkr_buffer_text(&b);
}

static const char *say_total(call *c) {
    const xmlNodeSet *nodes = nodes_at(c, 0);
    mkr_decimal sum = {0, 0}, d;
    if (!nodes)
        return NULL;
    for (int i = 0; i < nodes->nodeNr; i++) {
        if (!read_number(c, node_text(c, nodes->nodeTab[i]), &d))
            return NULL;
        if (!mkr_decimal_add(sum, d, &sum))
            return fault(c, "the sum is too large");
    }
    return mkr_expr_number(c->f->arena, sum);
}

/* ---- how libxml2 calls them */

static const struct function {
    const char *name;
    int least, most; /* arguments */
    const char *(*say)(call *c); /* NULL after a fault */
} functions[] = {
    {"words", 1, 1, say_words},   {"Words", 1, 1, say_capital_words}, {"ordinal", 1, 1, say_ordinal},
    {"figure", 1, 2, say_figure}, {"percent", 2, 3, say_percent},     {"share", 2, 3, say_share},
    {"money", 1, 3, say_money},   {"plural", 3, 3, say_plural},       {"list", 1, 1, say_list},
    {"total", 1, 1, say_total},
};
enum { FUNCTIONS = sizeof functions / sizeof *functions };

static bool arguments_fit(call *c, const struct function *f, int given) {
    if (given >= f->least && given <= f->most)
        return true;
    c->f->failed = true;
    if (f->least == f->most)
        snprintf(c->f->fault, sizeof c->f->fault, "%s() takes %d argument%s, not %d", f->name, f->least,
                 f->least == 1 ? "" : "s", given);
    else
        snprintf(c->f->fault, sizeof c->f->fault, "%s() takes %d to %d arguments, not %d", f->name, f->least,
                 f->most, given);
    return false;
}

static const char *run(xmlXPathParserContextPtr parser, call *c, const struct function *f, int given) {
    if (!arguments_fit(c, f, given))
        return NULL;
    c->n = given;
    for (int i = given; i-- > 0;) {
        c->args[i] = valuePop(parser);
        if (!c->args[i])
            return fault(c, "an argument is missing");
        mkr_arena_defer(c->f->arena, release_object, c->args[i]);
    }
    return f->say(c);
}

static void answer(xmlXPathParserContextPtr parser, int given) {
    mkr_functions *f = parser->context->userData;
    const char *name = (const char *)parser->context->function;
    size_t i = 0;
    while (i + 1 < FUNCTIONS && strcmp(functions[i].name, name) != 0)
        i++;
    call c = {.f = f, .name = functions[i].name};
    if (setjmp(f->full)) {
        fault(&c, "the result is too large");
        mkr_arena_reset(f->arena);
        xmlXPathErr(parser, XPATH_EXPR_ERROR);
        return;
    }
    const char *text = run(parser, &c, &functions[i], given);
    xmlXPathObjectPtr result = text ? xmlXPathNewCString(text) : NULL;
    mkr_arena_reset(f->arena);
    if (result)
        valuePush(parser, result);
    else
        xmlXPathErr(parser, XPATH_EXPR_ERROR);
}

static void release_functions(void *arena) {
    mkr_arena_free(arena);
}

mkr_functions *mkr_functions_new(mkr_arena *arena, xmlXPathContextPtr context) {
    mkr_functions *f = mkr_alloc(arena, sizeof *f);
    f->arena = mkr_arena_new(MOST_MEMORY, &f->full);
    if (!f->arena)
        return NULL;
    mkr_arena_defer(arena, release_functions, f->arena);
    context->userData = f;
    for (size_t i = 0; i < FUNCTIONS; i++)
        if (xmlXPathRegisterFunc(context, BAD_CAST functions[i].name, answer) != 0)
            return NULL;
    return f;
}

const char *mkr_functions_fault(mkr_functions *f) {
    bool failed = f->failed;
    f->failed = false;
    return failed ? f->fault : NULL;
}

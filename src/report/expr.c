/* expr.c - text value templates: {XPath} in text, over the data tree.
 *
 * The tree (expr_tree.c) is libxml2's own, made when the first expression is met; $period and $previous are
 * bound to the labels of the current and previous period, $movement to the sentence that says how ratings
 * have moved. What was made of a text is remembered, for the check of typed figures (claims.c). */
#include <string.h>

#include <libxml/xpathInternals.h>

#include "base/buffer.h"
#include "report/expr.h"

enum {
    MOST_STEPS = 20000000
}; /* of one document's XPath evaluation: bounds the time of a hostile expression */

struct mkr_expr {
    mkr_arena *arena;
    mkr_diag *diag;
    const mkr_sources *sources;
    xmlXPathContextPtr context;
    mkr_functions *functions;
    bool whole; /* the tree holds what few expressions look at */
    bool movement; /* $movement is bound */
    MKR_VEC(mkr_filled) filled;
    uint32_t *slots; /* hash of the texts' addresses: index + 1 */
    size_t n_slots; /* a power of two */
};

mkr_expr *mkr_expr_new(mkr_arena *arena, mkr_diag *diag, const mkr_sources *sources) {
    mkr_expr *e = mkr_alloc(arena, sizeof *e);
    e->arena = arena;
    e->diag = diag;
    e->sources = sources;
    return e;
}

static void release_text(void *text) {
    xmlFree(text);
}
static void release_context(void *context) {
    xmlXPathFreeContext(context);
}

/* libxml2 reports an unknown function twice: in the context, and through the process's generic handler, which
 * would print. */
static void hush(void *context, const char *message, ...) {
    (void)context;
    (void)message;
}

static void note_nothing(void *user, xmlErrorPtr error) {
    (void)user;
    (void)error; /* stays in context->lastError */
}

static const char *reason(const xmlError *error) {
    switch (error->code) {
    case XPATH_OP_LIMIT_EXCEEDED + XML_XPATH_EXPRESSION_OK:
        return "it takes too long";
    case XML_XPATH_UNKNOWN_FUNC_ERROR:
        return "unknown function";
    case XML_XPATH_UNDEF_VARIABLE_ERROR:
        return "unknown variable";
    case XML_XPATH_INVALID_ARITY:
        return "wrong number of arguments";
    case XML_XPATH_UNDEF_PREFIX_ERROR:
        return "unknown prefix";
    default:
        return "not XPath 1.0";
    }
}

static void bind(const mkr_expr *e, const char *name, const char *text) {
    xmlXPathRegisterVariable(e->context, BAD_CAST name, xmlXPathNewCString(text));
}

static void bind_periods(const mkr_expr *e) {
    const mkr_data *data = e->sources->data;
    mkr_period previous;
    bind(e, "period", data ? mkr_period_print(e->arena, data->periods[data->current]) : "");
    bool any = data && mkr_expr_previous(data, &previous);
    bind(e, "previous", any ? mkr_period_print(e->arena, previous) : "");
}

static void bind_movement(mkr_expr *e) {
    const mkr_sources *s = e->sources;
    bind(e, "movement", s->data ? mkr_movement_sentence(e->arena, s->style, s->data) : "");
    e->movement = true;
}

static bool open_tree(mkr_expr *e) {
    xmlDocPtr doc = mkr_expr_tree(e->arena, e->sources, e->whole);
    e->context = doc ? xmlXPathNewContext(doc) : NULL;
    if (!e->context)
        return false;
    mkr_arena_defer(e->arena, release_context, e->context);
    e->context->node = xmlDocGetRootElement(doc);
    e->context->error = note_nothing;
    e->context->opLimit = MOST_STEPS;
    e->functions = mkr_functions_new(e->arena, e->context);
    e->movement = false;
    bind_periods(e);
    return e->functions != NULL;
}

/* Does an expression name this, other than as a variable? */
static bool names(const char *source, const char *word) {
    for (const char *p = source; (p = strstr(p, word)); p++)
        if (p == source || p[-1] != '$')
            return true;
    return false;
}

/* Could an expression see what only the whole tree has? Most count indicators, and a long report has a
 * hundred thousand values. */
static bool sees_more(const char *source) {
    static const char *const signs[] = {"value", "comparator", "movement",    "change", "table",     "row",
                                        "node(", "//@",        "attribute::", "*",      "descendant"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (names(source, signs[i]))
            return true;
    return false;
}

/* Add the string value of a result. Numbers are printed by us: libxml2 turns to exponents at 10^9, which
 * XPath 1.0 (4.2) does not have, and asks the locale for the decimal point. */
static bool put_result(mkr_expr *e, xmlXPathObjectPtr result, mkr_buffer *out) {
    mkr_decimal d;
    if (result->type == XPATH_NUMBER) {
        if (!mkr_decimal_from_double(result->floatval, &d))
            return false;
        mkr_buffer_puts(out, mkr_expr_number(e->arena, d));
        return true;
    }
    mkr_arena *guard = mkr_arena_child(e->arena); /* the text is freed however we leave */
    xmlChar *text = xmlXPathCastToString(result);
    if (text) {
        mkr_arena_defer(guard, release_text, text);
        mkr_buffer_puts(out, (char *)text);
    }
    mkr_arena_free(guard);
    return text != NULL;
}

static void release_object(void *object) {
    xmlXPathFreeObject(object);
}

static bool complain(mkr_expr *e, const char *source, mkr_where where) {
    const char *why = mkr_functions_fault(e->functions);
    return mkr_say(e->diag, MKR_E_EXPRESSION, where, "{%s}: %s", source,
                   why ? why : reason(&e->context->lastError));
}

static bool evaluate(mkr_expr *e, const char *source, mkr_where where, mkr_buffer *out) {
    if (!e->sources->data && !e->sources->n_tables)
        return mkr_say(e->diag, MKR_E_NO_DATA, where, "{%s}", source);
    if (!e->whole && sees_more(source)) { /* begin again with the larger tree */
        e->whole = true;
        e->context = NULL;
    }
    if (!e->context && !open_tree(e))
        return mkr_say(e->diag, MKR_E_NO_MEMORY, where, NULL);
    if (!e->movement && strstr(source, "$movement"))
        bind_movement(e);
    xmlGenericErrorFunc handler = xmlGenericError;
    void *handler_context = xmlGenericErrorContext;
    xmlSetGenericErrorFunc(NULL, hush);
    xmlResetError(&e->context->lastError);
    xmlXPathObjectPtr result = xmlXPathEvalExpression(BAD_CAST source, e->context);
    xmlSetGenericErrorFunc(handler_context, handler);
    if (!result)
        return complain(e, source, where);
    mkr_arena *guard = mkr_arena_child(e->arena);
    mkr_arena_defer(guard, release_object, result);
    bool ok = put_result(e, result, out);
    mkr_arena_free(guard);
    return ok || mkr_say(e->diag, MKR_E_EXPRESSION, where, "{%s}: the result is not a number", source);
}

/* Index of the '}' that ends the expression at text[from], quotes respected; 0 when there is none. */
static size_t expression_end(const char *text, size_t from) {
    char quote = '\0';
    for (size_t i = from; text[i]; i++) {
        if (quote)
            quote = text[i] == quote ? '\0' : quote;
        else if (text[i] == '"' || text[i] == '\'')
            quote = text[i];
        else if (text[i] == '}')
            return i;
    }
    return 0;
}

/* ---- what was filled in */

static uint32_t *slot_of(const mkr_expr *e, const char *text) {
    size_t i = ((uintptr_t)text >> 4) * 0x9E3779B1u & (e->n_slots - 1);
    while (e->slots[i] && e->filled.at[e->slots[i] - 1].source != text)
        i = (i + 1) & (e->n_slots - 1);
    return &e->slots[i];
}

static void remember(mkr_expr *e, mkr_filled filled) {
    *MKR_PUSH(e->arena, &e->filled) = filled;
    if (e->filled.n * 2 > e->n_slots) {
        e->n_slots = e->n_slots ? e->n_slots * 2 : 64;
        e->slots = mkr_alloc_array(e->arena, e->n_slots, sizeof *e->slots);
        for (size_t i = 0; i + 1 < e->filled.n; i++)
            *slot_of(e, e->filled.at[i].source) = (uint32_t)i + 1;
    }
    *slot_of(e, filled.source) = (uint32_t)e->filled.n;
}

mkr_filled mkr_expr_filled(const mkr_expr *e, const char *text) {
    if (!text[strcspn(text, "{}")])
        return (mkr_filled){.source = text, .text = text};
    uint32_t slot = e->n_slots ? *slot_of(e, text) : 0;
    return slot ? e->filled.at[slot - 1] : (mkr_filled){.source = text};
}

/* ---- filling in */

typedef struct filler {
    mkr_expr *e;
    const char *source;
    mkr_buffer out;
    MKR_VEC(mkr_seam) seams;
    size_t reached; /* the place of source[reached] is `where` */
    mkr_where where;
} filler;

/* The place of source[offset]; offsets are asked for in ascending order. */
static mkr_where place_of(filler *f, size_t offset) {
    for (; f->reached < offset; f->reached++) {
        char c = f->source[f->reached];
        if (c == '\n') {
            f->where.line++;
            f->where.col = 1;
        } else if (((unsigned char)c & 0xC0) != 0x80) {
            f->where.col++;
        }
    }
    return f->where;
}

static void add_seam(filler *f, size_t source) {
    *MKR_PUSH(f->e->arena, &f->seams) = (mkr_seam){(uint32_t)source, (uint32_t)f->out.n};
}

/* False after a message from which there is no going on. */
static bool fill(filler *f, bool *ok) {
    const char *text = f->source;
    for (size_t i = 0; text[i]; i++) {
        if ((text[i] == '{' || text[i] == '}') && text[i + 1] == text[i]) {
            mkr_buffer_putc(&f->out, text[i++]);
            add_seam(f, i + 1);
        } else if (text[i] == '{') {
            size_t end = expression_end(text, i + 1);
            mkr_where at = place_of(f, i);
            if (!end)
                return mkr_say(f->e->diag, MKR_E_BRACE, at, "\"{\" is not closed");
            add_seam(f, i);
            *ok &= evaluate(f->e, mkr_strndup(f->e->arena, text + i + 1, end - i - 1), at, &f->out);
            add_seam(f, end + 1);
            i = end;
        } else if (text[i] == '}') {
            return mkr_say(f->e->diag, MKR_E_BRACE, place_of(f, i), "\"}\" without \"{\"");
        } else {
            mkr_buffer_putc(&f->out, text[i]);
        }
    }
    return true;
}

const char *mkr_expr_fill(mkr_expr *e, const char *text, mkr_where where) {
    if (!text[strcspn(text, "{}")])
        return text;
    bool ok = true;
    filler f = {.e = e, .source = text, .out = mkr_buffer_new(e->arena), .where = where};
    if (!fill(&f, &ok) || !ok)
        return NULL;
    const char *filled = mkr_buffer_text(&f.out);
    remember(e, (mkr_filled){text, filled, f.seams.at, f.seams.n});
    return filled;
}

/* content.c - walk content streams operator by operator.
 *
 * Two questions at each operator: may it stand here (figure 9 of ISO 32000-1), and has it the operands it
 * needs. What it then paints or marks is asked in paint.c and marks.c. */
#include "content.h"

#include <stdlib.h>

#include "colour.h"
#include "walk.h"

static void save(stream_walk *w) {
    if (w->n_saved < NESTING_KEPT)
        w->saved[w->n_saved] = w->now;
    if (++w->n_saved == NESTING_MAX + 1)
        fail_at(w->c->d->rep, R_A_6_1_13_8, here(w));
}

static void restore(stream_walk *w) {
    if (!w->n_saved) {
        fail(w->c->d->rep, R_B_8_4_2_1, here(w), "Q without q");
        return;
    }
    if (--w->n_saved < NESTING_KEPT)
        w->now = w->saved[w->n_saved];
}

/* Figure 9: what may stand inside a text object and inside a path. */
static bool may_stand(const stream_walk *w, op_group group) {
    if (group == GROUP_ANY)
        return true;
    if (w->in_path)
        return group == GROUP_BUILD || group == GROUP_CLIP || group == GROUP_PAINT;
    if (w->in_text)
        return group == GROUP_SHOW || group == GROUP_MOVE || group == GROUP_STATE || group == GROUP_MARK ||
               group == GROUP_BEGIN_TEXT || group == GROUP_END_TEXT;
    return group != GROUP_CLIP && group != GROUP_PAINT;
}

static void check_position(stream_walk *w, op_code op, op_group group) {
    report *rep = w->c->d->rep;
    if ((group == GROUP_SHOW || group == GROUP_MOVE) && !w->in_text)
        fail(rep, R_B_9_4_1_2, here(w), "%.*s", (int)w->x.word_n, w->x.word);
    else if (!may_stand(w, group))
        fail(rep, R_B_8_2_1, here(w), "%.*s in a %s", (int)w->x.word_n, w->x.word,
             w->in_path   ? "path"
             : w->in_text ? "text object"
                          : "page without a path");
    if ((op == OP_BT && w->in_text) || (op == OP_ET && !w->in_text))
        fail(rep, R_B_9_4_1_1, here(w), "%s", op == OP_BT ? "BT in a text object" : "ET without BT");
}

static void execute_page(stream_walk *w, op_code op) {
    switch (op) {
    case OP_q:
        save(w);
        break;
    case OP_Q:
        restore(w);
        break;
    case OP_Do:
        paint_xobject(w);
        break;
    case OP_sh:
        paint_shading(w, &w->x.stack[0]);
        break;
    default:
        break;
    }
}

static void execute(stream_walk *w, op_code op, op_group group) {
    switch (group) {
    case GROUP_BUILD:
        w->in_path = true;
        break;
    case GROUP_PAINT:
        w->in_path = false;
        paint_path(w, op);
        break;
    case GROUP_BEGIN_TEXT:
    case GROUP_END_TEXT:
        w->in_text = group == GROUP_BEGIN_TEXT;
        start_label(w);
        break;
    case GROUP_MOVE:
        start_label(w);
        break;
    case GROUP_SHOW:
        if (op == OP_quote || op == OP_quotes)
            start_label(w);
        show_text(w, &w->x.stack[w->x.n - 1]);
        break;
    case GROUP_STATE:
        set_state(w, op);
        break;
    case GROUP_PAGE:
        execute_page(w, op);
        break;
    case GROUP_MARK:
        if (op == OP_BMC || op == OP_BDC)
            open_mark(w, op);
        else if (op == OP_EMC)
            close_mark(w);
        break;
    default:
        break;
    }
}

static void step(stream_walk *w) {
    op_code op = op_find(w->x.word, w->x.word_n);
    if (lex_word_is(&w->x, "ID")) {
        paint_inline_image(w);
        return;
    }
    if (op == OP_NONE) {
        fail(w->c->d->rep, R_A_6_2_2_1, here(w), "%.*s", w->x.word_n < 20 ? (int)w->x.word_n : 20, w->x.word);
        return;
    }
    op_group group = op_group_of(op);
    check_position(w, op, group);
    if (op_operands_fit(op, w->x.stack, w->x.n))
        execute(w, op, group);
    else
        fail(w->c->d->rep, R_B_7_8_2_2, here(w), "%.*s", (int)w->x.word_n, w->x.word);
}

static void check_end(stream_walk *w) {
    report *rep = w->c->d->rep;
    if (w->x.errors || w->x.n)
        fail(rep, R_B_7_8_2_1, here(w),
             w->x.errors ? "brackets or bytes that do not fit" : "operands are left over");
    if (w->n_saved)
        fail(rep, R_B_8_4_2_1, here(w), "%zu q without Q", w->n_saved);
    if (w->in_text)
        fail(rep, R_B_9_4_1_1, here(w), "BT without ET");
    if (w->in_path)
        fail(rep, R_B_8_2_1, here(w), "a path that is not painted");
    close_open_marks(w);
}

void run_stream(content *c, const cos *owner, const cos *resources, const uint8_t *bytes, size_t n,
                size_t form, const graphics *start) {
    stream_walk *w = calloc(1, sizeof *w);
    if (!w)
        abort();
    w->c = c;
    w->owner = owner;
    w->resources = resources;
    w->form = form;
    w->now = *start;
    w->first_mark = c->n_marks;
    c->seen->nested++;
    lex_open(&w->x, bytes, n, &w->mem);
    while (lex_next(&w->x)) {
        step(w);
        lex_drop(&w->x);
        arena_reset(&w->mem);
    }
    check_end(w);
    c->seen->nested--;
    lex_close(&w->x);
    arena_free(&w->mem);
    free(w);
}

static const graphics initial = {.fill = DEVICE_GRAY, .stroke = DEVICE_GRAY};
static const graphics inherited = {.fill = 0, .stroke = 0}; /* it counts where it is used */

void content_start(doc *d) {
    d->seen = arena_array(&d->mem, 1, sizeof *d->seen);
}

void content_free(doc *d) {
    if (!d->seen)
        return;
    map_free(&d->seen->form_of);
    map_free(&d->seen->untagged);
    free(d->seen->forms);
}

void check_untagged_stream(doc *d, const cos *stream, size_t page, bool own_colour) {
    bool fresh;
    map_put(&d->seen->untagged, cos_identity(stream), 0, 0, &fresh);
    if (!fresh)
        return;
    if (d->seen->nested >= FORM_DEPTH) {
        fail_at(d->rep, R_B_8_10_1_1, on_page(page, stream));
        return;
    }
    size_t n;
    content c = {.d = d, .page = page, .seen = d->seen};
    uint8_t *bytes = doc_stream(d, stream, &n);
    if (bytes)
        run_stream(&c, stream, cos_get(stream, "Resources"), bytes, n, 0, own_colour ? &initial : &inherited);
    free(bytes);
    free(c.marks);
}

/* The streams of Contents, joined by line ends as a reader joins them (7.8.2). */
static uint8_t *page_bytes(doc *d, const cos *contents, size_t *n) {
    uint8_t *all = NULL;
    *n = 0;
    for (size_t i = 0; i < cos_list_count(contents); i++) {
        size_t more;
        uint8_t *part = doc_stream(d, cos_list_at(contents, i), &more);
        uint8_t *longer = part ? realloc(all, *n + more + 1) : NULL;
        if (longer) {
            memcpy(longer + *n, part, more);
            *n += more;
            longer[(*n)++] = '\n';
            all = longer;
        }
        free(part);
    }
    return all;
}

static void check_page(doc *d, size_t number) {
    const page_info *p = &d->pages[number - 1];
    content c = {.d = d, .page = number, .tagging = true, .seen = d->seen};
    size_t n;
    uint8_t *bytes = page_bytes(d, cos_get(p->object, "Contents"), &n);
    const cos *group = cos_get(cos_get(p->object, "Group"), "CS");
    tree_claim(d, p->object, "StructParents", number);
    colour_use(d, colour_space(d, group, p->resources), number);
    if (bytes)
        run_stream(&c, p->object, p->resources, bytes, n, 0, &initial);
    if (bytes && p->inherits_resources && cos_pairs(p->resources))
        fail(d->rep, R_A_6_2_2_2, at_page(number), "the page has no Resources of its own");
    free(bytes);
    free(c.marks);
}

void check_pages(doc *d) {
    for (size_t i = 1; i <= d->n_pages; i++)
        check_page(d, i);
}

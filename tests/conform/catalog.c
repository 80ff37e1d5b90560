/* catalog.c - rules on the catalog, the pages as such, output intents, bookmarks and optional content. */
#include <stdlib.h>

#include "checks.h"
#include "colour.h"

/* ---- bookmarks: 7.2-2 ---- */

static void check_outlines(doc *d) {
    const cos **stack = NULL;
    size_t n = 0, cap = 0;
    map seen = {0};
    stack = grow(stack, n, &cap, sizeof *stack);
    stack[n++] = cos_get(cos_get(d->root, "Outlines"), "First");
    while (n) {
        const cos *item = stack[--n];
        bool fresh;
        if (item->type != COS_DICT)
            continue;
        map_put(&seen, cos_identity(item), 0, 0, &fresh);
        if (!fresh) {
            fail_at(d->rep, R_B_12_3_3_1, at_object(item));
            continue;
        }
        if (!d->has_lang)
            fail_at(d->rep, R_7_2_2, at_object(item));
        const cos *to = cos_get(item, "Dest"), *action = cos_get(item, "A");
        if (!cos_is_null(to) && !destination_exists(d, to))
            fail(d->rep, R_B_12_5_6_5, at_object(item), "a bookmark");
        check_action(d, action, item);
        const char *const next[2] = {"Next", "First"};
        for (size_t i = 0; i < 2; i++) {
            stack = grow(stack, n, &cap, sizeof *stack);
            stack[n++] = cos_get(item, next[i]);
        }
    }
    map_free(&seen);
    free(stack);
}

/* ---- optional content: 7.10 ---- */

static void check_configuration(doc *d, const cos *config, map *names) {
    const cos *name = cos_get(config, "Name");
    bool fresh = true;
    if (config->type != COS_DICT)
        return;
    if (!cos_has_text(name))
        fail_at(d->rep, R_7_10_1, at_object(config));
    else
        map_put(names, hash_bytes(name->u.s, name->n), name->n, 0, &fresh);
    if (!fresh)
        fail_at(d->rep, R_A_6_9_2, at_object(config));
    if (cos_has(config, "AS"))
        fail_at(d->rep, R_7_10_2, at_object(config));
}

static void check_optional_content(doc *d) {
    const cos *properties = cos_get(d->root, "OCProperties"), *configs = cos_get(properties, "Configs");
    map names = {0};
    check_configuration(d, cos_get(properties, "D"), &names);
    for (size_t i = 0; i < cos_count(configs); i++)
        check_configuration(d, cos_at(configs, i), &names);
    map_free(&names);
}

/* ---- output intents: ISO 19005-2, 6.2.3 ---- */

static void check_output_intents(doc *d) {
    const cos *intents = cos_get(d->root, "OutputIntents"), *first = NULL;
    for (size_t i = 0; i < cos_count(intents); i++) {
        const cos *intent = cos_at(intents, i), *profile = cos_get(intent, "DestOutputProfile");
        bool pdfa = cos_is(cos_get(intent, "S"), "GTS_PDFA1");
        if (!profile->stream) {
            if (pdfa && !cos_has_text(cos_get(intent, "OutputConditionIdentifier")))
                fail_at(d->rep, R_A_6_2_3_3, at_object(intent));
            continue;
        }
        if (first && first != profile)
            fail_at(d->rep, R_A_6_2_3_2, at_object(intent));
        first = profile;
        unsigned space = icc_check(d, profile, R_A_6_2_3_1, true);
        if (pdfa)
            d->intent = space;
    }
}

/* ---- pages ---- */

static bool size_is_sane(const rect *r) {
    double w = r->x1 - r->x0, h = r->y1 - r->y0;
    return w >= 3 && h >= 3 && w <= 14400 && h <= 14400;
}

static bool inside(const rect *inner, const rect *outer) {
    const double slack = 0.01;
    return inner->x0 >= outer->x0 - slack && inner->y0 >= outer->y0 - slack &&
           inner->x1 <= outer->x1 + slack && inner->y1 <= outer->y1 + slack;
}

static void check_boxes(doc *d, const page_info *p, size_t number) {
    static const char *const keys[] = {"CropBox", "BleedBox", "TrimBox", "ArtBox"};
    rect box;
    if (!p->has_media)
        fail(d->rep, R_B_7_7_3_2, at_page(number), "MediaBox");
    else if (!size_is_sane(&p->media))
        fail(d->rep, R_A_6_1_13_11, at_page(number), "MediaBox");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const cos *v = cos_get(p->object, keys[i]);
        if (cos_is_null(v))
            continue;
        if (!cos_rect(v, &box) || !size_is_sane(&box))
            fail(d->rep, R_A_6_1_13_11, at_page(number), "%s", keys[i]);
        else if (p->has_media && !inside(&box, &p->media))
            fail(d->rep, R_B_7_7_3_2, at_page(number), "%s", keys[i]);
    }
}

static void check_page_dictionaries(doc *d) {
    for (size_t i = 0; i < d->n_pages; i++) {
        const page_info *p = &d->pages[i];
        check_boxes(d, p, i + 1);
        if (cos_has(p->object, "AA"))
            fail_at(d->rep, R_A_6_5_2_2, at_page(i + 1));
        if (cos_has(p->object, "PresSteps"))
            fail_at(d->rep, R_A_6_10_2, at_page(i + 1));
    }
}

/* ---- the catalog itself ---- */

static void check_permissions(doc *d) {
    const cos *perms = cos_get(d->root, "Perms");
    for (size_t i = 0; i < cos_pairs(perms); i++)
        if (!cos_is(cos_key(perms, i), "UR3") && !cos_is(cos_key(perms, i), "DocMDP"))
            fail_at(d->rep, R_A_6_1_12_1, at_object(perms));
}

void check_catalog(doc *d) {
    const cos *root = d->root, *mark_info = cos_get(root, "MarkInfo"), *lang = cos_get(root, "Lang");
    if (!cos_true(cos_get(mark_info, "Marked")))
        fail_at(d->rep, R_6_2_1, NOWHERE);
    if (cos_true(cos_get(mark_info, "Suspects")))
        fail_at(d->rep, R_7_1_4, NOWHERE);
    if (!cos_true(cos_get(cos_get(root, "ViewerPreferences"), "DisplayDocTitle")))
        fail_at(d->rep, R_7_1_10, NOWHERE);
    if (lang->type == COS_STRING && !is_language_tag(lang))
        fail(d->rep, R_7_2_29, NOWHERE, "%.*s", lang->n < 60 ? (int)lang->n : 60, lang->u.s);
    if (cos_true(cos_get(root, "NeedsRendering")))
        fail_at(d->rep, R_A_6_4_2_2, NOWHERE);
    if (cos_has(root, "AA"))
        fail_at(d->rep, R_A_6_5_2_1, NOWHERE);
    if (cos_has(cos_get(root, "Names"), "AlternatePresentations"))
        fail_at(d->rep, R_A_6_10_1, NOWHERE);
    if (cos_has(root, "Requirements"))
        fail_at(d->rep, R_A_6_11_1, NOWHERE);
    check_permissions(d);
    check_output_intents(d);
    check_outlines(d);
    check_optional_content(d);
    check_page_dictionaries(d);
}

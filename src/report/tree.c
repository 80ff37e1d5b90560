/* tree.c - elements in one array, linked by index. */
#include "report/tree.h"

static const char *const names[MKR_TAGS] = {
    [MKR_CONTENT] = "-",
    [MKR_DOCUMENT] = "Document",
    [MKR_PART] = "Part",
    [MKR_SECT] = "Sect",
    [MKR_DIV] = "Div",
    [MKR_H1] = "H1",
    [MKR_H2] = "H2",
    [MKR_H3] = "H3",
    [MKR_H4] = "H4",
    [MKR_H5] = "H5",
    [MKR_H6] = "H6",
    [MKR_P] = "P",
    [MKR_L] = "L",
    [MKR_LI] = "LI",
    [MKR_LBL] = "Lbl",
    [MKR_LBODY] = "LBody",
    [MKR_TABLE] = "Table",
    [MKR_CAPTION] = "Caption",
    [MKR_THEAD] = "THead",
    [MKR_TBODY] = "TBody",
    [MKR_TR] = "TR",
    [MKR_TH] = "TH",
    [MKR_TD] = "TD",
    [MKR_FIGURE] = "Figure",
    [MKR_NOTE] = "Note",
    [MKR_LINK] = "Link",
    [MKR_SPAN] = "Span",
    [MKR_BLOCKQUOTE] = "BlockQuote",
    [MKR_REFERENCE] = "Reference",
    [MKR_TOC] = "TOC",
    [MKR_TOCI] = "TOCI",
};

const char *mkr_tag_name(mkr_tag tag) {
    return names[tag];
}

mkr_tree *mkr_tree_new(mkr_arena *arena) {
    mkr_tree *tree = mkr_alloc(arena, sizeof *tree);
    tree->arena = arena;
    (void)MKR_PUSH(arena, &tree->elems);
    MKR_PUSH(arena, &tree->elems)->tag = MKR_DOCUMENT;
    return tree;
}

uint32_t mkr_tree_add(mkr_tree *tree, uint32_t parent, mkr_tag tag) {
    uint32_t index = (uint32_t)tree->elems.n;
    mkr_elem *e = MKR_PUSH(tree->arena, &tree->elems);
    e->tag = (uint8_t)tag;
    e->parent = parent;
    mkr_elem *up = &tree->elems.at[parent];
    if (up->last)
        tree->elems.at[up->last].next = index;
    else
        up->first = index;
    up->last = index;
    return index;
}

uint32_t mkr_tree_insert(mkr_tree *tree, uint32_t parent, uint32_t before, mkr_tag tag) {
    mkr_elem *up = &tree->elems.at[parent];
    if (up->last == before)
        return mkr_tree_add(tree, parent, tag);
    uint32_t index = (uint32_t)tree->elems.n, after = before ? tree->elems.at[before].next : up->first;
    *MKR_PUSH(tree->arena, &tree->elems) = (mkr_elem){.tag = (uint8_t)tag, .parent = parent, .next = after};
    if (before)
        tree->elems.at[before].next = index;
    else
        tree->elems.at[parent].first = index;
    return index;
}

mkr_elem *mkr_tree_at(const mkr_tree *tree, uint32_t index) {
    return &tree->elems.at[index];
}

mkr_elem_more *mkr_tree_more(mkr_tree *tree, uint32_t index) {
    mkr_elem *e = &tree->elems.at[index];
    if (!e->more)
        e->more = mkr_alloc(tree->arena, sizeof *e->more);
    return e->more;
}

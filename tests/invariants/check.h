/* check.h - what must hold of every document that has been laid out. */
#ifndef INVARIANTS_CHECK_H
#define INVARIANTS_CHECK_H

#include "document.h"
#include "layout/layout.h"

/* Compare pages with the document they were made from. Prints one line for each fault, which begins with
 * `name`, and returns how many there were. *read: what a screen reader must read, without white space. */
size_t check_layout(mkr_arena *arena, const char *name, const mkr_document *doc, const mkr_pages *pages,
                    const document_texts *texts, const char **read);

#endif

/* content.h - content streams: what they paint must be tagged or an artifact, and well-formed. */
#ifndef CONFORM_CONTENT_H
#define CONFORM_CONTENT_H

#include "tree.h"

/* What one walk must remember for the next; start it before, free it after. */
void content_start(doc *d);
void content_free(doc *d);
/* Every page; marks what it meets in the tree and notes what it shows in the fonts. */
void check_pages(doc *d);
/* A stream that is not part of the page's own content (an appearance, a pattern, a Type 3 glyph): syntax,
 * colours and fonts are checked, tagging is not; and each stream only once. own_colour: it begins with black,
 * not with the colour of what uses it. */
void check_untagged_stream(doc *d, const cos *stream, size_t page, bool own_colour);

#endif

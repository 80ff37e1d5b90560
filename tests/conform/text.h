/* text.h - the text of a document as a reader hears it. */
#ifndef CONFORM_TEXT_H
#define CONFORM_TEXT_H

#include <stdio.h>

#include "tree.h"

/* Prints the text in the order of the structure tree, after the content has been read with d->keep_text.
 * False when it is more than any reader wants, or cannot be written. */
bool text_print(doc *d, FILE *out);

#endif

/* checks.h - the groups of rules that need nothing but an open document. */
#ifndef CONFORM_CHECKS_H
#define CONFORM_CHECKS_H

#include "tree.h"

void check_file(doc *d); /* file.c: the bytes, outside the objects */
void check_metadata(doc *d); /* xmp.c; sets d->part */
void check_catalog(doc *d); /* catalog.c; sets d->intent */
void check_objects(doc *d); /* objects.c: rules on any object, wherever it is */
void check_annotations(doc *d); /* annot.c: annotations and form fields */

/* actions.c: an action, those that follow it, and where it leads. */
void check_action(doc *d, const cos *action, const cos *owner);
/* True when a destination leads to a page or element of this file. */
bool destination_exists(const doc *d, const cos *destination);

#endif

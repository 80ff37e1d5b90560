/* embedded.h - embedded files: collected while every object is passed, checked when all have been seen. */
#ifndef CONFORM_EMBEDDED_H
#define CONFORM_EMBEDDED_H

#include "doc.h"

typedef struct embedded {
    const cos **specs; /* file specifications with an embedded file */
    size_t n_specs, cap_specs;
    map associated; /* those that some AF names */
    map seen; /* streams looked into, nodes of the name tree */
} embedded;

/* Any dictionary, which may be a file specification or have AF. */
void embedded_collect(embedded *e, const cos *dictionary);

/* Checks and frees what was collected. */
void embedded_check(embedded *e, doc *d);

#endif

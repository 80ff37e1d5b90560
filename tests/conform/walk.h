/* walk.h - what the parts of the content walk share: content.c (operators), marks.c, paint.c.
 *
 * A form XObject is walked once, however often it is painted; later paints only ask whether it depends on the
 * marks around it. So the work is bounded by the size of the file, not by what it repeats. */
#ifndef CONFORM_WALK_H
#define CONFORM_WALK_H

#include "font.h"
#include "operators.h"
#include "tree.h"

#define FORM_DEPTH 20 /* of forms, patterns and glyph procedures in one another */
#define NESTING_MAX 28 /* of q and Q, ISO 19005-2, 6.1.13 */
#define NESTING_KEPT 1024

typedef struct graphics {
    font *font;
    bool has_font;
    int64_t text_mode;
    unsigned fill, stroke; /* device spaces */
} graphics;

typedef struct mark {
    const elem *holder; /* the nearest element around */
    bool tagged, artifact, has_lang, spoken;
    bool in_text; /* opened inside a text object */
    buffer *text; /* where what is shown goes, NULL: nowhere */
    bool labels; /* a figure: what is placed by itself there is a text by itself */
    bool painted; /* something was painted directly in it */
} mark;

/* What a form XObject does with the marks around it. */
typedef struct form_uses {
    bool open, needs_mark, tags, artifacts;
} form_uses;

/* What is shared by all streams of a file. */
typedef struct seen seen;
struct seen {
    map form_of; /* (stream, with tagging or without) -> index in forms */
    form_uses *forms;
    size_t n_forms, cap_forms;
    map untagged; /* streams already looked into without tagging */
    unsigned nested;
    size_t transparent_page; /* the last one reported */
};

typedef struct content {
    doc *d;
    size_t page;
    bool tagging;
    seen *seen;
    mark *marks;
    size_t n_marks, cap_marks;
} content;

/* One stream being walked. */
typedef struct stream_walk {
    content *c;
    const cos *owner, *resources; /* owner: the page or form whose MCIDs these are */
    size_t form; /* 1 + index of the form, 0: the page itself */
    graphics now, saved[NESTING_KEPT];
    size_t n_saved;
    bool in_text, in_path;
    size_t first_mark;
    lex x;
    arena mem;
} stream_walk;

/* marks.c */
place here(const stream_walk *w);
const mark *innermost(const content *c);
void push_mark(content *c, mark m);
void open_mark(stream_walk *w, op_code op);
void close_mark(stream_walk *w);
/* At the end of a stream: what is still open marks nothing. */
void close_open_marks(stream_walk *w);
/* What is shown next is placed anew: the next label of a figure. */
void start_label(stream_walk *w);
/* Something is painted: it must be tagged or an artifact. */
void paint(stream_walk *w, const char *what);

/* paint.c */
/* A named resource; null after a report. */
const cos *resource(stream_walk *w, const char *category, const cos *name);
void paint_path(stream_walk *w, op_code op);
void show_text(stream_walk *w, const cos *string_or_array);
void paint_shading(stream_walk *w, const cos *name);
void paint_xobject(stream_walk *w);
void paint_inline_image(stream_walk *w); /* at ID, with the keys and values as operands */
void set_state(stream_walk *w, op_code op); /* operators of the group STATE */

/* content.c: one stream. form is 1 + its index, 0 for what is not a form. */
void run_stream(content *c, const cos *owner, const cos *resources, const uint8_t *bytes, size_t n,
                size_t form, const graphics *start);

#endif

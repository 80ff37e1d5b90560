/* document.c - write random reports.
 *
 * A report is a row of parts, each made from a seed of its own: leaving one out does not change the others.
 * Every piece of text begins with a word that no other piece has, so that it can be found again. */
#define _POSIX_C_SOURCE 200809L
#include "document.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "../bench/words.h"

enum { DEEPEST = 5, MOST_ROWS = 40 };

typedef struct writer {
    FILE *f;
    const document_plan *plan;
    document_texts *texts;
    unsigned serial; /* of the next piece of text */
    unsigned part;
    unsigned targets; /* references may lead to t0, t1 ... */
    bool in_table, in_appendix;
} writer;

static bool has(const writer *w, feature f) {
    return (w->plan->features & f) != 0;
}

static bool sometimes(const writer *w, feature f, size_t one_in) {
    return below(one_in) == 0 && has(w, f);
}

static void put(writer *w, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void put(writer *w, const char *format, ...) {
    va_list args;
    va_start(args, format);
    vfprintf(w->f, format, args);
    va_end(args);
}

/* ---- pieces of text */

static void add(char ***list, size_t *n, char *text) {
    *list = realloc(*list, (*n + 1) * sizeof **list);
    if (!*list)
        abort();
    (*list)[(*n)++] = text;
}

/* Remember a text as the document says it, without white space. */
static void remember(writer *w, const char *text, bool in_order) {
    char *copy = malloc(strlen(text) + 1), *to = copy;
    if (!copy)
        abort();
    for (const char *p = text; *p; p++)
        if (*p == '\xC2' && (p[1] == '\xA0' || p[1] == '\xAD'))
            p++; /* no-break space, soft hyphen */
        else if (*p != ' ')
            *to++ = *p;
    *to = '\0';
    if (in_order)
        add(&w->texts->in_order, &w->texts->n_in_order, copy);
    else
        add(&w->texts->anywhere, &w->texts->n_anywhere, copy);
}

static const char *odd_word(const writer *w) {
    static const char *const words[] = {"Llŷn",
                                        "dŵr",
                                        "O’Brien",
                                        "“quoted”",
                                        "£1,234.56",
                                        "−0.4",
                                        "Q2\xC2\xA0"
                                        "2024",
                                        "A & B",
                                        "x < y",
                                        "naïve",
                                        "resi\xC2\xAD"
                                        "dents",
                                        "½",
                                        "e\xCC\x81"
                                        "lan",
                                        "3–4",
                                        "12%"};
    static const char *const long_words[] = {
        "https://www.example.gov.uk/a/very/long/address/of/a/page?id=1234567890",
        "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch", "co-operation-with-everybody-everywhere"};
    return below(4) || (w->in_table && !has(w, FEATURE_LONG)) ? PICK(words) : PICK(long_words);
}

/* A piece of n words. */
static char *make_text(writer *w, int n) {
    char *text;
    if (w->plan->words && n > w->plan->words)
        n = w->plan->words;
    size_t size;
    FILE *f = open_memstream(&text, &size);
    if (!f)
        abort();
    fprintf(f, "u%uv", w->serial++);
    if (n > 1)
        putc(' ', f);
    for (int i = 1; i < n;) {
        int words = n - i < 12 ? n - i : between(6, 12);
        if (below(12) == 0) {
            fputs(odd_word(w), f);
            words = 1;
        } else {
            put_sentence(f, words);
        }
        i += words;
        if (i < n)
            putc(' ', f);
    }
    fclose(f);
    return text;
}

static void put_escaped(writer *w, const char *text) {
    for (; *text; text++)
        if (*text == '&')
            fputs("&amp;", w->f);
        else if (*text == '<')
            fputs("&lt;", w->f);
        else
            putc(*text, w->f);
}

static void put_piece(writer *w, int words, bool in_order) {
    char *text = make_text(w, words);
    put_escaped(w, text);
    remember(w, text, in_order);
    free(text);
}

static void put_words(writer *w, int words) {
    put_piece(w, words, true);
}

static void put_attribute(writer *w, const char *name, int words) {
    put(w, " %s=\"", name);
    char *text = make_text(w, words);
    for (const char *p = text; *p; p++)
        fputs(*p == '&' ? "&amp;" : *p == '<' ? "&lt;" : *p == '"' ? "&quot;" : (char[]){*p, 0}, w->f);
    remember(w, text, true);
    free(text);
    put(w, "\"");
}

static void put_footnote(writer *w) {
    put(w, "<footnote>");
    put_piece(w, between(3, below(4) ? 12 : 60), false);
    put(w, "</footnote>");
}

/* Text with inline elements among it. */
static void put_inline(writer *w, int words) {
    static const char *const marks[][2] = {{"<b>", "</b>"},
                                           {"<i>", "</i>"},
                                           {"<sup>", "</sup>"},
                                           {"<sub>", "</sub>"},
                                           {"<a href=\"https://www.gov.uk/\">", "</a>"}};
    while (words > 0) {
        int n = words < 8 ? words : between(4, words < 60 ? words : 60);
        if (below(4) == 0) {
            size_t m = below(sizeof marks / sizeof *marks);
            put(w, "%s", marks[m][0]);
            put_words(w, m == 2 || m == 3 ? 1 : n);
            put(w, "%s", marks[m][1]);
        } else {
            put_words(w, n);
        }
        words -= n;
        if (sometimes(w, FEATURE_FOOTNOTES, 6))
            put_footnote(w);
        if (words > 0 && sometimes(w, FEATURE_REFERENCES, 8) && w->targets)
            put(w, " <ref to=\"t%zu\"%s/>", below(w->targets), below(2) ? "" : " show=\"page\"");
        if (words > 0 && sometimes(w, FEATURE_QUOTES, 20)) {
            put(w, " <abbr title=\"local education authority\">");
            put_words(w, 1);
            put(w, "</abbr>");
        }
        if (words > 0 && sometimes(w, FEATURE_SCRIPTS, 12))
            put(w, " <span xml:lang=\"ar\">مجلس المقاطعة</span>");
        if (words > 0)
            put(w, below(30) ? " " : "<br/>");
    }
}

/* ---- blocks */

static void put_paragraph(writer *w) {
    bool target = has(w, FEATURE_REFERENCES) && !w->in_appendix; /* those have no number */
    put(w, "    <p");
    if (target)
        put(w, " id=\"t%u\"", w->targets);
    put(w, ">");
    size_t kind = below(10);
    put_inline(w, kind < 3                            ? between(2, 12)
                  : kind < 9 || !has(w, FEATURE_TALL) ? between(20, 160)
                                                      : between(300, 900));
    put(w, "</p>\n");
    w->targets += target;
}

static void put_list(writer *w, int depth) {
    static const char *const kinds[][2] = {
        {"<ul>", "ul"}, {"<ol>", "ol"}, {"<ol type=\"a\">", "ol"}, {"<ol type=\"i\">", "ol"}};
    const char *const *kind = PICK(kinds);
    put(w, "%s", kind[0]);
    for (int items = between(1, depth < 2 ? 7 : 3); items > 0; items--) {
        bool paragraphs = below(5) == 0;
        put(w, paragraphs ? "<li><p>" : "<li>");
        put_inline(w, between(1, below(4) ? 20 : 70));
        put(w, paragraphs ? "</p>" : "");
        if (paragraphs) {
            put(w, "<p>");
            put_inline(w, between(3, 40));
            put(w, "</p>");
        }
        if (depth < DEEPEST && below(3) == 0)
            put_list(w, depth + 1);
        put(w, "</li>");
    }
    put(w, "</%s>\n", kind[1]);
}

static void put_figure(writer *w) {
    put(w, "    <figure src=\"picture.png\" alt=\"A picture\" width=\"%d\"", between(40, 150));
    if (below(2))
        put_attribute(w, "caption", between(2, 12));
    put(w, "/>\n");
}

static void put_figures(writer *w) {
    put(w, "    <figures>\n");
    for (int n = between(2, 3); n > 0; n--)
        put_figure(w);
    put(w, "    </figures>\n");
}

static void put_quote(writer *w) {
    put(w, "    <quote><p>");
    put_inline(w, between(10, 80));
    put(w, "</p></quote>\n");
}

static void put_aside(writer *w) {
    put(w, "    <note>");
    put_inline(w, between(10, 50));
    put(w, "</note>\n");
}

/* ---- tables */

typedef struct table {
    int columns, rows;
    int anchor; /* in this column no cell spans rows, so that every row has a cell of its own */
    int words; /* most in a cell */
    bool spans, head;
    int busy[64]; /* by column: the row up to which a cell from above stands there */
} table;

static void put_cell_content(writer *w, const table *t) {
    w->in_table = true;
    if (t->head) {
        put_piece(w, between(1, t->columns > 6 ? 1 : 6), true);
    } else if (t->columns <= 4 && sometimes(w, FEATURE_LISTS, 12)) {
        put_list(w, DEEPEST - 1);
    } else if (t->columns <= 3 && sometimes(w, FEATURE_TALL, 60)) {
        put_inline(w, between(200, 1200));
    } else if (t->columns <= 6 && below(3) == 0) {
        put_inline(w, between(1, t->words));
    } else {
        put_piece(w, between(1, t->columns > 6 ? 1 : t->words / 2 + 1), true);
    }
    w->in_table = false;
}

static void put_row(writer *w, table *t, int row, const char *kind) {
    static const char *const aligns[] = {"", "", "", " align=\"right\""};
    put(w, "      <row%s%s>", kind,
        !*kind && row + 1 < t->rows && sometimes(w, FEATURE_KEEP, 10) ? " keep=\"yes\"" : "");
    for (int c = 0; c < t->columns;) {
        if (t->busy[c] > row) {
            c++;
            continue;
        }
        int across = 1, down = 1, room = 1;
        while (c + room < t->columns && t->busy[c + room] <= row)
            room++;
        if (t->spans && below(8) == 0)
            across = between(1, room < 3 ? room : 3);
        if (t->spans && below(8) == 0 && !(c <= t->anchor && t->anchor < c + across))
            down = between(1, below(5) ? 3 : 12);
        if (down > t->rows - row)
            down = t->rows - row;
        put(w, "<cell");
        if (across > 1)
            put(w, " colspan=\"%d\"", across);
        if (down > 1)
            put(w, " rowspan=\"%d\"", down);
        put(w, "%s>", PICK(aligns));
        put_cell_content(w, t);
        put(w, "</cell>");
        for (int i = 0; i < across; i++)
            t->busy[c + i] = row + down;
        c += across;
    }
    put(w, "</row>\n");
}

static void put_rows(writer *w, table t, int rows, bool head) {
    if (w->plan->rows && rows > w->plan->rows)
        rows = w->plan->rows;
    t.rows = rows;
    t.head = head;
    for (int r = 0; r < rows; r++)
        put_row(w, &t, r, !head && r + 1 == rows && below(3) == 0 ? " kind=\"total\"" : "");
}

static void put_table(writer *w) {
    table t = {.columns = below(5) ? between(1, 5) : between(6, 8), .words = between(1, 30)};
    t.spans = has(w, FEATURE_SPANS) && below(2);
    if (sometimes(w, FEATURE_WIDE, 4))
        t.columns = between(10, 20);
    t.anchor = (int)below((size_t)t.columns);
    put(w, "    <table");
    if (below(2))
        put_attribute(w, "caption", between(1, 20));
    put(w, ">\n");
    if (below(4)) {
        put(w, "      <head>\n");
        put_rows(w, t, between(1, 2), true);
        put(w, "      </head>\n");
    }
    for (int groups = between(1, 3); groups > 0; groups--) {
        if (groups > 1) {
            put(w, "      <row kind=\"group\"><cell>");
            put_words(w, between(1, 5));
            put(w, "</cell></row>\n");
        }
        put_rows(w, t, between(1, below(4) ? 8 : MOST_ROWS), false);
    }
    if (below(4) == 0) {
        put(w, "      <note>");
        put_inline(w, between(4, 30));
        put(w, "</note>\n");
    }
    put(w, "    </table>\n");
}

static void put_block(writer *w) {
    size_t kind = below(12);
    if (kind < 2 && has(w, FEATURE_LISTS))
        put_list(w, 0);
    else if (kind < 5 && has(w, FEATURE_TABLES))
        put_table(w);
    else if (kind == 5 && has(w, FEATURE_FIGURES))
        (below(3) ? put_figure : put_figures)(w);
    else if (kind == 6 && has(w, FEATURE_QUOTES))
        put_quote(w);
    else if (kind == 7 && has(w, FEATURE_QUOTES))
        put_aside(w);
    else
        put_paragraph(w);
}

/* ---- the report */

/* Is the next part to be written? Its words follow from its number. */
static bool begin_part(writer *w) {
    unsigned part = w->part++;
    w->serial = part * 10000;
    words_seed((w->plan->seed * MOST_PARTS + part + 1) * UINT64_C(0x9E3779B97F4A7C15));
    below(2);
    return part < MOST_PARTS && !w->plan->skip[part];
}

static void put_blocks(writer *w, int n) {
    while (n--)
        if (begin_part(w))
            put_block(w);
}

static void begin_section(writer *w, int level) {
    static const char *const numberings[] = {"continuous", "restart", "lettered"};
    put(w, "  <section");
    put_attribute(w, "heading", between(1, below(4) ? 6 : 25));
    if (level == 0 && sometimes(w, FEATURE_LANDSCAPE, 4))
        put(w, " landscape=\"yes\"");
    if (sometimes(w, FEATURE_NUMBERING, 4))
        put(w, " numbering=\"%s\"", PICK(numberings));
    put(w, ">\n");
}

/* A section, with sections in it. Left out, its parts go on in the one before. */
static void put_section(writer *w, const int *sizes, int levels) {
    bool written = begin_part(w);
    if (written)
        begin_section(w, 0);
    if (!written)
        put(w, "  <section heading=\"Left out\">\n");
    put_blocks(w, sizes[0]);
    for (int l = 1; l < levels; l++) {
        bool inner = begin_part(w);
        if (inner)
            begin_section(w, l);
        put_blocks(w, sizes[l]);
        if (inner)
            put(w, "  </section>\n");
    }
    put(w, "  </section>\n");
}

static void put_cover(writer *w) {
    put(w,
        "<report xml:lang=\"en-GB\"%s>\n  <cover>\n"
        "    <committee>Executive</committee> <meeting date=\"2024-12-02\"/> "
        "<key-decision>no</key-decision>\n"
        "    <title>",
        has(w, FEATURE_STYLE) ? " style=\"style.xml\"" : "");
    put_piece(w, between(1, 12), false);
    put(w, "</title>\n  </cover>\n");
}

static void put_paragraphs(writer *w, int n) {
    while (n--) {
        put(w, "    <p>");
        put_inline(w, between(10, 100));
        put(w, "</p>\n");
    }
}

static void put_opening(writer *w) {
    if (!begin_part(w) || !has(w, FEATURE_PARTS))
        return;
    if (below(2)) {
        put(w, "  <summary>\n");
        put_paragraphs(w, between(1, 3));
        if (below(2))
            put_list(w, 2);
        put(w, "  </summary>\n");
    }
    put(w, "  <recommendations>\n");
    for (int i = between(1, 6); i > 0; i--) {
        put(w, "    <item>");
        put_inline(w, between(5, 60));
        put(w, "</item>\n");
    }
    put(w, "  </recommendations>\n");
    if (below(2)) {
        put(w, "  <reasons>\n");
        put_paragraphs(w, between(1, 3));
        put(w, "  </reasons>\n");
    }
}

static void put_signoffs(writer *w) {
    if (!begin_part(w) || !has(w, FEATURE_PARTS) || below(2))
        return;
    put(w, "  <assurance>\n");
    for (int i = between(1, 20); i > 0; i--)
        put(w,
            "    <signoff area=\"Area %d\"><officer name=\"Sam Ash\"/><completed "
            "date=\"2024-10-21\"/></signoff>\n",
            i);
    put(w, "  </assurance>\n");
}

static void put_appendices(writer *w, int n) {
    w->in_appendix = true;
    for (int i = 0; i < n; i++) {
        bool written = begin_part(w) && has(w, FEATURE_PARTS);
        int blocks = between(1, 3);
        if (written) {
            put(w, "  <appendix id=\"%c\"", 'A' + i);
            put_attribute(w, "heading", between(1, 10));
            put(w, ">\n    <p>");
            put_words(w, 4);
            put(w, "</p>\n");
        }
        for (int k = 0; k < 3; k++)
            if (begin_part(w) && written && k < blocks)
                put_block(w);
        if (written)
            put(w, "  </appendix>\n");
    }
}

static void write_report(writer *w) {
    int sizes[4][3];
    begin_part(w);
    put_cover(w);
    int appendices = between(0, 2);
    bool contents = sometimes(w, FEATURE_CONTENTS, 3);
    int sections = between(1, 4), levels[4];
    for (int i = 0; i < sections; i++) {
        levels[i] = between(1, 3);
        for (int k = 0; k < 3; k++)
            sizes[i][k] = between(1, 4);
    }
    put_opening(w);
    put(w, contents ? "  <contents when=\"always\"/>\n" : "");
    for (int i = 0; i < sections; i++)
        put_section(w, sizes[i], levels[i]);
    put_signoffs(w);
    put_appendices(w, appendices);
    put(w, "</report>\n");
    w->texts->parts = w->part < MOST_PARTS ? w->part : MOST_PARTS;
}

static void write_style(const document_plan *plan, const char *folder) {
    words_seed(plan->seed * 77 + 5);
    FILE *f = create_file("invariants", folder, "style.xml");
    fprintf(f,
            "<style name=\"random\" extends=\"executive\">\n  <text align=\"%s\" hyphenate=\"%s\"/>\n"
            "  <tables rows=\"%s\"/>\n  <page running-head=\"%s\"/>\n</style>\n",
            below(2) ? "left" : "justified", below(2) ? "yes" : "no", below(2) ? "lines" : "zebra",
            below(2) ? "yes" : "no");
    finish_file(f, "invariants", "style.xml");
}

static void write_picture(const char *folder) {
    static const unsigned char png[] = {
        /* 4 x 4 grey pixels */
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52, 0x00,
        0x00, 0x00, 0x04, 0x00, 0x00, 0x00, 0x04, 0x08, 0x00, 0x00, 0x00, 0x00, 0x8C, 0x9A, 0xC1, 0xA2, 0x00,
        0x00, 0x00, 0x1C, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0x60, 0xB0, 0xA9, 0xD8, 0xC2, 0xC0, 0xE5,
        0xD6, 0xB4, 0x8F, 0x41, 0x24, 0xA0, 0xE7, 0x04, 0x83, 0x5C, 0xD4, 0xB4, 0x4B, 0x00, 0x39, 0x1C, 0x06,
        0x91, 0xE0, 0xE1, 0xFC, 0x4A, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82};
    FILE *f = create_file("invariants", folder, "picture.png");
    fwrite(png, 1, sizeof png, f);
    finish_file(f, "invariants", "picture.png");
}

void document_write(const document_plan *plan, const char *folder, document_texts *texts) {
    *texts = (document_texts){0};
    write_picture(folder);
    write_style(plan, folder);
    writer w = {.plan = plan, .texts = texts};
    w.f = create_file("invariants", folder, "report.xml");
    write_report(&w);
    finish_file(w.f, "invariants", "report.xml");
}

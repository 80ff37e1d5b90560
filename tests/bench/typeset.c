/* typeset.c - write a report that asks one thing of the typesetter, as much of it as wanted.
 *
 * typeset CASE N DIR writes DIR/report.xml. Two cases are whole reports: `table`, N rows of 12 columns with
 * wrapped text and, for 3 rows in 100, spans; and `prose`, N dense pages, more or less, without data. The
 * others grow along one dimension only: see the list at the end. The same N gives the same bytes. */
#include <stdlib.h>
#include <string.h>

#include "words.h"

enum { MOST = 1000000 };

/* ---- prose */

/* Words with the inline elements of a report here and there. */
static void put_rich(FILE *f, int words) {
    static const char *const marks[][2] = {
        {"<b>", "</b>"}, {"<i>", "</i>"}, {"<a href=\"https://www.example.gov.uk/performance\">", "</a>"}};
    while (words > 0) {
        int n = between(11, 22), plain = below(3) > 0;
        const char *const *mark = PICK(marks);
        if (n > words - 6)
            n = words;
        fputs(plain ? "" : mark[0], f);
        put_sentence(f, n);
        fputs(plain ? "" : mark[1], f);
        words -= n;
        if (words)
            putc(' ', f);
    }
}

static void put_list(FILE *f, const char *kind, int items) {
    fprintf(f, "    <%s>\n", kind);
    while (items--) {
        fputs("      <li>", f);
        put_rich(f, between(8, 30));
        fputs("</li>\n", f);
    }
    fprintf(f, "    </%s>\n", kind);
}

/* About 340 words: a page without white space to spare, if its lists and headings are few. */
static void put_prose_page(FILE *f, int page) {
    if (page % 4 == 0)
        fprintf(f, "%s  <section heading=\"Theme %d of the programme\">\n", page ? "  </section>\n" : "",
                page / 4 + 1);
    for (int left = between(270, 310), n; left > 0; left -= n) {
        n = between(40, 160);
        fputs("    <p>", f);
        put_rich(f, n);
        fputs("</p>\n", f);
        if (below(6) == 0)
            put_list(f, below(2) ? "ul" : "ol", between(2, 4));
    }
}

static void put_prose(FILE *f, int pages) {
    for (int i = 0; i < pages; i++)
        put_prose_page(f, i);
    fputs("  </section>\n", f);
}

static void put_paragraph(FILE *f, int words) {
    fputs("  <section heading=\"One paragraph\">\n    <p>", f);
    put_text(f, words);
    fputs("</p>\n  </section>\n", f);
}

static void put_lines(FILE *f, int lines) {
    fputs("  <section heading=\"Lines\">\n    <p>Line", f);
    for (int i = 1; i < lines; i++)
        fprintf(f, "<br/>%d", i);
    fputs("</p>\n  </section>\n", f);
}

static void put_word(FILE *f, int letters) {
    fputs("  <section heading=\"One word\">\n    <p>", f);
    for (int i = 0; i < letters; i++)
        putc('a' + i % 26, f);
    fputs("</p>\n  </section>\n", f);
}

static void put_headings(FILE *f, int n) {
    for (int i = 1; i <= n; i++)
        fprintf(f, "  <section heading=\"Part %d\"><p>Short.</p></section>\n", i);
}

static void put_items(FILE *f, int n) {
    fputs("  <section heading=\"One list\">\n", f);
    put_list(f, "ol", n);
    fputs("  </section>\n", f);
}

/* 200 lists, each item of which holds the next deeper list. */
static void put_nested(FILE *f, int depth) {
    fputs("  <section heading=\"Lists in lists\">\n", f);
    for (int i = 0; i < 200; i++) {
        for (int d = 0; d < depth; d++)
            fprintf(f, "<ul><li>Item at depth %d", d + 1);
        for (int d = 0; d < depth; d++)
            fputs("</li></ul>", f);
        putc('\n', f);
    }
    fputs("  </section>\n", f);
}

static void put_references(FILE *f, int n) {
    fputs("  <section heading=\"References\">\n", f);
    for (int i = 0; i < n; i++)
        fprintf(f, "    <p id=\"p%d\">As <ref to=\"p%zu\"/> says.</p>\n", i, below((size_t)n));
    fputs("  </section>\n", f);
}

static void put_footnotes(FILE *f, int n) {
    fputs("  <section heading=\"Footnotes\">\n", f);
    while (n--) {
        fputs("    <p>", f);
        put_text(f, 20);
        fputs("<footnote>", f);
        put_text(f, 10);
        fputs("</footnote></p>\n", f);
    }
    fputs("  </section>\n", f);
}

/* ---- tables */

static void put_head(FILE *f, int columns) {
    fputs("  <section heading=\"Register\">\n    <table caption=\"Register of actions\">\n      <head><row>",
          f);
    for (int c = 0; c < columns; c++)
        fprintf(f, "<cell>%s</cell>", c % 4 == 3 ? "Note" : c % 4 == 2 ? "Cost" : "State");
    fputs("</row></head>\n", f);
}

/* Words short enough for 12 columns on an upright page. */
static void put_note(FILE *f, int words) {
    static const char *const list[] = {"lease", "is",   "due",   "in",    "May", "and", "was",  "sent",
                                       "on",    "to",   "legal", "for",   "a",   "new", "plan", "that",
                                       "shows", "cost", "of",    "works", "at",  "the", "site", "by"};
    while (words--)
        fprintf(f, "%s%s", PICK(list), words ? " " : ".");
}

/* Every fourth column holds text, the others a figure or a word. */
static void put_cell(FILE *f, int column, const char *spans) {
    fprintf(f, "<cell%s%s>", spans, column % 4 == 2 ? " align=\"right\"" : "");
    if (column % 4 == 3)
        put_note(f, between(4, 14));
    else if (column % 4 == 2)
        fprintf(f, "%d.%d", between(0, 99), between(0, 9));
    else
        fputs(below(2) ? "Met" : "Open", f);
    fputs("</cell>", f);
}

static void put_plain_row(FILE *f, int columns) {
    fputs("      <row>", f);
    for (int c = 0; c < columns; c++)
        put_cell(f, c, "");
    fputs("</row>\n", f);
}

/* A row with a cell over two columns, or two rows with a cell over both. */
static int put_spanned(FILE *f, int columns) {
    int at = between(1, columns - 2), across = below(2) == 0;
    fputs("      <row>", f);
    for (int c = 0; c < columns; c += c == at && across ? 2 : 1)
        put_cell(f, c, c != at ? "" : across ? " colspan=\"2\"" : " rowspan=\"2\"");
    fputs("</row>\n", f);
    if (across)
        return 1;
    fputs("      <row>", f);
    for (int c = 0; c < columns; c++)
        if (c != at)
            put_cell(f, c, "");
    fputs("</row>\n", f);
    return 2;
}

static void put_table(FILE *f, int rows) {
    enum { COLUMNS = 12 };
    put_head(f, COLUMNS);
    for (int r = 0; r < rows;)
        if (below(100) < 2 && r + 2 <= rows)
            r += put_spanned(f, COLUMNS);
        else
            put_plain_row(f, COLUMNS), r++;
    fputs("    </table>\n  </section>\n", f);
}

static void put_columns(FILE *f, int columns) {
    enum { ROWS = 200 };
    fputs("  <section heading=\"Wide table\">\n    <table>\n", f);
    for (int r = 0; r < ROWS; r++) {
        fputs("      <row>", f);
        for (int c = 0; c < columns; c++)
            fputs("<cell>Open</cell>", f);
        fputs("</row>\n", f);
    }
    fputs("    </table>\n  </section>\n", f);
}

/* A label that stands beside all rows. */
static void put_rowspan(FILE *f, int rows) {
    put_head(f, 4);
    for (int r = 0; r < rows; r++) {
        fputs("      <row>", f);
        if (r == 0)
            fprintf(f, "<cell rowspan=\"%d\">Finance</cell>", rows);
        for (int c = 1; c < 4; c++)
            put_cell(f, c, "");
        fputs("</row>\n", f);
    }
    fputs("    </table>\n  </section>\n", f);
}

static void put_tall_cell(FILE *f, int words) {
    put_head(f, 2);
    fputs("      <row><cell>One</cell><cell>", f);
    put_text(f, words);
    fputs("</cell></row>\n    </table>\n  </section>\n", f);
}

/* ---- drawings */

static void put_diagrams(FILE *f, int n) {
    fputs("  <section heading=\"Diagrams\">\n", f);
    while (n--) {
        fputs("    <diagram>", f);
        for (int i = 1; i <= 8; i++) {
            fprintf(f, "<node id=\"n%d\" name=\"Step %d\">", i, i);
            put_text(f, 3);
            fputs("</node>", f);
        }
        for (int i = 2; i <= 8; i++)
            fprintf(f, "<edge from=\"n%d\" to=\"n%d\"/>", i / 2, i);
        fputs("<edge from=\"n1\" to=\"n8\"/></diagram>\n", f);
    }
    fputs("  </section>\n", f);
}

static void put_timelines(FILE *f, int n) {
    fputs("  <section heading=\"Timelines\">\n", f);
    while (n--) {
        fputs("    <timeline>", f);
        for (int i = 1; i <= 8; i++) {
            fprintf(f, "<action from=\"2024-%02d-01\" to=\"2025-%02d-15\">", i, i);
            put_text(f, 4);
            fputs("</action>", f);
        }
        fputs("</timeline>\n", f);
    }
    fputs("  </section>\n", f);
}

/* ---- the whole */

static const struct kind {
    const char *name;
    void (*put)(FILE *f, int n);
} kinds[] = {
    {"table", put_table}, /* rows */
    {"prose", put_prose}, /* pages */
    {"paragraph", put_paragraph}, /* words of one paragraph */
    {"lines", put_lines}, /* of one paragraph, with forced breaks */
    {"word", put_word}, /* letters of one word */
    {"cell", put_tall_cell}, /* words of one cell */
    {"columns", put_columns}, /* of a table of 200 rows */
    {"rowspan", put_rowspan}, /* rows beside one cell */
    {"nesting", put_nested}, /* lists in one another, 200 times */
    {"items", put_items}, /* of one list */
    {"headings", put_headings},   {"references", put_references},
    {"footnotes", put_footnotes}, {"diagrams", put_diagrams}, /* of 8 nodes */
    {"timelines", put_timelines}, /* of 8 actions, with their tables */
};

static const struct kind *find_kind(const char *name) {
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(name, kinds[i].name))
            return &kinds[i];
    return NULL;
}

int main(int argc, char **argv) {
    const struct kind *kind = argc == 4 ? find_kind(argv[1]) : NULL;
    long n = kind ? strtol(argv[2], NULL, 10) : 0;
    if (n < 1 || n > MOST) {
        fprintf(stderr, "usage: typeset CASE N DIR   (N from 1 to %d)\n", MOST);
        return 2;
    }
    FILE *f = create_file("typeset", argv[3], "report.xml");
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<report xml:lang=\"en-GB\">\n"
          "  <cover>\n"
          "    <committee>Executive</committee>\n"
          "    <meeting date=\"2024-11-06\"/>\n"
          "    <key-decision>no</key-decision>\n"
          "    <title>Benchmark</title>\n"
          "  </cover>\n",
          f);
    kind->put(f, (int)n);
    fputs("</report>\n", f);
    finish_file(f, "typeset", "report.xml");
    return 0;
}

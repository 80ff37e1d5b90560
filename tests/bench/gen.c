/* gen.c - write a performance report of any length, for the benchmark.
 *
 * gen N DIR writes DIR/report.xml and DIR/data.csv: a cover, a summary, numbered paragraphs, implications,
 * sign-off, and an appendix with N indicators of twelve quarters each under five priorities, with 60 to 80
 * words of commentary. The same N gives the same bytes on every machine; the report is the same for every N.
 * The words mean nothing. */
#include <stdlib.h>

#include "words.h"

enum { QUARTERS = 12, MOST = 100000 };

static const char *const priorities[] = {"A greener, more sustainable county", "A healthy and caring county",
                                         "A fairer, ambitious county", "A flourishing and resilient county",
                                         "Organisational health"};
static const char *const subjects[] = {"Household waste sent for reuse, recycling and composting",
                                       "Major planning applications determined in time",
                                       "Children in care in stable placements",
                                       "Adult social care reviews completed within 12 months",
                                       "Council tax collected in year",
                                       "Calls answered by customer services",
                                       "Fly-tipping reports cleared in time",
                                       "Average days to re-let council homes",
                                       "Households in temporary accommodation",
                                       "Education, health and care plans issued within 20 weeks",
                                       "Working days lost to sickness per employee",
                                       "Carriageway defects repaired on time"};
static const char *const owners[] = {"Director of Public Health", "Service Director, Waste",
                                     "Head of Planning", "Chief Finance Officer",
                                     "Head of Customer Services"};
static const struct unit {
    const char *name;
    int least, most; /* of targets, in tenths */
} units[] = {{"%", 600, 970}, {"%", 600, 970}, {"days", 80, 600}, {"number", 400, 9000}, {"£m", 20, 400}};

static void put_paragraphs(FILE *f, int n) {
    while (n--) {
        fputs("    <p>", f);
        put_text(f, between(60, 110));
        fputs("</p>\n", f);
    }
}

/* ---- the report */

static void put_cover(FILE *f) {
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<report xml:lang=\"en-GB\" style=\"executive\">\n"
          "  <people>\n"
          "    <person id=\"am\" name=\"Cllr Ada Marsh\" office=\"Lead Member for Resources and "
          "Performance\"/>\n"
          "    <person id=\"jb\" name=\"Jo Birch\" office=\"Head of Performance\" "
          "email=\"jo.birch@example.gov.uk\"/>\n"
          "  </people>\n"
          "  <cover>\n"
          "    <committee>Executive</committee>\n"
          "    <meeting date=\"2024-11-06\"/>\n"
          "    <key-decision>no</key-decision>\n"
          "    <title>Corporate Performance Report {$period}</title>\n"
          "    <executive-member person=\"am\"/>\n"
          "    <author person=\"jb\"/>\n"
          "    <local-members>All</local-members>\n"
          "    <forward-plan>FP/24/09/17</forward-plan>\n"
          "    <classification>Public</classification>\n"
          "  </cover>\n",
          f);
}

static void put_body(FILE *f) {
    static const char *const headings[] = {"Background", "Performance overview", "Consultation and scrutiny"};
    fputs("  <summary>\n    <p>There are {count(//indicator)} indicators; {count(//indicator[@rag])} carry a "
          "rating.</p>\n",
          f);
    put_paragraphs(f, 3);
    fputs("  </summary>\n  <recommendations>\n", f);
    for (int i = 0; i < 3; i++) {
        fputs("    <item>", f);
        put_text(f, 20);
        fputs("</item>\n", f);
    }
    fputs("  </recommendations>\n  <reasons>\n", f);
    put_paragraphs(f, 2);
    fputs("  </reasons>\n", f);
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) {
        fprintf(f, "  <section heading=\"%s\">\n", headings[i]);
        put_paragraphs(f, 3);
        fputs("  </section>\n", f);
    }
}

static void put_implications(FILE *f) {
    static const char *const kinds[] = {
        "financial-and-risk", "legal-and-procurement", "hr-and-workforce",
        "equalities",         "community-safety",      "climate-and-sustainability",
        "health-and-safety",  "health-and-wellbeing",  "social-value"};
    fputs("  <implications>\n", f);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        fprintf(f, "    <implication kind=\"%s\">\n", kinds[i]);
        put_paragraphs(f, 1);
        if (i == 0)
            fputs("      <risk when=\"current\" likelihood=\"3\" impact=\"3\"/>\n"
                  "      <risk when=\"projected\" likelihood=\"2\" impact=\"3\"/>\n",
                  f);
        fputs("    </implication>\n", f);
    }
    fputs("  </implications>\n", f);
}

static void put_end(FILE *f) {
    static const char *const areas[] = {"Legal", "Governance", "Finance", "Procurement", "Workforce"};
    fputs("  <assurance>\n", f);
    for (size_t i = 0; i < sizeof areas / sizeof *areas; i++)
        fprintf(f,
                "    <signoff area=\"%s\"><officer name=\"Sam Ash\"/><completed "
                "date=\"2024-10-%02zu\"/></signoff>\n",
                areas[i], 21 + i);
    fputs("  </assurance>\n"
          "  <appendix id=\"A\" heading=\"Performance indicators\">\n"
          "    <headline/>\n    <rag-summary/>\n    <indicators/>\n    <details/>\n"
          "  </appendix>\n"
          "</report>\n",
          f);
}

/* ---- the data; values are whole tenths */

static void put_tenths(FILE *f, int value) {
    fprintf(f, ",%d.%d", value / 10, value % 10);
}

static void put_indicator(FILE *f, int i, int n) {
    const struct unit *unit = &PICK(units);
    int target = between(unit->least, unit->most), value = target * between(88, 110) / 100;
    fprintf(f, "PI%05d,\"%s\",\"%s\",%s,%s", i + 1, PICK(subjects), priorities[(long)i * 5 / n], unit->name,
            below(3) ? "higher" : "lower");
    put_tenths(f, target);
    fputs(below(3) ? ",5" : ",10", f);
    for (int q = 0; q < QUARTERS; q++) {
        value += target * between(-50, 50) / 1000;
        if (value < 5)
            value = 5;
        if (unit->name[0] == '%' && value > 999)
            value = 999;
        put_tenths(f, value);
    }
    fputs(",\"", f);
    put_text(f, between(60, 80));
    fprintf(f, "\",\"%s\"\n", PICK(owners));
}

static void put_data(FILE *f, int n) {
    fputs("ref,measure,priority,unit,polarity,target,tolerance", f);
    for (int q = 0; q < QUARTERS; q++) { /* Q3 2021/22 to Q2 2024/25 */
        int year = 2021 + (q + 2) / 4;
        fprintf(f, ",Q%d %d/%d", (q + 2) % 4 + 1, year, (year + 1) % 100);
    }
    fputs(",commentary,owner\n", f);
    for (int i = 0; i < n; i++)
        put_indicator(f, i, n);
}

int main(int argc, char **argv) {
    long n = argc == 3 ? strtol(argv[1], NULL, 10) : 0;
    if (n < 1 || n > MOST) {
        fprintf(stderr, "usage: gen N DIR   (N from 1 to %d)\n", MOST);
        return 2;
    }
    FILE *f = create_file("gen", argv[2], "report.xml");
    put_cover(f);
    put_body(f);
    put_implications(f);
    put_end(f);
    finish_file(f, "gen", "report.xml");
    f = create_file("gen", argv[2], "data.csv");
    put_data(f, (int)n);
    finish_file(f, "gen", "data.csv");
    return 0;
}

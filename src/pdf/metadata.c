/* metadata.c - XMP (ISO 16684-1), information dictionary, ICC profile. */
#include "pdf/metadata.h"

#include <lcms2.h>

#include "pdf/literal.h"

/* ---- dates */

enum { SECONDS_A_DAY = 86400 };
#define LAST_TIME INT64_C(253402300799) /* the end of the year 9999 */

typedef struct moment {
    int year, month, day, hour, minute, second;
} moment;

/* Civil date from days since 1970, in 400-year eras that begin on 1 March, so that a leap day ends its year.
 */
static moment moment_of(int64_t time) {
    int64_t days = time / SECONDS_A_DAY + 719468, rest = time % SECONDS_A_DAY;
    int64_t era = days / 146097, day = days % 146097;
    int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    int64_t of_year = day - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153;
    moment m = {.day = (int)(of_year - (153 * month + 2) / 5 + 1),
                .month = (int)(month < 10 ? month + 3 : month - 9),
                .hour = (int)(rest / 3600),
                .minute = (int)(rest / 60 % 60),
                .second = (int)(rest % 60)};
    m.year = (int)(era * 400 + year + (m.month <= 2));
    return m;
}

static bool has_date(const mkr_pdf_info *info) {
    return info->time >= 0 && info->time <= LAST_TIME;
}

const char *mkr_metadata_date(mkr_arena *arena, const mkr_pdf_info *info) {
    if (!has_date(info))
        return NULL;
    moment m = moment_of(info->time);
    return mkr_printf(arena, "D:%04d%02d%02d%02d%02d%02dZ", m.year, m.month, m.day, m.hour, m.minute,
                      m.second);
}

/* ---- information dictionary (ISO 32000-1, 14.3.3) */

void mkr_metadata_info(mkr_store *store, const mkr_pdf_info *info) {
    HPDF_Dict dict = store->doc->info;
    HPDF_Dict_RemoveElement(dict, "Producer"); /* libharu's own name */
    mkr_buffer *text = mkr_dict_text(store, dict);
    mkr_pdf_entry(text, "Title", info->title);
    mkr_pdf_entry(text, "Author", info->author);
    mkr_pdf_entry(text, "Subject", info->subject);
    mkr_pdf_entry(text, "Producer", info->producer);
    const char *date = mkr_metadata_date(store->arena, info);
    mkr_pdf_entry(text, "CreationDate", date);
    mkr_pdf_entry(text, "ModDate", date);
}

/* ---- XMP */

static const char xmp_head[] = "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                               "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                               "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                               "<rdf:Description rdf:about=\"\"\n"
                               " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
                               " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
                               " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
                               " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
                               " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"\n"
                               " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
                               " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
                               " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
                               "<pdfaid:conformance>A</pdfaid:conformance>\n"
                               "<pdfuaid:part>1</pdfuaid:part>\n";

/* PDF/A wants every schema it does not define itself described (ISO 19005-2, 6.6.2.3). */
static const char xmp_tail[] =
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
    "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>";

static void put_xml(mkr_buffer *out, const char *s) {
    for (; *s; s++) {
        switch (*s) {
        case '&':
            mkr_buffer_puts(out, "&amp;");
            break;
        case '<':
            mkr_buffer_puts(out, "&lt;");
            break;
        case '>':
            mkr_buffer_puts(out, "&gt;");
            break;
        case '"':
            mkr_buffer_puts(out, "&quot;");
            break;
        default:
            mkr_buffer_putc(out, *s);
        }
    }
}

static void put_item(mkr_buffer *out, const char *lang, const char *value) {
    mkr_buffer_puts(out, "<rdf:li");
    if (lang) {
        mkr_buffer_puts(out, " xml:lang=\"");
        put_xml(out, lang);
        mkr_buffer_putc(out, '"');
    }
    mkr_buffer_putc(out, '>');
    put_xml(out, value);
    mkr_buffer_puts(out, "</rdf:li>");
}

/* A property whose value is one item of a container; a text in a language is there as x-default too. */
static void put_property(mkr_buffer *out, const char *name, const char *container, const char *lang,
                         const char *value) {
    if (!value)
        return;
    mkr_buffer_printf(out, "<%s><rdf:%s>", name, container);
    if (lang)
        put_item(out, "x-default", value);
    put_item(out, lang, value);
    mkr_buffer_printf(out, "</rdf:%s></%s>\n", container, name);
}

static void put_dates(mkr_buffer *out, const mkr_pdf_info *info) {
    static const char *const names[] = {"CreateDate", "ModifyDate", "MetadataDate"};
    moment m = moment_of(info->time);
    for (int i = 0; i < 3; i++)
        mkr_buffer_printf(out, "<xmp:%s>%04d-%02d-%02dT%02d:%02d:%02dZ</xmp:%s>\n", names[i], m.year, m.month,
                          m.day, m.hour, m.minute, m.second, names[i]);
}

uint32_t mkr_metadata_xmp(mkr_arena *arena, mkr_store *store, mkr_saver *saver, const mkr_pdf_info *info) {
    uint32_t number = mkr_store_reserve(store);
    mkr_buffer out = mkr_buffer_new(arena);
    mkr_buffer_puts(&out, xmp_head);
    /* part 2 takes no embedded files but PDF/A ones (ISO 19005-2, 6.8) */
    mkr_buffer_printf(&out, "<pdfaid:part>%d</pdfaid:part>\n", info->n_attachments ? 3 : 2);
    put_property(&out, "dc:title", "Alt", info->lang, info->title);
    put_property(&out, "dc:creator", "Seq", NULL, info->author);
    put_property(&out, "dc:description", "Alt", info->lang, info->subject);
    put_property(&out, "dc:language", "Bag", NULL, info->lang);
    if (info->status)
        mkr_buffer_printf(&out, "<xmp:Label>%s</xmp:Label>\n", info->status);
    if (info->producer) {
        mkr_buffer_puts(&out, "<pdf:Producer>");
        put_xml(&out, info->producer);
        mkr_buffer_puts(&out, "</pdf:Producer>\n");
    }
    if (has_date(info))
        put_dates(&out, info);
    mkr_buffer_puts(&out, xmp_tail);
    mkr_saver_plain(saver, number, "/Type/Metadata/Subtype/XML", out.at,
                    out.n); /* readable without a PDF library */
    return number;
}

/* ---- ICC profile */

static void release_context(void *context) {
    cmsDeleteContext(context);
}

static void release_profile(void *profile) {
    cmsCloseProfile(profile);
}

uint32_t mkr_metadata_profile(mkr_arena *arena, mkr_store *store, mkr_saver *saver) {
    cmsContext context = cmsCreateContext(NULL, NULL);
    if (!context)
        return 0;
    mkr_arena_defer(arena, release_context, context);
    cmsHPROFILE profile = cmsCreate_sRGBProfileTHR(context);
    cmsUInt32Number n = 0;
    if (!profile)
        return 0;
    mkr_arena_defer(arena, release_profile, profile);
    cmsSetProfileVersion(profile, 2.1); /* the version every reader knows */
    if (!cmsSaveProfileToMem(profile, NULL, &n))
        return 0;
    char *bytes = mkr_alloc(arena, n);
    if (!cmsSaveProfileToMem(profile, bytes, &n))
        return 0;
    /* the time of making (ICC.1, 7.2.8: six 16-bit numbers) is fixed, so that equal reports are equal files
     */
    memcpy(bytes + 24, "\x07\xE8\0\x01\0\x01\0\0\0\0\0", 12);
    uint32_t number = mkr_store_reserve(store);
    mkr_saver_bytes(saver, number, "/N 3", bytes, n);
    return number;
}

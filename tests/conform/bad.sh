#!/bin/sh
# bad.sh - does the checker catch what is wrong? Breaks a good PDF in many ways, one at a time.
#
# usage: bad.sh GOOD.pdf CONFORM
#
# The good file is written out as plain text by qpdf (its QDF form), changed there by sed, and made a file with
# right offsets again by fix-qdf. For each variant the checker must name the rule that was broken. A variant that
# changes nothing, because the good file has nothing of the kind, counts as skipped. GOOD.pdf is a PDF/A-2a without
# embedded files; qpdf attaches two to it for the rules that are about them.
# Needs qpdf (with fix-qdf) and a POSIX system whose sed does not mind bytes.

set -u
LC_ALL=C
export LC_ALL

if [ $# -ne 2 ]; then
    echo "usage: bad.sh GOOD.pdf CONFORM" >&2
    exit 2
fi
good=$1
conform=$2
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT INT TERM

caught=0
missed=0
skipped=0

# judge RULE NAME FILE: the checker must report the rule for the file.
judge() {
    "$conform" "$3" >"$dir/report" 2>&1
    status=$?
    if [ "$status" -ge 1 ] && grep -F -q ": $1: " "$dir/report"; then
        echo "caught   $1: $2"
        caught=$((caught + 1))
    else
        echo "MISSED   $1: $2 (exit $status)"
        sed 's/^/         /' "$dir/report" | head -n 5
        missed=$((missed + 1))
    fi
}

# bad RULE NAME SED-SCRIPT: every line of the file $from may be changed.
from=$dir/good.qdf
bad() {
    sed -e "$3" "$from" >"$dir/changed.qdf"
    if cmp -s "$from" "$dir/changed.qdf"; then
        echo "skipped  $1: $2"
        skipped=$((skipped + 1))
        return
    fi
    fix-qdf "$dir/changed.qdf" >"$dir/bad.pdf"
    judge "$1" "$2" "$dir/bad.pdf"
}

# one RULE NAME PATTERN REPLACEMENT: only the first line that has the pattern is changed.
one() {
    bad "$1" "$2" "/$3/{
s/$3/$4/
:rest
n
b rest
}"
}

# catalog RULE NAME ENTRIES: adds entries to the catalog.
catalog() {
    one "$1" "$2" '^  \/Type \/Catalog$' "  \\/Type \\/Catalog $3"
}

# plain FILE QDF: writes a PDF out as text.
plain() {
    qpdf --qdf --object-streams=disable --newline-before-endstream "$1" "$2" || exit 2
}

# must_conform FILE NAME: nothing can be learnt from breaking what is broken.
must_conform() {
    "$conform" "$1" >"$dir/report" && return
    echo "$2 is not good:" >&2
    cat "$dir/report" >&2
    exit 2
}

must_conform "$good" 'the good file'
plain "$good" "$dir/good.qdf"
fix-qdf "$dir/good.qdf" >"$dir/same.pdf"
must_conform "$dir/same.pdf" 'the good file in its QDF form'

# File and catalog
one 6.1-1 'header of PDF 2.0' '^%PDF-1.*$' '%PDF-2.0'
bad A6.1.2-2 'no binary comment' '2s/.*/%text/'
bad A6.1.3-1 'no file identifiers' 's/^  \/ID \[</  \/Xd [</'
one 6.2-1 'Marked false' '\/Marked true' '\/Marked false'
one 7.1-4 'Suspects true' '\/Marked true' '\/Marked true \/Suspects true'
one 7.1-10 'no DisplayDocTitle' '\/DisplayDocTitle true' '\/DisplayDocTitle false'
one 7.1-8 'no metadata' '^  \/Metadata ' '  \/Xetadata '
one 7.1-11 'no structure tree' '^  \/StructTreeRoot ' '  \/XtructTreeRoot '
one 7.2-34 'no language' '^  \/Lang (' '  \/Xang ('
one 7.2-2 'no language for the bookmarks' '^  \/Lang (' '  \/Xang ('
one 7.2-22 'no language for Alt' '^  \/Lang (' '  \/Xang ('
one 7.2-24 'no language for Contents' '^  \/Lang (' '  \/Xang ('
one 7.2-29 'Lang is not a language tag' '^  \/Lang (.*' '  \/Lang (british_english)'
catalog 7.10-1 'optional content without a name' '\/OCProperties <<\/OCGs []\/D <<>>>>'
catalog 7.10-2 'optional content with AS' '\/OCProperties <<\/OCGs []\/D <<\/Name (a)\/AS []>>>>'
catalog 7.11-1 'an embedded file without UF' '\/X <<\/Type\/Filespec\/F (a)\/EF <<>>>>'
catalog A6.4.1-3 'a form with NeedAppearances' '\/AcroForm <<\/NeedAppearances true\/Fields []>>'
catalog A6.5.1-1 'a script when the file is opened' '\/OpenAction <<\/S\/JavaScript\/JS (x)>>'
catalog A6.5.2-1 'actions in the catalog' '\/AA <<\/WC <<\/S\/GoTo>>>>'
catalog A6.11-1 'requirements' '\/Requirements [<<>>]'
one A6.2.4.3-2 'no output intent' '^  \/OutputIntents ' '  \/XutputIntents '
bad A6.2.3-1 'the profile has another number of components' 's/^  \/N 3$/  \/N 4/'

# Metadata
one 5-1 'no PDF/UA identification' '<pdfuaid:part>1<.pdfuaid:part>' ''
one 5-2 'PDF/UA part 2' '<pdfuaid:part>1<' '<pdfuaid:part>2<'
bad 5-3 'another prefix for pdfuaid' 's/pdfuaid:/pdfxaid:/g; s/pdfuaid=/pdfxaid=/g'
bad 7.1-9 'no title in the metadata' 's/dc:title>/dc:format>/g'
one A6.6.4-1 'no PDF/A part' '<pdfaid:part>2<.pdfaid:part>' ''
one A6.6.4-2 'PDF/A part 7' '<pdfaid:part>2<' '<pdfaid:part>7<'
one A6.6.4-3 'PDF/A level B' '<pdfaid:conformance>A<' '<pdfaid:conformance>B<'
bad A6.6.2.3.1-1 'the PDF/UA schema is not declared' 's/pdfaExtension:schemas/pdfaExtension:xchemas/g'
bad A6.6.2.3.3-1 'the schema declaration lacks a field' 's/pdfaProperty:category/pdfaProperty:xategory/g'
one A6.6.2.1-4 'metadata that are not XML' '<\/rdf:RDF>' '<\/rdf:RDX>'
bad A6.6.3-1 'another title in Info' '/^  \/Title /s/(/(Other /; /^  \/Title /s/<feff/<feff0041/'

# Structure
one 7.1-5 'a type that is not standard' '^  \/S \/Sect$' '  \/S \/Chapter'
one 7.1-6 'a role map that runs in a circle' '^  \/Type \/StructTreeRoot' '  \/Type \/StructTreeRoot \/RoleMap <<\/P \/P>>'
one 7.1-7 'a standard type mapped to another' '^  \/Type \/StructTreeRoot' '  \/Type \/StructTreeRoot \/RoleMap <<\/P \/Span>>'
bad 7.1-12 'elements without a parent' '/^  \/P [0-9]* 0 R$/s/P/Xp/'
one B14.7.2-1 'an element with a wrong parent' '^  \/P [0-9]* 0 R$' '  \/P 1 0 R'
one 7.4.2-1 'H3 after H1' '^  \/S \/H2$' '  \/S \/H3'
one 7.4.2-1 'no H1 first' '^  \/S \/H1$' '  \/S \/H2'
bad 7.4.4-1 'many H in one element' 's/^  \/S \/LI$/  \/S \/H/'
one 7.4.4-2 'H among H1 and H2' '^  \/S \/H2$' '  \/S \/H'
bad 7.4.4-3 'H1 to H6 after H' '/^  \/S \/H1$/!b
s/H1/H/
:rest
n
s/^  \/S \/P$/  \/S \/H1/
b rest'
one 7.3-1 'a Figure without Alt' '^  \/Alt ' '  \/Xlt '
bad 7.7-1 'a Formula without Alt' 's/^  \/S \/Figure$/  \/S \/Formula/; s/^  \/Alt /  \/Xlt /'
one 7.9-1 'a Note without ID' '^  \/S \/P$' '  \/S \/Note'
one 7.2-17 'an LI outside a list' '^  \/S \/L$' '  \/S \/Div'
one 7.2-18 'an LBody outside an LI' '^  \/S \/LI$' '  \/S \/Div'
one 7.2-19 'a list of something else' '^  \/S \/LI$' '  \/S \/P'
one 7.2-20 'a P in an LI' '^  \/S \/LBody$' '  \/S \/P'
one 7.2-26 'a TOCI in a list' '^  \/S \/LI$' '  \/S \/TOCI'
one 7.2-27 'a TOC with list items' '^  \/S \/L$' '  \/S \/TOC'

# Tables
one 7.2-3 'a P in a Table' '^  \/S \/TBody$' '  \/S \/P'
one 7.2-4 'a TR outside a table' '^  \/S \/TBody$' '  \/S \/Div'
one 7.2-5 'a THead outside a table' '^  \/S \/Table$' '  \/S \/Div'
one 7.2-8 'a TH outside a row' '^  \/S \/TR$' '  \/S \/P'
one 7.2-10 'a P in a row' '^  \/S \/TD$' '  \/S \/P'
one 7.2-11 'two THead' '^  \/S \/TBody$' '  \/S \/THead'
bad 7.2-14 'a THead without TBody' 's/^  \/S \/TBody$/  \/S \/TFoot/'
one 7.2-36 'a THead that holds cells' '^  \/S \/TR$' '  \/S \/TD'
bad 7.2-40 'a Caption late in a list' '/^  \/S \/LI$/!b
:second
n
/^  \/S \/LI$/!b second
s/LI/Caption/
:rest
n
b rest'
one 7.2-42 'a cell that is too wide' '^    \/ColSpan 10' '    \/ColSpan 99'
one 7.2-43 'a row that is too short' '^    \/ColSpan 10' '    \/ColSpan 1'
bad 7.2-41 'a table of one row with cells two rows high' 's/^  \/S \/T[DH]$/& \/A <<\/O \/Table \/RowSpan 2>>/
/^  \/S \/TR$/!b
:rest
n
s/^  \/S \/TR$/  \/S \/P/
s/^  \/S \/T[DH]$/& \/A <<\/O \/Table \/RowSpan 2>>/
b rest'
bad 7.5-1 'header cells without Scope' 's/^    \/Scope \/[A-Z][a-z]*/    \/Xcope \/Row/'
bad 7.5-2 'Headers that name nothing' '/^    \/O \/Table/s/$/ \/Headers [(nothing)]/; s/^    \/Scope .*/    \/Xcope 1/; s/^  \/S \/TH$/  \/S \/TD/'

# Content
one B14.6.1-1 'an EMC is missing' '^EMC$' ''
one B14.6.1-1 'an EMC too many' '^EMC$' 'EMC EMC'
one B14.7.4.2-2 'an MCID twice' 'MCID 1>>' 'MCID 0>>'
one B14.7.4.2-1 'an element whose content is missing' 'MCID 1>>' 'MCID 0>>'
one B14.7.4.2-5 'an MCID of no element' 'MCID 0>>' 'MCID 9999>>'
one B14.7.4.4-1 'a page with the row of another' '^  \/StructParents 0$' '  \/StructParents 9999'
bad 7.1-3 'artifacts that are not marked' 's/^\/Artifact BMC/\/Nothing BMC/'
one 7.1-1 'an artifact in tagged content' 'MCID 1>>BDC' 'MCID 1>>BDC \/Artifact BMC EMC'
one 7.1-2 'tagged content in an artifact' '^\(\/[A-Za-z0-9]* *<<\/MCID 1>>BDC\)' '\/Artifact BMC \1 EMC EMC \/Artifact BMC'
one B8.4.2-1 'q without Q' '^EMC$' 'EMC q'
one B9.4.1-1 'BT without ET' '^EMC$' 'EMC BT'
one B7.8.2-2 'an operator without operands' '^EMC$' 'EMC rg'
one A6.2.2-1 'an operator that does not exist' '^EMC$' 'EMC xyz'
one A6.2.2-2 'a font that is not in the resources' '^\/F[0-9]* \([0-9.]*\) Tf' '\/Missing \1 Tf'
one A6.2.6-1 'a rendering intent that does not exist' '^EMC$' 'EMC \/Vivid ri'
one A6.2.4.3-3 'a CMYK colour' '^\/Artifact BMC' '\/Artifact BMC 0 0 0 1 k 0 0 1 1 re f'

# Fonts
one 7.21.4.1-1 'a font that is not embedded' '^  \/FontFile2 ' '  \/XontFile2 '
one 7.21.3.2-1 'no CIDToGIDMap' '^  \/CIDToGIDMap ' '  \/XIDToGIDMap '
one 7.21.3.3-1 'a CMap that is not there' '^  \/Encoding \/Identity-H' '  \/Encoding \/Other-H'
bad 7.21.5-1 'widths that are wrong' 's/^  \/W \[/  \/W [ 1 65535 17 ] \/Xw [/'
bad 7.21.7-1 'codes that are not in ToUnicode' 's/^<0002> *<.*/<FF02><0041>/'
bad 7.21.7-2 'a code that means nothing' 's/^<0002> *<.*/<0002><FEFF>/'
bad A6.2.11.7.3-1 'a private use character' 's/^<0002> *<.*/<0002><E000>/'
bad 7.21.8-1 'the glyph .notdef' 's/<0002/<00000002/'
bad B9.10.3-1 'a CMap without a code space' 's/endcodespacerange/endxodespacerange/'
bad B9.9-1 'a font program without hmtx' '/glyf/s/hmtx/hmxx/'

# Links
one 7.18.5-1 'a link outside a Link element' '^  \/S \/Link$' '  \/S \/Span'
bad 7.18.5-2 'links without Contents' '/^  \/Contents [(<]/s/Contents/Xontents/'
bad 7.18.3-1 'pages without Tabs' 's/^  \/Tabs \/S/  \/Tabs \/R/'
bad A6.3.2-1 'annotations without F' 's/^  \/F 4$/  \/Xf 4/'
bad A6.3.2-2 'annotations that are not printed' 's/^  \/F 4$/  \/F 0/'
bad A6.3.2-2 'annotations that are hidden' 's/^  \/F 4$/  \/F 6/'
bad 7.18.1-1 'a Text annotation in a Link' 's/^  \/Subtype \/Link$/  \/Subtype \/Text/'
bad 7.18.4-1 'a Widget in a Link' 's/^  \/Subtype \/Link$/  \/Subtype \/Widget/'
bad 7.18.2-1 'a TrapNet annotation' 's/^  \/Subtype \/Link$/  \/Subtype \/TrapNet/'
bad 7.18.8-1 'a PrinterMark that is tagged' 's/^  \/Subtype \/Link$/  \/Subtype \/PrinterMark/'
bad A6.3.1-1 'a Movie annotation' 's/^  \/Subtype \/Link$/  \/Subtype \/Movie/'
bad A6.5.1-1 'a link that starts a program' 's/^    \/S \/URI$/    \/S \/Launch/'
bad B14.7.4.4-3 'annotations without StructParent' 's/^  \/StructParent [0-9]*$/  \/XtructParent 1/'

# Embedded files: a PDF/A-3a
printf 'name,value\r\na,1\r\n' >"$dir/data.csv"
: >"$dir/none.csv"
qpdf "$good" --add-attachment "$dir/data.csv" --mimetype=text/csv -- \
    --add-attachment "$dir/none.csv" --mimetype=text/csv -- "$dir/attached.pdf" || exit 2
plain "$dir/attached.pdf" "$dir/attached.qdf"
specs=$(awk '/^[0-9]+ 0 obj$/ { n = $1 } /^  \/Type \/Filespec$/ { printf "%s 0 R ", n }' "$dir/attached.qdf")
from=$dir/part3.qdf
sed -e 's/<pdfaid:part>2</<pdfaid:part>3</' -e 's/^  \/Type \/Filespec$/& \/AFRelationship \/Data/' \
    -e "s/^  \/Type \/Catalog\$/& \/AF [$specs]/" "$dir/attached.qdf" >"$from"
fix-qdf "$from" >"$dir/part3.pdf"
must_conform "$dir/part3.pdf" 'the good file with files attached to it'
one A6.8-5 'a table in a PDF/A-2' '<pdfaid:part>3<' '<pdfaid:part>2<'
one 7.11-1 'a file specification without F' '^  \/F (' '  \/Xf ('
one 7.11-1 'a file specification without UF' '^  \/UF (' '  \/XUF ('
one 7.11-1 'an empty UF' '^  \/UF (.*' '  \/UF ()'
one A6.8-1 'no media type' '^  \/Subtype \/text' '  \/Xubtype \/text'
one A6.8-1 'a media type without a slash' '^  \/Subtype \/text.*' '  \/Subtype \/csv'
one A6.8-1 'a media type of nothing' '^  \/Subtype \/text.*' '  \/Subtype \/text#2f'
one A6.8-3 'no relationship' '\/AFRelationship ' '\/XFRelationship '
one A6.8-3 'a relationship that is not a name' '\/AFRelationship \/Data' '\/AFRelationship (Data)'
one A6.8-4 'nothing associated' ' \/AF \[' ' \/Xf ['
one A6.8-4 'one of two associated' ' \/AF \[[0-9]* 0 R' ' \/AF ['
one A6.8-4 'AF that is not an array' ' \/AF \[\([0-9]* 0 R\).*' ' \/AF \1'
one B7.11.3-1 'a file specification of another type' '^  \/Type \/Filespec' '  \/Type \/F'
one B7.11.4-1 'an embedded file that is not a stream' '^    \/UF [0-9]* 0 R' '    \/UF 1 0 R'
one B7.11.4-1 'an embedded file of another type' '^  \/Type \/EmbeddedFile' '  \/Type \/XObject'
bad B7.11.4-1 'embedded files for other systems only' 's/^    \/U*F [0-9]* 0 R/    \/Mac null/'
one B7.11.4-2 'a wrong size' '^    \/Size [0-9]*$' '    \/Size 7'
one B7.11.4-2 'half a checksum' '^    \/CheckSum .*' '    \/CheckSum <0123456789ABCDEF>'
one B7.9.6-1 'names out of order' '^ *(data.csv)$' '(zero.csv)'
one B7.9.6-1 'a name twice' '^ *(data.csv)$' '(none.csv)'
bad B7.9.6-1 'a name of nothing' '/^ *(data.csv)$/{
n
s/[0-9]* 0 R/null/
}'
one B7.9.6-1 'a name tree without names' '^ *\/Names \[' '\/Xames ['

# What cannot be done to the QDF form: a Length once the offsets are right, the very end, and encryption.
cp "$dir/same.pdf" "$dir/bad.pdf"
echo trailing >>"$dir/bad.pdf"
judge A6.1.3-3 'something after the end of file' "$dir/bad.pdf"
sed -e '/^  \/Length [0-9]* 0 R$/!b
s/.*/  \/Length 7     /
:rest
n
b rest' "$dir/same.pdf" >"$dir/bad.pdf"
judge A6.1.7.1-1 'a wrong Length' "$dir/bad.pdf"
qpdf --allow-weak-crypto --encrypt '' owner 128 --use-aes=n --accessibility=n -- "$good" "$dir/bad.pdf"
judge A6.1.3-2 'an encrypted file' "$dir/bad.pdf"
judge 7.16-1 'encryption that shuts out assistive technology' "$dir/bad.pdf"

# The text: an element's ActualText replaces what it shows, and is a line when the element is a block.
sed -e '/^  \/S \/H1$/s/$/ \/ActualText (Spoken instead)/' "$dir/good.qdf" | fix-qdf >"$dir/bad.pdf"
if "$conform" --text "$dir/bad.pdf" | grep -q -x 'Spoken instead'; then
    echo "caught   --text: ActualText"
    caught=$((caught + 1))
else
    echo "MISSED   --text: ActualText"
    missed=$((missed + 1))
fi
echo nothing >"$dir/bad.pdf"
"$conform" --text "$dir/bad.pdf" >"$dir/report" 2>&1
if [ $? -eq 2 ]; then
    echo "caught   --text: what is no PDF"
    caught=$((caught + 1))
else
    echo "MISSED   --text: what is no PDF"
    missed=$((missed + 1))
fi

echo "$caught caught, $missed missed, $skipped skipped"
[ "$missed" -eq 0 ] && [ "$caught" -ge 25 ]

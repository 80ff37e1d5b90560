# lib.sh - what the shell tests share: counting, and the checks every PDF must pass. Sourced from the repository root.
BUILD=${BUILD:-build}
root=$(pwd)
case $BUILD in /*) ;; *) BUILD=$root/$BUILD ;; esac
mkreport=$BUILD/mkreport
[ -x "$BUILD/conform" ] || { echo "$BUILD/conform is missing: make check builds it" >&2; exit 1; }
passed=0 failed=0
work=$(mktemp -d) || exit 1
readonly work # what the trap removes
trap 'rm -rf "$work"' EXIT
unset SOURCE_DATE_EPOCH

pass() { passed=$((passed + 1)); echo "ok $1"; }
fail() { failed=$((failed + 1)); echo "FAIL $1"; [ -n "$2" ] && echo "$2" | head -n 30; }
# expect NAME COMMAND...: the command must succeed
expect() {
    expected=$1
    shift
    if said=$("$@" 2>&1); then pass "$expected"; else fail "$expected" "$said"; fi
}
finish() {
    echo "$passed passed, $failed failed"
    [ "$failed" = 0 ]
    exit
}

# The text of a PDF by its structure tree, one line, single spaces.
structure_text() {
    "$BUILD/conform" --text "$1" | tr -s '\n \t' ' '
}

# Words of a text, one a line, sorted. A hyphen ends a word: on a page it may end the line too.
words() { tr -s '\302\240 \n\f\t-' '\n' | LC_ALL=C grep -v '^$' | LC_ALL=C sort; }

# Every piece of text of the elements that print their text stands in the structure text. White space is left out of
# the comparison (where lines end is the reader's business), and so are soft hyphens (readers drop them).
source_text_is_there() { # report.xml file-with-the-structure-text
    xmllint --xpath '//p//text()|//li//text()|//item//text()|//cell//text()|//note//text()|//title/text()|//subtitle/text()|//node/text()' "$1" 2>/dev/null |
        sed 's/&lt;/</g;s/&gt;/>/g;s/&amp;/\&/g' | grep -v '[{}]' | LC_ALL=C awk '
            { line = $0; gsub(/[ \t]|\302\240|\302\255/, "") }
            FILENAME != "-" { all = all $0; next }
            $0 != "" && !index(all, $0) { print "not in the PDF: " line; bad = 1 }
            END { exit bad }' "$2" -
}

# check_pdf NAME FILE REPORT.xml ARGUMENTS...: what every PDF must satisfy; the arguments made FILE.
check_pdf() {
    name=$1 file=$2 report=$3
    shift 3
    expect "$name: qpdf --check" qpdf --check "$file"
    expect "$name: conformance" "$BUILD/conform" "$file"
    structure_text "$file" >"$work/structure"
    expect "$name: source text is there" source_text_is_there "$report" "$work/structure"
    "$mkreport" "$@" -o "$work/again.pdf" 2>/dev/null
    expect "$name: same bytes again" cmp "$file" "$work/again.pdf"
    LC_ALL=cy_GB.UTF-8 LANG=de_DE TZ=Asia/Tokyo "$mkreport" "$@" -o "$work/again.pdf" 2>/dev/null
    expect "$name: same bytes under another locale" cmp "$file" "$work/again.pdf"
}

#!/bin/sh
# example.sh - the example report: its facts (examples/executive/facts.txt), its text, its conformance, its images.
cd "$(dirname "$0")/.." || exit 1
. tests/lib.sh
report=examples/executive/report.xml data=examples/executive/indicators.csv
"$mkreport" $report $data -o "$work/executive.pdf" 2>"$work/diag"
expect "no messages" test ! -s "$work/diag"
check_pdf example "$work/executive.pdf" $report $report $data

pdftotext -layout "$work/executive.pdf" "$work/layout.txt"
tr -s ' \n' ' ' <"$work/layout.txt" >"$work/line.txt"
# Facts of the published report (requirements S1-18, S1-19 and section 10) and of facts.txt.
for fact in '114 indicators' '56 have a Red, Amber or Green rating' 'the other 58 are not rated' \
    '36 (+2) 10 (−4) 10 (+2) 58' '56 of 114 indicators' \
    '27. Corporate performance report' 'One date for all five' 'Page 1 of'; do
    expect "says: $fact" grep -qF -- "$fact" "$work/line.txt"
done

structure_text "$work/executive.pdf" >"$work/text"
expect 'says the ratings of the first priority' grep -qF 'A greener, more sustainable Somerset 7 2 7 (+1) 2 (−1) 1 (0) 9 ' "$work/text"

# Reading by page and reading by structure give the same words; artifacts (feet, repeated heads) stand only on pages.
words <"$work/layout.txt" >"$work/pages"
structure_text "$work/executive.pdf" | words >"$work/tree"
expect 'every word of the structure is on a page' test -z "$(LC_ALL=C comm -13 "$work/pages" "$work/tree" | head -n 5)"

"$mkreport" $report $data --page 1 -o "$work/page.png" && "$mkreport" $report $data --page 1 -o "$work/page.svg"
expect 'PNG of page 1' sh -c "head -c 8 '$work/page.png' | od -An -c | grep -q 'P   N   G'"
expect 'SVG of page 1 is well-formed' xmllint --noout "$work/page.svg"
"$mkreport" $report $data -o "$work/all.svg"
expect 'a file for each page' test "$(ls "$work"/all-*.svg | wc -l)" = "$(pdfinfo "$work/executive.pdf" | sed -n 's/^Pages: *//p')"
finish

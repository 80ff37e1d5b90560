#!/bin/sh
# editions.sh - large print and the grey proof of the examples: the same text in the same order, no type that is too
# small, nothing beyond the margins, no colour.
cd "$(dirname "$0")/.." || exit 1
. tests/lib.sh

# What differs between editions by right: the numbers of pages, and where words are divided.
same_text() { # FILE FILE
    for file in "$1" "$2"; do
        structure_text "$file" | LC_ALL=C sed 's/\xC2\xAD//g; s/[0-9]//g; s/  */ /g' >"$file.txt"
    done
    cmp "$1.txt" "$2.txt"
}

# Lines of the layout with type below 13.5 points, 1.5 times the smallest of the page design.
too_small() {
    awk '{ for (i = 1; i < NF; i++) if ($i == "size" && $(i + 1) < 13.5) { print; next } else if ($i ~ /^"/) next }'
}

# Text that ends beyond the right margin of its page (a third of a point is for rounding), or begins left of the other.
outside() {
    awk '$1 == "page" { right = 541.6; next }
         $3 == "size" && $2 == 557 { right = 788.2 }
         $(NF - 1) == "to" && $NF > 541.6 { wide[++n] = $0; at[n] = $NF }
         $3 == "size" && $1 < 53.9 { print }
         $3 == "size" && ($2 == 803 || $2 == 557) { for (i = 1; i <= n; i++) if (at[i] > right) print wide[i]; n = 0 }'
}

coloured() { grep -oE '(fill|stroke|width [0-9.]+) #[0-9a-f]{6}' | grep -vE '#(..)\1\1$'; }

# The structure, without pages: a table that became a list is still one table, with every cell.
cells() { "$mkreport" --dump=tags "$@" 2>/dev/null | sed 's/target=p[0-9]*//; s/page [0-9]*/page/g; s/ p[0-9][-0-9 p]*//g'; }

check_editions() { # NAME REPORT [DATA]
    which=$1 report=$2
    shift
    "$mkreport" "$@" -o "$work/usual.pdf" 2>/dev/null
    "$mkreport" --large-print "$@" -o "$work/large.pdf" 2>/dev/null
    "$mkreport" --greyscale "$@" -o "$work/grey.pdf" 2>/dev/null
    check_pdf "$which large print" "$work/large.pdf" "$report" --large-print "$@"
    check_pdf "$which grey" "$work/grey.pdf" "$report" --greyscale "$@"
    cells "$@" >"$work/usual.tags"
    cells --large-print "$@" >"$work/large.tags"
    expect "$which large print: the same tags" cmp "$work/usual.tags" "$work/large.tags"
    expect "$which grey: the same text" same_text "$work/usual.pdf" "$work/grey.pdf"
    "$mkreport" --large-print --dump=layout "$@" -o "$work/layout" 2>/dev/null
    expect "$which large print: body text is 18 points" grep -qE ' size 18 P ' "$work/layout"
    expect "$which large print: nothing is too small" test -z "$(too_small <"$work/layout")"
    expect "$which large print: nothing stands in the margins" test -z "$(outside <"$work/layout")"
    "$mkreport" --greyscale --dump=page "$@" -o "$work/page" 2>/dev/null
    expect "$which grey: there is something to look at" grep -q 'fill #' "$work/page"
    expect "$which grey: no colour" test -z "$(coloured <"$work/page")"
}

check_editions cabinet examples/cabinet/report.xml examples/cabinet/data.csv
check_editions executive examples/executive/report.xml examples/executive/indicators.csv
check_editions gallery examples/gallery/report.xml

# The text is the same as well: in the Cabinet report to the byte, in the gallery but for the pages it refers to. (In the
# executive report "pages 9 to 10" may become "page 20", and labels in its charts depend on the room.)
for example in cabinet gallery; do
    set -- examples/$example/report.xml $(ls examples/$example/data.csv 2>/dev/null)
    "$mkreport" "$@" -o "$work/usual.pdf" 2>/dev/null
    "$mkreport" --large-print "$@" -o "$work/large.pdf" 2>/dev/null
    expect "$example large print: the same text" same_text "$work/usual.pdf" "$work/large.pdf"
done
"$mkreport" --large-print examples/cabinet/report.xml examples/cabinet/data.csv -o "$work/large.pdf" 2>/dev/null
"$mkreport" examples/cabinet/report.xml examples/cabinet/data.csv -o "$work/usual.pdf" 2>/dev/null
structure_text "$work/large.pdf" >"$work/large.txt"
structure_text "$work/usual.pdf" >"$work/usual.txt"
expect 'cabinet large print: every byte of the text' cmp "$work/large.txt" "$work/usual.txt"
finish

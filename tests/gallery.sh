#!/bin/sh
# gallery.sh [--regen] - the gallery of elements and breaks against tests/gallery: layout.txt, tags.txt, text.txt and a small
# picture of each page. With --regen they are replaced, after the difference was shown; look at the pages before you commit.
cd "$(dirname "$0")/.." || exit 1
. tests/lib.sh
regen=$1
report=examples/gallery/report.xml kept=tests/gallery

same() { # NAME FILE
    if cmp -s "$kept/$2" "$work/$2"; then
        pass "gallery: $1"
    elif [ "$regen" = --regen ]; then
        case $2 in *.txt) diff -u "$kept/$2" "$work/$2" ;; *) echo "changed: $2" ;; esac
        mkdir -p "$kept" && cp "$work/$2" "$kept/$2"
    else
        case $2 in *.txt) fail "gallery: $1" "$(diff -u "$kept/$2" "$work/$2")" ;; *) fail "gallery: $1" "$kept/$2 looks otherwise" ;; esac
    fi
}

expect 'gallery: no messages' test -z "$("$mkreport" $report -o "$work/gallery.pdf" 2>&1)"
check_pdf gallery "$work/gallery.pdf" $report $report
"$mkreport" --dump=layout $report -o "$work/layout.txt" 2>/dev/null
"$mkreport" --dump=tags $report -o "$work/tags.txt" 2>/dev/null
structure_text "$work/gallery.pdf" >"$work/text.txt"
same 'layout' layout.txt
same 'tags' tags.txt
same 'text in the order of the tags' text.txt

"$mkreport" --dpi 40 $report -o "$work/page.png" 2>/dev/null
[ "$regen" = --regen ] && rm -f "$kept"/page-*.png
for page in "$work"/page-*.png; do
    same "$(basename "$page" .png)" "$(basename "$page")"
done
expect 'gallery: as many pages as before' test "$(ls "$kept"/page-*.png | wc -l)" = "$(ls "$work"/page-*.png | wc -l)"
finish

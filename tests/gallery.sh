#!/bin/sh
# gallery.sh [--regen] [NAME] - the galleries against tests/gallery: messages, what stands where, tags with their alternatives, text, and a
# small picture of each page. examples/gallery/report.xml has every element and every break; each file of examples/gallery/charts
# (NAME.xml with NAME.csv) one kind of chart. With --regen they are replaced, after the difference was shown; look at the pages
# before you commit.
cd "$(dirname "$0")/.." || exit 1
. tests/lib.sh
regen=
[ "$1" = --regen ] && regen=1 && shift

same() { # NAME KEPT FILE
    if cmp -s "$2/$3" "$work/$3"; then
        pass "$1"
    elif [ -n "$regen" ]; then
        case $3 in *.txt) diff -u "$2/$3" "$work/$3" ;; *) echo "changed: $2/$3" ;; esac
        mkdir -p "$2" && cp "$work/$3" "$2/$3"
    else
        case $3 in *.txt) fail "$1" "$(diff -u "$2/$3" "$work/$3")" ;; *) fail "$1" "$2/$3 looks otherwise" ;; esac
    fi
}

gallery() { # NAME KEPT STAGE REPORT [DATA]
    name="gallery: $1" kept=$2 stage=$3
    shift 3
    "$mkreport" "$@" -o "$work/gallery.pdf" >"$work/messages.txt" 2>&1
    expect "$name: status" test $? = 0
    check_pdf "$name" "$work/gallery.pdf" "$1" "$@"
    "$mkreport" --dump="$stage" "$@" -o "$work/$stage.txt" 2>/dev/null
    "$mkreport" --dump=tags "$@" -o "$work/tags.txt" 2>/dev/null
    structure_text "$work/gallery.pdf" >"$work/text.txt"
    same "$name: messages" "$kept" messages.txt
    same "$name: $stage" "$kept" "$stage.txt"
    same "$name: tags" "$kept" tags.txt
    same "$name: text in the order of the tags" "$kept" text.txt

    rm -f "$work"/page-*.png
    "$mkreport" --dpi 40 "$@" -o "$work/page.png" 2>/dev/null
    [ -n "$regen" ] && rm -f "$kept"/page-*.png
    for page in "$work"/page-*.png; do
        same "$name: $(basename "$page" .png)" "$kept" "$(basename "$page")"
    done
    expect "$name: as many pages as before" test "$(ls "$kept"/page-*.png | wc -l)" = "$(ls "$work"/page-*.png | wc -l)"
}

[ -n "$1" ] || gallery report tests/gallery layout examples/gallery/report.xml
for report in examples/gallery/charts/${1:-*}.xml; do
    data=${report%.xml}.csv
    gallery "$(basename "$report" .xml)" "tests/gallery/$(basename "$report" .xml)" page "$report" $([ -f "$data" ] && echo "$data")
done
finish

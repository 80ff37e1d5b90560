#!/bin/sh
# docs.sh - what the documents say is true: their examples are valid, the README's tour gives what it shows, and no
# element, attribute, style name or column heading is missing from docs/format.md.
#
# Examples are fenced blocks. ```xml report is a whole report; ```xml cover, body, block and style are parts, which
# stand in a small report (or style) here; ```csv is a data file; ```console is a session in a copy of examples/tour.
cd "$(dirname "$0")/.." || exit 1
. tests/lib.sh
cp docs/page.png "$work/page.png" # what the figures of the examples show
cp examples/executive/budget.csv "$work/budget.csv" # what they name as data
data=$root/examples/tour/indicators.csv

# Write each fenced block of a document to $work/KIND/NAME-LINE, so that sessions run in their order.
extract() { # FILE
    awk -v dir="$work" -v name="$(basename "$1" .md)" '
        /^```(xml [a-z]+|csv|csv budget|console)$/ { kind = $NF; sub(/^```/, "", kind); file = sprintf("%s/%s/%s-%04d", dir, kind, name, NR); next }
        /^```/ { file = ""; next }
        file { print > file }' "$1"
}
mkdir "$work/report" "$work/cover" "$work/body" "$work/block" "$work/style" "$work/csv" "$work/budget" "$work/console"
for document in README.md docs/*.md; do
    extract "$document"
done

head='<report xml:lang="en-GB"><people><person id="ll" name="Cllr Liz Leyshon"/></people>'
cover='<cover><committee>Executive</committee><meeting date="2024-12-02"/><key-decision>no</key-decision><title>T</title></cover>'
last='<appendix id="A" heading="Last"><p>Text</p></appendix></report>'
# wrap KIND FILE: the part in FILE as a whole document
wrap() {
    case $1 in
    report) cat "$2" ;;
    cover) echo "$head<cover>" && cat "$2" && echo "</cover>$last" ;;
    body)
        echo "$head$cover" && cat "$2"
        if grep -q '<appendix ' "$2"; then echo '</report>'; else echo "$last"; fi
        ;;
    block) echo "$head$cover<section heading=\"S\">" && cat "$2" && echo "</section>$last" ;;
    style) echo '<style name="example">' && cat "$2" && echo '</style>' ;;
    esac
}
for kind in report cover body block; do
    for file in "$work/$kind"/*; do
        wrap $kind "$file" >"$work/example.xml"
        expect "example: $kind of $(basename "$file")" "$mkreport" --check "$work/example.xml" "$data"
    done
done
# A part of a style is not complete enough for mkreport itself; the schema can judge it.
for file in "$work"/style/*; do
    wrap style "$file" >"$work/example.xml"
    expect "example: style of $(basename "$file")" xmllint --noout --relaxng templates/mkreport.rng "$work/example.xml"
done
for file in "$work"/csv/*; do
    case $(basename "$file") in README-*) continue ;; esac # the tour compares its own below
    echo "$head$cover$last" >"$work/example.xml"
    expect "example: data of $(basename "$file")" "$mkreport" --strict --check "$work/example.xml" "$file"
done

for file in "$work"/budget/*; do
    echo "$head$cover<section heading=\"S\"><finance/></section>$last" >"$work/example.xml"
    expect "example: budget of $(basename "$file")" "$mkreport" --strict --check "$work/example.xml" --data budget="$file"
done

# The tour: its files are the ones printed, its commands say what is printed.
for file in "$work"/report/README-*; do
    expect 'the tour prints examples/tour/report.xml' cmp "$file" examples/tour/report.xml
done
for file in "$work"/csv/README-*; do
    expect 'the tour prints examples/tour/indicators.csv' cmp "$file" examples/tour/indicators.csv
done
mkdir -p "$work/tree/build" && cp -R examples/tour "$work/tree/build/tour" && ln -s "$root/templates" "$work/tree/templates"
# run_session FILE: do the commands of a session, printing them as a terminal would
run_session() (
    PATH=$BUILD:$PATH
    cd "$work/tree/build/tour" || exit 1
    sed -n 's/^\$ //p' "$1" | while IFS= read -r command; do
        echo "\$ $command"
        sh -c "$command" 2>&1
    done
)
for file in "$work"/console/*; do
    run_session "$file" >"$work/said"
    expect "session: $(basename "$file")" diff -u "$file" "$work/said"
done
for made in report.pdf page.png; do
    expect "the tour makes $made" test -s "$work/tree/build/tour/$made"
done

# Nothing that a user may write is left out of docs/format.md and docs/data.md.
described() { cat docs/format.md docs/data.md | grep -qF -e "\`$1\`" -e "\`$1="; }
for name in $(grep -oE '<(element|attribute) name="[^"]*"' templates/mkreport.rng | sed 's/.*name="//;s/"//' | sort -u); do
    expect "the documents describe $name" described "$name"
done
for name in $(grep -o '"[a-z0-9-]*"' src/report/style.def | tr -d '"'); do
    expect "the documents describe the style's $name" described "$name"
done
grep -o '`[^`]*`' docs/data.md | tr 'A-Z' 'a-z' | tr -cd 'a-z0-9\n' >"$work/headings"
for key in $(sed -n '/^X(/,$p' src/data/fields.def | grep -o '"[a-z ]*"' | tr -d '"'); do
    expect "docs/data.md lists the heading $key" grep -qx "$key" "$work/headings"
done

# The table of stages in docs/architecture.md is the one tests/stages.sh checks.
sed -n 's/^may //p' tests/stages.sh >"$work/stages"
while read -r stage others; do
    row=$(sed -n "s/^| $stage | [^|]* | \([^|]*\) |.*/\1/p" docs/architecture.md | tr -d ',–')
    expect "docs/architecture.md: what $stage may include" test "$(echo $row)" = "$others"
done <"$work/stages"
finish

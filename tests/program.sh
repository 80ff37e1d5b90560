#!/bin/sh
# program.sh - the program as its users meet it: options, failures of the system, installation, the public header.
cd "$(dirname "$0")/.." || exit 1
. tests/lib.sh
report=$root/examples/executive/report.xml data=$root/examples/executive/indicators.csv

# status NAME WANTED COMMAND...
status() {
    name=$1 wanted=$2
    shift 2
    said=$("$@" 2>&1 >/dev/null)
    got=$?
    if [ $got = "$wanted" ]; then pass "$name"; else fail "$name: exit status $got, expected $wanted" "$said"; fi
}

cd "$work" || exit 1
status 'help' 0 "$mkreport" --help
status 'version' 0 "$mkreport" --version
status 'no arguments' 2 "$mkreport"
status 'unknown option' 2 "$mkreport" --colour "$report"
status 'unknown stage' 2 "$mkreport" --dump=soup "$report"
status 'missing report' 2 "$mkreport" nowhere.xml
status 'a folder as report' 2 "$mkreport" .
status 'page out of range' 2 "$mkreport" "$report" "$data" --page 9999 -o p.png
status 'check' 0 "$mkreport" --check "$report" "$data"
expect 'check writes nothing' test ! -e report.pdf
status 'default output' 0 "$mkreport" "$report" "$data"
expect 'default output is REPORT.pdf' test -s report.pdf
status 'standard output' 0 "$mkreport" "$report" "$data" -o -
"$mkreport" "$report" "$data" -o - >piped.pdf
expect 'standard output has the same bytes' cmp report.pdf piped.pdf

status 'a suffix of no format' 2 "$mkreport" "$report" "$data" -o report.docx
cp "$root/examples/executive/previous.csv" "$root/examples/executive/budget.csv" . && cp "$report" own.xml && cp "$data" own.csv && cp own.xml before.xml && cp own.csv before.csv
status 'the report is not overwritten' 2 "$mkreport" own.xml own.csv -o ./own.xml
status 'the data are not overwritten' 2 "$mkreport" own.xml own.csv --dump=data -o own.csv
expect 'both are as before' sh -c 'cmp own.xml before.xml && cmp own.csv before.csv'

# one figure by itself
status 'chart without an id' 2 "$mkreport" chart "$report" "$data" -o c.svg
status 'chart of no such id' 2 "$mkreport" chart "$report" "$data" --id nothing -o c.svg
status 'chart without a report' 2 "$mkreport" chart --id golden-thread -o c.svg
status 'chart without an output' 2 "$mkreport" chart "$report" "$data" --id golden-thread
status '--id without chart' 2 "$mkreport" "$report" "$data" --id golden-thread -o c.svg
status '--text of no kind' 2 "$mkreport" chart "$report" "$data" --id golden-thread --text=pixels -o c.svg
expect 'none of these wrote anything' test ! -e c.svg
for kind in svg png pdf; do
    status "chart as $kind" 0 "$mkreport" chart "$report" "$data" --id golden-thread -o c.$kind
    mv c.$kind first.$kind
    LC_ALL=cy_GB.UTF-8 "$mkreport" chart "$report" "$data" --id golden-thread -o c.$kind
    expect "chart as $kind: same bytes again" cmp c.$kind first.$kind
done
expect 'chart as SVG: well-formed' xmllint --noout --nonet c.svg
expect 'chart as SVG: small' test "$(wc -c <c.svg)" -lt 6000
expect 'chart as SVG: words are text' grep -q '>Delivery actions</text>' c.svg
expect 'chart as SVG: title and description' sh -c "grep -q '<title id=\"golden-thread-title\">The Golden Thread, from priority to performance</title>' c.svg && grep -q '<desc id=\"golden-thread-desc\">Chain of 4' c.svg"
expect 'chart as PDF: conformance' "$BUILD/conform" c.pdf
expect 'chart as PDF: qpdf --check' qpdf --check c.pdf
expect 'chart as PDF: one figure and no more' sh -c "'$mkreport' chart '$report' '$data' --id golden-thread --dump=tags | cut -d' ' -f1-3 | tr -d '\n' | grep -qx 'Document  Figure'"
expect 'chart as PDF: titled by its caption' sh -c "pdfinfo c.pdf | grep -q '^Title: *The Golden Thread, from priority to performance$'"
status 'chart as outlines' 0 "$mkreport" chart "$report" "$data" --id golden-thread --text outlines -o o.svg
expect 'chart as outlines: well-formed' xmllint --noout --nonet o.svg
expect 'chart as outlines: no text' sh -c "! grep -q '<text' o.svg"
status 'chart in large print' 0 "$mkreport" chart "$report" "$data" --id golden-thread --large-print -o large.pdf
expect 'chart in large print: conformance' "$BUILD/conform" large.pdf
status 'chart in greys' 0 "$mkreport" chart "$report" "$data" --id golden-thread --greyscale -o grey.svg
expect 'chart in greys: no colour' sh -c "! grep -oE '#[0-9a-f]{6}' grey.svg | grep -qvE '#(..)\\1\\1'"
risks=$root/examples/gallery/charts/risks.xml
status 'chart of many' 0 "$mkreport" chart "$risks" --id history -o many.pdf
expect 'chart of many: conformance' "$BUILD/conform" many.pdf
status 'chart of many as SVG' 0 "$mkreport" chart "$risks" --id history -o many.svg
expect 'chart of many: all are described' sh -c "grep '<desc' many.svg | grep 'of SR1 ' | grep -q 'of SR9 '"
status 'a page as SVG' 0 "$mkreport" "$report" "$data" --page 1 -o p.svg
expect 'a page as SVG: well-formed' xmllint --noout --nonet p.svg
expect 'a page as SVG: outlines' sh -c "! grep -q '<text' p.svg"
status 'a page as SVG with text' 0 "$mkreport" "$report" "$data" --page 1 --text=text -o p.svg
expect 'a page as SVG with text: to be read' grep -q 'role="document"' p.svg

# data without a report, data out of the PDF, the log
long=$root/tests/golden/data-long
status 'data without a report' 0 "$mkreport" --dump=data --csv "$data" -o alone.txt
"$mkreport" --dump=data "$root/examples/tour/report.xml" "$root/examples/tour/indicators.csv" -o with.txt
"$mkreport" --dump=data --csv "$root/examples/tour/indicators.csv" -o alone.txt
expect 'data without a report: the same' cmp with.txt alone.txt
status 'nothing to do without a report' 2 "$mkreport" --csv "$data"
status '--data needs a name' 2 "$mkreport" "$report" --data "$data"
status '--emit-data' 0 "$mkreport" --emit-data tidy.csv --csv "$data"
expect 'tidy data: a row for each indicator and quarter' test "$(wc -l <tidy.csv)" -gt 1300
"$mkreport" --emit-data tour.csv --csv "$root/examples/tour/indicators.csv"
"$mkreport" --emit-data again.csv --csv tour.csv 2>/dev/null
expect 'tidy data are read back as they were' cmp tour.csv again.csv
status '--attach-data' 0 "$mkreport" "$report" "$data" --attach-data -o attached.pdf
expect 'attached data: conformance' "$BUILD/conform" attached.pdf
expect 'attached data: PDF/A-3a' sh -c "'$BUILD/conform' attached.pdf | grep -q 'PDF/A-3a'"
pdfdetach -save 1 -o detached.csv attached.pdf
"$mkreport" --emit-data example.csv "$report" "$data" --check && "$mkreport" --emit-data example.csv "$report" "$data" -o e.pdf
expect 'attached data: the tidy CSV' cmp detached.csv example.csv
charts=$root/tests/golden/chart-attached
"$mkreport" -o charts.pdf "$charts/in.xml" "$charts/data.csv"
mkdir charts && pdfdetach -saveall -o charts charts.pdf
expect 'figures of charts: units in the heading, plain figures' \
    test "$(sed -n '1p;3p' charts/variances.csv | tr -d '\r' | tr '\n' ' ')" = \
    'Service,Budget (£m),Forecast (£m),Variance (£m),Adverse or favourable Parks,2.5,2.0,-0.5,favourable '
expect 'figures of charts: thousands without commas' grep -q '^April 2024,1234,1500' charts/figure-4-2.csv
expect 'figures of charts: marks in a column of their own' grep -q '^June 2024,,\[x\],90.0' charts/figure-4.csv
expect 'figures of charts: likelihood, impact, score, level' grep -q '^R2,Fire,2,4,8,Medium,4,4,16,Very high,' charts/figure-2.csv
expect 'figures of charts: nothing is blank' sh -c '! grep -q "–" charts/*.csv'
status 'chart --id of several charts' 0 "$mkreport" chart --id two -o two.svg "$charts/in.xml" "$charts/data.csv"
expect 'chart --id of several charts: all of them' sh -c 'grep -q Waste two.svg && grep -q Calls two.svg'
status 'chart --id of a wheel' 0 "$mkreport" chart --id wheel -o wheel.svg "$root/examples/gallery/charts/wheel.xml" "$root/examples/gallery/charts/wheel.csv"
status '--json-log' 0 "$mkreport" --check "$report" "$data" --json-log log.json
expect 'the log says what was read' grep -q '"from":"(2,310)"' log.json
status 'the log of a failed run' 2 "$mkreport" --check "$report" "$long/data.csv" --json-log failed.json
expect 'the log of a failed run says why' grep -q '"level":"error"' failed.json
status 'the log does not overwrite the data' 3 sh -c "cp '$data' mine.csv && '$mkreport' --check '$report' mine.csv --json-log mine.csv; cmp -s mine.csv '$data' && exit 3"
echo old >old.csv
status 'a failed run' 2 "$mkreport" --emit-data old.csv "$report" "$long/data.csv" -o o.pdf
expect 'a failed run: the older tidy CSV is untouched' test "$(cat old.csv)" = old
echo old >o.pdf
status 'one name for two outputs' 2 "$mkreport" "$report" "$data" -o o.pdf --json-log o.pdf
status 'standard output twice' 2 "$mkreport" "$report" "$data" -o - --emit-data -
status 'a log over the data' 2 "$mkreport" "$report" own.csv -o o.pdf --json-log own.csv
expect 'the older PDF is untouched' test "$(cat o.pdf)" = old
status 'a device without end as data' 2 "$mkreport" --dump=data --csv /dev/zero
status 'a final report that lacks a sign-off' 2 "$mkreport" --final --check "$report" "$data"
cp -r "$(dirname "$report")" final && sed -i 's|<officer name="All divisions"/>|&<not-required/>|' final/report.xml
status 'a final report' 0 "$mkreport" --final --check final/report.xml "$data"
status 'another house style' 2 "$mkreport" --style nowhere --check "$report" "$data"
status 'an unknown encoding' 2 "$mkreport" --encoding ebcdic --check "$report" "$data"
status 'the wrong encoding' 2 "$mkreport" --encoding utf-16le --check "$report" "$data"
iconv -f utf-8 -t utf-16 "$data" >wide.csv
expect 'UTF-16: the same PDF' sh -c "'$mkreport' '$report' wide.csv -o wide.pdf 2>/dev/null; cmp wide.pdf report.pdf"

# failures of the system: exit status 3, a message, nothing left
status 'full device' 3 "$mkreport" "$report" "$data" -o /dev/full
status 'missing folder' 3 "$mkreport" "$report" "$data" -o nowhere/out.pdf
status 'closed standard output' 3 sh -c "'$mkreport' '$report' '$data' -o - >&-"
status 'a reader that goes away' 3 sh -c "{ '$mkreport' '$report' '$data' -o -; echo \$? >pipe.status; } | head -c 1 >/dev/null; exit \$(cat pipe.status)"
status 'full standard output' 3 sh -c "'$mkreport' '$report' '$data' -o - >/dev/full"
if [ "$(id -u)" = 0 ] && mkdir small && mount -t tmpfs -o size=64k tmpfs small 2>/dev/null; then
    echo old >small/out.pdf
    status 'full disk' 3 "$mkreport" "$report" "$data" -o small/out.pdf
    expect 'full disk: older output untouched' test "$(cat small/out.pdf)" = old
    expect 'full disk: nothing left' test "$(ls -A small)" = out.pdf
    umount small
fi
# wrong input: an older output stays
echo '<report' >bad.xml
echo old >bad.pdf
status 'wrong input' 2 "$mkreport" bad.xml
expect 'older output untouched' test "$(cat bad.pdf)" = old
status 'little memory' 0 "$mkreport" "$report" "$data" -o m.pdf

# dates only when the caller gives a time
expect 'no dates without a time' sh -c "! pdfinfo report.pdf | grep -q '^CreationDate'"
SOURCE_DATE_EPOCH=1733097600 "$mkreport" "$report" "$data" -o dated.pdf
expect 'SOURCE_DATE_EPOCH' sh -c "TZ=UTC pdfinfo dated.pdf | grep -q '^CreationDate: *Mon Dec *2 00:00:00 2024'"
expect 'dated: conformance' "$BUILD/conform" dated.pdf

# installed copy, used from another folder, and the program at the top of the public header
cd "$root" && expect 'make install' make -s install BUILD="${BUILD#"$root"/}" DESTDIR="$work/root" PREFIX=/opt/mkreport
cd "$work" && prefix=$work/root/opt/mkreport
status 'installed copy' 0 "$prefix/bin/mkreport" "$report" "$data" -o installed.pdf
expect 'installed copy: same bytes' cmp report.pdf installed.pdf
for file in lib/libmkreport.a lib/libmkreport.so lib/pkgconfig/mkreport.pc include/mkreport.h share/man/man1/mkreport.1 share/mkreport/templates/mkreport.rng; do
    expect "installed $file" test -e "$prefix/$file"
done
expect 'the library shows only its own names' sh -c "nm -D --defined-only '$prefix/lib/libmkreport.so' | awk '\$2 == \"T\" {print \$3}' | grep -v ^mkreport_ | wc -l | grep -qx 0"
awk '/#include <mkreport.h>/{on=1} on{sub(/^ \*   ?/,""); sub(/^ \*$/,""); if (/^ ?\* The library/) exit; if (/^The library/) exit; print}' "$prefix/include/mkreport.h" |
    sed "s#/usr/local/share/mkreport#$prefix/share/mkreport#" >own.c
case $(basename "$BUILD") in
*asan*) ;; # the sanitizer runtime must come first: a plain program cannot load that build
*)
    cp "$report" report.xml && cp "$data" indicators.csv
    expect 'the program of the public header compiles' cc -std=c17 -I"$prefix/include" own.c -L"$prefix/lib" -lmkreport -o own
    status 'the program of the public header runs' 0 env LD_LIBRARY_PATH="$prefix/lib" ./own
    ;;
esac
cd "$root" || exit 1

# which stage may include which (docs/architecture.md, the table of stages)
expect 'stages include only what they may' tests/stages.sh
expect 'docs/diagnostics.md is up to date' sh -c "'$mkreport' --messages | cmp - docs/diagnostics.md"
finish

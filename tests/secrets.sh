#!/bin/sh
# secrets.sh - figures that are suppressed stand in nothing that is written: PDF, its streams and attachments, SVG, dumps,
# CSV, log and messages. The figures are of three digits, and below a limit of 1,000 people; no other number has them.
cd "$(dirname "$0")/.." || exit 1
. tests/lib.sh
secrets='733|389|577|641'
cd "$work" || exit 1

cat >style.xml <<E
<style name="secret" extends="executive"><rating rule="a"><rule name="a"><level rating="green" when="met"/><level rating="red"/></rule><suppress below="1000"/></rating></style>
E
cat >data.csv <<E
Ref,Measure,Unit,People,Part of,Polarity,Target,Q1 2024/25,Q2 2024/25,England,Commentary
T,Children,Number,yes,,lower,9000,4020,9200,,Both
A,In the north,Number,yes,T,lower,5000,733,4100,641,One
B,In the south,Number,yes,T,lower,5000,3287,5100,,Two
C,Runaways,Number,yes,,lower,5000,6000,389,,Three
D,Visits,%,yes,,lower,90,80,40% (577/1442),,Four
E
cut -d, -f1-3,5- data.csv >copy.csv

report() { # FILE NAMED BODY
    cat >"$1" <<E
<report xml:lang="en-GB" style="./style.xml">$2
  <cover><committee>Executive</committee><meeting date="2024-12-02"/><key-decision>no</key-decision><title>Secrets</title></cover>
  <summary><p>Text.</p></summary>
  <section heading="One"><p>There are {count(//indicator)}.</p>$3</section>
</report>
E
}

nothing_in() { # FILES, which must be there
    for file in "$@"; do [ -e "$file" ] || return 1; done
    ! LC_ALL=C grep -aEl "(^|[^0-9])($secrets)([^0-9]|\$)" "$@"
}

# ---- charts and tables of the indicators
report in.xml '' '<headline/> <indicators/> <details/> <rag-summary/> <exceptions/> <performance-wheel/>
    <trend-chart id="a" ref="A" table="attached"/> <trend-chart id="c" ref="C"/> <trend-charts id="all" refs="A C T"/>
    <spc-chart id="s" ref="C"/> <comparison-chart id="k" ref="A"/>'
for edition in '' --large-print --draft; do
    expect "a report without its secrets ($edition)" "$mkreport" $edition in.xml data.csv --emit-data out.csv --json-log log.json -o out.pdf
    "$mkreport" $edition in.xml data.csv --json-log log.json -o out.pdf 2>said.txt
    qpdf --qdf --object-streams=disable out.pdf out.qdf
    # numbers of objects, lengths and places are no figures: texts are, as they are drawn and as they are read
    structure_text out.pdf >out.txt
    pdftotext -layout out.pdf page.txt
    grep -aE '/(Alt|ActualText|E|Contents|Title)' out.qdf >alt.txt
    mkdir -p attached
    pdfdetach -saveall -o attached out.pdf >/dev/null 2>&1
    sed 's/"[a-z]*": [0-9]*//g' log.json >log.txt
    expect "no secret in the PDF ($edition)" nothing_in out.txt page.txt alt.txt said.txt
    expect "no secret in the log ($edition)" nothing_in log.txt
    for file in attached/*; do expect "no secret in $file ($edition)" nothing_in "$file"; done
done
"$mkreport" --dump=tags in.xml data.csv -o out.tags 2>/dev/null
"$mkreport" --dump=report in.xml data.csv -o out.report 2>/dev/null
"$mkreport" --dump=data in.xml data.csv -o out.data 2>/dev/null
expect 'no secret in CSV and dumps' nothing_in out.csv out.tags out.report out.data
for id in a c s k; do
    "$mkreport" chart in.xml data.csv --id $id -o $id.svg 2>>said.txt
    [ -f $id.svg ] && sed -n 's/.*<\(title\|desc\|text\)[^>]*>\([^<]*\).*/\2/p' $id.svg >>svg.txt
done
expect 'no secret in SVG' nothing_in svg.txt said.txt

# ---- the same file, or a copy of it, as further data
for src in data.csv copy.csv; do
    report named.xml "<data name=\"x\" src=\"$src\"/>" '<data-table data="x" caption="x"/>
        <bar-chart data="x" label="Measure" values="Q1 2024/25" table="attached"/> <p>{sum(//table[@name="x"]//cell)}</p>'
    for edition in '' --final --large-print; do
        rm -f named.*.out log.json
        "$mkreport" $edition --strict named.xml data.csv --json-log log.json --emit-data named.csv.out -o named.pdf.out 2>said.txt
        expect "$src is refused ($edition)" test $? = 2 -a ! -e named.pdf.out -a ! -e named.csv.out
        expect "$src: what is wrong is said" grep -q 'would show small numbers of people' said.txt
        sed 's/"[a-z]*": [0-9]*//g' log.json >log.txt
        expect "$src: no secret is said ($edition)" nothing_in said.txt log.txt
    done
done
finish

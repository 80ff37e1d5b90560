#!/bin/sh
# cabinet.sh - the example of a Cabinet report: its facts (examples/cabinet/facts.txt), its form over two pages, its tags.
cd "$(dirname "$0")/.." || exit 1
. tests/lib.sh
report=examples/cabinet/report.xml data=examples/cabinet/data.csv
"$mkreport" $report $data -o "$work/cabinet.pdf" 2>"$work/diag"
expect 'one message: the risk that the report left blank' test "$(grep -c . "$work/diag")" = 1
expect 'it is a warning' grep -qF 'warning: a risk is not scored: current' "$work/diag"
check_pdf cabinet "$work/cabinet.pdf" $report $report $data

# What the published report says (requirements S2-03 to S2-27 and section 10).
structure_text "$work/cabinet.pdf" >"$work/text"
for fact in 'Meeting Cabinet Date 10 July 2017 Local members All Forward Plan reference FP/17/04/01' \
    'Cabinet members Cllr David Fothergill, Leader of the Council Cllr David Hall' \
    'Emma Plummer, Strategic Manager, Performance. Telephone 01823 359251' \
    'Seen by Name Date County Solicitor Honor Clarke 26 June 2017' \
    'Local members Not applicable Cabinet member Cllr David Hall 26 June 2017' \
    'Cllr Tony Lock 28 June 2017 Cllr Hazel Prior-Sankey 28 June 2017 Cllr Leigh Redman 28 June 2017' \
    'First published in the Forward Plan dated 3 April 2017.' \
    'Likelihood Not scored Impact Not scored Risk score Not scored' \
    'The People’s Priorities 3 2 2 3 4 0 The Council 2 1 1 2 1 1 Vision Volunteers 1 0 0 0 1 0' \
    'Totals 6 3 3 5 6 1 Share of 12 objectives 50% 25% 25% 42% 50% 8%' \
    'Three of the 12 objectives are Red: P1 Help vulnerable and elderly people' \
    'One of the 12 objectives is Declining: C3 Working with our partners' \
    'Figure A1 Ratings of the 12 County Plan objectives P1 Red P2 Green P3 Red P4 Amber P5 Green P6 Amber P7 Green C1 Green' \
    'V1 Green 12 objectives 6 Green 3 Amber 3 Red P The People’s Priorities C The Council V Vision Volunteers' \
    'A verbal update will be given at the meeting.' \
    'C3 Working with our partners The Council Amber Declining' 'It does not compare with the last report.' \
    '£8.692m, or 2.8% of base budget' '1. Background 1.1 This report' '5. Background papers 5.1 County Plan'; do
    expect "says: $fact" grep -qF -- "$fact" "$work/text"
done
expect 'the wheel, its boxes and its table share one page, the last' sh -c "pdftotext -f 5 -l 5 '$work/cabinet.pdf' - | grep -q 'Vision Volunteers' && pdfinfo '$work/cabinet.pdf' | grep -q '^Pages: *5$'"
expect 'exceptions in order' grep -q 'P1 Help.*P3 Safer.*C4 Managing.*C3 Working' "$work/text"

pdftotext -f 2 -l 2 -layout "$work/cabinet.pdf" "$work/page-2"
expect 'the form goes on under the title' grep -q '^ *Council performance report, end of May 2017 (continued)' "$work/page-2"
"$mkreport" --dump=tags $report $data >"$work/tags" 2>/dev/null
expect 'the form is one table' test "$(sed -n '/^  Sect/q; s/^  Table/&/p' "$work/tags" | grep -c .)" = 1
expect 'the sign-off label spans its rows' grep -q 'TH scope=Row rowspan=14 p1' "$work/tags"
expect 'the telephone is dialled with +44' grep -qF 'uri="tel:+441823359251"' "$work/tags"
expect '--final refuses what is blank' test "$("$mkreport" --final --check $report $data 2>&1 | grep -c 'error: a risk is not scored')" = 1
finish

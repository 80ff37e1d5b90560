# the house style of the examples with another basis and the words of that report
sed -e 's/<travel .*>/<travel basis="judgement"\/>/' \
    -e 's/>Priority</>Metric Segment</;s/>All priorities</>Totals</' \
    -e 's/"improving">Improving/"improving">Up/;s/"declining">Declining/"declining">Down/' "$root/templates/executive.xml" >style.xml

# 1,000 measures against a target of 100 under the usual rule: of each ten the first five are 100 (green), the next three
# 95 (amber: the boundary belongs to it), the last two 94 (red); a quarter before all were 100. Priorities by hundreds.
awk 'BEGIN { print "Ref,Measure,Unit,Polarity,Priority,Q1 2024/25,Q2 2024/25,Target,Commentary"
    for (i = 0; i < 1000; i++) { d = i % 10
        printf "M%d,Measure %d,Number,higher,Priority %d,100,%d,100,Text\n", i + 1, i + 1, int(i / 100) + 1, d < 5 ? 100 : d < 8 ? 95 : 94 } }' >data.csv

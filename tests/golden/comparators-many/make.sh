awk 'BEGIN {
    printf "Ref,Measure,Unit,Polarity,Target,Q1 2024/25"
    for (i = 1; i <= 258; i++) printf ",Comparator: C%d", i
    printf "\nA,Calls,Number,lower,5,7"
    for (i = 1; i <= 258; i++) printf ",%d", i
    print ""
}' >data.csv

# data.csv with one commentary of 5,000 characters: 100 sentences of 50, each with its number and doubled quotes, and a
# line break in place of the last space of every tenth; the last has an x there
awk 'BEGIN { printf "Ref,Measure,Unit,Polarity,Priority,Q1 2024/25,Q2 2024/25,Target,Commentary\n"
    printf "A1,Calls answered,%%,higher,Services,81,84,85,\""
    for (i = 1; i <= 100; i++) printf "Item %03d was called \"\"late\"\" by a team that ran it.%s", i, i % 10 ? " " : i < 100 ? "\n" : "x"
    printf "\"\n" }' >data.csv

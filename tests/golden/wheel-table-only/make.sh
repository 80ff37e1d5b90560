{
    echo 'Ref,Measure,Unit,Polarity,Priority,Target,Q1 2026/27,Q2 2026/27,Commentary'
    for i in $(seq 1 200); do
        echo "M$i,Measure $i,%,higher,Priority $((i / 50)),80,90,$((i % 40 == 7 ? 50 : 90)),Text $i"
    done
} >data.csv

long='What happened is told here at some length so that the box is high and the boxes that follow it must go on below the wheel or on the next page, where none of them may be lost.'
{
    echo 'Ref,Measure,Unit,Polarity,Priority,Target,Q1 2026/27,Q2 2026/27,Commentary'
    for i in $(seq 1 18); do
        echo "M$i,Measure number $i,%,higher,All,80,90,50,\"Box $i begins. $long $long Box $i ends.\""
    done
} >data.csv

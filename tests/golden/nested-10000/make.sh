# 5,000 lists in one another: report and section are elements 1 and 2, so that element 201 is the 100th <ul>.
{
    sed '/<p>/,$d' frame.xml
    awk 'BEGIN { for (i = 0; i < 5000; i++) printf "<ul><li>"; printf "x"; for (i = 0; i < 5000; i++) printf "</li></ul>"; print "" }'
    sed '1,/<p>/d' frame.xml
} >in.xml

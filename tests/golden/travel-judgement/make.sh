# the house style of the examples with another rule or basis
sed -e 's/<travel .*>/<travel basis="judgement"\/>/' "$root/templates/executive.xml" >style.xml

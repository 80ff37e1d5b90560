# the house style of the examples with another rule or basis
sed -e 's/<travel .*>/<travel basis="both"\/>/' "$root/templates/executive.xml" >style.xml

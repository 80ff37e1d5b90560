# the house style of the examples with another rule or basis
sed -e 's/<travel .*>/<travel basis="last-year" dead-band="1"\/>/' "$root/templates/executive.xml" >style.xml

# the house style of the examples with another rule or basis
sed -e 's/<travel .*>/<travel basis="trend" periods="4" dead-band="0.5" band="amount"\/>/' "$root/templates/executive.xml" >style.xml

# the house style of the examples with another rule or basis
sed -e 's/<rating rule="standard"/<rating rule="east-sussex"/' -e '/<rating rule=/r rule.xml' -e 's/<travel .*>/<travel basis="last-year" at-maximum="yes"\/>/' "$root/templates/executive.xml" >style.xml

# the house style of the examples with another rule or basis
sed -e 's/<rating rule="standard"/<rating rule="service"/' -e '/<rating rule=/r rule.xml' "$root/templates/executive.xml" >style.xml

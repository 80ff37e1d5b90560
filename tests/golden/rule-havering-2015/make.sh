# the house style of the examples with another rule or basis
sed -e 's/<rating rule="standard"/<rating rule="havering"/' -e '/<rating rule=/r rule.xml' -e 's/>Red</>Red or amber</' "$root/templates/executive.xml" >style.xml

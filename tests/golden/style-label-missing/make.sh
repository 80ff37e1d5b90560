# the house style of the examples without its head and without one label
sed -n '/<style/,$p' "$root/templates/executive.xml" | sed '/<label name="meeting-date"/d' >style.xml

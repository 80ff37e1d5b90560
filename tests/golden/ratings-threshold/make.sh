# the house style of the examples with another rating rule
sed 's/rule="relative" tolerance="5" dead-band="1"/rule="threshold" tolerance="0" dead-band="1"/' "$root/templates/executive.xml" >style.xml

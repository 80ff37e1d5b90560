# the house style of the examples with another rating rule
sed 's/rule="relative" tolerance="5" dead-band="1"/rule="points" tolerance="2" dead-band="4"/' "$root/templates/executive.xml" >style.xml

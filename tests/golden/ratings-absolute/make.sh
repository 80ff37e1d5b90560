# the house style of the examples with another rating rule
sed 's/rule="relative" tolerance="5" dead-band="1"/rule="absolute" tolerance="2.5" dead-band="0"/' "$root/templates/executive.xml" >style.xml

# the house style of the examples with another rating rule
sed 's/rule="relative" tolerance="5"/rule="absolute" tolerance="0.000000001"/' "$root/templates/executive.xml" >style.xml

# the house style of the examples with another rating rule
sed 's/rule="relative" tolerance="5"/rule="points" tolerance="2"/' "$root/templates/executive.xml" >style.xml

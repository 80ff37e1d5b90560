# the house style of the examples with another rule or basis
sed -e 's/<rating rule="standard"/<rating rule="east-riding"/' -e '/<rating rule=/r rule.xml' -e 's/"green">Green</"green" shape="star">Better</' -e 's/"amber">Amber</"amber" shape="disc">Within tolerance</' -e 's/"red">Red</"red" shape="triangle">Worse</' "$root/templates/executive.xml" >style.xml

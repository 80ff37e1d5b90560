# the house style of the examples, with no implication required
sed 's/ required="yes"//' "$root/templates/executive.xml" >style.xml

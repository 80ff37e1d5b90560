# the house style of the examples, with one implication required
sed 's/ required="yes"//; s/kind="equalities"/& required="yes"/' "$root/templates/executive.xml" >style.xml

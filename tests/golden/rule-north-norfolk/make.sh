# the house style of the examples with another rule or basis; light green needs a darker green beside it
sed -e 's/<rating rule="standard"/<rating rule="north-norfolk"/' -e '/<rating rule=/r rule.xml' \
    -e 's/name="green" value="#08795f"/name="green" value="#066850"/' "$root/templates/executive.xml" >style.xml

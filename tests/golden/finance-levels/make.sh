# the house style of the examples, with the two-limb rule of Brighton & Hove at its three levels
sed '/<travel basis/i\
    <rule name="service"><level rating="green" when="met"/><level rating="amber" when="within" percent="5" amount="100000" boundary="outside"/><level rating="red"/></rule>\
    <rule name="directorate"><level rating="green" when="met"/><level rating="amber" when="within" percent="5" amount="250000" boundary="outside"/><level rating="red"/></rule>\
    <rule name="fund"><level rating="green" when="met"/><level rating="amber" when="within" percent="0.5" amount="1000000" boundary="outside"/><level rating="red"/></rule>' "$root/templates/executive.xml" >style.xml

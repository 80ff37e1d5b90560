# templates, a schema that uses what mkreport does not read,
mkdir -p data/templates
cat >data/templates/mkreport.rng <<'END'
<grammar xmlns="http://relaxng.org/ns/structure/1.0">
  <externalRef href="other.rng"/>
</grammar>
END

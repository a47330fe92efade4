# What was decided where the standards leave a choice, as people meet it.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/cli/golden.sh"

cat >d.nq <<'EOF'
<urn:a> <urn:p> "x"@sv .
<urn:a> <urn:p> "x"@sv <urn:g> .
<urn:a> <urn:p> "x"@SV <urn:h> .
<urn:a> <urn:q> "y"@en-GB <urn:h> .
<urn:only> <urn:q> "unnamed" .
EOF
nysta load d.nq 2>/dev/null
nysta load --store same.nysta d.nq 2>/dev/null
golden semantics \
  'nysta query "SELECT ?s ?p ?o FROM <urn:g> FROM <urn:h> { ?s ?p ?o } ORDER BY ?p"' \
  'nysta query "SELECT ?s ?p ?o FROM <urn:g> { ?s ?p ?o }"' \
  'nysta query "SELECT ?g ?p ?o FROM NAMED <urn:h> { GRAPH ?g { ?s ?p ?o } } ORDER BY ?p"' \
  'nysta query "SELECT ?g ?s { GRAPH ?g { ?s <urn:p> ?o } } ORDER BY ?g"' \
  'nysta query "SELECT ?g { GRAPH ?g { } } ORDER BY ?g"' \
  'nysta query "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { SELECT * { ?s ?p ?o } } } GROUP BY ?g ORDER BY ?g"' \
  'nysta query "SELECT ?g { GRAPH ?g { ?s <urn:p> ?o MINUS { ?s <urn:q> ?x } } }"' \
  'nysta query "SELECT ?g { GRAPH ?g { } } LIMIT 1"' \
  'nysta query "SELECT (COUNT(*) AS ?n) { ?s <urn:p> ?o }"' \
  'nysta query "SELECT (COUNT(*) AS ?n) { ?s <urn:p> \"x\"@Sv }"' \
  'nysta query --results tsv "SELECT ?o (LANG(?o) AS ?tag) (?o = \"y\"@EN-gb AS ?same) { <urn:a> <urn:q> ?o }"' \
  'nysta query "SELECT * { ?s ?p << <urn:a> <urn:p> 1 >> }"' \
  'nysta query "SELECT * { ?s ?p <<( <urn:a> <urn:p> 1 )>> }"' \
  'nysta query "SELECT * { ?s ?p 1 {| <urn:q> 2 |} }"' \
  'nysta query "SELECT (xsd:int(\"5\") + 1 AS ?int) (xsd:byte(300) AS ?none) (DATATYPE(xsd:byte(\" 7 \")) AS ?type) {}"' \
  'nysta query "SELECT (xsd:unsignedLong(18446744073709551615) AS ?a) (xsd:unsignedLong(18446744073709551616) AS ?b) {}"' \
  'nysta query "SELECT (xsd:negativeInteger(-1) AS ?a) (xsd:negativeInteger(0) AS ?b) (xsd:nonPositiveInteger(0) AS ?c) (xsd:positiveInteger(1.9) AS ?d) {}"' \
  'nysta query "SELECT (xsd:int(1, 2) AS ?a) {}"' \
  'nysta query --strict "SELECT ?x { ?x foaf:name ?y ; wd:Q1 ?z }"' \
  'nysta query "SELECT ?x { ?x wd:Q1 ?z }"' \
  'nysta query "SELECT ?x { ?x nowhere:Q1 ?z }"'

printf '<urn:a> <urn:p> <<( <urn:a> <urn:b> <urn:c> )>> .\n' >term.nt
printf '<urn:a> <urn:p> 1 .\n<urn:a> <urn:p> <<( <urn:a> <urn:b> <urn:c> )>> .\n' >term.ttl
printf '<< <urn:a> <urn:b> <urn:c> >> <urn:p> 1 .\n' >reified.ttl
printf '<urn:a> <urn:p> 1 {| <urn:q> 2 |} .\n' >annotated.ttl
golden semantics-triple-terms \
  'nysta query --data term.nt "ASK {}"' \
  'nysta query --data term.ttl "ASK {}"' \
  'nysta query --data reified.ttl "ASK {}"' \
  'nysta query --data annotated.ttl "ASK {}"' \
  'nysta load term.nt' \
  'nysta update "INSERT DATA { <urn:a> <urn:p> <<( <urn:a> <urn:b> <urn:c> )>> }"'

# A blank node has one label in a store, whatever is written beside it.
label () { nysta query --results csv 'SELECT ?s { ?s <urn:blank> 1 }' | tail -1 | tr -d '\r'; }
nysta update 'INSERT DATA { _:a <urn:blank> 1 }' 2>/dev/null
before=$(label)
nysta update 'INSERT DATA { _:a <urn:blank> 2 } ; INSERT { ?s <urn:more> ?s } WHERE { ?s <urn:blank> 1 }' 2>/dev/null
nysta compact 2>/dev/null
is "a blank node keeps its label" "$(label)" "$before"
is "… also as an object" \
  "$(nysta query --results csv 'SELECT ?o { ?s <urn:more> ?o }' | tail -1 | tr -d '\r')" "$before"
done_testing

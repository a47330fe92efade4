# nysta query --cite: documents and quotations behind each row.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/cli/golden.sh"

nysta load "$data/press.trig" 2>/dev/null
cat >who.rq <<'END'
SELECT ?person ?role ?organisation WHERE {
  ?m a org:Membership ; org:member ?p .
  ?p foaf:name ?person .
  OPTIONAL { ?m org:role ?r . ?r skos:prefLabel ?role }
  OPTIONAL { ?m org:organization ?o . ?o skos:prefLabel ?organisation }
} ORDER BY ?person ?role
END
golden cite-table 'nysta query --cite --results table -f who.rq'
golden cite-forms \
  'nysta query --cite "SELECT ?n ?box { ?p foaf:mbox ?box ; foaf:name ?n }" | tr -d "\r"' \
  'nysta query --cite --citations 1 --results tsv "SELECT DISTINCT ?n { ?m org:member ?p . ?p foaf:name ?n } ORDER BY ?n"' \
  'nysta query --cite --results json "SELECT (COUNT(*) AS ?n) { ?m org:role ?r }"' \
  'nysta query --cite --citations 1 --results xml "SELECT ?document { GRAPH ?document { ?m a org:Membership ; org:member/foaf:name \"Anna Berg\" } } ORDER BY ?document"' \
  'nysta query --cite --results table "SELECT * { <urn:none> a ?document }"'
golden cite-slips \
  'nysta query --cite "ASK { ?s ?p ?o }"' \
  'nysta query --cite "CONSTRUCT WHERE { ?s ?p ?o }"' \
  'nysta query --cite --citations 0 "SELECT * { ?s ?p ?o }"' \
  'nysta query --cite --citations x "SELECT * { ?s ?p ?o }"'

# The project's own samples: what the reader finds is what is quoted.
cp -R "$SRCDIR/tests/samples/press" press
chmod -R u+w press
nysta index --store samples press 2>/dev/null
golden cite-samples \
  "nysta query --store samples --cite --citations 1 -f who.rq | sed 's,file://.*/press,press,' | tr -d '\r'"

done_testing

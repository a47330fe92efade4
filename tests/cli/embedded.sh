# Data in web pages: JSON-LD, microdata and RDFa beside the prose.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/cli/golden.sh"

mkdir pages
cat >pages/berit.html <<'END'
<!DOCTYPE html><html lang="sv"><head><title>Ny it-chef</title>
<script type="application/ld+json">
{ "@context": "https://schema.org", "@type": "Person", "@id": "https://kartor.example/#berit",
  "name": "Berit Almgren", "email": "berit.almgren@kartor.example",
  "worksFor": { "@type": "Organization", "name": "Stiftelsen Kartor" },
  "sameAs": "https://social.example/berit", "jobTitle": "ordförande" }
</script>
<script type="application/ld+json">{ "broken": </script>
</head><body><main><h1>Ny it-chef</h1>
<p>Berit Almgren, it-chef på Vinnova, börjar i dag.</p></main></body></html>
END
nysta index --store s pages 2>warnings
ask () { nysta query --store s --results csv "$1" | tr -d '\r'; }

is "prose and data speak of one person" \
  "$(ask 'SELECT (COUNT (DISTINCT ?p) AS ?n) { ?p a foaf:Person }')" "n
1"
is "who holds both posts" "$(ask 'SELECT ?role ?where {
  ?p foaf:name "Berit Almgren" . ?m org:member ?p ; org:role/skos:prefLabel ?role ;
  org:organization/foaf:name ?where FILTER (LANG (?role) != "en") } ORDER BY ?role')" "role,where
IT-chef,Vinnova
ordförande,Stiftelsen Kartor"
is "and the address" "$(ask 'SELECT ?a { ?p foaf:name "Berit Almgren" ; foaf:mbox ?a }')" "a
mailto:berit.almgren@kartor.example"
is "the rest is kept in the document's graph, the page's own name beside it" \
  "$(ask 'SELECT ?o ?c { GRAPH ?d { ?d a foaf:Document . ?p foaf:name "Berit Almgren" ;
    schema:sameAs ?o ; skos:closeMatch ?c } }')" "o,c
https://social.example/berit,https://kartor.example/#berit"
is "who says so" "$(ask 'SELECT (SUBSTR (STR (?by), STRLEN (STR (?by)) - 16) AS ?plugin) ?quote {
  ?m a org:Membership ; org:role/skos:prefLabel ?r ; prov:wasDerivedFrom ?a . FILTER (STR (?r) = "ordförande")
  ?a prov:wasAttributedTo ?by ; oa:hasTarget ?t . ?t oa:hasSource ?d
  OPTIONAL { ?t oa:hasSelector/oa:exact ?quote } }')" "plugin,quote
reader-html/0.1.0,"
is "there are no blank nodes" "$(ask 'SELECT ?s { ?s ?p ?o FILTER (isBlank (?s) || isBlank (?o)) }')" "s"
ok "what is no JSON is warned of" grep -q 'no JSON, left out' warnings
is "why tells of data without a quotation" \
  "$(nysta why --store s 'Berit Almgren' org:memberOf 'Stiftelsen Kartor' | grep -c reader-html)" 1
nysta extract pages/berit.html | grep -v '^document' | grep -E 'reader-html|statement' >extracted
is "extract prints it" "$(grep -c reader-html extracted)" 8

# A name that only the data know: the address beside it is theirs, not the next person's.
cat >named.html <<'END'
<html lang="sv"><head><script type="application/ld+json">
{ "@context": "https://schema.org", "@type": "Person", "name": "bo ek" }
</script></head><body><main><p>Här finns bo ek, bo.ek@x.example och Anna Alm, anna.alm@x.example</p></main></body></html>
END
is "extractors see whom the data name" "$(nysta extract named.html | grep '^contact' | cut -f 2-4)" \
  "bo ek	email	bo.ek@x.example
Anna Alm	email	anna.alm@x.example"

done_testing

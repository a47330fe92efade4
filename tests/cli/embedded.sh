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

# Titles as prose spells them; an article's date; an address in prose beside a name in data.
mkdir titles
i=0
while IFS= read -r title; do
  i=$((i + 1))
  cat >titles/$i.html <<END
<!DOCTYPE html><html lang="sv"><head><title>Kontakt</title><script type="application/ld+json">
{ "@context": "https://schema.org", "@graph": [
  { "@type": "NewsArticle", "headline": "Kontakt", "datePublished": "2024-03-05T10:00:00+01:00" },
  { "@type": "Person", "name": "Xerxa Qvillerstam", "jobTitle": "$title",
    "worksFor": { "@type": "Organization", "name": "Vinnova" } } ] }
</script></head><body><main><time datetime="2023-01-01">1 januari 2023</time><h1>Kontakt</h1>
<p>Ring Xerxa Qvillerstam, 070-174 06 12.</p></main></body></html>
END
done <<'END'
it-chef
IT-chefen
IT-CHEF
Digitaliseringschefen, Vinnova
DIGITALISERINGSCHEF
Ordföranden
vd / ordförande
it-chef och ordförande
chef för ekonomi och styrning
END
nysta index -q --store t titles
is "titles in data are spelt as in prose" "$(nysta query --store t --results csv 'SELECT ?title (COUNT (DISTINCT ?g) AS ?n) {
  GRAPH ?g { ?m org:role/skos:prefLabel ?title } } GROUP BY ?title ORDER BY ?title' | tr -d '\r')" "title,n
IT-chef,4
chef för ekonomi och styrning,1
digitaliseringschef,2
ordförande,3
vd,1"
is "an article's date goes before others" "$(nysta query --store t --results csv 'SELECT DISTINCT ?date { ?d dcterms:issued ?date }' | tr -d '\r')" "date
2024-03-05"
is "a number beside a name that data has" "$(nysta query --store t --results csv 'SELECT ?n ?p { ?x foaf:name ?n ; foaf:phone ?p }' | tr -d '\r')" "n,p
Xerxa Qvillerstam,tel:+46701740612"
# An organisation that lists its people, and people who name it.
mkdir staff
cat >staff/a.html <<'END'
<!DOCTYPE html><html lang="sv"><head><title>Kontakt</title><script type="application/ld+json">
{ "@context": "https://schema.org", "@type": "Organization", "@id": "#us", "name": "Stiftelsen Kartor",
  "employee": [ { "@type": "Person", "name": "Siv Holm", "jobTitle": "direktör" },
                { "@type": "Person", "name": "Ivar Holm", "jobTitle": "IT-chef", "worksFor": { "@id": "#us" } },
                { "@type": "Person", "name": "Lo Holm" } ] }
</script></head><body><main><h1>Kontakt</h1><p>Siv Holm är direktör på Stiftelsen Kartor. Ivar Holm, it-chef, höll med.</p></main></body></html>
END
nysta index -q --store u staff
is "each has one post" "$(nysta query --store u --results csv 'SELECT ?n ?r ?o { ?m a org:Membership ; org:member/foaf:name ?n
  OPTIONAL { ?m org:role/skos:prefLabel ?r } OPTIONAL { ?m org:organization/foaf:name ?o } } ORDER BY ?n' | tr -d '\r')" "n,r,o
Ivar Holm,IT-chef,Stiftelsen Kartor
Lo Holm,,Stiftelsen Kartor
Siv Holm,direktör,Stiftelsen Kartor"
is "with the words of the prose for it" "$(nysta query --store u --results csv 'SELECT ?q { ?m org:member/foaf:name "Ivar Holm" ;
  prov:wasDerivedFrom/oa:hasTarget/oa:hasSelector/oa:exact ?q }' | tr -d '\r')" "q
\"Ivar Holm, it-chef\""
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

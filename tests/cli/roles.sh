# Roles as a concept scheme: titles below their head words.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/cli/golden.sh"

cat >a.txt <<'END'
Roller

Anna Berg, digitaliseringschef på Kungsbacka kommun, talade. Bo Ek, biträdande digitaliseringschef på Trafikverket, och Cia Alm, chef för digitalisering på Tullverket, höll med.
Dan Ström, avdelningschef på Vinnova, var med.
END
cat >b.txt <<'END'
Fler roller

Eva Lind, it-chef på Vinnova, höll med Siv Dal, generaldirektör på Trafikverket.
Mia Roth, taleskvinna för Vinnova, och Ola Roth, ordförande i Hembygdsföreningen Fyren, var med.
Hedda Alm, digitaliseringsdirektör på Region Halland, och Ia Alm, chef för digitaliseringsavdelningen på Skatteverket, också.
END
cat >c.txt <<'END'
New roles

Vera Rowe, head of digitalisation at the Fyr Foundation, and Tara Rowe, chairwoman of the Fyr Foundation, said so. Disa Rowe, chief digital officer at the Fyr Foundation, agreed.
END
nysta index -q --root . a.txt b.txt c.txt
golden roles \
  'nysta query "SELECT DISTINCT ?name ?title { ?role skos:broader* <urn:nysta:def/role/digitaliseringschef> . ?m org:role ?role ; org:member/foaf:name ?name . ?role skos:prefLabel ?title } ORDER BY ?name"' \
  'nysta query "SELECT DISTINCT ?name { ?role skos:broader*/skos:altLabel \"head\"@en . ?m org:role ?role ; org:member/foaf:name ?name } ORDER BY ?name"' \
  'nysta query "SELECT ?name { ?role skos:prefLabel \"digitaliseringschef\"@sv ; skos:altLabel ?name }"' \
  'nysta query "SELECT DISTINCT ?name ?title { ?role skos:broader*/skos:altLabel \"spokesperson\"@en ; skos:prefLabel ?title . ?m org:role ?role ; org:member/foaf:name ?name }"' \
  'nysta query "SELECT DISTINCT ?name ?title { ?role skos:broader*/skos:prefLabel \"ordförande\"@sv ; skos:prefLabel ?title . ?m org:role ?role ; org:member/foaf:name ?name } ORDER BY ?name"' \
  'nysta query "SELECT ?label { <urn:nysta:def/role/talesperson> skos:altLabel ?label } ORDER BY ?label"' \
  'nysta query "SELECT ?role (COUNT (DISTINCT ?title) AS ?n) { ?m org:role ?role . ?role skos:prefLabel ?title } GROUP BY ?role HAVING (COUNT (DISTINCT ?title) > 1)"'
nysta query --ask-status 'ASK { GRAPH ?g { ?a skos:broader ?b } FILTER NOT EXISTS { ?b skos:narrower ?a } }'
is "narrower is broader's other way" $? 3
nysta query --ask-status 'ASK { GRAPH ?d { ?d a foaf:Document . ?a skos:broader ?b } }'
is "no document's graph holds the scheme" $? 3

# The same, whatever came before.
nysta export --format nquads >both
nysta index -q --root . --store other b.txt c.txt
nysta export --store other --format nquads >only-b
nysta index -q --root . --store other a.txt
nysta export --store other --format nquads >again
ok "in another order" cmp both again
mkdir docs && mv a.txt b.txt c.txt docs
nysta index -q --root docs --store third docs
rm docs/a.txt
nysta index -q --root docs --prune --store third docs
nysta export --store third --format nquads >again
ok "nothing is left of what went" cmp only-b again
done_testing

# nysta query: forms of answers, errors, exit codes.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/cli/golden.sh"

nysta load "$data/press.trig" 2>/dev/null
cat >roles.rq <<'END'
SELECT ?person ?role ?until WHERE {
  ?m a org:Membership ; org:member ?p ; org:role ?r .
  ?p foaf:name ?person .
  ?r skos:prefLabel ?role .
  OPTIONAL { ?m schema:endDate ?until }
} ORDER BY ?person ?role
END
printf 'ASK {\n  ?p foaf:name "å" .\n  oops }' >wrong.rq

golden query-rows \
  'nysta query -f roles.rq' \
  'nysta query --results table -f roles.rq' \
  'nysta query --results tsv - <roles.rq' \
  'nysta query --results json -f roles.rq' \
  'nysta query --results xml -f roles.rq' \
  'nysta query "SELECT ?p ?n WHERE { ?p foaf:name ?n . FILTER (?n = 1) }"' \
  'nysta query --results table "SELECT ?p ?n WHERE { ?p foaf:name ?n . FILTER (?n = 1) }"' \
  'nysta query --results table "SELECT ?o WHERE { ?p org:memberOf ?o } ORDER BY ?o LIMIT 1"'

golden query-graph \
  'nysta query "CONSTRUCT { ?p foaf:name ?n ; org:memberOf ?o } WHERE { ?p foaf:name ?n ; org:memberOf ?o }"' \
  'nysta query --results ntriples "CONSTRUCT { ?p foaf:name ?n } WHERE { ?p foaf:name ?n ; org:memberOf ?o }"' \
  'nysta query "CONSTRUCT { ?p foaf:name ?n } WHERE { ?p foaf:name ?n . FILTER (?n = 1) }"'

golden query-ask \
  "nysta query 'ASK { ?p foaf:name \"Anna Berg\" }'" \
  "nysta query 'ASK { ?p foaf:name \"Nemo\" }'" \
  "nysta query --ask-status 'ASK { ?p foaf:name \"Anna Berg\" }'" \
  "nysta query --ask-status 'ASK { ?p foaf:name \"Nemo\" }'" \
  "nysta query --results json 'ASK { ?p foaf:name \"Nemo\" }'" \
  "nysta query --base http://x/ 'CONSTRUCT { <a> <b> <#c> } WHERE {}'"

golden query-explain \
  "nysta query --explain=ast --store none.nysta 'SELECT ?a (COUNT(*) AS ?n) { ?a foaf:knows+/^org:member ?b FILTER (?b != ?a) } GROUP BY ?a'" \
  "nysta query --explain=ast --base http://x/ 'DESCRIBE <a>'" \
  "nysta query --explain=ast 'SELECT ?a, ?b { ?a ?p ?b }'" \
  "nysta query --explain=ast --strict 'ASK { ?a foaf:name ?b }'" \
  "nysta query --explain=algebra 'SELECT ?a { ?a foaf:knows ?b OPTIONAL { ?b foaf:name ?n FILTER (?n != 1) } } ORDER BY ?n'" \
  "nysta query --explain=plan 'SELECT ?n { ?p foaf:name ?n ; org:memberOf ?o OPTIONAL { ?o skos:prefLabel ?l } } ORDER BY ?n LIMIT 2'" \
  "nysta query --explain 'SELECT ?n { ?p foaf:name ?n }'" \
  "nysta query --explain=dream 'ASK {}'"

# Searching text, with an index and without.
i=0
while [ $i -lt 200 ]; do
  printf '<http://x/%d> <http://x/label> "%s kommun %d"@sv .\n' $i "$(case $((i % 4)) in 0) echo Håbo ;; 1) echo Habo ;; 2) echo UMEÅ ;; 3) echo Café-; esac)" $i
  i=$((i + 1))
done >labels.nt
nysta load --store labels.nysta labels.nt 2>/dev/null

golden query-search \
  "nysta query --store labels.nysta 'SELECT ?l { ?s <http://x/label> ?l FILTER(nysta:search(?l, \"habo 17*\")) } ORDER BY ?l'" \
  "nysta query --data labels.nt 'SELECT ?l { ?s <http://x/label> ?l FILTER(nysta:search(?l, \"habo 17*\")) } ORDER BY ?l'" \
  "nysta query --store labels.nysta 'SELECT ?l { ?s ?p ?l FILTER(nysta:search(?l, \"\\\"umeå kommun\\\" 18* -182\")) } ORDER BY ?l'" \
  "nysta query --store labels.nysta 'SELECT ?l { ?s ?p ?l FILTER(CONTAINS(LCASE(?l), \"é- kommun 19\")) } ORDER BY ?l'" \
  "nysta query --store labels.nysta --explain=plan 'SELECT ?l { ?s <http://x/label> ?l FILTER(nysta:search(?l, \"habo 17*\")) }'" \
  "nysta query --store labels.nysta --explain=plan 'SELECT ?l { ?s <http://x/label> ?l FILTER(CONTAINS(LCASE(STR(?l)), \"meå kommun 1\") || REGEX(?l, \"^café\", \"i\")) }'" \
  "nysta query --store labels.nysta --explain=plan 'SELECT ?l { ?s <http://x/label> ?l FILTER(nysta:search(?l, \"nowhere\")) }'" \
  "nysta query --store labels.nysta 'SELECT (nysta:search(\"Håbo\", \"HÅBO\") AS ?a) (nysta:search(1, \"1\") AS ?b) {}'" \
  "nysta query --store labels.nysta 'SELECT * { ?s ?p ?l FILTER(nysta:search(?l)) }'" \
  "nysta query --store labels.nysta --strict 'SELECT * { ?s ?p ?l FILTER(nysta:search(?l, \"17\")) }'" \
  "nysta query --store labels.nysta --strict 'SELECT ?l { ?s ?p ?l FILTER(<https://w3id.org/nysta#search>(?l, \"17\")) }'"

# Files without a store: what each says, and where.
cat >a.ttl <<'END'
@prefix x: <http://x/> .
x:a x:p "å", [ x:q <b> ] .
END
printf '<http://x/b> <http://x/p> "b" .\n_:b1 <http://x/p> "c" .\n' >b.nt
printf '<http://x/b> <http://x/p> "q" <http://x/g> .\n' >c.nq
printf '_:b1 <http://x/p> "z" .\n' | gzip >z.ttl.gz
printf '<http://x/w> <http://x/p> "good" .\n<http://x/w> <http://x/p> .\n' >wrong.ttl
cp b.nt 'odd=name.nt'

golden query-data \
  'nysta query --data a.ttl "SELECT ?o { <http://x/a> <http://x/p> ?o FILTER (!isBlank (?o)) }"' \
  'nysta query --data a.ttl --data b.nt "SELECT ?o { ?s <http://x/p> ?o FILTER isLiteral (?o) } ORDER BY ?o"' \
  'nysta query --data a.ttl --named http://x/g1=b.nt --named "http://x/?g=2=z.ttl.gz" "SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?o"' \
  'nysta query --named http://x/g1=b.nt --named http://x/g2=z.ttl.gz "SELECT * { ?s ?p ?o }"' \
  'nysta query --default-graph=union --named http://x/g1=b.nt --named http://x/g2=z.ttl.gz "SELECT ?o { ?s ?p ?o } ORDER BY ?o"' \
  'nysta query --data b.nt --data z.ttl.gz "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o FILTER isBlank (?s) }"' \
  'nysta query --data c.nq "SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } }"' \
  'nysta query --named http://x/other=c.nq "SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } }"' \
  'nysta query --named odd=name.nt "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"' \
  'nysta query --data - "SELECT ?o { ?s ?p ?o } ORDER BY ?o" <b.nt' \
  'nysta query --named http://x/in=- "SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?o" <c.nq' \
  'echo "SELECT ?o { ?s ?p ?o } ORDER BY ?o" | nysta query --data b.nt -' \
  'nysta query --data b.nt "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER isIRI (?s) }"' \
  'nysta query --data b.nt --explain=plan "SELECT ?o { <http://x/b> ?p ?o }"' \
  'nysta query --default-graph strict "ASK { ?s ?p ?o }"'

# What a question is relative to, and the files that it names itself: with no store there.
mkdir -p apart/deeper && cd apart || exit 99
printf '<http://x/a> <http://x/p> 1 .\n' >one.ttl
printf '<http://x/b> <http://x/p> 2 .\n' >deeper/two.ttl
printf '<http://x/a/./b> <http://x/p/../q> <#c> .\n' >dots.ttl
printf 'SELECT ?s FROM <two.ttl> FROM <../one.ttl> { ?s ?p ?o } ORDER BY ?s\n' >deeper/from.rq
printf 'SELECT ?s ?t FROM <two.ttl> FROM NAMED <../one.ttl> { ?s ?p ?o GRAPH <../one.ttl> { ?t ?p ?n } }\n' >deeper/named.rq
golden query-relative \
  'nysta query -f deeper/from.rq' \
  'nysta query -f deeper/named.rq' \
  'nysta query --data one.ttl "SELECT ?s FROM <deeper/two.ttl> { ?s ?p ?o }"' \
  'nysta query --named one.ttl "ASK { GRAPH <one.ttl> { ?s ?p 1 } }"' \
  'nysta query --base http://x/y --named http://x/g=one.ttl "SELECT ?s { GRAPH <g> { ?s ?p 1 } }"' \
  'nysta query --named "http://x/g=one.ttl" "SELECT ?s FROM <http://x/g> FROM <deeper/two.ttl> { ?s ?p ?o } ORDER BY ?s"' \
  'nysta query "SELECT (1 + 1 AS ?two) { VALUES ?x { 1 2 } }"' \
  'nysta query "ASK { FILTER EXISTS { ?s ?p ?o } }"' \
  'nysta query "SELECT ?s FROM <http://x/g> { ?s ?p ?o }"' \
  'nysta query "SELECT ?s FROM <deeper/none.ttl> { ?s ?p ?o }" 2>&1 | sed "s|/.*/||"' \
  'nysta query --data /dev/null "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"' \
  'nysta query --data dots.ttl "ASK { <http://x/a/./b> <http://x/p/../q> <dots.ttl#c> }"' \
  'nysta query --explain=ast -f deeper/from.rq | sed "s|file://.*/apart/|…/|"'
cd .. || exit 99
golden query-data-wrong \
  'nysta query --data a.ttl --data wrong.ttl "ASK {}"' \
  'nysta query --named http://x/g=wrong.ttl "ASK {}"' \
  'nysta query --data - "ASK {}" <wrong.ttl' \
  'nysta query --data no-such.ttl "ASK {}"' \
  'nysta query --data . "ASK {}"' \
  'nysta query --data a.ttl "ASK {"' \
  'nysta query --data a.ttl --store graph.nysta "ASK {}"' \
  'nysta query --named - "ASK {}"' \
  'nysta query --named http://x/g= "ASK {}"' \
  'nysta query --named staff=a.ttl "ASK {}"' \
  'nysta query --data - --named http://x/g=- "ASK {}"' \
  'nysta query --data - - <b.nt' \
  'nysta query --default-graph=all "ASK {}"'
is "a named graph has the IRI of its file" \
  "$(nysta query --named c.nq 'SELECT ?g { GRAPH ?g { ?s ?p ?o } }' | tr -d '\r' | tail -n 1)" \
  "file://$(pwd -P)/c.nq"

golden query-wrong \
  'nysta query' \
  'nysta query -q "ASK {}" "ASK {}"' \
  'nysta query ASK {}' \
  'nysta query roles.rq' \
  'nysta query -f no-such.rq' \
  'nysta query -f .' \
  'nysta query -f wrong.rq' \
  'nysta query - <wrong.rq' \
  'nysta query "SELECT ?p WHERE { ?p foaf:name ?n"' \
  'nysta query ""' \
  'nysta query "ASK { SERVICE <http://x/> { ?s ?p ?o } }"' \
  'nysta query "ASK { SERVICE SILENT ?x { ?s ?p ?o } }"' \
  'nysta query --allow-service "ASK { SERVICE <file:///etc/passwd> { ?s ?p ?o } }"' \
  'nysta query --allow-service=http://y/ --allow-service=http://x/a "ASK { SERVICE <http://x/> { ?s ?p ?o } }"' \
  'nysta query --allow-service "ASK { SERVICE ?x { ?s ?p ?o } }"' \
  'nysta query --strict "ASK { ?p foaf:name ?n }"' \
  'nysta query "ASK { ?p nope:name ?n }"' \
  'nysta query --results yaml "ASK {}"' \
  'nysta query --results turtle "ASK {}"' \
  'nysta query --results csv "CONSTRUCT WHERE { ?s ?p ?o }"' \
  'nysta query --ask-status "SELECT * WHERE { ?s ?p ?o }"' \
  'nysta query --timeout soon "ASK {}"' \
  'nysta query --timeout 0 "ASK {}"' \
  'nysta query --store none.nysta "ASK {}"' \
  'test ! -e none.nysta' \
  'nysta query --store wrong.rq "ASK {}"' \
  'nysta query --dance "ASK {}"' \
  'printf "ASK { ?s ?p \"\\377\" }" | nysta query -' \
  'printf "ASK {\n\\0}" | nysta query -'

exits "time is up" 4 nysta query --timeout 0.05 \
  'SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER (?a = ?i) }'
is "time is up: one line" "$(wc -l <"$tmp/err")" 1
is "NYSTA_STORE names the store" \
  "$(cd /; NYSTA_STORE=$tmp/work/graph.nysta nysta query "ASK { ?p foaf:name 'Anna Berg' }")" true
if [ -w /dev/full ]; then
  exits "a full disk" 1 sh -c 'nysta query "SELECT * WHERE { ?s ?p ?o }" >/dev/full'
  is "a full disk: one line" "$(wc -l <"$tmp/err")" 1
fi
exits "a pipe that is closed early" 0 sh -c '{ nysta query "SELECT * WHERE { ?s ?p ?o . ?x ?y ?z }"; echo $? >status; } | head -n 1 >/dev/null; exit "$(cat status)"'
is "… is no error" "$(cat "$tmp/err")" ""

# What only a person at a terminal sees.
if script -qec true /dev/null >/dev/null 2>&1; then
  golden query-terminal \
    'script -qec "nysta query -f roles.rq" /dev/null | tr -d "\r"' \
    'script -qec "nysta query -f wrong.rq" /dev/null | tr -d "\r"' \
    'script -qec "nysta query \"CONSTRUCT { ?p foaf:name ?n } WHERE { ?p foaf:name ?n ; org:memberOf ?o }\"" /dev/null | tr -d "\r"'
else
  skip "query-terminal" "no script(1)"
fi

exits "an endpoint that isn't there" 1 nysta query --allow-service \
  'ASK { SERVICE <http://127.0.0.1:1/sparql> { ?s ?p ?o } }'
like "… is named" "$(cat "$tmp/err")" '^nysta: query: (SERVICE <http://127.0.0.1:1/sparql>: |.*nysta-http.so: missing)'
done_testing

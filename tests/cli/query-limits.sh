# Time and memory of a question, and of the files that it is asked of.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/cli/golden.sh"

seq 1 40000 | sed 's#.*#<urn:s&> <urn:p> "&" .#' >many.nt
gzip -c many.nt >many.nt.gz
printf '<urn:a> <urn:p> 1 .\n' >one.ttl
printf '<urn:b> <urn:p> "2" <urn:g> .\n' >two.nq
printf '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:"><rdf:Description rdf:about="urn:c"><u:p>3</u:p></rdf:Description></rdf:RDF>' >three
golden query-limits \
  'nysta query --data many.nt --memory 1M "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"' \
  'nysta query --data many.nt.gz --memory 1M "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"' \
  'nysta query --data - --memory 1M "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }" <many.nt' \
  'nysta query --named urn:g=many.nt --memory 1M "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"' \
  'nysta query --data many.nt.gz --memory 64M "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"' \
  'nysta query --data many.nt --memory 9M --explain=plan "SELECT * { ?s ?p ?o }"' \
  'nysta query --data one.ttl --memory 1K "ASK {}"' \
  'nysta query --data one.ttl --memory lots "ASK {}"' \
  'sleep 1 | nysta query --data - --timeout 0.1 "ASK {}"' \
  'sleep 1 | nysta query --data one.ttl --named urn:g=- --timeout 0.1 "ASK {}"'
golden query-stdin \
  'nysta query --data - "SELECT ?s ?o { ?s <urn:p> ?o }" <one.ttl' \
  'nysta query --data - --default-graph=union "SELECT ?s ?o { ?s <urn:p> ?o }" <two.nq' \
  'nysta query --data - "SELECT ?s ?o { ?s <urn:p> ?o }" <three' \
  'gzip -c one.ttl | nysta query --data - "SELECT ?s ?o { ?s <urn:p> ?o }"' \
  'nysta query --data one.ttl --data two.nq --data - "SELECT ?g ?s { { ?s <urn:p> ?o } UNION { GRAPH ?g { ?s <urn:p> ?o } } } ORDER BY ?s" <three' \
  'nysta query --data one.ttl --named urn:x=- "SELECT ?g ?s { GRAPH ?g { ?s <urn:p> ?o } }" <three' \
  'nysta query --data - --named urn:x=- "ASK {}" <three' \
  'nysta query --data - - <three'

# A large file is asked through a store, which takes less memory and is gone afterwards.
mkdir tmp
seq 1 600000 | sed 's#.*#<urn:subject:&> <urn:p> "value &" .#' >large.nt
printf '_:b <urn:p> "007"^^<http://www.w3.org/2001/XMLSchema#integer> .\n' >>large.nt
ask_large () { TMPDIR=$PWD/tmp nysta query --data large.nt --results csv "$@" | tail -1 | tr -d '\r'; }
is "more than fits into memory" "$(ask_large --memory 64M 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }')" 600001
is "… as it is spelt" "$(ask_large 'SELECT ?o { ?s ?p ?o FILTER ISBLANK (?s) }')" 007
is "… under its name" \
  "$(ask_large --named urn:g=large.nt 'SELECT (COUNT(*) AS ?n) { GRAPH <urn:g> { ?s ?p ?o } }')" 600001
# A graph is held to be sorted; lines need not be.
everything='CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }'
TMPDIR=$PWD/tmp exits "a graph that doesn't fit" 1 nysta query --data large.nt --memory 64M "$everything"
is "… is not begun" "$(cat "$tmp/out")" ""
like "… and why" "$(cat "$tmp/err")" 'limit: the graph.*--memory'
TMPDIR=$PWD/tmp exits "… as N-Triples" 0 nysta query --data large.nt --memory 64M --results ntriples "$everything"
is "… whole" "$(sort "$tmp/out" | grep -v '^_:' | cksum)" "$(sort large.nt | grep -v '^_:' | cksum)"
{ printf 'SELECT (COUNT(*) AS ?n) { VALUES (?a ?b ?c ?d) {'; yes '(1 2 3 4)' | head -50000; printf '} }'; } >values.rq
exits "VALUES that don't fit" 1 nysta query --data one.ttl --memory 1M -f values.rq
like "… and why" "$(cat "$tmp/err")" 'limit: VALUES: .*--memory'
TMPDIR=$PWD/tmp exits "… in time" 4 nysta query --timeout 0.01 --data large.nt 'ASK { ?s ?p ?o }'
TMPDIR=$PWD/tmp nysta query --data large.nt 'SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d FILTER (?b < ?d) }' >/dev/null 2>&1 &
query=$!
while kill -0 $query 2>/dev/null && [ -z "$(ls tmp)" ]; do sleep 0.05; done
kill -TERM $query; wait $query || :
printf '<urn:broken' >>large.nt
TMPDIR=$PWD/tmp exits "… but for what is wrong in it" 2 nysta query --data large.nt 'ASK { ?s ?p ?o }'
TMPDIR=$PWD/none exits "… in memory without a place for it" 2 nysta query --data large.nt 'ASK { ?s ?p ?o }'
is "nothing is left of it" "$(ls tmp)" ""
done_testing

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
done_testing

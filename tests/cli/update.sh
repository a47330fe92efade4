# nysta update: what people see of changing a store with SPARQL.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/cli/golden.sh"

printf 'DELETE DATA { <urn:a> <urn:p> 1 } ; INSERT { <urn:c> <urn:p> ?o } WHERE { <urn:b> <urn:p> ?o }' >both.ru
golden update \
  'nysta update "INSERT DATA {"' \
  'ls' \
  'nysta update "INSERT DATA { <urn:a> <urn:p> 1 . GRAPH <urn:g> { <urn:b> <urn:p> 2 } }"' \
  'nysta update "INSERT DATA { <urn:a> <urn:p> 1 }"' \
  'nysta update -f both.ru' \
  'nysta export --all --format nquads' \
  'nysta update "INSERT DATA { <urn:x> <urn:p> 1 } ; COPY <urn:none> TO DEFAULT"' \
  'nysta update "LOAD <urn:x>"' \
  'nysta update "WITH <urn:g> DELETE { ?s ?p ?o } INSERT { ?s ?p 3 } WHERE { ?s ?p ?o }"' \
  'nysta update "MOVE <urn:g> TO <urn:h>"' \
  'nysta export --all --format nquads' \
  'nysta update -q "DROP ALL"' \
  'nysta export --all --format nquads' \
  'nysta update' \
  'nysta update "CLEAR ALL" "CLEAR ALL"'
exits "the store is whole" 0 nysta verify

# A blank node of the store is matched, and one of a template is new each time.
nysta update 'INSERT DATA { _:a <urn:p> 1 }' 2>/dev/null
nysta update 'INSERT DATA { _:a <urn:p> 1 }' 2>/dev/null
is "blank nodes of two requests are two" "$(nysta query --results csv 'SELECT ?s { ?s <urn:p> 1 }' | wc -l)" 3
nysta update 'DELETE WHERE { ?s <urn:p> 1 }' 2>/dev/null
is "… and can be removed" "$(nysta export --all --format nquads)" ""

# What a WHERE sees, and what is relative to what.
nysta update 'INSERT DATA { <urn:a> <urn:p> 1 . GRAPH <urn:g> { <urn:b> <urn:p> 1 } }' 2>/dev/null
printf 'INSERT { ?s <q> 2 } WHERE { ?s <urn:p> 1 }' >relative.ru
golden update-options \
  'nysta update --default-graph=strict "INSERT { ?s <urn:q> 1 } WHERE { ?s <urn:p> 1 }"' \
  'nysta update --default-graph=union "INSERT { ?s <urn:q> 1 } WHERE { ?s <urn:p> 1 }"' \
  'nysta update --default-graph=all "CLEAR ALL"' \
  'nysta update --store none.nysta --explain=ast "CLEAR GRAPH <urn:g> ; DELETE DATA { <urn:a> <urn:p> 1 }"' \
  'ls -d none.nysta 2>/dev/null' \
  'nysta update --explain=plan "CLEAR ALL"' \
  'nysta update "INSERT DATA { <a> <urn:p> 1 }"' \
  'nysta update --base http://x/y -f relative.ru' \
  'nysta query --results csv "SELECT ?s ?o { ?s <http://x/q> ?o } ORDER BY ?s"'
nysta update -f relative.ru 2>/dev/null
is "a request in a file is relative to it" \
  "$(nysta query --results csv "SELECT (COUNT(*) AS ?n) { ?s <file://$PWD/q> ?o }" | tail -1 | tr -d '\r')" 2
done_testing

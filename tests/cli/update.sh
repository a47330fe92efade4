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
done_testing

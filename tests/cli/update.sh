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
  'nysta update --explain=plan "CLEAR ALL ; DELETE WHERE { ?s <urn:p> ?o }"' \
  'nysta update --store none.nysta --explain=algebra "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER (1 < 2) }"' \
  'nysta update --explain=run "CLEAR ALL"' \
  'nysta update "INSERT DATA { <a> <urn:p> 1 }"' \
  'nysta update --base http://x/y -f relative.ru' \
  'nysta query --results csv "SELECT ?s ?o { ?s <http://x/q> ?o } ORDER BY ?s"'
nysta update -f relative.ru 2>/dev/null
is "a request in a file is relative to it" \
  "$(nysta query --results csv "SELECT (COUNT(*) AS ?n) { ?s <file://$PWD/q> ?o }" | tail -1 | tr -d '\r')" 2

# What each operation did; a request that fails has done nothing and makes no store.
printf '<urn:l> <urn:p> "l" .\n' >l.nt
printf '<urn:l> <urn:p> "m" .\n<urn:l' >broken.nt
cat >steps.ru <<'EOF'
INSERT DATA { GRAPH <urn:n> { <urn:x> <urn:p> 1 , 2 , 3 } } ;
DELETE { GRAPH <urn:n> { ?s ?p ?o } } INSERT { GRAPH <urn:n> { ?s ?p 4 } }
WHERE { GRAPH <urn:n> { ?s ?p ?o FILTER (?o > 1) } } ;
COPY <urn:n> TO <urn:m> ;
LOAD <l.nt> INTO GRAPH <urn:l> ;
DROP SILENT GRAPH <urn:none>
EOF
golden update-steps \
  'nysta update --store new.nysta --verbose -f steps.ru' \
  'nysta export --store new.nysta --all --format nquads' \
  'nysta update --store new.nysta --verbose "CREATE GRAPH <urn:c> ; DROP GRAPH <urn:c> ; DROP GRAPH <urn:c>"' \
  'nysta update --store new.nysta "CREATE GRAPH <urn:m>"' \
  'nysta update --store new.nysta "CREATE SILENT GRAPH <urn:m> ; MOVE SILENT <urn:none> TO <urn:m>"' \
  'nysta update --store new.nysta "CLEAR ALL ; LOAD <file://$PWD/none.nt>" 2>&1 | sed "s#$PWD#.#"' \
  'nysta update --store new.nysta "CLEAR ALL ; LOAD <file://$PWD/broken.nt>" 2>&1 | sed "s#$PWD#.#"' \
  'nysta update --store new.nysta "LOAD SILENT <file://$PWD/broken.nt>"' \
  'nysta update --store new.nysta "LOAD <http://example.org/x.ttl>"' \
  'nysta update --store new.nysta "LOAD SILENT <http://example.org/x.ttl>"' \
  'nysta update --store none.nysta "INSERT DATA { <urn:x> <urn:p> 1 } ; DROP GRAPH <urn:none>"' \
  'ls -d none.nysta 2>/dev/null' \
  'nysta update --store new.nysta --timeout 0 "CLEAR ALL"' \
  'nysta update --store new.nysta --memory 1 "CLEAR ALL"' \
  'nysta export --store new.nysta --all --format nquads'

# Protected, by its owner.
touch new.nysta/read-only
golden update-protected \
  'nysta update --store new.nysta "CLEAR ALL"' \
  'nysta load --store new.nysta l.nt' \
  'nysta query --store new.nysta --results csv "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"'
rm new.nysta/read-only
exits "without the file it can be changed" 0 nysta update --store new.nysta "CLEAR ALL"
if [ "$(id -u)" != 0 ]; then
  chmod -R a-w new.nysta
  exits "a read-only folder" 1 nysta update --store new.nysta "INSERT DATA { <urn:x> <urn:p> 1 }"
  chmod -R u+w new.nysta
fi

# Limits: exit 1 and 4, and nothing has changed.
seq 1 40000 | sed 's#.*#<urn:s&> <urn:p> "&" .#' >many.nt
cp -r new.nysta limits.nysta
nysta load --store limits.nysta many.nt 2>/dev/null
exits "too much for --memory" 1 nysta update --store limits.nysta --memory 1M "DELETE WHERE { ?s ?p ?o }"
exits "a file too large for --memory" 1 \
  nysta update --store limits.nysta --memory 1M "CREATE GRAPH <urn:x> ; LOAD SILENT <file://$PWD/many.nt> INTO GRAPH <urn:x>"
exits "out of time" 4 nysta update --store limits.nysta --timeout 0.05 \
  'INSERT { ?a <urn:q> ?b } WHERE { ?a ?p ?x . ?b ?q ?y FILTER (STRLEN(?x) + STRLEN(?y) > 99) }'
is "… and nothing has changed" \
  "$(nysta query --store limits.nysta --results csv 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }' | tail -1 | tr -d '\r')" 40000
golden update-service \
  'nysta update "INSERT { ?s <urn:r> 1 } WHERE { SERVICE SILENT <http://x/> { ?s ?p ?o } }"' \
  'nysta update --allow-service=http://y/ "INSERT { ?s <urn:r> 1 } WHERE { SERVICE <http://x/> { ?s ?p ?o } }"' \
  'nysta query "ASK { ?s <urn:r> ?o }"'
done_testing

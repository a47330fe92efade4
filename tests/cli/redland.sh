#!/bin/sh
# Redland's programs, as Debian has them, open a store: rdfproc, and Python's bindings.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/tap.sh"
module=$BUILDDIR/redland/.libs/librdf_storage_nysta.so
[ -e "$module" ] || skip_all "no shared objects in this build"
REDLAND_MODULE_PATH=$BUILDDIR/redland
export REDLAND_MODULE_PATH
store=$tmp/s.nysta
cd "$tmp" || exit 99

# Whoever does not go through this door pays nothing for it.
if command -v readelf >/dev/null; then
  needed () { readelf -d "$@" | grep -oE 'librdf\.so[^]]*' || :; }
  program=$BUILDDIR/.libs/nysta
  [ -e "$program" ] || program=$BUILDDIR/nysta
  empty "nysta itself does not load librdf" "$(needed "$program")"
  [ ! -e "$BUILDDIR/.libs/libnysta.so" ] ||
    empty "nor does libnysta" "$(needed "$BUILDDIR/.libs/libnysta.so")"
  like "the module does" "$(needed "$module")" 'librdf'
fi

cat >data.nq <<'END'
<http://e/a> <http://e/name> "Åsa \"q\" \\ \t\n"@sv-SE .
<http://e/a> <http://e/name> "Åsa \"q\" \\ \t\n"@sv-SE <http://g/1> .
<http://e/a> <http://e/age> "1"^^<http://www.w3.org/2001/XMLSchema#integer> <http://g/1> .
<http://e/a> <http://e/age> "01"^^<http://www.w3.org/2001/XMLSchema#integer> <http://g/1> .
<http://e/a> <http://e/made> "2024-02-30"^^<http://www.w3.org/2001/XMLSchema#date> <http://g/2> .
<http://e/a> <http://e/note> "" <http://g/2> .
<http://e/a> <http://e/xml> "<b/>"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral> <http://g/2> .
_:b <http://e/knows> <http://e/a> <http://g/2> .
END
if grep -q __asan_init "$module"; then
  skip "rdfproc" "it is built without the sanitizers that the module needs"
  done_testing
fi
ok "nysta makes a store" "$NYSTA" load --store "$store" data.nq

# --- rdfproc ------------------------------------------------------------------
sorted () { LC_ALL=C sort; }
# union COMMAND…, contexts COMMAND…: what rdfproc answers, less its count of what it showed
union () { rdfproc -s nysta "$store" "$@" 2>&1 | sed 's/^rdfproc: //; /^matching /d; /^contexts: /d' | sorted; }
contexts () { rdfproc -c -s nysta "$store" "$@" 2>&1 | sed 's/^rdfproc: //; /^matching /d; /^contexts: /d' | sorted; }
serialized () { rdfproc "$1" -q -s nysta "$store" serialize "$2" | sorted; }
# As rdfproc writes N-Quads: with \u where UTF-8 would do.
exported () { "$NYSTA" export --store "$store" --format "$1" | sed 's/Å/\\u00C5/g' | sorted; }

if command -v rdfproc >/dev/null; then
  like "rdfproc finds the module" "$(rdfproc --help)" '^ *nysta  *nysta graph store'
  is "size: distinct triples" "$(union size)" "graph has 7 triples"
  is "size with contexts: quads" "$(contexts size)" "graph has 8 triples"
  is "all of it comes out as it went in" "$(serialized -c nquads)" "$(exported nquads)"
  is "without contexts each triple once" "$(serialized -q ntriples)" \
    "$(exported ntriples)"
  is "contexts" "$(contexts contexts)" "Context: <http://g/1>
Context: <http://g/2>"
  is "find in a context" "$(contexts find http://e/a http://e/age - http://g/1)" \
    'Matched triple: <http://e/a> <http://e/age> "01"^^<http://www.w3.org/2001/XMLSchema#integer> with context <http://g/1>
Matched triple: <http://e/a> <http://e/age> "1"^^<http://www.w3.org/2001/XMLSchema#integer> with context <http://g/1>'
  is "find in another context" "$(contexts find http://e/a http://e/age - http://g/2)" ""
  is "find by subject, predicate or object" \
    "$(for p in '- http://e/note -' '- - http://e/a' 'http://e/a http://e/age -' 'http://e/a - -' '- - -'; do
         # shellcheck disable=SC2086
         union find $p | grep -c '^Matched triple'; done | tr '\n' ' ')" \
    "1 1 2 6 7 "
  is "targets" "$(union targets http://e/a http://e/made)" \
    'Matched node: "2024-02-30"^^<http://www.w3.org/2001/XMLSchema#date>'
  like "sources" "$(union sources http://e/knows http://e/a)" '^Matched node: _:'
  is "arcs" "$(union arcs http://e/a '')" "Matched node: <http://e/note>"
  is "has-arc-out" "$(union has-arc-out http://e/a http://e/note)" "the graph contains the arc"
  is "has-arc-in" "$(union has-arc-in http://e/a http://e/note)" "the graph does not contain the arc"
  is "rasqal asks it" \
    "$(union query sparql - 'SELECT ?x WHERE { ?b <http://e/knows> ?a . ?a <http://e/age> ?x }' | grep -o 'x=".*"')" \
    'x="01"
x="1"'

  is "add" "$(union add http://e/new http://e/name lit)" "Added triple to the graph"
  is "add in a context" "$(contexts add http://e/new http://e/name '' http://g/3)" "Added triple to the graph"
  is "nysta query sees them" \
    "$("$NYSTA" query --store "$store" --results tsv 'SELECT ?n { <http://e/new> <http://e/name> ?n }' | sorted)" \
    '""
"lit"
?n'
  is "and the graph that it made" \
    "$("$NYSTA" query --store "$store" --results tsv 'SELECT ?g { GRAPH ?g { <http://e/new> ?p ?o } }')" "?g
<http://g/3>"
  is "contains" "$(union contains http://e/new http://e/name lit)" "the graph contains the triple"
  # As another graph has it, or nobody: not there is no failure.
  is "remove from a context" \
    "$(contexts remove http://e/new http://e/name '' http://g/1; contexts size
       contexts remove http://e/new http://e/name '' http://g/3; contexts size)" \
    "removed triple from the graph
graph has 10 triples
removed triple from the graph
graph has 9 triples"
  is "remove without a context: from all of them" \
    "$(contexts add http://e/new http://e/name lit http://g/4; union remove http://e/new http://e/name lit
       union contains http://e/new http://e/name lit; contexts size)" \
    "Added triple to the graph
removed triple from the graph
the graph does not contain the triple
graph has 8 triples"
  is "remove-context" "$(contexts remove-context http://g/2; contexts contexts; contexts size)" \
    "removed context triples from the graph
Context: <http://g/1>
graph has 4 triples"

  seq 1 3000 | sed 's,.*,<http://e/s&> <http://e/p> "&" .,' >many.nt
  ok "parse, into a new store" rdfproc -n -q -s nysta many.nysta parse many.nt ntriples
  is "all of it is there" "$("$NYSTA" export --store many.nysta --format ntriples | sorted | cksum)" \
    "$(sorted <many.nt | cksum)"
  ok "parse again, into the same store" rdfproc -q -s nysta many.nysta parse many.nt ntriples
  is "nothing comes twice" "$(rdfproc -q -s nysta many.nysta size)" "rdfproc: graph has 3000 triples"
  head -n 2 many.nt >two.nt
  ok "new='yes' empties a store" rdfproc -n -q -s nysta many.nysta parse two.nt ntriples
  is "so that it holds what is new" "$(rdfproc -q -s nysta many.nysta size)" "rdfproc: graph has 2 triples"

  like "no store there" "$(rdfproc -q -s nysta nope print 2>&1)" "Error - nope: no store there: new='yes' makes one$"
  ok "and none was made" [ ! -e nope ]
  like "a relative URI is refused" "$(rdfproc -q -s nysta many.nysta add a http://e/p x 2>&1)" \
    'a: not an absolute IRI'
  mkdir other && touch other/file
  like "another folder is no store" "$(rdfproc -n -q -s nysta other parse two.nt ntriples 2>&1)" 'not a store'

  # The README's commands, where they are meant to be run.
  mkdir build
  ln -s "$BUILDDIR/redland" build/redland
  cp -R "$store" build/tour.nysta
  sed -n '/^```sh$/,/^```$/p' "$SRCDIR/README.md" | sed -n '/REDLAND_MODULE_PATH/,/^```$/p' | grep -v '^```' >commands
  ok "the README's commands work" sh -e commands
  is "there are some" "$(grep -c rdfproc commands)" 2
else
  skip "rdfproc" "no rdfproc here (redland-utils)"
fi

# --- Python -------------------------------------------------------------------
if /usr/bin/python3 -c 'import RDF' 2>/dev/null; then
  "$NYSTA" load --store py.nysta data.nq 2>/dev/null
  /usr/bin/python3 -B "$SRCDIR/tests/cli/data/redland.py" py.nysta >py.out 2>&1 || diag "$(tail -n 5 py.out)"
  is "python3-librdf" "$(cat py.out)" "$(cat "$SRCDIR/tests/cli/data/redland.out")"
  is "nysta query sees what it committed" \
    "$("$NYSTA" query --store py.nysta --results tsv 'SELECT * { GRAPH <http://g/py> { ?s ?p ?o } } ORDER BY ?o')" \
    '?s	?p	?o
<http://e/s>	<http://e/p>	"v1"
<http://e/s>	<http://e/p>	"v2"
<http://e/s>	<http://e/p>	"v3"'
else
  skip "Python" "no RDF module here (python3-librdf)"
fi
done_testing

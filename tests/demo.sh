#!/bin/sh
# `make demo`: indexes the sample documents and asks about them, showing each command.
# Run from the top of the source; $NYSTA is the program, $BUILDDIR where the graph may go.
# SPDX-License-Identifier: LGPL-2.1-or-later
set -eu

cd "$SRCDIR"
rm -rf "$BUILDDIR/demo.nysta" "$BUILDDIR/demo.ttl"
# As short as a reader would type them.
case $BUILDDIR in "$PWD"/*) build=${BUILDDIR#"$PWD"/} ;; *) build=$BUILDDIR ;; esac
NYSTA_STORE=$build/demo.nysta
export NYSTA_STORE
PATH=$(dirname "$NYSTA"):$PATH

say () { printf '\n# %s\n' "$*"; }
# Show a command, then do it.
run () {
  printf '$ %s\n' "$1"
  eval "$1" 2>&1
}

cat <<END
# nysta reads what organisations publish and winds the people, roles, organisations and
# projects in it into one RDF graph. To type these commands yourself, from this folder:
\$ PATH=\$PWD/$build:\$PATH
\$ export NYSTA_STORE=$NYSTA_STORE
END

say "Read a folder of press releases and pages into a graph."
run "nysta index tests/samples"

say "Who holds which role where?"
run "nysta query --results table '
  SELECT DISTINCT ?person ?role ?organisation WHERE {
    GRAPH ?document {
      ?m a org:Membership ; org:member ?p ; org:role ?r ; org:organization ?o .
      ?p foaf:name ?person . ?r skos:prefLabel ?role . ?o foaf:name ?organisation
    }
  } ORDER BY ?person ?role'"

say "Who funds which project?"
run "nysta query --results table '
  SELECT DISTINCT ?project ?funder WHERE {
    ?x frapo:isFundedBy ?o ; dcterms:title ?project .
    ?o foaf:name ?funder
  } ORDER BY ?project ?funder'"

say "Where does it say so?"
run "nysta query --results table '
  SELECT DISTINCT ?document ?quote WHERE {
    ?p foaf:name \"Malin Hedlund\" .
    ?m org:member ?p .
    ?a oa:hasBody ?m ; oa:hasTarget ?t .
    ?t oa:hasSource ?document ; oa:hasSelector ?s .
    ?s oa:exact ?quote
  } ORDER BY ?document ?quote'"

say "The whole graph as Turtle, and two of its memberships."
run "nysta export --format turtle --output $build/demo.ttl"
run "grep -B 1 -A 5 'a org:Membership' $build/demo.ttl | head -n 14"

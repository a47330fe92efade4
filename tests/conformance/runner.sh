#!/bin/sh
# The runner of the W3C's tests itself, on a suite in the manner of SPARQL 1.0: what is
# wrong must fail, and the lists must be held to.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/tap.sh"

runner=$BUILDDIR/tests/conformance/w3c-sparql
lists=$tmp/src/tests/conformance
suite=$tmp/suite/data-r2
mkdir -p "$lists" "$suite/part"

cat >"$suite/manifest-evaluation.ttl" <<'END'
@prefix mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#> .
<> a mf:Manifest ; mf:include ( <part/manifest.ttl> <missing/manifest.ttl> ) .
END
cat >"$suite/manifest-syntax.ttl" <<'END'
@prefix mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#> .
@prefix : <http://example.org/syntax#> .
<> a mf:Manifest ; mf:entries ( :good :bad :good-called-bad :bad-called-good ) .
:good a mf:PositiveSyntaxTest ; mf:action <part/all.rq> .
:bad a mf:NegativeSyntaxTest ; mf:action <bad.rq> .
:good-called-bad a mf:NegativeSyntaxTest ; mf:action <part/all.rq> .
:bad-called-good a mf:PositiveSyntaxTest ; mf:action <bad.rq> .
END
echo 'SELECT * { ?s ?p }' >"$suite/bad.rq"

cat >"$suite/part/manifest.ttl" <<'END'
@prefix mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#> .
@prefix qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#> .
@prefix : <http://example.org/part#> .
<> a mf:Manifest ; mf:entries ( :rows :row-missing :row-added :named :ordered :disordered
  :reduced :reduced-none :graph :graph-wrong :yes :no :no-type :protocol ) .
:rows a mf:QueryEvaluationTest ; mf:result <all.srx> ;
  mf:action [ qt:query <all.rq> ; qt:data <data.ttl> ] .
:row-missing a mf:QueryEvaluationTest ; mf:result <more.srx> ;
  mf:action [ qt:query <all.rq> ; qt:data <data.ttl> ] .
:row-added a mf:QueryEvaluationTest ; mf:result <fewer.ttl> ;
  mf:action [ qt:query <all.rq> ; qt:data <data.ttl> ] .
:named a mf:QueryEvaluationTest ; mf:result <named.ttl> ;
  mf:action [ qt:query <named.rq> ; qt:data <data.ttl> ; qt:graphData <other.ttl> ] .
:ordered a mf:QueryEvaluationTest ; mf:result <ordered.ttl> ;
  mf:action [ qt:query <ordered.rq> ; qt:data <data.ttl> ] .
:disordered a mf:QueryEvaluationTest ; mf:result <disordered.ttl> ;
  mf:action [ qt:query <ordered.rq> ; qt:data <data.ttl> ] .
:reduced a mf:QueryEvaluationTest ; mf:resultCardinality mf:LaxCardinality ;
  mf:result <thrice.srx> ; mf:action [ qt:query <predicates.rq> ; qt:data <data.ttl> ] .
:reduced-none a mf:QueryEvaluationTest ; mf:resultCardinality mf:LaxCardinality ;
  mf:result <once.srx> ; mf:action [ qt:query <predicates.rq> ; qt:data <data.ttl> ] .
:graph a mf:QueryEvaluationTest ; mf:result <data.ttl> ;
  mf:action [ qt:query <graph.rq> ; qt:data <data.ttl> ] .
:graph-wrong a mf:QueryEvaluationTest ; mf:result <other.ttl> ;
  mf:action [ qt:query <graph.rq> ; qt:data <data.ttl> ] .
:yes a mf:QueryEvaluationTest ; mf:result <true.ttl> ;
  mf:action [ qt:query <ask.rq> ; qt:data <data.ttl> ] .
:no a mf:QueryEvaluationTest ; mf:result <true.ttl> ; mf:action [ qt:query <ask.rq> ] .
:no-type mf:result <all.srx> ; mf:action [ qt:query <all.rq> ; qt:data <data.ttl> ] .
:protocol a mf:ProtocolTest ; mf:action [ ] .
END
cd "$suite/part" || exit 99
echo '@prefix : <http://x/> . :a :p 2 . :b :p 1 . _:n :q :a .' >data.ttl
echo '@prefix : <http://x/> . :c :p 3 .' >other.ttl
echo 'SELECT * { ?s ?p ?o }' >all.rq
echo 'SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } }' >named.rq
echo 'SELECT ?s { ?s <http://x/p> ?o } ORDER BY ?o' >ordered.rq
echo 'SELECT ?p { ?s ?p ?o FILTER (?p = <http://x/p>) }' >predicates.rq
echo 'CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }' >graph.rq
echo 'ASK { ?s <http://x/q> ?o }' >ask.rq

# srx FILE VARIABLES ROW…: a row is terms in the sequence of the variables
srx () {
  file=$1 names=$2; shift 2
  {
    echo '<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>'
    for name in $names; do echo "<variable name='$name'/>"; done
    echo '</head><results>'
    for row; do
      echo '<result>'
      left=$names
      for term in $row; do
        echo "<binding name='${left%% *}'>$term</binding>" | sed "s/=/ datatype='http:\/\/www.w3.org\/2001\/XMLSchema#integer'/2"
        left=${left#* }
      done
      echo '</result>'
    done
    echo '</results></sparql>'
  } >"$file"
}
p='<uri>http://x/p</uri>'
row1="<uri>http://x/a</uri> $p <literal=>2</literal>"
row2="<uri>http://x/b</uri> $p <literal=>1</literal>"
row3='<bnode>other</bnode> <uri>http://x/q</uri> <uri>http://x/a</uri>'
srx all.srx 's p o' "$row3" "$row2" "$row1"
srx more.srx 's p o' "$row3" "$row2" "$row1" "$row1"
srx thrice.srx p "$p" "$p" "$p"
srx once.srx p "$p"
rs='@prefix rs: <http://www.w3.org/2001/sw/DataAccess/tests/result-set#> . [] a rs:ResultSet ;'
echo "$rs rs:boolean true ." >true.ttl
echo "$rs rs:resultVariable 's', 'p', 'o' ." >fewer.ttl
echo "$rs rs:resultVariable 'g', 'o' ; rs:solution [
  rs:binding [ rs:variable 'g' ; rs:value <other.ttl> ], [ rs:variable 'o' ; rs:value 3 ] ] ." >named.ttl
for file in ordered:1:2 disordered:2:1; do
  numbers=${file#*:}
  echo "$rs rs:resultVariable 's' ; rs:solution
    [ rs:index ${numbers#*:} ; rs:binding [ rs:variable 's' ; rs:value <http://x/a> ] ],
    [ rs:index ${numbers%:*} ; rs:binding [ rs:variable 's' ; rs:value <http://x/b> ] ] ." >"${file%%:*}.ttl"
done

# lists SKIPPED NOT-YET
lists () {
  printf "$1" >"$lists/skipped.tsv"
  printf "$2" >"$lists/not-yet.tsv"
  printf '' >"$lists/by-value.tsv"
}
run () { SRCDIR=$tmp/src "$runner" --tap "$tmp/suite" >"$tmp/out" 2>&1; echo "exit $?" >>"$tmp/out"; }
# verdict NAME WANTED
verdict () { like "$1: $2" "$(cat "$tmp/out")" "^$2 [0-9]+ - http://example.org/(part|syntax)#$1\$"; }

lists 'http://example.org/part#protocol\tno server\n' ''
run
for name in rows named ordered reduced graph yes no-type good bad; do verdict "$name" ok; done
for name in row-missing row-added disordered reduced-none graph-wrong no good-called-bad bad-called-good; do
  verdict "$name" 'not ok'
done
like "what differs is shown" "$(cat "$tmp/out")" '^# - _:  <http://x/q>|^# - <http://x/a>  <http://x/p>  "2"'
like "another sequence is called so" "$(cat "$tmp/out")" '^# the rows are right, their sequence is not'
like "a manifest that isn't there is told of" "$(cat "$tmp/out")" '^# .*missing/manifest.ttl: included, but not here'
like "what is skipped has its reason" "$(cat "$tmp/out")" '#protocol # SKIP no server$'
like "the tests of a kind are counted" "$(cat "$tmp/out")" '^# positive syntax: 1 of 2 pass'
like "a failure is the end's status" "$(cat "$tmp/out")" '^exit 1$'

bad='http://example.org/part#row-missing\tx\nhttp://example.org/part#row-added\tx\nhttp://example.org/part#disordered\tx\nhttp://example.org/part#reduced-none\tx\nhttp://example.org/part#graph-wrong\tx\nhttp://example.org/part#no\tx\nhttp://example.org/syntax#good-called-bad\tx\nhttp://example.org/syntax#bad-called-good\tx\n'
lists 'http://example.org/part#protocol\tno server\n' "# kept\n$bad"
run
like "what is not yet passed fails nothing" "$(cat "$tmp/out")" '^exit 0$'
like "and says so" "$(cat "$tmp/out")" '#row-missing # SKIP not yet: x$'

lists 'http://example.org/part#protocol\tno server\nhttp://example.org/part#rows\tx\n' "# kept\n${bad}http://example.org/part#yes\tx\nhttp://example.org/part#gone\tx\n"
run
verdict rows 'not ok'
verdict yes 'not ok'
like "a listed test that passes: which list" "$(cat "$tmp/out")" '^# it passes: take its line out of tests/conformance/not-yet.tsv'
like "a listed test that isn't there fails" "$(cat "$tmp/out")" "^not ok [0-9]+ - not-yet.tsv names no test that isn't there"

NYSTA_BLESS=1 run
is "blessed, a list loses what passes and gains nothing" "$(cut -f1 "$lists/not-yet.tsv" | sed 's/.*#//' | tr '\n' ' ')" \
  ' kept row-missing row-added disordered reduced-none graph-wrong no good-called-bad bad-called-good gone '

exits "one test by its name, whatever the lists say" 1 env SRCDIR="$tmp/src" "$runner" --only=part#row-m "$tmp/suite/data-r2"
is "and no other" "$(grep -c '^not ok' "$tmp/out")" 1

mkdir "$tmp/none"
W3C_DIR=$tmp/none SRCDIR=$tmp/src "$runner" >"$tmp/out"
like "no suite: all is skipped" "$(cat "$tmp/out")" '^1..0 # SKIP .*--with-w3c=DIR'

# An engine that knows nothing: random queries must tell.
cat >"$tmp/nothing" <<'END'
#!/bin/sh
case $* in *--results*) echo '{"head":{"vars":[]},"results":{"bindings":[]}}' ;; esac
END
chmod +x "$tmp/nothing"
if /usr/bin/python3 -c 'import rdflib' 2>/dev/null; then
  exits "random queries find out an engine that knows nothing" 1 env NYSTA="$tmp/nothing" \
    /usr/bin/python3 "$SRCDIR/tests/conformance/differential.py" --cases 3 --queries 4
  like "with quads and query" "$(cat "$tmp/out")" '^# (SELECT|ASK|CONSTRUCT) '
else
  skip "random queries find out an engine that knows nothing" "no python3 with rdflib"
fi

done_testing

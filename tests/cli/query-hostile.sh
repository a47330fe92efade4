# nysta query and what no query should be: it ends soon, with one line that says why, and
# never with a signal or with less than the answer and no word of it.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/tap.sh"

cd "$tmp" || exit 99
printf '<urn:a> <urn:p> <urn:b> .\n<urn:b> <urn:p> "1" .\n' >two.nt
awk 'BEGIN { for (i = 0; i < 200; i++) for (k = 0; k < 200; k++)
  printf "<urn:n%d> <urn:p> <urn:n%d> .\n", i, k }' >clique.nt

# repeat N TEXT
repeat () { awk -v n="$1" -v text="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", text }'; }

# ends WHAT STATUS PATTERN ARGUMENT…: a query of q.rq, or of the last argument
ends () {
  ends_what=$1 ends_status=$2 ends_pattern=$3; shift 3
  exits "$ends_what" "$ends_status" "$NYSTA" query "$@"
  is "$ends_what: one line" "$(wc -l <"$tmp/err" | tr -d ' ')" 1
  like "$ends_what: why" "$(cat "$tmp/err")" "$ends_pattern"
}
# answers WHAT LINE ARGUMENT…: the last line of the answer
answers () {
  answers_what=$1 answers_line=$2; shift 2
  exits "$answers_what" 0 "$NYSTA" query --data two.nt --results csv "$@"
  is "$answers_what: the answer" "$(tail -n 1 "$tmp/out" | tr -d '\r')" "$answers_line"
}
file () { ends "$1" "$2" "$3" --data two.nt -f q.rq; }

# --- text that is none
printf 'ASK {\0}' >q.rq;                            file 'NUL' 2 'NUL byte'
printf 'ASK { ?s ?p "\355\240\200" }' >q.rq;        file 'a surrogate in UTF-8' 2 'not UTF-8'
printf 'ASK { ?s ?p "\\uD800" }' >q.rq;             file 'half a pair' 2 'surrogate'
printf 'ASK { ?s ?p "\\uD83D\\uDE00" }' >q.rq;      file 'two halves' 2 'surrogate'
printf 'ASK { ?s ?p <urn:\\uDFFF> }' >q.rq;         file 'half a pair in an IRI' 2 'surrogate'
printf 'ASK { ?s ?p "\\U00110000" }' >q.rq;         file 'no character' 2 'no character'
printf 'ASK { ?s ?p "\300\257" }' >q.rq;            file 'overlong UTF-8' 2 'not UTF-8'
printf 'ASK { ?s ?p "\342\202' >q.rq;               file 'cut UTF-8' 2 'not UTF-8'
head -c 50000 "$NYSTA" >q.rq;                       file 'a program' 2 'NUL|not UTF-8'
ends 'a folder' 1 'is a folder' --data two.nt -f .
ends 'a device' 1 'is a device' --data two.nt -f /dev/zero
ends 'no such file' 1 'no such file' --data two.nt -f none.rq

# --- a great deal of it
for bracket in '(' '{' '[' '<' '({[<' ')' '}'; do
  { printf 'SELECT * { '; repeat 1000000 "$bracket"; } >q.rq
  exits "many $bracket" "$(case $bracket in '(' | '{') echo 1 ;; *) echo 2 ;; esac)" \
    "$NYSTA" query --data two.nt -f q.rq
  is "many $bracket: one line" "$(wc -l <"$tmp/err" | tr -d ' ')" 1
done
{ printf 'SELECT * { ?s '; repeat 500000 '^('; } >q.rq; file 'nested paths' 1 'limit: '
{ printf 'SELECT * { '; repeat 100000 '{ SELECT * { '; } >q.rq; file 'nested SELECT' 1 'limit: '
{ printf 'SELECT * { '; repeat 100000 '?s ?p ?o FILTER EXISTS { '; } >q.rq; file 'nested EXISTS' 1 'limit: '
{ printf 'SELECT * { '; repeat 100000 '{} UNION { '; } >q.rq; file 'nested UNION' 1 'limit: '
{ printf 'SELECT ('; repeat 500000 'STR('; } >q.rq; file 'nested calls' 1 'limit: '
{ printf 'ASK { ?s ?p '; repeat 500000 '('; } >q.rq; file 'nested lists' 1 'limit: '
{ printf 'SELECT * {'; awk 'BEGIN { for (i = 0; i < 9999; i++) printf "?v%d ?p ?o .", i }'; } >q.rq
file 'many variables' 1 'limit: '
{ printf 'SELECT (COUNT(*) AS ?n) {} GROUP BY '; repeat 10000 '(1+1) '; } >q.rq
file 'many keys' 1 'limit: '
repeat 3000000 '      ' >q.rq; file 'more than 16 MiB' 1 'larger than'

{ printf 'SELECT (STRLEN("'; repeat 1000000 'aaaaaaaaaa'; printf '") AS ?n) {}'; } >q.rq
answers 'a literal of 10 MB' 10000000 -f q.rq
{ printf 'ASK { <urn:'; repeat 1000000 'aaaaaaaaaa'; printf '> ?p ?o }'; } >q.rq
answers 'an IRI of 10 MB' false -f q.rq
{ printf 'SELECT (COUNT(*) AS ?n) { '; repeat 200000 '?s ?p ?o . '; printf '}'; } >q.rq
answers 'a pattern, many times' 2 -f q.rq
{ printf 'SELECT (COUNT(*) AS ?n) { VALUES ?x { '; repeat 200000 '1 2 '; printf '} }'; } >q.rq
answers 'many VALUES' 400000 -f q.rq
{ printf 'SELECT (COUNT(*) AS ?n) { {}'; repeat 5000 ' UNION { ?a ?b ?c }'; printf ' }'; } >q.rq
answers 'many branches' 10001 -f q.rq
{ printf 'SELECT ('; repeat 200000 '1+'; printf '1 AS ?n) {}'; } >q.rq
answers 'a long sum' 200001 -f q.rq
{ printf 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER('; repeat 50000 '(?s = ?o) || '; printf 'true) }'; } >q.rq
answers 'a long condition' 2 -f q.rq
{ printf 'SELECT '; awk 'BEGIN { for (i = 0; i < 1000; i++) printf "(SUM(%d) AS ?v%d)", i, i }'; printf '{}'; } >q.rq
exits 'many aggregates' 0 "$NYSTA" query --data two.nt --results csv -f q.rq
is 'many aggregates: the answer' "$(sed -n '2s/.*,99[89],//p' "$tmp/out" | tr -d '\r')" 999
answers 'a large LIMIT' '<urn:a>' --results tsv \
  'SELECT ?s { ?s ?p <urn:b> } LIMIT 99999999999999999999999'
answers 'a large OFFSET' s 'SELECT ?s { ?s ?p ?o } OFFSET 99999999999999999999999'

# --- depth that is allowed, on a small stack
deep () {
  exits "$1, on a small stack" 0 sh -c 'ulimit -s 256; exec "$@"' - \
    "$NYSTA" query --data two.nt --results csv --timeout 60 -f q.rq
}
{ printf 'SELECT ('; repeat 1000 'STR('; printf 1; repeat 1000 ')'; printf ' AS ?x) {}'; } >q.rq
deep 'nested calls'
for word in OPTIONAL 'FILTER EXISTS' 'FILTER NOT EXISTS' MINUS; do
  { printf 'SELECT * {'; repeat 500 " ?s ?p ?o $word {"; repeat 500 ' }'; printf ' }'; } >q.rq
  deep "nested $word"
done
{ printf 'SELECT * {'; repeat 500 ' {?s ?p ?o} UNION {'; repeat 500 ' }'; printf ' }'; } >q.rq
deep 'nested UNION'
# Each level can be joined in two ways.
{ printf 'SELECT * {'; repeat 500 ' ?s ?p ?o {} UNION {'; repeat 500 ' }'; printf ' }'; } >q.rq
deep 'nested UNION, joined'
{ printf 'SELECT * {'; repeat 500 '{ SELECT * {'; printf '?s ?p ?o'; repeat 500 '}}'; printf '}'; } >q.rq
deep 'nested SELECT'
{ printf 'SELECT * {'; awk 'BEGIN { for (i = 0; i < 500; i++) printf "BIND(1 AS ?v%d)", i }'; printf '}'; } >q.rq
deep 'BIND after BIND'

# --- values that are none, or too large
ends 'an unknown function' 2 'did you mean STRLEN?' --data two.nt 'ASK { FILTER(STRLENN("a") = 1) }'
ends 'no such IRI of a function' 2 'there is no function' --data two.nt 'ASK { FILTER(<urn:f>(1)) }'
ends 'a prefix nobody knows' 2 'not declared' --data two.nt 'ASK { ?s nope:x ?o }'
ends 'a misspelt prefix' 2 'did you mean foaf:?' --data two.nt 'ASK { ?s fooaf:name ?o }'
answers 'division by zero' ',,INF,NaN' \
  'SELECT (1/0 AS ?a) (1.0/0 AS ?b) (1e0/0 AS ?c) (0e0/0 AS ?d) {}'
answers 'past 64 bits' 9223372036854775808,9223372036854775808 \
  'SELECT (9223372036854775807 + 1 AS ?a) (-(-9223372036854775808) AS ?b) {}'
ends 'past 128 bits' 1 'limit: a number needs more than 38 digits' --data two.nt \
  'SELECT (99999999999999999999999999999999999999 * 10 AS ?a) {}'
answers 'years without end' , \
  'SELECT (YEAR("99999999999999999999-01-01T00:00:00"^^xsd:dateTime) AS ?a)
          ("2000-01-01T00:00:00Z"^^xsd:dateTime + "P999999999999999999Y"^^xsd:duration AS ?b) {}'

ends 'a pattern that explodes' 1 'limit: a regular expression takes too many steps' --data two.nt \
  'SELECT * { ?s ?p ?o FILTER REGEX("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a|a)+$") }'
is 'a pattern that explodes: no row' "$(cat "$tmp/out")" ''
doubling='SELECT (STRLEN(?v40) AS ?n) { BIND("aaaaaaaaaa" AS ?v0)'
for i in $(seq 1 40); do doubling="$doubling BIND(@(?v$((i - 1))) AS ?v$i)"; done
ends 'CONCAT doubles a string' 1 'limit: ' --data two.nt \
  "$(printf '%s }' "$doubling" | sed 's/@(\(?v[0-9]*\))/CONCAT(\1, \1)/g')"
ends 'REPLACE doubles a string' 1 'limit: ' --data two.nt \
  "$(printf '%s }' "$doubling" | sed 's/@(\(?v[0-9]*\))/REPLACE(\1, "a", "aa")/g')"
ends 'GROUP_CONCAT of everything' 1 'limit: ' --data clique.nt \
  'SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d))) AS ?x) { ?a ?b ?c . ?d ?e ?f }'

# --- work without end: --timeout holds whatever it is that works
for query in \
  'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?l) }' \
  'SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c' \
  'SELECT ?a ?c ?d (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f } GROUP BY ?a ?c ?d' \
  'SELECT (COUNT(*) AS ?n) { SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f } }' \
  'SELECT (COUNT(*) AS ?n) { ?a (<urn:p>/<urn:p>)* ?b . ?c (<urn:p>|^<urn:p>)+ ?d }' \
  'SELECT (COUNT(*) AS ?n) { ?a <urn:p>/<urn:p>/<urn:p>/<urn:p> ?b }' \
  'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f MINUS { ?a ?x ?y . ?d ?z ?y } }' \
  'SELECT (COUNT(*) AS ?n) { ?a ?b ?c OPTIONAL { ?d ?e ?f FILTER(STR(?c) < STR(?f)) } }' \
  'ASK { ?a ?b ?c . ?d ?e ?f FILTER NOT EXISTS { ?a ?x ?y . ?d ?z ?y } }' \
  'SELECT (MAX(?s) AS ?n) { ?a ?b ?c . ?d ?e ?f BIND(CONCAT(STR(?a), STR(?f)) AS ?s) }' \
  'CONSTRUCT { ?a <urn:x> [] } { ?a ?b ?c . ?d ?e ?f }' \
  'DESCRIBE * { ?a ?b ?c . ?d ?e ?f }' \
  'SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } OFFSET 99999999999 LIMIT 1'; do
  ends "$query" 4 'was not answered within' --data clique.nt --timeout 0.2 "$query"
done

# --- the answer has nowhere to go
exits 'Ctrl-C' 130 timeout --preserve-status -s INT 1 "$NYSTA" query --data clique.nt \
  'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f && ?i != ?a) }'
is 'Ctrl-C: nothing said' "$(cat "$tmp/out" "$tmp/err")" ''
for query in 'SELECT * { ?a ?b ?c }' 'CONSTRUCT { ?a ?b ?c } { ?a ?b ?c }'; do
  exits "a reader that goes away: $query" 0 sh -c \
    '{ "$@"; echo $? >status; } | head -n 1 >/dev/null; exit "$(cat status)"' - \
    "$NYSTA" query --data clique.nt "$query"
  is "a reader that goes away: nothing said" "$(cat "$tmp/err")" ''
  if [ -w /dev/full ]; then
    exits "a full disk: $query" 1 sh -c '"$@" >/dev/full' - "$NYSTA" query --data clique.nt "$query"
    is "a full disk: one line" "$(wc -l <"$tmp/err" | tr -d ' ')" 1
  fi
done

done_testing

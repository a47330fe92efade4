# nysta export: each format; the same bytes each time; nothing half.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/cli/golden.sh"

nysta load "$data/press.trig" 2>/dev/null

golden export-turtle 'nysta export'
golden export-nquads 'nysta export --format nquads --graph https://press.example.se/2025/ny-chef'
golden export-base 'nysta export --base https://data.example.se/ --graph https://press.example.se/2025/ny-chef --format ntriples'
golden export-rdfxml 'nysta export --format rdfxml --graph https://press.example.se/2025/ny-chef'
golden export-jsonld 'nysta export --format jsonld --graph https://press.example.se/2025/ny-chef'
golden export-trig 'nysta export --format trig --graph https://press.example.se/2025/ny-chef'
printf '%s\n' '<http://e/s> <http://e/12> "a" .' >twelve.nt
printf '%s\n' '<http://e/s> <http://e/p> "a\u0001" .' >control.nt
golden export-no-xml \
  'nysta load --store twelve.nysta twelve.nt' \
  'nysta export --store twelve.nysta --format rdfxml' \
  'nysta export --store twelve.nysta --format rdfxml --output twelve.rdf' \
  'test ! -e twelve.rdf' \
  'nysta query --data control.nt --results rdfxml "CONSTRUCT WHERE { ?s ?p ?o }"' \
  'nysta query --data control.nt --results jsonld "CONSTRUCT WHERE { ?s ?p ?o }"' \
  'nysta export --format jsonld --output press.jsonld' \
  'nysta load --store none.nysta press.jsonld'
golden export-wrong \
  'nysta export --graph http://x/none' \
  'nysta export --base urn:x:' \
  'nysta export --base https://data.example.se' \
  'nysta export --format csv' \
  'nysta export somewhere.ttl' \
  'nysta export --store none.nysta' \
  'test ! -e none.nysta' \
  'nysta export --output no-such-folder/graph.ttl'

nysta export >first.ttl
nysta export >second.ttl
ok "two exports are the same" cmp first.ttl second.ttl
# The order in which documents came must not show.
nysta export --format nquads | sort -R >shuffled.nq
nysta load --store shuffled.nysta shuffled.nq 2>/dev/null
nysta export --store shuffled.nysta >third.ttl
ok "… whatever the order of loading" cmp first.ttl third.ttl

nysta export --format ntriples >first.nt
is "each triple once" "$(sort first.nt | uniq -d)" ""
# Read back: the same triples.
nysta load --store back.nysta first.ttl 2>/dev/null
nysta export --store back.nysta --format ntriples >back.nt
ok "Turtle reads back as the same graph" cmp first.nt back.nt
nysta export --format rdfxml --output first.rdf
nysta load --store xml.nysta first.rdf 2>/dev/null
nysta export --store xml.nysta --format ntriples >xml.nt
ok "RDF/XML reads back as the same graph" cmp first.nt xml.nt
nysta export --format trig | nysta load --store trig.nysta --format trig - 2>/dev/null
nysta export --format nquads >first.nq
nysta export --store trig.nysta --format nquads >trig.nq
ok "TriG reads back as the same graphs" cmp first.nq trig.nq
is "runs stay out" "$(grep -c 'res/run/' first.nt)" 0
is "… unless asked for" "$(nysta export --all --format ntriples | grep -c '^<urn:nysta:res/run/')" 4
is "--base leaves no urn:nysta:" \
  "$(nysta export --all --base https://data.example.se/ | grep -c urn:nysta)" 0

ok "--output" nysta export --output out.ttl
ok "--output writes the same" cmp first.ttl out.ttl
is "--output leaves nothing else" "$(ls | grep part)" ""
if [ -w /dev/full ]; then
  exits "a full disk" 1 sh -c 'nysta export >/dev/full'
  is "a full disk: one line" "$(wc -l <"$tmp/err")" 1
fi
mkfifo pipe
cat pipe >piped.ttl &
ok "--output to a pipe" nysta export --output pipe
wait $!
ok "--output to a pipe: it stays one" test -p pipe
ok "--output to a pipe: all of it" cmp first.ttl piped.ttl
if [ -w /dev/full ]; then
  exits "a full disk, by name" 1 sh -c "nysta export --output /dev/stdout >/dev/full"
  exits "a full disk, asked" 1 sh -c 'nysta query "SELECT * { ?s ?p ?o }" >/dev/full'
  is "a full disk, asked: one line" "$(wc -l <"$tmp/err")" 1
fi
echo keep >out.ttl
# Each write fails once, until one run needs no more: the old file or the new one, no half.
n=0 wrong=
while n=$((n + 1)); [ $n -le 200 ]; do
  echo keep >out.ttl
  if NYSTA_IO_FAIL_AT=$n nysta export --output out.ttl 2>"$tmp/err"; then break; fi
  [ "$(cat out.ttl)" = keep ] || cmp -s out.ttl first.ttl || wrong="$wrong $n:half"
  [ "$(wc -l <"$tmp/err")" = 1 ] || wrong="$wrong $n:lines"
  ls | grep -q part && wrong="$wrong $n:part"
done
is "a write that fails leaves the old file or the new" "$wrong" ""
like "… whichever write it is" "$n" '^([3-9]|[1-9][0-9])$'
ok "… and at last the new one" cmp first.ttl out.ttl
exits "a pipe that is closed early" 0 sh -c '{ nysta export --format nquads; echo $? >status; } | head -n 1 >/dev/null; exit "$(cat status)"'
is "… is no error" "$(cat "$tmp/err")" ""

done_testing

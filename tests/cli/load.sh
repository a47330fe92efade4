# nysta load: every syntax, one transaction, and files that are wrong.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/cli/golden.sh"

cat >a.ttl <<'END'
<http://x/a> <http://x/p> "å", 5, [ <http://x/q> <b> ] .
END
cat >b.nt <<'END'
<http://x/b> <http://x/p> "b" .
END
cat >c.nq <<'END'
<http://x/c> <http://x/p> "c" <http://x/g1> .
<http://x/c> <http://x/p> "c" <http://x/g2> .
<http://x/c> <http://x/p> "unnamed" .
END
cat >d.rdf <<'END'
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x/">
  <rdf:Description rdf:about="http://x/d"><x:p>d</x:p></rdf:Description>
</rdf:RDF>
END
cat >wrong.ttl <<'END'
<http://x/w> <http://x/p> "good" .
<http://x/w> <http://x/p> .
END
printf '<http://x/n> <http://x/p> "n" <http://x/g3> .\n' >named.txt
: >empty.ttl

golden load \
  'nysta load b.nt' \
  'nysta load --graph http://x/staff b.nt d.rdf' \
  'nysta load c.nq' \
  'nysta export --format nquads' \
  'nysta load --graph http://x/staff --replace b.nt' \
  'nysta export --graph http://x/staff --format nquads' \
  'nysta load --format nquads - <named.txt' \
  'nysta load --graph http://x/staff --replace empty.ttl' \
  'nysta export --format ntriples'

golden load-wrong \
  'nysta load b.nt wrong.ttl --store none.nysta' \
  'test ! -e none.nysta' \
  'nysta load --graph http://x/staff b.nt' \
  'nysta load --replace --graph http://x/staff wrong.ttl' \
  'nysta export --graph http://x/staff' \
  'nysta load no-such-file.ttl' \
  'nysta load .' \
  'nysta load - <b.nt' \
  'nysta load' \
  'nysta load --format xlsx b.nt' \
  'nysta load --graph staff b.nt' \
  'nysta load b.nt --store wrong.ttl'

# The same version of a file again: the same blank nodes. Two files: others.
ok "load once" nysta load --store blank.nysta a.ttl
nysta export --store blank.nysta >once
ok "load twice" nysta load --store blank.nysta a.ttl
nysta export --store blank.nysta >twice
ok "loading again changes nothing" cmp once twice
cp a.ttl again.ttl
nysta load --store blank.nysta again.ttl 2>/dev/null
is "another file's blank nodes are others" \
  "$(nysta export --store blank.nysta --format ntriples | grep -c 'x/q>')" 2

# What one store exports, another loads.
nysta load --store one.nysta "$data/press.trig" 2>/dev/null
nysta export --store one.nysta --format nquads --all >one.nq
ok "export | load" sh -c 'nysta load --store two.nysta --format nquads - <one.nq'
nysta export --store two.nysta --format nquads --all >two.nq
ok "… brings the same" cmp one.nq two.nq

# Compressed files, also without a name that says so.
gzip -c b.nt >b.nt.gz
nysta load --store packed.nysta b.nt.gz 2>/dev/null
is "gzip" "$(nysta export --store packed.nysta --format ntriples)" "$(cat b.nt)"
if command -v zstd >/dev/null; then
  zstd -q -c c.nq | nysta load --store packed2.nysta --format nquads - 2>/dev/null
  is "zstd, from standard input" "$(nysta export --store packed2.nysta --format nquads --all | wc -l)" 3
else
  skip "zstd, from standard input" "no zstd"
fi

# Many statements: parts that are committed, what is no RDF, what is there already.
awk 'BEGIN { for (i = 0; i < 3000; i++) print "<http://x/" i % 500 "> <http://x/p> \"" i "\"@sv ." }' >many.nt
{ cat many.nt; echo 'no RDF'; } >most.nt
awk '{ sub ("http://x/p", "http://x/q"); print }' many.nt >others.nt
golden load-many \
  'nysta load --store most.nysta most.nt' \
  'test ! -e most.nysta' \
  'nysta load --store most.nysta --batch 1000 others.nt most.nt' \
  'nysta export --store most.nysta --format ntriples | wc -l' \
  'nysta load --store most.nysta --lenient most.nt' \
  'nysta load --store most.nysta many.nt' \
  'nysta load --store most.nysta --replace --batch 1000 --graph http://x/g many.nt' \
  'nysta load --store most.nysta --replace --graph http://x/g b.nt' \
  'nysta load --store most.nysta --replace --graph http://x/new empty.ttl' \
  'nysta load --memory 1M b.nt' \
  'nysta load --memory much b.nt' \
  'nysta load --batch -1 b.nt' \
  'nysta load --progress bar b.nt'

nysta load --store json.nysta --progress=json --lenient most.nt 2>json
like "--progress=json ends with a summary" "$(tail -n 1 json)" '^\{"event":"summary",.*"statements":3000,"skipped":1,'
like "… and says what was left out" "$(grep skipped json)" '"event":"skipped","message":"most.nt:3001:1: '

# Interrupted, while it waits for more: as if nothing had been.
mkfifo pipe
nysta load --store cut.nysta --format ntriples --progress=json - <pipe 2>cut & load=$!
exec 8>pipe
cat b.nt >&8
until [ -s cut ]; do :; done
kill -INT $load 2>/dev/null || :
status=0; wait $load || status=$?
exec 8>&-
is "SIGINT ends a load" "$status" 130
like "… and says so" "$(tail -n 1 cut)" '"ended":"interrupted"'
ok "… and leaves no store that was none" test ! -e cut.nysta

done_testing

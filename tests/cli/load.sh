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

done_testing

# nysta why: quotations behind facts.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/cli/golden.sh"

nysta load "$data/press.trig" 2>/dev/null

golden why-person 'nysta why "Anna Berg"'
golden why-project 'nysta why Öppna vägar'
golden why-slips 'nysta why' 'nysta why Nemo' 'nysta why --limit -1 x' 'nysta why --limit x y'

# Many quotations: the first few, or all.
{
  cat <<'END'
@prefix oa: <http://www.w3.org/ns/oa#> .
<http://x/p> a <http://xmlns.com/foaf/0.1/Person> ; <http://xmlns.com/foaf/0.1/name> "P" .
END
  for i in 1 2 3 4 5; do
    echo "<http://x/a$i> oa:hasBody <http://x/p> ; oa:hasTarget [ oa:hasSource <http://x/d> ;
      oa:hasSelector [ oa:exact \"word$i\" ], [ oa:start $i ; oa:end 10 ] ] ."
  done
} >many.ttl
nysta load --store many.nysta many.ttl 2>/dev/null
golden why-limit \
  'nysta why --store many.nysta P' \
  'nysta why --store many.nysta --limit 0 P | grep -c word'

done_testing

# nysta why: quotations behind facts.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/cli/golden.sh"

nysta load "$data/press.trig" 2>/dev/null

golden why-person 'nysta why "Anna Berg"'
golden why-project 'nysta why Öppna vägar'
golden why-slips 'nysta why' 'nysta why Nemo' 'nysta why --limit -1 x' 'nysta why --limit x y'
golden why-statement \
  'nysta why "Anna Berg" org:memberOf "åbro kommun"' \
  'nysta why urn:nysta:id/membership/m1 org:role' \
  'nysta why "Anna Berg" foaf:mbox "nobody"' \
  'nysta why "Anna Berg" urn:no:such' \
  'nysta why a org:role b c' \
  'nysta why --results nothing x'
golden why-rows \
  'nysta why --results csv "Anna Berg" org:memberOf | tr -d "\r"' \
  'nysta why --results json Öppna vägar'

# Line and column, where the file can be read.
mkdir here
printf 'Rubrik\n\nI går: Bo Ek är it-chef på Vinnova.\n' >here/a.txt
nysta index --store placed here 2>/dev/null
golden why-place "nysta why --store placed 'Bo Ek' | sed 's,file://.*/here,here,'"

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

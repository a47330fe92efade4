# The lexicon: what it finds, what it is compiled from, what a user adds.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/cli/golden.sh"

XDG_DATA_HOME=$tmp/data
XDG_CACHE_HOME=$tmp/cache
export XDG_DATA_HOME XDG_CACHE_HOME

found() { nysta lexicon lookup "$1" | sed -n 's/^  //p' | cut -f 1-4; }
tab=$(printf '\t')

exits "lookup" 0 nysta lexicon lookup "Eva Ek, chef i Lunds kommun"
like "lookup shows tokens" "$(cat "$tmp/out")" "^Ek${tab}word${tab}4-6$"
like "lookup shows a municipality" "$(found 'i Lunds kommun')" \
  "^Lunds kommun${tab}municipality${tab}Lunds kommun"
like "path is the program's own" "$(nysta lexicon path)" '/lexicon\.bin$'

mkdir -p "$tmp/data/nysta/ontologies"
cat >"$tmp/data/nysta/ontologies/own.ttl" <<'END'
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<id/organisation/nystföreningen> a org:Organization ;
  skos:prefLabel "Nystföreningen i Ekeby"@sv ;
  skos:altLabel "NYFÖ" .
END
like "an organisation of one's own" "$(found 'hos NYFÖ:s styrelse')" \
  "^NYFÖ:s${tab}organisation${tab}Nystföreningen i Ekeby"
like "the program's own are still there" "$(found 'i Lunds kommun')" \
  "^Lunds kommun${tab}municipality"
like "path is in the cache" "$(nysta lexicon path)" "^$tmp/cache/nysta/lexicon-"
is "one file in the cache" "$(ls "$tmp/cache/nysta" | wc -l)" 1

echo '<a> <b> .' >"$tmp/data/nysta/ontologies/bad.ttl"
exits "bad Turtle of one's own" 2 nysta lexicon lookup Eva
like "bad Turtle is named" "$(cat "$tmp/err")" '^nysta: lexicon lookup: .*bad\.ttl:[0-9]'
rm "$tmp/data/nysta/ontologies/bad.ttl"

exits "compile" 0 nysta lexicon compile -o "$tmp/own.bin" "$tmp/data/nysta/ontologies/own.ttl"
like "lookup in one's own" "$(nysta lexicon lookup --lexicon "$tmp/own.bin" NYFÖ)" \
  'Nystföreningen i Ekeby'
exits "compile without a file to write" 2 nysta lexicon compile x.ttl
exits "compile without Turtle" 2 nysta lexicon compile -o "$tmp/x.bin"
exits "compile what is not there" 1 nysta lexicon compile -o "$tmp/x.bin" "$tmp/none.ttl"
exits "a lexicon that is none" 1 nysta lexicon lookup --lexicon "$SRCDIR/README.md" Eva
like "it says how to mend that" "$(cat "$tmp/err")" 'not a lexicon: make it anew'
exits "lookup without a text" 2 nysta lexicon lookup
exits "no such verb" 2 nysta lexicon lokup x
exits "nothing" 2 nysta lexicon

done_testing

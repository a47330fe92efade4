# nysta why A B, same, different: one thing in several documents.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/cli/golden.sh"

mkdir docs
cat >docs/a.txt <<'END'
Nytt råd

Anna Berg, digitaliseringschef på Kungsbacka kommun, leder rådet. Nordiska datarådet (NDR) är med.

Kontakt: Anna Berg, anna.berg@example.se
END
cat >docs/b.txt <<'END'
Andra rådet

Anna Berg, digitaliseringschef på Kungsbacka kommun, talade i går.
END
cat >docs/c.txt <<'END'
Tredje rådet

Anna Berg, generaldirektör på Trafikverket, talade i går.
END
cat >docs/d.txt <<'END'
Fjärde rådet

Det säger Anna Berg. Bo Alm och Bo Ek, it-chef på Vinnova, höll med.
END
NYSTA_STORE=s; export NYSTA_STORE
nysta index -q --root . docs

# iri NAME DOCUMENT: what a document calls somebody
iri () {
  nysta query --results tsv "SELECT ?p { GRAPH <urn:nysta:res/document/docs/$2> {
    ?p foaf:name \"$1\" ; a foaf:Person } }" | sed -n '2s/[<>]//gp'
}
A=$(iri "Anna Berg" a.txt) B=urn:nysta:id/person/14696017c32c8d59912c872cdb78b8bc
C=$(iri "Anna Berg" c.txt)
export A B C
is "one person in two documents" "$(iri "Anna Berg" b.txt)" "$A"
isnt "another in a third" "$C" "$A"
state () { nysta export --format nquads >"$1"; }
state before

golden identity-why \
  'nysta why $A $B' \
  'nysta why "Nordiska datarådet" Vinnova' \
  'nysta why "Anna Berg" Vinnova 2>&1 | head -n 3' \
  'nysta why "Anna Berg" "Bo Ek"' \
  'nysta why --results csv $A $B' \
  'nysta why --results json "Nordiska datarådet" Vinnova' \
  'nysta show $B | head -n 2'
golden identity-say \
  'nysta same $A $C' \
  'nysta why $C $A' \
  'nysta show "Anna Berg"' \
  'nysta different $B $A' \
  'nysta same $B $C' \
  'nysta different --undo $A $C' \
  'nysta different --undo $A $B' \
  'nysta same --undo $C $A'
state after
ok "all taken back" cmp before after

# Two whom all that is said makes one: what one document means is another.
mkdir twins
for f in a b c; do
  printf 'Nytt %s\n\nLo Holm, handläggare på Vinnova, talade om %s.\n' $f $f >twins/$f.txt
done
nysta index -q --root . twins
state together
golden identity-in \
  'nysta different "Lo Holm" --in twins/b.txt' \
  'nysta show "lo holm"' \
  'nysta different "Lo Holm" --in ./twins/b.txt' \
  'nysta different "Lo Holm" --in nowhere.txt' \
  'nysta different --in b.txt Nemo' \
  'nysta different "Lo Holm" --in c.txt' \
  'nysta different "Lo Holm" --in .txt --undo' \
  'nysta different --undo "Lo Holm" --in c.txt' \
  'nysta different --undo "Lo Holm" --in c.txt' \
  'nysta different "Lo Holm" Vinnova --in c.txt'
state parted
nysta index -q --force --root . twins
state again
ok "who was parted stays so when documents are indexed again" cmp parted again
mv twins/b.txt . && nysta index -q --prune --root . twins && mv b.txt twins
nysta index -q --root . twins
state again
ok "... and when the document goes and comes back" cmp parted again
TWIN=$(nysta query --results tsv 'SELECT ?p { ?p nysta:partedFrom ?q }' | sed -n '2s/[<>]//gp')
WHOLE=$(nysta query --results tsv 'SELECT ?q { ?p nysta:partedFrom ?q }' | sed -n '2s/[<>]//gp')
is "why tells so" "$(nysta why --results csv "$TWIN" "$WHOLE" | sed -n '2s/.*different,//p' | cut -d, -f1,2)" \
  "1.00,somebody said that urn:nysta:res/document/twins/b.txt means another"
nysta same "$TWIN" $A >/dev/null
isnt "who is another can be one with somebody else" "$(nysta show "$TWIN" | grep -c Trafikverket)" 1
is "... with $A" "$(nysta show "$TWIN" | grep -c digitaliseringschef)" 1
nysta same --undo "$TWIN" $A >/dev/null
nysta different --undo "$TWIN" "$WHOLE" >/dev/null
state again
ok "... and taken back by two IRIs" cmp together again
nysta different "Lo Holm" --in twins/a.txt >/dev/null
nysta same "$(nysta query --results tsv 'SELECT ?p { ?p nysta:partedFrom ?q }' | sed -n '2s/[<>]//gp')" "$WHOLE" >/dev/null
state again
ok "... or by saying that they are the same" cmp together again
rm -r twins && mkdir twins && nysta index -q --prune --root . twins

# Two of one document, which is then read again, and read after it was changed and dropped.
nysta same "Bo Ek" "Bo Alm" >/dev/null
is "two names of a document are one person" "$(nysta show "Bo Alm")" "$(nysta show "Bo Ek")"
nysta same $A $C >/dev/null
state said
nysta index -q --force --root . docs
state again
ok "what was said holds when documents are indexed again" cmp said again
mv docs/d.txt docs/c.txt .; nysta index -q --prune --root . docs
mv d.txt c.txt docs; nysta index -q --root . docs
state again
ok "... and when they go and come back" cmp said again
nysta same --undo "bo alm" "Bo Ek" >/dev/null
nysta same --undo $A $C >/dev/null
state after
ok "the parts of one document are whole again" cmp before after

golden identity-slips \
  'nysta same' 'nysta same a b c' 'nysta same --undo "Bo Ek" "Bo Alm"' \
  'nysta same "Anna Berg" "Bo Ek"' 'nysta same Nemo "Bo Ek"' 'nysta different "Bo Ek" Vinnova' \
  'nysta same "Bo Ek" "bo ek"' 'nysta different "Bo Ek" "bo ek"' 'nysta same "Bo Ek" "it-chef"' 'nysta same --store none x y'

# English names with an article, a town without its form, an acronym that a text explains.
mkdir names
cat >names/a.txt <<'END'
New head

Eva Holm, head of research at the Swedish Financial Supervisory Authority, has left.
END
cat >names/b.txt <<'END'
Ny chef

Eva Holm, forskningschef på Finansinspektionen, slutar. Ivar Holm, jurist i Nordviks kommun, tar vid.
END
cat >names/c.txt <<'END'
Kartor

Sveriges Kartritares Riksförbund (SKR) har valt Siv Holm till ordförande. Ivar Holm, kommunalråd i Nordvik, och Siv Holm, ordförande i SKR, höll med.
END
nysta index -q --root . --store names.nysta names
is "names of organisations" "$(nysta query --store names.nysta --results csv 'SELECT ?n ?o (COUNT (DISTINCT ?g) AS ?docs) {
  GRAPH ?g { ?p foaf:name ?n ; org:memberOf/foaf:name ?o } } GROUP BY ?n ?o ORDER BY ?n ?o' | tr -d '\r')" "n,o,docs
Eva Holm,Finansinspektionen,2
Ivar Holm,Nordviks kommun,2
Siv Holm,Sveriges Kartritares Riksförbund,1"
is "... whose members are one each" "$(nysta query --store names.nysta --results csv \
  'SELECT (COUNT (DISTINCT ?p) AS ?n) { ?p a foaf:Person }' | tr -d '\r')" "n
3"

# What was said is of whom documents mean, also when these say more of them later.
mkdir later
printf 'Nytt\n\nEva Sund, it-chef på Vinnova, talade.\n' >later/a.txt
printf 'Mer\n\nEva Lund, jurist på Trafikverket, talade.\n' >later/b.txt
printf 'Om\n\nBo Sund, it-chef på Vinnova, talade.\n' >later/c.txt
printf 'Igen\n\nBo Sund, it-chef på Vinnova, talade.\n\nKontakt: Bo Sund, bo.sund@example.se\n' >later/d.txt
NYSTA_STORE=later.nysta; export NYSTA_STORE
nysta index -q --root . later
state plain
SUND=$(nysta query --results tsv 'SELECT ?p { GRAPH <urn:nysta:res/document/later/c.txt> {
  ?p dcterms:isReplacedBy ?q } }' | sed -n '2s/[<>]//gp')
TOGETHER=$(nysta query --results tsv 'SELECT ?p { GRAPH <urn:nysta:res/document/later/d.txt> { ?p foaf:name "Bo Sund" } }' | sed -n '2s/[<>]//gp')
nysta same "Eva Sund" "Eva Lund" >/dev/null
nysta different $SUND $TOGETHER >/dev/null
one () { nysta query --results csv "SELECT (COUNT (DISTINCT ?p) AS ?n) { ?p foaf:name ?n1 FILTER (STRENDS (?n1, \"$1\")) }" | tr -d '\r' | sed -n 2p; }
is "two names are one, one name is two" "$(one "Eva Sund") $(one "Eva Lund") $(one "Bo Sund")" "1 1 2"
cp -R later was
printf '\nKontakt: Eva Sund, eva.sund@example.se\n' >>later/a.txt
printf 'Mer\n\nEva Lund, jurist på Tullverket, talade.\n' >later/b.txt
printf '\nKontakt: Bo Sund, bo.sund@vinnova.example\n' >>later/c.txt
nysta index -q --root . later
is "... when the documents have changed" "$(nysta show "Eva Lund" | grep -cE 'Vinnova|Tullverket|eva.sund') $(one "Bo Sund")" "3 2"
mv later aside; mkdir later; nysta index -q --prune --root . later
rm -r later; mv aside later; nysta index -q --root . later
is "... and gone and come back" "$(nysta show "Eva Lund" | grep -cE 'Vinnova|Tullverket|eva.sund') $(one "Bo Sund")" "3 2"
nysta same --undo "Eva Sund" "Eva Lund" >/dev/null
is "... until it is taken back" "$(nysta show "Eva Lund" | grep -cE 'Vinnova|Tullverket|eva.sund')" 1
nysta different --undo $SUND $TOGETHER >/dev/null
rm -r later; mv was later; nysta index -q --root . --prune later
state again
ok "nothing is left of it" cmp plain again
NYSTA_STORE=s

# The order in which documents come, and things are said, does not matter.
rm -rf s
for f in d b a c; do nysta index -q --root . docs/$f.txt; done
state again
ok "any order" cmp before again
rm -rf s
nysta index -q --root . docs/c.txt docs/a.txt
nysta same $A $C >/dev/null
nysta index -q --root . docs
nysta same "Bo Alm" "Bo Ek" >/dev/null
state again
ok "any order, with things said in between" cmp said again
ok "a whole store" nysta verify
ok "an export that can be read" sh -c 'nysta load --store t again && nysta export --store t --format nquads | cmp - again'

done_testing

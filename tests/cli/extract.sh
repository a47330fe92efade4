# `nysta extract`: the text with what was found marked in it, and what rules did.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/cli/golden.sh"

cat >hostile.txt <<'END'
<script>alert("Anna")</script> & 'co'

Anna Berg, it-chef, Habo
END
printf 'Bo Ek \033[31mred\007, vd på Stiftelsen <b>Kusten</b>\n' >>hostile.txt

cp "$SRCDIR/tests/samples/pages/styrelsen.txt" .

golden extract-view "nysta extract --view text styrelsen.txt | sed 1d" \
  "nysta extract --color always styrelsen.txt | sed 2d | head -n 12" \
  "nysta extract --view html hostile.txt | sed '/^<style>/,/^<.style>/d; s,file://[^<]*/,,'" \
  'nysta extract --view pdf hostile.txt' 'nysta extract --view html --color always hostile.txt' \
  'nysta extract --view text --trace hostile.txt'

nysta extract --view html hostile.txt >page.html
is "no script of the document's" "$(grep -c '<script' page.html)" 0
is "no escape of the document's" "$(grep -c "$(printf '\033')" page.html)" 0
is "every link leads somewhere" \
  "$(grep -o 'href="#[^"]*"' page.html | sed 's/.*#//; s/"//' | sort -u | while read -r id; do grep -q "id=\"$id\"" page.html || echo "$id"; done)" ""
nysta extract --color always hostile.txt >coloured.txt
is "the terminal obeys us alone" "$(sed "s/$(printf '\033')\[[0-9;]*m//g" coloured.txt | tr -d '\n' | tr -cd '[:cntrl:]' | wc -c | tr -d ' ')" 0
is "NO_COLOR is obeyed" "$(NO_COLOR=1 nysta extract --color auto hostile.txt | grep -c "$(printf '\033')")" 0

# Quotations are the words at their offsets, on odd texts too: soft hyphens, combining
# marks, CR LF, characters beyond the first plane.
nysta index -q --store odd.nysta "$SRCDIR/tests/fuzz/documents" "$SRCDIR/tests/samples" 2>err
nysta query --store odd.nysta --results tsv 'SELECT ?start ?end ?exact { ?s a oa:SpecificResource ; oa:hasSelector [ a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end ], [ a oa:TextQuoteSelector ; oa:exact ?exact ] FILTER (STRLEN (?exact) != ?end - ?start) }' >unequal
is "a quotation is as long as its positions say" "$(sed 1d unequal | head -n 3)" ""
like "there are quotations" "$(nysta query --store odd.nysta 'SELECT (COUNT (*) AS ?n) { ?s a oa:TextQuoteSelector }' | tail -n 1)" '^[0-9]{2,}'

like "lines for programs begin at once" "$(nysta extract styrelsen.txt | head -n 1)" '^document	file:'
nysta extract --trace styrelsen.txt >trace
like "a rule that records" "$(cat trace)" '^rule	extract-press	lists_read/[a-z_]+	[0-9]+-[0-9]+	membership: '
is "what is found does not depend on it" "$(grep -E '^(entity|mention|membership)' trace | cksum)" \
  "$(nysta extract styrelsen.txt | grep -E '^(entity|mention|membership)' | cksum)"

# Letters whose marks are characters of their own (NFD) are the same letters.
sed 's/Å/A\xCC\x8A/g; s/Ä/A\xCC\x88/g; s/Ö/O\xCC\x88/g; s/å/a\xCC\x8A/g; s/ä/a\xCC\x88/g; s/ö/o\xCC\x88/g; s/é/e\xCC\x81/g' styrelsen.txt >parted.txt
isnt "a text in parts" "$(cksum <parted.txt)" "$(cksum <styrelsen.txt)"
facts () { nysta extract "$1" | grep -E '^(metadata|entity|membership|contact)' | cut -f 1-4; }
facts styrelsen.txt >whole.facts
facts parted.txt >parted.facts
ok "... says the same" diff whole.facts parted.facts

# Languages of blocks: what is in none that the rules know yields nothing.
cat >mixed.txt <<'END'
Regionen får ett råd

Regionen inrättar ett råd för digitala tjänster och utser Karin Ståhl till ordförande.

Kaupunki on nyt perustanut uuden neuvoston ja se kokoontuu, kun Matti Mäki, kaupunginjohtaja, on paikalla.

Byen har fået et nyt råd, og Mette Hansen er blevet formand for det fra januar.

The board has a new chair and Mary Stone, head of digital services, is part of it.

Anna Ek, it-chef
END
nysta extract --trace mixed.txt >trace
is "blocks have languages" "$(grep '^block' trace | grep -o 'language=[a-z]*' | tr '\n' ' ')" \
  "language=sv language=sv language=fi language=da language=en language=sv "
is "… and the document has one" "$(grep '^language' trace)" "language	sv"
is "people of blocks that the rules can read" \
  "$(grep '^entity.*	person	' trace | cut -f 4 | sort | tr '\n' ',')" "Anna Ek,Karin Ståhl,Mary Stone,"
like "a trace says why others are left out" "$(cat trace)" \
  '^rule	extract-press	.*person dropped: in another language	Mette Hansen'
printf '<html lang="fi"><body><p>%s</p></body></html>' "$(sed -n '3p;9p' mixed.txt)" >frame.html
like "a text in the frame of another language" "$(nysta extract frame.html)" '^entity.*	person	Karin Ståhl'

# Where the time goes is said beside what is found, and changes nothing of it.
nysta extract styrelsen.txt mixed.txt >plain
nysta extract --stages styrelsen.txt mixed.txt >timed 2>stages
is "what is found does not depend on the clock" "$(cksum <timed)" "$(cksum <plain)"
for stage in 'loading the lexicon' 'reader-text' 'lexicon' 'tagger' 'extract-press: names_find' 'extract-contact' 'writing' 'all'; do
  like "a row for $stage" "$(cat stages)" "^$stage +[0-9]+\.[0-9]+ ms +[0-9.]+ %\$"
done
like "the sum of it" "$(cat stages)" '^[0-9.]+ MB of text in 2 documents: [0-9.]+ MB/s, [0-9]+ documents/s of processor time$'
like "what a worker takes" "$(cat stages)" '^lexicon and tagger loaded in [0-9.]+ ms; a worker had [0-9.]+ MB at most$'
# A long document: what a worker may take (80 MB), by its own count.
if grep -q '^#define NYSTA_SANITIZERS 1' "$BUILDDIR/config.h"; then
  skip "a worker's memory" "sanitizers take most of it"
else
  LC_ALL=C.UTF-8 awk -v bytes=2100000 -v seed=7 -f "$SRCDIR/tests/bench/make-texts.awk" >long.txt
  nysta extract --stages long.txt 2>stages >/dev/null
  like "the long document is long" "$(cat stages)" '^(1\.9|2\.)[0-9]* MB of text in 1 document:'
  ok "a worker stays below 80 MB with it" awk '/a worker had/ { found = $(NF - 3) < 80 } END { exit !found }' stages
fi
done_testing

# nysta index: a plugin that crashes or hangs costs its document, and no other.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/tap.sh"
cd "$tmp" || exit 99

# toy NAME KIND ACCEPTS: a plugin's folder around a toy's object
toy () {
  mkdir -p "plugins/$1"
  cp "$BUILDDIR/tests/hostile/$1.so" "plugins/$1/" || exit 99
  cat >"plugins/$1/manifest.ttl" <<END2
@prefix nysta: <https://w3id.org/nysta#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
<> a nysta:$2Plugin ;
  nysta:id "$1" ; nysta:abi ${4-1} ; nysta:version "1.0" ; nysta:object <$1.so> ;
  nysta:accepts "$3" ;
  dcterms:license <https://spdx.org/licenses/LGPL-2.1-or-later> .
END2
}
index () { "$NYSTA" index --store s --plugin-path plugins "$@"; }

for n in 1 2 3; do printf 'Anna Berg%s är it-chef på Vinnova.\n' $n >$n.txt; done
printf 'A *text*.\n' >bad.md

toy segfault Reader text/markdown
exits "a crash" 5 index 1.txt bad.md 2.txt
like "a crash: the line" "$(cat err)" \
  '^nysta: index: bad.md: segfault crashed: segmentation fault \(signal 11\)$'
like "a crash: the others are done" "$(cat err)" '^indexed 3 documents \(2 new, 0 unchanged, 1 failed\)'
"$NYSTA" export --store s --all --format nquads >all
like "a crash: recorded with its document" "$(cat all)" '#failure-1> <[^>]*#document> <file:.*/bad.md>'
like "a crash: recorded with its plugin" "$(cat all)" '#failure-1> <[^>]*#plugin> "segfault"'
like "a crash: recorded with its signal" "$(cat all)" '#failure-1> <[^>]*#signal> "11"'
is "a crash: nothing of it is kept" "$(grep -c '> <file:[^>]*bad.md> \.$' all)" 0

rm -r plugins; toy loops Reader text/markdown
exits "a hang" 5 index --deadline 0.5 1.txt bad.md 3.txt
like "a hang: the line" "$(cat err)" '^nysta: index: bad.md: loops timed out: took longer than 0.5 s$'
like "a hang: the others are done" "$(cat err)" '^indexed 3 documents \(1 new, 1 unchanged, 1 failed\)'

# A file that vanishes after it was listed: the first one holds up the only worker, the second one
# waits for that, and what comes after a long one is not fetched ahead.
yes 'Eva Lind är vd.' | head -n 6000 >long.txt
cp long.txt gone.txt
index --jobs 1 --deadline 1.5 bad.md long.txt gone.txt 3.txt 2>err &
indexer=$!
sleep 0.5; rm gone.txt
status=0
wait $indexer || status=$?
is "a file that vanishes: exit" $status 5
like "a file that vanishes: the line" "$(cat err)" '^nysta: index: gone.txt: [Nn]o such file or '
like "a file that vanishes: the rest" "$(cat err)" '^indexed 4 documents \(1 new, 1 unchanged, 2 failed\)'

rm -r plugins; toy exits Reader text/markdown
exits "an exit" 5 index bad.md
like "an exit: the line" "$(cat err)" '^nysta: index: bad.md: exits exited: .*'

rm -r plugins; toy old-abi Reader text/markdown 999
exits "another ABI: others read it" 0 index bad.md
like "another ABI: said" "$(cat err)" '^nysta: warning: .*old-abi.*ABI.*'

# A document that is known keeps its graph when its plugin breaks.
rm -r plugins
exits "read at last" 0 "$NYSTA" index --store s bad.md
toy segfault Reader text/markdown
exits "a changed plugin runs again, and crashes" 5 index 1.txt bad.md
like "its own document only" "$(cat err)" '^indexed 2 documents \(0 new, 1 unchanged, 1 failed\)'
like "what it had stays" "$("$NYSTA" export --store s --format nquads)" '> <file:[^>]*bad.md> \.$'
done_testing

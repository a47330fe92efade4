# `nysta plugins`: what is listed, what is refused and why, and what a bad one costs a run.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/cli/golden.sh"

# toy NAME CLASS ACCEPTS [MORE]: a plugin's folder in ./plugins, made of tests/hostile
toy () {
  mkdir -p "plugins/$1"
  cp "$BUILDDIR/tests/hostile/$1.so" "plugins/$1"
  cat >"plugins/$1/manifest.ttl" <<END
@prefix nysta: <https://w3id.org/nysta#> . @prefix dcterms: <http://purl.org/dc/terms/> .
<> a nysta:$2 ; nysta:id "$1" ; nysta:abi 1 ; nysta:version "1" ; nysta:object <$1.so> ;
  nysta:accepts "$3" ; ${4-} dcterms:license <https://spdx.org/licenses/MIT> .
END
}

toy honest-reader ReaderPlugin text/x-toy
toy segfault ReaderPlugin text/x-toy-segfault
toy no-symbol ReaderPlugin text/x-toy
toy loads-and-exits ReaderPlugin text/x-toy
mkdir plugins/empty plugins/later plugins/broken
sed 's/nysta:abi 1/nysta:abi 2/; s/segfault/later/' plugins/segfault/manifest.ttl >plugins/later/manifest.ttl
echo '<> a' >plugins/broken/manifest.ttl

exits "plugins are listed" 0 nysta plugins --plugin-path plugins
here=$(pwd)
like "a sound one" "$(cat "$tmp/out")" "^honest-reader	reader	1	ready	text/x-toy	$here/plugins/honest-reader\$"
like "a broken one" "$(cat "$tmp/out")" "^broken	\\?	\\?	refused		$here/plugins/broken\$"
is "no folder without a manifest" "$(grep -c '^empty' "$tmp/out")" 0
like "why it is refused" "$(cat "$tmp/err")" '^nysta: refused: .*/plugins/broken/manifest\.ttl:[0-9]+:[0-9]+: '
like "for another nysta" "$(cat "$tmp/err")" \
  '^nysta: refused: .*/plugins/later/manifest\.ttl: later is made for plugin ABI 2, this nysta has 1: install a later nysta'

# check NAME STATUS MESSAGE
check () {
  exits "check $1" "$2" nysta plugins check "plugins/$1"
  like "check $1 says" "$(cat "$tmp/out" "$tmp/err")" "$3"
  is "check $1: one line" "$(cat "$tmp/out" "$tmp/err" | wc -l)" 1
}
check honest-reader 0 '^honest-reader: ready: reader 1, accepts text/x-toy, licence MIT$'
check honest-reader/manifest.ttl 0 '^honest-reader: ready'
check segfault 0 '^segfault: ready'
check no-symbol 3 '^nysta: refused: .*/no-symbol\.so: exports no symbol nysta_plugin'
check loads-and-exits 3 '^nysta: refused: .*/loads-and-exits\.so: while it was opened: ended its process with exit \(3\)$'
check empty 3 '^nysta: refused: .*/plugins/empty: holds no manifest\.ttl'
check later 3 'ABI 2'
check none 3 'holds no manifest\.ttl'
(trap '' CHLD; exits "a parent that ignores its children" 3 nysta plugins check plugins/loads-and-exits) |
  sed 's/^ok [0-9]*/ok/' >"$tmp/trapped"
like "a parent that ignores its children" "$(cat "$tmp/trapped")" '^ok'
exits "check what?" 2 nysta plugins check
exits "two at once" 3 nysta plugins check plugins/honest-reader plugins/empty
like "the sound one is told" "$(cat "$tmp/out")" '^honest-reader: ready'
exits "neither check nor new" 2 nysta plugins chekc

# --- what each sin costs a run: its document ------------------------------------------

# sin TOY MESSAGE: as an extractor or reader among honest documents
sin () {
  rm -rf sin store docs; mkdir -p sin docs
  mv plugins/"$1" sin/
  echo "Annika Berg är chef på Vinnova." >docs/a.txt
  echo "Bo Ek är chef på Vinnova." >docs/b.txt
  echo "what comes" >docs/x.html
  exits "$1: the run ends with 5" 5 nysta index --store store --plugin-path sin docs
  like "$1: document, plugin and cause are told" "$(cat "$tmp/err")" "docs/x\\.html.*$1.*$2"
  is "$1: one line of it" "$(grep -c "$1" "$tmp/err")" 1
  exits "$1: the others are there" 0 nysta show --store store "Bo Ek"
}
for case in 'segfault:segmentation fault \(signal 11\)' 'aborts:aborted \(signal 6\)' \
  'exits:exit \(0\)' 'loops:took longer than 1 s' 'eats-memory:memory over the limit of 200 MiB' \
  'floods-text:text' 'writes-garbage:frame' 'writes-short-frame:exit' 'gives-latin1:UTF-8' \
  'old-abi:ABI 99' 'lies-small:8 bytes' 'no-symbol:exports no symbol'; do
  limits='nysta:memoryMegabytes 200 ;'
  [ "${case%%:*}" != loops ] || limits="$limits nysta:deadlineSeconds 1 ;"
  toy "${case%%:*}" ReaderPlugin text/html "$limits"
  sin "${case%%:*}" "${case#*:}"
done
done_testing

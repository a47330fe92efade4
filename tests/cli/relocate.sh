#!/bin/sh
# An installed tree that was moved works as before, and uninstalling leaves nothing.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/tap.sh"

ok "make install" make -s -C "$BUILDDIR" install DESTDIR="$tmp/root" || done_testing
program=$(find "$tmp/root" -path '*/bin/nysta')
ok "the program is installed" [ -x "$program" ] || done_testing
prefix=${program%/bin/nysta}
moved="$tmp/moved here"
cp -a "$prefix" "$moved"
ok "make uninstall" make -s -C "$BUILDDIR" uninstall DESTDIR="$tmp/root"
empty "uninstalling leaves no file" "$(find "$tmp/root" ! -type d)"

cd "$tmp" || exit 99
nysta="$moved/bin/nysta"
exits "plugins are listed" 0 "$nysta" plugins
for id in source-file reader-text reader-html extract-press extract-contact; do
  like "$id is found in the moved tree" "$(cat "$tmp/out")" "^$id	.*	ready	.*	$moved/"
done
exits "a folder is indexed" 0 "$nysta" index --store "$tmp/graph.nysta" "$SRCDIR/tests/samples/press"
exits "what it says is there" 0 "$nysta" show --store "$tmp/graph.nysta" "Malin Hedlund"
like "with a role from the lexicon" "$(cat "$tmp/out")" digitaliseringschef
exits "the document has its authority's name" 0 "$nysta" show --store "$tmp/graph.nysta" "Kungsbacka kommun"

model=$(find "$moved" -name tagger.bin)
echo 'Malin Hedlund, Habo' >text.txt
exits "a text is read with the model" 0 "$nysta" extract text.txt
is "without a warning" "$(cat "$tmp/err")" ""
cp "$model" model.kept
echo more >>"$model"
exits "and without it, if it is damaged" 0 "$nysta" extract text.txt
is "which one line says" "$(cat "$tmp/err")" \
  "nysta: extract: $model: a damaged model: install nysta again; until then without tags"
cp model.kept "$model"

printf '@prefix : <urn:x:> . :a :b :c .\n' >a.ttl
exits "the moved tree reads Turtle" 0 "$nysta" load --store "$tmp/graph.nysta" a.ttl
module=$(find "$moved" -name nysta-raptor.so)
mv "$module" "$module.away"
exits "without its module it doesn't" 1 "$nysta" load --store "$tmp/graph.nysta" a.ttl
is "and says so in one line" "$(cat "$tmp/err")" \
  "nysta: load: $module: missing: Turtle, TriG and RDF/XML cannot be read without it: install nysta again"
printf '<urn:x:a> <urn:x:b> <urn:x:c> .\n' >a.nt
exits "but N-Triples as ever" 0 "$nysta" load --store "$tmp/graph.nysta" a.nt
echo no library >"$module"
exits "a damaged module is an error" 1 "$nysta" load --store "$tmp/graph.nysta" a.ttl
is "of one line" "$(wc -l <"$tmp/err")" 1
mv "$module.away" "$module"

if command -v rdfproc >/dev/null && ! grep -q __asan_init "$nysta"; then
  door=$(find "$moved" -name librdf_storage_nysta.so)
  REDLAND_MODULE_PATH=${door%/*} rdfproc -s nysta "$tmp/graph.nysta" contains urn:x:a urn:x:b urn:x:c >"$tmp/out" 2>&1
  like "Redland's programs find the moved module, and it the store" "$(cat "$tmp/out")" "the graph contains the triple"
else
  skip "Redland's programs" "no rdfproc here (redland-utils)"
fi

if command -v pkg-config >/dev/null; then
  pc=$(find "$moved" -name nysta.pc)
  PKG_CONFIG_PATH=${pc%/nysta.pc} export PKG_CONFIG_PATH
  is "pkg-config knows the ABI" "$(pkg-config --variable=abi nysta)" 1
  ok "pkg-config gives the moved plugindir" \
    [ -d "$(pkg-config --variable=plugindir nysta | sed 's/\\ / /g')/source-file" ]
  ok "pkg-config gives the moved ontologydir" \
    [ -e "$(pkg-config --variable=ontologydir nysta | sed 's/\\ / /g')/roles.ttl" ]
  printf '#include <nysta-plugin.h>\nint main (void) { return NYSTA_PLUGIN_ABI != 1; }\n' >"$tmp/a.c"
  flags=$(pkg-config --cflags nysta)
  ok "the installed header is found by its cflags" eval "${CC:-cc} -fsyntax-only $flags '$tmp/a.c'"
else
  skip "nysta.pc" "no pkg-config"
fi
done_testing

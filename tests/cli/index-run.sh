# nysta index: what is new, changed, unchanged, forced, pruned; names, lists, reports.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/tap.sh"
cd "$tmp" || exit 99

summary () { tail -n 1 "$tmp/err" | sed 's/ in [0-9.]* s.*//'; }
quads () { "$NYSTA" export --store "$1" --format nquads; }

mkdir -p press/deep
printf 'Anna Berg är digitaliseringschef i Kungsbacka kommun.\n' >press/a.txt
printf 'Bo Ek, tel. 0300-83 40 00, är it-chef på Vinnova.\n' >press/deep/ö.txt
printf '\211PNG' >press/picture.png
"$NYSTA" index --store s press >out 2>err
is "a folder: exit" $? 0
is "nothing on standard output" "$(cat out)" ""
is "a folder: summary" "$(summary)" "indexed 2 documents (2 new, 0 unchanged, 0 failed)"
like "a folder: what was found" "$(cat err)" ': 2 people, 2 organisations, 2 roles; '
like "what nobody reads is counted" "$(cat err)" 'passed over 1 that no reader takes$'
like "the graph's name is the file's" "$(quads s)" " <file://$tmp/press/deep/ö.txt> \.$"
quads s >first

exits "again" 0 "$NYSTA" index --store s press
is "again: nothing to do" "$(summary)" "indexed 2 documents (0 new, 2 unchanged, 0 failed)"
quads s >second
ok "again: the same graph" cmp first second

exits "forced" 0 "$NYSTA" index --store s --force press
is "forced: all" "$(summary)" "indexed 2 documents (0 new, 2 changed, 0 unchanged, 0 failed)"
quads s >second
ok "forced: the same graph" cmp first second

printf 'Eva Lind är digitaliseringschef i Kungsbacka kommun.\n' >press/a.txt
exits "one changed" 0 "$NYSTA" index --store s press
is "one changed: that one" "$(summary)" "indexed 2 documents (0 new, 1 changed, 1 unchanged, 0 failed)"
like "the new is there" "$(quads s)" '"Eva Lind"'
is "the old is gone" "$(quads s | grep -c '"Anna Berg"')" 0

# A document that vanished stays, until it is pruned.
mv press/a.txt "a lone file.txt"
exits "one gone" 0 "$NYSTA" index --store s press
like "one gone: its graph stays" "$(quads s)" '"Eva Lind"'
exits "pruned" 0 "$NYSTA" index --store s --prune press/deep
like "pruned: only below the folders given" "$(quads s)" '"Eva Lind"'
exits "pruned" 0 "$NYSTA" index --store s --prune press
like "pruned: said" "$(cat err)" '; pruned 1 that is gone$'
is "pruned: gone" "$(quads s | grep -c '"Eva Lind"')" 0
like "pruned: the other stays" "$(quads s)" '"Bo Ek"'
exits "a folder that is gone" 5 "$NYSTA" index --store s --prune no-such-folder
like "a folder that is gone: nothing is pruned" "$(quads s)" '"Bo Ek"'

# Named documents, patterns, lists.
exits "the same document twice" 0 "$NYSTA" index --store t press press/deep/ö.txt './press/../press/deep/ö.txt'
is "the same document twice: once" "$(summary)" "indexed 1 document (1 new, 0 unchanged, 0 failed)"
printf 'a lone file.txt\npress/deep/ö.txt\r\n\n' >list
"$NYSTA" index --store l - <list 2>err
is "a list" "$(summary)" "indexed 2 documents (2 new, 0 unchanged, 0 failed)"
printf 'Cia Alm är vd.\n' >'with
break.txt'
printf 'with\nbreak.txt\0a lone file.txt\0' >list
"$NYSTA" index --store l -0 - <list 2>err
is "a list with NULs" "$(summary)" "indexed 2 documents (1 new, 1 unchanged, 0 failed)"
printf '' | "$NYSTA" index --store l - 2>err
is "an empty list" "$(summary)" "indexed 0 documents (0 new, 0 unchanged, 0 failed)"

# Names that are no part of an IRI as they stand: each is one document, and found again.
mkdir -p 'odd/a b#c?d%20[e]'
for name in 'x y' '100%' 'a#b' 'q?' 'å' "quo'te\"" '-dash' 'a\b' '<x>' '{b}|^`' "$(printf 'lat\345')"; do
  cp press/deep/ö.txt "odd/a b#c?d%20[e]/$name.txt"
done
exits "odd names" 0 "$NYSTA" index --store o odd
is "odd names: all" "$(summary)" "indexed 11 documents (11 new, 0 unchanged, 0 failed)"
exits "odd names: again" 0 "$NYSTA" index --store o --prune 'odd/a b#c?d%20[e]'
is "odd names: known, and not gone" "$(summary)" "indexed 11 documents (0 new, 11 unchanged, 0 failed)"
rm 'odd/a b#c?d%20[e]/100%.txt'
exits "odd names: one gone" 0 "$NYSTA" index --store o --prune odd
like "odd names: one pruned" "$(cat err)" '; pruned 1 that is gone$'

# IRIs below a root, on a base of one's own.
exits "root" 0 "$NYSTA" index --store r --base https://data.example.se/ --root press press
like "root: documents" "$(quads r)" ' <https://data.example.se/res/document/deep/ö.txt> \.$'
like "root: entities" "$(quads r)" '^<https://data.example.se/id/organisation/vinnova> '
is "root: no path of this machine" "$(quads r | grep -c "file:")" 0
exits "root: something else" 5 "$NYSTA" index --store r --root press "a lone file.txt"
like "root: what is wrong" "$(cat err)" '^nysta: index: a lone file.txt: not below the --root folder: '
exits "root: pruned" 0 "$NYSTA" index --store r --root press --prune press
like "root: nothing pruned" "$(quads r)" '"Bo Ek"'
exits "another base" 1 "$NYSTA" index --store r --base https://other.example.se/ press

# Reports.
exits "quiet" 0 "$NYSTA" index --store s --quiet press
is "quiet: nothing is said" "$(cat err)" ""
exits "quiet, with a failure" 5 "$NYSTA" index --store s --quiet no-such-file press
is "quiet, with a failure: that is said" "$(cat err)" \
  "nysta: index: no-such-file: no such file or folder: check the name"
exits "json" 5 "$NYSTA" index --store j --progress=json press no-such-file
is "json: every line is an object" "$(grep -vc '^{"event":.*}$' err)" 0
like "json: the failure" "$(cat err)" '^\{"event":"failure","document":"no-such-file","name":"no-such-file",'
like "json: the sum" "$(cat err)" '^\{"event":"summary","new":1,.*"failed":1,.*"people":1,'

if command -v script >/dev/null && script -qec true /dev/null >/dev/null 2>&1; then
  TERM=xterm script -qec "\"$NYSTA\" index --store p press" /dev/null >terminal </dev/null
  like "a terminal sees how far it is" "$(tr '\r' '\n' <terminal)" '1/2 documents, 0 failed, 0:00 left, [0-9]+ a second'
  TERM=xterm script -qec "stty cols 20; \"$NYSTA\" index --force --store p press" /dev/null >terminal </dev/null
  is "a narrow terminal: nothing wraps" "$(tr '\r' '\n' <terminal | grep 'documents,' | grep -vc '^.\[K.\{1,19\}$')" 0
  like "a narrow terminal: how far it is" "$(tr '\r' '\n' <terminal)" '1/2 documents'
  like "a terminal sees the sum" "$(tr '\r' '\n' <terminal)" 'indexed 1 document '
else
  skip "a terminal sees how far it is" "no script(1)"
fi
is "no terminal sees none of it" "$("$NYSTA" index --force --store s press 2>&1 | grep -c 'a second')" 0

# The run is recorded, and no comparison sees it.
"$NYSTA" export --store j --all --format nquads >all
like "the run used the document" "$(cat all)" '^<urn:nysta:res/run/1> <http://www.w3.org/ns/prov#used> <file:'
like "the run failed at one" "$(cat all)" '^<urn:nysta:res/run/1#failure-1> .*"no such file or folder'
is "a run that did nothing is none" "$("$NYSTA" index -q --store j press; "$NYSTA" export --store j --all --format nquads | grep -c 'res/run/2')" 0

done_testing

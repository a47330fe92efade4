# nysta index: every write fails once, and the store holds the old state or the new; an
# interruption loses nothing that was committed.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/tap.sh"
cd "$tmp" || exit 99

printf 'Anna Berg är it-chef på Vinnova.\n' >a.txt
printf 'Bo Ek är vd på SKR.\n' >b.txt
quads () { "$NYSTA" export --store "$1" --format nquads; }

"$NYSTA" index -q --store base a.txt || exit 99
quads base >old.nq
cp -r base whole && "$NYSTA" index -q --store whole b.txt && quads whole >new.nq

n=0 done=0 wrong=
while [ $done = 0 ] && [ $n -lt 400 ]; do
  n=$((n + 1))
  rm -rf s && cp -r base s
  status=0
  NYSTA_IO_FAIL_AT=$n "$NYSTA" index --quiet --store s b.txt 2>err || status=$?
  quads s >now.nq 2>err2 || wrong="$wrong $n:unreadable"
  case $status in
    0) done=1; cmp -s now.nq new.nq || wrong="$wrong $n:incomplete" ;;
    1) [ "$(grep -c '^nysta: index: .*: .*' err)" = 1 ] && [ "$(wc -l <err)" = 1 ] ||
         wrong="$wrong $n:said($(cat err))"
       cmp -s now.nq old.nq || cmp -s now.nq new.nq || wrong="$wrong $n:torn" ;;
    *) wrong="$wrong $n:exit$status" ;;
  esac
  if [ $status = 1 ]; then
    "$NYSTA" index -q --store s b.txt && quads s | cmp -s - new.nq || wrong="$wrong $n:no-repair"
  fi
done
is "a full disk, at each of $n calls" "$wrong" ""
is "a run succeeds at last" $done 1
ok "something failed before" test $n -gt 2
"$NYSTA" index -q --store stopped a.txt
NYSTA_IO_FAIL_AT=2 "$NYSTA" index --store stopped b.txt 2>err
like "a full disk: the sum says that it stopped" "$(cat err)" '^stopped: indexed '

# --- a store in use
mkfifo hold
"$NYSTA" index -q --store base - <hold &
writer=$!
exec 9>hold
exits "while one reads its list, another may write" 0 "$NYSTA" index -q --store base a.txt
exec 9>&-
wait $writer

# --- an interruption
# started: wait until the indexer has done some documents
started () {
  tries=0
  until grep -qs '"done":' progress || [ $tries -gt 200 ]; do tries=$((tries + 1)); sleep 0.05; done
}
mkdir many
i=0
while [ $i -lt 400 ]; do i=$((i + 1)); printf 'Anna Berg%s är it-chef på Vinnova.\n' $i >many/$i.txt; done
"$NYSTA" index --jobs 1 --progress=json --store i many 2>progress &
indexer=$!
started
kill -INT $indexer
status=0
wait $indexer || status=$?
is "interrupted: exit" $status 130
like "interrupted: said" "$(tail -n 1 progress)" '"interrupted":true'
committed=$(tail -n 1 progress | sed 's/.*"new":\([0-9]*\),.*/\1/')
is "interrupted: what was committed is there" \
  "$(quads i | grep -c '#type> <http://xmlns.com/foaf/0.1/Document>')" "$committed"
exits "gone on with" 0 "$NYSTA" index --store i many
like "gone on with: the rest" "$(cat err)" \
  "^indexed 400 documents \\($((400 - committed)) new, $committed unchanged, 0 failed\\)"

# --- a run that is killed
rm progress
"$NYSTA" index --force --jobs 1 --progress=json --store k many 2>progress &
indexer=$!
started
kill -KILL $indexer
wait $indexer 2>/dev/null || :
kept=$(quads k | grep -c '#type> <http://xmlns.com/foaf/0.1/Document>')
exits "killed: gone on with" 0 "$NYSTA" index --store k many
like "killed: the last commit is there" "$(cat err)" \
  "^indexed 400 documents \\($((400 - kept)) new, $kept unchanged, 0 failed\\)"
quads i >i.nq; quads k >k.nq
ok "killed: the same in the end" cmp -s i.nq k.nq

# --- two writers
rm progress
"$NYSTA" index --force --jobs 1 --progress=json --store i many 2>progress &
indexer=$!
started
exits "a store in use" 1 "$NYSTA" index --store i a.txt
like "a store in use: the line" "$(cat err)" '^nysta: index: i: .*(in use|busy|another).*'
kill -TERM $indexer 2>/dev/null
status=0
wait $indexer || status=$?
is "ended from outside: exit" $status 143

# --- the terminal goes away
rm progress
# Under nohup the signal is ignored, and that is inherited.
env --default-signal=HUP "$NYSTA" index --force --jobs 1 --progress=json --store i many 2>progress &
indexer=$!
started
kill -HUP $indexer
status=0
wait $indexer || status=$?
is "hung up: exit" $status 129
like "hung up: ended in order" "$(tail -n 1 progress)" '"interrupted":true'
done_testing

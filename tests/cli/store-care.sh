# nysta verify, backup, compact: what people see of looking after a store.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/cli/golden.sh"

nysta load "$data/press.trig" 2>/dev/null
golden store-care \
  'nysta verify' \
  'nysta backup copy.nysta' \
  'nysta verify --store copy.nysta' \
  'nysta compact 2>&1 | sed "s/[0-9][0-9]*/N/g"' \
  'nysta verify' \
  'nysta migrate' \
  'nysta backup copy.nysta' \
  'nysta backup' \
  'nysta backup one two' \
  'nysta backup --store none.nysta other.nysta' \
  'nysta compact all' \
  'nysta compact --store none.nysta' \
  'nysta verify all' \
  'nysta verify --store none.nysta' \
  'nysta migrate all'
is "a failed backup leaves no folder" "$(ls -d other.nysta one 2>/dev/null)" ""
nysta export --all --format nquads | LC_ALL=C sort >now.nq
nysta export --store copy.nysta --all --format nquads | LC_ALL=C sort >copy.nq
ok "the copy holds the same" cmp now.nq copy.nq

# What was removed is gone for good.
printf '<urn:a> <urn:b> "a most secret word, aardvark-17" .\n' >secret.nt
: >empty.nt
nysta load --replace --graph urn:secret secret.nt 2>/dev/null
ok "a word is in the file" grep -qa 'aardvark-17' graph.nysta/*.mdb
nysta load --replace --graph urn:secret empty.nt 2>/dev/null
exits "compacting" 0 nysta compact
is "… leaves no word that nothing uses" "$(grep -la 'aardvark-17' graph.nysta/*)" ""
is "… and one data file" "$(ls graph.nysta/*.mdb | wc -l)" 1
exits "… and a store that is whole" 0 nysta verify

# A backup, and a reader, beside a writer who loads and compacts: each sees one commit.
versions () { "$@" --format nquads | sed 's/.*"\([0-9]*\)".*/\1/' | sort | uniq -c | tr -s ' \n' ' '; }
write_until_stopped () {
  n=0
  until [ -e stop ]; do
    n=$((n + 1))
    printf '<urn:s1> <urn:p> "%s" <urn:g1> .\n<urn:s2> <urn:p> "%s" <urn:g2> .\n' $n $n >more.nq
    nysta load --replace --store busy.nysta more.nq && nysta compact --store busy.nysta || echo "commit $n" >>wrong
    : >started
  done 2>writer.err
}
write_until_stopped &
until [ -e started ]; do sleep 0.02; done
for n in 1 2 3 4 5 6 7 8; do
  nysta backup --store busy.nysta hot-$n.nysta 2>>wrong && nysta verify --store hot-$n.nysta >>verified 2>>wrong
  for seen in "$(versions nysta export --store hot-$n.nysta)" "$(versions nysta export --store busy.nysta)"; do
    case $seen in ' 2 '*' ') ;; *) echo "copy $n: $seen" >>wrong ;; esac
  done
done
: >stop
wait
is "beside a writer: eight backups are whole" "$(grep -c '^ok: 2 statements' verified)" 8
empty "… and nobody sees a part of a commit" "$(cat wrong writer.err 2>/dev/null | grep -v '^loaded\|^compacted')"

# A letter of a term's text: its hash leads elsewhere now.
nysta load --store damaged.nysta secret.nt 2>/dev/null
at=$(grep -abo 'aardvark-17' damaged.nysta/*.mdb | head -n 1 | cut -d: -f1)
printf b | dd of="$(ls damaged.nysta/*.mdb)" bs=1 seek="$at" conv=notrunc 2>/dev/null
exits "a letter that was changed is found" 3 nysta verify --store damaged.nysta
ok "… and said in a line or more" test "$(wc -l <"$tmp/out")" -ge 1
is "… not as ok" "$(grep -c '^ok' "$tmp/out")" 0
is "… nothing on standard error" "$(cat "$tmp/err")" ""

if [ -w /dev/full ]; then
  exits "a full disk" 1 sh -c 'nysta verify >/dev/full'
fi
done_testing

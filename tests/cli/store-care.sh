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

# Stores of every format: the present one is read, earlier ones are refused with the command
# that migrates them, which keeps what they hold.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/tap.sh"
cd "$tmp" || exit 99
versions=$SRCDIR/tests/store-versions

# take N: a copy to work on
take () {
  rm -rf s
  cp -r "$versions/$1/graph.nysta" s && chmod -R u+w s
}
holds () { "$NYSTA" export --store "$2" --all --format nquads >now.nq && LC_ALL=C sort now.nq >now &&
             LC_ALL=C sort "$versions/$1/graph.nq" | cmp - now; }

take 1
cp -r s before
exits "format 1 is refused" 1 "$NYSTA" stats --store s
like "… with what to do" "$(cat err)" "^nysta: stats: s: .*nysta migrate --store s"
exits "… also by what writes" 1 "$NYSTA" load --store s "$versions/1/graph.nq"
ok "… and left as it is" diff -r -x lock before s
exits "it is migrated" 0 "$NYSTA" migrate --store s
is "… which is said" "$(cat err)" 'migrated 355 statements in 6 named graphs of s from format 1'
exits "… it is whole" 0 "$NYSTA" verify --store s
ok "… it holds the same" holds 1 s
like "… it has the same base" "$(cat s/nysta.store)" '^base https://data\.example\.se/$'
is "… nothing of the old is left" "$(ls -d s/journal s/graphs s/readers s/migration.tmp 2>/dev/null)" ""
exits "… it can be written to" 0 "$NYSTA" load --store s "$versions/1/graph.nq"
exits "migrating again" 0 "$NYSTA" migrate --store s
is "… is nothing" "$(cat err)" 's is of today'\''s format already'

take 1
printf 'remove <https://data.example.se/res/run/1>\ncommit' >>s/journal
exits "a commit that was cut off" 0 "$NYSTA" migrate --store s
ok "… counts for nothing" holds 1 s

take 1
mkdir s/migration.tmp
: >s/migration.tmp/graph-00000001.mdb
exits "what was cut off is begun again" 0 "$NYSTA" migrate --store s
ok "… and holds the same" holds 1 s
mkdir s/graphs
: >s/graphs/00000001.nq
: >s/journal
exits "what was left is removed" 0 "$NYSTA" migrate --store s
is "… all of it" "$(ls -d s/journal s/graphs 2>/dev/null)" ""

# refused WHAT LIKE SED-SCRIPT FILE: one file of a store of format 1 was changed
refused () {
  take 1
  sed "$3" "$versions/1/graph.nysta/$4" >"s/$4"
  rm -rf before; cp -r s before
  exits "$1" 1 "$NYSTA" migrate --store s
  like "$1: said" "$(cat err)" "^nysta: migrate: .*$2"
  rm -rf s/migration.tmp
  ok "$1: left as it is" diff -r -x lock before s
}
refused "a journal that was changed" 's/journal:[0-9]+: ' 's/staff>/stuff>/' journal
refused "a graph that was changed" 's/graphs/00000009.nq:.*not the bytes' 's/Anna/Enna/' graphs/00000009.nq
refused "a later format" 'later nysta' 's/^format 1/format 99/' nysta.store
refused "no base" 'states no base' '/^base/d' nysta.store
exits "no store" 1 "$NYSTA" migrate --store none
like "no store: said" "$(cat err)" '^nysta: migrate: none: no store there'
if command -v flock >/dev/null; then
  take 1
  exits "a store in use" 1 flock s/lock "$NYSTA" migrate --store s
  like "a store in use: said" "$(cat err)" '^nysta: migrate: s: in use'
fi

for n in 2 3; do
  [ -d "$versions/$n" ] || continue
  if [ "$(getconf PAGESIZE)" != 4096 ] || [ "$(getconf LONG_BIT)" != 64 ] ||
     [ "$(printf '\1\0' | od -An -td2 | tr -d ' ')" != 1 ]; then
    skip "format $n" "LMDB's files are this kind of machine's own"
    continue
  fi
  take $n
  exits "format $n is whole" 0 "$NYSTA" verify --store s
  ok "format $n: holds what it held" holds $n s
  [ $n = 3 ] || like "format $n: reading leaves it so" "$(cat s/nysta.store)" "^format $n\$"
  exits "format $n: can be written to" 0 "$NYSTA" load --store s "$versions/1/graph.nq"
  like "… and is of today's then" "$(cat s/nysta.store)" '^format 3$'
  exits "… and whole" 0 "$NYSTA" verify --store s
  exits "format $n: can be compacted" 0 "$NYSTA" compact --store s
  exits "… and is whole" 0 "$NYSTA" verify --store s
  if [ $n = 2 ]; then
    # The description is the first thing that changes: the index may be missing after it.
    take 2
    sed 's/^format 2/format 3/' s/nysta.store >now && cp now s/nysta.store
    exits "an upgrade that was cut off: is whole" 0 "$NYSTA" verify --store s
    is "… has no index" "$("$NYSTA" stats --store s --json | sed 's/.*"words":\([0-9]*\).*/\1/')" 0
    search='SELECT (COUNT(*) AS ?n) { ?s ?p ?l FILTER(nysta:search(?l, "kommun*")) }'
    "$NYSTA" query --store s "$search" >without
    exits "… is read all the same" 0 "$NYSTA" query --store s "$search"
    exits "… and done by the next writer" 0 "$NYSTA" load --store s /dev/null
    ok "… has an index" test "$("$NYSTA" stats --store s --json | sed 's/.*"words":\([0-9]*\).*/\1/')" -gt 0
    "$NYSTA" query --store s "$search" >with
    ok "… answers the same" cmp with without
    exits "… and is whole" 0 "$NYSTA" verify --store s
  fi
  take $n
  exits "format $n: can be migrated" 0 "$NYSTA" migrate --store s
  [ $n = 3 ] && is "… which is nothing" "$(cat err)" 's is of today'\''s format already'
  [ $n = 2 ] && like "… which is said" "$(cat err)" '^migrated [0-9]* statements in [0-9]* named graphs? of s from format 2$'
  exits "… and is whole" 0 "$NYSTA" verify --store s
  ok "… and holds the same" holds $n s
done
done_testing

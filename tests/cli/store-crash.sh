# nysta index, killed at random moments: every document's graph is one version of it, whole;
# what comes after goes on from there. NYSTA_KILLS=n kills more often. (Kills of loading,
# compacting and the like: tests/unit/test-store-kill.c; a kill at each call:
# store-faults.sh.)
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/tap.sh"
cd "$tmp" || exit 99

given='Anna Bo Cilla David Eva Filip Gun Hans'
# documents N: their N-th version
documents () {
  for name in $given; do
    printf '%s Lund%s är it-chef på Vinnova.\n\n%s Lund%s leder arbetet, säger %s Lund%s.\n' \
      "$name" "$1" "$name" "$1" "$name" "$1" >"docs/$name.txt"
  done
}
mkdir docs
documents 0
exits "the first version" 0 "$NYSTA" index -q --store s --root docs docs
kills=$((${NYSTA_KILLS-200} / 5))
version=0 killed=0 wrong=
# Milliseconds, at most: as long as a run takes here, so that half of them are killed.
seed=7 most=100
while [ $killed -lt $kills ] && [ $version -lt $((kills * 10)) ]; do
  version=$((version + 1))
  documents $version
  seed=$(((seed * 75 + 74) % 65537))
  status=0
  timeout -s KILL "$(printf '%d.%03d' $((seed % most / 1000)) $((seed % most % 1000 + 1)))" \
    "$NYSTA" index -q --store s --root docs docs 2>err || status=$?
  case $status in
    0) most=$((most * 9 / 10 + 1)) ;;
    137) most=$((most * 11 / 10 + 1)) killed=$((killed + 1)) ;;
    *) wrong="$wrong
$version: exit $status: $(cat err)" ;;
  esac
  "$NYSTA" verify --store s >faults 2>&1 || wrong="$wrong
$version: $(head -n 3 faults)"
  "$NYSTA" export --store s --format nquads >now.nq || wrong="$wrong
$version: unreadable"
  for name in $given; do
    found=$(sed -n "s|.*Lund\([0-9]*\).*/$name\.txt> \.\$|\1|p" now.nq | sort -u)
    case $found in
      *[!0-9]* | '') wrong="$wrong
$version: $name is of versions $(echo "$found" | tr '\n' ' ')" ;;
    esac
  done
done
empty "$killed kills" "$wrong"
ok "as many as there should be" test "$killed" -ge "$kills"
exits "then to the end" 0 "$NYSTA" index -q --store s --root docs docs
exits "nothing is damaged" 0 "$NYSTA" verify --store s
exits "the same from nothing" 0 "$NYSTA" index -q --store whole --root docs docs
"$NYSTA" export --store s --format nquads | LC_ALL=C sort >s.nq
"$NYSTA" export --store whole --format nquads | LC_ALL=C sort >whole.nq
ok "both hold the same" cmp s.nq whole.nq
done_testing

# The store when calls that change files fail, or the process dies in them: each call in
# turn. Afterwards the store is whole, holds the old state or the new, and can be written to.
# NYSTA_FAULTS=all tries every call; without it those of a long row are sampled.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/tap.sh"
cd "$tmp" || exit 99

preload=$BUILDDIR/tests/cli/failing-io.so
[ -e "$preload" ] || skip_all "calls of other libraries cannot be made to fail in this build"
unset NYSTA_IO_FAIL_AT || :
versions=$SRCDIR/tests/store-versions

# with AT ERRNO COMMAND…: the AT-th call on files below ./w fails; ERRNO power: the process is
# killed, and what was not synced is lost
with () {
  with_at=$1 with_errno=$2; shift 2
  if [ "$with_errno" = power ]; then
    rm -rf shadow; mkdir shadow
    set -- env NYSTA_TEST_FAIL_SHADOW="$tmp/shadow" "$@"
    with_errno=0
  fi
  LD_PRELOAD="$preload" NYSTA_TEST_FAIL_BELOW="$tmp/w" NYSTA_TEST_FAIL_REPORT="$tmp/report" \
    NYSTA_TEST_FAIL_AT=$with_at NYSTA_TEST_FAIL_ERRNO=$with_errno "$@"
}
is_old () { grep -qs '^format 1$' w/s/nysta.store; }
# What the store holds, to the file $1; one that was never made holds nothing.
state () {
  if [ ! -e w/s/nysta.store ]; then : >"$1"
  elif is_old; then LC_ALL=C sort "$versions/1/graph.nq" >"$1"
  else "$NYSTA" export --store w/s $all --format nquads >exported && LC_ALL=C sort exported >"$1"
  fi
}
healthy () { [ ! -e w/s/nysta.store ] || is_old || "$NYSTA" verify --store w/s; }
begin () { rm -rf w; mkdir w; [ ! -e base ] || cp -r base w/s; }
# note WHAT: it is wrong
note () {
  wrong="$wrong
call $n ($at), $kind: $1"
}

# one COMMAND…: call $n fails in the way of $kind
one () {
  begin
  rm -f report
  status=0
  # In a shell of its own, which says what killed its child.
  (with "$n" "$kind" "$@") >out 2>err || status=$?
  at=$(sed 1q report 2>/dev/null)
  case $kind,$status in
    0,137 | power,137 | *,0) ;;
    28,1 | 5,1) [ "$(grep -c "^nysta: $command: .*: ." err)" = 1 ] && [ "$(wc -l <err)" = 1 ] ||
                  note "said: $(cat err)" ;;
    *) note "exit $status: $(cat err)" ;;
  esac
  healthy >faults 2>&1 || note "damage: $(head -n 3 faults)"
  state now 2>err || note "unreadable: $(cat err)"
  cmp -s now new || { [ $status != 0 ] && cmp -s now old; } ||
    note "exit $status, and neither the old state nor the new: $(diff new now | head -n 3)"
}
# again COMMAND…: after a failure the same goes well
again () {
  rm -rf w/copy.nysta
  { "$@" && state now && cmp now new && healthy; } >out 2>err ||
    note "no repair: $(head -n 3 out err)"
}

# Of how many calls all are tried.
few=24
# faults WHAT COMMAND…: the command begins with ./base, or with nothing
faults () {
  what=$1 command=$3; shift
  begin
  rm -f report
  state old
  if ! with 0 0 "$@" >out 2>err; then fail "$what" "$(cat err)"; return; fi
  calls=$(sed -n 's/^calls //p' report | sort -n | tail -n 1)
  state new
  wrong= n=1
  while [ "$n" -le "${calls:-0}" ]; do
    # No space and an error of the disk in turn; the end of the process or of the power.
    if [ $((n % 2)) = 1 ]; then kinds='28 power'; else kinds='5 0'; fi
    [ "${NYSTA_FAULTS-}" != all ] || kinds='28 5 0 power'
    for kind in $kinds; do
      one "$@"
      [ $status = 0 ] || again "$@"
    done
    n=$((n + 1))
    # The first and the last ones, and some on the way.
    [ "${NYSTA_FAULTS-}" = all ] || [ "$calls" -le $few ] || [ $n -lt $((few / 3)) ] ||
      [ $n -gt $((calls - few / 3)) ] || n=$((n + calls * 2 / few))
  done
  # What was told to be done is done.
  n=end kind=power
  one "$@"
  [ $status = 0 ] || note "exit $status"
  empty "$what: ${calls:-0} calls" "$wrong"
  ok "$what: something could fail" test "${calls:-0}" -gt 1
}

# quads FROM TO: in ten graphs
quads () {
  seq "$1" "$2" | sed 's|.*|<urn:x:s&> <urn:x:p> "value &" <urn:x:g&> .|
                       s|<urn:x:g[0-9]*\([0-9]\)>|<urn:x:g\1>|'
}
quads 1 400 >base.nq
quads 401 404 >few.nq
# As many as are added in place, and as take a new data file.
quads 401 3000 >many.nq
quads 401 21000 >enough.nq
: >none.nq
printf 'Anna Berg är it-chef på Vinnova.\n' >a.txt
printf 'Bo Ek är vd på SKR.\n' >b.txt
all=--all

faults "a store is made" "$NYSTA" load --store w/s few.nq
"$NYSTA" load --store base base.nq 2>/dev/null
faults "few are added" "$NYSTA" load --store w/s few.nq
faults "many are added" "$NYSTA" load --store w/s many.nq
few=9
faults "a new data file is loaded" "$NYSTA" load --store w/s enough.nq
few=24
faults "a graph is removed" "$NYSTA" load --store w/s --replace --graph urn:x:g3 none.nq
"$NYSTA" load --store base --replace --graph urn:x:g4 none.nq 2>/dev/null
faults "compacting" "$NYSTA" compact --store w/s
faults "backing up" "$NYSTA" backup --store w/s w/copy.nysta
is "backing up: the copy" "$("$NYSTA" verify --store w/copy.nysta)" "$("$NYSTA" verify --store w/s)"

rm -rf base
cp -r "$versions/1/graph.nysta" base
chmod -R u+w base
faults "migrating" "$NYSTA" migrate --store w/s

# Runs and authorities are commits of their own.
rm -rf base
all=
"$NYSTA" index -q --store base a.txt
faults "indexing" "$NYSTA" index -q --store w/s b.txt
done_testing

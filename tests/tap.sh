# Helpers for tests in shell; they print TAP. Begin a test with
#   . "$SRCDIR/tests/tap.sh"
# and end it with `done_testing`. $tmp is a folder of the test's own, gone afterwards.
# SPDX-License-Identifier: LGPL-2.1-or-later

tap_count=0
tap_failed=0
tmp=$(mktemp -d "${TMPDIR:-/tmp}/nysta-test.XXXXXX") || exit 99
trap 'chmod -R u+rwX "$tmp" 2>/dev/null; rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM HUP

# pass WHAT; fail WHAT [WHY]
pass () {
  tap_count=$((tap_count + 1))
  printf 'ok %d - %s\n' "$tap_count" "$1"
}
fail () {
  tap_count=$((tap_count + 1))
  tap_failed=$((tap_failed + 1))
  printf 'not ok %d - %s\n' "$tap_count" "$1"
  [ -z "${2-}" ] || diag "$2"
}

# skip WHAT WHY
skip () {
  tap_count=$((tap_count + 1))
  printf 'ok %d - %s # SKIP %s\n' "$tap_count" "$1" "$2"
}

# skip_all WHY: ends the test
skip_all () {
  printf '1..0 # SKIP %s\n' "$1"
  exit 0
}

# diag TEXT: shown in the log
diag () { printf '%s\n' "$1" | sed 's/^/# /'; }

# ok WHAT COMMAND…: the command succeeds
ok () {
  tap_what=$1; shift
  tap_status=0
  "$@" >"$tmp/.out" 2>&1 || tap_status=$?
  if [ "$tap_status" = 0 ]; then pass "$tap_what"; return 0; fi
  fail "$tap_what" "exit $tap_status: $*"
  diag "$(head -c 4000 "$tmp/.out")"
  return 1
}

# exits WHAT STATUS COMMAND…: the command ends with that status; leaves its output in
# $tmp/out and $tmp/err
exits () {
  tap_what=$1 tap_want=$2; shift 2
  tap_status=0
  "$@" >"$tmp/out" 2>"$tmp/err" || tap_status=$?
  if [ "$tap_status" = "$tap_want" ]; then pass "$tap_what"; return 0; fi
  fail "$tap_what" "exit $tap_status, not $tap_want: $*"
  diag "$(head -c 4000 "$tmp/out")"
  diag "$(head -c 4000 "$tmp/err")"
  return 1
}

# is WHAT GOT EXPECTED
is () {
  if [ "$2" = "$3" ]; then pass "$1"; return 0; fi
  fail "$1"
  diag "got:      $2"
  diag "expected: $3"
  return 1
}

# like WHAT GOT EXTENDED-REGEXP: one line of GOT matches
like () {
  if printf '%s\n' "$2" | grep -Eq -e "$3"; then pass "$1"; return 0; fi
  fail "$1"
  diag "got:     $2"
  diag "no line like: $3"
  return 1
}

# empty WHAT TEXT: for lints: TEXT lists what is wrong
empty () { is "$1" "$2" ""; }

done_testing () {
  printf '1..%d\n' "$tap_count"
  [ "$tap_failed" = 0 ]
  exit
}

#!/bin/sh
# Adds up what the tests of `make check` said: summary.sh FILE.log…
# Lists what failed with the end of its log, then prints `N passed, N failed, N skipped`.
# Exit 0 if something passed and nothing failed.
# SPDX-License-Identifier: LGPL-2.1-or-later
set -u

passed=0 failed=0 skipped=0
say () { printf '%s\n' "$*"; }

for log
do
  results=${log%.log}.trs
  if [ ! -r "$results" ]; then
    failed=$((failed + 1))
    say "FAIL ${log%.log}: did not run"
    continue
  fi
  p=$(grep -cE '^:test-result: (PASS|XFAIL)' "$results")
  f=$(grep -cE '^:test-result: (FAIL|XPASS)' "$results")
  # That the program ended with 1 is no failure besides those that it told of.
  if [ "$f" = 0 ]; then f=$(grep -c '^:test-result: ERROR' "$results"); fi
  s=$(grep -c '^:test-result: SKIP' "$results")
  # A test that says nothing at all has not passed.
  if [ $((p + f + s)) = 0 ]; then f=1; fi
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  if [ "$f" != 0 ]; then
    say "FAIL ${log%.log}"
    # What the test said of each failure; where it broke off, the end of its log.
    awk '/^not ok / { show = 1 } /^(ok |PASS:|1\.\.)/ { show = 0 }
         show && !/^(FAIL|ERROR):/ { print "  | " $0 }' "$log" 2>/dev/null | head -n 60
    if grep -Eq '^(Bail out!|ERROR: .*(too few|too many|no test|signal|status [^1]))' "$log" 2>/dev/null ||
       ! grep -q '^not ok ' "$log" 2>/dev/null; then
      say "  the end of $log:"
      tail -n 25 "$log" 2>/dev/null | sed 's/^/  | /'
    fi
    say
  fi
done

say "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" != 0 ]

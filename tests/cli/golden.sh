# What people see, kept in files: begin a test with
#   . "$SRCDIR/tests/cli/golden.sh"
# `make bless` (or NYSTA_BLESS=1) writes the files anew; review their diff like code.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/tap.sh"

data=$SRCDIR/tests/cli/data
PATH=$(dirname "$NYSTA"):$PATH
COLUMNS=80 TERM=dumb
export PATH COLUMNS TERM
unset NO_COLOR || :
# What is typed is relative to a folder of the test's own, so that no path gets into a file.
mkdir "$tmp/work" && cd "$tmp/work" || exit 99

# golden NAME COMMAND-LINE…: each line is run by the shell; the session, with standard
# error and exit codes, is compared with golden/NAME.txt
golden () {
  golden_name=$1; shift
  golden_file=$SRCDIR/tests/cli/golden/$golden_name.txt
  for golden_line; do
    printf '$ %s\n' "$golden_line"
    golden_status=0
    sh -c "$golden_line" 2>"$tmp/stderr" </dev/null || golden_status=$?
    [ ! -s "$tmp/stderr" ] || sed 's/^/! /' "$tmp/stderr"
    [ "$golden_status" = 0 ] || printf '[exit %s]\n' "$golden_status"
  done >"$tmp/session"
  if [ -n "${NYSTA_BLESS-}" ]; then cp "$tmp/session" "$golden_file"; fi
  if diff -u "$golden_file" "$tmp/session" >"$tmp/diff" 2>&1; then pass "$golden_name"
  else
    fail "$golden_name" "$(head -c 8000 "$tmp/diff")"
    diag "If that is how it should be now: make -C build bless"
  fi
}

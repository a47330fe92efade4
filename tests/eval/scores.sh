#!/bin/sh
# Scores extraction on annotated documents: configure --with-eval=DIR, a folder with run.py,
# its scorer and cases in dev/. It is also looked for beside the source.
# SPDX-License-Identifier: LGPL-2.1-or-later
set -u
. "$SRCDIR/tests/tap.sh"

for eval_dir in "$EVAL_DIR" "$SRCDIR/../shared/eval"; do
  [ -n "$eval_dir" ] && [ -r "$eval_dir/run.py" ] && break
  eval_dir=
done
[ -n "$eval_dir" ] || skip_all "no annotated documents: configure --with-eval=DIR"
command -v python3 >/dev/null || skip_all "no python3"

# f1 KIND [DOCUMENT]: from the scores in $tmp/scores.json; empty if there is nothing to score
f1 () {
  python3 - "$tmp/scores.json" "$@" <<'END'
import json, sys
scores = json.load(open(sys.argv[1]))
kinds = scores["per_doc"][sys.argv[3]] if len(sys.argv) > 3 else scores["micro"]
value = kinds[sys.argv[2]].get("f1")
print("" if value is None else f"{value:.3f}")
END
}

at_least () { # WHAT GOT FLOOR
  if [ -n "$2" ] && awk "BEGIN { exit !($2 >= $3) }"; then pass "$1: $2"; return; fi
  fail "$1" "F1 ${2:-unknown}, below $3"
}

ok "the annotated documents are indexed, asked and scored" \
  python3 "$eval_dir/run.py" --nysta "$NYSTA" -- --per-doc --json "$tmp/scores.json" ||
  done_testing
diag "$(cat "$tmp/.out")"

while IFS='	' read -r kind floor; do
  case $kind in \#*|'') continue ;; esac
  at_least "$kind" "$(f1 "$kind")" "$floor"
done <"$SRCDIR/tests/eval/floors.tsv"

done_testing

#!/bin/sh
# make check: is the plugin accepted, and does it find what it should?
set -eu
nysta=${NYSTA:-nysta}
out=$(mktemp) && trap 'rm -f "$out" "$out.in"' EXIT

# expect LINE…: what nysta printed has each of these lines; <tab> stands for a tab
expect () {
  for line; do
    line=$(printf "%s" "$line" | sed "s/<tab>/$(printf "\\t")/g")
    grep -qF -e "$line" "$out" || { echo "not found: $line" >&2; cat "$out" >&2; exit 1; }
  done
}

"$nysta" plugins check .
"$nysta" extract --plugin-path . --no-lexicon --trace @ID@:Uppsala >"$out"
expect 'document<tab>@ID@:Uppsala' 'This is all that is known of Uppsala.'
if "$nysta" extract --plugin-path . --no-lexicon @ID@: >"$out" 2>&1; then
  echo "an empty word is not refused" >&2
  exit 1
fi
expect 'a locator is @ID@:WORD'
echo "@ID@: all well"

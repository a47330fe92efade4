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
printf 'A title\nOne line.\n\nAnother line.' >"$out.in"
"$nysta" extract --plugin-path . --no-lexicon --trace --media-type text/x-@ID@ "$out.in" >"$out"
expect 'metadata<tab>title<tab>A title' \
  'block<tab>0<tab>0-7<tab>heading<tab>' \
  'block<tab>1<tab>8-17<tab>paragraph<tab>' \
  'block<tab>2<tab>18-31<tab>paragraph<tab>'
echo "@ID@: all well"

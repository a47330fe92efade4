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
echo 'Enligt SMHI regnar det i morgon. SMHI varnar.' >"$out.in"
"$nysta" extract --plugin-path . --no-lexicon --media-type text/plain "$out.in" >"$out"
expect 'entity<tab>@ID@#SMHI<tab>organisation<tab>SMHI' \
  'mention<tab>@ID@#SMHI<tab>SMHI<tab>7-11<tab>0.50<tab>@ID@<tab>SMHI' \
  'mention<tab>@ID@#SMHI<tab>SMHI<tab>33-37<tab>0.50<tab>@ID@<tab>SMHI'
echo "@ID@: all well"

# Lists, tables, minutes, contact blocks and programmes as pages write them: for each case of
# tests/cli/data/layouts.txt what is found of people and how to reach them is what is expected,
# and nothing else.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/tap.sh"

# A case is `=== NAME`, the text, `---` and lines of `person | role | organisation` or
# `contact: owner | value`.
awk -v dir="$tmp" '
  /^=== / { name = substr($0, 5); part = "text"; print name; next }
  /^---$/ { part = "expected"; next }
  name != "" { print >(dir "/" name "." part) }' \
  "$SRCDIR/tests/cli/data/layouts.txt" >"$tmp/names"

while read -r name; do
  "$NYSTA" extract "$tmp/$name.text" 2>"$tmp/err" |
    awk -F'\t' '
      $1 == "membership" { print ($5 == "proposed" ? "? " : "") $2 " | " $3 " | " $4 }
      $1 == "contact" { print "contact: " $2 " | " $4 }' | LC_ALL=C sort >"$tmp/found"
  [ -e "$tmp/$name.expected" ] || : >"$tmp/$name.expected"
  is "$name" "$(cat "$tmp/found" "$tmp/err")" \
    "$(grep -v '^$' "$tmp/$name.expected" | LC_ALL=C sort)"
done <"$tmp/names"

done_testing

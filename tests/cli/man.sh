# Every command has a page, every option stands in it, and the pages are well made.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/cli/golden.sh"

docs=$SRCDIR/core/docs
for command in $(nysta help | sed -n '/^commands:/,/^$/s/^  \([a-z][a-z]*\) .*/\1/p'); do
  page=$docs/nysta-$command.1
  ok "$command has a page" test -f "$page" || continue
  like "nysta(1) points to it" "$(cat "$docs/nysta.1")" "Xr nysta-$command 1"
  for option in $(nysta "$command" --help | sed -n 's/^  \(-., \)\{0,1\}--\([a-z][a-z-]*\).*/\2/p'); do
    like "nysta-$command(1) has --$option" "$(sed 's/\\-/-/g' "$page")" \
      "(Fl |, |-)-$option( |\$|\"|\\\\)"
  done
done

if command -v mandoc >/dev/null; then
  for page in "$docs"/*.1; do
    ok "$(basename "$page") is well made" mandoc -Tlint -W warning "$page"
  done
else
  skip "the pages are well made" "no mandoc"
fi

for limit in $(sed -n 's/^#define \(NYSTA_[A-Z_]*\).*/\1/p' "$SRCDIR/core/base/limits.h"); do
  like "limits.md has $limit" "$(cat "$docs/limits.md")" "\\| \`$limit\` \\|"
done

done_testing

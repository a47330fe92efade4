# The README's commands do what it shows. NYSTA_BLESS=1 writes their output into it anew.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/cli/golden.sh"

# The reader's folder.
mkdir build tests
cp -R "$SRCDIR/tests/samples" tests/
chmod -R u+w tests
ln -s "$NYSTA" build/nysta
unset NYSTA_STORE COLUMNS

# What is different each time, or on each machine.
plain () {
  tr -d '\r' |
    sed -e "s#file://$PWD/#file:///home/you/nysta/#g" -e 's/ in [0-9.]* s:/ in 0.2 s:/' \
      -e 's/^\(last run  \)[0-9T:Z-]*/\12025-01-31T12:00:00Z/' \
      -e 's/^\(bytes on disk *\)[0-9]*$/\1 1000000/'
}

# Copy a page, with what its commands say now in the place of what they are said to say.
# A command goes on to the next line while a quotation mark is open.
command='' inside=no
finish () {
  [ -n "$command" ] || return 0
  eval "$command" >"$tmp/said" 2>&1 </dev/null || echo "[exit $?]" >>"$tmp/said"
  plain <"$tmp/said"
  command=''
}
is_open () { [ $(($(printf %s "$command" | tr -dc "'" | wc -c) % 2)) = 1 ]; }
render () {
  while IFS= read -r line <&3; do
    if [ "$line" = '```console' ]; then inside=yes
    elif [ "$line" = '```' ] && [ $inside = yes ]; then finish; inside=no
    elif [ $inside = yes ] && is_open; then
      command="$command
$line"
    elif [ $inside = yes ] && [ "${line#\$ }" != "$line" ]; then finish; command=${line#\$ }
    elif [ $inside = yes ]; then continue
    fi
    printf '%s\n' "$line"
  done 3<"$1"
}
render "$SRCDIR/README.md" >"$tmp/README.md"

if [ -n "${NYSTA_BLESS-}" ]; then cp "$tmp/README.md" "$SRCDIR/README.md"; fi
if diff -u "$SRCDIR/README.md" "$tmp/README.md" >"$tmp/diff"; then pass "the tour is as shown"
else
  fail "the tour is as shown" "$(head -c 8000 "$tmp/diff")"
  diag "If that is how it should be now: make -C build bless"
fi

is "no command of the tour fails" "$(grep -n '^\[exit' "$tmp/README.md")" ""
is "the tour's lines fit a page" "$(sed -n '/^```console/,/^```$/p' "$SRCDIR/README.md" | awk 'length > 130')" ""
for target in $(sed -n 's#^\./autogen\.sh \([a-z]*\).*#\1#p' "$SRCDIR/README.md"); do
  like "autogen.sh knows $target" "$(sh "$SRCDIR/autogen.sh" --help)" "^  $target "
done
for page in README.md CONTRIBUTING.md core/README.md; do
  for link in $(grep -o '](\([^)#]*\))' "$SRCDIR/$page" | sed 's/^](//; s/)$//' | grep -v '^http'); do
    ok "$page: $link is there" test -e "$SRCDIR/$(dirname "$page")/$link"
  done
done

done_testing

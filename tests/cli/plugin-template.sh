# What `nysta plugins new` makes of each kind builds without a warning, passes its own test,
# and is used by the program.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/tap.sh"

command -v "${MAKE:-make}" >/dev/null || skip_all "no make"
cd "$tmp" || exit 99
export NYSTA

for kind in source reader extractor; do
  exits "new $kind" 0 "$NYSTA" plugins new "$kind" "my-$kind" --directory "$tmp"
  empty "no mark is left in the $kind" "$(grep -rE '@[A-Z]+@' "my-$kind")"
  ok "the $kind builds and passes its test" make -s -C "my-$kind" check NYSTA="$NYSTA" \
    CC="${CC:-cc}" CFLAGS="-O2 -Wall -Wextra -Wpedantic -Werror" nysta_cflags="-I'$SRCDIR/core'"
  exits "the $kind is accepted" 0 "$NYSTA" plugins check "my-$kind"
  like "and described" "$(cat "$tmp/out")" "^my-$kind: ready: $kind 0\\.1\\.0, accepts "
done

exits "they are listed" 0 "$NYSTA" plugins --plugin-path "$tmp"
for kind in source reader extractor; do
  like "my-$kind is ready" "$(cat "$tmp/out")" "^my-$kind	$kind	0\\.1\\.0	ready	.*	$tmp/my-$kind\$"
done

ok "install, for this user" make -s -C my-reader install user_dir="$tmp/user" \
  CC="${CC:-cc}" nysta_cflags="-I'$SRCDIR/core'"
is "what is installed" "$(ls user/my-reader | tr '\n' ' ')" "manifest.ttl my-reader.so "
ok "clean" make -s -C my-reader clean
is "what is left" "$(ls my-reader | tr '\n' ' ')" "Makefile README.md manifest.ttl my-reader.c test.sh "

exits "it is there already" 2 "$NYSTA" plugins new reader my-reader --directory "$tmp"
exits "no such kind" 2 "$NYSTA" plugins new writer my-writer
exits "no name" 2 "$NYSTA" plugins new reader
exits "no name for an id" 2 "$NYSTA" plugins new reader ../evil --directory "$tmp"
exits "no folder to make it in" 1 "$NYSTA" plugins new reader x --directory "$tmp/none/such"
is "one line" "$(wc -l <"$tmp/err")" 1
# The function that core/docs/plugins.md shows, in the place of the template's.
cd "$tmp/my-extractor" || exit 99
{
  printf '#include <nysta-plugin.h>\n#include <string.h>\n'
  sed -n '/^```c$/,/^```$/{/^```/!p}' "$SRCDIR/core/docs/plugins.md"
  sed -n '/^static const NystaExtractor /,$p' my-extractor.c
} >shown.c
mv shown.c my-extractor.c
sed -i 's/nysta:accepts "\*" ;/& nysta:after "extract-press" ;/' manifest.ttl
echo 'Bakjour Anna Berg, telefon 08-123 45 67' >person.txt
ok "the function of plugins.md builds" make -s NYSTA="$NYSTA" CC="${CC:-cc}" \
  CFLAGS="-O2 -Wall -Wextra -Wpedantic -Werror" nysta_cflags="-I'$SRCDIR/core'"
exits "the function of plugins.md runs" 0 "$NYSTA" extract --plugin-path . person.txt
like "and finds what it says" "$(cat "$tmp/out")" \
  '^membership.Anna Berg.bakjour.*my-extractor.Bakjour Anna Berg$'

done_testing

# A plugin built far from the sources, against what `make install` installs, found by
# pkg-config: it is listed, indexed with, and asked about.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/tap.sh"

command -v pkg-config >/dev/null || skip_all "no pkg-config"
ok "make install" make -s -C "$BUILDDIR" install DESTDIR="$tmp/root" || done_testing
program=$(find "$tmp/root" -path '*/bin/nysta')
PKG_CONFIG_PATH=$(dirname "$(find "$tmp/root" -name nysta.pc)") export PKG_CONFIG_PATH
cd "$tmp" || exit 99

is "the ABI" "$(pkg-config --variable=abi nysta)" \
  "$(sed -n 's/^#define NYSTA_PLUGIN_ABI \([0-9]*\)u$/\1/p' "$SRCDIR/core/nysta-plugin.h")"
for kind in reader extractor; do
  exits "the installed program makes a $kind" 0 "$program" plugins new "$kind" "my-$kind"
  ok "it builds with pkg-config and passes its test" \
    make -s -C "my-$kind" check NYSTA="$program" CC="${CC:-cc}" CFLAGS="-O2 -Wall -Wextra -Werror"
  ok "install-system" make -s -C "my-$kind" install-system CC="${CC:-cc}"
done
exits "the installed program lists them" 0 "$program" plugins
like "beside its own" "$(cat out)" "^my-extractor	extractor	0\\.1\\.0	ready	.*$(realpath "$(pkg-config --variable=plugindir nysta)")/my-extractor\$"

mkdir press
printf 'Regn\nEnligt QWXZ regnar det.\n' >press/rain.txt
exits "a document is indexed with it" 0 "$program" index --store g.nysta press
exits "what it found is there" 0 "$program" show --store g.nysta QWXZ
like "with its name" "$(cat out)" QWXZ
exits "and where it is said" 0 "$program" why --store g.nysta QWXZ
like "in the document" "$(cat out)" 'Enligt .*QWXZ.* regnar det'
like "by the plugin" "$(cat out)" "my-extractor 0\\.1\\.0"

# A header that stands alone, also in C++.
printf '#include <nysta-plugin.h>\n' >header.c
eval "ok 'the header alone, in C' ${CC:-cc} -std=c99 -Wall -Wextra -pedantic -Werror -fsyntax-only \
  $(pkg-config --cflags nysta) header.c"
cp header.c header.cc
if cxx=$(command -v "${CXX:-c++}"); then
  eval "ok 'the header alone, in C++' $cxx -std=c++11 -Wall -Wextra -pedantic -Werror -fsyntax-only \
    $(pkg-config --cflags nysta) header.cc"
else
  skip "the header alone, in C++" "no C++ compiler"
fi
done_testing

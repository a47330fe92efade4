#!/bin/sh
# What the shared objects export.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/tap.sh"
command -v nm >/dev/null || skip_all "no nm"

# Names that two underscores begin are the compiler's (sanitizers).
exported () { nm -D --defined-only "$1" | awk '{ print $NF }' | grep -v '^__' | LC_ALL=C sort; }

library=$BUILDDIR/.libs/libnysta.so
if [ -e "$library" ]; then
  empty "libnysta exports nothing but nysta_…" "$(exported "$library" | grep -v '^nysta_' || :)"
  declared=$(tr '\n' ' ' <"$SRCDIR/core/nysta.h" | grep -oE 'NYSTA_PUBLIC[^;]*;' |
             grep -oE 'nysta_[a-z0-9_]+ \(' | tr -d ' (' | LC_ALL=C sort)
  is "libnysta exports what nysta.h declares" "$(exported "$library")" "$declared"
else
  skip "libnysta's symbols" "no shared library in this build"
fi

is "nysta-raptor.so exports nysta_raptor alone" \
  "$(exported "$BUILDDIR/core/modules/.libs/nysta-raptor.so")" nysta_raptor
module=$BUILDDIR/core/modules/.libs/nysta-http.so
if [ -e "$module" ]; then
  is "nysta-http.so exports nysta_http alone" "$(exported "$module")" nysta_http
else
  skip "nysta-http.so's symbols" "it is built without libcurl"
fi
module=$BUILDDIR/core/modules/.libs/nysta-fingerprint.so
if [ -e "$module" ]; then
  is "nysta-fingerprint.so exports nysta_fingerprint alone" "$(exported "$module")" \
    nysta_fingerprint
else
  skip "nysta-fingerprint.so's symbols" "it is built without libexttextcat"
fi
if command -v ldd >/dev/null; then
  program=$NYSTA
  [ ! -e "$BUILDDIR/.libs/nysta" ] || program=$BUILDDIR/.libs/nysta
  empty "the program links no raptor and nothing that comes with it" \
    "$(ldd "$program" | grep -E 'raptor|curl|textcat|libxml|xslt|icu' || :)"
fi

module=$BUILDDIR/redland/.libs/librdf_storage_nysta.so
if [ -e "$module" ]; then
  is "the storage module exports what librdf looks for" "$(exported "$module")" \
    librdf_storage_module_register_factory
fi

found=0
for object in "$BUILDDIR"/plugins/*/*.so; do
  [ -e "$object" ] || continue
  found=$((found + 1))
  is "$(basename "$object") exports nysta_plugin alone" "$(exported "$object")" nysta_plugin
done
ok "there are plugins" [ "$found" -gt 0 ]
done_testing

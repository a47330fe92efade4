#!/bin/sh
# Who may include whom. A room of core/ knows the rooms below it; a foreign library has one
# place; a plugin sees nysta-plugin.h, libc and its own format's library.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/tap.sh"
cd "$SRCDIR" || exit 99

# file TAB what it includes, with its quotes or brackets
includes () {
  find "$@" -name '*.[ch]' -exec grep -HE '^[ ]*#[ ]*include' {} + |
    sed -E 's/^([^:]*):[ ]*#[ ]*include[ ]*([<"][^>"]*[>"]).*/\1\t\2/' | sort
}
includes core >"$tmp/core"
includes plugins >"$tmp/plugins"

# room: rooms that it knows besides itself
rooms='base:
rdf:base
store:base rdf
sparql:base rdf store/dataset.h
text:base rdf
plugin:base rdf text
index:base rdf store sparql text plugin
serve:base rdf store sparql text plugin index
cli:base rdf store sparql text plugin index serve'

printf '%s\n' "$rooms" | while IFS=: read -r room knows; do
  [ -d "core/$room" ] || continue
  awk -F '\t' -v room="$room" -v knows="$knows" '
    BEGIN { n = split (knows, known, " ") }
    index ($1, "core/" room "/") != 1 || $2 !~ /^"/ { next }
    {
      path = substr ($2, 2, length ($2) - 2)
      if (path == "config.h" || path == "nysta-plugin.h" || path == "nysta.h") next
      if (index (path, room "/") == 1) next
      for (i = 1; i <= n; i++)
        if (path == known[i] || index (path, known[i] "/") == 1) next
      print $1 " includes " path
    }' "$tmp/core" >"$tmp/wrong"
  printf '%s\t%s\n' "$room" "$(cat "$tmp/wrong" | tr '\n' ';')"
done >"$tmp/rooms"
while IFS='	' read -r room wrong; do
  empty "core/$room knows only what lies below it" "$wrong"
done <"$tmp/rooms"

# place WHAT HEADERS WHERE: nobody else includes it
place () {
  empty "$1 only in $3" "$(cat "$tmp/core" "$tmp/plugins" | grep -E "	<$2" | grep -vE "^$3" || :)"
}
place dlopen 'dlfcn\.h' 'core/base/module\.c'
place raptor 'raptor' 'core/rdf/'
place librdf '(redland|librdf|rdf_)' 'core/store/redland/'
place LMDB 'lmdb' 'core/store/'
place libcurl 'curl/' 'core/sparql/service/http-curl\.c'
place libexttextcat 'textcat' 'core/text/fingerprint-textcat\.c'
place PCRE2 'pcre2' 'core/sparql/expression/'
place libxml2 'libxml/' 'plugins/reader-html/'
place json-glib 'json-glib/' 'plugins/reader-html/json-ld'

libc='assert|ctype|dirent|errno|fcntl|float|fnmatch|glob|iconv|inttypes|langinfo|limits|locale|math|poll|regex|setjmp|signal|stdalign|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|string|strings|sys/[a-z]+|time|unistd|wchar|wctype'
awk -F '\t' '$2 ~ /^"/ {
    folder = $1; sub (/[^\/]*$/, "", folder)
    path = substr ($2, 2, length ($2) - 2)
    if (path ~ /\// || system ("test -f " folder path) != 0) print $1 " includes " path
  }' "$tmp/plugins" >"$tmp/wrong"
empty "a plugin includes no file of another folder" "$(cat "$tmp/wrong")"
empty "a plugin includes nysta-plugin.h, libc and its format's library" \
  "$(grep '	<' "$tmp/plugins" | grep -vE "	<(nysta-plugin\.h|($libc)\.h)>" |
     grep -vE '^plugins/reader-html/[^	]*	<(libxml|json-glib)/' || :)"

done_testing

#!/bin/sh
# The C files are as .clang-format would write them. Releases of clang-format differ, so
# only the one that Debian 12 has is asked.
# SPDX-License-Identifier: LGPL-2.1-or-later
set -u
. "$SRCDIR/tests/tap.sh"

format=$(command -v clang-format-14 || command -v clang-format) ||
  skip_all "no clang-format: apt-get install clang-format"
case $("$format" --version) in
  *'version 14.'*) ;;
  *) skip_all "clang-format is not version 14" ;;
esac

cd "$SRCDIR" || exit 99
wrong=
# nysta-plugin.h is laid out by hand, in columns.
for file in $(find core plugins tests -name '*.[ch]' ! -name nysta-plugin.h | sort); do
  "$format" "$file" | cmp -s - "$file" || wrong="$wrong$file
"
done
empty "the C files are formatted: clang-format -i FILE mends one" "$wrong"

done_testing

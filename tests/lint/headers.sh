#!/bin/sh
# Each header compiles alone, and what is installed in C++ too.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/tap.sh"
cd "$SRCDIR" || exit 99

# shellcheck disable=SC2086
alone () {
  ${CC:-cc} -std=gnu17 -Wall -Wextra -Werror -Wno-unused-parameter -Wno-unused-function \
    -I"$BUILDDIR" -I"$SRCDIR/core" $LINT_CFLAGS -x c -fsyntax-only -include "$1" /dev/null
}

for header in $(find core plugins -name '*.h' | sort); do
  ok "$header compiles alone" alone "$header"
done

cxx=$(command -v c++ || command -v g++ || command -v clang++ || :)
for header in core/nysta.h core/nysta-plugin.h; do
  if [ -n "$cxx" ]; then
    ok "$header compiles as C++" "$cxx" -std=c++17 -Wall -Wextra -Werror -pedantic -x c++ \
      -fsyntax-only -include "$header" /dev/null
  else
    skip "$header compiles as C++" "no C++ compiler"
  fi
done
done_testing

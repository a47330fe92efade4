#!/bin/sh
# Make nysta from a fresh checkout: autogen.sh [TARGET]
# SPDX-License-Identifier: LGPL-2.1-or-later
set -eu
cd "$(dirname "$0")"
mkdir -p .m4 .build-aux build
[ -x configure ] || autoreconf -i
cd build
[ -f Makefile ] || ../configure -q --enable-werror
exec make "${1:-all}"

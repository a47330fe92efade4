#!/bin/sh
# make fuzz: libFuzzer for FUZZ_SECONDS (3600) on each of FUZZ_TARGETS (all), one after the
# other, with clang in a build of its own, fuzz/ in the folder of this build. What it finds
# lies there in found/TARGET: a finding is fixed with a file in the target's corpus.
# SPDX-License-Identifier: LGPL-2.1-or-later
set -eu

: "${SRCDIR:?}" "${BUILDDIR:?}" "${FUZZ_TARGETS:?}"
CLANG=${CLANG:-clang}
build=$BUILDDIR/fuzz
found=$build/found

echo 'int LLVMFuzzerTestOneInput (const char *d, __SIZE_TYPE__ n) { return 0; }' |
  "$CLANG" -fsanitize=fuzzer,address -x c -o /dev/null - 2>/dev/null || {
  echo "make fuzz: $CLANG has no libFuzzer here: install clang and its libclang-rt (CLANG=…)" >&2
  exit 1
}
mkdir -p "$build"
cd "$build"
[ -e Makefile ] || "$SRCDIR/configure" -q CC="$CLANG" \
  CFLAGS='-g -O1 -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined'
# Turtle and RDF/XML are read by a module, which libFuzzer's main is not to be in.
make core/modules/nysta-raptor.la
# Extraction: plugins are modules too; the lexicon is that of the build outside.
make plugins/include/nysta-plugin.h
! grep -q '^core/modules/nysta-fingerprint.la:' Makefile || make core/modules/nysta-fingerprint.la
for id in reader-text reader-html extract-press extract-contact; do make "plugins/$id/$id.la"; done
# shellcheck disable=SC2086
make CPPFLAGS=-DNYSTA_LIBFUZZER LDFLAGS='-fsanitize=fuzzer' $FUZZ_TARGETS
cat "$SRCDIR"/tests/fuzz/sparql-*.dict >sparql.dict

LSAN_OPTIONS=suppressions=$SRCDIR/tests/lsan.supp:print_suppressions=0
G_DEBUG=fatal-criticals
export LSAN_OPTIONS G_DEBUG
failed=
for target in $FUZZ_TARGETS; do
  name=${target##*/}
  case $name in
    sparql-*) dict=sparql.dict ;;
    *) dict=$SRCDIR/tests/fuzz/$name.dict ;;
  esac
  corpus=
  for folder in $(sed -n 's/^.*\*const fuzz_corpus = "\(.*\)";/\1/p' \
    "$SRCDIR/tests/fuzz/$name.c"); do corpus="$corpus $SRCDIR/$folder"; done
  mkdir -p "corpus/$name" "$found/$name"
  echo "$name: ${FUZZ_SECONDS:-3600} s"
  # shellcheck disable=SC2086
  "$target" -dict="$dict" -max_total_time="${FUZZ_SECONDS:-3600}" -timeout=10 -max_len=4096 \
    -rss_limit_mb=3000 -print_final_stats=1 -artifact_prefix="$found/$name/" \
    "corpus/$name" $corpus 2>"$found/$name.log" || failed="$failed $name"
  tail -n 8 "$found/$name.log"
done
[ -z "$failed" ] || { echo "make fuzz: found something:$failed: see $found" >&2; exit 1; }

# make bench-extract: extraction on one core, over texts of our own making and over the
# files of $BENCH_TEXTS: what, MB/s and documents/s of processor time, greatest private
# memory of the host; then what each stage took, how long lexicon and tagger took to load,
# and how large a worker was. The bars: 5 MB/s, 30 ms, 80 MB.
# SPDX-License-Identifier: LGPL-2.1-or-later
set -eu
programs=$BUILDDIR/tests/bench
folder=${BENCH_FOLDER-$BUILDDIR/tests/bench}/texts
mkdir -p "$folder/normal" "$folder/long"
LC_ALL=C.UTF-8 TMPDIR=${TMPDIR-/tmp}
export LC_ALL

for i in $(seq 600); do
  [ -s "$folder/normal/$i.txt" ] || awk -v bytes=3000 -v seed="$i" -f "$SRCDIR/tests/bench/make-texts.awk" >"$folder/normal/$i.txt"
done
for i in 1 2 3; do
  [ -s "$folder/long/$i.txt" ] || awk -v bytes=2000000 -v seed="$i" -f "$SRCDIR/tests/bench/make-texts.awk" >"$folder/long/$i.txt"
done

# row WHAT FOLDER COMMAND…
row () {
  row_what=$1 row_texts=$2; shift 2
  "$programs/measure" "$@" 3>"$folder/measured" >/dev/null 2>"$folder/err" || { echo "$row_what failed: $(tail -n 1 "$folder/err")" >&2; return 0; }
  n=$(find "$row_texts" -type f | wc -l)
  bytes=$(find "$row_texts" -type f -exec cat {} + | wc -c)
  awk -v what="$row_what" -v n="$n" -v bytes="$bytes" '{ cpu = $2 + $3
    printf "%-34s %8.2f MB/s %8.0f documents/s %6.1f MB\n", what, bytes / 1e6 / cpu, n / cpu, $4 / 1024 }' "$folder/measured"
}
# stages TEXTS: where the time goes
stages () {
  echo
  echo "$(basename "$1"): where the time goes"
  "$NYSTA" extract --stages "$1" 2>&1 >/dev/null
  echo
}
printf 'Hej.\n' >"$folder/empty.txt"
mkdir -p "$folder/one" && mv "$folder/empty.txt" "$folder/one"
for texts in "$folder/one" "$folder/normal" "$folder/long" ${BENCH_TEXTS-}; do
  what=$(basename "$texts")
  row "$what: rules alone, no lexicon" "$texts" "$NYSTA" extract --no-lexicon "$texts"
  row "$what: with the lexicon" "$texts" "$NYSTA" extract --no-tagger "$texts"
  row "$what: with lexicon and tagger" "$texts" "$NYSTA" extract "$texts"
  rm -rf "$folder/store.nysta"
  row "$what: and into a store" "$texts" "$NYSTA" index -q --jobs 1 --store "$folder/store.nysta" "$texts"
  stages "$texts"
done

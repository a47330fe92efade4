# queries.sh: the queries of a folder, asked of nysta and of other engines in one run on one
# machine: queries.tsv and a table. `make bench-queries`, and a part of `make bench`.
#
# BENCH_SIZES, BENCH_ENGINES, BENCH_FOLDER, BENCH_OXIGRAPH as in bench.sh
# BENCH_QUERIES=FOLDER             of *.rq; of gen_kg.py's data
# BENCH_RESULTS=json               what rows come as: json, csv
# BENCH_KEEP=1                     keep Virtuoso's database for the next time
# SPDX-License-Identifier: LGPL-2.1-or-later
set -u
: "${BENCH_SIZES=1000000 10000000}" "${BENCH_ENGINES=nysta virtuoso oxigraph}" "${BENCH_KEEP=}"
: "${BENCH_FOLDER=$BUILDDIR/tests/bench}"
: "${BENCH_OXIGRAPH=$BENCH_FOLDER/oxigraph}"
: "${BENCH_QUERIES=$(dirname "${BENCH_GENERATOR-}")/queries}"
programs=$BUILDDIR/tests/bench
LC_ALL=C.UTF-8 G_DEBUG=''
BENCH_RESULTS=${BENCH_RESULTS-json}
export LC_ALL G_DEBUG BENCH_RESULTS
mkdir -p "$BENCH_FOLDER/data" "$BENCH_FOLDER/stores" && cd "$BENCH_FOLDER" || exit 1
queries=$PWD/queries.tsv
: >"$queries"
. "$SRCDIR/tests/bench/virtuoso.sh"
trap virtuoso_stop EXIT
trap 'exit 130' INT TERM HUP

say () { printf '%s\n' "$*" >&2; }
wants () { case " $BENCH_ENGINES " in *" $1 "*) ;; *) return 1 ;; esac; }
# tell SIZE ENGINE: lines of an engine as lines of all
tell () { sed "s/^/$1\t$2\t/" >>"$queries"; }

[ -d "$BENCH_QUERIES" ] || { say "bench: no queries: configure --with-bench=DIR"; exit 0; }

# ask_nysta SIZE FILE
ask_nysta () {
  store=stores/$1.nysta
  [ -d "$store" ] || "$NYSTA" load --store "$store" "$2" || return 1
  "$programs/query-bench" "$store" "$BENCH_QUERIES"/*.rq | tell "$1" nysta
  "$programs/query-bench" -l "$store" | tell "$1" loop
  # Whole processes, with nothing of the store mapped before.
  for name in q01 q02; do
    [ -e "$BENCH_QUERIES/$name.rq" ] || continue
    "$programs/measure" -n 21 "$NYSTA" query --store "$store" -f "$BENCH_QUERIES/$name.rq" 3>measured >engine.out || continue
    awk -v name=$name '{ printf "%s\t%s\t%s\n", name, $1, $2 + $3 }' measured | tell "$1" process
  done
  "$programs/measure" "$NYSTA" query --store "$store" --results csv 'SELECT * { ?s ?p ?o }' 3>measured |
    wc -l >engine.out
  awk -v rows="$(cat engine.out)" '{ printf "all\t%s\t%s\t%.0f\t\t%s\n", $1, $2 + $3, rows, $4 }' measured | tell "$1" stream
}

# ask_virtuoso SIZE FILE
ask_virtuoso () {
  virtuoso_here && command -v node >/dev/null || { say "  virtuoso: not here"; return 0; }
  folder=$PWD/stores/virtuoso-$1
  had_data=$(test -e "$folder/loaded" && echo yes)
  virtuoso_start "$folder" "$(dirname "$2")" || { say "  virtuoso: doesn't start"; return 1; }
  if [ -z "$had_data" ]; then
    isql "$(virtuoso_loader "$2" urn:bench)" >engine.out && touch "$folder/loaded"
  fi
  node "$SRCDIR/tests/bench/ask.cjs" virtuoso "$virtuoso_http_port" urn:bench "$BENCH_QUERIES"/*.rq | tell "$1" virtuoso
  virtuoso_stop
  [ -n "$BENCH_KEEP" ] || rm -rf "$folder"
}

# ask_oxigraph SIZE FILE
ask_oxigraph () {
  command -v node >/dev/null && [ -d "$BENCH_OXIGRAPH/node_modules/oxigraph" ] ||
    { say "  oxigraph: not here (make bench-peers)"; return 0; }
  node --max-old-space-size=4096 "$SRCDIR/tests/bench/ask.cjs" oxigraph "$BENCH_OXIGRAPH" "$2" "$BENCH_QUERIES"/*.rq | tell "$1" oxigraph
}

for n in $BENCH_SIZES; do
  file=$BENCH_FOLDER/data/kg-$n.nt
  if [ ! -s "$file" ]; then
    [ -e "${BENCH_GENERATOR-}" ] || { say "bench: no gen_kg.py: configure --with-bench=DIR"; exit 0; }
    say "making $n triples"
    python3 "$BENCH_GENERATOR" --triples "$n" --seed 1 --out "$file.tmp" && mv "$file.tmp" "$file" || exit 1
  fi
  for engine in nysta virtuoso oxigraph; do
    wants $engine || continue
    say "$n triples: queries: $engine"
    "ask_$engine" "$n" "$file" || :
  done
done
awk -f "$SRCDIR/tests/bench/queries.awk" "$queries" | tee queries.txt

# make bench: nysta's store beside other stores, in one run on one machine: a table with
# ratios and bars, and results.tsv.
#
# BENCH_SIZES='1000000 10000000'   triples, of gen_kg.py
# BENCH_GRAPHS=100000              of 100 quads each; 0: none
# BENCH_ENGINES='nysta rapper rdfproc virtuoso oxigraph'
# BENCH_MEMORY=1G                  nysta load's budget
# BENCH_OXIGRAPH=FOLDER            where `npm install oxigraph` was done (make bench-peers)
# BENCH_FOLDER=tests/bench         of the build: data/, stores and results; wants 15 GB
# SPDX-License-Identifier: LGPL-2.1-or-later
set -u
: "${BENCH_SIZES=1000000 10000000}" "${BENCH_GRAPHS=100000}" "${BENCH_MEMORY=1G}"
: "${BENCH_ENGINES=nysta rapper rdfproc virtuoso oxigraph}"
: "${BENCH_FOLDER=$BUILDDIR/tests/bench}"
: "${BENCH_OXIGRAPH=$BENCH_FOLDER/oxigraph}"
programs=$BUILDDIR/tests/bench
LC_ALL=C.UTF-8 G_DEBUG=''
export LC_ALL G_DEBUG
mkdir -p "$BENCH_FOLDER/data" "$BENCH_FOLDER/stores" && cd "$BENCH_FOLDER" || exit 1
results=$PWD/results.tsv
: >"$results"
. "$SRCDIR/tests/bench/virtuoso.sh"
trap virtuoso_stop EXIT
trap 'exit 130' INT TERM HUP

say () { printf '%s\n' "$*" >&2; }
wants () { case " $BENCH_ENGINES " in *" $1 "*) ;; *) return 1 ;; esac; }
# result CASE MEASURE ENGINE VALUE
result () { printf '%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$4" >>"$results"; }
bytes () { du -sk --apparent-size "$1" | awk '{ printf "%.0f\n", $1 * 1024 }'; }

# measured CASE WHAT ENGINE COMMAND…: wall, cpu and memory of a command. -p, -n as measure's
measured () {
  measured_case=$1 measured_what=$2 measured_engine=$3; shift 3
  measured_status=0
  "$programs/measure" "$@" 3>measured >engine.out 2>engine.err </dev/null || measured_status=$?
  if [ $measured_status != 0 ]; then
    say "  $measured_engine failed: $(tail -n 1 engine.err | cut -c 1-200)"
    result "$measured_case" "$measured_what-seconds" "$measured_engine" failed
    return 1
  fi
  tab=$(printf '\t')
  IFS=$tab read -r wall user system kib _ <measured
  result "$measured_case" "$measured_what-seconds" "$measured_engine" "$wall"
  result "$measured_case" "$measured_what-cpu-seconds" "$measured_engine" \
    "$(echo "$user $system" | awk '{ print $1 + $2 }')"
  result "$measured_case" "$measured_what-private-MiB" "$measured_engine" \
    "$(echo "$kib" | awk '{ printf "%.1f\n", $1 / 1024 }')"
}
absent () { result "$1" load-seconds "$2" 'not here'; }
# on_disk CASE ENGINE PATH N
on_disk () {
  result "$1" bytes-a-statement "$2" "$(bytes "$3" | awk -v n="$4" '{ printf "%.1f\n", $1 / n }')"
}
# store_of CASE
store_of () { echo "stores/${1%% *}.nysta"; }
# figures CASE FILE: lines of store-bench
figures () { while IFS=$(printf '\t') read -r key value; do result "$1" "$key" nysta "$value"; done <"$2"; }

# --- data ------------------------------------------------------------------------------

kg_file () { echo "$BENCH_FOLDER/data/kg-$1.nt"; }
make_data () {
  for n in $BENCH_SIZES; do
    file=$(kg_file "$n")
    if [ ! -s "$file" ]; then
      [ -e "${BENCH_GENERATOR-}" ] || { say "bench: no gen_kg.py: configure --with-bench=DIR; graphs of triples left out"; BENCH_SIZES=; return 0; }
      say "making $n triples"
      python3 "$BENCH_GENERATOR" --triples "$n" --seed 1 --out "$file.tmp" && mv "$file.tmp" "$file" || exit 1
    fi
  done
  quads=$BENCH_FOLDER/data/quads-$BENCH_GRAPHS.nq
  if [ "$BENCH_GRAPHS" != 0 ] && [ ! -s "$quads" ]; then
    say "making $BENCH_GRAPHS graphs"
    "$programs/make-quads" "$BENCH_GRAPHS" >"$quads.tmp" && mv "$quads.tmp" "$quads" || exit 1
  fi
}

# --- loading ------------------------------------------------------------------------------

# load CASE FILE N
load_nysta () {
  store=$(store_of "$1")
  rm -rf "$store"
  if "$NYSTA" load --help | grep -q -e '--memory'; then budget="--memory $BENCH_MEMORY"; else budget=; fi
  measured "$1" load nysta "$NYSTA" load $budget --store "$store" "$2" || return 0
  on_disk "$1" nysta "$store" "$3"
}
load_rapper () {
  command -v rapper >/dev/null || { absent "$1" rapper; return 0; }
  case $2 in *.nq) syntax=nquads ;; *) syntax=ntriples ;; esac
  measured "$1" load rapper rapper -q -c -i $syntax "$2"
}
load_rdfproc () {
  command -v rdfproc >/dev/null || { absent "$1" rdfproc; return 0; }
  case $2 in *.nq) return 0 ;; esac
  [ "$3" -le 1000000 ] || { result "$1" load-seconds rdfproc 'too slow'; return 0; }
  rm -rf stores/rdfproc && mkdir stores/rdfproc
  measured "$1" load rdfproc rdfproc -q -n -s hashes -t "hash-type='bdb',dir='stores/rdfproc'" \
    bench parse "file://$2" ntriples || return 0
  on_disk "$1" rdfproc stores/rdfproc "$3"
  rm -rf stores/rdfproc
}
load_virtuoso () {
  virtuoso_here || { absent "$1" virtuoso; return 0; }
  rm -rf stores/virtuoso
  if virtuoso_start "$BENCH_FOLDER/stores/virtuoso" "$(dirname "$2")"; then
    measured "$1" load virtuoso -p "$virtuoso_pid" isql-vt "127.0.0.1:$virtuoso_port" dba dba \
      VERBOSE=OFF "exec=$(virtuoso_loader "$2" urn:bench)" &&
      on_disk "$1" virtuoso stores/virtuoso/virtuoso.db "$3"
    virtuoso_stop
  else
    result "$1" load-seconds virtuoso failed
  fi
  rm -rf stores/virtuoso
}
load_oxigraph () {
  command -v node >/dev/null && [ -d "$BENCH_OXIGRAPH/node_modules/oxigraph" ] ||
    { absent "$1" oxigraph; return 0; }
  measured "$1" load oxigraph node --max-old-space-size=4096 "$SRCDIR/tests/bench/load-oxigraph.cjs" "$BENCH_OXIGRAPH" "$2" || :
}
load_all () {
  for engine in nysta rapper rdfproc virtuoso oxigraph; do
    wants $engine || continue
    say "$1: $engine"
    # Each finds the file in the page cache.
    cat "$2" >/dev/null
    "load_$engine" "$@" || :
  done
}

# --- the store at work ------------------------------------------------------------------------

# at_work CASE STORE
at_work () {
  say "$1: questions"
  for what in 'scan http://www.w3.org/ns/prov#wasDerivedFrom' 'look-up 1000000'; do
    "$programs/store-bench" ${what% *} "$2" "${what#* }" >figures.out && figures "$1" figures.out
  done
  # Once for the page cache.
  set -- "$1" "$2" "$NYSTA" query --store "$2" 'SELECT ?p WHERE { ?p foaf:name "Astrid Lindqvist-Fjällmark" }'
  case_name=$1; shift 2
  "$@" >answer.out && [ "$(wc -l <answer.out)" = 2 ] || say "  the point query found: $(cat answer.out)"
  measured "$case_name" point-query nysta -n 21 "$@"
}

# replacing CASE STORE GRAPH-NUMBER: a document of a store of quads, written 20 times
replacing () {
  say "$1: a document written again"
  files=
  for version in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    "$programs/make-quads" -d "$3" 1 $version >"data/document-$version.nq"
    files="$files data/document-$version.nq"
  done
  "$programs/store-bench" replace "$2" $files >figures.out && figures "$1" figures.out
  graph=$(sed 's/.*<\([^>]*\)> \.$/\1/;q' data/document-1.nq)
  for version in 1 2 3 4 5; do
    measured "$1" "load-replace" nysta "$NYSTA" load --replace --store "$2" --graph "$graph" "data/document-$version.nq"
  done
}
# The same into a store of triples: documents that it did not have, then those.
replacing_among_triples () {
  say "$1: a document written again"
  files=
  for version in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21; do
    "$programs/make-quads" -d 7 1 $version >"data/document-$version.nq"
    files="$files data/document-$version.nq"
  done
  "$programs/store-bench" replace "$2" $files >figures.out && figures "$1" figures.out
  graph=$(sed 's/.*<\([^>]*\)> \.$/\1/;q' data/document-1.nq)
  measured "$1" load-replace nysta "$NYSTA" load --replace --store "$2" --graph "$graph" data/document-1.nq
}

# indexing CASE EDITED: the samples, a hundred times; with EDITED each time with another line
indexing () {
  say "$1"
  rm -rf stores/samples.nysta samples
  cp -r "$SRCDIR/tests/samples" samples
  chmod -R u+w samples
  i=0
  while [ $i -le 100 ]; do
    [ "$2" = no ] || for file in samples/press/*.txt; do
      cp "$SRCDIR/tests/$file" "$file"; printf '\nAndrad for gang nummer %s.\n' $i >>"$file"
    done
    "$NYSTA" index -q --force --store stores/samples.nysta samples 2>engine.err || { say "  $(tail -n 1 engine.err)"; return 0; }
    [ $i != 0 ] || once=$(bytes stores/samples.nysta)
    i=$((i + 1))
  done
  result "$1" once-bytes nysta "$once"
  result "$1" after-100-ratio nysta "$(bytes stores/samples.nysta | awk -v once="$once" '{ printf "%.3f\n", $1 / once }')"
  "$NYSTA" compact --store stores/samples.nysta 2>engine.err || { say "  $(tail -n 1 engine.err)"; return 0; }
  result "$1" compacted-ratio nysta "$(bytes stores/samples.nysta | awk -v once="$once" '{ printf "%.3f\n", $1 / once }')"
  "$NYSTA" verify --store stores/samples.nysta >verify.out || say "  verify: $(head -n 3 verify.out)"
}

# ------------------------------------------------------------------------------------------------

make_data
for n in $BENCH_SIZES; do
  load_all "$n triples" "$(kg_file "$n")" "$n"
  ! wants nysta || { at_work "$n triples" "stores/$n.nysta"; replacing_among_triples "$n triples" "stores/$n.nysta"; }
done
if [ "$BENCH_GRAPHS" != 0 ]; then
  name="$BENCH_GRAPHS graphs"
  load_all "$name" "$quads" $((BENCH_GRAPHS * 100))
  ! wants nysta || replacing "$name" "$(store_of "$name")" $((BENCH_GRAPHS / 2))
fi
if wants nysta; then
  indexing 'samples, 100 times' no
  indexing 'samples edited, 100 times' yes
fi
awk -f "$SRCDIR/tests/bench/table.awk" "$results" | tee table.txt

#!/bin/sh
# What can be seen of the source without compiling it.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/tap.sh"
cd "$SRCDIR" || exit 99

find core plugins tests -name '*.[ch]' | sort >"$tmp/files"

# Past 600 lines a file wants a reason, and long-files.tsv says it: file TAB reason.
xargs wc -l <"$tmp/files" | awk '$2 != "total" && $1 > 600 { print $2 "\t" $1 }' >"$tmp/long"
empty "no file has more than 1000 lines" "$(awk -F '\t' '$2 > 1000' "$tmp/long")"
grep -v '^#' tests/lint/long-files.tsv >"$tmp/allowed"
empty "a file of core/ or plugins/ with more than 600 lines has its reason" \
  "$(awk -F '\t' 'FILENAME == ARGV[1] { reason[$1] = $2; next }
                  $1 !~ /^tests\// && reason[$1] == "" { print $1 ": " $2 " lines" }' "$tmp/allowed" "$tmp/long")"
empty "tests/lint/long-files.tsv names no file that is short by now" \
  "$(awk -F '\t' 'FILENAME == ARGV[1] { long[$1] = 1; next } !($1 in long)' "$tmp/long" "$tmp/allowed")"

# Results go to standard output, and only two rooms have results. (dup2: a worker's is
# led away.)
empty "nothing but core/cli and core/sparql/results writes to standard output" \
  "$(grep -nE '\<(printf|puts|putchar|g_print|vprintf) \(|\<stdout\>|STDOUT_FILENO' $(grep -E '^core/' "$tmp/files" | grep -vE '^core/(cli|sparql/results)/') | grep -v 'dup2 (' || :)"
# What compiles tables of weights runs at build time, and is no plugin.
empty "a plugin writes to neither standard output nor standard error" \
  "$(grep -nE '\<(printf|puts|putchar|perror|vprintf) \(|\<(stdout|stderr)\>|STD(OUT|ERR)_FILENO' $(grep -E '^plugins/' "$tmp/files" | grep -v '/compile-scorer\.c') || :)"

empty "a TODO has the number of its issue" \
  "$(grep -nE '\<(TODO|FIXME|XXX)\>' $(grep -v '^tests/lint/' "$tmp/files") | grep -vE '(issue |#)[0-9]+' || :)"
empty "no goto" "$(grep -nE '^[^*"]*\<goto [a-z_]+;' $(cat "$tmp/files") || :)"
empty "every file of C names its licence" \
  "$(grep -v '^core/plugin/template/' "$tmp/files" | xargs grep -L 'SPDX-License-Identifier: LGPL-2.1-or-later')"
empty "every script of a test names its licence" \
  "$(find autogen.sh tests -name '*.sh' ! -name run.sh -exec grep -L 'SPDX-License-Identifier' {} +)"

done_testing

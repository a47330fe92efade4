# table.awk: results.tsv as a table: each measure, the engines beside each other with how
# many times nysta's figure they are, then the bars.
# SPDX-License-Identifier: LGPL-2.1-or-later
BEGIN { FS = "\t"; n_engines = split ("nysta rapper rdfproc virtuoso oxigraph", engines, " ") }
{
  row = $1 "\t" $2
  if (!(row in seen)) { seen[row] = 1; rows[++n_rows] = row }
  # Of several the one in the middle: few, so sorted as they come.
  values[row "\t" $3] = ((row "\t" $3) in values) ? values[row "\t" $3] " " $4 : $4
}
function median (list,   parts, n, i, j, kept) {
  if (list !~ /^[0-9. ]+$/) return list
  n = split (list, parts, " ")
  for (i = 2; i <= n; i++)
    for (j = i; j > 1 && parts[j] + 0 < parts[j - 1] + 0; j--) {
      kept = parts[j]; parts[j] = parts[j - 1]; parts[j - 1] = kept
    }
  return parts[int ((n + 1) / 2)]
}
function value (name, what, engine) { return median(values[name "\t" what "\t" engine]) }
function is_number (x) { return x ~ /^[0-9.]+$/ }
function bar (text, got, want, good) {
  printf "%-66s %12s %12s  %s\n", text, got, want, good ? "met" : "MISSED"
}
# at_most, at_least: nothing is said of what was not measured
function at_most (text, got, want) { if (is_number(got)) bar(text, got, "<= " want, got + 0 <= want) }
function at_least (text, got, want) { if (is_number(got)) bar(text, got, ">= " want, got + 0 >= want) }
function ratio (a, b) { return is_number(a) && is_number(b) && b + 0 > 0 ? sprintf ("%.2f", a / b) : "" }
END {
  printf "%-50s", ""
  for (e = 1; e <= n_engines; e++) printf " %18s", engines[e]
  print ""
  for (r = 1; r <= n_rows; r++) {
    split (rows[r], part, "\t")
    if (part[1] != last) { print part[1]; last = part[1] }
    own = value(part[1], part[2], "nysta")
    printf "  %-48s", part[2]
    for (e = 1; e <= n_engines; e++) {
      v = value(part[1], part[2], engines[e])
      times = engines[e] != "nysta" ? ratio(v, own) : ""
      printf " %18s", v (times != "" ? " (" times "x)" : "")
    }
    print ""
  }
  print ""
  for (r = 1; r <= n_rows; r++) {
    split (rows[r], part, "\t")
    if (part[2] != "load-seconds") continue
    name = part[1]
    own = value(name, "load-seconds", "nysta")
    size = name + 0
    if (name ~ /triples$/) sizes[size] = own
    at_least(name ": loads so many times as fast as Virtuoso", ratio(value(name, "load-seconds", "virtuoso"), own), 8)
    at_least(name ": loads so many times as fast as Oxigraph", ratio(value(name, "load-seconds", "oxigraph"), own), 4)
    at_most(name ": load, in times of rapper -c", ratio(own, value(name, "load-seconds", "rapper")), 1)
    at_most(name ": private memory of the load, MiB", value(name, "load-private-MiB", "nysta"), 1229)
    at_most(name ": bytes a statement on disk", value(name, "bytes-a-statement", "nysta"), name ~ /graphs$/ ? 70 : 40)
    at_least(name ": million rows a second, one predicate", ratio(value(name, "scan-rows-per-second", "nysta"), 1000000), 100)
    at_most(name ": 1 M random subjects, seconds", value(name, "look-up-seconds", "nysta"), 2)
    at_most(name ": point query, whole process, ms", value(name, "point-query-seconds", "nysta") == "" ? "" : sprintf ("%.1f", 1000 * value(name, "point-query-seconds", "nysta")), 15)
    at_most(name ": a document written again, ms", value(name, "replace-milliseconds", "nysta"), 20)
  }
  if (1000000 in sizes && 10000000 in sizes)
    at_most("load, from 1 M to 10 M triples", ratio(sizes[10000000], sizes[1000000]), 12)
  at_most("samples: size after 100 runs, in times of one", value("samples, 100 times", "after-100-ratio", "nysta"), 1.6)
  at_most("samples: compacted, in times of one", value("samples, 100 times", "compacted-ratio", "nysta"), 1.1)
}

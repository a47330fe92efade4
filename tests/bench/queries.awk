# queries.awk: queries.tsv as a table for each size, then the bars.
# SPDX-License-Identifier: LGPL-2.1-or-later
BEGIN { FS = "\t" }
{
  size = $1; engine = $2; name = $3
  if (!(size in known)) { known[size] = 1; sizes[++n_sizes] = size }
  key = size "\t" name
  if (engine == "nysta") names[size] = names[size] " " name
  took[engine "\t" key] = $4
  cpu[engine "\t" key] = $5
  rows[engine "\t" key] = engine == "virtuoso" || engine == "oxigraph" ? $5 : $6
  budget[key] = engine == "nysta" ? $7 : budget[key]
  grown[engine "\t" key] = $8
}
function is_number (x) { return x ~ /^[0-9.]+$/ }
function ms (x) { return is_number(x) ? sprintf ("%.3f", 1000 * x) : x }
function median (list, n,   i, j, kept) {
  for (i = 2; i <= n; i++)
    for (j = i; j > 1 && list[j] < list[j - 1]; j--) {
      kept = list[j]; list[j] = list[j - 1]; list[j - 1] = kept
    }
  return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
}
function bar (text, got, want, good) {
  printf "  %-60s %10s %12s  %s\n", text, got, want, good ? "met" : "MISSED"
}
# What is less than a tenth of the round trip can't be told from it.
function less_trip (size, got) {
  return is_number(got) && got < took["virtuoso\t" size "\tempty"] / 10 ? "~0" : got
}
function lesser (a, b) { return !is_number(a) ? b : !is_number(b) ? a : a + 0 < b + 0 ? a : b }
function table (size,   list, n, i, key, own, other, ratio, worst, worst_name, n_ratios, ratios, remark) {
  printf "%s triples%46s\n", size, "milliseconds"
  printf "  %-8s %10s %10s %10s %8s %9s %11s %11s\n", "query", "nysta", "virtuoso", "oxigraph", "ratio", "rows", "budget KiB", "private KiB"
  n = split (substr(names[size], 2), list, " ")
  for (i = 1; i <= n; i++) {
    key = size "\t" list[i]
    own = took["nysta\t" key]
    took["virtuoso\t" key] = less_trip(size, took["virtuoso\t" key])
    other = lesser(took["virtuoso\t" key], took["oxigraph\t" key])
    ratio = is_number(other) && other > 0 ? own / other : ""
    remark = ""
    if (is_number(took["virtuoso\t" key]) && rows["virtuoso\t" key] != rows["nysta\t" key])
      remark = remark " virtuoso: " rows["virtuoso\t" key] " rows"
    if (is_number(took["oxigraph\t" key]) && rows["oxigraph\t" key] != rows["nysta\t" key])
      remark = remark " oxigraph: " rows["oxigraph\t" key] " rows"
    if (ratio != "") {
      ratios[++n_ratios] = ratio
      if (ratio > worst) { worst = ratio; worst_name = list[i] }
    }
    printf "  %-8s %10s %10s %10s %8s %9s %11s %11s%s\n", list[i], ms(own), ms(took["virtuoso\t" key]),
      ms(took["oxigraph\t" key]), ratio == "" ? "" : sprintf ("%.2f", ratio), rows["nysta\t" key], budget[key], grown["nysta\t" key], remark
  }
  if (n_ratios > 0) {
    bar("median of the ratios to the faster", sprintf ("%.2f", median(ratios, n_ratios)), "<= 0.25", median(ratios, n_ratios) <= 0.25)
    bar("the greatest (" worst_name ")", sprintf ("%.2f", worst), "<= 1", worst <= 1)
  }
  own = took["nysta\t" size "\tq03"]; other = took["nysta\t" size "\tq03b"]
  if (own > 0 && other > 0) bar("q03b in times of q03", sprintf ("%.2f", other / own), "<= 1.2", other / own <= 1.2)
  for (i = 1; i <= n; i++) {
    key = size "\t" list[i]
    if (("loop\t" key) in took)
      bar(list[i] " in times of a loop by hand", sprintf ("%.2f", took["nysta\t" key] / took["loop\t" key]), "<= 3", took["nysta\t" key] <= 3 * took["loop\t" key])
    if (("process\t" key) in took)
      bar(list[i] " as a process, ms", sprintf ("%.1f", 1000 * took["process\t" key]), "<= 15", took["process\t" key] <= 0.015)
  }
  key = "stream\t" size "\tall"
  if (key in took) {
    own = rows[key] / took[key] / 1e6
    bar("million rows a second of SELECT * { ?s ?p ?o } as CSV", sprintf ("%.2f", own), ">= 2", own >= 2)
    bar("the same by the processor's time", sprintf ("%.2f", rows[key] / cpu[key] / 1e6), "", rows[key] / cpu[key] >= 2e6)
    bar("its private memory, MiB", sprintf ("%.1f", grown[key] / 1024), "<= 32", grown[key] <= 32768)
  }
}
END { for (s = 1; s <= n_sizes; s++) table(sizes[s]) }

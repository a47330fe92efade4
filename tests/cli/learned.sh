# The tables of learned models: what compile-scorer refuses, and that train.py makes the same
# bytes of the same documents.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/tap.sh"

learned=$SRCDIR/plugins/extract-press/learned
compiler=$BUILDDIR/plugins/extract-press/compile-scorer

# refuses WHAT TABLE MESSAGE
refuses () {
  printf "$2" >"$tmp/bad.tsv"
  exits "refuses $1" 1 "$compiler" "$tmp/bad.tsv" "$tmp/bad.c"
  like "says why: $1" "$(cat "$tmp/err")" "bad\.tsv:$3"
}

refuses no-labels '' '0: no labels'
refuses another-first-line 'bias\t1\t0\n' '1: the first line must be'
refuses one-label 'feature\tnone\n' '1: the first line must be'
refuses a-label-that-is-no-word 'feature\tnone\tLead 1\n' '1: a label is of small letters'
refuses too-few-weights '# x\nfeature\tnone\tlead\nbias\t1\n' '3: 2 cells'
refuses too-many-weights 'feature\tnone\tlead\nbias\t1\t2\t3\n' '2: 4 cells'
refuses no-number 'feature\tnone\tlead\nbias\t1\tx\n' '2: .x. is no weight'
refuses not-finite 'feature\tnone\tlead\nbias\t1\tnan\n' '2: .nan. is no weight'
refuses too-large 'feature\tnone\tlead\nbias\t1\t33\n' '2: .33. is no weight'
refuses twice 'feature\tnone\tlead\na\t1\t2\nb\t1\t2\na\t1\t2\n' '4: the same feature as in line 2'
refuses an-unfinished-line 'feature\tnone\tlead\nbias\t1\t2' '2: the line is longer'
exits "a missing table" 1 "$compiler" "$tmp/none.tsv" "$tmp/none.c"
exits "no arguments" 2 "$compiler"
printf 'feature\tnone\tlead\n' >"$tmp/empty.tsv"
ok "a table without features" "$compiler" "$tmp/empty.tsv" "$tmp/empty.c"

for table in "$learned"/*.tsv; do
  empty "$(basename "$table") is sorted" \
    "$(grep -v '^#' "$table" | tail -n +2 | cut -f1 | LC_ALL=C sort -c 2>&1)"
done

command -v python3 >/dev/null || { skip "train.py" "no python3"; done_testing; }

mkdir "$tmp/cases"
case_of () { # ID TEXT FACTS
  printf '%s\n' "$2" >"$tmp/cases/$1.txt"
  printf '{"organisations": [{"id": "o1", "name": "Nordvind AB"}, {"id": "o2", "name": "Kustfonden"}],
    "projects": [{"id": "x1", "name": "Grön hamn"}], "participations": [%s]}' "$3" >"$tmp/cases/$1.gold.json"
}
for i in 1 2 3; do
  case_of "a$i" 'Projektet Grön hamn leds av Nordvind AB och finansieras av Kustfonden.' \
    '["x1", "lead", "o1"], ["x1", "funder", "o2"]'
  case_of "b$i" 'Nordvind AB hade öppet hus. Projektet Grön hamn finansieras av Kustfonden.' \
    '["x1", "funder", "o2"]'
done
train () {
  python3 -B "$learned/train.py" participations --nysta "$NYSTA" --cases "$tmp/cases" "$@"
}
ok "train.py learns from annotated documents" train -o "$tmp/one.tsv"
like "counts candidates" "$(cat "$tmp/.out")" '^6 documents, 12 candidates, 9 of them with a label$'
ok "and again" train -o "$tmp/two.tsv"
ok "makes the same bytes" cmp "$tmp/one.tsv" "$tmp/two.tsv"
ok "compile-scorer takes what it makes" "$compiler" "$tmp/one.tsv" "$tmp/one.c"
like "a weight for each label" "$(grep '^bias' "$tmp/one.tsv")" \
  '^bias	-?[0-9.]+	-?[0-9.]+	-?[0-9.]+	-?[0-9.]+	-?[0-9.]+$'
ok "cross-validates" train --folds 3 --score "$tmp/cases"
like "says the scores" "$(cat "$tmp/.out")" '^cross-validated  *9 .*F1 [01]\.[0-9]{3}$'
# What annotators have marked counts as found: Blåvinge is no project by any rule.
for i in 1 2 3; do
  printf 'Blåvinge och Nordvind AB. Nordvind AB leder Blåvinge.\n' >"$tmp/cases/c$i.txt"
  printf '{"organisations": [{"id": "o1", "name": "Nordvind AB"}], "projects": [{"id": "x1", "name": "Blåvinge"}],
    "participations": [["x1", "lead", "o1"]]}' >"$tmp/cases/c$i.gold.json"
done
ok "train.py without marks" train
like "does not find it" "$(cat "$tmp/.out")" '^9 documents, 12 candidates, 9 of them with a label$'
ok "train.py --annotated builds what marks names" train --annotated
like "and pairs what is marked" "$(cat "$tmp/.out")" '^9 documents, 15 candidates, 12 of them with a label$'
empty "no name is in a feature" "$(grep -iE 'nordvind|kustfonden|grön|hamn' "$tmp/one.tsv")"

learn () {
  python3 -B "$learned/train.py" projects --nysta "$NYSTA" --cases "$tmp/cases" "$@"
}
ok "learns which names are projects" learn --folds 3 -o "$tmp/projects.tsv"
like "counts names" "$(cat "$tmp/.out")" '^9 documents, [0-9]+ candidates, 9 of them with a label$'
ok "and again" learn -o "$tmp/again.tsv"
ok "makes the same bytes" cmp "$tmp/projects.tsv" "$tmp/again.tsv"
empty "no name is in its features" "$(grep -iE 'nordvind|kustfonden|grön' "$tmp/projects.tsv")"

done_testing

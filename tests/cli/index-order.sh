# nysta index: composed documents with namesakes, short forms, acronyms and e-mail addresses
# in conflict give the same graph, decisions of identity and all, in whatever order and
# portions they come, and when some went and came back.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/tap.sh"
cd "$tmp" || exit 99
mkdir docs

# Which sentences a document has depends on the seed alone.
LC_ALL=C.UTF-8 awk '
  function pick(list, n) { n = split (list, of, "|"); return of[int (rand () * n) + 1] }
  BEGIN {
    srand (7)
    people = "Anna Berg|Bo Ek|Anna Maria Berg|Cia Alm|Åsa Öberg|Bo Ek-Alm"
    bodies = "Nordiska datarådet (NDR)|NDR|Ekby kommun|Kungsbacka kommun|Vinnova|Norra datarådet (NDR)|Trafikverket|Kungsbacka"
    titles = "it-chef|digitaliseringschef|generaldirektör|vd|verksamhetsutvecklare"
    mails = "anna.berg@ekby.example|bo.ek@ndr.example|info@ekby.example|cia.alm@ekby.example"
    for (d = 1; d <= 24; d++) {
      file = sprintf ("docs/%02d.txt", d)
      printf "Nyhet %d från %s\n\n", d, pick (bodies) >file
      for (s = 0; s < 1 + int (rand () * 4); s++) {
        person = pick (people)
        what = int (rand () * 5)
        if (what == 0) printf "%s, %s på %s, leder arbetet. ", person, pick (titles), pick (bodies) >file
        if (what == 1) printf "Det säger %s, %s. ", person, pick (titles) >file
        if (what == 2) printf "%s är ny %s för %s. ", person, pick (titles), pick (bodies) >file
        if (what == 3) printf "%s och %s deltar i projektet Nystan, som finansieras av %s. ", pick (bodies), pick (bodies), pick (bodies) >file
        if (what == 4) printf "\n\nKontakt: %s, %s\n\n", person, pick (mails) >file
      }
      printf "\n" >file
      close (file)
    }
  }'
is "documents" "$(find docs -type f | wc -l | tr -d ' ')" 24

# shuffled SEED: their names in another order
shuffled () {
  find docs -type f | LC_ALL=C sort | awk -v seed="$1" 'BEGIN { srand (seed) } { print rand () "\t" $0 }' |
    sort | cut -f 2
}
# same WHAT: the store is what the first was
same () {
  "$NYSTA" export --store s --format nquads >again.nq
  ok "$1" cmp first.nq again.nq
}

"$NYSTA" index -q --store s --root . docs
"$NYSTA" export --store s --format nquads >first.nq
like "people in several documents are one" "$(cat first.nq)" 'owl#sameAs|res/identity>'
ok "... several times" [ "$(grep -c 'res/identity>' first.nq)" -gt 5 ]

for seed in 1 2 3; do
  rm -rf s
  # portions of one, two, three … documents
  shuffled $seed | awk -v seed=$seed '{ line = line " " $0; if (++n == k + 1) { print line; line = ""; n = 0; k = (k + seed) % 7 } } END { print line }' |
    while read -r portion; do
      # shellcheck disable=SC2086
      [ -z "$portion" ] || "$NYSTA" index -q --store s --root . $portion
    done
  same "in order $seed, by portions"
done

mkdir away
shuffled 4 | head -n 9 | while read -r file; do mv "$file" away; done
"$NYSTA" index -q --prune --store s --root . docs
mv away/* docs
rmdir away
shuffled 5 | while read -r file; do printf '%s\n' "$file"; done | xargs -n 5 "$NYSTA" index -q --store s --root .
same "nine went and came back"

for file in docs/03.txt docs/11.txt docs/20.txt; do cp "$file" "$file.keep"; printf 'Bo Ek, it-chef på Vinnova, talar.\n' >"$file"; done
"$NYSTA" index -q --store s --root . docs/03.txt docs/11.txt docs/20.txt
for file in docs/03.txt docs/11.txt docs/20.txt; do mv "$file.keep" "$file"; done
"$NYSTA" index -q --store s --root . docs
same "three said something else in between"
ok "a whole store" "$NYSTA" verify --store s
done_testing

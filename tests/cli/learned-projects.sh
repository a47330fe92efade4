# Projects that a learned model finds by many weak signs: what it is asked of, what is made of
# its answer. How often it is right the scores say, not this.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/tap.sh"

# asked WHAT TEXT [EXPECTED]: the names that the model is asked of, in order.
asked () {
  printf '%s\n' "$2" >"$tmp/text.txt"
  is "asked of: $1" "$("$NYSTA" extract --trace "$tmp/text.txt" |
    sed -n 's/.*scored by projects:.* ¦ \(.*\) ¦ \(rule\|-\) ¦ .*/\1/p')" "${3-}"
}

# finds WHAT TEXT [EXPECTED]: the projects of the text.
finds () {
  printf '%s\n' "$2" >"$tmp/text.txt"
  "$NYSTA" extract "$tmp/text.txt" >"$tmp/found" 2>"$tmp/err" ||
    { fail "$1" "$(cat "$tmp/err")"; return; }
  is "$1" "$(awk -F'\t' '$1 == "entity" && $3 == "project" { print $4 }' "$tmp/found" | sort)" \
    "$(printf '%s' "${3-}" | sort)"
}

asked quoted-as-a-whole 'Alla fick läsa ”Stora Ljus över Ön” till hösten.' 'Stora Ljus över Ön'
asked a-run-and-its-parts 'De talade länge om Gröna Stråk för Levande Vikar, sade han.' \
  'Gröna Stråk för Levande Vikar
Gröna Stråk
Levande Vikar'
asked what-follows-the-owner 'De talade om Vinnovas Gröna Stråk, sade han.' \
  'Vinnovas Gröna Stråk
Gröna Stråk'
asked a-line-and-what-opens-it 'Gröna Stråk – grönska till alla' \
  'Gröna Stråk – grönska till alla
Gröna Stråk'
asked as-far-as-the-mark 'De talade om Ljus över alla vatten, sade han.' \
  'Ljus
Ljus över alla vatten'
asked behind-a-noun 'I somras ledde hon pilotprojekt Tyst över vida vatten, sade han.' \
  'I somras ledde hon pilotprojekt Tyst över vida vatten
Tyst över vida vatten
Tyst'
asked no-word-that-opens-a-sentence 'Vattnet är klart. Stranden är ren.'
asked no-headline-that-tells-something 'Kommunen är redo för vintern'
asked no-person-place-or-title 'Karin Holm for till Tranås.

Projektledare'
asked once-in-all-forms 'Det sades om Viklabbet, och om Viklabbets, inget.' 'Viklabbet'
asked not-in-other-languages 'Der Verein hat gestern über Grüne Wege gesprochen und die Leute waren sehr froh darüber.'

finds by-what-is-said-of-it 'Inom Gröna Stråk ska fyra kommuner lära sig sköta sina vikar. Gröna Stråk finansieras av Vinnova och pågår till 2027.' \
  'Gröna Stråk'
finds among-such 'Forskarna deltar i flera nationella projekt som SEAGRASS och lär av andra.' \
  'SEAGRASS'
finds without-its-genitive 'Gröna Stråks mål är klart. Inom Gröna Stråk ska fyra kommuner lära sig sköta sina vikar. Gröna Stråk finansieras av Vinnova och pågår till 2027.' \
  'Gröna Stråk'
finds nothing-in-plain-talk 'Vi åkte ut med båten i går. Karin Holm hade med sig kaffe, och Habo såg ut som det brukar.'
finds nothing-where-people-work 'Lena Ek är vd för Nordvind AB. Per Ask är jurist vid Havsverket.'
finds no-programme-that-pays 'Projektet Fjordlyft växer. Formas program Blått Hav finansierar detta projekt.' \
  'Fjordlyft'
finds no-label-that-recurs 'Projects

Levande Fjord
The project cleans the fjord.
Client: Habo kommun
Year: 2021

Stilla Vik
The project cleans the bay.
Client: Tranås kommun
Year: 2022' 'Levande Fjord
Stilla Vik'

# What the rules then make of it.
printf 'Inom Gröna Stråk ska fyra kommuner lära sig sköta sina vikar. Gröna Stråk finansieras av Vinnova och pågår till 2027.\n' >"$tmp/text.txt"
like "who takes part in it" "$("$NYSTA" extract "$tmp/text.txt")" \
  'participation	Gröna Stråk	funder	Vinnova'

# The trace changes nothing of what is found.
cat "$SRCDIR"/tests/cli/data/*.txt >"$tmp/all.txt"
"$NYSTA" extract "$tmp/all.txt" | grep '^entity' >"$tmp/plain"
"$NYSTA" extract --trace "$tmp/all.txt" | grep '^entity' >"$tmp/traced"
ok "the same with a trace" cmp "$tmp/plain" "$tmp/traced"

# Thousands of names in one document.
awk 'BEGIN { for (i = 0; i < 4000; i++) printf "Inom Gröna Stråk%c%c%c ska kommuner delta. ", 97 + i % 26, 97 + i / 26 % 26, 97 + i / 676 % 26 }' >"$tmp/many.txt"
ok "thousands of names" "$NYSTA" extract "$tmp/many.txt"

done_testing

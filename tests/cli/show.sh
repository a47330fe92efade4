# nysta show: an entity on one screen, and finding it.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/cli/golden.sh"

nysta load "$data/press.trig" 2>/dev/null

golden show-person 'nysta show "Anna Berg"'
golden show-organisation 'nysta show åbro'
golden show-role 'nysta show ledamot'
golden show-project 'nysta show Öppna vägar'
golden show-document 'nysta show https://press.example.se/2025/radet'
golden show-narrow 'COLUMNS=40 nysta show rådet för'
golden show-find \
  'nysta show Öberg | head -n 2' \
  'nysta show ÖBERG | head -n 2' \
  'nysta show "<urn:nysta:id/person/0b22>" | head -n 2' \
  'nysta show an' \
  'nysta show Cecilia Wallström-Lindkvist' \
  'nysta show Anan Brg' \
  'nysta show Nemo' \
  'nysta show' \
  'nysta show "  "' \
  'nysta show x --store none.nysta'

# ö as o and a combining mark is ö.
is "composed and decomposed letters are the same" \
  "$(nysta show "$(printf 'O\314\210berg')" | head -n 1)" "Björn Öberg (person)"
is "bytes that are no UTF-8 do no harm" \
  "$(nysta show "$(printf 'x\377y')" 2>&1 | wc -l)" 1

# Names may hold anything, also what a terminal would obey.
printf '<http://x/e> a <http://xmlns.com/foaf/0.1/Person> ; <http://xmlns.com/foaf/0.1/name> "Eve\\u001B[31m\\nBerg" .\n' >evil.ttl
nysta load --store evil.nysta evil.ttl 2>/dev/null
is "control characters are shown, not sent" "$(nysta show --store evil.nysta eve | head -n 1)" \
  'Eve\x1b[31m Berg (person)'

# From text to screen: a project's dates, and what is paid for it.
printf 'Vinnova finansierar projektet Levande Fjord med 4,5 miljoner kronor. Projektet pågår 2022–2024.\n' >fjord.txt
nysta index --store fjord.nysta fjord.txt >/dev/null 2>&1
is "dates and sums of a project" \
  "$(nysta show --store fjord.nysta "Levande Fjord" | sed -n '/About/,/^$/p' | tr -s ' ' | sed 's/ *$//')" "About
 from 2022
 to 2024
 amount 4500000 SEK from Vinnova"

is "no colour without a terminal" "$(TERM=xterm nysta show Öberg | grep -c "$(printf '\033')")" 0
if script -qec true /dev/null >/dev/null 2>&1; then
  colour () { script -qec "env $1 TERM=xterm nysta show Öberg" /dev/null | grep -c "$(printf '\033')"; }
  is "colour on a terminal" "$([ "$(colour A=b)" -gt 0 ] && echo yes)" yes
  is "… but not with NO_COLOR" "$(colour NO_COLOR=1)" 0
else
  skip "colour on a terminal" "no script(1)"
fi

done_testing

# Press releases that nobody sent out, the same for the same seed.
# awk -v bytes=2000000 -v seed=1 -f make-texts.awk
# SPDX-License-Identifier: LGPL-2.1-or-later
function pick(list, n) { return list[int(rand() * n) + 1] }
function name() { return pick(given, n_given) " " pick(first, n_first) pick(last, n_last) }
function sentence(   k, s) {
  s = pick(word, n_word); s = toupper(substr(s, 1, 1)) substr(s, 2)
  for (k = 0; k < 8 + int(rand() * 10); k++) s = s " " pick(word, n_word)
  return s "."
}
function paragraph(   k, s) { s = sentence(); for (k = 0; k < 3; k++) s = s " " sentence(); return s }
function say(line) { printf "%s\n\n", line; size += length(line) * 1.06 + 2 }
BEGIN {
  srand(seed)
  n_given = split("Anna Cecilia David Elin Fredrik Gunilla Ingrid Johan Karin Lars Maria Nils Petra Sara Tomas", given, " ")
  n_first = split("Berg Lind Ek Ask Norr Sten Ny Alm Gran Ros Vik Dal Holm Lund", first, " ")
  n_last = split("gren kvist man qvist berg lund dahl stedt wall", last, " ")
  n_title = split("digitaliseringschef,verksamhetsutvecklare,projektledare,enhetschef,it-chef,forskare,professor", title, ",")
  n_place = split("Nordviks kommun,Stiftelsen Kusten,Långens vattenråd,Hembygdsföreningen Fyren,Science Park Väst", place, ",")
  n_word = split("och i att det som en av för med till den har inte om men var sig så vi från kan nu under också efter nya där mot finns ska alla mycket kommer arbete digitala tjänster verksamhet utveckling samverkan framtid stöd resultat kunskap system vård skola miljö energi klimat", word, " ")
  while (size < bytes) {
    say(paragraph())
    say("– " paragraph() " säger " name() ", " pick(title, n_title) " på " pick(place, n_place) ".")
    say(pick(place, n_place) " finansierar projektet Gröna " pick(first, n_first) pick(last, n_last) ", som leds av " pick(place, n_place) ".")
    say("- " name() ", " pick(title, n_title) ", " pick(place, n_place))
  }
}

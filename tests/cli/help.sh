# Help, versions, and slips in what was typed.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/cli/golden.sh"

commands=$(nysta help | sed -n '/^commands:/,/^$/s/^  \([a-z][a-z]*\) .*/\1/p')
like "help lists the commands" "$commands" '^help$'
for command in $commands; do
  exits "$command --help" 0 nysta "$command" --help
  is "$command --help says nothing else" "$(cat "$tmp/err")" ""
  like "$command --help says how" "$(cat "$tmp/out")" "^usage: nysta $command"
  like "$command --help gives an example" "$(cat "$tmp/out")" '^examples:$'
  is "$command --help fits 80 columns" \
    "$(awk 'length ($0) > 80 && !/^  nysta /' "$tmp/out")" ""
  is "help $command, without a terminal" "$(nysta help "$command")" "$(cat "$tmp/out")"
  exits "$command --no-such-option" 2 nysta "$command" --no-such-option
  is "$command --no-such-option: one line" "$(wc -l <"$tmp/err")" 1
done

exits "--version" 0 nysta --version
like "--version" "$(cat "$tmp/out")" '^nysta [0-9]+\.[0-9]+\.[0-9]+$'
exits "no command" 2 nysta
is "no command: nothing on standard output" "$(cat "$tmp/out")" ""
is "--help is help" "$(nysta --help)" "$(nysta help)"

golden help-slips \
  'nysta hlep' \
  'nysta frobnicate' \
  'nysta help hepl' \
  'nysta help help help' \
  'nysta help --hlep' \
  'nysta help -x' \
  "nysta 'two
lines'"

if [ -w /dev/full ]; then
  exits "a full disk" 1 sh -c 'nysta help >/dev/full'
  like "a full disk is said" "$(cat "$tmp/err")" '^nysta: .*[Nn]o space'
fi
exits "a pipe that nobody reads" 0 sh -c '{ sleep 0.2; nysta help; echo $? >status; } | :; exit "$(cat status)"'
is "a pipe that nobody reads: quiet" "$(cat "$tmp/err")" ""

exits "standard output that is closed" 1 sh -c 'nysta help >&-'
is "… is said in one line" "$(wc -l <"$tmp/err")" 1

done_testing

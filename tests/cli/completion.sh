# The bash completion offers what the program takes.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/cli/golden.sh"

command -v bash >/dev/null || skip_all "no bash"
cat >complete.bash <<'END'
. "$SRCDIR/core/docs/nysta.bash-completion"
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_nysta
printf '%s\n' "${COMPREPLY[@]}" | tr '\n' ' '
END
complete () { bash complete.bash "$@"; }

is "commands" "$(complete nysta expo)" "export "
like "all commands" "$(complete nysta "")" "show.* why.* export.* load.* help "
is "options" "$(complete nysta export --ba)" "--base "
is "short ones are told by their long name" "$(complete nysta export --ou)" "--output "
is "formats of rows and graphs" "$(complete nysta query --results t)" "table tsv turtle trig "
is "options with a value that may be left out" "$(complete nysta query --all)" "--allow-service "
is "stages of a query" "$(complete nysta query --explain = '')" "algebra ast plan run "
is "a stage half written" "$(complete nysta query --explain = a)" "algebra ast "
is "kinds of default graph" "$(complete nysta query --default-graph '')" "strict union "
is "formats of files" "$(complete nysta load --format n)" "ntriples nquads "
is "help completes commands" "$(complete nysta help exp)" "export "
is "plugins check completes folders" "$(mkdir folder; touch file; complete nysta plugins check f)" "folder "
is "files" "$(touch press.ttl; complete nysta load pr)" "press.ttl "
is "a file name with a space" "$(touch 'a b.ttl'; complete nysta load a)" "a b.ttl "
is "no files where a name goes" "$(complete nysta show pr)" " "
like "a plugin's id leads to its folder" "$(complete nysta plugins check extract-c)" "/extract-contact \$"
is "no file where a folder goes" "$(complete nysta plugins check fil)" " "

for command in $(nysta help | sed -n '/^commands:/,/^$/s/^  \([a-z][a-z]*\) .*/\1/p'); do
  for option in $(nysta "$command" --help | sed -n 's/^  \(-., \)\{0,1\}\(--[a-z][a-z-]*\).*/\2/p'); do
    like "$command $option" " $(complete nysta "$command" --)" " $option "
  done
done

done_testing

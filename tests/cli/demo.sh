#!/bin/sh
# What `make demo` shows: each command, then what it says.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/tap.sh"

exits "the demonstration runs" 0 env BUILDDIR="$tmp" "${SHELL:-/bin/sh}" "$SRCDIR/tests/demo.sh"
said=$(cat "$tmp/out")
is "nothing goes to standard error" "$(cat "$tmp/err")" ""
like "the command comes before what it says" "$said" '^\$ nysta index tests/samples$'
like "every sample is indexed" "$said" '^indexed 8 documents \(8 new, 0 unchanged, 0 failed\)'
like "who holds which role where" "$said" '^Malin Hedlund +digitaliseringschef +Nordviks kommun *$'
like "a page in HTML" "$said" '^Linnea Åström +vd '
like "a text in English" "$said" '^Ingrid Palm +head of research '
like "Habo and Håbo are two" "$said" '^Karl-Johan Wiberg +kommundirektör +Håbo kommun *$'
like "who funds which project" "$said" '^Levande vikar +Naturvårdsverket *$'
like "where it says so" "$said" 'digitala-rådet\.txt>? +Malin Hedlund, digitaliseringschef, Nordviks kommun *$'
ok "the Turtle is whole" "$NYSTA" load --store "$tmp/again.nysta" "$tmp/demo.ttl"
done_testing

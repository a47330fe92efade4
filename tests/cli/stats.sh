# nysta stats: numbers for people and for programs.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/cli/golden.sh"

nysta load "$data/press.trig" 2>/dev/null
nysta load --store failed.nysta "$data/failed-run.trig" 2>/dev/null
: >empty.ttl
nysta load --store empty.nysta empty.ttl 2>/dev/null
# How many bytes a store takes is the store's affair.
cat >mask <<'END'
s/^\(bytes on disk\|bytes a triple\|  [a-z ]*[a-z]\)  *[0-9.]*$/\1/
s/"bytes":[0-9]*,"bytesPerTriple":[0-9.]*/"bytes":N,"bytesPerTriple":N/
s/"bytesOf":{[^}]*}/"bytesOf":{…}/
END
golden stats \
  'nysta stats | sed -f mask' \
  'nysta stats --json | sed -f mask' \
  'nysta stats --store failed.nysta | tail -n 5' \
  'nysta stats --store failed.nysta --json | sed "s/.*lastRun/lastRun/"' \
  'nysta stats --store empty.nysta | sed -f mask' \
  'nysta stats --store none.nysta' \
  'nysta stats all'
like "bytes by order are JSON" "$(nysta stats --json)" \
  '"bytesOf":\{"spog":[0-9]+,"posg":[0-9]+,"ospg":[0-9]+,"gspo":[0-9]+,"terms":[0-9]+,"hashes":[0-9]+,"words":[0-9]+,"free":[0-9]+\}'
is "… which can be read" "$(nysta stats --json | python3 -c 'import json, sys; print (json.load (sys.stdin)["bytesOf"]["spog"] > 0)')" True
like "bytes are counted" "$(nysta stats)" '^bytes on disk +[1-9][0-9]+$'

done_testing

# nysta stats: numbers for people and for programs.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/cli/golden.sh"

nysta load "$data/press.trig" 2>/dev/null
nysta load --store failed.nysta "$data/failed-run.trig" 2>/dev/null
: >empty.ttl
nysta load --store empty.nysta empty.ttl 2>/dev/null
# How many bytes a store takes is the store's affair.
golden stats \
  'nysta stats | sed "s/^\(bytes on disk\).*/\1/"' \
  'nysta stats --json | sed "s/\"bytes\":[0-9]*/\"bytes\":N/"' \
  'nysta stats --store failed.nysta | tail -n 5' \
  'nysta stats --store failed.nysta --json | sed "s/.*lastRun/lastRun/"' \
  'nysta stats --store empty.nysta | sed "s/^\(bytes on disk\).*/\1/"' \
  'nysta stats --store none.nysta' \
  'nysta stats all'
like "bytes are counted" "$(nysta stats)" '^bytes on disk +[1-9][0-9]+$'

done_testing

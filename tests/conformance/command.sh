#!/bin/sh
# The W3C's tests of SPARQL once more, through the command line: options, exit statuses,
# formats, what is relative to what.
# SPDX-License-Identifier: LGPL-2.1-or-later
exec "$BUILDDIR/tests/conformance/w3c-sparql" --command="$NYSTA"

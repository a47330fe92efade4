#!/bin/sh
# What is written as JSON-LD, RDF/XML, TriG and Turtle, rdflib reads as the same graphs.
# SPDX-License-Identifier: LGPL-2.1-or-later

for python in /usr/bin/python3 python3; do
  if "$python" -c 'import rdflib.plugins.parsers.jsonld' 2>/dev/null; then
    exec "$python" "$SRCDIR/tests/conformance/round-trip.py"
  fi
done
echo '1..0 # SKIP no python3 with rdflib 6 (python3-rdflib)'

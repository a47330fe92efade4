#!/bin/sh
# A C program that knows nothing but nysta.h and libnysta.
# SPDX-License-Identifier: LGPL-2.1-or-later
. "$SRCDIR/tests/tap.sh"

cat >"$tmp/names.c" <<'END'
#include <nysta.h>
#include <stdio.h>
#include <string.h>

static int
on_row (const NystaValue *values, size_t n_values, void *user_data)
{
  for (size_t i = 0; i < n_values; i++)
    printf ("%s%s=%s", i > 0 ? " " : "", values[i].variable,
            values[i].kind == NYSTA_VALUE_UNBOUND ? "-" : values[i].text);
  putchar ('\n');
  return user_data != NULL;
}

int
main (int argc, char **argv)
{
  NystaSession *session = NULL;
  char *message = NULL;
  NystaSessionStatus status = nysta_session_open (argv[1], &session, &message);

  if (status == NYSTA_SESSION_OK)
    status = nysta_session_query (session, argv[2], 0, on_row, argc > 3 ? argv : NULL,
                                  &message);
  if (message != NULL)
    printf ("%s\n", strrchr (argv[1], '/') != NULL && strstr (message, argv[1]) == message
                      ? message + strlen (argv[1]) : message);
  nysta_string_free (message);
  nysta_session_close (session);
  return (int) status;
}
END
sanitize=
grep -q '^#define NYSTA_SANITIZERS 1' "$BUILDDIR/config.h" && sanitize=-fsanitize=address,undefined
mkdir "$tmp/include" && cp "$SRCDIR/core/nysta.h" "$tmp/include/"
ok "compiles with nysta.h alone" $CC $sanitize -Wall -Wextra -Werror -I"$tmp/include" \
  -o "$tmp/names" "$tmp/names.c" -L"$BUILDDIR/.libs" -lnysta

cat >"$tmp/people.nq" <<'END'
<urn:ada> <http://xmlns.com/foaf/0.1/name> "Ada Åberg" <urn:g> .
<urn:bo> <http://xmlns.com/foaf/0.1/name> "Bo"@sv <urn:g> .
<urn:bo> <http://xmlns.com/foaf/0.1/mbox> <mailto:bo@example.se> <urn:g> .
END
ok "load" "$NYSTA" load --store "$tmp/s.nysta" "$tmp/people.nq"

names () {
  LD_LIBRARY_PATH=$BUILDDIR/.libs "$tmp/names" "$@"
  printf 'status %d\n' $?
}
is "rows" "$(names "$tmp/s.nysta" 'SELECT ?n ?m { ?p foaf:name ?n OPTIONAL { ?p foaf:mbox ?m } } ORDER BY ?n')" \
  'n=Ada Åberg m=-
n=Bo m=mailto:bo@example.se
status 0'
is "a truth" "$(names "$tmp/s.nysta" 'ASK { <urn:bo> foaf:name "Bo"@sv }')" 'boolean=true
status 0'
is "triples" "$(names "$tmp/s.nysta" 'CONSTRUCT { ?p rdfs:label ?n } { ?p foaf:name ?n } ORDER BY ?n LIMIT 1')" \
  'subject=urn:ada predicate=http://www.w3.org/2000/01/rdf-schema#label object=Ada Åberg
status 0'
is "the caller stops" "$(names "$tmp/s.nysta" 'SELECT ?n { ?p foaf:name ?n } ORDER BY ?n' stop)" \
  'n=Ada Åberg
status 5'
is "a query with a mistake" "$(names "$tmp/s.nysta" 'SELECT ?n { ?p foaf:name }')" \
  "1:26: found '}', expected a variable, a literal, a blank node, '[', '(' or an IRI
status 2"
is "no store" "$(names "$tmp/nowhere" 'ASK {}')" \
  ": no store there: make one with 'nysta index' or 'nysta load', or name another with --store
status 1"
done_testing

/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* refusal.c: what is SPARQL 1.1 but not answered here, and what to write instead. */
#include "sparql/parse/parser.h"

#include <string.h>

#include "base/error.h"

#define FROM_ROWS "select the rows, and work it out from those"
#define WRITTEN_BY "a store is written by nysta index and nysta load alone"
#define ANEW_EACH_TIME "write a value, since it would be another each time"
#define OF_THE_TEXT "write SUBSTR (STR (…), …)"

typedef struct
{
  const char *name;
  gboolean is_word; /* a keyword, that is refused wherever another is expected */
  const char *instead;
} Refusal;

static const Refusal refusals[] = {
  { "ADD", TRUE, WRITTEN_BY },
  { "AVG", TRUE, FROM_ROWS },
  { "CLEAR", TRUE, WRITTEN_BY },
  { "COPY", TRUE, WRITTEN_BY },
  { "COUNT", TRUE, "select the rows, and count those" },
  { "CREATE", TRUE, WRITTEN_BY },
  { "DELETE", TRUE, WRITTEN_BY },
  { "DESCRIBE", TRUE, "write CONSTRUCT, or use nysta show" },
  { "DROP", TRUE, WRITTEN_BY },
  { "EXISTS", TRUE, "write the pattern without FILTER EXISTS, and SELECT DISTINCT" },
  { "FROM", TRUE, "write GRAPH <…> { … } in the pattern" },
  { "GROUP", TRUE, "write ORDER BY, and group the rows" },
  { "GROUP_CONCAT", TRUE, FROM_ROWS },
  { "HAVING", TRUE, FROM_ROWS },
  { "INSERT", TRUE, WRITTEN_BY },
  { "LET", TRUE, "write BIND (… AS ?x)" },
  { "LOAD", TRUE, WRITTEN_BY },
  { "MAX", TRUE, "write ORDER BY DESC (?x) LIMIT 1" },
  { "MIN", TRUE, "write ORDER BY ?x LIMIT 1" },
  { "MINUS", TRUE, "write OPTIONAL { … ?x … } FILTER (!BOUND (?x))" },
  { "MOVE", TRUE, WRITTEN_BY },
  { "SAMPLE", TRUE, FROM_ROWS },
  { "SERVICE", TRUE, "put its data into the store with nysta load" },
  { "SUM", TRUE, FROM_ROWS },
  { "UNDEF", TRUE, "leave the variable out" },
  { "VALUES", TRUE, "write FILTER (?x IN (…))" },
  { "WITH", TRUE, WRITTEN_BY },

  { "BNODE", FALSE, ANEW_EACH_TIME },
  { "NOW", FALSE, ANEW_EACH_TIME },
  { "RAND", FALSE, ANEW_EACH_TIME },
  { "SECONDS", FALSE, OF_THE_TEXT },
  { "STRUUID", FALSE, ANEW_EACH_TIME },
  { "TIMEZONE", FALSE, OF_THE_TEXT },
  { "TZ", FALSE, OF_THE_TEXT },
  { "UUID", FALSE, ANEW_EACH_TIME },

  { "NOT", FALSE, "write OPTIONAL { … ?x … } FILTER (!BOUND (?x))" },
  { "function", FALSE, "use those of SPARQL, or casts such as xsd:integer (…)" },
  { "path", FALSE, "write each step as a triple of its own" },
  { "subquery", FALSE, "write its pattern in the outer one" },
};

gboolean
nysta_parser_unsupported (NystaParser *parser, const NystaQueryToken *at, const char *what,
                          const char *name)
{
  if (parser->error != NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (strcmp (refusals[i].name, name) == 0)
      {
        g_set_error (&parser->error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_UNSUPPORTED,
                     "%u:%u: %s: not answered by this version: %s", at->line, at->column,
                     what, refusals[i].instead);
        return FALSE;
      }
  g_assert_not_reached ();
}

gboolean
nysta_parser_refuse_word (NystaParser *parser)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (refusals[i].is_word && nysta_token_is_word (&parser->token, refusals[i].name))
      {
        nysta_parser_unsupported (parser, &parser->token, refusals[i].name,
                                  refusals[i].name);
        return TRUE;
      }
  return FALSE;
}

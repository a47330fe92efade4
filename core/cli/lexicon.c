/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* lexicon.c: `nysta lexicon`: compile Turtle, see what is found in a text. */
#include "config.h"
#include "cli/options.h"

#include <string.h>

#include "base/error.h"
#include "cli/terminal.h"
#include "text/document.h"

static const NystaUsage usage = {
  .name = "lexicon",
  .arguments = "compile -o FILE TURTLE… | lookup TEXT | path",
  .summary = "Names, titles and words that extraction knows. With compile, make a lexicon "
             "of Turtle files. With lookup, show the tokens of a text and what is found in "
             "it. With path, say which file is used; Turtle in "
             "~/.local/share/nysta/ontologies is part of it.",
  .examples = (const char *const[]){ "what is found in a sentence",
                                     "nysta lexicon lookup \"Eva Ek, chef i Lunds kommun\"",
                                     "which lexicon is used", "nysta lexicon path",
                                     "check Turtle of one's own",
                                     "nysta lexicon compile -o /tmp/own.bin own.ttl",
                                     NULL },
};

static const char *const class_names[] = { "?",      "given name",    "surname",
                                           "role",   "municipality",  "region",
                                           "agency", "university",    "organisation",
                                           "place",  "function word", "common word" };

static const char *const kind_names[] = { "?",      "word", "number", "punctuation",
                                          "e-mail", "url",  "symbol" };

static const struct
{
  guint32 flag;
  const char *name;
} flag_names[] = {
  { NYSTA_MATCH_GENITIVE, "genitive" }, { NYSTA_MATCH_DEFINITE, "definite" },
  { NYSTA_MATCH_PLURAL, "plural" },     { NYSTA_MATCH_SHORT, "short" },
  { NYSTA_MATCH_COMPOUND, "compound" }, { NYSTA_MATCH_AMBIGUOUS, "ambiguous" },
  { NYSTA_MATCH_ENGLISH, "english" },
};

static void
append_part (GString *out, const NystaText *text, guint32 start, guint32 end)
{
  g_autofree char *part = g_strndup (text->text + start, end - start);

  nysta_append_printable (out, part);
}

static void
append_match (GString *out, const NystaText *text, const NystaMatch *match)
{
  gboolean first = TRUE;

  g_string_append (out, "  ");
  append_part (out, text, match->start, match->end);
  g_string_append_printf (out, "\t%s\t", class_names[match->match_class]);
  nysta_append_printable (out, match->canonical);
  g_string_append_c (out, '\t');
  for (guint i = 0; i < G_N_ELEMENTS (flag_names); i++)
    if ((match->flags & flag_names[i].flag) != 0)
      {
        g_string_append_printf (out, "%s%s", first ? "" : ",", flag_names[i].name);
        first = FALSE;
      }
  g_string_append_printf (out, "\t%u\t", match->weight);
  nysta_append_printable (out, match->authority != NULL ? match->authority : "");
  g_string_append_c (out, '\n');
}

/* A line a token, and below it what begins there. */
static char *
describe (const NystaText *text)
{
  GString *out = g_string_new (NULL);
  gsize match = 0;

  for (gsize i = 0; i < text->n_tokens; i++)
    {
      const NystaToken *token = &text->tokens[i];

      append_part (out, text, token->start, token->end);
      g_string_append_printf (out, "\t%s\t%u-%u\n", kind_names[token->kind], token->start,
                              token->end);
      for (; match < text->n_matches && text->matches[match].first_token == i; match++)
        append_match (out, text, &text->matches[match]);
    }
  return g_string_free (out, FALSE);
}

static int
lookup (const char *path, char **words)
{
  g_autofree char *text = g_strjoinv (" ", words);
  g_autoptr (GError) error = NULL;
  g_autofree char *own = path == NULL ? nysta_lexicon_ensure (&error) : g_strdup (path);
  g_autoptr (NystaLexicon) lexicon = own == NULL ? NULL : nysta_lexicon_open (own, &error);
  g_autoptr (NystaDocument) document = nysta_document_new ();

  if (lexicon == NULL ||
      !nysta_document_append_text (document, text, strlen (text), &error))
    return nysta_fail ("lexicon lookup", error);
  nysta_document_analyse (document, lexicon);
  g_autofree char *described = describe (nysta_document_text (document));
  return nysta_output_text (described);
}

static int
print_path (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = nysta_lexicon_ensure (&error);

  if (path == NULL)
    return nysta_fail ("lexicon path", error);
  g_autofree char *line = g_strconcat (path, "\n", NULL);
  return nysta_output_text (line);
}

static int
compile (const char *output, char **files)
{
  g_autoptr (GError) error = NULL;

  if (output == NULL)
    return nysta_fail_usage (usage.name, "compile needs -o FILE");
  if (files[0] == NULL)
    return nysta_fail_usage (usage.name, "compile needs Turtle files");
  if (!nysta_lexicon_compile ((const char *const *) files, output, &error))
    return nysta_fail ("lexicon compile", error);
  return NYSTA_EXIT_OK;
}

int
nysta_command_lexicon (int argc, char **argv)
{
  g_autofree char *output = NULL;
  g_autofree char *lexicon = NULL;
  g_auto (GStrv) arguments = NULL;
  int status;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "compile: the file to write",
      "FILE" },
    { "lexicon", 0, 0, G_OPTION_ARG_FILENAME, &lexicon,
      "lookup: a compiled lexicon instead of the one in use", "FILE" },
    { NULL },
  };

  if (!nysta_options_parse (&usage, entries, argc, argv, &arguments, &status))
    return status;
  if (arguments[0] == NULL)
    return nysta_fail_usage (usage.name, "compile, lookup or path?");
  if (strcmp (arguments[0], "compile") == 0)
    return compile (output, arguments + 1);
  if (strcmp (arguments[0], "lookup") == 0 && arguments[1] != NULL)
    return lookup (lexicon, arguments + 1);
  if (strcmp (arguments[0], "lookup") == 0)
    return nysta_fail_usage (usage.name, "lookup needs a text");
  if (strcmp (arguments[0], "path") == 0 && arguments[1] == NULL)
    return print_path ();
  return nysta_fail_usage (usage.name, "%s: not one of compile, lookup and path",
                           arguments[0]);
}

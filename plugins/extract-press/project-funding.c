/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* project-funding.c: who pays: `med stöd av A`, `beviljades … av A`, and to whom. */
#include "participations.h"

#include <string.h>

/* `A beviljas 2 miljoner kronor för projektet X`: A runs it. */
static void
read_recipient (Speech *speech, uint32_t verb)
{
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS];

  for (uint32_t k = verb + 1; k + 1 < speech->limit; k++)
    {
      Span *span = span_at (press, k, PROJECT);

      if (span == NULL || span->dropped ||
          !tokens_have (press, verb, k, "för till for to projektet project"))
        continue;
      uint32_t before = speech->project;
      uint32_t subject = verb;
      while (subject > speech->first &&
             word_in (press->tokens[subject - 1].lower, "har has been have"))
        subject--;
      uint32_t named = subject;
      if (named > speech->first && token_is (press, named - 1, ")"))
        while (named > speech->first && !token_is (press, named, "("))
          named--;
      Span *last = named > speech->first ? span_over (press, named - 1) : NULL;
      if (last == NULL || last->kind != ORGANISATION)
        return;
      speech->project = span_entity (press, span);
      size_t n = parties_before (speech, subject, found);
      party_add (speech, n > 1 ? NYSTA_PARTNER : NYSTA_LEAD, found, n, 0.75);
      speech->project = before;
      return;
    }
}

/* `beviljades X 2 miljoner kronor … av A`, `får stöd från A`: A pays. */
uint32_t
grant_read (Speech *speech, uint32_t i)
{
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS], end;

  if (!word_in (
        press->tokens[i].lower,
        "beviljades beviljats beviljas tilldelas tilldelats tilldelades fått får fick "
        "awarded receives received granted") ||
      !tokens_have (press, speech->first, speech->limit, MONEY))
    return i;
  read_recipient (speech, i);
  for (uint32_t k = i + 1; k < speech->limit && k < i + 16; k++)
    {
      if (!token_is (press, k, "av") && !token_is (press, k, "från") &&
          !token_is (press, k, "by") && !token_is (press, k, "from"))
        continue;
      size_t n = enumeration_read (press, k + 1, speech->limit, false, found, &end);
      if (n > 0)
        {
          party_add (speech, NYSTA_FUNDER, found, n, 0.8);
          return end;
        }
    }
  return i;
}

/* `med finansiering från A`, `med stöd av A`, `Pengarna kommer från A`, `bidrag från A`. */
uint32_t
funding_noun_read (Speech *speech, uint32_t i)
{
  static const char nouns[] =
    "finansiering finansieringen stöd medel bidrag pengar pengarna anslag funding "
    "support finansieringsstöd projektmedel stödet medlen grant såddfinansiering "
    "grants medfinansiering ekonomiskt delfinansiering";
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS], end;

  if (!word_in (press->tokens[i].lower, nouns))
    return i;
  for (uint32_t k = i + 1; k < speech->limit && k < i + 5; k++)
    {
      if (!token_is (press, k, "från") && !token_is (press, k, "av") &&
          !token_is (press, k, "from") && !token_is (press, k, "genom") &&
          !token_is (press, k, "by"))
        continue;
      size_t n = enumeration_read (press, k + 1, speech->limit, true, found, &end);
      if (n > 0)
        party_add (speech, NYSTA_FUNDER, found, n, 0.8);
      return n > 0 ? end : i;
    }
  return i;
}

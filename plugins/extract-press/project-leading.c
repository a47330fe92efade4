/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* project-leading.c: `under ledning av A`, `med A som projektägare`, `A är koordinator`. */
#include "participations.h"
#include "projects.h"

#include <string.h>

/* `med A som projektägare`, `under ledning av A`. */
uint32_t
leadership_read (Speech *speech, uint32_t i)
{
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS], end;

  if (i + 2 < speech->limit && token_is (press, i, "ledning") &&
      token_is (press, i + 1, "av"))
    {
      size_t n = enumeration_read (press, i + 2, speech->limit, false, found, &end);

      party_add (speech, NYSTA_LEAD, found, n, 0.8);
      return n > 0 ? end : i;
    }
  /* `X är ett forskningsprojekt vid A`: whose it is. */
  if (i + 2 < speech->limit && project_word_indefinite (press, i) &&
      word_in (press->tokens[i + 1].lower, "vid hos på at") &&
      (tokens_have (press, speech->first, i, "är is var was")))
    {
      size_t n = enumeration_read (press, i + 2, speech->limit, false, found, &end);

      party_add (speech, n > 1 ? NYSTA_PARTNER : NYSTA_LEAD, found, n, 0.7);
      return n > 0 ? end : i;
    }
  if (!(token_is (press, i, "med") || token_is (press, i, "har")) ||
      i + 2 >= speech->limit || !token_upper (press, i + 1))
    return i;
  size_t n = enumeration_read (press, i + 1, speech->limit, false, found, &end);
  if (n == 0 || end + 1 >= speech->limit || !token_is (press, end, "som"))
    return i;
  const char *as = press->tokens[end + 1].lower;
  uint32_t role = word_in (
                    as, "projektägare koordinator huvudman samordnare projektledare värd "
                        "projektkoordinator")
                    ? NYSTA_LEAD
                  : word_in (as, "finansiär finansiärer medfinansiär") ? NYSTA_FUNDER
                  : word_in (as,
                             "partner partners part parter samarbetspartner projektpartner")
                    ? NYSTA_PARTNER
                    : 0;
  if (role == 0)
    return i;
  party_add (speech, role, found, n, 0.8);
  return end + 2;
}

static uint32_t
part_of_noun (const char *noun)
{
  if (word_in (noun,
               "projektkoordinator koordinator projektägare huvudman samordnare "
               "coordinator host owner värd värdorganisation lead programvärd projektvärd "
               "huvudsökande projektsamordnare initiativtagare leader"))
    return NYSTA_LEAD;
  if (word_in (noun, "finansiär finansiärer medfinansiär huvudfinansiär funder sponsor"))
    return NYSTA_FUNDER;
  return word_in (noun, "partner part partners projektpartner samarbetspartner "
                        "samverkanspartner medsökande parter")
           ? NYSTA_PARTNER
           : 0;
}

/* `I projektet är A finansiär`: the subject stands behind the verb. */
static bool
read_part_inverted (Speech *speech, uint32_t copula)
{
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS], end;
  size_t n = enumeration_read (press, copula + 1, speech->limit, false, found, &end);
  uint32_t role = n > 0 && end < speech->limit ? part_of_noun (press->tokens[end].lower)
                                               : 0;

  if (role == 0)
    return false;
  party_add (speech, role, found, n, 0.8);
  return true;
}

/* `A är projektägare`, `A is the coordinator`: what the subject is in the project. */
bool
part_of_subject_read (Speech *speech, uint32_t copula)
{
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS];
  uint32_t i = copula + 1;

  if (!token_is (press, copula, "är") && !token_is (press, copula, "is") &&
      !token_is (press, copula, "are"))
    return false;
  while (i < speech->limit && i < copula + 4 &&
         word_in (press->tokens[i].lower,
                  "en ett the a an also också även project nationell main one of"))
    i++;
  if (i >= speech->limit)
    return false;
  uint32_t role = part_of_noun (press->tokens[i].lower);
  if (role == 0 && read_part_inverted (speech, copula))
    return true;
  if (role == 0 || copula == speech->first)
    return false;
  size_t n = span_over (press, copula - 1) != NULL
               ? parties_before (speech, copula, found)
               : unknown_party_before (speech, copula, found);
  party_add (speech, role, found, n, 0.8);
  return n > 0;
}

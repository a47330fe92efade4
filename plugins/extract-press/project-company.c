/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* project-company.c: `i samverkan med A`, `Med är också A`, `Övriga parter är A`. */
#include "participations.h"
#include "projects.h"

#include <string.h>

/* `brings together partners, including A and B`, `samlar aktörer som A och B` */
static uint32_t
read_gathering (Speech *speech, uint32_t i)
{
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS], end, start = i + 1;

  if (!word_in (press->tokens[i].lower, "including däribland such som bland") ||
      !tokens_have (press, speech->first, i,
                    "partners partner parter aktörer organisationer organisations "
                    "organizations parterna aktörerna") ||
      !tokens_have (press, speech->first, i,
                    "samlar together involverar involves engagerar omfattar består unites"))
    return i;
  while (start < speech->limit && word_in (press->tokens[start].lower, "as annat"))
    start++;
  size_t n = enumeration_read (press, start, speech->limit, true, found, &end);
  party_add (speech, NYSTA_PARTNER, found, n, 0.75);
  return n > 0 ? end : i;
}

/* `i samverkan med A`, `tillsammans med A`, `mellan A och B`. */
uint32_t
company_read (Speech *speech, uint32_t i)
{
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS], end;
  const char *lower = press->tokens[i].lower;
  bool joint = word_in (
    lower,
    "samverkan samarbete tillsammans together collaboration partnership partnerskap ihop "
    "cooperation co-operation jointly samarbetar samverkar collaborates cooperates");

  if (joint && i + 1 < speech->limit &&
      (token_is (press, i + 1, "med") || token_is (press, i + 1, "with")))
    {
      size_t n = enumeration_read (press, i + 2, speech->limit, true, found, &end);

      party_add (speech, NYSTA_PARTNER, found, n, 0.8);
      return n > 0 ? end : i;
    }
  if (strcmp (lower, "står") == 0 && token_is (press, speech->first, "bakom"))
    {
      uint32_t start = i + 1;

      while (start < speech->limit && word_in (press->tokens[start].lower, "också även nu"))
        start++;
      size_t n = enumeration_read (press, start, speech->limit, true, found, &end);

      party_add (speech, NYSTA_PARTNER, found, n, 0.8);
      return n > 0 ? end : i;
    }
  if (word_in (lower, "mellan between"))
    {
      size_t n = enumeration_read (press, i + 1, speech->limit, true, found, &end);

      if (n >= 2)
        party_add (speech, NYSTA_PARTNER, found, n, 0.75);
      return n >= 2 ? end : i;
    }
  return read_gathering (speech, i);
}

/* `Konsortiet består av`, `The consortium consists of`. */
static bool
consists (const Press *press, uint32_t first, uint32_t i)
{
  return word_in (press->tokens[i].lower, "består consists comprises utgörs") &&
         tokens_have (press, first, i, "konsortiet konsortium consortium partnerskapet");
}

static const char *
lower_of (const Press *press, uint32_t i)
{
  return press->tokens[i].lower;
}

/* `Med är också A`, `Övriga parter är A`, `anslutit sig … är A`. */
uint32_t
membership_phrase_read (Speech *speech, uint32_t i)
{
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS], end;
  uint32_t role = 0;

  if (word_in (lower_of (press, i), "dem däribland annat bl.a.") &&
      tokens_have (press, speech->first, i, "deltar deltagit medverkar deltog"))
    {
      size_t n = enumeration_read (press, i + 1, speech->limit, true, found, &end);

      party_add (speech, NYSTA_PARTICIPANT, found, n, 0.75);
      return n > 0 ? end : i;
    }
  if (!token_is (press, i, "är") && !token_is (press, i, ":") &&
      !token_is (press, i, "are") && !token_is (press, i, "include") &&
      !token_is (press, i, "includes") && !token_is (press, i, "även") &&
      !token_is (press, i, "också") && !token_is (press, i, "finns") &&
      !consists (press, speech->first, i))
    return i;
  if (part_of_subject_read (speech, i))
    return i;
  if (token_is (press, speech->first, "med") &&
      (i == speech->first + 1 ||
       (i < speech->first + 4 && token_is (press, speech->first + 1, "i") &&
        project_word_definite (press, speech->first + 2))))
    role = NYSTA_PARTNER;
  else if (tokens_have (press, speech->first, i, "anslutit anslutna ansluter joined"))
    role = NYSTA_PARTICIPANT;
  else if (tokens_have (
             press, speech->first, i,
             "partner partners parter projektpartner projektpartners "
             "samarbetspartner samarbetspartners projektparter part "
             "samverkansparter medverkande samverkanspartners parterna "
             "partnerorganisationer konsortiet konsortium consortium collaborators "
             "medsökande"))
    role = NYSTA_PARTNER;
  else if (tokens_have (press, speech->first, i,
                        "kommunerna kommuner aktörerna deltagarna regionerna orterna"))
    role = NYSTA_PARTICIPANT;
  else if (tokens_have (press, speech->first, i,
                        "deltagare deltagande pilotkommuner deltar medverkar "
                        "pilotorter participants participating testkommuner "
                        "pilotkommunerna deltagarna"))
    role = NYSTA_PARTICIPANT;
  else if (tokens_have (press, speech->first, i,
                        "projektägare huvudman projektägaren koordinator huvudmannen "
                        "projektledande projektkoordinator coordinator stödmottagare "
                        "coordinating värdorganisation värd host initiativtagare leds "
                        "institution huvudsökande applicant projektvärd programvärd"))
    role = NYSTA_LEAD;
  else if (tokens_have (press, speech->first, i,
                        "finansiär finansiärer finansiären finansiärerna finansiering "
                        "funder funders funding funded financed medfinansiär "
                        "medfinansiärer huvudfinansiär bidragsgivare sponsorer sponsors "
                        "finansieras medfinansiering"))
    role = NYSTA_FUNDER;
  if (role == 0)
    return i;
  uint32_t start = i + 1;
  while (start < speech->limit &&
         word_in (press->tokens[start].lower,
                  "också även bland annat : är förutom av by of bl.a. andra"))
    start++;
  size_t n = enumeration_read (press, start, speech->limit, true, found, &end);
  party_add (speech, role, found, n, 0.8);
  return n > 0 ? end : i;
}

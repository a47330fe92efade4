/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * participations.c: who funds, leads, carries out and takes part in a project: `finansieras
 * av`, `leds av`, `i samverkan med`, `Med är också`, `Finansiär:`, lists of projects.
 *
 * A sentence speaks of the project that it names, or, where it says `projektet`, of the one
 * named last.
 */
#include "participations.h"

#include <string.h>

typedef struct
{
  Press *press;
  uint32_t project;      /* that this sentence speaks of, NONE */
  uint32_t first, limit; /* the sentence */
  bool has_leader;
} Speech;

bool
word_in (const char *word, const char *list)
{
  size_t n = strlen (word);

  /* The lists are long and asked for every word: strstr() is what is fastest. */
  for (const char *p = n > 0 ? strstr (list, word) : NULL; p != NULL;
       p = strstr (p + n, word))
    if ((p == list || p[-1] == ' ') && (p[n] == '\0' || p[n] == ' '))
      return true;
  return false;
}

static const char *
lower_of (const Press *press, uint32_t i)
{
  return press->tokens[i].lower;
}

bool
tokens_have (const Press *press, uint32_t first, uint32_t limit, const char *list)
{
  for (uint32_t i = first; i < limit; i++)
    if (word_in (press->tokens[i].lower, list))
      return true;
  return false;
}

/* --- enumerations ------------------------------------------------------------------- */

/* `A, B och C` from @i on. Returns how many; *@out_end is past the last. */
size_t
enumeration_read (Press *press, uint32_t i, uint32_t limit, bool trusted,
                  uint32_t out[MAX_ORGANISATIONS], uint32_t *out_end)
{
  size_t n = 0;

  *out_end = i;
  while (i < limit && n < MAX_ORGANISATIONS)
    {
      uint32_t end = i;
      bool article = token_bits (press, i, W_ARTICLE) || token_is (press, i, "både");
      Span *span = span_over (press, i);

      if (span != NULL && span->kind != ORGANISATION && !(span->kind == ROLE))
        break;
      uint32_t organisation = organisation_parse (press, article ? i + 1 : i, limit,
                                                  trusted, &end);
      if (organisation == NONE)
        break;
      out[n++] = organisation;
      i = end;
      if (i + 2 < limit && token_is (press, i, "(") && token_is (press, i + 2, ")"))
        i += 3;
      *out_end = i;
      /* Swedish writes no comma before the last `och`: a clause begins there. */
      if (i + 1 < limit && token_is (press, i, ",") && token_is (press, i + 1, "och"))
        break;
      if (i < limit && token_is (press, i, ","))
        i++;
      else if (!(i < limit && (token_bits (press, i, W_AND) || token_is (press, i, "/"))))
        break;
      while (i < limit && (token_bits (press, i, W_AND) || token_is (press, i, "/")))
        i++;
    }
  return n;
}

/* Who leads is not also called a partner. */
static bool
already_leads (const Press *press, uint32_t project, uint32_t organisation)
{
  for (size_t k = press->n_participations; k-- > 0 && press->n_participations - k < 64;)
    if (press->participations[k].project == project &&
        press->participations[k].organisation == organisation &&
        press->participations[k].role == NYSTA_LEAD)
      return true;
  return false;
}

#define take_part(speech, ...) take_part_by (speech, __func__, __VA_ARGS__)
static void
take_part_by (Speech *speech, const char *rule, uint32_t role,
              const uint32_t *organisations, size_t n, double confidence)
{
  for (size_t k = 0; k < n; k++)
    if (!((role == NYSTA_PARTNER || role == NYSTA_PARTICIPANT) &&
          already_leads (speech->press, speech->project, organisations[k])))
      participation_add_by (speech->press, rule, speech->project, role, organisations[k],
                            speech->first, speech->limit, confidence);
    else
      TRACE (speech->press, rule, speech->first, speech->limit,
             "participation dropped: %s leads %s already",
             trace_name (speech->press, organisations[k]),
             trace_name (speech->press, speech->project));
  if (role == NYSTA_LEAD && n > 0)
    speech->has_leader = true;
}

/* The organisations that act: those before @verb in the same clause. */
static size_t
read_subject (Speech *speech, uint32_t verb, uint32_t out[MAX_ORGANISATIONS])
{
  Press *press = speech->press;
  uint32_t i = verb;

  /* Back to the beginning of the clause, over organisations and what joins them; a comma
   * right before the verb ends another clause. */
  while (i > speech->first && !(i == verb && token_is (press, i - 1, ",")))
    {
      Span *span = span_over (press, i - 1);

      /* `…, och A ställer upp`: a clause of its own begins there. */
      if (i > speech->first + 1 && i < verb && token_is (press, i - 1, "och") &&
          token_is (press, i - 2, ","))
        break;
      if (span != NULL && span->kind == ORGANISATION && span->first >= speech->first)
        i = span->first;
      else if (token_bits (press, i - 1, W_AND | W_DESCRIPTOR) ||
               token_is (press, i - 1, ",") || token_is (press, i - 1, "har") ||
               token_is (press, i - 1, "kommuner") || token_is (press, i - 1, "(") ||
               token_is (press, i - 1, ")") ||
               (token_upper (press, i - 1) &&
                match_at (press, i - 1, 1u << NYSTA_MATCH_MUNICIPALITY) != NULL))
        i--;
      else
        break;
    }
  while (i < verb && (token_is (press, i, ",") || token_bits (press, i, W_AND)))
    i++;
  uint32_t end;
  bool besides = token_is (press, speech->first, "utöver") ||
                 token_is (press, speech->first, "förutom");
  size_t n = i < verb && !besides ? enumeration_read (press, i, verb, false, out, &end) : 0;

  /* `Utöver X medverkar …`, `driver föreningen X`: nothing stands before the verb. */
  if (n == 0 && verb + 1 < speech->limit)
    {
      bool generic = word_in (
        press->tokens[verb + 1].lower,
        "föreningen kommunen vi regionen myndigheten stiftelsen bolaget");
      uint32_t owner = press->owner != NONE ? press->owner : press->publisher;
      uint32_t start = verb + 1;

      while (start < speech->limit &&
             word_in (press->tokens[start].lower, "även också bland annat bl.a. andra nu"))
        start++;
      n = enumeration_read (press, start, speech->limit, false, out, &end);
      if (n == 0 && generic && owner != NONE)
        out[n++] = owner;
    }
  if (n == 0 && verb > speech->first + 1 && token_is (press, verb - 1, "have"))
    return read_subject (speech, verb - 1, out);
  if (n == 0 && verb > speech->first &&
      word_in (press->tokens[verb - 1].lower,
               "föreningen kommunen vi regionen myndigheten bolaget") &&
      press->owner != NONE)
    out[n++] = press->owner;
  return n;
}

/* --- frames --------------------------------------------------------------------------- */

#define FUNDING                                                                            \
  "finansieras finansierat finansierats finansierades finansierad medfinansieras "         \
  "bekostas stöds funded financed supported finansierade sponsras samfinansieras "        \
  "sponsored co-funded cofunded co-financed cofinanced delfinansieras huvudfinansieras"
#define LEADING                                                                            \
  "leds ägs drivs koordineras samordnas initieras initierat initierats initierades "      \
  "initierad drevs leddes bedrivs startades led coordinated managed run initiated "        \
  "letts drivits headed arrangeras administreras hålls hosted operated co-ordinated "     \
  "organised organized projektleds"
#define CARRYING "genomförs genomfördes genomförts utförs carried conducted implemented"
#define MONEY                                                                              \
  "kronor kr miljoner miljon tkr mkr euro finansiering stöd medel bidrag budget "         \
  "budgeten kostnaden kostnaderna pengar hälften anslag resterande procent million "      \
  "funding grant sek eur tusen tkr msek"

/* `leds … av A`, `funded by A`. Returns past the frame, or @i. */
static uint32_t
read_passive (Speech *speech, uint32_t i)
{
  Press *press = speech->press;
  const char *lower = press->tokens[i].lower;
  uint32_t role = word_in (lower, FUNDING)    ? NYSTA_FUNDER
                  : word_in (lower, LEADING)  ? NYSTA_LEAD
                  : word_in (lower, CARRYING) ? NYSTA_PARTNER
                                              : 0;
  uint32_t found[MAX_ORGANISATIONS], end;

  if (role == 0)
    return i;
  for (uint32_t k = i + 1; k < speech->limit && k < i + 8; k++)
    {
      /* `led by Anna Ek from A`: her employer does not lead. */
      if (token_is (press, k, ",") || token_is (press, k, "tillsammans") ||
          token_is (press, k, "samverkan") || token_is (press, k, "together") ||
          token_is (press, k, "collaboration") ||
          (span_over (press, k) != NULL && span_over (press, k)->kind == PERSON))
        break;
      if (!token_is (press, k, "av") && !token_is (press, k, "by") &&
          !token_is (press, k, "från") && !token_is (press, k, "from") &&
          !(role == NYSTA_FUNDER &&
            (token_is (press, k, "through") || token_is (press, k, "genom"))))
        continue;
      size_t n = enumeration_read (press, k + 1, speech->limit, true, found, &end);
      if (n == 0)
        continue;
      if (role == NYSTA_PARTNER && n == 1)
        role = NYSTA_LEAD;
      if (role == NYSTA_LEAD && n > 1 && strcmp (lower, "drivs") == 0)
        role = NYSTA_PARTNER;
      take_part (speech, role, found, n, 0.85);
      return end;
    }
  return i;
}

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
      size_t n = read_subject (speech, subject, found);
      take_part (speech, n > 1 ? NYSTA_PARTNER : NYSTA_LEAD, found, n, 0.75);
      speech->project = before;
      return;
    }
}

/* `beviljades X 2 miljoner kronor … av A`, `får stöd från A`: A pays. */
static uint32_t
read_grant (Speech *speech, uint32_t i)
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
          take_part (speech, NYSTA_FUNDER, found, n, 0.8);
          return end;
        }
    }
  return i;
}

/* `med finansiering från A`, `med stöd av A`, `Pengarna kommer från A`, `bidrag från A`. */
static uint32_t
read_funding_noun (Speech *speech, uint32_t i)
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
        take_part (speech, NYSTA_FUNDER, found, n, 0.8);
      return n > 0 ? end : i;
    }
  return i;
}

/* `med A som projektägare`, `under ledning av A`. */
static uint32_t
read_leadership (Speech *speech, uint32_t i)
{
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS], end;

  if (i + 2 < speech->limit && token_is (press, i, "ledning") &&
      token_is (press, i + 1, "av"))
    {
      size_t n = enumeration_read (press, i + 2, speech->limit, false, found, &end);

      take_part (speech, NYSTA_LEAD, found, n, 0.8);
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
  take_part (speech, role, found, n, 0.8);
  return end + 2;
}

/* `i samverkan med A`, `tillsammans med A`, `mellan A och B`. */
static uint32_t
read_company (Speech *speech, uint32_t i)
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

      take_part (speech, NYSTA_PARTNER, found, n, 0.8);
      return n > 0 ? end : i;
    }
  if (strcmp (lower, "står") == 0 && token_is (press, speech->first, "bakom"))
    {
      size_t n = enumeration_read (press, i + 1, speech->limit, true, found, &end);

      take_part (speech, NYSTA_PARTNER, found, n, 0.8);
      return n > 0 ? end : i;
    }
  if (word_in (lower, "mellan between"))
    {
      size_t n = enumeration_read (press, i + 1, speech->limit, true, found, &end);

      if (n >= 2)
        take_part (speech, NYSTA_PARTNER, found, n, 0.75);
      return n >= 2 ? end : i;
    }
  return i;
}

/* `Nordvind leder projektet`: a name right before the verb that nothing else tells of. */
static size_t
read_unknown_subject (Speech *speech, uint32_t verb, uint32_t out[MAX_ORGANISATIONS])
{
  Press *press = speech->press;
  uint32_t first = verb, end;

  while (first > speech->first && token_name (press, first - 1) &&
         span_over (press, first - 1) == NULL && verb - first < 5)
    first--;
  if (first == verb || token_class (press, first, NYSTA_MATCH_GIVEN_NAME) ||
      token_class (press, first, NYSTA_MATCH_COMMON_WORD) ||
      token_class (press, first, NYSTA_MATCH_FUNCTION_WORD) ||
      token_class (press, first, NYSTA_MATCH_MUNICIPALITY) ||
      token_bits (press, first, W_PROJECT | W_PRONOUN | W_ARTICLE | W_NOT_NAME) ||
      title_head (press, verb - 1, &end) ||
      has_suffix (press->tokens[verb - 1].lower, "en") ||
      has_suffix (press->tokens[verb - 1].lower, "et"))
    return 0;
  out[0] = organisation_parse (press, first, verb, true, &end);
  return out[0] != NONE && end == verb;
}

static uint32_t
part_of_noun (const char *noun)
{
  if (word_in (noun, "projektkoordinator koordinator projektägare huvudman samordnare "
                     "coordinator host owner värd värdorganisation lead"))
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
  take_part (speech, role, found, n, 0.8);
  return true;
}

/* `A är projektägare`, `A is the coordinator`: what the subject is in the project. */
static bool
read_part_of_subject (Speech *speech, uint32_t copula)
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
               ? read_subject (speech, copula, found)
               : read_unknown_subject (speech, copula, found);
  take_part (speech, role, found, n, 0.8);
  return n > 0;
}

/* `Konsortiet består av`, `The consortium consists of`. */
static bool
consists (const Press *press, uint32_t first, uint32_t i)
{
  return word_in (press->tokens[i].lower, "består consists comprises utgörs") &&
         tokens_have (press, first, i, "konsortiet konsortium consortium partnerskapet");
}

/* `Med är också A`, `Övriga parter är A`, `anslutit sig … är A`. */
static uint32_t
read_membership_phrase (Speech *speech, uint32_t i)
{
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS], end;
  uint32_t role = 0;

  if (word_in (lower_of (press, i), "dem däribland annat bl.a.") &&
      tokens_have (press, speech->first, i, "deltar deltagit medverkar deltog"))
    {
      size_t n = enumeration_read (press, i + 1, speech->limit, true, found, &end);

      take_part (speech, NYSTA_PARTICIPANT, found, n, 0.75);
      return n > 0 ? end : i;
    }
  if (!token_is (press, i, "är") && !token_is (press, i, ":") &&
      !token_is (press, i, "are") && !token_is (press, i, "include") &&
      !token_is (press, i, "includes") && !token_is (press, i, "även") &&
      !token_is (press, i, "också") && !token_is (press, i, "finns") &&
      !consists (press, speech->first, i))
    return i;
  if (read_part_of_subject (speech, i))
    return i;
  if (i == speech->first + 1 && token_is (press, speech->first, "med"))
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
                        "coordinating värdorganisation värd host initiativtagare leds"))
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
  take_part (speech, role, found, n, 0.8);
  return n > 0 ? end : i;
}

/* `A finansierar`, `A leder`, `A deltar i`, `A står för …`. */
static void
read_active (Speech *speech, uint32_t i)
{
  Press *press = speech->press;
  const char *lower = press->tokens[i].lower;
  uint32_t found[MAX_ORGANISATIONS];
  bool money = tokens_have (press, speech->first, speech->limit, MONEY);
  uint32_t role = 0;

  if (word_in (lower, "finansierar finansierat finansierade medfinansierar funds bekostar "
                      "finances delfinansierar sponsrar samfinansierar"))
    role = NYSTA_FUNDER;
  else if (money &&
           word_in (lower, "beviljar beviljat beviljade bidrar står avsätter satsar "
                           "skjuter investerar stöder stödjer stöttar"))
    role = NYSTA_FUNDER;
  else if (word_in (lower, "leder driver äger koordinerar samordnar startar startade "
                           "lanserar inleder genomför leads coordinates "
                           "launched launches manages hosts "
                           "drev initierade initierar coordinating startat driva") ||
           (word_in (lower, "runs") && i + 1 < speech->limit &&
            !word_in (press->tokens[i + 1].lower,
                      "until from for to over through between during till")))
    role = NYSTA_LEAD;
  else if (word_in (
             lower,
             "svarar ansvarar följer utvärderar samverkar samarbetar ingår ingick") ||
           (word_in (lower, "deltar medverkar") &&
            tokens_have (
              press, i, speech->limit,
              "projektpart partner part projektpartner samverkanspart samarbetspartner "
              "samarbetspartners samverkanspartner partners")))
    role = NYSTA_PARTNER;
  else if (word_in (lower, "ställer") && tokens_have (press, i, speech->limit, "upp"))
    role = NYSTA_PARTNER;
  else if (word_in (lower, "deltar medverkar deltog medverkade participates deltagit "
                           "participate participated participating medverkat"))
    role = NYSTA_PARTICIPANT;
  if (role == 0)
    return;
  size_t n = read_subject (speech, i, found);
  if (n == 0 && i > speech->first && span_over (press, i - 1) == NULL)
    n = read_unknown_subject (speech, i, found);
  if (role == NYSTA_LEAD && n > 1)
    role = NYSTA_PARTNER;
  take_part (speech, role, found, n, 0.75);
}

/* --- the project that a sentence is about ----------------------------------------------
 */

static bool
points_back (const Press *press, uint32_t i)
{
  return word_in (press->tokens[i].lower, "projektet projektets programmet satsningen "
                                          "initiativet samarbetet arbetet project "
                                          "pilotprojektet insatsen forskningsprojektet "
                                          "pengarna piloten utvecklingsprojektet "
                                          "konsortiet consortium initiative programme "
                                          "kampanjen träningarna") ||
         has_prefix (press->tokens[i].lower, "projekt") ||
         (i + 2 < press->n_tokens && token_is (press, i, "med") &&
          token_is (press, i + 1, "är") && token_opens (press, i));
}

uint32_t
project_spoken_of (Press *press, uint32_t first, uint32_t limit, uint32_t before)
{
  for (uint32_t i = first; i < limit; i++)
    {
      Span *span = span_at (press, i, PROJECT);

      if (span != NULL && !span->dropped)
        return span_entity (press, span);
    }
  for (uint32_t i = first; i < limit; i++)
    if (points_back (press, i))
      return before;
  return NONE;
}

static uint32_t
project_entity (const Press *press)
{
  for (size_t e = 0; e < press->n_entities; e++)
    if (press->entities[e].kind == PROJECT)
      return (uint32_t) e;
  return NONE;
}

/* The same paragraph, or items of the same list. */
static bool
same_passage (const Press *press, uint32_t a, uint32_t b)
{
  return a == b || (press->text->blocks[a].group != 0 &&
                    press->text->blocks[a].group == press->text->blocks[b].group);
}

/* The project whose name is the whole block right above. */
static uint32_t
project_of_heading (Press *press, uint32_t first)
{
  uint32_t b = block_of (press, first);

  if (b == 0 || press->block_first[b] != first)
    return NONE;
  Span *span = span_at (press, press->block_first[b - 1], PROJECT);
  return span != NULL && !span->dropped && span->end == first ? span_entity (press, span)
                                                              : NONE;
}

static void
read_sentences (Press *press)
{
  uint32_t last = NONE, last_block = NONE;

  for (size_t s = 0; s < press->text->n_sentences; s++)
    {
      uint32_t first = press->text->sentences[s].first_token;
      uint32_t limit = first < press->n_tokens ? sentence_end (press, first) : first;
      uint32_t named = project_spoken_of (press, first, limit, last);
      Speech speech = { .press = press, .project = named, .first = first, .limit = limit };

      if (first >= limit)
        continue;
      /* In a paragraph about a project the next sentence still is. */
      if (named == NONE && last == NONE && press->n_of_kind[PROJECT] == 1 &&
          first < limit &&
          tokens_have (
            press, first, limit,
            "samarbete samarbetet projekt projektet initiativ initiativet satsning "
            "satsningen project initiative programme"))
        speech.project = project_entity (press);
      if (named == NONE && last != NONE &&
          same_passage (press, last_block, block_of (press, first)) &&
          tokens_have (press, first, limit,
                       "medverkar deltar svarar värd huvudman koordinator budgeten "
                       "avsätter kostnaden partner beviljat beviljar bidrar bidragit "
                       "också finansieras leds drivs finansierat stöttar "
                       "finansierar partners funded supported"))
        speech.project = last;
      if (speech.project == NONE && s > 0 && first > 0)
        speech.project = project_of_heading (press, first);
      if (speech.project == NONE)
        continue;
      last = speech.project;
      last_block = block_of (press, first);
      for (uint32_t i = first; i < limit; i++)
        {
          Span *span = span_at (press, i, PROJECT);
          if (span != NULL && !span->dropped)
            speech.project = last = span_entity (press, span);

          uint32_t end = read_passive (&speech, i);
          if (end == i)
            end = read_grant (&speech, i);
          if (end == i)
            end = read_funding_noun (&speech, i);
          if (end == i)
            end = read_leadership (&speech, i);
          if (end == i)
            end = read_company (&speech, i);
          if (end == i)
            end = read_membership_phrase (&speech, i);
          if (end == i)
            read_active (&speech, i);
          if (end > i)
            i = end - 1;
        }
    }
}

/* --- lines with a label: `Finansiär: A`
 * ---------------------------------------------------- */

/* The project named last before @i, or the document's first. */
static uint32_t
project_before (Press *press, uint32_t i)
{
  while (i-- > 0)
    {
      Span *span = span_over (press, i);

      if (span != NULL && span->kind == PROJECT && !span->dropped)
        return span_entity (press, span);
    }
  return project_entity (press);
}

/* Past the label of the line: `Finansiär:`, `Coordinator` before a name; or @first. */
static uint32_t
label_end (const Press *press, uint32_t first, uint32_t limit)
{
  uint32_t colon = first;

  while (colon < limit && colon < first + 5 && !token_is (press, colon, ":"))
    colon++;
  if (colon > first && colon < limit && token_is (press, colon, ":"))
    return colon;
  return first;
}

/* The words of a line that is nothing but a label and who it names. */
static bool
is_bare_label (const Press *press, uint32_t first, uint32_t limit)
{
  return limit - first >= 2 && limit - first <= 10 && token_upper (press, first + 1) &&
         word_in (press->tokens[first].lower,
                  "koordinator coordinator projektägare huvudman finansiär funder "
                  "projektkoordinator stödmottagare");
}

static void
read_bare_label (Press *press, uint32_t project, uint32_t first, uint32_t limit)
{
  uint32_t found[MAX_ORGANISATIONS], end;
  size_t n = enumeration_read (press, first + 1, limit, true, found, &end);
  Speech speech = { .press = press, .project = project, .first = first, .limit = limit };

  take_part (&speech,
             word_in (press->tokens[first].lower, "finansiär funder") ? NYSTA_FUNDER
                                                                      : NYSTA_LEAD,
             found, n, 0.8);
}

static void
read_labels (Press *press)
{
  for (size_t b = 0; b < press->text->n_blocks; b++)
    {
      uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
      uint32_t colon = first < limit ? label_end (press, first, limit) : first;

      if (colon > first)
        {
          Speech speech = { .press = press,
                            .project = project_before (press, first),
                            .first = first,
                            .limit = limit };
          read_membership_phrase (&speech, colon);
        }
      else if (first + 2 < limit && limit - first < 12 &&
               ((token_is (press, first, "bidrag") &&
                 token_is (press, first + 1, "från")) ||
                (token_is (press, first, "funding") &&
                 token_is (press, first + 1, "from")) ||
                (token_is (press, first, "finansieras") &&
                 token_is (press, first + 1, "av"))))
        {
          Speech speech = { .press = press,
                            .project = project_before (press, first),
                            .first = first,
                            .limit = limit };
          if (read_funding_noun (&speech, first) == first)
            read_passive (&speech, first);
        }
      else if (first < limit && is_bare_label (press, first, limit))
        read_bare_label (press, project_before (press, first), first, limit);
    }
}

/* `Nordvind Startup Programme`: whose name the project's begins with runs it. */
static void
read_names (Press *press)
{
  for (size_t s = 0; s < press->n_spans; s++)
    {
      const Span *span = &press->spans[s];

      if (span->kind != PROJECT || span->dropped || span->end - span->first < 3 ||
          !word_in (press->tokens[span->end - 1].lower,
                    "program programme project initiative"))
        continue;
      for (uint32_t end = span->first + 1; end + 1 < span->end && end < span->first + 4;
           end++)
        {
          uint32_t organisation = entity_find (press, ORGANISATION,
                                               text_between (press, span->first, end));

          if (organisation != NONE)
            {
              participation_add (press, span->entity, NYSTA_LEAD, organisation, span->first,
                                 span->end, 0.65);
              break;
            }
        }
    }
}

void
participations_read (Press *press)
{
  project_lists_read (press);
  if (press->n_of_kind[PROJECT] == 0)
    return;
  read_sentences (press);
  read_labels (press);
  read_names (press);
  project_councils_read (press);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * participations.c: who funds, leads, carries out and takes part in a project: `finansieras
 * av`, `leds av`, `i samverkan med`, `Med är också`, `Finansiär:`, lists of projects.
 *
 * A sentence speaks of the project that it names, or, where it says `projektet`, of the one
 * named last.
 */
#include "press.h"

#include <string.h>

#define MAX_ORGANISATIONS 24

typedef struct
{
  Press *press;
  uint32_t project;      /* that this sentence speaks of, NONE */
  uint32_t first, limit; /* the sentence */
  bool has_leader;
} Speech;

static bool
one_of (const char *word, const char *list)
{
  size_t n = strlen (word);

  for (const char *p = list; *p != '\0'; p += strspn (p, " "))
    {
      size_t m = strcspn (p, " ");

      if (m == n && memcmp (p, word, n) == 0)
        return true;
      p += m;
    }
  return false;
}

static const char *
lower_of (const Press *press, uint32_t i)
{
  return press->tokens[i].lower;
}

static bool
sentence_has (const Press *press, uint32_t first, uint32_t limit, const char *list)
{
  for (uint32_t i = first; i < limit; i++)
    if (one_of (press->tokens[i].lower, list))
      return true;
  return false;
}

/* --- enumerations ------------------------------------------------------------------- */

/* `A, B och C` from @i on. Returns how many; *@out_end is past the last. */
static size_t
read_enumeration (Press *press, uint32_t i, uint32_t limit, bool trusted,
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
      uint32_t organisation = organisation_parse (press, article ? i + 1 : i, limit, trusted, &end);
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

static void
take_part (Speech *speech, uint32_t role, const uint32_t *organisations, size_t n,
           double confidence)
{
  for (size_t k = 0; k < n; k++)
    participation_add (speech->press, speech->project, role, organisations[k], speech->first,
                       speech->limit, confidence);
  if (role == NYSTA_LEAD && n > 0)
    speech->has_leader = true;
}

/* The organisations that act: those before @verb in the same clause. */
static size_t
read_subject (Speech *speech, uint32_t verb, uint32_t out[MAX_ORGANISATIONS])
{
  Press *press = speech->press;
  uint32_t i = verb;

  /* Back to the beginning of the clause, over organisations and what joins them. */
  while (i > speech->first)
    {
      Span *span = span_over (press, i - 1);

      if (span != NULL && span->kind == ORGANISATION && span->first >= speech->first)
        i = span->first;
      else if (token_bits (press, i - 1, W_AND | W_DESCRIPTOR) || token_is (press, i - 1, ",") ||
               token_is (press, i - 1, "har") || token_is (press, i - 1, "(") || token_is (press, i - 1, ")") ||
               (token_upper (press, i - 1) && match_at (press, i - 1, 1u << NYSTA_MATCH_MUNICIPALITY) != NULL))
        i--;
      else
        break;
    }
  while (i < verb && (token_is (press, i, ",") || token_bits (press, i, W_AND)))
    i++;
  uint32_t end;
  bool besides = token_is (press, speech->first, "utöver") || token_is (press, speech->first, "förutom");
  size_t n = i < verb && !besides ? read_enumeration (press, i, verb, false, out, &end) : 0;

  /* `Utöver X medverkar …`, `driver föreningen X`: nothing stands before the verb. */
  if (n == 0 && verb + 1 < speech->limit)
    {
      bool generic = one_of (press->tokens[verb + 1].lower,
                             "föreningen kommunen vi regionen myndigheten stiftelsen bolaget");
      uint32_t owner = press->owner != NONE ? press->owner : press->publisher;

      n = read_enumeration (press, verb + 1, speech->limit, false, out, &end);
      if (n == 0 && generic && owner != NONE)
        out[n++] = owner;
    }
  if (n == 0 && verb > speech->first + 1 && token_is (press, verb - 1, "have"))
    return read_subject (speech, verb - 1, out);
  if (n == 0 && verb > speech->first &&
      one_of (press->tokens[verb - 1].lower, "föreningen kommunen vi regionen myndigheten bolaget") &&
      press->owner != NONE)
    out[n++] = press->owner;
  return n;
}

/* --- frames --------------------------------------------------------------------------- */

#define FUNDING "finansieras finansierat finansierats finansierades finansierad medfinansieras " \
                "bekostas stöds funded financed supported finansierade sponsras samfinansieras"
#define LEADING "leds ägs drivs koordineras samordnas initieras initierat initierats initierades " \
                "initierad drevs leddes bedrivs startades led coordinated managed run initiated " \
                "letts drivits headed arrangeras administreras hålls"
#define CARRYING "genomförs genomfördes genomförts utförs"
#define MONEY "kronor kr miljoner miljon tkr mkr euro finansiering stöd medel bidrag budget " \
              "budgeten kostnaden kostnaderna pengar hälften anslag resterande procent million"

/* `leds … av A`, `funded by A`. Returns past the frame, or @i. */
static uint32_t
read_passive (Speech *speech, uint32_t i)
{
  Press *press = speech->press;
  const char *lower = press->tokens[i].lower;
  uint32_t role = one_of (lower, FUNDING) ? NYSTA_FUNDER : one_of (lower, LEADING) ? NYSTA_LEAD
                  : one_of (lower, CARRYING) ? NYSTA_PARTNER : 0;
  uint32_t found[MAX_ORGANISATIONS], end;

  if (role == 0)
    return i;
  for (uint32_t k = i + 1; k < speech->limit && k < i + 8; k++)
    {
      if (token_is (press, k, ",") || token_is (press, k, "tillsammans") || token_is (press, k, "samverkan"))
        break;
      if (!token_is (press, k, "av") && !token_is (press, k, "by") && !token_is (press, k, "från"))
        continue;
      size_t n = read_enumeration (press, k + 1, speech->limit, true, found, &end);
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

/* `beviljades X 2 miljoner kronor … av A`, `får stöd från A`: A pays. */
static uint32_t
read_grant (Speech *speech, uint32_t i)
{
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS], end;

  if (!one_of (press->tokens[i].lower, "beviljades beviljats beviljas tilldelas tilldelats tilldelades fått får fick") ||
      !sentence_has (press, speech->first, speech->limit, MONEY))
    return i;
  for (uint32_t k = i + 1; k < speech->limit && k < i + 16; k++)
    {
      if (!token_is (press, k, "av") && !token_is (press, k, "från"))
        continue;
      size_t n = read_enumeration (press, k + 1, speech->limit, false, found, &end);
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
  static const char nouns[] = "finansiering finansieringen stöd medel bidrag pengar pengarna anslag funding "
                              "support finansieringsstöd projektmedel stödet medlen grant såddfinansiering";
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS], end;

  if (!one_of (press->tokens[i].lower, nouns))
    return i;
  for (uint32_t k = i + 1; k < speech->limit && k < i + 5; k++)
    {
      if (!token_is (press, k, "från") && !token_is (press, k, "av") && !token_is (press, k, "from") &&
          !token_is (press, k, "genom"))
        continue;
      size_t n = read_enumeration (press, k + 1, speech->limit, true, found, &end);
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

  if (i + 2 < speech->limit && token_is (press, i, "ledning") && token_is (press, i + 1, "av"))
    {
      size_t n = read_enumeration (press, i + 2, speech->limit, false, found, &end);

      take_part (speech, NYSTA_LEAD, found, n, 0.8);
      return n > 0 ? end : i;
    }
  if (!(token_is (press, i, "med") || token_is (press, i, "har")) || i + 2 >= speech->limit || !token_upper (press, i + 1))
    return i;
  size_t n = read_enumeration (press, i + 1, speech->limit, false, found, &end);
  if (n == 0 || end + 1 >= speech->limit || !token_is (press, end, "som"))
    return i;
  const char *as = press->tokens[end + 1].lower;
  uint32_t role = one_of (as, "projektägare koordinator huvudman samordnare projektledare värd projektkoordinator") ? NYSTA_LEAD
                  : one_of (as, "finansiär finansiärer medfinansiär") ? NYSTA_FUNDER
                  : one_of (as, "partner partners part parter samarbetspartner projektpartner") ? NYSTA_PARTNER : 0;
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
  bool joint = one_of (lower, "samverkan samarbete tillsammans together collaboration partnership partnerskap ihop");

  if (joint && i + 1 < speech->limit && (token_is (press, i + 1, "med") || token_is (press, i + 1, "with")))
    {
      size_t n = read_enumeration (press, i + 2, speech->limit, true, found, &end);

      take_part (speech, NYSTA_PARTNER, found, n, 0.8);
      return n > 0 ? end : i;
    }
  if (strcmp (lower, "står") == 0 && token_is (press, speech->first, "bakom"))
    {
      size_t n = read_enumeration (press, i + 1, speech->limit, true, found, &end);

      take_part (speech, NYSTA_PARTNER, found, n, 0.8);
      return n > 0 ? end : i;
    }
  if (one_of (lower, "mellan between"))
    {
      size_t n = read_enumeration (press, i + 1, speech->limit, true, found, &end);

      if (n >= 2)
        take_part (speech, NYSTA_PARTNER, found, n, 0.75);
      return n >= 2 ? end : i;
    }
  return i;
}

/* `Med är också A`, `Övriga parter är A`, `anslutit sig … är A`. */
static uint32_t
read_membership_phrase (Speech *speech, uint32_t i)
{
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS], end;
  uint32_t role = 0;

  if (one_of (lower_of (press, i), "dem däribland annat bl.a.") &&
      sentence_has (press, speech->first, i, "deltar deltagit medverkar deltog"))
    {
      size_t n = read_enumeration (press, i + 1, speech->limit, true, found, &end);

      take_part (speech, NYSTA_PARTICIPANT, found, n, 0.75);
      return n > 0 ? end : i;
    }
  if (!token_is (press, i, "är") && !token_is (press, i, ":") && !token_is (press, i, "are") &&
      !token_is (press, i, "include") && !token_is (press, i, "includes") &&
      !token_is (press, i, "även") && !token_is (press, i, "också"))
    return i;
  if (i == speech->first + 1 && token_is (press, speech->first, "med"))
    role = NYSTA_PARTNER;
  else if (sentence_has (press, speech->first, i, "anslutit anslutna ansluter joined"))
    role = NYSTA_PARTICIPANT;
  else if (sentence_has (press, speech->first, i, "partner partners parter projektpartner projektpartners "
                                                  "samarbetspartner samarbetspartners projektparter part "
                                                  "samverkansparter medverkande samverkanspartners"))
    role = NYSTA_PARTNER;
  else if (sentence_has (press, speech->first, i, "kommunerna kommuner aktörerna deltagarna regionerna orterna"))
    role = NYSTA_PARTICIPANT;
  else if (sentence_has (press, speech->first, i, "deltagare deltagande pilotkommuner deltar medverkar "
                                                  "pilotorter participants testkommuner pilotkommunerna"))
    role = NYSTA_PARTICIPANT;
  else if (token_is (press, i, "är") && i + 1 < speech->limit &&
           one_of (press->tokens[i + 1].lower, "projektkoordinator koordinator projektägare huvudman samordnare"))
    {
      size_t n = read_subject (speech, i, found);

      take_part (speech, NYSTA_LEAD, found, n, 0.8);
      return i;
    }
  else if (sentence_has (press, speech->first, i, "projektägare huvudman projektägaren koordinator huvudmannen "
                                                  "projektledande"))
    role = NYSTA_LEAD;
  else if (sentence_has (press, speech->first, i, "finansiär finansiärer finansiären finansiärerna finansiering "
                                                  "funder funders"))
    role = NYSTA_FUNDER;
  if (role == 0)
    return i;
  uint32_t start = i + 1;
  while (start < speech->limit && one_of (press->tokens[start].lower, "också även bland annat : är förutom"))
    start++;
  size_t n = read_enumeration (press, start, speech->limit, true, found, &end);
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
  bool money = sentence_has (press, speech->first, speech->limit, MONEY);
  uint32_t role = 0;

  if (one_of (lower, "finansierar finansierat finansierade medfinansierar funds bekostar"))
    role = NYSTA_FUNDER;
  else if (money && one_of (lower, "beviljar beviljat beviljade bidrar står avsätter satsar skjuter investerar stöder stödjer stöttar"))
    role = NYSTA_FUNDER;
  else if (one_of (lower, "leder driver äger koordinerar samordnar startar startade lanserar inleder genomför leads coordinates "
                          "launched launches runs manages "
                          "drev initierade initierar coordinating"))
    role = NYSTA_LEAD;
  else if (one_of (lower, "svarar ansvarar följer utvärderar samverkar samarbetar ingår ingick") || (one_of (lower, "deltar medverkar") &&
           sentence_has (press, i, speech->limit, "projektpart partner part projektpartner samverkanspart samarbetspartner "
                         "samarbetspartners samverkanspartner partners")))
    role = NYSTA_PARTNER;
  else if (one_of (lower, "ställer") && sentence_has (press, i, speech->limit, "upp"))
    role = NYSTA_PARTNER;
  else if (one_of (lower, "deltar medverkar deltog medverkade participates deltagit"))
    role = NYSTA_PARTICIPANT;
  if (role == 0)
    return;
  size_t n = read_subject (speech, i, found);
  if (role == NYSTA_LEAD && n > 1)
    role = NYSTA_PARTNER;
  take_part (speech, role, found, n, 0.75);
}

/* --- the project that a sentence is about ---------------------------------------------- */

static bool
points_back (const Press *press, uint32_t i)
{
  return one_of (press->tokens[i].lower,
                 "projektet projektets programmet satsningen initiativet samarbetet arbetet project "
                 "pilotprojektet insatsen forskningsprojektet pengarna piloten utvecklingsprojektet "
                 "träningarna") || has_prefix (press->tokens[i].lower, "projekt") || (i + 2 < press->n_tokens && token_is (press, i, "med") &&
                 token_is (press, i + 1, "är") && token_opens (press, i));
}

static uint32_t
project_of_sentence (Press *press, uint32_t first, uint32_t limit, uint32_t before)
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

static void
read_sentences (Press *press)
{
  uint32_t last = NONE, last_block = NONE;

  for (size_t s = 0; s < press->text->n_sentences; s++)
    {
      uint32_t first = press->text->sentences[s].first_token;
      uint32_t limit = first < press->n_tokens ? sentence_end (press, first) : first;
      uint32_t named = project_of_sentence (press, first, limit, last);
      Speech speech = { .press = press, .project = named, .first = first, .limit = limit };

      if (first >= limit)
        continue;
      /* In a paragraph about a project the next sentence still is. */
      if (named == NONE && last == NONE && press->n_of_kind[PROJECT] == 1 && first < limit &&
          sentence_has (press, first, limit, "samarbete samarbetet projekt projektet initiativ initiativet satsning "
                                             "satsningen project initiative programme"))
        speech.project = project_entity (press);
      if (named == NONE && last != NONE && same_passage (press, last_block, block_of (press, first)) &&
          sentence_has (press, first, limit, "medverkar deltar svarar budgeten avsätter kostnaden partner också finansieras leds drivs "
                                             "finansierar partners"))
        speech.project = last;
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

/* --- lists of projects ------------------------------------------------------------------- */

/* `Kommissionen` alone is the European one. */
static uint32_t
granting_body (Press *press, uint32_t before)
{
  for (uint32_t i = before; i-- > 0;)
    {
      if (!one_of (press->tokens[i].lower, "beviljat beviljar beviljats finansierar finansierat beviljade"))
        continue;
      for (uint32_t k = sentence_first (press, i); k < i; k++)
        {
          Span *span = span_at (press, k, ORGANISATION);

          if (span != NULL)
            return span_entity (press, span);
          if (token_is (press, k, "kommissionen") && token_upper (press, k))
            {
              uint32_t commission = entity_of (press, ORGANISATION, "EU-kommissionen");

              entity_alias (press, commission, "Kommissionen");
              return commission;
            }
        }
    }
  return NONE;
}

static bool
leads_projects (const Press *press, size_t b)
{
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];

  if (limit == first || limit - first > 12 ||
      (!token_is (press, limit - 1, ":") && press->text->blocks[b].kind != NYSTA_BLOCK_HEADING))
    return false;
  return sentence_has (press, first, limit, "projekt projekten projects") &&
         sentence_has (press, first, limit, "beviljade utvalda följande svenska finansierade projekten granted "
                                            "selected funded nya");
}

/* `Name, Org, Org`: a project and those who carry it out. */
static void
read_project_line (Press *press, size_t b, uint32_t funder)
{
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1], comma = first, end;
  uint32_t found[MAX_ORGANISATIONS];
  unsigned depth = 0;

  while (comma < limit && (depth > 0 || !token_is (press, comma, ",")))
    {
      depth += token_is (press, comma, "(");
      depth -= depth > 0 && token_is (press, comma, ")");
      comma++;
    }
  if (comma >= limit || comma == first || comma - first > 24)
    return;
  uint32_t bracket = first;
  while (bracket < comma && !token_is (press, bracket, "("))
    bracket++;
  if (bracket == first)
    return;

  size_t n = read_enumeration (press, comma + 1, limit, true, found, &end);
  if (n == 0)
    return;
  bool trailing = bracket < comma && token_is (press, comma - 1, ")");
  uint32_t name_end = trailing ? bracket : comma;
  for (uint32_t k = first; k < comma; k++)
    if (span_over (press, k) != NULL)
      span_over (press, k)->dropped = true;
  uint32_t project = entity_of (press, PROJECT, text_between (press, first, name_end));
  mention_add (press, project, first, name_end, 0.75);
  if (bracket < comma)
    {
      uint32_t close = bracket + 1;

      while (close < comma && !token_is (press, close, ")"))
        close++;
      entity_alias (press, project, text_between (press, bracket + 1, close));
      if (!trailing)
        entity_alias (press, project, text_between (press, first, bracket));
    }
  for (size_t k = 0; k < n; k++)
    participation_add (press, project, n == 1 ? NYSTA_LEAD : NYSTA_PARTNER, found[k], first, end, 0.75);
  participation_add (press, project, NYSTA_FUNDER, funder, first, end, 0.7);
}

static void
read_project_lists (Press *press)
{
  for (size_t b = 0; b < press->text->n_blocks; b++)
    {
      if (!leads_projects (press, b))
        continue;
      uint32_t funder = granting_body (press, press->block_first[b]);
      for (b++; b < press->text->n_blocks; b++)
        {
          uint32_t first = press->block_first[b], limit = press->block_first[b + 1];

          if (limit > first && !token_is (press, limit - 1, ".") && limit - first < 60)
            read_project_line (press, b, funder);
          else if (limit > first && token_is (press, limit - 1, ".") == false)
            break;
        }
    }
}

/* --- lines with a label: `Finansiär: A` ---------------------------------------------------- */

static void
read_labels (Press *press, uint32_t project)
{
  for (size_t b = 0; b < press->text->n_blocks; b++)
    {
      uint32_t first = press->block_first[b], limit = press->block_first[b + 1], colon = first;

      while (colon < limit && colon < first + 5 && !token_is (press, colon, ":"))
        colon++;
      if (colon >= limit || !token_is (press, colon, ":") || colon == first)
        continue;
      Speech speech = { .press = press, .project = project, .first = first, .limit = limit };
      read_membership_phrase (&speech, colon);
    }
}

/* --- councils of a project -------------------------------------------------------------------- */

/* `Inom ramen för projektet har ett AI-råd … tillsatts`. */
static uint32_t
project_of_council (Press *press, uint32_t council)
{
  const char *name = fold (press, press->entities[council].name);
  size_t n = strlen (name);

  if (n < 6 || strchr (name, ' ') != NULL)
    return NONE;
  char *base = arena_copy (&press->arena, name, n - 2);
  uint32_t last = NONE;
  for (size_t s = 0; s < press->text->n_sentences; s++)
    {
      uint32_t first = press->text->sentences[s].first_token;
      uint32_t limit = first + press->text->sentences[s].n_tokens;
      uint32_t project = project_of_sentence (press, first, limit, last);

      if (project == NONE)
        continue;
      last = project;
      if (!sentence_has (press, first, limit, "tillsatts tillsätts inrättats inrättas bildats bildas startats "
                                              "skapats tillsattes inrättades bildades"))
        continue;
      for (uint32_t i = first; i < limit; i++)
        if (has_prefix (press->tokens[i].lower, base))
          return project;
    }
  return NONE;
}

static bool
is_municipality (const Press *press, uint32_t entity)
{
  const Entity *e = &press->entities[entity];

  return has_suffix (e->name, " kommun") || has_suffix (e->name, " stad") || has_prefix (e->name, "Region ");
}

/* Whoever sits in a project's council takes part for the municipality that sent them. */
static void
read_councils (Press *press)
{
  for (size_t m = 0; m < press->n_memberships; m++)
    {
      const Membership *seat = &press->memberships[m];
      uint32_t known = NONE;

      if (!seat->seat || seat->organisation == NONE || press->n_memberships > 2000)
        continue;
      for (size_t k = 0; k < m && known == NONE; k++)
        if (press->memberships[k].seat && press->memberships[k].organisation == seat->organisation)
          known = (uint32_t) k;
      if (known != NONE)
        continue;
      uint32_t council = seat->organisation;
      uint32_t project = project_of_council (press, council);
      if (project == NONE)
        continue;
      for (size_t k = 0; k < press->n_memberships; k++)
        {
          if (!press->memberships[k].seat || press->memberships[k].organisation != council)
            continue;
          for (size_t j = 0; j < press->n_memberships; j++)
            if (press->memberships[j].person == press->memberships[k].person && !press->memberships[j].seat &&
                press->memberships[j].organisation != NONE && is_municipality (press, press->memberships[j].organisation))
              participation_add (press, project, NYSTA_PARTICIPANT, press->memberships[j].organisation,
                                 press->memberships[j].first, press->memberships[j].end, 0.7);
        }
    }
}

void
participations_read (Press *press)
{
  read_project_lists (press);
  if (press->n_of_kind[PROJECT] == 0)
    return;
  read_sentences (press);
  for (size_t e = 0; e < press->n_entities; e++)
    if (press->entities[e].kind == PROJECT)
      {
        read_labels (press, (uint32_t) e);
        break;
      }
  read_councils (press);
}

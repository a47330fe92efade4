/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * project-phrases.c: what nouns say of who takes part: `med stöd av A`, `i samverkan med A`,
 * `A är projektägare`, `Övriga parter är A`, `A:s projekt X`, `A-finansierat`.
 */
#include "project-frames.h"
#include "projects.h"

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

/* `A beviljar B 2 miljoner kronor för projektet X`: B runs it. */
static void
read_given (Speech *speech, uint32_t verb)
{
  Press *press = speech->press;
  Span *given = span_at (press, verb + 1, ORGANISATION);

  if (given == NULL ||
      !word_in (
        press->tokens[verb].lower,
        "beviljar beviljat beviljade tilldelar tilldelat tilldelade ger gett gav awards "
        "awarded grants granted gives gave"))
    return;
  for (uint32_t k = given->end; k < speech->limit; k++)
    {
      Span *span = span_at (press, k, PROJECT);

      if (span == NULL || span->dropped ||
          !tokens_have (press, given->end, k, "för till for"))
        continue;
      uint32_t before = speech->project, organisation = span_entity (press, given);
      speech->project = span_entity (press, span);
      party_add (speech, NYSTA_LEAD, &organisation, 1, 0.75);
      speech->project = before;
      return;
    }
}

/* `beviljades X 2 miljoner kronor … av A`, `får stöd från A`: A pays. */
static uint32_t
grant_read (Speech *speech, uint32_t i)
{
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS], end;

  read_given (speech, i);
  if (!word_in (
        press->tokens[i].lower,
        "beviljades beviljats beviljas tilldelas tilldelats tilldelades fått får fick "
        "awarded receives received granted erhöll erhållit erhåller") ||
      !tokens_have (press, speech->first, speech->limit, MONEY))
    return i;
  read_recipient (speech, i);
  for (uint32_t k = i + 1; k < speech->limit && k < i + 16; k++)
    {
      if (!word_in (press->tokens[k].lower, "av från by from"))
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
static uint32_t
funding_noun_read (Speech *speech, uint32_t i)
{
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS], end;

  if (!word_in (
        press->tokens[i].lower,
        "finansiering finansieringen stöd medel bidrag pengar pengarna anslag funding "
        "support finansieringsstöd projektmedel stödet medlen grant såddfinansiering "
        "grants medfinansiering ekonomiskt delfinansiering projektstöd "
        "projektbidrag forskningsanslag forskningsmedel financing miljoner "
        "kronor bidraget"))
    return i;
  bool sum = word_in (press->tokens[i].lower, "miljoner kronor");
  for (uint32_t k = i + 1; k < speech->limit && k < i + (sum ? 2 : 5); k++)
    {
      if (token_is (press, k, ",") || token_is (press, k, "."))
        return i;
      if (!word_in (press->tokens[k].lower, "från av from genom by ur") ||
          (sum && !word_in (press->tokens[k].lower, "från from")))
        continue;
      size_t n = parties_read (speech, k + 1, !sum, found, &end);
      if (n > 0)
        party_add (speech, NYSTA_FUNDER, found, n, 0.8);
      return n > 0 && end > i ? end : i;
    }
  return i;
}

/* `Vinnova-finansierat`, `ESA-funded`, `A-led`: the organisation is in the word. */
static uint32_t
compound_read (Speech *speech, uint32_t i)
{
  static const struct
  {
    const char *tail;
    uint32_t role;
  } tails[] = {
    { "finansierat", NYSTA_FUNDER },  { "finansierad", NYSTA_FUNDER },
    { "finansierade", NYSTA_FUNDER }, { "-funded", NYSTA_FUNDER },
    { "-financed", NYSTA_FUNDER },    { "-lett", NYSTA_LEAD },
    { "-ledda", NYSTA_LEAD },         { "-ledd", NYSTA_LEAD },
    { "-led", NYSTA_LEAD },
  };
  Press *press = speech->press;
  const char *word = press->tokens[i].word;

  if (!token_upper (press, i))
    return i;
  for (size_t k = 0; k < sizeof tails / sizeof tails[0]; k++)
    {
      if (!has_suffix (word, tails[k].tail))
        continue;
      size_t n = strlen (word) - strlen (tails[k].tail);
      n -= n > 0 && word[n - 1] == '-';
      const char *name = arena_copy (&press->arena, word, n);
      uint32_t organisation = n > 2 ? entity_find (press, ORGANISATION, name) : NONE;
      /* `ESA-funded` by nobody that the text names otherwise. */
      if (organisation == NONE && n > 2 && n < 8 && word[n] == '-' &&
          strcspn (name, "abcdefghijklmnopqrstuvwxyz") == n)
        organisation = entity_of (press, ORGANISATION, name);
      if (organisation == NONE)
        return i;
      party_add (speech, tails[k].role, &organisation, 1, 0.7);
      return i + 1;
    }
  return i;
}

/* `under ledning av A`, `X är ett forskningsprojekt vid A`, `A:s projekt X`. */
static uint32_t
leading_noun_read (Speech *speech, uint32_t i)
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
  if (!(project_word_indefinite (press, i) || project_word_definite (press, i)) ||
      i + 1 >= speech->limit)
    return i;
  if (i + 2 < speech->limit &&
      word_in (press->tokens[i + 1].lower, "vid hos på at från av from by of") &&
      tokens_have (press, speech->first, i, "är is var was – -"))
    {
      size_t n = enumeration_read (press, i + 2, speech->limit, false, found, &end);

      party_add (speech, n > 1 ? NYSTA_PARTNER : NYSTA_LEAD, found, n, 0.7);
      return n > 0 ? end : i;
    }
  /* `A:s projekt ”X”`, `A’s X project`: whose it is; a word may stand between. */
  const Span *project = span_over (press, i + 1 + project_quote (press, i + 1));
  uint32_t noun = i;
  if ((project == NULL || project->kind != PROJECT) && i > speech->first)
    {
      project = span_over (press, i - 1);
      noun = project != NULL ? project->first : i;
    }
  if (project == NULL || project->kind != PROJECT || project->dropped)
    return i;
  for (uint32_t k = noun; k > speech->first && noun - k < 2; k--)
    {
      Span *owner = span_over (press, k - 1);

      if (owner == NULL || owner->kind != ORGANISATION || owner->end != k)
        continue;
      if (!has_suffix (press->tokens[k - 1].lower, "s") ||
          (owner->name != NULL && has_suffix (owner->name, "s") &&
           strcmp (owner->name, text_between (press, owner->first, owner->end)) == 0 &&
           owner->match == NULL))
        return i;
      found[0] = span_entity (press, owner);
      uint32_t before = speech->project;
      speech->project = project->entity;
      party_add (speech, NYSTA_LEAD, found, 1, 0.7);
      speech->project = before;
      return i + 1;
    }
  return i;
}

/* `A som projektägare och B som värd`, from A on. */
static uint32_t
with_as_from (Speech *speech, uint32_t i)
{
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS], end;
  size_t n = enumeration_read (press, i, speech->limit, false, found, &end);
  /* `med A i spetsen` */
  if (n > 0 && end + 1 < speech->limit && token_is (press, end, "i") &&
      token_is (press, end + 1, "spetsen"))
    {
      party_add (speech, NYSTA_LEAD, found, n, 0.8);
      return end + 2;
    }
  if (n == 0 || end + 1 >= speech->limit ||
      !(token_is (press, end, "som") || token_is (press, end, "as")))
    return i;
  uint32_t as = end + 1;
  while (as + 1 < speech->limit &&
         word_in (press->tokens[as].lower, "the en ett huvudsaklig"))
    as++;
  uint32_t role = part_of_noun (press->tokens[as].lower);
  if (role == 0)
    return i;
  party_add (speech, role, found, n, 0.8);
  /* `… och B som värd` */
  for (uint32_t k = as + 1; k < speech->limit && k < as + 4; k++)
    if (token_bits (press, k, W_AND) && k + 1 < speech->limit)
      {
        uint32_t next = with_as_from (speech, k + 1);
        return next > k + 1 ? next : as + 1;
      }
  return as + 1;
}

/* `med A som projektägare`. */
static uint32_t
with_as_read (Speech *speech, uint32_t i)
{
  const Press *press = speech->press;

  if (!word_in (press->tokens[i].lower, "med har with") || i + 2 >= speech->limit ||
      !token_upper (press, i + 1 + token_bits (press, i + 1, W_ARTICLE)))
    return i;
  uint32_t end = with_as_from (speech, i + 1);
  return end > i + 1 ? end : i;
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

/* `A är projektägare`, `A is one of the partners`, `A ska vara koordinator`: what the subject
 * is in the project. */
static bool
part_of_subject_read (Speech *speech, uint32_t copula)
{
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS];
  uint32_t i = copula + 1;

  if (!word_in (press->tokens[copula].lower, "är is are var was blir vara be utgör") ||
      (copula + 1 < speech->limit && frame_role (speech, copula + 1, BY_AGENT) != 0))
    return false;
  while (
    i < speech->limit && i < copula + 6 &&
    (token_of (press, i)->kind == NYSTA_TOKEN_NUMBER ||
     word_in (
       press->tokens[i].lower,
       "en ett av the a an also också även project nationell main one of "
       "flera huvudsaklig projektets projektet i de tre två fyra fem three four five")))
    i++;
  if (i >= speech->limit)
    return false;
  uint32_t role = part_of_noun (press->tokens[i].lower);
  /* `Lead partner`, `coordinating partner` */
  if (role == 0 && read_part_inverted (speech, copula))
    return true;
  if (role == 0 || copula == speech->first)
    return false;
  uint32_t verb = copula;
  while (verb > speech->first &&
         word_in (press->tokens[verb - 1].lower, "will ska kommer att"))
    verb--;
  if (verb == speech->first)
    return false;
  size_t n = span_over (press, verb - 1) != NULL || token_is (press, verb - 1, ",")
               ? parties_before (speech, verb, found)
               : unknown_party_before (speech, verb, found);
  party_add (speech, role, found, n, 0.8);
  return n > 0;
}

/* `brings together partners, including A and B`, `samlar aktörer som A och B` */
static uint32_t
read_gathering (Speech *speech, uint32_t i)
{
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS], end, start = i + 1;

  if (!word_in (press->tokens[i].lower, "including däribland such som bland") ||
      (token_is (press, i, "som") && i > speech->first &&
       !word_in (press->tokens[i - 1].lower,
                 "partners partner parter aktörer organisationer parterna aktörerna")) ||
      !tokens_have (press, speech->first, i,
                    "partners partner parter aktörer organisationer organisations "
                    "organizations parterna aktörerna deltagare") ||
      !tokens_have (press, speech->first, i,
                    "samlar together involverar involves engagerar omfattar består unites "
                    "consortium har has deltagare developed"))
    return i;
  while (start < speech->limit && word_in (press->tokens[start].lower, "as annat"))
    start++;
  size_t n = enumeration_read (press, start, speech->limit, true, found, &end);
  party_add (speech,
             tokens_have (press, speech->first, i, "deltagare participants")
               ? NYSTA_PARTICIPANT
               : NYSTA_PARTNER,
             found, n, 0.75);
  return n > 0 ? end : i;
}

/* `i samverkan med A`, `tillsammans med A`, `mellan A och B`, `Bakom projektet står A`. */
static uint32_t
company_read (Speech *speech, uint32_t i)
{
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS], end;
  const char *lower = press->tokens[i].lower;
  bool joint = word_in (
    lower,
    "samverkan samarbete tillsammans together collaboration partnership partnerskap ihop "
    "cooperation co-operation jointly samarbetar samverkar collaborates cooperates "
    "collaborating collaborate samarbetat samverkat gemensamt");

  /* In a text about a project not all cooperation is its own. */
  if (speech->weak && !tokens_have (press, speech->first, i,
                                    "vi we it det den arbetet samarbetet samverkan work"))
    return i;
  if (joint)
    {
      uint32_t with = i + 1;

      while (with < speech->limit && with < i + 3 &&
             word_in (press->tokens[with].lower, "också även vi bland annat nära also"))
        with++;
      if (with >= speech->limit || !word_in (press->tokens[with].lower, "med with"))
        return i;
      size_t n = parties_read (speech, with + 1, true, found, &end);

      party_add (speech, NYSTA_PARTNER, found, n, 0.8);
      return n > 0 && end > i ? end : i;
    }
  if (strcmp (lower, "står") == 0 && token_is (press, speech->first, "bakom"))
    {
      size_t n = parties_read (speech, i + 1, true, found, &end);

      party_add (speech, NYSTA_PARTNER, found, n, 0.8);
      return n > 0 && end > i ? end : i;
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

/* `Med är också A`, `Övriga parter är A`, `Partners: A`, `anslutit sig … är A`. */
uint32_t
membership_phrase_read (Speech *speech, uint32_t i)
{
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS], end;
  uint32_t role = 0;

  if (word_in (press->tokens[i].lower, "dem däribland annat bl.a. andra") &&
      tokens_have (press, speech->first, i, "deltar deltagit medverkar deltog ingår"))
    {
      size_t n = parties_read (speech, i + 1, true, found, &end);

      party_add (speech, NYSTA_PARTICIPANT, found, n, 0.75);
      return n > 0 && end > i ? end : i;
    }
  if (!word_in (
        press->tokens[i].lower,
        "är is : are include includes även också finns were var was vara be utgör") &&
      !consists (press, speech->first, i))
    return i;
  if (part_of_subject_read (speech, i) ||
      (i + 1 < speech->limit && frame_role (speech, i + 1, BY_AGENT) != 0))
    return i;
  /* `I projektet finns A och B`, `Utöver dem finns A i projektet` */
  if (token_is (press, i, "finns"))
    {
      size_t n = parties_read (speech, i + 1, false, found, &end);

      if (n == 0 || !tokens_have (press, speech->first, speech->limit,
                                  "projektet konsortiet satsningen initiativet programmet"))
        return i;
      party_add (speech, NYSTA_PARTNER, found, n, 0.7);
      return end > i ? end : i;
    }
  uint32_t near = i > speech->first + 3 ? i - 3 : speech->first;
  if (token_is (press, speech->first, "med") &&
      (i == speech->first + 1 ||
       (i < speech->first + 4 && token_is (press, speech->first + 1, "i") &&
        project_word_definite (press, speech->first + 2))))
    role = NYSTA_PARTNER;
  else if (part_in (press, near, i) != 0)
    role = part_in (press, near, i);
  else if (tokens_have (press, speech->first, i, "anslutit anslutna ansluter joined"))
    role = NYSTA_PARTICIPANT;
  else
    role = part_in (press, speech->first, i);
  /* `Vi som driver projektet är flera: A, B och C` */
  for (uint32_t k = speech->first; role == 0 && token_is (press, i, ":") && k < i; k++)
    {
      role = frame_role (speech, k, OF_SUBJECT);
      role = role == NYSTA_LEAD ? NYSTA_PARTNER : role;
    }
  if (role == 0)
    return i;
  /* `Partner förutom A är B och C` */
  for (uint32_t k = speech->first; k + 1 < i; k++)
    if (word_in (press->tokens[k].lower, "förutom utöver besides"))
      {
        size_t besides = enumeration_read (press, k + 1, i, false, found, &end);

        party_add (speech, role, found, besides, 0.75);
      }
  uint32_t start = i + 1;
  while (start < speech->limit &&
         word_in (press->tokens[start].lower,
                  "också även bland annat : är förutom av by of bl.a. andra"))
    start++;
  /* `Project Coordinator at A: …`, `Projektledare: Anna Ek, A`: somebody's post. */
  for (uint32_t k = speech->first; k < i; k++)
    if (span_over (press, k) != NULL &&
        (span_over (press, k)->kind == PERSON ||
         (token_is (press, i, ":") && k > speech->first &&
          span_over (press, k)->kind == ORGANISATION &&
          word_in (press->tokens[k - 1].lower, "at vid på"))))
      return i;
  size_t n = parties_read (speech, start, true, found, &end);
  if (role == NYSTA_LEAD && n > 4)
    return i;
  party_add (speech, role, found, n, 0.8);
  return n > 0 && end > i ? end : i;
}

/* `projektets partner A, B och C`: the noun, and right behind it who they are. */
static uint32_t
noun_of_read (Speech *speech, uint32_t i)
{
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS], end;
  uint32_t next = i + 1 +
                  (i + 1 < speech->limit && word_in (press->tokens[i + 1].lower, "’ ' ,"));

  if (next >= speech->limit || !token_name (press, next) ||
      !(word_in (press->tokens[i].lower, "finansiärerna funders finansiären parterna") ||
        word_ends_in (press->tokens[i].lower, "partners partnerna partnern projektparter")))
    return i;
  size_t n = enumeration_read (press, next, speech->limit,
                               names_follow (press, next, speech->limit), found, &end);
  party_add (speech, part_of_noun (press->tokens[i].lower), found, n, 0.7);
  return n > 0 ? end : i;
}

/* `A har utsetts till värd för`. */
static uint32_t
chosen_read (Speech *speech, uint32_t i)
{
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS];

  if (!word_in (press->tokens[i].lower,
                "utsetts utses utsågs utsedd utsedda chosen appointed selected") ||
      i + 2 >= speech->limit || !word_in (press->tokens[i + 1].lower, "till som as"))
    return i;
  uint32_t role = part_of_noun (press->tokens[i + 2].lower);
  uint32_t verb = i;
  while (verb > speech->first &&
         word_in (press->tokens[verb - 1].lower, "har har has been is är"))
    verb--;
  if (role == 0 || verb == speech->first)
    return i;
  size_t n = parties_before (speech, verb, found);
  party_add (speech, role, found, n, 0.75);
  return n > 0 ? i + 3 : i;
}

uint32_t
phrase_read (Speech *speech, uint32_t i)
{
  uint32_t end = grant_read (speech, i);

  if (end == i)
    end = funding_noun_read (speech, i);
  if (end == i)
    end = compound_read (speech, i);
  if (end == i)
    end = leading_noun_read (speech, i);
  if (end == i)
    end = with_as_read (speech, i);
  if (end == i)
    end = chosen_read (speech, i);
  if (end == i)
    end = noun_of_read (speech, i);
  if (end == i)
    end = company_read (speech, i);
  if (end == i)
    end = membership_phrase_read (speech, i);
  return end;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* project-verbs.c: `leds av A`, `A leder`, `A deltar i`. */
#include "participations.h"
#include "projects.h"

#include <string.h>

#define FUNDING                                                                            \
  "finansieras finansierat finansierats finansierades finansierad medfinansieras "         \
  "bekostas stöds funded financed supported finansierade sponsras samfinansieras "        \
  "stöttas sponsrades sponsrats bekostades understöds sponsored co-funded cofunded co-financed cofinanced delfinansieras huvudfinansieras"
#define LEADING                                                                                                                                               \
  "leds ägs drivs koordineras samordnas initieras initierat initierats initierades "                                                                         \
  "initierad drevs leddes bedrivs startades led coordinated managed run initiated "                                                                           \
  "letts drivits headed arrangeras arrangerades anordnas anordnades samordnades koordinerades projektägs administreras hålls hosted operated co-ordinated " \
  "organised organized projektleds"
#define CARRYING "genomförs genomfördes genomförts utförs carried conducted implemented"

/* `leds … av A`, `funded by A`. Returns past the frame, or @i. */
uint32_t
passive_read (Speech *speech, uint32_t i)
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
      party_add (speech, role, found, n, 0.85);
      return end;
    }
  return i;
}

/* Back over what stands between the subject and @verb: `har också`, `har beslutat att`,
 * `får i uppdrag att`. */
static uint32_t
verb_group_first (const Speech *speech, uint32_t verb)
{
  while (verb > speech->first &&
         word_in (speech->press->tokens[verb - 1].lower,
                  "har att beslutat beslutade beslutar valt väljer fått får fick i uppdrag "
                  "också även nu tidigare redan tillsammans gemensamt has have been also "
                  "jointly already"))
    verb--;
  return verb;
}

/* `beslutat att bidra`, `i uppdrag att leda`: an infinitive that tells a fact. */
static bool
is_settled (const Speech *speech, uint32_t verb)
{
  return verb > speech->first + 1 && token_is (speech->press, verb - 1, "att") &&
         word_in (speech->press->tokens[verb - 2].lower,
                  "beslutat beslutade beslutar valt väljer uppdrag");
}

/* Does the verb's object name the project, or `projektet`? */
static bool
acts_on_project (const Speech *speech, uint32_t verb)
{
  const Press *press = speech->press;

  for (uint32_t i = verb + 1; i < speech->limit && i < verb + 5; i++)
    {
      const Span *span = span_over (press, i);

      if (span != NULL && span->kind == PROJECT)
        return true;
      if (project_word_definite (press, i) || token_is (press, i, "project") ||
          token_is (press, i, "initiative") || token_is (press, i, "programme"))
        return true;
      if (!token_word (press, i) || (token_bits (press, i, W_VERB) &&
                                     !word_in (press->tokens[i].lower, "också även nu")))
        return false;
    }
  return false;
}

#define GIVES                                                                                 \
  "beviljar beviljat beviljade bidrar bidrog bidragit står stått avsätter avsatt avsatte " \
  "satsar satsat satsade skjuter sköt skjutit investerar investerat stöder stödjer "       \
  "stöttar stött anslår anslog anslagit ger gav gett tilldelar tilldelat tilldelade "      \
  "donerar donerat fördelar går gick satsning contributes contributed grants provides "     \
  "provided awards awarded invests"
#define LEADS                                                                              \
  "leder driver äger koordinerar samordnar startar startade lanserar inleder genomför "  \
  "leads coordinates launched launches manages hosts drev initierade initierar "           \
  "coordinating startat driva arrangerar anordnar lett drivit samordnat koordinerat "      \
  "ledde samordnade koordinerade"

static bool
speaks_of_money (const Speech *speech)
{
  return tokens_have (speech->press, speech->first, speech->limit, MONEY);
}

/* What the one takes on of whom the verb at @i tells, or 0. */
static uint32_t
part_of_verb (const Speech *speech, uint32_t i)
{
  const Press *press = speech->press;
  const char *lower = press->tokens[i].lower;
  const char *next = i + 1 < speech->limit ? press->tokens[i + 1].lower : "";

  if (word_in (lower, "finansierar finansierat finansierade medfinansierar funds bekostar "
                      "finances delfinansierar sponsrar sponsrade samfinansierar"))
    return NYSTA_FUNDER;
  if (word_in (lower, "stöder stödjer stöttar supports") && acts_on_project (speech, i))
    return NYSTA_FUNDER;
  if (word_in (lower, GIVES) && speaks_of_money (speech))
    return NYSTA_FUNDER;
  if (is_settled (speech, i))
    {
      if (word_in (lower, "finansiera medfinansiera") ||
          (word_in (lower, "bidra bevilja satsa anslå avsätta skjuta ge gå "
                           "tilldela fördela stödja stötta") &&
           speaks_of_money (speech)))
        return NYSTA_FUNDER;
      if (word_in (lower, "leda samordna driva koordinera genomföra"))
        return NYSTA_LEAD;
      if (word_in (lower, "delta medverka"))
        return NYSTA_PARTICIPANT;
    }
  if (word_in (lower, LEADS) ||
      (strcmp (lower, "håller") == 0 && strcmp (next, "i") == 0) ||
      (strcmp (lower, "står") == 0 && strcmp (next, "bakom") == 0) ||
      (strcmp (lower, "ansvarar") == 0 && strcmp (next, "för") == 0 &&
       acts_on_project (speech, i)) ||
      (strcmp (lower, "runs") == 0 &&
       !word_in (next, "until from for to over through between during till")))
    return NYSTA_LEAD;
  if (word_in (lower, "svarar ansvarar följer utvärderar samverkar samarbetar ingår "
                      "ingick"))
    return NYSTA_PARTNER;
  if (word_in (lower, "deltar medverkar") &&
      tokens_have (
        press, i, speech->limit,
        "projektpart partner part projektpartner samverkanspart samarbetspartner "
        "samarbetspartners samverkanspartner partners"))
    return NYSTA_PARTNER;
  if (strcmp (lower, "ställer") == 0 && tokens_have (press, i, speech->limit, "upp"))
    return NYSTA_PARTNER;
  if (word_in (lower, "deltar medverkar deltog medverkade participates deltagit "
                      "participate participated participating medverkat ansluter anslutit "
                      "anslöt joins joined joining") ||
      (word_in (lower, "är var blir") && strcmp (next, "med") == 0 &&
       i + 2 < speech->limit && token_is (press, i + 2, "i")))
    return NYSTA_PARTICIPANT;
  return 0;
}

/* `A finansierar`, `A leder`, `A deltar i`, `A står för …`. */
void
active_read (Speech *speech, uint32_t i)
{
  uint32_t found[MAX_ORGANISATIONS];
  uint32_t role = part_of_verb (speech, i);

  if (role == 0)
    return;
  uint32_t first = verb_group_first (speech, i);
  size_t n = parties_before (speech, first, found);
  if (n == 0 && first > speech->first && span_over (speech->press, first - 1) == NULL)
    n = unknown_party_before (speech, first, found);
  if (role == NYSTA_LEAD && n > 1)
    role = NYSTA_PARTNER;
  party_add (speech, role, found, n, 0.75);
}

/* `testas i Habo kommun och Region Halland`: pilot sites. */
uint32_t
site_read (Speech *speech, uint32_t i)
{
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS], end;

  if (i + 2 >= speech->limit || !token_is (press, i + 1, "i") ||
      !word_in (press->tokens[i].lower, "testas provas piloteras prövas testats testades"))
    return i;
  size_t n = enumeration_read (press, i + 2, speech->limit, false, found, &end);
  party_add (speech, NYSTA_PARTICIPANT, found, n, 0.7);
  return n > 0 ? end : i;
}

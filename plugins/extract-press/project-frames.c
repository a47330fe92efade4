/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * project-frames.c: the verbs and nouns of taking part, in all their forms, and what each
 * says of whom. A further verb is a row here.
 */
#include "project-frames.h"
#include "projects.h"

#include <string.h>

typedef struct
{
  uint32_t role;
  Construction construction;
  Need need;
  const char *forms;
  WordSet set;
} FrameRow;

/* Regular Swedish verbs by their stem: `finansier` → finansierar, finansierade, … */
#define AR_ACTIVE(s) s "ar " s "ade " s "at "
#define AR_PASSIVE(s) s "as " s "ades " s "ats " s "ad " s "at " s "ade "
#define AR_INFINITIVE(s) s "a "
#define ENGLISH_ACTIVE(s) s "s " s "d "
#define ENGLISH_PASSIVE(s) s "d "

#define FUNDER_VERBS(form)                                                                 \
  form ("finansier") form ("medfinansier") form ("delfinansier") form ("samfinansier")     \
    form ("huvudfinansier") form ("spons") form ("sponsr") form ("bekost") form ("stött")
#define LEADER_VERBS(form)                                                                 \
  form ("koordiner") form ("samordn") form ("administrer") form ("initier")                \
    form ("arranger") form ("anordn") form ("organiser") form ("start") form ("lanser")    \
      form ("projektled")

static FrameRow frames[] = {
  { NYSTA_FUNDER,
    BY_AGENT,
    ALWAYS,
    FUNDER_VERBS (AR_PASSIVE) "stöds stöddes stötts stödd stött understöds understöddes "
                              "funded financed co-funded cofunded co-financed cofinanced "
                              "supported sponsored finansierad stöttas",
    { 0 } },
  { NYSTA_FUNDER,
    OF_SUBJECT,
    ALWAYS,
    "finansierar finansierade finansierat medfinansierar medfinansierade medfinansierat "
    "delfinansierar delfinansierade samfinansierar huvudfinansierar sponsrar sponsrade "
    "sponsrat bekostar bekostade bekostat funds finances sponsors co-funds co-finances",
    { 0 } },
  { NYSTA_FUNDER,
    OF_SUBJECT,
    WITH_PROJECT,
    "stöder stödjer stödde stöttar stöttade stöttat supports supporting",
    { 0 } },
  { NYSTA_FUNDER,
    OF_SUBJECT,
    WITH_MONEY,
    "beviljar beviljat beviljade bidrar bidrog bidragit står stått avsätter avsatt avsatte "
    "satsar satsat satsade skjuter sköt skjutit investerar investerat investerade stöder "
    "stödjer stöttar stött anslår anslog anslagit ger gav gett tilldelar tilldelat "
    "tilldelade betalar betalade betalat donerar donerat donerade fördelar går gick satsning contributes "
    "contributed grants provides provided awards awarded invests lägger gives gave "
    "invested",
    { 0 } },
  { NYSTA_FUNDER,
    INFINITIVE,
    ALWAYS,
    "finansiera medfinansiera delfinansiera fund finance",
    { 0 } },
  { NYSTA_FUNDER,
    INFINITIVE,
    WITH_MONEY,
    "bidra bevilja satsa anslå avsätta skjuta ge gå tilldela fördela stödja stötta "
    "investera lägga contribute provide invest give",
    { 0 } },

  { NYSTA_LEAD,
    BY_AGENT,
    ALWAYS,
    LEADER_VERBS (
      AR_PASSIVE) "leds leddes letts ledd ledda ägs ägdes drivs drevs drivits "
                  "driven drivet drivna bedrivs bedrevs hålls projektägs "
                  "led coordinated managed run initiated headed hosted operated "
                  "co-ordinated organised organized launched owned spearheaded",
    { 0 } },
  { NYSTA_LEAD,
    OF_SUBJECT,
    ALWAYS,
    "leder ledde lett driver drev drivit bedriver äger koordinerar koordinerade "
    "koordinerat samordnar samordnade samordnat startar startade startat lanserar inleder "
    "initierar initierade arrangerar arrangerade anordnar anordnade leads coordinates "
    "coordinated coordinating launched launches manages hosts driva organiserar "
    "projektleder heads",
    { 0 } },
  { NYSTA_LEAD,
    OF_SUBJECT,
    WITH_PROJECT,
    "genomför genomförde genomfört utvecklar utvecklade utvecklat lanserade leading runs "
    "develops organises",
    { 0 } },
  { NYSTA_LEAD,
    INFINITIVE,
    ALWAYS,
    "leda samordna driva koordinera genomföra lead coordinate manage",
    { 0 } },

  { NYSTA_PARTNER,
    BY_AGENT,
    ALWAYS,
    "genomförs genomfördes genomförts genomförd genomfört utförs utfördes utvecklas "
    "utvecklades utvecklats utvecklat carried conducted implemented developed "
    "skapats skapades created tagits togs framtagen framtaget",
    { 0 } },
  { NYSTA_PARTNER,
    OF_SUBJECT,
    ALWAYS,
    "svarar ansvarar följer utvärderar samverkar samarbetar ingår ingick partners",
    { 0 } },
  { NYSTA_PARTNER,
    OF_OBJECT,
    ALWAYS,
    "samlar samlade involverar involverade engagerar inkluderar inbegriper förenar "
    "involves involved includes included unites brings comprises gathers består consists",
    { 0 } },

  { NYSTA_PARTNER, INFINITIVE, ALWAYS, "samarbeta samverka collaborate cooperate", { 0 } },
  { NYSTA_PARTICIPANT,
    OF_SUBJECT,
    ALWAYS,
    "deltar deltog deltagit medverkar medverkade medverkat participates participate "
    "participated participating ansluter anslutit anslöt anslutits joins joined joining",
    { 0 } },
  { NYSTA_PARTICIPANT,
    INFINITIVE,
    ALWAYS,
    "delta medverka participate join ansluta",
    { 0 } },
};

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

static bool
speaks_of_money (const Speech *speech)
{
  return tokens_have (speech->press, speech->first, speech->limit, MONEY);
}

/* Verbs that say so only with the word behind them. */
static uint32_t
role_of_phrase (const Speech *speech, uint32_t i)
{
  const Press *press = speech->press;
  const char *lower = press->tokens[i].lower;
  const char *next = i + 1 < speech->limit ? press->tokens[i + 1].lower : "";

  if ((strcmp (lower, "håller") == 0 && strcmp (next, "i") == 0) ||
      (strcmp (lower, "står") == 0 && strcmp (next, "bakom") == 0) ||
      (strcmp (lower, "ansvarar") == 0 && strcmp (next, "för") == 0 &&
       acts_on_project (speech, i)) ||
      (strcmp (lower, "runs") == 0 &&
       !word_in (next, "until from for to over through between during till")))
    return NYSTA_LEAD;
  if (word_in (lower, "deltar medverkar deltog medverkade") &&
      part_in (press, i, speech->limit) == NYSTA_PARTNER)
    return NYSTA_PARTNER;
  /* `A tog initiativ till`, `tog A och B under våren initiativ till` */
  if (word_in (lower, "tog tar tagit took"))
    for (uint32_t k = i + 1; k + 1 < speech->limit && k < i + 14; k++)
      if (word_in (press->tokens[k].lower, "initiativ initiativet initiative") &&
          token_is (press, k + 1, "till"))
        return NYSTA_LEAD;
  if (strcmp (lower, "ställer") == 0 && tokens_have (press, i, speech->limit, "upp"))
    return NYSTA_PARTNER;
  if (word_in (lower, "are is stands stand") && strcmp (next, "behind") == 0)
    return NYSTA_LEAD;
  if ((word_in (lower, "är var blir") && strcmp (next, "med") == 0 &&
       i + 2 < speech->limit && token_is (press, i + 2, "i")) ||
      (word_in (lower, "går gick gått") && strcmp (next, "med") == 0) ||
      (strcmp (lower, "takes") == 0 && strcmp (next, "part") == 0) ||
      (strcmp (lower, "take") == 0 && strcmp (next, "part") == 0))
    return NYSTA_PARTICIPANT;
  return 0;
}

/* A word that some frame begins with. */
static bool
ask_frame (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;

  for (size_t k = 0; k < sizeof frames / sizeof frames[0]; k++)
    if (word_set_has (&frames[k].set, lower, (WordList){ .text = frames[k].forms }))
      return true;
  return word_in (
    lower,
    "håller står ansvarar runs deltar medverkar deltog medverkade "
    "ställer är var blir går gick gått takes take tog tar tagit took are is stands stand");
}

uint32_t
frame_role (const Speech *speech, uint32_t i, Construction construction)
{
  const char *lower = speech->press->tokens[i].lower;

  if (!token_asked (speech->press, i, ASKED_FRAME, ask_frame))
    return 0;
  if (construction == OF_SUBJECT)
    {
      uint32_t role = role_of_phrase (speech, i);

      if (role != 0)
        return role;
    }
  for (size_t k = 0; k < sizeof frames / sizeof frames[0]; k++)
    if (frames[k].construction == construction &&
        word_set_has (&frames[k].set, lower, (WordList){ .text = frames[k].forms }) &&
        (frames[k].need != WITH_MONEY || speaks_of_money (speech)) &&
        (frames[k].need != WITH_PROJECT || acts_on_project (speech, i)))
      return frames[k].role;
  return 0;
}

uint32_t
part_of_noun (const char *noun)
{
  if (word_in (
        noun,
        "projektkoordinator koordinator projektägare projektägaren huvudman huvudmannen "
        "samordnare coordinator host owner värd värdorganisation värdorganisationen lead "
        "programvärd projektvärd huvudsökande projektsamordnare initiativtagare leader "
        "stödmottagare projektledande coordinating applicant projektledare leadpartner "
        "leds initiator koordinerande huvudansvarig värduniversitet värdhögskola "
        "knutpunkt värdmyndighet samordningsansvarig projektansvarig"))
    return NYSTA_LEAD;
  if (word_in (
        noun, "finansiär finansiärer finansiären finansiärerna finansiering funder funders "
              "funding funded financed medfinansiär medfinansiärer huvudfinansiär "
              "bidragsgivare sponsor sponsorer sponsors finansieras medfinansiering fond "
              "fonder financier financiers finansierat finansierad"))
    return NYSTA_FUNDER;
  if (word_in (noun,
               "part konsortiet konsortium consortium collaborators medsökande parter "
               "parterna medverkande partnership partner co-applicants") ||
      word_ends_in (noun,
                    "partner partners partnern parter parterna partnerorganisationer"))
    return NYSTA_PARTNER;
  return word_in (
           noun,
           "deltagare deltagarna deltagande deltar medverkar participants participating "
           "anslutna anslutit ansluter "
           "joined pilotkommuner pilotkommunerna testkommuner pilotorter deltagarorganisationer "
           "projektdeltagare")
           ? NYSTA_PARTICIPANT
           : 0;
}

uint32_t
part_in (const Press *press, uint32_t first, uint32_t limit)
{
  uint32_t weakest = 0;

  for (uint32_t i = first; i < limit; i++)
    {
      uint32_t role = part_of_noun (press->tokens[i].lower);

      if (i > first && token_is (press, i, "institution") &&
          word_in (press->tokens[i - 1].lower, "main lead host"))
        return NYSTA_LEAD;
      if (role == 0 && word_in (press->tokens[i].lower,
                                "kommunerna kommuner aktörerna regionerna orterna"))
        role = NYSTA_PARTICIPANT;
      /* `Deltagande projektparter`, `coordinating partner`: the particular word counts. */
      if (role == NYSTA_LEAD || role == NYSTA_FUNDER)
        return role;
      if (role == NYSTA_PARTNER || weakest == 0)
        weakest = role != 0 ? role : weakest;
    }
  return weakest;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * terms.c: since when and until when a post is held: `från och med den 1 mars 2024 till och
 * med …`, `är sedan oktober 2020`, `tillträder den 1 mars`, `rektor 2010–2016`.
 */
#include "dates.h"

#include <string.h>

#define REACH_TOKENS 9 /* from a verb to its date */

typedef struct
{
  uint32_t first, end; /* with what leads in */
  Date from, to;
  bool verb;  /* a verb says so: `tillträder`, `slutar` */
  bool since; /* `sedan`: a title may follow */
} Term;

/* The role mentions of each sentence, as lists. */
typedef struct
{
  Press *press;
  uint32_t *first; /* of a sentence: index + 1 */
  uint32_t *next;  /* of a mention: index + 1 */
} Roles;

static bool
says (const Press *press, uint32_t i, const char *a, const char *b, const char *c)
{
  return i + 2 < press->n_tokens && token_is (press, i, a) && token_is (press, i + 1, b) &&
         token_is (press, i + 2, c);
}

static const char *const begin_verbs[] = { "tillträder", "tillträdde", "börjar", "började",
                                           "tillträda",  "börja",      "startar" };
static const char *const end_verbs[] = {
  "slutar", "slutade", "avgår", "avgick", "lämnar", "lämnade", "entledigas", "entledigades"
};

/* Past what leads in a start at @i: `från och med`, `sedan`; @i if nothing does. */
static uint32_t
lead_of_start (const Press *press, uint32_t i, Term *out)
{
  static const char *const words[] = { "fr.o.m.", "fr.o.m", "from", "sedan",
                                       "since",   "från",   "per" };

  if (says (press, i, "från", "och", "med") || says (press, i, "with", "effect", "from"))
    return i + 3;
  if (!word_is_one_of (press->tokens[i].lower, words))
    return i;
  out->since = token_is (press, i, "sedan") || token_is (press, i, "since");
  return i + 1;
}

static uint32_t
lead_of_end (const Press *press, uint32_t i)
{
  static const char *const words[] = { "t.o.m.", "t.o.m", "until" };

  i += token_is (press, i, "dock") || token_is (press, i, "och") ||
       token_is (press, i, ",");
  i += i < press->n_tokens && token_is (press, i, "längst");
  if (i >= press->n_tokens)
    return i;
  if (says (press, i, "till", "och", "med"))
    return i + 3;
  if (word_is_one_of (press->tokens[i].lower, words))
    return i + 1;
  return token_is (press, i, "till") && i > 0 && token_is (press, i - 1, "längst") ? i + 1
                                                                                   : i;
}

/* A verb of beginning or ending, and its date a few words on. */
static bool
verb_term (const Press *press, uint32_t i, uint32_t limit, Term *out)
{
  bool begins = word_is_one_of (press->tokens[i].lower, begin_verbs),
       ends = word_is_one_of (press->tokens[i].lower, end_verbs);
  Date date;

  if (!begins && !ends)
    return false;
  for (uint32_t k = i + 1; k < limit && k <= i + REACH_TOKENS; k++)
    {
      uint32_t end = date_read (press, k, limit, &date);

      if (lead_of_end (press, k) > k || token_is (press, k, "efter"))
        return false;
      if (end == k || (date.day == 0 && date.month == 0 && !token_is (press, k, "år") &&
                       !token_is (press, k, "i") && !token_is (press, k - 1, "under")))
        continue;
      *out = (Term){ .first = i, .end = end, .verb = true };
      *(begins ? &out->from : &out->to) = date;
      return true;
    }
  /* `Den 1 mars tillträder Anna Ek` */
  for (uint32_t k = i; k-- > 0 && i - k <= 4 && block_of (press, k) == block_of (press, i);)
    if (date_read (press, k, i, &date) == i)
      {
        *out = (Term){ .first = k, .end = i + 1, .verb = true };
        *(begins ? &out->from : &out->to) = date;
        return true;
      }
  return false;
}

/* A word that a term may begin with: what leads in, a verb, a number. */
static bool
ask_term (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;

  return (lower[0] >= '0' && lower[0] <= '9') || word_is_one_of (lower, begin_verbs) ||
         word_is_one_of (lower, end_verbs) ||
         word_in (lower, "fr.o.m. fr.o.m from sedan since från per with t.o.m. t.o.m until "
                         "dock och , längst till");
}

/* The term that begins at @i. */
static bool
term_read (const Press *press, uint32_t i, uint32_t limit, Term *out)
{
  *out = (Term){ .first = i, .end = i };
  uint32_t past = date_years_read (press, i, limit, &out->from, &out->to);
  if (past > i)
    {
      out->end = past;
      return true;
    }
  if (verb_term (press, i, limit, out))
    return true;
  *out = (Term){ .first = i, .end = i };
  uint32_t at = lead_of_start (press, i, out);
  bool plain = token_is (press, i, "från") && at == i + 1;
  if (at > i && at < limit)
    {
      past = date_read (press, at, limit, &out->from);
      if (past > at)
        out->end = past;
      else
        out->from = (Date){ 0 };
    }
  at = out->end;
  if (at < limit && lead_of_end (press, at) > at)
    {
      uint32_t lead = lead_of_end (press, at);

      past = lead < limit ? date_read (press, lead, limit, &out->to) : lead;
      if (past > lead)
        out->end = past;
      else
        out->to = (Date){ 0 };
    }
  else if (plain && at > i && at + 1 < limit && token_is (press, at, "till"))
    {
      past = date_read (press, at + 1, limit, &out->to);
      out->end = past > at + 1 ? past : out->end;
    }
  /* `från 2015` alone is as often of something else. */
  if (plain && out->to.year == 0 && out->to.day == 0 && out->from.day == 0)
    return false;
  return out->end > i;
}

/* The year of a date that has none: of the other end, or of the document. */
static void
complete (const Press *press, Term *term)
{
  const char *issued = press->text->struct_size > offsetof (NystaText, issued)
                         ? press->text->issued
                         : NULL;
  unsigned year = 0, month = 0;

  if (term->from.day != 0 && term->from.year == 0 && term->to.year != 0)
    term->from.year = term->to.year - (term->to.month < term->from.month ? 1 : 0);
  if (issued != NULL && strlen (issued) >= 7)
    for (unsigned k = 0; k < 7; k++)
      if (k != 4)
        *(k < 4 ? &year : &month) = (k < 4 ? year : month) * 10 +
                                    (unsigned) (issued[k] - '0');
  Date *dates[] = { &term->from, &term->to };
  for (size_t k = 0; year != 0 && k < 2; k++)
    if (dates[k]->day != 0 && dates[k]->year == 0)
      /* In November, `den 1 mars` is next year's. */
      dates[k]->year = year + (dates[k]->month + 6 < month ? 1 : 0);
}

static void
give (Press *press, Membership *m, const Term *term)
{
  if (m->start_date == NULL && m->end_date == NULL)
    {
      m->start_date = date_iso (press, &term->from);
      m->end_date = date_iso (press, &term->to);
    }
  else if (m->end_date == NULL && term->from.year == 0)
    m->end_date = date_iso (press, &term->to);
}

/* The person of the sentence that the term is of: the last one before it, else the first
 * one after, else who was named last. */
static uint32_t
person_of (Press *press, uint32_t first, uint32_t limit, uint32_t i)
{
  uint32_t floor =
    press->block_first[block_of (press, first) > 0 ? block_of (press, first) - 1 : 0];

  for (uint32_t k = i; k-- > first;)
    if (span_over (press, k) != NULL && span_over (press, k)->kind == PERSON)
      return span_entity (press, span_over (press, k));
  for (uint32_t k = i; k < limit; k++)
    if (span_at (press, k, PERSON) != NULL)
      return span_entity (press, span_at (press, k, PERSON));
  for (uint32_t k = first, n = 0; k-- > floor && n < 200; n++)
    if (span_over (press, k) != NULL && span_over (press, k)->kind == PERSON)
      return span_entity (press, span_over (press, k));
  return NONE;
}

/* The title that the term is of: the last one before it; one behind `sedan …`. */
static const Mention *
role_of (const Roles *roles, uint32_t sentence, const Term *term)
{
  const Press *press = roles->press;
  const Mention *before = NULL, *after = NULL;
  unsigned n = 0;

  for (uint32_t m = roles->first[sentence]; m != 0 && n++ < 64; m = roles->next[m - 1])
    {
      const Mention *mention = &press->mentions[m - 1];

      if (mention->first < term->first &&
          (before == NULL || mention->first > before->first))
        before = mention;
      if (mention->first >= term->end && (after == NULL || mention->first < after->first))
        after = mention;
    }
  if (after != NULL && (before == NULL || (term->since && after->first <= term->end + 1)))
    return after;
  return before;
}

static void
give_role (Press *press, uint32_t person, uint32_t role, const Term *term)
{
  Membership *found = NULL;
  unsigned n = 0;

  /* The list begins with what was said last. */
  for (uint32_t m = press->entities[person].facts; m != 0 && n++ < 64;
       m = press->memberships[m - 1].next)
    if (press->memberships[m - 1].role == role)
      found = &press->memberships[m - 1];
  if (found != NULL)
    give (press, found, term);
}

/* `tillträder den 1 mars`, without the title: the post that the text began with. */
static void
give_first (Press *press, uint32_t person, const Term *term)
{
  Membership *found = NULL;
  unsigned n = 0;

  for (uint32_t m = press->entities[person].facts; m != 0 && n++ < 64;
       m = press->memberships[m - 1].next)
    {
      Membership *one = &press->memberships[m - 1];

      if (one->role != NONE && (found == NULL || one->first <= found->first))
        found = one;
    }
  if (found != NULL)
    give (press, found, term);
}

/* `Anställningen gäller`, `Förordnandet löper`. */
static bool
is_of_appointment (const Press *press, uint32_t first, uint32_t i)
{
  static const char *const nouns[] = { "anställningen", "förordnandet",   "uppdraget",
                                       "förordnande",   "mandatperioden", "tillträder" };

  for (uint32_t k = first; k < i; k++)
    if (word_is_one_of (press->tokens[k].lower, nouns))
      return true;
  return false;
}

/* `A, B och C … till ledamöter från och med …`: all who hold that post by this sentence. */
static void
give_all (Press *press, uint32_t first, uint32_t limit, uint32_t role, const Term *term)
{
  for (uint32_t k = first; k < limit; k++)
    {
      Span *span = span_at (press, k, PERSON);

      if (span != NULL)
        give_role (press, span_entity (press, span), role, term);
    }
}

static void
read_sentence (const Roles *roles, uint32_t sentence)
{
  Press *press = roles->press;
  uint32_t first = press->text->sentences[sentence].first_token;
  uint32_t limit = first + press->text->sentences[sentence].n_tokens;
  Term term;

  for (uint32_t i = first; i < limit && i < press->n_tokens; i++)
    {
      if (!token_asked (press, i, ASKED_TERM, ask_term) ||
          !term_read (press, i, limit, &term))
        continue;
      complete (press, &term);
      uint32_t person = person_of (press, first, limit, i);
      const Mention *role = role_of (roles, sentence, &term);

      if (person != NONE && role != NULL)
        {
          give_role (press, person, role->entity, &term);
          give_all (press, first, limit, role->entity, &term);
          /* `överintendent och chef för ORG från och med`: both. */
          for (uint32_t m = roles->first[sentence], n = 0; m != 0 && n < 64;
               m = roles->next[m - 1], n++)
            if (press->mentions[m - 1].end + 1 == role->first &&
                token_bits (press, press->mentions[m - 1].end, W_AND))
              give_role (press, person, press->mentions[m - 1].entity, &term);
        }
      else if (person != NONE && (term.verb || is_of_appointment (press, first, i)))
        give_first (press, person, &term);
      i = term.end > i ? term.end - 1 : i;
    }
}

void
terms_read (Press *press)
{
  Roles roles = { .press = press };

  if (press->n_memberships == 0 || press->text->n_sentences == 0)
    return;
  roles.first = arena_alloc (&press->arena, press->text->n_sentences * sizeof *roles.first);
  roles.next = arena_alloc (&press->arena, (press->n_mentions + 1) * sizeof *roles.next);
  for (size_t m = 0; m < press->n_mentions; m++)
    {
      const Mention *mention = &press->mentions[m];

      if (mention->entity == NONE || press->entities[mention->entity].kind != ROLE)
        continue;
      uint32_t sentence = token_of (press, mention->first)->sentence;
      roles.next[m] = roles.first[sentence];
      roles.first[sentence] = (uint32_t) m + 1;
    }
  for (uint32_t s = 0; s < press->text->n_sentences; s++)
    read_sentence (&roles, s);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * sections.c: what a heading or the lead of a list says of the entries below it: the body
 * whose members they are, what the members are called, or nothing.
 */
#include "entry-blocks.h"
#include "sections.h"

#include <string.h>

#include "word-sets.h"

#define SEATED_BODIES                                                                            \
  "rådet kommissionen delegationen beredningen kommittén nämnden akademien akademin rådets " \
  "kommissionens delegationens beredningens kommitténs nämndens"

static const struct
{
  const char *words;
  const char *role;
} phrases[] = {
  { "utsedd att justera", "justerare" },    { "utsedda att justera", "justerare" },
  { "att justera", "justerare" },           { "vid protokollet", "sekreterare" },
  { "vid pennan", "sekreterare" },          { "justeras", "justerare" },
  { "justerat av", "justerare" },           { "justeringspersoner", "justeringsperson" },
  { "protokoll", "sekreterare" },           { "justeras av", "justerare" },
  { "utses att justera", "justerare" },     { "till justerare", "justerare" },
  { "protokollet fört av", "sekreterare" },
};

uint32_t
section_phrase_role (Press *press, uint32_t first, uint32_t end)
{
  if (end <= first || end - first > 4)
    return NONE;
  const char *text = fold (press, text_between (press, first, end));
  for (size_t k = 0; k < sizeof phrases / sizeof phrases[0]; k++)
    if (strcmp (text, phrases[k].words) == 0)
      return entity_of (press, ROLE, phrases[k].role);
  return NONE;
}

/* `I rådet ingår:`, `Kommissionen består av:`. */
static bool
says_who_belongs (const Press *press, uint32_t first, uint32_t limit)
{
  bool belongs = false;

  if (limit <= first || !token_is (press, limit - 1, ":"))
    return false;
  for (uint32_t i = first; i < limit; i++)
    belongs |= token_is (press, i, "ingår") || token_is (press, i, "består") ||
               token_is (press, i, "sitter") || token_is (press, i, "utgörs") ||
               token_is (press, i, "ingå") || token_is (press, i, "bestå") ||
               token_is (press, i, "ingått") || token_is (press, i, "bestått");
  return belongs;
}

static const struct
{
  const char *word;
  const char *role; /* NULL: the list is of members, under no title */
} member_words[] = {
  { "ledamöter", "ledamot" },
  { "ledamöterna", "ledamot" },
  { "ledamot", "ledamot" },
  { "medlemmar", NULL },
  { "medlemmarna", NULL },
  { "deltagare", NULL },
  { "representanter", NULL },
  { "representanterna", NULL },
  { "personer", NULL },
  { "beslutande", NULL },
  { "närvarande", NULL },
  { "styrelsen", NULL },
  { "styrelse", NULL },
  { "members", "member" },
  { "sammansättning", NULL },
  { "ersättare", "ersättare" },
  { "suppleanter", "suppleant" },
  { "revisorer", "revisor" },
  { "valberedning", "valberedning" },
  { "valberedningen", "valberedning" },
  { "styrelsemedlemmar", "styrelsemedlem" },
  { "styrelseledamöter", "styrelseledamot" },
  { "kommittén", NULL },
};

/* `Digitala rådet`, `Delegationen för tysta hamnar`. */
static bool
is_council (Press *press, const Span *span)
{
  static const char *const endings[] = { "rådet",       "kommissionen", "delegationen",
                                         "beredningen", "kommittén",    "nämnden" };
  const char *first = fold (press, text_between (press, span->first, span->first + 1));

  /* One that is listed is a council if its whole name ends like one. */
  if (span->match != NULL)
    {
      for (size_t k = 0; k < sizeof endings / sizeof endings[0]; k++)
        if (has_suffix (span->match->canonical, endings[k]))
          return !has_suffix (span->match->canonical, "sberedningen");
      return false;
    }
  if (is_body_name (first) || is_body_name (fold (press, span->name)))
    return true;
  /* `Statens skogsråd`, `Nordvindens expertråd` */
  if (span->end > span->first + 1 && has_suffix (press->tokens[span->end - 1].lower, "råd"))
    return true;
  for (uint32_t i = span->first; i < span->end && i < span->first + 2; i++)
    for (size_t k = 0; k < sizeof endings / sizeof endings[0]; k++)
      if (has_suffix (press->tokens[i].lower, endings[k]))
        return true;
  return false;
}

/* The council, delegation or the like that the document spoke of last before @i. */
uint32_t
section_last_council (Press *press, uint32_t i)
{
  for (uint32_t n = 0; i-- > 0 && n < 2000; n++)
    {
      Span *span = span_over (press, i);

      if (span != NULL && span->kind == ORGANISATION && !span->dropped &&
          is_council (press, span))
        return span_entity (press, span);
    }
  return NONE;
}

/* The same of those alone that have seats, agencies among them: not `Exempelteatern`. */
uint32_t
section_last_seats (Press *press, uint32_t i)
{
  for (uint32_t n = 0; i-- > 0 && n < 2000; n++)
    {
      Span *span = span_over (press, i);

      if (span != NULL && span->kind == ORGANISATION && !span->dropped &&
          span->first == i &&
          (word_ends_in (press->tokens[i].lower, SEATED_BODIES) ||
           (span->end - i > 1 &&
            (word_ends_in (press->tokens[i + 1].lower, SEATED_BODIES) ||
             word_ends_in (press->tokens[span->end - 1].lower, "råd kommitté nämnd")))))
        return span_entity (press, span);
    }
  return NONE;
}

/* `ledamöter i styrgruppen`, `members of the editorial committee`: a body without a name
 * of its own stays in what its members are called. */
static uint32_t
role_in_group (Press *press, uint32_t first, uint32_t limit)
{
  static const char *const groups[] = { "gruppen", "kommittén", "panelen",
                                        "juryn",   "committee", "group",
                                        "panel",   "jury",      "board" };
  uint32_t group = NONE, member = NONE;

  for (uint32_t i = first; i < limit; i++)
    {
      for (size_t k = 0; k < sizeof groups / sizeof groups[0]; k++)
        if (has_suffix (press->tokens[i].lower, groups[k]) && span_over (press, i) == NULL)
          group = i;
      if (token_is (press, i, "ledamöter") || token_is (press, i, "medlemmar") ||
          token_is (press, i, "members"))
        member = i;
    }
  if (group == NONE || member == NONE)
    return NONE;
  bool english = token_is (press, member, "members");
  uint32_t start = group;
  while (english && start > first && group - start < 2 && start - 1 != member &&
         token_word (press, start - 1) &&
         !token_class (press, start - 1, NYSTA_MATCH_FUNCTION_WORD))
    start--;
  const char *name = fold (press, text_between (press, start, group + 1));
  const char *word = english                                 ? "member"
                     : token_is (press, member, "medlemmar") ? "medlem"
                                                             : "ledamot";
  uint32_t role = entity_of (
    press, ROLE,
    arena_printf (&press->arena, "%s %s %s", word, english ? "of the" : "i", name));
  entity_alias (press, role, word);
  return role;
}

/* Does the document call those who sit in the body `ledamöter`, wherever? */
static bool
speaks_of_members (Press *press)
{
  if (press->members_known)
    return press->speaks_of_members;
  press->members_known = true;
  for (uint32_t i = 0; i < press->n_tokens && !press->speaks_of_members; i++)
    press->speaks_of_members = word_in (press->tokens[i].lower,
                                        "ledamöter ledamöterna ledamöternas ledamot");
  return press->speaks_of_members;
}

/* `vilka experter som ska stödja utredningen`, `sakkunniga i kommittén`: whoever they are
 * that belong to a body which has seats. NONE if no such thing is said. */
static uint32_t
role_beside_body (Press *press, uint32_t first, uint32_t limit, uint32_t *out_body)
{
  bool lead = limit > first && token_is (press, limit - 1, ":");
  Title title;

  for (uint32_t i = first; i < limit; i++)
    {
      if (!title_parse (press, i, limit, TITLE_PLAIN, &title) || title.guessed)
        continue;
      if (!title.plural || title.minister || (!lead && title.organisation == NONE))
        return NONE;
      uint32_t body = section_find_body (press, title.end - 1, limit);
      if (body == NONE ||
          !word_ends_in (fold (press, press->entities[body].name),
                         "rådet råd kommissionen delegationen beredningen kommittén "
                         "utredningen nämnden panelen juryn"))
        return NONE;
      Title plain = title;
      plain.organisation = NONE;
      *out_body = body;
      return title_entity (press, &plain);
    }
  return NONE;
}

bool
section_read (Press *press, uint32_t first, uint32_t limit, Section *section)
{
  Section found = { .body = NONE, .role = NONE, .employer = press->owner };
  bool members = false;

  for (uint32_t i = first; i < limit; i++)
    for (size_t k = 0; k < sizeof member_words / sizeof member_words[0]; k++)
      if (token_is (press, i, member_words[k].word) &&
          !(i > first && token_is (press, i, "närvarande"))) /* `Övriga närvarande` */
        {
          /* `styrelsen` says only where; a title beside it says what. */
          if (member_words[k].role != NULL)
            {
              found.role = entity_of (press, ROLE, member_words[k].role);
              if (strcmp (member_words[k].role, member_words[k].word) != 0)
                entity_alias (press, found.role, member_words[k].word);
            }
          members = true;
        }
  members |= says_who_belongs (press, first, limit);
  if (!members && limit > first && token_is (press, limit - 1, ":"))
    {
      found.role = role_beside_body (press, first, limit, &found.body);
      members = found.role != NONE;
    }
  if (members)
    {
      if (found.body == NONE)
        found.body = section_find_body (press, first, limit);
      uint32_t in_group = found.body == NONE ? role_in_group (press, first, limit) : NONE;
      if (in_group != NONE)
        {
          found.role = in_group;
          found.body = press->owner;
        }
      else if (found.body == NONE && section->active && section->body != NONE)
        found.body = section->body; /* `De omförordnade ledamöterna är:` */
      else if (found.body == NONE)
        found.body = press->owner != NONE ? press->owner
                                          : section_last_council (press, first);
      if (found.body == NONE)
        found.body = section_insight_parent (press);
      if (found.body == NONE)
        found.body = section_group_parent (press);
      /* Who is present at a meeting need not sit in the body. */
      if (found.role == NONE &&
          (found.body == NONE || found.body != press->owner ||
           says_who_belongs (press, first, limit)) &&
          speaks_of_members (press))
        {
          found.role = entity_of (press, ROLE, "ledamot");
          entity_alias (press, found.role, "ledamöter");
        }
      /* `Följande personer har utsetts:` under `Nya experter i Skogsutredningen` */
      uint32_t headlined =
        NONE; /* `Nya experter i rådet`, not `samlar experter till råd` */
      if (found.role == NONE && first > 0)
        found.role = role_beside_body (press, 0, press->block_first[1], &headlined);
      if (headlined != NONE && headlined != found.body)
        found.role = NONE;
      found.active = true;
      found.fresh = found.role != NONE && limit - first <= 3;
    }
  *section = found;
  return members;
}

/* `… och dataskyddsombud`: a further title to the end. */
static bool
read_second_title (Press *press, uint32_t i, uint32_t limit, Title *out)
{
  return token_bits (press, i, W_AND) &&
         title_parse (press, i + 1, limit, TITLE_DESCRIPTION, out) && out->end == limit &&
         out->organisation == NONE && !out->plural && !out->board;
}

/* `Researchers working on X`, `Forskare i projektet`: what they do is no part of the
 * title. */
static bool
says_what_they_do (const Press *press, uint32_t i, uint32_t limit)
{
  if (i + 1 >= limit || token_upper (press, i))
    return false;
  return has_suffix (press->tokens[i].lower, "ing") || token_is (press, i, "som") ||
         token_is (press, i, "involved") ||
         (token_bits (press, i, W_PREP) &&
          (token_is (press, limit - 1, "projektet") ||
           token_is (press, limit - 1, "programmet") ||
           token_is (press, limit - 1, "projekten") ||
           token_is (press, limit - 1, "media") || token_is (press, limit - 1, "project")));
}

/* `Övriga ledamöter`, `Deltagande forskare`: past what says which of them. */
uint32_t
section_skip_opening (const Press *press, uint32_t i, uint32_t limit)
{
  if (i + 1 < limit &&
      word_in (press->tokens[i].lower,
               "närvarande deltagande medverkande övriga nuvarande beslutande inbjudna "
               "utsedda svenska våra vår valda förslag omvalda nyvalda invited our other "
               "participating current"))
    return i + 1;
  /* `Projektets samordnare` */
  uint32_t head_end;
  bool genitive = i + 1 < limit && strlen (press->tokens[i].lower) >= 7 &&
                  (has_suffix (press->tokens[i].lower, "ens") ||
                   has_suffix (press->tokens[i].lower, "ets")) &&
                  span_over (press, i) == NULL;
  return genitive && !token_is (press, i, "styrelsens") &&
             title_head (press, i + 1, &head_end)
           ? i + 1
           : i;
}

/* Where `från och med …`, `för perioden …` begins; @limit if it does not. */
static uint32_t
term_first (const Press *press, uint32_t first, uint32_t limit)
{
  for (uint32_t i = first + 1; i + 1 < limit; i++)
    if ((token_is (press, i, "från") && token_is (press, i + 1, "och")) ||
        word_in (press->tokens[i].lower, "fr.o.m. fr.o.m t.o.m. t.o.m") ||
        (token_is (press, i, "för") &&
         word_in (press->tokens[i + 1].lower, "perioden tiden mandatperioden")))
      return i;
  return limit;
}

/* A line that is a title and no more: `Revisorer`, `Valberedning`, `Ordförande:`. */
bool
section_read_label (Press *press, uint32_t first, uint32_t limit, Section *section)
{
  Title title, second;

  if (limit > first && token_is (press, limit - 1, ":"))
    limit--;
  /* `PROTOKOLL` is what the paper is. */
  uint32_t by_phrase = limit == first + 1 && token_is (press, first, "protokoll")
                         ? NONE
                         : section_phrase_role (press, first, limit);
  if (by_phrase != NONE)
    {
      *section = (Section){
        .active = true, .body = press->owner, .role = by_phrase, .employer = press->owner
      };
      return true;
    }
  first = section_skip_opening (press, first, limit);
  limit = term_first (press, first, limit);
  if (limit - first > 8 || limit == first ||
      !title_parse (press, first, limit, TITLE_DESCRIPTION, &title))
    return false;
  bool doing = title.end != limit && says_what_they_do (press, title.end, limit);
  if ((limit - first > 6 && !doing) ||
      (title.end != limit && !doing &&
       !read_second_title (press, title.end, limit, &second)) ||
      title.organisation != NONE ||
      (strstr (title.label, "kontakt") != NULL &&
       !has_prefix (title.label, "kontaktperson")) ||
      has_prefix (title.label, "member of"))
    return false;
  /* `Projektdeltagare` says no more than that they take part. */
  if (has_suffix (title.label, "deltagare"))
    {
      *section = (Section){ .body = NONE, .role = NONE, .employer = press->owner };
      return true;
    }
  /* `Kontaktpersoner för programmet`: for what is no part of the title. */
  bool contact = has_prefix (title.label, "kontaktperson");
  section->role = contact ? entity_of (press, ROLE, "kontaktperson")
                          : title_entity (press, &title);
  section->second = title.end != limit && !doing ? title_entity (press, &second) + 1 : 0;
  section->once = !title.board && !title.plural;
  section->post = !title.board || contact; /* whom to ask holds no seat */
  section->body = press->owner != NONE ? press->owner : section_last_council (press, first);
  if (section->body == NONE && title.board && title.plural)
    section->body = section_insight_parent (press);
  if (section->body == NONE && title.board && title.plural)
    section->body = section_group_parent (press);
  section->active = section->fresh = true;
  if (title.plural)
    entity_alias (press, section->role,
                  text_between (press, first, doing ? title.end : limit));
  return true;
}

/* `Furuvik AB:s ledningsgrupp`: whose staff the list is of. */
static bool
is_staff_of (const Press *press, const Span *span, uint32_t limit)
{
  static const char *const words[] = { "ledningsgrupp", "ledning", "personal",
                                       "medarbetare",   "kansli",  "presskontakter" };

  if (span->end + 1 != limit)
    return false;
  for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
    if (token_is (press, span->end, words[k]))
      return true;
  return false;
}

/* Is the block the first of lines that stand together? */
static bool
begins_lines (const Press *press, size_t b)
{
  const NystaBlock *blocks = press->text->blocks;

  return blocks[b].group != 0 && blocks[b].kind == NYSTA_BLOCK_PARAGRAPH &&
         blocks[b + 1].group == blocks[b].group &&
         (b == 0 || blocks[b - 1].group != blocks[b].group);
}

/* `Uppsala University` over `* Karin Ek (Developer)`: NONE if it is no such heading. */
uint32_t
section_heading_organisation (Press *press, size_t b)
{
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
  Span *span = first < limit ? span_at (press, first, ORGANISATION) : NULL;

  /* `People @ Nordvind` */
  if (limit - first >= 3 &&
      word_in (press->tokens[first].lower, "people personer personal staff team") &&
      word_in (press->tokens[first + 1].lower, "@ at på vid"))
    {
      Span *at = span_at (press, first + 2, ORGANISATION);

      if (at != NULL && at->end == limit)
        return span_entity (press, at);
    }
  if (span != NULL && b + 1 < press->text->n_blocks && is_staff_of (press, span, limit) &&
      span_at (press, limit, PERSON) != NULL)
    return span_entity (press, span);
  /* `Ale kommun`, `Kontaktpersoner:` and then the names. */
  uint32_t next = limit;
  /* `Nordvind AB` by itself over groups of lines that begin with names */
  if (span != NULL && span->end == limit && b + 2 < press->text->n_blocks &&
      press->text->blocks[b].group == 0 && span_at (press, limit, PERSON) != NULL &&
      (begins_lines (press, b + 1) || (press->text->blocks[b].kind == NYSTA_BLOCK_HEADING &&
                                       block_is_entry (press, b + 1))))
    return span_entity (press, span);
  if (span != NULL && b + 2 < press->text->n_blocks && begins_lines (press, b) &&
      press->text->blocks[b + 2].group == press->text->blocks[b].group &&
      token_is (press, press->block_first[b + 2] - 1, ":"))
    next = press->block_first[b + 2];
  if (span == NULL || b + 1 >= press->text->n_blocks ||
      (press->text->blocks[b + 1].kind != NYSTA_BLOCK_LIST_ITEM &&
       !begins_lines (press, b)) ||
      span_at (press, next, PERSON) == NULL ||
      !(span->end == limit || (span->end + 1 == limit && token_is (press, limit - 1, ":"))))
    return NONE;
  return span_entity (press, span);
}

/* `Styrgrupp`, `Programkommitté`: what is chaired there has no name. */
bool
section_is_nameless (const Press *press, uint32_t first, uint32_t limit)
{
  static const char *const endings[] = {
    "styrgrupp",  "styrgruppen",    "referensgrupp", "referensgruppen",
    "kommitté",   "kommittén",      "arbetsgrupp",   "arbetsgruppen",
    "programråd", "projektgruppen", "projektgrupp"
  };

  limit -= limit > first && token_is (press, limit - 1, ":");
  if (limit <= first || limit > first + 3 || span_over (press, first) != NULL)
    return false;
  /* `Organising committee` */
  if (limit > first + 1)
    return word_in (press->tokens[limit - 1].lower, "committee group board panel jury") &&
           span_over (press, limit - 1) == NULL;
  return word_ends_in_one_of (press->tokens[first].lower, endings);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * owner.c: whose an address or number is. What is said nearest and plainest wins:
 *
 *  1. a person whose name the address is made of, anywhere in the document
 *  2. a functional address is an organisation's: by its domain, else by what stands near
 *  3. a person named before it on the same line (row, item), else after it
 *  4. the nearest person above, as far as the lines look like a contact block
 *  5. an organisation named in the same places
 *
 * What has no named owner is left out.
 */
#include "contact.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A contact block is short lines; this many of them are looked at above an address. */
#define MAX_LINES_ABOVE 10
#define MAX_SHORT_LINE_BYTES 110
#define MAX_LABEL_BYTES 40
/* In running text a name further off than this is somebody else's. */
#define MAX_DISTANCE_BYTES 240

typedef struct
{
  const NystaText *text;
  const Lines *lines;
  Contacts *contacts;
  NameIndex *persons;
  NameIndex *organisations;
} View;

static const NystaBlock *
block_of (const View *view, size_t line)
{
  return &view->text->blocks[view->lines->items[line].block];
}

/* Index of the first of `found` that starts at @offset or later. */
static size_t
found_from (const View *view, size_t offset)
{
  size_t low = 0, high = view->text->n_found;

  while (low < high)
    {
      size_t middle = low + (high - low) / 2;

      if (view->text->found[middle].start < offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* --- what stands on a line --------------------------------------------------- */

/* `pressekreterare hos X`, `e-post till X`: X is not whose line it is. */
static bool
is_object (const View *view, size_t line_start, const NystaFound *person)
{
  static const char *const prepositions[] = { "hos", "till", "for", "at",  "to",
                                              "of",  "av",   "by",  "med", "with" };
  size_t start = person->start - line_start > 60 ? person->start - 60 : line_start;
  char folded[2 * 64 + 1];

  fold_name (view->text->text + start, person->start - start, folded);
  for (char *word = strtok (folded, " "); word != NULL; word = strtok (NULL, " "))
    for (size_t i = 0; i < sizeof prepositions / sizeof *prepositions; i++)
      if (strcmp (word, prepositions[i]) == 0)
        return true;
  return false;
}

/* The last of @kind between two offsets, NULL if none. @n_distinct counts keys, up to 2. */
static const NystaFound *
last_between (const View *view, uint32_t kind, size_t start, size_t end, size_t *n_distinct)
{
  const NystaFound *last = NULL;

  *n_distinct = 0;
  for (size_t i = found_from (view, start); i < view->text->n_found; i++)
    {
      const NystaFound *found = &view->text->found[i];

      if (found->start >= end)
        break;
      if (found->kind != kind || found->end > end)
        continue;
      if (last == NULL || strcmp (last->key, found->key) != 0)
        ++*n_distinct;
      last = found;
    }
  return last;
}

static const NystaFound *
first_between (const View *view, uint32_t kind, size_t start, size_t end)
{
  for (size_t i = found_from (view, start); i < view->text->n_found; i++)
    {
      const NystaFound *found = &view->text->found[i];

      if (found->start >= end)
        break;
      if (found->kind == kind)
        return found;
    }
  return NULL;
}

/* Whose line it is: its one person who is not an object. */
static const NystaFound *
holder_of_line (const View *view, size_t line, bool *out_many)
{
  const Line *span = &view->lines->items[line];
  const NystaFound *holder = NULL;

  *out_many = false;
  for (size_t i = found_from (view, span->start); i < view->text->n_found; i++)
    {
      const NystaFound *found = &view->text->found[i];

      if (found->start >= span->end)
        break;
      if (found->kind != NYSTA_PERSON || is_object (view, span->start, found))
        continue;
      if (holder != NULL && strcmp (holder->key, found->key) != 0)
        *out_many = true;
      holder = holder == NULL ? found : holder;
    }
  return holder;
}

/* Could it be part of a contact block? Not a sentence. */
static bool
is_short_line (const View *view, size_t line)
{
  const Line *span = &view->lines->items[line];
  size_t n = span->end - span->start;

  if (span->contact_bytes > 0)
    return n <= 2 * MAX_SHORT_LINE_BYTES;
  return n <= MAX_SHORT_LINE_BYTES && n > 0 &&
         strchr (".!?", view->text->text[span->end - 1]) == NULL;
}

/* More is said on the line than a label and how to reach somebody. */
static bool
is_sentence (const Line *line)
{
  return line->end - line->start > line->contact_bytes + MAX_LABEL_BYTES;
}

/* --- near ------------------------------------------------------------------ */

/* Where the line, item or row of @contact begins and ends. */
static void
unit_of (const View *view, const Contact *contact, size_t *out_start, size_t *out_end)
{
  const NystaBlock *block = block_of (view, contact->line);
  size_t first = contact->line, last = contact->line;

  if (block->kind == NYSTA_BLOCK_TABLE_CELL || block->kind == NYSTA_BLOCK_TABLE_HEADER)
    {
      while (first > 0 && block_of (view, first - 1)->group == block->group &&
             block_of (view, first - 1)->row == block->row)
        first--;
      while (last + 1 < view->lines->n &&
             block_of (view, last + 1)->group == block->group &&
             block_of (view, last + 1)->row == block->row)
        last++;
    }
  *out_start = view->lines->items[first].start;
  *out_end = view->lines->items[last].end;
}

static bool
accepts (const Contact *contact, const NystaFound *person)
{
  return contact->kind != NYSTA_EMAIL || !contradicts_person (contact->value, person->name);
}

/* `08-… (Anna Berg)` */
static const NystaFound *
person_in_brackets (const View *view, const Contact *contact, size_t end)
{
  const char *text = view->text->text;
  size_t at = contact->end;

  while (at < end && text[at] == ' ')
    at++;
  return at < end && text[at] == '(' ? first_between (view, NYSTA_PERSON, at + 1, at + 2)
                                     : NULL;
}

static const NystaFound *
person_in_unit (const View *view, const Contact *contact)
{
  size_t start, end, n_distinct;

  unit_of (view, contact, &start, &end);
  const NystaFound *in_brackets = person_in_brackets (view, contact, end);
  if (in_brackets != NULL && accepts (contact, in_brackets))
    return in_brackets;

  size_t from = contact->start - start > MAX_DISTANCE_BYTES
                  ? contact->start - MAX_DISTANCE_BYTES
                  : start;
  const NystaFound *before = last_between (view, NYSTA_PERSON, from, contact->start,
                                           &n_distinct);
  /* `Anna Berg, pressekreterare hos Bo Ek, 08-…`: the number is Anna's. */
  while (before != NULL && is_object (view, start, before))
    {
      size_t limit = before->start;
      const NystaFound *earlier = last_between (view, NYSTA_PERSON, from, limit,
                                                &n_distinct);

      if (earlier == NULL)
        break;
      before = earlier;
    }
  if (before != NULL)
    return accepts (contact, before) ? before : NULL;

  /* Whoever comes next, unless another number comes first. */
  size_t stop = contact->end + MAX_DISTANCE_BYTES / 4;
  for (size_t i = 0; i < view->contacts->n; i++)
    {
      const Contact *other = &view->contacts->items[i];

      if (other->start > contact->end && other->start < stop &&
          other->kind == contact->kind)
        stop = other->start;
    }
  const NystaFound *after = first_between (view, NYSTA_PERSON, contact->end,
                                           stop < end ? stop : end);
  return after != NULL && accepts (contact, after) ? after : NULL;
}

/* How many bytes of `Frågor:` open the text to @end; 0 if no label does, or one that only
 * says by what means: `E-post:`, `Mobil:`. */
static size_t
topic_length (const char *text, size_t start, size_t end)
{
  static const char *const means[] = { "e-post", "epost", "e-mail", "email",  "mejl",
                                       "mail",   "tel",   "tfn",    "mob",    "direkt",
                                       "phone",  "växel", "Växel",  "nummer", "fax",
                                       "ring",   "adress" };
  const char *colon = memchr (text + start, ':', end - start);
  size_t n = colon != NULL ? (size_t) (colon - text) - start : 0;

  if (n < 4 || n > MAX_LABEL_BYTES || memchr (text + start, '@', n) != NULL ||
      memchr (text + start, ',', n) != NULL)
    return 0;
  for (size_t i = 0; i < sizeof means / sizeof *means; i++)
    if (strncasecmp (text + start, means[i], strlen (means[i])) == 0)
      return 0;
  return n + 1;
}

/* `Frågor: NAMN, …` over `Anmälan: …`: two matters, each with its own address. */
static bool
is_other_matter (const View *view, const Contact *contact, size_t line,
                 const NystaFound *person)
{
  const Line *own = &view->lines->items[contact->line];

  return contact->start > own->start &&
         topic_length (view->text->text, own->start, contact->start) > 0 &&
         person->start > view->lines->items[line].start &&
         topic_length (view->text->text, view->lines->items[line].start, person->start) > 0;
}

/* Where every line stands by itself, as tables do that lost their borders, a name looks like
 * a heading and so does the title below it: is the line such a title? */
static bool
is_under_name (const View *view, size_t line)
{
  const NystaBlock *block = block_of (view, line);
  const Line *span = &view->lines->items[line];
  bool many;

  if (line == 0 || strncasecmp (view->text->text + span->start, "kontakt", 7) == 0 ||
      strncasecmp (view->text->text + span->start, "contact", 7) == 0)
    return false;
  const NystaBlock *above = block_of (view, line - 1);
  return above->kind == NYSTA_BLOCK_HEADING && block->kind == NYSTA_BLOCK_HEADING &&
         above->level == block->level && holder_of_line (view, line - 1, &many) != NULL &&
         !many;
}

/* Up the lines of the contact block. Sets the person, or the organisation that the block
 * begins with; both stay NULL where the block is nobody's or several people's. */
static void
look_above (const View *view, const Contact *contact, const NystaFound **out_person,
            const NystaFound **out_organisation)
{
  uint32_t group = block_of (view, contact->line)->group;
  uint32_t own_block = view->lines->items[contact->line].block;

  *out_person = *out_organisation = NULL;
  if (is_sentence (&view->lines->items[contact->line]))
    return;
  for (size_t i = 0; i < MAX_LINES_ABOVE && contact->line > i; i++)
    {
      size_t line = contact->line - 1 - i;
      const NystaBlock *block = block_of (view, line);
      bool together = (block->group == group && group != 0) ||
                      view->lines->items[line].block == own_block;
      size_t n_distinct;
      bool many = false;

      /* A new list item is somebody else's, unless this one is set in below it. */
      if (block->kind == NYSTA_BLOCK_LIST_ITEM &&
          view->lines->items[line].block != own_block &&
          block_of (view, contact->line)->kind == NYSTA_BLOCK_LIST_ITEM &&
          block->level >= block_of (view, contact->line)->level &&
          view->lines->items[line].contact_bytes == 0 &&
          holder_of_line (view, line, &many) != NULL)
        return;
      if (!is_short_line (view, line))
        return;
      /* What begins another block of lines does not belong to an organisation's block. */
      if (!together && group != 0 && *out_organisation != NULL)
        return;
      const NystaFound *person = holder_of_line (view, line, &many);
      if (many)
        return;
      if (person != NULL)
        {
          *out_person = accepts (contact, person) &&
                            !is_other_matter (view, contact, line, person)
                          ? person
                          : NULL;
          return;
        }
      const NystaFound *organisation = last_between (
        view, NYSTA_ORGANISATION, view->lines->items[line].start,
        view->lines->items[line].end, &n_distinct);
      if (organisation != NULL && n_distinct == 1)
        *out_organisation = organisation;
      if (block->kind == NYSTA_BLOCK_HEADING && !is_under_name (view, line))
        return;
    }
}

static const NystaFound *
organisation_in_unit (const View *view, const Contact *contact)
{
  size_t start, end, n_distinct;

  unit_of (view, contact, &start, &end);
  const NystaFound *before = last_between (view, NYSTA_ORGANISATION, start, contact->start,
                                           &n_distinct);
  if (before != NULL)
    return contact->start - before->end <= MAX_DISTANCE_BYTES ? before : NULL;
  return first_between (view, NYSTA_ORGANISATION, contact->end,
                        end < contact->end + 60 ? end : contact->end + 60);
}

/* --- by name --------------------------------------------------------------- */

static size_t
distance (const Contact *contact, const NystaFound *found)
{
  return found->start > contact->start ? found->start - contact->start
                                       : contact->start - found->start;
}

/* --- deciding -------------------------------------------------------------- */

static void
give_by (Contact *contact, const char *rule, const NystaFound *owner, double confidence)
{
  contact->rule = rule;
  contact->owner = owner->key;
  contact->owner_name = owner->name;
  contact->confidence = confidence;
  contact->shared = contact->local_kind == LOCAL_FUNCTIONAL || contact->switchboard ||
                    owner->kind == NYSTA_ORGANISATION;
}

/* True if the address was given to somebody. Two whom it fits equally leave it open,
 * unless one is named near by. */
static bool
own_by_name (const View *view, Contact *contact)
{
  if (contact->kind != NYSTA_EMAIL || contact->local_kind != LOCAL_PERSONAL)
    return false;

  int score = 0;
  bool is_ambiguous = false;
  const NystaFound *best = name_index_best (view->persons, contact, &score, &is_ambiguous);

  if (best == NULL || (is_ambiguous && distance (contact, best) > MAX_DISTANCE_BYTES))
    return false;
  give_by (contact, "own_by_name", best, score == 4 ? 0.97 : score == 3 ? 0.9 : 0.8);
  return true;
}

static void
own (const View *view, Contact *contact)
{
  const NystaFound *person = NULL, *above = NULL, *organisation = NULL, *org_above = NULL;

  if (own_by_name (view, contact))
    return;
  look_above (view, contact, &above, &org_above);
  person = person_in_unit (view, contact);
  organisation = organisation_in_unit (view, contact);
  if (contact->kind == NYSTA_EMAIL && contact->local_kind != LOCAL_PERSONAL)
    {
      int score = 0;
      bool is_ambiguous = false;
      const NystaFound *by_domain = name_index_best (view->organisations, contact, &score,
                                                     &is_ambiguous);

      organisation = by_domain != NULL ? by_domain : organisation;
      if (contact->local_kind == LOCAL_FUNCTIONAL &&
          (organisation != NULL || org_above != NULL))
        {
          give_by (contact,
                   by_domain != NULL      ? "match_domain"
                   : organisation != NULL ? "organisation_in_unit"
                                          : "look_above",
                   organisation != NULL ? organisation : org_above,
                   by_domain != NULL ? 0.9 : 0.75);
          return;
        }
    }
  if (person != NULL)
    give_by (contact, "person_in_unit", person, 0.92);
  else if (organisation != NULL && contact->kind == NYSTA_PHONE)
    give_by (contact, "organisation_in_unit", organisation, 0.8);
  else if (above != NULL)
    give_by (contact, "look_above", above, 0.85);
  else if (organisation != NULL && contact->local_kind == LOCAL_ROLE)
    give_by (contact, "organisation_in_unit", organisation, 0.7);
  else if (org_above != NULL && contact->kind == NYSTA_PHONE)
    give_by (contact, "look_above", org_above, 0.7);
}

/* The organisation that the title of the page is the name of. */
static const NystaFound *
titled_organisation (const View *view)
{
  const Line *title = view->lines->n > 0 ? &view->lines->items[0] : NULL;
  const NystaFound *found = title != NULL ? first_between (view, NYSTA_ORGANISATION,
                                                           title->start, title->end)
                                          : NULL;

  return found != NULL && found->start == title->start && found->end == title->end ? found
                                                                                   : NULL;
}

/* What several answer, or a switchboard, with nobody near it: whose page it is. */
static void
own_by_title (const View *view, Contact *contact)
{
  bool anybodys = contact->kind == NYSTA_EMAIL ? contact->local_kind == LOCAL_FUNCTIONAL
                                               : contact->switchboard;
  const NystaFound *organisation = anybodys ? titled_organisation (view) : NULL;

  if (organisation != NULL)
    give_by (contact, "own_by_title", organisation, 0.7);
}

/* A number beside an address is whose the address is. */
static void
own_by_neighbour (const View *view, Contact *contact)
{
  const Contact *nearest = NULL;
  size_t nearest_distance = MAX_DISTANCE_BYTES;

  for (size_t i = 0; i < view->contacts->n; i++)
    {
      const Contact *other = &view->contacts->items[i];
      size_t gap = other->start > contact->start ? other->start - contact->start
                                                 : contact->start - other->start;
      uint32_t group = block_of (view, contact->line)->group;
      bool together = other->line == contact->line ||
                      (group != 0 && block_of (view, other->line)->group == group &&
                       block_of (view, contact->line)->kind == NYSTA_BLOCK_PARAGRAPH);

      if (other->kind == NYSTA_EMAIL && other->owner != NULL && together &&
          gap < nearest_distance)
        {
          nearest = other;
          nearest_distance = gap;
        }
    }
  if (nearest == NULL)
    return;
  contact->rule = "own_by_neighbour";
  contact->owner = nearest->owner;
  contact->owner_name = nearest->owner_name;
  contact->confidence = 0.75;
  contact->shared = nearest->shared || contact->switchboard;
}

/* The same value with two owners is shared by them. */
static void
mark_shared (Contacts *contacts)
{
  for (size_t i = 0; i < contacts->n; i++)
    for (size_t j = i + 1; j < contacts->n; j++)
      {
        Contact *a = &contacts->items[i];
        Contact *b = &contacts->items[j];

        if (a->owner != NULL && b->owner != NULL && strcmp (a->value, b->value) == 0 &&
            strcmp (a->owner, b->owner) != 0)
          a->shared = b->shared = true;
      }
}

bool
find_owners (const NystaText *text, Lines *lines, Contacts *contacts)
{
  View view = { text, lines, contacts, name_index_new (text, contacts, &person_rules),
                name_index_new (text, contacts, &organisation_rules) };
  bool fine = view.persons != NULL && view.organisations != NULL;

  for (size_t i = 0; i < contacts->n; i++)
    lines->items[contacts->items[i].line].contact_bytes += contacts->items[i].end -
                                                           contacts->items[i].start;
  for (size_t i = 0; fine && i < contacts->n; i++)
    own (&view, &contacts->items[i]);
  for (size_t i = 0; fine && i < contacts->n; i++)
    if (contacts->items[i].owner == NULL && contacts->items[i].kind == NYSTA_PHONE)
      own_by_neighbour (&view, &contacts->items[i]);
  for (size_t i = 0; fine && i < contacts->n; i++)
    if (contacts->items[i].owner == NULL)
      own_by_title (&view, &contacts->items[i]);
  if (fine)
    mark_shared (contacts);
  name_index_free (view.persons);
  name_index_free (view.organisations);
  return fine;
}

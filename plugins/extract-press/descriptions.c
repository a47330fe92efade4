/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * descriptions.c: what stands after a name: titles and organisations, parted by commas,
 * dashes, slashes, brackets, `och` or line ends. The same reading serves items of lists,
 * lines of a contact block, rows of tables and appositions in running text.
 *
 * An organisation belongs to the titles before it that have none yet; one that comes
 * first belongs to the next title that has none.
 */
#include "fields.h"
#include "organisations.h"
#include "records.h"
#include "titles.h"

#include <string.h>

#define MAX_OPEN 6

typedef struct
{
  Press *press;
  const char *rule; /* that asked */
  const Frame *frame;
  uint32_t person;
  uint32_t name_first;
  uint32_t end;            /* past what has been read */
  uint32_t open[MAX_OPEN]; /* titles that have no organisation yet */
  size_t n_open;
  uint32_t last[MAX_OPEN]; /* the titles that the last organisation was given to */
  size_t n_last;
  uint32_t place;   /* the last organisation */
  uint32_t waiting; /* an organisation that no title has taken yet */
  bool in_brackets;
  bool has_title;
  bool seated;   /* the last title was a seat in the organisation that it named */
  bool has_seat; /* the entry says what the person is in the body */
  bool later;    /* the first part has been read */
  bool any;
} Reading;

static Reading
reading_of (Press *press, const char *rule, uint32_t person, uint32_t name_first,
            uint32_t end, const Frame *frame)
{
  return (Reading){ .press = press,
                    .rule = rule,
                    .frame = frame,
                    .person = person,
                    .name_first = name_first,
                    .end = end,
                    .place = NONE,
                    .waiting = NONE };
}

static Membership *
record (Reading *r, uint32_t role, uint32_t organisation, double confidence)
{
  r->any = true;
  return membership_add_by (r->press, r->rule, r->person, role, organisation, r->name_first,
                            r->end, confidence);
}

static void
give_organisation (Reading *r, uint32_t organisation, bool slash)
{
  double confidence = r->frame->mode == TITLE_ENTRY ? 0.9 : 0.88;

  if (r->n_open > 0)
    {
      for (size_t i = 0; i < r->n_open; i++)
        record (r, r->open[i], organisation, confidence);
      memcpy (r->last, r->open, sizeof r->last);
      r->n_last = r->n_open;
      r->n_open = 0;
      r->place = organisation;
    }
  else if (slash && r->n_last > 0)
    for (size_t i = 0; i < r->n_last; i++)
      record (r, r->last[i], organisation, confidence);
  else
    {
      if (r->waiting != NONE)
        record (r, NONE, r->waiting, 0.7);
      r->waiting = organisation;
    }
}

/* `, ordförande, LRF`: the seat is there, not in the body that the list is of. */
static bool
organisation_is_next (const Press *press, uint32_t i)
{
  if (i + 1 >= press->n_tokens || !token_is (press, i, ",") ||
      block_of (press, i) != block_of (press, i + 1))
    return false;
  uint32_t end;
  const Span *span = span_over (press, i + 1);
  if (span != NULL)
    return span->kind == ORGANISATION;
  return token_upper (press, i + 1) && !token_bits (press, i + 1, W_CONTACT) &&
         !title_head (press, i + 1, &end) && !title_head (press, i + 2, &end);
}

static void
take_title (Reading *r, const Title *title, bool coordinated)
{
  uint32_t role = title_entity (r->press, title);

  r->has_title = true;
  r->seated = title->board;
  if (title->end > r->end)
    r->end = title->end;
  if (title->minister && title->organisation == NONE)
    {
      record (r, role, NONE, 0.9);
      return;
    }
  if (title->organisation != NONE)
    {
      if (!coordinated && r->n_open > 0)
        {
          for (size_t i = 0; i < r->n_open; i++)
            record (r, r->open[i], r->frame->employer, 0.7);
          r->n_open = 0;
        }
      if (r->n_open < MAX_OPEN)
        r->open[r->n_open++] = role;
      give_organisation (r, title->organisation, false);
      return;
    }
  if (title->board && r->frame->nameless && !organisation_is_next (r->press, title->end))
    {
      record (r, role, r->press->owner, 0.8)->seat = true;
      return;
    }
  bool elsewhere = has_prefix (title->label, "styrelse") && r->frame->body_role != NONE &&
                   r->frame->body_role != role;
  /* `Beslutande ledamöter`, and one of them is the chair, of whatever body. */
  bool bodiless = r->frame->body == NONE && r->frame->body_role != NONE &&
                  !r->frame->role_is_post && !has_prefix (title->label, "styrelse");
  if (title->board && !elsewhere && (r->frame->body != NONE || bodiless) &&
      (!title->office || r->in_brackets) && !organisation_is_next (r->press, title->end))
    {
      record (r, role, r->frame->body, 0.9)->seat = true;
      r->has_seat = !title->office;
      return;
    }
  /* `A (ORG), ordförande`: where A works, and what A is in the body that the list is of. */
  if (r->waiting != NONE && title->board && !title->office &&
      r->frame->mode == TITLE_ENTRY && token_is (r->press, title->first - 1, ",") &&
      token_is (r->press, title->first - 2, ")"))
    {
      record (r, NONE, r->waiting, 0.75);
      r->waiting = NONE;
      record (r, role, r->frame->body, 0.8)->seat = true;
      r->has_seat = true;
      return;
    }
  if (r->waiting != NONE)
    {
      record (r, role, r->waiting, 0.85);
      r->last[0] = role;
      r->n_last = 1;
      r->waiting = NONE;
      return;
    }
  if (r->n_open < MAX_OPEN)
    r->open[r->n_open++] = role;
}

/* What may stand between two parts. Bits tell what it was. */
enum
{
  SEEN_AND = 1,
  SEEN_SLASH = 2,
  SEEN_MARK = 4
};

static bool
is_separator (const Press *press, uint32_t i)
{
  uint32_t end;

  /* `Director. Professor of X at ORG.` */
  if (token_is (press, i, "."))
    return i + 1 < block_end (press, i) && title_head (press, i + 1, &end);
  return token_bits (press, i, W_AND) ||
         word_in (press->tokens[i].lower, ", ; – - — / ( ) : | • ·");
}

/* `(S)`, `(KD)`: a party, nothing that counts. */
static bool
is_party (const Press *press, uint32_t i, uint32_t limit)
{
  static const char *const parties[] = { "KD", "MP",  "SD", "FP", "FI", "Fi",
                                         "PP", "NYD", "Kd", "Mp", "Sd" };

  if (i + 2 >= limit || !token_is (press, i, "(") || !token_is (press, i + 2, ")") ||
      !token_upper (press, i + 1))
    return false;
  if (word_is_one_of (press->tokens[i + 1].word, parties))
    return true;
  return strlen (press->tokens[i + 1].word) == 1;
}

static bool
is_contact (const Press *press, uint32_t i)
{
  const NystaToken *t = token_of (press, i);

  return t->kind == NYSTA_TOKEN_EMAIL || t->kind == NYSTA_TOKEN_URL ||
         t->kind == NYSTA_TOKEN_NUMBER || token_bits (press, i, W_CONTACT) ||
         (t->kind == NYSTA_TOKEN_SYMBOL && !token_is (press, i, "/"));
}

static uint32_t
skip_separators (const Press *press, uint32_t i, uint32_t limit, unsigned *out_seen)
{
  *out_seen = token_gap (press, i) ? SEEN_MARK : 0;
  while (i < limit)
    {
      if (is_party (press, i, limit))
        i += 3;
      else if (is_separator (press, i))
        {
          *out_seen |= token_bits (press, i, W_AND) ? SEEN_AND
                       : token_is (press, i, "/")   ? SEEN_SLASH
                                                    : SEEN_MARK;
          i++;
        }
      else
        break;
    }
  return i;
}

static uint32_t
next_separator (const Press *press, uint32_t i, uint32_t limit)
{
  limit = token_next_gap (press, i, limit);
  while (i < limit && !is_separator (press, i))
    i++;
  return i;
}

/* `…, Digital service, Göteborgs stad`: a part that no list knows, of more than one word,
 * before the organisation. */
static bool
is_unit_before_organisation (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t comma = next_separator (press, i, limit);

  if (comma + 1 >= limit || comma < i + 2 || !token_is (press, comma, ",") ||
      (token_upper (press, comma - 1) && !title_is_english_unit (press, comma - 1)) ||
      (span_over (press, i) != NULL && !title_is_english_unit (press, comma - 1)) ||
      match_at (press, i, 1u << NYSTA_MATCH_MUNICIPALITY) != NULL)
    return false;
  return span_at (press, comma + 1, ORGANISATION) != NULL;
}

/* The first part, by what the other entries have there. Returns its end, or @i. */
static uint32_t
read_expected (Reading *r, uint32_t i, uint32_t limit)
{
  Press *press = r->press;
  const char *label = NULL;
  uint32_t end = i;
  Title title;

  if (!token_upper (press, i) || span_over (press, i) != NULL)
    return i;
  if (fields_first (press) == FIELD_ORGANISATION)
    {
      /* `Namn, Investor` */
      const NystaMatch *match = match_at (press, i, 1u << NYSTA_MATCH_ROLE);
      uint32_t past = next_separator (press, i, limit);

      if (match == NULL || !(match->flags & NYSTA_MATCH_ENGLISH) ||
          match->n_tokens != past - i)
        return i;
      uint32_t organisation = organisation_parse (press, i, past, true, &end);
      if (organisation == NONE || end != past)
        return i;
      give_organisation (r, organisation, false);
      r->end = end;
      return end;
    }
  if (title_parse (press, i, limit, TITLE_DESCRIPTION, &title))
    return i;
  end = field_title_end (press, i, limit, &label);
  if (end == i)
    return i;
  title = (Title){
    .first = i, .end = end, .label = label, .organisation = NONE, .guessed = true
  };
  take_title (r, &title, false);
  return end;
}

/* One part at @i: a title, or an organisation with or without a preposition. Returns its
 * end, or @i if it is neither. */
static uint32_t
read_part (Reading *r, uint32_t i, uint32_t limit, unsigned seen)
{
  Press *press = r->press;
  bool entry = r->frame->mode == TITLE_ENTRY;
  Title title;
  uint32_t end = i;

  /* `A, ersätter B` */
  if (entry && token_is (press, i, "ersätter") && i + 1 < press->n_tokens &&
      span_at (press, i + 1, PERSON) != NULL)
    {
      title = (Title){
        .first = i, .end = i + 1, .label = "ersättare", .board = true, .organisation = NONE
      };
      take_title (r, &title, false);
      return i + 1;
    }
  if (title_parse (press, i, limit, r->frame->mode, &title))
    {
      /* `A, rektor B`: the title is that of the name behind it. */
      uint32_t next = title.end + (r->frame->titled && token_is (press, title.end, ","));
      if (!entry && next < block_end (press, i) && span_at (press, next, PERSON) != NULL)
        return i;
      /* `A, professorn och författaren B` */
      Title second;
      if (!entry && token_bits (press, title.end, W_AND) && title.organisation == NONE &&
          next + 1 < block_end (press, i) &&
          title_parse (press, next + 1, block_end (press, i), TITLE_PLAIN, &second) &&
          second.end < block_end (press, i) && second.organisation == NONE &&
          span_at (press, second.end, PERSON) != NULL)
        return i;
      /* `NAMN inviger X`: what no mark parts from the name is a sentence. */
      if (title.guessed && seen == 0 && r->end == i &&
          block_of (press, i) == block_of (press, r->name_first) &&
          !(token_of (press, i)->flags & NYSTA_TOKEN_LINE_BEFORE))
        return i;
      if (!title.guessed || (r->n_open == 0 && r->n_last == 0) ||
          (entry && (seen & SEEN_AND) && title.end == limit &&
           title_is_agent (title.label)))
        take_title (r, &title, (seen & (SEEN_AND | SEEN_SLASH)) != 0);
      return title.end;
    }

  /* `på Norrskolan i Hedby`: only where it is. */
  if (r->end == i && r->n_last > 0 && r->n_open == 0 &&
      (token_is (press, i, "i") || token_is (press, i, "in")) && i + 1 < limit &&
      token_upper (press, i + 1) && span_over (press, i + 1) == NULL)
    return capital_run_end (press, i + 1, limit);

  /* `ORG, Uppsala`: where it is. */
  const NystaMatch *town = match_at (press, i, 1u << NYSTA_MATCH_MUNICIPALITY);
  if (entry && r->n_open == 0 && (r->waiting != NONE || r->place != NONE) && town != NULL &&
      (town->flags & NYSTA_MATCH_SHORT) && span_over (press, i) == NULL &&
      !(seen & SEEN_SLASH) && capital_run_end (press, i, limit) == i + town->n_tokens)
    return i + town->n_tokens;

  if (entry && title_past_english_unit (press, i, limit) > i)
    return title_past_english_unit (press, i, limit);
  uint32_t at = i;
  while (at < limit && token_bits (press, at, W_FORMER) && !token_upper (press, at))
    at++;
  at += at < limit && token_bits (press, at, W_PREP) && !token_upper (press, at);
  if (entry && at == i && r->n_open > 0 && is_unit_before_organisation (press, i, limit))
    return i;
  bool further = (seen & SEEN_AND) && r->n_last > 0 && r->frame->mode == TITLE_PLAIN;
  bool trusted = entry || at > i || further || (r->n_open > 0 && (seen & SEEN_MARK));
  uint32_t organisation = at < limit ? organisation_parse (press, at, limit, trusted, &end)
                                     : NONE;
  if (organisation == NONE)
    return i;
  /* `A, ORG:s ordförande B`: what is said of the next one. */
  uint32_t head_end;
  if (!entry && title_head (press, end, &head_end) && head_end < block_end (press, i) &&
      span_at (press, head_end, PERSON) != NULL)
    return i;
  /* `professor, tidigare ORG`: the title is not held there. */
  if (at > i && token_bits (press, i, W_FORMER) && !token_bits (press, i, W_PREP) &&
      !token_bits (press, at - 1, W_PREP) && (seen & SEEN_MARK) && r->frame->n_open == 0)
    {
      for (size_t k = 0; k < r->n_open; k++)
        record (r, r->open[k], NONE, 0.75)->listed = true;
      r->n_open = 0;
      if (end > r->end)
        r->end = end;
      record (r, NONE, organisation, 0.7)->seat = true; /* stands beside the title */
      return end;
    }
  /* `chef för ORG vid ORG`: where the first one is. */
  if (seen == 0 && at > i && r->end == i && r->n_last > 0 && r->n_open == 0)
    return end;
  if (end > r->end)
    r->end = end;
  give_organisation (r, organisation, (seen & (SEEN_SLASH | SEEN_AND)) != 0);
  return end;
}

/* `titel, ORG-delen, ORG`, `titel vid Centrum X, ORG`: an organisation that no title has
 * taken holds the one before it, and the title is held there, too. */
static void
give_outer (Reading *r)
{
  const Entity *inner = r->place != NONE ? &r->press->entities[r->place] : NULL;

  if (r->waiting == NONE || inner == NULL || r->n_last != 1 || r->seated)
    return;
  if (!has_prefix (inner->name, r->press->entities[r->waiting].name))
    record (r, r->last[0], r->waiting, 0.7);
  r->waiting = NONE;
}

/* Is one of the titles without an organisation a post among an organisation's own people? */
static bool
has_open_staff (const Reading *r)
{
  for (size_t i = 0; i < r->n_open; i++)
    if (title_is_of_staff (r->press->entities[r->open[i]].name) ||
        title_is_seat (r->press->entities[r->open[i]].name))
      return true;
  return false;
}

static void
finish (Reading *r)
{
  give_outer (r);
  if (r->waiting != NONE && !(r->frame->role_is_post && !r->has_title))
    record (r, NONE, r->waiting, 0.75);
  /* Who sits on the board of a body works elsewhere. */
  bool outsider = r->frame->body_role != NONE && !r->frame->role_is_post &&
                  r->frame->body == r->frame->employer &&
                  (r->frame->n_open == 0 || !has_open_staff (r));
  if (outsider)
    for (size_t i = 0; i < r->n_open; i++)
      record (r, r->open[i], NONE, 0.75)->listed = true;
  for (size_t i = 0; i < r->n_open && !outsider; i++)
    record (r, r->open[i], r->frame->employer, r->frame->employer != NONE ? 0.75 : 0.8)
      ->listed = r->frame->body != NONE || r->frame->body_role != NONE;
  if (r->frame->role_is_post)
    {
      if (!r->has_title)
        record (r, r->frame->body_role,
                r->waiting != NONE ? r->waiting : r->frame->employer, 0.75);
      if (!r->has_title && r->frame->second_post != 0)
        record (r, r->frame->second_post - 1,
                r->waiting != NONE ? r->waiting : r->frame->employer, 0.75);
      return;
    }
  /* A post on the board of one's own organisation is what one is there. */
  bool said = r->frame->body_role == NONE && r->frame->body == r->frame->employer &&
              r->has_title;
  if ((r->frame->body != NONE || r->frame->body_role != NONE) && !r->has_seat && !said)
    record (r, r->frame->body_role, r->frame->body, 0.85)->seat = true;
  if (r->frame->placed && !r->any)
    record (r, NONE, r->frame->employer, 0.75);
}

/* `Titel: …`, `Organisation: …`: past the label. `Ålder: …`: past the line, which says
 * nothing that counts. @i if there is no label. */
static uint32_t
skip_label (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t colon = i;

  if (i != press->block_first[block_of (press, i)])
    return i;
  while (colon < limit && colon < i + 4 && token_word (press, colon))
    colon++;
  if (colon == i || colon >= limit || !token_is (press, colon, ":") ||
      token_bits (press, i, W_CONTACT))
    return i;
  if (word_in (
        press->tokens[colon - 1].lower,
        "titel roll befattning yrke funktion uppdrag title role organisation företag "
        "arbetsplats arbetsgivare kommun position myndighet company affiliation employer"))
    return colon + 1;
  uint32_t end;
  return title_head (press, i, &end) ? i : limit;
}

bool
description_read_by (Press *press, const char *rule, uint32_t person, uint32_t name_first,
                     uint32_t i, uint32_t limit, const Frame *frame)
{
  Reading r = reading_of (press, rule, person, name_first, i, frame);
  bool entry = frame->mode == TITLE_ENTRY;

  for (; r.n_open < frame->n_open && r.n_open < MAX_OPEN; r.n_open++)
    r.open[r.n_open] = frame->open[r.n_open];
  while (i < limit)
    {
      uint32_t part_limit = block_end (press, i) < limit ? block_end (press, i) : limit;
      unsigned seen;
      if (entry)
        {
          i = skip_label (press, i, part_limit);
          if (i >= part_limit)
            continue;
        }
      uint32_t start = skip_separators (press, i, part_limit, &seen);

      if (start >= part_limit)
        {
          if (!entry)
            break;
          i = part_limit;
          continue;
        }
      const Span *span = span_over (press, start);
      if (span != NULL && span->kind == PERSON)
        break;
      if (is_contact (press, start))
        {
          if (!entry)
            break;
          i = start + 1;
          continue;
        }
      r.in_brackets = start > 0 && token_is (press, start - 1, "(");
      uint32_t end = entry && !r.later ? read_expected (&r, start, part_limit) : start;
      if (end == start)
        end = read_part (&r, start, part_limit, seen);
      r.later = true;
      if (end == start)
        {
          /* `NAMN, professor, inst. för hav, ORG` */
          if (!entry && !(r.n_open > 0 && token_bits (press, start, W_UNIT) &&
                          is_unit_before_organisation (press, start, part_limit)))
            break;
          end = next_separator (press, start, part_limit);
        }
      i = end > start ? end : start + 1;
    }
  finish (&r);
  return r.any;
}

/* A part that stands where a title does, or an organisation. */
static void
read_field (Reading *r, const RecordField *field)
{
  Press *press = r->press;
  uint32_t i = field->first, end = i;
  unsigned seen = SEEN_MARK;

  if (field->kind == FIELD_ORGANISATION)
    {
      uint32_t organisation = organisation_parse (press, i, field->end, true, &end);

      if (organisation == NONE || end != field->end)
        {
          if (!span_free (press, i, field->end))
            return;
          organisation = span_entity (press, organisation_add (press, i, field->end, 0.6));
        }
      r->end = field->end;
      give_organisation (r, organisation, false);
      return;
    }
  while (i < field->end && !field->learnt)
    {
      end = read_part (r, i, field->end, seen);
      if (end == i)
        break;
      i = skip_separators (press, end, field->end, &seen);
    }
  if (!field->learnt)
    return;
  Title title = { .first = field->first,
                  .end = field->end,
                  .label = fold (press, text_between (press, field->first, field->end)),
                  .organisation = NONE,
                  .guessed = true };
  take_title (r, &title, false);
}

bool
description_read_fields_by (Press *press, const char *rule, uint32_t person,
                            uint32_t name_first, const RecordField *fields, size_t n,
                            const Frame *frame)
{
  static const Field order[] = { FIELD_TITLE, FIELD_UNKNOWN, FIELD_ORGANISATION };
  Reading r = reading_of (press, rule, person, name_first, name_first, frame);

  for (size_t k = 0; k < sizeof order / sizeof order[0]; k++)
    for (size_t f = 0; f < n; f++)
      if (fields[f].kind == order[k] &&
          !(fields[f].kind == FIELD_UNKNOWN && fields[f].likely_name))
        read_field (&r, &fields[f]);
  finish (&r);
  return r.any;
}

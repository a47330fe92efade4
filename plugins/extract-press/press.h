/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * press.h: what the files of this plugin share. README.md says which rule is where.
 *
 * One document is one Press. Recognising marks spans of tokens (persons, organisations,
 * titles, projects); the rules then read the spans and record facts; emitting hands the
 * facts to the host.
 *
 * Caveats: everything is allocated in one arena that goes with the document. When memory
 * ends, the arena says so by longjmp() to extract(): no call here returns NULL for want of
 * memory.
 */
#pragma once

#include <nysta-plugin.h>
#include <setjmp.h>
#include <stdbool.h>
#include <string.h>

#include "vocabulary.h"
#include "word-sets.h"

#define NONE UINT32_MAX

/* --- arena.c ---------------------------------------------------------------- */

typedef struct Chunk Chunk;
typedef struct
{
  Chunk *chunks;
  jmp_buf *out_of_memory;
} Arena;

void *arena_alloc (Arena *arena, size_t n_bytes); /* zeroed */
char *arena_copy (Arena *arena, const char *text, size_t n_bytes);
char *arena_printf (Arena *arena, const char *format, ...)
  __attribute__ ((format (printf, 2, 3)));
void arena_clear (Arena *arena);
/* Make room for one more in an array that doubles; the old one stays in the arena. */
void *arena_grow (Arena *arena, void *array, size_t n, size_t *n_max, size_t size);

/* --- compose.c ---------------------------------------------------------------- */

/* `a` and U+030A are `å`: two bytes. @mark: two bytes of UTF-8. False if they are no letter
 * of Latin-1 or Latin Extended-A. */
bool compose (char letter, const char *mark, char out[2]);

/* --- words.c: what a word is ------------------------------------------------- */

typedef enum
{
  W_SAY = 1u << 0,  /* säger, menar, says */
  W_AND = 1u << 1,  /* och, samt, and, & */
  W_PREP = 1u << 2, /* what joins a title to its organisation: på, vid, hos, i, at */
  W_PREMODIFIER = 1u << 3, /* what may open a title: vice, biträdande, tf, verkställande */
  W_FORMER = 1u << 4,      /* f.d., tidigare: no part of the title */
  W_MEMBERS = 1u << 5,     /* ledamöter, medlemmar, deltagare: who a list lists */
  W_ORG_HEAD = 1u << 6,    /* universitet, förening: ends a name of an organisation */
  W_ORG_OPENER = 1u << 7,  /* stiftelsen, föreningen, region: opens one */
  W_LEGAL = 1u << 8,       /* AB, HB, Oy, Ltd */
  W_NOT_NAME = 1u << 9,    /* written with a capital, never part of a person's name */
  W_NO_ACTOR = 1u << 10,   /* regeringen, EU, kommunstyrelsen: not reported as an actor */
  W_PARTICLE = 1u << 11,   /* af, von, de */
  W_PROJECT = 1u << 12,    /* projektet, programmet, initiativet */
  W_COPULA = 1u << 13,     /* är, var, blir */
  W_ARTICLE = 1u << 14,    /* en, ett, den, the */
  W_PRONOUN = 1u << 15,    /* han, hon */
  W_ACADEMIC = 1u << 16,   /* professor, docent: takes a subject with `i` */
  W_BOARD = 1u << 17,      /* a seat in a body rather than a post: ledamot, kassör */
  W_UNIT = 1u << 18,    /* avdelningen, enheten, institutionen: a part of an organisation */
  W_CONTACT = 1u << 19, /* telefon, e-post, mobil */
  W_VERB = 1u << 20,    /* ends a name that runs on in small letters: är, har, ska */
  W_DESCRIPTOR = 1u << 21, /* företaget, myndigheten: stands before the proper name */
  W_MONTH = 1u << 22,
  W_GENERIC = 1u << 24,    /* advisory, steering: boards that any organisation has */
  W_TITLE_EXTRA = 1u << 23 /* titles that the lexicon may not have: ledamot, CDO */
} WordBits;

uint32_t word_bits (const char *lower);
/* One ending or beginning; of several ask word_ends_in(). */
static inline bool
has_suffix (const char *word, const char *suffix)
{
  size_t n = strlen (word), m = strlen (suffix);

  return n >= m && memcmp (word + n - m, suffix, m) == 0;
}
static inline bool
has_prefix (const char *word, const char *prefix)
{
  return word[0] == prefix[0] && strncmp (word, prefix, strlen (prefix)) == 0;
}
/* A compound that ends as bodies do, in definite form: Skogsrådet, Språkberedningen. */
bool is_body_name (const char *lower);
/* A compound that ends as organisations do: hembygdsförening, länssjukhus. */
bool is_org_compound (const char *lower);

/* --- the document ------------------------------------------------------------ */

/* SHORT_NAME: a surname, kept beside the entities that are reported. */
typedef enum
{
  PERSON,
  ORGANISATION,
  ROLE,
  PROJECT,
  SHORT_NAME
} Kind;

typedef struct
{
  Kind kind;
  uint32_t first; /* tokens [first, end) */
  uint32_t end;
  uint32_t entity; /* NONE until it is spoken of in a fact, or reported */
  double confidence;
  const NystaMatch *match; /* from the lexicon, or NULL */
  const char *name;        /* base form: without genitive */
  bool dropped;            /* another span has taken its place */
} Span;

typedef struct
{
  const char *key;
  Kind kind;
  const char *name;
  const char *authority;
  const char *given, *family;
  const char **aliases;
  size_t n_aliases, max_aliases;
  uint32_t facts;      /* its memberships or participations: index + 1, 0 if none */
  uint32_t stands_for; /* SHORT_NAME: the person */
  bool shared;         /* SHORT_NAME: several bear it */
  bool used;           /* stands in a fact, or is to be reported without one */
} Entity;

typedef struct
{
  const char *folded; /* a name or an alias */
  Kind kind;
  uint32_t entity;
  uint32_t next; /* in its bucket */
} Form;

typedef struct
{
  uint32_t person, role, organisation; /* entities; NONE */
  uint32_t first, end;                 /* tokens that say so */
  double confidence;
  uint32_t next;                     /* of the same person: index + 1, 0 at the end */
  const char *rule;                  /* what recorded it: for a trace */
  const char *start_date, *end_date; /* ISO, or NULL */
  bool proposed;
  bool listed;   /* in a list of a body's members: a post elsewhere, that the entry names or
                    not */
  bool inferred; /* the text does not say where; the title does */
  bool seat;     /* a seat in a body: stands beside the post that the person holds */
} Membership;

typedef struct
{
  uint32_t project, organisation;
  uint32_t role; /* NystaParticipationRole */
  uint32_t first, end;
  double confidence;
  uint32_t next;    /* of the same project: index + 1 */
  const char *rule; /* what recorded it */
} Participation;

/* When a project begins or ends, or what is paid for it. */
typedef struct
{
  uint32_t project;
  uint32_t property; /* NystaProperty */
  const char *value, *currency;
  uint32_t funder; /* NONE */
  uint32_t first, end;
  double confidence;
} Value;

typedef struct
{
  uint32_t entity, first, end;
  double confidence;
} Mention;

/* What the matches and the vocabulary say of one token. A long document has one of these
 * for every word: what few rules ask is looked up. */
typedef struct
{
  Word *known;
  const char *word, *lower; /* of the word, as it is asked most */
  uint32_t classes : 12;    /* 1 << NystaMatchClass, single-token matches */
  uint32_t ambiguous : 12;  /* likewise, those that are ordinary words too */
  uint32_t genitive : 1;    /* some name match took off an s */
  uint32_t gap : 1; /* blanks or a tab set it apart from the token before, as columns are */
  uint32_t first_match; /* index of the first match here, NONE */
  uint32_t span;        /* index of the span that covers it, NONE */
  uint32_t next_same;   /* the next token that spells the same, NONE */
} Token;

/* What an entry says after a name. */
typedef enum
{
  FIELD_UNKNOWN,
  FIELD_NAME,
  FIELD_TITLE,
  FIELD_ORGANISATION,
  FIELD_CONTACT,
  FIELD_OTHER, /* it says nothing that counts */
  FIELD_KINDS
} Field;

typedef struct
{
  Arena arena;
  const NystaText *text;
  const NystaExtractorHost *host;
  const char *step; /* of read_document(): for a trace */
  Token *tokens;
  uint32_t n_tokens;
  uint32_t *block_first; /* first token of each block; one more at the end */
  bool *block_read;      /* read as an entry: running text it is not */
  bool *block_foreign;   /* neither Swedish nor English: nothing is read there */
  Span *spans;
  size_t n_spans, max_spans;
  Entity *entities;
  size_t n_entities, max_entities;
  Form *forms;
  size_t n_forms, max_forms;
  uint32_t buckets[4096]; /* of forms */
  unsigned char
    openers[4096]; /* 1 << kind: some form of that kind begins with such a word */
  Membership *memberships;
  size_t n_memberships, max_memberships;
  Participation *participations;
  size_t n_participations, max_participations;
  Value *values;
  size_t n_values, max_values;
  Mention *mentions;
  size_t n_mentions, max_mentions;
  uint32_t owner;    /* the organisation whose page or minutes this is, NONE */
  uint32_t focus[5]; /* context.c: what it has found out, by question */
  bool focus_known[5];
  uint32_t insight_parent; /* whose `insynsråd` the document speaks of, NONE */
  bool insight_known;      /* looked for once */
  uint32_t group_parent;   /* whose group without a proper name it is of, NONE */
  bool group_known, members_known, speaks_of_members;
  Field first_field; /* fields.c */
  bool first_field_known;
  uint32_t publisher; /* the organisation that sent this out, NONE */
  uint32_t n_of_kind[5];
  bool has_gaps; /* is any token set apart as columns are? */
  const struct SheetLabel
    *sheet_labels; /* of each block: sheets.h; NULL until they are read */
} Press;

/* --- trace.c: what the rules did, if the host wants to know ------------------------ */

/* Tokens [first, end). A rule goes by the name of its function, as in README.md: what
 * records is a macro that tells the name of its caller. */
#define TRACE(press, rule, first, end, ...)                                                \
  do                                                                                       \
    if (NYSTA_IS_TRACED ((press)->host))                                                   \
      trace (press, rule, first, end, __VA_ARGS__);                                        \
  while (0)
void trace (Press *press, const char *rule, uint32_t first, uint32_t end,
            const char *format, ...) __attribute__ ((format (printf, 5, 6)));
/* Words for lines of a trace. */
const char *kind_name (Kind kind);
const char *participation_name (uint32_t role);
/* A name for a line of a trace: `-` for NONE. */
const char *trace_name (const Press *press, uint32_t entity);
/* What was found and is not reported, in the end. */
void trace_left_out (Press *press);

/* --- press.c: tokens and spans ------------------------------------------------ */

void press_prepare (Press *press);
static inline const NystaToken *
token_of (const Press *press, uint32_t i)
{
  return &press->text->tokens[i];
}
/* The question that rules ask most: most words differ in their first letter. */
static inline bool
token_is (const Press *press, uint32_t i, const char *lower)
{
  return i < press->n_tokens && press->tokens[i].lower[0] == lower[0] &&
         strcmp (press->tokens[i].lower, lower) == 0;
}
static inline bool
token_asked (const Press *press, uint32_t i, Question question,
             bool (*ask) (const Press *press, uint32_t i))
{
  Word *word = press->tokens[i].known;
  uint64_t bit = UINT64_C (1) << question;

  if ((word->asked & bit) == 0)
    {
      word->asked |= bit;
      word->answers |= (uint64_t) ask (press, i) << question;
    }
  return (word->answers & bit) != 0;
}
/* The first token that spells the same; the others by next_same. */
static inline uint32_t
token_first_same (const Press *press, uint32_t i)
{
  return press->tokens[i].known->first;
}
static inline bool
token_bits (const Press *press, uint32_t i, uint32_t bits)
{
  return i < press->n_tokens && (press->tokens[i].known->bits & bits) != 0;
}
static inline bool
token_class (const Press *press, uint32_t i, NystaMatchClass which)
{
  return i < press->n_tokens && (press->tokens[i].classes & 1u << which) != 0;
}
static inline bool
token_word (const Press *press, uint32_t i)
{
  return i < press->n_tokens && token_of (press, i)->kind == NYSTA_TOKEN_WORD;
}
static inline bool
token_upper (const Press *press, uint32_t i)
{
  return token_word (press, i) &&
         (token_of (press, i)->flags & NYSTA_TOKEN_UPPER_FIRST) != 0;
}
static inline bool
token_acronym (const Press *press, uint32_t i)
{
  return token_word (press, i) && (token_of (press, i)->flags & NYSTA_TOKEN_ALL_UPPER) != 0;
}
/* A word that may stand in a proper name: a capital, `eSam`, `5G`. */
static inline bool
token_name (const Press *press, uint32_t i)
{
  const NystaToken *t = token_of (press, i);
  const char *word = press->tokens[i].word;

  if (t->kind != NYSTA_TOKEN_WORD || (word[0] == 'I' && word[1] == '\0'))
    return false;
  return (t->flags & (NYSTA_TOKEN_UPPER_FIRST | NYSTA_TOKEN_MIXED_CASE)) != 0 ||
         ((t->flags & NYSTA_TOKEN_HAS_DIGIT) && word[0] >= '0' && word[0] <= '9' &&
          strlen (word) <= 4);
}
static inline uint32_t
block_of (const Press *press, uint32_t i)
{
  return token_of (press, i)->block;
}
static inline uint32_t
block_end (const Press *press, uint32_t i)
{
  return press->block_first[block_of (press, i) + 1];
}
/* Is it set apart from the token before on its line, as the columns of a table are? */
static inline bool
token_gap (const Press *press, uint32_t i)
{
  return i < press->n_tokens && press->tokens[i].gap;
}
/* The first token behind @i that is so; @limit if none is. */
uint32_t token_next_gap (const Press *press, uint32_t i, uint32_t limit);
/* Does white space alone part it from the token before, in the same block, and as words of a
 * sentence are parted? */
static inline bool
token_joined (const Press *press, uint32_t i)
{
  return i > 0 && i < press->n_tokens && !press->tokens[i].gap &&
         block_of (press, i) == block_of (press, i - 1) &&
         (token_of (press, i)->flags &
          (NYSTA_TOKEN_SPACE_BEFORE | NYSTA_TOKEN_LINE_BEFORE)) != 0;
}
/* Does a sentence or block begin here (a quotation mark or dash before it allowed)? */
bool token_opens (const Press *press, uint32_t i);
uint32_t sentence_first (const Press *press, uint32_t i);
uint32_t sentence_end (const Press *press, uint32_t i);
bool in_english (const Press *press, uint32_t i);
/* Bearers of the name that the token alone is; 0 if it is none of that class. */
uint32_t name_bearers (const Press *press, uint32_t i, NystaMatchClass which);
/* The longest match of one of the classes (1 << class, …) that starts here, or NULL. */
const NystaMatch *match_at (const Press *press, uint32_t i, uint32_t classes);
/* The text from token to token, white space made plain, soft hyphens left out. */
char *text_between (Press *press, uint32_t first, uint32_t end);
char *fold (Press *press, const char *text);
/* Copy what is seen, letters and their marks as one; white space of any length is one
 * blank, typographic dashes and apostrophes inside words stay. */
char *copy_plain (Arena *arena, const char *text, size_t n);
/* Small letters: ASCII, Latin-1 and the pairs of Latin Extended-A. Writes as many bytes as
 * it reads. */
void lower_in_place (char *text);
/* @text has @n bytes; as many as @n_more may be written behind them. */
char *fold_with_room (Press *press, const char *text, size_t n, size_t n_more);
Span *span_add_by (Press *press, const char *rule, Kind kind, uint32_t first, uint32_t end,
                   double confidence);
#define span_add(press, ...) span_add_by (press, __func__, __VA_ARGS__)
/* Another span takes the place of this one. */
void span_drop_by (Press *press, const char *rule, Span *span);
#define span_drop(press, span) span_drop_by (press, __func__, span)
static inline Span *
span_over (const Press *press, uint32_t i)
{
  return i < press->n_tokens && press->tokens[i].span != NONE
           ? &press->spans[press->tokens[i].span]
           : NULL;
}
/* The span that starts at @i, of that kind; NULL if none. */
static inline Span *
span_at (const Press *press, uint32_t i, Kind kind)
{
  Span *span = span_over (press, i);

  return span != NULL && span->kind == kind && span->first == i ? span : NULL;
}
bool span_free (const Press *press, uint32_t first, uint32_t end);

/* --- tags.c: what the host's tagger guesses ------------------------------------- */

bool tags_known (const Press *press);
/* Is any of tokens [@first, @end) tagged so? */
bool tag_over (const Press *press, uint32_t first, uint32_t end, NystaNameKind kind);
/* Past the name of that kind that the tags begin at @i, or @i. Sets *@out_confidence to the
 * least of its tokens. */
uint32_t tag_end (const Press *press, uint32_t i, NystaNameKind kind,
                  uint32_t *out_confidence);

/* --- recognising --------------------------------------------------------------- */

void organisations_find (Press *press);         /* organisations.c: by lexicon and shape */
void organisations_find_defined (Press *press); /* `X är ett företag`, `Om X`, acronyms */
void organisations_repeat (Press *press); /* names known by now, wherever they stand */
/* An organisation that starts here; NONE if there is none. @trusted: the place is one
 * where an organisation is expected, so any name will do. Sets *@out_end. */
uint32_t organisation_parse (Press *press, uint32_t i, uint32_t limit, bool trusted,
                             uint32_t *out_end);
/* The same for a name in the genitive before @end: `Nordvinds` vd; NONE if none. */
uint32_t organisation_before (Press *press, uint32_t end, uint32_t floor,
                              uint32_t *out_first);
uint32_t capital_run_end (const Press *press, uint32_t i, uint32_t limit);
uint32_t municipality_entity (Press *press, const NystaMatch *match, uint32_t i,
                              uint32_t end);

void names_find (Press *press);   /* names.c */
void names_repeat (Press *press); /* surnames alone */

typedef struct
{
  uint32_t first, end;     /* tokens of the title, and of `på ORG` if that follows */
  const char *label;       /* base form; small letters but for names */
  const char *short_label; /* without what specifies it, or NULL */
  uint32_t organisation;   /* entity or NONE */
  bool board;              /* a seat in a body */
  bool office;             /* a task beside the seat: sammankallande, ungdomsansvarig */
  bool minister;
  bool plural;
  bool guessed; /* by position alone: the lexicon knows no such title */
} Title;

typedef enum
{
  TITLE_PLAIN,       /* running text: only what the lexicon knows */
  TITLE_DESCRIPTION, /* after a name and a comma: what specifies the title may follow */
  TITLE_ENTRY        /* a list, a table: whatever stands there is a title */
} TitleMode;

/* titles.c: read the title that starts at @i. */
bool title_parse (Press *press, uint32_t i, uint32_t limit, TitleMode mode, Title *out);
/* The title that ends right before @end, no earlier than @floor. */
bool title_before (Press *press, uint32_t end, uint32_t floor, Title *out);
/* Back over `vice`, `klimat- och` before the head at @head. */
uint32_t title_first (const Press *press, uint32_t head, uint32_t floor);
bool title_head (const Press *press, uint32_t i, uint32_t *out_end);
uint32_t title_one_of (const Press *press, uint32_t i, uint32_t limit);
/* title-modifiers.c: may the word stand before the head of a title? */
bool title_is_modifier (const Press *press, uint32_t i, TitleMode mode);
bool title_is_adjective (const char *lower);
bool title_is_agent (const char *lower);
/* Back over `klimat- och` before @i; @i if there is no such thing. */
uint32_t title_coordination_first (const Press *press, uint32_t i, uint32_t floor);
/* Past `klimat- och`. */
bool title_skip_coordination (const Press *press, uint32_t *i, uint32_t limit);
/* Its entity, with its aliases. */
uint32_t title_entity (Press *press, const Title *title);

void projects_find (Press *press); /* projects.c */
void found_take (Press *press);    /* found.c: what other extractors have found */
/* project-lists.c: what a list says of the projects that it lists. */
void project_lists_read (Press *press);
/* project-learned.c: projects that no rule finds. */
void projects_learned (Press *press);

/* --- entities.c ----------------------------------------------------------------- */

uint32_t entity_of (Press *press, Kind kind, const char *name);
/* May a known name begin with token @i? Saves looking up what cannot be there. */
bool entity_may_begin (const Press *press, Kind kind, uint32_t i);
uint32_t entity_find (Press *press, Kind kind, const char *name);
void entity_alias (Press *press, uint32_t entity, const char *form);
/* An alias to report, by which the entity is not found again. */
void entity_alias_only (Press *press, uint32_t entity, const char *form);
uint32_t span_entity (Press *press, Span *span);
void mention_add (Press *press, uint32_t entity, uint32_t first, uint32_t end,
                  double confidence);

/* --- facts.c --------------------------------------------------------------------- */

Membership *membership_add_by (Press *press, const char *rule, uint32_t person,
                               uint32_t role, uint32_t organisation, uint32_t first,
                               uint32_t end, double confidence);
#define membership_add(press, ...) membership_add_by (press, __func__, __VA_ARGS__)
/* Leave out what a fuller statement already says. */
void memberships_settle (Press *press);
void participation_add_by (Press *press, const char *rule, uint32_t project, uint32_t role,
                           uint32_t organisation, uint32_t first, uint32_t end,
                           double confidence);
/* The first @n are left, in whatever places they stand now. */
void participations_keep (Press *press, size_t n);
#define participation_add(press, ...) participation_add_by (press, __func__, __VA_ARGS__)

/* --- descriptions.c: `…, titel, organisation` after a name ------------------------ */

typedef struct
{
  uint32_t body;        /* the council or board that the list is of, NONE */
  uint32_t body_role;   /* what its members are called, NONE */
  uint32_t second_post; /* a further one beside body_role: + 1, or 0 */
  uint32_t employer;    /* where those work whose entry does not say, NONE */
  bool placed;          /* the heading says that those below work at @employer */
  bool nameless;        /* the list is of a group without a proper name */
  bool role_is_post; /* body_role is a post for those whose entry names none: `Forskare` */
  bool titled;       /* a title stood before the name: what follows may be another's */
  const uint32_t *open; /* titles before the name that have no organisation yet */
  size_t n_open;
  TitleMode mode; /* TITLE_ENTRY: whatever stands there is a title or an organisation */
} Frame;

/* Read what is said of @person in tokens [@i, @limit); TRUE if anything was. @name_first:
 * where the name stands. */
bool description_read_by (Press *press, const char *rule, uint32_t person,
                          uint32_t name_first, uint32_t i, uint32_t limit,
                          const Frame *frame);
#define description_read(press, ...) description_read_by (press, __func__, __VA_ARGS__)

/* --- relations --------------------------------------------------------------------- */

void lists_read (Press *press);          /* lists.c: items, lines, tables, minutes */
void biographies_read (Press *press);    /* biographies.c: the lines of a life */
void attributions_read (Press *press);   /* attributions.c: säger NAMN, titel, ORG */
void verbs_read (Press *press);          /* verbs.c: utses till, blir, är */
void affiliations_read (Press *press);   /* affiliations.c: where, and not as what */
void terms_read (Press *press);          /* terms.c: since when, until when */
void participations_read (Press *press); /* participations.c */
void owner_find (Press *press);          /* owner.c */
/* context.c: where the bearer of a title that names no organisation holds it; NONE. */
uint32_t organisation_by_title (Press *press, const char *label, uint32_t first);
/* offices.c: the body of an office, if the text names it; NONE. */
uint32_t office_body (Press *press, const char *label);
uint32_t organisation_of_word (Press *press, uint32_t i);
uint32_t organisation_in_focus (Press *press);
/* Do only municipalities, regions or counties have such a title? */
bool title_has_its_kind (const char *label);
/* A seat in a council or on a board, by whatever name: ledamot, ersättare. */
bool title_is_seat (const char *label);
/* A post among an organisation's own people: vd, ekonomichef, projektledare. */
bool title_is_of_staff (const char *label);
uint32_t organisation_of_context (Press *press, const char *label, uint32_t first);

NystaStatus emit_all (Press *press); /* emit.c */

/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * nysta-plugin.h: the whole of what a plugin sees of nysta.
 *
 * A plugin is a folder with a manifest (manifest.ttl) and a shared object that
 * exports one symbol, `nysta_plugin`. There are three kinds:
 *
 *   source     a locator -> a list of documents, and the bytes of each
 *   reader     the bytes of a media type -> text in blocks, and metadata
 *   extractor  text in blocks -> entities, relations, and where they are said
 *
 * Caveats
 *  - A plugin runs in a worker process that may be ended at any time: at the
 *    deadline, over the memory limit, or because the run was interrupted.
 *  - Every pointer that a call receives is valid until that call returns.
 *  - Every string is UTF-8 and ends with a NUL byte unless a length stands
 *    beside it. Offsets are bytes into NystaText.text; an end is exclusive.
 *  - Standard output and standard error belong to nobody; use warn() and fail().
 *  - Structs only grow at their end. `struct_size` says how much of one the
 *    other side knows: read no field beyond it.
 *  - No plugin is called from two threads, and none is ever unloaded.
 */
#ifndef NYSTA_PLUGIN_H
#define NYSTA_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The ABI that this header describes. A manifest states the one it was built for. */
#define NYSTA_PLUGIN_ABI 1u

#if defined(__GNUC__)
#define NYSTA_PLUGIN_EXPORT __attribute__ ((visibility ("default")))
#else
#define NYSTA_PLUGIN_EXPORT
#endif

typedef enum
{
  NYSTA_OK = 0,     /**< go on */
  NYSTA_FAILED = 1, /**< from a plugin: fail() was called and says why */
  NYSTA_STOP = 2    /**< from the host: a limit was reached; return now, with any status */
} NystaStatus;

typedef enum
{
  NYSTA_KIND_SOURCE = 1,
  NYSTA_KIND_READER = 2,
  NYSTA_KIND_EXTRACTOR = 3
} NystaPluginKind;

/* --- source ---------------------------------------------------------------- */

/** One document that a source offers. */
typedef struct
{
  uint32_t struct_size;
  const char *key;        /**< what fetch() will be given; any text without NUL */
  const char *iri;        /**< the document's absolute IRI */
  const char *media_type; /**< as the source knows it, or NULL */
  uint64_t size_bytes;    /**< 0 if unknown */
  int64_t modified_s;     /**< seconds since 1970 UTC, or 0 */
  uint32_t named;         /**< 1 if the locator named this very document, 0 if it was found
                               inside what the locator named: an unreadable format is then
                               passed over rather than reported */
} NystaSourceDocument;

typedef struct NystaSourceHost NystaSourceHost;
struct NystaSourceHost
{
  uint32_t struct_size;
  void *context; /**< the host's own */
  /** Say what is wrong but does not end the call. */
  void (*warn) (const NystaSourceHost *host, const char *message);
  /** Say why the call is about to return NYSTA_FAILED. */
  void (*fail) (const NystaSourceHost *host, const char *message);
  /** From list(): offer a document. Copied before it returns. */
  NystaStatus (*document) (const NystaSourceHost *host,
                           const NystaSourceDocument *document);
  /** From list(): a document that is there but cannot be had, and why. It counts as failed. */
  NystaStatus (*unavailable) (const NystaSourceHost *host, const char *iri,
                              const char *message);
  /** From fetch(): the next bytes of the document. */
  NystaStatus (*bytes) (const NystaSourceHost *host, const void *data, size_t n_bytes);
};

typedef struct
{
  uint32_t struct_size;
  /** Offer every document that @locator stands for, in a stable order. */
  NystaStatus (*list) (const NystaSourceHost *host, const char *locator);
  /** Deliver the bytes of the document that list() offered under @key, maybe in
   *  another process and long after. Stop with NYSTA_FAILED above @max_bytes. */
  NystaStatus (*fetch) (const NystaSourceHost *host, const char *key, uint64_t max_bytes);
} NystaSource;

/* --- reader ---------------------------------------------------------------- */

typedef enum
{
  NYSTA_BLOCK_PARAGRAPH = 1,  /**< running text, or a line that is nothing else */
  NYSTA_BLOCK_HEADING = 2,    /**< `level` 1–6 */
  NYSTA_BLOCK_LIST_ITEM = 3,  /**< `group` is its list, `level` its depth from 1 */
  NYSTA_BLOCK_TABLE_CELL = 4, /**< `group` is its table, `row` and `column` from 1 */
  NYSTA_BLOCK_TABLE_HEADER = 5,
  NYSTA_BLOCK_QUOTATION = 6 /**< a block quotation, or a paragraph that is all speech */
} NystaBlockKind;

/** A stretch of the text. Blocks come in order and do not overlap; what lies between
 *  two blocks is white space or list marks. */
typedef struct
{
  uint32_t kind; /**< NystaBlockKind */
  uint32_t level;
  uint32_t start; /**< first byte */
  uint32_t end;   /**< past the last byte */
  uint32_t group; /**< lists and tables: a number from 1, the same for all their blocks;
                        paragraphs: lines that stand together (an address, a contact block)
                        share a number; 0 if alone */
  uint32_t row;
  uint32_t column;
  uint32_t reserved;
} NystaBlock;

/* What a reader may say of the document; anything else is refused. */
#define NYSTA_META_TITLE "title"
#define NYSTA_META_LANGUAGE "language"   /**< BCP 47: "sv", "en-GB" */
#define NYSTA_META_ISSUED "issued"       /**< YYYY-MM-DD */
#define NYSTA_META_MODIFIED "modified"   /**< YYYY-MM-DD */
#define NYSTA_META_PUBLISHER "publisher" /**< a name */
#define NYSTA_META_SOURCE "source"       /**< canonical absolute IRI */

/** The bytes of one document. A reader never learns where they came from. */
typedef struct
{
  uint32_t struct_size;
  const unsigned char *data;
  size_t n_bytes;
  const char *media_type; /**< without parameters, lower case */
  const char *charset;    /**< as the source was told, or NULL */
} NystaInput;

typedef enum
{
  NYSTA_OBJECT_RESOURCE = 1, /**< an IRI, "_:key", or "": the document */
  NYSTA_OBJECT_LITERAL = 2
} NystaObjectKind;

/** A statement that the document holds as data, not as prose: JSON-LD, microdata, RDFa.
 *  An IRI may be relative to the document's; "_:key" stands for something without one, under
 *  a key of the reader's choosing (letters, digits, hyphens); "" is the document. */
typedef struct
{
  uint32_t struct_size;
  const char *subject;
  const char *predicate; /**< absolute */
  const char *object;
  uint32_t object_kind; /**< NystaObjectKind */
  const char *datatype; /**< of a literal: absolute IRI, or NULL */
  const char *language; /**< of a literal: BCP 47, or NULL */
} NystaStatementProposal;

typedef struct NystaReaderHost NystaReaderHost;
struct NystaReaderHost
{
  uint32_t struct_size;
  void *context;
  void (*warn) (const NystaReaderHost *host, const char *message);
  void (*fail) (const NystaReaderHost *host, const char *message);
  /** Append to the document's text. Each piece must be valid UTF-8 without NUL. */
  NystaStatus (*text) (const NystaReaderHost *host, const char *utf8, size_t n_bytes);
  /** Declare a block of the text appended so far. */
  NystaStatus (*block) (const NystaReaderHost *host, const NystaBlock *block);
  /** @property is a NYSTA_META_…; the first value of a property stands. */
  NystaStatus (*metadata) (const NystaReaderHost *host, const char *property,
                           const char *value);
  /** Hand on a statement of the document's own data. nysta merges people, organisations,
   *  their posts and addresses with what the text says; the rest goes into the graph as it
   *  is. NYSTA_FAILED: refused (warned of by the host); the call may go on. */
  NystaStatus (*statement) (const NystaReaderHost *host,
                            const NystaStatementProposal *statement);
};

typedef struct
{
  uint32_t struct_size;
  NystaStatus (*read) (const NystaReaderHost *host, const NystaInput *input);
} NystaReader;

/* --- extractor: what it is given ------------------------------------------- */

typedef enum
{
  NYSTA_TOKEN_WORD = 1, /**< letters, inner hyphens, apostrophes, colons and digits
                               included: `AI-rådet`, `SKR:s`, `5G-nät` */
  NYSTA_TOKEN_NUMBER = 2,
  NYSTA_TOKEN_PUNCT = 3, /**< one mark, or a run of the same one */
  NYSTA_TOKEN_EMAIL = 4,
  NYSTA_TOKEN_URL = 5,
  NYSTA_TOKEN_SYMBOL = 6
} NystaTokenKind;

enum
{
  NYSTA_TOKEN_UPPER_FIRST = 1u << 0, /**< begins with a capital */
  NYSTA_TOKEN_ALL_UPPER = 1u << 1,   /**< two letters or more, every one a capital */
  NYSTA_TOKEN_MIXED_CASE = 1u << 2,  /**< a capital after a small letter: `eSam` */
  NYSTA_TOKEN_HAS_DIGIT = 1u << 3,
  NYSTA_TOKEN_SPACE_BEFORE = 1u << 4,
  NYSTA_TOKEN_LINE_BEFORE = 1u << 5 /**< a line break lies before it, inside its block */
};

typedef struct
{
  uint32_t start;
  uint32_t end;
  uint32_t kind;     /**< NystaTokenKind */
  uint32_t flags;    /**< NYSTA_TOKEN_… */
  uint32_t block;    /**< index into blocks */
  uint32_t sentence; /**< index into sentences */
} NystaToken;

typedef struct
{
  uint32_t start;
  uint32_t end;
  uint32_t first_token;
  uint32_t n_tokens;
  uint32_t block;
  uint32_t reserved;
} NystaSentence;

typedef enum
{
  NYSTA_MATCH_GIVEN_NAME = 1,
  NYSTA_MATCH_SURNAME = 2,
  NYSTA_MATCH_ROLE = 3, /**< a title, whole or by its head: `digitaliseringschefen` */
  NYSTA_MATCH_MUNICIPALITY = 4,
  NYSTA_MATCH_REGION = 5,
  NYSTA_MATCH_AGENCY = 6,
  NYSTA_MATCH_UNIVERSITY = 7,
  NYSTA_MATCH_ORGANISATION = 8,   /**< any other listed organisation */
  NYSTA_MATCH_PLACE = 9,          /**< post towns, landskap, countries, capitals */
  NYSTA_MATCH_FUNCTION_WORD = 10, /**< closed-class word or word that opens headings */
  NYSTA_MATCH_COMMON_WORD = 11    /**< a word of running text; tells names from words */
} NystaMatchClass;

enum
{
  NYSTA_MATCH_GENITIVE = 1u << 0,
  NYSTA_MATCH_DEFINITE = 1u << 1,
  NYSTA_MATCH_PLURAL = 1u << 2,
  NYSTA_MATCH_SHORT = 1u << 3,     /**< the text has an acronym, alias or bare name, not the
                                        preferred name: `SKR`, `Kungsbacka` */
  NYSTA_MATCH_COMPOUND = 1u << 4,  /**< role recognised by its head: `-chef` */
  NYSTA_MATCH_AMBIGUOUS = 1u << 5, /**< also an ordinary word: `Vision`, `Björn` */
  NYSTA_MATCH_ENGLISH = 1u << 6
};

/** Something of the lexicon that the text contains. Matches are sorted by first_token,
 *  longest first; several may start at one token or overlap. */
typedef struct
{
  uint32_t start;
  uint32_t end;
  uint32_t first_token;
  uint32_t n_tokens;
  uint32_t match_class; /**< NystaMatchClass */
  uint32_t flags;       /**< NYSTA_MATCH_… */
  uint32_t weight;      /**< bearers of a name, occurrences of a word; 0 unknown */
  uint32_t reserved;
  const char *canonical; /**< preferred name or dictionary form: `Kungsbacka kommun`,
                              `digitaliseringschef`, `ledamot`; never NULL */
  const char *authority; /**< IRI, relative to the store's base, or NULL */
} NystaMatch;

typedef enum
{
  NYSTA_PERSON = 1,
  NYSTA_ORGANISATION = 2,
  NYSTA_ROLE = 3,
  NYSTA_PROJECT = 4
} NystaEntityKind;

/** An entity that an extractor which ran before has proposed, at one mention. */
typedef struct
{
  const char *key; /**< as this extractor may use it in its own proposals */
  const char *name;
  uint32_t kind; /**< NystaEntityKind */
  uint32_t start;
  uint32_t end;
  uint32_t reserved;
} NystaFound;

typedef enum
{
  NYSTA_NAME_NONE = 0,
  NYSTA_NAME_PERSON = 1,
  NYSTA_NAME_ORGANISATION = 2,
  NYSTA_NAME_PLACE = 3,
  NYSTA_NAME_PROJECT = 4 /**< a programme or an initiative, too */
} NystaNameKind;

/** What a model takes a token for, by the words around it: a guess. No name goes past its
 *  sentence. */
typedef struct
{
  uint8_t kind;       /**< NystaNameKind */
  uint8_t begins;     /**< 1 at the first token of a name, 0 at the others */
  uint8_t confidence; /**< 0–255, of NYSTA_NAME_NONE too: orders guesses, no probability; 0
                           where no capital is near and nothing was asked */
  uint8_t reserved;
} NystaNameTag;

/** A document's text, read-only. */
typedef struct
{
  uint32_t struct_size;
  const char *text;
  size_t n_bytes;
  const char *language; /**< BCP 47, or NULL: what most of the text is in */
  const char *title;    /**< from the reader, or NULL */
  const char *publisher;
  const NystaBlock *blocks;
  size_t n_blocks;
  const NystaSentence *sentences;
  size_t n_sentences;
  const NystaToken *tokens;
  size_t n_tokens;
  const NystaMatch *matches;
  size_t n_matches;
  const NystaFound *found; /**< sorted by start */
  size_t n_found;
  const NystaNameTag *tags;     /**< one a token, or none where the host has no model */
  size_t n_tags;                /**< n_tokens or 0 */
  const char *issued;           /**< YYYY-MM-DD, from the reader, or NULL */
  const char *const *languages; /**< of each block: BCP 47, or NULL; one that doesn't tell
                                     has the document's */
  size_t n_languages;           /**< n_blocks or 0 */
} NystaText;

/* --- extractor: what it proposes ------------------------------------------- */

/** A thing under a key of the extractor's choosing, which nobody else sees as it is: two
 *  extractors may use the same one. Proposing a key again adds aliases. */
typedef struct
{
  uint32_t struct_size;
  const char *key;
  uint32_t kind;           /**< NystaEntityKind */
  const char *name;        /**< fullest form in the document, base form for roles */
  const char *authority;   /**< from a NystaMatch, or NULL */
  const char *given_name;  /**< persons, or NULL */
  const char *family_name; /**< persons, or NULL */
} NystaEntity;

/** Where an entity is said. Offsets are checked; a mention outside the text is refused. */
typedef struct
{
  uint32_t struct_size;
  const char *key;
  uint32_t start;
  uint32_t end;
  double confidence; /**< 0–1 */
} NystaMention;

typedef enum
{
  NYSTA_ASSERTED = 0,
  NYSTA_PROPOSED = 1 /**< proposed, negated or hypothetical: never shown as a fact */
} NystaAssertion;

/** A person holds a role in an organisation; role or organisation may be NULL, not both.
 *  All three are keys: proposed before, or from NystaText.found. */
typedef struct
{
  uint32_t struct_size;
  const char *person;
  const char *role;
  const char *organisation;
  uint32_t assertion;     /**< NystaAssertion */
  const char *start_date; /**< YYYY, YYYY-MM or YYYY-MM-DD, or NULL */
  const char *end_date;
  uint32_t start; /**< what says so */
  uint32_t end;
  double confidence;
} NystaMembership;

typedef enum
{
  NYSTA_FUNDER = 1,
  NYSTA_LEAD = 2,
  NYSTA_PARTNER = 3,
  NYSTA_PARTICIPANT = 4
} NystaParticipationRole;

/** An organisation takes part in a project; both are keys. */
typedef struct
{
  uint32_t struct_size;
  const char *project;
  const char *organisation;
  uint32_t role; /**< NystaParticipationRole */
  uint32_t start;
  uint32_t end;
  double confidence;
} NystaParticipation;

typedef enum
{
  NYSTA_EMAIL = 1, /**< value: lower-cased address */
  NYSTA_PHONE = 2  /**< value: E.164, `+46739725914` */
} NystaContactKind;

typedef struct
{
  uint32_t struct_size;
  const char *owner; /**< key of a person or organisation */
  uint32_t kind;     /**< NystaContactKind */
  const char *value;
  uint32_t shared; /**< 1 if others answer there too (info@, a switchboard) */
  uint32_t start;
  uint32_t end;
  double confidence;
} NystaContact;

typedef enum
{
  NYSTA_START_DATE = 1, /**< value: YYYY, YYYY-MM or YYYY-MM-DD */
  NYSTA_END_DATE = 2,
  NYSTA_AMOUNT = 3 /**< value: digits, maybe a point and more digits; a currency */
} NystaProperty;

/** When a project begins or ends, or what is paid for it. Only what the text says is so: no
 *  amount that is applied for, no date that is hoped for. */
typedef struct
{
  uint32_t struct_size;
  const char *key;   /**< of the project */
  uint32_t property; /**< NystaProperty */
  const char *value;
  const char *currency; /**< amounts: ISO 4217, `SEK`; dates: NULL */
  const char *funder;   /**< amounts: key of the organisation that pays it, or NULL */
  uint32_t start;       /**< what says so */
  uint32_t end;
  double confidence;
} NystaValue;

typedef struct NystaExtractorHost NystaExtractorHost;
struct NystaExtractorHost
{
  uint32_t struct_size;
  void *context;
  void (*warn) (const NystaExtractorHost *host, const char *message);
  void (*fail) (const NystaExtractorHost *host, const char *message);
  /* Each copies what it needs. NYSTA_FAILED: the proposal was refused (warned of by the
   * host); the call may go on. NYSTA_STOP: return. */
  NystaStatus (*entity) (const NystaExtractorHost *host, const NystaEntity *entity);
  /** Another form of the name of @key: an inflection, an acronym, the bare surname. */
  NystaStatus (*alias) (const NystaExtractorHost *host, const char *key, const char *form);
  NystaStatus (*mention) (const NystaExtractorHost *host, const NystaMention *mention);
  NystaStatus (*membership) (const NystaExtractorHost *host,
                             const NystaMembership *membership);
  NystaStatus (*participation) (const NystaExtractorHost *host,
                                const NystaParticipation *participation);
  NystaStatus (*contact) (const NystaExtractorHost *host, const NystaContact *contact);
  /** For who writes rules: what @rule made of these bytes of the text, or why it made
   *  nothing of them. NULL unless a trace is wanted: ask by NYSTA_IS_TRACED(). Changes
   *  nothing of what is found; a range outside the text is shown as none. */
  void (*trace) (const NystaExtractorHost *host, const char *rule, uint32_t start,
                 uint32_t end, const char *message);
  /** Ask by NYSTA_TAKES_VALUES() whether the host has it. */
  NystaStatus (*value) (const NystaExtractorHost *host, const NystaValue *value);
  /** For who looks where the time goes: from now on it is spent on @name, a static string.
   *  NULL unless that is wanted: ask by NYSTA_IS_TIMED(). */
  void (*stage) (const NystaExtractorHost *host, const char *name);
};

/** Whether the host takes the time of stage(); one built before it has no such field. */
#define NYSTA_IS_TIMED(host)                                                               \
  ((host)->struct_size >= offsetof (NystaExtractorHost, stage) + sizeof (host)->stage &&   \
   (host)->stage != NULL)

/** Whether the host knows value(); one built before it has no such field. */
#define NYSTA_TAKES_VALUES(host)                                                           \
  ((host)->struct_size >= offsetof (NystaExtractorHost, value) + sizeof (host)->value &&   \
   (host)->value != NULL)

/** Whether the host wants to be told by trace(); one built before it has no such field. */
#define NYSTA_IS_TRACED(host)                                                              \
  ((host)->struct_size >= offsetof (NystaExtractorHost, trace) + sizeof (host)->trace &&   \
   (host)->trace != NULL)

typedef struct
{
  uint32_t struct_size;
  NystaStatus (*extract) (const NystaExtractorHost *host, const NystaText *text);
} NystaExtractor;

/* --- the descriptor -------------------------------------------------------- */

/** What the one exported symbol holds. Exactly one of the three classes is set. */
typedef struct
{
  uint32_t struct_size; /**< sizeof (NystaPlugin) */
  uint32_t abi;         /**< NYSTA_PLUGIN_ABI */
  const char *id;       /**< as in the manifest */
  uint32_t kind;        /**< NystaPluginKind, as in the manifest */
  const NystaSource *source;
  const NystaReader *reader;
  const NystaExtractor *extractor;
} NystaPlugin;

/** Define this in the plugin. */
extern NYSTA_PLUGIN_EXPORT const NystaPlugin nysta_plugin;

#ifdef __cplusplus
}
#endif

#endif

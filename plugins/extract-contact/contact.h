/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * contact.h: what the files of extract-contact share. Addresses and numbers are found
 * first (email.c, phone.c), then given to someone (owner.c); name.c compares names with
 * addresses.
 */
#pragma once

#include <nysta-plugin.h>

#include <stdbool.h>

/* The longest address (RFC 5321: 64 + 1 + 255) and E.164 number, with their NUL. */
#define MAX_VALUE_BYTES 321
#define MAX_LOCAL_BYTES 65

/* --- what is found --------------------------------------------------------- */

typedef enum
{
  LOCAL_PERSONAL,  /* may be anyone's: `anna.bengtsson`, `abn3` */
  LOCAL_ROLE,      /* an office that one person holds: `ordforande` */
  LOCAL_FUNCTIONAL /* several answer: `info`, `press` */
} LocalKind;

typedef struct
{
  uint32_t start; /* bytes of the text */
  uint32_t end;
  uint32_t kind;        /* NystaContactKind */
  uint32_t line;        /* index into Lines */
  LocalKind local_kind; /* addresses */
  bool switchboard;     /* numbers */
  char value[MAX_VALUE_BYTES];

  /* owner.c */
  const char *owner; /* key, or NULL */
  const char *owner_name;
  const char *rule; /* that gave it: for a trace */
  double confidence;
  bool shared;
} Contact;

typedef struct
{
  Contact *items;
  size_t n;
  size_t allocated;
} Contacts;

/* False without memory. */
bool contacts_add (Contacts *contacts, const Contact *contact);

/* --- lines ----------------------------------------------------------------- */

/* A line of a block: the unit in which names and addresses stand together. */
typedef struct
{
  uint32_t start;
  uint32_t end;
  uint32_t block;
  uint32_t contact_bytes; /* owner.c: how much of it is addresses and numbers */
} Line;

typedef struct
{
  Line *items;
  size_t n;
} Lines;

/* --- email.c --------------------------------------------------------------- */

/* Addresses: the tokens, and such as are written `name [at] place.se`. */
bool find_emails (const NystaText *text, const Lines *lines, Contacts *contacts);

LocalKind local_kind (const char *address);

/* --- phone.c --------------------------------------------------------------- */

bool find_phones (const NystaText *text, const Lines *lines, Contacts *contacts);

/* Read one number at @start, at most up to @end, as it would be read in running text.
 * @labelled: a word says that it is a telephone number. Returns its end and the number in
 * E.164, or 0. */
size_t parse_phone (const char *text, size_t start, size_t end, bool labelled,
                    char out_value[MAX_VALUE_BYTES]);

/* --- name.c ---------------------------------------------------------------- */

/* Small letters of a–z and digits; å and ä become a, ö becomes o, and so on, since that is
 * how addresses are made of names. Everything else becomes a space. @out holds
 * 2 * n_bytes + 1 at least. */
void fold_name (const char *name, size_t n_bytes, char *out);

/* How well an address's local part fits a person: 0 not at all, 1 by a short code of
 * letters, 2 by one name alone, 3 by a name and an initial, 4 by given name and surname. */
int match_person (const char *address, const char *name);

/* Has @address the look of given.family, with neither of them in @name? */
bool contradicts_person (const char *address, const char *name);

/* How well the domain fits an organisation: 0 not at all, 1 by one word of its name, 2 by
 * its initials, 3 by the whole name. */
int match_domain (const char *address, const char *name);

/* --- name-index.c ------------------------------------------------------------ */

#define MAX_KEY_BYTES 544
#define MAX_ADDRESS_KEYS 2
#define MAX_NAME_KEYS 40

/* FNV-1a: keys are compared by their hashes, names in earnest by `score`. */
#define KEY_SEED 14695981039346656037u
uint64_t hash_key (uint64_t before, const char *text, size_t n_bytes);

/* How addresses are compared with names. Where score() gives `least` or more, address and
 * name have a key in common. */
typedef struct
{
  uint32_t kind; /* NystaEntityKind */
  int least;
  int (*score) (const char *address, const char *name);
  /* Sets the key by which addresses score alike, and their hashes; 0: it fits nobody. */
  size_t (*address_keys) (const char *address, char out_key[MAX_KEY_BYTES],
                          uint64_t out[MAX_ADDRESS_KEYS]);
  size_t (*name_keys) (const char *name, uint64_t out[MAX_NAME_KEYS]);
} NameRules;

extern const NameRules person_rules, organisation_rules; /* name.c */

typedef struct NameIndex NameIndex;

/* NULL without memory. Borrows both. */
NameIndex *name_index_new (const NystaText *text, const Contacts *contacts,
                           const NameRules *rules);
void name_index_free (NameIndex *index);
/* Of those that score best the nearest, of two equally near the earlier; NULL if none
 * scores enough. Ambiguous: others of another key score the same. */
const NystaFound *name_index_best (const NameIndex *index, const Contact *contact,
                                   int *out_score, bool *out_ambiguous);

/* --- owner.c --------------------------------------------------------------- */

/* Sets `owner` and what goes with it. False without memory. */
bool find_owners (const NystaText *text, Lines *lines, Contacts *contacts);

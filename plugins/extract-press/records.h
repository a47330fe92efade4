/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* records.h: entries whose parts stand in the same order, whatever parts them. */
#pragma once

#include "entries.h"

#define MAX_BLOCK_FIELDS 12

typedef struct
{
  uint32_t first, end;
  size_t block;
  Field kind;
  bool likely_name; /* FIELD_UNKNOWN, and looks like a person's name */
  bool whole;       /* no part of it is known: it may be learnt by its place */
  bool doubtful;    /* FIELD_ORGANISATION, by a guess that its place may refute */
  bool learnt;
} RecordField;

/* record-fields.c: the parts of block @b, marks between them left out. Returns how many; 0 if
 * it is running text or too long for an entry. */
size_t record_fields (Press *press, size_t b, RecordField out[MAX_BLOCK_FIELDS]);

/* The cell @b as one part, called what the header of its column says. FALSE if it holds more
 * than one name. */
bool record_cell (Press *press, size_t b, RecordField *out);

/* Read the records that begin with block @b. Returns the block past them, @b if none do. */
size_t records_read (Lists *lists, size_t b);
/* descriptions.c: what the parts of a record say of @person, titles before organisations. */
bool description_read_fields_by (Press *press, const char *rule, uint32_t person,
                                 uint32_t name_first, const RecordField *fields, size_t n,
                                 const Frame *frame);
#define description_read_fields(press, ...)                                                \
  description_read_fields_by (press, __func__, __VA_ARGS__)

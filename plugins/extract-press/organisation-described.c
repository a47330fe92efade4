/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * organisation-described.c: names that the words before them say the kind of: `företaget
 * Exempel`, `FN:s barnfond Exempel`, `gruppen som kallas Exempel`, `nätverket Öppen mark`.
 */
#include "organisations.h"

#include <string.h>

#include "word-sets.h"

/* `FN-organet`, `it-bolaget`: the capital is that of an acronym or of another name. */
static bool
has_small_head (const Press *press, uint32_t i)
{
  const char *hyphen = strrchr (press->tokens[i].word, '-');

  return hyphen != NULL && hyphen > press->tokens[i].word && hyphen[1] >= 'a' &&
         hyphen[1] <= 'z';
}

#define KINDS                                                                              \
  "bolaget företaget myndigheten organisationen föreningen stiftelsen institutet "       \
  "koncernen byrån kedjan tidningen förbundet högskolan universitetet kommunen "        \
  "aktören leverantören jätten smedjan förlaget banken klubben skolan museet centret " \
  "centrumet nätverket klustret teatern tillverkaren operatören rederiet inkubatorn "    \
  "ensemblen orkestern galleriet sjukhuset lasarettet fackförbundet organet fonden "      \
  "facket firman gruvan bruket kooperativet folkhögskolan gymnasiet"

/* `företaget`, `energibolaget`, `FN-organet`: says what kind of organisation it is. */
static bool
says_kind (const Press *press, uint32_t i)
{
  bool opens = token_opens (press, i) && !token_bits (press, i, W_ORG_OPENER) &&
               has_suffix (press->tokens[i].lower, "bolaget");

  return (!token_upper (press, i) || has_small_head (press, i) || opens) &&
         (token_bits (press, i, W_DESCRIPTOR) ||
          word_ends_in (press->tokens[i].lower, KINDS));
}

bool
organisation_descriptor (const Press *press, uint32_t i)
{
  return token_upper (press, i + 1) && says_kind (press, i);
}

#define OWNED_KINDS "organ fond byrå myndighet organisation program institut bolag"

/* `FN:s barnfond Exempel`: without an article, behind a genitive. */
static bool
is_owned_kind (const Press *press, uint32_t i)
{
  return i > 0 && !token_upper (press, i) && token_joined (press, i) &&
         token_upper (press, i - 1) && has_suffix (press->tokens[i - 1].lower, "s") &&
         word_ends_in (press->tokens[i].lower, OWNED_KINDS);
}

/* Past `som kallas`, `vid namn` at @i. */
static uint32_t
skip_naming (const Press *press, uint32_t i)
{
  if (word_in (press->tokens[i].lower, "som vid med under") && i + 1 < press->n_tokens &&
      word_in (press->tokens[i + 1].lower, "kallas heter namn namnet kallar benämns"))
    return i + 2;
  return i + word_in (press->tokens[i].lower, "kallad kallat benämnd benämnt");
}

#define GROUPS "gruppen kommittén rådet"

/* A word that organisations_find_described() begins with. */
static bool
ask_kind_of_body (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;

  return token_bits (press, i, W_DESCRIPTOR) || word_ends_in (lower, KINDS) ||
         word_ends_in (lower, OWNED_KINDS) || word_ends_in (lower, GROUPS);
}

/* `företaget Exempel`, `FN:s barnfond Exempel`, `gruppen som kallas Exempel`: the words
 * before say what it is. */
void
organisations_find_described (Press *press)
{
  for (uint32_t i = 0; i + 3 < press->n_tokens; i++)
    {
      if (!token_asked (press, i, ASKED_KIND_OF_BODY, ask_kind_of_body))
        continue;
      bool group = !token_upper (press, i) && word_ends_in (press->tokens[i].lower, GROUPS);
      uint32_t at = group || says_kind (press, i) ? skip_naming (press, i + 1) : i + 1;

      if ((at == i + 1 && !organisation_descriptor (press, i) &&
           !is_owned_kind (press, i)) ||
          !token_upper (press, at) || !token_joined (press, at) ||
          span_over (press, at) != NULL ||
          match_at (press, at, 1u << NYSTA_MATCH_PLACE | 1u << NYSTA_MATCH_MUNICIPALITY) !=
            NULL)
        continue;
      uint32_t end = capital_run_end (press, at, block_end (press, i));

      if (end <= at || end - at > 5)
        continue;
      /* `nätverket Öppen mark`: the adjective has the capital of both. */
      if (end == at + 1 && end < block_end (press, i) && token_joined (press, end) &&
          word_ends_in (press->tokens[at].lower,
                        "ig igt isk iskt bar bart lig ligt ppen ppet") &&
          token_class (press, at, NYSTA_MATCH_COMMON_WORD) && !token_upper (press, end) &&
          token_word (press, end) && !token_class (press, end, NYSTA_MATCH_FUNCTION_WORD) &&
          !token_bits (press, end, W_AND | W_PREP | W_VERB | W_COPULA | W_SAY))
        end++;
      /* `institutet Nordic Institute Example`: what the lexicon knows is a part of it. */
      for (uint32_t k = at; k < end; k++)
        if (span_over (press, k) != NULL && span_over (press, k)->first > at &&
            span_over (press, k)->end <= end)
          span_drop (press, span_over (press, k));
      if (span_free (press, at, end))
        organisation_add (press, at, end, 0.8);
    }
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The layout of nysta-plugin.h, pinned: plugins that were built before must go on working,
 * so a line here may be added, never changed. */
#include "config.h"
#include "nysta-plugin.h"

#include <glib.h>

typedef struct
{
  const char *what;
  gsize is;
  gsize was; /* on 64-bit machines */
} Pin;

#define SIZE(type, bytes)                                                                  \
  {                                                                                        \
    "sizeof " #type, sizeof (type), bytes                                                  \
  }
#define AT(type, field, bytes)                                                             \
  {                                                                                        \
#type "." #field, offsetof(type, field), bytes                                         \
  }

static const Pin pins[] = {
  SIZE (NystaSourceDocument, 56),
  AT (NystaSourceDocument, key, 8),
  AT (NystaSourceDocument, iri, 16),
  AT (NystaSourceDocument, media_type, 24),
  AT (NystaSourceDocument, size_bytes, 32),
  AT (NystaSourceDocument, modified_s, 40),
  AT (NystaSourceDocument, named, 48),
  SIZE (NystaSourceHost, 56),
  AT (NystaSourceHost, context, 8),
  AT (NystaSourceHost, warn, 16),
  AT (NystaSourceHost, fail, 24),
  AT (NystaSourceHost, document, 32),
  AT (NystaSourceHost, unavailable, 40),
  AT (NystaSourceHost, bytes, 48),
  SIZE (NystaSource, 24),
  AT (NystaSource, list, 8),
  AT (NystaSource, fetch, 16),
  SIZE (NystaBlock, 32),
  AT (NystaBlock, kind, 0),
  AT (NystaBlock, level, 4),
  AT (NystaBlock, start, 8),
  AT (NystaBlock, end, 12),
  AT (NystaBlock, group, 16),
  AT (NystaBlock, row, 20),
  AT (NystaBlock, column, 24),
  SIZE (NystaInput, 40),
  AT (NystaInput, data, 8),
  AT (NystaInput, n_bytes, 16),
  AT (NystaInput, media_type, 24),
  AT (NystaInput, charset, 32),
  SIZE (NystaStatementProposal, 56),
  AT (NystaStatementProposal, subject, 8),
  AT (NystaStatementProposal, predicate, 16),
  AT (NystaStatementProposal, object, 24),
  AT (NystaStatementProposal, object_kind, 32),
  AT (NystaStatementProposal, datatype, 40),
  AT (NystaStatementProposal, language, 48),
  SIZE (NystaReaderHost, 64),
  AT (NystaReaderHost, context, 8),
  AT (NystaReaderHost, warn, 16),
  AT (NystaReaderHost, fail, 24),
  AT (NystaReaderHost, text, 32),
  AT (NystaReaderHost, block, 40),
  AT (NystaReaderHost, metadata, 48),
  AT (NystaReaderHost, statement, 56),
  SIZE (NystaReader, 16),
  AT (NystaReader, read, 8),
  SIZE (NystaToken, 24),
  AT (NystaToken, start, 0),
  AT (NystaToken, end, 4),
  AT (NystaToken, kind, 8),
  AT (NystaToken, flags, 12),
  AT (NystaToken, block, 16),
  AT (NystaToken, sentence, 20),
  SIZE (NystaSentence, 24),
  AT (NystaSentence, start, 0),
  AT (NystaSentence, end, 4),
  AT (NystaSentence, first_token, 8),
  AT (NystaSentence, n_tokens, 12),
  AT (NystaSentence, block, 16),
  SIZE (NystaMatch, 48),
  AT (NystaMatch, start, 0),
  AT (NystaMatch, end, 4),
  AT (NystaMatch, first_token, 8),
  AT (NystaMatch, n_tokens, 12),
  AT (NystaMatch, match_class, 16),
  AT (NystaMatch, flags, 20),
  AT (NystaMatch, weight, 24),
  AT (NystaMatch, canonical, 32),
  AT (NystaMatch, authority, 40),
  SIZE (NystaFound, 32),
  AT (NystaFound, key, 0),
  AT (NystaFound, name, 8),
  AT (NystaFound, kind, 16),
  AT (NystaFound, start, 20),
  AT (NystaFound, end, 24),
  SIZE (NystaNameTag, 4),
  AT (NystaNameTag, kind, 0),
  AT (NystaNameTag, begins, 1),
  AT (NystaNameTag, confidence, 2),
  SIZE (NystaText, 168),
  AT (NystaText, text, 8),
  AT (NystaText, n_bytes, 16),
  AT (NystaText, language, 24),
  AT (NystaText, title, 32),
  AT (NystaText, publisher, 40),
  AT (NystaText, blocks, 48),
  AT (NystaText, n_blocks, 56),
  AT (NystaText, sentences, 64),
  AT (NystaText, n_sentences, 72),
  AT (NystaText, tokens, 80),
  AT (NystaText, n_tokens, 88),
  AT (NystaText, matches, 96),
  AT (NystaText, n_matches, 104),
  AT (NystaText, found, 112),
  AT (NystaText, n_found, 120),
  AT (NystaText, tags, 128),
  AT (NystaText, n_tags, 136),
  AT (NystaText, issued, 144),
  AT (NystaText, languages, 152),
  AT (NystaText, n_languages, 160),
  SIZE (NystaEntity, 56),
  AT (NystaEntity, key, 8),
  AT (NystaEntity, kind, 16),
  AT (NystaEntity, name, 24),
  AT (NystaEntity, authority, 32),
  AT (NystaEntity, given_name, 40),
  AT (NystaEntity, family_name, 48),
  SIZE (NystaMention, 32),
  AT (NystaMention, key, 8),
  AT (NystaMention, start, 16),
  AT (NystaMention, end, 20),
  AT (NystaMention, confidence, 24),
  SIZE (NystaMembership, 72),
  AT (NystaMembership, person, 8),
  AT (NystaMembership, role, 16),
  AT (NystaMembership, organisation, 24),
  AT (NystaMembership, assertion, 32),
  AT (NystaMembership, start_date, 40),
  AT (NystaMembership, end_date, 48),
  AT (NystaMembership, start, 56),
  AT (NystaMembership, end, 60),
  AT (NystaMembership, confidence, 64),
  SIZE (NystaParticipation, 48),
  AT (NystaParticipation, project, 8),
  AT (NystaParticipation, organisation, 16),
  AT (NystaParticipation, role, 24),
  AT (NystaParticipation, start, 28),
  AT (NystaParticipation, end, 32),
  AT (NystaParticipation, confidence, 40),
  SIZE (NystaContact, 56),
  AT (NystaContact, owner, 8),
  AT (NystaContact, kind, 16),
  AT (NystaContact, value, 24),
  AT (NystaContact, shared, 32),
  AT (NystaContact, start, 36),
  AT (NystaContact, end, 40),
  AT (NystaContact, confidence, 48),
  SIZE (NystaValue, 64),
  AT (NystaValue, key, 8),
  AT (NystaValue, property, 16),
  AT (NystaValue, value, 24),
  AT (NystaValue, currency, 32),
  AT (NystaValue, funder, 40),
  AT (NystaValue, start, 48),
  AT (NystaValue, end, 52),
  AT (NystaValue, confidence, 56),
  SIZE (NystaExtractorHost, 104),
  AT (NystaExtractorHost, context, 8),
  AT (NystaExtractorHost, warn, 16),
  AT (NystaExtractorHost, fail, 24),
  AT (NystaExtractorHost, entity, 32),
  AT (NystaExtractorHost, alias, 40),
  AT (NystaExtractorHost, mention, 48),
  AT (NystaExtractorHost, membership, 56),
  AT (NystaExtractorHost, participation, 64),
  AT (NystaExtractorHost, contact, 72),
  AT (NystaExtractorHost, trace, 80),
  AT (NystaExtractorHost, value, 88),
  AT (NystaExtractorHost, stage, 96),
  SIZE (NystaExtractor, 16),
  AT (NystaExtractor, extract, 8),
  SIZE (NystaPlugin, 48),
  AT (NystaPlugin, abi, 4),
  AT (NystaPlugin, id, 8),
  AT (NystaPlugin, kind, 16),
  AT (NystaPlugin, source, 24),
  AT (NystaPlugin, reader, 32),
  AT (NystaPlugin, extractor, 40),
};

static void
test_layout (void)
{
  if (sizeof (void *) != 8)
    {
      g_test_skip ("the numbers are those of 64-bit machines");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (pins); i++)
    {
      if (pins[i].is != pins[i].was)
        g_test_message ("%s is %" G_GSIZE_FORMAT ", was %" G_GSIZE_FORMAT, pins[i].what,
                        pins[i].is, pins[i].was);
      g_assert_cmpuint (pins[i].is, ==, pins[i].was);
    }
}

/* They cross the border as numbers. */
static void
test_numbers (void)
{
  g_assert_cmpint (NYSTA_OK, ==, 0);
  g_assert_cmpint (NYSTA_FAILED, ==, 1);
  g_assert_cmpint (NYSTA_STOP, ==, 2);
  g_assert_cmpint (NYSTA_KIND_EXTRACTOR, ==, 3);
  g_assert_cmpint (NYSTA_BLOCK_QUOTATION, ==, 6);
  g_assert_cmpint (NYSTA_TOKEN_SYMBOL, ==, 6);
  g_assert_cmpint (NYSTA_MATCH_COMMON_WORD, ==, 11);
  g_assert_cmpint (NYSTA_PROJECT, ==, 4);
  g_assert_cmpint (NYSTA_PROPOSED, ==, 1);
  g_assert_cmpint (NYSTA_PARTICIPANT, ==, 4);
  g_assert_cmpint (NYSTA_PHONE, ==, 2);
  g_assert_cmpint (NYSTA_OBJECT_LITERAL, ==, 2);
  g_assert_cmpint (NYSTA_TOKEN_LINE_BEFORE, ==, 32);
  g_assert_cmpint (NYSTA_MATCH_ENGLISH, ==, 64);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/abi/layout", test_layout);
  g_test_add_func ("/abi/numbers", test_numbers);
  return g_test_run ();
}

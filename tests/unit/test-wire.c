/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Frames: what is written is read; what is random ends in a verdict and never in a crash. */
#include "config.h"
#include "plugin/call.h"
#include "plugin/proposal.h"

#include <string.h>

static void
test_round_trip (void)
{
  g_autoptr (GByteArray) buffer = g_byte_array_new ();
  NystaCursor cursor = { 0 };
  guint32 type = 0;
  gsize consumed = 0;
  gsize n_bytes = 0;
  g_autoptr (GError) error = NULL;

  guint begun = nysta_frame_begin (buffer, NYSTA_FRAME_WARN);
  nysta_frame_u32 (buffer, 0xDEADBEEF);
  nysta_frame_u64 (buffer, G_GUINT64_CONSTANT (0x0123456789ABCDEF));
  nysta_frame_double (buffer, -0.25);
  nysta_frame_string (buffer, "räksmörgås");
  nysta_frame_string (buffer, NULL);
  nysta_frame_string (buffer, "");
  nysta_frame_bytes (buffer, "a\0b", 3);
  g_assert_true (nysta_frame_end (buffer, begun));

  /* Little endian whatever the machine: the length, then the type. */
  g_assert_cmpuint (buffer->data[0], ==, buffer->len - 8);
  g_assert_cmpuint (buffer->data[4], ==, NYSTA_FRAME_WARN);
  g_assert_cmpuint (buffer->data[8], ==, 0xEF);

  for (gsize n = 0; n < buffer->len; n++) /* more bytes are needed */
    {
      g_assert_true (nysta_frame_next (buffer->data, n, &type, &cursor, &consumed, &error));
      g_assert_cmpuint (consumed, ==, 0);
    }
  g_assert_true (
    nysta_frame_next (buffer->data, buffer->len, &type, &cursor, &consumed, &error));
  g_assert_cmpuint (consumed, ==, buffer->len);
  g_assert_cmpuint (type, ==, NYSTA_FRAME_WARN);
  g_assert_cmphex (nysta_cursor_u32 (&cursor), ==, 0xDEADBEEF);
  g_assert_cmphex (nysta_cursor_u64 (&cursor), ==, G_GUINT64_CONSTANT (0x0123456789ABCDEF));
  g_assert_cmpfloat (nysta_cursor_double (&cursor), ==, -0.25);
  g_assert_cmpstr (nysta_cursor_string (&cursor), ==, "räksmörgås");
  g_assert_null (nysta_cursor_string (&cursor));
  g_assert_cmpstr (nysta_cursor_need_string (&cursor), ==, "");
  const guint8 *bytes = nysta_cursor_bytes (&cursor, &n_bytes);
  g_assert_cmpmem (bytes, n_bytes, "a\0b", 3);
  g_assert_true (nysta_cursor_finish (&cursor, &error));
  g_assert_no_error (error);
}

static void
test_too_large (void)
{
  g_autoptr (GByteArray) buffer = g_byte_array_new ();
  g_autofree char *long_text = g_strnfill (NYSTA_WIRE_MAX_FRAME_BYTES, 'a');
  const guint8 announced[8] = { 0x01, 0x00, 0x40, 0x00 }; /* 4 MiB and one */
  NystaCursor cursor = { 0 };
  guint32 type = 0;
  gsize consumed = 0;
  g_autoptr (GError) error = NULL;

  nysta_frame_u32 (buffer, 7);
  guint begun = nysta_frame_begin (buffer, NYSTA_FRAME_WARN);
  nysta_frame_string (buffer, long_text);
  g_assert_false (nysta_frame_end (buffer, begun));
  g_assert_cmpuint (buffer->len, ==, 4);

  /* Refused when it is announced, not when it has arrived. */
  g_assert_false (nysta_frame_next (announced, 8, &type, &cursor, &consumed, &error));
  g_assert_error (error, NYSTA_WIRE_ERROR, NYSTA_WIRE_ERROR_FRAME_TOO_LARGE);
}

typedef struct
{
  const char *name;
  const char *payload;
  gsize n_bytes;
} MalformedCase;

#define PAYLOAD(text) text, sizeof text - 1

/* Each is read as one string that must be there. */
static const MalformedCase malformed_cases[] = {
  { "empty", PAYLOAD ("") },
  { "short-length", PAYLOAD ("\x01\0") },
  { "null", PAYLOAD ("\xff\xff\xff\xff") },
  { "beyond-the-end", PAYLOAD ("\x09\0\0\0abc\0") },
  { "wrapping-length", PAYLOAD ("\xfe\xff\xff\xff"
                                "abc\0") },
  { "no-end", PAYLOAD ("\x03\0\0\0abcd") },
  { "nul-inside", PAYLOAD ("\x03\0\0\0a\0c\0") },
  { "not-utf8", PAYLOAD ("\x01\0\0\0\xf6\0") },
  { "half-a-character", PAYLOAD ("\x01\0\0\0\xc3\0") },
  { "bytes-left", PAYLOAD ("\x01\0\0\0a\0b") },
};

static void
test_malformed (gconstpointer data)
{
  const MalformedCase *malformed = data;
  NystaCursor cursor = { .data = (const guint8 *) malformed->payload,
                         .n_bytes = malformed->n_bytes };
  g_autoptr (GError) error = NULL;

  nysta_cursor_need_string (&cursor);
  g_assert_false (nysta_cursor_finish (&cursor, &error));
  g_assert_error (error, NYSTA_WIRE_ERROR, NYSTA_WIRE_ERROR_MALFORMED);
}

/* --- noise ----------------------------------------------------------------------- */

/* What a worker sends of a document when all is well. */
static GByteArray *
honest_conversation (void)
{
  GByteArray *buffer = g_byte_array_new ();
  static const char text[] = "Åsa Ek är chef på Vinnova.";
  NystaEntity person = { sizeof person, "p", NYSTA_PERSON, "Åsa Ek", NULL, "Åsa", "Ek" };
  NystaEntity role = { sizeof role, "r", NYSTA_ROLE, "chef", "def/role/chef", NULL, NULL };
  NystaMention mention = { sizeof mention, "p", 0, 7, 0.9 };
  NystaMembership membership = {
    sizeof membership, "p", "r", NULL, NYSTA_ASSERTED, "2024", NULL, 0, 7, 0.8
  };
  NystaContact contact = {
    sizeof contact, "p", NYSTA_EMAIL, "asa@example.org", 0, 0, 7, 0.8
  };

  for (guint plugin = 0; plugin < 2; plugin++)
    {
      guint begun = nysta_frame_begin (buffer, NYSTA_FRAME_ENTER);
      nysta_frame_u32 (buffer, plugin);
      nysta_frame_end (buffer, begun);
      if (plugin == 1)
        break;
      begun = nysta_frame_begin (buffer, NYSTA_FRAME_TEXT);
      nysta_frame_bytes (buffer, text, sizeof text - 1);
      nysta_frame_end (buffer, begun);
      begun = nysta_frame_begin (buffer, NYSTA_FRAME_METADATA);
      nysta_frame_string (buffer, NYSTA_META_TITLE);
      nysta_frame_string (buffer, "Ny chef");
      nysta_frame_end (buffer, begun);
    }
  nysta_proposal_write_entity (buffer, &person);
  nysta_proposal_write_entity (buffer, &role);
  nysta_proposal_write_alias (buffer, "p", "Ek");
  nysta_proposal_write_mention (buffer, &mention);
  nysta_proposal_write_membership (buffer, &membership);
  nysta_proposal_write_contact (buffer, &contact);
  guint begun = nysta_frame_begin (buffer, NYSTA_FRAME_END);
  nysta_frame_u32 (buffer, NYSTA_OUTCOME_DONE);
  nysta_frame_string (buffer, NULL);
  nysta_frame_end (buffer, begun);
  return buffer;
}

/* Let a host listen to @data. Returns whether all of it was sound. */
static gboolean
listen_to (const guint8 *data, gsize n_bytes, NystaCallKind kind, NystaHostCall **out_call)
{
  char *accepts[] = { (char *) "*", NULL };
  NystaManifest reader = { .id = (char *) "reader",
                           .object = (char *) "/reader.so",
                           .kind = NYSTA_KIND_READER,
                           .accepts = accepts };
  NystaManifest extractor = { .id = (char *) "extractor",
                              .object = (char *) "/extractor.so",
                              .kind = NYSTA_KIND_EXTRACTOR,
                              .accepts = accepts };
  const NystaManifest *plugins[] = { &reader, &extractor };
  NystaPoolOptions options = { .deadline_ms = 1000, .max_document_bytes = 1000 };
  g_autoptr (GPtrArray)
    listed = g_ptr_array_new_with_free_func ((GDestroyNotify) nysta_listed_document_free);
  g_autoptr (NystaHostCall) call = nysta_host_call_new (kind, plugins, 2, &options);
  g_autoptr (GError) error = NULL;
  gboolean fine = TRUE;

  call->documents = listed;
  nysta_host_call_start (call);
  while (fine)
    {
      NystaCursor cursor = { 0 };
      guint32 type = 0;
      gsize consumed = 0;

      fine = nysta_frame_next (data, n_bytes, &type, &cursor, &consumed, &error);
      if (!fine || consumed == 0)
        break;
      fine = nysta_host_call_take (call, type, &cursor, &error);
      data += consumed;
      n_bytes -= consumed;
    }
  g_assert_true (fine == (error == NULL));
  if (out_call != NULL)
    *out_call = g_steal_pointer (&call);
  return fine;
}

static void
test_conversation (void)
{
  g_autoptr (GByteArray) said = honest_conversation ();
  g_autoptr (NystaHostCall) call = NULL;

  g_assert_true (listen_to (said->data, said->len, NYSTA_CALL_DOCUMENT, &call));
  g_assert_true (call->is_over);
  g_assert_cmpint (call->verdict.outcome, ==, NYSTA_OUTCOME_DONE);
  g_assert_null (call->verdict.plugin);

  const NystaFindings *findings = call->findings;
  g_assert_cmpstr (findings->text, ==, "Åsa Ek är chef på Vinnova.");
  g_assert_cmpstr (g_hash_table_lookup (findings->metadata, "title"), ==, "Ny chef");
  g_assert_cmpuint (findings->entities->len, ==, 2);
  const NystaFoundEntity *person = g_ptr_array_index (findings->entities, 0);
  g_assert_cmpstr (person->key, ==, "extractor#p");
  g_assert_cmpstr (person->given_name, ==, "Åsa");
  g_assert_cmpstr (g_ptr_array_index (person->aliases, 0), ==, "Ek");
  const NystaFoundMembership *membership = &g_array_index (findings->memberships,
                                                           NystaFoundMembership, 0);
  g_assert_cmpuint (membership->role, ==, 1);
  g_assert_cmpuint (membership->organisation, ==, NYSTA_NO_ENTITY);
  g_assert_cmpstr (membership->start_date, ==, "2024");
  g_assert_cmpfloat (membership->confidence, ==, 0.8);
  g_assert_cmpstr (g_array_index (findings->contacts, NystaFoundContact, 0).value, ==,
                   "asa@example.org");

  /* After the end, and in a call of another kind, the same is nonsense. */
  guint n_bytes = said->len;
  g_byte_array_set_size (said, 2 * n_bytes);
  memcpy (said->data + n_bytes, said->data, n_bytes);
  g_assert_false (listen_to (said->data, said->len, NYSTA_CALL_DOCUMENT, NULL));
  g_assert_false (listen_to (said->data, said->len, NYSTA_CALL_FETCH, NULL));
}

static void
test_out_of_turn (void)
{
  static const guint32 turns[][3] = { { 1, 0, 3 }, { 0, 0, 3 }, { 2, 3, 3 }, { 1, 1, 3 } };

  for (gsize i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      g_autoptr (GByteArray) said = g_byte_array_new ();

      for (guint t = 0; turns[i][t] != 3; t++)
        {
          guint begun = nysta_frame_begin (said, NYSTA_FRAME_ENTER);
          nysta_frame_u32 (said, turns[i][t]);
          nysta_frame_end (said, begun);
        }
      g_assert_false (listen_to (said->data, said->len, NYSTA_CALL_DOCUMENT, NULL));
    }
}

static void
test_bit_flips (void)
{
  g_autoptr (GByteArray) said = honest_conversation ();
  guint n_refused = 0;

  for (guint bit = 0; bit < said->len * 8; bit++)
    {
      said->data[bit / 8] ^= (guint8) (1u << bit % 8);
      n_refused += !listen_to (said->data, said->len, NYSTA_CALL_DOCUMENT, NULL);
      said->data[bit / 8] ^= (guint8) (1u << bit % 8);
    }
  /* Many flips only change a letter; that most of the others are seen is what counts. */
  g_assert_cmpuint (n_refused, >, said->len * 8 / 3);
}

static void
test_truncation (void)
{
  g_autoptr (GByteArray) said = honest_conversation ();

  for (guint n = 0; n < said->len; n++)
    {
      g_autofree guint8 *exact = g_memdup2 (said->data, n); /* so that ASan sees its end */
      g_autoptr (NystaHostCall) call = NULL;

      g_assert_true (listen_to (exact, n, NYSTA_CALL_DOCUMENT, &call));
      g_assert_false (call->is_over);
    }
}

static void
test_noise (void)
{
  for (guint round = 0; round < 20000; round++)
    {
      gsize n_bytes = (gsize) g_test_rand_int_range (0, 200);
      g_autofree guint8 *noise = g_malloc (n_bytes + 8);

      for (gsize i = 0; i < n_bytes + 8; i++)
        noise[i] = (guint8) g_test_rand_int_range (0, 256);
      /* Half the time a likely header, so that payloads are looked at. */
      if (round % 2 == 0)
        {
          memset (noise, 0, 8);
          noise[0] = (guint8) n_bytes;
          noise[4] = (guint8) g_test_rand_int_range (60, 82);
        }
      listen_to (noise, n_bytes + 8, (NystaCallKind) (round % 4), NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/round-trip", test_round_trip);
  g_test_add_func ("/wire/too-large", test_too_large);
  for (gsize i = 0; i < G_N_ELEMENTS (malformed_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/wire/malformed/%s",
                                               malformed_cases[i].name);
      g_test_add_data_func (path, &malformed_cases[i], test_malformed);
    }
  g_test_add_func ("/wire/conversation", test_conversation);
  g_test_add_func ("/wire/out-of-turn", test_out_of_turn);
  g_test_add_func ("/wire/bit-flips", test_bit_flips);
  g_test_add_func ("/wire/truncation", test_truncation);
  g_test_add_func ("/wire/noise", test_noise);
  return g_test_run ();
}

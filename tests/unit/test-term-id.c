/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/term-id.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "rdf/vocabulary.h"

#define N_RANDOM 200000

/* --- what is inline, and what is not ---------------------------------------- */

typedef struct
{
  const char *name;
  NystaTag tag;         /* inline or not */
  const char *datatype; /* after the namespace */
  const char *lexical;
} TagCase;

static const TagCase tag_cases[] = {
  { "integer/zero", NYSTA_TAG_INTEGER, "integer", "0" },
  { "integer/negative", NYSTA_TAG_INTEGER, "integer", "-17" },
  { "integer/largest", NYSTA_TAG_INTEGER, "integer", "8796093022207" },
  { "integer/smallest", NYSTA_TAG_INTEGER, "integer", "-8796093022207" },
  { "integer/too-large", NYSTA_TAG_VALUE, "integer", "8796093022208" },
  { "integer/far-too-large", NYSTA_TAG_VALUE, "integer", "184467440737095516160001" },
  { "integer/zero-before", NYSTA_TAG_VALUE, "integer", "01" },
  { "integer/plus", NYSTA_TAG_VALUE, "integer", "+1" },
  { "integer/minus-zero", NYSTA_TAG_VALUE, "integer", "-0" },
  { "integer/spaces", NYSTA_TAG_VALUE, "integer", " 1" },
  { "integer/nothing", NYSTA_TAG_VALUE, "integer", "" },
  { "integer/sign-alone", NYSTA_TAG_VALUE, "integer", "-" },
  { "integer/words", NYSTA_TAG_VALUE, "integer", "1a" },
  { "integer/subtype", NYSTA_TAG_VALUE, "int", "1" },
  { "integer/other-subtype", NYSTA_TAG_VALUE, "nonNegativeInteger", "1" },
  { "decimal/whole", NYSTA_TAG_DECIMAL, "decimal", "2" },
  { "decimal/half", NYSTA_TAG_DECIMAL, "decimal", "0.5" },
  { "decimal/negative", NYSTA_TAG_DECIMAL, "decimal", "-0.0001" },
  { "decimal/largest", NYSTA_TAG_DECIMAL, "decimal", "879609302.2207" },
  { "decimal/too-large", NYSTA_TAG_VALUE, "decimal", "879609302.2208" },
  { "decimal/far-too-large", NYSTA_TAG_VALUE, "decimal", "99999999999999.9999" },
  { "decimal/five-places", NYSTA_TAG_VALUE, "decimal", "0.00001" },
  { "decimal/zero-at-the-end", NYSTA_TAG_VALUE, "decimal", "1.50" },
  { "decimal/point-zero", NYSTA_TAG_VALUE, "decimal", "1.0" },
  { "decimal/nothing-after", NYSTA_TAG_VALUE, "decimal", "1." },
  { "decimal/nothing-before", NYSTA_TAG_VALUE, "decimal", ".5" },
  { "decimal/minus-zero", NYSTA_TAG_VALUE, "decimal", "-0" },
  { "double/one-and-a-half", NYSTA_TAG_DOUBLE, "double", "1.5E0" },
  { "double/zero", NYSTA_TAG_DOUBLE, "double", "0.0E0" },
  { "double/thousand", NYSTA_TAG_DOUBLE, "double", "-1.0E3" },
  { "double/eighth", NYSTA_TAG_DOUBLE, "double", "1.25E-1" },
  { "double/infinite", NYSTA_TAG_DOUBLE, "double", "INF" },
  { "double/less-than-all", NYSTA_TAG_DOUBLE, "double", "-INF" },
  { "double/nan", NYSTA_TAG_VALUE, "double", "NaN" },
  { "double/tenth", NYSTA_TAG_VALUE, "double", "1.0E-1" },
  { "double/minus-zero", NYSTA_TAG_VALUE, "double", "-0.0E0" },
  { "double/no-exponent", NYSTA_TAG_VALUE, "double", "1.5" },
  { "double/no-point", NYSTA_TAG_VALUE, "double", "1E0" },
  { "double/small-e", NYSTA_TAG_VALUE, "double", "1.5e0" },
  { "double/plus", NYSTA_TAG_VALUE, "double", "1.5E+1" },
  { "double/zeros-before-exponent", NYSTA_TAG_VALUE, "double", "1.5E01" },
  { "double/minus-no-exponent", NYSTA_TAG_VALUE, "double", "1.5E-0" },
  { "double/zero-at-the-end", NYSTA_TAG_VALUE, "double", "1.50E0" },
  { "double/two-digits", NYSTA_TAG_VALUE, "double", "15.0E0" },
  { "double/zero-first", NYSTA_TAG_VALUE, "double", "0.5E0" },
  { "double/zero-to-some-power", NYSTA_TAG_VALUE, "double", "0.0E1" },
  { "double/huge", NYSTA_TAG_VALUE, "double", "1.0E300" },
  { "double/exponent-without-end", NYSTA_TAG_VALUE, "double", "1.0E99999999999999999999" },
  { "double/no-digit-after-point", NYSTA_TAG_VALUE, "double", "1.E0" },
  { "double/ends-early", NYSTA_TAG_VALUE, "double", "1.5E" },
  { "float/tenth", NYSTA_TAG_FLOAT, "float", "1.0E-1" },
  { "float/pi", NYSTA_TAG_FLOAT, "float", "3.1415927E0" },
  { "float/one-digit-too-many", NYSTA_TAG_VALUE, "float", "3.14159274E0" },
  { "float/infinite", NYSTA_TAG_FLOAT, "float", "-INF" },
  { "float/beyond", NYSTA_TAG_VALUE, "float", "1.0E39" },
  { "float/nan", NYSTA_TAG_VALUE, "float", "NaN" },
  { "boolean/true", NYSTA_TAG_BOOLEAN, "boolean", "true" },
  { "boolean/false", NYSTA_TAG_BOOLEAN, "boolean", "false" },
  { "boolean/one", NYSTA_TAG_VALUE, "boolean", "1" },
  { "boolean/capital", NYSTA_TAG_VALUE, "boolean", "True" },
  { "date/epoch", NYSTA_TAG_DATE, "date", "1970-01-01" },
  { "date/leap-day", NYSTA_TAG_DATE, "date", "2000-02-29" },
  { "date/no-leap-day", NYSTA_TAG_VALUE, "date", "1900-02-29" },
  { "date/31-april", NYSTA_TAG_VALUE, "date", "2024-04-31" },
  { "date/year-0000", NYSTA_TAG_DATE, "date", "0000-02-29" },
  { "date/year-minus-0000", NYSTA_TAG_VALUE, "date", "-0000-01-01" },
  { "date/before-it", NYSTA_TAG_DATE, "date", "-0001-12-31" },
  { "date/five-digits", NYSTA_TAG_DATE, "date", "12024-01-01" },
  { "date/zero-before", NYSTA_TAG_VALUE, "date", "02024-01-01" },
  { "date/three-digits", NYSTA_TAG_VALUE, "date", "999-01-01" },
  { "date/nine-digits", NYSTA_TAG_DATE, "date", "999999999-12-31" },
  { "date/ten-digits", NYSTA_TAG_VALUE, "date", "1000000000-01-01" },
  { "date/utc", NYSTA_TAG_VALUE, "date", "2024-01-01Z" },
  { "date/zone", NYSTA_TAG_VALUE, "date", "2024-01-01+01:00" },
  { "date/month-0", NYSTA_TAG_VALUE, "date", "2024-00-01" },
  { "date/month-13", NYSTA_TAG_VALUE, "date", "2024-13-01" },
  { "date/day-0", NYSTA_TAG_VALUE, "date", "2024-01-00" },
  { "date/ends-early", NYSTA_TAG_VALUE, "date", "2024-01-1" },
  { "date-time/epoch", NYSTA_TAG_DATE_TIME, "dateTime", "1970-01-01T00:00:00" },
  { "date-time/before", NYSTA_TAG_DATE_TIME, "dateTime", "1969-12-31T23:59:59.999" },
  { "date-time/fraction", NYSTA_TAG_DATE_TIME, "dateTime", "2024-05-06T07:08:09.1" },
  { "date-time/zero-at-the-end", NYSTA_TAG_VALUE, "dateTime", "2024-05-06T07:08:09.10" },
  { "date-time/microseconds", NYSTA_TAG_VALUE, "dateTime", "2024-05-06T07:08:09.1234" },
  { "date-time/point-alone", NYSTA_TAG_VALUE, "dateTime", "2024-05-06T07:08:09." },
  { "date-time/24-o-clock", NYSTA_TAG_VALUE, "dateTime", "2024-05-06T24:00:00" },
  { "date-time/leap-second", NYSTA_TAG_VALUE, "dateTime", "2016-12-31T23:59:60" },
  { "date-time/utc", NYSTA_TAG_VALUE, "dateTime", "2024-05-06T07:08:09Z" },
  { "date-time/long-ago", NYSTA_TAG_VALUE, "dateTime", "1523-06-06T12:00:00" },
  { "date-time/far-away", NYSTA_TAG_VALUE, "dateTime", "999999999-06-06T12:00:00" },
  { "date-time/no-seconds", NYSTA_TAG_VALUE, "dateTime", "2024-05-06T07:08" },
  { "other/time", NYSTA_TAG_VALUE, "time", "07:08:09" },
  { "other/stamp", NYSTA_TAG_VALUE, "dateTimeStamp", "2024-05-06T07:08:09Z" },
  { "other/string", NYSTA_TAG_STRING, "string", "1" },
  { "other/any-uri", NYSTA_TAG_TYPED, "anyURI", "1" },
  { "other/longer-name", NYSTA_TAG_TYPED, "integers", "1" },
  { "other/shorter-name", NYSTA_TAG_TYPED, "intege", "1" },
  { "other/no-name", NYSTA_TAG_TYPED, "", "1" },
};

static void
assert_round_trip (const NystaTerm *term, NystaTermId id)
{
  char room[NYSTA_INLINE_BYTES];
  NystaTerm back = { 0 };

  g_assert_cmphex (id >> 48, ==, 0);
  g_assert_true (nysta_id_is_inline (id));
  g_assert_true (nysta_id_to_literal (id, room, &back));
  g_assert_cmpstr (back.value, ==, term->value);
  g_assert_cmpstr (back.datatype, ==, term->datatype);
  g_assert_null (back.language);
  g_assert_cmpint (back.kind, ==, NYSTA_TERM_LITERAL);
}

static void
test_tag (gconstpointer data)
{
  const TagCase *c = data;
  g_autofree char *datatype = g_strconcat (NS_XSD, c->datatype, NULL);
  NystaTerm term = nysta_literal (c->lexical, datatype, NULL);
  NystaTermId id = 0;

  if (c->tag < NYSTA_TAG_INTEGER)
    {
      g_assert_false (nysta_id_from_literal (&term, &id));
      g_assert_cmpint (nysta_id_dictionary_tag (&term), ==, c->tag);
      return;
    }
  g_assert_true (nysta_id_from_literal (&term, &id));
  g_assert_cmpint (nysta_id_tag (id), ==, c->tag);
  assert_round_trip (&term, id);
}

static void
test_other_terms (void)
{
  NystaTerm iri = nysta_iri ("http://e/1");
  NystaTerm blank = { .kind = NYSTA_TERM_BLANK, .value = "1" };
  NystaTerm plain = nysta_literal ("1", NULL, NULL);
  NystaTerm tagged = nysta_literal ("1", NULL, "sv");
  NystaTerm typed = nysta_literal ("1", "http://e/integer", NULL);
  NystaTerm none = { 0 };
  NystaTermId id = 0;

  g_assert_cmpint (nysta_id_dictionary_tag (&iri), ==, NYSTA_TAG_IRI);
  g_assert_cmpint (nysta_id_dictionary_tag (&blank), ==, NYSTA_TAG_BLANK);
  g_assert_cmpint (nysta_id_dictionary_tag (&plain), ==, NYSTA_TAG_STRING);
  g_assert_cmpint (nysta_id_dictionary_tag (&tagged), ==, NYSTA_TAG_LANGUAGE);
  g_assert_cmpint (nysta_id_dictionary_tag (&typed), ==, NYSTA_TAG_TYPED);
  g_assert_cmpint (nysta_id_dictionary_tag (&none), ==, NYSTA_TAG_NONE);
  g_assert_false (nysta_id_from_literal (&iri, &id));
  g_assert_false (nysta_id_from_literal (&plain, &id));
  g_assert_false (nysta_id_from_literal (&tagged, &id));
  g_assert_false (nysta_id_from_literal (&typed, &id));
}

/* --- order ------------------------------------------------------------------ */

/* Each smaller than the next; of one datatype. */
static const char *const in_order[][12] = {
  { "integer", "-8796093022207", "-10", "-9", "-1", "0", "1", "2", "10", "8796093022207" },
  { "decimal", "-879609302.2207", "-1.5", "-1", "-0.0001", "0", "0.5", "0.51", "1", "10" },
  { "double", "-INF", "-1.0E12", "-1.5E0", "-1.25E-1", "0.0E0", "9.765625E-4", "1.0E0",
    "1.5E0", "1.0E1", "INF" },
  { "float", "-INF", "-1.0E22", "-1.1E0", "-1.0E-22", "0.0E0", "1.0E-22", "1.0E-1",
    "1.0000001E-1", "1.0E0", "INF" },
  { "boolean", "false", "true" },
  { "date", "-999999999-01-01", "-0001-12-31", "0000-01-01", "0001-01-01", "1969-12-31",
    "1970-01-01", "1999-12-31", "2000-01-01", "10000-01-01" },
  { "dateTime", "1691-05-06T00:00:00", "1969-12-31T23:59:59.999", "1970-01-01T00:00:00",
    "1970-01-01T00:00:00.001", "2024-02-29T12:00:00", "2024-03-01T00:00:00",
    "2248-01-01T00:00:00" },
};

static void
test_order (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (in_order); i++)
    {
      g_autofree char *datatype = g_strconcat (NS_XSD, in_order[i][0], NULL);
      NystaTermId before = 0;

      for (guint j = 1; j < G_N_ELEMENTS (in_order[i]) && in_order[i][j] != NULL; j++)
        {
          NystaTerm term = nysta_literal (in_order[i][j], datatype, NULL);
          NystaTermId id = 0;

          g_assert_true (nysta_id_from_literal (&term, &id));
          g_assert_cmpuint (before, <, id);
          before = id;
        }
    }
}

static void
test_bytes (void)
{
  guint8 bytes[NYSTA_ID_BYTES];
  NystaTermId id = nysta_id_make (NYSTA_TAG_DATE_TIME, 0x123456789AB);

  nysta_id_store (bytes, id);
  g_assert_cmpmem (bytes, sizeof bytes, "\xE1\x23\x45\x67\x89\xAB", 6);
  g_assert_cmphex (nysta_id_load (bytes), ==, id);
  g_assert_cmphex (nysta_id_payload (id), ==, 0x123456789AB);
}

/* --- random ----------------------------------------------------------------- */

/* Whatever text has an id is what the id stands for. */
static void
test_random_text (void)
{
  static const char *const datatypes[] = { NS_XSD "integer", NS_XSD "decimal",
                                           NS_XSD "double",  NS_XSD "float",
                                           NS_XSD "date",    NS_XSD "dateTime",
                                           NS_XSD "boolean" };
  static const char alphabet[] = "0011234567899--..EET::INFZ+ ";
  guint n_inline = 0;

  for (guint i = 0; i < N_RANDOM; i++)
    {
      char text[32];
      guint length = (guint) g_test_rand_int_range (0, 9);

      for (guint j = 0; j < length; j++)
        text[j] = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
      text[length] = '\0';
      for (guint j = 0; j < G_N_ELEMENTS (datatypes); j++)
        {
          NystaTerm term = nysta_literal (text, datatypes[j], NULL);
          NystaTermId id = 0;

          if (!nysta_id_from_literal (&term, &id))
            continue;
          assert_round_trip (&term, id);
          n_inline++;
        }
    }
  g_assert_cmpuint (n_inline, >, N_RANDOM / 100);
}

/* What an id stands for has that id. */
static void
test_random_id (void)
{
  guint n_inline = 0;

  for (guint i = 0; i < N_RANDOM; i++)
    {
      guint64 payload = (guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();
      NystaTag tag = (NystaTag) g_test_rand_int_range (0, 16);
      NystaTermId id = nysta_id_make (tag, (payload & NYSTA_ID_MAX_PAYLOAD) >>
                                             g_test_rand_int_range (0, 44));
      char room[NYSTA_INLINE_BYTES];
      NystaTerm term = { 0 };
      NystaTermId back = 0;

      if (!nysta_id_to_literal (id, room, &term))
        continue;
      n_inline++;
      /* Some values have more digits than are kept. */
      if (nysta_id_from_literal (&term, &back))
        g_assert_cmphex (back, ==, id);
      else
        g_assert_cmpint (tag, ==, NYSTA_TAG_DOUBLE);
    }
  g_assert_cmpuint (n_inline, >, N_RANDOM / 100);
}

/* The fewest digits after printf's %e that read back as @value, spelt as XML Schema does. */
static void
spell (double value, gboolean single, char out[40])
{
  char printed[40];
  char *e = NULL;

  for (int places = 1; places <= 17; places++)
    {
      g_snprintf (printed, sizeof printed, "%.*e", places, value);

      double back = strtod (printed, NULL);

      if (single ? (float) back == (float) value : back == value)
        break;
    }
  e = strchr (printed, 'e');
  *e++ = '\0';
  g_snprintf (out, 40, "%sE%d", printed, atoi (e));
}

/* Against the C library: which has the right digits, but no canonical form. */
static void
test_random_float (gconstpointer data)
{
  gboolean single = GPOINTER_TO_INT (data);
  double values[2] = { 0 };
  NystaTermId ids[2] = { 0 };
  guint n_inline = 0;

  for (guint i = 0; i < N_RANDOM; i++)
    {
      static const double units[] = {
        1, 0.5, 0.125, 10, 0.1, 0.001, 1e-9, 1e9, 1e15, 1e-20
      };
      double value = g_test_rand_int_range (-1000000000, 1000000000);
      char text[40];

      value = ldexp (value, -g_test_rand_int_range (0, 33)) *
              units[g_test_rand_int_range (0, G_N_ELEMENTS (units))];
      if (single)
        value = (float) value;
      else if (g_test_rand_bit ())
        value = nearbyint (value);
      if (value == 0)
        continue;
      spell (value, single, text);

      NystaTerm term = nysta_literal (text, single ? NS_XSD "float" : NS_XSD "double",
                                      NULL);

      if (!nysta_id_from_literal (&term, &ids[1]))
        continue;
      assert_round_trip (&term, ids[1]);
      values[1] = value;
      if (n_inline++ > 0)
        {
          g_assert_cmpint (values[0] < values[1], ==, ids[0] < ids[1]);
          g_assert_cmpint (values[0] == values[1], ==, ids[0] == ids[1]);
        }
      values[0] = values[1];
      ids[0] = ids[1];
    }
  g_assert_cmpuint (n_inline, >, N_RANDOM / 10);
}

/* Day after day, against the calendar of the C library's elder brother. */
static void
test_every_day (void)
{
  g_autoptr (GDate) date = g_date_new_dmy (1, 1, 1);
  NystaTermId before = 0;

  for (guint i = 0; i < 146097 * 6; i++, g_date_add_days (date, 1))
    {
      char text[32];
      NystaTermId id = 0;

      g_snprintf (text, sizeof text, "%04d-%02d-%02d", g_date_get_year (date),
                  g_date_get_month (date), g_date_get_day (date));

      NystaTerm term = nysta_literal (text, NS_XSD "date", NULL);

      g_assert_true (nysta_id_from_literal (&term, &id));
      if (i > 0)
        g_assert_cmpuint (id, ==, before + 1);
      before = id;
      if (i % 7 == 0)
        assert_round_trip (&term, id);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tag_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/term-id/tag/%s", tag_cases[i].name);
      g_test_add_data_func (path, &tag_cases[i], test_tag);
    }
  g_test_add_func ("/term-id/tag/other-terms", test_other_terms);
  g_test_add_func ("/term-id/order/values", test_order);
  g_test_add_func ("/term-id/order/bytes", test_bytes);
  g_test_add_func ("/term-id/random/text", test_random_text);
  g_test_add_func ("/term-id/random/id", test_random_id);
  g_test_add_data_func ("/term-id/random/double", GINT_TO_POINTER (FALSE),
                        test_random_float);
  g_test_add_data_func ("/term-id/random/float", GINT_TO_POINTER (TRUE), test_random_float);
  g_test_add_func ("/term-id/random/every-day", test_every_day);
  return g_test_run ();
}

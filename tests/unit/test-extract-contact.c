/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "text/document.h"

#include <string.h>

#include "../../plugins/extract-contact/contact.h"

/* --- numbers ---------------------------------------------------------------- */

typedef struct
{
  const char *name;
  const char *text;
  const char *expected; /* the numbers, with a space between; "" for none */
} NumberCase;

static const NumberCase number_cases[] = {
  { "mobile-4-2-2-2", "0739-72 59 14", "+46739725914" },
  { "mobile-3-3-2-2", "070-174 06 33", "+46701740633" },
  { "mobile-spaces", "070 174 06 33", "+46701740633" },
  { "mobile-plain", "0701740633", "+46701740633" },
  { "mobile-odd-spaces", "070\u00A0174\u00A006\u202F33", "+46701740633" },
  { "mobile-en-dash", "070–174 06 33", "+46701740633" },
  { "mobile-spaced-dash", "070 - 174 06 33", "+46701740633" },
  { "mobile-dashes", "070-174-06-33", "+46701740633" },
  { "mobile-short", "070-174 06 3", "" },
  { "mobile-long", "070-174 06 333", "" },
  { "stockholm", "08-405 10 00", "+4684051000" },
  { "stockholm-spaces", "08 405 10 00", "+4684051000" },
  { "stockholm-8-digits", "08-123 456 78", "+46812345678" },
  { "stockholm-bracket", "(08) 405 10 00", "+4684051000" },
  { "stockholm-in-brackets", "växeln (08-405 10 00)", "+4684051000" },
  { "slash", "08/405 10 00", "+4684051000" },
  { "area-2", "031-365 00 00", "+46313650000" },
  { "area-3", "0980-31 92 41", "+46980319241" },
  { "nation-wide", "010-123 45 67", "+46101234567" },
  { "nation-wide-0", "010-012 34 56", "+46100123456" },
  { "free", "020-12 34 56", "+4620123456" },
  { "shared-cost", "0771-123 456", "+46771123456" },
  { "country", "+46 8 405 10 00", "+4684051000" },
  { "country-0", "+46 (0)8-405 10 00", "+4684051000" },
  { "country-0-tight", "+46(0)701740633", "+46701740633" },
  { "country-0-wrong", "+46 070 174 06 33", "+46701740633" },
  { "country-brackets", "(+46) 70 174 06 33", "+46701740633" },
  { "country-tight", "+46701740633", "+46701740633" },
  { "country-dots", "+46.70.174.06.33", "+46701740633" },
  { "country-00", "0046 70 174 06 33", "+46701740633" },
  { "tel-iri", "tel:+46701740633", "+46701740633" },
  { "denmark", "+45 33 92 33 92", "+4533923392" },
  { "uk", "+44 (0)20 7946 0958", "+442079460958" },
  { "us", "+1 (202) 555-0143", "+12025550143" },
  { "two", "070-174 06 33, 08-405 10 00", "+46701740633 +4684051000" },
  { "two-slash", "070-174 06 33 / 08-405 10 00", "+46701740633 +4684051000" },
  { "then-a-year", "08-405 10 00 2022", "+4684051000" },
  { "label-plain-landline", "Tel 0840510 00", "" },
  { "label-landline-tight", "Telefon: 084051000", "+4684051000" },
  { "landline-tight-bare", "084051000", "" },
  { "no-such-area", "0125-11 22 33 och 0129-11 22 33", "+46125112233" },
  { "subscriber-0", "08-012 34 56", "" },
  { "iso-date", "2022-05-09", "" },
  { "date", "08-12-2022", "" },
  { "date-short", "08-12-22", "" },
  { "hours", "08-17", "" },
  { "hours-both", "08-12 13-17", "" },
  { "hours-dots", "08.15-09.30", "" },
  { "organisation-number", "556677-8899", "" },
  { "personal-number", "070203-1234", "" },
  { "bankgiro", "bankgiro 0501-1055 22", "" },
  { "swish", "Swish 070-174 06 33", "" },
  { "fax", "Fax: 08-405 10 01", "" },
  { "fax-then-phone", "Fax 08-405 10 01, tel 08-405 10 00", "+4684051000" },
  { "postcode", "123 45 Råda", "" },
  { "sum", "1 874 253 165 kronor", "" },
  { "sum-plus", "+46 500 000 kronor", "" },
  { "percent", "+10 procent", "" },
  { "decimals", "0,512 34 56", "" },
  { "isbn", "ISBN 0-19-852663-6", "" },
  { "inside-a-word", "A08-405 10 00", "" },
  { "inside-a-number", "1.08-405 10 00", "" },
  { "letters-after", "08-405 10 00kr", "" },
  { "emergency", "Ring 112 eller 1177", "" },
  { "plus-alone", "+ + +46", "" },
  { "zeros", "0000000000", "" },
};

static const struct
{
  const char *name;
  const char *text;
  const char *expected;
} email_cases[] = {
  { "plain", "anna@x.example.", "anna@x.example" },
  { "capitals", "Anna.Berg@X.Example", "anna.berg@x.example" },
  { "at", "anna.berg [at] x.example", "anna.berg@x.example" },
  { "at-tight", "anna(at)x.example.", "anna@x.example" },
  { "at-dot", "anna (at) mail [punkt] x (dot) example, eller", "anna@mail.x.example" },
  { "snabel-a", "anna(snabel-a)x.example", "anna@x.example" },
  { "no-domain", "anna (at) kontoret", "" },
  { "no-local", "(at) x.example", "" },
  { "list-mark", "Punkt (a) x.", "" },
  { "open", "anna [at", "" },
  { "open-domain", "anna [at] x.", "" },
  { "unseen", "anna@kom\u00ADmun.exam\u00ADple", "anna@kommun.example" },
  { "letters-of-latin-1", "anna@ÅKER.example", "anna@åker.example" },
  { "letters-of-others", "anna@kommunİ.example", "" },
};

/* --- a document in a small notation ------------------------------------------- */

typedef struct
{
  NystaExtractorHost host;
  GString *heard; /* owner=value, a space between; `!` after shared ones */
} Ear;

static void
on_message (const NystaExtractorHost *host, const char *message)
{
  g_test_message ("%s", message);
  g_test_fail ();
}

static NystaStatus
on_contact (const NystaExtractorHost *host, const NystaContact *contact)
{
  Ear *ear = host->context;

  g_assert_cmpuint (contact->start, <, contact->end);
  g_assert_cmpfloat (contact->confidence, >, 0);
  g_assert_cmpfloat (contact->confidence, <=, 1);
  g_string_append_printf (ear->heard, "%s%s=%s%s", ear->heard->len > 0 ? " " : "",
                          contact->owner, contact->value, contact->shared ? "!" : "");
  return NYSTA_OK;
}

static void
add_block (NystaDocument *document, const char *content, gsize n, NystaBlock block)
{
  g_autoptr (GError) error = NULL;

  block.start = (guint32) nysta_document_text (document)->n_bytes;
  block.end = block.start + (guint32) n;
  nysta_document_append_text (document, content, n, &error);
  g_assert_no_error (error);
  nysta_document_add_block (document, &block, &error);
  g_assert_no_error (error);
  nysta_document_append_text (document, "\n", 1, &error);
  g_assert_no_error (error);
}

/* `# heading`, `- item`, `| cell | cell`, else a line; an empty line parts groups. */
static NystaDocument *
document_from (const char *notation)
{
  NystaDocument *document = nysta_document_new ();
  g_auto (GStrv) lines = g_strsplit (notation, "\n", -1);
  guint32 group = 1, row = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i];
      NystaBlock block = { .kind = NYSTA_BLOCK_PARAGRAPH, .group = group };

      if (line[0] == '\0')
        {
          group++;
          continue;
        }
      if (line[0] == '|')
        {
          g_auto (GStrv) cells = g_strsplit (line + 1, "|", -1);

          row++;
          for (guint c = 0; cells[c] != NULL; c++)
            {
              const char *cell = g_strstrip (cells[c]);
              NystaBlock table = {
                .kind = NYSTA_BLOCK_TABLE_CELL, .group = group, .row = row, .column = c + 1
              };
              if (cell[0] != '\0')
                add_block (document, cell, strlen (cell), table);
            }
          continue;
        }
      if (g_str_has_prefix (line, "# "))
        {
          block = (NystaBlock){ .kind = NYSTA_BLOCK_HEADING, .level = 2 };
          line += 2;
        }
      else if (g_str_has_prefix (line, "- "))
        {
          block = (NystaBlock){ .kind = NYSTA_BLOCK_LIST_ITEM, .level = 1, .group = group };
          line += 2;
        }
      add_block (document, line, strlen (line), block);
    }
  nysta_document_analyse (document, NULL);
  return document;
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  return (int) ((const NystaFound *) a)->start - (int) ((const NystaFound *) b)->start;
}

/* Every place where one of @names (comma-separated) stands; the key is the name. */
static void
find_names (GArray *found, const char *text, const char *names, guint32 kind)
{
  g_auto (GStrv) each = g_strsplit (names, ",", -1);

  for (guint i = 0; each[i] != NULL; i++)
    {
      const char *name = g_intern_string (each[i]);

      for (const char *at = strstr (text, name); at != NULL && *name != '\0';
           at = strstr (at + 1, name))
        {
          NystaFound one = { .key = name,
                             .name = name,
                             .kind = kind,
                             .start = (guint32) (at - text),
                             .end = (guint32) (at - text + strlen (name)) };
          g_array_append_val (found, one);
        }
    }
  g_array_sort (found, compare_found);
}

static char *
run (const char *notation, const char *people, const char *organisations)
{
  g_autoptr (NystaDocument) document = document_from (notation);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (NystaFound));
  Ear ear = { .host = { .struct_size = sizeof ear.host,
                        .context = &ear,
                        .warn = on_message,
                        .fail = on_message,
                        .contact = on_contact },
              .heard = g_string_new (NULL) };

  NystaText text = *nysta_document_text (document);
  find_names (found, text.text, people, NYSTA_PERSON);
  find_names (found, text.text, organisations, NYSTA_ORGANISATION);
  text.found = (const NystaFound *) (gpointer) found->data;
  text.n_found = found->len;
  g_assert_cmpint (nysta_plugin.extractor->extract (&ear.host, &text), ==, NYSTA_OK);
  return g_string_free (ear.heard, FALSE);
}

/* What is found, whoever owns it: everything is given to the one person there is. */
static char *
values_of (const char *line)
{
  g_autofree char *notation = g_strdup_printf ("Anna Berg: %s", line);
  g_autofree char *heard = run (notation, "Anna Berg", "");
  g_auto (GStrv) parts = g_strsplit (heard, "Anna Berg=", -1);
  g_autofree char *joined = g_strjoinv ("", parts);

  return g_strdelimit (g_steal_pointer (&joined), "!", ' ');
}

static void
test_number (gconstpointer data)
{
  const NumberCase *row = data;
  g_autofree char *got = g_strstrip (values_of (row->text));

  for (char *twice = strstr (got, "  "); twice != NULL; twice = strstr (got, "  "))
    memmove (twice, twice + 1, strlen (twice));
  g_assert_cmpstr (got, ==, row->expected);
}

static void
test_emails (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (email_cases); i++)
    {
      g_autofree char *got = g_strstrip (values_of (email_cases[i].text));

      g_test_message ("%s", email_cases[i].name);
      g_assert_cmpstr (got, ==, email_cases[i].expected);
    }
}

/* --- owners ----------------------------------------------------------------- */

typedef struct
{
  const char *name;
  const char *notation;
  const char *people;
  const char *organisations;
  const char *expected;
} OwnerCase;

static const OwnerCase owner_cases[] = {
  { "list-item",
    "# Kontakt\n- Åsa Öberg, Nordlunds kommun: 0739-72 59 14, asa.oberg@nordlund.example.\n"
    "- Bo Ek, SKV: 0701-74 06 33, bo.ek@skv.example.",
    "Åsa Öberg,Bo Ek", "Nordlunds kommun,SKV",
    "Åsa Öberg=+46739725914 Åsa Öberg=asa.oberg@nordlund.example "
    "Bo Ek=+46701740633 Bo Ek=bo.ek@skv.example" },
  { "labels-on-lines-of-their-own",
    "Åsa Öberg\nPressekreterare hos minister Bo Ek\n\nTelefon (växel)\n\n08-405 10 00\n\n"
    "Mobil\n\n076-126 69 22\n\ne-post till Åsa Öberg: asa.oberg@x.example",
    "Åsa Öberg,Bo Ek", "",
    "Åsa Öberg=+4684051000! Åsa Öberg=+46761266922 Åsa Öberg=asa.oberg@x.example" },
  { "block-after-block",
    "Ordförande: Åsa Öberg\nE-post: ordforande@klubben.example\nMobil: 070-174 06 33\n\n"
    "Kassör: Bo Ek\nE-post: kassor@klubben.example\n\nKlubben, Bryggvägen 4, Råda\n"
    "Telefon 0980-31 92 45, info@klubben.example",
    "Åsa Öberg,Bo Ek", "Klubben",
    "Åsa Öberg=ordforande@klubben.example Åsa Öberg=+46701740633 "
    "Bo Ek=kassor@klubben.example Klubben=+46980319245! Klubben=info@klubben.example!" },
  { "sentence-is-nobodys-block",
    "Justerare: Bo Ek\n\nVill du läsa handlingarna? Ring nämndens kansli, 0980-31 92 41, "
    "kommunen@nordlund.example.",
    "Bo Ek", "", "" },
  { "organisation-by-domain",
    "Protokoll för Nordlunds kommun\n\nJusterare: Bo Ek\n\nVill du läsa handlingarna? Ring "
    "nämndens kansli, 0980-31 92 41, kommunen@nordlund.example.",
    "Bo Ek", "Nordlunds kommun",
    "Nordlunds kommun=+46980319241! Nordlunds kommun=kommunen@nordlund.example!" },
  { "organisation-above", "Nordlunds kommun\n\nKansliet: kansli@sydby.example", "",
    "Nordlunds kommun", "Nordlunds kommun=kansli@sydby.example!" },
  { "organisation-by-initials", "Rikets Arkiv\n\nInfo: info@lab.ra.example", "",
    "Rikets Arkiv", "Rikets Arkiv=info@lab.ra.example!" },
  { "table-row",
    "| Åsa Öberg | chef | 070-174 06 33\n| Bo Ek | kock | bek@x.example | 0739-72 59 14",
    "Åsa Öberg,Bo Ek", "",
    "Åsa Öberg=+46701740633 Bo Ek=bek@x.example Bo Ek=+46739725914" },
  { "name-elsewhere",
    "Det säger Nils-Olof Rask i ett pressmeddelande om den nya ordningen för båtar.\n\n"
    "Frågor: nilsolof.rask@x.example",
    "Nils-Olof Rask", "", "Nils-Olof Rask=nilsolof.rask@x.example" },
  { "initial-and-surname", "Bo Ek och Åsa Öberg svarar.\n\naoberg@x.example",
    "Bo Ek,Åsa Öberg", "", "Åsa Öberg=aoberg@x.example" },
  { "other-matter", "Frågor: Åsa Öberg, asa.oberg@x.example\nAnmälan: anmalan@x.example",
    "Åsa Öberg", "", "Åsa Öberg=asa.oberg@x.example" },
  { "somebody-else", "Åsa Öberg\nkalle.karlsson@x.example", "Åsa Öberg", "", "" },
  { "nobody", "Mer på webben eller 08-405 10 00 och fragor@x.example", "", "", "" },
  { "after-in-brackets", "Ring 08-405 10 00 (Åsa Öberg) eller 070-174 06 33 (Bo Ek)",
    "Åsa Öberg,Bo Ek", "", "Åsa Öberg=+4684051000 Bo Ek=+46701740633" },
  { "several-people-above", "Åsa Öberg och Bo Ek\n08-405 10 00", "Åsa Öberg,Bo Ek", "",
    "" },
  { "two-on-one-line", "Åsa Öberg, 070-174 06 33, Bo Ek, 0739-72 59 14", "Åsa Öberg,Bo Ek",
    "", "Åsa Öberg=+46701740633 Bo Ek=+46739725914" },
  { "shared-by-two", "Åsa Öberg, 08-405 10 00\n\nBo Ek, 08-405 10 00", "Åsa Öberg,Bo Ek",
    "", "Åsa Öberg=+4684051000! Bo Ek=+4684051000!" },
  { "said-twice", "Åsa Öberg, 08-405 10 00\n\nÅsa Öberg, 08-405 10 00", "Åsa Öberg", "",
    "Åsa Öberg=+4684051000" },
  { "press-beside-a-person", "Åsa Öberg, pressansvarig\npress@klubben.example", "Åsa Öberg",
    "", "Åsa Öberg=press@klubben.example!" },
};

static void
test_owner (gconstpointer data)
{
  const OwnerCase *row = data;
  g_autofree char *got = run (row->notation, row->people, row->organisations);

  g_assert_cmpstr (got, ==, row->expected);
}

/* --- names and addresses ------------------------------------------------------ */

static void
test_names (void)
{
  static const struct
  {
    const char *address;
    const char *name;
    int expected;
  } rows[] = {
    { "elin.forslund@x.se", "Elin Forslund", 4 },
    { "forslund.elin@x.se", "Elin Forslund", 4 },
    { "elinforslund@x.se", "Elin Forslund", 4 },
    { "elin.forslund2@x.se", "Elin Forslund", 4 },
    { "e.forslund@x.se", "Elin Forslund", 3 },
    { "eforslund@x.se", "Elin Forslund", 3 },
    { "forslund@x.se", "Elin Forslund", 2 },
    { "elifor@x.se", "Elin Forslund", 1 },
    { "hakan.ostlund@x.se", "Håkan Östlund", 4 },
    { "nils-olof.rask@x.se", "Nils-Olof Rask", 4 },
    { "eva.lind@x.se", "Eva Lind Ström", 4 },
    { "soren.kjaer@x.dk", "Søren Kjær", 4 },
    { "elin.berg@x.se", "Elin Forslund", 0 },
    { "info@x.se", "Elin Forslund", 0 },
    { "@x.se", "Elin Forslund", 0 },
    { "anna@x.se", "", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s %s", rows[i].address, rows[i].name);
      g_assert_cmpint (match_person (rows[i].address, rows[i].name), ==, rows[i].expected);
    }
  g_assert_true (contradicts_person ("kalle.berg@x.se", "Elin Forslund"));
  g_assert_false (contradicts_person ("elin.berg@x.se", "Elin Forslund"));
  g_assert_false (contradicts_person ("kb12@x.se", "Elin Forslund"));
}

/* Nothing here may be read beyond its end: for the sanitizers. */
static void
test_hostile (void)
{
  static const char *const texts[] = {
    "+",       "(",        "(+",       "0",           "00",     "tel:",    "[at]",
    "a [at] ", "a [at] b", "a[at]b.c", "(+46",        "+46 (0", "+46 (0)", "08-\xC2\xA0",
    "a@b",     "@",        "0\u20131", "+46\xC2\xA0", "(0",     "Å",       "å08-405 10 00"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *heard = run (texts[i], "", "");
      g_assert_cmpstr (heard, ==, "");
    }

  g_autoptr (GString) many = g_string_new ("Bo Ek\n");
  for (guint i = 0; i < 20000; i++)
    g_string_append (many, i % 2 != 0 ? "(0 [at] +46 " : "08-1 ");
  g_autofree char *heard = run (many->str, "Bo Ek", "");
  g_assert_cmpstr (heard, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (number_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/contact/number/%s", number_cases[i].name);
      g_test_add_data_func (path, &number_cases[i], test_number);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (owner_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/contact/owner/%s", owner_cases[i].name);
      g_test_add_data_func (path, &owner_cases[i], test_owner);
    }
  g_test_add_func ("/contact/emails", test_emails);
  g_test_add_func ("/contact/names", test_names);
  g_test_add_func ("/contact/hostile", test_hostile);
  return g_test_run ();
}

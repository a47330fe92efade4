/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * make-quads.c: N-Quads as indexing makes them: a graph a document, 100 statements each, a
 * third of which other documents state as well: what they say of the people, organisations
 * and roles that they mention.
 *
 *   make-quads GRAPHS [SEED] >quads.nq
 *   make-quads -d N [SEED] [VERSION]    one document's graph, of another version
 *
 * The same arguments give the same bytes everywhere. The shapes are those of core/docs/
 * graph.md; people and places are invented.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N_PEOPLE 60000
#define N_ORGANISATIONS 4000
#define N_ROLES 300

#define BASE "https://data.example.se/"
#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define ORG "http://www.w3.org/ns/org#"
#define FOAF "http://xmlns.com/foaf/0.1/"
#define SKOS "http://www.w3.org/2004/02/skos/core#"
#define DCT "http://purl.org/dc/terms/"
#define OA "http://www.w3.org/ns/oa#"
#define PROV "http://www.w3.org/ns/prov#"
#define XSD "http://www.w3.org/2001/XMLSchema#"
#define NIF "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"

static const char *const given[] = { "Anna",    "Bo",   "Cecilia", "David", "Elsa",
                                     "Fredrik", "Gerd", "Håkan",   "Inga",  "Jonas",
                                     "Karin",   "Lars", "Maja",    "Nils",  "Olga",
                                     "Per",     "Rut",  "Sven",    "Tove",  "Ulf",
                                     "Vera",    "Åke",  "Östen",   "Ylva" };
static const char *const family[] = { "Berg",    "Ek",       "Falk",   "Gran", "Holm",
                                      "Lind",    "Lund",     "Malm",   "Näs",  "Rask",
                                      "Sjö",     "Strand",   "Sund",   "Torp", "Widmark",
                                      "Åkerlöv", "Ängslätt", "Örnvik", "Hed",  "Dal" };
static const char *const kinds[] = { "kommun", "förening", "stiftelse", "institut", "AB",
                                     "nämnd",  "högskola", "museum",    "förlag",   "råd" };
static const char *const titles[] = { "ordförande",  "ledamot",   "sekreterare", "chef",
                                      "handläggare", "professor", "strateg",     "kassör",
                                      "rektor",      "utredare" };
static const char *const words[] = {
  "arbetet",   "beslut",      "under",    "hösten",   "enligt",  "samråd",    "med",
  "projektet", "kommer",      "att",      "säger",    "planen",  "för",       "området",
  "nya",       "tillsammans", "budgeten", "sedan",    "mötet",   "invånarna", "som",
  "leder",     "bygget",      "vid",      "skolan",   "behöver", "mellan",    "stranden",
  "första",    "året",        "efter",    "rapporten"
};
#define N(array) (sizeof (array) / sizeof *(array))

static uint64_t state;

/* splitmix64 */
static uint64_t
draw (void)
{
  uint64_t z = (state += 0x9e3779b97f4a7c15u);

  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

static unsigned
below (unsigned n)
{
  return (unsigned) (draw () % n);
}

/* Of @n things some are named often and most seldom: the density falls about as 1/x. */
static unsigned
popular (unsigned n)
{
  unsigned n_halvings = 0;

  while (n >> (n_halvings + 1) > 4)
    n_halvings++;
  return below (n >> below (n_halvings + 1));
}

/* @n_digits digits after @prefix. */
static void
draw_hex (char *out, const char *prefix, unsigned n_digits)
{
  out += sprintf (out, "%s", prefix);
  for (unsigned i = 0; i < n_digits; i += 16)
    out += sprintf (out, "%016" PRIx64, draw ());
}

/* --- statements ------------------------------------------------------------------ */

static char graph[128];

static void
put (const char *subject, const char *predicate, const char *object)
{
  printf ("<" BASE "%s> <%s> %s <%s> .\n", subject, predicate, object, graph);
}

static void
put_iri (const char *subject, const char *predicate, const char *object)
{
  printf ("<" BASE "%s> <%s> <%s> <%s> .\n", subject, predicate, object, graph);
}

static void
put_own (const char *subject, const char *predicate, const char *object)
{
  printf ("<" BASE "%s> <%s> <" BASE "%s> <%s> .\n", subject, predicate, object, graph);
}

static void
put_text (const char *subject, const char *predicate, const char *text, const char *ending)
{
  printf ("<" BASE "%s> <%s> \"%s\"%s <%s> .\n", subject, predicate, text, ending, graph);
}

/* --- what is shared -------------------------------------------------------------- */

typedef struct
{
  char id[96];
  char name[128];
} Thing;

/* Things are what their number says, in whatever document. */
static uint64_t
hash (uint64_t number, uint64_t salt)
{
  uint64_t kept = state;

  state = number * 0x2545f4914f6cdd1du + salt;

  uint64_t value = draw ();

  state = kept;
  return value;
}

static Thing
person (unsigned number)
{
  Thing thing;
  uint64_t h = hash (number, 1);

  snprintf (thing.id, sizeof thing.id, "id/person/%016" PRIx64 "%016" PRIx64, h,
            hash (number, 2));
  snprintf (thing.name, sizeof thing.name, "%s %s", given[h % N (given)],
            family[h / 64 % N (family)]);

  const char *gap = strchr (thing.name, ' ');
  char first[64];

  snprintf (first, sizeof first, "%.*s", (int) (gap - thing.name), thing.name);
  put_iri (thing.id, RDF "type", FOAF "Person");
  put_text (thing.id, FOAF "name", thing.name, "");
  put_text (thing.id, FOAF "givenName", first, "");
  put_text (thing.id, FOAF "familyName", gap + 1, "");
  put_text (thing.id, "http://www.w3.org/2000/01/rdf-schema#label", thing.name, "");
  return thing;
}

static Thing
organisation (unsigned number)
{
  Thing thing;
  uint64_t h = hash (number, 3);

  snprintf (thing.id, sizeof thing.id, "id/organisation/%s-%s-%u", family[h % N (family)],
            kinds[h / 64 % N (kinds)], number);
  snprintf (thing.name, sizeof thing.name, "%ss %s %u", family[h % N (family)],
            kinds[h / 64 % N (kinds)], number);
  put_iri (thing.id, RDF "type", ORG "Organization");
  put_text (thing.id, SKOS "prefLabel", thing.name, "@sv");
  put_text (thing.id, FOAF "name", thing.name, "");
  return thing;
}

static Thing
role (unsigned number)
{
  Thing thing;

  snprintf (thing.name, sizeof thing.name, "%s %u", titles[number % N (titles)], number);
  snprintf (thing.id, sizeof thing.id, "def/role/%s-%u", titles[number % N (titles)],
            number);
  put_iri (thing.id, RDF "type", ORG "Role");
  put_iri (thing.id, RDF "type", SKOS "Concept");
  put_text (thing.id, SKOS "prefLabel", thing.name, "@sv");
  return thing;
}

/* --- what is a document's own ------------------------------------------------------ */

static void
some_words (char *out, size_t n_bytes)
{
  size_t n = 0;

  out[0] = '\0';
  for (unsigned i = 0; i < 5 && n + 24 < n_bytes; i++)
    n += (size_t) snprintf (out + n, n_bytes - n, "%s%s", i > 0 ? " " : "",
                            words[below (N (words))]);
}

/* 17 statements */
static void
mention (const char *motivation, const char *body, const char *exact, const char *document)
{
  char id[64];
  char part[96];
  char text[160];
  unsigned start = below (4000);

  draw_hex (id, "id/mention/", 32);
  put_iri (id, RDF "type", OA "Annotation");
  put_iri (id, OA "motivatedBy", motivation);
  put_own (id, OA "hasBody", body);
  put_own (id, PROV "wasAttributedTo", "res/plugin/extract-press/0.1.0");
  snprintf (text, sizeof text, "\"0.%u\"^^<" XSD "decimal>", 60 + below (40));
  put (id, NIF "confidence", text);
  snprintf (part, sizeof part, "%s#target", id);
  put_own (id, OA "hasTarget", part);
  put_iri (part, RDF "type", OA "SpecificResource");
  put_own (part, OA "hasSource", document);

  char selector[96];

  snprintf (selector, sizeof selector, "%s#position", id);
  put_own (part, OA "hasSelector", selector);
  put_iri (selector, RDF "type", OA "TextPositionSelector");
  snprintf (text, sizeof text, "\"%u\"^^<" XSD "nonNegativeInteger>", start);
  put (selector, OA "start", text);
  snprintf (text, sizeof text, "\"%u\"^^<" XSD "nonNegativeInteger>",
            start + (unsigned) strlen (exact));
  put (selector, OA "end", text);

  snprintf (selector, sizeof selector, "%s#quote", id);
  put_own (part, OA "hasSelector", selector);
  put_iri (selector, RDF "type", OA "TextQuoteSelector");
  put_text (selector, OA "exact", exact, "");
  some_words (text, sizeof text);
  put_text (selector, OA "prefix", text, "");
  some_words (text, sizeof text);
  put_text (selector, OA "suffix", text, "");
}

/* 100 statements: 33 of shared things, 8 of the document, 51 of mentions, 8 of membership. */
static void
document (uint64_t seed, unsigned number, unsigned version)
{
  char id[64];
  char text[192];
  char membership[64];

  state = hash (number, seed);
  snprintf (id, sizeof id, "res/document/%u/%u.html", 2000 + number % 27, number);
  snprintf (graph, sizeof graph, BASE "%s", id);

  Thing people[3];
  Thing organisations[3];
  Thing roles[3];

  for (unsigned i = 0; i < 3; i++)
    {
      /* Twice the same one in a document would be fewer statements. */
      people[i] = person (popular (N_PEOPLE / 3) * 3 + i);
      organisations[i] = organisation (popular (N_ORGANISATIONS / 3) * 3 + i);
      roles[i] = role (popular (N_ROLES / 3) * 3 + i);
    }

  /* What differs between versions of a document: its own part. */
  state += version;
  put_iri (id, RDF "type", FOAF "Document");
  some_words (text, sizeof text);
  put_text (id, DCT "title", text, "@sv");
  snprintf (text, sizeof text, "%u-%02u-17", 2000 + number % 27, 1 + below (12));
  put_text (id, DCT "issued", text, "^^<" XSD "date>");
  put_text (id, DCT "language", "sv", "");
  put_text (id, DCT "format", "text/html", "");
  snprintf (text, sizeof text, BASE "id/organisation/publisher-%u", number % 97);
  put_iri (id, DCT "publisher", text);
  draw_hex (text, "", 64);
  put_text (id, "https://w3id.org/nysta#contentDigest", text, "");
  put_text (id, "https://w3id.org/nysta#processDigest",
            "45fbce3d2f475280a2eabf8f2670dee28965f01643ffc3464228c610c806fa25", "");

  draw_hex (membership, "id/membership/", 32);
  put_iri (membership, RDF "type", ORG "Membership");
  put_own (membership, ORG "member", people[0].id);
  put_own (membership, ORG "role", roles[0].id);
  put_own (membership, ORG "organization", organisations[0].id);
  put_own (people[0].id, ORG "memberOf", organisations[0].id);
  put_own (people[1].id, ORG "memberOf", organisations[1].id);
  put_own (people[2].id, ORG "memberOf", organisations[2].id);
  snprintf (text, sizeof text, "\"%u\"^^<" XSD "gYear>", 1990 + below (36));
  put (membership, "http://schema.org/startDate", text);

  mention (OA "identifying", people[0].id, people[0].name, id);
  mention (OA "identifying", organisations[0].id, organisations[0].name, id);
  mention (OA "describing", membership, people[1].name, id);
}

int
main (int argc, char **argv)
{
  int single = argc > 1 && strcmp (argv[1], "-d") == 0;
  int at = single ? 2 : 1;

  if (argc <= at)
    {
      fputs ("usage: make-quads GRAPHS [SEED] | -d N [SEED] [VERSION]\n", stderr);
      return 2;
    }

  unsigned n = (unsigned) strtoul (argv[at], NULL, 10);
  uint64_t seed = argc > at + 1 ? strtoull (argv[at + 1], NULL, 10) : 1;
  unsigned version = argc > at + 2 ? (unsigned) strtoul (argv[at + 2], NULL, 10) : 0;
  static char buffer[1 << 20];

  setvbuf (stdout, buffer, _IOFBF, sizeof buffer);
  for (unsigned i = single ? n : 0; i < n + (unsigned) single; i++)
    document (seed, i, version);
  return fflush (stdout) != 0;
}

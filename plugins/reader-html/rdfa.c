/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * RDFa Lite 1.1 (vocab, typeof, property, resource, prefix) with about, href, src, content,
 * datatype and lang, in the order of RDFa Core §7.5 and HTML+RDFa §3.1; rel and rev are not
 * looked at. What pages write for social media (og:, article:, …) is read as metadata.
 */
#include "markup.h"

#include <stdlib.h>
#include <string.h>

/* What is in force inside an element. */
typedef struct
{
  const char *vocabulary; /* or NULL */
  const char *prefixes;   /* the nearest prefix attribute, or NULL */
  size_t prefixes_of;     /* the node that has it: outer ones hold, too */
  char *subject;          /* of what is inside */
} Scope;

typedef struct
{
  const Markup *markup;
  Data *data;
  Scope *scopes; /* by node */
} Rdfa;

/* The W3C's initial context, as far as pages use it. */
static const struct
{
  const char *prefix;
  const char *iri;
} initial[] = {
  { "schema", "http://schema.org/" },
  { "foaf", "http://xmlns.com/foaf/0.1/" },
  { "dc", "http://purl.org/dc/terms/" },
  { "dcterms", "http://purl.org/dc/terms/" },
  { "dc11", "http://purl.org/dc/elements/1.1/" },
  { "dcat", "http://www.w3.org/ns/dcat#" },
  { "org", "http://www.w3.org/ns/org#" },
  { "vcard", "http://www.w3.org/2006/vcard/ns#" },
  { "skos", "http://www.w3.org/2004/02/skos/core#" },
  { "rdf", RDF_NS },
  { "rdfs", "http://www.w3.org/2000/01/rdf-schema#" },
  { "xsd", XSD_NS },
  { "owl", "http://www.w3.org/2002/07/owl#" },
  { "prov", "http://www.w3.org/ns/prov#" },
  { "sioc", "http://rdfs.org/sioc/ns#" },
  { "cc", "http://creativecommons.org/ns#" },
};

static const char *const social[] = { "og", "article", "fb", "twitter", "profile" };

/* (transfer full) (nullable): what @prefix (of @n bytes) stands for in @prefixes, a list of
 * "prefix: IRI". */
static char *
find_in (const char *prefixes, const char *prefix, size_t n)
{
  char *word = NULL;
  char *found = NULL;

  while (found == NULL && (word = markup_next_word (&prefixes)) != NULL)
    {
      int matches = strlen (word) == n + 1 && word[n] == ':' &&
                    strncmp (word, prefix, n) == 0;
      char *iri = markup_next_word (&prefixes);

      if (matches && iri != NULL)
        found = iri;
      else
        free (iri);
      free (word);
    }
  return found;
}

static char *
prefix_iri (const Rdfa *rdfa, size_t number, const char *prefix, size_t n)
{
  for (size_t i = 0; i < sizeof social / sizeof social[0]; i++)
    if (strlen (social[i]) == n && strncmp (social[i], prefix, n) == 0)
      return NULL;
  while (rdfa->scopes[number].prefixes != NULL &&
         data_may_go_on (rdfa->data, strlen (rdfa->scopes[number].prefixes)))
    {
      char *found = find_in (rdfa->scopes[number].prefixes, prefix, n);

      if (found != NULL)
        return found;
      number = rdfa->markup->nodes[rdfa->scopes[number].prefixes_of].parent;
    }
  for (size_t i = 0; i < sizeof initial / sizeof initial[0]; i++)
    if (strlen (initial[i].prefix) == n && strncmp (initial[i].prefix, prefix, n) == 0)
      return strdup (initial[i].iri);
  return NULL;
}

static char *
join (const char *a, const char *b)
{
  Buffer whole = { 0 };

  buffer_append (&whole, a, strlen (a));
  buffer_append (&whole, b, strlen (b));
  buffer_string (&whole);
  return whole.data;
}

/* RDFa Core §7.4: a term, a CURIE or an absolute IRI. (transfer full) (nullable) */
static char *
expand_term (const Rdfa *rdfa, size_t number, const char *word)
{
  const char *colon = strchr (word, ':');
  const char *vocabulary = rdfa->scopes[number].vocabulary;

  if (colon == NULL)
    return vocabulary != NULL && vocabulary[0] != '\0' ? join (vocabulary, word) : NULL;
  if (strncmp (colon, "://", 3) == 0)
    return strdup (word);

  char *prefix = prefix_iri (rdfa, number, word, (size_t) (colon - word));
  char *iri = prefix != NULL ? join (prefix, colon + 1) : NULL;
  free (prefix);
  return iri;
}

/* about, resource: also CURIEs, maybe in brackets. (transfer full) (nullable) */
static char *
expand_resource (const Rdfa *rdfa, size_t number, const char *value)
{
  size_t n = strlen (value);

  if (n >= 2 && value[0] == '[' && value[n - 1] == ']')
    {
      char *inner = strndup (value + 1, n - 2);
      char *iri = expand_term (rdfa, number, inner);

      free (inner);
      return iri;
    }
  if (strncmp (value, "_:", 2) == 0)
    {
      /* A label of the page's own: letters and digits only reach the host. */
      for (const char *c = value + 2; *c != '\0'; c++)
        if (!is_alpha (*c) && !is_digit (*c))
          return NULL;
      return value[2] != '\0' ? join ("_:r-", value + 2) : NULL;
    }

  const char *colon = strchr (value, ':');
  if (colon != NULL && strncmp (colon, "://", 3) != 0)
    {
      char *iri = expand_term (rdfa, number, value);

      if (iri != NULL)
        return iri;
    }
  return data_resource (rdfa->data, value);
}

static char *
resource_attribute (const Rdfa *rdfa, size_t number, const char *name)
{
  const MarkupNode *node = &rdfa->markup->nodes[number];
  const char *value = markup_attribute (node, name);

  if (value == NULL)
    return NULL;
  if (strcmp (name, "about") == 0 || strcmp (name, "resource") == 0)
    return expand_resource (rdfa, number, value);
  return data_resource (rdfa->data, value);
}

/* The first of resource, href and src. */
static char *
target_of (const Rdfa *rdfa, size_t number)
{
  static const char *const names[] = { "resource", "href", "src" };
  char *iri = NULL;

  for (size_t i = 0; i < 3 && iri == NULL; i++)
    iri = resource_attribute (rdfa, number, names[i]);
  return iri;
}

static void
tell_types (const Rdfa *rdfa, size_t number, const char *subject)
{
  const char *types = markup_attribute (&rdfa->markup->nodes[number], "typeof");
  char *word = NULL;

  while (types != NULL && (word = markup_next_word (&types)) != NULL)
    {
      char *iri = expand_term (rdfa, number, word);

      data_say_resource (rdfa->data, subject, RDF_NS "type", iri);
      free (iri);
      free (word);
    }
}

/* Step 11: what a property's value is. @typed: the thing that typeof makes here, or NULL. */
static void
tell_value (const Rdfa *rdfa, size_t number, const char *subject, const char *predicate,
            const char *typed)
{
  const MarkupNode *node = &rdfa->markup->nodes[number];
  const char *content = markup_attribute (node, "content");
  const char *datatype = markup_attribute (node, "datatype");
  char *type = datatype != NULL && datatype[0] != '\0'
                 ? expand_term (rdfa, number, datatype)
                 : NULL;
  char *target = content == NULL && datatype == NULL ? target_of (rdfa, number) : NULL;
  char *text = NULL;

  /* HTML+RDFa §3.1, 10 and 11. */
  if (content == NULL && strcmp (node->name, "time") == 0)
    content = markup_attribute (node, "datetime");
  if (content == NULL && strcmp (node->name, "data") == 0)
    content = markup_attribute (node, "value");

  if (target != NULL)
    data_say_resource (rdfa->data, subject, predicate, target);
  else if (typed != NULL && content == NULL && datatype == NULL &&
           markup_attribute (node, "about") == NULL)
    data_say_resource (rdfa->data, subject, predicate, typed);
  else
    {
      if (content == NULL)
        content = text = markup_text (rdfa->markup, node);
      data_say_literal (rdfa->data, subject, predicate, content, type, node->language);
    }
  free (text);
  free (target);
  free (type);
}

static void
tell_properties (const Rdfa *rdfa, size_t number, const char *subject, const char *typed)
{
  const char *names = markup_attribute (&rdfa->markup->nodes[number], "property");
  char *word = NULL;

  while (names != NULL && data_is_open (rdfa->data) &&
         (word = markup_next_word (&names)) != NULL)
    {
      char *predicate = expand_term (rdfa, number, word);

      if (predicate != NULL)
        tell_value (rdfa, number, subject, predicate, typed);
      free (predicate);
      free (word);
    }
}

/* Steps 5 and 6, without rel and rev. */
static void
tell_node (Rdfa *rdfa, size_t number)
{
  const MarkupNode *node = &rdfa->markup->nodes[number];
  const char *around = rdfa->scopes[node->parent].subject;
  int has_type = markup_attribute (node, "typeof") != NULL;
  int has_property = markup_attribute (node, "property") != NULL;
  int is_value = markup_attribute (node, "content") != NULL ||
                 markup_attribute (node, "datatype") != NULL;
  char *about = resource_attribute (rdfa, number, "about");
  char *subject = NULL;
  char *typed = NULL;

  if (has_property && !is_value)
    {
      subject = about != NULL ? about : strdup (around);
      if (has_type)
        typed = about != NULL ? strdup (about) : target_of (rdfa, number);
      if (has_type && typed == NULL)
        typed = data_new_key (rdfa->data, "r");
    }
  else
    {
      subject = about != NULL ? about : target_of (rdfa, number);
      if (subject == NULL)
        subject = has_type ? data_new_key (rdfa->data, "r") : strdup (around);
      if (has_type)
        typed = strdup (subject);
    }
  if (typed != NULL)
    tell_types (rdfa, number, typed);
  tell_properties (rdfa, number, subject, typed);
  rdfa->scopes[number].subject = typed != NULL ? typed : strdup (subject);
  free (subject);
}

void
rdfa_tell (const Markup *markup, Data *data)
{
  Rdfa rdfa = { markup, data, calloc (markup->n_nodes, sizeof (Scope)) };

  if (rdfa.scopes == NULL)
    abort ();
  rdfa.scopes[0].subject = strdup ("");
  for (size_t i = 1; i < markup->n_nodes && data_may_go_on (data, 1); i++)
    {
      const MarkupNode *node = &markup->nodes[i];
      const char *vocabulary = markup_attribute (node, "vocab");
      const char *prefixes = markup_attribute (node, "prefix");
      const Scope *outer = &rdfa.scopes[node->parent];

      rdfa.scopes[i] = (Scope){ .vocabulary = vocabulary != NULL ? vocabulary
                                                                 : outer->vocabulary,
                                .prefixes = prefixes != NULL ? prefixes : outer->prefixes,
                                .prefixes_of = prefixes != NULL ? i : outer->prefixes_of };
      tell_node (&rdfa, i);
    }
  for (size_t i = 0; i < markup->n_nodes; i++)
    free (rdfa.scopes[i].subject);
  free (rdfa.scopes);
}

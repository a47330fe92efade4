/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a document's data say, as proposals; and what is left of them. */
#include "config.h"
#include "plugin/embedded-data.h"

#include "plugin/proposal.h"

#include <string.h>

/* A page's data is made by a program and meant to be right; it is not always kept up. */
#define CONFIDENCE 0.9

/* Places of one name in the text, and bytes of text that are looked through for all names: a
 * list of a thousand names beside a long text is found whole. */
#define MAX_SPANS 20u
#define MAX_SEARCHED_BYTES (256u * 1024 * 1024)

static gboolean
is_part_of_word (const char *text, const char *end, const char *at, gboolean before)
{
  if (before ? at == text : at == end)
    return FALSE;
  gunichar c = g_utf8_get_char (before ? g_utf8_prev_char (at) : at);
  return g_unichar_isalnum (c) || c == '-';
}

/* Where the text has @node's name, as whole words. */
static void
find_spans (NystaEmbedded *embedded, NystaDataNode *node)
{
  const char *text = embedded->findings->text;
  const char *end = text + embedded->findings->n_bytes;
  gsize n_name = strlen (node->name);

  for (const char *at = text; node->spans->len < 2 * MAX_SPANS;)
    {
      const char *from = at;

      if (embedded->n_searched > MAX_SEARCHED_BYTES)
        return;
      at = g_strstr_len (at, end - at, node->name);
      embedded->n_searched += (gsize) ((at != NULL ? at : end) - from);
      if (at == NULL)
        return;
      if (!is_part_of_word (text, end, at, TRUE) &&
          !is_part_of_word (text, end, at + n_name, FALSE))
        {
          guint32 span[] = { (guint32) (at - text), (guint32) (at - text + n_name) };

          g_array_append_vals (node->spans, span, 2);
        }
      at += n_name;
    }
}

static char *
key_of (const NystaDataNode *node)
{
  return g_strconcat ("@", node->id, NULL);
}

static void
propose_mention (NystaEmbedded *embedded, const char *key, guint32 start, guint32 end,
                 GByteArray *out)
{
  NystaMention mention = { .struct_size = sizeof mention,
                           .key = key,
                           .start = start,
                           .end = end,
                           .confidence = CONFIDENCE };

  if (nysta_findings_add_mention (embedded->findings, embedded->findings->reader, &mention,
                                  NULL))
    nysta_proposal_write_mention (out, &mention);
}

static gboolean
propose_entity (NystaEmbedded *embedded, const NystaEntity *entity, GByteArray *out)
{
  if (!nysta_findings_add_entity (embedded->findings, embedded->findings->reader, entity,
                                  NULL))
    return FALSE;
  nysta_proposal_write_entity (out, entity);
  return TRUE;
}

/* Classes that say no more than what nysta writes of its own. */
static gboolean
is_plain_class (const char *iri)
{
  static const char *const plain[] = { "Person", "Organization", "Project", "Individual" };
  const char *local = strrchr (iri, '/');
  const char *fragment = strrchr (iri, '#');

  local = fragment != NULL ? fragment : local;
  for (gsize i = 0; local != NULL && i < G_N_ELEMENTS (plain); i++)
    if (strcmp (local + 1, plain[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
propose_aliases (NystaEmbedded *embedded, const NystaDataNode *node, const char *key,
                 GByteArray *out)
{
  for (guint i = 0; i < node->statements->len; i++)
    {
      guint index = g_array_index (node->statements, guint, i);
      NystaEmbeddedTerm term = embedded->terms[index];
      g_autofree char *form = NULL;

      if (term == NYSTA_EMBEDDED_TYPE &&
          is_plain_class (nysta_embedded_statement (embedded, index)->object))
        nysta_embedded_use (embedded, index);
      if (term == NYSTA_EMBEDDED_GIVEN_NAME || term == NYSTA_EMBEDDED_FAMILY_NAME)
        nysta_embedded_use (embedded, index);
      if (term != NYSTA_EMBEDDED_NAME && term != NYSTA_EMBEDDED_ALIAS)
        continue;
      form = nysta_embedded_words (embedded, index);
      if (form == NULL)
        continue;
      nysta_embedded_use (embedded, index);
      if (strcmp (form, node->name) != 0 &&
          nysta_findings_add_alias (embedded->findings, embedded->findings->reader, key,
                                    form, NULL))
        nysta_proposal_write_alias (out, key, form);
    }
}

static void
propose_node (NystaEmbedded *embedded, NystaDataNode *node, GByteArray *out)
{
  g_autofree char *key = key_of (node);
  g_autofree char *given = nysta_embedded_value (embedded, node, NYSTA_EMBEDDED_GIVEN_NAME);
  g_autofree char *family = nysta_embedded_value (embedded, node,
                                                  NYSTA_EMBEDDED_FAMILY_NAME);
  gboolean is_person = node->kind == NYSTA_EMBEDDED_PERSON;
  NystaEntity entity = { .struct_size = sizeof entity,
                         .key = key,
                         .kind = is_person ? NYSTA_PERSON
                                 : node->kind == NYSTA_EMBEDDED_PROJECT
                                   ? NYSTA_PROJECT
                                   : NYSTA_ORGANISATION,
                         .name = node->name,
                         .given_name = is_person ? given : NULL,
                         .family_name = is_person ? family : NULL };

  node->is_proposed = propose_entity (embedded, &entity, out);
  if (!node->is_proposed)
    return;
  propose_aliases (embedded, node, key, out);
  for (guint i = 0; i < node->spans->len; i += 2)
    propose_mention (embedded, key, g_array_index (node->spans, guint32, i),
                     g_array_index (node->spans, guint32, i + 1), out);
  if (node->spans->len == 0)
    propose_mention (embedded, key, 0, 0, out);
}

static void
propose_membership (NystaEmbedded *embedded, const NystaDataRelation *relation,
                    GByteArray *out)
{
  g_autofree char *person = key_of (relation->member);
  g_autofree char *whole = relation->whole != NULL ? key_of (relation->whole) : NULL;
  g_autofree char *role = relation->title != NULL
                            ? g_strconcat ("role ", relation->title, NULL)
                            : NULL;
  NystaMembership membership = { .struct_size = sizeof membership,
                                 .person = person,
                                 .role = role,
                                 .organisation = whole,
                                 .start_date = relation->start_date,
                                 .end_date = relation->end_date,
                                 .confidence = CONFIDENCE };
  NystaEntity entity = {
    .struct_size = sizeof entity, .key = role, .kind = NYSTA_ROLE, .name = relation->title
  };

  if (role != NULL && !propose_entity (embedded, &entity, out))
    return;
  if (nysta_findings_add_membership (embedded->findings, embedded->findings->reader,
                                     &membership, NULL))
    nysta_proposal_write_membership (out, &membership);
}

static void
propose_participation (NystaEmbedded *embedded, const NystaDataRelation *relation,
                       GByteArray *out)
{
  g_autofree char *organisation = key_of (relation->member);
  g_autofree char *project = key_of (relation->whole);
  NystaParticipation participation = { .struct_size = sizeof participation,
                                       .project = project,
                                       .organisation = organisation,
                                       .role = relation->participation,
                                       .confidence = CONFIDENCE };

  if (nysta_findings_add_participation (embedded->findings, embedded->findings->reader,
                                        &participation, NULL))
    nysta_proposal_write_participation (out, &participation);
}

static void
propose_address (NystaEmbedded *embedded, const NystaDataAddress *address, GByteArray *out)
{
  g_autofree char *owner = key_of (address->owner);
  NystaContact contact = { .struct_size = sizeof contact,
                           .owner = owner,
                           .kind = address->kind,
                           .value = address->value,
                           .shared = address->shared,
                           .confidence = CONFIDENCE };

  if (nysta_findings_add_contact (embedded->findings, embedded->findings->reader, &contact,
                                  NULL))
    nysta_proposal_write_contact (out, &contact);
}

/* What is said of the article is said of the document. */
static void
write_rest (NystaEmbedded *embedded, GByteArray *out)
{
  g_autoptr (GPtrArray) statements = g_steal_pointer (&embedded->findings->statements);
  const char *article = embedded->article != NULL ? embedded->article->id : NULL;
  const char *page = embedded->page != NULL ? embedded->page->id : NULL;

  embedded->findings->statements = g_ptr_array_new ();
  for (guint i = 0; i < statements->len; i++)
    {
      NystaFoundStatement statement = *(const NystaFoundStatement *) statements->pdata[i];

      if (embedded->is_used[i])
        continue;
      if (g_strcmp0 (statement.subject, article) == 0 ||
          g_strcmp0 (statement.subject, page) == 0)
        statement.subject = (char *) "";
      if (statement.object_kind == NYSTA_OBJECT_RESOURCE &&
          (g_strcmp0 (statement.object, article) == 0 ||
           g_strcmp0 (statement.object, page) == 0))
        statement.object = (char *) "";
      nysta_proposal_write_statement (out, &statement);
    }
}

void
nysta_embedded_propose (NystaEmbedded *embedded, GByteArray *out)
{
  for (guint i = 0; i < embedded->nodes->len; i++)
    nysta_embedded_find_facts (embedded, embedded->nodes->pdata[i]);
  nysta_embedded_settle_facts (embedded);
  for (guint i = 0; i < embedded->nodes->len; i++)
    {
      NystaDataNode *node = embedded->nodes->pdata[i];

      if (!nysta_embedded_is_thing (node))
        continue;
      find_spans (embedded, node);
      if (node->has_fact || node->spans->len > 0)
        propose_node (embedded, node, out);
    }
  for (guint i = 0; i < embedded->relations->len; i++)
    {
      const NystaDataRelation *relation = &g_array_index (embedded->relations,
                                                          NystaDataRelation, i);

      if (relation->is_needless)
        continue;
      if (relation->participation != 0)
        propose_participation (embedded, relation, out);
      else
        propose_membership (embedded, relation, out);
    }
  for (guint i = 0; i < embedded->addresses->len; i++)
    propose_address (embedded, &g_array_index (embedded->addresses, NystaDataAddress, i),
                     out);
  write_rest (embedded, out);
}

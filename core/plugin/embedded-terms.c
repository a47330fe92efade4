/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which terms of other people's vocabularies nysta knows in a document's data. */
#include "config.h"
#include "plugin/embedded.h"

#include "base/limits.h"
#include "rdf/vocabulary.h"

#include <string.h>

static const struct
{
  const char *iri;
  const char *prefix;
} namespaces[] = {
  { NS_SCHEMA, "schema:" },   { "https://schema.org/", "schema:" },
  { NS_FOAF, "foaf:" },       { NS_ORG, "org:" },
  { NS_VCARD, "vcard:" },     { NS_SKOS, "skos:" },
  { NS_RDFS, "rdfs:" },       { NS_RDF, "rdf:" },
  { NS_PERSON, "person:" },   { NS_CV, "cv:" },
  { NS_DCTERMS, "dcterms:" },
};

static const struct
{
  const char *name;
  NystaEmbeddedTerm term;
} terms[] = {
  { "rdf:type", NYSTA_EMBEDDED_TYPE },

  { "schema:Person", NYSTA_EMBEDDED_PERSON },
  { "foaf:Person", NYSTA_EMBEDDED_PERSON },
  { "person:Person", NYSTA_EMBEDDED_PERSON },
  { "vcard:Individual", NYSTA_EMBEDDED_PERSON },

  { "schema:Organization", NYSTA_EMBEDDED_ORGANISATION },
  { "schema:GovernmentOrganization", NYSTA_EMBEDDED_ORGANISATION },
  { "schema:Corporation", NYSTA_EMBEDDED_ORGANISATION },
  { "schema:EducationalOrganization", NYSTA_EMBEDDED_ORGANISATION },
  { "schema:CollegeOrUniversity", NYSTA_EMBEDDED_ORGANISATION },
  { "schema:School", NYSTA_EMBEDDED_ORGANISATION },
  { "schema:ResearchOrganization", NYSTA_EMBEDDED_ORGANISATION },
  { "schema:NGO", NYSTA_EMBEDDED_ORGANISATION },
  { "schema:NewsMediaOrganization", NYSTA_EMBEDDED_ORGANISATION },
  { "schema:MedicalOrganization", NYSTA_EMBEDDED_ORGANISATION },
  { "schema:PoliticalParty", NYSTA_EMBEDDED_ORGANISATION },
  { "schema:LibrarySystem", NYSTA_EMBEDDED_ORGANISATION },
  { "schema:Consortium", NYSTA_EMBEDDED_ORGANISATION },
  { "schema:WorkersUnion", NYSTA_EMBEDDED_ORGANISATION },
  { "schema:FundingAgency", NYSTA_EMBEDDED_ORGANISATION },
  { "schema:LocalBusiness", NYSTA_EMBEDDED_ORGANISATION },
  { "schema:GovernmentOffice", NYSTA_EMBEDDED_ORGANISATION },
  { "foaf:Organization", NYSTA_EMBEDDED_ORGANISATION },
  { "foaf:Group", NYSTA_EMBEDDED_ORGANISATION },
  { "org:Organization", NYSTA_EMBEDDED_ORGANISATION },
  { "org:FormalOrganization", NYSTA_EMBEDDED_ORGANISATION },
  { "org:OrganizationalUnit", NYSTA_EMBEDDED_ORGANISATION },
  { "cv:PublicOrganisation", NYSTA_EMBEDDED_ORGANISATION },
  { "vcard:Organization", NYSTA_EMBEDDED_ORGANISATION },

  { "schema:Project", NYSTA_EMBEDDED_PROJECT },
  { "schema:ResearchProject", NYSTA_EMBEDDED_PROJECT },
  { "foaf:Project", NYSTA_EMBEDDED_PROJECT },
  { "org:OrganizationalCollaboration", NYSTA_EMBEDDED_PROJECT },

  { "schema:Role", NYSTA_EMBEDDED_POST },
  { "schema:OrganizationRole", NYSTA_EMBEDDED_POST },
  { "schema:EmployeeRole", NYSTA_EMBEDDED_POST },
  { "org:Membership", NYSTA_EMBEDDED_POST },

  { "schema:Article", NYSTA_EMBEDDED_ARTICLE },
  { "schema:NewsArticle", NYSTA_EMBEDDED_ARTICLE },
  { "schema:ReportageNewsArticle", NYSTA_EMBEDDED_ARTICLE },
  { "schema:BlogPosting", NYSTA_EMBEDDED_ARTICLE },
  { "schema:TechArticle", NYSTA_EMBEDDED_ARTICLE },
  { "schema:ScholarlyArticle", NYSTA_EMBEDDED_ARTICLE },
  { "schema:Report", NYSTA_EMBEDDED_ARTICLE },
  { "schema:WebPage", NYSTA_EMBEDDED_PAGE },
  { "schema:AboutPage", NYSTA_EMBEDDED_PAGE },
  { "schema:ContactPage", NYSTA_EMBEDDED_PAGE },
  { "schema:ItemPage", NYSTA_EMBEDDED_PAGE },
  { "schema:ProfilePage", NYSTA_EMBEDDED_PAGE },
  { "foaf:Document", NYSTA_EMBEDDED_PAGE },

  { "schema:name", NYSTA_EMBEDDED_NAME },
  { "foaf:name", NYSTA_EMBEDDED_NAME },
  { "vcard:fn", NYSTA_EMBEDDED_NAME },
  { "vcard:organization-name", NYSTA_EMBEDDED_NAME },
  { "skos:prefLabel", NYSTA_EMBEDDED_NAME },
  { "rdfs:label", NYSTA_EMBEDDED_NAME },
  { "schema:legalName", NYSTA_EMBEDDED_NAME },
  { "schema:alternateName", NYSTA_EMBEDDED_ALIAS },
  { "skos:altLabel", NYSTA_EMBEDDED_ALIAS },
  { "schema:givenName", NYSTA_EMBEDDED_GIVEN_NAME },
  { "foaf:givenName", NYSTA_EMBEDDED_GIVEN_NAME },
  { "foaf:firstName", NYSTA_EMBEDDED_GIVEN_NAME },
  { "vcard:given-name", NYSTA_EMBEDDED_GIVEN_NAME },
  { "schema:familyName", NYSTA_EMBEDDED_FAMILY_NAME },
  { "foaf:familyName", NYSTA_EMBEDDED_FAMILY_NAME },
  { "foaf:lastName", NYSTA_EMBEDDED_FAMILY_NAME },
  { "vcard:family-name", NYSTA_EMBEDDED_FAMILY_NAME },

  { "schema:jobTitle", NYSTA_EMBEDDED_TITLE },
  { "schema:roleName", NYSTA_EMBEDDED_TITLE },
  { "schema:namedPosition", NYSTA_EMBEDDED_TITLE },
  { "vcard:title", NYSTA_EMBEDDED_TITLE },
  { "vcard:role", NYSTA_EMBEDDED_TITLE },
  { "org:role", NYSTA_EMBEDDED_TITLE },
  { "schema:worksFor", NYSTA_EMBEDDED_EMPLOYER },
  { "schema:memberOf", NYSTA_EMBEDDED_EMPLOYER },
  { "schema:affiliation", NYSTA_EMBEDDED_EMPLOYER },
  { "org:memberOf", NYSTA_EMBEDDED_EMPLOYER },
  { "org:hasMembership", NYSTA_EMBEDDED_EMPLOYER },
  { "org:organization", NYSTA_EMBEDDED_ORGANISATION_OF },
  { "schema:employee", NYSTA_EMBEDDED_EMPLOYEE },
  { "schema:member", NYSTA_EMBEDDED_EMPLOYEE },
  { "org:hasMember", NYSTA_EMBEDDED_EMPLOYEE },
  { "org:member", NYSTA_EMBEDDED_EMPLOYEE },
  { "foaf:member", NYSTA_EMBEDDED_EMPLOYEE },
  { "schema:founder", NYSTA_EMBEDDED_FOUNDER },
  { "schema:funder", NYSTA_EMBEDDED_FUNDER },
  { "foaf:fundedBy", NYSTA_EMBEDDED_FUNDER },
  { "schema:email", NYSTA_EMBEDDED_EMAIL },
  { "foaf:mbox", NYSTA_EMBEDDED_EMAIL },
  { "vcard:hasEmail", NYSTA_EMBEDDED_EMAIL },
  { "vcard:email", NYSTA_EMBEDDED_EMAIL },
  { "schema:telephone", NYSTA_EMBEDDED_PHONE },
  { "foaf:phone", NYSTA_EMBEDDED_PHONE },
  { "vcard:hasTelephone", NYSTA_EMBEDDED_PHONE },
  { "vcard:tel", NYSTA_EMBEDDED_PHONE },
  { "schema:contactPoint", NYSTA_EMBEDDED_CONTACT_POINT },
  { "schema:startDate", NYSTA_EMBEDDED_START },
  { "schema:endDate", NYSTA_EMBEDDED_END },

  { "schema:headline", NYSTA_EMBEDDED_HEADLINE },
  { "schema:datePublished", NYSTA_EMBEDDED_PUBLISHED },
  { "dcterms:issued", NYSTA_EMBEDDED_PUBLISHED },
  { "schema:dateModified", NYSTA_EMBEDDED_MODIFIED },
  { "dcterms:modified", NYSTA_EMBEDDED_MODIFIED },
  { "schema:inLanguage", NYSTA_EMBEDDED_LANGUAGE },
  { "schema:publisher", NYSTA_EMBEDDED_PUBLISHER },
  { "dcterms:publisher", NYSTA_EMBEDDED_PUBLISHER },
};

NystaEmbeddedTerm
nysta_embedded_term (const char *iri)
{
  for (gsize i = 0; i < G_N_ELEMENTS (namespaces); i++)
    {
      if (!g_str_has_prefix (iri, namespaces[i].iri))
        continue;

      const char *local = iri + strlen (namespaces[i].iri);
      gsize n_prefix = strlen (namespaces[i].prefix);
      for (gsize j = 0; j < G_N_ELEMENTS (terms); j++)
        if (strncmp (terms[j].name, namespaces[i].prefix, n_prefix) == 0 &&
            strcmp (terms[j].name + n_prefix, local) == 0)
          return terms[j].term;
      return NYSTA_EMBEDDED_NOTHING;
    }
  return NYSTA_EMBEDDED_NOTHING;
}

char *
nysta_embedded_phone (const char *text, gboolean is_swedish)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  gboolean is_global = FALSE;

  if (g_ascii_strncasecmp (text, "tel:", 4) == 0)
    text += 4;
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '+' && digits->len == 0)
        is_global = TRUE;
      else if (g_str_has_prefix (p, "(0)") && digits->len > 0)
        p += 2;
      else if (g_ascii_isdigit (*p))
        g_string_append_c (digits, *p);
      else if (strchr (" -/.()", *p) == NULL)
        return NULL;
    }
  if (!is_global && g_str_has_prefix (digits->str, "00"))
    {
      g_string_erase (digits, 0, 2);
      is_global = TRUE;
    }
  if (!is_global && is_swedish && digits->str[0] == '0')
    {
      g_string_overwrite (digits, 0, "4");
      g_string_insert_c (digits, 1, '6');
      is_global = TRUE;
    }
  /* ITU E.164: at most fifteen digits. */
  if (!is_global || digits->len < 7 || digits->len > 15 || digits->str[0] == '0')
    return NULL;
  return g_strconcat ("+", digits->str, NULL);
}

char *
nysta_embedded_email (const char *text)
{
  if (g_ascii_strncasecmp (text, "mailto:", 7) == 0)
    text += 7;

  gsize n = strcspn (text, "?");
  if (n == 0 || n > NYSTA_MAX_NAME_BYTES || memchr (text, '@', n) == NULL)
    return NULL;
  g_autofree char *address = g_strndup (text, n);
  return g_utf8_strdown (g_strstrip (address), -1);
}

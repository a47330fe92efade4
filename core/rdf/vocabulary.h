/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* vocabulary.h: the IRIs of other people's terms that nysta writes, and its own few. */
#pragma once

#define NS_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define NS_RDFS "http://www.w3.org/2000/01/rdf-schema#"
#define NS_XSD "http://www.w3.org/2001/XMLSchema#"
#define NS_OWL "http://www.w3.org/2002/07/owl#"
#define NS_ORG "http://www.w3.org/ns/org#"
#define NS_FOAF "http://xmlns.com/foaf/0.1/"
#define NS_SKOS "http://www.w3.org/2004/02/skos/core#"
#define NS_DCTERMS "http://purl.org/dc/terms/"
#define NS_PROV "http://www.w3.org/ns/prov#"
#define NS_OA "http://www.w3.org/ns/oa#"
#define NS_NIF "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
#define NS_FRAPO "http://purl.org/cerif/frapo/"
#define NS_CV "http://data.europa.eu/m8g/"
#define NS_PERSON "http://www.w3.org/ns/person#"
#define NS_ADMS "http://www.w3.org/ns/adms#"
#define NS_SCHEMA "http://schema.org/"
#define NS_VCARD "http://www.w3.org/2006/vcard/ns#"
#define NS_DCAT "http://www.w3.org/ns/dcat#"
#define NS_VOID "http://rdfs.org/ns/void#"
#define NS_SPDX "http://spdx.org/rdf/terms#"
#define NS_NYSTA "https://w3id.org/nysta#"

/* The function of SPARQL that searches texts for words; core/docs/search.md. */
#define NYSTA_SEARCH NS_NYSTA "search"

#define RDF_TYPE NS_RDF "type"
#define RDFS_LABEL NS_RDFS "label"
#define XSD_STRING NS_XSD "string"
#define XSD_DATE NS_XSD "date"
#define XSD_DECIMAL NS_XSD "decimal"
#define XSD_NON_NEGATIVE_INTEGER NS_XSD "nonNegativeInteger"

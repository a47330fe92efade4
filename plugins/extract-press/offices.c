/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* offices.c: titles that belong to one body each. */
#include "press.h"

#include <string.h>

/* Offices of which the state has one, and the body that each heads or speaks for. */
static const struct
{
  const char *title, *body;
} offices[] = {
  { "barnombudsman", "Barnombudsmannen" },
  { "diskrimineringsombudsman", "Diskrimineringsombudsmannen" },
  { "justitiekansler", "Justitiekanslern" },
  { "konsumentombudsman", "Konsumentverket" },
  { "riksantikvarie", "Riksantikvarieämbetet" },
  { "riksarkivarie", "Riksarkivet" },
  { "riksbankschef", "Riksbanken" },
  { "riksbibliotekarie", "Kungliga biblioteket" },
  { "riksdagsdirektör", "Riksdagsförvaltningen" },
  { "riksgäldsdirektör", "Riksgäldskontoret" },
  { "rikskronofogde", "Kronofogdemyndigheten" },
  { "rikspolischef", "Polismyndigheten" },
  { "riksrevisor", "Riksrevisionen" },
  { "riksåklagare", "Åklagarmyndigheten" },
  { "statsepidemiolog", "Folkhälsomyndigheten" },
  { "överbefälhavare", "Försvarsmakten" },
};

/* The body of an office, if the text names it: it is not for us to say who is meant. */
uint32_t
office_body (Press *press, const char *label)
{
  for (size_t k = 0; k < sizeof offices / sizeof offices[0]; k++)
    if (strcmp (label, offices[k].title) == 0)
      return entity_find (press, ORGANISATION, offices[k].body);
  return NONE;
}

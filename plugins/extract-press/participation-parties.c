/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * participation-parties.c: what a model is to know of an organisation beside a project apart
 * from the words around: what kind it is, whom it employs there, what the rules say.
 */
#include "participation-pairs.h"

#define MAX_MEMBERSHIPS 300

const char *
link_name (Link link)
{
  static const char *const names[LINKS] = { "sentence", "pointed", "after",
                                            "section",  "before",  "text" };

  return names[link];
}

/* What the lexicon takes the organisation at @i for. */
const char *
pair_class (const Press *press, uint32_t i)
{
  static const char *const classes[] = { [NYSTA_MATCH_MUNICIPALITY] = "municipality",
                                         [NYSTA_MATCH_REGION] = "region",
                                         [NYSTA_MATCH_AGENCY] = "agency",
                                         [NYSTA_MATCH_UNIVERSITY] = "university",
                                         [NYSTA_MATCH_ORGANISATION] = "listed" };
  const Span *span = span_over (press, i);
  uint32_t class = span != NULL && span->match != NULL ? span->match->match_class : 0;

  return class < sizeof classes / sizeof *classes && classes[class] != NULL ? classes[class]
                                                                            : "none";
}

/* Does it stand there as where somebody works: `Lena Ek, limnolog vid A`? */
static bool
employs_there (const Press *press, uint32_t organisation, const PairMention *mention)
{
  for (size_t i = 0; i < press->n_memberships && i < MAX_MEMBERSHIPS; i++)
    {
      const Membership *m = &press->memberships[i];

      if (m->organisation == organisation && m->first <= mention->first &&
          m->end >= mention->end)
        return true;
    }
  return false;
}

static void
add_employer (const Pairs *pairs, const Pair *pair, Features *out)
{
  bool always = true;

  for (uint32_t k = 0; k < pair->n_mentions; k++)
    {
      bool there = employs_there (pairs->press, pair->organisation, &pair->mentions[k]);

      if (there && k == 0)
        feature_add (out, "employs", link_name (pair->mentions[0].link));
      always &= there;
    }
  if (always)
    feature_add (out, "employs-only", NULL);
}

static void
add_organisation (const Pairs *pairs, const Pair *pair, Features *out)
{
  Press *press = pairs->press;
  const PairMention *mention = &pair->mentions[0];

  feature_add (out, "class", pair_class (press, mention->first));
  feature_add_pair (out, "class-link", pair_class (press, mention->first),
                    link_name (mention->link));
  for (uint32_t i = mention->first; i < mention->end; i++)
    {
      const char *lower = press->tokens[i].lower;

      if (word_ends_in (lower, "stiftelse stiftelsen foundation fond fonden fund bank "
                               "sparbank sparbanksstiftelsen fonder trust"))
        feature_add (out, "is", "fund");
      if (token_bits (press, i, W_LEGAL))
        feature_add (out, "is", "company");
      if (word_ends_in (lower,
                        "universitet university högskola högskolan institut institute "
                        "institutet sjukhus hospital museum"))
        feature_add (out, "is", "institute");
      if (word_ends_in (lower, "kommun stad kommuner region länsstyrelsen regionen"))
        feature_add (out, "is", "local");
      if (word_ends_in (lower, "förening föreningen förbund förbundet nätverk nätverket "
                               "association network klubb kåren organisation"))
        feature_add (out, "is", "association");
      if (word_ends_in (lower, "departementet ministry department kommissionen commission "
                               "rådet council regeringskansliet regering government"))
        feature_add (out, "is", "body");
      if (word_ends_in (lower, "myndigheten verket agency authority styrelsen"))
        feature_add (out, "is", "agency");
    }
  if (token_acronym (press, mention->first) && mention->end == mention->first + 1)
    feature_add (out, "is", "acronym");
  if (pair->organisation == press->owner)
    feature_add (out, "is", "owner");
  if (pair->organisation == press->publisher)
    feature_add (out, "is", "publisher");
}

/* What the rules say of the two, and of others. */
static void
add_rules (const Pairs *pairs, const Pair *pair, Features *out)
{
  const Press *press = pairs->press;
  bool any = false;
  uint32_t n = 0;

  for (uint32_t i = press->entities[pair->project].facts; i != 0 && n++ < 60;
       i = press->participations[i - 1].next)
    {
      const Participation *row = &press->participations[i - 1];
      const char *name = participation_name (row->role);

      if (row->organisation == pair->organisation)
        {
          any = true;
          feature_add (out, "rule", name);
          feature_add_pair (out, "rule-by", name, row->rule);
          feature_add_pair (out, "rule", name, row->confidence < 0.6 ? "guess" : "frame");
        }
      else
        feature_add (out, "rule-of-others", name);
    }
  if (!any)
    feature_add (out, "rule", "none");
  for (size_t i = 0; i < press->n_participations && i < 100; i++)
    if (press->participations[i].organisation == pair->organisation &&
        press->participations[i].project != pair->project)
      feature_add (out, "rule-elsewhere",
                   participation_name (press->participations[i].role));
}

void
pair_add_party (const Pairs *pairs, const Pair *pair, Features *out)
{
  add_organisation (pairs, pair, out);
  add_employer (pairs, pair, out);
  add_rules (pairs, pair, out);
}

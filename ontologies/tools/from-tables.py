#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Turn tables of public facts into the Turtle of ontologies/.

usage: from-tables.py TABLES [OUT]

TABLES is a folder of tab-separated tables, UTF-8, with one header row and values of one
field joined by `|`. Read are:

  municipalities.tsv     codes, names: github.com/sjbrg/swedish-geodata (CC0); legal names,
                         organisation numbers, QIDs: Wikidata (CC0)
  regions.tsv            the same, for regions and länsstyrelser
  agencies.tsv           github.com/civictechsweden/myndighetsdata (data CC0)
  universities.tsv       own (CC0)
  organisations.tsv      own (CC0)
  role_suffixes_sv.tsv   own (CC0): head nouns of titles and their inflection
  roles_en.tsv           own (CC0)
  roles_sv.tsv           titles: Språkbanken vocation-list (CC BY 4.0) and others by row
  given_names.tsv        SCB (CC0), compiled in github.com/peterdalle/svensktext (CC BY 4.0)
  surnames.tsv           the same
  places.tsv             post towns: swedish-geodata (CC0); countries: svensktext (CC BY 4.0)
  function_words_sv.tsv, function_words_en.tsv   own (CC0)
  freq_words_sv.tsv      github.com/hermitdave/FrequencyWords, OpenSubtitles (CC BY-SA 4.0)

The output is the same for the same tables: sorted, no clock.
"""
import csv
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import own_lists
from turtle import File, quote, slug, wikidata

CREATED = "2026-11-22"
WIKIDATA = "https://www.wikidata.org/"
GEODATA = "https://github.com/sjbrg/swedish-geodata"
AGENCIES = "https://github.com/civictechsweden/myndighetsdata"
SVENSKTEXT = "https://github.com/peterdalle/svensktext"
FREQUENCY = "https://github.com/hermitdave/FrequencyWords"
SVENSKTEXT_RIGHTS = "Svensk text, Peter M. Dahlgren, CC BY 4.0; name statistics: SCB, CC0"

MIN_GIVEN = 10       # bearers; rarer ones are mostly other alphabets' spellings
MIN_SURNAME = 20     # as the table has it
MIN_WORD = 20        # occurrences in subtitles
# A word that is so much commoner than its bearers stays a word of running text though it is
# a name, too. The list of words has lost its capitals, so names stand in it.
WORD_NOT_NAME = 5
PLACE_IS_WORD = 5000


def table(folder, name):
    with open(f"{folder}/{name}", encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source, delimiter="\t", quoting=csv.QUOTE_NONE))


def parts(field):
    return [part.strip() for part in field.split("|") if part.strip()]


def is_english(alias):
    return alias.endswith(" Municipality") or alias.startswith("Municipality of ")


class Organisations:
    """Everything that has an IRI below id/organisation/, by that IRI."""

    def __init__(self):
        self.taken = {}
        self.by_label = {}

    def iri(self, name, apart):
        """The IRI of @name; a name that is taken gets @apart appended."""
        key = slug(name)
        if key in self.taken:
            key = slug(f"{name} {apart}")
        if key in self.taken:
            raise SystemExit(f"{name}: two organisations would have the IRI {key}")
        self.taken[key] = name
        return f"<id/organisation/{key}>"

    def known(self, *names):
        for name in names:
            if name.casefold() in self.by_label:
                return self.by_label[name.casefold()]
        return None

    def add(self, out, subject, kind, name, labels=(), english="", public=False):
        types = ["org:Organization", "org:FormalOrganization"]
        if public:
            types.append("cv:PublicOrganisation")
        for value in types:
            out.add(subject, "a", value)
        out.add(subject, "org:classification", f"<def/organisation-kind/{kind}>")
        out.add(subject, "skos:prefLabel", quote(name, "sv"))
        self.by_label.setdefault(name.casefold(), (out, subject))
        if english and english != name:
            out.add(subject, "skos:prefLabel", quote(english, "en"))
        self.add_labels(out, subject, name, labels)

    def add_labels(self, out, subject, name, labels):
        for label in labels:
            if not label or label == name or (len(label) == 1 and not label.isalpha()):
                continue
            ambiguous = (len(label) == 1 or label.casefold() in own_lists.AMBIGUOUS_LABELS)
            out.add(subject, "nysta:ambiguousLabel" if ambiguous else "skos:altLabel",
                    quote(label))
            if not ambiguous and len(label) > 3:
                self.by_label.setdefault(label.casefold(), (out, subject))


def municipalities(folder, orgs):
    out = File("municipalities.ttl", "Swedish municipalities", [GEODATA, WIKIDATA], "CC0",
               CREATED)
    for row in table(folder, "municipalities.tsv"):
        name = row["official_name"]
        subject = orgs.iri(name, row["kommunkod"])
        aliases = parts(row["aliases"])
        english = [alias for alias in aliases if is_english(alias)]
        swedish = [alias for alias in aliases if not is_english(alias)]
        orgs.add(out, subject, "municipality", name,
                 [row["name"], row["actor_name"]] + swedish,
                 english[0] if english else f"{row['name']} Municipality", public=True)
        out.add(subject, "skos:altLabel", quote(f"Municipality of {row['name']}", "en"))
        if row["actor_name"].endswith(" stad"):
            out.add(subject, "skos:altLabel", quote(f"City of {row['name']}", "en"))
        out.add(subject, "org:identifier", quote(row["kommunkod"]))
        if row["org_nr"]:
            out.add(subject, "org:identifier", quote(row["org_nr"]))
        out.add(subject, "schema:areaServed", quote(row["county_name"], "sv"))
        if row["wikidata"]:
            match = "skos:exactMatch" if row["qid_sources"] == "2" else "skos:closeMatch"
            out.add(subject, match, wikidata(row["wikidata"]))
    return out


def regions(folder, orgs):
    out = File("regions.ttl", "Swedish regions and county administrative boards",
               [GEODATA, WIKIDATA], "CC0", CREATED)
    for row in table(folder, "regions.tsv"):
        if row["region_name"]:
            subject = orgs.iri(row["region_name"], row["county_code"])
            orgs.add(out, subject, "region", row["region_name"],
                     parts(row["region_aliases"]) + [f"Region {row['county_name_short']}"],
                     public=True)
            # Numbers that nobody else vouches for are no facts.
            if row["region_org_nr"] and row["org_nr_source"] == "wikidata":
                out.add(subject, "org:identifier", quote(row["region_org_nr"]))
            out.add(subject, "schema:areaServed", quote(row["county_name"], "sv"))
            if row["region_wikidata"]:
                out.add(subject, "skos:closeMatch", wikidata(row["region_wikidata"]))
        names = parts(row["lansstyrelse_names"])
        subject = orgs.iri(names[0], row["county_code"])
        short = row["county_name_short"]
        if short != "Gotland":  # "Länsstyrelsen i Skåne", but "på Gotland"
            names.insert(2, f"Länsstyrelsen i {short}")
        orgs.add(out, subject, "agency", names[0], names[1:], public=True,
                 english=f"County Administrative Board of {row['county_name_short']}")
        out.add(subject, "schema:areaServed", quote(row["county_name"], "sv"))
        out.add(subject, "schema:location", quote(row["lansstyrelse_seat"], "sv"))
    return out


def universities(folder, orgs):
    out = File("universities.ttl", "Swedish universities and university colleges",
               [WIKIDATA, AGENCIES], "CC0", CREATED)
    for row in table(folder, "universities.tsv"):
        subject = orgs.iri(row["name"], row["seat"])
        state = row["kind"].startswith("statlig")
        orgs.add(out, subject, "university", row["name"],
                 parts(row["abbr"]) + parts(row["aliases"]), row["name_en"], public=state)
        if row["org_nr"]:
            out.add(subject, "org:identifier", quote(row["org_nr"]))
        if row["seat"]:
            out.add(subject, "schema:location", quote(row["seat"], "sv"))
        if row["wikidata"]:
            out.add(subject, "skos:closeMatch", wikidata(row["wikidata"]))
    return out


def agencies(folder, orgs):
    out = File("agencies.ttl", "Swedish government agencies, courts and missions",
               [AGENCIES, WIKIDATA], "CC0", CREATED)
    rows = table(folder, "agencies.tsv")
    # The name by which everybody knows it: Vinnova, Energimyndigheten.
    common = {row["name"] for row in table(folder, "organisations.tsv")}
    in_use = {label.casefold() for row in rows if row["status"] == "active"
              for label in [row["name"]] + parts(row["abbr"])}
    # Active ones first: a former agency of the same name is then the one set apart.
    for row in sorted(rows, key=lambda r: (r["status"] != "active", r["name"])):
        labels = parts(row["abbr"]) + parts(row["aliases"])
        active = row["status"] == "active"
        name = next((label for label in labels if label in common), row["name"])
        labels = [row["name"]] + labels
        known = orgs.known(name)
        if known:
            if active:
                orgs.add_labels(*known, name, labels)
            continue
        if active:
            labels += [n for n in parts(row["former_names"]) if n.casefold() not in in_use]
        else:
            # Acronyms of what is gone mean something else by now: AI, VV.
            labels = [n for n in labels if n.casefold() not in in_use and len(n) > 5]
        subject = orgs.iri(name, row["ended"] or row["org_nr"])
        orgs.add(out, subject, "agency", name, labels, row["name_en"], public=True)
        if row["org_nr"] and row["type"] != "domstol":
            out.add(subject, "org:identifier", quote(row["org_nr"]))
        if row["ended"]:
            out.add(subject, "schema:dissolutionDate",
                    f'"{row["ended"]}"^^xsd:gYear' if len(row["ended"]) == 4
                    else quote(row["ended"]))
        if row["wikidata"]:
            out.add(subject, "skos:closeMatch", wikidata(row["wikidata"]))
    return out


def organisations(folder, orgs):
    out = File("organisations.ttl",
               "Associations, institutes, funders, companies and other organisations", [],
               "CC0", CREATED)
    for row in table(folder, "organisations.tsv"):
        labels = parts(row["abbr"]) + parts(row["aliases"])
        # `I` and `Fi` of a ministry stand in budgets, hardly in sentences.
        if row["name"].endswith("departementet"):
            labels = [label for label in labels if len(label) > 2 or label.isupper()
                      and len(label) == 2]
        public = row["kind"] in ("regering", "eu_institution")
        known = orgs.known(row["name"])
        if known:
            orgs.add_labels(*known, row["name"], labels)
            continue
        kind = "agency" if row["kind"] == "regering" else "organisation"
        subject = orgs.iri(row["name"], row["kind"])
        orgs.add(out, subject, kind, row["name"], labels, row["name_en"], public=public)
        if row["wikidata"]:
            out.add(subject, "skos:closeMatch", wikidata(row["wikidata"]))
    for name, label in own_lists.KINDS.items():
        subject = f"<def/organisation-kind/{name}>"
        out.add(subject, "a", "skos:Concept")
        out.add(subject, "skos:inScheme", "<def/organisation-kind>")
        out.add(subject, "skos:prefLabel", quote(label[0], "sv"))
        out.add(subject, "skos:prefLabel", quote(label[1], "en"))
    return out


# --- roles ---------------------------------------------------------------------

def swedish_role(out, head, definite, plural, definite_plural, compound):
    subject = f"<def/role/{slug(head)}>"
    out.add(subject, "a", "org:Role")
    out.add(subject, "a", "skos:Concept")
    out.add(subject, "skos:inScheme", "<def/role>")
    out.add(subject, "skos:prefLabel", quote(head, "sv"))
    for predicate, form in (("nysta:definite", definite), ("nysta:plural", plural),
                            ("nysta:definitePlural", definite_plural)):
        if form:
            out.add(subject, predicate, quote(form, "sv"))
    if compound:
        out.add(subject, "nysta:compoundHead", "true")
    for label in own_lists.ROLE_LABELS.get(head, ()):
        out.add(subject, "skos:altLabel", quote(label, "sv"))


def roles(folder):
    out = File("roles.ttl", "Head nouns of titles, Swedish and English", [], "CC0", CREATED)
    out.add("<def/role>", "a", "skos:ConceptScheme")
    out.add("<def/role>", "skos:prefLabel", quote("Roller", "sv"))
    out.add("<def/role>", "skos:prefLabel", quote("Roles", "en"))
    heads = set()
    for row in table(folder, "role_suffixes_sv.tsv"):
        heads.add(row["head"])
        if row["head"] in own_lists.NO_ROLES:
            continue
        swedish_role(out, own_lists.ROLE_SPELLING.get(row["head"], row["head"]), row["definite_sg"], row["indef_pl"],
                     row["definite_pl"],
                     row["compound_suffix"] == "1"
                     and row["head"] not in own_lists.NO_COMPOUND)
    for head, *forms in own_lists.MORE_ROLES:
        if head not in heads:
            heads.add(head)
            swedish_role(out, head, *forms, head not in own_lists.NO_COMPOUND)
    for row in table(folder, "roles_en.tsv"):
        subject = f"<def/role/{slug(row['head'])}>"
        out.add(subject, "a", "org:Role")
        out.add(subject, "a", "skos:Concept")
        out.add(subject, "skos:inScheme", "<def/role>")
        out.add(subject, "skos:prefLabel", quote(row["head"], "en"))
        if row["plural"]:
            out.add(subject, "nysta:plural", quote(row["plural"], "en"))
        if row["abbr"]:
            out.add(subject, "skos:altLabel", quote(row["abbr"], "en"))
        if "coordinator" in row["head"]:
            out.add(subject, "skos:altLabel",
                    quote(row["head"].replace("coordinator", "co-ordinator"), "en"))
    out.add_word_list("role-modifiers", "nysta:RoleModifier",
                      [(word, 0) for word in own_lists.ROLE_MODIFIERS])
    return out, heads


def english_heads(folder):
    return {row["head"] for row in table(folder, "roles_en.tsv")}


def titles(folder, heads):
    """Titles of one word that no head ends, and that two sources know: the older of them
    has many that were read wrong."""
    rights = "Språkbanken Text, vocation-list, CC BY 4.0; by way of Svensk text, CC BY 4.0"
    out = File("titles.ttl", "Titles, single words", [SVENSKTEXT], "CC BY 4.0", CREATED, rights)
    endings = tuple(heads)
    words = sorted({row["title"] for row in table(folder, "roles_sv.tsv")
                    if row["kind"] == "title" and "+" in row["source"]
                    and "sb-vocation" in row["source"] and " " not in row["title"]
                    and not row["title"].endswith(endings)
                    and row["title"] not in own_lists.NO_TITLES
                    and row["title"] not in english_heads(folder)})
    out.add_word_list("titles", "nysta:RoleTitle", [(word, 0) for word in words], "sv")
    return out


# --- words ---------------------------------------------------------------------

def names(folder):
    given = []
    for row in table(folder, "given_names.tsv"):
        called = int(row["tilltalsnamn_women"]) + int(row["tilltalsnamn_men"])
        if called >= MIN_GIVEN:
            given.append((row["name"], called))
    surnames = [(row["name"], int(row["persons"])) for row in table(folder, "surnames.tsv")
                if int(row["persons"]) >= MIN_SURNAME]
    files = []
    for stem, title, content, words in (
            ("given-names", "Given names in Sweden with bearers", "nysta:GivenName", given),
            ("surnames", "Surnames in Sweden with bearers", "nysta:Surname", surnames)):
        out = File(f"{stem}.ttl", title, ["https://www.scb.se/", SVENSKTEXT], "CC BY 4.0",
                   CREATED, SVENSKTEXT_RIGHTS)
        out.add_word_list(stem, content, sorted(words))
        files.append(out)
    return files, given, surnames


def places(folder):
    out = File("places.ttl", "Post towns, landskap, countries and capitals",
               [GEODATA, SVENSKTEXT], "CC BY 4.0", CREATED,
               "Countries and capitals: Svensk text, Peter M. Dahlgren, CC BY 4.0")
    rows = table(folder, "places.tsv")
    free = sorted({row["name"] for row in rows if row["licence"] == "CC0"})
    others = sorted({row["name"] for row in rows if row["licence"] != "CC0"} - set(free))
    english = sorted({row["iso_english"] for row in rows if row["iso_english"]}
                     - set(free) - set(others))
    out.add_word_list("places", "nysta:Place", [(name, 0) for name in free], "sv",
                      [GEODATA], "CC0")
    out.add_word_list("countries", "nysta:Place", [(name, 0) for name in others], "sv",
                      [SVENSKTEXT], "CC BY 4.0", "Svensk text, Peter M. Dahlgren, CC BY 4.0")
    out.add_word_list("countries-en", "nysta:Place", [(name, 0) for name in english], "en",
                      [SVENSKTEXT], "CC BY 4.0", "Svensk text, Peter M. Dahlgren, CC BY 4.0")
    return out, free + others


def function_words(folder):
    out = File("function-words.ttl", "Closed-class words and words that open headings", [],
               "CC0", CREATED)
    for language in ("sv", "en"):
        words = {row["word"].lower() for row in table(folder, f"function_words_{language}.tsv")}
        words |= set(own_lists.MORE_FUNCTION_WORDS[language])
        out.add_word_list(f"function-words-{language}", "nysta:FunctionWord",
                          [(word, 0) for word in sorted(words)], language)
    out.add_word_list("ambiguous", "nysta:AmbiguousWord",
                      [(word, 0) for word in sorted(own_lists.AMBIGUOUS_WORDS
                                                    | own_lists.AMBIGUOUS_LABELS)])
    return out


def common_words(folder, given, surnames, towns, orgs):
    out = File("common-words.ttl", "Words of running text with occurrences", [FREQUENCY],
               "CC BY-SA 4.0", CREATED, "FrequencyWords, Hermit Dave, CC BY-SA 4.0"
               " (OpenSubtitles); names left out")
    bearers = {}
    for name, count in given + surnames:
        bearers[name.lower()] = max(count, bearers.get(name.lower(), 0))
    town_words = {name.lower() for name in towns}
    words = []

    def is_name(word, count):
        return (count < WORD_NOT_NAME * bearers.get(word, 0)
                or (word in town_words and count < PLACE_IS_WORD) or word in orgs.by_label)

    for row in table(folder, "freq_words_sv.tsv"):
        word, count = row["word"], int(row["count"])
        keep = (word in own_lists.AMBIGUOUS_WORDS or word in own_lists.AMBIGUOUS_LABELS
                or not any(is_name(form, count) for form in (word, word.removesuffix("s"))))
        if count >= MIN_WORD and keep:
            words.append((word, count))
    out.add_word_list("common-words-sv", "nysta:CommonWord", sorted(words), "sv")
    return out


def main():
    if len(sys.argv) not in (2, 3):
        raise SystemExit("usage: from-tables.py TABLES [OUT]")
    folder = sys.argv[1]
    out = sys.argv[2] if len(sys.argv) == 3 else os.path.dirname(
        os.path.dirname(os.path.abspath(__file__)))
    orgs = Organisations()
    files = [municipalities(folder, orgs), regions(folder, orgs),
             universities(folder, orgs), agencies(folder, orgs),
             organisations(folder, orgs)]
    role_file, heads = roles(folder)
    name_files, given, surnames = names(folder)
    place_file, towns = places(folder)
    files += [role_file, titles(folder, heads)] + name_files
    files += [place_file, function_words(folder),
              common_words(folder, given, surnames, towns, orgs)]
    for one in files:
        one.write(out)


main()

# SPDX-License-Identifier: LGPL-2.1-or-later
"""Turtle as the files in ontologies/ are written: sorted, relative IRIs, one header a file."""
import unicodedata

PREFIXES = {
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "nysta": "https://w3id.org/nysta#",
    "org": "http://www.w3.org/ns/org#",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

LICENCES = {
    "CC0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
}


def slug(name):
    """The rule of nysta_iri_slug: letters and digits kept in small letters, the rest one
    hyphen."""
    out = ""
    gap = False
    for c in unicodedata.normalize("NFC", name):
        inside = c.isalpha() or c.isdigit() or (out and not gap
                                                and unicodedata.category(c).startswith("M"))
        if not inside:
            gap = bool(out)
            continue
        out += ("-" if gap else "") + c.lower()
        gap = False
    return unicodedata.normalize("NFC", out)


def quote(text, language=None):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' + (f"@{language}" if language else "")


def wikidata(qid):
    return f"<http://www.wikidata.org/entity/{qid}>"


class File:
    """One Turtle file: what it is, where it is from, and its subjects."""

    def __init__(self, path, title, sources, licence, created, rights=None):
        self.path = path
        self.header = (title, sources, licence, created, rights)
        self.subjects = {}

    def add(self, subject, predicate, value):
        values = self.subjects.setdefault(subject, {}).setdefault(predicate, [])
        if value not in values:
            values.append(value)

    def add_word_list(self, name, content, words, language=None, sources=(), licence=None,
                      rights=None):
        """@words: (word, weight or 0) pairs, written one a line."""
        subject = f"<def/wordlist/{name}>"
        lines = [f"{word}\t{weight}" if weight else word for word, weight in words]
        self.add(subject, "a", "nysta:WordList")
        self.add(subject, "nysta:listOf", content)
        if language:
            self.add(subject, "dcterms:language", quote(language))
        for source in sources:
            self.add(subject, "dcterms:source", f"<{source}>")
        if licence:
            self.add(subject, "dcterms:license", f"<{LICENCES[licence]}>")
        if rights:
            self.add(subject, "dcterms:rights", quote(rights, "en"))
        self.add(subject, "nysta:words", '"""' + "\n".join(lines) + '"""')

    def write(self, folder):
        title, sources, licence, created, rights = self.header
        stem = self.path.removesuffix(".ttl")
        head = [f"<res/dataset/{stem}> a dcat:Dataset ;",
                f"  dcterms:title {quote(title, 'en')} ;",
                f"  dcterms:license <{LICENCES[licence]}> ;"]
        head += [f"  dcterms:source <{source}> ;" for source in sources]
        if rights:
            head.append(f"  dcterms:rights {quote(rights, 'en')} ;")
        head.append(f'  dcterms:created "{created}"^^xsd:date .')
        blocks = ["\n".join(head)]
        for subject in sorted(self.subjects):
            properties = self.subjects[subject]
            order = sorted(properties, key=lambda p: (p != "a", p != "skos:prefLabel", p))
            lines = [f"  {p} {', '.join(properties[p])}" for p in order]
            blocks.append(subject + " " + " ;\n".join(lines).lstrip() + " .")
        body = "\n\n".join(blocks) + "\n"
        prefixes = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items()
                           if f"{p}:" in body)
        with open(f"{folder}/{self.path}", "w", encoding="utf-8", newline="\n") as out:
            out.write("# Made by ontologies/tools/from-tables.py; changes belong there or in a"
                      " file of your own.\n" + prefixes + "\n" + body)

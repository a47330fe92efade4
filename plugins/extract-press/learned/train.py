#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Train the model of a scorer on annotated documents: README.md beside this file.

  train.py MODEL --nysta PROGRAM --cases DIR [--cases DIR …] [--without ID,ID …]
           [--annotated] [--samples FILE] [--folds N] [--score DIR] [--rules-from DIR] [-o FILE.tsv]

A case is ID.txt and ID.gold.json. The candidates and what is true of them are read from
`nysta extract --trace`, as the scorer prints them. --folds cross-validates: each document is
judged by a model that has not seen it. --annotated marks the annotated projects and organisations in
the text first, so that what the rules do not find teaches, too. --samples FILE adds the rows `reads NAME 'TEXT' 'FACTS'` of
a test of rules, without what the rules say of them: they were written together. --score DIR says also how those in DIR do; --rules-from
DIR lets what hand-written rules say count only in the documents of DIR, which those rules were
not written after. The same input gives the same bytes.
"""
import argparse
import json
import math
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unicodedata

STEPS = 60           # of L-BFGS, at most
HISTORY = 6          # of its steps that it remembers
LEAST_DOCUMENTS = 3  # that a feature must be true in
ANOTHER = " ‖ "
PART = " ¦ "
LINE = re.compile(r"^scored by (\S+?):((?: \S+=-?\d+)+)" + PART)


# ---------------------------------------------------------------- what the annotators say

DASHES = re.compile("[\u2010-\u2015\u2212]")
QUOTES = "\"'`´‘’‚‛“”„‟«»‹› "


def keys(name):
    """The forms in which two names are compared: without case, quotes and a final s."""
    name = unicodedata.normalize("NFC", name or "").replace("\u00ad", "")
    key = " ".join(DASHES.sub("-", name).casefold().split()).strip(QUOTES).rstrip(".,;:!?…")
    found = {key}
    for suffix in (":s", "'s", "’s", "s"):
        if key.endswith(suffix) and len(key) > len(suffix) + 1:
            found.add(key[:-len(suffix)])
    return found - {""}


class Gold:
    def __init__(self, data):
        self.forms = {}  # kind -> key -> ids
        for kind in ("people", "organisations", "roles", "projects"):
            forms = self.forms[kind] = {}
            for entity in data.get(kind, []):
                for name in [entity.get("name") or entity["label"]] + entity.get("aliases", []):
                    for key in keys(name):
                        forms.setdefault(key, set()).add(entity["id"])
        self.ignored = set().union(*(keys(n) for n in data.get("ignore", [])))
        self.memberships = [tuple(row) for row in data.get("memberships", [])]
        self.participations = [tuple(row) for row in data.get("participations", [])]

    def find(self, kind, names):
        """The id of the entity that bears one of the names, the first that fits; or None."""
        for name in names:
            for key in sorted(keys(name)):
                if key in self.forms[kind]:
                    return min(self.forms[kind][key])
        return None

    def ignores(self, names):
        return any(keys(name) & self.ignored for name in names)


# ---------------------------------------------------------------- what each model is to say

class Participations:
    """What an organisation is in a project. Parts: the names of both."""
    labels = ("none", "funder", "lead", "partner", "participant")
    lean = ("none", -0.5)  # recall is what lacks
    stress = 3             # samples say mostly what is so, seldom what is not
    words = ("said", "left", "right", "between", "before", "behind", "around", "label=", "label-end",
             "far-before", "far-behind", "owns", "lead-in", "verb", "far-verb")

    @classmethod
    def penalty(cls, feature):
        """Rules are few and mostly right; of words there are many, and each tells little."""
        if feature.startswith("rule"):
            return 0.2
        return 15.0 if feature.startswith(cls.words) else 5.0

    @staticmethod
    def label(gold, parts):
        project = gold.find("projects", parts[0])
        organisation = gold.find("organisations", parts[1])
        if (project is None and gold.ignores(parts[0])) or \
                (organisation is None and gold.ignores(parts[1])):
            return None, None  # counts neither way
        roles = {row[1] for row in gold.participations if row[0] == project and row[2] == organisation}
        for role in ("lead", "partner", "funder", "participant"):
            if role in roles:
                return role, (project, role, organisation)
        return "none", None

    @staticmethod
    def facts(gold):
        return len(set(gold.participations))


class Projects:
    """Is it a project's name? Parts: the name, and whether a rule has found it."""
    labels = ("none", "project")
    lean = ("none", 0.0)
    stress = 1

    @staticmethod
    def penalty(_feature):
        return 4.0

    @staticmethod
    def label(gold, parts):
        project = gold.find("projects", parts[0])
        if project is not None:
            return "project", project
        return (None, None) if gold.ignores(parts[0]) else ("none", None)

    @staticmethod
    def facts(gold):
        return len(set().union(*gold.forms["projects"].values()))


TASKS = {"participations": Participations, "projects": Projects}


# ---------------------------------------------------------------- candidates

KINDS = (("projects", 4), ("organisations", 2))  # NystaEntityKind
MANIFEST = """@prefix nysta: <https://w3id.org/nysta#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<> a nysta:ExtractorPlugin ; nysta:id "annotated" ; nysta:abi 1 ; nysta:version "0" ;
  nysta:object <annotated.so> ; nysta:accepts "*" ; rdfs:label "What annotators have marked"@en ;
  dcterms:license <https://spdx.org/licenses/LGPL-2.1-or-later> .
"""


def build_annotated(folder):
    """The extractor that proposes what annotators have marked."""
    here = pathlib.Path(__file__).resolve().parent
    plugin = folder / "annotated"
    plugin.mkdir()
    (plugin / "manifest.ttl").write_text(MANIFEST, encoding="utf-8")
    subprocess.run([os.environ.get("CC", "cc"), "-shared", "-fPIC", "-O1", "-I", here.parents[2] / "core",
                    "-o", plugin / "annotated.so", here / "annotated.c"], check=True)


def annotated_names(text, data):
    """Where each name stands, the longest first where they overlap; bytes, not characters."""
    forms = [(name, kind, entity["name"]) for key, kind in KINDS for entity in data.get(key, [])
             for name in [entity["name"]] + entity.get("aliases", []) if len(name) > 1]
    taken, rows = set(), []
    for form, kind, name in sorted(forms, key=lambda f: (-len(f[0]), f)):
        pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, form.split())) + r"(?:s|:s|’s|'s)?(?!\w)"
        for match in re.finditer(pattern, text):
            place = range(match.start(), match.end())
            if not taken.intersection(place):
                taken.update(place)
                start, end = (len(text[:i].encode()) for i in match.span())
                rows.append((start, f"{kind} {start} {end} {name}\n"))
    return "".join(row for _, row in sorted(rows))


class Candidate:
    __slots__ = ("document", "label", "fact", "features", "parts")


def read_candidates(task, model, nysta, path, gold, options=()):
    run = subprocess.run([nysta, "extract", "--trace", *options, str(path)], capture_output=True,
                         check=True, encoding="utf-8")
    found = []
    for line in run.stdout.splitlines():
        cells = line.split("\t")
        match = LINE.match(cells[4]) if cells[0] == "rule" and len(cells) > 4 else None
        if match is None or match.group(1) != model:
            continue
        parts = cells[4].split(PART)
        one = Candidate()
        one.document = path.stem
        one.parts = [part.split(ANOTHER) for part in parts[1:-1]]
        one.features = sorted(set(parts[-1].split()))
        one.label, one.fact = task.label(gold, one.parts)
        if one.label is not None:
            found.append(one)
    return found


SAMPLE = re.compile(r"^reads ([\w-]+)\s+'((?:[^']|'\\'')*)'(?:\s*\\\n\s*|\s+)?(?:'((?:[^']|'\\'')*)')?", re.M)


def read_samples(task, model, arguments):
    """Texts of a line or some, and all that they say, from tests in shell."""
    candidates = []
    with tempfile.TemporaryDirectory() as folder:
        for file in arguments.samples:
            for name, text, facts in SAMPLE.findall(file.read_text(encoding="utf-8")):
                rows = [row.split(" | ") for row in facts.replace("'\\''", "'").splitlines()]
                rows = [row for row in rows if len(row) == 3 and row[1] in task.labels]
                gold = Gold({
                    "projects": [{"id": row[0], "name": row[0]} for row in rows],
                    "organisations": [{"id": row[2], "name": row[2]} for row in rows],
                    "participations": rows})
                path = pathlib.Path(folder) / f"sample-{name}.txt"
                path.write_text(text.replace("'\\''", "'") + "\n", encoding="utf-8")
                candidates += read_candidates(task, model, arguments.nysta, path, gold)
    for one in candidates:
        one.features = [f for f in one.features if not is_rule(f)]
    return candidates + [one for one in candidates if one.label == "none"] * task.stress


def read_cases(task, model, arguments):
    candidates, gold = [], {}
    without = set(",".join(arguments.without).split(","))
    with tempfile.TemporaryDirectory() as folder:
        folder, options = pathlib.Path(folder), ()
        if arguments.annotated:
            build_annotated(folder)
            options = ("--plugin-path", str(folder))
        os.environ["NYSTA_ANNOTATED"] = str(folder / "names")
        for path in sorted(path for cases in arguments.cases for path in cases.glob("*.txt")):
            facts = path.with_suffix("").with_suffix(".gold.json")
            if path.stem in without or path.stem in gold or not facts.exists():
                continue
            data = json.loads(facts.read_text(encoding="utf-8"))
            (folder / "names").write_text(
                annotated_names(path.read_bytes().decode("utf-8"), data), encoding="utf-8")
            gold[path.stem] = Gold(data)
            candidates += read_candidates(task, model, arguments.nysta, path, gold[path.stem], options)
    return candidates, gold


# ---------------------------------------------------------------- the model

def is_rule(feature):
    return feature.startswith("rule")


def loss(w, rows, penalties, n):
    """What the weights cost, and its gradient."""
    gradient = [p * x for p, x in zip(penalties, w)]
    cost = 0.5 * sum(g * x for g, x in zip(gradient, w))
    labels = range(n)
    for right, places in rows:
        total = [0.0] * n
        for i in places:
            for k in labels:
                total[k] += w[i + k]
        top = max(total)
        likely = [math.exp(t - top) for t in total]
        whole = sum(likely)
        cost -= math.log(likely[right] / whole + 1e-300)
        steps = [p / whole for p in likely]
        steps[right] -= 1.0
        for i in places:
            for k in labels:
                gradient[i + k] += steps[k]
    return cost, gradient


def dot(a, b):
    return sum(x * y for x, y in zip(a, b))


def minimise(function, n):
    """L-BFGS with halved steps, from zero."""
    w = [0.0] * n
    cost, gradient = function(w)
    history = []
    for _ in range(STEPS):
        step, along = gradient[:], []
        for moved, turned, scale in reversed(history):
            a = scale * dot(moved, step)
            along.append(a)
            step = [x - a * y for x, y in zip(step, turned)]
        size = math.sqrt(dot(step, step)) if not history else \
            history[-1][2] * dot(history[-1][1], history[-1][1])
        step = [x / size for x in step]
        for (moved, turned, scale), a in zip(history, reversed(along)):
            b = scale * dot(turned, step)
            step = [x + (a - b) * y for x, y in zip(step, moved)]
        slope, far = dot(gradient, step), 1.0
        while True:
            there = [x - far * y for x, y in zip(w, step)]
            new_cost, new_gradient = function(there)
            if new_cost <= cost - 1e-4 * far * slope or far < 1e-4:
                break
            far *= 0.5
        moved = [a - b for a, b in zip(there, w)]
        turned = [a - b for a, b in zip(new_gradient, gradient)]
        gained, curve = cost - new_cost, dot(moved, turned)
        w, cost, gradient = there, new_cost, new_gradient
        if curve > 1e-10:
            history = history[1 - HISTORY:] + [(moved, turned, 1 / curve)]
        if gained < 1e-4 * cost:
            break
    return w


class Model:
    """Multinomial logistic regression with L2, by L-BFGS."""

    def __init__(self, task):
        self.labels = task.labels
        self.penalty = task.penalty
        self.weights = {}

    def scores(self, features):
        total = [0.0] * len(self.labels)
        for feature in features:
            row = self.weights.get(feature)
            if row is not None:
                for k, w in enumerate(row):
                    total[k] += w
        return total

    def best(self, features):
        total = self.scores(features)
        return self.labels[max(range(len(total)), key=lambda k: (total[k], -k))]

    def train(self, examples):
        n = len(self.labels)
        index = {label: k for k, label in enumerate(self.labels)}
        documents = {}
        for document, _, features in examples:
            for feature in features:
                documents.setdefault(feature, set()).add(document)
        names = sorted(f for f, seen in documents.items() if len(seen) >= LEAST_DOCUMENTS)
        place = {f: i * n for i, f in enumerate(names)}
        penalties = [self.penalty(f) for f in names for _ in range(n)]
        rows = [(index[label], [place[f] for f in features if f in place])
                for _, label, features in examples]
        best = minimise(lambda w: loss(w, rows, penalties, n), len(penalties))
        self.weights = {f: best[i:i + n] for f, i in place.items()}
        return self

    def lean(self, label, by):
        """Say @label more often than is likely, or less."""
        if "bias" in self.weights:
            self.weights["bias"][self.labels.index(label)] += by
        return self

    def rounded(self):
        """Rows without those that say next to nothing."""
        rows = {}
        for feature, w in self.weights.items():
            row = [round(x, 3) + 0.0 for x in w]
            if max(map(abs, row)) >= 0.01:
                rows[feature] = row
        return rows


def examples_of(candidates, rules_from):
    """What hand-written rules say is left out where they were written after the document."""
    return [(c.document, c.label,
             c.features if rules_from is None or c.document in rules_from
             else [f for f in c.features if not is_rule(f)])
            for c in candidates]


# ---------------------------------------------------------------- how well it does

def judge(answers, gold, documents):
    """answers: (candidate, label). Returns right, said, and all facts."""
    facts, said = set(), 0
    for candidate, label in answers:
        if candidate.document not in documents or label == "none":
            continue
        said += 1
        if label == candidate.label and candidate.fact is not None:
            facts.add((candidate.document, candidate.fact))
    return len(facts), said, sum(gold[d] for d in documents)


def show(what, counts):
    right, said, facts = counts
    precision, recall = right / max(said, 1), right / max(facts, 1)
    f1 = 2 * right / max(said + facts, 1)
    print(f"{what:<34}{facts:>6}{said:>6}{right:>6}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")


def cross_validate(task, candidates, samples, gold, folds, rules_from):
    documents = sorted(gold)
    random.Random(2).shuffle(documents)
    fold_of = {d: i % folds for i, d in enumerate(documents)}
    answers = []
    for fold in range(folds):
        model = Model(task).train(examples_of(
            [c for c in candidates if fold_of[c.document] != fold], rules_from) +
            examples_of(samples, None)).lean(*task.lean)
        answers += [(c, model.best(c.features)) for c in candidates if fold_of[c.document] == fold]
    return answers


def write(model, path, name, n_documents):
    rows = model.rounded()
    with open(path, "w", encoding="utf-8") as out:
        out.write(f"# {name}: weights learned by train.py from {n_documents} documents; README.md beside it.\n")
        out.write("\t".join(("feature",) + model.labels) + "\n")
        for feature in sorted(rows):
            out.write("\t".join([feature] + [f"{w:g}" for w in rows[feature]]) + "\n")
    print(f"{path}: {len(rows)} features")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", choices=sorted(TASKS))
    parser.add_argument("--nysta", default="nysta")
    parser.add_argument("--cases", type=pathlib.Path, action="append", required=True)
    parser.add_argument("--without", action="append", default=[])
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--annotated", action="store_true")
    parser.add_argument("--samples", type=pathlib.Path, action="append", default=[])
    parser.add_argument("--score", type=pathlib.Path, action="append", default=[])
    parser.add_argument("--rules-from", type=pathlib.Path, action="append")
    parser.add_argument("-o", "--output")
    arguments = parser.parse_args()
    task = TASKS[arguments.model]

    def names(folders):
        return {p.stem for folder in folders for p in folder.glob("*.txt")}

    rules_from = None if arguments.rules_from is None else names(arguments.rules_from)
    candidates, gold = read_cases(task, arguments.model, arguments)
    samples = read_samples(task, arguments.model, arguments)
    facts = {d: task.facts(g) for d, g in gold.items()}
    print(f"{len(gold)} documents, {len(candidates)} candidates, "
          f"{sum(c.label != 'none' for c in candidates)} of them with a label")
    if arguments.folds > 1:
        answers = cross_validate(task, candidates, samples, facts, arguments.folds, rules_from)
        show("cross-validated", judge(answers, facts, set(facts)))
        for folder in arguments.score:
            show(f"  of these {folder.name}", judge(answers, facts, names([folder]) & set(facts)))
    if arguments.output:
        model = Model(task).train(
            examples_of(candidates, rules_from) + examples_of(samples, None)).lean(*task.lean)
        write(model, arguments.output, arguments.model, len(gold))
    return 0


if __name__ == "__main__":
    sys.exit(main())

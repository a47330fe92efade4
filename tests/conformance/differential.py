#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Random queries over small random data, answered by nysta and by rdflib.

usage: differential.py [--seed N] [--cases N] [--queries N] [--only CASE] [--strict]

Prints TAP, a test a case: some quads and some queries about them. What nysta refuses is
counted; with --strict it fails. Answers are compared as multisets of rows, numbers by
value, blank nodes under any pairing. Where they differ, quads and query are made smaller
as long as they still do, then shown.

The grammar keeps to what rdflib is right about. Left out, since it is not:
 - < and > between values of different types (it orders them; the standard has an error);
 - != and negation of =, which need the same error;
 - what isNumeric() and the like say of nothing (it says false; the standard has an error);
 - * of integers (it gives a decimal), STR() of blank nodes (a string);
 - SELECT * of SELECT * (nothing);
 - paths: a closure of a closure (rows twice), and one that may be of no step in a sequence;
 - aggregates over what may be no number, MIN and MAX of nothing, AVG and division;
 - !^:p, VALUES without rows (errors of its own);
 - LIMIT and OFFSET, which leave a choice;
and that GROUP BY of nothing has no group, and a join as many rows as there are, which it is
taught here.
"""

import argparse
import collections
import itertools
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from decimal import Decimal

X = "http://x/"
XSD = "http://www.w3.org/2001/XMLSchema#"
PROLOGUE = "PREFIX : <http://x/>\n"


# --- data ----------------------------------------------------------------------------------

def make_quads(rng):
    """N-Quads, a list of lines. :n has integers as objects, always; :p, :q, :r anything
    but what Python takes for false, which rdflib's paths take for nothing."""
    nodes = [f"<{X}{c}>" for c in "abcde"] + ["_:n1", "_:n2"]
    values = ['"1"^^<%sinteger>' % XSD, '"2"^^<%sinteger>' % XSD, '"s"', '"s"@en', '"t"',
              '"true"^^<%sboolean>' % XSD, '"2.5"^^<%sdecimal>' % XSD]
    graphs = ["", f"<{X}g1>", f"<{X}g2>"]
    quads = set()
    for _ in range(rng.randint(0, 14)):
        predicate = rng.choice("ppqqrn")
        if predicate == "n":
            obj = '"%d"^^<%sinteger>' % (rng.choice([-1, 1, 2, 3]), XSD)
        else:
            obj = rng.choice(nodes if rng.random() < 0.7 else values)
        graph = rng.choice(graphs)
        quads.add(f"{rng.choice(nodes)} <{X}{predicate}> {obj} {graph} .".replace("  ", " "))
    return sorted(quads)


# --- queries ---------------------------------------------------------------------------------
#
# A group is a list of elements, each a list that begins with its kind, so that making one
# smaller is taking elements out of lists.

class Grammar:
    def __init__(self, rng):
        self.rng = rng
        self.n_fresh = 0

    def fresh(self, stem):
        self.n_fresh += 1
        return f"?{stem}{self.n_fresh}"

    def variable(self):
        return self.rng.choice(["?a", "?b", "?c", "?d"])

    def iri(self):
        return ":" + self.rng.choice("abcdez")

    def literal(self):
        return self.rng.choice(["1", "2", '"s"', '"s"@en', '"t"', "true", "2.5"])

    def subject(self):
        return self.variable() if self.rng.random() < 0.8 else self.iri()

    def object(self):
        r = self.rng.random()
        return self.variable() if r < 0.7 else self.iri() if r < 0.9 else self.literal()

    def path(self):
        """A closure of a closure, and one that may be of no step in a sequence, are left out."""
        if self.rng.random() < 0.5:
            return f"({self.steps(1, '')}){self.rng.choice('*+?')}"
        return self.steps(2, "+")

    def steps(self, depth, closures):
        r = self.rng.random()
        if depth == 0 or r < 0.2:
            return self.rng.choice([":p", ":q", ":r"])
        if r < 0.5:
            return f"({self.steps(depth - 1, closures)}/{self.steps(depth - 1, closures)})"
        if r < 0.7:
            return f"({self.steps(depth - 1, closures)}|{self.steps(depth - 1, closures)})"
        if r < 0.8:
            return f"^({self.steps(depth - 1, closures)})"
        if r < 0.9 or not closures:
            return self.rng.choice(["!:p", "!(:p|:q)"])
        return f"({self.steps(0, '')})+"

    def triple(self):
        r = self.rng.random()
        if r < 0.7:
            predicate = self.rng.choice([":p", ":q", ":r", ":n"])
        elif r < 0.8:
            predicate = self.variable()
        else:
            predicate = self.path()
        return ["triple", self.subject(), predicate, self.object()]

    def test(self, depth=1):
        """A condition that may stand under ! as well as not."""
        r = self.rng.random()
        if depth > 0 and r < 0.2:
            return f"({self.test(depth - 1)} {self.rng.choice(['&&', '||'])} {self.test(depth - 1)})"
        if depth > 0 and r < 0.3:
            return f"!({self.test(depth - 1)})"
        variable = self.variable()
        if r < 0.45:
            return f"BOUND({variable})"
        if r < 0.6:
            kind = self.rng.choice(["isIRI", "isBlank", "isLiteral", "isNumeric"])
            return f"(BOUND({variable}) && {kind}({variable}))"
        if r < 0.8:
            return f"sameTerm({variable}, {self.rng.choice([self.variable(), self.iri(), self.literal()])})"
        return (f"(BOUND({variable}) && isNumeric({variable}) && "
                f"{variable} {self.rng.choice(['<', '>', '<=', '>='])} {self.rng.randint(0, 3)})")

    def filter(self, depth):
        r = self.rng.random()
        if r < 0.2:
            return ["filter", f"{self.variable()} = {self.rng.choice([self.iri(), self.variable(), '2'])}"]
        if r < 0.3:
            return ["filter", f"{self.variable()} IN ({self.iri()}, {self.iri()}, 1)"]
        if r < 0.4:
            return ["filter", f"LANG({self.variable()}) = \"en\""]
        if r < 0.5:
            variable = self.variable()
            pattern = self.rng.choice(["a$", "^s", "x/[bc]", "[0-9]"])
            return ["filter", f"!isBlank({variable}) && REGEX(STR({variable}), \"{pattern}\")"]
        if depth > 0 and r < 0.65:
            return [self.rng.choice(["exists", "not-exists"]), self.group(depth - 1, simple=True)]
        return ["filter", self.test()]

    def expression(self):
        r = self.rng.random()
        variable = self.variable()
        string = f"IF(BOUND({variable}) && isBlank({variable}), \"blank\", STR({variable}))"
        if r < 0.3:
            return string
        if r < 0.5:
            return f"IF({self.test(0)}, {self.iri()}, {self.literal()})"
        if r < 0.7:
            return f"COALESCE({self.variable()}, {self.iri()})"
        if r < 0.85:
            return f"CONCAT(\"<\", {string}, \">\")"
        return f"({self.rng.randint(0, 3)} {self.rng.choice('+-')} {self.rng.randint(0, 3)})"

    def values(self):
        variables = self.rng.sample(["?a", "?b", "?c"], self.rng.randint(1, 2))
        rows = []
        for _ in range(self.rng.randint(1, 3)):
            rows.append([self.rng.choice([self.iri(), self.iri(), self.literal(), "UNDEF"])
                         for _ in variables])
        return ["values", variables, rows]

    def element(self, depth):
        r = self.rng.random()
        if depth == 0 or r < 0.5:
            return self.triple()
        if r < 0.62:
            return ["optional", self.group(depth - 1)]
        if r < 0.72:
            return ["union", self.group(depth - 1), self.group(depth - 1)]
        if r < 0.78:
            return ["minus", self.group(depth - 1, simple=True)]
        if r < 0.86:
            return ["graph", self.rng.choice(["?g", ":g1", ":g2", "?a"]), self.group(depth - 1, simple=True)]
        if r < 0.92:
            return ["bind", self.expression(), self.fresh("v")]
        if r < 0.96:
            return self.values()
        return ["sub", self.select(depth - 1, True)]

    def group(self, depth, simple=False):
        """Filters come last: a group's filters hold for all of it wherever they stand."""
        n = self.rng.randint(1, 2 if simple else 3)
        elements = [self.triple() if simple else self.element(depth) for _ in range(n)]
        if self.rng.random() < 0.4:
            elements.append(self.filter(0 if simple else depth))
        return elements

    def select(self, depth, is_sub=False):
        group = self.group(depth)
        r = self.rng.random()
        distinct = "DISTINCT " if self.rng.random() < 0.3 else ""
        if r < 0.5 and not is_sub:
            return ["select", distinct, ["*"], group, []]
        if r < 0.75:
            variables = self.rng.sample(["?a", "?b", "?c", "?d"], self.rng.randint(1, 3))
            return ["select", distinct, variables, group, []]
        number = self.fresh("n")
        group.insert(0, ["triple", self.variable(), ":n", number])
        key = self.rng.choice(["?a", "?b"])
        aggregates = [f"({self.rng.choice(self.aggregates(number, r < 0.9))} AS {self.fresh('k')})"
                      for _ in range(self.rng.randint(1, 2))]
        if r < 0.9:
            return ["select", "", [key] + aggregates, group, [f"GROUP BY {key}"]]
        return ["select", "", aggregates, group, []]

    def aggregates(self, number, is_grouped):
        names = [f"COUNT({number})", "COUNT(*)", f"SUM({number})", f"COUNT(DISTINCT {self.variable()})",
                 f"SUM(DISTINCT {number})", f"COUNT({self.variable()})"]
        return names + [f"MIN({number})", f"MAX({number})"] if is_grouped else names

    def query(self):
        r = self.rng.random()
        if r < 0.06:
            return ["ask", self.group(2)]
        if r < 0.12:
            template = [["triple", self.rng.choice(["?a", "?b", ":z"]), ":made",
                         self.rng.choice(["?b", "?c", "1"])] for _ in range(2)]
            return ["construct", template, self.group(2)]
        return self.select(2)


def group_text(group):
    return "{ " + " ".join(element_text(e) for e in group) + " }"


def element_text(e):
    kind = e[0]
    if kind == "triple":
        return f"{e[1]} {e[2]} {e[3]} ."
    if kind == "filter":
        return f"FILTER({e[1]})"
    if kind in ("exists", "not-exists"):
        return f"FILTER {'NOT ' if kind == 'not-exists' else ''}EXISTS {group_text(e[1])}"
    if kind == "bind":
        return f"BIND({e[1]} AS {e[2]})"
    if kind == "values":
        rows = " ".join("(" + " ".join(row) + ")" for row in e[2])
        return f"VALUES ({' '.join(e[1])}) {{ {rows} }}"
    if kind == "union":
        return f"{group_text(e[1])} UNION {group_text(e[2])}"
    if kind == "graph":
        return f"GRAPH {e[1]} {group_text(e[2])}"
    if kind == "sub":
        return "{ " + select_text(e[1]) + " }"
    return f"{kind.upper()} {group_text(e[1])}"


def select_text(q):
    return f"SELECT {q[1]}{' '.join(q[2])} WHERE {group_text(q[3])} {' '.join(q[4])}".rstrip()


def query_text(q):
    if q[0] == "ask":
        return PROLOGUE + "ASK " + group_text(q[1])
    if q[0] == "construct":
        return PROLOGUE + f"CONSTRUCT {group_text(q[1])} WHERE {group_text(q[2])}"
    return PROLOGUE + select_text(q)


# --- answers -----------------------------------------------------------------------------------
#
# A boolean, or a Counter of rows: sorted tuples of (name, cell), of what is bound. A cell is
# ("bnode", label), ("uri", iri) or ("literal", value, datatype, language). What is bound in no
# row cannot be seen so: rdflib takes variables of filters for those of SELECT *.

NUMBERS = {XSD + t for t in ("integer", "decimal", "double", "float")}


def literal(value, datatype, language):
    if datatype in NUMBERS:
        try:
            value = Decimal(value).normalize() + 0
        except ArithmeticError:
            pass
    if datatype == XSD + "string":
        datatype = None
    return ("literal", value, None if language else datatype, language and language.lower())


def same(left, right):
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if sum(left.values()) != sum(right.values()):
        return False
    mine, theirs = labels(left), labels(right)
    if len(mine) != len(theirs):
        return False
    # The data have two blank nodes and queries make none: there are two pairings.
    return any(rename(left, dict(zip(mine, order))) == right
               for order in itertools.permutations(theirs))


def labels(rows):
    return sorted({cell[1] for row in rows for _, cell in row if cell[0] == "bnode"})


def rename(rows, names):
    renamed = collections.Counter()
    for row, n in rows.items():
        renamed[tuple((name, ("bnode", names[c[1]]) if c[0] == "bnode" else c)
                      for name, c in row)] += n
    return renamed


class Refused(Exception):
    pass


class Failed(Exception):
    pass


class Nysta:
    """The program: a store is made of the quads, or, where it can, none is needed."""

    def __init__(self, program, folder):
        self.program = program
        self.store = os.path.join(folder, "store")
        self.file = os.path.join(folder, "data.nq")
        usage = subprocess.run([program, "query", "--help"], capture_output=True, text=True)
        self.reads_files = "--data" in usage.stdout

    def load(self, quads):
        with open(self.file, "w") as f:
            f.write("".join(q + "\n" for q in quads))
        if self.reads_files:
            return
        subprocess.run(["rm", "-rf", self.store], check=True)
        done = subprocess.run([self.program, "load", "--store", self.store, self.file],
                              capture_output=True, text=True)
        if done.returncode != 0:
            raise Failed(f"load: exit {done.returncode}: {done.stderr.strip()}")

    def ask(self, text, form):
        where = (["--data", self.file, "--default-graph", "union"] if self.reads_files
                 else ["--store", self.store])
        results = "ntriples" if form == "construct" else "json"
        try:
            done = subprocess.run(
                [self.program, "query", *where, "--strict", "--timeout", "20", "--results",
                 results, "-q", text], capture_output=True, text=True, timeout=60)
        except subprocess.TimeoutExpired:
            raise Failed("no answer within a minute")
        if "not answered by this version" in done.stderr:
            raise Refused(re.sub(r".*?\d+:\d+: ", "", done.stderr).split(": not answered")[0])
        if done.returncode != 0:
            raise Failed(f"exit {done.returncode}: {done.stderr.strip()}")
        return self.triples(done.stdout) if form == "construct" else self.rows(done.stdout)

    @staticmethod
    def triples(text):
        import rdflib
        graph = rdflib.Graph()
        graph.parse(data=text, format="nt")
        return Rdflib.graph(graph)

    @staticmethod
    def rows(text):
        answer = json.loads(text)
        if "boolean" in answer:
            return answer["boolean"]
        return collections.Counter(
            tuple(sorted((name, Nysta.cell(term)) for name, term in row.items()))
            for row in answer["results"]["bindings"])

    @staticmethod
    def cell(term):
        if term["type"] != "literal":
            return (term["type"], term["value"])
        return literal(term["value"], term.get("datatype"), term.get("xml:lang"))


class Rdflib:
    def __init__(self):
        import rdflib
        from rdflib.plugins.sparql import evaluate
        aggregate = evaluate.evalAggregateJoin

        def aggregate_rightly(ctx, part):
            for row in aggregate(ctx, part):
                if len(row) > 0 or part.p.expr is None:
                    yield row

        def join_rightly(ctx, part):
            if part.lazy:
                return evaluate.evalLazyJoin(ctx, part)
            return evaluate._join(evaluate.evalPart(ctx, part.p1),
                                  list(evaluate.evalPart(ctx, part.p2)))

        self.rdflib = rdflib
        evaluate.evalAggregateJoin = aggregate_rightly
        evaluate.evalJoin = join_rightly

    def load(self, quads):
        read = self.rdflib.ConjunctiveGraph()
        read.parse(data="".join(q + "\n" for q in quads), format="nquads")
        self.dataset = self.rdflib.Dataset(default_union=True)
        for s, p, o, context in read.quads():
            # Its reader puts triples into a graph of their own, which GRAPH ?g would find.
            named = isinstance(context.identifier, self.rdflib.URIRef)
            graph = self.dataset.graph(context.identifier) if named else self.dataset.default_context
            graph.add((s, p, o))

    def ask(self, text, form):
        try:
            result = self.dataset.query(text)
            if form == "ask":
                return bool(result.askAnswer)
            if form == "construct":
                return self.graph(result.graph)
            names = {str(v) for v in result.vars}
            return collections.Counter(
                tuple(sorted((str(v), self.cell(term)) for v, term in binding.items()
                             if str(v) in names))
                for binding in result.bindings)
        except Exception as error:  # whatever it is, there is nothing to compare with
            raise Refused(f"rdflib: {type(error).__name__}: {error}") from error

    @staticmethod
    def graph(graph):
        """A literal is no subject: a template's triple with one is left out, not so by rdflib."""
        import rdflib
        return collections.Counter(tuple(zip("spo", map(Rdflib.cell, triple)))
                                   for triple in graph if not isinstance(triple[0], rdflib.Literal))

    @staticmethod
    def cell(term):
        import rdflib
        if isinstance(term, rdflib.BNode):
            return ("bnode", str(term))
        if isinstance(term, rdflib.URIRef):
            return ("uri", str(term))
        return literal(str(term), term.datatype and str(term.datatype), term.language)


# --- one case ------------------------------------------------------------------------------------

def differ(engines, quads, query):
    """None if the answers agree, else what they are; Refused if one of them has none."""
    nysta, other = engines
    text = query_text(query)
    nysta.load(quads)
    other.load(quads)
    expected = other.ask(text, query[0])
    try:
        actual = nysta.ask(text, query[0])
    except Failed as failure:
        return (str(failure), expected)
    return None if same(actual, expected) else (actual, expected)


def still_differs(engines, quads, query):
    try:
        return differ(engines, quads, query) is not None
    except Refused:
        return False


def lists_of(node):
    """Every list of elements in a query, innermost last."""
    if not isinstance(node, list):
        return
    if node and all(isinstance(e, list) for e in node):
        yield node
    for child in node:
        yield from lists_of(child)


def shrink(engines, quads, query, budget=150):
    """Leave quads and elements out as long as the answers differ. Changes @query."""
    changed = True
    while changed and budget > 0:
        changed = False
        for i in reversed(range(len(quads))):
            budget -= 1
            fewer = quads[:i] + quads[i + 1:]
            if still_differs(engines, fewer, query):
                quads, changed = fewer, True
        for elements in list(lists_of(query)):
            for i in reversed(range(len(elements))):
                if len(elements) == 1:
                    break  # rdflib has its own idea of GRAPH ?g { }
                budget -= 1
                taken = elements.pop(i)
                if still_differs(engines, quads, query):
                    changed = True
                else:
                    elements.insert(i, taken)
    return quads


def show(answer):
    if not isinstance(answer, collections.Counter):
        return [repr(answer)]
    return [f"{n} × {row}" for row, n in sorted(answer.items(), key=repr)] or ["no rows"]


def describe(engines, quads, query):
    quads = shrink(engines, quads, query)
    actual, expected = differ(engines, quads, query)
    for quad in quads:
        yield quad
    yield from query_text(query).splitlines()
    yield "nysta:"
    yield from show(actual)
    yield "rdflib:"
    yield from show(expected)


def run_case(engines, seed, case, n_queries, counts, strict):
    """Lines about what went wrong."""
    rng = random.Random(f"{seed}/{case}")
    quads = make_quads(rng)
    for _ in range(n_queries):
        query = Grammar(rng).query()
        try:
            if differ(engines, quads, query) is None:
                counts["same"] += 1
                continue
        except Refused as refusal:
            counts["refused"] += 1
            if strict and not str(refusal).startswith("rdflib"):
                yield f"refused: {refusal}"
                yield from query_text(query).splitlines()
            continue
        counts["different"] += 1
        yield from describe(engines, quads, query)
        yield ""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=25)
    parser.add_argument("--queries", type=int, default=6, help="of each case")
    parser.add_argument("--only", type=int, help="this case alone")
    parser.add_argument("--strict", action="store_true", help="a refusal is a failure")
    options = parser.parse_args()
    counts = collections.Counter()
    cases = [options.only] if options.only is not None else range(1, options.cases + 1)
    n_failed = 0

    with tempfile.TemporaryDirectory(prefix="nysta-differential-") as folder:
        engines = (Nysta(os.environ.get("NYSTA", "nysta"), folder), Rdflib())
        for number, case in enumerate(cases, 1):
            wrong = list(run_case(engines, options.seed, case, options.queries, counts,
                                  options.strict))
            n_failed += bool(wrong)
            print(f"{'not ' if wrong else ''}ok {number} - seed {options.seed}, case {case}")
            for line in wrong:
                print(f"# {line}")
            sys.stdout.flush()
    print("# queries: " + ", ".join(f"{n} {what}" for what, n in sorted(counts.items())))
    print(f"1..{len(cases)}")
    return 1 if n_failed else 0


if __name__ == "__main__":
    sys.exit(main())

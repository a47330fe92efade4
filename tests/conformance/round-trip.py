# What `nysta export` writes, read by rdflib and compared graph by graph: the results of the
# W3C's Turtle suite, and graphs of terms that are hard to write. Speaks TAP.
# SPDX-License-Identifier: LGPL-2.1-or-later
import logging, os, random, re, subprocess, sys, tempfile, warnings

import rdflib
from rdflib.compare import isomorphic

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
rdflib.NORMALIZE_LITERALS = False
NYSTA = os.environ["NYSTA"]
N_RANDOM = 60
n_tests = n_failed = 0


def tell(ok, name, why=""):
    global n_tests, n_failed
    n_tests += 1
    n_failed += not ok
    print("%s %d - %s" % ("ok" if ok else "not ok", n_tests, name), flush=True)
    for line in why.splitlines()[:20]:
        print("# " + line, flush=True)


def nysta(*arguments, input=None):
    return subprocess.run([NYSTA, *arguments], input=input, capture_output=True)


# --- graphs -----------------------------------------------------------------------------

TEXTS = [
    "", " ", "  a  ", "\n", "\r", "\r\n", "\t", "a\rb\r\nc\n", "<&>\"'", "]]>", "<![CDATA[",
    "&amp;", "\\", "\\u0041", "Åsa", "\u2028\u2029", "\ufeff", "\ufffd", "\U0001f600", "\x7f",
    "\x85", "{}", "@id", "_:b", "true", "1", "null", "foaf:name", "a" * 5000,
]
XML_FORBIDS = ["\x01", "\x08", "\x0b", "\x0c", "\x1f", "a\ufffe", "\uffff"]
TYPES = [
    "", "@sv", "@sv-SE", "@en-x-a1", "^^<http://www.w3.org/2001/XMLSchema#integer>",
    "^^<http://www.w3.org/2001/XMLSchema#date>", "^^<http://www.w3.org/2001/XMLSchema#double>",
    "^^<http://www.w3.org/2001/XMLSchema#boolean>", "^^<http://x/type&more>",
    "^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral>", "^^<foaf:type>",
    "^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML>",
]
NODES = [
    "<http://x/a>", "<http://xmlns.com/foaf/0.1/Person>", "<foaf:a>", "<org:b>", "<urn:x:y>",
    "<http://x/å?q=<>&b='c'#d>".replace("<>", ""), "<http://x/\U0001f600>", "_:b", "_:b.1", "_:1",
    "_:å", "_:_", "_:a-b", "<mailto:a@b.se>", "<urn:nysta:id/person/1>", "<pers:a>",
    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil>", "<http://xmlns.com/foaf/0.1/>",
]
PREDICATES = [
    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<http://xmlns.com/foaf/0.1/name>",
    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#_1>", "<http://x/1a>", "<http://x/a.b-c>",
    "<http://x/å>", "<http://x/a&b>", "<urn:x:p>", "<http://xmlns.com/foaf/0.1/1st>",
    "<http://www.w3.org/2000/xmlns/foo>", "<http://x/\U0001f600z>", "<schema:name>", "<x:y>",
    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#first>", "<http://x/p_>",
    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest>", "<urn:nysta:def/role/x>",
]


def quoted(text):
    return '"' + "".join("\\u%04X" % ord(c) if ord(c) < 32 or c in '"\\' else c for c in text) + '"'


def hostile_lines(choose):
    for i, text in enumerate(TEXTS):
        for kind in TYPES[:5]:
            yield "text-%d" % i, "<http://x/s>", "<http://x/p>", quoted(text) + kind
    for i, kind in enumerate(TYPES):
        yield "type-%d" % i, "<http://x/s>", "<http://x/p>", quoted("a") + kind
    for i, predicate in enumerate(PREDICATES):
        for node in NODES:
            yield "predicate-%d" % i, node, predicate, node
    for i in range(N_RANDOM):
        for _ in range(choose.randint(1, 12)):
            literal = quoted(choose.choice(TEXTS)) + choose.choice(TYPES)
            yield ("random-%d" % i, choose.choice(NODES), choose.choice(PREDICATES),
                   choose.choice([literal, choose.choice(NODES)]))


def hostile(path):
    with open(path, "w", encoding="utf-8", newline="") as out:
        for graph, subject, predicate, object in hostile_lines(random.Random(1)):
            # A label is of one file, so that graphs of it share blank nodes: they may.
            out.write("%s %s %s <http://g/%s> .\n" % (subject, predicate, object, graph))


def suite(path):
    """The graphs of the Turtle suite's results, asked at once and written down as TriG."""
    root = os.path.join(os.environ.get("W3C_DIR", ""), "rdf-turtle")
    try:
        manifest = open(os.path.join(root, "manifest.ttl"), encoding="utf-8").read()
    except OSError:
        return 0
    results = re.findall(r"mf:result\s+<([^>]*\.nt)>", manifest)
    files = [os.path.join(root, name) for name in sorted(set(results))]
    # No literal of nysta's has U+0000.
    files = [f for f in files if b"\\u0000" not in open(f, "rb").read()]
    named = ["--named=http://t/%s=%s" % (os.path.basename(f)[:-3], f) for f in files]
    if not files:
        return 0
    rows = nysta("query", "--results", "tsv", *named,
                 "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }").stdout.decode()
    with open(path, "w", encoding="utf-8", newline="") as out:
        for row in rows.split("\n")[1:]:
            if row:
                out.write("%s { %s %s %s }\n" % tuple(row.split("\t")))
    return len(files)


# --- comparing --------------------------------------------------------------------------

def read(data, format):
    dataset = rdflib.ConjunctiveGraph()
    dataset.parse(data=data, format=format, publicID="http://base/")
    return {str(g.identifier): g for g in dataset.contexts() if len(g)}


TERM = re.compile(r'<([^>]*)>|_:(\S+)|"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?')
ESCAPES = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "\\": "\\"}


def unescape(text):
    return re.sub(r"\\(?:u([0-9A-F]{4})|(.))",
                  lambda m: chr(int(m[1], 16)) if m[1] else ESCAPES[m[2]], text)


def term(match):
    iri, label, text, language, datatype = match.groups()
    if iri is not None:
        return rdflib.URIRef(iri)
    if label is not None:
        return rdflib.BNode(label)
    return rdflib.Literal(unescape(text), lang=language, datatype=datatype and rdflib.URIRef(datatype))


def read_quads(data):
    """nysta's N-Quads, which are canonical: rdflib's own reader takes ASCII labels only."""
    graphs = {}
    for line in data.decode().split("\n")[:-1]:
        terms = [term(match) for match in TERM.finditer(line)]
        graphs.setdefault(str(terms[3]), rdflib.Graph()).add(terms[:3])
    return graphs


def same(a, b):
    return len(a) == len(b) and isomorphic(a, b)


# Its JSON-LD reader resolves IRIs that have no `//` as if they were relative.
RDFLIB_CANNOT = {"jsonld": ["http://t/IRI-resolution-07", "http://t/IRI_with_all_punctuation"]}


def compare(what, wanted, got, left_out):
    wanted = {name: graph for name, graph in wanted.items() if name not in left_out}
    got = {name: graph for name, graph in got.items() if name not in left_out}
    wrong = [name for name in sorted(wanted.keys() | got.keys())
             if name not in wanted or name not in got or not same(wanted[name], got[name])]
    tell(not wrong, "%s: %d graphs" % (what, len(wanted)), "\n".join(wrong))


def check(what, store, wanted):
    """Each format that holds many graphs, then each that holds one."""
    for format in ("trig", "nquads"):
        written = nysta("export", "--all", "--store", store, "--format", format).stdout
        again = os.path.join(folder, what + "-again." + ("nq" if format == "nquads" else format))
        open(again, "wb").write(written)
        nysta("load", "--store", again + ".nysta", again)
        ids = [nysta("export", "--all", "--store", s, "--format", "ntriples").stdout.count(b"\n")
               for s in (store, again + ".nysta")]
        tell(ids[0] == ids[1] > 0, "%s, %s: as many triples are read again" % (what, format))
    written = nysta("export", "--all", "--store", store, "--format", "jsonld")
    compare(what + ", jsonld", wanted, read(written.stdout, "json-ld"),
            RDFLIB_CANNOT["jsonld"])
    for format, parser in (("rdfxml", "xml"), ("turtle", "turtle")):
        got, refused = {}, []
        for name in wanted:
            graph = rdflib.Graph()
            written = nysta("export", "--all", "--store", store, "--graph", name, "--format", format)
            if written.returncode == 1 and b"XML 1.0 forbids" in written.stderr:
                refused.append(name)
                continue
            try:
                graph.parse(data=written.stdout, format=parser)
            except Exception as problem:
                print("# %s: %s: %s" % (name, problem, written.stderr.decode()))
            got[name] = graph
        compare("%s, %s (%d refused)" % (what, format, len(refused)), wanted, got, refused)


def check_file(what, path):
    store = path + ".nysta"
    loaded = nysta("load", "--store", store, path)
    if loaded.returncode != 0:
        tell(False, what + ": loads", loaded.stderr.decode())
        return
    quads = nysta("export", "--all", "--store", store, "--format", "nquads").stdout
    check(what, store, read_quads(quads))


def check_refusals():
    for text in XML_FORBIDS:
        line = "<http://x/s> <http://x/p> %s .\n" % quoted(text)
        asked = nysta("query", "--data", "-", "--results", "rdfxml",
                      "CONSTRUCT WHERE { ?s ?p ?o }", input=line.encode())
        tell(asked.returncode == 1 and asked.stderr.count(b"\n") == 1 and
             b"</rdf:RDF>" not in asked.stdout and b"XML 1.0 forbids" in asked.stderr,
             "rdfxml: %s is refused" % ascii(text))
        asked = nysta("query", "--data", "-", "--results", "jsonld",
                      "CONSTRUCT WHERE { ?s ?p ?o }", input=line.encode())
        read_again = [str(o) for g in read(asked.stdout, "json-ld").values() for o in g.objects()]
        tell(read_again == [text], "jsonld: %s is kept" % ascii(text))


with tempfile.TemporaryDirectory() as folder:
    check_refusals()
    path = os.path.join(folder, "hostile.nq")
    hostile(path)
    check_file("hard terms", path)
    path = os.path.join(folder, "suite.trig")
    if suite(path) > 0:
        check_file("W3C's Turtle suite", path)
    else:
        n_tests += 1
        print("ok %d - # SKIP the W3C's Turtle suite: --with-w3c" % n_tests)
print("1..%d" % n_tests)
sys.exit(n_failed > 0)

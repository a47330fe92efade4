# SPDX-License-Identifier: LGPL-2.1-or-later
"""A store as a Python program has it: tests/cli/redland.sh runs this and compares."""
import sys
import warnings

import RDF
import Redland

path = sys.argv[1]
warnings.simplefilter("ignore")


def model(options):
    return RDF.Model(RDF.Storage(storage_name="nysta", name=path, options_string=options))


def uri(text):
    return RDF.Node(uri_string=text)


def statement(text, **literal):
    return RDF.Statement(uri("http://e/s"), uri("http://e/p"), RDF.Node(literal=text, **literal))


def fails(what, call):
    try:
        call()
        print(what, "went through")
    except RDF.RedlandError as error:
        print(what + ":", str(error.value).replace(path, "STORE"))


def transaction(verb):
    return getattr(Redland, "librdf_model_transaction_" + verb)(m._model)


anything = RDF.Statement(None, None, None)
g = uri("http://g/py")

m = model("contexts='yes'")
print("size", len(m))
print("name", [s.object.literal_value["string"] for s in
               m.find_statements(RDF.Statement(uri("http://e/a"), uri("http://e/name"), None))])
print("feature", m.get_feature("http://feature.librdf.org/model-contexts"))

# Seen at once, one by one.
for i in range(2500):
    s = statement("x%d" % i)
    if s in m:
        print("already there")
    m.append(s)
    if s not in m:
        print("not there")
print("added", len(m))

# A stream goes on while what it gives is removed.
n = 0
for s in m.find_statements(RDF.Statement(uri("http://e/s"), None, None)):
    del m[s]
    n += 1
print("removed", n, len(m))

# Exactly as it was put.
for node in (RDF.Node(literal="å\n\"", language="sv-SE"), RDF.Node(literal=""),
             RDF.Node(literal="007", datatype=RDF.Uri("http://www.w3.org/2001/XMLSchema#integer")),
             RDF.Node(blank="r1r2"), uri("http://e/å")):
    s = RDF.Statement(RDF.Node(blank="r0"), uri("http://e/p"), node)
    m.append(s, context=g)
    m.sync()
    found = list(m.find_statements(s, g))
    print(found == [s], found[0].object)
    del m[s]
print("contexts", sorted(str(c) for c in m.get_contexts()))

# All of a transaction, or nothing.
print("start", transaction("start"))
m.append(statement("v0"), context=g)
m.append(statement("v1"), context=g)
print("inside", len(m), sorted(str(c) for c in m.get_contexts()), len(list(m.as_stream_context(g))))
print("rollback", transaction("rollback"), len(m), sorted(str(c) for c in m.get_contexts()))
print("start", transaction("start"))
m.append(statement("v1"), context=g)
m.append(statement("v2"), context=g)
m.remove_statements_with_context(uri("http://g/1"))
print("commit", transaction("commit"), len(m), sorted(str(c) for c in m.get_contexts()))

fails("blank context", lambda: m.append(statement("x"), context=RDF.Node(blank="c")))
fails("relative", lambda: m.append(RDF.Statement(uri("a"), uri("http://e/p"), uri("b"))))
fails("no transaction", lambda: transaction("commit"))

# Streams that nobody ends, and a storage that nobody closes.
left = m.find_statements(anything)
m.append(statement("v1"), context=g)
del m
print("left", len(list(left)))
del left

m = model("write='no'")
print("union", len(m), [str(s.object) for s in m.find_statements(
    RDF.Statement(uri("http://e/s"), uri("http://e/p"), None))])
fails("read only", lambda: m.append(statement("x")))
fails("no contexts", lambda: list(m.get_contexts()))
fails("both", lambda: model("new='yes',write='no'"))

# Nobody says that it is the end.
m = model("contexts='yes'")
m.append(statement("v3"), context=g)

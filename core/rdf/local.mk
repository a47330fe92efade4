rdf_sources = \
	core/rdf/graph.h core/rdf/iri.h core/rdf/prefix.h core/rdf/rdf-reader.h \
	core/rdf/rdf-writer.h core/rdf/term.h core/rdf/vocabulary.h

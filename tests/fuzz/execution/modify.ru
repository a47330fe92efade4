WITH <urn:g> DELETE { ?a <urn:p> ?b } INSERT { ?b <urn:p> ?a GRAPH <urn:h> { ?a <urn:q> [] } } USING NAMED <urn:h> WHERE { ?a <urn:p> ?b OPTIONAL { GRAPH ?g { ?x ?y ?a } } }

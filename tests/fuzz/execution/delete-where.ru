DELETE WHERE { ?a <urn:p> ?b . GRAPH ?g { ?b <urn:v> ?v } } ; DELETE DATA { <urn:a> <urn:v> 1 } ; INSERT { ?a ?b ?c } WHERE { ?a ?b ?c FILTER isIRI(?c) }

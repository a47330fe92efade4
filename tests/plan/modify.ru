PREFIX : <http://e/>
WITH :w DELETE { ?a :p ?b } INSERT { GRAPH ?g { ?b :p ?c } } WHERE { ?a :p ?b . ?b :q ?c GRAPH ?g { ?a ?b ?d } }

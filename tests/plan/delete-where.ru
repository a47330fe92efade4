PREFIX : <http://e/>
DELETE WHERE { ?a :p ?b ; :q ?c . GRAPH ?g { ?a :p ?d . ?d :q ?e } ?e :r ?a GRAPH :h { ?a :s ?a } }

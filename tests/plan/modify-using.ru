PREFIX : <http://e/>
WITH :w INSERT { ?a :p 1 } USING :u USING NAMED :n WHERE { ?a :p ?b }

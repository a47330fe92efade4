BASE <http://example.org/>
PREFIX : <#>
WITH :g DELETE { ?s :p ?o . GRAPH ?g { ?s :q ?o } } INSERT { ?s :p _:n . _:n :r ?o }
USING :a USING NAMED <b> WHERE { ?s :p+ ?o . GRAPH ?g { } } ;
BASE <http://example.com/>
DELETE { } WHERE { ?s ?p _:x } ;
INSERT { [] <p> ?s } WHERE { ?s ?p _:y } ;
DELETE WHERE { ?s <p> ?o . GRAPH <g> { ?s ?p ?o } }

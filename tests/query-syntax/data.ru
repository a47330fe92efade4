PREFIX : <http://example.org/>
INSERT DATA { :s :p 1, 2 . GRAPH :g { :s :p _:b ; a :T } . _:b :q [] GRAPH :h { } } ;
DELETE DATA { :s :p 1 . GRAPH :g { :s :p () } }

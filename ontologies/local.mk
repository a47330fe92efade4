# The lexicon is compiled here: ontologies/lexicon.bin

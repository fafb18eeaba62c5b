"""The documents of the model: pages for ontology, vocabularies, mapping and shapes, and the picture, all made of the files."""

"""Kinds of question that the catalogue, a table or a document's own form answers."""

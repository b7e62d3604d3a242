"""Dates in words: read from a text, found in it, and written; one module a language.

`reading`, `finding` and `describing` are the doors. A `Language` is data: its words,
the grammar of its dates, and the wording in which they are told.
"""

"""How the chronology came about: the log's own past, asked of the log.

`past` is the door; `points` says which moments of the log can be named.
"""

"""The read model: tables made from the log, filled at once or caught up, and kept.

`readmodel` is the door, and `schema` says what the tables hold. `builder` catches up;
`loader` fills them with a long log at once.
"""

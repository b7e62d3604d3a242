"""Rules that a chronology should obey, family by family, and what breaks them.

`checks` lists them all and runs them; a plugin offers more, see `offer`.
"""

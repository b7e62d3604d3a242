"""The command line: ``python -m chrono56``."""

"""The chronologies that travel with chrono56, as logs ready to read."""

from pathlib import Path


def path_of(name: str = "1956") -> Path:
    """Return the path of a bundled log; it is for reading only.

    >>> path_of("1956").name
    '1956.jsonl'
    """
    return Path(__file__).with_name(f"{name}.jsonl")

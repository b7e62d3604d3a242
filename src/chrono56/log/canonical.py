"""Canonical JSON: the one spelling that every object of a log has (RFC 8785 subset).

Keys are ASCII and sorted; integers lie within ±(2**53-1); there are no floats and no
duplicate keys. With these limits ``orjson`` writes what RFC 8785 asks for.
"""

import hashlib
from typing import Any

import orjson
from immutabledict import immutabledict

from chrono56.model.rules import DEEPEST, LARGEST


class NotCanonicalError(ValueError):
    """The bytes are not canonical JSON; the message says why."""


def dumps(value: Any) -> bytes:
    """Return *value* as canonical JSON; mappings may be frozen, tuples are lists.

    >>> dumps({"b": 1, "a": ("x",)})
    b'{"a":["x"],"b":1}'
    """
    return orjson.dumps(value, default=_thawed, option=orjson.OPT_SORT_KEYS)


def loads(line: bytes) -> dict[str, Any]:
    """Read one canonical JSON object.

    Raises:
        NotCanonicalError: It is no JSON object, or has another canonical spelling.

    >>> loads(b'{"a":1, "b":2}')
    Traceback (most recent call last):
    ...
    chrono56.log.canonical.NotCanonicalError: not in canonical form (from byte 7)
    """
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise NotCanonicalError(f"not JSON: {error}") from None
    if not isinstance(value, dict):
        raise NotCanonicalError("not a JSON object")
    _check_tree(value)
    # One comparison finds duplicate keys, blanks, escapes and numbers such as 1e3.
    spelt = dumps(value)
    if spelt != line:
        raise NotCanonicalError(_difference(spelt, line))
    if not line.isascii():
        _check_keys(value)
    return value


def address(value: Any) -> str:
    """Return the lower-case hex SHA-256 of *value* in canonical JSON."""
    return hashlib.sha256(dumps(value)).hexdigest()


def _check_tree(root: dict[str, Any]) -> None:
    # A loop, not recursion: the input may be hostile. Text is no matter of concern.
    level: list[Any] = [root]
    for _ in range(DEEPEST):
        deeper: list[Any] = []
        for node in level:
            for child in node.values() if node.__class__ is dict else node:
                kind = child.__class__
                if kind is str:
                    continue
                if kind is dict or kind is list:
                    deeper.append(child)
                elif kind is float:
                    raise NotCanonicalError("a number that is no whole number")
                elif kind is int and not -LARGEST <= child <= LARGEST:
                    raise NotCanonicalError("a whole number beyond ±(2**53-1)")
        if not deeper:
            return
        level = deeper
    raise NotCanonicalError(f"nested deeper than {DEEPEST} levels")


def _check_keys(root: dict[str, Any]) -> None:
    nodes: list[Any] = [root]
    for node in nodes:  # it grows while it is walked
        if isinstance(node, dict):
            if not all(map(str.isascii, node)):
                raise NotCanonicalError("a key that is not ASCII")
            nodes += node.values()
        elif isinstance(node, list):
            nodes += node


def _difference(spelt: bytes, line: bytes) -> str:
    if line.rstrip(b"\r") == spelt:
        return "a carriage return at the end: something rewrote the line ends"
    pairs = zip(spelt, line, strict=False)
    same = min(len(spelt), len(line))
    at = next((i for i, (a, b) in enumerate(pairs) if a != b), same)
    return f"not in canonical form (from byte {at})"


def _thawed(value: Any) -> Any:
    if isinstance(value, immutabledict):
        return dict(value)
    raise TypeError(f"{value!r} is not JSON")

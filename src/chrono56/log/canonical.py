"""Canonical JSON: the one spelling that every object of a log has (RFC 8785 subset).

Keys are ASCII and sorted; integers lie within ±(2**53-1); there are no floats and no
duplicate keys. With these limits ``orjson`` writes what RFC 8785 asks for.
"""

from hashlib import sha256
from typing import Any, Final

import orjson
from immutabledict import immutabledict

from chrono56.model.rules import DEEPEST, LARGEST

Spelt = orjson.Fragment
"""What stands in a value for a part of it that is spelt already."""

_SORTED: Final = orjson.OPT_SORT_KEYS


class NotCanonicalError(ValueError):
    """The bytes are not canonical JSON; the message says why."""


def dumps(value: Any) -> bytes:
    """Return *value* as canonical JSON; mappings may be frozen, tuples are lists.

    >>> dumps({"b": 1, "a": ("x",)})
    b'{"a":["x"],"b":1}'
    """
    return orjson.dumps(value, default=_thawed, option=_SORTED)


def loads(line: bytes) -> dict[str, Any]:
    """Read one canonical JSON object.

    Raises:
        NotCanonicalError: It is no JSON object, or has another canonical spelling.

    >>> loads(b'{"a":1, "b":2}')
    Traceback (most recent call last):
    ...
    chrono56.log.canonical.NotCanonicalError: not in canonical form (from byte 7)
    """
    value = parsed(line)
    check_within(value, line)
    check_spelling(value, line)
    return value


def parsed(line: bytes) -> dict[str, Any]:
    """Read a JSON object, however it is spelt and whatever it holds.

    Raises:
        NotCanonicalError: It is no JSON object.
    """
    value = _read(line)
    if value.__class__ is not dict:
        raise NotCanonicalError("not a JSON object")
    return value


def members(text: bytes) -> list[Any]:
    """Read the members of a JSON list from what stands within its brackets.

    Raises:
        NotCanonicalError: That is no JSON.

    >>> members(b'{"a":1},{}')
    [{'a': 1}, {}]
    """
    return _read(b"[%b]" % text)  # type: ignore[no-any-return] # a list


def check_within(
    value: dict[str, Any] | list[Any], line: bytes, above: int = 0
) -> None:
    """Check that all there is within a part of a line has a canonical form.

    Args:
        value: What was read from the line, or a part of it.
        line: The line, or that part of it.
        above: How many levels of nesting there are around that part.

    Raises:
        NotCanonicalError: A number is not whole or too great, a key is not ASCII, or
            it is nested too deep.
    """
    only_ascii = line.isascii()
    # Level by level, not by recursion: the input may be hostile. Text is no concern.
    nodes: list[Any] = [value]
    last = value  # of its level
    for node in nodes:  # it grows while it is walked
        children = node
        if node.__class__ is dict:
            children = node.values()
            if not only_ascii and not "".join(node).isascii():
                raise NotCanonicalError("a key that is not ASCII")
        for child in children:
            kind = child.__class__
            if kind is str:
                continue
            if kind is dict or kind is list:
                nodes.append(child)
            else:
                _check_number(child)
        if node is last:
            above, last = above + 1, nodes[-1]
            if above > DEEPEST:
                raise NotCanonicalError(f"nested deeper than {DEEPEST} levels")


def spelt_within(parts: list[Any], line: bytes, above: int = 0) -> list[bytes]:
    """Return how the members of a list are to be spelt, all of them checked.

    Args:
        parts: The list, as it was read from a line.
        line: The line.
        above: How many levels of nesting there are around the list.

    Raises:
        NotCanonicalError: As for `check_within`.
    """
    try:
        spelt = [orjson.dumps(part, option=_SORTED) for part in parts]
        # A long line hardly ever is all ASCII, most of its parts are: of these no keys
        # need to be looked at.
        plain: list[Any] = []
        other: list[Any] = []
        for part, text in zip(parts, spelt, strict=True):
            (plain if text.isascii() else other).append(part)
        check_within(plain, b"", above)
        check_within(other, line, above)
    except (NotCanonicalError, orjson.JSONEncodeError):  # the latter: far too deep
        check_within(parts, line, above)  # of all that is wrong, the first is told
        raise
    return spelt


def check_spelling(value: dict[str, Any], line: bytes) -> None:
    """Check that *line* is how *value*, all of it checked before, is to be spelt.

    Raises:
        NotCanonicalError: It is spelt otherwise.
    """
    # One comparison finds duplicate keys, blanks, escapes and numbers such as 1e3.
    spelt = orjson.dumps(value, option=_SORTED)
    if spelt != line:
        raise NotCanonicalError(_difference(spelt, line))


def address(value: Any) -> str:
    """Return the lower-case hex SHA-256 of *value* in canonical JSON."""
    return sha256(dumps(value)).hexdigest()


def with_digest(value: Any) -> bytes:
    """Return a line that tells whether it was changed: *value* behind its address.

    >>> without_digest(with_digest({"a": 1}))
    {'a': 1}
    """
    text = dumps(value)
    return b"%b %b" % (sha256(text).hexdigest().encode(), text)


def without_digest(line: bytes) -> dict[str, Any]:
    """Return the value on a line that `with_digest` made.

    Raises:
        NotCanonicalError: It was changed, or never was that.
    """
    digest, _, text = line.partition(b" ")
    if digest != sha256(text).hexdigest().encode():
        raise NotCanonicalError("not as it was written")
    return loads(text)


def _read(text: bytes) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        # Its own words name line 1: messages name the line of the log.
        why = f"not JSON: {error.msg} (at character {error.pos + 1})"
        raise NotCanonicalError(why) from None


def _check_number(value: Any) -> None:
    if value.__class__ is float:
        raise NotCanonicalError("a number that is no whole number")
    if value.__class__ is int and not -LARGEST <= value <= LARGEST:
        raise NotCanonicalError("a whole number beyond ±(2**53-1)")


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

"""The proof of a line of a log: its form, and that its id is its hash.

It costs hardly more than hashing the line; what the actions say is opened elsewhere.
"""

import contextlib
import operator
from collections.abc import Iterator
from typing import Any, Final

from chrono56.errors import RecordError
from chrono56.log import canonical
from chrono56.log.canonical import NotCanonicalError
from chrono56.log.envelope import (
    VERSION,
    Envelope,
    check_instant,
    digests_of,
    entry_id,
)
from chrono56.log.store import Store
from chrono56.model.rules import LARGEST, is_digest, shown

_DO: Final = b'"do":['
_ID: Final = b'],"id":"'
_REQUIRED: Final = ("at", "by", "do", "id", "parents", "v")
_OPTIONAL: Final = ("reason", "key", "clock")
_required: Final = operator.itemgetter(*_REQUIRED)
_PARENTS_FINE: Final = "parents are SHA-256 ids, one or more, sorted, each once"


def read_envelope(line: bytes) -> Envelope:
    """Read an entry as far as its proof: its form, its addresses and its id.

    Raises:
        NotCanonicalError: The line is not canonical JSON, or the id is not its hash.
        RecordError: A field breaks the form of an entry.
    """
    # The patterns are made when they are first used: a question that the read model
    # answers must not pay for them.
    from chrono56.log.usual import read_usual  # noqa: PLC0415

    try:
        usual = read_usual(line)
    except ValueError:  # whatever it is, it has to be told in order
        usual = None
    return usual or read_single(line)


def read_single(line: bytes) -> Envelope:
    """Read an entry as `read_envelope` does, where few others are read.

    It takes longer, but needs no patterns.
    """
    body = canonical.parsed(line)
    try:
        return _read_any(line, body)
    except RecordError:
        canonical.loads(line)  # what is no canonical JSON at all is told first
        raise


def _read_any(line: bytes, body: dict[str, Any]) -> Envelope:
    try:
        at, by, do, given_id, parents, version = _required(body)
    except KeyError:
        missing = ", ".join(sorted(set(_REQUIRED) - body.keys()))
        raise RecordError(
            f"neither a header nor an entry: no field {missing}"
        ) from None
    check_instant(at)
    _check_text(by, "by")
    _check_text(given_id, "id")
    optional = _check_optional(body)
    _check_parents(parents)
    if version.__class__ is not int or not VERSION <= version <= LARGEST:
        raise RecordError(f"{shown(version)} is no version", "use 1", "v")
    if do.__class__ is not list or not (do or len(parents) > 1):
        raise RecordError("no actions", "only an entry that merges may have none", "do")
    is_known = len(body) == len(_REQUIRED) + optional
    if not is_known:  # else all but what the actions hold is checked by now
        canonical.check_within(body, line)
    spelt = canonical.spelt_within(do, line, above=1)
    # Put together again it is the line, or else all of it is compared: it is spelt
    # otherwise, or a field that nobody knows has another `"do":[`.
    around = canonical.dumps(body | {"do": []})
    if line != around.replace(_DO, _DO + b",".join(spelt), 1):
        canonical.check_spelling(body, line)
    digests = digests_of(do, spelt)
    proven_id = entry_id(body, [digest.hex() for digest in digests])
    if given_id != proven_id:
        raise NotCanonicalError("the id is not the hash of the entry")
    return Envelope(body, body.pop("do"), spelt, digests)


def envelopes(store: Store) -> Iterator[Envelope]:
    """Yield what a store keeps, without the header and lines that are no entries."""
    for _, line in store.read():
        with contextlib.suppress(ValueError):
            yield read_envelope(line)


def _check_text(value: Any, name: str) -> None:
    if value.__class__ is str and value:
        return
    if value.__class__ is not str:
        raise RecordError(f"{shown(value)} is not text", "", name)
    if name == "by":
        raise RecordError("nobody recorded it", "by is the recorder's name", "by")
    raise RecordError("an empty field", "leave it out", name)


def _check_optional(body: dict[str, Any]) -> int:
    """Check the fields that an entry need not have; return how many there are."""
    found = 0
    for name in _OPTIONAL:
        if name in body:
            found += 1
            _check_text(body[name], name)
    if "clock" in body:
        check_instant(body["clock"], "clock")
    return found


def _check_parents(parents: Any) -> None:
    if parents.__class__ is not list or not parents:
        raise RecordError("no parents", _PARENTS_FINE, "parents")
    if len(parents) == 1 and is_digest(parents[0]):
        return
    for number, parent in enumerate(parents):
        if not is_digest(parent):
            raise RecordError(
                f"{shown(parent)} is no parent", _PARENTS_FINE, f"parents[{number}]"
            )
    if parents != sorted(set(parents)):
        raise RecordError("parents in disorder", _PARENTS_FINE, "parents")

"""The form of a log's lines, and the proof in them: all but what the actions say.

Checking a line costs no more than hashing it; what its actions say is opened elsewhere.
"""

import contextlib
import operator
import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final

import attrs

from chrono56.errors import RecordError
from chrono56.log import canonical
from chrono56.log.canonical import NotCanonicalError
from chrono56.log.store import Store
from chrono56.log.upgrades import upgraded
from chrono56.model.rules import LARGEST, check_id, is_digest, shown

FORMAT: Final = 1
VERSION: Final = 1
_HEADER: Final = b'{"format":'
_DO: Final = b'"do":['
_ID: Final = b'],"id":"'
_DIGITS: Final = 64  # of an id
# Hours end at 23: from 3.13 on Python also reads 24:00, another spelling of midnight.
_INSTANT: Final = re.compile(
    r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):\d\d:\d\d\.\d{6}Z", re.ASCII
)
_REQUIRED: Final = ("at", "by", "do", "id", "parents", "v")
_OPTIONAL: Final = ("reason", "key", "clock")
_RECORDS: Final = b',"type":"record"}'
# What stands around the only action of an entry as most are: no text in it is escaped.
_usual_head: Final = re.compile(
    rb'\{"at":".{27}","by":"[^"\\]+","do":\[', re.DOTALL
).match
_usual_tail: Final = re.compile(  # from the end of the id on
    rb'"(?:,"key":"[^"\\]+")?,"parents":\["[0-9a-f]{64}"\]'
    rb'(?:,"reason":"[^"\\]+")?,"v":1\}'
).fullmatch
_required: Final = operator.itemgetter(*_REQUIRED)
_PARENTS_FINE: Final = "parents are SHA-256 ids, one or more, sorted, each once"


@attrs.define(weakref_slot=False)
class Envelope:
    """Hold an entry whose form and id are proven, its actions still closed.

    Attributes:
        id: The SHA-256 that names it.
        at: When it was recorded.
        parents: The ids of the entries it follows.
        digests: The SHA-256 of each action.
        spelt: Each action in canonical form, as it stands in the line.
        body: The whole line, as JSON.
    """

    id: str
    at: str
    parents: tuple[str, ...]
    digests: Sequence[bytes]
    spelt: Sequence[bytes]
    body: dict[str, Any]

    @property
    def addresses(self) -> tuple[str, ...]:
        """Give the address of each action: its SHA-256, lower-case hex."""
        return tuple([digest.hex() for digest in self.digests])

    @property
    def actions(self) -> list[dict[str, Any]]:
        """Give the actions, as JSON in the form of the latest version known here."""
        return upgraded(self.body["do"], self.body["v"])

    @property
    def key(self) -> str:
        """Give the key that makes sending it again harmless; empty if none."""
        return self.body.get("key", "")  # type: ignore[no-any-return] # JSON

    @property
    def erased(self) -> frozenset[str]:
        """Give the addresses of its actions whose text was erased."""
        return frozenset(
            where
            for action, where in zip(self.actions, self.addresses, strict=True)
            if is_erased(action)
        )


def write_header(log_id: str) -> bytes:
    """Return the first line of a log, without its line end.

    >>> write_header("budapest")
    b'{"format":1,"log":"budapest"}'
    """
    return canonical.dumps({"format": FORMAT, "log": check_id(log_id, "log")})


def read_header(line: bytes) -> str:
    """Return the log's id from its header line.

    Raises:
        NotCanonicalError: It is no header of format 1.
        RecordError: The log's id is not an id.
    """
    body = canonical.loads(line)
    if body.keys() != {"format", "log"}:
        raise NotCanonicalError('no header: expected {"format":1,"log":"…"}')
    if type(body["format"]) is not int or body["format"] != FORMAT:
        raise NotCanonicalError(
            f"format {shown(body['format'])}; this chrono56 reads format {FORMAT}"
        )
    return check_id(body["log"], "log")


def is_header(line: bytes) -> bool:
    """Say whether *line* claims to be a header rather than an entry."""
    return line.startswith(_HEADER)  # no entry does: "at" sorts before "format"


def check_header(line: bytes, header: bytes) -> None:
    """Check a header that stands further down, as a union of copies brings it.

    Raises:
        NotCanonicalError: It is not the log's own *header* again.
    """
    if line != header:
        raise NotCanonicalError("the header of another log")


def header_address(line: bytes) -> str:
    """Return the SHA-256 of a header line without its line end: the root's parent."""
    return sha256(line).hexdigest()


def read_envelope(line: bytes) -> Envelope:
    """Read an entry as far as its proof: its form, its addresses and its id.

    Raises:
        NotCanonicalError: The line is not canonical JSON, or the id is not its hash.
        RecordError: A field breaks the form of an entry.
    """
    body = canonical.parsed(line)
    try:
        return _read_usual(line, body) or _read_any(line, body)
    except RecordError:
        canonical.loads(line)  # what is no canonical JSON at all is told first
        raise


def _read_usual(line: bytes, body: dict[str, Any]) -> Envelope | None:
    """Read an entry of one action, as `_read_any` does; None if it is not so plain.

    What stands around the action is as patterns know it, so that only the action has to
    be spelt anew and compared, and all that is hashed is cut out of the line.
    """
    do = body.get("do")
    if do.__class__ is not list or len(do) != 1 or do[0].__class__ is not dict:
        return None
    (action,) = do
    end = line.rfind(_ID)
    behind = end + len(_ID) + _DIGITS
    head = _usual_head(line)
    if head is None or _usual_tail(line, behind) is None:
        return None
    start = head.end()
    spelt = line[start:end]
    if not canonical.is_spelt(action, spelt):
        return None
    canonical.check_within(action, spelt, above=2)
    at = check_instant(body["at"])
    digest = _digest(action, spelt, 1)
    named = b'%b"%b"]%b' % (line[:start], digest.hex().encode(), line[behind + 1 :])
    proven_id = sha256(named).hexdigest()
    if body["id"] != proven_id:
        return None
    return Envelope(proven_id, at, tuple(body["parents"]), [digest], [spelt], body)


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
    return Envelope(proven_id, at, tuple(parents), digests, spelt, body)


def envelopes(store: Store) -> Iterator[Envelope]:
    """Yield what a store keeps, without the header and lines that are no entries."""
    for _, line in store.read():
        with contextlib.suppress(ValueError):
            yield read_envelope(line)


def entry_id(body: dict[str, Any], addresses: Sequence[str]) -> str:
    """Return the id of an entry: its hash, with addresses in place of its actions."""
    named = body | {"do": addresses}
    named.pop("id", None)  # one that is being made has none yet
    return canonical.address(named)


def digests_of(do: list[Any], spelt: Sequence[bytes]) -> list[bytes]:
    """Return the SHA-256 of actions; that of an erased one is what it leaves."""
    return [
        sha256(text).digest()
        if text.endswith(_RECORDS)  # most do, and are what they should be
        else _digest(action, text, number)
        for number, (action, text) in enumerate(zip(do, spelt, strict=True), 1)
    ]


def is_erased(action: dict[str, Any]) -> bool:
    """Say whether this is what stands in the place of an erased action."""
    return "erased" in action and len(action) == 1


def check_instant(text: str, where: str = "at") -> str:
    """Return *text* if it is an instant as entries have it.

    Raises:
        RecordError: It is not.

    >>> check_instant("2026-11-22T09:30:00.000000Z")
    '2026-11-22T09:30:00.000000Z'
    """
    try:
        if not _INSTANT.fullmatch(text):
            raise ValueError
        datetime.fromisoformat(text)  # a day that there is
    except (TypeError, ValueError):
        raise RecordError(
            f"{shown(text)} is not an instant",
            "expected YYYY-MM-DDTHH:MM:SS.ffffffZ",
            where,
        ) from None
    return text


def microseconds_later(at: str, microseconds: int) -> str:
    """Return the instant *microseconds* after *at* (before, where negative).

    Raises:
        OverflowError: It lies outside the years 1 to 9999.
    """
    moved = datetime.fromisoformat(at[:-1]) + timedelta(microseconds=microseconds)
    return moved.isoformat(timespec="microseconds") + "Z"


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


def _digest(action: Any, spelt: bytes, number: int) -> bytes:
    if action.__class__ is not dict:
        raise RecordError(f"{shown(action)} is no action", "", f"do[{number}]")
    name = action.get("type", "")
    if name.__class__ is str and _is_name(name):
        return sha256(spelt).digest()
    if not is_erased(action):
        check_id(name, f"do[{number}].type")
    erased = action["erased"]
    if not is_digest(erased):
        raise RecordError(
            f"{shown(erased)} is no address",
            "an erased action leaves its SHA-256",
            f"do[{number}].erased",
        )
    return bytes.fromhex(erased)


@lru_cache(maxsize=64)
def _is_name(text: str) -> bool:
    try:
        check_id(text)
    except RecordError:
        return False
    return True

"""The form of a log's lines: the header, and an entry but for what its actions say."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import attrs

from chrono56.errors import RecordError
from chrono56.log import canonical
from chrono56.log.canonical import NotCanonicalError
from chrono56.log.upgrades import upgraded
from chrono56.model.rules import check_id, is_digest, shown

if TYPE_CHECKING:
    from chrono56.log.forms import Form

FORMAT: Final = 1
VERSION: Final = 1
RECORD: Final = b'{"record":'
RECORDED: Final = b',"type":"record"}'
"""How actions begin and end that record something, and say no more."""

_HEADER: Final = b'{"format":'
# Hours end at 23: from 3.13 on Python also reads 24:00, another spelling of midnight.
_INSTANT: Final = re.compile(
    r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):\d\d:\d\d\.\d{6}Z", re.ASCII
)


@attrs.define(eq=False, weakref_slot=False)
class Envelope:
    """Hold an entry whose form and id are proven, its actions still closed.

    Args:
        fields: The fields of the line as JSON, but for ``do``.
        do: The actions as JSON, if they are at hand; else *spelt* is.
        spelt: Each action in canonical form, if that is at hand.
        digests: The SHA-256 of each action, if they are known.
        forms: What `form_of` says of each action, if that is at hand.
    """

    fields: dict[str, Any]
    _do: list[dict[str, Any]] | None = None
    _spelt: Sequence[bytes] | None = attrs.field(default=None, repr=False)
    _digests: Sequence[bytes] | None = attrs.field(default=None, repr=False)
    _forms: "Sequence[Form | None] | None" = attrs.field(default=None, repr=False)

    @classmethod
    def of(cls, body: dict[str, Any]) -> "Envelope":
        """Return that of a line, as JSON, which belongs to it from now on."""
        return cls(body, body.pop("do"))

    @property
    def id(self) -> str:
        """Give the SHA-256 that names it, lower-case hex."""
        return self.fields["id"]  # type: ignore[no-any-return] # JSON

    @property
    def at(self) -> str:
        """Tell when it was recorded."""
        return self.fields["at"]  # type: ignore[no-any-return] # JSON

    @property
    def parents(self) -> tuple[str, ...]:
        """Give the ids of the entries that it follows."""
        return tuple(self.fields["parents"])

    @property
    def key(self) -> str:
        """Give the key that makes sending it again harmless; empty if none."""
        return self.fields.get("key", "")  # type: ignore[no-any-return] # JSON

    @property
    def do(self) -> list[dict[str, Any]]:
        """Give the actions, as JSON, as they stand in the line."""
        if self._do is None:
            self._do = canonical.members(b",".join(self._spelt or ()))
        return self._do

    @property
    def body(self) -> dict[str, Any]:
        """Give the whole line, as JSON."""
        return {**self.fields, "do": self.do}

    @property
    def spelt(self) -> Sequence[bytes]:
        """Give each action in canonical form, as it stands in the line."""
        if self._spelt is None:
            self._spelt = [canonical.dumps(action) for action in self.do]
        return self._spelt

    @property
    def digests(self) -> Sequence[bytes]:
        """Give the SHA-256 of each action; that of an erased one is what it leaves."""
        if self._digests is None:
            self._digests = digests_of(self.do, self.spelt)
        return self._digests

    @property
    def forms(self) -> Sequence["Form | None"]:
        """Give the form of each action, as `form_of` returns it."""
        if self._forms is None:
            from chrono56.log.forms import form_of  # noqa: PLC0415 - as in `proof`

            self._forms = [form_of(one.decode()) for one in self.spelt]
        return self._forms

    @property
    def addresses(self) -> tuple[str, ...]:
        """Give the address of each action: its SHA-256, lower-case hex."""
        return tuple([digest.hex() for digest in self.digests])

    @property
    def actions(self) -> list[dict[str, Any]]:
        """Give the actions, as JSON in the form of the latest version known here."""
        return upgraded(self.do, self.fields["v"])

    def action(self, index: int) -> dict[str, Any]:
        """Return one of the `actions`, and read no other.

        Args:
            index: Its place, counted from 0.
        """
        if self._do is not None or self._spelt is None:
            return self.actions[index]
        (action,) = upgraded(canonical.members(self._spelt[index]), self.fields["v"])
        return action

    @property
    def erased(self) -> frozenset[str]:
        """Give the addresses of its actions whose text was erased."""
        return frozenset(
            where
            for action, where in zip(self.actions, self.addresses, strict=True)
            if is_erased(action)
        )

    def let_go(self) -> None:
        """Keep nothing twice: let go of what can be made again."""
        self._forms = None
        if self._do is not None:
            self._spelt = None


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


def entry_id(body: dict[str, Any], addresses: Sequence[str]) -> str:
    """Return the id of an entry: its hash, with addresses in place of its actions."""
    named = body | {"do": addresses}
    named.pop("id", None)  # one that is being made has none yet
    return canonical.address(named)


def digests_of(do: list[Any], spelt: Sequence[bytes]) -> list[bytes]:
    """Return the SHA-256 of actions; that of an erased one is what it leaves.

    Raises:
        RecordError: One is no action.
    """
    return [
        sha256(text).digest()
        if text.endswith(RECORDED)  # most do, and are what they should be
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

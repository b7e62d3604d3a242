"""An entry: one line of the log, one atomic act of one recorder."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import attrs

from chrono56.errors import RecordError
from chrono56.log import canonical
from chrono56.log.actions import Action, Erased, UnknownAction
from chrono56.log.codec import action_from_json, action_to_json
from chrono56.log.envelope import (
    RECORD,
    RECORDED,
    VERSION,
    Envelope,
    is_erased,
)
from chrono56.log.position import Place, damaged
from chrono56.log.proof import read_envelope
from chrono56.model.rules import FrozenJson, extra_fields

if TYPE_CHECKING:
    from chrono56.log.forms import Form

_FIELDS: Final = frozenset(
    ("at", "by", "clock", "do", "id", "key", "parents", "reason", "v")
)


@attrs.define(eq=False)
class Entry:
    """One atomic act of one recorder.

    Two are equal if they have one id, and in both the same texts were erased.

    It is a proven line, of which more is made only when it is asked for.

    Args:
        envelope: The line; it belongs to the entry.
        place: Where the line stands, for messages.
        do: Its actions, if they are known.
    """

    _envelope: Envelope
    _place: Place | None = attrs.field(default=None, repr=False)
    _do: tuple[Action, ...] | None = attrs.field(default=None, repr=False)

    @property
    def id(self) -> str:
        """Give the SHA-256 that names it, lower-case hex."""
        return self._envelope.id

    @property
    def at(self) -> str:
        """Tell when it was recorded: ``YYYY-MM-DDTHH:MM:SS.ffffffZ``."""
        return self._envelope.at

    @property
    def by(self) -> str:
        """Tell who recorded it."""
        return self._envelope.fields["by"]  # type: ignore[no-any-return] # JSON

    @property
    def do(self) -> tuple[Action, ...]:
        """Give its actions; they are opened when they are first asked for.

        Raises:
            RecordError: An action breaks a rule; ``where`` is the path to it.
            DamagedLogError: The same, of an entry that was read from a log.
        """
        if self._do is None:
            self._do = self._opened(self.actions)
        return self._do

    def opened(self, index: int) -> Action:
        """Return one of its actions, and open no other.

        Args:
            index: Its place, counted from 0.

        Raises:
            RecordError, DamagedLogError: As for `do`.
        """
        (action,) = self._opened([self._envelope.action(index)], index + 1)
        return action

    @property
    def actions(self) -> list[dict[str, Any]]:
        """Give the actions, as JSON in the form of the latest version known here."""
        return self._envelope.actions

    @property
    def addresses(self) -> tuple[str, ...]:
        """Give the SHA-256 of each action, lower-case hex, in the same order.

        They are written out anew at each asking.
        """
        return self._envelope.addresses

    @property
    def digests(self) -> Sequence[bytes]:
        """Give the SHA-256 of each action, in the same order."""
        return self._envelope.digests

    @property
    def spelt(self) -> Sequence[bytes]:
        """Give each action in canonical form, as it stands in the line.

        Of an entry of an earlier version `actions` has another form than this.
        """
        return self._envelope.spelt

    @property
    def forms(self) -> Sequence["Form | None"]:
        """Give the form of each action; None for one that may be anything.

        They are at hand while the entry is read, until `let_go`.
        """
        return self._envelope.forms

    def let_go(self) -> None:
        """Keep nothing twice: let go of what can be made again."""
        self._envelope.let_go()

    @property
    def parents(self) -> tuple[str, ...]:
        """Give the ids of the entries it follows, sorted.

        The first entry of a log has the SHA-256 of the header line instead.
        """
        return self._envelope.parents

    @property
    def reason(self) -> str:
        """Tell why, in the recorder's words."""
        return self._envelope.fields.get("reason", "")  # type: ignore[no-any-return] # JSON

    @property
    def key(self) -> str:
        """Give the key that makes sending it again harmless; empty if none."""
        return self._envelope.key

    @property
    def clock(self) -> str:
        """Tell what the clock said where ``at`` could not follow it; empty if not."""
        return self._envelope.fields.get("clock", "")  # type: ignore[no-any-return] # JSON

    @property
    def v(self) -> int:
        """Give the version of its form."""
        return self._envelope.fields["v"]  # type: ignore[no-any-return] # JSON

    @property
    def extra(self) -> FrozenJson:
        """Give the fields that this version does not know, as they came."""
        fields = self._envelope.fields
        return extra_fields({name: fields[name] for name in fields.keys() - _FIELDS})

    def united(self, other: "Entry", erasures: Mapping[str, str]) -> "Entry":
        """Return the entry, where another form of it lacks other texts.

        Args:
            other: The other form.
            erasures: For the addresses of actions when their erasure was recorded. If
                that was later, what is gone in one form is gone, and else it stands.
        """
        do = list(self._envelope.do)
        for index, where in enumerate(self.addresses):
            one, two = do[index], other._envelope.do[index]
            if is_erased(one) != is_erased(two):
                full, gone = (two, one) if is_erased(one) else (one, two)
                do[index] = gone if erasures.get(where, "") > self.at else full
        united = Envelope(self._envelope.fields, do, digests=self.digests)
        return Entry(united, self._place)

    def __eq__(self, other: object) -> bool:
        """Say whether the other is the same entry, in the same form."""
        if not isinstance(other, Entry):
            return NotImplemented
        return self.id == other.id and self._gone == other._gone

    def _opened(
        self, bodies: list[dict[str, Any]], first: int = 1
    ) -> tuple[Action, ...]:
        version = self.v
        try:
            numbered = enumerate(bodies, first)
            return tuple(
                [_open_action(one, number, version) for number, one in numbered]
            )
        except RecordError as error:
            if self._place is None:
                raise
            raise damaged(self._place, str(error)) from None

    @property
    def _gone(self) -> list[bool]:
        """Say of each action whether its text was erased."""
        return [is_erased(action) for action in self._envelope.do]

    def __hash__(self) -> int:
        """Return the hash of its id."""
        return hash(self.id)


@attrs.define(weakref_slot=False)
class Addressed:
    """Hold an action with what was made of it, so that nothing is made twice.

    Attributes:
        action: The action.
        body: The action as JSON.
        spelt: That JSON in canonical form, as it stands in a line.
        address: Its SHA-256.
    """

    action: Action
    body: dict[str, Any]
    spelt: bytes
    address: str

    @classmethod
    def of(cls, action: Action) -> "Addressed":
        """Return *action* with its JSON and address."""
        body = action_to_json(action)
        spelt = canonical.dumps(body)
        if isinstance(action, Erased):  # its place keeps the address of what was there
            return cls(action, body, spelt, action.address)
        return cls(action, body, spelt, sha256(spelt).hexdigest())


def seal(
    actions: Sequence[Addressed],
    at: str,
    by: str,
    parents: Sequence[str],
    reason: str,
    key: str = "",
    clock: str = "",
) -> tuple[bytes, Entry]:
    """Return a new entry of addressed actions, and its line without the line end."""
    do, bodies, spelt, addresses = [], [], [], []
    for one in actions:
        do.append(one.action)
        bodies.append(one.body)
        spelt.append(canonical.Spelt(one.spelt))
        addresses.append(one.address)
    body: dict[str, Any] = {
        "at": at,
        "by": by,
        "do": addresses,
        "parents": sorted(set(parents)) if len(parents) > 1 else list(parents),
        "v": VERSION,
    }
    if clock:
        body["clock"] = clock
    if key:
        body["key"] = key
    if reason:
        body["reason"] = reason
    body["id"] = sha256(canonical.dumps(body)).hexdigest()
    body["do"] = spelt
    line = canonical.dumps(body)
    body["do"] = bodies
    return line, Entry(Envelope.of(body), None, tuple(do))


def read_entry(line: bytes, place: Place | None = None) -> Entry:
    """Read an entry, and check its form and its id.

    Args:
        line: The line.
        place: Where it stands, for messages.

    Raises:
        NotCanonicalError: The line is not canonical JSON, or the id is not its hash.
        RecordError: A field breaks a rule; actions are opened later.
    """
    return Entry(read_envelope(line), place)


def read_proven(line: bytes, place: Place) -> Entry:
    """Read an entry whose line was proven before, and has not been touched since.

    Args:
        line: The line.
        place: Where it stands, for messages.
    """
    return Entry(Envelope.of(canonical.parsed(line)), place)


def record_within(spelt: bytes) -> bytes:
    """Return the record that an action holds, as it is spelt there.

    Args:
        spelt: An action in canonical form that records something, and says no more:
            no nonce, and nothing that this version does not know.

    >>> record_within(b'{"record":{"id":"rising","type":"event"},"type":"record"}')
    b'{"id":"rising","type":"event"}'
    """
    return spelt[len(RECORD) : -len(RECORDED)]


def _open_action(body: dict[str, Any], number: int, version: int) -> Action:
    if version > VERSION and not is_erased(body):
        # A later version may mean something else by the same words.
        rest = {name: body[name] for name in body if name != "type"}
        return UnknownAction(body["type"], rest)
    try:
        return action_from_json(body)
    except RecordError as error:
        where = f"do[{number}]" + (f".{error.where}" if error.where else "")
        raise RecordError(error.found, error.fine, where) from None

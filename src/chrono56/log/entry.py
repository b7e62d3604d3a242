"""An entry: one line of the log, one atomic act of one recorder."""

from collections.abc import Sequence
from typing import Any, Final

import attrs

from chrono56.errors import RecordError
from chrono56.log import canonical
from chrono56.log.actions import Action, Erased, UnknownAction
from chrono56.log.codec import action_from_json, action_to_json
from chrono56.log.envelope import (
    VERSION,
    Envelope,
    entry_id,
    is_erased,
    read_envelope,
)
from chrono56.model.rules import NO_FIELDS, FrozenJson, extra_fields

_FIELDS: Final = frozenset(
    ("at", "by", "clock", "do", "id", "key", "parents", "reason", "v")
)


@attrs.frozen(kw_only=True)
class Entry:
    """One atomic act of one recorder.

    Attributes:
        id: The SHA-256 that names it, lower-case hex.
        at: When it was recorded: ``YYYY-MM-DDTHH:MM:SS.ffffffZ``, after every parent.
        by: Who recorded it.
        do: Its actions.
        addresses: The SHA-256 of each action, in the same order.
        parents: The ids of the entries it follows, sorted; the first entry of a log has
            the SHA-256 of the header line instead.
        reason: Why, in the recorder's words.
        key: The key that makes sending it again harmless; empty if none.
        clock: What the clock said where ``at`` could not follow it; empty if it could.
        v: The version of the entry's form.
        extra: Fields that this version does not know, kept as they came.
    """

    id: str
    at: str
    by: str
    do: tuple[Action, ...]
    addresses: tuple[str, ...]
    parents: tuple[str, ...]
    reason: str = ""
    key: str = ""
    clock: str = ""
    v: int = VERSION
    extra: FrozenJson = attrs.field(default=NO_FIELDS, converter=extra_fields)


@attrs.frozen
class Addressed:
    """Hold an action with its JSON and its SHA-256, so that neither is made twice."""

    action: Action
    body: dict[str, Any]
    address: str

    @classmethod
    def of(cls, action: Action) -> "Addressed":
        """Return *action* with its JSON and address."""
        body = action_to_json(action)
        if isinstance(
            action, Erased
        ):  # the place keeps the address of what stood there
            return cls(action, body, action.address)
        return cls(action, body, canonical.address(body))


def seal(
    actions: Sequence[Addressed],
    *,
    at: str,
    by: str,
    parents: Sequence[str],
    reason: str = "",
    key: str = "",
    clock: str = "",
) -> tuple[bytes, Entry]:
    """Return a new entry of addressed actions, and its line without the line end."""
    parents = sorted(set(parents))
    addresses = [one.address for one in actions]
    optional = {"reason": reason, "key": key, "clock": clock}
    body: dict[str, Any] = {name: text for name, text in optional.items() if text}
    body |= {"at": at, "by": by, "parents": parents, "v": VERSION}
    body["id"] = entry_id(body, addresses)
    body["do"] = [one.body for one in actions]
    entry = Entry(
        id=body["id"],
        at=at,
        by=by,
        do=tuple(one.action for one in actions),
        addresses=tuple(addresses),
        parents=tuple(parents),
        reason=reason,
        key=key,
        clock=clock,
    )
    return canonical.dumps(body), entry


def read_entry(line: bytes) -> Entry:
    """Read an entry, check its form and its id, and open its actions.

    Raises:
        NotCanonicalError: The line is not canonical JSON, or the id is not its hash.
        RecordError: A field or an action breaks a rule.
    """
    return opened(read_envelope(line))


def opened(envelope: Envelope) -> Entry:
    """Return the entry in *envelope*, its actions opened.

    Raises:
        RecordError: An action breaks a rule; ``where`` is the path to it.
    """
    body = envelope.body
    actions = [
        _open_action(action, number, body["v"])
        for number, action in enumerate(envelope.actions, 1)
    ]
    extra = body.keys() - _FIELDS
    return Entry(
        id=envelope.id,
        at=envelope.at,
        by=body["by"],
        do=tuple(actions),
        addresses=envelope.addresses,
        parents=envelope.parents,
        reason=body.get("reason", ""),
        key=envelope.key,
        clock=body.get("clock", ""),
        v=body["v"],
        extra={name: body[name] for name in extra} if extra else NO_FIELDS,
    )


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

"""What may be appended: each action checked against what stands before it."""

from collections.abc import Callable, Collection, Iterable
from typing import Any, Final

import attrs

from chrono56.errors import RecordError, UnknownIdError
from chrono56.log.account import Origin
from chrono56.log.actions import (
    ACTION_TYPES,
    Action,
    Erased,
    Erasure,
    Ranked,
    Recorded,
    Retracted,
    Revised,
    United,
    UnknownAction,
)
from chrono56.log.entry import Addressed
from chrono56.log.ledger import Ledger, content_of
from chrono56.log.references import check_record

UNITABLE: Final = ("event", "agent", "place", "source")
"""The types of records that can be united into another."""


class Admission:
    """Admit actions, each upon what stands in a log and what was admitted before.

    Args:
        base: What stands in the log; it is not changed before `count`.
        new_id: Gives a nonce, where an action would repeat an earlier one's address.
        kinds: Event kinds beyond those that ship with chrono56.
    """

    def __init__(
        self, base: Ledger, new_id: Callable[[], str], kinds: Collection[str] = ()
    ) -> None:
        self._base = base
        self._new_id = new_id
        self._kinds = kinds
        # Most entries do one thing, and are appended alone. Nobody asks after that
        # before it counts, so that it needs no ledger in which it is tried out.
        self._only: tuple[dict[str, Any], str, Origin | None] | None = None
        self._tried: Ledger | None = None

    @property
    def ledger(self) -> Ledger:
        """Give what would stand in the log with all that was admitted."""
        if self._tried is not None:
            return self._tried
        if self._only is None:
            return self._base
        self._tried = Ledger(self._base)
        self._tried.take(*self._only)
        return self._tried

    def admit(
        self, actions: Iterable[Action], origin: Origin | None = None
    ) -> list[Addressed]:
        """Return those of *actions* that have an effect, checked and ready to append.

        Records may refer to others of the same entry, in any order. What stands in the
        log already, in the same words, is left out.

        Args:
            actions: The actions of one entry.
            origin: The entry that they will be in; left out where none will be.

        Raises:
            RecordError: An action breaks a rule.
            UnknownIdError: It refers to what is not there.
        """
        kept: list[Addressed] = []
        for action in actions:
            addressed, ledger = Addressed.of(action), self.ledger
            if not _has_effect(addressed, ledger):
                continue
            if ledger.action_type(addressed.address) and not isinstance(
                action, UnknownAction | Erased
            ):
                addressed = Addressed.of(attrs.evolve(action, nonce=self._new_id()))
            kept.append(addressed)
            if ledger is self._base:
                self._only = addressed.body, addressed.address, origin
            else:
                ledger.take(addressed.body, addressed.address, origin)
        for one in kept:
            if isinstance(one.action, (Recorded, Revised)):
                check_record(one.action.record, self._require, self._kinds)
        return kept

    def count(self) -> None:
        """Let the base take in what was admitted: it is in the log."""
        if self._tried is not None:
            self._base.absorb(self._tried)
        elif self._only is not None:
            self._base.take(*self._only)

    def _require(self, record_id: str, *types: str) -> None:
        # If there is but one action, it is the one that refers to this record.
        ledger = self._base if self._tried is None else self._tried
        ledger.require(record_id, *types)


def _has_effect(addressed: Addressed, ledger: Ledger) -> bool:
    match addressed.action:
        case Recorded():
            return _is_new(addressed, ledger)
        case Revised():
            return _is_revision(addressed, ledger)
        case Retracted(target=target, action=where):
            _check_retraction(target, where, ledger)
        case Ranked(target):
            ledger.require(target, "claim", "source")
        case United(duplicate, into):
            _check_union(duplicate, into, ledger)
        case Erasure(where):
            _check_erasure(where, ledger)
        case Erased(where):
            raise RecordError(
                "an erased action can't be appended",
                "an erase action says that an earlier one shall be",
                where,
            )
        case UnknownAction(type=name) if name in ACTION_TYPES:
            raise RecordError(f"{name!r} is a known type", "use its class", "type")
        case _:
            pass
    return True


def _is_new(addressed: Addressed, ledger: Ledger) -> bool:
    record = addressed.body["record"]
    if not ledger.versions(record["id"]):
        return True
    standing = ledger.current(record["id"])
    if standing is None:
        raise RecordError(
            "it was recorded before, and retracted",
            "retract the retraction, or choose another id",
            record["id"],
        )
    if standing.content == content_of(addressed.body, addressed.address):
        return False
    raise RecordError(
        f"the id names another {standing.type} already",
        "revise says that the content changes; a new thing needs another id",
        record["id"],
    )


def _is_revision(addressed: Addressed, ledger: Ledger) -> bool:
    record = addressed.body["record"]
    ledger.require(record["id"], record["type"])
    standing = ledger.current(record["id"])
    content = content_of(addressed.body, addressed.address)
    return standing is not None and standing.content != content


def _check_retraction(target: str, where: str, ledger: Ledger) -> None:
    if target and not ledger.versions(target):
        ledger.require(target)
    if where and not ledger.action_type(where):
        raise UnknownIdError(where, "action")
    if where and ledger.action_type(where) == "erase":
        raise RecordError("an erasure can't be undone", "its text is gone", where)
    if ledger.is_retracted(target or where):
        raise RecordError(
            "it is retracted already", "nothing needs to be done", target or where
        )


def _check_union(duplicate: str, into: str, ledger: Ledger) -> None:
    ledger.require(duplicate)
    ledger.require(into)
    if duplicate == into:
        found = f"{duplicate!r} can't be united with itself"
        raise RecordError(found, "name a duplicate and what it doubles", duplicate)
    one, other = ledger.current(duplicate), ledger.current(into)
    types = {version.type for version in (one, other) if version is not None}
    if len(types) > 1 or not types <= set(UNITABLE):
        raise RecordError(
            f"{duplicate!r} and {into!r} can't be united",
            f"unite two of one type: {', '.join(UNITABLE)}",
            duplicate,
        )
    if duplicate in ledger.united_into(into):
        raise RecordError(
            f"{into!r} was united into {duplicate!r}",
            "retract that union first, to unite them the other way round",
            duplicate,
        )


def _check_erasure(where: str, ledger: Ledger) -> None:
    name = ledger.action_type(where)
    if not name:
        raise UnknownIdError(where, "action")
    if name == "erase":
        raise RecordError(
            "what authorises an erasure can't be erased",
            "it holds no text but its reason",
            where,
        )

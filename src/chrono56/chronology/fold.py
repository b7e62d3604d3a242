"""From actions to what stands: the rules by which the log's latest word counts.

An action is in force until a retraction of it is in force. Of the recordings and
revisions of a record in force the latest in canonical order shows; while a retraction
of the record is in force, none does. Ranks and unions follow the same rule. So every
act can be undone, and every undoing too, by one more retraction.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Final, assert_never

import attrs

from chrono56.findings import Finding
from chrono56.log.actions import (
    ACTION_TYPES,
    Action,
    Erased,
    Erasure,
    Ranked,
    Recorded,
    Retracted,
    Revised,
    Titled,
    United,
    UnknownAction,
)
from chrono56.log.admission import UNITABLE
from chrono56.log.codec import action_from_json, record_from_json
from chrono56.log.ledger import type_of
from chrono56.model import (
    Claim,
    Location,
    Ordering,
    Participation,
    Record,
    Relation,
    Source,
)
from chrono56.model.kinds import is_copying

SAYS: Final = {"rank": "rank", "unite": "into", "title": "text"}
"""The field of a judgement's JSON that holds what it says."""

_KNOWN_VERBS: Final = (*ACTION_TYPES, "erased")
_COUNTS_AS: Final = {
    "record": "version",
    "revise": "version",
    "retract": "retraction",
    "rank": "rank",
    "unite": "unite",
    "title": "title",
}


@attrs.frozen(kw_only=True)
class Act:
    """One action, where it stands in the log.

    Attributes:
        order: Its number among all actions in canonical order, counted from 1.
        number: The number of its entry.
        address: Its SHA-256.
        verb: The action's type, as the log writes it; ``erased`` or the unknown type,
            with a question mark where a later version uses a word that is known here.
        target: The id it acts on; empty if it acts on no record.
        undoes: The address of the action it takes back; empty if none.
    """

    order: int
    number: int
    address: str
    verb: str
    target: str = ""
    undoes: str = ""


@attrs.frozen(kw_only=True)
class Standing:
    """What stands of one target: the orders of the acts that count, 0 for none.

    Attributes:
        version: The recording or revision that shows, retracted or not.
        retraction: The retraction of the record that is in force.
        rank: The judgement that counts.
        unite: The union into another record that counts.
        title: The title that counts; titles act on the target "".
    """

    version: int = 0
    retraction: int = 0
    rank: int = 0
    unite: int = 0
    title: int = 0


def act_of(action: Action, order: int, number: int, address: str) -> Act:
    """Return what of an action decides what stands."""
    target = undoes = ""
    match action:
        case Recorded(record):
            verb, target = "record", record.id
        case Revised(record):
            verb, target = "revise", record.id
        case Retracted(target=target, action=undoes):
            verb = "retract"
        case Ranked(target=target):
            verb = "rank"
        case United(duplicate=target):
            verb = "unite"
        case Titled():
            verb = "title"
        case Erasure():
            verb = "erase"
        case Erased():
            verb = "erased"
        case UnknownAction(type=name):
            # A later version's, whatever it may mean there, is none that we know.
            verb = f"{name}?" if name in _KNOWN_VERBS else name
        case _:
            assert_never(action)
    return Act(
        order=order,
        number=number,
        address=address,
        verb=verb,
        target=target,
        undoes=undoes,
    )


def action_of(verb: str, body: dict[str, Any]) -> Action:
    """Return the action that an act of this verb came from.

    Args:
        verb: What it does, as `act_of` names it.
        body: The record that it records, or else all that the action says, as JSON.
    """
    if verb == "record":
        return Recorded(record_from_json(body))
    if verb == "revise":
        return Revised(record_from_json(body))
    if verb not in _KNOWN_VERBS:
        rest = {name: body[name] for name in body if name != "type"}
        return UnknownAction(body["type"], rest)
    return action_from_json(body)


def is_in_force(address: str, undone_by: Mapping[str, Collection[str]]) -> bool:
    """Say whether an action counts.

    Args:
        address: The action's SHA-256.
        undone_by: For an action's address the addresses of the retractions of it.

    >>> is_in_force("a", {"a": ["b"], "b": ["c"]})
    True
    """
    counts: dict[str, bool] = {}
    ahead = [address]  # no recursion: undoings of undoings may go on for long
    while ahead:
        here = ahead[-1]
        undoings = undone_by.get(here, ())
        unknown = [one for one in undoings if one not in counts]
        if unknown:
            ahead += unknown
        else:
            counts[here] = not any(counts[one] for one in undoings)
            ahead.pop()
    return counts[address]


def standing(acts: Iterable[Act], undone_by: Mapping[str, Collection[str]]) -> Standing:
    """Return what stands of a target after *acts*, all that ever acted on it.

    The order in which they are given makes no difference.
    """
    latest: dict[str, int] = {}
    for act in acts:
        if act.verb in _COUNTS_AS and is_in_force(act.address, undone_by):
            name = _COUNTS_AS[act.verb]
            latest[name] = max(latest.get(name, 0), act.order)
    return Standing(**latest)


def mentions(record: Record) -> frozenset[str]:
    """Return the ids on whose records the meaning of *record* depends.

    When one of these changes, what is known through *record* may change. What a claim
    is about, and what a place is a part of, has a column of its own in the tables.
    """
    match record:
        case Source(derived_from=derivations):
            named = {one.source for one in derivations if is_copying(one.how)}
        case Claim():
            named = set(record.premises)
            for citation in record.citations:
                named |= {citation.source, *citation.via}
            match record.says:
                case Location(place):
                    named.add(place)
                case Participation(agent):
                    named.add(agent)
                case Relation(kind="contradicts", other=other):
                    named.add(other)
                case _:
                    pass
        case _:
            named = set()
    return frozenset(named - {""})


def borne_on(record: Record) -> tuple[str, ...]:
    """Return the ids of a record, of what it is about, and of what it contradicts."""
    match record:
        case Claim(about=about, says=Relation(kind="contradicts", other=other)):
            return record.id, about, other
        case Claim(about=about):
            return record.id, about
        case _:
            return (record.id,)


def is_contradiction(record: Record) -> bool:
    """Say whether a record is a claim that one claim contradicts another."""
    match record:
        case Claim(says=Relation(kind="contradicts")):
            return True
        case _:
            return False


def ties(record: Record) -> frozenset[str]:
    """Return the ids of the events that *record*, a claim, bounds by each other.

    It orders two events, or has one fall within another. An event that is ordered with
    itself, its end after its start, is so bounded too.
    """
    match record:
        case Claim(about=about, says=Ordering(other=other)):
            return frozenset((about, other))
        case Claim(about=about, says=Relation(kind="part_of", other=other)):
            return frozenset((about, other))
        case _:
            return frozenset()


@attrs.frozen(kw_only=True)
class Known:
    """What the log says of a target just before an action.

    Attributes:
        type: The type of its record; empty if it was never recorded.
        retracted: Whether a retraction of it is in force.
        content: Its record as canonical JSON; empty if there is none.
    """

    type: str = ""
    retracted: bool = False
    content: bytes = b""


def oddities(
    action: Action,
    known: Callable[[str], Known],
    content: Callable[[Record], bytes],
    is_action: Callable[[str], bool],
) -> Sequence[Finding]:
    """Return what is odd about an action where it stands; the log may hold anything.

    The writer refuses all of this; a union of copies, or another program, can bring it.

    Args:
        action: The action.
        known: Tells what is known of an id before it.
        content: Gives a record as canonical JSON.
        is_action: Says whether an action of that address came before.
    """
    match action:
        case Recorded(record):
            return _odd_recording(record, known(record.id), content)
        case Revised(record):
            return _odd_revision(record, known(record.id))
        case Retracted(target=target) if target and not known(target).type:
            return [_odd("retracted-unknown", target, "retracted, but never recorded")]
        case Retracted(action=address) | Erasure(action=address) if address:
            if not is_action(address):
                text = f"takes back the action {address}, which the log does not hold"
                return [Finding("undone-unknown", "warning", (), text)]
        case Ranked(target, rank) if known(target).type not in ("claim", "source"):
            return [
                _odd("ranked-nothing", target, f"ranked {rank}, but no claim or source")
            ]
        case United(duplicate, into):
            return _odd_union(duplicate, into, known)
        case UnknownAction(type=verb):
            text = (
                f"an action of the unknown type {verb!r} is kept, and changes nothing"
            )
            return [Finding("unknown-action", "notice", (), text)]
        case _:
            pass
    return ()


def can_unite(duplicate: str, into: str, known: Callable[[str], Known]) -> bool:
    """Say whether a union makes sense: two different records of one type of entity."""
    one, other = known(duplicate).type, known(into).type
    return duplicate != into and one == other and one in UNITABLE


def _odd_recording(
    record: Record, before: Known, content: Callable[[Record], bytes]
) -> Sequence[Finding]:
    if before.retracted:
        return [_odd("recorded-retracted", record.id, "recorded while it is retracted")]
    if before.type and before.content != content(record):
        text = f"recorded again with other content ({before.type}); the later shows"
        return [_odd("recorded-twice", record.id, text)]
    return ()


def _odd_revision(record: Record, before: Known) -> Sequence[Finding]:
    if not before.type:
        return [_odd("revised-unknown", record.id, "revised, but never recorded")]
    if before.retracted:
        return [_odd("revised-retracted", record.id, "revised while it is retracted")]
    if before.type != type_of(record):
        text = f"revised from {before.type} to {type_of(record)}"
        return [_odd("revised-type", record.id, text)]
    return ()


def _odd_union(
    duplicate: str, into: str, known: Callable[[str], Known]
) -> Sequence[Finding]:
    if can_unite(duplicate, into, known):
        return ()
    text = f"can't be united into {into}: two records of one type of entity are needed"
    return [_odd("united-nothing", duplicate, text)]


def _odd(rule: str, about: str, text: str) -> Finding:
    return Finding(rule, "warning", (about,), f"{about} is {text}")

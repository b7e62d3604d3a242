"""What an import changes: its records, held against what stands in the log."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from chrono56.chronology.fields import differing
from chrono56.importers.reading import Found
from chrono56.log.actions import Recorded, Revised
from chrono56.log.ledger import Ledger, type_of
from chrono56.log.log import Log
from chrono56.log.references import references
from chrono56.log.standing import Standing, standing_of
from chrono56.model import Record
from chrono56.model.rules import shown

_SHOWN: Final = 5  # rivals in one message
_RETRACTED: Final = "retracted in the log"
_REVISED: Final = "revised in the log since"


@attrs.frozen(kw_only=True)
class Comparison:
    """Records, sorted by what the log has under their ids.

    Attributes:
        actions: What an entry has to do for each that the log does not have, by id.
        rivals: Those under whose ids the log has something else.
        left_out: The place of what is not taken, and why it is not.
    """

    actions: Mapping[str, Recorded | Revised]
    rivals: tuple[Found, ...]
    left_out: tuple[tuple[str, str], ...]


def compare(records: Sequence[Found], ledger: Ledger, *, revise: bool) -> Comparison:
    """Hold records against what stands in a log.

    What was retracted there stays retracted, with all that refers to it; what was
    revised there stays revised.

    Args:
        records: The records; each may refer to any other.
        ledger: What stands in the log.
        revise: Replace what stands there otherwise, so that there are no rivals.
    """
    actions: dict[str, Recorded | Revised] = {}
    standings = [standing_of(one.record, ledger) for one in records]
    gone = _gone(records, standings)
    left_out: list[tuple[str, str]] = []
    rivals: list[Found] = []
    for one, standing in zip(records, standings, strict=True):
        if one.record.id in gone:
            left_out.append((one.place, gone[one.record.id]))
        elif standing is Standing.NEW:
            actions[one.record.id] = Recorded(one.record)
        elif standing is Standing.SAME:
            continue
        elif revise:
            actions[one.record.id] = Revised(one.record)
        elif standing is Standing.EARLIER:
            left_out.append((one.place, _REVISED))
        else:
            rivals.append(one)
    return Comparison(actions=actions, rivals=tuple(rivals), left_out=tuple(left_out))


def _gone(records: Sequence[Found], standings: Sequence[Standing]) -> dict[str, str]:
    """Return why records are not taken that were retracted, or refer to such, by id."""
    found = {
        one.record.id: _RETRACTED
        for one, standing in zip(records, standings, strict=True)
        if standing is Standing.RETRACTED
    }
    if not found:
        return found
    referring: dict[str, list[str]] = {}
    for one, standing in zip(records, standings, strict=True):
        if standing is not Standing.SAME:
            for target, _ in references(one.record):
                referring.setdefault(target, []).append(one.record.id)
    waiting = list(found)
    while waiting:
        target = waiting.pop()
        for record_id in referring.get(target, ()):
            if record_id not in found:
                found[record_id] = f"refers to {target!r}, which is left out"
                waiting.append(record_id)
    return found


def in_words(log: Log, rivals: Sequence[Found]) -> str:
    """Say of rivals what stands in the log, and what was to be imported."""
    fine = "nothing was imported; revise=True (--revise) replaces what stands there"
    said = [f"{_counted(len(rivals))} in the log already; {fine}"]
    standing = _standing(log, rivals[:_SHOWN])
    for one in rivals[:_SHOWN]:
        what = f"the {type_of(one.record)} {one.record.id!r}"
        differing = "; ".join(_differences(standing[one.record.id], one.record))
        said.append(f"  {one.place}: {what}: {differing}")
    if len(rivals) > _SHOWN:
        said.append(f"  … and {len(rivals) - _SHOWN} more")
    return "\n".join(said)


def _counted(number: int) -> str:
    if number == 1:
        return "1 id names something else"
    return f"{number} ids name something else"


def _standing(log: Log, rivals: Sequence[Found]) -> dict[str, Record]:
    """Return what stands in a log under the ids of rivals."""
    ledger = log.ledger()
    versions = [ledger.current(one.record.id) for one in rivals]
    wanted = {one.action for one in versions if one is not None}
    return {
        action.record.id: action.record
        for entry, _ in log.read()
        for action, address in zip(entry.do, entry.addresses, strict=True)
        if address in wanted and isinstance(action, (Recorded, Revised))
    }


def _differences(old: Record, new: Record) -> Iterator[str]:
    told = differing(old, new)
    if not told:  # both look the same: 1957 and "1957"
        yield "what is text in one of them is a number or other JSON in the other"
    for name, (there, here) in told.items():
        stands, given = (shown(one) if one else "missing" for one in (there, here))
        yield f"{name} is {stands} in the log, {given} here"

"""How a record stands in a log, before anyone appends it."""

from enum import Enum

from chrono56.log.actions import Recorded
from chrono56.log.entry import Addressed
from chrono56.log.ledger import Ledger, content_of
from chrono56.model import Record


class Standing(Enum):
    """What a log has under the id of a record."""

    NEW = "nothing"
    SAME = "the same"
    EARLIER = "the same, but it was revised since"
    OTHER = "something else"
    RETRACTED = "something that was retracted"


def standing_of(record: Record, ledger: Ledger) -> Standing:
    """Return how *record* stands in what the ledger knows."""
    versions = ledger.versions(record.id)
    if not versions:
        return Standing.NEW
    current = ledger.current(record.id)
    if current is None:
        return Standing.RETRACTED
    addressed = Addressed.of(Recorded(record))
    content = content_of(addressed.body, addressed.address)
    if content == current.content:
        return Standing.SAME
    if any(content == version.content for version in versions):
        return Standing.EARLIER
    return Standing.OTHER

"""Sending an entry again under its key: whether it says the same."""

from collections.abc import Sequence

from chrono56.log.actions import Action, Erased, Recorded, Revised
from chrono56.log.canonical import address
from chrono56.log.entry import Addressed, Entry
from chrono56.log.ledger import Ledger, content_of


def says_the_same(known: Entry, actions: Sequence[Action], ledger: Ledger) -> bool:
    """Say whether *actions*, sent again, are those that *known* keeps.

    An entry keeps neither what stood in the log before nor the wording of what was
    erased since, and it may have added a nonce; none of this makes a difference.

    Args:
        known: The entry that was appended under the key.
        actions: What is sent now.
        ledger: What stands in the log.
    """
    left = list(zip(known.do, known.addresses, strict=True))
    for action in actions:
        addressed = Addressed.of(action)
        match = next((one for one in left if _is_same(addressed, *one)), None)
        if match is not None:
            left.remove(match)
        elif not _stood_before(addressed, ledger):
            gone = next((one for one in left if isinstance(one[0], Erased)), None)
            if gone is None:
                return False
            left.remove(gone)
    return not left


def _is_same(sent: Addressed, kept: Action, where: str) -> bool:
    nonce = getattr(kept, "nonce", "")
    return where == (address(sent.body | {"nonce": nonce}) if nonce else sent.address)


def _stood_before(sent: Addressed, ledger: Ledger) -> bool:
    if not isinstance(sent.action, (Recorded, Revised)):
        return False
    content = content_of(sent.body, sent.address)
    versions = ledger.versions(sent.action.record.id)
    return any(version.content == content for version in versions)

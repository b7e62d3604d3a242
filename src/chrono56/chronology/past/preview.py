"""What the log would come to: actions tried out in memory, on top of what stands."""

from collections.abc import Sequence

from chrono56.chronology.reading import DEFAULT
from chrono56.chronology.tables.builder import Builder
from chrono56.chronology.tables.readmodel import ReadModel
from chrono56.log.actions import Action
from chrono56.log.log import Log


def with_actions(
    log: Log, tables: ReadModel, heads: Sequence[str], actions: Sequence[Action]
) -> tuple[Log, ReadModel]:
    """Return a log as it would be with one more entry, and its read model.

    Args:
        log: The log; nothing is written to it.
        tables: Its read model.
        heads: The heads that the tables know; the log must have no others.
        actions: What the entry would do.

    Raises:
        Conflict: The log has other heads by now.
        RecordError: An action breaks a rule, as it would on appending.
        UnknownIdError: It refers to what is not there.
    """
    longer = log.copy()
    entry = longer.append(actions, expected=heads)
    tried = tables.copy()
    if entry is not None:
        Builder(tried.connection, reading=tried.reading or DEFAULT).add(entry)
        tried.number += 1
    return longer, tried

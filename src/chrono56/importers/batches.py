"""How an import is divided into entries: one, unless it is very long."""

from collections.abc import Iterator, Sequence
from typing import Final

from chrono56.importers.reading import Found
from chrono56.log.references import references

MOST: Final = 5000
"""Records in one entry; more only if they all depend on each other."""


def in_batches(records: Sequence[Found], most: int = MOST) -> Iterator[list[Found]]:
    """Yield records in batches of which each refers to itself and to earlier ones only.

    The same records give the same batches; within one they keep their order.

    Args:
        records: The records.
        most: A batch is closed when it has that many.
    """
    places = {one.record.id: index for index, one in enumerate(records)}
    batch: list[int] = []
    done = [False] * len(records)
    for first in range(len(records)):
        waiting = [first]
        while waiting:
            index = waiting.pop()
            if done[index]:
                continue
            done[index] = True
            batch.append(index)
            for target, _ in references(records[index].record):
                if target in places and not done[places[target]]:
                    waiting.append(places[target])
        if len(batch) >= most:
            yield [records[index] for index in sorted(batch)]
            batch = []
    if batch:
        yield [records[index] for index in sorted(batch)]

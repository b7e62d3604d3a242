"""Circles: what leads back to where it began."""

from collections.abc import Collection, Iterator, Mapping


def circles(leads: Mapping[str, Collection[str]]) -> Iterator[tuple[str, ...]]:
    """Yield circles, each once and from its least id on; of entangled ones, some.

    Time and memory are linear in the number of links.

    Args:
        leads: The ids that each id leads to.

    >>> list(circles({"a": ["b"], "b": ["c"], "c": ["b"], "d": ["d"]}))
    [('b', 'c'), ('d',)]
    """
    done: set[str] = set()
    for start in sorted(leads):
        if start in done:
            continue
        path = {start: iter(sorted(leads[start]))}
        while path:
            here = next(reversed(path))
            there = next(path[here], None)
            if there is None:
                del path[here]
                done.add(here)
            elif there in path:
                walked = list(path)
                circle = walked[walked.index(there) :]
                least = circle.index(min(circle))
                yield (*circle[least:], *circle[:least])
            elif there not in done and there in leads:
                path[there] = iter(sorted(leads[there]))

"""What an exporter promises about losses: none in silence, none by hostile text."""

import unicodedata
from collections import Counter
from typing import Final

from chrono56.testing.promises import require
from chrono56.testing.sample import UNLISTED, sample
from chrono56.testing.trial import Trial

_SHOWN: Final = 5
# What a format may drop or replace: blanks, and what can't be seen.
_LOST: Final = ("Z", "C")
_REPLACEMENT: Final = "\ufffd"


def every_event_is_exported_or_left_out(trial: Trial) -> None:
    """Each event makes a difference to the bytes, or is left out with a reason."""
    nothing = trial.alone[""].data
    silent = [
        id_
        for id_, one in trial.alone.items()
        if id_ and one.data == nothing and one.is_whole
    ]

    require(
        not silent,
        f"exported alone, {len(silent)} events of the sample give the bytes of no"
        f" event, and no reason: {', '.join(silent[:_SHOWN])}",
    )


def what_is_left_out_is_declared(trial: Trial) -> None:
    """What is left out are events, each for a reason of one line, as the offer says."""
    for why, _ in trial.plain.report.left_out:
        require(
            bool(why.strip()) and len(why.splitlines()) == 1,
            f"the reason to leave events out is {why!r}",
        )
    counts = {
        id_: sum(count for _, count in one.report.left_out)
        for id_, one in trial.alone.items()
    }
    for id_, count in counts.items():
        require(
            count <= bool(id_),
            f"of the event {id_!r} alone it leaves out {count}",
        )
    require(
        not any(counts.values()) or bool(trial.offer.loses),
        f"it leaves out {sum(counts.values())} events, and the offer declares no loss",
    )


def hostile_text_breaks_nothing(trial: Trial) -> None:
    """Read by other means, an export has one event for each, and each its own name.

    Blanks, control characters and what else can't be seen may be lost; what is in no
    list (only planned, supposed or denied, or united into another) may be among them.
    It is checked if the test says how the format is read: ``read=…``.
    """
    if trial.read is None:
        return
    found = list(trial.read(trial.plain.data))
    wanted = trial.plain.report.events
    require(
        wanted <= len(found) <= wanted + len(UNLISTED),
        f"the reader finds {len(found)} events where {wanted} were exported",
    )
    named = [*(event.label("en") for event in sample()), *UNLISTED.values()]
    more = Counter(map(visible, found)) - Counter(map(visible, named))
    names = ", ".join(repr(name[:60]) for name in list(more)[:_SHOWN])
    require(not more, f"the reader finds names that no event has: {names}")


def visible(label: str) -> str:
    """Return a name without what a format may lose."""
    return "".join(
        one
        for one in label
        if unicodedata.category(one)[0] not in _LOST and one != _REPLACEMENT
    )

"""When an entry is recorded: as the clock says, but never before what it follows."""

import warnings
from collections.abc import Callable
from typing import Final

from chrono56.clock import Clock, SystemClock
from chrono56.errors import ClockWarning, WriteError
from chrono56.log.envelope import check_instant, microseconds_later

# A clock this far behind the log is worth a warning, and its reading is kept.
_TOLERANCE: Final = 5 * 60 * 1_000_000
_EARLIEST: Final = "2020-01-01T00:00:00.000000Z"
_LATEST: Final = "2100-01-01T00:00:00.000000Z"


def readings_of(clock: Clock) -> Callable[[], str]:
    """Return what reads a clock; what a foreign one tells is checked each time.

    Raises, whenever it is read:
        RecordError: What it tells is not an instant.
    """
    if type(clock) is SystemClock:
        return clock.now
    return lambda: check_instant(clock.now(), "clock")


def time_after(latest: str, now: str, path: str) -> tuple[str, str]:
    """Return the ``at`` of an entry, and what the clock said where it was far off.

    Args:
        latest: The ``at`` of the latest head; empty in a log without entries.
        now: What the clock says, an instant.
        path: The log, for messages.

    Raises:
        WriteError: The clock is implausible, or the log stands at the end of time.

    >>> time_after("2026-11-22T09:30:00.000000Z", "2026-11-22T09:29:59.000000Z", "a")
    ('2026-11-22T09:30:00.000001Z', '')
    """
    if not _EARLIEST <= now < _LATEST:
        raise WriteError(
            path, f"the clock says {now}; set it (years 2020 to 2099 are fine)"
        )
    if now > latest:
        return now, ""
    try:
        at = microseconds_later(latest, 1)
    except OverflowError:
        why = f"the log is at {latest}, so that no entry can be later; start another"
        raise WriteError(path, why) from None
    if microseconds_later(now, _TOLERANCE) >= latest:
        return at, ""
    warnings.warn(
        f"the clock says {now}, but the log is at {latest} already;"
        " the entry keeps both",
        ClockWarning,
        stacklevel=2,
    )
    return at, now

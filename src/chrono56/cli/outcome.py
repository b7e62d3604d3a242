"""How a command ends badly: one error on stderr, and the exit status for it."""

import sys
from typing import Final

from chrono56.cli import status
from chrono56.cli.usage import harmless
from chrono56.errors import (
    Chrono56Error,
    DamagedLogError,
    PointSyntaxError,
    UnknownIdError,
    UnreadableLogError,
    WriteError,
)
from chrono56.formats import FormatError, OptionError

# The first that fits; everything else is the user's own words to mend.
_STATUS: Final[tuple[tuple[type[Chrono56Error], int], ...]] = (
    (OptionError, status.USAGE),
    (PointSyntaxError, status.USAGE),
    (UnknownIdError, status.NOTHING),
    (DamagedLogError, status.DAMAGED),
    (UnreadableLogError, status.DAMAGED),
    (FormatError, status.FORMAT_FAILED),
    (WriteError, status.NOT_WRITTEN),
)
# Where ids are found, by what is wanted.
_REMEDIES: Final = {
    **{one: f"`chrono56 {one}s` lists them" for one in ("source", "agent", "place")},
    **dict.fromkeys(("record", "event"), "`chrono56 search WORDS` finds events"),
}


def status_of(error: Chrono56Error) -> int:
    """Print *error* on stderr and return the exit status that it means."""
    first, *more = str(error).split("\n")
    if isinstance(error, UnknownIdError) and error.wanted in _REMEDIES:
        # Without near ids, and without a reason, what helps is where to look.
        first += "" if error.near or error.why else f"; {_REMEDIES[error.wanted]}"
    notes = getattr(error, "__notes__", ())
    if not more and notes:
        # A place, such as "in the claim …": part of the one message.
        first, notes = f"{first} ({'; '.join(notes)})", ()
    put_error(first, *more, *notes)
    fitting = (code for kind, code in _STATUS if isinstance(error, kind))
    return next(fitting, status.USAGE)


def put_error(*lines: str) -> None:
    """Print an error on stderr: what was wrong, and below it perhaps a caret."""
    for line in ("chrono56: " + lines[0], *lines[1:]):
        print(harmless(line), file=sys.stderr)

"""What a promise is: a function that tries something, and says how it was broken."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from chrono56.errors import ConformanceError

_T = TypeVar("_T")


class BrokenPromiseError(AssertionError):
    """What something did instead of what it promised, in words."""


def require(truth: bool, why: str) -> None:  # noqa: FBT001 - as assert has it
    """Check that something is so.

    Raises:
        BrokenPromiseError: It is not.
    """
    if not truth:
        raise BrokenPromiseError(why)


def broken_by(promise: Callable[[_T], None], subject: _T) -> str:
    """Say how a promise is broken, and what was promised; empty if it is kept.

    Args:
        promise: Tries the subject. Its name says in short what is promised, its
            docstring in full.
        subject: What it is tried on.
    """
    try:
        promise(subject)
    except BrokenPromiseError as error:
        found = str(error)
    except Exception as error:  # noqa: BLE001 - a fault of the subject, to be told
        found = f"{type(error).__name__}: {error}"
    else:
        return ""
    said = " ".join((promise.__doc__ or "").split()).replace("``", "`")
    return f"{promise.__name__.replace('_', ' ')}: {found} ({said})"


def require_kept(
    promises: Iterable[Callable[[_T], None]], subject: _T, who: str, again: str = ""
) -> None:
    """Check that a subject keeps all promises.

    Args:
        promises: The promises.
        subject: What they are tried on.
        who: Whose promises they are, for the error.
        again: How the subject is made, for whoever wants to see a promise broken again.

    Raises:
        ConformanceError: It breaks promises; the error tells each.
    """
    broken = []
    for promise in promises:
        if found := broken_by(promise, subject):
            call = f"{promise.__module__}.{promise.__name__}({again})"
            broken.append(f"{found}\n    to see it again: {call}" if again else found)
    if broken:
        raise ConformanceError(who, broken)


def shown(data: bytes) -> str:
    """Show bytes in a message, cut short."""
    return repr(data if len(data) <= 60 else data[:57] + b"...")


def difference(expected: bytes, found: bytes) -> str:
    """Say in words where two pieces of data differ; empty if they don't."""
    if expected == found:
        return ""
    pairs = enumerate(zip(expected, found, strict=False))
    short = min(len(expected), len(found))
    at = next((at for at, (one, other) in pairs if one != other), short)
    line = expected.count(b"\n", 0, at) + 1
    there, here = (shown(data[max(0, at - 10) : at + 40]) for data in (expected, found))
    return f"line {line}, byte {at} is {here}, and was {there}"

"""What the evidence allows to be said about uncertain dates."""

from enum import Enum
from typing import NoReturn


class Verdict(Enum):
    """How a statement about uncertain dates stands: over all that they leave open.

    CERTAIN holds for every choice of days, IMPOSSIBLE for none, POSSIBLE for some.

    >>> Verdict("possible")
    <Verdict.POSSIBLE: 'possible'>
    """

    IMPOSSIBLE = "impossible"
    POSSIBLE = "possible"
    CERTAIN = "certain"

    def __bool__(self) -> NoReturn:
        """Refuse a truth test: it would swallow every *possible*."""
        msg = (
            f"a verdict is not a bool (this one is {self.value});"
            " compare it: `verdict is Verdict.CERTAIN`"
        )
        raise TypeError(msg)


def judge(*, certain: bool, possible: bool) -> Verdict:
    """Return the verdict on what holds always (*certain*) or sometimes (*possible*).

    >>> judge(certain=False, possible=True)
    <Verdict.POSSIBLE: 'possible'>
    """
    if certain:
        return Verdict.CERTAIN
    return Verdict.POSSIBLE if possible else Verdict.IMPOSSIBLE

"""How far the filling of the tables is: what share of the work is done."""

from collections.abc import Callable
from typing import Final, TypeAlias

Progress: TypeAlias = Callable[[float], None]
"""Is told from time to time what share is done, from 0 to 1."""

# What share of the work has been done when the log is read, when the indexes are made.
_READ: Final = 0.75
_INDEXED: Final = 0.9


class Steps:
    """Tell how far the filling is.

    Args:
        size: How many bytes the log has; 0 if that is unknown.
        progress: Is told; None if nobody wants to know.

    >>> told = []
    >>> steps = Steps(1000, told.append)
    >>> steps.read(400)
    >>> steps.index(1, of=2)
    >>> steps.judge(1, of=1)
    >>> [round(share, 3) for share in told]
    [0.3, 0.825, 1.0]
    """

    def __init__(self, size: int, progress: Progress | None) -> None:
        self._size = size
        self._progress = progress

    def read(self, end: int) -> None:
        """Tell that the log was read as far as the offset *end*."""
        if self._progress is not None and self._size:
            self._progress(_READ * min(1.0, end / self._size))

    def index(self, number: int, *, of: int) -> None:
        """Tell that some of the indexes are made."""
        if self._progress is not None:
            self._progress(_READ + (_INDEXED - _READ) * number / of)

    def judge(self, number: int, *, of: int) -> None:
        """Tell that some of what had to wait was judged; *of* is not 0."""
        if self._progress is not None:
            self._progress(_INDEXED + (1 - _INDEXED) * number / of)

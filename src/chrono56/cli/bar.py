"""A bar on the terminal, for work that takes longer than a moment."""

import sys
import time
from collections.abc import Callable
from typing import Final

_MOMENT: Final = 1.0  # seconds
_CELLS: Final = 30
_TEXT: Final = "taking in the log"


class Bar:
    """Show on stderr what share of the work is done, if that is a terminal.

    Args:
        seconds: Tells how many seconds have passed since some moment.
    """

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._begun = seconds()
        self._drawn = ""
        self._wanted = sys.stderr.isatty()

    def __call__(self, share: float) -> None:
        """Show that this share is done, from 0 to 1; of all, nothing is left to see."""
        if not self._wanted or self._seconds() - self._begun < _MOMENT:
            return
        done = round(share * _CELLS)
        cells = "#" * done + "." * (_CELLS - done)
        text = f"{_TEXT} [{cells}] {share:4.0%}" if share < 1 else ""
        if text != self._drawn:
            sys.stderr.write(f"\r{text:{len(self._drawn)}}" + ("" if text else "\r"))
            sys.stderr.flush()
            self._drawn = text

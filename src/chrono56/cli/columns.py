"""How wide the terminal is."""

import os
import sys

_NARROWEST, _WIDEST, _USUAL = 40, 100, 80


def columns() -> int:
    """Return the columns there are: the terminal's, within reason; 80 without one.

    What the variable ``COLUMNS`` says counts first. (The standard library asks in the
    same way, but importing its module for that takes longer than the asking.)
    """
    return min(_WIDEST, max(_NARROWEST, _found()))


def _found() -> int:
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given):
        return int(given)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return _USUAL

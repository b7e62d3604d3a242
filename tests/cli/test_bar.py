import io
import sys
from collections.abc import Iterable

import pytest

from chrono56.cli.bar import Bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(shares: Iterable[float], at: Iterable[float], err: io.StringIO) -> str:
    """Return what is written for these shares, each told at a second."""
    seconds = iter([0.0, *at])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stderr", err)
        bar = Bar(lambda: next(seconds))
        for share in shares:
            bar(share)
    return err.getvalue()


def test_what_is_done_in_a_moment_is_not_shown() -> None:
    assert shown([0.5, 1], [0.2, 0.9], Terminal()) == ""


def test_what_takes_longer_is_shown_until_it_is_done() -> None:
    text = shown([0.1, 0.5, 1], [0.5, 2, 3], Terminal())

    half = f"taking in the log [{'#' * 15}{'.' * 15}]  50%"
    assert text == f"\r{half}\r{' ' * len(half)}\r"


def test_a_share_that_looks_the_same_is_not_drawn_again() -> None:
    assert shown([0.5, 0.501], [2, 3], Terminal()).count("\r") == 1


def test_nothing_is_shown_where_there_is_no_terminal() -> None:
    assert shown([0.5, 1], [2, 3], io.StringIO()) == ""

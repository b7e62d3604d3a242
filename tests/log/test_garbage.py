"""Looking for garbage later: it is put off, and taken up again."""

import gc
from collections.abc import Iterator

import pytest

from chrono56.log.garbage import Respite


@pytest.fixture(autouse=True)
def _looking() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_it_is_put_off_within_the_block_only() -> None:
    with Respite():
        within = gc.isenabled()

    assert (within, gc.isenabled()) == (False, True)


def test_an_error_takes_it_up_again() -> None:
    with pytest.raises(KeyError), Respite():
        raise KeyError

    assert gc.isenabled()


def test_whoever_put_it_off_before_has_it_so_afterwards() -> None:
    gc.disable()

    with Respite(), Respite():
        pass

    assert not gc.isenabled()

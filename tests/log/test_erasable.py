"""Preparing for erasure: what is recorded so that nobody can guess it back."""

from collections.abc import Callable

import pytest
from tests.log.world import seeded

import chrono56 as c56
from chrono56.model import Agent


class TestErasable:
    @pytest.mark.parametrize(
        "record",
        [
            lambda entry: entry.event("x", erasable=True),
            lambda entry: entry.agent("x", erasable=True),
            lambda entry: entry.place("x", erasable=True),
            lambda entry: entry.source("x", erasable=True),
            lambda entry: entry.claim(
                "rising", c56.Occurrence(), cite=book(), id="x", erasable=True
            ),
            lambda entry: entry.record(Agent("x", "person"), erasable=True),
            lambda entry: entry.revise(c56.Event("rising", "other"), erasable=True),
        ],
    )
    def test_it_adds_a_nonce_that_nobody_guesses(
        self, record: Callable[[object], object]
    ) -> None:
        log = seeded()
        with log.entry() as entry:
            record(entry)
        with log.entry() as entry:
            entry.event("plain")

        *_, made, plain = (one.do[0] for one in log.entries())
        assert getattr(made, "nonce", "")
        assert not getattr(plain, "nonce", "")

    def test_a_claim_gets_no_id_that_is_a_hash_of_what_it_says(self) -> None:
        log = seeded()
        with log.entry() as entry:
            one, other = (
                entry.claim("rising", c56.Occurrence(), cite=book(), erasable=erasable)
                for erasable in (True, False)
            )

        assert not one.id.startswith("c-")
        assert other.id.startswith("c-")


def book() -> c56.Citation:
    return c56.Citation("book", "1")

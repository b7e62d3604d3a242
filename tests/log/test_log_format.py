"""The reference page of the log format: its example and its stranger's verifier."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import strategies
from tests.log.test_form import AT, ROOT
from tests.log.test_union import Turn, copies, turns, union
from tests.log.world import new_log, seeded, text_of, write_entry

from chrono56.clock import FixedClock
from chrono56.log.actions import (
    ACTION_TYPES,
    Action,
    Erasure,
    Recorded,
    Retracted,
    Titled,
    UnknownAction,
)
from chrono56.log.canonical import dumps
from chrono56.log.entry import Addressed
from chrono56.log.log import Log
from chrono56.log.memory import MemoryStore
from chrono56.model import Agent, Citation, Dating

PAGE: Final = Path(__file__).parents[2] / "docs" / "reference" / "log-format.md"
TEXT: Final = PAGE.read_text(encoding="utf-8")
Verify = Callable[[bytes], list[str]]


def block(marker: str) -> str:
    """Return the code block of the page that follows a marker."""
    found = re.search(rf"{re.escape(marker)}\n+```\w*\n(.*?)```", TEXT, re.DOTALL)
    assert found is not None, marker
    return found[1]


def example() -> bytes:
    """Return the log that the page shows: every action there is, and an erased one."""
    log = new_log(clock=FixedClock("2026-11-22T09:30:00Z", step_seconds=60))
    witness = Recorded(Agent("witness-1", "person", {"en": "A witness"}), nonce="7f3a")
    with log.entry("from the briefing book", key="book@1") as entry:
        entry.title("Budapest, 1956")
        book = entry.source("book", csl={"type": "book", "title": "A Book"})
        rising = entry.event("rising", kind="politics.uprising")
        twin = entry.event("revolt", labels={"en": "The revolt"})
        claim = entry.claim(
            rising,
            Dating("1956-10-23/1956-11-11"),
            cite=book.at(page=12),
            as_written="from 23 October to 11 November",
            id="c-1",
        )
    log.append([witness])
    with log.entry("judgements") as entry:
        entry.revise(rising, labels={"en": "The rising", "hu": "A felkelés"})
        entry.rank(claim, "preferred", reason="the only one that gives both ends")
        entry.unite(twin, rising, reason="another name for it")
        entry.retract("witness-1", reason="asked for")
    with log.entry() as entry:
        entry.undo(Addressed.of(Retracted("witness-1", reason="asked for")).address)
    log.append([UnknownAction("endorse", {"claim": "c-1"})])
    log.append([Erasure(Addressed.of(witness).address, "asked for again")])
    place = dumps({"erased": Addressed.of(witness).address})
    return text_of(log).replace(dumps(Addressed.of(witness).body), place)


@pytest.fixture(scope="module")
def verify() -> Verify:
    """Give the verifier, as a stranger would copy it from the page."""
    names: dict[str, Any] = {"__name__": "stranger"}
    exec(block("<!-- the verifier -->"), names)  # noqa: S102 - our own page
    found: Verify = names["verify"]
    return found


class TestTheVerifier:
    def test_it_is_short_and_needs_the_standard_library_alone(self) -> None:
        code = block("<!-- the verifier -->")
        imported = re.findall(r"^(?:import|from) (.+)$", code, re.MULTILINE)

        assert imported == ["hashlib, json, sys"]
        assert len([line for line in code.splitlines() if line.strip()]) <= 36

    def test_it_agrees_on_the_example(self, verify: Verify) -> None:
        log = Log(MemoryStore(lines=example().split(b"\n")[:-1]))

        assert verify(example()) == list(log.verify().heads)
        assert log.verify().is_sound

    @given(actions=st.lists(strategies.actions(), min_size=1, max_size=3))
    @settings(max_examples=50)
    def test_it_accepts_whatever_was_written(
        self, verify: Verify, actions: list[Action]
    ) -> None:
        header = text_of(new_log())
        line, entry = write_entry(actions, at=AT, by="anna", parents=[ROOT])
        erased = [one for one in entry.do if "erased" in Addressed.of(one).body]

        if erased:
            with pytest.raises(SystemExit, match="without authority"):
                verify(header + line + b"\n")
        else:
            assert verify(header + line + b"\n") == [entry.id]

    @given(turns)
    @settings(max_examples=30)
    @pytest.mark.filterwarnings("ignore::chrono56.errors.ClockWarning")
    @pytest.mark.filterwarnings("ignore::chrono56.errors.ErasureWarning")
    def test_it_accepts_unions(self, verify: Verify, turns: list[Turn]) -> None:
        joined = union(*copies(turns))
        heads = Log(MemoryStore(lines=joined)).verify().heads

        assert verify(b"".join(line + b"\n" for line in joined)) == list(heads)

    def test_it_refuses_every_single_flipped_bit(self, verify: Verify) -> None:
        log = seeded()
        log.append([Titled("Felkelés")])
        text = text_of(log)
        verify(text)

        for at in range(len(text)):
            for bit in range(8):
                flipped = bytearray(text)
                flipped[at] ^= 1 << bit
                with pytest.raises((SystemExit, ValueError, KeyError, AttributeError)):
                    verify(bytes(flipped))

    def test_it_refuses_a_lost_line(self, verify: Verify) -> None:
        lines = example().splitlines(keepends=True)

        for number in range(len(lines) - 1):  # a lost end is for a seal to find
            with pytest.raises((SystemExit, KeyError, ValueError)):
                verify(b"".join(lines[:number] + lines[number + 1 :]))


class TestTheExample:
    def test_it_is_what_is_written(self) -> None:
        assert block("<!-- the example -->").encode() == example()

    def test_it_shows_every_action(self) -> None:
        shown = block("<!-- the example -->")

        for name in ACTION_TYPES:
            assert f'"type":"{name}"' in shown
            assert f"| `{name}` |" in TEXT
        assert '"erased":"' in shown

    def test_a_claim_by_content_has_the_id_that_the_page_explains(self) -> None:
        log = seeded()
        with log.entry() as entry:
            claim = entry.claim("rising", Dating("1956"), cite=Citation("book"))

        assert claim.id == "c-" + block("<!-- the content id -->").strip()

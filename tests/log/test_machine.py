"""Recorders with copies, who do all that can be done, against the plainest model.

The model is a set of entries for each copy. What stands is found by going through all
actions from the first to the last.
"""

import tempfile
import warnings
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import attrs
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
)
from tests.chronology.world import every, told
from tests.log.world import counted

from chrono56.app import Log, open_log
from chrono56.chronology import Chronology
from chrono56.dates import When
from chrono56.errors import (
    ClockWarning,
    Diverged,
    ErasureWarning,
    RecordError,
    UnknownIdError,
)
from chrono56.log.actions import (
    Action,
    Erasure,
    Ranked,
    Recorded,
    Retracted,
    Revised,
    Titled,
    United,
)
from chrono56.log.draft import EntryDraft
from chrono56.log.entry import Entry
from chrono56.model import Citation, Claim, Dating, Event

EVENTS = st.sampled_from(("e1", "e2", "e3"))
CLAIMS = st.sampled_from(("c1", "c2", "c3"))
LABELS = st.sampled_from(("Rising", "Siege"))
DAYS = st.sampled_from(("1956-10-23", "1956-11-04", "1956-11"))
RANKS = st.sampled_from(("preferred", "normal", "deprecated"))
NUMBERS = st.integers(0, 40)
MOST_COPIES = 4


@attrs.define
class WildClock:
    """A clock that is set forth and back."""

    day: int = 0
    ticks: int = 0

    def now(self) -> str:
        self.ticks += 1
        month, day = divmod(self.day, 28)
        second = self.ticks % 3600
        return (
            f"2024-{month + 1:02}-{day + 1:02}"
            f"T12:{second // 60:02}:{second % 60:02}.000000Z"
        )


@attrs.define
class Copy:
    """A copy of the log: its file, the log as it is open, and the model of it."""

    path: Path
    log: Log
    held: dict[str, Entry]

    def heads(self) -> tuple[str, ...]:
        followed = {one for entry in self.held.values() for one in entry.parents}
        return tuple(sorted(self.held.keys() - followed))

    def deeds(self) -> list[tuple[str, Action]]:
        """Return all actions that were not erased, in canonical order."""
        entries = sorted(self.held.values(), key=lambda entry: (entry.at, entry.id))
        erased = {
            one.action: entry.at
            for entry in entries
            for one in entry.do
            if isinstance(one, Erasure)
        }
        return [
            (where, action)
            for entry in entries
            for action, where in zip(entry.do, entry.addresses, strict=True)
            if erased.get(where, "") <= entry.at
        ]


class Standing:
    """What stands after some deeds, found by going through them."""

    def __init__(self, deeds: Sequence[tuple[str, Action]]) -> None:
        self.title = ""
        self.records = _records(deeds)
        self.retracted: set[str] = set()
        self.ranks: dict[str, str] = {}
        self.united: dict[str, str] = {}
        for number, (where, action) in enumerate(deeds):
            if not _is_in_force(where, deeds):
                continue
            match action:
                case Retracted(target=target) if target:
                    self.retracted.add(target)
                case Ranked(target, value):
                    self.ranks[target] = value
                case United(duplicate, into):
                    # It counts if it made sense where it stands.
                    if {duplicate, into} <= _records(deeds[:number]).keys():
                        self.united[duplicate] = into
                case Titled(text):
                    self.title = text
                case _:
                    pass

    def root(self, event: str) -> str:
        seen = [event]
        while into := self.united.get(seen[-1], ""):
            if into in seen:
                return min(seen[seen.index(into) :])
            seen.append(into)
        return seen[-1]

    def events(self) -> dict[str, str]:
        """Return the label of each event that is listed."""
        return {
            one.id: one.labels["en"]
            for one in self.records.values()
            if isinstance(one, Event)
            and one.id not in self.retracted
            and self.root(one.id) == one.id
        }

    def claims(self, event: str) -> dict[str, tuple[Claim, str]]:
        """Return the claims about an event and its duplicates, with their ranks."""
        return {
            one.id: (one, self.ranks.get(one.id, "normal"))
            for one in self.records.values()
            if isinstance(one, Claim)
            and one.id not in self.retracted
            and self.root(one.about) == event
        }


def _records(deeds: Sequence[tuple[str, Action]]) -> dict[str, Event | Claim]:
    """Return the version of each record that shows after some deeds."""
    return {
        action.record.id: action.record  # type: ignore[misc]
        for where, action in deeds
        if isinstance(action, Recorded | Revised) and _is_in_force(where, deeds)
    }


def _is_in_force(where: str, deeds: Sequence[tuple[str, Action]]) -> bool:
    undoings = {
        by
        for by, action in deeds
        if isinstance(action, Retracted) and action.action == where
    }
    return not any(_is_in_force(one, deeds) for one in undoings)


class Recorders(RuleBasedStateMachine):
    """Several people, each with a copy or more of one log."""

    copies = Bundle("copies")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = WildClock()
        self.new_id = counted()
        self.number = 0
        self.touched: Copy | None = None
        self.warned = warnings.catch_warnings()
        self.warned.__enter__()
        warnings.simplefilter("ignore", ClockWarning)
        warnings.simplefilter("ignore", ErasureWarning)

    def teardown(self) -> None:
        self.warned.__exit__(None, None, None)
        self.folder.cleanup()

    def opened(self, path: Path) -> Log:
        return open_log(path, by=path.stem, clock=self.clock, new_id=self.new_id)

    def new_path(self) -> Path:
        self.number += 1
        return Path(self.folder.name) / f"copy{self.number}.jsonl"

    @initialize(target=copies)
    def begin(self) -> Copy:
        path = self.new_path()
        copy = Copy(path, self.opened(path), {})
        self.write(copy, lambda entry: entry.source("s1"))
        return copy

    def write(self, copy: Copy, fill: Callable[[EntryDraft], object]) -> None:
        """Append an entry; what is refused must be refused for a reason."""
        self.touched = copy
        try:
            with copy.log.entry("as ever") as entry:
                fill(entry)
        except (RecordError, UnknownIdError):
            return
        except Diverged:
            assert len(copy.heads()) > 1
            return
        self.take_in(copy, entry.appended)

    def take_in(self, copy: Copy, entry: Entry | None) -> None:
        if entry is not None:
            assert entry.parents == copy.heads() or not copy.held
            assert all(copy.held[one].at < entry.at for one in copy.heads())
            copy.held[entry.id] = entry

    @rule(copy=copies, event=EVENTS, label=LABELS)
    def record_an_event(self, copy: Copy, event: str, label: str) -> None:
        self.write(copy, lambda entry: entry.event(event, labels={"en": label}))

    @rule(copy=copies, claim=CLAIMS, event=EVENTS, day=DAYS)
    def record_a_claim(self, copy: Copy, claim: str, event: str, day: str) -> None:
        self.write(
            copy,
            lambda entry: entry.claim(
                event, Dating(day), cite=Citation("s1"), id=claim
            ),
        )

    @rule(copy=copies, event=EVENTS, label=LABELS)
    def revise_an_event(self, copy: Copy, event: str, label: str) -> None:
        self.write(copy, lambda entry: entry.revise(Event(event, labels={"en": label})))

    @rule(copy=copies, claim=CLAIMS, event=EVENTS, day=DAYS)
    def revise_a_claim(self, copy: Copy, claim: str, event: str, day: str) -> None:
        cited = (Citation("s1"),)
        other = Claim(claim, event, Dating(When.parse(day)), cited)
        self.write(copy, lambda entry: entry.revise(other))

    @rule(copy=copies, record=EVENTS | CLAIMS)
    def retract(self, copy: Copy, record: str) -> None:
        self.write(copy, lambda entry: entry.retract(record))

    @rule(copy=copies, claim=CLAIMS, rank=RANKS)
    def rank(self, copy: Copy, claim: str, rank: str) -> None:
        self.write(copy, lambda entry: entry.rank(claim, rank))

    @rule(copy=copies, duplicate=EVENTS, into=EVENTS)
    def unite(self, copy: Copy, duplicate: str, into: str) -> None:
        self.write(copy, lambda entry: entry.unite(duplicate, into))

    @rule(copy=copies, title=LABELS)
    def entitle(self, copy: Copy, title: str) -> None:
        self.write(copy, lambda entry: entry.title(title))

    @rule(copy=copies, number=NUMBERS)
    def undo(self, copy: Copy, number: int) -> None:
        if deeds := copy.deeds():
            where, _ = deeds[-1 - number % len(deeds)]
            self.write(copy, lambda entry: entry.undo(where))

    @rule(copy=copies, number=NUMBERS)
    def erase(self, copy: Copy, number: int) -> None:
        deeds = copy.deeds()[1:]  # the source stays, all claims need it
        if not deeds or len(copy.heads()) > 1:
            return
        self.touched = copy
        where, _ = deeds[-1 - number % len(deeds)]
        try:
            entry = copy.log.erase(where, reason="asked for")
        except RecordError:
            return
        self.take_in(copy, entry)

    @rule(days=st.integers(0, 300))
    def set_the_clock(self, days: int) -> None:
        self.clock.day = days

    @rule(copy=copies)
    def open_anew(self, copy: Copy) -> None:
        copy.log = self.opened(copy.path)

    @rule(copy=copies, length=st.integers(1, 300))
    def crash_amid_a_line(self, copy: Copy, length: int) -> None:
        self.touched = copy
        last = copy.path.read_bytes().splitlines()[-1]
        with copy.path.open("ab") as file:
            file.write(last[:-1][:length])

    @rule(target=copies, copy=copies)
    def give_a_copy_away(self, copy: Copy) -> Any:
        if self.number == MOST_COPIES:
            return multiple()
        path = self.new_path()
        path.write_bytes(copy.path.read_bytes())
        self.touched = Copy(path, self.opened(path), dict(copy.held))
        return self.touched

    @rule(copy=copies, other=copies)
    def merge(self, copy: Copy, other: Copy) -> None:
        self.touched = copy
        joined = copy.log.merge(other.log)
        copy.held |= other.held
        self.take_in(copy, joined)
        assert len(copy.heads()) == 1

    @rule(copy=copies, other=copies)
    def let_git_merge(self, copy: Copy, other: Copy) -> None:
        """Put the whole lines of both files together, as a union merge does."""
        mine, theirs = (
            [*one.path.read_bytes().split(b"\n")[:-1], b""] for one in (copy, other)
        )
        known = set(mine)
        new = [line for line in theirs[:-1] if line not in known]
        copy.path.write_bytes(b"\n".join([*mine[:-1], *new, b""]))
        copy.log = self.opened(copy.path)
        copy.held |= other.held
        self.touched = copy

    @invariant()
    def the_log_is_as_the_model_has_it(self) -> None:
        if self.touched is None:
            return
        copy, self.touched = self.touched, None
        found = copy.log.verify(records=True)

        assert found.is_sound
        assert found.entries == len(copy.held)
        assert found.heads == copy.heads() == copy.log.heads()
        assert [one.id for one in copy.log.entries()] == _ordered(copy.held.values())
        self.check_chronology(copy)

    def check_chronology(self, copy: Copy) -> None:
        stands = Standing(copy.deeds())
        with copy.log.chronology() as kept, copy.log.chronology(cache=False) as fresh:
            assert told(kept) == told(fresh)
            assert kept.title == stands.title
            assert kept.head == ",".join(copy.heads())
            listed = {event.id: event.label() for event in kept.select(every())}
            assert listed == stands.events()
            for event in listed:
                assert _claims(kept, event) == stands.claims(event)


def _ordered(entries: Iterable[Entry]) -> list[str]:
    return [one.id for one in sorted(entries, key=lambda entry: (entry.at, entry.id))]


def _claims(chronology: Chronology, event: str) -> dict[str, tuple[Claim, str]]:
    return {view.claim.id: (view.claim, view.rank) for view in chronology.claims(event)}


Recorders.TestCase.settings = settings(
    max_examples=40, stateful_step_count=25, deadline=None
)
TestRecorders = Recorders.TestCase

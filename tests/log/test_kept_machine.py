"""Recorders who do all that can be done, of whose logs ledgers are kept at once.

After each step a writer that goes on, and one that begins with what was kept, must know
what one knows that reads the whole log.
"""

import os
import tempfile
from collections.abc import Callable, Sequence
from typing import Any
from unittest import mock

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import rule
from tests.log import test_machine
from tests.log.test_machine import EVENTS, LABELS, Copy

from chrono56.app import Log, open_log
from chrono56.errors import Diverged, RecordError, UnknownIdError, WriteError
from chrono56.log import known
from chrono56.log.actions import Titled
from chrono56.log.draft import EntryDraft
from chrono56.log.entry import Entry
from chrono56.log.jsonl import JsonlStore
from chrono56.model import Event

IDS = ("s1", "e1", "e2", "e3", "c1", "c2", "c3", "nothing")
KEYS = st.sampled_from(("k1", "k2", "k3"))


def told(log: Log, entries: Sequence[Entry]) -> dict[str, Any]:
    """Return all that a writer knows of these entries and their records."""
    ledger = log.ledger()
    where = [one for entry in entries for one in entry.addresses]
    return {
        "heads": (ledger.heads, ledger.latest, ledger.awaited),
        "entries": (ledger.entries, [entry.id in ledger for entry in entries]),
        "erasures": (ledger.erasures, ledger.unfinished),
        "keys": [ledger.keyed(key) for key in ("k1", "k2", "k3")],
        "types": [ledger.action_type(one) for one in where],
        "versions": [ledger.versions(one) for one in IDS],
        "current": [ledger.current(one) for one in IDS],
        "retracted": [ledger.is_retracted(one) for one in (*IDS, *where)],
        "united": [ledger.united_into(one) for one in IDS],
        "ids": sorted(set(ledger.ids())),
    }


class Keepers(test_machine.Recorders):
    """Several people, and for each copy a second writer who takes turns."""

    copies = test_machine.Recorders.copies

    def __init__(self) -> None:
        super().__init__()
        self.cache = tempfile.TemporaryDirectory()
        self.second: dict[str, Log] = {}
        self.changed = (
            mock.patch.object(known, "_LONG", 2),
            mock.patch.dict(os.environ, {"CHRONO56_CACHE": self.cache.name}),
        )
        for one in self.changed:
            one.start()

    def teardown(self) -> None:
        for one in self.changed:
            one.stop()
        self.cache.cleanup()
        super().teardown()

    @rule(copy=copies)
    def take_turns(self, copy: Copy) -> None:
        self.second.setdefault(copy.log.name, self.opened(copy.path))
        copy.log, self.second[copy.log.name] = self.second[copy.log.name], copy.log

    @rule(copy=copies, event=EVENTS, labels=st.lists(LABELS, min_size=1, max_size=3))
    def revise_in_a_batch(self, copy: Copy, event: str, labels: list[str]) -> None:
        def revise(number: int) -> Callable[[EntryDraft], object]:
            named = {"en": f"{labels[number]} {number}"}
            return lambda draft: draft.revise(Event(event, labels=named))

        self.write_many(copy, "", [revise(number) for number in range(len(labels))])

    @rule(copy=copies, key=KEYS, label=LABELS)
    def send_twice(self, copy: Copy, key: str, label: str) -> None:
        self.write_many(copy, key, [lambda draft: draft.title(label)] * 2)

    def write_many(
        self, copy: Copy, key: str, fillings: Sequence[Callable[[EntryDraft], object]]
    ) -> None:
        self.touched = copy
        drafts = [copy.log.draft(key=key) for _ in fillings]
        for draft, fill in zip(drafts, fillings, strict=True):
            fill(draft)
        try:
            made = copy.log.append_many(drafts)
        except (Diverged, RecordError, UnknownIdError):
            return
        copy.held |= {entry.id: entry for entry in made if entry is not None}

    @rule(copy=copies)
    def find_the_disk_full(self, copy: Copy) -> None:
        self.touched = copy
        full = OSError(28, "No space left on device")
        with mock.patch.object(JsonlStore, "_write", side_effect=full):
            try:
                copy.log.append_many([copy.log.draft(actions=[_TITLED])])
            except (Diverged, WriteError):
                return
        raise AssertionError("it was written to a full disk")

    def check_chronology(self, copy: Copy) -> None:
        plain = open_log(copy.path, by="somebody", cache=False)
        entries = list(plain.entries())
        expected = told(plain, entries)

        assert list(copy.log.entries()) == entries
        assert told(copy.log, entries) == expected
        assert told(self.opened(copy.path), entries) == expected


_TITLED = Titled("never")
Keepers.TestCase.settings = settings(
    max_examples=30, stateful_step_count=25, deadline=None
)
TestKeepers = Keepers.TestCase

"""Logs of the past and of the future: the one read for ever, the other kept as is."""

import hashlib
import json
from pathlib import Path
from typing import Final

import pytest
from tests.corpus.make import (
    FIRST,
    FOLDER,
    FUTURE,
    first,
    future,
    lines_of,
    opened,
    told,
)

from chrono56.cli.run import main
from chrono56.log.actions import ACTION_TYPES, Titled, UnknownAction
from chrono56.log.canonical import dumps
from chrono56.log.codec import action_to_json, record_to_json
from chrono56.log.entry import read_entry
from chrono56.log.jsonl import JsonlStore
from chrono56.log.proof import read_envelope
from chrono56.log.store import with_ends
from chrono56.model import RECORD_TYPES
from chrono56.model.claims import VALUE_TYPES

# Frozen: whoever changes one of these files changes what was released.
HASHES: Final = {
    FIRST: "2d0c699bab26a26ca475c50d3c1cf2151d46ec6989be600e604c063b4256b195",
    FUTURE: "236964b441eeeb0152b4d2a7816fff10d2eb5d8a846228197dd860c84ae86300",
}

pytestmark = pytest.mark.filterwarnings("ignore::chrono56.errors.ClockWarning")


class TestEvery:
    @pytest.mark.parametrize("name", HASHES)
    def test_the_log_is_frozen_byte_for_byte(self, name: str) -> None:
        found = hashlib.sha256((FOLDER / f"{name}.jsonl").read_bytes()).hexdigest()

        assert found == HASHES[name]

    def test_no_log_lies_there_unproven(self) -> None:
        assert {one.stem for one in FOLDER.glob("*.jsonl")} == HASHES.keys()

    @pytest.mark.parametrize("name", HASHES)
    def test_the_log_verifies(self, name: str) -> None:
        found = opened(lines_of(name)).verify()

        assert found.problems == ()
        assert (found.duplicates, found.tail, len(found.heads)) == (0, "", 1)

    @pytest.mark.parametrize("name", HASHES)
    def test_what_follows_from_it_stays_the_same(self, name: str) -> None:
        expected = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))

        assert told(opened(lines_of(name))) == expected

    @pytest.mark.parametrize("name", HASHES)
    def test_every_action_is_written_again_as_it_was_read(self, name: str) -> None:
        for line in lines_of(name)[1:]:
            entry, body = read_entry(line), read_envelope(line).body

            assert dumps([action_to_json(one) for one in entry.do]) == dumps(body["do"])

    @pytest.mark.parametrize("name", HASHES)
    def test_it_goes_on_today(self, name: str) -> None:
        log = opened(lines_of(name), start="2027-06-01")
        log.append([Titled("now")])

        assert log.verify().is_sound
        assert told(log)["title"] == "now"


class TestTheFirst:
    def test_this_version_still_makes_the_same_bytes(self) -> None:
        assert first() == lines_of(FIRST)

    def test_it_holds_every_type_that_there_is(self) -> None:
        text = with_ends(lines_of(FIRST)).decode()
        types = {*ACTION_TYPES, *RECORD_TYPES, *VALUE_TYPES, "endorse", "theory"}

        assert {name for name in types if f'"type":"{name}"' not in text} == set()
        for sign in ('"erased":', '"key":', '"clock":', '"colour":', '"weight":'):
            assert sign in text

    def test_what_was_erased_is_known_and_authorised(self) -> None:
        assert len(opened(lines_of(FIRST)).verify().erased) == 1


class TestTheFuture:
    def test_it_is_what_the_script_makes(self) -> None:
        assert future() == lines_of(FUTURE)

    def test_unknown_fields_of_an_entry_are_kept(self) -> None:
        entry = read_entry(lines_of(FUTURE)[2])

        assert entry.extra == {"mood": "calm"}

    def test_actions_of_a_later_version_are_not_taken_for_those_of_today(self) -> None:
        entry = read_entry(lines_of(FUTURE)[3])
        chronology = opened(lines_of(FUTURE)).chronology(cache=False)

        assert entry.v == 2
        assert [type(action) for action in entry.do] == [UnknownAction] * 2
        assert (
            chronology.event("march").id == "march"
        )  # the later "retract" is not ours
        assert chronology.title == ""

    def test_a_merge_brings_its_lines_untouched(self) -> None:
        lines = lines_of(FUTURE)
        older = opened(lines[:2], "eva", start="2027-06-01")
        older.append([Titled("meanwhile")])
        older.merge(opened(lines))
        merged = [line for _, line in older.store.read()]

        assert set(lines) < set(merged)
        assert older.verify().is_sound
        assert len(older.heads()) == 1
        assert set(told(opened(lines))["sources"][0]) <= set(told(older)["sources"][0])

    def test_a_copy_made_by_rewriting_is_the_same(self, tmp_path: Path) -> None:
        lines = lines_of(FUTURE)
        store = JsonlStore(tmp_path / "log.jsonl")
        store.append(lambda: lines)
        store.rewrite(lambda: (line for _, line in store.read()))

        assert (tmp_path / "log.jsonl").read_bytes() == with_ends(lines)

    def test_records_are_read_and_written_with_all_that_is_unknown(self) -> None:
        chronology = opened(lines_of(FUTURE)).chronology(cache=False)
        records = {
            action["record"]["id"]: action["record"]
            for action in read_envelope(lines_of(FUTURE)[2]).actions[:3]
        }

        assert list(records) == ["flood", "cold-war", "x"]
        for name, body in records.items():
            assert dumps(record_to_json(chronology.record(name))) == dumps(body)

    @pytest.mark.parametrize(
        ("command", "shown"),
        [
            (["show", "flood"], ["nature.flood.sudden", "colour"]),
            (["search", "flood", "--all"], ["flood"]),
            (["log"], ["endorse", "era cold-war", "title"]),
            (["verify"], ["3 entries"]),
        ],
    )
    def test_the_command_line_shows_it_as_what_it_is(
        self, command: list[str], shown: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = FOLDER / f"{FUTURE}.jsonl"
        status = main([*command, "--log", str(path)])
        said = " ".join("".join(capsys.readouterr()).split())

        assert status == 0
        assert [words for words in shown if words not in said] == []

"""What verification finds, line by line."""

import itertools
import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
from tests.log.test_form import AT, HEADER, ROOT, sealed
from tests.log.world import dated, new_log, seeded, text_of, write_over

from chrono56.clock import FixedClock
from chrono56.log.actions import Recorded, Titled
from chrono56.log.canonical import address
from chrono56.log.chain import ErasedText, Verification
from chrono56.log.jsonl import JsonlStore
from chrono56.log.log import Log
from chrono56.log.memory import MemoryStore

LATER = "2024-03-01T12:00:01.000000Z"
FIRST = sealed()
FIRST_ID = json.loads(FIRST)["id"]
SECOND = sealed(at=LATER, parents=[FIRST_ID])
TITLE = sha256(b'{"text":"1956","type":"title"}').hexdigest()
ERASED = FIRST.replace(
    b'{"text":"1956","type":"title"}', b'{"erased":"%b"}' % TITLE.encode()
)


def verified(*lines: bytes) -> Verification:
    return Log(MemoryStore("test.jsonl", lines)).verify()


def erase(at: str, **changes: object) -> bytes:
    action = {"action": TITLE, "type": "erase", "reason": "asked for"}
    return sealed(at=at, do=[action], **changes)


class TestSoundLogs:
    def test_a_log_that_was_written_here(self) -> None:
        log = seeded()
        log.append([Recorded(dated("1956-10-23"))])

        found = log.verify(records=True)

        assert found == Verification(
            entries=2, duplicates=0, heads=log.heads(), erased=(), tail="", problems=()
        )

    def test_a_log_of_a_header_alone(self) -> None:
        assert verified(HEADER).is_sound

    def test_several_heads_are_told_not_blamed(self) -> None:
        one, other = sealed(by="anna"), sealed(by="bela")

        found = verified(HEADER, one, other)

        assert found.is_sound
        assert found.heads == tuple(
            sorted(json.loads(line)["id"] for line in (one, other))
        )

    def test_repeated_lines_and_headers_are_counted(self) -> None:
        found = verified(HEADER, FIRST, SECOND, HEADER, FIRST)

        assert found.is_sound
        assert (found.entries, found.duplicates) == (2, 1)

    def test_a_child_may_stand_before_its_parent_and_is_counted(self) -> None:
        found = verified(HEADER, SECOND, FIRST)

        assert found.is_sound
        assert found.early == 1
        assert found.heads == (json.loads(SECOND)["id"],)


class TestErasures:
    def test_an_authorised_erasure_is_told_with_who_and_why(self) -> None:
        found = verified(HEADER, ERASED, erase(LATER, by="bela"))

        assert found.is_sound
        assert found.erased == (
            ErasedText(line=2, address=TITLE, at=LATER, by="bela", reason="asked for"),
        )

    def test_an_unauthorised_erasure_is_told_with_nobody(self) -> None:
        found = verified(HEADER, ERASED)

        assert not found.is_sound
        assert found.erased == (ErasedText(line=2, address=TITLE),)

    @pytest.mark.parametrize(
        ("lines", "unfinished"),
        [
            ((FIRST, erase(LATER)), (TITLE,)),
            ((erase(LATER), FIRST), (TITLE,)),
            ((ERASED, erase(LATER), FIRST), (TITLE,)),
            ((FIRST, erase(LATER), ERASED), (TITLE,)),
            ((ERASED, erase(LATER)), ()),
            ((ERASED, erase(LATER), ERASED), ()),
        ],
    )
    def test_a_text_that_is_still_there_is_told_and_is_no_damage(
        self, lines: tuple[bytes, ...], unfinished: tuple[str, ...]
    ) -> None:
        found = verified(HEADER, *lines)

        assert found.is_sound
        assert found.unfinished == unfinished


class TestDamage:
    @pytest.mark.parametrize(
        ("lines", "line", "word"),
        [
            ((), 1, "no header line"),
            ((FIRST,), 1, "no header"),
            ((b"hello",), 1, "not JSON"),
            ((HEADER, b"hello", FIRST), 2, r"not JSON: .* \(at character 1\)$"),
            ((HEADER, FIRST, b""), 3, "not JSON"),
            ((HEADER, FIRST.replace(b"anna", b"ann\xc3\xa0")), 2, "not the hash"),
            ((HEADER, FIRST, HEADER.replace(b"test", b"best")), 3, "another log"),
            ((HEADER, SECOND), 2, f"parent {FIRST_ID[:12]} is not in the log"),
            ((HEADER, FIRST, sealed(parents=[FIRST_ID], by="b")), 3, "not after"),
            ((HEADER, sealed(parents=sorted([ROOT, "a" * 64]))), 2, "by itself"),
            ((HEADER.replace(b"test", b"best"), FIRST), 2, "is not in the log"),
            ((HEADER, ERASED), 2, "without authority"),
            ((HEADER, ERASED, erase(AT)), 2, "without authority"),
            ((HEADER, FIRST, ERASED), 3, "without authority"),
        ],
    )
    def test_it_is_named_by_line_and_reason(
        self, lines: tuple[bytes, ...], line: int, word: str
    ) -> None:
        found = verified(*lines)

        assert not found.is_sound
        assert found.problems[0].line == line
        assert re.search(word, found.problems[0].why)

    def test_every_bad_line_is_named(self) -> None:
        found = verified(HEADER, b"a", FIRST, b"b", SECOND, b"c")

        assert [one.line for one in found.problems] == [2, 4, 6]
        assert found.entries == 2

    def test_a_record_without_sense_is_found_where_records_are_opened(self) -> None:
        log = Log(MemoryStore(lines=[HEADER, sealed(do=[{"type": "title"}])]))

        (problem,) = log.verify(records=True).problems

        assert (problem.line, problem.why[:10]) == (2, "do[1].text")
        assert log.verify().is_sound

    def test_a_claim_without_an_id_is_found_until_it_is_undone(self) -> None:
        claim = {"about": "a", "id": "", "reason": "so", "says": {"type": "occurrence"}}
        action = {"record": {**claim, "type": "claim"}, "type": "record"}
        title = {"text": "1956", "type": "title"}
        log = Log(MemoryStore(lines=[HEADER, sealed(do=[title, action])]), by="anna")

        (problem,) = log.verify(records=True).problems

        assert (problem.line, problem.why[:29]) == (2, "do[2]: a claim without an id,")
        where = address(action)
        assert where in problem.why
        assert log.verify().is_sound
        with log.entry() as entry:
            entry.undo(where, reason="it has no id")
        assert log.verify(records=True).is_sound
        (undone,) = list(log.entries())[1].addresses
        with log.entry() as entry:
            entry.undo(undone, reason="by mistake")
        assert log.verify(records=True).problems == (problem,)


@pytest.fixture(name="lines", scope="module")
def _lines() -> list[bytes]:
    """Give the lines of a log of five entries, one after the other."""
    log = seeded(clock=FixedClock("2024-03-01T12:00:00Z", 60))
    for text in ("a", "b", "Felkelés", "d"):
        log.append([Titled(text)])
    return text_of(log).splitlines()


class TestEveryChange:
    """Small enough a log that all there is to do to it can be done."""

    def test_every_single_bit_counts_line_ends_and_header_too(
        self, tmp_path: Path
    ) -> None:
        log = new_log()
        log.append([Titled("ő")])
        text = text_of(log)
        path = tmp_path / "log.jsonl"
        store = JsonlStore(path)
        path.write_bytes(text)

        for at, byte in enumerate(text):
            for bit in range(8):
                write_over(path, at, byte ^ 1 << bit)
                found = Log(store).verify()
                # At the end it looks like a line that is still being written.
                assert not found.is_sound or found.tail, (at, bit)
            write_over(path, at, byte)

    def test_a_dropped_line_is_named_by_the_line_that_follows_it(
        self, lines: list[bytes]
    ) -> None:
        for number in range(2, len(lines)):
            found = verified(*lines[: number - 1], *lines[number:])

            assert [one.line for one in found.problems] == [number]
            assert "is not in the log" in found.problems[0].why
        assert verified(*lines[:-1]).is_sound  # what a seal is for

    def test_lines_that_changed_places_are_the_same_log(
        self, lines: list[bytes]
    ) -> None:
        whole = verified(*lines)

        for order in itertools.permutations(lines[1:]):
            found = verified(lines[0], *order)
            assert found.is_sound
            assert (found.entries, found.heads) == (whole.entries, whole.heads)
            assert (found.early > 0) == (list(order) != lines[1:])
        for number in range(1, len(lines)):
            swapped = [lines[number], *lines[1:number], lines[0], *lines[number + 1 :]]
            assert verified(*swapped).problems[0].line == 1

    def test_an_inserted_line_is_named(self, lines: list[bytes]) -> None:
        another = HEADER.replace(b"test", b"best")

        for number in range(1, len(lines) + 1):
            for line in (b"{}", b"", SECOND, another):
                found = verified(*lines[:number], line, *lines[number:])
                assert [one.line for one in found.problems] == [number + 1]
            again = verified(*lines[:number], lines[-1], *lines[number:])
            assert again.is_sound
            assert again.duplicates == 1

    def test_an_inserted_entry_that_fits_is_a_head_of_its_own(
        self, lines: list[bytes]
    ) -> None:
        forged = sealed(parents=[json.loads(lines[1])["id"]], at="2024-04-01" + AT[10:])

        found = verified(*lines, forged)

        assert found.is_sound
        assert json.loads(forged)["id"] in found.heads
        assert len(found.heads) == 2

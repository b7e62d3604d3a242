"""What verification finds, line by line."""

import json
import re
from hashlib import sha256

import pytest
from tests.log.test_form import AT, HEADER, ROOT, sealed
from tests.log.world import dated, seeded, text_of

from chrono56.log.actions import Recorded, Titled
from chrono56.log.chain import Verification
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


def erase(at: str) -> bytes:
    return sealed(at=at, do=[{"action": TITLE, "type": "erase"}])


class TestSoundLogs:
    def test_a_log_that_was_written_here(self) -> None:
        log = seeded()
        log.append([Recorded(dated("1956-10-23"))])

        found = log.verify()

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

    def test_a_child_may_stand_before_its_parent(self) -> None:
        assert verified(HEADER, SECOND, FIRST).is_sound

    def test_an_authorised_erasure_is_told(self) -> None:
        found = verified(HEADER, ERASED, erase(LATER))

        assert found.is_sound
        assert found.erased == (TITLE,)


class TestDamage:
    @pytest.mark.parametrize(
        ("lines", "line", "word"),
        [
            ((), 1, "no header line"),
            ((FIRST,), 1, "no header"),
            ((b"hello",), 1, "not JSON"),
            ((HEADER, b"hello", FIRST), 2, "not JSON"),
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
            ((HEADER, sealed(do=[{"type": "title"}])), 2, r"do\[1\].text"),
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

    def test_proving_the_lines_alone_leaves_the_records_closed(self) -> None:
        log = Log(MemoryStore(lines=[HEADER, sealed(do=[{"type": "title"}])]))

        assert log.verify(records=False).is_sound
        assert not log.verify().is_sound

    def test_every_single_bit_counts(self) -> None:
        log = seeded()
        log.append([Titled("x")])
        text = text_of(log)
        sound = log.verify()

        for at in range(len(text) - 1):
            for bit in range(8):
                flipped = bytearray(text)
                flipped[at] ^= 1 << bit
                *lines, rest = bytes(flipped).split(b"\n")
                found = Log(MemoryStore(lines=lines)).verify(records=False)
                assert found != sound, (at, bit, rest)
                assert not found.is_sound, (at, bit)

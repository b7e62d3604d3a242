"""A log cut at any byte, and a log with any bit flipped."""

from pathlib import Path

import pytest
from tests.log.faulty import torn, writing

from chrono56.errors import DamagedLogError
from chrono56.log.actions import Titled
from chrono56.log.log import Log
from chrono56.log.memory import MemoryStore


def test_a_log_cut_at_any_byte_goes_on_and_keeps_what_was_cut_off(path: Path) -> None:
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    entries = list(writing(path).entries())
    for cut in range(len(whole)):
        for left in path.parent.iterdir():
            left.unlink()
        path.write_bytes(whole[:cut])
        start = whole.rfind(b"\n", 0, cut) + 1
        is_pending = whole[start : cut + 1].endswith(b"\n") and start < cut
        before = whole[:start].count(b"\n") + is_pending

        writing(path).begin("test")
        tail = writing(path).verify().tail
        assert tail == (
            "" if cut == start or not start else "pending" if is_pending else "torn"
        )
        made = writing(path).append([Titled("next")])

        assert path.read_bytes().startswith(b"".join(lines[: max(before, 1)]))
        assert list(writing(path).entries()) == [*entries[: max(before - 1, 0)], made]
        assert writing(path).verify().is_sound
        lost = b"" if is_pending else whole[start:cut]
        assert torn(path) == [lost] * bool(lost)


def test_every_flipped_bit_is_noticed(path: Path) -> None:
    whole = path.read_bytes()
    header_and_entry = whole[: whole.index(b"\n", whole.index(b"\n") + 1) + 1]
    unnoticed = []
    for place in range(len(header_and_entry)):
        for bit in range(8):
            changed = bytearray(whole)
            changed[place] ^= 1 << bit
            log = Log(
                MemoryStore(lines=bytes(changed).removesuffix(b"\n").split(b"\n"))
            )
            if log.verify(records=False).is_sound:
                unnoticed.append((place, bit))

    assert unnoticed == []


def test_a_flipped_bit_of_the_last_line_end_is_a_torn_tail_which_is_kept(
    path: Path,
) -> None:
    whole = path.read_bytes()
    for bit in range(8):
        path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1 << bit]))

        assert writing(path).verify().tail == "torn"
        writing(path).append([Titled("next")])
        *_, last = torn(path)
        assert whole.endswith(last[:-1] + b"\n")


@pytest.mark.parametrize("place", [0, 10, 30, 200])
def test_who_appends_to_a_changed_log_is_told_of_the_line(
    path: Path, place: int
) -> None:
    changed = bytearray(path.read_bytes())
    changed[place] ^= 1
    path.write_bytes(changed)

    with pytest.raises(DamagedLogError, match=r"log\.jsonl:[12]: "):
        writing(path).append([Titled("next")])
    assert path.read_bytes() == changed

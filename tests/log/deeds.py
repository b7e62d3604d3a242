"""What a writer does, for those who let it fail on the way; and what must hold then."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias

from tests.log.faulty import Told, torn, writing

from chrono56.log.actions import Titled
from chrono56.log.disk import Disk

Deed: TypeAlias = Callable[[Path, Disk, Told], None]
STOOD = "1956"  # the title in the log before
TORN = b'{"at":"2024-03-01T'


def append_two(path: Path, disk: Disk, told: Told) -> None:
    log = writing(path, disk)
    for text in ("one", "two"):
        log.append([Titled(text)])
        told.there.append(text)
        told.safe.append(text)


def append_behind_a_torn_tail(path: Path, disk: Disk, told: Told) -> None:
    append_two(path, disk, told)


def append_behind_a_pending_line(path: Path, disk: Disk, told: Told) -> None:
    append_two(path, disk, told)


def append_many(path: Path, disk: Disk, told: Told) -> None:
    log = writing(path, disk)
    texts = [f"{number} of many" for number in range(4)]
    log.append_many([log.draft(actions=[Titled(text)]) for text in texts])
    told.there.extend(texts)
    told.safe.extend(texts)


def append_in_a_batch(path: Path, disk: Disk, told: Told) -> None:
    log = writing(path, disk, batch=True)
    for text in ("one", "two"):
        log.append([Titled(text)])
        told.there.append(text)
    log.sync()
    told.safe.extend(told.there)


def begin(path: Path, disk: Disk, told: Told) -> None:
    writing(path, disk).begin("test")
    append_two(path, disk, told)


def rewrite(path: Path, disk: Disk, told: Told) -> None:
    store = writing(path, disk).store
    store.rewrite(lambda: (line for _, line in store.read()), aside=b"aside")
    append_two(path, disk, told)


DEEDS: tuple[Deed, ...] = (
    append_two,
    append_behind_a_torn_tail,
    append_behind_a_pending_line,
    append_many,
    append_in_a_batch,
    begin,
    rewrite,
)


def prepare(deed: Deed, path: Path, whole: bytes) -> None:
    """Put the log as a deed is to find it, and nothing else beside it."""
    for left in path.parent.iterdir():
        left.unlink()
    if deed is append_behind_a_torn_tail:
        whole += TORN
    elif deed is append_behind_a_pending_line:
        whole = whole[:-1]
    if deed is not begin:
        path.write_bytes(whole)


def titles(path: Path) -> list[str]:
    """Return what the titles say that the log at *path* has, in its order."""
    if not path.exists():
        return []
    return [
        action.text
        for entry in writing(path).entries()
        for action in entry.do
        if isinstance(action, Titled)
    ]


def assert_told_true(path: Path, told: Told) -> None:
    """Check that a reader finds what the writer was told of, and nothing else."""
    assert [text for text in titles(path) if text != STOOD] == told.there


def assert_well(path: Path, deed: Deed, told: Iterable[str]) -> None:
    """Check what holds after any fault.

    The log is sound, has all that was acknowledged, and goes on; nothing is gone.
    """
    writing(path).begin("test")
    assert writing(path).verify().is_sound
    writing(path).append([Titled("the next")])
    found = writing(path).verify()
    assert (found.is_sound, found.tail, len(found.heads)) == (True, "", 1)
    there = set(titles(path))
    assert there >= {*told, "the next"}
    assert deed is begin or STOOD in there
    assert deed is not append_behind_a_torn_tail or TORN in torn(path)

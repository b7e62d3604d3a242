"""Full disks, limits, places that may not be written: the operating system's own."""

import contextlib
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.log.deeds import titles
from tests.log.faulty import writing

from chrono56.cli.run import main
from chrono56.errors import WriteError
from chrono56.log.actions import Titled

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX has these")
NOBODY = 65534


@contextlib.contextmanager
def limited_to(size: int) -> Iterator[None]:
    """Let no file grow beyond *size* bytes."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_file_that_may_not_grow_takes_whole_entries_or_none(path: Path) -> None:
    before = path.read_bytes()
    log = writing(path)
    log.heads()
    for room in range(0, 250, 7):
        with (
            limited_to(len(before) + room),
            pytest.raises(WriteError, match="no space left, nothing was written"),
        ):
            log.append([Titled("x" * 100)])
        assert path.read_bytes() == before

    assert log.append([Titled("x" * 100)]) is not None
    assert writing(path).verify().is_sound


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of 64 kilobytes, which only root can have made."""
    place = tmp_path / "small"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        pytest.skip(f"no small disk can be mounted here: {made.stderr.strip()}")
    yield place
    subprocess.run(["umount", place], check=True)


class TestSmallDisk:
    def test_a_full_one_leaves_the_log_whole_until_there_is_room(
        self, small: Path
    ) -> None:
        path = small / "log.jsonl"
        ballast = small / "ballast"
        ballast.write_bytes(b"x" * 20_000)
        log = writing(path)
        log.begin("test")
        told: list[str] = []

        def fill() -> None:
            while True:
                text = f"{len(told)} " + "x" * 900
                log.append([Titled(text)])
                told.append(text)

        with pytest.raises(WriteError, match="no space left"):
            fill()
        assert len(told) > 10
        assert titles(path) == told
        assert writing(path).verify().tail == ""
        ballast.unlink()
        assert log.append([Titled("there is room again")]) is not None
        assert titles(path) == [*told, "there is room again"]

    def test_a_log_can_not_be_begun_or_rewritten_there_and_nothing_is_left(
        self, small: Path
    ) -> None:
        path = small / "log.jsonl"
        log = writing(path)
        log.begin("test")
        log.append([Titled("x" * 20_000)])
        before = path.read_bytes()
        with contextlib.suppress(OSError):
            (small / "ballast").write_bytes(b"x" * 65_536)

        with pytest.raises(WriteError, match="no space left"):
            log.store.rewrite(lambda: [line for _, line in log.store.read()])
        with pytest.raises(WriteError, match="no space left"):
            writing(small / "other.jsonl").begin()
        assert path.read_bytes() == before
        assert not (small / "log.jsonl.new").exists()
        assert not (small / "other.jsonl").exists()

    def test_the_command_line_says_so(
        self, small: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = small / "log.jsonl"
        writing(path).begin("test")
        with contextlib.suppress(OSError):
            (small / "ballast").write_bytes(b"x" * 65_536)
        words = ["add", "event", "x" * 100, "--label", "en=" + "x" * 5000]
        code = main([*words, "--by", "anna", "--log", str(path)])

        assert code == 5
        assert "no space left" in capsys.readouterr().err

    def test_one_that_became_read_only_is_read_and_not_written(
        self, small: Path
    ) -> None:
        path = small / "log.jsonl"
        log = writing(path)
        log.begin("test")
        log.append([Titled("x")])
        subprocess.run(["mount", "-o", "remount,ro", small], check=True)

        with pytest.raises(WriteError, match="no permission to write here"):
            log.append([Titled("y")])
        assert titles(path) == ["x"]


def as_somebody(deed: Callable[[], str]) -> str:
    """Return what *deed* returns to one who may not do everything, as root may."""
    reading, writing_end = os.pipe()
    child = os.fork()
    if not child:
        try:
            if os.geteuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            said = deed()
        except BaseException as error:  # noqa: BLE001 - it would be pytest's, in a fork
            said = repr(error)
        os.write(writing_end, said.encode())
        os._exit(0)
    os.close(writing_end)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said


@pytest.fixture
def public(path: Path) -> Iterator[Path]:
    """Give the path of a log that everybody may reach, and nobody write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        public = folder / "log.jsonl"
        public.write_bytes(path.read_bytes())
        public.chmod(0o444)
        folder.chmod(0o555)
        yield public
        folder.chmod(stat.S_IRWXU)


class TestPermission:
    def test_a_read_only_folder_is_read_and_not_written(self, public: Path) -> None:
        def deed() -> str:
            assert titles(public) == ["1956"]
            with pytest.raises(WriteError) as caught:
                writing(public).append([Titled("x")])
            return caught.value.why

        assert as_somebody(deed).startswith("no permission to write here")
        assert {one.name for one in public.parent.iterdir()} == {"log.jsonl"}

    def test_permission_lost_on_the_way_loses_no_entry(self, public: Path) -> None:
        public.parent.chmod(0o777)
        public.chmod(0o666)

        def deed() -> str:
            log = writing(public)
            log.append([Titled("x")])
            Path(f"{public}.lock").chmod(0o444)
            with pytest.raises(WriteError, match="no permission"):
                log.append([Titled("y")])
            Path(f"{public}.lock").chmod(0o644)
            log.append([Titled("z")])
            return "; ".join(titles(public))

        assert as_somebody(deed) == "1956; x; z"

    def test_a_log_that_may_not_be_read_is_named(self, public: Path) -> None:
        public.chmod(0o000)

        def deed() -> str:
            return str(main(["log", "--log", str(public)]))

        assert as_somebody(deed) in ("3", "5")

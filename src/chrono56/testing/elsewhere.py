"""The program that exports or imports in another process: later, or under guard.

It is run by its path, not imported: what the clock shows has to be decided before
anything is imported that might ask for it. See `chrono56.testing.apart`.
"""

import datetime
import io
import os
import pickle
import sys
import time
import zoneinfo
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# Audit events (sys.addaudithook) by which a process reaches beyond itself.
_OUTSIDE: Final = (
    *("socket.", "ftplib.", "http.client.", "imaplib.", "nntplib.", "poplib."),
    *("smtplib.", "telnetlib.", "urllib.", "webbrowser.", "winreg.", "msvcrt."),
    *("subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn"),
    *("os.startfile", "pty.", "os.kill", "os.putenv", "os.unsetenv", "os.chdir"),
)
_CHANGES: Final = (
    *("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink"),
    *("os.truncate", "os.chmod", "os.chown", "os.utime", "shutil."),
)


def main() -> None:
    """Read a task from stdin, and write what it came to to stdout."""
    task = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own process
    out, sys.stdout = sys.stdout.buffer, io.StringIO()
    sys.path[:] = task["path"]
    if task["later"]:
        put_clock_on(task["later"])
    guard = Guard([*task["path"], sys.prefix, sys.base_prefix, *zoneinfo.TZPATH])
    answer: dict[str, Any] = {"data": b"", "error": ""}
    try:
        run = _importing(task) if "example" in task else _exporting(task)
        if task["guarded"]:
            sys.addaudithook(guard.hear)
            with guard.watching():
                answer["data"] = run()
        else:
            answer["data"] = run()
    except Exception as error:  # noqa: BLE001 - told to who can tell the author
        answer["error"] = f"{type(error).__name__}: {error}"
    if printed := sys.stdout.getvalue():
        guard.deeds.append(f"printed {printed[:60]!r}")
    answer["deeds"] = tuple(guard.deeds)
    out.write(pickle.dumps(answer))


def _exporting(task: dict[str, Any]) -> Callable[[], bytes]:
    # Not at the top: the clock is put on before.
    from chrono56.app import Log  # noqa: PLC0415
    from chrono56.exporters.runner import export  # noqa: PLC0415
    from chrono56.log.memory import MemoryStore  # noqa: PLC0415

    offer = pickle.loads(task["offer"])  # noqa: S301 - from our own process
    told = Log(MemoryStore("elsewhere", task["lines"])).chronology(cache=False)

    def run() -> bytes:
        stream = io.BytesIO()
        export(told, offer, stream)
        return stream.getvalue()

    return run


def _importing(task: dict[str, Any]) -> Callable[[], bytes]:
    from chrono56.testing.intake import Intake  # noqa: PLC0415 - as above

    offer = pickle.loads(task["offer"])  # noqa: S301 - from our own process
    intake = Intake(offer, task["example"], options=task["options"])
    return lambda: intake.lines


def put_clock_on(seconds: int) -> None:
    """Let all that asks for the time from now on be told a later one.

    Args:
        seconds: How much later.
    """
    now, now_ns = time.time, time.time_ns
    local, utc, written = time.localtime, time.gmtime, time.strftime

    def later(given: Any = None) -> Any:
        return now() + seconds if given is None else given

    time.time = later
    time.time_ns = lambda: now_ns() + seconds * 10**9
    time.localtime = lambda given=None: local(later(given))
    time.gmtime = lambda given=None: utc(later(given))
    time.ctime = lambda given=None: written("%c", local(later(given)))
    time.strftime = lambda form, *given: written(form, *(given or [local(later())]))
    time.asctime = lambda *given: written("%c", *(given or [local(later())]))
    shift = datetime.timedelta(seconds=seconds)

    class Likewise(type):
        """Take what C made for an instance of what took its place."""

        def __instancecheck__(cls, one: object) -> bool:
            first = cls.__mro__[1] if cls in (Date, Datetime) else cls
            return type.__instancecheck__(first, one)

    class Date(datetime.date, metaclass=Likewise):
        @classmethod
        def today(cls) -> Any:
            return cls.fromtimestamp(later())

    class Datetime(datetime.datetime, metaclass=Likewise):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Any:
            return super().now(tz) + shift

        @classmethod
        def utcnow(cls) -> Any:
            return super().now(datetime.UTC).replace(tzinfo=None) + shift

        @classmethod
        def today(cls) -> Any:
            return super().now() + shift

    datetime.date, datetime.datetime = Date, Datetime  # type: ignore[misc]


class Guard:
    """Forbid what reaches beyond the process, and note who tried.

    Reading what is installed is fine, and so are temporary files.
    """

    def __init__(self, readable: list[str]) -> None:
        self._readable = tuple(os.path.realpath(one) for one in readable if one)
        self._temporary = os.path.realpath(os.environ["TMPDIR"])
        self._on = False
        self.deeds: list[str] = []

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Forbid it while the block runs; then nothing may be left of it."""
        self._on = True
        try:
            yield
        finally:
            self._on = False
        left = sorted(os.listdir(self._temporary))  # noqa: PTH208 - names
        self.deeds += [f"left the temporary file {name}" for name in left]

    def hear(self, event: str, given: tuple[Any, ...]) -> None:
        """Judge an audit event.

        Raises:
            PermissionError: It is forbidden.
        """
        if not self._on or not (deed := self._deed(event, given)):
            return
        self._on = False  # what follows looks for files itself
        self.deeds.append(deed + _place())
        self._on = True
        raise PermissionError(f"a plugin must not do that: {deed}")

    def _deed(self, event: str, given: tuple[Any, ...]) -> str:
        if event == "open":
            return self._opening(*given)
        if event.startswith(_OUTSIDE):
            return f"{event} {', '.join(map(repr, given))}"
        paths = [one for one in given if isinstance(one, str | bytes | os.PathLike)]
        if event.startswith(_CHANGES):
            placed = [_placed(one, given[-1]) for one in paths]
            beyond = [one for one in placed if not self._within(one, self._temporary)]
            return f"{event} {', '.join(map(repr, beyond))}" if beyond else ""
        if event != "sqlite3.connect" or given[0] in (":memory:", ""):
            return ""
        fine = self._within(given[0], self._temporary)
        return "" if fine else f"{event} {given[0]!r}"

    def _opening(self, path: object, mode: object, flags: int) -> str:
        if not isinstance(path, str | bytes | os.PathLike):  # a descriptor
            return ""
        if self._within(path, self._temporary, os.devnull):
            return ""
        if flags & _WRITING or (isinstance(mode, str) and set(mode) & set("wax+")):
            return f"opened {path!r} to write"
        return "" if self._within(path, *self._readable) else f"read {path!r}"

    def _within(self, path: "str | bytes | os.PathLike[Any]", *folders: str) -> bool:
        place = os.path.realpath(os.fsdecode(path))
        return any(
            place == folder or place.startswith(folder.rstrip(os.sep) + os.sep)
            for folder in folders
        )


def _placed(path: "str | bytes | os.PathLike[Any]", folder: Any) -> str:
    """Return a path in its place: it may be told from a folder that is open."""
    name = os.fsdecode(path)
    if not isinstance(folder, int) or folder < 0 or os.path.isabs(name):  # noqa: PTH117
        return name
    return os.path.join(os.path.realpath(f"/proc/self/fd/{folder}"), name)  # noqa: PTH118


def _place() -> str:
    """Say which line of code did something: the nearest that is not Python's own."""
    library = os.path.dirname(os.__file__)  # noqa: PTH120
    frame = sys._getframe(2)
    while frame.f_back is not None:
        name = frame.f_code.co_filename
        is_theirs = "site-packages" in name or not name.startswith((library, "<"))
        if is_theirs and name != __file__:
            return f", in {Path(name).name}, line {frame.f_lineno}"
        frame = frame.f_back
    return ""


if __name__ == "__main__":
    main()

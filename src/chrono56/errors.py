"""The errors chrono56 raises, under one root.

Every error says what was found, where, and what would have been fine. Each also
derives from the nearest builtin, so that ``except ValueError`` keeps its meaning.
"""

from collections.abc import Sequence

from chrono56.text import SHOWN, pointed


class Chrono56Error(Exception):
    """The root of all errors that chrono56 raises on purpose."""


class TextSyntaxError(Chrono56Error, ValueError):
    """A text is not of the form that is wanted; what of it is not, is pointed at.

    Attributes:
        text: The whole text that was given.
        offset: Offset of the first character that can't be used, counted from 0.
        expected: What would have been fine there, in plain words.
        wanted: What the text should have been, in plain words.
    """

    wanted = "text that can be read"

    def __init__(self, text: str, offset: int, expected: str) -> None:
        super().__init__(text, offset, expected)
        self.text = text
        self.offset = offset
        self.expected = expected

    def __str__(self) -> str:
        place = f"at character {self.offset + 1}\n{pointed(self.text, self.offset)}"
        return f"not a {self.wanted}: expected {self.expected} {place}"


class DateSyntaxError(TextSyntaxError):
    """The text is not a date that can be read: ``text``, ``offset``, ``expected``.

    >>> raise DateSyntaxError("1956-1O-23", offset=6, expected="a digit")
    Traceback (most recent call last):
    ...
    chrono56.errors.DateSyntaxError: not a date: expected a digit at character 7
      1956-1O-23
            ^
    """

    wanted = "date"


class ReadingSyntaxError(TextSyntaxError):
    """The text is not a reading of the sources: ``text``, ``offset``, ``expected``.

    >>> raise ReadingSyntaxError("issued before 1957", offset=6, expected="=")
    Traceback (most recent call last):
    ...
    chrono56.errors.ReadingSyntaxError: not a reading: expected = at character 7
      issued before 1957
            ^
    """

    wanted = "reading"


class ReckoningError(Chrono56Error, ValueError):
    """A date or duration that can't be reckoned: no calendar or text has it.

    Attributes:
        asked: What was asked for, in plain words.
        fine: What would have been fine.
    """

    def __init__(self, asked: str, fine: str) -> None:
        super().__init__(asked, fine)
        self.asked = asked
        self.fine = fine

    def __str__(self) -> str:
        return f"{self.asked}; {self.fine}"


class MissingExtraError(Chrono56Error, ImportError):
    """What was asked for needs a package that comes with an extra of chrono56.

    Attributes:
        wanted: What was asked for.
        package: The package that is not installed.
        extra: The extra that brings it.
    """

    def __init__(self, wanted: str, package: str, extra: str) -> None:
        super().__init__(wanted, package, extra)
        self.wanted = wanted
        self.package = package
        self.extra = extra

    def __str__(self) -> str:
        return (
            f"{self.wanted} needs {self.package}, which is not installed;"
            f" pip install 'chrono56[{self.extra}]' brings it"
        )


class RecordError(Chrono56Error, ValueError):
    """A record (entity, source, claim) breaks a rule of the model.

    Attributes:
        found: What was found, in plain words.
        fine: What would have been fine.
        where: The place: a record id, or a path such as ``says.when``; may be empty.
    """

    def __init__(self, found: str, fine: str = "", where: str = "") -> None:
        super().__init__(found, fine, where)
        self.found = found
        self.fine = fine
        self.where = where

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.found}" + (f"; {self.fine}" if self.fine else "")


class UnknownIdError(Chrono56Error, LookupError):
    """An id that names nothing in the log.

    Attributes:
        id: The id that was asked for.
        wanted: What it should have named (``"source"``, ``"record"``, …).
        near: Known ids that look like it, nearest first.
        why: Why it does not count, where the log once held it; else empty.
    """

    def __init__(
        self, id: str, wanted: str, near: Sequence[str] = (), why: str = ""
    ) -> None:
        super().__init__(id, wanted, tuple(near), why)
        self.id = id
        self.wanted = wanted
        self.near = tuple(near)
        self.why = why

    def __str__(self) -> str:
        why = f": {self.why}" if self.why else ""
        hint = f"; did you mean {', '.join(map(repr, self.near))}?" if self.near else ""
        return f"no {self.wanted} {self.id!r} in this log{why}{hint}"


class PointError(UnknownIdError):
    """A text that names no point in a log's history.

    Attributes:
        text: What was given.
        why: What is wrong with it.
        fine: What would have been fine.
    """

    def __init__(self, text: str, why: str, fine: str) -> None:
        super().__init__(text, "point in the history")
        self.args = (text, why, fine)
        self.text = text
        self.why = why
        self.fine = fine

    def __str__(self) -> str:
        return f"as of {self.text!r}: {self.why}; {self.fine}"


class PointSyntaxError(PointError, ValueError):
    """A text that is not in the form of a point in a log's history."""


class LogError(Chrono56Error):
    """The root of what can go wrong with a log."""


class DamagedLogError(LogError, ValueError):
    """A log holds something that no chrono56 wrote.

    Attributes:
        path: The file, or a name for a log without one.
        line: The line, counted from 1; 0 where no line can be named.
        why: What is wrong there.
    """

    def __init__(self, path: str, line: int, why: str) -> None:
        super().__init__(path, line, why)
        self.path = path
        self.line = line
        self.why = why

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.why}"


class MissingLogError(LogError, FileNotFoundError):
    """There is no log at the path, and none may be created."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return (
            f"{self.path}: no such log; `chrono56 init` starts one,"
            " and open_log(…, by=…) in Python"
        )


class _FileError(LogError, OSError):
    """A file of a log can't be read or written.

    Attributes:
        path: The file.
        why: What stood in the way, and what would help.
    """

    def __init__(self, path: str, why: str) -> None:
        super().__init__()  # two arguments would be taken for errno and strerror
        self.args = (path, why)
        self.path = path
        self.why = why

    def __str__(self) -> str:
        return f"{self.path}: {self.why}"


class UnreadableLogError(_FileError):
    """The operating system does not let the log be read.

    Attributes:
        path: The file.
        why: What stood in the way.
    """

    def __str__(self) -> str:
        return f"{self.path}: can't be read ({self.why}); a log is a file you may read"


class StoreError(UnreadableLogError):
    """A plugin that keeps logs failed in a way that no store may fail.

    Attributes:
        plugin: The distribution that brought it.
    """

    def __init__(self, path: str, why: str, plugin: str) -> None:
        super().__init__(path, why)
        self.args = (path, why, plugin)
        self.plugin = plugin

    def __str__(self) -> str:
        return (
            f"{self.path}: the plugin {self.plugin} failed ({self.why});"
            " it may lack something, or have a fault that its authors should know of"
        )


class RewrittenError(UnreadableLogError):
    """A log was rewritten behind whoever follows it; ``why`` says what is gone."""

    def __str__(self) -> str:
        return f"{self.path}: rewritten ({self.why}); read it anew from the beginning"


class ClockWarning(UserWarning):
    """The clock is far behind the log; the entry keeps both times."""


class BackwardsWarning(UserWarning):
    """Entries are gone that the log held when it was last read or written here."""


class ErasureWarning(UserWarning):
    """What was erased is not as gone as it should be; the message says what to do."""


class WriteError(_FileError):
    """The log could not be written; nothing of the entry is in it.

    Attributes:
        path: The file that could not be written.
        why: What stood in the way, and what would help.
    """


class DurabilityUnknownError(WriteError):
    """A sync failed: the entry may or may not survive; verify before going on."""


class Conflict(WriteError):  # noqa: N818 - the contract's name
    """Someone else was faster: the log's heads are not those that were expected.

    Attributes:
        expected: The heads the writer had seen.
        found: The heads the log has now.
    """

    def __init__(
        self, path: str, expected: Sequence[str], found: Sequence[str]
    ) -> None:
        why = (
            f"someone else wrote first (expected {_short(expected)},"
            f" found {_short(found)}); read again and retry"
        )
        super().__init__(path, why)
        self.expected = tuple(expected)
        self.found = tuple(found)
        self.args = (path, self.expected, self.found)


class Diverged(WriteError):  # noqa: N818 - the contract's name
    """The log has several heads; nothing can be appended until they are merged.

    Attributes:
        heads: The ids of the heads, sorted.
    """

    def __init__(self, path: str, heads: Sequence[str]) -> None:
        super().__init__(
            path, f"the log has {len(heads)} heads ({_short(heads)}); merge them first"
        )
        self.heads = tuple(heads)
        self.args = (path, self.heads)


class OfferError(Chrono56Error, ValueError):
    """What a plugin offers breaks a rule of offers.

    Attributes:
        name: The name under which it is offered.
        why: What is wrong and what would have been fine.
    """

    def __init__(self, name: str, why: str) -> None:
        super().__init__(name, why)
        self.name = name
        self.why = why

    def __str__(self) -> str:
        return f"offer {self.name!r}: {self.why}"


class PluginError(Chrono56Error):
    """A name that no built-in and no plugin offers.

    Attributes:
        name: The name that was asked for.
        known: The names that would have been fine, sorted.
        near: Those of them that look like it, nearest first.
        wanted: What it should have named (``"format"``, …).
    """

    def __init__(
        self,
        name: str,
        known: Sequence[str],
        near: Sequence[str] = (),
        wanted: str = "format",
    ) -> None:
        super().__init__(name, tuple(known), tuple(near), wanted)
        self.name = name
        self.known = tuple(known)
        self.near = tuple(near)
        self.wanted = wanted

    def __str__(self) -> str:
        hint = f"did you mean {', '.join(map(repr, self.near))}? " if self.near else ""
        known = f"{hint}known are {', '.join(self.known)}"
        if not self.known:
            known = "no plugin that is installed offers one (`chrono56 plugins`)"
        return f"unknown {self.wanted} {self.name!r}; {known}"


class ConformanceError(Chrono56Error, AssertionError):
    """What a plugin made does not keep what the likes of it promise.

    Attributes:
        what: What was checked.
        broken: Each broken promise, and what was found instead.
    """

    def __init__(self, what: str, broken: Sequence[str]) -> None:
        super().__init__(what, tuple(broken))
        self.what = what
        self.broken = tuple(broken)

    def __str__(self) -> str:
        count = "a promise" if len(self.broken) == 1 else f"{len(self.broken)} promises"
        return "\n  ".join([f"{self.what} breaks {count}:", *self.broken])


def _short(heads: Sequence[str]) -> str:
    return ", ".join(head[:SHOWN] for head in heads) or "an empty log"

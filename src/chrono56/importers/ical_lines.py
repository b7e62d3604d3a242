"""Reading iCalendar as components and lines, each with its place in the file."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final

import attrs

from chrono56.importers.context import ImportContext
from chrono56.importers.ical_library import parts

_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_PART: Final = re.compile(r"(?:[^\\,]|\\.)+", re.DOTALL)
# What RFC 5545 (3.6.1) allows an event but once, of what is read here.
_ONCE: Final = (
    *("UID", "DTSTART", "DTEND", "DURATION"),
    *("SUMMARY", "LOCATION", "GEO", "STATUS"),
)
# Alarms are no part of what happened; the others say in another way what is read.
_WITHIN: Final = ("VALARM", "VLOCATION", "VRESOURCE", "PARTICIPANT")
_FINE: Final = "write NAME:value, or NAME;PARAMETER=value:value"


@attrs.frozen
class Line:
    """A content line (RFC 5545 3.1).

    Attributes:
        number: The line of the file on which it begins, counted from 1.
        name: What it is called, in capitals.
        parameters: Its parameters, named in capitals.
        value: Its value as it stands there, with its escapes.
    """

    number: int
    name: str
    parameters: Mapping[str, Any]
    value: str

    @property
    def text(self) -> str:
        """Its value as TEXT, without escapes (3.3.11)."""
        return _unescaped(self.value)

    @property
    def texts(self) -> tuple[str, ...]:
        """Its value as several TEXTs, which have commas between them."""
        return tuple(_unescaped(one) for one in _PART.findall(self.value))

    def parameter(self, name: str) -> str:
        """Return the value of a parameter, the first of several; empty if none."""
        given = self.parameters.get(name, "")
        return str(given[0] if isinstance(given, list) else given)

    def __str__(self) -> str:
        """Show it as messages do."""
        shown = self.value if len(self.value) <= 40 else f"{self.value[:39]}…"
        return f"{self.name} {shown!r}"


@attrs.define
class Component:
    """A component: what stands between BEGIN and END.

    Attributes:
        name: What it is, in capitals: ``VEVENT``.
        number: The line of the file on which it begins.
        lines: Its own content lines.
        components: The components in it.
        source: Its content lines as text, unfolded, with those of its components.
    """

    name: str
    number: int
    lines: list[Line] = attrs.field(factory=list)
    components: list["Component"] = attrs.field(factory=list)
    source: list[str] = attrs.field(factory=list)

    def line(self, name: str) -> Line | None:
        """Return the first line of a name; None if there is none."""
        return next((one for one in self.lines if one.name == name), None)

    def all(self, name: str) -> list[Line]:
        """Return all lines of a name."""
        return [one for one in self.lines if one.name == name]

    def text(self, name: str) -> str:
        """Return the first line of a name as text; empty if there is none."""
        found = self.line(name)
        return found.text if found else ""

    def within(self, name: str) -> list["Component"]:
        """Return the components of a name that stand in it."""
        return [one for one in self.components if one.name == name]


def read_calendars(source: BinaryIO, context: ImportContext) -> Iterator[Component]:
    """Yield each VCALENDAR of a file.

    Lines may end as they like, and empty ones are passed over.

    Args:
        source: The file.
        context: Is told which line is read.

    Raises:
        ImportFailedError: The file is no calendar, or not all of one.
    """
    stack: list[Component] = []
    found = False
    for number, text in _unfolded(source, context):
        context.at(number)
        line = read_line(number, text, context)
        if line.name == "BEGIN":
            stack.append(_begun(line, stack, context))
        elif not stack:
            what = f"{line} where a calendar begins"
            raise context.fault(f"{what}; the first line is BEGIN:VCALENDAR")
        elif line.name == "END":
            done = _ended(line, stack, context)
            if not stack:
                found = True
                yield done
        else:
            stack[-1].lines.append(line)
            stack[-1].source.append(text)
    if stack:
        last = stack[-1]
        why = f"END:{last.name} is missing, it begins on line {last.number}"
        raise context.fault(f"{why}; is the file cut off?")
    if not found:
        context.at(1)
        raise context.fault("no calendar in it; one begins with BEGIN:VCALENDAR")


def passed_over(event: Component) -> Iterator[tuple[int, str]]:
    """Yield where an event says more than can be, and why that is not taken.

    Args:
        event: The event, of whose lines of one name the first counts.
    """
    for name in _ONCE:
        for line in event.all(name)[1:]:
            yield line.number, f"a second {name}; only the first is taken"
    length = event.line("DURATION")
    if length is not None and event.line("DTEND") is not None:
        yield length.number, "a DURATION beside DTEND, which counts"
    for inner in event.components:
        if inner.name not in _WITHIN:
            yield inner.number, f"a {inner.name} within an event"


def _begun(line: Line, stack: list[Component], context: ImportContext) -> Component:
    begun = Component(line.value.strip().upper(), line.number)
    if stack or begun.name == "VCALENDAR":
        return begun
    what = f"a {begun.name or 'component'} outside of a calendar"
    raise context.fault(f"{what}; put it between BEGIN:VCALENDAR and END:VCALENDAR")


def _ended(line: Line, stack: list[Component], context: ImportContext) -> Component:
    done = stack.pop()
    if line.value.strip().upper() != done.name:
        why = f"{line} where {done.name} is open since line {done.number}"
        raise context.fault(f"{why}; write END:{done.name} first")
    if stack:
        stack[-1].components.append(done)
        if done.name in ("STANDARD", "DAYLIGHT"):
            within = [f"BEGIN:{done.name}", *done.source, f"END:{done.name}"]
            stack[-1].source.extend(within)
    return done


def _unfolded(source: BinaryIO, context: ImportContext) -> Iterator[tuple[int, str]]:
    """Yield content lines, each with the number of the line on which it begins.

    A fold may stand within a character (RFC 5545 3.1), so it is undone in bytes.
    """
    begun, pieces = 0, list[bytes]()
    data = source.read().removeprefix(BOM_UTF8)
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        context.at(1)
        raise context.fault("UTF-16 where text in UTF-8 was expected; save it as UTF-8")
    for number, piece in enumerate(data.splitlines(), 1):
        if piece[:1] in (b" ", b"\t") and pieces:
            pieces.append(piece[1:])
            continue
        if pieces:
            yield begun, _decoded(begun, pieces, context)
        begun, pieces = number, [piece] if piece.strip() else []
    if pieces:
        yield begun, _decoded(begun, pieces, context)


def _decoded(number: int, pieces: list[bytes], context: ImportContext) -> str:
    line = b"".join(pieces)
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        context.at(number)
        what = f"the byte 0x{line[error.start]:02x} where text in UTF-8 was expected"
        raise context.fault(f"{what}; save it as UTF-8") from None


def read_line(number: int, text: str, context: ImportContext) -> Line:
    """Return a content line that was unfolded.

    Raises:
        ImportFailedError: It is none.
    """
    try:
        return Line(number, *parts(text))
    except ValueError:
        shown = text if len(text) <= 40 else f"{text[:39]}…"
        raise context.fault(f"{shown!r} is no line of a calendar; {_FINE}") from None


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda one: "\n" if one[1] in "nN" else one[1], text)

"""The chronicle importer: a page of dated lines, or running prose, as a draft."""

import re
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import islice
from typing import BinaryIO, Final, TypeAlias

import attrs

from chrono56.dates import When
from chrono56.dates.words.finding import find_dates
from chrono56.dates.words.language import Language
from chrono56.importers.chronicle_drafts import Drafts
from chrono56.importers.chronicle_lines import of_lines
from chrono56.importers.chronicle_page import Page, begins_with_a_date
from chrono56.importers.chronicle_prose import passages
from chrono56.importers.context import ImportContext
from chrono56.model import Record
from chrono56.model.rules import shown

_Numbered: TypeAlias = list[tuple[int, str]]

_RANGE: Final = re.compile(r"([1-9][0-9]{0,8})(?:[-–]([1-9][0-9]{0,8}))?")
_LOOKED_AT: Final = 200  # lines that tell the style, and characters of each
_LINES_SHARE: Final = 3  # a third of a page begins with dates, if it is one of lines


@attrs.frozen(kw_only=True)
class ChronicleOptions:
    """Say what the page is about, how it is written, and which part to read.

    Attributes:
        year: The year that the page is about; 0 if its lines or headings say it.
        month: The month of that year that it is about; 0 if not of one.
        lines: Which lines are read, such as ``58-109``, counted from 1; empty is all.
        style: ``lines`` that begin with their date, ``prose``, or what it looks like.
        prefix: What the ids of all records begin with; empty is the source's id.
    """

    year: int = attrs.field(
        default=0, metadata={"help": "the year that the page is about"}
    )
    month: int = attrs.field(
        default=0,
        validator=attrs.validators.in_(tuple(range(13))),
        metadata={"help": "the month of that year, if it is about one; 0 is none"},
    )
    lines: str = attrs.field(
        default="", metadata={"help": "which lines to read, such as 58-109"}
    )
    style: str = attrs.field(
        default="auto",
        validator=attrs.validators.in_(("auto", "lines", "prose")),
        metadata={"help": "lines that begin with dates, or prose; auto looks"},
    )
    prefix: str = attrs.field(
        default="", metadata={"help": "what ids begin with; else the source's id"}
    )


class ChronicleImporter:
    """Read a page of dated lines, or prose, into events with draft claims."""

    def records(self, source: BinaryIO, context: ImportContext) -> Iterator[Record]:
        """Yield events, the people of births and deaths, and what the page claims."""
        options: ChronicleOptions = context.options
        if not context.source:
            raise context.fault(
                "a page says nothing by itself; name the source that it is:"
                " cite=… (--source ID)"
            )
        language = context.require_words()
        about = _about(options, context)
        # Whatever ends a line for an editor, that of old Macs as well.
        page = StringIO(source.read().decode("utf-8-sig"), newline=None).getvalue()
        texts = page.removesuffix("\n").split("\n")
        numbered = _chosen(texts, options.lines, context)
        drafts = Drafts(context, options.prefix or f"{context.source}.")
        style = options.style
        if style == "auto":
            style = _style_of(numbered, language, about)
        if style == "prose":
            yield from passages(drafts, numbered, about)
        else:
            yield from of_lines(drafts, Page(context, about).lines(numbered))


def _about(options: ChronicleOptions, context: ImportContext) -> When | None:
    if not options.year:
        if options.month:
            raise context.fault("a month without a year; add -O year=…")
        return None
    if not 1 <= options.year <= 9999:
        raise context.fault(f"the year {options.year}; one from 1 to 9999 will do")
    month = f"-{options.month:02}" if options.month else ""
    return When.parse(f"{options.year:04}{month}")


def _chosen(texts: Sequence[str], lines: str, context: ImportContext) -> _Numbered:
    """Return the lines that are to be read, with their numbers."""
    first, last = 1, len(texts)
    if lines:
        found = _RANGE.fullmatch(lines)
        if found is None:
            raise context.fault(f"lines {shown(lines)}; write them like 58-109")
        first, last = int(found[1]), int(found[2] or found[1])
        if not first <= last <= len(texts):
            raise context.fault(
                f"lines {lines!r}; there are {len(texts)}, and the first comes first"
            )
    return [(number, texts[number - 1]) for number in range(first, last + 1)]


def _style_of(numbered: _Numbered, language: Language, about: When | None) -> str:
    """Return ``lines`` if enough of the lines begin with a date that is set apart."""
    told = (text.strip() for _, text in numbered if text.strip())
    texts = [text[:_LOOKED_AT] for text in islice(told, _LOOKED_AT)]
    dated = sum(
        begins_with_a_date(text, find_dates(text, language, about)) for text in texts
    )
    return "lines" if dated and _LINES_SHARE * dated >= len(texts) else "prose"

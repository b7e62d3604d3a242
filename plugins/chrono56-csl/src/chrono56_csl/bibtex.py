"""The exporter of BibTeX and biblatex: an entry for each source."""

import re
from collections.abc import Iterator
from typing import Any, Final

import attrs

from chrono56 import Chronology, Language, Source
from chrono56.plugins import ExportContext
from chrono56_csl.cited import CslOptions, sources_of
from chrono56_csl.dates import SourceDate
from chrono56_csl.fields import BIBLATEX, BIBTEX, Dialect
from chrono56_csl.items import names_of, type_of
from chrono56_csl.latex import latex, link

_DIALECTS: Final = {"biblatex": BIBLATEX, "bibtex": BIBTEX}
_MONTHS: Final = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_TO: Final = re.compile(r"\s*[-–—]+\s*")  # between the first page and the last
# What BibTeX would take for the end of a part of a name, or of a name.
_PARTING: Final = re.compile(r",|\band\b", re.IGNORECASE)
# Fields that are lists for biblatex, parted by "and".
_LISTS: Final = (
    *("institution", "library", "location", "organization", "origlocation"),
    *("origpublisher", "publisher", "school", "address"),
)


@attrs.frozen(kw_only=True)
class BibtexOptions(CslOptions):
    """Choose for which program entries are written.

    Attributes:
        dialect: ``biblatex``, or ``bibtex`` for the classic program and its styles.
    """

    dialect: str = attrs.field(
        default="biblatex",
        validator=attrs.validators.in_(tuple(_DIALECTS)),
        metadata={"help": "biblatex keeps uncertain dates; bibtex is for old styles"},
    )


class BibtexExporter:
    """Write an entry for each source; its key is the source's id."""

    def chunks(self, chronology: Chronology, context: ExportContext) -> Iterator[bytes]:
        """Yield what it was made from as a comment, then entry by entry."""
        entries = Entries(_DIALECTS[context.options.dialect], context.dates)
        yield f"% {context.provenance}\n".encode()
        for source in sources_of(chronology, context):
            yield entries.entry(source).encode()


class Entries:
    """Write sources as entries of a dialect.

    Args:
        dialect: The dialect.
        language: The language that dates are told in where they need words, or its tag.
    """

    def __init__(self, dialect: Dialect, language: Language | str = "en") -> None:
        self._dialect = dialect
        self._language = language

    def entry(self, source: Source) -> str:
        """Return the entry of a source, with an empty line before it."""
        entry = self._dialect.entry(type_of(source))
        fields = dict(self._names(source))
        for name, value in (*self._texts(source, entry), *self._dates(source)):
            fields.setdefault(name, value)
        lines = (f"  {name} = {value},\n" for name, value in fields.items() if value)
        return f"\n@{entry}{{{source.id},\n{''.join(lines)}}}\n"

    def _names(self, source: Source) -> Iterator[tuple[str, str]]:
        for variable, field in self._dialect.names.items():
            names = names_of(source.csl.get(variable, []))
            if told := [self._name(name) for name in names]:
                yield field, f"{{{' and '.join(told)}}}"

    def _name(self, name: dict[str, str]) -> str:
        """Return a name as ``von Last, Jr, First``; a whole one in braces."""
        if "family" not in name:
            return f"{{{self._latex(name.get('literal') or name.get('given', ''))}}}"
        particles = ("dropping-particle", "non-dropping-particle", "family")
        parts = [" ".join(self._part(name[one]) for one in particles if one in name)]
        parts += [self._part(name[one]) for one in ("suffix", "given") if one in name]
        return ", ".join(parts)

    def _part(self, text: str) -> str:
        written = self._latex(text)
        return f"{{{written}}}" if _PARTING.search(written) else written

    def _texts(self, source: Source, entry: str) -> Iterator[tuple[str, str]]:
        csl: dict[str, Any] = {"language": source.language, **source.csl}
        for variable in ("title", *self._dialect.fields):
            field = self._dialect.field(entry, variable)
            value = csl.get(variable)
            if not field or not isinstance(value, str | int) or not str(value).strip():
                continue
            yield field, self._value(field, str(value))

    def _value(self, field: str, text: str) -> str:
        if field == "url":
            return f"{{{found}}}" if (found := link(text)) else ""
        if field == "pages":
            return f"{{{'--'.join(map(self._latex, _TO.split(text)))}}}"
        inner = self._latex(text)
        # A style may put a title in lower case, which only English bears.
        is_one = field.endswith("title") or (field in _LISTS and _PARTING.search(inner))
        return f"{{{{{inner}}}}}" if is_one else f"{{{inner}}}"

    def _dates(self, source: Source) -> Iterator[tuple[str, str]]:
        for variable, field in self._dialect.dates.items():
            text = source.csl.get(variable)
            if not isinstance(text, str | int) or not str(text):
                continue
            date = SourceDate.read(str(text))
            if field and date.biblatex:
                yield field, f"{{{date.biblatex}}}"
            elif variable == "issued":
                yield from self._issued(date)

    def _issued(self, date: SourceDate) -> Iterator[tuple[str, str]]:
        """Yield the date of issue for who reads no EDTF, and the EDTF beside it.

        What the ends of an extent have in common is told as numbers, a doubtful date in
        words.
        """
        parts = date.parts
        common = [one[0] for one in zip(*parts, strict=False) if len(set(one)) == 1]
        if not common or common[0] <= 0 or date.is_doubted:
            yield "year", f"{{{self._latex(date.words(self._language))}}}"
        else:
            year, *rest = common
            yield "year", f"{{{year}}}"
            if rest and all(part[:2] == parts[0][:2] for part in parts):
                yield "month", _MONTHS[rest[0] - 1]
            if len(parts) == 1 and len(rest) == 2:
                yield "day", f"{{{rest[1]}}}"
        if date.when is not None and not (date.is_plain and len(parts) == 1):
            yield "edtf", f"{{{self._latex(date.text)}}}"

    def _latex(self, text: str) -> str:
        return latex(text, commands=self._dialect.commands)

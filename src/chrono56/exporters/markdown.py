"""The Markdown exporter: a chronology to read, with its disputes and its sources."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

import attrs

from chrono56.dates.words.describing import describe, describe_time
from chrono56.dates.words.languages import told_in
from chrono56.dates.words.phrases import mode_words, phrase, rank_words
from chrono56.days import civil_from_days, iso_day
from chrono56.exporters.appendix import Appendix, inferred_words, lineage_words
from chrono56.exporters.dispute_words import about_words
from chrono56.exporters.footnotes import Footnotes
from chrono56.exporters.markdown_tables import (
    PERIODS,
    Path,
    Tables,
    new_headings,
    year_and_month,
)
from chrono56.exporters.markdown_text import code, escaped, link
from chrono56.exporters.names import author_words, issued_words, place_name
from chrono56.exporters.offer import ExportContext
from chrono56.exporters.table import table
from chrono56.exporters.wording import (
    locator_words,
    quoted,
    sides,
    value_words,
)
from chrono56.model.kinds import kind_label

if TYPE_CHECKING:
    from chrono56.chronology import Chronology, ClaimView, EventView
    from chrono56.dates import When

_BATCH: Final = 200
_SOURCE_COLUMNS: Final = ("id", "title", "author", "issued", "language", "reliability")


@attrs.frozen(kw_only=True)
class MarkdownOptions:
    """Choose the form, and how much is said.

    Attributes:
        by: Headings for each ``day`` with lists below them, or a table with footnotes
            for each ``month``, ``year`` or ``decade``.
        claims: Whether every claim is listed, and not only those in dispute.
        disputes: Where the disputes stand: ``inline``, each with its event, or in an
            ``appendix``, numbered, with footnotes and with what would settle them.
    """

    by: str = attrs.field(
        default="day",
        validator=attrs.validators.in_(("day", *PERIODS)),
        metadata={"help": "lists by day, or tables by month, year or decade"},
    )
    claims: bool = attrs.field(
        default=False,
        metadata={"help": "list every claim, not only those in dispute; by day only"},
    )
    disputes: str = attrs.field(
        default="inline",
        validator=attrs.validators.in_(("inline", "appendix")),
        metadata={"help": "disputes with their events, or numbered in an appendix"},
    )

    def __attrs_post_init__(self) -> None:
        """Refuse lists of claims in tables."""
        if self.claims and self.by != "day":
            raise ValueError("claims=true lists claims below events, so by=day only")


class MarkdownExporter:
    """Write headings, and below them an item or a row for each event."""

    def chunks(
        self, chronology: "Chronology", context: ExportContext
    ) -> Iterator[bytes]:
        """Yield the heading, the events some hundred at a time, and the sources."""
        yield _heading(chronology, context).encode()
        options: MarkdownOptions = context.options
        apart = options.disputes == "appendix"
        notes = Footnotes(chronology, context.language)
        appendix = Appendix(chronology, context.language, notes) if apart else None
        if options.by == "day":
            events = _events(chronology, context, appendix)
        else:
            tables = Tables(chronology, context.language, options.by, notes, appendix)
            events = tables.written()
        while batch := list(islice(events, _BATCH)):
            yield "".join(batch).encode()
        if appendix is not None:
            for dispute in appendix.disputes():
                yield dispute.encode()
        yield _sources(chronology, context.language, with_lineage=apart).encode()
        yield notes.written().encode()


def _heading(chronology: "Chronology", context: ExportContext) -> str:
    language = context.language
    facts = [
        phrase("events", language, count=len(chronology) or phrase("none", language)),
        phrase("log", language, log=code(chronology.log_id)),
        phrase("exporter", language, program=escaped(context.generator)),
    ]
    if chronology.head:
        heads = ", ".join(map(code, chronology.head.split(",")))
        facts.append(phrase("state", language, heads=heads))
    title = escaped(chronology.title or phrase("title", language))
    lines = [f"<!-- {context.provenance} -->", "", f"# {title}", ""]
    return "".join(f"{line}\n" for line in [*lines, *(f"- {one}" for one in facts)])


def _events(
    chronology: "Chronology", context: ExportContext, appendix: Appendix | None
) -> Iterator[str]:
    language = context.language
    above: Path = ()
    for event in chronology:
        path, detail = _placed(event.when, told_in(language))
        yield from new_headings(above, path)
        above = path
        yield _item(event, detail, chronology, language)
        if appendix is not None:
            reference = appendix.reference(event.id)
            yield f"  - {reference}\n" if reference else ""
        elif event.disputed:
            yield from _disputes(event.id, chronology, language)
        if context.options.claims:
            for view in chronology.claims(event.id):
                yield f"  - {_claim(view, chronology, language)}\n"


def _placed(when: "When | None", language: str) -> tuple[Path, str]:
    """Return the headings for a date, and what they leave unsaid of it."""
    if when is None:
        return (phrase("undated", language),), ""
    start = when.start
    if start.day is None:
        return _imprecise(when, language)
    year, month, _ = civil_from_days(start.day)
    above = year_and_month(year, month, language)
    path = (*above, describe(iso_day(start.day), language))
    if when.is_extent:
        return path, when.describe(language)
    if when.has_time:
        return path, describe_time(str(when), language)
    doubted = when.is_approximate or when.is_uncertain
    return path, when.describe(language) if doubted else ""


def _imprecise(when: "When", language: str) -> tuple[Path, str]:
    words = when.describe(language)
    words = words[0].upper() + words[1:]
    anchor = when.sort_key[0]
    if when.earliest is None and when.latest is None:
        return (phrase("undated", language), words), ""
    year, month, _ = civil_from_days(anchor)
    years, months = year_and_month(year, month, language)
    if words in (years, months):
        words = phrase("day-unknown", language, date=words)
    if when.earliest is None or when.latest is None:
        return (years, words), ""
    if civil_from_days(when.earliest)[:2] == civil_from_days(when.latest)[:2]:
        return (years, months, words), ""
    return (years, words), ""


def _item(
    event: "EventView", detail: str, chronology: "Chronology", language: str
) -> str:
    said = [
        f"**{escaped(detail)}** — " if detail else "",
        escaped(event.label(language)),
    ]
    if event.occurrence != "asserted":
        said.append(f" *({escaped(mode_words(event.occurrence, language))})*")
    if event.place:
        said.append(f", {escaped(place_name(chronology, event.place, language))}")
    if event.as_written:
        said.append(f" {escaped(quoted(event.as_written, language))}")
    kind = kind_label(event.kind, language, chronology.kinds)
    said.append(f" · {escaped(kind)} · {code(event.id)}")
    if event.sources:
        sources = ", ".join(map(code, event.sources))
        said.append(f" · {phrase('cited', language, sources=sources)}")
    return f"- {''.join(said)}\n"


def _disputes(event_id: str, chronology: "Chronology", language: str) -> Iterator[str]:
    for dispute in chronology.disputes(event_id, related=False):
        about = escaped(about_words(dispute, chronology, language))
        yield f"  - **{phrase('disputed', language)}** ({about}):\n"
        for said, views in sides(dispute.claims, chronology, language).items():
            who = "; ".join(_who(view, language) for view in views)
            yield f"    - {escaped(said)}: {who}\n"


def _claim(view: "ClaimView", chronology: "Chronology", language: str) -> str:
    claim = view.claim
    said = escaped(value_words(claim, chronology, language))
    words = (
        f" {escaped(quoted(claim.as_written, language))}" if claim.as_written else ""
    )
    ranked = view.rank != "normal"
    rank = f" *{escaped(rank_words(view.rank, language))}*" if ranked else ""
    why = f" ({escaped(view.rank_reason)})" if view.rank_reason else ""
    return f"{said}{words}: {_who(view, language)}{rank}{why}"


def _who(view: "ClaimView", language: str) -> str:
    """Say who makes a claim: its citations, or the recorder who inferred it."""
    claim = view.claim
    cited = [
        f"{code(citation.source)}{escaped(locator_words(citation, language))}"
        for citation in claim.citations
    ]
    return "; ".join(cited) or inferred_words(view, language)


def _sources(chronology: "Chronology", language: str, *, with_lineage: bool) -> str:
    rows = [
        (
            code(source.id),
            link(source.title, str(source.csl.get("URL", ""))),
            author_words(source.csl),
            issued_words(source.csl, language),
            source.language,
            source.reliability,
            *((lineage_words(source, language),) if with_lineage else ()),
        )
        for source in chronology.sources()
    ]
    if not rows:
        return ""
    names = (*_SOURCE_COLUMNS, *(("lineage",) if with_lineage else ()))
    columns = [phrase(f"column-{name}", language) for name in names]
    title = phrase("sources", language)
    return f"\n## {title}\n\n{table(rows, columns, style='github')}\n"

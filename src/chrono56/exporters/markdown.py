"""The Markdown exporter: a chronology to read, with its disputes and its sources."""

from collections.abc import Iterator
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from chrono56.days import civil_from_days
from chrono56.exporters.appendix import Appendix, lineage_words
from chrono56.exporters.date_words import (
    MONTHS,
    day_words,
    in_words,
    time_words,
    year_words,
)
from chrono56.exporters.markdown_text import code, escaped, link
from chrono56.exporters.names import author_words, place_name
from chrono56.exporters.offer import ExportContext
from chrono56.exporters.table import table
from chrono56.exporters.wording import (
    locator_words,
    sides,
    value_words,
)
from chrono56.model.kinds import kind_label

if TYPE_CHECKING:
    from chrono56.chronology import Chronology, ClaimView, EventView
    from chrono56.dates import When

# The headings under which an event stands, from the year on: two or three of them.
Path: TypeAlias = tuple[str, ...]

_BATCH: Final = 200
_SOURCE_COLUMNS: Final = ("Id", "Title", "Author", "Issued", "Language", "Reliability")


@attrs.frozen(kw_only=True)
class MarkdownOptions:
    """Choose how much is said.

    Attributes:
        claims: Whether every claim is listed, and not only those in dispute.
        disputes: Where the disputes stand: ``inline``, each below its event, or in an
            ``appendix``, numbered, with footnotes and with what would settle them.
    """

    claims: bool = attrs.field(
        default=False, metadata={"help": "list every claim, not only those in dispute"}
    )
    disputes: str = attrs.field(
        default="inline",
        validator=attrs.validators.in_(("inline", "appendix")),
        metadata={"help": "disputes below their events, or numbered in an appendix"},
    )


class MarkdownExporter:
    """Write headings for years, months and days, and an item for each event."""

    def chunks(
        self, chronology: "Chronology", context: ExportContext
    ) -> Iterator[bytes]:
        """Yield the heading, the events some hundred at a time, and the sources."""
        yield _heading(chronology, context).encode()
        apart = context.options.disputes == "appendix"
        appendix = Appendix(chronology, context.language) if apart else None
        events = _events(chronology, context, appendix)
        while batch := list(islice(events, _BATCH)):
            yield "".join(batch).encode()
        if appendix is not None:
            for dispute in appendix.disputes():
                yield dispute.encode()
        yield _sources(chronology, with_lineage=apart).encode()
        if appendix is not None:
            yield appendix.footnotes().encode()


def _heading(chronology: "Chronology", context: ExportContext) -> str:
    count = len(chronology)
    facts = [
        f"Events: {count or 'none'}",
        f"Log: {code(chronology.log_id)}",
        f"Exported by: {escaped(context.generator)}",
    ]
    if chronology.head:
        facts.append(f"State: {', '.join(map(code, chronology.head.split(',')))}")
    title = escaped(chronology.title or "Chronology")
    lines = [f"<!-- {context.provenance} -->", "", f"# {title}", ""]
    return "".join(f"{line}\n" for line in [*lines, *(f"- {one}" for one in facts)])


def _events(
    chronology: "Chronology", context: ExportContext, appendix: Appendix | None
) -> Iterator[str]:
    language = context.language
    above: Path = ()
    for event in chronology:
        path, detail = _placed(event.when)
        yield from _new_headings(above, path)
        above = path
        yield _item(event, detail, chronology, language)
        if appendix is not None:
            yield appendix.reference(event.id)
        elif event.disputed:
            yield from _disputes(event.id, chronology, language)
        if context.options.claims:
            for view in chronology.claims(event.id):
                yield f"  - {_claim(view, chronology, language)}\n"


def _new_headings(above: Path, path: Path) -> Iterator[str]:
    if path == above:
        return
    for level, (old, new) in enumerate(zip_longest(above, path), start=2):
        if new is not None and (new != old or above[: level - 2] != path[: level - 2]):
            yield f"\n{'#' * level} {escaped(new)}\n"
    yield "\n"


def _placed(when: "When | None") -> tuple[Path, str]:
    """Return the headings for a date, and what they leave unsaid of it."""
    if when is None:
        return ("Undated",), ""
    start = when.start
    if start.day is None:
        return _imprecise(when)
    year, month, _ = civil_from_days(start.day)
    years = year_words(year)
    path = (years, f"{MONTHS[month - 1]} {years}", day_words(start.day))
    if when.is_extent:
        return path, in_words(when)
    if when.has_time:
        return path, time_words(when)
    doubted = when.is_approximate or when.is_uncertain
    return path, in_words(when) if doubted else ""


def _imprecise(when: "When") -> tuple[Path, str]:
    words = in_words(when)
    words = words[0].upper() + words[1:]
    anchor = when.sort_key[0]
    if when.earliest is None and when.latest is None:
        return ("Undated", words), ""
    year, month, _ = civil_from_days(anchor)
    years = year_words(year)
    months = f"{MONTHS[month - 1]} {years}"
    if words in (years, months):
        words = f"{words}, day unknown"
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
        said.append(f" *({escaped(event.occurrence)})*")
    if event.place:
        said.append(f", {escaped(place_name(chronology, event.place, language))}")
    if event.as_written:
        said.append(f" “{escaped(event.as_written)}”")
    said.append(f" · {escaped(kind_label(event.kind, language))} · {code(event.id)}")
    if event.sources:
        said.append(f" · sources: {', '.join(map(code, event.sources))}")
    return f"- {''.join(said)}\n"


def _disputes(event_id: str, chronology: "Chronology", language: str) -> Iterator[str]:
    for dispute in chronology.disputes(event_id, related=False):
        about = escaped(f"{dispute.property}, {dispute.class_}")
        yield f"  - **Disputed** ({about}):\n"
        for said, views in sides(dispute.claims, chronology, language).items():
            who = "; ".join(_who(view) for view in views)
            yield f"    - {escaped(said)}: {who}\n"


def _claim(view: "ClaimView", chronology: "Chronology", language: str) -> str:
    claim = view.claim
    said = escaped(value_words(claim, chronology, language))
    words = f" “{escaped(claim.as_written)}”" if claim.as_written else ""
    rank = "" if view.rank == "normal" else f" *{escaped(view.rank)}*"
    why = f" ({escaped(view.rank_reason)})" if view.rank_reason else ""
    return f"{said}{words}: {_who(view)}{rank}{why}"


def _who(view: "ClaimView") -> str:
    """Say who makes a claim: its citations, or the recorder who inferred it."""
    claim = view.claim
    cited = [
        f"{code(citation.source)}{escaped(locator_words(citation))}"
        for citation in claim.citations
    ]
    if cited:
        return "; ".join(cited)
    return f"inferred by {escaped(view.by)}, {escaped(claim.reason)}"


def _sources(chronology: "Chronology", *, with_lineage: bool) -> str:
    rows = [
        (
            code(source.id),
            link(source.title, str(source.csl.get("URL", ""))),
            author_words(source.csl),
            str(source.csl.get("issued", "")),
            source.language,
            source.reliability,
            *((lineage_words(source),) if with_lineage else ()),
        )
        for source in chronology.sources()
    ]
    if not rows:
        return ""
    columns = (*_SOURCE_COLUMNS, *(("Lineage",) if with_lineage else ()))
    return f"\n## Sources\n\n{table(rows, columns, style='github')}\n"

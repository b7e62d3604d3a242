"""What is known of one record, as a person reads it."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from chrono56.chronology import Choice, Chronology, EventView, Query
from chrono56.cli import paper
from chrono56.cli.sides import put_claims, put_views
from chrono56.dates.words.languages import told_in
from chrono56.errors import UnknownIdError
from chrono56.exporters.dispute_words import about_words
from chrono56.exporters.names import author_words, known_source
from chrono56.exporters.wording import sides
from chrono56.log.codec import record_to_json
from chrono56.model import Agent, Claim, Event, Place, Record, Source
from chrono56.model.kinds import kind_label
from chrono56.text import chosen

_NAMES: Final = 12  # columns for the name of a field


def put_card(told: Chronology, record: Record, language: str, *, ids: bool) -> None:
    """Write what is known of a record, and who says so.

    Args:
        told: The chronology.
        record: The record.
        language: The language that names are wanted in.
        ids: Write the claims' ids too.
    """
    claims = told.claims(record.id)
    choices: tuple[Choice, ...] = ()
    if isinstance(record, Event):
        choices = told.choices(record.id)
        _put_event(told, told.event(record.id), language)
    elif isinstance(record, Source):
        _put_source(told, record)
    elif isinstance(record, Agent | Place):
        _put_entity(record, language)
    elif isinstance(record, Claim):
        paper.put_heading(f"Claim {record.id} about {record.about}")
        about = told.claims(record.about)
        put_views(told, [it for it in about if it.claim.id == record.id], language)
    put_claims(told, claims, language, ids=ids, choices=choices)
    if isinstance(record, Event | Source):
        _put_disputes(told, record.id, language)
    if isinstance(record, Agent | Place):
        _put_events_of(told, record, language)


def events_of(told: Chronology, record: Agent | Place | Source) -> Iterator[EventView]:
    """Yield the events that a source tells of, or that an agent or place belongs to."""
    match record:
        case Agent():
            return told.select(Query(agent=record.id))
        case Place():
            return told.select(Query(place=record.id))
        case Source():
            return told.select(Query(source=record.id))


def named(told: Chronology, record_id: str, language: str) -> str:
    """Return the name of a record with its id; the id alone if nothing names it."""
    try:
        record = told.record(record_id)
    except UnknownIdError:  # a log joined of copies may lack what claims are about
        return record_id
    match record:
        case Source():
            name = record.title
        case Event() | Agent() | Place():
            name = chosen(record.labels, language)
        case _:
            name = ""
    return f"{name} ({record_id})" if name and name != record_id else record_id


def _put_event(told: Chronology, event: EventView, language: str) -> None:
    name = event.label(language)
    paper.put_heading(name)
    for other in dict.fromkeys(event.labels.values()):
        if other != name:
            paper.put_wrapped(other)
    kind = kind_label(event.kind, language, told.kinds)
    paper.put_dim(f"{event.id} · {kind} ({event.kind})")
    if event.when is not None:
        written = f" (“{event.as_written}”)" if event.as_written else ""
        paper.put_wrapped(f"{event.when.describe(told_in(language))}{written}", 2)
        paper.put_dim(f"EDTF {event.when}", 2)
    if event.occurrence == "unheard":
        paper.put_wrapped("unheard: by this reading nobody speaks of it", 2)
    elif event.occurrence != "asserted":
        paper.put(f"  {event.occurrence}: no source says that it happened")


def _put_source(told: Chronology, source: Source) -> None:
    paper.put_heading(source.title)
    _put_fields(
        (
            ("id", source.id),
            ("authors", author_words(source.csl)),
            ("issued", source.csl.get("issued", "")),
            ("type", source.csl.get("type", "")),
            ("publisher", source.csl.get("publisher", "")),
            ("url", source.csl.get("URL", "")),
            ("language", source.language),
            ("reliability", source.reliability),
            ("note", source.csl.get("note", "")),
            ("sha256", source.sha256),
        )
    )
    _put_lineage(told, told.source(source.id))
    events = sum(1 for _ in events_of(told, source))
    _put_fields((("tells of", f"{events} {'event' if events == 1 else 'events'}"),))


def _put_lineage(told: Chronology, source: Source) -> None:
    """Write what a source goes back to, what back to it, and who counts with it."""
    lineage = told.lineages().get(source.id)
    if lineage is None:  # it was united in a circle, and no source is left of it
        return
    for step in lineage.ancestors:
        origin = known_source(told, step.other)
        title = f" ({origin.title})" if origin else ""
        by = "" if step.source == source.id else f"{step.source} "
        name = f"{by}{step.how.replace('_', ' ')}"
        _put_fields(((name, f"{step.other}{title}"),))
    for step in lineage.descendants:
        how = step.how.replace("_", " ")
        of = "it" if step.other == source.id else step.other
        _put_fields((("gone into", f"{step.source}, which {how} {of}"),))
    if lineage.one_voice:
        _put_fields((("one voice", f"with {', '.join(lineage.one_voice)}"),))


def _put_entity(record: Agent | Place, language: str) -> None:
    name = chosen(record.labels, language) or record.id
    paper.put_heading(name)
    for other in dict.fromkeys(record.labels.values()):
        if other != name:
            paper.put_wrapped(other)
    fields = record_to_json(record)
    del fields["type"]
    fields.pop("labels", None)
    _put_fields((key.replace("_", " "), value) for key, value in fields.items())


def _put_fields(fields: Iterable[tuple[str, Any]]) -> None:
    for name, value in fields:
        if value:
            shown = ", ".join(value) if isinstance(value, list | tuple) else value
            paper.put_wrapped(f"{name:<{_NAMES - 1}} {shown}", 0, _NAMES)


def _put_disputes(told: Chronology, record_id: str, language: str) -> None:
    found = list(told.disputes(record_id))
    if found:
        paper.put()
        paper.put_heading("Disputes")
    for dispute in found:
        values = "; ".join(sides(dispute.claims, told, language))
        paper.put_wrapped(f"{about_words(dispute)} ({values})", 2)


def _put_events_of(told: Chronology, record: Agent | Place, language: str) -> None:
    events = list(events_of(told, record))
    if events:
        paper.put()
        paper.put_heading("Events")
        paper.put_events(events, language)

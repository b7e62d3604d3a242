"""What is known of one record, and one dispute, as a person reads it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from chrono56.chronology import Chronology, ClaimView, Dispute, EventView, Query
from chrono56.cli import paper
from chrono56.errors import UnknownIdError
from chrono56.exporters.date_words import in_words
from chrono56.exporters.names import author_words, known_source
from chrono56.exporters.wording import locator_words, sides, value_words
from chrono56.log.codec import record_to_json
from chrono56.model import Agent, Citation, Claim, Event, Place, Record, Source
from chrono56.model.claims import VALUE_TYPES
from chrono56.model.kinds import kind_label
from chrono56.text import chosen

# The order in which a card tells what is said, and what it calls each.
_PROPERTIES: Final = {
    "occurrence": "Whether it happened",
    "dating": "When",
    "ordering": "Before and after",
    "location": "Where",
    "participation": "Who",
    "figure": "Figures",
    "relation": "Relations",
    "statement": "Words",
}
# What a dispute is about, and why it is one.
_DISPUTED: Final = {
    "date": "When it happened",
    "start": "When it began",
    "start and end": "Whether it ended before it began",
    "end": "When it ended",
    "place": "Where it happened",
    "occurrence": "Whether it happened",
    "contradiction": "Claims that a recorder holds to contradict each other",
}
_CLASSES: Final = {
    "conflicting": "sources disagree",
    "self-contradictory": "one source says both",
    "copying": "a copy differs from its original",
}
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
    if isinstance(record, Event):
        _put_event(told.event(record.id), language)
    elif isinstance(record, Source):
        _put_source(told, record)
    elif isinstance(record, Agent | Place):
        _put_entity(record, language)
    elif isinstance(record, Claim):
        paper.put_heading(f"Claim {record.id} about {record.about}")
        about = told.claims(record.about)
        _put_views(told, [it for it in about if it.claim.id == record.id], language)
    _put_claims(told, claims, language, ids=ids)
    if isinstance(record, Event):
        _put_disputes(told, record.id, language)
    elif isinstance(record, Agent | Place):
        _put_events_of(told, record, language)


def put_dispute(
    told: Chronology, dispute: Dispute, language: str, *, ids: bool = False
) -> None:
    """Write a dispute: each value that is claimed, and below it who claims it."""
    paper.put_heading("; ".join(_named(told, it, language) for it in dispute.about))
    paper.put_wrapped(_dispute_words(dispute), 2)
    for said, views in sides(dispute, told, language).items():
        paper.put_wrapped(said, 4)
        for view in views:
            _put_source_of_claim(view, 8, ids=ids)


def events_of(told: Chronology, record: Agent | Place | Source) -> Iterator[EventView]:
    """Yield the events that a source tells of, or that an agent or place belongs to."""
    match record:
        case Agent():
            return told.select(Query(agent=record.id))
        case Place():
            return told.select(Query(place=record.id))
        case Source():
            return told.select(Query(source=record.id))


def _named(told: Chronology, record_id: str, language: str) -> str:
    """Return what a dispute is about, with its id; the id alone if nothing names it."""
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


def _put_event(event: EventView, language: str) -> None:
    name = event.label(language)
    paper.put_heading(name)
    for other in dict.fromkeys(event.labels.values()):
        if other != name:
            paper.put_wrapped(other)
    paper.put_dim(f"{event.id} · {kind_label(event.kind, language)} ({event.kind})")
    if event.when is not None:
        written = f" (“{event.as_written}”)" if event.as_written else ""
        paper.put_wrapped(f"{in_words(event.when)}{written}", 2)
        paper.put_dim(f"EDTF {event.when}", 2)
    if event.occurrence != "asserted":
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
    for derivation in source.derived_from:
        origin = known_source(told, derivation.source)
        title = f" ({origin.title})" if origin else ""
        how = derivation.how.replace("_", " ")
        _put_fields(((how, f"{derivation.source}{title}"),))
    events = sum(1 for _ in events_of(told, source))
    _put_fields((("tells of", f"{events} {'event' if events == 1 else 'events'}"),))


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
            paper.put_wrapped(f"{name:<{_NAMES}}{shown}", 0, _NAMES)


def _put_claims(
    told: Chronology, claims: Sequence[ClaimView], language: str, *, ids: bool
) -> None:
    known = tuple(VALUE_TYPES.values())
    groups = [
        (name, [one for one in claims if type(one.claim.says) is VALUE_TYPES[kind]])
        for kind, name in _PROPERTIES.items()
    ]
    beyond = [one for one in claims if not isinstance(one.claim.says, known)]
    for name, views in (*groups, ("Of a kind unknown here", beyond)):
        if views:
            paper.put()
            paper.put_heading(name)
            _put_views(told, views, language, ids=ids)


def _put_views(
    told: Chronology, views: Iterable[ClaimView], language: str, *, ids: bool = False
) -> None:
    """Write claims, those that say the same below one another."""
    by_words: dict[str, list[ClaimView]] = {}
    for view in views:
        said = value_words(view.claim, told, language)
        by_words.setdefault(said, []).append(view)
    for said, saying in by_words.items():
        paper.put_wrapped(said, 2)
        for view in saying:
            _put_source_of_claim(view, 6, ids=ids)


def _put_source_of_claim(view: ClaimView, indent: int, *, ids: bool) -> None:
    claim = view.claim
    marks = [] if view.rank == "normal" else [view.rank]
    marks += [] if claim.confidence == "medium" else [f"{claim.confidence} confidence"]
    cited = "; ".join(map(_cited, claim.citations))
    if claim.premises:
        cited = f"inferred from {', '.join(claim.premises)}"
    written = f" “{claim.as_written}”" if claim.as_written else ""
    marked = paper.bracketed(marks)
    paper.put_wrapped(f"{cited or 'no source'}{written}{marked}", indent)
    for why in filter(None, (claim.reason, view.rank_reason)):
        paper.put_wrapped(f"because: {why}", indent + 2)
    if ids:
        paper.put_dim(f"id: {claim.id}", indent + 2)


def _cited(citation: Citation) -> str:
    return citation.source + locator_words(citation)


def _put_disputes(told: Chronology, event_id: str, language: str) -> None:
    found = list(told.disputes(event_id))
    if found:
        paper.put()
        paper.put_heading("Disputes")
    for dispute in found:
        values = "; ".join(sides(dispute, told, language))
        paper.put_wrapped(f"{_dispute_words(dispute)} ({values})", 2)


def _dispute_words(dispute: Dispute) -> str:
    name, _, rest = dispute.property.partition(" ")
    about = _DISPUTED.get(dispute.property) or f"{name.capitalize()}: {rest}"
    if dispute.property == "contradiction":
        return about
    return f"{about}: {_CLASSES.get(dispute.class_, dispute.class_)}"


def _put_events_of(told: Chronology, record: Agent | Place, language: str) -> None:
    events = list(events_of(told, record))
    if events:
        paper.put()
        paper.put_heading("Events")
        paper.put_events(events, language)

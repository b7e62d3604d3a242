"""What is known of one record, as a person reads it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from chrono56.chronology import Choice, Chronology, ClaimView, EventView, Query
from chrono56.cli import paper
from chrono56.cli.sentences import Sentences
from chrono56.cli.sides import put_claims, put_views
from chrono56.dates import When
from chrono56.dates.words.languages import told_in
from chrono56.dates.words.phrases import (
    agent_kind_words,
    counted,
    known_phrase,
    mode_words,
    phrase,
)
from chrono56.errors import UnknownIdError
from chrono56.exporters.dispute_words import about_words
from chrono56.exporters.names import (
    author_words,
    how_words,
    issued_words,
    known_source,
)
from chrono56.exporters.wording import cited_words, quoted, sides
from chrono56.log.codec import record_to_json
from chrono56.model import (
    Agent,
    Claim,
    Event,
    Occurrence,
    Ordering,
    Place,
    Record,
    Source,
)
from chrono56.model.kinds import kind_label
from chrono56.text import chosen

_START: Final = "start"
_END: Final = "end"
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
    crediting: tuple[ClaimView, ...] = ()
    choices: tuple[Choice, ...] = ()
    if isinstance(record, Event):
        choices = told.choices(record.id)
        event = told.event(record.id)
        _put_event(told, event, language)
        _put_occurrence(event, claims, choices, language)
        _put_narrowed(told, event, claims, language)
        _put_closer(told, claims, choices, language)
    elif isinstance(record, Source):
        crediting = told.crediting(record.id)
        _put_source(told, record, len(crediting), language)
    elif isinstance(record, Agent | Place):
        _put_entity(told, record, language)
    elif isinstance(record, Claim):
        ids_of = {"claim": record.id, "about": record.about}
        paper.put_heading(phrase("claim-about", language, **ids_of))
        about = told.claims(record.about)
        put_views(told, [it for it in about if it.claim.id == record.id], language)
    put_claims(told, claims, language, ids=ids, choices=choices)
    if crediting:
        _put_crediting(told, crediting, language)
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
        quote = quoted(event.as_written, language)
        written = f" ({quote})" if event.as_written else ""
        paper.put_wrapped(f"{_dated(event.when, language)}{written}", 2)
        paper.put_dim(f"EDTF {event.when}", 2)


def _put_occurrence(
    event: EventView,
    claims: Iterable[ClaimView],
    choices: Iterable[Choice],
    language: str,
) -> None:
    """Write why an event is not told as one that happened, if it is not."""
    if event.occurrence == "asserted":
        return
    why = "not-said"
    if event.occurrence == "unheard":
        why = "nobody-speaks"
    elif ("occurrence", "preferred") in [(it.property, it.worth) for it in choices]:
        why = "preferred-says-so"
    elif event.occurrence != "denied" and any(
        isinstance(view.claim.says, Occurrence)
        and view.claim.mode == "denied"
        and view.rank != "deprecated"
        for view in claims
    ):
        why = "not-said-and-denied"
    mode = mode_words(event.occurrence, language)
    paper.put_wrapped(f"{mode}: {phrase(why, language)}", 2)


def _dated(when: When, language: str) -> str:
    """Return the date in words: of a start or an end that no other goes with, itself.

    That no source dates the other does not mean that nobody knows it.
    """
    missing = _missing(when)
    if not missing:
        return when.describe(told_in(language))
    point, date = ("start", when.start) if missing == _END else ("end", when.end)
    return f"{phrase(f'point-{point}', language)}: {date.describe(told_in(language))}"


def _missing(when: When | None) -> str:
    """Return the point of an extent of which nothing is said; empty if of neither."""
    if when is None or not when.is_extent:
        return ""
    text = str(when)
    return _END if text.endswith("/") else _START if text.startswith("/") else ""


def _put_narrowed(
    told: Chronology, event: EventView, claims: Iterable[ClaimView], language: str
) -> None:
    """Write when an event can have been whose own claims bound the point not dated."""
    missing = _missing(event.when)
    bounding = (
        says
        for view in claims
        if isinstance(says := view.claim.says, Ordering)
        and view.claim.mode == "asserted"
        and view.rank != "deprecated"
    )
    if missing and any(
        says.point == missing or (says.other, says.other_point) == (event.id, missing)
        for says in bounding
    ):
        narrowed = told.explain(event.id).when
        if narrowed is not None and not _missing(narrowed):
            date = narrowed.describe(told_in(language))
            paper.put_wrapped(phrase("narrowed", language, date=date), 2)


def _put_closer(
    told: Chronology,
    claims: Iterable[ClaimView],
    choices: Iterable[Choice],
    language: str,
) -> None:
    """Write what agrees with the date that was chosen, and says more exactly when."""
    closer = {claim for choice in choices for claim in choice.closer}
    found = [view for view in claims if view.claim.id in closer]
    for said, views in sides(found, told, language).items():
        sources = dict.fromkeys(cited_words(one.claim, language) for one in views)
        cited = "; ".join(sources)
        paper.put_wrapped(phrase("more-exactly", language, said=said, cited=cited), 2)


def _put_source(
    told: Chronology, source: Source, crediting: int, language: str
) -> None:
    paper.put_heading(source.title)
    fields = {
        "id": source.id,
        "authors": author_words(source.csl),
        "issued": issued_words(source.csl, language),
        "type": source.csl.get("type", ""),
        "publisher": source.csl.get("publisher", ""),
        "url": source.csl.get("URL", ""),
        "language": source.language,
        "reliability": source.reliability,
        "note": source.csl.get("note", ""),
        "sha256": source.sha256,
    }
    _put_fields(fields, language)
    _put_lineage(told, told.source(source.id), language)
    events = sum(1 for _ in events_of(told, source))
    _put_fields({"tells-of": counted("event-count", events, language)}, language)
    if crediting:
        claims = counted("claim-count", crediting, language)
        _put_fields({"credited-by": claims}, language)


def _put_crediting(
    told: Chronology, crediting: Iterable[ClaimView], language: str
) -> None:
    """Write the claims that credit a source, below what they are about."""
    paper.put()
    paper.put_heading(phrase("credited-by", language))
    by_subject: dict[str, list[Claim]] = {}
    for view in crediting:
        by_subject.setdefault(view.claim.about, []).append(view.claim)
    words = Sentences(told, language)
    for about, claims in by_subject.items():
        paper.put_wrapped(named(told, about, language), 2)
        for claim in claims:
            paper.put_wrapped(words.claim(claim), 6)


def _put_lineage(told: Chronology, source: Source, language: str) -> None:
    """Write what a source goes back to, what back to it, and who counts with it."""
    lineage = told.lineages().get(source.id)
    if lineage is None:  # it was united in a circle, and no source is left of it
        return
    for step in lineage.ancestors:
        origin = known_source(told, step.other)
        title = f" ({origin.title})" if origin else ""
        by = "" if step.source == source.id else f"{step.source} "
        name = f"{by}{how_words(step.how, language)}"
        _put_fields({name: f"{step.other}{title}"}, language)
    for step in lineage.descendants:
        how = how_words(step.how, language)
        is_own = step.other == source.id
        it = phrase("this-one", language) if is_own else step.other
        parts = {"source": step.source, "how": how, "origin": it}
        gone_into = phrase("gone-into", language, **parts)
        _put_fields({"gone-into": gone_into}, language)
    if lineage.one_voice:
        others = ", ".join(lineage.one_voice)
        voices = phrase("with-sources", language, sources=others)
        _put_fields({"one-voice": voices}, language)


def _put_entity(told: Chronology, record: Agent | Place, language: str) -> None:
    name = chosen(record.labels, language) or record.id
    paper.put_heading(name)
    for other in dict.fromkeys(record.labels.values()):
        if other != name:
            paper.put_wrapped(other)
    fields = record_to_json(record)
    del fields["type"]
    fields.pop("labels", None)
    if isinstance(record, Agent):
        fields["kind"] = agent_kind_words(record.kind, language)
    elif record.part_of:
        fields["part_of"] = named(told, record.part_of, language)
    fields["united"] = told.duplicates(record.id)
    _put_fields(fields, language)


def _put_fields(fields: Mapping[str, Any], language: str) -> None:
    for key, value in fields.items():
        if value:
            name = known_phrase(f"field-{key}", key.replace("_", " "), language)
            shown = ", ".join(value) if isinstance(value, list | tuple) else value
            paper.put_wrapped(f"{name:<{_NAMES - 1}} {shown}", 0, _NAMES)


def _put_disputes(told: Chronology, record_id: str, language: str) -> None:
    found = list(told.disputes(record_id))
    if found:
        paper.put()
        paper.put_heading(phrase("heading-disputes", language))
    for dispute in found:
        values = "; ".join(sides(dispute.claims, told, language))
        about = about_words(dispute, told, language)
        paper.put_wrapped(f"{about} ({values})", 2)


def _put_events_of(told: Chronology, record: Agent | Place, language: str) -> None:
    events = list(events_of(told, record))
    if events:
        paper.put()
        paper.put_heading(phrase("heading-events", language))
        paper.put_events(events, language)

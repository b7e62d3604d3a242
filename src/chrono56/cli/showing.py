"""The verbs show, sources, disputes and stats: who says what, and how much there is."""

from argparse import Namespace
from collections.abc import Callable
from typing import Any

import attrs

from chrono56.chronology import Chronology, ClaimView, Dispute, Query, Stats
from chrono56.chronology.lineage import Lineage
from chrono56.cli import cards, paper, status
from chrono56.cli.choosing import choice_json
from chrono56.cli.opening import check_filters, chronology, filters, say
from chrono56.cli.sides import put_dispute
from chrono56.dates import When
from chrono56.dates.words.phrases import counted, phrase
from chrono56.errors import UnknownIdError
from chrono56.exporters.names import author_words, issued_words
from chrono56.log.codec import record_to_json
from chrono56.model import Agent, Event, Place, Record, Source
from chrono56.model.kinds import kind_label

# Why a source is not heard, by what it does not tell.
_LACKS = {"issued": "lacks-issued", "language": "lacks-language", "": "not-wanted"}
_KINDS = 12  # that the picture of stats shows
_COUNTED = 24  # columns for what stats counts


def show(
    options: Namespace, check: Callable[[Chronology, str], Record] | None = None
) -> int:
    """Show all that is known of one record.

    Args:
        options: The command line.
        check: Finds it, if it is of the type that is wanted; None wants none.

    Raises:
        UnknownIdError: There is none, or it is of another type.
    """
    with chronology(options) as told:
        record = _record(told, options.id)
        if check is not None:
            check(told, record.id)
        if options.json:
            paper.put_json(_record_json(told, record, options.lang))
        else:
            cards.put_card(told, record, options.lang, ids=options.ids)
    return status.OK


def sources(options: Namespace) -> int:
    """List the sources, or show one."""
    if options.id:
        return show(options, Chronology.source)
    found = False
    with chronology(options) as told:
        lineages, unheard = told.lineages(), told.unheard()
        counts = told.event_counts("source")
        for source in told.sources():
            found = True
            lineage, heard = lineages[source.id], source.id not in unheard
            events = counts.get(source.id, 0)
            if options.json:
                more = {"heard": heard, "event_count": events}
                paper.put_json(_source_json(source, lineage) | more)
            else:
                _put_source(source, lineage, events, options.lang)
                if not heard:
                    why = phrase(_LACKS[unheard[source.id]], options.lang)
                    paper.put_dim(phrase("not-heard", options.lang, why=why), 4)
    if not found:
        say("no sources")
    return status.OK if found else status.NOTHING


def disputes(options: Namespace) -> int:
    """List what the sources say against each other, numbered."""
    with chronology(options) as told:
        query = filters(options)
        wanted = _wanted(told, query)
        number = 0
        for dispute in told.disputes(options.id, settled=query.everything):
            if wanted is not None and wanted.isdisjoint(dispute.about):
                continue
            number += 1
            if options.json:
                paper.put_json(_dispute_json(dispute))
            else:
                _put_dispute(told, dispute, number, options)
        if not number:
            check_filters(told, query)
            say("no disputes")
    return status.OK if number else status.NOTHING


def _wanted(told: Chronology, query: Query) -> set[str] | None:
    """Return the ids of what the filters let through; None if there are none."""
    if query == Query(everything=query.everything):
        return None
    wanted = {event.id for event in told.select(query)}
    if query == Query(everything=query.everything, source=query.source):
        wanted.add(query.source)  # a source has disputes of its own
    return wanted


def _put_dispute(
    told: Chronology, dispute: Dispute, number: int, options: Namespace
) -> None:
    if number > 1:
        paper.put()
    about = (cards.named(told, it, options.lang) for it in dispute.about)
    heading = f"{number}. {'; '.join(about)}"
    put_dispute(told, dispute, heading, options.lang, ids=options.ids)


def stats(options: Namespace) -> int:
    """Count what there is, and draw the timeline."""
    from chrono56.cli.timeline import put_bars, put_timeline

    with chronology(options) as told:
        counts = told.stats()
        if options.json:
            body = attrs.asdict(counts)
            body |= {"kinds": dict(counts.kinds), "years": dict(counts.years)}
            paper.put_json({"log": told.log_id, "title": told.title, **body})
            return status.OK
        _put_counts(told.title or f"log {told.log_id}", counts, options.lang)
        most = list(counts.kinds.items())[:_KINDS]
        if most:
            named = (
                (kind_label(kind, options.lang, told.kinds), number)
                for kind, number in most
            )
            put_bars(phrase("by-kind", options.lang), named)
        put_timeline(told, counts.years, options.lang)
    return status.OK


def _record(told: Chronology, record_id: str) -> Record:
    try:
        return told.record(record_id)
    except UnknownIdError:
        if not _was_recorded(told, record_id):
            raise
    why = f"it was retracted; `chrono56 log {record_id}` says when and why"
    raise UnknownIdError(record_id, "record", why=why)


def _was_recorded(told: Chronology, record_id: str) -> bool:
    try:
        return any(True for _ in told.history(record_id))
    except UnknownIdError:
        return False


def _record_json(told: Chronology, record: Record, language: str) -> dict[str, Any]:
    body = record_to_json(record)
    if isinstance(record, Event):
        body = paper.event_json(told.event(record.id), language)
        body["choices"] = list(map(choice_json, told.choices(record.id)))
    elif isinstance(record, Agent | Place | Source):
        told_of = cards.events_of(told, record)
        body["events"] = [event.id for event in told_of]
    if isinstance(record, Source):
        body["credited_by"] = [it.claim.id for it in told.crediting(record.id)]
    body["claims"] = [_claim_json(view) for view in told.claims(record.id)]
    return body


def _claim_json(view: ClaimView) -> dict[str, Any]:
    body = record_to_json(view.claim)
    return body | {"rank": view.rank, "entry": view.entry, "by": view.by}


def _dispute_json(dispute: Dispute) -> dict[str, Any]:
    claims = []
    for view in (*dispute.claims, *dispute.set_aside):
        value = record_to_json(view.claim)["says"]
        cited = sorted({one.source for one in view.claim.citations})
        body = {"id": view.claim.id, "value": value, "sources": cited}
        claims.append(body | {"rank": view.rank, "mode": view.claim.mode})
    return {
        "about": list(dispute.about),
        "property": dispute.property,
        "class": dispute.class_,
        "in_reading": dispute.in_reading,
        "claims": claims,
        "judgements": [attrs.asdict(one) for one in dispute.judgements],
    }


def _source_json(source: Source, lineage: Lineage) -> dict[str, Any]:
    return record_to_json(source) | {
        "title": source.title,
        "originals": list(lineage.originals),
        "one_voice": list(lineage.one_voice),
    }


def _put_source(source: Source, lineage: Lineage, events: int, language: str) -> None:
    paper.put_heading(source.id)
    made = (author_words(source.csl), issued_words(source.csl, language))
    title = source.title if source.title != source.id else ""
    said = ", ".join(filter(None, (title, *made)))
    if said:
        paper.put_wrapped(said, 4)
    graded = phrase("graded", language, grade=source.reliability)
    witness = phrase("never-a-witness", language) if source.anonymous else ""
    told = counted("event-count", events, language)
    details = filter(None, (source.language, graded, told, witness))
    paper.put_dim(" · ".join(details), 4)
    if lineage.one_voice:
        voices = ", ".join(lineage.one_voice)
        paper.put_dim(phrase("one-voice", language, sources=voices), 4)


def _put_counts(title: str, counts: Stats, language: str) -> None:
    paper.put_heading(title)
    for name, number in (
        ("entries", counts.entries),
        ("events", counts.events),
        ("disputed", counts.disputed),
        ("undated", counts.undated),
        ("unlisted", counts.unlisted),
        ("claims", counts.claims),
        ("sources", counts.sources),
        ("agents", counts.agents),
        ("places", counts.places),
    ):
        indent = "  " if name in ("disputed", "undated") else ""
        counted = f"{indent}{phrase(f'stats-{name}', language)}"
        paper.put(f"{counted:<{_COUNTED}}{number:>8}")
    if counts.first:
        days = dict.fromkeys((counts.first, counts.last or ".."))
        paper.put(paper.dated(When.parse("/".join(days)), language))

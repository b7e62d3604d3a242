"""The verbs agents and places: who took part, and where, and in how many events."""

from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping

from chrono56.chronology import Chronology
from chrono56.cli import paper, status
from chrono56.cli.cards import named
from chrono56.cli.opening import chronology, say
from chrono56.cli.showing import show
from chrono56.dates.words.phrases import agent_kind_words, counted, phrase
from chrono56.log.codec import record_to_json
from chrono56.model import Agent, Place
from chrono56.text import chosen


def agents(options: Namespace) -> int:
    """List the agents, or show one."""
    if options.id:
        return show(options, Chronology.agent)
    with chronology(options) as told:
        found = (it for it in told.agents() if options.kind in ("", it.kind))
        listed = _put(told, found, told.event_counts("agent"), options)
    if not listed:
        say("no agents")
    return status.OK if listed else status.NOTHING


def places(options: Namespace) -> int:
    """List the places, or show one."""
    if options.id:
        return show(options, Chronology.place)
    with chronology(options) as told:
        listed = _put(told, told.places(), told.event_counts("place"), options)
    if not listed:
        say("no places")
    return status.OK if listed else status.NOTHING


def _put(
    told: Chronology,
    entities: Iterable[Agent | Place],
    counts: Mapping[str, int],
    options: Namespace,
) -> int:
    """Write agents or places, each with its number of events; return how many."""
    number = 0
    for entity in entities:
        number += 1
        events, united = counts.get(entity.id, 0), told.duplicates(entity.id)
        if options.json:
            more = {"label": chosen(entity.labels, options.lang) or entity.id}
            body = record_to_json(entity) | more
            paper.put_json(body | {"event_count": events, "united": list(united)})
            continue
        paper.put_heading(entity.id)
        first = chosen(entity.labels, options.lang)
        names = filter(None, dict.fromkeys((first, *entity.labels.values())))
        if said := " · ".join(names):
            paper.put_wrapped(said, 4)
        details = [*_details(told, entity, options.lang)]
        details.append(counted("event-count", events, options.lang))
        if united:
            ids = ", ".join(united)
            details.append(phrase("also-known", options.lang, ids=ids))
        paper.put_dim(" · ".join(details), 4)
    return number


def _details(told: Chronology, entity: Agent | Place, language: str) -> Iterator[str]:
    if isinstance(entity, Agent):
        yield agent_kind_words(entity.kind, language)
    elif entity.part_of:
        whole = named(told, entity.part_of, language)
        yield phrase("relation-part_of", language, other=whole)

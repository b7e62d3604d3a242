"""A chronology that is only a list of views, for exporters to be tried on."""

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st
from immutabledict import immutabledict

from chrono56.chronology.views import ClaimView, Dispute, EventView, Revision
from chrono56.dates import When
from chrono56.errors import DateSyntaxError, UnknownIdError
from chrono56.exporters.builtin import OFFERS
from chrono56.exporters.runner import export
from chrono56.model import Agent, Citation, Claim, Dating, Figure, Place, Source
from chrono56.model.kinds import Kind

Named = TypeVar("Named", EventView, Source, Place, Agent)

FIRST = "2024-03-01T09:00:00.000000Z"
LAST = "2024-03-05T18:30:59.000000Z"

# All that has broken an exporter somewhere: line ends, markup, formulas, controls,
# other scripts and directions, wide and combining characters, astral ones.
HOSTILE = st.text(
    st.one_of(
        st.sampled_from(
            "\r\n\t\x0b\x0c\x00\x1b\x7f\x85\x9b\u2028\u2029\u202e\u2066\ufeff"
        ),
        st.sampled_from("|\\`*_~[]()<>&!#$:@\"'=+-;,^%.0 19"),
        st.sampled_from("őűЊљ匈牙利אב\u0301\u200d👩🏽\u00a0"),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)
INJECTIONS = (
    "x\r\nATTENDEE:mailto:a@b.example\r\nX:",
    '=HYPERLINK("http://evil.example")',
    "a|b\n| c | d |",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "[x](javascript:alert(1)) www.evil.example http://a_b_c",
    "END:VEVENT\nBEGIN:VALARM",
    "\u202egnp.exe\u2066 \x1b[31mred",
    "1. one\n# two\n> three\n- four",
    "back\\slash; comma, semicolon",
)


def event(id_: str = "assault", when: str = "1956-11-04", **fields: Any) -> EventView:
    """Return a view with the fields that a test cares for; an empty date is none."""
    label = fields.pop("label", "Soviet assault on Budapest")
    fields.setdefault("labels", immutabledict({"en": label} if label else {}))
    fields.setdefault("kind", "conflict.operation")
    fields.setdefault("revision", Revision(2, FIRST, LAST))
    return EventView(id=id_, when=When.parse(when) if when else None, **fields)


def source(id_: str, **fields: Any) -> Source:
    """Return a source with a title and a web address."""
    csl = {
        "type": "report",
        "title": f"Report {id_}",
        "URL": f"https://x.example/{id_}",
    }
    return Source(id_, {**csl, **fields}, "en", "B")


def dated(
    id_: str, about: str, when: str, citation: Citation, words: str = ""
) -> ClaimView:
    """Return a view of a claim that dates an event."""
    claim = Claim(id_, about, Dating(when), (citation,), as_written=words)
    return ClaimView(
        claim=claim, rank="normal", rank_reason="", entry=1, at=FIRST, by="anna"
    )


@attrs.define(kw_only=True)
class Shelf:
    """Stand in for a Chronology."""

    events: Sequence[EventView] = ()
    known_sources: Sequence[Source] = ()
    places: Sequence[Place] = ()
    agents: Sequence[Agent] = ()
    known_claims: Sequence[ClaimView] = ()
    known_disputes: Sequence[Dispute] = ()
    log_id: str = "1956"
    title: str = "Budapest 1956"
    head: str = "ab12" * 16
    reading: str = "default"
    kinds: Mapping[str, Kind] = immutabledict()

    def __iter__(self) -> Iterator[EventView]:
        return iter(self.events)

    def __len__(self) -> int:
        return len(self.events)

    def event(self, id_: str) -> EventView:
        return _named(self.events, id_)

    def record(self, id_: str) -> Any:
        records: list[Any] = [*self.known_sources, *self.places, *self.agents]
        return _named(records, id_)

    def sources(self) -> Iterator[Source]:
        return iter(self.known_sources)

    def source(self, id_: str) -> Source:
        return _named(self.known_sources, id_)

    def place(self, id_: str) -> Place:
        return _named(self.places, id_)

    def agent(self, id_: str) -> Agent:
        return _named(self.agents, id_)

    def claims(self, about: str) -> tuple[ClaimView, ...]:
        return tuple(view for view in self.known_claims if view.claim.about == about)

    def disputes(self, about: str = "", *, related: bool = True) -> Iterator[Dispute]:
        return (
            one
            for one in self.known_disputes
            if (not about or about in one.about)
            and (related or one.property != "order")
        )


def _named(records: Sequence[Named], id_: str) -> Named:
    for record in records:
        if record.id == id_:
            return record
    raise UnknownIdError(id_, "record")


def shelf(*events: EventView, **fields: Any) -> Any:
    """Return a chronology of these events; typed as whatever an exporter wants."""
    return Shelf(events=events, **fields)


def rich() -> Any:
    """Return a small chronology in which each hard case occurs once."""
    un, kgb = source("un-1957"), source("kgb-1", URL="https://x.example/a.pdf")
    start = dated("c1", "leave", "1956-10-28", un.at(page="12-14"), "on the 28th")
    rival = dated("c2", "leave", "1956-10-31", Citation("kgb-1", via=("tass",)))
    figure = Claim("c3", "corvin", Figure("killed", low=2500), (un.at(paragraph=89),))
    killed = attrs.evolve(start, claim=figure, rank="preferred", rank_reason="counted")
    return shelf(
        event("mohi", "1241-04-11", label="Battle of Mohi"),
        event("marathon", "-0489-09-12", label="Marathon"),
        event("march", "1956~", label="A year of unrest"),
        event("leave", "1956-10-28", label="Troops leave", disputed=True),
        event(
            "corvin", "1956-10-23T21:30[Europe/Budapest]", sources=("un-1957", "kgb-1")
        ),
        event("dawn", "1956-11-04T04:00..06:00~", as_written="hajnalban", place="pest"),
        event("assault", "1956-11-04/1956-11-11", labels=immutabledict(hu="Támadás")),
        event("plan", "1956-11-07", occurrence="planned", place="nowhere"),
        event("strike", "1956-11-14/..", label="Ő" * 80),
        *(
            event(f"hostile-{number}", "1956-12-01", label=text, as_written=text)
            for number, text in enumerate(INJECTIONS)
        ),
        event("rumour", "", label="A rumour"),
        known_sources=(un, kgb),
        places=(Place("pest", {"en": "Pest, Budapest"}, ("47.5", "-19.05")),),
        known_claims=(start, rival, killed),
        known_disputes=(Dispute(("leave",), "date", "conflicting", (start, rival)),),
    )


def readable(text: str) -> bool:
    """Say whether a text is a date: what is drawn may be out of order."""
    try:
        When.parse(text)
    except DateSyntaxError:
        return False
    return True


def bytes_of(
    chronology: Any, name: str, *, language: str = "en", options: Any = None
) -> bytes:
    """Return the bytes of an export."""
    stream = io.BytesIO()
    export(chronology, OFFERS[name], stream, language=language, options=options)
    return stream.getvalue()

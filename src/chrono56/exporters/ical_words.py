"""What a calendar says of an event in words: its sources, its disputes, its claims."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from chrono56.exporters.ical_dates import Slot
from chrono56.exporters.ical_text import is_web_address, parameter_value
from chrono56.exporters.names import known_source
from chrono56.exporters.wording import locator_words, sides, value_words

if TYPE_CHECKING:
    from chrono56.chronology import Chronology, ClaimView, EventView
    from chrono56.model import Citation


@attrs.frozen
class _Citable:
    """What is written of a source wherever it is cited."""

    name: str
    link: str


@attrs.define
class Words:
    """Tell of events, remembering what sources are called.

    Attributes:
        chronology: What knows the sources, claims and disputes.
        language: The BCP 47 tag of the language that names are wanted in.
        claims: Whether each claim is written out.
    """

    chronology: "Chronology"
    language: str
    claims: bool
    _sources: dict[str, _Citable] = attrs.field(factory=dict, init=False)

    def description(self, event: "EventView", slot: Slot) -> str:
        """Return what is said of an event, a line each; may be empty."""
        said = [f"When: {slot.words}"] if slot.words else []
        if event.as_written:
            said.append(f"As written: “{event.as_written}”")
        if event.revision.retracted:
            said.append(f"Retracted: {self._retraction(event.id)}")
        if event.disputed:
            said += self._disputes(event.id)
        if self.claims:
            said += map(self._claim, self.chronology.claims(event.id))
        else:
            said += (f"Source: {self._source(one).name}" for one in event.sources)
        return "\n".join(said)

    def links(self, event: "EventView") -> Iterator[str]:
        """Yield a LINK for each source that is on the web (RFC 9253 8.2)."""
        return filter(None, (self._source(source).link for source in event.sources))

    def _retraction(self, event_id: str) -> str:
        """Return why an event was taken back."""
        return next(
            action.reason
            for item in self.chronology.history(event_id, newest=True)
            for action in item.actions
            if action.verb == "retract" and action.target == event_id
        )

    def _disputes(self, event_id: str) -> Iterator[str]:
        for dispute in self.chronology.disputes(event_id, related=False):
            given = sides(dispute.claims, self.chronology, self.language).items()
            each = (f"{said} ({self._who(views)})" for said, views in given)
            yield f"Disputed ({dispute.property}): {' / '.join(each)}"

    def _claim(self, view: "ClaimView") -> str:
        claim = view.claim
        said = value_words(claim, self.chronology, self.language)
        words = f" “{claim.as_written}”" if claim.as_written else ""
        return f"Claim: {said}{words} ({self._who([view])})"

    def _who(self, views: "list[ClaimView]") -> str:
        said: list[str] = []
        for view in views:
            said += map(self._cited, view.claim.citations)
            if not view.claim.citations:
                said.append(f"inferred by {view.by}, {view.claim.reason}")
        return "; ".join(said)

    def _cited(self, citation: "Citation") -> str:
        return self._source(citation.source).name + locator_words(citation)

    def _source(self, source: str) -> _Citable:
        known = self._sources.get(source)
        if known is None:
            known = self._sources[source] = _citable(self.chronology, source)
        return known


def _citable(chronology: "Chronology", source: str) -> _Citable:
    found = known_source(chronology, source)
    if found is None:
        return _Citable(source, "")
    name = found.title if found.title == source else f"{found.title} [{source}]"
    url = found.csl.get("URL", "")
    if not (isinstance(url, str) and is_web_address(url)):
        return _Citable(name, "")
    media = "application/pdf" if url.lower().endswith(".pdf") else "text/html"
    # RFC 9253 8.2: its grammar wants every one of these parameters.
    link = (
        f'LINK;VALUE=URI;LINKREL="source";FMTTYPE={media};'
        f"LABEL={parameter_value(found.title)};LANGUAGE={found.language or 'und'}:{url}"
    )
    return _Citable(name, link)

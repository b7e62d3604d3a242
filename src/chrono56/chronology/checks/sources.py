"""Checks of sources: what they can't have known, or can't carry alone."""

from collections.abc import Iterator, Sequence
from typing import Final

from chrono56.chronology.checks.survey import Survey, is_asserted
from chrono56.chronology.chronology import Chronology
from chrono56.chronology.disputes import COPYING, compared
from chrono56.chronology.lineage import independent
from chrono56.chronology.naming import property_words
from chrono56.chronology.weighing import Weighed
from chrono56.dates import Verdict, When
from chrono56.errors import DateSyntaxError
from chrono56.findings import Finding
from chrono56.model import Dating

_UNRELIABLE: Final = "DE"  # F is not judged, which is no judgement

# The CSL types of what has no pages to cite.
_PAGELESS: Final = frozenset(
    ("broadcast", "graphic", "interview", "motion_picture", "personal_communication")
) | {"post", "post-weblog", "song", "speech", "webpage"}


def issued_before(chronology: Chronology) -> Iterator[Finding]:
    """Find sources that came out before what they tell as having happened."""
    survey = chronology.survey
    issued = {one: _issued(survey, one) for one in survey.sources}
    for event_id, event in survey.events.items():
        told: dict[str, list[Weighed]] = {}
        for weighed in survey.claims_about(event_id):
            if event.occurrence == "asserted" and is_asserted(weighed):
                for source in _telling(weighed):
                    told.setdefault(source, []).append(weighed)
        for source, claims in told.items():
            out = issued.get(source, ())
            early = [one for one in claims if _is_early(survey, out, one, event_id)]
            if early:
                words = " or ".join(dict.fromkeys(it.describe() for it in out))
                when = event.when.describe() if event.when else "undated"
                yield Finding(
                    "issued-before",
                    "warning",
                    (source, event_id),
                    f"{source} came out ({words}) before {survey.label(event_id)}"
                    f" ({when}), which it tells of",
                    tuple(weighed.claim.id for weighed in early),
                )


def _telling(weighed: Weighed) -> dict[str, None]:
    """Return the sources that a claim cites, and those that these credit."""
    cited = weighed.claim.citations
    return dict.fromkeys(one for it in cited for one in (it.source, *it.via))


def _issued(survey: Survey, source_id: str) -> list[When]:
    """Return when a source came out, by all that is claimed of it, else by its item."""
    found = list(survey.dates(source_id, "issued").values())
    described = survey.sources[source_id].csl.get("issued")
    if not found and isinstance(described, str):
        try:
            return [When.parse(described)]
        except DateSyntaxError:  # an item may come from elsewhere, in other notations
            return []
    return found


def _is_early(
    survey: Survey, issued: Sequence[When], weighed: Weighed, event_id: str
) -> bool:
    """Say whether all dates of issue lie before all that a claim can tell of."""
    if isinstance(weighed.claim.says, Dating):
        happened = [weighed.claim.says.when]
    else:
        happened = list(survey.dates(event_id, "whole", "start").values())
    pairs = [(out, when) for out in issued for when in happened]
    return bool(pairs) and all(
        out.widened().before(when.widened()) is Verdict.CERTAIN for out, when in pairs
    )


def lone_unreliable(chronology: Chronology) -> Iterator[Finding]:
    """Find events for which a single source stands, and that of grade D or E."""
    survey = chronology.survey
    for event_id, event in survey.events.items():
        heard = [one for one in survey.claims_about(event_id) if one.counts]
        if event.occurrence != "asserted" or not heard:
            continue
        weak = all(one.reliability in _UNRELIABLE for one in heard)
        if weak and independent(it for one in heard for it in one.witnesses) <= 1:
            sources = ", ".join(sorted({it for one in heard for it in one.sources}))
            grade = min(one.reliability for one in heard)
            yield Finding(
                "lone-unreliable",
                "warning",
                (event_id,),
                f"{survey.label(event_id)} rests on {sources} alone, of grade {grade}",
                tuple(one.claim.id for one in heard),
            )


def quote_without_locator(chronology: Chronology) -> Iterator[Finding]:
    """Find quotes that don't say where they stand; a notice, if there are no pages."""
    survey = chronology.survey
    for weighed in survey.claims:
        for citation in weighed.claim.citations:
            if not citation.quote or citation.locator:
                continue
            source = survey.sources.get(citation.source)
            pageless = source is not None and source.csl.get("type") in _PAGELESS
            yield Finding(
                "quote-without-locator",
                "notice" if pageless else "warning",
                (survey.root(weighed.claim.about), citation.source),
                f"{citation.source} is quoted without saying where in it",
                (weighed.claim.id,),
            )


def copy_differs(chronology: Chronology) -> Iterator[Finding]:
    """Find properties on which a copy says something else than its original."""
    survey = chronology.survey
    for event_id in survey.events:
        for one in compared(survey.claims_about(event_id)):
            if one.class_ == COPYING:
                sources = {source for it in one.claims for source in it.sources}
                values = [it.claim.says for it in one.claims]
                about = property_words(one.property, values, chronology)
                yield Finding(
                    "copy-differs",
                    "notice",
                    (event_id,),
                    f"{survey.label(event_id)} – {about}: a copy differs from its"
                    f" original, among {', '.join(sorted(sources))}",
                    tuple(weighed.claim.id for weighed in one.claims),
                )

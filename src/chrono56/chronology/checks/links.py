"""Checks of links: circles, and what is named but does not stand."""

from collections.abc import Iterator, Sequence
from typing import Final

from chrono56.chronology.checks.circles import circles
from chrono56.chronology.checks.survey import Survey
from chrono56.chronology.chronology import Chronology
from chrono56.findings import Finding
from chrono56.model import Claim

_SHOWN: Final = 3  # of many ids that a sentence would have to name


def circle(chronology: Chronology) -> Iterator[Finding]:
    """Find events and places that are parts of themselves, and copies of themselves."""
    survey = chronology.survey
    wholes: dict[str, set[str]] = {}
    for part, whole in survey.parts:
        wholes.setdefault(part, set()).add(whole)
    for path in circles(wholes):
        steps = zip(path, (*path[1:], path[0]), strict=True)
        claims = tuple(claim for step in steps for claim in survey.parts[step])
        yield _of(path, "is a part of", claims)
    places = {one.id: [survey.root(one.part_of)] for one in survey.places.values()}
    for path in circles(places):
        yield _of(path, "is a part of", ())
    sources = {
        one.id: {survey.root(it.source) for it in one.derived_from}
        for one in survey.sources.values()
    }
    for path in circles(sources):
        yield _of(path, "goes back to", ())


def _of(path: tuple[str, ...], how: str, claims: tuple[str, ...]) -> Finding:
    return Finding("circle", "error", path, f" {how} ".join((*path, path[0])), claims)


def missing_record(chronology: Chronology) -> Iterator[Finding]:
    """Find what is named but was never recorded; a notice, if it was taken back."""
    survey = chronology.survey
    for named, holders in survey.missing.items():
        held = survey.state.held(named)
        if held is not None and held.type == "source":
            continue
        was = "never recorded" if held is None else "retracted"
        yield Finding(
            "missing-record",
            "warning" if held is None else "notice",
            (named,),
            f"{named} was {was}, but is named by {_some(holders)}",
            _claims(survey, holders),
        )


def retracted_source(chronology: Chronology) -> Iterator[Finding]:
    """Find what rests on a source that was taken back; a notice, if not it alone."""
    survey = chronology.survey
    stand = {weighed.claim.id for weighed in survey.claims}
    for named, holders in survey.missing.items():
        held = survey.state.held(named)
        if held is None or held.type != "source":
            continue
        claims = _claims(survey, holders)
        fallen = [one for one in claims if one not in stand]
        text = f"{named} was retracted, but is named by {_some(holders)}"
        if fallen:
            text += f"; without it these count no more: {_some(fallen)}"
        severity = "warning" if fallen else "notice"
        yield Finding("retracted-source", severity, (named,), text, claims)


def log_oddity(chronology: Chronology) -> Iterator[Finding]:
    """Find what only a union of copies, or another program, can bring into a log."""
    for found in chronology.findings():
        yield Finding("log-oddity", found.severity, found.about, found.text)


def _claims(survey: Survey, holders: Sequence[str]) -> tuple[str, ...]:
    return tuple(one for one in holders if isinstance(survey.records[one], Claim))


def _some(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    return ", ".join(ids[:_SHOWN]) + more

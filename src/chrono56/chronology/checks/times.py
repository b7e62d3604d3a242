"""Checks of time: dates, orderings and parts that can't all be so."""

from collections.abc import Iterator, Sequence
from typing import Final

from chrono56.chronology.checks.survey import Survey
from chrono56.chronology.chronology import Chronology
from chrono56.chronology.disputes import contradicted
from chrono56.chronology.distance import ordering_words
from chrono56.chronology.weighing import Weighed
from chrono56.findings import Finding
from chrono56.model import Dating, Ordering, Relation

_ENDS: Final = {"start", "end"}


def contradiction(chronology: Chronology) -> Iterator[Finding]:
    """Find claims on time that no dates satisfy together."""
    return _contradictions(chronology.survey, "contradiction")


def end_before_start(chronology: Chronology) -> Iterator[Finding]:
    """Find events that would end before they start."""
    return _contradictions(chronology.survey, "end-before-start")


def part_outside_whole(chronology: Chronology) -> Iterator[Finding]:
    """Find parts that can't fall within their wholes."""
    return _contradictions(chronology.survey, "part-outside-whole")


def _contradictions(survey: Survey, rule: str) -> Iterator[Finding]:
    """Yield the contradictions that a rule is about.

    One that a recorder has stated already, between two of its claims, is a notice.
    """
    for claims in survey.contradictions:
        if _rule_of(survey, claims) != rule:
            continue
        ids = {weighed.claim.id for weighed in claims}
        stated = [
            pair
            for pair in contradicted(survey.state, claims)
            if ids >= {weighed.claim.id for weighed in pair}
        ]
        verdict = "recorded as a contradiction" if stated else "not all can be so"
        said = "; ".join(_said(survey, weighed) for weighed in claims)
        yield Finding(
            rule,
            "notice" if stated else "error",
            tuple(dict.fromkeys(_subject(survey, weighed) for weighed in claims)),
            f"{verdict}: {said}",
            tuple(weighed.claim.id for weighed in claims),
        )


def _rule_of(survey: Survey, claims: Sequence[Weighed]) -> str:
    if any(isinstance(one.claim.says, Relation) for one in claims):
        return "part-outside-whole"
    points = {
        one.claim.says.point if isinstance(one.claim.says, Dating) else ""
        for one in claims
    }
    alone = len({_subject(survey, one) for one in claims}) == 1
    return "end-before-start" if alone and points == _ENDS else "contradiction"


def _subject(survey: Survey, weighed: Weighed) -> str:
    return survey.root(weighed.claim.about)


def _said(survey: Survey, weighed: Weighed) -> str:
    """Return what a claim says of time, and who says it."""
    name = survey.label(_subject(survey, weighed))
    by = ", ".join(weighed.sources) or "no source"
    match weighed.claim.says:
        case Dating(when, "whole"):
            said = f"{name}: {when.describe()}"
        case Dating(when, point):
            said = f"{point} of {name}: {when.describe()}"
        case Ordering(other=other) as says:
            is_own = survey.root(other) == _subject(survey, weighed)
            named = survey.label(survey.root(other))
            said = f"{name}: {ordering_words(says, named, other if is_own else '')}"
        case Relation(other=other):
            said = f"{name} is a part of {survey.label(survey.root(other))}"
        case _:
            said = name
    return f"{said} ({by})"
